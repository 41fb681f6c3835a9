//! One thread's room for a block of paths: market, failures, and what reserves make of them.

use crate::engine::world::World;
use crate::failure::{Case, Change, FailureLog, PathDraws, Unfolding};
use crate::market::{Drawn, MarketBlock, PathPrices};
use crate::numeric::vector::{LANES, Row, Scalar};
use crate::random::PathKey;
use crate::reserve::{
    Account, Book, Bookings, Cell, Ending, Falls, Landing, NOTHING, Sea, Surroundings, Valuation, Voyage,
};
use crate::units::AssetIndex;

/// Room for a block of paths.
pub struct Worker<'w, S: Scalar> {
    world: &'w World<'w, S>,
    block: MarketBlock<S>,
    /// Prices at the end of each path before any failure jump, asset by asset.
    last_prices: Vec<[f64; LANES]>,
    draws: Vec<PathDraws>,
    unfolding: Unfolding<S>,
    /// What fails on each path.
    logs: Vec<FailureLog>,
    /// What fails in each case that was asked for.
    changed: Vec<FailureLog>,
    quiet: FailureLog,
    account: Account,
    voyage: Voyage,
    valuation: Valuation<S>,
}

/// What happens on a path that a reserve is followed along.
#[derive(Clone, Copy, Debug)]
pub enum Happening {
    /// Nothing, for the shadow.
    Nothing,
    /// What fails there.
    Failures,
    /// What failed in this one of the cases unfolded last.
    Case(usize),
}

impl<'w, S: Scalar> Worker<'w, S> {
    /// Room for blocks of `world`.
    pub fn new(world: &'w World<'w, S>) -> Self {
        let mut worker = Self {
            world,
            block: MarketBlock::default(),
            last_prices: Vec::new(),
            draws: vec![PathDraws::default(); LANES],
            unfolding: Unfolding::new(&world.failures),
            logs: vec![FailureLog::default(); LANES],
            changed: vec![FailureLog::default(); LANES],
            quiet: FailureLog::default(),
            account: Account::default(),
            voyage: Voyage::default(),
            valuation: Valuation::default(),
        };
        worker.begin_bookings();
        worker
    }

    /// Draws the market, the thresholds and the failures of at least one and at most [`LANES`] paths.
    pub fn load(&mut self, paths: &[u64]) {
        // Where paths are few, the last fills the other lanes.
        let path = |lane: usize| paths[lane.min(paths.len() - 1)];
        self.world.market.draw(&std::array::from_fn(|lane| PathKey::new(path(lane))), &mut self.block);
        self.note_last_prices();
        self.world.failures.draw(paths, &mut self.draws);
        let cases: [Case; LANES] = std::array::from_fn(|lane| Case { lane, change: Change::default() });
        self.unfold_into(&cases[..paths.len()], false);
        self.valuation.clear();
    }

    fn note_last_prices(&mut self) {
        let Self { world, block, last_prices, .. } = self;
        let price = |asset: usize, lane: usize| {
            let moving = Some(Drawn { market: &world.market, block, lane });
            PathPrices { moving, start: &world.start }.price(AssetIndex(asset), world.steps())
        };
        last_prices.clear();
        if !world.books.is_empty() {
            last_prices.extend((0..world.start.len()).map(|asset| std::array::from_fn(|lane| price(asset, lane))));
        }
    }

    /// Finds what fails under changes: at most [`LANES`] cases.
    pub fn unfold(&mut self, cases: &[Case]) {
        self.unfold_into(cases, true);
    }

    fn unfold_into(&mut self, cases: &[Case], is_changed: bool) {
        let Self { world, block, draws, unfolding, logs, changed, .. } = self;
        let column = |asset: usize| world.market.column(AssetIndex(asset)).map(|column| block.column(column));
        let relatives: Vec<Option<&[Row<S>]>> = (0..world.start.len()).map(column).collect();
        let logs = if is_changed { changed } else { logs };
        world.failures.unfold(cases, draws, &relatives, unfolding, logs);
    }

    /// What fails on a path.
    pub fn log(&self, lane: usize) -> &FailureLog {
        &self.logs[lane]
    }

    /// The thresholds of one path.
    pub fn draws(&self, lane: usize) -> &PathDraws {
        &self.draws[lane]
    }

    /// Whether a reserve does the same as its shadow: it only buys and holds, and nothing that happens
    /// touches it.
    pub fn is_shadow(&self, lane: usize, book: &Book, happening: Happening) -> bool {
        let log = self.happening(lane, happening);
        book.is_buy_and_hold() && (log.failures.is_empty() || !book.is_touched_by(log))
    }

    fn happening(&self, lane: usize, happening: Happening) -> &FailureLog {
        match happening {
            Happening::Nothing => &self.quiet,
            Happening::Failures => &self.logs[lane],
            Happening::Case(number) => &self.changed[number],
        }
    }

