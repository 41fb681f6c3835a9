//! Which assumption moves the figures most.

use crate::assessment::{InputEffect, Summary};
use crate::cli::wording::{COLUMNS, clean, cut, two_digits, wrapped};

/// So many inputs are named.
const MOST_INPUTS: usize = 3;

/// Whether figures stand with what they are at the ends of the ranged inputs.
pub fn are_told(summary: &Summary) -> bool {
    summary.ranges.as_ref().is_some_and(|ranges| ranges.not_run.is_none())
}

/// The inputs that move the mean cost most, as far as one line holds them where it is to be `brief`.
pub fn lines(summary: &Summary, brief: bool) -> Vec<String> {
    let Some(ranges) = &summary.ranges else { return Vec::new() };
    let moving = ranges.moving().filter(|effect| effect.cost.width() > 0.0);
    let told: Vec<String> = moving.take(MOST_INPUTS).map(moved).collect();
    if told.is_empty() {
        return Vec::new();
    }
    let words = format!("Moved most by (points of cost): {}", told.join("; "));
    if brief { vec![cut(&words, COLUMNS)] } else { wrapped("", "  ", &words) }
}

/// `asset.BNB.volatility −0.1 to +0.3`.
fn moved(effect: &InputEffect) -> String {
    let signed = |change: f64| {
        let text = two_digits(change * 100.0);
        if change > 0.0 { format!("+{text}") } else { text }
    };
    let InputEffect { input, cost, .. } = effect;
    let (less, more) = if cost.low <= cost.high { (cost.low, cost.high) } else { (cost.high, cost.low) };
    format!("{} {} to {}", clean(&input.address), signed(less), signed(more))
}
