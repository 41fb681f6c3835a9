//! The page held to its order, and to what it may not do.

use std::collections::BTreeSet;

use super::page;
use crate::assessment::{Assessment, Ends, Estimate, Ranges};
use crate::report::language::{Language, Tongue};
use crate::report::look::{Look, Style, Theme};
use crate::report::{chart, fixture, table};

const SECTIONS: [&str; 9] =
    ["answer", "figures", "drivers", "comparison", "decision", "doubt", "register", "method", "provenance"];

fn bound(assessment: &Assessment, look: Look) -> String {
    let style = Style::new(look);
    let charts = chart::all(assessment, style).unwrap();
    page(assessment, &charts, &table::all(assessment, Tongue::of(look.language)), style)
}

fn in_english(assessment: &Assessment) -> String {
    bound(assessment, Look::default())
}

/// What stands in quotation marks after each `name=`.
fn attributes<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let opened = format!(" {name}=\"");
    page.split(&opened).skip(1).filter_map(|rest| rest.split_once('"')).map(|(value, _)| value).collect()
}

/// With ranges that were run at both ends.
fn ranged() -> Assessment {
    let mut assessment = fixture::assessment(2);
    assessment.summary.ranges = Some(Ranges { paths: 10_000, pilot_paths: 20_000, inputs: Vec::new(), not_run: None });
    for reserve in &mut assessment.summary.reserves {
        reserve.counterparty_cost.per_year.range = Some(Ends { low: 0.004, high: 0.092 });
    }
    assessment
}

#[test]
fn sections_stand_in_their_order_in_every_language_and_theme() {
    for language in Language::ALL {
        for theme in Theme::ALL {
            let page = bound(&fixture::assessment(2), Look { language, theme, ..Look::default() });
            let sections = page.split("<section id=\"").skip(1).filter_map(|rest| rest.split_once('"'));
            assert_eq!(sections.map(|(id, _)| id).collect::<Vec<_>>(), SECTIONS, "{language:?}");
            assert!(page.starts_with(&format!("<!DOCTYPE html>\n<html lang=\"{}\">", language.tag())));
            assert!(!page.contains(">page-") && !page.contains("{ $"), "{language:?} lacks words");
        }
    }
}

#[test]
fn the_answer_gives_the_chance_of_the_failure_and_calls_a_gain_a_gain() {
    let mut assessment = fixture::assessment(1);
    let page = in_english(&assessment);
    assert!(page.contains("should become insolvent – alone or along with others, on 5.0%"), "{}", &page[..9000]);
    for tail in &mut assessment.summary.reserves[0].loss.es {
        tail.estimate = Estimate::between(-1.11, -1.12, -1.10);
    }
    assert!(in_english(&assessment).contains("it still gains 111% "));
}

#[test]
fn headings_descend_by_one() {
    let page = in_english(&ranged());
    let levels: Vec<u32> =
        page.match_indices("<h").filter_map(|(place, _)| page[place + 2..].chars().next()?.to_digit(10)).collect();
    assert_eq!(levels[0], 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1 && pair[1] > 1), "{levels:?}");
}

#[test]
fn ids_are_unique_and_links_lead_to_them_or_to_files_of_the_run() {
    let assessment = fixture::assessment(3);
    let page = in_english(&assessment);
    let ids = attributes(&page, "id");
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), known.len());
    let charts = chart::all(&assessment, Style::default()).unwrap();
    let tables = table::all(&assessment, Tongue::english());
    for link in attributes(&page, "href") {
        let file = |of: &str| link.strip_prefix(of).and_then(|name| name.split_once('.'));
        let leads = match link.strip_prefix('#') {
            Some(id) => known.contains(id),
            None => {
                let chart = file("charts/").is_some_and(|(id, _)| charts.iter().any(|chart| chart.id == id));
                let table = file("tables/").is_some_and(|(id, _)| tables.iter().any(|table| table.id == id));
                chart || table || link == "data:,"
            }
        };
        assert!(leads, "{link}");
    }
    for label in attributes(&page, "aria-labelledby").iter().flat_map(|labels| labels.split(' ')) {
        assert!(known.contains(label), "{label}");
    }
}

