//! What a record comes from and what it leads to: the chain from a blocker to a line of the report.

use crate::model::{Kept, LinkKind, Program, Ref};
use std::collections::BTreeSet;

/// What a record is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    /// What kind of record it is, such as `Risk`.
    pub noun: &'static str,
    /// What people call it, such as `R-19`; may be empty.
    pub key: String,
    /// Its title.
    pub title: String,
}

/// What a record is called; none where it is not in the program.
#[must_use]
pub fn called(program: &Program, to: &Ref) -> Option<Called> {
    let some = |noun, key: &str, title: &str| Called { noun, key: key.to_owned(), title: title.to_owned() };
    match to {
        Ref::Item(id) => program.items.get(id).map(|i| some("Item", &i.key, &i.title)),
        Ref::Risk(id) => program.risks.get(id).map(|r| some("Risk", &r.key, &r.title)),
        Ref::Sprint(id) => program.sprints.get(id).map(|s| some("Sprint", "", &s.name)),
        Ref::TestRun(id) => program.test_runs.get(id).map(|r| some("Test run", "", &r.series)),
        Ref::External(key) => Some(some("Outside", key, "Not in this program")),
        other => {
            let slot = other.slot(program)?;
            let record: &dyn Kept = slot.kept()?;
            Some(some(record.noun(), record.key(), record.title()))
        }
    }
}

/// What to know of a record at a glance, such as `Jonas Weber, due 18 Nov`; empty where there is nothing.
#[must_use]
pub fn note(program: &Program, of: &Ref) -> String {
    use crate::model::short_day;
    let person = |id: Option<crate::model::PersonId>| {
        id.and_then(|id| program.people.get(&id)).map(|p| p.name.clone())
    };
    let due = |word: &str, day: Option<crate::model::Date>| day.map(|d| format!("{word} {}", short_day(d)));
    let parts: Vec<Option<String>> = match of {
        Ref::Item(id) => program.items.get(id).map_or_else(Vec::new, |i| {
            vec![program.status(i.status).map(|s| s.name.clone()), person(i.owner)]
        }),
        Ref::Risk(id) => program.risks.get(id).map_or_else(Vec::new, |r| {
            vec![Some(format!("Score {}", r.residual.value())), Some(r.state.name().to_lowercase())]
        }),
        Ref::Action(id) => program.actions.get(id).map_or_else(Vec::new, |a| {
            vec![Some(a.state.name().to_owned()), person(a.owner), due("due", a.due)]
        }),
        Ref::Decision(id) => program.decisions.get(id).map_or_else(Vec::new, |d| {
            let by = (!d.decider.is_empty()).then(|| d.decider.clone());
            vec![Some(d.state.name().to_owned()), by, due("needed by", d.needed_by)]
        }),
        Ref::Change(id) => program
            .changes
            .get(id)
            .map_or_else(Vec::new, |c| vec![Some(c.state.name().to_owned()), due("needed by", c.needed_by)]),
        Ref::Escalation(id) => program.escalations.get(id).map_or_else(Vec::new, |e| {
            let to = (!e.to.is_empty()).then(|| format!("to {}", e.to));
            vec![Some(e.state.name().to_owned()), to, due("needed by", e.needed_by)]
        }),
        Ref::Issue(id) => program.issues.get(id).map_or_else(Vec::new, |i| {
            vec![Some(i.state.name().to_owned()), person(i.owner), due("due", i.due)]
        }),
        Ref::Assumption(id) => program.assumptions.get(id).map_or_else(Vec::new, |a| {
            vec![Some(a.state.name().to_owned()), due("to be known by", a.validate_by)]
        }),
        Ref::Blocker(id) => program.blockers.get(id).map_or_else(Vec::new, |b| {
            let team = b.team.and_then(|id| program.teams.get(&id)).map(|t| t.name.clone());
            let end = b.cleared.map(|d| format!("cleared {}", short_day(d)));
            vec![team, Some(format!("said {}", short_day(b.raised))), end]
        }),
        Ref::Incident(id) => program.incidents.get(id).map_or_else(Vec::new, |i| {
            vec![Some(format!("SEV {}", i.severity)), Some(i.state.name().to_owned())]
        }),
        Ref::Milestone(id) => {
            program.milestones.get(id).map_or_else(Vec::new, |m| vec![due("due", Some(m.due))])
        }
        Ref::Session(id) => program.sessions.get(id).map_or_else(Vec::new, |s| vec![Some(short_day(s.day))]),
        _ => Vec::new(),
    };
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The links of a record, both ways. Costs one look at every link of the program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// Links that start at it.
    pub out: Vec<(LinkKind, Ref)>,
    /// Links that end at it.
    pub into: Vec<(LinkKind, Ref)>,
}

