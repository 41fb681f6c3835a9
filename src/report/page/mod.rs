//! `report.html`: one page for somebody who has never heard of expected shortfall.
//!
//! It needs nothing but itself: style, letters and charts stand in it, there is no script, and its policy forbids any
//! request. Each term is explained where it first stands.

mod answer;
mod binding;
mod colours;
mod decision;
mod doubt;
mod drivers;
mod figure;
mod font;
mod grounds;
mod leading;
mod ranges;
pub(super) mod rows;

#[cfg(test)]
mod tests;

pub(super) use binding::{Section, bound};
pub(super) use figure::figures;

use super::chart::{Chart, headline_level};
use super::escape::html;
use super::language::{Tongue, say, say_html};
use super::look::Style;
use super::names::Names;
use super::table::Table;
use crate::assessment::{Assessment, Estimate};

/// What all parts of the page share.
#[derive(Clone, Copy)]
struct Subject<'a> {
    assessment: &'a Assessment,
    tongue: Tongue,
    names: Names<'a>,
    charts: &'a [Chart],
    tables: &'a [Table],
}

/// The whole page.
pub(super) fn page(assessment: &Assessment, charts: &[Chart], tables: &[Table], style: Style) -> String {
    let (tongue, names) = (style.tongue, Names::new(&assessment.register, style.tongue));
    let subject = Subject { assessment, tongue, names, charts, tables };
    let section = |id, heading: &str, body| Section { id, heading: say!(tongue, heading), body };
    let sections = [
        section("answer", "page-answer-heading", answer::section(subject)),
        section("figures", "page-figures-heading", leading::section(subject)),
        section("drivers", "page-drivers-heading", drivers::section(subject)),
        section("comparison", "page-comparison-heading", comparison(subject)),
        section("decision", "page-decision-heading", decision::section(subject)),
        section("doubt", "page-doubt-heading", doubt::section(subject)),
        section("register", "page-register-heading", grounds::register(subject)),
        section("method", "page-method-heading", grounds::method(subject)),
        section("provenance", "page-provenance-heading", grounds::provenance(subject)),
    ];
    bound(style, &assessment.summary.scenario.title, &assessment.register.description, &sections)
}

impl Subject<'_> {
    /// Whether figures stand with what they are at the ends of the ranged inputs.
    fn is_ranged(self) -> bool {
        self.assessment.summary.ranges.as_ref().is_some_and(|ranges| ranges.not_run.is_none())
    }

    /// The level that is told: `99%`.
    fn level(self) -> String {
        self.tongue.level(headline_level(self.assessment))
    }

    /// The share of paths beyond it: `1%`.
    fn beyond(self) -> String {
        self.tongue.level(1.0 - headline_level(self.assessment))
    }

    /// The horizon: `365 days`.
    fn days(self) -> String {
        say!(self.tongue, "page-days", count = self.assessment.register.horizon_days)
    }

    /// A share with its doubt. Brackets hold ranges where any figure has one; a figure without then stands with ±, so
    /// that brackets mean one thing.
    fn share(self, estimate: Estimate) -> String {
        let Estimate { value, low, high, range } = estimate;
        if range.is_some() || !self.is_ranged() || !value.is_finite() || estimate.has_unknown_interval() {
            return self.tongue.percent_with_interval(estimate);
        }
        let half = self.tongue.percent((high - low) / 2.0);
        say!(self.tongue, "page-share-with-error", value = self.tongue.percent(value), half = half)
    }

    /// A paragraph of a message that holds HTML.
    fn paragraph(self, id: &str) -> String {
        let words = say_html!(self.tongue, id, level = self.level(), share = self.beyond(), days = self.days());
        format!("<p>{words}</p>\n")
    }

    /// Charts, as far as they were drawn.
    fn charts(self, ids: &[&str]) -> String {
        let drawn = ids.iter().filter_map(|id| self.charts.iter().find(|chart| chart.id == *id));
        figures(self.tongue, drawn)
    }

    /// A table, or nothing where it has no rows.
    fn table(self, id: &str) -> String {
        self.tables.iter().find(|table| table.id == id).map(rows::table).unwrap_or_default()
    }

    /// A part of a section: heading, words, charts and tables; nothing where there is neither chart nor table.
    fn part(self, heading: &str, words: &str, charts: &[&str], tables: &[&str]) -> String {
        let tables: String = tables.iter().map(|id| self.table(id)).collect();
        let shown = self.charts(charts) + &tables;
        if shown.is_empty() { shown } else { self.heading(heading) + &self.paragraph(words) + &shown }
    }

    /// A heading within a section.
    fn heading(self, id: &str) -> String {
        format!("<h3>{}</h3>\n", html(&say!(self.tongue, id)))
    }
}

/// What another allocation changes.
fn comparison(subject: Subject) -> String {
    let table = subject.table("comparison");
    if table.is_empty() {
        return table;
    }
    format!("{}{}{table}", subject.paragraph("page-comparison-words"), subject.charts(&["comparison"]))
}
