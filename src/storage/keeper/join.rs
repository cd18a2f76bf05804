//! How this tab's state and what the vault holds come together.

use super::super::checkpoint::{Unreadable, checkpoint_text, read_checkpoint};
use super::super::entry::seed_of;
use super::super::identity::{Identity, Mark, link};
use super::super::migrations::CURRENT;
use super::super::points::{Kind, point_puts};
use super::super::vault::{Found, HEAD, IDENTITY, Request, Shelf, Write};
use super::merge::{Ground, is_whole, read_all};
use super::{Base, Keeper, Phase, Step, Stop, Took};
use crate::command::apply;
use crate::model::{Program, Timestamp};

impl Keeper {
    /// Decides what a look at the vault means.
    pub(super) fn judge(
        &mut self,
        program: &mut Program,
        found: Found,
        after_asked: u64,
        now: Timestamp,
        took: &mut Took,
    ) {
        let Some(text) = found.identity.clone() else { return self.plant(program, now, took) };
        let unreadable = |what: &str| Stop::Unreadable(what.to_owned());
        let Some(identity) = Identity::read(&text) else {
            return self.stop(unreadable("What the journal says of itself cannot be read"));
        };
        if identity.version > CURRENT {
            return self.stop(Stop::Newer(identity.version));
        }
        let Some(head) = found.head.as_deref().and_then(|head| head.parse::<u64>().ok()) else {
            return self.stop(unreadable("The journal does not say where it ends"));
        };
        let (ours, known) = (self.lineage == identity.lineage, self.has_state());
        if known && !ours {
            if after_asked > 0 {
                return self.look_at_all();
            }
            return self.fetch(program, found, true, now, took);
        }
        self.identity = Some(text);
        self.lineage = identity.lineage;
        if !known {
            return self.fetch(program, found, false, now, took);
        }
        if let Some(after) = self.loose_after {
            // Saved in local storage alone. If the vault went no further, it just follows; if it holds
            // the same commands, nothing was loose in the end.
            if head <= after {
                return self.forward(program, head, now);
            }
            if after_asked > 0 {
                return self.look_at_all();
            }
            if !self.is_in(&found, after) {
                return self.fetch(program, found, true, now, took);
            }
        } else if head < self.revision {
            // The vault lost what this state has.
            return self.forward(program, head, now);
        }
        if is_whole(self.revision, head, &found.entries) {
            match self.merge(program, None, &found.entries, took) {
                Ok(()) => self.settle_in(program, &found, after_asked, took),
                Err(stop) => self.stop(stop),
            }
        } else {
            self.fetch(program, found, false, now, took);
        }
    }

    /// Two states can be compared only by all that the vault has.
    fn look_at_all(&mut self) {
        self.queued = Some((Request::Look { after: 0 }, Step::Looking { after: 0 }));
    }

    /// The journal holds the very commands that led here from a revision on, in the same order. The last
    /// one alone proves nothing: it may have been sent again, on another state.
    fn is_in(&self, found: &Found, after: u64) -> bool {
        let mut entries =
            found.entries.iter().filter(|(number, _)| (after + 1..=self.revision).contains(number));
        let seeds = entries.by_ref().map_while(|(_, text)| seed_of(text));
        let (count, chain) = seeds.fold((0, 0), |(count, chain), seed| (count + 1, link(chain, seed)));
        count == self.revision - after && chain == self.chain
    }

    /// There is a state here that the vault might not have.
    fn has_state(&self) -> bool {
        self.revision > 0 || matches!(self.base, Base::Program { .. })
    }

    fn settle_in(&mut self, program: &mut Program, found: &Found, looked_after: u64, took: &mut Took) {
        self.send_again(program, found, looked_after, took);
        self.settled = found.checkpoints.last().copied().unwrap_or(0);
        if !self.is_joined() {
            self.joined(took);
        }
    }

