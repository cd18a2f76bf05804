//! Fields that this version does not know: found when reading, put back when exporting.
//!
//! A field is remembered by its JSON pointer within the program. Records are keyed by id, so a pointer
//! stays true while records come and go; within the lists of a record it names a place in the list.

use crate::model::Program;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// Known fields that are left out when empty: their absence after reading loses nothing.
/// `tests/schema.rs` holds this list against the schema.
const LEFT_OUT_WHEN_EMPTY: &[&str] = &[
    "about",
    "aliases",
    "baseline",
    "began",
    "blocked",
    "budget",
    "categories",
    "client",
    "closed",
    "columns",
    "comments",
    "commitment",
    "date",
    "day_first",
    "defect",
    "done",
    "due",
    "end",
    "estimate",
    "extra",
    "finished",
    "from",
    "goal",
    "holidays",
    "id",
    "invalid",
    "labels",
    "last_numbers",
    "links",
    "loss",
    "me",
    "minutes",
    "note",
    "notes",
    "overrides",
    "owner",
    "package",
    "parent",
    "phase",
    "plan",
    "points",
    "policy",
    "priority",
    "probability",
    "project",
    "reached",
    "reason",
    "release",
    "released",
    "review",
    "sample",
    "scope",
    "seen",
    "source",
    "sprint",
    "start",
    "summary",
    "tags",
    "team",
    "to",
    "trigger",
    "url",
    "wip_limit",
];

/// Remembers in the program every field of `read` that the program did not take up.
pub(crate) fn keep_unknown(program: &mut Program, read: &Value) {
    let Value::Object(read) = read else { return };
    let mut found = BTreeMap::new();
    // Record by record: a tree of the whole program would take hundreds of megabytes.
    macro_rules! compare_tables {
        ($($table:ident)*) => {
            for (name, value) in read {
                let mut pointer = String::from("/");
                push_escaped(&mut pointer, name);
                match name.as_str() {
                    "settings" => compare_record(value, &program.settings, &mut pointer, &mut found),
                    "unknown" => {}
                    $(stringify!($table) => {
                        for (id, value) in value.as_object().into_iter().flatten() {
                            let record = id.parse().ok().and_then(|id| program.$table.get(&id));
                            let length = pointer.len();
                            pointer.push('/');
                            pointer.push_str(id);
                            if let Some(record) = record {
                                compare_record(value, record, &mut pointer, &mut found);
                            }
                            pointer.truncate(length);
                        }
                    })*
                    _ => {
                        found.insert(pointer, value.clone());
                    }
                }
            }
        };
    }
    compare_tables! {
        people teams clients goals projects workflows sprints releases milestones items risks packages
        costs plan sources
    }
    program.unknown.extend(found);
}

fn compare_record<Record: Serialize>(
    read: &Value,
    record: &Record,
    pointer: &mut String,
    found: &mut BTreeMap<String, Value>,
) {
    // Writing a record cannot fail: its keys are texts and its numbers finite.
    if let Ok(written) = serde_json::to_value(record) {
        compare(read, &written, pointer, found);
    }
}

fn compare(read: &Value, written: &Value, pointer: &mut String, found: &mut BTreeMap<String, Value>) {
    let length = pointer.len();
    match (read, written) {
        (Value::Object(read), Value::Object(written)) => {
            for (name, value) in read {
                pointer.push('/');
                push_escaped(pointer, name);
                match written.get(name) {
                    Some(known) => compare(value, known, pointer, found),
                    None if is_empty(value) && LEFT_OUT_WHEN_EMPTY.contains(&name.as_str()) => {}
                    None => {
                        found.insert(pointer.clone(), value.clone());
                    }
                }
                pointer.truncate(length);
            }
        }
        (Value::Array(read), Value::Array(written)) => {
            for (place, (value, known)) in read.iter().zip(written).enumerate() {
                pointer.push('/');
                pointer.push_str(&place.to_string());
                compare(value, known, pointer, found);
                pointer.truncate(length);
            }
        }
        _ => {}
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

/// `~` and `/` have a meaning in JSON pointers (RFC 6901).
fn push_escaped(pointer: &mut String, name: &str) {
    for character in name.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

/// Puts the unknown fields back into the program's JSON, which must be without its `unknown` table.
/// Nothing known is overwritten, and what belonged to a record that is gone goes with it.
pub(crate) fn merge_unknown(program: &mut Value, unknown: &BTreeMap<String, Value>) {
    for (pointer, value) in unknown {
        let Some((holder, name)) = pointer.rsplit_once('/') else { continue };
        if let Some(Value::Object(map)) = program.pointer_mut(holder) {
            map.entry(name.replace("~1", "/").replace("~0", "~")).or_insert_with(|| value.clone());
        }
    }
}
