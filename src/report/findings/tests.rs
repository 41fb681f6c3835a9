//! Every answer in every language, theme and width, of usual scenarios and of strange ones: words of its charts stay on
//! the sheet and off one another.

use std::fmt::Write;

use super::{Findings, findings};
use crate::assessment::Ends;
use crate::decision::break_even::{BreakEvenQuestion, break_even};
use crate::decision::experts::{ExpertsQuestion, experts};
use crate::decision::limits::limits;
use crate::decision::optimise::{Way, Wish, optimise};
use crate::decision::reverse::{self, reverse};
use crate::decision::sensitivity::{self, sensitivity};
use crate::decision::sweep::{SweepQuestion, sweep};
use crate::decision::{Event, Found, Ground, Manner, what_if};
use crate::engine::Watch;
use crate::numeric::precision::Precision;
use crate::report::chart::tests::faults;
use crate::report::language::Language;
use crate::report::look::{Look, Style, Theme};
use crate::report::names::Names;
use crate::report::sheet::Field;
use crate::report::terms::Subject;
use crate::scenario::{Expert, Options, Scenario};
use crate::statistics::Estimate;
use crate::units::ReserveIndex;

const WIDTHS: [f64; 4] = [400.0, 640.0, 1200.0, 2000.0];
const CHANCE: &str = "counterparty.c0.annual_failure_probability";

/// So many reserves over so many exchanges, all of which can fall with the first; their names end like this.
fn scenario(reserves: usize, exchanges: usize, ending: &str) -> Scenario {
    let mut text = "schema = 1\nname = \"made-up\"\nsimulation = { paths = 400, seed = 1, step_days = 365 }\n\
                    market.innovations = { kind = \"gaussian\" }\ntolerance = [{ loss = 0.3, probability = 0.01 }]\n\
                    [[asset]]\nid = \"BTC\"\nprice = 60_000.0\nvolatility = { value = 0.5, low = 0.4, high = 0.6 }\n"
        .to_owned();
    for number in 0..exchanges {
        let falls = match number {
            0 => "",
            _ => "fails_with = [{ counterparty = \"c0\", probability = 0.5, as = \"fraud\" }]\n",
        };
        write!(
            text,
            "[[counterparty]]\nid = \"c{number}\"\nname = \"Exchange {number}{ending}\"\nkind = \"exchange\"\n{falls}\
             annual_failure_probability = {{ value = 0.1, low = 0.02, high = 0.2 }}\n\
             [[counterparty.mode]]\nkind = \"fraud\"\nweight = 1.0\n\
             loss_given_failure = {{ kind = \"beta\", mean = {{ value = 0.6, low = 0.3, high = 0.9 }}, sd = 0.1 }}\n\
             recovery_delay_days = {{ kind = \"fixed\", value = 100 }}\nrecovery_basis = \"in-kind\"\n"
        )
        .unwrap();
    }
    for number in 0..reserves {
        let place = number % exchanges;
        write!(
            text,
            "[[reserve]]\nid = \"r{number}\"\ntitle = \"Reserve {number}{ending}\"\ninitial_value = 1_000_000.0\n\
             positions = [{{ asset = \"BTC\", custodian = \"c{place}\", weight = 0.6 }},\n\
             {{ asset = \"BTC\", custodian = \"self\", weight = 0.4 }}]\n"
        )
        .unwrap();
    }
    text.push_str(
        "[self]\nannual_failure_probability = 0.01\nloss_given_failure = { kind = \"fixed\", value = 0.5 }\n",
    );
    Scenario::parse(&text, "made-up.toml", &Options::default()).unwrap()
}

/// Letters that no language of the program is without, in names as long as names may be.
fn long() -> String {
    " Ұзақ атау әіңғүұқөһ".repeat(9)
}

fn told(found: &Found, scenario: &Scenario, look: Look) -> Findings {
    let ground = Ground::of(scenario, found.verb(), Some(400));
    let style = Style::new(look);
    let names = Names::of(&ground.names, style.tongue);
    findings(found, Subject { ground: &ground, style, tongue: style.tongue, names }).unwrap()
}

