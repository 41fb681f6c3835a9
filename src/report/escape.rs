//! Words from a scenario, made harmless where they are written.

/// The text without what can steer a terminal, a parser or the direction of writing.
pub(super) fn printable(text: &str) -> String {
    text.chars().map(|letter| if steers(letter) { '\u{FFFD}' } else { letter }).collect()
}

fn steers(letter: char) -> bool {
    let bidirectional =
        matches!(letter, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let line_end = matches!(letter, '\u{2028}' | '\u{2029}');
    // XML knows no way to write these two.
    let no_letter = matches!(letter, '\u{FFFE}' | '\u{FFFF}');
    letter.is_control() || bidirectional || line_end || no_letter
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
        '[' => Some("\\["),
        ']' => Some("\\]"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '&' => Some("&amp;"),
        _ => None,
    })
}

/// For a text cell of a CSV file that a spreadsheet will open: what it would take for a formula
/// gets an apostrophe in front. Quoting is the writer's.
pub(super) fn csv(text: &str) -> String {
    let begins_a_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = printable(text);
    if begins_a_formula { format!("'{text}") } else { text }
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
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"] {
            assert!(csv(formula).starts_with('\''), "{formula:?}");
        }
        assert_eq!(csv("Binance = big"), "Binance = big");
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
        assert_eq!(printable("Қазақстан"), "Қазақстан");
    }
}