    /// The vault is new: this tab's state begins it. An empty program begins it with its first command.
    fn plant(&mut self, program: &mut Program, now: Timestamp, took: &mut Took) {
        if matches!(self.base, Base::Elsewhere) && self.revision == 0 {
            return self.stop(Stop::Unreadable(
                "The program was too large for local storage and was kept in the browser's database, which is \
                 empty now"
                    .into(),
            ));
        }
        self.identity = None;
        // The database was deleted under the page, or never there: either way it begins anew.
        let lineage = if self.is_joined() || self.lineage == 0 { self.draw() } else { self.lineage };
        if !self.has_state() {
            self.lineage = lineage;
            return self.joined(took);
        }
        let write = self.whole(program, lineage, self.revision, now);
        self.queued = Some((Request::Write(write), Step::Planting { revision: self.revision, lineage }));
    }

    /// The vault is behind: it takes this state as a checkpoint.
    fn forward(&mut self, program: &mut Program, head: u64, now: Timestamp) {
        let mut write = self.whole(program, self.lineage, self.revision, now);
        (write.identity, write.head) = (self.identity.clone(), Some(head));
        let step = Step::Planting { revision: self.revision, lineage: self.lineage };
        self.queued = Some((Request::Write(write), step));
    }

    /// A write that makes the vault hold exactly this tab's confirmed state.
    fn whole(&self, program: &mut Program, lineage: u64, revision: u64, now: Timestamp) -> Write {
        let mark = Mark::new(lineage, self.tip, None);
        let text = self.confirmed(program, |p| checkpoint_text(p, revision, now, mark));
        Write {
            identity: None,
            head: None,
            puts: vec![
                (Shelf::Meta, IDENTITY, Identity::of(lineage).text()),
                (Shelf::Meta, HEAD, revision.to_string()),
                (Shelf::Checkpoints, revision, text),
            ],
            removes: vec![(Shelf::Journal, 0, u64::MAX), (Shelf::Checkpoints, 0, u64::MAX)],
        }
    }

    /// Asks for the checkpoint that the entries follow on, or goes on without where there is none.
    fn fetch(
        &mut self,
        program: &mut Program,
        found: Found,
        diverged: bool,
        now: Timestamp,
        took: &mut Took,
    ) {
        match found.checkpoints.last() {
            Some(newest) => {
                let request = Request::Read(Shelf::Checkpoints, *newest);
                self.queued = Some((request, Step::Fetching { found, diverged }));
            }
            None => self.grounded(program, &found, diverged, empty_ground(), now, took),
        }
    }

    /// The checkpoint came.
    pub(super) fn fetched(
        &mut self,
        program: &mut Program,
        found: &Found,
        diverged: bool,
        text: Option<String>,
        now: Timestamp,
        took: &mut Took,
    ) {
        // Another tab has trimmed it since: a newer one is there.
        let Some(text) = text else {
            self.news = true;
            return;
        };
        match read_checkpoint(&text) {
            Ok(checkpoint) => {
                let (revision, tip) = (checkpoint.revision, checkpoint.mark.tip);
                let ground = Ground { program: checkpoint.program, revision, tip };
                self.grounded(program, found, diverged, ground, now, took);
            }
            Err(Unreadable::Newer(version)) => self.stop(Stop::Newer(version)),
            Err(Unreadable::Damaged(reason)) => self.stop(Stop::Unreadable(reason)),
        }
    }

    /// The vault's state is known in full.
    fn grounded(
        &mut self,
        program: &mut Program,
        found: &Found,
        diverged: bool,
        ground: Ground,
        now: Timestamp,
        took: &mut Took,
    ) {
        let head = found.head.as_deref().and_then(|head| head.parse::<u64>().ok()).unwrap_or(0);
        if !is_whole(ground.revision, head, &found.entries) {
            return self.stop(Stop::Unreadable(format!(
                "The journal has a gap after change {}: some changes up to {head} are missing",
                ground.revision
            )));
        }
        if !diverged {
            return match self.merge(program, Some(ground), &found.entries, took) {
                // A checkpoint is fetched by whoever starts from nothing or lacks what was trimmed; what is
                // proven is proven by the entries that are there.
                Ok(()) => {
                    let first = found.entries.first().map_or(head, |(number, _)| number.saturating_sub(1));
                    self.settle_in(program, found, first, took);
                }
                Err(stop) => self.stop(stop),
            };
        }
        self.reconcile(program, found, head, ground, now, took);
    }

