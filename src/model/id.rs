//! One type per kind of record id, so that ids of two kinds cannot be confused.

use crate::json::{Json, Read, Reader, Stopped, Writer};
use std::fmt;
use std::str::FromStr;

/// Digits of Crockford's base 32, in lower case: no i, l, o, u.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Characters of an id's text form; 12 × 5 bits = the 60 bits an id has.
const LENGTH: usize = 12;
/// Ids keep to 60 bits, which fill exactly [`LENGTH`] digits.
const MASK: u64 = (1 << 60) - 1;

/// The text form, as bytes of ASCII.
fn id_text(id: u64) -> [u8; LENGTH] {
    let mut text = [b'0'; LENGTH];
    let mut rest = id & MASK;
    for place in text.iter_mut().rev() {
        if let Some(digit) = DIGITS.get((rest & 31) as usize) {
            *place = *digit;
        }
        rest >>= 5;
    }
    text
}

fn write_id(id: u64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(std::str::from_utf8(&id_text(id)).unwrap_or_default())
}

fn read_id(text: &str) -> Option<u64> {
    if text.len() != LENGTH {
        return None;
    }
    text.bytes().try_fold(0, |id: u64, byte| {
        let digit = DIGITS.iter().position(|d| *d == byte)?;
        Some((id << 5) | digit as u64)
    })
}

fn take_id(from: &mut Reader<'_>) -> Result<u64, Stopped> {
    from.parsed("an id of 12 base-32 digits is expected", read_id)
}

/// Text that is not an id: 12 lower-case base-32 digits are expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadId(pub String);

impl fmt::Display for BadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}” is not an id", self.0)
    }
}

impl std::error::Error for BadId {}

macro_rules! ids {
    ($($(#[$doc:meta])* $Name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $Name(u64);

        impl From<u64> for $Name {
            fn from(number: u64) -> Self {
                Self(number & MASK)
            }
        }

        impl $Name {
            /// The id as a number of 60 bits.
            #[must_use]
            pub const fn number(self) -> u64 {
                self.0
            }
        }

        impl fmt::Display for $Name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_id(self.0, f)
            }
        }

        impl fmt::Debug for $Name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_id(self.0, f)
            }
        }

        impl FromStr for $Name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                read_id(text).map(Self).ok_or_else(|| BadId(text.to_owned()))
            }
        }

        impl Json for $Name {
            fn blank() -> Self {
                Self(0)
            }

            fn read(&mut self, from: &mut Reader<'_>) -> Read {
                self.0 = take_id(from)?;
                Ok(())
            }

            fn write(&self, to: &mut Writer) {
                to.word(std::str::from_utf8(&id_text(self.0)).unwrap_or_default());
            }
        }
    )*};
}

ids! {
    /// Names a [`WorkItem`](super::WorkItem).
    WorkItemId;
    /// Names a [`Risk`](super::Risk).
    RiskId;
    /// Names a [`Person`](super::Person).
    PersonId;
    /// Names a [`Team`](super::Team).
    TeamId;
    /// Names a [`Client`](super::Client).
    ClientId;
    /// Names a [`Goal`](super::Goal).
    GoalId;
    /// Names a [`Project`](super::Project).
    ProjectId;
    /// Names a [`Workflow`](super::Workflow).
    WorkflowId;
    /// Names a [`Status`](super::Status); unique over all workflows of a program.
    StatusId;
    /// Names a [`Sprint`](super::Sprint).
    SprintId;
    /// Names a [`Release`](super::Release).
    ReleaseId;
    /// Names a [`Milestone`](super::Milestone).
    MilestoneId;
    /// Names a [`WorkPackage`](super::WorkPackage).
    PackageId;
    /// Names an [`Sla`](super::Sla).
    SlaId;
    /// Names an [`SlaClock`](super::SlaClock).
    SlaClockId;
    /// Names an [`Absence`](super::Absence).
    AbsenceId;
    /// Names a [`CostEntry`](super::CostEntry).
    CostEntryId;
    /// Names a [`PlanEntry`](super::PlanEntry).
    PlanEntryId;
    /// Names a [`Meeting`](super::Meeting).
    MeetingId;
    /// Names a [`Dependency`](super::Dependency).
    DependencyId;
    /// Names a [`Test`](super::Test).
    TestId;
    /// Names a [`TestRun`](super::TestRun).
    TestRunId;
    /// Names an [`Action`](super::Action).
    ActionId;
    /// Names a [`Decision`](super::Decision).
    DecisionId;
    /// Names a [`ChangeRequest`](super::ChangeRequest).
    ChangeRequestId;
    /// Names an [`Assumption`](super::Assumption).
    AssumptionId;
    /// Names an [`Issue`](super::Issue).
    IssueId;
    /// Names an [`Escalation`](super::Escalation).
    EscalationId;
    /// Names a [`Ladder`](super::Ladder).
    LadderId;
    /// Names an [`Incident`](super::Incident).
    IncidentId;
    /// Names a [`StandUp`](super::StandUp).
    StandUpId;
    /// Names a [`Blocker`](super::Blocker).
    BlockerId;
    /// Names a [`Stakeholder`](super::Stakeholder).
    StakeholderId;
    /// Names a [`RaciRow`](super::RaciRow).
    RaciRowId;
    /// Names a [`MeetingSession`](super::MeetingSession).
    SessionId;
    /// Names a [`Retro`](super::Retro).
    RetroId;
    /// Names an [`Initiative`](super::Initiative).
    InitiativeId;
    /// Names an [`Experiment`](super::Experiment).
    ExperimentId;
    /// Names a [`Contract`](super::Contract).
    ContractId;
    /// Names a [`Deliverable`](super::Deliverable).
    DeliverableId;
    /// Names a [`Satisfaction`](super::Satisfaction).
    SatisfactionId;
    /// Names an [`Effort`](super::Effort).
    EffortId;
    /// Names a [`Report`](super::Report).
    ReportId;
    /// Names a [`ReportTemplate`](super::ReportTemplate).
    ReportTemplateId;
    /// Names a [`Routine`](super::Routine).
    RoutineId;
    /// Names a [`Checklist`](super::Checklist).
    ChecklistId;
    /// Names a [`DayNote`](super::DayNote).
    DayNoteId;
    /// Names a [`Snooze`](super::Snooze).
    SnoozeId;
    /// Names a [`SavedFilter`](super::SavedFilter).
    SavedFilterId;
    /// Names one entry of a list within a record, such as a line of a timeline.
    EntryId;
    /// Names an [`ImportSource`](super::ImportSource).
    SourceId;
}

#[cfg(test)]
mod tests {
    use super::*;

    // [I1]
    #[test]
    fn an_id_reads_back_from_its_text() {
        for number in [0, 1, 31, 32, MASK, 0x0123_4567_89ab_cdef] {
            let id = WorkItemId::from(number);
            assert_eq!(id.to_string().parse(), Ok(id));
        }
    }

    // [I2]
    #[test]
    fn text_order_is_number_order() {
        assert!(RiskId::from(31).to_string() < RiskId::from(32).to_string());
    }

    // [I3]
    #[test]
    fn other_text_is_refused() {
        for text in ["", "abc", "ilou00000000", "0000000000000", "ABCDEFGHJKMN"] {
            assert!(text.parse::<TeamId>().is_err(), "{text}");
        }
    }
}
