//! What the browser gives: storage, clock, files, clipboard, page. Elements are made in `dom`.

pub mod clipboard;
pub mod clock;
pub mod files;
pub mod indexed_db;
pub mod local_storage;
pub mod page;
pub mod picture;
pub mod quota;
pub mod tabs;
pub mod wait;
