//! The evidence as a TOML fragment that a scenario includes as it stands.

use super::count::Counted;
use super::failures::FirmKind;
use super::hazard::Hazard;
use super::losses::{Losses, Of};
use super::sheet::round;
use super::spread::Spread;
use super::{Cluster, Evidence};
use crate::scenario::hidden;

/// Fewest cases from which a loss is told.
const FEWEST_CASES: usize = 5;

/// Digits of figures that were fitted: more would claim too much, and differ between machines.
const DECIMALS: i32 = 4;

const TOKEN: &str = "token";

pub(super) fn fragment(evidence: &Evidence, source: &str) -> String {
    let mut text = heading(evidence);
    for hazard in &evidence.hazards {
        text.push_str(&pool(hazard, source));
    }
    for (cohort, kind) in &evidence.kinds {
        let modes: Vec<String> =
            Counted::KINDS.into_iter().filter_map(|kind| mode(evidence, cohort, kind, source)).collect();
        if modes.is_empty() {
            continue;
        }
        text.push_str(&counterparty(evidence, cohort, *kind, source));
        text.push_str(&modes.concat());
        let falls = modes.iter().any(|mode| mode.contains(&format!("kind = \"{}\"\n", mode_kind(Counted::Insolvency))));
        if falls {
            text.push_str(&token(evidence, cohort, source).unwrap_or_default());
        }
    }
    text
}

fn heading(evidence: &Evidence) -> String {
    let by = evidence.as_of.map_or_else(|| "all that the tables hold".into(), |day| format!("what was known by {day}"));
    format!(
        "# Hazards, losses and links of classes of firms, from tables of failures: {by}.\n\
         # Include this file, or copy what you need. A counterparty below stands for a class and is no firm; its token\n\
         # moves with the failure alone, so copy its link to an asset of yours.\n\
         # Low and high are 5% and 95%. Those of a pool follow from its counts and stand beside it as a comment.\n\
         # Each pool brings the half event of the Jeffreys prior: many pools of one counterparty say more than one would.\n"
    )
}

fn pool(hazard: &Hazard, source: &str) -> String {
    let Hazard { pool, counts, events, from, to, .. } = hazard;
    let years = number(round(hazard.exposure_years, DECIMALS));
    let [mean, low, high] = [hazard.posterior_mean, hazard.posterior_5, hazard.posterior_95].map(percent);
    let which = match hazard.ids.as_slice() {
        [] => String::new(),
        ids if ids.len() <= 12 => format!(": {}", ids.join(", ")),
        ids => format!(": {} and {} more", ids[..12].join(", "), ids.len() - 12),
    };
    let origin = string(&format!("{source}, {from} up to {to}{which}"));
    format!(
        "\n[evidence.{pool}]        # {mean} a year ({low} to {high})\ncounts = {}\nfailures = {events}\n\
         exposure_years = {years}\nsource = {origin}\n",
        string(counts)
    )
}

fn counterparty(evidence: &Evidence, cohort: &str, kind: FirmKind, source: &str) -> String {
    let word = match kind {
        FirmKind::Exchange => "exchange",
        FirmKind::Custodian => "custodian",
        FirmKind::Lender => "lender",
        FirmKind::Issuer => "issuer",
        FirmKind::Bridge => "other",
    };
    let cluster = evidence.clusters.iter().find(|cluster| cluster.cohort == cohort);
    let (loadings, origin) = cluster.map_or_else(Default::default, |cluster| loading(cluster, source));
    format!("\n[[counterparty]]\nid = {0}\nname = {0}\nkind = \"{word}\"\n{loadings}{origin}", string(cohort))
}

fn loading(cluster: &Cluster, source: &str) -> (String, String) {
    let [value, low, high] = [cluster.loading, cluster.low, cluster.high].map(|end| number(round(end, DECIMALS)));
    let loadings = format!("loadings = {{ crypto-credit = {{ value = {value}, low = {low}, high = {high} }} }}\n");
    let years: Vec<String> =
        cluster.years.iter().map(|year| format!("{} of {} in {}", year.failures, year.firms, year.year)).collect();
    let words = format!("{source}; loading by maximum likelihood from {}", years.join(", "));
    (loadings, format!("source = {}\n", string(&words)))
}

const fn mode_kind(kind: Counted) -> &'static str {
    match kind {
        Counted::Theft => "hack",
        Counted::Closure => "regulatory",
        Counted::Lock => "lock",
        Counted::Loss | Counted::Insolvency => "insolvency",
    }
}

