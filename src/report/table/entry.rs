//! Columns, and what stands in them.

use crate::assessment::Estimate;
use crate::report::language::Tongue;
use crate::report::sheet::Field;

/// A column.
#[derive(Clone, Debug)]
pub(in crate::report) struct Column {
    /// Its name for people.
    pub head: String,
    /// Its name in CSV.
    pub key: &'static str,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Words,
    Number,
    /// Three columns in CSV: value, low, high; two more where a figure of the column has a range.
    Interval,
}

impl Column {
    pub(in crate::report) const fn words(key: &'static str, head: String) -> Self {
        Self { head, key, kind: Kind::Words }
    }

    pub(in crate::report) const fn number(key: &'static str, head: String) -> Self {
        Self { head, key, kind: Kind::Number }
    }

    pub(in crate::report) const fn interval(key: &'static str, head: String) -> Self {
        Self { head, key, kind: Kind::Interval }
    }

    /// Whether its entries are figures, and so set to the right.
    pub fn is_figure(&self) -> bool {
        self.kind != Kind::Words
    }

    /// Whether its entries are figures with intervals.
    pub(super) fn has_intervals(&self) -> bool {
        self.kind == Kind::Interval
    }
}

/// What stands in one place of a table.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::report) enum Entry {
    /// Words, and what stands for them in CSV: an id, or a word that is the same in every language.
    Words {
        /// In CSV.
        key: String,
        /// For people.
        told: String,
    },
    /// A share, in percent.
    Share(f64),
    /// Money, and how it is told to people.
    Money(f64, String),
    /// A number with all its digits.
    Plain(f64),
    /// A number, and how it is told to people.
    Told(f64, String),
    /// A share with its interval.
    Interval(Estimate),
    /// A difference of shares with its interval, in percentage points.
    Points(Estimate),
    /// A change of a share, in percentage points with its sign.
    Change(f64),
    /// A share that may be at most so much, with its range; told rounded down.
    AtMost(Estimate),
    /// A share that must be at least so much; told rounded up.
    AtLeast(f64),
    /// What could not be computed.
    Nothing,
}

impl Entry {
    pub(in crate::report) fn words(key: impl Into<String>, told: impl Into<String>) -> Self {
        Self::Words { key: key.into(), told: told.into() }
    }

    /// What the scenario itself says, in whatever language.
    pub(in crate::report) fn quoted(text: &str) -> Self {
        Self::words(text, text)
    }

    pub(in crate::report) fn interval(estimate: Option<Estimate>) -> Self {
        estimate.map_or(Self::Nothing, Self::Interval)
    }

    pub(in crate::report) fn points(estimate: Option<Estimate>) -> Self {
        estimate.map_or(Self::Nothing, Self::Points)
    }

    /// A figure and its doubt, where it has any.
    fn estimate(&self) -> Option<Estimate> {
        match self {
            Self::Interval(estimate) | Self::Points(estimate) | Self::AtMost(estimate) => Some(*estimate),
            _ => None,
        }
    }

    /// For people.
    pub fn text(&self, tongue: Tongue) -> String {
        match self {
            Self::Words { told, .. } | Self::Told(_, told) | Self::Money(_, told) => told.clone(),
            Self::Share(share) => tongue.percent(*share),
            Self::Plain(number) => tongue.exact(*number),
            Self::Interval(estimate) => tongue.percent_with_interval(*estimate),
            Self::Points(estimate) => tongue.hundredths_with_interval(*estimate),
            Self::Change(points) => tongue.change(*points),
            Self::AtMost(estimate) => tongue.percent_at_most_with_range(*estimate),
            Self::AtLeast(share) => tongue.percent_at_least(*share),
            Self::Nothing => "–".to_owned(),
        }
    }

    /// Whether it is a figure with a range.
    pub(super) fn is_ranged(&self) -> bool {
        self.estimate().is_some_and(|estimate| estimate.range.is_some())
    }

    /// Whether it is a figure with an interval alone.
    pub(super) fn is_unranged(&self) -> bool {
        // A limit is exact.
        self.estimate()
            .filter(|_| !matches!(self, Self::AtMost(_)))
            .is_some_and(|estimate| estimate.range.is_none() && estimate.value.is_finite())
    }

    /// Whether it is a figure that is not told.
    pub(super) fn is_untold(&self) -> bool {
        match self {
            Self::Share(number) | Self::Change(number) | Self::AtLeast(number) => !number.is_finite(),
            Self::Interval(estimate) | Self::Points(estimate) | Self::AtMost(estimate) => !estimate.value.is_finite(),
            Self::Nothing => true,
            Self::Words { .. } | Self::Money(..) | Self::Plain(_) | Self::Told(..) => false,
        }
    }

    /// Its cells in CSV, so many.
    pub(super) fn fields(&self, width: usize) -> Vec<Field> {
        let first = match self {
            Self::Words { key, .. } => key.as_str().into(),
            Self::Share(share) | Self::Change(share) | Self::AtLeast(share) => Field::share(Some(*share)),
            Self::Money(amount, _) => Field::Money(*amount),
            Self::Plain(number) | Self::Told(number, _) => (*number).into(),
            Self::Interval(Estimate { value, low, high, range })
            | Self::Points(Estimate { value, low, high, range })
            | Self::AtMost(Estimate { value, low, high, range }) => {
                let ends = range.map_or([None; 2], |ends| [Some(ends.low), Some(ends.high)]);
                let all = [Some(*value), Some(*low), Some(*high), ends[0], ends[1]];
                return all.map(Field::share).into_iter().take(width).collect();
            }
            Self::Nothing => Field::Nothing,
        };
        std::iter::once(first).chain(std::iter::repeat_n(Field::Nothing, width - 1)).collect()
    }

    /// Its cells in a workbook, so many: as in CSV, but in words for people.
    pub(super) fn told_fields(&self, width: usize) -> Vec<Field> {
        let mut fields = self.fields(width);
        if let Self::Words { told, .. } = self {
            fields[0] = told.as_str().into();
        }
        fields
    }
}
