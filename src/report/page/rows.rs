//! Tables as they stand on the page.

use crate::report::escape::html;
use crate::report::language::{Tongue, say, say_html};
use crate::report::table::{Entry, Table};

/// Most rows of a table on the page; the file has all. The register of a usual scenario has room.
const MOST_ROWS: usize = 300;

/// A table with its caption and links to its files. Where rows share their first word, it stands once above them; long
/// tables end with a word on the rest. A table that is wider than the page moves within its own box.
pub(in crate::report) fn table(table: &Table) -> String {
    let told = &table.rows[..table.rows.len().min(MOST_ROWS)];
    let is_grouped = table.columns.len() > 2 && told.windows(2).any(|pair| pair[0][0] == pair[1][0]);
    let body = if is_grouped {
        told.chunk_by(|a, b| a[0] == b[0]).map(|rows| group(table, rows)).collect()
    } else {
        format!("<tbody>\n{}</tbody>\n", rows(table, told, 0))
    };
    let (id, caption) = (table.id, html(&table.caption));
    format!(
        "<div class=\"scroll\" role=\"region\" aria-labelledby=\"table-{id}-caption\" tabindex=\"0\">\n<table id=\"table-{id}\">\n\
         <caption id=\"table-{id}-caption\">{caption}{} <span class=\"files\">{}</span></caption>\n<thead><tr>{}</tr></thead>\n{body}</table>\n</div>\n",
        rest(table, told.len()),
        say_html!(table.tongue, "page-table-data", id = id),
        heads(table, usize::from(is_grouped)),
    )
}

/// How many rows the file has beyond those told.
fn rest(table: &Table, told: usize) -> String {
    match table.rows.len() - told {
        0 => String::new(),
        count => format!(" {}", html(&say!(table.tongue, "page-table-rest", count = count))),
    }
}

fn heads(table: &Table, first: usize) -> String {
    let head = |place: usize| {
        format!(
            "<th scope=\"col\"{}>{}</th>",
            class(table, place),
            abbreviated(table.tongue, &table.columns[place].head)
        )
    };
    (first..table.columns.len()).map(head).collect()
}

