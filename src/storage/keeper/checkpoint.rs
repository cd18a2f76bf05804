//! The checkpoint in local storage, and when it moves to the vault.

use super::super::checkpoint::checkpoint_text;
use super::super::draft::Draft;
use super::super::identity::{Mark, link};
use super::super::key_value::KeyValue;
use super::super::load::pointer_text;
use super::super::writer::{SaveError, Writer};
use super::{Keeper, Phase};
use crate::model::{Program, Timestamp};

impl Keeper {
    /// Writes the checkpoint to local storage, reads it back, and lays it ready for the vault.
    ///
    /// Joined, it is the confirmed state; a program too large for local storage goes to the vault alone,
    /// which is no error. Without the vault it is what is on screen, marked as not journalled, and never
    /// over another tab's. Costs tens of milliseconds for a large program: not while somebody types.
    ///
    /// # Errors
    /// [`SaveError`]; what was saved is as it was.
    pub fn checkpoint(
        &mut self,
        store: &impl KeyValue,
        program: &mut Program,
        now: Timestamp,
    ) -> Result<(), SaveError> {
        match self.phase {
            Phase::Joined => self.joined_checkpoint(store, program, now),
            // A pointer is not written over by what is not the program.
            _ if self.is_blind() => Ok(()),
            // The vault is about to answer; meanwhile [`Keeper::unsent`] has what it does not.
            Phase::Joining if self.is_on_its_way() => Ok(()),
            Phase::Joining | Phase::Loose(_) => self.loose_checkpoint(store, program, now),
            Phase::Stopped(_) => Ok(()),
        }
    }

    fn joined_checkpoint(
        &mut self,
        store: &impl KeyValue,
        program: &mut Program,
        now: Timestamp,
    ) -> Result<(), SaveError> {
        match self.draft(program, now) {
            Some(draft) => self.keep(store, draft.revision, draft.into_text()),
            None => Ok(()),
        }
    }

    /// Begins the text of the checkpoint that is due, to be written in slices; none where none is due, or
    /// without the vault, where it is written at once.
    pub fn draft(&mut self, program: &mut Program, now: Timestamp) -> Option<Draft> {
        let revision = self.revision;
        // Nothing was ever done: there is nothing to keep.
        if !matches!(self.phase, Phase::Joined)
            || self.identity.is_none()
            || (self.local == Some((revision, false)) && self.settled == revision)
        {
            return None;
        }
        // Local storage holds commands that no journal has yet: not before they have arrived there.
        if !self.pending.is_empty() && self.local.is_some_and(|(_, loose)| loose) {
            return None;
        }
        let mark = Mark::new(self.lineage, self.tip, None);
        Some(self.confirmed(program, |p| Draft::new(p, revision, now, mark)))
    }

    /// Writes a finished draft to local storage and lays it ready for the vault, as
    /// [`Keeper::checkpoint`] does. False where the state moved on meanwhile: nothing was written then.
    ///
    /// # Errors
    /// [`SaveError`]; what was saved is as it was.
    pub fn keep_draft(&mut self, store: &impl KeyValue, draft: Draft) -> Result<bool, SaveError> {
        let now = Mark::new(self.lineage, self.tip, None);
        if !matches!(self.phase, Phase::Joined) || (draft.revision, draft.mark) != (self.revision, now) {
            return Ok(false);
        }
        self.keep(store, draft.revision, draft.into_text()).map(|()| true)
    }

    fn keep(&mut self, store: &impl KeyValue, revision: u64, text: String) -> Result<(), SaveError> {
        let lineage = self.lineage;
        let outcome = match self.writer.as_mut() {
            Some(writer) if self.local != Some((revision, false)) => {
                writer.put(store, &text, lineage, revision)
            }
            _ => Ok(()),
        };
        self.due = (self.settled != revision).then_some((revision, text));
        self.spilled = matches!(outcome, Err(SaveError::Full));
        match outcome {
            Ok(()) => {
                (self.local, self.pointed) = (Some((revision, false)), false);
                Ok(())
            }
            // The vault takes it; the pointer follows once it was read back from there.
            Err(SaveError::Full) => Ok(()),
            Err(error) => Err(error),
        }
    }

    fn loose_checkpoint(
        &mut self,
        store: &impl KeyValue,
        program: &Program,
        now: Timestamp,
    ) -> Result<(), SaveError> {
        let revision = self.revision + self.pending.len() as u64;
        let chain = self.pending.iter().fold(self.chain, |chain, p| link(chain, p.stamp.seed));
        let loose = chain != 0;
        if revision == 0 || (self.local == Some((revision, loose)) && (!loose || self.local_chain == chain)) {
            return Ok(());
        }
        let after = self.loose_after.unwrap_or(self.revision);
        let tip = self.pending.last().map_or(self.tip, |p| p.stamp.seed);
        let mark = Mark::new(self.lineage, tip, Some(after)).with_chain(chain);
        let text = checkpoint_text(program, revision, now, mark);
        let Some(writer) = self.writer.as_mut() else {
            return Err(SaveError::Blocked("local storage cannot be read".into()));
        };
        writer.put_own(store, &text, revision)?;
        (self.local, self.local_chain) = (Some((revision, true)), chain);
        Ok(())
    }

    /// Leaves a pointer to the vault in local storage, once the vault holds what did not fit there.
    ///
    /// # Errors
    /// [`SaveError`]; an older checkpoint then stays, which the vault brings up to date at the start.
    pub fn leave_pointer(&mut self, store: &impl KeyValue) -> Result<(), SaveError> {
        if !self.spilled || self.settled == 0 || self.pointed || !self.is_joined() {
            return Ok(());
        }
        let Some(writer) = self.writer.as_mut() else { return Ok(()) };
        writer.put(store, &pointer_text(self.settled, self.lineage), self.lineage, self.settled)?;
        (self.local, self.pointed) = (None, true);
        Ok(())
    }

    /// Local storage was emptied: the next checkpoint is written whatever was there.
    pub const fn forget_local(&mut self) {
        (self.local, self.pointed) = (None, false);
    }

    /// Takes the right to write to local storage, after what could not be read there was set aside.
    pub fn adopt_writer(&mut self, writer: Writer) {
        self.writer = Some(writer);
        self.forget_local();
    }

    /// Whether the program lives in the vault alone.
    #[must_use]
    pub const fn is_spilled(&self) -> bool {
        self.spilled
    }
}
