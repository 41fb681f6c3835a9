//! Which end of an input hurts.

use super::yields::Yield;
use crate::scenario::End;
use crate::statistics::interval::MeanAndSd;

/// A mean cost that moves by less than this share of itself counts as unmoved: the pilot may leave so much of a
/// chance, and what moves costs so little may move tails a lot.
const LEAST_MOVE: f64 = 0.01;
/// … and so does one that moves by less than this share of what the tail moves: a coin's volatility hardly touches
/// what failures cost, and decides the tail.
const LEAST_BESIDE_TAIL: f64 = 0.05;

/// The end with the higher mean cost, averaged over reserves; where that hardly moves, or no more than chance in the
/// draws explains, the end with the heavier tail. `None` where neither moves at all.
///
/// The tail is ES of the loss, or of the market alone where that moves more: where failures take everything on the
/// worst paths, ES of the loss stands at the whole whatever the market does.
pub fn hurting(low: &Yield, high: &Yield, base: &Yield) -> Option<End> {
    let differences: Vec<f64> = high.costs.iter().zip(&low.costs).map(|(high, low)| high - low).collect();
    let cost = MeanAndSd::of(&differences).estimate();
    let (loss, market) = (high.es() - low.es(), high.market_es() - low.market_es());
    let tail = if market.abs() > loss.abs() { market } else { loss };
    let least = (LEAST_MOVE * base.cost().abs()).max(LEAST_BESIDE_TAIL * tail.abs());
    let moves = cost.is_beyond_sampling_error() && cost.value.abs() > least;
    let by_cost = if moves { higher(cost.value) } else { None };
    by_cost.or_else(|| higher(tail)).or_else(|| higher(cost.value))
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
    use crate::ranges::yields::OfReserve;

    fn yields(costs: &[f64], es: f64) -> Yield {
        let cost = costs.iter().sum::<f64>() / costs.len() as f64;
        Yield { costs: costs.to_vec(), reserves: vec![OfReserve { cost, es, market_es: 0.0 }] }
    }

    #[test]
    fn where_failures_take_all_the_tail_of_the_market_decides() {
        let (mut low, mut high) = (yields(&[0.1; 40], 1.0), yields(&[0.098; 40], 1.0));
        low.reserves[0].market_es = 0.5;
        high.reserves[0].market_es = 0.6;
        assert_eq!(hurting(&low, &high, &low), Some(End::High));
    }

    #[test]
    fn the_end_that_costs_more_hurts() {
        let (none, some) = (yields(&[0.0; 40], 0.5), yields(&[0.1; 40], 0.4));
        assert_eq!(hurting(&none, &some, &none), Some(End::High));
        assert_eq!(hurting(&some, &none, &none), Some(End::Low));
    }

    #[test]
    fn where_cost_moves_by_chance_alone_the_tail_decides() {
        let wavering: Vec<f64> = (0..40).map(|path| if path % 2 == 0 { 0.1 } else { -0.099 }).collect();
        let (base, high) = (yields(&[0.0; 40], 0.5), yields(&wavering, 0.4));
        assert_eq!(hurting(&base, &high, &base), Some(End::Low));
        assert_eq!(hurting(&base, &yields(&[0.0; 40], 0.5), &base), None);
    }

    #[test]
    fn a_cost_that_hardly_moves_leaves_it_to_the_tail() {
        let (low, high) = (yields(&[0.1; 40], 0.5), yields(&[0.1005; 40], 0.4));
        assert_eq!(hurting(&low, &high, &low), Some(End::Low));
        assert_eq!(hurting(&low, &yields(&[0.102; 40], 0.47), &low), Some(End::High));
        // … or moves little beside the tail.
        assert_eq!(hurting(&low, &yields(&[0.102; 40], 0.4), &low), Some(End::Low));
    }
}
