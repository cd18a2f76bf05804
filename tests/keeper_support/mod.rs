//! Tabs, a vault and local storage to play with.
#![allow(unreachable_pub, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use gluework::command::{CatalogueEdit, Change, Command, History, ItemDraft, ItemEdit, ProjectDraft, apply};
use gluework::model::{ItemKind, Lens, Program, Stamp, Timestamp, check};
use gluework::storage::memory::Memory;
use gluework::storage::memory_vault::MemoryVault;
use gluework::storage::*;
use std::cell::Cell;

pub const NOW: Timestamp = Timestamp(1_795_000_000_000);

/// What outlives a tab.
#[derive(Default)]
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
        let stamp = world.stamp();
        let text = command_text(&command);
        let change = apply(&mut self.program, command, stamp).unwrap();
        self.last = Some(change.clone());
        self.keeper.accept(text, stamp, change);
        stamp.seed
    }

    /// Adds an item so that it can be undone.
    fn do_aloud(&mut self, world: &World, title: &str) {
        let seed = self.add(world, title);
        self.history.record(seed, self.last_change());
    }

    /// Undoes or redoes, as the app does it. False when there is nothing.
    fn step(
        &mut self,
        world: &World,
        command: fn(&History) -> Option<Command>,
        moved: fn(&mut History),
    ) -> bool {
        let Some(command) = command(&self.history) else { return false };
        self.give(world, command);
        moved(&mut self.history);
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

/// Tabs that add and undo at random while their requests interleave; nothing fails. In the end every tab
/// shows all that was added and not undone by its own tab.
pub fn play_with_undo(seed: u64, length: usize) {
    let mut dice = Dice(seed | 1);
    let world = World::default();
    let count = 2 + dice.roll(3) as usize;
    let mut first = world.open(seed ^ 77);
    first.add(&world, "begin");
    first.pump(&world);
    let mut tabs: Vec<Tab> = (0..count).map(|n| world.open(seed ^ n as u64)).collect();
    let mut mine: Vec<Vec<String>> = vec![Vec::new(); count];
    let mut gone: Vec<Vec<String>> = vec![Vec::new(); count];
    for step in 0..length {
        let at = dice.roll(count as u64) as usize;
        let tab = &mut tabs[at];
        match dice.roll(10) {
            0..=3 => {
                let title = format!("{step} of {at}");
                tab.do_aloud(&world, &title);
                mine[at].push(title);
                gone[at].clear();
            }
            4 => {
                if tab.step(&world, History::undo_command, History::undone) {
                    let title = mine[at].pop().unwrap();
                    gone[at].push(title);
                }
            }
            5 => {
                if tab.step(&world, History::redo_command, History::redone) {
                    let title = gone[at].pop().unwrap();
                    mine[at].push(title);
                }
            }
            6 => tab.keeper.hear(),
            _ => {
                if let Some(request) = tab.keeper.request() {
                    let took = tab.keeper.took(&mut tab.program, world.vault.perform(&request), NOW);
                    assert!(took.refused.is_empty(), "seed {seed}, length {length}: {:?}", took.refused);
                    for (seed, change) in took.rebased {
                        tab.history.rebase(seed, change);
                    }
                }
            }
        }
    }
    for _ in 0..2 {
        for tab in &mut tabs {
            tab.keeper.hear();
            let took = tab.pump(&world);
            assert!(took.refused.is_empty(), "seed {seed}, length {length}: {:?}", took.refused);
        }
    }
    let mut expected: Vec<String> = mine.concat();
    expected.push("begin".into());
    expected.sort();
    for tab in &tabs {
        assert_eq!(titles(&tab.program), expected, "seed {seed}, length {length}");
        assert_eq!(tab.program, tabs[0].program);
    }
}

/// A small generator of its own: a history must be the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }
}

