//! Rules for what trackers do not tell: releases, packages and costs, service levels, absences.

use super::Rejected;
use super::tx::{Tx, found, one_line, refused, said};
use crate::json::json_choice;
use crate::model::{
    Absence, AbsenceId, ClockPause, CostEntry, CostEntryId, IncidentId, MilestoneId, PackageId, PackageScope,
    ProjectId, Ref, ReleaseId, ScopeBaseline, Sla, SlaClock, SlaClockId, SlaHours, SlaId, Slot, WorkItem,
    short_day,
};

/// A change to one of these records. A record to put with an id of zero is new and gets an id.
#[derive(Debug, Clone, PartialEq)]
pub enum LedgerEdit {
    /// Takes a release away; what named it names none.
    DeleteRelease(ReleaseId),
    /// Takes a milestone away.
    DeleteMilestone(MilestoneId),
    /// Takes a work package away; its costs stay with the project.
    DeletePackage(PackageId),
    /// Adds or replaces a cost.
    PutCost(Box<CostEntry>),
    /// Takes a cost away.
    DeleteCost(CostEntryId),
    /// Sets or lifts the scope that growth is measured against.
    ScopeBaseline(ProjectId, Option<ScopeBaseline>),
    /// Adds or replaces an absence.
    PutAbsence(Box<Absence>),
    /// Takes an absence away.
    DeleteAbsence(AbsenceId),
    /// Adds or replaces a service level.
    PutSla(Box<Sla>),
    /// Takes a service level away, and its clocks.
    DeleteSla(SlaId),
    /// Adds or replaces a clock.
    PutClock(Box<SlaClock>),
    /// Adds a clock that runs for an incident, which names it from then on.
    StartClock(Box<SlaClock>, IncidentId),
    /// Lets a clock stand still from now on, with the reason.
    PauseClock(SlaClockId, String),
    /// Lets it run on.
    ResumeClock(SlaClockId),
    /// Stops it.
    StopClock(SlaClockId),
    /// Takes a clock away.
    DeleteClock(SlaClockId),
}

json_choice! {
    LedgerEdit = LedgerEdit::DeleteRelease(crate::json::Json::blank());
    "delete_release" DeleteRelease(value),
    "delete_milestone" DeleteMilestone(value),
    "delete_package" DeletePackage(value),
    "put_cost" PutCost(value),
    "delete_cost" DeleteCost(value),
    "scope_baseline" ScopeBaseline(first, second),
    "put_absence" PutAbsence(value),
    "delete_absence" DeleteAbsence(value),
    "put_sla" PutSla(value),
    "delete_sla" DeleteSla(value),
    "put_clock" PutClock(value),
    "start_clock" StartClock(first, second),
    "pause_clock" PauseClock(first, second),
    "resume_clock" ResumeClock(value),
    "stop_clock" StopClock(value),
    "delete_clock" DeleteClock(value),
}

