//! The report over several projects: how it is called, and how much its colour rests on.

use crate::build::Build;
use crate::{section, words};
use gluework::analysis::Colour;
use gluework::command::{Command, SettingsEdit};
use gluework::model::Lens;
use gluework::report::status::{Audience, SectionKind};

// [SR4]
#[test]
fn green_over_all_projects_says_how_much_cannot_be_computed() {
    let mut b = Build::new();
    b.run(Command::Settings(SettingsEdit::Name("Halden".into())));
    let alpha = b.project("Alpha", Lens::Product);
    b.project("Beta", Lens::Product);
    b.on("2026-11-20T09:00");
    let report = b.report(None, Audience::Executive);
    assert_eq!(report.overall.as_ref().unwrap().0, Colour::Green);
    let text = words(&report, SectionKind::Summary);
    let whole = "Halden is green in 2 of 2 projects; 4 of 5 dimensions cannot be computed in 2 projects.";
    assert!(text.contains(whole), "{text}");
    let alone = words(&b.report(Some(alpha), Audience::Executive), SectionKind::Summary);
    assert!(alone.contains("4 of 5 cannot be computed"), "{alone}");
}

// [SR5]
#[test]
fn a_report_over_all_projects_is_not_named_after_one_of_them() {
    let mut b = Build::new();
    b.run(Command::Settings(SettingsEdit::Name("Alpha".into())));
    let alpha = b.project("Alpha", Lens::Product);
    assert!(b.report(None, Audience::Executive).title.starts_with("Alpha: status, week "));
    b.project("Beta", Lens::Product);
    let report = b.report(None, Audience::Executive);
    assert!(report.title.starts_with("All projects: status, week "), "{}", report.title);
    let text = words(&report, SectionKind::Summary);
    assert!(text.contains("The program is green in 2 of 2 projects"), "{text}");
    assert_eq!(section(&report, SectionKind::Status).count, 2);
    assert!(b.report(Some(alpha), Audience::Executive).title.starts_with("Alpha: status, week "));
    b.run(Command::Settings(SettingsEdit::Name("Halden".into())));
    assert!(b.report(None, Audience::Executive).title.starts_with("Halden: status, week "));
}
