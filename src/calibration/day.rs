//! Days of the calendar.

use std::fmt::{self, Display};
use std::str::FromStr;

use serde::{Serialize, Serializer};
use thiserror::Error;

/// Days of the months before each month, in a year that begins in March: the leap day is then the last.
const BEFORE_MONTH: [i64; 12] = [0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337];
const DAYS_IN_400_YEARS: i64 = 146_097;

/// A day of the Gregorian calendar, counted from 0000-03-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(i64);

/// What is no day.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("\"{0}\" is not a date: write YYYY-MM-DD, such as 2024-02-29")]
pub struct NotADay(String);

impl Day {
    /// The day of these numbers; of a day that the month lacks, the one that follows the month's last.
    fn of(year: i64, month: i64, day: i64) -> Self {
        let since_march = (month + 9).rem_euclid(12);
        let year = year - i64::from(month <= 2);
        let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        let before = BEFORE_MONTH[usize::try_from(since_march).unwrap_or_default()];
        Self(365 * year + leap_days + before + day - 1)
    }

    /// Year, month and day of the month.
    fn numbers(self) -> (i64, i64, i64) {
        let era = self.0.div_euclid(DAYS_IN_400_YEARS);
        let day = self.0.rem_euclid(DAYS_IN_400_YEARS);
        let year_of_era = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day_of_year = day - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let since_march = BEFORE_MONTH.iter().rposition(|before| *before <= day_of_year).unwrap_or_default();
        let month = (since_march as i64 + 2) % 12 + 1;
        let year = era * 400 + year_of_era + i64::from(month <= 2);
        (year, month, day_of_year - BEFORE_MONTH[since_march] + 1)
    }

    /// The day so many days later; earlier where `days` is below 0.
    #[must_use]
    pub const fn plus(self, days: i64) -> Self {
        Self(self.0 + days)
    }

    /// Days from `earlier` to this one.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }

    /// The same day of the calendar, so many years before; of 29 February, 1 March.
    #[must_use]
    pub fn years_before(self, years: u32) -> Self {
        let (year, month, day) = self.numbers();
        Self::of(year - i64::from(years), month, day)
    }

    /// The first of January of its year.
    #[must_use]
    pub fn new_year(self) -> Self {
        Self::of(self.year(), 1, 1)
    }

    /// Its year.
    #[must_use]
    pub fn year(self) -> i64 {
        self.numbers().0
    }

    /// The first day of the month so many months later.
    #[must_use]
    pub fn first_of_month(self, months_later: i64) -> Self {
        let (year, month, _) = self.numbers();
        let months = year * 12 + month - 1 + months_later;
        Self::of(months.div_euclid(12), months.rem_euclid(12) + 1, 1)
    }
}

impl Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.numbers();
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        let shown = || NotADay(text.chars().take(40).collect());
        let mut parts = text.splitn(3, '-');
        let mut part = |length: usize| {
            let digits =
                parts.next().filter(|part| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()));
            digits.and_then(|digits| digits.parse::<i64>().ok()).ok_or_else(shown)
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        let made = Self::of(year, month, day);
        // A day that does not exist comes back as another.
        if (1..=12).contains(&month) && made.numbers() == (year, month, day) { Ok(made) } else { Err(shown()) }
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
        for (from, to, days) in
            [("2024-02-28", "2024-03-01", 2), ("2023-02-28", "2023-03-01", 1), ("2000-01-01", "2025-01-01", 9132)]
        {
            assert_eq!(day(to).since(day(from)), days, "{from} to {to}");
        }
        for no_day in
            ["2023-02-29", "2023-13-01", "2023-00-10", "23-1-1", "2023-01-01x", "2023-01-00", "01.02.2023", ""]
        {
            assert_eq!(no_day.parse::<Day>(), Err(NotADay(no_day.to_owned())));
        }
    }

    #[test]
    fn three_years_before_is_the_same_day_of_the_calendar() {
        assert_eq!(day("2026-06-30").years_before(3), day("2023-06-30"));
        assert_eq!(day("2024-02-29").years_before(1), day("2023-03-01"));
        assert_eq!(day("2024-11-30").first_of_month(3), day("2025-02-01"));
    }

    #[test]
    fn every_day_of_four_centuries_follows_the_one_before() {
        let first = day("1899-12-31");
        for count in 0..DAYS_IN_400_YEARS {
            let (today, tomorrow) = (first.plus(count).numbers(), first.plus(count + 1).numbers());
            let same_month = tomorrow == (today.0, today.1, today.2 + 1);
            let next_month = tomorrow.2 == 1 && today.2 >= 28 && tomorrow.1 == today.1 % 12 + 1;
            assert!(same_month || next_month, "{today:?} {tomorrow:?}");
        }
        assert_eq!(day("2299-12-31").since(first), DAYS_IN_400_YEARS);
    }

    proptest! {
        #[test]
        fn a_day_is_read_as_it_is_written(count in 0..3_600_000_i64) {
            let text = Day(count).to_string();
            prop_assert_eq!(text.parse::<Day>().unwrap(), Day(count));
        }
    }
}
