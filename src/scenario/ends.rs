//! Inputs that have a range, and the scenario with some of them at its ends.
//!
//! A number is ranged where it is written as `{ value, low, high }`. A pool of evidence is ranged by itself: its
//! ends are the 5% and 95% of its Jeffreys posterior, there as a fixed intensity in all that cite it, not a draw.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Scenario;
use super::address::{HAZARDS, name_of};
use super::files::Files;
use super::load::with_text;
use super::node::{Node, Value};
use super::provenance::Provenance;
use super::range::{End, Target, Way, moved, ways};
use super::source::{ScenarioError, Sources};
use crate::failure::EvidencePool;
use crate::units::InputIndex;

/// The shares of a pool's posterior that lie below its ends.
const POSTERIOR_ENDS: [f64; 2] = [0.05, 0.95];

/// An input that has a range.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RangedInput {
    /// Its address, as `--set` takes it; of a pool of evidence `evidence.NAME`.
    pub address: String,
    /// What a plain run uses; of a pool the mean of its posterior.
    pub value: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// Where it comes from.
    pub source: Option<String>,
}

/// Where a ranged input stands in the joined file.
#[derive(Clone, Debug)]
pub(super) enum Place {
    Number(Way),
    /// A pool, and the intensities of its ends.
    Pool(String, [f64; 2]),
}

/// What a scenario keeps of its text.
#[derive(Debug)]
pub(super) struct Joined {
    pub root: Node,
    pub files: Files,
    pub sources: Sources,
    /// The main file.
    pub main: PathBuf,
    pub repair_correlation: bool,
    /// One slot an input.
    pub places: Vec<Place>,
}

impl Scenario {
    /// The scenario with these inputs at these ends, checked anew; all others are at `value`.
    ///
    /// # Errors
    ///
    /// When the ends can't stand together, or a file that the scenario names is gone.
    pub fn at_ends(&self, ends: &[(InputIndex, End)]) -> Result<Self, ScenarioError> {
        self.moved(ends.iter().map(|(input, end)| (*input, Target::End(*end))))
    }

    /// The scenario with these inputs at these values, checked anew; all others are at `value`. A pool of evidence is a
    /// fixed intensity then.
    ///
    /// # Errors
    ///
    /// When the values can't stand together, or a file that the scenario names is gone.
    pub fn at_values(&self, values: &[(InputIndex, f64)]) -> Result<Self, ScenarioError> {
        self.moved(values.iter().map(|(input, value)| (*input, Target::Value(*value))))
    }

    fn moved(
        &self,
        inputs: impl ExactSizeIterator<Item = (InputIndex, Target)> + Clone,
    ) -> Result<Self, ScenarioError> {
        let Some(joined) = self.joined.as_ref().filter(|_| inputs.len() > 0) else { return Ok(self.clone()) };
        let mut root = joined.root.clone();
        let places = || inputs.clone().map(|(input, to)| (&joined.places[input.0], to));
        for (place, to) in places() {
            if let Place::Number(way) = place {
                root = moved(&root, way, to);
            }
        }
        // Pools last: keys that come and go would lead the ways of others astray.
        for (place, to) in places() {
            if let Place::Pool(name, [low, high]) = place {
                let intensity = match to {
                    Target::End(End::Low) => *low,
                    Target::End(End::High) => *high,
                    Target::Value(value) => value,
                };
                cite_intensity(&mut root, name, intensity);
            }
        }
        let (mut sources, files, main) = (joined.sources.clone(), joined.files.clone(), joined.main.clone());
        let mut scenario = with_text(root, files, main, &mut sources, joined.repair_correlation)
            .map_err(|fault| sources.explain(fault))?;
        self.rule(&mut scenario);
        Ok(scenario)
    }
}

