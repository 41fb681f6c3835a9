//! Reserves of several runs or scenarios in pairs.

use super::canvas::Mark;
use super::frame::framed;
use super::strip::{Figure, Line, Strip};
use super::{BLUE, Chart, GREY, Words, shortened};
use crate::assessment::Estimate;
use crate::pairing::PairBeside;
use crate::report::ReportError;
use crate::report::beside::subject::Beside;
use crate::report::language::say;
use crate::report::sheet::Sheet;

/// Most pairs drawn; all stand in the table.
const MOST_PAIRS: usize = 20;

/// The chart; `None` where no two reserves can be compared.
pub(in crate::report) fn chart(found: Beside) -> Result<Option<Chart>, ReportError> {
    let tongue = found.tongue();
    let mut pairs = found.leading();
    let left_out = pairs.len().saturating_sub(MOST_PAIRS);
    pairs.truncate(MOST_PAIRS);
    let Some(first) = pairs.first() else { return Ok(None) };
    let (mut lines, mut sheet) = (Vec::new(), Sheet::new(&["a", "b", "paired", "measure", "value", "low", "high"]));
    for pair in &pairs {
        let (a, b) = names(found, pair);
        let heading = say!(tongue, "compare-chart-pair", a = shortened(&a), b = shortened(&b));
        lines.push(Line::Heading(heading));
        let (es, cost) = (found.shortfall(pair), pair.cost_difference_per_year);
        lines.push(Line::Figures {
            label: String::new(),
            indent: 0.0,
            columns: vec![es.map(|es| figure(found, es)), cost.map(|cost| figure(found, cost))],
        });
        let paired = if pair.paired { "yes" } else { "no" };
        for (measure, estimate) in [("loss_es", es), ("counterparty_cost_per_year", cost)] {
            if let Some(Estimate { value, low, high, .. }) = estimate {
                let (a, b) = (a.as_str().into(), b.as_str().into());
                sheet.push([a, b, paired.into(), measure.into(), value.into(), low.into(), high.into()]);
            }
        }
    }
    let level = match found.level() {
        Some(level) => say!(tongue, "compare-chart-shortfall", level = tongue.level(level)),
        None => say!(tongue, "compare-chart-shortfall-untold"),
    };
    let strip = Strip { columns: vec![level, say!(tongue, "compare-chart-cost")], lines };
    let more = (left_out > 0).then(|| say!(tongue, "compare-chart-more", count = left_out));
    let words = Words {
        title: sentence(found, first),
        subtitle: say!(tongue, "compare-chart-subtitle", sides = found.sides()),
        alt: alt(found, &pairs),
        source: found.source(),
        note: found.agreement().into_iter().chain(more).collect::<Vec<_>>().join(" "),
        scenario_hash: String::new(),
    };
    framed(found.style, "comparison", words, sheet, strip.height(found.style), |canvas, region| {
        strip.draw(canvas, region)
    })
    .map(Some)
}

fn names(found: Beside, pair: &PairBeside) -> (String, String) {
    (found.reserve(pair.side_a, &pair.figures.a), found.reserve(pair.side_b, &pair.figures.b))
}

fn figure(found: Beside, estimate: Estimate) -> Figure {
    let beyond = estimate.is_beyond_sampling_error();
    let (mark, colour) = if beyond { (Mark::Disc, BLUE) } else { (Mark::Square, GREY) };
    let words = found.tongue().change(estimate.value);
    Figure { estimate, range: None, strokes: Vec::new(), mark, colour, words }
}

fn sentence(found: Beside, pair: &PairBeside) -> String {
    let tongue = found.tongue();
    let (a, b) = names(found, pair);
    let (a, b) = (shortened(&a), shortened(&b));
    let (estimate, worst) = match (found.shortfall(pair), found.level(), pair.cost_difference_per_year) {
        (Some(es), Some(level), _) => (es, Some(tongue.level(1.0 - level))),
        (_, _, cost) => (cost.unwrap_or_default(), None),
    };
    let (more, less, by) = if estimate.value > 0.0 { (a, b, estimate) } else { (b, a, estimate.turned()) };
    let points = tongue.points_with_interval(by);
    if estimate.has_unknown_interval() {
        return match worst {
            Some(worst) => {
                say!(tongue, "compare-chart-few-in-tail", more = more, less = less, points = points, worst = worst)
            }
            None => say!(tongue, "compare-chart-few-a-year", more = more, less = less, points = points),
        };
    }
    match (estimate.is_beyond_sampling_error(), worst) {
        (true, Some(worst)) => {
            say!(tongue, "compare-chart-more-in-tail", more = more, less = less, points = points, worst = worst)
        }
        (true, None) => say!(tongue, "compare-chart-more-a-year", more = more, less = less, points = points),
        (false, Some(worst)) => {
            say!(tongue, "compare-chart-same-in-tail", more = more, less = less, points = points, worst = worst)
        }
        (false, None) => say!(tongue, "compare-chart-same-a-year", more = more, less = less, points = points),
    }
}

fn alt(found: Beside, pairs: &[&PairBeside]) -> String {
    let all: Vec<String> = pairs.iter().take(12).map(|pair| format!("{}.", sentence(found, pair))).collect();
    format!("{} {}", say!(found.tongue(), "compare-chart-alt"), all.join(" "))
}
