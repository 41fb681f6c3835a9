use super::*;

/// Numbers that each operation meets: all pairs of those that are apt to be taken otherwise, then any.
const ODD: [f64; 16] = [
    0.0,
    -0.0,
    0.5,
    -1.5,
    2.5,
    1.0,
    -1.0,
    1.000_000_119_209_289_6,
    1e-40,
    -1e-310,
    1.2e-38,
    3e38,
    -8_388_609.0,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
];
const COUNT: usize = 512;
const OF_REALS: usize = 15;
const OF_WORDS: usize = 7;

/// What every operation gives, row by row.
struct Answers<S> {
    reals: [Vec<S>; OF_REALS],
    words: [Vec<u32>; OF_WORDS],
    bits: Vec<u32>,
}

struct Everything<'a, S> {
    any: [&'a [S]; 3],
    /// From 0 to 2³¹, without the end.
    amounts: &'a [S],
    /// Normal, and above 0.
    normal: &'a [S],
    words: [&'a [u32]; 2],
    into: &'a mut Answers<S>,
}

impl<S: Scalar> Kernel for Everything<'_, S> {
    type Scalar = S;

    #[inline(always)]
    fn run<M: Machine<Scalar = S>>(self, machine: M) {
        let Self { any, amounts, normal, words, into } = self;
        for at in (0..COUNT).step_by(M::WIDTH) {
            let [a, b, c] = any.map(|numbers| machine.load(&numbers[at..]));
            let [amount, normal] = [amounts, normal].map(|numbers| machine.load(&numbers[at..]));
            let [v, w] = words.map(|words| machine.load_words(&words[at..]));
            let (mantissa, exponent) = machine.split(normal);
            let mask = machine.above(a, b);
            let reals: [M::Reals; OF_REALS] = [
                a + b,
                a - b,
                a * b,
                a / b,
                machine.mul_add(a, b, c),
                machine.sub_mul(c, a, b),
                machine.sqrt(a),
                machine.max(a, b),
                machine.min(a, b),
                machine.round(a),
                mantissa,
                exponent,
                machine.scale(mantissa, machine.round(machine.min(machine.max(exponent, a), machine.constant(100.0)))),
                machine.select(mask, c, machine.signed(v)),
                machine.gather(any[2], machine.shift_right::<22>(w)),
            ];
            let words = [
                machine.add_words(v, w),
                machine.mul_words(v, w),
                machine.xor(v, machine.splat_word(0x9e37_79b1)),
                machine.shift_left::<9>(v),
                machine.shift_right::<7>(v),
                machine.rotate::<11, 21>(v),
                machine.whole(amount),
            ];
            into.reals.iter_mut().zip(reals).for_each(|(row, value)| machine.store(value, &mut row[at..]));
            into.words.iter_mut().zip(words).for_each(|(row, value)| machine.store_words(value, &mut row[at..]));
            (0..M::WIDTH).for_each(|lane| into.bits[at + lane] = machine.bits(mask) >> lane & 1);
        }
    }
}

/// Words without an order to be seen.
fn words(salt: u32) -> Vec<u32> {
    let mixed = |k: u32| (k ^ salt).wrapping_mul(0x9e37_79b1).rotate_left(13).wrapping_mul(0x846c_a68b);
    (0..COUNT as u32).map(mixed).collect()
}

fn answers<S: Scalar>(vectors: Vectors) -> Answers<S> {
    let drawn = |salt| words(salt).into_iter().map(|word| S::rounded((f64::from(word) - 2e9) * 1e-7)).collect();
    let mut any: [Vec<S>; 3] = [1, 2, 3].map(drawn);
    // Every pair of odd numbers, and a third.
    let places: [fn(usize) -> usize; 3] = [|pair| pair, |pair| pair / ODD.len(), |pair| pair * 7 / 5];
    for (row, place) in any.iter_mut().zip(places) {
        for (pair, value) in row.iter_mut().take(ODD.len() * ODD.len()).enumerate() {
            *value = S::rounded(ODD[place(pair) % ODD.len()]);
        }
    }
    let amounts: Vec<S> = words(4).into_iter().map(|word| S::rounded(f64::from(word >> 8) * 127.99)).collect();
    let normal: Vec<S> =
        words(5).into_iter().map(|word| S::rounded(f64::from(word | 1) * f64::from(word % 61 + 1).exp2())).collect();
    let mut into = Answers {
        reals: std::array::from_fn(|_| vec![S::default(); COUNT]),
        words: std::array::from_fn(|_| vec![0; COUNT]),
        bits: vec![0; COUNT],
    };
    let (first, second) = (words(6), words(7));
    run_on(
        vectors,
        Everything {
            any: any.each_ref().map(Vec::as_slice),
            amounts: &amounts,
            normal: &normal,
            words: [&first, &second],
            into: &mut into,
        },
    );
    into
}

/// Bits of numbers; what is no number has no bits to agree on.
fn bits<S: Scalar>(row: &[S]) -> Vec<u64> {
    row.iter().map(|value| if value.wide().is_nan() { u64::MAX } else { value.wide().to_bits() }).collect()
}

fn agree<S: Scalar>() {
    let plain = answers::<S>(Vectors::Plain);
    for vectors in Vectors::at_hand() {
        let ours = answers::<S>(vectors);
        for (operation, (ours, plain)) in ours.reals.iter().zip(&plain.reals).enumerate() {
            assert_eq!(bits(ours), bits(plain), "operation {operation} of numbers on {vectors:?}");
        }
        for (operation, (ours, plain)) in ours.words.iter().zip(&plain.words).enumerate() {
            assert_eq!(ours, plain, "operation {operation} of words on {vectors:?}");
        }
        assert_eq!(ours.bits, plain.bits, "comparisons on {vectors:?}");
    }
}

#[test]
fn every_operation_gives_the_same_bits_on_any_vectors() {
    agree::<f32>();
    agree::<f64>();
}

#[test]
fn the_second_is_taken_of_equal_zeros_and_of_what_cannot_be_compared() {
    for vectors in Vectors::at_hand() {
        let Answers { reals, .. } = answers::<f32>(vectors);
        for row in [&reals[7], &reals[8]] {
            // Pairs count their first number quickest: −0 and 0 at 1, 0 and −0 at 16, no number and 0.5 at 47.
            assert!(row[1].is_sign_positive() && row[16].is_sign_negative() && row[47] == 0.5, "{vectors:?}");
            assert!(row[15 * 16 + 2].is_nan(), "{vectors:?}");
        }
    }
}

#[test]
fn a_word_names_vectors_at_hand_or_is_refused_with_those_that_are() {
    for vectors in Vectors::ALL {
        let named = Vectors::of_word(vectors.word());
        assert_eq!(named.ok(), vectors.is_at_hand().then_some(vectors));
    }
    for wrong in ["", "AVX2", "sse", "plain "] {
        let error = Vectors::of_word(wrong).unwrap_err().to_string();
        assert!(error.contains(&format!("{wrong:?}")) && error.contains(&words_at_hand()), "{error}");
    }
}
