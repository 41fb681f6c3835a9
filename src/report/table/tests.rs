//! Every table in every language.

use super::*;
use crate::assessment::warning::{AtLevels, Warning};
use crate::assessment::{Ends, Estimate, LevelSign, SignHolds};
use crate::report::fixture;
use crate::report::language::Language;

fn of(language: Language, assessment: &Assessment) -> Vec<Table> {
    all(assessment, Tongue::of(language))
}

fn one<'t>(tables: &'t [Table], id: &str) -> &'t Table {
    tables.iter().find(|table| table.id == id).unwrap_or_else(|| panic!("no table {id}"))
}

#[test]
fn every_row_of_every_table_is_as_wide_as_its_header() {
    for language in Language::ALL {
        for table in of(language, &fixture::assessment(3)) {
            assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{}", table.id);
            let sheet = table.to_sheet();
            assert!(sheet.rows.iter().all(|row| row.len() == sheet.header.len()), "{}", table.id);
        }
    }
}

#[test]
fn machines_read_the_same_bytes_in_every_language() {
    let assessment = fixture::assessment(3);
    let [english, russian, kazakh] = Language::ALL.map(|language| of(language, &assessment));
    for ((english, russian), kazakh) in english.iter().zip(&russian).zip(&kazakh) {
        let [csv, others @ ..] = [english, russian, kazakh].map(|table| table.to_sheet().to_csv());
        assert!(others.iter().all(|other| *other == csv), "{}", english.id);
        assert_ne!(english.caption, russian.caption);
        assert_ne!(russian.caption, kazakh.caption);
    }
}

#[test]
fn a_table_is_written_in_three_forms() {
    let table = Table {
        tongue: Tongue::english(),
        id: "x",
        caption: "Caption, 5%.".to_owned(),
        columns: vec![Column::words("name", "Name".to_owned()), Column::interval("es", "ES 99%".to_owned())],
        rows: vec![
            vec![Entry::quoted("a_b|c"), Entry::Interval(Estimate::between(0.5, 0.4, 0.6))],
            vec![Entry::words("=1", "one"), Entry::Nothing],
        ],
    };
    let markdown = "| Name | ES 99% |\n| --- | ---: |\n| a\\_b\\|c | 50% (40% to 60%) |\n| one | – |\n\nCaption, 5%.\n";
    assert_eq!(table.to_markdown(), markdown);
    assert!(
        table
            .to_latex()
            .contains("    a\\_b\\textbar{}c & 50\\%\\linebreak (40\\% to 60\\%) \\\\\\addlinespace[2pt]\n")
    );
    let csv = String::from_utf8(table.to_sheet().to_csv()).unwrap();
    assert_eq!(csv, "name,es,es_low,es_high\na_b|c,0.5,0.4,0.6\n'=1,,,\n");
}

#[test]
fn captions_are_whole_sentences_in_every_language() {
    let assessment = fixture::assessment(2);
    let captions = Language::ALL.map(|language| one(&of(language, &assessment), "convergence").caption.clone());
    assert_eq!(
        captions,
        [
            "How ES of the loss settles: in percent, from the first paths only. ES 99% (expected shortfall) is the mean of \
             the worst 1% of paths. In brackets: 95% intervals, which show sampling error alone. Horizon: 365 days. \
             Linchpin 0.0.0, scenario made-up (01234567), seed 7, 100,000 paths. Model output, not a forecast.",
            "Как устанавливается ES потерь: в процентах, только по первым траекториям. ES 99\u{A0}% (ожидаемый дефицит) — \
             среднее по худшим 1\u{A0}% траекторий. В скобках — 95-процентные интервалы: они показывают только случайную \
             погрешность. Горизонт: 365 дней. Linchpin 0.0.0, сценарий made-up (01234567), начальное число 7, \
             100\u{A0}000 траекторий. Результат модели, а не прогноз.",
            "Шығынның ES көрсеткіші қалай тұрақтанады: пайызбен, тек алғашқы траекториялар бойынша. ES 99% (күтілетін \
             шығын тапшылығы) — траекториялардың ең нашар 1%-ы бойынша орташа мән. Жақшада — 95 пайыздық интервалдар: \
             олар тек кездейсоқ қателікті көрсетеді. Мерзімі: 365 күн. Linchpin 0.0.0, made-up сценарийі (01234567), \
             бастапқы сан 7, 100\u{A0}000 траектория. Модель нәтижесі, болжам емес.",
        ]
    );
}

#[test]
fn captions_say_what_brackets_hold() {
    let mut assessment = fixture::assessment(1);
    let caption = |assessment: &Assessment, id: &str| one(&of(Language::English, assessment), id).caption.clone();
    assert!(caption(&assessment, "probabilities").contains("In brackets: 95% intervals"));
    for who in &mut assessment.summary.counterparties {
        let chance = who.failure_probability.as_mut().unwrap();
        chance.range = Some(Ends { low: 0.01, high: 0.2 });
    }
    let mixed = caption(&assessment, "probabilities");
    assert!(mixed.contains("but in “Came out, own cause” 95% intervals"), "{mixed}");
    assessment.summary.counterparties[0].failure_probability.as_mut().unwrap().range = None;
    assert!(caption(&assessment, "probabilities").contains("the file .csv says which"));
}

