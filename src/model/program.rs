//! The whole program: every record, by kind and id.

use super::*;
use crate::json::{Json, Value, json_choice, json_record};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Records of one kind by id. Shared, so that undo and snapshots cost pointers, not copies.
pub type Table<Id, Record> = BTreeMap<Id, Arc<Record>>;

/// Puts a record into its place, or nothing, and returns what stood there.
///
/// Never inlined: compiled, it is the same code for every kind of record, so the program holds it once.
#[inline(never)]
fn exchange<Id: Ord, R>(table: &mut Table<Id, R>, id: Id, record: Option<Arc<R>>) -> Option<Arc<R>> {
    match record {
        Some(record) => table.insert(id, record),
        None => table.remove(&id),
    }
}

/// The state of one record in two programs, as JSON; not in both the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What kind of record it is, such as `risk`.
    pub kind: &'static str,
    /// The earlier state; none where it was not there yet.
    pub before: Option<String>,
    /// The later state; none where it is gone.
    pub after: Option<String>,
}

/// Adds the records of one table that differ. Shared records are equal at a glance.
#[inline(never)]
fn differing<Id: Ord, R: Json + PartialEq>(
    kind: &'static str,
    before: &Table<Id, R>,
    after: &Table<Id, R>,
    to: &mut Vec<Difference>,
) {
    let text = |record: &Arc<R>| crate::json::to_text(&**record);
    for (id, old) in before {
        match after.get(id) {
            Some(new) if Arc::ptr_eq(old, new) || old == new => {}
            new => to.push(Difference { kind, before: Some(text(old)), after: new.map(text) }),
        }
    }
    for new in after.iter().filter(|(id, _)| !before.contains_key(id)).map(|(_, record)| record) {
        to.push(Difference { kind, before: None, after: Some(text(new)) });
    }
}

