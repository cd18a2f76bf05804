//! Tabs, a vault and local storage to play with.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use gluework::command::{CatalogueEdit, Change, Command, History, ItemDraft, ProjectDraft, apply};
use gluework::model::{ItemKind, Lens, Program, Stamp, Timestamp};
use gluework::storage::memory::Memory;
use gluework::storage::memory_vault::MemoryVault;
use gluework::storage::*;
use std::cell::Cell;

pub const NOW: Timestamp = Timestamp(1_795_000_000_000);

/// What outlives a tab.
#[derive(Clone, Default)]
pub struct World {
    pub vault: MemoryVault,
    pub local: Memory,
    seeds: Cell<u64>,
}

impl World {
    pub fn stamp(&self) -> Stamp {
        self.seeds.set(self.seeds.get() + 1);
        // Drawn as the app draws them: far apart, so that the ids derived from two never meet.
        let drawn = Stamp { at: NOW, seed: !self.seeds.get() }.derive(7);
        Stamp { at: NOW, seed: drawn }
    }

    pub fn lose_local_storage(&mut self) {
        self.local = Memory::default();
    }

    /// Opens the page in a new tab and lets it settle.
    pub fn open(&self, seed: u64) -> Tab {
        let mut tab = self.start(seed);
        let took = tab.pump(self);
        tab.notices = took.notices;
        tab
    }

    /// Opens the page; the vault has not answered yet.
    pub fn start(&self, seed: u64) -> Tab {
        let (program, base, writer) = match load(&self.local) {
            Load::Fresh(writer) => (Program::default(), Base::Nothing, writer),
            Load::Elsewhere { writer, .. } => (Program::default(), Base::Elsewhere, writer),
            Load::Ready(loaded) => {
                let Loaded { program, writer, revision, mark, saved_at, .. } = *loaded;
                (program, Base::Program { revision, mark, saved_at }, writer)
            }
            other => panic!("cannot start: {other:?}"),
        };
        let mut keeper = Keeper::new(seed.wrapping_mul(0x0123_4567_89ab_cdef) | 1, base, Some(writer));
        for (_, text) in self.local.contents().iter().filter(|(key, _)| key.starts_with(UNSENT)) {
            keeper.resend(text);
        }
        Tab { history: History::default(), last: None, keeper, program, notices: Vec::new() }
    }
}

pub struct Tab {
    pub history: History,
    /// What the last command did.
    last: Option<Change>,
    pub keeper: Keeper,
    pub program: Program,
    pub notices: Vec<String>,
}

impl Tab {
    pub fn give(&mut self, world: &World, command: Command) -> u64 {
        self.try_to(world, command).unwrap()
    }

    /// Gives a command that may be refused.
    pub fn try_to(&mut self, world: &World, command: Command) -> Option<u64> {
        let stamp = world.stamp();
        let text = command_text(&command);
        let change = apply(&mut self.program, command, stamp).ok()?;
        self.last = Some(change.clone());
        self.keeper.accept(text, stamp, change);
        Some(stamp.seed)
    }

    /// Adds an item so that it can be undone.
    pub fn do_aloud(&mut self, world: &World, title: &str) {
        let seed = self.add(world, title);
        self.history.record(seed, self.last_change());
    }

    /// Undoes or redoes, as the app does it. False when there is nothing.
    pub fn step(
        &mut self,
        world: &World,
        command: fn(&History) -> Option<Command>,
        moved: fn(&mut History, Change),
    ) -> bool {
        let Some(command) = command(&self.history) else { return false };
        self.give(world, command);
        let change = self.last_change();
        moved(&mut self.history, change);
        true
    }

    pub fn last_change(&self) -> Change {
        self.last.clone().unwrap()
    }

    /// Adds an item, after a project where there is none yet.
    pub fn add(&mut self, world: &World, title: &str) -> u64 {
        if self.program.projects.is_empty() {
            let draft = ProjectDraft { name: "Søk".into(), lens: Lens::Product, team: None, zone: None };
            self.give(world, Command::Catalogue(Box::new(CatalogueEdit::AddProject(draft))));
        }
        let project = *self.program.projects.keys().next().unwrap();
        self.give(world, add_to(project, title))
    }

    pub fn answer(&mut self, _: &World, reply: Result<Reply, VaultError>) -> Took {
        self.keeper.took(&mut self.program, reply, NOW)
    }

    /// Carries out requests until there are none; what came of them together.
    pub fn pump(&mut self, world: &World) -> Took {
        let mut all = Took::default();
        for _ in 0..200 {
            let Some(request) = self.keeper.request() else { return all };
            let took = self.keeper.took(&mut self.program, world.vault.perform(&request), NOW);
            all.changed |= took.changed;
            all.rebased.extend(took.rebased);
            all.refused.extend(took.refused);
            all.notices.extend(took.notices);
        }
        panic!("the keeper does not come to rest");
    }

    pub fn checkpoint(&mut self, world: &World) -> Result<(), SaveError> {
        self.keeper.checkpoint(&world.local, &mut self.program, NOW)
    }

    /// The page is being left.
    pub fn leave(&mut self, world: &World) {
        let _ = self.checkpoint(world);
        if let Some(text) = self.keeper.unsent() {
            world.local.set(&self.keeper.unsent_key(), &text).unwrap();
        }
    }
}

fn add_to(project: gluework::model::ProjectId, title: &str) -> Command {
    Command::AddItem(Box::new(ItemDraft {
        title: title.into(),
        kind: ItemKind::Story,
        project,
        status: None,
        priority: None,
        estimate: None,
        owner: None,
        team: None,
        sprint: None,
        labels: vec![],
        links: vec![],
    }))
}

pub fn titles(program: &Program) -> Vec<String> {
    let mut titles: Vec<String> = program.items.values().map(|i| i.title.clone()).collect();
    titles.sort();
    titles
}
