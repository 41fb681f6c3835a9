//! The scenario as resolved: includes joined, sets applied, defaults filled in; again a scenario, as JSON.

use serde_json::{Map, Value as Json, json};
use sha2::{Digest, Sha256};

use super::check::Checked;
use super::node::{Node, Value};
use super::{Removal, Simulation};

/// Integers beyond this are not exact as floating-point numbers.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The joined file with what checking decided. `history_path` is where the history stands below the main folder.
pub(super) fn resolved(root: &Node, checked: &Checked, history_path: Option<String>) -> Json {
    let mut json = to_json(root);
    json["schema"] = json!(1);
    let stated = json.get("simulation").cloned().unwrap_or_default();
    json["simulation"] = simulation(stated, &checked.simulation);
    if let (Some(sha256), Some(path)) = (&checked.history_sha256, history_path) {
        json["market"]["history"]["file"] = json!(path);
        json["market"]["history"]["sha256"] = json!(sha256);
    }
    if !checked.repaired.is_empty() {
        let pair = |(a, b, value): &(String, String, f64)| json!({ "assets": [a, b], "value": value });
        json["market"]["correlation"] = checked.repaired.iter().map(pair).collect();
    }
    json
}

fn to_json(node: &Node) -> Json {
    match &node.value {
        Value::Text(text) => json!(text),
        Value::Whole(whole) => json!(whole),
        Value::Number(number) => json!(number),
        Value::Truth(truth) => json!(truth),
        Value::List(list) => list.iter().map(to_json).collect(),
        Value::Table(table) => {
            Json::Object(table.iter().map(|(key, (_, child))| (key.to_string(), to_json(child))).collect::<Map<_, _>>())
        }
    }
}

fn simulation(mut stated: Json, used: &Simulation) -> Json {
    let removal = match used.removal {
        Removal::Auto => "auto",
        Removal::All => "all",
        Removal::None => "none",
    };
    let mut marks = stated.get("claim_mark").cloned().unwrap_or_else(|| json!({}));
    for (key, mark) in [("petition-date", used.claim_mark_petition_date), ("in-kind", used.claim_mark_in_kind)] {
        if marks.get(key).is_none() {
            marks[key] = json!(mark);
        }
    }
    if stated.is_null() {
        stated = json!({});
    }
    for (key, value) in [
        ("paths", json!(used.paths)),
        ("seed", json!(used.seed)),
        ("horizon_days", json!(used.grid.horizon_days())),
        ("step_days", json!(used.grid.step_days)),
        ("levels", json!(used.levels)),
        ("loss_thresholds", json!(used.loss_thresholds)),
        ("claim_mark", marks),
        ("base_currency", json!(used.base_currency)),
        ("removal", json!(removal)),
    ] {
        stated[key] = value;
    }
    stated
}

/// SHA-256 in hex.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The hash of a resolved scenario: of its JSON without blanks, keys sorted, and 1.0 written as 1.
pub(crate) fn hash(resolved: &Json) -> String {
    let mut text = String::new();
    canonical(resolved, &mut text);
    sha256(text.as_bytes())
}

fn canonical(json: &Json, text: &mut String) {
    match json {
        Json::Object(map) => {
            // Sorted here, because other crates can switch serde_json to keep the order of insertion.
            let mut entries: Vec<(&String, &Json)> = map.iter().collect();
            entries.sort_unstable_by_key(|(key, _)| *key);
            surrounded(text, ['{', '}'], entries, |(key, value), text| {
                text.push_str(&json!(key).to_string());
                text.push(':');
                canonical(value, text);
            });
        }
        Json::Array(list) => surrounded(text, ['[', ']'], list, canonical),
        Json::Number(number) => match number.as_f64() {
            Some(whole) if whole.fract() == 0.0 && whole.abs() < EXACT => text.push_str(&format!("{:.0}", whole + 0.0)),
            _ => text.push_str(&number.to_string()),
        },
        other => text.push_str(&other.to_string()),
    }
}

fn surrounded<T>(
    text: &mut String,
    [open, close]: [char; 2],
    items: impl IntoIterator<Item = T>,
    write: impl Fn(T, &mut String),
) {
    text.push(open);
    for (at, item) in items.into_iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        write(item, text);
    }
    text.push(close);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_of_values_not_of_spelling() {
        let one: Json = serde_json::from_str(r#"{"a": 1.0, "b": [0.5, "x"]}"#).unwrap();
        let other: Json = serde_json::from_str(r#"{ "b": [5e-1, "x"], "a": 1 }"#).unwrap();
        assert_eq!(hash(&one), hash(&other));
        assert_eq!(hash(&one), sha256(br#"{"a":1,"b":[0.5,"x"]}"#));
        assert_ne!(hash(&one), hash(&json!({ "a": 1, "b": [0.5, "y"] })));
    }
}
