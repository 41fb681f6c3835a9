//! What the reader must know, in their language.

use super::escape::printable;
use super::language::{Tongue, say};
use super::names::Names;
use crate::assessment::warning::{AtLevels, Column, FEW_TAIL_PATHS, Realised, Warning};
use crate::assessment::{Assessment, NotCompared, NotRun};
use crate::engine::Unmet;
use crate::scenario::{Caution, CorrelationChange};

/// Everything that the summary warns of, with names for its ids; what isn't known by its facts is told as it stands
/// there.
pub(super) fn all(assessment: &Assessment, tongue: Tongue) -> Vec<String> {
    let (warnings, names) = (&assessment.warnings, Names::new(&assessment.register, tongue));
    let known = |text: &String| warnings.iter().find(|warning| warning.to_string() == *text);
    let texts = assessment.summary.warnings.iter();
    texts.map(|text| known(text).map_or_else(|| text.clone(), |warning| told(warning, names))).collect()
}

/// Why two reserves are not compared.
pub(super) fn not_compared(words: &str, tongue: Tongue) -> String {
    match NotCompared::told(words) {
        Some(NotCompared::Contributions) => say!(tongue, "not-compared-contributions"),
        Some(NotCompared::Withdrawals) => say!(tongue, "not-compared-withdrawals"),
        Some(NotCompared::ContributionsAndWithdrawals) => say!(tongue, "not-compared-both"),
        Some(NotCompared::FirstValues) => say!(tongue, "not-compared-first-values"),
        None => words.to_owned(),
    }
}

/// One warning; in English it is the same as in the summary, but for names.
fn told(warning: &Warning, names: Names) -> String {
    let tongue = names.tongue();
    match warning {
        Warning::BeforeTheRun { caution } => before_the_run(caution, names),
        Warning::WithoutNames => say!(tongue, "warning-without-names"),
        Warning::NotAllKept { paths, kept, names: true } => {
            say!(tongue, "warning-not-all-kept", paths = *paths, kept = *kept)
        }
        Warning::NotAllKept { paths, kept, names: false } => {
            say!(tongue, "warning-not-all-kept-nameless", paths = *paths, kept = *kept)
        }
        Warning::FewTailPaths { levels, paths, enough } => {
            let levels = listed(tongue, levels.iter().map(|level| tongue.level(*level)).collect());
            let few = FEW_TAIL_PATHS;
            say!(tongue, "warning-few-tail-paths", levels = levels, few = few, paths = *paths, enough = *enough)
        }
        Warning::FewFailingPaths { groups, paths, enough } => {
            let groups = listed(tongue, groups.iter().map(|group| names.group(group)).collect());
            let few = FEW_TAIL_PATHS;
            say!(tongue, "warning-few-failing-paths", groups = groups, few = few, paths = *paths, enough = *enough)
        }
        Warning::Saturated { column, reserves } => {
            let reserves = at_levels(names, reserves);
            match column {
                Column::Loss => say!(tongue, "warning-saturated-loss", reserves = reserves),
                Column::CounterpartyCost => say!(tongue, "warning-saturated-cost", reserves = reserves),
            }
        }
        Warning::RealisedApart { counterparties, by_chance } => realised_apart(names, counterparties, *by_chance),
        Warning::EnvelopeApart { reserve, cost, envelope, by_chance } => {
            let id = if *by_chance { "warning-envelope-by-chance" } else { "warning-envelope-apart" };
            let (cost, envelope) = (rounded_percent(tongue, *cost), rounded_percent(tongue, *envelope));
            say!(tongue, id, reserve = names.reserve(reserve), cost = cost, envelope = envelope)
        }
        Warning::RebalancingDiffers { pairs } => {
            let pair = |[a, b]: &[String; 2]| say!(tongue, "warning-pair", a = names.reserve(a), b = names.reserve(b));
            say!(tongue, "warning-rebalancing", pairs = listed(tongue, pairs.iter().map(pair).collect()))
        }
        Warning::BeyondEvidence { pool, exposure_years, reserves } => say!(
            tongue,
            "warning-beyond-evidence",
            reserves = at_levels(names, reserves),
            pool = pool.as_str(),
            years = tongue.exact(*exposure_years),
            chance = tongue.exact(Warning::one_in(*exposure_years).round()),
        ),
        Warning::NoRanges { why } => say!(tongue, "warning-no-ranges", why = not_run(why, tongue)),
    }
}

