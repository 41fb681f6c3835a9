//! How a run is made and what it reports.

use super::label;
use super::number::{fraction, level, whole};
use crate::scenario::source::Fault;
use crate::scenario::text::{self, ClaimMark, Placed};
use crate::scenario::{Removal, Simulation, Tolerance};
use crate::units::TimeGrid;

/// Used where the file states none.
const LEVELS: [f64; 4] = [0.95, 0.99, 0.995, 0.999];
const LOSS_THRESHOLDS: [f64; 4] = [0.1, 0.25, 0.5, 0.75];
const PATHS: u64 = 100_000;
const SEED: u64 = 20_250_929;
const HORIZON_DAYS: u32 = 365;
const PETITION_DATE_MARK: f64 = 0.3;
const IN_KIND_MARK: f64 = 0.7;

pub(super) fn check(text: &text::Simulation) -> Result<Simulation, Fault> {
    let (claim_mark_petition_date, claim_mark_in_kind) =
        text.claim_mark.as_ref().map_or(Ok((PETITION_DATE_MARK, IN_KIND_MARK)), claim_mark)?;
    Ok(Simulation {
        paths: text.paths.as_ref().map_or(Ok(PATHS), |paths| whole(paths, "paths"))?,
        seed: text.seed.as_ref().map_or(SEED, |seed| seed.value),
        grid: grid(text)?,
        levels: ascending(text.levels.as_deref(), &LEVELS, level)?,
        loss_thresholds: ascending(text.loss_thresholds.as_deref(), &LOSS_THRESHOLDS, fraction)?,
        claim_mark_petition_date,
        claim_mark_in_kind,
        base_currency: text.base_currency.as_ref().map_or_else(|| Ok("USD".to_owned()), label::id)?,
        removal: match text.removal {
            Some(text::Removal::Auto) | None => Removal::Auto,
            Some(text::Removal::All) => Removal::All,
            Some(text::Removal::None) => Removal::None,
        },
    })
}

/// The marks of petition-date and in-kind claims.
pub(super) fn claim_mark(text: &ClaimMark) -> Result<(f64, f64), Fault> {
    let petition_date = text.petition_date.as_ref().map_or(Ok(PETITION_DATE_MARK), fraction)?;
    Ok((petition_date, text.in_kind.as_ref().map_or(Ok(IN_KIND_MARK), fraction)?))
}

/// Steps of the longest path: the step of a failure is kept in 16 bits.
const MOST_STEPS: u32 = 65_535;

fn grid(text: &text::Simulation) -> Result<TimeGrid, Fault> {
    let step_days = text.step_days.as_ref().map_or(Ok(1), |days| whole(days, "days"))?;
    let horizon = text.horizon_days.as_ref().map_or(Ok(HORIZON_DAYS), |days| whole(days, "days"))?;
    let place = text.horizon_days.as_ref().or(text.step_days.as_ref());
    let refuse =
        |what: String| Err(place.map_or_else(|| Fault::new(what.as_str()), |place| place.fault(what.as_str())));
    if horizon / step_days > MOST_STEPS {
        let steps = horizon / step_days;
        return refuse(format!(
            "{steps} steps are too many: write a longer step_days or a shorter horizon_days, for at most {MOST_STEPS} steps"
        ));
    }
    if horizon.is_multiple_of(step_days) {
        return Ok(TimeGrid { step_days, steps: (horizon / step_days) as usize });
    }
    let (below, above) = (horizon - horizon % step_days, (horizon - horizon % step_days).saturating_add(step_days));
    let near = if below == 0 { above.to_string() } else { format!("{below} or {above}") };
    let what = format!("a horizon of {horizon} days is no whole number of steps of {step_days} days: write {near}");
    refuse(what)
}

fn ascending(
    text: Option<&[Placed<f64>]>,
    default: &[f64],
    check: impl Fn(&Placed<f64>) -> Result<f64, Fault>,
) -> Result<Vec<f64>, Fault> {
    let Some(text) = text else { return Ok(default.to_vec()) };
    let mut numbers = Vec::new();
    for entry in text {
        let number = check(entry)?;
        if numbers.contains(&number) {
            return Err(entry.fault(format!("{number} stands twice in this list: remove one")));
        }
        numbers.push(number);
    }
    numbers.sort_by(f64::total_cmp);
    Ok(numbers)
}

pub(super) fn tolerances(text: &[text::Tolerance]) -> Result<Vec<Tolerance>, Fault> {
    let tolerance = |text: &text::Tolerance| {
        Ok(Tolerance { loss: fraction(&text.loss)?, probability: super::number::probability(&text.probability)? })
    };
    text.iter().map(tolerance).collect()
}
