//! Digits: how figures are written for people.
//!
//! Two digits that count, more only where the interval would else look like a point. Losses are
//! shares and are written in percent; differences of shares in percentage points.

use super::{Language, Tongue, say};
use crate::assessment::{Ends, Estimate};
use crate::decision::axis::rounded;

/// Stated numbers are told whole where they have no more digits after the point.
const FEW_DIGITS: usize = 4;
/// No number has more digits after the point.
const MOST_DIGITS: usize = 12;

/// How a language writes numbers, by the Unicode Common Locale Data Repository.
pub(super) struct Habit {
    /// Before fractions.
    decimal: &'static str,
    /// Between thousands.
    thousands: &'static str,
    /// After a share in percent.
    percent: &'static str,
}

impl Habit {
    /// The habit of a language.
    pub const fn of(language: Language) -> Self {
        match language {
            Language::English => Self { decimal: ".", thousands: ",", percent: "%" },
            Language::Russian => Self { decimal: ",", thousands: "\u{A0}", percent: "\u{A0}%" },
            Language::Kazakh => Self { decimal: ",", thousands: "\u{A0}", percent: "%" },
        }
    }

    /// A number with its digits after the point and a true minus.
    pub fn write(&self, value: f64, digits: usize) -> String {
        let text = format!("{:.digits$}", value.abs());
        let negative = value < 0.0 && text.chars().any(|letter| ('1'..='9').contains(&letter));
        let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
        let mut grouped = String::new();
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place) % 3 == 0 {
                grouped.push_str(self.thousands);
            }
            grouped.push(digit);
        }
        let sign = if negative { "−" } else { "" };
        let fraction = fraction.map(|fraction| format!("{}{fraction}", self.decimal)).unwrap_or_default();
        format!("{sign}{grouped}{fraction}")
    }

    /// The number without zeros at the end of its fraction.
    fn trimmed<'a>(&self, text: &'a str) -> &'a str {
        if !text.contains(self.decimal) {
            return text;
        }
        text.trim_end_matches('0').trim_end_matches(self.decimal)
    }
}

impl Tongue {
    /// A share in percent, two digits that count: `91%`, `3.1%`, `0.04%`.
    pub fn percent(self, share: f64) -> String {
        if !share.is_finite() {
            return "–".to_owned();
        }
        if share > ROUNDING && share < UNTOLD {
            return say!(self, "below", bound = self.hundredfold(2.0 * UNTOLD, 3));
        }
        self.hundredfold(share, digits(share * 100.0))
    }

    /// A share that may be at most so much, rounded down: as it is told it keeps what the exact one does.
    pub fn percent_at_most(self, share: f64) -> String {
        self.rounded_towards(share, libm::floor)
    }

    /// A share that must be at least so much, rounded up.
    pub fn percent_at_least(self, share: f64) -> String {
        self.rounded_towards(share, libm::ceil)
    }

    fn rounded_towards(self, share: f64, whole: fn(f64) -> f64) -> String {
        let digits = digits(share * 100.0);
        let unit = libm::exp10(digits as f64 + 2.0);
        let near = (share * unit).round();
        // What differs from a round figure in its last bits alone is that figure.
        let units = if (share * unit - near).abs() < 1e-9 * near.abs().max(1.0) { near } else { whole(share * unit) };
        if units == 0.0 || !share.is_finite() { self.percent(units) } else { self.hundredfold(units / unit, digits) }
    }

    /// The same of a share that may be at most so much, with what it is at the ends of the ranged inputs.
    pub fn percent_at_most_with_range(self, estimate: Estimate) -> String {
        let written = |share: f64| self.percent_at_most(share);
        let value = written(estimate.value);
        match estimate.range {
            Some(ends) => self.between(estimate.value, &value, ends, written, None),
            None => value,
        }
    }

    /// A share in percent with so many digits after the point.
    pub fn hundredfold(self, share: f64, digits: usize) -> String {
        format!("{}{}", self.number(share * 100.0, digits), Habit::of(self.language).percent)
    }

