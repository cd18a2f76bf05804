//! Schedules of Microsoft Project: every trap of their form, and what imports again do.

use super::*;
use gluework::command::ConflictChoice;
use gluework::model::{
    Category, DependencyState, DependencyType, Happening, ItemKind, Parent, Priority, Ref,
};

fn plan() -> FileReading {
    read_with(&fixture("msproject/plan.xml"), &FileAnswers::default())
}

#[test]
fn a_schedule_of_every_trap_becomes_milestones_tasks_and_dependencies() {
    let reading = plan();
    assert_eq!(reading.found, ["4 tasks", "2 milestones", "5 dependencies", "1 blank row passed over"]);
    let mut program = small::program();
    let told = bring(&mut program, &reading.batch, 1);
    assert_eq!(told.new_projects, ["Website relaunch"]);
    let item = |title: &str| program.items.values().find(|i| i.title == title).unwrap();
    let wireframes = item("Wireframes & flows");
    assert_eq!(wireframes.kind, ItemKind::Task);
    assert_eq!(wireframes.key, "WR2-2", "the project's own letters are for items made here");
    assert_eq!(wireframes.parent, Some(Parent::Item(item("Design").id)));
    assert_eq!(item("Design").kind, ItemKind::Epic);
    // A level is skipped, and milestones hold nothing: it stands at the top.
    assert_eq!(item("Build").parent, None);
    assert_eq!(wireframes.priority, Some(Priority::High));
    assert_eq!(wireframes.due, "2026-03-06".parse().ok());
    assert_eq!(wireframes.notes, "With the agency.");
    let owner = wireframes.owner.map(|id| program.people[&id].clone()).unwrap();
    assert_eq!((owner.name.as_str(), owner.aliases[0].as_str()), ("Lena Fischer", "lena@example.org"));
    let extra: Vec<_> = wireframes.extra.iter().map(|(k, v)| format!("{k}={}", v.join("|"))).collect();
    assert_eq!(
        extra,
        [
            "Baseline finish=2026-03-05",
            "Baseline start=2026-03-02",
            "Duration=40 h",
            "Percent complete=100",
            "Resources=Lena Fischer, Hugo Laurent",
            "Start=2026-03-02",
            "Vendor=Northlight",
            "WBS=1.1",
            "Work=20 h 30 min"
        ]
    );
    let category = |title: &str| program.status(item(title).status).unwrap().category;
    assert_eq!(category("Wireframes & flows"), Category::Done);
    assert_eq!(category("Visual design"), Category::InProgress);
    assert_eq!(category("Build"), Category::Cancelled);
    let moves = wireframes.history.iter().filter(|e| matches!(e.what, Happening::Moved { .. })).count();
    assert_eq!(moves, 2, "it began and finished when the schedule says so");
    let milestone = |name: &str| program.milestones.values().find(|m| m.name == name).unwrap();
    let signed = milestone("Design signed off");
    assert_eq!(
        (signed.due.to_string().as_str(), signed.baseline, signed.reached),
        ("2026-03-16", "2026-03-12".parse().ok(), None)
    );
    assert_eq!(milestone("Go live").reached, "2026-04-30".parse().ok());
    let mut links: Vec<_> = program
        .dependencies
        .values()
        .map(|d| {
            let name = |side: &Ref| match side {
                Ref::Item(id) => program.items[id].title.clone(),
                Ref::Milestone(id) => program.milestones[id].name.clone(),
                other => format!("{other:?}"),
            };
            format!("{} {} {} {}", name(&d.giver), d.kind.letters(), name(&d.needer), d.lag)
        })
        .collect();
    links.sort();
    assert_eq!(
        links,
        [
            "Build SS Go live 0",
            "Design signed off SF Build 0",
            "External(\"hosting.mpp\\\\7\") FS Design signed off 0",
            "Visual design FF Design signed off -480",
            "Wireframes & flows FS Visual design 480",
        ]
    );
    let first = program.dependencies.values().find(|d| d.lag == 480).unwrap();
    assert_eq!(first.state, DependencyState::Delivered);
    assert_eq!(first.needed_by, "2026-03-09".parse().ok());
    assert_eq!(first.committed_by, "2026-03-06".parse().ok());
    assert_eq!(first.kind, DependencyType::FinishToStart);
    changes_nothing(&mut program, &reading.batch);
}

