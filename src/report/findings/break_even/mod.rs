//! Where two reserves tie.

mod tables;

use super::{Findings, Subject};
use crate::decision::break_even::{BreakEven, Doubt, Line, MapRow, MapSide, Meaning, TiedMeasure};
use crate::report::ReportError;
use crate::report::chart;
use crate::report::inputs;
use crate::report::language::say;
use crate::report::terms::{axis, measure};
use crate::statistics::Estimate;
use crate::stopping::Measure;

pub(super) fn findings(found: &BreakEven, subject: Subject) -> Result<Findings, ReportError> {
    let told = |one: &TiedMeasure| {
        let ends = at_ends(found, one, subject);
        ends.into_iter().fold(sentence(found, one, subject), |told, ends| format!("{told} {ends}"))
    };
    let mut sentences: Vec<String> = found.measures.iter().map(told).collect();
    if found.is_idle_upwards() {
        sentences.push(say!(subject.tongue, "break-even-idle", y = side(subject, &found.y)));
    }
    let brief = subject.brief();
    Ok(Findings {
        charts: vec![chart::findings::break_even::chart(found, &title(found, brief), brief)?],
        tables: tables::all(found, subject),
        brief: &["measure", "y", "x", "better_below"],
        notes: notes(found, subject),
        sentences,
        title: title(found, subject),
    })
}

/// A side in words, and a value there.
fn side(subject: Subject, side: &MapSide) -> String {
    axis::axis(subject, &side.axis)
}

fn at(subject: Subject, side: &MapSide, value: f64) -> String {
    axis::at(subject, &side.axis, value)
}

/// The name of a reserve as it stands in sentences.
fn reserve(subject: Subject, id: &str) -> String {
    subject.quoted(id)
}

/// What the first figure shows.
fn title(found: &BreakEven, subject: Subject) -> String {
    let tongue = subject.tongue;
    let (a, b) = (reserve(subject, &found.a), reserve(subject, &found.b));
    let plain = || say!(tongue, "break-even-title", a = a.clone(), b = b.clone());
    let (Some(one), Some(place)) = (found.measures.first(), found.row_today) else { return plain() };
    let line = &one.rows[place].line;
    let figure = measure::figure(tongue, one.figure);
    match (line.roots.as_slice(), found.x.axis.today, line.first_is_better_throughout) {
        ([root], Some(today), _) => say!(
            tongue,
            "break-even-title-tie",
            figure = figure,
            a = a.clone(),
            b = b.clone(),
            x = side(subject, &found.x),
            tie = tie(subject, &found.x, root.x),
            today = at(subject, &found.x, today)
        ),
        ([], _, Some(first)) => {
            let [winner, loser] = [first, !first].map(|first| reserve(subject, better(found, first)));
            let x = side(subject, &found.x);
            let id = match line.doubt {
                Doubt::Nowhere => "break-even-title-none",
                Doubt::Somewhere => "break-even-title-partly",
                Doubt::Everywhere => "break-even-title-open",
                Doubt::TooFewPaths => return plain(),
            };
            let same = alike(found, &one.rows[place], subject);
            let id = if same.is_some() { "break-even-title-none-but" } else { id };
            let same = same.unwrap_or_default();
            // Not every message names where both are alike.
            say!(tongue, id, figure = figure, winner = winner, loser = loser, x = x, same = same)
        }
        _ => plain(),
    }
}

/// The values across at which nothing parts the two; `None` where there are none.
fn alike(found: &BreakEven, row: &MapRow, subject: Subject) -> Option<String> {
    let told: Vec<String> = found.alike(row).into_iter().map(|value| at(subject, &found.x, value)).collect();
    (!told.is_empty()).then(|| told.join("; "))
}

/// The name of the better one.
fn better(found: &BreakEven, first: bool) -> &str {
    if first { &found.a } else { &found.b }
}

/// The value of a tie with its doubt.
fn tie(subject: Subject, side: &MapSide, x: Estimate) -> String {
    if inputs::is_share(&side.axis.address) {
        return subject.tongue.percent_with_interval(x);
    }
    let (low, high) = x.range.map_or((x.low, x.high), |ends| (ends.low, ends.high));
    subject.tongue.plain_with_interval(Estimate::between(x.value, low.min(high), low.max(high)))
}

