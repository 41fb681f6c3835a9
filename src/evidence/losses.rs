//! What is lost when a firm fails, how long the rest takes, and how far its token falls.

use serde::Serialize;

use super::count::Counted;
use super::failures::{Failure, FirmKind, Outcome, Recovery};
use super::spread::Spread;
use super::tokens::TokenFall;
use crate::calendar::Day;

/// From so many dollars of customers' assets on, a firm is large.
const LARGE_ASSETS: f64 = 1e8;

/// A fall is measured over so many days.
const FALL_DAYS: i64 = 30;

/// Whose losses are taken together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Of {
    /// Every firm on record.
    All,
    /// Firms with at least 100 million dollars of customers' assets.
    Large,
    /// One class.
    Cohort(String),
}

/// The share of claims that was lost in failures of one kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Losses {
    /// The kind of event.
    pub kind: Counted,
    /// Whose.
    pub of: Of,
    /// The cases whose loss is on record.
    pub spread: Spread,
    /// Cases of which nothing is known to have come back, and no figure is.
    pub silent: usize,
    /// The mean if nothing came back in those.
    pub mean_if_silence_is_loss: f64,
    /// Cases that are open, or whose figure came later than what is known.
    pub open: usize,
    /// Days to the first return, where known, in order.
    pub delays: Vec<f64>,
}

/// Losses by kind: of all, of large firms, and of each class.
pub(super) fn losses(failures: &[Failure], cohorts: &[&str], last: Option<Day>) -> Vec<Losses> {
    let mut sets = Vec::new();
    for kind in Counted::KINDS {
        let groups = [Of::All, Of::Large].into_iter().chain(cohorts.iter().map(|name| Of::Cohort((*name).to_owned())));
        sets.extend(groups.filter_map(|of| losses_of(kind, of, failures, last)));
    }
    sets
}

/// `None` where no loss is on record.
fn losses_of(kind: Counted, of: Of, failures: &[Failure], last: Option<Day>) -> Option<Losses> {
    let cases: Vec<&Failure> =
        failures.iter().filter(|failure| kind.holds(failure, last) && of.holds(failure)).collect();
    let told: Vec<Loss> = cases.iter().map(|failure| loss(failure, last)).collect();
    let known: Vec<f64> = told.iter().filter_map(|loss| loss.share()).collect();
    let silent = told.iter().filter(|loss| matches!(loss, Loss::Silent)).count();
    let count = known.len() + silent;
    let sum: f64 = known.iter().sum();
    let mut delays: Vec<f64> = cases.iter().filter_map(|failure| delay(failure, last)).collect();
    delays.sort_by(f64::total_cmp);
    Some(Losses {
        kind,
        of,
        silent,
        mean_if_silence_is_loss: (sum + silent as f64) / count.max(1) as f64,
        open: told.iter().filter(|loss| matches!(loss, Loss::Open)).count(),
        delays,
        spread: Spread::of(known)?,
    })
}

impl Of {
    fn holds(&self, failure: &Failure) -> bool {
        // Issuers and bridges keep no customers' accounts.
        let keeps_accounts = !matches!(failure.kind, FirmKind::Issuer | FirmKind::Bridge);
        match self {
            Self::All => keeps_accounts,
            Self::Large => keeps_accounts && failure.customer_assets.is_some_and(|assets| assets >= LARGE_ASSETS),
            Self::Cohort(name) => failure.cohorts.iter().any(|cohort| cohort == name),
        }
    }
}

enum Loss {
    Share(f64),
    Silent,
    Open,
}

impl Loss {
    const fn share(&self) -> Option<f64> {
        if let Self::Share(share) = self { Some(*share) } else { None }
    }
}

/// What was lost of the claim, as far as it was known on the last day. Without a date a figure is known from the end on only.
fn loss(failure: &Failure, last: Option<Day>) -> Loss {
    if failure.outcome != Outcome::CustomersLost {
        return Loss::Share(0.0);
    }
    match failure.recovery {
        Recovery::Silent => Loss::Silent,
        Recovery::Open => Loss::Open,
        Recovery::Share { share, known } => match last {
            Some(last) if known.is_none_or(|known| known > last) => Loss::Open,
            _ => Loss::Share((1.0 - share).clamp(0.0, 1.0)),
        },
    }
}

/// Days to the first return, if that had come by the last day.
fn delay(failure: &Failure, last: Option<Day>) -> Option<f64> {
    let days = failure.days_to_first_recovery?;
    last.is_none_or(|last| last.since(failure.day) as f64 >= days).then_some(days)
}

/// How far tokens fell whose issuer failed, each once.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TokenFalls {
    /// The spread of the falls.
    pub spread: Spread,
    /// The tokens with their falls, in order of their days.
    pub tokens: Vec<(String, f64)>,
}

