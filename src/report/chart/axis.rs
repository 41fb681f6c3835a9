//! From a figure to its place on paper, and the figures that are written along the way.

use crate::report::figure::number;

/// Maps figures to chart units along one direction.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    /// Smallest and largest figure shown.
    window: (f64, f64),
    /// Where they stand.
    place: (f64, f64),
    kind: Kind,
}

/// How figures are spread and written.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    /// Even steps, in percent.
    Percent,
    /// Even factors, in percent.
    Decades,
    /// Even steps, as plain numbers.
    Plain,
}

impl Axis {
    /// Even steps. A window without width gets some, so that one point stands in the middle.
    pub fn linear(window: (f64, f64), place: (f64, f64)) -> Self {
        let (low, high) = if window.0.is_finite() && window.1.is_finite() { window } else { (0.0, 1.0) };
        let window = if high - low > 1e-9 { (low, high) } else { (low - 0.05, low + 0.05) };
        Self { window, place, kind: Kind::Percent }
    }

    /// Days from 0 on.
    pub const fn days(last: f64, place: (f64, f64)) -> Self {
        Self { window: (0.0, last), place, kind: Kind::Plain }
    }

    /// Even factors, from a power of ten up to 1.
    pub fn decades(lowest: f64, place: (f64, f64)) -> Self {
        Self { window: (lowest, 1.0), place, kind: Kind::Decades }
    }

    /// Where a figure stands; what is outside the window stands on its edge.
    pub fn at(self, figure: f64) -> f64 {
        let figure = if figure.is_nan() { self.window.0 } else { figure.clamp(self.window.0, self.window.1) };
        let along = |value: f64| if self.kind == Kind::Decades { libm::log10(value) } else { value };
        let (low, high) = (along(self.window.0), along(self.window.1));
        self.place.0 + (along(figure) - low) / (high - low) * (self.place.1 - self.place.0)
    }

    /// The window.
    pub const fn window(self) -> (f64, f64) {
        self.window
    }

    /// Round figures in the window, at most `most` of them, with their words in percent.
    pub fn ticks(self, most: usize) -> Vec<(f64, String)> {
        if self.kind == Kind::Decades { self.decade_ticks(most) } else { self.even_ticks(most) }
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
    fn even_ticks(self, most: usize) -> Vec<(f64, String)> {
        let (low, high) = self.window;
        let step = round_step((high - low) / (most.max(2) - 1) as f64);
        let (first, last) = ((low / step - 1e-9).ceil() as i64, (high / step + 1e-9).floor() as i64);
        let (times, unit) = if self.kind == Kind::Plain { (1.0, "") } else { (100.0, "%") };
        let digits = (0..6).find(|&digits| is_whole(step * times * libm::exp10(f64::from(digits)))).unwrap_or(6);
        let words = |tick: f64| format!("{}{unit}", number(tick * times, digits as usize));
        (first..=last).map(|place| place as f64 * step).map(|tick| (tick, words(tick))).collect()
    }

    #[allow(clippy::cast_possible_truncation)]
    fn decade_ticks(self, most: usize) -> Vec<(f64, String)> {
        let decades = (-libm::log10(self.window.0)).round() as i32;
        let every = (decades as usize + 1).div_ceil(most.max(2)).max(1);
        (0..=decades)
            .step_by(every)
            .map(|decade| {
                let tick = libm::exp10(f64::from(-decade));
                (tick, format!("{}%", number(tick * 100.0, usize::try_from(decade - 2).unwrap_or(0))))
            })
            .collect()
    }
}

/// The next of 1, 2, 2.5 and 5 times a power of ten.
fn round_step(least: f64) -> f64 {
    let power = libm::exp10(libm::floor(libm::log10(least.max(1e-9))));
    [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|step| step * power).find(|step| *step >= least * 0.999).unwrap_or(least)
}

fn is_whole(value: f64) -> bool {
    (value - value.round()).abs() < 1e-6
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(axis: Axis, most: usize) -> Vec<String> {
        axis.ticks(most).into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn ticks_are_round_and_inside() {
        assert_eq!(words(Axis::linear((-0.31, 1.0), (0.0, 100.0)), 6), ["0%", "50%", "100%"]);
        assert_eq!(words(Axis::linear((0.0, 0.013), (0.0, 100.0)), 5), ["0.0%", "0.5%", "1.0%"]);
        assert_eq!(words(Axis::decades(1e-4, (0.0, 1.0)), 6), ["100%", "10%", "1%", "0.1%", "0.01%"]);
    }

    #[test]
    fn one_figure_stands_in_the_middle() {
        let axis = Axis::linear((0.4, 0.4), (0.0, 100.0));
        assert!((axis.at(0.4) - 50.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_no_number_stands_on_the_edge() {
        let axis = Axis::linear((f64::NAN, 1.0), (0.0, 100.0));
        assert!((axis.at(f64::NAN) - 0.0).abs() < 1e-9);
        assert!((axis.at(f64::INFINITY) - 100.0).abs() < 1e-9);
        assert!((Axis::decades(0.01, (100.0, 0.0)).at(0.1) - 50.0).abs() < 1e-9);
    }
}
