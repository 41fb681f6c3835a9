//! What moves the figures: each ranged input at its ends, one at a time.

use super::canvas::Mark;
use super::frame::framed;
use super::strip::{Figure, Line, Strip};
use super::{BLUE, Chart, Subject, VERMILION};
use crate::assessment::{Estimate, InputEffect, Ranges, Swing};
use crate::report::ReportError;
use crate::report::escape::printable;
use crate::report::language::Tongue;
use crate::report::names::Names;
use crate::report::sheet::Sheet;
use crate::scenario::End;

/// Most inputs drawn; all stand in the table.
const MOST_INPUTS: usize = 12;

const HEADER: [&str; 6] = ["input", "value", "low", "high", "change_at_low", "change_at_high"];

/// One of the figures that are moved.
struct Moved {
    id: &'static str,
    /// In a sentence.
    figure: String,
    swing: fn(&InputEffect) -> Swing,
}

/// What moves the mean counterparty cost; `None` where no ranged input does.
pub(super) fn of_cost(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let figure = "the mean counterparty cost".to_owned();
    chart(subject, &Moved { id: "tornado", figure, swing: |effect| effect.cost })
}

/// What moves ES of the loss.
pub(super) fn of_shortfall(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let figure = "ES 99% of the loss".to_owned();
    chart(subject, &Moved { id: "tornado-es", figure, swing: |effect| effect.es })
}

fn chart(subject: Subject, moved: &Moved) -> Result<Option<Chart>, ReportError> {
    let Some(ranges) = &subject.assessment.summary.ranges else { return Ok(None) };
    let mut moving: Vec<&InputEffect> = ranges.moving().filter(|effect| (moved.swing)(effect).width() > 0.0).collect();
    if moving.is_empty() {
        return Ok(None);
    }
    moving.sort_by(|a, b| (moved.swing)(b).width().total_cmp(&(moved.swing)(a).width()));
    let drawn = &moving[..moving.len().min(MOST_INPUTS)];
    let mut sheet = Sheet::new(&HEADER);
    for effect in drawn {
        let (input, swing) = (&effect.input, (moved.swing)(effect));
        let figures = [input.value, input.low, input.high, swing.low, swing.high].map(Into::into);
        sheet.rows.push([input.address.as_str().into()].into_iter().chain(figures).collect());
    }
    let lines = drawn.iter().flat_map(|effect| lines(subject.names, effect, (moved.swing)(effect))).collect();
    let strip = Strip { columns: vec!["points, at low and at high end".to_owned()], lines };
    let note = note(ranges, moving.len() - drawn.len(), ranges.inputs.len() - moving.len());
    let (title, alt) = (title(subject.names, drawn, moved), alt(subject.names, drawn, moved));
    let words = subject.words(title, subtitle(subject, ranges, moved), alt, note);
    framed(subject.style, moved.id, words, sheet, strip.height(), |canvas, region| strip.draw(canvas, region)).map(Some)
}

/// The input with its bar, and below it how far it goes.
fn lines(names: Names, effect: &InputEffect, swing: Swing) -> [Line; 2] {
    let InputEffect { input, hurts, .. } = effect;
    let ends = format!(
        "from {} to {}",
        said(names.tongue(), &input.address, input.low),
        said(names.tongue(), &input.address, input.high)
    );
    let figure = figure(names.tongue(), swing, hurts.unwrap_or(End::High));
    [
        Line::Figures { label: spoken(names, &input.address), indent: 0.0, columns: vec![Some(figure)] },
        Line::Figures { label: ends, indent: 16.0, columns: vec![None] },
    ]
}

/// A bar from the change at one end to that at the other, with a disc at the end that hurts more.
fn figure(tongue: Tongue, Swing { low, high }: Swing, hurts: End) -> Figure {
    let disc = if hurts == End::High { high } else { low };
    let spared = low + high - disc;
    Figure {
        estimate: Estimate::between(disc, f64::NAN, f64::NAN),
        range: Some((low.min(high), low.max(high))),
        strokes: Vec::new(),
        mark: Mark::Disc,
        colour: if disc >= spared { VERMILION } else { BLUE },
        words: format!("{} to {}", tongue.change(low), tongue.change(high)),
    }
}

/// The keys of an address, without the last where that only names a number of a law.
fn keys(address: &str) -> Vec<&str> {
    let mut keys: Vec<&str> = address.split('.').collect();
    if keys.len() > 2 && ["mean", "value", "median", "mode", "min", "max"].contains(&keys[keys.len() - 1]) {
        keys.pop();
    }
    keys
}

