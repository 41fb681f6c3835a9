//! When it fails: failures by stretch of the horizon.

use ndarray::Array2;

use super::joint::Membership;
use crate::outcome::Failures;

/// The steps of a horizon in stretches that are as equal as whole steps allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretches {
    /// The step after which each begins, and the last step.
    ends: Vec<usize>,
}

impl Stretches {
    /// So many stretches of `steps` steps, or one a step where these are fewer.
    #[must_use]
    pub fn of(steps: usize, count: usize) -> Self {
        let count = count.clamp(1, steps.max(1));
        Self { ends: (0..=count).map(|stretch| stretch * steps / count).collect() }
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.ends.len() - 1
    }

    /// After which step each begins and with which it ends.
    pub fn bounds(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.ends.windows(2).map(|ends| (ends[0], ends[1]))
    }

    /// The stretch of a step, from 1.
    fn of_step(&self, step: usize) -> usize {
        self.ends.partition_point(|end| *end < step).clamp(1, self.count()) - 1
    }
}

/// On how many paths what fails in each stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// By counterparty, one column a stretch.
    pub by_counterparty: Array2<u64>,
    /// By group, when its first member fails.
    pub by_group: Array2<u64>,
    /// By stretch: at least two groups fail in it.
    pub joint: Vec<u64>,
    /// By stretch: a group fails in it so soon after another that they count as near.
    pub near: Vec<u64>,
}

impl Timeline {
    /// Counts all failures in one walk; groups are near that fail at most `near_steps` steps one after the other.
    #[must_use]
    pub fn of(failures: &Failures, membership: &Membership, stretches: &Stretches, near_steps: usize) -> Self {
        let count = stretches.count();
        let mut timeline = Self {
            by_counterparty: Array2::zeros((membership.group.len(), count)),
            by_group: Array2::zeros((membership.groups, count)),
            joint: vec![0; count],
            near: vec![0; count],
        };
        let mut last_path = vec![usize::MAX; membership.groups];
        let mut firsts = Vec::new();
        for path in 0..failures.paths() {
            firsts.clear();
            // Events come in the order in which they happen.
            for event in failures.of(path) {
                let (who, step) = (event.who().0, usize::from(event.step));
                let (group, stretch) = (membership.group[who], stretches.of_step(step));
                timeline.by_counterparty[[who, stretch]] += 1;
                if std::mem::replace(&mut last_path[group], path) != path {
                    timeline.by_group[[group, stretch]] += 1;
                    firsts.push((step, stretch));
                }
            }
            timeline.count_together(&firsts, near_steps);
        }
        timeline
    }

    /// Counts a path on which groups fail in these steps and stretches, ascending.
    fn count_together(&mut self, firsts: &[(usize, usize)], near_steps: usize) {
        let (mut joint, mut near) = (None, None);
        for pair in firsts.windows(2) {
            let [(earlier, before), (step, stretch)] = [pair[0], pair[1]];
            if before == stretch && joint.replace(stretch) != Some(stretch) {
                self.joint[stretch] += 1;
            }
            if step - earlier <= near_steps && near.replace(stretch) != Some(stretch) {
                self.near[stretch] += 1;
            }
        }
    }
}

/// Fewer failures say nothing of when.
const FEWEST_FAILURES: u64 = 11;

/// When failures come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Season {
    /// There are too few to say.
    TooFew,
    /// No stretch has more than chance explains.
    Even,
    /// In this stretch more come than chance explains, and more than in any other.
    Peak(usize),
}

