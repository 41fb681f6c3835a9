//! A path's failures, step by step: section 3 of the model page.
//!
//! Prices enter as a function of asset and step, so that this room knows nothing of markets.

use crate::failure::log::{Cause, Failure, FailureLog, PriceEvent, WorthlessClaim};
use crate::failure::plan::{FailurePlan, PathDraws};
use crate::failure::pursuit::Pursuit;
use crate::numeric::elementary::{exp, ln};
use crate::numeric::vector::Scalar;
use crate::units::{AssetIndex, CounterpartyIndex, GroupIndex, ModeIndex};

/// What removal changes in the failure process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// No member of this group fails.
    pub spared: Option<GroupIndex>,
    /// Links to members of this group never fire.
    pub unlinked: Option<GroupIndex>,
}

/// Room for one path's failures, to be used again for the next.
#[derive(Clone, Debug)]
pub struct Unfolding {
    /// Step in which each counterparty failed; 0 where it stands.
    failed_in: Vec<usize>,
    /// Mode in which it failed.
    failed_as: Vec<ModeIndex>,
    /// Those who are followed and have not crossed yet.
    pursuit: Pursuit,
    /// Product of all jumps so far, one slot an asset.
    jumps: Vec<f64>,
    repairs: Vec<Repair>,
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

impl Unfolding {
    /// Room for the paths of `plan`.
    #[must_use]
    pub fn new(plan: &FailurePlan) -> Self {
        let parts = plan.parts();
        Self {
            failed_in: vec![0; parts.counterparties.len()],
            failed_as: vec![ModeIndex(0); parts.counterparties.len()],
            pursuit: Pursuit::new(parts.counterparties),
            jumps: vec![1.0; parts.assets.len()],
            repairs: Vec::new(),
            crossing: Vec::new(),
            failing: Vec::new(),
            hazards: Vec::new(),
        }
    }

    fn reset(&mut self, plan: &FailurePlan, draws: &PathDraws) {
        self.failed_in.fill(0);
        self.pursuit.start(plan, draws);
        self.repairs.clear();
        self.crossing.clear();
        self.jumps.fill(1.0);
    }
}

impl FailurePlan<'_> {
    /// Writes into `log` what fails on the path of `draws`, whose prices before any failure jump are
    /// `price(asset, step)`; stress is computed in the precision of `S`.
    pub fn unfold<S: Scalar>(
        &self,
        draws: &PathDraws,
        price: impl Fn(AssetIndex, usize) -> f64,
        change: Change,
        room: &mut Unfolding,
        log: &mut FailureLog,
    ) {
        log.clear();
        room.reset(self, draws);
        let mut scheduled = draws.scheduled.as_slice();
        // Before the first step in which anybody can fail nothing happens but the market.
        let mut step = draws.first - 1;
        room.pursuit.pass(1..=step, &price, &room.jumps);
        while let Some(next) = self.next_event::<S>(step, scheduled, &price, room) {
            step = next;
            restore_prices(self, step, room, log);
            while let Some((_, counterparty)) = scheduled.first().filter(|(due, _)| *due == step) {
                room.crossing.push(*counterparty);
                scheduled = &scheduled[1..];
            }
            if !room.crossing.is_empty() {
                fail_those_who_cross(self, step, draws, change, room, log);
                fall_together(self, step, draws, change, room);
                room.failing.sort_unstable();
                strike_prices(self, step, draws, change, room, log);
                raise_intensities(self, room);
            }
            room.pursuit.pass(step..=step, &price, &room.jumps);
        }
    }

