use super::*;
use crate::engine::Watch;
use crate::scenario::Options;

/// One coin whose price never moves; what is lost is a fixed share, and the rest comes back at once.
const STILL: &str = r#"
schema = 1
name = "still"
[simulation]
paths = 40_000
seed = 7
horizon_days = 365
step_days = 73
[[asset]]
id = "COIN"
price = 1.0
drift = 0.0
volatility = 0.0
[[counterparty]]
id = "north"
kind = "exchange"
annual_failure_probability = { value = 0.1, low = 0.05, high = 0.2 }
[[counterparty.mode]]
kind = "insolvency"
weight = 1.0
loss_given_failure = { kind = "fixed", value = 0.5 }
recovery_delay_days = { kind = "fixed", value = 0 }
recovery_basis = "in-kind"
[[counterparty]]
id = "south"
kind = "exchange"
annual_failure_probability = 0.05
[[counterparty.mode]]
kind = "insolvency"
weight = 1.0
loss_given_failure = { kind = "fixed", value = 0.4 }
recovery_delay_days = { kind = "fixed", value = 0 }
recovery_basis = "in-kind"
[[reserve]]
id = "a"
initial_value = 1.0
positions = [{ asset = "COIN", custodian = "north", weight = 1.0 }]
[[reserve]]
id = "b"
initial_value = 1.0
positions = [{ asset = "COIN", custodian = "south", weight = 1.0 }]
"#;

fn still() -> Scenario {
    Scenario::parse(STILL, "still", &Options::default()).unwrap()
}

fn question(x: Option<&str>, y: Option<&str>, measures: &[&str]) -> BreakEvenQuestion {
    let side = |words: Option<&str>| words.map(|words| words.parse().unwrap());
    let measures = measures.iter().map(|words| words.parse().unwrap()).collect();
    BreakEvenQuestion { a: "a".to_owned(), b: "b".to_owned(), x: side(x), y: side(y), measures }
}

fn found(scenario: &Scenario, question: &BreakEvenQuestion) -> Result<BreakEven, Refusal> {
    break_even(scenario, question, Manner { threads: 2, ranges: false, watch: &Watch::default() })
}

const PROBABILITY: &str = "counterparty.north.annual_failure_probability";
const OF_GROUP: &str = "group.north.annual_failure_probability";
const LOSS: &str = "counterparty.north.mode.insolvency.loss_given_failure";

/// E[X] of a reserve that is wholly in one place is p·g, so that a and b tie at p = p_b·g_b/g: a hyperbola.
#[test]
fn means_tie_where_probability_times_loss_do() {
    let scenario = still();
    let (x, y) = (format!("{PROBABILITY}=0:0.2"), "counterparty.north.mode.insolvency.loss_given_failure=0.2:0.8");
    let map = found(&scenario, &question(Some(&x), Some(y), &["cost", "ce2"])).unwrap();
    let [cost, sure] = map.measures.as_slice() else { panic!() };
    for (row, of_sure) in cost.rows.iter().zip(&sure.rows) {
        let g = row.y;
        let exact = 0.05 * 0.4 / g;
        assert_eq!(row.line.roots.len(), 1, "{row:?}");
        let root = row.line.roots[0];
        let standard_error = (root.x.high - root.x.low) / (2.0 * 1.96);
        assert!((root.x.value - exact).abs() < 4.0 * standard_error, "{g}: {root:?} {exact}");
        assert!(standard_error < 0.1 * exact && root.left < 1.0, "{g}: {root:?}");
        // Of wealth w^-1: p/(1 − g) + 1 − p on either side.
        let exact = 0.05 * (1.0 / 0.6 - 1.0) / (1.0 / (1.0 - g) - 1.0);
        let root = of_sure.line.roots[0];
        let standard_error = (root.x.high - root.x.low) / (2.0 * 1.96);
        assert!((root.x.value - exact).abs() < 4.0 * standard_error, "{g}: {root:?} {exact}");
    }
    let today = cost.today;
    let standard_error = (today.high - today.low) / (2.0 * 1.96);
    assert!((today.value - (0.05 * 0.4 - 0.1 * 0.5)).abs() < 4.0 * standard_error, "{today:?}");
}

fn few() -> Options {
    Options { paths: Some(20_000), ..Options::default() }
}

/// A tie is where it is in closed form, by its own standard error.
fn assert_ties(root: &Root, exact: f64) {
    let standard_error = (root.x.high - root.x.low) / (2.0 * 1.96);
    assert!((root.x.value - exact).abs() < 4.0 * standard_error, "{root:?} is not {exact}");
    assert!(standard_error < 0.1 * exact, "{root:?}");
}

