//! Experiments: what was believed, what was measured, what came out.

use super::add_line;
use super::phrases;
use crate::app::App;
use crate::components::{Choice, select};
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::model::{Experiment, ExperimentId, ExperimentState, Ref};
use std::sync::Arc;

pub(super) fn section(app: App) -> AnyView {
    let shown: Memo<Arc<Vec<Experiment>>> = Memo::new(move |_| {
        let project = app.project();
        let mut all: Vec<Experiment> = app.with(|p| {
            let of = p.experiments.values().filter(|e| project.is_none() || e.project == project);
            of.map(|e| (**e).clone()).collect()
        });
        // What runs, what comes, what is over with the newest first.
        let rank = |e: &Experiment| match e.state {
            ExperimentState::Running => 0,
            ExperimentState::Planned => 1,
            _ => 2,
        };
        all.order_by(|a, b| (rank(a), b.end, &a.title).cmp(&(rank(b), a.end, &b.title)));
        Arc::new(all)
    });
    let ids = move || shown.with(|all| all.iter().map(|e| e.id.number()).collect());
    let words = move || {
        shown.with(|all| {
            let of = |state| all.iter().filter(|e| e.state == state).count();
            let over = of(ExperimentState::Won) + of(ExperimentState::Lost);
            if all.is_empty() {
                "A bet says what is believed and what would confirm it. None was placed yet.".to_owned()
            } else if over == 0 {
                "None is decided yet.".to_owned()
            } else {
                format!("{} of {} decided ones won", of(ExperimentState::Won), over)
            }
        })
    };
    let add = move |title: &str| {
        let made = app.add(
            Experiment {
                title: title.to_owned(),
                project: untrack(|| app.project()),
                ..Experiment::default()
            },
            None,
        );
        if let Some(made) = &made {
            app.open_ref(made);
        }
        made.is_some()
    };
    el("section")
        .class("cl-part bets")
        .attr("aria-labelledby", "head-bets")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").attr("id", "head-bets").child("Experiments"))
                .child(el("span").class("quiet").child(words)),
        )
        .child(el("ul").child(keyed(ids, move |id| row(app, shown, id))))
        .child(add_line("Add an experiment", "Add an experiment by its title", add))
        .into_any()
}

/// Made once, follows its record.
fn row(app: App, shown: Memo<Arc<Vec<Experiment>>>, id: ExperimentId) -> AnyView {
    let now = Memo::new(move |_| shown.with(|all| all.iter().find(|e| e.id == id).cloned()));
    let get = move |read: fn(&Experiment) -> String| now.with(|e| e.as_ref().map(read).unwrap_or_default());
    let revise = move |make: &dyn Fn(&mut Experiment)| {
        let Some(before) = now.get_untracked() else { return };
        let mut after = before.clone();
        make(&mut after);
        app.revise(before, after);
    };
    let states = || ExperimentState::ALL.iter().map(|s| Choice::new(s.word(), s.name())).collect();
    let days = move || {
        let today = app.today();
        now.with(|e| {
            let e = e.as_ref()?;
            Some(match (e.start, e.end) {
                (Some(start), Some(end)) => {
                    format!("{} to {}", phrases::day(start, today), phrases::day(end, today))
                }
                (Some(start), None) => format!("since {}", phrases::day(start, today)),
                (None, Some(end)) => format!("until {}", phrases::day(end, today)),
                (None, None) => "no days yet".to_owned(),
            })
        })
    };
    let goal = move || {
        let goal = now.with(|e| e.as_ref().and_then(|e| e.goal));
        app.with(|p| goal.and_then(|id| p.goals.get(&id)).map(|g| format!("for “{}”", g.name)))
            .unwrap_or_else(|| "serves no goal".to_owned())
    };
    let over = Memo::new(move |_| {
        now.with(|e| {
            e.as_ref()
                .is_some_and(|e| !matches!(e.state, ExperimentState::Planned | ExperimentState::Running))
        })
    });
    el("li")
        .class("bet")
        .child(
            el("div")
                .class("bet-what")
                .child(
                    el("button")
                        .class("cl-title")
                        .on_click(move |_| app.open_ref(&Ref::Experiment(id)))
                        .child(move || get(|e| e.title.clone())),
                )
                .child(el("div").class("quiet").child(goal))
                .child(el("p").child(move || get(|e| e.hypothesis.clone())))
                .child(move || {
                    let measure = get(|e| e.measure.clone());
                    (!measure.is_empty())
                        .then(|| el("p").class("quiet").child(format!("Measured: {measure}")))
                }),
        )
        .child(
            el("div")
                .class("bet-end")
                .child(
                    el("div")
                        .class("row")
                        .child(select(
                            "State",
                            "small",
                            states,
                            move || get(|e| e.state.word().to_owned()),
                            move |word| {
                                if let Some(state) = ExperimentState::ALL.iter().find(|s| s.word() == word) {
                                    revise(&|e| e.state = *state);
                                }
                            },
                        ))
                        .child(el("span").class("quiet num").child(days)),
                )
                .child(move || {
                    over.get().then(|| {
                        el("textarea")
                            .class("input bet-outcome")
                            .attr("rows", "2")
                            .attr("aria-label", "Outcome")
                            .attr("placeholder", "What came out, and what was learnt")
                            .on_change(move |event| {
                                let text = event_target_value(&event).trim().to_owned();
                                revise(&|e| e.outcome.clone_from(&text));
                            })
                            .prop("value", move || get(|e| e.outcome.clone()))
                    })
                }),
        )
        .into_any()
}
