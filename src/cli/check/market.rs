//! What is held, and how prices move before anything fails.

use super::sources::source;
use super::{Page, asset_name};
use crate::cli::wording::{clean, grouped, percent, three_digits};
use crate::market::{Asset, Dynamics, Innovations};
use crate::scenario::Scenario;

/// Tells of the market.
pub fn tell(page: &mut Page, scenario: &Scenario) {
    page.title("The market");
    tell_dynamics(page, scenario);
    for asset in scenario.assets().iter().filter(|asset| asset.volatility > 0.0) {
        page.item("  ", &asset_words(asset, &clean(&scenario.simulation().base_currency)));
        page.source("    ", source(scenario, &format!("asset.{}.volatility", asset.id)));
    }
    let still: Vec<String> =
        scenario.assets().iter().filter(|asset| asset.volatility == 0.0).map(|asset| clean(&asset.name)).collect();
    if !still.is_empty() {
        page.item("  ", &format!("Without market moves: {}.", still.join(", ")));
    }
}

fn tell_dynamics(page: &mut Page, scenario: &Scenario) {
    match &scenario.market().dynamics {
        Dynamics::History(history) => page.say(
            "  ",
            &format!(
                "Moves are drawn from {} past steps, in blocks of {} days on average.",
                grouped(history.returns.nrows() as f64),
                three_digits(history.mean_block_days)
            ),
        ),
        Dynamics::Parametric { innovations, risky, correlation, jumps } => {
            let law = match innovations {
                Innovations::Gaussian => "Moves follow the normal law.".to_owned(),
                Innovations::StudentT { dof } => {
                    format!(
                        "Moves have fat tails, and bad days are shared (Student-t, {} degrees of freedom).",
                        three_digits(*dof)
                    )
                }
            };
            page.say("  ", &law);
            if let Some(jumps) = jumps {
                page.say(
                    "  ",
                    &format!(
                        "The whole market jumps {} times a year, by {}% on average in log price.",
                        three_digits(jumps.per_year),
                        percent(jumps.mean)
                    ),
                );
            }
            let pairs = (0..risky.len()).flat_map(|a| (a + 1..risky.len()).map(move |b| (a, b)));
            let words: Vec<String> = pairs
                .map(|(a, b)| {
                    let names = [risky[a], risky[b]].map(|asset| asset_name(scenario, asset));
                    format!("{} with {} {}", names[0], names[1], three_digits(correlation[[a, b]]))
                })
                .collect();
            if !words.is_empty() && words.len() <= 30 {
                page.say("  ", &format!("Correlation: {}.", words.join(", ")));
            }
        }
    }
}

fn asset_words(asset: &Asset, currency: &str) -> String {
    let name = clean(&asset.name);
    let price = if asset.price >= 100.0 { grouped(asset.price) } else { three_digits(asset.price) };
    let mut words = format!("{name}: {price} {currency} a unit, {}% volatility a year", percent(asset.volatility));
    if asset.garch.is_some() {
        words.push_str(" that reacts to moves (GARCH)");
    }
    if asset.drift != 0.0 {
        words.push_str(&format!(", {}% drift a year", percent(asset.drift)));
    }
    let below = asset.initial_drawdown();
    if below > 0.0 {
        words.push_str(&format!("; it begins {}% under its peak", percent(below)));
    }
    if asset.contagion_beta != 1.0 && asset.contagion_beta != 0.0 {
        words.push_str(&format!(
            "; when a failure drags the market down, it takes {} times the log fall",
            three_digits(asset.contagion_beta)
        ));
    }
    words + "."
}
