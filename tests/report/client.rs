//! What a client must not read is in no byte of any format.

use crate::FORMATS;
use crate::build::{Build, day, eur, halden};
use gluework::analysis::Colour;
use gluework::command::{CatalogueEdit, Command, ItemEdit, RiskEdit};
use gluework::exchange::document;
use gluework::model::*;
use gluework::report::status::{Audience, Before, Kind, Matter, Options, RULES, SectionKind};
use std::sync::Arc;

/// Free text with everything in it that must not get out.
const LEAKY: &str = "Mira Okafor and mira's pair aiko (okafor@halden.example) need €9,400 or 12k EUR, \
    EUR 61,500.00, 1.5 million euros, $5-10k, of the 120000 for Initech Ltd, INITECH and PP-1 of the partner portal";

const SECRETS: [&str; 17] = [
    "mira",
    "okafor",
    "aiko",
    "tanaka",
    "halden.example",
    "9,400",
    "9.4",
    "12k",
    "61,500",
    "1.5 m",
    "$5",
    "10k",
    "120000",
    "initech",
    "pp-1",
    "partner portal",
    "nightly rota",
];

/// Records of the chain from blocker to change request, all with secrets in every field; and sprints whose
/// names are drawn in a chart.
fn chain(b: &mut Build, search: ProjectId, portal: ProjectId) {
    let secret = || LEAKY.to_owned();
    let project = Some(search);
    let decision = Decision {
        title: secret(),
        project,
        decider: secret(),
        notes: secret(),
        needed_by: Some(day("2026-11-21")),
        ..Default::default()
    };
    b.run(Command::add(decision));
    let escalation =
        Escalation { title: secret(), project, to: secret(), ask: secret(), ..Default::default() };
    b.run(Command::add(escalation));
    let incident = Incident {
        title: secret(),
        project,
        severity: 1,
        began: crate::build::at("2026-11-18T09:00"),
        detected: crate::build::at("2026-11-18T09:00"),
        ..Default::default()
    };
    b.run(Command::add(incident));
    let change = ChangeRequest {
        title: secret(),
        project,
        scope: secret(),
        cost: Some(eur(9_400)),
        price: Some(eur(12_000)),
        days: Some(5),
        ..Default::default()
    };
    b.run(Command::add(change));
    let theirs =
        ChangeRequest { title: "Partner portal moves".into(), project: Some(portal), ..Default::default() };
    b.run(Command::add(theirs));
    let issue = Issue {
        title: secret(),
        project,
        impact: secret(),
        owner: b.program.people.keys().next().copied(),
        due: Some(day("2026-11-18")),
        loss: Some(eur(9_400)),
        ..Default::default()
    };
    b.run(Command::add(issue));
    let team = Some(b.team("AI Search team"));
    for (number, name) in
        [(1, "Initech and Mira Okafor in a sprint"), (2, "Aiko Tanaka 12k EUR"), (3, "PP-1")]
    {
        let id = SprintId::from(900 + number);
        let (start, end) = (day("2026-08-03"), day("2026-08-14"));
        let shift = chrono::Days::new(14 * number);
        let sprint = Sprint {
            id,
            name: name.into(),
            team,
            start: Some(start + shift),
            end: Some(end + shift),
            state: SprintState::Closed,
            commitment: Some(vec![]),
            ..gluework::json::Json::blank()
        };
        b.program.sprints.insert(id, Arc::new(sprint));
    }
}

fn leaky() -> (Build, ProjectId) {
    let (mut b, search, portal) = halden();
    let person = b.program.people.values().find(|p| p.name == "Mira Okafor").unwrap().id;
    Arc::make_mut(b.program.people.get_mut(&person).unwrap()).aliases.push("okafor@halden.example".into());
    b.catalogue(CatalogueEdit::ProjectSummary(search, LEAKY.into()));
    b.on("2026-11-17T10:00");
    let done = b.item(search, LEAKY, 3);
    b.edit(done, ItemEdit::Kind(ItemKind::Feature));
    b.to(done, "Done");
    let stuck = b.item(search, LEAKY, 3);
    b.edit(stuck, ItemEdit::Block(format!("Nightly rota: {LEAKY}")));
    b.edit(stuck, ItemEdit::Owner(Some(person)));
    b.edit(stuck, ItemEdit::Due(Some(day("2026-11-21"))));
    b.edit(stuck, ItemEdit::Notes(format!("Nightly rota {LEAKY}")));
    let risk = b.risk(search, LEAKY, (5, 5));
    b.run(Command::EditRisk(risk, RiskEdit::Plan(format!("Nightly rota {LEAKY}"))));
    b.run(Command::EditRisk(risk, RiskEdit::Owner(Some(person))));
    b.run(Command::EditRisk(risk, RiskEdit::Loss(Some(eur(9_400)))));
    b.milestone(search, LEAKY, "2026-11-18", "2026-11-24");
    b.milestone(portal, "Initech goes live", "2026-11-18", "2026-11-24");
    chain(&mut b, search, portal);
    let reason = LEAKY.to_owned();
    let at = crate::build::at("2026-11-18T10:00");
    for dimension in ["schedule", "cost", "scope"] {
        let by_hand = gluework::model::RagOverride {
            dimension: dimension.into(),
            colour: "red".into(),
            reason: reason.clone(),
            at,
        };
        b.catalogue(CatalogueEdit::Override(search, Box::new(by_hand)));
    }
    (b, search)
}

