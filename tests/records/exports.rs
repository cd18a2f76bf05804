//! Ways out: CSV for trackers and spreadsheets.

use super::*;
use gluework::command::{ImportBatch, ImportedItem};
use gluework::exchange::items;
use gluework::exchange::outward::{
    Scope, azure_csv, costs_csv, dependencies_csv, items_csv, jira_csv, risks_csv,
};
use gluework::exchange::table::Rows;
use gluework::model::{ItemKind, LinkKind, Parent, WorkItem};
use std::collections::BTreeMap;

/// What a CSV for Jira holds, by our own reader of Jira's exports.
fn read_jira(text: &str, zone: &Zone) -> (ImportBatch, Vec<String>) {
    let reading = items::read(text.as_bytes().to_vec(), zone, &items::Answers::default()).unwrap();
    let remarks = reading.remarks.iter().map(|r| format!("{}: {}", r.line, r.text)).collect();
    (reading.batch, remarks)
}

fn sample() -> (Program, Zone) {
    let berlin = zone_of("Europe/Berlin").unwrap();
    (gluework::sample::program("2026-03-05".parse().unwrap(), &berlin), berlin)
}

fn cells(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}');
    let (mut rows, mut all) = (Rows::new(text.to_owned()), Vec::new());
    while rows.read(1000, &mut |_, record| all.push(record.iter().map(str::to_owned).collect())) {}
    all
}

/// The facts of an item that both sides must agree on, as text.
fn facts(program: &Program, item: &WorkItem) -> Vec<String> {
    let named = |name: Option<&String>| name.cloned().unwrap_or_default();
    let mut links: Vec<String> = item
        .links
        .iter()
        .filter_map(|link| match &link.to {
            gluework::model::Ref::Item(id) => Some(format!("{:?} {}", link.kind, program.items[id].key)),
            _ => None,
        })
        .collect();
    links.sort();
    // Jira's own columns that are no fields here come back as kept columns.
    let kept: Vec<_> = item.extra.iter().filter(|(name, _)| !name.starts_with("Resol")).collect();
    let parent = match &item.parent {
        Some(Parent::Item(id)) => program.items[id].key.clone(),
        Some(Parent::External(key)) => key.clone(),
        None => String::new(),
    };
    vec![
        item.key.clone(),
        item.title.clone(),
        item.kind.name().to_owned(),
        program.status(item.status).unwrap().name.clone(),
        format!("{:?}", program.status(item.status).unwrap().category),
        format!("{:?} {:?}", item.priority, item.estimate),
        named(item.owner.map(|id| &program.people[&id].name)),
        named(item.team.map(|id| &program.teams[&id].name)),
        named(item.sprint.map(|id| &program.sprints[&id].name)),
        named(item.release.map(|id| &program.releases[&id].name)),
        named(item.defect.as_ref().and_then(|d| d.release).map(|id| &program.releases[&id].name)),
        parent,
        format!("{:?}", item.due),
        item.labels.join(" "),
        item.blocked.is_some().to_string(),
        item.notes.trim().to_owned(),
        item.comments.iter().map(|c| format!("{}/{}", c.author, c.text)).collect::<Vec<_>>().join("|"),
        links.join(","),
        format!("{:?}", kept),
    ]
}

// [FI8]
#[test]
fn csv_for_jira_reads_back_as_the_same_items() {
    let (mut program, berlin) = sample();
    // A kept column, twice; a text over lines with quotes.
    let some = program.items.values().next().unwrap().id;
    let mut item = (*program.items[&some]).clone();
    item.extra.insert("Watchers".into(), vec!["Ada".into(), "Bo".into()]);
    item.notes = "He said: \"no\",\nthen left; done".into();
    program.put(item.into());
    let text = jira_csv(&program, &berlin, Scope::default());
    assert!(!text.starts_with('\u{feff}'));
    let (batch, told) = read_jira(&text, &berlin);
    assert_eq!(told, [""; 0]);
    assert_eq!(batch.items.len(), program.items.len());
    let mut copy = Program::default();
    apply(&mut copy, Command::Import(Box::new(batch)), Stamp { at: at("2026-03-06T12:00:00Z"), seed: 1 })
        .unwrap();
    assert_eq!(check(&copy), []);
    let by_key: BTreeMap<&str, &WorkItem> = copy.items.values().map(|i| (i.key.as_str(), &**i)).collect();
    let mut differing = Vec::new();
    for item in program.items.values() {
        let (ours, theirs) = (facts(&program, item), facts(&copy, by_key[item.key.as_str()]));
        if ours != theirs {
            let pairs = ours.iter().zip(&theirs).filter(|(a, b)| a != b);
            differing.push(format!("{}: {:?}", item.key, pairs.collect::<Vec<_>>()));
        }
    }
    assert!(differing.is_empty(), "{} differ: {:#?}", differing.len(), &differing[..differing.len().min(5)]);
}

