//! Documents of one record or one list each: what a view copies, downloads or prints.
//!
//! Every builder is pure, takes the [`Context`] and the record, and gives a [`Document`] for
//! `exchange::document` (Markdown, HTML, rich copy, Confluence, wiki, plain text, chat):
//!
//! | document | builder |
//! |---|---|
//! | stand-up summary | [`told`]`(&analysis::stand_up::summary(…), nothing)` |
//! | meeting minutes | [`minutes`]`(ctx, &MeetingSession)` |
//! | escalation note | [`escalation`]`(ctx, &Escalation)` |
//! | incident update for stakeholders | [`incident_update`]`(ctx, &Incident, UpdateFor, words)` |
//! | postmortem | [`postmortem`]`(ctx, &Incident)` |
//! | retrospective summary | [`told`]`(&analysis::retro::summary(…), nothing)` |
//! | decision log | [`decision_log`]`(ctx, project)` |
//! | RAID log | [`raid_log`]`(ctx, project)` |
//!
//! A document for a client goes through [`for_client`] last.

mod escalation;
mod incident;
mod logs;
mod meeting;
mod told;

pub use escalation::escalation;
pub use incident::{incident_update, postmortem};
pub use logs::{decision_log, raid_log};
pub use meeting::minutes;
pub use told::told;

use super::document::{Block, Cell, Document, Span};
use super::redact;
use super::text::{blocks, clean, short};
use crate::analysis::Context;
use crate::analysis::chain::{around, called};
use crate::model::{Action, Date, Kept, LinkKind, PersonId, Program, ProjectId, Ref, TeamId, Timestamp};
use std::sync::Arc;

/// Takes out of a document what the project's client must not read: names of people, money, other
/// clients and projects. Counts what was taken out.
pub fn for_client(document: &mut Document, program: &Program, project: ProjectId) {
    document.redacted += redact::redact(document, program, project);
}

/// What the builders look things up in.
struct Desk<'a> {
    ctx: Context<'a>,
}

impl<'a> Desk<'a> {
    fn program(&self) -> &'a Program {
        self.ctx.program
    }

    fn person(&self, id: Option<PersonId>) -> String {
        id.and_then(|id| self.program().people.get(&id)).map(|p| clean(&p.name)).unwrap_or_default()
    }

    fn team(&self, id: Option<TeamId>) -> String {
        id.and_then(|id| self.program().teams.get(&id)).map(|t| clean(&t.name)).unwrap_or_default()
    }

    fn project(&self, id: Option<ProjectId>) -> String {
        id.and_then(|id| self.program().projects.get(&id)).map(|p| clean(&p.name)).unwrap_or_default()
    }

    fn day(&self, day: Date) -> String {
        short(day, self.ctx.today())
    }

    fn day_or_none(&self, day: Option<Date>) -> String {
        day.map(|day| self.day(day)).unwrap_or_default()
    }

    /// `11:40`.
    fn time(&self, at: Timestamp) -> String {
        self.ctx.zone.local(at).format("%H:%M").to_string()
    }

    /// `20 Nov 11:40`.
    fn moment(&self, at: Timestamp) -> String {
        format!("{} {}", self.day(self.ctx.zone.day(at)), self.time(at))
    }

    /// A record by its key and title.
    fn record(&self, to: &Ref) -> Vec<Span> {
        let Some(called) = called(self.program(), to) else { return Vec::new() };
        match (called.key.is_empty(), called.title.is_empty()) {
            (true, _) => vec![Span::Record(to.clone(), clean(&called.title))],
            (false, true) => vec![Span::Record(to.clone(), clean(&called.key))],
            (false, false) => {
                vec![Span::Record(to.clone(), clean(&called.key)), Span::Text(clean(&called.title))]
            }
        }
    }

    /// The actions that a record led to.
    fn actions_of(&self, from: &Ref) -> Vec<Arc<Action>> {
        let found = around(self.program(), from);
        let out = found.out.iter().filter(|(kind, _)| *kind == LinkKind::LeadsTo).map(|(_, to)| to);
        out.filter_map(|to| match to {
            Ref::Action(id) => self.program().actions.get(id).cloned(),
            _ => None,
        })
        .collect()
    }

    /// "A-61 Rent two nodes (Mira Okafor, due 21 Nov)".
    fn action(&self, action: &Action) -> Vec<Span> {
        let mut line = self.record(&action.reference());
        let due = action.due.map(|due| format!("due {}", self.day(due))).unwrap_or_default();
        line.extend(remark(&[self.person(action.owner), due, state_unless_open(action)]));
        line
    }
}

fn state_unless_open(action: &Action) -> String {
    if action.state.is_open() { String::new() } else { action.state.name().to_lowercase() }
}

/// What is known of the parts, as a side remark in brackets.
fn remark(parts: &[String]) -> Option<Span> {
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| Span::Quiet(format!("({})", parts.join(", "))))
}

/// A name and what there is to say of it, where there is any.
fn fact(name: &str, text: &str) -> Option<Vec<Span>> {
    let text = clean(text);
    (!text.is_empty()).then(|| vec![Span::Strong(format!("{name}:")), Span::Text(text)])
}

fn bullets(lines: Vec<Vec<Span>>) -> Vec<Block> {
    if lines.is_empty() { Vec::new() } else { vec![Block::Bullets(lines)] }
}

fn plain_cell(text: impl Into<String>) -> Cell {
    Cell::from(Span::Text(text.into()))
}