// [SR8]
#[test]
fn no_name_no_amount_and_no_other_client_is_in_any_format() {
    let (b, search) = leaky();
    let report = b.report(Some(search), Audience::Client);
    for (format, render) in FORMATS {
        let text = render(&report).to_lowercase();
        for secret in SECRETS {
            assert!(!text.contains(secret), "{secret} in {format}:\n{text}");
        }
        assert!(!text.contains('€') && !text.contains("eur"), "{format}");
        assert!(text.contains("withheld"), "{format}");
        assert!(text.contains("globex") || format == "csv", "its own name, {format}");
    }
    // Charts are drawn for both; the team's names its sprints.
    let html = |audience| document::html_page(&b.report(Some(search), audience));
    assert!(html(Audience::Client).contains("<svg") && html(Audience::Team).contains("Aiko Tanaka 12k EUR"));
    // The same secrets are there for the team, so the test looks for what could be found.
    let team = document::plain(&b.report(Some(search), Audience::Team)).to_lowercase();
    for secret in SECRETS {
        assert!(team.contains(secret) || secret == "9.4", "{secret}");
    }
}

// [SR8]
#[test]
fn no_kind_of_report_and_no_comparison_lets_a_secret_out() {
    let (mut b, search) = leaky();
    let zone = Zone::utc();
    let now = crate::build::at("2026-11-19T09:00");
    let facts_at = |b: &Build| Program::clone(&b.program);
    let then = std::sync::Arc::new(facts_at(&b));
    // Everything moves after the state that is compared with.
    b.on("2026-11-19T10:00");
    let owner = b.person("Ines Castro");
    let items: Vec<WorkItemId> = b.program.items.keys().copied().collect();
    for id in items {
        b.edit(id, ItemEdit::Owner(Some(owner)));
        b.edit(id, ItemEdit::Title(format!("{LEAKY} again")));
        b.edit(id, ItemEdit::Block(format!("Nightly rota: {LEAKY}")));
    }
    let risks: Vec<RiskId> = b.program.risks.keys().copied().collect();
    for id in risks {
        b.run(Command::EditRisk(id, RiskEdit::Plan(format!("Nightly rota {LEAKY}"))));
        b.run(Command::EditRisk(id, RiskEdit::Residual(Score { probability: 5, impact: 4 })));
    }
    for kind in Kind::ALL {
        let set = |o: &mut Options| {
            o.kind = kind;
            let ctx = gluework::analysis::Context { program: &then, zone: &zone, now };
            o.before = Some(Before::whole(&ctx, then.clone(), now, Some(search)));
        };
        let report = b.report_with(Some(search), Audience::Client, set);
        for (format, render) in FORMATS {
            let text = render(&report).to_lowercase();
            for secret in SECRETS.iter().chain(&["ines", "castro"]) {
                assert!(!text.contains(secret), "{secret} in {kind:?} as {format}:\n{text}");
            }
            assert!(!text.contains('€'), "{kind:?} {format}");
        }
        // A name of a file is given out, too.
        assert!(!report.title.to_lowercase().contains("initech"));
    }
}

/// What the rules keep from executives, by a text that the team reads.
const FROM_EXECUTIVES: [(Matter, &str); 4] = [
    (Matter::CostDetail, "cost performance index"),
    (Matter::SingleItems, "unfinished single item"),
    (Matter::Workings, "85 % within: sorted"),
    (Matter::Owners, "hidden owner"),
];

// [SR8]
#[test]
fn what_the_rules_keep_from_executives_is_in_no_format() {
    let (mut b, search, _) = halden();
    let zone = Zone::utc();
    let now = crate::build::at("2026-11-19T09:00");
    let then = Arc::new(Program::clone(&b.program));
    b.on("2026-11-19T10:00");
    let owner = b.person("Hidden Owner");
    let item = *b.program.items.keys().next().unwrap();
    b.edit(item, ItemEdit::Owner(Some(owner)));
    let next = b.item(search, "Unfinished single item", 2);
    b.edit(next, ItemEdit::Due(Some(day("2026-11-24"))));
    let told = |audience| {
        let set = |o: &mut Options| {
            let ctx = gluework::analysis::Context { program: &then, zone: &zone, now };
            o.before = Some(Before::whole(&ctx, then.clone(), now, Some(search)));
        };
        b.report_with(Some(search), audience, set)
    };
    let unseen: Vec<Matter> =
        RULES.iter().filter(|(matter, _)| !Audience::Executive.sees(*matter)).map(|(m, _)| *m).collect();
    assert_eq!(unseen, FROM_EXECUTIVES.map(|(matter, _)| matter));
    let (team, executive) = (told(Audience::Team), told(Audience::Executive));
    for (matter, secret) in FROM_EXECUTIVES {
        // The team reads it, so that the search looks for what could be found.
        let text = document::markdown(&team).to_lowercase();
        assert!(text.contains(secret), "{matter:?} {secret}:\n{text}");
        for (format, render) in FORMATS {
            let text = render(&executive).to_lowercase();
            assert!(!text.contains(secret), "{matter:?} in {format}:\n{text}");
        }
    }
}

