//! Stand-ups: who speaks, what was said before, which cards to look at first, what to send afterwards.

mod cards;
mod facts;
mod said;
mod summary;

pub use cards::{LookAt, look_first, walk};
pub use facts::{Sprinting, sprinting};
pub use said::{Mention, mentions, named_item};
pub use summary::{Part, Summary, summary};

use super::Context;
use super::lists::blocker_age;
use super::time::back;
use crate::model::order::InOrder;
use crate::model::{
    Absence, Blocker, Date, Meeting, PersonId, Program, Ref, StandUp, StandUpLine, Team, TeamId, Timestamp,
};
use std::sync::Arc;

/// The stand-up of a team on a day; the one begun first, should there be two.
#[must_use]
pub fn find(program: &Program, team: TeamId, day: Date) -> Option<&Arc<StandUp>> {
    let all = program.stand_ups.values().filter(|s| s.team == Some(team) && s.day == day);
    all.min_by_key(|s| (s.created, s.id))
}

/// The last stand-up of a team before a day.
#[must_use]
pub fn previous(program: &Program, team: TeamId, day: Date) -> Option<&Arc<StandUp>> {
    let all = program.stand_ups.values().filter(|s| s.team == Some(team) && s.day < day);
    all.max_by_key(|s| (s.day, s.created, s.id))
}

/// The teams that have people, by name.
#[must_use]
pub fn teams(program: &Program) -> Vec<Arc<Team>> {
    let peopled = |team: &&Arc<Team>| program.people.values().any(|p| p.team == Some(team.id));
    let mut teams: Vec<Arc<Team>> = program.teams.values().filter(peopled).cloned().collect();
    teams.order_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    teams
}

/// The team to open first: whose stand-up is under way, else the first that had none today.
#[must_use]
pub fn first_team(program: &Program, day: Date) -> Option<TeamId> {
    let teams = teams(program);
    let state = |team: TeamId| find(program, team, day).map(|s| s.finished.is_some());
    let under_way = teams.iter().find(|t| state(t.id) == Some(false));
    let none_yet = || teams.iter().find(|t| state(t.id).is_none());
    under_way.or_else(none_yet).or_else(|| teams.first()).map(|t| t.id)
}

/// The people of a stand-up in the order of speaking: as last time, then by name, then guests.
#[must_use]
pub fn roster(program: &Program, team: TeamId, day: Date) -> Vec<PersonId> {
    let mut names: Vec<(&str, PersonId)> =
        program.people.values().filter(|p| p.team == Some(team)).map(|p| (p.name.as_str(), p.id)).collect();
    names.order();
    let last = previous(program, team, day).map(|s| s.lines.as_slice()).unwrap_or_default();
    let of_team = |id: &PersonId| names.iter().any(|(_, name)| name == id);
    let mut order: Vec<PersonId> = Vec::new();
    let mut add = |id: PersonId| {
        if !order.contains(&id) {
            order.push(id);
        }
    };
    last.iter().map(|line| line.person).filter(of_team).for_each(&mut add);
    names.iter().map(|(_, id)| *id).for_each(&mut add);
    let now = find(program, team, day).map(|s| s.lines.as_slice()).unwrap_or_default();
    let guests = now.iter().map(|line| line.person).filter(|id| program.people.contains_key(id));
    guests.for_each(add);
    order
}

/// What one person said, where they said anything.
#[must_use]
pub fn line(stand_up: &StandUp, person: PersonId) -> Option<&StandUpLine> {
    stand_up.lines.iter().find(|line| line.person == person)
}

/// The absence that a person has on a day.
#[must_use]
pub fn absence(program: &Program, person: PersonId, day: Date) -> Option<&Arc<Absence>> {
    let on = |a: &&Arc<Absence>| a.person == person && a.from <= day && day <= a.to;
    program.absences.values().filter(on).max_by_key(|a| a.to)
}

/// The blockers of a team that hold on a day, the oldest first.
#[must_use]
pub fn blockers(program: &Program, team: TeamId, day: Date) -> Vec<Arc<Blocker>> {
    let of_team = |b: &Blocker| {
        let by_person = || b.person.and_then(|id| program.people.get(&id)?.team);
        b.team.or_else(by_person) == Some(team)
    };
    let holds = |b: &Blocker| b.raised <= day && b.cleared.is_none_or(|cleared| cleared > day);
    let mut all: Vec<Arc<Blocker>> =
        program.blockers.values().filter(|b| of_team(b) && holds(b)).cloned().collect();
    all.order_by(|a, b| (a.raised, a.key.len(), &a.key).cmp(&(b.raised, b.key.len(), &b.key)));
    all
}

