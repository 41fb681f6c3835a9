//! Histograms.

use serde::{Deserialize, Serialize};

/// A histogram: bins of equal width.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Density {
    /// Left end of the first bin.
    pub start: f64,
    /// Width of a bin.
    pub width: f64,
    /// Share of paths in each bin, divided by the width.
    pub density: Vec<f64>,
}

/// Where bins stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bins {
    /// Left end of the first bin, a multiple of the width.
    pub start: f64,
    /// Width of a bin.
    pub width: f64,
    /// How many.
    pub count: usize,
}

impl Bins {
    /// At most about `most` bins of a round width (1, 2 or 5 times a power of ten) that cover `low` to `high`.
    ///
    /// Their edges are multiples of the width, so that 0 is an edge and gains don't mix with losses.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn covering(low: f64, high: f64, most: usize) -> Self {
        let width = round_width(high - low, most);
        let first = (low / width + 1e-9).floor();
        let count = ((high / width).floor() - first + 1.0).max(1.0) as usize;
        Self { start: first * width, width, count: count.min(most + 2) }
    }

    /// The share of paths in each bin, its left end included, over the width. Paths outside stand in no bin, so the
    /// bars hold as much of the paths as they show.
    #[must_use]
    #[allow(clippy::cast_possible_truncation)]
    pub fn density(self, column: &[f64]) -> Density {
        // A value at an edge belongs to the bin that begins there, whatever the rounding of the edge.
        let bin_of = |value: f64| ((value - self.start) / self.width + 1e-9).floor() as i64;
        let mut counts = vec![0_u64; self.count];
        for &value in column {
            let bin = usize::try_from(bin_of(value)).ok();
            if let Some(count) = bin.and_then(|bin| counts.get_mut(bin)) {
                *count += 1;
            }
        }
        let scale = column.len().max(1) as f64 * self.width;
        let density = counts.into_iter().map(|count| count as f64 / scale).collect();
        Density { start: self.start, width: self.width, density }
    }
}

/// The smallest of 1, 2 and 5 times a power of ten of which `most` reach over `range`.
#[must_use]
pub fn round_width(range: f64, most: usize) -> f64 {
    let widths = (-6..6).flat_map(|power| [1.0, 2.0, 5.0].map(|digit| digit * 10.0_f64.powi(power)));
    widths.into_iter().find(|width| range / width <= most as f64).unwrap_or(1e6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_of_round_width_hold_every_path_between_their_ends() {
        let bins = Bins::covering(-0.13, 1.0, 100);
        assert!((bins.width - 0.02).abs() < 1e-15 && (bins.start + 0.14).abs() < 1e-12, "{bins:?}");
        let density = bins.density(&[-0.13, 0.0, 0.001, 1.0, 7.0]);
        let total: f64 = density.density.iter().map(|bar| bar * bins.width).sum();
        assert!((total - 0.8).abs() < 1e-12, "1 stands in the last bin, 7 in none");
        assert!((density.density[7] - 0.4 / 0.02).abs() < 1e-9, "0 opens a bin");
    }

    #[test]
    fn a_single_value_has_a_bin() {
        let bins = Bins::covering(0.0, 0.0, 100);
        assert_eq!(bins.count, 1);
        assert!((bins.density(&[0.0]).density[0] * bins.width - 1.0).abs() < 1e-12);
    }
}
