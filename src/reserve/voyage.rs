//! A fleet on one path, step by step: steps 1 to 4 of section 3 of the model page, for many reserves side
//! by side.
//!
//! Plain loops over rows, one slot a member: compiled with the machine's instructions they become vectors,
//! and nothing is fused that is not written so.

use crate::custody::{Claim, ClaimMarks, Held, Owed, close};
use crate::failure::{Cause, Counterparty, Failure, FailureLog};
use crate::market::PathPrices;
use crate::numeric::vector::{self, Kernel, Machine, Scalar};
use crate::reserve::account::Ending;
use crate::reserve::bookings::Bookings;
use crate::reserve::drawdown::NOTHING;
use crate::reserve::fleet::Fleet;
use crate::reserve::ledger::Cell;
use crate::reserve::valuation::Valuation;
use crate::units::{CounterpartyIndex, TimeGrid};

/// What surrounds a fleet on a path.
#[derive(Clone, Copy, Debug)]
pub struct Sea<'a, S: Scalar> {
    /// Steps of a path.
    pub grid: TimeGrid,
    /// Counterparties.
    pub counterparties: &'a [Counterparty],
    /// What young claims fetch.
    pub marks: ClaimMarks,
    /// What fails.
    pub log: &'a FailureLog,
    /// Prices before any failure jump.
    pub prices: PathPrices<'a, S>,
}

/// What one path yields, in money; one slot a member.
#[derive(Clone, Debug, Default)]
pub struct Landing {
    /// V(T), pending claims at their mark.
    pub marked: Vec<f64>,
    /// V(T), pending claims at 0.
    pub liquid: Vec<f64>,
    /// V(T), pending claims at 1.
    pub eventual: Vec<f64>,
}

impl Landing {
    /// What it is for one member.
    #[must_use]
    pub fn ending(&self, member: usize) -> Ending {
        let (marked, liquid, eventual) = (self.marked[member], self.liquid[member], self.eventual[member]);
        Ending { marked, liquid, eventual, ..Ending::untouched(marked) }
    }
}

/// The state of a fleet on one path; to be used again for the next.
#[derive(Clone, Debug, Default)]
pub struct Voyage {
    /// Units at own keys, units of each asset in all slots, and units claimed: asset by asset.
    own: Vec<f64>,
    liquid: Vec<f64>,
    claimed: Vec<f64>,
    claimed_money: Vec<f64>,
    claims: Vec<RowClaim>,
    /// What is owed by each claim of this path, one row a claim.
    owed: Vec<f64>,
    /// Prices at the last booking, jumps included, and the jumps: one slot an asset.
    price: Vec<f64>,
    jump: Vec<f64>,
    /// 0 from the first value of 0 on: there the unit value stays, whatever comes back.
    alive: Vec<f64>,
    bookings: Bookings,
    landing: Landing,
    scratch: Vec<f64>,
}

/// A claim of every member.
#[derive(Clone, Copy, Debug)]
struct RowClaim {
    counterparty: CounterpartyIndex,
    /// The place of its asset.
    asset: usize,
    due: Option<usize>,
    is_money: bool,
    /// Which row holds the units or the money that is owed.
    row: usize,
}

impl Voyage {
    /// Follows `fleet` along a path, which stands in a lane of the block that is valued.
    pub fn follow<S: Scalar>(&mut self, fleet: &Fleet<S>, sea: &Sea<S>, lane: usize, valuation: &mut Valuation<S>) {
        vector::run(Following { voyage: self, fleet, sea, lane, valuation });
    }

    /// What the path that was followed last yields.
    #[must_use]
    pub const fn landing(&self) -> &Landing {
        &self.landing
    }

    /// Forgets what was booked on all paths so far; from now on there are so many assets and counterparties.
    pub fn begin(&mut self, assets: usize, counterparties: usize) {
        self.bookings.begin(assets, counterparties);
    }

    /// What was booked on all paths that were followed since, and on the last.
    pub const fn bookings(&mut self) -> &mut Bookings {
        &mut self.bookings
    }

