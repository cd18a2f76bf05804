//! Decisions, change requests, dependencies and blockers as rows.

use super::actions::team_of;
use super::{Row, Sources};
use crate::analysis::Context;
use crate::analysis::chain::called;
use crate::analysis::words::{day, days, money, number};
use crate::model::{
    BlockerId, ChangeRequest, DecisionState, DependencyState, PersonId, Program, Ref, TeamId,
};

/// A row of which only what is common is filled in.
fn row(sources: &Sources<'_>, at: Ref, owner: Option<PersonId>, created: crate::model::Timestamp) -> Row {
    let (comes_from, source) = sources.of(&at);
    Row {
        at,
        key: String::new(),
        title: String::new(),
        project: None,
        teams: team_of(sources.program, owner).into_iter().collect(),
        owner,
        people: Vec::new(),
        client: None,
        goal: None,
        state: "",
        state_name: "",
        open: true,
        due: None,
        since: sources.day(created),
        priority: None,
        deliverable: false,
        nudged: None,
        source,
        comes_from,
        extra: String::new(),
    }
}

/// All decisions, wanted and taken.
#[must_use]
pub fn decision_rows(ctx: &Context<'_>) -> Vec<Row> {
    let sources = Sources::new(ctx.program, ctx.zone);
    let each = ctx.program.decisions.values();
    each.map(|decision| {
        let decided = decision.decided.filter(|_| decision.state == DecisionState::Decided);
        let extra = match decided {
            Some(on) if decision.decider.is_empty() => day(on),
            Some(on) => [decision.decider.as_str(), &day(on)].join(", "),
            None => decision.decider.clone(),
        };
        Row {
            key: decision.key.clone(),
            title: decision.title.clone(),
            project: decision.project,
            client: decision.client,
            state: decision.state.word(),
            state_name: decision.state.name(),
            open: decision.state == DecisionState::Wanted,
            due: decision.needed_by,
            extra,
            ..row(&sources, Ref::Decision(decision.id), decision.owner, decision.created)
        }
    })
    .collect()
}

/// What a change would do, in a few words: `+10 days, +3 items, +€18k`.
fn effect(change: &ChangeRequest) -> String {
    let sign = |n: i64| if n > 0 { "+" } else { "−" };
    let mut parts = Vec::new();
    if let Some(n) = change.days.filter(|n| *n != 0) {
        parts.push([sign(n), &days(n.abs())].concat());
    }
    if let Some(n) = change.items.filter(|n| *n != 0) {
        let word = if n.abs() == 1 { " item" } else { " items" };
        parts.push([sign(n), &n.abs().to_string(), word].concat());
    }
    if let Some(n) = change.points.filter(|n| *n != 0) {
        parts.push([sign(n), &number(n.abs() as f64 / 100.0, 2), " pt"].concat());
    }
    if let Some(cost) = change.cost.filter(|cost| cost.amount != 0) {
        let plus = if cost.amount > 0 { "+" } else { "" };
        parts.push([plus, &money(cost)].concat());
    }
    parts.join(", ")
}

/// All change requests.
#[must_use]
pub fn change_rows(ctx: &Context<'_>) -> Vec<Row> {
    let sources = Sources::new(ctx.program, ctx.zone);
    let each = ctx.program.changes.values();
    each.map(|change| Row {
        key: change.key.clone(),
        title: change.title.clone(),
        project: change.project,
        client: change.client,
        state: change.state.word(),
        state_name: change.state.name(),
        open: change.state.is_open(),
        due: change.needed_by,
        extra: effect(change),
        ..row(&sources, Ref::Change(change.id), change.owner, change.created)
    })
    .collect()
}