// [FI9]
#[test]
fn csv_for_azure_devops_reads_back_as_the_same_items() {
    let (program, berlin) = sample();
    for project in program.projects.values() {
        let text = azure_csv(&program, Scope { project: Some(project.id) });
        let answers = items::Answers {
            categories: program
                .workflows
                .values()
                .flat_map(|w| &w.statuses)
                .map(|s| (s.name.clone(), s.category))
                .collect(),
            ..items::Answers::default()
        };
        let reading = items::read(text.clone().into_bytes(), &berlin, &answers).unwrap();
        assert_eq!(reading.not_read(), 0);
        let ours: Vec<&WorkItem> =
            program.items.values().map(|i| &**i).filter(|i| i.project == project.id).collect();
        assert_eq!(reading.batch.items.len(), ours.len());
        let mut copy = Program::default();
        let stamp = Stamp { at: at("2026-03-06T12:00:00Z"), seed: 1 };
        apply(&mut copy, Command::Import(Box::new(reading.batch)), stamp).unwrap();
        assert_eq!(check(&copy), []);
        let title = |p: &Program, parent: &Option<Parent>| match parent {
            Some(Parent::Item(id)) => p.items[id].title.clone(),
            _ => String::new(),
        };
        // Azure DevOps' own importer takes no comments, links and moments of the past.
        let kept = |p: &Program, item: &WorkItem| {
            let mut facts = facts(p, item);
            let mut labels = item.labels.clone();
            labels.sort();
            for (place, value) in
                [(0, String::new()), (9, String::new()), (10, String::new()), (11, title(p, &item.parent))]
            {
                facts[place] = value;
            }
            facts[13] = labels.join(" ");
            facts.truncate(16);
            facts
        };
        let mut differing = Vec::new();
        for item in &ours {
            let theirs = copy.items.values().find(|i| i.title == item.title).unwrap();
            let (ours, theirs) = (kept(&program, item), kept(&copy, theirs));
            if ours != theirs {
                let pairs = ours.iter().zip(&theirs).filter(|(a, b)| a != b);
                differing.push(format!("{}: {:?}", item.key, pairs.collect::<Vec<_>>()));
            }
        }
        assert!(
            differing.is_empty(),
            "{} differ: {:#?}",
            differing.len(),
            &differing[..differing.len().min(5)]
        );
        // What came back goes out as the same text again, but for the order of alike rows.
        let again = items::read(azure_csv(&copy, Scope::default()).into_bytes(), &berlin, &answers).unwrap();
        assert_eq!(again.batch.items.len(), ours.len());
    }
}

#[test]
fn a_project_alone_can_be_exported() {
    let (program, berlin) = sample();
    let project = program.projects.values().find(|p| p.prefix == "KES").unwrap();
    let scope = Scope { project: Some(project.id) };
    let (batch, _) = read_jira(&jira_csv(&program, &berlin, scope), &berlin);
    let expected = program.items.values().filter(|i| i.project == project.id).count();
    assert!(batch.items.len() == expected && expected > 10);
    assert!(batch.items.iter().all(|i: &ImportedItem| i.key.starts_with("KES-")));
}

