//! One thread's room for a block of paths: market, failures, and what reserves make of them.

use crate::engine::world::World;
use crate::failure::{Change, FailureLog, PathDraws, Screen, Unfolding, first_step};
use crate::market::{MarketBlock, PathPrices};
use crate::reserve::{Account, Book, PathYield, Surroundings};
use crate::units::AssetIndex;

/// Paths that stand side by side in a block.
pub const LANES: usize = 16;

/// Room for a block of paths.
pub struct Worker<'w> {
    world: &'w World<'w>,
    pub block: MarketBlock,
    draws: Vec<PathDraws>,
    is_quiet: Vec<bool>,
    prices: Vec<f64>,
    priced_lane: Option<usize>,
    unfolding: Unfolding,
    account: Account,
    quiet_log: FailureLog,
    screen: [Vec<f64>; 4],
}

impl<'w> Worker<'w> {
    /// Room for blocks of `world`.
    pub fn new(world: &'w World<'w>) -> Self {
        Self {
            world,
            block: MarketBlock::default(),
            draws: vec![PathDraws::default(); LANES],
            is_quiet: vec![true; LANES],
            prices: Vec::new(),
            priced_lane: None,
            unfolding: Unfolding::new(&world.failures),
            account: Account::default(),
            quiet_log: FailureLog::default(),
            screen: std::array::from_fn(|_| Vec::new()),
        }
    }

    /// Draws the market and the thresholds of at most [`LANES`] paths.
    pub fn load(&mut self, paths: &[u64]) {
        self.world.market.draw(paths, &mut self.block);
        self.priced_lane = None;
        for (draws, path) in self.draws.iter_mut().zip(paths) {
            self.world.failures.draw(*path, draws);
        }
        for (quiet, draws) in self.is_quiet.iter_mut().zip(&self.draws) {
            *quiet = draws.scheduled.is_empty();
        }
        for slot in 0..self.world.failures.tracked().len() {
            self.screen(slot, paths.len());
        }
    }

    /// Whether nobody can fail on this path.
    pub fn is_quiet(&self, lane: usize) -> bool {
        self.is_quiet[lane]
    }

    /// The thresholds of one path.
    pub fn draws(&self, lane: usize) -> &PathDraws {
        &self.draws[lane]
    }

    /// Notes the paths on which a followed counterparty crosses its threshold before any other fails.
    fn screen(&mut self, slot: usize, lanes: usize) {
        let (world, steps) = (self.world, self.world.steps());
        let counterparty = &world.scenario.counterparties()[world.failures.tracked()[slot]];
        let draws = &self.draws[..lanes];
        let [hazard, threshold, crossing, total] = &mut self.screen;
        hazard.clear();
        hazard.extend(draws.iter().map(|draws| draws.tracked[slot].hazard));
        threshold.clear();
        threshold.extend(draws.iter().map(|draws| draws.tracked[slot].threshold));
        crossing.clear();
        match counterparty.stress {
            Some(stress) => {
                crossing.resize(lanes, 0.0);
                total.clear();
                total.resize(lanes, 0.0);
                let (block, column) = (&self.block, world.market.column(stress.asset));
                let asset = &world.scenario.assets()[stress.asset.0];
                let still = vec![asset.price; lanes];
                let screen = Screen { stress, peak: asset.peak, hazard, threshold, crossing, total };
                screen.fill(steps, |step| column.map_or(still.as_slice(), |column| block.row(step, column)));
            }
            None => {
                let first = |(hazard, threshold): (&f64, &f64)| {
                    first_step(*hazard, *threshold, steps).unwrap_or(steps + 1) as f64
                };
                crossing.extend(hazard.iter().zip(threshold.iter()).map(first));
            }
        }
        for (quiet, crossing) in self.is_quiet.iter_mut().zip(crossing.iter()) {
            *quiet &= *crossing > steps as f64;
        }
    }

    /// What fails on a path, under a change.
    pub fn unfold(&mut self, lane: usize, change: Change, log: &mut FailureLog) {
        self.price(lane);
        let world = self.world;
        let prices = PathPrices {
            rows: &self.prices,
            columns: world.market.columns(),
            column_of: &world.column_of,
            start: &world.start,
        };
        world.failures.unfold(
            &self.draws[lane],
            |asset, step| prices.price(asset, step),
            change,
            &mut self.unfolding,
            log,
        );
    }

    /// Follows a reserve along a path on which `log` happens; `None` for the shadow, on which nothing does.
    pub fn follow(&mut self, lane: usize, book: &Book, log: Option<&FailureLog>, watched: &[usize]) -> PathYield {
        self.price(lane);
        let world = self.world;
        let around = Surroundings {
            grid: world.scenario.grid(),
            assets: world.scenario.assets(),
            counterparties: world.scenario.counterparties(),
            marks: world.marks,
            prices: PathPrices {
                rows: &self.prices,
                columns: world.market.columns(),
                column_of: &world.column_of,
                start: &world.start,
            },
            log: log.unwrap_or(&self.quiet_log),
        };
        self.account.follow(book, &around, watched)
    }

    /// The account that was followed last.
    pub fn account(&mut self) -> &mut Account {
        &mut self.account
    }

    /// An asset's price at the end of a path before any failure jump.
    pub fn last_price(&self, asset: AssetIndex, lane: usize) -> f64 {
        match self.world.column_of[asset.0] {
            Some(column) => self.block.row(self.world.steps(), column)[lane],
            None => self.world.start[asset.0],
        }
    }

    fn price(&mut self, lane: usize) {
        if self.priced_lane != Some(lane) {
            self.block.copy_path(lane, &mut self.prices);
            self.priced_lane = Some(lane);
        }
    }
}
