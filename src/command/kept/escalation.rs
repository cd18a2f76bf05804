//! The clock and the trail of an escalation: both follow from its state and its step of the ladder.

use crate::command::tx::Tx;
use crate::model::{
    Escalation, EscalationEntry, EscalationMove, EscalationState, LadderStep, Timestamp, ladder_for,
};

const MINUTE: i64 = 60_000;

/// Brings clock, trail and who is asked up to date with a change of state, step or ladder.
pub(super) fn follow(tx: &mut Tx<'_>, after: &Escalation, before: Option<&Escalation>) {
    let now = tx.now();
    let mut new = after.clone();
    if before.is_none() && new.ladder.is_none() {
        new.ladder = ladder_for(tx.program(), new.project, new.client);
    }
    let blank = Escalation { step: new.step, ..Escalation::default() };
    let old = before.unwrap_or(&blank);
    let step = new.ladder.and_then(|id| tx.program().ladders.get(&id));
    let step = step.and_then(|ladder| ladder.steps.get(usize::try_from(new.step).ok()?)).cloned();
    let climbed = before.is_some() && new.step != old.step;
    let other_ladder = before.is_some() && new.ladder != old.ladder && new.to == old.to;
    if (new.to.is_empty() || ((climbed || other_ladder) && new.to == old.to))
        && let Some(step) = &step
    {
        new.to.clone_from(&step.who);
    }
    let was_out = matches!(old.state, EscalationState::Sent | EscalationState::Acknowledged);
    if climbed && was_out && new.state.is_open() {
        let late = old.respond_by.is_some_and(|by| by < now) && old.acknowledged.is_none();
        let text = if late { ["No answer from ", &old.to].concat() } else { String::new() };
        send(&mut new, now, step.as_ref(), true);
        note(tx, &mut new, EscalationMove::MovedUp, text);
    } else if new.state != old.state {
        let what = change(&mut new, old, now, step.as_ref());
        if let Some(what) = what {
            let text = if what == EscalationMove::Decided { new.outcome.clone() } else { String::new() };
            note(tx, &mut new, what, text);
        }
    }
    if new != *after {
        tx.put(new);
    }
}

/// It is out: the clock of the ladder's step begins.
fn send(new: &mut Escalation, now: Timestamp, step: Option<&LadderStep>, again: bool) {
    (new.state, new.sent, new.acknowledged, new.decided) = (EscalationState::Sent, Some(now), None, None);
    if let Some(step) = step {
        new.respond_by = Some(Timestamp(now.0.saturating_add(i64::from(step.minutes) * MINUTE)));
    } else if again {
        new.respond_by = None;
    }
}

/// What a change of state does to the moments, and what the trail says of it.
fn change(
    new: &mut Escalation,
    old: &Escalation,
    now: Timestamp,
    step: Option<&LadderStep>,
) -> Option<EscalationMove> {
    match new.state {
        EscalationState::Draft => {
            (new.sent, new.acknowledged, new.decided, new.respond_by) = (None, None, None, None);
            // A new draft has no history yet.
            (old.state != EscalationState::Draft).then_some(EscalationMove::Reopened)
        }
        EscalationState::Sent => {
            let reopened = !old.state.is_open();
            send(new, now, step, false);
            Some(if reopened { EscalationMove::Reopened } else { EscalationMove::Sent })
        }
        EscalationState::Acknowledged => {
            new.sent.get_or_insert(now);
            (new.acknowledged, new.decided) = (Some(now), None);
            Some(EscalationMove::Acknowledged)
        }
        EscalationState::Decided => {
            new.decided = Some(now);
            Some(EscalationMove::Decided)
        }
        EscalationState::Withdrawn => Some(EscalationMove::Withdrawn),
    }
}

fn note(tx: &mut Tx<'_>, new: &mut Escalation, what: EscalationMove, text: String) {
    let entry = EscalationEntry { id: tx.new_id(), at: tx.now(), what, to: new.to.clone(), text };
    new.trail.push(entry);
}
