//! Where two reserves tie, over two assumptions: the same draws at every point of the map.
//!
//! Each row of the map is a line of runs. Where the better one changes between two neighbours, runs between them come
//! so near to the tie that only the draws' chance is left; its interval is that of the paired difference, over how fast
//! that moves along the line.

mod advantage;
mod choice;
mod group;
mod map;
mod side;
#[cfg(test)]
mod tests;
mod tie;

use std::sync::atomic::Ordering;

use serde::Serialize;

use super::axis::Side;
use super::refusal::{Refusal, why_not_ranged};
use super::runs::Manner;
use super::sweep::no_such_reserve;
use crate::assessment::Ends;
use crate::reserve::Reserve;
use crate::scenario::Scenario;
use crate::statistics::Estimate;
use crate::stopping::Figure;
use advantage::can_tie;
use map::Map;
use tie::{EXACT, Looks};

pub use side::{MapSide, Meaning};
pub use tie::{Line, Root};

/// What is asked.
#[derive(Clone, Debug)]
pub struct BreakEvenQuestion {
    /// One reserve.
    pub a: String,
    /// The other.
    pub b: String,
    /// The address across, or `group.ID.annual_failure_probability`; `None` for the yearly chance that the group fails
    /// whose failure tells the two apart most.
    pub x: Option<Side>,
    /// The same upwards; `None` for how hard that failure hits.
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
    let mut map = Map::of(scenario, [&x, &y], &pair, &figures, manner);
    map.refuse_points(scenario)?;
    let still = y.still(&x.still(scenario)?)?;
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
    let not_ranged = why_not_ranged(map.add_ranges(&still, row_today, &mut measures))?;
    let runs = map.count();
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

impl BreakEven {
    /// At which values across nothing at all parts the two, on a row where one is better all along.
    #[must_use]
    pub fn alike(&self, row: &MapRow) -> Vec<f64> {
        let is_nothing = |one: &Estimate| [one.value, one.low, one.high].iter().all(|end| end.abs() <= EXACT);
        let cells = self.x.axis.values.iter().zip(&row.advantages);
        let alike = cells.filter(|(_, advantage)| row.line.roots.is_empty() && is_nothing(advantage));
        alike.map(|(value, _)| *value).collect()
    }

    /// Whether what stands upwards moves no tie beyond its interval, and nothing else where there is none.
    #[must_use]
    pub fn is_idle_upwards(&self) -> bool {
        self.measures.iter().all(|one| one.rows.iter().all(|row| one.rows[0].is_like(row)))
    }
}

impl MapRow {
    fn is_like(&self, other: &Self) -> bool {
        let (ours, theirs) = (&self.line.roots, &other.line.roots);
        if ours.is_empty() && theirs.is_empty() {
            let cells = self.advantages.iter().zip(&other.advantages);
            return cells.into_iter().all(|(one, other)| (one.value - other.value).abs() <= EXACT);
        }
        let within = |one: &Root, other: &Root| one.x.low <= other.x.value && other.x.value <= one.x.high;
        ours.len() == theirs.len()
            && ours.iter().zip(theirs).all(|(one, other)| within(one, other) && within(other, one))
    }
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
