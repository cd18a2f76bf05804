//! The program as it stood at an earlier moment, as far as its histories tell.

use crate::model::{
    ActionState, AssumptionState, Block, ChangeState, Date, DecisionState, EscalationState, Event, Happening,
    IncidentState, IssueState, ItemKind, Priority, Program, Ref, RiskState, SprintState, Timestamp, WorkItem,
    Zone, parse_day,
};
use std::sync::Arc;

/// A program wound back.
#[derive(Debug, Clone, PartialEq)]
pub struct AsOf {
    /// What is known of the program at that moment; the rest is as it is now.
    pub program: Program,
    /// What no history tells, in sentences.
    pub unknown: Vec<String>,
}

/// Winds the program back to a moment.
///
/// Items go back by their histories, risks by their scores; what was made later is taken out, and days on
/// which something happened later are taken off again. What has no history stands as it does now, and the
/// answer says what that is. The past is to be compared and read, not loaded: a record may link to a later one.
#[must_use]
pub fn as_of(program: &Program, at: Timestamp, zone: &Zone) -> AsOf {
    let mut past = program.clone();
    let day = zone.day(at);
    past.items = program
        .items
        .iter()
        .filter(|(_, item)| born(item) <= at)
        .map(|(id, item)| (*id, if item.updated <= at { item.clone() } else { Arc::new(item_at(item, at)) }))
        .collect();
    // Records of no history: those made later were not there.
    macro_rules! made_by_then {
        ($($table:ident)*) => { $(past.$table.retain(|_, record| record.created <= at);)* };
    }
    made_by_then! {
        people teams clients goals projects sprints releases milestones dependencies meetings risks packages
        costs slas clocks absences tests test_runs plan actions decisions changes assumptions issues escalations
        ladders incidents stand_ups blockers stakeholders raci sessions retros initiatives experiments contracts
        deliverables satisfaction efforts reports templates
    }
    chain(&mut past, at, day);
    // What was needed from something that was not there yet was not asked for in this form.
    let whole = past.clone();
    past.dependencies.retain(|_, d| d.giver.is_known(&whole) && d.needer.is_known(&whole));
    risks(&mut past, at);
    days(&mut past, at, day);
    forget_later(&mut past);
    AsOf { unknown: unknown(program, at), program: past }
}

/// What named a record that was not there yet names none.
fn forget_later(past: &mut Program) {
    let mut lost: Vec<(Ref, Ref)> = Vec::new();
    past.each_kept(&mut |record| {
        record.mention(&mut |to| {
            if !to.is_known(past) {
                lost.push((record.reference(), to.clone()));
            }
        });
    });
    for (holder, gone) in lost {
        if let Some(mut slot) = holder.slot(past)
            && slot.kept_mut().is_some_and(|record| record.redirect(&gone, None))
        {
            past.put(slot);
        }
    }
    let mut starts: Vec<Ref> = Vec::new();
    past.each_link(&mut |from, link| {
        if !link.to.is_known(past) {
            starts.push(from);
        }
    });
    for from in starts {
        if let Some(mut slot) = from.slot(past)
            && let Some(links) = slot.links_mut()
        {
            links.retain(|link| link.to.is_known(past));
            past.put(slot);
        }
    }
}

/// When an item came into being here: an import may tell of an earlier life.
fn born(item: &WorkItem) -> Timestamp {
    item.history.first().map_or(item.created, |first| first.at.min(item.created))
}

fn item_at(item: &WorkItem, at: Timestamp) -> WorkItem {
    let mut then = item.clone();
    let kept = item.history.partition_point(|event| event.at <= at);
    for event in item.history.get(kept..).unwrap_or_default().iter().rev() {
        back(&mut then, event, item.history.get(..kept).unwrap_or_default());
    }
    then.history.truncate(kept);
    then.comments.retain(|comment| comment.at <= at);
    then.updated = then.history.last().map_or(then.created, |last| last.at);
    then
}

