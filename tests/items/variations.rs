//! What real files of the same trackers hold that the first samples did not.

use super::*;
use gluework::model::{LinkKind, Parent, SprintState};

// [IM5]
#[test]
fn a_footer_is_known_wherever_its_text_stands() {
    let reading = text(
        "old.csv",
        "Key,Summary,Status\nQ-1 ,@home,Open\nGenerated at Thu Mar 27 15:55:25 UTC 2014 by X using JIRA 6.2#6252,,\n",
    )
    .unwrap();
    assert_eq!(reading.not_read(), 0);
    assert_eq!(remarks(&reading), ["3 The export's footer, not an issue. Left out"]);
}

#[test]
fn of_several_names_of_an_absent_parent_the_key_is_shown() {
    let reading = text(
        "de.csv",
        "Zusammenfassung;Vorgangsschlüssel;Status;Übergeordnet;Benutzerdefiniertes Feld (Epic Link)\n\
         Mach;DE-1;Offen;99;DE-50\n",
    )
    .unwrap();
    let program = imported(reading);
    assert_eq!(item(&program, "DE-1").parent, Some(Parent::External("DE-50".into())));
}

#[test]
fn a_relation_that_both_sides_tell_is_one_link() {
    let relation = |rel: &str, name: &str, to: u32| {
        format!(
            r#"{{"rel":"{rel}","url":"https://dev.example.org/_apis/wit/workItems/{to}","attributes":{{"name":"{name}"}}}}"#
        )
    };
    let item_of = |id: u32, relations: &[String]| {
        format!(
            r#"{{"id":{id},"fields":{{"System.Title":"T{id}","System.State":"New"}},"relations":[{}]}}"#,
            relations.join(",")
        )
    };
    let first = [
        relation("System.LinkTypes.Related", "Related", 2),
        relation("Microsoft.VSTS.Common.TestedBy-Forward", "Tested By", 2),
    ];
    let second = [
        relation("System.LinkTypes.Related", "Related", 1),
        relation("Microsoft.VSTS.Common.TestedBy-Reverse", "Tests", 1),
    ];
    let json = format!(r#"{{"value":[{},{}]}}"#, item_of(1, &first), item_of(2, &second));
    let program = imported(text("items.json", &json).unwrap());
    let links: Vec<_> = program.items.values().flat_map(|i| i.links.iter().map(|l| l.kind.clone())).collect();
    assert_eq!(links, [LinkKind::Relates, LinkKind::Other("Tested By".into())]);
}

#[test]
fn clouds_answers_without_names_give_points_and_the_active_sprint() {
    let json = r#"{"issues":[{"id":"1","key":"J-1","fields":{"summary":"S","status":{"name":"Doing"},
        "customfield_10016":5.0,
        "customfield_10020":[{"id":1,"name":"Sp 1","state":"closed","startDate":"2026-01-01T00:00:00.000Z"},
            {"id":2,"name":"Sp 2","state":"active"}]}}]}"#;
    let reading = text("search.json", json).unwrap();
    let first = &reading.batch.items[0];
    assert_eq!(first.estimate, Some(gluework::model::Points::whole(5)));
    assert_eq!(first.sprint.as_deref(), Some("Sp 2"));
}

#[test]
fn a_card_of_trellos_table_was_made_when_its_id_says() {
    let table = "Card ID,Card Name,List Name,Board Name,Last Activity Date\n\
                 5fcbec2e6621ca4f0a547896,A,Doing,B,2021-02-01T10:00:00.000Z\n";
    let program = imported(text("board.csv", table).unwrap());
    let card = program.items.values().next().unwrap();
    assert_eq!(card.created.to_string(), "2020-12-05T20:23:10Z");
    assert_eq!(card.updated.to_string(), "2021-02-01T10:00:00Z");
}

#[test]
fn sprints_with_days_and_no_state_are_where_their_days_say() {
    let table = "ID,Team,Title,Status,Cycle Number,Cycle Name,Cycle Start,Cycle End,Created\n\
        E-1,T,A,In Progress,1,Past,2026-01-05T00:00:00.000Z,2026-01-19T00:00:00.000Z,2026-01-01T00:00:00.000Z\n\
        E-2,T,B,Todo,2,Now,2029-12-24T00:00:00.000Z,2030-01-14T00:00:00.000Z,2026-01-01T00:00:00.000Z\n\
        E-3,T,C,Todo,3,Next,2030-02-24T00:00:00.000Z,2030-03-14T00:00:00.000Z,2026-01-01T00:00:00.000Z\n";
    let program = imported(text("linear.csv", table).unwrap());
    let state = |name: &str| program.sprints.values().find(|s| s.name == name).unwrap().state;
    assert_eq!(
        [state("Past"), state("Now"), state("Next")],
        [SprintState::Closed, SprintState::Active, SprintState::Planned]
    );
}

// [IM7]
#[test]
fn time_in_status_is_used_where_a_number_is_in_no_row() {
    let table = "Summary,Issue key,Status,Status Category,Created,Custom field ([CHART] Time in Status)\n\
        a,T-1,Done,Done,2024-02-01 10:00,77_*:*_1_*:*_86400000_*|*_3_*:*_1_*:*_172800000_*|*_88_*:*_1_*:*_0\n\
        b,T-2,In Progress,In Progress,2024-02-01 10:00,77_*:*_1_*:*_3600000_*|*_3_*:*_1_*:*_0\n";
    let reading = text("charts.csv", table).unwrap();
    assert!(remarks(&reading)[0].contains("status number 77"), "{:?}", remarks(&reading));
    let program = imported(reading);
    assert_eq!(
        moves(&program, "T-1"),
        [
            "2024-02-01T10:00:00Z To do",
            "2024-02-02T10:00:00Z To do → In Progress",
            "2024-02-04T10:00:00Z In Progress → Done"
        ]
    );
    assert_eq!(moves(&program, "T-2").len(), 2);
}
