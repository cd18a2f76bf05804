//! The five dimensions: each a colour and the phrase that it rests on.

use super::{Colour, at_least, at_most};
use crate::analysis::Scope;
use crate::analysis::facts::Facts;
use crate::analysis::time::Window;
use crate::analysis::words::{amount, day, money, number, percent, ratio};
use crate::analysis::{forecast, quality as defects, risk as risks, sla};
use crate::model::{Category, Points, ProjectId};

type Verdict = (Colour, String);

/// Confidence of the milestone that is least sure.
pub(super) fn schedule(facts: &Facts<'_>, scope: Scope) -> Verdict {
    let (green, amber) = facts.ctx.program.settings.thresholds.confidence;
    let mut worst: Option<(f64, Verdict)> = None;
    let mut refused = None;
    for milestone in forecast::milestones(facts, scope) {
        let confidence = match &milestone.confidence {
            Ok(confidence) => *confidence,
            Err(why) => {
                refused.get_or_insert_with(|| why.clone());
                continue;
            }
        };
        if worst.as_ref().is_some_and(|(least, _)| *least <= confidence) {
            continue;
        }
        let colour = at_least(confidence, f64::from(green), f64::from(amber));
        let (name, due) = (&milestone.milestone.name, day(milestone.milestone.due));
        let reason = if milestone.milestone.due < facts.ctx.today() {
            format!("{name} was due on {due} and is not reached")
        } else {
            format!("{name} finishes by {due} in {} of trials", forecast::confidence_words(confidence))
        };
        worst = Some((confidence, (colour, reason)));
    }
    match (worst, refused) {
        (Some((_, verdict)), _) => verdict,
        (None, Some(why)) => (Colour::Unknown, why),
        (None, None) => (Colour::Unknown, "No milestone lies ahead".to_owned()),
    }
}

/// Cost performance index.
pub(super) fn cost(facts: &Facts<'_>, scope: Scope) -> Verdict {
    let (green, amber) = facts.ctx.program.settings.thresholds.cpi;
    match crate::analysis::cost::cpi(facts, scope.project) {
        Err(why) => (Colour::Unknown, why),
        Ok((cpi, cv, currency)) => {
            let distance = money(amount(cv.saturating_abs(), currency));
            let side = match cv {
                0 => "on earned value".to_owned(),
                ..0 => format!("{distance} over earned value"),
                _ => format!("{distance} under earned value"),
            };
            let colour = at_least(cpi, f64::from(green) / 100.0, f64::from(amber) / 100.0);
            (colour, format!("CPI {}, {side}", ratio(cpi)))
        }
    }
}

/// Net growth of the scope since it was agreed, in points (in items where nothing was estimated).
pub(super) fn growth(facts: &Facts<'_>, project: ProjectId) -> Verdict {
    let baseline = facts.ctx.program.projects.get(&project).and_then(|p| p.baseline.as_ref());
    let Some(baseline) = baseline.filter(|b| b.date <= facts.ctx.today()) else {
        return (Colour::Unknown, "No scope was agreed to compare with".to_owned());
    };
    let current: Vec<_> =
        facts.of(Scope::project(project)).filter(|f| f.category != Category::Cancelled).collect();
    let points: Points = current.iter().filter_map(|f| f.item.estimate).sum();
    let (now, then) = if baseline.points > Points::default() {
        (points.as_f64(), baseline.points.as_f64())
    } else {
        (current.len() as f64, f64::from(baseline.items))
    };
    if then <= 0.0 {
        return (Colour::Unknown, "The agreed scope was empty".to_owned());
    }
    let growth = (now - then) * 100.0 / then;
    let sign = if growth > 0.0 { "+" } else { "" };
    let (green, amber) = facts.ctx.program.settings.thresholds.growth;
    let reason = format!("Net {sign}{} % since the baseline of {}", number(growth, 1), day(baseline.date));
    (at_most(growth, f64::from(green), f64::from(amber)), reason)
}

/// The highest residual score of the open risks.
pub(super) fn risk(facts: &Facts<'_>, project: ProjectId) -> Verdict {
    let now = facts.ctx.now;
    let of_project = facts.ctx.program.risks.values().filter(|r| r.project == Some(project));
    let open = of_project.filter(|r| !r.opportunity && risks::is_open_at(r, now));
    // Of two with the same score, the one with the smaller id, so that the answer is stable.
    let worst = open.max_by_key(|r| (risks::residual_at(r, now).value(), std::cmp::Reverse(r.id)));
    match worst {
        None => (Colour::Green, "No open risk".to_owned()),
        Some(risk) => {
            let score = risks::residual_at(risk, now).value();
            let colour = risks::band(score, &facts.ctx.program.settings.thresholds);
            (colour, format!("{} scores {score}: {}", risk.key, risk.title))
        }
    }
}

/// The worse of defect leakage and service levels, with its limit; where one is unknown, the other.
pub(super) fn quality(facts: &Facts<'_>, scope: Scope) -> (Verdict, String) {
    let (leakage, levels) = (leaked(facts, scope), promised(facts, scope));
    match levels {
        Some((levels, target)) if levels.0 > leakage.0 => (levels, format!("≥ {target} % green")),
        _ => (leakage, format!("≤ {} % green", facts.ctx.program.settings.thresholds.leakage.0)),
    }
}

/// The service level that is furthest below its target, with that target; none where nothing can be said.
fn promised(facts: &Facts<'_>, scope: Scope) -> Option<(Verdict, u8)> {
    if facts.ctx.program.slas.is_empty() {
        return None;
    }
    let all = sla::attainment(facts, scope, Window::default());
    let (level, share, colour) = sla::worst_level(&all)?;
    let reason = format!("{} met in {} of cycles, target {} %", level.name, percent(share), level.target);
    Some(((colour, reason), level.target))
}

/// Defect leakage of the latest release.
fn leaked(facts: &Facts<'_>, scope: Scope) -> Verdict {
    let all = defects::leakage(facts, scope);
    let last = all.iter().rev().find_map(|l| Some((l, l.rate()?)));
    let Some((last, rate)) = last else {
        return (Colour::Unknown, "No defect of a release that users have".to_owned());
    };
    let (green, amber) = facts.ctx.program.settings.thresholds.leakage;
    let early = if last.immature { ", less than 30 days ago" } else { "" };
    let reason = format!(
        "{} of {} defects found after release {}{early}",
        last.after.len(),
        last.total(),
        last.release.name
    );
    (at_most(rate, f64::from(green), f64::from(amber)), reason)
}
