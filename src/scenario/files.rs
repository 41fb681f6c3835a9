//! Where the files of a scenario are: below a folder on disk, or embedded in the program.

use std::fs::File;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

/// Most bytes of a scenario file.
pub(super) const SCENARIO_LIMIT: u64 = 8 << 20;
/// Most bytes of a CSV file.
pub(super) const CSV_LIMIT: u64 = 256 << 20;

/// Paths, relative to one folder, and texts of the files embedded in the program.
pub type Embedded = &'static [(&'static str, &'static str)];

/// The folder of the main scenario, which no file may leave.
#[derive(Clone, Debug)]
pub(super) enum Files {
    /// A folder, links resolved, and how it is called in messages.
    Disk { root: PathBuf, shown: PathBuf },
    /// Embedded files.
    Embedded(Embedded),
}

/// A file that was read.
#[derive(Debug)]
pub(super) struct FileText {
    /// Where it stands below the folder; names the same file always alike.
    pub path: PathBuf,
    /// What messages call it.
    pub name: String,
    pub text: String,
}

impl Files {
    /// Reads the file that `path` names in a file that stands at `from`; both below the folder.
    ///
    /// Returns what is wrong, in words for a person.
    pub fn open(&self, from: &Path, path: &str, limit: u64) -> Result<FileText, String> {
        let relative = Path::new(path);
        if relative.is_absolute() {
            return Err("a path in a scenario is relative to the file in which it stands, not absolute".into());
        }
        let wanted = from.parent().unwrap_or(Path::new("")).join(relative);
        match self {
            Self::Disk { root, shown } => {
                let resolved =
                    root.join(&wanted).canonicalize().map_err(|error| unreadable(&shown.join(&wanted), &error))?;
                let Ok(below) = resolved.strip_prefix(root) else { return Err(outside()) };
                let name = shown.join(below);
                if !resolved.is_file() && !resolved.is_dir() {
                    return Err(format!("{} is a pipe or device: name an ordinary file", name.display()));
                }
                let text = read(&resolved, &name, limit)?;
                Ok(FileText { path: below.to_owned(), text, name: name.display().to_string() })
            }
            Self::Embedded(files) => {
                let key = without_dots(&wanted).ok_or_else(outside)?;
                let found = files.iter().find(|(name, _)| Path::new(name) == key);
                let (name, text) = found.ok_or_else(|| format!("no shipped file is called {}", key.display()))?;
                Ok(FileText { path: key, name: (*name).to_owned(), text: (*text).to_owned() })
            }
        }
    }
}

fn outside() -> String {
    "this file is not below the folder of the main scenario: move or copy it there".into()
}

fn unreadable(path: &Path, error: &std::io::Error) -> String {
    format!("{} can't be read: {error}", path.display())
}

/// The path without `.` and `..`; `None` where it leaves the folder.
fn without_dots(path: &Path) -> Option<PathBuf> {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::Normal(part) => plain.push(part),
            Component::ParentDir => plain.pop().then_some(())?,
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(plain)
}

/// The text of a file of at most `limit` bytes, without a byte order mark; messages call the file `name`.
pub(super) fn read(path: &Path, name: &Path, limit: u64) -> Result<String, String> {
    let file = File::open(path).map_err(|error| unreadable(name, &error))?;
    if file.metadata().is_ok_and(|about| about.is_dir()) {
        return Err(format!("{} is a folder: name the scenario file in it", name.display()));
    }
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| unreadable(name, &error))?;
    if bytes.len() as u64 > limit {
        return Err(format!("{} is larger than {} MiB, the limit for such a file", name.display(), limit >> 20));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]);
        let (line, column) =
            (1 + valid.matches('\n').count(), 1 + valid.rsplit('\n').next().unwrap_or("").chars().count());
        format!("{}:{line}:{column}: this file is not UTF-8 text: save it as UTF-8", name.display())
    })?;
    Ok(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: Embedded = &[("a.toml", "x = 1"), ("library/b.toml", "y = 2")];

    #[test]
    fn embedded_files_are_found_relative_to_the_file_that_names_them() {
        let files = Files::Embedded(FILES);
        let open = |from: &str, path: &str| files.open(Path::new(from), path, 10).map(|file| file.text);
        assert_eq!(open("a.toml", "library/b.toml").unwrap(), "y = 2");
        assert_eq!(open("library/b.toml", ".././a.toml").unwrap(), "x = 1");
        assert_eq!(open("a.toml", "../a.toml").unwrap_err(), outside());
        assert!(open("a.toml", "/a.toml").unwrap_err().contains("not absolute"));
    }

    #[test]
    fn a_link_out_of_the_folder_is_not_followed() {
        let place = tempfile::tempdir().unwrap();
        let root = place.path().join("inside").canonicalize().unwrap_or_else(|_| {
            std::fs::create_dir(place.path().join("inside")).unwrap();
            place.path().join("inside").canonicalize().unwrap()
        });
        std::fs::write(place.path().join("outside.toml"), "").unwrap();
        std::fs::write(root.join("inside.toml"), "\u{feff}z = 1").unwrap();
        let files = Files::Disk { root: root.clone(), shown: PathBuf::from("shown") };
        assert_eq!(files.open(Path::new("main.toml"), "inside.toml", 10).unwrap().text, "z = 1");
        assert!(files.open(Path::new("main.toml"), "inside.toml", 5).unwrap_err().contains("limit"));
        assert_eq!(files.open(Path::new("main.toml"), "../outside.toml", 10).unwrap_err(), outside());
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(place.path().join("outside.toml"), root.join("link.toml")).unwrap();
            assert_eq!(files.open(Path::new("main.toml"), "link.toml", 10).unwrap_err(), outside());
        }
    }
}
