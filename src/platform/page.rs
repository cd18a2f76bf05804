//! The page itself: document, address, focus, timers.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, Window};

/// The window, which a page always has.
#[must_use]
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// The document.
#[must_use]
pub fn document() -> Option<Document> {
    window()?.document()
}

/// The part of the address after `#`, without it.
#[must_use]
pub fn hash() -> String {
    let hash = window().and_then(|w| w.location().hash().ok()).unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// The page's address without the part after `#`.
#[must_use]
pub fn address() -> String {
    let address = window().and_then(|w| w.location().href().ok()).unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}

/// Goes to another hash; a new entry in the browser's history, or the current one replaced.
pub fn set_hash(hash: &str, replace: bool) {
    let Some(window) = window() else { return };
    let address = format!("#{hash}");
    if replace {
        if let Ok(history) = js_sys::Reflect::get(&window, &"history".into())
            && let Ok(replace_state) = js_sys::Reflect::get(&history, &"replaceState".into())
        {
            let arguments = js_sys::Array::of3(&JsValue::NULL, &"".into(), &address.as_str().into());
            let function: &js_sys::Function = replace_state.unchecked_ref();
            // Refused only in sandboxed frames, where the address does not matter.
            let _ = function.apply(&history, &arguments);
        }
    } else {
        let _ = window.location().set_hash(&address);
    }
}

/// The focused element.
#[must_use]
pub fn active() -> Option<HtmlElement> {
    document()?.active_element()?.dyn_into().ok()
}

/// Takes the cursor out of a field, which writes what was typed there. Done before a page, a record or
/// the program goes, while what the field belongs to still stands.
pub fn leave_field() {
    if let Some(active) = active().filter(|e| matches!(e.tag_name().as_str(), "INPUT" | "TEXTAREA")) {
        let _ = active.blur();
    }
}

/// The first element that the selector finds.
#[must_use]
pub fn find(selector: &str) -> Option<HtmlElement> {
    document()?.query_selector(selector).ok()??.dyn_into().ok()
}

/// All elements inside `root` that the selector finds, in document order.
#[must_use]
pub fn find_all(root: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(list) = root.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|n| list.get(n)?.dyn_into().ok()).collect()
}

/// Puts the focus on what the selector finds, once the pending changes are on the page.
pub fn focus_later(selector: String) {
    after_paint(move || {
        if let Some(element) = find(&selector) {
            let _ = element.focus();
            // What is typed next takes the place of what stands there.
            if let Some(input) = element.dyn_ref::<web_sys::HtmlInputElement>() {
                input.select();
            }
        }
    });
}

/// Scrolls what an element lies in, sideways only, so that it stands in the middle.
pub fn centre(element: &HtmlElement) {
    if let Some(around) = element.parent_element() {
        around.set_scroll_left(element.offset_left() - (around.client_width() - element.offset_width()) / 2);
    }
}

/// Runs `work` in the next frame.
pub fn after_paint(work: impl FnOnce() + 'static) {
    if let Some(window) = window() {
        let _ = window.request_animation_frame(Closure::once_into_js(work).unchecked_ref());
    }
}

/// Runs `work` after some milliseconds and returns the timer's number.
pub fn after(milliseconds: i32, work: impl FnOnce() + 'static) -> i32 {
    let callback = Closure::once_into_js(work);
    window()
        .and_then(|w| {
            w.set_timeout_with_callback_and_timeout_and_arguments_0(callback.unchecked_ref(), milliseconds)
                .ok()
        })
        .unwrap_or(0)
}

/// Stops a timer of [`after`].
pub fn cancel(timer: i32) {
    if let Some(window) = window() {
        window.clear_timeout_with_handle(timer);
    }
}

/// Runs `work` every so many milliseconds, for the life of the page.
pub fn every(milliseconds: i32, work: impl FnMut() + 'static) {
    let callback = Closure::<dyn FnMut()>::new(work).into_js_value();
    if let Some(window) = window() {
        let _ = window
            .set_interval_with_callback_and_timeout_and_arguments_0(callback.unchecked_ref(), milliseconds);
    }
}

/// Hears an event of the window for the life of the page.
pub fn on_window(event: &str, work: impl FnMut(web_sys::Event) + 'static) {
    let callback = Closure::<dyn FnMut(web_sys::Event)>::new(work).into_js_value();
    if let Some(window) = window() {
        let _ = window.add_event_listener_with_callback(event, callback.unchecked_ref());
    }
}

/// Hears an event of the document for the life of the page.
pub fn on_document(event: &str, work: impl FnMut(web_sys::Event) + 'static) {
    let callback = Closure::<dyn FnMut(web_sys::Event)>::new(work).into_js_value();
    if let Some(document) = document() {
        let _ = document.add_event_listener_with_callback(event, callback.unchecked_ref());
    }
}