/// All inputs that have a range, and where each stands.
pub(super) fn inputs(root: &Node, pools: &[EvidencePool]) -> Vec<(RangedInput, Place)> {
    let mut search = Search { way: Vec::new(), found: Vec::new() };
    // Most large books have no ranges: no address need be made.
    if !ways(root).is_empty() {
        search.visit(root, "", Provenance::default());
    }
    let mut found = search.found;
    for pool in pools.iter().filter(|pool| is_cited(root, &pool.id)) {
        let ends = POSTERIOR_ENDS.map(|share| pool.rate_quantile(share));
        let stated = root.get("evidence").and_then(|evidence| Some((evidence, evidence.get(&pool.id)?)));
        let above = Provenance::of(root, Provenance::default());
        let source = stated.and_then(|(all, pool)| Provenance::of(pool, Provenance::of(all, above)).source);
        let input = RangedInput {
            address: format!("evidence.{}", pool.id),
            value: pool.mean_rate(),
            low: ends[0],
            high: ends[1],
            source: source.map(str::to_owned),
        };
        found.push((input, Place::Pool(pool.id.clone(), ends)));
    }
    found
}

struct Search {
    way: Way,
    found: Vec<(RangedInput, Place)>,
}

impl Search {
    fn visit(&mut self, node: &Node, address: &str, above: Provenance<'_>) {
        let source = Provenance::of(node, above);
        if node.is_range() {
            return self.add(node, address, source.source);
        }
        match &node.value {
            Value::Table(table) => {
                for (at, (key, (_, child))) in table.iter().enumerate() {
                    self.visit_child(at, child, address, key, source);
                }
            }
            Value::List(list) => {
                for (at, child) in list.iter().enumerate() {
                    let name = name_of(child).map_or_else(|| (at + 1).to_string(), str::to_owned);
                    self.visit_child(at, child, address, &name, source);
                }
            }
            _ => {}
        }
    }

    fn visit_child(&mut self, at: usize, child: &Node, address: &str, name: &str, source: Provenance<'_>) {
        self.way.push(at);
        let dot = if address.is_empty() { "" } else { "." };
        self.visit(child, &format!("{address}{dot}{name}"), source);
        self.way.pop();
    }

    /// Adds a range that leaves something open.
    fn add(&mut self, range: &Node, address: &str, source: Option<&str>) {
        let number = |key| range.get(key).and_then(Node::as_number);
        if let (Some(value), Some(low), Some(high)) = (number("value"), number("low"), number("high"))
            && low < high
        {
            let input =
                RangedInput { address: address.to_owned(), value, low, high, source: source.map(str::to_owned) };
            self.found.push((input, Place::Number(self.way.clone())));
        }
    }
}

fn cites(table: &Node, pool: &str) -> bool {
    table.get("evidence").and_then(Node::as_text) == Some(pool)
}

fn is_cited(root: &Node, pool: &str) -> bool {
    let counterparties = root.get("counterparty").and_then(Node::as_list).unwrap_or_default();
    let modes = |counterparty: &Node| {
        let modes = counterparty.get("mode").and_then(Node::as_list).unwrap_or_default();
        modes.iter().any(|mode| cites(mode, pool))
    };
    root.get("self").is_some_and(|keys| cites(keys, pool))
        || counterparties.iter().any(|counterparty| cites(counterparty, pool) || modes(counterparty))
}

/// Puts a fixed intensity wherever `pool` is cited.
fn cite_intensity(node: &mut Node, pool: &str, intensity: f64) {
    if cites(node, pool) {
        let span = node.span;
        let Value::Table(table) = &mut node.value else { return };
        table.retain(|key, _| !HAZARDS.contains(&key.as_ref()));
        table.insert("intensity".into(), (span, Node::number(intensity, span)));
    }
    match &mut node.value {
        Value::Table(table) => table.values_mut().for_each(|(_, child)| cite_intensity(child, pool, intensity)),
        Value::List(list) => list.iter_mut().for_each(|child| cite_intensity(child, pool, intensity)),
        _ => {}
    }
}
