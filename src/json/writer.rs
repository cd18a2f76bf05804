//! Writes JSON as text, compact or with a member a line.

/// Text that grows.
#[derive(Debug)]
pub struct Writer {
    text: String,
    /// The current level, where each part stands on a line of its own.
    level: Option<usize>,
    /// Nothing was written since the last opening bracket.
    fresh: bool,
}

impl Writer {
    /// Without any blanks.
    #[must_use]
    pub const fn compact() -> Self {
        Self { text: String::new(), level: None, fresh: true }
    }

    /// A part a line, two spaces a level.
    #[must_use]
    pub const fn pretty() -> Self {
        Self { text: String::new(), level: Some(0), fresh: true }
    }

    /// What was written.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }

    fn line(&mut self) {
        if let Some(level) = self.level {
            self.text.push('\n');
            (0..level).for_each(|_| self.text.push_str("  "));
        }
    }

    /// Opens an object or a list.
    pub fn open(&mut self, bracket: char) {
        self.text.push(bracket);
        self.level = self.level.map(|level| level + 1);
        self.fresh = true;
    }

    /// Begins the next part of a list.
    pub fn item(&mut self) {
        if !self.fresh {
            self.text.push(',');
        }
        self.fresh = false;
        self.line();
    }

    /// Ends a member's name.
    pub fn colon(&mut self) {
        self.text.push_str(if self.level.is_some() { ": " } else { ":" });
    }

    /// Begins the next member of an object.
    pub fn name(&mut self, name: &str) {
        self.item();
        self.word(name);
        self.colon();
    }

    /// Closes an object or a list.
    pub fn close(&mut self, bracket: char) {
        self.level = self.level.map(|level| level.saturating_sub(1));
        if !self.fresh {
            self.line();
        }
        self.fresh = false;
        self.text.push(bracket);
    }

    /// Opens the object of a choice that has a value; [`Writer::close`] it after the value.
    pub fn choice(&mut self, name: &str) {
        self.open('{');
        self.name(name);
    }

    /// Text that is JSON already, such as a number.
    pub fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// A text that needs no escapes.
    pub fn word(&mut self, word: &str) {
        self.text.push('"');
        self.text.push_str(word);
        self.text.push('"');
    }

    /// Any text.
    pub fn text(&mut self, text: &str) {
        self.text.push('"');
        let mut start = 0;
        for (at, byte) in text.bytes().enumerate() {
            if byte >= b' ' && byte != b'"' && byte != b'\\' {
                continue;
            }
            self.raw(text.get(start..at).unwrap_or_default());
            start = at + 1;
            match byte {
                b'\n' => self.raw("\\n"),
                b'\r' => self.raw("\\r"),
                b'\t' => self.raw("\\t"),
                8 => self.raw("\\b"),
                12 => self.raw("\\f"),
                b'"' => self.raw("\\\""),
                b'\\' => self.raw("\\\\"),
                control => {
                    self.raw(if control < 16 { "\\u000" } else { "\\u001" });
                    self.text.extend(char::from_digit(u32::from(control & 15), 16));
                }
            }
        }
        self.raw(text.get(start..).unwrap_or_default());
        self.text.push('"');
    }

    /// A number with leading zeros up to a width.
    pub fn digits(&mut self, mut number: u64, width: usize) {
        let mut digits = [b'0'; 20];
        let mut used = 0;
        for place in digits.iter_mut().rev() {
            if number == 0 && used >= width {
                break;
            }
            // The remainder is one digit.
            *place = b'0' + (number % 10) as u8;
            number /= 10;
            used += 1;
        }
        self.raw(digits.get(20 - used..).and_then(|d| std::str::from_utf8(d).ok()).unwrap_or_default());
    }

    /// A whole number.
    pub fn number(&mut self, number: i64) {
        if number < 0 {
            self.text.push('-');
        }
        self.digits(number.unsigned_abs(), 1);
    }
}
