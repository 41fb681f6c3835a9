//! The folder of a run: written beside its place, moved there when complete.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{ReportError, WriteOptions, Written};

/// The mark in `run.json` by which a folder is known as a run's.
pub(super) const PROGRAM: &str = "linchpin";

/// What runs, answers, comparisons and estimates write beside charts and tables.
const OURS: [&str; 16] = [
    "run.json",
    "summary.json",
    "summary.csv",
    "summary.xlsx",
    "assessment.json",
    "report.html",
    "paths.csv",
    "paths.parquet",
    "comparison.json",
    "comparison.csv",
    "calibration.json",
    "market.toml",
    "evidence.json",
    "evidence.toml",
    "evidence.txt",
    "hazards.csv",
];

/// Whether a folder of results may be put at `place`, before anything is done for it.
///
/// # Errors
///
/// When something stands there that may not be replaced.
pub fn may_stand_at(place: &Path, options: WriteOptions) -> Result<(), ReportError> {
    check(&fs::canonicalize(place).unwrap_or_else(|_| place.to_owned()), options)
}

/// A run's folder that isn't complete. Dropped before [`Unfinished::complete`], it leaves nothing.
#[derive(Debug)]
pub struct Unfinished {
    place: PathBuf,
    folder: TempDir,
    options: WriteOptions,
}

impl Unfinished {
    /// Begins a folder that will stand at `place`. Worth doing before a long simulation: it finds out
    /// whether the place can be had.
    ///
    /// # Errors
    ///
    /// When something stands there that may not be replaced, or the disk refuses.
    pub fn begin(place: &Path, options: WriteOptions) -> Result<Self, ReportError> {
        // A link to a folder is followed, so that the link stays.
        let place = fs::canonicalize(place).unwrap_or_else(|_| place.to_owned());
        check(&place, options)?;
        let parent = match place.parent() {
            Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
            Some(parent) => parent,
            None => return Err(ReportError::NotTheFolderOfARun(place)),
        };
        fs::create_dir_all(parent).map_err(ReportError::not_written(parent))?;
        let folder = beside(parent).map_err(ReportError::not_written(&place))?;
        Ok(Self { place, folder, options })
    }

    /// Where files go until the folder is complete.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes one file; `name` may stand in a folder of its own.
    pub(super) fn write(&self, name: &str, contents: &[u8]) -> Result<(), ReportError> {
        let path = self.path().join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(ReportError::not_written(parent))?;
        }
        fs::write(&path, contents).map_err(ReportError::not_written(&path))
    }

    /// Whether it takes the place of `other`.
    pub(super) fn replaces(&self, other: &Path) -> bool {
        fs::canonicalize(other).is_ok_and(|other| other == self.place)
    }

    /// Takes over what stands at its place and is no chart or table: paths, and what people put there.
    pub(super) fn keep_others(&self) -> Result<(), ReportError> {
        let mut names = Vec::new();
        list(&self.place, Path::new(""), &mut names).map_err(ReportError::not_written(&self.place))?;
        let mut others = names.iter().filter(|name| !is_drawn(name) && !self.path().join(name).exists());
        others.try_for_each(|name| self.take_over(name).map_err(ReportError::not_written(name)))
    }

    /// Takes over what people put into the folder that is replaced; what the program wrote there goes.
    fn keep_strangers(&self) -> Result<(), ReportError> {
        let mut names = Vec::new();
        list(&self.place, Path::new(""), &mut names).map_err(ReportError::not_written(&self.place))?;
        let is_strange =
            |name: &&PathBuf| !is_drawn(name) && !OURS.iter().any(|ours| Path::new(ours) == name.as_path());
        let mut strangers = names.iter().filter(is_strange).filter(|name| !self.path().join(name).exists());
        strangers.try_for_each(|name| self.take_over(name).map_err(ReportError::not_written(name)))
    }

    /// A second name for the file where the disk can do that, else a copy.
    fn take_over(&self, name: &Path) -> std::io::Result<()> {
        let (from, to) = (self.place.join(name), self.path().join(name));
        fs::create_dir_all(to.parent().unwrap_or(self.path()))?;
        fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(|_| ()))
    }

    /// Moves the folder to its place.
    ///
    /// # Errors
    ///
    /// When the place was taken meanwhile, or the disk refuses; the place is then as it was.
    pub fn complete(self) -> Result<Written, ReportError> {
        let mut files = Vec::new();
        list(self.path(), Path::new(""), &mut files).map_err(ReportError::not_written(self.path()))?;
        files.sort();
        check(&self.place, self.options)?;
        let replaces = is_run(&self.place);
        if replaces {
            self.keep_strangers()?;
        }
        self.exchange().map_err(ReportError::not_written(&self.place))?;
        // It stands at its place now; there is nothing left to remove.
        let _ = self.folder.keep();
        Ok(Written { folder: self.place, files, replaces })
    }

    /// Puts the new folder where the old one stood; the old one goes last.
    fn exchange(&self) -> std::io::Result<()> {
        if !self.place.exists() {
            return fs::rename(self.path(), &self.place);
        }
        let aside = beside(self.place.parent().unwrap_or(Path::new(".")))?;
        let old = aside.path().join("old");
        fs::rename(&self.place, &old)?;
        fs::rename(self.path(), &self.place).inspect_err(|_| {
            // Best effort: the error that is reported is the first.
            let _ = fs::rename(&old, &self.place);
        })
    }
}

/// A new folder in `parent`, with the rights that any new folder gets there.
fn beside(parent: &Path) -> std::io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".linchpin-unfinished-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o777));
    }
    builder.tempdir_in(parent)
}

