//! Whole runs' worth of files from made-up assessments, the strange ones among them.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use resvg::usvg::roxmltree::Document;

use super::language::Tongue;
use super::look::Style;
use super::sheet::Field;
use super::{Look, RunTimes, WriteOptions, Written, chart, fixture, page, table, write};
use crate::assessment::{Assessment, BookedPart, Density, Exceedance, MatrixCell};

const HOSTILE: &str = "=1+1</title><script>alert(\"x\")</script>'&\\input{y}\u{202e}\u{7}\u{200b}\u{2028}|x";

fn written(assessment: &Assessment, place: &Path) -> Written {
    written_on(2, assessment, place)
}

fn written_on(threads: usize, assessment: &Assessment, place: &Path) -> Written {
    let times = RunTimes { started: SystemTime::now(), simulation: Duration::from_secs(3), threads };
    write(assessment, &times, place, Look::default(), WriteOptions::default()).unwrap()
}

/// The page and all pictures; every picture is read back as XML.
fn drawn(assessment: &Assessment) -> (String, Vec<chart::Chart>) {
    let charts = chart::all(assessment, Style::default()).unwrap();
    for chart in &charts {
        Document::parse(&chart.svg).unwrap_or_else(|error| panic!("{}: {error}", chart.id));
        let as_wide = |row: &Vec<_>| row.len() == chart.sheet.header.len();
        assert!(chart.sheet.rows.iter().all(as_wide), "{}", chart.id);
    }
    (page::page(assessment, &charts, &table::all(assessment, Tongue::english()), Style::default()), charts)
}

#[test]
fn a_run_writes_every_file_of_its_folder() {
    let room = tempfile::tempdir().unwrap();
    let written = written(&fixture::assessment(2), &room.path().join("run"));
    let names: Vec<String> = written.files.iter().map(|file| file.display().to_string()).collect();
    for name in ["assessment.json", "report.html", "run.json", "summary.csv", "summary.json"] {
        assert!(names.iter().any(|file| file == name), "{name}");
    }
    let ids = [
        "loss-distribution",
        "exceedance",
        "cost-exceedance",
        "if-it-fails",
        "removal-ladder",
        "booked-waterfall",
        "tail-matrix",
        "counterparty-cards",
        "concentration",
        "tail-cells",
        "comparison",
        "fan",
    ];
    for id in ids {
        for kind in ["svg", "png", "csv", "json"] {
            assert!(names.contains(&format!("charts/{id}.{kind}")), "{id}.{kind}");
        }
        let png = fs::read(written.folder.join(format!("charts/{id}.png"))).unwrap();
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    }
    for id in ["figures", "removal", "if-it-fails", "comparison", "assumptions"] {
        for kind in ["md", "tex", "csv"] {
            assert!(names.contains(&format!("tables/{id}.{kind}")), "{id}.{kind}");
        }
    }
}

#[test]
fn two_runs_of_one_scenario_write_the_same_bytes_on_any_threads() {
    let room = tempfile::tempdir().unwrap();
    let [first, second] = [("a", 1), ("b", 3)]
        .map(|(name, threads)| written_on(threads, &fixture::assessment(1), &room.path().join(name)));
    assert_eq!(first.files, second.files);
    for file in first.files.iter().filter(|file| !file.ends_with("run.json")) {
        let [one, other] = [&first, &second].map(|run| fs::read(run.folder.join(file)).unwrap());
        assert!(one == other, "{}", file.display());
    }
}

#[test]
fn every_figure_of_the_summary_has_a_row() {
    let assessment = fixture::assessment(2);
    let sheet = super::summary::sheet(&assessment.summary);
    let text = String::from_utf8(sheet.to_csv()).unwrap();
    assert!(text.starts_with("reserve,measure,level,of,value,low,high,range_low,range_high\n"));
    // A path of keys from each table of summary.json.
    for measure in [
        ",counterparties.by_mode.probability,,binance/insolvency,0.05,",
        "reserve-1,loss.es,0.99,,",
        "reserve-0,removal.cost_mean,,binance/keys,",
        "reserve-0,if_it_fails.cost.p95,,binance/insolvency,",
        "reserve-0,attribution.es,0.99,linked/binance/BNB,",
        "reserve-0,comparison.second_order_dominance.b_wins,,reserve-1,1,",
    ] {
        assert!(text.contains(measure), "{measure}");
    }
}

#[test]
fn hostile_names_do_nothing_anywhere() {
    let mut assessment = fixture::assessment(2);
    for named in &mut assessment.register.names {
        named.name = HOSTILE.to_owned();
    }
    assessment.register.description = HOSTILE.to_owned();
    assessment.summary.scenario.title = HOSTILE.to_owned();
    assessment.summary.warnings = vec![HOSTILE.to_owned()];
    assessment.register.assumptions[0].source = Some(HOSTILE.to_owned());
    let (page, _) = drawn(&assessment);
    let unseen = ['\u{202e}', '\u{7}', '\u{200b}', '\u{2028}'];
    assert!(!page.contains("<script") && !page.contains(unseen));
    for table in table::all(&assessment, Tongue::english()) {
        let (latex, csv) = (table.to_latex(), String::from_utf8(table.to_sheet().to_csv()).unwrap());
        assert!(!latex.contains("\\input") && !csv.contains("\n=") && !csv.contains(",="), "{}", table.id);
        let markdown = table.to_markdown();
        assert!(!markdown.contains("<script") && ![latex, csv, markdown].concat().contains(unseen), "{}", table.id);
    }
}

