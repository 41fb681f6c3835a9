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

/// Removes every group from the paths of a block.
pub fn remove_groups<S: Scalar>(
    world: &World<S>,
    worker: &mut Worker<S>,
    block: &[u64],
    shadows: &[Vec<Ending>],
    into: &mut Removals,
) {
    let mut first = 0;
    for removable in &world.removals {
        let kinds = kinds(removable);
        // Path by path, so that each change's paths ascend.
        let of_path = |lane: usize| {
            let acts = Acts::on(removable, worker.log(lane));
            let kinds = kinds.iter().enumerate().filter(move |(_, kind)| acts.by(**kind));
            kinds.map(move |(place, kind)| Removal { removable, number: first + place, kind: *kind, lane })
        };
        let removals: Vec<Removal> = (0..block.len()).flat_map(of_path).collect();
        first += kinds.len();
        for removals in removals.chunks(LANES) {
            let cases: Vec<Case> = removals.iter().map(Removal::case).collect();
            worker.unfold(&cases);
            for (number, removal) in removals.iter().enumerate() {
                let happening = Happening::Case(number);
                removal.follow(world, worker, happening, shadows, block[removal.lane], &mut into[removal.number]);
            }
        }
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
    fn case(&self) -> Case {
        let group = Some(self.removable.group);
        let change = match self.kind {
            RemovalKind::All => Change { spared: group, unlinked: None },
            RemovalKind::Links | RemovalKind::Both => Change { spared: None, unlinked: group },
            RemovalKind::Keys => Change::default(),
        };
        Case { lane: self.lane, change }
    }

    fn follow<S: Scalar>(
        &self,
        world: &World<S>,
        worker: &mut Worker<S>,
        happening: Happening,
        shadows: &[Vec<Ending>],
        path: u64,
        into: &mut [ChangedPaths],
    ) {
        let lane = self.lane;
        let moved = self.removable.moved.as_ref().filter(|_| moves_keys(self.kind));
        for (number, into) in into.iter_mut().enumerate() {
            let book = moved.map_or(&world.books[number], |books| &books[number]);
            let real = worker.follow(lane, book, happening, &[]);
            // Where targets are merged at own keys, the shadow may trade on other days.
            let shadow = if moved.is_none() || book.is_buy_and_hold() {
                shadows[number][lane]
            } else {
                worker.follow(lane, book, Happening::Nothing, &[])
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
