//! The sample program: sound, deterministic, and telling on every day of the year.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use gluework::model::*;
use gluework::sample;
use std::collections::{BTreeMap, BTreeSet};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn berlin() -> Zone {
    // Summer time of the years the tests look at: last Sundays of March and October, 01:00 UTC.
    let changes = [
        ("2025-03-30", 7200),
        ("2025-10-26", 3600),
        ("2026-03-29", 7200),
        ("2026-10-25", 3600),
        ("2027-03-28", 7200),
        ("2027-10-31", 3600),
    ];
    let changes = changes.map(|(day, offset)| {
        (day.parse::<Date>().unwrap().and_hms_opt(1, 0, 0).unwrap().and_utc().timestamp(), offset)
    });
    Zone::new("Europe/Berlin", 3600, changes.into())
}

fn thursday() -> Program {
    sample::program(day("2025-11-20"), &berlin())
}

fn item<'a>(program: &'a Program, key: &str) -> &'a WorkItem {
    program.item_by_key(key).unwrap_or_else(|| panic!("no {key}"))
}

fn status_name(program: &Program, item: &WorkItem) -> String {
    program.status(item.status).unwrap().name.clone()
}

/// First entry to in progress and last to done, as local days; none unless finished and delivered.
fn cycle(program: &Program, zone: &Zone, item: &WorkItem) -> Option<(Date, Date)> {
    let category = |status| program.status(status).unwrap().category;
    if category(item.status) != Category::Done {
        return None;
    }
    let mut start = None;
    let mut finish = None;
    for event in &item.history {
        if let Happening::Moved { to, .. } = event.what {
            match category(to) {
                Category::InProgress => start = start.or(Some(zone.day(event.at))),
                Category::Done => finish = Some(zone.day(event.at)),
                _ => {}
            }
        }
    }
    Some((start.or(finish)?, finish?))
}

/// Wherever in the week, month or year it is opened.
fn many_days() -> Vec<Date> {
    let first = day("2025-11-20");
    (0..400).step_by(9).map(|n| first + chrono::Days::new(n)).chain([day("2024-02-29")]).collect()
}

#[test]
fn it_is_sound_on_every_day() {
    for today in many_days() {
        assert_eq!(check(&sample::program(today, &berlin())), vec![], "{today}");
    }
}

#[test]
fn the_same_day_and_zone_give_the_same_bytes() {
    let bytes = |zone: &Zone| gluework::json::to_text(&sample::program(day("2026-02-28"), zone));
    assert_eq!(bytes(&berlin()), bytes(&berlin()));
    assert_ne!(bytes(&berlin()), bytes(&Zone::utc()));
}

#[test]
fn it_is_marked_as_a_sample_and_has_one_user() {
    let program = thursday();
    assert!(program.settings.sample);
    assert_eq!(program.settings.zone, "Europe/Berlin");
    assert_eq!(program.people.values().filter(|p| p.me).count(), 1);
    assert!((12..=20).contains(&program.people.len()));
    assert!((330..=450).contains(&program.items.len()), "{}", program.items.len());
}

#[test]
fn histories_are_in_order_and_within_working_hours() {
    use chrono::{Datelike, Timelike};
    for today in [day("2025-11-20"), day("2025-11-22"), day("2025-11-23"), day("2025-11-24")] {
        let (zone, program) = (berlin(), sample::program(today, &berlin()));
        for item in program.items.values() {
            assert!(item.history.is_sorted_by_key(|e| e.at), "{}", item.key);
            assert!(item.created <= item.updated);
            let mut status = None;
            for event in &item.history {
                let local = zone.local(event.at);
                assert!(local.date() < today, "{today}: {} has an event on {local}", item.key);
                assert!(local.weekday().num_days_from_monday() < 5, "{} on {local}", item.key);
                assert!((9..18).contains(&local.hour()), "{} at {local}", item.key);
                match event.what {
                    Happening::Created { status: to } => status = Some(to),
                    Happening::Moved { from, to } => {
                        assert_eq!(status, Some(from), "{}", item.key);
                        status = Some(to);
                    }
                    _ => {}
                }
            }
            assert!(item.history.is_empty() || status == Some(item.status), "{}", item.key);
        }
    }
}

