//! What the figures rest on.

use super::caption::any_untold;
use super::{Column, Entry, Subject, Table};
use crate::distribution::LawWords;
use crate::report::escape::printable;
use crate::report::language::{Tongue, say};
use crate::scenario::{Assumption, Described};

/// One row a number or law.
pub(super) fn table(subject: Subject) -> Table {
    let tongue = subject.tongue;
    let rows: Vec<_> = subject.assessment.register.assumptions.iter().map(|line| row(subject, line)).collect();
    let mut told = vec![say!(tongue, "table-assumptions-caption")];
    told.extend(any_untold(&rows).then(|| say!(tongue, "table-assumptions-no-range")));
    let columns = vec![
        Column::words("address", say!(tongue, "table-head-assumption")),
        Column::words("value", say!(tongue, "table-head-value")),
        Column::words("unit", say!(tongue, "table-head-unit")),
        Column::number("low", say!(tongue, "table-head-low")),
        Column::number("high", say!(tongue, "table-head-high")),
        Column::words("basis", say!(tongue, "table-head-basis")),
        Column::words("confidence", say!(tongue, "table-head-confidence")),
        Column::words("source", say!(tongue, "table-head-source")),
    ];
    subject.table("assumptions", told, columns, rows)
}

fn row(subject: Subject, assumption: &Assumption) -> Vec<Entry> {
    let tongue = subject.tongue;
    let end = |end: Option<f64>| end.map_or(Entry::Nothing, Entry::Plain);
    let basis = assumption.basis.word();
    let confidence = assumption.confidence.map(|confidence| confidence.word());
    vec![
        Entry::quoted(&assumption.address),
        value(subject, assumption),
        Entry::words(assumption.unit.as_str(), unit(subject, &assumption.unit)),
        end(assumption.low),
        end(assumption.high),
        Entry::words(basis, tongue.message(&format!("table-basis-{basis}"), &[])),
        confidence.map_or_else(
            || Entry::quoted(""),
            |word| Entry::words(word, tongue.message(&format!("table-confidence-{word}"), &[])),
        ),
        match &assumption.source {
            Some(source) => Entry::quoted(source),
            None => Entry::words("no source stated", say!(tongue, "table-no-source")),
        },
    ]
}

/// A number or law as people write it; a choice in words, and what the scenario itself names between quotes.
fn value(subject: Subject, assumption: &Assumption) -> Entry {
    let (tongue, written) = (subject.tongue, assumption.value.as_str());
    match (&assumption.described, written.parse::<f64>()) {
        (Some(Described::Law(law)), _) => Entry::words(written, law_in_words(tongue, law)),
        (Some(Described::Book { rows, file }), _) => {
            Entry::words(written, say!(tongue, "table-rows-of-file", rows = *rows, file = file.as_str()))
        }
        (None, Ok(number)) if number.is_finite() => Entry::Told(number, tongue.exact(number)),
        (None, _) => Entry::words(written, choice(tongue, written)),
    }
}

fn choice(tongue: Tongue, written: &str) -> String {
    let id = format!("table-choice-{written}");
    if tongue.knows(&id) { tongue.message(&id, &[]) } else { say!(tongue, "quoted", name = printable(written)) }
}

fn law_in_words(tongue: Tongue, law: &LawWords) -> String {
    let told = |number: &f64| tongue.exact(*number);
    match law {
        LawWords::Fixed { value } => told(value),
        LawWords::Uniform { min, max } => say!(tongue, "law-uniform", min = told(min), max = told(max)),
        LawWords::Triangular { min, mode, max } => {
            say!(tongue, "law-triangular", min = told(min), mode = told(mode), max = told(max))
        }
        LawWords::Beta { mean, sd } => say!(tongue, "law-beta", mean = told(mean), sd = told(sd)),
        LawWords::Lognormal { median_days, p90_days } => {
            say!(tongue, "law-lognormal", median = told(median_days), p90 = told(p90_days))
        }
        LawWords::Empirical { chances, more, mean } => {
            let one = |[value, chance]: &[f64; 2]| format!("{} ({})", told(value), about(tongue, *chance));
            // A comma between numbers would be taken for one within them.
            let first = chances.iter().map(one).collect::<Vec<String>>().join("; ");
            match more {
                0 => first,
                more => say!(tongue, "law-empirical-more", first = first, more = *more, mean = told(mean)),
            }
        }
    }
}

/// A chance to a tenth of a percent, without zeros at its end: `14.3%`, `25%`.
fn about(tongue: Tongue, chance: f64) -> String {
    if chance < 0.001 { tongue.percent(chance) } else { tongue.level((chance * 1000.0).round() / 1000.0) }
}

/// A unit in words; a currency is its own.
fn unit(subject: Subject, unit: &str) -> String {
    let id = format!("table-unit-{}", unit.replace(' ', "-"));
    if subject.tongue.knows(&id) { subject.tongue.message(&id, &[]) } else { unit.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_of_a_record_are_told_to_a_tenth_of_a_percent() {
        let chances = vec![[41.0, 1.0 / 7.0], [45.0, 2.0 / 7.0], [60.0, 0.25]];
        let law = LawWords::Empirical { chances, more: 0, mean: 50.0 };
        assert_eq!(law_in_words(Tongue::english(), &law), "41 (14.3%); 45 (28.6%); 60 (25%)");
    }
}
