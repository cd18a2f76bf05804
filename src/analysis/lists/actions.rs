//! Action items as rows.

use super::{Row, Sources};
use crate::analysis::Context;
use crate::model::Program;

/// The team of a person.
pub(super) fn team_of(
    program: &Program,
    person: Option<crate::model::PersonId>,
) -> Option<crate::model::TeamId> {
    person.and_then(|id| program.people.get(&id)?.team)
}

/// All action items.
#[must_use]
pub fn action_rows(ctx: &Context<'_>) -> Vec<Row> {
    let sources = Sources::new(ctx.program, ctx.zone);
    let name = |id| ctx.program.teams.get(&id).map(|t| t.name.clone());
    ctx.program
        .actions
        .values()
        .map(|action| {
            let at = crate::model::Ref::Action(action.id);
            let (comes_from, source) = sources.of(&at);
            let team = action.team.or_else(|| team_of(ctx.program, action.owner));
            Row {
                at,
                key: action.key.clone(),
                title: action.title.clone(),
                project: action.project,
                teams: team.into_iter().chain(action.for_team).collect(),
                owner: action.owner,
                people: Vec::new(),
                client: action.client,
                goal: action.goal,
                state: action.state.word(),
                state_name: action.state.name(),
                open: action.state.is_open(),
                due: action.due,
                since: sources.day(action.created),
                priority: action.priority,
                deliverable: action.deliverable,
                nudged: action.nudged,
                source,
                comes_from,
                extra: match (team.and_then(name), action.for_team.and_then(name)) {
                    (Some(team), Some(other)) => [&team, " for ", &other].concat(),
                    (None, Some(other)) => ["For ", &other].concat(),
                    (team, None) => team.unwrap_or_default(),
                },
            }
        })
        .collect()
}
