//! Projects, teams and people, each opened beside the page; and when this program works.

use super::phrases;
use crate::app::App;
use crate::command::{CatalogueEdit, Command, ProjectDraft, SettingsEdit};
use crate::components::{date_input, icon, text_input};
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::model::{Date, DayParts, EntryId, Lens, Program, Ref};
use crate::views::clients::lines::add_line;

/// A line of a list: its record, its name, what to know of it.
type Line = (Ref, String, String);

/// Opens a record's panel on this page, also those that have a page of their own.
fn open(app: App, to: &Ref) {
    app.step_param("record", &[to.kind(), ".", &EntryId::from(to.number()).to_string()].concat());
}

fn list(app: App, name: &'static str, lines: fn(&Program) -> Vec<Line>) -> AnyView {
    let rows = move || {
        let mut all = app.with(lines);
        all.order_by(|a, b| a.1.cmp(&b.1));
        all.into_iter()
            .map(|(to, name, words)| {
                el("li").child(
                    el("button")
                        .class("data-line")
                        .on_click(move |_| open(app, &to))
                        .child(el("span").class("strong").child(name))
                        .child(el("span").class("quiet").child(words)),
                )
            })
            .collect_view()
    };
    el("ul").class("data-lines").attr("aria-label", name).child(rows).into_any()
}

fn projects(p: &Program) -> Vec<Line> {
    let line = |x: &crate::model::Project| {
        let client = x.client.and_then(|id| p.clients.get(&id)).map(|c| c.name.as_str());
        let words = match (x.lens, client) {
            (Lens::Product, _) => format!("{}, product", x.prefix),
            (Lens::Service, Some(client)) => format!("{}, service for {client}", x.prefix),
            (Lens::Service, None) => format!("{}, service, no client named", x.prefix),
        };
        (Ref::Project(x.id), x.name.clone(), words)
    };
    p.projects.values().map(|x| line(x)).collect()
}

fn teams(p: &Program) -> Vec<Line> {
    let size = |id| p.people.values().filter(|x| x.team == Some(id)).count();
    let line = |t: &crate::model::Team| {
        (Ref::Team(t.id), t.name.clone(), phrases::count(size(t.id), "person", "people"))
    };
    p.teams.values().map(|t| line(t)).collect()
}

fn people(p: &Program) -> Vec<Line> {
    let line = |x: &crate::model::Person| {
        let team = x.team.and_then(|id| p.teams.get(&id)).map_or("no team", |t| t.name.as_str());
        let words = format!("{team}, {} %", x.allocation);
        (Ref::Person(x.id), x.name.clone(), words)
    };
    p.people.values().map(|x| line(x)).collect()
}

/// Who works on what.
pub(super) fn section(app: App) -> AnyView {
    let catalogue =
        move |edit: CatalogueEdit| app.workbench.dispatch_aloud(Command::Catalogue(Box::new(edit)));
    let project = move |name: &str| {
        let draft = ProjectDraft { name: name.to_owned(), lens: Lens::Product, team: None, zone: None };
        catalogue(CatalogueEdit::AddProject(draft))
    };
    let team = move |name: &str| catalogue(CatalogueEdit::AddTeam(name.to_owned()));
    let person = move |name: &str| catalogue(CatalogueEdit::AddPerson { name: name.to_owned(), team: None });
    el("section")
        .child(el("div").class("list-head").child(el("h2").child("Projects, teams and people")))
        .child(el("h3").class("data-sub").child("Projects"))
        .child(list(app, "Projects", projects))
        .child(add_line("New project", "New project", project))
        .child(el("h3").class("data-sub").child("Teams"))
        .child(list(app, "Teams", teams))
        .child(add_line("New team", "New team", team))
        .child(el("h3").class("data-sub").child("People"))
        .child(list(app, "People", people))
        .child(add_line("New person", "New person", person))
        .into_any()
}