/// What today's row shows, and where the scenario stands.
fn sentence(found: &BreakEven, one: &TiedMeasure, subject: Subject) -> String {
    let tongue = subject.tongue;
    let figure = measure::figure(tongue, one.figure);
    let (a, b) = (reserve(subject, &found.a), reserve(subject, &found.b));
    let Some(row) = found.row_today.map(|row| &one.rows[row]) else {
        return say!(tongue, "break-even-off-map", figure = figure, verdict = verdict(found, one, subject));
    };
    let (x, y) = (side(subject, &found.x), side(subject, &found.y));
    let here = at(subject, &found.y, row.y);
    if row.line.doubt == Doubt::TooFewPaths {
        return say!(tongue, "break-even-few", figure = figure, a = a, b = b);
    }
    let verdict = verdict(found, one, subject);
    match (row.line.roots.as_slice(), row.line.first_is_better_throughout, found.x.axis.today) {
        ([], Some(first), _) => none(found, one, row, subject, first),
        ([], None, _) => say!(tongue, "break-even-same", figure = figure, a = a, b = b, y = y, here = here),
        ([root], _, Some(today)) => {
            let scenario = match found.x.axis.range {
                Some([low, high]) => say!(
                    tongue,
                    "interval",
                    value = at(subject, &found.x, today),
                    low = at(subject, &found.x, low),
                    high = at(subject, &found.x, high)
                ),
                None => at(subject, &found.x, today),
            };
            say!(
                tongue,
                "break-even-tie",
                figure = figure,
                a = a,
                b = b,
                x = x,
                y = y,
                here = here,
                tie = tie(subject, &found.x, root.x),
                today = scenario,
                verdict = verdict
            )
        }
        (roots, _, _) => {
            let ties: Vec<String> = roots.iter().map(|root| tie(subject, &found.x, root.x)).collect();
            say!(
                tongue,
                "break-even-ties",
                figure = figure,
                a = a,
                b = b,
                x = x,
                y = y,
                here = here,
                ties = ties.join("; "),
                verdict = verdict
            )
        }
    }
}

/// Today's row at the ends of the other assumptions, where they leave more open than where the tie is.
fn at_ends(found: &BreakEven, one: &TiedMeasure, subject: Subject) -> Option<String> {
    let tongue = subject.tongue;
    let (row, ends) = (found.row_today?, one.at_ends.as_ref()?);
    let alike = |line: &Line| line.roots.is_empty() && line.first_is_better_throughout.is_some();
    let here = &one.rows[row].line;
    let is_told = matches!(here.roots.as_slice(), [root] if root.x.range.is_some());
    let is_same = ends.iter().all(|line| alike(line) && line == here);
    if is_told || is_same {
        return None;
    }
    let end = |line: &Line| match (line.roots.as_slice(), line.first_is_better_throughout) {
        ([], Some(_)) if matches!(line.doubt, Doubt::Everywhere | Doubt::TooFewPaths) => {
            say!(tongue, "break-even-end-open")
        }
        ([], Some(first)) => say!(tongue, "break-even-throughout", reserve = reserve(subject, better(found, first))),
        ([], None) => say!(tongue, "break-even-end-same"),
        (roots, _) => {
            let ties: Vec<String> = roots.iter().map(|root| at(subject, &found.x, root.x.value)).collect();
            say!(tongue, "break-even-end-tie", ties = ties.join("; "))
        }
    };
    let [sparing, hurting] = ends.each_ref().map(end);
    Some(say!(tongue, "break-even-ends", sparing = sparing, hurting = hurting))
}

/// Who is better in the scenario itself, and by how much, as far as the paths tell.
fn verdict(found: &BreakEven, one: &TiedMeasure, subject: Subject) -> String {
    let tongue = subject.tongue;
    let is_first = one.today.value >= 0.0;
    let advantage = if is_first { one.today } else { one.today.turned() };
    if advantage.has_unknown_interval() {
        return say!(tongue, "break-even-today-few");
    }
    if advantage.low <= 0.0 && advantage.low < advantage.high {
        let (a, b) = (reserve(subject, &found.a), reserve(subject, &found.b));
        return say!(tongue, "break-even-today-open", a = a, b = b, advantage = tongue.points_with_sampling(advantage));
    }
    let better = reserve(subject, better(found, is_first));
    say!(tongue, "break-even-today-better", better = better, advantage = tongue.points_with_interval(advantage))
}

