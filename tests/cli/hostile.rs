//! A scenario whose labels hold scripts, quotes, commands and formulas comes out harmless in every format.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use resvg::usvg::roxmltree::Document;

use crate::scratch::Scratch;

const HOSTILE: &str = include_str!("../scenario/hostile.toml");
const EXPERT: &str = include_str!("../scenario/hostile-expert.toml");
const OTHER: &str = include_str!("../scenario/hostile-other.toml");

/// The same text with labels that are plain and as long, to tell what a format always holds.
fn plain(hostile: &str) -> String {
    let mut text = String::new();
    let mut in_description = false;
    for line in hostile.lines() {
        let key = line.split(" = ").next().unwrap();
        if matches!(key, "title" | "name" | "source") && !line.contains("\"hostile\"") {
            text.push_str(&format!(
                "{key} = \"plain words {} that take as much room as the others, which is a line or a little more\"\n",
                text.len()
            ));
        } else if line == "\"\"\"" || key == "description" {
            in_description = !in_description;
        } else if !in_description {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

/// Every question that a scenario can be asked, by the folder that its answer goes to. Words in capitals stand for files.
const QUESTIONS: [(&str, &[&str]); 13] = [
    ("run", &["run", "SCENARIO", "--paths-out", "csv"]),
    ("compare", &["compare", "RUN", "SCENARIO"]),
    ("experts", &["compare", "--scenario", "SCENARIO", "--assumptions", "EXPERT", "OTHER", "--paths", "500"]),
    ("limits", &["limits", "SCENARIO", "--tolerance", "0.1"]),
    ("what-if", &["what-if", "SCENARIO", "one", "two:insolvency"]),
    ("reverse", &["reverse", "SCENARIO", "--loss", "0.3", "--probability", "0.1"]),
    ("sensitivity", &["sensitivity", "SCENARIO", "--samples", "32", "--paths", "500"]),
    ("sweep", &["sweep", "SCENARIO", "--paths", "500", "--over", YEARLY]),
    ("sweep-of-two", &["sweep", "SCENARIO", "--paths", "500", "--over", YEARLY, "--over", WEIGHT]),
    ("break-even", &["break-even", "SCENARIO", "style", "vector", "--paths", "300"]),
    ("optimise", &["optimise", "SCENARIO", "--reserve", "style", "--paths", "500"]),
    ("russian", &["reverse", "SCENARIO", "--loss", "0.3", "--lang", "ru"]),
    ("kazakh", &["what-if", "SCENARIO", "one", "--lang", "kk"]),
];
const YEARLY: &str = "counterparty.one.annual_failure_probability=0.1:0.3:3";
const WEIGHT: &str = "reserve.style.weight.EQ@one=0.2:0.8:3";

/// Answers to every question of the hostile scenario and of the plain, in folders of these names, and what was said.
struct Asked {
    scratch: Scratch,
    said: Vec<String>,
}

/// They are made once, for they are many.
fn asked() -> &'static Asked {
    static ASKED: LazyLock<Asked> = LazyLock::new(|| {
        let scratch = Scratch::shared("hostile");
        let mut said = Vec::new();
        for (name, change) in [("hostile", str::to_owned as fn(&str) -> String), ("plain", plain)] {
            let [file, expert, other, run] =
                [".toml", "-expert.toml", "-other.toml", "/run"].map(|part| format!("{name}{part}"));
            scratch.write(&file, &change(HOSTILE));
            scratch.write(&expert, &change(EXPERT));
            scratch.write(&other, &change(OTHER));
            for (folder, words) in QUESTIONS {
                let meant = |word: &&'static str| match *word {
                    "SCENARIO" => file.clone(),
                    "EXPERT" => expert.clone(),
                    "OTHER" => other.clone(),
                    "RUN" => run.clone(),
                    word => word.to_owned(),
                };
                let mut words: Vec<String> = words.iter().map(meant).collect();
                words.extend(["--out".to_owned(), format!("{name}/{folder}")]);
                said.push(scratch.linchpin(&words.iter().map(String::as_str).collect::<Vec<_>>()).well());
            }
        }
        Asked { scratch, said }
    });
    &ASKED
}

/// All files of a kind in a folder and the folders in it.
fn files(folder: &Path, kind: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(files(&path, kind));
        } else if path.extension().is_some_and(|extension| extension == kind) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Texts of all files of a kind.
fn texts(scratch: &Scratch, run: &str, kind: &str) -> Vec<(String, String)> {
    let found = files(&scratch.path().join(run), kind);
    assert!(!found.is_empty(), "there is no .{kind}");
    found.iter().map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap())).collect()
}

/// Every element of a text with the names of its attributes: what stands between `<` and `>`.
fn markup(html: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for tag in html.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').expect("a tag ends");
        // What is quoted is the value of an attribute.
        let bare: String = tag.split('"').step_by(2).collect::<Vec<_>>().join(" ");
        let mut words = bare.split([' ', '\n', '=']).filter(|word| !word.is_empty());
        let element = words.next().expect("a tag has a name").trim_end_matches('/').to_owned();
        found.extend(words.map(|attribute| format!("{element} {}", attribute.trim_end_matches('/'))));
        found.insert(element);
    }
    found
}

/// What stands in both: names that are only in the first, and so come from a label.
fn only_in_first(first: &BTreeSet<String>, second: &BTreeSet<String>) -> Vec<String> {
    first.difference(second).cloned().collect()
}

