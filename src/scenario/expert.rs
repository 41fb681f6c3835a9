//! Files of assumptions: what one expert believes of the numbers of a scenario.
//!
//! A statement is an address and a number, mostly with its range. It is set like `--set`, but its faults are shown in
//! the expert's own file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::address::{HAZARDS, parts, set};
use super::files::{Embedded, FileText, SCENARIO_LIMIT, read};
use super::include::parse;
use super::load::with_text;
use super::node::{Node, Value};
use super::provenance::Provenance;
use super::source::{Fault, ScenarioError, Sources, Span, quoted};
use super::{Scenario, check};

/// Parts of a scenario of which somebody can believe something.
const PARTS: [&str; 6] = ["market", "asset", "evidence", "self", "counterparty", "counterparty_copula"];

/// Most statements of one file.
const MOST_STATEMENTS: usize = 1_000;

/// What one expert believes.
#[derive(Clone, Debug)]
pub struct Expert {
    /// The expert, for people.
    pub title: String,
    /// Of which scenario, as a command would name it.
    pub scenario: Option<String>,
    /// Where all of it comes from.
    pub source: Option<String>,
    /// The statements, by address.
    pub statements: Vec<Statement>,
}

/// A number that an expert believes.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Of what, as `--set` takes it.
    pub address: String,
    /// The number.
    pub value: f64,
    /// Between which ends it may lie.
    pub range: Option<[f64; 2]>,
    /// Where it comes from.
    pub source: Option<String>,
    file: Arc<FileText>,
    place: Span,
    node: Node,
}

impl Expert {
    /// Reads a file of assumptions, TOML or JSON.
    ///
    /// # Errors
    ///
    /// When it can't be read or is refused; the message says where and how to mend it.
    pub fn load(path: &Path) -> Result<Self, ScenarioError> {
        let text = read(path, path, SCENARIO_LIMIT).map_err(ScenarioError::unread)?;
        Self::of(FileText { path: path.to_owned(), name: path.display().to_string(), text })
    }

    /// The same of a file embedded in the program; `None` where there is none.
    ///
    /// # Errors
    ///
    /// When it is refused.
    pub fn embedded(path: &str, files: Embedded) -> Option<Result<Self, ScenarioError>> {
        let (name, text) = files.iter().find(|(name, _)| *name == path)?;
        Some(Self::parse(text, name))
    }

    /// The same of a text; messages call it `name`.
    ///
    /// # Errors
    ///
    /// When it is refused.
    pub fn parse(text: &str, name: &str) -> Result<Self, ScenarioError> {
        Self::of(FileText { path: PathBuf::from(name), name: name.to_owned(), text: text.to_owned() })
    }

    fn of(file: FileText) -> Result<Self, ScenarioError> {
        let mut sources = Sources::default();
        let base = sources.add(file.name.clone(), file.path.clone(), file.text.clone());
        let file = Arc::new(file);
        let read = parse(&file.text, &file.path, base).and_then(|root| expert(&root, &file));
        read.map_err(|fault| sources.explain(fault))
    }

    /// What is said of an address.
    #[must_use]
    pub fn on(&self, address: &str) -> Option<&Statement> {
        self.statements.iter().find(|statement| statement.address == address)
    }
}

impl Statement {
    /// The same without its range.
    #[must_use]
    pub fn without_range(&self) -> Self {
        let number = Node::number(self.value, self.node.span);
        Self { range: None, node: number, ..self.clone() }
    }

    /// A refusal that points here.
    #[must_use]
    pub fn refuse(&self, why: String) -> ScenarioError {
        let mut sources = Sources::default();
        sources.add(self.file.name.clone(), self.file.path.clone(), self.file.text.clone());
        sources.explain(Fault::new(why).at(self.place))
    }

    /// Whether both are of one thing, so that they can't both hold: the same address, one within the other, or two ways
    /// to state one hazard.
    #[must_use]
    pub fn is_about_the_same_as(&self, other: &Self) -> bool {
        let within = |inner: &str, outer: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'));
        let (a, b) = (self.address.as_str(), other.address.as_str());
        let hazard = |address: &str| {
            let (table, key) = address.rsplit_once('.')?;
            HAZARDS.contains(&key).then(|| table.to_owned())
        };
        a == b || within(a, b) || within(b, a) || (hazard(a).is_some() && hazard(a) == hazard(b))
    }
}

