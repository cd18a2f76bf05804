//! What only the whole file can decide: date orders, categories, links, the batch.

use super::cells;
use super::columns::Columns;
use super::dates::{ColumnOrder, RawDate};
use super::headers::{Field, Meaning};
use super::reader::State;
use super::reading::{Column, ColumnUse, DateQuestion, PersonFound, Reading, Remark, Severity};
use super::row::{DATES, RawItem};
use super::statuses;
use super::times::histories;
use crate::command::{ImportBatch, ImportedItem, ImportedLink, ImportedPerson, ImportedStatus};
use crate::model::order::{self, InOrder};
use crate::model::{Comment, SourceSystem};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Puts a file together that was read to its end.
pub(super) fn finish(state: State) -> Reading {
    let State { columns, zone, answers, rows, mut items, mut remarks, evidence, .. } = state;

    let order_of = |place: usize| {
        let evidence = evidence.get(place);
        let day_first = evidence.and_then(|e| e.proven()).or(answers.day_first);
        ColumnOrder { day_first: day_first.unwrap_or_else(|| evidence.is_none_or(|e| e.suggestion())) }
    };
    let orders = std::array::from_fn::<_, 6, _>(order_of);
    let mut question: Option<DateQuestion> = None;
    for ((field, evidence), order) in DATES.into_iter().zip(&evidence).zip(&orders) {
        let header = columns.header_of(field).unwrap_or_default().to_owned();
        if evidence.is_mixed() {
            let text = "The column holds dates with the day first and with the month first".to_owned();
            remarks.push(Remark { line: 1, column: Some(header), severity: Severity::Remark, text });
        } else if let (true, None, Some((day, month))) =
            (evidence.is_open(), answers.day_first, evidence.example())
        {
            let question = question.get_or_insert_with(|| DateQuestion {
                columns: Vec::new(),
                as_day_first: day,
                as_month_first: month,
                assumed_day_first: order.day_first,
            });
            question.columns.push(header);
        }
    }

    let statuses = statuses::found(&items, &answers.categories, &mut remarks);
    let (people, owners) = people(&items);
    let project = project(&items);
    for raw in &mut items {
        let mut missing = |place: usize, raw: &RawItem, order: &ColumnOrder| {
            let date = raw.dates.get(place).copied().flatten()?;
            if date.day(order).is_none() {
                let column = DATES.get(place).and_then(|f| columns.header_of(*f)).map(str::to_owned);
                let name = DATES.get(place).map_or("", |f| f.name());
                let text =
                    format!("There is no such day in the column's order of day and month. {name} left empty");
                remarks.push(Remark { line: raw.item.line, column, severity: Severity::Remark, text });
            }
            Some(date)
        };
        let [created, updated, resolved, changed, due, comments] = &orders;
        let dates: [Option<RawDate>; 5] = [
            missing(0, raw, created),
            missing(1, raw, updated),
            missing(2, raw, resolved),
            missing(3, raw, changed),
            missing(4, raw, due),
        ];
        let moment =
            |place: usize, order| dates.get(place).copied().flatten().and_then(|d| d.moment(order, &zone));
        raw.item.created = moment(0, created);
        raw.item.updated = moment(1, updated);
        raw.item.resolved = moment(2, resolved);
        raw.item.category_changed = moment(3, changed);
        raw.item.due = dates.get(4).copied().flatten().and_then(|d| d.day(due));
        let fallback = raw.item.updated.or(raw.item.created).unwrap_or_default();
        raw.item.comments = std::mem::take(&mut raw.comments)
            .into_iter()
            .map(|c| Comment {
                at: c.date.and_then(|d| d.moment(comments, &zone)).unwrap_or(fallback),
                author: c.author,
                text: c.text,
            })
            .collect();
        raw.item.owner = owners.get(&owner_key(raw)).copied();
    }
    histories(&mut items, &mut remarks);
    let links = links(&mut items);
    let mut list: Vec<ImportedItem> = items.into_iter().map(|raw| raw.item).collect();
    for (item, links) in list.iter_mut().zip(links) {
        item.links = links;
    }
    remarks.order_by_key(|r| r.line);

    let batch = ImportBatch {
        system: SourceSystem::Jira,
        source: project.0,
        project: answers.project,
        project_name: answers.project_name.clone().unwrap_or(project.1),
        statuses: statuses
            .iter()
            .map(|s| ImportedStatus { name: s.name.clone(), category: s.category })
            .collect(),
        people: people
            .iter()
            .map(|p| ImportedPerson { name: p.name.clone(), account: p.account.clone() })
            .collect(),
        fields: fields(&columns),
        extra_headers: columns.headers.iter().map(|h| h.text.clone()).collect(),
        items: list,
        columns: answers.columns.clone(),
        categories: answers.categories.clone(),
        day_first: answers.day_first,
        persons: answers.people.clone(),
        choices: BTreeMap::new(),
        zone: None,
    };
    let mut people = people;
    people.order_by_key(|p| std::cmp::Reverse(p.items));
    Reading {
        rows,
        language: columns.language,
        columns: uses(&columns),
        statuses,
        people,
        date_question: question,
        batch,
        remarks,
    }
}

