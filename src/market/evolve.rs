//! The step loop of a parametric market: draws, correlation, volatility and prices of a block.
//!
//! Innovations and log returns are single-precision lanes, prices double: on the same draws figures
//! differ from double precision throughout by far less than their sampling error.

use crate::market::block::{Column, StepGarch};
use crate::market::jumps::JumpDraws;
use crate::market::mixing::{self, Mixing};
use crate::numeric::elementary::exp;
use crate::numeric::single::{exp_m1, normal_pair};
use crate::numeric::wide::Kernel;
use crate::random::Lanes;

/// Steps that are drawn at once: their draws stay in the nearest cache.
const TILE: usize = 16;
/// Standardised innovations are clipped here, so that moments exist.
const CLIP: f32 = 40.0;

/// The generators of one block.
pub struct Draws<'a> {
    /// One an asset of positive volatility.
    pub innovations: Vec<Lanes>,
    /// Of Student-t innovations.
    pub mixing: Option<(&'a Mixing, Lanes)>,
    /// Of market jumps.
    pub jumps: Option<(&'a JumpDraws, Lanes)>,
}

/// The step loop, as a kernel.
pub struct Evolve<'a> {
    pub(super) columns: &'a [Column],
    pub(super) steps: usize,
    /// C, row by row, without its zeros.
    pub(super) factor: &'a [Vec<(usize, f32)>],
    pub(super) draws: Draws<'a>,
    pub(super) lanes: usize,
    /// Row by row: step, column, lane; the rows of step 0 are filled.
    pub(super) prices: &'a mut [f64],
}

/// Draws of one tile.
struct Tile {
    innovations: Vec<Vec<f32>>,
    factors: Vec<f32>,
    jumps: Vec<f32>,
    words: [Vec<u32>; 2],
}

impl Kernel for Evolve<'_> {
    #[inline(always)]
    fn run(self) {
        let Self { columns, steps, factor, mut draws, lanes, prices } = self;
        let rows = TILE.min(steps.next_multiple_of(2));
        let mut tile = Tile::new(&draws, rows * lanes, lanes);
        let mut returns = vec![0.0; rows * lanes];
        let mut variances: Vec<Vec<f64>> =
            columns.iter().map(|column| vec![column.garch.map_or(0.0, |garch| garch.first_variance); lanes]).collect();
        let stride = columns.len() * lanes;
        let mut last: Vec<Vec<f64>> = columns.iter().map(|column| vec![column.price; lanes]).collect();
        for start in (0..steps).step_by(rows) {
            tile.draw(&mut draws);
            for (number, column) in columns.iter().enumerate() {
                let place =
                    Rows { prices, stride, first: start * stride + number * lanes, steps: rows.min(steps - start) };
                let Some(weights) = factor.get(number) else {
                    place.drift(exp(column.growth), &mut last[number]);
                    continue;
                };
                correlate(weights, &tile, &mut returns);
                match column.garch {
                    Some(garch) => heteroscedastic_returns(column, garch, &mut variances[number], &mut returns),
                    None => constant_returns(column, &mut returns),
                }
                if draws.jumps.is_some() {
                    add_jumps(column.jump_beta as f32, &tile.jumps, &mut returns);
                }
                for value in &mut returns {
                    *value = exp_m1(*value);
                }
                place.grow(&returns, &mut last[number]);
            }
        }
    }
}

impl Tile {
    fn new(draws: &Draws, size: usize, lanes: usize) -> Self {
        Self {
            innovations: vec![vec![0.0; size]; draws.innovations.len()],
            factors: vec![1.0; size],
            jumps: vec![0.0; size],
            words: [vec![0; lanes], vec![0; lanes]],
        }
    }

    #[inline(always)]
    fn draw(&mut self, draws: &mut Draws) {
        for (generator, out) in draws.innovations.iter_mut().zip(&mut self.innovations) {
            draw_normals(generator, &mut self.words, out);
        }
        if let Some((mixing, generator)) = &mut draws.mixing {
            draw_mixing(mixing, generator, &mut self.words, &mut self.factors);
        }
        if let Some((law, generator)) = &mut draws.jumps {
            let lanes = self.words[0].len();
            law.draw(generator, &mut self.words, &mut self.jumps, lanes);
        }
    }
}

