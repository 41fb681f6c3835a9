//! The numbers that lanes hold, with what depends on how fine they are: the machines that hold them and
//! the polynomials that are exact to their last digits.
//!
//! Polynomials are Chebyshev fits made with 60 digits and more.

use crate::numeric::elementary;
use crate::numeric::precision::Precision;
use std::fmt::Debug;

use super::{Machine, Plain, PlainDouble};
#[cfg(target_arch = "x86_64")]
use super::{avx2, avx512};
#[cfg(target_arch = "aarch64")]
use super::{neon, neon_double};

/// A number that lanes hold: `f32` or `f64`.
pub trait Scalar: Copy + Debug + Default + PartialEq + PartialOrd + Send + Sync + 'static {
    /// The machine of 512-bit vectors, made from the proof that the processor has them.
    #[cfg(target_arch = "x86_64")]
    type Avx512: Machine<Scalar = Self> + From<avx512::Avx512>;
    /// The machine of 256-bit vectors, made from the proof that the processor has them.
    #[cfg(target_arch = "x86_64")]
    type Avx2: Machine<Scalar = Self> + From<avx2::Avx2>;
    /// The machine of 128-bit vectors, which all processors of its kind have.
    #[cfg(target_arch = "aarch64")]
    type Neon: Machine<Scalar = Self> + Default;
    /// The machine of plain arrays.
    type Plain: Machine<Scalar = Self> + Default;

    /// Which precision it is of.
    const PRECISION: Precision;
    /// Coefficients of ln(1+f)/f in f on [√½−1, √2−1].
    const LN: &'static [Self];
    /// Coefficients of 2^f on [−½, ½].
    const EXP2: &'static [Self];
    /// Coefficients of sin(πx)/x in x² on [−½, ½].
    const SIN_PI: &'static [Self];
    /// Coefficients of cos(πx) in x² on [−½, ½].
    const COS_PI: &'static [Self];
    /// Powers of two stay within this many doublings, so that they are normal numbers.
    const MOST_DOUBLINGS: Self;
    /// Half as many: a product of two such numbers is a normal one.
    const HALF_RANGE: Self;
    /// A sum of such numbers that is less than another by no more than this factor may be the same but
    /// for rounding.
    const ON_PEAK: Self;
    /// The largest number below 1.
    const BELOW_ONE: Self;

    /// The nearest such number.
    fn rounded(value: f64) -> Self;
    /// Its value, exactly.
    fn wide(self) -> f64;
}

impl Scalar for f32 {
    #[cfg(target_arch = "x86_64")]
    type Avx512 = avx512::Avx512;
    #[cfg(target_arch = "x86_64")]
    type Avx2 = avx2::Avx2;
    #[cfg(target_arch = "aarch64")]
    type Neon = neon::Neon;
    type Plain = Plain;

    const PRECISION: Precision = Precision::Single;
    const LN: &'static [Self] = &[
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
    const EXP2: &'static [Self] =
        &[1.0, std::f32::consts::LN_2, 0.240_226_5, 0.055_503_57, 0.009_618_083, 0.001_339_086_3, 0.000_154_531_63];
    const SIN_PI: &'static [Self] = &[std::f32::consts::PI, -5.167_71, 2.550_077_4, -0.598_290_4, 0.077_655_91];
    const COS_PI: &'static [Self] = &[0.999_999_95, -4.934_803, 4.058_411, -1.331_873, 0.219_682_42];
    const MOST_DOUBLINGS: Self = 125.0;
    const HALF_RANGE: Self = 62.0;
    const ON_PEAK: Self = 1.0 - 8.0 * Self::EPSILON;
    const BELOW_ONE: Self = 1.0 - Self::EPSILON / 2.0;

    #[inline(always)]
    fn rounded(value: f64) -> Self {
        value as Self
    }

    #[inline(always)]
    fn wide(self) -> f64 {
        f64::from(self)
    }
}

impl Scalar for f64 {
    #[cfg(target_arch = "x86_64")]
    type Avx512 = super::avx512_double::Avx512Double;
    #[cfg(target_arch = "x86_64")]
    type Avx2 = super::avx2_double::Avx2Double;
    #[cfg(target_arch = "aarch64")]
    type Neon = neon_double::NeonDouble;
    type Plain = PlainDouble;

    const PRECISION: Precision = Precision::Double;
    const LN: &'static [Self] = &[
        1.0,
        -0.5,
        0.333_333_333_333_335_37,
        -0.249_999_999_999_971_08,
        0.199_999_999_999_293_63,
        -0.166_666_666_671_557_6,
        0.142_857_142_953_270_04,
        -0.124_999_999_662_411_18,
        0.111_111_104_408_884_18,
        -0.100_000_009_660_804_63,
        0.090_909_359_194_598_1,
        -0.083_333_328_441_016_82,
        0.076_916_632_043_518_62,
        -0.071_421_723_451_317_02,
        0.066_758_669_132_182_41,
        -0.062_685_172_446_827_61,
        0.058_114_015_263_314_125,
        -0.053_305_710_079_268_99,
        0.054_483_528_597_056_914,
        -0.062_842_774_613_334_97,
        0.056_254_221_995_531_38,
        -0.023_612_682_238_620_678,
    ];
    const EXP2: &'static [Self] = &elementary::EXP2;
    const SIN_PI: &'static [Self] = &[
        std::f64::consts::PI,
        -5.167_712_780_049_969,
        2.550_164_039_877_300_5,
        -0.599_264_529_318_944_7,
        0.082_145_886_573_102_9,
        -0.007_370_430_505_916_944,
        0.000_466_299_816_189_839_4,
        -2.190_349_707_462_601_7e-05,
        7.697_826_768_224_191e-07,
    ];
    const COS_PI: &'static [Self] = &[
        1.0,
        -4.934_802_200_544_679,
        4.058_712_126_416_768,
        -1.335_262_768_854_555,
        0.235_330_630_357_995,
        -0.025_806_891_376_592_937,
        0.001_929_574_187_281_040_6,
        -0.000_104_637_416_817_019_57,
        4.300_724_171_877_646e-06,
        -1.343_521_277_617_161e-07,
    ];
    const MOST_DOUBLINGS: Self = 1021.0;
    const HALF_RANGE: Self = 510.0;
    const ON_PEAK: Self = 1.0 - 2048.0 * Self::EPSILON;
    const BELOW_ONE: Self = 1.0 - Self::EPSILON / 2.0;

    #[inline(always)]
    fn rounded(value: f64) -> Self {
        value
    }

    #[inline(always)]
    fn wide(self) -> f64 {
        self
    }
}
