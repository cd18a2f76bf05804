//! Test reports (JUnit XML, as every test runner writes it in its own way) to a run of tests.
//!
//! A report is one run of a series. Reports that belong together, one file a suite, are joined with
//! [`join`]. A test that occurs twice counts once, with its worse outcome.

use super::project::root_of;
use super::xml::{self, Lines};
use super::{
    FileAnswers, FileKind, FileReading, FileRefusal, FileRemark, Ground, counted, head, one_line, short,
};
use crate::command::{FileBatch, FileContent, ImportedTest, TestBatch};
use crate::model::{Outcome, SourceSystem, Timestamp, Zone};
use roxmltree::Node;
use std::collections::HashMap;

const WHAT: &str = "the report (JUnit XML)";

/// A message longer than this is shortened.
const LONGEST: usize = 400;

/// Properties whose value names the item that a test is for.
const KEYS: [&str; 9] =
    ["issue", "jira", "key", "requirement", "requirements", "story", "test_key", "tms", "workitem"];

/// Whether a file is a JUnit report.
#[must_use]
pub fn recognise_junit(bytes: &[u8]) -> bool {
    matches!(root_of(&head(bytes)), Some("testsuites" | "testsuite"))
}

/// Reads a report.
///
/// # Errors
/// [`FileRefusal`] where it is no report, or holds no test.
pub fn read(bytes: Vec<u8>, ground: Ground<'_>, answers: &FileAnswers) -> Result<FileReading, FileRefusal> {
    let text = xml::text_of(bytes, WHAT)?;
    let document = xml::parse(&text, WHAT)?;
    let root = document.root_element();
    if !matches!(root.tag_name().name(), "testsuites" | "testsuite") {
        let what =
            format!("This XML is no JUnit report: its first element is “{}”.", short(root.tag_name().name()));
        return Err(FileRefusal::new(
            &what,
            "Set your test runner to write JUnit XML, and choose that file.",
        ));
    }
    let mut reader = Reader {
        lines: Lines::new(&text),
        zone: ground.zone,
        at: None,
        millis: 0,
        tests: Vec::new(),
        places: HashMap::new(),
        remarks: Vec::new(),
    };
    reader.suite(root, &[], "");
    if reader.tests.is_empty() {
        let advice = "Check that the tests ran, and choose the report of a run that did.";
        return Err(FileRefusal::new("This report holds no test.", advice));
    }
    let named = Some(root).filter(|r| r.tag_name().name() == "testsuites").and_then(|r| r.attribute("name"));
    let series = answers.series.clone().unwrap_or_else(|| one_line(named.unwrap_or_default()));
    let series = if series.is_empty() { "Tests".to_owned() } else { series };
    let total = root.attribute("time").and_then(millis).unwrap_or(reader.millis);
    let batch = TestBatch {
        key: key(reader.at, &reader.tests),
        series,
        at: reader.at,
        release: answers.release,
        millis: total,
        tests: reader.tests,
    };
    Ok(reading(batch, answers.project, reader.remarks))
}

fn reading(
    batch: TestBatch,
    project: Option<crate::model::ProjectId>,
    remarks: Vec<FileRemark>,
) -> FileReading {
    let count = |outcome| batch.tests.iter().filter(|t| t.outcome == outcome).count();
    let found = vec![
        counted(batch.tests.len(), "test"),
        format!("{} passed", count(Outcome::Passed)),
        format!("{} failed", count(Outcome::Failed)),
        format!("{} broke", count(Outcome::Error)),
        format!("{} skipped", count(Outcome::Skipped)),
    ];
    FileReading {
        kind: FileKind::Tests,
        found,
        batch: FileBatch {
            system: SourceSystem::Junit,
            source: batch.series.clone(),
            project,
            content: FileContent::Tests(batch),
            ..FileBatch::default()
        },
        day_order: None,
        assumed_currency: None,
        remarks,
    }
}

/// Names a run: the moment that it began, else what its tests said.
fn key(at: Option<Timestamp>, tests: &[ImportedTest]) -> String {
    if let Some(at) = at {
        return at.to_string();
    }
    let mut digest = crc32fast::Hasher::new();
    for test in tests {
        let parts = [test.suite.as_str(), &test.class, &test.name, test.outcome.name(), &test.message];
        for part in parts {
            digest.update(part.as_bytes());
            digest.update(&[0]);
        }
    }
    format!("#{}:{:08x}", tests.len(), digest.finalize())
}

