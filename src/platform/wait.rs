//! Waiting, but not for ever.

use js_sys::Promise;
use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// What the work comes to; none when it takes longer than so many milliseconds. It goes on then.
pub async fn within<T: 'static>(milliseconds: i32, work: impl Future<Output = T> + 'static) -> Option<T> {
    let outcome = Rc::new(RefCell::new(None));
    let slot = outcome.clone();
    let mut work = Some(work);
    let first = Promise::new(&mut |resolve, _| {
        let late = resolve.clone();
        let timer = super::page::after(milliseconds, move || {
            let _ = late.call0(&JsValue::NULL);
        });
        let (slot, Some(work)) = (slot.clone(), work.take()) else { return };
        spawn_local(async move {
            let done = work.await;
            *slot.borrow_mut() = Some(done);
            super::page::cancel(timer);
            let _ = resolve.call0(&JsValue::NULL);
        });
    });
    // It only ever resolves.
    let _ = JsFuture::from(first).await;
    outcome.take()
}

/// A pause.
pub async fn pause(milliseconds: i32) {
    within(milliseconds, std::future::pending::<()>()).await;
}
