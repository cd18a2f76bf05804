//! What each meeting of a day needs beforehand, with the reason and what it leads to.

use crate::analysis::meetings::Occurrence;
use crate::analysis::words::{count, day as day_words};
use crate::analysis::{Colour, Context};
use crate::model::order::InOrder;
use crate::model::{Date, DecisionState, Meeting, MeetingSession, Program, Ref};

/// One thing to prepare or to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepare {
    /// Red: it cannot go on without. Amber: something is missing. Green: ready.
    pub colour: Colour,
    /// In words.
    pub text: String,
    /// The records behind it.
    pub behind: Vec<Ref>,
}

/// A meeting ahead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ahead {
    /// Which, and when.
    pub occurrence: Occurrence,
    /// What it needs, the most pressing first.
    pub needs: Vec<Prepare>,
}

/// The meetings with what each needs. `occurrences` are those of one day, in order.
#[must_use]
pub fn ahead(ctx: &Context<'_>, occurrences: &[Occurrence]) -> Vec<Ahead> {
    occurrences
        .iter()
        .map(|occurrence| Ahead { occurrence: occurrence.clone(), needs: needs(ctx, occurrence) })
        .collect()
}

fn session<'a>(program: &'a Program, at: &Occurrence) -> Option<&'a MeetingSession> {
    program
        .sessions
        .values()
        .find(|s| s.meeting == Some(at.meeting) && s.original == Some(at.original))
        .map(|s| &**s)
}

fn needs(ctx: &Context<'_>, at: &Occurrence) -> Vec<Prepare> {
    let program = ctx.program;
    let Some(meeting) = program.meetings.get(&at.meeting) else { return Vec::new() };
    let on = ctx.zone.day(at.start);
    let title = at.title.to_lowercase();
    let mut found = Vec::new();
    // A stand-up is about what is blocked, a retro about what was agreed; nothing else is asked of them.
    if title.contains("stand-up") || title.contains("standup") {
        found.extend(blockers(program, meeting));
        return found;
    }
    if title.contains("retro") {
        found.extend(retro(program, meeting, on));
        return found;
    }
    found.extend(decisions(program, meeting, &title, on));
    found.extend(actions(program, meeting, on));
    if title.contains("risk") {
        found.extend(risks(program, meeting, on));
    }
    found.extend(minutes(program, at));
    found.extend(agenda(program, at));
    found.order_by(|a, b| rank(a.colour).cmp(&rank(b.colour)));
    found
}

const fn rank(colour: Colour) -> u8 {
    match colour {
        Colour::Red => 0,
        Colour::Amber => 1,
        _ => 2,
    }
}

/// How many records a need names.
const NAMED: usize = 3;

/// The keys of the first records, and how many more there are: `A-44, A-61, A-58 and 1 more`.
fn keys(program: &Program, of: &[Ref]) -> String {
    let called = of.iter().filter_map(|to| crate::analysis::chain::called(program, to));
    let keys: Vec<String> = called.map(|c| c.key).filter(|k| !k.is_empty()).collect();
    let mut text = keys.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    if let more @ 1.. = keys.len().saturating_sub(NAMED) {
        text.push_str(&[" and ", &more.to_string(), " more"].concat());
    }
    text
}

/// Decisions that the meeting is asked for: of its project, or of a body that its name tells.
fn decisions(program: &Program, meeting: &Meeting, title: &str, on: Date) -> Vec<Prepare> {
    let wanted = program.decisions.values().filter(|d| d.state == DecisionState::Wanted);
    let mine: Vec<_> = wanted
        .filter(|d| {
            let by = d.decider.to_lowercase();
            let asked = !by.is_empty() && title.contains(&by);
            let project = meeting.project.is_some() && d.project == meeting.project;
            (asked && (meeting.project.is_none() || project)) || (by.is_empty() && project)
        })
        .collect();
    if mine.is_empty() {
        return Vec::new();
    }
    let bare = mine.iter().filter(|d| d.options.is_empty()).count();
    let late = mine.iter().any(|d| d.needed_by.is_some_and(|by| by <= on));
    let options = match bare {
        0 => "options ready".to_owned(),
        n if n == mine.len() => "no options written yet".to_owned(),
        n => [&n.to_string(), " without options"].concat(),
    };
    let behind: Vec<Ref> = mine.iter().map(|d| Ref::Decision(d.id)).collect();
    let text =
        [&count(mine.len(), "decision", "decisions"), " wanted, ", &options, ": ", &keys(program, &behind)];
    let colour = match (late, bare) {
        (true, _) => Colour::Red,
        (false, 0) => Colour::Green,
        _ => Colour::Amber,
    };
    vec![Prepare { colour, text: text.concat(), behind }]
}