/// Standard normals, two steps at a time.
#[inline(always)]
fn draw_normals(generator: &mut Lanes, [radius, angle]: &mut [Vec<u32>; 2], out: &mut [f32]) {
    let lanes = radius.len();
    for pair in out.chunks_exact_mut(2 * lanes) {
        generator.next(radius);
        generator.next(angle);
        let (first, second) = pair.split_at_mut(lanes);
        for (((first, second), radius), angle) in first.iter_mut().zip(second).zip(radius.iter()).zip(angle.iter()) {
            (*first, *second) = normal_pair(*radius, *angle);
        }
    }
}

#[inline(always)]
fn draw_mixing(mixing: &Mixing, generator: &mut Lanes, [one, two]: &mut [Vec<u32>; 2], out: &mut [f32]) {
    for row in out.chunks_exact_mut(one.len()) {
        generator.next(one);
        generator.next(two);
        // Chosen outside the loop over lanes, or it could not be vector code.
        match mixing {
            Mixing::Four => {
                for ((factor, one), two) in row.iter_mut().zip(one.iter()).zip(two.iter()) {
                    *factor = mixing::four(*one, *two);
                }
            }
            Mixing::Table(nodes) => {
                for (factor, one) in row.iter_mut().zip(one.iter()) {
                    *factor = mixing::interpolate(nodes, *one);
                }
            }
        }
    }
}

/// z of one asset: its row of C times the innovations, times the mixing, clipped.
#[inline(always)]
fn correlate(weights: &[(usize, f32)], tile: &Tile, out: &mut [f32]) {
    out.fill(0.0);
    for (source, weight) in weights {
        for (z, innovation) in out.iter_mut().zip(&tile.innovations[*source]) {
            *z += weight * innovation;
        }
    }
    for (z, factor) in out.iter_mut().zip(&tile.factors) {
        *z = (*z * factor).clamp(-CLIP, CLIP);
    }
}

#[inline(always)]
fn constant_returns(column: &Column, returns: &mut [f32]) {
    let (drift, volatility) = (column.drift as f32, column.volatility as f32);
    for value in returns.iter_mut() {
        *value = drift + volatility * *value;
    }
}

#[inline(always)]
fn heteroscedastic_returns(column: &Column, garch: StepGarch, variances: &mut [f64], returns: &mut [f32]) {
    for row in returns.chunks_exact_mut(variances.len()) {
        for (value, variance) in row.iter_mut().zip(variances.iter_mut()) {
            let innovation = variance.sqrt() * f64::from(*value);
            *value = (column.growth - *variance / 2.0 + innovation) as f32;
            *variance = garch.next(*variance, innovation);
        }
    }
}

#[inline(always)]
fn add_jumps(beta: f32, jumps: &[f32], returns: &mut [f32]) {
    for (value, jump) in returns.iter_mut().zip(jumps) {
        *value += beta * jump;
    }
}

/// Where a column's prices stand: rows `stride` apart, from the row of the last known step on.
struct Rows<'a> {
    prices: &'a mut [f64],
    stride: usize,
    first: usize,
    steps: usize,
}

impl Rows<'_> {
    /// The price of each path at the last known step is in `last`.
    #[inline(always)]
    fn grow(self, growth: &[f32], last: &mut [f64]) {
        let lanes = last.len();
        for (step, growth) in growth.chunks_exact(lanes).take(self.steps).enumerate() {
            for (last, growth) in last.iter_mut().zip(growth) {
                *last += *last * f64::from(*growth);
            }
            let row = self.first + (step + 1) * self.stride;
            self.prices[row..row + lanes].copy_from_slice(last);
        }
    }

    #[inline(always)]
    fn drift(self, ratio: f64, last: &mut [f64]) {
        for step in 0..self.steps {
            for last in last.iter_mut() {
                *last *= ratio;
            }
            let row = self.first + (step + 1) * self.stride;
            self.prices[row..row + last.len()].copy_from_slice(last);
        }
    }
}
