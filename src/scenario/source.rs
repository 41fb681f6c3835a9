//! Where text came from: all files that were read, laid end to end, so that one span points at a place.

use std::fmt::{self, Display};
use std::path::{Path, PathBuf};

use thiserror::Error;

/// A stretch of bytes in the files of a scenario, laid end to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    /// The same where its text begins at `base`.
    pub fn after(self, base: usize) -> Self {
        Self { start: base + self.start, end: base + self.end }
    }
}

/// What is wrong, and where, before the place has been looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    message: String,
    span: Option<Span>,
    /// A second place that matters, and what stands there.
    other: Option<(&'static str, Span)>,
}

impl Fault {
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), span: None, other: None }
    }

    /// Points at `span` unless the fault already points somewhere, which is then closer.
    pub fn at(mut self, span: Span) -> Self {
        self.span.get_or_insert(span);
        self
    }

    pub fn and(mut self, what: &'static str, span: Span) -> Self {
        self.other.get_or_insert((what, span));
        self
    }
}

impl Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}

/// Why a scenario was refused: what came, what was wanted and how to mend it, with file, line and column.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", self.text())]
pub struct ScenarioError {
    message: String,
    place: Option<Place>,
}

/// A place in a file, as people count: lines and columns from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    file: String,
    line: usize,
    column: usize,
    excerpt: String,
}

impl ScenarioError {
    pub(crate) fn unread(message: String) -> Self {
        Self { message, place: None }
    }

    /// What is wrong, without the place.
    #[must_use]
    pub fn message(&self) -> String {
        printable(&self.message)
    }

    /// File, line and column, counted from 1; `None` where no text is at fault.
    #[must_use]
    pub fn place(&self) -> Option<(&str, usize, usize)> {
        self.place.as_ref().map(|place| (place.file.as_str(), place.line, place.column))
    }

    fn text(&self) -> String {
        let message = self.message();
        match &self.place {
            None => message,
            Some(Place { file, line, column, excerpt }) => {
                format!("{}:{line}:{column}: {message}\n{excerpt}", printable(file))
            }
        }
    }
}

/// All files of a scenario.
#[derive(Clone, Debug, Default)]
pub(super) struct Sources {
    files: Vec<SourceText>,
}

#[derive(Clone, Debug)]
struct SourceText {
    name: String,
    path: PathBuf,
    text: String,
    base: usize,
    book: bool,
}

impl Sources {
    /// Adds a file; its text begins at the offset that is returned.
    ///
    /// `name` is what messages call it, `path` is where it stands below the main scenario's folder.
    pub fn add(&mut self, name: String, path: PathBuf, text: String) -> usize {
        // One byte between files, so that the end of a file belongs to it.
        let base = self.files.last().map_or(0, |last| last.base + last.text.len() + 1);
        self.files.push(SourceText { name, path, text, base, book: false });
        base
    }

    /// Adds a CSV file whose rows are entries of a list.
    pub fn add_book(&mut self, name: String, path: PathBuf, text: String) -> usize {
        let base = self.add(name, path, text);
        if let Some(book) = self.files.last_mut() {
            book.book = true;
        }
        base
    }

    /// Whether `span` is in a book.
    pub fn is_book(&self, span: Span) -> bool {
        self.file(span.start).book
    }

    /// The text that begins at `base`.
    pub fn text(&self, base: usize) -> &str {
        &self.file(base).text
    }

    /// The name of the file in which `span` stands.
    pub fn name(&self, span: Span) -> &str {
        &self.file(span.start).name
    }

    /// Where the file of `span` stands below the main scenario's folder.
    pub fn path(&self, span: Span) -> &Path {
        &self.file(span.start).path
    }

    fn file(&self, offset: usize) -> &SourceText {
        let after = self.files.partition_point(|file| file.base <= offset);
        &self.files[after.saturating_sub(1)]
    }

    /// Looks up the place of a fault.
    pub fn explain(&self, fault: Fault) -> ScenarioError {
        let mut message = fault.message;
        if let Some((what, span)) = fault.other {
            let place = self.place(span);
            message = format!("{message} ({what} {}:{}:{})", place.file, place.line, place.column);
        }
        ScenarioError { message, place: fault.span.map(|span| self.place(span)) }
    }

