//! `report`: a finished run drawn again, and figures for other pages.

use crate::scratch::{SMALL, Scratch};

/// A run of the small scenario, with its paths.
fn run() -> Scratch {
    let scratch = Scratch::new();
    let words = ["run", SMALL, "--paths", "300", "--out", "run", "--paths-out", "csv", "--embed", "--quiet"];
    scratch.linchpin(&words).well();
    scratch
}

/// Every file below a folder of the scratch folder, relative to it, with its bytes.
fn files(scratch: &Scratch, folder: &str) -> Vec<(String, Vec<u8>)> {
    let root = scratch.path().join(folder);
    let (mut found, mut folders) = (Vec::new(), vec![root.clone()]);
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap().display().to_string();
                found.push((name, std::fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_report_of_a_run_is_its_own_to_the_last_byte() {
    let scratch = run();
    let before = files(&scratch, "run");
    let text = scratch.linchpin(&["report", "run", "--embed"]).well();
    assert!(text.contains("Drawn again: run") && text.contains("nothing was simulated"), "{text}");
    let after = files(&scratch, "run");
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&before), names(&after));
    for ((name, one), (_, other)) in before.iter().zip(&after) {
        assert!(one == other, "{name} differs");
    }
    assert_eq!(scratch.entries(), ["run"]);
}

#[test]
fn a_report_keeps_the_look_of_its_run_unless_told_otherwise() {
    let scratch = Scratch::new();
    let words =
        ["run", SMALL, "--paths", "50", "--no-ranges", "--out", "run", "--lang", "ru", "--theme", "dark", "--quiet"];
    scratch.linchpin(&words).well();
    let page = || std::fs::read_to_string(scratch.path().join("run/report.html")).unwrap();
    let drawn_first = page();
    assert!(drawn_first.contains("lang=\"ru\""));
    scratch.linchpin(&["report", "run"]).well();
    assert!(page() == drawn_first);
    scratch.linchpin(&["report", "run", "--lang", "kk"]).well();
    let in_kazakh = page();
    assert!(in_kazakh.contains("lang=\"kk\"") && in_kazakh != drawn_first);
}

#[test]
fn a_report_elsewhere_leaves_the_run_alone_and_holds_the_charts_that_were_named() {
    let scratch = run();
    let before = files(&scratch, "run");
    let words = ["report", "run", "--out", "elsewhere", "--charts", "fan,comparison", "--quiet"];
    assert_eq!(scratch.linchpin(&words).well(), "");
    assert!(before == files(&scratch, "run"));
    let drawn = files(&scratch, "elsewhere/charts");
    assert!(drawn.iter().all(|(name, _)| name.starts_with("fan.") || name.starts_with("comparison.")), "{drawn:?}");
    assert_eq!(drawn.len(), 8);
    assert!(!scratch.path().join("elsewhere/paths.csv").exists());
    let error = scratch.linchpin(&words).fails_with(2);
    assert!(error.contains("--force"), "{error}");
    scratch.linchpin(&[words.as_slice(), &["--force"]].concat()).well();
    let error = scratch.linchpin(&["report", "run", "--charts", "pie"]).fails_with(2);
    assert!(error.contains("no chart pie") && error.contains("loss-distribution"), "{error}");
}

#[test]
fn what_is_no_whole_run_exits_with_3_and_nothing_changes() {
    let scratch = run();
    let refused = |folder: &str, words: &str| {
        let error = scratch.linchpin(&["report", folder]).fails_with(3);
        assert!(error.contains(words) && error.lines().count() == 1, "`{words}` is not said: {error}");
    };
    refused("nowhere", "there is no folder nowhere");
    scratch.write("thesis/chapter.txt", "years of work");
    refused("thesis", "it has no run.json");
    let sound = scratch.read("run/assessment.json");
    scratch.write("run/assessment.json", &sound[..sound.len() / 2]);
    let before = files(&scratch, "run");
    refused("run", "make the run again");
    scratch.write("run/assessment.json", &sound.replacen("\"schema\":2", "\"schema\":9", 1));
    refused("run", "has schema 9");
    scratch.write("run/assessment.json", &sound[..sound.len() / 2]);
    assert!(before == files(&scratch, "run"));
}

#[test]
fn a_snippet_is_a_figure_whose_picture_and_data_stand_beside_it() {
    let scratch = run();
    for id in ["loss-distribution", "comparison", "fan"] {
        let snippet = scratch.read(&format!("run/charts/{id}.html"));
        let words = scratch.json(&format!("run/charts/{id}.json"));
        assert!(snippet.starts_with("<figure>") && snippet.ends_with("</figure>\n"), "{snippet}");
        assert!(snippet.contains(&format!("<img src=\"{id}.svg\" width=\"640\" height=\"")), "{snippet}");
        assert!(snippet.contains(&format!("<a href=\"{id}.csv\" download>")), "{snippet}");
        for name in ["svg", "csv"] {
            assert!(scratch.path().join(format!("run/charts/{id}.{name}")).exists());
        }
        assert!(snippet.contains("Model output, not a forecast.") && !words["alt"].as_str().unwrap().is_empty());
    }
}

#[test]
fn a_run_says_how_it_was_asked_for() {
    let scratch = Scratch::new();
    scratch.linchpin(&["run", SMALL, "--paths", "300", "--no-names", "--no-ranges", "--out", "run"]).well();
    let options = &scratch.json("run/run.json")["options"];
    assert_eq!((&options["no_names"], &options["no_ranges"]), (&true.into(), &true.into()));
    assert_eq!((&options["all_names"], &options["force_tail"]), (&false.into(), &false.into()));
    assert!(options["keep_paths"].is_null());
}
