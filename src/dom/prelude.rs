//! What every view uses: signals of Leptos, elements of this layer.

pub use super::{AnyView, CollectView, El, IntoView, NodeRef, el, keyed, many, svg, tenths};
pub use leptos::prelude::{
    Effect, Get, GetUntracked, GetValue, LocalStorage, Memo, Owner, RwSignal, Set, SetValue, StoredValue,
    Track, Update, UpdateValue, With, WithUntracked, WithValue, event_target_checked, event_target_value,
    on_cleanup, untrack, window_event_listener,
};