#[test]
fn pages_and_pictures_hold_no_markup_of_a_label() {
    let scratch = &asked().scratch;
    for kind in ["html", "svg"] {
        let [hostile, plain] = ["hostile", "plain"]
            .map(|run| texts(scratch, run, kind).iter().flat_map(|(_, text)| markup(text)).collect::<BTreeSet<_>>());
        assert_eq!(only_in_first(&hostile, &plain), [""; 0], "{kind}");
        let is_handler = |name: &&String| name.split(' ').nth(1).is_some_and(|attribute| attribute.starts_with("on"));
        assert_eq!(hostile.iter().find(is_handler), None, "{kind}");
    }
    for (name, text) in texts(scratch, "hostile", "svg") {
        Document::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    // The lines of a description are no unknown letters.
    for (name, text) in texts(scratch, "hostile", "html") {
        assert!(!text.contains('\u{FFFD}'), "{name}");
    }
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    let scratch = &asked().scratch;
    let begins = |text: &str| text.trim_start_matches([' ', '"', '\'']).starts_with(['=', '+', '-', '@', '＝']);
    for path in files(&scratch.path().join("hostile"), "csv") {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(&path).unwrap();
        for cell in reader.records().flat_map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()) {
            let parts = cell.split(';').filter(|part| begins(part) && part.parse::<f64>().is_err());
            let bare: Vec<&str> = parts.filter(|part| !part.starts_with('\'')).collect();
            assert!(bare.is_empty(), "{}: {cell}", path.display());
        }
    }
    let file = fs::File::open(scratch.path().join("hostile/run/summary.xlsx")).unwrap();
    let mut workbook = zip::ZipArchive::new(file).unwrap();
    for place in 0..workbook.len() {
        let part = workbook.by_index(place).unwrap();
        let name = part.name().unwrap().into_owned();
        assert!(!name.contains("externalLinks") && !name.contains("vba") && !name.contains("connections"), "{name}");
        let text = std::io::read_to_string(part).unwrap();
        let part = Document::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let harms = part.descendants().find(|node| matches!(node.tag_name().name(), "f" | "hyperlink" | "definedName"));
        assert!(harms.is_none(), "{name}: {harms:?}");
    }
}

/// Commands of a LaTeX text: a backslash and what it takes.
fn commands(latex: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = latex;
    while let Some((_, after)) = rest.split_once('\\') {
        let word: String = after.chars().take_while(char::is_ascii_alphabetic).collect();
        let name = if word.is_empty() { after.chars().take(1).collect() } else { word };
        rest = &after[name.len()..];
        found.insert(name);
    }
    found
}

#[test]
fn latex_holds_no_command_of_a_label() {
    /// What stands for signs that LaTeX would act on, and where an address may be broken.
    const SIGNS: &str = "textbackslash textasciicircum textasciitilde textasciigrave textless textgreater textbar allowbreak $ & # % _ { } \\";
    let scratch = &asked().scratch;
    for ((name, hostile), (_, plain)) in texts(scratch, "hostile", "tex").iter().zip(texts(scratch, "plain", "tex")) {
        let known: BTreeSet<String> = commands(&plain).into_iter().chain(SIGNS.split(' ').map(str::to_owned)).collect();
        assert_eq!(only_in_first(&commands(hostile), &known), [""; 0], "{name}");
        // With the escaped ones out, what is left is the frame of the table and minus signs.
        let bare =
            SIGNS.split(' ').fold(hostile.replace("$-$", ""), |text, sign| text.replace(&format!("\\{sign}"), ""));
        assert!(!bare.contains(['$', '#', '^', '~', '`']), "{name}: {bare}");
        let balance = bare.matches('{').count().abs_diff(bare.matches('}').count());
        assert_eq!(balance, 0, "{name}");
    }
}

#[test]
fn markdown_holds_no_markup_of_a_label() {
    for (name, text) in texts(&asked().scratch, "hostile", "md") {
        assert!(
            !text.contains('<') && !text.contains("![") && !text.replace("\\]", "").contains("]("),
            "{name}: {text}"
        );
        let mut rows =
            text.lines().take_while(|line| !line.is_empty()).map(|row| row.replace("\\|", "").matches('|').count());
        let bars = rows.next().unwrap();
        assert!(rows.all(|row| row == bars), "{name}: a label opens a column");
    }
}

#[test]
fn nothing_that_is_said_commands_the_terminal() {
    let scratch = &asked().scratch;
    let others = [["run", "hostile.toml", "--dry-run"].as_slice(), &["check", "hostile.toml"]];
    let others = others.into_iter().chain([["check", "hostile.toml", "--assumptions"].as_slice()]);
    for said in others.map(|words| scratch.linchpin(words).well()).chain(asked().said.iter().cloned()) {
        assert!(!said.contains(|letter: char| letter.is_control() && letter != '\n'), "{said:?}");
    }
}

#[test]
fn what_machines_read_is_json_with_labels_as_words() {
    for (name, text) in texts(&asked().scratch, "hostile", "json") {
        serde_json::from_str::<serde_json::Value>(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let line_ends = |letter: char| letter.is_control() && letter != '\n';
        assert!(!text.contains(line_ends) && !text.contains(['\u{2028}', '\u{2029}']), "{name}");
    }
}

#[test]
fn labels_that_control_or_turn_text_are_refused_and_not_repeated() {
    let scratch = Scratch::new();
    for letter in
        ["\\u001B[31m", "\\u202E", "\\u2066", "\\u200B", "\\uFEFF", "\\u0000", "\\u2028", "\\U000E0041", "\\n"]
    {
        let text = HOSTILE.replace("\"-2+3+cmd", &format!("\"{letter}-2+3+cmd"));
        scratch.write("hostile.toml", &text);
        let error = scratch.linchpin(&["check", "hostile.toml"]).fails_with(3);
        assert!(error.contains("control or invisible character"), "{letter}: {error}");
        assert!(!error.contains(|letter: char| letter.is_control() && letter != '\n'), "{error:?}");
    }
}
