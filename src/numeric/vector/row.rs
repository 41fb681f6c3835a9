//! One number for each path of a block.

/// Paths that stand side by side in a block: two of the widest vectors.
pub const LANES: usize = 32;

/// One number for each path of a block.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(C, align(64))]
pub struct Row(pub [f32; LANES]);

/// One word for each path of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C, align(64))]
pub struct WordRow(pub [u32; LANES]);

impl Row {
    /// The same number for every path.
    #[must_use]
    pub const fn splat(value: f32) -> Self {
        Self([value; LANES])
    }

    /// From the first lane of a vector on.
    #[inline(always)]
    #[must_use]
    pub fn from(&self, lane: usize) -> &[f32] {
        &self.0[lane..]
    }

    /// From the first lane of a vector on.
    #[inline(always)]
    pub fn from_mut(&mut self, lane: usize) -> &mut [f32] {
        &mut self.0[lane..]
    }
}

impl Default for Row {
    fn default() -> Self {
        Self::splat(0.0)
    }
}

impl Default for WordRow {
    fn default() -> Self {
        Self([0; LANES])
    }
}
