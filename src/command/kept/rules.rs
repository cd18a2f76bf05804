//! What must hold of each kind of record, and what a change of one does to others.

use crate::command::Rejected;
use crate::command::tx::{Tx, refused};
use crate::model::{Date, SatisfactionKind, Slot};
use std::sync::Arc;

/// A day range must not end before it starts.
fn in_order(start: Option<Date>, end: Option<Date>) -> Result<(), Rejected> {
    if start.zip(end).is_some_and(|(start, end)| end < start) {
        Err(refused("It would end before it starts"))
    } else {
        Ok(())
    }
}

/// A part of a scale of one to `most`.
fn on_scale(value: u8, most: u8, what: &str) -> Result<(), Rejected> {
    if (1..=most).contains(&value) {
        Ok(())
    } else {
        Err(Rejected(format!("{what} lies between 1 and {most}")))
    }
}

/// The day of a moment, where no view said in which zone: a closed record has a day.
pub(in crate::command) fn day_of(tx: &Tx<'_>) -> Date {
    crate::model::Zone::utc().day(tx.now())
}

/// Brings the record into the form that its kind is kept in; `before` is none for a new one.
pub(super) fn settle(tx: &Tx<'_>, slot: &mut Slot, before: Option<&Slot>) -> Result<(), Rejected> {
    let today = day_of(tx);
    // Open records have no closing day, closed ones have one.
    let closing = |open: bool, day: &mut Option<Date>| {
        if open {
            *day = None;
        } else {
            day.get_or_insert(today);
        }
    };
    match slot {
        Slot::Action(_, Some(record)) => {
            let action = Arc::make_mut(record);
            closing(action.state.is_open(), &mut action.closed);
        }
        Slot::Decision(_, Some(record)) => {
            let decision = Arc::make_mut(record);
            closing(decision.state == crate::model::DecisionState::Wanted, &mut decision.decided);
        }
        Slot::Change(_, Some(record)) => {
            let before = match before {
                Some(Slot::Change(_, before)) => before.as_deref(),
                _ => None,
            };
            super::change_request::settle(record, before)?;
            let change = Arc::make_mut(record);
            closing(change.state.is_open(), &mut change.decided);
        }
        Slot::Blocker(_, Some(record)) => {
            super::blocker::settle(tx, Arc::make_mut(record))?;
        }
        Slot::Assumption(_, Some(record)) => {
            let assumption = Arc::make_mut(record);
            closing(assumption.state == crate::model::AssumptionState::Open, &mut assumption.closed);
        }
        Slot::Issue(_, Some(record)) => {
            let issue = Arc::make_mut(record);
            closing(issue.state != crate::model::IssueState::Resolved, &mut issue.closed);
        }
        Slot::Incident(_, Some(record)) => {
            on_scale(record.severity, 4, "The severity")?;
            super::incidents::settle(tx, Arc::make_mut(record), before)?;
        }
        Slot::Stakeholder(_, Some(record)) => {
            on_scale(record.influence, 5, "Influence")?;
            on_scale(record.interest, 5, "Interest")?;
        }
        Slot::Satisfaction(_, Some(record)) => match record.kind {
            SatisfactionKind::Csat => on_scale(record.score, 5, "CSAT")?,
            SatisfactionKind::Nps if record.score > 10 => {
                return Err(refused("NPS lies between 0 and 10"));
            }
            SatisfactionKind::Nps => {}
        },
        Slot::Deliverable(_, Some(record)) => super::service::deliverable(Arc::make_mut(record), today),
        Slot::Project(_, Some(record)) => {
            let before = match before {
                Some(Slot::Project(_, before)) => before.as_deref(),
                _ => None,
            };
            super::service::project(tx, Arc::make_mut(record), before)?;
        }
        Slot::Person(_, Some(record)) if record.allocation > 100 => {
            return Err(refused("An allocation is at most 100 %"));
        }
        Slot::Initiative(_, Some(record)) => in_order(record.start, record.end)?,
        Slot::Experiment(_, Some(record)) => in_order(record.start, record.end)?,
        Slot::Contract(_, Some(record)) => in_order(record.start, record.end)?,
        Slot::Report(_, Some(record)) => in_order(record.from, record.to)?,
        Slot::Effort(_, Some(record)) if record.hours.to_hundredths() <= 0 => {
            return Err(refused("Hours worked are more than zero"));
        }
        _ => {}
    }
    Ok(())
}

/// What a change of this record does to others, within the same change.
pub(super) fn follow(tx: &mut Tx<'_>, after: &Slot, before: Option<&Slot>) -> Result<(), Rejected> {
    match (after, before) {
        (Slot::Change(_, Some(after)), Some(Slot::Change(_, before))) => {
            super::change_request::follow(tx, after, before.as_deref())
        }
        (Slot::Change(_, Some(after)), None) => super::change_request::follow(tx, after, None),
        (Slot::Blocker(_, Some(after)), Some(Slot::Blocker(_, before))) => {
            super::blocker::follow(tx, Some(after), before.as_deref())
        }
        (Slot::Blocker(_, Some(after)), None) => super::blocker::follow(tx, Some(after), None),
        (Slot::Incident(_, Some(incident)), _) => super::incidents::follow(tx, incident),
        (Slot::Escalation(_, Some(after)), Some(Slot::Escalation(_, before))) => {
            super::escalation::follow(tx, after, before.as_deref());
            Ok(())
        }
        (Slot::Escalation(_, Some(after)), _) => {
            super::escalation::follow(tx, after, None);
            Ok(())
        }
        _ => Ok(()),
    }
}

/// What must happen before the record goes; refused where its kind has a way of its own.
pub(super) fn let_go(tx: &mut Tx<'_>, slot: &Slot) -> Result<(), Rejected> {
    match slot {
        Slot::Blocker(id, Some(blocker)) => {
            // It is gone before its item is freed: what no longer is holds nothing.
            tx.put(Slot::Blocker(*id, None));
            super::blocker::follow(tx, None, Some(blocker))
        }
        Slot::Goal(id, _) => {
            let serving = tx.program().items.values().filter(|item| item.goal == Some(*id));
            for mut item in serving.map(|item| (**item).clone()).collect::<Vec<_>>() {
                item.goal = None;
                tx.put(item);
            }
            Ok(())
        }
        Slot::Client(id, _) => {
            let of = |client: Option<_>| client == Some(*id);
            let projects = tx.program().projects.values().filter(|p| of(p.client));
            for mut project in projects.map(|p| (**p).clone()).collect::<Vec<_>>() {
                project.client = None;
                tx.put(project);
            }
            let slas = tx.program().slas.values().filter(|s| of(s.client));
            for mut sla in slas.map(|s| (**s).clone()).collect::<Vec<_>>() {
                sla.client = None;
                tx.put(sla);
            }
            Ok(())
        }
        Slot::Milestone(..)
        | Slot::Project(..)
        | Slot::Release(..)
        | Slot::Person(..)
        | Slot::Team(..)
        | Slot::Sla(..)
        | Slot::Meeting(..) => Err(refused("Such a record is not taken away this way")),
        _ => Ok(()),
    }
}
