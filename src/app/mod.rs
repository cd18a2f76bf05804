//! The running application: boot, the one writer, saving, routes, keys.

mod boot;
pub mod drop_files;
pub mod file_session;
mod focus;
pub mod import_session;
mod overlay;
mod prefs;
mod route;
pub mod saving;
mod shortcuts;
pub mod snapshot_session;
mod state;
mod toast;
mod watches;
mod workbench;

pub use boot::start;
pub use file_session::FilePreview;
pub use import_session::{ImportSession, ImportStep, Preview};
pub use overlay::{Confirm, Overlay};
pub use prefs::{Theme, last_export, note_export, set_single_keys, set_theme, single_keys, theme};
pub use route::{Route, View};
pub use saving::{KeptPoint, Place, SaveState, Saver};
pub use shortcuts::{JUMPS, jump_waits};
pub use state::{App, record_name};
pub use toast::{Toast, Toasts};
pub use workbench::Workbench;
