//! Reports that were sent: the next one says exactly what changed since, and what users wrote stays.

use crate::build::{Build, at, day, halden};
use gluework::analysis::changes::What;
use gluework::analysis::{Context, Facts};
use gluework::command::{CatalogueEdit, Command, ItemEdit};
use gluework::exchange::{document, sent, snapshot};
use gluework::model::*;
use gluework::report::Document;
use gluework::report::status::{Audience, Kept, Kind, Options, report, report_of};

const KIND: Kind = Kind::Weekly;

fn ctx<'a>(b: &'a Build, zone: &'a Zone, now: &str) -> Context<'a> {
    Context { program: &b.program, zone, now: at(now) }
}

fn options(ctx: &Context<'_>, project: ProjectId) -> Options {
    let last = sent::last(ctx.program, Some(project), KIND);
    let before = last.map(|report| sent::before(&report).unwrap());
    let since = before.as_ref().map_or(day("2026-11-13"), |before| ctx.zone.day(before.at));
    let sections = sent::sections(ctx.program, Some(project), KIND);
    Options { before, since, sections, ..Options::new(ctx, Some(project), Audience::Team) }
}

fn send(b: &mut Build, project: ProjectId, now: &str) {
    let zone = Zone::utc();
    let command = {
        let ctx = ctx(b, &zone, now);
        let facts = Facts::new(&ctx);
        let options = options(&ctx, project);
        sent::send(&facts, &options, &report_of(&facts, &options))
    };
    b.on(now);
    b.run(command);
}

fn told(b: &Build, project: ProjectId, now: &str) -> Document {
    let zone = Zone::utc();
    let ctx = ctx(b, &zone, now);
    report(&ctx, &options(&ctx, project))
}

fn section(document: &Document, key: &str) -> String {
    let mut only = document.clone();
    only.sections.retain(|s| s.key == key);
    document::markdown(&only)
}

// [SR18]
#[test]
fn after_sending_the_next_report_says_exactly_what_changed() {
    let (mut b, search, portal) = halden();
    send(&mut b, search, "2026-11-20T15:00");
    let nothing = section(&told(&b, search, "2026-11-20T15:05"), "changes");
    assert!(nothing.contains("Nothing changed since 20 November."), "{nothing}");

    b.on("2026-11-23T09:00");
    let milestone = b.program.milestones.values().find(|m| m.name == "Load test ready").unwrap().clone();
    let moved = Milestone { due: milestone.due + chrono::Days::new(7), ..(*milestone).clone() };
    b.catalogue(CatalogueEdit::PutMilestone(Box::new(moved)));
    let items: Vec<WorkItemId> =
        b.program.items.values().filter(|i| i.project == search).map(|i| i.id).collect();
    let open = items.iter().find(|id| {
        let status = b.program.items[*id].status;
        !b.program.status(status).unwrap().category.is_finished()
    });
    let (finished, deleted) = (*open.unwrap(), *items.iter().rev().find(|id| *id != open.unwrap()).unwrap());
    let (key, gone) = (b.program.items[&finished].key.clone(), b.program.items[&deleted].key.clone());
    b.to(finished, "Done");
    b.run(Command::DeleteItem(deleted));
    // Another project's changes are none of this report's.
    let other = b.item(portal, "Not of this report", 3);
    b.edit(other, ItemEdit::Title("Still not".into()));

    // The state survives a snapshot.
    let text = snapshot::write(&b.program, at("2026-11-23T10:00"));
    b.program = snapshot::read(&text).unwrap().program;

    let document = told(&b, search, "2026-11-27T09:00");
    let changes = section(&document, "changes");
    assert!(document.subtitle.contains("Covers 20 to 27 November"), "{}", document.subtitle);
    assert!(changes.contains("Load test ready") && changes.contains("7 days later"), "{changes}");
    assert!(changes.contains(&key) && changes.contains(&gone), "{key} {gone}\n{changes}");
    assert!(!changes.contains("not of this report") && !changes.contains("Still not"), "{changes}");
    assert!(!changes.contains("histories"), "the state was kept: {changes}");
    assert!(document.aside.starts_with("was "), "{}", document.aside);
}

