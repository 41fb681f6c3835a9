//! `summary.csv`: the figures of `summary.json`, one a row.

use super::sheet::{Field, Sheet};
use crate::assessment::{
    ConditionalEstimate, CostDistribution, Distribution, Estimate, GroupFigures, Ladder, LevelEstimate, MatrixCell,
    OutcomeFigures, ReserveFigures, Summary, TailEstimate,
};

/// All figures. `measure` is the path of keys in `summary.json`; `level` is that of a VaR, an ES or a
/// quantile; `of` says of whom or of which threshold, parts joined by `/`.
pub(super) fn sheet(summary: &Summary) -> Sheet {
    let mut rows = Rows { sheet: Sheet::new(&HEADER), reserve: "" };
    run(&mut rows, summary);
    for reserve in &summary.reserves {
        rows.reserve = &reserve.id;
        distributions(&mut rows, reserve);
        failures(&mut rows, reserve);
        tail(&mut rows, reserve);
    }
    comparison(&mut rows, summary);
    rows.sheet
}

/// The interval of a figure, then the figure at the ends of the ranged inputs.
const HEADER: [&str; 9] = ["reserve", "measure", "level", "of", "value", "low", "high", "range_low", "range_high"];

struct Rows<'a> {
    sheet: Sheet,
    reserve: &'a str,
}

impl Rows<'_> {
    fn row(&mut self, measure: &str, level: Option<f64>, of: &str, value: f64, doubt: Option<Estimate>) {
        let (low, high) = doubt.map(|estimate| (estimate.low, estimate.high)).unzip();
        let (less, more) = doubt.and_then(|estimate| estimate.range).map(|ends| (ends.low, ends.high)).unzip();
        let words: [Field; 4] = [self.reserve.into(), measure.into(), level.into(), of.into()];
        let figures: [Field; 5] = [value.into(), low.into(), high.into(), less.into(), more.into()];
        self.sheet.rows.push(words.into_iter().chain(figures).collect());
    }

    fn plain(&mut self, measure: &str, of: &str, value: f64) {
        self.row(measure, None, of, value, None);
    }

    fn estimate(&mut self, measure: &str, of: &str, estimate: Estimate) {
        self.row(measure, None, of, estimate.value, Some(estimate));
    }

    fn levels(&mut self, measure: &str, of: &str, figures: &[LevelEstimate]) {
        for LevelEstimate { level, estimate } in figures {
            self.row(measure, Some(*level), of, estimate.value, Some(*estimate));
        }
    }

    fn tails(&mut self, measure: &str, figures: &[TailEstimate]) {
        for TailEstimate { level, estimate, tail_paths, .. } in figures {
            self.row(measure, Some(*level), "", estimate.value, Some(*estimate));
            self.row(&format!("{measure}.tail_paths"), Some(*level), "", *tail_paths as f64, None);
        }
    }

    fn distribution(&mut self, measure: &str, figures: &Distribution) {
        self.estimate(&format!("{measure}.mean"), "", figures.mean);
        self.plain(&format!("{measure}.sd"), "", figures.sd);
        self.levels(&format!("{measure}.quantiles"), "", &figures.quantiles);
        self.tails(&format!("{measure}.var"), &figures.var);
        self.tails(&format!("{measure}.es"), &figures.es);
        for point in &figures.exceedance {
            self.estimate(&format!("{measure}.exceedance"), &point.loss.to_string(), point.estimate());
        }
    }

    /// An estimate, where there is one.
    fn known(&mut self, measure: &str, of: &str, figure: Option<Estimate>) {
        if let Some(figure) = figure {
            self.estimate(measure, of, figure);
        }
    }

    fn ladder(&mut self, measure: &str, of: &str, ladder: Ladder) {
        self.plain(&format!("{measure}.liquid"), of, ladder.liquid);
        self.plain(&format!("{measure}.marked"), of, ladder.marked);
        self.plain(&format!("{measure}.eventual"), of, ladder.eventual);
    }

    fn conditional(&mut self, measure: &str, of: &str, figure: Option<ConditionalEstimate>) {
        if let Some(figure) = figure {
            let ConditionalEstimate { p05, p95, .. } = figure;
            self.estimate(measure, of, figure.mean());
            self.plain(&format!("{measure}.p05"), of, p05);
            self.plain(&format!("{measure}.p95"), of, p95);
        }
    }
}

