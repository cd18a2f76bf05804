//! The status report: what it says, to whom, and how it looks in every format.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod build;
mod client;
mod documents;
mod hostile;
mod portfolio;
mod sample;
mod sent;

use build::{Build, day, halden};
use gluework::analysis::escalation::draft;
use gluework::analysis::today::working_days_since;
use gluework::analysis::{Colour, Context};
use gluework::command::{CatalogueEdit, ItemEdit};
use gluework::exchange::document;
use gluework::model::{Lens, ProjectId, Ref, Zone};
use gluework::report::status::{Audience, Options, SectionKind, report};
use gluework::report::{Block, Document, Section, Span};

type Render = fn(&Document) -> String;

/// Every format by its name.
pub(crate) const FORMATS: [(&str, Render); 8] = [
    ("markdown", document::markdown),
    ("html", document::html_page),
    ("fragment", document::html_fragment),
    ("storage", document::confluence_storage),
    ("wiki", document::confluence_wiki),
    ("text", document::plain),
    ("csv", document::csv_tables),
    ("chat", document::chat),
];

fn section(report: &Document, kind: SectionKind) -> &Section {
    report.sections.iter().find(|s| s.key == kind.key()).unwrap_or_else(|| panic!("no {}", kind.name()))
}

/// A section as plain text, for a look at its words.
fn words(report: &Document, kind: SectionKind) -> String {
    let mut only = report.clone();
    only.sections.retain(|s| s.key == kind.key());
    document::plain(&only)
}

// [SR1]
#[test]
fn it_says_when_for_whom_and_since_when() {
    let (b, search, _) = halden();
    let report = b.report(Some(search), Audience::Executive);
    assert_eq!(report.title, "AI Search: status, week 47");
    assert_eq!(report.subtitle, "20 November, for the executive board. Covers 13 to 20 November");
    let since = |o: &mut gluework::report::status::Options| o.since = day("2026-11-19");
    let later = b.report_with(Some(search), Audience::Client, since);
    assert_eq!(later.subtitle, "20 November, for Globex GmbH. Covers 19 to 20 November");
    assert!(words(&later, SectionKind::Progress).contains("Nothing was finished since 19 November."));
    assert!(words(&report, SectionKind::Progress).contains("3 items were finished since 13 November."));
}

// [SR2]
#[test]
fn a_colour_set_by_hand_shows_its_reason_beside_the_computed_one() {
    let (b, search, _) = halden();
    let report = b.report(Some(search), Audience::Team);
    let status = words(&report, SectionKind::Status);
    let risk = status.lines().find(|l| l.starts_with("Risk")).unwrap();
    assert!(risk.contains("▲ Amber"), "{risk}");
    assert!(risk.contains("The load test of 18 November passed at 260 ms."), "{risk}");
    assert!(
        risk.contains("Set by hand on 18 Nov. Computed: ◆ Red R-1 scores 16: Query latency at peak."),
        "{risk}"
    );
    assert!(risk.contains("< 8 green"), "{risk}");
}

// [SR3]
#[test]
fn the_users_own_summary_comes_first() {
    let (mut b, search, _) = halden();
    let computed = words(&b.report(Some(search), Audience::Team), SectionKind::Summary);
    assert!(computed.contains("AI Search is "), "{computed}");
    assert!(computed.contains("3 items were finished since 13 November; of the open ones, 1 is blocked."));
    let own = "Ranking is live for 10 %\nof shoppers.\n\nWe ask for two weeks.".to_owned();
    b.catalogue(CatalogueEdit::ProjectSummary(search, own));
    let report = b.report(Some(search), Audience::Team);
    let text = |s: &str| Block::Paragraph(vec![Span::Text(s.into())]);
    assert_eq!(
        section(&report, SectionKind::Summary).blocks,
        [text("Ranking is live for 10 % of shoppers."), text("We ask for two weeks.")]
    );
}

