//! Where people meet, what teams need of each other, and which tests fail.

use super::days::{Days, Dice, ahead, back, plus};
use super::ground::Ground;
use crate::json::Json;
use crate::model::{
    Answer, Attendee, Dependency, DependencyState, DependencyType, LocalTime, Meeting, MeetingInstance,
    MeetingZone, Outcome, Recurrence, Ref, Test, TestFailure, TestId, TestRun, TestRunId, Timestamp,
};
use chrono::{Datelike, NaiveTime};

/// Title, project, team, days from today to the first date, minute of the day, length, rule, place.
type Room = (&'static str, Option<usize>, Option<usize>, i64, i64, u32, &'static str, &'static str);

#[rustfmt::skip]
static ROOMS: [Room; 9] = [
    ("Search stand-up", Some(0), Some(0), -120, 555, 15, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Room Lund"),
    ("Platform stand-up", Some(0), Some(1), -120, 575, 15, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Room Lund"),
    ("Client services stand-up", None, Some(3), -120, 595, 15, "FREQ=WEEKLY;BYDAY=MO,WE,FR", "Video call"),
    ("Risk review", None, None, -112, 870, 30, "FREQ=WEEKLY;INTERVAL=2", "Room Malmö"),
    ("Program steering", None, None, -100, 840, 60, "FREQ=MONTHLY;BYDAY=2TU", "Boardroom"),
    ("Architecture round", Some(0), None, -90, 780, 60, "FREQ=WEEKLY", "Room Lund"),
    ("Kestrel steering", Some(2), Some(3), -98, 600, 60, "FREQ=WEEKLY;INTERVAL=2", "Kestrel Bank, Canary Wharf"),
    ("Kestrel service report", Some(2), Some(3), -150, 660, 30, "FREQ=MONTHLY;BYDAY=1FR", "Video call"),
    ("Nordvik weekly", Some(3), Some(3), -105, 540, 30, "FREQ=WEEKLY", "Video call"),
];

/// Meetings in the morning of other people: their zone is not the program's.
const ABROAD: [(&str, &str); 2] = [("Kestrel steering", "Europe/London"), ("Nordvik weekly", "Europe/Oslo")];

pub(super) fn furnish(ground: &mut Ground, days: &Days<'_>) {
    let at = days.at(days.worked(-130), 10 * 60);
    for room in &ROOMS {
        let meeting = meeting(ground, days, room, at);
        ground.program.put(meeting.into());
    }
    dependencies(ground, days, at);
    tests(ground, days);
}

fn wall(day: chrono::NaiveDate, minute: i64) -> LocalTime {
    let seconds = u32::try_from(minute * 60).unwrap_or(0);
    day.and_time(NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or_default())
}

fn meeting(ground: &mut Ground, days: &Days<'_>, room: &Room, at: Timestamp) -> Meeting {
    let (title, project, team, first, minute, minutes, rule, place) = *room;
    let mut day = ahead(days.day(first));
    let rule = Recurrence::parse(rule).ok();
    // The first date has to fit its rule.
    let fits = |day: chrono::NaiveDate| match rule.as_ref().and_then(|r| r.days.first()) {
        Some((0, _)) | None => {
            rule.as_ref().is_none_or(|r| r.days.is_empty() || r.days.iter().any(|(_, d)| *d == day.weekday()))
        }
        Some((nth, weekday)) => day.weekday() == *weekday && i64::from(day.day0() / 7 + 1) == i64::from(*nth),
    };
    for _ in 0..40 {
        if !fits(day) {
            day = plus(day, 1);
        }
    }
    let people = team.map_or_else(Vec::new, |team| ground.members(team));
    let person = |id: crate::model::PersonId, answer| Attendee {
        name: ground.program.people.get(&id).map(|p| p.name.clone()).unwrap_or_default(),
        mail: String::new(),
        person: Some(id),
        optional: false,
        answer,
    };
    let attendees = people.iter().map(|id| person(*id, Answer::Accepted)).collect();
    let organizer = ground.person("Alex").map(|id| person(id, Answer::None));
    let abroad = ABROAD.iter().find(|(name, _)| *name == title);
    let mut meeting = Meeting {
        id: 0.into(),
        title: title.to_owned(),
        project: project.map(|project| ground.project(project)),
        team: team.and_then(|team| ground.teams.get(team).copied()),
        start: wall(day, minute),
        minutes,
        zone: abroad.map_or(MeetingZone::Program, |(_, zone)| MeetingZone::Named((*zone).to_owned())),
        rule,
        place: place.to_owned(),
        organizer,
        attendees,
        created: at,
        updated: at,
        ..Meeting::blank()
    };
    meeting.id = ground.id();
    if title == "Program steering" {
        meeting.notes = "Decisions that teams cannot take. Papers two days before.".to_owned();
    }
    if title == "Risk review" {
        // The one before today was moved by a day, and once it fell out.
        let dates: Vec<LocalTime> = (0..12).map(|n| wall(plus(day, n * 14), minute)).collect();
        let past: Vec<&LocalTime> = dates.iter().filter(|d| d.date() < days.today).collect();
        meeting.except = past.get(1).map(|d| **d).into_iter().collect();
        meeting.instances = past.last().map(|last| moved(**last, minute)).into_iter().collect();
    }
    meeting
}

fn moved(original: LocalTime, minute: i64) -> MeetingInstance {
    MeetingInstance {
        original,
        start: wall(ahead(plus(original.date(), 1)), minute + 60),
        minutes: 30,
        title: None,
        place: Some("Video call".to_owned()),
        notes: "Moved for the load test.".to_owned(),
        cancelled: false,
    }
}

fn dependencies(ground: &mut Ground, days: &Days<'_>, at: Timestamp) {
    use DependencyState::{AtRisk, Committed, Delivered, Requested};
    let item = |key: &str| ground.item(key).map(Ref::Item);
    let milestone = |name: &str| {
        ground.program.milestones.values().find(|m| m.name == name).map(|m| Ref::Milestone(m.id))
    };
    let team = |place: usize| ground.teams.get(place).copied().map(Ref::Team);
    let owner = |name: &str| ground.person(name);
    // What, giving side, needing side, days to needed and committed, state, who sees to it, notes.
    let all = [
        (
            "GPU quota on staging",
            team(1),
            milestone("Load test ready"),
            4,
            Some(9),
            AtRisk,
            owner("Jonas"),
            "Platform has no date from the provider. See R-19.",
        ),
        (
            "Session service for the app",
            item("PLT-96"),
            item("MOB-118"),
            2,
            Some(5),
            AtRisk,
            owner("Jonas"),
            "",
        ),
        (
            "Search in the app, release build",
            team(2),
            milestone("Semantic ranking for all markets"),
            60,
            Some(58),
            Committed,
            owner("Aiko"),
            "",
        ),
        (
            "Catalogue snapshot for the load test",
            team(0),
            milestone("Load test ready"),
            -4,
            Some(-5),
            Delivered,
            owner("Priya"),
            "",
        ),
        (
            "Acceptance data from the bank",
            Some(Ref::External("Kestrel Bank".to_owned())),
            milestone("Portal accepted by the bank"),
            40,
            None,
            Requested,
            owner("Hugo"),
            "Asked in the steering; the bank answers until the next one.",
        ),
        (
            "Certificate for orders",
            Some(Ref::External("Nordvik IT".to_owned())),
            milestone("Orders certified by Nordvik"),
            90,
            Some(84),
            Committed,
            owner("Hugo"),
            "",
        ),
    ];
    let mut made = Vec::new();
    for (title, giver, needer, needed, committed, state, owner, notes) in all {
        let (Some(giver), Some(needer)) = (giver, needer) else { continue };
        made.push(Dependency {
            id: 0.into(),
            title: title.to_owned(),
            giver,
            needer,
            kind: DependencyType::FinishToStart,
            lag: 0,
            needed_by: Some(days.worked(needed)),
            committed_by: committed.map(|n| days.worked(n)),
            state,
            owner,
            notes: notes.to_owned(),
            tags: Vec::new(),
            links: Vec::new(),
            source: None,
            created: at,
            updated: days.at(days.worked(-2), 15 * 60),
        });
    }
    for mut dependency in made {
        dependency.id = ground.id();
        ground.program.put(dependency.into());
    }
}

/// Suite, case, the item's key or the feature, outcomes of the last runs, what it said.
#[rustfmt::skip]
static TESTS: [(&str, &str, &str, &str, &str); 14] = [
    ("Search", "finds a product by its exact name", "Search results", "pppppppp", ""),
    ("Search", "corrects one wrong letter", "Search results", "pppppppp", ""),
    ("Search", "answers within 300 ms at the 95th percentile", "SRCH-341", "pppppfff", "expected at most 300 ms, was 412 ms"),
    ("Search", "filters by price and size", "Search results", "ppppppff", "facet “size” shows 0 of 14 values"),
    ("Search", "keeps the filter when going back", "Search results", "ppfppfpp", ""),
    ("Search", "shows stock and margin order", "SRCH-338", "--pppppp", ""),
    ("Checkout", "pays by card", "One-page checkout", "pppppppp", ""),
    ("Checkout", "pays by invoice", "One-page checkout", "ppppppep", ""),
    ("Checkout", "keeps the basket after signing in", "One-page checkout", "pfpfpppf", "basket is empty"),
    ("App", "searches by voice", "Search in the app", "ssssssss", ""),
    ("App", "opens a result", "Search in the app", "pppppppp", ""),
    ("Portal", "signs in with a token", "Portal, contract part", "pppppppp", ""),
    ("Portal", "exports a statement", "Portal, contract part", "ppppppfp", ""),
    ("Portal", "locks after five wrong tokens", "Portal, contract part", "-----ppp", ""),
];

fn tests(ground: &mut Ground, days: &Days<'_>) {
    const SERIES: &str = "Nightly regression";
    let mut dice = Dice::new(0x6e69_6768_746c_7921);
    let runs: Vec<(Timestamp, TestRunId)> =
        (0..8).map(|n| (days.at(back(days.day(n * 2 - 16)), 150), ground.id())).collect();
    let mut failures: Vec<Vec<TestFailure>> = vec![Vec::new(); runs.len()];
    let mut counts = vec![[0_u32; 4]; runs.len()];
    for (suite, name, what, outcomes, said) in TESTS {
        let id: TestId = ground.id();
        let about = ground.item(what).map(Ref::Item);
        for (place, letter) in outcomes.bytes().enumerate() {
            let (Some(outcome), Some(count)) = (Outcome::of_letter(letter), counts.get_mut(place)) else {
                continue;
            };
            if let Some(count) = count.get_mut(outcome as usize) {
                *count += 1;
            }
            if outcome.is_bad()
                && let Some(list) = failures.get_mut(place)
            {
                let kind = if outcome == Outcome::Error { "TimeoutError" } else { "AssertionError" };
                let message = if said.is_empty() { "element is not visible" } else { said };
                list.push(TestFailure { test: id, kind: kind.to_owned(), message: message.to_owned() });
            }
        }
        let created = runs.first().map_or(Timestamp(0), |(at, _)| *at);
        let test = Test {
            id,
            series: SERIES.to_owned(),
            suite: suite.to_owned(),
            class: String::new(),
            name: name.to_owned(),
            feature: if about.is_none() { what.to_owned() } else { String::new() },
            about,
            outcomes: outcomes.to_owned(),
            created,
            updated: runs.last().map_or(created, |(at, _)| *at),
        };
        ground.program.put(test.into());
    }
    let release = ground.next_release();
    for (number, ((at, id), (failures, counts))) in
        (0..).zip(runs.into_iter().zip(failures.into_iter().zip(counts)))
    {
        let [passed, failed, errors, skipped] = counts;
        let run = TestRun {
            id,
            series: SERIES.to_owned(),
            number,
            project: Some(ground.project(0)),
            release,
            at,
            passed,
            failed,
            errors,
            skipped,
            millis: 1_380_000 + dice.below(240_000).unsigned_abs(),
            failures,
            created: at,
            updated: at,
            ..TestRun::blank()
        };
        ground.program.put(run.into());
    }
}
