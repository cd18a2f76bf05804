//! The list of sections: shown or not, in which order, with headings and notes of the user's own.

use super::choice;
use crate::app::App;
use crate::components::{MenuItem, icon};
use crate::dom::prelude::*;
use crate::exchange::sent;
use crate::model::{EntryId, ReportSection};
use crate::platform::page;
use crate::report::status::{Options, SectionKind};
use crate::report::{Document, words_of};
use crate::views::shell::Frame;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// What the rows share.
#[derive(Clone, Copy)]
struct Desk {
    frame: Frame,
    made: Memo<Document>,
    /// The place of the row that is being dragged.
    dragged: RwSignal<Option<usize>>,
    /// The section whose text field is open, by its name or id.
    open: RwSignal<Option<String>>,
}

/// What names a section among its siblings.
fn name_of(section: &ReportSection) -> String {
    if section.name.is_empty() { section.id.to_string() } else { section.name.clone() }
}

fn title_of(section: &ReportSection) -> String {
    let own = section.heading.trim();
    match SectionKind::of(&section.name) {
        Some(kind) if own.is_empty() => kind.name().to_owned(),
        _ if own.is_empty() => "Notes".to_owned(),
        _ => own.to_owned(),
    }
}

fn layout(app: App) -> Vec<ReportSection> {
    let (kind, project, audience) = (choice::kind(app), choice::project(app), choice::audience(app));
    app.analyse(|ctx| {
        let sections = sent::sections(ctx.program, project, kind);
        Options { kind, sections, ..Options::new(ctx, project, audience) }.layout()
    })
}

impl Desk {
    fn app(self) -> App {
        self.frame.app
    }

    /// Changes the list and keeps it with the report that is being written.
    fn change(self, change: impl FnOnce(&mut Vec<ReportSection>)) {
        let app = self.app();
        let (kind, project, mut list) = untrack(|| (choice::kind(app), choice::project(app), layout(app)));
        change(&mut list);
        let command = app.workbench.with_untracked(|p| sent::edit(p, project, kind, list));
        app.workbench.dispatch(command);
    }

    fn with_one(self, name: &str, change: impl FnOnce(&mut ReportSection)) {
        self.change(|list| {
            if let Some(section) = list.iter_mut().find(|s| name_of(s) == name) {
                change(section);
            }
        });
    }

    /// Moves a section to a place; the list is announced by its new order.
    fn shift(self, from: usize, to: usize) {
        let mut said = String::new();
        self.change(|list| {
            if from < list.len() && to < list.len() {
                let section = list.remove(from);
                said = format!("{} is now section {} of {}", title_of(&section), to + 1, list.len() + 1);
                list.insert(to, section);
            }
        });
        self.app().say(said);
    }
}

/// The list.
pub(super) fn sections(frame: Frame, made: Memo<Document>) -> AnyView {
    let desk = Desk { frame, made, dragged: RwSignal::new(None), open: RwSignal::new(None) };
    let list = Memo::new(move |_| layout(frame.app));
    // A row keeps its elements while its section stays: who goes from one field to the next loses no letter.
    let rows = keyed(
        move || list.with(|list| list.iter().map(number_of).collect()),
        move |number: EntryId| row(desk, list, number.number()),
    );
    let add = move |_| {
        desk.change(|list| {
            let last_shown = list.iter().rposition(|s| !s.hidden).map_or(0, |place| place + 1);
            let section = ReportSection { heading: "Notes".to_owned(), ..Default::default() };
            list.insert(last_shown, section);
        });
        // It opens for its words at once.
        let own = untrack(|| list.with(|list| list.iter().rfind(|s| s.name.is_empty()).map(name_of)));
        if let Some(own) = own {
            desk.open.set(Some(own));
            page::focus_later(".section-edit input".into());
        }
    };
    el("section")
        .child(el("div").class("list-head").child(el("h2").child("Sections")).child(
            el("button").class("button small push").on_click(add).child(icon("plus")).child("Add your own"),
        ))
        .child(el("ul").class("section-list").child(rows))
        .into_any()
}

/// The section's number among all: those that are computed have small ones.
fn number_of(section: &ReportSection) -> u64 {
    let kind = SectionKind::ALL.iter().position(|kind| kind.key() == section.name);
    kind.map_or_else(|| section.id.number(), |place| place as u64 + 1)
}

/// A section, where it stands, and among how many.
#[derive(Debug, Clone, Default, PartialEq)]
struct Placed {
    section: ReportSection,
    place: usize,
    count: usize,
}

