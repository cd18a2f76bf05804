//! Calendars: every trap of their form, and what imports again do.

use super::*;
use gluework::analysis::meetings::{agenda, occurrences};
use gluework::command::{ConflictChoice, RecordEdit};
use gluework::model::{Answer, Meeting, MeetingZone};

fn team() -> FileReading {
    read_with(&fixture("ics/team.ics"), &FileAnswers::default())
}

fn meeting<'a>(program: &'a Program, uid: &str) -> &'a Meeting {
    program.meetings.values().find(|m| m.source.as_ref().is_some_and(|s| s.key == uid)).unwrap()
}

fn dates(program: &Program, uid: &str) -> Vec<String> {
    let berlin = zone_of("Europe/Berlin").unwrap();
    let all = occurrences(
        meeting(program, uid),
        &berlin,
        &zone_of,
        at("2026-01-01T00:00:00Z"),
        at("2027-01-01T00:00:00Z"),
    );
    all.iter().map(|o| o.start.to_string()).collect()
}

fn event(lines: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        lines.replace('\n', "\r\n")
    )
}

// [FI1]
#[test]
fn a_calendar_of_every_trap_becomes_meetings() {
    let reading = team();
    assert_eq!(reading.found, ["8 events", "6 meetings", "2 series"]);
    let mut program = small::program();
    bring(&mut program, &reading.batch, 1);
    let standup = meeting(&program, "standup@example");
    assert_eq!(standup.title, "Search stand-up, daily");
    assert_eq!(standup.place, "Room Lund; 2nd floor");
    assert_eq!(standup.notes, "Walk the board.\nBlocked first.");
    assert_eq!(standup.zone, MeetingZone::Named("Europe/Berlin".into()));
    assert_eq!(standup.tags, ["Team", "Daily"]);
    assert_eq!(standup.organizer.as_ref().unwrap().name, "Nair, Priya");
    let people: Vec<_> = standup.attendees.iter().map(|a| (a.name.as_str(), a.answer, a.optional)).collect();
    assert_eq!(people, [("Lena Fischer", Answer::Accepted, false), ("Guest", Answer::Declined, true)]);
    // Two left out, one moved and in another zone, one cancelled; the clocks change on 29 March.
    assert_eq!(
        dates(&program, "standup@example")[..6],
        [
            "2026-03-02T08:15:00Z",
            "2026-03-04T08:15:00Z",
            "2026-03-16T14:00:00Z",
            "2026-03-23T08:15:00Z",
            "2026-03-25T08:15:00Z",
            "2026-03-30T07:15:00Z"
        ]
    );
    assert_eq!(dates(&program, "standup@example").last().unwrap(), "2026-04-29T07:15:00Z");
    assert_eq!(dates(&program, "custom@example"), ["2026-06-10T12:00:00Z", "2026-06-17T12:00:00Z"]);
    assert!(matches!(meeting(&program, "custom@example").zone, MeetingZone::Rules { .. }));
    assert_eq!(meeting(&program, "holiday@example").minutes, 2 * 24 * 60);
    assert_eq!(dates(&program, "orphan@example"), ["2026-07-07T22:00:00Z"]);
    changes_nothing(&mut program, &team().batch);
}

// [FI4]
#[test]
fn what_was_not_understood_is_told_with_its_line() {
    assert_eq!(
        remarks(&team()),
        [
            "74: The series of “Planning day” is not in this file. One of its dates is read",
            "81: An event without a UID. It is known again by its title and beginning",
            "87: The time zone “Middle Earth” is not known. Its times are read as the program's",
            "88: An event that ends before it begins. Its end is left out",
            "89: The repetition is not understood at “FREQ=HOURLY”. Only the first date is read",
            "92: An event without a beginning (not read)",
            "96: A to-do. Only events are read (not read)",
        ]
    );
}

