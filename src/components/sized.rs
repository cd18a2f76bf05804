//! Drawings that know their width: text in a chart keeps its size however wide the chart is.

use crate::dom::prelude::*;
use crate::platform::page;

/// Draws for the width that there is, and anew when it changes. Nothing is drawn before the first
/// measure.
pub fn sized(draw: impl Fn(f64) -> AnyView + 'static) -> AnyView {
    let frame = NodeRef::new();
    let width = RwSignal::new(0_u32);
    let view = el("div")
        .class("sized")
        .child(move || (width.get() > 0).then(|| draw(f64::from(width.get()))))
        .node_ref(frame);
    if let Some(element) = frame.get_untracked() {
        let stop = page::on_resize(&element, move |size| {
            // Whole pixels: a chart is not worth drawing anew for less.
            if width.try_get_untracked() != Some(size as u32) {
                width.try_set(size as u32);
            }
        });
        on_cleanup(stop);
    }
    view.into_any()
}
