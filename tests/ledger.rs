//! Commands for what trackers do not tell: each applies, undoes to the same program, and refuses nonsense.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod small;

use gluework::command::{CatalogueEdit, Command, History, ItemEdit, LedgerEdit, SettingsEdit, apply};
use gluework::model::*;
use small::{item_ids, program, stamp};
use std::collections::BTreeSet;

const NONE: Timestamp = Timestamp(0);

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn ledger(edit: LedgerEdit) -> Command {
    Command::Ledger(Box::new(edit))
}

/// Applies a command to the program and checks that one undo brings back every bit of it.
#[track_caller]
fn done(program: &mut Program, command: Command, seed: u64) -> String {
    let before = program.clone();
    let text = gluework::json::to_text(&command);
    assert_eq!(gluework::json::from_text::<Command>(&text).as_ref(), Ok(&command), "{text}");
    let mut history = History::default();
    let change = apply(program, command, stamp(seed)).unwrap();
    let label = change.label.clone();
    history.record(0, change);
    assert_eq!(check(program), []);
    let mut undone = program.clone();
    apply(&mut undone, history.undo_command().unwrap(), stamp(seed)).unwrap();
    assert_eq!(undone, before);
    label
}

#[track_caller]
fn refused(program: &Program, command: Command, why: &str) {
    let mut after = program.clone();
    let rejected = apply(&mut after, command, stamp(99)).unwrap_err();
    assert!(rejected.to_string().contains(why), "{rejected}");
    assert_eq!(&after, program);
}

fn project(program: &Program) -> ProjectId {
    *program.projects.keys().next().unwrap()
}

fn package(program: &Program) -> WorkPackage {
    WorkPackage {
        id: PackageId::from(0),
        project: project(program),
        name: "Index".into(),
        budget: Money::whole(1_000, Currency::EUR),
        start: day("2026-11-01"),
        finish: day("2026-11-30"),
        rule: EarnRule::ZeroHundred,
        scope: None,
        phases: Vec::new(),
        began: None,
        finished: None,
        created: NONE,
        updated: NONE,
    }
}

fn cost(program: &Program) -> CostEntry {
    CostEntry {
        id: CostEntryId::from(0),
        project: project(program),
        package: program.packages.keys().next().copied(),
        date: day("2026-11-03"),
        amount: Money::whole(250, Currency::EUR),
        note: String::new(),
        source: None,
        created: NONE,
        updated: NONE,
    }
}

fn sla() -> Sla {
    Sla {
        id: SlaId::from(0),
        name: "First response".into(),
        client: None,
        project: None,
        target: 60,
        hours: SlaHours::Always,
        attainment: 95,
        rule: None,
        created: NONE,
        updated: NONE,
        ..gluework::json::Json::blank()
    }
}

fn clock(program: &Program) -> SlaClock {
    SlaClock {
        id: SlaClockId::from(0),
        sla: *program.slas.keys().next().unwrap(),
        item: None,
        name: "A call".into(),
        started: Timestamp(small::NOON.0 - 3_600_000),
        pauses: Vec::new(),
        stopped: None,
        created: NONE,
        updated: NONE,
    }
}

fn release(program: &Program) -> Release {
    Release {
        id: ReleaseId::from(0),
        project: Some(project(program)),
        name: "2026.11".into(),
        date: Some(day("2026-11-20")),
        released: true,
        created: NONE,
        updated: NONE,
    }
}

fn catalogue(edit: CatalogueEdit) -> Command {
    Command::Catalogue(Box::new(edit))
}