#[test]
fn files_that_are_no_calendar_are_refused() {
    use gluework::exchange::records::ics;
    let berlin = zone_of("Europe/Berlin").unwrap();
    let ground = Ground { zone: &berlin, zone_of: &zone_of };
    for (bytes, says) in [
        (&b""[..], "empty"),
        (b"hello", "no calendar"),
        (b"PK\x03\x04zip", "no calendar"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "no event"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:caf\xe9\nEND:VEVENT\nEND:VCALENDAR\n", "old encoding"),
    ] {
        let refusal = ics::read(bytes.to_vec(), ground, &FileAnswers::default()).unwrap_err();
        assert!(refusal.what.contains(says), "{refusal}");
        assert!(refusal.to_string().contains("Nothing was changed."), "{refusal}");
    }
}

#[test]
fn a_character_may_be_folded_in_two() {
    let mut bytes = event("UID:a\nDTSTART:20260101T100000Z\nSUMMARY:caf\u{e9}").into_bytes();
    let place = bytes.windows(2).position(|w| w == "é".as_bytes()).unwrap();
    bytes.splice(place + 1..place + 1, *b"\r\n ");
    let reading = read_with(&bytes, &FileAnswers::default());
    let mut program = Program::default();
    bring(&mut program, &reading.batch, 1);
    assert_eq!(program.meetings.values().next().unwrap().title, "café");
}

// [FI2]
#[test]
fn a_newer_calendar_updates_and_an_older_one_does_not() {
    let version = |sequence: u32, title: &str| {
        read_text(&event(&format!("UID:a\nSEQUENCE:{sequence}\nDTSTART:20260101T100000Z\nSUMMARY:{title}")))
    };
    let mut program = Program::default();
    bring(&mut program, &version(2, "Second").batch, 1);
    let plan = bring(&mut program, &version(3, "Third").batch, 2);
    assert_eq!(
        (plan.updated.len(), plan.updated[0].here.as_str(), plan.updated[0].file.as_str()),
        (1, "Second", "Third")
    );
    let plan = bring(&mut program, &version(1, "First").batch, 3);
    assert_eq!(plan.notes, ["“Third” is newer here than in the file"]);
    assert_eq!(program.meetings.len(), 1);
    assert_eq!(program.meetings.values().next().unwrap().title, "Third");
}

// [FI3]
#[test]
fn what_was_changed_by_hand_stays_and_is_shown_where_the_file_changed_it_too() {
    let version = |title: &str, place: &str| {
        read_text(&event(&format!("UID:a\nDTSTART:20260101T100000Z\nSUMMARY:{title}\nLOCATION:{place}")))
    };
    let mut program = Program::default();
    bring(&mut program, &version("Sync", "Room 1").batch, 1);
    let mut mine = (**program.meetings.values().next().unwrap()).clone();
    (mine.title, mine.place) = ("My sync".into(), "My room".into());
    let edit = Command::Record(Box::new(RecordEdit::PutMeeting(Box::new(mine))));
    apply(&mut program, edit, Stamp { at: at("2026-02-01T00:00:00Z"), seed: 5 }).unwrap();
    // Only the place changed in the file: the title stays without a word.
    let mut newer = version("Sync", "Room 2").batch;
    let plan = plan_file(&program, &newer);
    assert_eq!(plan.updated.len(), 0);
    let conflicts: Vec<_> =
        plan.conflicts.iter().map(|c| (c.field, c.here.as_str(), c.file.as_str())).collect();
    assert_eq!(conflicts, [("Place", "My room", "Room 2")]);
    newer.choose("a", "Place", ConflictChoice::TakeFile);
    bring(&mut program, &newer, 6);
    let after = program.meetings.values().next().unwrap();
    assert_eq!((after.title.as_str(), after.place.as_str()), ("My sync", "Room 2"));
    changes_nothing(&mut program, &newer);
}

#[test]
fn single_dates_and_cancellations_join_their_series() {
    let series = read_text(&event(
        "UID:a\nDTSTART;TZID=Europe/Berlin:20260105T090000\nDURATION:PT30M\nRRULE:FREQ=WEEKLY;COUNT=4\nSUMMARY:Sync",
    ));
    let moved = read_text(&event(
        "UID:a\nRECURRENCE-ID;TZID=Europe/Berlin:20260112T090000\nDTSTART;TZID=Europe/Berlin:20260113T110000\nDURATION:PT30M\nSUMMARY:Sync",
    ));
    let cancel = |what: &str| {
        let text = event(&format!("UID:a\nDTSTART;TZID=Europe/Berlin:20260119T090000\n{what}SUMMARY:Sync"));
        read_text(&text.replace("VERSION:2.0", "VERSION:2.0\r\nMETHOD:CANCEL"))
    };
    let one = cancel("RECURRENCE-ID;TZID=Europe/Berlin:20260119T090000\n");
    // In whichever order they come.
    let mut program = Program::default();
    bring(&mut program, &moved.batch, 1);
    assert_eq!(dates(&program, "a"), ["2026-01-13T10:00:00Z"]);
    bring(&mut program, &series.batch, 2);
    let mut other = Program::default();
    bring(&mut other, &series.batch, 1);
    bring(&mut other, &moved.batch, 2);
    let expected =
        ["2026-01-05T08:00:00Z", "2026-01-13T10:00:00Z", "2026-01-19T08:00:00Z", "2026-01-26T08:00:00Z"];
    assert_eq!(dates(&other, "a"), expected);
    bring(&mut other, &one.batch, 3);
    assert_eq!(dates(&other, "a"), [expected[0], expected[1], expected[3]]);
    changes_nothing(&mut other, &one.batch);
    let plan = bring(&mut other, &cancel("").batch, 4);
    assert_eq!(plan.updated.len(), 1);
    assert_eq!(dates(&other, "a"), [""; 0]);
    let mut empty = Program::default();
    let plan = bring(&mut empty, &cancel("").batch, 5);
    assert_eq!((plan.created.len(), plan.left_out), (0, 1));
}

#[test]
fn people_of_the_program_are_known_by_their_mail() {
    let mut program = gluework::sample::program("2026-03-05".parse().unwrap(), &Zone::utc());
    let priya = program.people.values().find(|p| p.name == "Priya Nair").unwrap().id;
    let mut person = (*program.people[&priya]).clone();
    person.aliases.push("Priya@Example.org".into());
    program.put(person.into());
    bring(&mut program, &team().batch, 1);
    assert_eq!(meeting(&program, "standup@example").organizer.as_ref().unwrap().person, Some(priya));
}

#[test]
fn a_cut_off_calendar_keeps_what_is_whole() {
    let whole = String::from_utf8(fixture("ics/team.ics")).unwrap();
    let cut = &whole[..whole.find("SUMMARY:Workshop").unwrap()];
    let reading = read_text(cut);
    assert_eq!(reading.found[0], "3 events");
    assert!(
        remarks(&reading).iter().any(|r| r.contains("The file ends within this event")),
        "{:?}",
        remarks(&reading)
    );
}

// [MT4]
#[test]
fn an_exported_calendar_reads_back_as_the_same_meetings() {
    use gluework::exchange::outward::{Scope, calendar, due_days};
    use gluework::model::{Action, ActionState};
    let berlin = zone_of("Europe/Berlin").unwrap();
    let mut program = gluework::sample::program("2026-03-05".parse().unwrap(), &berlin);
    bring(&mut program, &team().batch, 1);
    let due = Some("2026-03-20".parse().unwrap());
    let action = |title: &str, state| Action { title: title.into(), due, state, ..Action::default() };
    for (seed, action) in [action("Ask for quota", ActionState::Open), action("Long done", ActionState::Done)]
        .into_iter()
        .enumerate()
    {
        let stamp = Stamp { at: at("2026-03-01T12:00:00Z"), seed: 500 + seed as u64 };
        apply(&mut program, Command::add(action), stamp).unwrap();
    }
    let days = due_days(&program, Scope::default());
    assert!(days.len() > 3);
    assert!(days.iter().any(|day| day.category == "Action" && day.title.ends_with(" Ask for quota")));
    assert!(days.iter().all(|day| !day.title.ends_with("Long done")));
    let text = calendar(&program, &berlin, &zone_of, Scope::default(), &days);
    assert!(text.lines().all(|line| line.len() <= 75), "folded");
    assert!(text.contains("\r\n ") && !text.replace("\r\n", "").contains('\n'));
    assert_eq!(text, calendar(&program, &berlin, &zone_of, Scope::default(), &days));
    // Into an empty program: the same meetings, at the same moments.
    let reading = read_text(&text);
    assert_eq!(reading.batch.source, "Calendar");
    let days_told = remarks(&reading).iter().filter(|r| r.contains("a day that this program wrote")).count();
    assert_eq!(days_told, days.len());
    let mut copy = Program::default();
    bring(&mut copy, &reading.batch, 2);
    assert_eq!(copy.meetings.len(), program.meetings.len());
    let told = |program: &Program| {
        let all = agenda(program, &berlin, &zone_of, at("2025-06-01T00:00:00Z"), at("2027-01-01T00:00:00Z"));
        let mut all: Vec<_> = all.into_iter().map(|o| (o.start, o.end, o.title, o.place)).collect();
        all.sort();
        all
    };
    assert!(told(&program).len() > 700, "{}", told(&program).len());
    assert_eq!(told(&copy), told(&program));
    // Into the program that it came from: nothing is new.
    let plan = plan_file(&program, &reading.batch);
    assert_eq!(plan.created, []);
    assert_eq!(plan.updated, []);
    assert_eq!(plan.conflicts, []);
}
