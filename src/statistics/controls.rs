//! Control variates: columns whose mean is known beforehand, which take out of a figure what they explain of its error
//! (Glasserman, *Monte Carlo Methods in Financial Engineering*, 2003, section 4.1).

use nalgebra::{Cholesky, DMatrix, DVector, Dyn};

/// Fewer paths a control than these say too little of how it goes with anything.
const FEWEST_PATHS: usize = 100;

/// Columns whose mean is 0 but for chance, one number a path.
pub struct Controls {
    columns: Vec<Vec<f64>>,
    /// Their means on the paths.
    means: DVector<f64>,
    /// Their covariances; `None` where one of them follows from the others.
    covariances: Option<Cholesky<f64, Dyn>>,
}

impl Controls {
    /// Of these columns; none where the paths are too few for so many.
    pub fn of(mut columns: Vec<Vec<f64>>) -> Self {
        let paths = columns.first().map_or(0, Vec::len);
        if paths < FEWEST_PATHS * columns.len() {
            columns.clear();
        }
        let means = DVector::from_iterator(columns.len(), columns.iter().map(|column| mean(column)));
        let covariance = |row: usize, column: usize| covariance(&columns[row], &columns[column]);
        let covariances = DMatrix::from_fn(columns.len(), columns.len(), covariance).cholesky();
        Self { columns, means, covariances }
    }

    /// Takes what the controls explain out of `influence`, which is 0 on average over the paths; yields by how much its
    /// mean over the paths was in error.
    pub fn explain(&self, influence: &mut [f64]) -> f64 {
        let Some(covariances) = self.covariances.as_ref().filter(|_| !self.columns.is_empty()) else { return 0.0 };
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
    fn of_few_paths_nothing_is_explained() {
        let control: Vec<f64> = uniforms(3).take(99).map(|u| u - 0.5).collect();
        let mut influence = control.clone();
        assert_eq!(Controls::of(vec![control]).explain(&mut influence), 0.0);
        assert_eq!(Controls::of(Vec::new()).explain(&mut influence), 0.0);
    }
}
