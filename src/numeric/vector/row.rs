//! One number for each path of a block.

use super::Scalar;

/// Paths that stand side by side in a block: two of the widest vectors of single precision.
pub const LANES: usize = 32;

/// One number for each path of a block.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(C, align(64))]
pub struct Row<S>(pub [S; LANES]);

/// One word for each path of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C, align(64))]
pub struct WordRow(pub [u32; LANES]);

impl<S: Scalar> Row<S> {
    /// The same number for every path.
    #[must_use]
    pub const fn splat(value: S) -> Self {
        Self([value; LANES])
    }

    /// From the first lane of a vector on.
    #[inline(always)]
    #[must_use]
    pub fn from(&self, lane: usize) -> &[S] {
        &self.0[lane..]
    }

    /// From the first lane of a vector on.
    #[inline(always)]
    pub fn from_mut(&mut self, lane: usize) -> &mut [S] {
        &mut self.0[lane..]
    }
}

impl<S: Scalar> Default for Row<S> {
    fn default() -> Self {
        Self::splat(S::default())
    }
}

impl Default for WordRow {
    fn default() -> Self {
        Self([0; LANES])
    }
}
