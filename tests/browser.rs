//! The pages of runs and answers in a real browser: nothing runs, nothing is requested, people with other eyes
//! can read it. `.ci/browser` finds the browser and what judges the page, and runs this.

#[path = "browser/chromium.rs"]
mod chromium;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use chromium::{Chromium, Seen, unguarded};
use serde_json::Value;

/// Where pictures of the page stand afterwards.
const PLACE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/browser");

/// Labels that try to run scripts and to fetch things.
const HOSTILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/scenario/hostile.toml");
/// What two experts hold of it, with labels alike.
const EXPERT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/scenario/hostile-expert.toml");
const OTHER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/scenario/hostile-other.toml");
/// The scenario that runs where none is named.
const SHIPPED: &str = "alem-bnb-or-btc";

/// A run of the hostile labels, and of the shipped scenario on few paths.
const RUNS: [(&str, &[&str]); 2] = [("hostile", &["run", HOSTILE]), ("shipped", &["run", SHIPPED, "--paths", "2000"])];

/// Every question, of both by turns: a name, the words that ask, and the place of its look.
const ANSWERS: [(&str, &[&str], usize); 11] = [
    ("hostile-limits", &["limits", HOSTILE, "--tolerance", "0.1"], 0),
    ("hostile-what-if", &["what-if", HOSTILE, "one", "two"], 1),
    ("hostile-reverse", &["reverse", HOSTILE, "--loss", "0.3", "--probability", "0.1"], 2),
    ("hostile-sensitivity", &["sensitivity", HOSTILE, "--samples", "32", "--paths", "500"], 3),
    ("hostile-sweep", &["sweep", HOSTILE, "--over", CHANCE, "--paths", "500"], 0),
    ("hostile-break-even", &["break-even", HOSTILE, "style", "vector", "--paths", "300"], 1),
    ("hostile-experts", &["compare", "--scenario", HOSTILE, "--assumptions", EXPERT, OTHER, "--paths", "500"], 3),
    ("hostile-optimise", &["optimise", HOSTILE, "--reserve", "style", "--paths", "500"], 2),
    ("shipped-limits", &["limits", SHIPPED, "--tolerance", "0.1"], 3),
    ("shipped-what-if", &["what-if", SHIPPED, "binance"], 0),
    ("shipped-break-even", &["break-even", SHIPPED, "bnb-partner", "btc-partner", "--paths", "500"], 1),
];
const CHANCE: &str = "counterparty.one.annual_failure_probability=0.1:0.3:3";

/// Looks of the page: a name, the words that ask for it, and its language.
const LOOKS: [(&str, &[&str], &str); 4] = [
    ("light", &[], "en"),
    ("dark", &["--theme", "dark"], "en"),
    ("russian", &["--lang", "ru", "--theme", "print"], "ru"),
    ("kazakh", &["--lang", "kk"], "kk"),
];

/// A page that was written.
struct Page {
    name: String,
    path: PathBuf,
    language: &'static str,
    /// How many figures it has at least.
    figures: usize,
}

/// Runs the program into a folder of its own and gives the page.
fn page(name: &str, words: &[&str]) -> PathBuf {
    let folder = Path::new(PLACE).join(name);
    let mut command = Command::new(env!("CARGO_BIN_EXE_linchpin"));
    command.args(words).args(["--quiet", "--force", "--out"]).arg(&folder);
    assert!(command.status().expect("the program starts").success(), "{command:?}");
    folder.join("report.html")
}

/// The page of every run in every look, and of every answer in one.
fn pages() -> &'static [Page] {
    static PAGES: LazyLock<Vec<Page>> = LazyLock::new(written);
    &PAGES
}

fn written() -> Vec<Page> {
    let mut pages = Vec::new();
    for (run, words) in RUNS {
        for (look, more, language) in LOOKS {
            let name = format!("{run}-{look}");
            let path = page(&name, &[words, more].concat());
            pages.push(Page { name, path, language, figures: 5 });
        }
    }
    for (name, words, look) in ANSWERS {
        let (_, more, language) = LOOKS[look];
        let path = page(name, &[words, more].concat());
        pages.push(Page { name: name.to_owned(), path, language, figures: 1 });
    }
    pages
}

/// What a browser shows of some HTML.
fn shown(html: &str) -> Seen {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("page.html");
    fs::write(&path, html).unwrap();
    Chromium::found().shows(&path)
}

