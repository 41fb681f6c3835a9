//! The room as a whole: agreement with other programs on the same prices, what changes nothing, and what is refused.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use serde_json::Value;

use super::simulated::student_rows;
use super::*;

fn request(files: Vec<PathBuf>) -> Request {
    Request {
        files,
        assets: None,
        window: Window::default(),
        step_days: 1,
        correlation_step_days: 7,
        gaps: Gaps::Leave,
        volatility: Volatility::Constant,
    }
}

/// A wide file of prices that walk with the returns of rows.
fn wide(folder: &Path, rows: &[Vec<f64>], factor: f64) -> PathBuf {
    let first: Day = "2024-01-01".parse().unwrap();
    let assets = rows[0].len();
    let names: Vec<String> = (0..assets).map(|asset| format!("A{asset}")).collect();
    let mut logs = vec![0.0; assets];
    let mut text = format!("date,{}\n", names.join(","));
    for (day, row) in std::iter::once(&vec![0.0; assets]).chain(rows).enumerate() {
        logs.iter_mut().zip(row).for_each(|(log, step)| *log += 0.02 * step);
        let prices: Vec<String> = logs.iter().map(|log: &f64| format!("{}", factor * log.exp())).collect();
        text.push_str(&format!("{},{}\n", first.plus(day as i64), prices.join(",")));
    }
    let path = folder.join("prices.csv");
    fs::write(&path, text).unwrap();
    path
}

fn calibrated(text: &str, change: impl FnOnce(&mut Request)) -> Result<Calibration, CalibrationError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("p.csv");
    fs::write(&path, text).unwrap();
    let mut request = request(vec![path]);
    change(&mut request);
    calibrate(&request)
}

/// Rows in two parts, the later first, and rows from new to old: what stands out of order is before all that was taken.
#[test]
fn rows_out_of_order_stop_whatever_the_window_is() {
    let first: Day = "2024-01-01".parse().unwrap();
    let row = |day: i64| format!("{},{}\n", first.plus(day), 100.0 + (day % 7) as f64);
    let text = |days: &mut dyn Iterator<Item = i64>| format!("date,BTC\n{}", days.map(row).collect::<String>());
    for text in [text(&mut (60..100).chain(0..60)), text(&mut (0..100).rev())] {
        let error = calibrated(&text, |_| ()).unwrap_err();
        assert!(error.to_string().contains("sort the rows from old to new"), "{error}");
        assert!(calibrated(&text, |request| request.window.from = Some(first.plus(70))).is_err());
    }
}

/// The reference windows and own estimates of the same days.
fn of_window(source: &reference::Source, name: &str, reference: &Value) -> (Value, Calibration) {
    let window = reference["windows"][name].clone();
    let day = |place: usize| window["return_dates"][place].as_str().unwrap().parse::<Day>().unwrap();
    let assets = window["assets"].as_array().unwrap().iter();
    let files = assets.map(|asset| source.0.join("prices").join(format!("{}.csv", asset.as_str().unwrap())));
    let mut request = request(files.collect());
    request.window = Window { from: Some(day(0).plus(-1)), to: Some(day(1)), years: None };
    (window, calibrate(&request).unwrap())
}

fn near(found: f64, wanted: &Value, tolerance: f64, what: &str) {
    let wanted = wanted.as_f64().unwrap_or_else(|| panic!("{what} is not in the reference"));
    assert!((found - wanted).abs() <= tolerance, "{what}: {found} is not {wanted}");
}

