//! Where two scenarios differ: their resolved texts, address by address.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Map, Value};

/// So much of a value is told.
const LETTERS: usize = 60;

/// What says nothing of what is simulated, or is told apart.
const LEFT_OUT: [&str; 8] = [
    "schema",
    "name",
    "title",
    "description",
    "simulation.seed",
    "simulation.paths",
    "simulation.removal",
    "tolerance",
];

/// One place where two scenarios differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Where.
    pub address: String,
    /// What stands there in the first; `None` for nothing.
    pub a: Option<String>,
    /// What stands there in the second.
    pub b: Option<String>,
}

/// All places where two resolved scenarios differ, in the order of their addresses.
pub(super) fn between(a: &Value, b: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    compare("", Some(a), Some(b), &mut found);
    found
}

fn compare(address: &str, a: Option<&Value>, b: Option<&Value>, found: &mut Vec<Difference>) {
    if a == b || LEFT_OUT.contains(&address) {
        return;
    }
    if let (Some(Value::Object(a)), Some(Value::Object(b))) = (a, b) {
        let keys: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
        keys.into_iter().for_each(|key| compare(&below(address, key), a.get(key), b.get(key), found));
    } else if let (Some(a), Some(b)) = (a.and_then(by_id), b.and_then(by_id)) {
        let ids: BTreeSet<&str> = a.iter().chain(&b).map(|(id, _)| *id).collect();
        let of = |list: &[(&str, &Map<String, Value>)], id: &str| {
            list.iter().find(|(other, _)| *other == id).map(|(_, map)| Value::Object((*map).clone()))
        };
        for id in ids {
            compare(&below(address, id), of(&a, id).as_ref(), of(&b, id).as_ref(), found);
        }
    } else {
        found.push(Difference { address: address.to_owned(), a: a.map(told), b: b.map(told) });
    }
}

fn below(address: &str, key: &str) -> String {
    if address.is_empty() { key.to_owned() } else { format!("{address}.{key}") }
}

/// The entries of a list by their ids, where all have one.
fn by_id(value: &Value) -> Option<Vec<(&str, &Map<String, Value>)>> {
    let entries = value.as_array().filter(|list| !list.is_empty())?.iter();
    entries.map(|entry| entry.as_object().and_then(|map| Some((map.get("id")?.as_str()?, map)))).collect()
}

/// As much of a value as one line holds.
fn told(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    if text.chars().count() <= LETTERS {
        return text;
    }
    format!("{}…", text.chars().take(LETTERS - 1).collect::<String>())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn differences_are_told_by_address() {
        let a = json!({"name": "one", "asset": [{"id": "BTC", "volatility": 0.5}, {"id": "ETH", "volatility": 0.7}],
                       "simulation": {"seed": 1, "levels": [0.9]}});
        let b = json!({"name": "other", "asset": [{"id": "ETH", "volatility": 0.8}], "reserve": "r".repeat(100),
                       "simulation": {"seed": 2, "levels": [0.9]}});
        let found = between(&a, &b);
        let addresses: Vec<&str> = found.iter().map(|one| one.address.as_str()).collect();
        assert_eq!(addresses, ["asset.BTC", "asset.ETH.volatility", "reserve"]);
        assert_eq!((found[1].a.as_deref(), found[1].b.as_deref()), (Some("0.7"), Some("0.8")));
        assert_eq!((found[2].a.as_deref(), found[2].b.as_ref().map(|text| text.chars().count())), (None, Some(60)));
        assert!(between(&a, &a).is_empty());
    }
}
