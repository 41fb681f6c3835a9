//! Ids and labels, and finding what an id names.

use std::collections::BTreeMap;

use crate::scenario::deserialize::nearest;
use crate::scenario::source::{Fault, Span, quoted};
use crate::scenario::text::{PROSE, Placed, is_prose, unfit};

/// Most characters of a label.
const LABEL: usize = 200;

/// An id: it names files, columns and addresses, so it is plain.
pub(super) fn id(text: &Placed<String>) -> Result<String, Fault> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if (1..=64).contains(&text.value.len()) && text.value.chars().all(plain) {
        return Ok(text.value.clone());
    }
    let wanted = "write 1 to 64 letters (a-z, A-Z), digits, `_` or `-`";
    Err(text.fault(format!("{} is not an id: {wanted}", quoted(&text.value))))
}

/// A label for people: short, and without characters that control or turn text.
pub(super) fn label(text: &Placed<String>) -> Result<String, Fault> {
    bounded(text, LABEL, |_| false)
}

/// Prose: like a label but longer, and it may have line breaks.
pub(super) fn prose(text: &Placed<String>) -> Result<String, Fault> {
    bounded(text, PROSE, is_prose)
}

fn bounded(text: &Placed<String>, most: usize, allowed: fn(char) -> bool) -> Result<String, Fault> {
    unfit(&text.value, most, allowed).map_or_else(|| Ok(text.value.clone()), |why| Err(text.fault(why)))
}

/// The label where one is stated, otherwise the id.
pub(super) fn label_or(text: Option<&Placed<String>>, id: &str) -> Result<String, Fault> {
    text.map_or_else(|| Ok(id.to_owned()), label)
}

/// Where the things of one kind stand, by id.
#[derive(Debug)]
pub(super) struct Index {
    what: &'static str,
    by_id: BTreeMap<String, (usize, Span)>,
}

impl Index {
    /// An index of ids, each once; the first stands at `first`.
    pub fn new<'t>(
        what: &'static str,
        first: usize,
        ids: impl Iterator<Item = &'t Placed<String>>,
    ) -> Result<Self, Fault> {
        let mut by_id = BTreeMap::new();
        for (at, text) in ids.enumerate() {
            let id = id(text)?;
            if let Some((_, first)) = by_id.insert(id, (first + at, text.span)) {
                let message = format!("the {what} {} is defined twice: remove or rename one", quoted(&text.value));
                return Err(text.fault(message).and("the first is at", first));
            }
        }
        Ok(Self { what, by_id })
    }

    /// Adds what is defined without a file.
    pub fn add(&mut self, id: &str, position: usize) {
        self.by_id.insert(id.to_owned(), (position, Span { start: 0, end: 0 }));
    }

    /// Where the thing stands that `name` names.
    pub fn find(&self, name: &Placed<String>) -> Result<usize, Fault> {
        if let Some((position, _)) = self.by_id.get(&name.value) {
            return Ok(*position);
        }
        let mend = match nearest(&name.value, self.by_id.keys().map(String::as_str)) {
            Some(near) => format!("did you mean {}?", quoted(near)),
            None => "define it, or correct the name".into(),
        };
        Err(name.fault(format!("there is no {} {}: {mend}", self.what, quoted(&name.value))))
    }

    /// Whether something is called `id`.
    pub fn has(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// All ids, for a message.
    pub fn names(&self) -> String {
        self.by_id.keys().map(|id| quoted(id)).collect::<Vec<_>>().join(", ")
    }
}
