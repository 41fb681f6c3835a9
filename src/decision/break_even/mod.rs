//! Where two reserves tie, over two assumptions: the same draws at every point of the map.
//!
//! Each row of the map is a line of runs. Where the better one changes between two neighbours, runs between them come
//! so near to the tie that only the draws' chance is left; its interval is that of the paired difference, over how fast
//! that moves along the line.

mod advantage;
mod choice;
#[cfg(test)]
mod tests;
mod tie;

use std::sync::atomic::Ordering;

use serde::Serialize;

use super::axis::{Side, held_still};
use super::refusal::Refusal;
use super::runs::{Manner, Runs};
use super::sweep::no_such_reserve;
use crate::assessment::Ends;
use crate::engine::{EngineError, Plan};
use crate::outcome::ReserveOutcomes;
use crate::reserve::Reserve;
use crate::scenario::Scenario;
use crate::statistics::Estimate;
use crate::stopping::Figure;
use advantage::{advantage, can_tie, of_market};
use tie::{Look, Looks, MOST_RUNS};

pub use choice::{MapSide, Meaning};
pub use tie::{Line, Root};

/// Values nearer to each other than this share of a side are not told apart.
const TOLD: f64 = 1e-9;

/// What is asked.
#[derive(Clone, Debug)]
pub struct BreakEvenQuestion {
    /// One reserve.
    pub a: String,
    /// The other.
    pub b: String,
    /// The address across; `None` for the chance of the failure that tells the two apart most.
    pub x: Option<Side>,
    /// The address upwards; `None` for how hard that failure hits.
    pub y: Option<Side>,
    /// In which figures they tie; nothing for mean cost, ES 99% of loss and the sure wealth at risk aversion 2.
    pub measures: Vec<Figure>,
}

/// Where two reserves tie.
#[derive(Clone, Debug, Serialize)]
pub struct BreakEven {
    /// One reserve.
    pub a: String,
    /// The other.
    pub b: String,
    /// Across.
    pub x: MapSide,
    /// Upwards.
    pub y: MapSide,
    /// The row of today's value; `None` where that is not on the map.
    pub row_today: Option<usize>,
    /// One entry a figure.
    pub measures: Vec<TiedMeasure>,
    /// How many simulations that took.
    pub runs: usize,
    /// Why nothing is told at the ends of ranged inputs, though there are some.
    pub not_ranged: Option<String>,
}

/// Where two reserves tie in one figure. Advantages are of the first: above 0 it loses less, or has more.
#[derive(Clone, Debug, Serialize)]
pub struct TiedMeasure {
    /// The figure.
    pub figure: Figure,
    /// The advantage of the first in the scenario itself.
    pub today: Estimate,
    /// How much of that is the market alone; `None` where the market has no part in the figure.
    pub market: Option<Estimate>,
    /// One entry a value of `y`.
    pub rows: Vec<MapRow>,
    /// The row of today's value with all other ranged inputs at the ends that hurt less, and that hurt more.
    pub at_ends: Option<[Line; 2]>,
}

/// One row of the map.
#[derive(Clone, Debug, Serialize)]
pub struct MapRow {
    /// The value of `y`.
    pub y: f64,
    /// The advantage of the first at each value of `x`.
    pub advantages: Vec<Estimate>,
    /// Where the two tie.
    #[serde(flatten)]
    pub line: Line,
}