// [SU5]
#[test]
fn what_is_blocked_ages_in_working_days_as_in_every_view() {
    let mut b = Build::new();
    let project = b.project("Alpha", Lens::Product);
    // 20 November is a Friday, and that of 12 November a Thursday.
    for (title, since) in [("Long", "2026-11-12"), ("Short", "2026-11-19"), ("Fresh", "2026-11-20")] {
        b.on("2026-11-02T09:00");
        let item = b.item(project, title, 1);
        b.on(&format!("{since}T09:00")).edit(item, ItemEdit::Block("No key".into()));
    }
    let text = words(&b.report(Some(project), Audience::Team), SectionKind::Risks);
    for line in [
        "Long: blocked for 6 working days, since 12 Nov. No key.",
        "Short: blocked for 1 working day, since 19 Nov. No key.",
        "Fresh: blocked since today. No key.",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    // On Sunday, a blocker of Thursday has stood for one working day, one of Friday for none yet.
    let zone = Zone::utc();
    let ctx = Context { program: &b.program, zone: &zone, now: build::at("2026-11-22T09:00") };
    let text = words(&report(&ctx, &Options::new(&ctx, Some(project), Audience::Team)), SectionKind::Risks);
    assert!(text.contains("Short: blocked for 1 working day, since 19 Nov."), "{text}");
    assert!(text.contains("Fresh: blocked since 20 Nov."), "{text}");
    for item in b.program.items.values().filter(|i| i.title == "Short") {
        assert_eq!(working_days_since(&ctx, item.blocked.as_ref().unwrap().since), 1);
        assert_eq!(draft(&ctx, &Ref::Item(item.id)).impact, "Blocked for 1 working day.");
    }
}

// [SR4]
#[test]
fn an_empty_program_says_so_everywhere_and_invents_nothing() {
    let empty = Build::new();
    let mut one = Build::new();
    one.project("Alpha", Lens::Product);
    for (b, name) in [(empty, "Program"), (one, "Alpha")] {
        for audience in [Audience::Team, Audience::Executive] {
            let report = b.report(None, audience);
            assert_eq!(report.title, format!("{name}: status, week 47"));
            let text = document::plain(&report);
            for line in [
                "No sprint is running.",
                "Nothing was finished since 13 November.",
                "No risk is open.",
                "Nothing is blocked.",
                "No milestone lies ahead, and none was reached in this period.",
            ] {
                assert!(text.contains(line), "{line}\n{text}");
            }
            assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
        }
    }
    let mut late = Build::new();
    let alpha = late.project("Alpha", Lens::Product);
    late.item(alpha, "Something", 1);
    late.milestone(alpha, "Launch", "2026-12-01", "2026-12-01");
    let text = words(&late.report(None, Audience::Team), SectionKind::Milestones);
    assert!(text.contains("n/a") && text.contains("a forecast needs at least 5"), "{text}");
}

// [SR5]
#[test]
fn the_whole_program_has_a_row_per_project_the_worst_first() {
    let (b, ..) = halden();
    let report = b.report(None, Audience::Executive);
    assert_eq!(report.title, "Halden Commerce: status, week 47");
    let status = section(&report, SectionKind::Status);
    assert_eq!(status.count, 2);
    let Block::Table { head, rows } = &status.blocks[0] else { panic!("no table") };
    assert_eq!(head.join(" "), "Project Overall Schedule Cost Scope Risk Quality");
    let names: Vec<&str> = rows.iter().map(|row| row[0].spans[0].text()).collect();
    assert_eq!(names, ["AI Search", "Partner portal"]);
    let Span::Status(colour, _) = rows[0][1].spans[0] else { panic!("no colour") };
    assert_eq!(report.overall.clone().unwrap().0, colour);
    assert!(colour > Colour::Green);
}

// [SR7]
#[test]
fn executives_get_short_lists_that_say_what_they_leave_out() {
    let (mut b, search, _) = halden();
    b.on("2026-11-17T09:00");
    for n in 0..30 {
        let done = b.item(search, &format!("Small thing {n}"), 1);
        b.to(done, "Done");
        let stuck = b.item(search, &format!("Stuck thing {n}"), 1);
        b.edit(stuck, gluework::command::ItemEdit::Block("A reason".into()));
        b.edit(stuck, gluework::command::ItemEdit::Due(Some(day("2026-11-23"))));
        b.risk(search, &format!("Threat {n}"), (2, 2));
        b.milestone(search, &format!("Gate {n}"), "2026-12-10", "2026-12-10");
    }
    let report = b.report(Some(search), Audience::Executive);
    for section in &report.sections {
        for block in &section.blocks {
            let rows = match block {
                Block::Bullets(lines) | Block::Numbered(lines) => lines.len(),
                Block::Table { rows, .. } => rows.len(),
                Block::Paragraph(_) | Block::Chart(_) => 1,
            };
            assert!(rows <= 6, "{}: {rows} rows", section.title);
        }
    }
    assert!(words(&report, SectionKind::Achievements).contains("and 29 more"));
    assert!(words(&report, SectionKind::Risks).contains("and 28 more"));
    let next = words(&report, SectionKind::Next);
    assert!(!next.contains("Stuck thing") && report.redacted >= 31, "{next}");
    assert!(report.sections.iter().all(|s| s.key != SectionKind::Cost.key()));
    let team = b.report(Some(search), Audience::Team);
    assert!(words(&team, SectionKind::Next).contains("Stuck thing"));
    assert_eq!(team.redacted, 0);
}

// [SR13]
#[test]
fn a_shared_sprint_counts_the_projects_own_items_only() {
    let (mut b, search, portal) = halden();
    let sprint = *b.program.sprints.keys().next().unwrap();
    let whole = words(&b.report(Some(search), Audience::Team), SectionKind::Progress);
    assert!(
        whole.contains("Search 24: 5 of 14 committed points are done; 3 working days are left."),
        "{whole}"
    );
    b.on("2026-11-18T09:00");
    let other = b.item(portal, "Login", 8);
    b.edit(other, gluework::command::ItemEdit::Sprint(Some(sprint)));
    b.to(other, "Done");
    let same = words(&b.report(Some(search), Audience::Team), SectionKind::Progress);
    assert!(same.contains("5 of 14 committed points"), "{same}");
    assert!(!same.contains("added"), "{same}");
    let portal = words(&b.report(Some(portal), Audience::Team), SectionKind::Progress);
    assert!(portal.contains("0 of 0 committed items are done"), "{portal}");
}

// [SR12]
#[test]
fn hidden_sections_are_gone_and_the_rest_is_the_same_every_time() {
    let (b, search, _) = halden();
    let all = b.report(Some(search), Audience::Team);
    assert_eq!(all, b.report(Some(search), Audience::Team));
    let kinds: Vec<String> = all.sections.iter().map(|s| s.key.clone()).collect();
    // What there is nothing of has no section; the rest stand in their order.
    let there =
        SectionKind::ALL.map(SectionKind::key).into_iter().filter(|key| kinds.iter().any(|k| k == key));
    assert_eq!(kinds, there.collect::<Vec<_>>());
    for hidden in SectionKind::ALL {
        let report = b.report_with(Some(search), Audience::Team, |o| {
            o.hidden.insert(hidden);
        });
        let mut rest = all.clone();
        rest.sections.retain(|s| s.key != hidden.key());
        assert_eq!(report, rest);
    }
}

#[test]
fn tables_are_even_and_names_read_back() {
    let (b, search, _) = halden();
    for project in [None, Some(search)] {
        for audience in Audience::ALL {
            assert_eq!(Audience::parse(&audience.name().to_uppercase()), Some(audience));
            for block in b.report(project, audience).sections.iter().flat_map(|s| &s.blocks) {
                if let Block::Table { head, rows } = block {
                    assert!(rows.iter().all(|row| row.len() == head.len()));
                }
            }
        }
    }
}

/// The golden files: read them to see the report.
fn golden(project: fn(ProjectId) -> Option<ProjectId>, audience: Audience, format: &str) -> String {
    let (b, search, _) = halden();
    let render = FORMATS.iter().find(|(name, _)| *name == format).unwrap().1;
    render(&b.report(project(search), audience))
}

// [SR14]
#[test]
fn every_format_looks_as_kept() {
    for (format, _) in FORMATS {
        insta::assert_snapshot!(format!("executive_{format}"), golden(Some, Audience::Executive, format));
    }
    insta::assert_snapshot!("team_text", golden(Some, Audience::Team, "text"));
    insta::assert_snapshot!("client_markdown", golden(Some, Audience::Client, "markdown"));
    insta::assert_snapshot!("program_markdown", golden(|_| None, Audience::Executive, "markdown"));
}
