//! The columns of a table of paths.

use crate::outcome::{Cell, FailureEvent, PathRecord};
use crate::scenario::Scenario;
use crate::units::{AssetIndex, CounterpartyIndex};

/// One value of a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Whole(u64),
    Number(f64),
    Text(String),
}

/// What stands in which column, and the ids that turn positions into words.
pub(super) struct Columns {
    cells: Vec<Cell>,
    cell_names: Vec<String>,
    weight: f64,
    step_days: u64,
    reserves: Vec<String>,
    counterparties: Vec<(String, Vec<String>)>,
}

/// Columns before those of the cells; `reserve` and `failed` hold text, `path` and
/// `days_under_water` whole numbers, all others fractions of V(0)+C.
pub(super) const FIXED: [&str; 13] = [
    "path",
    "weight",
    "reserve",
    "loss",
    "liquid_loss",
    "eventual_loss",
    "market_alone",
    "counterparty_cost",
    "max_drawdown",
    "market_alone_drawdown",
    "days_under_water",
    "shortfall",
    "failed",
];

impl Columns {
    /// `cells` are ascending.
    #[allow(clippy::cast_precision_loss)]
    pub fn new(scenario: &Scenario, paths: usize, cells: Vec<Cell>) -> Self {
        let assets: Vec<&str> = scenario.assets().iter().map(|asset| asset.id.as_str()).collect();
        let counterparties: Vec<(String, Vec<String>)> = scenario
            .counterparties()
            .iter()
            .map(|who| (who.id.clone(), who.modes.iter().map(|mode| mode.id.clone()).collect()))
            .collect();
        let cell_names = cells.iter().map(|cell| name(*cell, &assets, &counterparties)).collect();
        Self {
            cells,
            cell_names,
            weight: 1.0 / paths.max(1) as f64,
            step_days: u64::from(scenario.grid().step_days),
            reserves: scenario.reserves().iter().map(|reserve| reserve.id.clone()).collect(),
            counterparties,
        }
    }

    /// Names of all columns.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        FIXED.into_iter().chain(self.cell_names.iter().map(String::as_str))
    }

    /// One record as a row.
    pub fn row(&self, record: &PathRecord) -> Vec<Value> {
        let mut row = vec![
            Value::Whole(record.path),
            Value::Number(self.weight),
            Value::Text(self.reserves[record.reserve].clone()),
            Value::Number(record.loss),
            Value::Number(record.liquid_loss),
            Value::Number(record.eventual_loss),
            Value::Number(record.market_alone),
            Value::Number(record.counterparty_cost),
            Value::Number(record.max_drawdown),
            Value::Number(record.market_alone_drawdown),
            Value::Whole(u64::from(record.days_under_water)),
            Value::Number(record.shortfall),
            Value::Text(self.failed(&record.failures)),
        ];
        let mut booked = record.cells.iter().peekable();
        for cell in &self.cells {
            let amount = booked.next_if(|(of, _)| of == cell).map_or(0.0, |(_, amount)| *amount);
            row.push(Value::Number(amount));
        }
        row
    }

    /// Who failed, how, and on which day: `binance/insolvency@200 okx/hack@230`.
    fn failed(&self, failures: &[FailureEvent]) -> String {
        let words = failures.iter().map(|failure| {
            let (id, modes) = &self.counterparties[failure.who().0];
            format!("{id}/{}@{}", modes[failure.how().0], u64::from(failure.step) * self.step_days)
        });
        words.collect::<Vec<_>>().join(" ")
    }
}

/// `channel:counterparty:asset`, as far as the cell has them.
fn name(cell: Cell, assets: &[&str], counterparties: &[(String, Vec<String>)]) -> String {
    let of_both = |channel: &str, who: CounterpartyIndex, asset: AssetIndex| {
        format!("{channel}:{}:{}", counterparties[who.0].0, assets[asset.0])
    };
    match cell {
        Cell::Market(asset) => format!("market:{}", assets[asset.0]),
        Cell::Linked(who, asset) => of_both("linked", who, asset),
        Cell::Contagion(who, asset) => of_both("contagion", who, asset),
        Cell::Custody(who, asset) => of_both("custody", who, asset),
        Cell::Claim(who, asset) => of_both("claim", who, asset),
        Cell::Cost => "cost".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_under_their_names_and_failures_are_told_in_words() {
        let assets = ["BNB", "BTC"];
        let counterparties = vec![
            ("self".to_owned(), vec!["lost".to_owned()]),
            ("binance".to_owned(), vec!["insolvency".to_owned(), "lock".to_owned()]),
        ];
        let (binance, bnb, btc) = (CounterpartyIndex(1), AssetIndex(0), AssetIndex(1));
        let cells = vec![Cell::Market(bnb), Cell::Market(btc), Cell::Claim(binance, bnb), Cell::Cost];
        let columns = Columns {
            cell_names: cells.iter().map(|cell| name(*cell, &assets, &counterparties)).collect(),
            cells,
            weight: 0.5,
            step_days: 7,
            reserves: vec!["first".to_owned(), "second".to_owned()],
            counterparties,
        };
        let record = PathRecord {
            path: 3,
            reserve: 1,
            loss: 0.4,
            liquid_loss: 0.5,
            eventual_loss: 0.3,
            market_alone: 0.1,
            counterparty_cost: 0.33,
            max_drawdown: 0.6,
            market_alone_drawdown: 0.5,
            days_under_water: 70,
            shortfall: 0.0,
            failures: vec![FailureEvent { counterparty: 1, mode: 1, step: 2 }],
            cells: vec![(Cell::Market(btc), 0.1), (Cell::Claim(binance, bnb), 0.3)],
        };
        let row = columns.row(&record);
        let of = |wanted: &str| row[columns.names().position(|name| name == wanted).unwrap()].clone();
        assert_eq!(row.len(), columns.names().count());
        assert_eq!(of("reserve"), Value::Text("second".to_owned()));
        assert_eq!(of("failed"), Value::Text("binance/lock@14".to_owned()));
        assert_eq!(of("market:BNB"), Value::Number(0.0));
        assert_eq!(of("market:BTC"), Value::Number(0.1));
        assert_eq!(of("claim:binance:BNB"), Value::Number(0.3));
    }
}