/// Reports of one run in several files, as one. None where there is nothing to join.
#[must_use]
pub fn join(readings: Vec<FileReading>) -> Option<FileReading> {
    let mut readings = readings.into_iter();
    let first = readings.next()?;
    let mut remarks = first.remarks;
    let FileContent::Tests(mut batch) = first.batch.content else { return None };
    let mut places: HashMap<(String, String, String), usize> =
        batch.tests.iter().enumerate().map(|(n, t)| (identity(t), n)).collect();
    for reading in readings {
        let FileContent::Tests(other) = reading.batch.content else { continue };
        batch.at = batch.at.into_iter().chain(other.at).min();
        batch.millis = batch.millis.saturating_add(other.millis);
        remarks.extend(reading.remarks);
        for test in other.tests {
            add(&mut batch.tests, &mut places, test);
        }
    }
    batch.key = key(batch.at, &batch.tests);
    Some(reading(batch, first.batch.project, remarks))
}

fn identity(test: &ImportedTest) -> (String, String, String) {
    (test.suite.clone(), test.class.clone(), test.name.clone())
}

fn badness(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Skipped => 0,
        Outcome::Passed => 1,
        Outcome::Failed => 2,
        Outcome::Error => 3,
    }
}

/// Adds a test, or keeps the worse of two of one name; true = it was there.
fn add(
    tests: &mut Vec<ImportedTest>,
    places: &mut HashMap<(String, String, String), usize>,
    test: ImportedTest,
) -> bool {
    let place = places.get(&identity(&test)).copied();
    match place.and_then(|place| tests.get_mut(place)) {
        Some(known) => {
            if badness(test.outcome) > badness(known.outcome) {
                *known = test;
            }
            true
        }
        None => {
            places.insert(identity(&test), tests.len());
            tests.push(test);
            false
        }
    }
}

struct Reader<'a> {
    lines: Lines,
    zone: &'a Zone,
    /// When the first suite began.
    at: Option<Timestamp>,
    millis: u64,
    tests: Vec<ImportedTest>,
    places: HashMap<(String, String, String), usize>,
    remarks: Vec<FileRemark>,
}

impl Reader<'_> {
    fn remark(&mut self, node: Node<'_, '_>, text: String) {
        self.remarks.push(FileRemark { line: self.lines.of(node), not_read: false, text });
    }

    /// Reads a suite and those within it; nesting is limited by the parser. `above` are the names of
    /// the suites around it, `feature` what they say they are for.
    fn suite(&mut self, node: Node<'_, '_>, above: &[String], feature: &str) {
        let mut names = above.to_vec();
        if node.tag_name().name() == "testsuite" {
            names.extend(node.attribute("name").map(one_line).filter(|name| !name.is_empty()));
        }
        if let Some(text) = node.attribute("timestamp").map(str::trim).filter(|text| !text.is_empty()) {
            match moment(text, self.zone) {
                Some(at) => self.at = self.at.into_iter().chain([at]).min(),
                None => self.remark(node, format!("“{}” is not a moment", short(text))),
            }
        }
        let own = property(node, &["feature", "epic"]);
        let feature = own.as_deref().unwrap_or(feature);
        for child in node.children().filter(Node::is_element) {
            match child.tag_name().name() {
                "testsuite" | "testsuites" => self.suite(child, &names, feature),
                "testcase" => self.case(child, &names, feature),
                // A suite that could not even begin.
                "error" | "failure" if node.tag_name().name() == "testsuite" => {
                    let mut test = blank(&names, "(the suite itself)", feature);
                    fail(&mut test, child);
                    add(&mut self.tests, &mut self.places, test);
                }
                _ => {}
            }
        }
    }

    fn case(&mut self, node: Node<'_, '_>, suites: &[String], feature: &str) {
        let name = one_line(node.attribute("name").unwrap_or_default());
        if name.is_empty() {
            self.remarks.push(FileRemark {
                line: self.lines.of(node),
                not_read: true,
                text: "A test without a name".into(),
            });
            return;
        }
        let own = property(node, &["feature", "epic"]);
        let mut test = blank(suites, &name, own.as_deref().unwrap_or(feature));
        let class = node.attribute("classname").or_else(|| node.attribute("file")).unwrap_or_default();
        test.class = one_line(class);
        test.keys = keys(node, &test);
        for child in node.children().filter(Node::is_element) {
            match child.tag_name().name() {
                "failure" | "error" => fail(&mut test, child),
                "skipped" | "disabled" if !test.outcome.is_bad() => test.outcome = Outcome::Skipped,
                _ => {}
            }
        }
        let not_run = matches!(node.attribute("status"), Some("notrun" | "skipped" | "disabled"))
            || matches!(node.attribute("result"), Some("suppressed" | "skipped"));
        if not_run && test.outcome == Outcome::Passed {
            test.outcome = Outcome::Skipped;
        }
        self.millis = self.millis.saturating_add(node.attribute("time").and_then(millis).unwrap_or(0));
        if add(&mut self.tests, &mut self.places, test) {
            self.remark(node, format!("“{}” occurs twice. Its worse outcome counts", short(&name)));
        }
    }
}

