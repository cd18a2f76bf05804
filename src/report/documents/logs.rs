//! The decision log and the RAID log: everything that stands, in tables.

use super::{Desk, plain_cell};
use crate::analysis::Context;
use crate::analysis::Scope;
use crate::analysis::risk::band;
use crate::model::order::InOrder;
use crate::model::{Decision, DecisionState, ProjectId, Ref};
use crate::report::document::{Block, Cell, Document, Section, Span, heads, paragraph};
use crate::report::text::{clean, long};
use std::sync::Arc;

fn of(wanted: Option<ProjectId>, project: Option<ProjectId>) -> bool {
    wanted.is_none() || project == wanted
}

fn named(desk: &Desk<'_>, project: Option<ProjectId>, what: &str) -> Document {
    let name = clean(&Scope { project, team: None }.name(desk.program()));
    let today = desk.ctx.today();
    Document::new(&format!("{name}: {what}"), &long(today, today))
}

fn key(to: Ref, text: &str) -> Cell {
    Span::Record(to, clean(text)).into()
}

/// A section, which says so where there is nothing in it.
fn table(document: &mut Document, name: (&str, &str), head: &[&str], rows: Vec<Vec<Cell>>, none: &str) {
    let count = rows.len();
    let blocks = if rows.is_empty() {
        vec![paragraph(none.to_owned())]
    } else {
        vec![Block::Table { head: heads(head), rows }]
    };
    document.sections.push(Section { count, ..Section::new(name.0, name.1, blocks) });
}

/// All decisions: those wanted by the day they are needed, then those taken, the latest first.
#[must_use]
pub fn decision_log(ctx: &Context<'_>, project: Option<ProjectId>) -> Document {
    let desk = Desk { ctx: *ctx };
    let mut document = named(&desk, project, "decision log");
    let all = ctx.program.decisions.values().filter(|d| of(project, d.project));
    let (mut wanted, mut taken): (Vec<&Arc<Decision>>, Vec<&Arc<Decision>>) =
        all.partition(|d| d.state == DecisionState::Wanted);
    wanted.order_by_key(|d| (d.needed_by.is_none(), d.needed_by, d.id));
    taken.order_by_key(|d| (std::cmp::Reverse(d.decided), d.id));
    let rows = wanted.iter().map(|d| {
        vec![
            key(Ref::Decision(d.id), &d.key),
            Span::Strong(clean(&d.title)).into(),
            plain_cell(clean(&d.decider)),
            plain_cell(desk.day_or_none(d.needed_by)),
        ]
    });
    let head = ["Key", "Decision", "Who decides", "Needed by"];
    table(&mut document, ("wanted", "Wanted"), &head, rows.collect(), "No decision is waited for.");
    let rows = taken.iter().map(|d| {
        vec![
            key(Ref::Decision(d.id), &d.key),
            Span::Strong(clean(&d.title)).into(),
            plain_cell(clean(&d.outcome)),
            plain_cell(clean(&d.decider)),
            plain_cell(desk.day_or_none(d.decided)),
            plain_cell(d.state.name()),
        ]
    });
    let head = ["Key", "Decision", "Outcome", "Who decided", "Day", "State"];
    table(&mut document, ("taken", "Taken"), &head, rows.collect(), "No decision was taken yet.");
    document
}