#[test]
fn what_was_not_understood_is_told_with_its_line() {
    let told = remarks(&plan());
    let texts: Vec<&str> = told.iter().map(|t| t.split_once(": ").unwrap().1).collect();
    assert_eq!(
        texts,
        [
            "“Design signed off” waits for task 99, which is not in this file (not read)",
            "A lag in percent is not read. It counts as none",
            "A link of type 9, which is not known (not read)",
            "Milestone “Someday” has no date (not read)",
            "A task without a number (UID) (not read)",
        ]
    );
    assert!(told[0].starts_with("28: "), "{}", told[0]);
}

// [FI3]
#[test]
fn a_newer_schedule_updates_and_keeps_what_was_changed_by_hand() {
    use gluework::command::{CatalogueEdit, ItemEdit};
    let text = String::from_utf8(fixture("msproject/plan.xml")).unwrap();
    let mut program = Program::default();
    bring(&mut program, &read_text(&text).batch, 1);
    let stamp = Stamp { at: at("2026-03-02T00:00:00Z"), seed: 7 };
    let mut mine = (**program.milestones.values().find(|m| m.name == "Design signed off").unwrap()).clone();
    mine.due = "2026-03-20".parse().unwrap();
    let edit = Command::Catalogue(Box::new(CatalogueEdit::PutMilestone(Box::new(mine))));
    apply(&mut program, edit, stamp).unwrap();
    let build = program.items.values().find(|i| i.title == "Build").unwrap().clone();
    apply(&mut program, Command::EditItem(build.id, ItemEdit::Title("Build it".into())), stamp).unwrap();
    let newer =
        text.replace("2026-03-16T17:00:00", "2026-03-18T17:00:00").replace("<Name>Build<", "<Name>Building<");
    let mut batch = read_text(&newer).batch;
    let plan = plan_file(&program, &batch);
    let conflicts: Vec<_> =
        plan.conflicts.iter().map(|c| (c.field, c.here.as_str(), c.file.as_str())).collect();
    assert_eq!(conflicts, [("Due", "2026-03-20", "2026-03-18")]);
    let items = plan.items.as_ref().unwrap();
    assert_eq!((items.conflicts.len(), items.conflicts[0].file.as_str()), (1, "Building"));
    // The dependency that waits for the milestone moved with it.
    assert!(plan.updated.iter().all(|u| u.what == "Dependency"), "{:?}", plan.updated);
    batch.choose(&items.conflicts[0].source_key, "Title", ConflictChoice::TakeFile);
    batch.choose(&plan.conflicts[0].key, "Due", ConflictChoice::TakeFile);
    bring(&mut program, &batch, 8);
    assert_eq!(program.items[&build.id].title, "Building");
    assert!(program.milestones.values().any(|m| m.due.to_string() == "2026-03-18"));
    assert_eq!(program.items.len(), 4);
    changes_nothing(&mut program, &batch);
}

#[test]
fn two_schedules_with_the_same_numbers_stay_apart() {
    let text = String::from_utf8(fixture("msproject/plan.xml")).unwrap();
    let mut program = Program::default();
    bring(&mut program, &read_text(&text).batch, 1);
    let other = text.replace("Website relaunch", "Warehouse refit");
    bring(&mut program, &read_text(&other).batch, 2);
    assert_eq!((program.items.len(), program.milestones.len(), program.projects.len()), (8, 4, 2));
    changes_nothing(&mut program, &read_text(&text).batch);
    changes_nothing(&mut program, &read_text(&other).batch);
}

#[test]
fn milestones_alone_can_be_taken() {
    let answers = FileAnswers { milestones_only: true, ..FileAnswers::default() };
    let reading = read_with(&fixture("msproject/plan.xml"), &answers);
    assert_eq!(reading.found[..3], ["0 tasks", "2 milestones", "1 dependency"]);
    let mut program = Program::default();
    bring(&mut program, &reading.batch, 1);
    assert_eq!((program.items.len(), program.milestones.len()), (0, 2));
    changes_nothing(&mut program, &reading.batch);
}

#[test]
fn other_xml_is_refused() {
    use gluework::exchange::records::project;
    let berlin = zone_of("Europe/Berlin").unwrap();
    let ground = Ground { zone: &berlin, zone_of: &zone_of };
    for (text, says) in [
        ("", "empty"),
        ("<Project><Tasks/></Project>", "no task"),
        ("<rss/>", "first element is “rss”"),
        ("<Project><Tasks><Task><UID>1</UID>", "ends too early"),
        ("<Project></Tasks>", "no sound XML"),
        ("<!DOCTYPE a [<!ENTITY x 'y'>]><Project>&x;</Project>", "DOCTYPE"),
    ] {
        let refusal = project::read(text.into(), ground, &FileAnswers::default()).unwrap_err();
        assert!(refusal.what.contains(says), "{text}: {refusal}");
    }
}
