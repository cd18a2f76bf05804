//! Velocity and say-do with their working.

use super::outcome::{SprintOutcome, closed_sprints, members, outcome_of, team_of};
use crate::analysis::Scope;
use crate::analysis::facts::Facts;
use crate::analysis::target::Target;
use crate::analysis::words::{count, day, number, percent};
use crate::analysis::working::{Aim, Behind, Figure, Group, Value};
use crate::model::order::InOrder;
use crate::model::{Date, Points, Sprint, SprintState, TeamId};

/// Sprints in the sparkline.
const TREND: usize = 8;

/// The team's last closed sprints with their outcomes, oldest first; those whose completed points
/// cannot be known are apart.
#[derive(Debug, Clone)]
pub(in crate::analysis) struct Recent<'a> {
    pub(super) team: Option<TeamId>,
    team_name: String,
    others: usize,
    pub(super) sprints: Vec<(&'a Sprint, SprintOutcome)>,
    unknown: usize,
    undated: usize,
}

impl<'a> Recent<'a> {
    pub(in crate::analysis) fn new(facts: &Facts<'a>, scope: Scope) -> Self {
        let program = facts.ctx.program;
        let team = team_of(facts, scope);
        let members = members(facts);
        let closed = closed_sprints(facts, team, scope.project);
        let mut sprints: Vec<(&Sprint, SprintOutcome)> = Vec::new();
        let mut unknown = 0;
        for sprint in closed.into_iter().rev() {
            if sprints.len() >= TREND.max(usize::from(program.settings.thresholds.velocity_sprints)) {
                break;
            }
            let outcome = outcome_of(facts, sprint, members.get(&sprint.id).map_or(&[], Vec::as_slice));
            // Nothing known to be done and something that may be: zero would be a guess.
            if outcome.completed_items.is_empty() && !outcome.unsure.is_empty() {
                unknown += 1;
            } else {
                sprints.push((sprint, outcome));
            }
        }
        sprints.reverse();
        let mut teams: Vec<_> = facts.of(scope).filter_map(|f| f.item.team).collect();
        teams.order();
        teams.dedup();
        let undated = program
            .sprints
            .values()
            .filter(|s| s.team == team && s.state == SprintState::Closed && s.end.is_none())
            .count();
        Self {
            team,
            team_name: team.and_then(|t| program.teams.get(&t)).map(|t| t.name.clone()).unwrap_or_default(),
            others: teams.iter().filter(|t| Some(**t) != team).count(),
            sprints,
            unknown,
            undated,
        }
    }

    fn left_out(&self) -> [Group; 3] {
        [
            Group::count("Other teams: points of two teams are different units", self.others),
            Group::count("Closed sprints without an end date", self.undated),
            Group::count("Closed sprints whose finish days the import does not know", self.unknown),
        ]
    }

    fn titled(&self, name: &str) -> String {
        if self.team_name.is_empty() { name.to_owned() } else { format!("{name}, {}", self.team_name) }
    }

    fn whose(&self) -> String {
        if self.team.is_some() { self.team_name.clone() } else { "The team".to_owned() }
    }
}

fn row(sprint: &Sprint, outcome: &SprintOutcome) -> Behind {
    let committed = outcome.committed.map_or_else(|| "not known".to_owned(), |p| p.to_string());
    let ended = sprint.end.map(|end| format!(", ended {}", day(end))).unwrap_or_default();
    let mut value = format!("{} pt of {committed}", outcome.completed);
    for (items, word) in
        [(&outcome.added, "added"), (&outcome.removed, "removed"), (&outcome.carried_over, "carried over")]
    {
        if !items.is_empty() {
            value.push_str(&format!(", {} {word}", items.len()));
        }
    }
    Behind::new(vec![Target::Sprint(sprint.id)], format!("{}{ended}", sprint.name), value)
}

/// Velocity and say-do; they look at the same sprints.
pub(crate) fn figures(facts: &Facts<'_>, scope: Scope) -> (Figure, Figure) {
    figures_of(facts, &Recent::new(facts, scope))
}

/// The same from sprints at hand.
pub(crate) fn figures_of(facts: &Facts<'_>, recent: &Recent<'_>) -> (Figure, Figure) {
    (velocity(facts, recent), say_do(recent))
}

