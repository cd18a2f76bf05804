//! The program as documents: the status report, stand-up summaries, minutes, notes and logs.
//!
//! A [`Document`] is plain spans, tables and charts, built from the program and told to one audience.
//! What an audience must not read is not in the document at all, so no renderer can let it slip.

mod document;
pub mod documents;
mod flat;
mod redact;
pub mod status;
mod text;

pub use document::{Block, Cell, Document, Section, Span, twin};
pub use flat::{flat, words_of};
pub use redact::Redactor;
pub use text::clean;
