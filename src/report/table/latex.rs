//! A table for print: LaTeX that runs on over pages, with columns as wide as their words need.

use super::{Column, Table};
use crate::report::escape;
use crate::report::language::say;

/// About so many letters of a footnote stand on a line of a page, and on one of a page that lies on its side.
const UPRIGHT: usize = 82;
const LYING: usize = 140;
/// What the gap beside a column takes of them.
const GAP: usize = 2;
/// No column of words asks for more: longer ones are wrapped.
const MOST: usize = 100;
/// A column of words that is wrapped keeps at least these.
const LEAST: usize = 14;

impl Table {
    /// A LaTeX table with booktabs; needs an engine that reads UTF-8.
    pub fn to_latex(&self) -> String {
        let Layout { is_lying, shares } = Layout::of(self);
        let row = |cells: Vec<String>, end: &str| format!("    {} \\\\{end}\n", cells.join(" & "));
        let side = |(column, share): (&Column, &f64)| {
            let ragged = if column.is_figure() { "raggedleft" } else { "raggedright" };
            format!(">{{\\{ragged}\\arraybackslash}}p{{\\dimexpr {share:.3}\\linewidth-2\\tabcolsep\\relax}}")
        };
        let sides: String = self.columns.iter().zip(&shares).map(side).collect();
        let head = row(self.columns.iter().map(|column| broken(&column.head)).collect(), "");
        let cells = |place: usize, text: String| match self.columns[place].is_figure() {
            true => parts(&text).map(escape::latex).collect::<Vec<_>>().join("\\linebreak "),
            false => broken(&text),
        };
        let told = |at: usize| {
            row(
                (0..self.columns.len()).map(|place| cells(place, self.once(at, place))).collect(),
                "\\addlinespace[2pt]",
            )
        };
        let rows: String = (0..self.rows.len()).map(told).collect();
        let (caption, id) = (escape::latex(&self.caption), self.id);
        let (package, begin, end) = match is_lying {
            true => (", pdflscape", "\\begin{landscape}\n", "\\end{landscape}\n"),
            false => ("", "", ""),
        };
        format!(
            "% Needs \\usepackage{{array, booktabs, longtable{package}}}, in a UTF-8 document of one column; letters of\n\
             % Cyrillic need \\usepackage[T2A]{{fontenc}}, or XeLaTeX or LuaLaTeX with a font that has them.\n\
             {begin}\\begingroup\n  \\footnotesize\n  \\setlength{{\\tabcolsep}}{{3pt}}\n  \
             \\setlength{{\\LTcapwidth}}{{\\linewidth}}\n  \\begin{{longtable}}{{@{{}}{sides}@{{}}}}\n    \
             \\caption{{{caption}}}\\label{{tab:{id}}}\\\\\n    \\toprule\n{head}    \\midrule\n    \\endfirsthead\n    \
             \\toprule\n{head}    \\midrule\n    \\endhead\n    \\bottomrule\n    \\endlastfoot\n{rows}  \
             \\end{{longtable}}\n\\endgroup\n{end}"
        )
    }
}

/// A text of more letters than these is told once where rows that follow one another share it.
const LONG: usize = 60;

impl Table {
    /// What stands in a row at a place, or where to find it.
    fn once(&self, at: usize, place: usize) -> String {
        let text = self.rows[at][place].text(self.tongue);
        let is_told = || at > 0 && self.rows[at - 1][place].text(self.tongue) == text;
        if letters(&text) > LONG && is_told() { say!(self.tongue, "table-as-above") } else { text }
    }
}

/// How a table lies on its pages.
struct Layout {
    /// Whether its pages lie on their sides.
    is_lying: bool,
    /// Width of each column with its gap, as a share of the line.
    shares: Vec<f64>,
}

impl Layout {
    fn of(table: &Table) -> Self {
        let needs: Vec<(usize, usize)> = (0..table.columns.len()).map(|place| needed(table, place)).collect();
        let least: usize = needs.iter().map(|(least, _)| least + GAP).sum();
        let wished: usize = needs.iter().map(|(_, wish)| wish + GAP).sum();
        // Where words may be wrapped, a page that stands is read more easily than one that lies.
        let is_lying = wished > UPRIGHT && (10 * least > 9 * UPRIGHT || wished > 2 * UPRIGHT);
        let room = if is_lying { LYING } else { UPRIGHT };
        let spare = room.saturating_sub(least) as f64 / wished.saturating_sub(least).max(1) as f64;
        // Where even the longest words are too wide, all give way alike.
        let squeezed = (room as f64 / least.max(1) as f64).min(1.0);
        let width = |(least, wish): &(usize, usize)| {
            (squeezed * (least + GAP) as f64 + spare.min(1.0) * (wish - least) as f64) / room as f64
        };
        Self { is_lying, shares: needs.iter().map(width).collect() }
    }
}

