//! Made-up assessments for the tests of this room.

mod decision;

use crate::assessment::{
    AfterDays, AfterFailure, AnchorNote, Assessment, Attribution, BadPath, BadPathEvent, BookedPart, CellFigures,
    Comparison, Concentration, ConditionalEstimate, Convergence, CostDistribution, CounterpartyFigures, Curves,
    DaysUnderWater, Density, Distribution, Dominance, Estimate, Exceedance, FailureWithin90Days, FailuresByBin,
    FanPoint, GroupFigures, GroupModeFigures, HeadlineMode, IfItFails, IfItFailsInAnyMode, Index, JointFailures,
    JumpGrowth, Ladder, LevelEstimate, LevelIndex, MarketFigures, MatrixCell, ModeFigures, Named, Register,
    RemovalFigures, RemovalLadder, RemovalStep, ReserveFigures, RunFacts, SCHEMA, ScenarioWords, StatedChance, Summary,
    TailEstimate, Timeline, TimelineBin,
};
use crate::distribution::LawWords;
use crate::numeric::precision::Precision;
use crate::scenario::{Assumption, Confidence, Described, Grounds, Removal, Tolerance};

const LEVELS: [f64; 3] = [0.95, 0.99, 0.999];

/// A reserve of the fixture: how much worse it is than the next, from 0 to 1.
fn weight(index: usize, count: usize) -> f64 {
    1.0 - index as f64 / count.max(1) as f64
}

/// An assessment of `count` reserves that lean on three groups.
pub(super) fn assessment(count: usize) -> Assessment {
    let ids: Vec<String> = (0..count).map(|index| format!("reserve-{index}")).collect();
    let reserves = ids.iter().enumerate().map(|(index, id)| reserve(id, weight(index, count))).collect();
    let curves = ids.iter().enumerate().map(|(index, id)| curves(id, weight(index, count))).collect();
    let (timeline, warnings) = (timeline(), Vec::new());
    Assessment { summary: summary(&ids, reserves), curves, timeline, register: register(&ids), warnings }
}

fn about(value: f64) -> Estimate {
    Estimate::between(value, value - 0.02 * value.abs() - 0.001, value + 0.02 * value.abs() + 0.001)
}

fn summary(ids: &[String], reserves: Vec<ReserveFigures>) -> Summary {
    let counterparty = |id: &str, stated: f64| CounterpartyFigures {
        id: id.to_owned(),
        group: id.to_owned(),
        anchor_scale: 0.61,
        stated_failure_probability: stated,
        own_failure_probability: Some(about(stated)),
        failure_probability: Some(about(1.2 * stated)),
        by_mode: vec![ModeFigures { mode: "insolvency".to_owned(), stated, probability: Some(about(stated)) }],
    };
    let pair = |a: &String, b: &String| Comparison {
        a: a.clone(),
        b: b.clone(),
        not_compared: None,
        es_difference: Some(at_levels(0.09)),
        cost_difference: Some(Estimate::between(0.01, -0.002, 0.022)),
        a_loses_more: Some(about(0.6)),
        first_order_dominance: Some(Dominance { winner: None, largest_violation: 0.02 }),
        second_order_dominance: Some(Dominance { winner: Some("b".to_owned()), largest_violation: 0.0 }),
        sign_holds: None,
    };
    let pairs = ids.iter().enumerate().flat_map(|(first, a)| ids[first + 1..].iter().map(move |b| (a, b)));
    Summary {
        ranges: None,
        decision: decision::card(ids),
        schema: SCHEMA,
        scenario: ScenarioWords {
            name: "made-up".to_owned(),
            title: "A made-up fund".to_owned(),
            hash: "0123456789abcdef".repeat(4),
        },
        run: RunFacts {
            kept_paths: None,
            paths: 100_000,
            seed: 7,
            effective_paths: 100_000.0,
            removal: Removal::Auto,
            version: "0.0.0".to_owned(),
            numbers: 1,
        },
        warnings: vec!["This is a made-up warning.".to_owned()],
        counterparties: vec![counterparty("binance", 0.05), counterparty("okx", 0.02), counterparty("self", 0.003)],
        market: MarketFigures { jump_growth: vec![JumpGrowth { asset: "BNB".to_owned(), per_year: -0.03 }] },
        joint_failures: (0..3)
            .map(|count| JointFailures { count, probability: about(0.9 / libm::exp10(count as f64)) })
            .collect(),
        comparison: pairs.map(|(a, b)| pair(a, b)).collect(),
        reserves,
    }
}

