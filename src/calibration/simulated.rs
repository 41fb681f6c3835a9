//! Draws for tests of estimators: their truth is known.

use rand::SeedableRng;
use rand::rngs::StdRng;
use rand_distr::{ChiSquared, Distribution, StandardNormal};

pub(super) fn generator(seed: u64) -> StdRng {
    StdRng::seed_from_u64(seed)
}

/// Independent standard normal numbers.
pub(super) fn normals(seed: u64, count: usize) -> Vec<f64> {
    let mut rng = generator(seed);
    (0..count).map(|_| StandardNormal.sample(&mut rng)).collect()
}

/// Rows of the multivariate Student-t of unit scale: one correlation for all pairs, one mixing draw a row.
pub(super) fn student_rows(seed: u64, count: usize, assets: usize, correlation: f64, dof: f64) -> Vec<Vec<f64>> {
    let mut rng = generator(seed);
    let law = ChiSquared::new(dof).unwrap();
    let row = |rng: &mut StdRng| {
        let mixing = (dof / law.sample(rng)).sqrt();
        let shared: f64 = StandardNormal.sample(rng);
        let own = |rng: &mut StdRng| -> f64 { StandardNormal.sample(rng) };
        (0..assets).map(|_| mixing * (correlation.sqrt() * shared + (1.0 - correlation).sqrt() * own(rng))).collect()
    };
    (0..count).map(|_| row(&mut rng)).collect()
}

/// Returns of a GARCH with the asymmetric term, of unit-variance Student-t innovations.
pub(super) fn garch(seed: u64, count: usize, law: super::garch::Parameters) -> Vec<f64> {
    let mut rng = generator(seed);
    let chi = ChiSquared::new(law.dof).unwrap();
    let mut variance = law.omega / (1.0 - law.persistence());
    let step = |_| {
        let normal: f64 = StandardNormal.sample(&mut rng);
        let e = variance.sqrt() * normal * ((law.dof - 2.0) / chi.sample(&mut rng)).sqrt();
        variance = law.omega + (law.alpha + if e < 0.0 { law.gamma } else { 0.0 }) * e * e + law.beta * variance;
        law.mean + e
    };
    (0..count).map(step).collect()
}