impl Season {
    /// Of the failures by stretch and the lengths of the stretches.
    ///
    /// One stretch of many is always the fullest. The chance that it gets so many of failures that come evenly is at
    /// most Chernoff's bound on the tail of the binomial law, times the number of stretches (Bonferroni); a peak is where
    /// that is below 5%.
    #[must_use]
    pub fn of(failures: &[u64], lengths: &[u64]) -> Self {
        let (all, whole) = (failures.iter().sum::<u64>(), lengths.iter().sum::<u64>());
        if all < FEWEST_FAILURES {
            return Self::TooFew;
        }
        let shares = |stretch: usize| (failures[stretch] as f64 / all as f64, lengths[stretch] as f64 / whole as f64);
        let rate = |stretch: usize| shares(stretch).0 / shares(stretch).1;
        let stretches = 0..failures.len().min(lengths.len());
        let count = stretches.len() as f64;
        let Some(fullest) = stretches.max_by(|a, b| rate(*a).total_cmp(&rate(*b))) else { return Self::Even };
        let (found, expected) = shares(fullest);
        let by_chance = count * libm::exp(-(all as f64) * divergence(found, expected));
        if found > expected && by_chance < 0.05 { Self::Peak(fullest) } else { Self::Even }
    }
}

/// How unlike two chances are (Kullback and Leibler).
fn divergence(found: f64, expected: f64) -> f64 {
    let part = |found: f64, expected: f64| if found > 0.0 { found * libm::log(found / expected) } else { 0.0 };
    part(found, expected) + part(1.0 - found, 1.0 - expected)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::FailureEvent;

    fn event(counterparty: u32, step: u16) -> FailureEvent {
        FailureEvent { counterparty, mode: 0, step }
    }

    #[test]
    fn stretches_are_whole_steps_and_cover_the_horizon() {
        let months = Stretches::of(365, 12);
        let lengths: Vec<usize> = months.bounds().map(|(after, to)| to - after).collect();
        assert_eq!((lengths.len(), lengths.iter().sum::<usize>()), (12, 365));
        assert!(lengths.iter().all(|length| (30..=31).contains(length)));
        assert_eq!((months.of_step(1), months.of_step(30), months.of_step(31), months.of_step(365)), (0, 0, 1, 11));
        assert_eq!(Stretches::of(1, 12).bounds().collect::<Vec<_>>(), [(0, 1)]);
    }

    #[test]
    fn each_failure_is_counted_in_its_stretch() {
        // Counterparties 0 and 1 are one group, 2 and 3 are groups of their own; ten steps in two stretches.
        let membership = Membership { modes: vec![1; 4], group: vec![0, 0, 1, 2], groups: 3 };
        let mut failures = Failures::default();
        let first = vec![event(0, 1), event(1, 2), event(2, 4), event(3, 6)];
        failures.append(&[4], first);
        failures.append(&[2, 0], vec![event(2, 5), event(3, 10)]);
        let found = Timeline::of(&failures, &membership, &Stretches::of(10, 2), 2);
        assert_eq!(found.by_counterparty, ndarray::array![[1, 0], [1, 0], [2, 0], [0, 2]]);
        assert_eq!(found.by_group, ndarray::array![[1, 0], [2, 0], [0, 2]]);
        // Path 0: groups in steps 1, 4 and 6, the first two in one stretch, the last two near. Path 1: 5 and 10.
        assert_eq!((found.joint, found.near), (vec![1, 0], vec![0, 1]));
    }

    #[test]
    fn the_fullest_of_many_stretches_is_no_season_by_itself() {
        let months = [30; 12];
        assert_eq!(Season::of(&[0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0], &months), Season::TooFew);
        assert_eq!(Season::of(&[10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], &months), Season::TooFew);
        // 100 failures, 16 of them in one month: alone a rare number, the largest of twelve it is usual.
        assert_eq!(Season::of(&[7, 8, 7, 16, 8, 7, 8, 8, 8, 8, 7, 8], &months), Season::Even);
        assert_eq!(Season::of(&[7, 8, 7, 25, 7, 6, 7, 7, 7, 7, 6, 6], &months), Season::Peak(3));
        // A stretch that is longer has more without a season.
        assert_eq!(Season::of(&[100, 100, 400], &[1, 1, 4]), Season::Even);
    }
}
