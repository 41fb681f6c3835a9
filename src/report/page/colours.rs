//! The colours of a theme in CSS.

use crate::report::look::{Colour, Palette, Theme};

/// Each colour that style rules and charts use, by its name.
const NAMED: [(&str, Colour); 8] = [
    ("paper", Colour::Paper),
    ("ink", Colour::Ink),
    ("grey", Colour::Grey),
    ("pale", Colour::Pale),
    ("blue", Colour::Blue),
    ("vermilion", Colour::Vermilion),
    ("green", Colour::Green),
    ("purple", Colour::Purple),
];

/// The colours as variables. On paper a dark page turns light, its charts too: they name colours where they use them,
/// so that a rule can find each by its name.
pub(super) fn declared(palette: Palette) -> String {
    if palette != Palette::of(Theme::Dark) {
        return variables(&palette, "light");
    }
    let rules: String = NAMED.iter().map(|(name, colour)| {
        let dark = written(&palette, *colour);
        format!("  svg [fill=\"{dark}\" i] {{ fill: var(--{name}); }}\n  svg [stroke=\"{dark}\" i] {{ stroke: var(--{name}); }}\n")
    }).collect();
    let (dark, light) = (variables(&palette, "dark"), variables(&Palette::of(Theme::Light), "light"));
    format!("{dark}@media print {{\n  {light}{rules}}}\n")
}

/// `scheme` tells the browser what to draw around and beside the page.
fn variables(palette: &Palette, scheme: &str) -> String {
    let all: String = NAMED.iter().map(|(name, colour)| format!(" --{name}: {};", written(palette, *colour))).collect();
    format!(":root {{ color-scheme: {scheme};{all} }}\n")
}

/// As charts write it.
fn written(palette: &Palette, colour: Colour) -> String {
    let [red, green, blue] = palette.rgb(colour);
    format!("#{red:02X}{green:02X}{blue:02X}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dark_page_is_printed_light() {
        let rules = declared(Palette::of(Theme::Dark));
        assert!(rules.starts_with(":root { color-scheme: dark; --paper: #16191D;"), "{rules}");
        assert!(rules.contains("svg [fill=\"#16191D\" i] { fill: var(--paper); }"), "{rules}");
        assert!(rules.contains("@media print {\n  :root { color-scheme: light; --paper: #FFFFFF;"), "{rules}");
        assert!(!declared(Palette::of(Theme::Light)).contains("@media"));
    }
}