fn blank(suites: &[String], name: &str, feature: &str) -> ImportedTest {
    ImportedTest {
        suite: suites.join(" / "),
        class: String::new(),
        name: name.to_owned(),
        feature: feature.to_owned(),
        keys: Vec::new(),
        outcome: Outcome::Passed,
        kind: String::new(),
        message: String::new(),
    }
}

/// Notes a failure; of several, the worst, and of equals the first.
fn fail(test: &mut ImportedTest, node: Node<'_, '_>) {
    let outcome = if node.tag_name().name() == "error" { Outcome::Error } else { Outcome::Failed };
    if badness(outcome) <= badness(test.outcome) {
        return;
    }
    test.outcome = outcome;
    test.kind = one_line(node.attribute("type").unwrap_or_default());
    let message = node.attribute("message").map(plain).filter(|text| !text.is_empty());
    test.message = message.unwrap_or_else(|| plain(node.text().unwrap_or_default()));
}

/// A message without a terminal's colours, shortened.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text.trim();
    while let Some(at) = rest.find("\u{fffd}[") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let code = from.get(4..).unwrap_or_default();
        let end = code.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap_or(code.len());
        // The letter ends the code.
        let letter = code.get(end..).and_then(|c| c.chars().next()).map_or(0, char::len_utf8);
        rest = code.get(end + letter..).unwrap_or_default();
    }
    out.push_str(rest);
    match out.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", out.get(..end).unwrap_or_default().trim_end()),
        None => out,
    }
}

/// The first property of these names.
fn property(node: Node<'_, '_>, names: &[&str]) -> Option<String> {
    let all = node.children().filter(|c| c.tag_name().name() == "properties").flat_map(|p| p.children());
    let found = all.filter(Node::is_element).find(|p| {
        let name = p.attribute("name").unwrap_or_default().to_lowercase();
        names.contains(&name.as_str())
    })?;
    let value = found.attribute("value").or_else(|| found.text()).unwrap_or_default();
    Some(one_line(value)).filter(|value| !value.is_empty())
}

/// Keys of items that a test names: its properties first, then its own name and class.
fn keys(node: Node<'_, '_>, test: &ImportedTest) -> Vec<String> {
    let mut keys = Vec::new();
    for text in [property(node, &KEYS).unwrap_or_default(), test.name.clone(), test.class.clone()] {
        // `test_SRCH_341_finds` and `SRCH-341 finds` both name SRCH-341.
        let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).collect();
        for pair in parts.windows(2) {
            if let [letters, number] = pair
                && letters.len() >= 2
                && letters.starts_with(|c: char| c.is_ascii_alphabetic())
                && !number.is_empty()
                && number.bytes().all(|b| b.is_ascii_digit())
            {
                let key = format!("{}-{number}", letters.to_ascii_uppercase());
                if !keys.contains(&key) && keys.len() < 20 {
                    keys.push(key);
                }
            }
        }
    }
    keys
}

/// `2026-11-20T09:30:00`, with or without an offset; without one it is of the program's zone.
fn moment(text: &str, zone: &Zone) -> Option<Timestamp> {
    if let Some(at) = Timestamp::parse(text) {
        return Some(at);
    }
    let local = text.replacen(' ', "T", 1);
    local.parse::<chrono::NaiveDateTime>().ok().map(|local| zone.moment(local))
}

/// Seconds as runners write them, `1.234`, `1,234.5` or `0,123`, in milliseconds.
fn millis(text: &str) -> Option<u64> {
    let text = text.trim();
    let plain = if text.contains('.') { text.replace(',', "") } else { text.replace(',', ".") };
    let seconds: f64 = plain.parse().ok()?;
    (0.0..1e9).contains(&seconds).then(|| (seconds * 1000.0).round() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_of_every_locale() {
        assert_eq!(
            ["1.234", "1,234.5", "0,123", "0", "", "-1", "NaN"].map(millis),
            [Some(1234), Some(1_234_500), Some(123), Some(0), None, None, None]
        );
    }

    #[test]
    fn messages_lose_colours_and_length() {
        assert_eq!(plain(" \u{fffd}[31;1mred\u{fffd}[0m end\u{fffd}["), "red end");
        assert_eq!(plain(&"é".repeat(1000)).chars().count(), LONGEST + 1);
    }
}
