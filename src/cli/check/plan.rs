//! What a run would do, and how much of it is assumed.

use super::Page;
use super::sources::{ranges, sourced};
use crate::cli::wording::{grouped, percent, three_digits};
use crate::scenario::{Removal, Scenario};

/// Tells of the run and of its assumptions.
pub fn tell(page: &mut Page, scenario: &Scenario) {
    let (simulation, grid) = (scenario.simulation(), scenario.grid());
    page.title("What would be run");
    page.item(
        "  ",
        &format!(
            "{} paths of {} steps of {}, the same for all reserves; seed {}.",
            grouped(simulation.paths as f64),
            grouped(grid.steps as f64),
            if grid.step_days == 1 { "a day".to_owned() } else { format!("{} days", grid.step_days) },
            simulation.seed
        ),
    );
    page.item(
        "  ",
        &format!(
            "Claims not yet paid at the end count at {}% of what they will pay if paid in money, {}% if in kind.",
            percent(simulation.claim_mark_petition_date),
            percent(simulation.claim_mark_in_kind)
        ),
    );
    page.item("  ", removal_words(simulation.removal));
    for tolerance in scenario.tolerances() {
        let (loss, probability) = (percent(tolerance.loss), percent(tolerance.probability));
        page.item(
            "  ",
            &format!("Charts show the limit: a loss over {loss}% with a chance of at most {probability}%."),
        );
    }
    let (sourced, all) = sourced(scenario);
    let words = format!("{} of {} figures name their source.", grouped(sourced as f64), grouped(all as f64));
    page.item("  ", &words);
    let ranges = ranges(scenario);
    if ranges > 0 {
        let words = format!(
            "{} figures have a low and a high end; a run uses the stated value between them.",
            three_digits(ranges as f64)
        );
        page.item("  ", &words);
    }
}

const fn removal_words(removal: Removal) -> &'static str {
    match removal {
        Removal::Auto => "Where at most 10 groups can fail, each is removed in turn on the same paths.",
        Removal::All => "Each group is removed in turn on the same paths.",
        Removal::None => "No group is removed: the run will not say what removal would save.",
    }
}