#[test]
fn every_chart_stands_once_with_words_and_links() {
    let assessment = fixture::assessment(2);
    let page = in_english(&assessment);
    for chart in chart::all(&assessment, Style::default()).unwrap() {
        let place = format!("<figure id=\"chart-{}\">", chart.id);
        let (_, figure) = page.split_once(&place).unwrap_or_else(|| panic!("{} has no place", chart.id));
        let (figure, rest) = figure.split_once("</figure>").unwrap();
        assert!(!rest.contains(&place), "{}", chart.id);
        for part in ["role=\"img\"", "<title id=", "<desc id=", "<figcaption>", "Source: ", ".csv\"", ".png\""] {
            assert!(figure.contains(part), "{}: {part}", chart.id);
        }
    }
}

#[test]
fn nothing_is_run_and_nothing_is_asked_for() {
    let page = in_english(&fixture::assessment(2));
    assert_eq!(attributes(&page, "http-equiv"), ["Content-Security-Policy"]);
    assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; font-src data:;"));
    for request in ["<script", "<img", "<iframe", " src=", "@import", "https:", " onload"] {
        assert!(!page.contains(request), "{request}");
    }
}

#[test]
fn the_answer_is_three_sentences_and_no_forecast() {
    for assessment in [fixture::assessment(2), ranged()] {
        let page = in_english(&assessment);
        let (_, answer) = page.split_once("<div class=\"answer\">").unwrap();
        let (answer, after) = answer.split_once("</div>").unwrap();
        assert_eq!(answer.matches("<p>").count(), 3, "{answer}");
        assert!(answer.contains("the market alone"), "{answer}");
        let (aside, _) = after.split_once("</p>").unwrap();
        assert!(aside.contains("Model output, not a forecast"), "{aside}");
        let is_ranged = assessment.summary.ranges.is_some();
        assert_eq!(aside.contains("Figures in brackets are a range"), is_ranged, "{aside}");
    }
}

#[test]
fn because_of_is_said_of_removal_only() {
    let page = in_english(&ranged());
    for (place, _) in page.match_indices("because of") {
        let before: String = page[..place].chars().rev().take(400).collect::<Vec<_>>().into_iter().rev().collect();
        assert!(before.to_lowercase().contains("remov") || before.contains("cannot fail"), "{before}");
    }
}

#[test]
fn brackets_of_a_run_with_ranges_hold_ranges_alone() {
    let page = in_english(&ranged());
    let (_, answer) = page.split_once("<div class=\"answer\">").unwrap();
    let (answer, _) = answer.split_once("</div>").unwrap();
    assert!(answer.contains("3.0% (0.40% to 9.2%) a year"), "{answer}");
    // What has no range stands with the error of sampling.
    assert!(answer.contains("it loses 70% ±1.0% of its value"), "{answer}");
}

#[test]
fn what_is_left_untold_is_not_written_as_a_number() {
    let mut assessment = fixture::assessment(2);
    for reserve in &mut assessment.summary.reserves {
        reserve.loss.es.iter_mut().for_each(|figure| figure.estimate = Estimate::untold());
        let falls = reserve.removal.iter_mut().flat_map(|removal| &mut removal.loss_es);
        falls.for_each(|figure| figure.estimate = Estimate::untold());
    }
    let differences = assessment.summary.comparison.iter_mut().flat_map(|pair| pair.es_difference.iter_mut().flatten());
    differences.for_each(|figure| figure.estimate = Estimate::untold());
    let page = in_english(&assessment);
    assert!(page.contains("is left untold") && page.contains("the market alone takes"), "{page}");
    let words = page.split("<svg").map(|part| part.rsplit("</svg>").next().unwrap_or_default()).collect::<String>();
    assert!(!words.contains("NaN"), "{words}");
}
