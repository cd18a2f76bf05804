//! Calendars (iCalendar, RFC 5545) to meetings.
//!
//! One meeting a UID: the series with its exceptions, and the dates that differ. Dates whose series is
//! not in the file make a meeting of their own, which the series joins when it comes.

mod event;
mod lines;
mod windows;
mod zones;

use super::{
    FileAnswers, FileKind, FileReading, FileRefusal, FileRemark, Ground, counted, head, not_text, short,
};
use crate::command::{CalendarBatch, FileBatch, FileContent, ImportedMeeting};
use crate::exchange::text::{self, NotText};
use crate::model::order::{self, InOrder};
use crate::model::{MeetingInstance, SourceSystem};
use event::{Event, Events};
use lines::Property;
use std::collections::{HashMap, HashSet};
use zones::Zones;

/// What people are told to choose.
const WHAT: &str = "the calendar (an .ics file)";

/// UIDs of what this program writes, other than meetings, end like this.
pub(in crate::exchange) const OWN_DAYS: &str = ".day@gluework";

/// Whether a file is a calendar.
#[must_use]
pub fn recognise_ics(bytes: &[u8]) -> bool {
    let head = head(bytes);
    let mut lines = head.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.next().is_some_and(|line| line.eq_ignore_ascii_case("BEGIN:VCALENDAR"))
}

fn decode(bytes: Vec<u8>) -> Result<(String, usize), FileRefusal> {
    match text::decode(bytes.clone()) {
        Ok(decoded) => Ok((decoded.text, decoded.broken)),
        // Lines may be folded within a character: joined as bytes they are sound.
        Err(NotText::OtherEncoding { line }) => match text::decode(lines::unfold_bytes(&bytes)) {
            Ok(decoded) => Ok((decoded.text, decoded.broken)),
            Err(_) => Err(not_text(&NotText::OtherEncoding { line }, WHAT)),
        },
        Err(why) => Err(not_text(&why, WHAT)),
    }
}

/// Reads a calendar.
///
/// # Errors
/// [`FileRefusal`] where it is no calendar, or holds no event.
pub fn read(bytes: Vec<u8>, ground: Ground<'_>, answers: &FileAnswers) -> Result<FileReading, FileRefusal> {
    if !recognise_ics(&bytes) {
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(not_text(&NotText::Empty, WHAT));
        }
        let advice = "Choose an .ics file that a calendar exported.";
        return Err(FileRefusal::new(
            "This file is no calendar: it does not begin with BEGIN:VCALENDAR.",
            advice,
        ));
    }
    let (text, broken) = decode(bytes)?;
    let mut file = File::default();
    let mut zones = Zones::new(ground);
    if broken > 0 {
        file.remark(0, false, format!("{} could not be read", counted(broken, "character")));
    }
    file.scan(&text, &mut zones);
    let mut events = Events { zones: &mut zones, remarks: &mut file.remarks, told: HashSet::new() };
    let mut read = Vec::with_capacity(file.events.len());
    for (line, properties) in &file.events {
        read.extend(events.read(*line, properties));
    }
    if read.is_empty() {
        let mut refusal = FileRefusal::new(
            "This calendar holds no event that could be read.",
            "Check the time that the calendar was exported for, and export it again.",
        );
        refusal.place = file.remarks.first().filter(|r| r.line > 0).map(|r| (r.line, 1));
        return Err(refusal);
    }
    let count = read.len();
    let cancelling = file.method.eq_ignore_ascii_case("CANCEL");
    let meetings = gather(read, cancelling, &mut file.remarks);
    let series = meetings.iter().filter(|m| m.meeting.is_series()).count();
    let found = vec![counted(count, "event"), counted(meetings.len(), "meeting"), format!("{series} series")];
    file.remarks.order_by_key(|r| r.line);
    Ok(FileReading {
        kind: FileKind::Calendar,
        found,
        batch: FileBatch {
            system: SourceSystem::Calendar,
            source: if file.name.is_empty() { "Calendar".into() } else { file.name },
            project: answers.project,
            content: FileContent::Calendar(CalendarBatch { meetings }),
            ..FileBatch::default()
        },
        day_order: None,
        assumed_currency: None,
        remarks: file.remarks,
    })
}

