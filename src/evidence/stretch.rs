//! The stretch of days that a date leaves open when only its year or month is known.

use crate::calendar::Day;

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
        let day = |rest: &str| format!("{text}{rest}").parse::<Day>().ok();
        let (first, last) = match text.len() {
            4 => (day("-01-01")?, day("-12-31")?),
            7 => (day("-01")?, day("-01")?.first_of_month(1).plus(-1)),
            _ => (day("")?, day("")?),
        };
        Some(Self { first, last })
    }

    /// The day in the middle of what is left open, not later than `end`.
    #[must_use]
    pub fn middle_before(self, end: Day) -> Day {
        let last = self.last.min(end).max(self.first);
        self.first.plus(last.since(self.first) / 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
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
