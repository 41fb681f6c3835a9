//! `init`: a scenario to start from.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::arguments::InitArguments;
use super::error::ProgramError;
use super::{print, shipped};

/// A small scenario with a comment on every line that a beginner would ask about.
pub const TEMPLATE: &str = include_str!("template.toml");

/// The name that the template bears until it gets its own.
const TEMPLATE_NAME: &str = "my-reserve";

/// Writes a scenario into the current folder and says what to do with it.
///
/// # Errors
///
/// When the shipped scenario isn't there, a file stands in the way, or can't be written.
pub fn init(arguments: &InitArguments) -> Result<(), ProgramError> {
    let name = &arguments.name;
    let files = match &arguments.from {
        None => vec![(format!("{name}.toml"), renamed(TEMPLATE, TEMPLATE_NAME, name))],
        Some(origin) => copies(origin, name)?,
    };
    let wanted = files.into_iter().filter(|(path, text)| !holds(path, text)).collect::<Vec<_>>();
    if !arguments.force {
        refuse_to_replace(&wanted)?;
    }
    for (path, text) in &wanted {
        write_whole(Path::new(path), text)?;
    }
    let mut words = String::new();
    for (path, _) in &wanted {
        words.push_str(&format!("wrote {path}\n"));
    }
    words.push_str(&format!("next: linchpin check {name}.toml, then linchpin run {name}.toml\n"));
    print(&words)
}

/// The shipped scenario `origin` under its new name, and all files that it names.
fn copies(origin: &str, name: &str) -> Result<Vec<(String, String)>, ProgramError> {
    let (_, text) = shipped::file(origin).ok_or_else(|| no_such_scenario(origin))?;
    let mut files = vec![(format!("{name}.toml"), renamed(text, origin, name))];
    let mut others: Vec<(&str, &str)> = shipped::shared_files().collect();
    let mut next = 0;
    while let Some((_, text)) = files.get(next) {
        let (named, rest): (Vec<_>, Vec<_>) = others.into_iter().partition(|(path, _)| text.contains(path));
        files.extend(named.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())));
        others = rest;
        next += 1;
    }
    Ok(files)
}

/// What is said where no shipped scenario has this name.
pub fn no_such_scenario(name: &str) -> ProgramError {
    let known: Vec<&str> = shipped::names().collect();
    ProgramError::Usage(format!("no scenario named `{name}` comes with the program; there are: {}", known.join(", ")))
}

/// The text with another `name`; the rest, comments included, stays.
fn renamed(text: &str, old: &str, new: &str) -> String {
    text.replacen(&format!("name = \"{old}\""), &format!("name = \"{new}\""), 1)
}

fn holds(path: &str, text: &str) -> bool {
    fs::read_to_string(path).is_ok_and(|found| found == text)
}

fn refuse_to_replace(files: &[(String, String)]) -> Result<(), ProgramError> {
    match files.iter().find(|(path, _)| fs::symlink_metadata(path).is_ok()) {
        None => Ok(()),
        Some((path, _)) => Err(ProgramError::Usage(format!(
            "{path} is already there: choose another name, or replace it with --force"
        ))),
    }
}

/// Writes a file beside its place and moves it there, so that no half of it is ever seen.
fn write_whole(path: &Path, text: &str) -> Result<(), ProgramError> {
    let attempt = || -> io::Result<()> {
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .map_or_else(|| PathBuf::from("."), Path::to_path_buf);
        fs::create_dir_all(&folder)?;
        let mut file = tempfile::Builder::new().prefix(".linchpin-").tempfile_in(&folder)?;
        io::Write::write_all(&mut file, text.as_bytes())?;
        file.persist(path)?;
        Ok(())
    };
    attempt().map_err(|error| ProgramError::Resources(format!("can't write {}: {error}", path.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_bears_its_own_name_and_is_otherwise_the_same() {
        let text = "# a comment\nname = \"old\"\ntitle = \"name = old\"\n";
        assert_eq!(renamed(text, "old", "new"), "# a comment\nname = \"new\"\ntitle = \"name = old\"\n");
        assert!(TEMPLATE.contains(&format!("\nname = \"{TEMPLATE_NAME}\"")));
    }
}
