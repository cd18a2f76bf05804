//! What others have to do with: decisions needed, escalations, incidents, change requests.

use super::audience::Matter;
use super::{Block, Cell, Desk, Span, Written, aside, clean, heads, paragraph};
use crate::analysis::Colour;
use crate::analysis::chain::{around, called};
use crate::analysis::incident::restored_words;
use crate::model::order::InOrder;
use crate::model::{Date, DecisionState, IncidentState, LinkKind, Money, ProjectId, Ref};
use crate::report::text::{sentence, short, shorten};

impl Desk<'_, '_> {
    /// Whether a record of a project belongs into this report; one of no project only where the report
    /// is about all of them.
    fn concerns(&self, project: Option<ProjectId>) -> bool {
        self.scope.project.is_none_or(|wanted| project == Some(wanted))
    }

    /// "by 21 Nov", in words that say when that is over.
    fn by(&self, day: Option<Date>) -> String {
        match day {
            Some(day) if day < self.today => format!("was needed by {}", short(day, self.today)),
            Some(day) if day == self.today => "today".to_owned(),
            Some(day) => format!("by {}", short(day, self.today)),
            None => String::new(),
        }
    }

    /// "from R-19, from B-3": where a record comes from, back to where it began.
    fn origin(&self, of: &Ref) -> Option<Span> {
        let program = self.facts.ctx.program;
        let (mut names, mut at) = (Vec::new(), of.clone());
        while names.len() < 3 {
            let into = around(program, &at).into;
            let Some((_, from)) = into.into_iter().find(|(kind, _)| *kind == LinkKind::LeadsTo) else {
                break;
            };
            let Some(called) = called(program, &from) else { break };
            let name = if called.key.is_empty() { called.title } else { called.key };
            names.push(format!("from {}", clean(&name)));
            at = from;
        }
        (!names.is_empty()).then(|| Span::Quiet(names.join(", ")))
    }
}

/// What waits for a decision: by whom and by when, the most urgent first.
pub(super) fn decisions(desk: &Desk<'_, '_>) -> Written {
    let program = desk.facts.ctx.program;
    let mut all: Vec<_> = program
        .decisions
        .values()
        .filter(|d| d.state == DecisionState::Wanted && desk.concerns(d.project))
        .collect();
    all.order_by_key(|d| (d.needed_by.is_none(), d.needed_by, d.id));
    if all.is_empty() {
        return (0, vec![paragraph("No decision is waited for.".to_owned())]);
    }
    let (count, most) = (all.len(), desk.most(20, 5));
    let line = |d: &&std::sync::Arc<crate::model::Decision>| {
        let mut line = vec![Span::Strong(sentence(&clean(&d.title)))];
        let notes = shorten(&clean(&d.notes), 160);
        if !notes.is_empty() {
            line.push(Span::Text(sentence(&notes)));
        }
        let decider = clean(&d.decider);
        let by = desk.by(d.needed_by);
        let asked = match (decider.is_empty(), by.is_empty()) {
            (true, true) => String::new(),
            (true, false) => format!("Needed {by}."),
            (false, true) => format!("{decider} decides."),
            (false, false) => format!("{decider} decides, {by}."),
        };
        if !asked.is_empty() {
            line.push(Span::Text(asked));
        }
        if d.needed_by.is_some_and(|day| day < desk.today) {
            line.push(Span::Status(Colour::Red, "Overdue".to_owned()));
        }
        line.push(Span::Record(Ref::Decision(d.id), clean(&d.key)));
        line.extend(desk.origin(&Ref::Decision(d.id)));
        line
    };
    let mut blocks = vec![Block::Numbered(all.iter().take(most).map(line).collect())];
    desk.more(count, most, &mut blocks);
    (count, blocks)
}

/// Escalations that nobody has decided yet.
pub(super) fn escalations(desk: &Desk<'_, '_>) -> Written {
    let program = desk.facts.ctx.program;
    let mut all: Vec<_> =
        program.escalations.values().filter(|e| e.state.is_open() && desk.concerns(e.project)).collect();
    all.order_by_key(|e| (e.needed_by.is_none(), e.needed_by, e.id));
    let (count, most) = (all.len(), desk.most(10, 4));
    let line = |e: &&std::sync::Arc<crate::model::Escalation>| {
        let mut line = vec![
            Span::Record(Ref::Escalation(e.id), clean(&e.key)),
            Span::Text(sentence(&shorten(&clean(&e.title), 140))),
        ];
        let ask = clean(&e.ask);
        if !ask.is_empty() {
            line.push(Span::Text(sentence(&format!("We ask: {}", shorten(&ask, 160)))));
        }
        let to = clean(&e.to);
        let to = if to.is_empty() { None } else { Some(format!("with {to}")) };
        let by = Some(desk.by(e.needed_by));
        line.extend(aside([to, by, Some(e.state.name().to_lowercase())]));
        if let Some(overdue) = crate::analysis::escalation::clock(&desk.facts.ctx, e).overdue {
            let since = crate::analysis::words::day(desk.facts.day(overdue.since));
            line.push(Span::Status(Colour::Red, "Overdue".to_owned()));
            line.push(Span::Quiet(clean(&format!("{} since {since}", overdue.what))));
        }
        line
    };
    let mut blocks = Vec::new();
    if count > 0 {
        blocks.push(Block::Bullets(all.iter().take(most).map(line).collect()));
    }
    desk.more(count, most, &mut blocks);
    (count, blocks)
}

