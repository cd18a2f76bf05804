//! Azure DevOps: query results as CSV, work items as JSON.

use super::*;
use gluework::model::{ItemKind, LinkKind, Parent, Points, Priority, Ref};

#[test]
fn a_flat_query_is_read() {
    let reading = files(&["azure/flat.csv"]);
    assert_eq!((reading.batch.source.as_str(), reading.not_read()), ("Shop", 0));
    let story = &reading.batch.items[0];
    assert_eq!((story.kind.clone(), story.estimate), (Some(ItemKind::Story), Some(Points::whole(5))));
    assert_eq!((story.sprint.as_deref(), story.team.as_deref()), (Some("Sprint 7"), Some("Checkout")));
    assert_eq!(story.labels, ["pay", "q1"]);
    assert_eq!(story.notes, "Visitors\npay & go");
    assert_eq!(
        story.created.unwrap().to_string(),
        "2026-03-04T18:55:03Z",
        "proven by 3/14 in another column? no: asked"
    );
    assert_eq!(
        (reading.people[0].name.as_str(), reading.people[0].account.as_deref()),
        ("Ada Abara", Some("ada@example.org"))
    );
    let bug = &reading.batch.items[1];
    assert_eq!((bug.sprint.clone(), bug.team.clone()), (None, None), "a bare root is the backlog");
    assert_eq!(statuses(&reading), ["Resolved 1 In progress?", "Closed 1 Done?", "Removed 1 Cancelled?"]);
    assert_eq!(reading.date_question.as_ref().unwrap().columns, ["Created Date", "Activated Date"]);
    let program = imported(reading);
    assert_eq!(
        moves(&program, "11"),
        [
            "2026-03-04T18:55:03Z To do",
            "2026-03-10T09:00:00Z To do → Resolved",
            "2026-03-14T18:00:00Z Resolved → Closed"
        ],
        "the activation tells when work began"
    );
    assert_eq!(item(&program, "12").parent, Some(Parent::Item(item(&program, "11").id)));
}

#[test]
fn a_tree_gives_parents_even_where_levels_are_skipped() {
    let program = imported(files(&["azure/tree.csv"]));
    let parent = |key: &str| match &item(&program, key).parent {
        Some(Parent::Item(id)) => program.items[id].key.clone(),
        other => format!("{other:?}"),
    };
    assert_eq!([parent("2"), parent("3"), parent("4")], ["1", "2", "2"]);
    assert_eq!((parent("5"), parent("6")), ("None".into(), "5".into()));
    let new = program.items.values().find(|i| i.title == "Not numbered yet").unwrap();
    assert!(new.key.starts_with("ROW-"), "{}", new.key);
}

#[test]
fn a_title_column_is_the_first_level_where_there_are_more() {
    let reading =
        text("q.csv", "ID,Work Item Type,Title,Title 2,State\n1,Epic,A,,New\n2,Task,,B,New\n").unwrap();
    assert_eq!(reading.batch.items[1].parents, ["1"]);
    assert_eq!(reading.batch.items[0].title, "A");
}

#[test]
fn items_of_the_api_are_read() {
    let reading = files(&["azure/items.json"]);
    let first = &reading.batch.items[0];
    assert_eq!((first.kind.clone(), first.priority), (Some(ItemKind::Story), Some(Priority::Urgent)));
    assert_eq!((first.estimate, first.sprint.as_deref()), (Some(Points::whole(8)), Some("Sprint 7")));
    assert_eq!(first.notes, "Visitors pay", "no link and no picture");
    assert_eq!(first.due.unwrap().to_string(), "2026-04-01", "a midnight east of Greenwich");
    assert_eq!(first.extra["Custom.Market"], ["Europe"]);
    assert_eq!(first.url.as_deref(), Some("https://dev.example.org/_workitems/edit/21"));
    assert_eq!(
        reading.people.iter().map(|p| (p.name.as_str(), p.account.as_deref().unwrap())).collect::<Vec<_>>(),
        [("Ada Abara", "ada@example.org"), ("Bo Chen", "bo@example.org")]
    );
    let program = imported(reading);
    assert_eq!(item(&program, "22").parent, Some(Parent::Item(item(&program, "21").id)));
    let contract = item(&program, "23");
    assert_eq!(contract.links[0].kind, LinkKind::Blocks, "a predecessor stands in the way");
    assert_eq!(contract.links[0].to, Ref::Item(item(&program, "21").id));
}

