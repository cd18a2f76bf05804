//! Hostile bytes for everything that reads what is stored or brought: no panic, a clear refusal, and
//! the bytes stay as they are. A thousand inputs in every run; `GLUEWORK_FUZZ=1000000` for more.
//! Coverage-guided targets for cargo-fuzz, on nightly, are in `fuzz/`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use gluework::exchange::snapshot;
use gluework::model::{Date, Program, Timestamp, Zone};
use gluework::storage::memory::Memory;
use gluework::storage::*;

const AT: Timestamp = Timestamp(1_795_000_000_000);

fn inputs() -> usize {
    std::env::var("GLUEWORK_FUZZ").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000)
}

/// The sample with a few records of each kind, in little text.
fn small() -> Program {
    let mut program = gluework::sample::program(Date::from_ymd_opt(2026, 11, 20).unwrap(), &Zone::utc());
    fn few<Id: Ord + Copy, R>(table: &mut std::collections::BTreeMap<Id, R>) {
        let kept: Vec<Id> = table.keys().take(3).copied().collect();
        table.retain(|id, _| kept.contains(id));
    }
    few(&mut program.items);
    few(&mut program.people);
    few(&mut program.risks);
    few(&mut program.sprints);
    few(&mut program.costs);
    few(&mut program.packages);
    few(&mut program.plan);
    program
}

/// A generator of its own: the same inputs on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }
}

/// What text of these formats is made of, to be put where it does not belong.
const SCRAPS: &[&str] = &[
    "\"",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "null",
    "true",
    "-1",
    "1e999",
    "18446744073709551616",
    "0.1",
    "\\u0000",
    "\\ud800",
    "\\",
    "\u{feff}",
    "\u{202e}",
    "🦀",
    "\n",
    "\"__proto__\":1,",
    "\"id\":\"000000000000\"",
    "\"format\":\"gluework\"",
    "\"version\":99,",
    "{\"a\":{\"a\":{\"a\":",
    "[[[[[[[[",
];

/// A damaged copy: cut, spliced, bytes and bits flipped, pieces doubled, scraps put in.
fn damaged(text: &str, dice: &mut Dice) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=dice.roll(4) {
        if bytes.is_empty() {
            break;
        }
        let (at, other) = (dice.roll(bytes.len()), dice.roll(bytes.len()));
        let (from, to) = (at.min(other), at.max(other));
        match dice.roll(8) {
            0 => bytes.truncate(at),
            1 => bytes[at] ^= 1 << dice.roll(8),
            2 => bytes[at] = dice.roll(256) as u8,
            3 => drop(bytes.drain(from..to.min(from + 40))),
            4 => {
                let piece = bytes[from..to.min(from + 200)].to_vec();
                bytes.splice(other..other, piece);
            }
            5 | 6 => {
                let scrap = SCRAPS[dice.roll(SCRAPS.len())];
                bytes.splice(at..at, scrap.bytes());
            }
            _ => bytes.swap(at, other),
        }
    }
    // What is stored reaches us as text: the browser has replaced what is none.
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Reads damaged copies of a text; `read` may refuse, with words, or read.
fn hold_out(name: &str, text: &str, mut read: impl FnMut(&str) -> Result<(), String>) {
    let mut dice = Dice(0x5eed | (name.len() as u64) << 40);
    let mut refused = 0;
    for _ in 0..inputs() {
        let hostile = damaged(text, &mut dice);
        if let Err(words) = read(&hostile) {
            assert!(!words.trim().is_empty(), "{name}: a refusal says why");
            refused += 1;
        }
    }
    assert!(refused * 10 > inputs() * 6, "{name}: only {refused} of {} were refused", inputs());
}

/// Texts for the fuzzer in `fuzz/` to begin with.
#[test]
#[ignore = "writes files for cargo-fuzz"]
fn leave_seeds() {
    std::fs::create_dir_all("fuzz/corpus/snapshot").unwrap();
    std::fs::write("fuzz/corpus/snapshot/small.json", snapshot::write(&little(), AT)).unwrap();
}

/// A program of a few kilobytes.
fn little() -> Program {
    let mut program = small();
    program.plan.clear();
    program.people.clear();
    program.items.clear();
    program
}

// [D7]
#[test]
fn the_snapshot_reader_holds_out() {
    let text = snapshot::write(&small(), AT);
    hold_out("snapshot", &text, |hostile| snapshot::read(hostile).map(|_| ()).map_err(|e| e.to_string()));
}

// [D7]
#[test]
fn the_checkpoint_reader_holds_out_and_changes_nothing() {
    let store = Memory::default();
    let Load::Fresh(mut writer) = load(&store) else { panic!("not fresh") };
    writer.save(&store, &small(), AT).unwrap();
    let text = store.get(CHECKPOINT).unwrap().unwrap();
    hold_out("checkpoint", &text, |hostile| {
        let store = Memory::default();
        store.set(CHECKPOINT, hostile).unwrap();
        let loaded = load(&store);
        assert_eq!(store.get(CHECKPOINT).unwrap().unwrap(), hostile, "stored bytes stay as they are");
        match loaded {
            Load::Damaged { reason, .. } => Err(reason),
            Load::Newer { version, .. } => Err(format!("version {version}")),
            _ => Ok(()),
        }
    });
}

// [D7]
#[test]
fn the_journal_reader_holds_out() {
    let text = std::fs::read_to_string("tests/fixtures/storage/journal-v1.txt").unwrap();
    for entry in text.split("\n\n") {
        hold_out("entry", entry, |hostile| read_entry(hostile).map(|_| ()).map_err(|e| format!("{e:?}")));
    }
}
