//! The promise of durability, played through: tabs, a vault, local storage and crashes between any two
//! steps (rules of `gluework::storage`, and D1 to D8 of `docs/spec.md`).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod keeper_support;

use gluework::command::{Command, History, ItemEdit};
use gluework::model::Timestamp;
use gluework::storage::memory::{Fault, Faulty, Memory};
use gluework::storage::memory_vault::MemoryVault;
use gluework::storage::*;
use keeper_support::*;

// [D1]
#[test]
fn what_was_acknowledged_is_there_after_any_end_of_the_tab() {
    let world = World::default();
    let mut tab = world.open(1);
    tab.add(&world, "One");
    assert_eq!(tab.keeper.standing(), Standing::Saving);
    tab.pump(&world);
    assert_eq!(tab.keeper.standing(), Standing::Saved);
    tab.add(&world, "Two, not acknowledged");
    // No checkpoint was ever written: the journal alone brings it back.
    let again = world.open(2);
    assert_eq!(titles(&again.program), ["One"]);
    assert_eq!(again.keeper.standing(), Standing::Saved);
}

// [D2]
#[test]
fn two_tabs_that_begin_at_the_same_time_are_one_program() {
    let world = World::default();
    let (mut a, mut b) = (world.open(1), world.open(2));
    a.add(&world, "From a");
    b.add(&world, "From b");
    a.pump(&world);
    b.pump(&world);
    a.keeper.hear();
    a.pump(&world);
    assert_eq!(titles(&a.program), ["From a", "From b"]);
    assert_eq!(a.program, b.program);
}

// [D10]
#[test]
fn a_checkpoint_written_in_slices_is_the_same_and_of_one_state() {
    let mut program = gluework::sample::program_at(NOW, &gluework::model::Zone::utc());
    let mark = Mark::default();
    for portion in [1, 7, 1_000] {
        let mut draft = Draft::new(&program, 9, NOW, mark);
        while draft.step(portion) {}
        assert_eq!(draft.into_text(), checkpoint_text(&program, 9, NOW, mark), "{portion}");
    }
    assert_eq!(Draft::new(&program, 9, NOW, mark).into_text(), checkpoint_text(&program, 9, NOW, mark));
    program.items.clear();
    assert_eq!(Draft::new(&program, 9, NOW, mark).into_text(), checkpoint_text(&program, 9, NOW, mark));
}

// [D10]
#[test]
fn a_draft_is_kept_only_while_its_state_is_the_confirmed_one() {
    let world = World::default();
    let mut tab = world.open(1);
    tab.add(&world, "One");
    tab.pump(&world);
    let mut draft = tab.keeper.draft(&mut tab.program, NOW).unwrap();
    draft.step(1);
    tab.add(&world, "Two");
    tab.pump(&world);
    assert_eq!(
        tab.keeper.keep_draft(&world.local, draft),
        Ok(false),
        "another change was confirmed meanwhile"
    );
    assert!(world.local.contents().is_empty());
    let draft = tab.keeper.draft(&mut tab.program, NOW).unwrap();
    // What waits to be confirmed is no part of it, and does not stand in its way.
    tab.add(&world, "Three");
    assert_eq!(tab.keeper.keep_draft(&world.local, draft), Ok(true));
    let stored = world.local.contents().get(CHECKPOINT).cloned().unwrap();
    assert_eq!(titles(&read_checkpoint(&stored).unwrap().program), ["One", "Two"]);
    tab.pump(&world);
    assert_eq!(titles(&world.open(2).program), ["One", "Three", "Two"]);
    tab.keeper.fail(VaultError::Other("gone".into()));
    assert!(tab.keeper.draft(&mut tab.program, NOW).is_none(), "without the vault it is written at once");
}

