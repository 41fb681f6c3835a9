//! Spells in whole days.

/// How many paths have a spell of so many days: one slot a number of days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayCounts(Vec<u64>);

impl DayCounts {
    /// Counts the spells of all paths.
    #[must_use]
    pub fn of(days: &[u32]) -> Self {
        let mut counts = Self::default();
        days.iter().for_each(|days| counts.add(*days));
        counts
    }

    /// Counts the spell of one more path.
    pub fn add(&mut self, days: u32) {
        let days = days as usize;
        if self.0.len() <= days {
            self.0.resize(days + 1, 0);
        }
        self.0[days] += 1;
    }

    /// The mean spell; 0 without paths.
    #[must_use]
    pub fn mean(&self) -> f64 {
        let sum: u64 = self.0.iter().enumerate().map(|(days, paths)| days as u64 * paths).sum();
        sum as f64 / self.0.iter().sum::<u64>().max(1) as f64
    }

    /// One slot a number of days.
    #[must_use]
    pub fn by_days(&self) -> &[u64] {
        &self.0
    }
}
