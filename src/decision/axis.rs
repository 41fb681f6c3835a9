//! Addresses whose numbers are changed, and the numbers that are put there.

use std::str::FromStr;

use serde::Serialize;

use super::refusal::Refusal;
use crate::scenario::Scenario;
use crate::units::ReserveIndex;

/// Values of one address at most.
pub const MOST_STEPS: usize = 1_000;
/// Values are told to so many digits: `0.1 + 2 × 0.1` is then 0.3.
const DIGITS: usize = 12;
/// A value so near to today's, as a share of the span, is today's.
const SNAP: f64 = 1e-9;
/// What says how paths are drawn, and nothing of the world.
const DRAWS: [&str; 2] = ["paths", "seed"];

/// The numbers from one to another at an address, as `ADDRESS=from:to:steps`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Over {
    /// The address, as `--set` takes it.
    pub address: String,
    /// The first value.
    pub from: f64,
    /// The last.
    pub to: f64,
    /// How many values there are, both ends among them.
    pub steps: usize,
}

impl FromStr for Over {
    type Err = String;

    fn from_str(words: &str) -> Result<Self, String> {
        let example = "such as counterparty.north.annual_failure_probability=0.01:0.1:10";
        let (address, span) = split(words).ok_or_else(|| format!("write ADDRESS=from:to:steps, {example}"))?;
        let parts: Vec<&str> = span.split(':').collect();
        let [from, to, steps] = parts.as_slice() else {
            return Err(format!("`{span}` is not from:to:steps, {example}"));
        };
        let count = steps.trim().parse::<usize>().ok().filter(|steps| (2..=MOST_STEPS).contains(steps));
        let steps = count.ok_or_else(|| {
            format!("`{steps}` is no number of steps: write how many values there are, 2 to {MOST_STEPS}")
        })?;
        let Between { from, to, .. } = between(address, from, to)?;
        Ok(Self { address: address.to_owned(), from, to, steps })
    }
}

/// The numbers between two at an address, as `ADDRESS=from:to`; `ADDRESS` alone leaves it to the program between which.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// The address, as `--set` takes it.
    pub address: String,
    /// The ends, where they were said.
    pub ends: Option<[f64; 2]>,
}

impl FromStr for Side {
    type Err = String;

    fn from_str(words: &str) -> Result<Self, String> {
        let Some((address, span)) = split(words) else {
            return Ok(Self { address: words.trim().to_owned(), ends: None });
        };
        let example = "such as counterparty.north.annual_failure_probability=0:0.1";
        let ends = span.split_once(':').ok_or_else(|| format!("`{span}` is not from:to, {example}"))?;
        let Between { from, to } = between(address, ends.0, ends.1)?;
        Ok(Self { address: address.to_owned(), ends: Some([from, to]) })
    }
}

struct Between {
    from: f64,
    to: f64,
}

/// An address and what is put there. Ids may hold an equals sign; numbers don't.
fn split(words: &str) -> Option<(&str, &str)> {
    let (address, span) = words.rsplit_once('=')?;
    Some((address.trim(), span.trim())).filter(|(address, _)| !address.is_empty())
}

fn between(address: &str, from: &str, to: &str) -> Result<Between, String> {
    let number = |text: &str| {
        let number = text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
        number.ok_or_else(|| format!("`{text}` is not a number: write {address}=from:to with numbers, say 0.01:0.1"))
    };
    let (from, to) = (number(from)?, number(to)?);
    if from < to {
        Ok(Between { from, to })
    } else {
        Err(format!("{from} is not below {to}: write the smaller number first"))
    }
}

/// An address, the values that are put there, and what is known of it today.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Axis {
    /// The address.
    pub address: String,
    /// Values, ascending.
    pub values: Vec<f64>,
    /// The value of the scenario itself; `None` where the file states no number there.
    pub today: Option<f64>,
    /// The ends that its evidence allows, where it is ranged.
    pub range: Option<[f64; 2]>,
}

impl Axis {
    /// The id of the reserve whose weight it is, as `reserve.ID.weight.ASSET@CUSTODIAN` names one.
    pub(super) fn weight_of(&self) -> Option<&str> {
        match self.address.split('.').collect::<Vec<_>>().as_slice() {
            ["reserve", id, "weight", _] => Some(*id),
            _ => None,
        }
    }

    /// That reserve.
    pub(super) fn weighted(&self, scenario: &Scenario) -> Option<ReserveIndex> {
        let id = self.weight_of()?;
        scenario.reserves().iter().position(|reserve| reserve.id == id).map(ReserveIndex)
    }

    /// The axis of these values in a scenario.
    ///
    /// # Errors
    ///
    /// When the address leads nowhere, or to what is no assumption.
    pub fn of(over: &Over, scenario: &Scenario) -> Result<Self, Refusal> {
        let Over { address, from, to, steps } = over;
        let axis = Self::known(address, scenario)?;
        let last = (*steps - 1).max(1) as f64;
        let value = |step: usize| rounded(from + (to - from) * (step as f64 / last));
        let near = |value: f64| axis.today.filter(|today| (today - value).abs() <= SNAP * (to - from));
        let values: Vec<f64> = (0..*steps).map(value).map(|value| near(value).unwrap_or(value)).collect();
        let axis = Self { values, ..axis };
        // Whether there is such an address at all is found before the first run.
        if axis.today.is_none() {
            axis.try_all(scenario)?;
        }
        Ok(axis)
    }

