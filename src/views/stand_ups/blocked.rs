//! What stops a person: the blockers that hold, a field for a new one, and what becomes of them.

use super::desk::{Desk, Field};
use super::turns;
use crate::analysis::Colour;
use crate::analysis::chain::called;
use crate::analysis::lists::blocker_age;
use crate::analysis::quick::read_record;
use crate::analysis::stand_up as facts;
use crate::app::App;
use crate::command::Command;
use crate::components::{MenuItem, icon, mark};
use crate::dom::prelude::*;
use crate::model::{Blocker, BlockerId, PersonId, Ref, WorkItemId};
use crate::platform::page;
use crate::views::leads_to::{Next, make_next};
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// Makes a blocker of what was typed: `@` says who clears it, `>` by when, a key which card it holds up.
pub(super) fn say(desk: Desk, person: Option<PersonId>, item: Option<WorkItemId>, words: &str) -> bool {
    let app = desk.app();
    let (Some(team), day) = (desk.team.get_untracked(), desk.day.get_untracked()) else { return false };
    let today = app.today_untracked();
    // The blocker comes from the stand-up, which is made here if this is the first thing said.
    desk.change(|_| {});
    let (read, stand_up) = app
        .workbench
        .with_untracked(|p| (read_record(p, words, today), facts::find(p, team, day).map(|s| s.id)));
    if read.title.is_empty() {
        return false;
    }
    let blocker = Blocker {
        title: read.title,
        project: read.project,
        team: Some(team),
        person,
        item: item.or(read.item),
        raised: day.min(today),
        owner: read.owner,
        needed_by: read.due,
        tags: read.tags,
        ..Blocker::default()
    };
    let add = match stand_up {
        Some(id) => Command::add_from(blocker, Ref::StandUp(id)),
        None => Command::add(blocker),
    };
    app.workbench.dispatch_making(add).is_some()
}

/// Writes what stands in a person's field as a blocker and empties the field.
fn take(desk: Desk, person: PersonId) -> bool {
    let words = desk.text_now(person, Field::Blocked);
    if words.trim().is_empty() {
        return false;
    }
    if !say(desk, Some(person), None, &words) {
        desk.flush();
        return false;
    }
    desk.forget();
    desk.change(|stand_up| {
        if let Some(line) = stand_up.lines.iter_mut().find(|line| line.person == person) {
            line.blocked.clear();
        }
    });
    true
}

/// Empties the field: what was taken may have been typed faster than it was kept, so that nothing kept changes.
fn empty(event: &web_sys::Event) {
    if let Some(field) = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        field.set_value("");
    }
}

