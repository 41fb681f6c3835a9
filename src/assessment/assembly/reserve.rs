//! One reserve to its figures.

use super::Basis;
use super::attribution::{AtLevel, Ledger};
use super::concentration::at_time_0;
use super::curves::{Curve, Drawing};
use super::distribution::{days_under_water, distribution, tails};
use super::envelope::Envelope;
use super::groups::groups;
use super::if_it_fails::{FailingPaths, by_mode, in_any_mode};
use super::removal::{BaseColumn, removal};
use crate::assessment::{Concentration, Convergence, CostDistribution, Distribution, LevelEstimate, ReserveFigures};
use crate::outcome::{Moments, ReserveOutcomes};
use crate::statistics::convergence::growing_prefixes;
use crate::statistics::interval::{MeanAndSd, expected_shortfall, wilson};
use crate::statistics::joint::shared_group;
use crate::statistics::{Estimate, Sorted, Tail};

/// P(X > x) is always told at these, whatever the scenario asks for.
const COST_THRESHOLDS: [f64; 3] = [0.1, 0.25, 0.5];

/// One reserve, while its columns are looked at one after another.
struct Look<'a> {
    basis: &'a Basis<'a>,
    outcomes: &'a ReserveOutcomes,
    /// Where one column at a time stands sorted.
    scratch: Sorted,
}

/// The figures of the reserve at `place`, whose losses stand sorted in `loss`.
pub fn figures(
    basis: &Basis<'_>,
    envelope: &Envelope,
    failing: &FailingPaths,
    place: usize,
    loss: &Sorted,
    drawing: &mut Drawing<'_>,
) -> ReserveFigures {
    let (outcomes, reserve) = (&basis.outcomes.reserves[place], &basis.scenario.reserves()[place]);
    let mut look = Look { basis, outcomes, scratch: Sorted::default() };
    let loss_tails = tails(loss, basis.levels());
    let cost = Sorted::of(&outcomes.counterparty_cost);
    let cost_tails = tails(&cost, basis.levels());
    let ledger = Ledger::of(basis, outcomes, loss);
    let booked: Vec<AtLevel> = loss_tails.iter().map(|tail| ledger.at(tail)).collect();
    let (custody, custody_and_links) = at_time_0(basis.scenario, reserve);
    let base_loss = BaseColumn { values: &outcomes.loss, sorted: loss, tails: &loss_tails };
    let base_cost = BaseColumn { values: &outcomes.counterparty_cost, sorted: &cost, tails: &cost_tails };
    drawing.draw(Curve::Loss, loss);
    drawing.draw(Curve::Cost, &cost);
    ReserveFigures {
        id: reserve.id.clone(),
        initial_value: reserve.initial_value,
        contributions: outcomes.contributions.mean,
        withdrawals: outcomes.withdrawals.mean,
        terminal_value: estimate(outcomes.terminal_value),
        loss: look.sorted_column(base_loss, &basis.scenario.simulation().loss_thresholds),
        liquid_loss: look.column(&outcomes.liquid_loss, Curve::Liquid, drawing),
        eventual_loss: look.column(&outcomes.eventual_loss, Curve::Eventual, drawing),
        market_alone: look.market_alone(drawing),
        max_drawdown: look.column(&outcomes.max_drawdown, Curve::Drawdown, drawing),
        counterparty_cost: look.cost(base_cost, envelope, place),
        days_under_water: days_under_water(&outcomes.days_under_water, &mut look.scratch),
        shortfall_probability: look.shortfall(),
        removal: removal(basis, place, base_loss, base_cost),
        if_it_fails: by_mode(basis, failing, place, &mut look.scratch),
        if_it_fails_in_any_mode: in_any_mode(basis, failing, place, &mut look.scratch),
        groups: groups(basis, failing, place, &booked, &mut look.scratch),
        convergence: look.convergence(&loss_tails),
        concentration: Concentration {
            custody,
            custody_and_links,
            booked_es_share: booked.iter().map(|at| at.concentration).collect(),
        },
        attribution: booked.into_iter().map(|at| at.attribution).collect(),
    }
}

/// A mean with its normal interval.
fn estimate(moments: Moments) -> Estimate {
    Estimate::normal(moments.mean, moments.sd / (moments.count.max(1) as f64).sqrt())
}

impl Look<'_> {
    /// A column that stands sorted.
    fn sorted_column(&self, base: BaseColumn<'_>, thresholds: &[f64]) -> Distribution {
        let BaseColumn { values, sorted, tails } = base;
        let shared = shared_group(values, tails, &self.basis.outcomes.failures, &self.basis.membership);
        let saturated: Vec<bool> = shared.iter().map(Option::is_some).collect();
        distribution(values, sorted, tails, &saturated, thresholds)
    }

    /// A column that must be sorted first.
    fn column(&mut self, values: &[f64], curve: Curve, drawing: &mut Drawing<'_>) -> Distribution {
        self.scratch.refill(values);
        drawing.draw(curve, &self.scratch);
        let tails = tails(&self.scratch, self.basis.levels());
        let base = BaseColumn { values, sorted: &self.scratch, tails: &tails };
        self.sorted_column(base, &self.basis.scenario.simulation().loss_thresholds)
    }

    /// The market alone knows no failures, so it can't be saturated by them.
    fn market_alone(&mut self, drawing: &mut Drawing<'_>) -> Distribution {
        let values = &self.outcomes.market_alone;
        self.scratch.refill(values);
        drawing.draw(Curve::MarketAlone, &self.scratch);
        let tails = tails(&self.scratch, self.basis.levels());
        distribution(values, &self.scratch, &tails, &[], &self.basis.scenario.simulation().loss_thresholds)
    }

    fn cost(&self, base: BaseColumn<'_>, envelope: &Envelope, place: usize) -> CostDistribution {
        let mut thresholds = self.basis.scenario.simulation().loss_thresholds.clone();
        thresholds.extend(COST_THRESHOLDS);
        thresholds.sort_by(f64::total_cmp);
        thresholds.dedup();
        let marked = self.sorted_column(base, &thresholds);
        CostDistribution {
            per_year: marked.mean.scaled(1.0 / self.basis.scenario.grid().horizon_years()),
            liquid_mean: MeanAndSd::of(&self.outcomes.liquid_cost).mean,
            eventual_mean: MeanAndSd::of(&self.outcomes.eventual_cost).mean,
            envelope: envelope.sum(place),
            marked,
        }
    }

    fn shortfall(&self) -> Estimate {
        let short = self.outcomes.shortfall.iter().filter(|shortfall| **shortfall > 0.0).count();
        wilson(short as u64, self.basis.paths())
    }

    /// ES from growing numbers of paths; `all` are the tails of all of them.
    fn convergence(&mut self, all: &[Tail]) -> Vec<Convergence> {
        let figure = |tail: &Tail| LevelEstimate { level: tail.level, estimate: expected_shortfall(tail) };
        let losses = &self.outcomes.loss;
        let prefixes = growing_prefixes(losses.len()).into_iter();
        prefixes
            .map(|paths| {
                let es = if paths == losses.len() {
                    all.iter().map(figure).collect()
                } else {
                    self.scratch.refill(&losses[..paths]);
                    tails(&self.scratch, self.basis.levels()).iter().map(figure).collect()
                };
                Convergence { paths: paths as u64, es }
            })
            .collect()
    }
}