/// How many letters a column needs at least, and how many it would take.
fn needed(table: &Table, place: usize) -> (usize, usize) {
    let column = &table.columns[place];
    let words = |text: &str| breakable(text).map(letters).max().unwrap_or(0);
    let head = words(&column.head);
    let texts = || table.rows.iter().map(|row| row[place].text(table.tongue));
    if column.is_figure() {
        let widest = texts().map(|text| parts(&text).map(letters).max().unwrap_or(0)).max().unwrap_or(0);
        return (widest.max(head), widest.max(head));
    }
    let least = texts().map(|text| words(&text)).max().unwrap_or(0).max(head);
    // A column of which most texts are short need not be as wide as its longest.
    let usual = texts().map(|text| letters(&text)).sum::<usize>() / table.rows.len().max(1);
    let wish = texts().map(|text| letters(&text)).max().unwrap_or(0).min(2 * usual + LEAST).clamp(head, MOST.max(head));
    let least = least.max(LEAST.min(wish)).min(MOST);
    (least, wish.max(least))
}

fn letters(text: &str) -> usize {
    text.chars().count()
}

/// A figure, and what is in brackets behind it, each on a line of its own.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let bracket = text.find(" (").unwrap_or(text.len());
    let (figure, rest) = text.split_at(bracket);
    std::iter::once(figure)
        .chain(rest.trim_start().split_inclusive("; ").map(str::trim_end))
        .filter(|part| !part.is_empty())
}

/// The pieces between which a line may be broken: at spaces, and within long addresses behind points, bars and strokes.
fn breakable(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(' ').flat_map(|word| {
        let joints: &[char] = if letters(word) > LEAST { &['.', '_', '/'] } else { &[] };
        word.split_inclusive(joints)
    })
}

/// Words that may be broken there.
fn broken(text: &str) -> String {
    breakable(text)
        .map(|piece| match piece.ends_with(['.', '_', '/']) {
            true => format!("{}\\allowbreak{{}}", escape::latex(piece)),
            false => escape::latex(piece),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::report::language::Tongue;
    use crate::report::{fixture, table};

    #[test]
    fn columns_fill_no_more_than_the_line_and_none_is_scaled() {
        for table in table::all(&fixture::assessment(3), Tongue::english()) {
            let text = table.to_latex();
            let shares = text.split("\\dimexpr ").skip(1).map(|rest| rest.split('\\').next().unwrap());
            let shares: Vec<f64> = shares.map(|share| share.parse().unwrap()).collect();
            assert_eq!(shares.len(), table.columns.len(), "{text}");
            assert!(shares.iter().sum::<f64>() < 1.01 && shares.iter().all(|share| *share > 0.02), "{text}");
            assert!(!text.contains("resizebox"), "{text}");
            assert_eq!(text.contains("\\begin{landscape}"), text.contains("pdflscape"), "{text}");
        }
    }

    #[test]
    fn a_long_source_that_rows_share_is_told_once() {
        let mut assessment = fixture::assessment(1);
        let source = "daily closes of an exchange, from the first day on which it traded to the last";
        assessment.register.assumptions.iter_mut().for_each(|line| line.source = Some(source.to_owned()));
        let tables = table::all(&assessment, Tongue::english());
        let text = tables.iter().find(|table| table.id == "assumptions").unwrap().to_latex();
        assert_eq!(text.matches(source).count(), 1, "{text}");
        assert_eq!(text.matches("as above").count(), assessment.register.assumptions.len() - 1, "{text}");
    }

    #[test]
    fn an_interval_stands_below_its_figure_and_addresses_break_at_their_points() {
        let figure: Vec<&str> = super::parts("3.0% (0.40% to 9.2%; sampling ±2.0 points)").collect();
        assert_eq!(figure, ["3.0%", "(0.40% to 9.2%;", "sampling ±2.0 points)"]);
        assert_eq!(
            super::broken("mode.loss_given_failure y"),
            "mode.\\allowbreak{}loss\\_\\allowbreak{}given\\_\\allowbreak{}failure y"
        );
        assert_eq!(super::broken("a record: 0.815"), "a record: 0.815");
    }
}
