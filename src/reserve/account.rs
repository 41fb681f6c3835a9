//! One reserve on one path, step by step: steps 1 to 6 of section 3 of the model page, as they touch
//! what is held.

use std::ops::Range;

use crate::custody::{Claim, ClaimMarks};
use crate::failure::{Cause, Counterparty, FailureLog};
use crate::market::{Asset, PathPrices};
use crate::numeric::vector::Scalar;
use crate::reserve::book::Book;
use crate::reserve::drawdown::{Fall, Watch};
use crate::reserve::holdings::Holdings;
use crate::reserve::ledger::{Cell, Ledger};
use crate::units::{AssetIndex, CounterpartyIndex, TimeGrid};

/// What surrounds a reserve on a path.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    /// Steps of a path.
    pub grid: TimeGrid,
    /// Assets.
    pub assets: &'a [Asset],
    /// Counterparties.
    pub counterparties: &'a [Counterparty],
    /// What young claims fetch.
    pub marks: ClaimMarks,
    /// What fails; empty for the shadow.
    pub log: &'a FailureLog,
}

/// What one path yields for one reserve, in money.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ending {
    /// V(T), pending claims at their mark.
    pub marked: f64,
    /// V(T), pending claims at 0.
    pub liquid: f64,
    /// V(T), pending claims at 1.
    pub eventual: f64,
    /// C.
    pub contributed: f64,
    /// W, as paid.
    pub withdrawn: f64,
    /// Withdrawals that could not be paid.
    pub shortfall: f64,
}

impl Ending {
    /// What a reserve yields that only buys and holds, where nothing touches it.
    #[must_use]
    pub const fn untouched(value: f64) -> Self {
        Self { marked: value, liquid: value, eventual: value, contributed: 0.0, withdrawn: 0.0, shortfall: 0.0 }
    }
}

/// The state of one reserve on one path; to be used again for the next.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// Units in each slot.
    pub(super) units: Vec<f64>,
    /// Units of each asset in all slots.
    pub(super) liquid: Vec<f64>,
    pub(super) claimed: Vec<f64>,
    pub(super) claimed_money: f64,
    pub(super) claims: Vec<Claim>,
    /// Prices at the last booking, jumps included.
    pub(super) price: Vec<f64>,
    jump: Vec<f64>,
    /// Cuts of each asset's price that have not been restored.
    pub(super) cuts: Vec<u32>,
    /// Places that have failed and are closed.
    pub(super) closed: Vec<bool>,
    pub(super) contributed: f64,
    pub(super) withdrawn: f64,
    pub(super) shortfall: f64,
    /// Money that came in or, negative, went out in this step.
    pub(super) flow: f64,
    pub(super) ledger: Ledger,
    /// Value at each step that was asked for.
    pub values: Vec<f64>,
    pub(super) targets: Vec<f64>,
    /// What is held between the steps in which anything happens.
    holdings: Holdings,
    /// Of a reserve that trades or flows, which is watched on the way.
    watch: Watch,
    /// Values at the steps that are waited for.
    course: Vec<f64>,
}

/// Where the path's events have been read up to.
#[derive(Default)]
struct Reader {
    prices: usize,
    failures: usize,
    stops: usize,
}

impl Account {
    /// Follows `book` along a path of these prices before any failure jump. `watched` are steps (ascending,
    /// from 1) whose values are kept; a reserve that only buys and holds is not watched on the way.
    pub fn follow<S: Scalar>(
        &mut self,
        book: &Book,
        around: &Surroundings,
        prices: &PathPrices<S>,
        watched: &[usize],
    ) -> Ending {
        self.open(book, around);
        let mut reader = Reader::default();
        let mut step = 0;
        while step < around.grid.steps {
            let stop = self.next_stop(step, book, around, &mut reader);
            if !book.is_buy_and_hold() {
                self.wait(step + 1..stop.min(around.grid.steps + 1), prices, watched);
            }
            step = stop;
            if step <= around.grid.steps {
                self.act(step, book, around, prices, &mut reader);
                if !book.is_buy_and_hold() {
                    let value = self.value(around.marks);
                    self.note_holdings(around);
                    self.watch.observe(value, self.flow);
                    self.keep(step, value, watched);
                }
            }
        }
        self.book_market(around.grid.steps, around, prices);
        self.close_books(around)
    }

