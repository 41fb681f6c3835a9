//! A second solver, for tests: the whole programme of Rockafellar and Uryasev, a row a path, by a plain simplex.

const NOTHING: f64 = 1e-10;

/// Rows of a tableau, the last one the costs; the last column what rows sum to.
struct Tableau {
    rows: Vec<Vec<f64>>,
    basis: Vec<usize>,
}

impl Tableau {
    /// Brings a column into the basis at a row.
    fn pivot(&mut self, row: usize, column: usize) {
        let by = self.rows[row][column];
        self.rows[row].iter_mut().for_each(|entry| *entry /= by);
        let pivot = self.rows[row].clone();
        for (number, other) in self.rows.iter_mut().enumerate() {
            let times = other[column];
            if number != row && times != 0.0 {
                other.iter_mut().zip(&pivot).for_each(|(entry, pivot)| *entry -= times * pivot);
            }
        }
        self.basis[row] = column;
    }

    /// Bland's rule, which never goes in circles.
    fn minimise(&mut self) {
        let last = self.rows.len() - 1;
        let sums = self.rows[0].len() - 1;
        while let Some(column) = (0..sums).find(|column| self.rows[last][*column] < -NOTHING) {
            let ratio = |row: usize| self.rows[row][sums] / self.rows[row][column];
            let leaving = (0..last).filter(|row| self.rows[*row][column] > NOTHING);
            let row = leaving
                .min_by(|a, b| ratio(*a).total_cmp(&ratio(*b)).then_with(|| self.basis[*a].cmp(&self.basis[*b])));
            self.pivot(row.expect("weights are bounded"), column);
        }
    }
}

/// The least ES of a mix of columns of losses from 0 to 1, each weight but the last at most `most`.
///
/// Minimise v + Σ u/(N(1 − α)) where u ≥ Σ w·ℓ − v on each path, u ≥ 0, w ≥ 0, Σ w = 1. The last weight is what the
/// others leave, and v is 1 − v', so that nothing held, nothing beyond 1, is where the simplex may begin.
pub(super) fn least_shortfall(columns: &[Vec<f64>], level: f64, most: f64) -> f64 {
    let (others, paths) = (columns.len() - 1, columns[0].len());
    let slack = others + 1 + paths;
    let width = slack + paths + others + 2;
    let mut rows = vec![vec![0.0; width]; paths + others + 2];
    for path in 0..paths {
        let last = columns[others][path];
        (0..others).for_each(|place| rows[path][place] = columns[place][path] - last);
        let row = &mut rows[path];
        (row[others], row[others + 1 + path], row[slack + path], row[width - 1]) = (1.0, -1.0, 1.0, 1.0 - last);
    }
    for place in 0..others {
        let row = &mut rows[paths + place];
        (row[place], row[slack + paths + place], row[width - 1]) = (1.0, 1.0, most);
    }
    let (all, costs) = (paths + others, paths + others + 1);
    (0..others).for_each(|place| rows[all][place] = 1.0);
    (rows[all][width - 2], rows[all][width - 1]) = (1.0, 1.0);
    rows[costs][others] = -1.0;
    (0..paths).for_each(|path| rows[costs][others + 1 + path] = 1.0 / (paths as f64 * (1.0 - level)));
    let mut tableau = Tableau { rows, basis: (slack..width - 1).collect() };
    tableau.minimise();
    1.0 - tableau.rows[costs][width - 1]
}
