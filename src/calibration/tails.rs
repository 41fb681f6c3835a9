//! How often two assets have their worst twentieth of days together, and how often the fitted model says so.
//!
//! Over h steps the model's returns are a normal law whose variance is itself drawn, V = Σ (ν − 2)/W, one for all assets. So
//! the chance that both are in their worst twentieth is a mean over V of a bivariate normal chance, which has a closed form.

use serde::Serialize;

use super::estimate::Measured;
use super::optimise::root;
use super::pair::ranks;
use crate::numeric::normal;
use crate::numeric::special::chi_square_quantile;
use crate::random::{PathKey, Purpose, Stream};
use crate::statistics::interval::Z95;

/// The tail that is looked at.
pub const TAIL: f64 = 0.05;

/// Draws of V.
const DRAWS: u64 = 20_000;
/// Draws are those of any run: they are the same for the same prices.
const SEED: u64 = 1;

/// Nodes and weights of Gauss and Legendre on (0, 1), sixteen of them by symmetry.
const NODES: [(f64, f64); 8] = [
    (0.095_012_509_837_637_44, 0.189_450_610_455_068_5),
    (0.281_603_550_779_258_9, 0.182_603_415_044_923_6),
    (0.458_016_777_657_227_4, 0.169_156_519_395_002_54),
    (0.617_876_244_402_643_7, 0.149_595_988_816_576_73),
    (0.755_404_408_355_003, 0.124_628_971_255_533_87),
    (0.865_631_202_387_831_7, 0.095_158_511_682_492_78),
    (0.944_575_023_073_232_6, 0.062_253_523_938_647_89),
    (0.989_400_934_991_649_9, 0.027_152_459_411_754_095),
];

/// Of the days on which one of two assets has its worst twentieth, the share on which the other has its own.
#[derive(Clone, Debug, Serialize)]
pub struct JointTail {
    /// Over how many days returns are.
    pub days: u32,
    /// One asset.
    pub a: String,
    /// The other.
    pub b: String,
    /// Windows of so many days; longer ones overlap.
    pub windows: usize,
    /// In how many both are in their worst twentieth.
    pub together: usize,
    /// The share, with an interval that counts overlapping windows once.
    pub measured: Measured,
    /// The share that the fragment implies.
    pub implied: Option<f64>,
    /// The share that it would imply with correlations of single steps.
    pub implied_by_steps: Option<f64>,
}

/// The same, averaged over all pairs.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct JointTailMean {
    /// Over how many days returns are.
    pub days: u32,
    /// How many pairs.
    pub pairs: usize,
    /// The mean of the measured shares.
    pub measured: f64,
    /// Of those that the fragment implies.
    pub implied: f64,
    /// Of those that it would imply with correlations of single steps.
    pub implied_by_steps: f64,
}

/// The means, length by length.
#[must_use]
pub fn means(tails: &[JointTail]) -> Vec<JointTailMean> {
    let of_length = |tails: &[JointTail]| {
        let count = tails.len() as f64;
        let mean = |of: &dyn Fn(&JointTail) -> f64| tails.iter().map(of).sum::<f64>() / count;
        JointTailMean {
            days: tails[0].days,
            pairs: tails.len(),
            measured: mean(&|tail| tail.measured.value),
            implied: mean(&|tail| tail.implied.unwrap_or(f64::NAN)),
            implied_by_steps: mean(&|tail| tail.implied_by_steps.unwrap_or(f64::NAN)),
        }
    };
    tails.chunk_by(|a, b| a.days == b.days).map(of_length).collect()
}

/// The share in two columns of returns over `overlap` steps each, every step one.
#[must_use]
pub fn measured(a: &[f64], b: &[f64], overlap: u32) -> (usize, Measured) {
    let count = a.len() as f64;
    let is_worst =
        |column: &[f64]| ranks(column).into_iter().map(|rank| rank / (count + 1.0) <= TAIL).collect::<Vec<bool>>();
    let together = is_worst(a).iter().zip(is_worst(b)).filter(|(a, b)| **a && *b).count();
    let tail = TAIL * count;
    (together, wilson(together as f64 / tail, tail / f64::from(overlap)))
}

/// Wilson's interval of a share among so many trials, not needfully a whole number.
fn wilson(share: f64, trials: f64) -> Measured {
    let share = share.min(1.0);
    let z = Z95 * Z95 / trials;
    let middle = (share + 0.5 * z) / (1.0 + z);
    let half = Z95 / (1.0 + z) * (share * (1.0 - share) / trials + 0.25 * z / trials).sqrt();
    let standard_error = (share * (1.0 - share) / trials).sqrt();
    Measured { value: share, standard_error, low: (middle - half).max(0.0), high: (middle + half).min(1.0) }
}

