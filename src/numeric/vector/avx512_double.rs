//! AVX-512 in double precision: 8 lanes, whose words fill half a vector.

use std::arch::x86_64::*;

use super::avx512::Avx512;
use super::{MANTISSA_DOUBLE, Machine, SQRT_HALF_BITS_DOUBLE, operators};

/// Proof that the processor has these instructions.
#[derive(Clone, Copy, Debug)]
pub struct Avx512Double(());

impl From<Avx512> for Avx512Double {
    #[inline(always)]
    fn from(_: Avx512) -> Self {
        Self(())
    }
}

/// Numbers side by side.
#[derive(Clone, Copy, Debug)]
pub struct Reals(__m512d);

/// Words side by side.
#[derive(Clone, Copy, Debug)]
pub struct Words(__m256i);

operators!(Reals: Add add _mm512_add_pd, Sub sub _mm512_sub_pd, Mul mul _mm512_mul_pd, Div div _mm512_div_pd);

impl Machine for Avx512Double {
    type Scalar = f64;
    type Reals = Reals;
    type Words = Words;
    type Mask = __mmask8;
    const WIDTH: usize = 8;

    #[inline(always)]
    fn splat(self, value: f64) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm512_set1_pd(value)) }
    }

    #[inline(always)]
    fn load(self, from: &[f64]) -> Reals {
        assert!(from.len() >= 8, "a vector needs 8 lanes");
        // SAFETY: `self` is proof of the instructions, and the slice was just seen to be long enough.
        unsafe { Reals(_mm512_loadu_pd(from.as_ptr())) }
    }

    #[inline(always)]
    fn store(self, value: Reals, into: &mut [f64]) {
        assert!(into.len() >= 8, "a vector needs 8 lanes");
        // SAFETY: `self` is proof of the instructions, and the slice was just seen to be long enough.
        unsafe { _mm512_storeu_pd(into.as_mut_ptr(), value.0) }
    }

    #[inline(always)]
    fn mul_add(self, a: Reals, b: Reals, c: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm512_fmadd_pd(a.0, b.0, c.0)) }
    }

    #[inline(always)]
    fn sub_mul(self, c: Reals, a: Reals, b: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm512_fnmadd_pd(a.0, b.0, c.0)) }
    }

    #[inline(always)]
    fn sqrt(self, value: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm512_sqrt_pd(value.0)) }
    }

    #[inline(always)]
    fn max(self, a: Reals, b: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm512_max_pd(a.0, b.0)) }
    }

    #[inline(always)]
    fn min(self, a: Reals, b: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm512_min_pd(a.0, b.0)) }
    }

    #[inline(always)]
    fn round(self, value: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm512_roundscale_pd::<0>(value.0)) }
    }

    #[inline(always)]
    fn scale(self, value: Reals, exponent: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe {
            let shift = _mm512_slli_epi64::<52>(_mm512_cvtpd_epi64(exponent.0));
            Reals(_mm512_castsi512_pd(_mm512_add_epi64(_mm512_castpd_si512(value.0), shift)))
        }
    }

    #[inline(always)]
    fn split(self, value: Reals) -> (Reals, Reals) {
        // SAFETY: `self` is proof of the instructions.
        unsafe {
            let base = _mm512_set1_epi64(SQRT_HALF_BITS_DOUBLE as i64);
            let shifted = _mm512_sub_epi64(_mm512_castpd_si512(value.0), base);
            let exponent = _mm512_cvtepi64_pd(_mm512_srai_epi64::<52>(shifted));
            let mantissa = _mm512_and_si512(shifted, _mm512_set1_epi64(MANTISSA_DOUBLE as i64));
            (Reals(_mm512_castsi512_pd(_mm512_add_epi64(mantissa, base))), Reals(exponent))
        }
    }

    #[inline(always)]
    fn above(self, a: Reals, b: Reals) -> __mmask8 {
        // SAFETY: `self` is proof of the instructions.
        unsafe { _mm512_cmp_pd_mask::<_CMP_GT_OQ>(a.0, b.0) }
    }

    #[inline(always)]
    fn select(self, mask: __mmask8, yes: Reals, no: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm512_mask_blend_pd(mask, no.0, yes.0)) }
    }

    #[inline(always)]
    fn bits(self, mask: __mmask8) -> u32 {
        u32::from(mask)
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
        unsafe { Reals(_mm512_cvtepi32_pd(words.0)) }
    }

    #[inline(always)]
    fn whole(self, value: Reals) -> Words {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Words(_mm512_cvttpd_epi32(value.0)) }
    }

    #[inline(always)]
    fn gather(self, table: &[f64], places: Words) -> Reals {
        assert!(!table.is_empty() && table.len() <= i32::MAX as usize, "a table that places can reach");
        // SAFETY: `self` is proof of the instructions, and places past the end are brought back to it.
        unsafe {
            let last = _mm256_set1_epi32((table.len() - 1) as i32);
            Reals(_mm512_i32gather_pd::<8>(_mm256_min_epu32(places.0, last), table.as_ptr()))
        }
    }
}
