//! Large books: counterparties and positions that stand in CSV files, turned into what the file could have said.

use super::address::fixed;
use super::csv_text::{Cell, rows};
use super::deserialize::nearest;
use super::files::{CSV_LIMIT, Files};
use super::node::{Node, Table, Value};
use super::source::{Fault, Sources, Span, quoted};

/// Reads the books that a file's table names, and puts what they hold after what the file says itself.
pub(super) fn expand(table: &mut Table, files: &Files, sources: &mut Sources) -> Result<(), Fault> {
    if let Some((place, file)) = table.remove("counterparty_file") {
        let book = read(&file, files, sources, &COUNTERPARTIES, counterparty)?;
        append(table, "counterparty", place, book)?;
    }
    let Some((_, Node { value: Value::List(reserves), .. })) = table.get_mut("reserve") else { return Ok(()) };
    for reserve in reserves {
        let Value::Table(reserve) = &mut reserve.value else { continue };
        if let Some((place, file)) = reserve.remove("position_file") {
            let book = read(&file, files, sources, &POSITIONS, position)?;
            append(reserve, "positions", place, book)?;
        }
    }
    Ok(())
}

fn append(table: &mut Table, key: &str, place: Span, book: Vec<Node>) -> Result<(), Fault> {
    let nothing = || (place, Node { value: Value::List(Vec::new()), span: place });
    match &mut table.entry(key.to_owned().into()).or_insert_with(nothing).1 {
        Node { value: Value::List(list), .. } => {
            list.extend(book);
            Ok(())
        }
        other => {
            Err(Fault::new(format!("{} came where a list of tables is wanted", other.description())).at(other.span))
        }
    }
}

/// What the columns of a book are called.
struct Columns {
    required: &'static [&'static str],
    optional: &'static [&'static str],
    loadings: bool,
}

const COUNTERPARTIES: Columns = Columns {
    required: &["id", "loss_given_failure_mean", "loss_given_failure_sd"],
    optional: &["annual_failure_probability", "intensity", "name", "kind", "recovery_delay_days", "recovery_basis"],
    loadings: true,
};

const POSITIONS: Columns = Columns { required: &["asset", "custodian", "weight"], optional: &[], loadings: false };

const LOADING: &str = "loading.";

fn read(
    file: &Node,
    files: &Files,
    sources: &mut Sources,
    columns: &Columns,
    entry: fn(&Row<'_>) -> Result<Node, Fault>,
) -> Result<Vec<Node>, Fault> {
    let path = file.as_text().ok_or_else(|| Fault::new("a path between quotes is wanted here").at(file.span))?;
    let from = sources.path(file.span);
    let book = files.open(from, path, CSV_LIMIT).map_err(|words| Fault::new(words).at(file.span))?;
    let base = sources.add_book(book.name, book.path, book.text);
    let mut header: Vec<Cell> = Vec::new();
    let mut entries = Vec::new();
    rows(sources.text(base), base, |cells| {
        if header.is_empty() {
            check_header(cells, columns)?;
            header = cells.to_vec();
        } else {
            entries.push(entry(&Row { header: &header, cells })?);
        }
        Ok(())
    })?;
    if header.is_empty() {
        let columns = columns.required.join(", ");
        return Err(Fault::new(format!("{} is empty: it needs a header with {columns}", quoted(path))).at(file.span));
    }
    Ok(entries)
}

fn check_header(cells: &[Cell], columns: &Columns) -> Result<(), Fault> {
    let known = || columns.required.iter().chain(columns.optional).copied();
    for (at, cell) in cells.iter().enumerate() {
        let name = cell.text.as_str();
        let loading = columns.loadings && name.starts_with(LOADING);
        if !loading && !known().any(|column| column == name) {
            let mend = match nearest(name, known()) {
                Some(near) => format!("did you mean {}?", quoted(near)),
                None => format!("known are {}", known().collect::<Vec<_>>().join(", ")),
            };
            return Err(Fault::new(format!("the column {} is not known here: {mend}", quoted(name))).at(cell.span));
        }
        if cells[..at].iter().any(|other| other.text == name) {
            return Err(Fault::new(format!("the column {} stands twice", quoted(name))).at(cell.span));
        }
    }
    for column in columns.required {
        if !cells.iter().any(|cell| cell.text == *column) {
            let place = cells[0].span;
            return Err(Fault::new(format!("the column {} is missing", quoted(column))).at(place));
        }
    }
    Ok(())
}

/// A row with its header.
struct Row<'r> {
    header: &'r [Cell],
    cells: &'r [Cell],
}

