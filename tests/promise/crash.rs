//! Random histories in which everything may die between any two writes.

use crate::Dice;
use crate::keeper_support::{NOW, Tab, World, titles};
use crate::oracle::{Oracle, meddle};
use gluework::model::check;
use gluework::storage::memory::Memory;
use gluework::storage::*;
use std::collections::BTreeMap;

/// What may go wrong besides deaths.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// Local storage is written only by tabs that the vault has joined; it may fall back to older values.
    Joined,
    /// Also by tabs whose vault fails, so that states go apart.
    Apart,
    /// As before, but local storage keeps what it took: the browser never crashes.
    Steady,
}

type Texts = BTreeMap<String, String>;

/// One history as it goes.
struct History {
    way: Way,
    name: String,
    world: World,
    oracle: Oracle,
    tabs: Vec<Tab>,
    /// Titles of items whose addition was acknowledged.
    acknowledged: Vec<String>,
    /// Titles that local storage alone took.
    kept_here: Vec<String>,
    /// Titles that each tab has not had acknowledged.
    waiting: Vec<Vec<String>>,
    /// Every value local storage ever had.
    past: Vec<Texts>,
    /// What each key held before its last write; none = nothing.
    before: BTreeMap<String, Option<String>>,
    points: u64,
}

/// Plays one history and returns how many crash points were looked at.
pub(crate) fn play(seed: u64, way: Way) -> u64 {
    let mut dice = Dice::new(seed);
    let length = 5 + dice.roll(55);
    let mut history = begin(seed, way, 1 + dice.roll(4));
    for step in 0..length {
        let at = dice.roll(history.tabs.len() as u64) as usize;
        history.step(&mut dice, step, at, seed);
        history.acknowledge(at);
        history.survive_a_crash();
    }
    history.points
}

fn begin(seed: u64, way: Way, count: u64) -> History {
    let (world, mut oracle) = (World::default(), Oracle::default());
    // The project is there from the start, so that tabs do not each make their own.
    let mut first = world.open(seed ^ 77);
    first.add(&world, "begin");
    while let Some(request) = first.keeper.request() {
        let reply = oracle.perform(&world.vault, &request);
        first.answer(&world, Ok(reply));
    }
    History {
        way,
        name: format!("seed {seed}"),
        oracle,
        tabs: (0..count).map(|n| world.open(seed ^ n)).collect(),
        acknowledged: vec!["begin".into()],
        kept_here: Vec::new(),
        waiting: vec![Vec::new(); count as usize],
        past: vec![world.local.contents()],
        before: BTreeMap::new(),
        points: 0,
        world,
    }
}

impl History {
    fn step(&mut self, dice: &mut Dice, step: u64, at: usize, seed: u64) {
        match dice.roll(16) {
            0..=4 => {
                // The page waits for the vault where local storage has nothing to show.
                if !self.tabs[at].program.projects.is_empty() {
                    let title = format!("{}{step} of {at}", if dice.roll(4) == 0 { "x" } else { "" });
                    self.tabs[at].add(&self.world, &title);
                    if !title.starts_with('x') {
                        self.waiting[at].push(title);
                    }
                }
            }
            5 | 6 => {
                if let Some(command) = meddle(&self.tabs[at].program, dice, step) {
                    self.tabs[at].try_to(&self.world, command);
                }
            }
            7..=11 => {
                // One step of the protocol, whose answer may be lost or fail.
                let lost = dice.roll(12);
                if let Some(request) = self.tabs[at].keeper.request() {
                    let reply = match lost {
                        0 => Err(VaultError::Other("failed".into())),
                        1 => {
                            self.oracle.perform(&self.world.vault, &request);
                            Err(VaultError::Silent)
                        }
                        _ => Ok(self.oracle.perform(&self.world.vault, &request)),
                    };
                    self.tabs[at].answer(&self.world, reply);
                }
            }
            12 => self.tabs[at].keeper.hear(),
            13 => self.checkpoint(at),
            14 => {
                self.tabs[at].keeper.retry();
                for _ in 0..200 {
                    let Some(request) = self.tabs[at].keeper.request() else { break };
                    let reply = self.oracle.perform(&self.world.vault, &request);
                    self.tabs[at].answer(&self.world, Ok(reply));
                }
                let _ = self.tabs[at].keeper.leave_pointer(&self.world.local);
            }
            _ => {
                // The tab dies, or is left in good order.
                let left = dice.roll(2) == 0 || self.way == Way::Steady;
                if left {
                    self.checkpoint(at);
                    if let Some(text) = self.tabs[at].keeper.unsent() {
                        self.world.local.set(&self.tabs[at].keeper.unsent_key(), &text).unwrap();
                    }
                    self.note_local();
                }
                if self.way != Way::Steady && dice.roll(3) == 0 {
                    let old = self.past[dice.roll(self.past.len() as u64) as usize].clone();
                    self.world.local = memory(&old);
                    self.note_local();
                }
                self.waiting[at].clear();
                self.tabs[at] = self.world.start(seed ^ (1000 + step));
            }
        }
    }