// [D3]
#[test]
fn a_command_on_an_older_state_is_applied_again_or_refused_with_a_reason() {
    let world = World::default();
    let mut a = world.open(1);
    a.add(&world, "Shared");
    a.pump(&world);
    let mut b = world.open(2);
    let item = *a.program.items.keys().next().unwrap();
    a.give(&world, Command::DeleteItem(item));
    b.give(&world, Command::EditItem(item, ItemEdit::Title("Renamed".into())));
    b.add(&world, "After");
    a.pump(&world);
    let took = b.pump(&world);
    assert_eq!(took.refused.len(), 1, "{took:?}");
    assert!(took.changed);
    a.keeper.hear();
    a.pump(&world);
    assert_eq!(a.program, b.program);
    assert_eq!(titles(&b.program), ["After"]);
}

// [D4]
#[test]
fn the_journal_is_trimmed_only_behind_a_checkpoint_that_was_read_back() {
    let world = World::default();
    let mut tab = world.open(1);
    tab.add(&world, "One");
    tab.add(&world, "Two");
    tab.pump(&world);
    tab.checkpoint(&world).unwrap();
    assert_eq!(world.vault.all(Shelf::Journal).len(), 3, "with the project");
    // The vault gives something else back: nothing may be trimmed.
    let Some(write) = tab.keeper.request() else { panic!("no checkpoint is written") };
    tab.answer(&world, world.vault.perform(&write));
    let revision = tab.keeper.revision();
    world.vault.set(Shelf::Checkpoints, revision, "something else");
    tab.pump(&world);
    assert_eq!(world.vault.all(Shelf::Journal).len(), 3);
    world.vault.clear();
    let mut tab = World::default();
    let mut fresh = tab.open(1);
    fresh.add(&tab, "One");
    fresh.pump(&tab);
    fresh.checkpoint(&tab).unwrap();
    fresh.pump(&tab);
    assert_eq!(tab.vault.all(Shelf::Journal), vec![]);
    assert_eq!(tab.vault.all(Shelf::Checkpoints).len(), 1);
    tab.lose_local_storage();
    assert_eq!(titles(&tab.open(2).program), ["One"], "the vault holds it all");
}

#[test]
fn a_tab_that_slept_through_a_trim_takes_the_checkpoint() {
    let world = World::default();
    let mut a = world.open(1);
    a.add(&world, "One");
    a.pump(&world);
    let mut sleeper = world.open(2);
    sleeper.add(&world, "Mine");
    for n in 0..5 {
        a.add(&world, &format!("Later {n}"));
    }
    a.pump(&world);
    a.checkpoint(&world).unwrap();
    a.pump(&world);
    assert_eq!(world.vault.all(Shelf::Journal), vec![]);
    sleeper.pump(&world);
    a.keeper.hear();
    a.pump(&world);
    assert_eq!(a.program, sleeper.program);
    assert_eq!(a.program.items.len(), 7);
}

// [D6]
#[test]
fn a_program_beyond_local_storage_moves_to_the_vault_and_leaves_a_pointer() {
    let mut world = World::default();
    let mut tab = world.open(1);
    for n in 0..40 {
        tab.add(&world, &format!("A title of some length to fill the store {n}"));
    }
    tab.pump(&world);
    world.local = Memory::with_quota(600);
    tab.checkpoint(&world).unwrap();
    tab.pump(&world);
    tab.keeper.leave_pointer(&world.local).unwrap();
    assert!(tab.keeper.is_spilled());
    assert!(matches!(load(&world.local), Load::Elsewhere { .. }));
    let again = world.open(2);
    assert_eq!(again.program, tab.program);
    // The pointer with an empty vault is no empty program.
    world.vault.clear();
    let lost = world.open(3);
    assert!(matches!(lost.keeper.standing(), Standing::Stopped(Stop::Unreadable(_))));
}

