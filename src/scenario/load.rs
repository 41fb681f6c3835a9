//! The doors: from files, embedded files or a text to a checked scenario.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::check::{self, Desk};
use super::ends::{self, Joined};
use super::files::{Embedded, FileText, Files, SCENARIO_LIMIT, read};
use super::include::Loader;
use super::node::Node;
use super::source::{Fault, ScenarioError, Sources, Span};
use super::{Scenario, Simulation, address, register, resolved, toml_text};

/// What the caller changes of a scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Changes, each `ADDRESS=VALUE`, in order; the value is TOML.
    pub sets: Vec<String>,
    /// Number of paths instead of the file's.
    pub paths: Option<u64>,
    /// Seed instead of the file's.
    pub seed: Option<u64>,
    /// Whether to replace a matrix that is no correlation by the nearest that is, with a warning.
    pub repair_correlation: bool,
}

impl Scenario {
    /// Reads and checks the scenario file at `path`, TOML or JSON, and all that it includes.
    ///
    /// # Errors
    ///
    /// When a file can't be read or is refused; the message says where and how to mend it.
    pub fn load(path: &Path, options: &Options) -> Result<Self, ScenarioError> {
        let text = read(path, path, SCENARIO_LIMIT).map_err(ScenarioError::unread)?;
        let shown = path.parent().unwrap_or(Path::new("")).to_owned();
        let folder = if shown.as_os_str().is_empty() { Path::new(".") } else { &shown };
        let unread = |error| ScenarioError::unread(format!("{} can't be read: {error}", folder.display()));
        let root = folder.canonicalize().map_err(unread)?;
        let below = path.file_name().map_or_else(|| path.to_owned(), PathBuf::from);
        let file = FileText { path: below, name: path.display().to_string(), text };
        build(Files::Disk { root, shown }, file, options)
    }

    /// Reads and checks the embedded scenario file `name`; what it includes is looked up in `files`.
    ///
    /// # Errors
    ///
    /// When there is no such file, or it is refused.
    pub fn embedded(name: &str, files: Embedded, options: &Options) -> Result<Self, ScenarioError> {
        let files = Files::Embedded(files);
        let file = files.open(Path::new(""), name, SCENARIO_LIMIT).map_err(ScenarioError::unread)?;
        build(files, file, options)
    }

    /// Checks the text of a scenario that names no other file; messages call it `name`.
    ///
    /// # Errors
    ///
    /// When it is refused.
    pub fn parse(text: &str, name: &str, options: &Options) -> Result<Self, ScenarioError> {
        let file = FileText { path: PathBuf::from(name), name: name.to_owned(), text: text.to_owned() };
        build(Files::Embedded(&[]), file, options)
    }
}

fn build(files: Files, main: FileText, options: &Options) -> Result<Scenario, ScenarioError> {
    let mut sources = Sources::default();
    joined_and_checked(files, main, options, &mut sources).map_err(|fault| sources.explain(fault))
}

fn joined_and_checked(
    files: Files,
    main: FileText,
    options: &Options,
    sources: &mut Sources,
) -> Result<Scenario, Fault> {
    let path = main.path.clone();
    let mut root = Loader::new(files.clone(), sources).load(main)?;
    apply(options, &mut root, &path, sources)?;
    with_text(root, files, path, sources, options.repair_correlation)
}

/// The scenario that a joined file describes, with that text: its ranges, and what is changed in it later, are checked
/// from it.
pub(super) fn with_text(
    root: Node,
    files: Files,
    main: PathBuf,
    sources: &mut Sources,
    repair_correlation: bool,
) -> Result<Scenario, Fault> {
    let mut scenario = checked(&root, &mut Desk { files: &files, sources, repair_correlation })?;
    let (inputs, places) = ends::inputs(&root, scenario.pools()).into_iter().unzip();
    scenario.ranged_inputs = inputs;
    let sources = sources.clone();
    scenario.joined = Some(Arc::new(Joined { root, files, sources, main, repair_correlation, places }));
    Ok(scenario)
}

