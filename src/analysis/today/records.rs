//! Needs that come from actions, decisions, change requests and what was said to be in the way.

use super::{Need, NeedKind, Place, days_or_today, working_days_since};
use crate::analysis::lists::Sources;
use crate::analysis::words::{count, day, days};
use crate::analysis::{Colour, Context, Scope};
use crate::model::{Date, DecisionState, PersonId, Priority, ProjectId, Ref, TeamId};

struct Found<'a> {
    ctx: &'a Context<'a>,
    scope: Scope,
    sources: Sources<'a>,
}

impl Found<'_> {
    fn holds(&self, project: Option<ProjectId>, team: Option<TeamId>) -> bool {
        self.scope.project.is_none_or(|p| project.is_none_or(|of| of == p))
            && self.scope.team.is_none_or(|t| team.is_none_or(|of| of == t))
    }

    /// `From blocker B-12`, or nothing.
    fn from(&self, to: &Ref) -> Option<String> {
        let (_, text) = self.sources.of(to);
        (!text.is_empty()).then(|| ["From ", &text].concat())
    }
}

/// `2 days late`, `due today`.
fn late_words(late: i64) -> String {
    if late == 0 { "due today".to_owned() } else { [&days(late), " late"].concat() }
}

fn record(to: Ref, key: &str, title: &str, owner: Option<PersonId>) -> Need {
    Need {
        kind: NeedKind::Action,
        colour: Colour::Amber,
        when: String::new(),
        title: title.to_owned(),
        key: key.to_owned(),
        why: String::new(),
        owner,
        verb: "Open",
        place: Place::Record(to),
        weight: 0,
    }
}

pub(super) fn gather(ctx: &Context<'_>, scope: Scope, found: &mut Vec<Need>) {
    let of = Found { ctx, scope, sources: Sources::new(ctx.program, ctx.zone) };
    actions(&of, found);
    decisions(&of, found);
    changes(&of, found);
    blockers(&of, found);
}

fn actions(of: &Found<'_>, found: &mut Vec<Need>) {
    let today = of.ctx.today();
    for action in of.ctx.program.actions.values().filter(|a| a.state.is_open()) {
        let Some(due) = action.due.filter(|due| *due <= today && of.holds(action.project, action.team))
        else {
            continue;
        };
        let late = (today - due).num_days();
        let urgent = action.priority == Some(Priority::Urgent) && late > 0;
        let to = Ref::Action(action.id);
        let was = ["Was due on ", &day(due)].concat();
        let nudged = action.nudged.map(|d| ["reminded on ", &day(d)].concat());
        let why: Vec<String> =
            of.from(&to).into_iter().chain((late > 0).then_some(was)).chain(nudged).collect();
        found.push(Need {
            colour: if urgent || late > 5 { Colour::Red } else { Colour::Amber },
            when: late_words(late),
            why: if why.is_empty() { "Agreed for today".to_owned() } else { why.join(". ") },
            weight: late,
            ..record(to, &action.key, &action.title, action.owner)
        });
    }
}

fn decision(due: Date, today: Date) -> (Colour, String, i64) {
    let late = (today - due).num_days();
    let colour = if late >= 0 { Colour::Red } else { Colour::Amber };
    let when = if late < 0 { ["in ", &days(-late)].concat() } else { late_words(late) };
    (colour, when, late)
}

fn decisions(of: &Found<'_>, found: &mut Vec<Need>) {
    let today = of.ctx.today();
    for wanted in of.ctx.program.decisions.values().filter(|d| d.state == DecisionState::Wanted) {
        let near = |by: &Date| (*by - today).num_days() <= 2 && of.holds(wanted.project, None);
        let Some(by) = wanted.needed_by.filter(near) else { continue };
        let (colour, when, weight) = decision(by, today);
        let options = match wanted.options.len() {
            0 => "No options written yet".to_owned(),
            n => [&count(n, "option", "options"), " ready"].concat(),
        };
        let by = if wanted.decider.is_empty() { String::new() } else { [", for ", &wanted.decider].concat() };
        let to = Ref::Decision(wanted.id);
        let from = of.from(&to).map(|from| [". ", &from].concat()).unwrap_or_default();
        found.push(Need {
            kind: NeedKind::Decision,
            colour,
            when,
            why: [options, by, from].concat(),
            verb: "Decide",
            weight,
            ..record(to, &wanted.key, &wanted.title, wanted.owner)
        });
    }
}

fn changes(of: &Found<'_>, found: &mut Vec<Need>) {
    let today = of.ctx.today();
    for change in of.ctx.program.changes.values().filter(|c| c.state.is_open()) {
        let near = |by: &Date| (*by - today).num_days() <= 2 && of.holds(change.project, None);
        let Some(by) = change.needed_by.filter(near) else { continue };
        let (colour, when, weight) = decision(by, today);
        let mut why = vec![["Change request, ", &change.state.name().to_lowercase()].concat()];
        if !change.decider.is_empty() {
            why.push(["for ", &change.decider].concat());
        }
        found.push(Need {
            kind: NeedKind::Decision,
            colour,
            when,
            why: why.join(", "),
            verb: "Decide",
            weight,
            ..record(Ref::Change(change.id), &change.key, &change.title, change.owner)
        });
    }
}

/// What was said at a stand-up and names no item: items that are blocked are told by themselves.
fn blockers(of: &Found<'_>, found: &mut Vec<Need>) {
    let ctx = of.ctx;
    for blocker in ctx.program.blockers.values().filter(|b| b.cleared.is_none() && b.item.is_none()) {
        if !of.holds(blocker.project, blocker.team) {
            continue;
        }
        let age = working_days_since(ctx, ctx.zone.start_of(blocker.raised));
        if age < 1 {
            continue;
        }
        let person = blocker.person.and_then(|id| ctx.program.people.get(&id));
        let held = person.map_or_else(String::new, |p| [&p.name, " is held up, "].concat());
        let by = match blocker.needed_by {
            Some(by) => ["needed by ", &day(by)].concat(),
            None => "no date named".to_owned(),
        };
        found.push(Need {
            kind: NeedKind::Blocked,
            colour: if age >= 3 { Colour::Red } else { Colour::Amber },
            when: days_or_today(age),
            why: [held, by].concat(),
            weight: age,
            ..record(Ref::Blocker(blocker.id), &blocker.key, &blocker.title, blocker.owner)
        });
    }
}