pub(super) fn edit(tx: &mut Tx<'_>, edit: LedgerEdit) -> Result<String, Rejected> {
    match edit {
        LedgerEdit::DeleteRelease(id) => delete_release(tx, id),
        LedgerEdit::DeleteMilestone(id) => {
            let milestone = found(tx.program().milestones.get(&id), "milestone")?;
            super::records::forget(tx, &Ref::Milestone(id), Slot::Milestone(id, None));
            Ok(said("Milestone ", &milestone.name, " deleted"))
        }
        LedgerEdit::DeletePackage(id) => delete_package(tx, id),
        LedgerEdit::PutCost(cost) => put_cost(tx, *cost),
        LedgerEdit::DeleteCost(id) => {
            let cost = found(tx.program().costs.get(&id), "cost")?;
            tx.put(Slot::Cost(id, None));
            Ok(format!("{} of {} deleted", cost.amount, short_day(cost.date)))
        }
        LedgerEdit::ScopeBaseline(id, baseline) => {
            let mut project = found(tx.program().projects.get(&id), "project")?;
            let label = match &baseline {
                Some(baseline) => said(&project.name, ": scope agreed on ", &short_day(baseline.date)),
                None => said(&project.name, ": no agreed scope", ""),
            };
            project.baseline = baseline;
            project.updated = tx.now();
            tx.put(project);
            Ok(label)
        }
        LedgerEdit::PutAbsence(absence) => put_absence(tx, *absence),
        LedgerEdit::DeleteAbsence(id) => {
            found(tx.program().absences.get(&id), "absence")?;
            tx.put(Slot::Absence(id, None));
            Ok("Absence deleted".into())
        }
        LedgerEdit::PutSla(sla) => put_sla(tx, *sla),
        LedgerEdit::DeleteSla(id) => {
            let sla = found(tx.program().slas.get(&id), "service level")?;
            let clocks: Vec<_> = tx.program().clocks.values().filter(|c| c.sla == id).map(|c| c.id).collect();
            for clock in clocks {
                tx.put(Slot::Clock(clock, None));
            }
            tx.put(Slot::Sla(id, None));
            Ok(said("Service level ", &sla.name, " deleted"))
        }
        LedgerEdit::PutClock(clock) => put_clock(tx, *clock).map(|(_, label)| label),
        LedgerEdit::StartClock(clock, incident) => start_clock(tx, *clock, incident),
        LedgerEdit::PauseClock(id, reason) => {
            let mut clock = running(tx, id)?;
            if clock.pauses.last().is_some_and(|p| p.to.is_none()) {
                return Err(refused("This clock stands still already"));
            }
            clock.pauses.push(ClockPause { from: tx.now(), to: None, reason });
            keep(tx, clock, "Clock paused")
        }
        LedgerEdit::ResumeClock(id) => {
            let mut clock = running(tx, id)?;
            let now = tx.now();
            match clock.pauses.last_mut().filter(|p| p.to.is_none()) {
                Some(pause) => pause.to = Some(now),
                None => return Err(refused("This clock runs already")),
            }
            keep(tx, clock, "Clock runs on")
        }
        LedgerEdit::StopClock(id) => {
            let mut clock = running(tx, id)?;
            let now = tx.now();
            if let Some(pause) = clock.pauses.last_mut().filter(|p| p.to.is_none()) {
                pause.to = Some(now);
            }
            clock.stopped = Some(now);
            keep(tx, clock, "Clock stopped")
        }
        LedgerEdit::DeleteClock(id) => {
            found(tx.program().clocks.get(&id), "clock")?;
            tx.put(Slot::Clock(id, None));
            Ok("Clock deleted".into())
        }
    }
}

/// Items, defects, milestones and packages that named the release name none.
fn delete_release(tx: &mut Tx<'_>, id: ReleaseId) -> Result<String, Rejected> {
    let release = found(tx.program().releases.get(&id), "release")?;
    let now = tx.now();
    let names = |item: &WorkItem| {
        item.release == Some(id) || item.defect.as_ref().is_some_and(|d| d.release == Some(id))
    };
    let items: Vec<WorkItem> =
        tx.program().items.values().filter(|item| names(item)).map(|item| (**item).clone()).collect();
    for mut item in items {
        if item.release == Some(id) {
            item.release = None;
        }
        if let Some(defect) = item.defect.as_mut().filter(|d| d.release == Some(id)) {
            defect.release = None;
        }
        item.updated = now;
        tx.put(item);
    }
    let milestones = tx.program().milestones.values().filter(|m| m.release == Some(id));
    for mut milestone in milestones.map(|m| (**m).clone()).collect::<Vec<_>>() {
        milestone.release = None;
        milestone.updated = now;
        tx.put(milestone);
    }
    let by_release = |scope: &Option<PackageScope>| *scope == Some(PackageScope::Release(id));
    let packages = tx.program().packages.values().filter(|p| by_release(&p.scope));
    for mut package in packages.map(|p| (**p).clone()).collect::<Vec<_>>() {
        package.scope = None;
        package.updated = now;
        tx.put(package);
    }
    tx.put(Slot::Release(id, None));
    Ok(said("Release ", &release.name, " deleted"))
}

fn delete_package(tx: &mut Tx<'_>, id: PackageId) -> Result<String, Rejected> {
    let package = found(tx.program().packages.get(&id), "work package")?;
    let now = tx.now();
    let costs = tx.program().costs.values().filter(|c| c.package == Some(id));
    for mut cost in costs.map(|c| (**c).clone()).collect::<Vec<_>>() {
        cost.package = None;
        cost.updated = now;
        tx.put(cost);
    }
    tx.put(Slot::Package(id, None));
    Ok(said("Work package ", &package.name, " deleted"))
}