#[test]
fn a_cost_is_booked_changed_and_taken_away() {
    let mut p = program();
    let new = package(&p);
    done(&mut p, catalogue(CatalogueEdit::PutPackage(Box::new(new))), 10);
    let new = cost(&p);
    assert_eq!(done(&mut p, ledger(LedgerEdit::PutCost(Box::new(new))), 11), "€250 booked");
    let mut booked = (**p.costs.values().next().unwrap()).clone();
    assert!(booked.id.number() != 0 && booked.created == small::NOON);
    booked.amount.amount = -5_000;
    done(&mut p, ledger(LedgerEdit::PutCost(Box::new(booked.clone()))), 12);
    assert_eq!((p.costs.len(), p.costs[&booked.id].amount.amount), (1, -5_000));
    done(&mut p, ledger(LedgerEdit::DeletePackage(booked.package.unwrap())), 13);
    assert_eq!(p.costs[&booked.id].package, None);
    done(&mut p, ledger(LedgerEdit::DeleteCost(booked.id)), 14);
    assert!(p.costs.is_empty() && p.packages.is_empty());
    refused(&p, ledger(LedgerEdit::DeleteCost(booked.id)), "no longer in the program");
}

#[test]
fn a_cost_of_another_projects_package_is_refused() {
    let mut p = program();
    let new = package(&p);
    done(&mut p, catalogue(CatalogueEdit::PutPackage(Box::new(new))), 10);
    let draft =
        gluework::command::ProjectDraft { name: "Other".into(), lens: Lens::Service, team: None, zone: None };
    done(&mut p, catalogue(CatalogueEdit::AddProject(draft)), 11);
    let other = p.projects.values().find(|project| project.name == "Other").unwrap().id;
    let entry = CostEntry { project: other, ..cost(&p) };
    refused(&p, ledger(LedgerEdit::PutCost(Box::new(entry))), "belongs to another project");
}

// [FG11]
#[test]
fn a_plan_by_phases_rises_within_its_baseline() {
    let mut p = program();
    let with = |text: &str| {
        let phases = Phase::read(text).unwrap();
        catalogue(CatalogueEdit::PutPackage(Box::new(WorkPackage { phases, ..package(&p) })))
    };
    let (sound, falls) = (with("2026-11-10 30 %, 2026-11-20 80 %"), with("2026-11-10 30, 2026-11-20 20"));
    let (outside, above) = (with("2026-12-10 30"), with("2026-11-10 101"));
    for command in [falls, outside, above] {
        refused(&p, command, "Planned shares lie within the baseline");
    }
    apply(&mut p, sound, stamp(1)).unwrap();
    assert!(p.packages.values().any(|w| w.phases.len() == 2));
}

#[test]
fn a_deleted_release_is_named_by_nothing_any_more() {
    let mut p = program();
    let new = release(&p);
    done(&mut p, catalogue(CatalogueEdit::PutRelease(Box::new(new))), 10);
    let id = *p.releases.keys().next().unwrap();
    let [first, second] = item_ids(&p);
    done(&mut p, Command::EditItem(first, ItemEdit::Release(Some(id))), 11);
    done(&mut p, Command::EditItem(second, ItemEdit::DefectRelease(Some(id))), 12);
    done(&mut p, Command::EditItem(second, ItemEdit::DefectPhase(Some(DefectPhase::AfterRelease))), 13);
    let milestone = Milestone {
        id: MilestoneId::from(0),
        project: project(&p),
        name: "Launch".into(),
        baseline: None,
        due: day("2026-12-01"),
        reached: None,
        release: Some(id),
        links: Vec::new(),
        notes: String::new(),
        source: None,
        created: NONE,
        updated: NONE,
        ..gluework::json::Json::blank()
    };
    done(&mut p, catalogue(CatalogueEdit::PutMilestone(Box::new(milestone))), 14);
    let by_release = WorkPackage { scope: Some(PackageScope::Release(id)), ..package(&p) };
    done(&mut p, catalogue(CatalogueEdit::PutPackage(Box::new(by_release))), 15);
    done(&mut p, ledger(LedgerEdit::DeleteRelease(id)), 16);
    assert_eq!((p.items[&first].release, p.items[&second].defect.as_ref().unwrap().release), (None, None));
    assert_eq!(p.milestones.values().next().unwrap().release, None);
    assert_eq!(p.packages.values().next().unwrap().scope, None);
    let milestone = *p.milestones.keys().next().unwrap();
    done(&mut p, ledger(LedgerEdit::DeleteMilestone(milestone)), 17);
    assert!(p.milestones.is_empty());
}

