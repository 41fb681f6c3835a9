//! The embedded font: how wide words are, and where lines break.
//!
//! Noto Sans, cut down to Latin, Greek and Cyrillic with the Kazakh letters; `assets/fonts/README.md`.

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// The regular face.
pub(in crate::report) const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/NotoSans-Regular.ttf");
/// The bold face.
pub(in crate::report) const BOLD: &[u8] = include_bytes!("../../../assets/fonts/NotoSans-Bold.ttf");

/// Families in order of preference; the first is embedded and draws the PNG.
pub(super) const FAMILIES: &str = "Noto Sans, Segoe UI, Arial, sans-serif";

/// A size in chart units and a weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Letters {
    /// Height of the em.
    pub size: f64,
    /// Whether bold.
    pub bold: bool,
}

impl Letters {
    /// Regular letters.
    pub const fn regular(size: f64) -> Self {
        Self { size, bold: false }
    }

    /// Bold letters.
    pub const fn bold(size: f64) -> Self {
        Self { size, bold: true }
    }

    /// Width of a line of text in chart units.
    pub fn width(self, text: &str) -> f64 {
        let Ok(font) = FontRef::new(if self.bold { BOLD } else { REGULAR }) else {
            // The fonts are part of the program; a test reads both.
            return 0.6 * self.size * text.chars().count() as f64;
        };
        let metrics = font.glyph_metrics(Size::new(1000.0), LocationRef::default());
        let letters = font.charmap();
        let advance = |letter| metrics.advance_width(letters.map(letter).unwrap_or_default()).unwrap_or(600.0);
        text.chars().map(|letter| f64::from(advance(letter)) / 1000.0 * self.size).sum()
    }

    /// The text, cut with an ellipsis where it is wider than `width`.
    pub fn fit(self, text: &str, width: f64) -> String {
        if self.width(text) <= width {
            return text.to_owned();
        }
        let room = width - self.width("…");
        let mut kept = String::new();
        for letter in text.chars() {
            kept.push(letter);
            if self.width(&kept) > room {
                kept.pop();
                break;
            }
        }
        format!("{}…", kept.trim_end())
    }

    /// The text in lines no wider than `width`; what is left after `most` lines is cut.
    pub fn wrap(self, text: &str, width: f64, most: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        // Not at a space that holds a figure and its sign together.
        let is_break = |letter: char| letter.is_whitespace() && letter != '\u{A0}';
        for word in text.split(is_break).filter(|word| !word.is_empty()) {
            let is_full = lines.len() >= most;
            match lines.last_mut() {
                // Where no line is left the last one takes the word too, and is cut below.
                Some(line) if is_full || self.width(&format!("{line} {word}")) <= width => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines.iter().map(|line| self.fit(line, width)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_faces_have_latin_cyrillic_and_kazakh_letters() {
        for face in [REGULAR, BOLD] {
            let font = FontRef::new(face).unwrap();
            for letter in "AZaz09éßЖяёӘәҒғҚқҢңӨөҰұҮүҺһІі₸€−×–…•".chars() {
                assert!(font.charmap().map(letter).is_some(), "{letter}");
            }
        }
    }

    #[test]
    fn bold_is_wider_and_size_scales() {
        let (regular, bold) = (Letters::regular(16.0).width("Reserve"), Letters::bold(16.0).width("Reserve"));
        assert!(bold > regular);
        assert!((Letters::regular(32.0).width("Reserve") - 2.0 * regular).abs() < 1e-9);
    }

    #[test]
    fn lines_are_never_too_wide() {
        let letters = Letters::regular(16.0);
        let text = "A title with аnother alphabet and one_very_long_word_that_has_no_place_to_break_at_all_in_it end";
        for line in letters.wrap(text, 200.0, 3) {
            assert!(letters.width(&line) <= 200.0, "{line}");
        }
        assert_eq!(letters.wrap(text, 200.0, 3).len(), 3);
        assert_eq!(letters.wrap("short", 200.0, 3), ["short"]);
        assert_eq!(letters.wrap("half  50\u{A0}%", 50.0, 3), ["half", "50\u{A0}%"]);
    }
}
