//! No bytes make a reader panic or take long. `GLUEWORK_FUZZ=1000000` asks for that many inputs a reader.

use super::*;
use gluework::exchange::records::{FileKind, cost, ics, junit, project};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::time::{Duration, Instant};

const KINDS: [FileKind; 4] = [FileKind::Calendar, FileKind::Project, FileKind::Tests, FileKind::Costs];

fn fixtures(kind: FileKind) -> Vec<Vec<u8>> {
    let paths: &[&str] = match kind {
        FileKind::Calendar => &["ics/team.ics"],
        FileKind::Project => &["msproject/plan.xml"],
        FileKind::Tests => &["junit/night1.xml", "junit/night2.xml"],
        FileKind::Costs => &["cost/plain.csv", "cost/plain_eu.csv", "cost/focus.csv"],
    };
    paths.iter().map(|path| fixture(path)).collect()
}

/// Pieces that a file of the kind is made of, and some that break it.
fn words(kind: FileKind) -> &'static [&'static str] {
    match kind {
        FileKind::Calendar => &[
            "BEGIN:VCALENDAR\r\n",
            "END:VCALENDAR\r\n",
            "BEGIN:VEVENT\r\n",
            "END:VEVENT\r\n",
            "BEGIN:VTIMEZONE\r\n",
            "END:VTIMEZONE\r\n",
            "BEGIN:STANDARD\r\n",
            "END:STANDARD\r\n",
            "TZID:X\r\n",
            "UID:a\r\n",
            "UID:b\r\n",
            "DTSTART:20260101T090000Z\r\n",
            "DTSTART;TZID=X:20260101T090000\r\n",
            "DTSTART;VALUE=DATE:20260229\r\n",
            "DTSTART:99991231T235959\r\n",
            "DTSTART:00010101T000000\r\n",
            "DTEND:00010101\r\n",
            "DURATION:P9999999W\r\n",
            "RRULE:FREQ=DAILY;COUNT=4294967295\r\n",
            "RRULE:FREQ=YEARLY;BYDAY=53MO;BYSETPOS=-366\r\n",
            "RRULE:FREQ=MONTHLY;UNTIL=99991231;BYMONTHDAY=-31\r\n",
            "RRULE:FREQ=WEEKLY;INTERVAL=10000\r\n",
            "RECURRENCE-ID:20260108T090000Z\r\n",
            "RECURRENCE-ID;VALUE=DATE:20260108\r\n",
            "EXDATE:20260102,,x\r\n",
            "RDATE;VALUE=PERIOD:20260103T000000Z/PT1H\r\n",
            "SUMMARY:é\\n\r\n",
            "\r\n ",
            ";=\":",
            "TZOFFSETFROM:+9999\r\n",
            "TZOFFSETFROM:+0100\r\n",
            "TZOFFSETTO:-0200\r\n",
            "SEQUENCE:18446744073709551615\r\n",
            "METHOD:CANCEL\r\n",
            "ATTENDEE;CN=\"x:mailto:y\r\n",
            "\u{0}",
            "\u{feff}",
        ],
        FileKind::Project => &[
            "<Project xmlns='http://schemas.microsoft.com/project'>",
            "</Project>",
            "<Tasks>",
            "</Tasks>",
            "<Task>",
            "</Task>",
            "<UID>1</UID>",
            "<UID>0</UID>",
            "<Name>é</Name>",
            "<OutlineLevel>4294967295</OutlineLevel>",
            "<OutlineLevel>-1</OutlineLevel>",
            "<Milestone>1</Milestone>",
            "<Finish>2026-01-01T00:00:00</Finish>",
            "<Finish>9999-99-99</Finish>",
            "<PredecessorLink><PredecessorUID>1</PredecessorUID>",
            "</PredecessorLink>",
            "<LinkLag>-9223372036854775808</LinkLag>",
            "<Type>3</Type>",
            "<Duration>PT9999999999999999H</Duration>",
            "<Baseline><Number>0</Number>",
            "</Baseline>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "&#0;",
            "&x;",
            "<a",
            "\u{1b}",
        ],
        FileKind::Tests => &[
            "<testsuites name='x'>",
            "</testsuites>",
            "<testsuite name='y' timestamp='2026-01-01T00:00:00'>",
            "</testsuite>",
            "<testcase name='a' time='1e400'>",
            "<testcase name='b'/>",
            "</testcase>",
            "<failure message='&#27;[3'/>",
            "<error>",
            "</error>",
            "<skipped/>",
            "<properties><property name='issue' value='A-1'/></properties>",
            "timestamp='x'",
            "<!DOCTYPE a [<!ENTITY b 'c'>]>",
            "&b;",
            "é",
            "\u{0}",
        ],
        FileKind::Costs => &[
            "date,project,amount,currency,note\n",
            "BilledCost,BillingCurrency,ChargePeriodStart,ServiceName,Tags\n",
            "2026-01-01,",
            "1/2/2026,",
            "99/99/9999,",
            "x,",
            "1.234,56;",
            "\"1,234.5\",",
            "1e29,",
            "-99999999999999999999,",
            "EUR,",
            "\"",
            "\n",
            "\r\n",
            ";",
            "\t",
            "sep=;\n",
            "\"{\"\"project\"\":1}\"",
            "é",
            "€",
            "\u{feff}",
            "'",
        ],
    }
}

