//! Where two experts differ, and which assumption makes their answers differ.

mod tables;

use super::{Findings, Subject};
use crate::decision::experts::{Compared, Experts, Standing, Swap};
use crate::report::ReportError;
use crate::report::chart;
use crate::report::escape::printable;
use crate::report::inputs::spoken;
use crate::report::language::say;
use crate::report::terms::{begun, measure};
use crate::stopping::Measure;

/// So many answers of the reserve that is told first are told in sentences; the tables have all.
const MOST_ANSWERS: usize = 3;

pub(super) fn findings(found: &Experts, subject: Subject) -> Result<Findings, ReportError> {
    let brief = subject.brief();
    let chart = chart::findings::experts::chart(found, title(found, brief, true), brief)?;
    Ok(Findings {
        title: title(found, subject, false),
        sentences: sentences(found, subject),
        charts: chart.into_iter().collect(),
        tables: vec![tables::inputs(found, subject), tables::answers(found, subject), tables::swaps(found, subject)],
        brief: &["input", "a", "b", "verdict", "moves"],
        notes: notes(found, subject),
    })
}

/// The answer that is told first, and what moves it most.
fn first(found: &Experts) -> Option<(&Compared, Option<&Swap>)> {
    let leading = *found.leading().first()?;
    Some((leading, leading.swaps.first()))
}

fn reserve(compared: &Compared, subject: Subject) -> String {
    subject.names.reserve(&compared.measured.reserve)
}

/// The finding; that of a chart, which names both experts itself, is shorter.
fn title(found: &Experts, subject: Subject, is_of_chart: bool) -> String {
    begun(&finding(found, subject, is_of_chart))
}

fn finding(found: &Experts, subject: Subject, is_of_chart: bool) -> String {
    let tongue = subject.tongue;
    let ([a, b], Some((compared, swap))) = (subject.voices(found), first(found)) else { return String::new() };
    let (figure, reserve) = (measure::swept(subject, compared.measured.measure), reserve(compared, subject));
    let [from, goal] = [compared.a, compared.b].map(|one| tongue.percent_with_interval(one));
    match (compared.standing, swap) {
        (Standing::Same, _) | (_, None) => {
            say!(tongue, "experts-title-same", a = a, b = b, figure = figure, reserve = reserve, value = from)
        }
        (Standing::WithinSampling, _) => {
            say!(
                tongue,
                "experts-title-sampling",
                a = a,
                b = b,
                figure = figure,
                reserve = reserve,
                from = from,
                goal = goal
            )
        }
        (_, Some(swap)) => {
            let id = match (is_of_chart, compared.swaps.len(), swap.closes.value.is_finite()) {
                (true, 1, _) => "experts-chart-title-one",
                (true, ..) => "experts-chart-title",
                (false, 1, _) => "experts-title-one",
                (false, _, true) => "experts-title",
                (false, _, false) => "experts-title-without-share",
            };
            say!(
                tongue,
                id,
                a = a,
                b = b,
                input = spoken(subject.names, &swap.address),
                figure = figure,
                reserve = reserve,
                from = from,
                to = tongue.percent(swap.a_with.value),
                share = tongue.percent_with_sampling(swap.closes),
                goal = goal
            )
        }
    }
}

fn sentences(found: &Experts, subject: Subject) -> Vec<String> {
    let tongue = subject.tongue;
    let single = found.inputs.len() - found.stated_by_both;
    let [a, b] = subject.voices(found);
    let mut sentences = vec![say!(
        tongue,
        "experts-agree",
        a = a,
        b = b,
        agreed = found.agreed,
        both = found.stated_by_both,
        single = single,
        disputed = found.disputed
    )];
    if let Some((compared, Some(swap))) = first(found) {
        sentences.extend(Some(why(compared, swap, subject)).filter(|words| !words.is_empty()));
    }
    let leading = first(found).map(|(compared, _)| compared.measured.reserve.as_str());
    let of_leading = found.measured.iter().filter(|one| Some(one.measured.reserve.as_str()) == leading);
    let answers: Vec<String> = of_leading.take(MOST_ANSWERS).map(|one| answer(one, subject)).collect();
    let more = found.measured.len() - answers.len();
    sentences.extend(answers);
    if more > 0 {
        sentences.push(say!(tongue, "experts-more", count = more));
    }
    sentences
}

/// What else is known of the input that moves the leading answer most, and of that answer.
fn why(compared: &Compared, swap: &Swap, subject: Subject) -> String {
    let tongue = subject.tongue;
    let mut told = Vec::new();
    if compared.swaps.len() > 1 && matches!(compared.standing, Standing::WithinRanges | Standing::Apart) {
        if swap.b_with.value.is_finite() {
            let [with, goal] = [swap.b_with, compared.b].map(|one| tongue.percent(one.value));
            told.push(say!(tongue, "experts-back", with = with, goal = goal));
        }
        if let Some(part) = swap.part {
            let difference = tongue.points_with_sampling(compared.difference);
            let part = tongue.points_with_sampling(part);
            told.push(say!(tongue, "experts-part", part = part, difference = difference));
        }
        if compared.together.value.is_finite() {
            let together = tongue.points_with_sampling(compared.together);
            told.push(say!(tongue, "experts-together", together = together));
        }
    }
    told.extend(match compared.standing {
        Standing::WithinSampling => Some(say!(tongue, "experts-sampling")),
        Standing::WithinRanges => Some(say!(tongue, "experts-within-ranges")),
        Standing::Same | Standing::Unknown | Standing::Apart => None,
    });
    told.join(" ")
}

fn answer(compared: &Compared, subject: Subject) -> String {
    let tongue = subject.tongue;
    let figure = measure::swept(subject, compared.measured.measure);
    let [from, goal] = [compared.a, compared.b].map(|one| tongue.percent_with_interval(one));
    let reserve = reserve(compared, subject);
    if compared.standing == Standing::Same {
        return say!(tongue, "experts-answer-same", figure = figure, reserve = reserve, value = from);
    }
    let is_lower = compared.difference.value < 0.0;
    let difference = if is_lower { compared.difference.turned() } else { compared.difference };
    say!(
        tongue,
        if is_lower { "experts-answer-lower" } else { "experts-answer" },
        figure = figure,
        reserve = reserve,
        from = from,
        goal = goal,
        difference = tongue.points_with_interval(difference)
    )
}

fn notes(found: &Experts, subject: Subject) -> Vec<String> {
    let tongue = subject.tongue;
    let mut notes = vec![say!(tongue, "experts-note")];
    let swaps = || found.measured.iter().flat_map(|one| &one.swaps);
    if swaps().any(|swap| !swap.a_with.value.is_finite() || !swap.b_with.value.is_finite()) {
        notes.push(say!(tongue, "experts-note-unmet"));
    }
    match swaps().next().map(|swap| swap.part.is_some()) {
        Some(true) => notes.push(say!(tongue, "experts-note-part")),
        Some(false) => notes.push(say!(tongue, "experts-note-many")),
        None => {}
    }
    if found.measured.iter().any(|one| one.a.range.is_some() || one.b.range.is_some()) {
        notes.push(say!(tongue, "experts-note-ranged"));
    }
    if let Some(why) = &found.not_ranged {
        notes.push(say!(tongue, "experts-note-not-ranged", why = printable(why)));
    }
    let certain = |one: &Compared| matches!(one.measured.measure.figure.measure, Measure::CertaintyEquivalent(_));
    if found.measured.iter().any(certain) {
        notes.push(say!(tongue, "figure-note-ce"));
    }
    notes
}
