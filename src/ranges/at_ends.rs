//! A scenario with all that is ranged at its ends, for whoever runs it there.

use super::{Course, RangePlan, single};
use crate::assessment::InputEffect;
use crate::engine::{EngineError, Keeping, Watch};
use crate::numeric::precision::Precision;
use crate::scenario::{End, Scenario};
use crate::units::InputIndex;

/// A scenario with all ranged inputs at the ends that hurt less, and at the ends that hurt more.
#[derive(Clone, Debug)]
pub struct AtEnds {
    /// Where all hurt less.
    pub sparing: Scenario,
    /// Where all hurt more.
    pub hurting: Scenario,
    /// The ends at which they hurt more; inputs that move nothing are left out.
    pub hurting_ends: Vec<(InputIndex, End)>,
}

/// Finds out by runs of single inputs which ends hurt. `None` where nothing is ranged, or where the ends can't stand
/// together.
///
/// `scale` are the scales of the scenario's intensities.
///
/// # Errors
///
/// When stopped, or when threads or memory can't be had.
pub fn at_ends(
    scenario: &Scenario,
    scale: &[f64],
    threads: usize,
    precision: Precision,
    watch: &Watch,
) -> Result<Option<AtEnds>, EngineError> {
    if scenario.ranged_inputs().is_empty() {
        return Ok(None);
    }
    let course = Course { scenario, scale, threads, precision, keeping: Keeping::default(), all_names: false };
    let plan = RangePlan::of(scenario);
    let effects = match precision {
        Precision::Single => single::effects::<f32>(course, plan, watch)?,
        Precision::Double => single::effects::<f64>(course, plan, watch)?,
    };
    let [sparing, hurting] = [false, true].map(|hurts| ends(&effects, hurts));
    let found = scenario.at_ends(&sparing).and_then(|sparing| Ok((sparing, scenario.at_ends(&hurting)?)));
    Ok(found.ok().map(|(sparing, at_hurting)| AtEnds { sparing, hurting: at_hurting, hurting_ends: hurting }))
}

/// The ends that hurt, or those that don't; `effects` stand in the order of the scenario.
pub(super) fn ends(effects: &[InputEffect], hurts: bool) -> Vec<(InputIndex, End)> {
    let end = |end: End| if hurts { end } else { end.other() };
    effects.iter().enumerate().filter_map(|(input, effect)| Some((InputIndex(input), end(effect.hurts?)))).collect()
}