#[test]
fn titles_and_keys_are_not_repeated() {
    let program = thursday();
    let titles: BTreeSet<&str> = program.items.values().map(|i| i.title.as_str()).collect();
    assert_eq!(titles.len(), program.items.len());
    for item in program.items.values() {
        let (prefix, number) = item.key.split_once('-').unwrap();
        assert!(number.parse::<u32>().unwrap() <= program.settings.last_numbers[prefix], "{}", item.key);
    }
}

#[test]
fn the_board_shows_the_running_sprint_over_its_limit() {
    for today in many_days() {
        let program = sample::program(today, &berlin());
        let active: BTreeSet<SprintId> =
            program.sprints.values().filter(|s| s.state == SprintState::Active).map(|s| s.id).collect();
        assert_eq!(active.len(), 3);
        let mut columns: BTreeMap<String, usize> = BTreeMap::new();
        for item in program.items.values().filter(|i| i.sprint.is_some_and(|s| active.contains(&s))) {
            *columns.entry(status_name(&program, item)).or_default() += 1;
        }
        let expected = [("Ready", 4), ("In progress", 7), ("Review", 2), ("Test", 2), ("Done", 18)];
        assert_eq!(columns, expected.map(|(name, n)| (name.to_owned(), n)).into(), "{today}");
    }
    let program = thursday();
    let limit = program.workflows.values().flat_map(|w| &w.statuses).find(|s| s.name == "In progress");
    assert_eq!(limit.unwrap().wip_limit, Some(5));
}

#[test]
fn the_running_sprint_ends_three_working_days_after_today() {
    let program = thursday();
    for sprint in program.sprints.values().filter(|s| s.state == SprintState::Active) {
        assert!(sprint.name.ends_with(" 24"));
        assert_eq!((sprint.start, sprint.end), (Some(day("2025-11-12")), Some(day("2025-11-25"))));
    }
    let (zone, search) = (berlin(), program.sprints.values().find(|s| s.name == "Search 24").unwrap());
    let committed: Points = search.commitment.iter().flatten().filter_map(|c| c.estimate).sum();
    assert_eq!(committed, Points::whole(52));
    let done: Points = program
        .items
        .values()
        .filter(|i| i.sprint == Some(search.id) && cycle(&program, &zone, i).is_some())
        .filter_map(|i| i.estimate)
        .sum();
    assert_eq!(done, Points::whole(34));
}

#[test]
fn every_started_sprint_has_a_frozen_commitment() {
    for sprint in thursday().sprints.values() {
        assert_eq!(sprint.commitment.is_some(), sprint.state != SprintState::Planned, "{}", sprint.name);
        assert!(sprint.commitment.as_ref().is_none_or(|c| c.len() > 2), "{}", sprint.name);
    }
}

