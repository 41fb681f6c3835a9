//! What two experts say, side by side.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::decision::refusal::Refusal;
use crate::scenario::{Expert, Scenario, Statement};

/// What either expert says something of.
#[derive(Clone, Debug, Serialize)]
pub struct Input {
    /// Its address, as `--set` takes it.
    pub address: String,
    /// What the first has there.
    pub a: Said,
    /// What the second has there.
    pub b: Said,
    /// How the two stand.
    pub verdict: Verdict,
    /// Whether their values differ: then it is swapped.
    pub differs: bool,
    #[serde(skip)]
    pub(super) statements: [Option<Statement>; 2],
}

/// What one expert has at an address.
#[derive(Clone, Debug, Serialize)]
pub struct Said {
    /// Whether the expert says it; else it is what the scenario has.
    pub stated: bool,
    /// The value; `None` where the scenario has no number there.
    pub value: Option<f64>,
    /// The ends of its range, where it has one.
    pub range: Option<[f64; 2]>,
    /// Where the expert has it from.
    pub source: Option<String>,
}

/// How two statements stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Their ranges overlap.
    Agree,
    /// All that the first holds plausible is above all that the second does.
    AHigher,
    /// The other way round.
    BHigher,
    /// Only the first says something.
    OnlyA,
    /// Only the second does.
    OnlyB,
}

/// All addresses of which either says something.
pub(super) fn all(scenario: &Scenario, one: &Expert, other: &Expert) -> Result<Vec<Input>, Refusal> {
    for (a, b) in one.statements.iter().flat_map(|a| other.statements.iter().map(move |b| (a, b))) {
        if a.address != b.address && a.is_about_the_same_as(b) {
            let what = format!("{} here and {} in the other file are of one thing", b.address, a.address);
            return Err(Refusal::Question(b.refuse(format!("{what}: state the same address in both")).to_string()));
        }
    }
    let stated = one.statements.iter().chain(&other.statements);
    let addresses: BTreeSet<&str> = stated.map(|statement| statement.address.as_str()).collect();
    Ok(addresses.into_iter().map(|address| input(address, scenario, one.on(address), other.on(address))).collect())
}

fn input(address: &str, scenario: &Scenario, a: Option<&Statement>, b: Option<&Statement>) -> Input {
    let (said_a, said_b) = (said(address, scenario, a), said(address, scenario, b));
    let verdict = match (a, b) {
        (Some(_), None) => Verdict::OnlyA,
        (None, _) => Verdict::OnlyB,
        (Some(a), Some(b)) => verdict(a, b),
    };
    let is_law = |statement: Option<&Statement>| statement.is_none() && is_law(address, scenario);
    // Of a law that spreads, a number that is its mean is another one.
    let differs = said_a.value != said_b.value || is_law(a) != is_law(b);
    Input { address: address.to_owned(), a: said_a, b: said_b, verdict, differs, statements: [a.cloned(), b.cloned()] }
}

fn said(address: &str, scenario: &Scenario, statement: Option<&Statement>) -> Said {
    if let Some(Statement { value, range, source, .. }) = statement {
        return Said { stated: true, value: Some(*value), range: *range, source: source.clone() };
    }
    // Of a whole law the scenario's number is its middle.
    let middles = ["", ".value", ".mean"].map(|key| format!("{address}{key}"));
    let found = middles.iter().find_map(|middle| Some((middle, scenario.number_at(middle)?)));
    let ranged = found.and_then(|(middle, _)| scenario.ranged_inputs().iter().find(|input| input.address == *middle));
    let range = ranged.map(|input| [input.low, input.high]);
    Said { stated: false, value: found.map(|(_, value)| value), range, source: None }
}

/// Whether the scenario has a law there that is more than one number.
fn is_law(address: &str, scenario: &Scenario) -> bool {
    scenario.text_at(&format!("{address}.kind")).is_some_and(|kind| kind != "fixed")
}

fn verdict(a: &Statement, b: &Statement) -> Verdict {
    let ends = |statement: &Statement| statement.range.unwrap_or([statement.value; 2]);
    let ([low_a, high_a], [low_b, high_b]) = (ends(a), ends(b));
    if low_a > high_b {
        Verdict::AHigher
    } else if low_b > high_a {
        Verdict::BHigher
    } else {
        Verdict::Agree
    }
}
