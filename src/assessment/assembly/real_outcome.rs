//! Where what really happened stands among the paths of a scenario of the past.

use super::curves::Curve;
use crate::assessment::{OutcomeFigures, Standing};
use crate::outcome::ReserveOutcomes;
use crate::reserve::RealOutcome;
use crate::statistics::Sorted;
use crate::statistics::exceedance::mid_rank;

/// The standing of each loss that is known.
pub fn standing(real: RealOutcome, outcomes: &ReserveOutcomes) -> OutcomeFigures {
    let among = |column: Curve, values: &[f64], loss: f64| {
        let percentile = match outcomes.all.as_deref() {
            Some(all) => mid_rank(column.of(all), loss),
            None => mid_rank(&Sorted::of(values), loss),
        };
        Standing { loss, percentile }
    };
    OutcomeFigures {
        liquid: real.liquid.map(|loss| among(Curve::Liquid, &outcomes.liquid_loss(), loss)),
        marked: real.marked.map(|loss| among(Curve::Loss, &outcomes.loss, loss)),
        eventual: real.eventual.map(|loss| among(Curve::Eventual, &outcomes.eventual_loss(), loss)),
        max_drawdown: real.max_drawdown.map(|fall| among(Curve::Drawdown, &outcomes.max_drawdown, fall)),
    }
}
