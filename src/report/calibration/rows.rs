//! Tables of the page: figures with their intervals, row by row.

use crate::calibration::{
    AssetFigures, Calibration, Dependence, Fault, GarchFit, JointTail, JointTailMean, Measured, Pair,
};
use crate::report::escape::html;
use crate::report::language::Tongue;

/// Most rows of a list; calibration.json has all.
const MOST_ROWS: usize = 60;

/// A table as HTML: the first column is words, the others are figures.
pub(super) fn table(caption: &str, heads: &[&str], rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let cells = |tag: &str, cells: Vec<&str>| -> String {
        let cell = |(place, text): (usize, &str)| {
            let class = if place > 0 { " class=\"figure\"" } else { "" };
            // An interval may stand below its figure, but is not broken itself.
            let text = match text.split_once(" (") {
                Some((figure, interval)) if place > 0 => format!("{} <span>({}</span>", html(figure), html(interval)),
                _ => html(text),
            };
            match (tag, place) {
                ("td", 0) => format!("<th scope=\"row\">{text}</th>"),
                ("th", _) => format!("<th scope=\"col\"{class}>{text}</th>"),
                _ => format!("<{tag}{class}>{text}</{tag}>"),
            }
        };
        cells.into_iter().enumerate().map(cell).collect()
    };
    let body: String = rows
        .iter()
        .take(MOST_ROWS)
        .map(|row| format!("<tr>{}</tr>\n", cells("td", row.iter().map(String::as_str).collect())))
        .collect();
    let rest = rows.len().saturating_sub(MOST_ROWS);
    let rest = if rest > 0 { format!(" {rest} more rows stand in calibration.json.") } else { String::new() };
    format!(
        "<div class=\"scroll\" role=\"region\" aria-label=\"{}\" tabindex=\"0\"><table>\n<caption>{}{rest}</caption>\n<thead><tr>{}</tr></thead>\n<tbody>\n{body}</tbody>\n</table></div>\n",
        html(caption),
        html(caption),
        cells("th", heads.to_vec())
    )
}

/// `0.83 (0.80 to 0.86)`.
pub(super) fn figure(measured: Measured, digits: usize) -> String {
    let value = Tongue::english().number(measured.value, digits);
    match (measured.low.is_finite(), measured.high.is_finite()) {
        (true, true) => format!(
            "{value} ({} to {})",
            Tongue::english().number(measured.low, digits),
            Tongue::english().number(measured.high, digits)
        ),
        (true, false) => format!("{value} ({} or more)", Tongue::english().number(measured.low, digits)),
        _ => format!("{value} (no interval)"),
    }
}

fn share(measured: Measured) -> String {
    let percents = |value: f64| Tongue::english().number(100.0 * value, 0);
    format!("{}% ({}% to {}%)", percents(measured.value), percents(measured.low), percents(measured.high))
}

/// Volatility, mean, tails and jumps of each asset.
pub(super) fn assets(calibration: &Calibration) -> String {
    let row = |asset: &AssetFigures| {
        let jumps = asset.jumps.as_ref();
        vec![
            asset.id.clone(),
            asset.moments.returns.to_string(),
            share(asset.moments.volatility),
            share(asset.moments.mean),
            asset.student_t.as_ref().map_or_else(|| "–".to_owned(), |fit| figure(fit.dof, 2)),
            jumps.map_or_else(|| "–".to_owned(), |jumps| figure(jumps.per_year, 1)),
            jumps.and_then(|jumps| jumps.mean).map_or_else(|| "–".to_owned(), share_or_point),
        ]
    };
    let rows: Vec<Vec<String>> = calibration.assets.iter().map(row).collect();
    table(
        "Volatility and the mean of the log return, a year of 365 days; degrees of freedom of each asset's own Student-t; jumps, which no spell of volatility explains, and their mean. In brackets: 95% intervals.",
        &["Asset", "Returns", "Volatility", "Mean", "t dof", "Jumps a year", "Mean jump"],
        &rows,
    )
}

fn share_or_point(measured: Measured) -> String {
    if measured.has_interval() { share(measured) } else { Tongue::english().percent(measured.value) }
}

/// The worst that was.
pub(super) fn extremes(calibration: &Calibration) -> String {
    let row = |asset: &AssetFigures| {
        let worst = |days: u32| {
            let found = asset.worst.iter().find(|worst| worst.days == days);
            found.map_or_else(
                || "–".to_owned(),
                |worst| format!("{} (to {})", Tongue::english().percent(worst.change), worst.to),
            )
        };
        let fall = &asset.drawdown;
        let back = fall.recovered.map_or_else(|| "not back".to_owned(), |day| day.to_string());
        vec![
            asset.id.clone(),
            worst(1),
            worst(7),
            worst(30),
            format!("−{} ({} to {})", Tongue::english().percent(fall.depth), fall.peak, fall.trough),
            back,
        ]
    };
    let rows: Vec<Vec<String>> = calibration.assets.iter().map(row).collect();
    table(
        "The worst 1, 7 and 30 days with their last day, the deepest fall from a highest price, and when the price was back. These are what was, not estimates.",
        &["Asset", "1 day", "7 days", "30 days", "Deepest fall", "Back on"],
        &rows,
    )
}

