//! Removal: the same draws again with one change of one group at a time.
//!
//! A change of a group acts at its members' failures, or, where keys are moved, at a loss of own keys:
//! other paths stay as they are.

use crate::engine::row::Row;
use crate::engine::worker::{Happening, Worker};
use crate::engine::world::{Removable, World};
use crate::failure::{Case, Change, FailureLog};
use crate::numeric::vector::{LANES, Scalar};
use crate::outcome::{ChangedPaths, RemovalKind};
use crate::reserve::{Ending, Fall};
use crate::units::CounterpartyIndex;

/// What removals yield: one entry a removal, then one a reserve.
pub type Removals = Vec<Vec<ChangedPaths>>;

/// The changes that a group can be given: what is kept on keys can't be moved and nothing rests on it.
#[must_use]
pub fn kinds(removable: &Removable) -> &'static [RemovalKind] {
    match removable.moved {
        Some(_) => &[RemovalKind::All, RemovalKind::Keys, RemovalKind::Links, RemovalKind::Both],
        None => &[RemovalKind::All],
    }
}

/// One path and one change of one group.
struct Removal<'a> {
    removable: &'a Removable,
    /// Place among all changes.
    number: usize,
    kind: RemovalKind,
    lane: usize,
}

/// Removes every group from the paths of a block; each change's paths ascend.
pub fn remove_groups<S: Scalar>(
    world: &World<S>,
    worker: &mut Worker<S>,
    block: &[u64],
    shadows: &[Vec<Ending>],
    into: &mut Removals,
) {
    let mut batch = Batch { cases: Vec::with_capacity(LANES), removals: Vec::new() };
    let mut first = 0;
    for removable in &world.removals {
        let kinds = kinds(removable);
        for lane in 0..block.len() {
            let acts = Acts::on(removable, worker.log(lane));
            for (place, kind) in kinds.iter().enumerate().filter(|(_, kind)| acts.by(**kind)) {
                if batch.cases.len() == LANES {
                    batch.follow(world, worker, block, shadows, into);
                }
                batch.add(Removal { removable, number: first + place, kind: *kind, lane });
            }
        }
        first += kinds.len();
    }
    batch.follow(world, worker, block, shadows, into);
}

/// Removals whose failures are found side by side.
struct Batch<'a> {
    cases: Vec<Case>,
    removals: Vec<(Removal<'a>, Happening)>,
}

impl<'a> Batch<'a> {
    /// Adds one; there must be room for one more case.
    fn add(&mut self, removal: Removal<'a>) {
        let happening = match removal.change() {
            None => Happening::Failures,
            Some(change) => {
                let case = Case { lane: removal.lane, change };
                if self.cases.last() != Some(&case) {
                    self.cases.push(case);
                }
                Happening::Case(self.cases.len() - 1)
            }
        };
        self.removals.push((removal, happening));
    }

    /// Follows all reserves along what was added, and is empty again.
    fn follow<S: Scalar>(
        &mut self,
        world: &World<S>,
        worker: &mut Worker<S>,
        block: &[u64],
        shadows: &[Vec<Ending>],
        into: &mut Removals,
    ) {
        if !self.cases.is_empty() {
            worker.unfold(&self.cases);
        }
        for (removal, happening) in self.removals.drain(..) {
            let shadow = |number: usize| shadows[number][removal.lane];
            removal.follow(world, worker, happening, shadow, block[removal.lane], &mut into[removal.number]);
        }
        self.cases.clear();
    }
}

/// Where a change of a group can make a difference on a path.
#[derive(Clone, Copy)]
struct Acts {
    members_fail: bool,
    keys_fail: bool,
}

impl Acts {
    fn on(removable: &Removable, log: &FailureLog) -> Self {
        // What stood at a place that fails comes to own keys, and there meets what was moved.
        let meet = removable.counts_places && !log.failures.is_empty();
        Self {
            members_fail: log.has_failure_of(&removable.members),
            keys_fail: removable.trades_otherwise || meet || log.has_failure_of(&[CounterpartyIndex::OWN_KEYS]),
        }
    }

    fn by(self, kind: RemovalKind) -> bool {
        self.members_fail || (self.keys_fail && moves_keys(kind))
    }
}

impl Removal<'_> {
    /// What changes in who fails; `None` where only keys are moved.
    fn change(&self) -> Option<Change> {
        let group = Some(self.removable.group);
        match self.kind {
            RemovalKind::All => Some(Change { spared: group, unlinked: None }),
            RemovalKind::Links | RemovalKind::Both => Some(Change { spared: None, unlinked: group }),
            RemovalKind::Keys => None,
        }
    }

    fn follow<S: Scalar>(
        &self,
        world: &World<S>,
        worker: &mut Worker<S>,
        happening: Happening,
        shadow: impl Fn(usize) -> Ending,
        path: u64,
        into: &mut [ChangedPaths],
    ) {
        let moved = self.removable.moved.as_ref().filter(|_| moves_keys(self.kind));
        for (number, into) in into.iter_mut().enumerate() {
            let kept = &world.books[number];
            let book = moved.map_or(kept, |books| &books[number]);
            let shadow = shadow(number);
            let real = if worker.is_shadow(self.lane, book, happening) {
                if worker.is_shadow(self.lane, kept, Happening::Failures) {
                    continue;
                }
                shadow
            } else {
                worker.follow(self.lane, book, happening, &[])
            };
            // Where targets are merged at own keys, the shadow may trade on other days.
            let shadow = if moved.is_none() || book.is_buy_and_hold() {
                shadow
            } else {
                worker.follow(self.lane, book, Happening::Nothing, &[])
            };
            // How far it falls on the way is not asked.
            let row = Row::new(&real, Fall::default(), &shadow, book.initial_value);
            into.paths.push(path);
            into.loss.push(row.loss);
            into.counterparty_cost.push(row.counterparty_cost);
        }
    }
}

fn moves_keys(kind: RemovalKind) -> bool {
    matches!(kind, RemovalKind::Keys | RemovalKind::Both)
}
