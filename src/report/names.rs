//! Names that people know things by.

use super::escape::printable;
use crate::assessment::Register;

/// Looks up names by id.
#[derive(Clone, Copy)]
pub(super) struct Names<'a>(&'a Register);

impl<'a> Names<'a> {
    /// Names of one register.
    pub const fn new(register: &'a Register) -> Self {
        Self(register)
    }

    /// Name of a reserve.
    pub fn reserve(self, id: &str) -> String {
        self.find("reserve", id)
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

    fn find(self, what: &str, id: &str) -> String {
        let named = self.0.names.iter().find(|named| named.what == what && named.id == id);
        match (named, id) {
            // Not capitalised: it stands within sentences.
            (_, "self") => "own keys".to_owned(),
            (Some(named), _) => printable(&named.name),
            (None, "other") => "all others".to_owned(),
            (None, _) => printable(id),
        }
    }
}
