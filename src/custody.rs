//! What a failure takes from a position at once, what becomes a claim, what comes back, and when.

use crate::failure::{Basis, Failure};
use crate::units::{AssetIndex, CounterpartyIndex, TimeGrid};

/// What a young claim fetches of what it will pay.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClaimMarks {
    /// Of claims fixed in money.
    pub petition_date: f64,
    /// Of claims in units.
    pub in_kind: f64,
}

/// What is still owed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Claim {
    /// By whom.
    pub counterparty: CounterpartyIndex,
    /// For which asset, the one that stood there.
    pub asset: AssetIndex,
    /// The step in which it is paid; `None` where the path ends before.
    pub due: Option<usize>,
    /// How much.
    pub owed: Owed,
}

/// In what a claim is paid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Owed {
    /// Units, following the price.
    Units(f64),
    /// Money, which no longer moves.
    Money(f64),
}

/// What stands at a place when it fails.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Held {
    /// Of what.
    pub asset: AssetIndex,
    /// How much.
    pub units: f64,
    /// At what price, after all jumps of the step.
    pub price: f64,
}

/// What becomes of a position whose place fails.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Closing {
    /// Units that stay where they are: at places of keys only.
    pub stays: f64,
    /// Units that got out in time, to own keys.
    pub escaped: f64,
    /// Units that are gone.
    pub lost: f64,
    /// What is owed for the rest.
    pub claim: Option<Claim>,
}

/// Closes a position whose place has fallen.
///
/// At a place of keys the lost fraction goes and the rest stays. Elsewhere a part escapes, a part is
/// lost, and a claim is left; all is lost where the claim would be `worthless`: at petition date, in
/// the fallen house's own token.
#[must_use]
pub fn close(held: Held, failure: &Failure, worthless: bool, grid: TimeGrid) -> Closing {
    let severity = failure.severity;
    if failure.is_keys {
        let lost = held.units * severity.loss_given_failure;
        return Closing { stays: held.units - lost, escaped: 0.0, lost, claim: None };
    }
    let escaped = held.units * severity.escape_fraction;
    let caught = held.units - escaped;
    let recovery = severity.recovery.filter(|(basis, _)| !worthless || *basis == Basis::InKind);
    let lost = if recovery.is_none() { caught } else { caught * severity.loss_given_failure };
    let rest = caught - lost;
    let claim = recovery.filter(|_| rest > 0.0).map(|(basis, delay_days)| Claim {
        counterparty: failure.counterparty,
        asset: held.asset,
        due: grid.due(failure.step, delay_days),
        owed: match basis {
            Basis::InKind => Owed::Units(rest),
            Basis::PetitionDate => Owed::Money(rest * held.price),
        },
    });
    Closing { stays: 0.0, escaped, lost, claim }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Severity;
    use crate::units::ModeIndex;

    const HELD: Held = Held { asset: AssetIndex(0), units: 10.0, price: 3.0 };
    const GRID: TimeGrid = TimeGrid { step_days: 1, steps: 100 };

    fn closing(basis: Basis, is_keys: bool, worthless: bool) -> Closing {
        let severity = Severity {
            loss_given_failure: 0.25,
            recovery: Some((basis, 30.0)),
            escape_fraction: 0.2,
            market_drawdown: 0.0,
        };
        let failure = Failure { step: 5, counterparty: CounterpartyIndex(1), mode: ModeIndex(0), is_keys, severity };
        close(HELD, &failure, worthless, GRID)
    }

    #[test]
    fn what_did_not_escape_is_lost_or_owed() {
        let closing = closing(Basis::InKind, false, true);
        assert_eq!((closing.escaped, closing.lost), (2.0, 2.0));
        let claim = closing.claim.unwrap();
        assert_eq!((claim.owed, claim.due), (Owed::Units(6.0), Some(35)));
    }

    #[test]
    fn a_petition_date_claim_is_fixed_in_money() {
        assert_eq!(closing(Basis::PetitionDate, false, false).claim.unwrap().owed, Owed::Money(18.0));
    }

    #[test]
    fn a_claim_in_the_own_token_is_worth_nothing() {
        let closing = closing(Basis::PetitionDate, false, true);
        assert_eq!((closing.lost, closing.claim), (8.0, None));
    }

    #[test]
    fn lost_keys_leave_the_rest_where_it_was() {
        let closing = closing(Basis::InKind, true, false);
        assert_eq!(closing, Closing { stays: 7.5, escaped: 0.0, lost: 2.5, claim: None });
    }
}
