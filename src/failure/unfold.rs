//! Failures, step by step: section 3 of the model page. Days on which nothing happens pass on many paths
//! side by side; what happens, happens to one path alone.
//!
//! Prices enter as rows over those at time 0, so that this room knows nothing of markets.

use crate::failure::case::{Case, Change};
use crate::failure::log::{Cause, Failure, FailureLog, PriceEvent, WorthlessClaim};
use crate::failure::plan::{FailurePlan, PathDraws};
use crate::failure::pursuit::{Pursuit, ones};
use crate::numeric::elementary::{exp, ln};
use crate::numeric::vector::{LANES, Row, Scalar};
use crate::units::{AssetIndex, CounterpartyIndex, ModeIndex};

/// No step.
const NEVER: usize = usize::MAX;

/// Room for the failures of many paths side by side, to be used again for the next.
#[derive(Clone, Debug)]
pub struct Unfolding<S: Scalar> {
    /// Those who are followed and have not crossed yet.
    pursuit: Pursuit<S>,
    /// One a case.
    states: Vec<State>,
    /// The next step of each case in which something is known to happen.
    next: [usize; LANES],
}

/// Where one case stands.
#[derive(Clone, Debug)]
struct State {
    /// Step in which each counterparty failed; 0 where it stands.
    failed_in: Vec<usize>,
    /// Mode in which it failed.
    failed_as: Vec<ModeIndex>,
    /// Whether anything has happened yet: until then there is nothing to reset.
    is_fresh: bool,
    /// Product of all jumps so far, one slot an asset.
    jumps: Vec<f64>,
    repairs: Vec<Repair>,
    /// How many of those whose intensity nothing moves have crossed.
    scheduled: usize,
    /// Who crosses in this step.
    crossing: Vec<usize>,
    /// Who fails in this step, and how.
    failing: Vec<(usize, ModeIndex)>,
    hazards: Vec<f64>,
}

/// A cut price that will be restored.
#[derive(Clone, Copy, Debug)]
struct Repair {
    step: usize,
    counterparty: usize,
    link: usize,
    factor: f64,
}

impl<S: Scalar> Unfolding<S> {
    /// Room for the paths of `plan`.
    #[must_use]
    pub fn new(plan: &FailurePlan) -> Self {
        let parts = plan.parts();
        Self {
            pursuit: Pursuit::new(parts.counterparties, plan.tracked()),
            states: vec![State::new(parts.counterparties.len(), parts.assets.len()); LANES],
            next: [NEVER; LANES],
        }
    }
}

impl State {
    fn new(counterparties: usize, assets: usize) -> Self {
        Self {
            failed_in: vec![0; counterparties],
            failed_as: vec![ModeIndex(0); counterparties],
            is_fresh: true,
            jumps: vec![1.0; assets],
            repairs: Vec::new(),
            scheduled: 0,
            crossing: Vec::new(),
            failing: Vec::new(),
            hazards: Vec::new(),
        }
    }

    fn reset(&mut self) {
        if !self.is_fresh {
            self.failed_in.fill(0);
            self.jumps.fill(1.0);
            self.repairs.clear();
            self.scheduled = 0;
            self.is_fresh = true;
        }
    }
}

impl FailurePlan<'_> {
    /// Writes into `logs`, one a case, what fails on paths whose draws are `draws`, one a lane of the block.
    /// `relatives` are the prices of each asset over those at time 0 before any failure jump, where they
    /// move; stress is computed in the precision of `S`. At most [`LANES`] cases.
    pub fn unfold<S: Scalar>(
        &self,
        cases: &[Case],
        draws: &[PathDraws],
        relatives: &[Option<&[Row<S>]>],
        room: &mut Unfolding<S>,
        logs: &mut [FailureLog],
    ) {
        room.pursuit.start(self, cases, draws);
        room.next = [NEVER; LANES];
        for (slot, (case, log)) in cases.iter().zip(logs.iter_mut()).enumerate() {
            log.clear();
            room.states[slot].reset();
            room.look_ahead(slot, &draws[case.lane]);
        }
        let (steps, mut step) = (self.parts.grid.steps, 0);
        while step < steps {
            let known = room.next.iter().fold(NEVER, |first, next| first.min(*next));
            let (reached, crossing) = room.pursuit.advance(step, known.min(steps), relatives);
            step = reached;
            let due = |(slot, next): (usize, &usize)| u32::from(*next == step) << slot;
            let due = room.next.iter().enumerate().map(due).fold(crossing, |mask, bit| mask | bit);
            for slot in ones(due) {
                let draws = &draws[cases[slot].lane];
                self.happen(slot, step, cases[slot], draws, room, &mut logs[slot]);
                room.look_ahead(slot, draws);
            }
        }
        for log in logs.iter_mut().filter(|log| !log.failures.is_empty()) {
            log.note_stops(self.parts.grid);
        }
    }

    /// One step of one case in which something happens, in the order of the model page.
    fn happen<S: Scalar>(
        &self,
        slot: usize,
        step: usize,
        case: Case,
        draws: &PathDraws,
        room: &mut Unfolding<S>,
        log: &mut FailureLog,
    ) {
        let Unfolding { pursuit, states, .. } = room;
        let state = &mut states[slot];
        state.is_fresh = false;
        restore_prices(self, step, state, log);
        state.crossing.clear();
        pursuit.take_crossings(slot, step, &mut state.crossing);
        while let Some((_, counterparty)) = draws.scheduled.get(state.scheduled).filter(|(due, _)| *due == step) {
            state.crossing.push(*counterparty);
            state.scheduled += 1;
        }
        if !state.crossing.is_empty() {
            fail_those_who_cross(self, step, draws, case.change, state, log);
            fall_together(self, step, draws, case.change, state);
            state.failing.sort_unstable();
            strike_prices(self, step, draws, case.change, state, log);
            for (counterparty, _) in &state.failing {
                pursuit.raise(self, *counterparty, slot, step, draws);
            }
        }
        for (asset, jump) in state.jumps.iter().enumerate() {
            pursuit.note_jump(asset, slot, *jump);
        }
    }
}

