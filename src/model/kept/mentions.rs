//! Which records a value mentions, and how that is led elsewhere when one of them goes.

use crate::model::reference::{Link, Ref};
use crate::model::*;
use std::collections::{BTreeMap, BTreeSet};

/// A value that may mention records. The usual one mentions none.
pub(crate) trait Mentions {
    /// Names each record.
    fn mention(&self, _to: &mut dyn FnMut(&Ref)) {}

    /// Leads what mentions `gone` to `instead`, or takes it out. Says whether anything changed.
    fn redirect(&mut self, _gone: &Ref, _instead: Option<&Ref>) -> bool {
        false
    }

    /// It has lost what it was about and goes with it, unless it can be led to what stands there instead.
    fn is_lost(&self, _gone: &Ref, _instead: Option<&Ref>) -> bool {
        false
    }
}

macro_rules! silent {
    ($($Type:ty)*) => {$(impl Mentions for $Type {})*};
}

silent! {
    bool u8 u16 u32 u64 i64 String Date Timestamp LocalTime Money Points Currency Score Priority EntryId
    PlanEntryId SlaClockId
}

macro_rules! ids {
    ($($Variant:ident($Id:ty))*) => {$(
        impl Mentions for $Id {
            fn mention(&self, to: &mut dyn FnMut(&Ref)) {
                to(&Ref::$Variant(*self));
            }

            fn redirect(&mut self, gone: &Ref, instead: Option<&Ref>) -> bool {
                match (gone, instead) {
                    (Ref::$Variant(id), Some(Ref::$Variant(other))) if id == self => {
                        *self = *other;
                        true
                    }
                    _ => false,
                }
            }

            fn is_lost(&self, gone: &Ref, instead: Option<&Ref>) -> bool {
                // An id leads to its own kind only.
                *gone == Ref::$Variant(*self) && !matches!(instead, Some(Ref::$Variant(_)))
            }
        }
    )*};
}

ids! {
    Item(WorkItemId) Risk(RiskId) Milestone(MilestoneId) Project(ProjectId) Goal(GoalId) Team(TeamId)
    Meeting(MeetingId) Dependency(DependencyId) TestRun(TestRunId) Person(PersonId) Client(ClientId)
    Sprint(SprintId) Release(ReleaseId) Sla(SlaId) Action(ActionId) Decision(DecisionId)
    Change(ChangeRequestId) Assumption(AssumptionId) Issue(IssueId) Escalation(EscalationId)
    Ladder(LadderId) Incident(IncidentId) StandUp(StandUpId) Blocker(BlockerId)
    Stakeholder(StakeholderId) Raci(RaciRowId) Session(SessionId) Retro(RetroId)
    Initiative(InitiativeId) Experiment(ExperimentId) Contract(ContractId) Deliverable(DeliverableId)
    Satisfaction(SatisfactionId) Effort(EffortId) Report(ReportId) Template(ReportTemplateId)
    Routine(RoutineId) Checklist(ChecklistId) DayNote(DayNoteId) Snooze(SnoozeId) Filter(SavedFilterId)
}

impl Mentions for Ref {
    fn mention(&self, to: &mut dyn FnMut(&Ref)) {
        to(self);
    }

    fn redirect(&mut self, gone: &Ref, instead: Option<&Ref>) -> bool {
        match instead {
            Some(instead) if self == gone => {
                *self = instead.clone();
                true
            }
            _ => false,
        }
    }

    fn is_lost(&self, gone: &Ref, instead: Option<&Ref>) -> bool {
        instead.is_none() && self == gone
    }
}

impl Mentions for Link {
    fn mention(&self, to: &mut dyn FnMut(&Ref)) {
        to(&self.to);
    }

    fn redirect(&mut self, gone: &Ref, instead: Option<&Ref>) -> bool {
        self.to.redirect(gone, instead)
    }

    fn is_lost(&self, gone: &Ref, instead: Option<&Ref>) -> bool {
        self.to.is_lost(gone, instead)
    }
}

impl<T: Mentions> Mentions for Option<T> {
    fn mention(&self, to: &mut dyn FnMut(&Ref)) {
        if let Some(value) = self {
            value.mention(to);
        }
    }

    fn redirect(&mut self, gone: &Ref, instead: Option<&Ref>) -> bool {
        if self.as_ref().is_some_and(|value| value.is_lost(gone, instead)) {
            *self = None;
            return true;
        }
        self.as_mut().is_some_and(|value| value.redirect(gone, instead))
    }
}

impl<T: Mentions> Mentions for Vec<T> {
    fn mention(&self, to: &mut dyn FnMut(&Ref)) {
        for value in self {
            value.mention(to);
        }
    }

    fn redirect(&mut self, gone: &Ref, instead: Option<&Ref>) -> bool {
        let before = self.len();
        self.retain(|value| !value.is_lost(gone, instead));
        let mut changed = self.len() != before;
        for value in self {
            changed |= value.redirect(gone, instead);
        }
        changed
    }
}

impl<T> Mentions for BTreeSet<T> {}

impl<K, T: Mentions> Mentions for BTreeMap<K, T> {
    fn mention(&self, to: &mut dyn FnMut(&Ref)) {
        for value in self.values() {
            value.mention(to);
        }
    }

    fn redirect(&mut self, gone: &Ref, instead: Option<&Ref>) -> bool {
        let mut changed = false;
        for value in self.values_mut() {
            changed |= value.redirect(gone, instead);
        }
        changed
    }
}
