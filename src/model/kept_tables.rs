//! Which tables hold records that are kept in the shared way, and how older kinds of record fit in.

use super::kept::Kept;
use super::*;
use crate::json::Value;
use std::sync::Arc;

/// Records that are older than [`kept`](super::kept) but can be revised and linked in the same way.
macro_rules! older {
    ($($Record:ident($noun:literal, $Ref:ident, $name:ident $(, $links:ident)?);)*) => {$(
        impl Kept for $Record {
            fn noun(&self) -> &'static str {
                $noun
            }

            fn prefix(&self) -> &'static str {
                ""
            }

            fn reference(&self) -> Ref {
                Ref::$Ref(self.id)
            }

            fn number(&self) -> u64 {
                self.id.number()
            }

            fn key(&self) -> &str {
                ""
            }

            fn title(&self) -> &str {
                &self.$name
            }

            fn created(&self) -> Timestamp {
                self.created
            }

            fn links(&self) -> &[Link] {
                $(return &self.$links;)?
                #[allow(unreachable_code)]
                &[]
            }

            fn links_mut(&mut self) -> Option<&mut Vec<Link>> {
                $(return Some(&mut self.$links);)?
                #[allow(unreachable_code)]
                None
            }

            fn begin(&mut self, number: u64, _key: String, at: Timestamp) {
                (self.id, self.created, self.updated) = (number.into(), at, at);
            }

            fn set_title(&mut self, title: String) {
                self.$name = title;
            }

            fn touch(&mut self, at: Timestamp) {
                self.updated = at;
            }

            // Their other references are looked after where their own commands are.
            fn mention(&self, to: &mut dyn FnMut(&Ref)) {
                self.links().iter().for_each(|link| to(&link.to));
            }

            fn redirect(&mut self, gone: &Ref, instead: Option<&Ref>) -> bool {
                self.links_mut().is_some_and(|links| kept::Mentions::redirect(links, gone, instead))
            }

            fn to_value(&self) -> Value {
                crate::json::to_value(self)
            }

            fn take_value(&mut self, value: &Value) -> Result<(), String> {
                *self = crate::json::from_value(value).map_err(|fault| fault.to_string())?;
                Ok(())
            }
        }
    )*};
}

older! {
    Goal("Goal", Goal, name, links);
    Client("Client", Client, name, links);
    Milestone("Milestone", Milestone, name, links);
    Project("Project", Project, name);
    Release("Release", Release, name);
    Person("Person", Person, name);
    Team("Team", Team, name);
    Sla("Service level", Sla, name);
    Dependency("Dependency", Dependency, title, links);
    Meeting("Meeting", Meeting, title, links);
}

/// The record itself, to change; a shared one is copied first.
fn owned<R: Clone>(record: &mut Arc<R>) -> &mut R {
    Arc::make_mut(record)
}

macro_rules! kept_tables {
    ($($table:ident $Slot:ident)*) => {
        impl Slot {
            /// The record that stands here, if it is one that is kept in the shared way.
            #[must_use]
            pub fn kept(&self) -> Option<&dyn Kept> {
                match self {
                    $(Self::$Slot(_, Some(record)) => Some(&**record),)*
                    _ => None,
                }
            }

            /// The same, to change; a shared record is copied first.
            #[must_use]
            pub fn kept_mut(&mut self) -> Option<&mut dyn Kept> {
                match self {
                    $(Self::$Slot(_, Some(record)) => {
                        let record = owned(record);
                        Some(record)
                    })*
                    _ => None,
                }
            }

            /// The same record at the place of this id.
            #[must_use]
            pub fn at(self, number: u64) -> Self {
                match self {
                    $(Self::$Slot(_, record) => Self::$Slot(number.into(), record),)*
                    other => other,
                }
            }

            /// The same place with nothing in it.
            #[must_use]
            pub fn emptied(&self) -> Option<Self> {
                match self {
                    $(Self::$Slot(id, _) => Some(Self::$Slot(*id, None)),)*
                    _ => None,
                }
            }
        }

        impl Program {
            /// Goes through all records that are kept in the shared way.
            pub fn each_kept(&self, take: &mut dyn FnMut(&dyn Kept)) {
                $(for record in self.$table.values() {
                    take(&**record);
                })*
            }
        }
    };
}

kept_tables! {
    goals Goal clients Client milestones Milestone projects Project releases Release people Person
    teams Team slas Sla dependencies Dependency meetings Meeting
    actions Action decisions Decision changes Change assumptions Assumption issues Issue
    escalations Escalation ladders Ladder incidents Incident stand_ups StandUp blockers Blocker
    stakeholders Stakeholder raci Raci sessions Session retros Retro initiatives Initiative
    experiments Experiment contracts Contract deliverables Deliverable satisfaction Satisfaction
    efforts Effort reports Report templates Template routines Routine checklists Checklist
    day_notes DayNote snoozes Snooze filters Filter
}

impl Slot {
    /// The record that a change has made here: nothing stood in the place `before`, something does now.
    #[must_use]
    pub fn made_since(&self, before: &Self) -> Option<Ref> {
        match (before, self) {
            // Risks are records of their own kind.
            (Self::Risk(_, None), Self::Risk(id, Some(_))) => Some(Ref::Risk(*id)),
            (before, after) if before.kept().is_none() => Some(after.kept()?.reference()),
            _ => None,
        }
    }

    /// The links of the record that stands here, to change; none where such records have none.
    #[must_use]
    pub fn links_mut(&mut self) -> Option<&mut Vec<Link>> {
        match self {
            Self::Item(_, Some(record)) => Some(&mut Arc::make_mut(record).links),
            Self::Risk(_, Some(record)) => Some(&mut Arc::make_mut(record).links),
            Self::TestRun(_, Some(record)) => Some(&mut Arc::make_mut(record).links),
            other => other.kept_mut()?.links_mut(),
        }
    }
}

impl Program {
    /// Goes through all links of the program: where each starts, and the link.
    pub fn each_link(&self, take: &mut dyn FnMut(Ref, &Link)) {
        for item in self.items.values() {
            item.links.iter().for_each(|link| take(Ref::Item(item.id), link));
        }
        for risk in self.risks.values() {
            risk.links.iter().for_each(|link| take(Ref::Risk(risk.id), link));
        }
        for run in self.test_runs.values() {
            run.links.iter().for_each(|link| take(Ref::TestRun(run.id), link));
        }
        self.each_kept(&mut |record| record.links().iter().for_each(|link| take(record.reference(), link)));
    }
}