const WEEK: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// A part of the day: its name, how it is read and set.
type Part = (&'static str, fn(&DayParts) -> u16, fn(&mut DayParts, u16));

const PARTS: [Part; 4] = [
    ("Morning from", |d| d.morning, |d, m| d.morning = m),
    ("Midday from", |d| d.midday, |d, m| d.midday = m),
    ("Afternoon from", |d| d.afternoon, |d, m| d.afternoon = m),
    ("Evening from", |d| d.evening, |d, m| d.evening = m),
];

/// Minutes after midnight of `8:30`.
fn minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// When this program works: days of the week, holidays, the four parts of the day.
pub(super) fn times(app: App) -> AnyView {
    let set = move |edit: SettingsEdit| {
        app.workbench.dispatch(Command::Settings(edit));
    };
    let days = WEEK.into_iter().enumerate().map(|(place, name)| {
        let works = move || app.with(|p| p.settings.working_days.get(place).copied().unwrap_or(false));
        let change = move |on: bool| {
            let mut days = app.workbench.with_untracked(|p| p.settings.working_days);
            if let Some(day) = days.get_mut(place) {
                *day = on;
            }
            set(SettingsEdit::WorkingDays(days));
        };
        el("label")
            .class("row")
            .child(
                el("input")
                    .attr("type", "checkbox")
                    .class("check")
                    .on_change(move |event| change(event_target_checked(&event)))
                    .prop("checked", works),
            )
            .child(name)
    });
    let parts = PARTS.into_iter().map(|(name, get, put)| {
        let shown = move || phrases::minutes(app.with(|p| get(&p.settings.day)));
        let write = move |text: String| match minutes(&text) {
            Some(value) => {
                let mut day = app.workbench.with_untracked(|p| p.settings.day);
                put(&mut day, value);
                set(SettingsEdit::Day(day));
            }
            None => app
                .toasts
                .say(format!("“{}” is no time of the day, such as 8:30. Nothing was changed.", text.trim())),
        };
        many(vec![
            el("dt").child(name).into_any(),
            el("dd").child(text_input(name, shown, "", write)).into_any(),
        ])
    });
    el("section")
        .child(el("div").class("list-head").child(el("h2").child("Working time")))
        .child(
            el("div")
                .class("data-week")
                .attr("role", "group")
                .attr("aria-label", "Working days")
                .child(days.collect_view()),
        )
        .child(holidays(app))
        .child(el("dl").class("props settings").child(parts.collect_view()))
        .into_any()
}

fn holidays(app: App) -> AnyView {
    let change = move |make: &dyn Fn(&mut std::collections::BTreeSet<Date>)| {
        let mut days = app.workbench.with_untracked(|p| p.settings.holidays.clone());
        make(&mut days);
        app.workbench.dispatch(Command::Settings(SettingsEdit::Holidays(days)));
    };
    let rows = move || {
        let today = app.today();
        let all =
            app.with(|p| p.settings.holidays.iter().copied().filter(|d| *d >= today).collect::<Vec<_>>());
        if all.is_empty() {
            return el("p").class("quiet").child("No holiday lies ahead.").into_any();
        }
        let row = |day: Date| {
            let words = format!("{}, {}", phrases::weekday(day), phrases::day(day, today));
            el("li").class("row").child(el("span").class("num").child(words.clone())).child(
                el("button")
                    .class("icon-button small-icon")
                    .attr("aria-label", format!("Take {words} away"))
                    .on_click(move |_| {
                        change(&|days| {
                            days.remove(&day);
                        })
                    })
                    .child(icon("close")),
            )
        };
        el("ul").class("cl-days").child(all.into_iter().map(row).collect_view()).into_any()
    };
    let day = RwSignal::new(None::<Date>);
    let put = move || {
        if let Some(on) = day.get_untracked() {
            change(&|days| {
                days.insert(on);
            });
            day.set(None);
        }
    };
    el("div")
        .child(el("h3").class("data-sub").child("Holidays"))
        .child(rows)
        .child(
            el("div")
                .class("row data-holiday")
                .child(date_input("Holiday", move || day.get(), move |v| day.set(v)))
                .child(el("button").class("button").on_click(move |_| put()).child("Add holiday")),
        )
        .into_any()
}
