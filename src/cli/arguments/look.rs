//! How a report looks.

use clap::{Args, ValueEnum};

use crate::report::{Language, Look, Theme};

/// What `run` and `report` take of the look.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct LookArguments {
    /// Language of charts, tables and the page; files for machines are the same in any [default: en, or that of the run]
    #[arg(long, value_name = "LANGUAGE", value_enum)]
    pub lang: Option<LanguageWord>,

    /// Colours of charts and the page [default: light, or those of the run]
    #[arg(long, value_enum)]
    pub theme: Option<ThemeWord>,

    /// How wide charts are, in points of a screen, from 400 to 2000; letters keep their size
    #[arg(long, value_name = "POINTS", value_parser = width, allow_negative_numbers = true)]
    pub width: Option<u16>,
}

impl LookArguments {
    /// The look that was asked for.
    pub fn look(self) -> Look {
        self.beyond(Look::default())
    }

    /// What was asked for, and else as it was.
    pub fn beyond(self, was: Look) -> Look {
        Look {
            language: self.lang.map_or(was.language, Into::into),
            theme: self.theme.map_or(was.theme, Into::into),
            width: self.width.map_or(was.width, f64::from),
        }
    }
}

fn width(text: &str) -> Result<u16, String> {
    match super::whole(text)?.try_into() {
        Ok(points @ 400..=2000) => Ok(points),
        _ => Err("charts are from 400 to 2000 points wide".to_owned()),
    }
}

/// A language of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LanguageWord {
    /// English
    En,
    /// Russian
    Ru,
    /// Kazakh
    Kk,
}

impl From<LanguageWord> for Language {
    fn from(word: LanguageWord) -> Self {
        match word {
            LanguageWord::En => Self::English,
            LanguageWord::Ru => Self::Russian,
            LanguageWord::Kk => Self::Kazakh,
        }
    }
}

/// Colours of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ThemeWord {
    /// On white
    Light,
    /// On near black
    Dark,
    /// On white, told apart on any printer
    Print,
}

impl From<ThemeWord> for Theme {
    fn from(word: ThemeWord) -> Self {
        match word {
            ThemeWord::Light => Self::Light,
            ThemeWord::Dark => Self::Dark,
            ThemeWord::Print => Self::Print,
        }
    }
}
