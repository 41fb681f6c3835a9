//! The failure process made ready: who is followed day by day and who needs a look-up only.

use crate::distribution::DrawnLaws;
use crate::failure::evidence::RateTable;
use crate::failure::falling::{falling_order, pair_streams};
use crate::failure::severity::{FailureDraws, LinkDraws};
use crate::failure::sieve::{Look, Sieve};
use crate::failure::threshold::{Shared, Thresholds};
use crate::failure::{Copula, Counterparty, EvidencePool, Failure, Group, Hazard, Link, Mode};
use crate::market::Asset;
use crate::numeric::vector::LANES;
use crate::random::{PathKey, Purpose, Stream};
use crate::units::{CounterpartyIndex, ModeIndex, TimeGrid};

/// What the failure process is made of.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    /// Steps of a path.
    pub grid: TimeGrid,
    /// Assets; of them only ids, prices, peaks and betas are used.
    pub assets: &'a [Asset],
    /// Counterparties.
    pub counterparties: &'a [Counterparty],
    /// Groups.
    pub groups: &'a [Group],
    /// Links.
    pub links: &'a [Link],
    /// Evidence pools.
    pub pools: &'a [EvidencePool],
    /// Names of factors.
    pub factors: &'a [String],
    /// How thresholds hang together.
    pub copula: Copula,
}

/// The failure process of a scenario, for one seed and one set of scales k.
#[derive(Clone, Debug)]
pub struct FailurePlan<'a> {
    pub(super) parts: Parts<'a>,
    thresholds: Thresholds,
    /// What each evidence pool's draw comes from.
    pools: Vec<(Stream, RateTable)>,
    pub(super) draws: Vec<FailureDraws>,
    pub(super) link_draws: Vec<LinkDraws>,
    /// Links of each counterparty, in file order.
    pub(super) links_of: Vec<Vec<usize>>,
    pub(super) pair_streams: Vec<Vec<Stream>>,
    /// Counterparties that can fall with another, each after those it can fall with.
    pub(super) falling_order: Vec<usize>,
    /// Whose intensity can change: followed day by day.
    tracked: Vec<usize>,
    /// Whose intensity can't, and has one rate on all paths.
    sieve: Sieve,
    /// X_c at which each of them just fails within the horizon; one slot a counterparty.
    critical: Vec<f64>,
    /// Whose intensity can't change on a path, but must be looked at on each; nobody who never fails.
    plain: Vec<usize>,
    scale: Vec<f64>,
}

/// A counterparty that is followed day by day, on one path.
#[derive(Clone, Copy, Debug)]
pub struct Tracked {
    /// Which.
    pub counterparty: usize,
    /// k_c·λ_c·dt: hazard of a calm step.
    pub hazard: f64,
    /// E_c.
    pub threshold: f64,
}

/// The draws of one path that are made before its first step.
#[derive(Clone, Debug)]
pub struct PathDraws {
    /// The path.
    pub key: PathKey,
    /// Counterparties to follow day by day.
    pub tracked: Vec<Tracked>,
    /// The others' own crossings within the horizon: step and counterparty, ascending.
    pub scheduled: Vec<(usize, usize)>,
    /// The rates of the evidence pools.
    rates: Vec<f64>,
    shared: Shared,
    /// Room for the sieve, and who falls through it.
    look: Look,
    sifted: Vec<usize>,
}

impl Default for PathDraws {
    fn default() -> Self {
        Self {
            key: PathKey::new(0),
            tracked: Vec::new(),
            scheduled: Vec::new(),
            rates: Vec::new(),
            shared: Shared::default(),
            look: Look::default(),
            sifted: Vec::new(),
        }
    }
}