fn at_levels(value: f64) -> Vec<LevelEstimate> {
    LEVELS.iter().map(|&level| LevelEstimate { level, estimate: about(value * level) }).collect()
}

fn tails(value: f64) -> Vec<TailEstimate> {
    let tail = |level: f64| TailEstimate { level, estimate: about(value * level), tail_paths: 1000, flags: Vec::new() };
    LEVELS.map(tail).into()
}

fn distribution(worst: f64) -> Distribution {
    let quantile = |level: f64| LevelEstimate { level, estimate: about(worst * (1.6 * level - 0.6)) };
    Distribution {
        mean: about(0.2 * worst),
        sd: 0.3 * worst,
        quantiles: [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99].map(quantile).into(),
        var: tails(0.9 * worst),
        es: tails(worst),
        exceedance: [0.1, 0.25, 0.5].map(|loss| exceedance(loss, worst)).into(),
    }
}

/// A straight line on a logarithmic axis that ends at `worst`.
fn exceedance(loss: f64, worst: f64) -> Exceedance {
    let probability = if loss < worst { libm::exp10(-4.0 * loss / worst) * 0.6 } else { 0.0 };
    Exceedance { loss, probability, low: 0.9 * probability, high: 1.1 * probability + 2e-5, range: None }
}

fn reserve(id: &str, weight: f64) -> ReserveFigures {
    let worst = 0.55 + 0.4 * weight;
    ReserveFigures {
        id: id.to_owned(),
        initial_value: 1e8,
        contributions: 0.0,
        withdrawals: 0.0,
        terminal_value: about(9.6e7),
        loss: distribution(worst),
        liquid_loss: distribution(worst + 0.02),
        eventual_loss: distribution(worst - 0.05),
        market_alone: distribution(0.6),
        max_drawdown: distribution(0.8),
        market_alone_drawdown: distribution(0.7),
        counterparty_cost: CostDistribution {
            marked: distribution(0.8 * weight),
            per_year: about(0.03 * weight),
            liquid_mean: 0.04 * weight,
            eventual_mean: 0.02 * weight,
            envelope: 0.031 * weight,
        },
        days_under_water: DaysUnderWater {
            mean: 200.0,
            quantiles: vec![LevelEstimate { level: 0.5, estimate: about(190.0) }],
        },
        shortfall_probability: about(0.0),
        outcome: None,
        removal: removals(weight),
        if_it_fails: vec![IfItFails {
            counterparty: "binance".to_owned(),
            group: "binance".to_owned(),
            mode: "insolvency".to_owned(),
            tomorrow: Ladder { liquid: 0.9, marked: 0.8, eventual: 0.7 },
            loss: Some(conditional(0.85)),
            cost: Some(conditional(0.7 * weight)),
        }],
        if_it_fails_in_any_mode: vec![IfItFailsInAnyMode {
            counterparty: "binance".to_owned(),
            group: "binance".to_owned(),
            loss: None,
            cost: Some(conditional(0.6 * weight)),
        }],
        attribution: LEVELS.map(|level| attribution(level, weight)).into(),
        groups: vec![group("binance", 0.7 * weight), group("okx", 0.1)],
        convergence: [1000, 10_000, 100_000].map(|paths| Convergence { paths, es: at_levels(worst) }).into(),
        concentration: Concentration {
            custody: Some(Index { hhi: 0.6, effective_number: 1.67 }),
            custody_and_links: None,
            booked_es_share: vec![LevelIndex { level: 0.99, hhi: None, effective_number: None }],
        },
    }
}

