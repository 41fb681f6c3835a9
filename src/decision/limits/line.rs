//! How far one weight of a reserve may go while all others keep their proportions.

use super::told::{Bound, PositionLimit};
use crate::decision::places::Place;
use crate::engine::losses_of_group;
use crate::reserve::{Position, Reserve};
use crate::scenario::Scenario;
use crate::units::GroupIndex;

/// The limits of all positions of a reserve against one group.
pub(super) fn position_limits(
    scenario: &Scenario,
    reserve: &Reserve,
    group: GroupIndex,
    tolerance: f64,
) -> Vec<PositionLimit> {
    let of = |number: usize, position: &Position| {
        let line = Line { scenario, reserve, number, group };
        let place = Place { asset: position.asset, custodian: position.custodian };
        let sole =
            reserve.positions.iter().enumerate().all(|(other, position)| other == number || position.weight == 0.0);
        let without = (!sole).then(|| line.loss(0.0));
        let alone = line.loss(1.0);
        let (bound, at_tolerance) = line.bound(without.unwrap_or(0.0), alone, tolerance);
        PositionLimit {
            asset: scenario.assets()[position.asset.0].id.clone(),
            custodian: scenario.counterparties()[position.custodian.0].id.clone(),
            address: (!sole).then(|| format!("reserve.{}.weight.{}", reserve.id, place.address(scenario))),
            weight: position.weight,
            loss_without: without,
            loss_alone: alone,
            bound,
            // Of a reserve that holds nothing else, the rest is money that no failure touches.
            at_tolerance: if sole && bound == Bound::AtMost { Some(tolerance / alone) } else { at_tolerance },
        }
    };
    reserve.positions.iter().enumerate().map(|(number, position)| of(number, position)).collect()
}

/// The weights of a reserve as one of them goes from nothing to all.
#[derive(Clone, Copy)]
struct Line<'a> {
    scenario: &'a Scenario,
    reserve: &'a Reserve,
    number: usize,
    group: GroupIndex,
}

impl Line<'_> {
    /// The marked loss where the weight is this; linear but where a member's costliest mode changes.
    fn loss(self, weight: f64) -> f64 {
        let Self { scenario, reserve, number, group } = self;
        let other = |(place, position): (usize, &Position)| if place == number { 0.0 } else { position.weight };
        let others: f64 = reserve.positions.iter().enumerate().map(other).sum();
        let mut scaled = reserve.clone();
        for (place, position) in scaled.positions.iter_mut().enumerate() {
            position.weight = if place == number {
                weight
            } else if others == 0.0 {
                0.0
            } else {
                position.weight * ((1.0 - weight) / others)
            };
        }
        if others == 0.0 {
            // Nothing else is held, so nothing else can be scaled.
            scaled.positions[number].weight = 1.0;
        }
        losses_of_group(&scenario.with_reserves(vec![scaled]), group)[0].marked
    }

    /// What the weight must be, and where on the line the loss is the tolerance.
    fn bound(self, without: f64, alone: f64, tolerance: f64) -> (Bound, Option<f64>) {
        match (without > tolerance, alone > tolerance) {
            (false, false) => (Bound::Any, None),
            (true, true) => (Bound::Never, None),
            (false, true) => (Bound::AtMost, Some(self.root((0.0, without), (1.0, alone), tolerance))),
            (true, false) => (Bound::AtLeast, Some(self.root((0.0, without), (1.0, alone), tolerance))),
        }
    }

    /// Where the loss is the tolerance, between two weights of which one loses more: on a straight line found at once, at
    /// a kink after few more looks.
    fn root(self, mut a: (f64, f64), mut b: (f64, f64), tolerance: f64) -> f64 {
        for _ in 0..60 {
            let weight = a.0 + (b.0 - a.0) * ((tolerance - a.1) / (b.1 - a.1));
            let loss = self.loss(weight);
            if (loss - tolerance).abs() < 1e-15 || weight == a.0 || weight == b.0 {
                return weight;
            }
            if (loss > tolerance) == (a.1 > tolerance) {
                a = (weight, loss);
            } else {
                b = (weight, loss);
            }
        }
        a.0
    }
}
