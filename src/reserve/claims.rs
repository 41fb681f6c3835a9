//! Steps 3 and 4 of section 3 of the model page: what a failed place leaves of a reserve, and what is paid.

use crate::custody::{Claim, Held, Owed, close};
use crate::failure::Failure;
use crate::reserve::account::{Account, Surroundings, own_slot};
use crate::reserve::book::Book;
use crate::reserve::ledger::Cell;

impl Account {
    /// Closes every position at a place that fails.
    pub(super) fn close_place(&mut self, book: &Book, failure: &Failure, around: &Surroundings) {
        let by = failure.counterparty;
        self.closed[by.0] = !failure.is_keys;
        for &slot in &book.slots_at[by.0] {
            let asset = book.slots[slot].asset;
            let held = Held { asset, units: self.units[slot], price: self.price[asset.0] };
            if held.units == 0.0 {
                continue;
            }
            let is_worthless = around.log.worthless.iter().any(|claim| {
                let group = around.counterparties[by.0].group;
                claim.step <= failure.step && claim.asset == asset && claim.group == group
            });
            let closing = close(held, failure, is_worthless, around.grid);
            self.units[slot] = closing.stays;
            if closing.escaped != 0.0 {
                self.units[own_slot(book, asset)] += closing.escaped;
            }
            self.liquid[asset.0] += closing.stays + closing.escaped - held.units;
            self.ledger.book(Cell::Custody(by, asset), closing.lost * held.price);
            if let Some(claim) = closing.claim {
                self.take_claim(claim, around);
            }
        }
    }

    fn take_claim(&mut self, claim: Claim, around: &Surroundings) {
        let (worth, mark) = match claim.owed {
            Owed::Units(units) => {
                self.claimed[claim.asset.0] += units;
                (units * self.price[claim.asset.0], around.marks.in_kind)
            }
            Owed::Money(money) => {
                self.claimed_money += money;
                (money, around.marks.petition_date)
            }
        };
        self.ledger.book(Cell::Claim(claim.counterparty, claim.asset), (1.0 - mark) * worth);
        self.claims.push(claim);
    }

    /// Claims that are due are paid to own keys.
    pub(super) fn collect_payments(&mut self, step: usize, book: &Book, around: &Surroundings) {
        if self.claims.iter().all(|claim| claim.due.is_none_or(|due| due > step)) {
            return;
        }
        let mut claims = std::mem::take(&mut self.claims);
        claims.retain(|claim| {
            let is_due = claim.due.is_some_and(|due| due <= step);
            if is_due {
                self.collect(claim, book, around);
            }
            !is_due
        });
        self.claims = claims;
        if self.claims.is_empty() {
            // What is left of sums and differences is rounding.
            self.claimed_money = 0.0;
            self.claimed.fill(0.0);
        }
    }

    fn collect(&mut self, claim: &Claim, book: &Book, around: &Surroundings) {
        let (worth, mark) = match claim.owed {
            Owed::Units(units) => {
                self.claimed[claim.asset.0] -= units;
                self.add(own_slot(book, claim.asset), claim.asset, units);
                (units * self.price[claim.asset.0], around.marks.in_kind)
            }
            Owed::Money(money) => {
                self.claimed_money -= money;
                let cash = book.slots[book.cash_slot].asset;
                self.add(book.cash_slot, cash, money / self.price[cash.0]);
                (money, around.marks.petition_date)
            }
        };
        self.ledger.book(Cell::Claim(claim.counterparty, claim.asset), (mark - 1.0) * worth);
    }
}
