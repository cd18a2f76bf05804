//! The escalation ladders: who is asked in which order, and how long each has to answer.

use super::*;
use crate::analysis::escalation::minutes;
use crate::model::{EntryId, Ladder, LadderStep};

/// The ladders below the list of escalations.
pub(super) fn ladders(app: App) -> AnyView {
    let rows = move || {
        let mut all: Vec<Arc<Ladder>> = app.with(|p| p.ladders.values().cloned().collect());
        all.order_by_key(|l| (l.client.is_some(), l.project.is_some(), l.title.clone()));
        all.into_iter().map(|ladder| row(app, &ladder)).collect_view()
    };
    let none = move || app.with(|p| p.ladders.is_empty());
    let add = move |_| {
        let step = |who: &str, minutes| LadderStep {
            id: EntryId::from(0),
            who: who.to_owned(),
            minutes,
            ..crate::json::Json::blank()
        };
        let steps = vec![step("Team lead", 240), step("Head of department", 1440), step("Steering", 2880)];
        let made = app.add(Ladder { title: "New ladder".into(), steps, ..Ladder::default() }, None);
        if let Some(made) = made {
            app.open_ref(&made);
            crate::platform::page::focus_later(".panel .title-input".into());
        }
    };
    el("section")
        .class("inset ladders")
        .attr("aria-labelledby", "ladders-head")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").attr("id", "ladders-head").child("Ladders"))
                .child(
                    el("span")
                        .class("quiet grow")
                        .child("A client’s ladder comes before a project’s, and that before the program’s"),
                )
                .child(el("button").class("button small").on_click(add).child(icon("plus")).child("Ladder")),
        )
        .child(move || {
            none().then(|| {
                el("p").class("quiet").child(
                    "No ladder yet. It says who is asked first, who next, and how long each has to answer.",
                )
            })
        })
        .child(el("ul").child(rows))
        .into_any()
}

fn row(app: App, ladder: &Ladder) -> AnyView {
    let to = Ref::Ladder(ladder.id);
    let whose = app.with(|p| {
        let client = ladder.client.and_then(|id| p.clients.get(&id)).map(|c| c.name.clone());
        let project = ladder.project.and_then(|id| p.projects.get(&id)).map(|x| x.name.clone());
        client.or(project).unwrap_or_else(|| "The whole program".to_owned())
    });
    let steps: Vec<AnyView> = ladder
        .steps
        .iter()
        .map(|step| {
            el("li")
                .child(el("span").child(step.who.clone()))
                .child(el("span").class("quiet num").child(minutes(step.minutes)))
                .into_any()
        })
        .collect();
    el("li")
        .class("ladder")
        .child(
            el("div")
                .child(
                    el("button")
                        .class("link")
                        .on_click(move |_| app.open_ref(&to))
                        .child(ladder.title.clone()),
                )
                .child(el("div").class("quiet").child(whose)),
        )
        .child(el("ol").child(steps))
        .into_any()
}