/// Where two reserves of `scenario` tie.
///
/// # Errors
///
/// When the question can't be asked of this scenario, a point is refused, or a run is stopped.
pub fn break_even(scenario: &Scenario, question: &BreakEvenQuestion, manner: Manner<'_>) -> Result<BreakEven, Refusal> {
    let figures = figures(question)?;
    let pair = pair(scenario, question)?;
    let [x, y] = choice::sides(scenario, &pair, question.x.as_ref(), question.y.as_ref())?;
    let scenario = &scenario.without_removal();
    let mut map =
        Map { x: &x, y: &y, pair: &pair, figures: &figures, manner, runs: Runs::of(scenario, manner), count: 0 };
    map.refuse_points(scenario)?;
    let still = held_still(scenario, [&x.axis, &y.axis].into_iter())?;
    map.expect(scenario, &still);
    let (today, market) = map.today(scenario)?;
    let rows = y.axis.values.iter().map(|value| map.row(scenario, *value)).collect::<Result<Vec<_>, _>>()?;
    let of_figure = |place: usize| TiedMeasure {
        figure: figures[place],
        today: today[place],
        market: market[place],
        rows: y.axis.values.iter().zip(&rows).map(|(value, looks)| row(&x, *value, &looks[place])).collect(),
        at_ends: None,
    };
    let mut measures: Vec<TiedMeasure> = (0..figures.len()).map(of_figure).collect();
    let row_today = y.axis.today.and_then(|today| y.axis.values.iter().position(|value| *value == today));
    let not_ranged = map.add_ranges(&still, row_today, &mut measures)?;
    let runs = map.count;
    let total = manner.watch.total.load(Ordering::Relaxed);
    manner.watch.done.store(total, Ordering::Relaxed);
    let [a, b] = pair.map(|reserve| reserve.id);
    Ok(BreakEven { a, b, x, y, row_today, measures, runs, not_ranged })
}

fn figures(question: &BreakEvenQuestion) -> Result<Vec<Figure>, Refusal> {
    let usual = || ["cost", "es99", "ce2"].iter().filter_map(|words| words.parse().ok()).collect();
    let figures: Vec<Figure> = if question.measures.is_empty() { usual() } else { question.measures.clone() };
    match figures.iter().find(|figure| !can_tie(**figure)) {
        None => Ok(figures),
        Some(figure) => Err(Refusal::Question(format!(
            "two reserves are not weighed by {}: name means (cost, mean), ES (es99) or certainty equivalents (ce2)",
            figure.in_words()
        ))),
    }
}

fn pair(scenario: &Scenario, question: &BreakEvenQuestion) -> Result<[Reserve; 2], Refusal> {
    let BreakEvenQuestion { a, b, .. } = question;
    let of = |id: &String| {
        let found = scenario.reserves().iter().find(|reserve| reserve.id == *id);
        found.cloned().ok_or_else(|| no_such_reserve(id, scenario))
    };
    let pair = [of(a)?, of(b)?];
    if a == b {
        return Err(Refusal::Question(format!("{a} ties with itself everywhere: name two reserves")));
    }
    let [one, other] = &pair;
    let (same_in, same_out) = (one.contributions == other.contributions, one.withdrawals == other.withdrawals);
    match crate::assessment::why_not_compared(one, other, same_in, same_out) {
        Some(why) => Err(Refusal::Question(format!("{a} and {b} can't be compared. {why}"))),
        None => Ok(pair),
    }
}

/// A row as it is told: the advantages on the grid, and the ties.
fn row(x: &MapSide, y: f64, looks: &Looks) -> MapRow {
    let at = |value: &f64| looks.0.iter().find(|look| look.x == *value);
    let advantage = |value| at(value).map_or_else(Estimate::untold, |look| look.advantage);
    MapRow { y, advantages: x.axis.values.iter().map(advantage).collect(), line: looks.line() }
}

impl TiedMeasure {
    /// The one tie of a row has those at the ends for its range.
    fn add_ends(&mut self, row: usize, ends: [Line; 2]) {
        if let ([root], [less], [more]) =
            (self.rows[row].line.roots.as_mut_slice(), ends[0].roots.as_slice(), ends[1].roots.as_slice())
        {
            root.x.range = Some(Ends { low: less.x.value, high: more.x.value });
        }
        self.at_ends = Some(ends);
    }
}

/// What is found at an end.
struct AtEnd {
    today: Vec<Estimate>,
    market: Vec<Option<Estimate>>,
    lines: Vec<Line>,
}

struct Map<'a> {
    x: &'a MapSide,
    y: &'a MapSide,
    pair: &'a [Reserve; 2],
    figures: &'a [Figure],
    manner: Manner<'a>,
    runs: Runs<'a>,
    count: usize,
}