    /// A level with all its digits: `99.5%`.
    pub fn level(self, level: f64) -> String {
        let habit = Habit::of(self.language);
        format!("{}{}", habit.trimmed(&habit.write(level * 100.0, 6)), habit.percent)
    }

    /// A share that somebody stated, in percent: `99.51%`. No digit is lost where there are few, and never one that tells
    /// it from nothing, from all, or from `neighbours`.
    pub fn stated_percent(self, share: f64, neighbours: &[f64]) -> String {
        if !share.is_finite() {
            return "–".to_owned();
        }
        let apart: Vec<f64> = [0.0, 1.0].iter().chain(neighbours).map(|other| 100.0 * other).collect();
        self.hundredfold(share, stated_digits(100.0 * share, digits(100.0 * share), &apart))
    }

    /// The same of a plain number.
    pub fn stated(self, value: f64, neighbours: &[f64]) -> String {
        if value == 0.0 || !value.is_finite() {
            return self.plain(value);
        }
        let text = self.number(value, stated_digits(value, digits_of_three(value), neighbours));
        Habit::of(self.language).trimmed(&text).to_owned()
    }

    /// A share with what it may be at the ends of the ranged inputs, `3.0% (0.4% to 9.2%)`, or else with its interval,
    /// `91% (90% to 92%)`. Beside a range the error of sampling is told only where it is not small.
    pub fn percent_with_interval(self, estimate: Estimate) -> String {
        if let Some(ends) = estimate.range {
            let value = estimate.value;
            // In points: in percent it would be read as a part of the figure.
            let half = error_beside_range(estimate).map(|half| match half.is_finite() {
                true => say!(self, "points", value = self.hundredths(half)),
                false => self.hundredths(half),
            });
            return self.between(value, &self.percent(value), ends, |end| self.percent(end), half);
        }
        self.share_between("interval", estimate, |share, digits| self.hundredfold(share, digits))
    }

    /// A share with its interval by name, where the brackets of figures beside it are ranges: `91% (sampling 90% to 92%)`.
    pub fn percent_with_sampling(self, estimate: Estimate) -> String {
        self.share_between("interval-of-sampling", estimate, |share, digits| self.hundredfold(share, digits))
    }

    /// As [`Tongue::percent_with_interval`], without the sign: where words beside it say that it is in points.
    pub fn hundredths_with_interval(self, estimate: Estimate) -> String {
        if let Some(ends) = estimate.range {
            let value = estimate.value;
            let half = error_beside_range(estimate).map(|half| self.hundredths(half));
            return self.between(value, &self.hundredths(value), ends, |end| self.hundredths(end), half);
        }
        self.share_between("interval", estimate, |share, digits| self.number(share * 100.0, digits))
    }

    /// The figure alone where it is not told or nothing was left to chance, and in words where its interval is unknown.
    fn share_between(self, id: &str, estimate: Estimate, written: impl Fn(f64, usize) -> String) -> String {
        let Estimate { value, low, high, .. } = estimate;
        if !value.is_finite() {
            return "–".to_owned();
        }
        if is_point(low, high) && is_point(low, value) {
            return written(value, digits(value * 100.0));
        }
        if estimate.has_unknown_interval() {
            return say!(self, "interval-unknown", value = written(value, digits(value * 100.0)));
        }
        let digits = digits_of(estimate);
        say!(self, id, value = written(value, digits), low = written(low, digits), high = written(high, digits))
    }

    /// The same of points: `4.8 points (sampling ±0.3)`.
    pub fn points_with_sampling(self, estimate: Estimate) -> String {
        let value = estimate.value;
        if !value.is_finite() {
            return "–".to_owned();
        }
        let value = self.number(value * 100.0, digits_of(estimate));
        if estimate.has_unknown_interval() {
            return say!(self, "points-interval-unknown", value = value);
        }
        if estimate.half() < UNTOLD {
            return say!(self, "points", value = value);
        }
        say!(self, "points-with-sampling", value = value, half = self.hundredths(estimate.half()))
    }