#[test]
fn csv_for_jira_has_one_valid_key_a_project_and_each_items_own_project_name() {
    let (mut program, berlin) = sample();
    // One project whose numbers are another tracker's, one that has two projects of Jira in it.
    let ids: Vec<_> = program.projects.keys().copied().collect();
    let mut shop = (*program.projects[&ids[0]]).clone();
    (shop.name, shop.prefix) = ("2nd Web-Shop for everybody".into(), String::new());
    program.put(shop.into());
    let mut number = 4500;
    let items: Vec<_> = program.items.values().cloned().collect();
    for item in &items {
        let mut item = (**item).clone();
        if item.project == ids[0] {
            number += 1;
            item.key = number.to_string();
        } else {
            item.extra.insert("Project name".into(), vec!["jwprogram".into()]);
        }
        program.put(item.into());
    }
    let rows = cells(&jira_csv(&program, &berlin, Scope::default()));
    let column = |name: &str| rows[0].iter().position(|n| n == name).unwrap();
    let (issue, key, name) = (column("Issue key"), column("Project key"), column("Project name"));
    for row in &rows[1..] {
        match row[issue].rsplit_once('-') {
            None => assert_eq!((&*row[key], &*row[name]), ("NDWEBSHOPF", "2nd Web-Shop for everybody")),
            Some((prefix, _)) => assert_eq!((&*row[key], &*row[name]), (prefix, "jwprogram")),
        }
    }
    assert!(rows.iter().filter(|row| !row[issue].contains('-')).count() > 10);
    assert_eq!(rows[0].iter().filter(|n| *n == "Project name").count(), 1);
    // Two projects never share a key; what was made here beside a tracker's numbers is of its project.
    let mut other = (*program.projects[&ids[1]]).clone();
    (other.name, other.prefix) = ("ND Web shop for few".into(), "-".into());
    program.put(other.into());
    let mut made = (**items.iter().find(|i| i.project == ids[1]).unwrap()).clone();
    made.key = "77".into();
    program.put(made.into());
    let rows = cells(&jira_csv(&program, &berlin, Scope::default()));
    let key_of = |wanted: &str| rows.iter().find(|row| row[issue] == wanted).unwrap()[key].clone();
    let mut keys = [key_of("4501"), key_of("77")];
    keys.sort();
    assert_eq!(keys, ["NDWEBSHOP2", "NDWEBSHOPF"]);
    let mut shop = (*program.projects[&ids[0]]).clone();
    shop.prefix = "SHOP-NEW".into();
    program.put(shop.into());
    let rows = cells(&jira_csv(&program, &berlin, Scope::default()));
    assert_eq!(rows.iter().find(|row| row[issue] == "4501").unwrap()[key], "SHOP");
}

#[test]
fn csv_for_azure_devops_has_its_form_and_a_title_column_a_level() {
    let (program, _) = sample();
    let text = azure_csv(&program, Scope::default());
    assert!(text.starts_with("\u{feff}ID,Work Item Type,Title 1,Title 2,Title 3,State,"), "{}", &text[..120]);
    let rows = cells(&text);
    assert_eq!(rows.len(), program.items.len() + 1);
    // Each row fills one title, and a parent's row comes before its children, one level up.
    let mut open: Vec<(usize, String)> = Vec::new();
    let by_title: BTreeMap<&str, &WorkItem> =
        program.items.values().map(|i| (i.title.as_str(), &**i)).collect();
    for row in &rows[1..] {
        assert_eq!(row.len(), rows[0].len());
        let filled: Vec<usize> = (2..5).filter(|at| !row[*at].is_empty()).collect();
        assert_eq!(filled.len(), 1, "{row:?}");
        open.retain(|(level, _)| *level < filled[0]);
        let item = by_title[row[filled[0]].as_str()];
        let parent = match &item.parent {
            Some(Parent::Item(id)) => Some(program.items[id].title.clone()),
            _ => None,
        };
        assert_eq!(open.last().map(|(_, title)| title.clone()), parent, "{}", item.title);
        open.push((filled[0], item.title.clone()));
        assert_eq!(row[0], "", "made here: Azure DevOps gives the number");
        let status = program.status(item.status).unwrap();
        assert_eq!(row[5], status.name);
        let kind = if matches!(item.kind, ItemKind::Story) { "User Story" } else { row[1].as_str() };
        assert_eq!(row[1], kind);
    }
    // Values in quotes, nothing where there is none; text as HTML that cannot act.
    let line = text.lines().find(|l| l.contains("Vector index rebuild on staging")).unwrap();
    assert!(line.starts_with(",\"") && !line.contains("\"\","), "{line}");
    assert!(text.contains("\"Priya Nair\"") && text.contains("AI Search\\Search"));
    assert!(text.contains("<div>- Snapshot of the catalogue</div>"));
}

