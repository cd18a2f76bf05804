//! One VEVENT to a meeting, or to one date of a meeting.

use super::super::{FileRemark, one_line, short};
use super::lines::{Property, parts};
use super::zones::{Known, Zones};
use crate::json::Json;
use crate::model::{
    Answer, Attendee, Date, LONGEST_MEETING, LocalTime, Meeting, MeetingZone, Recurrence, SourceRef,
    SourceSystem, Timestamp, parse_ical_day, parse_ical_time,
};

use std::collections::HashSet;

/// An event as the file has it.
pub(super) struct Event {
    pub(super) line: u64,
    pub(super) uid: String,
    /// Which date of the series it is about, as the file says it.
    pub(super) part: Option<When>,
    /// The date of the series in the event's own zone, where the series itself is not in the file.
    pub(super) sequence: u64,
    pub(super) meeting: Meeting,
    pub(super) zone: Known,
}

/// A date of a calendar.
#[derive(Clone)]
pub(super) enum When {
    Day(Date),
    Wall(LocalTime, Known),
}

impl When {
    pub(super) fn moment(&self, program: &Known) -> Timestamp {
        match self {
            Self::Day(day) => program.data.start_of(*day),
            Self::Wall(local, zone) => zone.data.moment(*local),
        }
    }

    /// As wall time of a series: a day alone is the series' time on it.
    pub(super) fn of_series(&self, series: &Meeting, zone: &Known) -> LocalTime {
        match self {
            Self::Day(day) => day.and_time(series.start.time()),
            Self::Wall(local, _) if series.all_day => local.date().and_time(series.start.time()),
            Self::Wall(local, own) if own.zone == zone.zone => *local,
            Self::Wall(local, own) => zone.data.local(own.data.moment(*local)),
        }
    }
}

/// Reads events; notes what is odd.
pub(super) struct Events<'z, 'g> {
    pub(super) zones: &'z mut Zones<'g>,
    pub(super) remarks: &'z mut Vec<FileRemark>,
    /// Names of zones that were told to be unknown.
    pub(super) told: HashSet<String>,
}

impl Events<'_, '_> {
    fn remark(&mut self, line: u64, not_read: bool, text: String) {
        self.remarks.push(FileRemark { line, not_read, text });
    }

