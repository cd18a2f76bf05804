//! Reads JSON from text, a token at a time. Nothing here depends on what is read, so it exists once.

use super::{Fault, Json, Value};
use std::borrow::Cow;

/// How deep objects and lists may nest: a program needs eight levels, the stack allows many more.
pub const DEEPEST: usize = 128;

/// Reading stopped; the [`Reader`] holds the reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

/// The outcome of reading into a place.
pub type Read = Result<(), Stopped>;

/// The members of a record.
#[derive(Debug)]
pub struct Shape {
    /// Their names, at most 64, in the order in which they are usually met.
    pub names: &'static [&'static str],
    /// A bit for each name that must be there.
    pub required: u64,
}

/// A text and a place in it.
#[derive(Debug)]
pub struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    /// Where and what went wrong, once something did.
    wrong: Option<(usize, Cow<'static, str>)>,
    /// Where the names of unknown members begin, ascending.
    unknown: Vec<usize>,
    /// What other programs write wrongly, but readably, is taken.
    lenient: bool,
}

impl<'a> Reader<'a> {
    /// At the start of a text.
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, at: 0, depth: 0, wrong: None, unknown: Vec::new(), lenient: false }
    }

    /// At a byte of a text, taking what other programs write wrongly, but readably.
    pub(super) const fn lenient(text: &'a str, at: usize) -> Self {
        Self { text, at, depth: 0, wrong: None, unknown: Vec::new(), lenient: true }
    }

    pub(super) const fn is_lenient(&self) -> bool {
        self.lenient
    }

    /// Why reading stopped.
    pub(super) fn fault(self) -> Fault {
        let (place, what) = self.wrong.unwrap_or_default();
        Fault::at(self.text, place, what.into_owned(), place >= self.text.len())
    }

    /// Checks that nothing follows, and hands out the places of unknown members.
    pub(super) fn finish(mut self, outcome: Read) -> Result<Vec<usize>, Fault> {
        let mut outcome = outcome;
        if outcome.is_ok() && self.peek().is_some() {
            outcome = self.fail("the text should end");
        }
        match outcome {
            Ok(()) => Ok(self.unknown),
            Err(Stopped) => Err(self.fault()),
        }
    }

    /// The byte at which the reader is.
    pub(super) const fn place(&self) -> usize {
        self.at
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no blank.
    pub(super) fn peek(&mut self) -> Option<u8> {
        while matches!(self.byte(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
        self.byte()
    }

    /// Stops here.
    ///
    /// # Errors
    /// Always.
    pub fn fail<T>(&mut self, what: impl Into<Cow<'static, str>>) -> Result<T, Stopped> {
        let place = self.at;
        self.fail_at(place, what.into())
    }

    fn fail_at<T>(&mut self, place: usize, what: Cow<'static, str>) -> Result<T, Stopped> {
        // At the end of the text, whatever is missing, the text is cut off.
        let what = if place >= self.text.len() { "the text ends in the middle".into() } else { what };
        self.wrong.get_or_insert((place, what));
        Err(Stopped)
    }

    /// Passes one byte.
    fn pass(&mut self, byte: u8, what: &'static str) -> Read {
        if self.byte() == Some(byte) {
            self.at += 1;
            return Ok(());
        }
        self.fail(what)
    }

    /// Passes the bracket that opens an object or a list.
    pub(super) fn open(&mut self, bracket: u8) -> Read {
        self.peek();
        self.pass(bracket, if bracket == b'{' { "an object is expected" } else { "a list is expected" })?;
        self.depth += 1;
        if self.depth > DEEPEST { self.fail("objects and lists are nested too deeply") } else { Ok(()) }
    }

    /// Passes the comma before the next part, or the bracket at the end (then there is none).
    pub(super) fn more(&mut self, first: bool, end: u8) -> Result<bool, Stopped> {
        if self.peek() == Some(end) {
            self.at += 1;
            self.depth -= 1;
            return Ok(false);
        }
        if !first {
            self.pass(b',', "a comma or a closing bracket is expected")?;
        }
        Ok(true)
    }

    /// Passes a member's name and colon.
    pub(super) fn name(&mut self) -> Result<Cow<'a, str>, Stopped> {
        let name = self.text()?;
        self.colon()?;
        Ok(name)
    }

    fn colon(&mut self) -> Read {
        self.peek();
        self.pass(b':', "a colon is expected")
    }

    /// Reads an object of known members.
    ///
    /// # Errors
    /// [`Stopped`] when it is none, a name occurs twice or a required one is missing.
    pub fn record(&mut self, shape: &Shape, take: &mut dyn FnMut(usize, &mut Self) -> Read) -> Read {
        self.open(b'{')?;
        let start = self.at - 1;
        let (mut seen, mut likely) = (0_u64, 0);
        let mut first = true;
        while self.more(first, b'}')? {
            first = false;
            self.peek();
            let place = self.at;
            let name = self.name()?;
            // Members usually stand in the order in which they are written.
            let known = shape.names.iter().skip(likely).position(|known| *known == name).map(|n| n + likely);
            let Some(at) = known.or_else(|| shape.names.iter().position(|known| *known == name)) else {
                self.unknown.push(place);
                self.skip()?;
                continue;
            };
            if seen & (1 << at) != 0 {
                return self.fail_at(place, twice(&name));
            }
            seen |= 1 << at;
            likely = at + 1;
            take(at, self)?;
        }
        let missing = (shape.required & !seen).trailing_zeros() as usize;
        match shape.names.get(missing) {
            Some(name) => self.fail_at(start, format!("“{name}” is missing").into()),
            None => Ok(()),
        }
    }

    /// Reads an object of any members; the name is still to be read.
    ///
    /// # Errors
    /// [`Stopped`] when it is none.
    pub fn members(&mut self, take: &mut dyn FnMut(&mut Self) -> Read) -> Read {
        self.open(b'{')?;
        let mut first = true;
        while self.more(first, b'}')? {
            first = false;
            take(self)?;
        }
        Ok(())
    }

    /// Reads one member of [`Reader::members`] into a name and a value.
    ///
    /// # Errors
    /// [`Stopped`] when one of the two cannot be read.
    pub fn member(&mut self, name: &mut impl Json, value: &mut impl Json) -> Read {
        self.peek();
        name.read(self)?;
        self.colon()?;
        value.read(self)
    }

    /// Stops because the name at a place occurred before in its object.
    pub(super) fn name_again(&mut self, place: usize) -> Read {
        self.at = place;
        let name = self.text()?;
        self.fail_at(place, twice(&name))
    }

    /// Stops because a name occurs twice in an object.
    pub(super) fn twice<T>(&mut self, place: usize, name: &str) -> Result<T, Stopped> {
        self.fail_at(place, twice(name))
    }

    /// Reads a list; the function is called at each of its parts with the part's place in the list.
    ///
    /// # Errors
    /// [`Stopped`] when it is none.
    pub fn list(&mut self, take: &mut dyn FnMut(usize, &mut Self) -> Read) -> Read {
        self.open(b'[')?;
        let mut count = 0;
        while self.more(count == 0, b']')? {
            take(count, self)?;
            count += 1;
        }
        Ok(())
    }

    /// Reads a list of exactly this many parts.
    ///
    /// # Errors
    /// [`Stopped`] when there are more or fewer.
    pub fn list_of(&mut self, length: usize, take: &mut dyn FnMut(usize, &mut Self) -> Read) -> Read {
        self.peek();
        let (start, mut count) = (self.at, 0);
        self.list(&mut |at, reader| {
            count += 1;
            if at < length { take(at, reader) } else { reader.skip() }
        })?;
        if count == length {
            Ok(())
        } else {
            self.fail_at(start, format!("{length} values are expected").into())
        }
    }

    /// Passes `null` if it is next.
    pub(super) fn null(&mut self) -> Result<bool, Stopped> {
        if self.peek() == Some(b'n') { self.word("null").map(|()| true) } else { Ok(false) }
    }

    /// Passes a word such as `true`.
    pub(super) fn word(&mut self, word: &str) -> Read {
        word.bytes().try_for_each(|byte| self.pass(byte, "a value is expected"))
    }

    /// Passes any value.
    pub(super) fn skip(&mut self) -> Read {
        Value::Null.read(self)
    }

    /// Reads a text.
    ///
    /// # Errors
    /// [`Stopped`] when there is none.
    pub fn text(&mut self) -> Result<Cow<'a, str>, Stopped> {
        self.peek();
        self.pass(b'"', "a text is expected")?;
        let mut start = self.at;
        let mut unescaped: Option<String> = None;
        loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            // Bytes of characters beyond ASCII are all above these.
            let plain = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f));
            self.at += plain.unwrap_or(rest.len());
            let part = self.text.get(start..self.at).unwrap_or_default();
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(match unescaped {
                        None => Cow::Borrowed(part),
                        Some(mut text) => {
                            text.push_str(part);
                            Cow::Owned(text)
                        }
                    });
                }
                Some(b'\\') => {
                    let text = unescaped.get_or_insert_with(String::new);
                    text.push_str(part);
                    text.push(self.escape()?);
                    start = self.at;
                }
                Some(_) if self.lenient => self.at += 1,
                _ => return self.fail("a text holds a control character"),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Stopped> {
        self.at += 1;
        let character = match self.byte() {
            Some(b'n') => '\n',
            Some(b't') => '\t',
            Some(b'r') => '\r',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(plain @ (b'"' | b'\\' | b'/')) => char::from(plain),
            Some(b'u') => return self.unicode(),
            _ => return self.fail("a text holds an unknown escape"),
        };
        self.at += 1;
        Ok(character)
    }

    /// `u1234`, or two of them for a character beyond the basic plane.
    fn unicode(&mut self) -> Result<char, Stopped> {
        let high = self.hexadecimal()?;
        if self.lenient && (0xd800..0xe000).contains(&high) {
            return Ok(self.half(high));
        }
        let code = if (0xd800..0xdc00).contains(&high) {
            self.pass(b'\\', "a text holds half a character")?;
            match self.hexadecimal()? {
                low @ 0xdc00..0xe000 => 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00),
                _ => return self.fail("a text holds half a character"),
            }
        } else {
            high
        };
        match char::from_u32(code) {
            Some(character) => Ok(character),
            None => self.fail("a text holds half a character"),
        }
    }

    /// The second half of a character, or the sign for a broken one where there is none.
    fn half(&mut self, high: u32) -> char {
        let after = self.text.get(self.at..).unwrap_or_default();
        let low = after.strip_prefix("\\u").and_then(|rest| u32::from_str_radix(rest.get(..4)?, 16).ok());
        match low {
            Some(low @ 0xdc00..0xe000) if high < 0xdc00 => {
                self.at += 6;
                let code = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => char::REPLACEMENT_CHARACTER,
        }
    }

    fn hexadecimal(&mut self) -> Result<u32, Stopped> {
        self.pass(b'u', "a text holds half a character")?;
        let mut code = 0;
        for _ in 0..4 {
            match self.byte().and_then(|byte| char::from(byte).to_digit(16)) {
                Some(digit) => code = code * 16 + digit,
                None => return self.fail("a text holds an unknown escape"),
            }
            self.at += 1;
        }
        Ok(code)
    }

    /// Reads a number, as it is written.
    ///
    /// # Errors
    /// [`Stopped`] when there is none, or it is beyond every double.
    pub fn number(&mut self) -> Result<&'a str, Stopped> {
        self.peek();
        let start = self.at;
        if self.byte() == Some(b'-') {
            self.at += 1;
        }
        let whole = if self.byte() == Some(b'0') {
            self.at += 1;
            0
        } else {
            self.digits()?
        };
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        let mut exponent = 0;
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.at += 1;
            let sign = self.byte().filter(|byte| matches!(byte, b'+' | b'-'));
            self.at += usize::from(sign.is_some());
            let from = self.at;
            self.digits()?;
            if sign != Some(b'-') {
                exponent = self.text.get(from..self.at).and_then(|t| t.parse().ok()).unwrap_or(usize::MAX);
            }
        }
        if exponent.saturating_add(whole) > 308 {
            return self.fail_at(start, "a number is too large".into());
        }
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    /// Passes digits, at least one, and counts them.
    fn digits(&mut self) -> Result<usize, Stopped> {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at > start { Ok(self.at - start) } else { self.fail("a value is expected") }
    }

    /// Reads a whole number from 0 to a limit.
    ///
    /// # Errors
    /// [`Stopped`] when there is none.
    pub fn unsigned(&mut self, most: u64) -> Result<u64, Stopped> {
        self.peek();
        let start = self.at;
        match self.number()?.parse() {
            Ok(number) if number <= most => Ok(number),
            _ => self.fail_at(start, format!("a whole number from 0 to {most} is expected").into()),
        }
    }

    /// Reads a whole number.
    ///
    /// # Errors
    /// [`Stopped`] when there is none.
    pub fn signed(&mut self) -> Result<i64, Stopped> {
        self.peek();
        let start = self.at;
        match self.number()?.parse() {
            Ok(number) => Ok(number),
            Err(_) => self.fail_at(start, "a whole number is expected".into()),
        }
    }

    /// Reads what is written as a text of a certain form.
    ///
    /// # Errors
    /// [`Stopped`] when there is no text or it has another form; `what` says which is expected.
    pub fn parsed<T>(
        &mut self,
        what: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, Stopped> {
        self.peek();
        let start = self.at;
        let text = self.text()?;
        match parse(&text) {
            Some(value) => Ok(value),
            None => self.fail_at(start, what.into()),
        }
    }

    /// Reads one word of several, and tells which.
    ///
    /// # Errors
    /// [`Stopped`] when there is none of them.
    pub fn word_of(&mut self, words: &[&str]) -> Result<usize, Stopped> {
        self.peek();
        let start = self.at;
        let text = self.text()?;
        match words.iter().position(|word| *word == text) {
            Some(at) => Ok(at),
            None => self.fail_at(start, format!("one of these is expected: {}", words.join(", ")).into()),
        }
    }

    /// Reads which choice is made: a word, or an object whose one member is the choice's name. Its
    /// value is then to be read, and [`Reader::choice_end`] called. Bits of `full` tell which have one.
    ///
    /// # Errors
    /// [`Stopped`] when it is none of the choices.
    pub fn choice(&mut self, words: &[&str], full: u64) -> Result<usize, Stopped> {
        let is_object = self.peek() == Some(b'{');
        let start = self.at;
        if is_object {
            self.open(b'{')?;
        }
        let at = self.word_of(words)?;
        if is_object {
            self.colon()?;
        }
        if is_object == (full & (1 << at) != 0) {
            Ok(at)
        } else if is_object {
            self.fail_at(start, "this choice has no value".into())
        } else {
            self.fail_at(start, "this choice has a value".into())
        }
    }

    /// Passes the end of a choice that has a value.
    ///
    /// # Errors
    /// [`Stopped`] when there is more.
    pub fn choice_end(&mut self) -> Read {
        self.peek();
        self.depth -= 1;
        self.pass(b'}', "one choice alone is expected")
    }
}

fn twice(name: &str) -> Cow<'static, str> {
    format!("“{name}” occurs twice in one object").into()
}
