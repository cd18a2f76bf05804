//! Requests out, replies in.

use super::super::entry::entry_text;
use super::super::identity::Identity;
use super::super::migrations::CURRENT;
use super::super::vault::{Found, HEAD, IDENTITY, Reply, Request, Shelf, VaultError, Write};
use super::{Keeper, Phase, Step, Took};
use crate::model::{Program, Timestamp};

impl Keeper {
    /// The next request to carry out; none when there is nothing to do or one is out already.
    pub fn request(&mut self) -> Option<Request> {
        if !matches!(self.step, Step::Idle) {
            return None;
        }
        if let Some((request, step)) = self.queued.take() {
            self.step = step;
            return Some(request);
        }
        match self.phase {
            Phase::Loose(_) | Phase::Stopped(_) => None,
            Phase::Joining => Some(self.look()),
            Phase::Joined if self.news => Some(self.look()),
            Phase::Joined if !self.pending.is_empty() => Some(self.append()),
            Phase::Joined => {
                let (revision, text) = self.due.take()?;
                let write = Write {
                    identity: self.identity.clone(),
                    puts: vec![(Shelf::Checkpoints, revision, text.clone())],
                    ..Write::default()
                };
                self.step = Step::Keeping { revision, text };
                Some(Request::Write(write))
            }
        }
    }

    fn look(&mut self) -> Request {
        self.news = false;
        let after = self.unsent.iter().fold(self.revision, |least, unsent| least.min(unsent.after));
        self.step = Step::Looking { after };
        Request::Look { after }
    }

    /// All pending commands as one transaction: the vault takes them only behind the revision that
    /// they were computed on.
    fn append(&mut self) -> Request {
        let mut puts = Vec::with_capacity(self.pending.len() + 2);
        let mut revision = self.revision;
        for pending in &self.pending {
            revision += 1;
            let text = entry_text(revision, pending.stamp, self.tab, &pending.command);
            puts.push((Shelf::Journal, revision, text));
        }
        puts.push((Shelf::Meta, HEAD, revision.to_string()));
        if !self.identity_is_ours() {
            // Begins the vault, or tells tabs of an older version that this one has written.
            puts.push((Shelf::Meta, IDENTITY, Identity::of(self.lineage).text()));
        }
        self.step = Step::Appending(self.pending.len());
        Request::Write(Write {
            identity: self.identity.clone(),
            head: self.identity.is_some().then_some(self.revision),
            puts,
            removes: Vec::new(),
        })
    }

    /// Learns what the request came to. `program` is what is on screen.
    pub fn took(&mut self, program: &mut Program, reply: Result<Reply, VaultError>, now: Timestamp) -> Took {
        let mut took = Took::default();
        let step = std::mem::replace(&mut self.step, Step::Idle);
        let reply = match reply {
            Ok(reply) => reply,
            Err(error) => {
                // A checkpoint is a convenience while the journal works: its failure alone is no trouble.
                let only_checkpoint =
                    matches!(step, Step::Keeping { .. } | Step::Checking { .. } | Step::Trimming { .. });
                if !only_checkpoint || !matches!(error, VaultError::Full | VaultError::Other(_)) {
                    self.set_aside(error);
                }
                return took;
            }
        };
        match (step, reply) {
            (Step::Looking { after }, Reply::Found(found)) => {
                self.judge(program, found, after, now, &mut took);
            }
            (Step::Fetching { found, diverged }, Reply::Text(text)) => {
                self.fetched(program, &found, diverged, text, now, &mut took);
            }
            (Step::Planting { revision, lineage }, Reply::Done) => {
                self.identity = Some(Identity::of(lineage).text());
                (self.revision, self.lineage, self.settled) = (revision, lineage, revision);
                self.joined(&mut took);
                took.committed = true;
                // The vault had less than this state, so it cannot have what was computed on it.
                self.send_again(program, &Found::default(), 0, &mut took);
            }
            (Step::Yielding, Reply::Done) => self.forget(),
            (Step::Appending(count), Reply::Done) => {
                self.identity = Some(Identity::of(self.lineage).text());
                if let Some(last) = self.pending.drain(..count.min(self.pending.len())).next_back() {
                    self.tip = last.stamp.seed;
                }
                self.revision += count as u64;
                took.committed = true;
            }
            (Step::Keeping { revision, text }, Reply::Done) => {
                self.queued =
                    Some((Request::Read(Shelf::Checkpoints, revision), Step::Checking { revision, text }));
            }
            (Step::Checking { revision, text }, Reply::Text(found)) => {
                if found.as_deref() == Some(text.as_str()) {
                    let mut removes = vec![(Shelf::Journal, 0, revision)];
                    if let Some(before) = revision.checked_sub(1) {
                        removes.push((Shelf::Checkpoints, 0, before));
                    }
                    let write = Write { identity: self.identity.clone(), removes, ..Write::default() };
                    self.queued = Some((Request::Write(write), Step::Trimming { revision }));
                }
            }
            (Step::Trimming { revision }, Reply::Done) => self.settled = self.settled.max(revision),
            // Another tab was first, or began anew: look what there is.
            (_, Reply::Refused) => self.news = true,
            // A reply that does not belong to the request cannot be trusted.
            _ => self.set_aside(VaultError::Other("an answer did not fit its question".into())),
        }
        took
    }

    /// The vault says that this version has written to it.
    fn identity_is_ours(&self) -> bool {
        self.identity.as_deref().and_then(Identity::read).is_some_and(|identity| identity.version == CURRENT)
    }

    pub(super) fn joined(&mut self, took: &mut Took) {
        self.phase = Phase::Joined;
        self.failure = None;
        (self.loose_after, self.chain) = (None, 0);
        took.joined = true;
    }
}