/// Takes one event back.
fn back(item: &mut WorkItem, event: &Event, earlier: &[Event]) {
    match &event.what {
        Happening::Created { status } => item.status = *status,
        Happening::Moved { from, .. } => item.status = *from,
        Happening::Blocked { .. } => item.blocked = None,
        Happening::Unblocked => {
            let since = earlier.iter().rev().find_map(|event| match &event.what {
                Happening::Blocked { reason } => Some((event.at, reason.clone())),
                _ => None,
            });
            item.blocked = since.map(|(since, reason)| Block { since, reason });
        }
        Happening::Sprint { from, .. } => item.sprint = *from,
        Happening::Estimate { from, .. } => item.estimate = *from,
        Happening::Owner { from, .. } => item.owner = *from,
        Happening::Release { from, .. } => item.release = *from,
        Happening::Field { name, from, .. } => match name.as_str() {
            "Title" => item.title.clone_from(from),
            "Priority" => item.priority = Priority::ALL.into_iter().find(|p| p.name() == from),
            "Due" => item.due = parse_day(from),
            "Type" => {
                let known = ItemKind::COMMON.into_iter().find(|kind| kind.name() == from);
                item.kind = known.unwrap_or_else(|| ItemKind::Other(from.clone()));
            }
            "Labels" => {
                item.labels = from.split(", ").filter(|l| !l.is_empty()).map(str::to_owned).collect();
            }
            _ => {}
        },
    }
}

fn risks(past: &mut Program, at: Timestamp) {
    for risk in past.risks.values_mut().filter(|risk| risk.updated > at) {
        let risk = Arc::make_mut(risk);
        let first = risk.scores.first().map(|s| s.residual);
        risk.scores.retain(|score| score.at <= at);
        if let Some(residual) = risk.scores.last().map(|s| s.residual).or(first) {
            risk.residual = residual;
        }
        if risk.closed.is_some_and(|closed| closed > at) {
            risk.closed = None;
            risk.state = if risk.owner.is_some() { RiskState::Owned } else { RiskState::Open };
        }
    }
}

/// The records of the chain from blocker to decision: what was closed later was open.
fn chain(past: &mut Program, at: Timestamp, day: Date) {
    let later = |date: Option<Date>| date.is_some_and(|date| date > day);
    let after = |moment: Option<Timestamp>| moment.is_some_and(|moment| moment > at);
    for action in past.actions.values_mut().filter(|a| later(a.closed)) {
        let action = Arc::make_mut(action);
        (action.closed, action.state) = (None, ActionState::Open);
    }
    for decision in past.decisions.values_mut().filter(|d| later(d.decided)) {
        let decision = Arc::make_mut(decision);
        (decision.decided, decision.state) = (None, DecisionState::Wanted);
        decision.outcome.clear();
    }
    for change in past.changes.values_mut().filter(|c| later(c.decided)) {
        let change = Arc::make_mut(change);
        (change.decided, change.state) = (None, ChangeState::Assessed);
    }
    for issue in past.issues.values_mut().filter(|i| later(i.closed)) {
        let issue = Arc::make_mut(issue);
        (issue.closed, issue.state) = (None, IssueState::Open);
    }
    for assumption in past.assumptions.values_mut().filter(|a| later(a.closed)) {
        let assumption = Arc::make_mut(assumption);
        (assumption.closed, assumption.state) = (None, AssumptionState::Open);
    }
    for blocker in past.blockers.values_mut().filter(|b| later(b.cleared)) {
        Arc::make_mut(blocker).cleared = None;
    }
    for goal in past.goals.values_mut().filter(|g| later(g.reached)) {
        Arc::make_mut(goal).reached = None;
    }
    for escalation in past.escalations.values_mut() {
        if after(escalation.sent) || after(escalation.acknowledged) || after(escalation.decided) {
            let escalation = Arc::make_mut(escalation);
            for moment in [&mut escalation.sent, &mut escalation.acknowledged, &mut escalation.decided] {
                *moment = moment.filter(|moment| *moment <= at);
            }
            escalation.state = match (escalation.sent, escalation.acknowledged, escalation.decided) {
                (_, _, Some(_)) => EscalationState::Decided,
                (_, Some(_), None) => EscalationState::Acknowledged,
                (Some(_), None, None) => EscalationState::Sent,
                (None, None, None) => EscalationState::Draft,
            };
        }
    }
    for incident in past.incidents.values_mut() {
        if after(incident.acknowledged) || after(incident.mitigated) || after(incident.resolved) {
            let incident = Arc::make_mut(incident);
            for moment in [&mut incident.acknowledged, &mut incident.mitigated, &mut incident.resolved] {
                *moment = moment.filter(|moment| *moment <= at);
            }
            incident.timeline.retain(|entry| entry.at <= at);
            incident.state = match (incident.mitigated, incident.resolved) {
                (_, Some(_)) => IncidentState::Resolved,
                (Some(_), None) => IncidentState::Mitigated,
                (None, None) => IncidentState::Open,
            };
        }
    }
}

