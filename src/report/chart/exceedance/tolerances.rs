//! What reserves do with the tolerances, and how surely that can be told.

use super::super::{Subject, line_ends};
use crate::assessment::{Curves, Ends, Exceedance};
use crate::report::language::say;
use crate::scenario::Tolerance;

/// A tolerance, and how often the reserve goes beyond it.
pub(super) type Pair<'a> = (&'a Tolerance, &'a Exceedance);

/// Every tolerance with how often it is exceeded.
pub(super) fn pairs<'a>(subject: Subject<'a>, curves: &'a Curves) -> impl Iterator<Item = Pair<'a>> {
    subject.assessment.register.tolerances.iter().zip(&curves.tolerance_exceedance)
}

/// What can be said of a reserve and a tolerance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Verdict {
    /// It crosses it, whatever the doubt.
    Crosses,
    /// It does not, whatever the doubt.
    Within,
    /// What is tolerated lies within the doubt.
    Open,
}

impl Verdict {
    pub fn of((tolerance, realised): &Pair) -> Self {
        let (low, high) = doubt(realised);
        match tolerance.probability {
            tolerated if low > tolerated => Self::Crosses,
            tolerated if high <= tolerated => Self::Within,
            _ => Self::Open,
        }
    }
}

/// From where to where a chance may lie, by the range of the assumptions and by sampling.
fn doubt(realised: &Exceedance) -> (f64, f64) {
    let (low, high) = line_ends(realised.estimate());
    (low.min(realised.low), high.max(realised.high))
}

/// What the reserve does with each tolerance, one line each.
pub(super) fn verdicts(subject: Subject, curves: &Curves) -> String {
    let tongue = subject.tongue;
    let told = |pair: Pair| {
        let (tolerance, realised) = pair;
        let (loss, tolerated) = (tongue.level(tolerance.loss), tongue.level(tolerance.probability));
        let id = match Verdict::of(&pair) {
            Verdict::Crosses => "exceedance-verdict-crosses",
            Verdict::Within => "exceedance-verdict-within",
            Verdict::Open => {
                let (low, high) = doubt(realised);
                let (low, high) = (tongue.percent(low), tongue.percent(high));
                return say!(
                    tongue,
                    "exceedance-verdict-open",
                    loss = loss,
                    low = low,
                    high = high,
                    tolerated = tolerated
                );
            }
        };
        say!(tongue, id, loss = loss, paths = tongue.percent(realised.probability), tolerated = tolerated)
    };
    pairs(subject, curves).map(told).collect::<Vec<_>>().join("\n")
}

/// Whether the market alone crosses a tolerance; `None` where the points of its curve are too far apart to tell.
fn market_crosses(tolerance: &Tolerance, curves: &Curves) -> Option<bool> {
    let market = &curves.market_exceedance;
    // The curve only falls: what is lost more often at a larger loss is lost at least as often at this one.
    let beyond = market.iter().find(|point| point.loss >= tolerance.loss).map_or(0.0, |point| point.probability);
    let before = market.iter().rev().find(|point| point.loss <= tolerance.loss).map_or(1.0, |point| point.probability);
    match tolerance.probability {
        tolerated if beyond > tolerated => Some(true),
        tolerated if before <= tolerated => Some(false),
        _ => None,
    }
}

/// How messages are told whether the market alone crosses a tolerance.
fn market_word(crosses: Option<bool>) -> &'static str {
    crosses.map_or("unknown", |crosses| if crosses { "crosses" } else { "stays" })
}

/// The tolerances that the reserve crosses, by the best estimate, each with how often it is exceeded.
pub(super) fn crossings<'a>(subject: Subject<'a>, curves: &'a Curves) -> impl Iterator<Item = Pair<'a>> {
    pairs(subject, curves).filter(|(tolerance, realised)| realised.probability > tolerance.probability)
}

/// How many times as often as is tolerated.
pub(super) fn beyond((tolerance, realised): &Pair) -> f64 {
    realised.probability / tolerance.probability
}

/// How many reserves cross a tolerance, and which of them is furthest beyond one.
pub(super) fn crossing_title(subject: Subject) -> String {
    let all = subject.with_curves().count();
    let crossing = crossing_where(subject, |realised| realised.probability);
    let (doubt, least, most) = crossing_doubt(subject, crossing);
    let furthest = subject
        .with_curves()
        .flat_map(|(reserve, curves)| crossings(subject, curves).map(move |crossed| ((reserve, curves), crossed)))
        .max_by(|a, b| beyond(&a.1).total_cmp(&beyond(&b.1)));
    let Some(((reserve, curves), (tolerance, realised))) = furthest else {
        return say!(subject.tongue, "exceedance-title-within", doubt = doubt, most = most, all = all);
    };
    say!(
        subject.tongue,
        "exceedance-title-crossing",
        crossing = crossing,
        all = all,
        doubt = doubt,
        least = least,
        most = most,
        reserve = subject.quoted(reserve),
        loss = subject.tongue.level(tolerance.loss),
        paths = subject.percent(realised.estimate()),
        tolerated = subject.tongue.level(tolerance.probability),
        market = market_word(market_crosses(tolerance, curves)),
    )
}

/// How many reserves cross a tolerance where the chances are these.
fn crossing_where(subject: Subject, chance: impl Fn(&Exceedance) -> f64) -> usize {
    let crosses = |(tolerance, realised): Pair| chance(realised) > tolerance.probability;
    subject.with_curves().filter(|(_, curves)| pairs(subject, curves).any(crosses)).count()
}

/// How many do at the ends of the assumptions, or as far as sampling can tell; first how messages choose between these.
fn crossing_doubt(subject: Subject, crossing: usize) -> (&'static str, usize, usize) {
    let end = |of: fn(Ends) -> f64| crossing_where(subject, |realised| realised.range.map_or(realised.probability, of));
    let (id, least, most) = match subject.has_ranges() {
        true => ("ends", end(|ends| ends.low), end(|ends| ends.high)),
        false => ("sampling", crossing_where(subject, |one| one.low), crossing_where(subject, |one| one.high)),
    };
    (if (least, most) == (crossing, crossing) { "none" } else { id }, least, most)
}
