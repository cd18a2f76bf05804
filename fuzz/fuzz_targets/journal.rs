//! Any text as an entry of the journal, and as what a left page kept: refused, or read.
#![no_main]

use gluework::storage::{Base, Keeper, read_entry};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = read_entry(text);
    Keeper::new(1, Base::Nothing, None).resend(text);
});
