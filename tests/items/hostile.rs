//! Bad input changes nothing, and never takes long.

use super::*;
use gluework::exchange::items::{RefusalKind, recognise};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::time::{Duration, Instant};

const FIXTURES: [&str; 14] = [
    "jira/search_page_1.json",
    "jira/search_page_2.json",
    "jira/statuses.json",
    "jira/feed.xml",
    "jira/cloud_en.csv",
    "azure/flat.csv",
    "azure/tree.csv",
    "azure/items.json",
    "azure/updates.json",
    "trello/board.json",
    "github/gh.json",
    "github/rest.json",
    "linear/issues.csv",
    "asana/project.csv",
];

/// Reads, plans and applies; twice, of which the second changes nothing.
fn survives(bytes: Vec<u8>) {
    let from = Instant::now();
    let length = bytes.len();
    let _ = recognise(&bytes);
    if let Ok(reading) = read_all(vec![Input::new("x", bytes)], &Zone::utc(), &Answers::default()) {
        let mut program = Program::default();
        let plan = plan_import(&program, &reading.batch);
        if apply(&mut program, Command::Import(Box::new(reading.batch.clone())), stamp(0)).is_ok() {
            assert_eq!(check(&program), []);
            assert_eq!(program.items.len(), plan.created.len());
            let again = apply(&mut program, Command::Import(Box::new(reading.batch)), stamp(1)).unwrap();
            assert!(again.is_empty(), "the same file twice changes nothing, and not {again:?}");
        }
    }
    // One second a megabyte in a release build; tests are compiled for finding faults.
    let most = Duration::from_secs(20).mul_f64(1.0 + length as f64 / 1e6);
    assert!(from.elapsed() < most, "{length} bytes took {:?}", from.elapsed());
}

/// Few cases by default; `GLUEWORK_FUZZ=1000000` for a million inputs of each format.
fn cases() -> ProptestConfig {
    let number = std::env::var("GLUEWORK_FUZZ").ok().and_then(|n| n.parse().ok()).unwrap_or(60);
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(number) }
}

/// Pieces that formats are made of, put together anyhow.
const PIECES: [&str; 40] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "null",
    "true",
    "9e999",
    "\"key\":\"A-1\"",
    "\"fields\":{",
    "\"issues\":[",
    "\"summary\":\"x\"",
    "\"status\":{\"name\":\"Open\"}",
    "\"changelog\":{\"histories\":[",
    "\"cards\":[",
    "\"lists\":[",
    "\"value\":[",
    "\"System.Title\":\"t\"",
    "\"System.State\":{\"newValue\":\"New\"}",
    "\"number\":1,\"title\":\"t\"",
    "\"created\":\"2026-01-01T00:00:00.000+0000\"",
    "\\ud83d",
    "<rss>",
    "<item>",
    "</item>",
    "<key id=\"1\">A-1</key>",
    "<summary>s</summary>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "&amp;",
    "Summary,Issue key,Status\n",
    "ID,Work Item Type,Title 1,Title 2\n",
    "\"",
    ";",
    "\r\n",
    "1,Task,x\n",
];

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn pieces_put_together_anyhow_do_no_harm(pieces in prop::collection::vec(0..PIECES.len(), 0..60)) {
        survives(pieces.into_iter().map(|at| PIECES[at]).collect::<String>().into_bytes());
    }

    #[test]
    fn parts_of_two_files_swapped_do_no_harm(a in 0..FIXTURES.len(), b in 0..FIXTURES.len(), at in any::<prop::sample::Index>(), to in any::<prop::sample::Index>()) {
        let (a, b) = (fixture(FIXTURES[a]).bytes, fixture(FIXTURES[b]).bytes);
        survives([&a[..at.index(a.len())], &b[to.index(b.len())..]].concat());
    }
}

#[test]
fn a_real_file_cut_or_changed_does_no_harm() {
    // Each format has all the cases to itself.
    for file in FIXTURES {
        let whole = fixture(file).bytes.to_vec();
        let strategy = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u8>());
        let outcome = TestRunner::new(cases()).run(&strategy, |(at, cut, byte)| {
            let mut bytes = whole.clone();
            let place = at.index(bytes.len());
            bytes[place] = byte;
            survives(bytes.clone());
            bytes.truncate(cut.index(bytes.len()));
            survives(bytes);
            Ok(())
        });
        outcome.unwrap_or_else(|failure| panic!("{file}: {failure}"));
    }
}

#[test]
fn every_cut_of_a_small_file_is_refused_or_read() {
    for file in ["jira/search_page_2.json", "jira/feed.xml", "azure/states.json"] {
        let bytes = fixture(file).bytes;
        for end in (0..bytes.len()).step_by(7) {
            let _ = read_all(vec![Input::new("x", bytes[..end].to_vec())], &Zone::utc(), &Answers::default());
        }
    }
}

