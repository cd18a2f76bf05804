//! What trackers do not tell, entered where a figure needs it.

use crate::app::App;
use crate::dom::prelude::*;
use crate::views::shell::Frame;

/// The panel that the address names.
pub(super) fn panel(frame: Frame) -> AnyView {
    let _ = frame;
    ().into_any()
}

/// What to do where a figure or chart has nothing to work with.
pub(super) fn remedy(app: App, slug: &str) -> AnyView {
    let _ = (app, slug);
    ().into_any()
}
