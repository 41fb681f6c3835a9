//! Who failed on the paths that lose so much, and what the market did there.

use crate::decision::reverse::{Combination, Reverse, Reversed};
use crate::report::ReportError;
use crate::report::chart::canvas::Mark;
use crate::report::chart::frame::framed;
use crate::report::chart::strip::{Figure, Line, Strip};
use crate::report::chart::{BLUE, Chart, GREY, VERMILION, shortened};
use crate::report::language::say;
use crate::report::sheet::{Field, Sheet};
use crate::report::terms::Subject;
use crate::statistics::Estimate;

/// Most reserves drawn, and most combinations of each; all stand in the table.
const MOST_RESERVES: usize = 4;
const MOST: usize = 6;

const HEADER: [&str; 9] = [
    "reserve",
    "groups",
    "share",
    "share_low",
    "share_high",
    "probability",
    "probability_low",
    "probability_high",
    "market_loss",
];

/// The chart; `None` where no path loses so much.
pub(in crate::report) fn chart(found: &Reverse, title: String, subject: Subject) -> Result<Option<Chart>, ReportError> {
    let tongue = subject.tongue;
    let mut hit: Vec<&Reversed> = found.reserves.iter().filter(|reserve| !reserve.combinations.is_empty()).collect();
    hit.sort_by(|a, b| b.exceeds.value.total_cmp(&a.exceeds.value));
    if hit.is_empty() {
        return Ok(None);
    }
    let drawn = &hit[..hit.len().min(MOST_RESERVES)];
    let (mut lines, mut sheet) = (Vec::new(), Sheet::new(&HEADER));
    for reserve in drawn {
        let (name, exceeds) = (shortened(&subject.names.reserve(&reserve.id)), tongue.percent(reserve.exceeds.value));
        lines.push(Line::Heading(say!(tongue, "reverse-chart-reserve", reserve = name, exceeds = exceeds)));
        for one in reserve.combinations.iter().take(MOST) {
            lines.push(line(one, subject));
            sheet.rows.push(fields(reserve, one));
        }
    }
    let loss = tongue.stated_percent(found.loss, &[]);
    let horizon = say!(tongue, "over-days", count = subject.ground.horizon_days);
    let parts: Vec<String> = drawn.iter().map(|reserve| spoken(reserve, subject)).collect();
    let alt = say!(tongue, "reverse-chart-alt", loss = loss.as_str(), reserves = parts.join("; "));
    let mut note = say!(tongue, "reverse-chart-note");
    if hit.len() > drawn.len() {
        note = format!("{note} {}", say!(tongue, "reserves-more", count = hit.len() - drawn.len()));
    }
    let words = subject.words(title, say!(tongue, "reverse-chart-subtitle", loss = loss, horizon = horizon), alt, note);
    let strip = Strip {
        columns: vec![say!(tongue, "reverse-chart-column-share"), say!(tongue, "reverse-chart-column-market")],
        lines,
    };
    let height = strip.height(subject.style);
    framed(subject.style, "reverse", words, sheet, height, |canvas, region| strip.draw(canvas, region)).map(Some)
}

fn line(one: &Combination, subject: Subject) -> Line {
    let figure = |estimate: Estimate, mark, colour| {
        let words = subject.tongue.percent(estimate.value);
        Some(Figure { estimate, range: None, strokes: Vec::new(), mark, colour, words })
    };
    let alone = one.groups.is_empty();
    let market = Estimate::between(one.market_loss, f64::NAN, f64::NAN);
    let columns =
        vec![figure(one.share, Mark::Disc, if alone { GREY } else { VERMILION }), figure(market, Mark::Diamond, BLUE)];
    Line::Figures { label: shortened(&subject.groups(&one.groups)), indent: 8.0, columns }
}

fn fields(reserve: &Reversed, one: &Combination) -> Vec<Field> {
    let groups = if one.groups.is_empty() { "market".to_owned() } else { one.groups.join("+") };
    let ends = |estimate: Estimate| [estimate.value, estimate.low, estimate.high].map(Field::from);
    let mut fields = vec![Field::from(reserve.id.as_str()), groups.into()];
    fields.extend(ends(one.share));
    fields.extend(ends(one.probability));
    fields.push(one.market_loss.into());
    fields
}

fn spoken(reserve: &Reversed, subject: Subject) -> String {
    let one =
        |one: &Combination| format!("{} {}", subject.groups(&one.groups), subject.tongue.percent(one.share.value));
    let ways: Vec<String> = reserve.combinations.iter().take(MOST).map(one).collect();
    let name = subject.names.reserve(&reserve.id);
    say!(subject.tongue, "reverse-chart-alt-reserve", reserve = name, ways = ways.join(", "))
}
