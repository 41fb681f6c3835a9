//! `summary.xlsx`: what the sheets show, every table of a run as a sheet, and every figure.
//!
//! Cells have types: a figure is a number that Excel formats, words are a string and never a formula.
//! Sheets are named as the files of the tables; their words are for people.

use rust_xlsxwriter::utility::check_sheet_name;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::escape;
use super::language::{Tongue, say};
use super::sheet::{Field, Sheet};
use super::table::Table;

/// Most rows that Excel has on a sheet, the header among them.
const MOST_ROWS: usize = 1_048_576;

/// Most characters that Excel has in a cell, as it counts them (UTF-16).
const MOST_LETTERS: usize = 32_767;

/// Most characters of a sheet's name, counted in the same way.
const MOST_LETTERS_OF_A_NAME: usize = 31;

/// Rows that say how wide a column is; the first stand for the rest.
const ROWS_MEASURED: usize = 200;

/// The workbook of a run, the same bytes each time.
///
/// # Errors
///
/// When Excel has no room for it.
pub(super) fn workbook(title: &str, tongue: Tongue, tables: &[Table], figures: Sheet) -> Result<Vec<u8>, XlsxError> {
    let mut sheets = vec![("notes", notes(title, tongue, tables))];
    sheets.extend(tables.iter().map(|table| (table.id, table.to_worksheet())));
    sheets.push(("summary", figures));
    let mut workbook = Workbook::new();
    // When the run was made stands in run.json alone.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(cell_text(title)).set_creation_datetime(&made));
    let formats = Formats::new();
    let mut taken = Vec::new();
    for (id, sheet) in &sheets {
        let name = sheet_name(id, &taken);
        fill(workbook.add_worksheet().set_name(&name)?, sheet, &formats)?;
        taken.push(name.to_lowercase());
    }
    workbook.save_to_buffer()
}

/// The title, and what each sheet shows and where it comes from.
fn notes(title: &str, tongue: Tongue, tables: &[Table]) -> Sheet {
    let head = [say!(tongue, "workbook-head-sheet"), say!(tongue, "workbook-head-meaning")];
    let mut notes = Sheet { header: head.into(), rows: Vec::new() };
    notes.push(["".into(), title.into()]);
    notes.push(["".into(), say!(tongue, "workbook-columns").into()]);
    for table in tables {
        notes.push([table.id.into(), table.caption.as_str().into()]);
    }
    notes.push(["summary".into(), say!(tongue, "workbook-summary").into()]);
    notes
}

/// How cells are shown.
struct Formats {
    head: Format,
    share: Format,
    money: Format,
    /// Words that would become a formula if somebody edited the cell.
    quoted: Format,
}

impl Formats {
    fn new() -> Self {
        Self {
            head: Format::new().set_bold().set_text_wrap(),
            share: Format::new().set_num_format("0.00%"),
            money: Format::new().set_num_format("#,##0"),
            quoted: Format::new().set_quote_prefix(),
        }
    }
}

fn fill(page: &mut Worksheet, sheet: &Sheet, formats: &Formats) -> Result<(), XlsxError> {
    page.set_freeze_panes(1, 0)?;
    for (column, name) in (0..).zip(&sheet.header) {
        page.write_string_with_format(0, column, cell_text(name), &formats.head)?;
        page.set_column_width(column, width(sheet, usize::from(column)))?;
    }
    for (row, fields) in (1..).zip(sheet.rows.iter().take(MOST_ROWS - 1)) {
        for (column, field) in (0..).zip(fields) {
            write(page, (row, column), field, formats)?;
        }
    }
    Ok(())
}

fn write(page: &mut Worksheet, place: (u32, u16), field: &Field, formats: &Formats) -> Result<(), XlsxError> {
    let (row, column) = place;
    match (field, field.number()) {
        (Field::Text(text), _) if text.is_empty() => Ok(page),
        (Field::Text(text), _) if escape::begins_a_formula(text) => {
            page.write_string_with_format(row, column, cell_text(text), &formats.quoted)
        }
        (Field::Text(text), _) => page.write_string(row, column, cell_text(text)),
        (Field::Share(_), Some(share)) => page.write_number_with_format(row, column, share, &formats.share),
        (Field::Money(_), Some(money)) => page.write_number_with_format(row, column, money, &formats.money),
        (_, Some(number)) => page.write_number(row, column, number),
        (_, None) => Ok(page),
    }
    .map(drop)
}

