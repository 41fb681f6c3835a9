//! Books of loans with published or exactly computed loss laws.

use libm::sqrt;
use linchpin::engine::{Watch, simulate};
use linchpin::outcome::RemovalKind;

use crate::mathematics::{binomial, inverse, normal_below, over_mixing, over_normal, student_below};
use crate::sample::{Sample, both, scenario};

/// A book over one step of a year: who owes `weights[i]` fails with `probabilities[i]` and all is lost.
fn book(paths: u64, weights: &[f64], probabilities: &[f64], loading: f64, copula: &str, grouped: &[usize]) -> String {
    let mut text = format!(
        "schema = 1\nname = \"book\"\n[simulation]\npaths = {paths}\nseed = 7\nhorizon_days = 365\nstep_days = 365\n\
         removal = \"{}\"\n[counterparty_copula]\n{copula}\n\
         [[asset]]\nid = \"USD\"\nprice = 1.0\nvolatility = 0.0\n",
        if grouped.is_empty() { "none" } else { "all" }
    );
    for (i, probability) in probabilities.iter().enumerate() {
        let group = if grouped.contains(&i) { "group = \"largest\"\n" } else { "" };
        text += &format!(
            "[[counterparty]]\nid = \"n{i}\"\nkind = \"lender\"\nannual_failure_probability = {probability}\n{group}\
             loadings = {{ common = {loading:?} }}\n[[counterparty.mode]]\nkind = \"default\"\nweight = 1.0\n\
             loss_given_failure = {{ kind = \"fixed\", value = 1.0 }}\n"
        );
    }
    let total: f64 = weights.iter().sum();
    text += "[[reserve]]\nid = \"book\"\ninitial_value = 1.0\npositions = [\n";
    for (i, weight) in weights.iter().enumerate() {
        text += &format!("{{ asset = \"USD\", custodian = \"n{i}\", weight = {:?} }},\n", weight / total);
    }
    text + "]\n"
}

fn gaussian_pool(n: usize, p: f64, rho: f64, paths: u64) -> String {
    book(paths, &vec![1.0; n], &vec![p; n], sqrt(rho), "kind = \"gaussian\"", &[])
}

/// P(exactly k fail) in a homogeneous Gaussian pool.
fn gaussian_law(n: usize, k: usize, p: f64, rho: f64) -> f64 {
    let threshold = inverse(normal_below, p);
    over_normal(|m| binomial(n, k, normal_below((threshold - sqrt(rho) * m) / sqrt(1.0 - rho))))
}

#[test]
fn small_gaussian_pools_fail_as_often_as_the_textbook_says() {
    let ten = [0.692804693, 0.192300441, 0.068462459, 0.027267880, 0.011373750, 0.004770048, 0.001944889];
    let five = [0.835679276, 0.134616920, 0.024535403, 0.004426492, 0.000676748, 0.0000651610];
    for (n, p, rho, published) in [(10, 0.05, 0.3, &ten[..]), (5, 0.04, 0.25, &five[..])] {
        for sample in both(&scenario(&gaussian_pool(n, p, rho, 200_000)), 100_000) {
            for (k, exact) in published.iter().enumerate() {
                assert!((gaussian_law(n, k, p, rho) - exact).abs() < 1e-8, "{k} of {n}");
                sample.count(&format!("P({k} of {n} fail)"), sample.paths_with(k), *exact);
            }
        }
    }
}

#[test]
fn a_small_pool_with_one_chi_square_for_all_fails_as_often_as_the_textbook_says() {
    let published = [0.83296831, 0.11115431, 0.03614533, 0.01362701, 0.00485119, 0.00125385];
    let (n, p, rho, dof) = (5, 0.05, 0.3, 4.0);
    let threshold = inverse(|x| student_below(x, dof), p);
    let given = |s: f64, m: f64| normal_below((threshold * s - sqrt(rho) * m) / sqrt(1.0 - rho));
    let text = book(200_000, &[1.0; 5], &[p; 5], sqrt(rho), "kind = \"student-t\"\ndof = 4", &[]);
    for sample in both(&scenario(&text), 100_000) {
        for (k, exact) in published.iter().enumerate() {
            let law = over_mixing(dof, |s| over_normal(|m| binomial(n, k, given(s, m))));
            assert!((law - exact).abs() < 1e-7, "{k}: {law}");
            sample.count(&format!("P({k} of {n} fail)"), sample.paths_with(k), *exact);
        }
    }
}

