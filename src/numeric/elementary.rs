//! Exponential and logarithm from exact operations only: the same bits everywhere.
//!
//! Written so that a loop over a slice becomes vector code: no branch, no table, no call. The
//! polynomials are Chebyshev fits made with 60 digits; the tests hold them against `libm`.

use std::f64::consts::{LN_2, LOG2_E};

/// Coefficients of ln((1+s)/(1−s))/(2s) in s².
const LN: [f64; 9] = [
    1.0,
    0.333_333_333_333_333_3,
    0.200_000_000_000_037_5,
    0.142_857_142_844_087_65,
    0.111_111_113_385_811_37,
    0.090_908_868_598_663_32,
    0.076_935_808_585_310_21,
    0.066_243_726_799_412_82,
    0.066_311_321_465_030_59,
];

/// Coefficients of 2^x on [−½, ½].
pub(in crate::numeric) const EXP2: [f64; 12] = [
    1.0,
    LN_2,
    0.240_226_506_959_101_58,
    0.055_504_108_664_821_625,
    0.009_618_129_107_587_256,
    0.001_333_355_814_640_647,
    0.000_154_035_304_637_243_53,
    1.525_273_384_155_677_3e-05,
    1.321_543_253_591_237_5e-06,
    1.017_805_708_773_394_1e-07,
    7.074_194_297_288_521e-09,
    4.455_817_908_336_064_5e-10,
];

/// Adding this to a number of at most 2⁵¹ leaves its nearest whole number in the low bits.
const ROUND: f64 = 6_755_399_441_055_744.0;
const SQRT_HALF_BITS: u64 = 0x3fe6_a09e_667f_3bcd;
const ONE_BITS: u64 = 0x3ff0_0000_0000_0000;
const MANTISSA: u64 = 0x000f_ffff_ffff_ffff;
/// 2⁵² as bits: or-ing a small whole number into it makes that number plus 2⁵².
const WHOLE_BITS: u64 = 0x4330_0000_0000_0000;

/// Even and odd powers in two chains, so that neither waits for the other.
#[inline(always)]
fn polynomial<const N: usize>(coefficients: &[f64; N], x: f64) -> f64 {
    let square = x * x;
    let (mut even_power, mut odd_power) = ((N - 1) & !1, (N - 2) | 1);
    let (mut even, mut odd) = (coefficients[even_power], coefficients[odd_power]);
    while even_power > 0 {
        even_power -= 2;
        even = even * square + coefficients[even_power];
    }
    while odd_power > 1 {
        odd_power -= 2;
        odd = odd * square + coefficients[odd_power];
    }
    even + x * odd
}

/// Natural logarithm of a positive normal number, to about 2 units in the last place.
#[inline(always)]
#[must_use]
pub fn ln(x: f64) -> f64 {
    // x = mantissa · 2^exponent with the mantissa in [√½, √2).
    let shifted = x.to_bits().wrapping_add(ONE_BITS - SQRT_HALF_BITS);
    let exponent = f64::from_bits((shifted >> 52) | WHOLE_BITS) - (4_503_599_627_370_496.0 + 1023.0);
    let mantissa = f64::from_bits((shifted & MANTISSA).wrapping_add(SQRT_HALF_BITS));
    let f = mantissa - 1.0;
    let s = f / (f + 2.0);
    exponent * LN_2 + (s + s) * polynomial(&LN, s * s)
}

/// e^x for |x| up to 708, beyond which it stays there, to about 2 units in the last place near 0.
#[inline(always)]
#[must_use]
pub fn exp(x: f64) -> f64 {
    let x = x.clamp(-708.0, 708.0);
    let scaled = x * LOG2_E;
    let rounded = scaled + ROUND;
    let whole = rounded - ROUND;
    let power = polynomial(&EXP2, scaled - whole);
    f64::from_bits(power.to_bits().wrapping_add(rounded.to_bits() << 52))
}

/// A word as a number evenly spread over (0, 1): an odd multiple of 2⁻⁵³.
#[inline(always)]
#[must_use]
pub fn unit(word: u64) -> f64 {
    f64::from_bits((word >> 12) | ONE_BITS) - (1.0 - f64::EPSILON / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worst(range: impl Iterator<Item = f64>, ours: impl Fn(f64) -> f64, exact: impl Fn(f64) -> f64) -> f64 {
        range.map(|x| ((ours(x) - exact(x)) / exact(x).abs().max(1e-300)).abs()).fold(0.0, f64::max)
    }

    #[test]
    fn the_logarithm_is_right_to_the_last_digits() {
        let tiny_to_huge = (-1000..1000).map(|k| libm::exp(f64::from(k) * 0.7) * 1.000_1);
        assert!(worst(tiny_to_huge, ln, libm::log) < 1e-15);
        let near_one = (1..1000).map(|k| 1.0 - f64::from(k) * 3e-5);
        assert!(worst(near_one, ln, libm::log) < 2e-15);
    }

    #[test]
    fn the_exponential_is_right_to_the_last_digits() {
        let small = (-10_000..10_000).map(|k| f64::from(k) * 1e-4);
        assert!(worst(small, exp, libm::exp) < 1e-15);
        let wide = (-700..700).map(f64::from);
        assert!(worst(wide, exp, libm::exp) < 2e-13);
        assert_eq!(exp(0.0), 1.0);
    }

    #[test]
    fn a_unit_is_never_0_or_1() {
        assert!(unit(0) > 0.0 && unit(u64::MAX) < 1.0);
        assert_eq!(unit(0), 1.0 - unit(u64::MAX));
    }
}
