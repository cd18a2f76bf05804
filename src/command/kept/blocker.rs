//! A blocker that names an item flags it; clearing either clears the other.

use crate::command::Rejected;
use crate::command::item::{ItemEdit, edit};
use crate::command::tx::{Tx, refused};
use crate::model::{Blocker, BlockerId, Date, WorkItemId};
use std::sync::Arc;

/// Fills in what the item and the person say.
pub(super) fn settle(tx: &Tx<'_>, blocker: &mut Blocker) -> Result<(), Rejected> {
    let program = tx.program();
    let item = blocker.item.and_then(|id| program.items.get(&id));
    let person = blocker.person.and_then(|id| program.people.get(&id));
    blocker.project = blocker.project.or_else(|| item.map(|i| i.project));
    blocker.team = blocker.team.or_else(|| person.and_then(|p| p.team)).or_else(|| item.and_then(|i| i.team));
    if blocker.cleared.is_some_and(|cleared| cleared < blocker.raised) {
        blocker.cleared = Some(blocker.raised);
    }
    if blocker.needed_by.is_some_and(|by| by < blocker.raised) {
        return Err(refused("It would be needed before it was said"));
    }
    Ok(())
}

/// The item of a blocker that still holds.
fn holding(blocker: Option<&Blocker>) -> Option<WorkItemId> {
    blocker.filter(|b| b.cleared.is_none()).and_then(|b| b.item)
}

/// Whether an open blocker names the item.
fn is_named(tx: &Tx<'_>, item: WorkItemId) -> bool {
    tx.program().blockers.values().any(|b| holding(Some(b)) == Some(item))
}

/// Flags the item that is held up now, and frees the one that no longer is.
pub(super) fn follow(
    tx: &mut Tx<'_>,
    after: Option<&Blocker>,
    before: Option<&Blocker>,
) -> Result<(), Rejected> {
    let (was, is) = (holding(before), holding(after));
    if let Some(item) = was.filter(|item| is != Some(*item))
        && !is_named(tx, item)
        && tx.program().items.get(&item).is_some_and(|i| i.blocked.is_some())
    {
        edit(tx, item, ItemEdit::Unblock)?;
    }
    let Some((item, after)) = is.zip(after) else { return Ok(()) };
    let reason = tx.program().items.get(&item).map(|i| i.blocked.as_ref().map(|b| b.reason.clone()));
    // A reason that somebody wrote on the card stays; that of this blocker follows its title.
    let own = |reason: &str| before.is_some_and(|b| b.title == reason && b.title != after.title);
    if reason.is_some_and(|reason| reason.is_none_or(|reason| reason.is_empty() || own(&reason))) {
        edit(tx, item, ItemEdit::Block(after.title.clone()))?;
    }
    Ok(())
}

/// The item was freed on the board: what held it is cleared.
pub(in crate::command) fn clear(tx: &mut Tx<'_>, item: WorkItemId, today: Date) {
    let open = tx.program().blockers.values().filter(|b| holding(Some(b)) == Some(item));
    let open: Vec<BlockerId> = open.map(|b| b.id).collect();
    for id in open {
        if let Some(blocker) = tx.program().blockers.get(&id) {
            let mut blocker = Arc::unwrap_or_clone(blocker.clone());
            blocker.cleared = Some(today.max(blocker.raised));
            blocker.updated = tx.now();
            tx.put(blocker);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::command::{Command, ItemEdit, apply};
    use crate::model::{Blocker, Program, Stamp, Timestamp, WorkItemId, Zone, check, parse_day};

    fn done(program: &mut Program, command: Command, seed: u64) {
        let stamp = Stamp { at: Timestamp(1_763_640_000_000 + seed as i64), seed };
        apply(program, command, stamp).unwrap_or_else(|why| panic!("{why}"));
        assert_eq!(check(program), []);
    }

    fn reason(program: &Program, item: WorkItemId) -> Option<String> {
        program.items.get(&item).unwrap().blocked.as_ref().map(|b| b.reason.clone())
    }

    fn added(program: &mut Program, title: &str, item: WorkItemId, seed: u64) -> Blocker {
        let raised = parse_day("2025-11-17").unwrap();
        let blocker = Blocker { title: title.into(), item: Some(item), raised, ..Blocker::default() };
        let known: Vec<_> = program.blockers.keys().copied().collect();
        done(program, Command::add(blocker), seed);
        let new = program.blockers.values().find(|b| !known.contains(&b.id)).unwrap();
        (**new).clone()
    }

    // [SU3]
    #[test]
    fn an_item_is_blocked_as_long_as_a_blocker_names_it() {
        let mut program = crate::sample::program(parse_day("2025-11-20").unwrap(), &Zone::utc());
        let item = program.item_by_key("SRCH-338").unwrap().id;
        assert_eq!(reason(&program, item), None);
        let first = added(&mut program, "No data", item, 1);
        assert!(first.project.is_some() && first.team.is_some());
        assert_eq!(reason(&program, item).as_deref(), Some("No data"));
        let second = added(&mut program, "No reviewer", item, 2);
        assert_eq!(reason(&program, item).as_deref(), Some("No data"));
        let renamed = Blocker { title: "No stock data".into(), ..first.clone() };
        done(&mut program, Command::revise(first.clone(), renamed.clone()), 3);
        assert_eq!(reason(&program, item).as_deref(), Some("No stock data"));
        let cleared = Blocker { cleared: parse_day("2025-11-20"), ..renamed.clone() };
        done(&mut program, Command::revise(renamed, cleared), 4);
        assert!(reason(&program, item).is_some(), "the second still holds it");
        done(&mut program, Command::remove(second), 5);
        assert_eq!(reason(&program, item), None);
    }

    // [SU3]
    #[test]
    fn freeing_the_card_clears_its_blockers_and_undo_brings_them_back() {
        let mut program = crate::sample::program(parse_day("2025-11-20").unwrap(), &Zone::utc());
        let item = program.item_by_key("SRCH-338").unwrap().id;
        let blocker = added(&mut program, "No data", item, 1);
        let stamp = Stamp { at: Timestamp(1_763_640_000_000), seed: 2 };
        let change = apply(&mut program, Command::EditItem(item, ItemEdit::Unblock), stamp).unwrap();
        let cleared = |program: &Program| program.blockers.get(&blocker.id).unwrap().cleared;
        assert_eq!(cleared(&program), parse_day("2025-11-20"));
        done(&mut program, change.undoing(2), 3);
        assert_eq!(cleared(&program), None);
        assert_eq!(reason(&program, item).as_deref(), Some("No data"));
    }
}
