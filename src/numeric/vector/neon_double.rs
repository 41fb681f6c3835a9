//! NEON in double precision: 2 lanes, whose words fill half a vector.
//!
//! Larger and smaller are chosen by comparing, as in single precision.

use std::arch::aarch64::*;

use super::{MANTISSA_DOUBLE, Machine, SQRT_HALF_BITS_DOUBLE, operators};

/// Every processor of this kind has these instructions.
#[derive(Clone, Copy, Debug, Default)]
pub struct NeonDouble;

/// Numbers side by side.
#[derive(Clone, Copy, Debug)]
pub struct Reals(float64x2_t);

/// Words side by side.
#[derive(Clone, Copy, Debug)]
pub struct Words(uint32x2_t);

/// Yes or no side by side: all bits of a lane or none.
#[derive(Clone, Copy, Debug)]
pub struct Mask(uint64x2_t);

operators!(Reals: Add add vaddq_f64, Sub sub vsubq_f64, Mul mul vmulq_f64, Div div vdivq_f64);

impl Machine for NeonDouble {
    type Scalar = f64;
    type Reals = Reals;
    type Words = Words;
    type Mask = Mask;
    const WIDTH: usize = 2;

    #[inline(always)]
    fn splat(self, value: f64) -> Reals {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Reals(vdupq_n_f64(value)) }
    }

    #[inline(always)]
    fn load(self, from: &[f64]) -> Reals {
        assert!(from.len() >= 2, "a vector needs 2 lanes");
        // SAFETY: every processor of this kind has the instructions, and the slice was just seen to be long enough.
        unsafe { Reals(vld1q_f64(from.as_ptr())) }
    }

    #[inline(always)]
    fn store(self, value: Reals, into: &mut [f64]) {
        assert!(into.len() >= 2, "a vector needs 2 lanes");
        // SAFETY: every processor of this kind has the instructions, and the slice was just seen to be long enough.
        unsafe { vst1q_f64(into.as_mut_ptr(), value.0) }
    }

    #[inline(always)]
    fn mul_add(self, a: Reals, b: Reals, c: Reals) -> Reals {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Reals(vfmaq_f64(c.0, a.0, b.0)) }
    }

    #[inline(always)]
    fn sub_mul(self, c: Reals, a: Reals, b: Reals) -> Reals {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Reals(vfmsq_f64(c.0, a.0, b.0)) }
    }

    #[inline(always)]
    fn sqrt(self, value: Reals) -> Reals {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Reals(vsqrtq_f64(value.0)) }
    }

    #[inline(always)]
    fn max(self, a: Reals, b: Reals) -> Reals {
        self.select(self.above(a, b), a, b)
    }

    #[inline(always)]
    fn min(self, a: Reals, b: Reals) -> Reals {
        self.select(self.above(b, a), a, b)
    }

    #[inline(always)]
    fn round(self, value: Reals) -> Reals {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Reals(vrndnq_f64(value.0)) }
    }

    #[inline(always)]
    fn scale(self, value: Reals, exponent: Reals) -> Reals {
        // SAFETY: every processor of this kind has the instructions.
        unsafe {
            let shift = vshlq_n_s64::<52>(vcvtq_s64_f64(exponent.0));
            Reals(vreinterpretq_f64_s64(vaddq_s64(vreinterpretq_s64_f64(value.0), shift)))
        }
    }

    #[inline(always)]
    fn split(self, value: Reals) -> (Reals, Reals) {
        // SAFETY: every processor of this kind has the instructions.
        unsafe {
            let base = vdupq_n_s64(SQRT_HALF_BITS_DOUBLE as i64);
            let shifted = vsubq_s64(vreinterpretq_s64_f64(value.0), base);
            let exponent = vcvtq_f64_s64(vshrq_n_s64::<52>(shifted));
            let mantissa = vandq_s64(shifted, vdupq_n_s64(MANTISSA_DOUBLE as i64));
            (Reals(vreinterpretq_f64_s64(vaddq_s64(mantissa, base))), Reals(exponent))
        }
    }

    #[inline(always)]
    fn above(self, a: Reals, b: Reals) -> Mask {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Mask(vcgtq_f64(a.0, b.0)) }
    }

    #[inline(always)]
    fn select(self, mask: Mask, yes: Reals, no: Reals) -> Reals {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Reals(vbslq_f64(mask.0, yes.0, no.0)) }
    }

    #[inline(always)]
    fn bits(self, mask: Mask) -> u32 {
        // SAFETY: every processor of this kind has the instructions.
        let (first, second) = unsafe { (vgetq_lane_u64::<0>(mask.0), vgetq_lane_u64::<1>(mask.0)) };
        (first & 1 | second & 2) as u32
    }

    #[inline(always)]
    fn load_words(self, from: &[u32]) -> Words {
        assert!(from.len() >= 2, "a vector needs 2 lanes");
        // SAFETY: every processor of this kind has the instructions, and the slice was just seen to be long enough.
        unsafe { Words(vld1_u32(from.as_ptr())) }
    }

    #[inline(always)]
    fn store_words(self, words: Words, into: &mut [u32]) {
        assert!(into.len() >= 2, "a vector needs 2 lanes");
        // SAFETY: every processor of this kind has the instructions, and the slice was just seen to be long enough.
        unsafe { vst1_u32(into.as_mut_ptr(), words.0) }
    }

    #[inline(always)]
    fn add_words(self, a: Words, b: Words) -> Words {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Words(vadd_u32(a.0, b.0)) }
    }

    #[inline(always)]
    fn mul_words(self, a: Words, b: Words) -> Words {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Words(vmul_u32(a.0, b.0)) }
    }

    #[inline(always)]
    fn splat_word(self, word: u32) -> Words {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Words(vdup_n_u32(word)) }
    }

    #[inline(always)]
    fn xor(self, a: Words, b: Words) -> Words {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Words(veor_u32(a.0, b.0)) }
    }

    #[inline(always)]
    fn shift_left<const BITS: u32>(self, words: Words) -> Words {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Words(vshl_u32(words.0, vdup_n_s32(BITS as i32))) }
    }

    #[inline(always)]
    fn shift_right<const BITS: u32>(self, words: Words) -> Words {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Words(vshl_u32(words.0, vdup_n_s32(-(BITS as i32)))) }
    }

    #[inline(always)]
    fn rotate<const BITS: u32, const REST: u32>(self, words: Words) -> Words {
        let (high, low) = (self.shift_left::<BITS>(words), self.shift_right::<REST>(words));
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Words(vorr_u32(high.0, low.0)) }
    }

    #[inline(always)]
    fn signed(self, words: Words) -> Reals {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Reals(vcvtq_f64_s64(vmovl_s32(vreinterpret_s32_u32(words.0)))) }
    }

    #[inline(always)]
    fn whole(self, value: Reals) -> Words {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Words(vqmovn_u64(vcvtq_u64_f64(value.0))) }
    }

    #[inline(always)]
    fn gather(self, table: &[f64], places: Words) -> Reals {
        assert!(!table.is_empty(), "a table that places can reach");
        let mut each = [0; 2];
        self.store_words(places, &mut each);
        self.load(&each.map(|place| table[(place as usize).min(table.len() - 1)]))
    }
}
