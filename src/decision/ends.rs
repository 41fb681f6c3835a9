//! Which ends of ranged inputs hurt, where that needs no simulation.

use crate::scenario::{End, Scenario};
use crate::units::InputIndex;

/// The scenario with every ranged input at the end that harms less, and at the end that harms more. Inputs that move
/// nothing stay at their values. `None` where nothing is ranged or the ends can't stand together.
pub(super) fn deterministic_ends(scenario: &Scenario, harm: impl Fn(&Scenario) -> f64) -> Option<[Scenario; 2]> {
    let inputs = 0..scenario.ranged_inputs().len();
    let hurting = inputs.filter_map(|input| {
        let at = |end: End| scenario.at_ends(&[(InputIndex(input), end)]).ok().map(|scenario| harm(&scenario));
        let (low, high) = (at(End::Low)?, at(End::High)?);
        let end = if high > low { End::High } else { End::Low };
        (high != low).then_some((InputIndex(input), end))
    });
    let hurting: Vec<(InputIndex, End)> = hurting.collect();
    if hurting.is_empty() {
        return None;
    }
    let sparing: Vec<(InputIndex, End)> = hurting.iter().map(|(input, end)| (*input, end.other())).collect();
    Some([scenario.at_ends(&sparing).ok()?, scenario.at_ends(&hurting).ok()?])
}
