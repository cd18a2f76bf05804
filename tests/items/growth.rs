//! What grows over successive imports, and what people changed here.

use super::*;
use gluework::command::{ItemEdit, Place, PreparedImport};
use gluework::model::Points;

// [IM7]
#[test]
fn a_full_history_takes_the_place_of_what_was_only_seen() {
    let csv = "Summary,Issue key,Issue id,Status,Created,Updated,Resolved\n\
               Search suggests while typing,WEB-1,10001,In Progress,2025-03-03 09:00,2025-03-06 09:00,\n\
               Index is rebuilt at night,WEB-2,10002,Done,2025-03-04 09:00,2025-03-09 09:00,2025-03-09 09:00\n";
    let mut program = imported(text("old.csv", csv).unwrap());
    assert_eq!(moves(&program, "WEB-1")[1], "2030-01-01T00:00:00Z To do → In Progress seen");
    import(&mut program, files(&["jira/search_page_1.json"]), 3);
    assert_eq!(
        moves(&program, "WEB-1"),
        [
            "2025-03-03T09:00:00Z Backlog",
            "2025-03-05T08:30:00Z Backlog → In Progress",
            "2025-03-10T10:00:00Z In Progress → Review"
        ]
    );
    assert_eq!(moves(&program, "WEB-2").len(), 2, "one finish, told twice");
    let (_, change) = import(&mut program, files(&["jira/search_page_1.json"]), 4);
    assert!(change.is_empty());
}

#[test]
fn moves_made_here_stay_between_those_of_the_file() {
    let mut program = imported(files(&["jira/search_page_1.json"]));
    let status = |program: &Program, name: &str| {
        program.workflows.values().flat_map(|w| &w.statuses).find(|s| s.name == name).unwrap().id
    };
    let (id, to) = (item(&program, "WEB-1").id, status(&program, "Done"));
    apply(&mut program, Command::MoveItem(id, Place { status: to, above: None }), stamp(1)).unwrap();
    let (plan, change) = import(&mut program, files(&["jira/search_page_1.json"]), 2);
    assert!(change.is_empty(), "the tracker did not change");
    assert_eq!(
        plan.kept.iter().map(|c| format!("{} {} {}", c.field, c.here, c.file)).collect::<Vec<_>>(),
        ["Status Done Review"],
        "yours differs, and is said to"
    );
    assert_eq!(moves(&program, "WEB-1")[3], "2030-01-02T00:00:00Z Review → Done");
}

#[test]
fn each_import_of_a_bare_table_adds_what_changed() {
    let head = "Summary,Issue key,Status,Created\n";
    let mut program = imported(text("a.csv", &format!("{head}a,A-1,To Do,2029-01-01 00:00\n")).unwrap());
    for (day, status) in [(3, "In Progress"), (5, "Review"), (9, "Done")] {
        import(
            &mut program,
            text("a.csv", &format!("{head}a,A-1,{status},2029-01-01 00:00\n")).unwrap(),
            day,
        );
    }
    assert_eq!(
        moves(&program, "A-1"),
        [
            "2029-01-01T00:00:00Z To Do",
            "2030-01-04T00:00:00Z To Do → In Progress seen",
            "2030-01-06T00:00:00Z In Progress → Review seen",
            "2030-01-10T00:00:00Z Review → Done seen"
        ]
    );
}

// [IM4]
#[test]
fn fields_edited_here_are_conflicts_or_kept_exactly() {
    let mut program = imported(files(&["linear/issues.csv"]));
    let id = item(&program, "ENG-1").id;
    for edit in [ItemEdit::Title("mine".into()), ItemEdit::Estimate(Some(Points::whole(8)))] {
        apply(&mut program, Command::EditItem(id, edit), stamp(1)).unwrap();
    }
    let newer = String::from_utf8(fixture("linear/issues.csv").bytes.to_vec())
        .unwrap()
        .replace("\"3\",\"High\"", "\"5\",\"High\"");
    let reading = text("issues.csv", &newer).unwrap();
    let (plan, _) = import(&mut program, reading, 2);
    let show = |list: &[gluework::command::FieldChange]| -> Vec<String> {
        list.iter().map(|c| format!("{} {} {}→{}", c.key, c.field, c.here, c.file)).collect()
    };
    assert_eq!(show(&plan.conflicts), ["ENG-1 Estimate 8→5"]);
    assert_eq!(show(&plan.kept), ["ENG-1 Title mine→Cache"]);
    assert_eq!(item(&program, "ENG-1").estimate, Some(Points::whole(8)));
}

// [IM10]
#[test]
fn mapped_teams_and_sprints_are_remembered_with_the_source() {
    let csv = "Summary,Issue key,Status,Team,Sprint\na,A-1,Open,Alpha,S 1\n";
    let mut program = imported(text("a.csv", csv).unwrap());
    let (team, sprint) = (*program.teams.keys().next().unwrap(), *program.sprints.keys().next().unwrap());
    let mut answers = Answers::default();
    answers.teams.insert("Team A".into(), team);
    answers.sprints.insert("Sprint one".into(), sprint);
    let other = "Summary,Issue key,Status,Team,Sprint\na,A-1,Open,Team A,Sprint one\n";
    let read =
        |answers: &Answers| read_all(vec![Input::new("b.csv", other.into())], &Zone::utc(), answers).unwrap();
    let (plan, _) = import(&mut program, read(&answers), 1);
    assert!(plan.new_teams.is_empty() && plan.new_sprints.is_empty() && plan.updated.is_empty());
    let known = Answers::of(program.sources.values().next().unwrap());
    assert_eq!((known.teams.clone(), known.sprints.clone()), (answers.teams, answers.sprints));
    let (_, change) = import(&mut program, read(&known), 2);
    assert!(change.is_empty());
}

// [IM2] [IM11]
#[test]
fn a_prepared_import_is_the_same_change_as_the_command() {
    for group in [vec!["jira/search_page_1.json", "jira/search_page_2.json"], vec!["azure/tree.csv"]] {
        let mut program = imported(files(&["jira/search_page_2.json"]));
        let batch = files(&group).batch;
        let mut direct = program.clone();
        let expected = apply(&mut direct, Command::Import(Box::new(batch.clone())), stamp(1)).unwrap();
        for portion in [1, 3, usize::MAX] {
            let mut sliced = program.clone();
            let mut prepared = PreparedImport::new(&sliced, stamp(1));
            let mut share = 0.0;
            while prepared.step(&batch, portion) {
                assert!(prepared.fraction(&batch) >= share);
                share = prepared.fraction(&batch);
            }
            let text = gluework::json::to_text(&Command::Import(Box::new(batch.clone())));
            assert_eq!(prepared.command_text(&batch), text, "as the journal would write it");
            let change = prepared.put(&mut sliced, &batch).unwrap();
            assert_eq!((&change, &sliced), (&expected, &direct), "{group:?} {portion}");
        }
        // What changed meanwhile is never overwritten.
        let mut prepared = PreparedImport::new(&program, stamp(1));
        while prepared.step(&batch, 2) {}
        let id = item(&program, "WEB-3").id;
        apply(&mut program, Command::EditItem(id, ItemEdit::Title("changed".into())), stamp(2)).unwrap();
        let before = program.clone();
        assert!(prepared.put(&mut program, &batch).is_err());
        assert_eq!(program, before);
    }
}
