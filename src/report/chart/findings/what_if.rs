//! The money at each node of what one event pulls down.

use crate::decision::{Exact, Lost, Node, WhatIf};
use crate::report::ReportError;
use crate::report::chart::frame::framed;
use crate::report::chart::strip::{Bar, Line, Piece, Strip};
use crate::report::chart::{BLUE, Chart, GREY, VERMILION, shortened};
use crate::report::language::say;
use crate::report::look::Colour;
use crate::report::sheet::{Field, Sheet};
use crate::report::terms::Subject;

/// Most reserves drawn; all stand in the table.
const MOST_RESERVES: usize = 4;

const HEADER: [&str; 7] = ["reserve", "failure", "chance", "from", "to", "range_low", "range_high"];

/// The chart; `None` where nothing is lost.
pub(in crate::report) fn chart(found: &WhatIf, title: String, subject: Subject) -> Result<Option<Chart>, ReportError> {
    let tongue = subject.tongue;
    let loses = |(_, lost): &(usize, &Lost)| lost.all.liquid.value > 0.0;
    let mut hit: Vec<(usize, &Lost)> = found.reserves.iter().enumerate().filter(loses).collect();
    hit.sort_by(|(_, a), (_, b)| b.all.marked.value.total_cmp(&a.all.marked.value));
    if hit.is_empty() {
        return Ok(None);
    }
    let drawn = &hit[..hit.len().min(MOST_RESERVES)];
    let (mut lines, mut sheet) = (Vec::new(), Sheet::new(&HEADER));
    for (place, lost) in drawn {
        lines.push(Line::Heading(shortened(&subject.names.reserve(&lost.id))));
        for node in found.nodes.iter().filter(|node| node.is_told && adds(node, *place)) {
            lines.push(step(node, *place, subject));
            sheet.rows.push(fields(node, *place, lost));
        }
        if lost.rest != 0.0 {
            let hidden = found.nodes.iter().filter(|node| !node.is_told).count();
            let label = say!(tongue, "what-if-others", count = hidden);
            lines.push(from_nothing(
                label,
                Exact { value: lost.rest, range: None },
                lost.rest_money,
                VERMILION,
                subject,
            ));
            sheet.rows.push(rest(lost));
        }
        lines.extend(ends(lost, subject));
    }
    let parts: Vec<String> = drawn.iter().map(|(_, lost)| spoken(lost, subject)).collect();
    let alt = say!(tongue, "what-if-chart-alt", reserves = parts.join("; "));
    let mut note = say!(tongue, "what-if-chart-note");
    if hit.len() > drawn.len() {
        note = format!("{note} {}", say!(tongue, "reserves-more", count = hit.len() - drawn.len()));
    }
    let words = subject.words(title, say!(tongue, "what-if-chart-subtitle"), alt, note);
    let strip = Strip { columns: vec![say!(tongue, "what-if-chart-column")], lines };
    let height = strip.height(subject.style);
    framed(subject.style, "what-if", words, sheet, height, |canvas, region| strip.draw(canvas, region)).map(Some)
}

/// Whether a node costs the reserve anything, or begins the tree.
fn adds(node: &Node, place: usize) -> bool {
    node.depth == 0 || node.losses[place].adds.abs() > 1e-12
}

/// What is lost up to a node: a bar from what was lost before.
fn step(node: &Node, place: usize, subject: Subject) -> Line {
    let (tongue, reached) = (subject.tongue, &node.losses[place]);
    let who = shortened(&subject.names.counterparty(&node.failed.counterparty));
    let label = match (node.depth, node.is_certain) {
        (0, _) => who,
        (_, true) => say!(tongue, "what-if-chart-certain", who = who),
        (_, false) => say!(tongue, "what-if-chart-possible", who = who, chance = tongue.percent(node.probability)),
    };
    let to = reached.loss.marked.value;
    let pieces = vec![Piece { ends: (reached.from, to), colour: VERMILION, goes: !node.is_certain }];
    let words = money(reached.loss.marked, reached.money, subject);
    let bar = Bar { pieces, interval: interval(reached.loss.marked), joint: None, words };
    Line::Bars { label, indent: 8.0 + 12.0 * node.depth as f64, columns: vec![Some(bar)] }
}

/// The mean over all that can happen, and what is lost if all happens.
fn ends(lost: &Lost, subject: Subject) -> Vec<Line> {
    if lost.event.marked.value == lost.all.marked.value {
        return Vec::new();
    }
    let mut lines = Vec::new();
    if lost.expected.marked.value.is_finite() {
        let label = say!(subject.tongue, "what-if-chart-mean");
        lines.push(from_nothing(label, lost.expected.marked, lost.expected_money, BLUE, subject));
    }
    let label = say!(subject.tongue, "what-if-chart-all");
    lines.push(from_nothing(label, lost.all.marked, lost.all_money, GREY, subject));
    lines
}

/// A bar that begins at 0; of what need not happen it is pale.
fn from_nothing(label: String, exact: Exact, lost: f64, colour: Colour, subject: Subject) -> Line {
    let pieces = vec![Piece { ends: (0.0, exact.value), colour, goes: colour != BLUE }];
    let words = money(exact, lost, subject);
    Line::Bars {
        label,
        indent: 0.0,
        columns: vec![Some(Bar { pieces, interval: interval(exact), joint: None, words })],
    }
}

fn money(exact: Exact, lost: f64, subject: Subject) -> String {
    let (share, money) =
        (subject.tongue.percent(exact.value), subject.tongue.money(lost, &subject.ground.base_currency));
    if subject.style.width < crate::report::chart::ROOMY {
        return share;
    }
    say!(subject.tongue, "what-if-chart-money", share = share, money = money)
}

fn interval(exact: Exact) -> Option<(f64, f64)> {
    exact.range.map(|ends| (ends.low, ends.high))
}

fn fields(node: &Node, place: usize, lost: &Lost) -> Vec<Field> {
    let reached = &node.losses[place];
    let to = reached.loss.marked.value;
    let (low, high) = interval(reached.loss.marked).unzip();
    let failed = format!("{}:{}", node.failed.counterparty, node.failed.mode);
    let figures = [Some(node.probability), Some(reached.from), Some(to), low, high].map(Field::from);
    [Field::from(lost.id.as_str()), failed.into()].into_iter().chain(figures).collect()
}

/// What failures that are not drawn one by one add on average.
fn rest(lost: &Lost) -> Vec<Field> {
    let figures = [None, Some(0.0), Some(lost.rest), None, None].map(Field::from);
    [Field::from(lost.id.as_str()), "others".into()].into_iter().chain(figures).collect()
}

fn spoken(lost: &Lost, subject: Subject) -> String {
    let (mean, all) =
        (subject.tongue.percent(lost.expected.marked.value), subject.tongue.percent(lost.all.marked.value));
    let reserve = subject.names.reserve(&lost.id);
    say!(subject.tongue, "what-if-chart-alt-reserve", reserve = reserve, mean = mean, all = all)
}
