//! Days, and the stretch of days that a date leaves open when only its year or month is known.

use std::fmt::{self, Display};
use std::str::FromStr;

use serde::{Serialize, Serializer};
use thiserror::Error;

/// Days of a year on average.
const DAYS_PER_YEAR: f64 = 365.25;

/// A day of the Gregorian calendar, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(i64);

/// What is no day.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("write a day as YYYY-MM-DD, say 2022-11-08")]
pub struct NotADay;

impl Day {
    /// The day of a date of a month from 1 to 12; a day past the month's last runs on into the next.
    const fn of(year: i64, month: i64, day: i64) -> Self {
        // Years begin in March here, so that the leap day comes last (Hinnant, "chrono-compatible date algorithms").
        let year = if month <= 2 { year - 1 } else { year };
        let in_era = year.rem_euclid(400);
        let in_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Self(year.div_euclid(400) * 146_097 + in_era * 365 + in_era / 4 - in_era / 100 + in_year - 719_468)
    }

    /// So many days later.
    #[must_use]
    pub const fn after(self, days: i64) -> Self {
        Self(self.0 + days)
    }

    /// Days from `earlier` to this.
    #[must_use]
    pub const fn days_since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }

    /// Years from `earlier` to this.
    #[must_use]
    pub fn years_since(self, earlier: Self) -> f64 {
        self.days_since(earlier) as f64 / DAYS_PER_YEAR
    }

    /// Its calendar year.
    #[must_use]
    pub const fn year(self) -> i64 {
        self.date().0
    }

    /// The first day of a calendar year.
    #[must_use]
    pub const fn first_of(year: i64) -> Self {
        Self::of(year, 1, 1)
    }

    const fn date(self) -> (i64, i64, i64) {
        let days = self.0 + 719_468;
        let in_era = days.rem_euclid(146_097);
        let year = (in_era - in_era / 1460 + in_era / 36_524 - in_era / 146_096) / 365;
        let in_year = in_era - (365 * year + year / 4 - year / 100);
        let month = (5 * in_year + 2) / 153;
        let day = in_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year + days.div_euclid(146_097) * 400;
        (if month <= 2 { year + 1 } else { year }, month, day)
    }
}

impl Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.date();
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        match Stretch::parse(text) {
            Some(Stretch { first, last }) if first == last => Ok(first),
            _ => Err(NotADay),
        }
    }
}

/// From one day to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
}

impl Stretch {
    /// What `YYYY`, `YYYY-MM` or `YYYY-MM-DD` leaves open; `None` for what is no date.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |part| part.map(Some))?;
        let day = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |part| part.map(Some))?;
        if parts.next().is_some() {
            return None;
        }
        let (first, last) = match (month, day) {
            (None, _) => (Day::of(year, 1, 1), Day::of(year, 12, 31)),
            (Some(12), None) => (Day::of(year, 12, 1), Day::of(year, 12, 31)),
            (Some(month), None) => (Day::of(year, month, 1), Day::of(year, month + 1, 1).after(-1)),
            (Some(month), Some(day)) => (Day::of(year, month, day), Day::of(year, month, day)),
        };
        // The 31st of February would run on into March.
        let stands = first.date() == (year, month.unwrap_or(1), day.unwrap_or(1));
        stands.then_some(Self { first, last })
    }

    /// The day in the middle of what is left open, not later than `end`.
    #[must_use]
    pub fn middle_before(self, end: Day) -> Day {
        let last = self.last.min(end).max(self.first);
        self.first.after(last.days_since(self.first) / 2)
    }
}

fn digits(part: &str, length: usize) -> Option<i64> {
    let plain = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| part.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_counted_as_the_calendar_does() {
        assert_eq!(day("1970-01-01"), Day(0));
        assert_eq!(day("2000-03-01").days_since(day("2000-02-28")), 2);
        assert_eq!(day("1900-03-01").days_since(day("1900-02-28")), 1);
        // Mt. Gox stopped withdrawals and first paid 3,609 days later.
        assert_eq!(day("2014-02-07").after(3609).to_string(), "2023-12-26");
        for days in (-700_000..800_000).step_by(17) {
            assert_eq!(day(&Day(days).to_string()), Day(days), "{}", Day(days));
        }
    }

    #[test]
    fn a_date_leaves_open_what_it_does_not_say() {
        let open =
            |text: &str| Stretch::parse(text).map(|stretch| (stretch.first.to_string(), stretch.last.to_string()));
        let days = |first: &str, last: &str| Some((first.to_owned(), last.to_owned()));
        assert_eq!(open("2024"), days("2024-01-01", "2024-12-31"));
        assert_eq!(open("2024-02"), days("2024-02-01", "2024-02-29"));
        assert_eq!(open("2023-12"), days("2023-12-01", "2023-12-31"));
        assert_eq!(open("2023-12-09"), days("2023-12-09", "2023-12-09"));
        for wrong in
            ["", "20", "2024-13", "2024-00", "2023-02-29", "2024-1-01", "2024-01-01-01", "abcd", "2024-", "+024"]
        {
            assert_eq!(open(wrong), None, "{wrong}");
        }
        let year = Stretch::parse("2024").unwrap();
        assert_eq!(year.middle_before(day("2030-01-01")).to_string(), "2024-07-01");
        assert_eq!(year.middle_before(day("2024-01-11")).to_string(), "2024-01-06");
    }
}
