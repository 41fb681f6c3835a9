//! Charts as they stand on a page.

use crate::report::chart::Chart;
use crate::report::escape::html;
use crate::report::language::{Tongue, say_html};

/// Charts that follow one another: below each other on a screen, two beside each other in print; nothing of none.
pub(in crate::report) fn figures<'c>(tongue: Tongue, charts: impl IntoIterator<Item = &'c Chart>) -> String {
    let all: String = charts.into_iter().map(|chart| figure(tongue, chart)).collect();
    if all.is_empty() { all } else { format!("<div class=\"charts\">\n{all}</div>\n") }
}

/// A chart with links to its files beside the page, where it has some. Letters within a picture are not read aloud, so that what is
/// written there around the plot is said once more for those who listen.
fn figure(tongue: Tongue, chart: &Chart) -> String {
    let Chart { id, words, svg, .. } = chart;
    let parts = [&words.subtitle, &words.note, &words.source].into_iter().filter(|words| !words.is_empty());
    let spoken: Vec<String> = parts.map(|words| html(words)).collect();
    let links = if chart.has_files { say_html!(tongue, "page-chart-data", id = *id) } else { String::new() };
    format!(
        "<figure id=\"chart-{id}\">\n{svg}<figcaption><span class=\"spoken\">{}</span> {links}</figcaption>\n</figure>\n",
        spoken.join(" ")
    )
}