    /// Two states that do not follow on one another. The one that goes on is told by [`Keeper::yields`];
    /// the other is kept as a recovery point before anything is replaced.
    fn reconcile(
        &mut self,
        program: &mut Program,
        found: &Found,
        head: u64,
        ground: Ground,
        now: Timestamp,
        took: &mut Took,
    ) {
        let entries = match read_all(ground.revision, &found.entries) {
            Ok(entries) => entries,
            Err(stop) => return self.stop(stop),
        };
        let last = entries.last().map(|e| e.stamp.at);
        let mut theirs = ground.program;
        for entry in entries {
            // The vault took it once, so it applies.
            let _ = apply(&mut theirs, entry.command, entry.stamp);
        }
        if self.confirmed(program, |ours| *ours == theirs) {
            // Two ways to the same state, as when several tabs fill a deleted database again.
            return self.forget();
        }
        let lineage = found.identity.as_deref().and_then(Identity::read).map_or(0, |i| i.lineage);
        let number = found.points.last().map_or(1, |newest| newest + 1);
        let why = "Changes saved apart, while the browser's database could not be used";
        if self.yields(lineage, head, last) {
            let ours = self.confirmed(program, |p| {
                (p.record_count() > 0).then(|| point_puts(p, number, Kind::Protected, why, now))
            });
            let Some(puts) = ours else { return self.forget() };
            // Only while nobody else wrote: another tab may be about to keep a state under this number.
            let write =
                Write { identity: found.identity.clone(), head: Some(head), puts, ..Write::default() };
            self.queued = Some((Request::Write(write), Step::Yielding));
            took.notices.push(TWO_STATES.to_owned());
            return;
        }
        let revision = head.max(self.revision) + 1;
        let lineage = if self.lineage == 0 { self.draw() } else { self.lineage };
        let mut write = self.whole(program, lineage, revision, now);
        (write.identity, write.head) = (found.identity.clone(), Some(head));
        if theirs.record_count() > 0 {
            write.puts.extend(point_puts(&theirs, number, Kind::Protected, why, now));
            took.notices.push(TWO_STATES.to_owned());
        }
        self.queued = Some((Request::Write(write), Step::Planting { revision, lineage }));
    }

    /// This tab's confirmed state is kept elsewhere or empty: it joins as a new tab would.
    pub(super) fn forget(&mut self) {
        self.base = Base::Nothing;
        (self.revision, self.lineage, self.tip, self.loose_after, self.chain) = (0, 0, 0, None, 0);
        // The count starts anew: what local storage holds is no state of it.
        self.local = self.local.map(|(_, loose)| (u64::MAX, loose));
        self.phase = Phase::Joining;
    }

    /// Whether the vault's state goes on rather than this tab's. Of one lineage: the longer one. Of two:
    /// a tab that was at work follows the vault; at the start, what was saved last goes on.
    fn yields(&self, lineage: u64, head: u64, last: Option<Timestamp>) -> bool {
        if lineage == self.lineage {
            return head >= self.revision;
        }
        match (&self.phase, self.base) {
            (Phase::Joined, _) => true,
            (_, Base::Program { saved_at, .. }) => last.is_some_and(|last| last > saved_at),
            _ => true,
        }
    }
}

const TWO_STATES: &str = "Two states of the program were saved apart, because the browser's database could not be \
    used for a while. The newer one is open; the other is kept as a recovery point under Data.";

fn empty_ground() -> Ground {
    Ground { program: Program::default(), revision: 0, tip: 0 }
}
