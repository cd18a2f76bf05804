//! What comes again: checklists that are due, routines, and the patterns they start from.

use super::phrases;
use crate::analysis::routine::{DueList, USUAL, due_lists, turn};
use crate::app::App;
use crate::command::Command;
use crate::components::{Choice, icon, select};
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::model::{Cadence, CheckLine, Checklist, ChecklistId, Date, EntryId, Ref, Routine};

/// Ticks a line of a checklist's turn; the first tick makes the turn.
fn tick(app: App, list: &DueList, line: EntryId, on: bool) {
    let today = app.today_untracked();
    let mark = |lines: &mut Vec<CheckLine>, at: usize| {
        if let Some(line) = lines.get_mut(at) {
            line.done = on.then_some(today);
        }
    };
    let Some(at) = list.lines().iter().position(|l| l.id == line) else { return };
    match &list.turn {
        Some(before) => {
            let mut after = (**before).clone();
            mark(&mut after.lines, at);
            app.revise((**before).clone(), after);
        }
        None => {
            app.workbench.dispatch(Command::add(turn_of(list, |lines| mark(lines, at))));
        }
    }
}

fn turn_of(list: &DueList, edit: impl FnOnce(&mut Vec<CheckLine>)) -> Checklist {
    let mut turn = Checklist {
        title: list.pattern.title.clone(),
        cadence: list.pattern.cadence,
        of: Some(list.pattern.id),
        project: list.pattern.project,
        team: list.pattern.team,
        day: Some(list.due),
        lines: list
            .pattern
            .lines
            .iter()
            .map(|l| CheckLine { id: EntryId::from(0), text: l.text.clone(), done: None })
            .collect(),
        ..Checklist::default()
    };
    edit(&mut turn.lines);
    turn
}

/// Leaves this turn as it is.
fn leave(app: App, list: &DueList) {
    let today = Some(app.today_untracked());
    let label = [&list.pattern.title, " left for this time"].concat();
    let command = match &list.turn {
        Some(before) => {
            Command::revise((**before).clone(), Checklist { closed: today, ..(**before).clone() })
        }
        None => Command::add(Checklist { closed: today, ..turn_of(list, |_| ()) }),
    };
    app.workbench.dispatch_aloud(Command::Together { label, commands: vec![command] });
}

/// The checklists that are due on a day; nothing where there is none.
pub(super) fn due_section(app: App, day: impl Fn() -> Date + Copy + Send + Sync + 'static) -> AnyView {
    let lists = Memo::new(move |_| {
        let day = day();
        app.with(|p| due_lists(p, day))
    });
    let ids = move || lists.with(|l| l.iter().map(|l| l.pattern.id.number()).collect());
    el("section")
        .class("checklists")
        .attr("hidden", move || lists.with(Vec::is_empty))
        .attr("aria-label", "Checklists that are due")
        .child(keyed(ids, move |id: ChecklistId| due_list(app, id, lists, day)))
        .into_any()
}

fn due_list(
    app: App,
    id: ChecklistId,
    lists: Memo<Vec<DueList>>,
    day: impl Fn() -> Date + Copy + Send + Sync + 'static,
) -> AnyView {
    let list = Memo::new(move |_| lists.with(|l| l.iter().find(|l| l.pattern.id == id).cloned()));
    let head = move || {
        list.with(|l| {
            let l = l.as_ref()?;
            let team = l.pattern.team.and_then(|t| app.with(|p| p.teams.get(&t).cloned()));
            Some(match team {
                Some(team) => [&l.pattern.title, ", ", &team.name].concat(),
                None => l.pattern.title.clone(),
            })
        })
        .unwrap_or_default()
    };
    let words = move || {
        list.with(|l| {
            let l = l.as_ref()?;
            let when = if l.due == day() {
                "due today".to_owned()
            } else {
                ["due since ", &phrases::day(l.due, day())].concat()
            };
            Some(format!("{} of {}, {when}", l.done(), l.lines().len()))
        })
        .unwrap_or_default()
    };
    let rows = move || {
        let Some(l) = list.get() else { return Vec::new() };
        l.lines()
            .to_vec()
            .into_iter()
            .map(|line| {
                let of = l.clone();
                let done = line.done.is_some();
                el("label")
                    .class("plan-row")
                    .child(
                        el("input")
                            .attr("type", "checkbox")
                            .class("check")
                            .on_change(move |event| tick(app, &of, line.id, event_target_checked(&event)))
                            .prop("checked", done),
                    )
                    .child(el("span").class(if done { "struck" } else { "strong" }).child(line.text))
            })
            .collect()
    };
    el("div")
        .class("checklist")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").child(head))
                .child(el("span").class("n num").child(words))
                .child(
                    el("button")
                        .class("link push")
                        .on_click(move |_| {
                            if let Some(list) = list.get_untracked() {
                                leave(app, &list);
                            }
                        })
                        .child("Leave it this time"),
                ),
        )
        .child(rows)
        .into_any()
}

