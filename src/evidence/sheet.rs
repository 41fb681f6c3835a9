//! Hazards as CSV.

use super::hazard::Hazard;

const HEADER: &str =
    "pool,cohort,from,to,counts,events,exposure_years,rate,posterior_mean,posterior_5,posterior_95,chance_over_horizon";

/// One row a hazard. Ids need no quotes, and what is counted is in words of ours.
pub(super) fn hazards(hazards: &[Hazard]) -> String {
    let mut text = format!("{HEADER}\n");
    for hazard in hazards {
        let Hazard { pool, cohort, from, to, events, .. } = hazard;
        let counts = if hazard.counts.contains(',') { format!("\"{}\"", hazard.counts) } else { hazard.counts.into() };
        let years = round(hazard.exposure_years, 4);
        let figures = [hazard.rate, hazard.posterior_mean, hazard.posterior_5, hazard.posterior_95];
        let figures = figures.map(|figure| format!("{figure:.6}")).join(",");
        let chance = hazard.chance_over_horizon;
        text.push_str(&format!("{pool},{cohort},{from},{to},{counts},{events},{years},{figures},{chance:.6}\n"));
    }
    text
}

/// The number with so many decimals at most.
pub(super) fn round(number: f64, decimals: i32) -> f64 {
    let scale = 10.0_f64.powi(decimals);
    (number * scale).round() / scale
}
