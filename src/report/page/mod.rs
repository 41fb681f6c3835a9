//! `report.html`: one page for somebody who has never heard of expected shortfall.
//!
//! It needs nothing but itself: style and charts stand in it, there is no script and no request.
//! Each term is explained where it first stands.

mod answer;
mod doubt;
mod font;
mod leading;
mod ranges;
pub(super) mod rows;

use std::fmt::Write;

use super::chart::{Chart, headline_level, level_words};
use super::escape::html;
use super::figure::count;
use super::names::Names;
use super::table::Table;
use crate::assessment::{Assessment, ReserveFigures};

/// What all parts of the page share.
#[derive(Clone, Copy)]
struct Subject<'a> {
    assessment: &'a Assessment,
    names: Names<'a>,
    charts: &'a [Chart],
    tables: &'a [Table],
}

/// The whole page.
pub(super) fn page(assessment: &Assessment, charts: &[Chart], tables: &[Table]) -> String {
    let subject = Subject { assessment, names: Names::new(&assessment.register), charts, tables };
    let sections = [
        ("The answer", answer::section(subject)),
        ("The leading figures", leading::section(subject)),
        (
            "Losses and how likely they are",
            subject.figures(&["loss-distribution", "exceedance", "cost-exceedance", "fan"]),
        ),
        ("Who drives the loss", drivers(subject)),
        ("The reserves compared", comparison(subject)),
        ("What the assumptions leave open", ranges::section(subject)),
        ("How sure this is", doubt::section(subject)),
        ("What it rests on", register(subject)),
        ("How it was found", include_str!("method.html").to_owned()),
        ("Where it comes from", provenance(subject)),
    ];
    bound(&assessment.summary.scenario.title, &assessment.register.description, &sections)
}

/// A page of sections that needs nothing but itself; those without a body are left out.
pub(super) fn bound(title: &str, description: &str, sections: &[(&str, String)]) -> String {
    let (title, description) = (html(title), html(description));
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>\n{}{}</style>\n\
         </head>\n<body>\n<h1>{title}</h1>\n<p>{description}</p>\n",
        font::faces(),
        include_str!("style.css")
    );
    for (heading, body) in sections.iter().filter(|(_, body)| !body.is_empty()) {
        // Writing into a string does not fail.
        let _ = write!(page, "<section>\n<h2>{heading}</h2>\n{body}</section>\n");
    }
    page.push_str("</body>\n</html>\n");
    page
}

impl Subject<'_> {
    /// A reserve's name as it stands in a sentence.
    fn quoted(self, id: &str) -> String {
        format!("“{}”", self.names.reserve(id))
    }

    /// Whether figures stand with what they are at the ends of the ranged inputs.
    fn is_ranged(self) -> bool {
        self.assessment.summary.ranges.as_ref().is_some_and(|ranges| ranges.not_run.is_none())
    }

    /// `ES 99%`.
    fn shortfall(self) -> String {
        format!("ES {}", level_words(headline_level(self.assessment)))
    }

    /// `Over 365 days`.
    fn over_the_horizon(self) -> String {
        format!("Over {} days", count(self.assessment.register.horizon_days))
    }

    /// `the worst 1% of paths`.
    fn worst(self) -> String {
        format!("the worst {} of paths", level_words(1.0 - headline_level(self.assessment)))
    }

    /// The pictures of some charts, as far as they were drawn.
    fn figures(self, ids: &[&str]) -> String {
        let drawn = ids.iter().filter_map(|id| self.charts.iter().find(|chart| chart.id == *id));
        drawn.map(|chart| format!("<figure>\n{}</figure>\n", chart.svg)).collect()
    }

    /// A table, or nothing where it has no rows.
    fn table(self, id: &str) -> String {
        self.tables.iter().find(|table| table.id == id).map(rows::table).unwrap_or_default()
    }
}

fn drivers(subject: Subject) -> String {
    let figures = subject.figures(&["if-it-fails", "removal", "tail-cells"]);
    if subject.assessment.summary.reserves.iter().all(ReserveFigures::is_nameless) {
        return "<p>Figures by name were not asked for, so this run did not note who fails on which path.</p>\n"
            .to_owned();
    }
    if figures.is_empty() {
        return "<p>Nobody on whom a reserve leans failed on any path.</p>\n".to_owned();
    }
    format!(
        "<p>Three questions that are easily taken for one another. What is lost <em>if</em> a group fails says nothing of how likely that \
         is. What its <em>removal</em> saves weighs the loss with its likelihood, and is the only figure that tells what is lost because of \
         the group. What the worst paths are <em>made of</em> is an account of where the money went on them.</p>\n{figures}{}{}",
        subject.table("if-it-fails"),
        subject.table("removal")
    )
}

fn comparison(subject: Subject) -> String {
    let table = subject.table("comparison");
    if table.is_empty() {
        return table;
    }
    format!(
        "<p>All reserves meet the same paths, so a difference between two of them is known better than either figure. A reserve is \
         better at every loss where it is less likely to lose more than x, whatever x is; it is better in every tail where the mean \
         of its worst paths is smaller, wherever the tail is said to begin.</p>\n{}{table}",
        subject.figures(&["comparison"])
    )
}

fn register(subject: Subject) -> String {
    let without = subject.assessment.register.assumptions.iter().filter(|line| line.source.is_none()).count();
    let note =
        if without > 0 { format!(" {without} of them have no source; the table says so.") } else { String::new() };
    format!(
        "<p><strong>Assumed probabilities are not an assessment of any firm.</strong> They are what the scenario says, and another \
         scenario may say otherwise. Every number below can be changed and the run repeated: <code>linchpin run SCENARIO --set \
         ASSUMPTION=VALUE</code>, with the scenario’s file or name and an assumption as it stands here. A low and a high end are how far the \
         number may be wrong.{note}</p>\n{}",
        subject.table("assumptions")
    )
}

fn provenance(subject: Subject) -> String {
    let (scenario, run) = (&subject.assessment.summary.scenario, &subject.assessment.summary.run);
    format!(
        "<p>Scenario <code>{}</code>, SHA-256 <code>{}</code>. Linchpin {}, numbers version {}, seed {}, {} paths, {} \
         precision. The same scenario, program, seed and precision give the same figures on any machine. Beside this page stand <code>summary.json</code> and \
         <code>summary.csv</code> with every figure, <code>charts/</code> and <code>tables/</code> with what is shown here and the data \
         behind it, and <code>run.json</code> with the scenario as it was run. Model output, not a forecast.</p>\n",
        html(&scenario.name),
        html(&scenario.hash),
        html(&run.version),
        run.numbers,
        run.seed,
        count(run.paths),
        subject.assessment.register.precision
    )
}