// [D6]
#[test]
fn without_the_vault_local_storage_carries_on_and_the_vault_takes_it_up_later() {
    let world = World::default();
    let mut tab = world.open(1);
    tab.add(&world, "Journalled");
    tab.pump(&world);
    tab.keeper.fail(VaultError::Blocked("SecurityError".into()));
    tab.add(&world, "Loose");
    assert!(matches!(tab.keeper.standing(), Standing::Loose(VaultError::Blocked(_))));
    tab.checkpoint(&world).unwrap();
    // A reload with the vault back: nothing was done elsewhere, so it follows.
    let mut again = world.open(2);
    assert_eq!(again.program, tab.program);
    assert_eq!(again.keeper.standing(), Standing::Saved);
    assert_eq!(again.notices, Vec::<String>::new());
    // The tab itself finds the vault again.
    tab.keeper.retry();
    tab.pump(&world);
    again.keeper.hear();
    again.pump(&world);
    assert_eq!((tab.keeper.standing(), &tab.program), (Standing::Saved, &again.program));
    assert_eq!(titles(&tab.program), ["Journalled", "Loose"]);
}

// [D5]
#[test]
fn states_that_went_apart_are_both_kept() {
    let world = World::default();
    let mut a = world.open(1);
    a.add(&world, "Shared");
    a.pump(&world);
    a.checkpoint(&world).unwrap();
    a.pump(&world);
    let mut loose = world.open(2);
    loose.keeper.fail(VaultError::Blocked("SecurityError".into()));
    loose.add(&world, "Only in local storage");
    loose.checkpoint(&world).unwrap();
    for n in 0..3 {
        a.add(&world, &format!("Journalled {n}"));
    }
    a.pump(&world);
    let third = world.open(3);
    assert_eq!(third.program, a.program, "the vault went further");
    assert_eq!(third.notices.len(), 1);
    let heads = world.vault.all(Shelf::Points);
    let kept = points(&heads);
    assert_eq!(kept.len(), 1);
    let body = world.vault.text(Shelf::Bodies, kept[0].number).unwrap();
    assert_eq!(open_point(&body).unwrap(), loose.program);
}

// [D5]
#[test]
fn a_deleted_database_is_filled_again_from_the_tab() {
    let world = World::default();
    let mut tab = world.open(1);
    tab.add(&world, "One");
    tab.pump(&world);
    world.vault.clear();
    tab.add(&world, "Two");
    tab.pump(&world);
    assert_eq!(tab.keeper.standing(), Standing::Saved);
    assert_eq!(world.open(2).program, tab.program);
}

// [D5]
#[test]
fn emptied_local_storage_is_filled_again_from_the_vault() {
    let mut world = World::default();
    let mut tab = world.open(1);
    tab.add(&world, "One");
    tab.pump(&world);
    world.lose_local_storage();
    let mut again = world.open(2);
    assert_eq!(again.program, tab.program);
    again.checkpoint(&world).unwrap();
    assert!(matches!(load(&world.local), Load::Ready(loaded) if loaded.program == tab.program));
}

// [D7]
#[test]
fn what_cannot_be_read_in_the_vault_stops_the_tab_and_is_left_as_it_is() {
    type Damage = fn(&MemoryVault);
    let damages: [(&str, Damage); 4] = [
        ("an entry", |v| v.set(Shelf::Journal, 2, "{}\nnonsense")),
        ("the identity", |v| v.set(Shelf::Meta, IDENTITY, "?")),
        ("the head", |v| v.set(Shelf::Meta, HEAD, "many")),
        ("a gap", |v| v.set(Shelf::Meta, HEAD, "9")),
    ];
    for (what, damage) in damages {
        let world = World::default();
        let mut tab = world.open(1);
        tab.add(&world, "One");
        tab.pump(&world);
        damage(&world.vault);
        let before = Shelf::ALL.map(|shelf| world.vault.all(shelf));
        let mut opened = world.open(2);
        assert!(
            matches!(opened.keeper.standing(), Standing::Stopped(Stop::Unreadable(_))),
            "{what}: {:?}",
            opened.keeper.standing()
        );
        opened.add(&world, "Not written");
        opened.pump(&world);
        opened.checkpoint(&world).unwrap();
        assert_eq!(Shelf::ALL.map(|shelf| world.vault.all(shelf)), before, "{what}");
        assert_eq!(world.local.contents().len(), 0, "{what}");
    }
}

