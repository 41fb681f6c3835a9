//! The languages of charts, tables and pages: their words, and how they write numbers.
//!
//! Words stand in Fluent files, one folder a language, the same files and messages in each; a test
//! holds them against one another and against what the program says. Files for machines never go
//! through here.

mod number;

pub(in crate::report) use number::UNTOLD;

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use intl_memoizer::concurrent::IntlLangMemoizer;

use serde::{Deserialize, Serialize};

use super::escape::html;

/// A language for people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Russian.
    #[serde(rename = "ru")]
    Russian,
    /// Kazakh.
    #[serde(rename = "kk")]
    Kazakh,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::English, Self::Russian, Self::Kazakh];

    /// Its tag in HTML and on the command line (BCP 47): `en`, `ru`, `kk`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Russian => "ru",
            Self::Kazakh => "kk",
        }
    }

    const fn files(self) -> &'static [&'static str] {
        match self {
            Self::English => &files!("en"),
            Self::Russian => &files!("ru"),
            Self::Kazakh => &files!("kk"),
        }
    }
}

/// The Fluent files of a language.
macro_rules! files {
    ($tag:literal) => {
        [
            include_str!(concat!($tag, "/words.ftl")),
            include_str!(concat!($tag, "/charts.ftl")),
            include_str!(concat!($tag, "/drivers.ftl")),
            include_str!(concat!($tag, "/time.ftl")),
            include_str!(concat!($tag, "/tables.ftl")),
            include_str!(concat!($tag, "/warnings.ftl")),
            include_str!(concat!($tag, "/page.ftl")),
            include_str!(concat!($tag, "/compare.ftl")),
            include_str!(concat!($tag, "/decision.ftl")),
            include_str!(concat!($tag, "/decision-limits.ftl")),
            include_str!(concat!($tag, "/decision-what-if.ftl")),
            include_str!(concat!($tag, "/decision-sweep.ftl")),
            include_str!(concat!($tag, "/decision-break-even.ftl")),
            include_str!(concat!($tag, "/decision-reverse.ftl")),
            include_str!(concat!($tag, "/decision-sensitivity.ftl")),
            include_str!(concat!($tag, "/decision-optimise.ftl")),
            include_str!(concat!($tag, "/decision-experts.ftl")),
        ]
    };
}
use files;

/// What speaks a language.
#[derive(Clone, Copy)]
pub(super) struct Tongue {
    language: Language,
    book: &'static FluentBundle<FluentResource>,
}

static BOOKS: LazyLock<[FluentBundle<FluentResource>; 3]> = LazyLock::new(|| Language::ALL.map(book));

impl Tongue {
    /// The one of a language.
    pub fn of(language: Language) -> Self {
        let book = match language {
            Language::English => &BOOKS[0],
            Language::Russian => &BOOKS[1],
            Language::Kazakh => &BOOKS[2],
        };
        Self { language, book }
    }

    /// English, for what is told in English alone.
    pub fn english() -> Self {
        Self::of(Language::English)
    }

    /// Which language it is.
    pub const fn language(self) -> Language {
        self.language
    }

    /// A message with its facts filled in; use [`say!`]. An unknown one is its own id: a test finds those.
    pub fn message(self, id: &str, facts: &[(&str, FluentValue<'_>)]) -> String {
        let Some(pattern) = self.book.get_message(id).and_then(|message| message.value()) else { return id.to_owned() };
        let facts: FluentArgs = facts.iter().map(|(name, value)| (*name, value.clone())).collect();
        self.book.format_pattern(pattern, Some(&facts), &mut Vec::new()).into_owned()
    }

    /// The same for a message that holds HTML; facts are text and become harmless; use [`say_html!`].
    pub fn html_message(self, id: &str, facts: &[(&str, FluentValue<'_>)]) -> String {
        let harmless = facts.iter().map(|(name, value)| match value {
            FluentValue::String(text) => (*name, FluentValue::from(html(text))),
            other => (*name, other.clone()),
        });
        let facts: Vec<_> = harmless.collect();
        self.message(id, &facts)
    }

    /// Whether there is such a message; for ids that are put together from what a scenario says.
    pub fn knows(self, id: &str) -> bool {
        self.book.has_message(id)
    }
}

/// Says a message of a [`Tongue`]: `say!(tongue, "exceedance-title", reserve = name, count = 3)`. Whole numbers choose
/// plural forms and are written by local habit; everything else is a string.
macro_rules! say {
    ($tongue:expr, $id:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $tongue.message($id, &[$((stringify!($name), ::fluent_bundle::FluentValue::from($value))),*])
    };
}
pub(super) use say;

/// As [`say!`], for a message that holds HTML; its facts are escaped.
macro_rules! say_html {
    ($tongue:expr, $id:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $tongue.html_message($id, &[$((stringify!($name), ::fluent_bundle::FluentValue::from($value))),*])
    };
}
pub(super) use say_html;

/// Reads a language's files. What can't be read is left out: a test reads all of them.
fn book(language: Language) -> FluentBundle<FluentResource> {
    let mut book = FluentBundle::new_concurrent(vec![language.tag().parse().unwrap_or_default()]);
    // Marks of direction around each fact would be drawn as boxes; names are freed of them already.
    book.set_use_isolating(false);
    book.set_formatter(Some(match language {
        Language::English => english_number,
        Language::Russian => russian_number,
        Language::Kazakh => kazakh_number,
    }));
    for file in language.files() {
        let read = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(read, _)| read);
        // The first of two messages of one name is kept.
        let _ = book.add_resource(read);
    }
    book
}

// Fluent asks for functions that know their language.
fn english_number(value: &FluentValue<'_>, _: &IntlLangMemoizer) -> Option<String> {
    whole_number(Language::English, value)
}

fn russian_number(value: &FluentValue<'_>, _: &IntlLangMemoizer) -> Option<String> {
    whole_number(Language::Russian, value)
}

fn kazakh_number(value: &FluentValue<'_>, _: &IntlLangMemoizer) -> Option<String> {
    whole_number(Language::Kazakh, value)
}

fn whole_number(language: Language, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    Some(number::Habit::of(language).write(number.value, 0))
}
