//! Laws by the numbers that tell them, for tables of assumptions.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Law;

/// A law by the numbers that tell it, rounded to what people read; [`fmt::Display`] tells it in English, without the unit
/// of its values except where that is days by nature: "beta, mean 0.4, sd 0.25".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum LawWords {
    /// Always one value.
    Fixed {
        /// It.
        value: f64,
    },
    /// Equally likely between two ends.
    Uniform {
        /// The lower.
        min: f64,
        /// The upper.
        max: f64,
    },
    /// Straight lines to a likeliest value.
    Triangular {
        /// The lower end.
        min: f64,
        /// The likeliest.
        mode: f64,
        /// The upper end.
        max: f64,
    },
    /// A share between 0 and 1.
    Beta {
        /// Its mean.
        mean: f64,
        /// Its standard deviation.
        sd: f64,
    },
    /// Days without a largest number.
    Lognormal {
        /// Half of the draws are below it.
        median_days: f64,
        /// Nine in ten are.
        p90_days: f64,
    },
    /// Values that were seen.
    Empirical {
        /// The first values and the chance of each.
        chances: Vec<[f64; 2]>,
        /// How many more values there are.
        more: u64,
        /// The mean of all.
        mean: f64,
    },
}

/// Values of an empirical law that are named one by one.
const MOST_VALUES: usize = 6;

impl LawWords {
    /// Those of a law.
    #[must_use]
    pub fn of(law: &Law) -> Self {
        match law {
            Law::Fixed(law) => Self::Fixed { value: rounded(law.mean()) },
            Law::Uniform(law) => Self::Uniform { min: rounded(law.min()), max: rounded(law.max()) },
            Law::Triangular(law) => {
                Self::Triangular { min: rounded(law.min()), mode: rounded(law.mode()), max: rounded(law.max()) }
            }
            Law::Beta(law) if law.sd() == 0.0 => Self::Fixed { value: rounded(law.mean()) },
            Law::Beta(law) => Self::Beta { mean: rounded(law.mean()), sd: rounded(law.sd()) },
            Law::Lognormal(law) => Self::Lognormal { median_days: rounded(law.median()), p90_days: rounded(law.p90()) },
            Law::Empirical(law) => {
                let one = |(value, chance): (f64, f64)| [rounded(value), rounded(100.0 * chance) / 100.0];
                let chances: Vec<[f64; 2]> = law.chances().take(MOST_VALUES).map(one).collect();
                let more = (law.chances().count() - chances.len()) as u64;
                Self::Empirical { chances, more, mean: rounded(law.mean()) }
            }
        }
    }
}

impl fmt::Display for LawWords {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed { value } => formatter.write_str(&number(*value)),
            Self::Uniform { min, max } => write!(formatter, "between {} and {}", number(*min), number(*max)),
            Self::Triangular { min, mode, max } => {
                write!(formatter, "between {} and {}, most likely {}", number(*min), number(*max), number(*mode))
            }
            Self::Beta { mean, sd } => write!(formatter, "beta, mean {}, sd {}", number(*mean), number(*sd)),
            Self::Lognormal { median_days, p90_days } => {
                let (median, p90) = (number(*median_days), number(*p90_days));
                write!(formatter, "about {median} days at the median, {p90} at the 90th percentile")
            }
            Self::Empirical { chances, more, mean } => {
                let one =
                    |[value, chance]: &[f64; 2]| format!("{} ({}%)", number(*value), number(rounded(100.0 * chance)));
                let first = chances.iter().map(one).collect::<Vec<String>>().join(", ");
                match more {
                    0 => formatter.write_str(&first),
                    more => write!(formatter, "{first} and {more} more, mean {}", number(*mean)),
                }
            }
        }
    }
}

/// A number with at most four digits after the point, or three significant ones where it is small.
fn rounded(value: f64) -> f64 {
    let text = if value != 0.0 && value.abs() < 0.01 { format!("{value:.2e}") } else { format!("{value:.4}") };
    // What was written as a number reads back.
    text.parse().unwrap_or(value)
}

/// A rounded number with commas between thousands.
fn number(value: f64) -> String {
    let text = value.to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), ""), |(whole, rest)| (whole, rest));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{point}{fraction}")
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
            assert_eq!(LawWords::of(&law).to_string(), words);
        }
    }
}
