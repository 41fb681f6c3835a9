//! Figures over the values of one or two addresses.

use super::{Findings, Subject};
use crate::decision::axis::Axis;
use crate::decision::sweep::{Measured, Sweep, SweptPoint};
use crate::report::ReportError;
use crate::report::chart;
use crate::report::language::say;
use crate::report::table::{Column, Entry, Table};
use crate::report::terms::axis::{at, axis};
use crate::report::terms::{begun, measure};
use crate::statistics::Estimate;

/// So many sentences of reserves are told; the table has all.
const MOST_SENTENCES: usize = 8;

pub(super) fn findings(found: &Sweep, subject: Subject) -> Result<Findings, ReportError> {
    let brief = subject.brief();
    Ok(Findings {
        sentences: sentences(found, subject),
        charts: chart::findings::sweep::charts(found, &title(found, brief), brief)?,
        tables: vec![table(found, subject)],
        brief: if found.axes.len() > 1 {
            &["x", "y", "measure", "reserve", "figure"]
        } else {
            &["x", "measure", "reserve", "figure"]
        },
        notes: notes(found, subject),
        title: title(found, subject),
    })
}

fn quoted(subject: Subject, measured: &Measured) -> String {
    subject.quoted(&measured.reserve)
}

fn told(subject: Subject, figure: Estimate) -> String {
    subject.tongue.percent_with_interval(figure)
}

/// By how much a figure moves over all points.
fn spread(found: &Sweep, place: usize) -> f64 {
    let values = || found.points.iter().map(|point| point.figures[place].value).filter(|value| value.is_finite());
    values().fold(f64::MIN, f64::max) - values().fold(f64::MAX, f64::min)
}

/// The reserve whose first measure moves most.
fn title(found: &Sweep, subject: Subject) -> String {
    let tongue = subject.tongue;
    let first = found.measured.first().map(|one| one.measure);
    let same = found.measured.iter().enumerate().filter(|(_, one)| Some(one.measure) == first);
    let most = same.max_by(|(a, _), (b, _)| spread(found, *a).total_cmp(&spread(found, *b)));
    let Some((place, measured)) = most else { return String::new() };
    let (figure, reserve) = (measure::swept(subject, measured.measure), quoted(subject, measured));
    let told = match found.axes.as_slice() {
        [only] => line(found, subject, only, place, "sweep-title"),
        [x, y] => {
            let lies = |point: &&SweptPoint| point.figures[place].value.is_finite();
            let by_value = |a: &&SweptPoint, b: &&SweptPoint| a.figures[place].value.total_cmp(&b.figures[place].value);
            let least = found.points.iter().filter(lies).min_by(by_value);
            let most = found.points.iter().filter(lies).max_by(by_value);
            let (Some(least), Some(most)) = (least, most) else { return String::new() };
            say!(
                tongue,
                "sweep-title-of-two",
                figure = figure,
                reserve = reserve,
                x = axis(subject, x),
                y = axis(subject, y),
                low = told(subject, least.figures[place]),
                low_x = at(subject, x, least.at[0]),
                low_y = at(subject, y, least.at[1]),
                high = told(subject, most.figures[place]),
                high_x = at(subject, x, most.at[0]),
                high_y = at(subject, y, most.at[1])
            )
        }
        _ => String::new(),
    };
    begun(&told)
}

/// What a figure does from one end of an axis to the other.
fn line(found: &Sweep, subject: Subject, along: &Axis, place: usize, id: &'static str) -> String {
    let (Some(first), Some(last)) = (found.points.first(), found.points.last()) else { return String::new() };
    say!(
        subject.tongue,
        id,
        figure = measure::swept(subject, found.measured[place].measure),
        reserve = quoted(subject, &found.measured[place]),
        x = axis(subject, along),
        from = at(subject, along, first.at[0]),
        to = at(subject, along, last.at[0]),
        first = told(subject, first.figures[place]),
        last = told(subject, last.figures[place])
    )
}

fn sentences(found: &Sweep, subject: Subject) -> Vec<String> {
    let tongue = subject.tongue;
    let mut sentences = vec![say!(tongue, "sweep-lead", points = found.points.len(), runs = found.runs)];
    if let [only] = found.axes.as_slice() {
        let places = 0..found.measured.len().min(MOST_SENTENCES);
        sentences.extend(places.map(|place| line(found, subject, only, place, "sweep-sentence")));
        if found.measured.len() > MOST_SENTENCES {
            sentences.push(say!(tongue, "sweep-more", count = found.measured.len() - MOST_SENTENCES));
        }
    }
    for one in &found.axes {
        let (name, today) = (axis(subject, one), one.today.map(|today| at(subject, one, today)));
        match (today, one.range) {
            (Some(today), Some([low, high])) => sentences.push(say!(
                tongue,
                "sweep-today-ranged",
                x = name,
                today = today,
                low = at(subject, one, low),
                high = at(subject, one, high)
            )),
            (Some(today), None) => sentences.push(say!(tongue, "sweep-today", x = name, today = today)),
            (None, _) => {}
        }
    }
    sentences
}

fn notes(found: &Sweep, subject: Subject) -> Vec<String> {
    let tongue = subject.tongue;
    let addresses: Vec<&str> = found.axes.iter().map(|axis| axis.address.as_str()).collect();
    let mut notes = vec![say!(tongue, "sweep-note", addresses = addresses.join(", "))];
    let figures = || found.points.iter().flat_map(|point| &point.figures);
    if figures().any(|figure| figure.range.is_some()) {
        notes.push(say!(tongue, "sweep-note-ranged"));
    }
    if let Some(why) = &found.not_ranged {
        notes.push(say!(tongue, "sweep-note-not-ranged", why = why.as_str()));
    }
    let aversion =
        |one: &Measured| matches!(one.measure.figure.measure, crate::stopping::Measure::CertaintyEquivalent(_));
    if found.measured.iter().any(aversion) {
        notes.push(say!(tongue, "figure-note-ce"));
    }
    notes
}

fn table(found: &Sweep, subject: Subject) -> Table {
    let tongue = subject.tongue;
    let heads = ["x", "y"];
    let mut columns: Vec<Column> =
        found.axes.iter().zip(heads).map(|(one, key)| Column::number(key, axis(subject, one))).collect();
    columns.push(Column::words("measure", say!(tongue, "sweep-head-measure")));
    columns.push(Column::words("reserve", say!(tongue, "table-head-reserve")));
    columns.push(Column::interval("figure", say!(tongue, "sweep-head-figure")));
    let row = |point: &SweptPoint, place: usize| {
        let measured = &found.measured[place];
        let key = measured.measure.to_string();
        let places = found.axes.iter().zip(&point.at);
        let mut row: Vec<Entry> = places.map(|(one, value)| Entry::Told(*value, at(subject, one, *value))).collect();
        row.push(Entry::words(key, measure::swept(subject, measured.measure)));
        row.push(Entry::words(&*measured.reserve, subject.names.reserve(&measured.reserve)));
        row.push(Entry::interval(Some(point.figures[place])));
        row
    };
    let rows = (0..found.measured.len()).flat_map(|place| found.points.iter().map(move |point| row(point, place)));
    let caption = say!(
        tongue,
        "sweep-caption",
        horizon = say!(tongue, "over-days", count = subject.ground.horizon_days),
        source = subject.source()
    );
    Table { tongue, id: "sweep", caption, columns, rows: rows.collect() }
}
