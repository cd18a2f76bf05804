//! The escalation note: what, since when, what follows, the ways out, the ask, by when.

use super::{Desk, blocks, bullets, fact, plain_cell};
use crate::analysis::{Colour, Context};
use crate::model::Escalation;
use crate::report::document::{Block, Cell, Document, Span, heads};
use crate::report::text::{clean, long};

/// The note to whoever is asked now.
#[must_use]
pub fn escalation(ctx: &Context<'_>, escalation: &Escalation) -> Document {
    let desk = Desk { ctx: *ctx };
    let mut subtitle = vec![long(ctx.today(), ctx.today())];
    if !escalation.to.trim().is_empty() {
        subtitle.push(format!("to {}", clean(&escalation.to)));
    }
    subtitle.extend([desk.project(escalation.project)].into_iter().filter(|name| !name.is_empty()));
    let title = format!("{} {}", escalation.key, escalation.title);
    let mut document = Document::new(&format!("Escalation {}", title.trim()), &subtitle.join(", "));
    let overdue = escalation.needed_by.is_some_and(|day| day < ctx.today());
    let colour = match (escalation.state.is_open(), overdue) {
        (false, _) => Colour::Green,
        (true, true) => Colour::Red,
        (true, false) => Colour::Amber,
    };
    document.overall = Some((colour, escalation.state.name().to_owned()));
    // What is asked comes first: it is all that some readers see.
    let needed = escalation.needed_by.map(|day| format!("By {}.", desk.day(day))).unwrap_or_default();
    let ask = [crate::report::text::sentence(&clean(&escalation.ask)), needed].join(" ");
    document.put("ask", "What we ask", blocks(ask.trim()));
    let mut what = blocks(&escalation.what);
    if let Some(since) = escalation.since {
        what.extend(bullets(fact("Since", &desk.day(since)).into_iter().collect()));
    }
    document.put("what", "What it is", what);
    document.put("impact", "What follows if nothing is done", blocks(&escalation.impact));
    if !escalation.options.is_empty() {
        let row = |option: &crate::model::Choice| {
            vec![
                Span::Strong(clean(&option.text)).into(),
                Cell { number: true, ..plain_cell(option.cost.map(|m| m.to_string()).unwrap_or_default()) },
                Cell { number: true, ..plain_cell(option.days.map(moves).unwrap_or_default()) },
                plain_cell(clean(&option.note)),
            ]
        };
        let rows = escalation.options.iter().map(row).collect();
        let table = Block::Table { head: heads(&["Option", "Cost", "Plan", "For and against"]), rows };
        document.put("options", "Options", vec![table]);
    }
    document.put("recommendation", "We recommend", blocks(&escalation.recommendation));
    if let Some(about) = &escalation.about {
        document.put("about", "Comes from", bullets(vec![desk.record(about)]));
    }
    document.put("outcome", "Decided", blocks(&escalation.outcome));
    document
}

/// `5 days later`.
fn moves(days: i64) -> String {
    match days {
        0 => "as planned".to_owned(),
        1.. => format!("{} later", crate::analysis::words::days(days)),
        _ => format!("{} earlier", crate::analysis::words::days(-days)),
    }
}
