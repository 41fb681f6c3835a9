//! What the tail of a reserve is made of, by cell and in sums.

use super::Basis;
use super::chances::OTHER;
use super::concentration::group_at_risk;
use super::listing::counterparty_of;
use crate::assessment::{Attribution, BookedPart, CellFigures, LevelIndex, MatrixCell};
use crate::outcome::{Cell, ReserveOutcomes};
use crate::statistics::attribution::{BookedPaths, TailMeans, highest_near};
use crate::statistics::concentration::index;
use crate::statistics::{Estimate, Grouped, Tail};
use crate::units::AssetIndex;

/// Channels in the order in which they are told.
const CHANNELS: [&str; 6] = ["market", "linked", "contagion", "custody", "claim", "cost"];

const fn channel(cell: Cell) -> usize {
    match cell {
        Cell::Market(_) => 0,
        Cell::Linked(..) => 1,
        Cell::Contagion(..) => 2,
        Cell::Custody(..) => 3,
        Cell::Claim(..) => 4,
        Cell::Cost => 5,
    }
}

const fn asset_of(cell: Cell) -> Option<AssetIndex> {
    match cell {
        Cell::Market(asset)
        | Cell::Linked(_, asset)
        | Cell::Contagion(_, asset)
        | Cell::Custody(_, asset)
        | Cell::Claim(_, asset) => Some(asset),
        Cell::Cost => None,
    }
}

/// What is booked on the tail paths of one reserve.
pub struct Ledger<'a> {
    basis: &'a Basis<'a>,
    outcomes: &'a ReserveOutcomes,
    /// All losses by size.
    by_size: &'a Grouped,
    /// Losses of the paths of the tail.
    losses: Vec<f64>,
}

/// The ledger at one level.
pub struct AtLevel {
    /// What the tail is made of.
    pub attribution: Attribution,
    /// Booked share of ES by row of the groups; `None` where ES is not positive.
    pub group_shares: Vec<Option<Estimate>>,
    /// Concentration by those shares, own keys and vaults left out.
    pub concentration: LevelIndex,
}

/// Cells sorted into slots: what each is called, and where each cell goes.
struct Slots<T> {
    names: Vec<T>,
    of_cell: Vec<Option<u32>>,
}

impl<'a> Ledger<'a> {
    pub fn of(basis: &'a Basis<'a>, outcomes: &'a ReserveOutcomes, by_size: &'a Grouped) -> Self {
        let losses = outcomes.tail.paths.iter().map(|path| outcomes.loss[*path as usize]).collect();
        Self { basis, outcomes, by_size, losses }
    }

    /// What the tail is made of.
    pub fn at(&self, tail: &Tail) -> AtLevel {
        let groups = &self.basis.listing.groups;
        let by_group = self.slots(groups.rows(), |cell| groups.row_or_other(self.group(cell)?));
        let group_means = self.tail_means(tail, groups.rows(), &by_group);
        AtLevel {
            group_shares: (0..groups.rows()).map(|row| group_means.share_of_shortfall(row)).collect(),
            concentration: self.concentration(tail),
            attribution: Attribution {
                level: tail.level,
                cells: self.cells(tail),
                by_asset: self.parts(tail, self.assets()),
                by_counterparty: self.parts(tail, self.counterparties()),
                by_group: parts(self.told(&group_means, Slots { names: self.group_names(), of_cell: by_group })),
                by_channel: self.parts(tail, self.channels()),
                by_asset_and_counterparty: self.matrix(tail),
            },
        }
    }

    fn group(&self, cell: Cell) -> Option<usize> {
        counterparty_of(cell).map(|who| self.basis.membership.group[who.0])
    }

    fn tail_means(&self, tail: &Tail, slots: usize, of_cell: &[Option<u32>]) -> TailMeans {
        let booked = BookedPaths {
            losses: &self.losses,
            offsets: &self.outcomes.tail.offsets,
            values: &self.outcomes.tail.values,
            keys: &self.outcomes.tail.places,
        };
        TailMeans::of(booked, tail, highest_near(self.by_size, tail), slots, of_cell)
    }

    /// Sorts cells by `row`; rows beyond `rows` would be a mistake and count nowhere.
    #[allow(clippy::cast_possible_truncation)]
    fn slots(&self, rows: usize, row: impl Fn(Cell) -> Option<usize>) -> Vec<Option<u32>> {
        let slot = |(cell, _): &(Cell, f64)| row(*cell).filter(|&row| row < rows).map(|row| row as u32);
        self.outcomes.cell_means.iter().map(slot).collect()
    }

    fn concentration(&self, tail: &Tail) -> LevelIndex {
        let (counterparties, groups) = (self.basis.scenario.counterparties(), self.basis.membership.groups);
        let at_risk = |cell| group_at_risk(&counterparties[counterparty_of(cell)?.0]);
        let means = self.tail_means(tail, groups, &self.slots(groups, at_risk));
        let sums: Vec<f64> = (0..groups).map(|group| means.mean(group).value).collect();
        let found = index(&sums);
        LevelIndex {
            level: tail.level,
            hhi: found.map(|index| index.hhi),
            effective_number: found.map(|index| index.effective_number),
        }
    }

