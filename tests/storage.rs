//! The storage rules, by number (see `gluework::storage`).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use gluework::command::{CatalogueEdit, Command, ItemDraft, ProjectDraft, apply};
use gluework::model::{ItemKind, Lens, Program, Stamp, Timestamp};
use gluework::storage::memory::{Fault, Faulty, Memory};
use gluework::storage::*;
use proptest::prelude::*;

const AT: Timestamp = Timestamp(1_795_000_000_000);

fn stamp(seed: u64) -> Stamp {
    Stamp { at: AT, seed }
}

fn add_item(program: &Program, title: &str) -> Command {
    Command::AddItem(Box::new(ItemDraft {
        title: title.into(),
        kind: ItemKind::Story,
        project: *program.projects.keys().next().unwrap(),
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

/// A small program with this many items.
fn program(items: u64) -> Program {
    let mut program = Program::default();
    let draft =
        ProjectDraft {
            name: "Søk & “finn” 検索 🦀".into(), lens: Lens::Product, team: None, zone: None
        };
    let project = Command::Catalogue(Box::new(CatalogueEdit::AddProject(draft)));
    apply(&mut program, project, stamp(1)).unwrap();
    for n in 0..items {
        let command = add_item(&program, &format!("Story {n}"));
        apply(&mut program, command, stamp(n + 2)).unwrap();
    }
    program
}

fn fresh(store: &impl KeyValue) -> Writer {
    match load(store) {
        Load::Fresh(writer) => writer,
        other => panic!("not fresh: {other:?}"),
    }
}

fn ready(store: &impl KeyValue) -> Loaded {
    match load(store) {
        Load::Ready(loaded) => *loaded,
        other => panic!("not ready: {other:?}"),
    }
}

/// A store that holds this program.
fn holding(program: &Program) -> Memory {
    let store = Memory::default();
    fresh(&store).save(&store, program, AT).unwrap();
    store
}

fn raw(store: &Memory) -> String {
    store.get(CHECKPOINT).unwrap().unwrap()
}

fn with_raw(text: &str) -> Memory {
    let store = Memory::default();
    store.set(CHECKPOINT, text).unwrap();
    store
}

/// The text with one occurrence replaced.
fn changed(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from} is not in {text}");
    text.replacen(from, to, 1)
}

/// Loading this text must change nothing and not succeed.
fn refused(text: &str) -> Load {
    let store = with_raw(text);
    let before = store.contents();
    let load = load(&store);
    assert!(!matches!(load, Load::Ready(_) | Load::Fresh(_)), "loaded: {text:.60}");
    assert_eq!(store.contents(), before);
    load
}

#[test]
fn a_program_loads_as_it_was_saved() {
    let saved = program(20);
    let loaded = ready(&holding(&saved));
    assert_eq!(loaded.program, saved);
    assert_eq!(loaded.saved_at, AT);
    assert_eq!(loaded.writer.revision(), 1);
    assert_eq!(loaded.problems, vec![]);
}

#[test]
fn revisions_count_up_over_reloads() {
    let store = holding(&program(1));
    let mut loaded = ready(&store);
    assert_eq!(loaded.writer.save(&store, &program(2), AT), Ok(2));
    assert_eq!(loaded.writer.save(&store, &program(3), AT), Ok(3));
    assert_eq!(ready(&store).writer.revision(), 3);
}

#[test]
fn rule_1_loading_writes_nothing() {
    let empty = Memory::default();
    fresh(&empty);
    assert!(empty.contents().is_empty());
    let blocked =
        Faulty::new(&empty, 0, Fault::Fails(StoreError::Blocked("SecurityError: access is denied".into())));
    assert!(matches!(load(&blocked), Load::Unavailable(StoreError::Blocked(_))));
}

#[test]
fn rule_2_a_text_cut_off_anywhere_is_refused_and_kept() {
    let whole = raw(&holding(&program(3)));
    for (end, _) in whole.char_indices() {
        match refused(&whole[..end]) {
            Load::Damaged { raw, reason } => {
                assert_eq!(raw, &whole[..end]);
                assert!(!reason.is_empty());
            }
            other => panic!("{end}: {other:?}"),
        }
    }
}

#[test]
fn rule_2_a_flipped_bit_anywhere_is_noticed() {
    let whole = raw(&holding(&program(2)));
    let units: Vec<u16> = whole.encode_utf16().collect();
    for place in 0..units.len() {
        for bit in 0..16 {
            let mut damaged = units.clone();
            damaged[place] ^= 1 << bit;
            // A lone surrogate does not reach us: the browser hands out its replacement.
            let text = String::from_utf16_lossy(&damaged);
            let store = with_raw(&text);
            match load(&store) {
                Load::Ready(loaded) => {
                    // Only a change without meaning may pass, such as `t` for `T` in the time.
                    assert_eq!(loaded.program, program(2), "unit {place}, bit {bit}");
                    assert_eq!((loaded.saved_at, loaded.writer.revision()), (AT, 1));
                }
                Load::Fresh(_) | Load::Elsewhere { .. } | Load::Unavailable(_) => {
                    panic!("unit {place}, bit {bit}")
                }
                Load::Newer { .. } | Load::Damaged { .. } => assert_eq!(raw(&store), text),
            }
        }
    }
}

#[test]
fn rule_2_what_is_unreadable_is_replaced_only_after_a_verified_copy() {
    let store = with_raw("not JSON");
    let mut writer = Writer::replace_unreadable(&store).unwrap();
    assert_eq!(raw(&store), "not JSON");
    assert_eq!(store.get(&format!("{SET_ASIDE}1")).unwrap().unwrap(), "not JSON");
    writer.save(&store, &program(1), AT).unwrap();
    assert_eq!(ready(&store).program, program(1));
    assert_eq!(store.get(&format!("{SET_ASIDE}1")).unwrap().unwrap(), "not JSON");
    // A second one does not overwrite the first copy.
    store.set(CHECKPOINT, "again").unwrap();
    Writer::replace_unreadable(&store).unwrap();
    assert_eq!(store.get(&format!("{SET_ASIDE}1")).unwrap().unwrap(), "not JSON");
    assert_eq!(store.get(&format!("{SET_ASIDE}2")).unwrap().unwrap(), "again");
}

#[test]
fn rule_2_what_is_unreadable_stays_when_the_copy_fails() {
    for fault in [Fault::Fails(StoreError::Full), Fault::Ignored, Fault::Torn, Fault::Dies] {
        for at in 0..4 {
            let store = with_raw("not JSON");
            let copied = Writer::replace_unreadable(&Faulty::new(&store, at, fault.clone()));
            assert_eq!(raw(&store), "not JSON");
            if copied.is_ok() {
                assert_eq!(store.get(&format!("{SET_ASIDE}1")).unwrap().unwrap(), "not JSON");
            }
        }
    }
    let readable = holding(&program(1));
    assert!(Writer::replace_unreadable(&readable).is_err());
    assert_eq!(readable.contents().len(), 1);
}

#[test]
fn rules_3_and_4_no_crash_point_of_a_save_harms_what_was_saved() {
    let faults = [
        Fault::Fails(StoreError::Full),
        Fault::Fails(StoreError::Blocked("denied".into())),
        Fault::Fails(StoreError::Other("disk".into())),
        Fault::Ignored,
        Fault::Dies,
    ];
    let (old, new) = (program(2), program(3));
    for fault in faults {
        for at in 0..4 {
            let store = holding(&old);
            let mut writer = ready(&store).writer;
            let faulty = Faulty::new(&store, at, fault.clone());
            let saved = writer.save(&faulty, &new, AT);
            let found = ready(&store).program;
            match &saved {
                Ok(_) => assert_eq!(found, new, "acknowledged, but not there"),
                Err(_) => assert!(found == old || found == new),
            }
            // Once the fault is over, the same writer saves again.
            assert!(writer.save(&store, &new, AT).is_ok(), "{fault:?} at {at}: {saved:?}");
            assert_eq!(ready(&store).program, new);
        }
    }
}

#[test]
fn rule_4_a_text_that_does_not_come_back_is_not_saved() {
    for fault in [Fault::Ignored, Fault::Torn] {
        let store = holding(&program(1));
        let mut writer = ready(&store).writer;
        // get, set, get: the second operation is the write.
        assert_eq!(writer.save(&Faulty::new(&store, 1, fault), &program(2), AT), Err(SaveError::NotKept));
        assert_eq!(writer.revision(), 1);
    }
}

#[test]
fn rule_3_a_full_store_keeps_the_old_program() {
    let small = Memory::with_quota(1200);
    let mut writer = fresh(&small);
    writer.save(&small, &program(1), AT).unwrap();
    let before = small.contents();
    assert_eq!(writer.save(&small, &program(200), AT), Err(SaveError::Full));
    assert_eq!(small.contents(), before);
    assert_eq!(writer.save(&small, &program(2), AT), Ok(2));
}

#[test]
fn rule_5_another_tabs_work_is_never_overwritten() {
    let store = holding(&program(1));
    let (mut here, mut there) = (ready(&store).writer, ready(&store).writer);
    there.save(&store, &program(2), AT).unwrap();
    there.save(&store, &program(3), AT).unwrap();
    assert_eq!(here.save(&store, &program(9), AT), Err(SaveError::OtherTab { theirs: 3 }));
    assert_eq!(ready(&store).program, program(3));
}

#[test]
fn rule_5_holds_for_two_first_saves_and_after_the_store_was_emptied() {
    let store = Memory::default();
    let (mut here, mut there) = (fresh(&store), fresh(&store));
    there.save(&store, &program(2), AT).unwrap();
    assert_eq!(here.save(&store, &program(9), AT), Err(SaveError::OtherTab { theirs: 1 }));
    // Emptied storage holds nothing to harm; what a third tab then writes is again its own.
    there.save(&store, &program(3), AT).unwrap();
    store.remove(CHECKPOINT).unwrap();
    let mut third = fresh(&store);
    third.save(&store, &program(4), AT).unwrap();
    assert_eq!(there.save(&store, &program(9), AT), Err(SaveError::OtherTab { theirs: 1 }));
    store.remove(CHECKPOINT).unwrap();
    assert_eq!(there.save(&store, &program(5), AT), Ok(3));
}

#[test]
fn rule_5_an_older_app_stops_writing_when_a_newer_one_saved() {
    let store = holding(&program(1));
    let mut writer = ready(&store).writer;
    let newer = changed(&raw(&store), "\"version\":1", "\"version\":2");
    store.set(CHECKPOINT, &newer).unwrap();
    assert!(
        matches!(writer.save(&store, &program(2), AT), Err(SaveError::Other(why)) if why.contains("newer"))
    );
    assert_eq!(raw(&store), newer);
}

#[test]
fn rule_6_recovery_points_are_listed_read_and_trimmed_to_three() {
    let store = holding(&program(1));
    for n in 1..=5 {
        // The clock may go backwards; the order must not.
        let at = Timestamp(AT.0 - n);
        let point = recovery::take(&store, &program(n as u64), &format!("before import {n}"), at).unwrap();
        assert_eq!(recovery::read(&store, &point.key), Ok(program(n as u64)));
    }
    let points = recovery::list(&store).unwrap();
    let whys: Vec<_> = points.iter().map(|p| p.why.as_str()).collect();
    assert_eq!(whys, ["before import 5", "before import 4", "before import 3"]);
    assert_eq!(points[0].records, program(5).record_count());
    assert_eq!(points[0].taken, Timestamp(AT.0 - 5));
    recovery::delete(&store, &points[0].key).unwrap();
    recovery::delete(&store, CHECKPOINT).unwrap();
    assert_eq!(recovery::list(&store).unwrap().len(), 2);
    assert_eq!(ready(&store).program, program(1));
    assert_eq!(recovery::read(&store, &points[0].key), Err(recovery::RecoveryError::Gone));
}

#[test]
fn rule_6_no_fault_while_taking_a_point_harms_the_program_or_older_points() {
    let faults = [Fault::Fails(StoreError::Full), Fault::Ignored, Fault::Torn, Fault::Dies];
    for fault in faults {
        for at in 0..12 {
            let store = holding(&program(9));
            for n in 1..=3 {
                recovery::take(&store, &program(n), "x", AT).unwrap();
            }
            let before = recovery::list(&store).unwrap();
            let taken = recovery::take(&Faulty::new(&store, at, fault.clone()), &program(4), "y", AT);
            assert_eq!(ready(&store).program, program(9));
            match taken {
                Ok(point) => assert_eq!(recovery::read(&store, &point.key), Ok(program(4))),
                // Without a new point, no old one may go.
                Err(_) => {
                    for point in &before {
                        assert!(recovery::read(&store, &point.key).is_ok(), "{fault:?} at {at}");
                    }
                }
            }
        }
    }
}

#[test]
fn rule_6_a_damaged_point_is_listed_and_never_removed_by_itself() {
    let store = Memory::default();
    let damaged = recovery::take(&store, &program(1), "x", AT).unwrap().key;
    store.set(&damaged, "damaged").unwrap();
    for n in 1..=4 {
        recovery::take(&store, &program(n), "y", AT).unwrap();
    }
    let points = recovery::list(&store).unwrap();
    assert_eq!(points.len(), 4);
    assert_eq!(points[3].why, "Cannot be read");
    assert!(matches!(recovery::read(&store, &damaged), Err(recovery::RecoveryError::Damaged(_))));
}

#[test]
fn rule_7_a_program_with_problems_loads_whole() {
    let mut broken = program(3);
    broken.projects.clear();
    let loaded = ready(&holding(&broken));
    assert_eq!(loaded.program, broken);
    assert_eq!(loaded.problems, gluework::model::check(&broken));
    assert!(!loaded.problems.is_empty());
}

#[test]
fn rule_8_a_newer_version_is_left_alone_whatever_else_it_holds() {
    let text = r#"{"format":"gluework","version":7,"program":{"a":[1]},"revision":"new kind"}"#;
    match refused(text) {
        Load::Newer { version, raw } => {
            assert_eq!(version, 7);
            assert_eq!(raw, text);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn rule_8_every_version_has_a_step_to_the_next_and_a_frozen_fixture() {
    assert_eq!(migrations::STEPS.len() as u32, migrations::CURRENT - 1);
    for (step, from) in migrations::STEPS.iter().zip(1..) {
        assert_eq!(step.from, from, "the steps have a gap before “{}”", step.what);
    }
    for version in 1..=migrations::CURRENT {
        let path = format!("tests/fixtures/storage/v{version}.json");
        let fixture = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{path} is missing"));
        let loaded = ready(&with_raw(&fixture));
        assert_eq!(loaded.problems, vec![], "{path}");
        assert!(loaded.program.record_count() > 0, "{path}");
        // A large one, with nearly every kind of record: what it holds now is what it held then.
        let path = format!("tests/fixtures/storage/v{version}-sample.json");
        let fixture = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{path} is missing"));
        let loaded = ready(&with_raw(&fixture));
        assert_eq!(loaded.problems, vec![], "{path}");
        let said: serde_json::Value = serde_json::from_str(&fixture).unwrap();
        assert_eq!(said["records"], loaded.program.record_count(), "{path}");
        assert!(loaded.program.unknown.is_empty(), "{path}: {:?}", loaded.program.unknown.keys().next());
    }
}

#[test]
fn rule_8_versions_that_never_existed_are_damaged() {
    let whole = raw(&holding(&program(1)));
    for version in ["0", "-1", "1.5", "\"1\"", "null", "99999999999"] {
        let text = changed(&whole, "\"version\":1", &format!("\"version\":{version}"));
        assert!(matches!(refused(&text), Load::Damaged { .. }), "{version}");
    }
}

#[test]
fn rule_10_hostile_texts_are_refused_with_a_reason() {
    let whole = raw(&holding(&program(1)));
    let deep = 100_000;
    let texts = [
        String::new(),
        " ".into(),
        "null".into(),
        "[]".into(),
        "{}".into(),
        "\u{feff}{}".into(),
        "{".repeat(deep),
        "[".repeat(deep),
        format!("{{\"format\":\"gluework\",\"version\":1,\"program\":{}", "[".repeat(deep)),
        r#"{"__proto__":{"format":"gluework"}}"#.into(),
        r#"{"format":"gluework","version":1}"#.into(),
        r#"{"format":"gluework","version":1,"program":"\ud800"}"#.into(),
        changed(&whole, "\"revision\":1", "\"revision\":18446744073709551616"),
        changed(&whole, "\"revision\":1", "\"revision\":1,\"revision\":2"),
        changed(&whole, "\"saved_at\":\"", "\"saved_at\":\"x"),
        changed(&whole, "\"program\":\"", "\"program\":\"\\ud83d"),
        changed(&whole, "\"program\":\"", "\"program\":\"a"),
        changed(&whole, "\"format\":\"gluework\"", "\"format\":\"gluework-recovery\""),
        format!("{whole}{whole}"),
    ];
    for text in texts {
        match refused(&text) {
            Load::Damaged { reason, .. } => assert!(!reason.is_empty()),
            other => panic!("{text:.60}: {other:?}"),
        }
    }
}

#[test]
fn usage_counts_utf16_units_of_keys_and_values_of_the_whole_origin() {
    let store = Memory::default();
    store.set("ab", "cd🦀é").unwrap();
    store.set("gluework/x", "").unwrap();
    assert_eq!(usage(&store), Ok(Usage { units: 2 + 5 + 10, quota: 5_242_880 }));
}

#[test]
fn the_raw_export_holds_our_keys_byte_for_byte_and_no_others() {
    let store = holding(&program(1));
    store.set("gluework/set-aside/1", "\u{0}\"\\ 🦀").unwrap();
    store.set("other", "theirs").unwrap();
    let file: serde_json::Value = serde_json::from_str(&raw_export(&store)).unwrap();
    let keys = file["keys"].as_object().unwrap();
    assert_eq!(keys.len(), 2);
    assert_eq!(keys[CHECKPOINT], raw(&store).as_str());
    assert_eq!(keys["gluework/set-aside/1"], "\u{0}\"\\ 🦀");
    let blocked = Faulty::new(&store, 1, Fault::Dies);
    let file: serde_json::Value = serde_json::from_str(&raw_export(&blocked)).unwrap();
    assert_eq!(file["unreadable"].as_object().unwrap().len(), 2);
}

#[test]
fn every_error_says_what_happened_what_is_safe_and_what_to_do() {
    let errors = [
        SaveError::Full,
        SaveError::Blocked("SecurityError".into()),
        SaveError::OtherTab { theirs: 4 },
        SaveError::NotKept,
        SaveError::Other("The disk failed".into()),
    ];
    for error in errors {
        let text = error.to_string();
        assert!(text.contains("Export a snapshot"), "{text}");
        assert!(text.ends_with('.') && !text.contains(".."), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Any history of saves, tabs and faults: what is stored always loads, and is never older than the
    /// last acknowledged save.
    #[test]
    fn rules_3_to_5_hold_over_random_histories(
        steps in proptest::collection::vec((0..2_usize, 0..6_usize, 0..4_usize), 1..25)
    ) {
        let store = holding(&program(0));
        let mut tabs = [ready(&store).writer, ready(&store).writer];
        let mut acknowledged = program(0);
        let mut possible = acknowledged.clone();
        for (number, (tab, at, kind)) in steps.into_iter().enumerate() {
            let faults = [
                Fault::Fails(StoreError::Full), Fault::Fails(StoreError::Other("x".into())),
                Fault::Ignored, Fault::Dies,
            ];
            let next = program(number as u64 + 1);
            match tabs[tab].save(&Faulty::new(&store, at, faults[kind].clone()), &next, AT) {
                Ok(_) => { acknowledged = next.clone(); possible = next; }
                Err(SaveError::OtherTab { .. }) => tabs[tab] = ready(&store).writer,
                // Interrupted after the write: it may be there or not.
                Err(_) => {
                    if ready(&store).program == next { possible = next; }
                }
            }
            let found = ready(&store).program;
            prop_assert!(found == acknowledged || found == possible);
        }
    }

    #[test]
    fn rule_10_no_text_is_taken_for_a_program(text in "\\PC{0,200}") {
        refused(&text);
    }

    #[test]
    fn rule_10_damage_in_the_middle_is_noticed(place in 0.0..1.0_f64, junk in "\\PC{1,8}") {
        let whole = raw(&holding(&program(2)));
        let chars: Vec<char> = whole.chars().collect();
        let at = (place * chars.len() as f64) as usize;
        let text: String = chars[..at].iter().copied().chain(junk.chars())
            .chain(chars[at..].iter().copied()).collect();
        let store = with_raw(&text);
        if let Load::Ready(loaded) = load(&store) {
            // Blanks between tokens carry no meaning.
            prop_assert_eq!(loaded.program, program(2));
            prop_assert!(junk.trim().is_empty());
        }
    }
}

/// Writes the fixture of a new version; run once by hand when `CURRENT` was raised.
#[test]
#[ignore = "writes a fixture"]
fn freeze_fixture() {
    let path = format!("tests/fixtures/storage/v{}.json", migrations::CURRENT);
    assert!(!std::path::Path::new(&path).exists(), "{path} is frozen");
    std::fs::write(path, raw(&holding(&program(5)))).unwrap();
}

/// The same with the sample program.
#[test]
#[ignore = "writes a fixture"]
fn freeze_sample_fixture() {
    let path = format!("tests/fixtures/storage/v{}-sample.json", migrations::CURRENT);
    assert!(!std::path::Path::new(&path).exists(), "{path} is frozen");
    let day = gluework::model::Date::from_ymd_opt(2026, 11, 20).unwrap();
    let sample = gluework::sample::program(day, &gluework::model::Zone::utc());
    std::fs::write(path, raw(&holding(&sample))).unwrap();
}
