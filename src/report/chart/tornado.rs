//! What moves the figures: each ranged input at its ends, one at a time.

use super::canvas::Mark;
use super::frame::framed;
use super::strip::{Figure, Line, Strip};
use super::{BLUE, Chart, Subject, VERMILION};
use crate::assessment::{Estimate, InputEffect, Ranges, Swing};
use crate::report::ReportError;
use crate::report::escape::printable;
use crate::report::figure::{change, count, plain};
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
    let lines = drawn.iter().map(|effect| line(effect, (moved.swing)(effect))).collect();
    let strip = Strip { columns: vec!["points, low to high end".to_owned()], lines };
    let note = note(ranges, moving.len() - drawn.len(), ranges.inputs.len() - moving.len());
    let words = subject.words(title(drawn, moved), subtitle(subject, ranges, moved), alt(drawn, moved), note);
    framed(moved.id, words, sheet, strip.height(), |canvas, region| strip.draw(canvas, region)).map(Some)
}

fn line(effect: &InputEffect, swing: Swing) -> Line {
    let InputEffect { input, hurts, .. } = effect;
    let label = format!("{} ({} to {})", spoken(&input.address), plain(input.low), plain(input.high));
    Line::Figures { label, indent: 0.0, columns: vec![Some(figure(swing, hurts.unwrap_or(End::High)))] }
}

/// A bar from the change at one end to that at the other, with a disc at the end that hurts more.
fn figure(Swing { low, high }: Swing, hurts: End) -> Figure {
    let disc = if hurts == End::High { high } else { low };
    let spared = low + high - disc;
    Figure {
        estimate: Estimate::between(disc, f64::NAN, f64::NAN),
        range: Some((low.min(high), low.max(high))),
        strokes: Vec::new(),
        mark: Mark::Disc,
        colour: if disc >= spared { VERMILION } else { BLUE },
        words: format!("{} to {}", change(low), change(high)),
    }
}

/// An address as it is spoken of: `binance insolvency: loss` for `counterparty.binance.mode.insolvency.loss_given_failure.mean`.
fn spoken(address: &str) -> String {
    let mut keys: Vec<&str> = address.split('.').collect();
    if keys.len() > 2 && ["mean", "value", "median", "mode", "min", "max"].contains(&keys[keys.len() - 1]) {
        keys.pop();
    }
    let what = match keys.pop().unwrap_or_default() {
        "annual_failure_probability" => "chance a year",
        "intensity" => "hazard a year",
        "loss_given_failure" => "loss",
        "market_drawdown" => "market fall",
        "drawdown" => "fall of the price",
        "recovery_delay_days" => "delay",
        other => other,
    };
    let silent = ["asset", "counterparty", "mode", "simulation"];
    let whose: Vec<&str> = keys.into_iter().filter(|key| !silent.contains(key)).collect();
    let text = if whose.is_empty() { what.to_owned() } else { format!("{}: {what}", whose.join(" ")) };
    printable(&text.replace('_', " "))
}

fn title(drawn: &[&InputEffect], moved: &Moved) -> String {
    let (input, swing) = (&drawn[0].input, (moved.swing)(drawn[0]));
    format!(
        "“{}” moves {} most: {} points at {}, {} at {}",
        spoken(&input.address),
        moved.figure,
        change(swing.low),
        plain(input.low),
        change(swing.high),
        plain(input.high)
    )
}

fn subtitle(subject: Subject, ranges: &Ranges, moved: &Moved) -> String {
    format!(
        "Change of {} {} in percentage points, averaged over reserves, when one input alone goes from its low to its high end (bar, and \
         digits; disc: the end that hurts more), on the first {} of the same paths. Beside each input its low and high end.",
        moved.figure,
        subject.horizon(),
        count(ranges.paths)
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

fn alt(drawn: &[&InputEffect], moved: &Moved) -> String {
    let told = drawn.iter().map(|effect| {
        let swing = (moved.swing)(effect);
        format!("{}: {} to {}", spoken(&effect.input.address), change(swing.low), change(swing.high))
    });
    let told: Vec<String> = told.collect();
    format!("Change of {} in points with one input at its low and at its high end. {}.", moved.figure, told.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_spoken_of() {
        assert_eq!(spoken("counterparty.b.mode.insolvency.loss_given_failure.mean"), "b insolvency: loss");
        assert_eq!(spoken("counterparty.b.mode.lock.annual_failure_probability"), "b lock: chance a year");
        assert_eq!(spoken("evidence.offshore-hack"), "evidence: offshore-hack");
        assert_eq!(spoken("asset.BNB.contagion_beta"), "BNB: contagion beta");
    }

    #[test]
    fn the_disc_is_at_the_end_that_hurts() {
        let swing = Swing { low: 0.02, high: -0.01 };
        assert_eq!(figure(swing, End::Low).estimate.value, 0.02);
        assert_eq!(figure(swing, End::High).estimate.value, -0.01);
        assert_eq!(figure(swing, End::Low).words, "+2.0 to −1.0");
    }
}
