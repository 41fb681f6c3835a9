//! Thresholds: how much hazard each counterparty of a path can bear, E_c, a standard exponential.
//!
//! X_c = Σ b_cf·M_f + √(1−Σb²)·ξ_c, divided by √(W'/n) under a t copula; E_c = −ln(1 − F(X_c)).
//! Low X means bad times: early failure.

use crate::failure::{Copula, Counterparty};
use crate::numeric::normal;
use crate::numeric::special::{chi_square_quantile, student_t_negative_log_survival, student_t_quantile};
use crate::numeric::vector::LANES;
use crate::random::{PathKey, Purpose, Stream};
use crate::units::CounterpartyIndex;

/// Below it a threshold is all but a function of the factors, and a table of its own part tells nothing.
const LEAST_RESIDUAL: f64 = 1e-6;

/// The thresholds of all counterparties, made ready to be drawn.
#[derive(Clone, Debug)]
pub struct Thresholds {
    copula: Copula,
    mixing: Stream,
    factors: Vec<Stream>,
    own: Vec<OwnPart>,
}

#[derive(Clone, Debug)]
struct OwnPart {
    stream: Stream,
    loadings: Vec<(usize, f64)>,
    /// √(1 − Σb²).
    residual: f64,
    /// Own keys: an independent exponential, outside the copula.
    alone: bool,
}

/// What all thresholds of one path share.
#[derive(Clone, Debug, Default)]
pub struct Shared {
    pub(super) factors: Vec<f64>,
    /// √(W'/n); 1 under a Gaussian copula.
    pub(super) scale: f64,
}

/// A name as the sieve wants it; limit and loadings are divided by its own part's share.
pub struct Sieved {
    pub counterparty: usize,
    pub stream: Stream,
    pub critical: f64,
    pub loadings: Vec<(usize, f64)>,
}

impl Thresholds {
    /// Prepares the thresholds of `counterparties`, whose factors have the names `factors`.
    #[must_use]
    pub fn new(counterparties: &[Counterparty], factors: &[String], copula: Copula, seed: u64) -> Self {
        let own =
            counterparties.iter().enumerate().map(|(number, counterparty)| OwnPart::new(number, counterparty, seed));
        Self {
            copula,
            mixing: Stream::new(seed, Purpose::Copula, &[]),
            factors: factors.iter().map(|name| Stream::new(seed, Purpose::Factor, &[name])).collect(),
            own: own.collect(),
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

    /// E_c of counterparties on paths: at most [`LANES`], side by side.
    #[must_use]
    pub fn thresholds<'s>(&self, wanted: impl Iterator<Item = (usize, PathKey, &'s Shared)> + Clone) -> [f64; LANES] {
        // The lanes that are left over hold any share.
        let (mut values, mut alone) = ([0.5; LANES], [None; LANES]);
        for (lane, (counterparty, path, _)) in wanted.clone().enumerate() {
            let own = &self.own[counterparty];
            values[lane] = own.stream.quick_uniform(path);
            alone[lane] = own.alone.then(|| -libm::log(values[lane]));
        }
        normal::drawn_quantiles(&mut values);
        for (value, (counterparty, _, shared)) in values.iter_mut().zip(wanted.clone()) {
            let own = &self.own[counterparty];
            *value = own.systematic(shared) + own.residual * *value;
        }
        match self.copula {
            Copula::Gaussian => normal::drawn_negative_log_survivals(&mut values),
            Copula::StudentT { dof } => {
                for (value, (_, _, shared)) in values.iter_mut().zip(wanted) {
                    *value = student_t_negative_log_survival(*value / shared.scale, dof);
                }
            }
        }
        std::array::from_fn(|lane| alone[lane].unwrap_or(values[lane]))
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

    /// Whether X_c is `critical` or less, which is a question to its own part alone.
    #[must_use]
    pub fn falls_below(&self, critical: f64, counterparty: usize, path: PathKey, shared: &Shared) -> bool {
        let own = &self.own[counterparty];
        let limit = (critical * shared.scale - own.systematic(shared)) / own.residual;
        own.stream.quick_uniform(path) <= normal::cdf(limit)
    }

    /// What a sieve needs of a counterparty whose threshold is critical at `critical`; `None` where its
    /// own part is too small.
    pub(super) fn sieved(&self, critical: f64, counterparty: usize) -> Option<Sieved> {
        let own = &self.own[counterparty];
        (!own.alone && own.residual >= LEAST_RESIDUAL).then(|| Sieved {
            counterparty,
            stream: own.stream,
            critical: critical / own.residual,
            loadings: own.loadings.iter().map(|(factor, loading)| (*factor, loading / own.residual)).collect(),
        })
    }
}

impl OwnPart {
    fn new(number: usize, counterparty: &Counterparty, seed: u64) -> Self {
        let residual =
            (1.0 - counterparty.loadings.iter().map(|(_, loading)| loading * loading).sum::<f64>()).max(0.0).sqrt();
        Self {
            stream: Stream::new(seed, Purpose::Threshold, &[&counterparty.id]),
            loadings: counterparty.loadings.iter().map(|(factor, loading)| (factor.0, *loading)).collect(),
            residual,
            alone: number == CounterpartyIndex::OWN_KEYS.0,
        }
    }

    fn systematic(&self, shared: &Shared) -> f64 {
        self.loadings.iter().map(|(factor, loading)| loading * shared.factors[*factor]).sum()
    }
}
