//! Real files, when they are here. The figures were counted with other programs' readers.

use super::*;
use gluework::model::Points;
use std::path::PathBuf;

/// File or files (`+` between), items, links, sprints, people, dates, moves, points in hundredths.
type Expected = (&'static str, [i64; 7]);

#[rustfmt::skip]
const SAMPLES: &[Expected] = &[
    ("jira-csv/cloud_en_2021_comments_crlf.csv", [127, 1, 3, 2, 276, 0, 0]),
    ("jira-csv/cloud_en_2022_links_single.csv", [15, 1, 3, 1, 30, 0, 0]),
    ("jira-csv/cloud_en_2023_sprint3_parent.csv", [26, 0, 4, 3, 61, 0, 0]),
    ("jira-csv/cloud_en_2025_comments_flagless.csv", [22, 0, 1, 1, 78, 0, 0]),
    ("jira-csv/cloud_en_2026_bom_hebrewfield_emptycols.csv", [130, 0, 1, 4, 441, 0, 0]),
    ("jira-csv/cloud_en_2026_currentfields_bom_plus.csv", [51, 0, 0, 3, 102, 0, 0]),
    ("jira-csv/cloud_en_parentid_minimal.csv", [64, 0, 0, 0, 0, 0, 0]),
    ("jira-csv/cloud_es_2026_allfields_links_labels6.csv", [39, 15, 1, 0, 117, 0, 0]),
    ("jira-csv/cloud_es_2026_currentfields_bom.csv", [63, 0, 6, 4, 128, 0, 0]),
    ("jira-csv/server_asf_2014_excelcsv_footer.csv", [100, 0, 0, 40, 200, 0, 0]),
    ("jira-csv/server_en_2018_epiclink_points.csv", [90, 0, 5, 1, 180, 0, 11800]),
    ("jira-csv/server_en_2020_poinz_fixture.csv", [4, 0, 0, 0, 8, 0, 0]),
    ("jira-json/jirametrics/SP-1.json", [1, 0, 0, 0, 3, 2, 0]),
    ("jira-json/jirametrics/SP-10.json", [1, 0, 0, 0, 4, 6, 0]),
    ("jira-json/jirametrics/SP-13.json", [1, 1, 1, 0, 4, 2, 0]),
    ("jira-json/jirametrics/SP-14.json", [1, 1, 1, 0, 4, 2, 0]),
    ("jira-json/jirametrics/SP-15.json", [1, 2, 1, 0, 3, 1, 0]),
    ("jira-json/jirametrics/SP-2.json", [1, 0, 0, 0, 3, 1, 0]),
    ("jira-json/jirametrics/search_envelope_assembled.json + jira-json/jirametrics/sample_statuses.json", [6, 2, 1, 0, 21, 14, 0]),
    ("jira-json/perceval_search_page_1.json + jira-json/perceval_search_page_2.json", [3, 0, 0, 2, 7, 0, 0]),
    ("jira-xml/rss_2021_focalboard_fixture.xml", [2, 0, 0, 1, 5, 0, 0]),
    ("jira-xml/rss_2024_ru_homework.xml", [5, 2, 1, 0, 13, 0, 0]),
    ("ado-csv/flat_area_iteration_from_blog.csv", [139, 0, 14, 1, 0, 0, 0]),
    ("ado-csv/query_native_quoted_bom.csv", [6, 0, 0, 0, 0, 0, 0]),
    ("ado-csv/query_native_untitled.csv", [2, 0, 0, 1, 0, 0, 0]),
    ("ado-csv/tree_title1_4_pt.csv", [4, 0, 0, 1, 0, 0, 100]),
    ("ado-csv/tree_title1_title2_msdocs.csv", [4, 0, 0, 0, 0, 0, 0]),
    ("ado-json/Gen-eShopOnWeb/Bug.json", [9, 1, 2, 1, 18, 0, 0]),
    ("ado-json/Gen-eShopOnWeb/Epic.json", [15, 0, 2, 1, 30, 0, 0]),
    ("ado-json/Gen-eShopOnWeb/Feature.json", [22, 1, 3, 1, 44, 0, 0]),
    ("ado-json/Gen-eShopOnWeb/Task.json", [82, 0, 3, 1, 164, 0, 0]),
    ("ado-json/Gen-eShopOnWeb/User Story.json", [53, 15, 3, 1, 104, 0, 0]),
    ("ado-json/msdocs/workitems_expand_all.json", [3, 1, 0, 1, 6, 0, 800]),
    ("ado-json/msdocs/workitemsbatch_fields.json", [3, 0, 0, 0, 0, 0, 0]),
    ("ado-json/msdocs/updates_list.json", [1, 0, 1, 1, 3, 1, 300]),
    ("ado-json/msdocs/revisions_list.json", [1, 0, 1, 1, 3, 1, 300]),
    ("github/gh_issue_list_json_compact.json", [13, 0, 0, 0, 0, 0, 0]),
    ("linear/header_2026_fixture.csv", [5, 4, 0, 1, 13, 1, 0]),
    ("linear/plane_to_linear_sample.csv", [1, 0, 0, 1, 4, 1, 0]),
    ("trello/board_2016_206cards_618actions.json", [206, 0, 0, 0, 412, 0, 0]),
    ("trello/board_2021_customfields.json", [3, 0, 0, 1, 6, 1, 0]),
    ("trello/deck_fixture_1card.json", [1, 0, 0, 0, 1, 0, 0]),
];

fn folder() -> PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples")
}

pub(crate) fn figures(reading: &Reading) -> [i64; 7] {
    let items = &reading.batch.items;
    let count = |n: usize| i64::try_from(n).unwrap();
    let sprints: std::collections::BTreeSet<_> = items.iter().filter_map(|i| i.sprint.as_ref()).collect();
    let dates = items.iter().flat_map(|i| {
        [
            i.created.is_some(),
            i.updated.is_some(),
            i.resolved.is_some(),
            i.category_changed.is_some(),
            i.due.is_some(),
        ]
    });
    let points: Points = items.iter().filter_map(|i| i.estimate).sum();
    [
        count(items.len()),
        count(items.iter().map(|i| i.links.len()).sum()),
        count(sprints.len()),
        count(reading.people.len()),
        count(dates.filter(|is| *is).count()),
        count(items.iter().map(|i| i.moves.len().saturating_sub(1)).sum()),
        (points.to_string().parse::<f64>().unwrap() * 100.0) as i64,
    ]
}

#[test]
fn real_files_give_what_other_programs_count() {
    for (files, expected) in SAMPLES {
        let inputs: Option<Vec<Input>> = files
            .split(" + ")
            .map(|file| Some(Input::new(file.rsplit('/').next()?, std::fs::read(folder().join(file)).ok()?)))
            .collect();
        let Some(inputs) = inputs else { continue };
        let reading = read_all(inputs.clone(), &Zone::utc(), &Answers::default()).unwrap();
        assert_eq!((figures(&reading), reading.not_read()), (*expected, 0), "{files}");
        let mut program = imported(reading);
        let again = read_all(inputs, &Zone::utc(), &Answers::default()).unwrap();
        let (_, change) = import(&mut program, again, 1);
        assert!(change.is_empty(), "{files}");
    }
}
