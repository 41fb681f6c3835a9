//! Laws: the parameters that their kind wants, and values in the range that their use allows.

use super::number::Stated;
use crate::distribution::{Beta, Empirical, Law, Lognormal, Triangular, Uniform};
use crate::scenario::source::Fault;
use crate::scenario::text::{self, LawKind, Placed, Ranged};

/// A law of a share in [0, 1].
pub(super) fn fraction(text: &Placed<text::Law>) -> Result<Law, Fault> {
    if text.value.kind == LawKind::Lognormal {
        let mend = "a share can't exceed 1: write a beta, triangular or empirical law";
        return Err(text.fault(format!("a lognormal law is for days only: {mend}")));
    }
    let law = law(text)?;
    if law.min() >= 0.0 && law.max() <= 1.0 {
        return Ok(law);
    }
    Err(text.fault(format!(
        "this law reaches from {} to {}: a share lies from 0 to 1 (30% is 0.3)",
        law.min(),
        law.max()
    )))
}

/// A law of days, 0 or more.
pub(super) fn days(text: &Placed<text::Law>) -> Result<Law, Fault> {
    let law = law(text)?;
    if law.min() >= 0.0 {
        return Ok(law);
    }
    Err(text.fault(format!("this law reaches down to {} days: write days of 0 or more", law.min())))
}

pub(super) fn law(text: &Placed<text::Law>) -> Result<Law, Fault> {
    let stated = &text.value;
    let need = |parameter: &Option<Ranged>, name: &str| {
        parameter.as_ref().map(Stated::number).ok_or_else(|| text.fault(format!("this law lacks its \"{name}\"")))
    };
    refuse_strangers(text)?;
    let made = match stated.kind {
        LawKind::Fixed => Ok(Law::fixed(need(&stated.value, "value")?)),
        LawKind::Uniform => Uniform::new(need(&stated.min, "min")?, need(&stated.max, "max")?)
            .map(Law::Uniform)
            .map_err(|e| e.to_string()),
        LawKind::Triangular => {
            Triangular::new(need(&stated.min, "min")?, need(&stated.mode, "mode")?, need(&stated.max, "max")?)
                .map(Law::Triangular)
                .map_err(|error| error.to_string())
        }
        LawKind::Beta if stated.alpha.is_some() || stated.beta.is_some() => {
            if let Some(other) = stated.mean.as_ref().or(stated.sd.as_ref()) {
                return Err(other.fault("a beta law has either mean and sd, or alpha and beta: remove one pair"));
            }
            let (alpha, beta) = (need(&stated.alpha, "alpha")?, need(&stated.beta, "beta")?);
            Beta::new(alpha, beta).map(Law::Beta).map_err(|error| error.to_string())
        }
        LawKind::Beta => {
            let (mean, sd) = (need(&stated.mean, "mean")?, need(&stated.sd, "sd")?);
            Beta::mean_sd(mean, sd).map(Law::Beta).map_err(|error| error.to_string())
        }
        LawKind::Lognormal => Lognormal::new(need(&stated.median, "median")?, need(&stated.p90, "p90")?)
            .map(Law::Lognormal)
            .map_err(|error| error.to_string()),
        LawKind::Empirical => empirical(text).map(Law::Empirical),
    };
    made.map_err(|words| text.fault(words))
}

fn empirical(text: &Placed<text::Law>) -> Result<Empirical, String> {
    let numbers = |list: &[Ranged]| list.iter().map(Stated::number).collect::<Vec<f64>>();
    let values = numbers(text.value.values.as_deref().ok_or("this law lacks its \"values\"")?);
    let weights = text.value.weights.as_deref().map_or_else(|| vec![1.0; values.len()], numbers);
    Empirical::new(&values, &weights).map_err(|error| error.to_string())
}

/// Refuses parameters that the law's kind does not have.
fn refuse_strangers(text: &Placed<text::Law>) -> Result<(), Fault> {
    let law = &text.value;
    let numbers = [
        ("value", &law.value),
        ("min", &law.min),
        ("mode", &law.mode),
        ("max", &law.max),
        ("mean", &law.mean),
        ("sd", &law.sd),
        ("alpha", &law.alpha),
        ("beta", &law.beta),
        ("median", &law.median),
        ("p90", &law.p90),
    ];
    let first =
        |list: &Option<Vec<Ranged>>| list.as_ref().map(|list| list.first().map_or(text.span, |first| first.span));
    let lists = [("values", first(&law.values)), ("weights", first(&law.weights))];
    let stated = numbers.map(|(name, number)| (name, number.as_ref().map(|number| number.span)));
    let (name, known): (_, &[&str]) = match law.kind {
        LawKind::Fixed => ("fixed", &["value"]),
        LawKind::Uniform => ("uniform", &["min", "max"]),
        LawKind::Triangular => ("triangular", &["min", "mode", "max"]),
        LawKind::Beta => ("beta", &["mean", "sd", "alpha", "beta"]),
        LawKind::Lognormal => ("lognormal", &["median", "p90"]),
        LawKind::Empirical => ("empirical", &["values", "weights"]),
    };
    for (key, place) in stated.into_iter().chain(lists) {
        if let Some(place) = place.filter(|_| !known.contains(&key)) {
            let known = known.join(", ");
            return Err(Fault::new(format!("a {name} law has no \"{key}\": it has {known}")).at(place));
        }
    }
    Ok(())
}
