//! What stands above the statements of a file of assumptions, and the form of each.

use super::label;
use crate::scenario::deserialize::read;
use crate::scenario::node::Node;
use crate::scenario::source::Fault;
use crate::scenario::text;

/// What is said of the expert.
pub(in crate::scenario) struct Heading {
    pub title: Option<String>,
    pub scenario: Option<String>,
}

/// Checks all but the statements.
pub(in crate::scenario) fn expert(root: &Node) -> Result<Heading, Fault> {
    let text: text::Expert = read(root)?;
    if let Some(schema) = text.schema.filter(|schema| schema.value != 1) {
        let what = format!("schema {} is not known to this program: it reads schema = 1", schema.value);
        return Err(schema.fault(what));
    }
    let told = |text: Option<&text::Placed<String>>| text.map(label::label).transpose();
    Ok(Heading { title: told(text.title.as_ref())?, scenario: told(text.scenario.as_ref())? })
}

/// The number that is believed, and its range if it has one.
pub(in crate::scenario) fn belief(node: &Node) -> Result<(f64, Option<[f64; 2]>), Fault> {
    if let Some(number) = node.as_number() {
        return Ok((number, None));
    }
    if node.as_table().is_none() {
        let wanted = "a number or a range { value, low, high } is wanted";
        return Err(Fault::new(format!("{} came where {wanted}", node.description())).at(node.span));
    }
    let text: text::Belief = read(node)?;
    let range = match (text.low, text.high) {
        (None, None) => return Ok((text.value.value, None)),
        (Some(low), Some(high)) => [low.value, high.value],
        _ => return Err(Fault::new("this range has one end: write both low and high, or neither").at(node.span)),
    };
    let ([low, high], value) = (range, text.value.value);
    if low <= value && value <= high {
        return Ok((value, Some(range)));
    }
    let what = format!("this range is out of order: low ≤ value ≤ high is wanted, not {low}, {value}, {high}");
    Err(Fault::new(what).at(node.span))
}
