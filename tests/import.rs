//! Jira exports: reading, planning and applying, rule by rule.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

use gluework::command::{Change, Command, ConflictChoice, History, ImportPlan, ItemEdit, apply, plan_import};
use gluework::exchange::items::{
    self, Answers, Input, Reader, Reading, Recognised, RefusalKind, Severity, recognise,
};
use gluework::model::{
    Category, Happening, ItemKind, LinkKind, Parent, Points, Priority, Program, Ref, SourceSystem,
    SprintState, Stamp, Timestamp, WorkItem, Zone, check,
};
use std::fmt::Write;

const CLOUD: &str = include_str!("fixtures/jira/cloud_en.csv");
const GERMAN: &str = include_str!("fixtures/jira/server_semicolon_de.csv");

fn read_with(text: &str, answers: &Answers) -> Reading {
    items::read(text.as_bytes().to_vec(), &Zone::utc(), answers).expect("a file that is read")
}

fn read(text: &str) -> Reading {
    read_with(text, &Answers::default())
}

fn stamp(day: i64) -> Stamp {
    Stamp { at: Timestamp::parse("2030-01-01T00:00:00Z").unwrap().plus_days(day), seed: day as u64 }
}

fn import(program: &mut Program, text: &str, day: i64) -> (ImportPlan, Change) {
    let reading = read(text);
    let plan = plan_import(program, &reading.batch);
    let change = apply(program, Command::Import(Box::new(reading.batch)), stamp(day)).unwrap();
    assert_eq!(check(program), [], "sound after import");
    (plan, change)
}

fn imported(text: &str) -> Program {
    let mut program = Program::default();
    import(&mut program, text, 0);
    program
}

fn item<'a>(program: &'a Program, key: &str) -> &'a WorkItem {
    program.item_by_key(key).unwrap_or_else(|| panic!("{key} is missing"))
}

fn edit(program: &mut Program, key: &str, edit: ItemEdit, day: i64) {
    let id = item(program, key).id;
    apply(program, Command::EditItem(id, edit), stamp(day)).unwrap();
}

fn remarks(reading: &Reading) -> Vec<String> {
    reading
        .remarks
        .iter()
        .map(|r| format!("{}{} {}", r.line, if r.severity == Severity::NotRead { "!" } else { "" }, r.text))
        .collect()
}

fn moves(program: &Program, item: &WorkItem) -> Vec<String> {
    let name = |id| program.status(id).map_or("?".into(), |s| s.name.clone());
    let mut list = Vec::new();
    for event in &item.history {
        let seen = if event.seen { " seen" } else { "" };
        match &event.what {
            Happening::Created { status } => {
                list.push(format!("{} created {}{seen}", event.at, name(*status)))
            }
            Happening::Moved { from, to } => {
                list.push(format!("{} {} → {}{seen}", event.at, name(*from), name(*to)));
            }
            _ => {}
        }
    }
    list
}

// Reading

#[test]
fn every_field_of_a_cloud_export_is_read() {
    let reading = read(CLOUD);
    assert_eq!((reading.rows, reading.batch.items.len()), (4, 4));
    assert_eq!(reading.language.map(|l| l.name()), Some("English"));
    assert_eq!((reading.batch.source.as_str(), reading.batch.project_name.as_str()), ("SRCH", "Search"));
    insta::assert_snapshot!("cloud_items", gluework::json::to_pretty(&reading.batch.items));
    insta::assert_snapshot!(
        remarks(&reading).join("\n"),
        @r"
    7 Priority “Someday” is not known. Kept as text
    7 Estimate “3-5” is not a number. Kept as text
    "
    );
}

#[test]
fn statuses_follow_the_category_not_the_name() {
    let found: Vec<_> =
        read(CLOUD).statuses.into_iter().map(|s| (s.name, s.items, s.category, s.guessed)).collect();
    assert_eq!(
        found,
        [
            ("In Progress".to_owned(), 1, Category::InProgress, false),
            ("Deploy".to_owned(), 1, Category::InProgress, false),
            ("Done".to_owned(), 1, Category::Done, false),
            ("Won't Do".to_owned(), 1, Category::Cancelled, false),
        ]
    );
}

