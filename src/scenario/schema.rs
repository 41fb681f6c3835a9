//! The JSON Schema of a scenario file, for editors: completion, descriptions, and errors while typing.

use serde_json::{Value, json};

use super::text;

/// The JSON Schema (draft 2020-12) of a scenario file or of a part that others include.
///
/// It knows keys and types; sums, references and ranges are checked by loading.
#[must_use]
pub fn schema() -> Value {
    let mut schema = Value::from(schemars::schema_for!(text::Scenario));
    without_null(&mut schema);
    schema
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
