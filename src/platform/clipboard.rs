//! The clipboard.

use js_sys::{Array, Function, Object, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, ClipboardItem, DataTransfer, Event};

fn typed(text: &str, mime: &str) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)
}

/// Puts both texts on the clipboard by way of the browser's own copying. False when it does not take part.
///
/// The newer way lets the browser read the HTML as if it were of this page: the page's content policy then
/// takes every style out of it. What is handed to a copy event goes out as it is.
fn by_event(plain: &str, html: &str) -> bool {
    let Some(document) = super::page::document() else { return false };
    let handed = Rc::new(Cell::new(false));
    let (done, plain, html) = (handed.clone(), plain.to_owned(), html.to_owned());
    let hand = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let data = Reflect::get(&event, &"clipboardData".into()).ok();
        if let Some(data) = data.and_then(|data| data.dyn_into::<DataTransfer>().ok()) {
            let both = data.set_data("text/plain", &plain).and_then(|()| data.set_data("text/html", &html));
            done.set(both.is_ok());
            event.prevent_default();
        }
    });
    let listener = hand.as_ref().unchecked_ref();
    if document.add_event_listener_with_callback("copy", listener).is_err() {
        return false;
    }
    let command = Reflect::get(&document, &"execCommand".into()).and_then(|f| f.dyn_into::<Function>());
    let ran = command.and_then(|command| command.call1(&document, &"copy".into()));
    _ = document.remove_event_listener_with_callback("copy", listener);
    handed.get() && ran.is_ok_and(|ran| ran.is_truthy())
}

/// Puts plain text, and where given the same as HTML, on the clipboard. False when refused.
pub async fn copy(plain: String, html: Option<String>) -> bool {
    if html.as_ref().is_some_and(|html| by_event(&plain, html)) {
        return true;
    }
    let Some(window) = web_sys::window() else { return false };
    let clipboard = window.navigator().clipboard();
    let write = || -> Result<js_sys::Promise, JsValue> {
        let Some(html) = &html else { return Ok(clipboard.write_text(&plain)) };
        let record = Object::new();
        Reflect::set(&record, &"text/plain".into(), &typed(&plain, "text/plain")?.into())?;
        Reflect::set(&record, &"text/html".into(), &typed(html, "text/html")?.into())?;
        let item = ClipboardItem::new_with_record_from_str_to_blob_promise(&record)?;
        Ok(clipboard.write(&Array::of1(&item)))
    };
    match write() {
        Ok(promise) => JsFuture::from(promise).await.is_ok(),
        Err(_) => false,
    }
}
