//! Reserves that only buy and hold, made ready to be followed together along a path.
//!
//! What happens on a path happens to all of them in the same steps and at the same prices, and all that a
//! failure does is in proportion to what is held: so every line of the ledger is one operation on many
//! reserves side by side. An account does the same for one reserve, whatever that does.

use crate::market::MarketPlan;
use crate::numeric::vector::Scalar;
use crate::reserve::book::Book;
use crate::units::{AssetIndex, CounterpartyIndex};

/// The reserves that only buy and hold.
#[derive(Clone, Debug)]
pub struct Fleet<S: Scalar> {
    /// Which reserves.
    pub members: Vec<usize>,
    /// V(0), one a member.
    pub(super) initial_value: Vec<f64>,
    /// Assets that any member can hold.
    pub(super) assets: Vec<HeldAsset>,
    /// The place among them of the one that is money.
    pub(super) cash: usize,
    /// Units at time 0 in all places and at own keys: asset by asset, one a member.
    pub(super) liquid: Vec<f64>,
    pub(super) own: Vec<f64>,
    /// What stands at each counterparty but own keys: the place of an asset, and units, one a member.
    pub(super) held: Vec<Vec<(usize, Vec<f64>)>>,
    /// How each member is valued.
    pub(super) valued: Vec<ValuedMember<S>>,
}

/// An asset that a member can hold.
#[derive(Clone, Copy, Debug)]
pub(super) struct HeldAsset {
    pub(super) asset: AssetIndex,
    /// Where its prices stand, if they move.
    pub(super) column: Option<usize>,
    /// Its price at time 0.
    pub(super) start: f64,
}

/// What one member holds, for its value day by day.
#[derive(Clone, Debug)]
pub(super) struct ValuedMember<S> {
    /// Columns of prices that it can hold, and where their shares stand among those of all.
    pub(super) columns: Vec<(usize, usize)>,
    /// As shares of V(0), what it begins with: what no price moves, then each of those columns.
    pub(super) first: Vec<S>,
}

impl<S: Scalar> Fleet<S> {
    /// Prepares those of `books` that only buy and hold, for the prices of `market`; `start` are prices at
    /// time 0 and `counterparties` counts them.
    #[must_use]
    pub fn new(books: &[Book], market: &MarketPlan<S>, start: &[f64], counterparties: usize) -> Self {
        let members: Vec<usize> = (0..books.len()).filter(|number| books[*number].is_buy_and_hold()).collect();
        let books: Vec<&Book> = members.iter().map(|number| &books[*number]).collect();
        let mut assets: Vec<AssetIndex> = books.iter().flat_map(|book| book.assets.iter().copied()).collect();
        assets.sort_unstable();
        assets.dedup();
        let cash = books.first().map(|book| book.slots[book.cash_slot].asset);
        let held =
            |asset: &AssetIndex| HeldAsset { asset: *asset, column: market.column(*asset), start: start[asset.0] };
        let mut fleet = Self {
            initial_value: books.iter().map(|book| book.initial_value).collect(),
            cash: cash.and_then(|cash| assets.binary_search(&cash).ok()).unwrap_or(0),
            liquid: rows(&assets, &books, |book, asset| book.liquid[asset.0]),
            own: rows(&assets, &books, |book, asset| units_at(book, CounterpartyIndex::OWN_KEYS, asset)),
            held: vec![Vec::new(); counterparties],
            valued: Vec::new(),
            assets: assets.iter().map(held).collect(),
            members,
        };
        for place in (0..counterparties).filter(|place| *place != CounterpartyIndex::OWN_KEYS.0) {
            for (number, asset) in assets.iter().enumerate() {
                let units: Vec<f64> =
                    books.iter().map(|book| units_at(book, CounterpartyIndex(place), *asset)).collect();
                if units.iter().any(|units| *units != 0.0) {
                    fleet.held[place].push((number, units));
                }
            }
        }
        fleet.valued = books.iter().enumerate().map(|(member, book)| fleet.value_member(member, book)).collect();
        fleet
    }

    /// How many members there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Shares of one change and member: what no price moves, then each asset whose price moves.
    pub(super) fn width(&self) -> usize {
        1 + self.assets.iter().filter(|asset| asset.column.is_some()).count()
    }

    fn value_member(&self, member: usize, book: &Book) -> ValuedMember<S> {
        let (mut columns, mut still, mut shares, mut place) = (Vec::new(), 0.0, Vec::new(), 0);
        for (number, HeldAsset { asset, column, start }) in self.assets.iter().enumerate() {
            let worth = self.liquid[number * self.len() + member] * start;
            place += usize::from(column.is_some());
            match column {
                Some(column) if book.assets.contains(asset) => {
                    columns.push((*column, place));
                    shares.push(S::rounded(worth / book.initial_value));
                }
                Some(_) => {}
                None => still += worth,
            }
        }
        shares.insert(0, S::rounded(still / book.initial_value));
        ValuedMember { columns, first: shares }
    }
}

/// A number for each asset and member.
fn rows(assets: &[AssetIndex], books: &[&Book], of: impl Fn(&Book, AssetIndex) -> f64) -> Vec<f64> {
    assets.iter().flat_map(|asset| books.iter().map(|book| of(book, *asset)).collect::<Vec<_>>()).collect()
}

fn units_at(book: &Book, place: CounterpartyIndex, asset: AssetIndex) -> f64 {
    let slots = book.slots_at[place.0].iter().map(|slot| &book.slots[*slot]);
    slots.filter(|slot| slot.asset == asset).map(|slot| slot.units).sum()
}
