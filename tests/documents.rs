//! What people read beside the program: links lead somewhere, evidence is listed, set-up stays two commands.

use std::fs;
use std::path::{Path, PathBuf};

use linchpin::scenario::{Options, Scenario};

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

#[test]
fn the_ten_lines_of_the_readme_are_a_scenario() {
    let readme = read(&root().join("README.md"));
    let text = blocks(&readme, "toml")[0];
    assert!(text.lines().count() <= 10, "{} lines", text.lines().count());
    let scenario = Scenario::parse(text, "README.md", &Options::default()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(scenario.warnings(), []);
}

#[test]
fn the_example_of_the_manual_is_a_scenario() {
    let manual = read(&root().join("docs/scenario-format.md"));
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("library")).unwrap();
    fs::write(folder.path().join("library/market.toml"), "").unwrap();
    let file = folder.path().join("example.toml");
    fs::write(&file, blocks(&manual, "toml")[0]).unwrap();
    let scenario = Scenario::load(&file, &Options::default()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(scenario.reserves().len(), 2);
}

/// The shipped scenarios by name, with their text.
fn scenarios() -> Vec<(String, String)> {
    let files = files("scenarios").into_iter().filter(|path| path.extension() == Some("toml".as_ref()));
    files.map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), read(&path))).collect()
}

#[test]
fn every_figure_of_a_shipped_scenario_has_a_source() {
    for (name, _) in scenarios() {
        let file = root().join(format!("scenarios/{name}.toml"));
        let scenario = Scenario::load(&file, &Options::default()).unwrap_or_else(|error| panic!("{error}"));
        let unsourced = scenario.assumptions().iter().filter(|assumption| assumption.source.is_none());
        let addresses: Vec<&str> = unsourced.map(|assumption| assumption.address.as_str()).collect();
        assert!(addresses.is_empty(), "{name} without a source: {addresses:?}");
    }
}

#[test]
fn every_shipped_scenario_begins_with_its_question_and_stands_in_the_readme() {
    let readme = read(&root().join("README.md"));
    for (name, text) in scenarios() {
        let first = text.lines().next().unwrap();
        assert!(first.starts_with("# ") && first.contains('?'), "{name} begins with: {first}");
        assert!(readme.contains(&format!("`{name}`")), "the README is silent on {name}");
    }
}

#[test]
fn every_test_that_the_manual_names_is_there() {
    let page = read(&root().join("docs/validation.md"));
    let mut named = 0;
    for row in page.lines().filter(|line| line.starts_with("| ") && line.contains('`')) {
        let proof = row.rsplit(" | ").next().unwrap();
        let mut words = proof.split('`').skip(1).step_by(2);
        let file = words.next().unwrap_or_else(|| panic!("no file in {row}"));
        let code = read(&root().join(file));
        for test in words {
            assert!(code.contains(&format!("fn {test}(")), "{file} has no test {test}");
            named += 1;
        }
    }
    assert!(named > 50, "only {named} tests are named");
}
