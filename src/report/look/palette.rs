//! Colours by what they are for.

use super::Theme;

/// What a colour is for. Those of data are after Okabe and Ito, chosen to be told apart by colour-blind people; what a
/// colour says is also said by a line style, a form or a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Colour {
    /// What everything stands on.
    Paper,
    /// Words upon a light colour, in any theme.
    Black,
    /// Words upon a dark colour, in any theme.
    White,
    /// Words and axes.
    Ink,
    /// Words and lines of second rank.
    Grey,
    /// Grids, and what stays behind.
    Pale,
    /// The reserve, the first of two.
    Blue,
    /// What counterparties cost, the second of two.
    Vermilion,
    /// What gets better.
    Green,
    /// A third kind.
    Purple,
    /// Part of the way, in thousandths, from the paper to the colour of what adds to a figure.
    Adds(u16),
    /// The same for what takes from a figure.
    Takes(u16),
}

/// The colours of a theme, in red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) struct Palette {
    paper: [u8; 3],
    ink: [u8; 3],
    grey: [u8; 3],
    pale: [u8; 3],
    blue: [u8; 3],
    vermilion: [u8; 3],
    green: [u8; 3],
    purple: [u8; 3],
    adds: [u8; 3],
    takes: [u8; 3],
}

const LIGHT: Palette = Palette {
    paper: [255, 255, 255],
    ink: [34, 34, 34],
    grey: [105, 105, 105],
    pale: [222, 222, 222],
    blue: [0, 114, 178],
    vermilion: [213, 94, 0],
    green: [0, 158, 115],
    purple: [160, 83, 130],
    adds: [178, 76, 0],
    takes: [0, 84, 140],
};

const DARK: Palette = Palette {
    paper: [22, 25, 29],
    ink: [236, 236, 236],
    grey: [171, 176, 182],
    pale: [62, 67, 73],
    blue: [86, 180, 233],
    vermilion: [240, 138, 60],
    green: [47, 199, 154],
    purple: [214, 140, 186],
    adds: [240, 138, 60],
    takes: [86, 180, 233],
};

const PRINT: Palette = Palette {
    paper: [255, 255, 255],
    ink: [0, 0, 0],
    grey: [77, 77, 77],
    pale: [204, 204, 204],
    blue: [0, 78, 128],
    vermilion: [217, 111, 22],
    green: [0, 128, 92],
    purple: [128, 54, 100],
    adds: [168, 70, 0],
    takes: [0, 68, 116],
};

impl Palette {
    /// The one of a theme.
    pub const fn of(theme: Theme) -> Self {
        match theme {
            Theme::Light => LIGHT,
            Theme::Dark => DARK,
            Theme::Print => PRINT,
        }
    }

    /// Red, green and blue.
    pub fn rgb(&self, colour: Colour) -> [u8; 3] {
        match colour {
            Colour::Paper => self.paper,
            Colour::Black => [0; 3],
            Colour::White => [255; 3],
            Colour::Ink => self.ink,
            Colour::Grey => self.grey,
            Colour::Pale => self.pale,
            Colour::Blue => self.blue,
            Colour::Vermilion => self.vermilion,
            Colour::Green => self.green,
            Colour::Purple => self.purple,
            Colour::Adds(part) => self.towards(self.adds, part),
            Colour::Takes(part) => self.towards(self.takes, part),
        }
    }

    fn towards(&self, end: [u8; 3], part: u16) -> [u8; 3] {
        let part = f64::from(part.min(1000)) / 1000.0;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let mixed = |from: u8, to: u8| (f64::from(from) + part * (f64::from(to) - f64::from(from))).round() as u8;
        [0, 1, 2].map(|place| mixed(self.paper[place], end[place]))
    }

    /// Words upon a colour: black or white, whichever stands out more.
    pub fn upon(&self, colour: Colour) -> Colour {
        let ground = lightness(self.rgb(colour));
        let contrast = |letters: f64| (letters.max(ground) + 0.05) / (letters.min(ground) + 0.05);
        if contrast(0.0) >= contrast(1.0) { Colour::Black } else { Colour::White }
    }
}

/// Relative luminance (WCAG 2.2).
fn lightness(rgb: [u8; 3]) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { libm::pow((part + 0.055) / 1.055, 2.4) }
    };
    0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2])
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATA: [Colour; 4] = [Colour::Blue, Colour::Vermilion, Colour::Green, Colour::Purple];

    fn contrast(palette: &Palette, a: Colour, b: Colour) -> f64 {
        let (a, b) = (lightness(palette.rgb(a)), lightness(palette.rgb(b)));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn words_stand_out_from_the_paper_and_marks_do_too() {
        for theme in Theme::ALL {
            let palette = Palette::of(theme);
            for words in [Colour::Ink, Colour::Grey] {
                assert!(contrast(&palette, words, Colour::Paper) >= 4.5, "{theme:?} {words:?}");
            }
            for marks in DATA {
                assert!(contrast(&palette, marks, Colour::Paper) >= 3.0, "{theme:?} {marks:?}");
            }
        }
    }

    #[test]
    fn the_first_two_differ_in_lightness_where_colour_is_lost() {
        let print = Palette::of(Theme::Print);
        assert!(contrast(&print, Colour::Blue, Colour::Vermilion) > 2.0);
    }

    #[test]
    fn words_upon_a_colour_can_be_read() {
        for theme in Theme::ALL {
            let palette = Palette::of(theme);
            for ground in (0..=10).flat_map(|tenth| [Colour::Adds(tenth * 100), Colour::Takes(tenth * 100)]) {
                assert!(contrast(&palette, palette.upon(ground), ground) >= 4.5, "{theme:?} {ground:?}");
            }
        }
    }
}