// [D7]
#[test]
fn a_newer_app_beside_this_one_makes_it_stop_writing() {
    let world = World::default();
    let mut tab = world.open(1);
    tab.add(&world, "One");
    tab.pump(&world);
    let newer = Identity { version: 99, lineage: 7 };
    world.vault.set(Shelf::Meta, IDENTITY, &newer.text());
    tab.add(&world, "Two");
    tab.pump(&world);
    assert_eq!(tab.keeper.standing(), Standing::Stopped(Stop::Newer(99)));
    assert_eq!(world.vault.all(Shelf::Journal).len(), 2, "the project and the first item");
}

// [D3]
#[test]
fn a_lost_answer_does_not_apply_a_command_twice() {
    let world = World::default();
    let mut tab = world.open(1);
    tab.add(&world, "Once");
    while let Some(request) = tab.keeper.request() {
        // It is committed, and the answer never arrives.
        let reply = world.vault.perform(&request);
        if matches!(&request, Request::Write(w) if w.puts.iter().any(|(s, ..)| *s == Shelf::Journal)) {
            tab.answer(&world, Err(VaultError::Silent));
            break;
        }
        tab.answer(&world, reply);
    }
    assert!(matches!(tab.keeper.standing(), Standing::Loose(VaultError::Silent)));
    tab.keeper.retry();
    tab.pump(&world);
    assert_eq!(tab.keeper.standing(), Standing::Saved);
    assert_eq!(titles(&world.open(2).program), ["Once"]);
}

// [D3]
#[test]
fn leaving_with_a_command_on_its_way_keeps_it_whether_it_arrives_or_not() {
    for arrives in [true, false] {
        let world = World::default();
        let mut tab = world.open(1);
        tab.add(&world, "Before");
        tab.pump(&world);
        tab.add(&world, "On its way");
        let request = tab.keeper.request().unwrap();
        tab.leave(&world);
        if arrives {
            world.vault.perform(&request).unwrap();
        }
        let again = world.open(2);
        assert_eq!(titles(&again.program), ["Before", "On its way"], "arrives: {arrives}");
        assert_eq!(again.notices, Vec::<String>::new());
        assert_eq!(again.keeper.standing(), Standing::Saved);
    }
}

// [D2]
#[test]
fn undo_survives_the_merge_with_other_tabs() {
    let world = World::default();
    let mut a = world.open(1);
    a.add(&world, "Shared");
    a.pump(&world);
    let mut b = world.open(2);
    b.add(&world, "From b");
    b.pump(&world);
    let seed = a.add(&world, "From a");
    let mut history = History::default();
    history.record(seed, a.last_change());
    let took = a.pump(&world);
    for (seed, change) in took.rebased {
        history.rebase(seed, change);
    }
    assert_eq!(titles(&a.program), ["From a", "From b", "Shared"]);
    // Another tab adds one more: its number has gone on, and undo takes back this tab's own only.
    b.add(&world, "Another from b");
    b.pump(&world);
    a.keeper.hear();
    a.pump(&world);
    a.give(&world, history.undo_command().unwrap());
    a.pump(&world);
    assert_eq!(titles(&a.program), ["Another from b", "From b", "Shared"]);
    let next = a.add(&world, "Next");
    assert!(next > 0);
    let mut keys: Vec<&str> = a.program.items.values().map(|i| i.key.as_str()).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), a.program.items.len(), "no key is given twice");
}

