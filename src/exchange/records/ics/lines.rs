//! Lines of iCalendar: unfolded, taken apart into name, parameters and value (RFC 5545, 3.1).

/// A property: `NAME;PARAM=value:value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Property {
    /// The physical line on which it begins, from 1.
    pub(super) line: u64,
    /// In capital letters.
    pub(super) name: String,
    parameters: Vec<(String, String)>,
    /// As it stands in the file, escapes and all.
    pub(super) value: String,
}

impl Property {
    /// The value of a parameter, quotes taken off.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether the parameter has this value, in small or capital letters.
    pub(super) fn is(&self, name: &str, value: &str) -> bool {
        self.parameter(name).is_some_and(|v| v.eq_ignore_ascii_case(value))
    }

    /// The value as text: escapes resolved.
    pub(super) fn text(&self) -> String {
        unescape(&self.value)
    }
}

/// Joins folded lines: a line that begins with a space or a tab goes on the one before.
///
/// Gives each with the physical line on which it begins.
pub(super) fn unfold(text: &str) -> Vec<(u64, String)> {
    let mut lines: Vec<(u64, String)> = Vec::new();
    let mut number = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(['\r', '\n']).unwrap_or(rest.len());
        let (line, after) = rest.split_at(end);
        number += 1;
        rest = after.strip_prefix("\r\n").or_else(|| after.get(1..)).unwrap_or_default();
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(more), Some((_, before))) => before.push_str(more),
            _ if line.is_empty() => {}
            _ => lines.push((number, line.to_owned())),
        }
    }
    lines
}

/// Joins folded lines in bytes: some programs fold in the middle of a character.
pub(super) fn unfold_bytes(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let [first, after @ ..] = rest {
        rest = match rest {
            [b'\r', b'\n', b' ' | b'\t', more @ ..] | [b'\n', b' ' | b'\t', more @ ..] => more,
            _ => {
                out.push(*first);
                after
            }
        };
    }
    out
}

/// Takes a line apart; none where it has no name or no colon.
pub(super) fn property(line: u64, text: &str) -> Option<Property> {
    let end = text.find([';', ':'])?;
    let (name, mut rest) = text.split_at(end);
    let named = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b));
    if !named {
        return None;
    }
    // A group before the name (`item1.SUMMARY`) says nothing here.
    let name = name.rsplit('.').next().unwrap_or(name).to_ascii_uppercase();
    let mut parameters = Vec::new();
    while let Some(after) = rest.strip_prefix(';') {
        let (parameter, value) = after.split_once('=')?;
        let (value, more) = parameter_value(value)?;
        parameters.push((parameter.trim().to_ascii_uppercase(), value));
        rest = more;
    }
    Some(Property { line, name, parameters, value: rest.strip_prefix(':')?.to_owned() })
}

/// The value of a parameter, up to the next `;` or `:` outside of quotes.
fn parameter_value(text: &str) -> Option<(String, &str)> {
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ';' | ':' if !quoted => {
                let (value, rest) = text.split_at(at);
                return Some((decode_parameter(value), rest));
            }
            _ => {}
        }
    }
    None
}

/// Quotes off, and the escapes of RFC 6868 resolved.
fn decode_parameter(value: &str) -> String {
    let value: String = value.chars().filter(|c| *c != '"').collect();
    if !value.contains('^') {
        return value.trim().to_owned();
    }
    let mut out = String::with_capacity(value.len());
    let mut characters = value.chars().peekable();
    while let Some(c) = characters.next() {
        let plain = match (c, characters.peek()) {
            ('^', Some('n')) => Some('\n'),
            ('^', Some('\'')) => Some('"'),
            ('^', Some('^')) => Some('^'),
            _ => None,
        };
        if plain.is_some() {
            characters.next();
        }
        out.push(plain.unwrap_or(c));
    }
    out.trim().to_owned()
}

/// Escapes of a text value resolved.
fn unescape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(c) = characters.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match characters.next() {
            Some('n' | 'N') => out.push('\n'),
            Some(other @ (',' | ';' | '\\')) => out.push(other),
            Some(other) => {
                out.push('\\');
                out.push(other);
            }
            None => out.push('\\'),
        }
    }
    out
}

/// The parts of a list value, split at commas that are not escaped.
pub(super) fn parts(value: &str) -> Vec<String> {
    let (mut all, mut now, mut escaped) = (Vec::new(), String::new(), false);
    for c in value.chars() {
        if c == ',' && !escaped {
            all.push(std::mem::take(&mut now));
            continue;
        }
        escaped = c == '\\' && !escaped;
        now.push(c);
    }
    all.push(now);
    all.iter().map(|part| unescape(part.trim())).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_lines_are_joined_and_numbered() {
        let lines = unfold("A:1\r\n  2\r\n\t3\r\nB:x\n\nC:y\rD:z");
        let lines: Vec<_> = lines.iter().map(|(n, l)| (*n, l.as_str())).collect();
        assert_eq!(lines, [(1, "A:1 23"), (4, "B:x"), (6, "C:y"), (7, "D:z")]);
        assert_eq!(unfold_bytes(b"SUMMARY:caf\xc3\r\n \xa9\nX"), "SUMMARY:café\nX".as_bytes());
    }

    #[test]
    fn parameters_may_be_quoted_and_hold_anything() {
        let line = r#"DTSTART;TZID="GMT +0100 (Standard) / GMT: x;y";VALUE=date-time:20150703T100000"#;
        let found = property(7, line).unwrap();
        assert_eq!(found.parameter("TZID"), Some("GMT +0100 (Standard) / GMT: x;y"));
        assert!(found.is("VALUE", "DATE-TIME"));
        assert_eq!(
            (found.name.as_str(), found.value.as_str(), found.line),
            ("DTSTART", "20150703T100000", 7)
        );
        assert_eq!(property(1, "ATTENDEE;CN=A ^'B^':mailto:a").unwrap().parameter("CN"), Some("A \"B\""));
        assert_eq!(property(1, "item1.summary:x").unwrap().name, "SUMMARY");
        for wrong in ["", "SUMMARY", ":x", "A;B:c", "A;B=\"c:d", "É:x"] {
            assert_eq!(property(1, wrong), None, "{wrong}");
        }
    }

    #[test]
    fn escapes_are_resolved() {
        assert_eq!(property(1, r"X:a\, b\; c\\n\nd\x").unwrap().text(), "a, b; c\\n\nd\\x");
        assert_eq!(parts(r"a\,b, c ,,d"), ["a,b", "c", "d"]);
    }
}
