//! What ties counterparties together: factors, groups, circles of falls, and anchors.

use super::counterparty::SELF;
use super::label::Index;
use crate::failure::{Anchor, Counterparty, Group};
use crate::scenario::source::{Fault, quoted};
use crate::scenario::text::{self, Placed};
use crate::units::CounterpartyIndex;

/// The factors behind thresholds, in the order in which they are first named.
pub(super) fn factors(text: &text::Scenario) -> Result<(Vec<String>, Index), Fault> {
    let mut names = Vec::new();
    let mut index = Index::new("factor", 0, std::iter::empty())?;
    for counterparty in &text.counterparty {
        for (name, _) in counterparty.loadings.iter().flat_map(|loadings| &loadings.entries) {
            let id = super::label::id(name)?;
            if !index.has(&id) {
                index.add(&id, names.len());
                names.push(id);
            }
        }
    }
    Ok((names, index))
}

/// Groups in the order of their first members; own keys are the first.
pub(super) fn groups(text: &text::Scenario) -> Result<(Vec<Group>, Index), Fault> {
    let own_keys = Group { id: SELF.into(), members: vec![CounterpartyIndex::OWN_KEYS] };
    let mut groups = vec![own_keys];
    let mut index = Index::new("group", 0, std::iter::empty())?;
    for (at, counterparty) in text.counterparty.iter().enumerate() {
        let name: &Placed<String> = counterparty.group.as_ref().unwrap_or(&counterparty.id);
        if name.value == SELF {
            return Err(name.fault("`self` is the group of own keys alone: choose another name"));
        }
        let id = super::label::id(name)?;
        if !index.has(&id) {
            index.add(&id, groups.len());
            groups.push(Group { id, members: Vec::new() });
        }
        let group = index.find(name)?;
        groups[group].members.push(CounterpartyIndex(at + 1));
    }
    Ok((groups, index))
}

/// Refuses counterparties that fall with one another in a circle.
pub(super) fn refuse_circles(text: &[text::Counterparty], counterparties: &[Counterparty]) -> Result<(), Fault> {
    let mut waiting: Vec<usize> = counterparties.iter().map(|counterparty| counterparty.fails_with.len()).collect();
    let mut followers = vec![Vec::new(); counterparties.len()];
    for (at, counterparty) in counterparties.iter().enumerate() {
        for entry in &counterparty.fails_with {
            followers[entry.trigger.0].push(at);
        }
    }
    let mut free: Vec<usize> = (0..waiting.len()).filter(|at| waiting[*at] == 0).collect();
    while let Some(at) = free.pop() {
        for follower in &followers[at] {
            waiting[*follower] -= 1;
            if waiting[*follower] == 0 {
                free.push(*follower);
            }
        }
    }
    // Who still waits is in a circle or behind one; walking back along triggers that wait leads into it.
    let Some(mut at) = waiting.iter().position(|count| *count > 0) else { return Ok(()) };
    let back =
        |at: usize| counterparties[at].fails_with.iter().position(|entry| waiting[entry.trigger.0] > 0).unwrap_or(0);
    for _ in 0..counterparties.len() {
        at = counterparties[at].fails_with[back(at)].trigger.0;
    }
    let entry = &text[at - 1].fails_with[back(at)].counterparty;
    let (id, trigger) = (quoted(&counterparties[at].id), quoted(&entry.value));
    let mend = "remove one of these entries";
    Err(entry
        .fault(format!("a circle of fails_with: {id} falls with {trigger}, which falls with {id} in turn: {mend}")))
}

/// Anchors as they act: `Baseline` where neither stress nor a multiplier above 1 can move the intensity.
pub(super) fn resolve_anchors(counterparties: &mut [Counterparty]) {
    let raised = |raise: f64| raise > 1.0;
    let mut moved: Vec<bool> = counterparties
        .iter()
        .map(|counterparty| counterparty.stress.is_some_and(|stress| stress.sensitivity > 0.0 && stress.cap > 1.0))
        .collect();
    for counterparty in &*counterparties {
        for (target, raise) in &counterparty.raises {
            moved[target.0] |= raised(raise.multiplier);
        }
    }
    for (at, counterparty) in counterparties.iter().enumerate() {
        if !counterparty.raises_all.is_some_and(|raise| raised(raise.multiplier)) {
            continue;
        }
        let mut named: Vec<usize> = counterparty.raises.iter().map(|(target, _)| target.0).collect();
        named.sort_unstable();
        for (target, moved) in moved.iter_mut().enumerate().skip(1) {
            *moved |= target != at && named.binary_search(&target).is_err();
        }
    }
    for (counterparty, moved) in counterparties.iter_mut().zip(moved) {
        if !moved {
            counterparty.anchor = Anchor::Baseline;
        }
    }
}