#[test]
fn statuses_without_a_category_are_guessed_and_marked_so_unless_answered() {
    let text = "Summary,Issue key,Status,Resolution\na,A-1,Open,\nb,A-2,Quux,Fixed\nc,A-3,Reopened,Fixed\n\
                d,A-4,Test in UAT,Fixed\ne,A-5,Closed,Fixed\n";
    let categories = |answers: &Answers| -> Vec<_> {
        read_with(text, answers).statuses.into_iter().map(|s| (s.name, s.category, s.guessed)).collect()
    };
    assert_eq!(
        categories(&Answers::default()),
        [
            ("Open".to_owned(), Category::ToDo, true),
            ("Reopened".to_owned(), Category::ToDo, true),
            ("Test in UAT".to_owned(), Category::InProgress, true),
            ("Quux".to_owned(), Category::Done, true),
            ("Closed".to_owned(), Category::Done, true),
        ]
    );
    let mut answers = Answers::default();
    answers.categories.insert("Quux".into(), Category::InProgress);
    assert!(categories(&answers).contains(&("Quux".to_owned(), Category::InProgress, false)));
}

#[test]
fn localised_exports_are_read() {
    let german = read(GERMAN);
    assert_eq!(german.language.map(|l| l.name()), Some("German"));
    let second = &german.batch.items[1];
    assert_eq!((second.title.as_str(), second.estimate), ("Filter; schnell", Some(Points::hundredths(50))));
    assert_eq!(
        (second.parents.clone(), second.due.unwrap().to_string()),
        (vec!["SU-1".into()], "2024-02-20".into())
    );
    assert_eq!(
        german.statuses.iter().map(|s| s.category).collect::<Vec<_>>(),
        [Category::InProgress, Category::Done]
    );
    for (header, row, language) in [
        (
            "Resumen,Clave de incidencia,Estado,Categoría de estado,Creada",
            "t,A-1,Listo,Listo,04/ago/26 11:30 PM",
            "Spanish",
        ),
        (
            "Resumo,Chave da item,Status,Categoria do status,Criado",
            "t,A-1,X,Itens concluídos,26/abr/26 1:00 PM",
            "Portuguese",
        ),
        (
            "Résumé,Clé de ticket,État,Catégorie d'état,Création",
            "t,A-1,X,Terminé,19/févr./26 1:00 PM",
            "French",
        ),
        (
            "Podsumowanie,Klucz zgłoszenia,Status,Kategoria statusu,Utworzono",
            "t,A-1,X,Gotowe,19/lip/23 1:00 PM",
            "Polish",
        ),
    ] {
        let reading = read(&format!("{header}\n{row}\n"));
        assert_eq!(reading.language.map(|l| l.name()), Some(language));
        assert_eq!(reading.statuses[0].category, Category::Done, "{language}");
        assert!(!reading.statuses[0].guessed, "{language}");
        assert!(reading.batch.items[0].created.is_some(), "{language}");
    }
}

#[test]
fn the_users_columns_win_over_the_known_ones() {
    let text = "Тема,Ключ,Размер,Story Points\na,A-1,3,8\n";
    assert!(matches!(recognise(text.as_bytes()), Recognised::Columns { headers, .. } if headers.len() == 4));
    let mut answers = Answers::default();
    for (field, header) in [("Title", "Тема"), ("Key", "Ключ"), ("Estimate", "Размер"), ("Due", "Nowhere")]
    {
        answers.columns.insert(field.into(), header.into());
    }
    let reading = read_with(text, &answers);
    assert_eq!(reading.batch.items[0].estimate, Some(Points::whole(3)));
    assert_eq!(reading.batch.items[0].extra["Story Points"], ["8"]);
    assert_eq!(remarks(&reading), ["1 The column “Nowhere”, picked for Due, is not in the file"]);
}