/// The model's law over some steps.
pub struct Horizon {
    /// 1/V of each draw.
    inverses: Vec<f64>,
    /// The worst twentieth begins here.
    quantile: f64,
}

impl Horizon {
    /// The laws after each of `steps`, ascending, of Student-t innovations; Gaussian ones where `dof` is `None`.
    #[must_use]
    pub fn after(steps: &[u32], dof: Option<f64>) -> Vec<Self> {
        let stream = Stream::new(SEED, Purpose::Mixing, &["calibration"]);
        let mut sums = vec![Vec::with_capacity(DRAWS as usize); steps.len()];
        for path in (0..DRAWS).map(PathKey::new) {
            let (mut sum, mut step) = (0.0, 0);
            for (wanted, sums) in steps.iter().zip(&mut sums) {
                while step < *wanted {
                    sum += dof.map_or(1.0, |dof| {
                        (dof - 2.0) / chi_square_quantile(dof, stream.uniform(path, u64::from(step)))
                    });
                    step += 1;
                }
                sums.push(1.0 / sum);
            }
        }
        sums.into_iter().map(Self::of).collect()
    }

    fn of(inverses: Vec<f64>) -> Self {
        let below = |x: f64| {
            inverses.iter().map(|inverse| normal::cdf(x * inverse.sqrt())).sum::<f64>() / inverses.len() as f64
        };
        let deepest = -10.0 / inverses.iter().copied().fold(f64::MAX, f64::min).sqrt();
        let quantile = root(|x| below(x) - TAIL, (deepest, 0.0)).unwrap_or(0.0);
        Self { inverses, quantile }
    }

    /// The share at a correlation.
    #[must_use]
    pub fn share(&self, correlation: f64) -> f64 {
        // Φ₂(x, x; ρ) = Φ(x)² + (1/2π)·∫ exp(−x²/(1 + sin θ)) dθ over θ from 0 to arcsin ρ; the mean of Φ(x)² over V is taken too.
        let (count, top) = (self.inverses.len() as f64, libm::asin(correlation.clamp(-1.0, 1.0)));
        let square = self.quantile * self.quantile;
        let apart: f64 = self.inverses.iter().map(|inverse| normal::cdf(self.quantile * inverse.sqrt()).powi(2)).sum();
        let node = |(place, weight): (f64, f64)| {
            let rate = -square / (1.0 + libm::sin(0.5 * top * (1.0 + place)));
            weight * self.inverses.iter().map(|inverse| libm::exp(rate * inverse)).sum::<f64>()
        };
        let integral: f64 = NODES.iter().map(|&(place, weight)| node((place, weight)) + node((-place, weight))).sum();
        (apart + integral * 0.5 * top / (2.0 * std::f64::consts::PI)) / count / TAIL
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calibration::simulated;

    #[test]
    fn normal_assets_have_the_bivariate_normal() {
        let law = &Horizon::after(&[1], None)[0];
        assert!((law.quantile + 1.644_853_626_951_472_7).abs() < 1e-7, "{}", law.quantile);
        assert!((law.share(0.0) - TAIL).abs() < 1e-9);
        assert!((law.share(1.0) - 1.0).abs() < 1e-4, "{}", law.share(1.0));
        // Φ₂ at the 5% quantiles with ρ = ½: 0.012195…, by an independent integration.
        let sum: f64 = (0..200_000)
            .map(|cell| {
                let x = law.quantile - 8.0 * (f64::from(cell) + 0.5) / 200_000.0;
                let density = libm::exp(-0.5 * x * x) / (2.0 * std::f64::consts::PI).sqrt();
                density * normal::cdf((law.quantile - 0.5 * x) / 0.75_f64.sqrt()) * 8.0 / 200_000.0
            })
            .sum();
        assert!((law.share(0.5) * TAIL - sum).abs() < 1e-8, "{} {sum}", law.share(0.5) * TAIL);
    }

    #[test]
    fn simulated_assets_are_together_as_often_as_said() {
        for (steps, place) in [(1, 0), (7, 1)] {
            let law = &Horizon::after(&[1, 7], Some(3.0))[place];
            let rows = simulated::student_rows(31, 40_000 * steps, 2, 0.6, 3.0);
            let column = |asset: usize| {
                rows.chunks(steps).map(|rows| rows.iter().map(|row| row[asset]).sum()).collect::<Vec<f64>>()
            };
            let (_, found) = measured(&column(0), &column(1), 1);
            let errors = (found.value - law.share(0.6)) / found.standard_error;
            assert!(errors.abs() < 4.0, "{steps} steps: {} is not {}", found.value, law.share(0.6));
        }
    }

    #[test]
    fn overlapping_windows_count_once() {
        let a = simulated::normals(5, 700);
        let (together, seven) = measured(&a, &a, 7);
        assert_eq!((together, seven.value), (35, 1.0));
        assert!(seven.low < measured(&a, &a, 1).1.low);
    }
}
