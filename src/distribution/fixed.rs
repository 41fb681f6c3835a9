//! One value, always.

/// The law of a number that is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fixed {
    value: f64,
}

impl Fixed {
    /// Makes the law from its one value, finite.
    #[must_use]
    pub const fn new(value: f64) -> Self {
        Self { value }
    }

    /// The value, whatever `u`.
    #[must_use]
    pub const fn quantile(&self, _u: f64) -> f64 {
        self.value
    }

    /// The value.
    #[must_use]
    pub const fn mean(&self) -> f64 {
        self.value
    }

    /// min(value, cap).
    #[must_use]
    pub const fn expected_minimum(&self, cap: f64) -> f64 {
        self.value.min(cap)
    }
}

#[cfg(test)]
mod tests {
    use crate::distribution::{Law, law};

    #[test]
    fn obeys_the_law() {
        law::obeys(&Law::fixed(0.4));
    }
}
