//! What tests share: the judge of our draws, another library's samples of the same law, and a fixed
//! sequence of uniforms.

use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;
use rand_distr::Distribution;

const SAMPLES: u32 = 100_000;

/// Checks within 4 standard errors that a quantile function and a sampler are the same law: each
/// share of the samples lies below its quantile, the largest gap of shares is that of chance, and
/// the samples have the law's mean.
pub fn agrees(quantile: impl Fn(f64) -> f64, mean: f64, oracle: impl Distribution<f64>) {
    let random = Xoshiro256PlusPlus::seed_from_u64(2_025);
    let mut samples: Vec<f64> = oracle.sample_iter(random).take(SAMPLES as usize).collect();
    samples.sort_by(f64::total_cmp);
    let below = |value: f64| samples.partition_point(|sample| *sample <= value) as f64 / f64::from(SAMPLES);

    for u in [1e-3, 0.01, 0.05, 0.2, 0.4, 0.5, 0.6, 0.8, 0.95, 0.99, 0.999] {
        let standard_error = (u * (1.0 - u) / f64::from(SAMPLES)).sqrt();
        let share = below(quantile(u));
        assert!((share - u).abs() < 4.0 * standard_error, "{share} of the samples lie below the quantile at {u}");
    }

    // Kolmogorov's law passes this bound as rarely as a normal number passes 4 standard errors.
    let gap = (1..1_000).map(|point| f64::from(point) / 1_000.0).map(|u| (below(quantile(u)) - u).abs());
    let largest = gap.fold(0.0, f64::max) * f64::from(SAMPLES).sqrt();
    assert!(largest < 2.277, "the largest gap of shares is {largest}");

    let sampled = samples.iter().sum::<f64>() / f64::from(SAMPLES);
    let squares: f64 = samples.iter().map(|sample| (sample - sampled) * (sample - sampled)).sum();
    let standard_error = squares.sqrt() / f64::from(SAMPLES);
    assert!((sampled - mean).abs() < 4.0 * standard_error, "the samples have mean {sampled}, the law {mean}");
}

/// A fixed sequence of uniforms in (0, 1): SplitMix64.
pub fn uniforms(seed: u64) -> impl Iterator<Item = f64> {
    let mut state = seed;
    std::iter::repeat_with(move || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut word = state;
        word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((word ^ (word >> 31)) >> 11) as f64 / (1_u64 << 53) as f64 + 0.5 / (1_u64 << 53) as f64
    })
}
