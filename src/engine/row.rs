//! What one path yields for one reserve, as the columns want it.

use crate::reserve::{Ending, Fall};

/// What one path yields for one reserve: losses are fractions of V(0) + C, rounded to 2⁻⁴⁰.
#[derive(Clone, Copy, Debug, Default)]
pub struct Row {
    pub loss: f64,
    pub liquid_loss: f64,
    pub eventual_loss: f64,
    pub market_alone: f64,
    pub counterparty_cost: f64,
    pub liquid_cost: f64,
    pub eventual_cost: f64,
    pub max_drawdown: f64,
    pub market_alone_drawdown: f64,
    pub days_under_water: u32,
    pub shortfall: f64,
    pub terminal_value: f64,
    pub contributions: f64,
    pub withdrawals: f64,
}

/// Rounds to 2⁻⁴⁰, so that ties are ties.
#[inline(always)]
pub fn rounded(loss: f64) -> f64 {
    const UNIT: f64 = (1_u64 << 40) as f64;
    /// Added to a number of at most 2⁵¹ it leaves the nearest whole number, as rounding would do by a call.
    const WHOLE: f64 = 6_755_399_441_055_744.0;
    let scaled = loss * UNIT;
    let whole = if scaled.abs() < WHOLE / 4.0 { (scaled + WHOLE) - WHOLE } else { scaled.round_ties_even() };
    // Adding 0 turns −0 into 0.
    whole / UNIT + 0.0
}

impl Row {
    /// The row of a path from what the reserve and its shadow yield; the shadow falls as far as the reserve.
    #[must_use]
    pub fn new(real: &Ending, fall: Fall, shadow: &Ending, initial_value: f64) -> Self {
        let put_in = initial_value + real.contributed;
        let (value, without) = (|value: f64| value + real.withdrawn, shadow.marked + shadow.withdrawn);
        Self {
            loss: loss(value(real.marked), put_in),
            liquid_loss: loss(value(real.liquid), put_in),
            eventual_loss: loss(value(real.eventual), put_in),
            market_alone: loss(without, initial_value + shadow.contributed),
            counterparty_cost: cost(value(real.marked), without),
            liquid_cost: cost(value(real.liquid), without),
            eventual_cost: cost(value(real.eventual), without),
            max_drawdown: rounded(fall.max_drawdown),
            market_alone_drawdown: rounded(fall.max_drawdown),
            days_under_water: fall.days_under_water,
            shortfall: rounded(real.shortfall / put_in),
            terminal_value: real.marked,
            contributions: real.contributed,
            withdrawals: real.withdrawn,
        }
    }

    /// The same where the shadow falls so far.
    #[must_use]
    pub fn with_market_alone_drawdown(self, drawdown: f64) -> Self {
        Self { market_alone_drawdown: rounded(drawdown), ..self }
    }
}

/// What is lost of what was put in where it comes to a value.
#[inline(always)]
pub fn loss(value: f64, put_in: f64) -> f64 {
    rounded(1.0 - value / put_in)
}

/// What failures took of what there would be without them.
#[inline(always)]
pub fn cost(value: f64, without: f64) -> f64 {
    let cost = rounded(1.0 - value / without);
    if without == 0.0 { 0.0 } else { cost }
}