/// Figures that belong to no reserve.
fn run(rows: &mut Rows, summary: &Summary) {
    rows.plain("run.paths", "", summary.run.paths as f64);
    rows.plain("run.effective_paths", "", summary.run.effective_paths);
    for who in &summary.counterparties {
        rows.plain("counterparties.anchor_scale", &who.id, who.anchor_scale);
        rows.plain("counterparties.stated_failure_probability", &who.id, who.stated_failure_probability);
        rows.known("counterparties.own_failure_probability", &who.id, who.own_failure_probability);
        rows.known("counterparties.failure_probability", &who.id, who.failure_probability);
        for mode in &who.by_mode {
            let of = format!("{}/{}", who.id, mode.mode);
            rows.plain("counterparties.by_mode.stated", &of, mode.stated);
            rows.known("counterparties.by_mode.probability", &of, mode.probability);
        }
    }
    for growth in &summary.market.jump_growth {
        rows.plain("market.jump_growth", &growth.asset, growth.per_year);
    }
    for joint in &summary.joint_failures {
        rows.estimate("joint_failures", &joint.count.to_string(), joint.probability);
    }
}

/// What the reserve loses.
fn distributions(rows: &mut Rows, reserve: &ReserveFigures) {
    rows.plain("initial_value", "", reserve.initial_value);
    rows.plain("contributions", "", reserve.contributions);
    rows.plain("withdrawals", "", reserve.withdrawals);
    rows.estimate("terminal_value", "", reserve.terminal_value);
    rows.distribution("loss", &reserve.loss);
    rows.distribution("liquid_loss", &reserve.liquid_loss);
    rows.distribution("eventual_loss", &reserve.eventual_loss);
    rows.distribution("market_alone", &reserve.market_alone);
    rows.distribution("max_drawdown", &reserve.max_drawdown);
    rows.distribution("market_alone_drawdown", &reserve.market_alone_drawdown);
    let CostDistribution { marked, per_year, liquid_mean, eventual_mean, envelope } = &reserve.counterparty_cost;
    rows.distribution("counterparty_cost", marked);
    rows.estimate("counterparty_cost.per_year", "", *per_year);
    rows.plain("counterparty_cost.liquid_mean", "", *liquid_mean);
    rows.plain("counterparty_cost.eventual_mean", "", *eventual_mean);
    rows.plain("counterparty_cost.envelope", "", *envelope);
    rows.plain("days_under_water.mean", "", reserve.days_under_water.mean);
    rows.levels("days_under_water.quantiles", "", &reserve.days_under_water.quantiles);
    rows.estimate("shortfall_probability", "", reserve.shortfall_probability);
    for (word, standing) in reserve.outcome.iter().flat_map(OutcomeFigures::known) {
        rows.plain("outcome.loss", word, standing.loss);
        rows.estimate("outcome.percentile", word, standing.percentile);
    }
}

/// Who it leans on.
fn failures(rows: &mut Rows, reserve: &ReserveFigures) {
    for removal in &reserve.removal {
        let of = format!("{}/{}", removal.group, removal.what);
        rows.estimate("removal.loss_mean", &of, removal.loss_mean);
        rows.estimate("removal.cost_mean", &of, removal.cost_mean);
        rows.levels("removal.loss_es", &of, &removal.loss_es);
        rows.levels("removal.cost_es", &of, &removal.cost_es);
    }
    for failure in &reserve.if_it_fails {
        let of = format!("{}/{}", failure.counterparty, failure.mode);
        rows.ladder("if_it_fails.tomorrow", &of, failure.tomorrow);
        rows.conditional("if_it_fails.loss", &of, failure.loss);
        rows.conditional("if_it_fails.cost", &of, failure.cost);
    }
    reserve.groups.iter().for_each(|group| group_rows(rows, group));
}