/// Why inputs were not run at their ends; what checking the scenario says is quoted as it says it.
pub(super) fn not_run(why: &NotRun, tongue: Tongue) -> String {
    match why {
        NotRun::Refused { says } => say!(tongue, "not-run-refused", says = printable(says)),
        NotRun::Unmet(Unmet { counterparty, rounds, gap }) => say!(
            tongue,
            "not-run-unmet",
            who = printable(counterparty),
            rounds = *rounds,
            gap = tongue.hundredfold(*gap, 1),
        ),
    }
}

fn realised_apart(names: Names, counterparties: &[Realised], by_chance: bool) -> String {
    let tongue = names.tongue();
    let one = |Realised { id, realised, stated }: &Realised| {
        let (realised, stated) = (rounded_percent(tongue, *realised), rounded_percent(tongue, *stated));
        say!(tongue, "warning-realised", who = names.counterparty(id), realised = realised, stated = stated)
    };
    let id = if by_chance { "warning-realised-by-chance" } else { "warning-realised-apart" };
    say!(tongue, id, counterparties = listed(tongue, counterparties.iter().map(one).collect()))
}

fn at_levels(names: Names, reserves: &[AtLevels]) -> String {
    let tongue = names.tongue();
    let one = |AtLevels { reserve, levels }: &AtLevels| {
        let levels = listed(tongue, levels.iter().map(|level| tongue.level(*level)).collect());
        say!(tongue, "warning-at-levels", reserve = names.reserve(reserve), levels = levels)
    };
    listed(tongue, reserves.iter().map(one).collect())
}

fn before_the_run(caution: &Caution, names: Names) -> String {
    let tongue = names.tongue();
    match caution {
        Caution::CorrelationRepaired { smallest_eigenvalue, changes, more } => {
            let one = |CorrelationChange { a, b, stated, used }: &CorrelationChange| {
                let (stated, used) = (tongue.exact(*stated), tongue.number(*used, 4));
                say!(tongue, "warning-correlation", a = a.as_str(), b = b.as_str(), stated = stated, used = used)
            };
            let changes = changes.iter().map(one).collect::<Vec<String>>().join(", ");
            let eigenvalue = tongue.number(*smallest_eigenvalue, 4);
            say!(tongue, "warning-correlation-repaired", eigenvalue = eigenvalue, changes = changes, more = *more)
        }
        Caution::LongHorizon { days } => say!(tongue, "warning-long-horizon", days = days.to_string()),
        Caution::WideSteps { asset, volatility, step_days } => say!(
            tongue,
            "warning-wide-steps",
            asset = asset.as_str(),
            volatility = tongue.exact(*volatility),
            days = step_days.to_string(),
        ),
        Caution::FadingRaise { counterparty, raised, half_life_days } => say!(
            tongue,
            "warning-fading-raise",
            who = names.counterparty(counterparty),
            raised = names.counterparty(raised),
            days = tongue.exact(*half_life_days),
        ),
        Caution::UnusedRecovery { counterparty } => {
            say!(tongue, "warning-unused-recovery", who = names.counterparty(counterparty))
        }
    }
}

/// `a`, `a and b`, `a, b and c`; of many the first five and how many more.
fn listed(tongue: Tongue, names: Vec<String>) -> String {
    const MOST: usize = 5;
    let told = names.len();
    match names.split_last() {
        None => String::new(),
        Some((one, [])) => one.clone(),
        Some((last, first)) if told <= MOST => {
            say!(tongue, "list-last", first = first.join(", "), last = last.as_str())
        }
        Some(_) => say!(tongue, "list-more", first = names[..MOST].join(", "), more = told - MOST),
    }
}

