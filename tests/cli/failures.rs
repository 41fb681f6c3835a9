//! Exit codes, and nothing half-written after any of them.

use crate::scratch::{SMALL, Said, Scratch};

#[test]
fn wrong_words_exit_with_2() {
    let scratch = Scratch::new();
    for words in [
        ["run", "--paths", "0"].as_slice(),
        &["run", "--paths", "1e6"],
        &["run", "--threads", "0"],
        &["run", "--no-such-option"],
        &["frobnicate"],
        &["scenarios", "--show", "no-such-scenario"],
        &["init", "../elsewhere"],
    ] {
        scratch.linchpin(words).fails_with(2);
    }
    assert!(scratch.entries().is_empty());
}

#[test]
fn vectors_that_are_not_at_hand_exit_with_2_and_those_that_are_are_told() {
    let scratch = Scratch::new();
    for word in ["sse", if cfg!(target_arch = "aarch64") { "avx2" } else { "neon" }] {
        let said = scratch.command(&["run", SMALL]).env("LINCHPIN_VECTORS", word).output().unwrap();
        let error = Said::from(said).fails_with(2);
        assert!(error.contains(&format!("{word:?}")) && error.contains("plain"), "{error}");
    }
    assert!(scratch.entries().is_empty());
}

#[test]
fn a_scenario_that_is_not_there_exits_with_3() {
    let error = Scratch::new().linchpin(&["run", "nowhere.toml"]).fails_with(3);
    assert!(error.contains("nowhere.toml") && error.contains("alem-bnb-or-btc"), "{error}");
}

#[test]
fn a_scenario_that_is_refused_exits_with_3_and_names_its_place() {
    let scratch = Scratch::new();
    let wrong = scratch.linchpin(&["scenarios", "--show", SMALL]).well().replacen(
        "annual_failure_probability = 0.03",
        "annual_failure_probability = 3.0",
        1,
    );
    scratch.write("wrong.toml", &wrong);
    for command in ["run", "check"] {
        let error = scratch.linchpin(&[command, "wrong.toml"]).fails_with(3);
        let line = wrong.lines().position(|line| line.contains("= 3.0")).unwrap() + 1;
        assert!(error.contains("wrong.toml") && error.contains(&line.to_string()), "{error}");
    }
    assert_eq!(scratch.entries(), ["wrong.toml"]);
}

#[test]
fn a_change_of_what_is_not_there_exits_with_3() {
    let error = Scratch::new().linchpin(&["run", SMALL, "--set", "asset.DOGE.volatility=1"]).fails_with(3);
    assert!(error.contains("DOGE"), "{error}");
}

#[test]
fn more_memory_than_there_is_exits_with_5_before_the_run() {
    let scratch = Scratch::new();
    let error = scratch.linchpin(&["run", SMALL, "--paths", "100_000_000_000_000", "--out", "run"]).fails_with(5);
    assert!(error.contains("memory") && error.contains("paths"), "the formula is not said: {error}");
    assert!(scratch.entries().is_empty());
}

#[test]
fn a_folder_that_is_no_run_is_never_replaced() {
    let scratch = Scratch::new();
    scratch.write("thesis/chapter.txt", "years of work");
    for words in [["run", SMALL, "--out", "thesis"].as_slice(), &["run", SMALL, "--out", "thesis", "--force"]] {
        let error = scratch.linchpin(words).fails_with(2);
        assert!(error.contains("thesis"), "{error}");
    }
    assert_eq!(scratch.read("thesis/chapter.txt"), "years of work");
    assert_eq!(scratch.entries(), ["thesis"]);
}

#[test]
#[cfg(not(feature = "parquet"))]
fn parquet_says_how_to_get_it_where_it_is_not_built_in() {
    let error = Scratch::new().linchpin(&["run", SMALL, "--paths-out", "parquet"]).fails_with(2);
    assert!(error.contains("--features parquet"), "{error}");
}

#[test]
fn a_file_name_cannot_command_the_terminal() {
    let error = Scratch::new().linchpin(&["check", "\u{1b}[2J\u{202e}.toml"]).fails_with(3);
    assert!(!error.contains('\u{1b}') && !error.contains('\u{202e}'), "{error:?}");
}

#[test]
#[cfg(unix)]
fn a_place_that_cannot_be_written_exits_with_5() {
    let scratch = Scratch::new();
    scratch.write("file", "");
    let error = scratch.linchpin(&["run", SMALL, "--paths", "100", "--out", "file/run"]).fails_with(5);
    assert!(error.contains("file"), "{error}");
    assert_eq!(scratch.entries(), ["file"]);
}

#[test]
#[cfg(unix)]
fn an_interrupted_run_exits_with_130_and_leaves_nothing() {
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    let scratch = Scratch::new();
    let words = ["run", SMALL, "--paths", "3_000_000", "--out", "run"];
    let run = scratch.command(&words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let begun = Instant::now();
    while scratch.entries().is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(60), "the run never began");
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(!scratch.entries().contains(&"run".to_owned()), "the folder appeared before it was whole");
    assert!(Command::new("kill").args(["-INT", &run.id().to_string()]).status().unwrap().success());
    let said = crate::scratch::Said::from(run.wait_with_output().unwrap());
    let error = said.fails_with(130);
    assert!(error.contains("interrupted"), "{error}");
    assert!(scratch.entries().is_empty(), "{:?} was left", scratch.entries());
}

#[test]
#[cfg(unix)]
fn a_reader_that_leaves_is_no_error() {
    let scratch = Scratch::new();
    for words in [["check", SMALL].as_slice(), &["schema"], &["man"], &["run", SMALL, "--paths", "100"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = scratch.command(words).stdout(writer).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{words:?}");
        assert_eq!(output.status.code(), Some(0), "{words:?}");
    }
}