/// Open risks, assumptions, issues and dependencies, the worst and the nearest first.
#[must_use]
pub fn raid_log(ctx: &Context<'_>, project: Option<ProjectId>) -> Document {
    let desk = Desk { ctx: *ctx };
    let program = ctx.program;
    let mut document = named(&desk, project, "RAID log");
    let mut risks: Vec<_> =
        program.risks.values().filter(|r| r.state.is_open() && of(project, r.project)).collect();
    risks.order_by_key(|r| (std::cmp::Reverse(r.residual.value()), r.key.clone()));
    let rows = risks.iter().map(|r| {
        let score = Span::Status(
            band(r.residual.value(), &program.settings.thresholds),
            r.residual.value().to_string(),
        );
        vec![
            key(Ref::Risk(r.id), &r.key),
            Span::Strong(clean(&r.title)).into(),
            score.into(),
            response(r),
            plain_cell(desk.person(r.owner)),
            plain_cell(desk.day_or_none(r.review)),
        ]
    });
    let head = ["Key", "Risk", "Score", "Response", "Owner", "Review"];
    table(&mut document, ("risks", "Risks"), &head, rows.collect(), "No risk is open.");

    let mut assumptions: Vec<_> = program
        .assumptions
        .values()
        .filter(|a| a.state == crate::model::AssumptionState::Open && of(project, a.project))
        .collect();
    assumptions.order_by_key(|a| (a.validate_by.is_none(), a.validate_by, a.id));
    let rows = assumptions.iter().map(|a| {
        vec![
            key(Ref::Assumption(a.id), &a.key),
            Span::Strong(clean(&a.title)).into(),
            plain_cell(clean(&a.impact)),
            plain_cell(desk.person(a.owner)),
            plain_cell(desk.day_or_none(a.validate_by)),
        ]
    });
    let head = ["Key", "Assumption", "If it does not hold", "Owner", "Known by"];
    table(&mut document, ("assumptions", "Assumptions"), &head, rows.collect(), "No assumption is open.");

    let open = |i: &&Arc<crate::model::Issue>| {
        i.state != crate::model::IssueState::Resolved && of(project, i.project)
    };
    let mut issues: Vec<_> = program.issues.values().filter(open).collect();
    issues.order_by_key(|i| (std::cmp::Reverse(i.severity), i.due.is_none(), i.due, i.id));
    let rows = issues.iter().map(|i| {
        vec![
            key(Ref::Issue(i.id), &i.key),
            Span::Strong(clean(&i.title)).into(),
            plain_cell(i.severity.map(|s| s.name()).unwrap_or_default()),
            plain_cell(desk.person(i.owner)),
            plain_cell(desk.day_or_none(i.due)),
        ]
    });
    let head = ["Key", "Issue", "Severity", "Owner", "Due"];
    table(&mut document, ("issues", "Issues"), &head, rows.collect(), "No issue is open.");

    let mut needs: Vec<_> =
        program.dependencies.values().filter(|d| d.state.is_open() && concerns(&desk, project, d)).collect();
    needs.order_by_key(|d| (d.needed_by.is_none(), d.needed_by, d.id));
    let rows = needs.iter().map(|d| {
        vec![
            Cell::from(Span::Record(Ref::Dependency(d.id), clean(&d.title))),
            plain_cell(d.state.name()),
            plain_cell(desk.day_or_none(d.needed_by)),
            plain_cell(desk.day_or_none(d.committed_by)),
            plain_cell(desk.person(d.owner)),
        ]
    });
    let head = ["Dependency", "State", "Needed by", "Committed by", "Owner"];
    table(&mut document, ("dependencies", "Dependencies"), &head, rows.collect(), "Nothing is waited for.");
    document
}

/// How a risk is answered, and the plan where there is one.
fn response(risk: &crate::model::Risk) -> Cell {
    let plan = clean(&risk.plan);
    match plan.is_empty() {
        true => plain_cell(risk.response.name()),
        false => vec![Span::Text(format!("{}:", risk.response.name())), Span::Quiet(plan)].into(),
    }
}

/// Whether a side of the dependency is the project or in it.
fn concerns(desk: &Desk<'_>, project: Option<ProjectId>, need: &crate::model::Dependency) -> bool {
    let Some(wanted) = project else { return true };
    let program = desk.program();
    [&need.giver, &need.needer].into_iter().any(|side| match side {
        Ref::Project(id) => *id == wanted,
        Ref::Item(id) => program.items.get(id).is_some_and(|i| i.project == wanted),
        Ref::Milestone(id) => program.milestones.get(id).is_some_and(|m| m.project == wanted),
        _ => false,
    })
}
