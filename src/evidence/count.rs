//! Which events count as what, and how often those who fall as one count.

use std::collections::BTreeMap;

use serde::Serialize;

use super::failures::{Cause, Failure, Outcome};
use crate::calendar::Day;

/// From so many days without withdrawals on, a stop is a lock.
pub const LOCK_DAYS: f64 = 30.0;

/// Events of one group less than so many days apart are one.
pub const TOGETHER_DAYS: i64 = 90;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    /// Every loss of customers.
    Loss,
    /// A loss by anything but theft or an authority.
    Insolvency,
    /// A theft that nobody made good.
    Theft,
    /// The end of a firm by an authority's act, with a loss or without.
    Closure,
    /// A stop of thirty days or more after which all was paid.
    Lock,
}

impl Counted {
    /// All of them; the first is about the sum, of the others an event is one at most.
    pub const ALL: [Self; 5] = [Self::Loss, Self::Insolvency, Self::Theft, Self::Closure, Self::Lock];

    /// Those of which an event is one at most.
    pub const KINDS: [Self; 4] = [Self::Insolvency, Self::Theft, Self::Closure, Self::Lock];

    /// In the words that pools and modes repeat.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Loss => "customer loss",
            Self::Insolvency => "customer loss by insolvency or fraud",
            Self::Theft => "customer loss by a theft not made good",
            Self::Closure => "closure by an authority",
            Self::Lock => "lock of 30 days or more, then paid",
        }
    }

    /// In one word.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Loss => "loss",
            Self::Insolvency => "insolvency",
            Self::Theft => "theft",
            Self::Closure => "closure",
            Self::Lock => "lock",
        }
    }

    /// Whether an event counts, by what was known on the last day.
    #[must_use]
    pub fn holds(self, failure: &Failure, last: Option<Day>) -> bool {
        match self {
            Self::Loss => failure.outcome == Outcome::CustomersLost,
            kind => kind_of(failure, last) == Some(kind),
        }
    }
}

/// What an event counts as beside the sum of losses.
fn kind_of(failure: &Failure, last: Option<Day>) -> Option<Counted> {
    let lost = failure.outcome == Outcome::CustomersLost;
    match failure.cause {
        Cause::Regulatory if !failure.survived => Some(Counted::Closure),
        Cause::Hack if lost => Some(Counted::Theft),
        _ if lost => Some(Counted::Insolvency),
        _ => is_lock(failure, last).then_some(Counted::Lock),
    }
}

fn is_lock(failure: &Failure, last: Option<Day>) -> bool {
    let waited = failure.days_to_first_recovery.is_some_and(|days| days >= LOCK_DAYS);
    waited && last.is_none_or(|last| last.since(failure.day) as f64 >= LOCK_DAYS)
}

/// The events of a class, of which those that fell as one count once: the first of them stands for all.
///
/// `failures` come in order of their days.
#[must_use]
pub fn once_a_group<'f>(failures: impl IntoIterator<Item = &'f Failure>) -> Vec<&'f Failure> {
    let mut latest: BTreeMap<&str, Day> = BTreeMap::new();
    let mut counted = Vec::new();
    for failure in failures {
        let before = latest.insert(&failure.group, failure.day);
        if before.is_none_or(|before| failure.day.since(before) >= TOGETHER_DAYS) {
            counted.push(failure);
        }
    }
    counted
}

#[cfg(test)]
mod tests {
    use super::super::failures::parse_failures;
    use super::*;

    fn failures(rows: &str) -> Vec<Failure> {
        let header = "id,event_date,failure_type,outcome_class,survived,days_to_first_recovery,group";
        parse_failures("t.csv", &format!("{header}\n{rows}")).unwrap()
    }

    fn kinds(row: &str, last: Option<&str>) -> Vec<Counted> {
        let failure = &failures(row)[0];
        let last = last.map(|day| day.parse().unwrap());
        Counted::ALL.into_iter().filter(|counted| counted.holds(failure, last)).collect()
    }

    #[test]
    fn an_event_is_one_kind_at_most() {
        use Counted::{Closure, Insolvency, Lock, Loss, Theft};
        assert_eq!(kinds("a,2022-11-08,fraud,customers_lost,no,833,", None), [Loss, Insolvency]);
        assert_eq!(kinds("a,2022-11-08,freeze,customers_lost,yes,,", None), [Loss, Insolvency]);
        assert_eq!(kinds("a,2022-11-08,hack,customers_lost,no,,", None), [Loss, Theft]);
        assert_eq!(kinds("a,2017-07-25,regulatory,customers_lost,no,52,", None), [Loss, Closure]);
        assert_eq!(kinds("a,2023-03-31,regulatory,exit_orderly,no,75,", None), [Closure]);
        assert!(kinds("a,2023-06-05,regulatory,exit_orderly,yes,1,", None).is_empty());
        assert_eq!(kinds("a,2018-01-26,hack,made_whole,yes,45,", None), [Lock]);
        assert!(kinds("a,2018-01-26,hack,made_whole,yes,29,", None).is_empty());
    }

    #[test]
    fn a_stop_is_a_lock_once_it_has_lasted() {
        assert!(kinds("a,2018-01-01,hack,made_whole,yes,45,", Some("2018-01-30")).is_empty());
        assert_eq!(kinds("a,2018-01-01,hack,made_whole,yes,45,", Some("2018-01-31")), [Counted::Lock]);
    }

    #[test]
    fn those_that_fall_as_one_count_once() {
        let rows = "a,2022-11-08,fraud,customers_lost,no,,x\nb,2022-11-11,fraud,customers_lost,no,,x\n\
            c,2023-01-30,fraud,customers_lost,no,,x\nd,2023-04-30,fraud,customers_lost,no,,x\n\
            e,2022-11-08,fraud,customers_lost,no,,\n";
        let failures = failures(rows);
        let counted: Vec<&str> = once_a_group(&failures).iter().map(|failure| failure.id.as_str()).collect();
        // c is within 90 days of b, d exactly 90 after c.
        assert_eq!(counted, ["a", "e", "d"]);
    }
}
