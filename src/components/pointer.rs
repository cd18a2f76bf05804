//! Following the pointer from a press until it is let go, wherever it goes.

use crate::dom::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::PointerEvent;

/// What ends a listener.
type End = Box<dyn FnOnce()>;

/// Calls `moved` for each movement, then `done` once: true where the pointer was let go, false where
/// Escape was pressed or the browser took the pointer away.
pub fn follow_pointer(moved: impl Fn(&PointerEvent) + 'static, done: impl Fn(bool) + 'static) {
    follow(Box::new(moved), Rc::new(done));
}

fn follow(moved: Box<dyn Fn(&PointerEvent)>, done: Rc<dyn Fn(bool)>) {
    let ends: Rc<RefCell<Vec<End>>> = Rc::default();
    let finish = |ends: &Rc<RefCell<Vec<End>>>| {
        let (ends, done) = (ends.clone(), done.clone());
        move |kept: bool| {
            let mut any = false;
            for end in ends.take() {
                any = true;
                end();
            }
            if any {
                done(kept);
            }
        }
    };
    let (up_done, cancel_done, key_done) = (finish(&ends), finish(&ends), finish(&ends));
    let moves = window_event_listener(leptos::ev::pointermove, move |event| moved(&event));
    let up = window_event_listener(leptos::ev::pointerup, move |_| up_done(true));
    let cancelled = window_event_listener(leptos::ev::pointercancel, move |_| cancel_done(false));
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == "Escape" {
            event.prevent_default();
            key_done(false);
        }
    });
    ends.replace(vec![
        Box::new(move || moves.remove()),
        Box::new(move || up.remove()),
        Box::new(move || cancelled.remove()),
        Box::new(move || keys.remove()),
    ]);
}
