//! Menus: one at a time, beside what opened it; a sheet at the foot on a phone.

use crate::dom::prelude::*;
use crate::platform::{clock, page};
use std::sync::Arc;
use web_sys::{HtmlElement, KeyboardEvent};

/// One line of a menu.
#[derive(Clone)]
pub struct MenuItem {
    /// What it does.
    pub label: String,
    /// At the right: a key, a count, or why it is not available.
    pub hint: String,
    /// Not available now.
    pub disabled: bool,
    /// Deletes something.
    pub danger: bool,
    /// A line above it.
    pub apart: bool,
    /// What choosing does.
    pub action: Arc<dyn Fn() + Send + Sync>,
}

impl MenuItem {
    /// A line that does something.
    pub fn new(label: impl Into<String>, action: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            label: label.into(),
            hint: String::new(),
            disabled: false,
            danger: false,
            apart: false,
            action: Arc::new(action),
        }
    }

    /// With a hint at the right.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Not available, with the reason.
    #[must_use]
    pub fn unless(mut self, reason: Option<String>) -> Self {
        if let Some(reason) = reason {
            self.disabled = true;
            self.hint = reason;
        }
        self
    }

    /// With a line above.
    #[must_use]
    pub fn apart(mut self) -> Self {
        self.apart = true;
        self
    }

    /// Deletes something.
    #[must_use]
    pub fn danger(mut self) -> Self {
        self.danger = true;
        self
    }
}

/// A menu to open.
#[derive(Clone)]
pub struct Menu {
    /// What it is about, such as `Move SRCH-341 to…`.
    pub title: String,
    /// Its lines.
    pub items: Vec<MenuItem>,
    /// Left and top of the place to open at, in the window's pixels.
    pub at: (f64, f64),
}

/// The open menu, if any.
#[derive(Clone, Copy)]
pub struct MenuState {
    open: RwSignal<Option<Menu>>,
    opener: StoredValue<Option<HtmlElement>, LocalStorage>,
}

impl MenuState {
    /// No menu.
    #[must_use]
    pub fn new() -> Self {
        Self { open: RwSignal::new(None), opener: StoredValue::new_local(None) }
    }

    /// Opens a menu below an element.
    pub fn open_at(&self, anchor: &HtmlElement, title: impl Into<String>, items: Vec<MenuItem>) {
        let place = anchor.get_bounding_client_rect();
        self.opener.set_value(page::active());
        self.open.set(Some(Menu { title: title.into(), items, at: (place.left(), place.bottom() + 4.0) }));
    }

    /// Closes it; the focus goes back unless something else takes it.
    pub fn close(&self, refocus: bool) {
        self.open.set(None);
        if refocus && let Some(opener) = self.opener.get_value() {
            let _ = opener.focus();
        }
    }

    /// A menu is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open.with_untracked(Option::is_some)
    }
}

impl Default for MenuState {
    fn default() -> Self {
        Self::new()
    }
}

/// Letters typed one after the other look for a line that begins with them.
#[derive(Debug, Clone, Default)]
struct Typed {
    text: String,
    at: i64,
}

/// After so many milliseconds a letter begins anew.
const PAUSE: i64 = 900;

impl Typed {
    fn is_going_on(&self) -> bool {
        !self.text.is_empty() && clock::now().0 - self.at < PAUSE
    }

    /// What is looked for with one more letter; none for a space that begins nothing.
    fn and(&mut self, letter: &str) -> Option<String> {
        if !self.is_going_on() {
            self.text.clear();
            if letter == " " {
                return None;
            }
        }
        self.at = clock::now().0;
        let letter = letter.to_lowercase();
        // The same letter again goes through all lines that begin with it.
        if self.text != letter {
            self.text.push_str(&letter);
        }
        Some(self.text.clone())
    }
}

/// Draws the open menu.
pub fn menu_layer(state: MenuState) -> AnyView {
    (move || state.open.get().map(|menu| open_menu(state, menu))).into_any()
}

