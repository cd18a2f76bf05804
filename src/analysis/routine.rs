//! What comes again: on which day a routine's turn, or a checklist's, is due.
//!
//! Turns are not stored, they are worked out: however long the app stayed closed, a routine has one
//! open turn, which says since when it is due, and none is lost.

use super::time::monday;
use crate::model::order::InOrder;
use crate::model::{Cadence, Checklist, Date, Program, Ref, Routine, TeamId};
use chrono::Datelike;
use std::sync::Arc;

/// How far back a turn is looked for: a routine that waited longer has waited long enough.
const FARTHEST: i64 = 400;

/// A turn that waits to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// The day it first fell on.
    pub due: Date,
    /// How many more turns have fallen since: they are one with it.
    pub missed: usize,
}

/// On which days something falls.
struct Rhythm<'a> {
    program: &'a Program,
    cadence: Cadence,
    weekday: u32,
    month_day: u32,
    from: Date,
    sprint_days: Vec<Date>,
}

impl<'a> Rhythm<'a> {
    fn new(
        program: &'a Program,
        cadence: Cadence,
        from: Date,
        (weekday, month_day): (Option<u8>, Option<u8>),
        team: Option<TeamId>,
    ) -> Self {
        Self {
            program,
            cadence,
            weekday: weekday.map_or_else(|| from.weekday().num_days_from_monday(), u32::from).min(6),
            month_day: month_day.map_or_else(|| from.day(), u32::from).clamp(1, 31),
            from,
            sprint_days: sprint_days(program, cadence, team),
        }
    }

    fn falls_on(&self, day: Date) -> bool {
        let on_weekday = || day.weekday().num_days_from_monday() == self.weekday;
        match self.cadence {
            Cadence::Daily => true,
            Cadence::WorkingDay => self.program.settings.is_working_day(day),
            Cadence::Weekly => on_weekday(),
            Cadence::Fortnightly => {
                let weeks = (monday(day) - monday(self.from)).num_days() / 7;
                on_weekday() && weeks.rem_euclid(2) == 0
            }
            Cadence::Monthly => {
                let last = day.succ_opt().is_none_or(|next| next.month() != day.month());
                day.day() == self.month_day || (last && day.day() < self.month_day)
            }
            Cadence::SprintStart | Cadence::SprintMiddle | Cadence::SprintEnd => {
                self.sprint_days.binary_search(&day).is_ok()
            }
        }
    }

    /// The days on which it falls, from one to another, both included, the first first.
    fn days(&self, from: Date, to: Date) -> Vec<Date> {
        let first = from.max(self.from).max(super::time::back(to, FARTHEST));
        first.iter_days().take_while(|day| *day <= to).filter(|day| self.falls_on(*day)).collect()
    }
}

/// The days of sprints that a cadence means; of all teams where none is named.
fn sprint_days(program: &Program, cadence: Cadence, team: Option<TeamId>) -> Vec<Date> {
    let of_team = program.sprints.values().filter(|s| team.is_none() || s.team == team);
    let mut days: Vec<Date> = of_team
        .filter_map(|sprint| match cadence {
            Cadence::SprintStart => sprint.start,
            Cadence::SprintMiddle => sprint.start.zip(sprint.end).map(|(start, end)| {
                let half = start + chrono::TimeDelta::days((end - start).num_days() / 2);
                // Half-way is looked at on a day on which people work.
                half.iter_days().take(7).find(|d| program.settings.is_working_day(*d)).unwrap_or(half)
            }),
            Cadence::SprintEnd => sprint.end,
            _ => None,
        })
        .collect();
    days.order();
    days.dedup();
    days
}

/// It was put off beyond this day.
#[must_use]
pub fn put_off(program: &Program, about: &Ref, day: Date) -> bool {
    program.snoozes.values().any(|s| s.about.as_ref() == Some(about) && s.until > day)
}