/// Days on which something happened after the moment are not known yet.
fn days(past: &mut Program, at: Timestamp, day: Date) {
    let later = |date: Option<Date>| date.is_some_and(|date| date > day);
    for milestone in past.milestones.values_mut().filter(|m| later(m.reached)) {
        Arc::make_mut(milestone).reached = None;
    }
    for release in past.releases.values_mut().filter(|r| r.released && later(r.date)) {
        Arc::make_mut(release).released = false;
    }
    for package in past.packages.values_mut().filter(|p| later(p.began) || later(p.finished)) {
        let package = Arc::make_mut(package);
        package.began = package.began.filter(|began| *began <= day);
        package.finished = package.finished.filter(|finished| *finished <= day);
    }
    for sprint in past.sprints.values_mut() {
        let state = match (sprint.start, sprint.end) {
            (Some(start), _) if start > day => SprintState::Planned,
            (_, Some(end)) if end >= day && sprint.state == SprintState::Closed => SprintState::Active,
            _ => continue,
        };
        if sprint.state != state {
            let sprint = Arc::make_mut(sprint);
            sprint.state = state;
            if state == SprintState::Planned {
                sprint.commitment = None;
            }
        }
    }
    for clock in past.clocks.values_mut().filter(|c| c.updated > at) {
        let clock = Arc::make_mut(clock);
        clock.stopped = clock.stopped.filter(|stopped| *stopped <= at);
        clock.pauses.retain(|pause| pause.from <= at);
        for pause in &mut clock.pauses {
            pause.to = pause.to.filter(|to| *to <= at);
        }
    }
    for project in past.projects.values_mut().filter(|p| p.overrides.iter().any(|o| o.at > at)) {
        Arc::make_mut(project).overrides.retain(|o| o.at <= at);
    }
    for entry in past.plan.values_mut().filter(|entry| later(entry.done)) {
        Arc::make_mut(entry).done = None;
    }
}

/// What cannot be told of a moment from the records as they are now.
fn unknown(program: &Program, at: Timestamp) -> Vec<String> {
    let mut all = vec!["Records deleted since then are not in it.".to_owned()];
    let mut touched = Vec::new();
    macro_rules! touched_since {
        ($($table:ident $word:literal)*) => {$(
            if program.$table.values().any(|record| record.created <= at && record.updated > at) {
                touched.push($word);
            }
        )*};
    }
    touched_since! {
        milestones "due days of milestones" risks "texts of risks" packages "budgets" projects "projects"
        dependencies "dependencies" releases "releases" goals "goals" costs "cost entries"
    }
    if !touched.is_empty() {
        all.push(format!(
            "No history is kept of {}: where they changed since, they stand as they do now.",
            crate::analysis::changes::words::listed(&touched)
        ));
    }
    let early = |item: &&Arc<WorkItem>| item.history.iter().any(|event| event.seen && event.at > at);
    let seen = program.items.values().filter(early).count();
    if seen > 0 {
        all.push(format!(
            "Of {} an import saw a later state only, so the moments of the steps before are not known.",
            crate::analysis::words::count(seen, "item", "items")
        ));
    }
    all
}