impl<'a> FailurePlan<'a> {
    /// Prepares the process of `parts` with scales k, one slot a counterparty.
    #[must_use]
    pub fn new(parts: Parts<'a>, scale: &[f64], seed: u64) -> Self {
        let Parts { counterparties, links, .. } = parts;
        let thresholds = Thresholds::new(counterparties, parts.factors, parts.copula, seed);
        let moved = can_move(counterparties);
        let horizon = parts.grid.horizon_years();
        let critical = |counterparty: &Counterparty| {
            fixed_hazard(counterparty).map(|rate| thresholds.critical(rate * horizon)).unwrap_or(f64::NAN)
        };
        let critical: Vec<f64> = counterparties.iter().map(critical).collect();
        let (mut sieved, mut plain) = (Vec::new(), Vec::new());
        for counterparty in (0..counterparties.len()).filter(|c| !moved[*c]) {
            let critical = Some(critical[counterparty]).filter(|critical| !critical.is_nan());
            match critical.and_then(|critical| thresholds.sieved(critical, counterparty)) {
                Some(name) => sieved.push(name),
                None if fixed_hazard(&counterparties[counterparty]) == Some(0.0) => {}
                None => plain.push(counterparty),
            }
        }
        let mut laws = DrawnLaws::default();
        Self {
            pools: parts
                .pools
                .iter()
                .map(|pool| (Stream::new(seed, Purpose::Evidence, &[&pool.id]), RateTable::new(pool)))
                .collect(),
            draws: counterparties.iter().map(|counterparty| FailureDraws::new(seed, counterparty, &mut laws)).collect(),
            link_draws: links.iter().map(|link| link_draws(parts, link, seed, &mut laws)).collect(),
            links_of: links_by_counterparty(links, counterparties.len()),
            pair_streams: counterparties
                .iter()
                .map(|counterparty| pair_streams(counterparty, counterparties, seed))
                .collect(),
            falling_order: falling_order(counterparties),
            tracked: (0..counterparties.len()).filter(|c| moved[*c]).collect(),
            sieve: Sieve::new(&sieved, parts.factors.len()),
            critical,
            plain,
            scale: scale.to_vec(),
            thresholds,
            parts,
        }
    }

    /// Sets other scales k, one slot a counterparty.
    pub fn rescale(&mut self, scale: &[f64]) {
        self.scale.clear();
        self.scale.extend_from_slice(scale);
    }

    /// What the process is made of.
    #[must_use]
    pub const fn parts(&self) -> Parts<'a> {
        self.parts
    }

    /// The counterparties that are followed day by day.
    #[must_use]
    pub fn tracked(&self) -> &[usize] {
        &self.tracked
    }

    /// Draws what paths need before their first step: at most [`LANES`] of them.
    pub fn draw(&self, paths: &[u64], draws: &mut [PathDraws]) {
        let draws = &mut draws[..paths.len()];
        for (path, draws) in paths.iter().zip(draws.iter_mut()) {
            self.begin(PathKey::new(*path), draws);
        }
        for counterparty in &self.plain {
            let thresholds = self.thresholds_of(*counterparty, draws);
            for (draws, threshold) in draws.iter_mut().zip(thresholds) {
                self.schedule(*counterparty, threshold, draws);
            }
        }
        for draws in draws.iter_mut() {
            draws.scheduled.sort_unstable();
        }
        for &counterparty in &self.tracked {
            let thresholds = self.thresholds_of(counterparty, draws);
            for (draws, threshold) in draws.iter_mut().zip(thresholds) {
                let hazard = self.scale[counterparty] * self.step_hazard(counterparty, draws);
                draws.tracked.push(Tracked { counterparty, hazard, threshold });
            }
        }
    }

    fn thresholds_of(&self, counterparty: usize, draws: &[PathDraws]) -> [f64; LANES] {
        self.thresholds.thresholds(draws.iter().map(|draws| (counterparty, draws.key, &draws.shared)))
    }

    /// Draws what all thresholds of a path share, and schedules those whom the sieve lets through.
    fn begin(&self, key: PathKey, draws: &mut PathDraws) {
        draws.key = key;
        draws.rates.clear();
        draws.rates.extend(self.pools.iter().map(|(stream, table)| table.rate(stream.uniform(key, 0))));
        self.thresholds.share(key, &mut draws.shared);
        draws.tracked.clear();
        draws.scheduled.clear();
        let mut sifted = std::mem::take(&mut draws.sifted);
        let PathDraws { shared, look, .. } = draws;
        let falls = |c: usize| self.thresholds.falls_below(self.critical[c], c, key, shared);
        self.sieve.pass(key, shared, look, falls, &mut sifted);
        if self.parts.grid.steps == 1 {
            // There is nothing left to ask.
            draws.scheduled.extend(sifted.drain(..).map(|counterparty| (1, counterparty)));
        }
        for some in sifted.chunks(LANES) {
            let thresholds = self.thresholds.thresholds(some.iter().map(|c| (*c, key, &draws.shared)));
            for (counterparty, threshold) in some.iter().zip(thresholds) {
                self.schedule(*counterparty, threshold, draws);
            }
        }
        sifted.clear();
        draws.sifted = sifted;
    }

    /// In which mode a counterparty fails on this path, if it fails by itself.
    pub fn drawn_mode(&self, counterparty: usize, draws: &PathDraws, hazards: &mut Vec<f64>) -> ModeIndex {
        if self.draws[counterparty].has_one_mode() {
            return ModeIndex(0);
        }
        let modes = &self.parts.counterparties[counterparty].modes;
        hazards.clear();
        hazards.extend(modes.iter().map(|mode| mode.hazard.rate(&draws.rates)));
        self.draws[counterparty].mode(draws.key, hazards)
    }

    /// How a failure in this mode goes on a path.
    #[must_use]
    pub fn failure(&self, step: usize, counterparty: usize, mode: ModeIndex, path: PathKey) -> Failure {
        let draws = &self.draws[counterparty];
        let severity = draws.severity(path, mode);
        Failure { step, counterparty: CounterpartyIndex(counterparty), mode, is_keys: draws.is_keys(), severity }
    }

    /// Whether a counterparty fails in one way only, and equally badly on every path.
    #[must_use]
    pub fn fails_alike(&self, counterparty: usize) -> bool {
        self.draws[counterparty].is_certain()
    }

    /// Whether failures are all that happens, each by itself: nobody's intensity moves, nobody falls with
    /// another, and no price hangs on anybody.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        let mut modes = self.parts.counterparties.iter().flat_map(|counterparty| &counterparty.modes);
        let moves_market = |mode: &Mode| mode.market_drawdown.as_ref().is_some_and(|law| law.max() > 0.0);
        self.tracked.is_empty()
            && self.falling_order.is_empty()
            && self.parts.links.is_empty()
            && !modes.any(moves_market)
    }

    /// Whether E_c is reached under λ alone within the horizon.
    #[must_use]
    pub fn fails_calmly(&self, tracked: &Tracked, draws: &PathDraws) -> bool {
        first_step(self.step_hazard(tracked.counterparty, draws), tracked.threshold, self.parts.grid.steps).is_some()
    }

    fn step_hazard(&self, counterparty: usize, draws: &PathDraws) -> f64 {
        let modes = &self.parts.counterparties[counterparty].modes;
        modes.iter().map(|mode| mode.hazard.rate(&draws.rates)).sum::<f64>() * self.parts.grid.step_years()
    }

    fn schedule(&self, counterparty: usize, threshold: f64, draws: &mut PathDraws) {
        let hazard = self.step_hazard(counterparty, draws);
        if let Some(step) = first_step(hazard, threshold, self.parts.grid.steps) {
            draws.scheduled.push((step, counterparty));
        }
    }
}

