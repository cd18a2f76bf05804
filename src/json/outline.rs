//! Where the parts of a large JSON text stand, found without reading them, a portion at a time.
//!
//! An export of a tracker is one list of many items, or an object that holds such lists. The outline
//! finds each item's place, so that items can be read one by one and nothing large is ever built.

use super::Fault;

/// A stretch of a text, in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Span {
    /// Its first byte.
    pub start: usize,
    /// Behind its last byte.
    pub end: usize,
}

/// One member of the object, or the elements of a list, at the top of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The member's name as it is written; empty for a list at the top.
    pub name: String,
    /// Its value is a list, whose elements the spans are; else there is one span, the value.
    pub list: bool,
    /// Where the values stand.
    pub spans: Vec<Span>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// A value may begin, or the text end.
    Top,
    /// In an object at the top: a name or its end; true before the first.
    Object(bool),
    /// In a list, of the last part: a value or its end; true before the first. The second tells
    /// whether an object is around it.
    List(bool, bool),
    Done,
}

/// An outline under way. Only brackets, quotes and commas are looked at.
#[derive(Debug, Clone)]
pub struct Outline {
    at: usize,
    state: State,
    start: usize,
    /// The values at the top: whether each is a list, and where it stands.
    pub values: Vec<(bool, Span)>,
    /// The parts of all of them, in the order of the text.
    pub parts: Vec<Part>,
}

impl Default for Outline {
    fn default() -> Self {
        Self { at: 0, state: State::Top, start: 0, values: Vec::new(), parts: Vec::new() }
    }
}

impl Outline {
    /// How much of the text was looked at, in bytes.
    #[must_use]
    pub const fn place(&self) -> usize {
        self.at
    }

    /// Looks at some more of the text, at least at `portion` bytes; false when its end is reached.
    ///
    /// # Errors
    /// [`Fault`] where brackets or quotes do not pair; parts are not checked within.
    pub fn step(&mut self, text: &str, portion: usize) -> Result<bool, Fault> {
        let until = self.at.saturating_add(portion);
        while self.at < until && self.state != State::Done {
            if let Err(what) = self.advance(text.as_bytes()) {
                let at_end = self.at >= text.len();
                let what = if at_end { "the text ends in the middle" } else { what };
                return Err(Fault::at(text, self.at.min(text.len()), what.to_owned(), at_end));
            }
        }
        Ok(self.state != State::Done)
    }

    fn byte(&self, text: &[u8]) -> Option<u8> {
        text.get(self.at).copied()
    }

    fn blanks(&mut self, text: &[u8]) {
        while matches!(self.byte(text), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn advance(&mut self, text: &[u8]) -> Result<(), &'static str> {
        self.blanks(text);
        match self.state {
            State::Top => match self.byte(text) {
                None if self.values.is_empty() => return Err("a value is expected"),
                None => self.state = State::Done,
                Some(b'{') => {
                    (self.start, self.state) = (self.at, State::Object(true));
                    self.at += 1;
                }
                Some(b'[') => {
                    (self.start, self.state) = (self.at, State::List(true, false));
                    self.at += 1;
                    self.part(String::new(), true);
                }
                Some(_) => {
                    let span = self.value(text)?;
                    self.values.push((false, span));
                }
            },
            State::Object(first) => {
                if self.byte(text) == Some(b'}') {
                    self.at += 1;
                    self.values.push((false, Span { start: self.start, end: self.at }));
                    self.state = State::Top;
                    return Ok(());
                }
                self.comma(text, first)?;
                let name = self.name(text)?;
                self.blanks(text);
                if self.byte(text) == Some(b'[') {
                    self.at += 1;
                    self.part(name, true);
                    self.state = State::List(true, true);
                } else {
                    let span = self.value(text)?;
                    self.part(name, false);
                    self.parts.last_mut().into_iter().for_each(|part| part.spans.push(span));
                    self.state = State::Object(false);
                }
            }
            State::List(first, within) => {
                if self.byte(text) == Some(b']') {
                    self.at += 1;
                    if within {
                        self.state = State::Object(false);
                    } else {
                        self.values.push((true, Span { start: self.start, end: self.at }));
                        self.state = State::Top;
                    }
                    return Ok(());
                }
                self.comma(text, first)?;
                let span = self.value(text)?;
                self.parts.last_mut().into_iter().for_each(|part| part.spans.push(span));
                self.state = State::List(false, within);
            }
            State::Done => {}
        }
        Ok(())
    }

    fn part(&mut self, name: String, list: bool) {
        self.parts.push(Part { name, list, spans: Vec::new() });
    }

    fn comma(&mut self, text: &[u8], first: bool) -> Result<(), &'static str> {
        if !first {
            if self.byte(text) != Some(b',') {
                return Err("a comma or a closing bracket is expected");
            }
            self.at += 1;
            self.blanks(text);
        }
        Ok(())
    }

