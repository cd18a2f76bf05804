//! Bytes as dense text: compressed, then 15 bits to each UTF-16 unit.
//!
//! Local storage counts UTF-16 units, so a unit should carry as many bits as it can. The 32,768
//! characters from U+3400 to U+B3FF need no escape in JSON and contain no surrogates.

/// The character that stands for 0.
const FIRST: u32 = 0x3400;
const BITS: u32 = 15;
const MASK: u32 = (1 << BITS) - 1;
/// Two little-endian `u32` before the block: its length and the length of what it unpacks to.
const HEADER: usize = 8;
/// A block of LZ4 cannot unpack to more than this many times its size (and a few bytes).
const MOST: usize = 255;

/// The room that a block may need. LZ4's own function for it multiplies before it divides, which goes wrong
/// for more than 39 MB where addresses have 32 bits: it then reserves too little, and panics.
const fn room(length: usize) -> usize {
    length.saturating_add(length / 10).saturating_add(32)
}

/// A block of LZ4.
fn compressed(bytes: &[u8]) -> Vec<u8> {
    let mut block = vec![0; room(bytes.len())];
    match lz4_flex::block::compress_into(bytes, &mut block) {
        Ok(length) => {
            block.truncate(length);
            block
        }
        // Never for want of room, as far as is known; a program must be written all the same.
        Err(_) => uncompressed(bytes),
    }
}

/// The same as one run of literals, which every LZ4 reads: a token, the length in pieces of 255, the bytes.
fn uncompressed(bytes: &[u8]) -> Vec<u8> {
    let mut block = Vec::with_capacity(room(bytes.len()));
    let Some(mut left) = bytes.len().checked_sub(15) else {
        block.push((bytes.len() as u8) << 4);
        block.extend_from_slice(bytes);
        return block;
    };
    block.push(0xf0);
    while left >= 255 {
        block.push(255);
        left -= 255;
    }
    block.push(left as u8);
    block.extend_from_slice(bytes);
    block
}

/// Packing under way, a stretch at a time.
pub(super) struct Packer {
    /// The lengths and the block.
    bytes: Vec<u8>,
    at: usize,
    waiting: u32,
    held: u32,
    text: String,
}

impl Packer {
    /// Compresses, which is quick; the dense text follows. Up to 4 GiB; a program is a few MB.
    pub(super) fn new(bytes: &[u8]) -> Self {
        let block = compressed(bytes);
        let length = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes();
        let bytes = [&length(block.len())[..], &length(bytes.len()), &block].concat();
        let text = String::with_capacity((bytes.len() * 8 / BITS as usize + 1) * 3);
        Self { bytes, at: 0, waiting: 0, held: 0, text }
    }

    /// Packs at most `max` more bytes; false when all are.
    pub(super) fn step(&mut self, max: usize) -> bool {
        let end = self.at.saturating_add(max).min(self.bytes.len());
        let (mut waiting, mut held) = (self.waiting, self.held);
        for byte in self.bytes.get(self.at..end).unwrap_or_default() {
            waiting = (waiting << 8) | u32::from(*byte);
            held += 8;
            if held >= BITS {
                held -= BITS;
                self.text.extend(char::from_u32(FIRST + ((waiting >> held) & MASK)));
            }
        }
        (self.at, self.waiting, self.held) = (end, waiting, held);
        self.at < self.bytes.len()
    }

    /// The text, once all bytes are packed.
    pub(super) fn into_text(mut self) -> String {
        if self.held > 0 {
            self.text.extend(char::from_u32(FIRST + ((self.waiting << (BITS - self.held)) & MASK)));
        }
        self.text
    }
}

/// Packs all at once.
pub(super) fn pack(bytes: &[u8]) -> String {
    let mut packer = Packer::new(bytes);
    while packer.step(usize::MAX) {}
    packer.into_text()
}

/// Unpacks what [`pack`] made; the error is half a sentence.
pub(super) fn unpack(text: &str) -> Result<Vec<u8>, String> {
    let mut packed = Vec::with_capacity(text.len() / 3 * BITS as usize / 8);
    let (mut waiting, mut held) = (0_u32, 0_u32);
    for (place, character) in text.chars().enumerate() {
        let value = (character as u32).wrapping_sub(FIRST);
        if value > MASK {
            return Err(format!("character {place} of the program's text is foreign to it"));
        }
        waiting = (waiting << BITS) | value;
        held += BITS;
        while held >= 8 {
            held -= 8;
            // The low eight bits are what is meant.
            packed.push((waiting >> held) as u8);
        }
        waiting &= (1 << held) - 1;
    }
    let length_at = |at: usize| -> Option<usize> {
        let bytes: [u8; 4] = packed.get(at..at + 4)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(bytes)).ok()
    };
    let (Some(short), Some(long)) = (length_at(0), length_at(4)) else {
        return Err("the program's text is too short".into());
    };
    let end = HEADER.checked_add(short).ok_or("the program's text names an impossible length")?;
    let block = packed.get(HEADER..end).ok_or("the program's text ends too early")?;
    // The length is not trusted with memory: damage could ask for gigabytes.
    if long > short.saturating_mul(MOST).saturating_add(64) {
        return Err("the program's text names an impossible length".into());
    }
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(long).map_err(|_| "there is not enough memory to unpack the program")?;
    bytes.resize(long, 0);
    match lz4_flex::block::decompress_into(block, &mut bytes) {
        Ok(length) if length == long => Ok(bytes),
        _ => Err("the program's text does not unpack".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bytes_unpack_as_they_were(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
            prop_assert_eq!(unpack(&pack(&bytes)), Ok(bytes));
        }

        #[test]
        fn no_text_makes_unpacking_fail_hard(text in "[㐀-㟿]{0,60}") {
            let _ = unpack(&text);
        }

        #[test]
        fn any_text_is_refused_or_unpacked(text in ".{0,60}") {
            let _ = unpack(&text);
        }
    }

    #[test]
    fn what_could_not_be_compressed_unpacks_all_the_same() {
        for length in [0, 1, 14, 15, 16, 269, 270, 271, 70_000] {
            let bytes: Vec<u8> = (0..length).map(|n: u32| (n % 251) as u8).collect();
            let mut read = vec![0; bytes.len()];
            let unpacked = lz4_flex::block::decompress_into(&uncompressed(&bytes), &mut read);
            assert_eq!((unpacked.ok(), read), (Some(bytes.len()), bytes), "{length}");
        }
    }

    #[test]
    fn there_is_room_for_the_worst_case_at_every_size() {
        for length in (0..5_000).chain([39_045_157, 39_045_158, 60_000_000, 200_000_000]) {
            // What LZ4 asks for, and the longest that a block can become.
            let asked = 20 + length as u64 * 110 / 100;
            let longest = length as u64 + length as u64 / 255 + 16;
            assert!(room(length) as u64 >= asked.max(longest), "{length}");
        }
    }

    #[test]
    fn packed_text_needs_no_escape_in_json_and_one_unit_a_character() {
        let text = pack(&(0..=255).cycle().take(4000).collect::<Vec<u8>>());
        assert_eq!(crate::json::to_text(&text).len(), text.len() + 2);
        assert_eq!(super::super::units(&text), text.chars().count());
    }
}