#[test]
fn a_large_pool_loses_what_vasicek_says() {
    let (p, rho, names) = (0.01, 0.2, 500);
    let published =
        [(0.90, 0.02498853), (0.95, 0.03766013), (0.99, 0.07525079), (0.995, 0.09458788), (0.999, 0.14552527)];
    let samples = both(&scenario(&gaussian_pool(names, p, rho, 100_000)), 20_000);
    for (level, quantile) in published {
        let score = |level| inverse(normal_below, level);
        let vasicek = normal_below((score(p) + sqrt(rho) * score(level)) / sqrt(1.0 - rho));
        assert!((vasicek - quantile).abs() < 1e-8);
        // The pool is finite, so its exact law beyond Vasicek's quantile is that of 500 names.
        let most = (quantile * names as f64) as usize;
        let beyond = 1.0 - (0..=most).map(|k| gaussian_law(names, k, p, rho)).sum::<f64>();
        for sample in &samples {
            let count = sample.reserves[0].loss.iter().filter(|loss| **loss > quantile).count();
            sample.count(&format!("P(loss > {quantile})"), count, beyond);
        }
    }
}

#[test]
fn two_that_share_a_factor_fail_together_as_often_as_the_bivariate_normal_says() {
    let text = book(200_000, &[1.0, 1.0], &[0.1, 0.03], 0.7, "kind = \"gaussian\"", &[]);
    let threshold = |p: f64| inverse(normal_below, p);
    let given = |p: f64, m: f64| normal_below((threshold(p) - 0.7 * m) / sqrt(1.0 - 0.49));
    let exact = over_normal(|m| given(0.1, m) * given(0.03, m));
    for sample in both(&scenario(&text), 200_000) {
        sample.count("P(both fail)", sample.paths_with(2), exact);
    }
}

const EXPOSURES: [f64; 25] = [
    358_475.0,
    1_089_819.0,
    1_799_710.0,
    1_933_116.0,
    2_317_327.0,
    2_410_929.0,
    2_652_184.0,
    2_957_685.0,
    3_137_989.0,
    3_204_044.0,
    4_727_724.0,
    4_830_517.0,
    4_912_097.0,
    4_928_989.0,
    5_042_312.0,
    5_320_364.0,
    5_435_457.0,
    5_517_586.0,
    5_764_596.0,
    5_847_845.0,
    6_466_533.0,
    6_480_322.0,
    7_727_651.0,
    15_410_906.0,
    20_238_895.0,
];
const RATINGS: &[u8; 25] = b"HHFGGGHGDDADDHFEDCECHHBFE";

fn rate(rating: u8) -> f64 {
    [0.015, 0.016, 0.03, 0.05, 0.075, 0.10, 0.15, 0.30][usize::from(rating - b'A')]
}

/// The exact law of the book's loss on a grid of 5,000, by convolution.
fn convolution(obligors: usize) -> Vec<f64> {
    let mut law = vec![0.0; 26_200];
    law[0] = 1.0;
    for (exposure, rating) in EXPOSURES.iter().zip(RATINGS).take(obligors) {
        let (cells, p) = ((exposure / 5_000.0).round() as usize, rate(*rating));
        for k in (0..law.len()).rev() {
            law[k] = law[k] * (1.0 - p) + if k >= cells { law[k - cells] * p } else { 0.0 };
        }
    }
    law
}

/// VaR and ES of a law on the grid, in money.
fn tail(law: &[f64], level: f64) -> (f64, f64) {
    let mut below = 0.0;
    for (k, mass) in law.iter().enumerate() {
        if below + mass >= level {
            let beyond: f64 = law.iter().enumerate().skip(k + 1).map(|(k, mass)| k as f64 * mass).sum();
            let atom = (below + mass - level) * k as f64;
            return (k as f64 * 5_000.0, (beyond + atom) * 5_000.0 / (1.0 - level));
        }
        below += mass;
    }
    unreachable!("a law reaches every level")
}

/// Losses in money on the grid of 5,000 of the exact law, from who failed.
fn gridded(sample: &Sample) -> Vec<f64> {
    let loss = |events: &Vec<linchpin::outcome::FailureEvent>| {
        events.iter().map(|event| (EXPOSURES[event.counterparty as usize - 1] / 5_000.0).round() * 5_000.0).sum()
    };
    sample.failures.iter().map(loss).collect()
}

