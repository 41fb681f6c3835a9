//! Control variates: columns whose mean is known beforehand, which take out of a figure what they explain of its error
//! (Glasserman, *Monte Carlo Methods in Financial Engineering*, 2003, section 4.1).

use nalgebra::{Cholesky, DMatrix, DVector, Dyn};

/// A column of which no more than this share of the variance is left beside the others follows from them: what is left
/// is rounding, of which nothing is known beforehand.
const LEAST_LEFT: f64 = 1e-6;

/// Fewer paths a control than these say too little of how it goes with anything.
const FEWEST_PATHS: usize = 100;

/// Columns whose mean is 0 but for chance, one number a path.
pub struct Controls {
    columns: Vec<Vec<f64>>,
    /// Their means on the paths.
    means: DVector<f64>,
    /// Their covariances; `None` without any column.
    covariances: Option<Cholesky<f64, Dyn>>,
}

impl Controls {
    /// Of these columns but those that follow from others before them; none where the paths are too few for so many.
    pub fn of(columns: Vec<Vec<f64>>) -> Self {
        let mut controls = Self { columns: Vec::new(), means: DVector::zeros(0), covariances: None };
        let paths = columns.first().map_or(0, Vec::len);
        if paths >= FEWEST_PATHS * columns.len() {
            columns.into_iter().for_each(|column| controls.add(column));
        }
        controls.means = DVector::from_iterator(controls.columns.len(), controls.columns.iter().map(|one| mean(one)));
        controls
    }

    /// Adds a column, unless it says no more than those before it.
    fn add(&mut self, column: Vec<f64>) {
        let place = self.columns.len();
        let with: Vec<f64> = self.columns.iter().chain([&column]).map(|other| covariance(other, &column)).collect();
        let extended = match &self.covariances {
            None => DMatrix::from_element(1, 1, with[0]).cholesky(),
            Some(covariances) => Some(covariances.insert_column(place, DVector::from_column_slice(&with))),
        };
        let kept = extended.filter(|factor| {
            let left = factor.l_dirty()[(place, place)];
            left * left > LEAST_LEFT * with[place]
        });
        if kept.is_some() {
            self.covariances = kept;
            self.columns.push(column);
        }
    }

    /// Takes what the controls explain out of `influence`, which is 0 on average over the paths; yields by how much its
    /// mean over the paths was in error.
    pub fn explain(&self, influence: &mut [f64]) -> f64 {
        let Some(covariances) = &self.covariances else { return 0.0 };
        let with = self.columns.iter().map(|column| covariance(column, influence));
        let slopes = covariances.solve(&DVector::from_iterator(self.columns.len(), with));
        for (column, (slope, mean)) in self.columns.iter().zip(slopes.iter().zip(self.means.iter())) {
            influence.iter_mut().zip(column).for_each(|(moved, control)| *moved -= slope * (control - mean));
        }
        slopes.dot(&self.means)
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

fn covariance(a: &[f64], b: &[f64]) -> f64 {
    let (mean_a, mean_b) = (mean(a), mean(b));
    a.iter().zip(b).map(|(a, b)| (a - mean_a) * (b - mean_b)).sum::<f64>() / a.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::oracle::uniforms;

    #[test]
    fn what_follows_a_control_has_no_error_left() {
        let control: Vec<f64> = uniforms(3).take(1_000).map(|u| u - 0.5).collect();
        let error = mean(&control);
        let mut influence: Vec<f64> = control.iter().map(|control| 2.0 * (control - error)).collect();
        let controls = Controls::of(vec![control]);
        assert!((controls.explain(&mut influence) - 2.0 * error).abs() < 1e-12 && error != 0.0);
        assert!(influence.iter().all(|left| left.abs() < 1e-12));
    }

    #[test]
    fn what_a_column_has_beside_another_by_rounding_alone_explains_nothing() {
        let control: Vec<f64> = uniforms(3).take(1_000).map(|u| u - 0.5).collect();
        let alike: Vec<f64> = control.iter().map(|control| f64::from(*control as f32) + 1e-7).collect();
        let mut draws = uniforms(7);
        let influence: Vec<f64> = control.iter().map(|control| control + draws.next().unwrap()).collect();
        let explained = |columns: Vec<Vec<f64>>| {
            let mut influence = influence.clone();
            (Controls::of(columns).explain(&mut influence), influence)
        };
        assert_eq!(explained(vec![control.clone(), alike]), explained(vec![control]));
    }

    #[test]
    fn columns_of_their_own_are_explained_together() {
        let mut draws = uniforms(5);
        let mut column = || -> Vec<f64> { draws.by_ref().take(1_000).map(|u| u - 0.5).collect() };
        let (one, other) = (column(), column());
        let both: Vec<f64> = one.iter().zip(&other).map(|(one, other)| one + other).collect();
        let error = 2.0 * mean(&both) - mean(&one);
        let mut influence: Vec<f64> = both.iter().zip(&one).map(|(both, one)| 2.0 * both - one - error).collect();
        // The third follows from the first two.
        let found = Controls::of(vec![one, other, both]).explain(&mut influence);
        assert!((found - error).abs() < 1e-12 && influence.iter().all(|left| left.abs() < 1e-12), "{found} {error}");
    }

    #[test]
    fn of_few_paths_nothing_is_explained() {
        let control: Vec<f64> = uniforms(3).take(99).map(|u| u - 0.5).collect();
        let mut influence = control.clone();
        assert_eq!(Controls::of(vec![control]).explain(&mut influence), 0.0);
        assert_eq!(Controls::of(Vec::new()).explain(&mut influence), 0.0);
    }
}
