//! How prices move: innovations, correlation and jumps.

use ndarray::Array2;

use super::Desk;
use super::label::Index;
use super::number::{amount, number};
use crate::market::correlation::{is_positive_semi_definite, nearest, smallest_eigenvalue};
use crate::market::{Asset, Dynamics, Innovations, MarketJumps};
use crate::scenario::caution::{Caution, CorrelationChange, MOST_CHANGES, changes_in_words};
use crate::scenario::source::{Fault, Span, quoted};
use crate::scenario::text::{self, Placed, Shape};
use crate::units::{AssetIndex, TimeGrid};

/// Most assets of positive volatility: their correlations form a full matrix.
const MOST_RISKY: usize = 1_000;

/// Most market jumps of an average step: e^−λ·dt, the chance of a step without any, is still a number.
const MOST_JUMPS: f64 = 500.0;

/// The largest log jump, on average or as a standard deviation: a factor of 148.
const LARGEST_JUMP: f64 = 5.0;

/// Dynamics of the market, and what is to be noted about how they came to be.
pub(super) struct Checked {
    pub dynamics: Dynamics,
    /// The SHA-256 of the history, where there is one.
    pub history_sha256: Option<String>,
    /// Pairs as repaired, where the stated matrix was no correlation.
    pub repaired: Vec<(String, String, f64)>,
    pub warnings: Vec<Caution>,
}

pub(super) fn check(
    text: &text::Scenario,
    market: &text::Market,
    assets: &[Asset],
    index: &Index,
    grid: TimeGrid,
    desk: &mut Desk<'_>,
) -> Result<Checked, Fault> {
    if let Some(history) = &market.history {
        let (history, sha256) = super::history::read(history, &text.asset, assets, grid.step_days, desk)?;
        return Ok(Checked {
            dynamics: Dynamics::History(history),
            history_sha256: Some(sha256),
            repaired: Vec::new(),
            warnings: Vec::new(),
        });
    }
    let risky: Vec<AssetIndex> = (0..assets.len()).filter(|at| assets[*at].volatility > 0.0).map(AssetIndex).collect();
    if let Some(beyond) = risky.get(MOST_RISKY) {
        return Err(text.asset[beyond.0].id.fault(format!("more than {MOST_RISKY} assets of positive volatility")));
    }
    let mut correlation = matrix(market, assets, index, &risky)?;
    let (mut repaired, mut warnings) = (Vec::new(), Vec::new());
    if !is_positive_semi_definite(&correlation) {
        let valid = nearest(&correlation);
        let (changes, more) = changes(&correlation, &valid, &risky, assets);
        let eigenvalue = smallest_eigenvalue(&correlation);
        if !desk.repair_correlation {
            let what =
                format!("the correlation matrix is not positive semi-definite (smallest eigenvalue {eigenvalue:.4})");
            let mend = "the nearest valid matrix, which --repair-correlation uses, has";
            return Err(at_pairs(market, &format!("{what}: {mend} {}", changes_in_words(&changes, more))));
        }
        warnings.push(Caution::CorrelationRepaired { smallest_eigenvalue: eigenvalue, changes, more });
        repaired = pairs(&valid, &risky, assets);
        correlation = valid;
    }
    let innovations = market.innovations.as_ref().map_or(Ok(Innovations::Gaussian), innovations)?;
    let jumps = market.jumps.as_ref().map(|text| jumps(text, grid)).transpose()?;
    let dynamics = Dynamics::Parametric { innovations, risky, correlation, jumps };
    Ok(Checked { dynamics, history_sha256: None, repaired, warnings })
}

/// The fault at the first correlation that is stated.
fn at_pairs(market: &text::Market, message: &str) -> Fault {
    let first = market.correlation.first().map(|pair| pair.value.span);
    let place: Option<Span> = first.or(market.default_correlation.as_ref().map(|stated| stated.span));
    place.map_or_else(|| Fault::new(message), |place| Fault::new(message).at(place))
}

fn innovations(text: &Placed<text::Innovations>) -> Result<Innovations, Fault> {
    let stated = &text.value;
    match dof(stated.kind.value, stated.dof.as_ref(), text, "a number of degrees of freedom above 2", |dof| dof > 2.0)?
    {
        None => Ok(Innovations::Gaussian),
        Some(dof) => Ok(Innovations::StudentT { dof }),
    }
}