fn group_rows(rows: &mut Rows, group: &GroupFigures) {
    rows.plain("groups.custody_weight", &group.id, group.custody_weight);
    rows.plain("groups.linked_weight", &group.id, group.linked_weight);
    rows.known("groups.probability", &group.id, group.probability);
    rows.ladder("groups.tomorrow", &group.id, group.tomorrow);
    for (measure, figure) in [
        ("groups.loss_if_fails", group.loss_if_fails),
        ("groups.cost_if_fails", group.cost_if_fails),
        ("groups.liquid_loss_if_fails", group.liquid_loss_if_fails),
        ("groups.liquid_cost_if_fails", group.liquid_cost_if_fails),
        ("groups.eventual_loss_if_fails", group.eventual_loss_if_fails),
        ("groups.eventual_cost_if_fails", group.eventual_cost_if_fails),
    ] {
        rows.conditional(measure, &group.id, figure);
    }
    rows.known("groups.cost_where_fails", &group.id, group.cost_where_fails);
    for mode in &group.by_mode {
        let of = format!("{}/{}", mode.counterparty, mode.mode);
        rows.estimate("groups.by_mode.probability", &of, mode.probability);
        rows.estimate("groups.by_mode.cost", &of, mode.cost);
        rows.known("groups.by_mode.saved", &of, mode.saved);
    }
    rows.levels("groups.booked_es_share", &group.id, &group.booked_es_share);
    for after in &group.failures_within_90_days {
        let of = format!("{}/{}", group.id, after.group);
        rows.known("groups.failures_within_90_days", &of, after.probability);
    }
}

/// What the tail is made of and how sure its figures are.
fn tail(rows: &mut Rows, reserve: &ReserveFigures) {
    for attribution in &reserve.attribution {
        for cell in &attribution.cells {
            let parts = [Some(cell.channel.as_str()), cell.of.as_deref(), cell.asset.as_deref()];
            let of = parts.into_iter().flatten().collect::<Vec<_>>().join("/");
            rows.row("attribution.es", Some(attribution.level), &of, cell.es.value, Some(cell.es));
            rows.row("attribution.mean", Some(attribution.level), &of, cell.mean, None);
        }
        for MatrixCell { of, asset, es, mean } in &attribution.by_asset_and_counterparty {
            // Nobody's failure: the market where there is an asset, trading where there is none.
            let nobody = asset.as_ref().map_or("cost", |_| "market");
            let parts = [Some(of.as_deref().unwrap_or(nobody)), asset.as_deref()];
            let of = parts.into_iter().flatten().collect::<Vec<_>>().join("/");
            rows.row("attribution.by_asset_and_counterparty.es", Some(attribution.level), &of, es.value, Some(*es));
            rows.row("attribution.by_asset_and_counterparty.mean", Some(attribution.level), &of, *mean, None);
        }
    }
    for convergence in &reserve.convergence {
        rows.levels("convergence.es", &convergence.paths.to_string(), &convergence.es);
    }
    let concentration = &reserve.concentration;
    for (measure, index) in [
        ("concentration.custody", concentration.custody),
        ("concentration.custody_and_links", concentration.custody_and_links),
    ] {
        if let Some(index) = index {
            rows.plain(&format!("{measure}.hhi"), "", index.hhi);
            rows.plain(&format!("{measure}.effective_number"), "", index.effective_number);
        }
    }
    for index in &concentration.booked_es_share {
        if let (Some(hhi), Some(number)) = (index.hhi, index.effective_number) {
            rows.row("concentration.booked_es_share.hhi", Some(index.level), "", hhi, None);
            rows.row("concentration.booked_es_share.effective_number", Some(index.level), "", number, None);
        }
    }
}

/// Pairs: `reserve` is a, `of` is b.
fn comparison<'a>(rows: &mut Rows<'a>, summary: &'a Summary) {
    for pair in &summary.comparison {
        rows.reserve = &pair.a;
        rows.levels("comparison.es_difference", &pair.b, pair.es_difference.as_deref().unwrap_or_default());
        for (measure, figure) in
            [("comparison.cost_difference", pair.cost_difference), ("comparison.a_loses_more", pair.a_loses_more)]
        {
            rows.known(measure, &pair.b, figure);
        }
        for (measure, dominance) in [
            ("comparison.first_order_dominance", &pair.first_order_dominance),
            ("comparison.second_order_dominance", &pair.second_order_dominance),
        ] {
            if let Some(dominance) = dominance {
                let wins = |who| f64::from(u8::from(dominance.winner.as_deref() == Some(who)));
                rows.plain(&format!("{measure}.a_wins"), &pair.b, wins("a"));
                rows.plain(&format!("{measure}.b_wins"), &pair.b, wins("b"));
                rows.plain(&format!("{measure}.largest_violation"), &pair.b, dominance.largest_violation);
            }
        }
    }
}
