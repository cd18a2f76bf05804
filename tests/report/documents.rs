//! Stand-up summaries, minutes, notes, postmortems and logs: what they say, and that they are inert.

use crate::FORMATS;
use crate::build::{Build, at, day, eur};
use crate::hostile::{HOSTILE, markdown_text, reads_back, xml_text};
use gluework::analysis::retro::summary as retro_summary;
use gluework::analysis::{Context, Facts};
use gluework::command::{Command, RiskDraft};
use gluework::exchange::document;
use gluework::model::*;
use gluework::report::{Document, documents};

/// A program with one of each, whose texts all begin as given; for what people wrote.
fn told(word: &dyn Fn(&str) -> String) -> Build {
    let mut b = Build::new();
    b.on("2026-11-20T09:00");
    let project = b.project("AI Search", Lens::Product);
    let team = b.program.teams.keys().next().copied();
    let (mira, jonas) = (b.person(&word("Mira Okafor")), b.person(&word("Jonas Weber")));
    let risk = b.risk(project, &word("Query latency at peak"), (4, 4));
    let add = |b: &mut Build, record: Slot, from: Option<Ref>| {
        b.run(match from {
            Some(from) => Command::Add { record: Box::new(record), from: Some(from) },
            None => Command::add(record),
        });
    };
    add(
        &mut b,
        Blocker {
            title: word("No access to staging"),
            team,
            raised: day("2026-11-18"),
            person: Some(mira),
            owner: Some(jonas),
            ..Default::default()
        }
        .into(),
        None,
    );
    let said = |person, yesterday: &str, today: &str| StandUpLine {
        person,
        yesterday: word(yesterday),
        today: word(today),
        ..Default::default()
    };
    let lines = vec![
        said(mira, "Load test at 200 requests", "Index on staging"),
        StandUpLine { person: jonas, away: true, ..Default::default() },
    ];
    let parked =
        vec![Parked { text: word("Who pays for the nodes?"), people: vec![mira], ..Default::default() }];
    add(&mut b, StandUp { team, day: day("2026-11-20"), lines, parked, ..Default::default() }.into(), None);
    let decision = Decision {
        title: word("Rent GPU nodes for two weeks"),
        project: Some(project),
        decider: word("Steering"),
        needed_by: Some(day("2026-11-21")),
        ..Default::default()
    };
    add(&mut b, decision.into(), Some(Ref::Risk(risk)));
    let taken = Decision {
        title: word("Move voice search to February"),
        project: Some(project),
        state: DecisionState::Decided,
        outcome: word("Frees Mobile for iOS."),
        decided: Some(day("2026-11-17")),
        ..Default::default()
    };
    add(&mut b, taken.into(), None);
    let wanted = *b.program.decisions.keys().next().unwrap();
    let outcomes = vec![
        SessionOutcome {
            kind: OutcomeKind::Decision,
            text: word("Rent"),
            made: Some(Ref::Decision(wanted)),
            ..Default::default()
        },
        SessionOutcome { kind: OutcomeKind::Note, text: word("Shoppers like it"), ..Default::default() },
    ];
    let agenda = vec![AgendaItem {
        title: word("Sprint progress"),
        notes: word("34 of 52 points"),
        about: vec![Ref::Risk(risk)],
        ..Default::default()
    }];
    let session = MeetingSession {
        title: word("Steering"),
        day: day("2026-11-19"),
        project: Some(project),
        present: vec![mira, jonas],
        agenda,
        outcomes,
        started: Some(at("2026-11-19T10:00")),
        ended: Some(at("2026-11-19T10:45")),
        ..Default::default()
    };
    add(&mut b, session.into(), None);
    let options = vec![
        Choice {
            text: word("Rent two nodes"),
            cost: Some(eur(9_400)),
            days: Some(0),
            note: word("Ready on Monday"),
            ..Default::default()
        },
        Choice { text: word("Wait"), days: Some(14), ..Default::default() },
    ];
    let escalation = Escalation {
        title: word("Staging cannot hold the index"),
        about: Some(Ref::Risk(risk)),
        project: Some(project),
        to: word("Head of Platform"),
        what: word("The index needs 96 GB."),
        since: Some(day("2026-11-12")),
        impact: word("The release moves."),
        options,
        recommendation: word("Rent."),
        ask: word("Approve the rent"),
        needed_by: Some(day("2026-11-21")),
        ..Default::default()
    };
    add(&mut b, escalation.into(), Some(Ref::Risk(risk)));
    let entry = |time: &str, kind, text: &str| TimelineEntry {
        at: at(time),
        kind,
        text: word(text),
        person: Some(mira),
        ..Default::default()
    };
    let timeline = vec![
        entry("2026-11-20T07:05", EntryKind::Detected, "Alarm: checkout fails"),
        TimelineEntry {
            verdict: Some(Verdict::RuledOut),
            ..entry("2026-11-20T07:20", EntryKind::Hypothesis, "The cache")
        },
        entry("2026-11-20T07:50", EntryKind::Action, "Rolled back"),
        TimelineEntry { struck: true, ..entry("2026-11-20T07:55", EntryKind::Finding, "Never mind") },
    ];
    let postmortem = Postmortem {
        summary: word("A bad release."),
        factors: word("No canary."),
        went_well: word("Fast rollback."),
        ..Default::default()
    };
    let incident = Incident {
        title: word("Checkout fails"),
        project: Some(project),
        severity: 1,
        began: at("2026-11-20T07:00"),
        detected: at("2026-11-20T07:05"),
        mitigated: Some(at("2026-11-20T08:10")),
        state: IncidentState::Mitigated,
        impact: word("One in three shoppers cannot pay."),
        drafts: vec![UpdateDraft {
            told: UpdateFor::Client,
            text: word("Payments work again."),
            ..Default::default()
        }],
        next_update: Some(at("2026-11-20T10:00")),
        timeline,
        postmortem: Some(postmortem),
        ..Default::default()
    };
    add(&mut b, incident.into(), None);
    let incident = *b.program.incidents.keys().next().unwrap();
    let action = |title: &str| Action {
        title: word(title),
        owner: Some(jonas),
        due: Some(day("2026-11-24")),
        ..Default::default()
    };
    add(&mut b, action("Canary for checkout").into(), Some(Ref::Incident(incident)));
    // Columns first: their ids are given by the change.
    let columns = vec![RetroColumn { name: word("Went well"), ..Default::default() }];
    add(
        &mut b,
        Retro { title: word("Retro"), team, day: day("2026-11-19"), columns, ..Default::default() }.into(),
        None,
    );
    let before = (**b.program.retros.values().next().unwrap()).clone();
    let mut after = before.clone();
    let card = |text: &str, votes| RetroCard {
        column: before.columns[0].id,
        text: word(text),
        votes,
        ..Default::default()
    };
    after.cards = vec![card("Pairing", 2), card("The rollback", 5)];
    b.run(Command::revise(before.clone(), after));
    add(&mut b, action("Pair on reviews").into(), Some(Ref::Retro(before.id)));
    add(
        &mut b,
        Assumption {
            title: word("Shoppers search by voice"),
            project: Some(project),
            impact: word("No voice search"),
            ..Default::default()
        }
        .into(),
        None,
    );
    add(
        &mut b,
        Issue {
            title: word("The vendor is late"),
            project: Some(project),
            severity: Some(Priority::High),
            due: Some(day("2026-11-30")),
            ..Default::default()
        }
        .into(),
        None,
    );
    b
}

