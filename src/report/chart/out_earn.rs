//! What a coin must earn beyond what is assumed, so that two reserves are equally good.

use super::canvas::Mark;
use super::frame::framed;
use super::strip::{Figure, Line, Strip};
use super::{BLUE, Chart, GREY, Subject, shortened, worst_first};
use crate::assessment::{Ends, Estimate, OutEarn, PairDecision};
use crate::report::ReportError;
use crate::report::language::say;
use crate::report::look::Colour;
use crate::report::sheet::Sheet;

/// Most pairs drawn; the table has all.
const MOST: usize = 8;

/// The chart; `None` where no two reserves differ in what coins they hold, or no return of one that is looked at makes
/// any two equally good.
pub(super) fn chart(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let pairs = &subject.assessment.summary.decision.pairs;
    let mut told: Vec<&PairDecision> = pairs.iter().filter(|pair| !pair.out_earn.is_empty()).collect();
    let has_figure = |earn: &OutEarn| earn.with_failures.is_some() || earn.without_failures.is_some();
    if !told.iter().flat_map(|pair| &pair.out_earn).any(has_figure) {
        return Ok(None);
    }
    worst_first(&mut told, MOST, |pair| neutral(pair).map_or(f64::MIN, |earn| earn.value));
    let tongue = subject.tongue;
    let header =
        ["more", "less", "coin", "risk_aversion", "failures", "value", "low", "high", "range_low", "range_high"];
    let (mut lines, mut sheet) = (Vec::new(), Sheet::new(&header));
    for (place, pair) in told.iter().enumerate() {
        let is_shown = place < MOST;
        if is_shown {
            lines.push(Line::Heading(heading(subject, pair)));
        }
        for earn in &pair.out_earn {
            if is_shown {
                lines.push(line(subject, earn));
            }
            for (failures, estimate) in [("with", earn.with_failures), ("without", earn.without_failures)] {
                let told = estimate.unwrap_or_else(Estimate::untold);
                let (low, high) = told.range.map(|ends| (ends.low, ends.high)).unzip();
                let ids = [&pair.more, &pair.less].map(|id| id.as_str().into());
                let coin = pair.coin.as_deref().unwrap_or_default().into();
                let figures = [Some(told.value), Some(told.low), Some(told.high), low, high].map(Into::into);
                let rest = [coin, earn.risk_aversion.into(), failures.into()];
                sheet.rows.push(ids.into_iter().chain(rest).chain(figures).collect());
            }
        }
    }
    let columns = vec![say!(tongue, "out-earn-column-with"), say!(tongue, "out-earn-column-without")];
    let strip = Strip { columns, lines };
    let more = told.len().saturating_sub(MOST);
    let more = (more > 0).then(|| say!(tongue, "out-earn-more", count = more));
    let note = [Some(say!(tongue, "out-earn-note")), more].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let title = title(subject, &told[..told.len().min(MOST)]);
    let alt = say!(tongue, "out-earn-alt", title = title.as_str(), count = told.len());
    let words = subject.words(title, say!(tongue, "out-earn-subtitle"), alt, note);
    framed(subject.style, "out-earn", words, sheet, strip.height(subject.style), |canvas, region| {
        strip.draw(canvas, region)
    })
    .map(Some)
}

fn coin(subject: Subject, pair: &PairDecision) -> String {
    subject.names.asset(pair.coin.as_deref().unwrap_or_default())
}

fn heading(subject: Subject, pair: &PairDecision) -> String {
    let (more, less) = (subject.names.reserve(&pair.more), subject.names.reserve(&pair.less));
    let (more, less) = (shortened(&more), shortened(&less));
    say!(subject.tongue, "out-earn-pair", coin = coin(subject, pair), more = more, less = less)
}

fn line(subject: Subject, earn: &OutEarn) -> Line {
    let label = match earn.risk_aversion {
        0.0 => say!(subject.tongue, "out-earn-neutral"),
        aversion => say!(subject.tongue, "out-earn-averse", aversion = subject.tongue.exact(aversion)),
    };
    let columns = vec![figure(subject, earn.with_failures, BLUE), figure(subject, earn.without_failures, GREY)];
    Line::Figures { label, indent: 8.0, columns }
}

fn figure(subject: Subject, estimate: Option<Estimate>, colour: Colour) -> Option<Figure> {
    let estimate = estimate?;
    let range = estimate.range.map(Ends::in_order);
    let words = subject.tongue.percent(estimate.value);
    Some(Figure { estimate, range, strokes: Vec::new(), mark: Mark::Disc, colour, words })
}

/// What the coin must earn, risk left aside.
fn neutral(pair: &PairDecision) -> Option<Estimate> {
    pair.out_earn.first().and_then(|earn| earn.with_failures)
}

/// The pair with the dearest dependence, risk left aside.
fn title(subject: Subject, told: &[&PairDecision]) -> String {
    let tongue = subject.tongue;
    let most = told.iter().filter_map(|pair| Some((pair, neutral(pair)?)));
    let most = most.max_by(|a, b| a.1.value.total_cmp(&b.1.value));
    most.map_or_else(
        || say!(tongue, "out-earn-title-none"),
        |(pair, earn)| {
            let is_chance = !earn.is_beyond_sampling_error() && !earn.has_unknown_interval();
            say!(
                tongue,
                if is_chance { "out-earn-title-chance" } else { "out-earn-title" },
                coin = coin(subject, pair),
                earn = subject.percent(earn),
                more = super::quoted(tongue, &subject.names.reserve(&pair.more)),
                less = super::quoted(tongue, &subject.names.reserve(&pair.less))
            )
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;
    use crate::report::look::Style;

    #[test]
    fn what_cannot_be_told_from_nothing_is_not_demanded() {
        let mut assessment = fixture::assessment(2);
        let title_of = |assessment: &crate::assessment::Assessment| {
            let subject = Subject::new(assessment, Style::default());
            chart(subject).unwrap().unwrap().words.title
        };
        assert!(title_of(&assessment).contains(" must earn 1.4%"), "{}", title_of(&assessment));
        let earn = &mut assessment.summary.decision.pairs[0].out_earn[0];
        earn.with_failures = Some(Estimate::between(-0.0002, -0.014, 0.013));
        assert!(title_of(&assessment).contains("beyond what this run can tell"), "{}", title_of(&assessment));
    }
}
