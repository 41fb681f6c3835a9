//! `check`: what a scenario means, in plain words, before anything runs.

mod assumptions;
mod failure;
mod holding;
mod market;
mod plan;
mod sources;

pub use assumptions::assumptions;

use super::wording::{clean, wrapped};
use crate::report::{failure_in_english, if_failure_in_english};
use crate::scenario::Scenario;
use crate::units::{AssetIndex, CounterpartyIndex, ModeIndex};

/// Of longer lists only the weightiest are told.
const MOST_TOLD: usize = 25;

/// What a run of `scenario` would assume and do. `word` is how the person named it.
#[must_use]
pub fn explanation(scenario: &Scenario, word: &str) -> String {
    let mut page = Page::default();
    page.say("", &clean(scenario.title()));
    if !scenario.description().is_empty() {
        page.say("  ", &clean_paragraph(scenario.description()));
    }
    holding::tell(&mut page, scenario);
    failure::tell(&mut page, scenario);
    market::tell(&mut page, scenario);
    plan::tell(&mut page, scenario);
    page.title("Warnings");
    for warning in scenario.warnings() {
        page.item("  ", &clean(&warning.to_string()));
    }
    if scenario.warnings().is_empty() {
        page.say("  ", "None.");
    }
    page.title("Next");
    page.say("  ", &format!("linchpin run {}", clean(word)));
    page.text
}

/// A text of lines that fit the terminal.
#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn title(&mut self, words: &str) {
        self.text.push('\n');
        self.say("", words);
    }

    fn say(&mut self, indent: &str, words: &str) {
        self.lines(wrapped(indent, indent, words));
    }

    /// A line of a list.
    fn item(&mut self, indent: &str, words: &str) {
        self.lines(wrapped(&format!("{indent}- "), &format!("{indent}  "), words));
    }

    fn source(&mut self, indent: &str, source: Option<&str>) {
        if let Some(source) = source {
            self.lines(wrapped(&format!("{indent}Source: "), &format!("{indent}  "), &clean_paragraph(source)));
        }
    }

    fn lines(&mut self, lines: Vec<String>) {
        for line in lines {
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }
}

/// A text of several lines as one.
fn clean_paragraph(text: &str) -> String {
    clean(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn name_of(scenario: &Scenario, who: CounterpartyIndex) -> String {
    match who {
        CounterpartyIndex::OWN_KEYS => "own keys".to_owned(),
        _ => clean(&scenario.counterparties()[who.0].name),
    }
}

fn asset_name(scenario: &Scenario, asset: AssetIndex) -> String {
    clean(&scenario.assets()[asset.0].name)
}

/// "insolvency of Binance".
fn failure_of(scenario: &Scenario, who: CounterpartyIndex, how: ModeIndex) -> String {
    failure_in_english(&name_of(scenario, who), &mode_id(scenario, who, how))
}

/// "if Binance should become insolvent or if Binance should be hacked".
fn if_one_fails(scenario: &Scenario, who: CounterpartyIndex, modes: &[ModeIndex]) -> String {
    let one = |how: &ModeIndex| if_failure_in_english(&name_of(scenario, who), &mode_id(scenario, who, *how));
    listed(&modes.iter().map(one).collect::<Vec<_>>(), "or")
}

fn mode_id(scenario: &Scenario, who: CounterpartyIndex, how: ModeIndex) -> String {
    clean(&scenario.counterparties()[who.0].modes[how.0].id)
}

/// "a, b and c".
fn listed(words: &[String], joint: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {joint} {last}", first.join(", ")),
    }
}
