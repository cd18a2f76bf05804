//! What happened to an item: history, comments, time in status.

use super::*;

pub(super) fn happening(program: &Program, what: &Happening) -> String {
    let status = |id| program.status(id).map_or_else(|| "a former status".to_owned(), |s| s.name.clone());
    let arrow = |from: String, to: String| {
        let or = |t: String| if t.is_empty() { "none".to_owned() } else { t };
        format!("{} → {}", or(from), or(to))
    };
    match what {
        Happening::Created { status: first } => format!("Created in {}", status(*first)),
        Happening::Moved { from, to } => arrow(status(*from), status(*to)),
        Happening::Blocked { reason } if reason.is_empty() => "Blocked".to_owned(),
        Happening::Blocked { reason } => format!("Blocked: {reason}"),
        Happening::Unblocked => "Unblocked".to_owned(),
        Happening::Sprint { from, to } => {
            let name = |id: &Option<_>| {
                id.and_then(|id| program.sprints.get(&id)).map(|s| s.name.clone()).unwrap_or_default()
            };
            format!("Sprint: {}", arrow(name(from), name(to)))
        }
        Happening::Estimate { from, to } => {
            let text = |p: &Option<Points>| p.map(|p| p.to_string()).unwrap_or_default();
            format!("Estimate: {}", arrow(text(from), text(to)))
        }
        Happening::Owner { from, to } => {
            let name = |id: &Option<_>| {
                id.and_then(|id| program.people.get(&id)).map(|s| s.name.clone()).unwrap_or_default()
            };
            format!("Owner: {}", arrow(name(from), name(to)))
        }
        Happening::Release { from, to } => {
            let name = |id: &Option<_>| {
                id.and_then(|id| program.releases.get(&id)).map(|s| s.name.clone()).unwrap_or_default()
            };
            format!("Release: {}", arrow(name(from), name(to)))
        }
        Happening::Field { name, from, to } => format!("{name}: {}", arrow(from.clone(), to.clone())),
    }
}

pub(super) fn history(app: App, item: Item) -> AnyView {
    let rows = move || {
        let events = item.with(|i| i.as_ref().map(|i| i.history.clone()).unwrap_or_default());
        let today = app.today();
        app.with(|p| {
            events
                .iter()
                .rev()
                .map(|event| {
                    let when = app.zone.with(|z| phrases::moment(event.at, z, today));
                    let seen = event
                        .seen
                        .then(|| el("span").class("quiet").child(" seen by an import, happened before"));
                    el("li")
                        .child(el("span").class("num").child(when))
                        .child(el("span").child(happening(p, &event.what)).child(seen))
                })
                .collect_view()
        })
    };
    el("ul").class("history").child(rows).into_any()
}

pub(super) fn comments(app: App, id: WorkItemId, item: Item) -> AnyView {
    let rows = move || {
        let comments = item.with(|i| i.as_ref().map(|i| i.comments.clone()).unwrap_or_default());
        let today = app.today();
        comments
            .into_iter()
            .map(|c| {
                let when = app.zone.with(|z| phrases::moment(c.at, z, today));
                el("li")
                    .class("comment")
                    .child(
                        el("div")
                            .child(el("span").class("strong").child(c.author))
                            .child(" ")
                            .child(el("span").class("quiet num").child(when)),
                    )
                    .child(el("div").class("pre").child(c.text))
            })
            .collect_view()
    };
    let draft = RwSignal::new(String::new());
    let add = move || {
        let text = draft.get_untracked();
        if text.trim().is_empty() {
            return;
        }
        let author = app
            .workbench
            .with_untracked(|p| p.me().map(|m| m.name.clone()))
            .unwrap_or_else(|| "Me".to_owned());
        edit(app, id, ItemEdit::Comment { author, text });
        draft.set(String::new());
    };
    many(vec![
        el("ul").child(rows).into_any(),
        el("textarea")
            .class("input")
            .attr("rows", "2")
            .attr("aria-label", "New comment")
            .attr("placeholder", "Add a comment")
            .on_input(move |event| draft.set(event_target_value(&event)))
            .on_keydown(move |event| {
                if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                    event.prevent_default();
                    add();
                }
            })
            .prop("value", move || draft.get())
            .into_any(),
        el("div")
            .class("row comment-verbs")
            .child(
                el("button")
                    .class("button small")
                    .attr("disabled", move || draft.with(|d| d.trim().is_empty()))
                    .on_click(move |_| add())
                    .child("Add comment"),
            )
            .child(el("span").class("quiet").child("Ctrl Enter"))
            .into_any(),
    ])
    .into_any()
}

/// How long the item was in each category so far.
pub(super) fn time_in_status(app: App, item: Item) -> Option<AnyView> {
    let item = item.get()?;
    let now = app.now.get();
    let mut spans: Vec<(Category, String, i64)> = Vec::new();
    app.with(|p| {
        let moves: Vec<_> = item
            .history
            .iter()
            .filter_map(|e| match e.what {
                Happening::Created { status } | Happening::Moved { to: status, .. } => Some((e.at, status)),
                _ => None,
            })
            .collect();
        for (n, (at, status)) in moves.iter().enumerate() {
            let Some(status) = p.status(*status).filter(|s| !s.category.is_finished()) else { continue };
            let until = moves.get(n + 1).map_or(now, |next| next.0);
            let hours = (until.0 - at.0).max(0) / 3_600_000;
            match spans.iter_mut().find(|s| s.1 == status.name) {
                Some(span) => span.2 += hours,
                None => spans.push((status.category, status.name.clone(), hours)),
            }
        }
    });
    let total: i64 = spans.iter().map(|s| s.2).sum();
    if total == 0 {
        return None;
    }
    let word =
        |hours: i64| if hours < 24 { format!("{hours} h") } else { format!("{} d", (hours + 12) / 24) };
    let class = |c: Category| match c {
        Category::ToDo => "to_do",
        Category::InProgress => "in_progress",
        _ => "done",
    };
    let bars = spans
        .iter()
        .filter(|s| s.2 > 0)
        .map(|s| el("span").class(class(s.0)).style("flex-grow", s.2.to_string()))
        .collect_view();
    let words = spans.iter().map(|s| el("span").child(format!("{} {}", s.1, word(s.2)))).collect_view();
    Some(
        el("section")
            .class("time-in-status")
            .child(el("h3").child("Time in status"))
            .child(el("div").class("time-bar").attr("aria-hidden", "true").child(bars))
            .child(el("div").class("time-key num").child(words))
            .into_any(),
    )
}
