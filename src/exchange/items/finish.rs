//! What only the whole import can decide: orders of dates, categories, people, the batch. In slices.

use super::dates::ColumnOrder;
use super::field::Field;
use super::gather::{Days, Gathered};
use super::links::Links;
use super::raw::{COMMENT_DATES, DATES, RawItem, date_place};
use super::reading::{DateQuestion, PersonFound, Reading, Remark, Severity};
use super::statuses::Statuses;
use super::times;
use crate::command::{ImportBatch, ImportedItem, ImportedPerson, ImportedStatus};
use crate::model::order::{self, InOrder};
use crate::model::{Comment, SourceSystem};
use std::collections::{BTreeSet, HashMap};

/// The steps, each over all items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Tally,
    Dates,
    Ways,
    Links,
    Collect,
    Ready,
}

/// Puts together what was read to its end.
pub(super) struct Finish {
    gathered: Gathered,
    phase: Phase,
    next: usize,
    orders: [ColumnOrder; DATES.len() + 1],
    question: Option<DateQuestion>,
    statuses: Statuses,
    people: Vec<PersonFound>,
    owners: HashMap<String, usize>,
    names: times::Names,
    titles: HashMap<String, String>,
    links: Links,
    sources: Sources,
    list: Vec<ImportedItem>,
}

impl Finish {
    pub(super) fn new(mut gathered: Gathered) -> Self {
        let (orders, question) = date_orders(&mut gathered);
        Self {
            statuses: Statuses::default(),
            gathered,
            phase: Phase::Tally,
            next: 0,
            orders,
            question,
            people: Vec::new(),
            owners: HashMap::new(),
            names: times::Names::default(),
            titles: HashMap::new(),
            links: Links::default(),
            sources: Sources::default(),
            list: Vec::new(),
        }
    }

    /// Every step is done.
    pub(super) fn is_ready(&self) -> bool {
        self.phase == Phase::Ready
    }

    /// How much is done, from 0 to 1.
    pub(super) fn fraction(&self) -> f64 {
        let all = self.gathered.items.len().max(1) as f64;
        (self.phase as u8 as f64 + self.next as f64 / all).min(5.0) / 5.0
    }

    /// Works on some more items; false when everything is put together.
    pub(super) fn step(&mut self, max: usize) -> bool {
        for _ in 0..max.max(1) {
            if self.phase == Phase::Ready {
                return false;
            }
            if self.next >= self.gathered.items.len() {
                self.turn();
                continue;
            }
            let at = self.next;
            self.next += 1;
            match self.phase {
                Phase::Tally => self.tally(at),
                Phase::Dates => self.dates(at),
                Phase::Ways => self.way(at),
                Phase::Links => {
                    let Gathered { items, by_key, .. } = &mut self.gathered;
                    self.links.take(at, items, by_key);
                }
                Phase::Collect => self.collect(at),
                Phase::Ready => {}
            }
        }
        true
    }

    /// Goes on to the next phase.
    fn turn(&mut self) {
        self.next = 0;
        self.phase = match self.phase {
            Phase::Tally => {
                self.statuses.settle(&mut self.gathered);
                Phase::Dates
            }
            Phase::Dates => {
                self.names.settle(&self.gathered.items);
                Phase::Ways
            }
            Phase::Ways => {
                self.links.begin(self.gathered.items.len());
                Phase::Links
            }
            Phase::Links => {
                self.list.reserve(self.gathered.items.len());
                Phase::Collect
            }
            Phase::Collect | Phase::Ready => Phase::Ready,
        };
    }

    fn tally(&mut self, at: usize) {
        let Some(raw) = self.gathered.items.get_mut(at) else { return };
        if let Some(moves) = self.gathered.histories.remove(&raw.item.key) {
            raw.item.moves = moves;
        }
        self.statuses.note(raw);
        self.sources.note(raw, self.gathered.system);
        if self.gathered.manner.by_title {
            self.titles.entry(raw.item.title.clone()).or_insert_with(|| raw.item.key.clone());
        }
    }

