//! A chart as other pages embed it: a `<figure>` with alt text and caption.
//!
//! The picture is named, not pasted in: a browser asks for it once and keeps it, what stands in it can't clash with
//! ids or styles of the page around it, and no script could run in it. Picture and data are named as they stand
//! beside the snippet.

use super::chart::{Chart, Words};
use super::escape::html;
use super::language::{Tongue, say};

/// The snippet of a chart.
pub(super) fn figure(chart: &Chart, tongue: Tongue) -> String {
    let id = chart.id;
    let Words { title, alt, source, note, .. } = &chart.words;
    let size = |name: &str| chart.size(name).map_or_else(String::new, |size| format!(" {name}=\"{size}\""));
    let note = if note.is_empty() { String::new() } else { format!("{}<br>\n", html(note)) };
    format!(
        "<figure>\n<img src=\"{id}.svg\"{}{} alt=\"{}\" style=\"max-width: 100%; height: auto\">\n<figcaption>\n\
         <strong>{}</strong><br>\n{note}{} <a href=\"{id}.csv\" download>{}</a>\n</figcaption>\n</figure>\n",
        size("width"),
        size("height"),
        html(alt),
        html(title),
        html(source),
        html(&say!(tongue, "embed-data"))
    )
}

#[cfg(test)]
mod tests {
    use resvg::usvg::roxmltree::Document;

    use super::*;
    use crate::report::sheet::Sheet;

    fn chart(title: &str) -> Chart {
        let words = Words {
            title: title.to_owned(),
            subtitle: String::new(),
            alt: format!("Alt: {title}"),
            source: "Source: a & b.".to_owned(),
            note: String::new(),
            scenario_hash: String::new(),
        };
        let svg = "<svg xmlns=\"…\" width=\"640\" height=\"311.5\" viewBox=\"0 0 1 1\">".to_owned();
        Chart { id: "fan", words, svg, sheet: Sheet::default(), has_files: true }
    }

    #[test]
    fn a_snippet_has_picture_alt_text_caption_and_data() {
        let snippet = figure(&chart("A loses 5%"), Tongue::english());
        for part in [
            "<img src=\"fan.svg\" width=\"640\" height=\"311.5\" alt=\"Alt: A loses 5%\"",
            "<strong>A loses 5%</strong>",
            "Source: a &amp; b. <a href=\"fan.csv\" download>Data (CSV)</a>",
        ] {
            assert!(snippet.contains(part), "{part} is not in {snippet}");
        }
    }

    #[test]
    fn a_hostile_title_stays_words() {
        let hostile = "\"onerror=\"x</figcaption><script>alert('1')</script>\u{202e}";
        let snippet = figure(&chart(hostile), Tongue::english());
        assert!(!snippet.contains("<script") && !snippet.contains("\"onerror") && !snippet.contains('\u{202e}'));
        // As XML, which has no elements without an end and no attributes without a value.
        let xml = snippet.replace("<br>", "").replace(" download>", ">").replace("auto\">", "auto\"/>");
        let read = Document::parse(&xml).unwrap();
        let picture = read.descendants().find(|node| node.has_tag_name("img")).unwrap();
        let alt = format!("Alt: {}", hostile.replace('\u{202e}', "\u{FFFD}"));
        assert_eq!(picture.attribute("alt"), Some(alt.as_str()));
    }
}
