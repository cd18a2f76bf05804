//! Snapshots keep to `docs/snapshot.schema.json`, and the schema names every field there is.
//!
//! A small validator of the keywords that the schema uses; a keyword it does not know fails the test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use gluework::exchange::snapshot::write;
use gluework::model::{Timestamp, Zone};
use gluework::sample;
use serde_json::Value;

fn schema() -> Value {
    serde_json::from_str(&std::fs::read_to_string("docs/snapshot.schema.json").unwrap()).unwrap()
}

fn sample_snapshot() -> Value {
    let program = sample::program("2025-11-20".parse().unwrap(), &Zone::utc());
    serde_json::from_str(&write(&program, Timestamp(0))).unwrap()
}

struct Validator<'a> {
    root: &'a Value,
    errors: Vec<String>,
    /// Named fields are the only ones: a field without a description of its own is an error.
    closed: bool,
}

impl<'a> Validator<'a> {
    fn errors(root: &'a Value, value: &Value, closed: bool) -> Vec<String> {
        let mut validator = Self { root, errors: Vec::new(), closed };
        validator.validate(root, value, "");
        validator.errors
    }

    fn fail(&mut self, place: &str, what: impl std::fmt::Display) {
        self.errors.push(format!("{place}: {what}"));
    }

    fn validate(&mut self, schema: &Value, value: &Value, place: &str) {
        for (keyword, rule) in schema.as_object().unwrap() {
            match keyword.as_str() {
                "$schema" | "$id" | "$defs" | "title" | "description" => {}
                "$ref" => {
                    let pointer = rule.as_str().unwrap().strip_prefix('#').unwrap();
                    let target = self.root.pointer(pointer).unwrap_or_else(|| panic!("{rule}"));
                    self.validate(target, value, place);
                }
                "type" => {
                    let fits = match rule.as_str().unwrap() {
                        "object" => value.is_object(),
                        "array" => value.is_array(),
                        "string" => value.is_string(),
                        "boolean" => value.is_boolean(),
                        "integer" => value.is_i64() || value.is_u64(),
                        "number" => value.is_number(),
                        other => panic!("unknown type {other}"),
                    };
                    if !fits {
                        self.fail(place, format!("{value} is no {rule}"));
                    }
                }
                "const" if rule != value => self.fail(place, format!("{value} is not {rule}")),
                "const" => {}
                "enum" => {
                    if !rule.as_array().unwrap().contains(value) {
                        self.fail(place, format!("{value} is none of {rule}"));
                    }
                }
                "pattern" => {
                    let text = value.as_str().unwrap_or_default();
                    if !matches(rule.as_str().unwrap(), text) {
                        self.fail(place, format!("“{text}” does not match {rule}"));
                    }
                }
                "minimum" if value.as_f64() < rule.as_f64() => self.fail(place, "too small"),
                "maximum" if value.as_f64() > rule.as_f64() => self.fail(place, "too large"),
                "minItems" if (value.as_array().unwrap().len() as u64) < rule.as_u64().unwrap() => {
                    self.fail(place, "too short");
                }
                "maxItems" if value.as_array().unwrap().len() as u64 > rule.as_u64().unwrap() => {
                    self.fail(place, "too long");
                }
                "minimum" | "maximum" | "minItems" | "maxItems" => {}
                "items" => {
                    for (n, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.validate(rule, item, &format!("{place}/{n}"));
                    }
                }
                "required" => {
                    for name in rule.as_array().unwrap() {
                        if value.get(name.as_str().unwrap()).is_none() {
                            self.fail(place, format!("{name} is missing"));
                        }
                    }
                }
                "properties" => {
                    for (name, part) in value.as_object().into_iter().flatten() {
                        match rule.get(name) {
                            Some(rule) => self.validate(rule, part, &format!("{place}/{name}")),
                            None if self.closed => self.fail(place, format!("“{name}” is not in the schema")),
                            None => {}
                        }
                    }
                }
                "propertyNames" => {
                    for name in value.as_object().into_iter().flat_map(|o| o.keys()) {
                        self.validate(rule, &Value::String(name.clone()), place);
                    }
                }
                "additionalProperties" => {
                    for (name, part) in value.as_object().into_iter().flatten() {
                        if schema.get("properties").is_some_and(|p| p.get(name).is_some()) {
                            continue;
                        }
                        match rule {
                            Value::Bool(false) => self.fail(place, format!("“{name}” is not allowed")),
                            rule => self.validate(rule, part, &format!("{place}/{name}")),
                        }
                    }
                }
                "oneOf" => {
                    let fitting = rule.as_array().unwrap().iter().filter(|option| {
                        let mut inner = Self { root: self.root, errors: Vec::new(), closed: self.closed };
                        inner.validate(option, value, place);
                        inner.errors.is_empty()
                    });
                    let fitting = fitting.count();
                    if fitting != 1 {
                        self.fail(place, format!("{value} fits {fitting} of the choices"));
                    }
                }
                other => panic!("the schema uses {other}, which this test does not know"),
            }
        }
    }
}

/// The subset of regular expressions that the schema uses: anchored; classes, groups, `|`, `?`, `+`, `{n}`.
fn matches(pattern: &str, text: &str) -> bool {
    let inner = pattern.strip_prefix('^').unwrap().strip_suffix('$').unwrap();
    rest(inner, text).iter().any(|left| left.is_empty())
}

