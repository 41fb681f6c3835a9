//! Sums of figures of several runs on the same draws, with the interval that their paths share.

use crate::decision::sweep::Measured;
use crate::outcome::ReserveOutcomes;
use crate::statistics::Estimate;
use crate::statistics::interval::MeanAndSd;

/// A figure of one run.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub figure: Estimate,
    /// What each path adds to it, but for a constant; `None` where that is not known.
    adds: Option<Vec<f64>>,
}

impl Told {
    pub fn of(measured: &Measured, outcomes: &ReserveOutcomes, years: f64) -> Self {
        let scale = if measured.measure.per_year { 1.0 / years } else { 1.0 };
        let adds = measured.measure.figure.influences(outcomes);
        let scaled = |adds: Vec<f64>| adds.into_iter().map(|one| one * scale).collect();
        Self { figure: measured.of(outcomes, years), adds: adds.map(scaled) }
    }
}

/// Figures added up, each times a factor.
#[derive(Clone, Debug)]
pub(super) struct Contrast {
    pub value: f64,
    /// Empty as long as nothing is added.
    adds: Option<Vec<f64>>,
}

impl Contrast {
    pub const fn nothing() -> Self {
        Self { value: 0.0, adds: Some(Vec::new()) }
    }

    /// One figure less the other.
    pub fn between(one: &Told, other: &Told) -> Self {
        let mut contrast = Self::nothing();
        contrast.add(1.0, one);
        contrast.add(-1.0, other);
        contrast
    }

    pub fn add(&mut self, factor: f64, told: &Told) {
        self.add_all(factor, told.figure.value, told.adds.as_deref());
    }

    pub fn add_contrast(&mut self, factor: f64, other: &Self) {
        self.add_all(factor, other.value, other.adds.as_deref());
    }

    fn add_all(&mut self, factor: f64, value: f64, adds: Option<&[f64]>) {
        self.value += factor * value;
        match (&mut self.adds, adds) {
            (Some(sum), Some(adds)) => {
                sum.resize(adds.len(), 0.0);
                sum.iter_mut().zip(adds).for_each(|(sum, one)| *sum += factor * one);
            }
            _ => self.adds = None,
        }
    }

    /// With its 95% interval.
    pub fn estimate(&self) -> Estimate {
        let error = self.adds.as_ref().map_or(f64::NAN, |adds| MeanAndSd::of(adds).standard_error());
        Estimate::normal(self.value, error)
    }

    /// Its share of a whole, by the delta method.
    pub fn share_of(&self, whole: &Self) -> Estimate {
        let share = self.value / whole.value;
        let (Some(adds), Some(all)) = (&self.adds, &whole.adds) else { return Estimate::with_unknown_interval(share) };
        let adds: Vec<f64> = adds.iter().zip(all).map(|(one, all)| (one - share * all) / whole.value).collect();
        Estimate::normal(share, MeanAndSd::of(&adds).standard_error())
    }
}
