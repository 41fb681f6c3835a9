//! The answer in a few sentences.

use super::Subject;
use crate::assessment::{Comparison, RemovalFigures, ReserveFigures, at_headline_level};
use crate::report::escape::html;

/// The sentences, and what their terms mean.
pub(super) fn section(subject: Subject) -> String {
    let Some(reserve) = most_dependent(subject) else { return String::new() };
    let sentences = [
        if_it_fails(subject, reserve),
        Some(yearly_and_saved(subject, reserve)),
        worst(subject, reserve),
        difference(subject, reserve),
    ];
    let told: String =
        sentences.into_iter().flatten().map(|sentence| format!("<p>{}</p>\n", html(&sentence))).collect();
    format!(
        "<div class=\"answer\">\n{told}</div>\n<p class=\"aside\">Losses are shares of what was put in. A <em>path</em> is one play of the horizon \
         with random draws; this run has {}. {} <strong>Model output, not a forecast; assumed probabilities are not an assessment of \
         any firm.</strong></p>\n",
        subject.tongue.count(subject.assessment.summary.run.paths),
        brackets(subject)
    )
}

/// What stands in brackets.
fn brackets(subject: Subject) -> &'static str {
    if subject.is_ranged() {
        "The figures in brackets are low to high: the same figure with every ranged assumption at the end that hurts less, and with every \
         one at the end that hurts more. How far chance in the draws may have moved a figure is told only where it is not small beside \
         that; ± is the 95% interval of sampling."
    } else {
        "The figures in brackets, and those after ±, are 95% intervals: they say how far chance in the draws may have moved a figure, not how wrong the \
         assumptions may be."
    }
}

/// The reserve whose dependence costs most.
fn most_dependent(subject: Subject<'_>) -> Option<&ReserveFigures> {
    let cost = |reserve: &ReserveFigures| reserve.counterparty_cost.per_year.value;
    subject.assessment.summary.reserves.iter().max_by(|a, b| cost(a).total_cmp(&cost(b)))
}

fn if_it_fails(subject: Subject, reserve: &ReserveFigures) -> Option<String> {
    if reserve.is_nameless() {
        return None;
    }
    let name = subject.quoted(&reserve.id);
    let Some((group, mode, cost)) = reserve.leading_groups().into_iter().next() else {
        return Some(format!("{name} lost nothing to a failure on any path."));
    };
    Some(format!(
        "{name} leans most on {}: {}, the reserve loses {} of its value on average beside what the market does, and {} to {} on \
         nine such paths in ten.",
        subject.names.group(&group.id),
        subject.names.if_failure(&subject.names.counterparty(&mode.counterparty), &mode.mode),
        subject.tongue.percent_with_interval(cost.mean()),
        subject.tongue.percent(cost.p05),
        subject.tongue.percent(cost.p95)
    ))
}

fn yearly_and_saved(subject: Subject, reserve: &ReserveFigures) -> String {
    let cost = subject.tongue.percent_with_interval(reserve.counterparty_cost.per_year);
    let saved = saved(subject, reserve).map_or_else(String::new, |saved| format!(" {saved}"));
    // Where nothing was said of the reserve before, it is named here.
    let whom = if reserve.is_nameless() { subject.quoted(&reserve.id) } else { "it".to_owned() };
    format!("Leaning on others costs {whom} {cost} a year on average.{saved}")
}

/// What the group whose removal saves most would save, gone or left in part.
fn saved(subject: Subject, reserve: &ReserveFigures) -> Option<String> {
    let (group, changes) = reserve.leading_removals().into_iter().next()?;
    let of = |what: &str, words: &str| {
        let change: &RemovalFigures = changes.iter().find(|change| change.what == what)?;
        Some(format!("{} {words}", subject.tongue.points_with_interval(change.cost_mean)))
    };
    let all = of("all", "less")?;
    let parts: Vec<String> =
        [of("keys", "if its keys were held elsewhere"), of("links", "if no price rested on it"), of("both", "if both")]
            .into_iter()
            .flatten()
            .collect();
    let parts = if parts.is_empty() { String::new() } else { format!("; {}", parts.join(", ")) };
    Some(format!(
        "{} it would cost {all} if {} could not fail{parts}.",
        subject.over_the_horizon(),
        subject.names.group(group)
    ))
}

fn worst(subject: Subject, reserve: &ReserveFigures) -> Option<String> {
    let loss = at_headline_level(&reserve.loss.es)?.estimate;
    let market = at_headline_level(&reserve.market_alone.es)?.estimate;
    Some(format!(
        "In {} it loses {}, where the market alone would take {}.",
        subject.worst(),
        subject.tongue.percent_with_interval(loss),
        subject.tongue.percent_with_interval(market)
    ))
}

/// The largest difference to another reserve.
fn difference(subject: Subject, reserve: &ReserveFigures) -> Option<String> {
    let with_it = |pair: &&Comparison| pair.a == reserve.id || pair.b == reserve.id;
    let differences = subject.assessment.summary.comparison.iter().filter(with_it).filter_map(|pair| {
        let es = at_headline_level(pair.es_difference.as_deref()?)?.estimate;
        let holds = pair.sign_holds.as_ref().and_then(|signs| at_headline_level(&signs.es)).map(|sign| sign.holds);
        // As the other reserve's saving: this one less the other.
        if pair.a == reserve.id { Some((&pair.b, es, holds)) } else { Some((&pair.a, es.turned(), holds)) }
    });
    let (other, es, holds) = differences.max_by(|a, b| a.1.value.total_cmp(&b.1.value))?;
    let beyond = match holds {
        Some(true) => "which keeps its sign at low, central and high",
        Some(false) => "which is no difference that the assumptions can tell",
        None if es.is_beyond_sampling_error() => "which is beyond what chance in the draws explains",
        None => "which chance in the draws may explain",
    };
    let (amount, way) = if es.value < 0.0 { (es.turned(), "more") } else { (es, "less") };
    Some(format!(
        "{} would lose {} {way} in {}, {beyond}.",
        subject.quoted(other),
        subject.tongue.points_with_interval(amount),
        subject.worst()
    ))
}
