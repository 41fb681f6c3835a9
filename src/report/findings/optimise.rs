//! Which weights lose least, and how far they are to be trusted.

use super::{Findings, Subject};
use crate::assessment::Ends;
use crate::decision::optimise::{Assumed, Figures, Optimum, PlaceWeights, Rule, Verdict};
use crate::report::ReportError;
use crate::report::chart;
use crate::report::language::say;
use crate::report::table::{Column, Entry, Table};
use crate::statistics::Estimate;

/// So many moves are told in a sentence; the table has all.
const MOST_MOVES: usize = 6;
/// A weight that moves by less than this has not moved.
const UNMOVED: f64 = 0.0005;

pub(super) fn findings(found: &Optimum, subject: Subject) -> Result<Findings, ReportError> {
    let brief = subject.brief();
    let weights = chart::findings::optimise::weights(found, title(found, brief), brief)?;
    let frontier = chart::findings::optimise::frontier(found, brief)?;
    Ok(Findings {
        title: title(found, subject),
        sentences: sentences(found, subject),
        charts: std::iter::once(weights).chain(frontier).collect(),
        tables: vec![weights_table(found, subject), figures_table(found, subject)],
        brief: &["asset", "custodian", "today", "optimum", "seeds_low", "seeds_high"],
        notes: notes(found, subject),
    })
}

/// What is minimised, by its name.
fn goal(found: &Optimum, subject: Subject) -> String {
    let kind = match (found.goal.of_cost, found.goal.level) {
        (false, Some(_)) => "loss-es",
        (false, None) => "loss-mean",
        (true, Some(_)) => "cost-es",
        (true, None) => "cost-mean",
    };
    say!(subject.tongue, "optimise-goal", goal = kind, level = subject.tongue.level(found.level))
}

fn title(found: &Optimum, subject: Subject) -> String {
    let tongue = subject.tongue;
    let [today, optimum] = found.fresh.minimised(found.goal).map(|estimate| tongue.percent(estimate.value));
    let id = match found.verdict {
        Verdict::AsToday => "optimise-title-as-today",
        Verdict::WithinSampling => "optimise-title-within-sampling",
        Verdict::WithinRange => "optimise-title-within-range",
        Verdict::Required => "optimise-title-required",
        Verdict::Better => "optimise-title-better",
    };
    let (change, gain) = change(found.fresh.gain, subject);
    say!(
        tongue,
        id,
        reserve = subject.names.reserve(&found.reserve),
        goal = goal(found, subject),
        today = today,
        optimum = optimum,
        change = change,
        gain = gain
    )
}

/// By how much weights are better, or worse than today's: which of both, and how much.
fn change(gain: Estimate, subject: Subject) -> (&'static str, String) {
    let turned = |Ends { low, high }: Ends| Ends { low: -high, high: -low };
    let worse = Estimate { range: gain.range.map(turned), ..gain.turned() };
    let (key, told) = if gain.value < 0.0 { ("worse", worse) } else { ("better", gain) };
    (key, subject.tongue.points_with_interval(told))
}

fn sentences(found: &Optimum, subject: Subject) -> Vec<String> {
    let tongue = subject.tongue;
    let mut sentences = vec![moves(found, subject)];
    if found.is_one_coin_unasked() {
        sentences.push(say!(tongue, "optimise-unasked"));
    }
    sentences.push(on_fresh_paths(found, subject));
    if !found.broken.is_empty() {
        sentences.insert(0, say!(tongue, "optimise-broken", rules = in_words(&found.broken)));
    }
    let [today, optimum] = [&found.fresh.today, &found.fresh.optimum];
    sentences.push(say!(
        tongue,
        "optimise-cost",
        today = tongue.percent_with_interval(today.cost_mean),
        optimum = tongue.percent_with_interval(optimum.cost_mean),
        lost_today = tongue.percent_with_interval(today.lost_mean),
        lost_optimum = tongue.percent_with_interval(optimum.lost_mean)
    ));
    sentences.push(at_seeds(found, subject));
    if let (Some(sparing), Some(hurting)) = (&found.sparing, &found.hurting) {
        let ends = [("sparing", sparing), ("hurting", hurting)].map(|(end, assumed)| at_end(end, assumed, subject));
        sentences.push(ends.join(" "));
        sentences.extend(at_mixes(found, subject));
    }
    let turnover = tongue.percent(found.change.turnover);
    sentences.push(match found.change.cost {
        Some(cost) => say!(tongue, "optimise-turnover-cost", turnover = turnover, cost = tongue.percent(cost)),
        None => say!(tongue, "optimise-turnover", turnover = turnover),
    });
    sentences
}

