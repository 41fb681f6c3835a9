//! The fragment of a scenario as text: `include = ["market.toml"]` takes it as it stands.

use std::fmt::Write;

use crate::calibration::{Calibration, FragmentAsset, FragmentGarch};
use crate::report::escape::printable;

/// Longest names of files that a source quotes; a source is prose of limited length.
const MOST_LETTERS: usize = 120;

/// The text of `market.toml`.
pub(super) fn text(calibration: &Calibration) -> String {
    let Calibration { from, to, fragment, version, .. } = calibration;
    let steps = days(fragment.step_days);
    let mut text = format!(
        "# Made by linchpin {version} calibrate from daily closes, {from} to {to}; every figure is explained in calibration.json.\n\
         # Include it: include = [\"market.toml\"]. It holds for steps of {steps} (simulation.step_days = {}).\n\
         # Nothing here is a forecast. The drift is 0 on purpose: a historical mean says next to nothing of the next one.\n\
         # contagion_beta is assumed, not measured: 1 falls with the market when a counterparty's failure takes it down.\n",
        fragment.step_days
    );
    for note in &fragment.notes {
        comment(&mut text, note);
    }
    text.push_str("\n[market]\n");
    // Writing into a string does not fail.
    let _ = match fragment.dof {
        Some(dof) => writeln!(text, "innovations = {{ kind = \"student-t\", dof = {} }}", float(dof)),
        None => writeln!(text, "innovations = {{ kind = \"gaussian\" }}"),
    };
    let _ = writeln!(text, "source = {}", quoted(&source(calibration, "")));
    for asset in &fragment.assets {
        self::asset(&mut text, calibration, asset);
    }
    let step = calibration.by_correlation_steps.as_ref().map_or(fragment.step_days, |found| found.step_days);
    for (a, b, value) in &fragment.correlations {
        let _ = write!(
            text,
            "\n[[market.correlation]]\nassets = [{}, {}]\nvalue = {}\nsource = {}\n",
            quoted(a),
            quoted(b),
            float(*value),
            quoted(&source(calibration, &format!("returns over {}, ", days(step))))
        );
    }
    text
}

fn days(count: u32) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}

fn asset(text: &mut String, calibration: &Calibration, asset: &FragmentAsset) {
    let FragmentAsset { id, price, peak, volatility: (value, low, high), garch } = asset;
    let _ = write!(text, "\n[[asset]]\nid = {}\nprice = {}\npeak = {}\n", quoted(id), float(*price), float(*peak));
    if *value > 0.0 {
        let _ = writeln!(
            text,
            "drift = 0.0\nvolatility = {{ value = {}, low = {}, high = {} }}    # low and high: 5% and 95%\ncontagion_beta = 1.0",
            float(*value),
            float(*low),
            float(*high)
        );
    } else {
        text.push_str("volatility = 0.0\n");
    }
    if let Some(FragmentGarch { alpha, gamma, beta, initial_volatility }) = garch {
        let _ = writeln!(
            text,
            "garch = {{ alpha = {}, gamma = {}, beta = {}, initial_volatility = {} }}",
            float(*alpha),
            float(*gamma),
            float(*beta),
            float(*initial_volatility)
        );
    }
    let _ = writeln!(text, "source = {}", quoted(&source(calibration, "")));
}

/// Where the figures come from.
fn source(calibration: &Calibration, what: &str) -> String {
    let Calibration { inputs, from, to, .. } = calibration;
    let file = inputs.first().map_or("", |input| input.file.as_str());
    let name: String = printable(file.rsplit(['/', '\\']).next().unwrap_or(file)).chars().take(MOST_LETTERS).collect();
    let more = if inputs.len() > 1 { format!(" and {} more", inputs.len() - 1) } else { String::new() };
    format!("{what}daily closes {from} to {to} in {name}{more}, by linchpin calibrate")
}

/// A float as TOML wants it: with a point.
fn float(value: f64) -> String {
    let text = format!("{value}");
    if text.contains('.') { text } else { format!("{text}.0") }
}

/// A text between quotes. What is printable needs no other escape in TOML.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A comment in lines of at most 118 letters.
fn comment(text: &mut String, note: &str) {
    let mut line = "# Note: ".to_owned();
    for word in printable(note).split_whitespace() {
        if line.chars().count() + word.chars().count() > 118 {
            let _ = writeln!(text, "{}", line.trim_end());
            line = "#   ".to_owned();
        }
        line.push_str(word);
        line.push(' ');
    }
    let _ = writeln!(text, "{}", line.trim_end());
}
