//! Who falls with whom: all that one event can pull down through `fails_with`, counted out, nothing drawn.
//!
//! Given who fails, each entry pulls with its own probability, apart from all others. So the chances of a tree are
//! products along the way, and the mean of what a position loses is a sum over the few failures that touch that
//! position: exact, however many fall elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::places::Place;
use crate::engine::losses_of;
use crate::failure::{Counterparty, FailsWith};
use crate::outcome::Rungs;
use crate::reserve::{Position, Reserve};
use crate::scenario::Scenario;
use crate::units::{CounterpartyIndex, ModeIndex, ReserveIndex};

/// A failure: who, and in which mode.
pub type Failing = (CounterpartyIndex, ModeIndex);

/// Most ways in which the failures that touch one position are counted out.
const MOST_WAYS: usize = 1 << 14;
/// Positions that are looked at together: of large books all would take too much room.
const TOGETHER: usize = 64;

/// One way in which it can go.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// How likely it is, given the event.
    pub probability: f64,
    /// Who fails, in the order of the file.
    pub failing: Vec<Failing>,
}

/// An event and all that can fall with it.
#[derive(Clone, Debug)]
pub struct Cascade<'a> {
    scenario: &'a Scenario,
    /// The event itself.
    roots: Vec<Failing>,
    /// Those who can fall with it, each after all that can pull it down; ties by file.
    falling: Vec<CounterpartyIndex>,
    /// The modes in which each can fail.
    modes: BTreeMap<CounterpartyIndex, BTreeSet<ModeIndex>>,
}

impl<'a> Cascade<'a> {
    /// All that can fall with `roots`.
    #[must_use]
    pub fn of(scenario: &'a Scenario, roots: &[Failing]) -> Self {
        let mut followers: BTreeMap<CounterpartyIndex, Vec<(CounterpartyIndex, &FailsWith)>> = BTreeMap::new();
        for (place, counterparty) in scenario.counterparties().iter().enumerate() {
            for entry in counterparty.fails_with.iter().filter(|entry| entry.probability > 0.0) {
                followers.entry(entry.trigger).or_default().push((CounterpartyIndex(place), entry));
            }
        }
        let stands = |who: &CounterpartyIndex| roots.iter().all(|(root, _)| root != who);
        let mut modes: BTreeMap<CounterpartyIndex, BTreeSet<ModeIndex>> = BTreeMap::new();
        roots.iter().for_each(|(who, mode)| _ = modes.entry(*who).or_default().insert(*mode));
        let mut open = roots.to_vec();
        while let Some((trigger, mode)) = open.pop() {
            for (who, entry) in followers.get(&trigger).into_iter().flatten() {
                let pulls = stands(who) && entry.modes.contains(&mode);
                if pulls && modes.entry(*who).or_default().insert(entry.as_mode) {
                    open.push((*who, entry.as_mode));
                }
            }
        }
        let mut cascade = Self { scenario, roots: roots.to_vec(), falling: Vec::new(), modes };
        cascade.falling = cascade.triggers_first();
        cascade
    }

    /// The event itself.
    #[must_use]
    pub fn roots(&self) -> &[Failing] {
        &self.roots
    }

