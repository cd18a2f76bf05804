//! Files from and to the user's disk.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, FileList, HtmlAnchorElement, HtmlInputElement, Url};

/// A file that the user chose or dropped.
#[derive(Debug, Clone)]
pub struct ChosenFile {
    /// Its name, for show only: formats are recognised by content.
    pub name: String,
    /// All its bytes.
    pub bytes: Vec<u8>,
}

/// Reads a file's bytes. An error is the browser's own word for it.
pub async fn read(file: File) -> Result<ChosenFile, String> {
    let name = file.name();
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|e| format!("{e:?}"))?;
    Ok(ChosenFile { name, bytes: Uint8Array::new(&buffer).to_vec() })
}

/// The files of a list.
#[must_use]
pub fn listed(list: Option<FileList>) -> Vec<File> {
    list.map(|list| (0..list.length()).filter_map(|n| list.get(n)).collect()).unwrap_or_default()
}

/// Opens the browser's file chooser; `then` gets the chosen files.
pub fn choose(then: impl FnOnce(Vec<File>) + 'static) {
    let input = super::page::document().and_then(|d| d.create_element("input").ok());
    let Some(input) = input.and_then(|e| e.dyn_into::<HtmlInputElement>().ok()) else { return };
    input.set_type("file");
    input.set_multiple(true);
    let chosen = input.clone();
    let listener = wasm_bindgen::closure::Closure::once_into_js(move || then(listed(chosen.files())));
    if input.add_event_listener_with_callback("change", listener.unchecked_ref()).is_ok() {
        input.click();
    }
}

/// Hands text to the user as a download. False when the browser refused.
#[must_use]
pub fn download(name: &str, mime: &str, text: &str) -> bool {
    offer(name, mime, text).is_some()
}

fn offer(name: &str, mime: &str, text: &str) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options).ok()?;
    offer_blob(name, &blob)
}

/// Hands bytes to the user as a download. False when the browser refused.
#[must_use]
pub fn download_blob(name: &str, blob: &Blob) -> bool {
    offer_blob(name, blob).is_some()
}

fn offer_blob(name: &str, blob: &Blob) -> Option<()> {
    let url = Url::create_object_url_with_blob(blob).ok()?;
    let link = super::page::document()?.create_element("a").ok()?.dyn_into::<HtmlAnchorElement>().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser reads the text after the click: taking it away at once would cancel the download.
    super::page::after(60_000, move || {
        let _ = Url::revoke_object_url(&url);
    });
    Some(())
}
