//! What the fragment of a scenario holds, and why where that is not simply the estimate.

use serde::Serialize;

use super::Volatility;
use super::asset::AssetFigures;
use super::dependence::Dependence;
use super::garch::GarchFit;
use super::shared::SharedFit;
use super::student::MOST_DOF;
use crate::market::correlation::{is_positive_semi_definite, nearest};
use crate::numeric::special::{incomplete_beta, student_t_cdf};

/// The model has a variance only above 2, and clips innovations at 40 standard deviations, which below this takes more than an
/// eighth of the variance away.
pub const LEAST_DOF: f64 = 2.5;
/// What stands for a persistence of 1, which the model refuses; half of a shock is then gone after 138 steps.
pub const MOST_PERSISTENCE: f64 = 0.995;
/// Where the model clips innovations, in standard deviations.
const CLIP: f64 = 40.0;
/// The 95% quantile of the standard normal law: low and high of a scenario are its 5% and 95%.
const Z90: f64 = 1.644_853_626_951_472_7;

/// The figures of `market.toml`.
#[derive(Clone, Debug, Serialize)]
pub struct Fragment {
    /// Degrees of freedom of the innovations; null for Gaussian ones.
    pub dof: Option<f64>,
    /// The days of a step for which they hold.
    pub step_days: u32,
    /// The assets.
    pub assets: Vec<FragmentAsset>,
    /// The correlation of each pair that moves.
    pub correlations: Vec<(String, String, f64)>,
    /// Whether the measured matrix was no correlation, and the nearest one stands here.
    pub is_repaired: bool,
    /// Where a figure is not the estimate, and why.
    pub notes: Vec<String>,
}

/// One asset of it.
#[derive(Clone, Debug, Serialize)]
pub struct FragmentAsset {
    /// Its id.
    pub id: String,
    /// The last price.
    pub price: f64,
    /// The highest.
    pub peak: f64,
    /// Volatility and its 5% and 95%; all 0 for what does not move.
    pub volatility: (f64, f64, f64),
    /// Volatility that reacts, where that was asked for and could be fitted.
    pub garch: Option<FragmentGarch>,
}

/// Volatility that reacts.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct FragmentGarch {
    /// α.
    pub alpha: f64,
    /// γ.
    pub gamma: f64,
    /// β.
    pub beta: f64,
    /// Volatility of the first step, a year.
    pub initial_volatility: f64,
}

/// What the fragment is made of.
pub(super) struct Parts<'a> {
    pub volatility: Volatility,
    pub step_days: u32,
    pub assets: &'a [AssetFigures],
    pub dependence: Option<&'a Dependence>,
    pub shared: &'a SharedFit,
}

/// Chooses the figures.
pub(super) fn fragment(parts: &Parts<'_>) -> Fragment {
    let mut notes = Vec::new();
    let dof = chosen_dof(parts, &mut notes);
    let assets = parts.assets.iter().map(|asset| chosen_asset(asset, parts.volatility, &mut notes)).collect();
    let (correlations, is_repaired) =
        parts.dependence.map_or((Vec::new(), false), |found| chosen_correlations(found, &mut notes));
    Fragment { dof, step_days: parts.step_days, assets, correlations, is_repaired, notes }
}

fn chosen_dof(parts: &Parts<'_>, notes: &mut Vec<String>) -> Option<f64> {
    let dof = parts.shared.dof.value;
    if parts.volatility == Volatility::Constant {
        let fits = parts.assets.iter().filter_map(|asset| Some((&asset.id, asset.student_t.as_ref()?.dof.value)));
        let without: Vec<String> =
            fits.filter(|(_, dof)| *dof <= 2.0).map(|(id, dof)| format!("{id} ({dof:.2})")).collect();
        if !without.is_empty() {
            notes.push(format!(
                "By itself the Student-t of {} has 2 degrees of freedom or fewer, where there is no variance: the volatility is that of these days and would differ on others without end. The fragment holds the sample volatility, and the degrees of freedom that all share.",
                without.join(", ")
            ));
        }
    }
    if dof >= 0.99 * MOST_DOF {
        notes.push("The returns are not told from normal ones: the fragment holds gaussian innovations.".to_owned());
        return None;
    }
    if dof >= LEAST_DOF {
        return Some((dof * 100.0).round() / 100.0);
    }
    notes.push(format!(
        "The shared degrees of freedom are {dof:.2}; the fragment holds {LEAST_DOF}. {} The model clips innovations at {CLIP} standard deviations, and already at {LEAST_DOF} that takes {:.0}% of the variance away.",
        if dof <= 2.0 { "At 2 or fewer the variance does not exist, and the model refuses them." } else { "So near 2 most of the variance lies in moves that no run draws." },
        100.0 * variance_lost(LEAST_DOF)
    ));
    Some(LEAST_DOF)
}

/// The share of the variance of Student-t innovations that goes when they are clipped at [`CLIP`] standard deviations.
#[must_use]
pub fn variance_lost(dof: f64) -> f64 {
    // Beyond t lies the share I(ν/(ν + t²); ν/2 − 1, 3/2) of the variance; what is clipped to t keeps t² of it.
    let square = CLIP * CLIP * dof / (dof - 2.0);
    let beyond = incomplete_beta(0.5 * dof - 1.0, 1.5, dof / (dof + square));
    let tails = 2.0 * student_t_cdf(-square.sqrt(), dof);
    beyond - CLIP * CLIP * tails
}