fn removals(weight: f64) -> Vec<RemovalFigures> {
    let removal = |group: &str, what: &str, cost: f64| RemovalFigures {
        group: group.to_owned(),
        what: what.to_owned(),
        loss_mean: about(cost),
        cost_mean: about(cost),
        loss_es: at_levels(4.0 * cost),
        cost_es: at_levels(5.0 * cost),
    };
    let whats = [("all", 1.0), ("keys", 0.4), ("links", 0.5), ("both", 0.85)];
    let binance = whats.map(|(what, share)| removal("binance", what, 0.03 * share * weight));
    binance.into_iter().chain([removal("okx", "all", 0.004), removal("okx", "keys", 0.004)]).collect()
}

fn conditional(value: f64) -> ConditionalEstimate {
    let (p05, p95) = (0.4 * value, (1.3 * value).min(1.0));
    ConditionalEstimate { value, low: value - 0.01, high: value + 0.01, p05, p95, range: None }
}

fn attribution(level: f64, weight: f64) -> Attribution {
    let cell = |channel: &str, of: Option<&str>, asset: Option<&str>, es: f64| CellFigures {
        channel: channel.to_owned(),
        of: of.map(str::to_owned),
        asset: asset.map(str::to_owned),
        es: about(es),
        mean: 0.1 * es,
    };
    let cells = vec![
        cell("market", None, Some("BNB"), 0.4),
        cell("market", None, Some("BTC"), -0.02),
        cell("linked", Some("binance"), Some("BNB"), 0.25 * weight),
        cell("contagion", Some("okx"), Some("BTC"), 0.03),
        cell("custody", Some("binance"), Some("BNB"), 0.1 * weight),
        cell("claim", Some("binance"), Some("BNB"), 0.05 * weight),
        cell("cost", None, None, 0.001),
    ];
    let part = |id: &str, es: f64| BookedPart { id: id.to_owned(), es: about(es), mean: 0.1 * es };
    let worst = level * (0.55 + 0.4 * weight);
    // The market takes what groups and costs leave, so that all add up.
    let by_group = vec![part("okx", 0.03), part("binance", 0.4 * weight)];
    let by_channel = vec![part("market", worst - 0.031 - 0.4 * weight), part("cost", 0.001)];
    let cells_of = |of: Option<&str>, asset: &str, es: f64| MatrixCell {
        of: of.map(str::to_owned),
        asset: Some(asset.to_owned()),
        es: about(es),
        mean: 0.1 * es,
    };
    Attribution {
        level,
        cells,
        by_asset: vec![part("BNB", 0.4 + 0.4 * weight), part("BTC", 0.01)],
        by_counterparty: by_group.iter().rev().cloned().collect(),
        by_group,
        by_channel,
        by_asset_and_counterparty: vec![
            cells_of(None, "BNB", 0.4),
            cells_of(None, "BTC", -0.02),
            cells_of(Some("binance"), "BNB", 0.4 * weight),
            cells_of(Some("okx"), "BTC", 0.03),
        ],
    }
}

fn group(id: &str, custody_weight: f64) -> GroupFigures {
    GroupFigures {
        id: id.to_owned(),
        custody_weight,
        linked_weight: custody_weight,
        probability: Some(about(0.05)),
        headline_mode: Some(HeadlineMode { counterparty: id.to_owned(), mode: "insolvency".to_owned() }),
        tomorrow: Ladder { liquid: 0.9 * custody_weight, marked: 0.8 * custody_weight, eventual: 0.6 * custody_weight },
        loss_if_fails: Some(conditional(0.9)),
        cost_if_fails: Some(conditional(custody_weight)),
        liquid_loss_if_fails: Some(conditional(0.95)),
        liquid_cost_if_fails: Some(conditional(1.05 * custody_weight)),
        eventual_loss_if_fails: Some(conditional(0.8)),
        eventual_cost_if_fails: Some(conditional(0.8 * custody_weight)),
        cost_where_fails: Some(about(0.03 * custody_weight)),
        by_mode: vec![GroupModeFigures {
            counterparty: id.to_owned(),
            mode: "insolvency".to_owned(),
            probability: about(0.05),
            cost: about(0.03 * custody_weight),
            saved: Some(about(0.03 * custody_weight)),
        }],
        failures_within_90_days: vec![FailureWithin90Days { group: "okx".to_owned(), probability: None }],
        booked_es_share: at_levels(0.3),
    }
}

