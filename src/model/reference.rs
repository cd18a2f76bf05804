//! Links from one record to another.

use super::id::{
    ActionId, AssumptionId, BlockerId, ChangeRequestId, ChecklistId, ClientId, ContractId, DayNoteId,
    DecisionId, DeliverableId, DependencyId, EffortId, EscalationId, ExperimentId, GoalId, IncidentId,
    InitiativeId, IssueId, LadderId, MeetingId, MilestoneId, PersonId, ProjectId, RaciRowId, ReleaseId,
    ReportId, ReportTemplateId, RetroId, RiskId, RoutineId, SatisfactionId, SavedFilterId, SessionId, SlaId,
    SnoozeId, SprintId, StakeholderId, StandUpId, TeamId, TestRunId, WorkItemId,
};
use super::program::{Program, Slot};
use crate::json::{json_choice, json_record};

macro_rules! refs {
    ($($(#[$doc:meta])* $word:literal $Variant:ident($Id:ty) in $table:ident as $Slot:ident;)*) => {
        /// A record of any kind, or a key outside the program.
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Ref {
            $($(#[$doc])* $Variant($Id),)*
            /// A key of a tracker that is not in this program, such as `PLT-96`.
            External(String),
        }

        json_choice! {
            Ref = Ref::External(String::new());
            $($word $Variant(value),)*
            "external" External(value),
        }

        impl Ref {
            /// Whether the record is in the program; a key outside it always is where it should be.
            #[must_use]
            pub fn is_known(&self, program: &Program) -> bool {
                match self {
                    $(Self::$Variant(id) => program.$table.contains_key(id),)*
                    Self::External(_) => true,
                }
            }

            /// The place of the program that it names, with what stands there.
            #[must_use]
            pub fn slot(&self, program: &Program) -> Option<Slot> {
                match self {
                    $(Self::$Variant(id) => Some(Slot::$Slot(*id, program.$table.get(id).cloned())),)*
                    Self::External(_) => None,
                }
            }

            /// The word of its kind, such as `risk`.
            #[must_use]
            pub const fn kind(&self) -> &'static str {
                match self {
                    $(Self::$Variant(_) => $word,)*
                    Self::External(_) => "external",
                }
            }

            /// The record of that kind (by its word) with this id's number.
            #[must_use]
            pub fn of(kind: &str, number: u64) -> Option<Self> {
                match kind {
                    $($word => Some(Self::$Variant(number.into())),)*
                    _ => None,
                }
            }

            /// The id's number; zero for a key outside the program.
            #[must_use]
            pub const fn number(&self) -> u64 {
                match self {
                    $(Self::$Variant(id) => id.number(),)*
                    Self::External(_) => 0,
                }
            }
        }

        impl Slot {
            /// The record of this place as the end of a link; none where records of its kind are no ends.
            #[must_use]
            pub const fn reference(&self) -> Option<Ref> {
                match self {
                    $(Self::$Slot(id, _) => Some(Ref::$Variant(*id)),)*
                    _ => None,
                }
            }
        }
    };
}

refs! {
    /// A work item.
    "item" Item(WorkItemId) in items as Item;
    /// A risk.
    "risk" Risk(RiskId) in risks as Risk;
    /// An action item.
    "action" Action(ActionId) in actions as Action;
    /// A milestone.
    "milestone" Milestone(MilestoneId) in milestones as Milestone;
    /// A project.
    "project" Project(ProjectId) in projects as Project;
    /// A goal.
    "goal" Goal(GoalId) in goals as Goal;
    /// A team.
    "team" Team(TeamId) in teams as Team;
    /// A meeting.
    "meeting" Meeting(MeetingId) in meetings as Meeting;
    /// A dependency.
    "dependency" Dependency(DependencyId) in dependencies as Dependency;
    /// A run of tests.
    "test_run" TestRun(TestRunId) in test_runs as TestRun;
    /// A person.
    "person" Person(PersonId) in people as Person;
    /// A client.
    "client" Client(ClientId) in clients as Client;
    /// A sprint.
    "sprint" Sprint(SprintId) in sprints as Sprint;
    /// A release.
    "release" Release(ReleaseId) in releases as Release;
    /// A service level.
    "sla" Sla(SlaId) in slas as Sla;
    /// A decision.
    "decision" Decision(DecisionId) in decisions as Decision;
    /// A change request.
    "change" Change(ChangeRequestId) in changes as Change;
    /// An assumption.
    "assumption" Assumption(AssumptionId) in assumptions as Assumption;
    /// An issue.
    "issue" Issue(IssueId) in issues as Issue;
    /// An escalation.
    "escalation" Escalation(EscalationId) in escalations as Escalation;
    /// An escalation ladder.
    "ladder" Ladder(LadderId) in ladders as Ladder;
    /// An incident.
    "incident" Incident(IncidentId) in incidents as Incident;
    /// A stand-up.
    "stand_up" StandUp(StandUpId) in stand_ups as StandUp;
    /// A blocker said at a stand-up.
    "blocker" Blocker(BlockerId) in blockers as Blocker;
    /// A stakeholder.
    "stakeholder" Stakeholder(StakeholderId) in stakeholders as Stakeholder;
    /// A row of a RACI table.
    "raci" Raci(RaciRowId) in raci as Raci;
    /// One date of a meeting.
    "session" Session(SessionId) in sessions as Session;
    /// A retrospective.
    "retro" Retro(RetroId) in retros as Retro;
    /// An initiative.
    "initiative" Initiative(InitiativeId) in initiatives as Initiative;
    /// An experiment.
    "experiment" Experiment(ExperimentId) in experiments as Experiment;
    /// A contract.
    "contract" Contract(ContractId) in contracts as Contract;
    /// A deliverable.
    "deliverable" Deliverable(DeliverableId) in deliverables as Deliverable;
    /// What a client said.
    "satisfaction" Satisfaction(SatisfactionId) in satisfaction as Satisfaction;
    /// Time that was worked.
    "effort" Effort(EffortId) in efforts as Effort;
    /// A report.
    "report" Report(ReportId) in reports as Report;
    /// A report template.
    "template" Template(ReportTemplateId) in templates as Template;
    /// A line of the plan that comes again.
    "routine" Routine(RoutineId) in routines as Routine;
    /// A checklist.
    "checklist" Checklist(ChecklistId) in checklists as Checklist;
    /// A day's note.
    "day_note" DayNote(DayNoteId) in day_notes as DayNote;
    /// Something put off.
    "snooze" Snooze(SnoozeId) in snoozes as Snooze;
    /// A saved filter.
    "filter" Filter(SavedFilterId) in filters as Filter;
}

/// How a record stands to another. Each link is kept once, on the record that it starts from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// The other cannot go on before this one is finished.
    Blocks,
    /// This record gave rise to the other: one step of the chain.
    LeadsTo,
    /// They have to do with each other.
    Relates,
    /// This one says the same as the other.
    Duplicates,
    /// A tracker's own kind of link, by its name.
    Other(String),
}

json_choice! {
    LinkKind = LinkKind::Blocks;
    "blocks" Blocks,
    "leads_to" LeadsTo,
    "relates" Relates,
    "duplicates" Duplicates,
    "other" Other(value),
}

/// A link from the record that holds it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Link {
    /// How the two stand to each other.
    pub kind: LinkKind,
    /// The other record.
    pub to: Ref,
}

json_record! { Link { kind !, to ! } }
