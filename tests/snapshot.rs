//! Snapshots: written the same every time, read back whole, refused with a place and a reason.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use gluework::command::{CatalogueEdit, Command, ItemDraft, ProjectDraft, apply};
use gluework::exchange::snapshot::{Snapshot, SnapshotError, read, write};
use gluework::model::{ItemKind, Lens, Program, Stamp, Timestamp};
use serde_json::{Value, json};

const AT: Timestamp = Timestamp(1_795_000_000_000);

fn program(items: u64) -> Program {
    let mut program = Program::default();
    let draft = ProjectDraft {
        name: "AI Search".into(),
        lens: Lens::Product,
        team: Some("Search".into()),
        zone: None,
    };
    let project = Command::Catalogue(Box::new(CatalogueEdit::AddProject(draft)));
    apply(&mut program, project, Stamp { at: AT, seed: 1 }).unwrap();
    for n in 0..items {
        let item = ItemDraft {
            title: format!("Größe \u{0} “{n}” 🦀"),
            kind: ItemKind::Other("Änderung".into()),
            project: *program.projects.keys().next().unwrap(),
            status: None,
            priority: None,
            estimate: Some(gluework::model::Points::hundredths(50)),
            owner: None,
            team: None,
            sprint: None,
            labels: vec!["a/b~c".into()],
            links: vec![],
        };
        apply(&mut program, Command::AddItem(Box::new(item)), Stamp { at: AT, seed: n + 2 }).unwrap();
    }
    program
}

fn good(text: &str) -> Snapshot {
    read(text).unwrap_or_else(|e| panic!("{e}"))
}

/// The snapshot with its JSON changed.
fn edited(program: &Program, edit: impl FnOnce(&mut Value)) -> String {
    let mut value: Value = serde_json::from_str(&write(program, AT)).unwrap();
    edit(&mut value);
    serde_json::to_string_pretty(&value).unwrap()
}

fn bad(text: &str) -> SnapshotError {
    let error = read(text).unwrap_err();
    let words = error.to_string();
    assert!(words.contains("Nothing was changed."), "{words}");
    assert!(words.ends_with('.') && !words.contains(".."), "{words}");
    error
}

#[test]
fn a_snapshot_reads_back_as_it_was_written() {
    let written = program(30);
    let snapshot = good(&write(&written, AT));
    assert_eq!(snapshot, Snapshot { program: written, exported_at: AT, notes: vec![] });
}

#[test]
fn two_exports_differ_only_in_exported_at() {
    let program = program(10);
    let (one, two) = (write(&program, AT), write(&good(&write(&program, AT)).program, AT.plus_days(3)));
    let differing: Vec<_> = one.lines().zip(two.lines()).filter(|(a, b)| a != b).collect();
    assert_eq!(one.lines().count(), two.lines().count());
    assert_eq!(differing.len(), 1);
    assert!(differing[0].0.contains("exported_at"));
    assert!(one.starts_with("{\n  \"format\": \"gluework-snapshot\",\n  \"version\": 1,\n"));
    assert!(one.ends_with("}\n"));
}

#[test]
fn keys_stand_in_order_whatever_the_json_library_is_built_with() {
    fn sorted(value: &Value) {
        match value {
            Value::Object(map) => {
                let keys: Vec<_> = map.keys().collect();
                assert!(keys.is_sorted(), "{keys:?}");
                map.values().for_each(sorted);
            }
            Value::Array(list) => list.iter().for_each(sorted),
            _ => {}
        }
    }
    let value: Value = serde_json::from_str(&write(&program(3), AT)).unwrap();
    sorted(&value["program"]);
}

#[test]
fn unknown_fields_survive_a_round_trip_at_every_depth() {
    let start = program(2);
    let id = start.items.keys().next().unwrap().to_string();
    let text = edited(&start, |value| {
        value["program"]["horoscopes"] = json!({"a": [1, 2, {"b": null}]});
        value["program"]["settings"]["mood/~"] = json!("good");
        value["program"]["items"][&id]["flag"] = json!(false);
        value["program"]["items"][&id]["__proto__"] = json!({"polluted": true});
        value["program"]["items"][&id]["history"][0]["by"] = json!("Mira");
        // Known fields that may be left out are not unknown when they are empty.
        value["program"]["items"][&id]["notes"] = json!("");
        value["program"]["items"][&id]["owner"] = json!(null);
    });
    let snapshot = good(&text);
    assert_eq!(snapshot.program.unknown.len(), 5, "{:?}", snapshot.program.unknown);
    assert!(snapshot.notes.iter().any(|n| n.starts_with("5 fields are unknown")));
    let again: Value = serde_json::from_str(&write(&snapshot.program, AT)).unwrap();
    assert_eq!(again["program"]["horoscopes"], json!({"a": [1, 2, {"b": null}]}));
    assert_eq!(again["program"]["settings"]["mood/~"], json!("good"));
    assert_eq!(again["program"]["items"][&id]["flag"], json!(false));
    assert_eq!(again["program"]["items"][&id]["__proto__"], json!({"polluted": true}));
    assert_eq!(again["program"]["items"][&id]["history"][0]["by"], json!("Mira"));
    assert!(again["program"].get("unknown").is_none());
    assert_eq!(good(&write(&snapshot.program, AT)).program, snapshot.program);
    // And through the browser's store.
    let store = gluework::storage::memory::Memory::default();
    let gluework::storage::Load::Fresh(mut writer) = gluework::storage::load(&store) else { panic!() };
    writer.save(&store, &snapshot.program, AT).unwrap();
    let gluework::storage::Load::Ready(loaded) = gluework::storage::load(&store) else { panic!() };
    assert_eq!(loaded.program, snapshot.program);
}

