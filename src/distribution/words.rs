//! Laws in words, for tables of assumptions.

use super::Law;

/// The law in words.
pub fn describe(law: &Law) -> String {
    match law {
        Law::Fixed(law) => number(law.mean()),
        Law::Uniform(law) => format!("between {} and {}", number(law.min()), number(law.max())),
        Law::Triangular(law) => {
            format!("between {} and {}, most likely {}", number(law.min()), number(law.max()), number(law.mode()))
        }
        Law::Beta(law) if law.sd() == 0.0 => number(law.mean()),
        Law::Beta(law) => format!("beta, mean {}, sd {}", number(law.mean()), number(law.sd())),
        Law::Lognormal(law) => {
            format!("about {} days at the median, {} at the 90th percentile", number(law.median()), number(law.p90()))
        }
        Law::Empirical(law) => {
            let total = law.chances().count();
            let first: Vec<String> = law.chances().take(MOST_VALUES).map(one_chance).collect();
            let rest = total - first.len();
            let first = first.join(", ");
            if rest == 0 { first } else { format!("{first} and {rest} more, mean {}", number(law.mean())) }
        }
    }
}

/// Values of an empirical law that are named one by one.
const MOST_VALUES: usize = 6;

fn one_chance((value, chance): (f64, f64)) -> String {
    format!("{} ({}%)", number(value), number(100.0 * chance))
}

/// A number with at most four digits after the point, and commas between thousands.
fn number(value: f64) -> String {
    let text = format!("{value:.4}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if value != 0.0 && value.abs() < 0.01 {
        return short(value);
    }
    let (whole, rest) = text.split_once('.').map_or((text, String::new()), |(whole, rest)| (whole, format!(".{rest}")));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).expect("digits are ASCII")).collect();
    format!("{sign}{}{rest}", groups.join(","))
}

/// A small number to three significant digits.
fn short(value: f64) -> String {
    let rounded: f64 = format!("{value:.2e}").parse().expect("a written number reads back");
    rounded.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::{Beta, Empirical, Lognormal, Triangular, Uniform};

    #[test]
    fn every_law_has_its_words() {
        let cases = [
            (Law::fixed(0.1 + 0.2), "0.3"),
            (Law::fixed(-1_234_567.5), "-1,234,567.5"),
            (Law::fixed(0.000_512_3), "0.000512"),
            (Law::fixed(0.0), "0"),
            (Law::Uniform(Uniform::new(0.1, 0.2).unwrap()), "between 0.1 and 0.2"),
            (Law::Triangular(Triangular::new(30.0, 60.0, 700.0).unwrap()), "between 30 and 700, most likely 60"),
            (Law::Beta(Beta::mean_sd(0.4, 0.25).unwrap()), "beta, mean 0.4, sd 0.25"),
            (Law::Beta(Beta::mean_sd(1.0, 0.25).unwrap()), "1"),
            (
                Law::Lognormal(Lognormal::new(700.0, 2_400.0).unwrap()),
                "about 700 days at the median, 2,400 at the 90th percentile",
            ),
            (Law::Empirical(Empirical::new(&[1.0, 0.1], &[1.0, 3.0]).unwrap()), "0.1 (75%), 1 (25%)"),
        ];
        for (law, words) in cases {
            assert_eq!(describe(&law), words);
        }
    }
}
