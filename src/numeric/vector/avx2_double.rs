//! AVX2 with FMA in double precision: 4 lanes, whose words fill half a vector.

use std::arch::x86_64::*;

use super::avx2::Avx2;
use super::{MANTISSA_DOUBLE, Machine, SQRT_HALF_BITS_DOUBLE, operators};

/// 2⁵²: the last bit of its mantissa is worth 1.
const WHOLE: f64 = 4_503_599_627_370_496.0;

/// Proof that the processor has these instructions.
#[derive(Clone, Copy, Debug)]
pub struct Avx2Double(());

impl From<Avx2> for Avx2Double {
    #[inline(always)]
    fn from(_: Avx2) -> Self {
        Self(())
    }
}

/// Numbers side by side.
#[derive(Clone, Copy, Debug)]
pub struct Reals(__m256d);

/// Words side by side.
#[derive(Clone, Copy, Debug)]
pub struct Words(__m128i);

operators!(Reals: Add add _mm256_add_pd, Sub sub _mm256_sub_pd, Mul mul _mm256_mul_pd, Div div _mm256_div_pd);

impl Machine for Avx2Double {
    type Scalar = f64;
    type Reals = Reals;
    type Words = Words;
    type Mask = Reals;
    const WIDTH: usize = 4;

    #[inline(always)]
    fn splat(self, value: f64) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm256_set1_pd(value)) }
    }

    #[inline(always)]
    fn load(self, from: &[f64]) -> Reals {
        assert!(from.len() >= 4, "a vector needs 4 lanes");
        // SAFETY: `self` is proof of the instructions, and the slice was just seen to be long enough.
        unsafe { Reals(_mm256_loadu_pd(from.as_ptr())) }
    }

    #[inline(always)]
    fn store(self, value: Reals, into: &mut [f64]) {
        assert!(into.len() >= 4, "a vector needs 4 lanes");
        // SAFETY: `self` is proof of the instructions, and the slice was just seen to be long enough.
        unsafe { _mm256_storeu_pd(into.as_mut_ptr(), value.0) }
    }

    #[inline(always)]
    fn mul_add(self, a: Reals, b: Reals, c: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm256_fmadd_pd(a.0, b.0, c.0)) }
    }

    #[inline(always)]
    fn sub_mul(self, c: Reals, a: Reals, b: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm256_fnmadd_pd(a.0, b.0, c.0)) }
    }

    #[inline(always)]
    fn sqrt(self, value: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm256_sqrt_pd(value.0)) }
    }

    #[inline(always)]
    fn max(self, a: Reals, b: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm256_max_pd(a.0, b.0)) }
    }

    #[inline(always)]
    fn min(self, a: Reals, b: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm256_min_pd(a.0, b.0)) }
    }

    #[inline(always)]
    fn round(self, value: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm256_round_pd::<{ _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC }>(value.0)) }
    }

    #[inline(always)]
    fn scale(self, value: Reals, exponent: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe {
            let shift = _mm256_slli_epi64::<52>(_mm256_cvtepi32_epi64(_mm256_cvtpd_epi32(exponent.0)));
            Reals(_mm256_castsi256_pd(_mm256_add_epi64(_mm256_castpd_si256(value.0), shift)))
        }
    }

    #[inline(always)]
    fn split(self, value: Reals) -> (Reals, Reals) {
        // SAFETY: `self` is proof of the instructions.
        unsafe {
            let base = _mm256_set1_epi64x(SQRT_HALF_BITS_DOUBLE as i64);
            let shifted = _mm256_sub_epi64(_mm256_castpd_si256(value.0), base);
            // No whole numbers of 64 bits are converted here: one in the low bits of 2⁵² is a number.
            let biased = _mm256_add_epi64(shifted, _mm256_set1_epi64x(1023 << 52));
            let high = _mm256_or_si256(_mm256_srli_epi64::<52>(biased), _mm256_set1_epi64x(WHOLE.to_bits() as i64));
            let exponent = _mm256_sub_pd(_mm256_castsi256_pd(high), _mm256_set1_pd(WHOLE + 1023.0));
            let mantissa = _mm256_and_si256(shifted, _mm256_set1_epi64x(MANTISSA_DOUBLE as i64));
            (Reals(_mm256_castsi256_pd(_mm256_add_epi64(mantissa, base))), Reals(exponent))
        }
    }

    #[inline(always)]
    fn above(self, a: Reals, b: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm256_cmp_pd::<_CMP_GT_OQ>(a.0, b.0)) }
    }

    #[inline(always)]
    fn select(self, mask: Reals, yes: Reals, no: Reals) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm256_blendv_pd(no.0, yes.0, mask.0)) }
    }

    #[inline(always)]
    fn bits(self, mask: Reals) -> u32 {
        // SAFETY: `self` is proof of the instructions.
        unsafe { _mm256_movemask_pd(mask.0) as u32 }
    }

    #[inline(always)]
    fn load_words(self, from: &[u32]) -> Words {
        assert!(from.len() >= 4, "a vector needs 4 lanes");
        // SAFETY: `self` is proof of the instructions, and the slice was just seen to be long enough.
        unsafe { Words(_mm_loadu_si128(from.as_ptr().cast())) }
    }

    #[inline(always)]
    fn store_words(self, words: Words, into: &mut [u32]) {
        assert!(into.len() >= 4, "a vector needs 4 lanes");
        // SAFETY: `self` is proof of the instructions, and the slice was just seen to be long enough.
        unsafe { _mm_storeu_si128(into.as_mut_ptr().cast(), words.0) }
    }

    #[inline(always)]
    fn add_words(self, a: Words, b: Words) -> Words {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Words(_mm_add_epi32(a.0, b.0)) }
    }

    #[inline(always)]
    fn mul_words(self, a: Words, b: Words) -> Words {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Words(_mm_mullo_epi32(a.0, b.0)) }
    }

    #[inline(always)]
    fn splat_word(self, word: u32) -> Words {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Words(_mm_set1_epi32(word as i32)) }
    }

    #[inline(always)]
    fn xor(self, a: Words, b: Words) -> Words {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Words(_mm_xor_si128(a.0, b.0)) }
    }

    #[inline(always)]
    fn shift_left<const BITS: u32>(self, words: Words) -> Words {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Words(_mm_sll_epi32(words.0, _mm_cvtsi32_si128(BITS as i32))) }
    }

    #[inline(always)]
    fn shift_right<const BITS: u32>(self, words: Words) -> Words {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Words(_mm_srl_epi32(words.0, _mm_cvtsi32_si128(BITS as i32))) }
    }

    #[inline(always)]
    fn rotate<const BITS: u32, const REST: u32>(self, words: Words) -> Words {
        let (high, low) = (self.shift_left::<BITS>(words), self.shift_right::<REST>(words));
        // SAFETY: `self` is proof of the instructions.
        unsafe { Words(_mm_or_si128(high.0, low.0)) }
    }

    #[inline(always)]
    fn signed(self, words: Words) -> Reals {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Reals(_mm256_cvtepi32_pd(words.0)) }
    }

    #[inline(always)]
    fn whole(self, value: Reals) -> Words {
        // SAFETY: `self` is proof of the instructions.
        unsafe { Words(_mm256_cvttpd_epi32(value.0)) }
    }

    #[inline(always)]
    fn gather(self, table: &[f64], places: Words) -> Reals {
        assert!(!table.is_empty() && table.len() <= i32::MAX as usize, "a table that places can reach");
        // SAFETY: `self` is proof of the instructions, and places past the end are brought back to it.
        unsafe {
            let last = _mm_set1_epi32((table.len() - 1) as i32);
            Reals(_mm256_i32gather_pd::<8>(table.as_ptr(), _mm_min_epu32(places.0, last)))
        }
    }
}
