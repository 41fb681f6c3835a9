//! Normal and t laws, and integrals, for exact figures only.

use libm::{erfc, exp, lgamma, log, sqrt};
use std::f64::consts::{PI, SQRT_2};

/// Φ.
pub fn normal_below(x: f64) -> f64 {
    0.5 * erfc(-x / SQRT_2)
}

pub fn normal_density(x: f64) -> f64 {
    exp(-x * x / 2.0) / sqrt(2.0 * PI)
}

/// The x at which an increasing function of x reaches `level`.
pub fn inverse(of: impl Fn(f64) -> f64, level: f64) -> f64 {
    let (mut low, mut high) = (-1e3, 1e3);
    for _ in 0..200 {
        let middle = (low + high) / 2.0;
        if of(middle) < level { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}

/// ∫ f over [from, to] by Gauss and Legendre, `parts` times five points.
pub fn integral(from: f64, to: f64, parts: usize, f: impl Fn(f64) -> f64) -> f64 {
    nodes(from, to, parts).into_iter().map(|(x, weight)| weight * f(x)).sum()
}

/// Points and weights of that rule.
pub fn nodes(from: f64, to: f64, parts: usize) -> Vec<(f64, f64)> {
    let inner = sqrt(5.0 - 2.0 * sqrt(10.0 / 7.0)) / 3.0;
    let outer = sqrt(5.0 + 2.0 * sqrt(10.0 / 7.0)) / 3.0;
    let root = 13.0 * sqrt(70.0);
    let rule = [
        (-outer, (322.0 - root) / 900.0),
        (-inner, (322.0 + root) / 900.0),
        (0.0, 128.0 / 225.0),
        (inner, (322.0 + root) / 900.0),
        (outer, (322.0 - root) / 900.0),
    ];
    let half = (to - from) / parts as f64 / 2.0;
    let part = |i: usize| {
        let middle = from + half * (2 * i + 1) as f64;
        rule.map(|(x, weight)| (middle + half * x, half * weight))
    };
    (0..parts).flat_map(part).collect()
}

/// The mean of f over a standard normal.
pub fn over_normal(f: impl Fn(f64) -> f64) -> f64 {
    integral(-9.0, 9.0, 200, |x| normal_density(x) * f(x))
}

/// The mean of f over √(W/n), W chi-square of n degrees of freedom.
pub fn over_mixing(dof: f64, f: impl Fn(f64) -> f64) -> f64 {
    let constant = log(2.0) + dof / 2.0 * log(dof / 2.0) - lgamma(dof / 2.0);
    integral(0.0, 8.0, 200, |s| exp(constant + (dof - 1.0) * log(s) - dof * s * s / 2.0) * f(s))
}

/// The distribution function of Student's t.
pub fn student_below(x: f64, dof: f64) -> f64 {
    over_mixing(dof, |s| normal_below(x * s))
}

/// P(exactly k of n) where each comes independently with probability p.
pub fn binomial(n: usize, k: usize, p: f64) -> f64 {
    if p <= 0.0 || p >= 1.0 {
        return if k == if p <= 0.0 { 0 } else { n } { 1.0 } else { 0.0 };
    }
    let (n, k) = (n as f64, k as f64);
    exp(lgamma(n + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0) + k * log(p) + (n - k) * libm::log1p(-p))
}
