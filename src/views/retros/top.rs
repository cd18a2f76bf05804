//! Whose retro, which one, and its stage.

use super::clock;
use super::desk::{Desk, choices};
use crate::analysis::retro::past;
use crate::components::{Choice, icon, segmented, select};
use crate::dom::prelude::*;
use crate::model::{EntryId, RetroStage};
use crate::views::phrases;

const STAGES: [(RetroStage, &str); 5] = [
    (RetroStage::Collect, "Collect"),
    (RetroStage::Group, "Group"),
    (RetroStage::Vote, "Vote"),
    (RetroStage::Discuss, "Discuss"),
    (RetroStage::Closed, "Closed"),
];

pub(super) fn bar(desk: Desk) -> AnyView {
    let app = desk.app();
    let whose_choices = move || {
        app.with(|p| {
            choices(p).into_iter().map(|(_, name, word)| Choice::new(word, name)).collect::<Vec<_>>()
        })
    };
    let whose_now = move || {
        let whose = desk.whose.get();
        app.with(|p| {
            choices(p).into_iter().find(|(of, ..)| *of == whose).map(|(_, _, word)| word).unwrap_or_default()
        })
    };
    let go_to = move |word: String| {
        let (name, value) = word.split_once('=').unwrap_or(("team", ""));
        let here = app.route.get_untracked();
        let here = here.with("team", "").with("project", "").with("retro", "").with("record", "");
        app.go(here.with(name, value));
    };
    let retro_choices = move || {
        let (whose, today) = (desk.whose.get(), app.today());
        app.with(|p| {
            let all = past(p, whose).into_iter();
            let mut all: Vec<Choice> = all
                .map(|r| {
                    let id = EntryId::from(r.id.number()).to_string();
                    let name = format!("{}, {}", r.title, phrases::day(r.day, today));
                    Choice::new(id, name)
                })
                .collect();
            all.push(Choice::new("new", "New retro…"));
            all
        })
    };
    let retro_now = move || {
        desk.retro.get().map_or_else(|| "new".to_owned(), |id| EntryId::from(id.number()).to_string())
    };
    let any = Memo::new(move |_| desk.retro.get().is_some());
    el("div")
        .class("toolbar retro-bar")
        .child(select("Whose retro", "small", whose_choices, whose_now, go_to))
        .child(select("Retro", "small", retro_choices, retro_now, move |id| app.set_param("retro", &id)))
        .child(move || {
            any.get().then(|| {
                el("button")
                    .class("button small")
                    .on_click(move |_| app.set_param("retro", "new"))
                    .child(icon("plus"))
                    .child("New")
            })
        })
        .child(el("span").class("push"))
        .child(move || {
            any.get().then(|| {
                many(vec![
                    clock::view(desk),
                    segmented("Stage", &STAGES, move || desk.stage(), move |stage| desk.go(stage)),
                ])
            })
        })
        .into_any()
}