/// The degrees of freedom of a Student-t law; `None` for a Gaussian one.
pub(super) fn dof<T>(
    shape: Shape,
    dof: Option<&Placed<f64>>,
    text: &Placed<T>,
    wanted: &str,
    inside: impl Fn(f64) -> bool,
) -> Result<Option<f64>, Fault> {
    match (shape, dof) {
        (Shape::Gaussian, None) => Ok(None),
        (Shape::Gaussian, Some(dof)) => {
            Err(dof.fault("a gaussian law has no dof: remove it, or write kind = \"student-t\""))
        }
        (Shape::StudentT, Some(dof)) => number(dof, wanted, inside).map(Some),
        (Shape::StudentT, None) => Err(text.fault("a student-t law lacks its dof (degrees of freedom)")),
    }
}

fn jumps(text: &Placed<text::Jumps>, grid: TimeGrid) -> Result<MarketJumps, Fault> {
    let text::Jumps { per_year, mean, sd, .. } = &text.value;
    let jumps = MarketJumps {
        per_year: amount(per_year)?,
        mean: number(mean, "a mean log jump from -5 to 5", |mean| mean.abs() <= LARGEST_JUMP)?,
        sd: number(sd, "a deviation of log jumps from 0 to 5", |sd| (0.0..=LARGEST_JUMP).contains(&sd))?,
    };
    let expected = jumps.per_year * grid.step_years();
    if expected <= MOST_JUMPS {
        return Ok(jumps);
    }
    let mend = "write shorter steps, or say with volatility what many small moves do";
    Err(per_year.fault(format!("{expected:.0} jumps a step are more than {MOST_JUMPS}: {mend}")))
}

fn correlation(stated: &Placed<f64>) -> Result<f64, Fault> {
    number(stated, "a correlation from -1 to 1", |value| (-1.0..=1.0).contains(&value))
}

fn matrix(market: &text::Market, assets: &[Asset], index: &Index, risky: &[AssetIndex]) -> Result<Array2<f64>, Fault> {
    let default = market.default_correlation.as_ref().map_or(Ok(0.0), correlation)?;
    let shape = (risky.len(), risky.len());
    let mut matrix = Array2::from_shape_fn(shape, |(row, column)| if row == column { 1.0 } else { default });
    for pair in &market.correlation {
        let [a, b] = pair.assets.value.as_slice() else {
            return Err(pair.assets.fault("a correlation is that of two assets: assets = [\"BTC\", \"BNB\"]"));
        };
        let place = |name: &Placed<String>| {
            let asset = index.find(name)?;
            risky.binary_search(&AssetIndex(asset)).map_err(|_| {
                name.fault(format!(
                    "the asset {} has volatility 0 and no correlation: remove the pair",
                    quoted(&assets[asset].id)
                ))
            })
        };
        let (row, column) = (place(a)?, place(b)?);
        if row == column {
            return Err(b.fault("the correlation of an asset with itself is 1: name two assets"));
        }
        let value = correlation(&pair.value)?;
        matrix[(row, column)] = value;
        matrix[(column, row)] = value;
    }
    Ok(matrix)
}

fn pairs(matrix: &Array2<f64>, risky: &[AssetIndex], assets: &[Asset]) -> Vec<(String, String, f64)> {
    let id = |at: usize| assets[risky[at].0].id.clone();
    let places = (0..risky.len()).flat_map(|row| (row + 1..risky.len()).map(move |column| (row, column)));
    places.map(|(row, column)| (id(row), id(column), matrix[(row, column)])).collect()
}

/// The pairs that change most, the largest change first, and how many change less.
fn changes(
    stated: &Array2<f64>,
    valid: &Array2<f64>,
    risky: &[AssetIndex],
    assets: &[Asset],
) -> (Vec<CorrelationChange>, u64) {
    let both = pairs(stated, risky, assets).into_iter().zip(pairs(valid, risky, assets));
    let mut changes: Vec<_> =
        both.map(|((a, b, stated), (_, _, used))| CorrelationChange { a, b, stated, used }).collect();
    let size = |change: &CorrelationChange| (change.stated - change.used).abs();
    changes.retain(|change| size(change) > 5e-7);
    changes.sort_by(|one, other| size(other).total_cmp(&size(one)));
    let more = changes.len().saturating_sub(MOST_CHANGES);
    changes.truncate(MOST_CHANGES);
    (changes, more as u64)
}