#[test]
fn updates_beside_items_give_the_history() {
    let all = ["azure/items.json", "azure/updates.json", "azure/states.json", "azure/iterations.json"];
    let reading = files(&all);
    assert_eq!(reading.batch.items.len(), 3);
    let checking = reading.statuses.iter().find(|s| s.name == "Checking").unwrap();
    assert!(!checking.guessed, "the list of states says so");
    let program = imported(reading);
    assert_eq!(
        moves(&program, "21"),
        [
            "2026-03-01T08:00:00.600Z New",
            "2026-03-05T08:00:00Z New → Committed",
            "2026-03-20T08:00:00Z Committed → Done"
        ],
        "by the changed date, never by the year 9999"
    );
    let sprint = program.sprints.values().find(|s| s.name == "Sprint 7").unwrap();
    assert_eq!(
        sprint.start.zip(sprint.end).map(|(a, b)| (a.to_string(), b.to_string())).unwrap(),
        ("2026-03-02".into(), "2026-03-15".into())
    );
}

#[test]
fn updates_alone_give_the_item_too() {
    let reading = files(&["azure/updates.json"]);
    let only = &reading.batch.items[0];
    assert_eq!(
        (reading.batch.items.len(), only.title.as_str(), only.status.as_str()),
        (1, "Pay by card", "Done")
    );
    assert_eq!(only.moves.len(), 3);
}

#[test]
fn a_query_result_without_fields_is_refused_with_words() {
    let refused =
        text("wiql.json", r#"{"queryType":"flat","workItems":[{"id":1,"url":"https://dev.example.org/1"}]}"#);
    assert!(refused.unwrap_err().to_string().contains("by id"));
}

#[test]
fn any_few_columns_of_a_query_are_known() {
    let reading = text("q.csv", "ID,Title,State,Assigned To\n1,A,Active,Ada <ada@example.org>\n").unwrap();
    assert_eq!(reading.batch.system, gluework::model::SourceSystem::AzureDevops);
    assert_eq!(reading.people[0].account.as_deref(), Some("ada@example.org"));
}

/// Work of 2023, taken in today: no figure says that it began today.
#[test]
fn old_work_did_not_begin_on_the_day_of_its_import() {
    use gluework::analysis::flow::{cfd_chart, net_flow};
    use gluework::analysis::{Context, Facts, Scope, Window};
    let item = |id: usize| {
        format!(
            r#"{{"id": {id}, "fields": {{"System.TeamProject": "Shop", "System.WorkItemType": "Task",
            "System.State": "Active", "System.Title": "Item {id}", "System.CreatedDate": "2023-03-01T08:00:00Z",
            "System.ChangedDate": "2023-04-01T08:00:00Z"}}}}"#
        )
    };
    let items: Vec<String> = (1..=16).map(item).collect();
    let json = format!(r#"{{"count": 16, "value": [{}]}}"#, items.join(","));
    let program = imported(text("items.json", &json).unwrap());
    let zone = Zone::utc();
    let ctx = Context { program: &program, zone: &zone, now: stamp(0).at };
    let (facts, all) = (Facts::new(&ctx), Scope::default());
    let net = net_flow(&facts, all, Window::default());
    assert_eq!(net.net, 0, "{}", net.notes.caption);
    assert!(net.notes.caption.contains("16 items came in by import with an unknown start"));
    let flow = cfd_chart(&facts, all, Window::default());
    assert!(flow.notes.caption.contains("it is 16"), "{}", flow.notes.caption);
    assert!(!flow.notes.caption.contains("grew from"), "{}", flow.notes.caption);
}
