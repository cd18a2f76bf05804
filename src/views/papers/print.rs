//! Printing a document alone, whatever page is open.

use super::sheet::sheet;
use crate::app::App;
use crate::dom::prelude::*;
use crate::platform::page;
use crate::report::Document;

/// Prints a document: it stands on a sheet over the page until the browser has taken it.
pub(in crate::views) fn print(app: App, document: Document) {
    let title = document.title.clone();
    app.printing.set(Some(document));
    page::after_paint(move || page::print_titled(&title, move || _ = app.printing.try_set(None)));
}

/// The sheet while it is being printed; otherwise nothing.
pub(in crate::views) fn printed(app: App) -> AnyView {
    (move || {
        app.printing.with(|made| {
            made.as_ref().map(|made| el("div").class("print-sheet").child(sheet(app, made)).into_any())
        })
    })
    .into_any()
}
