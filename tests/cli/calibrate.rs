//! `calibrate`: prices in, a fragment out that a scenario includes as it stands.

use crate::scratch::Scratch;

/// A scenario on the fragment, with a failure that takes the market down.
const SCENARIO: &str = r#"
schema = 1
name = "measured"
include = ["measured/market.toml"]
simulation = { paths = 2_000, horizon_days = 90 }
counterparty = [{ id = "north", kind = "exchange", annual_failure_probability = 0.1, mode = [
  { kind = "fraud", weight = 1.0, loss_given_failure = { kind = "fixed", value = 1.0 }, market_drawdown = { kind = "fixed", value = 0.2 } } ] }]
reserve = [{ id = "both", initial_value = 1e6, positions = [
  { asset = "BTC", custodian = "north", weight = 0.5 }, { asset = "ETH", custodian = "north", weight = 0.5 } ] }]
"#;

/// The same numbers in [0, 1) on any machine.
fn drawn(state: &mut u64) -> f64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 11) as f64 / 9_007_199_254_740_992.0
}

/// Two years of invented prices, as a wide file.
fn prices(separator: char, point: char) -> String {
    let (mut state, mut logs) = (7, [10.0_f64, 8.0]);
    let mut text = format!("date{separator}BTC{separator}ETH\n");
    let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    for (month, length) in (0..24).map(|month| (month, lengths[month % 12] - usize::from(month == 13))) {
        for day in 1..=length {
            let shared = drawn(&mut state) + drawn(&mut state) + drawn(&mut state) - 1.5;
            for log in &mut logs {
                *log += 0.05 * shared + 0.04 * (drawn(&mut state) - 0.5);
            }
            let date = format!("{}-{:02}-{day:02}", 2024 + month / 12, month % 12 + 1);
            let cell = |log: f64| format!("{:.4}", log.exp()).replace('.', &point.to_string());
            text.push_str(&format!("{date}{separator}{}{separator}{}\n", cell(logs[0]), cell(logs[1])));
        }
    }
    text
}

fn calibrated(more: &[&str]) -> Scratch {
    let scratch = Scratch::new();
    scratch.write("prices.csv", &prices(',', '.'));
    scratch.linchpin(&[&["calibrate", "prices.csv", "--out", "measured"], more].concat()).well();
    scratch
}

#[test]
fn the_fragment_is_included_checked_and_run() {
    for volatility in ["constant", "garch", "gjr"] {
        let scratch = calibrated(&["--volatility", volatility]);
        scratch.write("measured.toml", SCENARIO);
        scratch.linchpin(&["check", "measured.toml"]).well();
        scratch.linchpin(&["run", "measured.toml", "--quiet"]).well();
        let found = scratch.json("measured/calibration.json");
        let fragment = scratch.read("measured/market.toml");
        let correlation = found["fragment"]["correlations"][0][2].as_f64().unwrap();
        assert!(fragment.contains(&format!("value = {correlation}")), "{fragment}");
        assert_eq!(fragment.contains("garch = {"), volatility != "constant", "{fragment}");
    }
}

#[test]
fn every_file_is_there_and_each_chart_has_its_words_and_its_data() {
    let scratch = calibrated(&[]);
    for id in ["prices", "drawdowns", "rolling-volatility", "quantiles", "correlation"] {
        let words = scratch.json(&format!("measured/charts/{id}.json"));
        for key in ["title", "subtitle", "alt", "source"] {
            assert!(!words[key].as_str().unwrap().is_empty(), "{id} has no {key}");
        }
        let picture = scratch.read(&format!("measured/charts/{id}.svg"));
        assert!(picture.contains("<title") && picture.contains("<desc"), "{id}");
        assert!(scratch.read(&format!("measured/charts/{id}.csv")).lines().count() > 2, "{id}");
        assert!(scratch.path().join(format!("measured/charts/{id}.png")).exists(), "{id}");
    }
    let page = scratch.read("measured/report.html");
    assert!(page.contains("A historical mean is not a forecast") && !page.contains("<script"));
}