impl Scenario {
    /// The same with changes, each `ADDRESS=VALUE` as after `--set`, checked anew; what is ranged elsewhere stays so.
    ///
    /// # Errors
    ///
    /// When a change is refused.
    pub fn with_sets(&self, sets: &[String]) -> Result<Self, ScenarioError> {
        let Some(joined) = &self.joined else { return Ok(self.clone()) };
        let Joined { root, files, sources, main, repair_correlation, .. } = &**joined;
        let (mut root, mut sources) = (root.clone(), sources.clone());
        let mut changes = sets.iter().map(|text| change(text, "--set", &mut root, main, &mut sources));
        let changed = changes
            .find_map(Result::err)
            .map_or(Ok(()), Err)
            .and_then(|()| with_text(root, files.clone(), main.clone(), &mut sources, *repair_correlation));
        let mut scenario = changed.map_err(|fault| sources.explain(fault))?;
        self.rule(&mut scenario);
        Ok(scenario)
    }

    /// How many paths are run and what is removed may have been changed since the text was read.
    pub(super) fn rule(&self, other: &mut Self) {
        let Simulation { paths, removal, .. } = self.simulation;
        other.simulation = Simulation { paths, removal, ..other.simulation.clone() };
    }
}

/// The scenario that a joined file describes, its ranged numbers at `value`.
fn checked(root: &Node, desk: &mut Desk<'_>) -> Result<Scenario, Fault> {
    let checked = check::scenario(root, desk)?;
    let history = root.get("market").and_then(|market| market.get("history")).and_then(|history| history.get("file"));
    let history = history.and_then(|file| Some(from_main_folder(desk.sources.path(file.span), file.as_text()?)));
    let resolved = resolved::resolved(root, &checked, history);
    Ok(Scenario {
        hash: resolved::hash(&resolved),
        resolved,
        assumptions: register::assumptions(root, desk.sources),
        ranged_inputs: Vec::new(),
        joined: None,
        name: checked.name,
        title: checked.title,
        description: checked.description,
        simulation: checked.simulation,
        tolerances: checked.tolerances,
        market: checked.market,
        pools: checked.pools,
        factors: checked.factors,
        counterparties: checked.counterparties,
        own_keys_stated: checked.own_keys_stated,
        groups: checked.groups,
        links: checked.links,
        copula: checked.copula,
        reserves: checked.reserves,
        warnings: checked.warnings,
    })
}

/// A path that stands in the file `from`, seen from the main scenario's folder.
fn from_main_folder(from: &Path, path: &str) -> String {
    from.parent().unwrap_or(Path::new("")).join(path).display().to_string()
}

/// Applies the caller's changes. Their texts are sources too, so that errors can point into them.
fn apply(options: &Options, root: &mut Node, main: &Path, sources: &mut Sources) -> Result<(), Fault> {
    for (key, number) in [("paths", options.paths), ("seed", options.seed)] {
        if let Some(number) = number {
            change(&format!("simulation.{key}={number}"), &format!("--{key}"), root, main, sources)?;
        }
    }
    for text in &options.sets {
        change(text, "--set", root, main, sources)?;
    }
    Ok(())
}

fn change(text: &str, name: &str, root: &mut Node, main: &Path, sources: &mut Sources) -> Result<(), Fault> {
    let base = sources.add(name.to_owned(), main.to_owned(), text.to_owned());
    let whole = Span { start: base, end: base + text.len() };
    let Some((address, value)) = text.split_once('=') else {
        let example = "such as --set asset.BNB.volatility=0.7";
        return Err(Fault::new(format!("a change is ADDRESS=VALUE, {example}")).at(whole));
    };
    let blanks = value.len() - value.trim_start().len();
    let start = base + address.len() + 1 + blanks;
    let node = toml_text::value(value.trim(), start).map_err(|fault| {
        // A number out of range is no text without its quotes.
        let is_text = value.trim().parse::<f64>().is_err();
        let mend = if is_text { "; a text needs quotes, '--set ADDRESS=\"text\"'" } else { "" };
        Fault::new(format!("{fault}{mend}")).at(Span { start, end: base + text.len() })
    })?;
    address::set(root, address.trim(), Span { start: base, end: base + address.len() }, node)
}
