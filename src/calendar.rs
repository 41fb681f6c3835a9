//! Days of the calendar, as files of prices and of facts tell them.

use std::fmt::{self, Display};
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use thiserror::Error;

/// Days of a year on average.
const DAYS_PER_YEAR: f64 = 365.25;

/// A day of the Gregorian calendar, of the years 0 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// What is no day.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("\"{0}\" is not a date: write YYYY-MM-DD, such as 2024-02-29")]
pub struct NotADay(String);

impl Day {
    /// The first day of a year.
    #[must_use]
    pub fn first_of(year: i64) -> Self {
        let year = i16::try_from(year.clamp(0, 9999)).unwrap_or_default();
        Self(Date::new(year, 1, 1).unwrap_or(Date::ZERO))
    }

    /// The day so many days later; earlier where `days` is below 0.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        // More days than the calendar has lead to its end.
        const MOST: i64 = 4_000_000;
        Self(self.0.saturating_add(days.clamp(-MOST, MOST).days()))
    }

    /// Days from `earlier` to this one.
    #[must_use]
    pub fn since(self, earlier: Self) -> i64 {
        i64::from((self.0 - earlier.0).get_days())
    }

    /// Years from `earlier` to this one.
    #[must_use]
    pub fn years_since(self, earlier: Self) -> f64 {
        self.since(earlier) as f64 / DAYS_PER_YEAR
    }

    /// The same day of the calendar, so many years before; of 29 February, the month's last.
    #[must_use]
    pub fn years_before(self, years: u32) -> Self {
        Self(self.0.saturating_sub(i64::from(years.min(10_000)).years()))
    }

    /// The first of January of its year.
    #[must_use]
    pub fn new_year(self) -> Self {
        Self(self.0.first_of_year())
    }

    /// Its year.
    #[must_use]
    pub fn year(self) -> i64 {
        i64::from(self.0.year())
    }

    /// The first day of the month so many months later.
    #[must_use]
    pub fn first_of_month(self, months_later: i64) -> Self {
        Self(self.0.first_of_month().saturating_add(months_later.clamp(-200_000, 200_000).months()))
    }
}

impl Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.0;
        write!(formatter, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
    }
}

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        let shown = || NotADay(text.chars().take(40).collect());
        // The library reads other ways of writing a date as well, with a time of the day behind it.
        let is_plain = text.len() == 10
            && text.bytes().enumerate().all(|(place, byte)| match place {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if is_plain { text.parse().map(Self).map_err(|_| shown()) } else { Err(shown()) }
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_counted_over_leap_years() {
        for (from, to, days) in [
            ("2024-02-28", "2024-03-01", 2),
            ("2023-02-28", "2023-03-01", 1),
            ("1900-02-28", "1900-03-01", 1),
            ("2000-01-01", "2025-01-01", 9132),
            // Mt. Gox stopped withdrawals and first paid so many days later.
            ("2014-02-07", "2023-12-26", 3609),
        ] {
            assert_eq!(day(to).since(day(from)), days, "{from} to {to}");
        }
        for no_day in [
            "2023-02-29",
            "2023-13-01",
            "2023-00-10",
            "23-1-1",
            "2023-01-01x",
            "2023-01-00",
            "01.02.2023",
            "",
            "20230101",
        ] {
            assert_eq!(no_day.parse::<Day>(), Err(NotADay(no_day.to_owned())));
        }
    }

    #[test]
    fn three_years_before_is_the_same_day_of_the_calendar() {
        assert_eq!(day("2026-06-30").years_before(3), day("2023-06-30"));
        assert_eq!(day("2024-02-29").years_before(1), day("2023-02-28"));
        assert_eq!(day("2024-11-30").first_of_month(3), day("2025-02-01"));
        assert_eq!(day("2024-11-30").new_year(), Day::first_of(2024));
    }

    #[test]
    fn the_calendar_has_an_end() {
        assert_eq!(day("2024-11-30").plus(i64::MAX).to_string(), "9999-12-31");
        assert_eq!(day("2024-11-30").first_of_month(i64::MAX), day("9999-12-31"));
        assert!(day("2024-11-30").plus(i64::MIN) < day("0001-01-01"));
        assert!(day("2024-11-30").years_before(u32::MAX) < day("0001-01-01"));
    }

    proptest! {
        #[test]
        fn a_day_is_read_as_it_is_written_and_days_come_back(start in 0..700_000_i64, days in -5_000..5_000_i64) {
            let first = day("0100-01-01").plus(start);
            prop_assert_eq!(first.to_string().parse::<Day>().unwrap(), first);
            prop_assert_eq!(first.plus(days).since(first), days);
        }
    }
}