    /// All failures that can follow, each after those that can pull it down.
    pub fn following(&self) -> impl Iterator<Item = Failing> + '_ {
        self.falling.iter().flat_map(|who| self.modes[who].iter().map(|mode| (*who, *mode)))
    }

    /// The entries by which somebody can be pulled into a mode, and the failures that do so.
    pub fn pulls(&self, (who, mode): Failing) -> impl Iterator<Item = (Failing, &'a FailsWith)> + '_ {
        let entries = self.entries(who).filter(move |entry| entry.as_mode == mode);
        entries.flat_map(|entry| {
            let pulling = self.modes[&entry.trigger].iter().filter(|mode| entry.modes.contains(mode));
            pulling.map(move |mode| ((entry.trigger, *mode), entry))
        })
    }

    /// The event and all that fall with it in any case. Who is pulled for sure falls in the mode of the first entry that
    /// does so.
    #[must_use]
    pub fn certain(&self) -> Vec<Failing> {
        self.fallen_where(|entry| entry.probability >= 1.0)
    }

    /// The event and all that fall with it where that is at least as likely as not.
    #[must_use]
    pub fn likely(&self) -> Vec<Failing> {
        self.fallen_where(|entry| entry.probability >= 0.5)
    }

    /// The event and everybody who can fall with it, in the mode of the first entry that can pull.
    #[must_use]
    pub fn possible(&self) -> Vec<Failing> {
        self.fallen_where(|_| true)
    }

    fn fallen_where(&self, pulls: impl Fn(&FailsWith) -> bool) -> Vec<Failing> {
        let mut fallen: BTreeMap<CounterpartyIndex, ModeIndex> = self.roots.iter().copied().collect();
        for who in &self.falling {
            let hit = |entry: &&FailsWith| fallen.get(&entry.trigger).is_some_and(|mode| entry.modes.contains(mode));
            if let Some(entry) = self.entries(*who).find(|entry| hit(entry) && pulls(entry)) {
                fallen.insert(*who, entry.as_mode);
            }
        }
        fallen.into_iter().collect()
    }

    /// The chance of a failure, given the event; `None` where too many ways lead there.
    #[must_use]
    pub fn chance(&self, failing: Failing) -> Option<f64> {
        let ways = self.ways(&self.with_all_above([failing.0]))?;
        Some(ways.iter().filter(|way| way.failing.contains(&failing)).map(|way| way.probability).sum())
    }

    /// All ways in which those `among` fall or stand; `None` where there are too many.
    #[must_use]
    pub fn ways(&self, among: &BTreeSet<CounterpartyIndex>) -> Option<Vec<Way>> {
        let mut ways = vec![Way { probability: 1.0, failing: self.roots.clone() }];
        for who in self.falling.iter().filter(|who| among.contains(who)) {
            ways = ways.into_iter().flat_map(|way| self.split(way, *who)).collect();
            if ways.len() > MOST_WAYS {
                return None;
            }
        }
        ways.iter_mut().for_each(|way| way.failing.sort_unstable());
        Some(ways)
    }

    /// One way, split by whether and how `who` falls: entries pull one after the other, in file order.
    fn split(&self, way: Way, who: CounterpartyIndex) -> Vec<Way> {
        let pulled = |entry: &&FailsWith| {
            way.failing.iter().any(|(failed, mode)| *failed == entry.trigger && entry.modes.contains(mode))
        };
        let (mut ways, mut stands) = (Vec::new(), way.probability);
        for entry in self.entries(who).filter(pulled) {
            let failing = way.failing.iter().copied().chain([(who, entry.as_mode)]).collect();
            ways.push(Way { probability: stands * entry.probability, failing });
            stands *= 1.0 - entry.probability;
        }
        ways.push(Way { probability: stands, failing: way.failing });
        ways.retain(|way| way.probability > 0.0);
        ways
    }

    /// What each reserve loses if the event happens and pulls down only those that fall in any case.
    #[must_use]
    pub fn certain_ladder(&self) -> Vec<Rungs> {
        crate::engine::losses_if(self.scenario, &self.certain())
    }

    /// What each reserve loses on average if the event happens: exact. A reserve for which too many failures would have
    /// to be counted out is not told, NaN.
    #[must_use]
    pub fn expected_ladder(&self) -> Vec<Rungs> {
        let reserves = self.scenario.reserves();
        let mut places: BTreeMap<Place, Rungs> = BTreeMap::new();
        for position in reserves.iter().flat_map(|reserve| &reserve.positions) {
            places.insert(of_position(position), Rungs::default());
        }
        let distinct: Vec<Place> = places.keys().copied().collect();
        for some in distinct.chunks(TOGETHER) {
            places.extend(some.iter().copied().zip(self.of_places(some)));
        }
        let of_reserve = |reserve: &Reserve| {
            let parts = reserve.positions.iter().filter(|position| position.weight > 0.0);
            parts.fold(Rungs::default(), |sum, position| plus(sum, places[&of_position(position)], position.weight))
        };
        reserves.iter().map(of_reserve).collect()
    }

    /// What is lost on average of one unit of money at each place.
    fn of_places(&self, places: &[Place]) -> Vec<Rungs> {
        let touched: Vec<Option<Vec<Way>>> = places.iter().map(|place| self.ways_of(*place)).collect();
        let alone = self.scenario.with_reserves(places.iter().map(|place| place.alone()).collect());
        let of_place = |(number, ways): (usize, &Option<Vec<Way>>)| {
            let ways = ways.iter().flatten().map(|way| (ReserveIndex(number), way.failing.clone()));
            ways.collect::<Vec<_>>()
        };
        let cases: Vec<_> = touched.iter().enumerate().flat_map(of_place).collect();
        let mut losses = losses_of(&alone, &cases).into_iter();
        let mean = |ways: &Option<Vec<Way>>| match ways {
            Some(ways) => {
                ways.iter().zip(&mut losses).fold(Rungs::default(), |sum, (way, loss)| plus(sum, loss, way.probability))
            }
            None => Rungs { liquid: f64::NAN, marked: f64::NAN, eventual: f64::NAN },
        };
        touched.iter().map(mean).collect()
    }

    /// The ways of those failures that touch a place; none where no failure does.
    fn ways_of(&self, place: Place) -> Option<Vec<Way>> {
        let touching: Vec<CounterpartyIndex> =
            self.modes.keys().copied().filter(|who| self.touches(*who, place)).collect();
        if touching.is_empty() {
            return Some(Vec::new());
        }
        self.ways(&self.with_all_above(touching))
    }

    /// Whether a failure of `who` can move what a place is worth.
    fn touches(&self, who: CounterpartyIndex, Place { asset, custodian }: Place) -> bool {
        let Counterparty { modes, .. } = &self.scenario.counterparties()[who.0];
        let moves_market = self.modes[&who].iter().any(|mode| modes[mode.0].market_drawdown.is_some());
        let linked = || self.scenario.links().iter().any(|link| link.asset == asset && link.counterparty == who);
        who == custodian || linked() || (moves_market && self.scenario.assets()[asset.0].contagion_beta > 0.0)
    }

    /// These and all in the cascade that can pull them down.
    fn with_all_above(&self, these: impl IntoIterator<Item = CounterpartyIndex>) -> BTreeSet<CounterpartyIndex> {
        let (mut found, mut open) = (BTreeSet::new(), these.into_iter().collect::<Vec<_>>());
        while let Some(who) = open.pop() {
            if found.insert(who) {
                open.extend(self.entries(who).map(|entry| entry.trigger));
            }
        }
        found
    }

    /// The entries of `who` whose triggers are in the cascade.
    fn entries(&self, who: CounterpartyIndex) -> impl Iterator<Item = &'a FailsWith> + '_ {
        let entries = self.scenario.counterparties()[who.0].fails_with.iter();
        entries.filter(|entry| self.modes.contains_key(&entry.trigger) && entry.probability > 0.0)
    }

    fn triggers_first(&self) -> Vec<CounterpartyIndex> {
        let is_root = |who: CounterpartyIndex| self.roots.iter().any(|(root, _)| *root == who);
        let mut waits_for = BTreeMap::new();
        let mut waiting: BTreeMap<CounterpartyIndex, Vec<CounterpartyIndex>> = BTreeMap::new();
        let mut ready = BTreeSet::new();
        for who in self.modes.keys().copied().filter(|who| !is_root(*who)) {
            let above: Vec<_> = self.entries(who).map(|entry| entry.trigger).filter(|above| !is_root(*above)).collect();
            above.iter().for_each(|above| waiting.entry(*above).or_default().push(who));
            if above.is_empty() {
                ready.insert(who);
            }
            waits_for.insert(who, above.len());
        }
        let mut order = Vec::new();
        while let Some(next) = ready.pop_first() {
            order.push(next);
            for who in waiting.remove(&next).unwrap_or_default() {
                let left = waits_for.get(&who).map_or(0, |left| left - 1);
                waits_for.insert(who, left);
                if left == 0 {
                    ready.insert(who);
                }
            }
        }
        order
    }
}

/// What each reserve loses on average if one failure happens and pulls others down; see [`Cascade::expected_ladder`].
#[must_use]
pub fn expected_ladder(scenario: &Scenario, failure: Failing) -> Vec<Rungs> {
    Cascade::of(scenario, &[failure]).expected_ladder()
}

/// What each reserve loses if one failure happens and pulls only those down that fall with it in any case.
#[must_use]
pub fn certain_ladder(scenario: &Scenario, failure: Failing) -> Vec<Rungs> {
    Cascade::of(scenario, &[failure]).certain_ladder()
}

const fn of_position(position: &Position) -> Place {
    Place { asset: position.asset, custodian: position.custodian }
}

/// A ladder and so many times another.
fn plus(sum: Rungs, Rungs { liquid, marked, eventual }: Rungs, times: f64) -> Rungs {
    Rungs {
        liquid: sum.liquid + times * liquid,
        marked: sum.marked + times * marked,
        eventual: sum.eventual + times * eventual,
    }
}

#[cfg(test)]
#[path = "cascade_tests.rs"]
mod tests;
