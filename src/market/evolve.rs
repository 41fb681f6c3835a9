//! The step loop of the market: draws, correlation, volatility and prices of a block.
//!
//! What chance adds is in lanes, in base 2, by default of single precision; what is certain of a price
//! stands outside, in double precision. On the same draws figures differ from those of lanes of double
//! precision by far less than their sampling error.

use std::f64::consts::LOG2_E;

use crate::market::bootstrap::Bootstrap;
use crate::market::column::{Column, Parametric, Source};
use crate::numeric::lanes::{exp2, normal_pair};
use crate::numeric::vector::{Kernel, LANES, Machine, Row, Scalar};
use crate::random::{Generators, PathKey};

/// Steps that are drawn at once: their draws stay in the nearest cache. Even, for normals come in pairs.
const TILE: usize = 16;
/// Standardised innovations are clipped here, so that moments exist.
const CLIP: f64 = 40.0;
/// Sources that are added up in one sweep over a tile.
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
    /// What one column returns in each step of the tile.
    returns: TileRows<S>,
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
    /// Step by step from 1, column by column.
    pub(super) factors: &'a mut [Row<S>],
}

impl<S: Scalar> Kernel for Evolve<'_, S> {
    type Scalar = S;

    #[inline(always)]
    fn run<M: Machine<Scalar = S>>(self, machine: M) {
        let Self { columns, source, steps, room, factors } = self;
        for (tile, factors) in factors.chunks_mut(TILE * columns.len()).enumerate() {
            let steps = TILE.min(steps - tile * TILE);
            match source {
                Source::Parametric(parametric) => room.draw(machine, parametric, steps),
                Source::History(bootstrap) => room.resample(machine, bootstrap, steps),
            }
            for (number, column) in columns.iter().enumerate() {
                match source {
                    Source::Parametric(parametric) => {
                        correlate(machine, &parametric.factor[number], &room.innovations, &mut room.returns);
                        room.add_up(machine, number, column, parametric, steps);
                    }
                    Source::History(bootstrap) => room.look_up(bootstrap, number, steps),
                }
                room.grow(machine, number, &mut factors[number..], columns.len(), steps);
            }
        }
    }
}

/// z of one asset before the mixing: its row of C times the innovations.
#[inline(always)]
fn correlate<M: Machine>(
    machine: M,
    weights: &[(usize, M::Scalar)],
    innovations: &[TileRows<M::Scalar>],
    into: &mut TileRows<M::Scalar>,
) {
    for (sweep, weights) in weights.chunks(SWEEP).enumerate() {
        let is_first = sweep == 0;
        match *weights {
            [a, b, c, d] => add_sources(machine, [a, b, c, d], innovations, is_first, into),
            [a, b, c] => add_sources(machine, [a, b, c], innovations, is_first, into),
            [a, b] => add_sources(machine, [a, b], innovations, is_first, into),
            [a] => add_sources(machine, [a], innovations, is_first, into),
            _ => {}
        }
    }
}

#[inline(always)]
fn add_sources<M: Machine, const N: usize>(
    machine: M,
    weights: [(usize, M::Scalar); N],
    innovations: &[TileRows<M::Scalar>],
    is_first: bool,
    into: &mut TileRows<M::Scalar>,
) {
    for (step, into) in into.iter_mut().enumerate() {
        for lane in (0..LANES).step_by(M::WIDTH) {
            let mut sum = if is_first { machine.constant(0.0) } else { machine.load(into.from(lane)) };
            for (source, weight) in weights {
                let innovation = machine.load(innovations[source][step].from(lane));
                sum = machine.mul_add(machine.splat(weight), innovation, sum);
            }
            machine.store(sum, into.from_mut(lane));
        }
    }
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

    /// Turns the correlated normals of one column into its log returns.
    #[inline(always)]
    fn add_up<M: Machine<Scalar = S>>(
        &mut self,
        machine: M,
        number: usize,
        column: &Column<S>,
        parametric: &Parametric<S>,
        steps: usize,
    ) {
        let (clip, minus_clip) = (machine.constant(CLIP), machine.constant(-CLIP));
        for lane in (0..LANES).step_by(M::WIDTH) {
            let mut variance = machine.load(self.variance[number].from(lane));
            for (step, row) in self.returns[..steps].iter_mut().enumerate() {
                let mut z = machine.load(row.from(lane));
                if parametric.mixing.is_some() {
                    z = z * machine.load(self.factors[step].from(lane));
                }
                z = machine.max(machine.min(z, clip), minus_clip);
                let mut log_return = match column.garch {
                    None => z * machine.splat(column.volatility),
                    Some(_) => react(machine, column, &mut variance, z),
                };
                if parametric.jumps.is_some() {
                    let jump = machine.load(self.jumps[step].from(lane));
                    log_return = machine.mul_add(jump, machine.splat(column.jump_beta), log_return);
                }
                machine.store(log_return, row.from_mut(lane));
            }
            machine.store(variance, self.variance[number].from_mut(lane));
        }
    }

    /// Moves one column's factors by its log returns.
    #[inline(always)]
    fn grow<M: Machine<Scalar = S>>(
        &mut self,
        machine: M,
        number: usize,
        factors: &mut [Row<S>],
        columns: usize,
        steps: usize,
    ) {
        for lane in (0..LANES).step_by(M::WIDTH) {
            let mut log_factor = machine.load(self.log_factor[number].from(lane));
            for (row, factor) in self.returns[..steps].iter().zip(factors.iter_mut().step_by(columns)) {
                log_factor = log_factor + machine.load(row.from(lane));
                machine.store(exp2(machine, log_factor), factor.from_mut(lane));
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

    /// What one column returned in the rows picked.
    fn look_up(&mut self, bootstrap: &Bootstrap<S>, column: usize, steps: usize) {
        for (places, row) in self.places[..steps].iter().zip(&mut self.returns) {
            bootstrap.returns_of(column, &places.0, row);
        }
    }
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
