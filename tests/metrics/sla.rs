//! Service levels: clocks, hours, attainment.

use crate::support::*;
use gluework::analysis::sla::{Attainment, CycleState, attainment, cycles, service_between};
use gluework::analysis::{Colour, Facts, Scope, Window, all_figures, health};
use gluework::model::*;
use std::collections::BTreeSet;

const ALL: Scope = Scope { project: None, team: None };

fn office(zone: Option<&str>) -> ServiceHours {
    let days = [true, true, true, true, true, false, false];
    ServiceHours { days, from: 9 * 60, to: 17 * 60, holidays: BTreeSet::new(), zone: zone.map(str::to_owned) }
}

fn sla(b: &mut Builder, hours: SlaHours, target: u32, change: impl FnOnce(&mut Sla)) -> SlaId {
    let id = SlaId::from(b.id());
    let mut sla = Sla {
        id,
        name: format!("Level {id}"),
        client: None,
        project: None,
        target,
        hours,
        attainment: 90,
        rule: None,
        created: Timestamp(0),
        updated: Timestamp(0),
        ..gluework::json::Json::blank()
    };
    change(&mut sla);
    b.program.put(sla.into());
    id
}

fn clock(b: &mut Builder, sla: SlaId, started: &str, stopped: Option<&str>, pauses: &[(&str, Option<&str>)]) {
    let pauses =
        pauses.iter().map(|(from, to)| ClockPause { from: at(from), to: to.map(at), reason: String::new() });
    let clock = SlaClock {
        id: SlaClockId::from(b.id()),
        sla,
        item: None,
        name: "A call".into(),
        started: at(started),
        pauses: pauses.collect(),
        stopped: stopped.map(at),
        created: Timestamp(0),
        updated: Timestamp(0),
    };
    assert_eq!(clock.fault(), None);
    b.program.put(clock.into());
}

fn client(b: &mut Builder, name: &str) -> ClientId {
    let id = ClientId::from(b.id());
    let client = Client {
        id,
        name: name.into(),
        notes: String::new(),
        created: Timestamp(0),
        updated: Timestamp(0),
        ..gluework::json::Json::blank()
    };
    b.program.put(client.into());
    id
}

fn taken(b: &Builder, today: &str) -> Vec<(i64, CycleState)> {
    b.ask(today, |ctx| cycles(&Facts::new(ctx), ALL).all.iter().map(|c| (c.taken, c.state)).collect())
}

fn answer(b: &Builder, today: &str) -> Attainment {
    b.ask(today, |ctx| attainment(&Facts::new(ctx), ALL, Window::default()))
}

#[track_caller]
fn minutes(hours: &SlaHours, zone: &Zone, from: &str, to: &str, expected: i64) {
    let millis = service_between(hours, zone, at(from), at(to));
    assert_eq!(millis / 60_000, expected, "{from} to {to}");
}

#[test]
fn around_the_clock_every_minute_counts_across_a_change_of_clocks_too() {
    let berlin = zone("Europe/Berlin");
    // The night of 29 March 2026 has 23 hours.
    minutes(&SlaHours::Always, &berlin, "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", 23 * 60);
}

#[test]
fn service_hours_leave_out_nights_weekends_and_holidays() {
    let utc = Zone::utc();
    let mut hours = office(None);
    let friday_to_monday = ("2026-03-06 16:00", "2026-03-09 10:30");
    minutes(&SlaHours::Service(hours.clone()), &utc, friday_to_monday.0, friday_to_monday.1, 60 + 90);
    hours.holidays.insert(day("2026-03-09"));
    minutes(&SlaHours::Service(hours.clone()), &utc, friday_to_monday.0, friday_to_monday.1, 60);
    minutes(&SlaHours::Service(hours), &utc, "2026-03-07 10:00", "2026-03-07 15:00", 0);
}

#[test]
fn a_day_of_service_may_end_at_midnight() {
    let mut hours = office(None);
    (hours.from, hours.to) = (0, 24 * 60);
    minutes(&SlaHours::Service(hours), &Zone::utc(), "2026-03-05 22:00", "2026-03-06 03:00", 5 * 60);
}

#[test]
fn service_hours_follow_their_own_zone() {
    let mut b = Builder::new();
    let level = sla(&mut b, SlaHours::Service(office(Some("America/New_York"))), 60, |_| {});
    // 9:00 to 10:00 in New York on a winter day is 14:00 to 15:00 UTC.
    clock(&mut b, level, "2026-02-03 12:00", Some("2026-02-03 15:00"), &[]);
    let zones = [zone("America/New_York")];
    b.ask("2026-02-03", |ctx| {
        assert_eq!(cycles(&Facts::new(ctx).with_zones(&zones), ALL).all[0].taken, 60);
        let unknown = attainment(&Facts::new(ctx), ALL, Window::default());
        assert_eq!(group(&unknown.notes.remarks, "Time zone not known here"), 1);
    });
}

