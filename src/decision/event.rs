//! The words for an event, who fails and in which mode, and for a reserve.

use thiserror::Error;

use super::cascade::{Failing, expected_ladder};
use crate::failure::Counterparty;
use crate::scenario::{Scenario, nearest, quoted};
use crate::units::{CounterpartyIndex, ModeIndex, ReserveIndex};

/// Words that name no failure of a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct NotAFailure(String);

/// What is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The failures, in the order of the file.
    pub failing: Vec<Failing>,
    /// Other modes in which those can fail for which none was named.
    pub other_modes: Vec<Failing>,
}

impl Event {
    /// Reads words, each the id of a counterparty, `id:mode`, or the id of a group: then all members fail at once. Where
    /// no mode is named it is the one that costs most, marked, with all that falls with it, on average over reserves.
    ///
    /// # Errors
    ///
    /// When a word names nothing of the scenario, or two name the same counterparty.
    pub fn read(scenario: &Scenario, words: &[String]) -> Result<Self, NotAFailure> {
        let mut event = Self { failing: Vec::new(), other_modes: Vec::new() };
        for word in words {
            let (name, mode) = word.split_once(':').map_or((word.as_str(), None), |(name, mode)| (name, Some(mode)));
            for who in members(scenario, name)? {
                let counterparty = &scenario.counterparties()[who.0];
                if event.failing.iter().any(|(other, _)| *other == who) {
                    let what = format!("{} is named twice: it fails once", quoted(&counterparty.id));
                    return Err(NotAFailure(what));
                }
                event.add(scenario, who, mode)?;
            }
        }
        event.failing.sort_unstable();
        Ok(event)
    }

    fn add(&mut self, scenario: &Scenario, who: CounterpartyIndex, mode: Option<&str>) -> Result<(), NotAFailure> {
        let counterparty = &scenario.counterparties()[who.0];
        if let Some(mode) = mode {
            self.failing.push((who, named_mode(counterparty, mode)?));
            return Ok(());
        }
        let costliest = costliest_mode(scenario, who);
        let others = (0..counterparty.modes.len()).map(ModeIndex).filter(|mode| *mode != costliest);
        self.failing.push((who, costliest));
        self.other_modes.extend(others.map(|mode| (who, mode)));
        Ok(())
    }
}

/// The reserve of an id.
///
/// # Errors
///
/// When there is none; the words say which is near.
pub fn reserve_named(scenario: &Scenario, id: &str) -> Result<ReserveIndex, NotAReserve> {
    let ids = || scenario.reserves().iter().map(|reserve| reserve.id.as_str());
    ids().position(|known| known == id).map(ReserveIndex).ok_or_else(|| {
        let mend = match nearest(id, ids()) {
            Some(near) => format!("did you mean {}?", quoted(near)),
            None => format!("it has {}", ids().take(20).map(quoted).collect::<Vec<_>>().join(", ")),
        };
        NotAReserve(format!("{} has no reserve {}: {mend}", scenario.name(), quoted(id)))
    })
}

/// A word that names no reserve of a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct NotAReserve(String);

/// The counterparty of a name, or else all members of the group of that name.
fn members(scenario: &Scenario, name: &str) -> Result<Vec<CounterpartyIndex>, NotAFailure> {
    let counterparties = scenario.counterparties();
    if let Some(place) = counterparties.iter().position(|counterparty| counterparty.id == name) {
        return Ok(vec![CounterpartyIndex(place)]);
    }
    if let Some(group) = scenario.groups().iter().find(|group| group.id == name) {
        return Ok(group.members.clone());
    }
    let ids = counterparties.iter().map(|counterparty| counterparty.id.as_str());
    let ids = ids.chain(scenario.groups().iter().map(|group| group.id.as_str()));
    let mend = match nearest(name, ids) {
        Some(near) => format!("did you mean {}?", quoted(near)),
        None => "`linchpin check` lists all of them".to_owned(),
    };
    Err(NotAFailure(format!("{} is neither a counterparty nor a group of {}: {mend}", quoted(name), scenario.name())))
}

fn named_mode(counterparty: &Counterparty, name: &str) -> Result<ModeIndex, NotAFailure> {
    let found = counterparty.modes.iter().position(|mode| mode.id == name);
    found.map(ModeIndex).ok_or_else(|| {
        let ids = || counterparty.modes.iter().map(|mode| mode.id.as_str());
        let mend = match nearest(name, ids()) {
            Some(near) => format!("did you mean {}?", quoted(near)),
            None => format!("it has {}", ids().map(quoted).collect::<Vec<_>>().join(", ")),
        };
        NotAFailure(format!("{} has no mode {}: {mend}", quoted(&counterparty.id), quoted(name)))
    })
}

/// The mode that costs most with all that falls with it; the first of equals.
pub(super) fn costliest_mode(scenario: &Scenario, who: CounterpartyIndex) -> ModeIndex {
    let modes = scenario.counterparties()[who.0].modes.len();
    if modes == 1 {
        return ModeIndex(0);
    }
    let cost = |mode: usize| {
        let of_all: f64 = expected_ladder(scenario, (who, ModeIndex(mode))).iter().map(|rungs| rungs.marked).sum();
        if of_all.is_nan() { 0.0 } else { of_all }
    };
    let costs: Vec<f64> = (0..modes).map(cost).collect();
    ModeIndex((0..modes).fold(0, |most, mode| if costs[mode] > costs[most] { mode } else { most }))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::scenario::Options;

    fn read(words: &[&str]) -> Result<Event, String> {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/alem-who-keeps-the-keys.toml");
        let scenario = Scenario::load(&file, &Options::default()).unwrap();
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        Event::read(&scenario, &words).map_err(|error| error.to_string())
    }

    #[test]
    fn a_group_is_all_its_members() {
        assert_eq!(read(&["own-vaults"]).unwrap().failing.len(), 4);
        assert_eq!(read(&["binance"]).unwrap().failing.len(), 1, "a counterparty goes before a group of its name");
    }

    #[test]
    fn without_a_mode_the_costliest_is_taken_and_the_others_are_known() {
        let (named, event) =
            (read(&["binance-kazakhstan:insolvency"]).unwrap(), read(&["binance-kazakhstan"]).unwrap());
        assert_eq!(event.failing, named.failing);
        assert_eq!((event.other_modes.len(), named.other_modes.len()), (2, 0));
    }

    #[test]
    fn words_that_name_nothing_are_told_what_is_near() {
        let near =
            "\"binanse\" is neither a counterparty nor a group of alem-who-keeps-the-keys: did you mean \"binance\"?";
        assert_eq!(read(&["binanse"]).unwrap_err(), near);
        assert_eq!(
            read(&["binance-kazakhstan:insolvancy"]).unwrap_err(),
            "\"binance-kazakhstan\" has no mode \"insolvancy\": did you mean \"insolvency\"?"
        );
        assert!(read(&["binance", "binance:hack"]).unwrap_err().contains("named twice"));
    }
}
