//! What a risk becomes when it happens, and an assumption when it does not hold.

use crate::analysis::Context;
use crate::command::{Command, RiskDraft, RiskEdit};
use crate::model::{
    Assumption, AssumptionState, ClientId, Date, EntryKind, Incident, Issue, Priority, ProjectId, Ref,
    Response, Risk, RiskState, Score, TimelineEntry,
};

fn client_of(ctx: &Context<'_>, project: Option<ProjectId>) -> Option<ClientId> {
    ctx.program.projects.get(&project?)?.client
}

/// What happened, in one line.
fn happened(risk: &Risk) -> String {
    if risk.event.trim().is_empty() { risk.title.clone() } else { risk.event.clone() }
}

/// The risk has happened: it is closed as occurred, and an issue comes from it. One step.
#[must_use]
pub fn as_issue(ctx: &Context<'_>, risk: &Risk) -> Command {
    let issue = Issue {
        title: happened(risk),
        project: risk.project,
        client: client_of(ctx, risk.project),
        owner: risk.owner,
        category: risk.category.clone(),
        severity: Some(match risk.residual.impact {
            5.. => Priority::Urgent,
            4 => Priority::High,
            3 => Priority::Medium,
            _ => Priority::Low,
        }),
        impact: risk.effect.clone(),
        loss: risk.loss,
        ..Issue::default()
    };
    occurred(risk, "became an issue", Command::add_from(issue, Ref::Risk(risk.id)))
}

/// The risk has happened: it is closed as occurred, and an incident comes from it. One step.
#[must_use]
pub fn as_incident(ctx: &Context<'_>, risk: &Risk) -> Command {
    let declared = TimelineEntry {
        at: ctx.now,
        kind: EntryKind::Declared,
        text: [&risk.key, " occurred: ", &happened(risk)].concat(),
        ..crate::json::Json::blank()
    };
    let incident = Incident {
        title: happened(risk),
        project: risk.project,
        client: client_of(ctx, risk.project),
        severity: 6_u8.saturating_sub(risk.residual.impact).clamp(1, 4),
        began: ctx.now,
        detected: ctx.now,
        impact: risk.effect.clone(),
        timeline: vec![declared],
        ..Incident::default()
    };
    occurred(risk, "became an incident", Command::add_from(incident, Ref::Risk(risk.id)))
}

fn occurred(risk: &Risk, word: &str, add: Command) -> Command {
    let label = [&risk.key, " occurred and ", word].concat();
    let close = Command::EditRisk(risk.id, RiskEdit::State(RiskState::Occurred));
    Command::Together { label, commands: vec![close, add] }
}

/// The assumption as one that does not hold.
fn fallen(assumption: &Assumption, today: Date) -> Command {
    let after = Assumption { state: AssumptionState::Invalid, closed: Some(today), ..assumption.clone() };
    Command::revise(assumption.clone(), after)
}

fn fell(assumption: &Assumption, word: &str, today: Date, add: Command) -> Command {
    let label = [&assumption.key, " does not hold and became ", word].concat();
    Command::Together { label, commands: vec![fallen(assumption, today), add] }
}

/// The assumption does not hold, and what follows may happen: a risk comes from it. One step.
#[must_use]
pub fn assumption_as_risk(ctx: &Context<'_>, assumption: &Assumption) -> Command {
    let draft = RiskDraft {
        title: assumption.title.clone(),
        category: if assumption.category.is_empty() {
            "Timeline".into()
        } else {
            assumption.category.clone()
        },
        project: assumption.project,
        inherent: Score { probability: 4, impact: 3 },
        response: Response::Mitigate,
        owner: assumption.owner,
        review: Some(ctx.today()),
        notes: assumption.impact.clone(),
        comes_from: Some(Ref::Assumption(assumption.id)),
    };
    fell(assumption, "a risk", ctx.today(), Command::AddRisk(Box::new(draft)))
}

/// The assumption does not hold, and it hurts already: an issue comes from it. One step.
#[must_use]
pub fn assumption_as_issue(ctx: &Context<'_>, assumption: &Assumption) -> Command {
    let issue = Issue {
        title: assumption.title.clone(),
        project: assumption.project,
        client: client_of(ctx, assumption.project),
        owner: assumption.owner,
        category: assumption.category.clone(),
        impact: assumption.impact.clone(),
        ..Issue::default()
    };
    let add = Command::add_from(issue, Ref::Assumption(assumption.id));
    fell(assumption, "an issue", ctx.today(), add)
}
