//! Which assumption moves the figures most.

use crate::assessment::{InputEffect, Summary};
use crate::cli::wording::{COLUMNS, clean, cut, two_digits, width, wrapped};

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
    if brief { vec![first_within_a_line(&told[0])] } else { wrapped("", "  ", &words) }
}

/// The input that moves most: of its address the end, where all of it has no room.
fn first_within_a_line(moved: &str) -> String {
    let begin = "Moved most by (points): ";
    let (address, figures) = moved.split_once(' ').unwrap_or((moved, ""));
    let room = COLUMNS.saturating_sub(width(begin) + width(figures) + 1);
    let letters: Vec<char> = address.chars().collect();
    let address = match letters.len() > room {
        true => format!("…{}", letters[letters.len() + 1 - room..].iter().collect::<String>()),
        false => address.to_owned(),
    };
    cut(&format!("{begin}{address} {figures}"), COLUMNS)
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
