//! TOML to nodes.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::node::{Node, Value};
use super::source::{Fault, Span};

/// Reads a TOML document whose text begins at `base`.
pub(super) fn document(text: &str, base: usize) -> Result<Node, Fault> {
    let table = DeTable::parse(text).map_err(|error| fault(&error, base))?;
    let span = place(table.span(), base);
    Ok(Node { value: table_value(table.into_inner(), base)?, span })
}

/// Reads one TOML value, as `--set` gives it.
pub(super) fn value(text: &str, base: usize) -> Result<Node, Fault> {
    node(DeValue::parse(text).map_err(|error| fault(&error, base))?, base)
}

fn fault(error: &toml::de::Error, base: usize) -> Fault {
    let message = error.message().trim().replace('\n', ", ");
    let fault = Fault::new(format!("this is not TOML: {message}"));
    match error.span() {
        Some(range) => fault.at(place(range, base)),
        None => fault.at(Span { start: base, end: base }),
    }
}

fn place(range: std::ops::Range<usize>, base: usize) -> Span {
    Span { start: base + range.start, end: base + range.end }
}

fn table_value(table: DeTable<'_>, base: usize) -> Result<Value, Fault> {
    let entry = |(key, value): (Spanned<DeString<'_>>, _)| {
        let span = place(key.span(), base);
        Ok((String::from(key.into_inner()).into(), (span, node(value, base)?)))
    };
    table.into_iter().map(entry).collect::<Result<_, Fault>>().map(Value::Table)
}

fn node(value: Spanned<DeValue<'_>>, base: usize) -> Result<Node, Fault> {
    let span = place(value.span(), base);
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Boolean(truth) => Value::Truth(truth),
        DeValue::Integer(whole) => Value::Whole(
            i64::from_str_radix(whole.as_str(), whole.radix())
                .map_err(|_| Fault::new("this whole number is too large").at(span))?,
        ),
        DeValue::Float(number) => Value::Number(finite(number.as_str().parse(), span)?),
        DeValue::Datetime(_) => {
            return Err(
                Fault::new("a date has no place in a scenario: write it between quotes if it is a text").at(span)
            );
        }
        DeValue::Array(list) => Value::List(list.into_iter().map(|item| node(item, base)).collect::<Result<_, _>>()?),
        DeValue::Table(table) => table_value(table, base)?,
    };
    Ok(Node { value, span })
}

/// The largest number that a scenario may hold: its square is a number still.
pub(super) const LARGEST: f64 = 1e100;

/// The number, if it is one: NaN and infinity, which TOML has, mean nothing in a scenario.
pub(super) fn finite<E>(number: Result<f64, E>, span: Span) -> Result<f64, Fault> {
    match number {
        Ok(number) if number.abs() <= LARGEST => Ok(number),
        Ok(number) if number.is_finite() => {
            Err(Fault::new(format!("{number:e} is too large to reckon with: write a number up to {LARGEST:e}"))
                .at(span))
        }
        _ => Err(Fault::new("NaN, infinity and numbers too large for one are refused: write a finite number").at(span)),
    }
}
