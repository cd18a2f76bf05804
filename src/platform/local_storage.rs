//! The browser's local storage as a [`KeyValue`] store.

use crate::storage::{KeyValue, StoreError};
use gloo_storage::{LocalStorage, Storage};
use wasm_bindgen::{JsCast, JsValue};

/// Local storage, asked for anew at each call: it can be blocked or cleared at any time.
#[derive(Debug, Clone, Copy, Default)]
pub struct Browser;

impl Browser {
    /// The raw storage. gloo panics where access is refused, so that is asked first.
    fn raw() -> Result<web_sys::Storage, StoreError> {
        let window = web_sys::window().ok_or_else(|| StoreError::Blocked("there is no window".into()))?;
        match window.local_storage() {
            Ok(Some(_)) => Ok(LocalStorage::raw()),
            Ok(None) => Err(StoreError::Blocked("the browser has none".into())),
            Err(error) => Err(StoreError::Blocked(name_of(&error))),
        }
    }
}

/// The name of a thrown DOMException, else its text.
fn name_of(error: &JsValue) -> String {
    let get = |key: &str| js_sys::Reflect::get(error, &key.into()).ok().and_then(|v| v.as_string());
    get("name").or_else(|| get("message")).unwrap_or_else(|| "unknown error".into())
}

fn store_error(error: &JsValue) -> StoreError {
    let name = name_of(error);
    let code = js_sys::Reflect::get(error, &"code".into()).ok().and_then(|c| c.as_f64());
    if name == "QuotaExceededError" || name == "NS_ERROR_DOM_QUOTA_REACHED" || code == Some(22.0) {
        StoreError::Full
    } else if name == "SecurityError" {
        StoreError::Blocked(name)
    } else {
        StoreError::Other(name)
    }
}

impl KeyValue for Browser {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        Self::raw()?.get_item(key).map_err(|e| store_error(&e))
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        Self::raw()?.set_item(key, value).map_err(|e| store_error(&e))
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        Self::raw()?.remove_item(key).map_err(|e| store_error(&e))
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        let raw = Self::raw()?;
        Ok(js_sys::Object::keys(raw.unchecked_ref::<js_sys::Object>())
            .iter()
            .filter_map(|k| k.as_string())
            .collect())
    }
}