#[allow(clippy::disallowed_methods, clippy::print_stdout)] // A test may look at the clock, and say what it saw.
fn read_any(kind: FileKind, bytes: Vec<u8>) {
    let berlin = Zone::fixed("Europe/Berlin", 3600);
    let named = |name: &str| (name == "Europe/Berlin").then(|| Zone::fixed("Europe/Berlin", 3600));
    let ground = Ground { zone: &berlin, zone_of: &named };
    let answers = FileAnswers::default();
    let _ = recognise(&bytes);
    let length = bytes.len();
    let begun = Instant::now();
    let reading = match kind {
        FileKind::Calendar => ics::read(bytes, ground, &answers),
        FileKind::Project => project::read(bytes, ground, &answers),
        FileKind::Tests => junit::read(bytes, ground, &answers),
        FileKind::Costs => cost::read(bytes, &answers),
    };
    if let Ok(reading) = reading {
        let mut program = Program::default();
        let command = Command::ImportFile(Box::new(reading.batch));
        let _ = apply(&mut program, command, Stamp { at: at("2026-03-01T12:00:00Z"), seed: 1 });
        assert_eq!(check(&program), []);
        for meeting in program.meetings.values() {
            let (from, to) = (at("2026-01-01T00:00:00Z"), at("2026-03-01T00:00:00Z"));
            let _ = gluework::analysis::meetings::occurrences(meeting, &berlin, &named, from, to);
        }
    }
    if length > 100_000 {
        println!("{kind:?}: {length} bytes in {:?}", begun.elapsed());
    }
    // A second a megabyte is what is promised of the program as it ships; unoptimised, beside other
    // work, it may be thirty times as long. What grows with the square of its length shows all the same.
    let (one, more) = if cfg!(debug_assertions) { (20, 30) } else { (1, 1) };
    let limit = Duration::from_secs(one + more * (length as u64 >> 20));
    assert!(begun.elapsed() < limit, "{kind:?}: {length} bytes took {:?}", begun.elapsed());
}

fn cases() -> u32 {
    std::env::var("GLUEWORK_FUZZ").ok().and_then(|n| n.parse().ok()).unwrap_or(150)
}

fn fuzz(kind: FileKind) {
    let config = Config { cases: cases(), failure_persistence: None, ..Config::default() };
    let files = fixtures(kind);
    // A fixture with some bytes replaced, cut out or doubled.
    let changes =
        prop::collection::vec((any::<prop::sample::Index>(), 0..4_u8, any::<u8>(), 1..40_usize), 1..12);
    let broken = (any::<prop::sample::Index>(), changes).prop_map(move |(file, changes)| {
        let mut bytes = file.get(&files).clone();
        for (place, how, byte, length) in changes {
            let at = place.index(bytes.len().max(1)).min(bytes.len());
            let end = (at + length).min(bytes.len());
            match how {
                0 if at < bytes.len() => bytes[at] = byte,
                1 => drop(bytes.drain(at..end)),
                2 => {
                    let part = bytes[at..end].to_vec();
                    bytes.splice(at..at, part);
                }
                _ => bytes.insert(at, byte),
            }
        }
        bytes
    });
    // The format's own words in any order.
    let made = prop::collection::vec(prop::sample::select(words(kind)), 0..60);
    let first = words(kind)[0];
    let made = (made, any::<bool>()).prop_map(move |(words, begins)| {
        let text = words.concat();
        if begins { format!("{first}{text}").into_bytes() } else { text.into_bytes() }
    });
    let noise = prop::collection::vec(any::<u8>(), 0..300);
    let any = prop_oneof![4 => broken, 4 => made, 1 => noise];
    TestRunner::new(config)
        .run(&any, |bytes| {
            read_any(kind, bytes);
            Ok(())
        })
        .unwrap();
}

// [FI6]
#[test]
fn no_calendar_makes_the_reader_panic() {
    fuzz(FileKind::Calendar);
}

#[test]
fn no_schedule_makes_the_reader_panic() {
    fuzz(FileKind::Project);
}

#[test]
fn no_report_makes_the_reader_panic() {
    fuzz(FileKind::Tests);
}

#[test]
fn no_table_makes_the_reader_panic() {
    fuzz(FileKind::Costs);
}

/// A download may break off anywhere.
#[test]
fn files_cut_off_at_every_byte_are_read_or_refused() {
    for kind in KINDS {
        for file in fixtures(kind) {
            // Everywhere near the beginning; further on at places that share no step with any line.
            for end in (0..file.len()).filter(|end| *end < 500 || end % 17 == 0) {
                read_any(kind, file[..end].to_vec());
            }
        }
    }
}