// [SR18]
#[test]
fn sent_states_are_kept_for_the_last_few_and_stay_as_they_were() {
    let (mut b, search, _) = halden();
    for week in 0..5 {
        send(&mut b, search, &format!("2026-11-{:02}T15:00", 20 + week));
    }
    let reports = sent::sent(&b.program, Some(search));
    assert_eq!(reports.len(), 3);
    assert_eq!(b.program.reports.len(), 5);
    for report in &reports {
        let before = sent::before(report).unwrap();
        assert_eq!((before.at, before.kept), (report.sent.unwrap(), Kept::Sent));
        assert!(before.marks.colour("overall").is_some());
        assert!(report.body.starts_with("# AI Search: status"));
    }
    assert!(check(&b.program).is_empty());
}

// [SR16]
#[test]
fn what_the_user_wrote_and_chose_survives_whatever_changes() {
    let (mut b, search, _) = halden();
    let zone = Zone::utc();
    let mut list = options(&ctx(&b, &zone, "2026-11-20T09:00"), search).layout();
    let place = list.iter().position(|s| s.name == "risks").unwrap();
    list[place].text = "The board knows of R-1.".into();
    list[place].heading = "What may go wrong".into();
    let risks = list.remove(place);
    list.insert(0, risks);
    list.iter_mut().find(|s| s.name == "next").unwrap().hidden = true;
    list.push(ReportSection {
        heading: "Thanks".into(),
        text: "To the platform team.".into(),
        ..Default::default()
    });
    b.on("2026-11-20T09:00");
    let command = sent::edit(&b.program, Some(search), KIND, list);
    b.run(command);
    let item = b.item(search, "New work", 5);
    b.to(item, "Done");
    let document = told(&b, search, "2026-11-20T10:00");
    let keys: Vec<&str> = document.sections.iter().map(|s| s.key.as_str()).collect();
    assert_eq!((keys[0], keys.contains(&"next")), ("risks", false));
    assert_eq!(document.sections[0].title, "What may go wrong");
    assert!(section(&document, "risks").contains("The board knows of R-1."));
    assert_eq!(document.sections.last().unwrap().title, "Thanks");
    // The next report keeps the order, not the words.
    send(&mut b, search, "2026-11-20T15:00");
    let next = told(&b, search, "2026-11-21T09:00");
    assert_eq!(next.sections[0].key, "risks");
    assert!(!section(&next, "risks").contains("The board knows"));
    // A template gives the sections to another kind.
    let sections = sent::sections(&b.program, Some(search), KIND);
    b.run(sent::keep_template("Ours", KIND, Audience::Team, sections.clone()));
    let template = b.program.templates.values().next().unwrap().clone();
    assert_eq!(template.sections.len(), sections.len());
    let taken = template.sections.iter().map(|s| ReportSection { id: 0.into(), ..s.clone() }).collect();
    let command = sent::edit(&b.program, Some(search), Kind::Monthly, taken);
    b.run(command);
    assert_eq!(sent::sections(&b.program, Some(search), Kind::Monthly)[0].name, "risks");
}

// [SR18]
#[test]
fn work_opened_again_after_long_is_reopened_not_new() {
    let (mut b, search, _) = halden();
    b.on("2026-09-02T09:00");
    let old = b.item(search, "Long done", 2);
    b.to(old, "Done");
    send(&mut b, search, "2026-11-20T15:00");
    b.on("2026-11-24T09:00");
    b.to(old, "In progress");
    let zone = Zone::utc();
    let ctx = ctx(&b, &zone, "2026-11-25T09:00");
    let before = sent::before(&sent::last(&b.program, Some(search), KIND).unwrap()).unwrap();
    let (then, now) = gluework::analysis::changes::since(&before.program, before.at, ctx.program, &zone);
    let all = gluework::analysis::changes::changes(&then, &now);
    let of: Vec<What> =
        all.iter().filter(|c| c.name == "Long done" && c.weight > 0).map(|c| c.what).collect();
    assert_eq!(of, [What::Reopened], "{all:#?}");
}