/// Every remainder of the text after the whole pattern.
fn rest<'t>(pattern: &str, text: &'t str) -> Vec<&'t str> {
    let Some(first) = pattern.chars().next() else { return vec![text] };
    let (atom, after) = match first {
        '[' => pattern.split_at(pattern.find(']').unwrap() + 1),
        '(' => pattern.split_at(pattern.find(')').unwrap() + 1),
        _ => pattern.split_at(first.len_utf8()),
    };
    let (least, most, after) = match after.chars().next() {
        Some('?') => (0, 1, &after[1..]),
        Some('+') => (1, 99, &after[1..]),
        Some('{') => {
            let (count, after) = after[1..].split_once('}').unwrap();
            let (low, high) = count.split_once(',').unwrap_or((count, count));
            (low.parse().unwrap(), high.parse().unwrap(), after)
        }
        _ => (1, 1, after),
    };
    let mut found = Vec::new();
    let mut now = vec![text];
    for count in 0..=most {
        if count >= least {
            found.extend(now.iter().flat_map(|left| rest(after, left)));
        }
        now = now.into_iter().flat_map(|left| one(atom, left)).collect();
    }
    found
}

/// Every remainder after one atom.
fn one<'t>(atom: &str, text: &'t str) -> Vec<&'t str> {
    if let Some(group) = atom.strip_prefix('(') {
        let options = group.strip_suffix(')').unwrap().split('|');
        return options.flat_map(|option| rest(option, text)).collect();
    }
    let Some(character) = text.chars().next() else { return vec![] };
    let fits = match atom.strip_prefix('[') {
        None => atom.starts_with(character),
        Some(class) => {
            let class: Vec<char> = class.strip_suffix(']').unwrap().chars().collect();
            let ranges = class.windows(3).filter(|w| w[1] == '-');
            class.contains(&character) || ranges.into_iter().any(|w| (w[0]..=w[2]).contains(&character))
        }
    };
    if fits { vec![&text[character.len_utf8()..]] } else { vec![] }
}

#[test]
fn the_samples_snapshot_keeps_to_the_schema() {
    assert_eq!(Validator::errors(&schema(), &sample_snapshot(), false), Vec::<String>::new());
}

#[test]
fn the_schema_names_every_field_of_the_sample() {
    assert_eq!(Validator::errors(&schema(), &sample_snapshot(), true), Vec::<String>::new());
}

#[test]
fn the_validator_notices_what_is_wrong() {
    let edits: [(&str, Value); 7] = [
        ("/format", "other".into()),
        ("/checksum", "XYZ".into()),
        ("/program/settings/zone", 5.into()),
        ("/program/settings/working_days", Value::Array(vec![true.into()])),
        ("/program/settings/currency", "euro".into()),
        ("/exported_at", "yesterday".into()),
        ("/program/items", Value::Array(vec![])),
    ];
    let mut small = sample_snapshot();
    let items = small["program"]["items"].as_object_mut().unwrap();
    *items = std::mem::take(items).into_iter().take(5).collect();
    assert_eq!(Validator::errors(&schema(), &small, false), Vec::<String>::new());
    for (pointer, wrong) in edits {
        let mut snapshot = small.clone();
        *snapshot.pointer_mut(pointer).unwrap() = wrong;
        assert!(!Validator::errors(&schema(), &snapshot, false).is_empty(), "{pointer}");
    }
}

#[test]
fn every_definition_of_the_schema_is_used_and_described() {
    let schema = schema();
    let text = schema.to_string();
    for (name, definition) in schema["$defs"].as_object().unwrap() {
        assert!(text.contains(&format!("\"#/$defs/{name}\"")), "{name} is not used");
        assert!(definition["description"].is_string(), "{name} has no description");
    }
}

/// `storage::unknown` must not take an empty value of a known field for an unknown one.
#[test]
fn empty_values_of_every_optional_field_are_not_unknown() {
    let schema = schema();
    let mut snapshot = sample_snapshot();
    let defs = &schema["$defs"];
    let mut added = 0;
    for (table, rule) in defs["program"]["properties"].as_object().unwrap() {
        let Some(place) = snapshot["program"].get_mut(table) else { continue };
        let named = rule.get("additionalProperties").unwrap_or(rule)["$ref"].as_str().unwrap();
        let definition = &defs[named.strip_prefix("#/$defs/").unwrap()];
        let required: Vec<&str> =
            definition["required"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let record = match table.as_str() {
            "settings" => place,
            _ => place.as_object_mut().unwrap().values_mut().next().unwrap(),
        };
        for (name, field) in definition["properties"].as_object().unwrap() {
            if required.contains(&name.as_str()) || record.get(name).is_some() {
                continue;
            }
            record[name] = match field.get("type").and_then(Value::as_str) {
                Some("string") => "".into(),
                // The commitment is an option: an empty one says that nothing was committed to.
                Some("array") if name != "commitment" => Value::Array(vec![]),
                Some("boolean") if name != "day_first" => false.into(),
                Some("object") => Value::Object(serde_json::Map::new()),
                _ => Value::Null,
            };
            added += 1;
        }
    }
    assert!(added > 20, "{added}");
    let read = gluework::exchange::snapshot::read(&snapshot.to_string()).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(read.program.unknown, std::collections::BTreeMap::new());
}
