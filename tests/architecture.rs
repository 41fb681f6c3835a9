//! The shape of the house: rooms use only rooms above them, each outside package has one home, files
//! stay short enough to read, and every shipped scenario is told of.

use std::fs;
use std::path::{Path, PathBuf};

/// Where outside packages live. What is not named here may be used anywhere.
const HOMES: &[(&str, &[&str])] = &[
    ("toml", &["scenario"]),
    ("schemars", &["scenario"]),
    ("rayon", &["engine", "assessment", "calibration", "report"]),
    ("nalgebra", &["market", "calibration", "statistics"]),
    ("argmin", &["calibration", "evidence"]),
    ("microlp", &["decision"]),
    ("csv", &["scenario", "calibration", "report"]),
    ("parquet", &["report"]),
    ("plotters", &["report"]),
    ("resvg", &["report"]),
    ("png", &["report"]),
    ("rust_xlsxwriter", &["report"]),
    ("jiff", &["calendar"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("ctrlc", &["cli"]),
];

/// A file longer than this is split.
const LONGEST_FILE: usize = 500;

/// Names that say nothing.
const EMPTY_NAMES: &[&str] = &["utils", "util", "helpers", "helper", "common", "types", "manager", "misc"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All Rust files below a folder of the project, in order.
fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The rooms in the order of `lib.rs`.
fn rooms() -> Vec<String> {
    let map = read(&root().join("src/lib.rs"));
    let lines = map.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    lines.map(str::to_owned).collect()
}

/// The room in which a file of `src/` stands; `None` for `lib.rs` and `main.rs`.
fn room_of(file: &Path) -> Option<String> {
    let inside = file.strip_prefix(root().join("src")).unwrap();
    let first = Path::new(inside.components().next()?.as_os_str()).file_stem()?.to_str()?.to_owned();
    (first != "lib" && first != "main").then_some(first)
}

/// Code without the lines that are comments.
fn code(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The rooms that code names: `crate::room…` and each entry of `crate::{room…, room…}`.
fn rooms_named(code: &str) -> Vec<String> {
    let mut named = Vec::new();
    for (start, _) in code.match_indices("crate::") {
        if code[..start].ends_with(|letter| is_word(letter) || letter == '$') {
            continue;
        }
        let rest = &code[start + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => named.extend(first_words(list)),
            None => named.extend(first_word(rest)),
        }
    }
    named
}

fn first_word(text: &str) -> Option<String> {
    let word: String = text.trim_start().chars().take_while(|letter| is_word(*letter)).collect();
    (!word.is_empty()).then_some(word)
}

/// The first word of each entry of a list in braces whose first brace is gone.
fn first_words(list: &str) -> Vec<String> {
    let mut words = Vec::new();
    let (mut depth, mut entry) = (1, 0);
    for (place, letter) in list.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if (depth == 1 && letter == ',') || depth == 0 {
            words.extend(first_word(&list[entry..place]));
            entry = place + 1;
        }
        if depth == 0 {
            break;
        }
    }
    words
}

/// Whether code uses the outside package: `package::…` or `use package;`, not `…::package::…`.
fn uses_package(code: &str, package: &str) -> bool {
    code.match_indices(package).any(|(start, _)| {
        let (before, after) = (&code[..start], &code[start + package.len()..]);
        let is_path_start = !before.ends_with(|letter| is_word(letter) || letter == ':' || letter == '.');
        let is_declared_here = code.contains(&format!("mod {package};"));
        let is_path = after.starts_with("::") || (after.starts_with(';') && before.ends_with("use "));
        is_path_start && is_path && !is_declared_here
    })
}

#[test]
fn the_map_lists_every_room() {
    let rooms = rooms();
    for file in rust_files("src") {
        if let Some(room) = room_of(&file) {
            assert!(rooms.contains(&room), "{} stands in no room of src/lib.rs", file.display());
        }
    }
}

#[test]
fn a_room_uses_only_rooms_above_it() {
    let rooms = rooms();
    let place = |room: &str| rooms.iter().position(|other| other == room);
    let mut wrong = Vec::new();
    for file in rust_files("src") {
        let Some(room) = room_of(&file) else { continue };
        for other in rooms_named(&code(&read(&file))) {
            if place(&other).is_some_and(|other| Some(other) > place(&room)) {
                wrong.push(format!("{} ({room}) uses {other}, which stands below it", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_outside_package_has_its_home() {
    let mut wrong = Vec::new();
    for file in rust_files("src") {
        let code = code(&read(&file));
        let room = room_of(&file).unwrap_or_default();
        for (package, homes) in HOMES {
            if !homes.contains(&room.as_str()) && uses_package(&code, package) {
                wrong.push(format!("{} uses {package}, whose home is {}", file.display(), homes.join(" and ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_are_short_and_named_for_what_they_hold() {
    let mut wrong = Vec::new();
    for file in ["src", "tests", "benches"].into_iter().flat_map(rust_files) {
        let lines = read(&file).lines().count();
        if lines > LONGEST_FILE {
            wrong.push(format!("{} has {lines} lines: split it at {LONGEST_FILE}", file.display()));
        }
        let stem = file.file_stem().unwrap().to_str().unwrap();
        if EMPTY_NAMES.contains(&stem) {
            wrong.push(format!("{}: {stem} says nothing of what is in it", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_readme_tells_of_every_scenario() {
    let readme = read(&root().join("README.md"));
    for path in fs::read_dir(root().join("scenarios")).unwrap().map(|entry| entry.unwrap().path()) {
        if path.extension().is_some_and(|extension| extension == "toml") {
            let name = path.file_stem().unwrap().to_str().unwrap();
            assert!(readme.contains(name), "README.md does not name the scenario {name}");
        }
    }
}

#[test]
fn the_guard_sees_imports_in_every_form() {
    let seen = |code: &str| rooms_named(code);
    assert_eq!(seen("use crate::engine::Watch;"), ["engine"]);
    assert_eq!(seen("use crate::{market::{Asset, Market}, units, cli::run};"), ["market", "units", "cli"]);
    assert_eq!(seen("let x = crate::report::write();"), ["report"]);
    assert!(seen("use other_crate::report;").is_empty());
    assert!(uses_package("use csv::Reader;", "csv") && uses_package("let x = csv::Reader::new();", "csv"));
    assert!(!uses_package("use super::csv::write;", "csv") && !uses_package("summary_csv::write", "csv"));
    assert_eq!(code("// use crate::cli;\nuse crate::units;"), "use crate::units;");
}
