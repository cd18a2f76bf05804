//! Word to and from other tabs of this app.

use super::page;
use crate::storage::KeyValue;
use wasm_bindgen::prelude::*;

/// The channel's name, and the key that stands in for it.
const CHANNEL: &str = "gluework/turn";

/// Tells other tabs that something was written.
#[derive(Clone)]
pub struct Tabs {
    channel: Option<web_sys::BroadcastChannel>,
}

impl Tabs {
    /// Joins the others; `heard` is called when one of them wrote.
    #[must_use]
    pub fn join(heard: impl Fn() + Clone + 'static) -> Self {
        let channel = web_sys::BroadcastChannel::new(CHANNEL).ok();
        if let Some(channel) = &channel {
            let heard = heard.clone();
            let listener = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |_| heard());
            channel.set_onmessage(Some(listener.into_js_value().unchecked_ref()));
        }
        // Browsers without channels, and tabs of them beside this one, use the storage event.
        page::on_window("storage", move |event| {
            let key = event.dyn_ref::<web_sys::StorageEvent>().and_then(web_sys::StorageEvent::key);
            if key.is_none_or(|key| key == CHANNEL || key == crate::storage::CHECKPOINT) {
                heard();
            }
        });
        Self { channel }
    }

    /// Says that this tab wrote, up to this revision.
    pub fn say(&self, revision: u64) {
        let word = revision.to_string();
        match &self.channel {
            Some(channel) => {
                let _ = channel.post_message(&JsValue::from_str(&word));
            }
            // Only a hint: whoever misses it looks when its page is shown again.
            None => {
                let _ = super::local_storage::Browser.set(CHANNEL, &word);
            }
        }
    }
}
