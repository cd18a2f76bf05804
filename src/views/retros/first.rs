//! A new retro: for whom, on which sprint, in which form.

use super::desk::Desk;
use crate::analysis::retro::{FORMATS, Format, before, blank, last_sprint, returned};
use crate::app::{Route, View};
use crate::dom::prelude::*;
use crate::model::{EntryId, RetroId};
use crate::views::phrases;

/// Begins a retro in a form, and opens it.
fn begin(desk: Desk, format: Format) {
    let app = desk.app();
    let today = app.today_untracked();
    let whose = desk.whose.get_untracked();
    let (sprint, title) = app.workbench.with_untracked(|p| {
        let sprint = last_sprint(p, whose.team, today).filter(|_| whose.team.is_some());
        let named = sprint.and_then(|id| p.sprints.get(&id)).map(|s| s.name.clone());
        let team = whose.team.and_then(|id| p.teams.get(&id)).map(|t| t.name.clone());
        let project = whose.project.and_then(|id| p.projects.get(&id)).map(|x| x.name.clone());
        let name = named.or(team).or(project).unwrap_or_else(|| "Program".to_owned());
        (sprint, [&name, " retro"].concat())
    });
    let mut retro = blank(whose, format, today);
    retro.sprint = sprint;
    retro.title = title;
    if let Some(made) = app.add(retro, None) {
        let id = EntryId::from(RetroId::from(made.number()).number()).to_string();
        app.set_param("retro", &id);
        super::column::write_in(0);
    }
}

pub(super) fn new(desk: Desk) -> AnyView {
    let app = desk.app();
    let whose = move || {
        let whose = desk.whose.get();
        app.with(|p| {
            let team = whose.team.and_then(|id| p.teams.get(&id)).map(|t| t.name.clone());
            team.or_else(|| whose.project.and_then(|id| p.projects.get(&id)).map(|x| x.name.clone()))
        })
    };
    let owed = Memo::new(move |_| {
        let (whose, today) = (desk.whose.get(), app.today());
        app.with(|p| {
            let next = blank(whose, FORMATS[0], today.succ_opt().unwrap_or(today));
            let back = returned(p, &next, today);
            (before(p, &next).is_some(), back.len())
        })
    });
    let words = move || match (whose(), owed.get()) {
        (None, _) => {
            "A retro needs a team. Imports bring teams and people; on Data they can be typed.".to_owned()
        }
        (Some(name), (false, _)) => {
            format!("{name} has held no retro here yet. Choose a form; facts and prompts stand beside it.")
        }
        (Some(name), (true, 0)) => format!("Choose a form for {name}. Nothing comes back from last time."),
        (Some(name), (true, n)) => format!(
            "Choose a form for {name}. {} from last time.",
            phrases::count(n, "action comes back", "actions come back")
        ),
    };
    let any = Memo::new(move |_| whose().is_some());
    let forms = move || {
        if !any.get() {
            return el("a")
                .class("button")
                .attr("href", format!("#{}", Route::to(View::Data)))
                .child("Go to Data")
                .into_any();
        }
        let form = |format: &'static Format| {
            el("li").child(
                el("button")
                    .class("form-choice")
                    .on_click(move |_| begin(desk, *format))
                    .child(el("span").class("strong").child(format.name))
                    .child(el("span").class("quiet").child(format.columns.join(", "))),
            )
        };
        el("ul").class("form-choices").child(FORMATS.iter().map(form).collect_view()).into_any()
    };
    el("div")
        .class("scroll content")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "New retro")
        .child(
            el("div")
                .class("empty")
                .child(el("h2").child("A new retro"))
                .child(el("p").child(words))
                .child(forms),
        )
        .into_any()
}
