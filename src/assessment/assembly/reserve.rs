//! One reserve to its figures.

use std::borrow::Cow;

use super::Basis;
use super::attribution::{AtLevel, Ledger};
use super::concentration::at_time_0;
use super::curves::{Curve, Drawing};
use super::distribution::{days_exceedance, days_under_water, distribution, shortfall, tails};
use super::envelope::Envelope;
use super::groups::groups;
use super::if_it_fails::{FailingLosses, FailingPaths, by_mode, in_any_mode};
use super::real_outcome::standing;
use super::removal::{BaseColumn, Removals};
use super::waterfall::waterfall;
use crate::assessment::{
    Concentration, Convergence, CostDistribution, Distribution, HEADLINE_LEVEL, LevelEstimate, ReserveFigures,
};
use crate::outcome::{AllPaths, DayCounts, Departures, Moments, ReserveOutcomes};
use crate::statistics::convergence::{even_prefixes, growing_prefixes, tails_of_prefixes};
use crate::statistics::interval::{MeanAndSd, wilson};
use crate::statistics::joint::shared_group;
use crate::statistics::{Estimate, Grouped, Sorted, Tail, rank};

/// One reserve, while its columns are looked at one after another.
struct Look<'a> {
    basis: &'a Basis<'a>,
    outcomes: &'a ReserveOutcomes,
    /// What is known of all paths, where not all are kept.
    all: Option<&'a AllPaths>,
    /// Where one column at a time stands by size.
    scratch: Grouped,
}

/// The figures of the reserve at `place`.
pub fn figures(
    basis: &Basis<'_>,
    envelope: &Envelope,
    failing: &FailingPaths,
    place: usize,
    drawing: &mut Drawing<'_>,
) -> ReserveFigures {
    let (outcomes, reserve) = (&basis.outcomes.reserves[place], &basis.scenario.reserves()[place]);
    let all = outcomes.all.as_deref();
    let mut look = Look { basis, outcomes, all, scratch: Grouped::of(&[]) };
    let (liquid_loss, max_drawdown) = (look.liquid_loss(drawing), look.max_drawdown(drawing));
    let (market_alone, market_alone_drawdown) = (look.market_alone(drawing), look.market_alone_drawdown(drawing));
    let loss = Grouped::of(&outcomes.loss);
    let loss_tails = tails(&loss, basis.levels());
    let base_loss = BaseColumn { values: &outcomes.loss, by_size: &loss, tails: &loss_tails };
    look.draw(Curve::Loss, &loss, drawing);
    let marked_loss = look.distribution(base_loss, Curve::Loss, &basis.scenario.simulation().loss_thresholds);
    let eventual_loss = look.eventual_loss(&marked_loss, drawing);
    let cost_values = outcomes.counterparty_cost();
    let cost = std::mem::replace(&mut look.scratch, Grouped::of(&[])).refilled(&cost_values);
    let cost_tails = tails(&cost, basis.levels());
    let base_cost = BaseColumn { values: &cost_values, by_size: &cost, tails: &cost_tails };
    let ledger = Ledger::of(basis, outcomes, &loss);
    let told = loss_tails.iter().filter(|_| basis.has_names());
    let booked: Vec<AtLevel> = told.map(|tail| ledger.at(tail)).collect();
    let (custody, custody_and_links) = at_time_0(basis.scenario, reserve);
    let failing_losses = FailingLosses::of(failing, outcomes, &cost_values);
    look.draw(Curve::Cost, &cost, drawing);
    let Removals { falls, ladders } = Removals::of(basis, place, base_loss, base_cost);
    drawing.removal_ladders = ladders;
    let spells = look.spells();
    drawing.days_under_water = days_exceedance(&spells);
    drawing.convergence = look.fine_convergence();
    drawing.booked_waterfalls = booked.iter().map(|at| waterfall(&at.attribution)).collect();
    ReserveFigures {
        id: reserve.id.clone(),
        initial_value: reserve.initial_value,
        contributions: outcomes.contributions.mean,
        withdrawals: outcomes.withdrawals.mean,
        terminal_value: estimate(outcomes.terminal_value),
        loss: marked_loss,
        liquid_loss,
        eventual_loss,
        market_alone,
        max_drawdown,
        market_alone_drawdown,
        counterparty_cost: look.cost(base_cost, envelope, place),
        days_under_water: days_under_water(&spells),
        shortfall_probability: look.shortfall(),
        outcome: reserve.real.map(|real| standing(real, outcomes)),
        removal: falls,
        if_it_fails: by_mode(basis, &failing_losses, place),
        if_it_fails_in_any_mode: in_any_mode(basis, &failing_losses),
        groups: groups(basis, failing, &failing_losses, place, &booked),
        convergence: look.convergence(&loss_tails),
        concentration: Concentration {
            custody,
            custody_and_links,
            booked_es_share: booked.iter().map(|at| at.concentration).collect(),
        },
        attribution: booked.into_iter().map(|at| at.attribution).collect(),
    }
}

