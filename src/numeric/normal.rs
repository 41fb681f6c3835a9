//! The normal law: distribution function, tail and quantile.
//!
//! All are accurate to a few units of the last place, relative to their own size, as far into the
//! tails as a double reaches.

use std::sync::LazyLock;

use libm::{erfc, exp, log, log1p};

use crate::numeric::elementary;
use crate::numeric::table::Table;
use crate::numeric::vector::{self, Kernel, LANES, Machine};

/// Half the logarithm of 2π.
const HALF_LN_TWO_PI: f64 = 0.918_938_533_204_672_7;

/// What is missing from the double nearest to 1/√2.
const INVERSE_SQRT_2_REST: f64 = -4.833_646_656_726_457e-17;

/// From here on the tail comes from the ratio of Mills, for `erfc` runs out of range.
const FAR: f64 = 30.0;

/// Φ(x), the chance of at most `x`.
#[must_use]
pub fn cdf(x: f64) -> f64 {
    survival(-x)
}

/// 1 − Φ(x), the chance of more than `x`.
#[must_use]
pub fn survival(x: f64) -> f64 {
    let scaled = x * std::f64::consts::FRAC_1_SQRT_2;
    let tail = 0.5 * erfc(scaled);
    if x <= 1.0 {
        return tail;
    }
    // Far out, rounding x/√2 would cost digits: a first-order step makes up for it.
    let rounded_off = libm::fma(x, std::f64::consts::FRAC_1_SQRT_2, -scaled) + x * INVERSE_SQRT_2_REST;
    tail - std::f64::consts::FRAC_2_SQRT_PI * 0.5 * exp(-scaled * scaled) * rounded_off
}

/// −ln(1 − Φ(x)): turns a standard normal number into a standard exponential one.
///
/// Keeps its relative precision for very negative `x`, where it is close to Φ(x).
#[must_use]
pub fn negative_log_survival(x: f64) -> f64 {
    if x < 0.0 {
        -log1p(-cdf(x))
    } else if x < FAR {
        -log(survival(x))
    } else {
        0.5 * x * x + HALF_LN_TWO_PI - log(mills_ratio(x))
    }
}

/// (1 − Φ(x))/φ(x) for x ≥ [`FAR`], by its continued fraction x + 1/(x + 2/(x + 3/…)).
fn mills_ratio(x: f64) -> f64 {
    let denominator = (1..=12).rev().fold(x, |rest, level| x + f64::from(level) / rest);
    1.0 / denominator
}

/// The number that a share `u` in (0, 1) of standard normal draws does not exceed.
///
/// Source: Wichura (1988), "Algorithm AS 241: the percentage points of the normal distribution".
#[must_use]
pub fn quantile(u: f64) -> f64 {
    let centred = u - 0.5;
    if centred.abs() <= 0.425 {
        let r = 0.180_625 - centred * centred;
        return centred * polynomial(&as_241::CENTRE_ABOVE, r) / polynomial(&as_241::CENTRE_BELOW, r);
    }
    let r = (-log(if centred < 0.0 { u } else { 1.0 - u })).sqrt();
    let distance = if r <= 5.0 {
        polynomial(&as_241::SHOULDER_ABOVE, r - 1.6) / polynomial(&as_241::SHOULDER_BELOW, r - 1.6)
    } else {
        polynomial(&as_241::TAIL_ABOVE, r - 5.0) / polynomial(&as_241::TAIL_BELOW, r - 5.0)
    };
    distance.copysign(centred)
}

/// The numbers that shares in (0, 1) of standard normal draws do not exceed, to nine digits, for draws by
/// the million.
pub fn drawn_quantiles(shares: &mut [f64; LANES]) {
    /// The logit of a uniform of 53 bits stays inside.
    const REACH: f64 = 37.5;
    static TABLE: LazyLock<Table> = LazyLock::new(|| {
        Table::new(-REACH, REACH, 24.0, |logit| {
            let (share, rest) = (1.0 / (1.0 + exp(-logit)), 1.0 / (1.0 + exp(logit)));
            let z = if share < 0.5 { quantile(share) } else { -quantile(rest) };
            (z, share * rest * exp(0.5 * z * z + HALF_LN_TWO_PI))
        })
    });
    vector::run(Each { values: shares, function: |share| elementary::ln(share) - elementary::ln(1.0 - share) });
    shares.iter_mut().for_each(|logit| *logit = TABLE.at(*logit));
}