#[test]
fn pauses_do_not_count_and_an_open_one_stands_still() {
    let mut b = Builder::new();
    let level = sla(&mut b, SlaHours::Always, 120, |_| {});
    clock(
        &mut b,
        level,
        "2026-03-02 08:00",
        Some("2026-03-02 12:00"),
        &[("2026-03-02 09:00", Some("2026-03-02 11:00"))],
    );
    clock(&mut b, level, "2026-03-02 13:00", None, &[("2026-03-02 14:30", None)]);
    assert_eq!(taken(&b, "2026-03-02"), [(120, CycleState::Met), (90, CycleState::Running)]);
    b.ask("2026-03-02", |ctx| {
        let all = cycles(&Facts::new(ctx), ALL).all;
        assert_eq!((all[1].paused, all[1].left), (true, 30));
    });
}

#[test]
fn a_minute_beyond_the_target_is_a_breach() {
    let mut b = Builder::new();
    let level = sla(&mut b, SlaHours::Always, 60, |_| {});
    clock(&mut b, level, "2026-03-02 08:00", Some("2026-03-02 09:00"), &[]);
    clock(&mut b, level, "2026-03-02 08:00", Some("2026-03-02 09:01"), &[]);
    let states: Vec<_> = taken(&b, "2026-03-02").into_iter().map(|(_, state)| state).collect();
    assert_eq!(states, [CycleState::Met, CycleState::Breached]);
}

// [FG4]
#[test]
fn attainment_counts_open_cycles_past_their_target_and_no_others() {
    let mut b = Builder::new();
    let level = sla(&mut b, SlaHours::Always, 60, |_| {});
    for n in 0..8 {
        clock(&mut b, level, &format!("2026-03-02 0{n}:00"), Some(&format!("2026-03-02 0{n}:30")), &[]);
    }
    clock(&mut b, level, "2026-03-02 08:00", Some("2026-03-02 10:00"), &[]);
    clock(&mut b, level, "2026-03-02 12:00", None, &[]);
    clock(&mut b, level, "2026-03-02 23:30", None, &[]);
    // Finished long before the window.
    clock(&mut b, level, "2025-03-02 08:00", Some("2025-03-02 18:00"), &[]);
    let all = answer(&b, "2026-03-02");
    let share = all.share;
    assert_eq!((share.met, share.breached, share.overdue, share.running), (8, 1, 1, 1));
    assert_eq!(share.attainment(), Some(80.0));
    assert_eq!(group(&all.notes.left_out, "Finished before the window"), 1);
    assert_eq!(all.levels[0].colour, Some(Colour::Red));
    assert_eq!(all.notes.caption, "8 of 10 cycles met their target, 2 did not (1 of them still open): 80 %.");
    b.ask("2026-03-02", |ctx| {
        let figure = figure(all_figures(ctx, ALL), "Service level attainment");
        assert_eq!((figure.value.number(), figure.formula[1].as_str()), (Some(80.0), "8 ÷ (8 + 2) = 80 %"));
    });
}

// [FG4]
#[test]
fn the_worst_client_stands_beside_the_mean() {
    let mut b = Builder::new();
    for (name, met, breached) in [("Kestrel", 9, 1), ("Nordvik", 3, 1)] {
        let client = client(&mut b, name);
        let level = sla(&mut b, SlaHours::Always, 60, |s| s.client = Some(client));
        for n in 0..met + breached {
            let stop = if n < met { "2026-03-02 08:30" } else { "2026-03-02 18:30" };
            clock(&mut b, level, "2026-03-02 08:00", Some(stop), &[]);
        }
    }
    let all = answer(&b, "2026-03-03");
    let (_, name, share) = &all.clients[all.worst.unwrap()];
    assert_eq!((name.as_str(), share.attainment()), ("Nordvik", Some(75.0)));
    assert!((all.share.attainment().unwrap() - 1200.0 / 14.0).abs() < 1e-9);
    assert!(all.notes.caption.ends_with("; worst for Nordvik with 75 %."), "{}", all.notes.caption);
}

/// Resolution within 4 service hours, waiting in review.
fn by_rule() -> Builder {
    let mut b = Builder::new();
    let project = Some(b.project);
    sla(&mut b, SlaHours::Service(office(None)), 240, |s| {
        s.project = project;
        let pauses = [status(REVIEW)].into();
        s.rule = Some(SlaRule {
            label: Some("support".into()),
            begins: ClockMark::Created,
            ends: ClockMark::Done,
            pauses,
        });
    });
    b
}