    /// A difference of shares with what it may be at the ends of the ranged inputs, `4.8 points (1.0 to 9.0)`, or else
    /// with the error of sampling, `4.8 ±0.3 points`.
    pub fn points_with_interval(self, estimate: Estimate) -> String {
        let Estimate { value, range, .. } = estimate;
        if !value.is_finite() {
            return "–".to_owned();
        }
        // Beside a range the interval is not told, and asks for no digits.
        let places = if range.is_some() { digits(value * 100.0) } else { digits_of(estimate) };
        let written = |share: f64| self.number(share * 100.0, places);
        let of_error = |half: f64| self.hundredths(half);
        let Some(ends) = range else {
            if estimate.has_unknown_interval() {
                return say!(self, "points-interval-unknown", value = written(value));
            }
            if estimate.half() < UNTOLD {
                return say!(self, "points", value = written(value));
            }
            return say!(self, "points-with-error", value = written(value), half = of_error(estimate.half()));
        };
        let half = error_beside_range(estimate).map(of_error);
        self.between(value, &say!(self, "points", value = written(value)), ends, written, half)
    }

    /// A figure with what it is at both ends: from one to the other where it lies between, or else each by its name;
    /// `half` is the error of sampling where that is told, `–` where it is unknown.
    fn between(
        self,
        value: f64,
        told: &str,
        Ends { low, high }: Ends,
        written: impl Fn(f64) -> String,
        half: Option<String>,
    ) -> String {
        let lies_between = low <= value && value <= high;
        let (low, high) = (written(low), written(high));
        if low == high && low == written(value) {
            return told.to_owned();
        }
        let is_unknown = half.as_deref() == Some("–");
        match (lies_between, half) {
            (true, Some(_)) if is_unknown => {
                say!(self, "interval-with-sampling-unknown", value = told, low = low, high = high)
            }
            (false, Some(_)) if is_unknown => {
                say!(self, "interval-at-ends-with-sampling-unknown", value = told, low = low, high = high)
            }
            (true, None) => say!(self, "interval", value = told, low = low, high = high),
            (false, None) => say!(self, "interval-at-ends", value = told, low = low, high = high),
            (true, Some(half)) => {
                say!(self, "interval-with-sampling", value = told, low = low, high = high, half = half)
            }
            (false, Some(half)) => {
                say!(self, "interval-at-ends-with-sampling", value = told, low = low, high = high, half = half)
            }
        }
    }

    /// A change in percentage points with its sign: `+2.1`, `−0.3`; `0` where no digit of it would be told.
    pub fn change(self, points: f64) -> String {
        if points.abs() < UNTOLD {
            return self.number(0.0, 0);
        }
        let text = self.number(points * 100.0, digits(points * 100.0));
        if points > 0.0 { format!("+{text}") } else { text }
    }

    /// As [`Tongue::percent`], without the sign: where the words above it say what is counted.
    pub fn hundredths(self, share: f64) -> String {
        if share.is_finite() { self.number(share * 100.0, digits(share * 100.0)) } else { "–".to_owned() }
    }

    /// A number of any size to three digits that count, as people write it: `0.052`, `700`.
    pub fn plain(self, value: f64) -> String {
        if value == 0.0 || !value.is_finite() {
            return self.number(value, 0);
        }
        let text = self.number(value, digits_of_three(value));
        Habit::of(self.language).trimmed(&text).to_owned()
    }

    /// The same with its interval, all three with as many digits after the point: `4.84 (4.33 to 5.50)`.
    pub fn plain_with_interval(self, Estimate { value, low, high, .. }: Estimate) -> String {
        let plain = self.plain(value);
        let digits = plain.split_once(Habit::of(self.language).decimal).map_or(0, |(_, fraction)| fraction.len());
        let [value, low, high] = [value, low, high].map(|one| self.number(one, digits));
        say!(self, "interval", value = value, low = low, high = high)
    }

    /// A number with all the digits that it was written with.
    pub fn exact(self, value: f64) -> String {
        let digits = value.to_string().split_once('.').map_or(0, |(_, fraction)| fraction.len());
        self.number(value, digits)
    }