/// What would be held where, those first that move most.
fn moves(found: &Optimum, subject: Subject) -> String {
    let tongue = subject.tongue;
    let moved = |place: &&PlaceWeights| (place.optimum - place.today).abs();
    let mut places: Vec<&PlaceWeights> = found.weights.iter().filter(|place| moved(place) > UNMOVED).collect();
    places.sort_by(|a, b| moved(b).total_cmp(&moved(a)));
    if places.is_empty() {
        return say!(tongue, "optimise-no-moves");
    }
    let told = |place: &&PlaceWeights| {
        say!(
            tongue,
            "optimise-move",
            asset = subject.names.asset(&place.asset),
            custodian = subject.names.counterparty(&place.custodian),
            today = tongue.percent(place.today),
            optimum = tongue.percent(place.optimum)
        )
    };
    let moves: Vec<String> = places.iter().take(MOST_MOVES).map(told).collect();
    say!(tongue, "optimise-moves", moves = moves.join("; "))
}

fn on_fresh_paths(found: &Optimum, subject: Subject) -> String {
    let tongue = subject.tongue;
    let [today, optimum] = found.fresh.minimised(found.goal).map(|estimate| tongue.percent_with_interval(estimate));
    let (change, gain) = change(found.fresh.gain, subject);
    say!(
        tongue,
        "optimise-fresh",
        goal = goal(found, subject),
        today = today,
        optimum = optimum,
        change = change,
        gain = gain,
        level = tongue.level(found.level),
        market_today = tongue.percent_with_interval(found.fresh.today.market_es),
        market_optimum = tongue.percent_with_interval(found.fresh.optimum.market_es)
    )
}

fn in_words(rules: &[Rule]) -> String {
    rules.iter().map(Rule::to_string).collect::<Vec<_>>().join("; ")
}

/// The place whose best weight moves most, and between what.
fn most_moved(found: &Optimum, moved: impl Fn(&PlaceWeights) -> Option<Ends>) -> Option<(&PlaceWeights, Ends)> {
    let places = found.weights.iter().filter_map(|place| Some((place, moved(place)?)));
    let places = places.filter(|(_, ends)| ends.high - ends.low > UNMOVED);
    places.max_by(|(_, a), (_, b)| (a.high - a.low).total_cmp(&(b.high - b.low)))
}

fn at_seeds(found: &Optimum, subject: Subject) -> String {
    let tongue = subject.tongue;
    let moved = most_moved(found, |place| Some(place.seeds));
    let same = || say!(tongue, "optimise-seeds-same", seeds = found.seeds.len());
    moved.map_or_else(same, |(place, Ends { low, high })| {
        say!(
            tongue,
            "optimise-dispersion",
            seeds = found.seeds.len(),
            asset = subject.names.asset(&place.asset),
            custodian = subject.names.counterparty(&place.custodian),
            low = tongue.percent(low),
            high = tongue.percent(high)
        )
    })
}

/// How the weights fare at one end of the assumptions, and how much better the best there are, where there are any.
fn at_end(end: &'static str, assumed: &Assumed, subject: Subject) -> String {
    let (change, gain) = change(assumed.gain, subject);
    let id = if assumed.regret.is_some() { "optimise-end" } else { "optimise-end-unmet" };
    let regret = assumed.regret.map(|regret| subject.tongue.hundredths(regret)).unwrap_or_default();
    say!(subject.tongue, id, end = end, change = change, gain = gain, regret = regret)
}

/// What the gain is all over the ranges, and which weight hangs most on the assumptions.
fn at_mixes(found: &Optimum, subject: Subject) -> Vec<String> {
    let tongue = subject.tongue;
    let [count, unclear] = found.unclear_mixes();
    let told = found.gains_at_mixes().map(|gains| {
        if found.loses_at_all_mixes() {
            let [least, most] = [-gains.high, -gains.low].map(|worse| tongue.hundredths(worse));
            return say!(tongue, "optimise-mixes-worse", count = count.to_string(), low = least, high = most);
        }
        let [low, high] = [gains.low, gains.high].map(|gain| tongue.hundredths(gain));
        let [count, unclear] = [count, unclear].map(|count| count.to_string());
        say!(tongue, "optimise-mixes", count = count, low = low, high = high, unclear = unclear)
    });
    let moved = most_moved(found, |place| place.assumptions).map(|(place, Ends { low, high })| {
        say!(
            tongue,
            "optimise-assumed",
            asset = subject.names.asset(&place.asset),
            custodian = subject.names.counterparty(&place.custodian),
            low = tongue.percent(low),
            high = tongue.percent(high)
        )
    });
    told.into_iter().chain(moved).collect()
}

