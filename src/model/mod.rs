//! Plain records of a program. No browser, no clock, no signals.

mod absence;
mod calendar;
mod check;
mod cost;
mod dependency;
mod event;
mod fixed;
mod id;
mod item;
mod meeting;
pub mod order;
mod people;
mod plan;
mod program;
mod project;
mod recurrence;
mod reference;
mod risk;
mod settings;
mod sla;
mod source;
mod sprint;
mod test_run;
mod time;
mod workflow;
mod zone;

pub use absence::Absence;
pub use calendar::{month_name, short_day};
pub use check::{Problem, check};
pub use cost::{CostEntry, EacForm, EarnRule, PackageScope, Phase, WorkPackage};
pub use dependency::{Dependency, DependencyState, DependencyType};
pub use event::{Event, Happening};
pub use fixed::{Currency, Money, Points};
pub use id::{
    AbsenceId, ActionId, ClientId, CostEntryId, DependencyId, GoalId, MeetingId, MilestoneId, PackageId,
    PersonId, PlanEntryId, ProjectId, ReleaseId, RiskId, SlaClockId, SlaId, SourceId, SprintId, StatusId,
    TeamId, TestId, TestRunId, WorkItemId, WorkflowId,
};
pub use item::{Block, Comment, Defect, DefectPhase, ItemKind, Parent, Priority, WorkItem};
pub use meeting::{
    Answer, Attendee, LONGEST_MEETING, Meeting, MeetingInstance, MeetingZone, Observance, ZoneOf,
};
pub use people::{Client, Person, Team};
pub use plan::PlanEntry;
pub use program::{Difference, Program, Slot, Table};
pub use project::{Goal, Lens, Milestone, Project, RagOverride, Release, ScopeBaseline};
pub use recurrence::{
    Frequency, Recurrence, Until, ical_day, ical_moment, ical_time, parse_ical_day, parse_ical_time,
};
pub use reference::{Link, LinkKind, Ref};
pub use risk::{Response, Risk, RiskState, Score, ScoreChange};
pub use settings::{DayParts, Settings, Thresholds};
pub use sla::{ClockMark, ClockPause, ServiceHours, Sla, SlaClock, SlaHours, SlaRule};
pub use source::{ColumnMap, ImportSource, SourceRef, SourceSystem};
pub use sprint::{Commitment, Sprint, SprintState};
pub use test_run::{Outcome, Test, TestFailure, TestRun};
pub use time::{Date, LocalTime, Stamp, Timestamp, days_inclusive, parse_day};
pub use workflow::{Category, Status, Workflow};
pub use zone::Zone;
