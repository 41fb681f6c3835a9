//! `calibrate`: daily prices to a market.

use super::arguments::CalibrateArguments;
use super::error::ProgramError;
use super::print;
use super::wording::{clean, grouped, percent, two_digits, wrapped};
use crate::calibration::{
    self, AssetFigures, Calibration, Fault, FaultKind, JointTailMean, Measured, Request, Volatility, Window,
};
use crate::report::{self, Unfinished, WriteOptions};

/// Most assets, notes and faults that are told; the report has all.
const MOST_ASSETS: usize = 12;
const MOST_NOTES: usize = 4;
const MOST_FAULTS: usize = 3;
/// So much is told of one note.
const LETTERS_OF_A_NOTE: usize = 220;

/// Estimates, writes the folder, and says what was found.
///
/// # Errors
///
/// When the prices or the place can't be used; nothing half-written stays.
pub fn calibrate(arguments: &CalibrateArguments) -> Result<(), ProgramError> {
    let request = Request {
        files: arguments.prices.clone(),
        assets: arguments.assets.clone(),
        window: Window { from: arguments.from, to: arguments.to, years: arguments.years },
        step_days: arguments.step_days,
        correlation_step_days: arguments.correlation_step,
        gaps: arguments.gaps.into(),
        volatility: arguments.volatility.into(),
    };
    let writing = WriteOptions { replace_run: arguments.force };
    // Finds out whether the place can be had before the work is done.
    drop(Unfinished::begin(&arguments.out, writing)?);
    let calibration = calibration::calibrate(&request)?;
    let written = report::calibration::write(&calibration, &arguments.out, writing)?;
    if arguments.json {
        let file = written.folder.join("calibration.json");
        let text = std::fs::read_to_string(&file);
        return print(
            &text.map_err(|error| ProgramError::Resources(format!("can't read {}: {error}", file.display())))?,
        );
    }
    if arguments.quiet { Ok(()) } else { print(&answer(&calibration, &arguments.out.display().to_string())) }
}

/// What was found, in some thirty lines.
fn answer(calibration: &Calibration, folder: &str) -> String {
    let Calibration { from, to, assets, .. } = calibration;
    let count = grouped(assets.len() as f64);
    let noun = if assets.len() == 1 { "asset" } else { "assets" };
    let mut lines =
        wrapped("", "", &format!("{count} {noun}, daily prices from {from} to {to}. In brackets: 95% intervals."));
    lines.push(String::new());
    lines.push(format!("{:<10} {:>17} {:>20} {:>16}", "", "volatility", "mean (no forecast)", "t dof"));
    lines.extend(assets.iter().take(MOST_ASSETS).map(row));
    if assets.len() > MOST_ASSETS {
        lines.push(format!("… and {} more in the report", assets.len() - MOST_ASSETS));
    }
    lines.push(String::new());
    lines.extend(shared(calibration));
    lines.extend(together(calibration));
    let notes = &calibration.fragment.notes;
    for note in notes.iter().take(MOST_NOTES) {
        lines.extend(wrapped("- ", "  ", &shortened(&clean(note))));
    }
    lines.extend(looked_at(&calibration.faults));
    lines.push(String::new());
    lines.extend(wrapped(
        "",
        "  ",
        &format!("Written: {} (market.toml to include, calibration.json, report.html)", clean(folder)),
    ));
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

fn row(asset: &AssetFigures) -> String {
    let share = |measured: Measured| {
        format!("{}% ({}–{})", percent(measured.value), percent(measured.low), percent(measured.high))
    };
    let mean = asset.moments.mean;
    let mean = format!("{}% ({} to {})", percent(mean.value), percent(mean.low), percent(mean.high));
    let dof = asset.student_t.as_ref().map_or_else(|| "–".to_owned(), |fit| ranged(fit.dof));
    format!("{:<10} {:>17} {:>20} {:>16}", clean(&asset.id), share(asset.moments.volatility), mean, dof)
}

fn ranged(measured: Measured) -> String {
    let value = two_digits(measured.value);
    if measured.has_interval() {
        format!("{value} ({}–{})", two_digits(measured.low), two_digits(measured.high))
    } else {
        format!("{value} (no upper end)")
    }
}

/// The degrees of freedom by which assets crash together: of the returns, and, where the fragment holds these, of what GARCH leaves.
fn shared(calibration: &Calibration) -> Vec<String> {
    let left = calibration.shared_of_residuals.as_ref().filter(|_| calibration.volatility != Volatility::Constant);
    let left =
        left.map_or_else(String::new, |fit| format!("; of what GARCH leaves of the returns {}", ranged(fit.dof)));
    let words =
        format!("Shared degrees of freedom, by which all crash together: {}{left}.", ranged(calibration.shared.dof));
    wrapped("", "  ", &words)
}

/// The pair of the first two assets, and how often pairs have their worst twentieth together.
fn together(calibration: &Calibration) -> Vec<String> {
    let Some(found) = &calibration.by_correlation_steps else { return Vec::new() };
    let Some(pair) = found.pairs.first() else { return Vec::new() };
    let value = pair.correlation.pearson;
    let words = format!(
        "{} and {} go together by {} ({}–{}) over {}.",
        clean(&pair.a),
        clean(&pair.b),
        two_digits(value.value),
        two_digits(value.low),
        two_digits(value.high),
        days(found.step_days)
    );
    let mut lines = wrapped("", "  ", &words);
    let told = |mean: &JointTailMean| {
        format!(
            "over {} {}% as counted, {}% as the fragment implies",
            days(mean.days),
            percent(mean.measured),
            percent(mean.implied)
        )
    };
    let told: Vec<String> = calibration.joint_tail_means.iter().map(told).collect();
    if !told.is_empty() {
        let words = format!("Worst twentieths of the days that two assets share, on average: {}.", told.join("; "));
        lines.extend(wrapped("", "  ", &words));
    }
    lines
}

fn days(count: u32) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}

fn shortened(note: &str) -> String {
    if note.chars().count() <= LETTERS_OF_A_NOTE {
        return note.to_owned();
    }
    let kept: String = note.chars().take(LETTERS_OF_A_NOTE).collect();
    format!("{}…", kept.rsplit_once(' ').map_or(kept.as_str(), |(kept, _)| kept))
}

/// What is to be looked at in the prices, counted by kind, and the first of each.
fn looked_at(faults: &[Fault]) -> Vec<String> {
    if faults.is_empty() {
        return vec!["Nothing in the prices looks wrong.".to_owned()];
    }
    let count = |kind: FaultKind| faults.iter().filter(|fault| fault.kind == kind).count();
    let kinds = [
        (FaultKind::Gap, "gap", "gaps"),
        (FaultKind::Spike, "spike", "spikes"),
        (FaultKind::Stale, "stale run", "stale runs"),
        (FaultKind::Span, "span that differs", "spans that differ"),
    ];
    let counted: Vec<String> = kinds
        .iter()
        .map(|(kind, one, many)| (count(*kind), one, many))
        .filter(|(count, _, _)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
        .collect();
    let mut lines = wrapped(
        "",
        "  ",
        &format!("To be looked at in the prices, and left as they are: {}. The first of them:", counted.join(", ")),
    );
    for fault in faults.iter().take(MOST_FAULTS) {
        lines.extend(wrapped("- ", "  ", &clean(&fault.to_string())));
    }
    lines
}