/// [`negative_log_survival`] to nine digits, for draws by the million.
pub fn drawn_negative_log_survivals(values: &mut [f64; LANES]) {
    const REACH: f64 = 10.0;
    static TABLE: LazyLock<Table> = LazyLock::new(|| {
        Table::new(-REACH, REACH, 32.0, |x| {
            let value = negative_log_survival(x);
            // The slope of the logarithm: φ(x)/(1 − Φ(x)) over the value.
            (log(value), exp(value - 0.5 * x * x - HALF_LN_TWO_PI) / value)
        })
    });
    let far = *values;
    values.iter_mut().for_each(|x| *x = TABLE.at(x.clamp(-REACH, REACH)));
    vector::run(Each { values, function: elementary::exp });
    for (value, x) in values.iter_mut().zip(far).filter(|(_, x)| x.abs() >= REACH) {
        *value = negative_log_survival(x);
    }
}

/// A plain loop: compiled with the machine's instructions it becomes vectors.
struct Each<'a, F> {
    values: &'a mut [f64; LANES],
    function: F,
}

impl<F: Fn(f64) -> f64> Kernel for Each<'_, F> {
    type Scalar = f64;

    #[inline(always)]
    fn run<M: Machine<Scalar = f64>>(self, _machine: M) {
        for value in self.values {
            *value = (self.function)(*value);
        }
    }
}

/// A polynomial from its coefficients, the constant first.
fn polynomial(coefficients: &[f64; 8], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * x + coefficient)
}

/// Coefficients of AS 241 as published: above and below the line, near the centre, farther out and in the tail.
mod as_241 {
    #![allow(clippy::excessive_precision)]

