//! Meetings, milestones and other days as iCalendar (RFC 5545), which calendars subscribe to or import.
//!
//! UIDs are stable: what was imported keeps its own, what was made here has its record's id. So a
//! calendar that takes a newer export updates, and never doubles.

use super::{Scope, ics_zone};
use crate::command::uid_of;
use crate::exchange::records::OWN_DAYS;
use crate::model::order::InOrder;
use crate::model::{
    Answer, Attendee, Date, LocalTime, Meeting, MeetingZone, Program, Timestamp, Zone, ZoneOf, ical_day,
    ical_moment, ical_time,
};
use chrono::{Datelike, Days};
use std::collections::BTreeMap;

/// A day that is no meeting: a milestone, an action's due date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarDay {
    /// Names the record, among all of its kind: `milestone-` and its id.
    pub uid: String,
    /// What calendars show.
    pub title: String,
    /// The day.
    pub day: Date,
    /// What to know of it.
    pub notes: String,
    /// `Milestone`, `Action`.
    pub category: &'static str,
    /// When it last changed.
    pub updated: Timestamp,
}

/// The milestones that are not reached yet and the actions that are not done, as days.
#[must_use]
pub fn due_days(program: &Program, scope: Scope) -> Vec<CalendarDay> {
    let project = |id| program.projects.get(&id).map_or(String::new(), |p| p.name.clone());
    let milestones =
        program.milestones.values().filter(|m| m.reached.is_none() && scope.holds(Some(m.project)));
    let mut days: Vec<CalendarDay> = milestones
        .map(|milestone| CalendarDay {
            uid: format!("milestone-{}", milestone.id),
            title: milestone.name.clone(),
            day: milestone.due,
            notes: project(milestone.project),
            category: "Milestone",
            updated: milestone.updated,
        })
        .collect();
    let actions = program.actions.values().filter(|a| a.state.is_open() && scope.holds(a.project));
    days.extend(actions.filter_map(|action| {
        let owner = action.owner.and_then(|id| program.people.get(&id)).map(|person| person.name.clone());
        let notes: Vec<String> = owner.into_iter().chain(action.project.map(project)).collect();
        Some(CalendarDay {
            uid: format!("action-{}", action.id),
            title: format!("{} {}", action.key, action.title),
            day: action.due?,
            notes: notes.join(", "),
            category: "Action",
            updated: action.updated,
        })
    }));
    days
}

/// A calendar of the program's meetings and of further days.
#[must_use]
pub fn calendar(
    program: &Program,
    zone: &Zone,
    zone_of: ZoneOf<'_>,
    scope: Scope,
    days: &[CalendarDay],
) -> String {
    let mut out = Lines::default();
    out.line("BEGIN:VCALENDAR");
    out.line("VERSION:2.0");
    out.line("PRODID:-//Gluework//Gluework//EN");
    out.line("CALSCALE:GREGORIAN");
    out.line("METHOD:PUBLISH");
    let meetings: Vec<&Meeting> = program
        .meetings
        .values()
        .map(|meeting| &**meeting)
        .filter(|meeting| scope.project.is_none() || scope.holds(meeting.project))
        .collect();
    out.zones(&meetings, zone, zone_of);
    for meeting in meetings {
        out.meeting(meeting, zone);
    }
    let mut days: Vec<&CalendarDay> = days.iter().collect();
    days.order_by(|a, b| (a.day, &a.uid).cmp(&(b.day, &b.uid)));
    for day in days {
        out.day(day);
    }
    out.line("END:VCALENDAR");
    out.text
}