fn put_cost(tx: &mut Tx<'_>, mut cost: CostEntry) -> Result<String, Rejected> {
    found(tx.program().projects.get(&cost.project), "project")?;
    if let Some(package) = cost.package {
        let package = found(tx.program().packages.get(&package), "work package")?;
        if package.project != cost.project {
            return Err(refused("The work package belongs to another project"));
        }
    }
    cost.updated = tx.now();
    if cost.id.number() == 0 {
        cost.id = tx.new_id();
        cost.created = cost.updated;
    }
    let label = format!("{} booked", cost.amount);
    tx.put(cost);
    Ok(label)
}

fn put_absence(tx: &mut Tx<'_>, mut absence: Absence) -> Result<String, Rejected> {
    let person = found(tx.program().people.get(&absence.person), "person")?;
    if absence.to < absence.from {
        return Err(refused("The absence would end before it starts"));
    }
    absence.reason = absence.reason.split_whitespace().collect::<Vec<_>>().join(" ");
    absence.updated = tx.now();
    if absence.id.number() == 0 {
        absence.id = tx.new_id();
        absence.created = absence.updated;
    }
    let label =
        format!("{} is away from {} to {}", person.name, short_day(absence.from), short_day(absence.to));
    tx.put(absence);
    Ok(label)
}

fn put_sla(tx: &mut Tx<'_>, mut sla: Sla) -> Result<String, Rejected> {
    sla.name = one_line(&sla.name, "A service level's name")?;
    if let Some(project) = sla.project {
        found(tx.program().projects.get(&project), "project")?;
    }
    if let Some(client) = sla.client {
        found(tx.program().clients.get(&client), "client")?;
    }
    if sla.target == 0 {
        return Err(refused("The target must be longer than nothing"));
    }
    if !(1..=100).contains(&sla.attainment) {
        return Err(refused("The share that must be met lies between 1 and 100 %"));
    }
    if let SlaHours::Service(hours) = &sla.hours {
        if hours.from >= hours.to || hours.to > 24 * 60 {
            return Err(refused("The service day must end after it begins, at midnight at the latest"));
        }
        if !hours.days.contains(&true) {
            return Err(refused("At least one day of the week must have service"));
        }
    }
    if let Some(rule) = &sla.rule
        && rule.pauses.iter().any(|status| tx.program().status(*status).is_none())
    {
        return Err(refused("A status that pauses the clock is no longer in the program"));
    }
    sla.updated = tx.now();
    if sla.id.number() == 0 {
        sla.id = tx.new_id();
        sla.created = sla.updated;
    }
    let label = said("Service level ", &sla.name, " changed");
    tx.put(sla);
    Ok(label)
}

fn put_clock(tx: &mut Tx<'_>, mut clock: SlaClock) -> Result<(SlaClockId, String), Rejected> {
    found(tx.program().slas.get(&clock.sla), "service level")?;
    if let Some(item) = clock.item {
        found(tx.program().items.get(&item), "item")?;
    }
    if let Some(fault) = clock.fault() {
        return Err(Rejected(said("The clock cannot be kept so: ", fault, "")));
    }
    if clock.id.number() == 0 {
        clock.id = tx.new_id();
        clock.created = tx.now();
    }
    Ok((clock.id, keep(tx, clock, "Clock changed")?))
}

fn start_clock(tx: &mut Tx<'_>, clock: SlaClock, incident: IncidentId) -> Result<String, Rejected> {
    let mut incident = found(tx.program().incidents.get(&incident), "incident")?;
    let (clock, _) = put_clock(tx, clock)?;
    incident.clocks.push(clock);
    incident.updated = tx.now();
    let label = said("Clock started for ", &incident.key, "");
    tx.put(incident);
    Ok(label)
}

/// The clock, if it is still running.
fn running(tx: &Tx<'_>, id: SlaClockId) -> Result<SlaClock, Rejected> {
    let clock = found(tx.program().clocks.get(&id), "clock")?;
    if clock.stopped.is_some() {
        return Err(refused("This clock was stopped before"));
    }
    Ok(clock)
}

/// Keeps a changed clock, unless the change would make it impossible: a device's clock may be wrong.
fn keep(tx: &mut Tx<'_>, mut clock: SlaClock, label: &str) -> Result<String, Rejected> {
    if let Some(fault) = clock.fault() {
        return Err(Rejected(said("The clock cannot be kept so: ", fault, "")));
    }
    clock.updated = tx.now();
    tx.put(clock);
    Ok(label.to_owned())
}