    fn name(&mut self, text: &[u8]) -> Result<String, &'static str> {
        if self.byte(text) != Some(b'"') {
            return Err("a name in quotes is expected");
        }
        let start = self.at + 1;
        self.quoted(text)?;
        let name = text.get(start..self.at - 1).unwrap_or_default();
        let name = String::from_utf8_lossy(name).into_owned();
        self.blanks(text);
        if self.byte(text) != Some(b':') {
            return Err("a colon is expected");
        }
        self.at += 1;
        Ok(name)
    }

    /// Passes a text in quotes.
    fn quoted(&mut self, text: &[u8]) -> Result<(), &'static str> {
        self.at += 1;
        loop {
            let rest = text.get(self.at..).unwrap_or_default();
            let Some(next) = rest.iter().position(|byte| matches!(byte, b'"' | b'\\')) else {
                self.at = text.len();
                return Err("a closing quote is expected");
            };
            self.at += next + 1;
            if rest.get(next) == Some(&b'"') {
                return Ok(());
            }
            self.at += 1;
        }
    }

    /// Passes a value of any kind and depth.
    fn value(&mut self, text: &[u8]) -> Result<Span, &'static str> {
        let start = self.at;
        let mut depth = 0_usize;
        loop {
            match self.byte(text) {
                Some(b'"') => self.quoted(text)?,
                Some(b'{' | b'[') => {
                    depth += 1;
                    self.at += 1;
                }
                Some(b'}' | b']') if depth > 0 => {
                    depth -= 1;
                    self.at += 1;
                }
                Some(b'}' | b']' | b',') if depth == 0 => {
                    return if self.at > start {
                        Ok(self.span(text, start))
                    } else {
                        Err("a value is expected")
                    };
                }
                Some(b' ' | b'\n' | b'\r' | b'\t') if depth == 0 => {
                    return if self.at > start {
                        Ok(self.span(text, start))
                    } else {
                        Err("a value is expected")
                    };
                }
                Some(_) => self.at += 1,
                None if depth == 0 && self.at > start => return Ok(self.span(text, start)),
                None => return Err("the text ends in the middle"),
            }
            let first = text.get(start).copied();
            if depth == 0 && matches!(first, Some(b'{' | b'[' | b'"')) {
                return Ok(self.span(text, start));
            }
        }
    }

    fn span(&self, text: &[u8], start: usize) -> Span {
        Span { start, end: self.at.min(text.len()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(text: &str, portion: usize) -> Result<(usize, Vec<String>), String> {
        let mut outline = Outline::default();
        while outline.step(text, portion).map_err(|fault| fault.to_string())? {}
        let show = |part: &Part| {
            let spans = part.spans.iter().map(|span| &text[span.start..span.end]);
            format!(
                "{}{}{}",
                part.name,
                if part.list { "[]" } else { "=" },
                spans.collect::<Vec<_>>().join("|")
            )
        };
        Ok((outline.values.len(), outline.parts.iter().map(show).collect()))
    }

    #[test]
    fn the_parts_of_every_shape_are_found() {
        for (text, values, parts) in [
            ("[1, {\"a\":[2]} ,\"x\\\",\"]", 1, vec!["[]1|{\"a\":[2]}|\"x\\\",\""]),
            ("{\"n\":1,\"issues\":[{},[]],\"s\":\"t\"}", 1, vec!["n=1", "issues[]{}|[]", "s=\"t\""]),
            ("[1][2]", 2, vec!["[]1", "[]2"]),
            ("{\"a\":1}\n{\"a\":2}\n", 2, vec!["a=1", "a=2"]),
            ("[]", 1, vec!["[]"]),
            ("{}", 1, vec![]),
            (" 7 ", 1, vec![]),
        ] {
            let whole = outline(text, usize::MAX).unwrap();
            assert_eq!(whole, (values, parts.into_iter().map(str::to_owned).collect()), "{text}");
            assert_eq!(outline(text, 1).unwrap(), whole, "portions change nothing: {text}");
        }
    }

    #[test]
    fn what_does_not_pair_is_told_with_its_place() {
        for (text, what) in [
            ("[1,\n2", "line 2, column 2"),
            ("{\"a\" 1}", "line 1, column 6"),
            ("[1 2]", "line 1, column 4"),
            ("{\"a\":}", "line 1, column 6"),
            ("[\"abc", "the text ends in the middle"),
            ("", "line 1"),
        ] {
            let fault = outline(text, 3).unwrap_err();
            assert!(fault.contains(what), "{text}: {fault}");
        }
    }

    #[test]
    fn depth_costs_nothing() {
        let deep = format!("[{}{}]", "[".repeat(1_000_000), "]".repeat(1_000_000));
        assert_eq!(outline(&deep, 1 << 16).unwrap().1.len(), 1);
    }
}
