//! One thread's room for a block of paths: market, failures, and what reserves make of them.

use crate::engine::world::World;
use crate::failure::{Change, FailureLog, PathDraws, Screen, Stress, Tracked, Unfolding, first_step};
use crate::market::{MarketBlock, PathPrices};
use crate::numeric::vector::{LANES, Row, Scalar};
use crate::random::PathKey;
use crate::reserve::{ABREAST, Abreast, Account, Book, Ending, Fall, QuietValues, Surroundings};
use crate::units::AssetIndex;

/// Room for a block of paths.
pub struct Worker<'w, S: Scalar> {
    world: &'w World<'w, S>,
    block: MarketBlock<S>,
    draws: Vec<PathDraws>,
    prices: Vec<f64>,
    priced_lane: Option<usize>,
    unfolding: Unfolding,
    account: Account,
    /// Reserves that are watched side by side.
    abreast: Abreast,
    stops: Vec<usize>,
    quiet_log: FailureLog,
    /// What each reserve that only buys and holds yields where nobody fails, once it was asked for.
    quiet: Vec<Option<QuietValues<S>>>,
    /// Of each followed counterparty that is stressed: its hazard up to the end of each step.
    so_far: Vec<Vec<Row<S>>>,
    /// What chance makes of a price that only drifts: nothing.
    ones: Row<S>,
}

impl<'w, S: Scalar> Worker<'w, S> {
    /// Room for blocks of `world`.
    pub fn new(world: &'w World<'w, S>) -> Self {
        Self {
            world,
            block: MarketBlock::default(),
            draws: vec![PathDraws::default(); LANES],
            prices: Vec::new(),
            priced_lane: None,
            unfolding: Unfolding::new(&world.failures),
            account: Account::default(),
            abreast: Abreast::default(),
            stops: Vec::new(),
            quiet_log: FailureLog::default(),
            quiet: vec![None; world.books.len()],
            so_far: vec![Vec::new(); world.failures.tracked().len()],
            ones: Row::splat(S::rounded(1.0)),
        }
    }