/// Incidents of the period, and those that are not over.
pub(super) fn incidents(desk: &Desk<'_, '_>) -> Written {
    let facts = desk.facts;
    let recent = |i: &&std::sync::Arc<crate::model::Incident>| {
        let open = matches!(i.state, IncidentState::Open | IncidentState::Mitigated);
        (open || facts.day(i.began) >= desk.since) && i.began <= facts.ctx.now && desk.concerns(i.project)
    };
    let mut all: Vec<_> = facts.ctx.program.incidents.values().filter(recent).collect();
    all.order_by_key(|i| (i.severity, i.began, i.id));
    let (count, most) = (all.len(), desk.most(10, 4));
    let line = |i: &&std::sync::Arc<crate::model::Incident>| {
        let colour = match i.state {
            IncidentState::Open => Colour::Red,
            IncidentState::Mitigated => Colour::Amber,
            _ => Colour::Green,
        };
        let mut line = vec![
            Span::Record(Ref::Incident(i.id), clean(&i.key)),
            Span::Text(sentence(&shorten(&clean(&i.title), 140))),
            Span::Status(colour, i.state.name().to_owned()),
        ];
        let began = Some(short(facts.day(i.began), desk.today));
        line.extend(aside([Some(format!("severity {}", i.severity)), began, restored_words(i)]));
        line
    };
    let mut blocks = Vec::new();
    if count > 0 {
        blocks.push(Block::Bullets(all.iter().take(most).map(line).collect()));
    }
    desk.more(count, most, &mut blocks);
    (count, blocks)
}

/// Change requests that wait, and those decided in the period: scope, time, money, state.
pub(super) fn change_requests(desk: &Desk<'_, '_>) -> Written {
    let wanted = |c: &&std::sync::Arc<crate::model::ChangeRequest>| {
        let recent = c.decided.is_some_and(|day| day >= desk.since && day <= desk.today);
        (c.state.is_open() || recent) && desk.concerns(c.project)
    };
    let mut all: Vec<_> = desk.facts.ctx.program.changes.values().filter(wanted).collect();
    all.order_by_key(|c| (!c.state.is_open(), c.needed_by.is_none(), c.needed_by, c.id));
    let (count, most) = (all.len(), desk.most(12, 5));
    if count == 0 {
        return (0, Vec::new());
    }
    let money = desk.audience.sees(Matter::Money);
    let mut names = vec!["Change", "Scope", "Time"];
    if money {
        names.push("Cost");
    } else {
        desk.withhold(all.iter().filter(|c| c.cost.is_some() || c.price.is_some()).count());
    }
    names.extend(["State", "Decision"]);
    let row = |c: &&std::sync::Arc<crate::model::ChangeRequest>| {
        let title =
            vec![Span::Record(Ref::Change(c.id), clean(&c.key)), Span::Text(shorten(&clean(&c.title), 140))];
        let time = match c.days {
            Some(days) if days > 0 => format!("{} later", crate::analysis::words::days(days)),
            Some(days) if days < 0 => format!("{} earlier", crate::analysis::words::days(-days)),
            Some(_) => "as planned".to_owned(),
            None => String::new(),
        };
        let text = |text: String| Cell::from(Span::Text(text));
        let mut row: Vec<Cell> = vec![title.into(), text(shorten(&clean(&c.scope), 120)), text(time)];
        if money {
            let cost = c.cost.map(|cost: Money| cost.to_string()).unwrap_or_default();
            row.push(Cell { number: true, ..text(cost) });
        }
        row.push(text(c.state.name().to_owned()));
        let late = c.decided.is_none() && c.needed_by.is_some_and(|day| day < desk.today);
        let mut decision = text(match c.decided {
            Some(day) => short(day, desk.today),
            None => desk.by(c.needed_by),
        });
        decision.spans.extend(late.then(|| Span::Status(Colour::Red, "Overdue".to_owned())));
        row.push(decision);
        row
    };
    let mut blocks =
        vec![Block::Table { head: heads(&names), rows: all.iter().take(most).map(row).collect() }];
    desk.more(count, most, &mut blocks);
    (count, blocks)
}
