//! Which of many uncertain inputs decides a figure: shares of its variance.
//!
//! The first-order index of an input is the share of the variance that it explains by itself; the total index what it
//! explains together with all others, that is, what would be left if only it stayed unknown. Two samples A and B of N
//! points of k inputs, and k more in which one column of A is taken from B: N·(k + 2) values of the figure.

use super::Estimate;
use super::interval::Z95;

/// The figure at the points of both samples, and of those between.
#[derive(Clone, Debug, Default)]
pub struct Samples {
    /// At the points of A.
    pub a: Vec<f64>,
    /// At the points of B.
    pub b: Vec<f64>,
    /// At the points of A with the column of one input from B; one entry an input, `None` where nobody looked.
    pub mixed: Vec<Vec<Option<f64>>>,
}

/// The indices of one input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Indices {
    /// By itself.
    pub first: Estimate,
    /// Together with all others.
    pub total: Estimate,
}

/// The indices of all inputs.
#[derive(Clone, Debug, PartialEq)]
pub struct Decomposition {
    /// Of each input.
    pub inputs: Vec<Indices>,
    /// What no input explains by itself but only together with others: what the first-order indices leave of 1.
    pub together: Estimate,
}

/// The indices of every input, with intervals by the delete-one jackknife over points; `None` where the figure does not
/// vary, or where there are fewer than two points. An input may be looked at on fewer points than the variance.
///
/// Source: Saltelli, Annoni, Azzini, Campolongo, Ratto and Tarantola (2010), "Variance based sensitivity analysis of
/// model output", table 2, (b) for the first order and (f), after Jansen, for the total; the jackknife: Efron and Stein
/// (1981).
#[must_use]
pub fn indices(samples: &Samples) -> Option<Decomposition> {
    let Samples { a, b, mixed } = samples;
    let points = a.len();
    // A constant taken off changes no index and saves digits.
    let centre = a.iter().chain(b).sum::<f64>() / (2.0 * points as f64);
    let spread: Vec<Moments> = a.iter().zip(b).map(|(a, b)| Moments::of(a - centre, b - centre)).collect();
    let whole = spread.iter().fold(Moments::default(), |sum, one| sum.plus(*one, 1.0));
    let varies = whole.variance(2.0 * points as f64) > 1e-24 * centre * centre;
    if points < 2 || !varies {
        return None;
    }
    let parts = |of: &dyn Fn(f64, f64, f64) -> f64| -> Vec<Parts> {
        let seen = |values: &Vec<Option<f64>>| {
            let seen = a.iter().zip(b).zip(values);
            Parts(seen.map(|((a, b), mixed)| Some(of(a - centre, b - centre, (*mixed)? - centre))).collect())
        };
        mixed.iter().map(seen).collect()
    };
    let first = parts(&|a, b, mixed| b * (mixed - a));
    let total = parts(&|a, _, mixed| 0.5 * (a - mixed) * (a - mixed));
    let ratio = |parts: &[Parts]| ratio(parts, &spread, whole);
    let of_input = |(first, total): (&Parts, &Parts)| Indices {
        first: ratio(std::slice::from_ref(first)),
        total: ratio(std::slice::from_ref(total)),
    };
    let by_themselves = ratio(&first);
    let standard_error = (by_themselves.high - by_themselves.low) / (2.0 * Z95);
    Some(Decomposition {
        inputs: first.iter().zip(&total).map(of_input).collect(),
        together: Estimate::normal(1.0 - by_themselves.value, standard_error),
    })
}

/// One part of a sum a point; `None` where nobody looked.
struct Parts(Vec<Option<f64>>);

impl Parts {
    /// Sum and count.
    fn sum(&self) -> (f64, f64) {
        self.0.iter().flatten().fold((0.0, 0.0), |(sum, count), part| (sum + part, count + 1.0))
    }
}

/// Sum and squares of the values of one point or of many, at A and B.
#[derive(Clone, Copy, Debug, Default)]
struct Moments {
    sum: f64,
    squares: f64,
}

impl Moments {
    fn of(a: f64, b: f64) -> Self {
        Self { sum: a + b, squares: a * a + b * b }
    }

    fn plus(self, other: Self, times: f64) -> Self {
        Self { sum: self.sum + times * other.sum, squares: self.squares + times * other.squares }
    }

    fn variance(self, count: f64) -> f64 {
        let mean = self.sum / count;
        self.squares / count - mean * mean
    }
}

