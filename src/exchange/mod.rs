//! Files in and out: text to records and back. Pure; nothing here reads a clock or a browser.

pub mod document;
pub mod items;
pub mod outward;
pub mod records;
pub mod sent;
pub mod snapshot;
pub mod table;
pub mod text;
