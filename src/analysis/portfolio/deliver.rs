//! What a client was promised, and how it stands.

use super::client_of;
use crate::analysis::rag::Colour;
use crate::analysis::words::{count, day, days};
use crate::model::order::InOrder;
use crate::model::{ClientId, Date, Deliverable, DeliverableState, Program};

/// Days beyond its day that are still amber.
const SLACK: i64 = 7;

/// A deliverable with its colour and the reason.
#[derive(Debug, Clone, PartialEq)]
pub struct DeliverableLine<'a> {
    /// The record.
    pub record: &'a Deliverable,
    /// Criteria that hold, of all.
    pub met: (usize, usize),
    /// How it stands.
    pub colour: Colour,
    /// What the colour rests on.
    pub why: String,
}

/// The deliverables of a client: open ones by their day, then what was accepted, the newest first.
#[must_use]
pub fn deliverable_lines(program: &Program, client: ClientId, today: Date) -> Vec<DeliverableLine<'_>> {
    let of = |d: &&Deliverable| client_of(program, d.client, d.project) == Some(client);
    let all = program.deliverables.values().map(AsRef::as_ref).filter(of);
    let mut lines: Vec<DeliverableLine<'_>> = all.map(|record| judged(record, today)).collect();
    lines.order_by(|a, b| {
        let done = |l: &DeliverableLine<'_>| l.record.state == DeliverableState::Accepted;
        let late_first = |l: &DeliverableLine<'_>| (l.record.due.is_none(), l.record.due);
        done(a).cmp(&done(b)).then_with(|| match done(a) {
            true => b.record.accepted.cmp(&a.record.accepted),
            false => late_first(a).cmp(&late_first(b)),
        })
    });
    lines
}

fn judged(record: &Deliverable, today: Date) -> DeliverableLine<'_> {
    let met = record.criteria.iter().filter(|c| c.met).count();
    let all = record.criteria.len();
    let open = all - met;
    let left = record.due.map(|due| (due - today).num_days());
    let (colour, why) = match (record.state, left) {
        (DeliverableState::Accepted, _) => (Colour::Green, accepted(record, open)),
        (DeliverableState::Rejected, _) => {
            let said = record.remark.trim();
            let why = if said.is_empty() { "no remark was kept" } else { said };
            (Colour::Red, format!("rejected: {why}"))
        }
        (DeliverableState::Submitted, Some(left)) if left < 0 => {
            (Colour::Amber, format!("with the client, {} after its day", days(-left)))
        }
        (DeliverableState::Submitted, _) => {
            let since = record.submitted.map_or(String::new(), |at| format!(" since {}", day(at)));
            (Colour::Green, format!("with the client{since}"))
        }
        (_, None) => (Colour::Unknown, "no day was promised".to_owned()),
        (_, Some(left)) if left < -SLACK => (Colour::Red, format!("{} late", days(-left))),
        (_, Some(left)) if left < 0 => (Colour::Amber, format!("{} late", days(-left))),
        (_, Some(left)) if left <= SLACK && open > 0 => {
            (Colour::Amber, format!("due in {}, {} open", days(left), count(open, "criterion", "criteria")))
        }
        (_, Some(left)) => (Colour::Green, format!("due in {}", days(left))),
    };
    DeliverableLine { record, met: (met, all), colour, why }
}

fn accepted(record: &Deliverable, open: usize) -> String {
    let on = record.accepted.map_or_else(|| "accepted".to_owned(), |at| format!("accepted {}", day(at)));
    let late =
        record.accepted.zip(record.due).map(|(at, due)| (at - due).num_days()).filter(|late| *late > 0);
    let late = late.map_or(String::new(), |late| format!(", {} late", days(late)));
    let open =
        if open > 0 { format!(", {} open", count(open, "criterion", "criteria")) } else { String::new() };
    format!("{on}{late}{open}")
}

/// The open deliverable whose day comes first; one without a day only where none has one.
#[must_use]
pub fn next_deliverable<'l, 'a>(lines: &'l [DeliverableLine<'a>]) -> Option<&'l DeliverableLine<'a>> {
    lines.iter().find(|l| l.record.state != DeliverableState::Accepted)
}