    /// Draws the market and the thresholds of at least one and at most [`LANES`] paths.
    pub fn load(&mut self, paths: &[u64]) {
        // Where paths are few, the last fills the other lanes.
        let path = |lane: usize| paths[lane.min(paths.len() - 1)];
        self.world.market.draw(&std::array::from_fn(|lane| PathKey::new(path(lane))), &mut self.block);
        self.priced_lane = None;
        self.quiet.fill(None);
        let steps = self.world.steps();
        for (draws, path) in self.draws.iter_mut().zip(paths) {
            self.world.failures.draw(*path, draws);
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

    fn stress_on(&self, slot: usize) -> Option<Stress> {
        self.world.scenario.counterparties()[self.world.failures.tracked()[slot]].stress
    }

    /// Notes when a followed counterparty would cross its threshold if nobody had failed before.
    fn screen(&mut self, slot: usize, lanes: usize) {
        let steps = self.world.steps();
        let Some(stress) = self.stress_on(slot) else {
            for draws in &mut self.draws[..lanes] {
                let Tracked { hazard, threshold, .. } = draws.tracked[slot];
                draws.first = draws.first.min(first_step(hazard, threshold, steps).unwrap_or(steps + 1));
            }
            return;
        };
        let (mut hazard, mut threshold, mut crossing) = (Row::default(), self.ones, Row::default());
        for (lane, draws) in self.draws[..lanes].iter().enumerate() {
            hazard.0[lane] = S::rounded(draws.tracked[slot].hazard);
            threshold.0[lane] = S::rounded(draws.tracked[slot].threshold);
        }
        let so_far = &mut self.so_far[slot];
        so_far.resize(steps, Row::default());
        let asset = &self.world.scenario.assets()[stress.asset.0];
        let screen = Screen {
            stress,
            peak: asset.peak / asset.price,
            hazard: &hazard,
            threshold: &threshold,
            crossing: &mut crossing,
            so_far,
        };
        let certain = &self.world.certain_stress[slot];
        match self.world.market.column(stress.asset).filter(|column| self.world.market.is_drawn(*column)) {
            Some(column) => screen.fill(certain, |step| self.block.row(step, column)),
            None => screen.fill(certain, |_| &self.ones),
        }
        for (draws, crossing) in self.draws[..lanes].iter_mut().zip(crossing.0) {
            draws.first = draws.first.min(crossing.wide() as usize);
        }
    }

    /// Notes a followed counterparty's hazard before the first step in which anybody can fail.
    fn note_hazards_before(&mut self, slot: usize, lanes: usize) {
        let is_stressed = self.stress_on(slot).is_some();
        for (lane, draws) in self.draws[..lanes].iter_mut().enumerate() {
            let past = draws.first - 1;
            let tracked = &mut draws.tracked[slot];
            tracked.hazard_before = match past {
                0 => 0.0,
                _ if is_stressed => self.so_far[slot][past - 1].0[lane].wide(),
                _ => past as f64 * tracked.hazard,
            };
        }
    }

    /// Follows a reserve where nobody fails.
    pub fn shadow(&mut self, lane: usize, number: usize) -> Ending {
        match self.quiet(number) {
            Some(values) => values.ending(lane),
            None => self.follow(lane, &self.world.books[number], None, &[]),
        }
    }

    /// What a reserve yields on the paths of the block where nobody fails, if it only buys and holds.
    fn quiet(&mut self, number: usize) -> Option<&QuietValues<S>> {
        let (world, block) = (self.world, &self.block);
        let book = world.quiet[number].as_ref()?;
        let value = || {
            let mut values = QuietValues::default();
            book.value(&world.market, block, world.steps(), &mut values);
            values
        };
        Some(self.quiet[number].get_or_insert_with(value))
    }

    /// Follows a reserve along a path on which `log` happens, and how far it falls.
    pub fn reserve(&mut self, lane: usize, number: usize, log: &FailureLog) -> (Ending, Fall) {
        if self.is_shadow(number, log) {
            return (self.shadow(lane, number), self.quiet_fall(lane, number));
        }
        let book = &self.world.books[number];
        let ending = self.follow(lane, book, Some(log), &[]);
        if !book.is_buy_and_hold() {
            return (ending, self.account.fall(self.world.scenario.grid()));
        }
        self.abreast.clear();
        self.line_up(number);
        (ending, self.falls()[0])
    }

    /// How far a reserve falls on a path on which nothing touches it.
    pub fn quiet_fall(&mut self, lane: usize, number: usize) -> Fall {
        let grid = self.world.scenario.grid();
        self.quiet(number).map_or_else(Fall::default, |values| values.fall(lane, grid))
    }

    /// Lines up the reserve that was followed last, which only buys and holds, beside others on the same
    /// path; gives how many stand there.
    pub fn line_up(&mut self, number: usize) -> usize {
        self.abreast.add(self.account.stretches(), self.world.books[number].initial_value);
        self.abreast.len()
    }

    /// How far those fall who are lined up; they go.
    pub fn falls(&mut self) -> [Fall; ABREAST] {
        let falls = self.abreast.falls(&self.path_prices(), self.world.scenario.grid());
        self.abreast.clear();
        falls
    }

    fn path_prices(&self) -> PathPrices<'_> {
        PathPrices {
            prices: &self.prices,
            moments: self.world.steps() + 1,
            column_of: &self.world.column_of,
            start: &self.world.start,
        }
    }

    /// Whether a reserve does the same as its shadow: it only buys and holds, and nothing that happens
    /// touches it.
    pub fn is_shadow(&self, number: usize, log: &FailureLog) -> bool {
        let book = &self.world.books[number];
        book.is_buy_and_hold() && !book.is_touched_by(log)
    }

    /// What fails on a path, under a change.
    pub fn unfold(&mut self, lane: usize, change: Change, log: &mut FailureLog) {
        self.price(lane);
        let world = self.world;
        let prices = PathPrices {
            prices: &self.prices,
            moments: world.steps() + 1,
            column_of: &world.column_of,
            start: &world.start,
        };
        world.failures.unfold::<S>(
            &self.draws[lane],
            |asset, step| prices.price(asset, step),
            change,
            &mut self.unfolding,
            log,
        );
    }

    /// Follows a reserve along a path on which `log` happens; `None` for the shadow, on which nothing does.
    pub fn follow(&mut self, lane: usize, book: &Book, log: Option<&FailureLog>, watched: &[usize]) -> Ending {
        self.price(lane);
        let world = self.world;
        let log = log.unwrap_or(&self.quiet_log);
        log.stops(world.scenario.grid(), &mut self.stops);
        let around = Surroundings {
            grid: world.scenario.grid(),
            assets: world.scenario.assets(),
            counterparties: world.scenario.counterparties(),
            marks: world.marks,
            prices: PathPrices {
                prices: &self.prices,
                moments: world.steps() + 1,
                column_of: &world.column_of,
                start: &world.start,
            },
            log,
            stops: &self.stops,
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
            Some(column) => self.world.market.price(&self.block, column, self.world.steps(), lane),
            None => self.world.start[asset.0],
        }
    }

    fn price(&mut self, lane: usize) {
        if self.priced_lane != Some(lane) {
            self.world.market.copy_path(&self.block, lane, &mut self.prices);
            self.priced_lane = Some(lane);
        }
    }
}
