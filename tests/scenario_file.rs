//! A scenario file means what its pages say: the example, includes, changes, books, histories.

use std::path::Path;

use linchpin::failure::{Anchor, Hazard, Kind};
use linchpin::market::{Dynamics, Innovations};
use linchpin::scenario::{Embedded, Options, Removal, Scenario};
use linchpin::units::{CounterpartyIndex, GroupIndex};

/// The example of the scenario format's page, as it stands.
const EXAMPLE: &str = include_str!("scenario/example.toml");

const EMBEDDED: Embedded = &[("example.toml", EXAMPLE), ("library/market.toml", "")];

fn with(sets: &[&str]) -> Options {
    Options { sets: sets.iter().map(|set| (*set).to_owned()).collect(), ..Options::default() }
}

fn example(sets: &[&str]) -> Scenario {
    Scenario::embedded("example.toml", EMBEDDED, &with(sets)).unwrap_or_else(|error| panic!("{error}"))
}

fn embedded(files: Embedded) -> Scenario {
    Scenario::embedded(files[0].0, files, &Options::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn refusal(files: Embedded) -> String {
    match Scenario::embedded(files[0].0, files, &Options::default()) {
        Ok(_) => panic!("{} was read", files[0].0),
        Err(error) => error.to_string(),
    }
}

/// The end of a smallest scenario.
const REST: &str = r#"
[[asset]]
id = "BTC"
price = 1.0
volatility = 0.5
[[reserve]]
id = "all"
initial_value = 1.0
positions = [{ asset = "USD", custodian = "self", weight = 1.0 }]
[self]
intensity = 0.0
loss_given_failure = { kind = "fixed", value = 1.0 }
"#;

#[test]
fn the_example_reads_as_it_stands() {
    let scenario = example(&[]);
    assert_eq!(scenario.name(), "alem-bnb-or-btc");
    assert_eq!(scenario.title(), "Alem Crypto Fund: BNB-heavy or BTC-heavy");
    let simulation = scenario.simulation();
    assert_eq!((simulation.paths, simulation.seed, simulation.grid.steps), (100_000, 20_250_929, 365));
    assert_eq!(simulation.levels, [0.95, 0.99, 0.995, 0.999]);
    assert_eq!((simulation.claim_mark_petition_date, simulation.claim_mark_in_kind), (0.3, 0.7));
    assert_eq!(simulation.removal, Removal::Auto);
    assert_eq!(scenario.tolerances().len(), 1);
    let ids: Vec<&str> = scenario.counterparties().iter().map(|counterparty| counterparty.id.as_str()).collect();
    assert_eq!(ids, ["self", "binance", "binance-kazakhstan", "okx"]);
    let groups: Vec<&str> = scenario.groups().iter().map(|group| group.id.as_str()).collect();
    assert_eq!(groups, ["self", "binance", "okx"]);
    assert_eq!(scenario.groups()[1].members, [CounterpartyIndex(1), CounterpartyIndex(2)]);
    assert_eq!(scenario.factors(), ["crypto-credit"]);
    assert!(scenario.own_keys_stated());
    assert_eq!(scenario.warnings(), []);
}

#[test]
fn the_market_of_the_example_is_as_stated() {
    let scenario = example(&[]);
    let Dynamics::Parametric { innovations, risky, correlation, jumps } = &scenario.market().dynamics else {
        panic!("the example has no history");
    };
    assert_eq!(*innovations, Innovations::StudentT { dof: 4.0 });
    assert_eq!((risky.len(), correlation[(0, 1)], correlation[(1, 0)]), (2, 0.68, 0.68));
    assert!(jumps.is_none());
    let [btc, bnb, usd] = scenario.assets() else { panic!("three assets") };
    assert_eq!((bnb.volatility, bnb.peak, btc.peak), (0.62, 1_310.0, 110_000.0));
    assert_eq!((usd.volatility, usd.contagion_beta), (0.0, 0.0));
    assert_eq!(scenario.assets()[scenario.market().cash.0].id, "USD");
}

#[test]
fn the_failures_of_the_example_are_as_stated() {
    let scenario = example(&[]);
    let [own_keys, binance, kazakhstan, okx] = scenario.counterparties() else { panic!("four counterparties") };
    assert_eq!((own_keys.kind, own_keys.group, own_keys.modes.len()), (Kind::OwnKeys, GroupIndex::OWN_KEYS, 1));
    assert!(matches!(own_keys.modes[0].hazard, Hazard::Rate(rate) if (rate + 0.997_f64.ln()).abs() < 1e-15));
    assert!(matches!(binance.modes[0].hazard, Hazard::Evidence { share, .. } if share == 1.0));
    assert!(matches!(binance.modes[1].hazard, Hazard::Rate(rate) if (rate + 0.97_f64.ln()).abs() < 1e-15));
    assert!(matches!(kazakhstan.modes[0].hazard, Hazard::Rate(rate) if (rate + 0.995_f64.ln()).abs() < 1e-15));
    assert_eq!(binance.stress.unwrap().sensitivity, 2.5);
    // Stress moves the one, raises the other; nothing moves the third.
    let anchors = [binance.anchor, okx.anchor, kazakhstan.anchor, own_keys.anchor];
    assert_eq!(anchors, [Anchor::Average, Anchor::Average, Anchor::Baseline, Anchor::Baseline]);
    assert_eq!(kazakhstan.fails_with[0].probability, 0.9);
    let [link] = scenario.links() else { panic!("one link") };
    assert_eq!((link.id.as_str(), link.modes.len(), link.claim_survives), ("binance", 1, false));
}

#[test]
fn a_file_on_disk_an_embedded_one_and_its_json_are_one_scenario() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("example.toml");
    std::fs::write(&path, EXAMPLE).unwrap();
    std::fs::create_dir(folder.path().join("library")).unwrap();
    std::fs::write(folder.path().join("library/market.toml"), "").unwrap();
    let scenario = Scenario::load(&path, &Options::default()).unwrap();
    assert_eq!(scenario.hash(), example(&[]).hash());
    let json = serde_json::to_string_pretty(scenario.resolved()).unwrap();
    let again = Scenario::parse(&json, "example.json", &Options::default()).unwrap();
    assert_eq!(again.hash(), scenario.hash());
    assert_eq!(again.resolved(), scenario.resolved());
}

#[test]
fn shipped_scenarios_read() {
    let mut read = 0;
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let scenario = Scenario::load(&path, &Options::default()).unwrap_or_else(|error| panic!("{error}"));
            let json = scenario.resolved().to_string();
            let again =
                Scenario::parse(&json, "again.json", &Options::default()).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(again.hash(), scenario.hash());
            read += 1;
        }
    }
    assert!(read >= 3);
}

