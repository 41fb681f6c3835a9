//! Σ p·x: what dependence costs, from single failures alone, beside what simulation finds.
//!
//! It knows nothing of markets, and of joint failures and timing only what can be said of one failure: who falls with
//! it, which claims are paid and which prices restored before the end. So it catches gross errors only.

use super::Basis;
use crate::distribution::Law;
use crate::failure::{Basis as ClaimBasis, Counterparty, Link, Mode, power};
use crate::outcome::{Rungs, Tomorrow};
use crate::reserve::{Position, Reserve};
use crate::scenario::Scenario;
use crate::units::CounterpartyIndex;

/// Chances and costs of single failures.
pub struct Envelope {
    /// p, by counterparty and mode: stated, and by falling with others, at most 1.
    chance: Vec<Vec<f64>>,
    /// x, by reserve, counterparty and mode.
    cost: Vec<Vec<Vec<f64>>>,
    /// Σ p·x, by reserve.
    sum: Vec<f64>,
}

impl Envelope {
    pub fn of(basis: &Basis<'_>) -> Self {
        let (scenario, own) = (basis.scenario, &basis.stated);
        let counterparties = scenario.counterparties();
        let order = triggers_first(counterparties);
        let reserves = scenario.reserves().iter().zip(&basis.outcomes.tomorrow);
        let cost: Vec<_> = reserves.map(|(reserve, tomorrow)| costs(scenario, reserve, tomorrow)).collect();
        let sum = |cost: &Vec<Vec<f64>>| {
            let weight = all_causes(counterparties, &order, own, |who, mode| 1.0 - cost[who][mode]);
            weight.iter().flatten().zip(cost.iter().flatten()).map(|(weight, cost)| weight * cost).sum()
        };
        Self { chance: all_causes(counterparties, &order, own, |_, _| 1.0), sum: cost.iter().map(sum).collect(), cost }
    }

    /// Σ p·x for the reserve at `place`. Who falls with another takes its share of what the other's failure leaves:
    /// the same money can't be lost twice.
    pub fn sum(&self, place: usize) -> f64 {
        self.sum[place]
    }

    /// Of `members` the mode with the largest p·x; of equals the likelier one, then the first.
    pub fn headline(&self, place: usize, members: impl Iterator<Item = usize>) -> Option<(usize, usize)> {
        let modes = members.flat_map(|member| (0..self.chance[member].len()).map(move |mode| (member, mode)));
        let weight = |(member, mode): (usize, usize)| {
            let chance = self.chance[member][mode];
            (chance * self.cost[place][member][mode], chance)
        };
        modes.reduce(|most, next| if weight(next) > weight(most) { next } else { most })
    }
}

/// x by counterparty and mode: the eventual loss, the mark on claims that are unpaid at the end, and less what prices
/// that are restored by then give back.
fn costs(scenario: &Scenario, reserve: &Reserve, tomorrow: &Tomorrow) -> Vec<Vec<f64>> {
    let horizon_days = scenario.grid().horizon_days() as f64;
    let in_kind_mark = scenario.simulation().claim_mark_in_kind;
    let recovering: Vec<&Link> = scenario.links().iter().filter(|link| link.recovers_after_days.is_some()).collect();
    let of_mode = |who: usize, number: usize, mode: &Mode| {
        let fires = |link: &&&Link| link.counterparty.0 == who && link.modes.iter().any(|mode| mode.0 == number);
        let restored = |mark: f64| {
            let back = |link: &&Link| restored(scenario, reserve, link, mode, mark, horizon_days);
            recovering.iter().filter(fires).map(back).sum::<f64>()
        };
        let Rungs { marked, eventual, .. } = tomorrow.by_mode[who][number];
        let (marked, eventual) = (marked - restored(in_kind_mark), eventual - restored(1.0));
        eventual + unpaid(mode, horizon_days) * (marked - eventual)
    };
    let of_one = |(who, counterparty): (usize, &Counterparty)| {
        counterparty.modes.iter().enumerate().map(|(number, mode)| of_mode(who, number, mode)).collect()
    };
    scenario.counterparties().iter().enumerate().map(of_one).collect()
}

