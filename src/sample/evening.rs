//! How the day ends: the plan carried over, routines, checklists, the next sprint, and two teams' retros.

use super::days::{Days, ahead, plus};
use super::ground::{Ground, SPRINTS, sprint_dates};
use crate::analysis::routine::USUAL;
use crate::model::{
    Action, ActionState, Cadence, Category, CheckLine, Checklist, Date, DayNote, Event, Happening, Link,
    LinkKind, PlanEntry, Ref, Retro, RetroCard, RetroColumn, RetroStage, Routine, SprintId,
};
use chrono::Datelike;
use std::sync::Arc;

pub(super) fn tell(ground: &mut Ground, days: &Days<'_>) {
    plan(ground, days);
    routines(ground, days);
    checklists(ground, days);
    next_sprints(ground, days);
    retros(ground, days);
}

/// Three lines come first; something is planned for the day ahead; a note was left yesterday.
fn plan(ground: &mut Ground, days: &Days<'_>) {
    let first = ["Answer the GPU", "Weekly report", "Ask Nordvik"];
    let mine: Vec<PlanEntry> = ground
        .program
        .plan
        .values()
        .filter(|e| first.iter().any(|text| e.text.starts_with(text)))
        .map(|e| (**e).clone())
        .collect();
    for mut entry in mine {
        entry.top = true;
        ground.program.put(entry.into());
    }
    let twice: Vec<PlanEntry> = ground
        .program
        .plan
        .values()
        .filter(|e| e.text.starts_with("Agree the load-test"))
        .map(|e| (**e).clone())
        .collect();
    for mut entry in twice {
        entry.moved = 1;
        ground.program.put(entry.into());
    }
    let at = days.at(days.yesterday(), 17 * 60 + 20);
    let tomorrow = ahead(plus(days.today, 1));
    let kestrel = Some(Ref::Project(ground.project(2)));
    let lines = [
        ("Slides for the Kestrel steering", 30, kestrel),
        ("Read the draft of the peak rehearsal", 20, None),
    ];
    for (text, minutes, about) in lines {
        let entry = PlanEntry {
            id: ground.id(),
            day: tomorrow,
            text: text.to_owned(),
            minutes: Some(minutes),
            about,
            created: at,
            updated: at,
            ..crate::json::Json::blank()
        };
        ground.program.put(entry.into());
    }
    let notes = [
        (
            days.today,
            "Ewa is in from ten. Jonas hears about the quota before lunch: ask before steering.",
            None,
        ),
        (days.yesterday(), "", Some(days.at(days.yesterday(), 17 * 60 + 24))),
    ];
    for (day, text, closed) in notes {
        let note = DayNote {
            id: ground.id(),
            day,
            closed,
            notes: text.to_owned(),
            created: at,
            updated: at,
            ..DayNote::default()
        };
        ground.program.put(note.into());
    }
}

fn routines(ground: &mut Ground, days: &Days<'_>) {
    let weekday = |day: Date| Some(day.weekday().num_days_from_monday() as u8);
    let late = days.worked(-2);
    let other = plus(days.today, 3);
    let rows = [
        ("Look through the SLA clocks", Cadence::WorkingDay, None, 5, days.yesterday()),
        ("Chase what is overdue", Cadence::Weekly, weekday(late), 15, plus(late, -7)),
        ("Coffee with one of the leads", Cadence::Fortnightly, weekday(other), 30, plus(other, -14)),
        ("Budget against forecast", Cadence::Monthly, None, 30, days.worked(-12)),
    ];
    let from = days.worked(-70);
    let at = days.at(from, 9 * 60);
    for (title, cadence, weekday, minutes, settled) in rows {
        let routine = Routine {
            id: ground.id(),
            title: title.to_owned(),
            cadence,
            weekday,
            month_day: (cadence == Cadence::Monthly).then(|| days.worked(-12).day() as u8),
            from,
            minutes: Some(minutes),
            settled: Some(settled),
            created: at,
            updated: days.at(settled.min(days.yesterday()), 16 * 60),
            ..Routine::default()
        };
        ground.program.put(routine.into());
    }
}