#[test]
fn rows_that_are_not_as_they_should_be_are_listed_with_their_line() {
    let text = "Summary,Issue key,Status\n\"two\nlines\",A-1 ,Open\nwide,A-2,Open,rest\nnarrow,A-3\n,A-4,Open\n\
                shifted,by,A-5,Open\nno key,,Open\nagain,A-1,Done\nSummary,Issue key,Status\n\n\
                odd,key five,Open\nGenerated at Sat Mar 22 10:53:30 UTC 2014 by A using JIRA 6.2,,\nlast,A-6,\"Op\n";
    let reading = read(text);
    insta::assert_snapshot!(remarks(&reading).join("\n"), @r#"
    4 The row has 1 cells more than the header; “rest” is not read. Cells are read where they stand
    5 The row has 1 cells less than the header. Cells are read where they stand
    6! No summary. A title is needed, so the row is not read
    7! The row has 1 cells more than the header; “Open” is not read. “by” stands where the key should. The row is not read
    8! No key. The row is not read
    9 A-1 stands on line 2 already. This later one is used
    10 The header row again. Left out
    12 “key five” has not the shape of a key
    13 The export's footer, not an issue. Left out
    14! Quote never closed. Lines 14 to 14 are one row, not read
    "#);
    let keys: Vec<_> = reading.batch.items.iter().map(|i| (i.key.as_str(), i.title.as_str())).collect();
    assert_eq!(keys, [("A-1", "again"), ("A-2", "wide"), ("A-3", "narrow"), ("key five", "odd")]);
    assert_eq!(reading.not_read(), 4);
}

#[test]
fn repeated_headers_are_collected_by_position() {
    let text = "Summary,Issue key,Custom field (Asset type),Labels,Custom field (Asset type),Labels,Custom field (Asset type),X\n\
                a,A-1,,web,laptop,web,,\n";
    let reading = read(text);
    assert_eq!(reading.batch.items[0].extra["Custom field (Asset type)"], ["", "laptop"]);
    assert_eq!(reading.batch.items[0].labels, ["web"]);
    let uses: Vec<_> = reading.columns.iter().map(|c| format!("{:?} {:?}", c.positions, c.used_as)).collect();
    assert_eq!(
        uses,
        [
            "[1] Field(\"Title\")",
            "[2] Field(\"Key\")",
            "[3, 5, 7] Extra",
            "[4, 6] Field(\"Labels\")",
            "[8] Ignored"
        ]
    );
}

#[test]
fn an_open_date_order_is_asked_and_the_answer_is_used() {
    let text = "Summary,Issue key,Created,Updated\na,A-1,03/04/2026,13/04/2026\n";
    let reading = read(text);
    let question = reading.date_question.unwrap();
    assert_eq!(question.columns, ["Created"], "the other column is proven by its own values");
    assert_eq!(
        (question.as_day_first.to_string(), question.as_month_first.to_string()),
        ("2026-04-03".into(), "2026-03-04".into())
    );
    let answered = read_with(text, &Answers { day_first: Some(false), ..Answers::default() });
    assert_eq!(answered.date_question, None);
    assert_eq!(answered.batch.items[0].created.unwrap().to_string(), "2026-03-04T00:00:00Z");
    assert_eq!(answered.batch.items[0].updated.unwrap().to_string(), "2026-04-13T00:00:00Z");
}

#[test]
fn a_day_that_does_not_exist_is_told() {
    let reading = read("Summary,Issue key,Due Date\na,A-1,31/Feb/25\nb,A-2,13/01/2025\nc,A-3,01/13/2025\n");
    assert_eq!(reading.batch.items[0].due, None);
    assert_eq!(reading.batch.items[0].extra["Due Date"], ["31/Feb/25"]);
    assert!(remarks(&reading)[0].contains("first"), "{:?}", remarks(&reading));
    assert!(reading.remarks.iter().any(|r| r.line == 2 && r.text.contains("31/Feb/25")));
    assert!(reading.remarks.iter().any(|r| r.line == 4 && r.text.contains("no such day")));
}

#[test]
fn time_in_status_becomes_history() {
    let text = "Summary,Issue key,Status,Created,Custom field ([CHART] Time in Status)\n\
                a,A-1,Done,2024-01-01 00:00,10000_*:*_1_*:*_3600000_*|*_3_*:*_1_*:*_7200000_*|*_10001_*:*_1_*:*_0\n\
                b,A-2,In Progress,2024-01-01 00:00,10000_*:*_1_*:*_60000_*|*_3_*:*_1_*:*_0\n\
                c,A-3,To Do,2024-01-01 00:00,10000_*:*_1_*:*_0\n\
                d,A-4,To Do,2024-01-01 00:00,777_*:*_1_*:*_5_*|*_10000_*:*_1_*:*_0\n";
    let program = imported(text);
    assert_eq!(
        moves(&program, item(&program, "A-1")),
        [
            "2024-01-01T00:00:00Z created To Do",
            "2024-01-01T01:00:00Z To Do → In Progress",
            "2024-01-01T03:00:00Z In Progress → Done"
        ]
    );
    assert!(remarks(&read(text))[0].contains("number 777"));
}

#[test]
fn utf_16_is_read_like_utf_8() {
    for order in [u16::to_le_bytes, u16::to_be_bytes] {
        let bytes = format!("\u{feff}{GERMAN}").encode_utf16().flat_map(order).collect();
        let reading = items::read(bytes, &Zone::utc(), &Answers::default()).unwrap();
        assert_eq!(reading.batch, read(GERMAN).batch);
    }
}

#[test]
fn steps_give_what_one_reading_gives() {
    let input = Input::new("cloud.csv", CLOUD.into());
    let mut reader = Reader::new(vec![input], Zone::utc(), Answers::default());
    let mut last = reader.step(1);
    while !last.finished {
        assert!((0.0..=1.0).contains(&last.fraction));
        last = reader.step(1);
    }
    assert_eq!((last.rows_done, last.fraction), (4, 1.0));
    assert_eq!(reader.finish().unwrap(), read(CLOUD));
}

#[test]
fn files_are_recognised_by_content() {
    let refused = |bytes: &[u8]| match recognise(bytes) {
        Recognised::Refused(refusal) => {
            assert!(refusal.to_string().contains("Nothing was changed."));
            Some(refusal.kind)
        }
        _ => None,
    };
    assert_eq!(recognise(CLOUD.as_bytes()), Recognised::Items(SourceSystem::Jira));
    assert_eq!(recognise(b"\n {\"version\":1,\"format\":\"gluework-snapshot\"}"), Recognised::Snapshot);
    assert!(matches!(recognise(b"id,amount\n1,2\n"), Recognised::Columns { headers, suggested }
        if headers == ["id", "amount"] && suggested["Key"] == "id" && suggested.len() == 1));
    for (bytes, kind) in [
        (&b""[..], RefusalKind::Empty),
        (b"  \r\n", RefusalKind::Empty),
        (b"PK\x03\x04..", RefusalKind::NotText),
        (b"Summary,\0\0\0\x01", RefusalKind::NotText),
        (b"Summary,Issue key\n\xe9t\xe9,A-1\n", RefusalKind::OtherEncoding),
        (b"Summary,Issue key,Status\r\n", RefusalKind::HeaderOnly),
        (b"[1]", RefusalKind::OtherFormat),
        (b"<!DOCTYPE html><html>", RefusalKind::OtherFormat),
        (b"hello", RefusalKind::OtherFormat),
        (b"Summary,Issue key,Status,A,B;;;;\n\"a,A-1,Open,x,y\";;;;\n", RefusalKind::ExcelMangled),
    ] {
        assert_eq!(refused(bytes), Some(kind), "{}", String::from_utf8_lossy(bytes));
    }
}

// Applying

#[test]
fn the_first_import_builds_a_program() {
    let mut program = Program::default();
    let (plan, change) = import(&mut program, CLOUD, 0);
    assert_eq!((plan.created.len(), plan.changes(), plan.new_links), (4, 4, 3));
    assert_eq!(
        (plan.new_people.clone(), plan.new_sprints.clone()),
        (vec!["Ada Abara".into(), "Bob Haddad".into()], vec!["Search 2".to_owned()])
    );
    assert_eq!((plan.new_project.as_deref(), plan.new_releases.len()), (Some("Search"), 2));
    assert_eq!(change.label, "Imported SRCH: 4 created, 0 updated");

    let (epic, story, bug, deploy) = (
        item(&program, "SRCH-1"),
        item(&program, "SRCH-2"),
        item(&program, "SRCH-3"),
        item(&program, "SRCH-4"),
    );
    assert_eq!(
        (epic.kind.clone(), story.kind.clone(), deploy.kind.clone()),
        (ItemKind::Epic, ItemKind::Story, ItemKind::Subtask)
    );
    assert_eq!(story.parent, Some(Parent::Item(epic.id)));
    assert_eq!(deploy.parent, Some(Parent::External("OPS-7".into())));
    assert_eq!((story.priority, bug.estimate), (Some(Priority::Urgent), Some(Points::whole(2))));
    // Reciprocal links are one, on the blocker.
    assert_eq!(story.links.len(), 1);
    assert_eq!((&story.links[0].kind, &story.links[0].to), (&LinkKind::Blocks, &Ref::Item(bug.id)));
    assert_eq!(bug.links, []);
    assert!(deploy.links.iter().any(|l| l.to == Ref::External("PLT-96".into())));
    assert!(
        deploy
            .links
            .iter()
            .any(|l| l.kind == LinkKind::Other("Cloners".into()) && l.to == Ref::Item(story.id))
    );
    // A flag, a duplicate, a version with the defect.
    assert_eq!(bug.blocked.as_ref().unwrap().reason, "Impediment");
    let defect = bug.defect.as_ref().unwrap();
    assert!(defect.invalid && defect.release.is_some());
    assert_eq!(story.comments[0].text, "Looks good; really");
    let ada = program.people.values().find(|p| p.name == "Ada Abara").unwrap();
    assert_eq!((ada.aliases.clone(), story.owner), (vec!["712020:ada".to_owned()], Some(ada.id)));
    assert_eq!((deploy.owner, deploy.estimate), (None, None));
    assert_eq!(
        program.sprints.values().next().unwrap().state,
        SprintState::Closed,
        "all its items are finished"
    );
    assert_eq!(program.sources.len(), 1);
}

#[test]
fn the_first_history_says_only_what_the_file_knows() {
    let program = imported(CLOUD);
    let ways: Vec<_> = ["SRCH-1", "SRCH-2", "SRCH-3"].map(|k| moves(&program, item(&program, k))).concat();
    insta::assert_snapshot!(ways.join("\n"), @r"
    2021-01-12T15:04:00Z created To do
    2021-01-13T09:00:00Z To do → In Progress seen
    2021-01-12T15:05:00Z created To do
    2021-01-15T08:59:00Z To do → Done
    2021-01-13T15:05:00Z created To do
    2021-01-15T08:58:00Z To do → Won't Do
    ");
    let bare = imported(
        "Summary,Issue key,Status,Updated\na,A-1,Done,2024-01-02 00:00\nb,A-2,In Progress,\nc,A-3,To Do,\n",
    );
    assert_eq!(moves(&bare, item(&bare, "A-2"))[1], "2030-01-01T00:00:00Z To Do → In Progress seen");
    assert_eq!(moves(&bare, item(&bare, "A-3")).len(), 1);
    assert!(moves(&bare, item(&bare, "A-1"))[1].ends_with("seen"));
}

#[test]
fn importing_the_same_file_again_changes_nothing() {
    for text in [CLOUD, GERMAN] {
        let mut program = imported(text);
        let before = program.clone();
        let (plan, change) = import(&mut program, text, 9);
        assert!(plan.is_empty() && plan.conflicts.is_empty(), "{plan:?}");
        assert!(change.is_empty());
        assert_eq!(program, before);
    }
}

#[test]
fn one_undo_takes_an_import_back_and_redo_brings_it_again() {
    let mut program = Program::default();
    let mut history = History::default();
    let (_, change) = import(&mut program, CLOUD, 0);
    history.record(0, change);
    let after = program.clone();
    apply(&mut program, history.undo_command().unwrap(), stamp(1)).unwrap();
    assert_eq!(program, Program::default());
    history.undone();
    apply(&mut program, history.redo_command().unwrap(), stamp(2)).unwrap();
    assert_eq!(program, after);
}

#[test]
fn a_large_import_is_undone_as_one() {
    let mut program = Program::default();
    let (_, change) = import(&mut program, &many(300), 0);
    let mut history = History::default();
    history.record(0, change);
    apply(&mut program, history.undo_command().unwrap(), stamp(1)).unwrap();
    assert_eq!(program, Program::default());
}

const ONE: &str = "Summary,Issue key,Status,Story Points,Assignee,Sprint\n";

#[test]
fn a_newer_export_updates_by_key() {
    let mut program = imported(&format!("{ONE}a,A-1,To Do,3,Ada,S1\nb,A-2,To Do,,,\n"));
    let newer = format!("{ONE}a,A-1,In Progress,5,Bob,S2\nb,A-2,To Do,,,\nc,A-3,To Do,,,\n");
    let (plan, _) = import(&mut program, &newer, 7);
    let changes: Vec<_> =
        plan.updated.iter().map(|c| format!("{} {} {}→{}", c.key, c.field, c.here, c.file)).collect();
    assert_eq!(
        changes,
        ["A-1 Status To Do→In Progress", "A-1 Estimate 3→5", "A-1 Owner Ada→Bob", "A-1 Sprint S1→S2"]
    );
    assert_eq!((plan.created.len(), plan.updated_items, plan.unchanged), (1, 1, 1));
    assert_eq!(
        (plan.new_statuses, plan.new_people),
        (vec!["In Progress".to_owned()], vec!["Bob".to_owned()])
    );
    assert_eq!(program.items.len(), 3);
    assert_eq!(moves(&program, item(&program, "A-1"))[1], "2030-01-08T00:00:00Z To Do → In Progress seen");
    let states: Vec<_> = program.sprints.values().map(|s| (s.name.as_str(), s.state)).collect();
    assert!(states.contains(&("S2", SprintState::Active)), "{states:?}");
}

#[test]
fn a_finish_that_the_file_dates_is_dated_so_on_a_re_import() {
    let head = "Summary,Issue key,Status,Created,Resolved\n";
    let mut program = imported(&format!("{head}a,A-1,In Progress,2029-01-01 00:00,\n"));
    import(&mut program, &format!("{head}a,A-1,Done,2029-01-01 00:00,2030-01-03 10:00\n"), 7);
    assert_eq!(moves(&program, item(&program, "A-1"))[2], "2030-01-03T10:00:00Z In Progress → Done");
}

#[test]
fn hand_edits_stay_and_conflicts_are_shown() {
    let old = format!("{ONE}a,A-1,To Do,3,Ada,S1\n");
    let mut program = imported(&old);
    edit(&mut program, "A-1", ItemEdit::Estimate(Some(Points::whole(8))), 1);
    edit(&mut program, "A-1", ItemEdit::Title("mine".into()), 1);
    // The tracker did not change: nothing to decide.
    let (plan, change) = import(&mut program, &old, 2);
    assert!(plan.conflicts.is_empty() && change.is_empty());

    // It changed the estimate too: kept here, shown, and settled.
    let newer = format!("{ONE}a,A-1,To Do,5,Ada,S1\n");
    let mut chosen = program.clone();
    let (plan, _) = import(&mut program, &newer, 3);
    let conflict = &plan.conflicts[0];
    assert_eq!(
        (plan.conflicts.len(), conflict.field.as_str(), conflict.here.as_str(), conflict.file.as_str()),
        (1, "Estimate", "8", "5")
    );
    assert_eq!(
        (item(&program, "A-1").estimate, item(&program, "A-1").title.as_str()),
        (Some(Points::whole(8)), "mine")
    );
    let (plan, change) = import(&mut program, &newer, 4);
    assert!(plan.conflicts.is_empty() && change.is_empty(), "settled until the tracker changes again");

    let mut batch = read(&newer).batch;
    batch.choose("A-1", "Estimate", ConflictChoice::TakeFile);
    apply(&mut chosen, Command::Import(Box::new(batch)), stamp(5)).unwrap();
    assert_eq!(item(&chosen, "A-1").estimate, Some(Points::whole(5)));
    assert_eq!(item(&chosen, "A-1").title, "mine");
}

#[test]
fn a_column_that_a_newer_export_lacks_changes_nothing() {
    let mut program = imported(&format!("{ONE}a,A-1,To Do,3,Ada,S1\n"));
    let (plan, change) = import(&mut program, "Summary,Issue key\na,A-1\n", 1);
    assert!(plan.updated.is_empty() && change.is_empty(), "{plan:?}");
    let (plan, _) = import(&mut program, &format!("{ONE}a,A-1,To Do,,,S1\n"), 2);
    assert_eq!(plan.updated.len(), 2, "empty cells empty the fields");
    assert_eq!(item(&program, "A-1").owner, None);
}

#[test]
fn what_was_outside_is_found_when_it_comes_in() {
    let head = "Summary,Issue key,Issue id,Parent,Inward issue link (Blocks),Outward issue link (Blocks)\n";
    let first = format!("{head}a,A-1,1,9,A-9,A-8\n");
    let mut program = imported(&first);
    assert_eq!(item(&program, "A-1").parent, Some(Parent::External("9".into())));
    import(&mut program, &format!("{head}p,A-9,9,,,\nq,A-8,8,,,\n"), 1);
    let (one, eight, nine) = (item(&program, "A-1"), item(&program, "A-8"), item(&program, "A-9"));
    assert_eq!(one.parent, Some(Parent::Item(nine.id)));
    assert_eq!((one.links.len(), &one.links[0].to), (1, &Ref::Item(eight.id)));
    assert_eq!((nine.links.len(), &nine.links[0].to), (1, &Ref::Item(one.id)));
    let (plan, _) = import(&mut program, &first, 2);
    assert!(plan.is_empty() && plan.conflicts.is_empty(), "{plan:?}");
}

#[test]
fn a_link_taken_away_here_stays_away() {
    let mut program = imported(CLOUD);
    let link = item(&program, "SRCH-2").links[0].clone();
    edit(&mut program, "SRCH-2", ItemEdit::Unlink(link), 1);
    let (plan, change) = import(&mut program, CLOUD, 2);
    assert!(plan.new_links == 0 && change.is_empty());
}

#[test]
fn a_loop_of_parents_is_cut() {
    let text = "Summary,Issue key,Parent key\na,A-1,A-2\nb,A-2,A-3\nc,A-3,A-1\nd,A-4,A-4\n";
    let mut program = Program::default();
    let (plan, _) = import(&mut program, text, 0);
    assert_eq!(plan.notes.len(), 1, "{:?}", plan.notes);
    let (_, change) = import(&mut program, text, 1);
    assert!(change.is_empty());
}

#[test]
fn a_key_that_is_taken_here_stays_distinct() {
    let mut program = imported("Summary,Issue key\na,A-1\n");
    let project = *program.projects.keys().next().unwrap();
    let draft = serde_json::json!({ "title": "mine", "kind": "task", "project": project.to_string() });
    let add = Command::AddItem(Box::new(gluework::json::from_text(&draft.to_string()).unwrap()));
    apply(&mut program, add, stamp(1)).unwrap();
    assert!(program.item_by_key("A-NEW-1").is_some(), "items made here get a prefix of their own");
    let (plan, _) = import(&mut program, "Summary,Issue key\nb,A-NEW-1\n", 2);
    assert_eq!(plan.created[0].key, "A-NEW-1~2");
    assert!(plan.notes[0].contains("A-NEW-1"));
    let (_, change) = import(&mut program, "Summary,Issue key\nb,A-NEW-1\n", 3);
    assert!(change.is_empty());
}

#[test]
fn two_accounts_of_one_name_are_two_people_and_a_new_name_is_the_same_one() {
    let head = "Summary,Issue key,Assignee,Assignee Id\n";
    let mut program = imported(&format!("{head}a,A-1,John,id1\nb,A-2,John,id2\n"));
    assert_eq!(program.people.len(), 2);
    let (plan, change) = import(&mut program, &format!("{head}a,A-1,John Smith,id1\nb,A-2,John,id2\n"), 1);
    assert!(plan.new_people.is_empty() && change.is_empty());
}

#[test]
fn a_name_can_stay_text() {
    let mut answers = Answers::default();
    answers.people.insert("Ada".into(), gluework::command::PersonChoice::Text);
    let reading = read_with(&format!("{ONE}a,A-1,To Do,3,Ada,S1\n"), &answers);
    let mut program = Program::default();
    apply(&mut program, Command::Import(Box::new(reading.batch)), stamp(0)).unwrap();
    assert!(program.people.is_empty());
    assert_eq!(item(&program, "A-1").extra["Assignee"], ["Ada"]);
}

#[test]
fn answers_are_remembered_with_the_source() {
    let text = "Summary,Issue key,Status\na,A-1,Quux\n";
    let mut answers = Answers::default();
    answers.categories.insert("Quux".into(), Category::Done);
    let mut program = Program::default();
    let batch = read_with(text, &answers).batch;
    apply(&mut program, Command::Import(Box::new(batch)), stamp(0)).unwrap();
    let source = program.sources.values().next().unwrap();
    assert_eq!(Answers::of(source).categories, answers.categories);
    assert_eq!(program.status(item(&program, "A-1").status).unwrap().category, Category::Done);
}

#[test]
fn workflows_run_from_to_do_to_cancelled() {
    let program = imported(CLOUD);
    let workflow = program.workflows.values().next().unwrap();
    let names: Vec<_> = workflow.statuses.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["To do", "In Progress", "Deploy", "Done", "Won't Do"]);
}

#[test]
fn the_batch_survives_the_journal() {
    let batch = read(CLOUD).batch;
    let text = gluework::json::to_text(&Command::Import(Box::new(batch.clone())));
    assert_eq!(gluework::json::from_text::<Command>(&text).unwrap(), Command::Import(Box::new(batch)));
}

// Size and hostility

fn many(rows: usize) -> String {
    let mut text = String::from(
        "Summary,Issue key,Issue id,Status,Created,Parent,Outward issue link (Blocks),Sprint,Labels\n",
    );
    for n in 0..rows {
        writeln!(
            text,
            "Item {n},A-{n},{n},{},0{}/Jan/24 1:00 PM,{},A-{},S{},x",
            ["To Do", "In Progress", "Done"][n % 3],
            n % 9 + 1,
            n / 10,
            n + 1,
            n % 20
        )
        .unwrap();
    }
    text
}

#[test]
fn ten_thousand_rows_are_not_quadratic() {
    let text = many(10_000);
    let mut program = Program::default();
    let (plan, _) = import(&mut program, &text, 0);
    assert_eq!(plan.created.len(), 10_000);
    let (plan, change) = import(&mut program, &text, 1);
    assert_eq!((plan.unchanged, change.is_empty()), (10_000, true));
}

#[test]
fn a_hub_and_a_chain_are_not_quadratic() {
    let mut text = String::from("Summary,Issue key,Parent key,Inward issue link (Blocks)\n");
    for n in 0..5_000 {
        writeln!(text, "t,A-{n},A-{},A-0", n + 1).unwrap();
    }
    import(&mut Program::default(), &text, 0);
}

#[test]
fn wide_and_huge_files_are_read() {
    let wide =
        format!("Summary,Issue key{}\nx,A-1{}\n", ",Custom field (A)".repeat(100_000), ",v".repeat(100_000));
    assert_eq!(read(&wide).batch.items[0].extra["Custom field (A)"].len(), 100_000);
    let distinct: String = (0..100_000).map(|n| format!(",C{n}")).collect();
    assert_eq!(read(&format!("Summary,Issue key{distinct}\nx,A-1\n")).batch.items.len(), 1);
    let huge = format!("Summary,Issue key,Description\nx,A-1,\"{}\"\n", "long \n".repeat(1_000_000));
    assert!(read(&huge).batch.items[0].notes.len() > 5_000_000);
}

#[test]
fn control_characters_and_nulls_do_no_harm() {
    let filler = "x".repeat(5000);
    let text = format!(
        "Summary,Issue key,Description\n{filler},A-1,\n\"a\u{0}\u{7}b\u{202e}\r\nc\",A-2,\"\u{1b}[31m\"\n"
    );
    let reading = read(&text);
    assert_eq!(reading.batch.items[1].title, "ab\u{202e} c");
    assert_eq!(reading.batch.items[1].notes, "[31m");
}

mod hostile {
    use super::*;
    use proptest::prelude::*;

    fn survives(bytes: Vec<u8>) {
        let _ = recognise(&bytes);
        if let Ok(reading) = items::read(bytes, &Zone::utc(), &Answers::default()) {
            let mut program = Program::default();
            let plan = plan_import(&program, &reading.batch);
            if apply(&mut program, Command::Import(Box::new(reading.batch.clone())), stamp(0)).is_ok() {
                assert_eq!(check(&program), []);
                assert_eq!(program.items.len(), plan.created.len());
                let again = apply(&mut program, Command::Import(Box::new(reading.batch)), stamp(1)).unwrap();
                assert!(again.is_empty(), "the same file twice changes nothing");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            survives(bytes);
        }

        #[test]
        fn no_cells_panic(rows in proptest::collection::vec("[-a-zA-Z0-9,;\"\n\r\t/: .]{0,60}", 0..12)) {
            let mut text = String::from("Summary,Issue key,Created,Parent key,Comment,Inward issue link (Blocks),Status,Custom field ([CHART] Time in Status)\n");
            rows.iter().for_each(|row| { text.push_str(row); text.push('\n'); });
            survives(text.into_bytes());
        }

        #[test]
        fn no_cut_or_flip_panics(cut in 0..CLOUD.len(), at in 0..CLOUD.len(), bit in 0..8_u8) {
            let mut bytes = CLOUD.as_bytes().to_vec();
            bytes[at] ^= 1 << bit;
            survives(bytes.clone());
            bytes.truncate(cut);
            survives(bytes);
        }
    }
}

// Real files, when they are here

/// Issue rows of each sample, counted with another program's CSV reader.
const SAMPLES: &[(&str, usize)] = &[
    ("cloud_en_2021_comments_crlf.csv", 127),
    ("cloud_en_2022_links_single.csv", 15),
    ("cloud_en_2023_sprint3_parent.csv", 26),
    ("cloud_en_2025_comments_flagless.csv", 22),
    ("cloud_en_2026_bom_hebrewfield_emptycols.csv", 130),
    ("cloud_en_2026_currentfields_bom_plus.csv", 51),
    ("cloud_en_parentid_minimal.csv", 64),
    ("cloud_es_2026_allfields_links_labels6.csv", 39),
    ("cloud_es_2026_currentfields_bom.csv", 63),
    ("server_asf_2014_excelcsv_footer.csv", 100),
    ("server_en_2018_epiclink_points.csv", 90),
    ("server_en_2020_poinz_fixture.csv", 4),
];

#[test]
fn real_exports_are_read_whole() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/jira-csv");
    for (name, rows) in SAMPLES {
        let Ok(bytes) = std::fs::read(folder.join(name)) else { continue };
        assert_eq!(recognise(&bytes), Recognised::Items(SourceSystem::Jira), "{name}");
        let text = String::from_utf8(bytes).unwrap();
        let reading = read(&text);
        assert_eq!(reading.batch.items.len(), *rows, "{name}");
        assert_eq!(reading.not_read(), 0, "{name}: {:?}", reading.remarks);
        let mut program = Program::default();
        let (plan, _) = import(&mut program, &text, 0);
        assert_eq!(plan.created.len(), *rows, "{name}: keys are distinct");
        let has_category =
            reading.columns.iter().any(|c| c.used_as == items::ColumnUse::Field("Status category"));
        assert!(reading.statuses.iter().all(|s| s.guessed != has_category), "{name}: {:?}", reading.statuses);
        assert!(reading.batch.items.iter().all(|i| i.key == i.key.trim()), "{name}");
        let (plan, change) = import(&mut program, &text, 1);
        assert!(plan.is_empty() && change.is_empty(), "{name}");
        let links: usize = program.items.values().map(|i| i.links.len()).sum();
        println!("{name:<46} {rows:>4} items {links:>3} links {:>2} remarks", reading.remarks.len());
    }
    if let Ok(bytes) = std::fs::read(folder.join("cloud_pl_2023_excel_mangled.csv")) {
        assert!(matches!(recognise(&bytes), Recognised::Refused(r) if r.kind == RefusalKind::ExcelMangled));
    }
}
