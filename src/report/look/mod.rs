//! How a report looks: its language, its colours, and how wide its charts are.

mod palette;

pub(super) use palette::{Colour, Palette};

use serde::{Deserialize, Serialize};

use super::language::{Language, Tongue};

/// What a reader may choose of a report; no figure depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// Of charts, tables and the page.
    pub language: Language,
    /// Of charts and the page.
    pub theme: Theme,
    /// How wide charts are, in points of a screen; letters keep their size. From [`Look::NARROWEST`] to
    /// [`Look::WIDEST`].
    pub width: f64,
}

impl Look {
    /// Below this width no words would stand beside marks.
    pub const NARROWEST: f64 = 400.0;
    /// Above this width lines of text are too long to be read.
    pub const WIDEST: f64 = 2000.0;
}

/// Letters of 16 units are 6 points high where a chart of this width is printed 8 cm wide.
const USUAL_WIDTH: f64 = 640.0;

impl Default for Look {
    fn default() -> Self {
        Self { language: Language::default(), theme: Theme::default(), width: USUAL_WIDTH }
    }
}

/// Which colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// On white, for screens.
    #[default]
    Light,
    /// On near black, for screens.
    Dark,
    /// On white, darker and further apart in lightness, for printers of any kind.
    Print,
}

impl Theme {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Print];
}

/// A look in use.
#[derive(Clone, Copy)]
pub(super) struct Style {
    /// What speaks.
    pub tongue: Tongue,
    /// The colours.
    pub palette: Palette,
    /// Width of charts in chart units.
    pub width: f64,
}

impl Style {
    /// The style of a look.
    pub fn new(look: Look) -> Self {
        let width = if look.width.is_finite() { look.width } else { USUAL_WIDTH };
        Self {
            tongue: Tongue::of(look.language),
            palette: Palette::of(look.theme),
            width: width.clamp(Look::NARROWEST, Look::WIDEST).round(),
        }
    }
}

impl Default for Style {
    fn default() -> Self {
        Self::new(Look::default())
    }
}