impl Scenario {
    /// The same with these statements, checked anew; what is ranged elsewhere stays so.
    ///
    /// # Errors
    ///
    /// When one is refused.
    pub fn with_statements(&self, statements: &[Statement]) -> Result<Self, ScenarioError> {
        let Some(joined) = self.joined.as_ref().filter(|_| !statements.is_empty()) else { return Ok(self.clone()) };
        let (mut root, mut sources) = (joined.root.clone(), joined.sources.clone());
        let mut bases: Vec<(&Arc<FileText>, usize)> = Vec::new();
        let mut changed = Ok(());
        for Statement { address, file, place, node, .. } in statements {
            let known = bases.iter().find(|(known, _)| Arc::ptr_eq(known, file)).map(|(_, base)| *base);
            let base = known.unwrap_or_else(|| {
                let base = sources.add(file.name.clone(), joined.main.clone(), file.text.clone());
                bases.push((file, base));
                base
            });
            changed = changed.and_then(|()| set(&mut root, address, place.after(base), node.clone().after(base)));
        }
        let (files, main) = (joined.files.clone(), joined.main.clone());
        let made = changed.and_then(|()| with_text(root, files, main, &mut sources, joined.repair_correlation));
        let mut scenario = made.map_err(|fault| sources.explain(fault))?;
        self.rule(&mut scenario);
        Ok(scenario)
    }
}

fn expert(root: &Node, file: &Arc<FileText>) -> Result<Expert, Fault> {
    if let Some(key) = ["reserve", "asset", "include"].into_iter().find(|key| root.get(key).is_some()) {
        let mend = "a file of assumptions has one table, [assumptions]; compare scenarios without --assumptions";
        let span = root.get(key).map_or(root.span, |node| node.span);
        return Err(Fault::new(format!("this is a scenario, for it has `{key}`: {mend}")).at(span));
    }
    let heading = check::expert(root)?;
    let above = Provenance::of(root, Provenance::default());
    let Some(Value::Table(table)) = root.get("assumptions").map(|node| &node.value) else {
        let example = "\"counterparty.binance.annual_failure_probability\" = { value = 0.02, low = 0.01, high = 0.05 }";
        return Err(Fault::new(format!("a file of assumptions has a table [assumptions], with {example}"))
            .at(root.get("assumptions").map_or(root.span, |node| node.span)));
    };
    let mut statements: Vec<Statement> = Vec::new();
    for (key, (place, node)) in table {
        let statement = statement(key, *place, node, file, above)?;
        if let Some(other) = statements.iter().find(|other| other.is_about_the_same_as(&statement)) {
            let what = format!("{} and {} are of one thing: state one", quoted(key), quoted(&other.address));
            return Err(Fault::new(what).at(*place).and("the other is at", other.place));
        }
        statements.push(statement);
    }
    if statements.is_empty() || statements.len() > MOST_STATEMENTS {
        let what = format!("{} assumptions: write 1 to {MOST_STATEMENTS}", statements.len());
        return Err(Fault::new(what).at(root.get("assumptions").map_or(root.span, |node| node.span)));
    }
    let name = || file.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let (title, source) = (heading.title.unwrap_or_else(name), above.source.map(str::to_owned));
    Ok(Expert { title, scenario: heading.scenario, source, statements })
}

fn statement(
    key: &str,
    place: Span,
    node: &Node,
    file: &Arc<FileText>,
    above: Provenance<'_>,
) -> Result<Statement, Fault> {
    let address = one_way(key);
    let keys = parts(&address, place)?;
    let is_of_world = PARTS.contains(&keys[0]) || keys.starts_with(&["simulation", "claim_mark"]);
    if keys.len() < 2 {
        let mend = "write the whole address between quotes, such as \"asset.BNB.volatility\" = 0.7";
        return Err(Fault::new(format!("{} is only the beginning of an address: {mend}", quoted(key))).at(place));
    }
    if !is_of_world {
        let mend = "assumptions are of the market, of failures and of claims; change what is asked with --set";
        return Err(Fault::new(format!("{} is no assumption: {mend}", quoted(key))).at(place));
    }
    let (value, range) = check::belief(node)?;
    let source = Provenance::of(node, above).source.map(str::to_owned);
    let node = if range.is_some() { node.clone() } else { Node::number(value, node.span) };
    Ok(Statement { address, value, range, source, file: Arc::clone(file), place, node })
}

