//! Mean time to acknowledge and to restore, with their working.

use super::clocks::{acknowledged_in, restored_in};
use crate::analysis::facts::Facts;
use crate::analysis::target::Target;
use crate::analysis::words::{minutes, number};
use crate::analysis::working::{Aim, Behind, Figure, Group, Value};
use crate::analysis::{Scope, Window};
use crate::model::order::InOrder;
use crate::model::{Incident, IncidentId};
use std::sync::Arc;

/// The incidents of a window that tell how long something took, and those that do not yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    /// Incident and minutes, the longest first.
    pub took: Vec<(IncidentId, i64)>,
    /// Those for which it has not happened yet.
    pub waiting: usize,
    /// Those noticed before the window.
    pub earlier: usize,
}

impl Answered {
    /// The mean in minutes; none without any.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        let all = self.took.len();
        (all > 0).then(|| self.took.iter().map(|(_, minutes)| *minutes).sum::<i64>() as f64 / all as f64)
    }
}

fn answered(facts: &Facts<'_>, scope: Scope, window: Window, took: fn(&Incident) -> Option<i64>) -> Answered {
    let (from, to) = window.span(&facts.ctx);
    let mut found = Answered { took: Vec::new(), waiting: 0, earlier: 0 };
    for incident in of(facts, scope) {
        let day = facts.ctx.zone.day(incident.detected);
        if day < from || day > to {
            found.earlier += 1;
        } else if let Some(minutes) = took(incident) {
            found.took.push((incident.id, minutes));
        } else {
            found.waiting += 1;
        }
    }
    found.took.order_by_key(|(id, minutes)| (std::cmp::Reverse(*minutes), *id));
    found
}

/// The incidents of a scope that were noticed by now. Those of no project are everybody's; a team has none.
fn of<'a>(facts: &Facts<'a>, scope: Scope) -> impl Iterator<Item = &'a Arc<Incident>> {
    let (now, project) = (facts.ctx.now, scope.project);
    facts.ctx.program.incidents.values().filter(move |incident| {
        incident.detected <= now
            && (project.is_none() || incident.project.is_none() || incident.project == project)
    })
}

/// How long it took to take incidents on: from noticed to acknowledged.
#[must_use]
pub fn mtta(facts: &Facts<'_>, scope: Scope, window: Window) -> Answered {
    answered(facts, scope, window, acknowledged_in)
}

/// How long it took until incidents stopped hurting: from noticed to mitigated, else resolved.
#[must_use]
pub fn mttr(facts: &Facts<'_>, scope: Scope, window: Window) -> Answered {
    answered(facts, scope, window, restored_in)
}

fn figure(
    facts: &Facts<'_>,
    name: &str,
    window: Window,
    answered: &Answered,
    [formula, note, verb, not_yet]: [&str; 4],
) -> Figure {
    let n = answered.took.len();
    let value = match answered.mean() {
        Some(mean) => Value::Minutes(mean),
        None => Value::NotComputable(format!("No incident of the period was {verb}.")),
    };
    let mut figure = Figure::new(name, value).aim(Aim::Lower);
    if let Some(mean) = answered.mean() {
        let longest = answered.took.first().map_or(0, |(_, minutes)| *minutes);
        let sum: i64 = answered.took.iter().map(|(_, minutes)| *minutes).sum();
        figure = figure.caption(formula, format!("n = {n}, longest {}", minutes(longest))).sentence(format!(
            "{} {verb} after {} on average, the slowest after {}.",
            if n == 1 { "1 incident was".to_owned() } else { format!("{n} incidents were") },
            minutes(mean.round() as i64),
            minutes(longest)
        ));
        figure.formula =
            vec![format!("mean of ({formula})"), format!("{sum} min ÷ {n} = {} min", number(mean, 1))];
    }
    figure.window = Some(window.span(&facts.ctx));
    note.clone_into(&mut figure.formula_note);
    let figure = figure.population("Incidents noticed in the period", n + answered.waiting);
    let mut figure = figure.population(format!("Of them {verb}"), n).left_out([
        Group::count(not_yet, answered.waiting),
        Group::count("Noticed outside the period", answered.earlier),
    ]);
    for (id, took) in &answered.took {
        if let Some(incident) = facts.ctx.program.incidents.get(id) {
            let label = format!("{} {}", incident.key, incident.title);
            figure.behind.push(Behind { to: vec![Target::Incident(*id)], label, value: minutes(*took) });
        }
    }
    figure
}

/// MTTA and MTTR as figures.
pub(in crate::analysis) fn figures(facts: &Facts<'_>, scope: Scope, window: Window) -> [Figure; 2] {
    [
        figure(
            facts,
            "MTTA",
            window,
            &mtta(facts, scope, window),
            [
                "acknowledged − detected",
                "Mean time to acknowledge, by the clock on the wall, from the incidents' timelines. An incident counts \
                 on the day it was noticed.",
                "acknowledged",
                "Not acknowledged yet",
            ],
        ),
        figure(
            facts,
            "MTTR",
            window,
            &mttr(facts, scope, window),
            [
                "restored − detected",
                "Mean time to restore, by the clock on the wall: until the incident was mitigated, or resolved where it \
                 never was mitigated. An incident counts on the day it was noticed.",
                "restored",
                "Not restored yet",
            ],
        ),
    ]
}