#[test]
fn unknown_fields_overwrite_nothing_and_leave_with_their_record() {
    let mut program = program(2);
    let (id, _) = program.items.pop_first().unwrap();
    let one: gluework::json::Value = gluework::json::from_text("1").unwrap();
    program.unknown.insert(format!("/items/{id}/flag"), one.clone());
    program.unknown.insert("/settings/name".into(), gluework::json::Value::Text("overwritten".into()));
    program.unknown.insert("not a pointer".into(), one.clone());
    program.unknown.insert("/items/x/y/z".into(), one);
    let value: Value = serde_json::from_str(&write(&program, AT)).unwrap();
    assert_eq!(value["program"]["settings"]["name"], json!("AI Search"));
    assert!(value["program"]["items"].get(id.to_string()).is_none());
}

#[test]
fn a_file_edited_by_hand_is_taken_with_a_note_if_it_is_sound() {
    let text = edited(&program(1), |value| value["program"]["settings"]["name"] = json!("Renamed"));
    let snapshot = good(&text);
    assert_eq!(snapshot.program.settings.name, "Renamed");
    assert_eq!(snapshot.notes.len(), 1);
    assert!(snapshot.notes[0].contains("was changed after it was exported"));
}

#[test]
fn spaces_line_ends_and_a_byte_order_mark_change_nothing() {
    let text = write(&program(2), AT);
    assert!(good(&format!("\u{feff}{}", text.replace('\n', "\r\n"))).notes.is_empty());
    let compact = serde_json::from_str::<Value>(&text).unwrap().to_string();
    assert!(good(&compact).notes.is_empty());
}

#[test]
fn a_file_cut_off_anywhere_is_refused_with_the_place() {
    let text = write(&program(1), AT);
    let whole = text.trim_end().len();
    for (end, _) in text.char_indices().filter(|(end, _)| *end < whole) {
        match bad(&text[..end]) {
            SnapshotError::Truncated { line, .. } => {
                assert_eq!(
                    line,
                    text[..end].lines().count().max(1) + usize::from(text[..end].ends_with('\n'))
                );
            }
            SnapshotError::NotSnapshot(why) => assert!(end == 0, "{end}: {why}"),
            other => panic!("{end}: {other:?}"),
        }
    }
}

#[test]
fn flipped_bits_never_panic_and_never_pass_unnoticed() {
    let start = program(1);
    let text = write(&start, AT);
    for place in 0..text.len() {
        for bit in 0..7 {
            let mut bytes = text.as_bytes().to_vec();
            bytes[place] ^= 1 << bit;
            let Ok(text) = String::from_utf8(bytes) else { continue };
            if let Ok(snapshot) = read(&text) {
                // Outside the program part (`app`, the time) a change harms nothing.
                assert!(snapshot.program == start || !snapshot.notes.is_empty(), "byte {place}, bit {bit}");
            }
        }
    }
}

#[test]
fn other_files_are_refused_for_what_they_are() {
    for text in ["", " \n", "[]", "null", "{}", "{\"format\":\"gluework\",\"version\":1}"] {
        assert!(matches!(bad(text), SnapshotError::NotSnapshot(_)), "{text}");
    }
    assert!(bad("{\"format\":\"gluework-raw\"}").to_string().contains("raw export"));
    assert!(matches!(bad("Issue key,Summary\nA-1,x"), SnapshotError::Malformed { line: 1, .. }));
    let newer = edited(&program(1), |v| v["version"] = json!(9));
    assert_eq!(bad(&newer), SnapshotError::Newer(9));
    for version in [json!("1"), json!(-1), json!(1.5), json!(null)] {
        let text = edited(&program(1), |v| v["version"] = version);
        assert!(matches!(bad(&text), SnapshotError::NotSnapshot(_)));
    }
    assert!(matches!(bad(&edited(&program(1), |v| v["version"] = json!(0))), SnapshotError::Shape { .. }));
}