/// A share as a percentage of three significant digits.
fn rounded_percent(tongue: Tongue, share: f64) -> String {
    let digits = match share.abs() {
        size if size >= 1.0 => 0,
        size if size >= 0.1 => 1,
        _ => 2,
    };
    tongue.hundredfold(share, digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;
    use crate::report::language::Language;

    fn cautions() -> Vec<Caution> {
        let change = |a: &str| CorrelationChange { a: a.to_owned(), b: "BNB".to_owned(), stated: -0.9, used: -0.5 };
        let repaired = |more| Caution::CorrelationRepaired {
            smallest_eigenvalue: -0.8,
            changes: vec![change("BTC"), change("ETH")],
            more,
        };
        vec![
            repaired(0),
            repaired(1),
            repaired(1_022),
            Caution::LongHorizon { days: 1_460 },
            Caution::WideSteps { asset: "BTC".to_owned(), volatility: 0.52, step_days: 91 },
            Caution::FadingRaise { counterparty: "okx".to_owned(), raised: "htx".to_owned(), half_life_days: 1.5 },
            Caution::UnusedRecovery { counterparty: "vault".to_owned() },
        ]
    }

    fn every_kind() -> Vec<Warning> {
        let some = |count: usize| (0..count).map(|place| format!("name-{place}"));
        let at = |count: usize| -> Vec<AtLevels> {
            some(count).map(|reserve| AtLevels { reserve, levels: vec![0.99, 0.995, 0.9999] }).collect()
        };
        let realised = |count: usize| -> Vec<Realised> {
            some(count).map(|id| Realised { id, realised: 0.012_345, stated: 0.12 }).collect()
        };
        let apart = |by_chance| Warning::RealisedApart { counterparties: realised(7), by_chance };
        let envelope =
            |by_chance| Warning::EnvelopeApart { reserve: "one".to_owned(), cost: 0.05, envelope: 1.136, by_chance };
        let kept = |names| Warning::NotAllKept { paths: 60_000, kept: 16_384, names };
        let mut all: Vec<Warning> = cautions().into_iter().map(|caution| Warning::BeforeTheRun { caution }).collect();
        all.extend([apart(true), apart(false), envelope(true), envelope(false), kept(true), kept(false)]);
        all.extend([
            Warning::WithoutNames,
            Warning::FewTailPaths { levels: vec![0.9, 0.99], paths: 20, enough: 1_000 },
            Warning::FewFailingPaths { groups: some(3).collect(), paths: 5_000, enough: 6_250 },
            Warning::Saturated { column: Column::Loss, reserves: at(1) },
            Warning::Saturated { column: Column::CounterpartyCost, reserves: at(6) },
            Warning::RebalancingDiffers { pairs: vec![["one".to_owned(), "two".to_owned()]] },
            Warning::BeyondEvidence { pool: "exchanges".to_owned(), exposure_years: 1_060.5, reserves: at(2) },
            Warning::NoRanges { why: NotRun::Refused { says: "it can't".to_owned() } },
            Warning::NoRanges { why: NotRun::Unmet(Unmet { counterparty: "okx".to_owned(), rounds: 50, gap: 0.123 }) },
        ]);
        all
    }

    #[test]
    fn in_english_page_and_summary_say_the_same() {
        for warning in every_kind() {
            assert_eq!(told(&warning, Names::of(&[], Tongue::english())), warning.to_string());
        }
        for reason in NotCompared::ALL {
            assert_eq!(not_compared(&reason.to_string(), Tongue::english()), reason.to_string());
        }
    }

    #[test]
    fn other_languages_have_words_of_their_own_for_each() {
        let [english, russian, kazakh] = Language::ALL.map(|language| {
            let tongue = Tongue::of(language);
            every_kind().iter().map(|warning| told(warning, Names::of(&[], tongue))).collect::<Vec<String>>()
        });
        for ((english, russian), kazakh) in english.iter().zip(&russian).zip(&kazakh) {
            assert!(english != russian && russian != kazakh && kazakh != english, "{english}");
        }
        assert!(russian.iter().any(|text| text.contains("на уровнях 99\u{A0}%, 99,5\u{A0}% и 99,99\u{A0}%")));
    }

    #[test]
    fn facts_survive_json_and_what_has_none_is_told_as_it_is() {
        for warning in every_kind() {
            let text = serde_json::to_string(&warning).unwrap();
            assert_eq!(serde_json::from_str::<Warning>(&text).unwrap(), warning);
        }
        let mut assessment = fixture::assessment(1);
        assessment.warn(Warning::WithoutNames);
        let told = all(&assessment, Tongue::of(Language::Russian));
        assert_eq!(told[0], "This is a made-up warning.");
        assert!(told[1].starts_with("Поимённые показатели не запрашивались"), "{}", told[1]);
    }

    #[test]
    fn what_is_warned_of_has_its_name() {
        let mut assessment = fixture::assessment(1);
        let reserve = assessment.summary.reserves[0].id.clone();
        assessment.warn(Warning::EnvelopeApart { reserve, cost: 0.05, envelope: 1.136, by_chance: false });
        assessment.warn(Warning::FewFailingPaths { groups: vec!["okx".to_owned()], paths: 5_000, enough: 6_250 });
        for language in Language::ALL {
            let told = all(&assessment, Tongue::of(language));
            assert!(told[1].contains("Қор reserve-0, at the partner") && told[2].contains("OKX"), "{told:?}");
        }
    }
}
