//! How much room the browser gives this page, and whether it may take it back.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// What the browser says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// Bytes in use by this origin.
    pub used: f64,
    /// Bytes that it may use.
    pub quota: f64,
    /// The browser has agreed to clear nothing by itself.
    pub persisted: bool,
}

fn manager() -> Option<web_sys::StorageManager> {
    let navigator = web_sys::window()?.navigator();
    // Only secure pages have one; the binding would take it for granted.
    let there = Reflect::get(&navigator, &"storage".into()).is_ok_and(|storage| storage.is_object());
    there.then(|| navigator.storage())
}

async fn answer(asked: Result<js_sys::Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(asked.ok()?).await.ok()
}

/// Asks the browser; none where it does not say.
pub async fn estimate() -> Option<Estimate> {
    let manager = manager()?;
    let found = answer(manager.estimate()).await?;
    let number = |name: &str| Reflect::get(&found, &name.into()).ok().and_then(|value| value.as_f64());
    let persisted = answer(manager.persisted()).await.is_some_and(|yes| yes.is_truthy());
    Some(Estimate { used: number("usage")?, quota: number("quota")?, persisted })
}

/// Asks the browser to keep this page's data when the disk runs full. It may ask the user or refuse.
pub async fn ask_to_keep() -> bool {
    let Some(manager) = manager() else { return false };
    answer(manager.persist()).await.is_some_and(|yes| yes.is_truthy())
}
