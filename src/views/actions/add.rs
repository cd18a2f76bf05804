//! A line that becomes a record, with the short syntax.

use crate::analysis::quick::{QuickRecord, read_record};
use crate::app::App;
use crate::command::{Command, RecordEdit, RiskDraft};
use crate::dom::prelude::*;
use crate::json::Json;
use crate::model::{
    Action, Blocker, ChangeRequest, Date, Decision, Dependency, DependencyState, DependencyType, ProjectId,
    Ref, Response, Score,
};
use crate::views::shell::Frame;
use wasm_bindgen::JsCast;

/// What a line can become, beside a work item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::views) enum Kind {
    /// What somebody will do.
    Action,
    /// What has to be decided.
    Decision,
    /// What should change.
    Change,
    /// What one team needs of another.
    Dependency,
    /// What stops somebody.
    Blocker,
    /// What may happen.
    Risk,
}

impl Kind {
    /// All of them.
    pub(in crate::views) const ALL: [Self; 6] =
        [Self::Action, Self::Decision, Self::Risk, Self::Blocker, Self::Change, Self::Dependency];

    /// What one is called.
    pub(in crate::views) const fn one(self) -> &'static str {
        match self {
            Self::Action => "Action",
            Self::Decision => "Decision",
            Self::Change => "Change request",
            Self::Dependency => "Dependency",
            Self::Blocker => "Blocker",
            Self::Risk => "Risk",
        }
    }

    /// What several are called.
    pub(in crate::views) const fn many(self) -> &'static str {
        match self {
            Self::Action => "Actions",
            Self::Decision => "Decisions",
            Self::Change => "Change requests",
            Self::Dependency => "Dependencies",
            Self::Blocker => "Blockers",
            Self::Risk => "Risks",
        }
    }

    /// What its line looks like.
    pub(in crate::views) const fn example(self) -> &'static str {
        match self {
            Self::Action => "Ask Platform for 2 GPU nodes @jonas >fri",
            Self::Decision => "Drop voice search from December? @carlos >fri",
            Self::Change => "Two more markets for Nordvik #nordvik >12dec",
            Self::Dependency => "Rate limits for the ranking API #platform #search >28nov",
            Self::Blocker => "No GPU quota for SRCH-341 @jonas >tomorrow",
            Self::Risk => "Staging cannot hold the index @mira",
        }
    }

    /// The kind that a first word such as `action:` means.
    fn of(word: &str) -> Option<Self> {
        Some(match word.to_lowercase().as_str() {
            "action" | "todo" | "a" => Self::Action,
            "decision" | "d" => Self::Decision,
            "risk" | "r" => Self::Risk,
            "blocker" | "blocked" => Self::Blocker,
            "change" | "cr" => Self::Change,
            "dependency" | "dep" => Self::Dependency,
            _ => return None,
        })
    }
}

/// The kind that a line names in front, and the rest of the line.
pub(in crate::views) fn meant(line: &str) -> Option<(Kind, &str)> {
    let (word, rest) = line.trim_start().split_once(':')?;
    Some((Kind::of(word)?, rest))
}

/// Makes a record of a line and says so; where it cannot be made, says why.
pub(in crate::views) fn make(app: App, kind: Kind, line: &str) -> Option<Ref> {
    let command = addition(app, kind, line, untrack(|| app.project()))?;
    app.workbench.dispatch_making(command)
}

