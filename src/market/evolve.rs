//! The step loop of the market: draws, correlation, volatility and prices of a block.
//!
//! What chance adds is in lanes, in base 2, by default of single precision; what is certain of a price is
//! computed once, in double precision, and multiplied in step by step. On the same draws figures differ
//! from those of lanes of double precision by far less than their sampling error.

use std::f64::consts::LOG2_E;

use crate::market::bootstrap::Bootstrap;
use crate::market::column::{Column, Parametric, Source};
use crate::numeric::lanes::{exp2_within, normal_pair};
use crate::numeric::vector::{Kernel, LANES, Machine, Row, Scalar};
use crate::random::{Generators, PathKey};

/// Steps that are drawn at once: their draws stay in the nearest cache. Even, for normals come in pairs.
const TILE: usize = 16;
/// Standardised innovations are clipped here, so that moments exist.
const CLIP: f64 = 40.0;
/// Sources that are added up in one sweep over a tile: as many as leave registers for the rest.
const SWEEP: usize = 4;

type TileRows<S> = [Row<S>; TILE];

/// What is drawn for a tile of steps, and where each column stands before it.
#[derive(Clone, Debug, Default)]
pub struct Room<S: Scalar> {
    /// One an independent source of innovations; of a history the one that picks rows.
    generators: Vec<Generators>,
    mixing: Generators,
    jumping: Generators,
    innovations: Vec<TileRows<S>>,
    factors: TileRows<S>,
    jumps: TileRows<S>,
    /// Of one column, in each step of the tile: what many sources add up to, or what a history returned.
    sums: TileRows<S>,
    /// log₂ of each column's factor.
    log_factor: Vec<Row<S>>,
    variance: Vec<Row<S>>,
    /// Where each path stands in a history, at the end of each step of the tile.
    places: [Places; TILE],
}

/// Rows of a history, one a path; `None` before the first step.
#[derive(Clone, Copy, Debug)]
struct Places([Option<usize>; LANES]);

impl Default for Places {
    fn default() -> Self {
        Self([None; LANES])
    }
}

impl<S: Scalar> Room<S> {
    /// Starts a block of paths.
    pub(super) fn prepare(&mut self, columns: &[Column<S>], source: &Source<S>, keys: &[PathKey; LANES]) {
        self.log_factor.clear();
        self.log_factor.resize(columns.len(), Row::default());
        self.variance.clear();
        let first_variance =
            |column: &Column<S>| Row::splat(column.garch.map_or(S::default(), |garch| garch.first_variance));
        self.variance.extend(columns.iter().map(first_variance));
        match source {
            Source::Parametric(Parametric { streams, mixing, jumps, .. }) => {
                self.generators.resize(streams.len(), Generators::default());
                self.innovations.resize(streams.len(), TileRows::<S>::default());
                for (generators, stream) in self.generators.iter_mut().zip(streams) {
                    generators.start(*stream, keys);
                }
                if let Some((_, stream)) = mixing {
                    self.mixing.start(*stream, keys);
                }
                if let Some(jumps) = jumps {
                    self.jumping.start(jumps.stream(), keys);
                }
            }
            Source::History(bootstrap) => {
                self.generators.resize(1, Generators::default());
                self.generators[0].start(bootstrap.stream(), keys);
                self.places[TILE - 1] = Places::default();
            }
        }
    }
}

/// The step loop, as a kernel.
pub(super) struct Evolve<'a, S: Scalar> {
    pub(super) columns: &'a [Column<S>],
    pub(super) source: &'a Source<S>,
    pub(super) steps: usize,
    pub(super) room: &'a mut Room<S>,
    /// Column by column, each from time 0 on.
    pub(super) relatives: &'a mut [Row<S>],
}

impl<S: Scalar> Kernel for Evolve<'_, S> {
    type Scalar = S;

    #[inline(always)]
    fn run<M: Machine<Scalar = S>>(self, machine: M) {
        let Self { columns, source, steps, room, relatives } = self;
        for done in (0..steps).step_by(TILE) {
            let tile = done + 1..steps.min(done + TILE) + 1;
            match source {
                Source::Parametric(parametric) => room.draw(machine, parametric, tile.len()),
                Source::History(bootstrap) => room.resample(machine, bootstrap, tile.len()),
            }
            for (number, (column, relatives)) in columns.iter().zip(relatives.chunks_exact_mut(steps + 1)).enumerate() {
                let stretch =
                    Stretch { column, certain: &column.certain[tile.clone()], into: &mut relatives[tile.clone()] };
                match source {
                    Source::Parametric(parametric) => room.innovate(machine, number, parametric, stretch),
                    Source::History(bootstrap) => room.replay(machine, number, bootstrap, stretch),
                }
            }
        }
    }
}

