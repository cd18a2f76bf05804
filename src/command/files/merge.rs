//! One record of a file into the program: created, or merged field by field by the three-way rule.

use super::{FileBatch, FileChange, FilePlan, FileRecord};
use crate::command::import::ConflictChoice;
use crate::command::import::fields::{Verdict, digest, verdict};
use crate::command::tx::Tx;
use crate::model::{Program, Slot, SourceRef, Timestamp};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One field: how it is compared, copied and shown.
pub(super) struct Rule<R> {
    /// The field's name on screen and in `seen`.
    pub(super) name: &'static str,
    /// The value as text that is equal exactly when the value is.
    pub(super) canon: fn(&R) -> String,
    pub(super) copy: fn(&R, &mut R),
    /// The value as people read it.
    pub(super) shown: fn(&R, &Program) -> String,
}

/// A record that files bring.
pub(super) trait Brought: Clone + PartialEq + Into<Slot> + 'static {
    /// What it is called on screen.
    const WHAT: &'static str;

    fn rules() -> &'static [Rule<Self>];
    fn title(&self) -> String;
    fn source(&mut self) -> &mut Option<SourceRef>;
    /// Sets id and moment of creation of a new record.
    fn begin(&mut self, id: u64, now: Timestamp);
    fn touch(&mut self, now: Timestamp);
}

/// What is the same for every [`Brought`] record: its source, its id and its moments.
macro_rules! stamped {
    () => {
        fn source(&mut self) -> &mut Option<crate::model::SourceRef> {
            &mut self.source
        }

        fn begin(&mut self, id: u64, now: crate::model::Timestamp) {
            (self.id, self.created, self.updated) = (id.into(), now, now);
        }

        fn touch(&mut self, now: crate::model::Timestamp) {
            self.updated = now;
        }
    };
}

pub(super) use stamped;

/// Notes what was decided of one field; not generic, so compiled once.
struct Seen<'a> {
    seen: BTreeMap<String, String>,
    choices: Option<&'a BTreeMap<String, ConflictChoice>>,
}

impl Seen<'_> {
    /// Decides on a field, remembers what the file says, and tells whether to take it.
    fn decide(&mut self, name: &'static str, here: &str, theirs: String) -> (Verdict, bool) {
        let verdict = verdict(here, &theirs, self.seen.get(name).map_or("", String::as_str));
        let chosen = self.choices.and_then(|c| c.get(name)).copied().unwrap_or_default();
        if theirs.is_empty() {
            self.seen.remove(name);
        } else {
            self.seen.insert(name.to_owned(), theirs);
        }
        let take = match verdict {
            Verdict::Take => true,
            Verdict::Conflict => chosen == ConflictChoice::TakeFile,
            Verdict::Same | Verdict::Keep => false,
        };
        (verdict, take)
    }
}

/// What is remembered of every field of a record.
fn all_seen<R: Brought>(record: &R) -> BTreeMap<String, String> {
    let mut seen = BTreeMap::new();
    for rule in R::rules() {
        let value = digest(&(rule.canon)(record));
        if !value.is_empty() {
            seen.insert(rule.name.to_owned(), value);
        }
    }
    seen
}

/// Brings a file's record in: `here` is the one that it was before, if there is one. Only fields
/// that `fed` names are looked at. Returns what stands in the program then.
pub(super) fn bring<R: Brought>(
    tx: &mut Tx<'_>,
    here: Option<&Arc<R>>,
    mut file: R,
    key: &str,
    fed: &dyn Fn(&str) -> bool,
    batch: &FileBatch,
    plan: &mut FilePlan,
) -> R {
    let now = tx.now();
    let Some(here) = here else {
        file.begin(tx.new_id(), now);
        let seen = all_seen(&file);
        if let Some(source) = file.source() {
            (source.seen, source.last_import) = (seen, now);
        }
        plan.created.push(FileRecord { what: R::WHAT, title: file.title() });
        tx.put(file.clone());
        return file;
    };
    let mut record = (**here).clone();
    let mut source = record.source().clone().or_else(|| file.source().clone());
    let seen = source.as_ref().map(|s| s.seen.clone()).unwrap_or_default();
    let mut seen = Seen { seen, choices: batch.choices.get(key) };
    let (mut changed, mut conflicts, mut differs) = (false, false, Vec::new());
    for rule in R::rules().iter().filter(|rule| fed(rule.name)) {
        let (verdict, take) =
            seen.decide(rule.name, &digest(&(rule.canon)(&record)), digest(&(rule.canon)(&file)));
        if !matches!(verdict, Verdict::Take | Verdict::Conflict) {
            continue;
        }
        let change = FileChange {
            what: R::WHAT,
            key: key.to_owned(),
            title: here.title(),
            field: rule.name,
            here: (rule.shown)(&record, tx.program()),
            file: (rule.shown)(&file, tx.program()),
        };
        differs.push((change, verdict == Verdict::Conflict));
        if take {
            (rule.copy)(&file, &mut record);
        }
    }
    for (change, conflict) in differs {
        if conflict {
            conflicts = true;
            plan.conflicts.push(change);
        } else {
            changed = true;
            plan.updated.push(change);
        }
    }
    match (changed, conflicts) {
        (true, _) => plan.updated_records += 1,
        (false, true) => {}
        (false, false) => plan.unchanged += 1,
    }
    if record != **here {
        record.touch(now);
    }
    if let Some(source) = &mut source {
        source.seen = seen.seen;
        if record.source().as_ref() != Some(source) {
            source.last_import = now;
        }
    }
    *record.source() = source;
    if record != **here {
        tx.put(record.clone());
    }
    record
}
