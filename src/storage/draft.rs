//! A checkpoint's text, written in slices: a page with a large program goes on answering meanwhile.

use super::checkpoint::sealed;
use super::identity::Mark;
use super::packed::Packer;
use crate::json::to_text;
use crate::model::{Program, Timestamp, WorkItem, WorkItemId};
use std::sync::Arc;

/// Bytes that are packed for each record that a slice may take.
const BYTES_A_RECORD: usize = 256;

/// What is left to do.
enum Stage {
    /// The items are written, one after the other; everything else already is.
    Items {
        left: std::vec::IntoIter<(WorkItemId, Arc<WorkItem>)>,
        tail: String,
    },
    /// The text is whole and is to be compressed.
    Whole,
    Packing(Box<Packer>),
    Packed(String),
    Done,
}

/// The text of one state, under way. What is changed meanwhile is no part of it.
pub struct Draft {
    pub(super) revision: u64,
    pub(super) mark: Mark,
    at: Timestamp,
    records: usize,
    /// The program's JSON, as far as it is written; at the end the checkpoint itself.
    text: String,
    stage: Stage,
}

impl Draft {
    /// Begins with a state; its records are shared, so this costs pointers.
    #[must_use]
    pub fn new(program: &Program, revision: u64, at: Timestamp, mark: Mark) -> Self {
        let (text, stage) = begun(program);
        Self { revision, mark, at, records: program.record_count(), text, stage }
    }

    /// When it was begun.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        self.at
    }

    /// Works on as much as so many records are; false when the text is finished.
    pub fn step(&mut self, max: usize) -> bool {
        self.stage = match std::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Items { mut left, tail } => {
                for (id, item) in left.by_ref().take(max) {
                    if !self.text.ends_with('{') {
                        self.text.push(',');
                    }
                    self.text.push_str(&to_text(&id));
                    self.text.push(':');
                    self.text.push_str(&to_text(&*item));
                }
                if left.len() > 0 {
                    Stage::Items { left, tail }
                } else {
                    self.text.push_str(&tail);
                    Stage::Whole
                }
            }
            Stage::Whole => Stage::Packing(Box::new(Packer::new(self.text.as_bytes()))),
            Stage::Packing(mut packer) => {
                if packer.step(max.saturating_mul(BYTES_A_RECORD)) {
                    Stage::Packing(packer)
                } else {
                    Stage::Packed(packer.into_text())
                }
            }
            Stage::Packed(packed) => {
                self.text = sealed(&self.text, packed, self.records, self.revision, self.at, self.mark);
                Stage::Done
            }
            Stage::Done => Stage::Done,
        };
        !matches!(self.stage, Stage::Done)
    }

    /// The checkpoint; what is not done yet is done at once.
    #[must_use]
    pub fn into_text(mut self) -> String {
        while self.step(usize::MAX) {}
        self.text
    }
}

/// The program's JSON up to its first item, what follows the last one, and the items.
fn begun(program: &Program) -> (String, Stage) {
    let whole = || (to_text(program), Stage::Whole);
    let Some((id, first)) = program.items.first_key_value() else { return whole() };
    // Written with one item: where that stands, all of them do.
    let mut frame = program.clone();
    frame.items = [(*id, first.clone())].into();
    let item = [&to_text(id), ":", &to_text(&**first)].concat();
    let frame = to_text(&frame);
    let place = ["\"items\":{", &item, "}"].concat();
    let Some((head, tail)) = frame.split_once(&place) else { return whole() };
    let left: Vec<_> = program.items.iter().map(|(id, item)| (*id, item.clone())).collect();
    let mut text = String::with_capacity(frame.len() + item.len() * left.len());
    text.extend([head, "\"items\":{"]);
    (text, Stage::Items { left: left.into_iter(), tail: ["}", tail].concat() })
}
