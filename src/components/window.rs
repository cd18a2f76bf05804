//! A list that draws only what is on screen: ten thousand rows cost what thirty do.

use crate::dom::prelude::*;
use crate::platform::page;
use std::collections::HashMap;
use web_sys::HtmlElement;

/// The scrolling element that lists live in. Its tick moves when it was scrolled or resized.
#[derive(Clone, Copy)]
pub struct Viewport {
    /// Give this to the scrolling element.
    pub node: NodeRef,
    tick: RwSignal<u32>,
    waiting: StoredValue<bool>,
}

impl Viewport {
    /// A viewport that also follows the window's size.
    #[must_use]
    pub fn new() -> Self {
        let viewport =
            Self { node: NodeRef::new(), tick: RwSignal::new(0), waiting: StoredValue::new(false) };

        let listener = window_event_listener(leptos::ev::resize, move |_| viewport.moved());
        on_cleanup(move || listener.remove());
        viewport
    }

    /// It was scrolled or its content moved: lists look again, once a frame.
    pub fn moved(&self) {
        // A scroll may be told after the list was taken off the page.
        if self.waiting.try_get_value().unwrap_or(true) {
            return;
        }
        self.waiting.set_value(true);
        let (tick, waiting) = (self.tick, self.waiting);
        page::after_paint(move || {
            // The list may be gone by the next frame.
            waiting.try_set_value(false);
            tick.try_update(|n| *n = n.wrapping_add(1));
        });
    }

    /// Top and height of the visible part, relative to `inner`'s top edge.
    fn seen_from(&self, inner: &HtmlElement) -> Option<(f64, f64)> {
        let outer = self.node.get_untracked()?.get_bounding_client_rect();
        let inner = inner.get_bounding_client_rect();
        Some((outer.top() - inner.top(), outer.height()))
    }
}

impl Default for Viewport {
    fn default() -> Self {
        Self::new()
    }
}

/// How a windowed list is laid out.
#[derive(Debug, Clone, Copy)]
pub struct Windowed {
    /// Height of a row that was not measured yet, in pixels.
    pub estimate: f64,
    /// Space between rows, in pixels.
    pub gap: f64,
    /// Pixels drawn beyond the visible part, so that scrolling shows no holes.
    pub margin: f64,
}

/// The part of the list that is drawn, and the space that stands for the rest.
#[derive(Debug, Clone, PartialEq)]
struct Range {
    shown: Vec<u64>,
    above: f64,
    below: f64,
}

/// Draws the rows of `ids` that are on screen inside `viewport`. Each row's root element must carry
/// `data-row`. Heights are measured as rows appear; unseen ones are estimated.
pub fn windowed(
    ids: Memo<Vec<u64>>,
    viewport: Viewport,
    layout: Windowed,
    row: impl Fn(u64) -> AnyView + 'static,
) -> AnyView {
    let list = NodeRef::new();
    let heights = StoredValue::new(HashMap::<u64, f64>::new());
    let measured = RwSignal::new(0_u32);
    viewport.moved();

    let range = Memo::new(move |_| {
        viewport.tick.get();
        measured.get();
        let seen = list.get().and_then(|list| viewport.seen_from(&list));
        ids.with(|ids| heights.with_value(|heights| visible(ids, heights, layout, seen)))
    });
    let shown = Memo::new(move |_| range.with(|r| r.shown.clone()));

    // Rows can be measured only once they are on the page.
    Effect::new(move |_| {
        shown.with(|_| ());
        page::after_paint(move || {
            let Some(list) = list.get_untracked() else { return };
            let rows = page::find_all(&list, ":scope > [data-row]");
            let changed = shown.try_with_untracked(|shown| {
                heights
                    .try_update_value(|heights| {
                        let mut changed = false;
                        for (id, row) in shown.iter().zip(&rows) {
                            let height = f64::from(row.offset_height());
                            if height > 0.0 && heights.insert(*id, height) != Some(height) {
                                changed = true;
                            }
                        }
                        changed
                    })
                    .unwrap_or(false)
            });
            if changed == Some(true) {
                measured.try_update(|n| *n = n.wrapping_add(1));
            }
        });
    });

    el("div")
        .class("windowed")
        .child(
            el("div")
                .class("spacer")
                .style("height", move || format!("{}px", range.with(|r| r.above as i64))),
        )
        .child(keyed(move || shown.get(), row))
        .child(
            el("div")
                .class("spacer")
                .style("height", move || format!("{}px", range.with(|r| r.below as i64))),
        )
        .node_ref(list)
        .into_any()
}

/// Which rows overlap the visible part. Before anything is laid out, the first few.
fn visible(ids: &[u64], heights: &HashMap<u64, f64>, layout: Windowed, seen: Option<(f64, f64)>) -> Range {
    let (top, height) = seen.unwrap_or((0.0, 900.0));
    let (from, to) = (top - layout.margin, top + height + layout.margin);
    let (mut above, mut below, mut at) = (0.0, 0.0, 0.0);
    let mut shown = Vec::new();
    for id in ids {
        let size = heights.get(id).copied().unwrap_or(layout.estimate) + layout.gap;
        if at + size < from {
            above += size;
        } else if at > to {
            below += size;
        } else {
            shown.push(*id);
        }
        at += size;
    }
    Range { shown, above, below }
}
