//! Beside the retro: last time's actions with their fate, facts of the sprint, prompts, themes.

use super::desk::Desk;
use crate::analysis::retro::{Fact, Fate, Returned, facts, format_name, prompts, returned, summary, themes};
use crate::analysis::{Colour, Facts};
use crate::app::{Route, View};
use crate::components::{mark, select};
use crate::dom::prelude::*;
use crate::model::{Lens, Ref};
use crate::report::documents::told;
use crate::views::ahead::open;
use crate::views::papers::{Form, Paper};
use crate::views::phrases;

/// The summary, as everything that takes it along sees it. It names nobody who wrote or voted.
fn paper(desk: Desk) -> Paper {
    Paper::new(desk.frame, "Summary", move || {
        let retro = desk.record.get()?;
        let today = desk.app().today();
        Some(told(&desk.app().with(|p| summary(p, &retro, today)), "Nothing was written yet."))
    })
}

/// Puts the summary on the clipboard, for a chat: most retros are told there.
pub(super) fn copy(desk: Desk) {
    paper(desk).copy(Form::Chat);
}

/// The buttons of the header.
pub(super) fn copy_tools(desk: Desk) -> AnyView {
    paper(desk).tools("Copy summary", move || copy(desk))
}

pub(super) fn side(desk: Desk) -> AnyView {
    el("aside")
        .class("standup-side side")
        .attr("aria-label", "Beside the retro")
        .child(back(desk))
        .child(fact_section(desk))
        .child(prompt_section(desk))
        .child(theme_section(desk))
        .child(setting_section(desk))
        .into_any()
}

fn head(title: &'static str, n: impl Fn() -> String + 'static) -> El {
    el("div").class("list-head").child(el("h2").child(title)).child(el("span").class("n num").child(n))
}

fn back(desk: Desk) -> AnyView {
    let app = desk.app();
    let all = Memo::new(move |_| {
        let today = app.today();
        desk.with(|r| app.with(|p| returned(p, r, today))).unwrap_or_default()
    });
    let words = move || {
        all.with(|all| {
            let done = all.iter().filter(|r| r.fate == Fate::Done).count();
            match all.len() {
                0 => "none".to_owned(),
                n => format!("{done} of {n} done"),
            }
        })
    };
    let row = move |back: Returned| {
        let to = Ref::Action(back.action);
        let called = app.with(|p| crate::analysis::chain::called(p, &to));
        let (key, title) = called.map(|c| (c.key, c.title)).unwrap_or_default();
        let colour = match back.fate {
            Fate::Late => Colour::Red,
            Fate::Open => Colour::Amber,
            Fate::Done => Colour::Green,
            Fate::Dropped => Colour::Unknown,
        };
        let record = key.clone();
        el("li")
            .class("fate-row")
            .child(mark(colour))
            .child(
                el("div")
                    .child(
                        el("button")
                            .class("side-link")
                            .attr("data-record", record)
                            .on_click(move |_| app.open_ref(&to))
                            .child(title),
                    )
                    .child(el("div").class("quiet").child(back.words)),
            )
            .child(el("span").class("key").child(key))
    };
    el("section")
        .attr("aria-label", "Actions from last time")
        .child(head("From last time", words))
        .child(el("ul").child(move || all.get().into_iter().map(row).collect_view()))
        .into_any()
}

