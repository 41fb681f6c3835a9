//! Matrices of correlation: whether one is valid, its factor, and the nearest that is.
//!
//! The home of the linear algebra package; likelihoods in `calibration` invert their bends with it too.

use nalgebra::{DMatrix, SymmetricEigen};
use ndarray::Array2;

/// An eigenvalue above −this × rows counts as 0: so much is lost to rounding of the entries.
const ROUNDING: f64 = 1e-10;

/// Eigenvalues up to this × rows are 0 for the factor: they are what arithmetic leaves of a zero.
const NEGLIGIBLE: f64 = 1e-14;

/// Rounds that the search for the nearest matrix may take, and about how many multiplications: a few
/// seconds. Beyond some hundred assets it may stop short of the very nearest, at a valid matrix near it.
const MOST_ROUNDS: usize = 5_000;
const MOST_WORK: usize = 20_000_000_000;

/// The smallest eigenvalue of a symmetric matrix of finite entries; below 0 it is no matrix of
/// correlation. 1 for a matrix without rows.
#[must_use]
pub fn smallest_eigenvalue(matrix: &Array2<f64>) -> f64 {
    if matrix.is_empty() {
        return 1.0;
    }
    to_algebra(matrix).symmetric_eigenvalues().iter().copied().fold(f64::INFINITY, f64::min)
}

/// Whether no eigenvalue lies below 0 by more than 10⁻¹⁰ × rows, the rounding of written entries.
#[must_use]
pub fn is_positive_semi_definite(matrix: &Array2<f64>) -> bool {
    smallest_eigenvalue(matrix) >= -ROUNDING * matrix.nrows() as f64
}

/// The lower triangular C with C·Cᵀ = R: correlated innovations are C times independent ones.
///
/// R has a unit diagonal and is positive semi-definite. The diagonal of C is never negative, and the
/// rows of C have length 1, so that innovations keep their variance of 1. Without a pivot too small this is Cholesky's factor, so it
/// moves smoothly with R; where R is all but singular, as for two assets of correlation 1, it is the
/// same factor by way of eigenvectors.
#[must_use]
pub fn factor(correlation: &Array2<f64>) -> Array2<f64> {
    if correlation.is_empty() {
        return correlation.clone();
    }
    let matrix = to_algebra(correlation);
    let nearly_singular = smallest_eigenvalue(correlation) < ROUNDING * correlation.nrows() as f64;
    let cholesky = if nearly_singular { None } else { matrix.clone().cholesky() };
    let mut lower = cholesky.map_or_else(|| factor_by_eigenvectors(matrix), |factored| factored.l());
    for mut row in lower.row_iter_mut() {
        let length = row.norm();
        row /= length;
    }
    from_algebra(&lower)
}

/// R = V·Λ·Vᵀ = (V·√Λ)·(V·√Λ)ᵀ, and the triangle of the QR decomposition of (V·√Λ)ᵀ is Cᵀ.
fn factor_by_eigenvectors(matrix: DMatrix<f64>) -> DMatrix<f64> {
    let rows = matrix.nrows();
    let mut eigen = SymmetricEigen::new(matrix);
    for (mut vector, value) in eigen.eigenvectors.column_iter_mut().zip(eigen.eigenvalues.iter()) {
        let kept = if *value <= NEGLIGIBLE * rows as f64 { 0.0 } else { *value };
        vector *= kept.sqrt();
    }
    let mut lower = eigen.eigenvectors.transpose().qr().r().transpose();
    for mut column in lower.column_iter_mut() {
        let diagonal = column.iter().copied().find(|entry| *entry != 0.0).unwrap_or(1.0);
        column *= 1.0_f64.copysign(diagonal);
    }
    lower
}

