//! Histograms.

use serde::{Deserialize, Serialize};

use super::sorted::Sorted;

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
        let widths = (-6..6).flat_map(|power| [1.0, 2.0, 5.0].map(|digit| digit * 10.0_f64.powi(power)));
        let enough = |width: &f64| (high - low) / width <= most as f64;
        let width = widths.into_iter().find(enough).unwrap_or(1e6);
        let first = (low / width + 1e-9).floor();
        let count = ((high / width).floor() - first + 1.0).max(1.0) as usize;
        Self { start: first * width, width, count: count.min(most + 2) }
    }

    /// Left end of bin `bin`.
    fn edge(self, bin: usize) -> f64 {
        self.start + bin as f64 * self.width
    }

    /// The share of paths in each bin, its left end included, over the width. Paths outside stand in no bin, so the
    /// bars hold as much of the paths as they show.
    #[must_use]
    pub fn density(self, sorted: &Sorted) -> Density {
        let below = |x: f64| sorted.values().partition_point(|&value| value < x);
        let scale = sorted.paths().max(1) as f64 * self.width;
        let edges: Vec<usize> = (0..=self.count).map(|bin| below(self.edge(bin))).collect();
        let density = edges.windows(2).map(|pair| (pair[1] - pair[0]) as f64 / scale).collect();
        Density { start: self.start, width: self.width, density }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_of_round_width_hold_every_path_between_their_ends() {
        let bins = Bins::covering(-0.13, 1.0, 100);
        assert!((bins.width - 0.02).abs() < 1e-15 && (bins.start + 0.14).abs() < 1e-12, "{bins:?}");
        let density = bins.density(&Sorted::of(&[-0.13, 0.0, 0.001, 1.0]));
        let total: f64 = density.density.iter().map(|bar| bar * bins.width).sum();
        assert!((total - 1.0).abs() < 1e-12, "the largest path stands in the last bin");
        assert!((density.density[7] - 0.5 / 0.02).abs() < 1e-9, "0 opens a bin");
    }

    #[test]
    fn a_single_value_has_a_bin() {
        let bins = Bins::covering(0.0, 0.0, 100);
        assert_eq!(bins.count, 1);
        assert!((bins.density(&Sorted::of(&[0.0])).density[0] * bins.width - 1.0).abs() < 1e-12);
    }
}
