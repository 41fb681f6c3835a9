//! Laws made ready for draws by the million.

use std::sync::Arc;

use super::{Beta, Law};
use crate::numeric::special::BetaTable;

/// More laws than this are not drawn often enough each to be worth a table.
const MOST_TABLES: usize = 64;

/// A law made ready for draws.
#[derive(Clone, Debug)]
pub enum DrawnLaw {
    /// Always the same value: nothing is left to chance.
    Certain(f64),
    /// Its quantile is quick, or there are too many such laws.
    Plain(Law),
    /// Its quantile is slow, and has a table.
    Tabled(Arc<BetaTable>),
}

impl DrawnLaw {
    /// The value at a uniform in (0, 1), which is asked for only where it matters.
    #[must_use]
    pub fn draw(&self, uniform: impl FnOnce() -> f64) -> f64 {
        match self {
            Self::Certain(value) => *value,
            Self::Plain(law) => law.quantile(uniform()),
            Self::Tabled(table) => table.quantile(uniform()),
        }
    }
}

/// The laws that one run draws from: equal ones share a table.
#[derive(Clone, Debug, Default)]
pub struct DrawnLaws {
    tables: Vec<(Beta, Arc<BetaTable>)>,
}

impl DrawnLaws {
    /// Makes a law ready.
    pub fn ready(&mut self, law: &Law) -> DrawnLaw {
        if law.min() == law.max() {
            return DrawnLaw::Certain(law.mean());
        }
        let table = match law {
            Law::Beta(beta) => self.table(*beta),
            _ => None,
        };
        table.map_or_else(|| DrawnLaw::Plain(law.clone()), DrawnLaw::Tabled)
    }

    fn table(&mut self, law: Beta) -> Option<Arc<BetaTable>> {
        if let Some((_, table)) = self.tables.iter().find(|(other, _)| *other == law) {
            return Some(Arc::clone(table));
        }
        let table = Arc::new(law.table().filter(|_| self.tables.len() < MOST_TABLES)?);
        self.tables.push((law, Arc::clone(&table)));
        Some(table)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::Lognormal;

    fn beta(mean: f64) -> Law {
        Law::Beta(Beta::mean_sd(mean, 0.1).unwrap())
    }

    #[test]
    fn a_drawn_value_is_the_quantile() {
        let laws = [beta(0.4), Law::Lognormal(Lognormal::new(700.0, 2_400.0).unwrap()), Law::fixed(3.0)];
        let mut ready = DrawnLaws::default();
        for law in laws {
            let drawn = ready.ready(&law);
            for u in [1e-9, 0.03, 0.5, 0.77, 1.0 - 1e-9] {
                assert!((drawn.draw(|| u) - law.quantile(u)).abs() < 1e-9, "{law:?} at {u}");
            }
        }
    }

    #[test]
    fn what_is_certain_asks_for_no_uniform() {
        for law in [Law::fixed(0.4), Law::Beta(Beta::mean_sd(0.4, 0.0).unwrap())] {
            assert_eq!(DrawnLaws::default().ready(&law).draw(|| unreachable!()), 0.4);
        }
    }

    #[test]
    fn equal_laws_share_a_table_and_thousands_of_others_have_none() {
        let mut ready = DrawnLaws::default();
        let shares = |one: &DrawnLaw, other: &DrawnLaw| match (one, other) {
            (DrawnLaw::Tabled(one), DrawnLaw::Tabled(other)) => Arc::ptr_eq(one, other),
            _ => false,
        };
        assert!(shares(&ready.ready(&beta(0.4)), &ready.ready(&beta(0.4))));
        assert!(!shares(&ready.ready(&beta(0.4)), &ready.ready(&beta(0.5))));
        let many: Vec<DrawnLaw> = (1..10_000).map(|k| ready.ready(&beta(0.2 + 0.5e-4 * f64::from(k)))).collect();
        assert!(matches!(many.last(), Some(DrawnLaw::Plain(_))));
        assert_eq!(ready.tables.len(), MOST_TABLES);
    }
}
