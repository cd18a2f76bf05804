//! What came out of a meeting: the line, and the record that is made of it, as one change.

use crate::command::tx::{Tx, found, one_line, refused};
use crate::command::{Command, Rejected};
use crate::model::{LinkKind, OutcomeKind, Ref, SessionId, SessionOutcome};

/// Keeps an outcome; the record that is made of it comes from the meeting.
pub(in crate::command) fn conclude(
    tx: &mut Tx<'_>,
    session: SessionId,
    mut outcome: SessionOutcome,
    make: Option<Command>,
) -> Result<String, Rejected> {
    let from_session = Ref::Session(session);
    found(tx.program().sessions.get(&session), "meeting")?;
    outcome.text = one_line(&outcome.text, "What came out")?;
    outcome.id = tx.new_id();
    outcome.made = None;
    let label = match make {
        None => {
            outcome.kind = OutcomeKind::Note;
            "Note added".to_owned()
        }
        Some(mut make) => {
            match &mut make {
                Command::Add { from: origin, .. } => *origin = None,
                Command::AddRisk(draft) => draft.comes_from = None,
                _ => return Err(refused("Only a new record can come out of a meeting")),
            }
            let label = crate::command::run(tx, make)?;
            outcome.made = tx.made();
            if let Some(made) = &outcome.made {
                super::link(tx, &from_session, &LinkKind::LeadsTo, made)?;
            }
            label
        }
    };
    // Read again: the link to the new record starts here.
    let mut after = found(tx.program().sessions.get(&session), "meeting")?;
    after.outcomes.push(outcome);
    after.updated = tx.now();
    tx.put(after);
    Ok(label)
}
