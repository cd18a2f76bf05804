//! The clipboard.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, ClipboardItem};

fn typed(text: &str, mime: &str) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)
}

/// Puts plain text, and where given the same as HTML, on the clipboard. False when refused.
pub async fn copy(plain: String, html: Option<String>) -> bool {
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