impl Row<'_> {
    /// What stands in a column; `None` where nothing does.
    fn cell(&self, column: &str) -> Option<&Cell> {
        let at = self.header.iter().position(|cell| cell.text == column)?;
        self.cells.get(at).filter(|cell| !cell.text.is_empty())
    }

    fn text(&self, column: &str) -> Option<Node> {
        self.cell(column).map(|cell| Node::text(cell.text.as_str(), cell.span))
    }

    fn number(&self, column: &str) -> Result<Option<Node>, Fault> {
        self.cell(column).map(|cell| Ok(Node::number(cell.number(column)?, cell.span))).transpose()
    }

    fn required(&self, column: &str) -> Result<Node, Fault> {
        self.number(column)?
            .ok_or_else(|| Fault::new(format!("this row has nothing in column {}", quoted(column))).at(self.span()))
    }

    fn span(&self) -> Span {
        let first = self.cells.first().map_or(Span { start: 0, end: 0 }, |cell| cell.span);
        Span { start: first.start, end: self.cells.last().map_or(first.end, |cell| cell.span.end) }
    }
}

/// The counterparty that a row describes: one mode, `failure`.
fn counterparty(row: &Row<'_>) -> Result<Node, Fault> {
    let span = row.span();
    let (mean, sd) = (row.required("loss_given_failure_mean")?, row.required("loss_given_failure_sd")?);
    let place = mean.span;
    let loss = if sd.as_number() == Some(0.0) {
        fixed(mean)
    } else {
        Node::table([("kind", Node::text("beta", place)), ("mean", mean), ("sd", sd)], place)
    };
    // Of lost keys nothing is owed, so there a recovery that the row does not state is not filled in.
    let keys = row.cell("kind").is_some_and(|kind| kind.text == "keys");
    let owed = row.cell("recovery_delay_days").or(row.cell("recovery_basis")).is_some();
    let filled_in = |node: Node| (owed || !keys).then_some(node);
    let delay = row.number("recovery_delay_days")?.or_else(|| filled_in(Node::number(0.0, span)));
    let mode = [
        ("kind", Some(Node::text("failure", span))),
        ("weight", Some(Node::number(1.0, span))),
        ("loss_given_failure", Some(loss)),
        ("recovery_delay_days", delay.map(fixed)),
        ("recovery_basis", row.text("recovery_basis").or_else(|| filled_in(Node::text("in-kind", span)))),
    ];
    let modes = Node { value: Value::List(vec![table_of(mode, span)]), span };
    let stated = [
        ("id", Some(row.text("id").unwrap_or(Node::text("", span)))),
        ("name", row.text("name")),
        ("kind", Some(row.text("kind").unwrap_or(Node::text("other", span)))),
        ("annual_failure_probability", row.number("annual_failure_probability")?),
        ("intensity", row.number("intensity")?),
        ("loadings", loadings(row)?),
        ("mode", Some(modes)),
    ];
    Ok(table_of(stated, span))
}

/// A table of what is there.
fn table_of(entries: impl IntoIterator<Item = (&'static str, Option<Node>)>, span: Span) -> Node {
    Node::table(entries.into_iter().filter_map(|(key, node)| Some((key, node?))), span)
}

fn loadings(row: &Row<'_>) -> Result<Option<Node>, Fault> {
    let mut table = Table::new();
    for (column, cell) in row.header.iter().zip(row.cells) {
        if let Some(factor) = column.text.strip_prefix(LOADING)
            && !cell.text.is_empty()
        {
            let number = cell.number(&column.text)?;
            table.insert(factor.to_owned().into(), (cell.span, Node::number(number, cell.span)));
        }
    }
    Ok((!table.is_empty()).then(|| Node { value: Value::Table(table), span: row.span() }))
}

fn position(row: &Row<'_>) -> Result<Node, Fault> {
    let text = |column| row.text(column).unwrap_or(Node::text("", row.span()));
    let entries = [("asset", text("asset")), ("custodian", text("custodian")), ("weight", row.required("weight")?)];
    Ok(Node::table(entries, row.span()))
}
