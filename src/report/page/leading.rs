//! The figures of all reserves in tables, then of each in words, then as curves.

use super::Subject;
use crate::assessment::{Distribution, RemovalFigures, ReserveFigures, at_headline_level};
use crate::report::escape::html;
use crate::report::language::{say, say_html};

/// Most groups told of one reserve; charts and tables have more.
const MOST_GROUPS: usize = 3;

/// Words that a reader must know, in the order in which they are needed.
const TERMS: [&str; 8] = [
    "page-term-cost",
    "page-term-market",
    "page-term-shortfall",
    "page-term-value-at-risk",
    "page-term-claims",
    "page-term-group",
    "page-term-mode",
    "page-term-removal",
];

/// What the words mean, the figures of every reserve, and how likely which loss is.
pub(super) fn section(subject: Subject) -> String {
    let term = |id: &&str| say_html!(subject.tongue, id, level = subject.level(), share = subject.beyond()) + "\n";
    let terms: String = TERMS.iter().map(term).collect();
    let reserves = &subject.assessment.summary.reserves;
    let told: String = (1..).zip(reserves).map(|(place, reserve)| figures(subject, place, reserve)).collect();
    let beside =
        subject.part("page-figures-side-by-side-heading", "page-figures-side-by-side", &[], &["figures", "losses"]);
    let parts = [
        subject.part(
            "page-figures-likely-heading",
            "page-figures-likely",
            &["loss-distribution", "exceedance", "cost-exceedance"],
            &[],
        ),
        subject.part("page-figures-time-heading", "page-figures-time", &["fan", "worst-path", "drawdown"], &[]),
    ];
    format!("<dl class=\"terms\">\n{terms}</dl>\n{beside}{}{told}{}", ways(subject), parts.concat())
}

/// A way to each reserve, where there are more than a reader sees at once.
fn ways(subject: Subject) -> String {
    let reserves = &subject.assessment.summary.reserves;
    if reserves.len() < 3 {
        return String::new();
    }
    let way = |(place, reserve): (usize, &ReserveFigures)| {
        format!("<li><a href=\"#reserve-{place}\">{}</a></li>\n", html(&subject.names.reserve(&reserve.id)))
    };
    let ways: String = (1..).zip(reserves).map(way).collect();
    format!(
        "<nav aria-label=\"{}\">\n<ul>\n{ways}</ul>\n</nav>\n",
        html(&say!(subject.tongue, "page-figures-reserves"))
    )
}

/// The figures of the reserve that stands at a place among all, the first at 1.
fn figures(subject: Subject, place: usize, reserve: &ReserveFigures) -> String {
    let points: [(&str, Vec<String>); 5] = [
        ("page-figures-real", really(subject, reserve)),
        ("page-figures-fails", if_they_fail(subject, reserve)),
        ("page-figures-cost", yearly(subject, reserve)),
        ("page-figures-worst", worst(subject, reserve)),
        ("page-figures-removal", removals(subject, reserve)),
    ];
    let told: String = points
        .into_iter()
        .filter(|(_, sentences)| !sentences.is_empty())
        .map(|(term, sentences)| {
            let sentences: String = sentences.iter().map(|sentence| format!("<dd>{}</dd>\n", html(sentence))).collect();
            format!("<dt>{}</dt>\n{sentences}", html(&say!(subject.tongue, term)))
        })
        .collect();
    let name = html(&subject.names.reserve(&reserve.id));
    let name = if name == reserve.id { name } else { format!("{name} ({})", html(&reserve.id)) };
    let value = subject.tongue.money(reserve.initial_value, &subject.assessment.register.base_currency);
    format!("<h3 id=\"reserve-{place}\">{name}, {}</h3>\n<dl>\n{told}</dl>\n", html(&value))
}