/// What a file's lines hold, before anything is understood.
#[derive(Default)]
struct File {
    name: String,
    method: String,
    events: Vec<(u64, Vec<Property>)>,
    remarks: Vec<FileRemark>,
}

impl File {
    fn remark(&mut self, line: u64, not_read: bool, text: String) {
        self.remarks.push(FileRemark { line, not_read, text });
    }

    fn scan(&mut self, text: &str, zones: &mut Zones<'_>) {
        // Components that are open, with the line on which each begins.
        let mut open: Vec<(u64, String)> = Vec::new();
        let mut properties: Vec<Property> = Vec::new();
        let (mut zone_name, mut observances, mut last) = (String::new(), Vec::new(), 0);
        for (line, text) in lines::unfold(text) {
            last = line;
            let Some(property) = lines::property(line, &text) else {
                self.remark(line, true, format!("“{}” is no line of a calendar", short(&text)));
                continue;
            };
            let within = open.last().map_or("", |(_, name)| name.as_str()).to_owned();
            let parent = open.iter().rev().nth(1).map_or("", |(_, name)| name.as_str());
            match property.name.as_str() {
                "BEGIN" => {
                    let name = property.value.trim().to_ascii_uppercase();
                    match name.as_str() {
                        "VEVENT" | "STANDARD" | "DAYLIGHT" => properties.clear(),
                        "VTODO" => self.remark(line, true, "A to-do. Only events are read".into()),
                        "VJOURNAL" => self.remark(line, true, "A journal entry. Only events are read".into()),
                        _ => {}
                    }
                    // No calendar nests deeper; what does is passed over.
                    if open.len() < 50 {
                        open.push((line, name));
                    }
                }
                "END" => {
                    let name = property.value.trim().to_ascii_uppercase();
                    let Some(place) = open.iter().rposition(|(_, open)| *open == name) else {
                        self.remark(line, false, format!("END:{} without its beginning", short(&name)));
                        continue;
                    };
                    let begin = open.get(place).map_or(line, |(begin, _)| *begin);
                    open.truncate(place);
                    match name.as_str() {
                        "VEVENT" => self.events.push((begin, std::mem::take(&mut properties))),
                        "STANDARD" | "DAYLIGHT" => observances.extend(zones::observance(&properties)),
                        "VTIMEZONE" => zones.define(&zone_name, std::mem::take(&mut observances)),
                        _ => {}
                    }
                }
                "TZID" if within == "VTIMEZONE" => {
                    zone_name = property.value.trim().trim_matches('"').to_owned()
                }
                "X-WR-CALNAME" | "NAME" if within == "VCALENDAR" && self.name.is_empty() => {
                    self.name = super::one_line(&property.text());
                }
                "METHOD" if within == "VCALENDAR" => self.method = property.value.trim().to_owned(),
                _ if within == "VEVENT" || (parent == "VTIMEZONE" && !within.is_empty()) => {
                    properties.push(property)
                }
                _ => {}
            }
        }
        if let Some((begin, _)) = open.iter().find(|(_, name)| name == "VEVENT") {
            self.remark(*begin, true, "The file ends within this event. It may be cut off".into());
        } else if !open.is_empty() {
            self.remark(last, false, "The file ends before its calendar does. It may be cut off".into());
        }
    }
}