/// A mode of a class; `None` where the tables tell no loss or no delay of such an event.
fn mode(evidence: &Evidence, cohort: &str, kind: Counted, source: &str) -> Option<String> {
    let hazard = evidence
        .hazards
        .iter()
        .find(|hazard| hazard.cohort == cohort && hazard.kind == kind && hazard.window.is_empty())?;
    let losses = chosen(evidence, cohort, kind)?;
    let delays = delays(evidence, losses, kind)?;
    let basis = if kind == Counted::Insolvency { "petition-date" } else { "in-kind" };
    let law = if kind == Counted::Lock { "{ kind = \"fixed\", value = 0.0 }".to_owned() } else { law(&losses.spread) };
    let origin = string(&format!("{source}; loss: {}", whose(losses)));
    let (mode, pool, counts) = (mode_kind(kind), string(&hazard.pool), string(hazard.counts));
    Some(format!(
        "\n[[counterparty.mode]]\nkind = \"{mode}\"\ncounts = {counts}\nevidence = {pool}\nloss_given_failure = {law}\n\
         recovery_delay_days = {delays}\nrecovery_basis = \"{basis}\"\nsource = {origin}\n"
    ))
}

/// The class's own losses where there are enough, else those of large firms, else of all.
fn chosen<'e>(evidence: &'e Evidence, cohort: &str, kind: Counted) -> Option<&'e Losses> {
    let of = |whose: &Of| evidence.losses.iter().find(|set| set.kind == kind && set.of == *whose);
    let enough = |set: &&Losses| set.spread.cases >= FEWEST_CASES;
    let own = of(&Of::Cohort(cohort.to_owned())).filter(enough);
    own.or_else(|| of(&Of::Large).filter(enough)).or_else(|| of(&Of::All))
}

fn whose(losses: &Losses) -> String {
    let firms = match &losses.of {
        Of::All => "all firms on record".to_owned(),
        Of::Large => "firms with 100 million dollars of customers' assets or more".to_owned(),
        Of::Cohort(name) => format!("of {name} itself"),
    };
    format!("{} cases, {firms}", losses.spread.cases)
}

/// Delays of the same cases; where they are too few, of all of the kind.
fn delays(evidence: &Evidence, losses: &Losses, kind: Counted) -> Option<String> {
    let all = evidence.losses.iter().find(|set| set.kind == kind && set.of == Of::All);
    let enough = Some(losses).filter(|set| set.delays.len() >= 3);
    let delays = &enough.or(all)?.delays;
    if delays.is_empty() { None } else { Some(empirical(delays)) }
}

/// A beta law with a range for its mean, or the cases themselves where no beta law fits.
fn law(spread: &Spread) -> String {
    if !spread.has_beta() {
        return empirical(&spread.values);
    }
    let [mean, low, high, sd] = [spread.mean, spread.mean_5, spread.mean_95, spread.sd];
    let [mean, low, high, sd] = [mean, low, high, sd].map(|figure| number(round(figure, DECIMALS)));
    format!("{{ kind = \"beta\", mean = {{ value = {mean}, low = {low}, high = {high} }}, sd = {sd} }}")
}

fn empirical(values: &[f64]) -> String {
    let listed: Vec<String> = values.iter().map(|value| number(round(*value, DECIMALS))).collect();
    format!("{{ kind = \"empirical\", values = [{}] }}", listed.join(", "))
}

fn token(evidence: &Evidence, cohort: &str, source: &str) -> Option<String> {
    let falls = evidence.token_falls.as_ref()?;
    let tokens: Vec<String> =
        falls.tokens.iter().map(|(token, fall)| format!("{token} {}", number(round(*fall, 2)))).collect();
    let origin = string(&format!("{source}; falls within about 30 days: {}", tokens.join(", ")));
    let id = string(&format!("{}-{TOKEN}", &cohort[..cohort.len().min(58)]));
    Some(format!(
        "\n[[asset]]\nid = {id}\nname = {id}\nprice = 1.0\nvolatility = 0.0\nsource = \"a unit to hang the link on\"\n\
         \n[[asset.link]]\ncounterparty = {}\nmodes = [\"insolvency\"]\ndrawdown = {}\nsource = {origin}\n",
        string(cohort),
        law(&falls.spread)
    ))
}

/// A TOML number with a point, so that it is read as a fraction wherever one is wanted.
fn number(value: f64) -> String {
    format!("{value:?}")
}

fn percent(share: f64) -> String {
    format!("{}%", round(100.0 * share, 1))
}

/// A TOML string. What can't be seen was refused in the tables; the name of a file may hold it still.
fn string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            unseen if hidden(unseen) => quoted.push('\u{FFFD}'),
            plain => quoted.push(plain),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_ends_its_string() {
        assert_eq!(string("a\"]\nb\\"), "\"a\\\"]\u{FFFD}b\\\\\"");
    }

    #[test]
    fn numbers_are_fractions() {
        assert_eq!([1.0, 0.25, 140.0].map(number), ["1.0", "0.25", "140.0"]);
    }
}