/// Each loss that is known of the past, and where it stands among the paths.
fn really(subject: Subject, reserve: &ReserveFigures) -> Vec<String> {
    let told = reserve.outcome.iter().flat_map(|outcome| outcome.known()).map(|(word, standing)| {
        let id = match word {
            "liquid" => "page-figures-real-liquid",
            "marked" => "page-figures-real-marked",
            "eventual" => "page-figures-real-eventual",
            _ => "page-figures-real-drawdown",
        };
        let (loss, less) = (subject.tongue.percent(standing.loss), subject.share(standing.percentile));
        say!(subject.tongue, id, loss = loss, less = less)
    });
    told.collect()
}

fn if_they_fail(subject: Subject, reserve: &ReserveFigures) -> Vec<String> {
    let tongue = subject.tongue;
    let told = reserve.leading_groups().into_iter().take(MOST_GROUPS).flat_map(|(group, mode, cost)| {
        let failure = subject.names.if_failure(&subject.names.counterparty(&mode.counterparty), &mode.mode);
        let lost = say!(
            tongue,
            "page-figures-fails-mode",
            failure = failure,
            cost = subject.share(cost.mean()),
            low = tongue.percent(cost.p05),
            high = tongue.percent(cost.p95),
        );
        let name = subject.names.group(&group.id);
        let chance = group
            .probability
            .map(|chance| say!(tongue, "page-figures-fails-chance", group = name, chance = subject.share(chance)));
        [Some(lost), chance]
    });
    let told: Vec<String> = told.flatten().collect();
    let none = told.is_empty() && !reserve.is_nameless();
    if none { vec![say!(tongue, "page-figures-fails-none")] } else { told }
}

fn yearly(subject: Subject, reserve: &ReserveFigures) -> Vec<String> {
    let (tongue, cost) = (subject.tongue, &reserve.counterparty_cost);
    let mean = say!(tongue, "page-figures-cost-mean", cost = subject.share(cost.per_year));
    let reached = cost.marked.exceedance.iter().filter(|point| point.probability > 0.0);
    let above = reached.map(|point| {
        let (loss, share) = (tongue.level(point.loss), subject.share(point.estimate()));
        say!(tongue, "page-figures-cost-above", days = subject.days(), loss = loss, share = share)
    });
    std::iter::once(mean).chain(above).collect()
}

fn worst(subject: Subject, reserve: &ReserveFigures) -> Vec<String> {
    let es = |figures: &Distribution| at_headline_level(&figures.es).map(|figure| subject.share(figure.estimate));
    let (Some(loss), Some(market)) = (es(&reserve.loss), es(&reserve.market_alone)) else { return Vec::new() };
    let (tongue, level) = (subject.tongue, subject.level());
    if at_headline_level(&reserve.loss.es).is_some_and(|figure| !figure.estimate.value.is_finite()) {
        return vec![say!(tongue, "page-figures-worst-untold", level = level, market = market)];
    }
    let mut told = vec![say!(tongue, "page-figures-worst-mean", level = level.as_str(), loss = loss, market = market)];
    if let (Some(liquid), Some(eventual)) = (es(&reserve.liquid_loss), es(&reserve.eventual_loss)) {
        told.push(say!(tongue, "page-figures-worst-claims", level = level, liquid = liquid, eventual = eventual));
    }
    told
}

/// What each group's removal saves; keys and links by themselves stand with those who drive the loss.
fn removals(subject: Subject, reserve: &ReserveFigures) -> Vec<String> {
    let whole = |(group, changes): (&str, Vec<&RemovalFigures>)| {
        let change = changes.into_iter().find(|change| change.what == "all")?;
        let es = at_headline_level(&change.loss_es).map(|figure| figure.estimate).filter(|es| es.value.is_finite());
        Some(say!(
            subject.tongue,
            "page-figures-removal-group",
            group = subject.names.group(group),
            cost = subject.tongue.points_with_interval(change.cost_mean),
            level = subject.level(),
            shortfall = es.map_or_else(|| "–".to_owned(), |es| subject.tongue.points_with_interval(es)),
        ))
    };
    let told: Vec<String> = reserve.leading_removals().into_iter().filter_map(whole).take(MOST_GROUPS).collect();
    let none = told.is_empty() && !reserve.removal.is_empty();
    if none { vec![say!(subject.tongue, "page-figures-removal-none")] } else { told }
}