// [D7]
#[test]
fn frozen_entries_of_every_version_replay() {
    for version in 1..=migrations::CURRENT {
        let path = format!("tests/fixtures/storage/journal-v{version}.txt");
        let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
        let mut program = gluework::model::Program::default();
        for entry in text.split("\n\n").filter(|entry| !entry.trim().is_empty()) {
            let entry = read_entry(entry).unwrap_or_else(|e| panic!("{path}: {e:?}"));
            gluework::command::apply(&mut program, entry.command, entry.stamp).unwrap();
        }
        assert!(program.items.len() > 1, "{path}");
        assert_eq!(gluework::model::check(&program), vec![]);
    }
}

/// Written once per version: `cargo test --test keeper freeze -- --ignored`.
#[test]
#[ignore = "writes the fixture of a new version"]
fn freeze_journal_fixture() {
    let world = World::default();
    let mut tab = world.open(1);
    tab.add(&world, "First");
    tab.add(&world, "Second “quoted” 検索 🦀");
    let item = *tab.program.items.keys().next().unwrap();
    tab.give(&world, Command::EditItem(item, ItemEdit::Title("First, renamed".into())));
    tab.pump(&world);
    let entries: Vec<String> = world.vault.all(Shelf::Journal).into_iter().map(|(_, text)| text).collect();
    let path = format!("tests/fixtures/storage/journal-v{}.txt", migrations::CURRENT);
    assert!(!std::path::Path::new(&path).exists(), "{path} is frozen");
    std::fs::write(path, entries.join("\n\n")).unwrap();
}

#[test]
fn an_entry_cut_off_or_flipped_anywhere_is_refused() {
    let world = World::default();
    let mut tab = world.open(1);
    tab.add(&world, "Søk & “finn” 検索 🦀");
    tab.pump(&world);
    let (_, text) = world.vault.all(Shelf::Journal).pop().unwrap();
    let whole = read_entry(&text).unwrap();
    for (end, _) in text.char_indices() {
        assert!(read_entry(&text[..end]).is_err(), "cut at {end}");
    }
    for place in text.find('\n').unwrap()..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[place] ^= 1;
        if let Ok(damaged) = String::from_utf8(bytes) {
            assert!(read_entry(&damaged).is_err_and(|_| true) || read_entry(&damaged) == Ok(whole.clone()));
        }
    }
}

#[test]
fn a_long_command_is_packed_and_reads_back() {
    let world = World::default();
    let mut tab = world.open(1);
    let long = "word ".repeat(40_000);
    tab.add(&world, &long);
    tab.pump(&world);
    let (_, text) = world.vault.all(Shelf::Journal).pop().unwrap();
    assert!(text.len() < long.len() / 4, "{} bytes", text.len());
    assert_eq!(world.open(2).program, tab.program);
}

// [D8]
#[test]
fn recovery_points_roll_by_hour_and_day_and_protected_ones_stay() {
    let zone = gluework::model::Zone::fixed("UTC+2", 7200);
    let hour = 3_600_000;
    let now = Timestamp(1_795_000_000_000);
    let point = |number: u64, kind, taken: i64| Point {
        number,
        kind,
        taken: Timestamp(taken),
        why: String::new(),
        records: 1,
        size: 1,
        damaged: false,
    };
    // One every half hour for twenty days, and five protected ones long ago.
    let mut all: Vec<Point> =
        (0..960).map(|n| point(n + 10, Kind::Rolling, now.0 - (960 - n as i64) * hour / 2)).collect();
    all.extend((1..6).map(|n| point(n, Kind::Protected, now.0 - 9_000 * hour)));
    let gone = surplus(&all, now, &zone);
    let kept: Vec<&Point> = all.iter().filter(|p| !gone.contains(&p.number)).collect();
    let of = |kind| kept.iter().filter(|p| p.kind == kind).count();
    assert_eq!(of(Kind::Protected), 3);
    let today = zone.day(now);
    let hours_today = kept.iter().filter(|p| p.kind == Kind::Rolling && zone.day(p.taken) == today).count();
    let local_hour = (now.0 + 2 * hour).div_euclid(hour).rem_euclid(24) as usize;
    assert!((local_hour..=local_hour + 1).contains(&hours_today), "{hours_today} of {local_hour}");
    assert_eq!(of(Kind::Rolling) - hours_today, DAYS as usize);
    // The oldest of the kept days is its newest point, and nothing is due within the hour.
    assert!(!is_due(&[point(1, Kind::Rolling, now.0 - 1)], now, &zone));
    assert!(is_due(&[point(1, Kind::Rolling, now.0 - hour)], now, &zone));
    assert!(is_due(&[point(1, Kind::Protected, now.0)], now, &zone));
    // A clock set back removes nothing that lies ahead.
    assert!(surplus(&[point(1, Kind::Rolling, now.0 + 99 * hour)], now, &zone).is_empty());
}