/// The name under which a meeting's times stand; none for whole days and UTC.
fn zone_name<'m>(meeting: &'m Meeting, program: &'m Zone) -> Option<&'m str> {
    match &meeting.zone {
        _ if meeting.all_day => None,
        MeetingZone::Named(name) if name == "UTC" => None,
        MeetingZone::Program => Some(program.name()).filter(|name| *name != "UTC"),
        MeetingZone::Named(name) | MeetingZone::Rules { name, .. } => Some(name),
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\r' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A parameter's value: quoted where needed, with the escapes of RFC 6868.
fn parameter(value: &str) -> String {
    let value = value.replace('^', "^^").replace('\n', "^n").replace('"', "^'");
    let value: String = value.chars().filter(|c| !c.is_control()).collect();
    if value.contains([':', ';', ',']) { format!("\"{value}\"") } else { value }
}

#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    /// Adds a line, folded after 75 bytes, between characters.
    fn line(&mut self, line: &str) {
        let mut length = 0;
        for c in line.chars() {
            if length + c.len_utf8() > 75 {
                self.text.push_str("\r\n ");
                length = 1;
            }
            self.text.push(c);
            length += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }

    fn property(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.line(&format!("{name}:{}", escaped(text)));
        }
    }

    /// Every zone that a meeting names, from a year before the first meeting to ten after the last.
    fn zones(&mut self, meetings: &[&Meeting], program: &Zone, zone_of: ZoneOf<'_>) {
        let years = meetings.iter().map(|m| m.start.year());
        let (first, last) = (years.clone().min().unwrap_or(2025) - 1, years.max().unwrap_or(2025) + 10);
        let mut known: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for meeting in meetings {
            let Some(name) = zone_name(meeting, program).filter(|name| !known.contains_key(name)) else {
                continue;
            };
            let lines = match &meeting.zone {
                MeetingZone::Rules { observances, .. } => ics_zone::of_rules(observances),
                MeetingZone::Named(name) => match zone_of(name) {
                    Some(zone) => ics_zone::of_zone(&zone, first, last),
                    None => continue,
                },
                MeetingZone::Program => ics_zone::of_zone(program, first, last),
            };
            known.insert(name, lines);
        }
        for (name, lines) in known {
            self.line("BEGIN:VTIMEZONE");
            self.line(&format!("TZID:{name}"));
            lines.iter().for_each(|line| self.line(line));
            self.line("END:VTIMEZONE");
        }
    }

    fn meeting(&mut self, meeting: &Meeting, program: &Zone) {
        let uid = uid_of(meeting);
        self.begin(&uid, meeting.updated);
        let times = Times { meeting, zone: zone_name(meeting, program) };
        self.line(&times.property("DTSTART", meeting.start));
        self.line(&times.end(meeting.start, meeting.minutes));
        if let Some(rule) = &meeting.rule {
            self.line(&format!("RRULE:{rule}"));
        }
        for at in &meeting.extra_dates {
            self.line(&times.property("RDATE", *at));
        }
        for at in &meeting.except {
            self.line(&times.property("EXDATE", *at));
        }
        self.property("SUMMARY", &meeting.title);
        self.property("LOCATION", &meeting.place);
        self.property("DESCRIPTION", &meeting.notes);
        if meeting.cancelled {
            self.line("STATUS:CANCELLED");
        }
        if !meeting.tags.is_empty() {
            let tags: Vec<String> = meeting.tags.iter().map(|tag| escaped(tag)).collect();
            self.line(&format!("CATEGORIES:{}", tags.join(",")));
        }
        self.people(meeting);
        if meeting.zone == MeetingZone::Program && !meeting.all_day {
            self.line("X-GLUEWORK-ZONE:program");
        }
        self.line("END:VEVENT");
        for instance in &meeting.instances {
            self.begin(&uid, meeting.updated);
            self.line(&times.property("RECURRENCE-ID", instance.original));
            self.line(&times.property("DTSTART", instance.start));
            self.line(&times.end(instance.start, instance.minutes));
            self.property("SUMMARY", instance.title.as_ref().unwrap_or(&meeting.title));
            self.property("LOCATION", instance.place.as_ref().unwrap_or(&meeting.place));
            let notes = if instance.notes.is_empty() { &meeting.notes } else { &instance.notes };
            self.property("DESCRIPTION", notes);
            if instance.cancelled {
                self.line("STATUS:CANCELLED");
            }
            self.line("END:VEVENT");
        }
    }

    fn begin(&mut self, uid: &str, updated: Timestamp) {
        self.line("BEGIN:VEVENT");
        self.line(&format!("UID:{}", escaped(uid)));
        // When the event was last revised: the same export is the same to the byte.
        self.line(&format!("DTSTAMP:{}", ical_moment(updated)));
    }

    fn people(&mut self, meeting: &Meeting) {
        let person = |word: &str, attendee: &Attendee, more: &str| {
            let name = if attendee.name.is_empty() {
                String::new()
            } else {
                format!(";CN={}", parameter(&attendee.name))
            };
            let mail = if attendee.mail.is_empty() {
                "invalid:nomail".to_owned()
            } else {
                format!("mailto:{}", attendee.mail)
            };
            format!("{word}{name}{more}:{mail}")
        };
        if let Some(organizer) = &meeting.organizer {
            let line = person("ORGANIZER", organizer, "");
            self.line(&line);
        }
        for attendee in &meeting.attendees {
            let role = if attendee.optional { ";ROLE=OPT-PARTICIPANT" } else { "" };
            let answer = match attendee.answer {
                Answer::None => "",
                Answer::Accepted => ";PARTSTAT=ACCEPTED",
                Answer::Tentative => ";PARTSTAT=TENTATIVE",
                Answer::Declined => ";PARTSTAT=DECLINED",
            };
            let line = person("ATTENDEE", attendee, &format!("{role}{answer}"));
            self.line(&line);
        }
    }

    fn day(&mut self, day: &CalendarDay) {
        self.begin(&format!("{}{OWN_DAYS}", day.uid), day.updated);
        let next = day.day.checked_add_days(Days::new(1)).unwrap_or(day.day);
        self.line(&format!("DTSTART;VALUE=DATE:{}", ical_day(day.day)));
        self.line(&format!("DTEND;VALUE=DATE:{}", ical_day(next)));
        self.property("SUMMARY", &day.title);
        self.property("DESCRIPTION", &day.notes);
        self.line(&format!("CATEGORIES:{}", escaped(day.category)));
        self.line("TRANSP:TRANSPARENT");
        self.line("END:VEVENT");
    }
}

/// How the times of a meeting are written.
struct Times<'m> {
    meeting: &'m Meeting,
    /// None = UTC.
    zone: Option<&'m str>,
}

impl Times<'_> {
    fn property(&self, name: &str, at: LocalTime) -> String {
        match self.zone {
            _ if self.meeting.all_day => format!("{name};VALUE=DATE:{}", ical_day(at.date())),
            Some(zone) => format!("{name};TZID={}:{}", parameter(zone), ical_time(at)),
            None => format!("{name}:{}Z", ical_time(at)),
        }
    }

    fn end(&self, start: LocalTime, minutes: u32) -> String {
        if self.meeting.all_day {
            let days = Days::new(u64::from(minutes.div_ceil(24 * 60).max(1)));
            let end = start.checked_add_days(days).unwrap_or(start);
            return self.property("DTEND", end);
        }
        // A length, not an end: it stays true where clocks change within the meeting.
        match (minutes / 60, minutes % 60) {
            (0, minutes) => format!("DURATION:PT{minutes}M"),
            (hours, 0) => format!("DURATION:PT{hours}H"),
            (hours, minutes) => format!("DURATION:PT{hours}H{minutes}M"),
        }
    }
}
