//! Words, days and harmless text for the report.

use super::document::{Block, Span};
use crate::analysis::Colour;
use crate::model::{Date, month_name, short_day};
use chrono::Datelike;

/// Text on one line with nothing in it that could change how other text reads: no control
/// characters, no marks that turn the reading direction round, nothing invisible.
#[must_use]
pub fn clean(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() || matches!(c, '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}') {
            if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            }
        } else if !(is_hidden(c) || is_joiner(c) && line.ends_with(is_cased)) {
            line.push(c);
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// Invisible characters that carry no text: reading-direction marks, zero widths, tags and code
/// points that no file format has to take.
const fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{fdd0}'..='\u{fdef}' | '\u{e0000}'..='\u{e007f}')
        || (c as u32) & 0xfffe == 0xfffe
}

const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Letters after which a joiner joins nothing; scripts and emoji that need the joiners keep them.
fn is_cased(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase() || c.is_ascii()
}

/// `20 November`, with the year where it is not this one.
pub(super) fn long(day: Date, today: Date) -> String {
    with_year(format!("{} {}", day.day(), month_name(day)), day, today)
}

/// `20 Nov`, with the year where it is not this one.
pub(super) fn short(day: Date, today: Date) -> String {
    with_year(short_day(day), day, today)
}

fn with_year(text: String, day: Date, today: Date) -> String {
    if day.year() == today.year() { text } else { format!("{text} {:04}", day.year()) }
}

/// `14 to 20 November`.
pub(super) fn span(from: Date, to: Date) -> String {
    if from == to {
        long(to, to)
    } else if (from.year(), from.month()) == (to.year(), to.month()) {
        format!("{} to {}", from.day(), long(to, to))
    } else {
        format!("{} to {}", long(from, to), long(to, to))
    }
}

/// The ISO week.
pub(super) fn week(day: Date) -> u32 {
    day.iso_week().week()
}

/// `Amber overall`; green says how much of it is not known, so that nothing entered never reads as all well.
pub(super) fn overall(colour: Colour, unknown: usize, all: usize) -> String {
    match colour {
        Colour::Unknown => "Not known yet".to_owned(),
        Colour::Green if unknown > 0 => format!("Green, {unknown} of {all} not known"),
        known => format!("{} overall", known.name()),
    }
}

/// What people wrote as blocks: paragraphs, and lists where lines begin with `-`, `*`, `•` or a number with a
/// full stop. Everything else in it is text.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut all: Vec<Block> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let line = clean(line);
        let item = |rest: &str| vec![Span::Text(clean(rest))];
        let joins = open;
        open = !line.is_empty();
        if let Some(rest) = line.strip_prefix(['-', '*', '•']).and_then(|rest| rest.strip_prefix(' ')) {
            match all.last_mut() {
                Some(Block::Bullets(lines)) if joins => lines.push(item(rest)),
                _ => all.push(Block::Bullets(vec![item(rest)])),
            }
        } else if let Some((number, rest)) = line.split_once(". ")
            && (1..=3).contains(&number.len())
            && number.bytes().all(|b| b.is_ascii_digit())
        {
            match all.last_mut() {
                Some(Block::Numbered(lines)) if joins => lines.push(item(rest)),
                _ => all.push(Block::Numbered(vec![item(rest)])),
            }
        } else if open {
            match all.last_mut() {
                Some(Block::Paragraph(spans)) if joins => {
                    if let Some(Span::Text(text)) = spans.last_mut() {
                        *text = [text.as_str(), &line].join(" ");
                    }
                }
                _ => all.push(Block::Paragraph(vec![Span::Text(line)])),
            }
        }
    }
    all
}

/// Ends a sentence, unless the text ends with a mark of its own.
pub(super) fn sentence(text: &str) -> String {
    if text.is_empty() || text.ends_with(['.', '!', '?', '…']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// At most so many characters, cut at a word, with an ellipsis.
pub(super) fn shorten(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let head = text.get(..end).unwrap_or_default();
    let head = head.rsplit_once(' ').map_or(head, |(words, _)| words);
    format!("{}…", head.trim_end_matches([',', ';', ':', '.', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn periods_read_plainly() {
        let today = day("2026-11-20");
        assert_eq!(span(day("2026-11-14"), today), "14 to 20 November");
        assert_eq!(span(day("2026-10-30"), today), "30 October to 20 November");
        assert_eq!(span(day("2025-12-30"), today), "30 December 2025 to 20 November");
        assert_eq!(span(today, today), "20 November");
    }

    // [SR6]
    #[test]
    fn text_keeps_its_words_and_loses_what_turns_or_hides_them() {
        assert_eq!(clean(" a\r\n\tb \u{0}c\u{202e}d\u{200b}\u{2066}e\u{e0041} "), "a b cde");
        assert_eq!(clean("שלום 👩\u{200d}💻 é"), "שלום 👩\u{200d}💻 é");
        assert_eq!(clean("Mi\u{200c}ra"), "Mira");
    }

    // [SR16]
    #[test]
    fn what_people_wrote_has_paragraphs_and_lists() {
        let text = |t: &str| vec![Span::Text(t.to_owned())];
        assert_eq!(
            blocks("One\r\nline.\n\n- a\n- b\n\n2. x\n3. y\nz\n- 1.5 is a number\n-none\n2026. A year"),
            [
                Block::Paragraph(text("One line.")),
                Block::Bullets(vec![text("a"), text("b")]),
                Block::Numbered(vec![text("x"), text("y")]),
                Block::Paragraph(text("z")),
                Block::Bullets(vec![text("1.5 is a number")]),
                Block::Paragraph(text("-none 2026. A year")),
            ]
        );
        assert_eq!(blocks(" \n\n"), []);
    }

    #[test]
    fn long_text_is_cut_at_a_word() {
        assert_eq!(shorten("one two three", 9), "one two…");
        assert_eq!(shorten("one two", 9), "one two");
    }
}