/// What the repeg of a link gives back of V(0), for the share of failures whose repeg comes before the end.
fn restored(
    scenario: &Scenario,
    reserve: &Reserve,
    link: &Link,
    mode: &Mode,
    in_kind_mark: f64,
    horizon_days: f64,
) -> f64 {
    let beta = scenario.assets()[link.asset.0].contagion_beta;
    let market = mode.market_drawdown.as_ref().filter(|_| beta > 0.0).map_or(1.0, |law| power(1.0 - law.mean(), beta));
    let in_time = 1.0 - link.recovers_after_days.as_ref().map_or(1.0, |delay| waiting(delay, horizon_days));
    let positions = reserve.positions.iter().filter(|position| position.asset == link.asset);
    let held: f64 =
        positions.map(|position| position.weight * kept(position, link.counterparty, mode, in_kind_mark)).sum();
    held * market * link.drawdown.mean() * in_time
}

/// The share of a position that still follows its price after `failed` has failed, claims in units at their mark.
fn kept(position: &Position, failed: CounterpartyIndex, mode: &Mode, in_kind_mark: f64) -> f64 {
    if position.custodian != failed {
        return 1.0;
    }
    let mark = match mode.recovery.as_ref().map(|recovery| recovery.basis) {
        Some(ClaimBasis::InKind) => in_kind_mark,
        Some(ClaimBasis::PetitionDate) => 0.0,
        // Keys that are not lost stay where they are.
        None => 1.0,
    };
    let escaped = mode.escape_fraction.mean();
    escaped + (1.0 - escaped) * (1.0 - mode.loss_given_failure.mean()) * mark
}

/// Of failures spread evenly over the horizon, the share whose claim is unpaid at its end.
fn unpaid(mode: &Mode, horizon_days: f64) -> f64 {
    mode.recovery.as_ref().map_or(0.0, |recovery| waiting(&recovery.delay_days, horizon_days))
}

/// E\[min(delay, H)\]/H: of failures spread evenly over H days, the share that waits beyond the end.
fn waiting(delay: &Law, horizon_days: f64) -> f64 {
    delay.expected_minimum(horizon_days) / horizon_days
}

/// All counterparties, each after those with which it can fall, however deep they stand.
fn triggers_first(counterparties: &[Counterparty]) -> Vec<usize> {
    let (mut order, mut done) = (Vec::with_capacity(counterparties.len()), vec![false; counterparties.len()]);
    for start in 0..counterparties.len() {
        let mut stack = vec![start];
        while let Some(&next) = stack.last() {
            let waiting =
                counterparties[next].fails_with.iter().map(|fall| fall.trigger.0).find(|&trigger| !done[trigger]);
            if let (false, Some(trigger)) = (done[next], waiting) {
                stack.push(trigger);
                continue;
            }
            stack.pop();
            if !std::mem::replace(&mut done[next], true) {
                order.push(next);
            }
        }
    }
    order
}

