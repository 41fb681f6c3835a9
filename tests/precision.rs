//! Single precision held against double on the same draws, and both against exact mathematics.
//!
//! Tails are judged on words that are chosen, not drawn: the k-th of 2³² equally likely words stands for
//! a chance of k·2⁻³², so that no sampling error hides an error of ours.

use std::path::{Path, PathBuf};
use std::process::Command;

use libm::{exp, log, sqrt};
use linchpin::engine::Watch;
use linchpin::numeric::lanes;
use linchpin::numeric::precision::Precision;
use linchpin::numeric::vector::{Kernel, Machine, Scalar, Vectors, run_on};
use linchpin::scenario::{Options, Scenario};
use linchpin::{AssessOptions, assess};
use serde_json::Value;

const PATHS: u64 = 20_000;
/// A difference between precisions may be so much of an interval's half-width.
const SHARE: f64 = 0.1;
/// Where many paths lose the same, such as a lock's mark, or what is known beforehand leaves nothing to chance, there is
/// no interval but of rounding: what may be between is one step of single precision at 1.
const ROUNDING: f64 = f32::EPSILON as f64;
/// The widest vectors of all.
const WIDEST: usize = 16;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Scenarios that come with the program, and the workload of `cargo bench`.
fn shipped() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join("scenarios")).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|found| found == "toml")).collect();
    files.sort();
    files.push(root().join("benches/headline.toml"));
    files
}

fn summary(scenario: &Scenario, precision: Precision) -> Value {
    let options = AssessOptions { precision, ..AssessOptions::default() };
    serde_json::to_value(assess(scenario, options, &Watch::default()).unwrap().assessment.summary).unwrap()
}

/// Every figure with an interval: its address, value and half-width in single precision, and its value in double.
fn intervals(address: &str, single: &Value, double: &Value, into: &mut Vec<(String, [f64; 3])>) {
    let number = |value: &Value, key: &str| value.get(key).and_then(Value::as_f64);
    match (single, double) {
        (Value::Object(entries), _) => {
            let value = number(single, "value").or_else(|| number(single, "probability"));
            let other = number(double, "value").or_else(|| number(double, "probability"));
            if let (Some(value), Some(other), Some(low), Some(high)) =
                (value, other, number(single, "low"), number(single, "high"))
            {
                into.push((address.to_owned(), [value, (high - low) / 2.0, other]));
            }
            for (key, entry) in entries {
                intervals(&format!("{address}.{key}"), entry, &double[key], into);
            }
        }
        (Value::Array(single), Value::Array(double)) => {
            assert_eq!(single.len(), double.len(), "{address} has other entries");
            for (place, (single, double)) in single.iter().zip(double).enumerate() {
                intervals(&format!("{address}.{place}"), single, double, into);
            }
        }
        _ => {}
    }
}

#[test]
fn figures_differ_between_precisions_by_less_than_a_tenth_of_their_intervals() {
    for file in shipped() {
        let options = Options { paths: Some(PATHS), ..Options::default() };
        let scenario = Scenario::load(&file, &options).unwrap_or_else(|error| panic!("{error}"));
        let mut figures = Vec::new();
        let (single, double) = (summary(&scenario, Precision::Single), summary(&scenario, Precision::Double));
        intervals("", &single, &double, &mut figures);
        let allowed = |half: f64| half.max(ROUNDING / SHARE);
        let share = |[value, half, other]: [f64; 3]| (value - other).abs() / allowed(half);
        let worst = figures.iter().max_by(|a, b| share(a.1).total_cmp(&share(b.1))).unwrap();
        println!("{}: {} figures, worst {} {:e}", file.display(), figures.len(), worst.0, share(worst.1));
        assert!(figures.len() > 100, "{} has {} intervals", file.display(), figures.len());
        assert!(share(worst.1) < SHARE, "{}: {worst:?}", file.display());
    }
}

