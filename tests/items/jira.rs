//! Jira's JSON and XML.

use super::*;
use gluework::model::{Category, ItemKind, LinkKind, Parent, Points, Priority, Ref, SprintState};

#[test]
fn an_issue_of_the_rest_api_is_read_whole() {
    let reading = files(&["jira/search_page_1.json"]);
    assert_eq!((reading.batch.source.as_str(), reading.batch.project_name.as_str()), ("WEB", "Website"));
    let issue = &reading.batch.items[0];
    assert_eq!((issue.kind.clone(), issue.priority), (Some(ItemKind::Story), Some(Priority::High)));
    assert_eq!((issue.estimate, issue.sprint.as_deref()), (Some(Points::whole(5)), Some("Web 8")));
    assert_eq!(issue.notes, "As a visitor");
    assert_eq!(issue.blocked.as_deref(), Some("Impediment"));
    assert_eq!(issue.parents, ["WEB-100", "10000"]);
    assert_eq!(issue.url.as_deref(), Some("https://tracker.example.org/browse/WEB-1"));
    assert_eq!(issue.due.unwrap().to_string(), "2025-04-01");
    assert_eq!(issue.updated.unwrap().to_string(), "2025-03-12T07:00:00Z");
    assert_eq!(issue.extra["Market"], ["Europe - Spain"]);
    assert_eq!(issue.extra["reporter"], ["Bo Chen"]);
    assert_eq!(issue.comments[0].text, "Looks *good*; really");
    assert!(!issue.extra.contains_key("watches") && !issue.extra.contains_key("customfield_10019"));
    let bug = &reading.batch.items[1];
    assert!(bug.invalid && bug.notes == "Plain \u{fffd} text" && bug.priority == Some(Priority::Urgent));
    insta::assert_snapshot!(remarks(&reading).join("\n"), @r"
    7 WEB-1 has 2 comments, of which the file holds 1
    55 WEB-2: the file holds 1 of 140 changes, so its history is not complete
    ");
}

#[test]
fn a_changelog_becomes_the_history() {
    let program = imported(files(&["jira/search_page_1.json"]));
    assert_eq!(
        moves(&program, "WEB-1"),
        [
            "2025-03-03T09:00:00Z Backlog",
            "2025-03-05T08:30:00Z Backlog → In Progress",
            "2025-03-10T10:00:00Z In Progress → Review"
        ]
    );
    assert_eq!(
        moves(&program, "WEB-2"),
        ["2025-03-04T09:00:00Z In Progress", "2025-03-09T09:00:00Z In Progress → Done"],
        "the changes that are there, with the remark that some are not"
    );
}

#[test]
fn links_and_sprints_of_json_are_those_of_the_program() {
    let program = imported(files(&["jira/search_page_1.json"]));
    let (one, two) = (item(&program, "WEB-1"), item(&program, "WEB-2"));
    assert_eq!(one.links.len(), 2, "the reciprocal link once");
    assert!(one.links.iter().any(|l| l.kind == LinkKind::Blocks && l.to == Ref::Item(two.id)));
    assert!(two.links.is_empty());
    assert_eq!(one.parent, Some(Parent::External("WEB-100".into())));
    let sprints: Vec<_> = program
        .sprints
        .values()
        .map(|s| {
            (
                s.name.as_str(),
                s.start.unwrap().to_string(),
                s.end.unwrap().to_string(),
                s.state,
                s.goal.as_str(),
            )
        })
        .collect();
    assert!(sprints.contains(&("Web 8", "2025-03-17".into(), "2025-03-28".into(), SprintState::Active, "")));
    assert!(sprints.contains(&(
        "Web 7",
        "2025-03-03".into(),
        "2025-03-14".into(),
        SprintState::Closed,
        "Suggest"
    )));
}

#[test]
fn every_envelope_is_taken() {
    let issue = r#"{"id":"1","key":"A-1","fields":{"summary":"One","status":{"name":"Open"}}}"#;
    let other = issue.replace("A-1", "A-2").replace("\"1\"", "\"2\"");
    for (text_of, items) in [
        (issue.to_owned(), 1),
        (format!("[{issue}]"), 1),
        (format!("[{issue},{other}]"), 2),
        (format!("{{\"total\":2,\"issues\":[{issue},{other}]}}"), 2),
        (format!("\u{feff}{{\"issues\":[{issue}],\"isLast\":true}}"), 1),
        (format!("[{issue}][{other}]"), 2),
        (format!("{issue}\n{other}\n"), 2),
    ] {
        let reading = text("x.json", &text_of).unwrap();
        assert_eq!(reading.batch.items.len(), items, "{text_of}");
        assert_eq!(reading.batch.items[0].status, "Open");
    }
}

#[test]
fn a_search_for_some_fields_changes_no_others() {
    let full = r#"[{"id":"1","key":"A-1","fields":{"summary":"One","status":{"name":"Open"},"assignee":{"displayName":"Ada"},"duedate":"2026-01-01"}}]"#;
    let mut program = imported(text("a.json", full).unwrap());
    let some = r#"[{"id":"1","key":"A-1","fields":{"status":{"name":"Closed"}}}]"#;
    let (plan, _) = import(&mut program, text("b.json", some).unwrap(), 1);
    let changed: Vec<_> = plan.updated.iter().map(|c| c.field.as_str()).collect();
    assert_eq!(changed, ["Status"]);
    assert_eq!(item(&program, "A-1").title, "One");
}

// [IM8]
#[test]
fn a_feed_is_read_item_by_item() {
    let reading = files(&["jira/feed.xml"]);
    assert_eq!(reading.batch.items.len(), 2);
    let sub = &reading.batch.items[0];
    assert_eq!((sub.kind.clone(), sub.sprint.as_deref()), (Some(ItemKind::Subtask), Some("AR 1")));
    assert_eq!(sub.notes, "Look at it & decide", "text, and nothing of the script");
    assert_eq!(
        (sub.estimate, sub.owner, sub.labels.clone()),
        (Some(Points::whole(3)), None, vec!["PM".into(), "two words".into()])
    );
    assert_eq!(sub.created.unwrap().to_string(), "2021-09-24T21:22:15Z");
    assert_eq!(sub.comments[0].text, "Kicking off");
    assert_eq!(sub.extra["Issue color"], ["blue"]);
    let epic = &reading.batch.items[1];
    assert_eq!(
        (epic.notes.as_str(), epic.due.unwrap().to_string()),
        ("Text with in it", "2021-11-12".into())
    );
    assert_eq!(statuses(&reading), ["To Do 1 To do", "In Progress 1 In progress"]);
    let program = imported(reading);
    assert_eq!(item(&program, "AR-9").parent, Some(Parent::Item(item(&program, "AR-1").id)));
    assert_eq!(item(&program, "AR-9").links[0].to, Ref::External("AR-10".into()));
}

#[test]
fn a_due_day_is_that_day_in_every_zone() {
    let zone = Zone::fixed("west", -8 * 3600);
    let reading = read_all(vec![fixture("jira/feed.xml")], &zone, &Answers::default()).unwrap();
    assert_eq!(reading.batch.items[1].due.unwrap().to_string(), "2021-11-12");
}

#[test]
fn the_list_of_statuses_gives_categories() {
    let reading = files(&["jira/statuses.json", "jira/search_page_2.json"]);
    assert_eq!(statuses(&reading), ["Parked 1 To do"]);
    assert_eq!(reading.statuses[0].category, Category::ToDo);
    let alone = try_files(&["jira/statuses.json"], &Answers::default()).unwrap_err();
    assert!(alone.to_string().contains("list of statuses"), "{alone}");
}
