//! `check --assumptions`: every input of a scenario, and how it is known.

use super::Page;
use crate::cli::wording::{clean, grouped};
use crate::scenario::{Assumption, Grounds, Scenario};

/// All inputs in the order of the register; a source stands once below those that share it.
#[must_use]
pub fn assumptions(scenario: &Scenario) -> String {
    let mut page = Page::default();
    page.say("", &clean(scenario.title()));
    page.say("", &counted(scenario.assumptions()));
    for group in scenario.assumptions().chunk_by(|a, b| a.source == b.source) {
        page.text.push('\n');
        for line in group {
            page.item("", &told(line));
        }
        page.source("  ", group[0].source.as_deref().or(Some("none stated")));
    }
    page.text
}

/// `98 inputs: 30 measured, 20 published, 48 judgement; 40 have a range.`
fn counted(lines: &[Assumption]) -> String {
    let of = |basis: Grounds| {
        let count = lines.iter().filter(|line| line.basis == basis).count();
        format!("{} {}", grouped(count as f64), basis.word())
    };
    let ranged = lines.iter().filter(|line| line.low.is_some()).count();
    let parts = [Grounds::Measured, Grounds::Published, Grounds::Judgement].map(of).join(", ");
    format!("{} inputs: {parts}; {} have a range.", grouped(lines.len() as f64), grouped(ranged as f64))
}

/// `asset.BNB.volatility = 0.52 a year (0.42 to 0.74): measured, confidence high`.
fn told(line: &Assumption) -> String {
    let unit = if line.unit.is_empty() { String::new() } else { format!(" {}", clean(&line.unit)) };
    let range = match (line.low, line.high) {
        (Some(low), Some(high)) => format!(" ({low} to {high})"),
        _ => String::new(),
    };
    let sure = line.confidence.map_or_else(String::new, |confidence| format!(", confidence {}", confidence.word()));
    let (address, value) = (clean(&line.address), clean(&line.value));
    format!("{address} = {value}{unit}{range}: {}{sure}", line.basis.word())
}