    fn open<S: Scalar>(&mut self, fleet: &Fleet<S>) {
        self.own.clone_from(&fleet.own);
        self.liquid.clone_from(&fleet.liquid);
        self.claimed.clear();
        self.claimed.resize(fleet.liquid.len(), 0.0);
        self.claimed_money.clear();
        self.claimed_money.resize(fleet.len(), 0.0);
        self.claims.clear();
        self.owed.clear();
        self.bookings.open_path();
        self.price.clear();
        self.price.extend(fleet.assets.iter().map(|asset| asset.start));
        self.jump.clear();
        self.jump.resize(fleet.assets.len(), 1.0);
        self.alive.clear();
        self.alive.resize(fleet.len(), 1.0);
    }
}

struct Following<'a, S: Scalar> {
    voyage: &'a mut Voyage,
    fleet: &'a Fleet<S>,
    sea: &'a Sea<'a, S>,
    lane: usize,
    valuation: &'a mut Valuation<S>,
}

impl<S: Scalar> Kernel for Following<'_, S> {
    type Scalar = f64;

    #[inline(always)]
    fn run<M: Machine<Scalar = f64>>(self, _machine: M) {
        let Self { voyage, fleet, sea, lane, valuation } = self;
        // A reserve often sails alone: to a compiler that is told so, a row is one number and no loop.
        match fleet.len() {
            1 => voyage.sail(1, fleet, sea, lane, valuation),
            members => voyage.sail(members, fleet, sea, lane, valuation),
        }
    }
}

impl Voyage {
    /// Follows a fleet of so many members.
    #[inline(always)]
    fn sail<S: Scalar>(
        &mut self,
        members: usize,
        fleet: &Fleet<S>,
        sea: &Sea<S>,
        lane: usize,
        valuation: &mut Valuation<S>,
    ) {
        self.open(fleet);
        let (mut prices, mut failures) = (sea.log.prices.iter().peekable(), sea.log.failures.iter().peekable());
        for &step in &sea.log.stops {
            self.book_market(step, members, fleet, sea);
            while let Some(event) = prices.next_if(|event| event.step == step) {
                if let Some(asset) = fleet.assets.iter().position(|held| held.asset == event.asset) {
                    let cell = match event.cause {
                        Cause::Linked(by) | Cause::Restored(by) => Cell::Linked(by, event.asset),
                        Cause::Contagion(by) => Cell::Contagion(by, event.asset),
                    };
                    self.strike(asset, members, event.factor, cell, sea.marks);
                }
            }
            while let Some(failure) = failures.next_if(|failure| failure.step == step) {
                self.close_place(members, fleet, failure, sea);
            }
            self.collect_payments(step, members, fleet, sea.marks);
            self.note_holdings(step, lane, members, fleet, sea.marks, valuation);
        }
        self.book_market(sea.grid.steps, members, fleet, sea);
        self.land(members, sea.marks);
        self.bookings.close_path(members);
    }

    /// Books what the market did to what is held since the last booking.
    #[inline(always)]
    fn book_market<S: Scalar>(&mut self, step: usize, members: usize, fleet: &Fleet<S>, sea: &Sea<S>) {
        for (number, held) in fleet.assets.iter().enumerate() {
            let price = sea.prices.price(held.asset, step) * self.jump[number];
            let fall = self.price[number] - price;
            self.price[number] = price;
            let (liquid, claimed) = (row(&self.liquid, number, members), row(&self.claimed, number, members));
            let losses = self.bookings.losses(Cell::Market(held.asset), members);
            for ((loss, liquid), claimed) in losses.iter_mut().zip(liquid).zip(claimed) {
                *loss += (liquid + sea.marks.in_kind * claimed) * fall;
            }
        }
    }

    /// A restored, linked or contagious jump.
    #[inline(always)]
    fn strike(&mut self, asset: usize, members: usize, factor: f64, cell: Cell, marks: ClaimMarks) {
        let fall = self.price[asset] * (1.0 - factor);
        let (liquid, claimed) = (row(&self.liquid, asset, members), row(&self.claimed, asset, members));
        for ((loss, liquid), claimed) in self.bookings.losses(cell, members).iter_mut().zip(liquid).zip(claimed) {
            *loss += (liquid + marks.in_kind * claimed) * fall;
        }
        self.price[asset] *= factor;
        self.jump[asset] *= factor;
    }

