//! From a figure to its place on paper, and the figures that are written along the way.

use crate::calendar::Day;
use crate::report::language::Tongue;

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
    /// Even steps, in percentage points.
    Points,
    /// Even factors, in percent.
    Decades,
    /// Even steps, as plain numbers.
    Plain,
    /// Even factors, as plain numbers.
    Powers,
    /// Days of the calendar, counted from this one.
    Dates(Day),
}

impl Axis {
    /// Even steps. A window without width gets some, so that one point stands in the middle.
    pub fn linear(window: (f64, f64), place: (f64, f64)) -> Self {
        let (low, high) = if window.0.is_finite() && window.1.is_finite() { window } else { (0.0, 1.0) };
        let window = if high - low > 1e-9 { (low, high) } else { (low - 0.05, low + 0.05) };
        Self { window, place, kind: Kind::Percent }
    }

    /// Even steps, in percentage points: the words beside the axis say what they are.
    pub fn points(window: (f64, f64), place: (f64, f64)) -> Self {
        Self { kind: Kind::Points, ..Self::linear(window, place) }
    }

    /// Days from 0 on.
    pub const fn days(last: f64, place: (f64, f64)) -> Self {
        Self { window: (0.0, last), place, kind: Kind::Plain }
    }

    /// Even steps, as plain numbers.
    pub fn plain(window: (f64, f64), place: (f64, f64)) -> Self {
        Self { kind: Kind::Plain, ..Self::linear(window, place) }
    }

    /// Even factors, as plain numbers above 0.
    pub fn powers(window: (f64, f64), place: (f64, f64)) -> Self {
        let (low, high) = (window.0.max(f64::MIN_POSITIVE), window.1.max(f64::MIN_POSITIVE));
        let window = if high > low * 1.001 { (low, high) } else { (low * 0.9, low * 1.1) };
        Self { window, place, kind: Kind::Powers }
    }

    /// Days of the calendar; a figure is the number of days from `first` on.
    pub fn dates(first: Day, last: Day, place: (f64, f64)) -> Self {
        Self { window: (0.0, last.since(first).max(1) as f64), place, kind: Kind::Dates(first) }
    }

    /// Even factors, from a power of ten up to 1.
    pub fn decades(lowest: f64, place: (f64, f64)) -> Self {
        Self { window: (lowest, 1.0), place, kind: Kind::Decades }
    }

    /// Where a figure stands; what is outside the window stands on its edge.
    pub fn at(self, figure: f64) -> f64 {
        let figure = if figure.is_nan() { self.window.0 } else { figure.clamp(self.window.0, self.window.1) };
        let is_even_in_factors = matches!(self.kind, Kind::Decades | Kind::Powers);
        let along = |value: f64| if is_even_in_factors { libm::log10(value) } else { value };
        let (low, high) = (along(self.window.0), along(self.window.1));
        self.place.0 + (along(figure) - low) / (high - low) * (self.place.1 - self.place.0)
    }

    /// The window.
    pub const fn window(self) -> (f64, f64) {
        self.window
    }

