//! Tabs at work together; nothing fails.

use crate::Dice;
use crate::keeper_support::{NOW, Tab, World, titles};
use crate::oracle::{Oracle, meddle};
use gluework::command::History;
use gluework::model::check;
use gluework::storage::*;

/// Plays so many commands in two to four tabs. In the end every tab shows all that was added and not
/// undone by its own tab, all show the same, and it is what the vault was told.
pub(crate) fn play(seed: u64, length: u64) -> u64 {
    let mut dice = Dice::new(seed);
    let (world, mut oracle) = (World::default(), Oracle::default());
    let count = 2 + (seed % 3) as usize;
    let mut first = world.open(seed ^ 77);
    first.add(&world, "begin");
    settle(&world, &mut oracle, &mut first);
    let mut tabs: Vec<Tab> = (0..count).map(|n| world.open(seed ^ n as u64)).collect();
    let mut mine: Vec<Vec<String>> = vec![Vec::new(); count];
    let mut gone: Vec<Vec<String>> = vec![Vec::new(); count];
    let mut given = 0;
    while given < length {
        let at = dice.roll(count as u64) as usize;
        let tab = &mut tabs[at];
        match dice.roll(14) {
            0..=3 => {
                let title = format!("{given} of {at}");
                tab.do_aloud(&world, &title);
                mine[at].push(title);
                gone[at].clear();
                given += 1;
            }
            4 | 5 => {
                let command = meddle(&tab.program, &mut dice, given);
                given += u64::from(command.is_some_and(|command| tab.try_to(&world, command).is_some()));
            }
            6 => {
                tab.add(&world, &format!("x{given}"));
                given += 1;
            }
            7 => {
                if tab.step(&world, History::undo_command, |history, _| history.undone()) {
                    gone[at].push(mine[at].pop().unwrap());
                    given += 1;
                }
            }
            8 => {
                if tab.step(&world, History::redo_command, History::redone_as) {
                    mine[at].push(gone[at].pop().unwrap());
                    given += 1;
                }
            }
            9 => tab.keeper.hear(),
            10 if dice.roll(100) == 0 => {
                let _ = tab.checkpoint(&world);
            }
            _ => {
                if let Some(request) = tab.keeper.request() {
                    answer(&world, &mut oracle, tab, &request);
                }
            }
        }
    }
    for _ in 0..2 {
        for tab in &mut tabs {
            tab.keeper.hear();
            settle(&world, &mut oracle, tab);
        }
    }
    let mut expected: Vec<String> = mine.concat();
    expected.push("begin".into());
    expected.sort();
    assert_eq!(check(&oracle.program), vec![], "seed {seed}");
    for tab in &tabs {
        let shown: Vec<String> =
            titles(&tab.program).into_iter().filter(|title| !title.starts_with('x')).collect();
        let lost: Vec<_> = expected.iter().filter(|title| !shown.contains(title)).collect();
        let undone: Vec<_> = shown.iter().filter(|title| !expected.contains(title)).collect();
        assert!(shown == expected, "seed {seed}, {length} commands: lost {lost:?}, back {undone:?}");
        assert_eq!(tab.program, oracle.program, "seed {seed}, {length} commands");
    }
    assert_eq!(world.open(seed ^ 5).program, oracle.program, "seed {seed}: a tab that opens now");
    given
}

fn answer(world: &World, oracle: &mut Oracle, tab: &mut Tab, request: &Request) {
    let reply = oracle.perform(&world.vault, request);
    let took = tab.keeper.took(&mut tab.program, Ok(reply), NOW);
    for (seed, change) in took.rebased {
        tab.history.rebase(seed, change);
    }
}

fn settle(world: &World, oracle: &mut Oracle, tab: &mut Tab) {
    for _ in 0..200 {
        let Some(request) = tab.keeper.request() else { return };
        answer(world, oracle, tab, &request);
    }
    panic!("the keeper does not come to rest");
}
