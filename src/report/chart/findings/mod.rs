//! Charts of answers to what the fund should do.

pub(in crate::report) mod break_even;
pub(in crate::report) mod limits;
pub(in crate::report) mod optimise;
pub(in crate::report) mod reverse;
pub(in crate::report) mod sensitivity;
pub(in crate::report) mod sweep;
pub(in crate::report) mod what_if;

use super::Words;
use crate::report::terms::Subject;

impl Subject<'_> {
    /// The words of a chart.
    pub fn words(self, title: String, subtitle: String, alt: String, note: String) -> Words {
        let scenario_hash = self.ground.scenario.hash.clone();
        Words { title, subtitle, alt, source: self.source(), note, scenario_hash }
    }
}
