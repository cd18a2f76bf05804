//! What can stand inside an element.

use super::element::El;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Comment, Document, Node, Text};

/// Anything that can be put on the page, without a type of its own.
pub enum AnyView {
    /// Nothing.
    Empty,
    /// A finished node.
    Node(Node),
    /// Several, in order.
    Many(Vec<AnyView>),
    /// Text.
    Text(String),
    /// Text that follows what it reads.
    LiveText(Box<dyn Fn() -> String>),
    /// A part of the page that is drawn anew when what it reads changes.
    Live(Box<dyn Fn() -> AnyView>),
}

pub(super) fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Keeps an effect for as long as its owner lives.
pub(super) fn follow(run: Box<dyn Fn()>) {
    StoredValue::new_local(leptos::reactive::effect::RenderEffect::new(move |_: Option<()>| run()));
}

impl AnyView {
    /// Puts the view into `parent`, before `before` or at the end.
    pub fn mount(self, parent: &Node, before: Option<&Node>) {
        match self {
            Self::Empty => {}
            Self::Node(node) => insert(parent, &node, before),
            Self::Many(views) => {
                for view in views {
                    view.mount(parent, before);
                }
            }
            Self::Text(text) => {
                if let Some(node) = document().map(|d| d.create_text_node(&text)) {
                    insert(parent, &node, before);
                }
            }
            Self::LiveText(text) => {
                let Some(node): Option<Text> = document().map(|d| d.create_text_node("")) else { return };
                insert(parent, &node, before);
                follow(Box::new(move || {
                    let text = text();
                    if node.data() != text {
                        node.set_data(&text);
                    }
                }));
            }
            Self::Live(draw) => live(parent, before, draw),
        }
    }
}

fn insert(parent: &Node, node: &Node, before: Option<&Node>) {
    // Refused only for a parent that was taken off the page meanwhile; then nobody sees it either.
    let _ = parent.insert_before(node, before);
}

/// A part between two marks that is drawn anew as a whole. What the last drawing owned (signals,
/// effects) is disposed of by the effect before it runs again.
fn live(parent: &Node, before: Option<&Node>, draw: Box<dyn Fn() -> AnyView>) {
    let Some(document) = document() else { return };
    let (start, end): (Comment, Comment) = (document.create_comment(""), document.create_comment(""));
    insert(parent, &start, before);
    insert(parent, &end, before);
    follow(Box::new(move || {
        let view = draw();
        // The marks know where they are now: the part may have been moved with its parent.
        let Some(parent) = end.parent_node() else { return };
        while let Some(node) = start.next_sibling() {
            if node.is_same_node(Some(&end)) {
                break;
            }
            let _ = parent.remove_child(&node);
        }
        view.mount(&parent, Some(&end));
    }));
}

/// Puts a view into the page's body, under an owner that lives as long as the page.
pub fn mount(draw: impl FnOnce() -> AnyView) {
    // An error means that the executor runs already.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let owner = Owner::new();
    if let Some(body) = document().and_then(|d| d.body()) {
        owner.with(|| draw().mount(&body, None));
    }
    // Dropping the owner would stop every effect of the page.
    std::mem::forget(owner);
}

/// What can be turned into a view.
pub trait IntoView: Sized {
    /// Loses the type.
    fn into_any(self) -> AnyView;

    /// A closure that gives such a thing, as a view that follows it.
    fn live(draw: impl Fn() -> Self + 'static) -> AnyView {
        AnyView::Live(Box::new(move || draw().into_any()))
    }
}

/// Several views as one.
#[must_use]
pub fn many(views: Vec<AnyView>) -> AnyView {
    AnyView::Many(views)
}

impl IntoView for AnyView {
    fn into_any(self) -> AnyView {
        self
    }
}

impl IntoView for El {
    fn into_any(self) -> AnyView {
        AnyView::Node(self.node().clone().unchecked_into())
    }
}

impl IntoView for () {
    fn into_any(self) -> AnyView {
        AnyView::Empty
    }
}

impl IntoView for String {
    fn into_any(self) -> AnyView {
        AnyView::Text(self)
    }

    fn live(draw: impl Fn() -> Self + 'static) -> AnyView {
        AnyView::LiveText(Box::new(draw))
    }
}

macro_rules! as_text {
    ($($Type:ty),*) => {$(
        impl IntoView for $Type {
            fn into_any(self) -> AnyView {
                AnyView::Text(self.to_string())
            }

            fn live(draw: impl Fn() -> Self + 'static) -> AnyView {
                AnyView::LiveText(Box::new(move || draw().to_string()))
            }
        }
    )*};
}
as_text!(&str, usize, u8, u32, u64, i64);

impl<T: IntoView> IntoView for Option<T> {
    fn into_any(self) -> AnyView {
        self.map_or(AnyView::Empty, T::into_any)
    }
}

impl<T: IntoView> IntoView for Vec<T> {
    fn into_any(self) -> AnyView {
        AnyView::Many(self.into_iter().map(T::into_any).collect())
    }
}

impl<F, T> IntoView for F
where
    F: Fn() -> T + 'static,
    T: IntoView,
{
    fn into_any(self) -> AnyView {
        T::live(self)
    }
}

/// Views of an iterator as one.
pub trait CollectView {
    /// Gathers them.
    fn collect_view(self) -> AnyView;
}

impl<I> CollectView for I
where
    I: IntoIterator,
    I::Item: IntoView,
{
    fn collect_view(self) -> AnyView {
        AnyView::Many(self.into_iter().map(IntoView::into_any).collect())
    }
}
