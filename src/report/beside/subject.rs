//! What chart, tables and page of a comparison say alike.

use crate::assessment::at_headline_level;
use crate::pairing::{NotPaired, PairBeside, SideBySide, SideFacts};
use crate::report::escape::printable;
use crate::report::language::{Tongue, say};
use crate::report::look::Style;
use crate::statistics::Estimate;

/// A comparison, and how it is shown.
#[derive(Clone, Copy)]
pub(in crate::report) struct Beside<'a> {
    /// The figures.
    pub found: &'a SideBySide,
    /// How they are shown.
    pub style: Style,
}

impl<'a> Beside<'a> {
    /// What speaks.
    pub const fn tongue(self) -> Tongue {
        self.style.tongue
    }

    /// A reserve with the letter of its side: `A, Half and half`.
    pub fn reserve(self, side: char, id: &str) -> String {
        let named = self.found.reserves.iter().find(|reserve| reserve.side == side && reserve.id == id);
        format!("{side}, {}", named.map_or_else(|| printable(id), |reserve| printable(&reserve.name)))
    }

    /// The level that is told where there is room for one.
    pub fn level(self) -> Option<f64> {
        let levels = self.found.pairs.iter().find_map(|pair| pair.figures.es_difference.as_deref())?;
        at_headline_level(levels).map(|figure| figure.level)
    }

    /// The difference of ES of a pair at that level, where it is told.
    pub fn shortfall(self, pair: &PairBeside) -> Option<Estimate> {
        let level = self.level()?;
        let figure = pair.figures.es_difference.as_ref()?.iter().find(|figure| figure.level == level)?;
        Some(figure.estimate).filter(|estimate| estimate.value.is_finite())
    }

    /// The pairs of which anything is told; those first that differ most.
    pub fn leading(self) -> Vec<&'a PairBeside> {
        let size = |pair: &PairBeside| {
            let told = self.shortfall(pair).or(pair.cost_difference_per_year);
            told.map_or(0.0, |estimate| estimate.value.abs())
        };
        let is_told = |pair: &&PairBeside| self.shortfall(pair).or(pair.cost_difference_per_year).is_some();
        let mut pairs: Vec<&PairBeside> = self.found.pairs.iter().filter(is_told).collect();
        pairs.sort_by(|a, b| size(b).total_cmp(&size(a)));
        pairs
    }

    /// `A is output/one, B is two`.
    pub fn sides(self) -> String {
        let named = self.found.sides.iter().map(|side| {
            say!(self.tongue(), "compare-side-is", side = side.letter.to_string(), name = printable(&side.name))
        });
        named.collect::<Vec<_>>().join(", ")
    }

    /// Which sides see the same paths, and which don't and why.
    pub fn agreement(self) -> Vec<String> {
        let told = |found: &crate::pairing::Match| {
            let (a, b) = (found.a.to_string(), found.b.to_string());
            if found.paired {
                return say!(self.tongue(), "compare-paired", a = a, b = b);
            }
            let why: Vec<String> = found.why_not.iter().map(|why| self.reason(why)).collect();
            say!(self.tongue(), "compare-not-paired", a = a, b = b, why = why.join("; "))
        };
        self.found.matches.iter().map(told).collect()
    }

    fn reason(self, why: &NotPaired) -> String {
        let unlike =
            |id: &str, one: u64, other: u64| say!(self.tongue(), id, one = one.to_string(), other = other.to_string());
        match why {
            NotPaired::Seeds(one, other) => unlike("compare-unlike-seeds", *one, *other),
            NotPaired::Paths(one, other) => unlike("compare-unlike-paths", *one, *other),
            NotPaired::Horizons(one, other) => unlike("compare-unlike-horizons", *one, *other),
            NotPaired::Steps(one, other) => unlike("compare-unlike-steps", *one, *other),
            NotPaired::Assets => say!(self.tongue(), "compare-unlike-assets"),
            NotPaired::Price(asset) => say!(self.tongue(), "compare-unlike-price", asset = printable(asset)),
            NotPaired::Laws => say!(self.tongue(), "compare-unlike-laws"),
            NotPaired::KeptPaths => say!(self.tongue(), "compare-unlike-kept-paths"),
        }
    }

    /// From which runs it comes.
    pub fn source(self) -> String {
        let of = |side: &SideFacts| {
            let hash: String = side.scenario.hash.chars().take(8).collect();
            say!(
                self.tongue(),
                "compare-source-side",
                side = side.letter.to_string(),
                scenario = printable(&side.scenario.name),
                hash = hash,
                seed = side.seed.to_string(),
                paths = side.paths
            )
        };
        let sides: Vec<String> = self.found.sides.iter().map(of).collect();
        say!(self.tongue(), "compare-source", version = self.found.version, sides = sides.join("; "))
    }
}