    /// What is known of an address, without values.
    ///
    /// # Errors
    ///
    /// When it is no assumption, but how paths are drawn: figures would follow chance alone.
    pub fn known(address: &str, scenario: &Scenario) -> Result<Self, Refusal> {
        if let Some(key) = address.strip_prefix("simulation.").filter(|key| DRAWS.contains(key)) {
            let mend = "assumptions are of the market, of failures and of claims";
            let why = format!("{address} is no assumption: {mend}; change how paths are drawn with --{key}");
            return Err(Refusal::Question(why));
        }
        let ranged = scenario.ranged_inputs().iter().find(|input| input.address == address);
        let range = ranged.map(|input| [input.low, input.high]);
        Ok(Self { address: address.to_owned(), values: Vec::new(), today: scenario.number_at(address), range })
    }

    fn try_all(&self, scenario: &Scenario) -> Result<(), Refusal> {
        let mut refused = None;
        for value in &self.values {
            match scenario.with_sets(&[self.set(*value)]) {
                Ok(_) => return Ok(()),
                Err(error) => refused = refused.or(Some(error)),
            }
        }
        let listed = "`linchpin check SCENARIO --assumptions` lists the addresses of all inputs";
        refused.map_or(Ok(()), |error| Err(Refusal::Question(format!("{error}\n{listed}"))))
    }

    /// The change that puts a value there.
    #[must_use]
    pub fn set(&self, value: f64) -> String {
        format!("{}={value}", self.address)
    }
}

/// The scenario with these axes fixed at today's values, so that their own ranges are left out of its ends.
///
/// # Errors
///
/// When today's values can't be set.
pub fn held_still<'a>(scenario: &Scenario, axes: impl Iterator<Item = &'a Axis>) -> Result<Scenario, Refusal> {
    let still = |axis: &Axis| axis.range.is_none() && scenario.number_at(&axis.address).is_some();
    let moved = axes.filter(|axis| !still(axis));
    let sets: Vec<String> = moved.filter_map(|axis| axis.today.map(|today| axis.set(today))).collect();
    scenario.with_sets(&sets).map_err(|error| Refusal::Question(error.to_string()))
}

/// A number to as many digits as are told.
#[must_use]
pub fn rounded(value: f64) -> f64 {
    format!("{value:.*e}", DIGITS - 1).parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Options;

    fn over(words: &str) -> Over {
        words.parse().unwrap()
    }

    fn scenario() -> Scenario {
        let text = include_str!("../../scenarios/two-exchanges.toml");
        Scenario::parse(text, "two", &Options::default()).unwrap()
    }

    #[test]
    fn values_run_from_end_to_end_and_meet_todays() {
        let axis = Axis::of(&over("counterparty.north.annual_failure_probability=0.01:0.05:5"), &scenario()).unwrap();
        assert_eq!(axis.values, [0.01, 0.02, 0.03, 0.04, 0.05]);
        assert_eq!(axis.today, Some(0.03));
        assert_eq!(axis.set(0.02), "counterparty.north.annual_failure_probability=0.02");
    }

    #[test]
    fn what_is_no_span_is_refused_with_an_example() {
        for (words, part) in [
            ("asset.BTC.volatility", "ADDRESS=from:to:steps"),
            ("asset.BTC.volatility=1:2", "not from:to:steps"),
            ("asset.BTC.volatility=1:x:3", "`x` is not a number"),
            ("asset.BTC.volatility=2:1:3", "smaller number first"),
            ("asset.BTC.volatility=1:2:1", "2 to 1000"),
            ("asset.BTC.volatility=1:inf:3", "`inf` is not a number"),
        ] {
            let error = words.parse::<Over>().unwrap_err();
            assert!(error.contains(part), "{words}: {error}");
        }
        assert_eq!("a.b".parse::<Side>().unwrap().ends, None);
        assert_eq!("a.b=0:1".parse::<Side>().unwrap().ends, Some([0.0, 1.0]));
    }

    #[test]
    fn what_moves_the_draws_is_no_input() {
        for words in ["simulation.seed=1:3:3", "simulation.paths=100:300:3"] {
            let error = Axis::of(&over(words), &scenario()).unwrap_err().to_string();
            assert!(error.contains("is no assumption"), "{error}");
        }
    }

    #[test]
    fn an_address_that_leads_nowhere_is_told_before_the_first_run() {
        let error = Axis::of(&over("counterparty.nort.annual_failure_probability=0:1:3"), &scenario()).unwrap_err();
        assert!(error.to_string().contains("did you mean \"north\"?"), "{error}");
    }
}
