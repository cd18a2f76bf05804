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
