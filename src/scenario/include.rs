//! Files joined to one: includes first, depth first and in order, then `[set]`, then the file itself.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::address::{self, HAZARDS, pair_of};
use super::book;
use super::files::{FileText, Files, SCENARIO_LIMIT};
use super::node::{Node, Table, Value};
use super::source::{Fault, Sources, Span, quoted};
use super::{json_text, toml_text};

/// Includes may go this deep.
const MAX_DEPTH: usize = 32;

/// Lists that are joined; any other is replaced by the including file's.
const JOINED: [&str; 5] = ["asset", "counterparty", "reserve", "tolerance", "market.correlation"];

/// Reads files and joins them.
pub(super) struct Loader<'s> {
    pub files: Files,
    pub sources: &'s mut Sources,
    /// The files from the main one to the one being read.
    open: Vec<PathBuf>,
    /// Files that were read; one that is included twice counts once.
    done: Vec<PathBuf>,
}

impl<'s> Loader<'s> {
    pub fn new(files: Files, sources: &'s mut Sources) -> Self {
        Self { files, sources, open: Vec::new(), done: Vec::new() }
    }

    /// Reads a file and all that it includes.
    pub fn load(&mut self, file: FileText) -> Result<Node, Fault> {
        let path = file.path.clone();
        let base = self.sources.add(file.name, file.path, file.text);
        let mut own = parse(self.sources.text(base), &path, base)?;
        let Value::Table(table) = &mut own.value else {
            return Err(Fault::new("a scenario is a table of keys and values, { … }").at(own.span));
        };
        let (include, set) = (table.remove("include"), table.remove("set"));
        refuse_pairs_twice(table)?;
        book::expand(table, &self.files, self.sources)?;
        self.open.push(path.clone());
        let mut joined = Node { value: Value::Table(Table::new()), span: own.span };
        if let Some((_, list)) = include {
            self.include(&mut joined, &list, &path)?;
        }
        if let Some((_, changes)) = set {
            apply(&mut joined, changes)?;
        }
        self.open.pop();
        self.done.push(path);
        Ok(Node {
            value: Value::Table(join(table_of(joined), table_of(own), "")),
            span: Span { start: base, end: base },
        })
    }

    fn include(&mut self, joined: &mut Node, list: &Node, from: &Path) -> Result<(), Fault> {
        let wanted = || Fault::new("`include` is a list of paths between quotes").at(list.span);
        for entry in list.as_list().ok_or_else(wanted)? {
            let path = entry.as_text().ok_or_else(|| wanted().at(entry.span))?;
            let file = self.files.open(from, path, SCENARIO_LIMIT).map_err(|words| Fault::new(words).at(entry.span))?;
            if self.open.contains(&file.path) {
                return Err(Fault::new("this include goes round in a circle: the file includes itself").at(entry.span));
            }
            if self.open.len() >= MAX_DEPTH {
                return Err(Fault::new(format!("includes go deeper than {MAX_DEPTH} files")).at(entry.span));
            }
            if !self.done.contains(&file.path) {
                let included = self.load(file)?;
                let below = std::mem::replace(&mut joined.value, Value::Truth(false));
                let Value::Table(below) = below else { continue };
                joined.value = Value::Table(join(below, table_of(included), ""));
            }
        }
        Ok(())
    }
}

fn table_of(node: Node) -> Table {
    if let Value::Table(table) = node.value { table } else { Table::new() }
}

/// Reads a text: JSON where its file is called so, or where it begins with a brace, which no TOML does.
pub(super) fn parse(text: &str, path: &Path, base: usize) -> Result<Node, Fault> {
    let is_called_json = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let is_json = is_called_json || text.trim_start().starts_with('{');
    if is_json { json_text::document(text, base) } else { toml_text::document(text, base) }
}

/// Applies the `[set]` table of a file to what it includes.
fn apply(joined: &mut Node, changes: Node) -> Result<(), Fault> {
    let Value::Table(table) = changes.value else {
        return Err(Fault::new("`set` is a table of addresses and values").at(changes.span));
    };
    let mut changes: Vec<_> = table.into_iter().collect();
    changes.sort_by_key(|(_, (place, _))| place.start);
    for (address, (place, value)) in changes {
        if address == "source" {
            continue;
        }
        if !address.contains('.') && value.as_table().is_some() {
            let mend = "write the whole address between quotes, such as \"asset.BNB.volatility\" = 0.7";
            return Err(
                Fault::new(format!("{} is only the beginning of an address: {mend}", quoted(&address))).at(place)
            );
        }
        address::set(joined, &address, place, value)?;
    }
    Ok(())
}

/// Joins an including table over an included one. `path` is where they stand, each key with a dot after it.
fn join(mut below: Table, above: Table, path: &str) -> Table {
    // At the top of a file `evidence` is the table of pools, not a hazard.
    let hazard = |key: &str| above.get(key).is_some_and(|(_, node)| !path.is_empty() || node.as_table().is_none());
    if HAZARDS.into_iter().any(hazard) {
        below.retain(|key, _| !HAZARDS.contains(&key.as_ref()));
    }
    for (key, (place, node)) in above {
        let here = format!("{path}{key}");
        let node = match below.remove(&key) {
            Some((_, included)) => join_values(included, node, &here),
            None => node,
        };
        below.insert(key, (place, node));
    }
    below
}

fn join_values(below: Node, above: Node, here: &str) -> Node {
    let whole = |node: &Node| node.get("kind").is_some() || node.is_range();
    // A law, a range or the like is one thing: half of one and half of another mean nothing.
    let one_thing = whole(&below) || whole(&above);
    let span = above.span;
    let value = match (below.value, above.value) {
        (Value::Table(below), Value::Table(above)) if !one_thing => {
            Value::Table(join(below, above, &format!("{here}.")))
        }
        (Value::List(below), Value::List(above)) if JOINED.contains(&here) => Value::List(join_lists(below, above)),
        (_, above) => above,
    };
    Node { value, span }
}

fn join_lists(mut below: Vec<Node>, above: Vec<Node>) -> Vec<Node> {
    let replaced: BTreeSet<[&str; 2]> = above.iter().filter_map(pair_of).collect();
    below.retain(|entry| pair_of(entry).is_none_or(|pair| !replaced.contains(&pair)));
    drop(replaced);
    below.extend(above);
    below
}

fn refuse_pairs_twice(table: &Table) -> Result<(), Fault> {
    let list = table.get("market").and_then(|(_, market)| market.get("correlation")).and_then(Node::as_list);
    let mut seen = BTreeMap::new();
    for entry in list.unwrap_or_default() {
        let Some(pair) = pair_of(entry) else { continue };
        if let Some(first) = seen.insert(pair, entry.span) {
            let what =
                format!("the correlation of {} and {} stands twice: remove one", quoted(pair[0]), quoted(pair[1]));
            return Err(Fault::new(what).at(entry.span).and("the first is at", first));
        }
    }
    Ok(())
}
