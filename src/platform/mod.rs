//! The only place that talks to the browser: storage, clock, files, clipboard, page.

pub mod clipboard;
pub mod clock;
pub mod files;
pub mod local_storage;
pub mod page;