/// Actions of its project that people will ask after: due by then.
fn actions(program: &Program, meeting: &Meeting, on: Date) -> Option<Prepare> {
    let project = meeting.project?;
    let mut due: Vec<_> = program
        .actions
        .values()
        .filter(|a| a.state.is_open() && a.project == Some(project) && a.due.is_some_and(|due| due <= on))
        .collect();
    due.order_by(|a, b| (a.due, &a.key).cmp(&(b.due, &b.key)));
    if due.is_empty() {
        return None;
    }
    let behind: Vec<Ref> = due.iter().map(|a| Ref::Action(a.id)).collect();
    let open = count(due.len(), "action is still open", "actions are still open");
    Some(Prepare {
        colour: Colour::Amber,
        text: [&open, " and due by then: ", &keys(program, &behind)].concat(),
        behind,
    })
}

fn risks(program: &Program, meeting: &Meeting, on: Date) -> Option<Prepare> {
    let due = program.risks.values().filter(|r| {
        r.state.is_open()
            && r.review.is_some_and(|review| review <= on)
            && (meeting.project.is_none() || r.project == meeting.project)
    });
    let behind: Vec<Ref> = due.map(|r| Ref::Risk(r.id)).collect();
    if behind.is_empty() {
        return Some(Prepare { colour: Colour::Green, text: "No risk is due for review".into(), behind });
    }
    let text = [&count(behind.len(), "risk", "risks"), " due for review: ", &keys(program, &behind)].concat();
    Some(Prepare { colour: Colour::Amber, text, behind })
}

fn blockers(program: &Program, meeting: &Meeting) -> Option<Prepare> {
    let open = program.blockers.values().filter(|b| b.cleared.is_none() && b.team == meeting.team);
    let behind: Vec<Ref> = open.map(|b| Ref::Blocker(b.id)).collect();
    if behind.is_empty() {
        return None;
    }
    let text = [&count(behind.len(), "blocker", "blockers"), " open: ", &keys(program, &behind)].concat();
    Some(Prepare { colour: Colour::Amber, text, behind })
}

/// Minutes of the date before that were begun and never ended.
fn minutes(program: &Program, at: &Occurrence) -> Option<Prepare> {
    let before = program.sessions.values().filter(|s| {
        s.meeting == Some(at.meeting) && s.original.is_some_and(|original| original < at.original)
    });
    let last = before.max_by_key(|s| (s.original, s.id))?;
    let silent = last.outcomes.is_empty() && last.agenda.iter().all(|point| point.notes.is_empty());
    (silent || (last.started.is_some() && last.ended.is_none())).then(|| Prepare {
        colour: Colour::Amber,
        text: ["Minutes of ", &day_words(last.day), " are missing"].concat(),
        behind: vec![Ref::Session(last.id)],
    })
}

fn agenda(program: &Program, at: &Occurrence) -> Option<Prepare> {
    let Some(session) = session(program, at) else {
        return Some(Prepare {
            colour: Colour::Amber,
            text: "No agenda yet".into(),
            behind: vec![Ref::Meeting(at.meeting)],
        });
    };
    let points = session.agenda.len();
    let behind = vec![Ref::Session(session.id)];
    Some(if points == 0 {
        Prepare { colour: Colour::Amber, text: "The agenda is empty".into(), behind }
    } else {
        let carried = session.agenda.iter().filter(|point| point.carried > 0).count();
        let more =
            if carried > 0 { [", ", &carried.to_string(), " carried over"].concat() } else { String::new() };
        let text = ["Agenda of ", &count(points, "point", "points"), &more].concat();
        Prepare { colour: Colour::Green, text, behind }
    })
}

/// What the team agreed last time and still owes.
fn retro(program: &Program, meeting: &Meeting, on: Date) -> Option<Prepare> {
    let open: Vec<Ref> = crate::analysis::retro::owed(program, meeting.team, meeting.project, on)
        .into_iter()
        .map(Ref::Action)
        .collect();
    Some(if open.is_empty() {
        Prepare { colour: Colour::Green, text: "Facts are ready, no action is open".into(), behind: open }
    } else {
        let text =
            [&count(open.len(), "action", "actions"), " of the last retro open: ", &keys(program, &open)];
        Prepare { colour: Colour::Amber, text: text.concat(), behind: open }
    })
}
