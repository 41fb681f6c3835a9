//! Σ p·x: what dependence costs, from single failures alone, beside what simulation finds.
//!
//! It knows nothing of markets, of joint failures or of timing but for claims; so it catches gross errors only.

use super::Basis;
use crate::failure::{Counterparty, Mode};
use crate::outcome::{Rungs, Tomorrow};

/// Chances and costs of single failures.
pub struct Envelope {
    /// p, by counterparty and mode: stated, and by falling with others, at most 1.
    chance: Vec<Vec<f64>>,
    /// The share of failures, uniform over the horizon, whose claim is unpaid at its end; by counterparty and mode.
    unpaid: Vec<Vec<f64>>,
}

impl Envelope {
    pub fn of(basis: &Basis<'_>) -> Self {
        let counterparties = basis.scenario.counterparties();
        let horizon = basis.scenario.grid().horizon_days() as f64;
        let unpaid =
            |counterparty: &Counterparty| counterparty.modes.iter().map(|mode| unpaid(mode, horizon)).collect();
        Self { chance: all_causes(counterparties, &basis.stated), unpaid: counterparties.iter().map(unpaid).collect() }
    }

    /// p.
    pub fn chance(&self, counterparty: usize, mode: usize) -> f64 {
        self.chance[counterparty][mode]
    }

    /// x: the eventual loss, and the mark on claims that are unpaid at the end.
    pub fn cost(&self, counterparty: usize, mode: usize, tomorrow: &Tomorrow) -> f64 {
        let Rungs { marked, eventual, .. } = tomorrow.by_mode[counterparty][mode];
        eventual + self.unpaid[counterparty][mode] * (marked - eventual)
    }

    /// Σ p·x over `counterparties`.
    pub fn sum(&self, counterparties: impl Iterator<Item = usize>, tomorrow: &Tomorrow) -> f64 {
        let of_one = |counterparty: usize| {
            let modes = 0..self.chance[counterparty].len();
            modes.map(|mode| self.chance(counterparty, mode) * self.cost(counterparty, mode, tomorrow)).sum::<f64>()
        };
        counterparties.map(of_one).sum()
    }

    /// Of `members` the mode with the largest p·x; of equals the likelier one, then the first.
    pub fn headline(&self, members: impl Iterator<Item = usize>, tomorrow: &Tomorrow) -> Option<(usize, usize)> {
        let modes = members.flat_map(|member| (0..self.chance[member].len()).map(move |mode| (member, mode)));
        let weight = |(member, mode): (usize, usize)| {
            let chance = self.chance(member, mode);
            (chance * self.cost(member, mode, tomorrow), chance)
        };
        modes.reduce(|most, next| if weight(next) > weight(most) { next } else { most })
    }
}

/// E\[min(delay, H)\]/H: of failures spread evenly over H days, the share that waits beyond the end.
fn unpaid(mode: &Mode, horizon_days: f64) -> f64 {
    mode.recovery.as_ref().map_or(0.0, |recovery| recovery.delay_days.expected_minimum(horizon_days) / horizon_days)
}

/// `own` and Σ q·p over the triggers in `fails_with`, each at most 1; triggers first, however deep they stand.
fn all_causes(counterparties: &[Counterparty], own: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let mut chance = own.to_vec();
    let mut done = vec![false; counterparties.len()];
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
                add_falls(&counterparties[next], next, &mut chance);
            }
        }
    }
    chance
}

fn add_falls(counterparty: &Counterparty, place: usize, chance: &mut [Vec<f64>]) {
    for fall in &counterparty.fails_with {
        let trigger: f64 = fall.modes.iter().map(|mode| chance[fall.trigger.0][mode.0]).sum();
        chance[place][fall.as_mode.0] += fall.probability * trigger;
    }
    chance[place].iter_mut().for_each(|chance| *chance = chance.min(1.0));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::Law;
    use crate::failure::{Anchor, Basis as ClaimBasis, FailsWith, Hazard, Kind, Recovery};
    use crate::units::{CounterpartyIndex, GroupIndex, ModeIndex};

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

    #[test]
    fn falls_go_down_a_chain_in_whatever_order_the_file_has_it() {
        let chain = [counterparty(&[(1, 0.5)]), counterparty(&[(2, 0.5)]), counterparty(&[])];
        let own = [vec![0.01], vec![0.02], vec![0.4]];
        // 0.02 + 0.5·0.4 = 0.22; 0.01 + 0.5·0.22 = 0.12.
        let found = all_causes(&chain, &own);
        assert!((found[1][0] - 0.22).abs() < 1e-15 && (found[0][0] - 0.12).abs() < 1e-15, "{found:?}");
    }

    #[test]
    fn a_chance_is_at_most_one() {
        let all = [counterparty(&[(1, 1.0), (2, 1.0)]), counterparty(&[]), counterparty(&[])];
        assert_eq!(all_causes(&all, &[vec![0.0], vec![0.7], vec![0.7]])[0], [1.0]);
    }

    #[test]
    fn a_claim_that_waits_half_the_horizon_is_unpaid_for_half_of_the_failures() {
        assert_eq!(unpaid(&mode(Some(100.0)), 200.0), 0.5);
        assert_eq!(unpaid(&mode(Some(900.0)), 200.0), 1.0);
        assert_eq!(unpaid(&mode(None), 200.0), 0.0);
    }

    #[test]
    fn the_mode_that_costs_most_on_average_is_named() {
        let rungs = |marked, eventual| Rungs { liquid: 1.0, marked, eventual };
        let tomorrow = Tomorrow {
            by_mode: vec![vec![rungs(0.5, 0.1), rungs(0.2, 0.2)], vec![rungs(0.9, 0.9)]],
            by_group: Vec::new(),
        };
        let envelope = Envelope { chance: vec![vec![0.1, 0.2], vec![0.01]], unpaid: vec![vec![0.5, 1.0], vec![0.0]] };
        // 0.1·(0.1 + 0.5·0.4) = 0.03, 0.2·0.2 = 0.04, 0.01·0.9 = 0.009.
        assert_eq!(envelope.headline(0..2, &tomorrow), Some((0, 1)));
        assert!((envelope.sum(0..2, &tomorrow) - 0.079).abs() < 1e-15);
        assert_eq!(envelope.headline(0..0, &tomorrow), None);
    }
}
