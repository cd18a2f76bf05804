//! The summary of a stand-up: what to paste into the team's chat.

use super::{Desk, bullets, plain_cell, remark};
use crate::analysis::Context;
use crate::analysis::time::workdays_passed;
use crate::analysis::words::working_days;
use crate::model::StandUp;
use crate::report::document::{Block, Document, Span, heads};
use crate::report::text::{clean, long};

/// Per person yesterday and today, then what blocks the team and what was parked.
#[must_use]
pub fn stand_up(ctx: &Context<'_>, stand_up: &StandUp) -> Document {
    let desk = Desk { ctx: *ctx };
    let team = desk.team(stand_up.team);
    let title = if team.is_empty() { "Stand-up".to_owned() } else { format!("{team}: stand-up") };
    let mut document = Document::new(&title, &long(stand_up.day, ctx.today()));
    let (away, there): (Vec<_>, Vec<_>) = stand_up.lines.iter().partition(|line| line.away);
    let rows = there.iter().map(|line| {
        vec![
            Span::Strong(desk.person(Some(line.person))).into(),
            plain_cell(clean(&line.yesterday)),
            plain_cell(clean(&line.today)),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let mut said = Vec::new();
    if !rows.is_empty() {
        said.push(Block::Table { head: heads(&["Who", "Yesterday", "Today"]), rows });
    }
    if !away.is_empty() {
        let names: Vec<String> = away.iter().map(|line| desk.person(Some(line.person))).collect();
        said.push(Block::Paragraph(vec![Span::Quiet(format!("Away: {}", names.join(", ")))]));
    }
    document.put("people", "Yesterday and today", said);
    document.put("blocked", "Blocked", blocked(&desk, stand_up));
    let parked = stand_up.parked.iter().filter(|point| !point.done).map(|point| {
        let mut line = vec![Span::Text(clean(&point.text))];
        let people: Vec<String> = point.people.iter().map(|id| desk.person(Some(*id))).collect();
        line.extend(remark(&people));
        line
    });
    document.put("parked", "To talk about afterwards", bullets(parked.collect()));
    document
}

/// Blockers of the team that stood on that day, the oldest first.
fn blocked(desk: &Desk<'_>, stand_up: &StandUp) -> Vec<Block> {
    let stands = |b: &&std::sync::Arc<crate::model::Blocker>| {
        b.team == stand_up.team && b.raised <= stand_up.day && b.cleared.is_none_or(|day| day > stand_up.day)
    };
    let mut all: Vec<_> = desk.program().blockers.values().filter(stands).collect();
    crate::model::order::InOrder::order_by_key(all.as_mut_slice(), |b| (b.raised, b.id));
    let line = |b: &&std::sync::Arc<crate::model::Blocker>| {
        let mut line =
            vec![Span::Record(crate::model::Ref::Blocker(b.id), clean(&b.key)), Span::Text(clean(&b.title))];
        let days = workdays_passed(&desk.program().settings, b.raised, stand_up.day);
        let age = if days > 0 { format!("{} old", working_days(days)) } else { String::new() };
        let owner = desk.person(b.owner);
        let owner = if owner.is_empty() { owner } else { format!("cleared by {owner}") };
        line.extend(remark(&[desk.person(b.person), age, owner]));
        line
    };
    bullets(all.iter().map(line).collect())
}
