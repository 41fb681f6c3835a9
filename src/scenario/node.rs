//! Text that has been read but not yet understood: values, each with the place where it stands.
//!
//! Includes, `[set]` and `--set` work on these; what they yield is still text.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::source::Span;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    pub value: Value,
    pub span: Span,
}

/// A value of TOML or JSON. Dates have no use in a scenario.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    Whole(i64),
    Number(f64),
    Truth(bool),
    List(Vec<Node>),
    Table(Table),
}

/// Keys in alphabetical order; where each stands, and its value.
pub(super) type Table = BTreeMap<Cow<'static, str>, (Span, Node)>;

impl Node {
    pub fn text(text: impl Into<String>, span: Span) -> Self {
        Self { value: Value::Text(text.into()), span }
    }

    pub fn number(number: f64, span: Span) -> Self {
        Self { value: Value::Number(number), span }
    }

    pub fn table(entries: impl IntoIterator<Item = (&'static str, Node)>, span: Span) -> Self {
        let table = entries.into_iter().map(|(key, node)| (Cow::Borrowed(key), (span, node))).collect();
        Self { value: Value::Table(table), span }
    }

    /// The same where its text begins at `base`.
    pub fn after(self, base: usize) -> Self {
        let value = match self.value {
            Value::List(list) => Value::List(list.into_iter().map(|node| node.after(base)).collect()),
            Value::Table(table) => {
                let entry = |(key, (place, node)): (_, (Span, Self))| (key, (place.after(base), node.after(base)));
                Value::Table(table.into_iter().map(entry).collect())
            }
            other => other,
        };
        Self { value, span: self.span.after(base) }
    }

    pub fn as_table(&self) -> Option<&Table> {
        if let Value::Table(table) = &self.value { Some(table) } else { None }
    }

    pub fn as_list(&self) -> Option<&[Node]> {
        if let Value::List(list) = &self.value { Some(list) } else { None }
    }

    pub fn as_text(&self) -> Option<&str> {
        if let Value::Text(text) = &self.value { Some(text) } else { None }
    }

    pub fn as_number(&self) -> Option<f64> {
        match self.value {
            Value::Number(number) => Some(number),
            Value::Whole(whole) => Some(whole as f64),
            _ => None,
        }
    }

    /// What stands at `key` of a table.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_table()?.get(key).map(|(_, node)| node)
    }

    /// Whether this is a number with a range, `{ value, low, high }`.
    pub fn is_range(&self) -> bool {
        let stated = |key| self.get(key).is_some();
        stated("value") && !stated("kind") && (stated("low") || stated("high"))
    }

    /// What a person calls such a value.
    pub fn description(&self) -> &'static str {
        match self.value {
            Value::Text(_) => "a text",
            Value::Whole(_) | Value::Number(_) => "a number",
            Value::Truth(_) => "true or false",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        }
    }
}