/// Nobody changes places: why, and how much of it is the market.
fn none(found: &BreakEven, one: &TiedMeasure, row: &MapRow, subject: Subject, first: bool) -> String {
    let tongue = subject.tongue;
    let figure = measure::figure(tongue, one.figure);
    let [winner, loser] = [first, !first].map(|first| reserve(subject, better(found, first)));
    let ends = [found.x.axis.values.first(), found.x.axis.values.last()].map(|end| end.copied().unwrap_or(0.0));
    let same = found.alike(row);
    if same.is_empty() && row.line.doubt != Doubt::Nowhere {
        return doubtful(found, one, subject, first, row.line.doubt);
    }
    let advantage = tongue.points_with_interval(if first { one.today } else { one.today.turned() });
    let market = one.market.map(|market| tongue.hundredths(if first { market.value } else { -market.value }));
    let who = who_fails(&found.x.meaning, subject);
    let id = match (who.is_some() && ends[0] == 0.0, same.as_slice(), &market) {
        (true, [], Some(_)) => "break-even-none-market",
        (true, [], None) => "break-even-none-cost",
        (true, [nothing], _) if *nothing == 0.0 => "break-even-none-fails",
        (_, [], _) => "break-even-none-between",
        _ => "break-even-none-but",
    };
    // Not every message names all of them.
    say!(
        tongue,
        id,
        figure = figure,
        winner = winner,
        loser = loser,
        who = who.unwrap_or_default(),
        x = side(subject, &found.x),
        from = at(subject, &found.x, ends[0]),
        to = at(subject, &found.x, ends[1]),
        same = alike(found, row, subject).unwrap_or_default(),
        advantage = advantage,
        market = market.unwrap_or_else(|| tongue.hundredths(0.0))
    )
}

/// Nobody is seen to change places, and chance alone may decide which is better.
fn doubtful(found: &BreakEven, one: &TiedMeasure, subject: Subject, first: bool, doubt: Doubt) -> String {
    let [from, to] = [found.x.axis.values.first(), found.x.axis.values.last()].map(|end| end.copied().unwrap_or(0.0));
    say!(
        subject.tongue,
        if doubt == Doubt::Somewhere { "break-even-none-partly" } else { "break-even-none-open" },
        figure = measure::figure(subject.tongue, one.figure),
        winner = reserve(subject, better(found, first)),
        loser = reserve(subject, better(found, !first)),
        x = side(subject, &found.x),
        from = at(subject, &found.x, from),
        to = at(subject, &found.x, to),
        verdict = verdict(found, one, subject)
    )
}

/// Who fails by a chance that stands at a side; own keys don't fail, they are lost.
fn who_fails(meaning: &Meaning, subject: Subject) -> Option<String> {
    match meaning {
        Meaning::GroupProbability { group: id } | Meaning::Probability { counterparty: id } if id == "self" => None,
        Meaning::GroupProbability { group } => Some(subject.names.group(group)),
        Meaning::Probability { counterparty } => Some(subject.names.counterparty(counterparty)),
        Meaning::Drawdown { .. } | Meaning::LossGivenFailure { .. } | Meaning::Other => None,
    }
}

fn notes(found: &BreakEven, subject: Subject) -> Vec<String> {
    let tongue = subject.tongue;
    let (x, y) = (side(subject, &found.x), side(subject, &found.y));
    let (at_x, at_y) = (found.x.axis.address.as_str(), found.y.axis.address.as_str());
    let chosen = found.x.chosen || found.y.chosen;
    let id = if chosen { "break-even-note-chosen" } else { "break-even-note-sides" };
    let mut notes = vec![say!(tongue, id, x = x, y = y, x_address = at_x, y_address = at_y)];
    for side in [&found.x, &found.y] {
        if let Meaning::GroupProbability { group } = &side.meaning {
            notes.push(say!(tongue, "break-even-note-group", group = subject.names.group(group)));
        }
    }
    let roots = || found.measures.iter().flat_map(|one| &one.rows).flat_map(|row| &row.line.roots);
    let left = roots().map(|root| root.left).fold(0.0, f64::max);
    notes.push(say!(tongue, "break-even-note-exact", runs = found.runs, left = tongue.number(left, 2)));
    if found.measures.iter().any(|one| matches!(one.figure.measure, Measure::CertaintyEquivalent(_))) {
        notes.push(say!(tongue, "figure-note-ce"));
    }
    if found.x.spread.is_some() || found.y.spread.is_some() {
        notes.push(say!(tongue, "break-even-note-spread"));
    }
    if found.measures.iter().any(|one| one.at_ends.is_some()) {
        notes.push(say!(tongue, "break-even-note-ranged"));
    }
    if let Some(why) = &found.not_ranged {
        notes.push(say!(tongue, "sweep-note-not-ranged", why = why.as_str()));
    }
    notes
}