/// Tolerances are those that the notes of the reference advise.
fn agrees_by_itself(asset: &AssetFigures, wanted: &Value) {
    let named = |what: &str| format!("{} {what}", asset.id);
    let moments = &wanted["moments"];
    near(asset.moments.volatility.value, &moments["annual_vol_365"], 1e-6, &named("volatility"));
    near(asset.moments.mean.value, &moments["annual_mean_log_return_365"], 1e-6, &named("mean"));
    near(asset.moments.mean.standard_error, &moments["se_annual_mean"], 1e-6, &named("error of the mean"));
    near(asset.moments.excess_kurtosis, &moments["excess_kurtosis_biased"], 1e-4, &named("kurtosis"));
    let student = asset.student_t.as_ref().unwrap();
    near(student.dof.value, &wanted["student_t_mle"]["dof"], 0.02, &named("dof"));
    near(student.log_likelihood, &wanted["student_t_mle"]["loglik"], 0.02, &named("likelihood of t"));
    for worst in &asset.worst {
        let wanted = &wanted["worst"][format!("{}d", worst.days)];
        near(worst.change, &wanted["worst"], 1e-6, &named("worst"));
        assert_eq!(Some(worst.to.to_string().as_str()), wanted["end_date"].as_str(), "{}", named("worst"));
    }
    let fall = &wanted["drawdown"];
    near(asset.drawdown.depth, &fall["max_drawdown"], 1e-6, &named("drawdown"));
    let dates = [Some(asset.drawdown.peak), Some(asset.drawdown.trough), asset.drawdown.recovered];
    for (found, key) in dates.iter().zip(["peak_date", "trough_date", "recovered_date"]) {
        assert_eq!(found.map(|day| day.to_string()).as_deref(), fall[key].as_str(), "{} {key}", asset.id);
    }
    let spells = asset.spells.as_ref().unwrap();
    agrees_in_spells(&spells.garch, &wanted["garch11_t"], &named("GARCH"));
    agrees_in_spells(&spells.gjr, &wanted["gjr_garch11_t"], &named("GJR"));
}

fn agrees_in_spells(fit: &GarchFit, wanted: &Value, what: &str) {
    let likelihood = wanted["loglik_decimal_units"].as_f64().unwrap();
    // A better optimum than theirs is no error; theirs is the best of many starts.
    assert!((fit.log_likelihood - likelihood).abs() < 0.5, "{what}: {} is not {likelihood}", fit.log_likelihood);
    let reaction = wanted["alpha"].as_f64().unwrap();
    if reaction < 1e-4 {
        println!(
            "{what}: the reference stands on a flat edge (α = {reaction}), where it advises to compare likelihoods only"
        );
        return;
    }
    near(fit.alpha.value, &wanted["alpha"], 0.02, &format!("{what} alpha"));
    near(fit.beta.value, &wanted["beta"], 0.02, &format!("{what} beta"));
    near(fit.persistence, &wanted["persistence"], 0.006, &format!("{what} persistence"));
    near(fit.dof.value, &wanted["nu"], 0.2, &format!("{what} dof"));
    if fit.alpha.has_interval() && fit.persistence < 0.998 {
        for (found, key) in [(fit.alpha, "alpha[1]"), (fit.beta, "beta[1]"), (fit.dof, "nu")] {
            let error = wanted["robust_se"][key].as_f64().unwrap();
            assert!(
                (found.standard_error / error - 1.0).abs() < 0.05,
                "{what} error of {key}: {found:?} is not {error}"
            );
        }
    }
    let next = wanted["next_day_sigma_annual"].as_f64().unwrap();
    assert!((fit.next_volatility / next - 1.0).abs() < 0.04, "{what} next: {} is not {next}", fit.next_volatility);
}