#[test]
fn hostile_json_is_refused() {
    let text = write(&program(1), AT);
    for hostile in [
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
        text.replacen("\"AI Search\"", &"[".repeat(100_000), 1),
        text.replacen("\"AI Search\"", "\"\\ud800\"", 1),
        text.replacen("\"AI Search\"", "\"\\udc00\\ud800\"", 1),
        text.replacen("\"AI Search\"", "1e999", 1),
        format!("{text}{text}"),
    ] {
        assert!(matches!(bad(&hostile), SnapshotError::Malformed { .. } | SnapshotError::Truncated { .. }));
    }
}

#[test]
fn a_wrong_type_is_refused_with_its_line() {
    let text = write(&program(1), AT);
    let wrong = text.replacen("\"lens\": \"product\"", "\"lens\": 5", 1);
    let line = wrong.lines().position(|l| l.contains("\"lens\": 5")).unwrap() + 1;
    match bad(&wrong) {
        SnapshotError::Shape { place: Some((found, _)), .. } => assert_eq!(found, line),
        other => panic!("{other:?}"),
    }
}

#[test]
fn duplicate_missing_and_cyclic_ids_are_refused() {
    let start = program(2);
    let ids: Vec<String> = start.items.keys().map(ToString::to_string).collect();
    // The same id twice in a table: silently keeping one would lose the other.
    let text = write(&start, AT);
    let doubled = text.replacen(&format!("\"{}\": {{", ids[1]), &format!("\"{}\": {{", ids[0]), 1);
    match bad(&doubled) {
        SnapshotError::Malformed { what, .. } => assert!(what.contains("occurs twice"), "{what}"),
        other => panic!("{other:?}"),
    }
    let edits: [&dyn Fn(&mut Value); 4] = [
        &|v| v["program"]["items"][&ids[0]]["id"] = json!(ids[1]),
        &|v| v["program"]["items"][&ids[0]]["project"] = json!("zzzzzzzzzzzz"),
        &|v| v["program"]["items"][&ids[0]]["key"] = v["program"]["items"][&ids[1]]["key"].clone(),
        &|v| {
            v["program"]["items"][&ids[0]]["parent"] = json!({"item": ids[1]});
            v["program"]["items"][&ids[1]]["parent"] = json!({"item": ids[0]});
        },
    ];
    for edit in edits {
        assert!(matches!(bad(&edited(&start, edit)), SnapshotError::Problems(_)));
    }
    let malformed = edited(&start, |v| v["program"]["items"][&ids[0]]["id"] = json!("no id"));
    assert!(matches!(bad(&malformed), SnapshotError::Shape { .. }));
}

#[test]
fn the_first_problems_are_listed_and_the_rest_counted() {
    let mut broken = program(9);
    broken.projects.clear();
    let words = bad(&write(&broken, AT)).to_string();
    assert_eq!(words.matches("not in the program").count(), 5, "{words}");
    assert!(words.contains("and 4 more"), "{words}");
}

#[test]
fn the_sample_reads_back_with_nothing_unknown() {
    let sample = gluework::sample::program("2025-11-22".parse().unwrap(), &gluework::model::Zone::utc());
    assert_eq!(good(&write(&sample, AT)), Snapshot { program: sample, exported_at: AT, notes: vec![] });
}

#[test]
fn no_table_of_the_program_is_taken_for_unknown() {
    // One field that no version knows, in every table there is: only that field may be found.
    let sample = gluework::sample::program("2025-11-20".parse().unwrap(), &gluework::model::Zone::utc());
    let mut tables = 0;
    let text = edited(&sample, |value| {
        for (name, table) in value["program"].as_object_mut().unwrap() {
            if name != "settings" {
                table.as_object_mut().unwrap().values_mut().next().unwrap()["novel"] = json!(name);
                tables += 1;
            }
        }
    });
    let unknown = good(&text).program.unknown;
    assert_eq!(unknown.len(), tables);
    assert!(tables >= 31, "the tables that the sample fills: {tables}");
    assert!(unknown.keys().all(|pointer| pointer.ends_with("/novel")));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_refused_with_a_reason(text in "\\PC{0,200}") {
        bad(&text);
    }

    #[test]
    fn unknown_fields_of_any_name_survive(name in "\\PC{1,12}", value in "\\PC{0,12}") {
        let start = program(1);
        let known: Value = serde_json::from_str(&write(&start, AT)).unwrap();
        proptest::prop_assume!(known["program"]["settings"].get(&name).is_none());
        let text = edited(&start, |v| v["program"]["settings"][&name] = json!({"": value}));
        let read_back = good(&write(&good(&text).program, AT)).program;
        let again: Value = serde_json::from_str(&write(&read_back, AT)).unwrap();
        proptest::prop_assert_eq!(&again["program"]["settings"][&name][""], &json!(value));
    }
}