#[test]
fn a_figure_that_is_not_told_has_its_reason_below() {
    let mut assessment = fixture::assessment(1);
    let caption = |assessment: &Assessment, id: &str| one(&of(Language::English, assessment), id).caption.clone();
    assert!(!caption(&assessment, "losses").contains('–'));
    assessment.summary.reserves[0].loss.es.iter_mut().for_each(|figure| figure.estimate = Estimate::untold());
    assert!(caption(&assessment, "losses").contains("“–”: ES 99% could not be told."));
    let reserves = vec![AtLevels { reserve: "reserve-0".to_owned(), levels: vec![0.99] }];
    assessment.warn(Warning::BeyondEvidence { pool: "exchanges".to_owned(), exposure_years: 12.5, reserves });
    let reason = "speak of chances that rare (exchanges: 12.5 years of exposure).";
    assert!(caption(&assessment, "losses").contains(reason), "{}", caption(&assessment, "losses"));
    assessment.summary.reserves[0].if_it_fails[0].cost = None;
    assert!(caption(&assessment, "if-it-fails").contains("“–”: no path showed this failure"));
}

#[test]
fn few_things_are_counted_as_people_count_them() {
    let mut assessment = fixture::assessment(1);
    assessment.summary.run.paths = 1;
    assessment.register.horizon_days = 21;
    let [english, russian, kazakh] =
        Language::ALL.map(|language| one(&of(language, &assessment), "figures").caption.clone());
    assert!(english.contains("Horizon: 21 days.") && english.contains("seed 7, 1 path. "), "{english}");
    assert!(russian.contains("Горизонт: 21 день.") && russian.contains("1 траектория."), "{russian}");
    assert!(kazakh.contains("Мерзімі: 21 күн."), "{kazakh}");
}

#[test]
fn laws_and_numbers_of_the_register_are_told_by_local_habit() {
    let assessment = fixture::assessment(1);
    let told = Language::ALL.map(|language| {
        let tables = of(language, &assessment);
        let rows = &one(&tables, "assumptions").rows;
        rows.iter().map(|row| row[1].text(Tongue::of(language))).collect::<Vec<String>>()
    });
    assert_eq!(told[0], ["0.62", "0", "between 0.1 and 0.9, most likely 0.4", "7 rows of book.csv"]);
    assert_eq!(told[1], ["0,62", "0", "от 0,1 до 0,9, вероятнее всего 0,4", "7 строк файла book.csv"]);
    assert_eq!(told[2], ["0,62", "0", "0,1 – 0,9, ең ықтималы 0,4", "book.csv файлының 7 жолы"]);
}

#[test]
fn what_is_booked_adds_up_to_the_shortfall_beside_it() {
    let tables = of(Language::English, &fixture::assessment(1));
    let value = |row: &Vec<Entry>| match row[2] {
        Entry::Interval(estimate) => estimate.value,
        _ => f64::NAN,
    };
    let (all, parts) = one(&tables, "booked-waterfall").rows.split_last().unwrap();
    assert_eq!(all[1].text(Tongue::english()), "all together: ES 99%");
    assert!((parts.iter().map(value).sum::<f64>() - value(all)).abs() < 1e-12);
    let told: Vec<String> = parts.iter().map(|row| row[1].text(Tongue::english())).collect();
    assert_eq!(told, ["market", "Binance", "OKX", "trading cost"]);
}

#[test]
fn weights_stand_beside_what_is_booked() {
    let tables = of(Language::English, &fixture::assessment(1));
    let row: Vec<String> =
        one(&tables, "concentration").rows[0].iter().map(|entry| entry.text(Tongue::english())).collect();
    assert_eq!(row[1..], ["Binance", "70%", "70%", "30% (29% to 30%)"].map(str::to_owned));
    let numbers = &one(&tables, "effective-numbers").rows[0];
    assert_eq!(numbers[1].text(Tongue::english()), "1.7");
    assert_eq!(numbers[2], Entry::Nothing);
}

#[test]
fn a_group_to_which_worst_paths_are_booked_is_told_though_nothing_rests_on_it() {
    let mut assessment = fixture::assessment(1);
    let group = &mut assessment.summary.reserves[0].groups[0];
    (group.custody_weight, group.linked_weight) = (0.0, 0.0);
    let id = group.id.clone();
    let told = |assessment: &Assessment| {
        let tables = of(Language::English, assessment);
        one(&tables, "concentration").rows.iter().any(|row| row[1] == Entry::words(&*id, "Binance"))
    };
    assert!(told(&assessment));
    let nothing = |figure: &mut crate::assessment::LevelEstimate| figure.estimate = Estimate::default();
    assessment.summary.reserves[0].groups[0].booked_es_share.iter_mut().for_each(nothing);
    assert!(!told(&assessment));
}

#[test]
fn the_limit_of_every_group_is_told_and_its_price_as_on_the_card() {
    let assessment = fixture::assessment(2);
    let tables = of(Language::English, &assessment);
    let rows = &one(&tables, "decision").rows;
    let told = |place: usize| rows.iter().map(|row| row[place].text(Tongue::english())).collect::<Vec<_>>();
    assert_eq!(told(8)[..3], ["58%", "100%", "100%"]);
    assert_eq!(told(1)[0], "2 million USD");
}

#[test]
fn a_difference_that_is_chance_at_an_end_alone_is_not_called_none() {
    let mut assessment = fixture::assessment(2);
    let pair = &mut assessment.summary.comparison[0];
    let signs = |figure: &crate::assessment::LevelEstimate| LevelSign { level: figure.level, holds: false };
    pair.sign_holds = Some(SignHolds { es: pair.es_difference.iter().flatten().map(signs).collect(), cost: false });
    let told = |assessment: &Assessment| {
        one(&of(Language::English, assessment), "comparison").rows[0][7].text(Tongue::english())
    };
    assert_eq!(told(&assessment), "no difference that the assumptions can tell");
    for figure in assessment.summary.comparison[0].es_difference.iter_mut().flatten() {
        figure.estimate.range = Some(Ends { low: 0.12, high: 0.03 });
    }
    assert_eq!(told(&assessment), "the same way, but at an end it may be chance");
}