#[test]
fn addresses_reach_what_they_name() {
    let scenario = example(&[
        "simulation.horizon_days=730",
        "market.correlation.BNB.BTC = 0.5",
        "asset.BNB.volatility=0.7",
        "asset.BNB.link.binance.drawdown={ kind = \"fixed\", value = 0.5 }",
        "counterparty.binance.mode.insolvency.annual_failure_probability=0.5",
        "counterparty.binance.raises.okx.multiplier=1",
        "counterparty.binance-kazakhstan.fails_with.binance.probability=0.25",
        "counterparty.okx.loadings.crypto-credit=0.1",
        "self.annual_failure_probability=0",
        "reserve.bnb-heavy.weight.BNB@binance=0.4",
        "simulation.claim_mark.petition-date=0.2",
        "evidence.offshore-top-10.failures=2",
    ]);
    assert_eq!(scenario.grid().steps, 730);
    let Dynamics::Parametric { correlation, .. } = &scenario.market().dynamics else { panic!("no history") };
    assert_eq!(correlation[(0, 1)], 0.5);
    assert_eq!(scenario.assets()[1].volatility, 0.7);
    assert_eq!(scenario.links()[0].drawdown.mean(), 0.5);
    let [own_keys, binance, kazakhstan, okx] = scenario.counterparties() else { panic!("four counterparties") };
    assert!(matches!(binance.modes[0].hazard, Hazard::Rate(rate) if (rate - 2_f64.ln()).abs() < 1e-15));
    assert_eq!(okx.anchor, Anchor::Baseline);
    assert_eq!(okx.loadings[0].1, 0.1);
    assert_eq!(kazakhstan.fails_with[0].probability, 0.25);
    assert_eq!(own_keys.modes[0].hazard, Hazard::Rate(0.0));
    let weights: Vec<f64> = scenario.reserves()[0].positions.iter().map(|position| position.weight).collect();
    assert!(weights.iter().zip([0.4, 0.4, 0.2]).all(|(weight, wanted)| (weight - wanted).abs() < 1e-12), "{weights:?}");
    assert_eq!(scenario.simulation().claim_mark_petition_date, 0.2);
    assert_eq!(scenario.pools()[0].failures, 2.0);
}