impl<S: Scalar> Unfolding<S> {
    /// Notes the next step of a case in which something is known to happen: a repair, or a crossing of
    /// somebody whose intensity nothing has moved.
    fn look_ahead(&mut self, slot: usize, draws: &PathDraws) {
        let state = &self.states[slot];
        let repair = state.repairs.iter().map(|repair| repair.step).min();
        let scheduled = draws.scheduled.get(state.scheduled).map(|(due, _)| *due);
        let calm = self.pursuit.next_calm_crossing(slot);
        self.next[slot] = repair.into_iter().chain(scheduled).chain(calm).min().unwrap_or(NEVER);
    }
}

/// Prices of links that recover are restored, counterparty by counterparty and asset by asset.
fn restore_prices(plan: &FailurePlan, step: usize, state: &mut State, log: &mut FailureLog) {
    if state.repairs.iter().all(|repair| repair.step != step) {
        return;
    }
    state.repairs.sort_unstable_by_key(|repair| (repair.step, repair.counterparty, repair.link));
    let due = state.repairs.partition_point(|repair| repair.step <= step);
    for repair in state.repairs.drain(..due) {
        let asset = plan.parts.links[repair.link].asset;
        state.jumps[asset.0] *= repair.factor;
        log.prices.push(PriceEvent {
            step,
            asset,
            factor: repair.factor,
            cause: Cause::Restored(CounterpartyIndex(repair.counterparty)),
        });
    }
}

/// Own crossings come first, in their drawn modes.
fn fail_those_who_cross(
    plan: &FailurePlan,
    step: usize,
    draws: &PathDraws,
    change: Change,
    state: &mut State,
    log: &mut FailureLog,
) {
    state.failing.clear();
    for index in 0..state.crossing.len() {
        let counterparty = state.crossing[index];
        log.crossed.push(CounterpartyIndex(counterparty));
        if state.failed_in[counterparty] == 0 && !change.spares(plan, counterparty) {
            let mode = plan.drawn_mode(counterparty, draws, &mut state.hazards);
            state.fail(step, counterparty, mode);
        }
    }
}

/// Then those who fall with somebody who failed in this step.
fn fall_together(plan: &FailurePlan, step: usize, draws: &PathDraws, change: Change, state: &mut State) {
    for &counterparty in &plan.falling_order {
        if state.failed_in[counterparty] != 0 || change.spares(plan, counterparty) {
            continue;
        }
        let entries = plan.parts.counterparties[counterparty].fails_with.iter().zip(&plan.pair_streams[counterparty]);
        let pulled = entries.into_iter().find(|(entry, stream)| {
            let trigger = entry.trigger.0;
            let hit = state.failed_in[trigger] == step && entry.modes.contains(&state.failed_as[trigger]);
            hit && stream.uniform(draws.key, 0) < entry.probability
        });
        if let Some((entry, _)) = pulled {
            state.fail(step, counterparty, entry.as_mode);
        }
    }
}

/// Price effects of all who fail in this step, in the order of the file.
fn strike_prices(
    plan: &FailurePlan,
    step: usize,
    draws: &PathDraws,
    change: Change,
    state: &mut State,
    log: &mut FailureLog,
) {
    let State { failing, jumps, repairs, .. } = state;
    for &(counterparty, mode) in failing.iter() {
        let who = CounterpartyIndex(counterparty);
        let failing = &plan.draws[counterparty];
        let severity = failing.severity(draws.key, mode);
        log.failures.push(Failure { step, counterparty: who, mode, is_keys: failing.is_keys(), severity });
        let mut strike = |asset: AssetIndex, factor: f64, cause: Cause| {
            jumps[asset.0] *= factor;
            log.prices.push(PriceEvent { step, asset, factor, cause });
        };
        for &number in &plan.links_of[counterparty] {
            let link = &plan.parts.links[number];
            let group = plan.parts.counterparties[counterparty].group;
            if !link.modes.contains(&mode) || change.unlinked == Some(group) {
                continue;
            }
            if !link.claim_survives {
                log.worthless.push(WorthlessClaim { step, asset: link.asset, group });
            }
            let left = 1.0 - plan.link_draws[number].drawdown(draws.key);
            strike(link.asset, left, Cause::Linked(who));
            let due = plan.link_draws[number].recovery_days(draws.key).and_then(|days| plan.parts.grid.due(step, days));
            if let Some(due) = due {
                repairs.push(Repair { step: due.max(step + 1), counterparty, link: number, factor: 1.0 / left });
            }
        }
        if severity.market_drawdown > 0.0 {
            for (number, asset) in plan.parts.assets.iter().enumerate().filter(|(_, asset)| asset.contagion_beta > 0.0)
            {
                strike(
                    AssetIndex(number),
                    power(1.0 - severity.market_drawdown, asset.contagion_beta),
                    Cause::Contagion(who),
                );
            }
        }
    }
}

/// x^β for x in [0, 1] and β > 0.
#[must_use]
pub fn power(x: f64, exponent: f64) -> f64 {
    if x <= 0.0 {
        0.0
    } else if exponent == 1.0 {
        x
    } else {
        exp(exponent * ln(x))
    }
}

impl State {
    fn fail(&mut self, step: usize, counterparty: usize, mode: ModeIndex) {
        self.failed_in[counterparty] = step;
        self.failed_as[counterparty] = mode;
        self.failing.push((counterparty, mode));
    }
}