/// Draws answers in all looks; every one has a chart.
fn looked_at(scenario: &Scenario, answers: &[Found]) {
    let mut wrong = Vec::new();
    for found in answers {
        for language in Language::ALL {
            for (theme, width) in Theme::ALL.into_iter().flat_map(|theme| WIDTHS.map(|width| (theme, width))) {
                let findings = told(found, scenario, Look { language, theme, width });
                assert!(!findings.charts.is_empty(), "{} has no chart", found.verb());
                for chart in findings.charts {
                    let place = format!("{} {language:?} {theme:?} {width}", chart.id);
                    wrong.extend(faults(&chart).into_iter().map(|fault| format!("{place}: {fault}")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

/// What needs no simulation.
fn certain(scenario: &Scenario) -> Vec<Found> {
    let event = Event::read(scenario, &["c0".to_owned()]).unwrap();
    vec![Found::Limits(limits(scenario, 0.1, true)), Found::WhatIf(what_if(scenario, &event, true))]
}

/// Lines over a chance, and maps over a chance and a volatility.
fn swept(scenario: &Scenario, watch: &Watch) -> Vec<Found> {
    let (chance, swings) = (format!("{CHANCE}=0.1:0.3:3"), "asset.BTC.volatility=0.4:0.6:3".to_owned());
    [vec![chance.clone()], vec![chance, swings]]
        .map(|over| {
            let over = over.iter().map(|words| words.parse().unwrap()).collect();
            let question = SweepQuestion { over, measures: Vec::new() };
            Found::Sweep(sweep(scenario, &question, None, Manner { threads: 1, ranges: false, watch }).unwrap())
        })
        .into()
}

fn simulated(scenario: &Scenario, watch: &Watch) -> Vec<Found> {
    let manner = Manner { threads: 1, ranges: true, watch };
    let measures = ["cost", "es99", "ce2"].map(|word| word.parse().unwrap()).into();
    let question = BreakEvenQuestion { a: "r0".into(), b: "r1".into(), x: None, y: None, measures };
    let back = reverse::Question::of(scenario, Some(0.3), Some(0.01)).unwrap();
    let figure = "es99".parse().unwrap();
    let decides = sensitivity::Question { figure, reserve: ReserveIndex(0), points: Some(32), paths: None };
    let wish = Wish {
        reserve: "r0".into(),
        minimise: figure,
        places: Vec::new(),
        least: Vec::new(),
        most: vec!["BTC@self=0.5".into()],
        group_most: Vec::new(),
        asset_most: Vec::new(),
        budget: None,
        cost_bps: None,
        expected_return: None,
        frontier: 5,
        as_if_held: false,
    };
    let said = |title: &str, chance: f64, loss: f64| {
        let loss = format!("\"counterparty.c0.mode.fraud.loss_given_failure.mean\" = {loss}");
        Expert::parse(&format!("title = \"{title}\"\n[assumptions]\n\"{CHANCE}\" = {chance}\n{loss}"), "a.toml")
            .unwrap()
    };
    let voices = [said("One", 0.1, 0.6), said("Another ".repeat(25).trim_end(), 0.3, 0.4)];
    let asked = ExpertsQuestion { experts: voices, measures: Vec::new() };
    let way = Way { threads: 1, precision: Precision::Single, ranges: true };
    vec![
        Found::BreakEven(Box::new(break_even(scenario, &question, manner).unwrap())),
        Found::Reverse(reverse(scenario, back, 1, watch).unwrap()),
        Found::Sensitivity(sensitivity(scenario, decides, 1, watch).unwrap()),
        Found::Experts(experts(scenario, &asked, manner).unwrap()),
        Found::Optimum(Box::new(optimise(scenario, &wish, way, watch).unwrap())),
    ]
}

/// Three coins at two exchanges of one group: of the first reserve no weight alone can fall far enough.
fn fixed() -> Scenario {
    let exchange = |id: &str| {
        format!(
            "[[counterparty]]\nid = \"{id}\"\ngroup = \"north\"\nkind = \"exchange\"\nannual_failure_probability = 0.1\n\
             [[counterparty.mode]]\nkind = \"hack\"\nweight = 1.0\nloss_given_failure = {{ kind = \"fixed\", value = 0.65 }}\n\
             recovery_delay_days = {{ kind = \"fixed\", value = 0 }}\nrecovery_basis = \"in-kind\"\n"
        )
    };
    let text = format!(
        "schema = 1\nname = \"fixed\"\nsimulation = {{ paths = 400, seed = 1, step_days = 365 }}\n\
         market.innovations = {{ kind = \"gaussian\" }}\n[[asset]]\nid = \"BTC\"\nprice = 1.0\nvolatility = 0.5\n{}{}\
         [[reserve]]\nid = \"three\"\ninitial_value = 1.0\npositions = [\n\
         {{ asset = \"BTC\", custodian = \"c0\", weight = 0.5 }},\n{{ asset = \"BTC\", custodian = \"c1\", weight = 0.4 }},\n\
         {{ asset = \"BTC\", custodian = \"self\", weight = 0.1 }},\n]\n\
         [self]\nannual_failure_probability = 0.0\nloss_given_failure = {{ kind = \"fixed\", value = 0.0 }}\n\
         [[reserve]]\nid = \"one\"\ninitial_value = 1.0\npositions = [{{ asset = \"BTC\", custodian = \"c0\", weight = 1.0 }}]\n",
        exchange("c0"),
        exchange("c1")
    );
    Scenario::parse(&text, "fixed.toml", &Options::default()).unwrap()
}

#[test]
fn limits_are_told_so_that_they_keep_the_tolerance() {
    let scenario = fixed();
    let told = told(&Found::Limits(limits(&scenario, 0.2, true)), &scenario, Look::default());
    // The limit is 30.77%: 31% of what loses 65% would be more than 20%.
    assert!(told.title.contains("at most 30% of a reserve"), "{}", told.title);
    let all = told.sentences.join("\n");
    assert!(all.contains("at most 30% there, the rest where that failure takes nothing"), "{all}");
    assert!(all.contains("at least 70% there, the other weights in their proportions"), "{all}");
    assert!(all.contains("the sum of weight times loss"), "{all}");
    assert!(!all.contains("no change of a single weight"), "{all}");
    let table = told.tables[0].to_markdown();
    assert!(table.contains("20% ÷ 65.00% = 30.76%"), "{table}");
    let weights = told.tables[1].to_markdown();
    assert!(weights.contains("reserve.three.weight.BTC@self"), "{weights}");
    assert!(!weights.contains("reserve.one.weight"), "{weights}");
}

#[test]
fn weights_that_cost_more_are_not_told_as_a_gain() {
    let (scenario, watch) = (scenario(2, 2, ""), Watch::default());
    let found = simulated(&scenario, &watch).pop();
    let Some(Found::Optimum(mut found)) = found else { panic!("no optimum") };
    let worse = Estimate { range: Some(Ends { low: -0.24, high: -0.21 }), ..Estimate::normal(-0.23, 0.001) };
    found.fresh.gain = worse;
    found.mixes.iter_mut().chain(&mut found.sparing).chain(&mut found.hurting).for_each(|assumed| assumed.gain = worse);
    found.hurting.as_mut().unwrap().regret = None;
    let told = told(&Found::Optimum(found), &scenario, Look::default());
    let all = format!("{}\n{}", told.title, told.sentences.join("\n"));
    assert!(!all.contains('−') && !all.contains("– points"), "{all}");
    for part in [
        "worse by 23 points (21 to 24)",
        "no weights keep to what was asked for there",
        "worse than today’s beyond chance",
    ] {
        assert!(all.contains(part), "{part}: {all}");
    }
}

#[test]
fn words_of_answers_stay_on_the_sheet_and_off_one_another() {
    let (scenario, watch) = (scenario(3, 3, ""), Watch::default());
    let answers = [certain(&scenario), swept(&scenario, &watch), simulated(&scenario, &watch)].concat();
    looked_at(&scenario, &answers);
}

#[test]
fn long_names_and_many_reserves_are_drawn_in_answers() {
    let (scenario, watch) = (scenario(40, 6, &long()), Watch::default());
    looked_at(&scenario, &[swept(&scenario, &watch), simulated(&scenario, &watch)].concat());
}

#[test]
fn two_hundred_exchanges_are_drawn_in_answers() {
    let scenario = scenario(40, 200, &long());
    let answers = certain(&scenario);
    looked_at(&scenario, &answers);
    // What is not drawn one by one has a bar and a row of its own.
    let drawn = told(&answers[1], &scenario, Look::default()).charts.remove(0);
    let rest = drawn.sheet.rows.iter().filter(|row| matches!(&row[1], Field::Text(words) if words == "others"));
    assert!(rest.clone().count() > 0 && rest.clone().all(|row| row[4].number() > Some(0.0)));
}