    fn place(&self, span: Span) -> Place {
        let file = self.file(span.start);
        let start = floor(&file.text, span.start - file.base);
        let end = floor(&file.text, span.end.saturating_sub(file.base));
        let (line_start, line) = line_before(&file.text, start);
        let rest = &file.text[line_start..];
        let text = rest.split(['\n', '\r']).next().unwrap_or_default();
        let before = file.text[line_start..start].chars().count();
        let marked = file.text[start..end.max(start)].split(['\n', '\r']).next().unwrap_or_default().chars().count();
        let excerpt = excerpt(line, text, before, marked.max(1));
        Place { file: file.name.clone(), line, column: before + 1, excerpt }
    }
}

/// The largest boundary of a character at or before `offset`.
fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Where the line of `offset` starts, and its number.
fn line_before(text: &str, offset: usize) -> (usize, usize) {
    let before = &text.as_bytes()[..offset.min(text.len())];
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    (start, 1 + before.iter().filter(|byte| **byte == b'\n').count())
}

/// The line with its number and carets under what is wrong; long lines are cut around it.
fn excerpt(number: usize, line: &str, before: usize, marked: usize) -> String {
    const BEFORE: usize = 60;
    const WIDTH: usize = 100;
    let skipped = before.saturating_sub(BEFORE);
    let shown: String = line.chars().skip(skipped).take(WIDTH).map(|c| if hidden(c) { ' ' } else { c }).collect();
    let before = before - skipped;
    let marked = marked.min(shown.chars().count().saturating_sub(before)).max(1);
    let margin = number.to_string();
    let (blank, gap, carets) = (" ".repeat(margin.len()), " ".repeat(before), "^".repeat(marked));
    format!("{margin} | {}\n{blank} | {gap}{carets}", shown.trim_end())
}

/// Whether a character is not safe to show: it controls the terminal, is unseen, or turns the direction of text.
pub(crate) fn hidden(c: char) -> bool {
    let turns_or_is_unseen = matches!(
        c,
        '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    );
    // Notes between lines, and letters that only mark a language.
    let is_no_text = matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}');
    c.is_control() || turns_or_is_unseen || is_no_text
}

/// The text with everything hidden written as an escape.
fn printable(text: &str) -> String {
    text.chars().flat_map(|c| if hidden(c) { c.escape_default().collect() } else { vec![c] }).collect()
}

/// A name from the file between quotes, cut where it is too long to read.
pub(crate) fn quoted(name: &str) -> String {
    let cut: String = name.chars().take(80).collect();
    if cut.len() < name.len() { format!("\"{cut}…\"") } else { format!("\"{cut}\"") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources() -> (Sources, usize) {
        let mut sources = Sources::default();
        sources.add("first.toml".into(), PathBuf::new(), "a = 1\n".into());
        let base = sources.add("second.toml".into(), PathBuf::new(), "b = 1\n\tü = 2.0\r\n".into());
        (sources, base)
    }

    #[test]
    fn a_fault_is_shown_with_its_line_and_carets() {
        let (sources, base) = sources();
        let span = Span { start: base + 12, end: base + 15 };
        let error =
            sources.explain(Fault::new("2 is too much").at(span).and("the first is at", Span { start: 0, end: 1 }));
        let text = "second.toml:2:6: 2 is too much (the first is at first.toml:1:1)\n2 |  ü = 2.0\n  |      ^^^";
        assert_eq!(error.to_string(), text);
    }

    #[test]
    fn the_end_of_a_file_belongs_to_it() {
        let (sources, base) = sources();
        assert_eq!(
            sources.explain(Fault::new("x").at(Span { start: base - 1, end: base })).place(),
            Some(("first.toml", 2, 1))
        );
    }

    #[test]
    fn what_would_control_a_terminal_is_escaped() {
        let error = ScenarioError::unread("\u{1b}[31m \u{202e}x".into());
        assert_eq!(error.to_string(), "\\u{1b}[31m \\u{202e}x");
    }

    #[test]
    fn a_long_line_is_cut_around_the_fault() {
        let line = "x".repeat(1000);
        let shown = excerpt(7, &line, 500, 3);
        assert!(shown.lines().all(|line| line.chars().count() <= 104), "{shown}");
        assert!(shown.ends_with(&format!("{}^^^", " ".repeat(60))));
    }
}