/// What a tile of steps makes of one column.
struct Stretch<'a, S> {
    column: &'a Column<S>,
    /// The certain part of the price at the end of each step, over that at time 0.
    certain: &'a [S],
    /// The price at the end of each step, over that at time 0.
    into: &'a mut [Row<S>],
}

impl<S: Scalar> Room<S> {
    /// Draws the innovations, mixing factors and jumps of a tile.
    #[inline(always)]
    fn draw<M: Machine<Scalar = S>>(&mut self, machine: M, parametric: &Parametric<S>, steps: usize) {
        for (generators, rows) in self.generators.iter_mut().zip(&mut self.innovations) {
            for lane in (0..LANES).step_by(M::WIDTH) {
                let mut vector = generators.load(machine, lane);
                for pair in rows[..steps.next_multiple_of(2)].chunks_exact_mut(2) {
                    let (first, second) = normal_pair(machine, vector.draw(), vector.draw());
                    machine.store(first, pair[0].from_mut(lane));
                    machine.store(second, pair[1].from_mut(lane));
                }
                generators.store(&vector, lane);
            }
        }
        for lane in (0..LANES).step_by(M::WIDTH) {
            if let Some((mixing, _)) = &parametric.mixing {
                let mut vector = self.mixing.load(machine, lane);
                for row in &mut self.factors[..steps] {
                    machine.store(mixing.next(machine, &mut vector), row.from_mut(lane));
                }
                self.mixing.store(&vector, lane);
            }
            if let Some(jumps) = &parametric.jumps {
                let mut vector = self.jumping.load(machine, lane);
                for row in &mut self.jumps[..steps] {
                    jumps.next(machine, &mut vector, row, lane);
                }
                self.jumping.store(&vector, lane);
            }
        }
    }

    /// Moves one column by its row of C times the innovations: the last sources are added up on the way,
    /// and those before them, where there are many, in sweeps of their own.
    #[inline(always)]
    fn innovate<M: Machine<Scalar = S>>(
        &mut self,
        machine: M,
        number: usize,
        parametric: &Parametric<S>,
        stretch: Stretch<'_, S>,
    ) {
        let weights = parametric.factor[number].as_slice();
        let (before, last) = weights.split_at(weights.len().saturating_sub(1) / SWEEP * SWEEP);
        self.sum_up(machine, before, stretch.into.len());
        let column = number;
        match *last {
            [a] => self.walk(machine, column, [a], parametric, stretch),
            [a, b] => self.walk(machine, column, [a, b], parametric, stretch),
            [a, b, c] => self.walk(machine, column, [a, b, c], parametric, stretch),
            [a, b, c, d] => self.walk(machine, column, [a, b, c, d], parametric, stretch),
            _ => self.walk(machine, column, [], parametric, stretch),
        }
    }

    /// Adds up innovations, four sources at a time.
    #[inline(always)]
    fn sum_up<M: Machine<Scalar = S>>(&mut self, machine: M, weights: &[(usize, S)], steps: usize) {
        self.sums[..steps].fill(Row::default());
        for weights in weights.chunks_exact(SWEEP) {
            for (step, sum) in self.sums[..steps].iter_mut().enumerate() {
                for lane in (0..LANES).step_by(M::WIDTH) {
                    let mut z = machine.load(sum.from(lane));
                    for (source, weight) in weights {
                        let innovation = machine.load(self.innovations[*source][step].from(lane));
                        z = machine.mul_add(machine.splat(*weight), innovation, z);
                    }
                    machine.store(z, sum.from_mut(lane));
                }
            }
        }
    }

