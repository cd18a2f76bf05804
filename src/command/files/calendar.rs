//! A calendar's meetings into the program.

use super::merge::{Brought, Rule, bring, stamped};
use super::{CalendarBatch, FileBatch, FilePlan, ImportedMeeting};
use crate::command::tx::Tx;
use crate::json::to_text;
use crate::model::order;
use crate::model::{
    Attendee, Meeting, MeetingId, MeetingInstance, PersonId, Program, Slot, SourceSystem, short_day,
};
use std::collections::HashMap;
use std::sync::Arc;

/// Under this name `seen` keeps how often the calendar had changed the meeting.
const SEQUENCE: &str = "Sequence";
const DATES: &str = "Dates that differ";
const CANCELLED: &str = "Cancelled";

fn when(meeting: &Meeting) -> String {
    let day = short_day(meeting.start.date());
    if meeting.all_day { day } else { format!("{day}, {}", meeting.start.format("%H:%M")) }
}

fn yes(is: bool) -> String {
    if is { "Yes".into() } else { String::new() }
}

impl Brought for Meeting {
    const WHAT: &'static str = "Meeting";

    fn rules() -> &'static [Rule<Self>] {
        static RULES: [Rule<Meeting>; 11] = [
            Rule {
                name: "Title",
                canon: |m| m.title.clone(),
                copy: |from, to| to.title.clone_from(&from.title),
                shown: |m, _| m.title.clone(),
            },
            Rule {
                name: "Begins",
                canon: |m| format!("{}{}", m.start, if m.all_day { "d" } else { "" }),
                copy: |from, to| (to.start, to.all_day) = (from.start, from.all_day),
                shown: |m, _| when(m),
            },
            Rule {
                name: "Length",
                canon: |m| m.minutes.to_string(),
                copy: |from, to| to.minutes = from.minutes,
                shown: |m, _| format!("{} min", m.minutes),
            },
            Rule {
                name: "Time zone",
                canon: |m| to_text(&m.zone),
                copy: |from, to| to.zone.clone_from(&from.zone),
                shown: |m, _| m.zone.name().unwrap_or("The program's").to_owned(),
            },
            Rule {
                name: "Repeats",
                canon: |m| {
                    format!("{:?}{:?}{:?}", m.rule.as_ref().map(ToString::to_string), m.extra_dates, m.except)
                },
                copy: |from, to| {
                    to.rule.clone_from(&from.rule);
                    to.extra_dates.clone_from(&from.extra_dates);
                    to.except.clone_from(&from.except);
                },
                shown: |m, _| {
                    let rule = m.rule.as_ref().map(ToString::to_string).unwrap_or_default();
                    match (m.extra_dates.len(), m.except.len()) {
                        (0, 0) => rule,
                        (more, less) => format!("{rule} and {more} more dates, without {less}"),
                    }
                },
            },
            Rule {
                name: DATES,
                canon: |m| if m.instances.is_empty() { String::new() } else { to_text(&m.instances) },
                copy: |from, to| to.instances.clone_from(&from.instances),
                shown: |m, _| m.instances.len().to_string(),
            },
            Rule {
                name: "Place",
                canon: |m| m.place.clone(),
                copy: |from, to| to.place.clone_from(&from.place),
                shown: |m, _| m.place.clone(),
            },
            Rule {
                name: "Attendees",
                canon: |m| {
                    let none = m.organizer.is_none() && m.attendees.is_empty();
                    if none {
                        String::new()
                    } else {
                        format!("{}{}", to_text(&m.organizer), to_text(&m.attendees))
                    }
                },
                copy: |from, to| {
                    to.organizer.clone_from(&from.organizer);
                    to.attendees.clone_from(&from.attendees);
                },
                shown: |m, _| m.attendees.len().to_string(),
            },
            Rule {
                name: CANCELLED,
                canon: |m| yes(m.cancelled),
                copy: |from, to| to.cancelled = from.cancelled,
                shown: |m, _| yes(m.cancelled),
            },
            Rule {
                name: "Notes",
                canon: |m| m.notes.clone(),
                copy: |from, to| to.notes.clone_from(&from.notes),
                shown: |m, _| m.notes.clone(),
            },
            Rule {
                name: "Tags",
                canon: |m| m.tags.join(","),
                copy: |from, to| to.tags.clone_from(&from.tags),
                shown: |m, _| m.tags.join(", "),
            },
        ];
        &RULES
    }

    fn title(&self) -> String {
        self.title.clone()
    }

    stamped!();
}

/// The UID that a meeting made here is exported with.
pub(crate) fn uid_of(meeting: &Meeting) -> String {
    match meeting.source.as_ref().filter(|s| s.system == SourceSystem::Calendar) {
        Some(source) => source.key.clone(),
        None => format!("{}@gluework", meeting.id),
    }
}

