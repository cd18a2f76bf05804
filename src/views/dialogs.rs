//! Dialogs that any page can open: quick add, keys, a new risk, a question.

use super::risks::CATEGORIES;
use super::shell::Frame;
use crate::app::{App, Confirm, JUMPS, Overlay, set_single_keys, single_keys};
use crate::command::{Command, RiskDraft};
use crate::components::{Choice, dialog, select};
use crate::dom::prelude::*;
use crate::model::{Ref, Response, Score};
use crate::platform::page;

/// Draws the open dialog.
pub(super) fn layer(frame: Frame) -> AnyView {
    let app = frame.app;
    (move || {
        let overlay = app.overlay.get()?;
        // Only another overlay draws anew: what somebody types must stay while the program changes.
        untrack(|| match overlay {
            Overlay::Palette => None,
            Overlay::QuickAdd => Some(super::quick_add::quick_add(app)),
            Overlay::Keys => Some(keys(app)),
            Overlay::NewRisk(from) => Some(new_risk(app, from)),
            Overlay::NewIncident(from) => Some(super::war_room::new_incident(app, from)),
            Overlay::Severities => Some(super::war_room::severities(app)),
            Overlay::Confirm(question) => Some(confirm(app, question)),
        })
    })
    .into_any()
}

fn close(app: App) -> impl Fn() + Copy + Send + Sync + 'static {
    move || app.overlay.set(None)
}

fn key_rows(rows: &[(&'static str, &[&'static str])]) -> AnyView {
    rows.iter()
        .map(|(what, keys)| {
            let caps = keys
                .iter()
                .map(|k| {
                    if *k == "then" {
                        el("span").class("quiet").child(" then ").into_any()
                    } else {
                        el("kbd").class("keycap").child(*k).into_any()
                    }
                })
                .collect_view();
            el("div").child(el("dt").child(*what)).child(el("dd").child(caps))
        })
        .collect_view()
        .into_any()
}

fn keys(app: App) -> AnyView {
    let command = if page::is_mac() { "⌘" } else { "Ctrl" };
    let on = RwSignal::new(single_keys());
    let jumps = JUMPS
        .iter()
        .map(|(key, view)| {
            el("div").child(el("dt").child(view.title())).child(
                el("dd")
                    .child(el("kbd").class("keycap").child("G"))
                    .child(el("span").class("quiet").child(" then "))
                    .child(el("kbd").class("keycap").child(key.to_uppercase())),
            )
        })
        .collect_view();
    let body = el("div")
        .class("dialog-body")
        .child(
            el("div")
                .class("row")
                .child(el("span").class("quiet grow").child("Single keys work when no field has the focus"))
                .child(
                    el("button")
                        .class("button small")
                        .on_click(move |_| {
                            on.update(|o| *o = !*o);
                            set_single_keys(on.get_untracked());
                        })
                        .child(move || if on.get() { "Turn single keys off" } else { "Turn single keys on" }),
                ),
        )
        .child(
            el("div")
                .class("keys-grid")
                .child(el("div").child(el("h3").child("Anywhere")).child(el("dl").child(key_rows(&[
                    ("Search and commands", &[command, "K"]),
                    ("Quick add", &["C"]),
                    ("Open an incident", &["I"]),
                    ("Undo", &[command, "Z"]),
                    ("Redo", &["⇧", command, "Z"]),
                    ("These keys", &["?"]),
                    ("Close", &["Esc"]),
                ]))))
                .child(el("div").child(el("h3").child("Go to")).child(el("dl").child(jumps)))
                .child(el("div").child(el("h3").child("On the board")).child(el("dl").child(key_rows(&[
                    ("Next, previous", &["J", "K"]),
                    ("Around", &["←", "↑", "↓", "→"]),
                    ("Open", &["Enter"]),
                    ("Move to…", &["M"]),
                    ("Move one place or column", &["⇧", "← ↑ ↓ →"]),
                    ("Assign", &["A"]),
                    ("Estimate", &["N"]),
                    ("Block, unblock", &["X"]),
                ]))))
                .child(el("div").child(el("h3").child("At a stand-up")).child(el("dl").child(key_rows(&[
                    ("Next person or card", &["Space"]),
                    ("Next field, next person", &["Enter"]),
                    ("Blocked", &["B"]),
                    ("Take what was said last time", &["→"]),
                    ("Skip, away", &["S", "A"]),
                    ("Clock, finish", &["P", "F"]),
                    ("Walk the board", &["W"]),
                    ("Park a topic", &["T"]),
                    ("Copy the summary", &["Y"]),
                    ("Earlier, later day", &["[", "]"]),
                ]))))
                .child(el("div").child(el("h3").child("In a list")).child(el("dl").child(key_rows(&[
                    ("Next, previous", &["J", "K"]),
                    ("Tick, tick all", &["X", "⌘A"]),
                    ("Owner, due, state", &["O", "D", "S"]),
                    ("Copy a reminder", &["N"]),
                    ("Open", &["Enter"]),
                    ("Leads to…, in a panel", &["L"]),
                ]))))
                .child(el("div").child(el("h3").child("In the backlog")).child(el("dl").child(key_rows(&[
                    ("Up, down by one", &["Alt", "↑ ↓"]),
                    ("To the top, to the bottom", &["T", "E"]),
                    ("Select", &["Space"]),
                    ("Select on, select all", &["⇧ ↑ ↓", "Ctrl A"]),
                    ("Rename, estimate", &["R", "N"]),
                    ("Owner, priority", &["A", "P"]),
                    ("Goal, sprint", &["O", "S"]),
                    ("Add below, split", &["I", "D"]),
                ]))))
                .child(el("div").child(el("h3").child("On the roadmap")).child(el("dl").child(key_rows(&[
                    ("From bar to bar", &["↑", "↓"]),
                    ("A day earlier, later", &["Alt", "← →"]),
                    ("A week earlier, later", &["Alt ⇧", "← →"]),
                    ("End earlier, later", &["⇧", "← →"]),
                    ("Other days", &["R"]),
                    ("Move to…", &["M"]),
                ]))))
                .child(el("div").child(el("h3").child("Today and tomorrow")).child(el("dl").child(key_rows(
                    &[
                        ("Next, previous", &["J", "K"]),
                        ("Done", &["D"]),
                        ("Put off: tomorrow, next week", &["S", "W"]),
                        ("Plan it, or add to the plan", &["P"]),
                        ("Tomorrow: move, drop, move all", &["M", "X", "A"]),
                        ("Tomorrow: comes first, keep time", &["T", "F"]),
                        ("Note to myself, close the day", &["N", "E"]),
                    ],
                ))))
                .child(el("div").child(el("h3").child("In a retro")).child(el("dl").child(key_rows(&[
                    ("Write, next column", &["N", "Alt →"]),
                    ("Next card, next column", &["J", "→"]),
                    ("Group, take out", &["M", "U"]),
                    ("Vote, next topic", &["Space"]),
                    ("Make an action", &["A"]),
                    ("Clock", &["P"]),
                    ("Stage before, after", &["[", "]"]),
                ])))),
        )
        .into_any();
    dialog("Keys", "full", true, close(app), body)
}

