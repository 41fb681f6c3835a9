//! Digits: how figures are written for people.
//!
//! Two digits that count, more only where the interval would else look like a point. Losses are
//! shares and are written in percent; differences of shares in percentage points.

use crate::assessment::Estimate;

/// A share in percent, two digits that count: `91%`, `3.1%`, `0.04%`.
pub(super) fn percent(share: f64) -> String {
    if !share.is_finite() {
        return "–".to_owned();
    }
    format!("{}%", number(share * 100.0, digits(share * 100.0)))
}

/// A share with its interval: `91% (90% to 92%)`.
pub(super) fn percent_with_interval(estimate: Estimate) -> String {
    let Estimate { value, low, high } = estimate;
    if !(value.is_finite() && low.is_finite() && high.is_finite()) {
        return percent(value);
    }
    let digits = digits_of(estimate);
    let written = |share: f64| number(share * 100.0, digits);
    format!("{}% ({}% to {}%)", written(value), written(low), written(high))
}

/// A difference of shares with its interval: `4.8 points (4.5 to 5.1)`.
pub(super) fn points_with_interval(estimate: Estimate) -> String {
    let digits = digits_of(estimate);
    let written = |share: f64| number(share * 100.0, digits);
    let Estimate { value, low, high } = estimate;
    format!("{} points ({} to {})", written(value), written(low), written(high))
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
fn digits_of(Estimate { value, low, high }: Estimate) -> usize {
    let same = |digits: usize| number(low * 100.0, digits) == number(high * 100.0, digits);
    let enough = digits(value * 100.0).min(digits(low.abs().max(high.abs()) * 100.0));
    (enough..4).find(|&digits| low >= high || !same(digits)).unwrap_or(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(value: f64, low: f64, high: f64) -> Estimate {
        Estimate { value, low, high }
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
        assert_eq!(points_with_interval(estimate(-0.02, -0.045, 0.005)), "−2.0 points (−4.5 to 0.5)");
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
