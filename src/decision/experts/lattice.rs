//! Runs with some of the disputed inputs at one expert's values and the others at the other's.
//!
//! A run is known by its mask: one bit a disputed input, set where it has the second expert's value.

use super::contrast::{Contrast, Told};
use super::inputs::Input;
use super::{Compared, Standing, Swap};
use crate::decision::refusal::Refusal;
use crate::decision::runs::Runs;
use crate::decision::sweep::Measured;
use crate::engine::EngineError;
use crate::reserve::Reserve;
use crate::scenario::{Scenario, Statement};
use crate::statistics::Estimate;
use crate::units::ReserveIndex;

/// Disputed inputs that are swapped in all orders: so many take 64 runs.
const MOST_IN_ALL_ORDERS: usize = 6;
/// A sum over all orders so small, as a share of the answers, is none.
const ROUNDING: f64 = 1e-12;
/// Numbers that are kept for that at most.
const MOST_NUMBERS: u64 = 1 << 27;

/// All that is swapped, and what is measured.
pub(super) struct Lattice<'a> {
    pub scenario: &'a Scenario,
    pub measured: &'a [Measured],
    inputs: &'a [Input],
    disputed: Vec<usize>,
    in_all_orders: bool,
}

/// What the swaps do.
pub(super) struct Swapped {
    pub compared: Vec<Compared>,
    pub runs: usize,
}

impl<'a> Lattice<'a> {
    pub fn of(scenario: &'a Scenario, inputs: &'a [Input], measured: &'a [Measured]) -> Self {
        let disputed: Vec<usize> = (0..inputs.len()).filter(|place| inputs[*place].differs).collect();
        let numbers = scenario.simulation().paths.saturating_mul((measured.len() * (disputed.len() + 5)) as u64);
        let in_all_orders = disputed.len() <= MOST_IN_ALL_ORDERS && numbers <= MOST_NUMBERS;
        Self { scenario, measured, inputs, disputed, in_all_orders }
    }

    /// The address of a disputed input.
    pub fn address(&self, place: usize) -> &str {
        &self.inputs[self.disputed[place]].address
    }

    /// How many inputs are disputed.
    pub fn disputed(&self) -> usize {
        self.disputed.len()
    }

    /// The second expert's mask.
    pub fn full(&self) -> u64 {
        (1 << self.disputed.len()) - 1
    }

    /// All runs: the first expert's, the second's, one swap from either side, then the rest.
    pub fn masks(&self) -> Vec<u64> {
        let full = self.full();
        let single = || (0..self.disputed.len()).map(|place| 1_u64 << place);
        let mut masks = vec![0, full];
        masks.extend(single());
        masks.extend(single().map(|bit| full ^ bit));
        if self.in_all_orders {
            masks.extend(0..=full);
        }
        let mut seen: Vec<u64> = Vec::new();
        for mask in masks {
            if !seen.contains(&mask) {
                seen.push(mask);
            }
        }
        seen
    }

    /// The scenario of a mask; agreed inputs keep their ranges if these are wanted.
    pub fn at(&self, mask: u64, ranged: bool) -> Result<Scenario, Refusal> {
        let chosen = |(place, input): (usize, &Input)| -> Option<Statement> {
            let [a, b] = &input.statements;
            let Some(bit) = self.disputed.iter().position(|disputed| *disputed == place) else {
                // Of equal values that which has a range: the first's where both have one.
                let ranged_one = [a, b].into_iter().flatten().find(|statement| statement.range.is_some());
                let agreed = ranged_one.or(a.as_ref()).or(b.as_ref())?;
                return Some(if ranged { agreed.clone() } else { agreed.without_range() });
            };
            let side = if mask >> bit & 1 == 1 { b } else { a };
            side.as_ref().map(Statement::without_range)
        };
        let statements: Vec<Statement> = self.inputs.iter().enumerate().filter_map(chosen).collect();
        self.scenario.with_statements(&statements).map_err(|error| Refusal::Question(error.to_string()))
    }

