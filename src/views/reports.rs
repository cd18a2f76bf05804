//! (stub)
use super::shell::Frame;
use leptos::prelude::*;
pub(super) fn page(_frame: Frame) -> AnyView { ().into_any() }
