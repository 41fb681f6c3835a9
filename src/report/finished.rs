//! The folder of a finished run, read again.
//!
//! What stands on a disk may have been cut off, changed, or written by another version or program: it is checked
//! before anything is made of it, and a refusal says how to mend it.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

use super::folder::PROGRAM;
use super::paths;
use super::record::Record;
use crate::assessment::{Assessment, NUMBERS, SCHEMA};
use crate::pairing::Yields;
use crate::scenario::{Options, Scenario};

/// Why a folder can't be read as that of a finished run.
#[derive(Debug, Error)]
pub enum NotARun {
    /// There is nothing.
    #[error("there is no folder {}: name one that `linchpin run` wrote, such as {}", .0.display(), like(.0).display())]
    NoFolder(PathBuf),
    /// It has no `run.json`.
    #[error(
        "{} is not the folder of a run, for it has no run.json: name one that `linchpin run` wrote, such as \
         output/alem-bnb-or-btc",
        .0.display()
    )]
    NoRecord(PathBuf),
    /// Its `run.json` is of something else.
    #[error("{} was not written by `linchpin run`: name the folder of a run, such as output/alem-bnb-or-btc", .0.display())]
    Foreign(PathBuf),
    /// A file is missing or can't be read.
    #[error("{} can't be read: {source}; {}", path.display(), AGAIN)]
    Unread {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file is not what a run writes.
    #[error("{} is not what a run of this version writes: {reason}; {}", path.display(), AGAIN)]
    Broken {
        /// Which.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Its prices are drawn from a file that the folder doesn't hold.
    #[error(
        "{} can't be run again from its run.json, for its history of prices stands in a file of its own: name the scenario itself",
        .0.display()
    )]
    History(PathBuf),
    /// A file has another shape.
    #[error(
        "{} has schema {found} and this program reads schema {}: use the version of Linchpin that wrote it ({version}), or make \
         the run again with this one",
        path.display(),
        SCHEMA
    )]
    OtherSchema {
        /// Which.
        path: PathBuf,
        /// Its schema.
        found: u64,
        /// The version that wrote it.
        version: String,
    },
}

/// The folder that was meant, where a run stands under that name among all runs; else one for example.
fn like(folder: &Path) -> PathBuf {
    let among_runs = Path::new("output").join(folder);
    if among_runs.join("run.json").is_file() { among_runs } else { Path::new("output").join("alem-bnb-or-btc") }
}

/// How a folder that isn't whole is mended.
const AGAIN: &str = "the folder was changed or is not whole, so make the run again with `linchpin run`";

/// A finished run, as far as it was read.
#[derive(Clone, Debug)]
pub struct FinishedRun {
    /// Its folder.
    pub folder: PathBuf,
    /// What made it.
    pub record: Record,
    /// `run.json` as it stands.
    pub(super) record_text: Vec<u8>,
}

