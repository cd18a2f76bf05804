//! Meetings: a single one or a series, with the instances that differ.

use super::id::{MeetingId, PersonId, ProjectId, TeamId};
use super::recurrence::Recurrence;
use super::reference::Link;
use super::source::SourceRef;
use super::time::{LocalTime, Timestamp};
use super::zone::Zone;
use crate::json::{json_choice, json_record, json_words};

/// One change of a zone's clocks, as a calendar file states it (VTIMEZONE).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observance {
    /// The wall time, by the offset before, at which it first holds.
    pub from: LocalTime,
    /// Seconds east of UTC before it.
    pub before: i64,
    /// Seconds east of UTC from then on.
    pub offset: i64,
    /// When it comes again.
    pub rule: Option<Recurrence>,
}

json_record! { Observance { from !, before !, offset !, rule ? } }

/// The zone that a meeting's wall times are of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MeetingZone {
    /// The program's.
    Program,
    /// A zone of the zone database by its name, such as `Europe/Berlin` or `UTC`.
    Named(String),
    /// A zone that only the calendar file knows: its name there, and its rules.
    Rules {
        /// The name in the file.
        name: String,
        /// Its changes of clocks.
        observances: Vec<Observance>,
    },
}

json_choice! {
    MeetingZone = MeetingZone::Program;
    "program" Program,
    "named" Named(value),
    "rules" Rules { name !, observances ! },
}

impl MeetingZone {
    /// The name that people read; none where it is the program's.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Program => None,
            Self::Named(name) | Self::Rules { name, .. } => Some(name),
        }
    }
}

/// Tells a zone by its name in the zone database; none where the name is not known.
pub type ZoneOf<'a> = &'a dyn Fn(&str) -> Option<Zone>;

/// What somebody answered to an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Nothing yet.
    None,
    /// They come.
    Accepted,
    /// They may come.
    Tentative,
    /// They do not come.
    Declined,
}

json_words! {
    Answer { "none" None, "accepted" Accepted, "tentative" Tentative, "declined" Declined }
}

/// Who is asked to a meeting; need not be a person of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendee {
    /// As the calendar calls them; may be empty.
    pub name: String,
    /// Their mail address; may be empty.
    pub mail: String,
    /// The person of the program that they are.
    pub person: Option<PersonId>,
    /// They need not come.
    pub optional: bool,
    /// What they answered.
    pub answer: Answer,
}

json_record! { Attendee { name ?, mail ?, person ?, optional ?, answer ! } }

/// One date of a series that differs from the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingInstance {
    /// The wall time that the series gives it: names the instance.
    pub original: LocalTime,
    /// When it begins instead, in the meeting's zone.
    pub start: LocalTime,
    /// How long it takes instead.
    pub minutes: u32,
    /// What it is called instead.
    pub title: Option<String>,
    /// Where it is instead.
    pub place: Option<String>,
    /// What is said of this one only (Markdown).
    pub notes: String,
    /// It does not take place.
    pub cancelled: bool,
}

json_record! { MeetingInstance { original !, start !, minutes !, title ?, place ?, notes ?, cancelled ? } }

/// A meeting or a series of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// Names the record.
    pub id: MeetingId,
    /// One line.
    pub title: String,
    /// The project it is about; none = the whole program.
    pub project: Option<ProjectId>,
    /// The team that meets, if it is one team's.
    pub team: Option<TeamId>,
    /// It takes whole days: its times are midnights of the program's zone.
    pub all_day: bool,
    /// When it, or its first instance, begins; wall time of `zone`.
    pub start: LocalTime,
    /// How long it takes.
    pub minutes: u32,
    /// The zone of all its wall times.
    pub zone: MeetingZone,
    /// How it repeats.
    pub rule: Option<Recurrence>,
    /// Further beginnings beside the rule.
    pub extra_dates: Vec<LocalTime>,
    /// Beginnings of the rule that are left out.
    pub except: Vec<LocalTime>,
    /// Instances that differ, by their original beginning.
    pub instances: Vec<MeetingInstance>,
    /// A room, a link, an address.
    pub place: String,
    /// Who calls it.
    pub organizer: Option<Attendee>,
    /// Who is asked.
    pub attendees: Vec<Attendee>,
    /// It does not take place any more.
    pub cancelled: bool,
    /// Markdown.
    pub notes: String,
    /// Free words to filter by.
    pub tags: Vec<String>,
    /// Links that start here.
    pub links: Vec<Link>,
    /// The calendar it was imported from; its key is the event's UID.
    pub source: Option<SourceRef>,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

json_record! {
    Meeting {
        id !, title !, project ?, team ?, all_day ?, start !, minutes !, zone !, rule ?, extra_dates ?,
        except ?, instances ?, place ?, organizer ?, attendees ?, cancelled ?, notes ?, tags ?, links ?,
        source ?, created !, updated !,
    }
}

/// The longest meeting: a year.
pub const LONGEST_MEETING: u32 = 366 * 24 * 60;

impl Meeting {
    /// It has more than one date.
    #[must_use]
    pub fn is_series(&self) -> bool {
        self.rule.is_some() || !self.extra_dates.is_empty()
    }

    /// The instance that differs at this original beginning.
    #[must_use]
    pub fn instance(&self, original: LocalTime) -> Option<&MeetingInstance> {
        self.instances.iter().find(|i| i.original == original)
    }
}