/// Routines and checklists, to look at and to change.
pub(super) fn section(app: App) -> AnyView {
    let routines = move || {
        app.with(|p| {
            let mut all: Vec<_> = p.routines.values().cloned().collect();
            all.order_by(|a, b| {
                (a.paused, a.cadence, &a.title, a.id).cmp(&(b.paused, b.cadence, &b.title, b.id))
            });
            all
        })
    };
    let patterns = move || {
        app.with(|p| {
            let mut all: Vec<_> = p.checklists.values().filter(|l| l.pattern).cloned().collect();
            all.order_by(|a, b| (a.cadence, &a.title, a.id).cmp(&(b.cadence, &b.title, b.id)));
            all
        })
    };
    let line = move |to: Ref, title: String, words: String| {
        el("li")
            .class("side-row")
            .child(
                el("button")
                    .class("side-link cut grow")
                    .attr("data-record", app.workbench.with_untracked(|p| crate::app::record_name(p, &to)))
                    .on_click(move |_| app.open_ref(&to))
                    .child(title),
            )
            .child(el("span").class("quiet").child(words))
    };
    let rows = move || {
        let today = app.today();
        let routines = routines().into_iter().map(|r| {
            let due = app.with(|p| turn(p, &r, today));
            let words = match due {
                _ if r.paused => "rests".to_owned(),
                Some(t) if t.due < today => ["due since ", &phrases::day(t.due, today)].concat(),
                Some(_) => "due today".to_owned(),
                None => r.cadence.name().to_lowercase(),
            };
            line(Ref::Routine(r.id), r.title.clone(), words)
        });
        let patterns = patterns().into_iter().map(|l| {
            let words =
                [&l.cadence.name().to_lowercase(), ", ", &l.lines.len().to_string(), " lines"].concat();
            line(Ref::Checklist(l.id), l.title.clone(), words)
        });
        routines.chain(patterns).collect_view()
    };
    let none = Memo::new(move |_| app.with(|p| !p.checklists.values().any(|l| l.pattern)));
    el("section")
        .attr("aria-labelledby", "rhythm-head")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").attr("id", "rhythm-head").child("Comes again"))
                .child(el("span").class("n num").child(move || {
                    let n =
                        app.with(|p| p.routines.len() + p.checklists.values().filter(|l| l.pattern).count());
                    if n == 0 { String::new() } else { n.to_string() }
                })),
        )
        .child(el("ul").child(rows))
        .child(add(app))
        .child(move || {
            none.get().then(|| {
                el("button")
                    .class("link more")
                    .on_click(move |_| usual(app))
                    .child("Start with the usual checklists")
            })
        })
        .into_any()
}

/// Adds a routine.
fn add(app: App) -> AnyView {
    let cadence = RwSignal::new("working_day".to_owned());
    let input = NodeRef::new();
    let make = move || {
        let Some(field) = input.input() else { return };
        let (title, minutes) = crate::analysis::plan::read(&field.value());
        if title.is_empty() {
            return;
        }
        let cadence = cadence.with_untracked(|word| Cadence::of(word)).unwrap_or(Cadence::WorkingDay);
        let routine = Routine { title, minutes, cadence, from: app.today_untracked(), ..Routine::default() };
        if app.workbench.dispatch(Command::add(routine)).is_some() {
            field.set_value("");
        }
    };
    let choices = || Cadence::ALL.iter().map(|c| Choice::new(c.word(), c.name())).collect::<Vec<_>>();
    el("div")
        .class("plan-add")
        .child(icon("plus"))
        .child(
            el("input")
                .class("plan-input")
                .attr("aria-label", "Add a routine")
                .attr("placeholder", "Add a routine")
                .on_keydown(move |event| {
                    if event.key() == "Enter" {
                        make();
                    }
                })
                .node_ref(input),
        )
        .child(select(
            "How often",
            "small bare",
            choices,
            move || cadence.get(),
            move |word| cadence.set(word),
        ))
        .into_any()
}

/// Adds the usual checklists as patterns, each to be changed.
fn usual(app: App) {
    let from = Some(app.today_untracked());
    let commands = USUAL.iter().map(|(title, cadence, lines)| {
        let lines = lines.iter().map(|text| CheckLine { text: (*text).to_owned(), ..CheckLine::default() });
        Command::add(Checklist {
            title: (*title).to_owned(),
            cadence: *cadence,
            pattern: true,
            from,
            lines: lines.collect(),
            ..Checklist::default()
        })
    });
    let label = "Usual checklists added".to_owned();
    app.workbench.dispatch_aloud(Command::Together { label, commands: commands.collect() });
}