fn chosen_asset(asset: &AssetFigures, volatility: Volatility, notes: &mut Vec<String>) -> FragmentAsset {
    let measured = asset.moments.volatility;
    let value = four_digits(measured.value);
    let end = |sign: f64| four_digits(sign.mul_add(Z90 * measured.standard_error, measured.value).max(0.0));
    if !asset.varies() {
        notes.push(format!("{}: its price never moves, so it has no volatility and no correlation.", asset.id));
    }
    let wanted = asset.spells.as_ref().filter(|_| asset.varies()).and_then(|spells| match volatility {
        Volatility::Constant => None,
        Volatility::Garch => Some(&spells.garch),
        // The model has no γ below 0.
        Volatility::Gjr if spells.gjr.gamma.value < 0.0 => {
            notes.push(format!(
                "{}: γ came out as {:.3}, and the model has none below 0: the fragment holds GARCH without it.",
                asset.id, spells.gjr.gamma.value
            ));
            Some(&spells.garch)
        }
        Volatility::Gjr => Some(&spells.gjr),
    });
    if volatility != Volatility::Constant && asset.varies() && wanted.is_none() {
        notes.push(format!("{}: too few returns for GARCH, so its volatility is constant.", asset.id));
    }
    FragmentAsset {
        id: asset.id.clone(),
        price: asset.last_price,
        peak: asset.highest_price,
        volatility: (value, end(-1.0).min(value), end(1.0).max(value)),
        garch: wanted.map(|fit| chosen_garch(&asset.id, fit, notes)),
    }
}

/// The fit; where its persistence is 1, β gives way, since it decides how long spells last.
fn chosen_garch(id: &str, fit: &GarchFit, notes: &mut Vec<String>) -> FragmentGarch {
    let initial_volatility = four_digits(fit.next_volatility);
    let reaction = fit.alpha.value + 0.5 * fit.gamma.value;
    if !fit.is_at_edge {
        let [alpha, gamma, beta] = [fit.alpha.value, fit.gamma.value, fit.beta.value].map(four_digits_down);
        return FragmentGarch { alpha, gamma, beta, initial_volatility };
    }
    notes.push(format!(
        "{id}: α + β came out as {:.4}: shocks to the variance never fade, and there is no long-run volatility to return to. The model wants less than 1, so the fragment holds {MOST_PERSISTENCE} by a lower β (half of a shock is gone after 138 steps), and the sample volatility in the long run.",
        fit.persistence
    ));
    let scale = (MOST_PERSISTENCE / reaction).min(1.0);
    let [alpha, gamma] = [fit.alpha.value * scale, fit.gamma.value * scale].map(four_digits_down);
    FragmentGarch {
        alpha,
        gamma,
        beta: four_digits_down((MOST_PERSISTENCE - alpha - 0.5 * gamma).max(0.0)),
        initial_volatility,
    }
}

fn chosen_correlations(found: &Dependence, notes: &mut Vec<String>) -> (Vec<(String, String, f64)>, bool) {
    let stated = found.matrix(|pair| pair.pearson.value);
    let valid = nearest(&stated);
    let is_repaired = valid != stated;
    if is_repaired {
        notes.push(format!("The measured correlations are together no matrix of correlation (smallest eigenvalue {:.2e}): the fragment holds the nearest one.", found.smallest_eigenvalue));
    }
    // Four digits are more than is known, but on the edge of what is valid each digit counts.
    let rounded = valid.mapv(four_digits);
    let kept = if is_positive_semi_definite(&rounded) { rounded } else { valid };
    let mut pairs = Vec::new();
    for (a, first) in found.assets.iter().enumerate() {
        for (b, second) in found.assets.iter().enumerate().skip(a + 1) {
            pairs.push((first.clone(), second.clone(), kept[(a, b)]));
        }
    }
    (pairs, is_repaired)
}

fn four_digits(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

/// Downwards, so that a sum stays below what it must not reach.
fn four_digits_down(value: f64) -> f64 {
    (value * 1e4 + 1e-7).floor() / 1e4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clip_takes_as_much_as_an_integral_says() {
        for dof in [2.5, 3.0, 5.0] {
            // ∫ over x = tan of an angle, of min(x², clip²)·density.
            let (scale, constant): (f64, f64) =
                ((dof - 2.0) / dof, libm::exp(crate::calibration::student::log_density_constant(dof)));
            let kept: f64 = (0..2_000_000)
                .map(|cell| {
                    let angle = std::f64::consts::FRAC_PI_2 * (f64::from(cell) + 0.5) / 2_000_000.0;
                    let x = angle.tan();
                    let density = constant * libm::pow(1.0 + x * x / dof, -0.5 * (dof + 1.0));
                    let square = (x * x * scale).min(CLIP * CLIP);
                    square * density / angle.cos().powi(2) * std::f64::consts::PI / 2_000_000.0
                })
                .sum();
            assert!(
                (variance_lost(dof) - (1.0 - kept)).abs() < 1e-5,
                "{dof}: {} is not {}",
                variance_lost(dof),
                1.0 - kept
            );
        }
        assert!((0.1..0.14).contains(&variance_lost(LEAST_DOF)), "{}", variance_lost(LEAST_DOF));
    }
}
