//! Bytes to text: which encoding a file is in, or why it is no text.

use std::sync::Arc;

/// How a file's text was encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, low byte first ("Unicode text" of Windows programs).
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
}

/// A file's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text without its byte order mark.
    pub text: String,
    /// How it was encoded.
    pub encoding: Encoding,
    /// Characters that were cut or broken (lone surrogates, a last character cut in two).
    pub broken: usize,
}

/// Why bytes could not be read as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotText {
    /// There are no bytes, or nothing but white space.
    Empty,
    /// A known kind of file that is not text, by its first bytes.
    Known(&'static str),
    /// Bytes that no text has.
    Binary,
    /// Text in an older encoding; the line (from 1) of the first byte that is not UTF-8.
    OtherEncoding {
        /// The physical line, from 1.
        line: u64,
    },
}

/// First bytes of files that people mistake for exports.
const KNOWN: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "an Excel workbook or a zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls)"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
];

/// How far into the file a zero byte decides that it is no text.
const LOOK: usize = 4096;

/// Decodes a file a portion at a time: UTF-8 (with or without mark) and UTF-16 (with mark, or plainly so).
#[derive(Debug, Clone)]
pub struct Decoder {
    bytes: Arc<Vec<u8>>,
    at: usize,
    decoded: Decoded,
}

impl Decoder {
    /// Looks at the first bytes.
    ///
    /// # Errors
    /// [`NotText`] where they are of a known kind of file that is no text.
    pub fn new(bytes: Arc<Vec<u8>>) -> Result<Self, NotText> {
        if let Some((_, name)) = KNOWN.iter().find(|(magic, _)| bytes.starts_with(magic)) {
            return Err(NotText::Known(name));
        }
        let (at, encoding) = match bytes.as_slice() {
            [0xef, 0xbb, 0xbf, ..] => (3, Encoding::Utf8),
            [0xff, 0xfe, ..] => (2, Encoding::Utf16Le),
            [0xfe, 0xff, ..] => (2, Encoding::Utf16Be),
            // Without a mark: Latin letters with a zero byte beside each can be nothing else.
            [a, 0, b, 0, ..] if *a != 0 && *b != 0 => (0, Encoding::Utf16Le),
            [0, a, 0, b, ..] if *a != 0 && *b != 0 => (0, Encoding::Utf16Be),
            _ => (0, Encoding::Utf8),
        };
        let capacity = if encoding == Encoding::Utf8 { bytes.len() - at } else { bytes.len() / 2 };
        let decoded = Decoded { text: String::with_capacity(capacity), encoding, broken: 0 };
        Ok(Self { bytes, at, decoded })
    }

    /// How much is decoded, from 0 to 1.
    #[must_use]
    pub fn fraction(&self) -> f64 {
        self.at as f64 / self.bytes.len().max(1) as f64
    }

    /// Decodes at most about `portion` more bytes; false when the end is reached.
    ///
    /// # Errors
    /// [`NotText`] where the bytes are no text.
    pub fn step(&mut self, portion: usize) -> Result<bool, NotText> {
        let end = self.at.saturating_add(portion.max(8)).min(self.bytes.len());
        match self.decoded.encoding {
            Encoding::Utf8 => self.utf8(end)?,
            Encoding::Utf16Le => self.utf16(end, u16::from_le_bytes),
            Encoding::Utf16Be => self.utf16(end, u16::from_be_bytes),
        }
        Ok(self.at < self.bytes.len())
    }

    fn utf8(&mut self, end: usize) -> Result<(), NotText> {
        let part = self.bytes.get(self.at..end).unwrap_or_default();
        match std::str::from_utf8(part) {
            Ok(text) => {
                self.decoded.text.push_str(text);
                self.at = end;
            }
            Err(error) => {
                let good = part.get(..error.valid_up_to()).unwrap_or_default();
                self.decoded.text.push_str(std::str::from_utf8(good).unwrap_or_default());
                self.at += error.valid_up_to();
                if error.error_len().is_some() {
                    if self.bytes.iter().take(LOOK).any(|b| *b == 0) {
                        return Err(NotText::Binary);
                    }
                    let line = self.decoded.text.bytes().filter(|b| *b == b'\n').count() as u64 + 1;
                    return Err(NotText::OtherEncoding { line });
                }
                if end == self.bytes.len() {
                    // A download that broke off within a character: all that came before is sound.
                    self.decoded.broken += 1;
                    self.at = end;
                }
            }
        }
        Ok(())
    }