#[test]
fn the_credit_risk_plus_book_has_its_exact_law() {
    let law = convolution(25);
    let published = [
        (0.95, 32_955_000.0, 38_994_212.0),
        (0.99, 42_800_000.0, 48_037_633.0),
        (0.995, 46_780_000.0, 51_535_398.0),
        (0.999, 54_635_000.0, 58_351_824.0),
    ];
    let mean: f64 = law.iter().enumerate().map(|(k, mass)| k as f64 * 5_000.0 * mass).sum();
    let variance: f64 = law.iter().enumerate().map(|(k, mass)| (k as f64 * 5_000.0 - mean).powi(2) * mass).sum();
    assert_eq!((mean.round(), sqrt(variance).round()), (14_221_605.0, 9_585_120.0));
    let probabilities: Vec<f64> = RATINGS.iter().map(|rating| rate(*rating)).collect();
    let text = book(200_000, &EXPOSURES, &probabilities, 0.0, "kind = \"gaussian\"", &[]);
    let total: f64 = EXPOSURES.iter().sum();
    for sample in both(&scenario(&text), 100_000) {
        let losses = gridded(&sample);
        sample.mean("expected loss", &losses, mean);
        sample.variance("variance of the loss", &losses, variance);
        for (level, var, es) in published {
            let (exact_var, exact_es) = tail(&law, level);
            assert_eq!((exact_var, exact_es.round()), (var, es));
            let at_most = law.iter().take((var / 5_000.0) as usize + 1).sum::<f64>();
            let count = losses.iter().filter(|loss| **loss > var).count();
            sample.count(&format!("P(loss > {var})"), count, 1.0 - at_most);
            // ES is the mean of VaR + (L − VaR)⁺/(1 − α) at the exact VaR.
            let shortfall: Vec<f64> = losses.iter().map(|loss| var + (loss - var).max(0.0) / (1.0 - level)).collect();
            sample.mean(&format!("ES at {level}"), &shortfall, exact_es);
        }
        // The reserve loses what the failed owe, off the grid.
        for (loss, events) in sample.reserves[0].loss.iter().zip(&sample.failures) {
            let owed: f64 = events.iter().map(|event| EXPOSURES[event.counterparty as usize - 1]).sum();
            assert!((loss - owed / total).abs() < 1e-11);
        }
    }
}

#[test]
fn removing_the_two_largest_obligors_leaves_the_exact_law_of_the_rest() {
    let law = convolution(23);
    let probabilities: Vec<f64> = RATINGS.iter().map(|rating| rate(*rating)).collect();
    let text = book(200_000, &EXPOSURES, &probabilities, 0.0, "kind = \"gaussian\"", &[23, 24]);
    let scenario = scenario(&text);
    let outcomes = simulate(&scenario, 0, &Watch::default()).unwrap();
    let group = scenario.groups().iter().position(|group| group.id == "largest").unwrap();
    let removed = outcomes
        .removals
        .iter()
        .find(|removed| removed.group.0 == group && removed.what == RemovalKind::All)
        .expect("removal of the group was run");
    let mut losses = outcomes.reserves[0].loss.clone();
    for (path, loss) in removed.reserves[0].paths.iter().zip(&removed.reserves[0].loss) {
        losses[*path as usize] = *loss;
    }
    let total: f64 = EXPOSURES.iter().sum();
    let sample = crate::sample::by_engine(&scenario);
    let money: Vec<f64> = losses.iter().map(|loss| loss * total).collect();
    // The published grid of 5,000 moves means by less than 2,500 an obligor, so the mean is taken off the grid.
    let exact: f64 = EXPOSURES.iter().zip(&probabilities).take(23).map(|(money, p)| money * p).sum();
    sample.mean("expected loss without the two largest", &money, exact);
    for level in [0.95, 0.99, 0.995] {
        let (var, _) = tail(&law, level);
        // Between grid points no loss lies near VaR ± the grid's error, so the law at a point off it is exact enough
        // only if its mass there is small beside the standard error.
        let slack = 23.0 * 2_500.0;
        let around = |x: f64| law.iter().take(((x / 5_000.0) as usize + 1).min(law.len())).sum::<f64>();
        let (most, least) = (1.0 - around(var - slack), 1.0 - around(var + slack));
        let share = money.iter().filter(|loss| **loss > var).count() as f64 / money.len() as f64;
        let error = 4.0 * sqrt(most * (1.0 - most) / money.len() as f64);
        assert!(share <= most + error && share >= least - error, "P(loss > {var}) = {share}, not in {least}..{most}");
    }
}
