//! What titles and data say, held against what is drawn.

use resvg::usvg::roxmltree::Document;

use super::{Chart, all};
use crate::assessment::{Assessment, Ends, Estimate};
use crate::report::fixture;
use crate::report::language::Language;
use crate::report::look::{Look, Style};
use crate::report::sheet::Field;

fn drawn(assessment: &Assessment, look: Look) -> Vec<Chart> {
    all(assessment, Style::new(look)).unwrap()
}

/// The chart in English as wide as usual.
fn chart(assessment: &Assessment, id: &str) -> Chart {
    drawn(assessment, Look::default()).into_iter().find(|chart| chart.id == id).unwrap()
}

/// Every line of words in a picture.
fn lines(chart: &Chart) -> Vec<String> {
    let read = Document::parse(&chart.svg).unwrap();
    let texts = read.descendants().filter(|node| node.has_tag_name("text"));
    texts.map(|text| text.text().unwrap_or_default().trim().to_owned()).collect()
}

/// The rows of the data that say this of what.
fn rows<'a>(chart: &'a Chart, what: &str) -> Vec<&'a Vec<Field>> {
    chart.sheet.rows.iter().filter(|row| row.contains(&Field::from(what))).collect()
}

#[test]
fn of_many_reserves_that_of_the_title_is_drawn() {
    let mut assessment = fixture::assessment(40);
    // The worst stand last in the file.
    assessment.summary.reserves.reverse();
    assessment.curves.reverse();
    assessment.summary.decision.reserves.reverse();
    for (place, decision) in assessment.summary.decision.reserves.iter_mut().enumerate() {
        decision.price_per_year.value += place as f64;
    }
    for chart in drawn(&assessment, Look { width: 1200.0, ..Look::default() }) {
        // The first that is named is what the title is about; another may stand beside it.
        let Some((_, after)) = chart.words.title.split_once('“') else { continue };
        let name = after.split('”').next().unwrap();
        let is_drawn = |line: &String| line.contains(name) && !line.contains(&format!("“{name}”"));
        let drawn = lines(&chart);
        let is_of_groups = chart.id == "counterparty-cards";
        assert!(is_of_groups || !name.starts_with("Қор") || drawn.iter().any(is_drawn), "{}: {name}", chart.id);
    }
}

#[test]
fn a_gain_is_no_negative_loss() {
    let mut assessment = fixture::assessment(2);
    for reserve in &mut assessment.summary.reserves {
        for tail in reserve.loss.es.iter_mut().chain(&mut reserve.market_alone.es) {
            tail.estimate = Estimate::between(-1.11, -1.12, -1.10);
        }
    }
    for curves in &mut assessment.curves {
        let path = curves.bad_path.as_mut().unwrap();
        (path.loss, path.market_alone) = (-1.11, -1.11);
    }
    for language in Language::ALL {
        let charts = drawn(&assessment, Look { language, ..Look::default() });
        for id in ["loss-distribution", "booked-waterfall", "tail-cells", "tail-matrix", "worst-path"] {
            let title = &charts.iter().find(|chart| chart.id == id).unwrap().words.title;
            assert!(title.contains("111") && !title.contains('−'), "{title}");
        }
    }
}

#[test]
fn whether_a_tolerance_is_crossed_is_told_with_its_doubt() {
    let mut assessment = fixture::assessment(2);
    let exceeded = |assessment: &mut Assessment, probability: f64, range: Option<Ends>| {
        for curves in &mut assessment.curves {
            let one = &mut curves.tolerance_exceedance[0];
            (one.probability, one.low, one.high, one.range) =
                (probability, 0.9 * probability, 1.1 * probability, range);
        }
    };
    exceeded(&mut assessment, 0.02, None);
    let title = chart(&assessment, "exceedance").words.title;
    assert!(title.starts_with("2 of 2 reserves cross a tolerance"), "{title}");
    exceeded(&mut assessment, 0.0095, None);
    let open = chart(&assessment, "exceedance");
    assert!(open.words.title.contains("within the error of sampling 2 of 2 may"), "{}", open.words.title);
    assert!(lines(&open).iter().any(|line| line == "> 30%: 0.85% to 1.0%, above 1%?"), "{:?}", lines(&open));
    assessment.summary.ranges =
        Some(crate::assessment::Ranges { paths: 4096, pilot_paths: 1024, inputs: Vec::new(), not_run: None });
    exceeded(&mut assessment, 0.02, Some(Ends { low: 0.005, high: 0.1 }));
    let ranged = chart(&assessment, "exceedance");
    assert!(ranged.words.title.starts_with("2 of 2 reserves (0 at low, 2 at high) cross"), "{}", ranged.words.title);
    assert_eq!((rows(&ranged, "tolerance").len(), rows(&ranged, "beyond_tolerance").len()), (2, 2));
}