/// What a run in double precision writes of figures and of single paths.
fn bytes_of_double(scenario: &str, vectors: Vectors, threads: &str) -> [Vec<u8>; 2] {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("run");
    let status = Command::new(env!("CARGO_BIN_EXE_linchpin"))
        .arg("run")
        .arg(root().join(scenario))
        .args(["--precision", "double", "--paths", "1500", "--threads", threads, "--paths-out", "csv", "--quiet"])
        .arg("--out")
        .arg(&out)
        .env("LINCHPIN_VECTORS", vectors.word())
        .status();
    assert!(status.unwrap().success(), "{scenario} on {vectors:?}");
    let record: Value = serde_json::from_slice(&std::fs::read(out.join("run.json")).unwrap()).unwrap();
    assert_eq!(record["precision"], "double");
    ["summary.csv", "paths.csv"].map(|file| std::fs::read(out.join(file)).unwrap())
}

#[test]
fn double_precision_has_the_same_bytes_on_any_vectors() {
    for scenario in ["benches/headline.toml", "tests/scenarios/reference/volatile.toml"] {
        let plain = bytes_of_double(scenario, Vectors::Plain, "1");
        for vectors in Vectors::at_hand() {
            assert!(bytes_of_double(scenario, vectors, "2") == plain, "{scenario} has other bytes on {vectors:?}");
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum Function {
    Ln,
    NegativeLn1m,
    Exp2,
}

/// A function at many numbers.
struct Map<'a, S> {
    function: Function,
    xs: &'a [S],
    out: &'a mut [S],
}

impl<S: Scalar> Kernel for Map<'_, S> {
    type Scalar = S;

    #[inline(always)]
    fn run<M: Machine<Scalar = S>>(self, machine: M) {
        for (x, out) in self.xs.chunks_exact(M::WIDTH).zip(self.out.chunks_exact_mut(M::WIDTH)) {
            let x = machine.load(x);
            let value = match self.function {
                Function::Ln => lanes::ln(machine, x),
                Function::NegativeLn1m => lanes::negative_ln_1m(machine, x),
                Function::Exp2 => lanes::exp2(machine, x),
            };
            machine.store(value, out);
        }
    }
}

/// Words to numbers: the draws of the market.
struct Draw<'a, S> {
    words: [&'a [u32]; 2],
    /// Two normals and the mixing factor of 4 degrees of freedom.
    out: [&'a mut [S]; 3],
}

impl<S: Scalar> Kernel for Draw<'_, S> {
    type Scalar = S;

    #[inline(always)]
    fn run<M: Machine<Scalar = S>>(self, machine: M) {
        let ([first, second], [sine, cosine, factor]) = (self.words, self.out);
        for lane in (0..first.len()).step_by(M::WIDTH) {
            let words = [machine.load_words(&first[lane..]), machine.load_words(&second[lane..])];
            let pair = lanes::normal_pair(machine, words[0], words[1]);
            let half = lanes::half_chi_square_of_four(machine, words[0], words[1]);
            machine.store(pair.0, &mut sine[lane..]);
            machine.store(pair.1, &mut cosine[lane..]);
            machine.store(machine.sqrt(machine.constant(1.0) / half), &mut factor[lane..]);
        }
    }
}

/// Largest error of a function at `xs`, relative to the exact value, and the same bits on all vectors.
fn worst<S: Scalar>(function: Function, xs: &[f64], exact: impl Fn(f64) -> f64) -> f64 {
    let mut lanes: Vec<S> = xs.iter().map(|x| S::rounded(*x)).collect();
    lanes.resize(xs.len().next_multiple_of(WIDEST), S::rounded(0.5));
    let on = |vectors| {
        let mut out = vec![S::default(); lanes.len()];
        run_on(vectors, Map { function, xs: &lanes, out: &mut out });
        out
    };
    let ours = on(Vectors::Plain);
    assert!(Vectors::at_hand().into_iter().all(|vectors| on(vectors) == ours), "{function:?} has other bits elsewhere");
    let error = |(x, ours): (&S, &S)| {
        let exact = exact(x.wide());
        if exact == 0.0 { ours.wide().abs() } else { (ours.wide() / exact - 1.0).abs() }
    };
    lanes.iter().zip(&ours).map(error).fold(0.0, f64::max)
}

/// Numbers spread over many binades from 2^−`binades` to 1, more densely than any polynomial wiggles.
fn small(binades: i32) -> Vec<f64> {
    let mantissa = |k: i32| (1.0 + f64::from(k) / 4096.0) / 2.0;
    (0..binades).flat_map(|b| (0..4096).map(move |k| mantissa(k) * libm::exp2(f64::from(-b)))).collect()
}

fn check_functions<S: Scalar>(largest: [f64; 3], doublings: i32) {
    // A uniform goes down to 2⁻³²; 1 itself has the logarithm 0.
    let ln = worst::<S>(Function::Ln, &small(33), log);
    let negative = worst::<S>(Function::NegativeLn1m, &small(33), |s| -libm::log1p(-s));
    let wide: Vec<f64> = (-doublings * 512..doublings * 512).map(|k| f64::from(k) / 512.0).collect();
    let exp2 = worst::<S>(Function::Exp2, &wide, libm::exp2);
    println!("ln {ln:e}, -ln(1-s) {negative:e}, exp2 {exp2:e}");
    for (error, most) in [ln, negative, exp2].into_iter().zip(largest) {
        assert!(error < most, "{error:e} is not below {most:e}");
    }
}

#[test]
fn single_precision_functions_have_seven_digits_over_their_whole_domain() {
    check_functions::<f32>([2e-7, 2e-7, 8e-8], 125);
}

#[test]
fn double_precision_functions_have_fifteen_digits_over_their_whole_domain() {
    check_functions::<f64>([3e-16, 5e-16, 3e-16], 1021);
}

/// The normals and mixing factors of pairs of words.
fn draws<S: Scalar>(first: &[u32], second: &[u32]) -> [Vec<f64>; 3] {
    let padded = |words: &[u32]| {
        let mut words = words.to_vec();
        words.resize(words.len().next_multiple_of(WIDEST), 1);
        words
    };
    let (one, other) = (padded(first), padded(second));
    let mut out = [vec![S::default(); one.len()], vec![S::default(); one.len()], vec![S::default(); one.len()]];
    let [sine, cosine, factor] = &mut out;
    run_on(Vectors::chosen(), Draw { words: [&one, &other], out: [sine, cosine, factor] });
    out.map(|values| values.iter().take(first.len()).map(|value| value.wide()).collect())
}

/// Chances down to 10⁻⁹, as the highest radius word within them.
fn radius_words() -> Vec<u32> {
    (0..=64).map(|k| (4_294_967_295.0 * exp(-0.32 * f64::from(k))) as u32).collect()
}

/// P(√(x² + y²) > r) = e^(−r²/2), and all directions are alike: words say the share beyond them, so the
/// radius has its exact tail if its square is −2·ln of that share, at every angle.
fn worst_of_radius<S: Scalar>() -> f64 {
    let mut largest: f64 = 0.0;
    for angle in (0..256).map(|k| k << 24 | 0x1234) {
        let words = radius_words();
        let [sine, cosine, _] = draws::<S>(&words, &vec![angle; words.len()]);
        // Beside 1, where the radius is 0, a share in single precision has 24 digits and no more.
        for ((word, x), y) in words.iter().zip(sine).zip(cosine).skip(1) {
            let share = (f64::from(word >> 1) + 0.5) / 2_147_483_648.0;
            let (radius, turn) = (sqrt(-2.0 * log(share)), f64::from(angle as i32) / 4_294_967_296.0);
            let (s, c) = (libm::sin(2.0 * std::f64::consts::PI * turn), libm::cos(2.0 * std::f64::consts::PI * turn));
            largest = largest.max((x - radius * s).abs()).max((y - radius * c).abs());
        }
    }
    largest
}

#[test]
fn normals_have_their_exact_tail_to_a_chance_of_one_in_a_thousand_million() {
    let (single, double) = (worst_of_radius::<f32>(), worst_of_radius::<f64>());
    println!("normals: single {single:e}, double {double:e}");
    // The short polynomial of the cosine costs single two digits where it is small. An error of 4·10⁻⁵
    // at six standard deviations moves a chance by 2.4·10⁻⁴ of itself.
    assert!(single < 4e-5 && double < 1e-14, "{single:e}, {double:e}");
}

/// The chance of a factor beyond that of words (k, k) is 1 − e^(−y)·(1 + y) with y = −2·ln(1 − v).
fn worst_of_mixing<S: Scalar>() -> f64 {
    let words = radius_words();
    let [.., factor] = draws::<S>(&words, &words);
    let tail = |y: f64| if y < 1e-3 { y * y / 2.0 - y * y * y / 3.0 } else { 1.0 - exp(-y) * (1.0 + y) };
    let error = |(word, factor): (&u32, f64)| {
        let v = (f64::from(word >> 1) + 0.5) / 2_147_483_648.0;
        let (ours, exact) = (tail(1.0 / (factor * factor)), tail(-2.0 * libm::log1p(-v)));
        (ours / exact - 1.0).abs()
    };
    words.iter().zip(factor).skip(1).map(error).fold(0.0, f64::max)
}

/// P(Z > z) of the cosine's normal: for each of 4096 angles spread evenly, how many radius words go beyond.
fn chance_above<S: Scalar>(z: f64) -> f64 {
    let angles: Vec<u32> = (0..4096).map(|k| (k << 20) + (1 << 19)).collect();
    let (mut beyond, mut not) = (vec![0_u64; angles.len()], vec![1_u64 << 32; angles.len()]);
    // The radius falls as its word grows: the first `beyond` words go beyond, the word numbered `not` does not.
    for _ in 0..33 {
        let middle: Vec<u64> = beyond.iter().zip(&not).map(|(beyond, not)| (beyond + not) / 2).collect();
        let words: Vec<u32> = middle.iter().map(|middle| (*middle).min(u64::from(u32::MAX)) as u32).collect();
        let [_, cosine, _] = draws::<S>(&words, &angles);
        for (place, normal) in cosine.iter().enumerate() {
            match beyond[place] < not[place] {
                true if *normal > z => beyond[place] = middle[place] + 1,
                true => not[place] = middle[place],
                false => {}
            }
        }
    }
    beyond.iter().sum::<u64>() as f64 / angles.len() as f64 / 4_294_967_296.0
}

#[test]
fn normals_go_beyond_a_bound_with_their_exact_chance_down_to_one_in_a_hundred_million() {
    for z in [1.0, 2.0, 3.0, 4.0, 5.0, 5.612] {
        let exact = libm::erfc(z / std::f64::consts::SQRT_2) / 2.0;
        let [single, double] = [chance_above::<f32>(z), chance_above::<f64>(z)].map(|chance| chance / exact - 1.0);
        println!("P(Z > {z}) = {exact:e}: single off by {single:e} of it, double by {double:e}");
        assert!(single.abs() < 5e-4 && double.abs() < 5e-4, "P(Z > {z}): {single:e}, {double:e}");
    }
}

#[test]
fn the_mixing_of_four_degrees_of_freedom_has_its_exact_tail() {
    let (single, double) = (worst_of_mixing::<f32>(), worst_of_mixing::<f64>());
    println!("mixing: single {single:e}, double {double:e}");
    assert!(single < 5e-7 && double < 1e-13, "{single:e}, {double:e}");
}