#[test]
fn paths_and_seed_of_the_caller_win() {
    let options = Options { paths: Some(7), seed: Some(8), ..Options::default() };
    let scenario = Scenario::embedded("example.toml", EMBEDDED, &options).unwrap();
    assert_eq!((scenario.simulation().paths, scenario.simulation().seed), (7, 8));
    assert_eq!(scenario.resolved()["simulation"]["paths"], 7);
    assert_ne!(scenario.hash(), example(&[]).hash());
}

#[test]
fn the_register_names_every_assumption_with_its_range_and_nearest_source() {
    let scenario = example(&[]);
    let find = |address: &str| {
        let found = scenario.assumptions().iter().find(|assumption| assumption.address == address);
        found.unwrap_or_else(|| panic!("{address} is not in the register"))
    };
    let own_keys = find("self.annual_failure_probability");
    assert_eq!((own_keys.value.as_str(), own_keys.low, own_keys.high), ("0.003", Some(0.0005), Some(0.02)));
    assert_eq!(own_keys.source.as_deref(), Some("judgement"));
    let loss = find("counterparty.binance.mode.insolvency.loss_given_failure");
    assert_eq!((loss.value.as_str(), loss.source.as_deref()), ("beta, mean 0.4, sd 0.25", Some("see the evidence")));
    assert_eq!(find("counterparty.binance.mode.insolvency.evidence").value, "offshore-top-10");
    assert_eq!(find("evidence.offshore-top-10.exposure_years").value, "80");
    assert_eq!(find("market.correlation.BNB.BTC").value, "0.68");
    assert_eq!(find("asset.BNB.link.binance.drawdown").source, None);
    assert_eq!(find("simulation.claim_mark.in-kind").value, "0.7");
    for assumption in scenario.assumptions().iter().filter(|assumption| assumption.value.parse::<f64>().is_ok()) {
        let set = format!("{}={}", assumption.address, assumption.value);
        Scenario::embedded("example.toml", EMBEDDED, &with(&[&set])).unwrap_or_else(|error| panic!("{set}: {error}"));
    }
}

#[test]
fn includes_come_first_and_the_file_wins() {
    const MAIN: &str = "schema = 1\nname = \"main\"\ninclude = [\"parts/a.toml\", \"parts/b.toml\"]\n\
        [set]\n\"asset.ETH.volatility\" = 0.9\n[simulation]\nseed = 3\n[market]\ninnovations = { kind = \"gaussian\" }\n\
        [[market.correlation]]\nassets = [\"BTC\", \"ETH\"]\nvalue = 0.3\n";
    const A: &str = "include = [\"../shared.toml\"]\n[simulation]\nseed = 1\npaths = 5\n\
        [market]\ninnovations = { kind = \"student-t\", dof = 5 }\n";
    const B: &str = "include = [\"../shared.toml\"]\n[simulation]\nseed = 2\n";
    const SHARED: &str = "[[asset]]\nid = \"ETH\"\nprice = 2.0\nvolatility = 0.7\n\
        [[market.correlation]]\nassets = [\"ETH\", \"BTC\"]\nvalue = 0.8\n";
    let main: &'static str = Box::leak(format!("{MAIN}{REST}").into_boxed_str());
    let files = vec![("main.toml", main), ("parts/a.toml", A), ("parts/b.toml", B), ("shared.toml", SHARED)];
    let scenario = embedded(Box::leak(files.into_boxed_slice()));
    let ids: Vec<&str> = scenario.assets().iter().map(|asset| asset.id.as_str()).collect();
    assert_eq!(ids, ["ETH", "BTC", "USD"], "included assets first, implicit cash last");
    assert_eq!((scenario.simulation().seed, scenario.simulation().paths), (3, 5));
    assert_eq!(scenario.assets()[0].volatility, 0.9);
    let Dynamics::Parametric { innovations, correlation, .. } = &scenario.market().dynamics else {
        panic!("no history")
    };
    assert_eq!((*innovations, correlation[(0, 1)]), (Innovations::Gaussian, 0.3));
}

