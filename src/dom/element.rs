//! Elements.

use super::attribute::{AttrValue, Slot};
use super::node_ref::NodeRef;
use super::view::{IntoView, document};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{DragEvent, Element, Event, FocusEvent, KeyboardEvent, MouseEvent, PointerEvent};

/// An element under construction. A handle: cloning it does not clone the element.
#[derive(Clone)]
pub struct El(Element);

/// A number with at most one decimal, as coordinates need it.
#[must_use]
pub fn tenths(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

/// A new element of HTML.
#[must_use]
pub fn el(tag: &str) -> El {
    El(make(None, tag))
}

/// A new element of SVG.
#[must_use]
pub fn svg(tag: &str) -> El {
    El(make(Some("http://www.w3.org/2000/svg"), tag))
}

fn make(space: Option<&str>, tag: &str) -> Element {
    let made = document().and_then(|d| match space {
        Some(_) => d.create_element_ns(space, tag).ok(),
        None => d.create_element(tag).ok(),
    });
    // Only a name that is no tag is refused: a mistake of ours that the first look at the page shows.
    made.unwrap_or_else(|| wasm_bindgen::JsValue::UNDEFINED.unchecked_into())
}

macro_rules! events {
    ($($(#[$doc:meta])* $method:ident: $name:literal $Event:ty;)*) => {$(
        $(#[$doc])*
        #[must_use]
        pub fn $method(self, mut work: impl FnMut($Event) + 'static) -> Self {
            self.listen($name, Box::new(move |event| work(event.unchecked_into())))
        }
    )*};
}

impl El {
    /// The element itself.
    #[must_use]
    pub fn node(&self) -> &Element {
        &self.0
    }

    /// Its class.
    #[must_use]
    pub fn class(self, value: impl AttrValue) -> Self {
        self.attr("class", value)
    }

    /// An attribute.
    #[must_use]
    pub fn attr(self, name: &'static str, value: impl AttrValue) -> Self {
        value.put(&self.0, Slot::Attribute, name);
        self
    }

    /// A property of the element's object, such as `value` or `checked`. Set it after the children.
    #[must_use]
    pub fn prop(self, name: &'static str, value: impl AttrValue) -> Self {
        value.put(&self.0, Slot::Property, name);
        self
    }

    /// A property of its style, set through the object model, which the content policy allows.
    #[must_use]
    pub fn style(self, name: &'static str, value: impl AttrValue) -> Self {
        value.put(&self.0, Slot::Style, name);
        self
    }

    /// Puts something into it, after what it holds.
    #[must_use]
    pub fn child(self, child: impl IntoView) -> Self {
        child.into_any().mount(&self.0, None);
        self
    }

    /// Makes it known under a reference.
    #[must_use]
    pub fn node_ref(self, reference: NodeRef) -> Self {
        reference.fill(self.0.clone().unchecked_into());
        self
    }

    fn listen(self, name: &str, work: Box<dyn FnMut(Event)>) -> Self {
        // The listener lives as long as the element: the browser drops both together.
        let callback = Closure::wrap(work).into_js_value();
        let _ = self.0.add_event_listener_with_callback(name, callback.unchecked_ref());
        self
    }

    events! {
        /// Hears clicks.
        on_click: "click" MouseEvent;
        /// Hears the button go down.
        on_mousedown: "mousedown" MouseEvent;
        /// Hears the pointer move over it.
        on_mousemove: "mousemove" MouseEvent;
        /// Hears the pointer come.
        on_mouseenter: "mouseenter" MouseEvent;
        /// Hears the pointer go.
        on_mouseleave: "mouseleave" MouseEvent;
        /// Hears a press of mouse, pen or finger.
        on_pointerdown: "pointerdown" PointerEvent;
        /// Hears it being dragged by the browser's own means.
        on_dragstart: "dragstart" DragEvent;
        /// Hears that drag end, wherever it does.
        on_dragend: "dragend" DragEvent;
        /// Hears something being dragged over it; preventing the default lets it be dropped there.
        on_dragover: "dragover" DragEvent;
        /// Hears a drop.
        on_drop: "drop" DragEvent;
        /// Hears keys.
        on_keydown: "keydown" KeyboardEvent;
        /// Hears keys come up again.
        on_keyup: "keyup" KeyboardEvent;
        /// Hears each change of a field's text.
        on_input: "input" Event;
        /// Hears a field's finished change.
        on_change: "change" Event;
        /// Hears it being scrolled.
        on_scroll: "scroll" Event;
        /// Hears details being opened or closed.
        on_toggle: "toggle" Event;
        /// Hears the focus leave it.
        on_blur: "blur" FocusEvent;
        /// Hears the focus come into it.
        on_focusin: "focusin" FocusEvent;
        /// Hears the focus go out of it.
        on_focusout: "focusout" FocusEvent;
    }
}
