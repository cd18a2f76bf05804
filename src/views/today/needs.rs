//! What needs the user now: by urgency, each with its reason; done, put off or opened in place.

use crate::analysis::Colour;
use crate::analysis::plan::next_working_day;
use crate::analysis::time::monday;
use crate::analysis::today::{Need, NeedKind, Place};
use crate::app::{App, Route, View};
use crate::command::{Command, RiskEdit};
use crate::components::{MenuItem, avatar, icon, mark};
use crate::dom::prelude::*;
use crate::model::{ActionState, Date, Ref, Snooze};
use crate::views::phrases;
use crate::views::shell::Frame;
use std::sync::Arc;

/// As many are shown at first.
const FIRST: usize = 8;

/// A number for a need, by which its row is found again.
pub(super) fn number(need: &Need) -> u64 {
    let of = need.place.record().map_or_else(
        || need.title.bytes().fold(7_u64, |sum, b| sum.rotate_left(7) ^ u64::from(b)),
        |to| to.number(),
    );
    of ^ ((need.kind as u64 + 1) << 56)
}

pub(super) fn list(frame: Frame, all: Memo<Vec<Need>>, away: Memo<Vec<Need>>) -> AnyView {
    let more = RwSignal::new(false);
    let rows = move || {
        let all = all.get();
        let most = if more.get() { all.len() } else { FIRST };
        all.into_iter().take(most).map(|need| row(frame, need)).collect_view()
    };
    let hidden = move || all.with(|a| a.len().saturating_sub(FIRST));
    let app = frame.app;
    el("section")
        .attr("aria-labelledby", "needs-head")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").attr("id", "needs-head").child("Needs you now"))
                .child(el("span").class("n num").child(move || all.with(Vec::len)))
                .child(el("span").class("push quiet").child("By urgency")),
        )
        .child(move || {
            all.with(Vec::is_empty).then(|| {
                el("div")
                    .class("empty")
                    .child(el("h2").child("Nothing needs you"))
                    .child(el("p").child("No blocker, nothing overdue or over age, no risk due for review."))
                    .child(
                        el("a")
                            .class("button")
                            .attr("href", format!("#{}", app.to(View::Board)))
                            .child("Look at the board"),
                    )
            })
        })
        .child(el("ul").child(rows))
        .child(move || {
            (hidden() > 0 && !more.get()).then(|| {
                el("button")
                    .class("link more")
                    .on_click(move |_| more.set(true))
                    .child(format!("{} more", hidden()))
            })
        })
        .child(put_off(app, away))
        .into_any()
}

/// What is put off, folded.
fn put_off(app: App, away: Memo<Vec<Need>>) -> AnyView {
    let some = Memo::new(move |_| !away.with(Vec::is_empty));
    (move || {
        some.get().then(|| {
            let rows = move || {
                away.get()
                    .into_iter()
                    .map(|need| {
                        let title = [&need.key, " ", &need.title].concat();
                        el("li")
                            .class("side-row")
                            .child(el("span").class("quiet").child(need.kind.name()))
                            .child(el("span").class("cut grow").child(title.trim().to_owned()))
                            .child(
                                el("button")
                                    .class("link")
                                    .on_click(move |_| bring_back(app, &need))
                                    .child("Bring back"),
                            )
                    })
                    .collect_view()
            };
            el("details")
                .class("put-off")
                .child(el("summary").child(move || format!("{} put off", away.with(Vec::len))))
                .child(el("ul").child(rows))
        })
    })
    .into_any()
}

fn bring_back(app: App, need: &Need) {
    let about = need.place.record();
    let commands: Vec<Command> = app.workbench.with_untracked(|p| {
        let mine = p.snoozes.values().filter(|s| s.about == about && s.reason == need.kind.name());
        mine.filter(|s| about.is_some() || s.title == need.title)
            .map(|s| Command::remove((**s).clone()))
            .collect()
    });
    let label = ["Brought back: ", &need.title].concat();
    app.workbench.dispatch(Command::Together { label, commands });
}

/// Puts a need off until a day.
pub(super) fn snooze(app: App, need: &Need, until: Date) {
    let snooze = Snooze {
        title: need.title.clone(),
        about: need.place.record(),
        reason: need.kind.name().to_owned(),
        until,
        ..Snooze::default()
    };
    let when = phrases::near_day(until, app.today_untracked());
    let label = ["Put off until ", &when, ": ", &need.title].concat();
    app.workbench.dispatch_aloud(Command::Together { label, commands: vec![Command::add(snooze)] });
}

/// The next working day, and the first working day of next week.
pub(super) fn later(app: App) -> (Date, Date) {
    let today = app.today_untracked();
    app.workbench.with_untracked(|p| {
        let week = monday(today) + chrono::TimeDelta::days(6);
        (next_working_day(p, today), next_working_day(p, week))
    })
}

