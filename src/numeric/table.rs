//! Smooth functions as tables: Hermite's cubics between evenly spaced nodes, for what is asked for on
//! every path and slow to compute.

/// A function on an interval.
#[derive(Clone, Debug)]
pub struct Table {
    begin: f64,
    /// Nodes per unit.
    density: f64,
    /// The value at each node and its rise over one cell at the slope there.
    nodes: Vec<(f64, f64)>,
}

impl Table {
    /// The function on [`begin`, `end`], from what gives its value and slope. Between nodes it is off by
    /// at most the fourth derivative over 384·`density`⁴.
    #[must_use]
    pub fn new(begin: f64, end: f64, density: f64, function: impl Fn(f64) -> (f64, f64)) -> Self {
        let cells = ((end - begin) * density).ceil() as usize;
        let node = |place: usize| {
            let (value, slope) = function(begin + place as f64 / density);
            (value, slope / density)
        };
        Self { begin, density, nodes: (0..=cells).map(node).collect() }
    }

    /// The value at `x`; beyond the ends the outermost cubics go on.
    #[inline]
    #[must_use]
    pub fn at(&self, x: f64) -> f64 {
        let position = (x - self.begin) * self.density;
        let cell = (position as usize).min(self.nodes.len() - 2);
        let ((from, rise), (to, rise_after)) = (self.nodes[cell], self.nodes[cell + 1]);
        let (along, step) = (position - cell as f64, to - from);
        let bend = 3.0 * step - 2.0 * rise - rise_after;
        let twist = rise + rise_after - 2.0 * step;
        from + along * (rise + along * (bend + along * twist))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cubic_is_itself_inside_and_beyond() {
        let cubic = |x: f64| ((x - 2.0) * x * x + 1.0, (3.0 * x - 4.0) * x);
        let table = Table::new(-1.0, 2.5, 4.0, cubic);
        for x in [-1.0, -0.9, 0.0, 0.3, 1.77, 2.5, 3.0] {
            assert!((table.at(x) - cubic(x).0).abs() < 1e-13, "{x}");
        }
    }
}