    fn checkpoint(&mut self, at: usize) {
        let tab = &mut self.tabs[at];
        let loose = matches!(tab.keeper.standing(), Standing::Loose(_));
        if loose && self.way == Way::Joined {
            return;
        }
        if tab.keeper.checkpoint(&self.world.local, &mut tab.program, NOW).is_ok() && loose {
            self.kept_here.extend(self.waiting[at].iter().cloned());
        }
        self.note_local();
    }

    /// Remembers what local storage held before.
    fn note_local(&mut self) {
        let (now, empty) = (self.world.local.contents(), Texts::new());
        let last = self.past.last().unwrap_or(&empty);
        for key in now.keys().chain(last.keys()) {
            if now.get(key) != last.get(key) {
                self.before.insert(key.clone(), last.get(key).cloned());
            }
        }
        if now != *last {
            self.past.push(now);
        }
    }

    fn acknowledge(&mut self, at: usize) {
        if self.tabs[at].keeper.standing() == Standing::Saved && self.tabs[at].keeper.is_joined() {
            self.acknowledged.append(&mut self.waiting[at]);
        }
    }

    /// Everything dies now, and one tab is opened: with local storage as it is, emptied, and with every
    /// mix of what its keys hold and held before.
    fn survive_a_crash(&mut self) {
        let now = self.world.local.contents();
        if self.way == Way::Steady {
            self.points += 1;
            return self.start_on(&now);
        }
        let changed: Vec<(&String, &Option<String>)> = self.before.iter().collect();
        // Most histories have one or two such keys; beyond five the rest stay as they are.
        let mixes = 1_u32 << changed.len().min(5);
        self.points += u64::from(mixes) + 1;
        self.start_on(&Texts::new());
        for mix in 0..mixes {
            let mut texts = now.clone();
            for (place, (key, old)) in changed.iter().enumerate().take(5) {
                if mix & (1 << place) == 0 {
                    continue;
                }
                match old {
                    Some(text) => texts.insert((*key).clone(), text.clone()),
                    None => texts.remove(*key),
                };
            }
            self.start_on(&texts);
        }
    }

    fn start_on(&self, texts: &Texts) {
        let Self { name, oracle, .. } = self;
        let mut world = self.world.clone();
        world.local = memory(texts);
        let found = world.open(9_999);
        assert_eq!(found.keeper.standing(), Standing::Saved, "{name}");
        assert_eq!(check(&found.program), vec![], "{name}");
        let there = titles(&found.program);
        assert!(there.windows(2).all(|pair| pair[0] != pair[1]), "{name}: applied twice: {there:?}");
        let unsent = texts.keys().any(|key| key.starts_with(UNSENT));
        if self.way == Way::Joined && !unsent {
            assert_eq!(found.program, oracle.program, "{name}: exactly what the vault took");
        }
        let mut kept = there;
        if self.way != Way::Joined {
            for (_, body) in world.vault.all(Shelf::Bodies) {
                kept.extend(titles(&open_point(&body).unwrap()));
            }
        }
        let here = if self.way == Way::Steady { self.kept_here.as_slice() } else { &[] };
        for title in self.acknowledged.iter().chain(here) {
            assert!(kept.contains(title), "{name}: “{title}” is lost; there are {kept:?}");
        }
        // A second one sees the same.
        assert_eq!(world.open(10_000).program, found.program, "{name}");
    }
}

fn memory(texts: &Texts) -> Memory {
    let memory = Memory::default();
    for (key, text) in texts {
        memory.set(key, text).unwrap();
    }
    memory
}
