//! What is told of limits.

use serde::Serialize;

use crate::assessment::{Ends, Ladder};

/// How much may be held where.
#[derive(Clone, Debug, Serialize)]
pub struct Limits {
    /// The largest loss that one failure may cause, marked, as a share of the reserve.
    pub tolerance: f64,
    /// By group, asset and keeper; those first that may be held least.
    pub limits: Vec<Limit>,
    /// Today's reserves: what each loses if a group fails, and how far each weight may go as the others stand.
    pub reserves: Vec<Exposure>,
    /// What one decision of each authority takes of each reserve, with all that it pulls down.
    pub authorities: Vec<Decision>,
}

/// What one decision of an authority takes of a reserve.
#[derive(Clone, Debug, Serialize)]
pub struct Decision {
    /// Who decides.
    pub authority: String,
    /// In which of its ways: the one that takes most on average over reserves.
    pub mode: String,
    /// Of which reserve.
    pub reserve: String,
    /// What it takes with those alone that fall in any case.
    pub certain: Ladder,
    /// What it takes on average, with those that fall by chance; NaN, and null in files, where too many ways lead there.
    pub expected: Ladder,
    /// The marked loss on average at the ends of the ranged inputs.
    pub expected_range: Option<Ends>,
}

/// How much of a reserve may be one asset at one keeper, where the rest is not touched by the group's failure.
#[derive(Clone, Debug, Serialize)]
pub struct Limit {
    /// The group that fails.
    pub group: String,
    /// The asset.
    pub asset: String,
    /// Who keeps it.
    pub custodian: String,
    /// Whether its keeper fails too: keys with the group; else it is the coin alone that leans on it.
    pub keys_with_group: bool,
    /// What a unit of money held so loses.
    pub loss: Ladder,
    /// The marked loss at the ends of the ranged inputs.
    pub loss_range: Option<Ends>,
    /// The largest weight: the tolerance divided by the marked loss; at most 1.
    pub most: f64,
    /// The same at the ends of the ranged inputs: from the least to the most.
    pub most_range: Option<Ends>,
    /// What each reserve holds so today, in the order of the scenario.
    pub today: Vec<Today>,
}

/// What one reserve holds today.
#[derive(Clone, Debug, Serialize)]
pub struct Today {
    /// The reserve.
    pub reserve: String,
    /// Its weight.
    pub weight: f64,
}

/// What one reserve loses if a group fails, and the weights at which that would be the tolerance.
#[derive(Clone, Debug, Serialize)]
pub struct Exposure {
    /// The reserve.
    pub reserve: String,
    /// The group.
    pub group: String,
    /// What it loses.
    pub loss: Ladder,
    /// The marked loss at the ends of the ranged inputs.
    pub loss_range: Option<Ends>,
    /// Whether that is within the tolerance.
    pub is_within: bool,
    /// Its positions.
    pub positions: Vec<PositionLimit>,
}

/// How far one weight may go, the other weights in their proportions.
#[derive(Clone, Debug, Serialize)]
pub struct PositionLimit {
    /// The asset.
    pub asset: String,
    /// Who keeps it.
    pub custodian: String,
    /// The address of its weight, as `--set` takes it; `None` where the reserve holds nothing else that could be scaled.
    pub address: Option<String>,
    /// Today's weight.
    pub weight: f64,
    /// The marked loss if it were nothing of the reserve; `None` where the reserve holds nothing else.
    pub loss_without: Option<f64>,
    /// The marked loss if it were all of it.
    pub loss_alone: f64,
    /// What the weight must be.
    pub bound: Bound,
    /// The weight at which the loss is the tolerance.
    pub at_tolerance: Option<f64>,
}

/// What a weight must be so that the loss stays within the tolerance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// At most `at_tolerance`.
    AtMost,
    /// At least `at_tolerance`: the others lose more.
    AtLeast,
    /// Anything.
    Any,
    /// No weight is enough: the others lose more than is tolerated, and so does it.
    Never,
}