    /// What a reserve that only buys and holds is worth at the end of each path where nobody fails.
    pub fn shadows(&self, number: usize) -> [f64; LANES] {
        let (book, mut worth) = (&self.world.books[number], [0.0; LANES]);
        for asset in &book.assets {
            for (worth, last) in worth.iter_mut().zip(&self.last_prices[asset.0]) {
                *worth += book.liquid[asset.0] * last;
            }
        }
        worth
    }

    /// Follows a reserve where nobody fails.
    pub fn shadow(&mut self, lane: usize, number: usize) -> Ending {
        let book = &self.world.books[number];
        if !book.is_buy_and_hold() {
            return self.follow(lane, book, Happening::Nothing, &[]);
        }
        Ending::untouched(self.shadows(number)[lane])
    }

    /// Follows all reserves that only buy and hold along a path; `None` where nobody fails, for then they do
    /// as their shadows.
    pub fn sail(&mut self, lane: usize) -> Option<&Landing> {
        let Self { world, block, logs, voyage, valuation, .. } = self;
        if logs[lane].failures.is_empty() {
            return None;
        }
        let sea = Sea {
            grid: world.scenario.grid(),
            counterparties: world.scenario.counterparties(),
            marks: world.marks,
            log: &logs[lane],
            prices: PathPrices { moving: Some(Drawn { market: &world.market, block, lane }), start: &world.start },
        };
        voyage.follow(&world.fleet, &sea, lane, valuation);
        Some(voyage.landing())
    }

    /// Adds what a member of the fleet lost in each cell on the path that it sailed last, or, where nobody
    /// failed there, to the market: ascending by cell, over V(0).
    pub fn add_fleet_cells(&mut self, lane: usize, member: usize, into: &mut Vec<(Cell, f64)>) {
        let world = self.world;
        let book = &world.books[world.fleet.members[member]];
        let share = |(cell, loss): (Cell, f64)| (cell, loss / book.initial_value);
        if self.logs[lane].failures.is_empty() {
            let market = |asset: &AssetIndex| {
                let fall = world.start[asset.0] - self.last_price(*asset, lane);
                (Cell::Market(*asset), book.liquid[asset.0] * fall)
            };
            into.extend(book.assets.iter().map(market).filter(|(_, loss)| *loss != 0.0).map(share));
        } else {
            // What was booked and taken back in the same step leaves a rest of rounding.
            let cells = self.voyage.bookings().of_path(member).map(share);
            into.extend(cells.filter(|(_, share)| share.abs() > NOTHING));
        }
    }

    /// What a member of the fleet yields on the path that it sailed last.
    pub fn landing(&self, lane: usize, member: usize) -> Ending {
        match self.logs[lane].failures.is_empty() {
            true => Ending::untouched(self.shadows(self.world.fleet.members[member])[lane]),
            false => self.voyage.landing().ending(member),
        }
    }

    /// Forgets what the fleet booked so far.
    pub fn begin_bookings(&mut self) {
        self.voyage.begin(self.world.start.len(), self.world.scenario.counterparties().len());
    }

    /// What it booked since on all paths, and on the last.
    pub const fn bookings(&mut self) -> &mut Bookings {
        self.voyage.bookings()
    }

    /// How far a member of the fleet falls on all paths of the block, which it has sailed.
    pub fn falls(&mut self, member: usize) -> Falls<S> {
        self.valuation.falls(&self.world.fleet, member, &self.block)
    }

    /// What a member of the fleet is worth at the ends of some steps, over V(0).
    pub fn courses(&mut self, member: usize, watched: &[usize]) -> Vec<Row<f64>> {
        self.valuation.courses(&self.world.fleet, member, &self.block, watched)
    }

    /// Prices at the end of each path before any failure jump, one row an asset.
    pub fn last_prices(&self) -> &[[f64; LANES]] {
        &self.last_prices
    }

    /// Follows a reserve along a path. `watched` are steps whose values are kept.
    pub fn follow(&mut self, lane: usize, book: &Book, happening: Happening, watched: &[usize]) -> Ending {
        let Self { world, block, logs, changed, quiet, account, .. } = self;
        let around = Surroundings {
            grid: world.scenario.grid(),
            assets: world.scenario.assets(),
            counterparties: world.scenario.counterparties(),
            marks: world.marks,
            log: match happening {
                Happening::Nothing => quiet,
                Happening::Failures => &logs[lane],
                Happening::Case(number) => &changed[number],
            },
        };
        let prices = PathPrices { moving: Some(Drawn { market: &world.market, block, lane }), start: &world.start };
        account.follow(book, &around, &prices, watched)
    }

    /// The account that was followed last.
    pub fn account(&mut self) -> &mut Account {
        &mut self.account
    }

    /// An asset's price at the end of a path before any failure jump.
    pub fn last_price(&self, asset: AssetIndex, lane: usize) -> f64 {
        self.last_prices[asset.0][lane]
    }
}
