//! Digits: how figures are written for people.
//!
//! Two digits that count, more only where the interval would else look like a point. Losses are
//! shares and are written in percent; differences of shares in percentage points.

use crate::assessment::{Ends, Estimate};

/// A share in percent, two digits that count: `91%`, `3.1%`, `0.04%`.
pub(super) fn percent(share: f64) -> String {
    if !share.is_finite() {
        return "–".to_owned();
    }
    format!("{}%", number(share * 100.0, digits(share * 100.0)))
}

/// A share with what it may be at the ends of the ranged inputs, `3.0% (0.4% to 9.2%)`, or else with its interval,
/// `91% (90% to 92%)`. Beside a range the error of sampling is told only where it is not small.
pub(super) fn percent_with_interval(estimate: Estimate) -> String {
    let Estimate { value, low, high, range } = estimate;
    if let Some(ends) = range {
        let error = sampling(estimate, "%");
        return format!("{} ({}{error})", percent(value), between(value, ends, percent));
    }
    if !(value.is_finite() && low.is_finite() && high.is_finite()) {
        return percent(value);
    }
    let digits = digits_of(estimate);
    let written = |share: f64| number(share * 100.0, digits);
    format!("{}% ({}% to {}%)", written(value), written(low), written(high))
}

/// A difference of shares with what it may be at the ends of the ranged inputs, `4.8 points (1.0 to 9.0)`, or else with
/// the error of sampling, `4.8 ±0.3 points`.
pub(super) fn points_with_interval(estimate: Estimate) -> String {
    let places = digits_of(estimate);
    let written = |share: f64| number(share * 100.0, places);
    let Estimate { value, low, high, range } = estimate;
    let Some(ends) = range else {
        let half = (high - low) * 50.0;
        return format!("{} ±{} points", written(value), number(half, digits(half)));
    };
    format!("{} points ({}{})", written(value), between(value, ends, written), sampling(estimate, ""))
}

/// What a figure is at both ends: from one to the other where it lies between, or else each by its name.
fn between(value: f64, Ends { low, high }: Ends, written: impl Fn(f64) -> String) -> String {
    let lies_between = low <= value && value <= high;
    let (from, to) = (written(low), written(high));
    if lies_between { format!("{from} to {to}") } else { format!("{from} at low, {to} at high") }
}

/// The error of sampling as it stands beside a range, where it is not small: `; sampling ±0.3%`.
fn sampling(estimate: Estimate, unit: &str) -> String {
    let told = |half: f64| format!("; sampling ±{}{unit}", number(half * 100.0, digits(half * 100.0)));
    estimate.error_beside_range().map_or_else(String::new, told)
}

/// A change in percentage points with its sign: `+2.1`, `−0.3`.
pub(super) fn change(points: f64) -> String {
    let text = number(points * 100.0, digits(points * 100.0));
    if points > 0.0 { format!("+{text}") } else { text }
}

/// A number of any size to three digits that count, as people write it: `0.052`, `700`.
pub(super) fn plain(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return number(value, 0);
    }
    let digits = (2.0 - libm::floor(libm::log10(value.abs()))).clamp(0.0, 9.0);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let text = number(value, digits as usize);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// Money in words: `100 million USD`.
pub(super) fn money(amount: f64, currency: &str) -> String {
    let (scaled, word) = match amount.abs() {
        size if size >= 1e12 => (amount / 1e12, " trillion"),
        size if size >= 1e9 => (amount / 1e9, " billion"),
        size if size >= 1e6 => (amount / 1e6, " million"),
        _ => (amount, ""),
    };
    let text = number(scaled, if scaled.abs() < 100.0 { 2 } else { 0 });
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    format!("{text}{word} {currency}")
}

