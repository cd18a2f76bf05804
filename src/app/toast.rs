//! Short notices at the foot of the page.

use crate::platform::page;
use leptos::prelude::*;

/// One notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// Tells it from the next one with the same text.
    pub number: u32,
    /// What happened.
    pub text: String,
    /// Offers to take it back.
    pub undo: bool,
}

/// The notice on screen; a new one takes the place of the last.
#[derive(Debug, Clone, Copy)]
pub struct Toasts {
    /// What is shown.
    pub shown: RwSignal<Option<Toast>>,
    /// The pointer or the focus is on it: it stays.
    pub held: RwSignal<bool>,
    next: StoredValue<u32>,
}

/// How long a notice stays.
const SHOWN_FOR: i32 = 8_000;

impl Toasts {
    /// No notice.
    #[must_use]
    pub fn new() -> Self {
        Self { shown: RwSignal::new(None), held: RwSignal::new(false), next: StoredValue::new(0) }
    }

    /// Shows a notice.
    pub fn say(&self, text: impl Into<String>) {
        self.show(text.into(), false);
    }

    /// Shows a notice that offers undo.
    pub fn say_with_undo(&self, text: impl Into<String>) {
        self.show(text.into(), true);
    }

    /// Another change was made: an offer to take back the one before would take back this one.
    pub fn withdraw_undo(&self) {
        if self.shown.with_untracked(|toast| toast.as_ref().is_some_and(|toast| toast.undo)) {
            self.shown.set(None);
        }
    }

    fn show(&self, text: String, undo: bool) {
        let number = self.next.try_update_value(|n| {
            *n += 1;
            *n
        });
        let number = number.unwrap_or(0);
        self.held.set(false);
        self.shown.set(Some(Toast { number, text, undo }));
        self.dismiss_later(number);
    }

    fn dismiss_later(self, number: u32) {
        page::after(SHOWN_FOR, move || {
            let current = self.shown.with_untracked(|t| t.as_ref().map(|t| t.number));
            if current != Some(number) {
                return;
            }
            if self.held.get_untracked() {
                self.dismiss_later(number);
            } else {
                self.shown.set(None);
            }
        });
    }
}

impl Default for Toasts {
    fn default() -> Self {
        Self::new()
    }
}
