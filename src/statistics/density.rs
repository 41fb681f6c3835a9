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
        let first = bins_from_zero(low, width);
        let count = (bins_from_zero(high, width) - first + 1.0).max(1.0) as usize;
        Self { start: first * width, width, count: count.min(most + 2) }
    }

    /// The share of paths in each bin over the width. Paths outside stand in no bin, so the bars hold as much of the
    /// paths as they show.
    #[must_use]
    pub fn density(self, column: &[f64]) -> Density {
        self.density_of_bins(column.iter().map(|value| (*value, 1)), column.len() as u64)
    }

    /// The same of `paths` paths in finer bins: the upper end of each and how many stand in it.
    #[must_use]
    #[allow(clippy::cast_possible_truncation)]
    pub fn density_of_bins(self, bins: impl Iterator<Item = (f64, u64)>, paths: u64) -> Density {
        let first = (self.start / self.width).round();
        let mut counts = vec![0_u64; self.count];
        for (value, paths) in bins {
            let bin = usize::try_from((bins_from_zero(value, self.width) - first) as i64).ok();
            if let Some(count) = bin.and_then(|bin| counts.get_mut(bin)) {
                *count += paths;
            }
        }
        let scale = paths.max(1) as f64 * self.width;
        let density = counts.into_iter().map(|count| count as f64 / scale).collect();
        Density { start: self.start, width: self.width, density }
    }
}

/// How many bins after the one that begins at 0 a value stands.
///
/// At an edge, whatever its rounding, a value belongs to the bin on the side of 0: who lost all stands below 100%,
/// not above. 0 itself opens the bins of losses.
#[allow(clippy::cast_possible_truncation)]
fn bins_from_zero(value: f64, width: f64) -> f64 {
    let widths = value / width;
    let (inside, is_loss) = if widths > 0.0 { (widths - 1e-9, true) } else { (widths + 1e-9, false) };
    // Rounding towards 0 is one instruction, up or down would be a call.
    let whole = inside as i64 as f64;
    if is_loss {
        if whole < inside { whole } else { (whole - 1.0).max(0.0) }
    } else {
        whole - f64::from(u8::from(whole > inside))
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
    fn a_total_loss_stands_below_one_hundred_percent() {
        for (high, width) in [(1.0, 0.02), (1.0, 0.05), (1.3, 0.02), (1.0 + 1e-14, 0.01)] {
            let bins = Bins::covering(-0.31, high, ((high + 0.31) / width).ceil() as usize);
            assert!((bins.width - width).abs() < 1e-15, "{bins:?}");
            let Density { start, density, .. } = bins.density(&[1.0, 1.0 + 1e-14]);
            let bin = density.iter().position(|share| *share > 0.0).unwrap();
            let end = start + (bin + 1) as f64 * width;
            assert!((end - 1.0).abs() < 1e-9 && (density[bin] * width - 1.0).abs() < 1e-12, "it ends at {end}");
        }
    }

    #[test]
    fn at_an_edge_a_value_stands_on_the_side_of_nothing_lost() {
        let bins = Bins::covering(-0.2, 0.2, 4);
        let shares =
            bins.density(&[-0.2, -0.1, 0.0, 0.1, 0.2]).density.iter().map(|share| share * 0.5).collect::<Vec<_>>();
        assert_eq!(shares, [1.0, 1.0, 2.0, 1.0], "{bins:?}");
    }

    #[test]
    fn a_single_value_has_a_bin() {
        let bins = Bins::covering(0.0, 0.0, 100);
        assert_eq!(bins.count, 1);
        assert!((bins.density(&[0.0]).density[0] * bins.width - 1.0).abs() < 1e-12);
    }
}