#[test]
fn includes_that_can_not_be_followed_are_refused() {
    let circle = refusal(&[("a.toml", "include = [\"b.toml\"]"), ("b.toml", "\ninclude = [\"a.toml\"]")]);
    assert!(circle.starts_with("b.toml:2:12: this include goes round in a circle"), "{circle}");
    let outside = refusal(&[("a.toml", "include = [\"../b.toml\"]")]);
    assert!(outside.starts_with("a.toml:1:12: this file is not below the folder of the main scenario"), "{outside}");
    let missing = refusal(&[("a.toml", "include = [\"b.toml\"]")]);
    assert!(missing.starts_with("a.toml:1:12: no shipped file is called b.toml"), "{missing}");
    let late = refusal(&[("a.toml", "include = []\n[set]\n\"asset.BTC.volatility\" = 1")]);
    assert!(late.starts_with("a.toml:3:1: "), "{late}");
}

#[test]
fn a_matrix_that_is_no_correlation_is_refused_or_repaired() {
    const PAIRS: &str = "[[asset]]\nid = \"ETH\"\nprice = 1\nvolatility = 0.5\n[[asset]]\nid = \"SOL\"\nprice = 1\nvolatility = 0.5\n\
        [market]\ncorrelation = [{ assets = [\"BTC\", \"ETH\"], value = -0.9 }, { assets = [\"BTC\", \"SOL\"], value = -0.9 }, \
        { assets = [\"ETH\", \"SOL\"], value = -0.9 }]\n";
    let text = format!("schema = 1\nname = \"x\"\n{PAIRS}{REST}");
    let refused = Scenario::parse(&text, "x.toml", &Options::default()).unwrap_err();
    let wanted = "the correlation matrix is not positive semi-definite (smallest eigenvalue -0.8000): the nearest valid matrix, \
                  which --repair-correlation uses, has ";
    assert!(refused.message().starts_with(wanted), "{refused}");
    assert!(refused.message().contains("-0.5000 instead of -0.9"), "{refused}");
    let options = Options { repair_correlation: true, ..Options::default() };
    let repaired = Scenario::parse(&text, "x.toml", &options).unwrap();
    let Dynamics::Parametric { correlation, .. } = &repaired.market().dynamics else { panic!("no history") };
    assert!((correlation[(0, 1)] + 0.5).abs() < 1e-9);
    assert_eq!(repaired.warnings().len(), 1);
    let again = Scenario::parse(&repaired.resolved().to_string(), "x.json", &Options::default()).unwrap();
    assert_eq!(again.hash(), repaired.hash(), "the resolved scenario has the repaired matrix");
}

#[test]
fn long_horizons_short_half_lives_and_wide_steps_are_warned_of() {
    let warnings = |sets: &[&str]| -> String { example(sets).warnings().iter().map(ToString::to_string).collect() };
    assert!(warnings(&["simulation.horizon_days=1460"]).contains("longer than three years"));
    assert!(warnings(&["counterparty.binance.raises.okx.half_life_days=1.5"]).contains("under two steps"));
    let wide = warnings(&["simulation.horizon_days=364", "simulation.step_days=91"]);
    assert!(wide.contains("BTC") && wide.contains("tails that no run samples"), "{wide}");
}
