//! AVX2 with FMA: 8 lanes.

use std::arch::x86_64::*;

use super::{Kernel, MANTISSA, Machine, SQRT_HALF_BITS, operators};

/// Proof that the processor has these instructions.
#[derive(Clone, Copy, Debug)]
pub struct Avx2(());

/// Numbers side by side.
#[derive(Clone, Copy, Debug)]
pub struct Reals(__m256);

/// Words side by side.
#[derive(Clone, Copy, Debug)]
pub struct Words(__m256i);

impl Avx2 {
    /// The machine, where the processor is one.
    #[inline]
    pub fn detect() -> Option<Self> {
        let found = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
        found.then_some(Self(()))
    }
}

/// Runs a kernel on a machine that has these instructions, compiled with them.
#[target_feature(enable = "avx2,fma")]
pub fn enter<K: Kernel, M: Machine<Scalar = K::Scalar>>(kernel: K, machine: M) {
    kernel.run(machine);
}

operators!(Reals: Add add _mm256_add_ps, Sub sub _mm256_sub_ps, Mul mul _mm256_mul_ps, Div div _mm256_div_ps);

impl Machine for Avx2 {
    type Scalar = f32;
    type Reals = Reals;
    type Words = Words;
    type Mask = Reals;
    const WIDTH: usize = 8;

    #[inline(always)]
    fn splat(self, value: f32) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm256_set1_ps(value)) }
    }

    #[inline(always)]
    fn load(self, from: &[f32]) -> Reals {
        assert!(from.len() >= 8, "a vector needs 8 lanes");
        // SAFETY: `self` is proof of the instructions, and the slice was just seen to be long enough.
        unsafe { Reals(_mm256_loadu_ps(from.as_ptr())) }
    }

    #[inline(always)]
    fn store(self, value: Reals, into: &mut [f32]) {
        assert!(into.len() >= 8, "a vector needs 8 lanes");
        // SAFETY: `self` is proof of the instructions, and the slice was just seen to be long enough.
        unsafe { _mm256_storeu_ps(into.as_mut_ptr(), value.0) }
    }

    #[inline(always)]
    fn mul_add(self, a: Reals, b: Reals, c: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm256_fmadd_ps(a.0, b.0, c.0)) }
    }

    #[inline(always)]
    fn sub_mul(self, c: Reals, a: Reals, b: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm256_fnmadd_ps(a.0, b.0, c.0)) }
    }

    #[inline(always)]
    fn sqrt(self, value: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm256_sqrt_ps(value.0)) }
    }

    #[inline(always)]
    fn max(self, a: Reals, b: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm256_max_ps(a.0, b.0)) }
    }

    #[inline(always)]
    fn min(self, a: Reals, b: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm256_min_ps(a.0, b.0)) }
    }

    #[inline(always)]
    fn round(self, value: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm256_round_ps::<{ _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC }>(value.0)) }
    }

    #[inline(always)]
    fn scale(self, value: Reals, exponent: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe {
            let shift = _mm256_slli_epi32::<23>(_mm256_cvtps_epi32(exponent.0));
            Reals(_mm256_castsi256_ps(_mm256_add_epi32(_mm256_castps_si256(value.0), shift)))
        }
    }

    #[inline(always)]
    fn split(self, value: Reals) -> (Reals, Reals) {
        // SAFETY: `self` is proof of the instructions.
        unsafe {
            let base = _mm256_set1_epi32(SQRT_HALF_BITS as i32);
            let shifted = _mm256_sub_epi32(_mm256_castps_si256(value.0), base);
            let exponent = _mm256_cvtepi32_ps(_mm256_srai_epi32::<23>(shifted));
            let mantissa = _mm256_and_si256(shifted, _mm256_set1_epi32(MANTISSA as i32));
            (Reals(_mm256_castsi256_ps(_mm256_add_epi32(mantissa, base))), Reals(exponent))
        }
    }

    #[inline(always)]
    fn above(self, a: Reals, b: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm256_cmp_ps::<_CMP_GT_OQ>(a.0, b.0)) }
    }

    #[inline(always)]
    fn select(self, mask: Reals, yes: Reals, no: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm256_blendv_ps(no.0, yes.0, mask.0)) }
    }

    #[inline(always)]
    fn bits(self, mask: Reals) -> u32 {
        // SAFETY: `self` is proof of the instructions.
        unsafe { _mm256_movemask_ps(mask.0) as u32 }
    }

    #[inline(always)]
    fn load_words(self, from: &[u32]) -> Words {
        assert!(from.len() >= 8, "a vector needs 8 lanes");
        // SAFETY: `self` is proof of the instructions, and the slice was just seen to be long enough.
        unsafe { Words(_mm256_loadu_si256(from.as_ptr().cast())) }
    }

    #[inline(always)]
    fn store_words(self, words: Words, into: &mut [u32]) {
        assert!(into.len() >= 8, "a vector needs 8 lanes");
        // SAFETY: `self` is proof of the instructions, and the slice was just seen to be long enough.
        unsafe { _mm256_storeu_si256(into.as_mut_ptr().cast(), words.0) }
    }

    #[inline(always)]
    fn add_words(self, a: Words, b: Words) -> Words {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Words(_mm256_add_epi32(a.0, b.0)) }
    }

    #[inline(always)]
    fn mul_words(self, a: Words, b: Words) -> Words {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Words(_mm256_mullo_epi32(a.0, b.0)) }
    }

    #[inline(always)]
    fn splat_word(self, word: u32) -> Words {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Words(_mm256_set1_epi32(word as i32)) }
    }

    #[inline(always)]
    fn xor(self, a: Words, b: Words) -> Words {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Words(_mm256_xor_si256(a.0, b.0)) }
    }

    #[inline(always)]
    fn shift_left<const BITS: u32>(self, words: Words) -> Words {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Words(_mm256_sll_epi32(words.0, _mm_cvtsi32_si128(BITS as i32))) }
    }

    #[inline(always)]
    fn shift_right<const BITS: u32>(self, words: Words) -> Words {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Words(_mm256_srl_epi32(words.0, _mm_cvtsi32_si128(BITS as i32))) }
    }

    #[inline(always)]
    fn rotate<const BITS: u32, const REST: u32>(self, words: Words) -> Words {
        let (high, low) = (self.shift_left::<BITS>(words), self.shift_right::<REST>(words));
        // SAFETY: `self` is proof of the instructions.
        unsafe { Words(_mm256_or_si256(high.0, low.0)) }
    }

    #[inline(always)]
    fn signed(self, words: Words) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm256_cvtepi32_ps(words.0)) }
    }

    #[inline(always)]
    fn whole(self, value: Reals) -> Words {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Words(_mm256_cvttps_epi32(value.0)) }
    }

    #[inline(always)]
    fn gather(self, table: &[f32], places: Words) -> Reals {
        assert!(!table.is_empty() && table.len() <= i32::MAX as usize, "a table that places can reach");
        // SAFETY: `self` is proof of the instructions, and places past the end are brought back to it.
        unsafe {
            let last = _mm256_set1_epi32((table.len() - 1) as i32);
            Reals(_mm256_i32gather_ps::<4>(table.as_ptr(), _mm256_min_epu32(places.0, last)))
        }
    }
}
