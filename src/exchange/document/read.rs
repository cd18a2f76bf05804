//! Reads back the Markdown that [`markdown`](super::markdown) writes: a report that was sent is kept as its
//! words, and can be shown, printed and given out in every format again.

use super::shape;
use crate::analysis::Colour;
use crate::report::{Block, Cell, Document, Section, Span};

/// The document that a text says. What is not written as we write it is read as text: nothing is lost, and
/// writing the result gives the same Markdown again for all that [`markdown`](super::markdown) wrote.
/// Charts come back as the tables that stood for them, records as their keys.
#[must_use]
pub fn read_markdown(text: &str) -> Document {
    let mut parts = text.split("\n\n").map(str::trim_end).filter(|part| !part.is_empty()).peekable();
    let title = parts.next_if(|part| part.starts_with("# ")).map(|part| plain(part.trim_start_matches("# ")));
    let mut document = Document::new(&title.unwrap_or_default(), "");
    let is_head = |part: &&str| part.starts_with("## ");
    if let Some(part) = parts.next_if(|part| !is_head(part) && overall(part).is_none()) {
        document.subtitle = plain(part);
    }
    if let Some((colour, words, aside)) = parts.peek().and_then(|part| overall(part)) {
        (document.overall, document.aside) = (Some((colour, words)), aside);
        parts.next();
    }
    for part in parts {
        match part.strip_prefix("## ") {
            Some(title) => {
                let key = format!("part-{}", document.sections.len());
                document.sections.push(Section::new(&key, &plain(title), Vec::new()));
            }
            None => {
                if document.sections.is_empty() {
                    document.sections.push(Section::new("part-0", "", Vec::new()));
                }
                if let Some(section) = document.sections.last_mut() {
                    section.blocks.push(block(part));
                }
            }
        }
    }
    document
}

/// `▲ **Amber overall** (was Green on 14 Nov)`.
fn overall(part: &str) -> Option<(Colour, String, String)> {
    let (colour, rest) = colour_of(part)?;
    let (words, rest) = split_at_mark(rest.strip_prefix("**")?, "**")?;
    let aside = match rest.strip_prefix(" (") {
        Some(aside) => aside.strip_suffix(')')?,
        None if rest.is_empty() => "",
        None => return None,
    };
    Some((colour, plain(words), plain(aside)))
}

/// The colour whose shape and space the text begins with, and what follows.
fn colour_of(text: &str) -> Option<(Colour, &str)> {
    let first = text.chars().next()?;
    let all = [Colour::Unknown, Colour::Green, Colour::Amber, Colour::Red];
    let colour = all.into_iter().find(|colour| shape(*colour) == first)?;
    Some((colour, text.strip_prefix(first)?.strip_prefix(' ')?))
}

fn block(part: &str) -> Block {
    let lines: Vec<&str> = part.lines().collect();
    let listed = |mark: fn(&str) -> Option<&str>| -> Option<Vec<Vec<Span>>> {
        lines.iter().map(|line| mark(line).map(spans)).collect()
    };
    if let Some(lines) = listed(|line| line.strip_prefix("- ")) {
        return Block::Bullets(lines);
    }
    if let Some(lines) = listed(|line| {
        let (number, rest) = line.split_once(". ")?;
        let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        is_number.then_some(rest)
    }) {
        return Block::Numbered(lines);
    }
    table(&lines).unwrap_or_else(|| Block::Paragraph(spans(&lines.join(" "))))
}

/// The fields of a row, as written.
fn fields(line: &str) -> Option<Vec<&str>> {
    let inner = line.strip_prefix("| ")?.strip_suffix(" |")?;
    let (mut all, mut rest) = (Vec::new(), inner);
    while let Some((field, after)) = split_at_mark(rest, "|") {
        all.push(field.trim_matches(' '));
        rest = after;
    }
    all.push(rest.trim_matches(' '));
    Some(all)
}

fn table(lines: &[&str]) -> Option<Block> {
    let (head, rest) = lines.split_first()?;
    let (rule, rows) = rest.split_first()?;
    let head = fields(head)?;
    let rule = fields(rule)?;
    let is_rule = rule.len() == head.len() && rule.iter().all(|field| matches!(*field, "---" | "---:"));
    let row = |line: &&str| {
        let cells = fields(line).filter(|cells| cells.len() == head.len())?;
        let cells = cells.into_iter().zip(&rule);
        Some(cells.map(|(text, rule)| Cell { number: *rule == "---:", ..spans(text).into() }).collect())
    };
    let rows: Option<Vec<Vec<Cell>>> = rows.iter().map(row).collect();
    let head = head.into_iter().map(plain).collect();
    is_rule.then_some(Block::Table { head, rows: rows? })
}

/// Text without the marks that keep it from acting.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next_if(char::is_ascii_punctuation) {
                Some(next) => out.push(next),
                None => out.push('\\'),
            },
            _ => out.push(letter),
        }
    }
    out
}

/// The text before the first mark that is not behind a backslash, and what follows the mark.
fn split_at_mark<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let mut escaped = false;
    for (at, letter) in text.char_indices() {
        if !escaped && let Some(rest) = text.get(at..)?.strip_prefix(mark) {
            return Some((text.get(..at)?, rest));
        }
        escaped = letter == '\\' && !escaped;
    }
    None
}

/// A piece between two marks and what follows it, where a piece can end there.
fn ends<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let (inner, rest) = split_at_mark(text.strip_prefix(mark)?, mark)?;
    let ends = rest.is_empty() || rest.starts_with(' ') || is_close(rest);
    (ends && !inner.is_empty()).then_some((inner, rest))
}

/// Whether a comma or a colon that stands alone comes next.
fn is_close(rest: &str) -> bool {
    let mut letters = rest.chars();
    matches!(letters.next(), Some(',' | ':')) && matches!(letters.next(), None | Some(' '))
}

/// A line's pieces: strong and struck ones, a colour's shape with the word behind it, and text.
fn spans(line: &str) -> Vec<Span> {
    let mut all: Vec<Span> = Vec::new();
    let mut text = String::new();
    let mut rest = line;
    let flush = |text: &mut String, all: &mut Vec<Span>| {
        if !text.is_empty() {
            all.push(Span::Text(plain(std::mem::take(text).trim_end())));
        }
    };
    loop {
        let marked = ends(rest, "**")
            .map(|(inner, rest)| (Span::Strong(plain(inner)), rest))
            .or_else(|| ends(rest, "~~").map(|(inner, rest)| (Span::Struck(plain(inner)), rest)))
            .or_else(|| {
                let (colour, rest) = colour_of(rest)?;
                let (word, rest) = rest.split_at(rest.find(' ').unwrap_or(rest.len()));
                let is_word = !word.is_empty() && !word.contains('*') && !word.contains('~');
                is_word.then(|| (Span::Status(colour, plain(word)), rest))
            });
        match marked {
            Some((span, after)) => {
                flush(&mut text, &mut all);
                all.push(span);
                rest = after;
            }
            None => {
                let end = rest.find(' ').unwrap_or(rest.len());
                let (word, after) = rest.split_at(end);
                text.push_str(word);
                rest = after;
            }
        }
        if is_close(rest) {
            flush(&mut text, &mut all);
            all.push(Span::Text(rest.chars().take(1).collect()));
            rest = rest.get(1..).unwrap_or_default();
        }
        // Pieces stand apart by one space; more than one is text.
        let Some(after) = rest.strip_prefix(' ') else { break };
        if !text.is_empty() || after.starts_with(' ') {
            text.push(' ');
        }
        rest = after;
    }
    flush(&mut text, &mut all);
    all
}