/// The command that adds the record of a line; `near` is its project where it names none.
pub(in crate::views) fn addition(
    app: App,
    kind: Kind,
    line: &str,
    near: Option<ProjectId>,
) -> Option<Command> {
    let today = app.today_untracked();
    let mut read = app.workbench.with_untracked(|p| read_record(p, line, today));
    read.project = read.project.or(near);
    let QuickRecord { title, owner, project, client, priority, due, item, tags, .. } = read.clone();
    let team = read.teams.first().copied();
    let owners = owner.and_then(|id| app.workbench.with_untracked(|p| p.people.get(&id)?.team));
    // Another team than the owner's waits for it.
    let waits = team.is_some() && owners.is_some() && team != owners;
    Some(match kind {
        Kind::Action => Command::add(Action {
            title,
            owner,
            project,
            client,
            priority,
            due,
            team: if waits { owners } else { team },
            tags,
            deliverable: waits,
            for_team: team.filter(|_| waits),
            ..Action::default()
        }),
        Kind::Decision => Command::add(Decision {
            title,
            owner,
            project,
            client,
            needed_by: due,
            tags,
            ..Decision::default()
        }),
        Kind::Change => Command::add(ChangeRequest {
            title,
            owner,
            project,
            client,
            needed_by: due,
            tags,
            ..ChangeRequest::default()
        }),
        Kind::Blocker => Command::add(Blocker {
            title,
            owner,
            project,
            item,
            team: team.or(owners),
            raised: today,
            needed_by: due,
            tags,
            ..Blocker::default()
        }),
        Kind::Risk => Command::AddRisk(Box::new(RiskDraft {
            title,
            category: "Technical".into(),
            project,
            inherent: Score { probability: 3, impact: 3 },
            response: Response::Mitigate,
            owner,
            review: due.or_else(|| today.checked_add_days(chrono::Days::new(7))),
            notes: String::new(),
            comes_from: None,
        })),
        Kind::Dependency => dependency(app, &read)?,
    })
}

/// Two ends: the teams named, or the item named and a team.
fn dependency(app: App, read: &QuickRecord) -> Option<Command> {
    let teams: Vec<Ref> = read.teams.iter().copied().map(Ref::Team).collect();
    let (giver, needer) = match (teams.first(), teams.get(1), read.item) {
        (Some(giver), Some(needer), _) => (giver.clone(), needer.clone()),
        (Some(giver), None, Some(item)) => (giver.clone(), Ref::Item(item)),
        _ => {
            app.toasts.say(
                "Name two teams, first who gives, then who needs: #platform #search. Nothing was added.",
            );
            return None;
        }
    };
    Some(Command::Record(Box::new(RecordEdit::AddDependency(Box::new(Dependency {
        title: read.title.clone(),
        giver,
        needer,
        kind: DependencyType::FinishToStart,
        needed_by: read.due,
        state: DependencyState::Requested,
        owner: read.owner,
        tags: read.tags.clone(),
        ..Json::blank()
    })))))
}

/// What was understood of a line, as chips.
pub(in crate::views) fn understood(app: App, line: Memo<String>) -> AnyView {
    let read = Memo::new(move |_| {
        let today: Date = app.today();
        app.with(|p| line.with(|line| read_record(p, line, today)))
    });
    (move || {
        read.with(|read| {
            let unknown = (!read.unknown.is_empty()).then(|| {
                let words = read.unknown.join(" ");
                el("span").class("quiet").child(format!("Not known, kept in the title: {words}"))
            });
            let chips =
                read.understood.iter().map(|w| el("span").class("chip").child(w.clone())).collect_view();
            many(vec![chips.into_any(), unknown.into_any()])
        })
    })
    .into_any()
}

/// The line above a list.
pub(super) fn line(frame: Frame, kind: Kind) -> AnyView {
    let app = frame.app;
    let text = RwSignal::new(String::new());
    let name = ["Add: ", &kind.one().to_lowercase()].concat();
    el("div")
        .class("list-add")
        .child(crate::components::icon("plus"))
        .child(
            el("input")
                .class("plan-input")
                .attr("aria-label", name)
                .attr("data-list-add", "")
                .attr("placeholder", kind.example())
                .on_input(move |event| text.set(event_target_value(&event)))
                .on_keydown(move |event| {
                    let key = event.key();
                    if key == "Enter" && text.with_untracked(|t| !t.trim().is_empty()) {
                        event.prevent_default();
                        if make(app, kind, &text.get_untracked()).is_some() {
                            text.set(String::new());
                        }
                    } else if key == "Escape" {
                        event.stop_propagation();
                        text.set(String::new());
                        if let Some(field) =
                            event.target().and_then(|t| t.dyn_into::<web_sys::HtmlElement>().ok())
                        {
                            let _ = field.blur();
                        }
                    }
                })
                .prop("value", move || text.get()),
        )
        .child(understood(app, Memo::new(move |_| text.get())))
        .into_any()
}