    /// How far a reserve that trades or flows fell on the path that was followed last.
    #[must_use]
    pub const fn fall(&self, grid: TimeGrid) -> Fall {
        self.watch.fall(grid)
    }

    /// The booked cells of the path that was followed last, in money, in no order that tells anything.
    pub fn cells(&self) -> impl Iterator<Item = (Cell, f64)> {
        self.ledger.cells()
    }

    /// The same, ascending by cell.
    pub fn sorted_cells(&mut self) -> &[(Cell, f64)] {
        self.ledger.settle()
    }

    fn open(&mut self, book: &Book, around: &Surroundings) {
        let assets = around.assets.len();
        self.units.clone_from(&book.units);
        self.liquid.clone_from(&book.liquid);
        self.claimed.clear();
        self.claimed.resize(assets, 0.0);
        self.claimed_money = 0.0;
        self.claims.clear();
        self.price.clear();
        self.price.extend(around.assets.iter().map(|asset| asset.price));
        self.jump.clear();
        self.jump.resize(assets, 1.0);
        self.cuts.clear();
        self.cuts.resize(assets, 0);
        self.closed.clear();
        self.closed.resize(around.counterparties.len(), false);
        (self.contributed, self.withdrawn, self.shortfall, self.flow) = (0.0, 0.0, 0.0, 0.0);
        self.ledger.clear(assets, around.counterparties.len());
        self.values.clear();
        self.holdings.begin(&book.assets, |asset| book.liquid[asset.0]);
        self.watch = Watch::new(book.initial_value);
    }

    /// The next step in which holdings or jumps can change; T + 1 where none is left. All reserves that
    /// only buy and hold stop in the same steps, so that they can be watched side by side.
    fn next_stop(&self, step: usize, book: &Book, around: &Surroundings, reader: &mut Reader) -> usize {
        let event = around.log.stops.get(reader.stops).copied();
        let event = event.unwrap_or(around.grid.steps + 1);
        let acts = |step: &usize| book.acts_in(*step, around.grid);
        let own = match book.is_buy_and_hold() {
            true => None,
            false => (step + 1..event.min(around.grid.steps + 1)).find(acts),
        };
        own.unwrap_or_else(|| {
            reader.stops += 1;
            event
        })
    }

    /// Steps in which only the market moves what a reserve holds that trades or flows.
    fn wait<S: Scalar>(&mut self, steps: Range<usize>, prices: &PathPrices<S>, watched: &[usize]) {
        self.holdings.course(steps.clone(), prices, &mut self.course);
        self.watch.follow(&self.course);
        while let Some(step) = watched.get(self.values.len()).filter(|step| **step < steps.end) {
            self.values.push(self.course[step - steps.start]);
        }
    }

    /// Notes what is held from a step on, jumps included.
    fn note_holdings(&mut self, around: &Surroundings) {
        let Self { liquid, claimed, jump, holdings, .. } = self;
        let units = |asset: AssetIndex| (liquid[asset.0] + around.marks.in_kind * claimed[asset.0]) * jump[asset.0];
        holdings.note(around.marks.petition_date * self.claimed_money, units);
    }

    fn keep(&mut self, step: usize, value: f64, watched: &[usize]) {
        if watched.get(self.values.len()) == Some(&step) {
            self.values.push(value);
        }
    }

