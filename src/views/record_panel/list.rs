//! A list within a record: its entries as rows of small inputs, and a line to add one.

use super::field::{Field, FieldKind, input};
use super::{Record, text, write};
use crate::app::App;
use crate::command::FieldEdit;
use crate::components::icon;
use crate::dom::prelude::*;
use crate::json::{Value, from_text};
use crate::model::{EntryId, Ref};

/// The list as a section of the panel.
pub(super) fn list_section(app: App, to: &Ref, field: &'static Field, record: Record) -> AnyView {
    let FieldKind::List(parts, blank) = field.kind else { return ().into_any() };
    let entries = move || {
        record.with(|r| {
            r.as_ref().and_then(|r| r.get(field.name)).map(|v| v.list().to_vec()).unwrap_or_default()
        })
    };
    let ids = move || {
        entries().iter().filter_map(|e| Some(text(e, "id").parse::<EntryId>().ok()?.number())).collect()
    };
    let row_to = to.clone();
    let row = move |id: EntryId| row(app, &row_to, field, parts, record, id);
    let add_to = to.clone();
    let first = parts.first().map_or("text", |p| p.name);
    let add = move |line: String| {
        let mut entry = from_text::<Value>(blank).unwrap_or_default();
        if let Value::Object(members) = &mut entry {
            members.insert("id".into(), Value::Text(EntryId::from(0).to_string()));
            members.insert(first.into(), Value::Text(line));
        }
        write(app, &add_to, FieldEdit::Put(field.name.into(), entry));
    };
    el("section")
        .class("record-list")
        .child(el("h3").child(field.label))
        .child(el("ul").child(keyed(ids, row)))
        .child(
            el("input")
                .class("input")
                .attr("aria-label", format!("Add to {}", field.label.to_lowercase()))
                .attr("placeholder", "Add a line")
                .on_keydown(move |event| {
                    let line = event_target_value(&event);
                    if event.key() == "Enter" && !line.trim().is_empty() {
                        event.prevent_default();
                        add(line.trim().to_owned());
                        if let Some(field) = event
                            .target()
                            .and_then(|t| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlInputElement>(t).ok())
                        {
                            field.set_value("");
                        }
                    }
                }),
        )
        .into_any()
}

fn row(
    app: App,
    to: &Ref,
    field: &'static Field,
    parts: &'static [Field],
    record: Record,
    id: EntryId,
) -> AnyView {
    let id_text = id.to_string();
    let entry: Memo<Option<Value>> = Memo::new({
        let id = id_text.clone();
        move |_| {
            record.with(|r| {
                let list = r.as_ref()?.get(field.name)?.list();
                list.iter().find(|e| text(e, "id") == id).cloned()
            })
        }
    });
    let inputs: Vec<AnyView> = parts
        .iter()
        .map(|part| {
            let to = to.clone();
            let value = move || entry.with(|e| e.as_ref().and_then(|e| e.get(part.name).cloned()));
            let write = move |value: Option<Value>| {
                let Some(Value::Object(mut members)) = entry.get_untracked() else { return };
                match value {
                    Some(value) => members.insert(part.name.into(), value),
                    None => members.remove(part.name),
                };
                write(app, &to, FieldEdit::Put(field.name.into(), Value::Object(members)));
            };
            el("label")
                .class("record-part")
                .child(el("span").class("quiet").child(part.label))
                .child(input(app, part.label, part.kind, value, write))
                .into_any()
        })
        .collect();
    let gone_to = to.clone();
    el("li")
        .child(el("div").class("record-parts").child(inputs))
        .child(
            el("button")
                .class("icon-button")
                .attr("aria-label", "Remove this line")
                .on_click(move |_| {
                    write(app, &gone_to, FieldEdit::Drop(field.name.into(), id_text.clone()));
                })
                .child(icon("close")),
        )
        .into_any()
}
