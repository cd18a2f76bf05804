//! The plan of a day: what was planned for it, what is left of earlier days, and the routines' turns.

use super::routine;
use super::words::day as day_words;
use crate::model::order::InOrder;
use crate::model::{Date, PlanEntry, PlanEntryId, Program, Ref, Routine, RoutineId};

/// What a line of the plan is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineOf {
    /// A line that was written.
    Entry(PlanEntryId),
    /// The turn of a routine.
    Routine(RoutineId),
}

impl LineOf {
    /// The id's number.
    #[must_use]
    pub const fn number(self) -> u64 {
        match self {
            Self::Entry(id) => id.number(),
            Self::Routine(id) => id.number(),
        }
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub of: LineOf,
    /// In one line.
    pub text: String,
    /// How long it should take.
    pub minutes: Option<u32>,
    /// The record it is about.
    pub about: Option<Ref>,
    /// One of the first three.
    pub top: bool,
    /// A block of time kept for it: its beginning, in minutes after midnight.
    pub at: Option<u16>,
    /// It is done.
    pub done: bool,
    /// Where it comes from, in words: `carried over twice`, `due since 17 Nov`; empty where it is new.
    pub why: String,
}

/// The lines of a day's plan: the first three in front, then by their hour, what is done in its place.
#[must_use]
pub fn lines(program: &Program, day: Date) -> Vec<Line> {
    let mine = |e: &&std::sync::Arc<PlanEntry>| {
        e.dropped.is_none() && (e.day == day || (e.day < day && e.done.is_none_or(|done| done == day)))
    };
    let mut entries: Vec<&PlanEntry> = program.plan.values().filter(mine).map(|e| &**e).collect();
    entries.order_by_key(|e| (!e.top, e.at.is_none(), e.at, e.done.is_none(), e.day, e.created, e.id));
    let mut lines: Vec<Line> = entries.into_iter().map(|e| line_of(e, day)).collect();
    let mut turns: Vec<(&Routine, Line)> =
        program.routines.values().filter_map(|r| Some((&**r, turn_line(program, r, day)?))).collect();
    turns.order_by(|(a, _), (b, _)| (a.created, a.id).cmp(&(b.created, b.id)));
    lines.extend(turns.into_iter().map(|(_, line)| line));
    lines
}

/// What stands open on a day, in the order of [`lines`].
#[must_use]
pub fn left(program: &Program, day: Date) -> Vec<Line> {
    let mut lines = lines(program, day);
    lines.retain(|line| !line.done);
    lines
}

/// What is planned for a later day by now: its own lines, and the turns that fall only after today.
#[must_use]
pub fn ahead(program: &Program, today: Date, day: Date) -> Vec<Line> {
    let mut lines = lines(program, day);
    lines.retain(|line| match line.of {
        LineOf::Entry(id) => program.plan.get(&id).is_some_and(|e| e.day > today),
        LineOf::Routine(id) => {
            program.routines.get(&id).is_some_and(|r| routine::turn(program, r, today).is_none())
        }
    });
    lines
}

fn line_of(entry: &PlanEntry, day: Date) -> Line {
    // Carried over once more than it was moved by hand, where it just stayed open.
    let stayed = u32::from(entry.day < day);
    let why = super::words::carried_over(entry.moved + stayed);
    Line {
        of: LineOf::Entry(entry.id),
        text: entry.text.clone(),
        minutes: entry.minutes,
        about: entry.about.clone(),
        top: entry.top,
        at: entry.at,
        done: entry.done.is_some(),
        why,
    }
}

fn turn_line(program: &Program, routine: &Routine, day: Date) -> Option<Line> {
    let turn = routine::turn(program, routine, day);
    let settled = routine.settled == Some(day) && !routine.skipped;
    if turn.is_none() && !settled {
        return None;
    }
    let why = match turn {
        Some(turn) if turn.due < day => ["due since ", &day_words(turn.due)].concat(),
        _ => routine.cadence.name().to_lowercase(),
    };
    Some(Line {
        of: LineOf::Routine(routine.id),
        text: routine.title.clone(),
        minutes: routine.minutes,
        about: routine.about.clone(),
        top: false,
        at: None,
        done: turn.is_none(),
        why,
    })
}

/// The next day after one on which people work.
#[must_use]
pub fn next_working_day(program: &Program, day: Date) -> Date {
    let next = day.succ_opt().unwrap_or(day);
    next.iter_days().take(31).find(|d| program.settings.is_working_day(*d)).unwrap_or(next)
}

/// Reads a typed line: `Ask Nordvik 15m` takes fifteen minutes.
#[must_use]
pub fn read(text: &str) -> (String, Option<u32>) {
    let text = text.trim();
    let unit = |word: &str| {
        let digits = word.strip_suffix("min").or_else(|| word.strip_suffix('m'))?;
        digits.parse::<u32>().ok().filter(|n| (1..=600).contains(n))
    };
    match text.rsplit_once(' ') {
        Some((rest, last)) if unit(last).is_some() => (rest.trim().to_owned(), unit(last)),
        _ => (text.to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cadence, Timestamp};

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn entry(id: u64, on: &str, text: &str) -> PlanEntry {
        PlanEntry {
            id: id.into(),
            day: day(on),
            text: text.into(),
            created: Timestamp(id as i64),
            ..crate::json::Json::blank()
        }
    }

    // [EV2]
    #[test]
    fn what_is_open_carries_over_until_it_is_done_moved_or_dropped() {
        let mut program = Program::default();
        program.put(entry(1, "2025-11-18", "left").into());
        program.put(PlanEntry { top: true, ..entry(2, "2025-11-20", "first") }.into());
        program.put(PlanEntry { done: Some(day("2025-11-20")), ..entry(3, "2025-11-19", "done") }.into());
        program
            .put(PlanEntry { done: Some(day("2025-11-19")), ..entry(4, "2025-11-19", "done before") }.into());
        program
            .put(PlanEntry { dropped: Some(day("2025-11-20")), ..entry(5, "2025-11-20", "dropped") }.into());
        program.put(PlanEntry { moved: 1, ..entry(6, "2025-11-21", "moved") }.into());
        let routine = Routine {
            id: 9.into(),
            title: "clocks".into(),
            cadence: Cadence::WorkingDay,
            from: day("2025-11-03"),
            settled: Some(day("2025-11-18")),
            ..Routine::default()
        };
        program.put(routine.into());
        let shown =
            |lines: Vec<Line>| lines.into_iter().map(|l| [l.text, l.why].join(": ")).collect::<Vec<_>>();
        assert_eq!(
            shown(lines(&program, day("2025-11-20"))),
            ["first: ", "done: carried over", "left: carried over", "clocks: due since 19 Nov"]
        );
        assert_eq!(
            shown(left(&program, day("2025-11-20"))),
            ["first: ", "left: carried over", "clocks: due since 19 Nov"]
        );
        assert_eq!(shown(ahead(&program, day("2025-11-20"), day("2025-11-21"))), ["moved: carried over"]);
        assert_eq!(next_working_day(&program, day("2025-11-21")), day("2025-11-24"));
    }

    #[test]
    fn a_line_says_how_long_it_takes() {
        assert_eq!(read(" Ask Nordvik 15m "), ("Ask Nordvik".to_owned(), Some(15)));
        assert_eq!(read("Read 90min"), ("Read".to_owned(), Some(90)));
        assert_eq!(read("Call Tom"), ("Call Tom".to_owned(), None));
        assert_eq!(read("5m"), ("5m".to_owned(), None));
    }
}