#[test]
fn an_absence_ends_after_it_begins() {
    let mut p = program();
    done(&mut p, catalogue(CatalogueEdit::AddPerson { name: "Priya Nair".into(), team: None }), 10);
    let absence = Absence {
        id: AbsenceId::from(0),
        person: *p.people.keys().next().unwrap(),
        from: day("2026-12-21"),
        to: day("2026-12-31"),
        reason: " winter\nholidays ".into(),
        created: NONE,
        updated: NONE,
    };
    let label = done(&mut p, ledger(LedgerEdit::PutAbsence(Box::new(absence.clone()))), 11);
    assert_eq!(label, "Priya Nair is away from 21 Dec to 31 Dec");
    assert_eq!(p.absences.values().next().unwrap().reason, "winter holidays");
    let backwards = Absence { to: day("2026-12-20"), ..absence };
    refused(&p, ledger(LedgerEdit::PutAbsence(Box::new(backwards))), "would end before it starts");
    let id = *p.absences.keys().next().unwrap();
    done(&mut p, ledger(LedgerEdit::DeleteAbsence(id)), 12);
}

#[test]
fn a_service_level_and_its_clocks_come_and_go() {
    let mut p = program();
    done(&mut p, ledger(LedgerEdit::PutSla(Box::new(sla()))), 10);
    let new = clock(&p);
    done(&mut p, ledger(LedgerEdit::PutClock(Box::new(new))), 11);
    let id = *p.clocks.keys().next().unwrap();
    refused(&p, ledger(LedgerEdit::ResumeClock(id)), "runs already");
    done(&mut p, ledger(LedgerEdit::PauseClock(id, "Waiting for the client".into())), 12);
    refused(&p, ledger(LedgerEdit::PauseClock(id, String::new())), "stands still already");
    done(&mut p, ledger(LedgerEdit::ResumeClock(id)), 13);
    done(&mut p, ledger(LedgerEdit::PauseClock(id, String::new())), 14);
    done(&mut p, ledger(LedgerEdit::StopClock(id)), 15);
    assert_eq!((p.clocks[&id].stopped, p.clocks[&id].pauses[1].to), (Some(small::NOON), Some(small::NOON)));
    refused(&p, ledger(LedgerEdit::StopClock(id)), "was stopped before");
    let new = clock(&p);
    done(&mut p, ledger(LedgerEdit::PutClock(Box::new(new))), 16);
    let second = *p.clocks.keys().find(|other| **other != id).unwrap();
    done(&mut p, ledger(LedgerEdit::DeleteClock(second)), 17);
    let level = *p.slas.keys().next().unwrap();
    done(&mut p, ledger(LedgerEdit::DeleteSla(level)), 18);
    assert!(p.slas.is_empty() && p.clocks.is_empty());
}

#[test]
fn a_clock_started_for_an_incident_is_one_step() {
    let mut p = program();
    done(&mut p, ledger(LedgerEdit::PutSla(Box::new(sla()))), 10);
    let incident =
        gluework::model::Incident { title: "Mails late".into(), severity: 2, ..Default::default() };
    done(&mut p, Command::add(incident), 11);
    let incident = *p.incidents.keys().next().unwrap();
    let start = LedgerEdit::StartClock(Box::new(clock(&p)), incident);
    // Undo, too, is one step: `done` takes it back and compares.
    let label = done(&mut p, ledger(start.clone()), 12);
    assert_eq!(p.incidents[&incident].clocks, p.clocks.keys().copied().collect::<Vec<_>>());
    assert_eq!(label, "Clock started for INC-1");
    let gone = (*p.incidents[&incident]).clone();
    done(&mut p, Command::remove(gone), 13);
    refused(&p, ledger(start), "incident");
}

