//! A summary in parts as a document: that of a stand-up and of a retrospective.

use super::bullets;
use crate::analysis::stand_up::Summary;
use crate::report::document::{Document, Span};
use crate::report::text::clean;

/// Each part with the number of its lines in its heading; `nothing` is said where there is no part.
#[must_use]
pub fn told(summary: &Summary, nothing: &str) -> Document {
    let mut document = Document::new(&summary.title, "");
    for part in &summary.parts {
        let lines: Vec<Vec<Span>> = part.lines.iter().map(|line| vec![Span::Text(clean(line))]).collect();
        let title = format!("{} ({})", part.head, lines.len());
        document.put(&part.head.to_lowercase().replace(' ', "-"), &title, bullets(lines));
    }
    if document.sections.is_empty() {
        document.put("none", "Nothing to tell", super::blocks(nothing));
    }
    document
}
