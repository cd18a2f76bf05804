//! The reader against the rules of JSON, the writer against the reader.
#![allow(clippy::unwrap_used)]

use super::*;
use proptest::prelude::*;
use serde_json::Value as Theirs;

#[derive(Debug, Clone, PartialEq)]
struct Sample {
    name: String,
    count: u8,
    kind: Kind,
    parts: Vec<Sample>,
    table: BTreeMap<String, i64>,
}

json_record! { Sample { name !, count !, kind ?, parts ?, table ? } }

#[derive(Debug, Clone, PartialEq)]
enum Kind {
    Plain,
    One(String),
    Two(u8, bool),
    Named { from: Option<u8>, to: u8 },
}

json_choice! {
    Kind = Kind::Plain;
    "plain" Plain,
    "one" One(value),
    "two" Two(first, second),
    "named" Named { from ?, to ! },
}

fn read(text: &str) -> Result<Sample, Fault> {
    from_text(text)
}

fn what(text: &str) -> String {
    read(text).unwrap_err().to_string()
}

#[test]
fn a_record_reads_back_as_it_was_written() {
    let leaf = |kind| Sample { name: String::new(), count: 0, kind, parts: vec![], table: BTreeMap::new() };
    let sample = Sample {
        name: "\u{0}\u{1f}\n\r\t\u{8}\u{c}\"\\/ é 検 🦀".into(),
        count: 255,
        kind: Kind::Plain,
        parts: vec![
            leaf(Kind::One("x".into())),
            leaf(Kind::Two(7, true)),
            leaf(Kind::Named { from: None, to: 1 }),
            leaf(Kind::Named { from: Some(0), to: 1 }),
        ],
        table: BTreeMap::from([("a".into(), i64::MIN), (String::new(), i64::MAX)]),
    };
    let (compact, pretty) = (to_text(&sample), to_pretty(&sample));
    assert_eq!(read(&compact), Ok(sample.clone()));
    assert_eq!(read(&pretty), Ok(sample));
    let theirs: Theirs = serde_json::from_str(&compact).unwrap();
    let ours: Value = from_text(&compact).unwrap();
    assert_eq!(to_text(&ours), theirs.to_string());
    assert_eq!(to_pretty(&ours), serde_json::to_string_pretty(&theirs).unwrap());
    assert!(compact.contains(r#"{"name":"","count":0,"kind":{"named":{"to":1}}}"#), "{compact}");
}

#[test]
fn the_place_of_a_fault_is_told() {
    assert_eq!(what("{\n  \"name\": 5}"), "a text is expected at line 2, column 11");
    assert_eq!(
        what("{\"name\":\"é\",\"count\":256}"),
        "a whole number from 0 to 255 is expected at line 1, column 21"
    );
    assert_eq!(what(" {\"name\":\"x\"}"), "“count” is missing at line 1, column 2");
    assert_eq!(
        what("{\"name\":\"x\",\"name\":\"y\"}"),
        "“name” occurs twice in one object at line 1, column 13"
    );
    assert_eq!(what("{}x"), "“name” is missing at line 1, column 1");
    let whole = r#"{"name":"x","count":1,"kind":"plain"}"#;
    assert!(read(whole).is_ok());
    assert_eq!(what(&format!("{whole} {{")), "the text should end at line 1, column 39");
    assert_eq!(
        what(&whole.replace("plain", "fancy")),
        "one of these is expected: plain, one, two, named at line 1, column 30"
    );
    assert!(what(&whole.replace("plain", "one")).starts_with("this choice has a value"));
    assert!(what(&whole.replace("\"plain\"", "{\"plain\":1}")).starts_with("this choice has no value"));
    assert!(what(&whole.replace("\"plain\"", "{\"two\":[1]}")).starts_with("2 values are expected"));
    assert!(what(&whole.replace("\"plain\"", "{\"two\":[1,true,1]}")).starts_with("2 values are expected"));
    assert!(what(&whole.replace("\"plain\"", "{\"one\":\"x\",\"two\":1}")).starts_with("one choice alone"));
    for end in 0..whole.len() {
        assert!(read(&whole[..end]).unwrap_err().is_end, "{end}");
    }
}

#[test]
fn unknown_members_are_named_at_every_depth() {
    let text = r#"{"a/b~":[1,{"c":null}],"name":"x","count":1,"parts":[
        {"name":"","count":0},{"name":"y","new":true,"count":0,"kind":{"named":{"to":1,"by":1.50}}}]}"#;
    let (sample, unknown) = from_text_keeping::<Sample>(text).unwrap();
    assert_eq!(sample.parts.len(), 2);
    let unknown: Vec<_> =
        unknown.iter().map(|(pointer, value)| format!("{pointer} {}", to_text(value))).collect();
    assert_eq!(unknown, [r#"/a~1b~0 [1,{"c":null}]"#, "/parts/1/kind/named/by 1.50", "/parts/1/new true"]);
}

#[test]
fn deep_nesting_is_refused_and_the_allowed_depth_is_read() {
    for open in ["[", "{\"a\":"] {
        assert!(from_text::<Value>(&open.repeat(100_000)).is_err());
    }
    let nested = |n: usize| "[".repeat(n) + &"]".repeat(n);
    assert!(from_text::<Value>(&nested(DEEPEST)).is_ok());
    assert!(from_text::<Value>(&nested(DEEPEST + 1)).is_err());
    assert!(from_text::<Value>(&format!("[{}]", vec!["[]"; 1000].join(","))).is_ok());
}

/// Texts close to JSON: what another library takes must be taken, with the same meaning, and no more.
const PIECES: [&str; 36] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"a\"",
    "\"\"",
    "0",
    "-",
    "1",
    "01",
    ".5",
    "1.25",
    "e5",
    "E-2",
    "1e400",
    "null",
    "true",
    "false",
    "nul",
    " ",
    "\n",
    "\t",
    "\"\\u00e9\"",
    "\"\\ud83e\\udd80\"",
    "\"\\ud83e\"",
    "\"\\udd80\"",
    "\"\\x\"",
    "\"\\/\"",
    "\"\u{1}\"",
    "\"é\"",
    "\u{feff}",
    "+1",
    "-0",
    "\"a\":",
];

fn agrees(text: &str) {
    let ours = from_text::<Value>(text);
    match serde_json::from_str::<Theirs>(text) {
        Ok(theirs) => match ours {
            Ok(ours) => {
                let again: Theirs = serde_json::from_str(&to_text(&ours)).unwrap();
                assert_eq!(again, theirs, "{text}");
            }
            Err(fault) => assert!(fault.what.contains("occurs twice"), "{text}: {fault}"),
        },
        Err(error) => assert_eq!(ours.map_err(|f| f.is_end).unwrap_err(), error.is_eof(), "{text}: {error}"),
    }
}

#[test]
fn pieces_of_json_are_taken_or_refused_as_elsewhere() {
    for one in PIECES {
        agrees(one);
        for two in PIECES {
            for text in [format!("{one}{two}"), format!("[{one}{two}]"), format!("{{\"k\":{one}{two}}}")] {
                if !text.contains("1e400") && !text.contains("\\ud83e\"") {
                    agrees(&text);
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn mixtures_are_taken_or_refused_as_elsewhere(pieces in proptest::collection::vec(0..PIECES.len(), 1..12)) {
        let text: String = pieces.iter().filter(|n| ![16, 26].contains(*n)).map(|n| PIECES[*n]).collect();
        let (ours, theirs) = (from_text::<Value>(&text), serde_json::from_str::<Theirs>(&text));
        if let (Ok(ours), Ok(theirs)) = (&ours, &theirs) {
            prop_assert_eq!(&serde_json::from_str::<Theirs>(&to_text(ours)).unwrap(), theirs);
        }
        let twice = ours.as_ref().is_err_and(|fault| fault.what.contains("twice"));
        prop_assert!(twice || ours.is_ok() == theirs.is_ok(), "{}", text);
    }

    #[test]
    fn texts_are_escaped_as_elsewhere(text in "[\\u{0}-\\u{ff}検🦀\"\\\\]{0,40}") {
        prop_assert_eq!(to_text(&text), serde_json::to_string(&text).unwrap());
        prop_assert_eq!(from_text::<String>(&to_text(&text)).unwrap(), text);
    }
}

#[test]
fn what_other_programs_write_wrongly_but_readably_is_taken_when_asked() {
    let read = |text: &str| super::lenient(text, 0).map(|v| super::to_text(&v)).map_err(|f| f.to_string());
    assert_eq!(read("{\"a\":1,\"a\":2}"), Ok("{\"a\":2}".into()));
    assert_eq!(read("\"x\\ud83dy\\udc00z\\ud83d\\ude00\""), Ok("\"x\u{fffd}y\u{fffd}z\u{1f600}\"".into()));
    assert_eq!(read("\"a\u{1}b\""), Ok("\"a\\u0001b\"".into()));
    assert_eq!(read("{\"__proto__\":{\"x\":1}}"), Ok("{\"__proto__\":{\"x\":1}}".into()));
    assert!(read(&"[".repeat(100_000)).unwrap_err().contains("nested"));
    assert!(read("[1,").unwrap_err().contains("ends"));
}
