//! `report.html` of a calibration.

use super::rows;
use crate::calibration::{Calibration, Gaps, Volatility};
use crate::report::chart::Chart;
use crate::report::escape::html;
use crate::report::language::Tongue;
use crate::report::look::Style;
use crate::report::page::{Section, bound, figures};

/// The whole page.
pub(super) fn page(calibration: &Calibration, charts: &[Chart]) -> String {
    let Calibration { from, to, assets, .. } = calibration;
    let names: Vec<&str> = assets.iter().map(|asset| asset.id.as_str()).collect();
    let title = format!("Prices measured: {}", names.join(", "));
    let description = format!(
        "What daily closes from {from} to {to} say about volatility, tails and falling together, how surely, and what of it a scenario takes over."
    );
    let figures = |ids: &[&str]| -> String {
        let drawn = ids.iter().filter_map(|id| charts.iter().find(|chart| chart.id == *id));
        figures(Tongue::english(), drawn)
    };
    let section = |id, heading: &str, body| Section { id, heading: heading.to_owned(), body };
    let sections = [
        section("fragment", "What the fragment holds, and why", held(calibration)),
        section(
            "data",
            "The prices",
            format!("{}{}", data(calibration), figures(&["prices", "drawdowns"]) + &rows::extremes(calibration)),
        ),
        section(
            "assets",
            "Each asset by itself",
            format!("{MEAN}{}{}", rows::assets(calibration), figures(&["rolling-volatility", "quantiles"])),
        ),
        section("spells", "Spells of volatility", rows::spells(calibration)),
        section(
            "together",
            "All together",
            format!("{}{}{}", figures(&["correlation"]), together(calibration), rows::tails(calibration)),
        ),
        section("pairs", "The pairs", pairs(calibration)),
        section("method", "How it was found", include_str!("method.html").to_owned()),
        section("provenance", "Where it comes from", provenance(calibration)),
    ];
    bound(Style::default(), &title, &description, &sections)
}

const MEAN: &str = "<p class=\"warning\"><strong>A historical mean is not a forecast.</strong> Its interval shows why: even years of prices leave it \
                    open whether the mean was a loss or a gain. The fragment therefore holds a drift of 0.</p>\n";

fn held(calibration: &Calibration) -> String {
    let fragment = &calibration.fragment;
    let law = fragment.dof.map_or_else(
        || "Gaussian innovations".to_owned(),
        |dof| {
            format!(
                "Student-t innovations with {} degrees of freedom, shared by all assets",
                Tongue::english().number(dof, 2)
            )
        },
    );
    let volatility = match calibration.volatility {
        Volatility::Constant => "the constant sample volatility of each asset",
        Volatility::Garch => "GARCH around the sample volatility of each asset",
        Volatility::Gjr => "GJR around the sample volatility of each asset",
    };
    let notes: String = fragment.notes.iter().map(|note| format!("<li>{}</li>\n", html(note))).collect();
    let notes =
        if notes.is_empty() { String::new() } else { format!("<div class=\"warning\"><ul>\n{notes}</ul></div>\n") };
    format!(
        "<p class=\"answer\"><code>market.toml</code> holds {law}; {volatility}, with its 5% and 95% as a range; the last and the highest price; \
         and {} correlations. Put it beside a scenario and write <code>include = [\"market.toml\"]</code>.</p>\n{notes}\
         <p>Assumed, not measured: a drift of 0 and a contagion beta of 1. Left out: jumps, because the tails of the \
         Student-t already hold them, and both together would count them twice.</p>\n",
        fragment.correlations.len()
    )
}

fn data(calibration: &Calibration) -> String {
    let gaps = match calibration.gaps {
        Gaps::Leave => "Nothing was filled: no return is taken over a day without a price.".to_owned(),
        Gaps::ForwardFill => format!(
            "As was asked for, {} days without a price got that of the day before. Each makes a return of 0 and the next one larger: volatility and correlation come out wrong by as much.",
            Tongue::english().count(calibration.filled)
        ),
    };
    let found = match calibration.faults.len() {
        0 => "Nothing in the prices looks wrong.".to_owned(),
        found => format!(
            "{} things are to be looked at; nothing was changed because of them.",
            Tongue::english().count(found as u64)
        ),
    };
    format!("<p>{gaps} {found}</p>\n{}", rows::faults(calibration))
}

fn together(calibration: &Calibration) -> String {
    let shared = |fit: &crate::calibration::SharedFit| rows::figure(fit.dof, 2);
    let residuals = calibration
        .shared_of_residuals
        .as_ref()
        .map_or_else(String::new, |fit| format!(" Of what GARCH leaves of the returns they are {}.", shared(fit)));
    let copula = calibration.by_steps.as_ref().and_then(|found| found.copula.as_ref()).map_or_else(String::new, |fit| {
        format!(
            " The t copula, which looks at ranks alone, has {}; its log-likelihood is {} above that of the Gaussian copula.",
            rows::figure(fit.dof, 2),
            Tongue::english().number(fit.log_likelihood - fit.gaussian_log_likelihood, 1)
        )
    });
    let step = calibration.by_correlation_steps.as_ref().map_or(calibration.step_days, |found| found.step_days);
    let means: Vec<String> = calibration.joint_tail_means.iter().map(rows::mean_tail).collect();
    let means = if means.is_empty() {
        String::new()
    } else {
        format!(
            "<p>Of the days on which one of two assets has its worst twentieth, the other has its own, averaged over all pairs: {}.</p>\n",
            means.join("; ")
        )
    };
    format!(
        "<p>The model draws one mixing number a step for all assets, so that they crash together. The degrees of freedom that they share: {}.{residuals}{copula}</p>\n\
         {means}<p>Where the count stands above what is implied, the model understates how often assets fall together: in calm times they go \
         their own ways, in a rout they do not, and one correlation for all times is neither. Correlations of the fragment are measured over \
         {step} days. What that buys: assets whose prices are taken at other hours, or that follow one another a day late, are seen \
         to go together; where all prices are of one hour it changes little. What it does not buy: more falling together in a rout than one \
         correlation allows; and fewer returns make wider intervals.</p>\n",
        shared(&calibration.shared)
    )
}

fn pairs(calibration: &Calibration) -> String {
    let both = [calibration.by_correlation_steps.as_ref(), calibration.by_steps.as_ref()];
    both.into_iter().flatten().map(rows::pairs).collect()
}

fn provenance(calibration: &Calibration) -> String {
    let inputs: String = calibration
        .inputs
        .iter()
        .map(|input| format!("<li>{}, SHA-256 <code>{}</code></li>\n", html(&input.file), html(&input.sha256)))
        .collect();
    format!(
        "<ul>\n{inputs}</ul>\n<p>Linchpin {}. The same files and the same request give the same figures on any machine. Beside this page \
         stand <code>market.toml</code>, <code>calibration.json</code> with every figure and its standard error, and \
         <code>charts/</code> with the data behind each picture.</p>\n",
        html(calibration.version)
    )
}
