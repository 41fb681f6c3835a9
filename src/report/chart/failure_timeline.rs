//! When in the horizon who fails, and when several fail together.

use super::axis::Axis;
use super::canvas::{Canvas, Pen, Side};
use super::frame::{LABEL, NAME, Region, framed, ticks_within};
use super::{Chart, GREY, INK, PALE, PURPLE, Subject, VERMILION, doubted, shortened};
use crate::assessment::{Estimate, FailuresByBin, Timeline, TimelineBin};
use crate::report::ReportError;
use crate::report::language::say;
use crate::report::look::Colour;
use crate::report::sheet::Sheet;
use crate::statistics::timeline::Season;

/// A row of bars with its name above.
const ROW: f64 = 88.0;
/// Room for the name above the bars, and for the chance at their left.
const NAMES: f64 = 24.0;
const LEFT: f64 = 56.0;
const TICKS: f64 = 30.0;
/// Most groups drawn; the data has all.
const MOST: usize = 12;

/// The chart; `None` where nobody fails on any path, or nobody knows who.
pub(super) fn chart(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let timeline = &subject.assessment.timeline;
    let rows = rows(subject, timeline);
    let (Some(last), false) = (timeline.bins.last(), rows.is_empty() || timeline.bins.len() < 2) else {
        return Ok(None);
    };
    let tongue = subject.tongue;
    let drawn = &rows[..rows.len().min(MOST)];
    // One alone fails with nobody.
    let has_pairs = rows.len() > 1 || timeline.together.value > 0.0;
    let near = || timeline.bins.iter().map(|bin| bin.within_30_days).filter(|_| has_pairs);
    let highest = |chances: &mut dyn Iterator<Item = Estimate>| chances.map(|chance| chance.high).fold(0.0, f64::max);
    let most = highest(&mut drawn.iter().flat_map(|row| row.by_bin.iter().copied()));
    // Of many groups some two fail near one another far more often than any one: on its scale none would be seen.
    let most_near = highest(&mut near()).max(most);
    let scale = if most_near > most { "own" } else { "one" };
    let subtitle = say!(tongue, "timeline-subtitle", horizon = subject.horizon(), scale = scale);
    let note = match rows.len() - drawn.len() {
        0 => say!(tongue, "timeline-note"),
        more => say!(tongue, "timeline-note-more", count = more),
    };
    let words =
        subject.words(title(subject, timeline, &rows, has_pairs), subtitle, alt(subject, timeline, drawn), note);
    let height = ROW * (drawn.len() + usize::from(has_pairs)) as f64 + TICKS;
    framed(subject.style, "failure-timeline", words, sheet(timeline), height, |canvas, region| {
        let plot = Region { left: region.left + LEFT, bottom: region.bottom - TICKS, ..region };
        let x = Axis::days(last.to_day as f64, (plot.left, plot.right - 8.0));
        let bars = Bars { canvas, x, most, bins: &timeline.bins };
        for (place, row) in drawn.iter().enumerate() {
            let top = plot.top + ROW * place as f64;
            let chance: f64 = row.by_bin.iter().map(|chance| chance.value).sum();
            let remark = say!(tongue, "timeline-remark", chance = tongue.percent(chance), horizon = subject.horizon());
            let room = region.right - region.left - LABEL.width(&remark) - 20.0;
            let name = NAME.fit(&subject.names.group(&row.id), room);
            canvas.text(&name, (region.left, top + 16.0), Side::Right, NAME, INK);
            canvas.text(&remark, (region.right - 8.0, top + 16.0), Side::Left, LABEL, GREY);
            bars.draw(
                row.by_bin.iter().copied(),
                Region { top: top + NAMES, bottom: top + ROW - 12.0, ..plot },
                VERMILION,
            );
        }
        if has_pairs {
            let top = plot.top + ROW * drawn.len() as f64;
            let together = NAME.fit(&say!(tongue, "timeline-together"), region.right - region.left);
            canvas.text(&together, (region.left, top + 16.0), Side::Right, NAME, INK);
            let bars = Bars { most: most_near, ..bars };
            bars.draw(near(), Region { top: top + NAMES, bottom: top + ROW - 12.0, ..plot }, PURPLE);
        }
        for (tick, words) in ticks_within(tongue, x, 9) {
            canvas.text(&words, (x.at(tick), plot.bottom + 20.0), Side::Middle, LABEL, INK);
        }
    })
    .map(Some)
}

/// Groups that fail on any path, those that fail most often first.
fn rows<'a>(subject: Subject<'a>, timeline: &'a Timeline) -> Vec<&'a FailuresByBin> {
    let often = |row: &FailuresByBin| row.by_bin.iter().map(|chance| chance.value).sum::<f64>();
    let whole = |row: &&FailuresByBin| row.by_bin.len() == subject.assessment.timeline.bins.len() && often(row) > 0.0;
    let mut rows: Vec<&FailuresByBin> = timeline.groups.iter().filter(whole).collect();
    rows.sort_by(|a, b| often(b).total_cmp(&often(a)));
    rows
}