/// The matrix of correlation nearest to a symmetric one with unit diagonal, in the sum of squared
/// differences.
///
/// Source: Higham (2002), "Computing the nearest correlation matrix – a problem from finance",
/// alternating projections with Dykstra's correction.
#[must_use]
pub fn nearest(matrix: &Array2<f64>) -> Array2<f64> {
    if is_positive_semi_definite(matrix) {
        return matrix.clone();
    }
    let mut unit_diagonal = to_algebra(matrix);
    let mut correction = DMatrix::zeros(matrix.nrows(), matrix.nrows());
    let mut definite = unit_diagonal.clone();
    let work_of_a_round = 20 * matrix.nrows().pow(3);
    for _ in 0..(MOST_WORK / work_of_a_round).clamp(1, MOST_ROUNDS) {
        let corrected = &unit_diagonal - &correction;
        definite = without_negative_eigenvalues(corrected.clone());
        correction = &definite - corrected;
        unit_diagonal.copy_from(&definite);
        unit_diagonal.fill_diagonal(1.0);
        if (&unit_diagonal - &definite).norm() <= 1e-12 * matrix.nrows() as f64 {
            break;
        }
    }
    // Scaling the rows and columns of a semi-definite matrix leaves it so; here by rounding only.
    let scale: Vec<f64> = definite.diagonal().iter().map(|variance| variance.sqrt()).collect();
    Array2::from_shape_fn(matrix.raw_dim(), |(row, column)| {
        if row == column {
            1.0
        } else {
            // From one half of the matrix, so that the halves are the same to the bit.
            let (large, small) = (row.max(column), row.min(column));
            (definite[(large, small)] / (scale[large] * scale[small])).clamp(-1.0, 1.0)
        }
    })
}

/// The nearest positive semi-definite matrix: negative eigenvalues become 0.
fn without_negative_eigenvalues(matrix: DMatrix<f64>) -> DMatrix<f64> {
    let eigen = SymmetricEigen::new(matrix);
    let mut scaled = eigen.eigenvectors.clone();
    for (mut vector, value) in scaled.column_iter_mut().zip(eigen.eigenvalues.iter()) {
        vector *= value.max(0.0);
    }
    scaled * eigen.eigenvectors.transpose()
}

fn to_algebra(matrix: &Array2<f64>) -> DMatrix<f64> {
    DMatrix::from_fn(matrix.nrows(), matrix.ncols(), |row, column| matrix[(row, column)])
}

