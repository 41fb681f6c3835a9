//! How many fail, and who fails soon after whom.

use ndarray::Array2;

use super::tail::Tail;
use crate::outcome::{FailureEvent, Failures};

/// Who belongs to what: plain tables by counterparty.
#[derive(Clone, Debug)]
pub struct Membership {
    /// Number of modes of each counterparty.
    pub modes: Vec<usize>,
    /// Group of each counterparty.
    pub group: Vec<usize>,
    /// Number of groups.
    pub groups: usize,
}

/// On how many paths what fails.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// By counterparty and mode.
    pub by_mode: Vec<Vec<u64>>,
    /// By group: any member.
    pub by_group: Vec<u64>,
    /// By n: exactly n groups, from 0 to the most that fail on one path.
    pub exactly: Vec<u64>,
}

impl Tally {
    /// Counts all failures in one walk.
    #[must_use]
    pub fn of(failures: &Failures, membership: &Membership) -> Self {
        let mut by_mode: Vec<Vec<u64>> = membership.modes.iter().map(|&modes| vec![0; modes]).collect();
        let mut by_group = vec![0; membership.groups];
        let mut exactly = vec![0];
        let mut seen = Seen::new(membership.groups);
        for path in 0..failures.paths() {
            seen.forget();
            let mut groups = 0;
            for event in failures.of(path) {
                by_mode[event.who().0][event.how().0] += 1;
                let group = membership.group[event.who().0];
                if seen.is_new(group) {
                    by_group[group] += 1;
                    groups += 1;
                }
            }
            if exactly.len() <= groups {
                exactly.resize(groups + 1, 0);
            }
            exactly[groups] += 1;
        }
        Self { by_mode, by_group, exactly }
    }

    /// On how many paths a counterparty fails: it does so at most once a path.
    #[must_use]
    pub fn failures_of(&self, counterparty: usize) -> u64 {
        self.by_mode[counterparty].iter().sum()
    }
}

/// Which groups a path has shown already.
#[derive(Clone, Debug)]
struct Seen {
    stamp: u32,
    last: Vec<u32>,
}

impl Seen {
    fn new(groups: usize) -> Self {
        Self { stamp: 0, last: vec![0; groups] }
    }

    fn forget(&mut self) {
        self.stamp += 1;
    }

    fn is_new(&mut self, group: usize) -> bool {
        std::mem::replace(&mut self.last[group], self.stamp) != self.stamp
    }
}

/// The paths on which each of some failures happens.
#[derive(Clone, Debug, Default)]
pub struct PathsByFailure {
    offsets: Vec<usize>,
    paths: Vec<u32>,
}

impl PathsByFailure {
    /// Sorts paths by `slot_of(counterparty, mode)`; failures without a slot are passed over.
    #[must_use]
    pub fn of(failures: &Failures, slots: usize, slot_of: impl Fn(usize, usize) -> Option<usize>) -> Self {
        Self::sorted(failures, slots, |events| slot_of(events.last()?.who().0, events.last()?.how().0))
    }

    /// The same of each path's first failure in each group: a path stands at most once among the slots of a group.
    #[must_use]
    pub fn of_firsts(
        failures: &Failures,
        slots: usize,
        membership: &Membership,
        slot_of: impl Fn(usize, usize) -> Option<usize>,
    ) -> Self {
        let group = |event: &FailureEvent| membership.group[event.who().0];
        Self::sorted(failures, slots, |events| {
            let (last, earlier) = events.split_last()?;
            let slot = slot_of(last.who().0, last.how().0)?;
            earlier.iter().all(|event| group(event) != group(last)).then_some(slot)
        })
    }

    /// Sorts paths by the slot of each event, which is found from it and all before it on its path.
    #[allow(clippy::cast_possible_truncation)]
    fn sorted(failures: &Failures, slots: usize, slot_of: impl Fn(&[FailureEvent]) -> Option<usize>) -> Self {
        let (mut pairs, mut offsets) = (Vec::new(), vec![0; slots + 1]);
        for path in 0..failures.paths() {
            let events = failures.of(path);
            for slot in (1..=events.len()).filter_map(|count| slot_of(&events[..count])) {
                pairs.push((slot as u32, path as u32));
                offsets[slot + 1] += 1;
            }
        }
        for slot in 0..slots {
            offsets[slot + 1] += offsets[slot];
        }
        let mut next = offsets.clone();
        let mut paths = vec![0; pairs.len()];
        for (slot, path) in pairs {
            let place = &mut next[slot as usize];
            paths[*place] = path;
            *place += 1;
        }
        Self { offsets, paths }
    }