// [SR8]
#[test]
fn what_was_left_out_is_counted() {
    let (b, search, _) = halden();
    let report = b.report(Some(search), Audience::Client);
    // Two owners, two plans, one reason of a blocker, one computed colour, the cost dimension, the cost variance, two changes of
    // no concern to a client, and the figures of the cost section.
    let cost = b.report(Some(search), Audience::Team);
    let cost = cost.sections.iter().find(|s| s.key == SectionKind::Cost.key()).unwrap().count;
    assert_eq!(report.redacted, 10 + cost);
    // What was computed where a person set another colour is for those inside.
    let status = document::markdown(&report);
    assert!(
        status.contains("The load test of 18 November passed") && !status.contains("Computed"),
        "{status}"
    );
    let (b, search) = leaky();
    assert!(b.report(Some(search), Audience::Client).redacted > report.redacted);
}

// [SR2]
#[test]
fn money_does_not_decide_a_clients_colour() {
    let mut b = Build::new();
    let alpha = b.project("Alpha", Lens::Service);
    b.package(alpha, eur(10_000));
    let date = day("2026-10-01");
    b.catalogue(CatalogueEdit::AddCost { project: alpha, date, amount: eur(50_000), note: String::new() });
    assert_eq!(b.report(Some(alpha), Audience::Team).overall.unwrap().0, Colour::Red);
    assert_eq!(b.report(Some(alpha), Audience::Client).overall.unwrap().0, Colour::Green);
}

// [SR9]
#[test]
fn without_a_project_a_clients_report_holds_nothing() {
    let (b, search, _) = halden();
    let report = b.report(None, Audience::Client);
    // There is no report: nothing is said of its colour, nor of what was left out of it.
    assert_eq!((&report.overall, report.left_out()), (&None, None));
    assert_eq!(b.report(Some(search), Audience::Team).left_out(), Some(0));
    assert!(b.report(Some(search), Audience::Client).left_out() > Some(0));
    for (format, render) in FORMATS {
        let text = render(&report);
        assert!(text.contains("Choose the project first") || format == "csv", "{format}");
        for word in ["Halden", "Search", "portal", "Globex", "Initech"] {
            assert!(!text.contains(word), "{word} in {format}");
        }
    }
}

/// The summary as the client reads it.
fn told(b: &mut Build, project: ProjectId, text: &str) -> String {
    b.catalogue(CatalogueEdit::ProjectSummary(project, text.into()));
    let report = b.report(Some(project), Audience::Client);
    report.sections[0].blocks.iter().map(|block| format!("{block:?}")).collect()
}

// [SR15]
#[test]
fn redaction_takes_names_and_amounts_and_leaves_the_rest() {
    let (mut b, search, _) = halden();
    for name in ["Jan Novák", "Mark Green", "王小明", "Search"] {
        b.person(name);
    }
    for (text, expected) in [
        ("On 17 Jan it ends; ask Jan.", "On 17 Jan it ends; ask (name withheld)."),
        ("mark the green box, Mark", "mark the green box, (name withheld)"),
        ("请问王小明先生", "请问(name withheld)先生"),
        ("Okafors plan, Novák's too", "(name withheld) plan, (name withheld)'s too"),
        ("AI Search is fine", "AI Search is fine"),
        ("Marketing asks Miranda", "Marketing asks Miranda"),
        ("Globex GmbH and Initech", "Globex GmbH and (another client)"),
        ("AS-12 waits for PP-7", "AS-12 waits for (another project)"),
        ("2026.12 has 1,200 users in 2026", "2026.12 has 1,200 users in 2026"),
        ("CHF 1 200 or 3 €", "(amount withheld) or (amount withheld)"),
        ("€5–€10 and 5–10 €", "(amount withheld)–(amount withheld) and"),
        ("M\u{200b}ira, Mi\u{202e}ra", "(name withheld), (name withheld)"),
        ("Jan Novak and NOVAK's, Mîra", "(name withheld) and (name withheld)'s, (name withheld)"),
    ] {
        let told = told(&mut b, search, text);
        assert!(told.contains(expected), "{text}: {told}");
    }
}