// [FG11]
#[test]
fn a_clock_outlives_its_item_under_its_name() {
    let mut p = program();
    let [first, _] = item_ids(&p);
    done(&mut p, ledger(LedgerEdit::PutSla(Box::new(sla()))), 10);
    let of_item = SlaClock { item: Some(first), name: String::new(), ..clock(&p) };
    done(&mut p, ledger(LedgerEdit::PutClock(Box::new(of_item))), 11);
    done(&mut p, Command::DeleteItem(first), 12);
    let left = p.clocks.values().next().unwrap();
    assert_eq!((left.item, left.name.as_str()), (None, "AS-1 Vector index rebuild"));
}

#[test]
fn service_levels_and_clocks_that_make_no_sense_are_refused() {
    let mut p = program();
    let put = |sla: Sla| ledger(LedgerEdit::PutSla(Box::new(sla)));
    refused(&p, put(Sla { target: 0, ..sla() }), "longer than nothing");
    refused(&p, put(Sla { attainment: 0, ..sla() }), "between 1 and 100");
    refused(&p, put(Sla { name: " ".into(), ..sla() }), "cannot be empty");
    let hours = |days, from, to| {
        SlaHours::Service(ServiceHours { days, from, to, holidays: BTreeSet::new(), zone: None })
    };
    refused(&p, put(Sla { hours: hours([true; 7], 600, 600), ..sla() }), "must end after it begins");
    refused(&p, put(Sla { hours: hours([false; 7], 540, 1020), ..sla() }), "At least one day");
    let pauses = [StatusId::from(999)].into();
    let rule = SlaRule { label: None, begins: ClockMark::Created, ends: ClockMark::Done, pauses };
    refused(&p, put(Sla { rule: Some(rule), ..sla() }), "pauses the clock");
    done(&mut p, put(sla()), 10);
    let stopped = SlaClock { stopped: Some(Timestamp(0)), ..clock(&p) };
    refused(&p, ledger(LedgerEdit::PutClock(Box::new(stopped))), "stops before it starts");
    let from = small::NOON;
    let pauses = vec![ClockPause { from, to: None, reason: String::new() }; 2];
    refused(
        &p,
        ledger(LedgerEdit::PutClock(Box::new(SlaClock { pauses, ..clock(&p) }))),
        "do not follow one another",
    );
}

#[test]
fn settings_for_figures_are_remembered_and_checked() {
    let mut p = program();
    let label = done(&mut p, Command::Settings(SettingsEdit::Eac(EacForm::Composite)), 10);
    assert_eq!(label, "The cost at completion is estimated by the composite form");
    let review = p.workflows.values().next().unwrap().statuses[2].id;
    done(&mut p, Command::Settings(SettingsEdit::Waiting(review, true)), 11);
    assert!(p.settings.waiting.contains(&review));
    done(&mut p, Command::Settings(SettingsEdit::Waiting(review, false)), 12);
    refused(
        &p,
        Command::Settings(SettingsEdit::Waiting(StatusId::from(999), true)),
        "no longer in the program",
    );
    let limits = |change: fn(&mut Thresholds)| {
        let mut limits = Thresholds::default();
        change(&mut limits);
        Command::Settings(SettingsEdit::Thresholds(Box::new(limits)))
    };
    done(&mut p, limits(|t| t.sla_margin = Some(3)), 13);
    refused(&p, limits(|t| t.confidence = (50, 85)), "must be the stricter");
    refused(&p, limits(|t| t.risk = (15, 8)), "must be the stricter");
    refused(&p, limits(|t| t.forecast_days = 4), "from 5 to 3650 days");
    refused(&p, limits(|t| t.velocity_sprints = 0), "at least one sprint");
    let id = project(&p);
    let agreed = ScopeBaseline { date: day("2026-11-01"), items: 2, points: Points::whole(8) };
    done(&mut p, ledger(LedgerEdit::ScopeBaseline(id, Some(agreed))), 14);
    done(&mut p, ledger(LedgerEdit::ScopeBaseline(id, None)), 15);
}