/// `own` and Σ q·p·left over the triggers in `fails_with`, each at most 1; `left` is what a trigger's failure in a mode
/// leaves to fall with it.
fn all_causes(
    counterparties: &[Counterparty],
    order: &[usize],
    own: &[Vec<f64>],
    left: impl Fn(usize, usize) -> f64,
) -> Vec<Vec<f64>> {
    let mut chance = own.to_vec();
    for &place in order {
        for fall in &counterparties[place].fails_with {
            let trigger = fall.trigger.0;
            let all: f64 = fall.modes.iter().map(|mode| chance[trigger][mode.0] * left(trigger, mode.0)).sum();
            chance[place][fall.as_mode.0] += fall.probability * all;
        }
        chance[place].iter_mut().for_each(|chance| *chance = chance.min(1.0));
    }
    chance
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::{Anchor, FailsWith, Hazard, Kind, Recovery};
    use crate::units::{AssetIndex, GroupIndex, ModeIndex};

    fn mode(delay_days: Option<f64>) -> Mode {
        let recovery = |days| Recovery { delay_days: Law::fixed(days), basis: ClaimBasis::InKind };
        Mode {
            id: "insolvency".into(),
            kind: "insolvency".into(),
            hazard: Hazard::Rate(0.1),
            loss_given_failure: Law::fixed(0.5),
            recovery: delay_days.map(recovery),
            escape_fraction: Law::fixed(0.0),
            market_drawdown: None,
        }
    }

    fn counterparty(fails_with: &[(usize, f64)]) -> Counterparty {
        let fall = |&(trigger, probability): &(usize, f64)| FailsWith {
            trigger: CounterpartyIndex(trigger),
            probability,
            modes: vec![ModeIndex(0)],
            as_mode: ModeIndex(0),
        };
        Counterparty {
            id: "one".into(),
            name: "One".into(),
            kind: Kind::Exchange,
            group: GroupIndex(0),
            anchor: Anchor::Baseline,
            loadings: Vec::new(),
            stress: None,
            raises_all: None,
            raises: Vec::new(),
            fails_with: fails_with.iter().map(fall).collect(),
            modes: vec![mode(None)],
        }
    }

    /// Chances where a trigger's failure leaves so much.
    fn chances(counterparties: &[Counterparty], own: &[Vec<f64>], left: f64) -> Vec<Vec<f64>> {
        all_causes(counterparties, &triggers_first(counterparties), own, |_, _| left)
    }

    #[test]
    fn falls_go_down_a_chain_in_whatever_order_the_file_has_it() {
        let chain = [counterparty(&[(1, 0.5)]), counterparty(&[(2, 0.5)]), counterparty(&[])];
        let own = [vec![0.01], vec![0.02], vec![0.4]];
        // 0.02 + 0.5·0.4 = 0.22; 0.01 + 0.5·0.22 = 0.12.
        let found = chances(&chain, &own, 1.0);
        assert!((found[1][0] - 0.22).abs() < 1e-15 && (found[0][0] - 0.12).abs() < 1e-15, "{found:?}");
        // A quarter is left each time: 0.02 + 0.5·0.4/4 = 0.07; 0.01 + 0.5·0.07/4 = 0.01875.
        let found = chances(&chain, &own, 0.25);
        assert!((found[1][0] - 0.07).abs() < 1e-15 && (found[0][0] - 0.01875).abs() < 1e-15, "{found:?}");
    }

    #[test]
    fn a_chance_is_at_most_one() {
        let all = [counterparty(&[(1, 1.0), (2, 1.0)]), counterparty(&[]), counterparty(&[])];
        assert_eq!(chances(&all, &[vec![0.0], vec![0.7], vec![0.7]], 1.0)[0], [1.0]);
    }

    #[test]
    fn a_claim_that_waits_half_the_horizon_is_unpaid_for_half_of_the_failures() {
        assert_eq!(unpaid(&mode(Some(100.0)), 200.0), 0.5);
        assert_eq!(unpaid(&mode(Some(900.0)), 200.0), 1.0);
        assert_eq!(unpaid(&mode(None), 200.0), 0.0);
    }

    #[test]
    fn what_follows_its_price_is_what_was_elsewhere_got_out_or_is_owed_in_units() {
        let place = CounterpartyIndex(1);
        let position = Position { asset: AssetIndex(0), custodian: place, weight: 0.7 };
        let escaping = Mode { escape_fraction: Law::fixed(0.2), ..mode(Some(30.0)) };
        assert_eq!(kept(&position, CounterpartyIndex(2), &escaping, 0.7), 1.0);
        // 0.2, and half of 0.8 at 0.7.
        assert!((kept(&position, place, &escaping, 0.7) - 0.48).abs() < 1e-15);
        let in_money = Some(Recovery { delay_days: Law::fixed(30.0), basis: ClaimBasis::PetitionDate });
        assert_eq!(kept(&position, place, &Mode { recovery: in_money, ..escaping }, 0.7), 0.2);
        assert_eq!(kept(&position, place, &mode(None), 0.7), 0.5, "lost keys");
    }

    #[test]
    fn the_mode_that_costs_most_on_average_is_named() {
        let chance = vec![vec![0.1, 0.2], vec![0.01]];
        let envelope = Envelope { chance, cost: vec![vec![vec![0.3, 0.2], vec![0.9]]], sum: vec![0.079] };
        // 0.1·0.3 = 0.03, 0.2·0.2 = 0.04, 0.01·0.9 = 0.009.
        assert_eq!(envelope.headline(0, 0..2), Some((0, 1)));
        assert_eq!(envelope.headline(0, 1..2), Some((1, 0)));
        assert_eq!(envelope.headline(0, 0..0), None);
    }
}
