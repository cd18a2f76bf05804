//! Several files in one drop are one import.

use super::*;
use gluework::exchange::items::{Reader, RefusalKind};

// [IM6]
#[test]
fn pages_of_a_search_are_one_import() {
    let reading = files(&["jira/search_page_1.json", "jira/search_page_2.json"]);
    assert_eq!((reading.rows, reading.batch.items.len()), (3, 3));
    let program = imported(reading);
    assert_eq!(
        item(&program, "WEB-3").parent,
        Some(gluework::model::Parent::Item(item(&program, "WEB-1").id))
    );
    let backwards = files(&["jira/search_page_2.json", "jira/search_page_1.json"]);
    assert_eq!(backwards.batch.items.len(), 3, "in whatever order they come");
}

#[test]
fn an_item_of_two_files_counts_once_and_that_is_said() {
    let reading = files(&["jira/search_page_2.json", "jira/search_page_2.json"]);
    assert_eq!(reading.batch.items.len(), 1);
    assert!(
        remarks(&reading)[0]
            .starts_with("search_page_2.json:1 WEB-3 stands in search_page_2.json, line 1 already")
    );
}

// [IM5]
#[test]
fn tables_of_different_columns_are_read_together() {
    let inputs = vec![
        Input::new("a.csv", "Summary,Issue key,Status\nOne,A-1,Open\n".into()),
        Input::new("b.csv", "Issue key,Summary,Custom field (X)\nA-2,Two,y\nA-3,,z\n".into()),
    ];
    let reading = read_all(inputs, &Zone::utc(), &Answers::default()).unwrap();
    assert_eq!(reading.batch.items.len(), 2);
    assert_eq!(remarks(&reading), ["b.csv:3 No summary. A title is needed, so the row is not read"]);
}

#[test]
fn files_of_different_trackers_are_refused_by_name() {
    let refused = try_files(&["trello/board.json", "azure/flat.csv"], &Answers::default()).unwrap_err();
    assert_eq!(refused.kind, RefusalKind::Mixed);
    let words = refused.to_string();
    assert!(words.contains("board.json (Trello)") && words.contains("flat.csv (Azure DevOps)"), "{words}");
}

#[test]
fn a_file_that_is_refused_is_named_among_several() {
    let inputs =
        vec![fixture("jira/search_page_2.json"), Input::new("cut.json", b"{\"issues\":[{\"key\":".to_vec())];
    let refused = read_all(inputs, &Zone::utc(), &Answers::default()).unwrap_err();
    assert_eq!(refused.kind, RefusalKind::CutOff);
    assert!(refused.to_string().starts_with("cut.json: "), "{refused}");
}

#[test]
fn steps_of_any_size_give_the_same() {
    let all = [
        vec!["jira/search_page_1.json", "jira/search_page_2.json", "jira/statuses.json"],
        vec!["jira/feed.xml"],
        vec!["azure/items.json", "azure/updates.json"],
        vec!["azure/tree.csv"],
        vec!["trello/board.json"],
        vec!["asana/project.csv"],
    ];
    for group in all {
        let whole = files(&group);
        let inputs = group.iter().map(|path| fixture(path)).collect();
        let mut reader = Reader::new(inputs, Zone::utc(), Answers::default());
        let mut share = 0.0;
        loop {
            let progress = reader.step(1);
            assert!(
                progress.fraction >= share && progress.fraction <= 1.0,
                "{group:?}: {share} {progress:?}"
            );
            share = progress.fraction;
            if progress.finished {
                break;
            }
        }
        assert_eq!(reader.finish().unwrap(), whole, "{group:?}");
    }
}