    /// The next step in which anything happens: a repair, a scheduled crossing or that of somebody who
    /// is followed day by day, who then stands among those who cross. Hazards are led up to its end,
    /// drawdowns to the end of the step before.
    fn next_event<S: Scalar>(
        &self,
        step: usize,
        scheduled: &[(usize, usize)],
        price: &impl Fn(AssetIndex, usize) -> f64,
        room: &mut Unfolding,
    ) -> Option<usize> {
        let repair = room.repairs.iter().map(|repair| repair.step).min();
        let crossing = scheduled.first().map(|(due, _)| *due);
        let known = repair.into_iter().chain(crossing).min().filter(|known| *known <= self.parts.grid.steps);
        room.crossing.clear();
        let last = known.unwrap_or(self.parts.grid.steps);
        let reached = room.pursuit.advance::<S>(step, last, price, &room.jumps, &mut room.crossing);
        if room.crossing.is_empty() { known } else { Some(reached) }
    }
}

/// Prices of links that recover are restored, counterparty by counterparty and asset by asset.
fn restore_prices(plan: &FailurePlan, step: usize, room: &mut Unfolding, log: &mut FailureLog) {
    if room.repairs.iter().all(|repair| repair.step != step) {
        return;
    }
    room.repairs.sort_unstable_by_key(|repair| (repair.step, repair.counterparty, repair.link));
    let due = room.repairs.partition_point(|repair| repair.step <= step);
    for repair in room.repairs.drain(..due) {
        let asset = plan.parts.links[repair.link].asset;
        room.jumps[asset.0] *= repair.factor;
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
    room: &mut Unfolding,
    log: &mut FailureLog,
) {
    room.failing.clear();
    for index in 0..room.crossing.len() {
        let counterparty = room.crossing[index];
        log.crossed.push(CounterpartyIndex(counterparty));
        if room.failed_in[counterparty] == 0 && !change.spares(plan, counterparty) {
            let mode = plan.drawn_mode(counterparty, draws, &mut room.hazards);
            room.fail(step, counterparty, mode);
        }
    }
}

/// Then those who fall with somebody who failed in this step.
fn fall_together(plan: &FailurePlan, step: usize, draws: &PathDraws, change: Change, room: &mut Unfolding) {
    for &counterparty in &plan.falling_order {
        if room.failed_in[counterparty] != 0 || change.spares(plan, counterparty) {
            continue;
        }
        let entries = plan.parts.counterparties[counterparty].fails_with.iter().zip(&plan.pair_streams[counterparty]);
        let pulled = entries.into_iter().find(|(entry, stream)| {
            let trigger = entry.trigger.0;
            let hit = room.failed_in[trigger] == step && entry.modes.contains(&room.failed_as[trigger]);
            hit && stream.uniform(draws.key, 0) < entry.probability
        });
        if let Some((entry, _)) = pulled {
            room.fail(step, counterparty, entry.as_mode);
        }
    }
}

/// Price effects of all who fail in this step, in the order of the file.
fn strike_prices(
    plan: &FailurePlan,
    step: usize,
    draws: &PathDraws,
    change: Change,
    room: &mut Unfolding,
    log: &mut FailureLog,
) {
    let Unfolding { failing, jumps, repairs, .. } = room;
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

/// From the next step on, failures raise the intensities of those who are followed.
fn raise_intensities(plan: &FailurePlan, room: &mut Unfolding) {
    let Unfolding { failing, pursuit, .. } = room;
    for &(counterparty, _) in failing.iter() {
        let raiser = &plan.parts.counterparties[counterparty];
        let on = |target: usize| raiser.raise_on(CounterpartyIndex(counterparty), CounterpartyIndex(target));
        pursuit.raise(on, plan.parts.grid);
    }
}

impl Unfolding {
    fn fail(&mut self, step: usize, counterparty: usize, mode: ModeIndex) {
        self.failed_in[counterparty] = step;
        self.failed_as[counterparty] = mode;
        self.failing.push((counterparty, mode));
    }
}

impl Change {
    fn spares(self, plan: &FailurePlan, counterparty: usize) -> bool {
        self.spared.is_some_and(|group| group == plan.parts.counterparties[counterparty].group)
    }
}
