//! NEON: 4 lanes.
//!
//! Larger and smaller are chosen by comparing: the instructions for them order zeros by sign and hand on
//! what is no number, which other vectors do not.

use std::arch::aarch64::*;

use super::{MANTISSA, Machine, SQRT_HALF_BITS, operators};

/// Every processor of this kind has these instructions.
#[derive(Clone, Copy, Debug, Default)]
pub struct Neon;

/// Numbers side by side.
#[derive(Clone, Copy, Debug)]
pub struct Reals(float32x4_t);

/// Words side by side; of a mask, all bits of a lane or none.
#[derive(Clone, Copy, Debug)]
pub struct Words(uint32x4_t);

operators!(Reals: Add add vaddq_f32, Sub sub vsubq_f32, Mul mul vmulq_f32, Div div vdivq_f32);

impl Machine for Neon {
    type Scalar = f32;
    type Reals = Reals;
    type Words = Words;
    type Mask = Words;
    const WIDTH: usize = 4;

    #[inline(always)]
    fn splat(self, value: f32) -> Reals {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Reals(vdupq_n_f32(value)) }
    }

    #[inline(always)]
    fn load(self, from: &[f32]) -> Reals {
        assert!(from.len() >= 4, "a vector needs 4 lanes");
        // SAFETY: every processor of this kind has the instructions, and the slice was just seen to be long enough.
        unsafe { Reals(vld1q_f32(from.as_ptr())) }
    }

    #[inline(always)]
    fn store(self, value: Reals, into: &mut [f32]) {
        assert!(into.len() >= 4, "a vector needs 4 lanes");
        // SAFETY: every processor of this kind has the instructions, and the slice was just seen to be long enough.
        unsafe { vst1q_f32(into.as_mut_ptr(), value.0) }
    }

    #[inline(always)]
    fn mul_add(self, a: Reals, b: Reals, c: Reals) -> Reals {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Reals(vfmaq_f32(c.0, a.0, b.0)) }
    }

    #[inline(always)]
    fn sub_mul(self, c: Reals, a: Reals, b: Reals) -> Reals {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Reals(vfmsq_f32(c.0, a.0, b.0)) }
    }

    #[inline(always)]
    fn sqrt(self, value: Reals) -> Reals {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Reals(vsqrtq_f32(value.0)) }
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
        unsafe { Reals(vrndnq_f32(value.0)) }
    }

    #[inline(always)]
    fn scale(self, value: Reals, exponent: Reals) -> Reals {
        // SAFETY: every processor of this kind has the instructions.
        unsafe {
            let shift = vshlq_n_s32::<23>(vcvtq_s32_f32(exponent.0));
            Reals(vreinterpretq_f32_s32(vaddq_s32(vreinterpretq_s32_f32(value.0), shift)))
        }
    }

    #[inline(always)]
    fn split(self, value: Reals) -> (Reals, Reals) {
        // SAFETY: every processor of this kind has the instructions.
        unsafe {
            let base = vdupq_n_s32(SQRT_HALF_BITS as i32);
            let shifted = vsubq_s32(vreinterpretq_s32_f32(value.0), base);
            let exponent = vcvtq_f32_s32(vshrq_n_s32::<23>(shifted));
            let mantissa = vandq_s32(shifted, vdupq_n_s32(MANTISSA as i32));
            (Reals(vreinterpretq_f32_s32(vaddq_s32(mantissa, base))), Reals(exponent))
        }
    }

    #[inline(always)]
    fn above(self, a: Reals, b: Reals) -> Words {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Words(vcgtq_f32(a.0, b.0)) }
    }

    #[inline(always)]
    fn select(self, mask: Words, yes: Reals, no: Reals) -> Reals {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Reals(vbslq_f32(mask.0, yes.0, no.0)) }
    }

    #[inline(always)]
    fn bits(self, mask: Words) -> u32 {
        let bits = self.load_words(&[1, 2, 4, 8]);
        // SAFETY: every processor of this kind has the instructions.
        unsafe { vaddvq_u32(vandq_u32(mask.0, bits.0)) }
    }

    #[inline(always)]
    fn load_words(self, from: &[u32]) -> Words {
        assert!(from.len() >= 4, "a vector needs 4 lanes");
        // SAFETY: every processor of this kind has the instructions, and the slice was just seen to be long enough.
        unsafe { Words(vld1q_u32(from.as_ptr())) }
    }

    #[inline(always)]
    fn store_words(self, words: Words, into: &mut [u32]) {
        assert!(into.len() >= 4, "a vector needs 4 lanes");
        // SAFETY: every processor of this kind has the instructions, and the slice was just seen to be long enough.
        unsafe { vst1q_u32(into.as_mut_ptr(), words.0) }
    }

    #[inline(always)]
    fn add_words(self, a: Words, b: Words) -> Words {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Words(vaddq_u32(a.0, b.0)) }
    }

    #[inline(always)]
    fn mul_words(self, a: Words, b: Words) -> Words {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Words(vmulq_u32(a.0, b.0)) }
    }

    #[inline(always)]
    fn splat_word(self, word: u32) -> Words {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Words(vdupq_n_u32(word)) }
    }

    #[inline(always)]
    fn xor(self, a: Words, b: Words) -> Words {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Words(veorq_u32(a.0, b.0)) }
    }

    #[inline(always)]
    fn shift_left<const BITS: u32>(self, words: Words) -> Words {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Words(vshlq_u32(words.0, vdupq_n_s32(BITS as i32))) }
    }

    #[inline(always)]
    fn shift_right<const BITS: u32>(self, words: Words) -> Words {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Words(vshlq_u32(words.0, vdupq_n_s32(-(BITS as i32)))) }
    }

    #[inline(always)]
    fn rotate<const BITS: u32, const REST: u32>(self, words: Words) -> Words {
        let (high, low) = (self.shift_left::<BITS>(words), self.shift_right::<REST>(words));
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Words(vorrq_u32(high.0, low.0)) }
    }

    #[inline(always)]
    fn signed(self, words: Words) -> Reals {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Reals(vcvtq_f32_s32(vreinterpretq_s32_u32(words.0))) }
    }

    #[inline(always)]
    fn whole(self, value: Reals) -> Words {
        // SAFETY: every processor of this kind has the instructions.
        unsafe { Words(vcvtq_u32_f32(value.0)) }
    }

    #[inline(always)]
    fn gather(self, table: &[f32], places: Words) -> Reals {
        assert!(!table.is_empty(), "a table that places can reach");
        let mut each = [0; 4];
        self.store_words(places, &mut each);
        self.load(&each.map(|place| table[(place as usize).min(table.len() - 1)]))
    }
}
