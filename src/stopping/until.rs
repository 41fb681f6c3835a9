//! The words of a goal: `es99:1%`.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;
use thiserror::Error;

use super::figure::Figure;

/// A goal: half the 95% interval of a figure, in every reserve, is at most this part of the figure.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Until {
    /// Which figure.
    pub figure: Figure,
    /// The part: 0.01 for 1%.
    pub within: f64,
}

/// Words that are no goal.
#[derive(Clone, Debug, PartialEq, Error)]
#[error(
    "`{words}` is not FIGURE:PERCENT%: {wrong}; say es99:1% (expected shortfall at 99%, within 1% of itself), var95:2%, \
     mean:5%, cost:5% or cost-es99:3%"
)]
pub struct NotAnUntil {
    words: String,
    wrong: String,
}

impl FromStr for Until {
    type Err = NotAnUntil;

    fn from_str(words: &str) -> Result<Self, NotAnUntil> {
        parse(words).map_err(|wrong| NotAnUntil { words: words.to_owned(), wrong })
    }
}

fn parse(words: &str) -> Result<Until, String> {
    let (figure, percent) = words.split_once(':').ok_or("it has no colon")?;
    let percent = percent.strip_suffix('%').ok_or("what follows the colon ends with %")?;
    let within = share(percent).filter(|within| *within > 0.0 && *within <= 1.0);
    let within = within.ok_or("the percentage is a number above 0 and at most 100")?;
    Ok(Until { figure: figure.parse()?, within })
}

/// A percentage in plain digits as a share, rounded once: 99.9 is the number 0.999.
pub(super) fn share(percent: &str) -> Option<f64> {
    let is_plain = percent.starts_with(|letter: char| letter.is_ascii_digit())
        && percent.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    is_plain.then(|| format!("{percent}e-2").parse().ok())?
}

/// A share as its percentage: 0.995 is `99.5`. The inverse of [`share`].
pub(super) fn percent(share: f64) -> String {
    // More digits than a double holds would show its last bits.
    let digits = format!("{:.12}", share * 100.0);
    digits.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl fmt::Display for Until {
    /// The goal in a sentence: `ES 99% of every reserve is within 1%`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} of every reserve is within {}%", self.figure.in_words(), percent(self.within))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_is_a_figure_and_a_percentage() {
        let until: Until = "es99.5:0.5%".parse().unwrap();
        assert_eq!(until.within, 0.005);
        assert_eq!(until.to_string(), "ES 99.5% of every reserve is within 0.5%");
        assert_eq!(
            "cost:5%".parse::<Until>().unwrap().to_string(),
            "mean counterparty cost of every reserve is within 5%"
        );
    }

    #[test]
    fn a_percentage_is_rounded_once() {
        assert_eq!(share("99.9"), Some(0.999));
        assert_eq!(percent(0.999), "99.9");
        for wrong in ["", ".", "-1", "1e3", "inf", "nan", "1.2.3", "+5"] {
            assert_eq!(share(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn wrong_words_are_told_what_was_wanted() {
        for (words, wrong) in [
            ("es99", "no colon"),
            ("es99:1", "ends with %"),
            ("es99:0%", "above 0"),
            ("es99:101%", "at most 100"),
            ("es:1%", "needs a level"),
            ("es100:1%", "between 0 and 100"),
            ("var0:1%", "between 0 and 100"),
            ("mean99:1%", "takes no level"),
            ("price-es99:1%", "price"),
            ("median:1%", "median"),
            (":1%", "mean"),
        ] {
            let error = words.parse::<Until>().unwrap_err().to_string();
            assert!(error.contains(wrong) && error.contains("es99:1%"), "{words}: {error}");
        }
    }
}
