//! The JSON Schema of a scenario file, for editors: completion, descriptions, and errors while typing.

use serde_json::{Value, json};

use super::text;

/// The JSON Schema (draft 2020-12) of a scenario file or of a part that others include.
///
/// It knows keys, types, and the limits of single numbers; sums and references are checked by loading.
#[must_use]
pub fn schema() -> Value {
    let mut schema = Value::from(schemars::schema_for!(text::Scenario));
    without_null(&mut schema);
    with_limits(&mut schema);
    schema
}

/// What a key allows wherever it stands, beyond its type. Limits of numbers leave ranges alone.
fn limits(key: &str) -> Value {
    match key {
        "schema" => json!({ "const": 1 }),
        "id" => json!({ "pattern": "^[A-Za-z0-9_-]{1,64}$" }),
        "paths" | "horizon_days" | "step_days" | "cap" | "multiplier" => json!({ "minimum": 1 }),
        "annual_failure_probability" => json!({ "minimum": 0, "exclusiveMaximum": 1 }),
        "probability" => json!({ "minimum": 0, "maximum": 1 }),
        "price" | "initial_value" | "exposure_years" => json!({ "exclusiveMinimum": 0 }),
        "volatility" | "intensity" | "failures" | "sensitivity" | "weight" => json!({ "minimum": 0 }),
        _ => json!({}),
    }
}

/// Adds the limits of keys to every table.
fn with_limits(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Object(properties)) = map.get_mut("properties") {
                for (key, property) in properties {
                    if let (Value::Object(property), Value::Object(limits)) = (property, limits(key)) {
                        property.extend(limits);
                    }
                }
            }
            map.values_mut().for_each(with_limits);
        }
        Value::Array(list) => list.iter_mut().for_each(with_limits),
        _ => {}
    }
}

/// Takes `null` out: a key that is not stated is left out of a scenario, never null.
fn without_null(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Array(types)) = map.get_mut("type") {
                types.retain(|name| name != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    map.insert("type".into(), only);
                }
            }
            if let Some(Value::Array(choices)) = map.get_mut("anyOf") {
                choices.retain(|choice| choice != &json!({ "type": "null" }));
            }
            // Also says that a default is null, which no file could state.
            if map.get("default").is_some_and(Value::is_null) {
                map.remove("default");
            }
            map.values_mut().for_each(without_null);
        }
        Value::Array(list) => list.iter_mut().for_each(without_null),
        _ => {}
    }
}
