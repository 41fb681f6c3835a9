//! Which of the assumptions decides.

use super::{Findings, Subject};
use crate::decision::sensitivity::{Sensitivity, Share};
use crate::report::ReportError;
use crate::report::chart;
use crate::report::inputs::{said, spoken};
use crate::report::language::say;
use crate::report::table::{Column, Entry, Table};
use crate::report::terms::measure;

pub(super) fn findings(found: &Sensitivity, subject: Subject) -> Result<Findings, ReportError> {
    let brief = subject.brief();
    let chart = chart::findings::sensitivity::chart(found, title(found, brief), brief)?;
    Ok(Findings {
        title: title(found, subject),
        sentences: sentences(found, subject),
        charts: chart.into_iter().collect(),
        tables: vec![inputs(found, subject)],
        brief: &["input", "low", "high", "first", "total"],
        notes: notes(found, subject),
    })
}

fn quoted(found: &Sensitivity, subject: Subject) -> String {
    subject.quoted(&found.reserve)
}

fn title(found: &Sensitivity, subject: Subject) -> String {
    let tongue = subject.tongue;
    let (of, reserve) = (measure::whole(subject, found.figure), quoted(found, subject));
    let Some(first) = found.inputs.first() else {
        return say!(tongue, "sensitivity-title-nothing", figure = of, reserve = reserve);
    };
    if found.is_hardly_moved() {
        let [low, high] = [found.spread.low, found.spread.high].map(|share| tongue.percent(share));
        return say!(tongue, "sensitivity-title-hardly", figure = of, reserve = reserve, low = low, high = high);
    }
    let input = spoken(subject.names, &first.input.address);
    let share = tongue.percent_with_interval(first.total);
    let id = match found.one_decides() {
        Some(true) => "sensitivity-title",
        Some(false) => "sensitivity-title-several",
        None => "sensitivity-title-unsure",
    };
    say!(tongue, id, input = input, share = share, figure = of, reserve = reserve)
}

fn sentences(found: &Sensitivity, subject: Subject) -> Vec<String> {
    let tongue = subject.tongue;
    let [value, mean, low, high] =
        [found.at_values, found.mean, found.spread.low, found.spread.high].map(|share| tongue.percent(share));
    let lead = say!(
        tongue,
        "sensitivity-lead",
        figure = measure::whole(subject, found.figure),
        reserve = quoted(found, subject),
        value = value,
        mean = mean,
        low = low,
        high = high
    );
    let mut sentences = vec![lead];
    if found.is_hardly_moved() {
        sentences.push(say!(tongue, "sensitivity-hardly"));
    }
    if let Some(together) = found.together {
        sentences.push(say!(tongue, "sensitivity-together", share = tongue.percent_with_interval(together)));
    }
    sentences
}

fn notes(found: &Sensitivity, subject: Subject) -> Vec<String> {
    let tongue = subject.tongue;
    let mut notes = vec![
        say!(tongue, "sensitivity-note"),
        say!(
            tongue,
            "sensitivity-note-runs",
            points = found.points,
            first = found.first_points,
            trifle = tongue.percent(found.trifle),
            runs = found.runs,
            paths = found.paths
        ),
    ];
    if found.left_out > 0 {
        notes.push(say!(tongue, "sensitivity-note-left-out", count = found.left_out));
    }
    notes
}

fn inputs(found: &Sensitivity, subject: Subject) -> Table {
    let tongue = subject.tongue;
    let row = |share: &Share| {
        let input = &share.input;
        let number = |value: f64| Entry::Told(value, said(tongue, &input.address, value));
        let (key, spread) = match share.in_logarithms {
            true => ("log-uniform", "sensitivity-spread-logarithms"),
            false => ("uniform", "sensitivity-spread-even"),
        };
        vec![
            Entry::words(&*input.address, spoken(subject.names, &input.address)),
            number(input.value),
            number(input.low),
            number(input.high),
            Entry::words(key, say!(tongue, spread)),
            Entry::Interval(share.first),
            Entry::Interval(share.total),
        ]
    };
    let head = |id: &str| say!(tongue, id);
    let (of, reserve) = (measure::whole(subject, found.figure), quoted(found, subject));
    Table {
        tongue,
        id: "sensitivity",
        caption: say!(tongue, "sensitivity-caption", figure = of, reserve = reserve, source = subject.source()),
        columns: vec![
            Column::words("input", head("table-head-input")),
            Column::number("value", head("table-head-value")),
            Column::number("low", head("table-head-low")),
            Column::number("high", head("table-head-high")),
            Column::words("spread", head("sensitivity-head-spread")),
            Column::interval("first", head("sensitivity-head-first")),
            Column::interval("total", head("sensitivity-head-total")),
        ],
        rows: found.inputs.iter().map(row).collect(),
    }
}
