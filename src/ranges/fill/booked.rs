//! Booked parts of the worst paths at the ends.

use crate::assessment::{
    Attribution, BookedPart, CellFigures, Ends, Estimate, GroupFigures, LevelEstimate, MatrixCell, Waterfall,
    WaterfallStep,
};

/// What stands for all that are not listed.
const OTHER: &str = "other";

/// One row of a table of booked parts.
trait Booked {
    /// Whether both are of the same part.
    fn is_of(&self, other: &Self) -> bool;
    /// Whether it stands for all that are not listed: who is listed is another question at each end.
    fn is_rest(&self) -> bool;
    fn es(&self) -> Estimate;
    fn range(&mut self) -> &mut Option<Ends>;
}

impl Booked for CellFigures {
    fn is_of(&self, other: &Self) -> bool {
        (&self.channel, &self.of, &self.asset) == (&other.channel, &other.of, &other.asset)
    }

    fn is_rest(&self) -> bool {
        self.of.as_deref() == Some(OTHER)
    }

    fn es(&self) -> Estimate {
        self.es
    }

    fn range(&mut self) -> &mut Option<Ends> {
        &mut self.es.range
    }
}

impl Booked for BookedPart {
    fn is_of(&self, other: &Self) -> bool {
        self.id == other.id
    }

    fn is_rest(&self) -> bool {
        self.id == OTHER
    }

    fn es(&self) -> Estimate {
        self.es
    }

    fn range(&mut self) -> &mut Option<Ends> {
        &mut self.es.range
    }
}

impl Booked for MatrixCell {
    fn is_of(&self, other: &Self) -> bool {
        (&self.of, &self.asset) == (&other.of, &other.asset)
    }

    fn is_rest(&self) -> bool {
        self.of.as_deref() == Some(OTHER)
    }

    fn es(&self) -> Estimate {
        self.es
    }

    fn range(&mut self) -> &mut Option<Ends> {
        &mut self.es.range
    }
}

impl Booked for WaterfallStep {
    fn is_of(&self, other: &Self) -> bool {
        (&self.part, &self.group) == (&other.part, &other.group)
    }

    fn is_rest(&self) -> bool {
        self.group.as_deref() == Some(OTHER)
    }

    fn es(&self) -> Estimate {
        self.es
    }

    fn range(&mut self) -> &mut Option<Ends> {
        &mut self.es.range
    }
}

/// All tables of a reserve, by level.
pub fn fill_attributions(own: &mut [Attribution], low: &[Attribution], high: &[Attribution]) {
    for attribution in own {
        let of_level = |others: &'_ [Attribution]| others.iter().position(|other| other.level == attribution.level);
        let (Some(low), Some(high)) = (of_level(low).map(|at| &low[at]), of_level(high).map(|at| &high[at])) else {
            continue;
        };
        fill_parts(&mut attribution.cells, &low.cells, &high.cells);
        fill_parts(&mut attribution.by_asset, &low.by_asset, &high.by_asset);
        fill_parts(&mut attribution.by_counterparty, &low.by_counterparty, &high.by_counterparty);
        fill_parts(&mut attribution.by_group, &low.by_group, &high.by_group);
        fill_parts(&mut attribution.by_channel, &low.by_channel, &high.by_channel);
        let (low, high) = (&low.by_asset_and_counterparty, &high.by_asset_and_counterparty);
        fill_parts(&mut attribution.by_asset_and_counterparty, low, high);
    }
}

/// The steps of the booked ways to ES, by level; where a step begins is the matter of each run.
pub fn fill_waterfalls(own: &mut [Waterfall], low: &[Waterfall], high: &[Waterfall]) {
    for waterfall in own {
        let of_level = |others: &'_ [Waterfall]| others.iter().position(|other| other.level == waterfall.level);
        if let (Some(less), Some(more)) = (of_level(low), of_level(high)) {
            fill_parts(&mut waterfall.steps, &low[less].steps, &high[more].steps);
        }
    }
}

/// Booked shares of one group, by level.
pub fn fill_shares(own: &mut GroupFigures, low: &GroupFigures, high: &GroupFigures) {
    let of = |shares: &[LevelEstimate], level: f64| {
        shares.iter().find(|share| share.level == level).map_or(f64::NAN, |share| share.estimate.value)
    };
    for LevelEstimate { level, estimate } in own.booked_es_share.iter_mut().filter(|_| own.id != OTHER) {
        estimate.range = Ends::told(of(&low.booked_es_share, *level), of(&high.booked_es_share, *level));
    }
}

fn fill_parts<T: Booked>(own: &mut [T], low: &[T], high: &[T]) {
    for part in own.iter_mut().filter(|part| !part.is_rest()) {
        let range = Ends::told(booked(part, low), booked(part, high)).filter(|_| part.es().value.is_finite());
        *part.range() = range;
    }
}

/// What a run booked of a part: nothing where it has no row of it, unless that may be among those that are not listed.
fn booked<T: Booked>(part: &T, rows: &[T]) -> f64 {
    let missing = if rows.iter().any(Booked::is_rest) { f64::NAN } else { 0.0 };
    rows.iter().find(|row| row.is_of(part)).map_or(missing, |row| row.es().value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(id: &str, es: f64) -> BookedPart {
        BookedPart { id: id.to_owned(), es: Estimate::between(es, es, es), mean: 0.0 }
    }

    #[test]
    fn a_part_that_a_run_did_not_book_is_nothing_there() {
        let mut own = [part("a", 0.2), part("b", 0.1)];
        fill_parts(&mut own, &[part("b", 0.05)], &[part("b", 0.3), part("a", 0.4)]);
        assert_eq!(own[0].es.range, Some(Ends { low: 0.0, high: 0.4 }));
        assert_eq!(own[1].es.range, Some(Ends { low: 0.05, high: 0.3 }));
    }

    #[test]
    fn who_may_be_among_the_rest_at_an_end_has_no_range_and_the_rest_has_none() {
        let mut own = [part("a", 0.2), part("b", 0.1), part(OTHER, 0.1)];
        let low = [part("b", 0.05), part(OTHER, 0.1)];
        fill_parts(&mut own, &low, &[part("a", 0.4), part("b", 0.3), part(OTHER, 0.1)]);
        assert_eq!(own.map(|part| part.es.range), [None, Some(Ends { low: 0.05, high: 0.3 }), None]);
    }
}
