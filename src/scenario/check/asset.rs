//! Assets one by one.

use super::label;
use super::number::{amount, finite, number, positive};
use crate::market::{Asset, Garch};
use crate::scenario::source::{Fault, quoted};
use crate::scenario::text::{self, Placed, Ranged};
use crate::units::TimeGrid;

/// The largest standard deviation of a step: its 40-fold, where innovations are clipped, still has an exponential.
const WIDEST_STEP: f64 = 2.0;

/// The largest growth of a log price over the horizon, up or down: a price has an exponential of it on top of all else.
const MOST_GROWTH: f64 = 300.0;

/// What the rest of the file demands of an asset.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    /// The id of cash.
    pub base_currency: String,
    /// Whether market jumps are on.
    pub jumps: bool,
    /// Whether some mode has a market drawdown.
    pub market_drawdown: bool,
    /// Whether prices come from a history.
    pub history: bool,
    /// Steps of a path.
    pub grid: TimeGrid,
}

/// Cash where the file has none.
pub(super) fn implicit_cash(base_currency: &str) -> Asset {
    Asset {
        id: base_currency.to_owned(),
        name: base_currency.to_owned(),
        price: 1.0,
        peak: 1.0,
        drift: 0.0,
        volatility: 0.0,
        contagion_beta: 0.0,
        jump_beta: 0.0,
        garch: None,
        average_daily_volume: None,
    }
}

pub(super) fn check(text: &text::Asset, rules: &Rules) -> Result<Asset, Fault> {
    let id = label::id(&text.id)?;
    let price = positive(&text.price)?;
    let peak = text.peak.as_ref().map_or(Ok(price), |peak| {
        number(peak, &format!("a peak of at least the price, {price},"), |peak| peak >= price)
    })?;
    let volatility = volatility(&text.volatility, rules)?;
    let contagion_beta = text.contagion_beta.as_ref().map(amount).transpose()?;
    let jump_beta = text.jump_beta.as_ref().map(finite).transpose()?;
    check_betas(text, rules, volatility)?;
    if id == rules.base_currency {
        check_cash(text, price)?;
    }
    Ok(Asset {
        name: label::label_or(text.name.as_ref(), &id)?,
        id,
        price,
        peak,
        drift: text.drift.as_ref().map_or(Ok(0.0), |text| drift(text, rules))?,
        volatility,
        contagion_beta: contagion_beta.unwrap_or(0.0),
        jump_beta: jump_beta.filter(|_| rules.jumps).unwrap_or(0.0),
        garch: text.garch.as_ref().map(|text| garch(text, rules, volatility)).transpose()?,
        average_daily_volume: text.average_daily_volume.as_ref().map(positive).transpose()?,
    })
}

fn volatility(text: &Ranged, rules: &Rules) -> Result<f64, Fault> {
    let volatility = amount(text)?;
    let most = WIDEST_STEP / rules.grid.step_years().sqrt();
    if volatility <= most {
        return Ok(volatility);
    }
    let step_days = rules.grid.step_days;
    Err(text.fault(format!(
        "a volatility of {volatility} is too large for steps of {step_days} days: write at most {most:.2}"
    )))
}

fn drift(text: &Ranged, rules: &Rules) -> Result<f64, Fault> {
    let drift = finite(text)?;
    let years = rules.grid.horizon_years();
    if drift.abs() * years <= MOST_GROWTH {
        return Ok(drift);
    }
    Err(text
        .fault(format!("a drift of {drift} over {years:.2} years takes the price beyond all numbers: make it smaller")))
}

fn check_cash(text: &text::Asset, price: f64) -> Result<(), Fault> {
    if price != 1.0 {
        return Err(text.price.fault(format!("{price} is not the price of cash: the base currency costs 1")));
    }
    match text.link.first() {
        None => Ok(()),
        Some(link) => Err(link.counterparty.fault(
            "cash has no links: its id is that of `simulation.base_currency`. A stablecoin or a bank deposit is another asset",
        )),
    }
}

fn check_betas(text: &text::Asset, rules: &Rules, volatility: f64) -> Result<(), Fault> {
    let betas = [
        ("contagion_beta", &text.contagion_beta, rules.market_drawdown, "some mode has a market drawdown"),
        ("jump_beta", &text.jump_beta, rules.jumps, "market jumps are on"),
    ];
    for (name, beta, needed, why) in betas {
        match beta {
            None if needed && volatility > 0.0 => {
                let mend = format!("state it (1 moves with the market, 0 not at all), because {why}");
                return Err(text.id.fault(format!("the asset {} lacks its {name}: {mend}", quoted(&text.id.value))));
            }
            Some(beta) if volatility == 0.0 && beta.value.0 != 0.0 => {
                return Err(beta.fault(format!("an asset of volatility 0 has a {name} of 0: leave it out")));
            }
            _ => {}
        }
    }
    match &text.jump_beta {
        Some(beta) if rules.history => {
            Err(beta.fault("`jump_beta` can't stand beside `market.history`, whose prices hold the jumps: remove it"))
        }
        _ => Ok(()),
    }
}

fn garch(text: &Placed<text::Garch>, rules: &Rules, volatility: f64) -> Result<Garch, Fault> {
    if rules.history {
        return Err(text.fault("`garch` can't stand beside `market.history`, whose blocks carry volatility: remove it"));
    }
    if volatility == 0.0 {
        return Err(text.fault("an asset of volatility 0 has no garch: remove it"));
    }
    let stated = &text.value;
    let or = |number: &Option<Ranged>, default| number.as_ref().map_or(Ok(default), amount);
    let garch = Garch {
        alpha: amount(&stated.alpha)?,
        gamma: or(&stated.gamma, 0.0)?,
        beta: amount(&stated.beta)?,
        initial_volatility: stated
            .initial_volatility
            .as_ref()
            .map_or(Ok(volatility), |text| self::volatility(text, rules))?,
    };
    let sum = garch.alpha + garch.gamma / 2.0 + garch.beta;
    if sum < 1.0 {
        return Ok(garch);
    }
    Err(text.fault(format!("this garch is not stationary: alpha + gamma/2 + beta is {sum:.6}, and must be below 1")))
}
