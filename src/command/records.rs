//! Rules for meetings, dependencies, test runs, and for taking milestones and costs away.

use super::Rejected;
use super::pointing::{redirect, redirect_items};
use super::tx::{Tx, found, gone, one_line, refused, said};
use crate::json::json_choice;
use crate::model::{
    Dependency, DependencyId, LONGEST_MEETING, Link, LocalTime, Meeting, MeetingId, MeetingInstance,
    ProjectId, Ref, ReleaseId, Slot, TestRun, TestRunId,
};

/// A change to one of these records. Adding gives a new id, whatever the record brings.
#[derive(Debug, Clone, PartialEq)]
pub enum RecordEdit {
    /// Adds a meeting.
    AddMeeting(Box<Meeting>),
    /// Replaces a meeting's facts.
    PutMeeting(Box<Meeting>),
    /// Changes one date of a series.
    PutInstance(MeetingId, Box<MeetingInstance>),
    /// Makes one date of a series as the others are: takes its differences away.
    ClearInstance(MeetingId, LocalTime),
    /// Takes a meeting away.
    DeleteMeeting(MeetingId),
    /// Adds a dependency.
    AddDependency(Box<Dependency>),
    /// Replaces a dependency's facts.
    PutDependency(Box<Dependency>),
    /// Takes a dependency away.
    DeleteDependency(DependencyId),
    /// Says which project and release a run was of.
    RunScope(TestRunId, Option<ProjectId>, Option<ReleaseId>),
    /// What the user notes on a run.
    RunNotes(TestRunId, String),
    /// Takes a run away, and the tests that were in no other.
    DeleteRun(TestRunId),
}

json_choice! {
    RecordEdit = RecordEdit::DeleteMeeting(0.into());
    "add_meeting" AddMeeting(value),
    "put_meeting" PutMeeting(value),
    "put_instance" PutInstance(first, second),
    "clear_instance" ClearInstance(first, second),
    "delete_meeting" DeleteMeeting(value),
    "add_dependency" AddDependency(value),
    "put_dependency" PutDependency(value),
    "delete_dependency" DeleteDependency(value),
    "run_scope" RunScope(first, second, third),
    "run_notes" RunNotes(first, second),
    "delete_run" DeleteRun(value),
}

pub(super) fn edit(tx: &mut Tx<'_>, edit: RecordEdit) -> Result<String, Rejected> {
    match edit {
        RecordEdit::AddMeeting(mut meeting) => {
            (meeting.id, meeting.created) = (tx.new_id(), tx.now());
            put_meeting(tx, *meeting, " added")
        }
        RecordEdit::PutMeeting(mut meeting) => {
            meeting.created = found(tx.program().meetings.get(&meeting.id), "meeting")?.created;
            put_meeting(tx, *meeting, " changed")
        }
        RecordEdit::PutInstance(id, instance) => {
            let mut meeting = found(tx.program().meetings.get(&id), "meeting")?;
            meeting.instances.retain(|i| i.original != instance.original);
            meeting.instances.push(*instance);
            put_meeting(tx, meeting, ": one date changed")
        }
        RecordEdit::ClearInstance(id, original) => {
            let mut meeting = found(tx.program().meetings.get(&id), "meeting")?;
            meeting.instances.retain(|i| i.original != original);
            put_meeting(tx, meeting, ": one date is as the others again")
        }
        RecordEdit::DeleteMeeting(id) => {
            let meeting = found(tx.program().meetings.get(&id), "meeting")?;
            forget(tx, &Ref::Meeting(id), Slot::Meeting(id, None));
            Ok(said("", &meeting.title, " deleted"))
        }
        RecordEdit::AddDependency(mut dependency) => {
            (dependency.id, dependency.created) = (tx.new_id(), tx.now());
            put_dependency(tx, *dependency, " added")
        }
        RecordEdit::PutDependency(mut dependency) => {
            let old = found(tx.program().dependencies.get(&dependency.id), "dependency")?;
            dependency.created = old.created;
            put_dependency(tx, *dependency, " changed")
        }
        RecordEdit::DeleteDependency(id) => {
            let dependency = found(tx.program().dependencies.get(&id), "dependency")?;
            forget(tx, &Ref::Dependency(id), Slot::Dependency(id, None));
            Ok(said("", &dependency.title, " deleted"))
        }
        RecordEdit::RunScope(id, project, release) => {
            if project.is_some_and(|id| !tx.program().projects.contains_key(&id)) {
                return Err(gone("project"));
            }
            if release.is_some_and(|id| !tx.program().releases.contains_key(&id)) {
                return Err(gone("release"));
            }
            let mut run = found(tx.program().test_runs.get(&id), "test run")?;
            (run.project, run.release) = (project, release);
            put_run(tx, run)
        }
        RecordEdit::RunNotes(id, notes) => {
            let mut run = found(tx.program().test_runs.get(&id), "test run")?;
            run.notes = notes;
            put_run(tx, run)
        }
        RecordEdit::DeleteRun(id) => delete_run(tx, id),
    }
}

