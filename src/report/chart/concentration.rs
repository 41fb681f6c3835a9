//! How much of a reserve rests on each group, against its part in the worst paths.

use super::canvas::Mark;
use super::frame::framed;
use super::strip::{Figure, Line, Strip};
use super::{
    BLUE, Chart, Subject, VERMILION, at_level, line_ends, range_fields, shortened, with_line_ends, worst_first,
};
use crate::assessment::{Estimate, GroupFigures, ReserveFigures};
use crate::report::ReportError;
use crate::report::language::say;
use crate::report::sheet::Sheet;

/// Above this many reserves the rest is only in the data.
const MOST_RESERVES: usize = 12;
/// Most groups drawn of one reserve.
const MOST_GROUPS: usize = 6;

/// The chart; `None` where nothing was booked to any group.
pub(super) fn chart(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let mut all: Vec<Crowd> = subject.reserves().iter().filter_map(Crowd::of).collect();
    if all.is_empty() {
        return Ok(None);
    }
    worst_first(&mut all, MOST_RESERVES, Crowd::told_by);
    let drawn = &all[..all.len().min(MOST_RESERVES)];
    let (tongue, shortfall) = (subject.tongue, subject.shortfall());
    let lines = drawn.iter().flat_map(|crowd| crowd.lines(subject)).collect();
    let strip = Strip { columns: vec![say!(tongue, "concentration-column", shortfall = shortfall.clone())], lines };
    let subtitle = say!(tongue, "concentration-subtitle", shortfall = shortfall.clone(), horizon = subject.horizon());
    let subtitle = format!("{subtitle} {}", subject.doubt());
    let mut note = say!(tongue, "concentration-note", shortfall = shortfall);
    if all.len() > drawn.len() {
        note = format!("{note} {}", say!(tongue, "concentration-more", count = all.len() - drawn.len()));
    }
    let words = subject.words(title(subject, drawn), subtitle, alt(subject, drawn), note);
    framed(
        subject.style,
        "concentration",
        words,
        sheet(subject, drawn),
        strip.height(subject.style),
        |canvas, region| {
            strip.draw(canvas, region);
        },
    )
    .map(Some)
}

/// A group: how much rests on it, and its share of ES.
#[derive(Clone, Copy)]
struct Member<'a> {
    id: &'a str,
    weight: f64,
    share: Estimate,
}

impl Member<'_> {
    /// Whether its share is larger than its weight, beyond chance and at both ends of the assumptions.
    fn is_above(&self) -> bool {
        let (low, _) = line_ends(self.share);
        self.share.low > self.weight && low > self.weight
    }

    /// Whether it is so at some end, or may be.
    fn may_be_above(&self) -> bool {
        let (_, high) = line_ends(self.share);
        self.share.value.max(high) > self.weight
    }

    /// By how much.
    fn excess(&self) -> f64 {
        self.share.value - self.weight
    }
}

/// The groups of one reserve, those with the largest weight and share together first: of many of one weight those that
/// the worst paths are made of.
struct Crowd<'a> {
    reserve: &'a ReserveFigures,
    members: Vec<Member<'a>>,
}

impl<'a> Crowd<'a> {
    fn of(reserve: &'a ReserveFigures) -> Option<Self> {
        let member = |group: &'a GroupFigures| {
            let share = at_level(&group.booked_es_share)?;
            let counts = share.value != 0.0 || group.linked_weight != 0.0;
            counts.then_some(Member { id: &group.id, weight: group.linked_weight, share })
        };
        let mut members: Vec<Member> = reserve.groups.iter().filter_map(member).collect();
        let size = |member: &Member| member.weight + member.share.value;
        members.sort_by(|a, b| size(b).total_cmp(&size(a)));
        members.truncate(MOST_GROUPS);
        (!members.is_empty()).then_some(Self { reserve, members })
    }

    /// What titles choose by: a group above its weight, or else one that may be, or else the largest share.
    fn told_by(&self) -> f64 {
        let rank = |member: &Member| match (member.is_above(), member.may_be_above()) {
            (true, _) => 200.0 + member.excess(),
            (false, true) => 100.0 + member.excess(),
            (false, false) => member.share.value,
        };
        self.members.iter().map(rank).fold(f64::MIN, f64::max)
    }

    /// A stroke at the weight, a mark at the share, and between them a bar.
    fn lines(&self, subject: Subject) -> Vec<Line> {
        let tongue = subject.tongue;
        let mut lines = vec![Line::Heading(subject.name(self.reserve)), Line::Words(effective(subject, self.reserve))];
        for member in &self.members {
            let Member { id, weight, share } = *member;
            let (mark, colour) = if member.is_above() { (Mark::Triangle, VERMILION) } else { (Mark::Disc, BLUE) };
            let ends = Some((weight.min(share.value), weight.max(share.value)));
            let words = format!("{} / {}", tongue.percent(share.value), tongue.percent(weight));
            let figure =
                Figure { estimate: with_line_ends(share), range: ends, strokes: vec![weight], mark, colour, words };
            lines.push(Line::Figures { label: subject.names.group(id), indent: 8.0, columns: vec![Some(figure)] });
        }
        lines
    }
}

