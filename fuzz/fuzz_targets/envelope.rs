//! Any text as a stored checkpoint: refused in words, or read; never changed.
#![no_main]

use gluework::storage::memory::Memory;
use gluework::storage::{CHECKPOINT, KeyValue, Load, load};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let store = Memory::default();
    if store.set(CHECKPOINT, text).is_err() {
        return;
    }
    if let Load::Damaged { reason, raw } = load(&store) {
        assert!(!reason.is_empty() && raw == text);
    }
    assert_eq!(store.get(CHECKPOINT).ok().flatten().as_deref(), Some(text));
});
