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

/// Reads the first of the files and takes it in; several at once are not merged.
pub fn take(app: App, mut chosen: Vec<web_sys::File>) {
    if chosen.is_empty() {
        return;
    }
    if chosen.len() > 1 {
        app.toasts.say("One file at a time: nothing was read. Choose or drop a single file.");
        return;
    }
    let file = chosen.remove(0);
    let name = file.name();
    wasm_bindgen_futures::spawn_local(async move {
        match files::read(file).await {
            Ok(file) => import_session::begin(app, file),
            Err(error) => {
                app.toasts.say(format!("{name} could not be read ({error}). Nothing was changed."));
            }
        }
    });
}
