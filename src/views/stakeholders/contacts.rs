//! The communication plan: who is to be spoken to, the overdue ones first.

use super::list::position;
use super::{change, nothing, one, passing};
use crate::analysis::stakeholders::{contact_plan, plan_words};
use crate::components::{Choice, select};
use crate::dom::prelude::*;
use crate::model::{Contact, EntryId, Ref, StakeholderId};
use crate::platform::page;
use crate::views::phrases;
use crate::views::shell::Frame;

/// Days between two talks to pick from.
const RHYTHMS: [(u32, &str); 6] = [
    (7, "Every week"),
    (14, "Every 2 weeks"),
    (30, "Every month"),
    (60, "Every 2 months"),
    (90, "Every quarter"),
    (180, "Every half year"),
];

/// Notes that somebody was spoken to today; the note can be typed at once.
fn spoke(frame: Frame, id: StakeholderId) {
    let app = frame.app;
    let today = app.today_untracked();
    let already = app.workbench.with_untracked(|p| {
        p.stakeholders.get(&id).is_some_and(|s| s.contacts.iter().any(|c| c.day == today))
    });
    if !already {
        let name = app.workbench.with_untracked(|p| p.stakeholders.get(&id).map(|s| s.title.clone()));
        let contact = Contact { id: EntryId::from(0), day: today, ..Contact::default() };
        if change(app, id, |s| s.contacts.push(contact)).is_some() {
            app.toasts.say_with_undo(format!("Spoke with {} today", name.unwrap_or_default()));
        }
    }
    page::focus_later(format!("[data-row=\"{id}\"] [data-said]"));
}

pub(super) fn view(frame: Frame) -> AnyView {
    let app = frame.app;
    let shown = passing(app);
    // Whoever was just spoken to stays where they are until the page is opened again or filtered anew.
    let order = RwSignal::new(shown.get_untracked());
    let asked = move || ["project", "quadrant", "client", "late"].map(|name| app.param(name));
    let last = StoredValue::new(untrack(asked));
    Effect::new(move |_| {
        let (now, filters) = (shown.get(), asked());
        let anew = last.with_value(|last| *last != filters);
        last.set_value(filters);
        let there =
            app.with(|p| order.with_untracked(|o| o.iter().all(|id| p.stakeholders.contains_key(id))));
        let all = order.with_untracked(|order| now.iter().all(|id| order.contains(id)));
        if anew || !there || !all {
            order.set(now);
        }
    });
    let none = Memo::new(move |_| order.with(Vec::is_empty));
    let ids = move || order.get().into_iter().map(StakeholderId::number).collect::<Vec<_>>();
    el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Contacts, scrollable")
        .child(move || {
            if none.get() {
                return nothing(app);
            }
            el("ul")
                .class("contact-list")
                .child(keyed(ids, move |id: StakeholderId| row(frame, id)))
                .into_any()
        })
        .into_any()
}