#[test]
fn the_figures_are_telling() {
    let (zone, program) = (berlin(), thursday());
    let search = |n: u32| {
        let sprint = program.sprints.values().find(|s| s.name == format!("Search {n}")).unwrap();
        let done = program.items.values().filter(|i| i.sprint == Some(sprint.id));
        let done = done.filter(|i| cycle(&program, &zone, i).is_some_and(|(_, f)| Some(f) <= sprint.end));
        done.filter_map(|i| i.estimate).sum::<Points>()
    };
    assert_eq!([21, 22, 23].map(search), [47, 36, 40].map(Points::whole));

    let project = program.projects.values().find(|p| p.name == "AI Search").unwrap().id;
    let since = day("2025-09-22");
    let items = program.items.values().filter(|i| i.project == project && !i.kind.is_container());
    let mut cycles: Vec<i64> = items
        .filter_map(|i| cycle(&program, &zone, i))
        .filter(|(_, finish)| *finish >= since)
        .map(|(start, finish)| days_inclusive(start, finish))
        .collect();
    cycles.sort_unstable();
    let percentile = |p: usize| cycles[(cycles.len() * p).div_ceil(100) - 1];
    println!("n {} 50 % {} 85 % {} 95 % {}", cycles.len(), percentile(50), percentile(85), percentile(95));
    assert!(cycles.len() > 70 && (4..=6).contains(&percentile(50)) && (7..=9).contains(&percentile(85)));

    for release in program.releases.values().filter(|r| r.released) {
        let of = |i: &&std::sync::Arc<WorkItem>| {
            i.defect.as_ref().is_some_and(|d| d.release == Some(release.id) && !d.invalid)
        };
        let found: Vec<Date> = program.items.values().filter(of).map(|i| zone.day(i.created)).collect();
        let leaked = found.iter().filter(|d| Some(**d) > release.date).count();
        println!("{}: {leaked} of {}", release.name, found.len());
        assert!(leaked == 1 && (9..=24).contains(&found.len()), "{}", release.name);
    }

    let spent: i64 = program.costs.values().filter(|c| c.project == project).map(|c| c.amount.amount).sum();
    assert_eq!(spent, 45_000_000);
    let earned: i64 = program
        .packages
        .values()
        .filter(|p| p.project == project)
        .map(|p| match p.rule {
            EarnRule::ZeroHundred => i64::from(p.finished.is_some()) * p.budget.amount,
            EarnRule::FiftyFifty => p.budget.amount * i64::from(p.began.is_some()) / 2,
            EarnRule::EstimateShare => panic!("not used here"),
        })
        .sum();
    assert_eq!(earned * 100 / spent, 96);

    let open: Vec<_> = program.risks.values().filter(|r| r.state.is_open()).collect();
    assert_eq!(open.len(), 12);
    let exposure: i64 = open.iter().filter_map(|r| r.exposure()).map(|m| m.amount).sum();
    assert_eq!(exposure, 39_500_000);
    let before = zone.start_of(day("2025-09-01"));
    let then = program.risks.values().filter(|r| r.created < before && r.closed.is_none_or(|c| c > before));
    let then: i64 = then.filter_map(|r| r.exposure()).map(|m| m.amount).sum();
    assert!(then > 55_000_000, "{then}");
}

#[test]
fn the_story_is_told() {
    let program = thursday();
    let stuck = item(&program, "SRCH-341");
    assert_eq!(stuck.title, "Vector index rebuild on staging");
    let block = stuck.blocked.as_ref().unwrap();
    assert!(block.reason.starts_with("No GPU quota on staging"));
    assert_eq!(berlin().day(block.since), day("2025-11-17"));
    let risk = program.risks.values().find(|r| r.key == "R-19").unwrap();
    assert!(stuck.links.contains(&Link { kind: LinkKind::LeadsTo, to: Ref::Risk(risk.id) }));
    let blocker = item(&program, "PLT-96");
    let held = item(&program, "MOB-118");
    assert!(blocker.links.contains(&Link { kind: LinkKind::Blocks, to: Ref::Item(held.id) }));
    assert!(item(&program, "PLT-61").history.is_empty());
    assert_eq!(program.plan.len(), 7);
    assert!(program.plan.values().any(|p| p.day < day("2025-11-20") && p.done.is_none()));
    assert!(program.releases.values().any(|r| r.name == "2025.12" && !r.released));
}