    /// The dates of a property; those that are none are noted.
    fn dates(&mut self, property: &Property) -> Vec<When> {
        let zone = match property.parameter("TZID").map(str::to_owned) {
            Some(name) => {
                let zone = self.zones.find(&name);
                if zone.guessed && !self.told.contains(&name) {
                    let text = format!(
                        "The time zone “{}” is not known. Its times are read as the program's",
                        short(&name)
                    );
                    self.remark(property.line, false, text);
                    self.told.insert(name);
                }
                zone
            }
            None => self.zones.program(),
        };
        let mut all = Vec::new();
        for part in property.value.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            // A period is told by its beginning.
            let text = part.split('/').next().unwrap_or(part);
            match (parse_ical_time(text), parse_ical_day(text)) {
                (Some((local, true)), _) => all.push(When::Wall(local, Zones::utc())),
                (Some((local, false)), _) => all.push(When::Wall(local, zone.clone())),
                (None, Some(day)) => all.push(When::Day(day)),
                (None, None) => {
                    self.remark(
                        property.line,
                        false,
                        format!("{} “{}” is not a date. It is left out", property.name, short(text)),
                    );
                }
            }
        }
        all
    }

    /// Reads an event that begins on this line; none where it has no beginning.
    pub(super) fn read(&mut self, line: u64, properties: &[Property]) -> Option<Event> {
        let first = |name: &str| properties.iter().find(|p| p.name == name);
        let text = |name: &str| first(name).map(Property::text).unwrap_or_default();
        let Some(start) = first("DTSTART") else {
            self.remark(line, true, "An event without a beginning".into());
            return None;
        };
        let Some(begin) = self.dates(start).into_iter().next() else {
            self.remark(line, true, "An event whose beginning is not a date".into());
            return None;
        };
        let mut meeting = Meeting::blank();
        meeting.title = one_line(&text("SUMMARY"));
        if meeting.title.is_empty() {
            meeting.title = "Meeting without a title".into();
            self.remark(line, false, "An event without a title".into());
        }
        let zone = match &begin {
            When::Day(day) => {
                meeting.all_day = true;
                meeting.start = day.and_time(chrono::NaiveTime::MIN);
                self.zones.program()
            }
            When::Wall(local, zone) => {
                meeting.start = *local;
                zone.clone()
            }
        };
        meeting.zone = zone.zone.clone();
        if first("X-GLUEWORK-ZONE").is_some_and(|p| p.value.trim() == "program") {
            // Written by this program, of a meeting that keeps to the program's zone.
            meeting.zone = MeetingZone::Program;
        }
        meeting.minutes = self.minutes(&begin, first("DTEND"), first("DURATION"), meeting.all_day);
        self.repetition(&mut meeting, &zone, properties);
        meeting.place = place(properties);
        meeting.notes = text("DESCRIPTION").trim().to_owned();
        meeting.cancelled = text("STATUS").trim().eq_ignore_ascii_case("CANCELLED");
        meeting.tags =
            properties.iter().filter(|p| p.name == "CATEGORIES").flat_map(|p| parts(&p.value)).collect();
        meeting.organizer = first("ORGANIZER").map(attendee);
        meeting.attendees = properties.iter().filter(|p| is_person(p)).map(attendee).collect();
        let mut uid = text("UID").trim().to_owned();
        if uid.is_empty() {
            // The same event gets the same one when the file is imported again.
            let digest = crc32fast::hash(format!("{}|{}", meeting.title, meeting.start).as_bytes());
            uid = format!("no-uid-{digest:08x}");
            self.remark(
                line,
                false,
                "An event without a UID. It is known again by its title and beginning".into(),
            );
        }
        if first("RECURRENCE-ID").is_some_and(|p| p.is("RANGE", "THISANDFUTURE")) {
            self.remark(
                line,
                false,
                "A change of this date and all that follow. It is read for this date only".into(),
            );
        }
        let part = match first("RECURRENCE-ID") {
            Some(property) => self.dates(property).into_iter().next(),
            None => None,
        };
        let url = Some(text("URL")).filter(|url| is_web(url));
        meeting.source = Some(SourceRef { url, ..SourceRef::new(SourceSystem::Calendar, uid.clone()) });
        let sequence = text("SEQUENCE").trim().parse().unwrap_or(0);
        Some(Event { line, uid, part, sequence, meeting, zone })
    }

    fn minutes(
        &mut self,
        begin: &When,
        end: Option<&Property>,
        length: Option<&Property>,
        all_day: bool,
    ) -> u32 {
        const DAY: u32 = 24 * 60;
        let usual = if all_day { DAY } else { 0 };
        let found = match (end, length) {
            (Some(end), _) => {
                let program = self.zones.program();
                self.dates(end).into_iter().next().map(|to| match (begin, &to) {
                    // Whole days are counted as days: one of them may have 23 hours.
                    (When::Day(from), When::Day(to)) => (*to - *from).num_days() * i64::from(DAY),
                    _ => (to.moment(&program).0 - begin.moment(&program).0) / 60_000,
                })
            }
            (None, Some(length)) => {
                let minutes = duration(length.value.trim());
                if minutes.is_none() {
                    self.remark(length.line, false, format!("“{}” is not a duration", short(&length.value)));
                }
                minutes
            }
            (None, None) => None,
        };
        let Some(minutes) = found else { return usual };
        let line = end.or(length).map_or(0, |p| p.line);
        match u32::try_from(minutes) {
            Ok(0) if all_day => DAY,
            Ok(minutes) if minutes <= LONGEST_MEETING => minutes,
            Ok(_) => {
                self.remark(line, false, "An event of more than a year. It is cut to a year".into());
                LONGEST_MEETING
            }
            Err(_) => {
                self.remark(line, false, "An event that ends before it begins. Its end is left out".into());
                usual
            }
        }
    }

    fn repetition(&mut self, meeting: &mut Meeting, zone: &Known, properties: &[Property]) {
        for property in properties {
            match property.name.as_str() {
                "RRULE" if meeting.rule.is_some() => {
                    self.remark(
                        property.line,
                        false,
                        "A second rule of repetition. Only the first is read".into(),
                    );
                }
                "RRULE" => match Recurrence::parse(&property.value) {
                    Ok(rule) => meeting.rule = Some(rule),
                    Err(part) => self.remark(
                        property.line,
                        false,
                        format!(
                            "The repetition is not understood at “{}”. Only the first date is read",
                            short(&part)
                        ),
                    ),
                },
                "EXRULE" => self.remark(property.line, false, "Exceptions by a rule are not read".into()),
                "RDATE" | "EXDATE" => {
                    let dates = self.dates(property);
                    let dates: Vec<LocalTime> =
                        dates.iter().map(|date| date.of_series(meeting, zone)).collect();
                    if property.name == "RDATE" {
                        meeting.extra_dates.extend(dates);
                    } else {
                        meeting.except.extend(dates);
                    }
                }
                _ => {}
            }
        }
        meeting.extra_dates.dedup();
        meeting.except.dedup();
    }
}

