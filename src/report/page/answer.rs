//! The answer in three sentences.

use super::Subject;
use crate::assessment::{Comparison, Estimate, HeadlineMode, ReserveFigures, at_headline_level};
use crate::report::escape::html;
use crate::report::language::{say, say_html};

/// The sentences, and what their terms mean.
pub(super) fn section(subject: Subject) -> String {
    let Some(reserve) = most_dependent(subject) else { return String::new() };
    let sentences = [Some(dependence(subject, reserve)), worst(subject, reserve), change(subject, reserve)];
    let told: String =
        sentences.into_iter().flatten().map(|sentence| format!("<p>{}</p>\n", html(&sentence))).collect();
    format!("<div class=\"answer\">\n{told}</div>\n<p class=\"aside\">{}</p>\n", aside(subject).join(" "))
}

/// What the signs mean, what the figures are not, and where warnings stand.
fn aside(subject: Subject) -> Vec<String> {
    let (tongue, summary) = (subject.tongue, &subject.assessment.summary);
    let brackets = if subject.is_ranged() { "page-brackets-range" } else { "page-brackets-sampling" };
    let mut told = vec![
        say_html!(tongue, "page-answer-path", days = subject.days(), paths = tongue.count(summary.run.paths)),
        html(&say!(tongue, brackets)),
    ];
    if !summary.warnings.is_empty() {
        told.push(say_html!(tongue, "page-answer-warnings", count = summary.warnings.len()));
    }
    told.push(format!("<strong>{}</strong>", html(&say!(tongue, "page-not-a-forecast"))));
    told
}

/// The reserve whose dependence costs most.
fn most_dependent(subject: Subject<'_>) -> Option<&ReserveFigures> {
    let cost = |reserve: &ReserveFigures| reserve.counterparty_cost.per_year.value;
    subject.assessment.summary.reserves.iter().max_by(|a, b| cost(a).total_cmp(&cost(b)))
}

/// On whom the reserve leans most, what his failure takes, and what leaning on others costs a year.
fn dependence(subject: Subject, reserve: &ReserveFigures) -> String {
    let (tongue, name) = (subject.tongue, subject.names.reserve(&reserve.id));
    let cost = subject.share(reserve.counterparty_cost.per_year);
    if reserve.is_nameless() {
        return say!(tongue, "page-answer-nameless", reserve = name, cost = cost);
    }
    let Some((group, mode, loss)) = reserve.leading_groups().into_iter().next() else {
        return say!(tongue, "page-answer-untouched", reserve = name, cost = cost);
    };
    let failure = subject.names.if_failure(&subject.names.counterparty(&mode.counterparty), &mode.mode);
    let chance = chance(subject, mode).map(|chance| subject.share(chance));
    say!(
        tongue,
        "page-answer-leans",
        reserve = name,
        group = subject.names.group(&group.id),
        failure = failure,
        known = if chance.is_some() { "yes" } else { "no" },
        chance = chance.unwrap_or_default(),
        loss = subject.share(loss.mean()),
        cost = cost,
    )
}

/// On how many paths that failure comes, alone or with others.
fn chance(subject: Subject, failure: &HeadlineMode) -> Option<Estimate> {
    let counterparties = &subject.assessment.summary.counterparties;
    let who = counterparties.iter().find(|one| one.id == failure.counterparty)?;
    who.by_mode.iter().find(|mode| mode.mode == failure.mode)?.probability
}

fn worst(subject: Subject, reserve: &ReserveFigures) -> Option<String> {
    let loss = at_headline_level(&reserve.loss.es)?.estimate;
    let market = at_headline_level(&reserve.market_alone.es)?.estimate;
    let (tongue, share) = (subject.tongue, subject.beyond());
    if !loss.value.is_finite() {
        return Some(say!(tongue, "page-answer-worst-untold", share = share, market = subject.share(market)));
    }
    let told = |loss: Estimate| match loss.value < 0.0 {
        true => ("gain", subject.share(loss.turned())),
        false => ("loss", subject.share(loss)),
    };
    let ((goes, loss), (market_goes, market)) = (told(loss), told(market));
    Some(say!(
        tongue,
        "page-answer-worst",
        share = share,
        goes = goes,
        loss = loss,
        market_goes = market_goes,
        market = market
    ))
}

/// What would change it: another reserve, and the group without which it would cost least.
fn change(subject: Subject, reserve: &ReserveFigures) -> Option<String> {
    let tongue = subject.tongue;
    match (saved(subject, reserve), difference(subject, reserve)) {
        (Some((group, saved)), Some(Difference { other, points, way, holds })) => Some(say!(
            tongue,
            "page-answer-saved-and-other",
            group = group,
            saved = saved,
            days = subject.days(),
            other = other,
            points = points,
            way = way,
            share = subject.beyond(),
            holds = holds,
        )),
        (Some((group, saved)), None) => {
            Some(say!(tongue, "page-answer-saved", group = group, saved = saved, days = subject.days()))
        }
        (None, Some(Difference { other, points, way, holds })) => Some(say!(
            tongue,
            "page-answer-other",
            other = other,
            points = points,
            way = way,
            share = subject.beyond(),
            holds = holds,
        )),
        (None, None) => None,
    }
}

/// The group whose removal saves most of the mean cost, and how much.
fn saved(subject: Subject, reserve: &ReserveFigures) -> Option<(String, String)> {
    let (group, changes) = reserve.leading_removals().into_iter().next()?;
    let all = changes.iter().find(|change| change.what == "all")?;
    Some((subject.names.group(group), subject.tongue.points_with_interval(all.cost_mean)))
}

/// A difference to another reserve, in words that messages choose by.
struct Difference {
    other: String,
    points: String,
    /// `more` or `less`.
    way: &'static str,
    /// `unknown` of too few paths; `keeps`, `end` or `open`, where figures have ranges; else `beyond` or `chance`.
    holds: &'static str,
}

/// The largest difference to another reserve.
fn difference(subject: Subject, reserve: &ReserveFigures) -> Option<Difference> {
    let with_it = |pair: &&Comparison| pair.a == reserve.id || pair.b == reserve.id;
    let differences = subject.assessment.summary.comparison.iter().filter(with_it).filter_map(|pair| {
        let es = at_headline_level(pair.es_difference.as_deref()?)?.estimate;
        if !es.value.is_finite() {
            return None;
        }
        let holds = pair.sign_holds.as_ref().and_then(|signs| at_headline_level(&signs.es)).map(|sign| sign.holds);
        // As the other reserve's saving: this one less the other.
        if pair.a == reserve.id { Some((&pair.b, es, holds)) } else { Some((&pair.a, es.turned(), holds)) }
    });
    let (other, es, holds) = differences.max_by(|a, b| a.1.value.total_cmp(&b.1.value))?;
    let (amount, way): (Estimate, _) = if es.value < 0.0 { (es.turned(), "more") } else { (es, "less") };
    let holds = match holds {
        _ if es.has_unknown_interval() => "unknown",
        Some(true) => "keeps",
        Some(false) if es.is_on_one_side() => "end",
        Some(false) => "open",
        None if es.is_beyond_sampling_error() => "beyond",
        None => "chance",
    };
    let (other, points) = (subject.names.reserve(other), subject.tongue.points_with_interval(amount));
    Some(Difference { other, points, way, holds })
}
