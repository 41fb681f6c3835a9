//! Numbers and lists as people read them in English warnings.

pub use crate::scenario::grouped;

/// A share as a percentage without needless digits: 0.995 is `99.5%`.
pub fn percent(share: f64) -> String {
    let digits = format!("{:.4}", share * 100.0);
    format!("{}%", digits.trim_end_matches('0').trim_end_matches('.'))
}

/// A share as a percentage of three significant digits: 0.012345 is `1.23%`.
pub fn rounded_percent(share: f64) -> String {
    let value = share * 100.0;
    let decimals = if value.abs() >= 100.0 {
        0
    } else if value.abs() >= 10.0 {
        1
    } else {
        2
    };
    format!("{value:.decimals$}%")
}

/// A number with all its digits, and commas between thousands: `1,060.5`.
pub fn exact(number: f64) -> String {
    let text = number.to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), ""), |(whole, rest)| (whole, rest));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), grouped);
    if fraction.is_empty() { whole } else { format!("{whole}.{fraction}") }
}

/// `a`, `a and b`, `a, b and c`; of many the first five and how many more.
pub fn listed(names: &[String]) -> String {
    const MOST: usize = 5;
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] if names.len() <= MOST => format!("{} and {last}", first.join(", ")),
        _ => format!("{} and {} more", names[..MOST].join(", "), grouped((names.len() - MOST) as u64)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_have_no_needless_digits() {
        assert_eq!([0.99, 0.995, 0.9999, 0.5].map(percent), ["99%", "99.5%", "99.99%", "50%"]);
        assert_eq!([0.012_345, 0.12, 0.0].map(rounded_percent), ["1.23%", "12.0%", "0.00%"]);
    }

    #[test]
    fn counts_and_lists_read_well() {
        assert_eq!([7, 1_000, 1_234_567].map(grouped), ["7", "1,000", "1,234,567"]);
        assert_eq!([0.5, 1_060.25, 7.0].map(exact), ["0.5", "1,060.25", "7"]);
        let names: Vec<String> = "abcdefgh".chars().map(String::from).collect();
        assert_eq!(listed(&names[..1]), "a");
        assert_eq!(listed(&names[..3]), "a, b and c");
        assert_eq!(listed(&names), "a, b, c, d, e and 3 more");
    }
}