impl FinishedRun {
    /// Reads what made the run in `folder`.
    ///
    /// # Errors
    ///
    /// When there is no such folder, when it isn't that of a run, or when `run.json` is broken.
    pub fn open(folder: &Path) -> Result<Self, NotARun> {
        if !folder.exists() {
            return Err(NotARun::NoFolder(folder.to_owned()));
        }
        let path = folder.join("run.json");
        let record_text = fs::read(&path).map_err(|source| match source.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => NotARun::NoRecord(folder.to_owned()),
            _ => NotARun::Unread { path: path.clone(), source },
        })?;
        let mark: Mark = parsed(&path, &record_text)?;
        // Calibrations and evidence name what they are of; a run has a scenario.
        if mark.program.as_deref() != Some(PROGRAM) || mark.scenario_hash.is_none() {
            return Err(NotARun::Foreign(path));
        }
        Ok(Self { folder: folder.to_owned(), record: parsed(&path, &record_text)?, record_text })
    }

    /// The scenario of the run as it was resolved, with other paths or another seed where `options` say so.
    ///
    /// # Errors
    ///
    /// When it is not what the run's hash says, or can't be checked again: a history of prices stands in a file of its
    /// own.
    pub fn scenario(&self, options: &Options) -> Result<Scenario, NotARun> {
        let path = self.folder.join("run.json");
        let broken = |reason: String| NotARun::Broken { path: path.clone(), reason };
        let Record { scenario, scenario_hash, .. } = &self.record;
        if scenario.pointer("/market/history").is_some() {
            return Err(NotARun::History(self.folder.clone()));
        }
        let read = |options: &Options| {
            let scenario = Scenario::parse(&scenario.to_string(), &path.display().to_string(), options);
            scenario.map_err(|error| broken(format!("its scenario is refused: {error}")))
        };
        if read(&Options::default())?.hash() != scenario_hash {
            return Err(broken("its scenario is not the one whose hash it states".to_owned()));
        }
        read(options)
    }

    /// Whether the figures of the run are those that this program would find.
    #[must_use]
    pub const fn has_our_numbers(&self) -> bool {
        self.record.numbers == NUMBERS
    }

    /// What the paths of every reserve yield, where the run's folder holds them as `paths.csv`.
    ///
    /// # Errors
    ///
    /// When the file is not the one that a run of `scenario` writes.
    pub fn yields(&self, scenario: &Scenario) -> Result<Option<Vec<Yields>>, NotARun> {
        let path = self.folder.join("paths.csv");
        let file = match fs::File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(NotARun::Unread { path, source }),
        };
        let ids: Vec<&str> = scenario.reserves().iter().map(|reserve| reserve.id.as_str()).collect();
        let read = paths::yields(std::io::BufReader::new(file), &ids, scenario.simulation().paths);
        read.map(Some).map_err(|reason| NotARun::Broken { path, reason })
    }

    /// Reads every figure of the run.
    ///
    /// # Errors
    ///
    /// When `assessment.json` is missing, broken, of another shape, or of another run than `run.json`.
    pub fn assessment(&self) -> Result<Assessment, NotARun> {
        let path = self.folder.join("assessment.json");
        let text = fs::read(&path).map_err(|source| NotARun::Unread { path: path.clone(), source })?;
        let shape: Shape = parsed(&path, &text)?;
        let found = shape.summary.schema;
        if found != u64::from(SCHEMA) {
            return Err(NotARun::OtherSchema { path, found, version: self.record.version.clone() });
        }
        let assessment: Assessment = parsed(&path, &text)?;
        let (scenario, run) = (&assessment.summary.scenario, &assessment.summary.run);
        let Record { scenario_hash, seed, paths, .. } = &self.record;
        if (&scenario.hash, &run.seed, &run.paths) != (scenario_hash, seed, paths) {
            let reason = "it is of another run than run.json beside it (scenario, seed or paths differ)".to_owned();
            return Err(NotARun::Broken { path, reason });
        }
        Ok(assessment)
    }
}

/// By what a record is known as a run's.
#[derive(Deserialize)]
struct Mark {
    program: Option<String>,
    scenario_hash: Option<String>,
}

/// The shape of an assessment.
#[derive(Deserialize)]
struct Shape {
    summary: SummaryShape,
}

#[derive(Deserialize)]
struct SummaryShape {
    schema: u64,
}