/// `PT1H30M`, `P1D`, `P2W`, in minutes.
fn duration(text: &str) -> Option<i64> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mut seconds, mut number, mut digits) = (0_i64, 0_i64, 0);
    for c in rest.strip_prefix('P')?.chars() {
        if let Some(digit) = c.to_digit(10) {
            number = number.checked_mul(10)?.checked_add(i64::from(digit))?;
            digits += 1;
            continue;
        }
        let unit = match c {
            'T' if digits == 0 => continue,
            'W' => 604_800,
            'D' => 86_400,
            'H' => 3600,
            'M' => 60,
            'S' => 1,
            _ => return None,
        };
        if digits == 0 {
            return None;
        }
        seconds = seconds.checked_add(number.checked_mul(unit)?)?;
        (number, digits) = (0, 0);
    }
    (digits == 0).then_some(sign * seconds / 60)
}

fn is_web(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    text.starts_with("https://") || text.starts_with("http://")
}

/// The place, or the link to the call where there is no place.
fn place(properties: &[Property]) -> String {
    const CALLS: [&str; 4] = [
        "X-MICROSOFT-SKYPETEAMSMEETINGURL",
        "X-GOOGLE-CONFERENCE",
        "X-MICROSOFT-ONLINEMEETINGCONFLINK",
        "CONFERENCE",
    ];
    let text = |name: &str| {
        let property = properties.iter().find(|p| p.name == name)?;
        Some(one_line(&property.text())).filter(|text| !text.is_empty())
    };
    let call = || CALLS.iter().find_map(|name| text(name).filter(|url| is_web(url)));
    text("LOCATION").or_else(call).unwrap_or_default()
}

/// Rooms and projectors are invited too; they are no attendees.
fn is_person(property: &Property) -> bool {
    let thing = property.is("CUTYPE", "ROOM") || property.is("CUTYPE", "RESOURCE");
    property.name == "ATTENDEE" && !thing
}

fn attendee(property: &Property) -> Attendee {
    let value = property.value.trim();
    let mail =
        value.get(..7).filter(|head| head.eq_ignore_ascii_case("mailto:")).and_then(|_| value.get(7..));
    let answers =
        [("ACCEPTED", Answer::Accepted), ("TENTATIVE", Answer::Tentative), ("DECLINED", Answer::Declined)];
    Attendee {
        name: one_line(property.parameter("CN").unwrap_or_default()),
        mail: mail.unwrap_or_default().trim().to_owned(),
        person: None,
        optional: property.is("ROLE", "OPT-PARTICIPANT"),
        answer: answers
            .iter()
            .find(|(word, _)| property.is("PARTSTAT", word))
            .map_or(Answer::None, |(_, a)| *a),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read() {
        for (text, minutes) in [
            ("PT1H30M", Some(90)),
            ("P1D", Some(1440)),
            ("P2W", Some(20_160)),
            ("P1DT2H", Some(1560)),
            ("-PT15M", Some(-15)),
            ("PT0S", Some(0)),
            ("PT", Some(0)),
            ("P", Some(0)),
            ("1H", None),
            ("PTH", None),
            ("PT5", None),
            ("PT99999999999999999999H", None),
        ] {
            assert_eq!(duration(text), minutes, "{text}");
        }
    }
}