/// Declares the program's tables once: the struct, and [`Slot`], one record of any kind at one id.
macro_rules! tables {
    ($($(#[$doc:meta])* $field:ident: $Slot:ident($word:literal, $Id:ty, $Record:ty),)*) => {
        /// Everything that the user keeps: settings and one table a kind of record.
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct Program {
            /// Facts of the whole program.
            pub settings: Arc<Settings>,
            $(
                $(#[$doc])*
                pub $field: Table<$Id, $Record>,
            )*
            /// Fields of a snapshot that this version does not know, by JSON pointer; exported again.
            pub unknown: BTreeMap<String, Value>,
        }

        /// The state of one place of the program: a record, or its absence.
        ///
        /// A change is two lists of slots, before and after, which is all that undo and redo need.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Slot {
            /// The settings.
            Settings(Arc<Settings>),
            /// All of it, for replacements.
            Whole(Box<Program>),
            $(
                $(#[$doc])*
                $Slot($Id, Option<Arc<$Record>>),
            )*
        }

        json_record! { Program { settings !, $($field ?,)* unknown ? } }

        json_choice! {
            Slot = Slot::Settings(Json::blank());
            "settings" Settings(settings),
            "whole" Whole(program),
            $($word $Slot(id, record),)*
        }

        impl Program {
            /// What now stands in the place that `like` names.
            #[must_use]
            pub fn slot(&self, like: &Slot) -> Slot {
                match like {
                    Slot::Settings(_) => Slot::Settings(self.settings.clone()),
                    Slot::Whole(_) => Slot::Whole(Box::new(self.clone())),
                    $(Slot::$Slot(id, _) => Slot::$Slot(*id, self.$field.get(id).cloned()),)*
                }
            }

            /// Puts the state into its place and returns what stood there.
            pub fn put(&mut self, slot: Slot) -> Slot {
                match slot {
                    Slot::Settings(settings) => {
                        Slot::Settings(std::mem::replace(&mut self.settings, settings))
                    }
                    Slot::Whole(program) => {
                        Slot::Whole(Box::new(std::mem::replace(self, *program)))
                    }
                    $(Slot::$Slot(id, record) => {
                        Slot::$Slot(id, exchange(&mut self.$field, id, record))
                    })*
                }
            }

            /// The records that differ from those of a later program, by kind.
            #[must_use]
            pub fn differences(&self, later: &Self) -> Vec<Difference> {
                let mut all = Vec::new();
                $(differing($word, &self.$field, &later.$field, &mut all);)*
                all
            }

            /// How many records there are, of all kinds.
            #[must_use]
            pub fn record_count(&self) -> usize {
                0 $(+ self.$field.len())*
            }
        }

        impl Slot {
            /// The place as a value to look up: which table, and the id's number.
            #[must_use]
            pub fn place(&self) -> (std::mem::Discriminant<Self>, u64) {
                let id = match self {
                    Self::Settings(_) | Self::Whole(_) => 0,
                    $(Self::$Slot(id, _) => id.number(),)*
                };
                (std::mem::discriminant(self), id)
            }

            /// Whether both name the same place.
            #[must_use]
            pub fn same_place(&self, other: &Self) -> bool {
                match (self, other) {
                    (Self::Settings(_), Self::Settings(_)) | (Self::Whole(_), Self::Whole(_)) => true,
                    $((Self::$Slot(a, _), Self::$Slot(b, _)) => a == b,)*
                    _ => false,
                }
            }
        }

        $(impl From<$Record> for Slot {
            fn from(record: $Record) -> Self {
                Self::$Slot(record.id, Some(Arc::new(record)))
            }
        })*
    };
}

tables! {
    /// Who does the work.
    people: Person("person", PersonId, Person),
    /// Groups of people.
    teams: Team("team", TeamId, Team),
    /// Customers.
    clients: Client("client", ClientId, Client),
    /// What projects are for.
    goals: Goal("goal", GoalId, Goal),
    /// Streams of work.
    projects: Project("project", ProjectId, Project),
    /// The statuses that work goes through.
    workflows: Workflow("workflow", WorkflowId, Workflow),
    /// Time boxes.
    sprints: Sprint("sprint", SprintId, Sprint),
    /// Versions that users get.
    releases: Release("release", ReleaseId, Release),
    /// Promised days.
    milestones: Milestone("milestone", MilestoneId, Milestone),
    /// Pieces of work.
    items: Item("item", WorkItemId, WorkItem),
    /// What one side needs from another.
    dependencies: Dependency("dependency", DependencyId, Dependency),
    /// When people meet.
    meetings: Meeting("meeting", MeetingId, Meeting),
    /// What may happen.
    risks: Risk("risk", RiskId, Risk),
    /// Budgets over time.
    packages: Package("package", PackageId, WorkPackage),
    /// Money spent.
    costs: Cost("cost", CostEntryId, CostEntry),
    /// What was promised about how long things take.
    slas: Sla("sla", SlaId, Sla),
    /// Clocks that run against it, kept by hand.
    clocks: Clock("clock", SlaClockId, SlaClock),
    /// Days on which people are away.
    absences: Absence("absence", AbsenceId, Absence),
    /// Regression tests.
    tests: Test("test", TestId, Test),
    /// Runs of those tests.
    test_runs: TestRun("test_run", TestRunId, TestRun),
    /// What the user means to do.
    plan: Plan("plan", PlanEntryId, PlanEntry),
    /// What people agreed to do.
    actions: Action("action", ActionId, Action),
    /// What has to be decided, or was.
    decisions: Decision("decision", DecisionId, Decision),
    /// Changes of scope, time or money.
    changes: Change("change", ChangeRequestId, ChangeRequest),
    /// What the plan takes for granted.
    assumptions: Assumption("assumption", AssumptionId, Assumption),
    /// What has happened and hurts.
    issues: Issue("issue", IssueId, Issue),
    /// What others are asked for.
    escalations: Escalation("escalation", EscalationId, Escalation),
    /// Who is asked in which order.
    ladders: Ladder("ladder", LadderId, Ladder),
    /// What the war room works on.
    incidents: Incident("incident", IncidentId, Incident),
    /// What teams said in the morning.
    stand_ups: StandUp("stand_up", StandUpId, StandUp),
    /// What stops people.
    blockers: Blocker("blocker", BlockerId, Blocker),
    /// Who cares.
    stakeholders: Stakeholder("stakeholder", StakeholderId, Stakeholder),
    /// Who answers for what.
    raci: Raci("raci", RaciRowId, RaciRow),
    /// Dates of meetings, with agenda and outcomes.
    sessions: Session("session", SessionId, MeetingSession),
    /// What teams looked back on.
    retros: Retro("retro", RetroId, Retro),
    /// Large pieces of work that serve goals.
    initiatives: Initiative("initiative", InitiativeId, Initiative),
    /// What is tried to learn.
    experiments: Experiment("experiment", ExperimentId, Experiment),
    /// What was agreed with clients.
    contracts: Contract("contract", ContractId, Contract),
    /// What clients were promised.
    deliverables: Deliverable("deliverable", DeliverableId, Deliverable),
    /// What clients said.
    satisfaction: Satisfaction("satisfaction", SatisfactionId, Satisfaction),
    /// Time that was worked.
    efforts: Effort("effort", EffortId, Effort),
    /// Reports, sent or being written.
    reports: Report("report", ReportId, Report),
    /// What reports start from.
    templates: Template("template", ReportTemplateId, ReportTemplate),
    /// Lines of the plan that come again.
    routines: Routine("routine", RoutineId, Routine),
    /// Checklists by cadence.
    checklists: Checklist("checklist", ChecklistId, Checklist),
    /// Notes of days.
    day_notes: DayNote("day_note", DayNoteId, DayNote),
    /// What was put off.
    snoozes: Snooze("snooze", SnoozeId, Snooze),
    /// Filters with names.
    filters: Filter("filter", SavedFilterId, SavedFilter),
    /// What was imported from where.
    sources: Source("source", SourceId, ImportSource),
}

impl Program {
    /// The status with this id, of whichever workflow.
    #[must_use]
    pub fn status(&self, id: StatusId) -> Option<&Status> {
        self.workflows.values().find_map(|w| w.status(id))
    }

    /// The workflow of a project.
    #[must_use]
    pub fn workflow_of(&self, project: ProjectId) -> Option<&Arc<Workflow>> {
        self.workflows.get(&self.projects.get(&project)?.workflow)
    }

    /// The item with this key.
    #[must_use]
    pub fn item_by_key(&self, key: &str) -> Option<&Arc<WorkItem>> {
        self.items.values().find(|i| i.key == key)
    }

    /// The person that the program's user is.
    #[must_use]
    pub fn me(&self) -> Option<&Arc<Person>> {
        self.people.values().find(|p| p.me)
    }
}
