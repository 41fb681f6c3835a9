//! Words that sentences, tables and charts of an answer share: what is measured, over what, of whom, and on what it rests.

pub(super) mod axis;
pub(super) mod measure;

use super::escape::printable;
use super::language::{Tongue, say};
use super::look::Style;
use super::names::Names;
use crate::decision::Ground;
use crate::decision::experts::Experts;

/// Words with a capital at their beginning.
pub(super) fn begun(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What all that is said of an answer shares.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    /// On what it rests.
    pub ground: &'a Ground,
    /// How it is shown.
    pub style: Style,
    /// What speaks.
    pub tongue: Tongue,
    /// Names for people.
    pub names: Names<'a>,
}

impl Subject<'_> {
    /// From what it comes: the last line of each chart and table.
    pub fn source(self) -> String {
        let Ground { version, scenario, seed, paths, .. } = self.ground;
        let (name, hash) = (printable(&scenario.name), scenario.hash.chars().take(8).collect::<String>());
        match paths {
            Some(paths) => say!(
                self.tongue,
                "chart-source",
                version = *version,
                scenario = name,
                hash = hash,
                seed = seed.to_string(),
                paths = *paths
            ),
            None => say!(self.tongue, "finding-source", version = *version, scenario = name, hash = hash),
        }
    }

    /// The same with names that leave room for other words, as charts need them.
    pub const fn brief(self) -> Self {
        Self { names: self.names.brief(), ..self }
    }

    /// A reserve as it stands in sentences.
    pub fn quoted(self, reserve: &str) -> String {
        say!(self.tongue, "quoted", name = self.names.reserve(reserve))
    }

    /// Two experts.
    pub fn voices(self, found: &Experts) -> [String; 2] {
        [&found.a, &found.b].map(|voice| self.names.expert(&voice.title))
    }

    /// Groups that fail together; where there are none, the market alone.
    pub fn groups(self, ids: &[String]) -> String {
        let names = ids.iter().map(|id| self.names.group(id));
        names.reduce(|all, name| format!("{all} + {name}")).unwrap_or_else(|| say!(self.tongue, "reverse-market-alone"))
    }
}