/// Whether a folder may be put at `place`.
fn check(place: &Path, options: WriteOptions) -> Result<(), ReportError> {
    if !place.exists() && !place.is_symlink() {
        return Ok(());
    }
    if is_run(place) {
        return if options.replace_run { Ok(()) } else { Err(ReportError::RunAlreadyThere(place.to_owned())) };
    }
    let empty = fs::read_dir(place).is_ok_and(|mut entries| entries.next().is_none());
    if empty { Ok(()) } else { Err(ReportError::NotTheFolderOfARun(place.to_owned())) }
}

/// Whether a file of a run's folder is one of those that every report writes anew.
fn is_drawn(name: &Path) -> bool {
    let extension = name.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let ours: &[&str] = match name.parent().and_then(Path::to_str) {
        Some("charts") => &["svg", "png", "csv", "json", "html"],
        Some("tables") => &["md", "tex", "csv"],
        _ => &[],
    };
    ours.contains(&extension)
}

/// Whether a run's record of ours stands in `folder`.
fn is_run(folder: &Path) -> bool {
    let record = fs::read(folder.join("run.json")).ok().and_then(|text| serde_json::from_slice(&text).ok());
    record.is_some_and(|record: serde_json::Value| record["program"] == PROGRAM)
}

/// Names of all files below `folder`, relative to it.
fn list(folder: &Path, below: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = below.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            list(&entry.path(), &name, files)?;
        } else {
            files.push(name);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPLACE: WriteOptions = WriteOptions { replace_run: true };

    fn run_at(place: &Path, word: &str, options: WriteOptions) -> Result<Written, ReportError> {
        let folder = Unfinished::begin(place, options)?;
        folder.write("run.json", br#"{"program":"linchpin"}"#)?;
        folder.write("charts/word.txt", word.as_bytes())?;
        folder.complete()
    }

    fn entries(folder: &Path) -> usize {
        fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn a_folder_appears_whole_and_nothing_stays_beside_it() {
        let room = tempfile::tempdir().unwrap();
        let written = run_at(&room.path().join("deep/run"), "first", WriteOptions::default()).unwrap();
        assert_eq!(written.files, [PathBuf::from("charts/word.txt"), PathBuf::from("run.json")]);
        assert_eq!(entries(&room.path().join("deep")), 1);
    }

    #[test]
    fn an_unfinished_folder_leaves_nothing() {
        let room = tempfile::tempdir().unwrap();
        let folder = Unfinished::begin(&room.path().join("run"), REPLACE).unwrap();
        folder.write("charts/word.txt", b"half").unwrap();
        assert_eq!(entries(room.path()), 1);
        drop(folder);
        assert_eq!(entries(room.path()), 0);
    }

    #[test]
    fn a_run_is_replaced_only_when_asked() {
        let room = tempfile::tempdir().unwrap();
        let place = room.path().join("run");
        run_at(&place, "first", REPLACE).unwrap();
        let error = run_at(&place, "second", WriteOptions::default()).unwrap_err();
        assert!(matches!(error, ReportError::RunAlreadyThere(_)));
        run_at(&place, "third", REPLACE).unwrap();
        assert_eq!(fs::read_to_string(place.join("charts/word.txt")).unwrap(), "third");
        assert_eq!(entries(room.path()), 1);
    }

    #[test]
    fn what_people_put_into_the_folder_of_a_run_stays_there() {
        let room = tempfile::tempdir().unwrap();
        let place = room.path().join("run");
        assert!(!run_at(&place, "first", REPLACE).unwrap().replaces);
        fs::create_dir(place.join("letters")).unwrap();
        for name in ["notes.txt", "letters/to-the-board.md", "paths.csv", "charts/gone.svg"] {
            fs::write(place.join(name), "of before").unwrap();
        }
        let written = run_at(&place, "second", REPLACE).unwrap();
        assert!(written.replaces && written.files.len() == 2, "{written:?}");
        let stays = |name: &str| place.join(name).exists();
        assert!(stays("notes.txt") && stays("letters/to-the-board.md"));
        assert!(!stays("paths.csv") && !stays("charts/gone.svg"), "these were the earlier run's");
    }

    #[test]
    fn what_is_not_a_run_is_never_replaced() {
        let room = tempfile::tempdir().unwrap();
        fs::write(room.path().join("thesis.doc"), "years of work").unwrap();
        fs::write(room.path().join("run.json"), r#"{"program":"another"}"#).unwrap();
        let error = run_at(room.path(), "mine", REPLACE).unwrap_err();
        assert!(matches!(error, ReportError::NotTheFolderOfARun(_)));
        assert_eq!(fs::read_to_string(room.path().join("thesis.doc")).unwrap(), "years of work");
    }

    #[test]
    fn an_empty_folder_may_be_used() {
        let room = tempfile::tempdir().unwrap();
        let place = room.path().join("run");
        fs::create_dir(&place).unwrap();
        run_at(&place, "first", WriteOptions::default()).unwrap();
        assert!(place.join("run.json").exists());
    }

    #[cfg(unix)]
    #[test]
    fn others_may_read_the_folder_as_any_other_new_one() {
        use std::os::unix::fs::PermissionsExt;
        let room = tempfile::tempdir().unwrap();
        run_at(&room.path().join("run"), "first", WriteOptions::default()).unwrap();
        fs::create_dir(room.path().join("plain")).unwrap();
        let mode = |name| fs::metadata(room.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode("run"), mode("plain"));
    }
}
