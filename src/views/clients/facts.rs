//! A figure with its reason and its link.

use crate::analysis::portfolio::{ClientLine, Fact, Leads};
use crate::app::{App, Route, View};
use crate::components::mark;
use crate::dom::prelude::*;
use crate::platform::page;

/// Goes to where a figure's records are.
pub(super) fn follow(app: App, client: &str, to: &Leads) {
    match to {
        Leads::Part(part) => {
            let there = Route::to(View::Clients).with("client", client);
            let here = app.route.get_untracked();
            if here.get("client") != Some(client) {
                app.go(there);
            }
            page::focus_later(format!("#part-{part}"));
        }
        Leads::Record(to) => app.open_ref(to),
        Leads::Status(project) => {
            let prefix = app.workbench.with_untracked(|p| p.projects.get(project).map(|x| x.prefix.clone()));
            app.go(Route::to(View::Reports).with("project", &prefix.unwrap_or_default()));
        }
    }
}

/// One figure under its name.
pub(super) fn fact(app: App, client: &str, name: &'static str, fact: &Fact) -> AnyView {
    let (to, called) = (fact.to.clone(), client.to_owned());
    let sign = fact.colour.map(mark);
    el("div")
        .class("cl-fact")
        .child(el("dt").child(name))
        .child(
            el("dd")
                .child(
                    el("button")
                        .class(if fact.is_computed() { "cl-value" } else { "cl-value unknown" })
                        .on_click(move |_| follow(app, &called, &to))
                        .child(sign)
                        .child(el("span").child(fact.value.clone())),
                )
                .child(el("div").class("quiet").child(fact.why.clone())),
        )
        .into_any()
}

/// The figures of a client; for the client itself those that are theirs to read, in words that are.
pub(super) fn strip(app: App, line: &ClientLine, for_client: Option<&dyn Fn(&str) -> String>) -> AnyView {
    let name = line.name.as_str();
    let own: [(&'static str, &Fact); 4] = [
        ("Next deliverable", &line.next),
        ("Service levels, 90 days", &line.levels),
        ("Contract value", &line.worth),
        ("Open change requests", &line.changes),
    ];
    let inner: [(&'static str, &Fact); 4] = [
        ("Margin to date", &line.margin),
        ("Hours used", &line.effort),
        ("CSAT", &line.csat),
        ("NPS", &line.nps),
    ];
    let shown = own.into_iter().chain(inner.into_iter().filter(|_| for_client.is_none()));
    let figures = shown.map(|(label, figure)| match for_client {
        Some(words) => {
            let said = Fact { value: words(&figure.value), why: words(&figure.why), ..figure.clone() };
            // Amounts of a contract are its client's own.
            fact(app, name, label, if label == "Next deliverable" { &said } else { figure })
        }
        None => fact(app, name, label, figure),
    });
    el("dl").class("cl-facts").child(figures.collect_view()).into_any()
}
