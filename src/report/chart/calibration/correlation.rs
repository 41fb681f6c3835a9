//! All pairs as a map: what the fragment holds below the diagonal, and single steps above it.

use super::Subject;
use crate::calibration::{Dependence, Measured, Pair};
use crate::report::ReportError;
use crate::report::chart::canvas::{Canvas, Side};
use crate::report::chart::frame::{LABEL, NAME, Region, framed};
use crate::report::chart::letters::Letters;
use crate::report::chart::{Chart, INK};
use crate::report::language::Tongue;
use crate::report::look::{Colour, Style};
use crate::report::sheet::Sheet;
use ndarray::Array2;

/// Above this many assets cells have no figures.
const MOST_WITH_FIGURES: usize = 12;
const HEAD: f64 = 24.0;

pub(super) fn chart(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let Some(of_fragment) = subject.0.by_correlation_steps.as_ref().filter(|found| !found.pairs.is_empty()) else {
        return Ok(None);
    };
    let by_steps = subject.0.by_steps.as_ref().unwrap_or(of_fragment);
    let subtitle = format!(
        "Pearson’s correlation of log returns. Below the diagonal over {}, which the fragment holds; above it over {}. The darker, the more \
         two assets move as one.",
        days(of_fragment.step_days),
        days(by_steps.step_days)
    );
    let sentences: Vec<String> = of_fragment.pairs.iter().take(30).map(sentence).collect();
    let alt = format!("A map of correlations over {}. {}", days(of_fragment.step_days), sentences.join(" "));
    let note = format!(
        "{} returns over {}, {} over {}. Each figure has its interval in the table and in calibration.json.",
        Tongue::english().count(of_fragment.rows as u64),
        days(of_fragment.step_days),
        Tongue::english().count(by_steps.rows as u64),
        days(by_steps.step_days)
    );
    let words = subject.words(title(of_fragment), subtitle, alt, note);
    let size = of_fragment.assets.len();
    let height = HEAD + size as f64 * cell_height(size);
    framed(Style::default(), "correlation", words, sheet(of_fragment, by_steps), height, |canvas, region| {
        let (below, above) =
            (of_fragment.matrix(|pair| pair.pearson.value), by_steps.matrix(|pair| pair.pearson.value));
        draw(canvas, region, &of_fragment.assets, &below, &above);
    })
    .map(Some)
}

fn days(step: u32) -> String {
    if step == 1 { "1 day".to_owned() } else { format!("{step} days") }
}

fn cell_height(size: usize) -> f64 {
    if size <= MOST_WITH_FIGURES { 44.0 } else { 26.0 }
}

fn draw(canvas: &Canvas, region: Region, assets: &[String], below: &Array2<f64>, above: &Array2<f64>) {
    let size = assets.len();
    let names = assets.iter().map(|name| NAME.width(name)).fold(0.0, f64::max).min(130.0) + 12.0;
    let (left, top) = (region.left + names, region.top + HEAD);
    let (width, height) = (((region.right - left) / size as f64).min(110.0), cell_height(size));
    for (row, name) in assets.iter().enumerate() {
        let down = top + row as f64 * height;
        let name = NAME.fit(name, names - 12.0);
        canvas.text(&name, (left - 8.0, down + 0.5 * height + 5.5), Side::Left, NAME, INK);
        let across = left + (row as f64 + 0.5) * width;
        let head = if size <= MOST_WITH_FIGURES { NAME } else { Letters::bold(11.0) };
        canvas.text(&head.fit(&name, width), (across, region.top + 15.0), Side::Middle, head, INK);
        for column in (0..size).filter(|column| *column != row) {
            let value = if column < row { below[(row, column)] } else { above[(row, column)] };
            let corner = (left + column as f64 * width, down);
            canvas.block(
                (corner.0 + 1.0, corner.1 + 1.0),
                (corner.0 + width - 1.0, corner.1 + height - 1.0),
                colour(value),
                1.0,
            );
            if size <= MOST_WITH_FIGURES {
                let ink = canvas.style.palette.upon(colour(value));
                canvas.text(
                    &Tongue::english().number(value, 2),
                    (corner.0 + 0.5 * width, corner.1 + 0.5 * height + 5.5),
                    Side::Middle,
                    LABEL,
                    ink,
                );
            }
        }
    }
}

/// The paper at 0, towards blue above and towards orange below.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn colour(value: f64) -> Colour {
    let part = (1000.0 * value.abs().min(1.0)).round() as u16;
    if value < 0.0 { Colour::Adds(part) } else { Colour::Takes(part) }
}

fn sheet(of_fragment: &Dependence, by_steps: &Dependence) -> Sheet {
    let mut sheet = Sheet::new(&["a", "b", "step_days", "value", "standard_error", "low", "high"]);
    for found in [of_fragment, by_steps] {
        for pair in &found.pairs {
            let Measured { value, standard_error, low, high } = pair.correlation.pearson;
            let (a, b) = (pair.a.as_str().into(), pair.b.as_str().into());
            sheet.push([
                a,
                b,
                f64::from(found.step_days).into(),
                value.into(),
                standard_error.into(),
                low.into(),
                high.into(),
            ]);
        }
    }
    sheet
}

fn figure(pair: &Pair) -> String {
    let Measured { value, low, high, .. } = pair.correlation.pearson;
    format!(
        "{} ({} to {})",
        Tongue::english().number(value, 2),
        Tongue::english().number(low, 2),
        Tongue::english().number(high, 2)
    )
}

fn sentence(pair: &Pair) -> String {
    format!("{} and {}: {}.", pair.a, pair.b, Tongue::english().number(pair.correlation.pearson.value, 2))
}

fn title(found: &Dependence) -> String {
    let by_value = |a: &&Pair, b: &&Pair| a.correlation.pearson.value.total_cmp(&b.correlation.pearson.value);
    let (Some(closest), Some(furthest)) = (found.pairs.iter().max_by(by_value), found.pairs.iter().min_by(by_value))
    else {
        return "Correlations".to_owned();
    };
    let over = days(found.step_days);
    if found.pairs.len() == 1 {
        return format!("Over {over} {} and {} go together by {}", closest.a, closest.b, figure(closest));
    }
    format!(
        "Over {over} {} and {} are closest, {}; {} and {} furthest apart, {}",
        closest.a,
        closest.b,
        figure(closest),
        furthest.a,
        furthest.b,
        figure(furthest)
    )
}
