//! Plain arrays in double precision.
//!
//! Where the processor has no fused multiply-add the platform's function is called for every number: an
//! audit may take its time.

use std::ops::{Add, Div, Mul, Sub};

use super::{MANTISSA_DOUBLE, Machine, SQRT_HALF_BITS_DOUBLE};

const WIDTH: usize = 8;

/// The machine that every processor is.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlainDouble;

/// Numbers side by side.
#[derive(Clone, Copy, Debug)]
pub struct Reals([f64; WIDTH]);

/// Words side by side.
#[derive(Clone, Copy, Debug)]
pub struct Words([u32; WIDTH]);

macro_rules! lane_by_lane {
    ($($operator:ident $method:ident $symbol:tt),*) => {
        $(impl $operator for Reals {
            type Output = Self;

            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                Self(std::array::from_fn(|lane| self.0[lane] $symbol other.0[lane]))
            }
        })*
    };
}

lane_by_lane!(Add add +, Sub sub -, Mul mul *, Div div /);

#[inline(always)]
fn reals(value: impl FnMut(usize) -> f64) -> Reals {
    Reals(std::array::from_fn(value))
}

#[inline(always)]
fn words(value: impl FnMut(usize) -> u32) -> Words {
    Words(std::array::from_fn(value))
}

impl Machine for PlainDouble {
    type Scalar = f64;
    type Reals = Reals;
    type Words = Words;
    type Mask = [bool; WIDTH];
    const WIDTH: usize = WIDTH;

    #[inline(always)]
    fn splat(self, value: f64) -> Reals {
        Reals([value; WIDTH])
    }

    #[inline(always)]
    fn load(self, from: &[f64]) -> Reals {
        reals(|lane| from[lane])
    }

    #[inline(always)]
    fn store(self, value: Reals, into: &mut [f64]) {
        into[..WIDTH].copy_from_slice(&value.0);
    }

    #[inline(always)]
    fn mul_add(self, a: Reals, b: Reals, c: Reals) -> Reals {
        reals(|lane| a.0[lane].mul_add(b.0[lane], c.0[lane]))
    }

    #[inline(always)]
    fn sub_mul(self, c: Reals, a: Reals, b: Reals) -> Reals {
        reals(|lane| (-a.0[lane]).mul_add(b.0[lane], c.0[lane]))
    }

    #[inline(always)]
    fn sqrt(self, value: Reals) -> Reals {
        reals(|lane| value.0[lane].sqrt())
    }

    #[inline(always)]
    fn max(self, a: Reals, b: Reals) -> Reals {
        reals(|lane| if a.0[lane] > b.0[lane] { a.0[lane] } else { b.0[lane] })
    }

    #[inline(always)]
    fn min(self, a: Reals, b: Reals) -> Reals {
        reals(|lane| if a.0[lane] < b.0[lane] { a.0[lane] } else { b.0[lane] })
    }

    #[inline(always)]
    fn round(self, value: Reals) -> Reals {
        reals(|lane| value.0[lane].round_ties_even())
    }

    #[inline(always)]
    fn scale(self, value: Reals, exponent: Reals) -> Reals {
        let shifted = |lane: usize| value.0[lane].to_bits().wrapping_add(((exponent.0[lane] as i64) << 52) as u64);
        reals(|lane| f64::from_bits(shifted(lane)))
    }

    #[inline(always)]
    fn split(self, value: Reals) -> (Reals, Reals) {
        let shifted = |lane: usize| value.0[lane].to_bits().wrapping_sub(SQRT_HALF_BITS_DOUBLE);
        let mantissa =
            |lane: usize| f64::from_bits((shifted(lane) & MANTISSA_DOUBLE).wrapping_add(SQRT_HALF_BITS_DOUBLE));
        (reals(mantissa), reals(|lane| ((shifted(lane) as i64) >> 52) as f64))
    }

    #[inline(always)]
    fn above(self, a: Reals, b: Reals) -> [bool; WIDTH] {
        std::array::from_fn(|lane| a.0[lane] > b.0[lane])
    }

    #[inline(always)]
    fn select(self, mask: [bool; WIDTH], yes: Reals, no: Reals) -> Reals {
        reals(|lane| if mask[lane] { yes.0[lane] } else { no.0[lane] })
    }

    #[inline(always)]
    fn bits(self, mask: [bool; WIDTH]) -> u32 {
        mask.iter().rev().fold(0, |bits, yes| bits << 1 | u32::from(*yes))
    }

    #[inline(always)]
    fn load_words(self, from: &[u32]) -> Words {
        words(|lane| from[lane])
    }

    #[inline(always)]
    fn store_words(self, words: Words, into: &mut [u32]) {
        into[..WIDTH].copy_from_slice(&words.0);
    }

    #[inline(always)]
    fn add_words(self, a: Words, b: Words) -> Words {
        words(|lane| a.0[lane].wrapping_add(b.0[lane]))
    }

    #[inline(always)]
    fn mul_words(self, a: Words, b: Words) -> Words {
        words(|lane| a.0[lane].wrapping_mul(b.0[lane]))
    }

    #[inline(always)]
    fn splat_word(self, word: u32) -> Words {
        Words([word; WIDTH])
    }

    #[inline(always)]
    fn xor(self, a: Words, b: Words) -> Words {
        words(|lane| a.0[lane] ^ b.0[lane])
    }

    #[inline(always)]
    fn shift_left<const BITS: u32>(self, value: Words) -> Words {
        words(|lane| value.0[lane] << BITS)
    }

    #[inline(always)]
    fn shift_right<const BITS: u32>(self, value: Words) -> Words {
        words(|lane| value.0[lane] >> BITS)
    }

    #[inline(always)]
    fn rotate<const BITS: u32, const REST: u32>(self, value: Words) -> Words {
        words(|lane| value.0[lane].rotate_left(BITS))
    }

    #[inline(always)]
    fn signed(self, value: Words) -> Reals {
        reals(|lane| f64::from(value.0[lane] as i32))
    }

    #[inline(always)]
    fn whole(self, value: Reals) -> Words {
        words(|lane| value.0[lane] as i32 as u32)
    }

    #[inline(always)]
    fn gather(self, table: &[f64], places: Words) -> Reals {
        reals(|lane| table[(places.0[lane] as usize).min(table.len() - 1)])
    }
}
