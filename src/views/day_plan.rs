//! What can be done with a line of a day's plan; routines' turns included.

use crate::analysis::plan::{Line, LineOf, read};
use crate::app::App;
use crate::command::{Command, PlanEdit};
use crate::dom::prelude::*;
use crate::model::{Date, Ref, Routine, RoutineId, Snooze};

fn routine(app: App, id: RoutineId) -> Option<Routine> {
    app.workbench.with_untracked(|p| p.routines.get(&id).map(|r| (**r).clone()))
}

/// Settles a routine's turn, or opens it again.
fn settle(app: App, id: RoutineId, on: bool, skipped: bool) {
    let Some(before) = routine(app, id) else { return };
    let mut after = before.clone();
    if on {
        after.settled_before = before.settled;
        after.settled = Some(app.today_untracked());
    } else {
        after.settled = before.settled_before;
        after.settled_before = None;
    }
    after.skipped = skipped;
    let word = match (on, skipped) {
        (false, _) => "Open again",
        (true, true) => "Left out this time",
        (true, false) => "Ticked off",
    };
    let commands = vec![Command::revise(before, after.clone())];
    let label = [word, ": ", &after.title].concat();
    if skipped {
        app.workbench.dispatch_aloud(Command::Together { label, commands });
    } else {
        app.workbench.dispatch(Command::Together { label, commands });
    }
}

/// Ticks a line off, or opens it again.
pub(super) fn tick(app: App, line: &Line, on: bool) {
    match line.of {
        LineOf::Entry(id) => {
            let day = on.then(|| app.today_untracked());
            app.workbench.dispatch(Command::Plan(id, PlanEdit::Done(day)));
        }
        LineOf::Routine(id) => settle(app, id, on, false),
    }
}

/// Puts a line on a later day.
pub(super) fn move_on(app: App, line: &Line, to: Date) {
    app.workbench.dispatch(move_command(line, to));
}

/// The same as a command.
pub(super) fn move_command(line: &Line, to: Date) -> Command {
    match line.of {
        LineOf::Entry(id) => Command::Plan(id, PlanEdit::Move(to)),
        LineOf::Routine(id) => {
            let snooze = Snooze {
                title: line.text.clone(),
                about: Some(Ref::Routine(id)),
                reason: "Routine".to_owned(),
                until: to,
                ..Snooze::default()
            };
            let label = ["Moved: ", &line.text].concat();
            Command::Together { label, commands: vec![Command::add(snooze)] }
        }
    }
}

/// Gives a line up: a routine only for this time.
pub(super) fn give_up(app: App, line: &Line) {
    match line.of {
        LineOf::Entry(id) => {
            let day = Some(app.today_untracked());
            app.workbench.dispatch_aloud(Command::Plan(id, PlanEdit::Drop(day)));
        }
        LineOf::Routine(id) => settle(app, id, true, true),
    }
}

/// Makes a line one of the first three, or not. More than three are refused in words.
pub(super) fn put_first(app: App, line: &Line, others: usize) {
    let LineOf::Entry(id) = line.of else {
        app.toasts.say("A routine comes by itself; put what it is for on the plan to make it first.");
        return;
    };
    if !line.top && others >= 3 {
        app.toasts.say("Three come first. Take one back before you add another.");
        return;
    }
    app.workbench.dispatch(Command::Plan(id, PlanEdit::Top(!line.top)));
}

/// Keeps time for a line, or frees it.
pub(super) fn keep_time(app: App, line: &Line, at: Option<u16>) {
    if let LineOf::Entry(id) = line.of {
        app.workbench.dispatch(Command::Plan(id, PlanEdit::Time(at)));
    }
}

/// A line of its own at the foot of a plan, to add to it.
pub(super) fn add_line(
    app: App,
    name: &'static str,
    key: &'static str,
    day: impl Fn() -> Date + Copy + 'static,
) -> AnyView {
    use crate::components::icon;
    let input = NodeRef::new();
    let add = move || {
        let Some(input) = input.input() else { return };
        let (text, minutes) = read(&input.value());
        if text.is_empty() {
            return;
        }
        let command = Command::AddPlan { day: untrack(day), text, minutes, about: None };
        if app.workbench.dispatch(command).is_some() {
            input.set_value("");
        }
    };
    el("div")
        .class("plan-add")
        .child(icon("plus"))
        .child(
            el("input")
                .class("plan-input")
                .attr("aria-label", name)
                .attr("placeholder", [name, ", 30m for half an hour"].concat())
                .attr("data-plan-add", "")
                .on_keydown(move |event| {
                    if event.key() == "Enter" {
                        add();
                    }
                })
                .on_blur(move |_| add())
                .node_ref(input),
        )
        .child(el("kbd").class("keycap wide-only").child(key))
        .into_any()
}
