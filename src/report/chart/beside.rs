//! Reserves of several runs or scenarios in pairs.

use super::canvas::Mark;
use super::frame::framed;
use super::strip::{Figure, Line, Strip};
use super::{BLUE, Chart, GREY, Words, level_words, shortened};
use crate::assessment::Estimate;
use crate::pairing::PairBeside;
use crate::report::ReportError;
use crate::report::beside::Beside;
use crate::report::figure::{percent, points_with_interval};
use crate::report::sheet::Sheet;

/// Most pairs drawn; all stand in the table.
const MOST_PAIRS: usize = 20;

/// The chart; `None` where no two reserves can be compared.
pub(in crate::report) fn chart(found: Beside) -> Result<Option<Chart>, ReportError> {
    let mut pairs = found.leading();
    let left_out = pairs.len().saturating_sub(MOST_PAIRS);
    pairs.truncate(MOST_PAIRS);
    let Some(first) = pairs.first() else { return Ok(None) };
    let (mut lines, mut sheet) = (Vec::new(), Sheet::new(&["a", "b", "paired", "measure", "value", "low", "high"]));
    for pair in &pairs {
        let (a, b) = names(found, pair);
        lines.push(Line::Heading(format!("{} against {}", shortened(&a), shortened(&b))));
        let (es, cost) = (found.shortfall(pair), pair.cost_difference_per_year);
        lines.push(Line::Figures {
            label: String::new(),
            indent: 0.0,
            columns: vec![es.map(figure), cost.map(figure)],
        });
        let paired = if pair.paired { "yes" } else { "no" };
        for (measure, estimate) in [("loss_es", es), ("counterparty_cost_per_year", cost)] {
            if let Some(Estimate { value, low, high, .. }) = estimate {
                let (a, b) = (a.as_str().into(), b.as_str().into());
                sheet.push([a, b, paired.into(), measure.into(), value.into(), low.into(), high.into()]);
            }
        }
    }
    let level =
        found.level().map_or_else(|| "ES of loss".to_owned(), |level| format!("ES {} of loss", level_words(level)));
    let strip = Strip { columns: vec![level, "cost a year".to_owned()], lines };
    let more = if left_out > 0 { format!(" {left_out} more pairs are in the table only.") } else { String::new() };
    let words = Words {
        title: sentence(found, first),
        subtitle: format!(
            "Differences in percentage points, the first less the second. To the right of 0 the first loses more. Bars: 95% intervals; \
             grey squares: the interval holds 0, so the difference may be chance. {}.",
            found.sides()
        ),
        alt: alt(found, &pairs),
        source: found.source(),
        note: format!("{}{more}", found.agreement().join(" ")),
        scenario_hash: String::new(),
    };
    framed("comparison", words, sheet, strip.height(), |canvas, region| strip.draw(canvas, region)).map(Some)
}

fn names(found: Beside, pair: &PairBeside) -> (String, String) {
    (found.reserve(pair.side_a, &pair.figures.a), found.reserve(pair.side_b, &pair.figures.b))
}

fn figure(estimate: Estimate) -> Figure {
    let beyond = estimate.is_beyond_sampling_error();
    let (mark, colour) = if beyond { (Mark::Disc, BLUE) } else { (Mark::Square, GREY) };
    let words = percent(estimate.value).replace('%', "");
    Figure { estimate, range: None, strokes: Vec::new(), mark, colour, words }
}

fn sentence(found: Beside, pair: &PairBeside) -> String {
    let (a, b) = names(found, pair);
    let (a, b) = (shortened(&a), shortened(&b));
    let (estimate, what) = match (found.shortfall(pair), found.level(), pair.cost_difference_per_year) {
        (Some(es), Some(level), _) => (es, format!("in the worst {} of paths", level_words(1.0 - level))),
        (_, _, cost) => (cost.unwrap_or_default(), "a year to failures, on average".to_owned()),
    };
    if !estimate.is_beyond_sampling_error() {
        let difference = points_with_interval(estimate);
        return format!("“{a}” and “{b}” do not differ beyond chance {what}: {difference}");
    }
    let (more, less, by) = if estimate.value > 0.0 { (a, b, estimate) } else { (b, a, estimate.turned()) };
    format!("“{more}” loses {} more than “{less}” {what}", points_with_interval(by))
}

fn alt(found: Beside, pairs: &[&PairBeside]) -> String {
    let all: Vec<String> = pairs.iter().take(12).map(|pair| format!("{}.", sentence(found, pair))).collect();
    format!("Differences of reserves of several runs, with intervals. {}", all.join(" "))
}
