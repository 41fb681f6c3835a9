//! Finished points in a file, so that a sweep that was stopped goes on where it was.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::decision::refusal::Refusal;
use crate::engine::EngineError;
use crate::scenario::hash_of_json;
use crate::statistics::Estimate;

const FORMAT: &str = "linchpin sweep, finished points, 1";
/// More than any sweep writes.
const LARGEST_BYTES: u64 = 1 << 28;

/// What stands in the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    format: String,
    question: String,
    points: BTreeMap<String, Vec<Estimate>>,
    checksum: String,
}

impl Kept {
    fn checksum(&self) -> String {
        hash_of_json(&json!({ "format": self.format, "question": self.question, "points": self.points }))
    }
}

/// Finished points of one question.
pub(super) struct Partial {
    path: Option<PathBuf>,
    question: String,
    points: BTreeMap<String, Vec<Estimate>>,
}

impl Partial {
    /// Those that stand in the file at `path`, if there is one, which must be of the same question.
    pub fn open(path: Option<&Path>, question: String) -> Result<Self, Refusal> {
        let mut partial = Self { path: path.map(Path::to_owned), question, points: BTreeMap::new() };
        let Some(path) = path.filter(|path| path.exists()) else { return Ok(partial) };
        let refuse = |why: &str| {
            let mend = "delete the file to begin anew, or name another with --resume";
            Refusal::Question(format!("{} can't be used to go on: {why}; {mend}", path.display()))
        };
        let length = fs::metadata(path).map_err(|error| refuse(&error.to_string()))?.len();
        if length > LARGEST_BYTES {
            return Err(refuse("it is larger than any sweep writes"));
        }
        let text = fs::read_to_string(path).map_err(|error| refuse(&error.to_string()))?;
        let kept: Kept = serde_json::from_str(&text).map_err(|error| refuse(&format!("it is damaged ({error})")))?;
        if kept.format != FORMAT {
            return Err(refuse("it holds no finished points of a sweep"));
        }
        if kept.checksum != kept.checksum() {
            return Err(refuse("it is damaged (its checksum differs)"));
        }
        if kept.question != partial.question {
            return Err(refuse("it is of another scenario, seed, number of paths, or of other addresses or measures"));
        }
        partial.points = kept.points;
        Ok(partial)
    }

    /// The figures of a point, if it is finished.
    pub fn point(&self, name: &str) -> Option<&[Estimate]> {
        self.points.get(name).map(Vec::as_slice)
    }

    /// Keeps finished points.
    pub fn keep(&mut self, points: impl IntoIterator<Item = (String, Vec<Estimate>)>) -> Result<(), Refusal> {
        self.points.extend(points);
        let Some(path) = &self.path else { return Ok(()) };
        let mut kept = Kept {
            format: FORMAT.to_owned(),
            question: self.question.clone(),
            points: self.points.clone(),
            checksum: String::new(),
        };
        kept.checksum = kept.checksum();
        written(path, &kept).map_err(|error| {
            let why = format!("{} can't be written: {error}; name another with --resume", path.display());
            Refusal::Engine(EngineError::Resources(why))
        })
    }
}

/// Takes the file of finished points away, once the answer that holds all of it is written.
pub fn forget(path: &Path) {
    // A file that stays does no harm: it is of this question, and whole.
    fs::remove_file(path).unwrap_or_default();
}

/// Whole or not at all.
fn written(path: &Path, kept: &Kept) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".tmp");
    let beside = path.with_file_name(name);
    let kept = serde_json::to_vec(kept)?;
    fs::write(&beside, kept).and_then(|()| fs::rename(&beside, path)).inspect_err(|_| {
        // Best effort: the error that is reported is the first.
        fs::remove_file(&beside).unwrap_or_default();
    })
}
