//! Writing elements: a small, type-erased layer between Leptos' signals and the DOM.
//!
//! Leptos' own `view!` compiles every template to types of its own; for this app that was 900 kB of
//! compressed code where the whole first load may have 200 kB. Here an element is a plain DOM node,
//! a moving part is one boxed closure in a render effect, and all of it is compiled once
//! (`docs/decisions.md`). Signals, memos, effects and owners are Leptos'.
//!
//! ```ignore
//! el("button").class("button").attr("aria-expanded", move || open.get())
//!     .on_click(move |_| open.set(true))
//!     .child("More")
//!     .child(move || count.get())
//! ```

mod attribute;
mod element;
mod keyed;
mod node_ref;
pub mod prelude;
mod view;

pub use attribute::AttrValue;
pub use element::{El, el, svg, tenths};
pub use keyed::keyed;
pub use node_ref::NodeRef;
pub use view::{AnyView, CollectView, IntoView, many, mount};