fn row(desk: Desk, list: Memo<Vec<ReportSection>>, number: u64) -> AnyView {
    let app = desk.app();
    let placed = Memo::new(move |before: Option<&Placed>| {
        list.with(|list| {
            let place = list.iter().position(|section| number_of(section) == number);
            let found = place.and_then(|place| {
                let section = list.get(place)?.clone();
                Some(Placed { section, place, count: list.len() })
            });
            // A row that is about to go says what it said.
            found.or_else(|| before.cloned()).unwrap_or_default()
        })
    });
    let name = untrack(|| placed.with(|p| name_of(&p.section)));
    let kind = untrack(|| placed.with(|p| SectionKind::of(&p.section.name)));
    let title = Memo::new(move |_| placed.with(|p| title_of(&p.section)));
    let hidden = Memo::new(move |_| placed.with(|p| p.section.hidden));
    let left_out = Memo::new(move |_| kind.is_some_and(|kind| choice::audience(app).leaves_out(kind)));
    let things = move || {
        let key = kind.map_or("", SectionKind::key);
        desk.made.with(|d| d.sections.iter().find(|s| s.key == key).map_or(0, |s| s.count))
    };
    let hint = move || {
        if left_out.get() {
            return format!("left out for {}", choice::audience(app).name().to_lowercase());
        }
        let (written, instead) = placed
            .with(|p| (!p.section.text.trim().is_empty(), p.section.instead || p.section.name.is_empty()));
        match (things(), written) {
            (_, true) if instead => "your words".to_owned(),
            (_, true) => "edited".to_owned(),
            (0, _) => String::new(),
            (n, _) => n.to_string(),
        }
    };
    let keys = move |event: KeyboardEvent| {
        let (place, count) = untrack(|| placed.with(|p| (p.place, p.count)));
        let to = match (event.alt_key(), event.key().as_str()) {
            (true, "ArrowUp") => place.checked_sub(1),
            (true, "ArrowDown") => (place + 1 < count).then_some(place + 1),
            _ => None,
        };
        if let Some(to) = to {
            event.prevent_default();
            desk.shift(place, to);
            refocus(to);
        }
    };
    let toggle = {
        let name = name.clone();
        move |_| desk.with_one(&name, |section| section.hidden = !section.hidden)
    };
    let opened = {
        let name = name.clone();
        Memo::new(move |_| desk.open.with(|open| open.as_deref() == Some(&name)))
    };
    let expand = {
        let name = name.clone();
        move |_| {
            desk.open.update(|open| *open = if untrack(|| opened.get()) { None } else { Some(name.clone()) })
        }
    };
    let verb = move || if hidden.get() { "Show" } else { "Leave out" };
    el("li")
        .class(move || {
            let target = desk.dragged.get().is_some_and(|from| from != placed.with(|p| p.place));
            if target { "section-row droppable" } else { "section-row" }
        })
        .attr("draggable", "true")
        .on_dragstart(move |_| desk.dragged.set(Some(untrack(|| placed.with(|p| p.place)))))
        .on_dragend(move |_| desk.dragged.set(None))
        .on_dragover(move |event| {
            if desk.dragged.get_untracked().is_some() {
                event.prevent_default();
            }
        })
        .on_drop(move |event| {
            event.prevent_default();
            if let Some(from) = desk.dragged.get_untracked() {
                desk.dragged.set(None);
                desk.shift(from, untrack(|| placed.with(|p| p.place)));
            }
        })
        .child(
            el("div")
                .class("section-line")
                .child(el("span").class("grip").attr("aria-hidden", "true").child(icon("grip")))
                .child(
                    el("button")
                        .class(move || {
                            if left_out.get() || hidden.get() {
                                "section-name quiet"
                            } else {
                                "section-name strong"
                            }
                        })
                        .attr("aria-expanded", move || if opened.get() { "true" } else { "false" })
                        .attr("title", "Write in this section. Alt with the up and down keys moves it.")
                        .on_keydown(keys)
                        .on_click(expand)
                        .child(move || title.get()),
                )
                .child(el("span").class("quiet num push").child(hint))
                .child(move || {
                    let toggle = toggle.clone();
                    (!left_out.get()).then(|| {
                        el("button")
                            .class("icon-button small")
                            .attr("aria-label", move || format!("{} {}", verb(), title.get()))
                            .attr("title", verb)
                            .on_click(toggle)
                            .child(move || icon(if hidden.get() { "plus" } else { "eye" }))
                    })
                })
                .child(
                    el("button")
                        .class("icon-button small")
                        .attr("aria-label", move || format!("More for {}", title.get()))
                        .attr("aria-haspopup", "menu")
                        .on_click(move |event| {
                            if let Some(anchor) =
                                event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok())
                            {
                                let Placed { section, place, count } = placed.get_untracked();
                                let items = items(desk, place, count, &section);
                                desk.frame.menu.open_at(&anchor, title_of(&section), items);
                            }
                        })
                        .child(icon("dots")),
                ),
        )
        .child(move || opened.get().then(|| editor(desk, placed)))
        .into_any()
}

