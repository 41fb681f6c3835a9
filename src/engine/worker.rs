//! One thread's room for a block of paths: market, failures, and what reserves make of them.

use crate::engine::world::World;
use crate::failure::{Change, FailureLog, PathDraws, Screen, Unfolding, first_step};
use crate::market::{MarketBlock, PathPrices};
use crate::reserve::{Account, Book, PathYield, Surroundings};
use crate::units::AssetIndex;

/// Paths that stand side by side in a block.
pub const LANES: usize = 32;

/// Room for a block of paths.
pub struct Worker<'w> {
    world: &'w World<'w>,
    pub block: MarketBlock,
    draws: Vec<PathDraws>,
    prices: Vec<f64>,
    priced_lane: Option<usize>,
    unfolding: Unfolding,
    account: Account,
    quiet_log: FailureLog,
    hazard: Vec<f64>,
    threshold: Vec<f64>,
    crossing: Vec<f64>,
    /// Of each followed counterparty that is stressed: its hazard up to the end of each step.
    so_far: Vec<Vec<f64>>,
}

impl<'w> Worker<'w> {
    /// Room for blocks of `world`.
    pub fn new(world: &'w World<'w>) -> Self {
        Self {
            world,
            block: MarketBlock::default(),
            draws: vec![PathDraws::default(); LANES],
            prices: Vec::new(),
            priced_lane: None,
            unfolding: Unfolding::new(&world.failures),
            account: Account::default(),
            quiet_log: FailureLog::default(),
            hazard: Vec::new(),
            threshold: Vec::new(),
            crossing: Vec::new(),
            so_far: vec![Vec::new(); world.failures.tracked().len()],
        }
    }

    /// Draws the market and the thresholds of at most [`LANES`] paths.
    pub fn load(&mut self, paths: &[u64]) {
        self.world.market.draw(paths, &mut self.block);
        self.priced_lane = None;
        for (draws, path) in self.draws.iter_mut().zip(paths) {
            self.world.failures.draw(*path, draws);
        }
        let steps = self.world.steps();
        for draws in &mut self.draws[..paths.len()] {
            draws.first = draws.scheduled.first().map_or(steps + 1, |(step, _)| *step);
        }
        for slot in 0..self.world.failures.tracked().len() {
            self.screen(slot, paths.len());
        }
        for slot in 0..self.world.failures.tracked().len() {
            self.note_hazards_before(slot, paths.len());
        }
    }

    /// Whether nobody can fail on this path.
    pub fn is_quiet(&self, lane: usize) -> bool {
        self.draws[lane].first > self.world.steps()
    }

    /// The thresholds of one path.
    pub fn draws(&self, lane: usize) -> &PathDraws {
        &self.draws[lane]
    }

    /// Notes when a followed counterparty would cross its threshold if nobody had failed before.
    fn screen(&mut self, slot: usize, lanes: usize) {
        let (world, steps) = (self.world, self.world.steps());
        let stress = world.scenario.counterparties()[world.failures.tracked()[slot]].stress;
        let Self { block, draws, hazard, threshold, crossing, so_far, .. } = self;
        let draws = &mut draws[..lanes];
        hazard.clear();
        hazard.extend(draws.iter().map(|draws| draws.tracked[slot].hazard));
        threshold.clear();
        threshold.extend(draws.iter().map(|draws| draws.tracked[slot].threshold));
        crossing.clear();
        match stress {
            Some(stress) => {
                crossing.resize(lanes, 0.0);
                so_far[slot].resize(lanes * steps, 0.0);
                let column = world.market.column(stress.asset);
                let asset = &world.scenario.assets()[stress.asset.0];
                let still = vec![asset.price; lanes];
                let screen =
                    Screen { stress, peak: asset.peak, hazard, threshold, crossing, so_far: &mut so_far[slot] };
                screen.fill(steps, |step| column.map_or(still.as_slice(), |column| block.row(step, column)));
            }
            None => {
                let first = |(hazard, threshold): (&f64, &f64)| {
                    first_step(*hazard, *threshold, steps).unwrap_or(steps + 1) as f64
                };
                crossing.extend(hazard.iter().zip(threshold.iter()).map(first));
            }
        }
        for (draws, crossing) in draws.iter_mut().zip(crossing.iter()) {
            draws.first = draws.first.min(*crossing as usize);
        }
    }

    /// Notes a followed counterparty's hazard before the first step in which anybody can fail.
    fn note_hazards_before(&mut self, slot: usize, lanes: usize) {
        let stress = self.world.scenario.counterparties()[self.world.failures.tracked()[slot]].stress;
        for (lane, draws) in self.draws[..lanes].iter_mut().enumerate() {
            let past = draws.first - 1;
            let tracked = &mut draws.tracked[slot];
            tracked.hazard_before = match stress {
                _ if past == 0 => 0.0,
                Some(_) => self.so_far[slot][(past - 1) * lanes + lane],
                None => past as f64 * tracked.hazard,
            };
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
