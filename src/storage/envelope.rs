//! The one text form in which a program is stored: as checkpoint and as recovery point.

use super::identity::Mark;
use super::migrations::CURRENT;
use super::packed::{pack, unpack};
use super::restore::{RestoreError, Restored, restore};
use crate::json::{Fault, from_text, json_record, to_text};
use crate::model::{Program, Timestamp};

/// What is read first, and is the same in all versions for ever.
struct Head {
    format: String,
    version: u32,
}

json_record! { Head { format !, version ! } }

/// The stored form.
#[derive(Debug)]
pub(super) struct Envelope {
    format: String,
    version: u32,
    /// Of a checkpoint: how many commands led to it. Of a recovery point: its place in the order.
    pub(super) revision: u64,
    pub(super) saved_at: Timestamp,
    /// Of a recovery point: what was about to happen.
    pub(super) why: String,
    pub(super) records: usize,
    /// CRC-32 of the program's bytes and of the fields above, in hexadecimal.
    checksum: String,
    /// The program's JSON, packed.
    program: String,
    /// Of a checkpoint: its place in the journal. Checked by a sum of its own.
    mark: Option<Mark>,
}

json_record! {
    Envelope {
        format !, version !, revision !, saved_at !, why ?, records !, checksum !, program !, mark ?,
    }
}

impl Envelope {
    /// An envelope around a program.
    pub(super) fn around(program: &Program, format: &str, revision: u64, at: Timestamp, why: &str) -> Self {
        let text = to_text(program);
        let packed = pack(text.as_bytes());
        Self::of(&text, packed, program.record_count(), format, revision, at, why)
    }

    /// The same around a program's JSON and its packed form.
    pub(super) fn of(
        text: &str,
        packed: String,
        records: usize,
        format: &str,
        revision: u64,
        at: Timestamp,
        why: &str,
    ) -> Self {
        let mut envelope = Self {
            format: format.to_owned(),
            version: CURRENT,
            revision,
            saved_at: at,
            why: why.to_owned(),
            records,
            checksum: String::new(),
            program: packed,
            mark: None,
        };
        envelope.checksum = envelope.checksum_with(text.as_bytes());
        envelope
    }

    /// With its place in the journal.
    pub(super) fn marked(mut self, mark: Mark) -> Self {
        self.mark = Some(mark);
        self
    }

    /// Its place in the journal; that of a program without one where there is none or it is damaged.
    pub(super) fn mark(&self) -> Mark {
        self.mark.filter(Mark::is_sound).unwrap_or_default()
    }

    /// The text to store.
    pub(super) fn text(&self) -> String {
        to_text(self)
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
pub(super) fn peek(raw: &str, format: &str) -> Result<Envelope, OpenError> {
    let broken = |fault: Fault| OpenError::Damaged(in_words(&fault, raw));
    let head: Head = from_text(raw).map_err(broken)?;
    if head.format != format {
        return Err(OpenError::Damaged(format!("The stored text calls itself “{}”", head.format)));
    }
    if head.version > CURRENT {
        return Err(OpenError::Newer(head.version));
    }
    from_text(raw).map_err(broken)
}

/// Reads a program with its envelope.
pub(super) fn open(raw: &str, format: &str) -> Result<(Envelope, Restored), OpenError> {
    let envelope = peek(raw, format)?;
    let bytes = unpack(&envelope.program).map_err(|what| OpenError::Damaged(format!("Damaged: {what}")))?;
    if envelope.checksum != envelope.checksum_with(&bytes) {
        return Err(OpenError::Damaged("The checksum does not fit: the stored text was changed".into()));
    }
    let text = String::from_utf8(bytes).map_err(|_| OpenError::Damaged("The program is no text".into()))?;
    match restore(envelope.version, &text) {
        Ok(restored) => Ok((envelope, restored)),
        Err(RestoreError::Newer(version)) => Err(OpenError::Newer(version)),
        Err(error) => Err(OpenError::Damaged(error.to_string())),
    }
}

/// A parser's complaint with its place, in words.
fn in_words(fault: &Fault, raw: &str) -> String {
    if fault.is_end {
        format!("The stored text ends too early, after {} characters", raw.chars().count())
    } else {
        format!("The stored text cannot be read: {fault}")
    }
}
