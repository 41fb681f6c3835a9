//! What the decision card tells of two reserves: what the coin must earn, and how they may be mixed.

use super::HEADER;
use crate::assessment::{Estimate, OutEarn, PairDecision};
use crate::report::chart::strip::Line;
use crate::report::chart::{Subject, doubted, shortened, worst_first};
use crate::report::language::say;
use crate::report::sheet::{Field, Sheet};

/// Most pairs told; the table has all.
const MOST: usize = 3;

/// Adds the pairs of which something is told, those first of which most is asked.
pub(super) fn add(subject: Subject, lines: &mut Vec<Line>, sheet: &mut Sheet) {
    let pairs = &subject.assessment.summary.decision.pairs;
    let mut told: Vec<&PairDecision> = pairs.iter().filter(|pair| !pair.out_earn.is_empty()).collect();
    if told.is_empty() {
        return;
    }
    worst_first(&mut told, MOST, |pair| asked(pair).map_or(f64::MIN, |earn| earn.value));
    lines.push(Line::Heading(say!(subject.tongue, "decision-card-pairs")));
    lines.extend(told.iter().take(MOST).flat_map(|pair| sentences(subject, pair)).map(Line::Words));
    if told.len() > MOST {
        lines.push(Line::Words(say!(subject.tongue, "out-earn-more", count = told.len() - MOST)));
    }
    told.iter().for_each(|pair| write(pair, sheet));
}

/// Risk left aside.
fn asked(pair: &PairDecision) -> Option<Estimate> {
    pair.out_earn.first().and_then(|earn| earn.with_failures)
}

fn sentences(subject: Subject, pair: &PairDecision) -> Vec<String> {
    let tongue = subject.tongue;
    let name = |id: &str| shortened(&subject.names.reserve(id));
    let coin = subject.names.asset(pair.coin.as_deref().unwrap_or_default());
    let head = say!(tongue, "decision-card-pair", coin = coin, more = name(&pair.more), less = name(&pair.less));
    let told = |earn: Option<Estimate>| {
        earn.map_or_else(|| say!(tongue, "decision-card-pair-none"), |earn| subject.percent(earn))
    };
    let earn = |earn: &OutEarn| {
        say!(
            tongue,
            "decision-card-pair-earn",
            aversion = tongue.exact(earn.risk_aversion),
            with = told(earn.with_failures),
            without = told(earn.without_failures)
        )
    };
    let mut told: Vec<String> = [head].into_iter().chain(pair.out_earn.iter().map(earn)).collect();
    if subject.assessment.summary.decision.tolerance.is_some() {
        told.push(match (pair.least_share, pair.largest_share) {
            (Some(least), Some(most)) => {
                let (least, most) = (tongue.percent_at_least(least), tongue.percent_at_most(most));
                say!(tongue, "decision-card-pair-share", least = least, most = most)
            }
            _ => say!(tongue, "decision-card-pair-no-share"),
        });
    }
    told
}

/// All that is told of a pair, a figure a row: the second reserve stands where a group does.
fn write(pair: &PairDecision, sheet: &mut Sheet) {
    let mut row = |measure: String, estimate: Estimate| {
        let words = [pair.more.as_str(), pair.less.as_str(), measure.as_str(), "share"].map(Field::from);
        let fields: Vec<Field> = words.into_iter().chain(doubted(estimate)).collect();
        debug_assert_eq!(fields.len(), HEADER.len());
        sheet.rows.push(fields);
    };
    for earn in &pair.out_earn {
        for (failures, estimate) in [("with", earn.with_failures), ("without", earn.without_failures)] {
            let measure = format!("must_earn_{failures}_failures_at_aversion_{}", earn.risk_aversion);
            row(measure, estimate.unwrap_or_else(Estimate::untold));
        }
    }
    for (measure, share) in [("mixture_at_least", pair.least_share), ("mixture_at_most", pair.largest_share)] {
        row(measure.to_owned(), share.map_or_else(Estimate::untold, |share| Estimate::between(share, share, share)));
    }
}
