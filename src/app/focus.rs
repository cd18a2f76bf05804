//! The focus stays where the work is: a button may leave the page by what it set off, and the focus with it.

use crate::platform::page;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

/// What may take the focus. Fields may not: the next single key would be typed into them.
const FOCUSABLE: &str = "button:not([disabled]), a[href], [tabindex='0']";
/// Around these a lost focus is not looked for: their first link is far from where the work was.
const TOO_WIDE: &str = "body, main, .frame, .page";

/// Looks after each click and key whether what had the focus is still there.
pub(super) fn keep() {
    for event in ["click", "keydown"] {
        page::on_document_first(event, look);
    }
}

fn look(event: Event) {
    let Some(active) = page::active().filter(|active| !is_body(active)) else { return };
    // Letters that are typed take nothing away.
    let typed = event.dyn_ref::<KeyboardEvent>().is_some_and(|key| key.key().chars().count() == 1)
        && matches!(active.tag_name().as_str(), "INPUT" | "TEXTAREA");
    if typed {
        return;
    }
    let mut around = Vec::new();
    let mut next = active.parent_element();
    while let Some(element) = next.filter(|element| !element.matches(TOO_WIDE).unwrap_or(true)) {
        next = element.parent_element();
        around.push(element);
    }
    // A frame for what was set off, one for those who put the focus somewhere themselves.
    page::after_paint(move || page::after_paint(move || mend(&active, &around)));
}

fn is_body(element: &HtmlElement) -> bool {
    element.tag_name() == "BODY"
}

/// Puts a lost focus on what stands nearest to where it was, or on the page's content.
fn mend(was: &HtmlElement, around: &[Element]) {
    if was.is_connected() || page::active().is_some_and(|active| !is_body(&active)) {
        return;
    }
    let shown = |element: &HtmlElement| element.offset_parent().is_some();
    let near = around.iter().filter(|element| element.is_connected());
    let near = near.filter_map(|element| page::find_all(element, FOCUSABLE).into_iter().find(shown)).next();
    if let Some(element) = near.or_else(|| page::find("main")) {
        let _ = element.focus();
    }
}