#[test]
fn every_dialect_gives_the_same_figures_and_twice_is_the_same_bytes() {
    let plain = calibrated(&[]);
    let figures = |scratch: &Scratch| {
        let found = scratch.json("measured/calibration.json");
        (found["assets"].clone(), found["fragment"].clone(), found["joint_tails"].clone())
    };
    let semicolons = Scratch::new();
    semicolons.write("prices.csv", &format!("\u{feff}{}", prices(';', ',').replace('\n', "\r\n")));
    semicolons.linchpin(&["calibrate", "prices.csv", "--out", "measured"]).well();
    assert_eq!(figures(&semicolons), figures(&plain));
    for file in ["calibration.json", "market.toml", "report.html", "run.json", "charts/prices.svg"] {
        let name = format!("measured/{file}");
        assert_eq!(calibrated(&[]).read(&name), plain.read(&name), "{file}");
    }
}

#[test]
fn the_answer_is_short_and_warns_of_the_mean() {
    let scratch = Scratch::new();
    scratch.write("prices.csv", &prices(',', '.'));
    let text = scratch.linchpin(&["calibrate", "prices.csv", "--from", "2024-06-01", "--out", "measured"]).well();
    assert!(text.lines().count() <= 30 && text.lines().all(|line| line.chars().count() <= 80), "{text}");
    for words in ["2 assets, daily prices from 2024-06-01 to 2025-12-31", "mean (no forecast)", "market.toml"] {
        assert!(text.contains(words), "`{words}` is not in\n{text}");
    }
}

#[test]
fn what_must_be_mended_stops_with_its_place_and_writes_nothing() {
    let scratch = Scratch::new();
    let faulty = prices(',', '.').replacen("2024-03-05,", "2024-03-04,", 1);
    scratch.write("prices.csv", &faulty);
    let error = scratch.linchpin(&["calibrate", "prices.csv", "--out", "measured"]).fails_with(3);
    assert!(
        error.contains("prices.csv, row 66, column 1: the date 2024-03-04 stands twice: row 65 has it too"),
        "{error}"
    );
    assert_eq!(scratch.entries(), ["prices.csv"]);
    let error = scratch.linchpin(&["calibrate", "none.csv"]).fails_with(3);
    assert!(error.contains("none.csv can't be read"), "{error}");
    scratch.linchpin(&["calibrate"]).fails_with(2);
    scratch.linchpin(&["calibrate", "prices.csv", "--from", "1.2.2024"]).fails_with(2);
}

#[test]
fn a_gap_is_filled_only_when_that_is_asked_for() {
    let scratch = Scratch::new();
    let lines = prices(',', '.');
    let with_gap: Vec<&str> = lines.lines().filter(|line| !line.starts_with("2024-05-1")).collect();
    scratch.write("prices.csv", &(with_gap.join("\n") + "\n"));
    let found = |more: &[&str]| {
        scratch.linchpin(&[&["calibrate", "prices.csv", "--out", "measured", "--force"], more].concat()).well();
        scratch.json("measured/calibration.json")
    };
    let left = found(&[]);
    let gap = &left["faults"][0];
    assert_eq!(
        (gap["kind"].as_str(), gap["row"].as_u64(), gap["days"].as_u64()),
        (Some("gap"), Some(131), Some(10)),
        "{gap}"
    );
    assert_eq!(left["filled"].as_u64(), Some(0));
    assert_eq!(found(&["--gaps", "forward-fill"])["filled"].as_u64(), Some(20));
}

#[test]
fn a_name_from_a_file_is_harmless_everywhere() {
    let scratch = Scratch::new();
    let name = "a\"b<i>\u{202e}.csv";
    scratch.write(name, &prices(',', '.'));
    scratch.linchpin(&["calibrate", name, "--out", "measured", "--quiet"]).well();
    assert!(!scratch.read("measured/report.html").contains("<i>"));
    assert!(!scratch.read("measured/market.toml").contains('\u{202e}'));
    scratch.write("measured.toml", SCENARIO);
    scratch.linchpin(&["check", "measured.toml"]).well();
    // A folder that isn't ours stays as it is.
    scratch.write("mine/thesis.doc", "years of work");
    let error = scratch.linchpin(&["calibrate", name, "--out", "mine", "--force"]).fails_with(2);
    assert!(error.contains("isn't the folder of a run"), "{error}");
}
