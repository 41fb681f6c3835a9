//! Logarithm, power, quantiles and normals in single precision, for the daily work on lanes of paths.
//!
//! Exact operations only, no branch and no table but where it says so: every [`Machine`] gives the same
//! bits. Polynomials are Chebyshev fits made with 60 digits; the tests hold them against `libm`.

use std::f32::consts::LN_2;

use crate::numeric::vector::Machine;

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
/// Coefficients of 2^f on [−½, ½].
const EXP2: [f32; 7] = [1.0, LN_2, 0.240_226_5, 0.055_503_57, 0.009_618_083, 0.001_339_086_3, 0.000_154_531_63];
/// Coefficients of sin(πx)/x in x² on [−½, ½].
const SIN_PI: [f32; 5] = [std::f32::consts::PI, -5.167_71, 2.550_077_4, -0.598_290_4, 0.077_655_91];
/// Coefficients of cos(πx) in x² on [−½, ½].
const COS_PI: [f32; 5] = [0.999_999_95, -4.934_803, 4.058_411, -1.331_873, 0.219_682_42];

/// Powers of two stay within this many doublings, so that they are normal numbers.
pub const MOST_DOUBLINGS: f32 = 125.0;
/// The largest number below 1.
const BELOW_ONE: f32 = 1.0 - f32::EPSILON / 2.0;

#[inline(always)]
fn polynomial<M: Machine, const N: usize>(machine: M, coefficients: &[f32; N], x: M::Reals) -> M::Reals {
    let mut sum = machine.splat(coefficients[N - 1]);
    for coefficient in coefficients[..N - 1].iter().rev() {
        sum = machine.mul_add(sum, x, machine.splat(*coefficient));
    }
    sum
}

/// Natural logarithm of positive normal numbers.
#[inline(always)]
#[must_use]
pub fn ln<M: Machine>(machine: M, x: M::Reals) -> M::Reals {
    let (mantissa, exponent) = machine.split(x);
    ln_of_parts(machine, mantissa - machine.splat(1.0), exponent)
}

/// ln((1 + f)·2^exponent).
#[inline(always)]
fn ln_of_parts<M: Machine>(machine: M, f: M::Reals, exponent: M::Reals) -> M::Reals {
    machine.mul_add(exponent, machine.splat(LN_2), f * polynomial(machine, &LN, f))
}

/// −ln(1 − s) for s in (0, 1), with all digits where s is small.
#[inline(always)]
#[must_use]
pub fn negative_ln_1m<M: Machine>(machine: M, s: M::Reals) -> M::Reals {
    let (zero, one) = (machine.splat(0.0), machine.splat(1.0));
    let (mantissa, exponent) = machine.split(one - s);
    // Where 1 − s is near 1 its rounding would eat the digits of s: take s itself.
    let near = machine.above(exponent, machine.splat(-0.5));
    let f = machine.select(near, zero - s, mantissa - one);
    zero - ln_of_parts(machine, f, exponent)
}

/// 2^x; beyond [`MOST_DOUBLINGS`] either way it stays there.
#[inline(always)]
#[must_use]
pub fn exp2<M: Machine>(machine: M, x: M::Reals) -> M::Reals {
    let x = machine.max(machine.min(x, machine.splat(MOST_DOUBLINGS)), machine.splat(-MOST_DOUBLINGS));
    let whole = machine.round(x);
    machine.scale(polynomial(machine, &EXP2, x - whole), whole)
}

/// Words as numbers spread over (0, 1], in fine steps near 0.
#[inline(always)]
#[must_use]
pub fn unit<M: Machine>(machine: M, words: M::Words) -> M::Reals {
    let halved = machine.signed(machine.shift_right::<1>(words));
    machine.mul_add(halved, machine.splat(1.0 / 2_147_483_648.0), machine.splat(1.0 / 4_294_967_296.0))
}

/// Words as numbers spread over (0, 1), never 1.
#[inline(always)]
#[must_use]
pub fn open_unit<M: Machine>(machine: M, words: M::Words) -> M::Reals {
    machine.min(unit(machine, words), machine.splat(BELOW_ONE))
}

/// Two independent standard normals a lane from two words (Box and Muller 1958).
#[inline(always)]
#[must_use]
pub fn normal_pair<M: Machine>(machine: M, radius: M::Words, angle: M::Words) -> (M::Reals, M::Reals) {
    let squared = machine.splat(-2.0) * ln(machine, unit(machine, radius));
    let length = machine.sqrt(machine.max(squared, machine.splat(0.0)));
    // Half turns in [−½, ½), doubled by sin 2θ = 2·sin θ·cos θ and cos 2θ = 1 − 2·sin² θ.
    let x = machine.signed(angle) * machine.splat(1.0 / 4_294_967_296.0);
    let square = x * x;
    let (sine, cosine) = (x * polynomial(machine, &SIN_PI, square), polynomial(machine, &COS_PI, square));
    let twice = sine + sine;
    (length * (twice * cosine), length * machine.sub_mul(machine.splat(1.0), twice, sine))
}

