//! Section 3, steps 3 and 4: what a failed place loses, what becomes a claim, and what comes back.

use linchpin::failure::Basis;
use linchpin::outcome::{Cell, FailureEvent};
use linchpin::units::{AssetIndex, CounterpartyIndex};

use super::account::Account;
use super::draws::{Draws, value};
use super::prices::Prices;

/// What a failed place still owes.
pub struct Claim {
    counterparty: CounterpartyIndex,
    /// What stood there when the place failed.
    pub asset: AssetIndex,
    pub basis: Basis,
    /// Units in kind, or money at the petition date.
    pub amount: f64,
    /// When it is paid; `None` if not within the horizon.
    due: Option<usize>,
}

impl Claim {
    /// What it would pay today.
    pub fn value(&self, prices: &[f64]) -> f64 {
        match self.basis {
            Basis::InKind => self.amount * prices[self.asset.0],
            Basis::PetitionDate => self.amount,
        }
    }
}

impl Account<'_> {
    /// Step 3 for one counterparty that fails.
    pub fn close(&mut self, step: usize, event: FailureEvent, prices: &Prices, draws: &Draws) {
        let counterparty = &self.scenario.counterparties()[event.who().0];
        let mode = &counterparty.modes[event.how().0];
        let [loss, delay, escape, _] = draws.severities[event.who().0];
        let drawn_loss = value(&mode.loss_given_failure, loss);
        if counterparty.is_keys() {
            self.lose_keys(event.who(), drawn_loss, &prices.actual);
            return;
        }
        let escaped_share = value(&mode.escape_fraction, escape);
        for place in self.places_at(event.who()) {
            let units = std::mem::take(&mut self.holdings[place].units);
            let target = std::mem::take(&mut self.holdings[place].target);
            let asset = self.holdings[place].asset;
            let own = self.place(asset, CounterpartyIndex::OWN_KEYS);
            self.holdings[own].units += escaped_share * units;
            self.holdings[own].target += target;
            let caught = (1.0 - escaped_share) * units;
            let basis = mode.recovery.as_ref().map(|recovery| recovery.basis);
            let void = basis == Some(Basis::PetitionDate) && prices.claim_is_void(event.who(), asset);
            let lost_share = if void || basis.is_none() { 1.0 } else { drawn_loss };
            let price = prices.actual[asset.0];
            self.ledger.book(Cell::Custody(event.who(), asset), lost_share * caught * price);
            let Some(recovery) = mode.recovery.as_ref().filter(|_| lost_share < 1.0 && caught > 0.0) else { continue };
            let owed = (1.0 - lost_share) * caught;
            let claim = Claim {
                counterparty: event.who(),
                asset,
                basis: recovery.basis,
                amount: if recovery.basis == Basis::InKind { owed } else { owed * price },
                due: self.scenario.grid().due(step, value(&recovery.delay_days, delay)),
            };
            let markdown = (1.0 - self.mark(claim.basis)) * claim.value(&prices.actual);
            self.ledger.book(Cell::Claim(event.who(), asset), markdown);
            self.claims.push(claim);
        }
    }

    /// Keys are lost: there is no claim and the place stays open.
    fn lose_keys(&mut self, keys: CounterpartyIndex, lost_share: f64, prices: &[f64]) {
        for place in self.places_at(keys) {
            let holding = &mut self.holdings[place];
            let lost = lost_share * holding.units;
            holding.units -= lost;
            self.ledger.book(Cell::Custody(keys, holding.asset), lost * prices[holding.asset.0]);
        }
    }

    fn places_at(&self, custodian: CounterpartyIndex) -> Vec<usize> {
        (0..self.holdings.len()).filter(|place| self.holdings[*place].custodian == custodian).collect()
    }

    /// Step 4: claims that are due are paid.
    pub fn pay_claims(&mut self, step: usize, prices: &[f64]) {
        let (due, pending) = std::mem::take(&mut self.claims).into_iter().partition(|claim| claim.due == Some(step));
        self.claims = pending;
        let due: Vec<Claim> = due;
        for claim in due {
            let value = claim.value(prices);
            let back = (1.0 - self.mark(claim.basis)) * value;
            self.ledger.book(Cell::Claim(claim.counterparty, claim.asset), -back);
            let (asset, units) = match claim.basis {
                Basis::InKind => (claim.asset, claim.amount),
                Basis::PetitionDate => (self.cash(), value / prices[self.cash().0]),
            };
            let own = self.place(asset, CounterpartyIndex::OWN_KEYS);
            self.holdings[own].units += units;
        }
    }
}