fn agrees_together(found: &Dependence, window: &Value) {
    let wanted = &window["correlation"];
    let order: Vec<&str> = wanted["order"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
    assert_eq!(found.rows as u64, window["n"].as_u64().unwrap());
    let place = |id: &str| order.iter().position(|other| *other == id).unwrap();
    for pair in &found.pairs {
        let at = |kind: &str| wanted[kind][place(&pair.a)][place(&pair.b)].clone();
        let what = |kind: &str| format!("{} {} {kind}", pair.a, pair.b);
        near(pair.correlation.pearson.value, &at("pearson"), 1e-6, &what("pearson"));
        near(pair.correlation.spearman.value, &at("spearman"), 1e-6, &what("spearman"));
        near(pair.correlation.kendall.value, &at("kendall"), 1e-6, &what("kendall"));
    }
    let (copula, wanted) = (found.copula.as_ref().unwrap(), &window["t_copula_returns"]);
    near(copula.dof.value, &wanted["nu"], 0.02, "copula dof");
    near(copula.dof.low, &wanted["nu_ci95_profile"][0], 0.02, "copula dof, low");
    near(copula.dof.high, &wanted["nu_ci95_profile"][1], 0.02, "copula dof, high");
    near(copula.log_likelihood, &wanted["loglik_t"], 0.02, "copula likelihood");
    near(copula.gaussian_log_likelihood, &wanted["loglik_gaussian_same_R"], 0.02, "gaussian copula likelihood");
}

#[test]
fn estimates_are_those_of_other_programs_where_these_are_there() {
    let Some((reference, source)) = reference::load() else { return };
    for name in ["full_common", "last_3y", "stress_2022"] {
        let (window, found) = of_window(&source, name, &reference);
        for asset in &found.assets {
            agrees_by_itself(asset, &window["per_asset"][&asset.id]);
        }
        agrees_together(found.by_steps.as_ref().unwrap(), &window);
        for tail in found.joint_tails.iter().filter(|tail| tail.days == 1) {
            let wanted = &window["pairs"][format!("{}-{}", tail.a, tail.b)]["empirical_lower_tail"]["0.05"];
            if let Some(count) = wanted["joint_count"].as_u64() {
                assert_eq!(tail.together as u64, count, "{} {}", tail.a, tail.b);
            }
        }
    }
}

#[test]
fn what_real_prices_do_to_the_fragment_is_said() {
    let Some((reference, source)) = reference::load() else { return };
    let (_, found) = of_window(&source, "full_common", &reference);
    let said = |words: &str| found.fragment.notes.iter().any(|note| note.contains(words));
    // TRX has 1.89 degrees of freedom by itself.
    assert!(
        said("By itself the Student-t of TRX (1.89) has 2 degrees of freedom or fewer"),
        "{:?}",
        found.fragment.notes
    );
    let files = ["BTC", "TRX"].map(|asset| source.0.join("prices").join(format!("{asset}.csv")));
    let mut request = request(files.into());
    request.window =
        Window { from: Some("2020-04-11".parse().unwrap()), to: Some("2026-06-30".parse().unwrap()), years: None };
    request.volatility = Volatility::Garch;
    let found = calibrate(&request).unwrap();
    assert!(found.assets.iter().all(|asset| asset.spells.as_ref().unwrap().garch.is_at_edge));
    for asset in &found.fragment.assets {
        let garch = asset.garch.unwrap();
        let persistence = garch.alpha + garch.beta;
        assert!((persistence - MOST_PERSISTENCE).abs() < 2e-4 && persistence < 1.0, "{garch:?}");
    }
    assert_eq!(
        found.fragment.notes.iter().filter(|note| note.contains("never fade")).count(),
        2,
        "{:?}",
        found.fragment.notes
    );
}

#[test]
fn findings_have_their_place_and_change_nothing() {
    let mut text = "date,A,B\n".to_owned();
    let first: Day = "2024-01-01".parse().unwrap();
    for day in 0..200_i64 {
        let wave = 1.0 + 0.01 * ((day * day) % 17) as f64;
        let a = match day {
            50 => wave * 3.0,
            80..=84 => 5.0,
            100 => f64::NAN,
            _ => wave,
        };
        let b = if day < 10 { String::new() } else { format!("{}", 2.0 + 0.1 * ((day * 7) % 11) as f64) };
        if !(120..123).contains(&day) {
            let a = if a.is_nan() { String::new() } else { format!("{a}") };
            text.push_str(&format!("{},{a},{b}\n", first.plus(day)));
        }
    }
    let found = calibrated(&text, |_| ()).unwrap();
    let said: Vec<String> = found
        .faults
        .iter()
        .filter(|fault| fault.asset.as_deref() == Some("A"))
        .map(|fault| fault.to_string().split_once("p.csv").unwrap().1.to_owned())
        .collect();
    let wanted = [
        ", row 52, column 2 (A): a move of +191.3% on 2024-02-20 that the next day takes back (-3.8% over both): a wrong price? It is kept",
        ", row 82, column 2 (A): the same price, 5, on 5 days from 2024-03-21 on: a feed that stood still? It is kept",
        ", row 102, column 2 (A): no price on 2024-04-10 (1 day)",
        ", row 121, column 2 (A): no price from 2024-04-30 to 2024-05-02 (3 days)",
    ];
    assert_eq!(said, wanted);
    assert!(found.faults.iter().any(|fault| fault.kind == FaultKind::Span
        && fault.message
            == "B begins on 2024-01-11, others on 2024-01-01: joint estimates begin with the last of all"));
    assert_eq!((found.filled, found.assets[0].moments.returns), (0, 200 - 1 - 2 - 4));
    let filled = calibrated(&text, |request| request.gaps = Gaps::ForwardFill).unwrap();
    assert_eq!((filled.filled, filled.assets[0].filled, filled.assets[0].moments.returns), (7, 4, 199));
}

#[test]
fn too_little_is_refused_in_words_that_help() {
    let refused = |text: &str, change: fn(&mut Request)| calibrated(text, change).unwrap_err().to_string();
    let few = "date,A\n2024-01-01,1\n2024-01-02,2\n2024-01-03,3\n";
    assert!(refused(few, |_| ()).contains("at least 60 days on which all of them have a return"));
    assert_eq!(
        refused(few, |request| request.assets = Some(vec!["B".into()])),
        "no file has the asset B: correct --assets"
    );
    assert_eq!(refused("date,A\n", |_| ()), "there is no row of prices below the header");
    let apart = "date,A,B\n2024-01-01,1,\n2024-01-02,2,\n2024-01-03,3,\n2024-01-04,,1\n2024-01-05,,2\n2024-01-06,,1\n";
    assert!(
        refused(apart, |_| ())
            .contains("no day on which all assets have a price (B begins on 2024-01-04, A ends on 2024-01-03)")
    );
    let twice = refused("date,A,A\n2024-01-01,1,1\n", |_| ());
    assert!(twice.contains("column 3 (A): A stands twice: it is column 2 of"), "{twice}");
    let zero = refused("date,A\n2024-01-01,0\n2024-01-02,2\n", |_| ());
    assert!(zero.contains("row 2, column 2 (A): the price is 0"), "{zero}");
    // Outside of the window it stops nothing.
    let after = |request: &mut Request| request.window.from = Some("2024-01-02".parse().unwrap());
    assert!(!refused("date,A\n2024-01-01,0\n2024-01-02,2\n", after).contains("price is 0"));
    let reversed = |request: &mut Request| {
        request.window =
            Window { from: Some("2024-01-03".parse().unwrap()), to: Some("2024-01-01".parse().unwrap()), years: None };
    };
    assert!(refused(few, reversed).contains("no day from 2024-01-03 to 2024-01-01"), "{}", refused(few, reversed));
}

#[test]
fn the_law_of_drawn_prices_stands_in_the_fragment() {
    let folder = tempfile::tempdir().unwrap();
    let path = wide(folder.path(), &student_rows(41, 3_000, 3, 0.6, 3.5), 100.0);
    let found = calibrate(&request(vec![path])).unwrap();
    assert!((found.shared.dof.low..=found.shared.dof.high).contains(&3.5), "{:?}", found.shared.dof);
    for pair in &found.by_correlation_steps.as_ref().unwrap().pairs {
        let value = pair.correlation.pearson;
        assert!((value.value - 0.6).abs() < 4.0 * value.standard_error, "{value:?}");
    }
    for tail in &found.joint_tails {
        let (measured, implied) = (tail.measured, tail.implied.unwrap());
        assert!((measured.value - implied).abs() < 4.0 * measured.standard_error + 0.05, "{tail:?}");
    }
    let truth = 0.02 * (3.5_f64 / 1.5 * 365.0).sqrt();
    for asset in &found.fragment.assets {
        assert!(asset.volatility.1 <= asset.volatility.0 && asset.volatility.0 <= asset.volatility.2);
        assert!((asset.volatility.0 / truth - 1.0).abs() < 0.3, "{asset:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn the_unit_of_prices_changes_nothing(seed in 0..1_000_u64, factor in 1e-4..1e4_f64) {
        let folder = tempfile::tempdir().unwrap();
        let rows = student_rows(seed, 300, 2, 0.5, 4.0);
        let one = calibrate(&request(vec![wide(folder.path(), &rows, 1.0)])).unwrap();
        let other = calibrate(&request(vec![wide(folder.path(), &rows, factor)])).unwrap();
        let close = |a: f64, b: f64| (a - b).abs() <= 1e-5 * a.abs().max(1e-3);
        prop_assert!(close(one.shared.dof.value, other.shared.dof.value));
        prop_assert!(close(one.fragment.correlations[0].2, other.fragment.correlations[0].2));
        for (a, b) in one.assets.iter().zip(&other.assets) {
            prop_assert!(close(a.moments.volatility.value, b.moments.volatility.value));
            prop_assert!(close(a.drawdown.depth, b.drawdown.depth));
            prop_assert!(close(a.student_t.unwrap().log_likelihood, b.student_t.unwrap().log_likelihood));
            prop_assert!(close(b.last_price, factor * a.last_price));
        }
        prop_assert_eq!(one.faults.len(), other.faults.len());
    }
}
