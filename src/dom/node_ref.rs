//! A way to reach an element after it was made.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

/// Filled once its element exists.
#[derive(Clone, Copy)]
pub struct NodeRef {
    element: StoredValue<Option<HtmlElement>, LocalStorage>,
    filled: RwSignal<bool>,
}

impl NodeRef {
    /// Not filled yet.
    #[must_use]
    pub fn new() -> Self {
        Self { element: StoredValue::new_local(None), filled: RwSignal::new(false) }
    }

    pub(super) fn fill(&self, element: HtmlElement) {
        self.element.set_value(Some(element));
        self.filled.set(true);
    }

    /// The element, if it exists; follows its coming.
    #[must_use]
    pub fn get(&self) -> Option<HtmlElement> {
        self.filled.track();
        self.get_untracked()
    }

    /// The element, if it exists (and its page was not left).
    #[must_use]
    pub fn get_untracked(&self) -> Option<HtmlElement> {
        self.element.try_get_value().flatten()
    }

    /// The element as an input field.
    #[must_use]
    pub fn input(&self) -> Option<HtmlInputElement> {
        self.get_untracked()?.dyn_into().ok()
    }
}

impl Default for NodeRef {
    fn default() -> Self {
        Self::new()
    }
}