/// Members of a group keep their proportions: of a chance P that either of two fails, whose hazards are λ and 2λ, the
/// first has 1 − (1 − P)^⅓.
#[test]
fn the_chance_of_a_group_ties_where_that_of_its_member_does() {
    let sister = r#"[[counterparty]]
id = "sister"
kind = "exchange"
group = "north"
mode = [{ kind = "insolvency", intensity = 0.2, loss_given_failure = { kind = "fixed", value = 1.0 } }]
[[counterparty]]
id = "south""#;
    let text = STILL.replacen("[[counterparty]]\nid = \"south\"", sister, 1);
    let text = text.replace("annual_failure_probability = { value = 0.1, low = 0.05, high = 0.2 }", "intensity = 0.1");
    let text = text.replace("id = \"north\"\n", "id = \"north\"\ngroup = \"north\"\n");
    let scenario = Scenario::parse(&text, "sisters", &few()).unwrap();
    let y = format!("{LOSS}=0.2:0.8");
    let map = found(&scenario, &question(None, Some(&y), &["cost"])).unwrap();
    assert_eq!(map.x.axis.address, OF_GROUP);
    assert!((map.x.axis.today.unwrap() - (1.0 - libm::exp(-0.3))).abs() < 1e-11);
    for row in &map.measures[0].rows {
        let [root] = row.line.roots.as_slice() else { panic!("{row:?}") };
        let of_member = 0.05 * 0.4 / row.y;
        assert_ties(root, 1.0 - (1.0 - of_member).powi(3));
    }
}

/// The tie at p = p_b·g_b/g has the range that g_b leaves open; the range of p itself is what is drawn across.
#[test]
fn todays_tie_has_the_range_of_the_other_assumptions() {
    let ranged = "loss_given_failure = { kind = \"fixed\", value = { value = 0.4, low = 0.3, high = 0.6 } }";
    let text = STILL.replace("loss_given_failure = { kind = \"fixed\", value = 0.4 }", ranged);
    let scenario = Scenario::parse(&text, "ranged", &few()).unwrap();
    let y = format!("{LOSS}=0.4:0.6");
    for x in [format!("{PROBABILITY}=0:0.1"), format!("{OF_GROUP}=0:0.1")] {
        let manner = Manner { threads: 2, ranges: true, watch: &Watch::default() };
        let map = break_even(&scenario, &question(Some(&x), Some(&y), &["cost"]), manner).unwrap();
        let cost = &map.measures[0];
        let [root] = cost.rows[map.row_today.unwrap()].line.roots.as_slice() else { panic!("{cost:?}") };
        assert_ties(root, 0.05 * 0.4 / 0.5);
        let ends = cost.at_ends.as_ref().unwrap();
        for (line, g) in ends.iter().zip([0.3, 0.6]) {
            let [root] = line.roots.as_slice() else { panic!("{line:?}") };
            assert_ties(root, 0.05 * g / 0.5);
        }
        let range = root.x.range.unwrap();
        assert_eq!((range.low, range.high), (ends[0].roots[0].x.value, ends[1].roots[0].x.value));
        assert_eq!(map.not_ranged, None);
    }
}

#[test]
fn a_group_that_cant_be_moved_is_refused() {
    let scenario = still().with_paths(100);
    for (x, part) in [
        ("group.nort.annual_failure_probability", "still has no group nort: it has self, north, south"),
        ("group.self.annual_failure_probability", "no member of group self fails by itself"),
        ("group.north.annual_failure_probability=0:1", "is a yearly chance: write it from 0 up, to less than 1"),
    ] {
        let error = found(&scenario, &question(Some(x), None, &["cost"])).unwrap_err().to_string();
        assert!(error.contains(part), "{error}");
    }
}

#[test]
fn the_failure_that_tells_two_reserves_apart_is_chosen() {
    // To lose half at north tells more than to lose two fifths at south.
    let map = found(&still().with_paths(500), &question(None, None, &["cost"])).unwrap();
    assert_eq!(map.x.axis.address, OF_GROUP);
    assert_eq!(map.x.meaning, Meaning::GroupProbability { group: "north".to_owned() });
    assert_eq!((map.x.axis.today, map.x.axis.range), (Some(0.1), Some([0.05, 0.2])));
    assert_eq!(map.y.axis.address, "counterparty.north.mode.insolvency.loss_given_failure");
    assert_eq!(map.y.axis.today, Some(0.5));
    assert!(map.x.chosen && map.y.chosen);
    let today = map.row_today.unwrap();
    let place = map.x.axis.values.iter().position(|x| *x == 0.1).unwrap();
    assert_eq!(map.measures[0].rows[today].advantages[place], map.measures[0].today);
}