    /// One row a cell; the cells of counterparties that are not named are one row a channel.
    #[allow(clippy::cast_possible_truncation)]
    fn cells(&self, tail: &Tail) -> Vec<CellFigures> {
        let named = &self.basis.listing.counterparties;
        let is_named = |cell| counterparty_of(cell).is_none_or(|who| named.row[who.0].is_some());
        let mut names: Vec<(usize, Option<Cell>)> = Vec::new();
        let mut of_cell = Vec::new();
        for &(cell, _) in &self.outcomes.cell_means {
            let name = (channel(cell), is_named(cell).then_some(cell));
            let place = if name.1.is_some() { None } else { names.iter().position(|other| *other == name) };
            of_cell.push(Some(place.unwrap_or(names.len()) as u32));
            if place.is_none() {
                names.push(name);
            }
        }
        let figures = |((channel, cell), es, mean)| self.cell(channel, cell, es, mean);
        let means = self.tail_means(tail, names.len(), &of_cell);
        self.told(&means, Slots { names, of_cell }).into_iter().map(figures).collect()
    }

    fn cell(&self, channel: usize, cell: Option<Cell>, es: Estimate, mean: f64) -> CellFigures {
        let scenario = self.basis.scenario;
        let of = |who: crate::units::CounterpartyIndex| scenario.counterparties()[who.0].id.clone();
        CellFigures {
            channel: CHANNELS[channel].to_owned(),
            of: cell.map_or_else(|| Some(OTHER.to_owned()), |cell| counterparty_of(cell).map(of)),
            asset: cell.and_then(asset_of).map(|asset| scenario.assets()[asset.0].id.clone()),
            es,
            mean,
        }
    }

    /// One row a counterparty and asset that any cell is booked in, channels summed: the market first, then in the order
    /// of `by_counterparty`, `cost` last.
    #[allow(clippy::cast_possible_truncation)]
    fn matrix(&self, tail: &Tail) -> Vec<MatrixCell> {
        let named = &self.basis.listing.counterparties;
        let place = |cell: Cell| match cell {
            Cell::Market(asset) => Some((None, Some(asset))),
            Cell::Cost => Some((Some(named.rows()), None)),
            _ => Some((Some(named.row_or_other(counterparty_of(cell)?.0)?), asset_of(cell))),
        };
        let places: Vec<_> = self.outcomes.cell_means.iter().map(|(cell, _)| place(*cell)).collect();
        let mut names: Vec<_> = places.iter().copied().flatten().collect();
        names.sort_unstable();
        names.dedup();
        let slot = |place: &Option<_>| names.binary_search(&(*place)?).ok().map(|slot| slot as u32);
        let of_cell: Vec<Option<u32>> = places.iter().map(slot).collect();
        let means = self.tail_means(tail, names.len(), &of_cell);
        let scenario = self.basis.scenario;
        let ids = self.counterparty_ids();
        let figures = |((row, asset), es, mean): ((Option<usize>, Option<AssetIndex>), Estimate, f64)| MatrixCell {
            of: row.and_then(|row| ids.get(row).cloned()).filter(|_| asset.is_some()),
            asset: asset.map(|asset| scenario.assets()[asset.0].id.clone()),
            es,
            mean,
        };
        self.told(&means, Slots { names, of_cell }).into_iter().map(figures).collect()
    }

    fn assets(&self) -> Slots<String> {
        let names: Vec<String> = self.basis.scenario.assets().iter().map(|asset| asset.id.clone()).collect();
        let of_cell = self.slots(names.len(), |cell| asset_of(cell).map(|asset| asset.0));
        Slots { names, of_cell }
    }

    /// Ids of the named counterparties, and that of the others.
    fn counterparty_ids(&self) -> Vec<String> {
        let named = self.basis.listing.counterparties.named.iter();
        let ids = named.map(|&place| self.basis.scenario.counterparties()[place].id.clone());
        ids.chain([OTHER.to_owned()]).collect()
    }

    fn counterparties(&self) -> Slots<String> {
        let named = &self.basis.listing.counterparties;
        let names = self.counterparty_ids();
        let of_cell = self.slots(named.rows(), |cell| named.row_or_other(counterparty_of(cell)?.0));
        Slots { names, of_cell }
    }

    fn group_names(&self) -> Vec<String> {
        let ids = self.basis.listing.groups.named.iter().map(|&place| self.basis.scenario.groups()[place].id.clone());
        ids.chain([OTHER.to_owned()]).collect()
    }

    fn channels(&self) -> Slots<String> {
        let of_cell = self.slots(CHANNELS.len(), |cell| Some(channel(cell)));
        Slots { names: CHANNELS.map(str::to_owned).to_vec(), of_cell }
    }

    fn parts(&self, tail: &Tail, slots: Slots<String>) -> Vec<BookedPart> {
        let means = self.tail_means(tail, slots.names.len(), &slots.of_cell);
        parts(self.told(&means, slots))
    }

    /// The slots that hold any cell: name, mean over the tail, mean over all paths.
    fn told<T>(&self, means: &TailMeans, slots: Slots<T>) -> Vec<(T, Estimate, f64)> {
        let Slots { names, of_cell } = slots;
        let mut overall: Vec<Option<f64>> = vec![None; names.len()];
        for ((_, mean), slot) in self.outcomes.cell_means.iter().zip(&of_cell) {
            if let Some(slot) = slot {
                *overall[*slot as usize].get_or_insert(0.0) += mean;
            }
        }
        let rows = names.into_iter().zip(overall).enumerate();
        let told = |(slot, (name, mean)): (usize, (T, Option<f64>))| mean.map(|mean| (name, means.mean(slot), mean));
        rows.filter_map(told).collect()
    }
}

fn parts(told: Vec<(String, Estimate, f64)>) -> Vec<BookedPart> {
    told.into_iter().map(|(id, es, mean)| BookedPart { id, es, mean }).collect()
}