fn from_algebra(matrix: &DMatrix<f64>) -> Array2<f64> {
    Array2::from_shape_fn(matrix.shape(), |place| matrix[place])
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;
    use proptest::prelude::*;

    /// A valid matrix from any numbers: scaled inner products of its rows.
    fn correlation_of(loadings: &[f64], rows: usize) -> Array2<f64> {
        let columns = loadings.len() / rows;
        let loadings = Array2::from_shape_vec((rows, columns), loadings[..rows * columns].to_vec()).unwrap();
        let product = loadings.dot(&loadings.t());
        Array2::from_shape_fn((rows, rows), |(row, column)| {
            if row == column {
                1.0
            } else {
                product[(row, column)] / (product[(row, row)] * product[(column, column)]).sqrt()
            }
        })
    }

    fn largest_difference(one: &Array2<f64>, other: &Array2<f64>) -> f64 {
        (one - other).iter().fold(0.0, |most: f64, entry| most.max(entry.abs()))
    }

    fn is_lower_triangular(matrix: &Array2<f64>) -> bool {
        matrix.indexed_iter().all(|((row, column), entry)| column <= row || *entry == 0.0)
    }

    #[test]
    fn two_assets_have_the_factor_by_hand() {
        let factor = factor(&array![[1.0, 0.6], [0.6, 1.0]]);
        assert!(largest_difference(&factor, &array![[1.0, 0.0], [0.6, 0.8]]) < 1e-15, "{factor}");
    }

    #[test]
    fn assets_of_correlation_1_move_as_one() {
        let same = array![[1.0, 1.0, 0.5], [1.0, 1.0, 0.5], [0.5, 0.5, 1.0]];
        assert!(is_positive_semi_definite(&same));
        let factor = factor(&same);
        let root = 0.75_f64.sqrt();
        // The second asset has no draw of its own; the third takes its own from the second or third draw.
        assert!(largest_difference(&factor.dot(&factor.t()), &same) < 1e-14, "{factor}");
        assert!((factor[(1, 0)] - 1.0).abs() < 1e-14 && factor[(1, 1)].abs() < 1e-7, "{factor}");
        assert!((factor[(2, 1)].hypot(factor[(2, 2)]) - root).abs() < 1e-14, "{factor}");
        assert!(is_lower_triangular(&factor), "{factor}");
    }

    #[test]
    fn three_that_all_oppose_each_other_are_no_correlation() {
        let impossible = array![[1.0, -0.9, -0.9], [-0.9, 1.0, -0.9], [-0.9, -0.9, 1.0]];
        // Eigenvalues of equal correlation ρ: 1 − ρ twice, and 1 + 2ρ.
        assert!((smallest_eigenvalue(&impossible) + 0.8).abs() < 1e-14);
        assert!(!is_positive_semi_definite(&impossible));
        let edge = array![[1.0, -0.5, -0.5], [-0.5, 1.0, -0.5], [-0.5, -0.5, 1.0]];
        assert!(is_positive_semi_definite(&edge));
        assert!(largest_difference(&nearest(&impossible), &edge) < 1e-12);
    }

    #[test]
    fn the_nearest_matrix_is_highams() {
        // The example of his paper, section 4, to its four digits.
        let matrix = array![[1.0, 1.0, 0.0], [1.0, 1.0, 1.0], [0.0, 1.0, 1.0]];
        let published = array![[1.0, 0.7607, 0.1573], [0.7607, 1.0, 0.7607], [0.1573, 0.7607, 1.0]];
        let nearest = nearest(&matrix);
        assert!(largest_difference(&nearest, &published) < 5e-5, "{nearest}");
        assert!(is_positive_semi_definite(&nearest));
        assert_eq!(nearest, nearest.t());
    }

    #[test]
    fn no_assets_need_no_factor() {
        let nothing = Array2::zeros((0, 0));
        assert!(is_positive_semi_definite(&nothing));
        assert_eq!(factor(&nothing), nothing);
    }

    #[test]
    fn a_large_impossible_matrix_has_a_valid_one_near() {
        // Everything opposes the first. By symmetry the nearest has one number c beside the first and one number r
        // elsewhere; it is on the edge, 299·c² = 1 + 298·r, and there 598·(c + ½)² + 299·298·r² is smallest
        // at c = -0.118594.
        let mut matrix = Array2::eye(300);
        for other in 1..300 {
            (matrix[(0, other)], matrix[(other, 0)]) = (-0.5, -0.5);
        }
        let nearest = nearest(&matrix);
        assert!(is_positive_semi_definite(&nearest));
        assert!(nearest.diag().iter().all(|entry| *entry == 1.0));
        let distance: f64 = (&nearest - &matrix).iter().map(|entry| entry * entry).sum();
        let smallest = 97.299783;
        assert!(distance >= smallest - 1e-6 && distance < 1.001 * smallest, "{distance}");
    }

    proptest! {
        #[test]
        fn the_factor_gives_the_correlation_back(loadings in prop::collection::vec(-1.0..1.0_f64, 8..60), rows in 2..8_usize) {
            // With fewer columns than rows the matrix is singular.
            let correlation = correlation_of(&loadings, rows);
            prop_assert!(is_positive_semi_definite(&correlation));
            let factor = factor(&correlation);
            prop_assert!(largest_difference(&factor.dot(&factor.t()), &correlation) < 1e-12);
            prop_assert!(is_lower_triangular(&factor));
            prop_assert!(factor.diag().iter().all(|entry| *entry >= 0.0));
        }

        #[test]
        fn no_valid_matrix_is_nearer(entries in prop::collection::vec(-1.0..1.0_f64, 6), loadings in prop::collection::vec(-1.0..1.0_f64, 16)) {
            let mut matrix = Array2::eye(4);
            for (place, (row, column)) in [(1, 0), (2, 0), (2, 1), (3, 0), (3, 1), (3, 2)].into_iter().enumerate() {
                matrix[(row, column)] = entries[place];
                matrix[(column, row)] = entries[place];
            }
            let nearest = nearest(&matrix);
            prop_assert!(is_positive_semi_definite(&nearest));
            let distance = |other: &Array2<f64>| (other - &matrix).iter().map(|entry| entry * entry).sum::<f64>();
            prop_assert!(distance(&nearest) <= distance(&correlation_of(&loadings, 4)) + 1e-9);
            // Nor is one on the way to another.
            let between = 0.99 * &nearest + 0.01 * &correlation_of(&loadings, 4);
            prop_assert!(distance(&nearest) <= distance(&between) + 1e-9);
        }
    }
}
