//! The smallest sets of failures that cost more than a loss tomorrow: counted out, nothing drawn.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Run;
use crate::decision::cascade::{Cascade, Failing};
use crate::decision::exact::{Exact, ExactLadder};
use crate::decision::what_if::{Failed, failed};
use crate::engine::losses_of;
use crate::failure::stated::stated_by_mode;
use crate::outcome::Outcomes;
use crate::scenario::Scenario;
use crate::statistics::interval::wilson;
use crate::statistics::{Ends, Estimate};
use crate::units::{CounterpartyIndex, ModeIndex, ReserveIndex};

/// Most failures that are searched: those that cost most by themselves.
pub const MOST_EVENTS: usize = 40;
/// Most of them in one set.
pub const MOST_TOGETHER: usize = 4;
/// Most sets that are told.
pub const MOST_SETS: usize = 20;
/// A loss that is less than this is rounding.
const LEAST_LOSS: f64 = 1e-9;

/// Failures that together cost more than the loss, none of which could be left out.
#[derive(Clone, Debug, Serialize)]
pub struct EventSet {
    /// The failures.
    pub failures: Vec<Failed>,
    /// Who is taken to fall with them, for that is at least as likely as not.
    pub falls_too: Vec<Failed>,
    /// What they cost together, as shares of the reserve.
    pub loss: ExactLadder,
    /// The marked loss in money.
    pub money: f64,
    /// Their stated chances over the horizon multiplied, as if they were independent.
    pub stated: Exact,
    /// The share of paths on which all of them happen.
    pub simulated: Estimate,
}

/// How far sets were sought.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Searched {
    /// Failures that can happen and cost this reserve anything.
    pub events: usize,
    /// Of them those that were searched: the costliest.
    pub searched: usize,
    /// How many failures a set had at most.
    pub most_together: usize,
    /// Sets that were found.
    pub sets: usize,
}

/// What the search found.
pub struct Found {
    pub sets: Vec<EventSet>,
    pub searched: Searched,
    /// What all that was searched costs together, each counterparty in its costliest mode, marked.
    pub all_together: Exact,
}

/// A failure that can happen by itself.
struct Event {
    failing: Failing,
    /// With all that fall with it.
    fallen: Vec<Failing>,
    alone: f64,
}

/// The smallest sets that cost a reserve more than `loss`.
pub fn smallest(here: &Run, there: Option<&[Run; 2]>, place: ReserveIndex, loss: f64) -> Found {
    let scenario = &here.scenario;
    let mut events = events(scenario, place);
    let all = events.len();
    events.truncate(MOST_EVENTS);
    let cost = |failing: &[Failing]| cost(here, there, place, failing);
    let all_together = cost(&together(&events, &costliest_of_each(&events))).marked;
    let found = if all_together.value > loss { minimal_sets(scenario, place, loss, &events) } else { Vec::new() };
    let searched = Searched { events: all, searched: events.len(), most_together: MOST_TOGETHER, sets: found.len() };
    let mut found: Vec<(Vec<Failing>, Vec<Failing>)> = found.iter().map(|set| failing(&events, set)).collect();
    let chances = Chances::of(here, there);
    found.sort_by(|(a, _), (b, _)| chances.together(b).value.total_cmp(&chances.together(a).value));
    found.truncate(MOST_SETS);
    let told = |(own, all): &(Vec<Failing>, Vec<Failing>)| {
        let loss = cost(all);
        let falls_too = all.iter().filter(|failing| !own.contains(failing));
        EventSet {
            failures: own.iter().map(|failing| failed(scenario, *failing)).collect(),
            falls_too: falls_too.map(|failing| failed(scenario, *failing)).collect(),
            loss,
            money: loss.marked.value * scenario.reserves()[place.0].initial_value,
            stated: chances.together(own),
            simulated: simulated(here, there, own),
        }
    };
    Found { sets: found.iter().map(told).collect(), searched, all_together }
}

/// What failures cost a reserve tomorrow, with the ranged inputs at their values and at their ends.
fn cost(here: &Run, there: Option<&[Run; 2]>, place: ReserveIndex, failing: &[Failing]) -> ExactLadder {
    let at = |run: &Run| losses_of(&run.scenario, &[(place, failing.to_vec())])[0];
    ExactLadder::of(at(here), there.map(|there| there.each_ref().map(at)))
}

/// All failures that can happen and cost a reserve anything, the costliest first.
fn events(scenario: &Scenario, place: ReserveIndex) -> Vec<Event> {
    let horizon = scenario.grid().horizon_years();
    let mut events = Vec::new();
    for (who, counterparty) in scenario.counterparties().iter().enumerate() {
        let stated = stated_by_mode(counterparty, scenario.pools(), horizon);
        for (mode, _) in stated.into_iter().enumerate().filter(|(_, stated)| *stated > 0.0) {
            let failing = (CounterpartyIndex(who), ModeIndex(mode));
            let fallen = Cascade::of(scenario, &[failing]).likely();
            events.push(Event { failing, fallen, alone: 0.0 });
        }
    }
    let cases: Vec<_> = events.iter().map(|event| (place, event.fallen.clone())).collect();
    for (event, rungs) in events.iter_mut().zip(losses_of(scenario, &cases)) {
        event.alone = rungs.marked;
    }
    events.retain(|event| event.alone > LEAST_LOSS);
    events.sort_by(|a, b| b.alone.total_cmp(&a.alone));
    events
}