/// Takes a record away, and every link to it.
pub(super) fn forget(tx: &mut Tx<'_>, gone: &Ref, slot: Slot) {
    redirect_items(tx, gone, None);
    redirect(tx, gone, None);
    tx.put(slot);
}

/// Refuses links to records that are not there.
fn known_links(tx: &Tx<'_>, links: &[Link]) -> Result<(), Rejected> {
    if links.iter().all(|link| link.to.is_known(tx.program())) { Ok(()) } else { Err(gone("linked record")) }
}

fn put_meeting(tx: &mut Tx<'_>, mut meeting: Meeting, what: &str) -> Result<String, Rejected> {
    let program = tx.program();
    meeting.title = one_line(&meeting.title, "A meeting's title")?;
    if meeting.minutes > LONGEST_MEETING || meeting.instances.iter().any(|i| i.minutes > LONGEST_MEETING) {
        return Err(refused("A meeting takes at most a year"));
    }
    if meeting.project.is_some_and(|id| !program.projects.contains_key(&id)) {
        return Err(gone("project"));
    }
    if meeting.team.is_some_and(|id| !program.teams.contains_key(&id)) {
        return Err(gone("team"));
    }
    let people = meeting.attendees.iter().chain(&meeting.organizer).filter_map(|a| a.person);
    if people.into_iter().any(|id| !program.people.contains_key(&id)) {
        return Err(gone("person"));
    }
    known_links(tx, &meeting.links)?;
    meeting.updated = tx.now();
    let label = said("", &meeting.title, what);
    tx.put(meeting);
    Ok(label)
}

fn put_dependency(tx: &mut Tx<'_>, mut dependency: Dependency, what: &str) -> Result<String, Rejected> {
    let program = tx.program();
    dependency.title = one_line(&dependency.title, "A dependency's title")?;
    if dependency.giver == dependency.needer {
        return Err(refused("The two sides of a dependency are different records"));
    }
    if !dependency.giver.is_known(program) || !dependency.needer.is_known(program) {
        return Err(gone("side of the dependency"));
    }
    if dependency.owner.is_some_and(|id| !program.people.contains_key(&id)) {
        return Err(gone("person"));
    }
    known_links(tx, &dependency.links)?;
    dependency.updated = tx.now();
    let label = said("", &dependency.title, what);
    tx.put(dependency);
    Ok(label)
}

fn put_run(tx: &mut Tx<'_>, mut run: TestRun) -> Result<String, Rejected> {
    run.updated = tx.now();
    let label = said("Test run of ", &run.series, " changed");
    tx.put(run);
    Ok(label)
}

fn delete_run(tx: &mut Tx<'_>, id: TestRunId) -> Result<String, Rejected> {
    let run = found(tx.program().test_runs.get(&id), "test run")?;
    let of_series = |t: &&std::sync::Arc<crate::model::Test>| t.series == run.series;
    let tests: Vec<_> = tx.program().tests.values().filter(of_series).map(|t| (**t).clone()).collect();
    for mut test in tests {
        if test.outcome(run.number).is_none() {
            continue;
        }
        test.set_outcome(run.number, None);
        let slot = if test.outcomes.is_empty() { Slot::Test(test.id, None) } else { test.into() };
        tx.put(slot);
    }
    forget(tx, &Ref::TestRun(id), Slot::TestRun(id, None));
    Ok(said("Test run of ", &run.series, " deleted"))
}
