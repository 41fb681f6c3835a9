//! Every chart in every language, theme and width, of usual assessments and of strange ones: words stay on the sheet and
//! off one another.

use resvg::usvg::roxmltree::{Document, Node};

use super::letters::Letters;
use super::{Chart, all};
use crate::assessment::{Assessment, Curves, Density, Estimate, Exceedance, InputEffect, Ranges, Swing};
use crate::report::fixture;
use crate::report::language::Language;
use crate::report::look::{Look, Style, Theme};
use crate::scenario::{End, RangedInput};

/// The charts that are held to it.
const HELD: [&str; 15] = [
    "loss-distribution",
    "exceedance",
    "cost-exceedance",
    "if-it-fails",
    "removal",
    "booked-waterfall",
    "tail-cells",
    "comparison",
    "tornado",
    "tornado-es",
    "fan",
    "drawdown",
    "concentration",
    "convergence",
    "failure-timeline",
];

/// A line of words on the sheet.
struct Drawn {
    words: String,
    left: f64,
    right: f64,
    /// Where the letters stand.
    base: f64,
    size: f64,
}

impl Drawn {
    /// Reads one from where plotters wrote it.
    fn read(text: Node) -> Self {
        let number = |name| text.attribute(name).and_then(|value| value.parse::<f64>().ok()).unwrap();
        let words = text.text().unwrap_or_default().trim().to_owned();
        let letters = Letters { size: number("font-size"), bold: text.attribute("font-weight") == Some("bold") };
        let width = letters.width(&words);
        let left = match text.attribute("text-anchor") {
            Some("middle") => number("x") - 0.5 * width,
            Some("end") => number("x") - width,
            _ => number("x"),
        };
        Self { words, left, right: left + width, base: number("y") + 0.76 * letters.size, size: letters.size }
    }

    /// Whether letters of both would touch. Those below the line may touch an accent above.
    fn touches(&self, other: &Self) -> bool {
        let above_and_below = (self.base - other.base).abs() < 0.8 * self.size.max(other.size);
        above_and_below && self.left < other.right - 1.0 && other.left < self.right - 1.0
    }
}

/// What is wrong with the words of a chart.
pub(in crate::report) fn faults(chart: &Chart) -> Vec<String> {
    let read = Document::parse(&chart.svg).unwrap_or_else(|error| panic!("{}: {error}", chart.id));
    let sheet: Vec<f64> =
        read.root_element().attribute("viewBox").unwrap().split(' ').map(|part| part.parse().unwrap()).collect();
    let texts = read.descendants().filter(|node| node.has_tag_name("text"));
    let drawn: Vec<Drawn> = texts.map(Drawn::read).filter(|drawn| !drawn.words.is_empty()).collect();
    let mut faults = Vec::new();
    for (place, text) in drawn.iter().enumerate() {
        if text.left < -1.0 || text.right > sheet[2] + 1.0 || text.base > sheet[3] || text.base < text.size {
            faults.push(format!("“{}” leaves the sheet", text.words));
        }
        let later = drawn[place + 1..].iter().filter(|other| text.touches(other));
        faults.extend(later.map(|other| format!("“{}” touches “{}”", text.words, other.words)));
    }
    if chart.svg.contains("NaN") || chart.svg.contains("inf") {
        faults.push("a figure that is no number is drawn".to_owned());
    }
    // What people must read whole: a finding or an explanation that was cut says something else.
    let head = [&chart.words.title, &chart.words.subtitle, &chart.words.note, &chart.words.source];
    let unfinished = |words: &String| {
        let last = words.split_whitespace().last().unwrap_or_default();
        !last.is_empty() && !drawn.iter().any(|text| text.words.ends_with(last))
    };
    faults.extend(head.into_iter().filter(|words| unfinished(words)).map(|words| format!("“{words}” is cut")));
    faults
}

/// Draws an assessment in all looks; returns the ids of its charts.
fn looked_at(what: &str, assessment: &Assessment, widths: &[f64]) -> Vec<&'static str> {
    let mut ids = Vec::new();
    let mut found = Vec::new();
    for language in Language::ALL {
        for theme in Theme::ALL {
            for &width in widths {
                let charts = all(assessment, Style::new(Look { language, theme, width })).unwrap();
                for chart in charts.iter().filter(|chart| HELD.contains(&chart.id)) {
                    let told = |fault| format!("{what}, {} {language:?} {theme:?} {width}: {fault}", chart.id);
                    found.extend(faults(chart).into_iter().map(told));
                }
                ids = charts.iter().map(|chart| chart.id).collect();
            }
        }
    }
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found[..found.len().min(40)].join("\n"));
    ids
}

const WIDTHS: [f64; 4] = [400.0, 640.0, 1200.0, 2000.0];

#[test]
fn words_stay_on_the_sheet_and_off_one_another() {
    let assessment = fixture::assessment(3);
    let ids = looked_at("three reserves", &assessment, &WIDTHS);
    assert!(["loss-distribution", "exceedance", "tail-cells", "fan"].iter().all(|id| ids.contains(id)));
    looked_at("one reserve", &fixture::assessment(1), &[640.0]);
}