/// The first step t ≥ 1 with t·hazard ≥ threshold, if it is not after `steps`.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn first_step(hazard: f64, threshold: f64, steps: usize) -> Option<usize> {
    if hazard <= 0.0 {
        return None;
    }
    let needed = threshold / hazard;
    // Most never get there, and need no rounding.
    (needed <= steps as f64).then(|| needed.ceil().max(1.0) as usize)
}

/// λ_c where no part of it is drawn by path.
fn fixed_hazard(counterparty: &Counterparty) -> Option<f64> {
    counterparty.modes.iter().try_fold(0.0, |sum, mode| match mode.hazard {
        Hazard::Rate(rate) => Some(sum + rate),
        Hazard::Evidence { .. } => None,
    })
}

/// Whose intensity stress or an inbound multiplier above 1 can move.
#[must_use]
pub fn can_move(counterparties: &[Counterparty]) -> Vec<bool> {
    let raises = |counterparty: &Counterparty| counterparty.raises_all.is_some() || !counterparty.raises.is_empty();
    let raisers: Vec<usize> = (0..counterparties.len()).filter(|c| raises(&counterparties[*c])).collect();
    (0..counterparties.len())
        .map(|target| {
            let stressed = counterparties[target].stress.is_some_and(|stress| stress.sensitivity > 0.0);
            let raised = |raiser: &usize| {
                let raise = counterparties[*raiser].raise_on(CounterpartyIndex(*raiser), CounterpartyIndex(target));
                raise.is_some_and(|raise| raise.multiplier > 1.0)
            };
            stressed || raisers.iter().any(raised)
        })
        .collect()
}

pub(super) fn link_draws(parts: Parts, link: &Link, seed: u64, laws: &mut DrawnLaws) -> LinkDraws {
    let (asset, counterparty) = (&parts.assets[link.asset.0], &parts.counterparties[link.counterparty.0]);
    LinkDraws::new(seed, &asset.id, counterparty, link, laws)
}

fn links_by_counterparty(links: &[Link], counterparties: usize) -> Vec<Vec<usize>> {
    let mut links_of = vec![Vec::new(); counterparties];
    for (number, link) in links.iter().enumerate() {
        links_of[link.counterparty.0].push(number);
    }
    links_of
}
