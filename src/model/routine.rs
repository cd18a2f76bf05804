//! What comes again: routines, checklists, notes of a day, and what was put off.

use super::id::{
    ChecklistId, DayNoteId, EntryId, ProjectId, RoutineId, SavedFilterId, SnoozeId, SprintId, TeamId,
};
use super::kept::{kept, part, words};
use super::reference::Ref;
use super::time::{Date, Timestamp};

words! {
    /// How often something comes.
    Cadence {
        /// Every day.
        "daily" Daily "Every day",
        /// Every working day.
        "working_day" WorkingDay "Every working day",
        /// Every week.
        "weekly" Weekly "Every week",
        /// Every second week.
        "fortnightly" Fortnightly "Every second week",
        /// Every month.
        "monthly" Monthly "Every month",
        /// When a sprint begins.
        "sprint_start" SprintStart "At the start of a sprint",
        /// Half-way through a sprint.
        "sprint_middle" SprintMiddle "In the middle of a sprint",
        /// When a sprint ends.
        "sprint_end" SprintEnd "At the end of a sprint",
    }
}

part! {
    /// A line of a checklist.
    CheckLine {
        /// Names the entry.
        id: EntryId, !;
        /// In one line.
        text: String, !;
        /// The day it was ticked off.
        done: Option<Date>, ?;
    }
}

kept! {
    /// A line of the plan that comes again.
    Routine("Routine", "", Routine, RoutineId) {
        /// How often.
        cadence: Cadence, !;
        /// The weekday it falls on, 0 = Monday, for weeks.
        weekday: Option<u8>, ?;
        /// The day of the month it falls on, for months.
        month_day: Option<u8>, ?;
        /// The first day it can fall on.
        from: Date, !;
        /// The team whose sprints it follows.
        team: Option<TeamId>, ?;
        /// How long it should take.
        minutes: Option<u32>, ?;
        /// The record it is about.
        about: Option<Ref>, ?;
        /// The day of its last turn that was done or skipped.
        settled: Option<Date>, ?;
        /// What that day was before, so that the turn can be opened again.
        settled_before: Option<Date>, ?;
        /// That turn was left out, not done.
        skipped: bool, ?;
        /// It rests.
        paused: bool, ?;
    }

    /// What to see to at a cadence: a list of its own for each turn, or the pattern that turns start from.
    Checklist("Checklist", "", Checklist, ChecklistId) {
        /// How often it comes.
        cadence: Cadence, !;
        /// It is the pattern that new turns start from.
        pattern: bool, ?;
        /// The pattern that this turn started from.
        of: Option<ChecklistId>, ?;
        /// The project it is for.
        project: Option<ProjectId>, ?;
        /// The team it is for.
        team: Option<TeamId>, ?;
        /// The sprint it is for.
        sprint: Option<SprintId>, ?;
        /// The day of this turn.
        day: Option<Date>, ?;
        /// The first day that a pattern can fall on, and what its weeks and months are counted from.
        from: Option<Date>, ?;
        /// The day this turn was left as it was.
        closed: Option<Date>, ?;
        /// Its lines, in order.
        lines: Vec<CheckLine>, ?;
    }

    /// What the user notes at the end of a day.
    DayNote("Day", "", DayNote, DayNoteId) {
        /// The day it is written for.
        day: Date, !;
        /// When the day was closed.
        closed: Option<Timestamp>, ?;
    }

    /// Something that needs the user, put off.
    Snooze("Snooze", "", Snooze, SnoozeId) {
        /// The record.
        about: Option<Ref>, ?;
        /// Why it needs the user, by the word.
        reason: String, ?;
        /// The day on which it comes back.
        until: Date, !;
    }

    /// A filter with a name.
    SavedFilter("Filter", "", Filter, SavedFilterId) {
        /// The page, by the word in its address.
        view: String, !;
        /// The rest of its address.
        query: String, !;
    }
}
