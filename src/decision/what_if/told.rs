//! What is told of an event.

use serde::Serialize;

use crate::decision::exact::ExactLadder;

/// The answer.
#[derive(Clone, Debug, Serialize)]
pub struct WhatIf {
    /// The event itself.
    pub event: Vec<Failed>,
    /// Modes in which the same could fail, where none was named: what the reserves lose then.
    pub other_modes: Vec<OtherMode>,
    /// Whether it is one decision of an authority.
    pub is_decision: bool,
    /// The tree, each node before those that fall with it.
    pub nodes: Vec<Node>,
    /// What each reserve loses.
    pub reserves: Vec<Lost>,
    /// Members of the groups of those who fail that the event does not reach.
    pub untouched_members: Vec<String>,
    /// Whose failures become likelier afterwards.
    pub raised: Vec<Raised>,
}

/// A failure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Failed {
    /// Id of the counterparty.
    pub counterparty: String,
    /// Id of its mode.
    pub mode: String,
}

/// The same event in another mode.
#[derive(Clone, Debug, Serialize)]
pub struct OtherMode {
    /// Who, and in which mode.
    #[serde(flatten)]
    pub failed: Failed,
    /// What each reserve loses on average, with all that falls with it.
    pub expected: Vec<ExactLadder>,
}

/// A failure of the tree.
#[derive(Clone, Debug, Serialize)]
pub struct Node {
    /// Who, and in which mode.
    #[serde(flatten)]
    pub failed: Failed,
    /// Id of its group.
    pub group: String,
    /// Place of the node with which it falls; `None` for the event itself.
    pub with: Option<usize>,
    /// Others with which it can fall too: their ids.
    pub also_with: Vec<String>,
    /// How deep it stands; 0 for the event itself.
    pub depth: usize,
    /// The chance that it falls with the node above; 1 for the event itself.
    pub falls_with: f64,
    /// The chance that it falls at all, given the event; null where too many ways lead there.
    pub probability: f64,
    /// Whether it falls in any case.
    pub is_certain: bool,
    /// Prices that fall because they rest on it.
    pub links: Vec<Fired>,
    /// By how much the whole market falls with it, on average.
    pub market_drawdown: f64,
    /// What of each reserve is lost if all happens that leads here, and this; one entry a reserve.
    pub losses: Vec<Reached>,
    /// Whether it is told by itself.
    pub is_told: bool,
}

/// A price that falls.
#[derive(Clone, Debug, Serialize)]
pub struct Fired {
    /// Id of the asset.
    pub asset: String,
    /// Mean of the law of its fall.
    pub drawdown: f64,
    /// Mean days until the price is restored, where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recovers_after_days: Option<f64>,
    /// Whether a claim on the group in this asset, at petition date, is worth nothing.
    pub claim_is_worthless: bool,
}

/// What is lost of a reserve up to a node.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Reached {
    /// Shares of the reserve.
    pub loss: ExactLadder,
    /// The marked loss of what comes before.
    pub from: f64,
    /// What this adds.
    pub adds: f64,
    /// The marked loss in money.
    pub money: f64,
}

/// What a reserve loses.
#[derive(Clone, Debug, Serialize)]
pub struct Lost {
    /// Id of the reserve.
    pub id: String,
    /// What it is worth before.
    pub initial_value: f64,
    /// The event alone, without all that falls with it.
    pub event: ExactLadder,
    /// With those who fall in any case.
    pub certain: ExactLadder,
    /// On average over all that can happen; null where too many ways had to be counted out.
    pub expected: ExactLadder,
    /// The marked mean in money.
    pub expected_money: f64,
    /// With everybody who can fall with it.
    pub all: ExactLadder,
    /// That in money, marked.
    pub all_money: f64,
    /// What nodes that are not told by themselves add to the mean, marked.
    pub rest: f64,
    /// That in money.
    pub rest_money: f64,
}

/// Somebody whose failure becomes likelier.
#[derive(Clone, Debug, Serialize)]
pub struct Raised {
    /// Whose failure raises it.
    pub by: String,
    /// Whose intensity; `None` for all others.
    pub whom: Option<String>,
    /// By how much it is multiplied at first.
    pub multiplier: f64,
    /// Days in which half of that has faded.
    pub half_life_days: f64,
}