#[test]
fn every_failing_write_of_local_storage_leaves_what_was_saved() {
    for at in 0..12 {
        for fault in [
            Fault::Fails(StoreError::Full),
            Fault::Fails(StoreError::Blocked("SecurityError".into())),
            Fault::Fails(StoreError::Other("x".into())),
            Fault::Ignored,
            Fault::Torn,
            Fault::Dies,
        ] {
            let world = World::default();
            let mut tab = world.open(1);
            tab.add(&world, "One");
            tab.pump(&world);
            tab.checkpoint(&world).unwrap();
            tab.pump(&world);
            tab.add(&world, "Two");
            tab.pump(&world);
            let faulty = Faulty::new(&world.local, at, fault.clone());
            let _ = tab.keeper.checkpoint(&faulty, &mut tab.program, NOW);
            tab.pump(&world);
            let _ = tab.keeper.leave_pointer(&world.local);
            if matches!(load(&world.local), Load::Damaged { .. }) {
                assert_eq!(fault, Fault::Torn, "only a store that lies can do that");
                continue;
            }
            assert_eq!(titles(&world.open(2).program), ["One", "Two"], "{at} {fault:?}");
        }
    }
}

// [D6] [D7]
#[test]
fn a_program_that_cannot_be_reached_is_not_written_over() {
    let mut world = World::default();
    let mut tab = world.open(1);
    for n in 0..40 {
        tab.add(&world, &format!("A title of some length to fill the store {n}"));
    }
    tab.pump(&world);
    world.local = Memory::with_quota(600);
    tab.checkpoint(&world).unwrap();
    tab.pump(&world);
    tab.keeper.leave_pointer(&world.local).unwrap();
    world.local = memory_of(&world);
    let pointer = world.local.contents();
    let mut blind = world.start(2);
    assert!(blind.keeper.is_blind());
    blind.keeper.fail(VaultError::Silent);
    blind.add(&world, "On an empty board");
    blind.leave(&world);
    assert_eq!(world.local.contents(), pointer);
    // The database opens again: what was there is there, and what was done meanwhile is added.
    blind.keeper.retry();
    blind.pump(&world);
    assert!(!blind.keeper.is_blind());
    assert!(titles(&blind.program).contains(&"On an empty board".to_owned()));
    assert_eq!(blind.program.items.len(), 41);
}

/// The same texts in a store with the usual room.
fn memory_of(world: &World) -> Memory {
    let roomy = Memory::default();
    for (key, text) in world.local.contents() {
        roomy.set(&key, &text).unwrap();
    }
    roomy
}

// [D6]
#[test]
fn what_one_tab_could_save_in_local_storage_alone_is_not_written_over_by_another() {
    let world = World::default();
    let mut a = world.open(1);
    a.add(&world, "Shared");
    a.pump(&world);
    let mut loose = world.open(2);
    loose.keeper.fail(VaultError::Full);
    loose.add(&world, "In local storage alone");
    loose.checkpoint(&world).unwrap();
    let kept = world.local.contents();
    for n in 0..5 {
        a.add(&world, &format!("Journalled {n}"));
    }
    a.pump(&world);
    assert!(a.checkpoint(&world).is_err());
    assert_eq!(world.local.contents(), kept);
    a.pump(&world);
    assert_eq!(world.vault.all(Shelf::Journal), vec![], "the vault has a checkpoint of its own");
    // The tab finds the vault again: nothing of either is lost, and local storage follows.
    loose.keeper.retry();
    loose.pump(&world);
    loose.checkpoint(&world).unwrap();
    assert_eq!(loose.program.items.len(), 7);
    assert_eq!(world.open(3).program, loose.program);
}

