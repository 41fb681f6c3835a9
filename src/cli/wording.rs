//! Numbers and names as a terminal shows them.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::assessment::Estimate;
use crate::report::Written;
use crate::scenario::hidden;

/// How many files were written, and whether others had to go for them.
pub fn files(written: &Written) -> String {
    let replaced = if written.replaces { ", in place of those that stood there" } else { "" };
    format!("{} files{replaced}", written.files.len())
}

/// Columns that we count on.
pub const COLUMNS: usize = 80;

/// A name or message from outside, harmless on a terminal: control characters, line ends, what is not seen
/// and marks that turn the direction of writing are shown by their codes.
#[must_use]
pub fn clean(text: &str) -> String {
    text.chars()
        .map(|letter| if hidden(letter) { format!("\\u{{{:x}}}", letter as u32) } else { letter.to_string() })
        .collect()
}

/// The same for a message of several lines.
#[must_use]
pub fn clean_lines(text: &str) -> String {
    text.lines().map(|line| clean(&line.replace('\t', "    "))).collect::<Vec<_>>().join("\n")
}

/// Two significant digits of a share, in percent without the sign: 0.0194 is `1.9`; as many more as keep what is not all
/// from being told as all: 0.998 is `99.8`.
#[must_use]
pub fn percent(share: f64) -> String {
    match share * 100.0 {
        nearly if (99.5..99.95).contains(&nearly) => format!("{nearly:.1}"),
        nearly if (99.95..99.995).contains(&nearly) => format!("{nearly:.2}"),
        other => two_digits(other),
    }
}

/// A share with its doubt beside it: `1.9% ±0.1`, or `1.9% [1.6 to 2.4]` where the doubt is not the
/// same on both sides; `1.9% ±?` where too few paths leave it unknown. Without doubt, the share alone. Where ranged inputs were run at their ends, these stand beside
/// it, `1.9% (0.4 to 6.2)`, and the doubt only where it is not small.
#[must_use]
pub fn doubted(estimate: Estimate) -> String {
    let Estimate { value, low, high, range } = estimate;
    let (up, down) = (high - value, value - low);
    let share = format!("{}%", percent(value));
    if !value.is_finite() {
        return "–".to_owned();
    }
    if let Some(ends) = range {
        let error = estimate.error_beside_range().map(|half| match half.is_nan() {
            true => " ±?".to_owned(),
            false => format!(" ±{}", one_digit(100.0 * half)),
        });
        return format!("{share}{} ({} to {})", error.unwrap_or_default(), percent(ends.low), percent(ends.high));
    }
    if estimate.has_unknown_interval() {
        return format!("{share} ±?");
    }
    if up <= 0.0 && down <= 0.0 {
        return share;
    }
    let is_even = (up - down).abs() <= 0.1 * up.max(down);
    if is_even {
        format!("{share} ±{}", one_digit(50.0 * (up + down)))
    } else {
        let digits = decimals(value * 100.0).max(decimals(50.0 * (up + down)).saturating_sub(1));
        format!("{share} [{} to {}]", fixed(low * 100.0, digits), fixed(high * 100.0, digits))
    }
}

/// Money as it is said: `1.9 million USD`.
#[must_use]
pub fn money(amount: f64, currency: &str) -> String {
    let scales = [(1e12, " trillion"), (1e9, " billion"), (1e6, " million")];
    let scale = scales.into_iter().find(|(unit, _)| amount.abs() >= 0.9995 * unit);
    match scale {
        Some((unit, word)) => format!("{}{word} {currency}", three_digits(amount / unit)),
        None => format!("{} {currency}", grouped(amount)),
    }
}

/// A count with its digits in threes: `100,000`.
#[must_use]
pub fn grouped(number: f64) -> String {
    let digits = format!("{:.0}", number.abs());
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if number < 0.0 && digits != "0" { format!("−{text}") } else { text }
}

/// A number as people write it: at most three significant digits, no empty decimals.
#[must_use]
pub fn three_digits(value: f64) -> String {
    let digits = (decimals(value) + 1).min(9);
    let text = fixed(value, if value.abs() >= 99.95 { 0 } else { digits });
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A number to two significant digits.
#[must_use]
pub fn two_digits(value: f64) -> String {
    fixed(value, decimals(value))
}

/// Bytes as people say them.
#[must_use]
pub fn bytes(count: u64) -> String {
    const MEBIBYTE: f64 = 1_048_576.0;
    let size = count as f64 / MEBIBYTE;
    if size >= 1024.0 {
        format!("{} GiB", three_digits(size / 1024.0))
    } else {
        format!("{} MiB", three_digits(size.max(0.1)))
    }
}

/// Seconds as people say them.
#[must_use]
pub fn duration(seconds: f64) -> String {
    match seconds {
        s if s < 1.5 => "a second".to_owned(),
        s if s < 90.0 => format!("{s:.0} seconds"),
        s if s < 5400.0 => format!("{:.0} minutes", s / 60.0),
        s => format!("{:.1} hours", s / 3600.0),
    }
}

/// Decimals that leave two significant digits.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn decimals(value: f64) -> usize {
    if value == 0.0 || !value.is_finite() {
        return 0;
    }
    // Rounding may add a digit: 9.96 is 10.
    let magnitude = (value.abs() * 1.005).log10().floor();
    (1.0 - magnitude).clamp(0.0, 9.0) as usize
}