fn support(b: &mut Builder, passage: &[(&str, &str)]) {
    b.item_with(passage, |i| i.labels = vec!["support".into()]);
}

#[test]
fn a_rule_starts_pauses_and_stops_clocks_by_status() {
    let mut b = by_rule();
    // Thursday 15:00 to 17:00, waits overnight to Friday noon, then 12:00 to 13:30.
    support(
        &mut b,
        &[
            ("2026-03-05 15:00", TODO),
            ("2026-03-05 16:00", DOING),
            ("2026-03-05 17:00", REVIEW),
            ("2026-03-06 12:00", DOING),
            ("2026-03-06 13:30", DONE),
        ],
    );
    b.item(&[("2026-03-05 15:00", TODO)]);
    assert_eq!(taken(&b, "2026-03-06"), [(210, CycleState::Met)]);
}

#[test]
fn time_in_done_before_a_reopening_does_not_count_and_cancelled_is_withdrawn() {
    let mut b = by_rule();
    support(
        &mut b,
        &[
            ("2026-03-05 09:00", DOING),
            ("2026-03-05 10:00", DONE),
            ("2026-03-05 14:00", DOING),
            ("2026-03-05 15:00", DONE),
        ],
    );
    support(&mut b, &[("2026-03-05 09:00", DOING), ("2026-03-06 16:00", CANCELLED)]);
    assert_eq!(taken(&b, "2026-03-06"), [(120, CycleState::Met)]);
    assert_eq!(group(&answer(&b, "2026-03-06").notes.left_out, "Cancelled"), 1);
}

#[test]
fn an_open_item_past_its_target_is_overdue_and_one_that_waits_stands_still() {
    let mut b = by_rule();
    support(&mut b, &[("2026-03-05 09:00", DOING)]);
    support(&mut b, &[("2026-03-05 10:00", DOING), ("2026-03-05 11:00", REVIEW)]);
    b.ask("2026-03-06", |ctx| {
        let all = cycles(&Facts::new(ctx), ALL).all;
        assert_eq!(
            all.iter().map(|c| (c.taken, c.state, c.paused)).collect::<Vec<_>>(),
            [(960, CycleState::Overdue, false), (60, CycleState::Running, true)]
        );
    });
}

#[test]
fn a_response_is_the_first_start() {
    let mut b = Builder::new();
    sla(&mut b, SlaHours::Always, 60, |s| {
        let pauses = BTreeSet::new();
        s.rule = Some(SlaRule { label: None, begins: ClockMark::Created, ends: ClockMark::Started, pauses });
    });
    b.item(&[("2026-03-05 09:00", TODO), ("2026-03-05 09:40", DOING), ("2026-03-05 18:00", DONE)]);
    b.item_with(&[("2026-03-05 09:00", TODO), ("2026-03-05 09:40", DOING)], |i| i.history[1].seen = true);
    assert_eq!(taken(&b, "2026-03-06"), [(40, CycleState::Met)]);
    assert_eq!(group(&answer(&b, "2026-03-06").notes.left_out, "No history"), 1);
}

#[test]
fn without_levels_or_cycles_it_says_so() {
    let mut b = Builder::new();
    let sentence =
        |b: &Builder| b.ask("2026-03-06", |ctx| figure(all_figures(ctx, ALL), "Service level").sentence);
    assert_eq!(sentence(&b), "No service level was agreed.");
    sla(&mut b, SlaHours::Always, 60, |_| {});
    assert_eq!(sentence(&b), "No cycle of a service level was finished, and none is past its target.");
}

#[test]
fn quality_turns_amber_below_a_levels_target_and_red_beyond_the_margin() {
    for (met, colour) in [(9, Colour::Green), (17, Colour::Amber), (8, Colour::Red)] {
        let mut b = Builder::new();
        let project = Some(b.project);
        let level = sla(&mut b, SlaHours::Always, 60, |s| s.project = project);
        // 9 of 10 is the target; 17 of 20 is five points below; 8 of 10 is worse.
        for n in 0..if met == 17 { 20 } else { 10 } {
            let stop = if n < met { "2026-03-02 08:30" } else { "2026-03-02 18:30" };
            clock(&mut b, level, "2026-03-02 08:00", Some(stop), &[]);
        }
        b.ask("2026-03-03", |ctx| {
            let quality = health(ctx, Some(b.project)).dimensions.remove(4);
            assert_eq!((quality.key, quality.computed), ("quality", colour), "{}", quality.reason);
            assert_eq!(quality.limit, "≥ 90 % green", "the limit is that of the reason");
        });
    }
}
