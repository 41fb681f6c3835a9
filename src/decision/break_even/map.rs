//! The runs of a map: row by row, and between two values where the two reserves change places.

use std::sync::atomic::Ordering;

use super::TiedMeasure;
use super::advantage::{advantage, of_market};
use super::side::MapSide;
use super::tie::{Line, Look, Looks, MOST_RUNS};
use crate::assessment::Ends;
use crate::decision::refusal::Refusal;
use crate::decision::runs::{Manner, Runs};
use crate::engine::Plan;
use crate::outcome::ReserveOutcomes;
use crate::reserve::Reserve;
use crate::scenario::Scenario;
use crate::statistics::Estimate;
use crate::stopping::Figure;

/// Values nearer to each other than this share of a side are not told apart.
const TOLD: f64 = 1e-9;

/// What is found at an end.
struct AtEnd {
    today: Vec<Estimate>,
    market: Vec<Option<Estimate>>,
    lines: Vec<Line>,
}

/// A map under way.
pub(super) struct Map<'a> {
    x: &'a MapSide,
    y: &'a MapSide,
    pair: &'a [Reserve; 2],
    figures: &'a [Figure],
    manner: Manner<'a>,
    runs: Runs<'a>,
    count: usize,
}

impl<'a> Map<'a> {
    /// A map over two sides of which nothing is known yet.
    pub fn of(
        scenario: &Scenario,
        [x, y]: [&'a MapSide; 2],
        pair: &'a [Reserve; 2],
        figures: &'a [Figure],
        manner: Manner<'a>,
    ) -> Self {
        Self { x, y, pair, figures, manner, runs: Runs::near(scenario, manner), count: 0 }
    }

    /// How many simulations were made.
    pub const fn count(&self) -> usize {
        self.count
    }

    /// Points that can't be are told before the first run: the ends of both sides.
    pub fn refuse_points(&self, scenario: &Scenario) -> Result<(), Refusal> {
        let ends = |side: &MapSide| [side.axis.values.first().copied(), side.axis.values.last().copied()];
        for y in ends(self.y).into_iter().flatten() {
            for x in ends(self.x).into_iter().flatten() {
                self.scenario_at(scenario, x, y)?;
            }
        }
        Ok(())
    }

    /// So much is to do, as far as that is known.
    pub fn expect(&self, scenario: &Scenario, still: &Scenario) {
        let (columns, rows) = (self.x.axis.values.len(), self.y.axis.values.len());
        let at_ends = if self.manner.has_ends(still) { 2 } else { 0 };
        let runs = 1 + at_ends + (rows + at_ends) * (columns + self.figures.len());
        let all = runs as u64 * Plan::of(scenario).path_equivalents + self.manner.work_of_ends(still);
        let watch = self.manner.watch;
        watch.total.store(all, Ordering::Relaxed);
        watch.is_guess.store(true, Ordering::Relaxed);
    }

    fn scenario_at(&self, scenario: &Scenario, x: f64, y: f64) -> Result<Scenario, Refusal> {
        let point = || format!("{}, {}", self.x.axis.set(x), self.y.axis.set(y));
        let set = MapSide::put([(self.x, x), (self.y, y)], scenario).map_err(|refusal| refusal.at(&point()))?;
        // Where the addresses are weights, the two are other reserves there.
        let of = |reserve: &Reserve| set.reserves().iter().find(|one| one.id == reserve.id).cloned();
        let reserves: Vec<Reserve> = self.pair.iter().filter_map(of).collect();
        Ok(set.with_reserves(reserves))
    }

    /// The advantage of the first in every figure at a point.
    fn look(&mut self, scenario: &Scenario, x: f64, y: f64) -> Result<Vec<Estimate>, Refusal> {
        let set = self.scenario_at(scenario, x, y)?;
        let figures = self.figures;
        self.count += 1;
        let point = format!("{}, {}", self.x.axis.set(x), self.y.axis.set(y));
        self.runs.look(&set, |reserves| advantages(figures, reserves)).map_err(|refusal| refusal.at(&point))
    }

    /// The advantages of the first in the scenario itself, and those of the market alone.
    pub fn today(&mut self, scenario: &Scenario) -> Result<(Vec<Estimate>, Vec<Option<Estimate>>), Refusal> {
        let (figures, pair) = (self.figures, scenario.with_reserves(self.pair.to_vec()));
        self.count += 1;
        self.runs.look(&pair, |reserves| {
            let market = |figure: &Figure| of_market(*figure).map(|market| advantages(&[market], reserves)[0]);
            (advantages(figures, reserves), figures.iter().map(market).collect())
        })
    }

    /// Puts beside today's figures, and beside the tie at today's value, what they are at the ends of the other ranged
    /// inputs.
    pub fn add_ranges(
        &mut self,
        still: &Scenario,
        row_today: Option<usize>,
        measures: &mut [TiedMeasure],
    ) -> Result<(), Refusal> {
        let Some(ends) = self.runs.at_ends(still)? else { return Ok(()) };
        let y = row_today.map(|row| self.y.axis.values[row]);
        let (low, high) = (self.at_end(&ends.sparing, y)?, self.at_end(&ends.hurting, y)?);
        for (place, measure) in measures.iter_mut().enumerate() {
            measure.today.range = Ends::told(low.today[place].value, high.today[place].value);
            if let (Some(market), Some(less), Some(more)) = (&mut measure.market, low.market[place], high.market[place])
            {
                market.range = Ends::told(less.value, more.value);
            }
            if let (Some(row), Some(less), Some(more)) = (row_today, low.lines.get(place), high.lines.get(place)) {
                measure.add_ends(row, [less.clone(), more.clone()]);
            }
        }
        Ok(())
    }

    /// Today's figures and row with all other ranged inputs at an end.
    fn at_end(&mut self, scenario: &Scenario, y: Option<f64>) -> Result<AtEnd, Refusal> {
        // Scales at an end are far from those of the scenario itself.
        self.runs = Runs::near(scenario, self.manner);
        let (today, market) = self.today(scenario)?;
        let looks = y.map(|y| self.row(scenario, y)).transpose()?.unwrap_or_default();
        Ok(AtEnd { today, market, lines: looks.iter().map(Looks::line).collect() })
    }

    /// All looks at one row, figure by figure: the grid, and runs near each tie.
    pub fn row(&mut self, scenario: &Scenario, y: f64) -> Result<Vec<Looks>, Refusal> {
        let mut rows = vec![Looks::default(); self.figures.len()];
        for &x in &self.x.axis.values {
            self.add(scenario, x, y, &mut rows)?;
        }
        let values = &self.x.axis.values;
        let told = TOLD * (values[values.len() - 1] - values[0]);
        for figure in 0..rows.len() {
            for _ in 0..MOST_RUNS {
                let Some(x) = rows[figure].next(told) else { break };
                self.add(scenario, x, y, &mut rows)?;
            }
        }
        Ok(rows)
    }

    fn add(&mut self, scenario: &Scenario, x: f64, y: f64, rows: &mut [Looks]) -> Result<(), Refusal> {
        let found = self.look(scenario, x, y)?;
        rows.iter_mut().zip(found).for_each(|(looks, advantage)| looks.add(Look { x, advantage }));
        Ok(())
    }
}

fn advantages(figures: &[Figure], reserves: &[&ReserveOutcomes]) -> Vec<Estimate> {
    figures.iter().map(|figure| advantage(*figure, reserves[0], reserves[1])).collect()
}
