//! Ranged numbers: where a node has them, and the node with one of them at an end.

use serde::{Deserialize, Serialize};

use super::node::{Node, Value};
use super::source::Span;
use crate::distribution::Beta;

/// The way to a ranged number: where the value stands among those of its table or list, table by table.
pub(super) type Way = Vec<usize>;

/// An end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum End {
    /// The smallest value that is plausible.
    Low,
    /// The largest.
    High,
}

impl End {
    /// The other end.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Low => Self::High,
            Self::High => Self::Low,
        }
    }
}

/// The ways to all ranged numbers in a node.
pub(super) fn ways(node: &Node) -> Vec<Way> {
    let mut found = Vec::new();
    search(node, &mut Vec::new(), &mut found);
    found
}

fn search(node: &Node, way: &mut Way, found: &mut Vec<Way>) {
    if node.is_range() {
        found.push(way.clone());
        return;
    }
    match &node.value {
        Value::Table(table) => search_all(table.values().map(|(_, child)| child), way, found),
        Value::List(list) => search_all(list.iter(), way, found),
        _ => {}
    }
}

fn search_all<'n>(children: impl Iterator<Item = &'n Node>, way: &mut Way, found: &mut Vec<Way>) {
    for (at, child) in children.enumerate() {
        way.push(at);
        search(child, way, found);
        way.pop();
    }
}

/// Where a ranged number goes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Target {
    /// To an end of its range.
    End(End),
    /// To a value.
    Value(f64),
}

/// The node with the ranged number at `way` somewhere else in its range.
///
/// The standard deviation of a beta law beside it, or itself, is cut to ½√(m(1 − m)) where it is larger.
pub(super) fn moved(node: &Node, way: &[usize], to: Target) -> Node {
    let mut changed = node.clone();
    let Some((last, parents)) = way.split_last() else { return number_at(node, to) };
    let parent = parents.iter().try_fold(&mut changed, |node, at| child(node, *at));
    if let Some(parent) = parent {
        if let Some(number) = child(parent, *last) {
            *number = number_at(number, to);
        }
        cut_deviation(parent);
    }
    changed
}

fn child(node: &mut Node, at: usize) -> Option<&mut Node> {
    match &mut node.value {
        Value::Table(table) => table.values_mut().nth(at).map(|(_, child)| child),
        Value::List(list) => list.get_mut(at),
        _ => None,
    }
}

fn number_at(range: &Node, to: Target) -> Node {
    let key = match to {
        Target::End(End::Low) => "low",
        Target::End(End::High) => "high",
        Target::Value(value) => return Node::number(value, range.span),
    };
    range.get(key).unwrap_or(range).clone()
}

fn cut_deviation(law: &mut Node) {
    let number = |key| {
        law.get(key)
            .and_then(|node| if node.is_range() { node.get("value") } else { Some(node) })
            .and_then(Node::as_number)
    };
    let (Some("beta"), Some(mean), Some(sd)) = (law.get("kind").and_then(Node::as_text), number("mean"), number("sd"))
    else {
        return;
    };
    let limit = Beta::largest_sd(mean);
    let Value::Table(table) = &mut law.value else { return };
    if let Some((place, stated)) = table.get_mut("sd")
        && sd > limit
    {
        let place: Span = *place;
        *stated = Node::number(limit, place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::toml_text;

    fn number(node: &Node, keys: &[&str]) -> f64 {
        keys.iter().fold(node, |node, key| node.get(key).unwrap()).as_number().unwrap()
    }

    #[test]
    fn one_number_goes_to_its_end_and_the_others_stay() {
        let text = "x = { value = 2, low = 1, high = 3 }\nlaw = { kind = \"fixed\", value = { value = 5, low = 4, high = 6 } }";
        let node = toml_text::document(text, 0).unwrap();
        let ways = ways(&node);
        assert_eq!(ways.len(), 2);
        let changed = moved(&node, &ways[0], Target::End(End::High));
        assert_eq!((number(&changed, &["law", "value"]), number(&changed, &["x", "value"])), (6.0, 2.0));
    }

    #[test]
    fn the_deviation_of_a_beta_law_is_cut_at_the_ends_of_its_mean() {
        let text = "kind = \"beta\"\nmean = { value = 0.5, low = 0.1, high = 0.9 }\nsd = 0.3";
        let node = toml_text::document(text, 0).unwrap();
        let way = &ways(&node)[0];
        assert!((number(&moved(&node, way, Target::End(End::Low)), &["sd"]) - 0.15).abs() < 1e-15);
        assert!((number(&moved(&node, way, Target::End(End::High)), &["mean"]) - 0.9).abs() < 1e-15);
    }
}
