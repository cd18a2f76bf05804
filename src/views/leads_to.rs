//! One step along the chain: a record gives rise to another, linked both ways.

use crate::analysis::chain::called;
use crate::app::{App, Overlay};
use crate::command::{Command, RiskDraft};
use crate::components::MenuItem;
use crate::dom::prelude::*;
use crate::model::{
    Action, ChangeRequest, Decision, Escalation, Issue, PersonId, ProjectId, Ref, Response, Score, Slot,
};

/// What can come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// Somebody does something.
    Action,
    /// Something may happen.
    Risk,
    /// Something hurts.
    Issue,
    /// Others are asked.
    Escalation,
    /// Somebody decides.
    Decision,
    /// Scope, time or money should change.
    Change,
}

impl Next {
    /// All, in the order of the chain.
    pub(super) const ALL: [Self; 6] =
        [Self::Action, Self::Risk, Self::Issue, Self::Escalation, Self::Decision, Self::Change];

    /// What the step is called.
    pub(super) const fn verb(self) -> &'static str {
        match self {
            Self::Action => "Make an action",
            Self::Risk => "Make a risk",
            Self::Issue => "Make an issue",
            Self::Escalation => "Escalate",
            Self::Decision => "Ask for a decision",
            Self::Change => "Request a change",
        }
    }
}

/// The project and owner that a record hands on.
fn handed_on(app: App, from: &Ref) -> (Option<ProjectId>, Option<PersonId>) {
    app.workbench.with_untracked(|p| match from {
        Ref::Item(id) => p.items.get(id).map_or((None, None), |i| (Some(i.project), i.owner)),
        Ref::Risk(id) => p.risks.get(id).map_or((None, None), |r| (r.project, r.owner)),
        other => {
            let value = other.slot(p).and_then(|slot| Some(slot.kept()?.to_value()));
            let id = |name: &str| value.as_ref()?.get(name)?.as_text()?.parse().ok();
            let person = value.as_ref().and_then(|v| v.get("owner")?.as_text()?.parse().ok());
            (id("project"), person)
        }
    })
}

/// The project that a record hands on.
pub(super) fn project_of(app: App, from: &Ref) -> Option<ProjectId> {
    handed_on(app, from).0
}

/// Makes the next record of the chain and opens it.
pub(super) fn lead(app: App, from: &Ref, next: Next) {
    let Some(name) = app.workbench.with_untracked(|p| called(p, from)) else { return };
    let (project, owner) = handed_on(app, from);
    let today = app.today_untracked();
    let title = name.title;
    let record: Slot = match next {
        Next::Risk => {
            let draft = RiskDraft {
                title,
                category: "Technical".into(),
                project,
                inherent: Score { probability: 3, impact: 3 },
                response: Response::Mitigate,
                owner,
                review: None,
                notes: String::new(),
                comes_from: Some(from.clone()),
            };
            if let Some(made) = app.workbench.dispatch_making(Command::AddRisk(Box::new(draft))) {
                app.open_ref(&made);
            }
            return;
        }
        Next::Action => Action { title, project, owner, ..Action::default() }.into(),
        Next::Issue => Issue { title, project, owner, ..Issue::default() }.into(),
        Next::Decision => Decision { title, project, owner, ..Decision::default() }.into(),
        Next::Change => ChangeRequest { title, project, owner, ..ChangeRequest::default() }.into(),
        Next::Escalation => Escalation {
            what: title.clone(),
            title,
            project,
            owner,
            about: Some(from.clone()),
            since: Some(today),
            ..Escalation::default()
        }
        .into(),
    };
    if let Some(made) = app.add(record, Some(from.clone())) {
        app.open_ref(&made);
        crate::platform::page::focus_later(".panel .title-input".into());
    }
}

/// The steps as lines of a menu.
pub(super) fn leads_to_menu(app: App, from: &Ref) -> Vec<MenuItem> {
    let incident = from.clone();
    let open = move || app.overlay.set(Some(Overlay::NewIncident(Some(incident.clone()))));
    Next::ALL
        .into_iter()
        .map(|next| {
            let from = from.clone();
            MenuItem::new(next.verb(), move || lead(app, &from, next))
        })
        .chain(std::iter::once(MenuItem::new("Open an incident", open)))
        .collect()
}
