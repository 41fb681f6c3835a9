//! The leading figures of every reserve, in words.

use super::Subject;
use crate::assessment::{Exceedance, RemovalFigures, ReserveFigures, at_headline_level};
use crate::report::escape::html;

/// Most groups told of one reserve; charts and tables have more.
const MOST_GROUPS: usize = 3;

/// What the figures mean, then four of them for every reserve.
pub(super) fn section(subject: Subject) -> String {
    let (shortfall, worst) = (html(&subject.shortfall()), html(&subject.worst()));
    let intro = format!(
        "<p>The <em>counterparty cost</em> is what a reserve lacks at the end beside a twin that meets the same market while nobody fails; \
         its mean a year is what the dependence costs. <em>{shortfall}</em>, the expected shortfall, is the mean loss in {worst}; \
         <em>VaR</em> is the loss with which these paths begin. <em>The market alone</em> is the loss of the twin. A group is <em>removed</em> \
         in four ways: it cannot fail; its keys are held elsewhere, namely at home; its links are cut, so that no price rests on it; or both of \
         these. What would change nothing is left out.</p>\n"
    );
    let reserves: String =
        subject.assessment.summary.reserves.iter().map(|reserve| figures(subject, reserve)).collect();
    format!("{intro}{reserves}{}{}", subject.table("figures"), subject.table("losses"))
}

fn figures(subject: Subject, reserve: &ReserveFigures) -> String {
    let value = subject.tongue.money(reserve.initial_value, &subject.assessment.register.base_currency);
    let points: [(&str, Vec<String>); 5] = [
        ("What really happened", really(subject, reserve)),
        ("Loss if a group fails", if_they_fail(subject, reserve)),
        ("What the dependence costs", yearly(subject, reserve)),
        ("The worst paths", worst(subject, reserve)),
        ("What removing a group would save", removals(subject, reserve)),
    ];
    let told: String = points
        .into_iter()
        .filter(|(_, sentences)| !sentences.is_empty())
        .map(|(term, sentences)| {
            let sentences: String = sentences.iter().map(|sentence| format!("<dd>{}</dd>\n", html(sentence))).collect();
            format!("<dt>{term}</dt>\n{sentences}")
        })
        .collect();
    let name = html(&subject.names.reserve(&reserve.id));
    let name = if name == reserve.id { name } else { format!("{name} ({})", html(&reserve.id)) };
    format!("<h3>{name}, {}</h3>\n<dl>\n{told}</dl>\n", html(&value))
}

/// Each loss that is known of the past, and where it stands among the paths.
fn really(subject: Subject, reserve: &ReserveFigures) -> Vec<String> {
    let told = reserve.outcome.iter().flat_map(|outcome| outcome.known()).map(|(word, standing)| {
        let what = match word {
            "liquid" => "With open claims at nothing (liquid) the loss was",
            "marked" => "At what open claims sold for (marked) it was",
            "eventual" => "With what they paid in the end (eventual) it was",
            _ => "The largest fall from a peak on the way was",
        };
        format!(
            "{what} {}, at {} of the paths in order of loss.",
            subject.tongue.percent(standing.loss),
            subject.tongue.percent_with_interval(standing.percentile)
        )
    });
    told.collect()
}

fn if_they_fail(subject: Subject, reserve: &ReserveFigures) -> Vec<String> {
    let told = reserve.leading_groups().into_iter().take(MOST_GROUPS).map(|(group, mode, cost)| {
        format!(
            "{}: {} on average, {} to {} on nine such paths in ten. Some failure of {} comes on {} of all paths.",
            subject.names.if_failure(&subject.names.counterparty(&mode.counterparty), &mode.mode),
            subject.tongue.percent_with_interval(cost.mean()),
            subject.tongue.percent(cost.p05),
            subject.tongue.percent(cost.p95),
            subject.names.group(&group.id),
            group.probability.map(|chance| subject.tongue.percent_with_interval(chance)).unwrap_or_default()
        )
    });
    let told: Vec<String> = told.collect();
    let none = told.is_empty() && !reserve.is_nameless();
    if none { vec!["No failure on any path cost this reserve anything.".to_owned()] } else { told }
}

fn yearly(subject: Subject, reserve: &ReserveFigures) -> Vec<String> {
    let cost = &reserve.counterparty_cost;
    let reached = cost.marked.exceedance.iter().filter(|point| point.probability > 0.0);
    let above = reached.enumerate().map(|(place, point)| {
        let Exceedance { loss, .. } = *point;
        let share = subject.tongue.percent_with_interval(point.estimate());
        format!("more than {} on {share}{}", subject.tongue.level(loss), if place == 0 { " of paths" } else { "" })
    });
    let above: Vec<String> = above.collect();
    let mut told = vec![format!("{} a year on average.", subject.tongue.percent_with_interval(cost.per_year))];
    if !above.is_empty() {
        told.push(format!("{} it costs {}.", subject.over_the_horizon(), above.join(", ")));
    }
    told
}

fn worst(subject: Subject, reserve: &ReserveFigures) -> Vec<String> {
    let es = |figures: &crate::assessment::Distribution| {
        at_headline_level(&figures.es).map(|figure| subject.tongue.percent_with_interval(figure.estimate))
    };
    let (Some(loss), Some(market)) = (es(&reserve.loss), es(&reserve.market_alone)) else { return Vec::new() };
    let shortfall = subject.shortfall();
    let mut told = vec![format!("{shortfall}: {loss}; the market alone {market}.")];
    if let (Some(liquid), Some(eventual)) = (es(&reserve.liquid_loss), es(&reserve.eventual_loss)) {
        told.push(format!(
            "Open claims are counted at what a buyer would pay. At nothing (liquid) {shortfall} is {liquid}, in full (eventual) {eventual}."
        ));
    }
    told
}

fn removals(subject: Subject, reserve: &ReserveFigures) -> Vec<String> {
    let told = reserve.leading_removals().into_iter().take(MOST_GROUPS).flat_map(|(group, changes)| {
        let name = subject.names.group(group);
        changes.into_iter().map(move |change| saving(subject, &name, change))
    });
    let told: Vec<String> = told.collect();
    let none = told.is_empty() && !reserve.removal.is_empty();
    if none { vec!["Removing any one group changes nothing.".to_owned()] } else { told }
}

fn saving(subject: Subject, group: &str, change: &RemovalFigures) -> String {
    let change_words = match change.what.as_str() {
        "keys" => format!("With the keys of {group} elsewhere"),
        "links" => format!("With the links to {group} cut"),
        "both" => "With both".to_owned(),
        _ => format!("Without {group}"),
    };
    let es = at_headline_level(&change.loss_es)
        .map(|figure| format!(", {} of {}", subject.tongue.points_with_interval(figure.estimate), subject.shortfall()));
    format!(
        "{change_words}: {} of the mean cost{}.",
        subject.tongue.points_with_interval(change.cost_mean),
        es.unwrap_or_default()
    )
}