fn uses(columns: &Columns) -> Vec<Column> {
    let use_of = |meaning: &Meaning, used: bool, text: &str| match meaning {
        _ if !used || text.is_empty() => ColumnUse::Ignored,
        Meaning::Field(field) => ColumnUse::Field(field.name()),
        Meaning::Inward(_) | Meaning::Outward(_) => ColumnUse::Field("Links"),
        Meaning::Unknown => ColumnUse::Extra,
    };
    columns
        .headers
        .iter()
        .map(|h| Column {
            header: h.text.clone(),
            positions: h.places.iter().map(|p| p + 1).collect(),
            used_as: use_of(&h.meaning, h.used, &h.text),
        })
        .collect()
}

/// Names of the item fields that the file has columns for.
fn fields(columns: &Columns) -> BTreeSet<String> {
    let mut fields = order::set(Field::all().filter(|f| columns.has(*f)).map(|f| f.name().to_owned()));
    if [Field::ParentKey, Field::ParentId, Field::EpicLink].into_iter().any(|f| columns.has(f)) {
        fields.insert(Field::Parent.name().to_owned());
    }
    fields
}

/// Everyone who owns an item, in the file's order, and their place by [`owner_key`].
fn people(items: &[RawItem]) -> (Vec<PersonFound>, HashMap<String, usize>) {
    let (mut people, mut places): (Vec<PersonFound>, HashMap<_, usize>) = (Vec::new(), HashMap::new());
    for raw in items {
        let name = if raw.owner.is_empty() { &raw.owner_id } else { &raw.owner };
        if name.is_empty() || is_nobody(name) {
            continue;
        }
        let next = people.len();
        let place = *places.entry(owner_key(raw)).or_insert(next);
        if place == next {
            let account = (!raw.owner_id.is_empty()).then(|| raw.owner_id.clone());
            people.push(PersonFound { name: name.clone(), account, items: 0 });
        }
        if let Some(person) = people.get_mut(place) {
            person.items += 1;
        }
    }
    (people, places)
}

/// Name and account as one text: a table of texts is compiled already.
fn owner_key(raw: &RawItem) -> String {
    [raw.owner.as_str(), &raw.owner_id].join("\n")
}

/// Server exports write the lack of an owner as a word.
fn is_nobody(name: &str) -> bool {
    let name = name.to_lowercase();
    [
        "unassigned",
        "sin asignar",
        "não atribuído",
        "non attribué",
        "non assigné",
        "nieprzypisane",
        "nicht zugewiesen",
    ]
    .contains(&name.as_str())
}

/// The source's name (the project's key, or the keys) and the name for a new project.
fn project(items: &[RawItem]) -> (String, String) {
    let mut keys: Vec<(&str, &str)> = Vec::new();
    for raw in items {
        let by_key = raw.item.key.rsplit_once('-').map_or(raw.item.key.as_str(), |(project, _)| project);
        let key = if raw.project_key.is_empty() { by_key } else { &raw.project_key };
        match keys.iter_mut().find(|(known, _)| *known == key) {
            Some((_, name)) if name.is_empty() => *name = &raw.project_name,
            Some(_) => {}
            None => keys.push((key, &raw.project_name)),
        }
    }
    keys.order();
    match keys.as_slice() {
        [(key, name)] => {
            ((*key).to_owned(), if name.is_empty() { (*key).to_owned() } else { (*name).to_owned() })
        }
        [_, ..] if keys.len() <= 3 => {
            let all = keys.iter().map(|(key, _)| *key).collect::<Vec<_>>().join(", ");
            (all.clone(), all)
        }
        _ => ("Jira".to_owned(), "Jira import".to_owned()),
    }
}

/// Each link once, on the item that it starts from; on the other where that one is not in the file.
fn links(items: &mut [RawItem]) -> Vec<Vec<ImportedLink>> {
    let places: HashMap<String, usize> =
        items.iter().enumerate().map(|(at, raw)| (raw.item.key.clone(), at)).collect();
    let mut links: Vec<Vec<ImportedLink>> = vec![Vec::new(); items.len()];
    for (at, raw) in items.iter_mut().enumerate() {
        for (name, other, inward) in std::mem::take(&mut raw.links) {
            let kind = cells::link_kind(&name);
            let there = places.get(&other).copied();
            let (holder, link) = match (inward, there) {
                (true, Some(there)) => {
                    (there, ImportedLink { kind, other: raw.item.key.clone(), inward: false })
                }
                (inward, _) => (at, ImportedLink { kind, other, inward }),
            };
            if let Some(list) = links.get_mut(holder).filter(|list| !list.contains(&link)) {
                list.push(link);
            }
        }
    }
    links
}
