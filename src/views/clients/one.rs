//! One client's page. Shown to the client, it leaves out what is internal, and prints.

use super::facts::{follow, strip};
use super::*;
use super::{calendar, contracts, deliverables, effort, said};
use crate::analysis::Colour;
use crate::analysis::portfolio::{client_line, projects_of};
use crate::components::{icon, mark, segmented, status_mark};
use crate::model::{ProjectId, Ref};
use crate::platform::page as window;
use crate::report::Redactor;
use std::sync::Arc;

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) app: App,
    pub(super) client: ClientId,
    /// The page is shown to the client.
    pub(super) shared: Memo<bool>,
}

impl Desk {
    /// A text as it may be read: where the client reads along, without names and amounts that are not theirs.
    pub(super) fn words(self, text: &str, project: Option<ProjectId>) -> String {
        if !self.shared.get() || text.is_empty() {
            return text.to_owned();
        }
        self.app.with(|p| {
            let own = project.or_else(|| projects_of(p, self.client).first().copied());
            Redactor::new(p, own.unwrap_or(ProjectId::from(0))).text(text)
        })
    }

    /// The project that new records of this client belong to, where there is one only.
    pub(super) fn project(self) -> Option<ProjectId> {
        let all = self.app.workbench.with_untracked(|p| projects_of(p, self.client));
        all.first().copied().filter(|_| all.len() == 1)
    }

    /// A record's title: a button that opens it; plain text where the client reads along.
    pub(super) fn title(self, title: String, project: Option<ProjectId>, to: Ref) -> AnyView {
        if self.shared.get() {
            return el("span").class("strong").child(self.words(&title, project)).into_any();
        }
        el("button").class("cl-title").on_click(move |_| self.app.open_ref(&to)).child(title).into_any()
    }
}

pub(super) fn page(frame: Frame, client: ClientId) -> AnyView {
    let app = frame.app;
    let shared = Memo::new(move |_| app.param("for").as_deref() == Some("client"));
    let desk = Desk { app, client, shared };
    let line = Memo::new(move |_| Arc::new(app.analyse(|ctx| client_line(ctx, client))));
    let name = app.workbench.with_untracked(|p| p.clients.get(&client).map(|c| c.name.clone()));
    let name = name.unwrap_or_default();
    let called = name.clone();
    let context = move || {
        if shared.get() {
            return "As the client sees it".into_any();
        }
        let line = line.get();
        let Some(line) = line.as_ref() else { return ().into_any() };
        let (to, called) = (line.health.to.clone(), called.clone());
        let colour = line.health.colour.unwrap_or(Colour::Unknown);
        let sign = match colour {
            Colour::Unknown => mark(colour),
            _ => status_mark(colour, line.health.value.clone()),
        };
        el("button")
            .class("cl-health")
            .on_click(move |_| follow(app, &called, &to))
            .child(sign)
            .child(el("span").class("cut").child(line.health.why.clone()))
            .into_any()
    };
    let toolbar = el("div")
        .class("toolbar")
        .child(el("a").class("link").attr("href", all(app).to_string()).child("All clients"))
        .child(segmented(
            "Shown to",
            &[(false, "For us"), (true, "For the client")],
            move || shared.get(),
            move |on| app.set_param("for", if on { "client" } else { "" }),
        ))
        .child(
            el("span")
                .class("push row")
                .child(
                    el("button")
                        .class("button plain")
                        .on_click(move |_| app.open_ref(&Ref::Client(client)))
                        .child("Details and notes"),
                )
                .child(
                    el("button")
                        .class("button")
                        .on_click(|_| window::print())
                        .child(icon("print"))
                        .child("Print"),
                ),
        )
        .into_any();
    let heading = {
        let name = name.clone();
        move || {
            shared.get().then(|| {
                let program = app.with(|p| p.settings.name.clone());
                el("div").class("cl-cover").child(el("p").class("cl-name").child(name.clone())).child(
                    el("p")
                        .class("quiet")
                        .child(format!("Work by {program}, as of {}", crate::model::short_day(app.today()))),
                )
            })
        }
    };
    let content = el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Client, scrollable")
        .child(
            el("div")
                .class(move || if shared.get() { "content clients shared" } else { "content clients" })
                .child(heading)
                .child(move || {
                    let words = |text: &str| desk.words(text, None);
                    let words: Option<&dyn Fn(&str) -> String> =
                        if shared.get() { Some(&words) } else { None };
                    line.with(|l| l.as_ref().as_ref().map(|l| strip(app, l, words)))
                })
                .child(deliverables::section(desk))
                .child(contracts::section(desk))
                .child(contracts::levels(desk))
                .child(contracts::changes(desk))
                .child(move || (!shared.get()).then(|| effort::section(desk)))
                .child(said::section(desk))
                .child(calendar::section(desk)),
        )
        .into_any();
    page_frame(frame, name, context, ().into_any(), Some(toolbar), content, ().into_any())
}
