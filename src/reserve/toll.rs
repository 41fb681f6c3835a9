//! What a failure takes from a reserve that only buys and holds, where it is asked in the last step and no
//! failure moves a price: the same whatever else fails in that step.

use crate::custody::{ClaimMarks, Held, Owed, close};
use crate::failure::Failure;
use crate::reserve::book::Book;
use crate::reserve::ledger::{Cell, Ledger};
use crate::units::{AssetIndex, TimeGrid};

/// What a failure takes from V(T), in money.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Toll {
    /// With pending claims at their mark.
    pub marked: f64,
    /// With pending claims at 0.
    pub liquid: f64,
    /// With pending claims at 1.
    pub eventual: f64,
}

impl Toll {
    /// What `failure`, in the last step, takes from `book` at the prices of that step; booked in `ledger`.
    pub fn take(
        book: &Book,
        failure: &Failure,
        grid: TimeGrid,
        marks: ClaimMarks,
        price: impl Fn(AssetIndex) -> f64,
        ledger: &mut Ledger,
    ) -> Self {
        let by = failure.counterparty;
        let mut toll = Self::default();
        for slot in book.slots_at[by.0].iter().map(|slot| &book.slots[*slot]).filter(|slot| slot.units != 0.0) {
            let held = Held { asset: slot.asset, units: slot.units, price: price(slot.asset) };
            let closing = close(held, failure, false, grid);
            let lost = closing.lost * held.price;
            // A claim that is due at once is paid at once.
            let (owed, mark) = match closing.claim.filter(|claim| claim.due.is_none()).map(|claim| claim.owed) {
                Some(Owed::Units(units)) => (units * held.price, marks.in_kind),
                Some(Owed::Money(money)) => (money, marks.petition_date),
                None => (0.0, 1.0),
            };
            let marked_down = (1.0 - mark) * owed;
            toll.marked += lost + marked_down;
            toll.liquid += lost + owed;
            toll.eventual += lost;
            ledger.book(Cell::Custody(by, slot.asset), lost);
            ledger.book(Cell::Claim(by, slot.asset), marked_down);
        }
        toll
    }
}