/// How wide a column is, in characters: as its words, within bounds that leave others in sight. A long head is wrapped.
fn width(sheet: &Sheet, column: usize) -> f64 {
    let letters = |field: &Field| match field {
        Field::Text(text) => text.chars().count(),
        _ => 0,
    };
    let words = sheet.rows.iter().take(ROWS_MEASURED).map(|row| letters(&row[column])).max().unwrap_or(0);
    let name = sheet.header[column].chars().count().min(20);
    (words.max(name) + 2).clamp(10, 60) as f64
}

/// Words as they stand in a cell: without what steers, and no longer than Excel can hold.
fn cell_text(text: &str) -> String {
    beginning(&escape::printable(text), MOST_LETTERS)
}

/// As much of a text as has so many UTF-16 units.
fn beginning(text: &str, most: usize) -> String {
    let mut units = 0;
    let fits = |letter: &char| {
        units += letter.len_utf16();
        units <= most
    };
    text.chars().take_while(fits).collect()
}

/// A name that Excel takes for a sheet and that isn't taken, whatever the case of its letters.
fn sheet_name(id: &str, taken: &[String]) -> String {
    let letter = |letter| if matches!(letter, '*' | '?' | ':' | '[' | ']' | '\\' | '/' | '\'') { '-' } else { letter };
    let id: String = escape::printable(id).chars().map(letter).collect();
    let free = |name: &String| check_sheet_name(name).is_ok() && !taken.contains(&name.to_lowercase());
    let first = beginning(&id, MOST_LETTERS_OF_A_NAME);
    let numbered = (2..).map(|number: usize| {
        let end = format!(" {number}");
        beginning(&id, MOST_LETTERS_OF_A_NAME - end.len()) + &end
    });
    std::iter::once(first).chain(numbered).find(free).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, read_to_string};

    use resvg::usvg::roxmltree::Document;
    use zip::ZipArchive;

    use super::*;
    use crate::assessment::{InputEffect, Ranges, Swing};
    use crate::report::language::Language;
    use crate::report::{fixture, summary, table};
    use crate::scenario::RangedInput;

    const HOSTILE: [&str; 6] = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1"];

    /// Every file of a workbook, by name.
    fn unpacked(workbook: Vec<u8>) -> Vec<(String, String)> {
        let mut archive = ZipArchive::new(Cursor::new(workbook)).unwrap();
        let parts = archive.len();
        let file = |place| {
            let part = archive.by_index(place).unwrap();
            let name = part.name().unwrap().into_owned();
            (name, read_to_string(part).unwrap())
        };
        (0..parts).map(file).collect()
    }

    fn of_the_fixture(tongue: Tongue) -> Vec<u8> {
        let assessment = fixture::assessment(2);
        let tables = table::all(&assessment, tongue);
        workbook("A made-up fund", tongue, &tables, summary::sheet(&assessment.summary)).unwrap()
    }

    /// Cells of a sheet with their attributes, and the strings that they share.
    fn cells(rows: Vec<Vec<Field>>) -> (String, String) {
        let header = vec!["name".to_owned(); rows[0].len()];
        let files = unpacked(workbook("", Tongue::english(), &[], Sheet { header, rows }).unwrap());
        let of = |end: &str| files.iter().find(|(name, _)| name.ends_with(end)).unwrap().1.clone();
        (of("sheet2.xml"), of("sharedStrings.xml"))
    }

    #[test]
    fn a_workbook_is_the_same_bytes_each_time() {
        let [first, second] = [(), ()].map(|()| of_the_fixture(Tongue::english()));
        assert!(first == second);
        let files = unpacked(first);
        let (_, core) = files.iter().find(|(name, _)| name == "docProps/core.xml").unwrap();
        assert_eq!(core.matches("2000-01-01T00:00:00Z").count(), 2, "{core}");
    }

    #[test]
    fn every_table_and_every_figure_has_its_sheet_under_a_bold_header_that_stays() {
        let files = unpacked(of_the_fixture(Tongue::of(Language::Kazakh)));
        let (_, book) = files.iter().find(|(name, _)| name == "xl/workbook.xml").unwrap();
        let book = Document::parse(book).unwrap();
        let names: Vec<&str> = book.descendants().filter_map(|node| node.attribute("name")).collect();
        let assessment = fixture::assessment(2);
        let ids: Vec<&str> = table::all(&assessment, Tongue::english()).iter().map(|table| table.id).collect();
        assert_eq!(names, [&["notes"], &ids[..], &["summary"]].concat());
        for (name, text) in files.iter().filter(|(name, _)| name.starts_with("xl/worksheets/")) {
            assert!(text.contains("ySplit=\"1\"") && text.contains("state=\"frozen\""), "{name}");
            assert!(text.contains("<c r=\"A1\" s=\"1\" t=\"s\">"), "{name}");
        }
    }

    #[test]
    fn a_number_is_a_number_and_a_share_is_shown_in_percent() {
        let (sheet, _) = cells(vec![vec![0.25.into(), Field::share(Some(0.25)), Field::Money(1e8), Field::Nothing]]);
        assert!(sheet.contains("<c r=\"A2\"><v>0.25</v></c><c r=\"B2\" s=\"2\"><v>0.25</v></c>"), "{sheet}");
        assert!(sheet.contains("<c r=\"C2\" s=\"3\"><v>100000000</v></c></row>"), "{sheet}");
    }

    #[test]
    fn changes_in_points_are_shown_in_percent_and_risk_aversion_is_a_number() {
        let mut assessment = fixture::assessment(2);
        let ends = Swing { low: -0.0071, high: 0.002 };
        let input = RangedInput { address: "x".to_owned(), value: 1.0, low: 0.5, high: 2.0, source: None };
        let effect = InputEffect { input, cost: ends, es: ends, reserves: Vec::new(), hurts: None, not_run: None };
        assessment.summary.ranges = Some(Ranges { paths: 1, pilot_paths: 0, inputs: vec![effect], not_run: None });
        let tables = table::all(&assessment, Tongue::english());
        let sheet = |id: &str| tables.iter().find(|table| table.id == id).unwrap().to_worksheet();
        assert_eq!(sheet("ranges").rows[0][5], Field::Share(-0.0071));
        let aversions: Vec<_> = sheet("out-earn").rows.iter().map(|row| row[3].clone()).collect();
        assert_eq!(aversions, [0.0, 1.0, 2.0].map(Field::Number));
    }

    #[test]
    fn words_are_never_a_formula_and_stay_words_when_edited() {
        let (sheet, strings) = cells(HOSTILE.map(|words| vec![words.into()]).into());
        assert!(!sheet.contains("<f"), "{sheet}");
        let sheet = Document::parse(&sheet).unwrap();
        let texts: Vec<_> = sheet.descendants().filter(|node| node.has_tag_name("c")).collect();
        assert_eq!(texts.len(), HOSTILE.len() + 1);
        // After the style of the header comes the one that quotes.
        assert!(texts[1..].iter().all(|cell| cell.attribute("t") == Some("s") && cell.attribute("s") == Some("2")));
        assert!(strings.contains("<t>=1+1</t>") && strings.contains("<t>@SUM(A1)</t>"), "{strings}");
    }

    #[test]
    fn what_steers_and_what_is_too_long_does_not_stop_a_workbook() {
        let long = "Қ".repeat(40_000);
        let (_, strings) = cells(vec![vec!["<b>\u{202e}\u{1b}[31m_x003D_".into()], vec![long.as_str().into()]]);
        assert!(strings.contains("<t>&lt;b&gt;\u{FFFD}\u{FFFD}[31m_x005F_x003D_</t>"), "{strings}");
        assert_eq!(strings.matches('Қ').count(), MOST_LETTERS);
    }

    #[test]
    fn any_id_becomes_a_name_that_is_not_taken() {
        let mut taken = Vec::new();
        let long = "ұзақ".repeat(20);
        for id in ["tail-cells", "Tail-Cells", "a/b\\c:d*e?f[g]", "'quoted'", "", "", "\u{1b}\u{202e}", &long, &long] {
            let name = sheet_name(id, &taken);
            check_sheet_name(&name).unwrap();
            assert!(!taken.contains(&name.to_lowercase()), "{name}");
            taken.push(name.to_lowercase());
        }
        assert_eq!(taken[..2], ["tail-cells", "tail-cells 2"]);
    }
}
