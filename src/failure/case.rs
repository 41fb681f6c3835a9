//! One path under one change.

use crate::failure::plan::FailurePlan;
use crate::units::GroupIndex;

/// What removal changes in the failure process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// No member of this group fails.
    pub spared: Option<GroupIndex>,
    /// Links to members of this group never fire.
    pub unlinked: Option<GroupIndex>,
}

/// One way in which a path's failures go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// Which path of the block.
    pub lane: usize,
    /// What is changed.
    pub change: Change,
}

impl Change {
    /// Whether a counterparty is kept from failing.
    pub fn spares(self, plan: &FailurePlan, counterparty: usize) -> bool {
        self.spared.is_some_and(|group| group == plan.parts().counterparties[counterparty].group)
    }
}
