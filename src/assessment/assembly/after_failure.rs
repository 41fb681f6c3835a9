//! If it fails, money over time: by reserve and group.

use rayon::prelude::*;

use crate::assessment::{AfterDays, AfterFailure, HeadlineMode, ReserveFigures};
use crate::engine::{DAYS_AFTER, afterwards};
use crate::outcome::Outcomes;
use crate::scenario::Scenario;
use crate::statistics::ConditionalEstimate;
use crate::statistics::conditional::of_values;
use crate::units::{CounterpartyIndex, ModeIndex};

/// One entry a group that has a row of its own and touches the reserve at `place`.
pub fn after_failures(
    scenario: &Scenario,
    outcomes: &Outcomes,
    figures: &ReserveFigures,
    place: usize,
) -> Vec<AfterFailure> {
    let group = |id: &str| scenario.groups().iter().find(|group| group.id == id);
    let rows: Vec<&str> = figures.groups.iter().map(|row| row.id.as_str()).collect();
    let told = rows.into_par_iter().filter_map(|id| after_failure(scenario, outcomes, place, group(id)?));
    told.collect()
}

fn after_failure(
    scenario: &Scenario,
    outcomes: &Outcomes,
    place: usize,
    group: &crate::failure::Group,
) -> Option<AfterFailure> {
    let tomorrow = &outcomes.tomorrow[place];
    let failing: Vec<(CounterpartyIndex, ModeIndex)> =
        group.members.iter().map(|member| (*member, tomorrow.costliest(*member))).collect();
    let after = afterwards(scenario, &scenario.reserves()[place], &failing)?;
    let rows = DAYS_AFTER.into_iter().zip(after.coins.into_iter().zip(after.money));
    let days = rows.filter_map(|(day, (coins, money))| {
        Some(AfterDays { day: u64::from(day), coins: of_draws(coins)?, money: of_draws(money)? })
    });
    let in_words = |(who, mode): (CounterpartyIndex, ModeIndex)| HeadlineMode {
        counterparty: scenario.counterparties()[who.0].id.clone(),
        mode: scenario.counterparties()[who.0].modes[mode.0].id.clone(),
    };
    let days = days.collect();
    Some(AfterFailure { group: group.id.clone(), modes: failing.into_iter().map(in_words).collect(), days })
}

/// Where severities are fixed there is one draw, which is certain.
fn of_draws(shares: Vec<f64>) -> Option<ConditionalEstimate> {
    match shares[..] {
        [certain] => Some(ConditionalEstimate::certain(certain)),
        _ => of_values(shares),
    }
}