/// A megabyte of each kind, of the worst that came to mind.
#[test]
fn large_and_hostile_files_take_no_long_time() {
    let event = |n: usize, more: &str| {
        format!(
            "BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART;TZID=T{n}:20260101T090000\r\n{more}SUMMARY:x\r\nEND:VEVENT\r\n"
        )
    };
    let calendar = |inner: String| format!("BEGIN:VCALENDAR\r\n{inner}END:VCALENDAR\r\n").into_bytes();
    let many: String = (0..9000).map(|n| event(n, "")).collect();
    read_any(FileKind::Calendar, calendar(many));
    let one: String = (0..9000)
        .map(|n| {
            event(
                0,
                &format!(
                    "RECURRENCE-ID:20{:02}{:02}{:02}T{:02}0000Z\r\n",
                    n % 90 + 10,
                    n % 12 + 1,
                    n % 28 + 1,
                    n % 24
                ),
            )
        })
        .collect();
    read_any(FileKind::Calendar, calendar(one));
    let dates: String = (0..60_000).map(|n| format!("20260101T{:02}{:02}00,", n / 60 % 24, n % 60)).collect();
    read_any(FileKind::Calendar, calendar(event(1, &format!("EXDATE:{dates}\r\nRDATE:{dates}\r\n"))));
    let rules: String =
        (0..9000).map(|n| event(n, "RRULE:FREQ=DAILY;COUNT=99999999;BYMONTH=2;BYMONTHDAY=30\r\n")).collect();
    read_any(FileKind::Calendar, calendar(rules.chars().take(60_000).collect()));
    read_any(
        FileKind::Calendar,
        format!("BEGIN:VCALENDAR\r\n{}", "BEGIN:VEVENT\r\n".repeat(70_000)).into_bytes(),
    );
    read_any(FileKind::Calendar, format!("BEGIN:VCALENDAR\r\nX:{}", "\r\n x".repeat(250_000)).into_bytes());
    read_any(FileKind::Calendar, format!("BEGIN:VCALENDAR\r\nX{}", ";A=B".repeat(250_000)).into_bytes());

    let task = |n: usize| {
        let links: String = (n.saturating_sub(5)..n)
            .map(|p| {
                format!(
                    "<PredecessorLink><PredecessorUID>{p}</PredecessorUID><Type>1</Type></PredecessorLink>"
                )
            })
            .collect();
        format!("<Task><UID>{n}</UID><Name>t{n}</Name><OutlineLevel>{n}</OutlineLevel>{links}</Task>")
    };
    let tasks: String = (1..2000).map(task).collect();
    read_any(FileKind::Project, format!("<Project><Tasks>{tasks}</Tasks></Project>").into_bytes());
    let deep = format!("<Project>{}{}</Project>", "<Tasks>".repeat(70_000), "</Tasks>".repeat(70_000));
    read_any(FileKind::Project, deep.into_bytes());
    read_any(
        FileKind::Project,
        format!("<Project {}/>", (0..60_000).map(|n| format!("a{n}='' ")).collect::<String>()).into_bytes(),
    );
    read_any(FileKind::Project, format!("<Project>{}", "&#0;<!--".repeat(100_000)).into_bytes());

    read_any(FileKind::Tests, format!("<testsuite>{}", "&#".repeat(500_000)).into_bytes());
    read_any(FileKind::Tests, format!("<testsuite>{}", "<a '".repeat(250_000)).into_bytes());
    let cases: String =
        (0..20_000).map(|n| format!("<testcase name='{n}'><failure message='x'/></testcase>")).collect();
    read_any(FileKind::Tests, format!("<testsuite>{cases}</testsuite>").into_bytes());
    read_any(
        FileKind::Tests,
        format!("<testsuite>{}</testsuite>", "<testcase name='a'/>".repeat(50_000)).into_bytes(),
    );
    let bomb = "<!DOCTYPE z [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><testsuite>&b;</testsuite>";
    read_any(FileKind::Tests, bomb.into());

    let rows: String = (0..40_000).map(|n| format!("2026-01-{:02},P{n},{n}.5,EUR,x\n", n % 28 + 1)).collect();
    read_any(FileKind::Costs, format!("date,project,amount,currency,note\n{rows}").into_bytes());
    read_any(FileKind::Costs, format!("date,amount\n{}", "\"".repeat(1 << 20)).into_bytes());
    let tags: String =
        (0..9000).map(|n| format!("1,EUR,2026-01-01,S,\"{{\"\"project\"\":\"\"p{n}\"\"}}\"\n")).collect();
    read_any(
        FileKind::Costs,
        format!("BilledCost,BillingCurrency,ChargePeriodStart,ServiceName,Tags\n{tags}").into_bytes(),
    );
}