fn stand_up_summary(program: &Program, ctx: &Context<'_>) -> gluework::analysis::stand_up::Summary {
    let stand_up = program.stand_ups.values().next().unwrap();
    gluework::analysis::stand_up::summary(&Facts::new(ctx), stand_up.team.unwrap(), stand_up.day, true)
}

fn all(b: &Build) -> Vec<(&'static str, Document)> {
    let zone = Zone::utc();
    let ctx = Context { program: &b.program, zone: &zone, now: at("2026-11-20T09:30") };
    let project = b.program.projects.keys().next().copied();
    let p = &b.program;
    let update = |told| {
        let incident = p.incidents.values().next().unwrap();
        let words = incident.drafts.first().map(|d| d.text.as_str()).unwrap_or_default();
        documents::incident_update(&ctx, incident, told, words)
    };
    vec![
        ("stand-up", documents::told(&stand_up_summary(&b.program, &ctx), "Nothing.")),
        ("minutes", documents::minutes(&ctx, p.sessions.values().next().unwrap())),
        ("escalation", documents::escalation(&ctx, p.escalations.values().next().unwrap())),
        ("incident", update(UpdateFor::Internal)),
        ("incident-client", update(UpdateFor::Client)),
        ("postmortem", documents::postmortem(&ctx, p.incidents.values().next().unwrap())),
        (
            "retro",
            documents::told(&retro_summary(p, p.retros.values().next().unwrap(), ctx.today()), "Nothing."),
        ),
        ("decisions", documents::decision_log(&ctx, project)),
        ("raid", documents::raid_log(&ctx, project)),
    ]
}

// [SR14] [SR17]
#[test]
fn every_document_says_what_its_reader_needs() {
    let b = told(&|text| text.to_owned());
    let text: Vec<String> =
        all(&b).iter().map(|(name, d)| format!("=== {name}\n{}", document::markdown(d))).collect();
    insta::assert_snapshot!("documents_markdown", text.join("\n"));
}