fn curves(id: &str, weight: f64) -> Curves {
    let worst = 0.55 + 0.4 * weight;
    let bell = |middle: f64| {
        let height = |bin: usize| {
            let distance = (-1.5 + 0.025 * (bin as f64 + 0.5) - middle) / 0.35;
            libm::exp(-0.5 * distance * distance) / (0.35 * 2.5066)
        };
        Density { start: -1.5, width: 0.025, density: (0..100).map(height).collect() }
    };
    let grid = |worst: f64| (0..=100).map(|place| exceedance(f64::from(place) * 0.01, worst)).collect::<Vec<_>>();
    let fan = |day: u64| {
        let spread = (day as f64 / 365.0).sqrt();
        FanPoint { day, quantiles: [-0.6, -0.3, 0.0, 0.4, 1.0].map(|share| about(1.0 + share * spread)) }
    };
    Curves {
        reserve: id.to_owned(),
        loss_density: bell(0.1 + 0.1 * weight),
        market_density: bell(0.05),
        loss_exceedance: grid(worst),
        market_exceedance: grid(0.6),
        cost_exceedance: grid(0.8 * weight),
        liquid_exceedance: grid(worst),
        eventual_exceedance: grid(0.9 * worst),
        drawdown_exceedance: grid(0.7),
        market_drawdown_exceedance: grid(0.65),
        tolerance_exceedance: vec![exceedance(0.3, worst)],
        fan: (0..=12).map(|month| fan(month * 30)).collect(),
        sample_paths: Vec::new(),
        bad_path: Some(bad_path(weight)),
        after_failure: vec![after_failure("binance", 0.7 * weight), after_failure("okx", 0.1)],
        days_under_water: Vec::new(),
        convergence: [1000, 10_000, 100_000].map(|paths| Convergence { paths, es: at_levels(worst) }).into(),
        removal_ladders: vec![
            ladder("binance", &[0.0, 0.4, 0.5, 0.85, 1.0].map(|share| 0.03 * share * weight)),
            ladder("okx", &[0.0, 0.004]),
        ],
        booked_waterfalls: Vec::new(),
    }
}

/// What is left after falls of the mean cost, `today` first and `all` last.
fn ladder(group: &str, falls: &[f64]) -> RemovalLadder {
    let step = |(place, fall): (usize, &f64)| RemovalStep {
        what: if place + 1 == falls.len() { "all" } else { ["today", "keys", "links", "both"][place] }.to_owned(),
        loss_mean: about(0.2 - fall),
        cost_mean: about(0.04 - fall),
        loss_es: at_levels(0.9 - 4.0 * fall),
        cost_es: at_levels(0.5 - 5.0 * fall),
    };
    RemovalLadder { group: group.to_owned(), steps: falls.iter().enumerate().map(step).collect() }
}

fn timeline() -> Timeline {
    let bin = |month: u64| TimelineBin {
        after_day: 30 * month,
        to_day: 30 * (month + 1),
        joint: about(0.001),
        within_30_days: about(0.002),
    };
    let of = |id: &str, share: f64| FailuresByBin { id: id.to_owned(), by_bin: vec![about(share); 12] };
    Timeline {
        bins: (0..12).map(bin).collect(),
        groups: vec![of("binance", 0.004), of("okx", 0.002)],
        counterparties: vec![of("binance", 0.004), of("okx", 0.002)],
        together: about(0.004),
    }
}

fn described(address: &str, what: Described) -> Assumption {
    Assumption {
        address: address.to_owned(),
        value: what.to_string(),
        described: Some(what),
        unit: "share".to_owned(),
        low: None,
        high: None,
        source: None,
        basis: Grounds::Published,
        confidence: None,
    }
}