/// Falls from the table of tokens, and of tokens that are not in it from the table of failures.
pub(super) fn token_falls(failures: &[Failure], table: &[TokenFall], last: Option<Day>) -> Option<TokenFalls> {
    let measured = |day: Day| last.is_none_or(|last| last.since(day) >= FALL_DAYS);
    let mut falls: Vec<(Day, &str, f64)> =
        table.iter().filter(|fall| measured(fall.day)).map(|fall| (fall.day, fall.token.as_str(), fall.fall)).collect();
    for failure in failures.iter().filter(|failure| failure.outcome == Outcome::CustomersLost && measured(failure.day))
    {
        let (Some(token), Some(fall)) = (failure.token.as_deref(), failure.token_fall) else { continue };
        if !table.iter().any(|row| row.token == token) {
            falls.push((failure.day, token, fall));
        }
    }
    falls.sort_by_key(|(day, ..)| *day);
    let mut tokens: Vec<(String, f64)> = Vec::new();
    for (_, token, fall) in falls {
        // The first failure of an issuer is the one that tells; sister firms have the same token.
        if !tokens.iter().any(|(name, _)| name == token) {
            tokens.push((token.to_owned(), fall));
        }
    }
    let spread = Spread::of(tokens.iter().map(|(_, fall)| *fall).collect())?;
    Some(TokenFalls { spread, tokens })
}

#[cfg(test)]
mod tests {
    use super::super::failures::parse_failures;
    use super::super::tokens::parse_token_falls;
    use super::*;

    const FAILURES: &str = "id,event_date,kind,failure_type,outcome_class,customer_assets_usd_at_event,\
        final_recovery_fraction_in_usd_at_petition,recovery_basis,recovery_known_on,days_to_first_recovery,native_token,\
        native_token_drawdown_30d_fraction\n\
        paid,2022-11-08,exchange,fraud,customers_lost,11e9,0.96,usd_at_petition,2026-03,833,FTT,0.943\n\
        above,2022-11-08,exchange,fraud,customers_lost,,1.2,usd_at_petition,,830,FTT,0.643\n\
        silent,2021-04-21,exchange,fraud,customers_lost,,,none,,,,\n\
        open,2026-04-01,exchange,insolvency,customers_lost,,,pending,,,,\n\
        issuer,2022-05-09,issuer,insolvency,customers_lost,2e10,0.0,none,2022-06,,LUNA,1.0\n\
        whole,2018-01-26,exchange,hack,made_whole,,1.0,full_made_whole,,45,,\n";

    fn of(losses: &[Losses], kind: Counted, of: Of) -> Losses {
        losses.iter().find(|set| set.kind == kind && set.of == of).unwrap().clone()
    }

    #[test]
    fn losses_are_what_did_not_come_back_and_silence_is_told_apart() {
        let losses = losses(&parse_failures("f.csv", FAILURES).unwrap(), &[], None);
        let all = of(&losses, Counted::Insolvency, Of::All);
        assert_eq!(all.spread.values.len(), 2);
        assert!((all.spread.mean - 0.02).abs() < 1e-12 && all.spread.values[0] == 0.0);
        assert_eq!((all.silent, all.open, all.delays.as_slice()), (1, 1, [830.0, 833.0].as_slice()));
        assert!((all.mean_if_silence_is_loss - 1.04 / 3.0).abs() < 1e-12);
        assert_eq!(of(&losses, Counted::Insolvency, Of::Large).spread.cases, 1);
        assert_eq!(of(&losses, Counted::Lock, Of::All).spread.values, [0.0]);
    }

    #[test]
    fn what_came_later_was_not_known() {
        let failures = parse_failures("f.csv", FAILURES).unwrap();
        let at = |day: &str| losses(&failures, &[], Some(day.parse().unwrap()));
        let known = |sets: &[Losses]| sets.iter().any(|set| set.kind == Counted::Insolvency && set.of == Of::All);
        assert!(!known(&at("2026-03-30")), "not before it was told");
        let then = of(&at("2026-03-31"), Counted::Insolvency, Of::All);
        assert_eq!((then.spread.cases, then.open, then.silent), (1, 2, 1));
    }

    #[test]
    fn a_token_falls_once_and_the_table_of_tokens_goes_before() {
        let failures = parse_failures("f.csv", FAILURES).unwrap();
        let table = "token,event_date,fall\nLUNA,2022-05-09,0.99\nWRX,2024-07-18,0.5\n";
        let table = parse_token_falls("t.csv", table).unwrap();
        let falls = token_falls(&failures, &table, None).unwrap();
        let wanted = [("LUNA", 0.99), ("FTT", 0.943), ("WRX", 0.5)].map(|(token, fall)| (token.to_owned(), fall));
        assert_eq!(falls.tokens, wanted);
        let early = token_falls(&failures, &table, Some("2022-12-07".parse().unwrap())).unwrap();
        assert_eq!(early.tokens.len(), 1, "thirty days after 8 November are over on 8 December");
    }
}
