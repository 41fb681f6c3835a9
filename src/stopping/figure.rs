//! A figure that a run can be held to: a measure of one of the columns.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::until::{percent, share};
use crate::outcome::{AllPaths, Counted, ReserveOutcomes};
use crate::statistics::certainty_equivalent::{certainty_equivalent, influences};
use crate::statistics::exceedance::probability_above;
use crate::statistics::interval::{MeanAndSd, expected_shortfall, quantile};
use crate::statistics::{Estimate, Grouped, Ranks, Tail};

/// A measure of a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// Of what.
    pub column: Column,
    /// Which measure.
    pub measure: Measure,
}

/// What a figure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Marked loss.
    Loss,
    /// Loss with pending claims at 0.
    Liquid,
    /// Loss with pending claims at 1.
    Eventual,
    /// Loss of the market alone.
    Market,
    /// Largest drawdown.
    Drawdown,
    /// Counterparty cost.
    Cost,
}

/// How a column becomes one number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure {
    /// Its mean.
    Mean,
    /// VaR at a level.
    ValueAtRisk(f64),
    /// ES at a level.
    ExpectedShortfall(f64),
    /// The sure wealth that is as good, at a relative risk aversion; per unit put in.
    CertaintyEquivalent(f64),
    /// The share of paths above a loss.
    Above(f64),
}

/// Beyond this, the worst path decides alone.
const MOST_AVERSE: f64 = 20.0;

/// Columns by the word before the hyphen, and in a sentence. Loss goes without a word.
const COLUMNS: [(&str, Column, &str); 6] = [
    ("loss", Column::Loss, "loss"),
    ("liquid", Column::Liquid, "liquid loss"),
    ("eventual", Column::Eventual, "eventual loss"),
    ("market", Column::Market, "loss from the market alone"),
    ("drawdown", Column::Drawdown, "largest drawdown"),
    ("cost", Column::Cost, "counterparty cost"),
];

impl FromStr for Figure {
    type Err = String;

    /// `es99`, `var95`, `mean`; `cost-es99` of another column; `cost` alone is its mean.
    fn from_str(words: &str) -> Result<Self, String> {
        if words == "cost" {
            return Ok(Self { column: Column::Cost, measure: Measure::Mean });
        }
        let (column, measure) = words.split_once('-').unwrap_or(("loss", words));
        let known = COLUMNS.iter().find(|(word, ..)| *word == column);
        let column = known.map(|(_, column, _)| *column).ok_or_else(|| {
            let words: Vec<&str> = COLUMNS.iter().map(|(word, ..)| *word).collect();
            format!("`{column}` is none of {}", words.join(", "))
        })?;
        Ok(Self { column, measure: measure.parse()? })
    }
}

impl FromStr for Measure {
    type Err = String;

    fn from_str(words: &str) -> Result<Self, String> {
        let (word, level) =
            words.split_at(words.find(|letter: char| !letter.is_ascii_lowercase()).unwrap_or(words.len()));
        let made = match word {
            "mean" if level.is_empty() => return Ok(Self::Mean),
            "mean" => return Err("mean takes no level".to_owned()),
            "ce" => {
                let aversion = level.parse().ok().filter(|aversion| (0.0..=MOST_AVERSE).contains(aversion));
                return aversion
                    .map(Self::CertaintyEquivalent)
                    .ok_or_else(|| format!("ce needs a relative risk aversion from 0 to {MOST_AVERSE}, say ce2"));
            }
            "var" => Self::ValueAtRisk,
            "es" => Self::ExpectedShortfall,
            "p" => Self::Above,
            _ => {
                let columns = COLUMNS[1..].iter().map(|(word, ..)| format!("{word}-")).collect::<Vec<_>>().join(", ");
                return Err(format!(
                    "`{words}` is no measure: they are mean, var, es, ce and p, of the loss or, with {columns} before \
                     it, of another column; cost alone is the mean cost, and in a sweep cost-per-year that of a year"
                ));
            }
        };
        if level.is_empty() {
            return Err(format!("{word} needs a level in percent, say {word}99"));
        }
        let share = share(level).filter(|level| *level > 0.0 && *level < 1.0);
        share.map(made).ok_or_else(|| format!("the level `{level}` is not between 0 and 100"))
    }
}

impl Figure {
    /// As it stands in a sentence: `ES 99%`, `mean counterparty cost`.
    #[must_use]
    pub fn in_words(&self) -> String {
        let column = COLUMNS.iter().find(|(_, column, _)| *column == self.column).map_or("loss", |(.., words)| words);
        match (self.measure, self.column) {
            (Measure::Mean, _) => format!("mean {column}"),
            (Measure::ValueAtRisk(level), Column::Loss) => format!("VaR {}%", percent(level)),
            (Measure::ExpectedShortfall(level), Column::Loss) => format!("ES {}%", percent(level)),
            (Measure::ValueAtRisk(level), _) => format!("VaR {}% of {column}", percent(level)),
            (Measure::ExpectedShortfall(level), _) => format!("ES {}% of {column}", percent(level)),
            (Measure::CertaintyEquivalent(aversion), Column::Loss) => {
                format!("certainty equivalent at risk aversion {aversion}")
            }
            (Measure::CertaintyEquivalent(aversion), _) => {
                format!("certainty equivalent of {column} at risk aversion {aversion}")
            }
            (Measure::Above(loss), _) => format!("chance of a {column} above {}%", percent(loss)),
        }
    }