/// Events of one UID to one meeting.
fn gather(events: Vec<Event>, cancelling: bool, remarks: &mut Vec<FileRemark>) -> Vec<ImportedMeeting> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut groups: Vec<(Option<Event>, Vec<Event>)> = Vec::new();
    for event in events {
        if event.uid.ends_with(OWN_DAYS) {
            let text = format!(
                "“{}” is a day that this program wrote itself. It is no meeting",
                short(&event.meeting.title)
            );
            remarks.push(FileRemark { line: event.line, not_read: true, text });
            continue;
        }
        let place = *places.entry(event.uid.clone()).or_insert_with(|| {
            groups.push((None, Vec::new()));
            groups.len() - 1
        });
        let Some((series, parts)) = groups.get_mut(place) else { continue };
        if event.part.is_some() {
            parts.push(event);
        } else if let Some(known) = series {
            let text =
                format!("“{}” occurs twice with one UID. The newer one counts", short(&event.meeting.title));
            remarks.push(FileRemark { line: event.line, not_read: false, text });
            if event.sequence >= known.sequence {
                *series = Some(event);
            }
        } else {
            *series = Some(event);
        }
    }
    groups.into_iter().filter_map(|(series, parts)| join(series, parts, cancelling, remarks)).collect()
}

fn join(
    series: Option<Event>,
    mut parts: Vec<Event>,
    cancelling: bool,
    remarks: &mut Vec<FileRemark>,
) -> Option<ImportedMeeting> {
    let alone = series.is_none();
    let (mut meeting, zone, line, sequence) = match series {
        Some(event) => (event.meeting, event.zone, event.line, event.sequence),
        None => {
            parts.order_by_key(|part| part.meeting.start);
            let first = parts.first()?;
            let mut meeting = first.meeting.clone();
            // The first date stands for the series; the others are further dates of it.
            (meeting.rule, meeting.except) = (None, Vec::new());
            let text = format!(
                "The series of “{}” is not in this file. {} read",
                short(&meeting.title),
                match parts.len() {
                    1 => "One of its dates is".to_owned(),
                    many => format!("{many} of its dates are"),
                }
            );
            remarks.push(FileRemark { line: first.line, not_read: false, text });
            if let Some(part) = &first.part {
                meeting.start = part.of_series(&first.meeting, &first.zone);
            }
            meeting.cancelled = false;
            (meeting, first.zone.clone(), first.line, 0)
        }
    };
    if cancelling && !alone {
        meeting.cancelled = true;
    }
    let mut newest: HashMap<chrono::NaiveDateTime, u64> = HashMap::new();
    let mut instances = Vec::with_capacity(parts.len());
    for part in parts {
        let Some(when) = &part.part else { continue };
        let original = when.of_series(&meeting, &zone);
        if alone && original != meeting.start {
            meeting.extra_dates.push(original);
        }
        if newest.get(&original).is_some_and(|sequence| *sequence > part.sequence) {
            continue;
        }
        newest.insert(original, part.sequence);
        let own = &part.meeting;
        let start = if own.all_day || meeting.all_day || own.zone == meeting.zone {
            own.start
        } else {
            zone.data.local(part.zone.data.moment(own.start))
        };
        let differs = |own: &str, series: &str| (own != series).then(|| own.to_owned());
        instances.push(MeetingInstance {
            original,
            start,
            minutes: own.minutes,
            title: differs(&own.title, &meeting.title),
            place: differs(&own.place, &meeting.place),
            notes: differs(&own.notes, &meeting.notes).unwrap_or_default(),
            cancelled: own.cancelled || cancelling,
        });
    }
    let as_the_series = |i: &MeetingInstance| {
        let same = i.title.is_none() && i.place.is_none() && i.notes.is_empty() && !i.cancelled;
        same && i.start == i.original && i.minutes == meeting.minutes
    };
    // Later ones of the same date replace earlier ones.
    let by_date = order::map(instances.into_iter().map(|i| (i.original, i)));
    meeting.instances = by_date.into_values().filter(|i| !as_the_series(i)).collect();
    meeting.extra_dates = order::set(std::mem::take(&mut meeting.extra_dates)).into_iter().collect();
    meeting.except = order::set(std::mem::take(&mut meeting.except)).into_iter().collect();
    Some(ImportedMeeting { line, sequence, part: alone, cancels: cancelling, meeting })
}
