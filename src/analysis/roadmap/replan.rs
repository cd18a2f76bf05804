//! Moving what is on the roadmap: the commands, and what a move breaks.

use super::edges::{Edge, Plan, edges};
use super::{Roadmap, milestones_of};
use crate::analysis::time::back;
use crate::command::Command;
use crate::model::{Date, Initiative, Milestone, Program, short_day};

/// Gives an initiative other days. Where it moves as a whole, its open milestones move with it.
#[must_use]
pub fn replan_initiative(program: &Program, initiative: &Initiative, start: Date, end: Date) -> Command {
    let moved = Initiative { start: Some(start), end: Some(end), ..initiative.clone() };
    let mut commands = vec![Command::revise(initiative.clone(), moved)];
    let by = initiative.start.zip(initiative.end).and_then(|(old_start, old_end)| {
        let by = (start - old_start).num_days();
        // Of a move the length stays, give or take a weekend.
        let same = ((end - start) - (old_end - old_start)).num_days().abs() <= 3;
        (same && by != 0).then_some(by)
    });
    let mut along = 0;
    if let Some(by) = by {
        for milestone in milestones_of(program, initiative.id).iter().filter(|m| m.reached.is_none()) {
            let due = back(milestone.due, -by);
            along += 1;
            let moved = Milestone { due, ..(**milestone).clone() };
            commands.push(Command::revise((**milestone).clone(), moved));
        }
    }
    let with = match along {
        0 => String::new(),
        1 => ", with its milestone".to_owned(),
        n => format!(", with {n} milestones"),
    };
    let label = format!("{} now {} to {}{with}", initiative.title, short_day(start), short_day(end));
    Command::Together { label, commands }
}

/// Puts a milestone on another day.
#[must_use]
pub fn replan_milestone(milestone: &Milestone, due: Date) -> Command {
    let moved = Milestone { due, ..milestone.clone() };
    let label = format!("{} now {}", milestone.name, short_day(due));
    Command::Together { label, commands: vec![Command::revise(milestone.clone(), moved)] }
}

/// The dependencies that are late now and were not before, or not by so much.
#[must_use]
pub fn newly_late(before: &[Edge], after: &Program) -> Vec<Edge> {
    let was = |edge: &Edge| before.iter().find(|b| b.id == edge.id).and_then(|b| b.late).unwrap_or(0);
    let after = edges(&Plan::of(after), None);
    after.into_iter().filter(|edge| edge.late.unwrap_or(0) > was(edge)).collect()
}

/// Makes the plan of what is shown the baseline, agreed on a day.
#[must_use]
pub fn baseline_now(roadmap: &Roadmap, day: Date) -> Command {
    let mut commands = Vec::new();
    for bar in roadmap.bars() {
        let old = &bar.initiative;
        let agreed = Initiative {
            baseline_start: old.start,
            baseline_end: old.end,
            baselined: Some(day),
            ..(**old).clone()
        };
        commands.push(Command::revise((**old).clone(), agreed));
        for milestone in bar.milestones.iter().filter(|m| m.reached.is_none()) {
            let agreed = Milestone { baseline: Some(milestone.due), ..(**milestone).clone() };
            commands.push(Command::revise((**milestone).clone(), agreed));
        }
    }
    Command::Together { label: format!("Baseline set, agreed {}", short_day(day)), commands }
}