    /// Round figures in the window, at most `most` of them, with their words.
    pub fn ticks(self, tongue: Tongue, most: usize) -> Vec<(f64, String)> {
        match self.kind {
            Kind::Decades => self.decade_ticks(tongue, most),
            Kind::Powers => self.power_ticks(tongue, most),
            Kind::Dates(first) => self.date_ticks(first, most),
            Kind::Percent | Kind::Points | Kind::Plain => self.even_ticks(tongue, most),
        }
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
    fn even_ticks(self, tongue: Tongue, most: usize) -> Vec<(f64, String)> {
        let (low, high) = self.window;
        let step = round_step((high - low) / (most.max(2) - 1) as f64);
        let (first, last) = ((low / step - 1e-9).ceil() as i64, (high / step + 1e-9).floor() as i64);
        let times = if matches!(self.kind, Kind::Percent | Kind::Points) { 100.0 } else { 1.0 };
        let digits =
            (0..6).find(|&digits| is_whole(step * times * libm::exp10(f64::from(digits)))).unwrap_or(6) as usize;
        let words = |tick: f64| match self.kind {
            Kind::Percent => tongue.hundredfold(tick, digits),
            _ => tongue.number(tick * times, digits),
        };
        (first..=last).map(|place| place as f64 * step).map(|tick| (tick, words(tick))).collect()
    }

    /// Of 1, 2 and 5 times the powers of ten, of 1 alone, or of every so manieth: the densest that are few enough.
    #[allow(clippy::cast_possible_truncation)]
    fn power_ticks(self, tongue: Tongue, most: usize) -> Vec<(f64, String)> {
        let (low, high) = self.window;
        let powers = libm::floor(libm::log10(low)) as i32..=libm::ceil(libm::log10(high)) as i32;
        let inside = |times: &[f64], every: i32| -> Vec<f64> {
            let powers = powers.clone().filter(|power| power.rem_euclid(every) == 0);
            let all = powers.flat_map(|power| times.iter().map(move |times| times * libm::exp10(f64::from(power))));
            all.filter(|tick| (low * 0.9999..=high * 1.0001).contains(tick)).collect()
        };
        let choices = [(&[1.0, 2.0, 5.0][..], 1), (&[1.0, 3.0], 1), (&[1.0], 1), (&[1.0], 2), (&[1.0], 4), (&[1.0], 8)];
        let ticks =
            choices.into_iter().map(|(times, every)| inside(times, every)).find(|ticks| ticks.len() <= most.max(2));
        let ticks = ticks.unwrap_or_default();
        // A narrow window has room between round powers for even steps alone.
        if ticks.len() < 2 {
            self.even_ticks(tongue, most)
        } else {
            ticks.into_iter().map(|tick| (tick, short(tongue, tick))).collect()
        }
    }

    /// First days of months that are whole parts of a year, or of years.
    fn date_ticks(self, first: Day, most: usize) -> Vec<(f64, String)> {
        let days = self.window.1;
        let months = [1, 3, 6, 12, 24, 36, 60, 120, 240]
            .into_iter()
            .find(|months| days / (30.4 * *months as f64) <= most as f64);
        let months = months.unwrap_or(600);
        let origin = first.new_year().first_of_month(-12 * (first.year().rem_euclid((months / 12).max(1))));
        let ticks = (0..).map(|place| origin.first_of_month(place * months));
        let ticks = ticks.map(|day| (day, day.since(first) as f64)).take_while(|(_, days)| *days <= self.window.1);
        let words = |day: Day| if months >= 12 { day.year().to_string() } else { day.to_string()[..7].to_owned() };
        ticks.filter(|(_, days)| *days >= 0.0).map(|(day, days)| (days, words(day))).collect()
    }

    #[allow(clippy::cast_possible_truncation)]
    fn decade_ticks(self, tongue: Tongue, most: usize) -> Vec<(f64, String)> {
        let decades = (-libm::log10(self.window.0)).round() as i32;
        let every = (decades as usize + 1).div_ceil(most.max(2)).max(1);
        (0..=decades)
            .step_by(every)
            .map(|decade| {
                let tick = libm::exp10(f64::from(-decade));
                (tick, tongue.hundredfold(tick, usize::try_from(decade - 2).unwrap_or(0)))
            })
            .collect()
    }
}

/// The next of 1, 2, 2.5 and 5 times a power of ten.
fn round_step(least: f64) -> f64 {
    let power = libm::exp10(libm::floor(libm::log10(least.max(1e-9))));
    [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|step| step * power).find(|step| *step >= least * 0.999).unwrap_or(least)
}

/// A round number in few letters: `50k`, `0.02`.
fn short(tongue: Tongue, value: f64) -> String {
    let (scaled, unit) = match value {
        value if value >= 0.999e9 => return format!("{value:.0e}"),
        value if value >= 0.999e6 => (value / 1e6, "M"),
        value if value >= 0.999e4 => (value / 1e3, "k"),
        value if value < 0.999e-4 => return format!("{value:.0e}"),
        value => (value, ""),
    };
    let digits = (0..5).find(|digits| is_whole(scaled * libm::exp10(*digits as f64))).unwrap_or(5);
    format!("{}{unit}", tongue.number(scaled, digits))
}

fn is_whole(value: f64) -> bool {
    (value - value.round()).abs() < 1e-6
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(axis: Axis, most: usize) -> Vec<String> {
        axis.ticks(Tongue::english(), most).into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn ticks_are_round_and_inside() {
        assert_eq!(words(Axis::linear((-0.31, 1.0), (0.0, 100.0)), 6), ["0%", "50%", "100%"]);
        assert_eq!(words(Axis::linear((0.0, 0.013), (0.0, 100.0)), 5), ["0.0%", "0.5%", "1.0%"]);
        assert_eq!(words(Axis::points((-0.004, 0.013), (0.0, 100.0)), 5), ["0.0", "0.5", "1.0"]);
        assert_eq!(words(Axis::decades(1e-4, (0.0, 1.0)), 6), ["100%", "10%", "1%", "0.1%", "0.01%"]);
    }

    #[test]
    fn prices_and_dates_have_their_own_ticks() {
        assert_eq!(words(Axis::powers((3_000.0, 120_000.0), (0.0, 1.0)), 6), ["5,000", "10k", "20k", "50k", "100k"]);
        assert_eq!(words(Axis::powers((0.004, 120.0), (0.0, 1.0)), 6), ["0.01", "0.1", "1", "10", "100"]);
        assert_eq!(words(Axis::powers((0.97, 1.04), (0.0, 1.0)), 6), ["0.98", "1.00", "1.02", "1.04"]);
        let day = |text: &str| text.parse::<Day>().unwrap();
        let dates = |from, to| words(Axis::dates(day(from), day(to), (0.0, 100.0)), 5);
        assert_eq!(dates("2020-04-11", "2026-06-30"), ["2022", "2024", "2026"]);
        assert_eq!(dates("2023-06-30", "2026-06-30"), ["2024", "2025", "2026"]);
        assert_eq!(dates("2024-02-15", "2024-05-20"), ["2024-03", "2024-04", "2024-05"]);
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
