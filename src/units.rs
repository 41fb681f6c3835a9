//! Numbers that carry their meaning, checked once, where they are made.
//!
//! What enters from outside becomes one of these types; after that its type is the proof. Positions
//! in the lists of a scenario are types too, so that an asset can't be taken for a counterparty.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Days in a year, for every asset and every rate.
pub const DAYS_PER_YEAR: f64 = 365.0;

/// A number outside the range that its meaning allows.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
pub enum NotInRange {
    /// Not a chance.
    #[error("{0} is not a probability: write a number from 0 to 1 (two percent is 0.02)")]
    Probability(f64),
    /// Not a share.
    #[error("{0} is not a fraction: write a number from 0 to 1 (30% is 0.3)")]
    Fraction(f64),
    /// Not an amount.
    #[error("{0} is not an amount: write a finite number, 0 or more")]
    Amount(f64),
    /// Not a number of days.
    #[error("{0} is not a number of days: write a finite number, 0 or more")]
    Days(f64),
    /// Not a level of confidence.
    #[error("{0} is not a level: write a number between 0 and 1 (99% is 0.99)")]
    Level(f64),
}

macro_rules! checked_number {
    ($(#[$doc:meta])* $name:ident, $inside:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Deserialize, Serialize)]
        #[serde(try_from = "f64", into = "f64")]
        pub struct $name(f64);

        impl $name {
            /// The number itself.
            #[must_use]
            pub const fn get(self) -> f64 {
                self.0
            }
        }

        impl TryFrom<f64> for $name {
            type Error = NotInRange;

            fn try_from(value: f64) -> Result<Self, NotInRange> {
                let inside: fn(f64) -> bool = $inside;
                // A NaN is in no range, so it is refused too.
                if inside(value) { Ok(Self(value)) } else { Err(NotInRange::$name(value)) }
            }
        }

        impl From<$name> for f64 {
            fn from(number: $name) -> Self {
                number.0
            }
        }
    };
}

checked_number! {
    /// A chance from 0 to 1 inclusive; a fraction, never a percentage.
    Probability, |value| (0.0..=1.0).contains(&value)
}
checked_number! {
    /// A share from 0 to 1 inclusive.
    Fraction, |value| (0.0..=1.0).contains(&value)
}
checked_number! {
    /// Money or units, finite and not negative.
    Amount, |value| value >= 0.0 && value.is_finite()
}
checked_number! {
    /// A length of time in calendar days, finite and not negative.
    Days, |value| value >= 0.0 && value.is_finite()
}
checked_number! {
    /// A level of confidence, strictly between 0 and 1.
    Level, |value| value > 0.0 && value < 1.0
}

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);
    };
}

index! {
    /// Where an asset stands in `Scenario::assets`.
    AssetIndex
}
index! {
    /// Where a counterparty stands in `Scenario::counterparties`; 0 is `self`.
    CounterpartyIndex
}
index! {
    /// Where a mode stands among the modes of its counterparty.
    ModeIndex
}
index! {
    /// Where a group stands in `Scenario::groups`; 0 is `self`.
    GroupIndex
}
index! {
    /// Where an evidence pool stands in `Scenario::pools`.
    PoolIndex
}
index! {
    /// Where a factor stands in `Scenario::factors`.
    FactorIndex
}
index! {
    /// Where a link stands in `Scenario::links`.
    LinkIndex
}
index! {
    /// Where a reserve stands in `Scenario::reserves`.
    ReserveIndex
}
index! {
    /// Where a ranged input stands in `Scenario::ranged_inputs`.
    InputIndex
}

impl CounterpartyIndex {
    /// The reserve's own keys, `self` in a scenario file.
    pub const OWN_KEYS: Self = Self(0);
}

impl GroupIndex {
    /// The group of the reserve's own keys.
    pub const OWN_KEYS: Self = Self(0);
}

/// The steps of a path: T steps of s days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeGrid {
    /// Length of a step, s, in calendar days.
    pub step_days: u32,
    /// Number of steps, T.
    pub steps: usize,
}

impl TimeGrid {
    /// Length of a step in years, dt.
    #[must_use]
    pub fn step_years(self) -> f64 {
        f64::from(self.step_days) / DAYS_PER_YEAR
    }

    /// Length of a path in years, H.
    #[must_use]
    pub fn horizon_years(self) -> f64 {
        self.steps as f64 * self.step_years()
    }

    /// Length of a path in days.
    #[must_use]
    pub fn horizon_days(self) -> u64 {
        self.steps as u64 * u64::from(self.step_days)
    }

    /// How often in step `step` (from 1) happens what happens every `days` days.
    #[must_use]
    pub fn occurrences(self, step: usize, days: u32) -> u64 {
        let (end, every) = (step as u64 * u64::from(self.step_days), u64::from(days));
        end / every - (end - u64::from(self.step_days)) / every
    }

    /// The first step at least `days` after the end of step `from`; `None` when the path ends sooner.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn due(self, from: usize, days: f64) -> Option<usize> {
        let wait = days / f64::from(self.step_days);
        let last = self.steps - from.min(self.steps);
        (wait <= last as f64).then(|| from + wait.ceil() as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_probability_is_a_number_from_0_to_1() {
        assert!(Probability::try_from(1.0).is_ok());
        assert!(Probability::try_from(f64::NAN).is_err());
        let error = Probability::try_from(2.0).unwrap_err();
        assert_eq!(error.to_string(), "2 is not a probability: write a number from 0 to 1 (two percent is 0.02)");
    }

    #[test]
    fn what_happens_every_ten_days_happens_first_after_ten_days() {
        let weekly = TimeGrid { step_days: 7, steps: 10 };
        let counts: Vec<u64> = (1..=10).map(|step| weekly.occurrences(step, 10)).collect();
        assert_eq!(counts, [0, 1, 1, 0, 1, 1, 0, 1, 1, 1]);
        assert_eq!(weekly.occurrences(1, 1), 7);
    }

    #[test]
    fn a_payment_is_due_in_the_first_step_late_enough() {
        let weekly = TimeGrid { step_days: 7, steps: 10 };
        assert_eq!(weekly.due(2, 0.0), Some(2));
        assert_eq!(weekly.due(2, 7.0), Some(3));
        assert_eq!(weekly.due(2, 7.5), Some(4));
        assert_eq!(weekly.due(2, 57.0), None);
    }
}
