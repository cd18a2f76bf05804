//! When checkpoints are written: in pauses, when the page is hidden, and at once without the vault.

use super::Saver;
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

impl Saver {
    /// A checkpoint is written once nothing was changed for a while.
    pub(super) fn plan_checkpoint(&self) {
        let saver = *self;
        let loose = self.is_loose();
        self.with(|inner| {
            if let Some(timer) = inner.timer.take() {
                page::cancel(timer);
            }
            // A large program is written in longer pauses, so that writing never gets between two edits.
            let pause = if loose {
                (inner.took * 8).clamp(LOOSE_PAUSE, LONGEST_LOOSE_PAUSE)
            } else {
                (inner.took * 80).clamp(PAUSE, LONGEST_PAUSE)
            };
            inner.timer = Some(page::after(pause as i32, move || {
                saver.with(|inner| inner.timer = None);
                saver.write_checkpoint();
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
        if self.with(|inner| inner.timer.is_some()) {
            self.write_planned();
        }
        self.keep_unsent();
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

    /// Writes a checkpoint now.
    pub fn write_checkpoint(&self) {
        let now = clock::now();
        let outcome = self.program.try_maybe_update(|program| {
            (false, self.keeper(|keeper| keeper.checkpoint(&Browser, program, now)))
        });
        let Some(Some(outcome)) = outcome else { return };
        let loose = self.is_loose();
        self.with(|inner| {
            inner.took = clock::now().0 - now.0;
            if outcome.is_ok() && loose {
                inner.saved_at = now;
            }
            inner.refused = outcome.err();
        });
        self.refresh();
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