/// Of each counterparty its costliest failure.
fn costliest_of_each(events: &[Event]) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    (0..events.len()).filter(|event| seen.insert(events[*event].failing.0)).collect()
}

/// All that fail in a set, in the order of the file: own failures in their modes, then who falls with them.
fn together(events: &[Event], set: &[usize]) -> Vec<Failing> {
    let mut failing: BTreeMap<CounterpartyIndex, ModeIndex> = set.iter().map(|event| events[*event].failing).collect();
    for (who, mode) in set.iter().flat_map(|event| &events[*event].fallen) {
        failing.entry(*who).or_insert(*mode);
    }
    failing.into_iter().collect()
}

/// All sets of at most [`MOST_TOGETHER`] failures that cost more than `loss` and hold no smaller one that does.
fn minimal_sets(scenario: &Scenario, place: ReserveIndex, loss: f64, events: &[Event]) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = Vec::new();
    for size in 1..=MOST_TOGETHER {
        let mut sets = Vec::new();
        choose(events.len(), size, &mut Vec::new(), &mut sets);
        let holds_smaller = |set: &Vec<usize>| found.iter().any(|small| small.iter().all(|event| set.contains(event)));
        let is_one_each = |set: &Vec<usize>| {
            let who: BTreeSet<CounterpartyIndex> = set.iter().map(|event| events[*event].failing.0).collect();
            who.len() == set.len()
        };
        sets.retain(|set| is_one_each(set) && !holds_smaller(set));
        let cases: Vec<_> = sets.iter().map(|set| (place, together(events, set))).collect();
        let losses = losses_of(scenario, &cases);
        let costly = sets.into_iter().zip(losses).filter(|(_, rungs)| rungs.marked > loss).map(|(set, _)| set);
        found.extend(costly.collect::<Vec<_>>());
    }
    found
}

/// All choices of `size` of the numbers below `count` that continue `begun`, in ascending order.
fn choose(count: usize, size: usize, begun: &mut Vec<usize>, sets: &mut Vec<Vec<usize>>) {
    if begun.len() == size {
        sets.push(begun.clone());
        return;
    }
    for next in begun.last().map_or(0, |last| last + 1)..count {
        begun.push(next);
        choose(count, size, begun, sets);
        begun.pop();
    }
}

/// The failures of a set themselves, and all that fail with them.
fn failing(events: &[Event], set: &[usize]) -> (Vec<Failing>, Vec<Failing>) {
    (set.iter().map(|event| events[*event].failing).collect(), together(events, set))
}

/// Stated chances over the horizon, by counterparty and mode.
type Stated = Vec<Vec<f64>>;

/// Stated chances with the ranged inputs at their values, and at their ends.
struct Chances {
    here: Stated,
    there: Option<[Stated; 2]>,
}

impl Chances {
    fn of(here: &Run, there: Option<&[Run; 2]>) -> Self {
        let stated = |run: &Run| {
            let horizon = run.scenario.grid().horizon_years();
            let of = |counterparty| stated_by_mode(counterparty, run.scenario.pools(), horizon);
            run.scenario.counterparties().iter().map(of).collect()
        };
        Self { here: stated(here), there: there.map(|there| there.each_ref().map(stated)) }
    }

    /// The chance that all of these happen, as if they were independent.
    fn together(&self, failing: &[Failing]) -> Exact {
        let at = |stated: &Stated| failing.iter().map(|(who, mode)| stated[who.0][mode.0]).product();
        let range = self.there.as_ref().map(|[less, more]| Ends { low: at(less), high: at(more) });
        Exact { value: at(&self.here), range }
    }
}

/// The share of paths on which all of these happen.
fn simulated(here: &Run, there: Option<&[Run; 2]>, failing: &[Failing]) -> Estimate {
    let (count, paths) = happening(&here.outcomes, failing);
    let share = |run: &Run| {
        let (count, paths) = happening(&run.outcomes, failing);
        count as f64 / paths.max(1) as f64
    };
    let range = there.map(|[less, more]| Ends { low: share(less), high: share(more) });
    Estimate { range, ..wilson(count, paths) }
}

/// On how many paths all of these happen, and of how many.
fn happening(outcomes: &Outcomes, failing: &[Failing]) -> (u64, u64) {
    let happens = |path: &usize| {
        let events = outcomes.failures.of(*path);
        let happens = |one: &Failing| events.iter().any(|event| (event.who(), event.how()) == *one);
        events.len() >= failing.len() && failing.iter().all(happens)
    };
    let paths = outcomes.failures.paths();
    ((0..paths).filter(happens).count() as u64, paths as u64)
}