/// The team behind one side of a dependency.
fn side(program: &Program, at: &Ref) -> (String, Option<TeamId>, Option<crate::model::ProjectId>) {
    let name =
        called(program, at).map_or_else(String::new, |c| if c.key.is_empty() { c.title } else { c.key });
    match at {
        Ref::Team(id) => (name, Some(*id), None),
        Ref::Item(id) => program
            .items
            .get(id)
            .map_or((name.clone(), None, None), |i| (name.clone(), i.team, Some(i.project))),
        Ref::Milestone(id) => (name, None, program.milestones.get(id).map(|m| m.project)),
        Ref::Project(id) => (name, None, Some(*id)),
        _ => (name, None, None),
    }
}

/// All dependencies: what is needed by when, against what was promised.
#[must_use]
pub fn dependency_rows(ctx: &Context<'_>) -> Vec<Row> {
    let sources = Sources::new(ctx.program, ctx.zone);
    let each = ctx.program.dependencies.values();
    each.map(|dependency| {
        let (giver, from, giving) = side(ctx.program, &dependency.giver);
        let (needer, to, needing) = side(ctx.program, &dependency.needer);
        let promised = match (dependency.committed_by, dependency.late_by()) {
            (Some(on), Some(late)) => [", promised ", &day(on), ", ", &days(late), " late"].concat(),
            (Some(on), None) => [", promised ", &day(on)].concat(),
            (None, _) => ", not promised".to_owned(),
        };
        let own = row(&sources, Ref::Dependency(dependency.id), dependency.owner, dependency.created);
        let mut teams: Vec<TeamId> = from.into_iter().chain(to).collect();
        teams.extend(own.teams.iter().copied());
        Row {
            title: dependency.title.clone(),
            project: needing.or(giving),
            teams,
            state: match dependency.state {
                DependencyState::Requested => "requested",
                DependencyState::Committed => "committed",
                DependencyState::AtRisk => "at_risk",
                DependencyState::Delivered => "delivered",
                DependencyState::Dropped => "dropped",
            },
            state_name: dependency.state.name(),
            open: dependency.state.is_open(),
            due: dependency.needed_by,
            extra: [giver.as_str(), " to ", &needer, &promised].concat(),
            ..own
        }
    })
    .collect()
}

/// How long a blocker has stood, in working days, up to the day it was cleared.
#[must_use]
pub fn blocker_age(ctx: &Context<'_>, id: BlockerId) -> i64 {
    ctx.program.blockers.get(&id).map_or(0, |blocker| {
        let end = blocker.cleared.unwrap_or_else(|| ctx.today());
        crate::analysis::time::workdays_passed(&ctx.program.settings, blocker.raised, end)
    })
}

/// All blockers that were said at stand-ups.
#[must_use]
pub fn blocker_rows(ctx: &Context<'_>) -> Vec<Row> {
    let sources = Sources::new(ctx.program, ctx.zone);
    let each = ctx.program.blockers.values();
    each.map(|blocker| {
        let held = blocker.person.and_then(|id| ctx.program.people.get(&id)).map(|p| p.name.clone());
        let item = blocker.item.and_then(|id| ctx.program.items.get(&id));
        let parts = [
            held,
            item.map(|i| i.key.clone()),
            Some(crate::analysis::today::days_or_today(blocker_age(ctx, blocker.id))),
        ];
        let own = row(&sources, Ref::Blocker(blocker.id), blocker.owner, blocker.created);
        let mut teams: Vec<TeamId> = blocker.team.into_iter().collect();
        teams.extend(own.teams.iter().copied());
        Row {
            key: blocker.key.clone(),
            title: blocker.title.clone(),
            project: blocker.project.or_else(|| item.map(|i| i.project)),
            teams,
            people: blocker.person.into_iter().collect(),
            state: if blocker.cleared.is_some() { "cleared" } else { "open" },
            state_name: if blocker.cleared.is_some() { "Cleared" } else { "Open" },
            open: blocker.cleared.is_none(),
            due: blocker.needed_by,
            since: blocker.raised,
            extra: parts.into_iter().flatten().collect::<Vec<_>>().join(", "),
            ..own
        }
    })
    .collect()
}
