//! What holds a page together: head, contents, sections.

use std::fmt::Write;

use super::{colours, font};
use crate::report::escape::html;
use crate::report::language::say;
use crate::report::look::Style;

/// A section of a page.
pub(in crate::report) struct Section {
    /// What links call it.
    pub id: &'static str,
    /// What it is about.
    pub heading: String,
    /// HTML; the section is left out where it is empty.
    pub body: String,
}

/// Nothing may be run or asked for; style and letters stand in the page.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'";

/// A page of sections that needs nothing but itself; those without a body are left out.
pub(in crate::report) fn bound(style: Style, title: &str, description: &str, sections: &[Section]) -> String {
    let tongue = style.tongue;
    let (title, description) = (html(title), html(description));
    let told: Vec<&Section> = sections.iter().filter(|section| !section.body.is_empty()).collect();
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n{}<body>\n<a class=\"skip\" href=\"#text\">{}</a>\n<header>\n<h1>{title}</h1>\n\
         <p>{description}</p>\n</header>\n{}<main id=\"text\" tabindex=\"-1\">\n",
        tongue.language().tag(),
        head(style, &title),
        html(&say!(tongue, "page-skip")),
        contents(&say!(tongue, "page-contents"), &told),
    );
    for Section { id, heading, body } in told {
        // Writing into a string does not fail.
        let _ = write!(
            page,
            "<section id=\"{id}\" aria-labelledby=\"{id}-heading\">\n<h2 id=\"{id}-heading\">{}</h2>\n{body}</section>\n",
            html(heading)
        );
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn head(style: Style, title: &str) -> String {
    // Without an icon of its own, a page that is served makes browsers ask for one.
    format!(
        "<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <link rel=\"icon\" href=\"data:,\">\n<title>{title}</title>\n<style>\n{}{}:root {{ --chart: {}px; }}\n{}</style>\n</head>\n",
        font::faces(),
        colours::declared(style.palette),
        style.width,
        include_str!("style.css")
    )
}

fn contents(name: &str, sections: &[&Section]) -> String {
    let entry = |section: &&Section| format!("<li><a href=\"#{}\">{}</a></li>\n", section.id, html(&section.heading));
    let entries: String = sections.iter().map(entry).collect();
    format!("<nav aria-label=\"{}\">\n<ol>\n{entries}</ol>\n</nav>\n", html(name))
}
