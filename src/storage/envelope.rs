//! The one text form in which a program is stored: as checkpoint and as recovery point.

use super::migrations::CURRENT;
use super::packed::{pack, unpack};
use super::restore::{RestoreError, Restored, restore_bytes};
use crate::model::{Program, Timestamp};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What is read first, and is the same in all versions for ever.
#[derive(Debug, Deserialize)]
struct Head {
    format: String,
    version: u32,
}

/// The stored form.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Envelope<'a> {
    format: Cow<'a, str>,
    version: u32,
    /// Of a checkpoint: counts the saves. Of a recovery point: its place in the order.
    pub(super) revision: u64,
    pub(super) saved_at: Timestamp,
    /// Of a recovery point: what was about to happen.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub(super) why: Cow<'a, str>,
    pub(super) records: usize,
    /// CRC-32 of the program's bytes and of the fields above, in hexadecimal.
    checksum: Cow<'a, str>,
    /// The program's JSON, packed.
    program: Cow<'a, str>,
}

impl<'a> Envelope<'a> {
    /// An envelope around a program; the error is half a sentence.
    pub(super) fn around(
        program: &Program,
        format: &'a str,
        revision: u64,
        at: Timestamp,
        why: &'a str,
    ) -> Result<Self, String> {
        let bytes = serde_json::to_vec(program).map_err(|e| e.to_string())?;
        let mut envelope = Self {
            format: format.into(),
            version: CURRENT,
            revision,
            saved_at: at,
            why: why.into(),
            records: program.record_count(),
            checksum: Cow::Borrowed(""),
            program: pack(&bytes).into(),
        };
        envelope.checksum = envelope.checksum_with(&bytes).into();
        Ok(envelope)
    }

    /// The text to store; the error is half a sentence.
    pub(super) fn text(&self) -> Result<String, String> {
        serde_json::to_string(self).map_err(|e| e.to_string())
    }

    fn checksum_with(&self, bytes: &[u8]) -> String {
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(bytes);
        // A flipped digit in the revision or the time must show as well.
        let Self { format, version, revision, saved_at, why, records, .. } = self;
        hasher.update(format!("{format}\n{version}\n{revision}\n{saved_at}\n{why}\n{records}").as_bytes());
        format!("{:08x}", hasher.finalize())
    }
}

/// Why an envelope could not be opened.
#[derive(Debug)]
pub(super) enum OpenError {
    /// A later version of the app wrote it.
    Newer(u32),
    /// It is damaged; the reason is a sentence without a full stop.
    Damaged(String),
}

/// The envelope alone, without unpacking the program.
pub(super) fn peek<'a>(raw: &'a str, format: &str) -> Result<Envelope<'a>, OpenError> {
    let broken = |error: serde_json::Error| OpenError::Damaged(in_words(&error, raw));
    let head: Head = serde_json::from_str(raw).map_err(broken)?;
    if head.format != format {
        return Err(OpenError::Damaged(format!("The stored text calls itself “{}”", head.format)));
    }
    if head.version > CURRENT {
        return Err(OpenError::Newer(head.version));
    }
    serde_json::from_str(raw).map_err(broken)
}

/// Reads a program with its envelope.
pub(super) fn open<'a>(raw: &'a str, format: &str) -> Result<(Envelope<'a>, Restored), OpenError> {
    let envelope = peek(raw, format)?;
    let bytes = unpack(&envelope.program).map_err(|what| OpenError::Damaged(format!("Damaged: {what}")))?;
    if envelope.checksum != envelope.checksum_with(&bytes) {
        return Err(OpenError::Damaged("The checksum does not fit: the stored text was changed".into()));
    }
    match restore_bytes(envelope.version, &bytes) {
        Ok(restored) => Ok((envelope, restored)),
        Err(RestoreError::Newer(version)) => Err(OpenError::Newer(version)),
        Err(error) => Err(OpenError::Damaged(error.to_string())),
    }
}

/// A parser's complaint with its place, in words.
fn in_words(error: &serde_json::Error, raw: &str) -> String {
    if error.is_eof() {
        format!("The stored text ends too early, after {} characters", raw.chars().count())
    } else {
        format!("The stored text cannot be read: {error}")
    }
}
