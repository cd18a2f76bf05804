//! Trello, GitHub, Linear, Asana, and tables of no tracker.

use super::*;
use gluework::exchange::items::{Recognised, recognise};
use gluework::model::{Category, ItemKind, LinkKind, Parent, Points, Priority, Ref, SourceSystem};

#[test]
fn a_board_is_read_with_the_moves_of_its_cards() {
    let reading = files(&["trello/board.json"]);
    assert_eq!((reading.batch.source.as_str(), reading.batch.items.len()), ("Web relaunch", 3));
    let card = &reading.batch.items[0];
    assert_eq!(card.created.unwrap().to_string(), "2024-01-31T07:00:16Z", "from the id");
    assert_eq!(
        (card.estimate, card.labels.clone()),
        (Points::parse("3.5"), vec!["ux".into(), "green".into()])
    );
    assert_eq!(card.extra["Market"], ["Europe"]);
    assert_eq!(card.extra["Paid"], ["true"]);
    assert_eq!(card.extra["members"], ["Bo Chen, Ada Abara"]);
    assert_eq!(card.extra["checklists"], ["1 of 2 done"]);
    assert_eq!(card.notes, "**bold**");
    assert_eq!(card.comments[0].author, "Bo Chen");
    assert_eq!(
        statuses(&reading),
        ["To do 1 To do?", "Doing 0 In progress?", "Done 1 Done?", "Archived 1 Cancelled"]
    );
    let program = imported(reading);
    assert_eq!(
        moves(&program, "WR-1"),
        [
            "2024-01-31T07:00:16Z To do",
            "2026-02-03T10:00:00Z To do → Doing",
            "2026-02-05T10:00:00Z Doing → Done"
        ],
        "lists by their names of today"
    );
    assert_eq!(item(&program, "WR-3").extra["list"], ["Doing"]);
}

#[test]
fn a_due_moment_is_a_day_of_the_programs_zone() {
    let zone = Zone::fixed("east", 2 * 3600);
    let reading = read_all(vec![fixture("trello/board.json")], &zone, &Answers::default()).unwrap();
    assert_eq!(reading.batch.items[0].due.unwrap().to_string(), "2026-02-11");
}

#[test]
fn issues_of_the_command_line_are_read() {
    let reading = files(&["github/gh.json"]);
    let bug = &reading.batch.items[0];
    assert_eq!((bug.key.as_str(), bug.shown.as_deref()), ("acme/shop#12", Some("shop#12")));
    assert_eq!((bug.kind.clone(), bug.priority), (Some(ItemKind::Bug), Some(Priority::High)));
    assert_eq!((bug.release.as_deref(), bug.notes.as_str()), (Some("1.4"), "Steps\n1. click"));
    assert_eq!(statuses(&reading), ["Open 1 To do", "Closed 1 Done", "Closed as not planned 1 Cancelled"]);
}

#[test]
fn pull_requests_are_left_out_and_said() {
    let reading = files(&["github/rest.json"]);
    assert_eq!(reading.batch.items.len(), 1);
    assert_eq!(remarks(&reading), ["1 1 pull request is left out: only issues are taken in"]);
}

#[test]
fn both_of_githubs_forms_are_the_same_issue() {
    let mut program = imported(files(&["github/rest.json"]));
    let (plan, _) = import(&mut program, files(&["github/gh.json"]), 1);
    assert_eq!((plan.created.len(), plan.updated_items), (2, 1));
    assert_eq!(program.items.len(), 3);
}

#[test]
fn numbers_without_a_repository_name_items_of_one_project_only() {
    let list = r#"[{"number":1,"title":"One","state":"OPEN","labels":[]}]"#;
    let mut program = imported(text("a.json", list).unwrap());
    let (plan, _) = import(&mut program, text("a.json", list).unwrap(), 1);
    assert_eq!(plan.created.len(), 0, "the same source, the same project");
    let mut other = text("b.json", &list.replace("One", "Other")).unwrap();
    other.batch.source = "another".into();
    let (plan, _) = import(&mut program, other, 2);
    assert_eq!(
        (plan.created.len(), plan.conflicts.len() + plan.updated.len()),
        (1, 0),
        "another project, another item"
    );
}