    /// One column's steps: correlation, mixing, volatility, jumps, price.
    #[inline(always)]
    fn walk<M: Machine<Scalar = S>, const N: usize>(
        &mut self,
        machine: M,
        number: usize,
        weights: [(usize, S); N],
        parametric: &Parametric<S>,
        stretch: Stretch<'_, S>,
    ) {
        let Stretch { column, certain, into } = stretch;
        let sources = weights.map(|(source, _)| &self.innovations[source][..into.len()]);
        let weights = weights.map(|(_, weight)| machine.splat(weight));
        let (clip, minus_clip) = (machine.constant(CLIP), machine.constant(-CLIP));
        let is_long = parametric.factor[number].len() > SWEEP;
        for lane in (0..LANES).step_by(M::WIDTH) {
            let mut log_factor = machine.load(self.log_factor[number].from(lane));
            let mut variance = machine.load(self.variance[number].from(lane));
            for (step, (into, certain)) in into.iter_mut().zip(certain).enumerate() {
                let mut z = if is_long { machine.load(self.sums[step].from(lane)) } else { machine.constant(0.0) };
                for (source, weight) in sources.iter().zip(weights) {
                    z = machine.mul_add(weight, machine.load(source[step].from(lane)), z);
                }
                if parametric.mixing.is_some() {
                    z = z * machine.load(self.factors[step].from(lane));
                }
                z = machine.max(machine.min(z, clip), minus_clip);
                log_factor = match column.garch {
                    None => machine.mul_add(z, machine.splat(column.volatility), log_factor),
                    Some(_) => log_factor + react(machine, column, &mut variance, z),
                };
                if parametric.jumps.is_some() {
                    let jump = machine.load(self.jumps[step].from(lane));
                    log_factor = machine.mul_add(jump, machine.splat(column.jump_beta), log_factor);
                }
                machine.store(price(machine, *certain, log_factor), into.from_mut(lane));
            }
            machine.store(log_factor, self.log_factor[number].from_mut(lane));
            machine.store(variance, self.variance[number].from_mut(lane));
        }
    }

    /// Moves one column by what it returned in the rows picked.
    #[inline(always)]
    fn replay<M: Machine<Scalar = S>>(
        &mut self,
        machine: M,
        number: usize,
        bootstrap: &Bootstrap<S>,
        stretch: Stretch<'_, S>,
    ) {
        let Stretch { certain, into, .. } = stretch;
        for (places, row) in self.places[..into.len()].iter().zip(&mut self.sums) {
            bootstrap.returns_of(number, &places.0, row);
        }
        for lane in (0..LANES).step_by(M::WIDTH) {
            let mut log_factor = machine.load(self.log_factor[number].from(lane));
            for ((row, into), certain) in self.sums.iter().zip(into.iter_mut()).zip(certain) {
                log_factor = log_factor + machine.load(row.from(lane));
                machine.store(price(machine, *certain, log_factor), into.from_mut(lane));
            }
            machine.store(log_factor, self.log_factor[number].from_mut(lane));
        }
    }

    /// Picks the rows of a history for a tile.
    #[inline(always)]
    fn resample<M: Machine<Scalar = S>>(&mut self, machine: M, bootstrap: &Bootstrap<S>, steps: usize) {
        let mut last = self.places[TILE - 1];
        for lane in (0..LANES).step_by(M::WIDTH) {
            let mut vector = self.generators[0].load(machine, lane);
            for places in &mut self.places[..steps] {
                bootstrap.advance(machine, &mut vector, &mut last.0[lane..lane + M::WIDTH]);
                places.0[lane..lane + M::WIDTH].copy_from_slice(&last.0[lane..lane + M::WIDTH]);
            }
            self.generators[0].store(&vector, lane);
        }
    }
}

/// What is certain of a price times what chance makes of it; neither leaves half the range of the lanes.
#[inline(always)]
fn price<M: Machine>(machine: M, certain: M::Scalar, log_factor: M::Reals) -> M::Reals {
    machine.splat(certain) * exp2_within(machine, log_factor, M::Scalar::HALF_RANGE)
}

/// The log return of a GARCH step; moves the variance on.
#[inline(always)]
fn react<M: Machine>(machine: M, column: &Column<M::Scalar>, variance: &mut M::Reals, z: M::Reals) -> M::Reals {
    let Some(garch) = column.garch else { return z };
    let innovation = machine.sqrt(*variance) * z;
    let half = machine.sub_mul(innovation, machine.constant(0.5), *variance);
    let log_return = half * machine.constant(LOG2_E);
    let rise = machine.splat(garch.alpha);
    let fall = rise + machine.splat(garch.gamma);
    let reaction = machine.select(machine.above(machine.constant(0.0), innovation), fall, rise);
    let faded = machine.mul_add(machine.splat(garch.beta), *variance, machine.splat(garch.omega));
    *variance = machine.mul_add(reaction, innovation * innovation, faded);
    log_return
}
