//! Reserves side by side on the same paths.

use super::canvas::Mark;
use super::frame::framed;
use super::strip::{Figure, Line, Strip};
use super::{BLUE, Chart, GREY, Subject, at_level, doubted, quoted, shortened};
use crate::assessment::{Comparison, Ends, Estimate, at_headline_level};
use crate::report::ReportError;
use crate::report::language::say;
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
    let mut sheet = Sheet::new(&["a", "b", "measure", "value", "low", "high", "range_low", "range_high"]);
    for (pair, es) in &pairs {
        let (a, b) = (subject.names.reserve(&pair.a), subject.names.reserve(&pair.b));
        let pair_words = say!(subject.tongue, "comparison-pair", first = shortened(&a), second = shortened(&b));
        lines.push(Line::Heading(pair_words));
        lines.push(line(subject, pair, *es));
        let measures = [
            ("loss_es", Some(*es)),
            ("counterparty_cost_mean", pair.cost_difference),
            ("a_loses_more", pair.a_loses_more),
        ];
        for (measure, estimate) in measures {
            if let Some(estimate) = estimate {
                let words = [pair.a.as_str(), &pair.b, measure].map(Into::into);
                sheet.rows.push(words.into_iter().chain(doubted(estimate)).collect());
            }
        }
    }
    let columns = vec![
        say!(subject.tongue, "comparison-column-shortfall", shortfall = subject.shortfall()),
        say!(subject.tongue, "comparison-column-cost"),
    ];
    let strip = Strip { columns, lines };
    let subtitle = match subject.assessment.summary.ranges {
        Some(_) => "comparison-subtitle-ranges",
        None => "comparison-subtitle",
    };
    let subtitle = say!(subject.tongue, subtitle, days = subject.horizon_days());
    let left_out = match left_out {
        0 => String::new(),
        pairs => say!(subject.tongue, "comparison-note", pairs = pairs),
    };
    let words = subject.words(title(subject, &pairs), subtitle, alt(subject, &pairs), left_out);
    framed(subject.style, "comparison", words, sheet, strip.height(subject.style), |canvas, region| {
        strip.draw(canvas, region)
    })
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
        let words = subject.tongue.hundredths(estimate.value);
        let range = estimate.range.map(Ends::in_order);
        Figure { estimate, range, strokes: Vec::new(), mark, colour, words }
    };
    let columns = vec![Some(figure(es, es_holds)), cost.map(|cost| figure(cost, cost_holds))];
    let more =
        |often: Estimate| say!(subject.tongue, "comparison-loses-more", share = subject.tongue.percent(often.value));
    Line::Figures { label: pair.a_loses_more.map(more).unwrap_or_default(), indent: 10.0, columns }
}

fn sentence(subject: Subject, pair: &Comparison, es: Estimate) -> String {
    let tongue = subject.tongue;
    let [a, b] = [&pair.a, &pair.b].map(|id| quoted(tongue, &subject.names.reserve(id)));
    let share = subject.worst_share();
    if es.has_unknown_interval() {
        let points = tongue.points_with_interval(Estimate::with_unknown_interval(es.value.abs()));
        return say!(tongue, "comparison-title-few-paths", first = a, second = b, share = share, points = points);
    }
    let is_open = !holds(pair, es, None).0;
    if is_open && !es.is_on_one_side() {
        let id = match pair.sign_holds {
            Some(_) => "comparison-title-open-assumptions",
            None => "comparison-title-chance",
        };
        let points = tongue.points_with_interval(es);
        return say!(tongue, id, first = a, second = b, share = share, points = points);
    }
    let (more, less, by) = if es.value > 0.0 { (a, b, es) } else { (b, a, es.turned()) };
    let points = tongue.points_with_interval(by);
    let id = if is_open { "comparison-title-chance-at-an-end" } else { "comparison-title" };
    say!(tongue, id, more = more, less = less, share = share, points = points)
}

fn title(subject: Subject, pairs: &[(&Comparison, Estimate)]) -> String {
    let first = pairs.first();
    first.map_or_else(|| say!(subject.tongue, "comparison-title-plain"), |(pair, es)| sentence(subject, pair, *es))
}

fn alt(subject: Subject, pairs: &[(&Comparison, Estimate)]) -> String {
    let all: Vec<String> =
        pairs.iter().take(12).map(|(pair, es)| format!("{}.", sentence(subject, pair, *es))).collect();
    say!(subject.tongue, "comparison-alt", pairs = all.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{LevelSign, SignHolds};
    use crate::report::fixture;
    use crate::report::look::Style;

    #[test]
    fn a_difference_that_is_chance_at_an_end_alone_is_not_called_none() {
        let mut assessment = fixture::assessment(2);
        let pair = &mut assessment.summary.comparison[0];
        for figure in pair.es_difference.iter_mut().flatten() {
            figure.estimate.range = Some(Ends { low: 0.12, high: 0.03 });
        }
        let level = |figure: &crate::assessment::LevelEstimate| LevelSign { level: figure.level, holds: false };
        pair.sign_holds = Some(SignHolds { es: pair.es_difference.iter().flatten().map(level).collect(), cost: false });
        let subject = Subject::new(&assessment, Style::default());
        let title = chart(subject).unwrap().unwrap().words.title;
        assert!(
            title.contains(" more than ") && title.contains("at an end of the assumptions that may be chance"),
            "{title}"
        );
    }
}