/// About so many points has the curve of convergence.
const CONVERGENCE_POINTS: usize = 30;

fn shortfall_at(tail: &Tail) -> LevelEstimate {
    LevelEstimate { level: tail.level, estimate: shortfall(tail) }
}

/// A mean with its normal interval.
fn estimate(moments: Moments) -> Estimate {
    MeanAndSd { count: moments.count as usize, mean: moments.mean, sd: moments.sd }.estimate()
}

/// The mean of a column of which only what departs from 0 is kept.
fn mean_of(column: &Departures) -> f64 {
    column.values().iter().sum::<f64>() / column.paths().max(1) as f64
}

impl Look<'_> {
    /// The figures of a column whose kept numbers stand by size: from all paths; which group a tail shares, from those
    /// that are kept.
    fn distribution(&self, base: BaseColumn<'_>, column: Curve, thresholds: &[f64]) -> Distribution {
        let BaseColumn { values, by_size, tails } = base;
        let Basis { outcomes, membership, .. } = self.basis;
        // The market alone knows no failures, so it can't be saturated by them; and somebody must have asked.
        let shared = match column {
            Curve::MarketAlone | Curve::MarketDrawdown => Vec::new(),
            _ if !self.basis.has_names() => Vec::new(),
            _ => shared_group(values, tails, &outcomes.failures, membership),
        };
        let saturated: Vec<bool> = shared.iter().map(Option::is_some).collect();
        match self.all.map(|all| column.of(all)) {
            Some(all) => {
                let tails = super::distribution::tails(all, self.basis.levels());
                distribution(all.into(), all, &tails, &saturated, thresholds)
            }
            None => distribution(MeanAndSd::of(values), by_size, tails, &saturated, thresholds),
        }
    }

    fn draw(&self, column: Curve, kept: &Grouped, drawing: &mut Drawing<'_>) {
        match self.all {
            Some(all) => drawing.draw(column, column.of(all)),
            None => drawing.draw(column, kept),
        }
    }

    /// A column that must be put by size first.
    fn column(&mut self, values: &[f64], column: Curve, drawing: &mut Drawing<'_>) -> Distribution {
        self.scratch.refill(values);
        self.draw(column, &self.scratch, drawing);
        let tails = tails(&self.scratch, self.basis.levels());
        let base = BaseColumn { values, by_size: &self.scratch, tails: &tails };
        self.distribution(base, column, &self.basis.scenario.simulation().loss_thresholds)
    }

    fn liquid_loss(&mut self, drawing: &mut Drawing<'_>) -> Distribution {
        self.column(&self.outcomes.liquid_loss(), Curve::Liquid, drawing)
    }

    /// Where every claim is paid by the end, or marked at what it will pay, it is the marked loss on all paths.
    fn eventual_loss(&mut self, marked: &Distribution, drawing: &mut Drawing<'_>) -> Distribution {
        if self.all.is_none() && self.outcomes.eventual_loss.values().is_empty() {
            drawing.repeat(Curve::Loss, Curve::Eventual);
            return marked.clone();
        }
        self.column(&self.outcomes.eventual_loss(), Curve::Eventual, drawing)
    }

    fn max_drawdown(&mut self, drawing: &mut Drawing<'_>) -> Distribution {
        self.column(&self.outcomes.max_drawdown, Curve::Drawdown, drawing)
    }

    fn market_alone(&mut self, drawing: &mut Drawing<'_>) -> Distribution {
        self.column(&self.outcomes.market_alone(), Curve::MarketAlone, drawing)
    }

    fn market_alone_drawdown(&mut self, drawing: &mut Drawing<'_>) -> Distribution {
        self.column(&self.outcomes.market_alone_drawdown(), Curve::MarketDrawdown, drawing)
    }

    /// Longest spells under the peak.
    fn spells(&self) -> Cow<'_, DayCounts> {
        let kept = || Cow::Owned(DayCounts::of(&self.outcomes.days_under_water));
        self.all.map_or_else(kept, |all| Cow::Borrowed(&all.days_under_water))
    }

    fn cost(&self, base: BaseColumn<'_>, envelope: &Envelope, place: usize) -> CostDistribution {
        let mut thresholds = self.basis.scenario.simulation().loss_thresholds.clone();
        thresholds.extend(AllPaths::COST_POINTS);
        thresholds.sort_by(f64::total_cmp);
        thresholds.dedup();
        let marked = self.distribution(base, Curve::Cost, &thresholds);
        CostDistribution {
            per_year: marked.mean.scaled(1.0 / self.basis.scenario.grid().horizon_years()),
            liquid_mean: self.all.map_or_else(|| mean_of(&self.outcomes.liquid_cost), |all| all.liquid_cost.mean()),
            eventual_mean: self
                .all
                .map_or_else(|| mean_of(&self.outcomes.eventual_cost), |all| all.eventual_cost.mean()),
            envelope: envelope.sum(place),
            marked,
        }
    }

    fn shortfall(&self) -> Estimate {
        let kept = || self.outcomes.shortfall.values().iter().filter(|shortfall| **shortfall > 0.0).count() as u64;
        wilson(self.all.map_or_else(kept, |all| all.short), self.basis.paths())
    }

    /// ES from growing numbers of paths; `kept` are the tails of those that are kept.
    fn convergence(&self, kept: &[Tail]) -> Vec<Convergence> {
        let lowest = self.basis.levels().iter().copied().fold(1.0, f64::min);
        let losses = &self.outcomes.loss;
        let prefixes = growing_prefixes(losses.len()).into_iter();
        prefixes
            .map(|paths| {
                let es = if paths == losses.len() {
                    kept.iter().map(shortfall_at).collect()
                } else {
                    let top = Sorted::from_rank(&losses[..paths], rank(paths, lowest));
                    tails(&top, self.basis.levels()).iter().map(shortfall_at).collect()
                };
                Convergence { paths: paths as u64, es }
            })
            .chain(self.of_all_paths(self.basis.levels()))
            .collect()
    }

    /// The same at the headline level alone, at more numbers of paths.
    fn fine_convergence(&self) -> Vec<Convergence> {
        let distance = |level: &&f64| (**level - HEADLINE_LEVEL).abs();
        let level = self.basis.levels().iter().min_by(|a, b| distance(a).total_cmp(&distance(b)));
        let Some(&level) = level else { return Vec::new() };
        let losses = &self.outcomes.loss;
        let prefixes = even_prefixes(losses.len(), CONVERGENCE_POINTS);
        let tails = tails_of_prefixes(losses, level, &prefixes);
        let point = |(paths, tail): (usize, Tail)| Convergence { paths: paths as u64, es: vec![shortfall_at(&tail)] };
        prefixes.into_iter().zip(tails).map(point).chain(self.of_all_paths(&[level])).collect()
    }

    /// ES from all paths, where not all are kept.
    fn of_all_paths(&self, levels: &[f64]) -> Option<Convergence> {
        let es = |all: &AllPaths| tails(&all.loss, levels).iter().map(shortfall_at).collect();
        self.all.map(|all| Convergence { paths: self.basis.paths(), es: es(all) })
    }
}
