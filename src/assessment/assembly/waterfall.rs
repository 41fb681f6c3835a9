//! The booked way to ES: the market, group by group, what trading cost.

use crate::assessment::{Attribution, BookedPart, Estimate, Waterfall, WaterfallStep};

/// The steps at one level.
pub fn waterfall(attribution: &Attribution) -> Waterfall {
    let mut groups: Vec<&BookedPart> = attribution.by_group.iter().collect();
    // Of equals the first in the file comes first.
    groups.sort_by(|a, b| b.es.value.total_cmp(&a.es.value));
    let channel = |id: &'static str| {
        let part = attribution.by_channel.iter().find(move |part| part.id == id);
        part.map(|part| (id, None, part.es))
    };
    let groups = groups.into_iter().map(|group| ("group", Some(group.id.clone()), group.es));
    let mut sum = 0.0;
    let step = |(part, group, es): (&str, Option<String>, Estimate)| {
        let from = sum;
        sum += es.value;
        WaterfallStep { part: part.to_owned(), group, es, from, to: sum }
    };
    let steps = channel("market").into_iter().chain(groups).chain(channel("cost")).map(step).collect();
    Waterfall { level: attribution.level, steps }
}
