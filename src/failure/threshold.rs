//! Thresholds: how much hazard each counterparty of a path can bear, E_c, a standard exponential.
//!
//! X_c = Σ b_cf·M_f + √(1−Σb²)·ξ_c, divided by √(W'/n) under a t copula; E_c = −ln(1 − F(X_c)).
//! Low X means bad times: early failure.

use crate::failure::{Copula, Counterparty};
use crate::numeric::elementary::unit;
use crate::numeric::normal;
use crate::numeric::special::{chi_square_quantile, student_t_negative_log_survival, student_t_quantile};
use crate::random::{PathKey, Purpose, Stream};
use crate::units::CounterpartyIndex;

/// Bins of one eighth from −9 to 9 in which the normal distribution function is bounded from above.
const BOUND_BINS: usize = 144;
const BOUND_REACH: f64 = 9.0;
const BOUND_DENSITY: f64 = 8.0;
/// Below it a threshold is all but a function of the factors, and a table of its own part tells nothing.
const LEAST_RESIDUAL: f64 = 1e-6;

/// The thresholds of all counterparties, made ready to be drawn.
#[derive(Clone, Debug)]
pub struct Thresholds {
    copula: Copula,
    mixing: Stream,
    factors: Vec<Stream>,
    own: Vec<OwnPart>,
    /// Φ at the ends of bins, from below and from above.
    bounds: Vec<(f64, f64)>,
}

#[derive(Clone, Debug)]
struct OwnPart {
    stream: Stream,
    /// The first factor and its loading stand here, so that a book of thousands is read in one sweep.
    factor: usize,
    loading: f64,
    further: Vec<(usize, f64)>,
    /// √(1 − Σb²).
    residual: f64,
    /// Its inverse.
    stretch: f64,
    /// Own keys: an independent exponential, outside the copula.
    alone: bool,
}

/// What all thresholds of one path share.
#[derive(Clone, Debug, Default)]
pub struct Shared {
    factors: Vec<f64>,
    /// √(W'/n); 1 under a Gaussian copula.
    scale: f64,
}

impl Thresholds {
    /// Prepares the thresholds of `counterparties`, whose factors have the names `factors`.
    #[must_use]
    pub fn new(counterparties: &[Counterparty], factors: &[String], copula: Copula, seed: u64) -> Self {
        let own =
            counterparties.iter().enumerate().map(|(number, counterparty)| OwnPart::new(number, counterparty, seed));
        let bin_end = |bin: usize| (bin + 1) as f64 / BOUND_DENSITY - BOUND_REACH;
        Self {
            copula,
            mixing: Stream::new(seed, Purpose::Copula, &[]),
            factors: factors.iter().map(|name| Stream::new(seed, Purpose::Factor, &[name])).collect(),
            own: own.collect(),
            bounds: (0..BOUND_BINS)
                .map(|bin| {
                    (
                        normal::cdf(bin_end(bin) - 1.0 / BOUND_DENSITY) * (1.0 - 1e-12),
                        normal::cdf(bin_end(bin)) * (1.0 + 1e-12),
                    )
                })
                .chain([(normal::cdf(BOUND_REACH) * (1.0 - 1e-12), 1.0)])
                .collect(),
        }
    }

    /// Draws what the thresholds of one path share.
    pub fn share(&self, path: PathKey, shared: &mut Shared) {
        shared.factors.clear();
        shared.factors.extend(self.factors.iter().map(|stream| normal::quantile(stream.uniform(path, 0))));
        shared.scale = match self.copula {
            Copula::Gaussian => 1.0,
            Copula::StudentT { dof } => (chi_square_quantile(dof, self.mixing.uniform(path, 0)) / dof).sqrt(),
        };
    }

    /// E_c of one counterparty on one path.
    #[must_use]
    pub fn threshold(&self, counterparty: usize, path: PathKey, shared: &Shared) -> f64 {
        let own = &self.own[counterparty];
        let u = own.stream.uniform(path, 0);
        if own.alone {
            return -libm::log(u);
        }
        let x = own.systematic(shared) + own.residual * normal::quantile(u);
        match self.copula {
            Copula::Gaussian => normal::negative_log_survival(x),
            Copula::StudentT { dof } => student_t_negative_log_survival(x / shared.scale, dof),
        }
    }

    /// The X_c below which the threshold is under `hazard`.
    #[must_use]
    pub fn critical(&self, hazard: f64) -> f64 {
        let probability = -libm::expm1(-hazard);
        if probability <= 0.0 {
            return f64::NEG_INFINITY;
        }
        if probability >= 1.0 {
            return f64::INFINITY;
        }
        match self.copula {
            Copula::Gaussian => normal::quantile(probability),
            Copula::StudentT { dof } => student_t_quantile(probability, dof),
        }
    }

    /// Whether X_c is below `critical`, as far as one word and a table can tell, so that thousands of
    /// names that can fail at a fixed rate only cost little.
    #[inline]
    #[must_use]
    pub fn falls_below(&self, critical: f64, counterparty: usize, path: PathKey, shared: &Shared) -> Verdict {
        let own = &self.own[counterparty];
        if own.alone || own.residual < LEAST_RESIDUAL {
            return Verdict::Unclear;
        }
        let limit = (critical * shared.scale - own.systematic(shared)) * own.stretch;
        let bin = (limit + BOUND_REACH) * BOUND_DENSITY;
        // Negative and not-a-number go to 0, large to the last bin, which ends at 1.
        let (low, high) = self.bounds[(bin as usize).min(BOUND_BINS)];
        let u = unit(own.stream.word(path, 0));
        if u > high {
            Verdict::No
        } else if u <= low && bin >= 0.0 {
            Verdict::Yes
        } else {
            Verdict::Unclear
        }
    }
}

/// What a look-up can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Surely not.
    No,
    /// Surely.
    Yes,
    /// It takes the threshold itself.
    Unclear,
}

impl OwnPart {
    fn new(number: usize, counterparty: &Counterparty, seed: u64) -> Self {
        let mut loadings = counterparty.loadings.iter().map(|(factor, loading)| (factor.0, *loading));
        let (factor, loading) = loadings.next().unwrap_or((0, 0.0));
        let residual =
            (1.0 - counterparty.loadings.iter().map(|(_, loading)| loading * loading).sum::<f64>()).max(0.0).sqrt();
        Self {
            stream: Stream::new(seed, Purpose::Threshold, &[&counterparty.id]),
            factor,
            loading,
            further: loadings.collect(),
            residual,
            stretch: 1.0 / residual,
            alone: number == CounterpartyIndex::OWN_KEYS.0,
        }
    }

    #[inline]
    fn systematic(&self, shared: &Shared) -> f64 {
        // Without any factor the loading is 0, and so is the product.
        let first = shared.factors.get(self.factor).map_or(0.0, |factor| self.loading * factor);
        self.further.iter().fold(first, |sum, (factor, loading)| sum + loading * shared.factors[*factor])
    }
}
