//! The status report as files and as clipboard text. Every text is escaped by the rules of the
//! format, so that what people wrote shows as they wrote it and never acts.

mod chat;
mod csv_tables;
mod markdown;
mod markup;
mod plain;
mod read;
mod wiki;

pub use chat::chat;
pub use csv_tables::csv_tables;
pub use markdown::markdown;
pub use markup::{confluence_storage, html_fragment, html_page, sheet_head};
pub use plain::plain;
pub use read::read_markdown;
pub use wiki::confluence_wiki;

use crate::analysis::Colour;
use crate::report::Span;

/// The shape that stands beside a colour's word.
const fn shape(colour: Colour) -> char {
    match colour {
        Colour::Unknown => '○',
        Colour::Green => '●',
        Colour::Amber => '▲',
        Colour::Red => '◆',
    }
}

/// The name that Confluence has for the colour of a status.
const fn confluence_colour(colour: Colour) -> &'static str {
    match colour {
        Colour::Unknown => "Grey",
        Colour::Green => "Green",
        Colour::Amber => "Yellow",
        Colour::Red => "Red",
    }
}

/// Puts the parts of a line together with a space between them.
fn joined(parts: &[Span], text: &dyn Fn(&Span) -> String) -> String {
    let mut line = String::new();
    for span in parts {
        let part = text(span);
        if !line.is_empty() && !part.is_empty() && !span.is_close() {
            line.push(' ');
        }
        line.push_str(&part);
    }
    line
}

/// Each part as a text, one after the other with something between them.
fn each<T>(parts: &[T], between: &str, text: &dyn Fn(&T) -> String) -> String {
    let mut all = String::new();
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            all.push_str(between);
        }
        all.push_str(&text(part));
    }
    all
}
