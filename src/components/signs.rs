//! Small signs: status marks, avatars, priorities. A sign never speaks by colour alone.

use crate::analysis::Colour;
use crate::model::{Person, Priority};
use leptos::prelude::*;

/// The class that gives a colour.
fn class(colour: Colour) -> &'static str {
    match colour {
        Colour::Green => "green",
        Colour::Amber => "amber",
        Colour::Red => "red",
        Colour::Unknown => "unknown",
    }
}

/// The shape of a colour: disc, triangle, diamond, dashed ring, dash.
pub fn mark(colour: Colour) -> AnyView {
    let shape = match colour {
        Colour::Green => view! { <circle cx="6" cy="6" r="4.5" fill="currentColor" /> }.into_any(),
        Colour::Amber => view! { <path d="M6 1.2 11.2 10.6H.8z" fill="currentColor" /> }.into_any(),
        Colour::Red => view! { <path d="M6 .6 11.4 6 6 11.4.6 6z" fill="currentColor" /> }.into_any(),
        Colour::Unknown => view! { <path d="M2 6h8" stroke="currentColor" stroke-width="1.5" /> }.into_any(),
    };
    view! {
        <svg class=format!("mark {}", class(colour)) viewBox="0 0 12 12" aria-hidden="true">{shape}</svg>
    }
    .into_any()
}

/// A shape with its word.
pub fn status_mark(colour: Colour, word: impl Into<String>) -> AnyView {
    let word: String = word.into();
    view! { <span class=format!("status {}", class(colour))>{mark(colour)} {word}</span> }.into_any()
}

/// A person's initials; the full name as tooltip and for screen readers.
pub fn avatar(person: &Person) -> AnyView {
    let class = if person.me { "avatar me" } else { "avatar" };
    let letters = if person.me { "Me".to_owned() } else { person.initials() };
    let name = person.name.clone();
    view! { <span class=class title=name.clone() role="img" aria-label=name>{letters}</span> }.into_any()
}

/// Three bars, filled from the left; an exclamation mark for urgent.
pub fn priority_sign(priority: Priority) -> AnyView {
    let level = match priority {
        Priority::Low => 1,
        Priority::Medium => 2,
        Priority::High => 3,
        Priority::Urgent => 4,
    };
    let name = format!("{} priority", priority.name());
    if level == 4 {
        return view! {
            <svg class="priority" viewBox="0 0 14 14" role="img" aria-label=name>
                <rect x="1" y="1" width="12" height="12" rx="3" class="ink" />
                <path d="M7 3.8v3.6M7 10v.1" class="knock" />
            </svg>
        }
        .into_any();
    }
    let bar = move |n: u32| if n <= level { "ink" } else { "faint" };
    view! {
        <svg class="priority" viewBox="0 0 14 14" role="img" aria-label=name>
            <rect x="1" y="8" width="3" height="5" rx="0.8" class=bar(1) />
            <rect x="5.5" y="5" width="3" height="8" rx="0.8" class=bar(2) />
            <rect x="10" y="2" width="3" height="11" rx="0.8" class=bar(3) />
        </svg>
    }
    .into_any()
}
