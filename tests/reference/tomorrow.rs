//! Section 6, "If it fails tomorrow": one failure, at prices and weights of time 0, laws by their means.

use libm::pow;
use linchpin::distribution::Law;
use linchpin::failure::{Basis, Mode};
use linchpin::outcome::{Rungs, Tomorrow};
use linchpin::reserve::Reserve;
use linchpin::scenario::Scenario;
use linchpin::units::{CounterpartyIndex, ModeIndex};

type Failing = Vec<(CounterpartyIndex, ModeIndex)>;

/// The losses of every mode and of every group.
pub fn of(scenario: &Scenario, reserve: &Reserve) -> Tomorrow {
    let counterparties = scenario.counterparties();
    let one = |c, m| rungs(scenario, reserve, &vec![(CounterpartyIndex(c), ModeIndex(m))]);
    let modes = |c: usize| (0..counterparties[c].modes.len()).map(|m| one(c, m)).collect::<Vec<Rungs>>();
    let by_mode: Vec<Vec<Rungs>> = (0..counterparties.len()).map(modes).collect();
    let costliest = |c: CounterpartyIndex| {
        let losses = &by_mode[c.0];
        let mut best = 0;
        for m in 1..losses.len() {
            if losses[m].marked > losses[best].marked {
                best = m;
            }
        }
        (c, ModeIndex(best))
    };
    let all = |members: &[CounterpartyIndex]| members.iter().map(|c| costliest(*c)).collect::<Failing>();
    let by_group = scenario.groups().iter().map(|group| rungs(scenario, reserve, &all(&group.members))).collect();
    Tomorrow { by_mode, by_group }
}

fn rungs(scenario: &Scenario, reserve: &Reserve, failing: &Failing) -> Rungs {
    let mode = |c: CounterpartyIndex, m: ModeIndex| -> &Mode { &scenario.counterparties()[c.0].modes[m.0] };
    let fires =
        |link: &linchpin::failure::Link| failing.iter().any(|(c, m)| link.counterparty == *c && link.modes.contains(m));
    let mut factors = vec![1.0; scenario.assets().len()];
    for link in scenario.links().iter().filter(|link| fires(link)) {
        factors[link.asset.0] *= 1.0 - link.drawdown.mean();
    }
    for (c, m) in failing {
        let fall = mode(*c, *m).market_drawdown.as_ref().map_or(0.0, Law::mean);
        for (factor, asset) in factors.iter_mut().zip(scenario.assets()) {
            *factor *= pow(1.0 - fall, asset.contagion_beta);
        }
    }
    let mut left = Rungs::default();
    for position in &reserve.positions {
        let value = position.weight * factors[position.asset.0];
        let Some((c, m)) = failing.iter().find(|(c, _)| *c == position.custodian) else {
            add(&mut left, value, 1.0, 1.0);
            continue;
        };
        let mode = mode(*c, *m);
        let is_keys = scenario.counterparties()[c.0].is_keys();
        let escaped = if is_keys { 0.0 } else { mode.escape_fraction.mean() };
        let group = |c: CounterpartyIndex| scenario.counterparties()[c.0].group;
        let own_token = scenario.links().iter().any(|link| {
            link.asset == position.asset && fires(link) && group(link.counterparty) == group(*c) && !link.claim_survives
        });
        add(&mut left, escaped * value, 1.0, 1.0);
        let rest = (1.0 - escaped) * (1.0 - mode.loss_given_failure.mean()) * value;
        match &mode.recovery {
            None => add(&mut left, if is_keys { rest } else { 0.0 }, 1.0, 1.0),
            Some(recovery) if recovery.basis == Basis::PetitionDate && own_token => {}
            Some(recovery) if recovery.delay_days.mean() == 0.0 => add(&mut left, rest, 1.0, 1.0),
            Some(recovery) if recovery.basis == Basis::InKind => {
                add(&mut left, rest, 0.0, scenario.simulation().claim_mark_in_kind);
            }
            Some(_) => add(&mut left, rest, 0.0, scenario.simulation().claim_mark_petition_date),
        }
    }
    Rungs { liquid: 1.0 - left.liquid, marked: 1.0 - left.marked, eventual: 1.0 - left.eventual }
}

fn add(left: &mut Rungs, value: f64, liquid_share: f64, mark: f64) {
    left.liquid += liquid_share * value;
    left.marked += mark * value;
    left.eventual += value;
}