    fn dates(&mut self, at: usize) {
        let Gathered { items, zone, manner, date_headers, .. } = &mut self.gathered;
        let Some(raw) = items.get_mut(at) else { return };
        let mut missing = Vec::new();
        for (place, order) in self.orders.iter().enumerate() {
            if let Some(Some(date)) = raw.dates.get(place)
                && date.day(order).is_none()
            {
                missing.push((place, DATES.get(place).map_or("", |f| f.name())));
            }
        }
        let orders = &self.orders;
        let read = |field: Field, raw: &RawItem| {
            let place = date_place(field);
            Some((raw.dates.get(place).copied().flatten()?, *orders.get(place)?))
        };
        let moment =
            |field, raw: &RawItem| read(field, raw).and_then(|(date, order)| date.moment(&order, zone));
        raw.item.created = moment(Field::Created, raw).or(raw.item.created);
        raw.item.updated = moment(Field::Updated, raw);
        raw.item.resolved = moment(Field::Resolved, raw).or(moment(Field::Cancelled, raw));
        raw.item.category_changed = moment(Field::CategoryChanged, raw);
        raw.item.started = moment(Field::Started, raw);
        raw.item.due = read(Field::Due, raw).and_then(|(date, order)| date.due(&order, zone, manner.days));
        let comment_order = orders.get(COMMENT_DATES).copied().unwrap_or(ColumnOrder { day_first: true });
        let fallback = raw.item.updated.or(raw.item.created).unwrap_or_default();
        raw.item.comments = std::mem::take(&mut raw.comments)
            .into_iter()
            .map(|c| Comment {
                at: c.date.and_then(|d| d.moment(&comment_order, zone)).unwrap_or(fallback),
                author: c.author,
                text: c.text,
            })
            .collect();
        let cycle = |field| read(field, raw).and_then(|(date, order)| date.moment(&order, zone));
        let sprint = super::gather::sprint_days(cycle(Field::SprintStart), cycle(Field::SprintEnd), zone);
        let (name, line, file) = (raw.item.sprint.clone(), raw.item.line, raw.file);
        let columns: Vec<(Option<String>, &str)> = missing
            .iter()
            .map(|(place, name)| (date_headers.get(*place).cloned().flatten(), *name))
            .collect();
        self.owner(at);
        if let (Some(name), (start, end)) = (name, sprint)
            && (start.is_some() || end.is_some())
        {
            self.gathered.sprint(crate::command::ImportedSprint {
                name,
                start,
                end,
                state: None,
                goal: String::new(),
            });
        }
        for (column, name) in columns {
            let text =
                format!("There is no such day in the column's order of day and month. {name} left empty");
            self.gathered.file = file;
            self.gathered.remark_in(line, column.as_deref(), Severity::Remark, text);
        }
        if let Some(raw) = self.gathered.items.get(at) {
            self.names.learn(raw);
        }
    }

    /// Finds the item's owner among the people, in the file's order.
    fn owner(&mut self, at: usize) {
        let Some(raw) = self.gathered.items.get_mut(at) else { return };
        let name = if raw.owner.is_empty() { &raw.owner_id } else { &raw.owner };
        if name.is_empty() || is_nobody(name) {
            return;
        }
        let next = self.people.len();
        // Name and account as one text: a table of texts is compiled already.
        let key = [raw.owner.as_str(), &raw.owner_id].join("\n");
        let place = *self.owners.entry(key).or_insert(next);
        if place == next {
            let account = (!raw.owner_id.is_empty()).then(|| raw.owner_id.clone());
            self.people.push(PersonFound { name: name.clone(), account, items: 0 });
        }
        if let Some(person) = self.people.get_mut(place) {
            person.items += 1;
        }
        raw.item.owner = Some(place);
    }

    /// The item's way through the statuses, from what the file says of times; parents by title.
    fn way(&mut self, at: usize) {
        let Some(raw) = self.gathered.items.get_mut(at) else { return };
        if !raw.time_in_status.is_empty()
            && let Some(text) = self.names.lay_out(raw)
        {
            let (line, file) = (raw.item.line, raw.file);
            self.gathered.file = file;
            self.gathered.remark(line, Severity::Remark, text);
        }
        let Some(raw) = self.gathered.items.get_mut(at) else { return };
        if raw.item.moves.is_empty() {
            self.statuses.way_by_dates(&mut raw.item);
        }
        if self.gathered.manner.by_title {
            let known = |name: &mut String| {
                if let Some(key) = self.titles.get(name) {
                    name.clone_from(key);
                }
            };
            raw.item.parents.iter_mut().for_each(known);
            raw.links.iter_mut().for_each(|link| known(&mut link.other));
        }
    }

    fn collect(&mut self, at: usize) {
        let Some(raw) = self.gathered.items.get_mut(at) else { return };
        // What was only needed for this is let go piece by piece, not all at once at the end.
        let mut item = std::mem::take(&mut **raw).item;
        item.links = self.links.of(at);
        self.list.push(item);
    }

