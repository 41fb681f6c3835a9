//! Plain arrays, for processors without wide vectors of their own kind here.

use std::ops::{Add, Div, Mul, Sub};

use super::{MANTISSA, Machine, SQRT_HALF_BITS};

const WIDTH: usize = 8;

/// The machine that every processor is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Plain;

/// Numbers side by side.
#[derive(Clone, Copy, Debug)]
pub struct Reals([f32; WIDTH]);

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
fn reals(value: impl FnMut(usize) -> f32) -> Reals {
    Reals(std::array::from_fn(value))
}

#[inline(always)]
fn words(value: impl FnMut(usize) -> u32) -> Words {
    Words(std::array::from_fn(value))
}

/// a·b + c, rounded once. Where the processor has no instruction for it the platform's function would
/// be called for every number, so it goes by way of double precision: a·b is exact there, and rounding
/// the sum twice does harm only where it stands just between two numbers, or has fewer digits.
#[inline(always)]
fn fused(a: Reals, b: Reals, c: Reals) -> Reals {
    const BETWEEN: u64 = 0x1000_0000;
    const LOST: u64 = 0x1fff_ffff;
    if cfg!(any(target_feature = "fma", target_arch = "aarch64")) {
        return reals(|lane| a.0[lane].mul_add(b.0[lane], c.0[lane]));
    }
    let product = |lane: usize| f64::from(a.0[lane]) * f64::from(b.0[lane]);
    let sums: [f64; WIDTH] = std::array::from_fn(|lane| product(lane) + f64::from(c.0[lane]));
    let is_doubtful = |sum: &f64| {
        let is_small = sum.abs() < f64::from(f32::MIN_POSITIVE) && *sum != 0.0;
        (sum.to_bits() & LOST == BETWEEN) | is_small
    };
    if sums.iter().fold(false, |any, sum| any | is_doubtful(sum)) {
        return reals(|lane| a.0[lane].mul_add(b.0[lane], c.0[lane]));
    }
    reals(|lane| sums[lane] as f32)
}

impl Machine for Plain {
    type Scalar = f32;
    type Reals = Reals;
    type Words = Words;
    type Mask = [bool; WIDTH];
    const WIDTH: usize = WIDTH;

    #[inline(always)]
    fn splat(self, value: f32) -> Reals {
        Reals([value; WIDTH])
    }

    #[inline(always)]
    fn load(self, from: &[f32]) -> Reals {
        reals(|lane| from[lane])
    }

    #[inline(always)]
    fn store(self, value: Reals, into: &mut [f32]) {
        into[..WIDTH].copy_from_slice(&value.0);
    }

    #[inline(always)]
    fn mul_add(self, a: Reals, b: Reals, c: Reals) -> Reals {
        fused(a, b, c)
    }

    #[inline(always)]
    fn sub_mul(self, c: Reals, a: Reals, b: Reals) -> Reals {
        fused(reals(|lane| -a.0[lane]), b, c)
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
        let shifted = |lane: usize| value.0[lane].to_bits().wrapping_add(((exponent.0[lane] as i32) << 23) as u32);
        reals(|lane| f32::from_bits(shifted(lane)))
    }

    #[inline(always)]
    fn split(self, value: Reals) -> (Reals, Reals) {
        let shifted = words(|lane| value.0[lane].to_bits().wrapping_sub(SQRT_HALF_BITS));
        let mantissa = |lane: usize| f32::from_bits((shifted.0[lane] & MANTISSA).wrapping_add(SQRT_HALF_BITS));
        (reals(mantissa), reals(|lane| ((shifted.0[lane] as i32) >> 23) as f32))
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
        reals(|lane| value.0[lane] as i32 as f32)
    }

    #[inline(always)]
    fn whole(self, value: Reals) -> Words {
        words(|lane| value.0[lane] as i32 as u32)
    }

    #[inline(always)]
    fn gather(self, table: &[f32], places: Words) -> Reals {
        reals(|lane| table[(places.0[lane] as usize).min(table.len() - 1)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::rngs::Xoshiro256PlusPlus;
    use rand::{RngExt, SeedableRng};

    #[test]
    fn a_fused_multiply_add_is_rounded_once() {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(3);
        // Any numbers, then such with few digits, whose sums fall between two numbers.
        let masks = [u32::MAX, 0xffff_f000, 0xff80_7000];
        for mask in masks.iter().cycle().take(300_000) {
            let mut number = || f32::from_bits(random.random::<u32>() & mask);
            let (a, b, c) = (number(), number(), number());
            let ours = fused(Reals([a; WIDTH]), Reals([b; WIDTH]), Reals([c; WIDTH])).0[0];
            let exact = a.mul_add(b, c);
            assert!(ours.to_bits() == exact.to_bits() || ours.is_nan() && exact.is_nan(), "{a}·{b} + {c}");
        }
        let halfway =
            fused(Reals([1.0 + f32::EPSILON; WIDTH]), Reals([1.0 + f32::EPSILON; WIDTH]), Reals([0.0; WIDTH]));
        assert_eq!(halfway.0[0], (1.0 + f32::EPSILON).mul_add(1.0 + f32::EPSILON, 0.0));
    }
}
