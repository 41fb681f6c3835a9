//! The same functions in single precision, for the daily draws of the market: twice as many lanes a
//! vector, and shorter polynomials. Sums and prices stay in double precision.
//!
//! Exact operations only, no branch, no table: a loop over a slice becomes vector code, and every
//! machine gives the same bits.

use std::f32::consts::{LN_2, LOG2_E};

/// Coefficients of ln(1+f)/f in f on [√½−1, √2−1].
const LN: [f32; 9] = [
    0.999_999_97,
    -0.499_999_96,
    0.333_341_93,
    -0.250_013_52,
    0.199_559_33,
    -0.165_779_93,
    0.149_774_01,
    -0.142_692_58,
    0.085_333_13,
];
/// Coefficients of sin(πx)/x in x² on [−½, ½].
const SIN_PI: [f32; 5] = [std::f32::consts::PI, -5.167_71, 2.550_077_4, -0.598_290_4, 0.077_655_91];
/// Coefficients of cos(πx) in x² on [−½, ½].
const COS_PI: [f32; 5] = [0.999_999_95, -4.934_803, 4.058_411, -1.331_873, 0.219_682_42];
/// Coefficients of (e^f − 1 − f)/f² in f on [−ln2/2, ln2/2]: Taylor's, for the next term is below a
/// unit in the last place.
const EXP_M1: [f32; 6] = [0.5, 1.0 / 6.0, 1.0 / 24.0, 1.0 / 120.0, 1.0 / 720.0, 1.0 / 5040.0];

/// Adding this to a number of at most 2²² leaves its nearest whole number in the low bits.
const ROUND: f32 = 12_582_912.0;
const SQRT_HALF_BITS: u32 = 0x3f35_04f3;
const MANTISSA: u32 = 0x007f_ffff;
const ONE_BITS: u32 = 0x3f80_0000;
/// ln 2 in two parts, the first with zeros at its end, so that whole multiples of it are exact.
const LN_2_HIGH: f32 = 0.693_359_4;
const LN_2_LOW: f32 = -2.121_944_4e-4;
/// The largest number below 1.
const BELOW_ONE: f32 = 1.0 - f32::EPSILON / 2.0;

/// Even and odd powers in two chains, so that neither waits for the other.
#[inline(always)]
fn polynomial<const N: usize>(coefficients: &[f32; N], x: f32) -> f32 {
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

/// x = mantissa · 2^exponent with the mantissa in [√½, √2).
#[inline(always)]
fn split(x: f32) -> (f32, f32) {
    let shifted = x.to_bits().wrapping_sub(SQRT_HALF_BITS);
    let exponent = ((shifted as i32) >> 23) as f32;
    (f32::from_bits((shifted & MANTISSA).wrapping_add(SQRT_HALF_BITS)), exponent)
}

/// Natural logarithm of a positive normal number.
#[inline(always)]
#[must_use]
pub fn ln(x: f32) -> f32 {
    let (mantissa, exponent) = split(x);
    let f = mantissa - 1.0;
    exponent * LN_2 + f * polynomial(&LN, f)
}

/// −ln(1 − s) for s in (0, 1), with all digits where s is small.
#[inline(always)]
#[must_use]
pub fn negative_ln_1m(s: f32) -> f32 {
    let (mantissa, exponent) = split(1.0 - s);
    // Where 1 − s is near 1 its rounding would eat the digits of s: take s itself.
    let f = if exponent > -0.5 { -s } else { mantissa - 1.0 };
    -(exponent * LN_2 + f * polynomial(&LN, f))
}

/// e^x − 1 for |x| up to 80, beyond which it stays there, with all digits where x is small.
#[inline(always)]
#[must_use]
pub fn exp_m1(x: f32) -> f32 {
    let x = x.clamp(-80.0, 80.0);
    let rounded = x * LOG2_E + ROUND;
    let whole = rounded - ROUND;
    let f = (x - whole * LN_2_HIGH) - whole * LN_2_LOW;
    let growth = f + f * f * polynomial(&EXP_M1, f);
    let power = f32::from_bits(ONE_BITS.wrapping_add(rounded.to_bits() << 23));
    power * growth + (power - 1.0)
}

/// A word as a number spread over (0, 1], in fine steps near 0.
#[inline(always)]
#[must_use]
pub fn unit(word: u32) -> f32 {
    ((word >> 1) as i32 as f32) * (1.0 / 2_147_483_648.0) + 1.0 / 4_294_967_296.0
}

/// A word as a number spread over (0, 1), never 1.
#[inline(always)]
#[must_use]
pub fn open_unit(word: u32) -> f32 {
    unit(word).min(BELOW_ONE)
}

/// Two independent standard normals from two words (Box and Muller 1958).
#[inline(always)]
#[must_use]
pub fn normal_pair(radius: u32, angle: u32) -> (f32, f32) {
    let length = (-2.0 * ln(unit(radius))).max(0.0).sqrt();
    // Half turns in [−½, ½), doubled by sin 2θ = 2·sin θ·cos θ and cos 2θ = 1 − 2·sin² θ.
    let x = (angle as i32 as f32) * (1.0 / 4_294_967_296.0);
    let square = x * x;
    let (sine, cosine) = (x * polynomial(&SIN_PI, square), polynomial(&COS_PI, square));
    let twice = sine + sine;
    (length * (twice * cosine), length * (1.0 - twice * sine))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Largest error over `xs`, relative to the exact value.
    fn worst(xs: impl Iterator<Item = f32>, ours: impl Fn(f32) -> f32, exact: impl Fn(f64) -> f64) -> f64 {
        let error = |x: f32| {
            let wanted = exact(f64::from(x));
            if wanted == 0.0 { f64::from(ours(x)).abs() } else { (f64::from(ours(x)) / wanted - 1.0).abs() }
        };
        xs.map(error).fold(0.0, f64::max)
    }

    #[test]
    fn logarithms_have_seven_digits() {
        let small = || (1..2000).map(|k| 2.0_f32.powi(-(k % 31)) * (1.0 + (k as f32) * 3e-4).min(1.9) / 2.0);
        assert!(worst(small(), ln, libm::log) < 3e-6, "ln near 1 is a small difference");
        assert!(worst(small().filter(|x| *x < 0.999), negative_ln_1m, |s| -libm::log1p(-s)) < 4e-7);
    }

    #[test]
    fn growth_has_seven_digits_however_small() {
        let wide = (-4000..4000).map(|k| (k as f32) * 0.005);
        assert!(worst(wide, exp_m1, libm::expm1) < 5e-7);
        let small = (1..4000).map(|k| (k as f32) * 1e-7);
        assert!(worst(small, exp_m1, libm::expm1) < 3e-7);
    }

    #[test]
    fn normals_reach_past_six_standard_deviations() {
        assert!(normal_pair(0, 0).1 > 6.6);
        let (sine, cosine) = normal_pair(0, 1 << 30);
        assert!(sine > 6.6 && cosine.abs() < 1e-5);
    }
}