#[test]
fn every_width_of_linears_table_is_read() {
    let reading = files(&["linear/issues.csv"]);
    assert_eq!((reading.batch.system, reading.batch.source.as_str()), (SourceSystem::Linear, "ENG"));
    let first = &reading.batch.items[0];
    assert_eq!(first.due.unwrap().to_string(), "2026-03-27", "local midnight, written in UTC");
    assert_eq!(
        (first.labels.clone(), first.priority),
        (vec!["cache".into(), "quick win".into()], Some(Priority::High))
    );
    assert_eq!(reading.batch.items[1].due.unwrap().to_string(), "2026-03-26", "the same west of Greenwich");
    assert_eq!(reading.batch.items[1].priority, None);
    assert_eq!(statuses(&reading), ["In Progress 1 In progress?", "Shipped 1 Done", "Duplicate 1 Cancelled"]);
    assert_eq!(reading.not_read() + reading.remarks.len(), 0, "{:?}", reading.remarks);
    let program = imported(reading);
    assert_eq!(
        moves(&program, "ENG-2"),
        [
            "2026-03-01T11:25:00Z To do",
            "2026-03-04T12:10:54Z To do → In Progress",
            "2026-03-12T12:10:54Z In Progress → Shipped"
        ]
    );
    let (one, two) = (item(&program, "ENG-1"), item(&program, "ENG-2"));
    assert_eq!(two.parent, Some(Parent::Item(one.id)));
    assert!(two.links.iter().any(|l| l.to == Ref::External("ENG-9".into())));
    let sprint = program.sprints.values().next().unwrap();
    assert_eq!(
        (sprint.name.as_str(), sprint.start.unwrap().to_string(), sprint.end.unwrap().to_string()),
        ("Cycle 4", "2026-03-02".into(), "2026-03-15".into())
    );

    let short = "Title,Issue description,Status,Started,Due Date,Priority,Creator,Assignee,Labels,Cycle Name,Cycle Start,Cycle End,Created,Updated,Completed,Archived,Project\n\
                 Smooth,Make it,In Progress,Mon Apr 21 2025 10:17:06 GMT+0000 (GMT),,none,a@example.org,a@example.org,Fast,,,,Sun Apr 20 2025 10:17:06 GMT+0000 (GMT),,,,Mobile\n";
    let reading = text("template.csv", short).unwrap();
    let only = &reading.batch.items[0];
    assert_eq!(
        (reading.batch.system, only.notes.as_str(), only.started.is_some()),
        (SourceSystem::Linear, "Make it", true)
    );
}

#[test]
fn a_project_of_asana_is_read() {
    let reading = files(&["asana/project.csv"]);
    assert_eq!((reading.batch.system, reading.batch.source.as_str()), (SourceSystem::Asana, "Relaunch"));
    assert_eq!(statuses(&reading), ["To do 2 To do?", "In progress 1 In progress?", "Completed 1 Done"]);
    let done = &reading.batch.items[2];
    assert_eq!(done.extra["Section/Column"], ["In progress"], "the section stays to be seen");
    let program = imported(reading);
    let find = |title: &str| program.items.values().find(|i| i.title == title).unwrap();
    let (brief, agency, wishes) = (find("Write the brief"), find("Choose an agency"), find("Collect wishes"));
    assert_eq!(wishes.parent, Some(Parent::Item(brief.id)), "parents are named by title");
    assert_eq!(brief.links, [gluework::model::Link { kind: LinkKind::Blocks, to: Ref::Item(agency.id) }]);
    assert!(agency.links.is_empty(), "told from both ends, kept once");
    assert_eq!((brief.due.unwrap().to_string(), brief.notes.as_str()), ("2026-02-20".into(), "Two\nlines"));
}

