//! Vectors of numbers, one lane a path: one generic source for every processor and both precisions.
//!
//! A [`Kernel`] is written once against the few operations of a [`Machine`]. [`run`] compiles it for
//! AVX-512, for AVX2 with FMA, for NEON and for plain arrays, and picks one when the program starts. Lanes hold
//! numbers of single precision, or of double, in which others are audited; words have 32 bits in both. Every
//! operation is fixed to the last bit by IEEE 754 (add, multiply, fused multiply-add, divide, square
//! root, comparisons, integers), so all machines give the same bytes.
//!
//! `LINCHPIN_VECTORS=avx512`, `avx2`, `neon` or `plain` forces a choice, to compare them; the program
//! refuses what the processor can't do.
//!
//! This is the only room with `unsafe` code. Its argument: a machine of a kind is made only after the
//! processor said that it has that kind's instructions, or where all processors have them, and vectors
//! are made only by machines.
#![allow(unsafe_code)]

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx2_double;
#[cfg(target_arch = "x86_64")]
mod avx512;
#[cfg(target_arch = "x86_64")]
mod avx512_double;
#[cfg(target_arch = "aarch64")]
mod neon;
#[cfg(target_arch = "aarch64")]
mod neon_double;
mod plain;
mod plain_double;
mod row;
mod scalar;
#[cfg(test)]
mod tests;

use std::ops::{Add, Div, Mul, Sub};
use std::sync::OnceLock;

use thiserror::Error;

pub use plain::Plain;
pub use plain_double::PlainDouble;
pub use row::{LANES, Row, WordRow};
pub use scalar::Scalar;

/// Bits of √½, from which mantissas are counted.
const SQRT_HALF_BITS: u32 = 0x3f35_04f3;
const MANTISSA: u32 = 0x007f_ffff;
/// The same in double precision.
const SQRT_HALF_BITS_DOUBLE: u64 = 0x3fe6_a09e_667f_3bcd;
const MANTISSA_DOUBLE: u64 = 0x000f_ffff_ffff_ffff;

/// What a processor's vectors can do.
pub trait Machine: Copy {
    /// What a lane holds.
    type Scalar: Scalar;
    /// [`Self::WIDTH`] numbers.
    type Reals: Copy
        + Add<Output = Self::Reals>
        + Sub<Output = Self::Reals>
        + Mul<Output = Self::Reals>
        + Div<Output = Self::Reals>;
    /// As many words of 32 bits.
    type Words: Copy;
    /// As many yes or no.
    type Mask: Copy;
    /// Lanes of one vector; divides [`LANES`].
    const WIDTH: usize;

    /// The same number in every lane.
    fn splat(self, value: Self::Scalar) -> Self::Reals;
    /// The same number in every lane, as near as lanes hold it.
    #[inline(always)]
    fn constant(self, value: f64) -> Self::Reals {
        self.splat(Self::Scalar::rounded(value))
    }
    /// The first numbers of a slice of at least [`Self::WIDTH`].
    fn load(self, from: &[Self::Scalar]) -> Self::Reals;
    /// Writes to the front of a slice of at least [`Self::WIDTH`].
    fn store(self, value: Self::Reals, into: &mut [Self::Scalar]);
    /// a·b + c, rounded once.
    fn mul_add(self, a: Self::Reals, b: Self::Reals, c: Self::Reals) -> Self::Reals;
    /// c − a·b, rounded once.
    fn sub_mul(self, c: Self::Reals, a: Self::Reals, b: Self::Reals) -> Self::Reals;
    /// The square root.
    fn sqrt(self, value: Self::Reals) -> Self::Reals;
    /// The larger; `b` where they can't be compared.
    fn max(self, a: Self::Reals, b: Self::Reals) -> Self::Reals;
    /// The smaller; `b` where they can't be compared.
    fn min(self, a: Self::Reals, b: Self::Reals) -> Self::Reals;
    /// The nearest whole number, of two the even one.
    fn round(self, value: Self::Reals) -> Self::Reals;
    /// value · 2^exponent, for whole exponents and results in the normal range.
    fn scale(self, value: Self::Reals, exponent: Self::Reals) -> Self::Reals;
    /// A positive normal number as mantissa · 2^exponent, the mantissa in [√½, √2).
    fn split(self, value: Self::Reals) -> (Self::Reals, Self::Reals);
    /// Where a > b.
    fn above(self, a: Self::Reals, b: Self::Reals) -> Self::Mask;
    /// `yes` where the mask is set, else `no`.
    fn select(self, mask: Self::Mask, yes: Self::Reals, no: Self::Reals) -> Self::Reals;
    /// The mask as bits, lane 0 lowest.
    fn bits(self, mask: Self::Mask) -> u32;

    /// The first words of a slice of at least [`Self::WIDTH`].
    fn load_words(self, from: &[u32]) -> Self::Words;
    /// Writes to the front of a slice of at least [`Self::WIDTH`].
    fn store_words(self, words: Self::Words, into: &mut [u32]);
    /// Sum, wrapping.
    fn add_words(self, a: Self::Words, b: Self::Words) -> Self::Words;
    /// Low halves of the products.
    fn mul_words(self, a: Self::Words, b: Self::Words) -> Self::Words;
    /// The same word in every lane.
    fn splat_word(self, word: u32) -> Self::Words;
    /// Exclusive or.
    fn xor(self, a: Self::Words, b: Self::Words) -> Self::Words;
    /// Shift towards high bits.
    fn shift_left<const BITS: u32>(self, words: Self::Words) -> Self::Words;
    /// Shift towards low bits.
    fn shift_right<const BITS: u32>(self, words: Self::Words) -> Self::Words;
    /// Rotation towards high bits; `REST` is 32 − `BITS`.
    fn rotate<const BITS: u32, const REST: u32>(self, words: Self::Words) -> Self::Words;
    /// Words read as signed whole numbers.
    fn signed(self, words: Self::Words) -> Self::Reals;
    /// The whole part of numbers from 0 to 2³¹.
    fn whole(self, value: Self::Reals) -> Self::Words;
    /// The entries of a table at these places; past its end the last one.
    fn gather(self, table: &[Self::Scalar], places: Self::Words) -> Self::Reals;
}

