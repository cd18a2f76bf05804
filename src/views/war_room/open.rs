//! Opening an incident: a title, a severity, Enter.

use super::place;
use crate::analysis::chain::called;
use crate::analysis::incident::SEVERITIES;
use crate::app::App;
use crate::components::{Choice, dialog, segmented, select};
use crate::dom::prelude::*;
use crate::model::{
    EntryId, EntryKind, Incident, IncidentRole, PersonId, ProjectId, Ref, StreamState, TimelineEntry,
    Workstream,
};
use crate::platform::{clock, page};
use crate::views::choices;

/// The roles and groups that a new incident begins with.
const ROLES: [&str; 5] = ["Commander", "Developers", "QA", "DevOps", "Comms"];
const STREAMS: [&str; 3] = ["Developers", "QA", "DevOps"];

/// A new incident of now, declared by the user.
fn begun(title: String, level: u8, project: Option<ProjectId>, app: App) -> Incident {
    let now = clock::now();
    let (me, name, client) = app.workbench.with_untracked(|p| {
        let me = p.people.values().find(|x| x.me);
        let client = project.and_then(|id| p.projects.get(&id)).and_then(|x| x.client);
        (me.map(|x| x.id), me.map(|x| x.name.clone()), client)
    });
    let blank = || EntryId::from(0);
    let entry = |kind: EntryKind, text: String, severity: Option<u8>| TimelineEntry {
        id: blank(),
        at: now,
        kind,
        text,
        person: me,
        severity,
        ..crate::json::Json::blank()
    };
    let commander = name.map(|name| format!(", commander {name}")).unwrap_or_default();
    let role = |role: &str| {
        let person: Option<PersonId> = if role == "Commander" { me } else { None };
        IncidentRole { id: blank(), role: role.to_owned(), person, name: String::new() }
    };
    let stream = |name: &str| Workstream {
        id: blank(),
        name: name.to_owned(),
        owner: None,
        state: StreamState::OnTime,
        tasks: Vec::new(),
    };
    Incident {
        title: title.clone(),
        project,
        client,
        severity: level,
        began: now,
        detected: now,
        roles: ROLES.map(role).to_vec(),
        streams: STREAMS.map(stream).to_vec(),
        timeline: vec![
            entry(EntryKind::Detected, title, None),
            entry(EntryKind::Declared, format!("SEV {level}{commander}"), Some(level)),
        ],
        ..Incident::default()
    }
}

/// The dialog; from a record, its title and project are taken over and it is linked.
pub(in crate::views) fn new_incident(app: App, from: Option<Ref>) -> AnyView {
    let source = from.as_ref().and_then(|from| app.workbench.with_untracked(|p| called(p, from)));
    let title = RwSignal::new(source.as_ref().map(|s| s.title.clone()).unwrap_or_default());
    let level = RwSignal::new(2_u8);
    let here = from.as_ref().and_then(|from| super::super::leads_to::project_of(app, from));
    let only = app
        .workbench
        .with_untracked(|p| if p.projects.len() == 1 { p.projects.keys().next().copied() } else { None });
    let project = RwSignal::new(here.or_else(|| untrack(|| app.project())).or(only));
    let tried = RwSignal::new(false);
    let wrong = move || tried.get() && title.with(|t| t.trim().is_empty());
    let from = StoredValue::new(from);
    let open = move || {
        tried.set(true);
        let words = title.get_untracked().trim().to_owned();
        if words.is_empty() {
            return;
        }
        let incident = begun(words, level.get_untracked(), project.get_untracked(), app);
        if let Some(made) = app.add(incident, from.get_value()) {
            app.overlay.set(None);
            let key = app.workbench.with_untracked(|p| called(p, &made)).map(|c| c.key).unwrap_or_default();
            app.go(place(&key));
            page::focus_later(".war-field input".into());
        }
    };
    let levels: Vec<(u8, &'static str)> = SEVERITIES.iter().map(|s| (s.level, s.name)).collect();
    let meaning =
        move || SEVERITIES.iter().find(|s| s.level == level.get()).map(|s| s.meaning).unwrap_or_default();
    let projects = move || {
        app.with(|p| {
            let all = p.projects.values().map(|x| Choice::new(x.id.to_string(), x.name.clone())).collect();
            choices::by_name("No project", all)
        })
    };
    let body = many(vec![
        el("div")
            .class("dialog-body")
            .child(
                el("div")
                    .class("field")
                    .child(el("label").attr("for", "incident-title").child("Title"))
                    .child(
                        el("input")
                            .class("input")
                            .attr("id", "incident-title")
                            .attr("data-autofocus", "")
                            .attr("placeholder", "What fails, for whom")
                            .attr("autocomplete", "off")
                            .attr("aria-invalid", move || wrong().then_some("true"))
                            .on_input(move |event| title.set(event_target_value(&event)))
                            .on_keydown(move |event| match event.key().as_str() {
                                "Enter" => {
                                    event.prevent_default();
                                    open();
                                }
                                // The words stay under the fingers: up is worse, down is milder.
                                "ArrowUp" | "ArrowDown" => {
                                    event.prevent_default();
                                    let worse = event.key() == "ArrowUp";
                                    level.update(|l| {
                                        *l = if worse { l.saturating_sub(1).max(1) } else { (*l + 1).min(4) }
                                    });
                                }
                                _ => {}
                            })
                            .prop("value", move || title.get()),
                    )
                    .child(move || {
                        wrong().then(|| el("p").class("field-error").child("An incident needs a title"))
                    }),
            )
            .child(
                el("div")
                    .class("field")
                    .child(
                        el("span")
                            .class("label")
                            .attr("aria-hidden", "true")
                            .child("Severity: ↑ worse, ↓ milder"),
                    )
                    .child(segmented("Severity", &levels, move || level.get(), move |to| level.set(to)))
                    .child(el("p").class("quiet").attr("aria-live", "polite").child(meaning)),
            )
            .into_any(),
        el("div")
            .class("dialog-foot")
            .child(el("span").class("quiet").child("Hurts"))
            .child(select(
                "Project",
                "small",
                projects,
                move || project.get().map(|p| p.to_string()).unwrap_or_default(),
                move |value| project.set(value.parse().ok()),
            ))
            .child(el("span").class("push"))
            .child(
                el("button").class("button plain").on_click(move |_| app.overlay.set(None)).child("Cancel"),
            )
            .child(el("button").class("button primary").on_click(move |_| open()).child("Open the war room"))
            .into_any(),
    ]);
    dialog("Open an incident", "", true, move || app.overlay.set(None), body)
}
