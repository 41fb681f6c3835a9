//! What stands under a table: what it shows, what its brackets and dashes mean, where it comes from.

use super::{Column, Entry, Subject, Table};
use crate::assessment::Warning;
use crate::report::chart::headline_level;
use crate::report::language::say;

impl Subject<'_> {
    /// A table; `told` are sentences that say what it shows.
    pub(super) fn table(
        self,
        id: &'static str,
        told: Vec<String>,
        columns: Vec<Column>,
        rows: Vec<Vec<Entry>>,
    ) -> Table {
        let mut sentences = told;
        sentences.extend(self.brackets(&columns, &rows));
        sentences.push(say!(self.tongue, "table-horizon", days = self.assessment.register.horizon_days));
        sentences.push(self.source());
        Table { tongue: self.tongue, id, caption: sentences.join(" "), columns, rows }
    }

    /// The level of ES that tables tell, as people write it.
    pub(super) fn level(self) -> String {
        self.tongue.level(headline_level(self.assessment))
    }

    /// What ES is.
    pub(super) fn meaning_of_shortfall(self) -> String {
        let rest = self.tongue.level(1.0 - headline_level(self.assessment));
        say!(self.tongue, "table-es-meaning", level = self.level(), rest = rest)
    }

    /// Why ES is left untold somewhere: which evidence doesn't reach so far.
    pub(super) fn untold_shortfall(self) -> String {
        let (tongue, level) = (self.tongue, headline_level(self.assessment));
        let behind = |warning: &Warning| match warning {
            Warning::BeyondEvidence { pool, exposure_years, reserves }
                if reserves.iter().any(|reserve| reserve.levels.contains(&level)) =>
            {
                let years = tongue.exact(*exposure_years);
                Some(say!(tongue, "table-evidence", pool = pool.as_str(), years = years))
            }
            _ => None,
        };
        let pools: Vec<String> = self.assessment.warnings.iter().filter_map(behind).collect();
        let (level, pools) = (self.level(), pools.join("; "));
        if pools.is_empty() {
            return say!(tongue, "table-untold", level = level);
        }
        say!(tongue, "table-untold-evidence", level = level, pools = pools)
    }

    /// Ranges, intervals, or in which columns which.
    fn brackets(self, columns: &[Column], rows: &[Vec<Entry>]) -> Vec<String> {
        let any = |place: usize, is: fn(&Entry) -> bool| rows.iter().any(|row| row.get(place).is_some_and(is));
        let places: Vec<usize> = (0..columns.len()).filter(|place| columns[*place].has_intervals()).collect();
        let (ranged, unranged): (Vec<usize>, Vec<usize>) =
            places.into_iter().partition(|place| any(*place, Entry::is_ranged));
        let unranged: Vec<usize> = unranged.into_iter().filter(|place| any(*place, Entry::is_unranged)).collect();
        let quoted = |place: &usize| say!(self.tongue, "table-column", head = columns[*place].head.as_str());
        let mut told = match (ranged.is_empty(), unranged.is_empty()) {
            (true, true) => Vec::new(),
            (true, false) => vec![say!(self.tongue, "table-brackets-intervals")],
            (false, true) => vec![say!(self.tongue, "table-brackets-ranges")],
            (false, false) => {
                let of_intervals: Vec<String> = unranged.iter().map(quoted).collect();
                vec![say!(self.tongue, "table-brackets-mixed", columns = of_intervals.join(", "))]
            }
        };
        if ranged.iter().any(|place| any(*place, Entry::is_unranged)) {
            told.push(say!(self.tongue, "table-brackets-some"));
        }
        told
    }

    fn source(self) -> String {
        let (scenario, run) = (&self.assessment.summary.scenario, &self.assessment.summary.run);
        let hash: String = scenario.hash.chars().take(8).collect();
        say!(
            self.tongue,
            "table-source",
            version = run.version.as_str(),
            name = scenario.name.as_str(),
            hash = hash,
            seed = run.seed.to_string(),
            paths = run.paths,
        )
    }
}

/// Whether any figure of these rows is not told.
pub(super) fn any_untold(rows: &[Vec<Entry>]) -> bool {
    rows.iter().flatten().any(Entry::is_untold)
}