/// The sum of the means of some parts over the variance, with its jackknife interval.
fn ratio(all: &[Parts], spread: &[Moments], whole: Moments) -> Estimate {
    let points = spread.len() as f64;
    let sums: Vec<(f64, f64)> = all.iter().map(Parts::sum).collect();
    let value = sums.iter().map(|(sum, count)| sum / count).sum::<f64>() / whole.variance(2.0 * points);
    let without = |(point, moments): (usize, &Moments)| {
        let means = all.iter().zip(&sums).map(|(parts, (sum, count))| match parts.0[point] {
            Some(part) => (sum - part) / (count - 1.0),
            None => sum / count,
        });
        means.sum::<f64>() / whole.plus(*moments, -1.0).variance(2.0 * (points - 1.0))
    };
    let left: Vec<f64> = spread.iter().enumerate().map(without).collect();
    let mean = left.iter().sum::<f64>() / points;
    let squares: f64 = left.iter().map(|left| (left - mean) * (left - mean)).sum();
    Estimate::normal(value, ((points - 1.0) / points * squares).sqrt())
}

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use super::*;
    use crate::random::{Purpose, strata};

    /// Both samples of a figure of three inputs, uniform over (0, 1).
    fn sampled(points: usize, seed: u64, figure: impl Fn(&[f64]) -> f64) -> Samples {
        let column = |input: usize| strata(seed, Purpose::Sensitivity, &[&input.to_string()], points);
        let columns: Vec<Vec<f64>> = (0..6).map(column).collect();
        let row = |point: usize, from: &dyn Fn(usize) -> usize| -> Vec<f64> {
            (0..3).map(|input| columns[from(input)][point]).collect()
        };
        let all =
            |from: &dyn Fn(usize) -> usize| (0..points).map(|point| figure(&row(point, from))).collect::<Vec<f64>>();
        let mixed = |one: usize| -> Vec<Option<f64>> {
            all(&move |input| if input == one { input + 3 } else { input }).into_iter().map(Some).collect()
        };
        Samples { a: all(&|input| input), b: all(&|input| input + 3), mixed: (0..3).map(mixed).collect() }
    }

    /// Ishigami and Homma (1990) with a = 7 and b = 0.1.
    fn ishigami(u: &[f64]) -> f64 {
        let x: Vec<f64> = u.iter().map(|u| PI * (2.0 * u - 1.0)).collect();
        x[0].sin() + 7.0 * x[1].sin().powi(2) + 0.1 * x[2].powi(4) * x[0].sin()
    }

    const FIRST: [f64; 3] = [0.3139, 0.4424, 0.0];
    const TOTAL: [f64; 3] = [0.5576, 0.4424, 0.2437];

    #[test]
    fn the_indices_of_ishigami_lie_within_their_intervals() {
        let found = indices(&sampled(8_192, 7, ishigami)).unwrap().inputs;
        for (input, Indices { first, total }) in found.iter().enumerate() {
            for (estimate, exact) in [(first, FIRST[input]), (total, TOTAL[input])] {
                // Of six intervals of 95% one may miss; none misses by twice its half.
                let half = estimate.high - estimate.value;
                assert!((estimate.value - exact).abs() < 2.0 * half, "{input}: {estimate:?} is not {exact}");
                assert!(half < 0.06, "{input}: {estimate:?}");
            }
        }
    }

    #[test]
    fn intervals_cover_at_least_at_their_nominal_rate() {
        let (samples, mut held) = (200, [0; 6]);
        for seed in 0..samples {
            let found = indices(&sampled(256, seed, ishigami)).unwrap().inputs;
            for (input, Indices { first, total }) in found.iter().enumerate() {
                let holds =
                    |estimate: &Estimate, exact: f64| u32::from(estimate.low <= exact && exact <= estimate.high);
                held[input] += holds(first, FIRST[input]);
                held[3 + input] += holds(total, TOTAL[input]);
            }
        }
        let standard_error = (0.95_f64 * 0.05 / samples as f64).sqrt();
        for held in held {
            // Strata make points more even than the jackknife takes them to be: intervals may be too wide.
            assert!(f64::from(held) / samples as f64 > 0.95 - 4.0 * standard_error, "{held} of {samples}");
        }
    }

    #[test]
    fn a_sum_is_shared_out_by_variance_and_nothing_is_left_over() {
        let found = indices(&sampled(4_096, 1, |u| 3.0 * u[0] + 1.0 * u[1] + 1_000.0)).unwrap();
        assert!(found.together.low < 0.0 && found.together.high > 0.0, "{found:?}");
        for (index, exact) in found.inputs.iter().zip([0.9, 0.1, 0.0]) {
            assert!((index.first.value - exact).abs() < 0.05, "{index:?} is not {exact}");
            assert!((index.total.value - exact).abs() < 0.01, "{index:?} is not {exact}");
        }
    }

    #[test]
    fn what_does_not_vary_has_no_indices() {
        assert_eq!(indices(&sampled(64, 1, |_| 0.3)), None);
        assert_eq!(indices(&Samples::default()), None);
    }

    #[test]
    fn an_input_looked_at_on_fewer_points_has_a_wider_interval_that_still_holds() {
        let all = sampled(1_024, 3, ishigami);
        let mut few = all.clone();
        few.mixed[2].iter_mut().skip(256).for_each(|figure| *figure = None);
        let (all, few) = (indices(&all).unwrap().inputs, indices(&few).unwrap().inputs);
        assert_eq!(all[..2], few[..2]);
        let half = |estimate: Estimate| estimate.high - estimate.value;
        assert!(half(few[2].total) > 1.5 * half(all[2].total), "{few:?} {all:?}");
        assert!((few[2].total.value - TOTAL[2]).abs() < 2.0 * half(few[2].total), "{few:?}");
    }

    #[test]
    fn what_nobody_looked_at_is_unknown() {
        let mut samples = sampled(64, 3, ishigami);
        samples.mixed[0] = vec![None; 64];
        let found = indices(&samples).unwrap().inputs;
        assert!(found[0].total.value.is_nan() && found[1].total.value.is_finite());
    }
}
