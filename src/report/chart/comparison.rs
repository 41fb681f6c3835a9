//! Reserves side by side on the same paths.

use super::canvas::Mark;
use super::frame::framed;
use super::strip::{Figure, Line, Strip};
use super::{BLUE, Chart, GREY, Subject, at_level, quoted, shortened};
use crate::assessment::{Comparison, Estimate, at_headline_level};
use crate::report::ReportError;
use crate::report::sheet::Sheet;

/// Most pairs drawn; all stand in the table.
const MOST_PAIRS: usize = 20;

/// The chart; `None` where no two reserves can be compared.
pub(super) fn chart(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let mut pairs: Vec<(&Comparison, Estimate)> =
        subject.assessment.summary.comparison.iter().filter_map(|pair| Some((pair, difference(pair)?))).collect();
    if pairs.is_empty() {
        return Ok(None);
    }
    // The larger the difference, the higher it stands; ties keep their order.
    pairs.sort_by(|a, b| b.1.value.abs().total_cmp(&a.1.value.abs()));
    let left_out = pairs.len().saturating_sub(MOST_PAIRS);
    pairs.truncate(MOST_PAIRS);
    let mut lines = Vec::new();
    let mut sheet = Sheet::new(&["a", "b", "measure", "value", "low", "high"]);
    for (pair, es) in &pairs {
        let (a, b) = (subject.names.reserve(&pair.a), subject.names.reserve(&pair.b));
        lines.push(Line::Heading(format!("{} against {}", shortened(&a), shortened(&b))));
        lines.push(line(subject, pair, *es));
        for (measure, estimate) in [("loss_es", Some(*es)), ("counterparty_cost_mean", pair.cost_difference)] {
            if let Some(Estimate { value, low, high, .. }) = estimate {
                let (a, b) = (pair.a.as_str().into(), pair.b.as_str().into());
                sheet.push([a, b, measure.into(), value.into(), low.into(), high.into()]);
            }
        }
    }
    let columns = vec![format!("{} of loss", subject.shortfall()), "mean counterparty cost".to_owned()];
    let strip = Strip { columns, lines };
    let subtitle = format!(
        "Differences {} in percentage points, the first reserve less the second, on the same paths. To the right of 0 the first loses \
         more. {}",
        subject.horizon(),
        if subject.assessment.summary.ranges.is_some() {
            "Pale bars: from low to high assumptions; lines: 95% intervals of sampling; grey squares: no difference that the assumptions can \
             tell."
        } else {
            "Bars: 95% intervals; grey squares: the interval holds 0, so the difference may be chance."
        }
    );
    let left_out = if left_out > 0 {
        format!("{left_out} pairs with smaller differences are in the table only.")
    } else {
        String::new()
    };
    let words = subject.words(title(subject, &pairs), subtitle, alt(subject, &pairs), left_out);
    framed(subject.style, "comparison", words, sheet, strip.height(), |canvas, region| strip.draw(canvas, region))
        .map(Some)
}

fn difference(pair: &Comparison) -> Option<Estimate> {
    at_level(pair.es_difference.as_deref()?)
}

/// Whether the assumptions can tell the difference in ES at the headline level, and that in cost; where no ranged
/// inputs were run at their ends, whether it is beyond chance.
fn holds(pair: &Comparison, es: Estimate, cost: Option<Estimate>) -> (bool, bool) {
    let beyond = (es.is_beyond_sampling_error(), cost.is_some_and(Estimate::is_beyond_sampling_error));
    pair.sign_holds
        .as_ref()
        .map_or(beyond, |signs| (at_headline_level(&signs.es).map_or(beyond.0, |sign| sign.holds), signs.cost))
}

fn line(subject: Subject, pair: &Comparison, es: Estimate) -> Line {
    let cost = pair.cost_difference;
    let (es_holds, cost_holds) = holds(pair, es, cost);
    let figure = |estimate: Estimate, beyond: bool| {
        let (mark, colour) = if beyond { (Mark::Disc, BLUE) } else { (Mark::Square, GREY) };
        let words = subject.tongue.percent(estimate.value).replace('%', "");
        let range = estimate.range.map(|ends| (ends.low.min(ends.high), ends.low.max(ends.high)));
        Figure { estimate, range, strokes: Vec::new(), mark, colour, words }
    };
    let columns = vec![Some(figure(es, es_holds)), cost.map(|cost| figure(cost, cost_holds))];
    Line::Figures { label: String::new(), indent: 0.0, columns }
}

fn sentence(subject: Subject, pair: &Comparison, es: Estimate) -> String {
    let (a, b) = (quoted(&subject.names.reserve(&pair.a)), quoted(&subject.names.reserve(&pair.b)));
    if !holds(pair, es, None).0 {
        let why = if pair.sign_holds.is_some() { "as far as the assumptions can tell" } else { "beyond chance" };
        return format!(
            "{a} and {b} do not differ {why} in {}: {}",
            subject.worst(),
            subject.tongue.points_with_interval(es)
        );
    }
    let (more, less, by) = if es.value > 0.0 { (a, b, es) } else { (b, a, es.turned()) };
    format!("{more} loses {} more than {less} in {}", subject.tongue.points_with_interval(by), subject.worst())
}

fn title(subject: Subject, pairs: &[(&Comparison, Estimate)]) -> String {
    let first = pairs.first();
    first.map_or_else(|| "Reserves compared".to_owned(), |(pair, es)| sentence(subject, pair, *es))
}

fn alt(subject: Subject, pairs: &[(&Comparison, Estimate)]) -> String {
    let all: Vec<String> =
        pairs.iter().take(12).map(|(pair, es)| format!("{}.", sentence(subject, pair, *es))).collect();
    format!("Paired differences with intervals. {}", all.join(" "))
}