/// Of how many equal groups the same concentration would be, by weight and by share of ES; `None` where there is none.
fn effective_numbers(subject: Subject, reserve: &ReserveFigures) -> [Option<f64>; 2] {
    let concentration = &reserve.concentration;
    let by_share = concentration.booked_es_share.iter().find(|index| index.level == subject.level);
    [
        concentration.custody_and_links.map(|index| index.effective_number),
        by_share.and_then(|index| index.effective_number),
    ]
}

fn effective(subject: Subject, reserve: &ReserveFigures) -> String {
    let tongue = subject.tongue;
    let written = |number: Option<f64>| number.map_or_else(|| "–".to_owned(), |number| tongue.number(number, 1));
    let [weight, share] = effective_numbers(subject, reserve).map(written);
    say!(tongue, "concentration-effective", weight = weight, share = share, shortfall = subject.shortfall())
}

fn sheet(subject: Subject, crowds: &[Crowd]) -> Sheet {
    let mut sheet = Sheet::new(&[
        "reserve",
        "group",
        "level",
        "weight",
        "es_share",
        "low",
        "high",
        "range_low",
        "range_high",
        "effective_by_weight",
        "effective_by_es_share",
    ]);
    for crowd in crowds {
        let effective = effective_numbers(subject, crowd.reserve);
        for Member { id, weight, share: Estimate { value, low, high, range } } in &crowd.members {
            let words = [crowd.reserve.id.as_str(), id].map(Into::into);
            let figures = [subject.level, *weight, *value, *low, *high].map(Into::into);
            sheet.rows.push(
                words.into_iter().chain(figures).chain(range_fields(*range)).chain(effective.map(Into::into)).collect(),
            );
        }
    }
    sheet
}

/// The group that is furthest above its weight, or else that with the largest share.
fn title(subject: Subject, crowds: &[Crowd]) -> String {
    let tongue = subject.tongue;
    let all = || crowds.iter().flat_map(|crowd| crowd.members.iter().map(move |member| (crowd, member)));
    let above = all().filter(|(_, member)| member.is_above()).max_by(|a, b| a.1.excess().total_cmp(&b.1.excess()));
    let may_be = above.is_none().then(|| all().filter(|(_, member)| member.may_be_above()));
    let may_be = may_be.and_then(|open| open.max_by(|a, b| a.1.excess().total_cmp(&b.1.excess())));
    let id = match (above, may_be) {
        (Some(_), _) => "concentration-title-above",
        (None, Some(_)) => "concentration-title-open",
        (None, None) => "concentration-title-below",
    };
    let told = above.or(may_be).or_else(|| all().max_by(|a, b| a.1.share.value.total_cmp(&b.1.share.value)));
    told.map_or_else(String::new, |(crowd, member)| {
        say!(
            tongue,
            id,
            group = shortened(&subject.names.group(member.id)),
            reserve = subject.quoted(crowd.reserve),
            weight = tongue.percent(member.weight),
            share = subject.percent(member.share),
            shortfall = subject.shortfall()
        )
    })
}

fn alt(subject: Subject, crowds: &[Crowd]) -> String {
    let tongue = subject.tongue;
    let sentence = |crowd: &Crowd| {
        let members = crowd.members.iter().take(4).map(|member| {
            say!(
                tongue,
                "concentration-alt-group",
                group = subject.names.group(member.id),
                weight = tongue.percent(member.weight),
                share = tongue.percent(member.share.value)
            )
        });
        let members: Vec<String> = members.collect();
        format!("{}: {}.", subject.name(crowd.reserve), members.join("; "))
    };
    let all: Vec<String> = crowds.iter().map(sentence).collect();
    format!("{} {}", say!(tongue, "concentration-alt"), all.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;
    use crate::report::look::Style;

    #[test]
    fn of_groups_of_one_weight_those_are_drawn_that_the_worst_paths_are_made_of() {
        let mut assessment = fixture::assessment(1);
        let reserve = &mut assessment.summary.reserves[0];
        let group = reserve.groups[0].clone();
        reserve.groups = (0..9)
            .map(|place| {
                let mut group = GroupFigures { id: format!("g{place}"), linked_weight: 0.005, ..group.clone() };
                let share = 0.0001 * f64::from(place);
                group
                    .booked_es_share
                    .iter_mut()
                    .for_each(|figure| figure.estimate = Estimate::between(share, 0.0, 0.1));
                group
            })
            .collect();
        let subject = Subject::new(&assessment, Style::default());
        let crowd = Crowd::of(&subject.reserves()[0]).unwrap();
        let drawn: Vec<&str> = crowd.members.iter().map(|member| member.id).collect();
        assert_eq!(drawn, ["g8", "g7", "g6", "g5", "g4", "g3"]);
    }
}