// [D9]
#[test]
fn while_the_vault_is_tried_again_the_user_is_told_the_same() {
    let world = World::default();
    let mut tab = world.open(1);
    tab.add(&world, "One");
    tab.pump(&world);
    tab.keeper.fail(VaultError::Full);
    tab.keeper.retry();
    assert_eq!(tab.keeper.standing(), Standing::Loose(VaultError::Full));
    tab.add(&world, "Two");
    assert_eq!(tab.keeper.standing(), Standing::Loose(VaultError::Full));
    tab.pump(&world);
    assert_eq!(tab.keeper.standing(), Standing::Saved);
}

// [D7]
#[test]
fn the_first_write_of_a_newer_version_tells_the_older_ones() {
    let world = World::default();
    let mut tab = world.open(1);
    tab.add(&world, "One");
    tab.pump(&world);
    let found = Identity::read(&world.vault.text(Shelf::Meta, IDENTITY).unwrap()).unwrap();
    let older = Identity { version: found.version - 1, ..found };
    world.vault.set(Shelf::Meta, IDENTITY, &older.text());
    let mut newer = world.open(2);
    newer.add(&world, "Two");
    newer.pump(&world);
    assert_eq!(world.vault.text(Shelf::Meta, IDENTITY).unwrap(), found.text());
    tab.keeper.hear();
    tab.pump(&world);
    assert_eq!(tab.program, newer.program);
}

// [D5]
#[test]
fn several_tabs_that_fill_a_deleted_database_again_make_no_noise() {
    let world = World::default();
    let mut a = world.open(1);
    a.add(&world, "One");
    a.pump(&world);
    let mut b = world.open(2);
    world.vault.clear();
    for tab in [&mut a, &mut b] {
        tab.keeper.hear();
        let took = tab.pump(&world);
        assert_eq!(took.notices, Vec::<String>::new());
    }
    b.add(&world, "Two");
    b.pump(&world);
    a.keeper.hear();
    a.pump(&world);
    assert_eq!(a.program, b.program);
    assert_eq!(world.vault.all(Shelf::Points), vec![]);
}

// [D3]
#[test]
fn leaving_before_the_vault_has_answered_keeps_what_was_typed() {
    let world = World::default();
    let mut first = world.open(1);
    first.add(&world, "Before");
    first.pump(&world);
    first.checkpoint(&world).unwrap();
    first.pump(&world);
    let mut hasty = world.start(2);
    hasty.add(&world, "Typed at once");
    hasty.leave(&world);
    first.add(&world, "Meanwhile");
    first.pump(&world);
    let again = world.open(3);
    assert_eq!(titles(&again.program), ["Before", "Meanwhile", "Typed at once"]);
    assert_eq!(again.notices, Vec::<String>::new());
}

// [D3] [D5]
#[test]
fn leaving_before_a_vault_that_was_deleted_has_answered_keeps_what_was_typed() {
    let world = World::default();
    let mut first = world.open(1);
    first.add(&world, "Before");
    first.pump(&world);
    first.checkpoint(&world).unwrap();
    first.pump(&world);
    let mut hasty = world.start(2);
    hasty.add(&world, "Typed at once");
    hasty.leave(&world);
    world.vault.clear();
    let again = world.open(3);
    assert_eq!(titles(&again.program), ["Before", "Typed at once"]);
    assert_eq!(world.open(4).program, again.program, "once");
}