fn notes(found: &Optimum, subject: Subject) -> Vec<String> {
    let tongue = subject.tongue;
    let verdict = match found.verdict {
        Verdict::AsToday => "optimise-note-as-today",
        Verdict::WithinSampling => "optimise-note-within-sampling",
        Verdict::WithinRange => "optimise-note-within-range",
        Verdict::Required => "optimise-note-required",
        Verdict::Better => "optimise-note-better",
    };
    let gap = if found.gap > 0.0 { format!("{:.0e}", found.gap) } else { "none".to_owned() };
    let mut notes = vec![
        say!(tongue, verdict, trifle = tongue.percent(found.trifle)),
        match found.goal.of_cost {
            true => say!(tongue, "optimise-note-steps", gap = gap),
            false => say!(tongue, "optimise-note-method", rows = found.rounds, gap = gap),
        },
        say!(tongue, "optimise-note-lost"),
    ];
    if !found.rules.is_empty() {
        notes.push(say!(tongue, "optimise-note-rules", rules = in_words(&found.rules)));
    }
    notes
}

fn weights_table(found: &Optimum, subject: Subject) -> Table {
    let (tongue, names) = (subject.tongue, subject.names);
    let end = |weight: Option<f64>| weight.map_or(Entry::Nothing, Entry::Share);
    let row = |place: &PlaceWeights| {
        vec![
            Entry::words(&*place.asset, names.asset(&place.asset)),
            Entry::words(&*place.custodian, names.counterparty(&place.custodian)),
            Entry::Share(place.today),
            Entry::Share(place.optimum),
            Entry::Share(place.seeds.low),
            Entry::Share(place.seeds.high),
            end(place.assumptions.map(|ends| ends.low)),
            end(place.assumptions.map(|ends| ends.high)),
        ]
    };
    let head = |id: &str| say!(tongue, id);
    Table {
        tongue,
        id: "weights",
        caption: say!(
            tongue,
            "optimise-weights-caption",
            reserve = names.reserve(&found.reserve),
            goal = goal(found, subject),
            source = subject.source()
        ),
        columns: vec![
            Column::words("asset", head("optimise-head-asset")),
            Column::words("custodian", head("optimise-head-custodian")),
            Column::number("today", head("optimise-head-today")),
            Column::number("optimum", head("optimise-head-optimum")),
            Column::number("seeds_low", head("optimise-head-seeds-low")),
            Column::number("seeds_high", head("optimise-head-seeds-high")),
            Column::number("range_low", head("optimise-head-range-low")),
            Column::number("range_high", head("optimise-head-range-high")),
        ],
        rows: found.weights.iter().map(row).collect(),
    }
}

/// One of the figures that are told.
type Figure = fn(&Figures) -> Estimate;

fn figures_table(found: &Optimum, subject: Subject) -> Table {
    let tongue = subject.tongue;
    let kinds: [(&str, Figure); 7] = [
        ("loss-mean", |figures| figures.loss_mean),
        ("loss-es", |figures| figures.loss_es),
        ("market-es", |figures| figures.market_es),
        ("lost-mean", |figures| figures.lost_mean),
        ("lost-es", |figures| figures.lost_es),
        ("cost-mean", |figures| figures.cost_mean),
        ("cost-es", |figures| figures.cost_es),
    ];
    let row = |(kind, of): (&str, fn(&Figures) -> Estimate)| {
        let told = say!(tongue, "optimise-goal", goal = kind, level = tongue.level(found.level));
        let [before, after] = [&found.in_sample, &found.fresh];
        let figures = [&before.today, &before.optimum, &after.today, &after.optimum];
        std::iter::once(Entry::words(kind, told)).chain(figures.map(|figures| Entry::Interval(of(figures)))).collect()
    };
    let head = |id: &str| say!(tongue, id);
    Table {
        tongue,
        id: "figures",
        caption: say!(
            tongue,
            "optimise-figures-caption",
            reserve = subject.names.reserve(&found.reserve),
            source = subject.source()
        ),
        columns: vec![
            Column::words("figure", head("optimise-head-figure")),
            Column::interval("in_sample_today", head("optimise-head-in-sample-today")),
            Column::interval("in_sample_optimum", head("optimise-head-in-sample-optimum")),
            Column::interval("fresh_today", head("optimise-head-fresh-today")),
            Column::interval("fresh_optimum", head("optimise-head-fresh-optimum")),
        ],
        rows: kinds.into_iter().map(row).collect(),
    }
}
