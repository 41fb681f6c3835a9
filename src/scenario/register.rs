//! The assumption register: every number and law on which a result rests, and where it comes from.

use super::address::{name_of, pair_of};
use super::check::law_in_words;
use super::node::{Node, Value};
use super::provenance::Provenance;
use super::source::Sources;
use super::{Assumption, Described};

/// Tables of the file whose numbers are assumptions, in the order of the report.
const PARTS: [&str; 6] = ["market", "asset", "evidence", "self", "counterparty", "counterparty_copula"];

/// Texts that decide as much as a number does.
const CHOICES: [&str; 4] = ["anchor", "evidence", "recovery_basis", "claim_survives"];

/// All assumptions of a joined file.
pub(super) fn assumptions(root: &Node, sources: &Sources) -> Vec<Assumption> {
    let simulation = root.get("simulation");
    let currency = simulation.and_then(|simulation| simulation.get("base_currency")).and_then(Node::as_text);
    let mut register = Register { sources, currency: currency.unwrap_or("USD"), list: Vec::new() };
    let source = Provenance::of(root, Provenance::default());
    for part in PARTS {
        if let Some(node) = root.get(part) {
            register.visit(node, part.to_owned(), source);
        }
    }
    if let Some(simulation) = simulation
        && let Some(marks) = simulation.get("claim_mark")
    {
        register.visit(marks, "simulation.claim_mark".into(), Provenance::of(simulation, source));
    }
    for reserve in root.get("reserve").and_then(Node::as_list).unwrap_or_default() {
        if let (Some(name), Some(value)) = (name_of(reserve), reserve.get("initial_value")) {
            register.visit(value, format!("reserve.{name}.initial_value"), Provenance::of(reserve, source));
        }
    }
    register.list
}

struct Register<'s> {
    sources: &'s Sources,
    currency: &'s str,
    list: Vec<Assumption>,
}

impl Register<'_> {
    fn visit(&mut self, node: &Node, address: String, above: Provenance<'_>) {
        let source = Provenance::of(node, above);
        match &node.value {
            Value::Whole(_) | Value::Number(_) => self.add(address, in_words(node), None, source),
            Value::Table(_) if node.is_range() => {
                self.add(address, node.get("value").map_or(String::new(), in_words), Some(node), source)
            }
            Value::Table(table) => {
                let law = law_in_words(node);
                let is_law = law.is_some();
                if let Some(law) = law {
                    self.add_described(address.clone(), Described::Law(law), source);
                }
                for (key, (_, child)) in table {
                    let here = format!("{address}.{key}");
                    if CHOICES.contains(&key.as_ref())
                        && (child.as_text().is_some() || child.value == Value::Truth(true))
                    {
                        self.add(here, in_words(child), None, source);
                    } else if !is_law || child.is_range() {
                        self.visit(child, here, source);
                    }
                }
            }
            Value::List(list) => self.visit_list(list, &address, source),
            Value::Text(_) | Value::Truth(_) => {}
        }
    }

    fn visit_list(&mut self, list: &[Node], address: &str, source: Provenance<'_>) {
        if let Some(book) = list.iter().find(|entry| self.sources.is_book(entry.span)) {
            let rows = list.iter().filter(|entry| self.sources.is_book(entry.span)).count();
            let book = Described::Book { rows: rows as u64, file: self.sources.name(book.span).to_owned() };
            self.add_described(format!("{address}_file"), book, source);
        }
        for (at, entry) in list.iter().enumerate().filter(|(_, entry)| !self.sources.is_book(entry.span)) {
            if let Some([a, b]) = pair_of(entry) {
                let source = Provenance::of(entry, source);
                self.add(
                    format!("{address}.{a}.{b}"),
                    entry.get("value").map_or(String::new(), in_words),
                    None,
                    source,
                );
            } else {
                let name = name_of(entry).map_or_else(|| (at + 1).to_string(), str::to_owned);
                self.visit(entry, format!("{address}.{name}"), source);
            }
        }
    }

    fn add(&mut self, address: String, value: String, range: Option<&Node>, from: Provenance<'_>) {
        let end = |key| range.and_then(|range| range.get(key)).and_then(Node::as_number);
        let (low, high) = (end("low"), end("high"));
        let (unit, basis) = (unit(&address, self.currency), from.basis_of(&address));
        let (source, confidence) = (from.source.map(str::to_owned), from.confidence);
        self.list.push(Assumption { address, value, described: None, unit, low, high, source, basis, confidence });
    }

    fn add_described(&mut self, address: String, described: Described, from: Provenance<'_>) {
        self.add(address, described.to_string(), None, from);
        if let Some(last) = self.list.last_mut() {
            last.described = Some(described);
        }
    }
}

/// The unit of what stands at an address; empty for choices and plain numbers.
fn unit(address: &str, currency: &str) -> String {
    let of_key = |key: &str| match key {
        "annual_failure_probability" => Some("share a year"),
        "intensity" | "per_year" | "volatility" | "initial_volatility" | "drift" => Some("a year"),
        "failures" => Some("events"),
        "exposure_years" => Some("years"),
        "recovery_delay_days" | "recovers_after_days" | "half_life_days" | "mean_block_days" => Some("days"),
        "loss_given_failure" | "escape_fraction" | "market_drawdown" | "drawdown" | "probability" | "claim_mark" => {
            Some("share")
        }
        "price" | "peak" | "initial_value" => Some(currency),
        "average_daily_volume" => Some("money a day"),
        _ => None,
    };
    // Parameters of a law have the unit of the law, which stands before them.
    address.rsplit('.').take(2).find_map(of_key).unwrap_or_default().to_owned()
}

fn in_words(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => text.clone(),
        Value::Whole(whole) => whole.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Truth(truth) => truth.to_string(),
        Value::List(_) | Value::Table(_) => String::new(),
    }
}
