//! When checkpoints are written: in pauses, when the page is hidden, and at once without the vault.

use super::Saver;
use crate::model::Timestamp;
use crate::platform::{clock, local_storage::Browser, page};
use crate::storage::{
    Base, CHECKPOINT, Keeper, KeyValue, Load, Loaded, SaveError, Standing, UNSENT, Writer, load,
};
use leptos::prelude::*;

/// A pause in work after which a checkpoint is written, in milliseconds; longer for large programs.
const PAUSE: i64 = 1_000;
/// The longest such pause.
const LONGEST_PAUSE: i64 = 10_000;
/// Without the vault, the checkpoint is all there is: the pauses are shorter.
const LOOSE_PAUSE: i64 = 250;
const LONGEST_LOOSE_PAUSE: i64 = 2_000;
/// From so many records on, a program is more than a first try.
const WORTH_KEEPING: usize = 20;
/// Programs of more records are written in slices.
const LARGE: usize = 1_000;
/// Records between two looks at the clock, and milliseconds of one slice.
const PORTION: usize = 100;
const SLICE: i64 = 8;

impl Saver {
    /// A checkpoint is written once nothing was changed for a while.
    pub(super) fn plan_checkpoint(&self) {
        let saver = *self;
        let loose = self.is_loose();
        self.with(|inner| {
            if let Some(timer) = inner.timer.take() {
                page::cancel(timer);
            }
            // One under way would be of an older state.
            inner.draft = None;
            // A large program is written in longer pauses, so that writing never gets between two edits.
            let pause = if loose {
                (inner.took * 8).clamp(LOOSE_PAUSE, LONGEST_LOOSE_PAUSE)
            } else {
                (inner.took * 80).clamp(PAUSE, LONGEST_PAUSE)
            };
            inner.timer = Some(page::after(pause as i32, move || {
                saver.with(|inner| inner.timer = None);
                saver.begin_checkpoint();
            }));
        });
    }

    fn is_loose(&self) -> bool {
        self.keeper(|keeper| matches!(keeper.standing(), Standing::Loose(_))).unwrap_or(false)
    }

    /// Writes a checkpoint now, and none later for the same changes.
    pub(super) fn write_planned(&self) {
        if let Some(timer) = self.with(|inner| inner.timer.take()) {
            page::cancel(timer);
        }
        self.write_checkpoint();
    }

    /// The page is about to go: whatever waits is written now.
    pub fn flush(&self) {
        if self.with(|inner| inner.timer.is_some() || inner.draft.is_some()) {
            self.write_planned();
        }
        self.keep_unsent();
    }

    /// The same when the page goes into the browser's cache or for good. The vault is left alone: an answer
    /// that comes while the page sleeps would make the browser drop it from the cache, and the journal has
    /// everything; the checkpoint goes there when the page comes back.
    pub fn leave(&self) {
        self.with(|inner| inner.leaving = true);
        self.flush();
        self.with(|inner| inner.leaving = false);
    }

    /// What is still on its way is kept until it has arrived: the page may be gone before.
    pub(super) fn keep_unsent(&self) {
        if let Some(Some((key, text))) = self.keeper(|keeper| Some((keeper.unsent_key(), keeper.unsent()?))) {
            let kept = Browser.set(&key, &text).is_ok();
            self.with(|inner| inner.kept_unsent |= kept);
        }
    }

    /// What left pages had on its way, taken up before the vault is asked.
    pub fn take_up_unsent(&self) {
        let Ok(keys) = Browser.keys() else { return };
        for key in keys.into_iter().filter(|key| key.starts_with(UNSENT)) {
            if let Ok(Some(text)) = Browser.get(&key) {
                self.keeper(|keeper| keeper.resend(&text));
                self.with(|inner| inner.left_unsent.push(key));
            }
        }
    }

    /// Everything has arrived: what was kept for the way is no longer needed.
    pub(super) fn forget_unsent(&self) {
        let (own, left) = self
            .with(|inner| (std::mem::take(&mut inner.kept_unsent), std::mem::take(&mut inner.left_unsent)));
        let own = own.then(|| self.keeper(|keeper| keeper.unsent_key())).flatten();
        for key in own.into_iter().chain(left) {
            // One that stays does no harm: the journal proves that its commands arrived.
            let _ = Browser.remove(&key);
        }
    }

    /// Writes a checkpoint: of a large program in slices, so that the page answers between them.
    fn begin_checkpoint(&self) {
        let now = clock::now();
        let draft = self.program.try_maybe_update(|program| {
            let large = program.record_count() > LARGE;
            let draft = if large { self.keeper(|keeper| keeper.draft(program, now)).flatten() } else { None };
            (false, draft)
        });
        match draft.flatten() {
            Some(draft) => {
                self.with(|inner| inner.draft = Some(draft));
                self.go_on_writing(now, clock::now().0 - now.0);
            }
            None => self.write_checkpoint(),
        }
    }

