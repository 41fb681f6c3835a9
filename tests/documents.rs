//! What people read beside the program: links lead somewhere, evidence is listed, set-up stays two commands.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Files of a folder, in order.
fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = entries.filter(|path| path.is_file()).collect();
    found.sort();
    found
}

/// Every page that a person reads.
fn pages() -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> =
        files("docs").into_iter().filter(|path| path.extension() == Some("md".as_ref())).collect();
    pages.extend(["README.md", "CHANGELOG.md", "evidence/README.md", "output/README.md"].map(|path| root().join(path)));
    pages
}

/// The targets of a page's Markdown links and images.
fn links(text: &str) -> Vec<&str> {
    text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect()
}

/// The fenced blocks of a page in one language, in order.
fn blocks<'text>(text: &'text str, language: &str) -> Vec<&'text str> {
    let opening = format!("```{language}\n");
    text.split(&opening).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

#[test]
fn every_link_between_pages_leads_to_a_file() {
    for page in pages() {
        for link in links(&read(&page)).into_iter().filter(|link| !link.contains("://")) {
            let target = page.parent().unwrap().join(link.split('#').next().unwrap());
            assert!(target.exists(), "{} links to {link}, which is not there", page.display());
        }
    }
}

#[test]
fn set_up_is_two_commands() {
    let readme = read(&root().join("README.md"));
    let set_up = blocks(&readme, "sh")[0];
    let commands: Vec<&str> = set_up.lines().map(|line| line.split('#').next().unwrap().trim()).collect();
    assert_eq!(commands, ["cargo run --release", "cargo test --release"]);
}

#[test]
fn every_evidence_file_is_explained() {
    let page = read(&root().join("evidence/README.md"));
    for file in files("evidence") {
        let name = file.file_name().unwrap().to_str().unwrap();
        assert!(name == "README.md" || page.contains(&format!("`{name}`")), "evidence/README.md is silent on {name}");
    }
}

#[test]
fn the_library_cites_evidence_that_is_there() {
    let mut cited = 0;
    for file in files("scenarios").into_iter().chain(files("scenarios/library")) {
        let text = read(&file);
        for citation in text.split("evidence/").skip(1) {
            let name: String =
                citation.chars().take_while(|letter| letter.is_ascii_lowercase() || "_.".contains(*letter)).collect();
            let name = name.trim_end_matches('.');
            assert!(root().join("evidence").join(name).exists(), "{} cites evidence/{name}", file.display());
            cited += 1;
        }
    }
    assert!(cited > 0, "nothing cites the evidence");
}