/// The address in the one order of those that mean the same: of a pair the alphabetical.
fn one_way(key: &str) -> String {
    match key.split('.').collect::<Vec<_>>().as_slice() {
        ["market", "correlation", a, b] if a > b => format!("market.correlation.{b}.{a}"),
        _ => key.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Options;

    const NORTH: &str = "counterparty.north.annual_failure_probability";
    const LOSS: &str = "counterparty.north.mode.insolvency.loss_given_failure";

    fn two() -> Scenario {
        let text = include_str!("../../scenarios/two-exchanges.toml");
        Scenario::parse(text, "two", &Options::default()).unwrap()
    }

    fn said(text: &str) -> Expert {
        Expert::parse(text, "a.toml").unwrap()
    }

    #[test]
    fn a_statement_is_a_set_with_its_range() {
        let expert = said(&format!("[assumptions]\n\"{NORTH}\" = {{ value = 0.1, low = 0.05, high = 0.2 }}\n"));
        let scenario = two().with_statements(&expert.statements).unwrap();
        assert_eq!(scenario.number_at(NORTH), Some(0.1));
        let ranged = scenario.ranged_inputs().iter().find(|input| input.address == NORTH).unwrap();
        assert_eq!((ranged.low, ranged.high), (0.05, 0.2));
        let plain: Vec<Statement> = expert.statements.iter().map(Statement::without_range).collect();
        let (plain, set) =
            (two().with_statements(&plain).unwrap(), two().with_sets(&[format!("{NORTH}=0.1")]).unwrap());
        assert_eq!(plain.hash(), set.hash());
    }

    #[test]
    fn a_range_where_a_law_stood_is_the_fixed_law_of_that_range() {
        let expert = said(&format!("[assumptions]\n\"{LOSS}\" = {{ value = 0.5, low = 0.2, high = 0.9 }}\n"));
        let scenario = two().with_statements(&expert.statements).unwrap();
        assert_eq!(scenario.text_at(&format!("{LOSS}.kind")), Some("fixed"));
        assert_eq!(scenario.number_at(&format!("{LOSS}.value")), Some(0.5));
        assert!(scenario.ranged_inputs().iter().any(|input| input.address == format!("{LOSS}.value")));
    }

    #[test]
    fn what_is_no_statement_is_refused_with_its_place() {
        for (text, place, part) in [
            ("[assumptions]\n\"asset.BTC.volatility\" = \"high\"", (2, 26), "a text came where a number"),
            ("[assumptions]\n\"asset.BTC.volatility\" = true", (2, 26), "true or false came where a number"),
            ("[assumptions]\nasset.BTC.volatility = 1", (2, 1), "the whole address between quotes"),
            ("[assumptions]\n\"asset..x\" = 1", (2, 1), "is not an address"),
            ("[assumptions]\n\"simulation.paths\" = 1", (2, 1), "change what is asked with --set"),
            ("[assumptions]\n\"reserve.one.initial_value\" = 1", (2, 1), "is no assumption"),
            ("[assumptions]\n\"asset.BTC.volatility\" = { value = 1, low = 0.5 }", (2, 26), "this range has one end"),
            ("[assumptions]\n\"asset.BTC.volatility\" = { value = 1, low = 2, high = 3 }", (2, 26), "out of order"),
            (
                "[assumptions]\n\"asset.BTC.volatility\" = { value = 1, lo = 0, high = 3 }",
                (2, 39),
                "did you mean \"low\"?",
            ),
            ("[assumption]\n\"asset.BTC.volatility\" = 1", (1, 2), "did you mean \"assumptions\"?"),
            ("title = \"x\"", (1, 1), "a table [assumptions]"),
            ("[assumptions]\n", (1, 1), "0 assumptions"),
            ("schema = 2\n[assumptions]\n\"asset.BTC.volatility\" = 1", (1, 10), "schema = 1"),
            ("[[reserve]]\nid = \"x\"", (1, 1), "this is a scenario"),
            (
                "[assumptions]\n\"self.intensity\" = 1\n\"self.annual_failure_probability\" = 1",
                (2, 1),
                "are of one thing",
            ),
            (
                "[assumptions]\n\"market.correlation.A.B\" = 1\n\"market.correlation.B.A\" = 1",
                (3, 1),
                "are of one thing",
            ),
            ("[assumptions]\n\"asset.BTC.volatility\" = nan", (2, 26), "finite"),
        ] {
            let error = Expert::parse(text, "a.toml").unwrap_err();
            assert!(error.to_string().contains(part), "{text}: {error}");
            assert_eq!(error.place(), Some(("a.toml", place.0, place.1)), "{text}: {error}");
        }
    }

    #[test]
    fn what_the_scenario_refuses_is_shown_in_the_experts_file() {
        for (line, column, part) in [
            ("\"counterparty.nort.annual_failure_probability\" = 0.1", 1, "did you mean \"north\"?"),
            ("\"counterparty.north.annual_failure_probabilty\" = 0.1", 1, "did you mean"),
            ("\"counterparty.north.annual_failure_probability\" = 1.5", 51, "1.5"),
            ("\"market.default_correlation\" = { value = 0.1, low = 0, high = 0.2 }", 32, "can't be a range"),
        ] {
            let expert = said(&format!("# an expert\n[assumptions]\n{line}\n"));
            let error = two().with_statements(&expert.statements).unwrap_err();
            assert!(error.to_string().contains(part), "{error}");
            assert_eq!(error.place(), Some(("a.toml", 3, column)), "{error}");
        }
    }
}