/// Bars over the stretches of the horizon, up to `most`.
struct Bars<'a, 'c> {
    canvas: &'a Canvas<'c>,
    x: Axis,
    most: f64,
    bins: &'a [TimelineBin],
}

impl Bars<'_, '_> {
    fn draw(&self, chances: impl Iterator<Item = Estimate>, region: Region, colour: Colour) {
        let (canvas, tongue) = (self.canvas, self.canvas.style.tongue);
        let y = Axis::linear((0.0, self.most), (region.bottom - 4.0, region.top + 6.0));
        for (tick, words) in y.ticks(tongue, 3) {
            let down = y.at(tick);
            canvas.line(&[(region.left, down), (region.right, down)], Pen::solid(PALE, 0.8));
            canvas.text(&words, (region.left - 6.0, down + 5.0), Side::Left, LABEL, GREY);
        }
        for (bin, chance) in self.bins.iter().zip(chances) {
            let (left, right) = (self.x.at(bin.after_day as f64) + 1.0, self.x.at(bin.to_day as f64) - 1.0);
            canvas.block((left, y.at(0.0)), (right, y.at(chance.value)), colour, 0.65);
            let middle = 0.5 * (left + right);
            canvas.line(&[(middle, y.at(chance.low)), (middle, y.at(chance.high))], Pen::solid(INK, 1.2));
        }
        canvas.line(&[(region.left, y.at(0.0)), (region.right, y.at(0.0))], Pen::solid(GREY, 1.0));
    }
}

fn sheet(timeline: &Timeline) -> Sheet {
    let mut sheet =
        Sheet::new(&["what", "id", "after_day", "to_day", "probability", "low", "high", "range_low", "range_high"]);
    let mut push = |what: &str, id: &str, bin: &TimelineBin, chance: Estimate| {
        let words = [what.into(), id.into(), (bin.after_day as f64).into(), (bin.to_day as f64).into()];
        sheet.rows.push(words.into_iter().chain(doubted(chance)).collect());
    };
    for (what, rows) in [("group", &timeline.groups), ("counterparty", &timeline.counterparties)] {
        for row in rows {
            timeline.bins.iter().zip(&row.by_bin).for_each(|(bin, chance)| push(what, &row.id, bin, *chance));
        }
    }
    for bin in &timeline.bins {
        push("two_groups_in_stretch", "", bin, bin.joint);
        push("two_groups_within_30_days", "", bin, bin.within_30_days);
    }
    sheet
}

/// The stretch in which the group that fails most often does so most, where one stands out of chance; else how often it
/// fails at all. How often several fail where several may.
fn title(subject: Subject, timeline: &Timeline, rows: &[&FailuresByBin], has_pairs: bool) -> String {
    let tongue = subject.tongue;
    let Some(row) = rows.first() else { return String::new() };
    let (group, joint) = (shortened(&subject.names.group(&row.id)), subject.percent(timeline.together));
    let pairs = if has_pairs { "told" } else { "none" };
    let run = &subject.assessment.summary.run;
    let id = match timeline.season(row, run.kept_paths.unwrap_or(run.paths)) {
        Season::Peak(stretch) => {
            let (bin, chance) = (&timeline.bins[stretch], row.by_bin[stretch]);
            return say!(
                tongue,
                "timeline-title",
                group = group,
                from = tongue.count(bin.after_day + 1),
                to = tongue.count(bin.to_day),
                chance = subject.percent(chance),
                pairs = pairs,
                joint = joint
            );
        }
        Season::Even => "timeline-title-even",
        Season::TooFew => "timeline-title-few",
    };
    let (chance, horizon) = (chance_of_all(subject, row), subject.horizon());
    say!(tongue, id, group = group, chance = chance, horizon = horizon, pairs = pairs, joint = joint)
}

/// On how many paths the group fails at any time, with its doubt.
fn chance_of_all(subject: Subject, row: &FailuresByBin) -> String {
    let groups = subject.reserves().iter().flat_map(|reserve| &reserve.groups);
    let told = groups.filter(|group| group.id == row.id).find_map(|group| group.probability);
    let sum = || subject.tongue.percent(row.by_bin.iter().map(|chance| chance.value).sum());
    told.map_or_else(sum, |chance| subject.percent(chance))
}

fn alt(subject: Subject, timeline: &Timeline, rows: &[&FailuresByBin]) -> String {
    let tongue = subject.tongue;
    let halves = |row: &&FailuresByBin| {
        let (first, second) = row.by_bin.split_at(timeline.bins.len() / 2);
        let sum = |part: &[Estimate]| tongue.percent(part.iter().map(|chance| chance.value).sum());
        say!(
            tongue,
            "timeline-alt-group",
            group = subject.names.group(&row.id),
            first = sum(first),
            second = sum(second),
            day = tongue.count(timeline.bins[timeline.bins.len() / 2].after_day)
        )
    };
    let told: Vec<String> = rows.iter().map(halves).collect();
    format!("{} {}", say!(tongue, "timeline-alt"), told.join(" "))
}
