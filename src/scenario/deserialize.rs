//! Nodes to the mirror structs of `text`, through serde; every error points at the node at fault.

use std::borrow::Cow;
use std::collections::btree_map;
use std::fmt::Display;

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeSeed, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

use super::node::{Node, Value};
use super::source::{Fault, Span, quoted};

/// The name under which `text::Placed` asks for a value together with its place.
pub(super) const PLACED: &str = "$linchpin::Placed";

/// Reads a mirror struct.
pub(super) fn read<'de, T: de::Deserialize<'de>>(node: &'de Node) -> Result<T, Fault> {
    T::deserialize(Reader(node))
}

/// One node as serde sees it.
#[derive(Clone, Copy)]
struct Reader<'de>(&'de Node);

impl<'de> de::Deserializer<'de> for Reader<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let result = match &self.0.value {
            Value::Text(text) => visitor.visit_borrowed_str(text),
            Value::Whole(whole) => visitor.visit_i64(*whole),
            Value::Number(number) => visitor.visit_f64(*number),
            Value::Truth(truth) => visitor.visit_bool(*truth),
            Value::List(list) => visitor.visit_seq(Items(list.iter())),
            Value::Table(table) => visitor.visit_map(Entries { entries: table.iter(), value: None }),
        };
        result.map_err(|fault| fault.at(self.0.span))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Fault> {
        if name == PLACED {
            visitor.visit_seq(Place { span: self.0.span, given: 0, value: self })
        } else {
            visitor.visit_newtype_struct(self)
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let Some(text) = self.0.as_text() else {
            let wanted = format!("{} came where one of {} is wanted", self.0.description(), alternatives(variants));
            return Err(Fault::new(wanted).at(self.0.span));
        };
        let word: StrDeserializer<'_, Fault> = text.into_deserializer();
        de::Deserializer::deserialize_enum(word, name, variants, visitor).map_err(|fault| fault.at(self.0.span))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map struct identifier ignored_any
    }
}

struct Items<'de>(std::slice::Iter<'de, Node>);

impl<'de> de::SeqAccess<'de> for Items<'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let Some(node) = self.0.next() else { return Ok(None) };
        seed.deserialize(Reader(node)).map(Some).map_err(|fault| fault.at(node.span))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Entries<'de> {
    entries: btree_map::Iter<'de, Cow<'static, str>, (Span, Node)>,
    value: Option<&'de Node>,
}

impl<'de> de::MapAccess<'de> for Entries<'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let Some((key, (span, value))) = self.entries.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(KeyReader { key, span: *span }).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let node = self.value.take().ok_or_else(|| Fault::new("a value was asked for before its key"))?;
        seed.deserialize(Reader(node)).map_err(|fault| fault.at(node.span))
    }
}

/// A key of a table as serde sees it.
#[derive(Clone, Copy)]
struct KeyReader<'de> {
    key: &'de str,
    span: Span,
}

impl<'de> de::Deserializer<'de> for KeyReader<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_borrowed_str(self.key).map_err(|fault: Fault| fault.at(self.span))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Fault> {
        if name == PLACED {
            visitor.visit_seq(Place { span: self.span, given: 0, value: self })
        } else {
            self.deserialize_any(visitor)
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// Start and end of a value, then the value.
struct Place<R> {
    span: Span,
    given: u8,
    value: R,
}

impl<'de, R: de::Deserializer<'de, Error = Fault> + Copy> de::SeqAccess<'de> for Place<R> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        self.given += 1;
        match self.given {
            1 => seed.deserialize(self.span.start.into_deserializer()).map(Some),
            2 => seed.deserialize(self.span.end.into_deserializer()).map(Some),
            3 => seed.deserialize(self.value).map(Some),
            _ => Ok(None),
        }
    }
}

impl de::Error for Fault {
    fn custom<T: Display>(message: T) -> Self {
        Fault::new(message.to_string())
    }

    fn invalid_type(came: Unexpected<'_>, wanted: &dyn de::Expected) -> Self {
        let wanted = wanted.to_string();
        if let (Unexpected::Float(number), "u32" | "u64") = (came, wanted.as_str()) {
            return not_whole(number);
        }
        let no_range = matches!((came, wanted.as_str()), (Unexpected::Map, "f64" | "u32" | "u64"));
        let why = if no_range { ": this number can't be a range" } else { "" };
        Fault::new(format!("{} came where {} is wanted{why}", plain(came), plain_type(&wanted)))
    }

    fn invalid_value(came: Unexpected<'_>, wanted: &dyn de::Expected) -> Self {
        Fault::new(format!("{} came where {} is wanted", plain(came), plain_type(&wanted.to_string())))
    }

    fn unknown_variant(word: &str, known: &'static [&'static str]) -> Self {
        Fault::new(format!("{} is not one of {}", quoted(word), alternatives(known)))
    }

    fn unknown_field(key: &str, known: &'static [&'static str]) -> Self {
        let nearest = nearest(key, known.iter().copied());
        let mend = match nearest {
            Some(near) => format!("did you mean {}?", quoted(near)),
            None => format!("known here are {}", alternatives(known)),
        };
        Fault::new(format!("the key {} is not known here: {mend}", quoted(key)))
    }

    fn missing_field(key: &'static str) -> Self {
        Fault::new(format!("this table lacks the key \"{key}\", which is required"))
    }
}

/// The known name that looks most like `name`, if any does.
pub(crate) fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    // A hostile name may be long; nothing that long is near anything.
    let name: String = name.chars().take(100).collect::<String>().to_lowercase();
    let likeness = |known: &str| strsim::jaro_winkler(&name, &known.to_lowercase());
    let near = known.into_iter().map(|known| (likeness(known), known)).filter(|(likeness, _)| *likeness > 0.8);
    near.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, known)| known)
}

fn alternatives(words: &[&str]) -> String {
    words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", ")
}

fn not_whole(number: f64) -> Fault {
    if number.fract() != 0.0 || !(0.0..=9e15).contains(&number) {
        return Fault::new(format!("{number} came where a whole number, 0 or more, is wanted"));
    }
    let digits = format!("{number:.0}");
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    let json = if digits == grouped { String::new() } else { format!(" (in JSON {digits})") };
    Fault::new(format!("a whole number is written without point and exponent: write {grouped}{json}"))
}

fn plain(came: Unexpected<'_>) -> String {
    match came {
        Unexpected::Str(text) => format!("the text {}", quoted(text)),
        Unexpected::Signed(number) => number.to_string(),
        Unexpected::Unsigned(number) => number.to_string(),
        Unexpected::Float(number) => number.to_string(),
        Unexpected::Bool(truth) => truth.to_string(),
        Unexpected::Seq => "a list".into(),
        Unexpected::Map => "a table".into(),
        other => other.to_string(),
    }
}

fn plain_type(wanted: &str) -> &str {
    match wanted {
        "f64" => "a number",
        "u32" | "u64" => "a whole number, 0 or more,",
        "a string" => "a text between quotes",
        "a boolean" => "true or false",
        "a sequence" => "a list, [ … ]",
        "a map" => "a table",
        "struct Law" => "a law, such as { kind = \"fixed\", value = 0.5 },",
        wanted if wanted.starts_with("struct ") => "a table",
        wanted => wanted,
    }
}
