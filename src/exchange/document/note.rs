//! An escalation note as text to paste: Markdown, rich text, plain text.

use super::markdown::{block_start, inline};
use super::markup::escape;
use crate::analysis::escalation::Note;
use crate::report::clean;

/// The note as Markdown.
#[must_use]
pub fn note_markdown(note: &Note) -> String {
    let mut text = format!("## {}\n", inline(&note.title));
    for (head, lines) in &note.parts {
        match lines.as_slice() {
            [line] => text.push_str(&format!("\n**{head}:** {}\n", inline(line))),
            lines => {
                text.push_str(&format!("\n**{head}:**\n\n"));
                for (at, line) in lines.iter().enumerate() {
                    text.push_str(&format!("{}. {}\n", at + 1, block_start(&inline(line))));
                }
            }
        }
    }
    text
}

/// The note as plain text.
#[must_use]
pub fn note_plain(note: &Note) -> String {
    let mut text = format!("{}\n", clean(&note.title));
    for (head, lines) in &note.parts {
        match lines.as_slice() {
            [line] => text.push_str(&format!("\n{head}: {}\n", clean(line))),
            lines => {
                text.push_str(&format!("\n{head}:\n"));
                for (at, line) in lines.iter().enumerate() {
                    text.push_str(&format!("{}. {}\n", at + 1, clean(line)));
                }
            }
        }
    }
    text
}

/// The note as rich text for the clipboard: well-formed markup in which no text acts.
#[must_use]
pub fn note_html(note: &Note) -> String {
    let mut text = format!("<div><h2>{}</h2>", escape(&note.title));
    for (head, lines) in &note.parts {
        match lines.as_slice() {
            [line] => text.push_str(&format!("<p><strong>{head}:</strong> {}</p>", escape(line))),
            lines => {
                text.push_str(&format!("<p><strong>{head}:</strong></p><ol>"));
                for line in lines {
                    text.push_str(&format!("<li>{}</li>", escape(line)));
                }
                text.push_str("</ol>");
            }
        }
    }
    text.push_str("</div>\n");
    text
}