fn kind(bytes: &[u8]) -> Option<RefusalKind> {
    let outcome = read_all(vec![Input::new("x", bytes.to_vec())], &Zone::utc(), &Answers::default());
    let refusal = outcome.err()?;
    assert!(refusal.to_string().contains("Nothing was changed."));
    Some(refusal.kind)
}

#[test]
fn broken_files_are_refused_with_their_place() {
    let told = |text: &str| {
        read_all(vec![Input::new("x", text.into())], &Zone::utc(), &Answers::default()).unwrap_err()
    };
    let broken = told("{\"issues\":[\n{\"key\":\"A-1\",\"fields\":{\"summary\" \"x\"}}]}");
    assert_eq!((broken.kind, broken.line), (RefusalKind::BrokenFormat, Some(2)));
    assert!(broken.what.contains("line 2, column"), "{}", broken.what);
    assert_eq!(told("{\"issues\":[\n{\"key\":\"A-1\",").kind, RefusalKind::CutOff);
    assert_eq!(told("<rss><channel><item><key>A-1</key>").kind, RefusalKind::CutOff);
    assert_eq!(
        told("<rss><channel><item><key>A-1</wrong></item></channel></rss>").kind,
        RefusalKind::BrokenFormat
    );
    assert_eq!(kind(b"{\"issues\":[]}"), Some(RefusalKind::HeaderOnly));
    assert_eq!(kind(b"{\"hello\":1}"), Some(RefusalKind::OtherFormat));
    assert_eq!(
        kind("{\"issues\":[]}".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>().as_slice()),
        Some(RefusalKind::HeaderOnly),
        "UTF-16 is text too"
    );
}

// [IM9]
#[test]
fn depth_bombs_and_names_of_prototypes_do_no_harm() {
    let deep = "[".repeat(100_000);
    assert!(kind(deep.as_bytes()).is_some());
    let closed = format!(
        "{{\"issues\":[{{\"key\":\"A-1\",\"fields\":{{\"summary\":\"s\",\"x\":{}1{}}}}}]}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    assert!(kind(closed.as_bytes()).is_some());
    let xml = format!(
        "<rss><channel><item>{}{}</item></channel></rss>",
        "<a>".repeat(100_000),
        "</a>".repeat(100_000)
    );
    assert!(kind(xml.as_bytes()).is_some());
    let entities = "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><rss><channel><item><key>A-1</key><summary>&b;</summary></item></channel></rss>";
    assert!(kind(entities.as_bytes()).is_some(), "entities of the file's own are no text");
    let names = r#"{"issues":[{"key":"A-1","fields":{"summary":"s","__proto__":{"x":1},"constructor":"c","status":{"name":"toString"}}}]}"#;
    let reading = text("x.json", names).unwrap();
    assert_eq!(reading.batch.items[0].extra["constructor"], ["c"]);
    assert_eq!(imported(reading).items.len(), 1);
}

#[test]
fn loops_of_parents_are_cut() {
    let issue = |n: u32, parent: u32| {
        format!(r#"{{"id":"{n}","key":"A-{n}","fields":{{"summary":"s","parent":{{"key":"A-{parent}"}}}}}}"#)
    };
    let list = format!("[{},{},{},{}]", issue(1, 2), issue(2, 3), issue(3, 1), issue(4, 4));
    let mut program = imported(text("x.json", &list).unwrap());
    let (_, change) = import(&mut program, text("x.json", &list).unwrap(), 1);
    assert!(change.is_empty());
}

#[test]
fn large_files_take_no_longer_than_their_size() {
    let issue = |n: usize| {
        format!(
            r#"{{"id":"{n}","key":"A-{n}","fields":{{"summary":"Item {n}","status":{{"name":"Open"}},"created":"2026-01-01T00:00:00.000+0000","issuelinks":[{{"type":{{"name":"Blocks"}},"outwardIssue":{{"key":"A-0"}}}}],"customfield_{n}":"x"}}}}"#
        )
    };
    let list = (0..1_500).map(issue).collect::<Vec<_>>().join(",\n");
    survives(format!("{{\"issues\":[{list}]}}").into_bytes());
    let feed: String =
        (0..2_000).map(|n| format!("<item><key>A-{n}</key><summary>s</summary></item>\n")).collect();
    survives(format!("<rss><channel>{feed}</channel></rss>").into_bytes());
    survives(format!("<rss><channel><item>{}</channel></rss>", "<".repeat(200_000)).into_bytes());
    let tree: String = (0..3_000).map(|n| format!("{n},Task,{}x\n", ",".repeat(n % 40))).collect();
    let head: String = (1..=40).map(|n| format!(",Title {n}")).collect();
    survives(format!("ID,Work Item Type{head}\n{tree}").into_bytes());
    let projects: String = (0..3_000).map(|n| format!("P{n}-1,s,S{n},T{n}\n")).collect();
    survives(format!("Issue key,Summary,Sprint,Team\n{projects}").into_bytes());
}
