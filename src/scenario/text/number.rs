//! Values with their places; numbers that may be ranges; laws.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::scenario::deserialize::PLACED;
use crate::scenario::provenance::{Confidence, Grounds};
use crate::scenario::source::{Fault, Span, hidden};

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::scenario) struct Placed<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Placed<T> {
    /// A fault at this value.
    pub fn fault(&self, message: impl Into<String>) -> Fault {
        Fault::new(message).at(self.span)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Placed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(PLACED, PlacedVisitor(PhantomData))
    }
}

struct PlacedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for PlacedVisitor<T> {
    type Value = Placed<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value with its place")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Placed<T>, A::Error> {
        let missing = || de::Error::custom("a value came without its place");
        let start = parts.next_element()?.ok_or_else(missing)?;
        let end = parts.next_element()?.ok_or_else(missing)?;
        let value = parts.next_element()?.ok_or_else(missing)?;
        Ok(Placed { value, span: Span { start, end } })
    }
}

impl<T: JsonSchema> JsonSchema for Placed<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// A number that may be a range; here the number that a plain run uses.
pub(in crate::scenario) type Ranged = Placed<RangedNumber>;

/// A number, or `{ value, low, high }`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::scenario) struct RangedNumber(pub f64);

/// A number with the range in which it may lie.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Range {
    /// What a plain run uses.
    value: Placed<f64>,
    /// The smallest that is plausible.
    low: Placed<f64>,
    /// The largest that is plausible.
    high: Placed<f64>,
    /// Where the range comes from.
    source: Option<Source>,
    /// How these figures are known.
    basis: Option<Grounds>,
    /// How sure their author is of them.
    confidence: Option<Confidence>,
}

impl<'de> Deserialize<'de> for RangedNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberVisitor)
    }
}

struct NumberVisitor;

impl<'de> Visitor<'de> for NumberVisitor {
    type Value = RangedNumber;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a number or a range { value, low, high }")
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<RangedNumber, E> {
        Ok(RangedNumber(number))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<RangedNumber, E> {
        Ok(RangedNumber(number as f64))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RangedNumber, A::Error> {
        let Range { value, low, high, .. } = Range::deserialize(MapAccessDeserializer::new(map))?;
        let (value, low, high) = (value.value, low.value, high.value);
        if low <= value && value <= high {
            return Ok(RangedNumber(value));
        }
        Err(de::Error::custom(format!(
            "this range is out of order: low ≤ value ≤ high is wanted, not {low}, {value}, {high}"
        )))
    }
}

impl JsonSchema for RangedNumber {
    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let range = generator.subschema_for::<Range>();
        json_schema!({ "description": "A number, or a range of which a plain run uses `value`.", "anyOf": [{ "type": "number" }, range] })
    }
}

/// A law from which an uncertain number is drawn.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::scenario) struct Law {
    /// Which law; it decides which of the other keys are wanted.
    pub kind: LawKind,
    /// Of a fixed law: its one value.
    pub value: Option<Ranged>,
    /// Of a uniform or triangular law: the smallest value.
    pub min: Option<Ranged>,
    /// Of a triangular law: its peak.
    pub mode: Option<Ranged>,
    /// Of a uniform or triangular law: the largest value.
    pub max: Option<Ranged>,
    /// Of a beta law: the mean.
    pub mean: Option<Ranged>,
    /// Of a beta law: the standard deviation.
    pub sd: Option<Ranged>,
    /// Of a beta law, instead of mean and sd: α.
    pub alpha: Option<Ranged>,
    /// Of a beta law, instead of mean and sd: β.
    pub beta: Option<Ranged>,
    /// Of a lognormal law (days only): the median.
    pub median: Option<Ranged>,
    /// Of a lognormal law (days only): the value that one draw in ten exceeds.
    pub p90: Option<Ranged>,
    /// Of an empirical law: the values that occur.
    pub values: Option<Vec<Ranged>>,
    /// Of an empirical law: how often each occurs; default: all alike.
    pub weights: Option<Vec<Ranged>>,
    /// Where the law comes from.
    pub source: Option<Source>,
    /// How these figures are known.
    pub basis: Option<Grounds>,
    /// How sure their author is of them.
    pub confidence: Option<Confidence>,
}

/// Where a figure comes from, in words: at most 2,000 characters.
#[derive(Clone, Debug)]
pub(in crate::scenario) struct Source;

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let words = String::deserialize(deserializer)?;
        unfit(&words, PROSE, is_prose).map_or(Ok(Self), |why| Err(de::Error::custom(why)))
    }
}

impl JsonSchema for Source {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Source".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "maxLength": PROSE })
    }
}

/// Most characters of a description or a source.
pub(in crate::scenario) const PROSE: usize = 2_000;

/// Whether prose may have the character though labels may not.
pub(in crate::scenario) fn is_prose(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t')
}

/// Why a text is not fit to be shown: it is too long, or holds a character that controls or turns text.
pub(in crate::scenario) fn unfit(text: &str, most: usize, allowed: fn(char) -> bool) -> Option<String> {
    let length = text.chars().count();
    if length > most {
        return Some(format!("this text has {length} characters: {most} is the limit"));
    }
    let found = text.chars().find(|c| hidden(*c) && !allowed(*c))?;
    Some(format!("this text holds the control or invisible character U+{:04X}: remove it", u32::from(found)))
}

/// The laws on the shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::scenario) enum LawKind {
    Fixed,
    Uniform,
    Triangular,
    Beta,
    Lognormal,
    Empirical,
}

/// A table whose keys are names chosen by the author; `source` is the one name that is taken.
#[derive(Clone, Debug)]
pub(in crate::scenario) struct Names<T> {
    pub entries: Vec<(Placed<String>, T)>,
    pub source: Option<Source>,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Names<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(NamesVisitor(PhantomData))
    }
}

struct NamesVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for NamesVisitor<T> {
    type Value = Names<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a table of names")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Names<T>, A::Error> {
        let mut names = Names { entries: Vec::new(), source: None };
        while let Some(name) = map.next_key::<Placed<String>>()? {
            if name.value == "source" {
                names.source = Some(map.next_value()?);
            } else {
                names.entries.push((name, map.next_value()?));
            }
        }
        Ok(names)
    }
}

impl<T: JsonSchema> JsonSchema for Names<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("NamesOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({ "type": "object", "properties": { "source": { "type": "string" } }, "additionalProperties": value })
    }
}
