//! What removals save and leave, at the ends.

use super::{fill_estimate, fill_levels};
use crate::assessment::{RemovalFigures, RemovalLadder, RemovalStep};

/// Falls of one reserve.
pub fn fill_removals(own: &mut [RemovalFigures], low: &[RemovalFigures], high: &[RemovalFigures]) {
    for removal in own {
        let is_same = |other: &&RemovalFigures| (&other.group, &other.what) == (&removal.group, &removal.what);
        let (Some(low), Some(high)) = (low.iter().find(is_same), high.iter().find(is_same)) else { continue };
        fill_estimate(&mut removal.loss_mean, low.loss_mean, high.loss_mean);
        fill_estimate(&mut removal.cost_mean, low.cost_mean, high.cost_mean);
        fill_levels(&mut removal.loss_es, &low.loss_es, &high.loss_es);
        fill_levels(&mut removal.cost_es, &low.cost_es, &high.cost_es);
    }
}

/// What they leave of one reserve.
pub fn fill_ladders(own: &mut [RemovalLadder], low: &[RemovalLadder], high: &[RemovalLadder]) {
    for ladder in own {
        let is_same = |other: &&RemovalLadder| other.group == ladder.group;
        let (Some(low), Some(high)) = (low.iter().find(is_same), high.iter().find(is_same)) else { continue };
        for step in &mut ladder.steps {
            fill_step(step, &low.steps, &high.steps);
        }
    }
}

fn fill_step(step: &mut RemovalStep, low: &[RemovalStep], high: &[RemovalStep]) {
    let is_same = |other: &&RemovalStep| other.what == step.what;
    let (Some(low), Some(high)) = (low.iter().find(is_same), high.iter().find(is_same)) else { return };
    fill_estimate(&mut step.loss_mean, low.loss_mean, high.loss_mean);
    fill_estimate(&mut step.cost_mean, low.cost_mean, high.cost_mean);
    fill_levels(&mut step.loss_es, &low.loss_es, &high.loss_es);
    fill_levels(&mut step.cost_es, &low.cost_es, &high.cost_es);
}