/// An address as it is spoken of: `Binance insolvency: loss` for `counterparty.binance.mode.insolvency.loss_given_failure.mean`.
fn spoken(names: Names, address: &str) -> String {
    let mut keys = keys(address);
    let what = match keys.pop().unwrap_or_default() {
        "annual_failure_probability" => "yearly chance",
        "intensity" => "hazard a year",
        "loss_given_failure" => "loss",
        "market_drawdown" => "market fall",
        "drawdown" => "fall of the price",
        "recovery_delay_days" => "delay",
        other => other,
    };
    let mut whose = Vec::new();
    let mut before = "";
    for key in keys {
        match (before, key) {
            // An asset's link is told of by what it is a link to.
            ("", "asset" | "counterparty" | "simulation") | (_, "mode") => {}
            ("counterparty", id) => whose.push(names.counterparty(id)),
            ("asset", id) => whose.push(names.asset(id)),
            ("", "self") => whose.push("own keys".to_owned()),
            (_, other) => whose.push(other.replace('_', " ")),
        }
        before = key;
    }
    let what = what.replace('_', " ");
    printable(&if whose.is_empty() { what } else { format!("{}: {what}", whose.join(" ")) })
}

/// The number at an end: shares and chances in percent.
fn said(tongue: Tongue, address: &str, value: f64) -> String {
    let shares = [
        "annual_failure_probability",
        "intensity",
        "loss_given_failure",
        "market_drawdown",
        "drawdown",
        "probability",
        "volatility",
        "escape_fraction",
    ];
    let is_share = keys(address).last().is_some_and(|key| shares.contains(key)) || address.starts_with("evidence.");
    if is_share { tongue.percent(value) } else { tongue.plain(value) }
}

fn title(names: Names, drawn: &[&InputEffect], moved: &Moved) -> String {
    let (input, swing) = (&drawn[0].input, (moved.swing)(drawn[0]));
    format!(
        "“{}” moves {} most: {} points at {}, {} at {}",
        spoken(names, &input.address),
        moved.figure,
        names.tongue().change(swing.low),
        said(names.tongue(), &input.address, input.low),
        names.tongue().change(swing.high),
        said(names.tongue(), &input.address, input.high)
    )
}

fn subtitle(subject: Subject, ranges: &Ranges, moved: &Moved) -> String {
    format!(
        "Change of {} {} in percentage points, averaged over reserves, when one input alone goes from its low to its high end (bar, and \
         digits; disc: the end that hurts more), on the first {} of the same paths. Below each input how far it goes.",
        moved.figure,
        subject.horizon(),
        subject.tongue.count(ranges.paths)
    )
}

fn note(ranges: &Ranges, undrawn: usize, still: usize) -> String {
    let pools = ranges.inputs.iter().any(|effect| effect.input.address.starts_with("evidence."));
    let pools = if pools { "Pools of evidence go to the 5% and 95% of what their counts allow." } else { "" };
    let more = if undrawn > 0 {
        format!("{undrawn} more move less and stand in the table “ranges”.")
    } else {
        String::new()
    };
    let still = if still > 0 { format!("{still} of {} move nothing.", ranges.inputs.len()) } else { String::new() };
    [pools, &more, &still].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn alt(names: Names, drawn: &[&InputEffect], moved: &Moved) -> String {
    let told = drawn.iter().map(|effect| {
        let swing = (moved.swing)(effect);
        format!(
            "{}: {} to {}",
            spoken(names, &effect.input.address),
            names.tongue().change(swing.low),
            names.tongue().change(swing.high)
        )
    });
    let told: Vec<String> = told.collect();
    format!("Change of {} in points with one input at its low and at its high end. {}.", moved.figure, told.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_spoken_of() {
        let assessment = crate::report::fixture::assessment(1);
        let spoken = |address: &str| spoken(Names::new(&assessment.register, Tongue::english()), address);
        assert_eq!(spoken("counterparty.b.mode.insolvency.loss_given_failure.mean"), "b insolvency: loss");
        assert_eq!(spoken("counterparty.b.mode.lock.annual_failure_probability"), "b lock: yearly chance");
        assert_eq!(spoken("self.annual_failure_probability"), "own keys: yearly chance");
        assert_eq!(spoken("evidence.offshore-hack"), "evidence: offshore-hack");
        assert_eq!(spoken("asset.XYZ.contagion_beta"), "XYZ: contagion beta");
        assert_eq!(spoken("asset.XYZ.link.hack.drawdown.mean"), "XYZ link hack: fall of the price");
    }

    #[test]
    fn shares_are_said_in_percent() {
        assert_eq!(said(Tongue::english(), "self.annual_failure_probability", 0.0005), "0.050%");
        assert_eq!(said(Tongue::english(), "counterparty.b.mode.insolvency.loss_given_failure.mean", 0.85), "85%");
        assert_eq!(said(Tongue::english(), "asset.XYZ.contagion_beta", 1.1), "1.1");
    }

    #[test]
    fn the_disc_is_at_the_end_that_hurts() {
        let swing = Swing { low: 0.02, high: -0.01 };
        assert_eq!(figure(Tongue::english(), swing, End::Low).estimate.value, 0.02);
        assert_eq!(figure(Tongue::english(), swing, End::High).estimate.value, -0.01);
        assert_eq!(figure(Tongue::english(), swing, End::Low).words, "+2.0 to −1.0");
    }
}