/// −ln((1−v)(1−w)) of two words, in fine steps where it is small: half a chi-square of 4 degrees of
/// freedom.
#[inline(always)]
#[must_use]
pub fn half_chi_square_of_four<M: Machine>(machine: M, first: M::Words, second: M::Words) -> M::Reals {
    let (v, w) = (unit(machine, first), unit(machine, second));
    let either = machine.sub_mul(v + w, v, w);
    negative_ln_1m(machine, machine.min(either, machine.splat(BELOW_ONE)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::vector::{Kernel, Vectors, run_on};

    /// The results of a function at some numbers, from every kind of vectors at hand; all the same.
    fn everywhere(xs: &[f32], function: Function) -> Vec<f32> {
        let results = Vectors::at_hand().into_iter().map(|vectors| {
            let mut padded = xs.to_vec();
            padded.resize(xs.len().next_multiple_of(16), 0.5);
            let mut out = vec![0.0; padded.len()];
            run_on(vectors, Map { xs: &padded, out: &mut out, function });
            out.truncate(xs.len());
            out
        });
        let results: Vec<Vec<f32>> = results.collect();
        let bits = |values: &[f32]| values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
        assert!(results.iter().all(|other| bits(other) == bits(&results[0])), "{function:?} has other bits elsewhere");
        results.into_iter().next().unwrap()
    }

    #[derive(Clone, Copy, Debug)]
    enum Function {
        Ln,
        NegativeLn1m,
        Exp2,
    }

    struct Map<'a> {
        xs: &'a [f32],
        out: &'a mut [f32],
        function: Function,
    }

    impl Kernel for Map<'_> {
        #[inline(always)]
        fn run<M: Machine>(self, machine: M) {
            for (x, out) in self.xs.chunks_exact(M::WIDTH).zip(self.out.chunks_exact_mut(M::WIDTH)) {
                let x = machine.load(x);
                let value = match self.function {
                    Function::Ln => ln(machine, x),
                    Function::NegativeLn1m => negative_ln_1m(machine, x),
                    Function::Exp2 => exp2(machine, x),
                };
                machine.store(value, out);
            }
        }
    }

    /// Largest error over `xs`, relative to the exact value.
    fn worst(xs: &[f32], function: Function, exact: impl Fn(f64) -> f64) -> f64 {
        let errors = everywhere(xs, function).into_iter().zip(xs).map(|(ours, x)| {
            let wanted = exact(f64::from(*x));
            if wanted == 0.0 { f64::from(ours).abs() } else { (f64::from(ours) / wanted - 1.0).abs() }
        });
        errors.fold(0.0, f64::max)
    }

    #[test]
    fn logarithms_have_seven_digits() {
        let small: Vec<f32> =
            (1..2000).map(|k| 2.0_f32.powi(-(k % 31)) * (1.0 + (k as f32) * 3e-4).min(1.9) / 2.0).collect();
        assert!(worst(&small, Function::Ln, libm::log) < 3e-6, "ln near 1 is a small difference");
        let inner: Vec<f32> = small.iter().copied().filter(|x| *x < 0.999).collect();
        assert!(worst(&inner, Function::NegativeLn1m, |s| -libm::log1p(-s)) < 4e-7);
    }

    #[test]
    fn powers_of_two_have_seven_digits_as_far_as_they_go() {
        let wide: Vec<f32> = (-12_400..12_400).map(|k| (k as f32) * 0.01).collect();
        assert!(worst(&wide, Function::Exp2, libm::exp2) < 2e-7, "{}", worst(&wide, Function::Exp2, libm::exp2));
        assert_eq!(everywhere(&[0.0, 1.0, -3.0], Function::Exp2), [1.0, 2.0, 0.125]);
        let ends = everywhere(&[1e9, -1e9, f32::INFINITY], Function::Exp2);
        assert_eq!(ends, [2.0_f32.powi(125), 2.0_f32.powi(-125), 2.0_f32.powi(125)]);
    }

    struct Pairs<'a>(&'a [[u32; 16]; 2], &'a mut [[f32; 16]; 2]);

    impl Kernel for Pairs<'_> {
        #[inline(always)]
        fn run<M: Machine>(self, machine: M) {
            let [radius, angle] = self.0;
            for lane in (0..16).step_by(M::WIDTH) {
                let pair =
                    normal_pair(machine, machine.load_words(&radius[lane..]), machine.load_words(&angle[lane..]));
                machine.store(pair.0, &mut self.1[0][lane..]);
                machine.store(pair.1, &mut self.1[1][lane..]);
            }
        }
    }

    #[test]
    fn normals_reach_past_six_standard_deviations() {
        let mut normals = [[0.0; 16]; 2];
        for vectors in Vectors::at_hand() {
            run_on(vectors, Pairs(&[[0; 16], std::array::from_fn(|lane| (lane as u32) << 30)], &mut normals));
            assert!(normals[1][0] > 6.6 && normals[0][1] > 6.6 && normals[1][1].abs() < 1e-5);
        }
    }
}
