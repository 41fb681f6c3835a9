//! What was asked for, from words to the numbers of a programme.

use std::collections::BTreeSet;

use super::rule::{Row, Rule};
use super::{Goal, OptimiseError};
use crate::decision::places::Place;
use crate::failure::Group;
use crate::reserve::{Rebalance, Reserve};
use crate::scenario::Scenario;
use crate::stopping::{Column, Figure, Measure};
use crate::units::{AssetIndex, CounterpartyIndex};

/// What was asked for, in the words of whoever asks.
#[derive(Clone, Debug)]
pub struct Wish {
    /// The reserve to be bettered: its id.
    pub reserve: String,
    /// What is to be least.
    pub minimise: Figure,
    /// `ASSET@CUSTODIAN`, where money may be held; where nothing is said, wherever some reserve of the scenario holds
    /// any.
    pub places: Vec<String>,
    /// `ASSET@CUSTODIAN=WEIGHT`.
    pub least: Vec<String>,
    /// `ASSET@CUSTODIAN=WEIGHT`.
    pub most: Vec<String>,
    /// `GROUP=WEIGHT`.
    pub group_most: Vec<String>,
    /// `ASSET=WEIGHT`.
    pub asset_most: Vec<String>,
    /// What the change may cost, as a share of the reserve.
    pub budget: Option<f64>,
    /// Cost of each unit of money that is sold or bought, in basis points.
    pub cost_bps: Option<f64>,
    /// What must be earned on average over the horizon.
    pub expected_return: Option<f64>,
    /// How many points the frontier has.
    pub frontier: usize,
    /// Whether reserves with flows or rebalancing are taken as if they only held what they begin with.
    pub as_if_held: bool,
}

/// The same with everything found in a scenario.
#[derive(Clone, Debug)]
pub(super) struct Task {
    /// The reserve.
    pub reserve: String,
    /// What is minimised.
    pub goal: Goal,
    /// All places of which payoffs are needed.
    pub places: Vec<Place>,
    /// Whether money may be put there; one slot a place.
    pub open: Vec<bool>,
    /// Today's weights.
    pub today: Vec<f64>,
    /// The other reserves that only hold, and their weights.
    pub others: Vec<(String, Vec<f64>)>,
    /// All that can be said without payoffs.
    pub rows: Vec<Row>,
}

impl Wish {
    /// Finds everything in a scenario.
    pub(super) fn task(&self, scenario: &Scenario) -> Result<Task, OptimiseError> {
        let goal = goal(self.minimise)?;
        let reserves = scenario.reserves();
        let reserve = reserves.iter().find(|reserve| reserve.id == self.reserve).ok_or_else(|| {
            let known = reserves.iter().map(|reserve| reserve.id.as_str()).collect();
            unknown("--reserve", &self.reserve, "a reserve", known)
        })?;
        let is_held = |reserve: &Reserve| self.as_if_held || only_holds(reserve);
        if !is_held(reserve) {
            return Err(OptimiseError::NotHeld { reserve: reserve.id.clone() });
        }
        let held: Vec<&Reserve> = reserves.iter().filter(|other| is_held(other)).collect();
        let asked = self.places.iter().map(|words| place("--places", words, scenario));
        let asked: BTreeSet<Place> = asked.collect::<Result<_, _>>()?;
        let positions = held.iter().flat_map(|reserve| &reserve.positions);
        let in_reserves: BTreeSet<Place> =
            positions.map(|position| Place { asset: position.asset, custodian: position.custodian }).collect();
        let places: Vec<Place> = asked.union(&in_reserves).copied().collect();
        let weights = |reserve: &Reserve| places.iter().map(|place| place.weight_in(reserve)).collect::<Vec<f64>>();
        let others = held.iter().filter(|other| other.id != reserve.id);
        let mut task = Task {
            reserve: reserve.id.clone(),
            goal,
            open: places.iter().map(|place| asked.is_empty() || asked.contains(place)).collect(),
            today: weights(reserve),
            others: others.map(|other| (other.id.clone(), weights(other))).collect(),
            rows: Vec::new(),
            places: places.clone(),
        };
        task.rows = self.rows(&task, scenario)?;
        Ok(task)
    }

    fn rows(&self, task: &Task, scenario: &Scenario) -> Result<Vec<Row>, OptimiseError> {
        let mut rows = Vec::new();
        let ids = |place: Place| (asset_id(scenario, place.asset), custodian_id(scenario, place.custodian));
        let mut add = |rule: Rule, most: f64, term: &dyn Fn(Place) -> f64| {
            let terms = task.places.iter().map(|place| term(*place)).collect();
            rows.push(Row { rule, terms, most, is_of_changes: false });
        };
        for words in &self.least {
            let (at, weight) = bound("--least", words)?;
            let at = task.open_place("--least", at, scenario)?;
            let (asset, custodian) = ids(at);
            add(Rule::Least { asset, custodian, weight }, -weight, &|place| -one_if(place == at));
        }
        for words in &self.most {
            let (at, weight) = bound("--most", words)?;
            let at = place("--most", at, scenario)?;
            let (asset, custodian) = ids(at);
            add(Rule::Most { asset, custodian, weight }, weight, &|place| one_if(place == at));
        }
        for words in &self.group_most {
            let (id, weight) = bound("--group-most", words)?;
            let group = find_group(id, scenario)?;
            add(Rule::GroupMost { group: group.id.clone(), weight }, weight, &|place| {
                one_if(leans_on(place, group, scenario))
            });
        }
        for words in &self.asset_most {
            let (id, weight) = bound("--asset-most", words)?;
            let asset = find_asset("--asset-most", id, scenario)?;
            add(Rule::AssetMost { asset: id.to_owned(), weight }, weight, &|place| one_if(place.asset == asset));
        }
        rows.extend(self.budget_row(task)?);
        Ok(rows)
    }

