//! What is told first, where there is room for a few figures only.

use super::{
    ConditionalEstimate, GroupFigures, HeadlineMode, Ladder, LevelEstimate, LevelSign, RemovalFigures, ReserveFigures,
    TailEstimate,
};
use crate::statistics::Estimate;

/// The level of ES that is told where there is room for one.
pub const HEADLINE_LEVEL: f64 = 0.99;

/// A figure that stands at a level.
pub trait AtLevel {
    /// The level.
    fn level(&self) -> f64;
}

impl AtLevel for TailEstimate {
    fn level(&self) -> f64 {
        self.level
    }
}

impl AtLevel for LevelSign {
    fn level(&self) -> f64 {
        self.level
    }
}

impl AtLevel for LevelEstimate {
    fn level(&self) -> f64 {
        self.level
    }
}

/// Of figures by level, the one at [`HEADLINE_LEVEL`], or else the nearest to it; `None` of none.
#[must_use]
pub fn at_headline_level<T: AtLevel>(figures: &[T]) -> Option<&T> {
    let distance = |figure: &T| (figure.level() - HEADLINE_LEVEL).abs();
    figures.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

impl Estimate {
    /// Whether a difference is beyond sampling error: 0 lies outside its interval, which is known.
    #[must_use]
    pub fn is_beyond_sampling_error(self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }

    /// Whether a difference is beyond sampling error, and on the same side of 0 at both ends of the assumptions: what
    /// then leaves its sign open is chance at an end.
    #[must_use]
    pub fn is_on_one_side(self) -> bool {
        let is_same = |end: f64| end * self.value > 0.0;
        self.is_beyond_sampling_error() && self.range.is_some_and(|ends| is_same(ends.low) && is_same(ends.high))
    }

    /// Whether it is 0 without any doubt that could be told, also at both ends of the assumptions where these were run.
    #[must_use]
    pub fn is_nothing(self) -> bool {
        let Self { value, low, high, range } = self;
        let is_sure = (low == 0.0 && high == 0.0) || self.has_unknown_interval();
        value == 0.0 && is_sure && range.is_none_or(|ends| ends.low == 0.0 && ends.high == 0.0)
    }

    /// Half the interval where it is not small beside the range that the assumptions leave: more than a fifth
    /// of it, or unknown (NaN). `None` where it is small, and where there is no range.
    #[must_use]
    pub fn error_beside_range(self) -> Option<f64> {
        let half = self.half();
        self.range.filter(|ends| self.has_unknown_interval() || half > ends.width() / 5.0).map(|_| half)
    }
}

impl RemovalFigures {
    /// Whether the change moves the mean cost, the mean loss, or ES of loss at the level that is told.
    #[must_use]
    pub fn changes_anything(&self) -> bool {
        let shortfall = at_headline_level(&self.loss_es).map(|figure| figure.estimate);
        let mut figures = [self.cost_mean, self.loss_mean].into_iter().chain(shortfall);
        figures.any(|figure| !figure.is_nothing())
    }
}

impl ReserveFigures {
    /// Whether nobody asked who fails, so that nothing is told of failures on paths.
    #[must_use]
    pub fn is_nameless(&self) -> bool {
        self.groups.iter().any(|group| group.probability.is_none())
    }

    /// The groups whose failure costs this reserve anything, with their headline modes; those first
    /// that cost the most on average, chance times cost. Those on which it doesn't lean are left out: where they
    /// fail, others may fail on the same paths.
    #[must_use]
    pub fn leading_groups(&self) -> Vec<(&GroupFigures, &HeadlineMode, ConditionalEstimate)> {
        let costly = |cost: &ConditionalEstimate| cost.value != 0.0 || cost.p05 != 0.0 || cost.p95 != 0.0;
        let told = self.groups.iter().filter_map(|group| {
            let GroupFigures { headline_mode, cost_if_fails, .. } = group;
            Some((group, headline_mode.as_ref()?, cost_if_fails.filter(costly)?))
        });
        let mut groups: Vec<_> = told.filter(|(group, ..)| self.leans_on(group)).collect();
        let weight = |(group, _, cost): &(&GroupFigures, &HeadlineMode, ConditionalEstimate)| {
            group.probability.map_or(0.0, |chance| chance.value) * cost.value
        };
        groups.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
        groups
    }

    /// Whether a failure of the group takes anything by itself, or its removal saves anything. Where removal was not
    /// run, nobody is known not to take others down.
    fn leans_on(&self, group: &GroupFigures) -> bool {
        let Ladder { liquid, marked, eventual } = group.tomorrow;
        let takes = [liquid, marked, eventual].into_iter().any(|loss| loss != 0.0);
        let mut removals = self.removal.iter().filter(|change| change.group == group.id);
        let saves = |change: &RemovalFigures| change.cost_mean.is_beyond_sampling_error();
        takes || self.removal.is_empty() || removals.any(saves)
    }

    /// What removal changes, group by group, each group as `all`, `keys`, `links`, `both`; those groups
    /// first whose removal saves most of the mean cost. What changes nothing is left out, and so is
    /// `both` where it is only one of its parts.
    #[must_use]
    pub fn leading_removals(&self) -> Vec<(&str, Vec<&RemovalFigures>)> {
        let of_one_group = self.removal.chunk_by(|a, b| a.group == b.group);
        let told = of_one_group.map(|figures| (figures[0].group.as_str(), changes(figures)));
        let mut groups: Vec<_> = told.filter(|(_, changes)| !changes.is_empty()).collect();
        let saved =
            |changes: &[&RemovalFigures]| changes.iter().map(|change| change.cost_mean.value).fold(0.0, f64::max);
        groups.sort_by(|(_, a), (_, b)| saved(b).total_cmp(&saved(a)));
        groups
    }
}

/// Of one group's figures those that change something.
fn changes(figures: &[RemovalFigures]) -> Vec<&RemovalFigures> {
    let of = |what: &str| figures.iter().find(|change| change.what == what && change.changes_anything());
    let (keys, links) = (of("keys"), of("links"));
    let both = of("both").filter(|_| keys.is_some() && links.is_some());
    [of("all"), keys, links, both].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Ends;

    #[test]
    fn the_level_nearest_to_ninety_nine_is_told() {
        let at = |level| LevelEstimate { level, estimate: Estimate::between(0.0, 0.0, 0.0) };
        let told = |levels: &[f64]| {
            let figures: Vec<_> = levels.iter().copied().map(at).collect();
            at_headline_level(&figures).map(|figure| figure.level)
        };
        assert_eq!(told(&[0.95, 0.99, 0.999]), Some(0.99));
        assert_eq!(told(&[0.9, 0.995]), Some(0.995));
        assert_eq!(told(&[]), None);
    }

    #[test]
    fn zero_inside_the_interval_is_sampling_error() {
        assert!(Estimate::between(0.2, 0.1, 0.3).is_beyond_sampling_error());
        assert!(Estimate::between(-0.2, -0.3, -0.1).is_beyond_sampling_error());
        assert!(!Estimate::between(0.1, -0.1, 0.3).is_beyond_sampling_error());
        assert!(!Estimate::between(0.0, 0.0, 0.0).is_beyond_sampling_error());
    }

    #[test]
    fn nothing_is_nothing_at_the_ends_too() {
        let ranged = |low: f64, high: f64| Estimate { range: Some(Ends { low, high }), ..Estimate::default() };
        assert!(Estimate::default().is_nothing() && ranged(0.0, 0.0).is_nothing());
        assert!(Estimate::with_unknown_interval(0.0).is_nothing());
        assert!(!ranged(0.0, 0.1).is_nothing() && !Estimate::between(0.0, -0.1, 0.1).is_nothing());
    }

    #[test]
    fn a_difference_is_on_one_side_where_no_end_is_on_the_other() {
        let ranged =
            |low: f64, high: f64| Estimate { range: Some(Ends { low, high }), ..Estimate::between(0.2, 0.1, 0.3) };
        assert!(ranged(0.05, 0.4).is_on_one_side() && ranged(0.05, 0.4).turned().is_on_one_side());
        assert!(!ranged(-0.05, 0.4).is_on_one_side() && !Estimate::between(0.2, 0.1, 0.3).is_on_one_side());
    }
}
