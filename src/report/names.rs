//! Names that people know things by.

use super::escape::printable;
use super::language::{Tongue, say};
use crate::assessment::{Named, Register};

/// Looks up names by id.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    names: &'a [Named],
    tongue: Tongue,
    /// Whether long names are cut.
    brief: bool,
}

/// A failure as a terminal tells it by itself: `insolvency of Binance`. A mode is known by its id, which is its kind
/// unless the scenario says otherwise.
#[must_use]
pub fn failure_in_english(who: &str, mode: &str) -> String {
    Names::of(&[], Tongue::english()).failure(who, mode)
}

/// The same as a condition, which suits one firm and many: `if Binance should become insolvent`.
#[must_use]
pub fn if_failure_in_english(who: &str, mode: &str) -> String {
    Names::of(&[], Tongue::english()).if_failure(who, mode)
}

impl<'a> Names<'a> {
    /// Names of one register.
    pub fn new(register: &'a Register, tongue: Tongue) -> Self {
        Self::of(&register.names, tongue)
    }

    /// These names.
    pub const fn of(names: &'a [Named], tongue: Tongue) -> Self {
        Self { names, tongue, brief: false }
    }

    /// The same, each of at most 40 letters.
    pub const fn brief(self) -> Self {
        Self { brief: true, ..self }
    }

    /// What speaks.
    pub const fn tongue(self) -> Tongue {
        self.tongue
    }

    /// Name of a reserve.
    pub fn reserve(self, id: &str) -> String {
        self.find("reserve", id)
    }

    /// Name of an expert, as the expert's file has it.
    pub fn expert(self, title: &str) -> String {
        let name = printable(title);
        if self.brief { shortened(&name) } else { name }
    }

    /// Name of a group.
    pub fn group(self, id: &str) -> String {
        self.find("group", id)
    }

    /// Name of a counterparty.
    pub fn counterparty(self, id: &str) -> String {
        self.find("counterparty", id)
    }

    /// Name of an asset.
    pub fn asset(self, id: &str) -> String {
        self.find("asset", id)
    }

    /// A way to fail: `insolvency`; one that only its scenario knows is told by its id, between quotes.
    pub fn mode(self, mode: &str) -> String {
        let id = format!("mode-{mode}");
        if self.tongue.knows(&id) { say!(self.tongue, &id) } else { self.quoted(mode) }
    }

    /// A failure told by itself: `insolvency of Binance`. A mode is known by its id, which is its kind unless the
    /// scenario says otherwise.
    pub fn failure(self, who: &str, mode: &str) -> String {
        let id = format!("failure-{mode}");
        self.told(if self.tongue.knows(&id) { &id } else { "failure-unknown" }, who, mode)
    }

    /// The same as a condition: `if Binance should become insolvent`.
    pub fn if_failure(self, who: &str, mode: &str) -> String {
        let id = format!("if-failure-{mode}");
        self.told(if self.tongue.knows(&id) { &id } else { "if-failure-unknown" }, who, mode)
    }

    fn told(self, id: &str, who: &str, mode: &str) -> String {
        let mode = self.quoted(mode);
        // Not every message names the mode.
        say!(self.tongue, id, who = who, mode = mode)
    }

    fn quoted(self, id: &str) -> String {
        say!(self.tongue, "quoted", name = printable(id))
    }

    fn find(self, what: &str, id: &str) -> String {
        let named = self.names.iter().find(|named| named.what == what && named.id == id);
        match (named, id) {
            // Not capitalised: it stands within sentences.
            (_, "self") => say!(self.tongue, "own-keys"),
            (Some(named), _) if self.brief => shortened(&printable(&named.name)),
            (Some(named), _) => printable(&named.name),
            (None, "other") => say!(self.tongue, "all-others"),
            (None, _) => printable(id),
        }
    }
}

/// A name of at most 40 letters.
pub(super) fn shortened(name: &str) -> String {
    if name.chars().count() <= 40 {
        return name.to_owned();
    }
    let kept: String = name.chars().take(39).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_told_of_one_firm_as_of_many_and_an_unknown_mode_by_its_id() {
        assert_eq!(if_failure_in_english("Two banks", "insolvency"), "if Two banks should become insolvent");
        assert_eq!(if_failure_in_english("Binance", "insolvency-2"), "if Binance should fail (“insolvency-2”)");
        assert_eq!(failure_in_english("own keys", "lost"), "loss of own keys");
    }
}
