//! Lists whose rows keep their elements while their ids stay.

use super::view::{AnyView, IntoView, document, follow};
use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::Node;

/// A row on the page.
struct Row {
    id: u64,
    node: Node,
    owner: Owner,
}

/// A list of rows by id. A row is one element, made once; what it shows must follow its record.
pub fn keyed<Id: From<u64> + 'static>(
    ids: impl Fn() -> Vec<u64> + 'static,
    row: impl Fn(Id) -> AnyView + 'static,
) -> AnyView {
    list(Box::new(ids), Box::new(move |id| row(Id::from(id))))
}

fn list(ids: Box<dyn Fn() -> Vec<u64>>, row: Box<dyn Fn(u64) -> AnyView>) -> AnyView {
    let Some(document) = document() else { return AnyView::Empty };
    // Rows stand before this mark, wherever it is.
    let end: Node = document.create_comment("").into();
    let holder: Node = document.create_document_fragment().into();
    let _ = holder.append_child(&end);
    let rows = RefCell::new(Vec::<Row>::new());
    let parent_owner = Owner::current();
    follow(Box::new(move || {
        let wanted = ids();
        let Some(parent) = end.parent_node() else { return };
        let mut old = rows.take();
        let mut new = Vec::with_capacity(wanted.len());
        for id in &wanted {
            let kept = old.iter().position(|r| r.id == *id).map(|place| old.swap_remove(place));
            new.push(kept.or_else(|| make(*id, &row, parent_owner.as_ref())));
        }
        for gone in old {
            gone.owner.cleanup();
            let _ = parent.remove_child(&gone.node);
        }
        let new: Vec<Row> = new.into_iter().flatten().collect();
        let focused = document_focus();
        // From the foot up: a row that stands right stays untouched, so focus and scroll stay too.
        let mut next = end.clone();
        for row in new.iter().rev() {
            let right = row.node.next_sibling().is_some_and(|n| n.is_same_node(Some(&next)));
            if !right || row.node.parent_node().is_none() {
                let _ = parent.insert_before(&row.node, Some(&next));
            }
            next = row.node.clone();
        }
        // A row that was put elsewhere with the focus in it has lost it on the way.
        if let Some(focused) = focused.filter(|f| f.is_connected() && document_focus().as_ref() != Some(f)) {
            let _ = focused.focus();
        }
        rows.replace(new);
    }));
    AnyView::Node(holder)
}

/// What has the focus; nothing where only the page itself has it.
fn document_focus() -> Option<web_sys::HtmlElement> {
    let active = document()?.active_element()?;
    if active.tag_name() == "BODY" { None } else { active.dyn_into().ok() }
}

/// Draws a row under an owner of its own, which lives until the row goes.
fn make(id: u64, row: &dyn Fn(u64) -> AnyView, parent: Option<&Owner>) -> Option<Row> {
    let owner = parent.map_or_else(Owner::new, Owner::child);
    let holder: Node = document()?.create_document_fragment().into();
    owner.with(|| untrack(|| row(id).into_any().mount(&holder, None)));
    let node = holder.first_child()?.unchecked_into::<Node>();
    Some(Row { id, node, owner })
}