fn open_menu(state: MenuState, menu: Menu) -> AnyView {
    let frame = NodeRef::new();
    let (left, top) = menu.at;
    let title = menu.title.clone();
    page::after_paint(move || {
        if let Some(frame) = frame.get_untracked() {
            keep_on_screen(&frame, left, top);
            if let Some(first) = page::find_all(&frame, "[role=menuitem]:not([aria-disabled=true])").first() {
                let _ = first.focus();
            }
        }
    });
    let items: Vec<_> = menu
        .items
        .into_iter()
        .map(|item| {
            let class = if item.danger { "menu-item danger" } else { "menu-item" };
            let disabled = item.disabled;
            let action = item.action;
            let choose = move |_| {
                if !disabled {
                    state.close(true);
                    action();
                }
            };
            many(vec![
                (item.apart.then(|| el("hr"))).into_any(),
                el("button")
                    .class(class)
                    .attr("role", "menuitem")
                    .attr("tabindex", "-1")
                    .attr("aria-disabled", if disabled { "true" } else { "false" })
                    .on_click(choose)
                    .child(el("span").child(item.label))
                    .child(el("span").class("hint").child(item.hint))
                    .into_any(),
            ])
        })
        .collect();
    let typed = StoredValue::new(Typed::default());
    // Browsers choose a button when the space comes up again.
    let up = move |event: KeyboardEvent| {
        if event.key() == " " && typed.with_value(|typed| typed.is_going_on()) {
            event.prevent_default();
        }
    };
    let keys = move |event: KeyboardEvent| {
        let Some(frame) = frame.get_untracked() else { return };
        let all = page::find_all(&frame, "[role=menuitem]");
        let here = page::active().and_then(|active| all.iter().position(|e| *e == active));
        let last = all.len().saturating_sub(1);
        let next = match event.key().as_str() {
            "ArrowDown" => Some(here.map_or(0, |n| if n == last { 0 } else { n + 1 })),
            "ArrowUp" => Some(here.map_or(last, |n| if n == 0 { last } else { n - 1 })),
            "Home" => Some(0),
            "End" => Some(last),
            "Escape" | "Tab" => {
                event.prevent_default();
                event.stop_propagation();
                state.close(true);
                return;
            }
            letter if letter.chars().count() == 1 && !event.ctrl_key() && !event.meta_key() => {
                let wanted = typed.try_update_value(|typed| typed.and(letter)).flatten();
                // A space that begins nothing chooses the line, as on any button.
                let Some(wanted) = wanted else { return event.stop_propagation() };
                event.prevent_default();
                let begins = |e: &HtmlElement| e.inner_text().to_lowercase().starts_with(&wanted);
                // One letter goes on to the next such line, several stay where they fit.
                let from = here.map_or(0, |n| if wanted.chars().count() == 1 { n + 1 } else { n });
                (from..all.len()).chain(0..from).find(|n| all.get(*n).is_some_and(begins))
            }
            _ => None,
        };
        if let Some(element) = next.and_then(|n| all.get(n)) {
            event.prevent_default();
            let _ = element.focus();
        }
        event.stop_propagation();
    };
    many(vec![
        el("div").class("menu-scrim").on_mousedown(move |_| state.close(true)).into_any(),
        el("div")
            .class("menu")
            .attr("role", "menu")
            .attr("aria-label", menu.title.clone())
            .style("left", format!("{left}px"))
            .style("top", format!("{top}px"))
            .on_keydown(keys)
            .on_keyup(up)
            .child(el("div").class("menu-title").attr("role", "presentation").child(title))
            .child(items)
            .node_ref(frame)
            .into_any(),
    ])
    .into_any()
}

/// Moves a menu that would stick out of the window.
fn keep_on_screen(frame: &HtmlElement, left: f64, top: f64) {
    let Some(window) = page::window() else { return };
    let size = |value: Result<wasm_bindgen::JsValue, _>| value.ok().and_then(|v| v.as_f64()).unwrap_or(0.0);
    let (width, height) = (size(window.inner_width()), size(window.inner_height()));
    let place = frame.get_bounding_client_rect();
    let fit = |start: f64, length: f64, room: f64| start.min(room - length - 8.0).max(8.0);
    let style = web_sys::HtmlElement::style(frame);
    let _ = style.set_property("left", &format!("{}px", fit(left, place.width(), width)));
    let _ = style.set_property("top", &format!("{}px", fit(top, place.height(), height)));
}
