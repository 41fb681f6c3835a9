//! Ways to a loss, row by row.

use super::{at_end, failures};
use crate::decision::Failed;
use crate::decision::reverse::{Combination, EventSet, Multiple, MultipleAtEnd, Reverse, Reversed};
use crate::report::findings::Subject;
use crate::report::language::say;
use crate::report::table::{Column, Entry, Table};
use crate::statistics::Estimate;

pub(super) fn all(found: &Reverse, subject: Subject) -> Vec<Table> {
    let tables = Tables { found, subject };
    vec![tables.combinations(), tables.sets(), tables.multiples()]
}

/// What all tables share: rows of reserves, and a caption that names the loss.
#[derive(Clone, Copy)]
struct Tables<'a> {
    found: &'a Reverse,
    subject: Subject<'a>,
}

impl Tables<'_> {
    fn head(self, id: &str) -> String {
        say!(self.subject.tongue, id)
    }

    /// A table of reserves.
    fn table(self, id: &'static str, caption: &str, columns: Vec<Column>, rows: Vec<Vec<Entry>>) -> Table {
        let tongue = self.subject.tongue;
        let caption = say!(tongue, caption, loss = tongue.percent(self.found.loss), source = self.subject.source());
        let reserves = Column::words("reserve", self.head("table-head-reserve"));
        Table { tongue, id, caption, columns: std::iter::once(reserves).chain(columns).collect(), rows }
    }

    fn reserve(self, reserve: &Reversed) -> Entry {
        Entry::words(&*reserve.id, self.subject.names.reserve(&reserve.id))
    }

    /// Who failed on the paths that lose more.
    fn combinations(self) -> Table {
        let mut rows = Vec::new();
        for reserve in &self.found.reserves {
            rows.extend(reserve.combinations.iter().map(|one| self.combination(reserve, one)));
            if reserve.others.count > 0 {
                rows.push(vec![
                    self.reserve(reserve),
                    Entry::words("others", say!(self.subject.tongue, "reverse-others", count = reserve.others.count)),
                    Entry::Interval(reserve.others.share),
                    Entry::Interval(reserve.others.probability),
                    Entry::Nothing,
                    Entry::Nothing,
                    Entry::Nothing,
                ]);
            }
        }
        let columns = vec![
            Column::words("groups", self.head("reverse-head-groups")),
            Column::interval("share", self.head("reverse-head-share")),
            Column::interval("probability", self.head("reverse-head-probability")),
            Column::interval("exceeds_if", self.head("reverse-head-exceeds-if")),
            Column::number("market_loss", self.head("reverse-head-market")),
            Column::number("loss", self.head("reverse-head-loss")),
        ];
        self.table("reverse", "reverse-caption", columns, rows)
    }

    fn combination(self, reserve: &Reversed, one: &Combination) -> Vec<Entry> {
        let key = if one.groups.is_empty() { "market".to_owned() } else { one.groups.join("+") };
        vec![
            self.reserve(reserve),
            Entry::words(key, self.subject.groups(&one.groups)),
            Entry::Interval(one.share),
            Entry::Interval(one.probability),
            Entry::Interval(one.exceeds_if),
            Entry::Share(one.market_loss),
            Entry::Share(one.loss),
        ]
    }

    /// The smallest sets of failures that cost more tomorrow.
    fn sets(self) -> Table {
        let reserves = self.found.reserves.iter();
        let rows = reserves.flat_map(|reserve| reserve.sets.iter().map(move |set| self.set(reserve, set)));
        let columns = vec![
            Column::words("failures", self.head("reverse-head-failures")),
            Column::words("falls_too", self.head("reverse-head-falls-too")),
            Column::interval("loss", self.head("reverse-head-cost")),
            Column::number("money", self.head("reverse-head-money")),
            Column::interval("stated", self.head("reverse-head-stated")),
            Column::interval("simulated", self.head("reverse-head-simulated")),
        ];
        self.table("reverse-sets", "reverse-sets-caption", columns, rows.collect())
    }

    fn set(self, reserve: &Reversed, set: &EventSet) -> Vec<Entry> {
        let id = |failed: &Failed| format!("{}:{}", failed.counterparty, failed.mode);
        let ids = |all: &[Failed]| all.iter().map(id).collect::<Vec<_>>().join("+");
        let falls_too =
            if set.falls_too.is_empty() { "–".to_owned() } else { failures(&set.falls_too, self.subject) };
        vec![
            self.reserve(reserve),
            Entry::words(ids(&set.failures), failures(&set.failures, self.subject)),
            Entry::words(ids(&set.falls_too), falls_too),
            Entry::Interval(set.loss.marked.estimate()),
            Entry::Money(set.money, self.subject.tongue.money(set.money, &self.subject.ground.base_currency)),
            Entry::Interval(set.stated.estimate()),
            Entry::Interval(set.simulated),
        ]
    }

    /// At how many times the hazards the tolerance is broken.
    fn multiples(self) -> Table {
        let columns = vec![
            Column::interval("exceeds", self.head("reverse-head-exceeds")),
            Column::interval("market_alone", self.head("reverse-head-market-alone")),
            Column::words("found", self.head("reverse-head-found")),
            Column::number("multiple", self.head("reverse-head-multiple")),
            Column::number("multiple_low", self.head("reverse-head-multiple-low")),
            Column::number("multiple_high", self.head("reverse-head-multiple-high")),
            Column::words("multiple_sparing", self.head("reverse-head-sparing")),
            Column::words("multiple_hurting", self.head("reverse-head-hurting")),
        ];
        let rows = self.found.reserves.iter().map(|reserve| self.multiple(reserve)).collect();
        self.table("reverse-multiples", "reverse-multiples-caption", columns, rows)
    }

    fn multiple(self, reserve: &Reversed) -> Vec<Entry> {
        let tongue = self.subject.tongue;
        let (key, id, multiple) = match reserve.multiple {
            Some(Multiple::MarketAlone { .. }) => ("market-alone", "reverse-found-market", None),
            Some(Multiple::At { multiple }) if multiple.value < 1.0 => {
                ("broken", "reverse-found-broken", Some(multiple))
            }
            Some(Multiple::At { multiple }) => ("at", "reverse-found-at", Some(multiple)),
            Some(Multiple::NotBroken { .. }) => ("not-broken", "reverse-found-never", None),
            None => ("untold", "reverse-found-untold", None),
        };
        let number = |of: fn(Estimate) -> f64| {
            multiple.map(of).map_or(Entry::Nothing, |times| Entry::Told(times, tongue.plain(times)))
        };
        let ends = reserve.multiple_at_ends.map(|ends| ends.map(|end| self.end(end)));
        let [sparing, hurting] = ends.unwrap_or([Entry::Nothing, Entry::Nothing]);
        vec![
            self.reserve(reserve),
            Entry::Interval(reserve.exceeds),
            Entry::Interval(reserve.market_alone),
            Entry::words(key, say!(tongue, id)),
            number(|multiple| multiple.value),
            number(|multiple| multiple.low),
            number(|multiple| multiple.high),
            sparing,
            hurting,
        ]
    }

    /// The multiple at an end, or in a word why there is none.
    fn end(self, end: MultipleAtEnd) -> Entry {
        let key = match end {
            MultipleAtEnd::MarketAlone => "market-alone".to_owned(),
            MultipleAtEnd::At { multiple } => multiple.to_string(),
            MultipleAtEnd::NotBroken { .. } => "not-broken".to_owned(),
        };
        Entry::words(key, at_end(end, self.subject))
    }
}