fn parsed<T: DeserializeOwned>(path: &Path, text: &[u8]) -> Result<T, NotARun> {
    let broken = |error: serde_json::Error| NotARun::Broken { path: path.to_owned(), reason: error.to_string() };
    serde_json::from_slice(text).map_err(broken)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use serde_json::{Value, json};

    use super::*;
    use crate::report::language::Tongue;
    use crate::report::look::{Look, Style};
    use crate::report::{
        ReportOptions, RunTimes, Unfinished, WriteOptions, Written, chart, fixture, page, redraw, summary, table, write,
    };

    fn run_at(place: &Path) -> Written {
        let times = RunTimes { started: SystemTime::now(), simulation: Duration::from_secs(3), threads: 2 };
        write(&fixture::assessment(2), &times, place, Look::default(), WriteOptions::default()).unwrap()
    }

    fn drawn_again(run: &Path, out: &Path, options: &ReportOptions) -> Written {
        let run = FinishedRun::open(run).unwrap();
        let folder = Unfinished::begin(out, WriteOptions { replace_run: true }).unwrap();
        redraw(&run, &run.assessment().unwrap(), &folder, 2, options).unwrap();
        folder.complete().unwrap()
    }

    #[test]
    fn a_run_drawn_again_is_the_same_bytes() {
        let room = tempfile::tempdir().unwrap();
        let first = run_at(&room.path().join("run"));
        let again = drawn_again(&first.folder, &room.path().join("again"), &ReportOptions::default());
        assert_eq!(first.files, again.files);
        for file in &first.files {
            let [one, other] = [&first, &again].map(|run| fs::read(run.folder.join(file)).unwrap());
            assert!(one == other, "{}", file.display());
        }
    }

    #[test]
    fn a_run_drawn_again_where_it_stands_keeps_what_is_not_drawn() {
        let room = tempfile::tempdir().unwrap();
        let place = room.path().join("run");
        run_at(&place);
        for other in ["paths.csv", "notes/mine.txt", "charts/mine.txt", "charts/old.svg"] {
            fs::create_dir_all(place.join(other).parent().unwrap()).unwrap();
            fs::write(place.join(other), other).unwrap();
        }
        let options = ReportOptions { charts: Some(vec!["fan".to_owned()]), embed: true, ..ReportOptions::default() };
        let written = drawn_again(&place, &place, &options);
        for other in ["paths.csv", "notes/mine.txt", "charts/mine.txt"] {
            assert_eq!(fs::read_to_string(place.join(other)).unwrap(), other);
        }
        let charts = written.files.iter().filter(|file| file.starts_with("charts") && !file.ends_with("mine.txt"));
        let charts: Vec<String> = charts.map(|file| file.display().to_string()).collect();
        assert_eq!(charts, ["csv", "html", "json", "png", "svg"].map(|kind| format!("charts/fan.{kind}")));
        assert!(fs::read_to_string(place.join("report.html")).unwrap().contains("loss-distribution-title"));
    }

    #[test]
    fn a_chart_that_is_not_there_is_told_with_those_that_are() {
        let room = tempfile::tempdir().unwrap();
        let run = FinishedRun::open(&run_at(&room.path().join("run")).folder).unwrap();
        let folder = Unfinished::begin(&room.path().join("out"), WriteOptions::default()).unwrap();
        let options =
            ReportOptions { charts: Some(vec!["../pie".to_owned()]), embed: false, ..ReportOptions::default() };
        let error = redraw(&run, &run.assessment().unwrap(), &folder, 1, &options).unwrap_err().to_string();
        assert!(error.contains("no chart ../pie") && error.contains("fan"), "{error}");
        drop(folder);
        assert!(!room.path().join("out").exists());
    }

    /// The error of a run one of whose files was replaced, or taken away.
    fn refused(file: &str, change: impl FnOnce(Value) -> Option<Vec<u8>>) -> String {
        let room = tempfile::tempdir().unwrap();
        let path = run_at(&room.path().join("run")).folder.join(file);
        match change(serde_json::from_slice(&fs::read(&path).unwrap()).unwrap()) {
            Some(text) => fs::write(&path, text).unwrap(),
            None => fs::remove_file(&path).unwrap(),
        }
        let run = FinishedRun::open(&room.path().join("run"));
        run.and_then(|run| run.assessment()).unwrap_err().to_string()
    }

    fn with(key: &str, value: Value) -> impl FnOnce(Value) -> Option<Vec<u8>> {
        move |mut json| {
            *json.pointer_mut(key).unwrap() = value;
            serde_json::to_vec(&json).ok()
        }
    }

    #[test]
    fn what_is_no_whole_run_is_refused_with_how_to_mend_it() {
        let room = tempfile::tempdir().unwrap();
        let open = |place: &Path| FinishedRun::open(place).unwrap_err().to_string();
        assert!(open(&room.path().join("nowhere")).contains("there is no folder"));
        assert!(open(room.path()).contains("it has no run.json"));
        let (run, all) = ("run.json", "assessment.json");
        assert!(refused(run, with("/program", json!("another"))).contains("not written by `linchpin run`"));
        assert!(refused(run, with("/scenario_hash", json!(null))).contains("not written by `linchpin run`"));
        assert!(refused(run, with("/paths", json!("many"))).contains("make the run again"));
        assert!(refused(all, |_| None).contains("make the run again"));
        assert!(refused(all, |_| Some(b"{\"summary\":".to_vec())).contains("make the run again"));
        assert!(refused(all, |_| Some(b"[[[[\xff".to_vec())).contains("make the run again"));
        assert!(refused(all, |_| Some("[".repeat(100_000).into_bytes())).contains("make the run again"));
        assert!(refused(all, with("/summary/schema", json!(7))).contains("has schema 7"));
        assert!(refused(all, with("/summary/run/seed", json!(8))).contains("of another run than run.json"));
        assert!(refused(all, with("/summary/reserves", json!([1]))).contains("make the run again"));
    }

    /// What may stand where something else did: of two in three another of its kind.
    fn strange(was: &Value, turn: usize) -> Value {
        let numbers = [json!(0), json!(1), json!(0.5), json!(1e308), json!(-1e308), json!(5e-324), json!(u64::MAX)];
        let texts = [json!(""), json!("other"), json!("self"), json!("</title><script>\u{202e}\\input{y}")];
        let others = [json!(null), json!(-1), json!([]), json!({}), json!("7")];
        let of = |some: &[Value]| some[turn / 3 % some.len()].clone();
        match was {
            Value::Number(_) if !turn.is_multiple_of(3) => of(&numbers),
            Value::String(_) if !turn.is_multiple_of(3) => of(&texts),
            _ => of(&others),
        }
    }

    fn drawn(state: &mut u64) -> usize {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*state >> 33) as usize
    }

    /// Changes something somewhere in it, as the numbers of `state` say.
    fn spoil(json: &mut Value, state: &mut u64) {
        let (stops, which) = (drawn(state).is_multiple_of(6), drawn(state));
        match json {
            Value::Array(list) if !list.is_empty() && !stops => {
                let place = which % list.len();
                spoil(&mut list[place], state);
            }
            Value::Object(map) if !map.is_empty() && !stops => {
                let place = which % map.len();
                map.values_mut().skip(place).take(1).for_each(|value| spoil(value, state));
            }
            Value::Array(list) if which % 3 == 0 => list.truncate(list.len() / 2),
            Value::Array(list) if which % 3 == 1 => list.extend(list.clone()),
            other => *other = strange(other, which),
        }
    }

    #[test]
    fn whatever_stands_in_an_assessment_is_refused_or_drawn() {
        let sound = serde_json::to_value(fixture::assessment(2)).unwrap();
        let (mut state, mut told) = (7, 0);
        for round in 0..500 {
            let mut spoilt = sound.clone();
            (0..=round % 3).for_each(|_| spoil(&mut spoilt, &mut state));
            let text = serde_json::to_vec(&spoilt).unwrap();
            let Ok(assessment) = serde_json::from_slice::<Assessment>(&text) else { continue };
            told += 1;
            let charts = chart::all(&assessment, Style::default()).unwrap();
            let tables = table::all(&assessment, Tongue::english());
            let page = page::page(&assessment, &charts, &tables, Style::default());
            assert!(!page.contains("<script"), "{spoilt}");
            tables.iter().for_each(|table| drop((table.to_markdown(), table.to_latex(), table.to_sheet().to_csv())));
            drop(summary::sheet(&assessment.summary).to_csv());
        }
        assert!(told > 80, "only {told} were drawn");
    }
}