    /// A step in which something happens, in the order of the model page.
    fn act<S: Scalar>(
        &mut self,
        step: usize,
        book: &Book,
        around: &Surroundings,
        prices: &PathPrices<S>,
        reader: &mut Reader,
    ) {
        self.book_market(step, around, prices);
        self.move_prices(step, around, reader);
        while let Some(failure) = around.log.failures.get(reader.failures).filter(|failure| failure.step == step) {
            reader.failures += 1;
            self.close_place(book, failure, around);
        }
        self.collect_payments(step, book, around);
        self.flow = 0.0;
        self.take_flows(step, book, around.grid);
        self.rebalance(step, book, around);
        if !book.is_buy_and_hold() {
            self.recount(book);
        }
    }

    /// Counts each asset's units anew: what sums and differences leave of an empty reserve would
    /// otherwise pass for its value.
    fn recount(&mut self, book: &Book) {
        self.liquid.fill(0.0);
        for (slot, units) in book.slots.iter().zip(&self.units) {
            self.liquid[slot.asset.0] += units;
        }
    }

    /// Books what the market did to what is held since the last booking.
    fn book_market<S: Scalar>(&mut self, step: usize, around: &Surroundings, prices: &PathPrices<S>) {
        for asset in 0..self.price.len() {
            let price = prices.price(AssetIndex(asset), step) * self.jump[asset];
            let exposure = self.exposure(asset, around.marks);
            self.ledger.book(Cell::Market(AssetIndex(asset)), exposure * (self.price[asset] - price));
            self.price[asset] = price;
        }
    }

    /// Restored, linked and contagious jumps of this step.
    fn move_prices(&mut self, step: usize, around: &Surroundings, reader: &mut Reader) {
        while let Some(event) = around.log.prices.get(reader.prices).filter(|event| event.step == step) {
            reader.prices += 1;
            let asset = event.asset.0;
            let fall = self.exposure(asset, around.marks) * self.price[asset] * (1.0 - event.factor);
            let cell = match event.cause {
                Cause::Linked(by) | Cause::Restored(by) => Cell::Linked(by, event.asset),
                Cause::Contagion(by) => Cell::Contagion(by, event.asset),
            };
            self.ledger.book(cell, fall);
            match event.cause {
                Cause::Linked(_) if event.factor < 1.0 => self.cuts[asset] += 1,
                Cause::Restored(_) if event.factor > 1.0 => self.cuts[asset] -= 1,
                _ => {}
            }
            self.price[asset] *= event.factor;
            self.jump[asset] *= event.factor;
        }
    }

    pub(super) fn add(&mut self, slot: usize, asset: AssetIndex, units: f64) {
        self.units[slot] += units;
        self.liquid[asset.0] += units;
    }

    /// Units of an asset whose moves are felt: what is liquid, and in-kind claims at their mark.
    fn exposure(&self, asset: usize, marks: ClaimMarks) -> f64 {
        self.liquid[asset] + marks.in_kind * self.claimed[asset]
    }

    /// Value at the prices of the last booking, pending claims at `marks`.
    fn value(&self, marks: ClaimMarks) -> f64 {
        let units = (0..self.price.len()).map(|asset| self.exposure(asset, marks) * self.price[asset]);
        units.fold(marks.petition_date * self.claimed_money, |sum, value| sum + value)
    }

    fn close_books(&self, around: &Surroundings) -> Ending {
        let at = |mark: f64| self.value(ClaimMarks { petition_date: mark, in_kind: mark });
        Ending {
            marked: self.value(around.marks),
            liquid: at(0.0),
            eventual: at(1.0),
            contributed: self.contributed,
            withdrawn: self.withdrawn,
            shortfall: self.shortfall,
        }
    }
}

/// Every asset that a book can hold has a slot at own keys.
pub(super) fn own_slot(book: &Book, asset: AssetIndex) -> usize {
    book.own_slot[asset.0].unwrap_or(book.cash_slot)
}

/// Where a place's holdings and targets now stand: at own keys once it has closed.
pub(super) fn standing_slot(book: &Book, closed: &[bool], slot: usize) -> usize {
    let CounterpartyIndex(place) = book.slots[slot].place;
    if closed[place] { own_slot(book, book.slots[slot].asset) } else { slot }
}
