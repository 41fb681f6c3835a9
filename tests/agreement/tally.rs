//! Two samples of one law, compared in standard errors of the difference.

use libm::sqrt;

/// Standard errors of the difference beyond which two figures disagree.
///
/// A single comparison could be held to 4. Here a run makes some ten thousand, and the largest of
/// ten thousand normal deviations reaches 4 once in two runs; 4.8 it reaches once in sixty. The
/// seeds are fixed, so a run that passes passes always.
const LIMIT: f64 = 4.8;

/// A mean of a rare event is judged only if the event came this often; below, it is not normal.
const ENOUGH: usize = 40;

/// What two programs that compute the same digits may differ by.
const DIGITS: f64 = 1e-9;

/// Deviations found so far.
#[derive(Default)]
pub struct Tally {
    pub compared: usize,
    pub skipped: usize,
    largest: f64,
    beyond: Vec<String>,
}

/// Mean, its standard error, and how many values differ from 0.
#[derive(Clone, Copy, Debug)]
pub struct Mean {
    pub value: f64,
    pub error: f64,
    pub nonzero: usize,
}

impl Mean {
    pub fn of(values: &[f64]) -> Self {
        let n = values.len() as f64;
        let value = values.iter().sum::<f64>() / n;
        let squares: f64 = values.iter().map(|x| (x - value) * (x - value)).sum();
        let nonzero = values.iter().filter(|x| **x != 0.0).count();
        Self { value, error: sqrt(squares / (n - 1.0) / n), nonzero }
    }
}

impl Tally {
    fn judge(&mut self, what: &str, ours: f64, theirs: f64, error: f64) {
        self.compared += 1;
        let gap = (ours - theirs).abs();
        if gap <= DIGITS * (1.0 + theirs.abs()) {
            return;
        }
        let deviation = gap / error;
        if deviation > LIMIT || deviation.is_nan() {
            self.beyond
                .push(format!("{what}: engine {ours:.8}, reference {theirs:.8}, {deviation:.1} standard errors"));
        }
        self.largest = self.largest.max(deviation);
    }

    /// Two samples' means.
    pub fn means(&mut self, what: &str, engine: &[f64], reference: &[f64]) {
        let (ours, theirs) = (Mean::of(engine), Mean::of(reference));
        if ours.nonzero + theirs.nonzero < ENOUGH && ours.nonzero + theirs.nonzero > 0 {
            self.skipped += 1;
            return;
        }
        self.judge(what, ours.value, theirs.value, libm::hypot(ours.error, theirs.error));
    }

    /// The mean that the engine gives for `paths` paths, against a sample whose spread serves for both.
    pub fn mean(&mut self, what: &str, engine: f64, paths: usize, reference: &[f64]) {
        let theirs = Mean::of(reference);
        if theirs.nonzero < ENOUGH && theirs.nonzero > 0 {
            self.skipped += 1;
            return;
        }
        let ratio = reference.len() as f64 / paths as f64;
        self.judge(what, engine, theirs.value, theirs.error * sqrt(1.0 + ratio));
    }

    /// How often something came in two samples.
    pub fn counts(&mut self, what: &str, engine: (usize, usize), reference: (usize, usize)) {
        let ((k, n), (l, m)) = (engine, reference);
        if k + l < ENOUGH {
            self.skipped += 1;
            return;
        }
        let pooled = (k + l) as f64 / (n + m) as f64;
        let error = sqrt(pooled * (1.0 - pooled) * (1.0 / n as f64 + 1.0 / m as f64));
        self.judge(what, k as f64 / n as f64, l as f64 / m as f64, error);
    }

    /// The shares of both samples below quantiles of the two together: ties and tails are no trouble.
    pub fn quantiles(&mut self, what: &str, engine: &[f64], reference: &[f64]) {
        let mut both: Vec<f64> = engine.iter().chain(reference).copied().collect();
        both.sort_by(f64::total_cmp);
        for level in [0.01, 0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.995, 0.999] {
            let mark = both[(level * both.len() as f64) as usize];
            let above = |values: &[f64]| values.iter().filter(|x| **x > mark + DIGITS).count();
            let (ours, theirs) = (above(engine), above(reference));
            self.counts(&format!("P({what} > {mark:.6})"), (ours, engine.len()), (theirs, reference.len()));
        }
    }

    /// Two numbers that no chance separates.
    pub fn exact(&mut self, what: &str, ours: f64, theirs: f64) {
        self.compared += 1;
        if (ours - theirs).abs() > DIGITS * (1.0 + theirs.abs()) || ours.is_nan() != theirs.is_nan() {
            self.beyond.push(format!("{what}: engine {ours:.12}, reference {theirs:.12}"));
        }
    }

    /// Panics with all disagreements, or where too little was compared to mean anything.
    pub fn verdict(self, at_least: usize) {
        println!("{} compared, {} too rare, largest {:.2} standard errors", self.compared, self.skipped, self.largest);
        assert!(
            self.beyond.is_empty(),
            "{} of {} disagree:\n{}",
            self.beyond.len(),
            self.compared,
            self.beyond.join("\n")
        );
        assert!(self.compared >= at_least, "only {} comparisons", self.compared);
        assert!(self.skipped * 4 <= self.compared, "{} of {} are too rare", self.skipped, self.compared);
    }
}