/// The minutes of the one session, as Markdown.
fn minutes_of(b: &Build) -> String {
    let zone = Zone::utc();
    let ctx = Context { program: &b.program, zone: &zone, now: at("2026-11-20T09:30") };
    document::markdown(&documents::minutes(&ctx, b.program.sessions.values().next().unwrap()))
}

// [MS3] [SR14]
#[test]
fn minutes_name_a_risk_that_came_out_by_its_key() {
    let mut b = told(&|text| text.to_owned());
    let session = *b.program.sessions.keys().next().unwrap();
    let risk = RiskDraft {
        title: "The provider has no nodes left".into(),
        category: "Technical".into(),
        project: None,
        inherent: Score { probability: 3, impact: 3 },
        response: Response::Mitigate,
        owner: None,
        review: None,
        notes: String::new(),
        comes_from: None,
    };
    let outcome =
        SessionOutcome { kind: OutcomeKind::Risk, text: "As it was typed".into(), ..Default::default() };
    b.run(Command::Conclude {
        session,
        outcome: Box::new(outcome),
        make: Some(Box::new(Command::AddRisk(Box::new(risk)))),
    });
    let text = minutes_of(&b);
    assert!(text.contains("## Risks\n\n- R-2 The provider has no nodes left\n"), "{text}");
}

// [MS4] [SR14]
#[test]
fn the_agenda_of_minutes_parts_its_records_and_says_what_became_of_each_point() {
    let mut b = told(&|text| text.to_owned());
    let before = (**b.program.sessions.values().next().unwrap()).clone();
    let risk = Ref::Risk(*b.program.risks.keys().next().unwrap());
    let decision = Ref::Decision(*b.program.decisions.keys().next().unwrap());
    let point =
        |title: &str, done, carried| AgendaItem { title: title.into(), done, carried, ..Default::default() };
    let agenda = vec![
        AgendaItem { about: vec![risk, decision], ..point("Trouble", false, 0) },
        point("Budget", false, 1),
        point("Venue", false, 2),
        point("Hiring", true, 1),
        AgendaItem { seconds: 90, ..point("Launch", false, 0) },
    ];
    let open = MeetingSession { agenda, started: None, ended: None, ..before.clone() };
    b.run(Command::revise(before, open));
    let agenda = |b: &Build| minutes_of(b).split_once("## Agenda\n\n").unwrap().1.to_owned();
    assert_eq!(
        agenda(&b),
        "**Trouble**\n\n\
         - R-1 Query latency at peak (Score 16, open)\n\
         - D-1 Rent GPU nodes for two weeks (Wanted, Steering, needed by 21 Nov)\n\n\
         **Budget** (carried over)\n\n**Venue** (carried over twice)\n\n**Hiring**\n\n**Launch**\n"
    );
    let open = (**b.program.sessions.values().next().unwrap()).clone();
    let ended = MeetingSession { ended: Some(at("2026-11-19T10:45")), ..open.clone() };
    b.run(Command::revise(open, ended));
    let heads: Vec<String> = agenda(&b).lines().filter(|l| l.starts_with("**")).map(str::to_owned).collect();
    assert_eq!(
        heads,
        [
            "**Trouble** (not reached)",
            "**Budget** (carried over, not reached)",
            "**Venue** (carried over twice, not reached)",
            "**Hiring**",
            "**Launch** (not finished)",
        ]
    );
}

// [SR10] [SR11]
#[test]
fn hostile_text_is_inert_in_every_document_and_format() {
    for hostile in HOSTILE {
        let b = told(&|text| format!("{hostile} {text}"));
        for (name, document) in all(&b) {
            markdown_text(&document::markdown(&document));
            reads_back(&document);
            for render in [document::html_page, document::html_fragment, document::confluence_storage] {
                xml_text(&render(&document));
            }
            for (format, render) in FORMATS {
                let out = render(&document).replace("\r\n", "\n");
                assert!(
                    !out.contains("<script>alert") || ["text", "csv", "chat"].contains(&format),
                    "{name} {format}"
                );
                assert!(!out.contains(['\u{202e}', '\u{2066}', '\u{0}', '\r']), "{name} {format}");
            }
        }
    }
}

// [SR8]
#[test]
fn a_document_for_a_client_names_no_person_and_no_money() {
    let b = told(&|text| text.to_owned());
    let project = *b.program.projects.keys().next().unwrap();
    for (name, mut document) in all(&b) {
        documents::for_client(&mut document, &b.program, project);
        for (format, render) in FORMATS {
            let out = render(&document);
            for secret in ["Mira", "Okafor", "Jonas", "Weber", "9,400", "9400"] {
                assert!(!out.contains(secret), "{secret} in {name} as {format}:\n{out}");
            }
        }
    }
}
