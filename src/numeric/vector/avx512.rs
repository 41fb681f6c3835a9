//! AVX-512: 16 lanes.

use std::arch::x86_64::*;

use super::{Kernel, MANTISSA, Machine, SQRT_HALF_BITS, operators};

/// Proof that the processor has these instructions.
#[derive(Clone, Copy, Debug)]
pub struct Avx512(());

/// Numbers side by side.
#[derive(Clone, Copy, Debug)]
pub struct Reals(__m512);

/// Words side by side.
#[derive(Clone, Copy, Debug)]
pub struct Words(__m512i);

impl Avx512 {
    /// The machine, where the processor is one.
    #[inline]
    pub fn detect() -> Option<Self> {
        let found = is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512dq")
            && is_x86_feature_detected!("avx512bw")
            && is_x86_feature_detected!("avx512vl")
            && is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("fma");
        found.then_some(Self(()))
    }
}

/// Runs a kernel on a machine that has these instructions, compiled with them.
#[target_feature(enable = "avx512f,avx512dq,avx512bw,avx512vl,avx2,fma")]
pub fn enter<K: Kernel, M: Machine<Scalar = K::Scalar>>(kernel: K, machine: M) {
    kernel.run(machine);
}

operators!(Reals: Add add _mm512_add_ps, Sub sub _mm512_sub_ps, Mul mul _mm512_mul_ps, Div div _mm512_div_ps);

impl Machine for Avx512 {
    type Scalar = f32;
    type Reals = Reals;
    type Words = Words;
    type Mask = __mmask16;
    const WIDTH: usize = 16;

    #[inline(always)]
    fn splat(self, value: f32) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm512_set1_ps(value)) }
    }

    #[inline(always)]
    fn load(self, from: &[f32]) -> Reals {
        assert!(from.len() >= 16, "a vector needs 16 lanes");
        // SAFETY: `self` is proof of the instructions, and the slice was just seen to be long enough.
        unsafe { Reals(_mm512_loadu_ps(from.as_ptr())) }
    }

    #[inline(always)]
    fn store(self, value: Reals, into: &mut [f32]) {
        assert!(into.len() >= 16, "a vector needs 16 lanes");
        // SAFETY: `self` is proof of the instructions, and the slice was just seen to be long enough.
        unsafe { _mm512_storeu_ps(into.as_mut_ptr(), value.0) }
    }

    #[inline(always)]
    fn mul_add(self, a: Reals, b: Reals, c: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm512_fmadd_ps(a.0, b.0, c.0)) }
    }

    #[inline(always)]
    fn sub_mul(self, c: Reals, a: Reals, b: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm512_fnmadd_ps(a.0, b.0, c.0)) }
    }

    #[inline(always)]
    fn sqrt(self, value: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm512_sqrt_ps(value.0)) }
    }

    #[inline(always)]
    fn max(self, a: Reals, b: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm512_max_ps(a.0, b.0)) }
    }

    #[inline(always)]
    fn min(self, a: Reals, b: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm512_min_ps(a.0, b.0)) }
    }

    #[inline(always)]
    fn round(self, value: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm512_roundscale_ps::<0>(value.0)) }
    }

    #[inline(always)]
    fn scale(self, value: Reals, exponent: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe {
            let shift = _mm512_slli_epi32::<23>(_mm512_cvtps_epi32(exponent.0));
            Reals(_mm512_castsi512_ps(_mm512_add_epi32(_mm512_castps_si512(value.0), shift)))
        }
    }

    #[inline(always)]
    fn split(self, value: Reals) -> (Reals, Reals) {
        // SAFETY: `self` is proof of the instructions.
        unsafe {
            let base = _mm512_set1_epi32(SQRT_HALF_BITS as i32);
            let shifted = _mm512_sub_epi32(_mm512_castps_si512(value.0), base);
            let exponent = _mm512_cvtepi32_ps(_mm512_srai_epi32::<23>(shifted));
            let mantissa = _mm512_and_si512(shifted, _mm512_set1_epi32(MANTISSA as i32));
            (Reals(_mm512_castsi512_ps(_mm512_add_epi32(mantissa, base))), Reals(exponent))
        }
    }

    #[inline(always)]
    fn above(self, a: Reals, b: Reals) -> __mmask16 {
        // SAFETY: `self` is proof of the instructions.
        unsafe { _mm512_cmp_ps_mask::<_CMP_GT_OQ>(a.0, b.0) }
    }

    #[inline(always)]
    fn select(self, mask: __mmask16, yes: Reals, no: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm512_mask_blend_ps(mask, no.0, yes.0)) }
    }

    #[inline(always)]
    fn bits(self, mask: __mmask16) -> u32 {
        u32::from(mask)
    }

    #[inline(always)]
    fn load_words(self, from: &[u32]) -> Words {
        assert!(from.len() >= 16, "a vector needs 16 lanes");
        // SAFETY: `self` is proof of the instructions, and the slice was just seen to be long enough.
        unsafe { Words(_mm512_loadu_si512(from.as_ptr().cast())) }
    }

    #[inline(always)]
    fn store_words(self, words: Words, into: &mut [u32]) {
        assert!(into.len() >= 16, "a vector needs 16 lanes");
        // SAFETY: `self` is proof of the instructions, and the slice was just seen to be long enough.
        unsafe { _mm512_storeu_si512(into.as_mut_ptr().cast(), words.0) }
    }

    #[inline(always)]
    fn add_words(self, a: Words, b: Words) -> Words {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Words(_mm512_add_epi32(a.0, b.0)) }
    }

    #[inline(always)]
    fn mul_words(self, a: Words, b: Words) -> Words {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Words(_mm512_mullo_epi32(a.0, b.0)) }
    }

    #[inline(always)]
    fn splat_word(self, word: u32) -> Words {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Words(_mm512_set1_epi32(word as i32)) }
    }

    #[inline(always)]
    fn xor(self, a: Words, b: Words) -> Words {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Words(_mm512_xor_si512(a.0, b.0)) }
    }

    #[inline(always)]
    fn shift_left<const BITS: u32>(self, words: Words) -> Words {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Words(_mm512_slli_epi32::<BITS>(words.0)) }
    }

    #[inline(always)]
    fn shift_right<const BITS: u32>(self, words: Words) -> Words {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Words(_mm512_srli_epi32::<BITS>(words.0)) }
    }

    #[inline(always)]
    fn rotate<const BITS: u32, const REST: u32>(self, words: Words) -> Words {
        let (high, low) = (self.shift_left::<BITS>(words), self.shift_right::<REST>(words));
        // SAFETY: `self` is proof of the instructions.
        unsafe { Words(_mm512_or_si512(high.0, low.0)) }
    }

    #[inline(always)]
    fn signed(self, words: Words) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm512_cvtepi32_ps(words.0)) }
    }

    #[inline(always)]
    fn whole(self, value: Reals) -> Words {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Words(_mm512_cvttps_epi32(value.0)) }
    }

    #[inline(always)]
    fn gather(self, table: &[f32], places: Words) -> Reals {
        assert!(!table.is_empty() && table.len() <= i32::MAX as usize, "a table that places can reach");
        // SAFETY: `self` is proof of the instructions, and places past the end are brought back to it.
        unsafe {
            let last = _mm512_set1_epi32((table.len() - 1) as i32);
            Reals(_mm512_i32gather_ps::<4>(_mm512_min_epu32(places.0, last), table.as_ptr()))
        }
    }
}