#[test]
fn long_names_are_shortened_and_many_reserves_are_drawn() {
    let mut assessment = fixture::assessment(40);
    for named in &mut assessment.register.names {
        named.name = "Ұзақ атау әіңғүұқөһ ".repeat(10);
    }
    looked_at("forty reserves", &assessment, &[400.0, 640.0]);
}

#[test]
fn inputs_take_as_many_lines_as_their_words_need() {
    let effect = |address: &str, low: f64, high: f64| InputEffect {
        input: RangedInput { address: address.to_owned(), value: 0.5 * (low + high), low, high, source: None },
        hurts: Some(End::High),
        cost: Swing { low: -0.3 * low, high: 0.2 * high },
        es: Swing { low: 0.1 * high, high: -0.2 * low },
        reserves: Vec::new(),
        not_run: None,
    };
    let mut assessment = fixture::assessment(2);
    let inputs = vec![
        effect("counterparty.binance.mode.regulatory.recovery_delay_days.median", 0.3, 0.9),
        effect("counterparty.okx.fails_with.binance.probability", 0.05, 0.1),
        effect("evidence.offshore-top-ten-that-reached-it-before-2018", 0.001, 0.05),
        effect("asset.BNB.link.insolvency.drawdown.mean", 0.5, 0.99),
        effect("asset.BNB.no_such_key_is_known_to_any_language", 0.0, 1e-5),
    ];
    assessment.summary.ranges = Some(Ranges { paths: 4096, pilot_paths: 1024, inputs, not_run: None });
    let ids = looked_at("ranged inputs", &assessment, &[400.0, 640.0, 1200.0]);
    assert!(ids.contains(&"tornado") && ids.contains(&"tornado-es"));
}

#[test]
fn two_hundred_groups_are_drawn() {
    let mut assessment = fixture::assessment(2);
    for reserve in &mut assessment.summary.reserves {
        let (group, removal) = (reserve.groups[0].clone(), reserve.removal[0].clone());
        for number in 0..200 {
            let id = format!("counterparty-{number}");
            reserve.groups.push(crate::assessment::GroupFigures { id: id.clone(), ..group.clone() });
            reserve.removal.push(crate::assessment::RemovalFigures { group: id, ..removal.clone() });
        }
    }
    looked_at("two hundred groups", &assessment, &[640.0]);
}

/// An assessment whose reserves all have these curves.
fn with_curves(count: usize, change: impl Fn(&mut Curves)) -> Assessment {
    let mut assessment = fixture::assessment(count);
    assessment.curves.iter_mut().for_each(change);
    assessment
}

#[test]
fn strange_losses_are_drawn() {
    let certain = |loss: f64, at: f64| {
        let probability = if loss < at { 1.0 } else { 0.0 };
        Exceedance { loss, probability, low: probability, high: 1.0, range: None }
    };
    let all_at = move |at: f64| {
        with_curves(2, move |curves| {
            curves.loss_density = Density { start: at - 0.01, width: 0.01, density: vec![100.0] };
            curves.market_density = curves.loss_density.clone();
            curves.loss_exceedance = (0..=10).map(|tenth| certain(0.1 * f64::from(tenth) * at, at)).collect();
            curves.market_exceedance = curves.loss_exceedance.clone();
            curves
                .fan
                .iter_mut()
                .for_each(|point| point.quantiles = [Estimate::between(1.0 - at, 1.0 - at, 1.0 - at); 5]);
        })
    };
    for (what, at) in [("all losses equal", 0.4), ("all is lost", 1.0), ("more than all", 2.5), ("gains only", -0.7)] {
        looked_at(what, &all_at(at), &[640.0]);
    }
    let nothing = with_curves(2, |curves| {
        curves.loss_density = Density { start: -3.0, width: 0.0, density: Vec::new() };
        curves.market_density = curves.loss_density.clone();
        curves.loss_exceedance.clear();
        curves.market_exceedance.clear();
        curves.cost_exceedance.clear();
        curves.fan.truncate(1);
    });
    let ids = looked_at("nothing", &nothing, &[640.0]);
    assert!(["loss-distribution", "exceedance", "cost-exceedance", "fan"].iter().all(|id| !ids.contains(id)));
}

#[test]
fn figures_that_are_no_numbers_stand_as_dashes() {
    let mut assessment = fixture::assessment(2);
    for reserve in &mut assessment.summary.reserves {
        for tail in reserve.loss.es.iter_mut().chain(&mut reserve.market_alone.es) {
            tail.estimate = crate::assessment::Estimate::between(f64::NAN, f64::NAN, f64::INFINITY);
        }
        reserve.removal.iter_mut().for_each(|removal| removal.cost_mean.value = f64::NAN);
    }
    looked_at("no numbers", &assessment, &[640.0]);
}