/// GARCH and GJR of each asset.
pub(super) fn spells(calibration: &Calibration) -> String {
    let mut rows = Vec::new();
    for asset in &calibration.assets {
        let Some(spells) = &asset.spells else { continue };
        for (name, fit) in [("GARCH", &spells.garch), ("GJR", &spells.gjr)] {
            let ratio = if name == "GJR" {
                format!(
                    "{} (p = {})",
                    Tongue::english().number(spells.likelihood_ratio, 1),
                    Tongue::english().number(spells.p_value, 3)
                )
            } else {
                "–".to_owned()
            };
            rows.push(spell(&asset.id, name, fit, ratio));
        }
    }
    table(
        "GARCH(1,1) and GJR with Student-t innovations, by maximum likelihood; robust 95% intervals. Half-life: steps until half of a shock to the variance is gone. LR: twice the gain in log-likelihood by γ, and how often chance alone gains as much. Where persistence (α + γ/2 + β) is 1 the intervals are those given that; where a figure is 0 the fit stands on an edge and no interval is right.",
        &["Asset", "Law", "α", "γ", "β", "Persistence", "Half-life", "dof", "Volatility next", "ln L", "LR"],
        &rows,
    )
}

fn spell(id: &str, name: &str, fit: &GarchFit, ratio: String) -> Vec<String> {
    let gamma = if name == "GJR" { figure(fit.gamma, 3) } else { "–".to_owned() };
    vec![
        id.to_owned(),
        name.to_owned(),
        figure(fit.alpha, 3),
        gamma,
        figure(fit.beta, 3),
        fit.persistence_error.map_or_else(
            || Tongue::english().number(fit.persistence, 4),
            |error| figure(Measured::new(fit.persistence, error), 3),
        ),
        fit.half_life_steps.map_or_else(|| "never".to_owned(), |steps| Tongue::english().number(steps, 0)),
        figure(fit.dof, 2),
        Tongue::english().percent(fit.next_volatility),
        Tongue::english().number(fit.log_likelihood, 1),
        ratio,
    ]
}

/// All pairs at one step.
pub(super) fn pairs(found: &Dependence) -> String {
    let row = |pair: &Pair| {
        let correlation = &pair.correlation;
        let three = [correlation.pearson, correlation.spearman, correlation.kendall].map(|value| figure(value, 2));
        std::iter::once(format!("{} and {}", pair.a, pair.b)).chain(three).collect()
    };
    let rows: Vec<Vec<String>> = found.pairs.iter().map(row).collect();
    let days = if found.step_days == 1 { "1 day".to_owned() } else { format!("{} days", found.step_days) };
    table(
        &format!("Correlations of log returns over {days}, {} of them; 95% intervals.", found.rows),
        &["Pair", "Pearson", "Spearman", "Kendall"],
        &rows,
    )
}

/// `over 7 days 56% as counted, 45% as the fragment implies (46% with correlations of single steps)`.
pub(super) fn mean_tail(mean: &JointTailMean) -> String {
    let days = if mean.days == 1 { "1 day".to_owned() } else { format!("{} days", mean.days) };
    let [counted, implied, by_steps] =
        [mean.measured, mean.implied, mean.implied_by_steps].map(|share| Tongue::english().percent(share));
    format!(
        "over {days} {counted} as counted, {implied} as the fragment implies ({by_steps} with correlations of single steps)"
    )
}

/// Worst twentieths together.
pub(super) fn tails(calibration: &Calibration) -> String {
    let row = |tail: &JointTail| {
        let implied = |share: Option<f64>| {
            share.map_or_else(|| "–".to_owned(), |share| format!("{}%", Tongue::english().number(100.0 * share, 0)))
        };
        vec![
            format!("{} and {}", tail.a, tail.b),
            tail.days.to_string(),
            tail.together.to_string(),
            share(tail.measured),
            implied(tail.implied),
            implied(tail.implied_by_steps),
        ]
    };
    // The pairs of few assets stand whole; of more, those of the first.
    let first = calibration.fragment.correlations.first().map(|(a, _, _)| a.as_str());
    let is_told = |tail: &&JointTail| calibration.joint_tails.len() <= MOST_ROWS || Some(tail.a.as_str()) == first;
    let rows: Vec<Vec<String>> = calibration.joint_tails.iter().filter(is_told).map(row).collect();
    table(
        "Of the windows in which one asset has its worst twentieth, the share in which the other has its own: as counted (95% interval), and as the fragment implies with constant volatility; last, as it would with correlations of single steps. All pairs stand in calibration.json.",
        &["Pair", "Days", "Together", "Counted", "Implied", "By steps"],
        &rows,
    )
}

/// What is to be looked at in the prices.
pub(super) fn faults(calibration: &Calibration) -> String {
    let row = |fault: &Fault| {
        vec![
            fault.file.clone(),
            fault.row.map_or_else(|| "–".to_owned(), |row| row.to_string()),
            match (fault.column, &fault.asset) {
                (Some(column), Some(asset)) => format!("{column} {asset}"),
                (Some(column), None) => column.to_string(),
                _ => "–".to_owned(),
            },
            fault.message.clone(),
        ]
    };
    let rows: Vec<Vec<String>> = calibration.faults.iter().map(row).collect();
    table(
        "Rows count lines of the file, the header is line 1; of missing days it is the row before them.",
        &["File", "Row", "Column", "What"],
        &rows,
    )
}