/// The one open turn of a routine on a day; none where nothing is due.
#[must_use]
pub fn turn(program: &Program, routine: &Routine, day: Date) -> Option<Turn> {
    if routine.paused || put_off(program, &Ref::Routine(routine.id), day) {
        return None;
    }
    let rhythm = Rhythm::new(
        program,
        routine.cadence,
        routine.from,
        (routine.weekday, routine.month_day),
        routine.team,
    );
    let after = routine.settled.and_then(|day| day.succ_opt()).unwrap_or(routine.from);
    let days = rhythm.days(after, day);
    days.first().map(|due| Turn { due: *due, missed: days.len() - 1 })
}

/// A checklist whose turn it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueList {
    /// The pattern.
    pub pattern: Arc<Checklist>,
    /// The day it fell on.
    pub due: Date,
    /// This turn, once anything was ticked.
    pub turn: Option<Arc<Checklist>>,
}

impl DueList {
    /// The lines to show: those of the turn, else those of the pattern.
    #[must_use]
    pub fn lines(&self) -> &[crate::model::CheckLine] {
        self.turn.as_ref().map_or(&self.pattern.lines, |turn| &turn.lines)
    }

    /// How many are ticked.
    #[must_use]
    pub fn done(&self) -> usize {
        self.turn.as_ref().map_or(0, |turn| turn.lines.iter().filter(|l| l.done.is_some()).count())
    }

    /// There is something left to tick.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.turn.as_ref().is_none_or(|turn| turn.closed.is_none()) && self.done() < self.lines().len()
    }
}

/// The checklists whose turn it is on a day: of each pattern the last turn that has fallen, as long as
/// it is open or was finished on that day. A new turn takes the place of one that was never finished.
#[must_use]
pub fn due_lists(program: &Program, day: Date) -> Vec<DueList> {
    let mut lists: Vec<DueList> = program
        .checklists
        .values()
        .filter(|list| list.pattern)
        .filter_map(|pattern| {
            let from = pattern.from.unwrap_or(Date::MIN);
            let rhythm = Rhythm::new(program, pattern.cadence, from, (None, None), pattern.team);
            let due = rhythm.days(from, day).last().copied()?;
            let turn = program.checklists.values().find(|l| l.of == Some(pattern.id) && l.day == Some(due));
            Some(DueList { pattern: Arc::clone(pattern), due, turn: turn.cloned() })
        })
        .filter(|list| list.is_open() || list.lines().iter().any(|line| line.done == Some(day)))
        .filter(|list| list.turn.as_ref().is_none_or(|turn| turn.closed.is_none()))
        .collect();
    lists.order_by(|a, b| {
        (a.due, &a.pattern.title, a.pattern.id).cmp(&(b.due, &b.pattern.title, b.pattern.id))
    });
    lists
}

/// The usual checklists, for a program that has none yet: title, cadence, lines.
pub const USUAL: [(&str, Cadence, &[&str]); 5] = [
    (
        "Sprint start",
        Cadence::SprintStart,
        &[
            "Goal written in one sentence",
            "Commitment fits the capacity, absences counted",
            "Dependencies on other teams confirmed",
            "Risks of the sprint looked through",
        ],
    ),
    (
        "Sprint half-way",
        Cadence::SprintMiddle,
        &[
            "Goal still in reach",
            "Oldest cards and blockers cleared or escalated",
            "Next sprint refined half-way",
        ],
    ),
    (
        "Sprint end",
        Cadence::SprintEnd,
        &[
            "Review held, result shown",
            "Retro held, actions have owners",
            "Sprint closed, carry-over decided",
        ],
    ),
    (
        "Weekly report",
        Cadence::Weekly,
        &["Milestone forecasts looked at", "Risks reviewed", "Decisions needed are named", "Report sent"],
    ),
    (
        "Monthly steering",
        Cadence::Monthly,
        &["Decisions prepared with options", "Budget and forecast checked", "Papers sent two days before"],
    ),
];

#[cfg(test)]
mod tests;