/// A number with its digits after the point, a true minus, and commas between thousands.
pub(super) fn number(value: f64, digits: usize) -> String {
    let text = format!("{:.digits$}", value.abs());
    let negative = value < 0.0 && text.chars().any(|letter| ('1'..='9').contains(&letter));
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if negative { "−" } else { "" };
    fraction.map_or_else(|| format!("{sign}{grouped}"), |fraction| format!("{sign}{grouped}.{fraction}"))
}

/// A whole number with commas.
#[allow(clippy::cast_precision_loss)]
pub(super) fn count(value: u64) -> String {
    number(value as f64, 0)
}

/// Digits after the point that leave two that count; at most three.
fn digits(value: f64) -> usize {
    match value.abs() {
        size if size >= 9.95 || size == 0.0 => 0,
        size if size >= 0.995 => 1,
        size if size >= 0.0995 => 2,
        _ => 3,
    }
}

/// As [`digits`], and so many more that the ends of the interval differ.
fn digits_of(Estimate { value, low, high, .. }: Estimate) -> usize {
    let same = |digits: usize| number(low * 100.0, digits) == number(high * 100.0, digits);
    let enough = digits(value * 100.0).min(digits(low.abs().max(high.abs()) * 100.0));
    (enough..4).find(|&digits| low >= high || !same(digits)).unwrap_or(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(value: f64, low: f64, high: f64) -> Estimate {
        Estimate::between(value, low, high)
    }

    #[test]
    fn two_digits_count() {
        let written = [0.912, 0.0312, 0.00042, 0.0, 1.5, -0.031].map(percent);
        assert_eq!(written, ["91%", "3.1%", "0.042%", "0%", "150%", "−3.1%"]);
        assert_eq!(percent(f64::NAN), "–");
    }

    #[test]
    fn an_interval_never_looks_like_a_point() {
        assert_eq!(percent_with_interval(estimate(0.912, 0.9098, 0.9142)), "91.2% (91.0% to 91.4%)");
        assert_eq!(percent_with_interval(estimate(0.91, 0.90, 0.92)), "91% (90% to 92%)");
        assert_eq!(percent_with_interval(estimate(0.5, 0.5, 0.5)), "50% (50% to 50%)");
        assert_eq!(points_with_interval(estimate(-0.02, -0.045, 0.005)), "−2.0 ±2.5 points");
    }

    #[test]
    fn a_range_stands_where_the_interval_does_and_large_errors_beside_it() {
        let ends = Some(crate::assessment::Ends { low: 0.004, high: 0.092 });
        let ranged = |half: f64| Estimate { range: ends, ..estimate(0.03, 0.03 - half, 0.03 + half) };
        assert_eq!(percent_with_interval(ranged(0.001)), "3.0% (0.40% to 9.2%)");
        assert_eq!(percent_with_interval(ranged(0.02)), "3.0% (0.40% to 9.2%; sampling ±2.0%)");
        assert_eq!(points_with_interval(ranged(0.001)), "3.0 points (0.4 to 9.2)");
        let beside = Estimate { value: 0.2, low: 0.2, high: 0.2, range: ends };
        assert_eq!(percent_with_interval(beside), "20% (0.40% at low, 9.2% at high)");
    }

    #[test]
    fn plain_numbers_have_three_digits_and_changes_a_sign() {
        assert_eq!(
            [0.00042, 0.52, 700.0, 2400.0, 0.0, 1.25].map(plain),
            ["0.00042", "0.52", "700", "2,400", "0", "1.25"]
        );
        assert_eq!([0.021, -0.003, 0.0].map(change), ["+2.1", "−0.30", "0"]);
    }

    #[test]
    fn a_zero_has_no_sign() {
        assert_eq!(number(-0.0004, 2), "0.00");
    }

    #[test]
    fn money_is_written_in_words() {
        assert_eq!(money(1e8, "USD"), "100 million USD");
        assert_eq!(money(1.25e9, "USD"), "1.25 billion USD");
        assert_eq!(money(1234.0, "KZT"), "1,234 KZT");
    }
}