    /// The figure of one reserve with its interval, as the report has it, and how many paths make its tail;
    /// for a mean, all do.
    #[must_use]
    pub fn of(&self, outcomes: &ReserveOutcomes) -> (Estimate, usize) {
        if let Measure::CertaintyEquivalent(aversion) = self.measure {
            // What is counted in bins has no utility: of very many paths those are taken that are kept.
            let column = self.column.of(outcomes);
            return (certainty_equivalent(&column, aversion), column.len());
        }
        if let Some(all) = &outcomes.all {
            let column = self.column.of_all(all);
            return self.of_column::<_, Counted>(|| column.into(), || column);
        }
        let column = self.column.of(outcomes);
        self.of_column::<_, Grouped>(|| MeanAndSd::of(&column), || Grouped::of(&column))
    }

    /// What each kept path adds to the figure, but for a constant: the error of a sum of figures on the same draws is
    /// that of the mean of these sums. `None` where that is not known, as for VaR and tails of too few paths.
    #[must_use]
    pub fn influences(&self, outcomes: &ReserveOutcomes) -> Option<Vec<f64>> {
        let column = self.column.of(outcomes);
        match self.measure {
            Measure::Mean => Some(column.into_owned()),
            Measure::ValueAtRisk(_) => None,
            Measure::ExpectedShortfall(level) => {
                let tail = Tail::of_losses(&column, level);
                tail.tells_its_error().then(|| column.iter().map(|loss| tail.influence(*loss)).collect())
            }
            Measure::CertaintyEquivalent(aversion) => Some(influences(&column, aversion).1),
            Measure::Above(least) => Some(column.iter().map(|loss| f64::from(u8::from(*loss > least))).collect()),
        }
    }

    /// The figure of a column, from its mean and spread or from its numbers by size.
    fn of_column<R: Borrow<B>, B: Ranks>(
        &self,
        moments: impl Fn() -> MeanAndSd,
        by_size: impl Fn() -> R,
    ) -> (Estimate, usize) {
        match self.measure {
            Measure::Mean => {
                let moments = moments();
                (moments.estimate(), moments.count)
            }
            Measure::ValueAtRisk(level) => {
                let column = by_size();
                (quantile(column.borrow(), level), Tail::of(column.borrow(), level).beyond)
            }
            Measure::ExpectedShortfall(level) => {
                let tail = Tail::of(by_size().borrow(), level);
                (expected_shortfall(&tail), tail.beyond)
            }
            Measure::Above(loss) => {
                let column = by_size();
                (probability_above(column.borrow(), loss), column.borrow().paths())
            }
            // Told before, path by path.
            Measure::CertaintyEquivalent(_) => (Estimate::untold(), 0),
        }
    }
}

impl Column {
    const fn of_all(self, all: &AllPaths) -> &Counted {
        match self {
            Self::Loss => &all.loss,
            Self::Liquid => &all.liquid_loss,
            Self::Eventual => &all.eventual_loss,
            Self::Market => &all.market_alone,
            Self::Drawdown => &all.max_drawdown,
            Self::Cost => &all.counterparty_cost,
        }
    }

    /// Its numbers on the kept paths.
    #[must_use]
    pub fn of(self, outcomes: &ReserveOutcomes) -> Cow<'_, [f64]> {
        match self {
            Self::Loss => Cow::Borrowed(&outcomes.loss),
            Self::Liquid => Cow::Owned(outcomes.liquid_loss()),
            Self::Eventual => Cow::Owned(outcomes.eventual_loss()),
            Self::Market => Cow::Owned(outcomes.market_alone()),
            Self::Drawdown => Cow::Borrowed(&outcomes.max_drawdown),
            Self::Cost => Cow::Owned(outcomes.counterparty_cost()),
        }
    }
}

impl fmt::Display for Figure {
    /// In the words that name it.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let measure = match self.measure {
            Measure::Mean => "mean".to_owned(),
            Measure::ValueAtRisk(level) => format!("var{}", percent(level)),
            Measure::ExpectedShortfall(level) => format!("es{}", percent(level)),
            Measure::CertaintyEquivalent(aversion) => format!("ce{aversion}"),
            Measure::Above(loss) => format!("p{}", percent(loss)),
        };
        let column = COLUMNS.iter().find(|(_, column, _)| *column == self.column).map_or("loss", |(word, ..)| word);
        write!(formatter, "{column}-{measure}")
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(words: &str) -> Figure {
        words.parse().unwrap()
    }

    #[test]
    fn figures_are_named_by_column_and_measure() {
        assert_eq!(figure("es99"), Figure { column: Column::Loss, measure: Measure::ExpectedShortfall(0.99) });
        assert_eq!(figure("loss-es99"), figure("es99"));
        assert_eq!(figure("cost"), figure("cost-mean"));
        assert_eq!(figure("market-var99.9").measure, Measure::ValueAtRisk(0.999));
    }

    #[test]
    fn a_figure_is_written_as_it_is_read() {
        for words in [
            "loss-mean",
            "cost-es99.5",
            "drawdown-var95",
            "eventual-es99",
            "liquid-mean",
            "market-es99.99",
            "loss-ce2",
            "cost-p25",
        ] {
            assert_eq!(serde_json::to_value(figure(words)).unwrap(), words);
        }
    }

    #[test]
    fn a_sentence_names_the_column_only_where_it_is_not_the_loss() {
        assert_eq!(figure("es99.5").in_words(), "ES 99.5%");
        assert_eq!(figure("mean").in_words(), "mean loss");
        assert_eq!(figure("drawdown-var95").in_words(), "VaR 95% of largest drawdown");
    }
}
