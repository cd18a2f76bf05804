//! XML that may be anything: read whole, within limits, with what is the matter said in words.

use super::{FileRefusal, not_text};
use crate::exchange::text::{self, NotText};
use roxmltree::{Document, Node, ParsingOptions};

/// Deeper than any schedule or report; what nests deeper is refused before it is parsed.
const DEEPEST: usize = 200;
/// More attributes than any element of theirs has.
const MOST_ATTRIBUTES: usize = 1000;
/// More elements and texts than files of a hundred megabytes have.
const MOST_NODES: u32 = 20_000_000;

/// Characters that old Windows files have at 0x80 to 0x9f.
const WINDOWS: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}',
    '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
];

/// The text of an XML file: in the encoding that it names, and without characters that XML forbids.
/// Test runners write them: colours of a terminal, zero bytes of a message.
pub(super) fn text_of(bytes: Vec<u8>, what: &str) -> Result<String, FileRefusal> {
    let head: String = bytes.iter().take(200).map(|b| char::from(*b).to_ascii_lowercase()).collect();
    let declared = head.split("encoding=").nth(1).and_then(|rest| rest.get(1..)).unwrap_or_default();
    let one_byte =
        ["iso-8859-1", "windows-1252", "latin1", "us-ascii"].iter().any(|name| declared.starts_with(name));
    let text = match text::decode(bytes.clone()) {
        Ok(decoded) => decoded.text,
        Err(NotText::OtherEncoding { .. }) if one_byte => bytes.iter().map(|b| character(*b)).collect(),
        // A zero byte in a message is no reason to refuse a report.
        Err(NotText::Binary) if head.trim_start().starts_with('<') => {
            String::from_utf8_lossy(&bytes).into_owned()
        }
        Err(why) => return Err(not_text(&why, what)),
    };
    Ok(clean(&text))
}

fn character(byte: u8) -> char {
    let place = usize::from(byte).wrapping_sub(0x80);
    WINDOWS.get(place).copied().unwrap_or(char::from(byte))
}

fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
        && !matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// Replaces what XML forbids, as characters and as references to them, and what stands before it.