    /// How many slots there are.
    #[must_use]
    pub fn slots(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    /// The paths of one slot, ascending.
    #[must_use]
    pub fn of_slot(&self, slot: usize) -> &[u32] {
        self.of_slots(slot, slot + 1)
    }

    /// The paths of the slots from `first` to before `end`, slot by slot.
    #[must_use]
    pub fn of_slots(&self, first: usize, end: usize) -> &[u32] {
        &self.paths[self.offsets[first]..self.offsets[end]]
    }
}

/// On how many paths the column's family fails at most `within` steps after the row's family: in the same step or
/// later. A family fails when its first member does.
///
/// `family` says by counterparty which row and column it belongs to, if any; the diagonal counts each family's own failures.
#[must_use]
pub fn soon_after(failures: &Failures, family: &[Option<usize>], families: usize, within: u64) -> Array2<u64> {
    let mut counts = Array2::zeros((families, families));
    let mut firsts: Vec<(usize, u64)> = Vec::new();
    for path in 0..failures.paths() {
        firsts.clear();
        for event in failures.of(path) {
            let Some(family) = family[event.who().0] else { continue };
            let step = u64::from(event.step);
            match firsts.iter_mut().find(|(other, _)| *other == family) {
                Some((_, first)) => *first = (*first).min(step),
                None => firsts.push((family, step)),
            }
        }
        for &(one, step) in &firsts {
            for &(other, later) in &firsts {
                counts[[one, other]] += u64::from(step <= later && later - step <= within);
            }
        }
    }
    counts
}

/// The group that more than 99% of each tail's paths share, where there is one; `tails` are of `column`.
#[must_use]
pub fn shared_group(
    column: &[f64],
    tails: &[Tail],
    failures: &Failures,
    membership: &Membership,
) -> Vec<Option<usize>> {
    let lowest = tails.iter().map(|tail| tail.value_at_risk).fold(f64::INFINITY, f64::min);
    let mut mass = Array2::<f64>::zeros((tails.len(), membership.groups));
    let mut seen = Seen::new(membership.groups);
    for (path, &loss) in column.iter().enumerate() {
        if loss < lowest || failures.of(path).is_empty() {
            continue;
        }
        seen.forget();
        for event in failures.of(path) {
            let group = membership.group[event.who().0];
            if seen.is_new(group) {
                for (row, tail) in tails.iter().enumerate().filter(|(_, tail)| loss >= tail.value_at_risk) {
                    mass[[row, group]] += tail.share(loss);
                }
            }
        }
    }
    let share = |row: usize, group: usize| mass[[row, group]] / tails[row].mass();
    let most = |row: usize| (0..membership.groups).max_by(|&a, &b| share(row, a).total_cmp(&share(row, b)));
    (0..tails.len()).map(|row| most(row).filter(|&group| share(row, group) > 0.99)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Sorted;

    fn event(counterparty: u32, mode: u16, step: u16) -> FailureEvent {
        FailureEvent { counterparty, mode, step }
    }

    /// Four paths; counterparties 0 and 1 are of group 0, counterparty 2 is group 1.
    fn example() -> (Failures, Membership) {
        let events = vec![event(0, 0, 3), event(2, 1, 3), event(1, 0, 9), event(2, 0, 4), event(1, 0, 200)];
        let mut failures = Failures::default();
        failures.append(&[3, 0, 2, 0], events);
        (failures, Membership { modes: vec![1, 1, 2], group: vec![0, 0, 1], groups: 2 })
    }

    #[test]
    fn a_group_fails_once_however_many_members_do() {
        let (failures, membership) = example();
        let tally = Tally::of(&failures, &membership);
        assert_eq!(tally.by_mode, [vec![1], vec![2], vec![1, 1]]);
        assert_eq!(tally.by_group, [2, 2]);
        assert_eq!(tally.exactly, [2, 0, 2]);
        assert_eq!(tally.failures_of(2), 2);
    }

    #[test]
    fn paths_are_sorted_by_failure() {
        let (failures, _) = example();
        let found =
            PathsByFailure::of(&failures, 3, |who, how| if who == 2 { Some(how) } else { (who == 1).then_some(2) });
        assert_eq!((found.of_slot(0), found.of_slot(1), found.of_slot(2)), (&[2][..], &[0][..], &[0, 2][..]));
        assert_eq!(found.of_slots(0, 2), [2, 0]);
    }

    #[test]
    fn only_the_first_failure_of_a_group_counts() {
        let (failures, membership) = example();
        let found = PathsByFailure::of_firsts(&failures, 4, &membership, |who, how| Some(who + how));
        // Path 0: counterparty 0 before 1, and 2 in its second mode. Path 2: counterparties 2 and 1.
        assert_eq!((found.of_slot(0), found.of_slot(1)), (&[0][..], &[2][..]));
        assert_eq!((found.of_slot(2), found.of_slot(3)), (&[2][..], &[0][..]));
    }

    #[test]
    fn soon_after_counts_the_same_step_and_not_what_came_before() {
        let (failures, _) = example();
        let counts = soon_after(&failures, &[Some(0), Some(0), Some(1)], 2, 90);
        // Path 0: both in step 3. Path 2: group 1 in step 4, group 0 far later.
        assert_eq!(counts, ndarray::array![[2, 1], [1, 2]]);
    }

    #[test]
    fn a_tail_of_one_group_is_saturated_and_a_mixed_one_is_not() {
        let (failures, membership) = example();
        let column = [0.9, 0.1, 0.0, 0.0];
        let tails = [0.75, 0.5].map(|level| Tail::of(&Sorted::of(&column), level));
        // The worst path holds both groups, so either will do; the second worst none.
        let shared = shared_group(&column, &tails, &failures, &membership);
        assert!(shared[0].is_some() && shared[1].is_none(), "{shared:?}");
    }

    #[test]
    fn ninety_nine_of_a_hundred_are_not_more_than_that_and_all_are() {
        let membership = Membership { modes: vec![1], group: vec![0], groups: 1 };
        let column: Vec<f64> = (0..200).map(f64::from).collect();
        // The worst hundred of two hundred paths, of which `spared` show no failure.
        let shared = |spared: usize| {
            let counts: Vec<u32> = (0..200).map(|path| u32::from(path >= 100 + spared)).collect();
            let mut failures = Failures::default();
            failures.append(&counts, vec![event(0, 0, 1); 100 - spared]);
            let tails = [Tail::of(&Sorted::of(&column), 0.5)];
            shared_group(&column, &tails, &failures, &membership)[0]
        };
        assert_eq!((shared(1), shared(0)), (None, Some(0)));
    }
}