/// A head in which a reader can ask what ES is.
fn abbreviated(tongue: Tongue, head: &str) -> String {
    let safe = html(head);
    let words = safe.split(' ').map(|word| match word {
        "ES" => format!("<abbr title=\"{}\">ES</abbr>", html(&say!(tongue, "page-abbreviation-shortfall"))),
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Rows that share their first word, below it.
fn group(table: &Table, of: &[Vec<Entry>]) -> String {
    let (columns, name) = (table.columns.len() - 1, html(&of[0][0].text(table.tongue)));
    format!(
        "<tbody>\n<tr class=\"of\"><th scope=\"rowgroup\" colspan=\"{columns}\">{name}</th></tr>\n{}</tbody>\n",
        rows(table, of, 1)
    )
}

/// A text of more letters than these is told once where rows that follow one another share it.
const LONG: usize = 60;

/// In how many rows from one on a long text stands at a place; none where the row before has it too.
fn repeated(table: &Table, of: &[Vec<Entry>], row: usize, place: usize) -> usize {
    let text = |row: &Vec<Entry>| row[place].text(table.tongue);
    let own = text(&of[row]);
    if place + 1 < table.columns.len() || own.chars().count() <= LONG {
        return 1;
    }
    let is_told = row > 0 && text(&of[row - 1]) == own;
    if is_told { 0 } else { of[row..].iter().take_while(|other| text(other) == own).count() }
}

/// Rows from a column on; the first of them names the row.
fn rows(table: &Table, of: &[Vec<Entry>], first: usize) -> String {
    let cell = |at: usize, place: usize| {
        let text = of[at][place].text(table.tongue);
        if table.columns[place].is_figure() {
            return format!("<td class=\"figure\">{}</td>", unbroken(&text));
        }
        if place == first {
            return format!("<th scope=\"row\">{}</th>", breakable(&text));
        }
        match repeated(table, of, at, place) {
            0 => String::new(),
            1 => format!("<td>{}</td>", html(&text)),
            count => format!("<td rowspan=\"{count}\">{}</td>", html(&text)),
        }
    };
    let row = |at: usize| {
        let cells: String = (first..table.columns.len()).map(|place| cell(at, place)).collect();
        format!("<tr>{cells}</tr>\n")
    };
    (0..of.len()).map(row).collect()
}

/// A name; an address may be broken behind its points and bars.
fn breakable(name: &str) -> String {
    if name.contains(' ') {
        return html(name);
    }
    name.split_inclusive(['.', '_', '/']).map(html).collect::<Vec<_>>().join("<wbr>")
}

fn class(table: &Table, place: usize) -> &'static str {
    if table.columns[place].is_figure() { " class=\"figure\"" } else { "" }
}

/// An interval may stand below its figure, and what follows it below both, but none is broken itself.
fn unbroken(text: &str) -> String {
    let Some((figure, interval)) = text.split_once(" (") else { return html(text) };
    let parts: Vec<String> =
        format!("({interval}").split("; ").map(|part| format!("<span>{}</span>", html(part))).collect();
    format!("{} {}", html(figure), parts.join("; "))
}

#[cfg(test)]
mod tests {
    use crate::report::language::Tongue;
    use crate::report::{fixture, table};

    fn of(reserves: usize, id: &str) -> String {
        let tables = table::all(&fixture::assessment(reserves), Tongue::english());
        super::table(tables.iter().find(|table| table.id == id).unwrap())
    }

    #[test]
    fn a_reserve_is_named_once_above_its_rows() {
        let removal = of(2, "removal");
        assert_eq!(removal.matches("scope=\"rowgroup\"").count(), 2, "{removal}");
        assert_eq!(removal.matches("Қор reserve-0").count(), 1, "{removal}");
        assert!(!removal.contains(">Reserve<"), "{removal}");
        let figures = of(2, "figures");
        assert!(figures.contains(">Reserve<") && !figures.contains("rowgroup"), "{figures}");
    }

    #[test]
    fn every_row_and_column_has_a_head_and_the_box_a_name() {
        for id in ["figures", "removal", "assumptions"] {
            let table = of(2, id);
            let data = table.matches("<tr><th scope=\"row\">").count();
            assert_eq!(data + table.matches("rowgroup").count() + 1, table.matches("<tr").count(), "{table}");
            assert_eq!(table.matches("<th").count() - 1, table.matches("<th scope=").count(), "{table}");
            assert!(table.contains(&format!("aria-labelledby=\"table-{id}-caption\" tabindex=\"0\"")), "{table}");
            assert!(table.contains(&format!("href=\"tables/{id}.csv\"")), "{table}");
        }
    }

    #[test]
    fn a_long_source_of_rows_that_follow_one_another_is_told_once() {
        let mut assessment = fixture::assessment(1);
        let source = "daily closes of an exchange, from the first day on which it traded to the last";
        assessment.register.assumptions.iter_mut().for_each(|line| line.source = Some(source.to_owned()));
        let tables = table::all(&assessment, Tongue::english());
        let page = super::table(tables.iter().find(|table| table.id == "assumptions").unwrap());
        assert_eq!(page.matches(source).count(), 1, "{page}");
        let rows = assessment.register.assumptions.len();
        assert!(page.contains(&format!("<td rowspan=\"{rows}\">")), "{page}");
    }

    #[test]
    fn an_address_may_be_broken_behind_its_points() {
        assert_eq!(super::breakable("mode.loss_x"), "mode.<wbr>loss_<wbr>x");
        assert_eq!(super::breakable("St. Petersburg & Co."), "St. Petersburg &amp; Co.");
    }

    #[test]
    fn an_interval_is_not_broken() {
        let page = of(1, "figures");
        assert!(page.contains("<td class=\"figure\">3.0% <span>(2.8% to 3.2%)</span></td>"), "{page}");
        assert_eq!(
            super::unbroken("3% (1% to 9%; sampling ±2%)"),
            "3% <span>(1% to 9%</span>; <span>sampling ±2%)</span>"
        );
    }
}