#[test]
fn forty_reserves_with_names_of_two_hundred_letters_are_drawn() {
    let mut assessment = fixture::assessment(40);
    for named in &mut assessment.register.names {
        named.name = "Ұзақ атау ".repeat(20);
    }
    let (_, charts) = drawn(&assessment);
    assert_eq!(charts.len(), drawn(&fixture::assessment(2)).1.len());
}

#[test]
fn one_path_where_everything_is_lost_is_drawn() {
    let mut assessment = fixture::assessment(1);
    let curves = &mut assessment.curves[0];
    curves.loss_density = Density { start: 1.0, width: 0.01, density: vec![100.0] };
    curves.market_density = Density { start: -3.0, width: 0.0, density: Vec::new() };
    let certain =
        |loss| Exceedance { loss, probability: if loss < 1.0 { 1.0 } else { 0.0 }, low: 0.2, high: 1.0, range: None };
    curves.loss_exceedance = [0.0, 0.5, 1.0].map(certain).into();
    curves.market_exceedance = Vec::new();
    curves.cost_exceedance = Vec::new();
    curves.fan = Vec::new();
    let (_, charts) = drawn(&assessment);
    assert!(charts.iter().all(|chart| chart.id != "cost-exceedance" && chart.id != "fan"));
}

#[test]
fn losses_above_one_and_gains_only_are_drawn() {
    let mut assessment = fixture::assessment(2);
    assessment.curves[0].loss_density = Density { start: 1.5, width: 0.5, density: vec![1.0, 1.0] };
    for curves in &mut assessment.curves {
        let points = curves.loss_exceedance.iter_mut().chain(&mut curves.market_exceedance);
        points.for_each(|point| point.loss -= 2.0);
    }
    let (_, charts) = drawn(&assessment);
    assert_eq!(charts.len(), drawn(&fixture::assessment(2)).1.len());
}

#[test]
fn figures_that_are_no_numbers_are_left_out_not_drawn() {
    let mut assessment = fixture::assessment(2);
    for reserve in &mut assessment.summary.reserves {
        reserve.loss.es.clear();
        reserve.counterparty_cost.per_year.value = f64::NAN;
        reserve.removal.iter_mut().for_each(|removal| removal.cost_mean.high = f64::INFINITY);
        reserve.groups.iter_mut().for_each(|group| group.cost_if_fails = None);
    }
    let (page, charts) = drawn(&assessment);
    assert!(!page.contains("NaN") && !page.contains("inf%"));
    assert!(charts.iter().all(|chart| chart.id != "if-it-fails"));
}

#[test]
fn the_page_asks_nothing_of_the_outside() {
    let (page, _) = drawn(&fixture::assessment(3));
    // The font stands in the page itself; an icon of nothing keeps browsers from asking for one.
    let page = page.replace("url(data:", "").replace("<link rel=\"icon\" href=\"data:,\">", "");
    for request in ["<script", "src=", "@import", "url(", "<link", "href=\"http", "href=\"/"] {
        assert!(!page.contains(request), "{request}");
    }
    assert!(page.contains("not an assessment of any firm"));
}

const DRIVERS: [&str; 5] = ["removal-ladder", "booked-waterfall", "tail-matrix", "counterparty-cards", "concentration"];

#[test]
fn a_run_without_names_tells_nobody_to_drive_a_loss() {
    let mut assessment = fixture::assessment(2);
    for reserve in &mut assessment.summary.reserves {
        reserve.removal.clear();
        reserve.attribution.clear();
        for group in &mut reserve.groups {
            (group.probability, group.headline_mode, group.cost_if_fails) = (None, None, None);
            (group.cost_where_fails, group.booked_es_share) = (None, Vec::new());
            group.by_mode.clear();
        }
    }
    assessment.curves.iter_mut().for_each(|curves| curves.removal_ladders.clear());
    let (_, charts) = drawn(&assessment);
    assert!(charts.iter().all(|chart| !DRIVERS.contains(&chart.id)));
}

#[test]
fn a_matrix_of_two_hundred_counterparties_adds_up_at_any_width() {
    let mut assessment = fixture::assessment(1);
    for attribution in &mut assessment.summary.reserves[0].attribution {
        let (part, cell) = (attribution.by_counterparty[0].clone(), attribution.by_asset_and_counterparty[2].clone());
        for who in 0..200 {
            let id = format!("{who} ұзақ атау ").repeat(20);
            attribution.by_asset_and_counterparty.push(MatrixCell { of: Some(id.clone()), ..cell.clone() });
            attribution.by_counterparty.push(BookedPart { id, es: cell.es, ..part.clone() });
        }
        attribution.by_asset[0].es.value += 200.0 * cell.es.value;
    }
    for width in [Look::NARROWEST, Look::WIDEST] {
        let charts = chart::all(&assessment, Style::new(Look { width, ..Look::default() })).unwrap();
        let matrix = charts.iter().find(|chart| chart.id == "tail-matrix").unwrap();
        Document::parse(&matrix.svg).unwrap();
        let number = |row: &[Field], place: usize| match row[place] {
            Field::Number(number) => number,
            _ => 0.0,
        };
        let rows = |part: &str, asset: &str| -> Vec<f64> {
            let of = |row: &&Vec<Field>| row[1] == Field::from(part) && row[2] == Field::from(asset);
            matrix.sheet.rows.iter().filter(of).map(|row| number(row, 5)).collect()
        };
        let (cells, asset) = (rows("cell", "BNB"), rows("asset", "BNB"));
        assert!(cells.len() <= 14 && (cells.iter().sum::<f64>() - asset[0]).abs() < 1e-9, "{cells:?} {asset:?}");
    }
}