    pub const CENTRE_ABOVE: [f64; 8] = [
        3.387_132_872_796_366_608e0,
        1.331_416_678_917_843_774_5e2,
        1.971_590_950_306_551_442_7e3,
        1.373_169_376_550_946_112_5e4,
        4.592_195_393_154_987_145_7e4,
        6.726_577_092_700_870_085_3e4,
        3.343_057_558_358_812_810_5e4,
        2.509_080_928_730_122_672_7e3,
    ];
    pub const CENTRE_BELOW: [f64; 8] = [
        1.0,
        4.231_333_070_160_091_125_2e1,
        6.871_870_074_920_579_083e2,
        5.394_196_021_424_751_107_7e3,
        2.121_379_430_158_659_586_7e4,
        3.930_789_580_009_271_061e4,
        2.872_908_573_572_194_267_4e4,
        5.226_495_278_852_854_561e3,
    ];
    pub const SHOULDER_ABOVE: [f64; 8] = [
        1.423_437_110_749_683_577_34e0,
        4.630_337_846_156_545_295_9e0,
        5.769_497_221_460_691_405_5e0,
        3.647_848_324_763_204_605_04e0,
        1.270_458_252_452_368_382_58e0,
        2.417_807_251_774_506_117_7e-1,
        2.272_384_498_926_918_458_33e-2,
        7.745_450_142_783_414_076_4e-4,
    ];
    pub const SHOULDER_BELOW: [f64; 8] = [
        1.0,
        2.053_191_626_637_758_821_87e0,
        1.676_384_830_183_803_849_4e0,
        6.897_673_349_851_000_045_5e-1,
        1.481_039_764_274_800_745_9e-1,
        1.519_866_656_361_645_719_66e-2,
        5.475_938_084_995_344_946e-4,
        1.050_750_071_644_416_843_24e-9,
    ];
    pub const TAIL_ABOVE: [f64; 8] = [
        6.657_904_643_501_103_777_2e0,
        5.463_784_911_164_114_369_9e0,
        1.784_826_539_917_291_335_8e0,
        2.965_605_718_285_048_912_3e-1,
        2.653_218_952_657_612_309_3e-2,
        1.242_660_947_388_078_438_6e-3,
        2.711_555_568_743_487_578_15e-5,
        2.010_334_399_292_288_132_65e-7,
    ];
    pub const TAIL_BELOW: [f64; 8] = [
        1.0,
        5.998_322_065_558_879_376_9e-1,
        1.369_298_809_227_358_053_1e-1,
        1.487_536_129_085_061_485_25e-2,
        7.868_691_311_456_132_591e-4,
        1.846_318_317_510_054_681_8e-5,
        1.421_511_758_316_445_888_7e-7,
        2.044_263_103_389_939_785_64e-15,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_relative(value: f64, exact: f64, tolerance: f64) {
        assert!(((value - exact) / exact).abs() <= tolerance, "{value} is not {exact}");
    }

    // Exact values computed with 40 digits.
    #[test]
    fn drawn_functions_keep_nine_digits() {
        let body = (1..500).map(|k| f64::from(k) / 500.0);
        for u in body.chain([1e-16, 1e-12, 1e-8, 1e-4, 1.0 - 1e-4, 1.0 - 1e-8, 1.0 - 1e-12]) {
            let (mut ours, exact) = ([u; LANES], quantile(u));
            drawn_quantiles(&mut ours);
            assert!((ours[0] - exact).abs() < 1e-9 * exact.abs().max(1.0), "u {u}: {} is not {exact}", ours[0]);
        }
        for x in (-1_200..1_200).map(|k| f64::from(k) / 97.0) {
            let (mut ours, exact) = ([x; LANES], negative_log_survival(x));
            drawn_negative_log_survivals(&mut ours);
            assert!((ours[0] / exact - 1.0).abs() < 2e-9, "x {x}: {} is not {exact}", ours[0]);
        }
    }

    #[test]
    fn the_tails_keep_their_digits() {
        let exact = [
            (-37.5, 4.605353009581955e-308, 4.605353009581955e-308),
            (-20.0, 2.7536241186062337e-89, 2.7536241186062337e-89),
            (-8.3, 5.205569744890254e-17, 5.205569744890254e-17),
            (-3.7, 0.00010779973347738826, 0.00010780554428626335),
            (-1.0, 0.15865525393145705, 0.17275377902344988),
            (-0.25, 0.4012936743170763, 0.5129840754094305),
            (0.7, 0.758036347776927, 1.4189677615315317),
            (5.5, 0.9999999810104375, 17.77937635262526),
            (29.9, 1.0, 451.3229124585286),
            (31.0, 1.0, 484.85396362717927),
            (100.0, 1.0, 5005.524208694205),
        ];
        for (x, below, threshold) in exact {
            assert_relative(cdf(x), below, 2e-15);
            assert_relative(survival(-x), below, 2e-15);
            assert_relative(negative_log_survival(x), threshold, 2e-15);
        }
    }

    #[test]
    fn the_quantile_undoes_the_distribution_function_down_to_1e_minus_300() {
        for exponent in 1..=300 {
            let u = libm::pow(10.0, -f64::from(exponent));
            // d ln Φ / dx is about |x|, so a last-place error of x is x² of it in Φ.
            let x = quantile(u);
            assert_relative(cdf(x), u, 4.0 * f64::EPSILON * (1.0 + x * x));
            assert_relative(quantile(1.0 - u.max(1e-3)), -quantile(u.max(1e-3)), 1e-13);
        }
    }

    #[test]
    fn the_exponential_threshold_is_continuous_where_its_formulas_meet() {
        for seam in [0.0, FAR] {
            let (below, above) = (negative_log_survival(seam - 1e-9), negative_log_survival(seam + 1e-9));
            assert!(above > below && above - below < 1e-7, "{below} {above}");
        }
    }

    #[test]
    fn draws_are_those_of_another_library() {
        crate::numeric::oracle::agrees(quantile, 0.0, rand_distr::StandardNormal);
    }
}