/// Plays one random history and checks the promise at its end.
///
/// With `apart`, tabs also save to local storage while the vault fails, so that states can go apart:
/// then what was acknowledged is in the program or in a protected recovery point.
pub fn play(seed: u64, length: usize, apart: bool) {
    let mut dice = Dice(seed | 1);
    let mut world = World::default();
    let count = 1 + dice.roll(4) as usize;
    // The project is there from the start, so that tabs do not each make their own.
    let mut first = world.open(seed ^ 77);
    first.add(&world, "begin");
    first.pump(&world);
    let mut tabs: Vec<Tab> = (0..count).map(|n| world.open(seed ^ n as u64)).collect();
    // Titles of items whose addition was acknowledged, and every value local storage ever had.
    let mut acknowledged: Vec<String> = vec!["begin".into()];
    let mut waiting: Vec<Vec<String>> = vec![Vec::new(); count];
    let mut past = vec![world.local.contents()];
    for step in 0..length {
        let at = dice.roll(count as u64) as usize;
        match dice.roll(16) {
            0..=5 => {
                // The page waits for the vault where local storage has nothing to show.
                if !tabs[at].program.projects.is_empty() {
                    let title = format!("{step} of {at}");
                    tabs[at].add(&world, &title);
                    waiting[at].push(title);
                }
            }
            6 => {
                // An edit of something shared, which may be refused or lost to a later one: no promise on
                // its value, but it must not disturb the order.
                let item = tabs[at].program.items.keys().next().copied();
                if let Some(item) = item {
                    let edit = ItemEdit::Notes(format!("note {step}"));
                    tabs[at].give(&world, Command::EditItem(item, edit));
                }
            }
            7..=11 => {
                // One step of the protocol, whose answer may be lost or fail.
                if let Some(request) = tabs[at].keeper.request() {
                    let reply = match dice.roll(12) {
                        0 => Err(VaultError::Other("failed".into())),
                        1 => {
                            world.vault.perform(&request).unwrap();
                            Err(VaultError::Silent)
                        }
                        _ => world.vault.perform(&request),
                    };
                    let tab = &mut tabs[at];
                    let took = tab.keeper.took(&mut tab.program, reply, NOW);
                    assert!(took.refused.is_empty(), "additions never clash: {:?}", took.refused);
                }
            }
            12 => tabs[at].keeper.hear(),
            13 => {
                if !apart && !tabs[at].keeper.is_joined() {
                    continue;
                }
                let _ = tabs[at].checkpoint(&world);
                past.push(world.local.contents());
            }
            14 => {
                tabs[at].keeper.retry();
                let tab = &mut tabs[at];
                tab.pump(&world);
                let _ = tab.keeper.leave_pointer(&world.local);
            }
            _ => {
                // The tab dies, or is left in good order; local storage may fall back to what it was before.
                if dice.roll(2) == 0 && tabs[at].keeper.is_joined() {
                    tabs[at].leave(&world);
                    past.push(world.local.contents());
                }
                if dice.roll(3) == 0 {
                    let old = past[dice.roll(past.len() as u64) as usize].clone();
                    world.local = Memory::default();
                    for (key, text) in old {
                        world.local.set(&key, &text).unwrap();
                    }
                }
                waiting[at].clear();
                tabs[at] = world.start(seed ^ (1000 + step as u64));
            }
        }
        if tabs[at].keeper.standing() == Standing::Saved && tabs[at].keeper.is_joined() {
            acknowledged.append(&mut waiting[at]);
        }
    }
    // Everything dies at once; one tab is opened.
    let found = world.open(seed ^ 9999);
    assert_eq!(check(&found.program), vec![]);
    let there = titles(&found.program);
    let mut kept = there.clone();
    if apart {
        for (_, body) in world.vault.all(Shelf::Bodies) {
            kept.extend(titles(&open_point(&body).unwrap()));
        }
    }
    for title in &acknowledged {
        assert!(kept.contains(title), "seed {seed}, length {length}: “{title}” is lost; there are {kept:?}");
    }
    assert!(there.windows(2).all(|pair| pair[0] != pair[1]), "something was applied twice: {there:?}");
    assert_eq!(found.keeper.standing(), Standing::Saved);
    // A second one sees the same.
    assert_eq!(world.open(seed ^ 10_000).program, found.program);
}