fn checklists(ground: &mut Ground, days: &Days<'_>) {
    let at = days.at(days.worked(-90), 10 * 60);
    let (start, end) = sprint_dates(days, SPRINTS - 1);
    for (title, cadence, lines) in USUAL {
        let id = ground.id();
        let line = |ground: &mut Ground, text: &str, done: Option<Date>| CheckLine {
            id: ground.id(),
            text: text.into(),
            done,
        };
        let pattern_lines = lines.iter().map(|text| line(ground, text, None)).collect();
        // What fell before today is done; the week's report is due.
        let half = plus(start, (end - start).num_days() / 2);
        let fell = match cadence {
            Cadence::SprintStart => Some(start),
            Cadence::SprintMiddle => Some(half).filter(|half| *half < days.today),
            Cadence::SprintEnd => Some(plus(start, -1)),
            _ => None,
        };
        let done = fell.map(|day| {
            let on = ahead(day).min(days.yesterday());
            (day, lines.iter().map(|text| line(ground, text, Some(on))).collect::<Vec<_>>())
        });
        let from = match cadence {
            Cadence::Weekly => plus(days.today, -70),
            Cadence::Monthly => plus(days.today, 9 - 28),
            _ => plus(start, -15),
        };
        let pattern = Checklist {
            id,
            title: title.to_owned(),
            cadence,
            pattern: true,
            from: Some(from),
            lines: pattern_lines,
            created: at,
            updated: at,
            ..Checklist::default()
        };
        if cadence == Cadence::Monthly {
            let lines = lines.iter().map(|text| line(ground, text, Some(ahead(from)))).collect();
            turn(ground, days, &pattern, from, lines);
        }
        ground.program.put(pattern.clone().into());
        if let Some((day, lines)) = done {
            turn(ground, days, &pattern, day, lines);
        }
    }
}

fn turn(ground: &mut Ground, days: &Days<'_>, pattern: &Checklist, day: Date, lines: Vec<CheckLine>) {
    let at = days.at(ahead(day).min(days.yesterday()), 11 * 60);
    let turn = Checklist {
        id: ground.id(),
        title: pattern.title.clone(),
        cadence: pattern.cadence,
        of: Some(pattern.id),
        day: Some(day),
        lines,
        created: at,
        updated: at,
        ..Checklist::default()
    };
    ground.program.put(turn.into());
}

/// What is planned into the sprints to come, so that their readiness says something.
fn next_sprints(ground: &mut Ground, days: &Days<'_>) {
    let at = days.at(days.yesterday(), 16 * 60 + 30);
    for (place, (take, goal)) in
        [(6, "The rebuilt index serves every market"), (4, ""), (3, "Voice search can be tried in the shop")]
            .into_iter()
            .enumerate()
    {
        let team = ground.teams.get(place).copied();
        let next = ground
            .program
            .sprints
            .values()
            .find(|s| s.team == team && s.state == crate::model::SprintState::Planned)
            .map(|s| s.id);
        let Some(next) = next else { continue };
        if let Some(sprint) = ground.program.sprints.get_mut(&next).and_then(Arc::get_mut) {
            sprint.goal = goal.to_owned();
        }
        fill(ground, next, team, take, at);
    }
}

fn fill(
    ground: &mut Ground,
    next: SprintId,
    team: Option<crate::model::TeamId>,
    take: usize,
    at: crate::model::Timestamp,
) {
    let program = &ground.program;
    let waits = |item: &crate::model::WorkItem| {
        let to_do = program.status(item.status).is_some_and(|s| s.category == Category::ToDo);
        let over = item.history.iter().all(|e| e.at < at);
        item.team == team && item.sprint.is_none() && to_do && over && !item.kind.is_container()
    };
    let mut items: Vec<_> =
        program.items.values().filter(|i| waits(i) && i.parent.is_none()).map(|i| (**i).clone()).collect();
    // The ranked ones first.
    crate::model::order::InOrder::order_by_key(&mut *items, |i| (i.rank, i.id));
    for mut item in items.into_iter().take(take) {
        item.sprint = Some(next);
        item.history.push(Event { at, seen: false, what: Happening::Sprint { from: None, to: Some(next) } });
        item.updated = at;
        ground.program.put(item.into());
    }
}

/// Column, text, votes, under which card (its place), theme.
type Thought = (usize, &'static str, u32, Option<usize>, &'static str);
/// Number, title, owner, due, state, closed.
type Agreed = (u32, &'static str, &'static str, i64, ActionState, Option<i64>);

/// A retro of the story.
struct Told {
    team: usize,
    sprint: Option<usize>,
    day: i64,
    title: &'static str,
    format: &'static str,
    columns: &'static [&'static str],
    thoughts: &'static [Thought],
    agreed: &'static [Agreed],
}