fn fact_section(desk: Desk) -> AnyView {
    let app = desk.app();
    // What is typed into the retro does not change the facts: they follow its sprint and its day.
    let about = Memo::new(move |_| desk.with(|r| (r.id, r.sprint, r.day, r.team, r.project)));
    let all = Memo::new(move |_| {
        about.with(|_| ());
        let _ = app.today();
        let retro = untrack(|| desk.record.get());
        untrack(|| retro.map(|r| app.analyse(|ctx| facts(&Facts::new(ctx), &r))).unwrap_or_default())
    });
    let row = move |fact: Fact| {
        let first = fact.behind.first().cloned();
        let n = fact.behind.len();
        let text = fact.text;
        let words = match first {
            Some(first) => el("button")
                .class("answer-text")
                .attr("title", format!("Open the first of {}", phrases::count(n, "record", "records")))
                .on_click(move |_| open(app, &first))
                .child(text)
                .into_any(),
            None => el("span").class("answer-text").child(text).into_any(),
        };
        let name = if fact.figure.is_empty() {
            el("span").class("quiet").child(fact.name).into_any()
        } else {
            let team = untrack(|| desk.whose.get()).team;
            let team = team.and_then(|id| app.workbench.with_untracked(|p| p.teams.get(&id).cloned()));
            let route = Route::to(View::Metrics)
                .with("team", &team.map(|t| t.name.clone()).unwrap_or_default())
                .with("figure", fact.figure);
            el("a").class("quiet").attr("href", format!("#{route}")).child(fact.name).into_any()
        };
        el("li")
            .class("fact-row")
            .child(name)
            .child(el("span").class("strong num").child(fact.value))
            .child(words)
    };
    let of = move || {
        let sprint = desk.with(|r| r.sprint).flatten();
        let name = sprint.and_then(|id| app.with(|p| p.sprints.get(&id).map(|s| s.name.clone())));
        name.unwrap_or_else(|| "the last four weeks".to_owned())
    };
    el("section")
        .attr("aria-label", "Facts")
        .child(head("Facts", move || ["of ", &of()].concat()))
        .child(el("ul").child(move || all.get().into_iter().map(row).collect_view()))
        .into_any()
}

fn prompt_section(desk: Desk) -> AnyView {
    let app = desk.app();
    let of = Memo::new(move |_| {
        let mut whose = desk.whose.get();
        if whose.team.is_none() {
            whose.project = whose.project.or_else(|| desk.with(|r| r.project).flatten());
        }
        untrack(|| app.with(|p| prompts(p, whose)))
    });
    let lens = move || {
        if of.get().0 == Lens::Service { "for client work".to_owned() } else { "for a product".to_owned() }
    };
    el("section")
        .attr("aria-label", "Prompts")
        .child(head("To ask", lens))
        .child(
            el("ul")
                .class("prompts")
                .child(move || of.get().1.iter().map(|text| el("li").child(*text)).collect_view()),
        )
        .into_any()
}

fn theme_section(desk: Desk) -> AnyView {
    let app = desk.app();
    let all = Memo::new(move |_| {
        let whose = desk.whose.get();
        app.with(|p| themes(p, whose))
    });
    let rows = move || {
        let today = app.today();
        all.get()
            .into_iter()
            .map(|theme| {
                let days: Vec<String> =
                    theme.retros.iter().take(4).map(|(_, day, _)| phrases::day(*day, today)).collect();
                el("li")
                    .class("side-row")
                    .child(el("span").class("strong grow").child(theme.name))
                    .child(el("span").class("quiet").child(days.join(", ")))
                    .child(el("span").class("num quiet").child(phrases::count(
                        theme.cards,
                        "thought",
                        "thoughts",
                    )))
            })
            .collect_view()
    };
    el("section")
        .attr("hidden", move || all.with(Vec::is_empty))
        .attr("aria-label", "Themes over time")
        .child(head("Themes over time", String::new))
        .child(el("ul").child(rows))
        .into_any()
}

/// How many votes each has, how long a topic takes, whose turn it is to vote.
fn setting_section(desk: Desk) -> AnyView {
    let number = |from: u32, to: u32| {
        move || (from..=to).map(|n| crate::components::Choice::new(n.to_string(), n.to_string())).collect()
    };
    el("section")
        .attr("aria-label", "How it is held")
        .child(head("How it is held", move || {
            desk.with(|r| format_name(&r.format).to_owned()).unwrap_or_default()
        }))
        .child(el("div").class("side-row").child(el("span").class("grow").child("Votes each")).child(select(
            "Votes each",
            "small bare",
            number(1, 10),
            move || desk.with(|r| r.votes_each.max(1).to_string()).unwrap_or_default(),
            move |n| desk.change(|r| r.votes_each = n.parse().unwrap_or(3)),
        )))
        .child(el("div").class("side-row").child(el("span").class("grow").child("Minutes a topic")).child(
            select(
                "Minutes a topic",
                "small bare",
                number(1, 30),
                move || desk.with(|r| r.topic_minutes.max(1).to_string()).unwrap_or_default(),
                move |n| desk.change(|r| r.topic_minutes = n.parse().unwrap_or(8)),
            ),
        ))
        .child(
            el("button")
                .class("link more")
                .on_click(move |_| desk.given.set(Vec::new()))
                .child("Next person votes"),
        )
        .into_any()
}