    /// Money in words: `100 million USD`.
    pub fn money(self, amount: f64, currency: &str) -> String {
        let (scaled, id) = match amount.abs() {
            size if size >= 1e12 => (amount / 1e12, "trillion"),
            size if size >= 1e9 => (amount / 1e9, "billion"),
            size if size >= 1e6 => (amount / 1e6, "million"),
            _ => (amount, "units"),
        };
        let text = self.number(scaled, if scaled.abs() < 100.0 { 2 } else { 0 });
        say!(self, id, number = Habit::of(self.language).trimmed(&text), currency = currency)
    }

    /// Money to two digits that count: `2.4 million USD`, `400,000 USD`.
    pub fn money_about(self, amount: f64, currency: &str) -> String {
        if amount == 0.0 || !amount.is_finite() {
            return self.money(amount, currency);
        }
        let unit = libm::exp10(libm::floor(libm::log10(amount.abs())) - 1.0);
        self.money((amount / unit).round() * unit, currency)
    }

    /// A number with its digits after the point, a true minus, and marks between thousands.
    pub fn number(self, value: f64, digits: usize) -> String {
        Habit::of(self.language).write(value, digits)
    }

    /// A whole number with marks between thousands.
    #[allow(clippy::cast_precision_loss)]
    pub fn count(self, value: u64) -> String {
        self.number(value as f64, 0)
    }
}

/// Shares that are smaller are what rounding leaves.
const ROUNDING: f64 = 1e-9;

/// Ends of an interval that are no further apart would be written alike: nothing is left to chance.
const ALIKE: f64 = 1e-6;

/// Half of the last digit that is told of a share: smaller ones look like 0.
pub(in crate::report) const UNTOLD: f64 = 5e-6;

fn is_point(low: f64, high: f64) -> bool {
    (high - low).abs() < ALIKE
}

/// The error of sampling where it is told beside a range, and would not look like 0.
fn error_beside_range(estimate: Estimate) -> Option<f64> {
    estimate.error_beside_range().filter(|half| half.is_nan() || *half >= UNTOLD)
}

/// Digits after the point that leave two that count, and as many more as keep what is not all from being told as all; at
/// most three.
fn digits(value: f64) -> usize {
    match value.abs() {
        size if (99.5..99.95).contains(&size) => 1,
        size if (99.95..99.995).contains(&size) => 2,
        size if (99.995..99.9995).contains(&size) => 3,
        size if !(100.0 * ROUNDING..9.95).contains(&size) => 0,
        size if size >= 0.995 => 1,
        size if size >= 0.0995 => 2,
        _ => 3,
    }
}

/// Digits after the point that leave three that count.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn digits_of_three(value: f64) -> usize {
    (2.0 - libm::floor(libm::log10(value.abs()))).clamp(0.0, 9.0) as usize
}

/// Digits after the point of a number that was stated: all of it where those are few, else as usual and so many more that
/// none of `others` is written alike.
fn stated_digits(value: f64, usual: usize, others: &[f64]) -> usize {
    let exact = rounded(value).to_string().split_once('.').map_or(0, |(_, fraction)| fraction.len());
    if exact <= FEW_DIGITS {
        return usual.max(exact);
    }
    let written = |number: f64, digits: usize| Habit::of(Language::English).write(number, digits);
    let is_told = |digits: &usize| {
        others.iter().all(|other| *other == value || written(*other, *digits) != written(value, *digits))
    };
    (usual..MOST_DIGITS).find(is_told).unwrap_or(MOST_DIGITS)
}

/// As [`digits`], and so many more that the ends of the interval differ, where they are known.
fn digits_of(Estimate { value, low, high, .. }: Estimate) -> usize {
    if !(low.is_finite() && high.is_finite()) || is_point(low, high) {
        return digits(value * 100.0);
    }
    let written = |end: f64, digits: usize| Habit::of(Language::English).write(end * 100.0, digits);
    let enough = digits(value * 100.0).min(digits(low.abs().max(high.abs()) * 100.0));
    (enough..4).find(|&digits| low >= high || written(low, digits) != written(high, digits)).unwrap_or(4)
}

#[cfg(test)]
mod tests;