fn assumptions() -> Vec<Assumption> {
    vec![
        Assumption {
            address: "asset.BNB.volatility".to_owned(),
            value: "0.62".to_owned(),
            described: None,
            unit: "a year".to_owned(),
            low: Some(0.45),
            high: Some(0.9),
            source: Some("daily closes".to_owned()),
            basis: Grounds::Measured,
            confidence: Some(Confidence::High),
        },
        Assumption {
            address: "asset.BNB.drift".to_owned(),
            value: "0".to_owned(),
            described: None,
            unit: "a year".to_owned(),
            low: None,
            high: None,
            source: None,
            basis: Grounds::Judgement,
            confidence: None,
        },
        described(
            "counterparty.binance.mode.insolvency.loss_given_failure",
            Described::Law(LawWords::Triangular { min: 0.1, mode: 0.4, max: 0.9 }),
        ),
        described("reserve.reserve-0.position_file", Described::Book { rows: 7, file: "book.csv".to_owned() }),
    ]
}

fn chances() -> Vec<StatedChance> {
    vec![StatedChance {
        group: "binance".to_owned(),
        counterparty: "binance".to_owned(),
        mode: Some("insolvency".to_owned()),
        how: "annual_failure_probability".to_owned(),
        stated: Assumption {
            address: "counterparty.binance.mode.insolvency.annual_failure_probability".to_owned(),
            value: "0.05".to_owned(),
            unit: "a year".to_owned(),
            low: Some(0.01),
            high: Some(0.1),
            source: None,
            basis: Grounds::Judgement,
            confidence: Some(Confidence::Low),
            described: None,
        },
    }]
}

fn register(ids: &[String]) -> Register {
    let named =
        |what: &str, id: &str, name: &str| Named { what: what.to_owned(), id: id.to_owned(), name: name.to_owned() };
    let mut names = vec![
        named("group", "binance", "Binance"),
        named("counterparty", "binance", "Binance"),
        named("group", "okx", "OKX"),
        named("counterparty", "okx", "OKX"),
        named("asset", "BNB", "BNB"),
        named("asset", "BTC", "Bitcoin"),
    ];
    names.extend(ids.iter().map(|id| named("reserve", id, &format!("Қор {id}, at the partner"))));
    Register {
        description: "What a year can cost.".to_owned(),
        base_currency: "USD".to_owned(),
        horizon_days: 365,
        step_days: 1,
        tolerances: vec![Tolerance { loss: 0.3, probability: 0.01 }],
        assumptions: assumptions(),
        chances: chances(),
        names,
        scenario: serde_json::json!({"name": "made-up"}),
        anchor: AnchorNote { rounds: 4, gap: 0.002 },
        precision: Precision::Single,
    }
}

/// Half a year of calm, then a hack that twelve months of prices would not have brought.
fn bad_path(weight: f64) -> BadPath {
    let days: Vec<u64> = [0, 90, 182, 183, 270, 365].into();
    let calm = [1.0, 0.9, 0.8, 0.8, 0.7, 0.6];
    let left = |(place, value): (usize, f64)| if place < 3 { value } else { value * (1.0 - 0.7 * weight) };
    BadPath {
        path: 17,
        level: 0.99,
        loss: 1.0 - 0.6 * (1.0 - 0.7 * weight),
        market_alone: 0.4,
        counterparty_cost: 0.7 * weight,
        values: calm.into_iter().enumerate().map(left).collect(),
        without_failures: calm.into(),
        days,
        events: vec![BadPathEvent {
            day: 183,
            counterparty: "binance".to_owned(),
            mode: "hack".to_owned(),
            booked: 0.5 * weight,
            linked: 0.2 * weight,
            contagion: 0.05 * weight,
            custody: 0.2 * weight,
            claim: 0.05 * weight,
        }],
        more_failures: 0,
    }
}

fn after_failure(group: &str, held: f64) -> AfterFailure {
    let day = |(day, back): (u64, f64)| AfterDays {
        day,
        coins: conditional(1.0 - held * (1.0 - back)),
        money: conditional(1.0 - held * (1.0 - 0.8 * back)),
    };
    AfterFailure {
        group: group.to_owned(),
        modes: vec![HeadlineMode { counterparty: group.to_owned(), mode: "insolvency".to_owned() }],
        days: [(0, 0.0), (30, 0.05), (365, 0.3), (1095, 0.5)].map(day).into(),
    }
}
