//! A replan says at once what it breaks; asking for other days shows it before.

use super::Desk;
use crate::analysis::Colour;
use crate::analysis::roadmap::{Edge, Plan, edges, newly_late, replan_initiative, replan_milestone};
use crate::command::Command;
use crate::components::{date_input, mark};
use crate::dom::prelude::*;
use crate::model::{Date, Ref};

/// Applies a replan, and says with it which dependencies it breaks.
pub(super) fn dispatch(desk: Desk, command: Command) {
    let app = desk.app;
    let before = app.workbench.with_untracked(|p| edges(&Plan::of(p), None));
    let Some(label) = app.workbench.dispatch(command) else { return };
    let broken = app.workbench.with_untracked(|p| newly_late(&before, p));
    let text = match broken.as_slice() {
        [] => label,
        [one] => format!("{label}. This breaks a dependency: {}", one.words),
        [first, rest @ ..] => {
            format!("{label}. This breaks {} dependencies: {}", rest.len() + 1, first.words)
        }
    };
    app.say(text.clone());
    app.toasts.say_with_undo(text);
}

/// A field below its name.
pub(super) fn labelled(name: &str, field: AnyView) -> El {
    el("div").class("field").child(el("span").class("label").child(name.to_owned())).child(field)
}

/// A dialog of this page: its keys do not reach the page behind it.
pub(super) fn dialog(
    desk: Desk,
    name: &str,
    verb: &'static str,
    ready: Memo<bool>,
    body: Vec<AnyView>,
    go: impl Fn() + Clone + 'static,
) -> AnyView {
    let enter = go.clone();
    let inner = el("div")
        .class("dialog-inner")
        .on_keydown(move |event| {
            if event.key() == "Enter" && ready.get_untracked() && in_text(&event) {
                event.prevent_default();
                // The field under the cursor writes first.
                crate::platform::page::leave_field();
                enter();
            }
            if !matches!(event.key().as_str(), "Escape" | "Tab") {
                event.stop_propagation();
            }
        })
        .child(el("div").class("dialog-body").child(body))
        .child(
            el("div").class("dialog-foot").child(
                el("button")
                    .class("button primary push")
                    .attr("disabled", move || !ready.get())
                    .on_click(move |_| go())
                    .child(verb),
            ),
        )
        .into_any();
    crate::components::dialog(name, "", true, move || desk.ask.set(None), inner)
}

fn in_text(event: &web_sys::KeyboardEvent) -> bool {
    use wasm_bindgen::JsCast;
    let target = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlElement>().ok());
    target.is_some_and(|t| t.tag_name() == "INPUT" && t.get_attribute("type").as_deref() != Some("checkbox"))
}

/// Other days for an initiative or a milestone.
pub(super) fn ask(desk: Desk, what: &Ref) -> AnyView {
    let app = desk.app;
    let is_bar = matches!(what, Ref::Initiative(_));
    let title = app.workbench.with_untracked(|p| match what {
        Ref::Initiative(id) => p.initiatives.get(id).map(|i| i.title.clone()),
        Ref::Milestone(id) => p.milestones.get(id).map(|m| m.name.clone()),
        _ => None,
    });
    let span = app.workbench.with_untracked(|p| match what {
        Ref::Initiative(id) => p.initiatives.get(id).map(|i| (i.start, i.end)),
        Ref::Milestone(id) => p.milestones.get(id).map(|m| (Some(m.due), Some(m.due))),
        _ => None,
    });
    let Some((title, (first, last))) = title.zip(span) else { return ().into_any() };
    let (start, end) = (RwSignal::new(first), RwSignal::new(last));
    let wanted = Memo::new(move |_| {
        let (start, end) = if is_bar { (start.get(), end.get()) } else { (end.get(), end.get()) };
        start.zip(end).filter(|(start, end)| start <= end)
    });
    let ready = Memo::new(move |_| wanted.get().is_some());
    let of = what.clone();
    let broken = move || -> Vec<Edge> {
        let Some((start, end)) = wanted.get() else { return Vec::new() };
        app.with(|p| {
            let plan = match &of {
                Ref::Initiative(id) => Plan { program: p, thought: Some((*id, start, end)), milestone: None },
                Ref::Milestone(id) => Plan { program: p, thought: None, milestone: Some((*id, end)) },
                _ => Plan::of(p),
            };
            edges(&plan, Some(&of)).into_iter().filter(|edge| edge.late.is_some()).collect()
        })
    };
    let what = what.clone();
    let go = move || {
        let Some((start, end)) = wanted.get_untracked() else { return };
        let command = app.workbench.with_untracked(|p| match &what {
            Ref::Initiative(id) => p.initiatives.get(id).map(|i| replan_initiative(p, i, start, end)),
            Ref::Milestone(id) => p.milestones.get(id).map(|m| replan_milestone(m, end)),
            _ => None,
        });
        desk.ask.set(None);
        if let Some(command) = command {
            dispatch(desk, command);
        }
        super::moves::focus(&what);
    };
    let day = |name: &'static str, signal: RwSignal<Option<Date>>| {
        labelled(name, date_input(name, move || signal.get(), move |day| signal.set(day)))
    };
    let fields = if is_bar {
        el("div").class("two-fields").child(day("First day", start)).child(day("Last day", end)).into_any()
    } else {
        day("Day", end).into_any()
    };
    let late = move || {
        let broken = broken();
        (!broken.is_empty()).then(|| {
            let rows = broken
                .into_iter()
                .map(|edge| el("li").class("row").child(mark(Colour::Red)).child(edge.words))
                .collect_view();
            el("div")
                .class("note red")
                .attr("role", "status")
                .child(el("p").class("head strong").child("On these days it is late"))
                .child(el("ul").child(rows))
        })
    };
    dialog(desk, &format!("Move {title}"), "Move", ready, vec![fields, late.into_any()], go)
}
