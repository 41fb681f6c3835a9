//! Tables as they stand on the page.

use crate::report::escape::html;
use crate::report::table::{Entry, Table};

/// Most rows of a table on the page; the file has all.
const MOST_ROWS: usize = 80;

/// A table with its caption. Where rows share their first word, it stands once above them; long
/// tables end with a word on the rest.
pub(in crate::report) fn table(table: &Table) -> String {
    let told = &table.rows[..table.rows.len().min(MOST_ROWS)];
    let is_grouped = table.columns.len() > 2 && told.windows(2).any(|pair| pair[0][0] == pair[1][0]);
    let first = usize::from(is_grouped);
    let heads = table.columns.iter().map(|column| column.head.clone()).enumerate().skip(first);
    let head = cells(table, "th", heads);
    let mut body = String::new();
    for (place, row) in told.iter().enumerate() {
        if is_grouped && (place == 0 || told[place - 1][0] != row[0]) {
            let (columns, name) = (table.columns.len() - 1, html(&row[0].text()));
            body.push_str(&format!("<tr class=\"of\"><th colspan=\"{columns}\">{name}</th></tr>\n"));
        }
        let texts = row.iter().map(Entry::text).enumerate().skip(first);
        body.push_str(&format!("<tr>{}</tr>\n", cells(table, "td", texts)));
    }
    let rest = table.rows.len() - told.len();
    let rest = if rest > 0 { format!(" {rest} more rows stand in tables/{}.csv.", table.id) } else { String::new() };
    format!(
        "<div class=\"scroll\"><table>\n<caption>{}{rest}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table></div>\n",
        html(&table.caption)
    )
}

fn cells(table: &Table, tag: &str, texts: impl Iterator<Item = (usize, String)>) -> String {
    let class = |place: usize| if table.columns[place].is_figure() { " class=\"figure\"" } else { "" };
    // An interval may stand below its figure, but is not broken itself.
    let whole = |text: &str| match text.split_once(" (") {
        Some((figure, interval)) => format!("{} <span>({}</span>", html(figure), html(interval)),
        None => html(text),
    };
    let cell = |(place, text): (usize, String)| {
        let text = if tag == "td" && table.columns[place].is_figure() { whole(&text) } else { html(&text) };
        format!("<{tag}{}>{text}</{tag}>", class(place))
    };
    texts.map(cell).collect()
}

#[cfg(test)]
mod tests {
    use crate::report::{fixture, table};

    #[test]
    fn a_reserve_is_named_once_above_its_rows() {
        let tables = table::all(&fixture::assessment(2));
        let of = |id: &str| super::table(tables.iter().find(|table| table.id == id).unwrap());
        let removal = of("removal");
        assert_eq!(removal.matches("class=\"of\"").count(), 2, "{removal}");
        assert_eq!(removal.matches("Қор reserve-0").count(), 1, "{removal}");
        assert!(!removal.contains(">Reserve<"), "{removal}");
        assert!(of("figures").contains(">Reserve<") && !of("figures").contains("class=\"of\""));
    }

    #[test]
    fn an_interval_is_not_broken() {
        let tables = table::all(&fixture::assessment(1));
        let page = super::table(tables.iter().find(|table| table.id == "figures").unwrap());
        assert!(page.contains("<td class=\"figure\">3.0% <span>(2.8% to 3.2%)</span></td>"), "{page}");
    }
}