    /// Closes every position at a place that fails.
    #[inline(always)]
    fn close_place<S: Scalar>(&mut self, members: usize, fleet: &Fleet<S>, failure: &Failure, sea: &Sea<S>) {
        let by = failure.counterparty;
        if by == CounterpartyIndex::OWN_KEYS {
            for asset in 0..fleet.assets.len() {
                let mut units = std::mem::take(&mut self.scratch);
                units.clear();
                units.extend_from_slice(row(&self.own, asset, members));
                self.close(asset, &units[..members], fleet, failure, sea);
                self.scratch = units;
            }
            return;
        }
        for (asset, units) in &fleet.held[by.0] {
            self.close(*asset, &units[..members], fleet, failure, sea);
        }
    }

    /// Closes the positions of all members in one asset at one place: what becomes of one unit becomes of
    /// all in proportion.
    #[inline(always)]
    fn close<S: Scalar>(&mut self, asset: usize, units: &[f64], fleet: &Fleet<S>, failure: &Failure, sea: &Sea<S>) {
        let (by, members, held) = (failure.counterparty, units.len(), fleet.assets[asset].asset);
        let group = sea.counterparties[by.0].group;
        let is_worthless = sea
            .log
            .worthless
            .iter()
            .any(|claim| claim.step <= failure.step && claim.asset == held && claim.group == group);
        let price = self.price[asset];
        let of_one = close(Held { asset: held, units: 1.0, price }, failure, is_worthless, sea.grid);
        if failure.is_keys && by == CounterpartyIndex::OWN_KEYS {
            scale(row_mut(&mut self.own, asset, members), of_one.stays);
        }
        add_scaled(row_mut(&mut self.own, asset, members), units, of_one.escaped);
        add_scaled(row_mut(&mut self.liquid, asset, members), units, of_one.stays + of_one.escaped - 1.0);
        add_scaled(self.bookings.losses(Cell::Custody(by, held), members), units, of_one.lost * price);
        if let Some(claim) = of_one.claim {
            self.take_claim(asset, claim, units, sea.marks);
        }
    }

    #[inline(always)]
    fn take_claim(&mut self, asset: usize, claim: Claim, units: &[f64], marks: ClaimMarks) {
        let members = units.len();
        let (is_money, of_one, mark) = match claim.owed {
            Owed::Units(of_one) => (false, of_one, marks.in_kind),
            Owed::Money(of_one) => (true, of_one, marks.petition_date),
        };
        let claimed = if is_money { &mut self.claimed_money } else { row_mut(&mut self.claimed, asset, members) };
        add_scaled(claimed, units, of_one);
        let worth = if is_money { 1.0 } else { self.price[asset] };
        let losses = self.bookings.losses(Cell::Claim(claim.counterparty, claim.asset), members);
        add_scaled(losses, units, (1.0 - mark) * (of_one * worth));
        self.owed.extend(units.iter().map(|units| units * of_one));
        let claim = RowClaim {
            counterparty: claim.counterparty,
            asset,
            due: claim.due,
            is_money,
            row: self.owed.len() / members - 1,
        };
        self.claims.push(claim);
    }

    /// Claims that are due are paid to own keys.
    #[inline(always)]
    fn collect_payments<S: Scalar>(&mut self, step: usize, members: usize, fleet: &Fleet<S>, marks: ClaimMarks) {
        if self.claims.iter().all(|claim| claim.due.is_none_or(|due| due > step)) {
            return;
        }
        let mut claims = std::mem::take(&mut self.claims);
        claims.retain(|claim| {
            let is_due = claim.due.is_some_and(|due| due <= step);
            if is_due {
                self.collect(claim, members, fleet, marks);
            }
            !is_due
        });
        self.claims = claims;
        if self.claims.is_empty() {
            // What is left of sums and differences is rounding.
            self.claimed_money.fill(0.0);
            self.claimed.fill(0.0);
        }
    }