/// Velocity: mean of the points completed in the last closed sprints of one team.
pub(super) fn velocity(facts: &Facts<'_>, recent: &Recent<'_>) -> Figure {
    let wanted = usize::from(facts.ctx.program.settings.thresholds.velocity_sprints.max(1));
    let skip = recent.sprints.len().saturating_sub(wanted);
    let last = recent.sprints.get(skip..).unwrap_or_default();
    let points: Vec<Points> = last.iter().map(|(_, o)| o.completed).collect();
    let n = points.len();
    let sum: Points = points.iter().copied().sum();
    let mean = sum.as_f64() / n.max(1) as f64;
    let value = if n == 0 {
        Value::NotComputable(format!("{} has no closed sprint with known dates yet.", recent.whose()))
    } else {
        Value::Points(mean)
    };
    let (low, high) = (points.iter().min().copied(), points.iter().max().copied());
    let range = low.zip(high).map_or(String::new(), |(low, high)| format!("{low} to {high}"));
    let terms: Vec<String> = points.iter().map(Points::to_string).collect();
    let mut formula = vec!["mean of points completed per sprint".to_owned()];
    if n > 0 {
        formula.push(format!("({}) ÷ {n} = {}", terms.join(" + "), number(mean, 1)));
    }
    let gather = |pick: fn(&SprintOutcome) -> &Vec<_>| {
        last.iter().flat_map(|(_, o)| pick(o).iter().copied()).collect::<Vec<_>>()
    };
    let rebuilt = last.iter().filter(|(_, o)| o.rebuilt).count();
    let mut figure = Figure::new(recent.titled("Velocity"), value)
        .caption(format!("Mean of {n}"), if n == 0 { String::new() } else { format!("{range}, last {n}") })
        .sentence(format!(
            "{} completed {} points a sprint over the last {}.",
            recent.whose(),
            number(mean, 1),
            count(n, "closed sprint", "closed sprints")
        ))
        .formula(
            formula,
            "Completed: estimates of the sprint's items that were done at its end, those added on the way \
             included. Per team, never summed over teams.",
        )
        .population("Closed sprints counted", n)
        .population("Items done at their ends", last.iter().map(|(_, o)| o.completed_items.len()).sum())
        .left_out(recent.left_out())
        .left_out([
            Group::of("Done, but not estimated", gather(|o| &o.unestimated)),
            Group::of("Done by now, but an import saw it only after the sprint", gather(|o| &o.unsure)),
        ])
        .remarks([
            Group::of("Added after the start: raise completed, not committed", gather(|o| &o.added)),
            Group::count("Sprints whose commitment was worked out from the history", rebuilt),
        ]);
    figure.behind = last.iter().rev().map(|(s, o)| row(s, o)).collect();
    figure.counted = gather(|o| &o.completed_items);
    figure.window = span(last.iter().map(|(sprint, _)| *sprint));
    figure.trend = recent.sprints.iter().map(|(_, o)| o.completed.as_f64()).collect();
    figure
}

/// Say-do of the last closed sprint: completed of committed ÷ committed.
/// From the first day of the first sprint to the last of the last.
fn span<'s>(sprints: impl Iterator<Item = &'s Sprint> + Clone) -> Option<(Date, Date)> {
    sprints.clone().filter_map(|s| s.start.or(s.end)).min().zip(sprints.filter_map(|s| s.end).max())
}

fn say_do(recent: &Recent<'_>) -> Figure {
    let last = recent.sprints.last();
    let value = match last {
        None => {
            Value::NotComputable(format!("{} has no closed sprint with known dates yet.", recent.whose()))
        }
        Some((sprint, outcome)) => outcome.say_do().map_or_else(
            || Value::NotComputable(format!("{} had no estimated commitment to compare with.", sprint.name)),
            Value::Percent,
        ),
    };
    let mut figure = Figure::new(recent.titled("Say-do"), value).aim(Aim::Higher).left_out(recent.left_out());
    figure.trend = recent.sprints.iter().filter_map(|(_, o)| o.say_do()).collect();
    figure.behind = recent.sprints.iter().rev().map(|(s, o)| row(s, o)).collect();
    let Some((sprint, outcome)) = last else { return figure };
    let committed = outcome.committed.unwrap_or_default();
    let kept = outcome.completed_of_committed;
    let share = outcome.say_do().unwrap_or_default();
    figure.window = span(std::iter::once(*sprint));
    figure
        .caption("Of committed", format!("{kept} of {committed} pt, {}", sprint.name))
        .sentence(format!(
            "{} of the points committed to in {} were done at its end.",
            percent(share),
            sprint.name
        ))
        .formula(
            [
                "completed of committed ÷ committed".to_owned(),
                format!("{kept} ÷ {committed} = {}", percent(share)),
            ],
            "Committed: the estimates of the items in the sprint at its start, frozen then.",
        )
        .population("Committed items", outcome.committed_items.len())
        .counted(outcome.committed_items.clone())
        .population("Added on the way", outcome.added.len())
        .population("Removed", outcome.removed.len())
        .population("Carried over", outcome.carried_over.len())
        .left_out([Group::of("Done, but not estimated", outcome.unestimated.clone())])
}
