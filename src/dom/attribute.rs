//! Values of attributes and properties, fixed or moving.

use super::view::follow;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// Where a value goes.
#[derive(Clone, Copy)]
#[doc(hidden)]
#[derive(Debug)]
pub enum Slot {
    Attribute,
    Property,
    Style,
}

/// Writes a value; `None` takes it away.
pub(super) fn write(element: &Element, slot: Slot, name: &str, value: Option<&str>) {
    use wasm_bindgen::JsCast;
    // Each call is refused only for a name that is no name: a mistake that shows at once.
    match (slot, value) {
        (Slot::Attribute, Some(value)) => {
            let _ = element.set_attribute(name, value);
        }
        (Slot::Attribute, None) => {
            let _ = element.remove_attribute(name);
        }
        (Slot::Property, value) => {
            // `checked` and its like are flags, the others are texts.
            let value = match (name, value) {
                ("checked", value) => JsValue::from_bool(value.is_some()),
                (_, value) => JsValue::from_str(value.unwrap_or("")),
            };
            let _ = js_sys::Reflect::set(element, &name.into(), &value);
        }
        (Slot::Style, value) => {
            let style = element.unchecked_ref::<web_sys::HtmlElement>().style();
            let _ = style.set_property(name, value.unwrap_or(""));
        }
    }
}

/// What an attribute can be set to. A closure's value is followed.
pub trait AttrValue: Sized {
    /// The value as text; `None` takes the attribute away.
    fn text(self) -> Option<String>;

    #[doc(hidden)]
    fn put(self, element: &Element, slot: Slot, name: &'static str) {
        write(element, slot, name, self.text().as_deref());
    }
}

impl AttrValue for String {
    fn text(self) -> Option<String> {
        Some(self)
    }
}

impl AttrValue for &str {
    fn text(self) -> Option<String> {
        Some(self.to_owned())
    }

    fn put(self, element: &Element, slot: Slot, name: &'static str) {
        write(element, slot, name, Some(self));
    }
}

impl AttrValue for bool {
    fn text(self) -> Option<String> {
        self.then(String::new)
    }
}

impl AttrValue for f64 {
    fn text(self) -> Option<String> {
        // Tenths of a pixel are fine enough for drawings.
        Some(crate::dom::element::tenths(self))
    }
}

impl<T: AttrValue> AttrValue for Option<T> {
    fn text(self) -> Option<String> {
        self.and_then(T::text)
    }
}

impl<F, T> AttrValue for F
where
    F: Fn() -> T + 'static,
    T: AttrValue,
{
    fn text(self) -> Option<String> {
        self().text()
    }

    fn put(self, element: &Element, slot: Slot, name: &'static str) {
        put_live(element.clone(), slot, name, Box::new(move || self().text()));
    }
}

fn put_live(element: Element, slot: Slot, name: &'static str, value: Box<dyn Fn() -> Option<String>>) {
    // What did not change is not written again: it would take away what is being typed.
    let last = std::cell::RefCell::new(None);
    follow(Box::new(move || {
        let now = Some(value());
        if *last.borrow() != now {
            write(&element, slot, name, now.as_ref().and_then(Option::as_deref));
            last.replace(now);
        }
    }));
}
