//! Smooth functions of a chance as tables: quintics between nodes that lie the closer the smaller the
//! chance, for what is drawn by the million and slow to compute.

/// The mantissa of a double.
const MANTISSA: u64 = (1 << 52) - 1;

/// A function of chances from 2^−depth to ½.
///
/// Every binade has as many cells, so that a power of the chance is held as well in one as in another,
/// and the leading bits of a chance say in which cell it lies.
#[derive(Clone, Debug)]
pub struct BinadeTable {
    /// A binade has 2^fineness cells.
    fineness: u32,
    /// The leading bits of the smallest chance.
    first: u64,
    /// In each cell, coefficients of the powers of the place in it, from 0 at its begin to 1 at its end.
    cells: Vec<[f64; 6]>,
}

impl BinadeTable {
    /// The function from what gives its value and first two derivatives; it is asked at ascending chances,
    /// the last of them a cell beyond ½.
    #[must_use]
    pub fn new(depth: u32, fineness: u32, function: impl FnMut(f64) -> [f64; 3]) -> Self {
        let begin = |cell: u64| f64::from_bits(cell << (52 - fineness));
        let leading = |chance: f64| chance.to_bits() >> (52 - fineness);
        // The last cell begins at ½, so that ½ itself lies in one.
        let (first, end) = (leading(libm::exp2(-f64::from(depth))), leading(0.5) + 1);
        let nodes: Vec<[f64; 3]> = (first..=end).map(begin).map(function).collect();
        let width = |cell: u64| begin(cell + 1) - begin(cell);
        let cells = (first..end).zip(nodes.windows(2)).map(|(cell, ends)| quintic(ends[0], ends[1], width(cell)));
        Self { fineness, first, cells: cells.collect() }
    }

    /// The value at a chance from 2^−depth to ½.
    #[inline]
    #[must_use]
    pub fn at(&self, chance: f64) -> f64 {
        let bits = chance.to_bits();
        let cell = (bits >> (52 - self.fineness)) - self.first;
        let along = f64::from_bits(1.0_f64.to_bits() | (bits << self.fineness & MANTISSA)) - 1.0;
        let [value, rise, curve, third, fourth, fifth] = self.cells[cell as usize];
        // Three pairs side by side, so that none waits for another.
        let square = along * along;
        let (low, middle, high) = (value + along * rise, curve + along * third, fourth + along * fifth);
        low + square * (middle + square * high)
    }
}

/// Hermite's quintic on a cell, from value, slope and second derivative at both ends.
fn quintic(from: [f64; 3], to: [f64; 3], width: f64) -> [f64; 6] {
    let scaled = |[value, slope, bend]: [f64; 3]| (value, slope * width, 0.5 * bend * width * width);
    let ((value, rise, curve), (end, end_rise, end_curve)) = (scaled(from), scaled(to));
    // What a parabola from the begin lacks at the end.
    let value_left = end - (value + rise + curve);
    let rise_left = end_rise - (rise + 2.0 * curve);
    let curve_left = end_curve - curve;
    [
        value,
        rise,
        curve,
        10.0 * value_left - 4.0 * rise_left + curve_left,
        -15.0 * value_left + 7.0 * rise_left - 2.0 * curve_left,
        6.0 * value_left - 3.0 * rise_left + curve_left,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quintic_is_itself_from_the_smallest_chance_to_one_half() {
        let function = |u: f64| {
            let value = ((((2.0 * u - 1.0) * u + 0.5) * u - 3.0) * u + 1.0) * u + 0.25;
            let slope = (((10.0 * u - 4.0) * u + 1.5) * u - 6.0) * u + 1.0;
            [value, slope, ((40.0 * u - 12.0) * u + 3.0) * u - 6.0]
        };
        let table = BinadeTable::new(6, 1, function);
        for u in [1.0 / 64.0, 0.02, 1.0 / 32.0, 0.1, 0.25, 0.3, 0.499, 0.5] {
            assert!((table.at(u) - function(u)[0]).abs() < 1e-15, "{u}");
        }
    }

    #[test]
    fn a_root_is_held_as_well_in_each_binade() {
        let table = BinadeTable::new(12, 4, |u| [u.sqrt(), 0.5 / u.sqrt(), -0.25 / (u * u.sqrt())]);
        let chances = (0..5_000).map(|k| 0.5 * libm::exp2(-11.0 * f64::from(k) / 5_000.0));
        let worst = chances.map(|u| (table.at(u) / u.sqrt() - 1.0).abs()).fold(0.0, f64::max);
        assert!(worst < 2e-11, "{worst:e}");
    }
}