fn new_risk(app: App, from: Option<String>) -> AnyView {
    let source = from.as_ref().and_then(|key| {
        app.workbench.with_untracked(|p| {
            p.item_by_key(key).map(|i| (i.id, i.project, i.owner, i.blocked.clone(), i.title.clone()))
        })
    });
    let suggested =
        source.as_ref().map(|(_, _, _, block, title)| match block.as_ref().map(|b| b.reason.trim()) {
            Some(reason) if !reason.is_empty() => reason.to_owned(),
            _ => format!("{title} is late"),
        });
    let title = RwSignal::new(suggested.unwrap_or_default());
    let category = RwSignal::new(CATEGORIES.first().map_or(String::new(), |c| (*c).to_owned()));
    let probability = RwSignal::new(3_u8);
    let impact = RwSignal::new(3_u8);
    let owner = RwSignal::new(source.as_ref().and_then(|s| s.2).map(|o| o.to_string()).unwrap_or_default());
    let review = RwSignal::new((app.today_untracked() + chrono::Days::new(7)).to_string());
    let tried = RwSignal::new(false);
    // With one project in the program, a risk is that project's.
    let only = || {
        app.workbench
            .with_untracked(|p| if p.projects.len() == 1 { p.projects.keys().next().copied() } else { None })
    };
    let project = source.as_ref().map(|s| s.1).or_else(|| untrack(|| app.project())).or_else(only);
    let comes_from = source.as_ref().map(|s| s.0);
    let wrong = move || tried.get() && title.with(|n| n.trim().is_empty());
    let add = move || {
        tried.set(true);
        if title.with_untracked(|n| n.trim().is_empty()) {
            page::focus_later("[role=dialog] input".into());
            return;
        }
        let draft = RiskDraft {
            title: title.get_untracked(),
            category: category.get_untracked(),
            project,
            inherent: Score { probability: probability.get_untracked(), impact: impact.get_untracked() },
            response: Response::Mitigate,
            owner: owner.get_untracked().parse().ok(),
            review: crate::model::parse_day(&review.get_untracked()),
            notes: String::new(),
            comes_from: comes_from.map(Ref::Item),
        };
        if app.workbench.dispatch_aloud(Command::AddRisk(Box::new(draft))) {
            app.overlay.set(None);
            let newest = app.workbench.with_untracked(|p| {
                p.risks
                    .values()
                    .max_by_key(|r| (r.created, r.key.len(), r.key.clone()))
                    .map(|r| r.key.clone())
            });
            if let Some(key) = newest {
                app.open_risk_key(&key);
            }
        }
    };
    let numbered = |words: [&'static str; 5]| {
        move || {
            words
                .iter()
                .enumerate()
                .map(|(n, w)| Choice::new((n + 1).to_string(), format!("{} {w}", n + 1)))
                .collect()
        }
    };
    let people = move || app.with(|p| super::choices::people(p, "No owner yet"));
    let body = many(vec![
        el("div")
            .class("dialog-body")
            .child(
                from.map(|key| el("p").class("quiet").child(format!("Comes from {key}, linked both ways"))),
            )
            .child(
                el("div")
                    .class("field")
                    .child(el("label").attr("for", "risk-title").child("Title"))
                    .child(
                        el("input")
                            .class("input")
                            .attr("id", "risk-title")
                            .attr("data-autofocus", "")
                            .attr("placeholder", "What may happen, and what it would hurt")
                            .attr("aria-invalid", move || wrong().then_some("true"))
                            .on_input(move |event| title.set(event_target_value(&event)))
                            .on_keydown(move |event| {
                                if event.key() == "Enter" {
                                    event.prevent_default();
                                    add();
                                }
                            })
                            .prop("value", move || title.get()),
                    )
                    .child(move || {
                        wrong().then(|| el("p").class("field-error").child("A risk needs a title"))
                    }),
            )
            .child(
                el("div")
                    .class("row fields")
                    .child(
                        el("div")
                            .class("field grow")
                            .child(el("span").class("label").attr("aria-hidden", "true").child("Category"))
                            .child(select(
                                "Category",
                                "",
                                || CATEGORIES.iter().map(|c| Choice::new(*c, *c)).collect(),
                                move || category.get(),
                                move |v| category.set(v),
                            )),
                    )
                    .child(
                        el("div")
                            .class("field grow")
                            .child(el("span").class("label").attr("aria-hidden", "true").child("Probability"))
                            .child(select(
                                "Probability",
                                "",
                                numbered(Score::PROBABILITIES),
                                move || probability.get().to_string(),
                                move |v| probability.set(v.parse().unwrap_or(3)),
                            )),
                    )
                    .child(
                        el("div")
                            .class("field grow")
                            .child(el("span").class("label").attr("aria-hidden", "true").child("Impact"))
                            .child(select(
                                "Impact",
                                "",
                                numbered(Score::IMPACTS),
                                move || impact.get().to_string(),
                                move |v| impact.set(v.parse().unwrap_or(3)),
                            )),
                    ),
            )
            .child(
                el("div")
                    .class("row fields")
                    .child(
                        el("div")
                            .class("field grow")
                            .child(el("span").class("label").attr("aria-hidden", "true").child("Owner"))
                            .child(select("Owner", "", people, move || owner.get(), move |v| owner.set(v))),
                    )
                    .child(
                        el("div")
                            .class("field grow")
                            .child(el("label").attr("for", "risk-review").child("Review on"))
                            .child(
                                el("input")
                                    .class("input")
                                    .attr("id", "risk-review")
                                    .attr("type", "date")
                                    .on_input(move |event| review.set(event_target_value(&event)))
                                    .prop("value", move || review.get()),
                            ),
                    ),
            )
            .into_any(),
        el("div")
            .class("dialog-foot")
            .child(
                el("span")
                    .class("quiet num")
                    .child(move || format!("Score {}", probability.get() * impact.get())),
            )
            .child(el("span").class("push"))
            .child(
                el("button").class("button plain").on_click(move |_| app.overlay.set(None)).child("Cancel"),
            )
            .child(el("button").class("button primary").on_click(move |_| add()).child("Add risk"))
            .into_any(),
    ])
    .into_any();
    dialog("Add risk", "", true, close(app), body)
}

fn confirm(app: App, question: Confirm) -> AnyView {
    let action = question.action.clone();
    let body = many(vec![
        el("div").class("dialog-body").child(el("p").child(question.text)).into_any(),
        el("div")
            .class("dialog-foot")
            .child(el("span").class("push"))
            .child(
                el("button")
                    .class("button plain")
                    .attr("data-autofocus", "")
                    .on_click(move |_| app.overlay.set(None))
                    .child("Cancel"),
            )
            .child(
                el("button")
                    .class(if question.danger { "button danger filled" } else { "button primary" })
                    .on_click(move |_| {
                        app.overlay.set(None);
                        action();
                    })
                    .child(question.verb),
            )
            .into_any(),
    ])
    .into_any();
    dialog(&question.title, "", true, close(app), body)
}