#[test]
fn the_generator_makes_what_is_asked_for() {
    let make = |n, seed| sample::generate(n, seed, day("2026-01-15"), &Zone::utc());
    let program = make(2000, 1);
    assert_eq!(program.items.len(), 2000);
    assert_eq!(check(&program), vec![]);
    assert!(!program.settings.sample);
    let moves = program.items.values().flat_map(|i| &i.history);
    let moves = moves.filter(|e| matches!(e.what, Happening::Moved { .. })).count();
    println!("{} status changes an item", moves as f64 / 2000.0);
    assert!((10_000..14_000).contains(&moves), "{moves}");
    assert_eq!(make(300, 5), make(300, 5));
    assert_ne!(make(300, 5), make(300, 6));
    assert_eq!(check(&make(0, 0)), vec![]);
}

#[test]
fn ten_thousand_items_fit_into_half_of_local_storage() {
    use gluework::storage::{Load, load, memory::Memory, usage};
    let program = sample::generate(10_000, 1, day("2026-01-15"), &Zone::utc());
    let store = Memory::default();
    let Load::Fresh(mut writer) = load(&store) else { panic!() };
    writer.save(&store, &program, Timestamp(0)).unwrap();
    let units = usage(&store).unwrap().units;
    println!("10,000 items: {} bytes of JSON, {units} units stored", gluework::json::to_text(&program).len());
    assert!(units <= 2_500_000, "{units}");
}

#[test]
fn the_missing_quota_leads_from_an_action_to_a_decision() {
    use gluework::analysis::{Context, Facts, Scope, escalation, risk};
    let (zone, program) = (berlin(), thursday());
    let by_key = |kind: &str, key: &str| match kind {
        "action" => Ref::Action(program.actions.values().find(|a| a.key == key).unwrap().id),
        "risk" => Ref::Risk(program.risks.values().find(|r| r.key == key).unwrap().id),
        "escalation" => Ref::Escalation(program.escalations.values().find(|e| e.key == key).unwrap().id),
        _ => Ref::Decision(program.decisions.values().find(|d| d.key == key).unwrap().id),
    };
    let chain = [("action", "A-61"), ("risk", "R-19"), ("escalation", "E-7"), ("decision", "D-32")];
    let chain = chain.map(|(kind, key)| by_key(kind, key));
    let steps: Vec<Ref> =
        gluework::analysis::chain::chain(&program, &chain[1]).into_iter().map(|s| s.at).collect();
    let kept: Vec<&Ref> = steps.iter().filter(|at| chain.contains(at)).collect();
    assert_eq!(kept, chain.iter().collect::<Vec<_>>());
    let at = |text: &str| Timestamp::parse(text).unwrap();
    let ctx = |now: &str| Context { program: &program, zone: &zone, now: at(now) };
    // The answer is expected on Thursday at 14:00 in Berlin, 13:00 in UTC.
    assert_eq!(escalation::overdue(&ctx("2025-11-20T12:59:00Z"), Scope::default()), []);
    assert_eq!(escalation::overdue(&ctx("2025-11-20T13:30:00Z"), Scope::default()).len(), 1);
    // Nothing fires by itself when the sample is opened, in the morning or at night.
    for now in ["2025-11-20T06:00:00Z", "2025-11-20T22:30:00Z"] {
        let ctx = ctx(now);
        assert_eq!(risk::firing(&Facts::new(&ctx)), []);
        let [risks, assumptions, issues, dependencies, escalations] =
            risk::register::counts(&ctx, Scope::default());
        assert_eq!([risks, assumptions, issues, escalations], [12, 6, 4, 1]);
        assert!(dependencies >= 9);
    }
}

#[test]
fn no_trigger_fires_when_the_sample_is_opened_on_another_day() {
    use gluework::analysis::{Context, Facts, risk};
    let zone = berlin();
    for today in many_days() {
        let program = sample::program(today, &zone);
        let now = zone.moment(today.and_hms_opt(11, 0, 0).unwrap());
        let ctx = Context { program: &program, zone: &zone, now };
        assert_eq!(risk::firing(&Facts::new(&ctx)), [], "{today}");
        assert_eq!(check(&program), vec![], "{today}");
    }
}
