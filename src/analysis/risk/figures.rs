//! The risk figures with their working.

use super::{band, burndown, exposure_at, open};
use crate::analysis::Scope;
use crate::analysis::facts::Facts;
use crate::analysis::target::Target;
use crate::analysis::time::Window;
use crate::analysis::words::{amount, count, day, money};
use crate::analysis::working::{Aim, Behind, Figure, Group, Value};
use crate::model::order::InOrder;
use crate::model::{Currency, Money, Risk, RiskId};

/// Σ exposure of the open risks.
pub(crate) fn exposure(facts: &Facts<'_>, scope: Scope, window: Window) -> Figure {
    let open = open(facts, scope);
    let sums = exposure_at(&facts.ctx, scope, facts.ctx.now);
    let with_loss = open.iter().filter(|(r, _)| r.exposure().is_some()).count();
    let all: Vec<(&Currency, &i64)> = sums.iter().collect();
    let value = match all.as_slice() {
        [] => Value::NotComputable("No open risk has a probability and a loss.".to_owned()),
        [(currency, sum)] => Value::Money(amount(**sum, **currency)),
        many => {
            let codes: Vec<&str> = many.iter().map(|(c, _)| c.code()).collect();
            let codes = codes.join(" and ");
            Value::NotComputable(format!("Losses are in {codes}; they do not add up without a rate."))
        }
    };
    let total = if let Value::Money(total) = &value { money(*total) } else { String::new() };
    let mut figure = Figure::new("Exposure of open risks", value)
        .aim(Aim::Lower)
        .caption("Probability × loss", count(open.len(), "open risk", "open risks"))
        .sentence(format!("Weighed by their probability, the open risks stand for a loss of {total}."))
        .formula(["Σ probability × loss"], "Scores are ordinal and are never part of a sum.")
        .population("Open risks", open.len())
        .population("With a probability and a loss", with_loss)
        .left_out([Group::count("Without a probability or a loss", open.len() - with_loss)]);
    let row = |r: &Risk| Some((r.exposure()?, format!("{} {}", r.key, r.title), r.id));
    let mut rows: Vec<(Money, String, RiskId)> = open.iter().filter_map(|(r, _)| row(r)).collect();
    rows.order_by(|a, b| (b.0.amount, &a.1).cmp(&(a.0.amount, &b.1)));
    let rows = rows.into_iter();
    figure.behind =
        rows.map(|(sum, label, id)| Behind::new(vec![Target::Risk(id)], label, money(sum))).collect();
    if sums.len() == 1 {
        let weeks = burndown(&facts.ctx, scope, window).weeks;
        figure.trend = weeks.into_iter().map(|(_, sum)| sum as f64 / 100.0).collect();
    }
    figure
}

/// The highest residual score.
pub(crate) fn highest_score(facts: &Facts<'_>, scope: Scope) -> Figure {
    let open = open(facts, scope);
    let thresholds = &facts.ctx.program.settings.thresholds;
    let value = match open.first() {
        None => Value::NotComputable("There is no open risk.".to_owned()),
        Some((_, score)) => Value::Count(u64::from(*score)),
    };
    let mut figure = Figure::new("Highest residual score", value)
        .aim(Aim::Lower)
        .caption("Probability × impact", count(open.len(), "open risk", "open risks"))
        .formula(["probability (1 to 5) × impact (1 to 5)"], "Ordinal: for order and colour, not for sums.")
        .population("Open risks", open.len());
    if let Some((risk, score)) = open.first() {
        figure.colour = Some(band(*score, thresholds));
        figure = figure.sentence(format!("{} scores highest: {}.", risk.key, risk.title));
    }
    let label = |risk: &Risk| match risk.review {
        Some(review) => format!("{} {}, review {}", risk.key, risk.title, day(review)),
        None => format!("{} {}", risk.key, risk.title),
    };
    let row = |r: &Risk, score: u8| Behind::new(vec![Target::Risk(r.id)], label(r), score.to_string());
    figure.behind = open.iter().map(|(r, score)| row(r, *score)).collect();
    figure
}