/// The links of a record, both ways.
#[must_use]
pub fn around(program: &Program, of: &Ref) -> Around {
    let mut found = Around::default();
    program.each_link(&mut |from, link| {
        if from == *of {
            found.out.push((link.kind.clone(), link.to.clone()));
        } else if link.to == *of {
            found.into.push((link.kind.clone(), from));
        }
    });
    found
}

/// One record of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainStep {
    /// The record.
    pub at: Ref,
    /// Its distance: negative = it comes from there, 0 = the record itself, positive = it leads there.
    pub distance: i32,
}

/// The whole chain of a record: everything it comes from, itself, everything it leads to; the farthest
/// origin first. Circles end where they began.
#[must_use]
pub fn chain(program: &Program, of: &Ref) -> Vec<ChainStep> {
    let mut pairs: Vec<(Ref, Ref)> = Vec::new();
    program.each_link(&mut |from, link| {
        if link.kind == LinkKind::LeadsTo {
            pairs.push((from, link.to.clone()));
        }
    });
    let mut steps = walk(&pairs, of, true);
    steps.reverse();
    steps.push(ChainStep { at: of.clone(), distance: 0 });
    steps.extend(walk(&pairs, of, false));
    steps
}

/// The records before (or behind) one, nearest first.
fn walk(pairs: &[(Ref, Ref)], of: &Ref, back: bool) -> Vec<ChainStep> {
    let mut seen = BTreeSet::from([of.clone()]);
    let (mut steps, mut front, mut distance) = (Vec::new(), vec![of.clone()], 0);
    while !front.is_empty() {
        distance += if back { -1 } else { 1 };
        let mut next = Vec::new();
        for (from, to) in pairs {
            let (near, far) = if back { (to, from) } else { (from, to) };
            if front.contains(near) && seen.insert(far.clone()) {
                steps.push(ChainStep { at: far.clone(), distance });
                next.push(far.clone());
            }
        }
        front = next;
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::{Command, apply};
    use crate::model::{Action, Blocker, Decision, Stamp, Timestamp};

    // [KR6]
    #[test]
    fn a_chain_is_the_same_from_each_of_its_records() {
        let mut program = Program::default();
        let mut seed = 0;
        let mut add = |program: &mut Program, command| {
            seed += 1;
            let change = apply(program, command, Stamp { at: Timestamp(0), seed }).unwrap();
            change.before.iter().find_map(|slot| match slot {
                crate::model::Slot::Settings(_) => None,
                slot => {
                    program.slot(slot).kept().filter(|r| r.created() == Timestamp(0)).map(Kept::reference)
                }
            })
        };
        let blocker = Blocker { title: "No quota".into(), ..Blocker::default() };
        add(&mut program, Command::add(blocker));
        let blocker = Ref::Blocker(*program.blockers.keys().next().unwrap());
        add(
            &mut program,
            Command::add_from(Action { title: "Ask".into(), ..Action::default() }, blocker.clone()),
        );
        let action = Ref::Action(*program.actions.keys().next().unwrap());
        let decision = Decision { title: "Rent".into(), ..Decision::default() };
        add(&mut program, Command::add_from(decision, action.clone()));
        let decision = Ref::Decision(*program.decisions.keys().next().unwrap());
        let wanted = [blocker, action, decision];
        for of in &wanted {
            let steps: Vec<Ref> = chain(&program, of).into_iter().map(|step| step.at).collect();
            assert_eq!(steps, wanted);
        }
        assert_eq!(called(&program, &wanted[1]).unwrap().key, "A-1");
    }
}
