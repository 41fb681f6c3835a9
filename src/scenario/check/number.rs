//! Numbers in the range that their meaning allows.

use crate::scenario::source::{Fault, Span};
use crate::scenario::text::{Placed, RangedNumber};
use crate::units::{Amount, Fraction, Level, Probability};

/// A number of the file, ranged or not.
pub(super) trait Stated {
    fn number(&self) -> f64;
    fn place(&self) -> Span;
}

impl Stated for Placed<f64> {
    fn number(&self) -> f64 {
        self.value
    }

    fn place(&self) -> Span {
        self.span
    }
}

impl Stated for Placed<RangedNumber> {
    fn number(&self) -> f64 {
        self.value.0
    }

    fn place(&self) -> Span {
        self.span
    }
}

/// A finite number for which `inside` holds; `wanted` says what that is.
pub(super) fn number(stated: &impl Stated, wanted: &str, inside: impl Fn(f64) -> bool) -> Result<f64, Fault> {
    let number = stated.number();
    if number.is_finite() && inside(number) {
        return Ok(number);
    }
    Err(Fault::new(format!("{} came where {wanted} is wanted", written(number))).at(stated.place()))
}

/// A number as people write it: without rows of zeros.
fn written(number: f64) -> String {
    let plain = number == 0.0 || (1e-6..1e15).contains(&number.abs());
    if plain { number.to_string() } else { format!("{number:e}") }
}

macro_rules! checked {
    ($($(#[$doc:meta])* $name:ident: $type:ident,)*) => {
        $($(#[$doc])* pub(super) fn $name(stated: &impl Stated) -> Result<f64, Fault> {
            let checked = $type::try_from(stated.number());
            checked.map($type::get).map_err(|error| Fault::new(error.to_string()).at(stated.place()))
        })*
    };
}

checked! {
    /// A probability in [0, 1].
    probability: Probability,
    /// A share in [0, 1].
    fraction: Fraction,
    /// 0 or more.
    amount: Amount,
    /// A level in (0, 1).
    level: Level,
}

/// Any finite number.
pub(super) fn finite(stated: &impl Stated) -> Result<f64, Fault> {
    number(stated, "a finite number", |_| true)
}

/// The smallest number by which others are divided: the largest over it is a number still.
const SMALLEST: f64 = 1e-100;

/// A number above 0.
pub(super) fn positive(stated: &impl Stated) -> Result<f64, Fault> {
    number(stated, "a number above 0", |number| number >= SMALLEST)
}

/// A whole number from 1.
pub(super) fn whole<N: Copy + Into<u64>>(stated: &Placed<N>, what: &str) -> Result<N, Fault> {
    if stated.value.into() > 0 { Ok(stated.value) } else { Err(stated.fault(format!("0 {what}: write 1 or more"))) }
}
