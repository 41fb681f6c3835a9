//! Who failed on which path, how and when.

use crate::failure::Failure;
use crate::units::{CounterpartyIndex, ModeIndex};

/// Failures of all paths, path by path.
#[derive(Clone, Debug)]
pub struct Failures {
    /// Where each path begins among all failures; one slot a path and one more.
    offsets: Vec<u64>,
    /// Failures in the order in which they happened, as tasks yielded them, for gigabytes are not copied.
    /// All parts but the last are of as many paths as the first.
    parts: Vec<Vec<FailureEvent>>,
    paths_of_part: usize,
}

impl Default for Failures {
    fn default() -> Self {
        Self { offsets: vec![0], parts: Vec::new(), paths_of_part: 1 }
    }
}

impl Failures {
    /// How many paths there are.
    #[must_use]
    pub fn paths(&self) -> usize {
        self.offsets.len() - 1
    }

    /// Makes room for this many more paths, and for no others.
    pub fn reserve(&mut self, more: usize) {
        self.offsets.reserve_exact(more);
    }

    /// Puts more paths behind all others: how often somebody fails on each, and those failures.
    pub fn append(&mut self, counts: &[u32], events: Vec<FailureEvent>) {
        if self.parts.is_empty() {
            self.paths_of_part = counts.len().max(1);
        }
        let are_whole = self.paths() == self.parts.len() * self.paths_of_part;
        let mut end = self.offsets[self.paths()];
        self.offsets.extend(counts.iter().map(|count| {
            end += u64::from(*count);
            end
        }));
        match self.parts.last_mut().filter(|_| !are_whole) {
            Some(last) => last.extend(events),
            None => self.parts.push(events),
        }
    }

    /// The failures of one path.
    #[must_use]
    pub fn of(&self, path: usize) -> &[FailureEvent] {
        let part = (path / self.paths_of_part).min(self.parts.len() - 1);
        let place = |path: usize| (self.offsets[path] - self.offsets[part * self.paths_of_part]) as usize;
        &self.parts[part][place(path)..place(path + 1)]
    }

    /// All failures.
    pub fn all(&self) -> impl Iterator<Item = &FailureEvent> {
        self.parts.iter().flatten()
    }
}

/// One failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FailureEvent {
    /// Who, as a position in `Scenario::counterparties`.
    pub counterparty: u32,
    /// How, as a position among its modes.
    pub mode: u16,
    /// When: the step, from 1.
    pub step: u16,
}

impl From<&Failure> for FailureEvent {
    fn from(failure: &Failure) -> Self {
        Self { counterparty: failure.counterparty.0 as u32, mode: failure.mode.0 as u16, step: failure.step as u16 }
    }
}

impl FailureEvent {
    /// Who.
    #[must_use]
    pub const fn who(self) -> CounterpartyIndex {
        CounterpartyIndex(self.counterparty as usize)
    }

    /// How.
    #[must_use]
    pub const fn how(self) -> ModeIndex {
        ModeIndex(self.mode as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_found_however_paths_were_put_together() {
        let counts: Vec<u32> = (0..23).map(|path| path * path % 4).collect();
        let event = |number: usize| FailureEvent { counterparty: number as u32, mode: 0, step: 1 };
        for lengths in [vec![23], vec![10, 10, 3], vec![4, 19], vec![10, 10, 1, 2], vec![1, 9, 13]] {
            let (mut failures, mut path, mut number) = (Failures::default(), 0, 0);
            for length in lengths {
                let part = &counts[path..path + length];
                let many = part.iter().sum::<u32>() as usize;
                failures.append(part, (number..number + many).map(event).collect());
                (path, number) = (path + length, number + many);
            }
            let found: Vec<FailureEvent> = (0..23).flat_map(|path| failures.of(path)).copied().collect();
            assert_eq!(found, (0..number).map(event).collect::<Vec<_>>());
            assert_eq!(failures.all().copied().collect::<Vec<_>>(), found);
            assert!((0..23).all(|path| failures.of(path).len() == counts[path] as usize));
        }
    }
}
