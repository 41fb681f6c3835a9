//! The points at which the figure is looked at, and what was seen there.

use std::ops::Range;

use super::bench::{Bench, Seen};
use crate::decision::spread::hypercube;
use crate::engine::{EngineError, Watch, each_on_threads};
use crate::scenario::Scenario;
use crate::statistics::sobol::Samples;

/// Two Latin hypercubes A and B, one column an input, and what was seen at their points and between.
pub(super) struct Points {
    a: Vec<Vec<f64>>,
    b: Vec<Vec<f64>>,
    found: Vec<Found>,
}

/// What was seen of one point; `None` where nothing was looked at, or values can't stand together.
struct Found {
    a: Option<f64>,
    b: Option<f64>,
    /// At the point of A with one input from B; one slot an input.
    mixed: Vec<Option<f64>>,
    runs: u64,
}

impl Points {
    pub fn of(scenario: &Scenario, points: usize) -> Self {
        let [a, b] = ["a", "b"].map(|sample| hypercube(scenario, sample, points));
        Self { a, b, found: Vec::with_capacity(points) }
    }

    pub const fn inputs(&self) -> usize {
        self.a.len()
    }

    /// Points looked at.
    pub const fn points(&self) -> usize {
        self.found.len()
    }

    /// Runs made.
    pub fn runs(&self) -> u64 {
        self.found.iter().map(|found| found.runs).sum()
    }

    /// Runs that could not be made.
    pub fn left_out(&self) -> u64 {
        let seen = |found: &Found| [found.a, found.b].iter().chain(&found.mixed).flatten().count() as u64;
        self.runs() - self.found.iter().map(seen).sum::<u64>()
    }

    /// Looks at more points, and between those of A and B where one of `inputs` differs.
    pub fn look(
        &mut self,
        bench: &Bench<'_>,
        points: Range<usize>,
        inputs: &[usize],
        threads: usize,
        watch: &Watch,
    ) -> Result<(), EngineError> {
        let begun = points.start;
        let (a, b): (Vec<_>, Vec<_>) = points.map(|point| (row(&self.a, point), row(&self.b, point))).unzip();
        let look = |shares: &Vec<f64>| bench.look(shares, None, watch);
        let all = |of: &[Vec<f64>]| each_on_threads(threads, of, look)?.into_iter().collect::<Result<Vec<_>, _>>();
        let (in_a, in_b) = (all(&a)?, all(&b)?);
        let between: Vec<(usize, usize)> =
            (0..a.len()).flat_map(|point| inputs.iter().map(move |input| (point, *input))).collect();
        let mixed = each_on_threads(threads, &between, |&(point, input)| {
            let mut shares = a[point].clone();
            shares[input] = b[point][input];
            bench.look(&shares, in_a[point].as_ref(), watch)
        })?;
        let figure = |seen: &Option<Seen>| seen.as_ref().map(|seen| seen.figure);
        let (nothing, runs) = (vec![None; self.inputs()], 2 + inputs.len() as u64);
        let found = in_a.iter().zip(&in_b);
        self.found.extend(found.map(|(a, b)| Found { a: figure(a), b: figure(b), mixed: nothing.clone(), runs }));
        for ((point, input), seen) in between.into_iter().zip(mixed) {
            self.found[begun + point].mixed[input] = figure(&seen?);
        }
        Ok(())
    }

    /// The figures at those points that could be run in both samples.
    pub fn samples(&self) -> Samples {
        let mut samples = Samples { mixed: vec![Vec::new(); self.inputs()], ..Samples::default() };
        for found in &self.found {
            let (Some(a), Some(b)) = (found.a, found.b) else { continue };
            samples.a.push(a);
            samples.b.push(b);
            samples.mixed.iter_mut().zip(&found.mixed).for_each(|(column, figure)| column.push(*figure));
        }
        samples
    }
}

fn row(sample: &[Vec<f64>], point: usize) -> Vec<f64> {
    sample.iter().map(|column| column[point]).collect()
}