    fn budget_row(&self, task: &Task) -> Result<Option<Row>, OptimiseError> {
        let Some(cost) = self.budget else { return Ok(None) };
        let Some(cost_bps) = self.cost_bps.filter(|cost_bps| *cost_bps > 0.0) else {
            return Err(OptimiseError::BudgetWithoutCost);
        };
        let rule = Rule::Budget { cost, cost_bps };
        Ok(Some(Row { rule, terms: vec![1.0; task.places.len()], most: cost * 1e4 / cost_bps, is_of_changes: true }))
    }
}

impl Task {
    /// A place of which something is asked, so that money must be able to stand there.
    fn open_place(&self, option: &'static str, words: &str, scenario: &Scenario) -> Result<Place, OptimiseError> {
        let at = place(option, words, scenario)?;
        let is_open = self.places.iter().zip(&self.open).any(|(place, open)| *open && *place == at);
        if is_open { Ok(at) } else { Err(OptimiseError::ClosedPlace { option, place: words.to_owned() }) }
    }
}

fn goal(figure: Figure) -> Result<Goal, OptimiseError> {
    let level = match figure.measure {
        Measure::Mean => Some(None),
        Measure::ExpectedShortfall(level) => Some(Some(level)),
        _ => None,
    };
    match (figure.column, level) {
        (Column::Loss, Some(level)) => Ok(Goal { of_cost: false, level }),
        (Column::Cost, Some(level)) => Ok(Goal { of_cost: true, level }),
        _ => Err(OptimiseError::NoGoal(figure.in_words())),
    }
}

fn only_holds(reserve: &Reserve) -> bool {
    reserve.contributions.is_empty() && reserve.withdrawals.is_empty() && reserve.rebalance == Rebalance::None
}

/// Whether what is held there is kept by a member of a group, or is an asset whose price rests on one.
fn leans_on(place: Place, group: &Group, scenario: &Scenario) -> bool {
    let mut links = scenario.links().iter().filter(|link| link.asset == place.asset);
    group.members.contains(&place.custodian) || links.any(|link| group.members.contains(&link.counterparty))
}

fn one_if(is_so: bool) -> f64 {
    f64::from(u8::from(is_so))
}

fn asset_id(scenario: &Scenario, asset: AssetIndex) -> String {
    scenario.assets()[asset.0].id.clone()
}

fn custodian_id(scenario: &Scenario, custodian: CounterpartyIndex) -> String {
    scenario.counterparties()[custodian.0].id.clone()
}

/// `WHAT=WEIGHT`.
fn bound<'w>(option: &'static str, words: &'w str) -> Result<(&'w str, f64), OptimiseError> {
    let bound = words.rsplit_once('=').and_then(|(what, weight)| Some((what.trim(), weight.trim().parse().ok()?)));
    bound
        .filter(|(_, weight)| (0.0..=1.0).contains(weight))
        .ok_or_else(|| OptimiseError::NotABound { option, words: words.to_owned() })
}

fn place(option: &'static str, words: &str, scenario: &Scenario) -> Result<Place, OptimiseError> {
    let not_a_place = || OptimiseError::NotAPlace { option, words: words.to_owned() };
    let (asset, custodian) = words.split_once('@').ok_or_else(not_a_place)?;
    let asset = find_asset(option, asset.trim(), scenario)?;
    let (custodian, all) = (custodian.trim(), scenario.counterparties());
    let found = all
        .iter()
        .position(|counterparty| counterparty.id == custodian)
        .ok_or_else(|| unknown(option, custodian, "a counterparty", all.iter().map(|one| one.id.as_str()).collect()))?;
    Ok(Place { asset, custodian: CounterpartyIndex(found) })
}

fn find_asset(option: &'static str, id: &str, scenario: &Scenario) -> Result<AssetIndex, OptimiseError> {
    let all = scenario.assets();
    let found = all.iter().position(|asset| asset.id == id);
    found
        .map(AssetIndex)
        .ok_or_else(|| unknown(option, id, "an asset", all.iter().map(|asset| asset.id.as_str()).collect()))
}

fn find_group<'s>(id: &str, scenario: &'s Scenario) -> Result<&'s Group, OptimiseError> {
    let all = scenario.groups();
    all.iter()
        .find(|group| group.id == id)
        .ok_or_else(|| unknown("--group-most", id, "a group", all.iter().map(|group| group.id.as_str()).collect()))
}

fn unknown(option: &'static str, id: &str, what: &'static str, known: Vec<&str>) -> OptimiseError {
    OptimiseError::Unknown { option, id: id.to_owned(), what, known: known.join(", ") }
}