    fn utf16(&mut self, end: usize, unit: fn([u8; 2]) -> u16) {
        let last = end == self.bytes.len();
        let mut end = end - (end - self.at) % 2;
        let half = |at: usize| {
            let pair = self.bytes.get(at..at + 2).and_then(|pair| <[u8; 2]>::try_from(pair).ok());
            pair.is_some_and(|pair| (0xd800..0xdc00).contains(&unit(pair)))
        };
        if !last && end >= self.at + 4 && half(end - 2) {
            // The other half of this character comes with the next portion.
            end -= 2;
        }
        let part = self.bytes.get(self.at..end).unwrap_or_default();
        let units = part.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(unit);
        for character in char::decode_utf16(units) {
            self.decoded.text.push(character.unwrap_or_else(|_| {
                self.decoded.broken += 1;
                char::REPLACEMENT_CHARACTER
            }));
        }
        self.at = end;
        if last && self.at < self.bytes.len() {
            self.decoded.broken += 1;
            self.at = self.bytes.len();
        }
    }

    /// The text, once every step is done.
    ///
    /// # Errors
    /// [`NotText`] when there is none.
    pub fn finish(mut self) -> Result<Decoded, NotText> {
        while self.step(1 << 20)? {}
        if self.decoded.text.trim_start().is_empty() {
            return Err(NotText::Empty);
        }
        if self.decoded.text.bytes().take(LOOK).any(|b| b == 0) {
            return Err(NotText::Binary);
        }
        Ok(self.decoded)
    }
}

/// Reads a whole file as text.
///
/// # Errors
/// [`NotText`] with what the bytes seem to be instead.
pub fn decode(bytes: Vec<u8>) -> Result<Decoded, NotText> {
    Decoder::new(Arc::new(bytes))?.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Result<(String, usize), NotText> {
        decode(bytes.to_vec()).map(|d| (d.text, d.broken))
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let le: Vec<u8> = "\u{feff}é,b".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = "\u{feff}é,b".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in ["é,b".as_bytes(), "\u{feff}é,b".as_bytes(), &le, &be] {
            assert_eq!(text(bytes), Ok(("é,b".into(), 0)));
        }
        let bare: Vec<u8> = "Summary,é".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&bare), Ok(("Summary,é".into(), 0)));
    }

    #[test]
    fn a_lone_surrogate_and_a_cut_character_are_counted_not_fatal() {
        assert_eq!(text(&[0xff, 0xfe, b'a', 0, 0x00, 0xd8, b'b', 0]), Ok(("a\u{fffd}b".into(), 1)));
        assert_eq!(text(b"abc\xc3"), Ok(("abc".into(), 1)));
    }

    #[test]
    fn portions_change_nothing() {
        let utf16: Vec<u8> =
            "\u{feff}a\u{1f600}é,b\u{1f600}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let lone = [&utf16[..], &[0x00, 0xd8, b'b', 0, b'x']].concat();
        for bytes in ["a\u{1f600}é,b—ü".as_bytes(), &utf16, &lone, b"abc\xe2\x82", b"a\n\xff"] {
            let whole = decode(bytes.to_vec());
            for portion in 8..20 {
                let mut decoder = Decoder::new(Arc::new(bytes.to_vec())).unwrap();
                let stepped = loop {
                    match decoder.step(portion) {
                        Ok(true) => {}
                        Ok(false) => break decoder.finish(),
                        Err(why) => break Err(why),
                    }
                };
                assert_eq!(stepped, whole, "{portion}");
            }
        }
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert_eq!(text(b""), Err(NotText::Empty));
        assert_eq!(text(b"\xef\xbb\xbf \n"), Err(NotText::Empty));
        assert_eq!(text(b"PK\x03\x04rest"), Err(NotText::Known("an Excel workbook or a zip archive")));
        assert_eq!(text(b"a\0\0\0b"), Err(NotText::Binary));
        assert_eq!(text(b"a\nb\xe9c"), Err(NotText::OtherEncoding { line: 2 }));
    }
}