#[rustfmt::skip]
static RETROS: [Told; 4] = [
    Told {
        team: 0, sprint: Some(10), day: -25, title: "Search 22 retro", format: "improve",
        columns: &["Went well", "To improve", "To try"],
        thoughts: &[
            (0, "Relevance set found three regressions before release", 3, None, "Quality"),
            (0, "Short demos every Thursday", 2, None, ""),
            (1, "Reviews wait for two days", 5, None, "Reviews"),
            (1, "Everything waits for Mira to review", 2, Some(2), "Reviews"),
            (1, "Staging is down every second Monday", 4, None, "Environments"),
            (2, "Review first thing in the morning", 3, None, "Reviews"),
        ],
        agreed: &[
            (41, "Reviews first, before own work, until ten", "Mira", -11, ActionState::Done, Some(-12)),
            (42, "Ask Platform for a second staging", "Tomás", -14, ActionState::Dropped, Some(-13)),
        ],
    },
    Told {
        team: 0, sprint: Some(11), day: -11, title: "Search 23 retro", format: "sailboat",
        columns: &["Wind: drives us", "Anchor: holds us", "Rocks: risks ahead", "Island: where we go"],
        thoughts: &[
            (0, "Reviews take half a day now", 4, None, "Reviews"),
            (0, "Merchandisers label queries with us", 2, None, ""),
            (1, "No GPU left on staging in the afternoon", 5, None, "Environments"),
            (1, "Rebuilds block each other", 3, Some(2), "Environments"),
            (1, "Two hours of meetings on Wednesdays", 2, None, "Meetings"),
            (2, "Load test and rebuild fall into one week", 4, None, "Planning"),
            (3, "Ranking that shops can explain", 1, None, ""),
        ],
        agreed: &[
            (43, "Book GPU time by the hour, in the calendar", "Priya", -4, ActionState::Done, Some(-5)),
            (44, "Move the architecture round to the afternoon", "Lena", -1, ActionState::Open, None),
            (45, "One page: what the load test needs, by when", "Mira", 4, ActionState::Doing, None),
        ],
    },
    Told {
        team: 3, sprint: None, day: -34, title: "Client services, October", format: "start_stop",
        columns: &["Start", "Stop", "Continue"],
        thoughts: &[
            (0, "Show clients a preview before acceptance", 4, None, "Acceptance"),
            (1, "Answering tickets by phone without a note", 5, None, "Overhead"),
            (1, "Weekly reports nobody reads", 3, None, "Overhead"),
            (2, "Kestrel service call on Fridays", 2, None, ""),
        ],
        agreed: &[
            (46, "A note in the ticket for every call", "Hugo", -20, ActionState::Done, Some(-21)),
            (47, "Ask Nordvik which parts of the report they use", "Ewa", -15, ActionState::Done, Some(-9)),
        ],
    },
    Told {
        team: 3, sprint: None, day: -6, title: "Client services, November", format: "improve",
        columns: &["Went well", "To improve", "To try"],
        thoughts: &[
            (0, "Nordvik accepted the stock feed at first sight", 3, None, "Acceptance"),
            (1, "Late e-mails: the client knew before we did", 6, None, "Monitoring"),
            (1, "Only Sara can answer at night", 3, Some(1), "Monitoring"),
            (1, "Four hours a week of reports", 2, None, "Overhead"),
            (2, "Alarm on the mail queue", 4, None, "Monitoring"),
        ],
        agreed: &[
            (48, "Alarm when the mail queue is older than ten minutes", "Hugo", 2, ActionState::Open, None),
        ],
    },
];

fn retros(ground: &mut Ground, days: &Days<'_>) {
    for told in &RETROS {
        let day = days.worked(told.day);
        let at = days.at(day, 16 * 60);
        let columns: Vec<RetroColumn> = told
            .columns
            .iter()
            .map(|name| RetroColumn { id: ground.id(), name: (*name).to_owned() })
            .collect();
        let mut cards: Vec<RetroCard> = Vec::new();
        for (column, text, votes, under, theme) in told.thoughts.iter().copied() {
            let group = under.and_then(|place| cards.get(place)).map(|c| c.id);
            let Some(column) = columns.get(column) else { continue };
            cards.push(RetroCard {
                id: ground.id(),
                column: column.id,
                text: text.to_owned(),
                group,
                votes,
                discussed: votes > 1,
                theme: theme.to_owned(),
            });
        }
        let team = ground.teams.get(told.team).copied();
        let project = Some(ground.project(if told.team == 3 { 2 } else { 0 }));
        let mut links = Vec::new();
        for (number, title, owner, due, state, closed) in told.agreed.iter().copied() {
            let action = Action {
                id: ground.id(),
                key: ["A-", &number.to_string()].concat(),
                title: title.to_owned(),
                project,
                owner: ground.person(owner),
                due: Some(if due < 0 { days.worked(due) } else { days.day(due) }),
                state,
                closed: closed.map(|n| days.worked(n)),
                created: at,
                updated: closed.map_or(at, |n| days.at(days.worked(n), 15 * 60)),
                ..Action::default()
            };
            links.push(Link { kind: LinkKind::LeadsTo, to: Ref::Action(action.id) });
            ground.program.put(action.into());
        }
        let retro = Retro {
            id: ground.id(),
            title: told.title.to_owned(),
            team,
            sprint: told.sprint.and_then(|place| ground.sprint(told.team, place)),
            day,
            format: told.format.to_owned(),
            columns,
            cards,
            stage: RetroStage::Closed,
            votes_each: 3,
            topic_minutes: 8,
            links,
            created: at,
            updated: days.at(day, 17 * 60),
            ..Retro::default()
        };
        ground.program.put(retro.into());
    }
}