#[test]
fn where_one_is_worse_even_if_nothing_fails_there_is_no_tie_and_the_market_says_why() {
    let worse = STILL.replace(
        "[[counterparty]]\nid = \"north\"",
        r#"[[asset]]
id = "FALLING"
price = 1.0
drift = -0.2
volatility = 0.0
[[counterparty]]
id = "north""#,
    );
    let worse = worse.replacen("positions = [{ asset = \"COIN\"", "positions = [{ asset = \"FALLING\"", 1);
    let scenario = Scenario::parse(&worse, "worse", &Options { paths: Some(2_000), ..Options::default() }).unwrap();
    let x = format!("{PROBABILITY}=0:0.2");
    let y = "counterparty.north.mode.insolvency.loss_given_failure=0.2:0.8";
    let map = found(&scenario, &question(Some(&x), Some(y), &["mean", "cost"])).unwrap();
    let [mean, cost] = map.measures.as_slice() else { panic!() };
    assert!(mean.rows.iter().all(|row| row.line.first_is_better_throughout == Some(false)), "{mean:?}");
    let exact = libm::exp(-0.2) - 1.0;
    assert!((mean.market.unwrap().value - exact).abs() < 1e-6, "{mean:?}");
    assert_eq!(cost.market, None);
}

#[test]
fn what_cant_be_mapped_says_how_to_mend_it() {
    let scenario = still().with_paths(100);
    let x = format!("{PROBABILITY}=0:0.2");
    let refusal = |question: &BreakEvenQuestion| found(&scenario, question).unwrap_err().to_string();
    for (question, part) in [
        (question(Some(&x), Some(&x), &[]), "both sides are"),
        (
            question(Some("group.north.annual_failure_probability=0:0.5"), Some(&x), &[]),
            "multiplies counterparty.north",
        ),
        (
            question(Some(&x), Some("simulation.step_days"), &[]),
            "has no range of its own: write simulation.step_days=from:to",
        ),
        (question(Some(&x), None, &["var99"]), "name means (cost, mean), ES (es99) or certainty equivalents (ce2)"),
        (BreakEvenQuestion { b: "c".to_owned(), ..question(None, None, &[]) }, "no reserve `c`: it has a, b"),
        (BreakEvenQuestion { b: "a".to_owned(), ..question(None, None, &[]) }, "ties with itself"),
        (
            question(Some(&format!("{PROBABILITY}=0.5:1.5")), None, &[]),
            "at counterparty.north.annual_failure_probability=1.5",
        ),
    ] {
        let error = refusal(&question);
        assert!(error.contains(part), "{error}");
    }
}

/// Without the chance across nobody loses anything, whatever the other would lose.
#[test]
fn where_nothing_parts_the_two_they_are_told_alike() {
    let text = STILL.replace("annual_failure_probability = 0.05", "annual_failure_probability = 0.0");
    let scenario = Scenario::parse(&text, "alike", &Options { paths: Some(2_000), ..Options::default() }).unwrap();
    let x = format!("{PROBABILITY}=0:0.2");
    let idle = "counterparty.south.mode.insolvency.loss_given_failure=0.2:0.8";
    let map = found(&scenario, &question(Some(&x), Some(idle), &["cost"])).unwrap();
    let row = &map.measures[0].rows[0];
    assert_eq!((row.line.first_is_better_throughout, map.alike(row)), (Some(false), vec![0.0]));
    assert!(map.is_idle_upwards());
    let moving = format!("{LOSS}=0.2:0.8");
    let map = found(&scenario, &question(Some(&x), Some(&moving), &["cost"])).unwrap();
    assert!(!map.is_idle_upwards());
}

/// A claim on the issuer in its own coin is worth nothing, however far the coin falls.
#[test]
fn a_fall_of_the_coin_that_parts_nobody_is_not_drawn() {
    let token = r#"[[asset]]
id = "TOKEN"
price = 1.0
volatility = 0.0
link = [{ counterparty = "north", drawdown = { kind = "fixed", value = 0.9 } }]
[[counterparty]]
id = "north""#;
    let text = STILL.replacen("[[counterparty]]\nid = \"north\"", token, 1);
    let half = r#"[{ asset = "COIN", custodian = "north", weight = 0.5 }, { asset = "TOKEN", custodian = "KEEPER", weight = 0.5 }]"#;
    let chosen = |keeper: &str| {
        let all = r#"[{ asset = "COIN", custodian = "north", weight = 1.0 }]"#;
        let text = text.replacen(all, &half.replace("KEEPER", keeper), 1);
        let text = text.replacen("\"in-kind\"", "\"petition-date\"", 1);
        let scenario = Scenario::parse(&text, "token", &Options { paths: Some(500), ..Options::default() });
        found(&scenario.unwrap_or_else(|error| panic!("{error}")), &question(None, None, &["cost"])).unwrap()
    };
    assert_eq!(chosen("north").y.axis.address, LOSS);
    assert_eq!(chosen("south").y.axis.address, "asset.TOKEN.link.north.drawdown");
}
