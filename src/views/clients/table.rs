//! The portfolio: all clients, the worst first, each with its figures.

use super::facts::{follow, strip};
use super::lines::add_line;
use super::*;
use crate::analysis::Colour;
use crate::analysis::portfolio::{ClientLine, portfolio};
use crate::components::{mark, status_mark};
use crate::json::Json;
use crate::model::Client;
use std::sync::Arc;

pub(super) fn page(frame: Frame) -> AnyView {
    let app = frame.app;
    let lines = Memo::new(move |_| Arc::new(app.analyse(portfolio)));
    let context = move || {
        lines
            .with(|lines| {
                let of = |colour| lines.iter().filter(|l| l.health.colour == Some(colour)).count();
                let mut words = phrases::count(lines.len(), "client", "clients");
                for (colour, word) in [(Colour::Red, "red"), (Colour::Amber, "amber")] {
                    if of(colour) > 0 {
                        words.push_str(&format!(", {} {word}", of(colour)));
                    }
                }
                words
            })
            .into_any()
    };
    let add = move |name: &str| {
        let client = Client { name: name.to_owned(), ..Json::blank() };
        app.add(client, None).is_some()
    };
    let content = el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Clients, scrollable")
        .child(
            el("div")
                .class("content clients")
                .child(move || {
                    let lines = lines.get();
                    if lines.is_empty() {
                        return empty();
                    }
                    lines.iter().map(|line| client(app, line)).collect_view()
                })
                .child(add_line("Add a client", "Add a client by its name", add)),
        )
        .into_any();
    page_frame(frame, "Clients".into(), context, ().into_any(), None, content, ().into_any())
}

fn empty() -> AnyView {
    el("div")
        .class("empty cl-empty")
        .child(el("h2").child("No client yet"))
        .child(el("p").child(
            "A client has contracts, deliverables, service levels and change requests, and says how content it is. \
             Projects with the service lens name their client under Data.",
        ))
        .into_any()
}

fn client(app: App, line: &ClientLine) -> AnyView {
    let route = Route::to(View::Clients).with("client", &line.name);
    let (to, name) = (line.health.to.clone(), line.name.clone());
    let colour = line.health.colour.unwrap_or(Colour::Unknown);
    let sign =
        if colour == Colour::Unknown { mark(colour) } else { status_mark(colour, line.health.value.clone()) };
    el("section")
        .class("cl-client")
        .attr("aria-label", line.name.clone())
        .child(
            el("div")
                .class("cl-head")
                .child(el("h2").child(el("a").attr("href", route.to_string()).child(line.name.clone())))
                .child(
                    el("button")
                        .class("cl-health")
                        .on_click(move |_| follow(app, &name, &to))
                        .child(sign)
                        .child(el("span").class("cl-why").child(line.health.why.clone())),
                ),
        )
        .child(strip(app, line, None))
        .into_any()
}
