//! One step along the chain: a record gives rise to another, linked both ways.

use crate::analysis::chain::called;
use crate::app::{App, Overlay};
use crate::command::{Command, RiskDraft};
use crate::components::MenuItem;
use crate::dom::prelude::*;
use crate::json::Json;
use crate::model::{
    Action, ChangeRequest, ClientId, Date, Decision, Dependency, DependencyState, DependencyType, Issue,
    PersonId, ProjectId, Ref, Response, Score, Slot, TeamId,
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
    /// One team needs something of another.
    Dependency,
}

impl Next {
    /// All, in the order of the chain.
    pub(super) const ALL: [Self; 7] = [
        Self::Action,
        Self::Risk,
        Self::Issue,
        Self::Dependency,
        Self::Escalation,
        Self::Decision,
        Self::Change,
    ];

    /// What the step is called.
    pub(super) const fn verb(self) -> &'static str {
        match self {
            Self::Action => "Make an action",
            Self::Risk => "Make a risk",
            Self::Issue => "Make an issue",
            Self::Escalation => "Escalate",
            Self::Decision => "Ask for a decision",
            Self::Change => "Request a change",
            Self::Dependency => "Make a dependency",
        }
    }
}

/// What a record hands on to the next.
#[derive(Default)]
struct Handed {
    project: Option<ProjectId>,
    owner: Option<PersonId>,
    team: Option<TeamId>,
    client: Option<ClientId>,
    due: Option<Date>,
}

/// What a record hands on: its project, owner, team, client and day.
fn handed_on(app: App, from: &Ref) -> Handed {
    app.workbench.with_untracked(|p| match from {
        Ref::Item(id) => p.items.get(id).map_or_else(Handed::default, |i| Handed {
            project: Some(i.project),
            owner: i.owner,
            team: i.team,
            due: i.due,
            ..Handed::default()
        }),
        Ref::Risk(id) => p.risks.get(id).map_or_else(Handed::default, |r| Handed {
            project: r.project,
            owner: r.owner,
            ..Handed::default()
        }),
        other => {
            let value = other.slot(p).and_then(|slot| Some(slot.kept()?.to_value())).unwrap_or_default();
            let text = |name: &str| value.get(name).and_then(crate::json::Value::as_text);
            Handed {
                project: text("project").and_then(|id| id.parse().ok()),
                owner: text("owner").and_then(|id| id.parse().ok()),
                team: text("team").and_then(|id| id.parse().ok()),
                client: text("client").and_then(|id| id.parse().ok()),
                due: text("needed_by").or_else(|| text("due")).and_then(crate::model::parse_day),
            }
        }
    })
}

/// The project that a record hands on.
pub(super) fn project_of(app: App, from: &Ref) -> Option<ProjectId> {
    handed_on(app, from).project
}

/// The two ends of a dependency that a record leads to: who clears it gives, who is held up needs.
fn ends(app: App, from: &Ref, handed: &Handed) -> Option<(Ref, Ref)> {
    let (gives, held) = app.workbench.with_untracked(|p| {
        let gives = handed.owner.and_then(|id| p.people.get(&id)?.team).map(Ref::Team);
        let held = match from {
            Ref::Blocker(id) => p.blockers.get(id).and_then(|b| b.item).map(Ref::Item),
            Ref::Item(_) => Some(from.clone()),
            _ => None,
        };
        (gives, held)
    });
    let needs = held.or(handed.team.map(Ref::Team)).or(handed.project.map(Ref::Project));
    gives.zip(needs).filter(|(gives, needs)| gives != needs)
}

/// Makes the next record of the chain, says so, and returns it.
pub(super) fn make_next(app: App, from: &Ref, next: Next) -> Option<Ref> {
    let title = app.workbench.with_untracked(|p| called(p, from))?.title;
    let handed = handed_on(app, from);
    let ends = ends(app, from, &handed);
    let Handed { project, owner, team, client, due } = handed;
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
            return app.workbench.dispatch_making(Command::AddRisk(Box::new(draft)));
        }
        Next::Action => Action { title, project, owner, team, client, due, ..Action::default() }.into(),
        Next::Issue => Issue { title, project, owner, client, due, ..Issue::default() }.into(),
        Next::Decision => {
            Decision { title, project, owner, client, needed_by: due, ..Decision::default() }.into()
        }
        Next::Change => {
            ChangeRequest { title, project, owner, client, needed_by: due, ..ChangeRequest::default() }.into()
        }
        Next::Dependency => {
            let Some((giver, needer)) = ends else {
                app.toasts
                    .say("Say first who clears it: their team gives, the other needs. Nothing was added.");
                return None;
            };
            Dependency {
                title,
                giver,
                needer,
                kind: DependencyType::FinishToStart,
                state: DependencyState::Requested,
                needed_by: due,
                owner,
                ..Json::blank()
            }
            .into()
        }
        Next::Escalation => {
            untrack(|| app.analyse(|ctx| crate::analysis::escalation::draft(ctx, from))).into()
        }
    };
    app.add(record, Some(from.clone()))
}

/// Makes the next record of the chain and opens it.
pub(super) fn lead(app: App, from: &Ref, next: Next) {
    if let Some(made) = make_next(app, from, next) {
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
