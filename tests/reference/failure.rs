//! Section 3: who fails in a step, and how.

use libm::{exp, exp2};
use linchpin::outcome::FailureEvent;
use linchpin::scenario::Scenario;
use linchpin::units::CounterpartyIndex;

use super::draws::Draws;

/// Who stands and who has fallen on one path.
pub struct Failures<'a> {
    scenario: &'a Scenario,
    draws: &'a Draws,
    scales: &'a [f64],
    /// Who never fails: the removed.
    immune: &'a [bool],
    /// Whom to visit so that whoever pulls comes before whoever is pulled.
    order: &'a [usize],
    /// Σ λ_c(u)·dt so far.
    cumulative: Vec<f64>,
    /// The step in which each crossed its own threshold, whether it still stood or not.
    pub crossed: Vec<Option<usize>>,
    /// The step and the mode in which each fell.
    pub fallen: Vec<Option<(usize, usize)>>,
    /// In the order in which they happened.
    pub events: Vec<FailureEvent>,
}

impl<'a> Failures<'a> {
    pub fn new(
        scenario: &'a Scenario,
        draws: &'a Draws,
        scales: &'a [f64],
        immune: &'a [bool],
        order: &'a [usize],
    ) -> Self {
        let count = scenario.counterparties().len();
        Self {
            scenario,
            draws,
            scales,
            immune,
            order,
            cumulative: vec![0.0; count],
            crossed: vec![None; count],
            fallen: vec![None; count],
            events: Vec::new(),
        }
    }

    /// Whether `c` has failed by now.
    pub fn has_failed(&self, c: CounterpartyIndex) -> bool {
        self.fallen[c.0].is_some()
    }

    /// Runs step `step` on the drawdowns of the step before; yields who fails, in file order.
    pub fn step(&mut self, step: usize, drawdowns: &[f64]) -> Vec<FailureEvent> {
        let before = self.events.len();
        self.cross_own_thresholds(step, drawdowns);
        self.fall_together(step);
        let mut failing = self.events[before..].to_vec();
        failing.sort_by_key(|event| event.counterparty);
        failing
    }

    fn cross_own_thresholds(&mut self, step: usize, drawdowns: &[f64]) {
        let dt = self.scenario.grid().step_years();
        let intensities: Vec<f64> = (0..self.cumulative.len()).map(|c| self.intensity(c, step, drawdowns)).collect();
        for (c, intensity) in intensities.into_iter().enumerate() {
            self.cumulative[c] += intensity * dt;
            let reached = intensity > 0.0 && self.cumulative[c] >= self.draws.thresholds[c];
            if self.crossed[c].is_some() || self.immune[c] || !reached {
                continue;
            }
            self.crossed[c] = Some(step);
            if self.fallen[c].is_none() {
                self.fall(c, self.drawn_mode(c), step);
            }
        }
    }

    /// λ_c(t).
    fn intensity(&self, c: usize, step: usize, drawdowns: &[f64]) -> f64 {
        let rate: f64 = self.draws.rates[c].iter().sum();
        let counterparty = &self.scenario.counterparties()[c];
        let stress = counterparty
            .stress
            .map_or(1.0, |stress| exp(stress.sensitivity * drawdowns[stress.asset.0]).min(stress.cap));
        let mut raised = 1.0;
        for event in &self.events {
            let Some(raise) = self.scenario.counterparties()[event.who().0].raise_on(event.who(), CounterpartyIndex(c))
            else {
                continue;
            };
            let days = (step - 1 - usize::from(event.step)) as f64 * f64::from(self.scenario.grid().step_days);
            raised *= 1.0 + (raise.multiplier - 1.0) * exp2(-days / raise.half_life_days);
        }
        self.scales[c] * rate * stress * raised
    }

    /// Modes compete: each in proportion to this path's own hazard.
    fn drawn_mode(&self, c: usize) -> usize {
        let rates = &self.draws.rates[c];
        let mut left = self.draws.modes[c] * rates.iter().sum::<f64>();
        for (mode, rate) in rates.iter().enumerate() {
            if left < *rate {
                return mode;
            }
            left -= rate;
        }
        rates.iter().rposition(|rate| *rate > 0.0).unwrap()
    }

    fn fall_together(&mut self, step: usize) {
        for &c in self.order {
            if self.fallen[c].is_some() || self.immune[c] {
                continue;
            }
            let entries = &self.scenario.counterparties()[c].fails_with;
            let pulled = entries.iter().zip(&self.draws.together[c]).find(|(entry, uniform)| {
                let falls_now = self.fallen[entry.trigger.0]
                    .is_some_and(|(when, how)| when == step && entry.modes.iter().any(|mode| mode.0 == how));
                falls_now && **uniform < entry.probability
            });
            if let Some((entry, _)) = pulled {
                self.fall(c, entry.as_mode.0, step);
            }
        }
    }

    fn fall(&mut self, c: usize, mode: usize, step: usize) {
        self.fallen[c] = Some((step, mode));
        self.events.push(FailureEvent { counterparty: c as u32, mode: mode as u16, step: step as u16 });
    }
}

/// All counterparties, each after everyone who can pull it down; the file decides ties.
pub fn pulling_order(scenario: &Scenario) -> Vec<usize> {
    let counterparties = scenario.counterparties();
    let mut order: Vec<usize> = Vec::new();
    while order.len() < counterparties.len() {
        let next = (0..counterparties.len()).find(|c| {
            let free = counterparties[*c].fails_with.iter().all(|entry| order.contains(&entry.trigger.0));
            free && !order.contains(c)
        });
        order.push(next.expect("fails_with has no circle"));
    }
    order
}
