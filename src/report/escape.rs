//! Words from a scenario, made harmless where they are written.

use crate::scenario::hidden;

/// The text on one line, without what can steer a terminal, a parser or the direction of writing.
pub(super) fn printable(text: &str) -> String {
    let shown = |letter| match letter {
        // Descriptions and sources may have lines.
        '\n' | '\r' | '\t' => ' ',
        letter if steers(letter) => '\u{FFFD}',
        letter => letter,
    };
    text.chars().map(shown).collect()
}

fn steers(letter: char) -> bool {
    // XML knows no way to write these two.
    hidden(letter) || matches!(letter, '\u{FFFE}' | '\u{FFFF}')
}

/// For HTML and SVG, in text and in quoted attributes.
pub(super) fn html(text: &str) -> String {
    replaced(text, |letter| match letter {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        _ => None,
    })
}

/// For LaTeX, outside of mathematics.
pub(super) fn latex(text: &str) -> String {
    replaced(text, |letter| match letter {
        '\\' => Some("\\textbackslash{}"),
        '{' => Some("\\{"),
        '}' => Some("\\}"),
        '$' => Some("\\$"),
        '&' => Some("\\&"),
        '#' => Some("\\#"),
        '%' => Some("\\%"),
        '_' => Some("\\_"),
        '^' => Some("\\textasciicircum{}"),
        '~' => Some("\\textasciitilde{}"),
        '<' => Some("\\textless{}"),
        '>' => Some("\\textgreater{}"),
        '|' => Some("\\textbar{}"),
        // Two of them, or one after a question mark, would be another sign.
        '`' => Some("\\textasciigrave{}"),
        '"' => Some("''"),
        // A row may not begin with what looks like an option of the line end before it.
        '[' => Some("{[}"),
        ']' => Some("{]}"),
        '−' => Some("$-$"),
        '–' => Some("--"),
        _ => None,
    })
}

/// For a cell of a Markdown table.
pub(super) fn markdown(text: &str) -> String {
    replaced(text, |letter| match letter {
        '|' => Some("\\|"),
        '\\' => Some("\\\\"),
        '`' => Some("\\`"),
        '$' => Some("\\$"),
        '*' => Some("\\*"),
        '_' => Some("\\_"),
        '~' => Some("\\~"),
        '[' => Some("\\["),
        ']' => Some("\\]"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '&' => Some("&amp;"),
        _ => None,
    })
}

/// For a text cell of a CSV file that a spreadsheet will open: what it would take for a formula
/// gets an apostrophe in front, also after a semicolon, at which some spreadsheets split. Quoting is the writer's.
pub(super) fn csv(text: &str) -> String {
    let mark = |part| if begins_a_formula(part) { "'" } else { "" };
    text.split_inclusive(';').map(|part| format!("{}{}", mark(part), printable(part))).collect()
}

/// Whether a spreadsheet may take words for a formula: also with full-width signs, and after what it may strip.
pub(super) fn begins_a_formula(text: &str) -> bool {
    let is_stripped = |letter: char| letter.is_whitespace() || matches!(letter, '"' | '\'' | '`') || steers(letter);
    let words = text.trim_start_matches(is_stripped);
    text.starts_with(['\t', '\r', '\n']) || words.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

fn replaced(text: &str, replacement: impl Fn(char) -> Option<&'static str>) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in printable(text).chars() {
        match replacement(letter) {
            Some(words) => safe.push_str(words),
            None => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_becomes_words() {
        assert_eq!(
            html("<script>alert('1' & \"2\")</script>"),
            "&lt;script&gt;alert(&#39;1&#39; &amp; &quot;2&quot;)&lt;/script&gt;"
        );
    }

    #[test]
    fn a_formula_becomes_words() {
        for formula in
            ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", " =1", "\"=1", "\u{200b}=1", "＝1+1", "－1", "＠x"]
        {
            assert!(csv(formula).starts_with('\''), "{formula:?}");
        }
        assert_eq!(csv("a;=1;b; -2"), "a;'=1;b;' -2");
        assert_eq!(csv("Binance = big; (-1)"), "Binance = big; (-1)");
    }

    #[test]
    fn a_latex_command_becomes_words() {
        assert_eq!(latex("\\input{x} 5% & a_b"), "\\textbackslash{}input\\{x\\} 5\\% \\& a\\_b");
        assert_eq!(latex("−3"), "$-$3");
    }

    #[test]
    fn a_bar_does_not_open_a_column() {
        assert_eq!(markdown("a|b <b>"), "a\\|b &lt;b&gt;");
    }

    #[test]
    fn what_steers_is_shown_as_unknown() {
        assert_eq!(printable("a\u{1b}[31m\u{202e}b"), "a\u{FFFD}[31m\u{FFFD}b");
        assert_eq!(
            printable("a\u{200b}b\u{feff}\u{e0041}\u{ffff}\u{2028}"),
            "a\u{FFFD}b\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"
        );
        assert_eq!(printable("Қазақстан"), "Қазақстан");
        assert_eq!(printable("one\ntwo\tthree"), "one two three");
    }
}
