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

// [SR22]
#[test]
fn what_was_sent_reads_back_as_the_same_document() {
    let (mut b, search, _) = halden();
    let was = told(&b, search, "2026-11-20T15:00");
    send(&mut b, search, "2026-11-20T15:00");
    // What happens afterwards does not change it.
    b.catalogue(CatalogueEdit::ProjectSummary(search, "Other words".into()));
    let report = sent::all(&b.program, Some(search))[0].clone();
    let again = sent::reread(&report);
    assert_eq!(document::markdown(&again), document::markdown(&was));
    assert_eq!((&again.title, &again.overall, &again.aside), (&was.title, &was.overall, &was.aside));
    let titles = |d: &Document| d.sections.iter().map(|s| s.title.clone()).collect::<Vec<_>>();
    assert_eq!(titles(&again), titles(&was));
    // Colours are colours again, and tables tables.
    let html = document::html_page(&again);
    assert!(html.contains("<span class=\"status amber\">▲ Amber</span>"), "{html}");
    assert!(html.matches("<table").count() >= 4);
    assert_eq!(sent::all(&b.program, None).len(), 1);
}

// [SR23]
#[test]
fn each_colour_says_whether_it_got_better_or_worse() {
    let (mut b, search, _) = halden();
    send(&mut b, search, "2026-11-20T15:00");
    let status = section(&told(&b, search, "2026-11-20T16:00"), "status");
    assert!(status.contains("| ▲ Amber | as before |"), "{status}");
    let by_hand = |b: &mut Build, now: &str, colour: &str| {
        b.on(now).catalogue(CatalogueEdit::Override(
            search,
            Box::new(RagOverride {
                dimension: "risk".into(),
                colour: colour.into(),
                reason: "As agreed".into(),
                at: at(now),
            }),
        ));
    };
    by_hand(&mut b, "2026-11-20T17:00", "red");
    let worse = told(&b, search, "2026-11-20T18:00");
    assert!(
        section(&worse, "status").contains("| ◆ Red | worse, was Amber |"),
        "{}",
        section(&worse, "status")
    );
    assert_eq!(worse.aside, "was Red on 20 Nov");
    by_hand(&mut b, "2026-11-20T19:00", "green");
    let better = section(&told(&b, search, "2026-11-20T20:00"), "status");
    assert!(better.contains("| ● Green | better, was Amber |"), "{better}");
}

// [SR16]
#[test]
fn words_stand_before_what_is_computed_or_in_its_place() {
    let (mut b, search, _) = halden();
    let now = "2026-11-20T15:00";
    let computed = section(&told(&b, search, now), "risks");
    let kept = |b: &mut Build, instead: bool, text: &str| {
        let section =
            ReportSection { name: "risks".into(), text: text.into(), instead, ..Default::default() };
        let command = sent::edit(&b.program, Some(search), KIND, vec![section]);
        b.run(command);
        self::section(&told(b, search, now), "risks")
    };
    let both = kept(&mut b, false, "Two risks matter:\n- latency\n- the store");
    assert!(both.contains("Two risks matter:\n\n- latency\n- the store\n\n| Risk |"), "{both}");
    let own = kept(&mut b, true, "Only latency matters.");
    assert!(own.contains("Only latency matters.") && !own.contains("| Risk |"), "{own}");
    // Without words there is nothing to stand in its place.
    assert_eq!(kept(&mut b, true, "  "), computed);
    // Computed words to begin with are those that stood there, line by line.
    let risks = told(&b, search, now);
    let risks = risks.sections.iter().find(|s| s.key == "risks").unwrap();
    let begun = kept(&mut b, true, &gluework::report::words_of(risks));
    assert!(begun.contains("- AS-R-1 ") || begun.contains("- R-1 "), "{begun}");
}

// [SR24]
#[test]
fn open_issues_stand_beside_risks_the_worst_first() {
    let (mut b, search, portal) = halden();
    b.on("2026-11-19T10:00");
    let mira = b.program.people.values().find(|p| p.name == "Mira Okafor").map(|p| p.id);
    for (title, severity, due, project, state) in [
        ("Labels disagree", Priority::Low, "2026-11-28", search, IssueState::Open),
        ("The vendor is late", Priority::High, "2026-11-18", search, IssueState::Open),
        ("Solved", Priority::High, "2026-11-18", search, IssueState::Resolved),
        ("Of others", Priority::High, "2026-11-18", portal, IssueState::Open),
    ] {
        b.run(Command::add(Issue {
            title: title.into(),
            severity: Some(severity),
            due: Some(day(due)),
            project: Some(project),
            owner: mira,
            impact: "It holds the release up".into(),
            state,
            ..Default::default()
        }));
    }
    let risks = section(&told(&b, search, "2026-11-20T15:00"), "risks");
    let late =
        "- IS-2 The vendor is late. It holds the release up. (high, Mira Okafor, was due 18 Nov) ◆ Overdue\n";
    assert!(risks.contains(&format!("2 issues are open:\n\n{late}- IS-1 Labels disagree.")), "{risks}");
    assert!(!risks.contains("Solved") && !risks.contains("Of others"), "{risks}");
}

// [SR18]
#[test]
fn each_kind_compares_with_the_last_of_its_own() {
    let (mut b, search, portal) = halden();
    send(&mut b, search, "2026-11-20T15:00");
    assert!(sent::last(&b.program, Some(search), Kind::Weekly).is_some());
    // A weekly does not empty the month, nor does a report on another project.
    assert_eq!(sent::last(&b.program, Some(search), Kind::Monthly), None);
    assert_eq!(sent::last(&b.program, Some(portal), Kind::Weekly), None);
    // It can still be chosen.
    assert_eq!(sent::sent(&b.program, Some(search)).len(), 1);
}