fn items(desk: Desk, place: usize, count: usize, section: &ReportSection) -> Vec<MenuItem> {
    let (name, own) = (name_of(section), section.name.is_empty());
    let hidden = section.hidden;
    let first = (place == 0).then(|| "first".to_owned());
    let last = (place + 1 >= count).then(|| "last".to_owned());
    let (toggled, gone) = (name.clone(), name);
    let mut items = vec![
        MenuItem::new("Move up", move || {
            if let Some(to) = place.checked_sub(1) {
                desk.shift(place, to);
            }
        })
        .hint("Alt ↑")
        .unless(first),
        MenuItem::new("Move down", move || desk.shift(place, place + 1)).hint("Alt ↓").unless(last),
        MenuItem::new("Move to the top", move || desk.shift(place, 0)),
        MenuItem::new(if hidden { "Show" } else { "Leave out" }, move || {
            desk.with_one(&toggled, |section| section.hidden = !hidden);
        })
        .apart(),
    ];
    if own {
        items.push(
            MenuItem::new("Delete", move || desk.change(|list| list.retain(|s| name_of(s) != gone))).danger(),
        );
    }
    items
}

/// Heading and text of the user's own; the text stands before what is computed, or in its place.
fn editor(desk: Desk, placed: Memo<Placed>) -> AnyView {
    let app = desk.app();
    let of = move |read: fn(&ReportSection) -> String| move || placed.with(|p| read(&p.section));
    let (name, own) = untrack(|| placed.with(|p| (name_of(&p.section), p.section.name.is_empty())));
    let title = Memo::new(move |_| placed.with(|p| title_of(&p.section)));
    let written = Memo::new(move |_| placed.with(|p| !p.section.text.trim().is_empty()));
    let instead = move || placed.with(|p| p.section.instead);
    // The computed words of the readers who are chosen: nobody gets what is not for them by way of a copy.
    let (begun, worded, headed, replaced) = (name.clone(), name.clone(), name.clone(), name);
    let begin = move |_| {
        let key = untrack(|| placed.with(|p| p.section.name.clone()));
        let found = desk.made.with_untracked(|d| d.sections.iter().find(|s| s.key == key).map(words_of));
        let words = found.unwrap_or_default();
        if words.is_empty() {
            app.toasts.say("This section says nothing yet.");
            return;
        }
        desk.with_one(&begun, |section| (section.text, section.instead) = (words, true));
        page::focus_later(".section-edit textarea".into());
    };
    el("div")
        .class("section-edit")
        .child(
            el("input")
                .class("input small")
                .attr("aria-label", move || format!("Heading of {}", title.get()))
                .attr("placeholder", move || title.get())
                .on_change(move |event| {
                    let value = event_target_value(&event);
                    desk.with_one(&headed, |section| section.heading = value.trim().to_owned());
                })
                .prop("value", of(|section| section.heading.clone())),
        )
        .child(
            el("textarea")
                .class("input")
                .attr("rows", "3")
                .attr("aria-label", move || format!("Your text in {}", title.get()))
                .attr("placeholder", "Your own words. They stay when the rest is computed anew.")
                .on_change(move |event| {
                    let value = event_target_value(&event);
                    desk.with_one(&worded, |section| section.text = value);
                })
                .prop("value", of(|section| section.text.clone())),
        )
        .child((!own).then(|| {
            el("div")
                .class("row section-own")
                .child(
                    el("label")
                        .class("row")
                        .child(
                            el("input")
                                .attr("type", "checkbox")
                                .class("check")
                                .on_change(move |event| {
                                    let on = event_target_checked(&event);
                                    desk.with_one(&replaced, |section| section.instead = on);
                                })
                                .prop("checked", instead),
                        )
                        .child("Instead of what is computed"),
                )
                .child(move || {
                    let begin = begin.clone();
                    (!written.get()).then(|| {
                        el("button")
                            .class("link push")
                            .attr("title", "Puts the computed words into the field, for you to change")
                            .on_click(begin)
                            .child("Begin with the computed words")
                    })
                })
        }))
        .into_any()
}

/// The focus goes along with a row that is moved by keys.
fn refocus(place: usize) {
    page::focus_later(format!(".section-list > li:nth-child({}) .section-name", place + 1));
}
