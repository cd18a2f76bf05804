//! Plain records of a program. No browser, no clock, no signals.

mod absence;
mod action;
mod calendar;
mod change_request;
mod check;
mod contract;
mod cost;
mod dependency;
mod escalation;
mod event;
mod fixed;
mod id;
mod incident;
mod item;
pub(crate) mod kept;
mod kept_tables;
mod meeting;
pub mod order;
mod people;
mod plan;
mod program;
mod project;
mod raid;
mod recurrence;
mod reference;
mod report;
mod retro;
mod risk;
mod roadmap;
mod routine;
mod session;
mod settings;
mod sla;
mod source;
mod sprint;
mod stakeholder;
mod stand_up;
mod test_run;
mod time;
mod workflow;
mod zone;

pub use absence::Absence;
pub use action::{Action, ActionState, Choice, Decision, DecisionState};
pub use calendar::{month_name, short_day};
pub use change_request::{ChangeRequest, ChangeState};
pub use check::{Problem, check};
pub use contract::{
    Contract, ContractForm, Criterion, Deliverable, DeliverableState, Effort, Satisfaction, SatisfactionKind,
};
pub use cost::{CostEntry, EacForm, EarnRule, PackageScope, Phase, WorkPackage};
pub use dependency::{Dependency, DependencyState, DependencyType};
pub use escalation::{
    Escalation, EscalationEntry, EscalationMove, EscalationState, Ladder, LadderStep, ladder_for,
};
pub use event::{Event, Happening};
pub use fixed::{Currency, Money, Points};
pub use id::{
    AbsenceId, ActionId, AssumptionId, BlockerId, ChangeRequestId, ChecklistId, ClientId, ContractId,
    CostEntryId, DayNoteId, DecisionId, DeliverableId, DependencyId, EffortId, EntryId, EscalationId,
    ExperimentId, GoalId, IncidentId, InitiativeId, IssueId, LadderId, MeetingId, MilestoneId, PackageId,
    PersonId, PlanEntryId, ProjectId, RaciRowId, ReleaseId, ReportId, ReportTemplateId, RetroId, RiskId,
    RoutineId, SatisfactionId, SavedFilterId, SessionId, SlaClockId, SlaId, SnoozeId, SourceId, SprintId,
    StakeholderId, StandUpId, StatusId, TeamId, TestId, TestRunId, WorkItemId, WorkflowId,
};
pub use incident::{
    EntryBefore, EntryKind, Incident, IncidentRole, IncidentState, Postmortem, StreamState, StreamTask,
    TimelineEntry, UpdateDraft, UpdateFor, Verdict, Workstream,
};
pub use item::{Block, Comment, Defect, DefectPhase, ItemKind, Parent, Priority, Scoring, WorkItem};
pub use kept::Kept;
pub use meeting::{
    Answer, Attendee, LONGEST_MEETING, Meeting, MeetingInstance, MeetingZone, Observance, ZoneOf,
};
pub use people::{Client, Person, Team};
pub use plan::PlanEntry;
pub use program::{Difference, Program, Slot, Table};
pub use project::{Goal, Lens, Milestone, Project, RagOverride, Release, ScopeBaseline};
pub use raid::{Assumption, AssumptionState, Issue, IssueState};
pub use recurrence::{
    Frequency, Recurrence, Until, ical_day, ical_moment, ical_time, parse_ical_day, parse_ical_time,
};
pub use reference::{Link, LinkKind, Ref};
pub use report::{Report, ReportSection, ReportTemplate};
pub use retro::{Retro, RetroCard, RetroColumn, RetroStage};
pub use risk::{Response, Risk, RiskState, Score, ScoreChange, Watch};
pub use roadmap::{Experiment, ExperimentState, Initiative, InitiativeState, KeyResult};
pub use routine::{Cadence, CheckLine, Checklist, DayNote, Routine, SavedFilter, Snooze};
pub use session::{AgendaItem, MeetingSession, Outcome as SessionOutcome, OutcomeKind};
pub use settings::{DayParts, Settings, Thresholds};
pub use sla::{ClockMark, ClockPause, ServiceHours, Sla, SlaClock, SlaHours, SlaPromise, SlaRule};
pub use source::{ColumnMap, ImportSource, SourceRef, SourceSystem};
pub use sprint::{Commitment, Sprint, SprintState};
pub use stakeholder::{Contact, Promise, RaciPart, RaciRole, RaciRow, Stakeholder, Stance};
pub use stand_up::{Blocker, Parked, StandUp, StandUpLine};
pub use test_run::{Outcome, Test, TestFailure, TestRun};
pub use time::{Date, LocalTime, Stamp, Timestamp, days_inclusive, parse_day};
pub use workflow::{Category, Status, Workflow};
pub use zone::Zone;