impl Map<'_> {
    /// Points that can't be are told before the first run: the ends of both sides.
    fn refuse_points(&self, scenario: &Scenario) -> Result<(), Refusal> {
        let ends = |side: &MapSide| [side.axis.values.first().copied(), side.axis.values.last().copied()];
        for y in ends(self.y).into_iter().flatten() {
            for x in ends(self.x).into_iter().flatten() {
                self.scenario_at(scenario, x, y)?;
            }
        }
        Ok(())
    }

    /// So much is to do, as far as that is known.
    fn expect(&self, scenario: &Scenario, still: &Scenario) {
        let (columns, rows) = (self.x.axis.values.len(), self.y.axis.values.len());
        let at_ends = if self.manner.has_ends(still) { 2 } else { 0 };
        let runs = 1 + at_ends + (rows + at_ends) * (columns + self.figures.len());
        let all = runs as u64 * Plan::of(scenario).path_equivalents + self.manner.work_of_ends(still);
        let watch = self.manner.watch;
        watch.total.store(all, Ordering::Relaxed);
        watch.is_guess.store(true, Ordering::Relaxed);
    }

    fn scenario_at(&self, scenario: &Scenario, x: f64, y: f64) -> Result<Scenario, Refusal> {
        let sets = [self.x.sets(x, scenario), self.y.sets(y, scenario)].concat();
        let point = || format!("{}, {}", self.x.axis.set(x), self.y.axis.set(y));
        let set = scenario.with_sets(&sets).map_err(|error| Refusal::Question(error.to_string()).at(&point()))?;
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
    fn today(&mut self, scenario: &Scenario) -> Result<(Vec<Estimate>, Vec<Option<Estimate>>), Refusal> {
        let (figures, pair) = (self.figures, scenario.with_reserves(self.pair.to_vec()));
        self.count += 1;
        self.runs.look(&pair, |reserves| {
            let market = |figure: &Figure| of_market(*figure).map(|market| advantages(&[market], reserves)[0]);
            (advantages(figures, reserves), figures.iter().map(market).collect())
        })
    }

    /// Puts beside today's figures, and beside the tie at today's value, what they are at the ends of the other ranged
    /// inputs; or says why not.
    fn add_ranges(
        &mut self,
        still: &Scenario,
        row_today: Option<usize>,
        measures: &mut [TiedMeasure],
    ) -> Result<Option<String>, Refusal> {
        if !self.manner.has_ends(still) {
            return Ok(None);
        }
        let Some(ends) = self.runs.at_ends(still)? else {
            return Ok(Some("the ends can't stand together".to_owned()));
        };
        let y = row_today.map(|row| self.y.axis.values[row]);
        let mut found = Vec::new();
        for scenario in [&ends.sparing, &ends.hurting] {
            match self.at_end(scenario, y) {
                Ok(one) => found.push(one),
                Err(Refusal::Question(why)) => return Ok(Some(why)),
                Err(Refusal::Engine(EngineError::Anchor(why))) => return Ok(Some(why.to_string())),
                Err(other) => return Err(other),
            }
        }
        let [low, high] = [&found[0], &found[1]];
        for (place, measure) in measures.iter_mut().enumerate() {
            measure.today.range = Some(Ends { low: low.today[place].value, high: high.today[place].value });
            if let (Some(market), Some(less), Some(more)) = (&mut measure.market, low.market[place], high.market[place])
            {
                market.range = Some(Ends { low: less.value, high: more.value });
            }
            if let (Some(row), Some(less), Some(more)) = (row_today, low.lines.get(place), high.lines.get(place)) {
                measure.add_ends(row, [less.clone(), more.clone()]);
            }
        }
        Ok(None)
    }

    /// Today's figures and row with all other ranged inputs at an end.
    fn at_end(&mut self, scenario: &Scenario, y: Option<f64>) -> Result<AtEnd, Refusal> {
        let (today, market) = self.today(scenario)?;
        let looks = y.map(|y| self.row(scenario, y)).transpose()?.unwrap_or_default();
        Ok(AtEnd { today, market, lines: looks.iter().map(Looks::line).collect() })
    }

    /// All looks at one row, figure by figure: the grid, and runs near each tie.
    fn row(&mut self, scenario: &Scenario, y: f64) -> Result<Vec<Looks>, Refusal> {
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