fn clean(text: &str) -> String {
    let text = text.trim_start();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c == '&' || !is_allowed(c)) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = from.bytes().take(12).position(|byte| byte == b';');
        let reference = end.and_then(|end| from.get(..=end)).filter(|r| r.starts_with("&#"));
        let code = reference.and_then(|r| r.get(2..r.len() - 1)).map(|digits| {
            match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => digits.parse().ok(),
            }
        });
        match (reference, code) {
            (Some(reference), Some(code)) if code.and_then(char::from_u32).is_none_or(|c| !is_allowed(c)) => {
                out.push('\u{fffd}');
                rest = from.get(reference.len()..).unwrap_or_default();
            }
            _ => {
                let first = from.chars().next().unwrap_or(' ');
                out.push(if is_allowed(first) { first } else { '\u{fffd}' });
                rest = from.get(first.len_utf8()..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

/// How deep a text's elements nest, and how many attributes the fullest has, by a look at its tags.
/// Never too small for well-formed XML.
fn extent(text: &str) -> (usize, usize) {
    let (mut now, mut most, mut fullest) = (0_usize, 0, 0);
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at..).unwrap_or_default();
        let skip = |end: &str| rest.find(end).map_or(rest.len(), |at| at + end.len());
        let length = if rest.starts_with("<!--") {
            skip("-->")
        } else if rest.starts_with("<![CDATA[") {
            skip("]]>")
        } else {
            let (length, attributes) = tag_extent(rest);
            let tag = rest.get(..length).unwrap_or_default();
            fullest = fullest.max(attributes);
            if tag.starts_with("</") {
                now = now.saturating_sub(1);
            } else if !tag.starts_with("<?") && !tag.starts_with("<!") && !tag.ends_with("/>") {
                now += 1;
                most = most.max(now);
            }
            length
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    (most, fullest)
}

/// The length of the tag that a text begins with, and its attributes; `>` in quotes does not end it.
fn tag_extent(text: &str) -> (usize, usize) {
    let (mut quote, mut attributes) = (None, 0);
    for (at, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            (b'>', None) => return (at + 1, attributes),
            (b'=', None) => attributes += 1,
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    (text.len(), attributes)
}

/// Parses XML. Documents that define entities, or nest too deep, are refused.
pub(super) fn parse<'t>(text: &'t str, what: &str) -> Result<Document<'t>, FileRefusal> {
    let (depth, attributes) = extent(text);
    let advice = || format!("Choose {what} as the program exported it.");
    if depth > DEEPEST {
        return Err(FileRefusal::new(
            "The elements of this file nest deeper than any export does.",
            &advice(),
        ));
    }
    // The parser compares each attribute with all others of its element.
    if attributes > MOST_ATTRIBUTES {
        let what = "An element of this file has more attributes than any export does.";
        return Err(FileRefusal::new(what, &advice()));
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES };
    Document::parse_with_options(text, options).map_err(|error| {
        let place = error.pos();
        let refusal = match &error {
            roxmltree::Error::DtdDetected => FileRefusal::new(
                "This file defines entities (DOCTYPE), which could make it grow without end.",
                "Remove the DOCTYPE line, if you trust the file, and choose it again.",
            ),
            roxmltree::Error::UnclosedRootNode | roxmltree::Error::UnexpectedEndOfStream => FileRefusal::new(
                "This file ends too early: it was cut off.",
                &format!("Export or download {what} again."),
            ),
            other => FileRefusal::new(
                &format!("This file is no sound XML: {}.", without_place(&other.to_string())),
                &format!("Export {what} again."),
            ),
        };
        refusal.at(u64::from(place.row), u64::from(place.col))
    })
}

/// The parser's words without the place that it adds.
fn without_place(text: &str) -> &str {
    text.rfind(" at ").and_then(|at| text.get(..at)).unwrap_or(text)
}

/// Tells the physical lines of a document's elements, from 1.
pub(super) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    pub(super) fn new(text: &str) -> Self {
        Self { starts: text.match_indices('\n').map(|(at, _)| at).collect() }
    }

    pub(super) fn of(&self, node: Node<'_, '_>) -> u64 {
        self.starts.partition_point(|at| *at < node.range().start) as u64 + 1
    }
}

/// The text of the first child element with this name, whatever its namespace; trimmed.
pub(super) fn child_text<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
    child(node, name).and_then(|child| child.text()).map_or("", str::trim)
}

/// The first child element with this name, whatever its namespace.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.is_element() && child.tag_name().name() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_characters_are_replaced() {
        assert_eq!(
            clean(" \u{feff}<a>\u{1b}[31m&#27;&#x1B;&#0;&amp;&#10;&#xD800;&x</a>"),
            "<a>\u{fffd}[31m\u{fffd}\u{fffd}\u{fffd}&amp;&#10;\u{fffd}&x</a>"
        );
        assert_eq!(clean("<a>&#"), "<a>&#");
    }

    #[test]
    fn the_named_encoding_is_used() {
        let bytes = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>caf\xe9 \x80</a>".to_vec();
        assert!(text_of(bytes, "x").unwrap().ends_with("<a>café €</a>"));
        assert!(text_of(b"<a>caf\xe9</a>".to_vec(), "x").is_err());
        assert_eq!(text_of(b"<a>x\0y</a>".to_vec(), "x").unwrap(), "<a>x\u{fffd}y</a>");
    }

    #[test]
    fn bombs_are_refused() {
        let bomb = "<!DOCTYPE a [<!ENTITY x \"ha\"><!ENTITY y \"&x;&x;&x;\">]><a>&y;</a>";
        assert!(parse(bomb, "it").unwrap_err().what.contains("DOCTYPE"));
        let deep = "<a>".repeat(100_000);
        assert!(parse(&deep, "it").unwrap_err().what.contains("nest deeper"));
        let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
        assert!(parse(&deep, "it").is_err());
        assert!(parse("<a><b></b>", "it").unwrap_err().what.contains("ends too early"));
        assert_eq!(
            extent("<?x?><a b='>'><!-- <c><d> --><e/><![CDATA[<f>]]><g i='=' j=''><h></h></g></a>"),
            (3, 2)
        );
    }
}