pub(super) fn run(tx: &mut Tx<'_>, batch: &FileBatch, calendar: &CalendarBatch, plan: &mut FilePlan) {
    let by_uid: HashMap<String, MeetingId> =
        tx.program().meetings.values().map(|m| (uid_of(m), m.id)).collect();
    let people = People::new(tx.program());
    let project = batch.project.or_else(|| super::projects::remembered(tx, batch.system, &batch.source));
    let project = project.filter(|id| tx.program().projects.contains_key(id));
    if let Some(project) = batch.project {
        super::projects::remember(tx, batch.system, &batch.source, project);
    }
    for imported in &calendar.meetings {
        let Some(source) = &imported.meeting.source else { continue };
        let here = by_uid.get(&source.key).and_then(|id| tx.program().meetings.get(id)).cloned();
        one(tx, batch, imported, here.as_ref(), project, &people, plan);
    }
}

fn one(
    tx: &mut Tx<'_>,
    batch: &FileBatch,
    imported: &ImportedMeeting,
    here: Option<&Arc<Meeting>>,
    project: Option<crate::model::ProjectId>,
    people: &People,
    plan: &mut FilePlan,
) {
    let mut file = imported.meeting.clone();
    for attendee in file.attendees.iter_mut().chain(&mut file.organizer) {
        attendee.person = people.find(attendee);
    }
    file.project = project;
    let key = file.source.as_ref().map(|s| s.key.clone()).unwrap_or_default();
    let Some(known) = here else {
        if imported.cancels {
            plan.left_out += 1;
            plan.notes.push(format!("“{}” is taken back, but is not here", file.title));
            return;
        }
        let mut made = bring(tx, None, file, &key, &|_| true, batch, plan);
        note_sequence(tx, &mut made, imported.sequence);
        return;
    };
    let last = known.source.as_ref().and_then(|s| s.seen.get(SEQUENCE)).and_then(|n| n.parse().ok());
    if !imported.part && last.is_some_and(|last: u64| last > imported.sequence) {
        plan.unchanged += 1;
        plan.notes.push(format!("“{}” is newer here than in the file", known.title));
        return;
    }
    if imported.part || imported.cancels {
        // Only dates, or only that it is off: everything else is as it was.
        let whole = !imported.part && imported.cancels;
        let dates = with(known, &file, imported.part);
        file = Meeting { instances: dates, cancelled: known.cancelled || whole, ..(**known).clone() };
    }
    let fed = |name: &str| match (imported.part, imported.cancels) {
        (false, false) => true,
        _ => name == DATES || name == CANCELLED,
    };
    let mut made = bring(tx, here, file, &key, &fed, batch, plan);
    note_sequence(tx, &mut made, imported.sequence);
}

/// The instances here with those of the file in their places.
fn with(here: &Meeting, file: &Meeting, part: bool) -> Vec<MeetingInstance> {
    let mut all = order::map(here.instances.iter().map(|i| (i.original, i.clone())));
    for instance in &file.instances {
        let mut instance = instance.clone();
        if part {
            // Read alone, the first one's title and place stood for the series.
            let own = |own: Option<String>, alone: &String, series: &String| {
                Some(own.unwrap_or_else(|| alone.clone())).filter(|text| text != series)
            };
            instance.title = own(instance.title, &file.title, &here.title);
            instance.place = own(instance.place, &file.place, &here.place);
        }
        all.insert(instance.original, instance);
    }
    all.into_values().collect()
}

fn note_sequence(tx: &mut Tx<'_>, meeting: &mut Meeting, sequence: u64) {
    if sequence == 0 {
        return;
    }
    if let Some(source) = &mut meeting.source {
        let text = sequence.to_string();
        if source.seen.get(SEQUENCE) != Some(&text) {
            source.seen.insert(SEQUENCE.into(), text);
            let slot: Slot = meeting.clone().into();
            tx.put(slot);
        }
    }
}

/// People by mail address, alias and name, in small letters.
struct People {
    by_name: HashMap<String, PersonId>,
}

impl People {
    fn new(program: &Program) -> Self {
        let mut by_name = HashMap::new();
        for person in program.people.values() {
            for name in person.aliases.iter().chain([&person.name]) {
                by_name.entry(name.trim().to_lowercase()).or_insert(person.id);
            }
        }
        Self { by_name }
    }

    fn find(&self, attendee: &Attendee) -> Option<PersonId> {
        let names = [&attendee.mail, &attendee.name].map(|text| text.trim().to_lowercase());
        names.iter().filter(|name| !name.is_empty()).find_map(|name| self.by_name.get(name).copied())
    }
}