/// One significant digit, two from 1 to 9.5; whole from there on.
fn one_digit(value: f64) -> String {
    if value >= 0.95 {
        return fixed(value, usize::from(value < 9.5));
    }
    // Rounding may add a digit: 0.096 is 0.1.
    let magnitude = (value / 0.95).log10().floor();
    fixed(value, (-magnitude).clamp(0.0, 9.0) as usize)
}

/// Fixed decimals with a true minus; what rounds to nothing is `0`.
fn fixed(value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", value.abs());
    let is_zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    match (is_zero, value < 0.0) {
        (true, _) => "0".to_owned(),
        (false, true) => format!("−{text}"),
        (false, false) => text,
    }
}

/// Columns that a text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// A text cut to `columns`, with an ellipsis where something was cut.
#[must_use]
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut room = columns.saturating_sub(1);
    let mut kept = String::new();
    for letter in text.chars() {
        let needed = letter.width().unwrap_or(0);
        if needed > room {
            break;
        }
        room -= needed;
        kept.push(letter);
    }
    format!("{}…", kept.trim_end())
}

/// A text in lines of at most [`COLUMNS`], the first after `first`, the others after `rest`. A word
/// longer than a line is cut into pieces.
#[must_use]
pub fn wrapped(first: &str, rest: &str, text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = first.to_owned();
    let mut is_fresh = true;
    for word in text.split_whitespace() {
        for piece in pieces(word, COLUMNS - width(rest).max(width(first))) {
            let gap = usize::from(!is_fresh);
            if !is_fresh && width(&line) + gap + width(&piece) > COLUMNS {
                lines.push(std::mem::replace(&mut line, rest.to_owned()));
                is_fresh = true;
            }
            if !is_fresh {
                line.push(' ');
            }
            line.push_str(&piece);
            is_fresh = false;
        }
    }
    lines.push(line);
    lines
}

fn pieces(word: &str, columns: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut used = 0;
    for letter in word.chars() {
        let needed = letter.width().unwrap_or(0);
        if used + needed > columns {
            pieces.push(String::new());
            used = 0;
        }
        used += needed;
        pieces.last_mut().expect("there is a first piece").push(letter);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn estimate(value: f64, low: f64, high: f64) -> Estimate {
        Estimate::between(value, low, high)
    }

    #[test]
    fn what_is_not_all_is_not_told_as_all() {
        assert_eq!([0.9949, 0.998, 0.9996, 0.99999, 1.0].map(percent), ["99", "99.8", "99.96", "100", "100"]);
    }

    #[test]
    fn a_share_has_two_significant_digits() {
        let shares = [(0.7134, "71"), (0.0194, "1.9"), (0.000_34, "0.034"), (0.0, "0"), (-0.0996, "−10"), (1.0, "100")];
        for (share, text) in shares {
            assert_eq!(percent(share), text);
        }
        assert_eq!(percent(-1e-13), "0");
    }

    #[test]
    fn the_doubt_stands_beside_the_share() {
        assert_eq!(doubted(estimate(0.019, 0.018, 0.020)), "1.9% ±0.1");
        assert_eq!(doubted(estimate(0.71, 0.706, 0.714)), "71% ±0.4");
        assert_eq!(doubted(estimate(0.88, 0.73, 1.03)), "88% ±15");
        assert_eq!(doubted(estimate(0.019, 0.016, 0.024)), "1.9% [1.6 to 2.4]");
        assert_eq!(doubted(estimate(0.5, 0.5, 0.5)), "50%");
        assert_eq!(doubted(Estimate::with_unknown_interval(0.5)), "50% ±?");
    }

    #[test]
    fn money_is_said_in_words() {
        assert_eq!(money(100_000_000.0, "USD"), "100 million USD");
        assert_eq!(money(1_940_000.0, "USD"), "1.94 million USD");
        assert_eq!(money(999_999.0, "USD"), "1 million USD");
        assert_eq!(money(12_345.0, "KZT"), "12,345 KZT");
        assert_eq!(money(2.5e9, "USD"), "2.5 billion USD");
    }

    #[test]
    fn digits_stand_in_threes() {
        assert_eq!(grouped(100_000.0), "100,000");
        assert_eq!(grouped(999.0), "999");
        assert_eq!(grouped(-1_234_567.0), "−1,234,567");
    }

    #[test]
    fn a_hostile_name_moves_no_cursor() {
        assert_eq!(clean("a\u{1b}[2Jb\n"), "a\\u{1b}[2Jb\\u{a}");
        assert_eq!(clean("\u{202e}evil"), "\\u{202e}evil");
        assert_eq!(clean("Қазақстан Ұлттық банкі"), "Қазақстан Ұлттық банкі");
        assert_eq!(clean_lines("one\r\n\ttwo\u{7}"), "one\n    two\\u{7}");
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let text = format!("Национальный фонд хранит всё на одной бирже и {} теряет сон", "я".repeat(200));
        for line in wrapped("  ", "    ", &text) {
            assert!(width(&line) <= COLUMNS, "{line}");
        }
        let whole: String = wrapped("", "", &text).concat();
        assert_eq!(whole.replace(' ', ""), text.replace(' ', ""));
    }

    #[test]
    fn what_is_cut_ends_with_an_ellipsis() {
        assert_eq!(cut("Binance", 7), "Binance");
        assert_eq!(cut("Binance Kazakhstan", 9), "Binance…");
        assert_eq!(width(&cut("交易所交易所", 6)), 5);
    }
}
