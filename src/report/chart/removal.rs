//! What removing a group saves: the only chart that speaks of causes.

use super::canvas::Mark;
use super::frame::framed;
use super::strip::{Figure, Line, Strip};
use super::{BLUE, Chart, GREEN, INK, PURPLE, Subject, at_level, shortened};
use crate::assessment::{Estimate, RemovalFigures, ReserveFigures};
use crate::report::ReportError;
use crate::report::sheet::Sheet;

/// Most groups drawn of one reserve; all stand in the table.
const MOST_GROUPS: usize = 6;

/// The chart; `None` where no removal was run, or none changes anything.
pub(super) fn chart(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let mut lines = Vec::new();
    let mut sheet = Sheet::new(&["reserve", "group", "what", "measure", "value", "low", "high"]);
    for reserve in subject.reserves() {
        let drawn = drawn(reserve);
        if !drawn.is_empty() {
            lines.push(Line::Heading(subject.name(reserve)));
        }
        for removal in drawn {
            let es = at_level(&removal.loss_es);
            lines.push(line(subject, removal, es));
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
    let columns = vec!["mean cost".to_owned(), format!("{} of loss", subject.shortfall())];
    let strip = Strip { columns, lines };
    let subtitle = format!(
        "By how many percentage points the mean counterparty cost and the {} fall {} if the group cannot fail (disc), if what it keeps stood at own keys \
         instead (square), if prices no longer rested on it (triangle), or both of these (diamond). Bars: 95% intervals, where they are wider than the mark.",
        subject.shortfall(),
        subject.horizon()
    );
    let note = format!(
        "The same draws are run again with that one change. What changes nothing is left out, and so are groups after the first \
         {MOST_GROUPS} of a reserve, which stand in the table “removal”."
    );
    let words = subject.words(title(subject), subtitle, alt(subject), note);
    framed(subject.style, "removal", words, sheet, strip.height(), |canvas, region| strip.draw(canvas, region))
        .map(Some)
}

/// Removals of a reserve that change something, the largest groups first.
fn drawn(reserve: &ReserveFigures) -> Vec<&RemovalFigures> {
    reserve.leading_removals().into_iter().take(MOST_GROUPS).flat_map(|(_, changes)| changes).collect()
}

fn line(subject: Subject, removal: &RemovalFigures, es: Option<Estimate>) -> Line {
    let group = subject.names.group(&removal.group);
    let (label, indent, mark, colour) = match removal.what.as_str() {
        "keys" => ("keys elsewhere".to_owned(), 24.0, Mark::Square, GREEN),
        "links" => ("links cut".to_owned(), 24.0, Mark::Triangle, PURPLE),
        "both" => ("both".to_owned(), 24.0, Mark::Diamond, INK),
        _ => (format!("without {group}"), 8.0, Mark::Disc, BLUE),
    };
    let figure = |estimate: Estimate| {
        let words = subject.tongue.percent(estimate.value).replace('%', "");
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
        || "What removing a group would save".to_owned(),
        |(reserve, removal)| {
            format!(
                "Because of {}, {} loses {} more on average",
                shortened(&subject.names.group(&removal.group)),
                subject.quoted(reserve),
                subject.tongue.points_with_interval(removal.cost_mean)
            )
        },
    )
}

fn alt(subject: Subject) -> String {
    let sentence = |reserve: &ReserveFigures| {
        let parts: Vec<String> = drawn(reserve)
            .into_iter()
            .filter(|removal| removal.what == "all")
            .map(|removal| {
                format!(
                    "without {} {}",
                    subject.names.group(&removal.group),
                    subject.tongue.points_with_interval(removal.cost_mean)
                )
            })
            .collect();
        let parts = if parts.is_empty() { "no removal changes anything".to_owned() } else { parts.join(", ") };
        format!("{}: {parts}.", subject.name(reserve))
    };
    let all: Vec<String> = subject.reserves().iter().take(12).map(sentence).collect();
    format!(
        "Falls of the mean counterparty cost and of the expected shortfall by removed group. Mean: {}",
        all.join(" ")
    )
}
