//! Scores in the rows: the numbers they are made of, to be written, and how they come about.

use super::row::Item;
use super::{Desk, focus};
use crate::analysis::backlog::score::{Input, Method, score};
use crate::analysis::words::number;
use crate::app::App;
use crate::command::{BacklogEdit, Command, ItemEdit};
use crate::dom::prelude::*;
use crate::model::WorkItemId;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent};

/// The method that the address names.
pub(super) fn method(app: App) -> Option<Method> {
    let word = app.param("score")?;
    Method::ALL.into_iter().find(|m| m.word() == word)
}

pub(super) fn heads(method: Method) -> AnyView {
    let inputs = method
        .inputs()
        .iter()
        .map(|input| el("span").class("line-input num").attr("title", input.name()).child(input.short()))
        .collect_view();
    many(vec![
        inputs,
        el("span").class("line-score num").attr("title", method.formula()).child(method.name()).into_any(),
    ])
}

/// By rank or by score, and making the score the rank.
pub(super) fn sorting(desk: Desk, method: Method) -> AnyView {
    let app = desk.app;
    let by_score = move || super::by_score(app);
    let rank = move |_| {
        let items: Vec<WorkItemId> = desk.list.with_untracked(|l| l.all.rows.iter().map(|r| r.id).collect());
        let edit = BacklogEdit::Reorder { items, by: method.name().to_owned() };
        if app.workbench.dispatch_aloud(Command::Backlog(Box::new(edit))) {
            app.set_param("sort", "");
        }
    };
    many(vec![
        crate::components::segmented(
            "Order",
            &[(false, "By rank"), (true, "By score")],
            by_score,
            move |on| app.set_param("sort", if on { "score" } else { "" }),
        ),
        (move || {
            let flat = app.param("view").as_deref() != Some("tree");
            (by_score() && flat).then(|| el("button").class("button").on_click(rank).child("Rank by score"))
        })
        .into_any(),
        el("span")
            .class("quiet wide-only")
            .child(format!("{} = {}", method.name(), method.formula()))
            .into_any(),
    ])
}

/// The inputs of a row and its score.
pub(super) fn cells(desk: Desk, id: WorkItemId, item: Item, method: Method) -> AnyView {
    let container = item.with_untracked(|i| i.as_ref().is_some_and(|i| i.kind.is_container()));
    if container {
        return el("span").class("line-unscored").into_any();
    }
    let inputs = method.inputs().iter().map(|input| cell(desk, id, item, *input)).collect_view();
    let scored = Memo::new(move |_| item.with(|i| i.as_ref().map(|i| score(i, method))));
    let text = move || {
        let value = scored.with(|s| s.as_ref().and_then(|s| s.value));
        value.map_or_else(|| "n/a".to_owned(), |value| number(value, if value < 100.0 { 1 } else { 0 }))
    };
    let working = move || scored.with(|s| s.as_ref().map(|s| s.working.clone()).unwrap_or_default());
    many(vec![
        inputs,
        el("span")
            .class("line-score num strong")
            .attr("title", working)
            .child(text)
            .child(el("span").class("sr-only").child(move || format!(" {}: {}", method.name(), working())))
            .into_any(),
    ])
}

fn cell(desk: Desk, id: WorkItemId, item: Item, input: Input) -> AnyView {
    let shown = move || {
        item.with(|i| {
            let item = i.as_ref()?;
            item.scoring.as_ref().and_then(|s| input.of(s)).map(|value| input.text(value))
        })
        .unwrap_or_default()
    };
    // Without a size of its own, the estimate counts.
    let hint = move || match input {
        Input::Size => item.with(|i| i.as_ref().and_then(|i| i.estimate).map(|e| e.to_string())),
        _ => None,
    };
    let key = item.with_untracked(|i| i.as_ref().map(|i| i.key.clone()).unwrap_or_default());
    let write = move |text: &str| -> bool {
        let value = match input.read(text) {
            Ok(value) => value,
            Err(why) => {
                desk.app.toasts.say(format!("{why}. Nothing was changed."));
                return false;
            }
        };
        let mut scoring = desk
            .app
            .workbench
            .with_untracked(|p| p.items.get(&id).and_then(|i| i.scoring.clone()))
            .unwrap_or_default();
        if input.of(&scoring) == value {
            return false;
        }
        input.set(&mut scoring, value);
        desk.app.workbench.dispatch(Command::EditItem(id, ItemEdit::Scoring(Some(scoring)))).is_some()
    };
    let row_key = key.clone();
    el("input")
        .class("input line-input num")
        .attr("aria-label", format!("{} of {key}", input.name()))
        .attr("inputmode", "decimal")
        .attr("data-input", input.name())
        .attr("placeholder", hint)
        .on_click(|event| event.stop_propagation())
        .on_change(move |event| {
            write(&event_target_value(&event));
            if let Some(field) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) {
                field.set_value(&untrack(shown));
            }
        })
        .on_keydown(move |event: KeyboardEvent| {
            event.stop_propagation();
            let down = match event.key().as_str() {
                "Enter" | "ArrowDown" => true,
                "ArrowUp" => false,
                "Escape" => {
                    if let Some(field) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) {
                        field.set_value(&untrack(shown));
                    }
                    focus(&row_key);
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            beside(desk, id, input, down, &event);
        })
        .prop("value", shown)
        .into_any()
}

/// The same number of the next or previous row.
fn beside(desk: Desk, id: WorkItemId, input: Input, down: bool, event: &KeyboardEvent) {
    let next = desk.list.with_untracked(|l| l.beside(id, if down { 1 } else { -1 }));
    let field = event.target().and_then(|t| t.dyn_into::<HtmlElement>().ok());
    match next {
        Some(next) => {
            let key = desk.key(next);
            crate::platform::page::focus_later(format!(
                "article.line[data-key=\"{key}\"] input[data-input=\"{}\"]",
                input.name()
            ));
        }
        None => {
            // Leaving writes.
            if let Some(field) = field {
                let _ = field.blur();
            }
        }
    }
}
