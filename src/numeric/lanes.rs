//! Logarithm, power and normals on lanes of paths, for the daily work.
//!
//! Exact operations only, no branch and no table: every [`Machine`] of one precision gives the same
//! bits. How fine a result is follows from the machine's numbers and their polynomials; the tests hold
//! both precisions against `libm`.

use std::f64::consts::LN_2;

use crate::numeric::vector::{Machine, Scalar};

#[inline(always)]
fn polynomial<M: Machine>(machine: M, coefficients: &[M::Scalar], x: M::Reals) -> M::Reals {
    let highest = coefficients.len() - 1;
    let mut sum = machine.splat(coefficients[highest]);
    for coefficient in coefficients[..highest].iter().rev() {
        sum = machine.mul_add(sum, x, machine.splat(*coefficient));
    }
    sum
}

/// Natural logarithm of positive normal numbers.
#[inline(always)]
#[must_use]
pub fn ln<M: Machine>(machine: M, x: M::Reals) -> M::Reals {
    let (mantissa, exponent) = machine.split(x);
    ln_of_parts(machine, mantissa - machine.constant(1.0), exponent)
}

/// ln((1 + f)·2^exponent).
#[inline(always)]
fn ln_of_parts<M: Machine>(machine: M, f: M::Reals, exponent: M::Reals) -> M::Reals {
    machine.mul_add(exponent, machine.constant(LN_2), f * polynomial(machine, M::Scalar::LN, f))
}

/// −ln(1 − s) for s in (0, 1), with all digits where s is small.
#[inline(always)]
#[must_use]
pub fn negative_ln_1m<M: Machine>(machine: M, s: M::Reals) -> M::Reals {
    let (zero, one) = (machine.constant(0.0), machine.constant(1.0));
    let (mantissa, exponent) = machine.split(one - s);
    // Where 1 − s is near 1 its rounding would eat the digits of s: take s itself.
    let near = machine.above(exponent, machine.constant(-0.5));
    let f = machine.select(near, zero - s, mantissa - one);
    zero - ln_of_parts(machine, f, exponent)
}

/// 2^x; beyond [`Scalar::MOST_DOUBLINGS`] either way it stays there.
#[inline(always)]
#[must_use]
pub fn exp2<M: Machine>(machine: M, x: M::Reals) -> M::Reals {
    exp2_within(machine, x, M::Scalar::MOST_DOUBLINGS)
}

/// 2^x; beyond `most` either way, which is at most [`Scalar::MOST_DOUBLINGS`], it stays there.
#[inline(always)]
#[must_use]
pub fn exp2_within<M: Machine>(machine: M, x: M::Reals, most: M::Scalar) -> M::Reals {
    let most = machine.splat(most);
    let x = machine.max(machine.min(x, most), machine.constant(0.0) - most);
    let whole = machine.round(x);
    machine.scale(polynomial(machine, M::Scalar::EXP2, x - whole), whole)
}

/// Words as numbers spread over (0, 1], in fine steps near 0.
#[inline(always)]
#[must_use]
pub fn unit<M: Machine>(machine: M, words: M::Words) -> M::Reals {
    let halved = machine.signed(machine.shift_right::<1>(words));
    machine.mul_add(halved, machine.constant(1.0 / 2_147_483_648.0), machine.constant(1.0 / 4_294_967_296.0))
}

/// Words as numbers spread over (0, 1), never 1.
#[inline(always)]
#[must_use]
pub fn open_unit<M: Machine>(machine: M, words: M::Words) -> M::Reals {
    machine.min(unit(machine, words), machine.splat(M::Scalar::BELOW_ONE))
}

/// Two independent standard normals a lane from two words (Box and Muller 1958).
#[inline(always)]
#[must_use]
pub fn normal_pair<M: Machine>(machine: M, radius: M::Words, angle: M::Words) -> (M::Reals, M::Reals) {
    let squared = machine.constant(-2.0) * ln(machine, unit(machine, radius));
    let length = machine.sqrt(machine.max(squared, machine.constant(0.0)));
    // Half turns in [−½, ½), doubled by sin 2θ = 2·sin θ·cos θ and cos 2θ = 1 − 2·sin² θ.
    let x = machine.signed(angle) * machine.constant(1.0 / 4_294_967_296.0);
    let square = x * x;
    let (sine, cosine) =
        (x * polynomial(machine, M::Scalar::SIN_PI, square), polynomial(machine, M::Scalar::COS_PI, square));
    let twice = sine + sine;
    (length * (twice * cosine), length * machine.sub_mul(machine.constant(1.0), twice, sine))
}

/// −ln((1−v)(1−w)) of two words, in fine steps where it is small: half a chi-square of 4 degrees of
/// freedom.
#[inline(always)]
#[must_use]
pub fn half_chi_square_of_four<M: Machine>(machine: M, first: M::Words, second: M::Words) -> M::Reals {
    let (v, w) = (unit(machine, first), unit(machine, second));
    let either = machine.sub_mul(v + w, v, w);
    negative_ln_1m(machine, machine.min(either, machine.splat(M::Scalar::BELOW_ONE)))
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
        type Scalar = f32;

        #[inline(always)]
        fn run<M: Machine<Scalar = f32>>(self, machine: M) {
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
        type Scalar = f32;

        #[inline(always)]
        fn run<M: Machine<Scalar = f32>>(self, machine: M) {
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
