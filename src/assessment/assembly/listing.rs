//! Which counterparties and groups are named, where there are too many to name them all.

use crate::outcome::{Cell, Outcomes, Rungs, Tomorrow};
use crate::scenario::Scenario;
use crate::units::CounterpartyIndex;

/// Above this many counterparties only some are named.
const MOST_NAMED_WITHOUT_ASKING: usize = 200;

/// How many are named then.
const NAMED: usize = 50;

/// Counterparties or groups that are named, and those that stand together as `other`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Those with a row of their own, in file order.
    pub named: Vec<usize>,
    /// The rest, in file order.
    pub other: Vec<usize>,
    /// By position: the row of those that have one.
    pub row: Vec<Option<usize>>,
}

impl Named {
    /// Names all of `candidates`, or, where `cut` says so, those with the largest `weight`, ties in file order.
    fn of(candidates: Vec<usize>, weight: &[f64], cut: bool) -> Self {
        let mut named = candidates;
        let mut other = Vec::new();
        if cut && named.len() > NAMED {
            named.sort_by(|&a, &b| weight[b].total_cmp(&weight[a]).then(a.cmp(&b)));
            other = named.split_off(NAMED);
            named.sort_unstable();
            other.sort_unstable();
        }
        let mut row = vec![None; weight.len()];
        for (place, &position) in named.iter().enumerate() {
            row[position] = Some(place);
        }
        Self { named, other, row }
    }

    /// The row of `position`: its own, or that of `other` behind all others; `None` for what isn't reported at all.
    pub fn row_or_other(&self, position: usize) -> Option<usize> {
        self.row[position].or_else(|| self.other.binary_search(&position).is_ok().then_some(self.named.len()))
    }

    /// Rows with that of `other`, where there is one.
    pub fn rows(&self) -> usize {
        self.named.len() + usize::from(!self.other.is_empty())
    }
}

/// Who is named.
#[derive(Clone, Debug)]
pub struct Listing {
    /// Of the counterparties; own keys only where they are stated.
    pub counterparties: Named,
    /// Of the groups.
    pub groups: Named,
}

impl Listing {
    /// Names all, or, above 200 counterparties unless `all_names`, the 50 with the largest mean booked loss; where
    /// nothing was booked by name, with the largest product of chance, as `stated`, and loss tomorrow.
    pub fn of(scenario: &Scenario, outcomes: &Outcomes, stated: &[Vec<f64>], all_names: bool) -> Self {
        let first = usize::from(!scenario.own_keys_stated());
        let counterparties = scenario.counterparties();
        let mut by_counterparty = vec![0.0; counterparties.len()];
        let mut by_group = vec![0.0; scenario.groups().len()];
        let booked = outcomes.reserves.iter().flat_map(|reserve| &reserve.cell_means);
        let booked = booked.filter_map(|(cell, mean)| Some((counterparty_of(*cell)?.0, *mean)));
        let expected = outcomes.tomorrow.iter().flat_map(|tomorrow| expected_losses(stated, tomorrow));
        let expected = expected.filter(|_| outcomes.are_nameless());
        for (counterparty, mean) in booked.chain(expected) {
            by_counterparty[counterparty] += mean;
            by_group[counterparties[counterparty].group.0] += mean;
        }
        let cut = !all_names && counterparties.len() - first > MOST_NAMED_WITHOUT_ASKING;
        Self {
            counterparties: Named::of((first..by_counterparty.len()).collect(), &by_counterparty, cut),
            groups: Named::of((first..by_group.len()).collect(), &by_group, cut),
        }
    }
}

/// Σ p·x of each counterparty, from single failures tomorrow.
fn expected_losses(stated: &[Vec<f64>], tomorrow: &Tomorrow) -> impl Iterator<Item = (usize, f64)> {
    let of_one = |(stated, rungs): (&Vec<f64>, &Vec<Rungs>)| {
        stated.iter().zip(rungs).map(|(chance, rungs)| chance * rungs.marked).sum()
    };
    stated.iter().zip(&tomorrow.by_mode).map(of_one).enumerate()
}

/// Whose failure booked a cell.
pub const fn counterparty_of(cell: Cell) -> Option<CounterpartyIndex> {
    match cell {
        Cell::Linked(who, _) | Cell::Contagion(who, _) | Cell::Custody(who, _) | Cell::Claim(who, _) => Some(who),
        Cell::Market(_) | Cell::Cost => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_cost_most_are_named_in_file_order() {
        let weight: Vec<f64> = (0..300).map(|i| if i % 2 == 0 { 1.0 } else { f64::from(i) }).collect();
        let named = Named::of((1..300).collect(), &weight, true);
        assert_eq!((named.named.len(), named.other.len(), named.rows()), (50, 249, 51));
        assert_eq!((named.named[0], named.named[49]), (201, 299));
        assert_eq!((named.row_or_other(299), named.row_or_other(2), named.row_or_other(0)), (Some(49), Some(50), None));
    }

    #[test]
    fn ties_are_named_in_file_order() {
        let named = Named::of((0..60).collect(), &[0.0; 60], true);
        assert_eq!(named.named, (0..50).collect::<Vec<_>>());
    }

    #[test]
    fn all_are_named_where_nothing_is_cut() {
        let named = Named::of((1..60).collect(), &[0.0; 60], false);
        assert_eq!((named.named.len(), named.rows(), named.row_or_other(0)), (59, 59, None));
    }
}