    #[inline(always)]
    fn collect<S: Scalar>(&mut self, claim: &RowClaim, members: usize, fleet: &Fleet<S>, marks: ClaimMarks) {
        let owed = row(&self.owed, claim.row, members);
        let (paid_in, units, worth, mark) = if claim.is_money {
            add_scaled(&mut self.claimed_money, owed, -1.0);
            (fleet.cash, 1.0 / self.price[fleet.cash], 1.0, marks.petition_date)
        } else {
            add_scaled(row_mut(&mut self.claimed, claim.asset, members), owed, -1.0);
            (claim.asset, 1.0, self.price[claim.asset], marks.in_kind)
        };
        add_scaled(row_mut(&mut self.own, paid_in, members), owed, units);
        add_scaled(row_mut(&mut self.liquid, paid_in, members), owed, units);
        let cell = Cell::Claim(claim.counterparty, fleet.assets[claim.asset].asset);
        add_scaled(self.bookings.losses(cell, members), owed, (mark - 1.0) * worth);
    }

    /// Notes what is held from a step on, as shares of V(0).
    #[inline(always)]
    fn note_holdings<S: Scalar>(
        &mut self,
        step: usize,
        lane: usize,
        members: usize,
        fleet: &Fleet<S>,
        marks: ClaimMarks,
        valuation: &mut Valuation<S>,
    ) {
        let mut value = std::mem::take(&mut self.landing.marked);
        self.value(members, marks, &mut value);
        for ((alive, value), initial) in self.alive.iter_mut().zip(&value).zip(&fleet.initial_value) {
            *alive = if *value > NOTHING * initial { *alive } else { 0.0 };
        }
        self.landing.marked = value;
        let width = fleet.width();
        let shares = valuation.change(step, lane, members * width);
        let mut place = 0;
        let mut still = std::mem::take(&mut self.scratch);
        still.clear();
        still.extend(self.claimed_money[..members].iter().map(|money| marks.petition_date * money));
        for (number, held) in fleet.assets.iter().enumerate() {
            let (liquid, claimed) = (row(&self.liquid, number, members), row(&self.claimed, number, members));
            let worth = self.jump[number] * held.start;
            let Some(_) = held.column else {
                for ((still, liquid), claimed) in still.iter_mut().zip(liquid).zip(claimed) {
                    *still += (liquid + marks.in_kind * claimed) * worth;
                }
                continue;
            };
            place += 1;
            for member in 0..members {
                let units = liquid[member] + marks.in_kind * claimed[member];
                let share = units * worth / fleet.initial_value[member] * self.alive[member];
                shares[member * width + place] = S::rounded(share);
            }
        }
        for (member, still) in still.iter().enumerate() {
            shares[member * width] = S::rounded(still / fleet.initial_value[member] * self.alive[member]);
        }
        self.scratch = still;
    }

    /// Values at the prices of the last booking, pending claims at `marks`.
    #[inline(always)]
    fn value(&self, members: usize, marks: ClaimMarks, into: &mut Vec<f64>) {
        into.clear();
        into.extend(self.claimed_money[..members].iter().map(|money| marks.petition_date * money));
        for (number, price) in self.price.iter().enumerate() {
            let (liquid, claimed) = (row(&self.liquid, number, members), row(&self.claimed, number, members));
            for ((value, liquid), claimed) in into.iter_mut().zip(liquid).zip(claimed) {
                *value += (liquid + marks.in_kind * claimed) * price;
            }
        }
    }

    #[inline(always)]
    fn land(&mut self, members: usize, marks: ClaimMarks) {
        let mut landing = std::mem::take(&mut self.landing);
        let at = |mark: f64| ClaimMarks { petition_date: mark, in_kind: mark };
        self.value(members, marks, &mut landing.marked);
        self.value(members, at(0.0), &mut landing.liquid);
        self.value(members, at(1.0), &mut landing.eventual);
        self.landing = landing;
    }
}

#[inline(always)]
fn row(rows: &[f64], number: usize, members: usize) -> &[f64] {
    &rows[number * members..(number + 1) * members]
}

#[inline(always)]
fn row_mut(rows: &mut [f64], number: usize, members: usize) -> &mut [f64] {
    &mut rows[number * members..(number + 1) * members]
}

#[inline(always)]
fn add_scaled(into: &mut [f64], from: &[f64], factor: f64) {
    for (into, from) in into.iter_mut().zip(from) {
        *into += from * factor;
    }
}

#[inline(always)]
fn scale(row: &mut [f64], factor: f64) {
    for value in row {
        *value *= factor;
    }
}
