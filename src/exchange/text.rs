//! Bytes to text: which encoding a file is in, or why it is no text.

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

/// Reads UTF-8 (with or without mark) and UTF-16 (with mark, or plainly so) as text.
///
/// # Errors
/// [`NotText`] with what the bytes seem to be instead.
pub fn decode(bytes: Vec<u8>) -> Result<Decoded, NotText> {
    if let Some((_, name)) = KNOWN.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(NotText::Known(name));
    }
    let decoded = match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes, Encoding::Utf16Le),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes, Encoding::Utf16Be),
        // Without a mark: Latin letters with a zero byte beside each can be nothing else.
        [a, 0, b, 0, ..] if *a != 0 && *b != 0 => utf16(&bytes, u16::from_le_bytes, Encoding::Utf16Le),
        [0, a, 0, b, ..] if *a != 0 && *b != 0 => utf16(&bytes, u16::from_be_bytes, Encoding::Utf16Be),
        _ => utf8(bytes)?,
    };
    if decoded.text.trim().is_empty() {
        return Err(NotText::Empty);
    }
    if decoded.text.bytes().take(LOOK).any(|b| b == 0) {
        return Err(NotText::Binary);
    }
    Ok(decoded)
}

fn utf8(mut bytes: Vec<u8>) -> Result<Decoded, NotText> {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    let (text, broken) = match String::from_utf8(bytes) {
        Ok(text) => (text, 0),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let cut_at_the_end = error.utf8_error().error_len().is_none();
            let mut bytes = error.into_bytes();
            let before = bytes.get(..good).unwrap_or_default();
            if !cut_at_the_end {
                if bytes.iter().take(LOOK).any(|b| *b == 0) {
                    return Err(NotText::Binary);
                }
                let line = before.iter().filter(|b| **b == b'\n').count() as u64 + 1;
                return Err(NotText::OtherEncoding { line });
            }
            // A download that broke off within a character: all that came before is sound.
            bytes.truncate(good);
            (String::from_utf8(bytes).unwrap_or_default(), 1)
        }
    };
    Ok(Decoded { text, encoding: Encoding::Utf8, broken })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, encoding: Encoding) -> Decoded {
    let mut broken = bytes.len() % 2;
    let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(unit);
    let mut text = String::with_capacity(bytes.len() / 2);
    for character in char::decode_utf16(units) {
        text.push(character.unwrap_or_else(|_| {
            broken += 1;
            char::REPLACEMENT_CHARACTER
        }));
    }
    Decoded { text, encoding, broken }
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
    fn what_is_no_text_is_named() {
        assert_eq!(text(b""), Err(NotText::Empty));
        assert_eq!(text(b"\xef\xbb\xbf \n"), Err(NotText::Empty));
        assert_eq!(text(b"PK\x03\x04rest"), Err(NotText::Known("an Excel workbook or a zip archive")));
        assert_eq!(text(b"a\0\0\0b"), Err(NotText::Binary));
        assert_eq!(text(b"a\nb\xe9c"), Err(NotText::OtherEncoding { line: 2 }));
    }
}
