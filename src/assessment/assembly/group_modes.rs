//! What a group costs, split by the mode of its first failure on a path.

use super::Basis;
use super::if_it_fails::FailingPaths;
use crate::assessment::{Estimate, GroupModeFigures};
use crate::outcome::{ChangedPaths, RemovalKind};
use crate::statistics::interval::{sparse_mean, wilson};

/// Sums over some paths.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    sum: f64,
    squares: f64,
}

impl Sums {
    fn of(values: impl Iterator<Item = f64>) -> Self {
        values.fold(Self::default(), |Self { sum, squares }, value| Self {
            sum: sum + value,
            squares: squares + value * value,
        })
    }

    /// The mean over all paths, of which the others have 0.
    fn mean(self, paths: u64) -> Estimate {
        sparse_mean(paths as usize, self.sum, self.squares)
    }
}

/// One row a member and mode, and E\[X·1{the group fails}\]; `cost` is X of the reserve at `place`, path by path.
pub fn by_mode(
    basis: &Basis<'_>,
    failing: &FailingPaths,
    cost: &[f64],
    place: usize,
    group: usize,
) -> (Vec<GroupModeFigures>, Option<Estimate>) {
    if !basis.has_names() {
        return (Vec::new(), None);
    }
    let is_gone = |removed: &&crate::outcome::Removed| removed.group.0 == group && removed.what == RemovalKind::All;
    let gone = basis.outcomes.removals.iter().find(is_gone).map(|removed| &removed.reserves[place]);
    let (mut rows, mut all) = (Vec::new(), Sums::default());
    for member in &basis.scenario.groups()[group].members {
        let counterparty = &basis.scenario.counterparties()[member.0];
        for (number, mode) in counterparty.modes.iter().enumerate() {
            let paths = failing.first_in_mode((member.0, number));
            let costs = Sums::of(paths.iter().map(|&path| cost[path as usize]));
            all = Sums { sum: all.sum + costs.sum, squares: all.squares + costs.squares };
            rows.push(GroupModeFigures {
                counterparty: counterparty.id.clone(),
                mode: mode.id.clone(),
                probability: wilson(paths.len() as u64, basis.kept()),
                cost: costs.mean(basis.kept()),
                saved: gone.map(|gone| Sums::of(falls(cost, paths, gone)).mean(basis.kept())),
            });
        }
    }
    (rows, Some(all.mean(basis.kept())))
}

/// By how much X falls on those of `paths` that the removal changed; both ascend.
fn falls<'p>(cost: &'p [f64], paths: &'p [u32], gone: &'p ChangedPaths) -> impl Iterator<Item = f64> + 'p {
    let mut changed = gone.paths.iter().zip(&gone.counterparty_cost).peekable();
    paths.iter().filter_map(move |&path| {
        while changed.next_if(|(other, _)| **other < u64::from(path)).is_some() {}
        let (_, left) = changed.next_if(|(other, _)| **other == u64::from(path))?;
        Some(cost[path as usize] - left)
    })
}