    /// The reading, once every step is done.
    pub(super) fn reading(mut self) -> Reading {
        while self.step(usize::MAX) {}
        let Self { mut gathered, question, statuses, mut people, list, sources, .. } = self;
        let (source, project) = sources.name(&mut gathered);
        for (one, many, count) in std::mem::take(&mut gathered.left_out) {
            let what = if count == 1 { one } else { many };
            let verb = if count == 1 { "is" } else { "are" };
            let text = format!("{count} {what} {verb} left out: only issues are taken in");
            gathered.remarks.push(Remark {
                file: None,
                line: 1,
                column: None,
                severity: Severity::Remark,
                text,
            });
        }
        let Gathered {
            rows,
            language,
            columns,
            headers,
            fields,
            answers,
            mut remarks,
            sprints,
            system,
            manner,
            ..
        } = gathered;
        remarks.order_by_key(|r| r.line);
        let batch = ImportBatch {
            system,
            source,
            scoped: manner.scoped,
            project: answers.project,
            project_name: answers.project_name.clone().unwrap_or(project),
            statuses: statuses
                .found
                .iter()
                .map(|s| ImportedStatus { name: s.name.clone(), category: s.category })
                .collect(),
            people: people
                .iter()
                .map(|p| ImportedPerson { name: p.name.clone(), account: p.account.clone() })
                .collect(),
            sprints,
            fields: fed(fields),
            extra_headers: headers,
            items: list,
            columns: answers.columns.clone(),
            categories: answers.categories.clone(),
            day_first: answers.day_first,
            persons: answers.people.clone(),
            teams: answers.teams.clone(),
            sprint_names: answers.sprints.clone(),
            choices: Default::default(),
            zone: None,
        };
        people.order_by_key(|p| std::cmp::Reverse(p.items));
        Reading {
            rows,
            language,
            columns,
            statuses: statuses.found,
            people,
            date_question: question,
            batch,
            remarks,
        }
    }
}

/// The order of day and month of each column, and the question where it stays open.
fn date_orders(gathered: &mut Gathered) -> ([ColumnOrder; DATES.len() + 1], Option<DateQuestion>) {
    let answers = &gathered.answers;
    // What one column proves is only proposed for another: two tools may have filled them.
    let elsewhere = gathered.evidence.iter().find_map(|e| e.proven());
    let orders = std::array::from_fn::<_, { DATES.len() + 1 }, _>(|place| {
        let evidence = gathered.evidence.get(place);
        let day_first = evidence.and_then(|e| e.proven()).or(answers.day_first).or(elsewhere);
        ColumnOrder { day_first: day_first.unwrap_or_else(|| evidence.is_none_or(|e| e.suggestion())) }
    });
    let mut question: Option<DateQuestion> = None;
    let mut mixed = Vec::new();
    for (place, order) in orders.iter().enumerate() {
        let Some(evidence) = gathered.evidence.get(place) else { continue };
        let header = gathered.date_headers.get(place).cloned().flatten().unwrap_or_default();
        if evidence.is_mixed() {
            mixed.push(header);
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
    for header in mixed {
        let text = "The column holds dates with the day first and with the month first".to_owned();
        gathered.remark_in(1, Some(&header), Severity::Remark, text);
    }
    (orders, question)
}

/// Names of the item fields that the files have something for.
fn fed(fields: super::field::Fields) -> BTreeSet<String> {
    let mut names = order::set(Field::all().filter(|f| fields.has(*f)).map(|f| f.name().to_owned()));
    if super::field::PARENTS.into_iter().any(|f| fields.has(f)) {
        names.insert(Field::Parent.name().to_owned());
    }
    names
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

/// The projects that the items are of, as far as the files tell: key and name; no more than four.
#[derive(Default)]
struct Sources(Vec<(String, String)>);

impl Sources {
    fn note(&mut self, raw: &RawItem, system: SourceSystem) {
        let by_key = matches!(system, SourceSystem::Jira | SourceSystem::Linear);
        let key = if !raw.project_key.is_empty() {
            raw.project_key.as_str()
        } else if by_key {
            raw.item.key.rsplit_once('-').map_or(raw.item.key.as_str(), |(project, _)| project)
        } else {
            raw.project_name.as_str()
        };
        let room = self.0.len() < 4;
        match self.0.iter_mut().find(|(known, _)| known == key) {
            Some((_, name)) if name.is_empty() => name.clone_from(&raw.project_name),
            Some(_) => {}
            None if room && !key.is_empty() => {
                self.0.push((key.to_owned(), raw.project_name.clone()));
            }
            None => {}
        }
    }

    /// The source's name (the project's key, or the keys) and the name for a new project.
    fn name(mut self, gathered: &mut Gathered) -> (String, String) {
        let system = gathered.system;
        self.0.order();
        let (source, project) = match (gathered.source.take(), self.0.as_slice()) {
            (Some(named), _) => named,
            (None, [(key, name)]) => (key.clone(), if name.is_empty() { key.clone() } else { name.clone() }),
            (None, [_, ..]) if self.0.len() <= 3 => {
                let all = self.0.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>().join(", ");
                (all.clone(), all)
            }
            _ => (system.name().to_owned(), format!("{} import", system.name())),
        };
        (gathered.answers.source.clone().unwrap_or(source), project)
    }
}

/// The day that a moment stands for.
pub(super) fn day_of(
    days: Days,
    at: crate::model::Timestamp,
    zone: &crate::model::Zone,
) -> Option<crate::model::Date> {
    let local = zone.local(at);
    if days == Days::Local || local.time() == chrono::NaiveTime::MIN {
        return Some(local.date());
    }
    // Somebody's midnight: the nearest day by UTC is theirs, from half a day west to half a day east.
    Some(crate::model::Zone::utc().day(crate::model::Timestamp(at.0.checked_add(43_200_000)?)))
}
