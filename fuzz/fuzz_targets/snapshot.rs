//! Any text as a snapshot: refused in words, or read.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Err(error) = gluework::exchange::snapshot::read(text) {
        assert!(!error.to_string().is_empty());
    }
});