#[test]
fn a_timeline_has_room_for_failures_together_and_no_season_of_few() {
    let mut assessment = fixture::assessment(1);
    assessment.timeline.bins[11].within_30_days = Estimate::between(0.1, 0.07, 0.131);
    let whole = chart(&assessment, "failure-timeline");
    assert!(lines(&whole).contains(&"10%".to_owned()), "{:?}", lines(&whole));
    assert!(whole.words.subtitle.contains("the last row on its own"), "{}", whole.words.subtitle);
    assert!(whole.words.title.contains("as often early as late"), "{}", whole.words.title);
    assessment.summary.run.paths = 100;
    assessment.timeline.groups.truncate(1);
    assessment.timeline.together = Estimate::between(0.0, 0.0, 0.002);
    let few = chart(&assessment, "failure-timeline");
    assert!(few.words.title.contains("too few to say when") && !few.words.title.contains("two groups"));
    assert!(!lines(&few).iter().any(|line| line.starts_with("A group fails within")));
}

#[test]
fn the_decision_card_says_where_the_assumptions_break_the_tolerance() {
    let mut assessment = fixture::assessment(1);
    let decision = &mut assessment.summary.decision.reserves[0];
    let most = &mut decision.within.as_mut().unwrap().most;
    *most = Estimate { range: Some(Ends { low: 0.88, high: 1.0 }), ..Estimate::between(1.0, 1.0, 1.0) };
    decision.groups.iter_mut().for_each(|group| group.saved_per_year = None);
    let card = chart(&assessment, "decision-card");
    let words = lines(&card).join(" ");
    assert!(
        words.contains("at the high end of the assumptions one does, and at most 88% may be held in a reserve"),
        "{words}"
    );
    assert!(!words.contains("saved a year by leaving") && words.contains("this run removed no group"), "{words}");
    assert_eq!((rows(&card, "price_per_year").len(), rows(&card, "hold_at_most").len()), (1, 1));
    let lost: Vec<Field> = rows(&card, "lost_marked").into_iter().map(|row| row[4].clone()).collect();
    assert_eq!(lost[0], Field::from(0.855));
}

#[test]
fn where_no_return_is_enough_there_is_nothing_to_draw() {
    let mut assessment = fixture::assessment(2);
    for earn in assessment.summary.decision.pairs.iter_mut().flat_map(|pair| &mut pair.out_earn) {
        (earn.with_failures, earn.without_failures) = (None, None);
    }
    assert!(drawn(&assessment, Look::default()).iter().all(|chart| chart.id != "out-earn"));
}

#[test]
fn a_story_stands_whole_on_a_narrow_sheet() {
    let mut assessment = fixture::assessment(1);
    assessment
        .register
        .names
        .iter_mut()
        .for_each(|named| named.name = format!("{} of Kazakhstan, a branch", named.name));
    let narrow = drawn(&assessment, Look { width: Look::NARROWEST, ..Look::default() });
    let money = narrow.iter().find(|chart| chart.id == "money-over-time").unwrap();
    assert!(lines(money).contains(&"OKX of Kazakhstan, a branch".to_owned()), "{:?}", lines(money));
    let story = narrow.iter().find(|chart| chart.id == "worst-path").unwrap();
    assert!(lines(story).iter().any(|line| line.ends_with("50% booked")), "{:?}", lines(story));
    assert!(!story.words.subtitle.contains("some other paths"), "{}", story.words.subtitle);
    assert_eq!((rows(story, "p05").len(), rows(story, "p95").len()), (13, 13));
    // Of one step nothing is known of the way.
    let path = assessment.curves[0].bad_path.as_mut().unwrap();
    (path.days, path.values, path.without_failures) = (vec![0, 365], vec![1.0, 0.2], vec![1.0, 0.9]);
    assert!(drawn(&assessment, Look::default()).iter().all(|chart| chart.id != "worst-path"));
}

#[test]
fn of_groups_that_weigh_the_same_those_are_drawn_to_which_most_is_booked() {
    let mut assessment = fixture::assessment(1);
    let groups = &mut assessment.summary.reserves[0].groups;
    let group = groups[0].clone();
    *groups = (0..30)
        .map(|number| {
            let mut group = crate::assessment::GroupFigures { id: format!("g{number}"), ..group.clone() };
            group.linked_weight = 0.05;
            group.booked_es_share.iter_mut().for_each(|share| share.estimate.value = 0.001 * f64::from(number));
            group
        })
        .collect();
    let concentration = chart(&assessment, "concentration");
    assert!(lines(&concentration).contains(&"g29".to_owned()), "{:?}", lines(&concentration));
}

#[test]
fn compared_reserves_have_the_pale_bars_in_the_data() {
    let header = chart(&fixture::assessment(2), "comparison").sheet.header;
    assert!(header.ends_with(&["range_low".to_owned(), "range_high".to_owned()]), "{header:?}");
}