#[test]
#[ignore = "needs a browser: run .ci/browser"]
fn the_judge_sees_what_runs_and_what_is_requested() {
    let seen = shown(
        "<img src='http://picture.example/'><style>@import 'http://style.example/';</style>\
         <iframe src='http://frame.example/'></iframe>\
         <script>document.documentElement.dataset.ran = 'script'; fetch('http://fetch.example/')</script>",
    );
    for host in ["picture", "style", "frame", "fetch"] {
        assert!(seen.requests.iter().any(|url| url.contains(host)), "{host} is not in {:?}", seen.requests);
    }
    assert!(seen.ran());
    let seen = shown("<img src='x' onerror=\"document.documentElement.dataset.ran = 'handler'\">");
    assert!(seen.ran() && seen.requests.is_empty());
}

#[test]
#[ignore = "needs a browser: run .ci/browser"]
fn a_page_runs_nothing_and_requests_nothing_with_and_without_its_policy() {
    for Page { name, path, .. } in pages() {
        let html = fs::read_to_string(path).unwrap();
        for seen in [Chromium::found().shows(path), shown(&unguarded(&html))] {
            assert!(seen.dom.contains("</html>") && seen.dom.contains("<svg"), "{name} is not shown");
            assert!(!seen.ran(), "{name}: a label ran");
            assert!(seen.requests.is_empty(), "{name} requests {:?}", seen.requests);
        }
    }
}

#[test]
#[ignore = "needs a browser: run .ci/browser"]
fn the_policy_of_a_page_stops_what_would_get_into_it() {
    let html = fs::read_to_string(&pages()[0].path).unwrap();
    let hostile = "<script>document.documentElement.dataset.ran = 1</script><img src='http://picture.example/'></body>";
    let seen = shown(&html.replace("</body>", hostile));
    assert!(!seen.ran() && seen.requests.is_empty(), "{:?}", seen.requests);
}

#[test]
#[ignore = "needs a browser: run .ci/browser"]
fn every_figure_says_what_it_shows_and_where_its_data_is() {
    for Page { name, path, language, figures: least } in pages() {
        let found = Chromium::found().examines(path, include_str!("browser/figures.js"));
        assert_eq!(found["language"], *language, "{name}");
        let figures = found["figures"].as_array().unwrap();
        assert!(figures.len() >= *least, "{name}: {found}");
        for figure in figures {
            assert!(figure["alt"].as_str().is_some_and(|words| words.len() > 20), "{name}: {figure}");
            let links = figure["data"].as_array().unwrap().iter().filter_map(Value::as_str);
            let (data, others): (Vec<&str>, Vec<&str>) = links.partition(|link| link.ends_with(".csv"));
            assert_eq!(data.len(), 1, "{name}: {figure}");
            for link in data.into_iter().chain(others) {
                assert!(path.with_file_name(link).is_file(), "{name}: {link} is not there");
            }
        }
        for what in ["handlers", "resources", "frames", "foreign_links"] {
            assert_eq!(found[what], Value::Array(Vec::new()), "{name}: {what}");
        }
    }
}

#[test]
#[ignore = "needs a browser: run .ci/browser"]
fn axe_finds_no_serious_violation() {
    let Some(axe) = std::env::var_os("LINCHPIN_AXE") else {
        eprintln!("skipped: no axe-core (LINCHPIN_AXE names its axe.min.js)");
        return;
    };
    let axe = fs::read_to_string(axe).unwrap();
    let script = format!("{axe}\n{}", include_str!("browser/axe.js"));
    for Page { name, path, .. } in pages() {
        let found = Chromium::found().examines(path, &script);
        assert!(found["passes"].as_u64() > Some(10), "{name}: axe did not run: {found}");
        let is_grave = |found: &&Value| matches!(found["impact"].as_str(), Some("serious" | "critical"));
        let violations = found["violations"].as_array().unwrap();
        let (grave, slight): (Vec<&Value>, Vec<&Value>) = violations.iter().partition(is_grave);
        for violation in slight {
            eprintln!("{name}: not serious: {violation}");
        }
        assert!(grave.is_empty(), "{name}: {grave:#?}");
    }
}

#[test]
#[ignore = "needs a browser: run .ci/browser"]
fn pictures_of_the_page_are_taken() {
    for Page { name, path, .. } in pages() {
        let [picture, print] = ["png", "pdf"].map(|end| Path::new(PLACE).join(format!("{name}.{end}")));
        Chromium::found().photographs(path, &picture);
        Chromium::found().prints(path, &print);
        assert!(fs::read(&picture).unwrap().starts_with(b"\x89PNG"), "{}", picture.display());
        assert!(fs::read(&print).unwrap().starts_with(b"%PDF"), "{}", print.display());
        eprintln!("see {} and {}", picture.display(), print.display());
    }
}