/// The same before anybody else hears it.
pub fn on_document_first(event: &str, work: impl FnMut(web_sys::Event) + 'static) {
    let callback = Closure::<dyn FnMut(web_sys::Event)>::new(work).into_js_value();
    if let Some(document) = document() {
        let callback = callback.unchecked_ref();
        let _ = document.add_event_listener_with_callback_and_bool(event, callback, true);
    }
}

/// Tells an element's width whenever it changes. The returned function stops it.
pub fn on_resize(
    element: &HtmlElement,
    mut told: impl FnMut(f64) + 'static,
) -> impl FnOnce() + Send + Sync + 'static {
    let callback = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
        let entry = entries.get(0);
        if let Some(entry) = entry.dyn_ref::<web_sys::ResizeObserverEntry>() {
            told(entry.content_rect().width());
        }
    });
    let observer = web_sys::ResizeObserver::new(callback.into_js_value().unchecked_ref()).ok();
    if let Some(observer) = &observer {
        observer.observe(element);
    }
    let observer = leptos::prelude::StoredValue::new_local(observer);
    move || {
        // Its owner may be disposed of first; then the observer went with the element.
        if let Some(observer) = leptos::prelude::GetValue::try_get_value(&observer).flatten() {
            observer.disconnect();
        }
    }
}

/// The page is not on screen (any more).
#[must_use]
pub fn is_hidden() -> bool {
    document().is_some_and(|d| d.visibility_state() == web_sys::VisibilityState::Hidden)
}

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = window() {
        let _ = window.print();
    }
}

/// Prints the page under a title of its own: the name that a saved PDF gets, and the head of every sheet but
/// the first. `then` runs once the browser has taken it.
pub fn print_titled(title: &str, then: impl FnOnce() + 'static) {
    let (Some(window), Some(document)) = (window(), document()) else { return };
    let before = document.title();
    document.set_title(title);
    head_of_sheets(Some(title));
    let done = Closure::once_into_js(move || {
        if let Some(document) = self::document() {
            document.set_title(&before);
        }
        head_of_sheets(None);
        then();
    });
    let options = web_sys::AddEventListenerOptions::new();
    options.set_once(true);
    let listener: &js_sys::Function = done.unchecked_ref();
    let heard = window.add_event_listener_with_callback_and_add_event_listener_options(
        "afterprint",
        listener,
        &options,
    );
    match heard {
        Ok(()) => _ = window.print(),
        // What nobody would put back afterwards is put back at once.
        Err(_) => _ = listener.call0(&JsValue::NULL),
    }
}

/// What stands at the head of each printed sheet but the first. The rule is made by the object model: the
/// page's policy lets no style in as text. A browser without such heads prints none.
fn head_of_sheets(title: Option<&str>) {
    let set = || -> Result<(), JsValue> {
        let (window, document) = (JsValue::from(window()), JsValue::from(document()));
        let rules = js_sys::Array::new();
        if let Some(title) = title {
            let class = js_sys::Reflect::get(&window, &"CSSStyleSheet".into())?;
            let class: &js_sys::Function = class.dyn_ref().ok_or(JsValue::NULL)?;
            let made = js_sys::Reflect::construct(class, &js_sys::Array::new())?;
            let replace = js_sys::Reflect::get(&made, &"replaceSync".into())?;
            let replace: &js_sys::Function = replace.dyn_ref().ok_or(JsValue::NULL)?;
            replace.call1(&made, &crate::exchange::document::sheet_head(title).into())?;
            rules.push(&made);
        }
        js_sys::Reflect::set(&document, &"adoptedStyleSheets".into(), &rules).map(drop)
    };
    // Without it the sheets only lack their heads.
    let _ = set();
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = window() {
        let _ = window.location().reload();
    }
}

/// Sets or clears an attribute of the root element, such as `data-theme`.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|d| d.document_element()) else { return };
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Does work and notes how long it took, as a measure of that name in the browser's own tools. The last
/// one is kept.
pub fn measured<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let Some(performance) = window().and_then(|w| w.performance()) else { return work() };
    performance.clear_marks_with_mark_name(name);
    performance.clear_measures_with_measure_name(name);
    // Refused only for names that the browser keeps to itself.
    let _ = performance.mark(name);
    let done = work();
    let _ = performance.measure_with_start_mark(name, name);
    done
}

/// The page is drawn dark: chosen here, or by the system.
#[must_use]
pub fn is_dark() -> bool {
    let root = document().and_then(|d| d.document_element());
    match root.and_then(|root| root.get_attribute("data-theme")).as_deref() {
        Some(theme) => theme == "dark",
        None => window()
            .and_then(|w| w.match_media("(prefers-color-scheme: dark)").ok().flatten())
            .is_some_and(|query| query.matches()),
    }
}

/// The keyboard's own word for the command key.
#[must_use]
pub fn is_mac() -> bool {
    window().and_then(|w| w.navigator().platform().ok()).is_some_and(|p| p.starts_with("Mac"))
}