#[test]
fn any_table_is_read_by_the_columns_that_are_picked() {
    let file = fixture("generic/backlog.csv");
    let Recognised::Columns { headers, suggested } = recognise(&file.bytes) else { panic!("picked by hand") };
    assert_eq!((headers.len(), suggested.get("Key").map(String::as_str)), (7, Some("Nr")));
    let mut answers = Answers { columns: suggested, ..Answers::default() };
    for (field, header) in
        [("Title", "Was"), ("Status", "Stand"), ("Owner", "Wer"), ("Estimate", "Aufwand"), ("Due", "Bis")]
    {
        answers.columns.insert(field.into(), header.into());
    }
    let reading = read_all(vec![file.clone()], &Zone::utc(), &answers).unwrap();
    assert_eq!((reading.batch.system, reading.batch.source.as_str()), (SourceSystem::Csv, "backlog"));
    let first = &reading.batch.items[0];
    assert_eq!((first.estimate, first.due.unwrap().to_string()), (Points::parse("2.5"), "2026-04-01".into()));
    assert_eq!(first.extra["Kanal"], ["Print"]);
    assert_eq!(statuses(&reading), ["offen 1 To do?", "fertig 1 Done?"]);

    // The mapping is remembered, and the same table again changes nothing.
    let mut program = imported(reading);
    let known = Answers::of(program.sources.values().next().unwrap());
    assert_eq!(known.columns, answers.columns);
    let (_, change) = import(&mut program, read_all(vec![file], &Zone::utc(), &known).unwrap(), 1);
    assert!(change.is_empty());
}

#[test]
fn rows_without_a_key_are_told_apart_by_their_title() {
    let mut answers = Answers::default();
    answers.columns.insert("Title".into(), "What".into());
    let table = "What,Kind\nSame,a\nSame,b\nOther,c\n";
    let read =
        |table: &str| read_all(vec![Input::new("plan.csv", table.into())], &Zone::utc(), &answers).unwrap();
    let mut program = imported(read(table));
    assert_eq!(program.items.len(), 3);
    let (plan, change) = import(&mut program, read(table), 1);
    assert!(plan.created.is_empty() && change.is_empty());
    let (plan, _) = import(&mut program, read(&format!("{table}New,d\n")), 2);
    assert_eq!(plan.created.len(), 1);
}

// [IM1]
#[test]
fn other_kinds_of_files_are_named() {
    for (bytes, kind) in [
        ("BEGIN:VCALENDAR\r\nEND:VCALENDAR", Recognised::Calendar),
        (
            "<?xml version=\"1.0\"?>\n<Project xmlns=\"http://schemas.microsoft.com/project\">",
            Recognised::Schedule,
        ),
        ("<!-- x --><testsuites><testsuite/></testsuites>", Recognised::TestReport),
        ("BilledCost,ServiceName,ChargePeriodStart\n1,x,2026-01-01", Recognised::Costs),
        ("date,project,amount,currency\n2026-01-01,A,1,EUR\n", Recognised::Costs),
    ] {
        let told = recognise(bytes.as_bytes());
        assert_eq!(told, kind);
        assert!(told.refusal().unwrap().to_string().contains("Nothing was changed."));
    }
    for (file, system) in [
        ("jira/feed.xml", SourceSystem::Jira),
        ("jira/search_page_2.json", SourceSystem::Jira),
        ("azure/tree.csv", SourceSystem::AzureDevops),
        ("azure/updates.json", SourceSystem::AzureDevops),
        ("trello/board.json", SourceSystem::Trello),
        ("github/gh.json", SourceSystem::Github),
        ("linear/issues.csv", SourceSystem::Linear),
        ("asana/project.csv", SourceSystem::Asana),
    ] {
        assert_eq!(recognise(&fixture(file).bytes), Recognised::Items(system), "{file}");
    }
}

// [IM3]
#[test]
fn the_same_file_of_any_format_again_changes_nothing() {
    for file in [
        "jira/search_page_1.json",
        "jira/feed.xml",
        "azure/flat.csv",
        "azure/tree.csv",
        "azure/items.json",
        "azure/updates.json",
        "trello/board.json",
        "github/gh.json",
        "github/rest.json",
        "linear/issues.csv",
        "asana/project.csv",
    ] {
        let mut program = imported(files(&[file]));
        let before = program.clone();
        let (plan, change) = import(&mut program, files(&[file]), 9);
        assert!(plan.is_empty() && plan.conflicts.is_empty() && plan.kept.is_empty(), "{file}: {plan:?}");
        assert!(change.is_empty(), "{file}");
        assert_eq!(program, before, "{file}");
        assert!(program.workflows.values().all(|w| w.statuses.iter().any(|s| s.category == Category::ToDo)));
    }
}
