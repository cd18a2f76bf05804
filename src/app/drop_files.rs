//! Files dropped anywhere on the page.

use super::import_session;
use super::state::App;
use crate::platform::{files, page};
use wasm_bindgen::JsCast;
use web_sys::DragEvent;

/// Starts to listen.
pub(super) fn listen(app: App) {
    page::on_document("dragover", |event| {
        if carried(&event).is_some() {
            event.prevent_default();
        }
    });
    page::on_document("drop", move |event| {
        let Some(transfer) = carried(&event) else { return };
        event.prevent_default();
        take(app, files::listed(transfer.files()));
    });
}

/// The files that a drag carries, if it carries any: cards are dragged by other means.
fn carried(event: &web_sys::Event) -> Option<web_sys::DataTransfer> {
    let transfer = event.dyn_ref::<DragEvent>()?.data_transfer()?;
    let kinds = transfer.types();
    kinds.includes(&"Files".into(), 0).then_some(transfer)
}

/// Reads the files and takes them in, as one import.
pub fn take(app: App, chosen: Vec<web_sys::File>) {
    if chosen.is_empty() {
        return;
    }
    let size: f64 = chosen.iter().map(|file| file.size()).sum();
    if size > import_session::LARGEST {
        let words = format!(
            "{:.0} MB are more than can be read here at once. Nothing was changed. Export fewer items, or in parts.",
            size / 1e6
        );
        let name = chosen.first().map(web_sys::File::name).unwrap_or_default();
        return import_session::refuse(app, &name, words);
    }
    wasm_bindgen_futures::spawn_local(async move {
        let mut files = Vec::with_capacity(chosen.len());
        for file in chosen {
            let name = file.name();
            match files::read(file).await {
                Ok(file) => files.push(file),
                Err(error) => {
                    app.toasts.say(format!("{name} could not be read ({error}). Nothing was changed."));
                    return;
                }
            }
        }
        import_session::begin(app, files);
    });
}