    /// One more slice, unless a change came between; `busy` milliseconds were worked so far.
    fn go_on_writing(&self, began: Timestamp, busy: i64) {
        let saver = *self;
        page::after(0, move || {
            // Dropped, or another one by now: that one has its own turns.
            let Some(mut draft) = saver.with(|inner| inner.draft.take_if(|draft| draft.at() == began)) else {
                return;
            };
            let from = clock::now().0;
            let more = loop {
                if !draft.step(PORTION) {
                    break false;
                }
                if clock::now().0 - from >= SLICE {
                    break true;
                }
            };
            let busy = busy + clock::now().0 - from;
            if more {
                saver.with(|inner| inner.draft = Some(draft));
                return saver.go_on_writing(began, busy);
            }
            let from = clock::now().0;
            let kept = saver.keeper(|keeper| keeper.keep_draft(&Browser, draft));
            match kept {
                Some(Ok(true)) => saver.written(Ok(()), began, busy + clock::now().0 - from),
                Some(Err(error)) => saver.written(Err(error), began, busy + clock::now().0 - from),
                // Another tab's change arrived meanwhile.
                Some(Ok(false)) => saver.plan_checkpoint(),
                None => {}
            }
        });
    }

    /// Writes a checkpoint now, at once.
    pub fn write_checkpoint(&self) {
        let now = clock::now();
        self.with(|inner| inner.draft = None);
        let outcome = self.program.try_maybe_update(|program| {
            (false, self.keeper(|keeper| keeper.checkpoint(&Browser, program, now)))
        });
        let Some(Some(outcome)) = outcome else { return };
        self.written(outcome, now, clock::now().0 - now.0);
    }

    /// What follows a checkpoint that took so many milliseconds.
    fn written(&self, outcome: Result<(), SaveError>, now: Timestamp, took: i64) {
        let loose = self.is_loose();
        self.with(|inner| {
            inner.took = took;
            if outcome.is_ok() && loose {
                inner.saved_at = now;
            }
            inner.refused = outcome.err();
        });
        self.refresh();
        if self.with(|inner| inner.leaving) {
            return;
        }
        self.go_on();
        self.roll_points(now);
        self.ask_to_keep();
        self.looked.update(|n| *n += 1);
    }

    /// Asks the browser once to keep the data when the disk runs full: as soon as there is something of
    /// the user's own to keep. Some browsers ask the user, others decide by themselves.
    fn ask_to_keep(&self) {
        let own = self.program.with_untracked(|p| !p.settings.sample && p.record_count() >= WORTH_KEEPING);
        if own && self.is_joined() && super::super::prefs::first_time("asked-to-keep") {
            wasm_bindgen_futures::spawn_local(async {
                // Refused, the data is as safe as before; Data says so and lets the user ask again.
                let _ = crate::platform::quota::ask_to_keep().await;
            });
        }
    }

    /// Once the vault holds what local storage could not, a pointer stands there.
    pub(super) fn leave_pointer(&self) {
        // Should it not fit either, the older checkpoint stays, and the vault brings it up to date.
        self.keeper(|keeper| keeper.leave_pointer(&Browser));
    }

    /// Without the vault, tabs follow one another through local storage: with nothing unsaved here, a
    /// newer state is taken over.
    pub(super) fn follow_local(&self) {
        if self.has_unsaved() {
            return;
        }
        match load(&Browser) {
            Load::Ready(ready) => {
                let Loaded { program, writer, revision, mark, saved_at, .. } = *ready;
                let mine = self.keeper(|keeper| keeper.revision() + keeper.waiting() as u64).unwrap_or(0);
                if revision <= mine {
                    return;
                }
                page::leave_field();
                let mut keeper = Keeper::new(
                    clock::stamp().seed,
                    Base::Program { revision, mark, saved_at },
                    Some(writer),
                );
                if let Some(Standing::Loose(why)) = self.keeper(|keeper| keeper.standing()) {
                    keeper.fail(why);
                }
                self.with(|inner| {
                    (inner.keeper, inner.saved_at, inner.refused) = (Some(keeper), saved_at, None);
                });
                self.history.set_value(crate::command::History::default());
                self.program.set(program);
                self.refresh();
            }
            // What stood there is gone, and what is here is whole: keep it.
            Load::Fresh(_) => {
                self.keeper(Keeper::forget_local);
                self.write_checkpoint();
            }
            Load::Elsewhere { .. } | Load::Unavailable(_) => {}
            Load::Newer { .. } | Load::Damaged { .. } => {
                let error = SaveError::Other(
                    "Another tab stored a program that this one cannot follow, and it was left as it is"
                        .into(),
                );
                self.with(|inner| inner.refused = Some(error));
                self.refresh();
            }
        }
    }

    /// Writes the vault's state to local storage, after what could not be read there was set aside.
    ///
    /// # Errors
    /// Words for the user.
    pub fn mend_local(&self, writer: Writer) -> Result<(), String> {
        let now = clock::now();
        let outcome = self.program.try_maybe_update(|program| {
            let outcome = self.keeper(|keeper| {
                keeper.adopt_writer(writer);
                keeper.checkpoint(&Browser, program, now)
            });
            (false, outcome)
        });
        outcome.flatten().unwrap_or(Ok(())).map_err(|error| error.to_string())
    }

    /// Local storage was emptied under the page: the next checkpoint fills it again.
    pub fn refill_local(&self) {
        // The names alone: the text may have millions of characters, and storage events are many.
        if Browser.keys().is_ok_and(|keys| !keys.iter().any(|key| key == CHECKPOINT)) {
            self.keeper(Keeper::forget_local);
            self.plan_checkpoint();
        }
    }
}
