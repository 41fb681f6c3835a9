//! What removing a group saves: the only chart that speaks of causes.

use super::canvas::Mark;
use super::frame::framed;
use super::strip::{Figure, Line, Strip};
use super::{BLUE, Chart, GREEN, INK, PURPLE, Subject, at_level, shortened};
use crate::assessment::{Estimate, RemovalFigures, ReserveFigures};
use crate::report::ReportError;
use crate::report::language::say;
use crate::report::sheet::Sheet;

/// Most groups drawn of one reserve; all stand in the table.
const MOST_GROUPS: usize = 6;

/// Most reserves drawn; all stand in the data.
const MOST: usize = 8;

/// The chart; `None` where no removal was run, or none changes anything.
pub(super) fn chart(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let mut lines = Vec::new();
    let mut sheet = Sheet::new(&["reserve", "group", "what", "measure", "value", "low", "high"]);
    for (place, reserve) in subject.reserves().iter().enumerate() {
        let drawn = drawn(reserve);
        let is_shown = place < MOST;
        if is_shown && !drawn.is_empty() {
            lines.push(Line::Heading(subject.name(reserve)));
        }
        for removal in drawn {
            let es = at_level(&removal.loss_es);
            lines.extend(is_shown.then(|| line(subject, removal, es)));
            for (measure, estimate) in [("counterparty_cost_mean", Some(removal.cost_mean)), ("loss_es", es)] {
                if let Some(Estimate { value, low, high, .. }) = estimate {
                    let (id, group) = (reserve.id.as_str(), removal.group.as_str());
                    let words = [id.into(), group.into(), removal.what.as_str().into(), measure.into()];
                    let figures = [value.into(), low.into(), high.into()];
                    sheet.rows.push(words.into_iter().chain(figures).collect());
                }
            }
        }
    }
    if lines.is_empty() {
        return Ok(None);
    }
    let (tongue, shortfall) = (subject.tongue, subject.shortfall());
    let columns = vec![
        say!(tongue, "removal-column-cost"),
        say!(tongue, "removal-column-shortfall", shortfall = shortfall.as_str()),
    ];
    let strip = Strip { columns, lines };
    let subtitle = say!(tongue, "removal-subtitle", shortfall = shortfall, days = subject.horizon_days());
    let note =
        [Some(say!(tongue, "removal-note", groups = MOST_GROUPS)), subject.more_than(MOST, subject.reserves().len())];
    let note = note.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let words = subject.words(title(subject), subtitle, alt(subject), note);
    framed(subject.style, "removal", words, sheet, strip.height(), |canvas, region| strip.draw(canvas, region))
        .map(Some)
}

/// Removals of a reserve that change something, the largest groups first.
fn drawn(reserve: &ReserveFigures) -> Vec<&RemovalFigures> {
    reserve.leading_removals().into_iter().take(MOST_GROUPS).flat_map(|(_, changes)| changes).collect()
}

fn line(subject: Subject, removal: &RemovalFigures, es: Option<Estimate>) -> Line {
    let (tongue, group) = (subject.tongue, subject.names.group(&removal.group));
    let (label, indent, mark, colour) = match removal.what.as_str() {
        "keys" => (say!(tongue, "removal-keys"), 24.0, Mark::Square, GREEN),
        "links" => (say!(tongue, "removal-links"), 24.0, Mark::Triangle, PURPLE),
        "both" => (say!(tongue, "removal-both"), 24.0, Mark::Diamond, INK),
        _ => (say!(tongue, "removal-without", group = group), 8.0, Mark::Disc, BLUE),
    };
    let figure = |estimate: Estimate| {
        let words = tongue.hundredths(estimate.value);
        Figure { estimate, range: None, strokes: Vec::new(), mark, colour, words }
    };
    Line::Figures { label, indent, columns: vec![Some(figure(removal.cost_mean)), es.map(figure)] }
}

/// The removal that saves most on the mean.
fn largest(subject: Subject<'_>) -> Option<(&ReserveFigures, &RemovalFigures)> {
    let all =
        subject.reserves().iter().flat_map(|reserve| reserve.removal.iter().map(move |removal| (reserve, removal)));
    all.filter(|(_, removal)| removal.what == "all" && removal.changes_anything())
        .max_by(|a, b| a.1.cost_mean.value.total_cmp(&b.1.cost_mean.value))
}

fn title(subject: Subject) -> String {
    largest(subject).map_or_else(
        || say!(subject.tongue, "removal-title-plain"),
        |(reserve, removal)| {
            say!(
                subject.tongue,
                "removal-title",
                group = shortened(&subject.names.group(&removal.group)),
                reserve = subject.quoted(reserve),
                points = subject.points(removal.cost_mean),
            )
        },
    )
}

fn alt(subject: Subject) -> String {
    let tongue = subject.tongue;
    let part = |removal: &RemovalFigures| {
        let group = subject.names.group(&removal.group);
        let points = subject.points(removal.cost_mean);
        say!(tongue, "removal-alt-group", group = group, points = points)
    };
    let sentence = |reserve: &ReserveFigures| {
        let drawn = drawn(reserve).into_iter().filter(|removal| removal.what == "all");
        let parts: Vec<String> = drawn.map(part).collect();
        let reserve = subject.name(reserve);
        match parts.is_empty() {
            true => say!(tongue, "removal-alt-nothing", reserve = reserve),
            false => say!(tongue, "removal-alt-reserve", reserve = reserve, groups = parts.join("; ")),
        }
    };
    let all: Vec<String> = subject.reserves().iter().take(12).map(sentence).collect();
    say!(tongue, "removal-alt", reserves = all.join(" "))
}
