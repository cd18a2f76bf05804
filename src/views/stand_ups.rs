//! Stand-ups of several teams.

use super::shell::{Frame, page_frame, project_select};
use crate::dom::prelude::*;

/// The page.
pub(super) fn page(frame: Frame) -> AnyView {
    let app = frame.app;
    let content = el("div").class("content").into_any();
    page_frame(frame, "Stand-ups".into(), || ().into_any(), project_select(app), None, content, ().into_any())
}
