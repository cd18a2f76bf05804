//! Accepting a change request moves the baseline, once, in the same change.

use crate::command::Rejected;
use crate::command::tx::{Tx, found, refused};
use crate::model::{ChangeRequest, ChangeState};

/// What was accepted has moved the baseline: it stays accepted, with the effects that it had.
pub(super) fn settle(after: &ChangeRequest, before: Option<&ChangeRequest>) -> Result<(), Rejected> {
    let Some(before) = before.filter(|before| before.state == ChangeState::Accepted) else { return Ok(()) };
    if after.state != ChangeState::Accepted {
        return Err(refused(
            "An accepted change request has moved the baseline. Undo it, or request another change",
        ));
    }
    let effect = |c: &ChangeRequest| (c.project, c.milestone, c.days, c.items, c.points, c.cost);
    if effect(after) != effect(before) {
        return Err(refused("The effects of an accepted change request have moved the baseline and stay"));
    }
    Ok(())
}

/// Moves what the request names, when it becomes accepted.
pub(super) fn follow(
    tx: &mut Tx<'_>,
    after: &ChangeRequest,
    before: Option<&ChangeRequest>,
) -> Result<(), Rejected> {
    let was = before.is_some_and(|before| before.state == ChangeState::Accepted);
    if was || after.state != ChangeState::Accepted {
        return Ok(());
    }
    if let Some(id) = after.milestone {
        let mut milestone = found(tx.program().milestones.get(&id), "milestone")?;
        if milestone.reached.is_some() && after.days.unwrap_or(0) != 0 {
            return Err(refused("Its milestone is already reached and does not move any more"));
        }
        if after.move_milestone(&mut milestone) {
            milestone.updated = tx.now();
            tx.put(milestone);
        }
    }
    if let Some(id) = after.project {
        let mut project = found(tx.program().projects.get(&id), "project")?;
        if after.move_project(&mut project) {
            project.updated = tx.now();
            tx.put(project);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::command::{Change, Command, apply};
    use crate::json::Json;
    use crate::model::{
        ChangeRequest, ChangeState, Currency, Milestone, MilestoneId, Money, Points, Program, Project,
        ProjectId, ScopeBaseline, Stamp, Status, Timestamp, Workflow, WorkflowId, check, parse_day,
    };

    fn done(program: &mut Program, command: Command, seed: u64) -> Result<Change, String> {
        let stamp = Stamp { at: Timestamp(1_763_600_000_000 + seed as i64), seed };
        let change = apply(program, command, stamp).map_err(|why| why.to_string())?;
        assert_eq!(check(program), []);
        Ok(change)
    }

    fn program() -> Program {
        let mut program = Program::default();
        let (project, workflow) = (ProjectId::from(1), WorkflowId::from(2));
        let first = Status { id: 4.into(), name: "Ready".into(), ..Json::blank() };
        program.put(Workflow { id: workflow, statuses: vec![first], ..Json::blank() }.into());
        let agreed = parse_day("2025-11-03").unwrap();
        let baseline = ScopeBaseline { date: agreed, items: 40, points: Points::hundredths(12_000) };
        program.put(
            Project {
                id: project,
                name: "Search".into(),
                prefix: "SRCH".into(),
                workflow,
                baseline: Some(baseline),
                budget: Some(Money::whole(100_000, Currency::EUR)),
                ..Json::blank()
            }
            .into(),
        );
        program.put(
            Milestone {
                id: MilestoneId::from(3),
                project,
                name: "Load test ready".into(),
                baseline: parse_day("2025-11-18"),
                due: parse_day("2025-11-26").unwrap(),
                ..Json::blank()
            }
            .into(),
        );
        program
    }

    fn request() -> ChangeRequest {
        ChangeRequest {
            title: "Rehearse on two nodes".into(),
            project: Some(ProjectId::from(1)),
            milestone: Some(MilestoneId::from(3)),
            days: Some(10),
            items: Some(-3),
            points: Some(850),
            cost: Some(Money::whole(18_000, Currency::EUR)),
            ..ChangeRequest::default()
        }
    }

    fn state(program: &Program) -> (String, String, u32, i64, i64) {
        let milestone = program.milestones.values().next().unwrap();
        let project = program.projects.values().next().unwrap();
        let scope = project.baseline.clone().unwrap();
        let budget = project.budget.unwrap().amount;
        (
            milestone.due.to_string(),
            milestone.baseline.unwrap().to_string(),
            scope.items,
            scope.points.to_hundredths(),
            budget,
        )
    }

    fn seen(program: &Program) -> ChangeRequest {
        (**program.changes.values().next().unwrap()).clone()
    }

    // [AC4]
    #[test]
    fn accepting_moves_the_baseline_once_and_undo_moves_it_back() {
        let mut program = program();
        let before = state(&program);
        done(&mut program, Command::add(request()), 1).unwrap();
        for other in [ChangeState::Assessed, ChangeState::Rejected, ChangeState::Withdrawn] {
            let now = seen(&program);
            let next = ChangeRequest { state: other, ..now.clone() };
            done(&mut program, Command::revise(now, next), 2).unwrap();
            assert_eq!(state(&program), before, "{other:?} moves nothing");
        }
        let now = seen(&program);
        let accepted = ChangeRequest { state: ChangeState::Accepted, ..now.clone() };
        let change = done(&mut program, Command::revise(now, accepted), 3).unwrap();
        let moved = ("2025-12-06".into(), "2025-11-28".into(), 37, 12_850, 11_800_000);
        assert_eq!(state(&program), moved);
        // It cannot be accepted again, nor taken back or changed afterwards; the rest of it can.
        let now = seen(&program);
        assert!(now.decided.is_some());
        for after in [
            ChangeRequest { state: ChangeState::Proposed, ..now.clone() },
            ChangeRequest { days: Some(20), ..now.clone() },
        ] {
            assert!(done(&mut program, Command::revise(now.clone(), after), 4).is_err());
        }
        let noted = ChangeRequest { notes: "Steering agreed.".into(), ..now.clone() };
        done(&mut program, Command::revise(now, noted), 5).unwrap();
        assert_eq!(state(&program), moved);
        assert!(done(&mut program, change.undoing(3), 6).is_err(), "it was changed since");
        let noted = seen(&program);
        let back = ChangeRequest { notes: String::new(), ..noted.clone() };
        done(&mut program, Command::revise(noted, back), 7).unwrap();
    }

    // [AC4]
    #[test]
    fn undoing_an_acceptance_moves_everything_back() {
        let mut program = program();
        let before = state(&program);
        done(&mut program, Command::add(request()), 1).unwrap();
        let now = seen(&program);
        let accepted = ChangeRequest { state: ChangeState::Accepted, ..now.clone() };
        let change = done(&mut program, Command::revise(now, accepted), 2).unwrap();
        assert_ne!(state(&program), before);
        done(&mut program, change.undoing(2), 3).unwrap();
        assert_eq!((state(&program), seen(&program).state), (before, ChangeState::Proposed));
    }

    #[test]
    fn a_reached_milestone_does_not_move() {
        let mut program = program();
        let mut milestone = (**program.milestones.values().next().unwrap()).clone();
        milestone.reached = parse_day("2025-11-19");
        program.put(milestone.into());
        let accepted = ChangeRequest { state: ChangeState::Accepted, ..request() };
        assert!(done(&mut program, Command::add(accepted), 1).is_err());
        assert!(program.changes.is_empty());
    }
}