pub(super) fn cell(desk: Desk, person: PersonId, speaking: Memo<bool>) -> AnyView {
    let app = desk.app();
    let open = Memo::new(move |_| {
        let (team, day) = (desk.team.get(), desk.day.get());
        let of = |b: &Arc<Blocker>| b.person == Some(person);
        team.map(|team| {
            app.with(|p| facts::blockers(p, team, day).into_iter().filter(of).collect::<Vec<_>>())
        })
        .unwrap_or_default()
    });
    let ids = move || open.with(|all| all.iter().map(|b| b.id.number()).collect());
    let text = Memo::new(move |_| desk.line(person, |l| l.blocked.clone()).unwrap_or_default());
    let keys = move |event: web_sys::KeyboardEvent| {
        match event.key().as_str() {
            "Enter" => {
                if event.ctrl_key() || event.meta_key() || !take(desk, person) {
                    turns::next(desk, true);
                } else {
                    empty(&event);
                }
            }
            "Escape" => page::leave_field(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let name = app.workbench.with_untracked(|p| p.people.get(&person).map(|p| p.name.clone()));
    let any = Memo::new(move |_| open.with(|all| !all.is_empty()));
    el("div")
        .class("blockers")
        .child(el("ul").child(keyed(ids, move |id: BlockerId| entry(desk, id, speaking))))
        .child(
            el("input")
                .class("said-field blocked-field")
                .attr("aria-label", format!("Blocked, {}", name.unwrap_or_default()))
                .attr("data-field", Field::Blocked.word())
                .attr("placeholder", move || if any.get() { "Another one" } else { "No" })
                .attr("title", "What is in the way, @who clears it, >by when")
                .on_input(move |event| desk.type_in(person, Field::Blocked, event_target_value(&event)))
                .on_change(move |event| {
                    if take(desk, person) {
                        empty(&event);
                    }
                })
                .on_keydown(keys)
                .prop("value", move || text.get()),
        )
        .into_any()
}

/// Red where it is late or old, amber else.
fn colour(desk: Desk, id: BlockerId) -> Colour {
    let app = desk.app();
    let today = app.today();
    let late = app.with(|p| p.blockers.get(&id).and_then(|b| b.needed_by)).is_some_and(|by| by < today);
    let age = app.analyse(|ctx| blocker_age(ctx, id));
    if late || age > 1 { Colour::Red } else { Colour::Amber }
}

/// One blocker with its verbs.
pub(super) fn entry(desk: Desk, id: BlockerId, speaking: Memo<bool>) -> AnyView {
    let app = desk.app();
    let at = Ref::Blocker(id);
    let title = move || app.with(|p| p.blockers.get(&id).map(|b| b.title.clone())).unwrap_or_default();
    let standing = Memo::new(move |_| {
        app.analyse(|ctx| ctx.program.blockers.get(&id).map(|b| facts::standing(ctx, b))).unwrap_or_default()
    });
    let open = at.clone();
    let verb = move |word: &'static str, sign: &'static str, next: Next| {
        let at = at.clone();
        el("button")
            .class(move || if speaking.get() { "button small" } else { "link" })
            .on_click(move |_| {
                make_next(app, &at, next);
            })
            .child(move || speaking.get().then(|| icon(sign)))
            .child(word)
            .into_any()
    };
    let more = el("button")
        .class("icon-button small")
        .attr("aria-label", move || format!("More for {}", title()))
        .attr("aria-haspopup", "menu")
        .on_click(move |event| {
            if let Some(anchor) = event.current_target().and_then(|t| t.dyn_into().ok()) {
                more_menu(desk, id, &anchor);
            }
        })
        .child(icon("dots"));
    el("li")
        .attr("data-record", app.workbench.with_untracked(|p| crate::app::record_name(p, &open)))
        .child(move || mark(colour(desk, id)))
        .child(
            el("div")
                .child(
                    el("button")
                        .class("strong blocker-title")
                        .on_click(move |_| app.open_ref(&open))
                        .child(title),
                )
                .child(el("div").class("quiet").child(move || standing.get()))
                .child(
                    el("div")
                        .class("verbs")
                        .child(verb("Action", "arrow", Next::Action))
                        .child(verb("Risk", "risk", Next::Risk))
                        .child(verb("Escalate", "up", Next::Escalation)),
                )
                .child(linked(app, id)),
        )
        .child(more)
        .into_any()
}

/// What the blocker has led to already.
fn linked(app: App, id: BlockerId) -> AnyView {
    let found = Memo::new(move |_| {
        app.with(|p| {
            let to = facts::led_to(p, &Ref::Blocker(id));
            let named = to.into_iter().filter_map(|to| {
                let name = called(p, &to)?;
                Some((to, if name.key.is_empty() { name.title } else { name.key }))
            });
            named.collect::<Vec<_>>()
        })
    });
    (move || {
        found.with(|found| {
            (!found.is_empty()).then(|| {
                let links = found.iter().map(|(to, key)| {
                    let to = to.clone();
                    el("button")
                        .class("key-link strong")
                        .on_click(move |_| app.open_ref(&to))
                        .child(key.clone())
                });
                el("div").class("linked quiet").child("Already linked: ").child(links.collect_view())
            })
        })
    })
    .into_any()
}

fn more_menu(desk: Desk, id: BlockerId, anchor: &web_sys::HtmlElement) {
    let app = desk.app();
    let at = Ref::Blocker(id);
    let Some(blocker) = app.workbench.with_untracked(|p| p.blockers.get(&id).cloned()) else { return };
    let title = if blocker.key.is_empty() { "Blocker" } else { &blocker.key }.to_owned();
    let next = |word: &'static str, next: Next| {
        let at = at.clone();
        MenuItem::new(word, move || {
            make_next(app, &at, next);
        })
    };
    let owner_anchor = StoredValue::new_local(anchor.clone());
    let edit = {
        let at = at.clone();
        MenuItem::new("Owner and needed by…", move || app.open_ref(&at))
    };
    let clear = {
        let blocker = blocker.clone();
        let today = app.today_untracked();
        MenuItem::new("Clear it", move || {
            let after = Blocker { cleared: Some(today), ..(*blocker).clone() };
            app.workbench.dispatch_aloud(Command::revise((*blocker).clone(), after));
        })
    };
    let give = MenuItem::new("Give to…", move || {
        owner_anchor.with_value(|anchor| owner_menu(desk, id, anchor));
    });
    let items = vec![
        clear,
        give,
        edit,
        next("Make an issue", Next::Issue).apart(),
        next("Make a dependency", Next::Dependency),
        next("Ask for a decision", Next::Decision),
    ];
    desk.frame.menu.open_at(anchor, title, items);
}

/// Who clears it.
fn owner_menu(desk: Desk, id: BlockerId, anchor: &web_sys::HtmlElement) {
    use crate::model::order::InOrder;
    let app = desk.app();
    let mut people: Vec<(String, PersonId)> =
        app.workbench.with_untracked(|p| p.people.values().map(|x| (x.name.clone(), x.id)).collect());
    people.order();
    let items = people
        .into_iter()
        .map(|(name, owner)| {
            MenuItem::new(name, move || {
                let Some(before) = app.workbench.with_untracked(|p| p.blockers.get(&id).cloned()) else {
                    return;
                };
                let after = Blocker { owner: Some(owner), ..(*before).clone() };
                app.workbench.dispatch_aloud(Command::revise((*before).clone(), after));
            })
        })
        .collect();
    desk.frame.menu.open_at(anchor, "Who clears it", items);
}
