//! Actions, decisions, change requests, dependencies and blockers as lists.

mod add;
mod specs;

use super::papers::Paper;
use super::record_list::RecordList;
use super::shell::{Frame, page_frame, project_select};
use crate::app::App;
use crate::dom::prelude::*;

pub(super) use add::{Kind, addition, make, meant, understood};
use specs::spec_of;

/// The lists, with their words in the address.
const LISTS: [(Kind, &str); 5] = [
    (Kind::Action, ""),
    (Kind::Decision, "decisions"),
    (Kind::Change, "changes"),
    (Kind::Dependency, "dependencies"),
    (Kind::Blocker, "blockers"),
];

fn kind(app: App) -> Kind {
    let word = app.param("list").unwrap_or_default();
    LISTS.into_iter().find(|(_, name)| *name == word).map_or(Kind::Action, |(kind, _)| kind)
}

/// The page.
pub(super) fn page(frame: Frame) -> AnyView {
    let app = frame.app;
    let shown = Memo::new(move |_| kind(app));
    let summary = RwSignal::new(String::new());
    let content = el("div")
        .class("body-main")
        .child(tabs(app, shown))
        .child(move || {
            let kind = shown.get();
            let list = RecordList::new(frame, spec_of(kind));
            Effect::new(move |_| summary.set(list.summary()));
            many(vec![list.toolbar(), add::line(frame, kind), list.view()])
        })
        .into_any();
    let context = move || summary.get().into_any();
    let log = Paper::new(frame, "Decision log", move || {
        let project = app.project();
        Some(app.analyse(|ctx| crate::report::documents::decision_log(ctx, project)))
    });
    let log = move || (shown.get() == Kind::Decision).then(|| log.button());
    let tools = many(vec![project_select(app), log.into_any()]);
    page_frame(frame, "Actions".into(), context, tools, None, content, ().into_any())
}

/// One tab a list, with what is open in it.
fn tabs(app: App, shown: Memo<Kind>) -> AnyView {
    let counts = Memo::new(move |_| {
        app.with(|p| {
            LISTS.map(|(kind, _)| match kind {
                Kind::Action => p.actions.values().filter(|a| a.state.is_open()).count(),
                Kind::Decision => {
                    p.decisions.values().filter(|d| d.state == crate::model::DecisionState::Wanted).count()
                }
                Kind::Change => p.changes.values().filter(|c| c.state.is_open()).count(),
                Kind::Dependency => p.dependencies.values().filter(|d| d.state.is_open()).count(),
                _ => p.blockers.values().filter(|b| b.cleared.is_none()).count(),
            })
        })
    });
    let buttons = LISTS.into_iter().enumerate().map(|(place, (kind, word))| {
        el("button")
            .attr("aria-pressed", move || if shown.get() == kind { "true" } else { "false" })
            .on_click(move |_| {
                let route = app.route.get_untracked().with("list", word).with("state", "").with("sort", "");
                app.go(route.with("record", ""));
            })
            .child(kind.many())
            .child(" ")
            .child(
                el("span")
                    .class("n num")
                    .child(move || counts.with(|n| n.get(place).copied().unwrap_or(0).to_string())),
            )
    });
    el("div")
        .class("toolbar list-tabs")
        .child(
            el("div")
                .class("segmented")
                .attr("role", "group")
                .attr("aria-label", "List")
                .child(buttons.collect_view()),
        )
        .into_any()
}