/// `3 days, with Jonas Weber, Platform`: how long a blocker has stood, in working days, and with whom.
#[must_use]
pub fn standing(ctx: &Context<'_>, blocker: &Blocker) -> String {
    let mut parts = vec![super::today::days_or_today(blocker_age(ctx, blocker.id))];
    if let Some(owner) = blocker.owner.and_then(|id| ctx.program.people.get(&id)) {
        parts.push(["with ", &owner.name].concat());
        let team = owner.team.filter(|team| Some(*team) != blocker.team);
        parts.extend(team.and_then(|id| ctx.program.teams.get(&id)).map(|t| t.name.clone()));
    }
    if let Some(by) = blocker.needed_by {
        let late = if by < ctx.today() { "was needed by " } else { "needed by " };
        parts.push([late, &super::words::day(by)].concat());
    }
    parts.join(", ")
}

/// The length of a team's stand-up in minutes, by its meeting; a quarter of an hour where there is none.
#[must_use]
pub fn minutes(program: &Program, team: TeamId) -> u32 {
    let is_one = |m: &&Arc<Meeting>| {
        m.team == Some(team) && m.title.to_lowercase().replace(' ', "-").contains("stand-up")
    };
    let found = program.meetings.values().filter(is_one).map(|m| m.minutes).next();
    found.filter(|minutes| *minutes > 0).unwrap_or(15)
}

/// How long a stand-up has taken, in seconds, up to a moment.
#[must_use]
pub fn elapsed(stand_up: &StandUp, now: Timestamp) -> u32 {
    stand_up.seconds.saturating_add(stretch(stand_up.since, now))
}

/// How long a person has spoken, in seconds, up to a moment.
#[must_use]
pub fn spoken(stand_up: &StandUp, person: PersonId, now: Timestamp) -> u32 {
    let before = line(stand_up, person).map_or(0, |line| line.seconds);
    let turn = stand_up.turn.filter(|_| stand_up.speaking == Some(person));
    before.saturating_add(stretch(turn, now))
}

/// Whole seconds from a moment to another; a clock that stood still since yesterday counts as an hour at most.
#[must_use]
pub fn stretch(since: Option<Timestamp>, now: Timestamp) -> u32 {
    since.map_or(0, |since| {
        u32::try_from((now.0.saturating_sub(since.0) / 1_000).clamp(0, 3_600)).unwrap_or(0)
    })
}

/// The last days of a person: what they said, the newest first.
#[must_use]
pub fn past(program: &Program, person: PersonId, before: Date, most: usize) -> Vec<(Date, StandUpLine)> {
    let said = |s: &StandUp| Some((s.day, line(s, person)?.clone()));
    let mut all: Vec<(Date, StandUpLine)> =
        program.stand_ups.values().filter(|s| s.day < before).filter_map(|s| said(s)).collect();
    all.order_by(|a, b| b.0.cmp(&a.0));
    all.truncate(most);
    all
}

/// The records that a blocker has led to, as their keys.
#[must_use]
pub fn led_to(program: &Program, of: &Ref) -> Vec<Ref> {
    let steps = super::chain::chain(program, of);
    steps.into_iter().filter(|step| step.distance > 0).map(|step| step.at).collect()
}

/// The days on which a team had a stand-up, the newest first.
#[must_use]
pub fn days(program: &Program, team: TeamId) -> Vec<Date> {
    let all = program.stand_ups.values().filter(|s| s.team == Some(team)).map(|s| s.day);
    let mut all: Vec<Date> = all.collect::<std::collections::BTreeSet<_>>().into_iter().collect();
    all.reverse();
    all
}

/// The last working day before another.
#[must_use]
pub fn day_before(ctx: &Context<'_>, day: Date) -> Date {
    let settings = &ctx.program.settings;
    let before = (1..=14).map(|n| back(day, n)).find(|day| settings.is_working_day(*day));
    before.unwrap_or_else(|| back(day, 1))
}

#[cfg(test)]
mod tests;
