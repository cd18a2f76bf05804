//! Any record in full, beside the page it was opened on: one panel for all kinds that are forms.

mod decide;
mod field;
mod kinds;
mod list;
mod project;

use super::chain::chain_section;
use super::leads_to::leads_to_menu;
use super::phrases::kind_icon;
use super::shell::Frame;
use crate::app::App;
use crate::command::{Command, FieldEdit};
use crate::components::{MenuItem, icon, title_input};
use crate::dom::prelude::*;
use crate::json::Value;
use crate::model::{Ref, Slot};
use wasm_bindgen::JsCast;

use field::field_input;
use kinds::{closing_day, fields_of, is_asked};
use list::list_section;

/// The record as JSON of any shape, which the fields read; none once it is gone.
type Record = Memo<Option<Value>>;

/// The panel, when the address names a record.
pub(super) fn panel(frame: Frame) -> AnyView {
    let app = frame.app;
    let wanted = Memo::new(move |_| {
        let other = app.param("item").is_some() || app.param("risk").is_some();
        app.param("record").filter(|_| !other)
    });
    let found = Memo::new(move |_| wanted.get().and_then(|_| app.open_record()));
    (move || match (wanted.get(), found.get()) {
        (None, _) => ().into_any(),
        (Some(_), Some(to)) => open(frame, to),
        (Some(name), None) => gone(app, name),
    })
    .into_any()
}

fn gone(app: App, name: String) -> AnyView {
    el("aside")
        .class("panel")
        .attr("aria-label", "Details")
        .child(el("div").class("panel-bar").child(el("span").class("key grow").child(name)).child(close(app)))
        .child(
            el("div")
                .class("panel-body empty")
                .child(el("h2").child("This record is not in the program"))
                .child(el("p").child("It may have been deleted, or belongs to another program.")),
        )
        .into_any()
}

fn close(app: App) -> AnyView {
    el("button")
        .class("icon-button")
        .attr("aria-label", "Close")
        .attr("title", "Close (Esc)")
        .on_click(move |_| app.step_param("record", ""))
        .child(icon("close"))
        .into_any()
}

/// A text member of a record.
fn text(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_text).unwrap_or_default().to_owned()
}

/// Writes one field.
fn write(app: App, to: &Ref, edit: FieldEdit) {
    write_all(app, to, vec![edit]);
}

fn write_all(app: App, to: &Ref, edits: Vec<FieldEdit>) {
    let place = app.workbench.with_untracked(|p| to.slot(p)).and_then(|slot: Slot| slot.emptied());
    if let Some(place) = place {
        app.workbench.dispatch(Command::Revise { place: Box::new(place), edits });
    }
}

/// The name of the field that holds a record's title.
fn title_field(record: &Value) -> &'static str {
    if record.get("title").is_some() { "title" } else { "name" }
}

fn open(frame: Frame, to: Ref) -> AnyView {
    let app = frame.app;
    let record: Record = Memo::new({
        let to = to.clone();
        move |_| app.with(|p| to.slot(p).and_then(|slot| Some(slot.kept()?.to_value())))
    });
    let name = {
        let to = to.clone();
        Memo::new(move |_| app.with(|p| crate::analysis::chain::called(p, &to)))
    };
    let called = move || {
        name.with(|n| n.as_ref().map(|n| if n.key.is_empty() { n.noun.to_owned() } else { n.key.clone() }))
            .unwrap_or_default()
    };
    let title = move || record.with(|r| r.as_ref().map(|r| text(r, title_field(r))).unwrap_or_default());
    let (title_to, notes_to, menu_to, lead_to, chain_to, extra_to) =
        (to.clone(), to.clone(), to.clone(), to.clone(), to.clone(), to.clone());
    let (below_to, notes_of) = (to.clone(), to.clone());
    let more = move |event: web_sys::MouseEvent| {
        let Some(anchor) = event.current_target().and_then(|t| t.dyn_into().ok()) else { return };
        let gone = menu_to.clone();
        let remove = move || {
            let slot = app.workbench.with_untracked(|p| gone.slot(p));
            if let Some(slot) = slot
                && app.workbench.dispatch_aloud(Command::remove(slot))
            {
                app.set_param("record", "");
            }
        };
        frame.menu.open_at(&anchor, called(), vec![MenuItem::new("Delete", remove).danger()]);
    };
    let lead = move |event: web_sys::MouseEvent| {
        let Some(anchor) = event.current_target().and_then(|t| t.dyn_into().ok()) else { return };
        frame.menu.open_at(&anchor, "Leads to", leads_to_menu(app, &lead_to));
    };
    let section_to = to.clone();
    let fields = fields_of(&to);
    let (lists, singles): (Vec<&'static field::Field>, Vec<_>) = fields.iter().partition(|f| f.is_list());
    let props: Vec<AnyView> = singles
        .into_iter()
        .flat_map(|field| {
            let hidden = move || {
                let asked = record.with(|r| r.as_ref().is_none_or(|r| is_asked(field.name, r)));
                (!asked).then_some("")
            };
            [
                el("dt").attr("hidden", hidden).child(field.label).into_any(),
                el("dd").attr("hidden", hidden).child(field_input(app, &to, field, record)).into_any(),
            ]
        })
        .collect();
    let lists: Vec<AnyView> = lists.into_iter().map(|field| list_section(app, &to, field, record)).collect();
    let notes = move || record.with(|r| r.as_ref().map(|r| text(r, "notes")).unwrap_or_default());
    el("aside")
        .class("panel")
        .attr("aria-label", move || format!("{} details", called()))
        .child(
            el("div")
                .class("panel-bar")
                .child(icon(kind_icon(&to)))
                .child(el("span").class("strong num grow").child(called))
                .child(
                    el("button")
                        .class("button small plain")
                        .attr("aria-haspopup", "menu")
                        .attr("title", "Leads to… (L)")
                        .on_click(lead)
                        .child("Leads to…"),
                )
                .child(
                    el("button")
                        .class("icon-button")
                        .attr("aria-label", move || format!("More for {}", called()))
                        .attr("aria-haspopup", "menu")
                        .on_click(more)
                        .child(icon("dots")),
                )
                .child(close(app)),
        )
        .child(
            el("div")
                .class("panel-body")
                .child(title_input(title, move |value| {
                    let field = record.with_untracked(|r| r.as_ref().map_or("title", title_field));
                    write(app, &title_to, FieldEdit::Set(field.into(), Value::Text(value)));
                }))
                .child(
                    el("textarea")
                        .class("input bare-area")
                        .attr("rows", "2")
                        .attr("aria-label", "Notes")
                        .attr("hidden", matches!(notes_of, Ref::Person(_) | Ref::Team(_)).then_some(""))
                        .attr("placeholder", "Notes")
                        .on_change(move |event| {
                            let value = Value::Text(event_target_value(&event));
                            write(app, &notes_to, FieldEdit::Set("notes".into(), value));
                        })
                        .prop("value", notes),
                )
                .child(decide::section(app, &section_to))
                .child(super::risks::extra(frame, &extra_to))
                .child(el("dl").class("props").child(props))
                .child(lists)
                .child(project::section(app, &section_to))
                .child(super::risks::below(frame, &below_to))
                .child(chain_section(app, move || Some(chain_to.clone()))),
        )
        .into_any()
}
