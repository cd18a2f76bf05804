//! (stub)
use super::shell::Frame;
use crate::dom::prelude::*;
pub(super) fn page(_frame: Frame) -> AnyView {
    ().into_any()
}
