//! Triggers of risks that watch the model: looked at in a pause, and each raised once.

use super::state::App;
use crate::analysis::Facts;
use crate::analysis::risk::{Firing, firing, is_armed};
use crate::command::{Command, RiskEdit};
use crate::model::RiskId;
use crate::platform::page;
use leptos::prelude::*;

/// Milliseconds without a change after which the triggers are looked at: never while somebody types.
const PAUSE: i32 = 700;

/// Looks at the triggers after each change of the program, and with each day.
pub(super) fn follow(app: App) {
    // What was raised and taken back stays so, until its trigger has gone and comes anew, or the page is
    // opened again.
    let raised = StoredValue::new(Vec::<RiskId>::new());
    let timer = StoredValue::new(0_i32);
    Effect::new(move |_| {
        // Most programs watch nothing: they are not looked through.
        let any = app.with(|p| p.risks.values().any(|r| is_armed(r)));
        let _ = app.today();
        page::cancel(timer.get_value());
        if any {
            timer.set_value(page::after(PAUSE, move || look(app, raised)));
        }
    });
}

fn look(app: App, raised: StoredValue<Vec<RiskId>>) {
    let found =
        untrack(|| app.analyse(|ctx| page::measured("gluework triggers", || firing(&Facts::new(ctx)))));
    raised.update_value(|ids| ids.retain(|id| found.iter().any(|f| f.risk == *id)));
    let new: Vec<Firing> =
        found.into_iter().filter(|f| raised.with_value(|ids| !ids.contains(&f.risk))).collect();
    let today = app.today_untracked();
    let raise = |f: &Firing| Command::EditRisk(f.risk, RiskEdit::Raise(today, f.why.clone()));
    let command = match new.as_slice() {
        [] => return,
        [one] => raise(one),
        several => Command::Together {
            label: format!("{} risks raised by their triggers", several.len()),
            commands: several.iter().map(raise).collect(),
        },
    };
    raised.update_value(|ids| ids.extend(new.iter().map(|f| f.risk)));
    app.workbench.dispatch_aloud(command);
}