/// A loop over lanes.
pub trait Kernel {
    /// The numbers on its lanes.
    type Scalar: Scalar;

    /// Runs it. Must be `#[inline(always)]`, and so must what it calls: only then is it compiled with
    /// the machine's instructions.
    fn run<M: Machine<Scalar = Self::Scalar>>(self, machine: M);
}

/// The kinds of vectors for which kernels are compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vectors {
    /// 16 lanes, or 8 of double precision.
    Avx512,
    /// 8 lanes, or 4 of double precision.
    Avx2,
    /// 4 lanes, or 2 of double precision.
    Neon,
    /// Arrays, for any processor.
    Plain,
}

/// A word of `LINCHPIN_VECTORS` that names no vectors, or such as this processor doesn't have.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("LINCHPIN_VECTORS is {word:?}: this processor has {}; leave it out for the first of them", words_at_hand())]
pub struct NoSuchVectors {
    word: String,
}

fn words_at_hand() -> String {
    Vectors::at_hand().into_iter().map(Vectors::word).collect::<Vec<_>>().join(", ")
}

impl Vectors {
    /// From the widest down.
    const ALL: [Self; 4] = [Self::Avx512, Self::Avx2, Self::Neon, Self::Plain];

    /// All kinds that this processor has, the widest first.
    #[must_use]
    pub fn at_hand() -> Vec<Self> {
        Self::ALL.into_iter().filter(|vectors| vectors.is_at_hand()).collect()
    }

    /// The word by which `LINCHPIN_VECTORS` names them.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Avx512 => "avx512",
            Self::Avx2 => "avx2",
            Self::Neon => "neon",
            Self::Plain => "plain",
        }
    }

    fn is_at_hand(self) -> bool {
        match self {
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => avx512::Avx512::detect().is_some(),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => avx2::Avx2::detect().is_some(),
            Self::Neon => cfg!(target_arch = "aarch64"),
            Self::Plain => true,
            #[cfg(not(target_arch = "x86_64"))]
            Self::Avx512 | Self::Avx2 => false,
        }
    }

    /// Those that `LINCHPIN_VECTORS` names; the widest at hand where it is not set.
    ///
    /// # Errors
    ///
    /// When it names none, or such as this processor doesn't have.
    pub fn wanted() -> Result<Self, NoSuchVectors> {
        // What is set to nothing is not set.
        match std::env::var_os("LINCHPIN_VECTORS").filter(|word| !word.is_empty()) {
            Some(word) => Self::of_word(&word.to_string_lossy()),
            None => Ok(Self::widest()),
        }
    }

    fn of_word(word: &str) -> Result<Self, NoSuchVectors> {
        let named = Self::at_hand().into_iter().find(|vectors| vectors.word() == word);
        named.ok_or_else(|| NoSuchVectors { word: word.to_owned() })
    }

    fn widest() -> Self {
        Self::ALL.into_iter().find(|vectors| vectors.is_at_hand()).unwrap_or(Self::Plain)
    }

    /// The vectors of this process, settled once: those wanted, or the widest where they can't be had.
    #[must_use]
    pub fn chosen() -> Self {
        static CHOSEN: OnceLock<Vectors> = OnceLock::new();
        *CHOSEN.get_or_init(|| Self::wanted().unwrap_or_else(|_| Self::widest()))
    }
}

/// Runs a kernel on the vectors chosen for this process.
#[inline]
pub fn run<K: Kernel>(kernel: K) {
    run_on(Vectors::chosen(), kernel);
}

/// Runs a kernel on vectors of one kind; on plain arrays where the processor has no such.
pub fn run_on<K: Kernel>(vectors: Vectors, kernel: K) {
    match vectors {
        #[cfg(target_arch = "x86_64")]
        Vectors::Avx512 => {
            if let Some(proof) = avx512::Avx512::detect() {
                // SAFETY: there is proof that the processor has the instructions.
                return unsafe { avx512::enter(kernel, <K::Scalar as Scalar>::Avx512::from(proof)) };
            }
        }
        #[cfg(target_arch = "x86_64")]
        Vectors::Avx2 => {
            if let Some(proof) = avx2::Avx2::detect() {
                // SAFETY: there is proof that the processor has the instructions.
                return unsafe { avx2::enter(kernel, <K::Scalar as Scalar>::Avx2::from(proof)) };
            }
        }
        #[cfg(target_arch = "aarch64")]
        Vectors::Neon => return kernel.run(<K::Scalar as Scalar>::Neon::default()),
        _ => {}
    }
    kernel.run(<K::Scalar as Scalar>::Plain::default());
}

/// The operators of a vector type, each one instruction.
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
macro_rules! operators {
    ($vector:ident: $($operator:ident $method:ident $instruction:ident),*) => {
        $(impl std::ops::$operator for $vector {
            type Output = Self;

            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                // SAFETY: the vectors exist, so a machine that has the instruction made them.
                unsafe { Self($instruction(self.0, other.0)) }
            }
        })*
    };
}
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
use operators;