fn row(frame: Frame, id: StakeholderId) -> AnyView {
    let app = frame.app;
    let who = one(app, id);
    let name = move || who.with(|s| s.as_ref().map(|s| s.title.clone()).unwrap_or_default());
    let plan = Memo::new(move |_| {
        let (today, zone) = (app.today(), app.zone.get());
        who.with(|s| s.as_ref().map(|s| contact_plan(s, &zone, today)))
    });
    let spoken_today = Memo::new(move |_| {
        let today = app.today();
        who.with(|s| s.as_ref().is_some_and(|s| s.contacts.iter().any(|c| c.day == today)))
    });
    let last = move || {
        let today = app.today();
        who.with(|s| {
            let contact = s.as_ref()?.contacts.iter().filter(|c| c.day < today).max_by_key(|c| c.day)?;
            Some(match contact.text.as_str() {
                "" => format!("Last spoken {}", phrases::near_day(contact.day, today)),
                text => format!("Last spoken {}: {text}", phrases::near_day(contact.day, today)),
            })
        })
        .unwrap_or_else(|| "Not spoken to yet".to_owned())
    };
    let said = move || {
        let today = app.today();
        who.with(|s| {
            s.as_ref().and_then(|s| s.contacts.iter().find(|c| c.day == today).map(|c| c.text.clone()))
        })
    };
    let next = move || {
        let today = app.today();
        plan.get().map(|plan| {
            let day = plan.next.map(|d| phrases::near_day(d, today)).unwrap_or_default();
            let words = plan_words(&plan);
            let same = plan.next.is_none() || plan.late == 0;
            let class = if plan.late > 0 { "red num" } else { "num" };
            el("span").class(class).child(if same {
                phrases::capital(&words)
            } else {
                format!("{day}, {words}")
            })
        })
    };
    let rhythms = move || {
        let now = who.with(|s| s.as_ref().and_then(|s| s.every));
        let mut all = vec![Choice::new("", "No plan")];
        all.extend(RHYTHMS.iter().map(|(days, words)| Choice::new(days.to_string(), *words)));
        if let Some(days) = now.filter(|n| RHYTHMS.iter().all(|(d, _)| d != n)) {
            all.push(Choice::new(days.to_string(), format!("Every {days} days")));
        }
        all
    };
    let talk = move || {
        if spoken_today.get() {
            return el("input")
                .class("input")
                .attr("data-said", "")
                .attr("aria-label", move || format!("What was said with {}", name()))
                .attr("placeholder", "What was said")
                .on_keydown(move |event| {
                    if matches!(event.key().as_str(), "Enter" | "Escape") {
                        event.prevent_default();
                        event.stop_propagation();
                        page::focus_later(format!("[data-row=\"{id}\"]"));
                    }
                })
                .on_change(move |event| {
                    let (text, today) = (event_target_value(&event), app.today_untracked());
                    change(app, id, |s| {
                        if let Some(contact) = s.contacts.iter_mut().find(|c| c.day == today) {
                            contact.text = text.trim().to_owned();
                        }
                    });
                })
                .prop("value", move || said().unwrap_or_default())
                .into_any();
        }
        el("button")
            .class("button")
            .on_click(move |_| spoke(frame, id))
            .child("Spoke today")
            .child(el("span").class("sr-only").child(move || format!(" with {}", name())))
            .child(el("kbd").class("keycap wide").attr("aria-hidden", "true").child("S"))
            .into_any()
    };
    el("li")
        .class("contact-row")
        .attr("tabindex", "0")
        .attr("data-row", id.to_string())
        .attr("aria-label", name)
        .on_keydown(move |event| {
            if event.target() != event.current_target()
                || event.ctrl_key()
                || event.meta_key()
                || event.alt_key()
            {
                return;
            }
            match event.key().as_str() {
                "s" => spoke(frame, id),
                "Enter" => app.open_ref(&Ref::Stakeholder(id)),
                "ArrowDown" | "j" => look(id, 1),
                "ArrowUp" | "k" => look(id, -1),
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
        .child(
            el("div")
                .class("contact-who")
                .child(
                    el("button")
                        .class("strong who-name")
                        .on_click(move |_| app.open_ref(&Ref::Stakeholder(id)))
                        .child(name),
                )
                .child(
                    el("div")
                        .class("quiet cut")
                        .child(move || who.with(|s| s.as_deref().map(position).unwrap_or_default())),
                ),
        )
        .child(el("div").class("contact-next").child(next))
        .child(
            el("div")
                .class("contact-how")
                .child(select(
                    "How often",
                    "small bare",
                    rhythms,
                    move || {
                        who.with(|s| s.as_ref().and_then(|s| s.every))
                            .map(|n| n.to_string())
                            .unwrap_or_default()
                    },
                    move |value| {
                        change(app, id, |s| s.every = value.parse().ok());
                    },
                ))
                .child(
                    el("span").class("quiet cut").child(move || {
                        who.with(|s| s.as_ref().map(|s| s.channel.clone()).unwrap_or_default())
                    }),
                ),
        )
        .child(el("div").class("contact-last quiet").child(last))
        .child(el("div").class("contact-talk").child(talk))
        .into_any()
}

/// Goes to the row before or after.
fn look(id: StakeholderId, by: isize) {
    let Some(list) = page::find(".contact-list") else { return };
    let rows = page::find_all(&list, "[data-row]");
    let own = id.to_string();
    let at = rows.iter().position(|row| row.get_attribute("data-row").as_deref() == Some(own.as_str()));
    if let Some(row) = at.and_then(|at| at.checked_add_signed(by)).and_then(|at| rows.get(at)) {
        let _ = row.focus();
    }
}
