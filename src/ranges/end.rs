//! Which end of an input hurts.

use super::single::Yield;
use crate::scenario::End;
use crate::statistics::interval::MeanAndSd;

/// The pilot may leave this share of a chance, so costs that differ by less may differ by its error alone.
const LEFT_BY_PILOT: f64 = 0.01;

/// The end with the higher mean cost, averaged over reserves; where that moves no more than chance in the draws or
/// the pilot explains, the end with the higher mean ES. `None` where neither moves at all.
pub fn hurting(low: &Yield, high: &Yield, base: &Yield, pilot_ran: bool) -> Option<End> {
    let differences: Vec<f64> = high.costs.iter().zip(&low.costs).map(|(high, low)| high - low).collect();
    let cost = MeanAndSd::of(&differences).estimate();
    let least = if pilot_ran { LEFT_BY_PILOT * base.cost().abs() } else { 0.0 };
    let es = high.es() - low.es();
    let moves = cost.is_beyond_sampling_error() && cost.value.abs() > least;
    let by_cost = if moves { higher(cost.value) } else { None };
    by_cost.or_else(|| higher(es)).or_else(|| higher(cost.value))
}

fn higher(difference: f64) -> Option<End> {
    if difference > 0.0 {
        Some(End::High)
    } else if difference < 0.0 {
        Some(End::Low)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yields(costs: &[f64], es: f64) -> Yield {
        Yield { costs: costs.to_vec(), reserves: vec![(costs.iter().sum::<f64>() / costs.len() as f64, es)] }
    }

    #[test]
    fn the_end_that_costs_more_hurts() {
        let (none, some) = (yields(&[0.0; 40], 0.5), yields(&[0.1; 40], 0.4));
        assert_eq!(hurting(&none, &some, &none, false), Some(End::High));
        assert_eq!(hurting(&some, &none, &none, false), Some(End::Low));
    }

    #[test]
    fn where_cost_moves_by_chance_alone_the_tail_decides() {
        let wavering: Vec<f64> = (0..40).map(|path| if path % 2 == 0 { 0.1 } else { -0.099 }).collect();
        let (base, high) = (yields(&[0.0; 40], 0.5), yields(&wavering, 0.4));
        assert_eq!(hurting(&base, &high, &base, false), Some(End::Low));
        assert_eq!(hurting(&base, &yields(&[0.0; 40], 0.5), &base, false), None);
    }

    #[test]
    fn what_the_pilot_may_leave_is_no_move_of_the_cost() {
        let (low, high) = (yields(&[0.1; 40], 0.5), yields(&[0.1005; 40], 0.4));
        assert_eq!(hurting(&low, &high, &low, true), Some(End::Low));
        assert_eq!(hurting(&low, &high, &low, false), Some(End::High));
    }
}