    /// The reserves of which something is measured, in the order of the scenario.
    fn places(&self) -> Vec<ReserveIndex> {
        let mut places: Vec<ReserveIndex> = self.measured.iter().map(|one| one.place).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// What was measured in a run of `scenario`.
    pub fn measure(&self, scenario: &Scenario, runs: &mut Runs<'_>) -> Result<Vec<Told>, Refusal> {
        let places = self.places();
        let fleet: Vec<Reserve> = places.iter().map(|place| scenario.reserves()[place.0].clone()).collect();
        let years = scenario.grid().horizon_years();
        let stands = |one: &Measured| places.iter().position(|place| *place == one.place).unwrap_or(0);
        runs.look(&scenario.with_reserves(fleet), |reserves| {
            self.measured.iter().map(|one| Told::of(one, reserves[stands(one)], years)).collect()
        })
    }

    /// Runs all masks.
    pub fn swapped(&self, runs: &mut Runs<'_>) -> Result<Swapped, Refusal> {
        let (masks, full) = (self.masks(), self.full());
        let first = self.measure(&self.at(0, false)?, runs)?;
        let second = if full == 0 { first.clone() } else { self.measure(&self.at(full, false)?, runs)? };
        let mut all: Vec<Gathered<'_>> =
            first.iter().zip(&second).map(|(first, second)| Gathered::of(first, second, self)).collect();
        for &mask in &masks {
            let told = match mask {
                0 => Some(first.clone()),
                _ if mask == full => Some(second.clone()),
                _ => self.told(mask, runs)?,
            };
            for (place, gathered) in all.iter_mut().enumerate() {
                gathered.take(mask, told.as_ref().map(|told| &told[place]));
            }
        }
        let compared = self.measured.iter().zip(all).map(|(one, gathered)| gathered.compared(one, self)).collect();
        Ok(Swapped { compared, runs: masks.len() })
    }

    /// What a run between the two yields; `None` where values of both can't stand together.
    fn told(&self, mask: u64, runs: &mut Runs<'_>) -> Result<Option<Vec<Told>>, Refusal> {
        match self.at(mask, false).and_then(|scenario| self.measure(&scenario, runs)) {
            Ok(told) => Ok(Some(told)),
            Err(Refusal::Question(_) | Refusal::Engine(EngineError::Anchor(_))) => Ok(None),
            Err(other) => Err(other),
        }
    }
}

/// What is gathered of one measure, run by run.
struct Gathered<'t> {
    first: &'t Told,
    second: &'t Told,
    difference: Contrast,
    swaps: Vec<Swap>,
    together: Contrast,
    /// One slot a disputed input; empty where not all orders are run.
    parts: Vec<Contrast>,
}

impl<'t> Gathered<'t> {
    fn of(first: &'t Told, second: &'t Told, lattice: &Lattice<'_>) -> Self {
        let count = lattice.disputed.len();
        let untold = |place| Swap {
            address: lattice.address(place).to_owned(),
            a_with: Estimate::untold(),
            from_a: Estimate::untold(),
            closes: Estimate::untold(),
            b_with: Estimate::untold(),
            from_b: Estimate::untold(),
            part: None,
        };
        let difference = Contrast::between(second, first);
        Self {
            first,
            second,
            together: difference.clone(),
            difference,
            swaps: (0..count).map(untold).collect(),
            parts: if lattice.in_all_orders { vec![Contrast::nothing(); count] } else { Vec::new() },
        }
    }

    /// Takes up a run; without one nothing that needs it is told.
    fn take(&mut self, mask: u64, told: Option<&Told>) {
        let full = (1_u64 << self.swaps.len()) - 1;
        let Some(told) = told else {
            self.parts.clear();
            if mask.is_power_of_two() {
                self.together.value = f64::NAN;
            }
            return;
        };
        let count = self.parts.len();
        for (place, part) in self.parts.iter_mut().enumerate() {
            let (others, is_in) = ((mask & !(1 << place)).count_ones() as usize, mask >> place & 1 == 1);
            part.add(if is_in { 1.0 } else { -1.0 } * share_of_orders(others, count), told);
        }
        for (place, swap) in self.swaps.iter_mut().enumerate() {
            if mask == 1 << place {
                let alone = Contrast::between(told, self.first);
                (swap.a_with, swap.from_a) = (told.figure, alone.estimate());
                swap.closes = alone.share_of(&self.difference);
                self.together.add_contrast(-1.0, &alone);
            }
            if mask == full ^ (1 << place) {
                (swap.b_with, swap.from_b) = (told.figure, Contrast::between(self.second, told).estimate());
            }
        }
    }

    fn compared(self, measured: &Measured, lattice: &Lattice<'_>) -> Compared {
        let Self { first, second, difference, mut swaps, together, parts } = self;
        let difference = difference.estimate();
        let are_apart = difference.low > 0.0 || difference.high < 0.0;
        for swap in swaps.iter_mut().filter(|_| !are_apart) {
            swap.closes = Estimate::untold();
        }
        for (swap, part) in swaps.iter_mut().zip(&parts) {
            // What every swap leaves as it was leaves only rounding in the sum.
            let is_nothing = part.value.abs() <= ROUNDING * first.figure.value.abs().max(second.figure.value.abs());
            let nothing = Estimate::between(0.0, 0.0, 0.0);
            swap.part = lattice.in_all_orders.then(|| if is_nothing { nothing } else { part.estimate() });
        }
        Compared {
            measured: measured.clone(),
            a: first.figure,
            b: second.figure,
            difference,
            standing: Standing::Apart,
            swaps,
            together: together.estimate(),
        }
    }
}

/// In which share of all orders of `count` inputs one comes right after a given set of `others` others.
fn share_of_orders(others: usize, count: usize) -> f64 {
    // others!·(count − others − 1)!/count!, factor by factor.
    let ways = (1..=others).map(|place| place as f64 / (count - others - 1 + place) as f64);
    ways.product::<f64>() / count as f64
}