/// What ends a need in place: its words, and the change. None where it has to be opened.
pub(super) fn ending(app: App, need: &Need) -> Option<(&'static str, Command)> {
    let today = app.today_untracked();
    app.workbench.with_untracked(|p| match (&need.place, need.kind) {
        (Place::Record(Ref::Action(id)), _) => {
            let before = (**p.actions.get(id)?).clone();
            let mut after = before.clone();
            (after.state, after.closed) = (ActionState::Done, Some(today));
            let label = [&before.key, " done"].concat();
            let commands = vec![Command::revise(before, after)];
            Some(("Done", Command::Together { label, commands }))
        }
        (Place::Record(Ref::Blocker(id)), _) => {
            let before = (**p.blockers.get(id)?).clone();
            let mut after = before.clone();
            after.cleared = Some(today);
            let label = [&before.key, " cleared"].concat();
            let commands = vec![Command::revise(before, after)];
            Some(("Cleared", Command::Together { label, commands }))
        }
        (Place::Risk(id), NeedKind::RiskReview) => {
            let next = next_working_day(p, today + chrono::TimeDelta::days(13));
            Some(("Reviewed, again in two weeks", Command::EditRisk(*id, RiskEdit::Review(Some(next)))))
        }
        _ => None,
    })
}

/// Puts a need on today's plan.
pub(super) fn plan_it(app: App, need: &Need) {
    let text = [need.verb, " ", &need.key, " ", &need.title].concat();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let about = need.place.record();
    app.workbench.dispatch_aloud(Command::AddPlan { day: app.today_untracked(), text, minutes: None, about });
}

/// What can be done with a need beside opening it.
fn menu(app: App, need: &Need) -> Vec<MenuItem> {
    let (tomorrow, week) = later(app);
    let need = Arc::new(need.clone());
    let mut items = Vec::new();
    if let Some((word, command)) = ending(app, &need) {
        items.push(
            MenuItem::new(word, move || {
                app.workbench.dispatch_aloud(command.clone());
            })
            .hint("D"),
        );
    }
    let today = app.today_untracked();
    for (word, day, hint) in [("Until", tomorrow, "S"), ("Until", week, "W")] {
        let need = Arc::clone(&need);
        let label = [word, " ", phrases::weekday(day), ", ", &phrases::day(day, today)].concat();
        items.push(MenuItem::new(label, move || snooze(app, &need, day)).hint(hint));
    }
    let need = Arc::clone(&need);
    items.push(MenuItem::new("Put on the plan", move || plan_it(app, &need)).hint("P").apart());
    items
}

pub(super) fn open(app: App, place: &Place) {
    match place {
        Place::Item(id) => app.open_item(*id),
        Place::Risk(id) => {
            if let Some(key) = app.workbench.with_untracked(|p| p.risks.get(id).map(|r| r.key.clone())) {
                app.open_risk_key(&key);
            }
        }
        Place::Milestone(id) => {
            let prefix = app.workbench.with_untracked(|p| {
                let project = p.milestones.get(id).map(|m| m.project);
                project.and_then(|id| p.projects.get(&id)).map(|p| p.prefix.clone())
            });
            app.go(Route::to(View::Reports).with("project", &prefix.unwrap_or_default()));
        }
        Place::Stakeholder(_) => {
            app.go(untrack(|| app.to(View::Stakeholders)).with("list", "contacts").with("late", "1"));
        }
        Place::Record(to) => app.open_ref(to),
        Place::Sprint(_) | Place::Board => app.go(app.to(View::Board)),
    }
}

fn row(frame: Frame, need: Need) -> AnyView {
    let app = frame.app;
    let owner = need.owner.and_then(|id| app.workbench.with_untracked(|p| p.people.get(&id).cloned()));
    let when_class = match need.colour {
        Colour::Red => "red",
        Colour::Amber => "amber",
        _ => "quiet",
    };
    let place = StoredValue::new(need.place.clone());
    let name = format!("{} {} {}", need.verb, need.key, need.title);
    let number = number(&need).to_string();
    let kept = StoredValue::new(need.clone());
    let button = NodeRef::new();
    el("li")
        .class("need")
        .attr("data-need", number)
        .attr("tabindex", "0")
        .attr("aria-label", format!("{} {}: {} {}", need.kind.name(), need.when, need.key, need.title))
        .child(
            el("span")
                .class("need-kind")
                .child(mark(need.colour))
                .child(el("span").class("strong").child(need.kind.name()))
                .child(el("span").class(when_class).child(need.when)),
        )
        .child(
            el("span")
                .class("need-what")
                .child(
                    el("span")
                        .class("need-title")
                        .child(el("span").class("strong cut").child(need.title))
                        .child(el("span").class("key").child(need.key)),
                )
                .child(el("span").class("need-why cut").child(need.why)),
        )
        .child(el("span").class("need-owner").child(owner.map(|p| avatar(&p))))
        .child(
            el("button")
                .class("link need-verb")
                .attr("aria-label", name)
                .on_click(move |_| place.with_value(|p| open(app, p)))
                .child(need.verb),
        )
        .child(
            el("button")
                .class("icon-button need-more")
                .attr("aria-label", move || kept.with_value(|n| ["Done or later: ", &n.title].concat()))
                .attr("aria-haspopup", "menu")
                .attr("title", "Done or later")
                .node_ref(button)
                .on_click(move |_| {
                    if let Some(anchor) = button.get_untracked() {
                        let title = kept.with_value(|n| n.title.clone());
                        frame.menu.open_at(&anchor, title, kept.with_value(|n| menu(app, n)));
                    }
                })
                .child(icon("dots")),
        )
        .into_any()
}
