//! What `run --until` says of its goal: before it begins and at its end.

use super::wording::{clean, grouped, percent, wrapped};
use crate::stopping::{Stop, Until, Width};

/// What it will do.
#[must_use]
pub fn beginning(goal: Until, most_paths: Option<u64>) -> String {
    let cap = most_paths.map_or_else(String::new, |most| format!("; at most {} paths", grouped(most as f64)));
    lines(&format!("Running until {goal}{cap} (--most-paths sets another cap)"))
}

/// What it took, or how far it came.
#[must_use]
pub fn end(stop: &Stop) -> String {
    let paths = grouped(stop.paths() as f64);
    let goal = stop.until;
    let mut text = if stop.reached {
        format!("Stopped after {paths} paths: {goal}")
    } else {
        format!("Stopped at the cap of {paths} paths before {goal}; {}", widest(stop))
    };
    let nothing: Vec<String> =
        stop.reserves.iter().filter(|width| width.is_nothing()).map(|width| clean(&width.id)).collect();
    if !nothing.is_empty() {
        text.push_str(&format!("; it is 0 on every path in {}, which tells nothing of its width", nothing.join(", ")));
    }
    lines(&text)
}

/// How wide the widest figure is still.
fn widest(stop: &Stop) -> String {
    let wide = |width: &&Width| !width.is_nothing();
    let half_width = |width: &Width| {
        width.half_width.filter(|half| width.is_believed() && half.is_finite()).unwrap_or(f64::INFINITY)
    };
    let widest = stop.reserves.iter().filter(wide).max_by(|a, b| half_width(a).total_cmp(&half_width(b)));
    match widest {
        Some(width) if !width.is_believed() => {
            format!("{} has only {} paths in its tail", clean(&width.id), grouped(width.tail_paths as f64))
        }
        Some(Width { id, half_width: Some(half_width), .. }) if half_width.is_nan() => {
            format!("{} has too few paths for an interval", clean(id))
        }
        Some(Width { id, half_width: Some(half_width), .. }) => {
            format!("{} is at ±{}%", clean(id), percent(*half_width))
        }
        Some(Width { id, .. }) => format!("in {} it is 0, of which there is no percentage", clean(id)),
        None => "nothing happened on any path".to_owned(),
    }
}

fn lines(text: &str) -> String {
    wrapped("", "  ", text).iter().map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::Estimate;

    fn stop(reached: bool, figures: &[(&str, f64, f64)]) -> Stop {
        let width = |&(id, value, half): &(&str, f64, f64)| {
            Width::new(id, Estimate::between(value, value - half, value + half), 100)
        };
        let until = "es99:1%".parse().unwrap();
        let reserves = figures.iter().map(width).collect();
        Stop { until, most_paths: 400_000, reached, looks: vec![10_240, 340_000], reserves }
    }

    #[test]
    fn the_end_tells_what_it_took() {
        let text = end(&stop(true, &[("a", 0.5, 0.004)]));
        assert_eq!(text, "Stopped after 340,000 paths: ES 99% of every reserve is within 1%\n");
    }

    #[test]
    fn a_tail_of_few_paths_is_told_as_that() {
        let mut stop = stop(false, &[("a", 0.5, 0.2), ("b", 0.5, 0.0)]);
        stop.reserves[1].tail_paths = 3;
        assert!(end(&stop).contains("b has only 3 paths in its tail"), "{}", end(&stop));
    }

    #[test]
    fn at_the_cap_it_tells_how_wide_the_widest_is() {
        let text = end(&stop(false, &[("a", 0.5, 0.01), ("b", 0.5, 0.02), ("c", 0.0, 0.0)]));
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("cap of 340,000 paths") && text.contains("b is at ±4.0%"), "{text}");
        assert!(text.contains("0 on every path in c"), "{text}");
    }
}