// [FI7]
#[test]
fn formulas_are_harmless_on_export_only() {
    let mut program = small::program();
    let [first, _] = small::item_ids(&program);
    let mut item = (*program.items[&first]).clone();
    item.title = "=HYPERLINK(\"http://evil\")".into();
    item.extra.insert("Extra".into(), vec!["@SUM(1)".into()]);
    item.notes = "<script>alert(1)</script>".into();
    program.put(item.into());
    for text in [
        jira_csv(&program, &Zone::utc(), Scope::default()),
        azure_csv(&program, Scope::default()),
        items_csv(&program, &Zone::utc(), Scope::default()),
    ] {
        let all = cells(&text);
        assert!(all.iter().flatten().any(|cell| cell == "'=HYPERLINK(\"http://evil\")"), "{text}");
        let runs = |cell: &&String| cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
        assert!(!all.iter().flatten().any(|cell| runs(&cell)), "{text}");
    }
    assert!(azure_csv(&program, Scope::default()).contains("<div>&lt;script&gt;"));
    assert_eq!(program.items[&first].title, "=HYPERLINK(\"http://evil\")");
}

#[test]
fn the_table_of_items_holds_every_field_and_every_kept_column() {
    let (mut program, berlin) = sample();
    let some = program.items.values().next().unwrap().id;
    let mut item = (*program.items[&some]).clone();
    item.extra.insert("Asset".into(), vec!["a".into(), String::new(), "c".into()]);
    program.put(item.into());
    let text = items_csv(&program, &berlin, Scope::default());
    assert!(text.starts_with("\u{feff}Key,Type,Title,"));
    let rows = cells(&text);
    assert_eq!(rows[0].iter().filter(|h| *h == "Asset").count(), 3);
    assert_eq!(rows.len(), program.items.len() + 1);
    let key = &program.items[&some].key;
    let row = rows.iter().find(|r| r[0] == *key).unwrap();
    assert_eq!(row[row.len() - 3..], ["a", "", "c"]);
    let column = |name: &str| rows[0].iter().position(|h| h == name).unwrap();
    let stuck = rows.iter().find(|r| r[0] == "SRCH-341").unwrap();
    assert!(stuck[column("Blocked by")].starts_with("No GPU quota"));
    assert!(stuck[column("History")].contains("In progress"));
    let blocker = rows.iter().find(|r| r[0] == "PLT-96").unwrap();
    assert_eq!(blocker[column("Blocks")], "MOB-118");
    assert!(program.items.values().any(|i| i.links.iter().any(|l| l.kind == LinkKind::Blocks)));
}

#[test]
fn tables_of_costs_risks_and_dependencies() {
    let (mut program, berlin) = sample();
    let mut refund = (**program.costs.values().next().unwrap()).clone();
    (refund.id, refund.amount.amount) = (77.into(), -12_345);
    program.put(refund.into());
    let costs = costs_csv(&program, Scope::default());
    let rows = cells(&costs);
    assert_eq!(rows.len(), program.costs.len() + 1);
    assert!(rows.iter().any(|r| r[2] == "-123.45"), "a number stays a number");
    // It reads back: the same amounts, to the cent.
    let reading = read_with(costs.as_bytes(), &FileAnswers::default());
    assert_eq!(reading.remarks, []);
    let mut copy = program.clone();
    copy.costs.clear();
    bring(&mut copy, &reading.batch, 1);
    let amounts = |p: &Program| {
        let mut all: Vec<_> =
            p.costs.values().map(|c| (c.date, c.project, c.amount, c.note.clone())).collect();
        all.sort();
        all
    };
    assert_eq!(amounts(&copy), amounts(&program));
    let risks = cells(&risks_csv(&program, &berlin, Scope::default()));
    assert_eq!(risks.len(), program.risks.len() + 1);
    assert!(risks.iter().all(|r| r.len() == risks[0].len()));
    let dependencies = cells(&dependencies_csv(&program));
    assert_eq!(dependencies.len(), program.dependencies.len() + 1);
    assert!(dependencies.iter().any(|r| r[0] == "GPU quota on staging" && r[7] == "At risk"));
}
