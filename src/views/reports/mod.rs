//! The status report: chosen at the left, read at the right, out by copy, file and print.

mod choice;
mod form;
mod kept;
mod sections;
mod ways;

use super::papers::sheet;
use super::phrases;
use super::shell::{Frame, page_frame};
use crate::app::App;
use crate::components::{Choice, segmented, select};
use crate::dom::prelude::*;
use crate::exchange::sent;
use crate::report::Document;
use crate::report::status::{Audience, Kind, RULES, SectionKind, report};
use choice::{Opened, Since};

/// The page.
pub(super) fn page(frame: Frame) -> AnyView {
    let app = frame.app;
    let before = choice::before(app);
    let opened = Memo::new(move |_| choice::opened(app));
    let made = Memo::new(move |_| match opened.get() {
        Some(report) => sent::reread(&report),
        None => built(app, before, choice::audience(app)),
    });
    let beside = Memo::new(move |_| app.param("side").is_some() && opened.with(Option::is_none));
    let desk = move || {
        if beside.get() {
            let papers = Audience::ALL.map(|audience| {
                let document = built(app, before, audience);
                let left_out = left_out(&document);
                el("div")
                    .class("beside")
                    .child(
                        el("div")
                            .class("beside-head")
                            .child(el("h2").child(audience.name()))
                            .child(el("span").class("quiet").child(left_out))
                            .child(el("p").class("quiet").child(unseen(audience))),
                    )
                    .child(sheet(app, &document))
                    .into_any()
            });
            el("div").class("report-desk side-by-side").child(many(papers.into())).into_any()
        } else {
            let document = made.get();
            el("div").class("report-desk").child(sheet(app, &document)).into_any()
        }
    };
    let content = el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Report, scrollable")
        .child(
            el("div")
                .class(move || if beside.get() { "report-page wide-desk" } else { "report-page" })
                .child(left(frame, made, before))
                .child(desk),
        )
        .into_any();
    let context = move || {
        let scope = app.scope();
        app.with(|p| scope.name(p)).into_any()
    };
    let tools = ways::tools(frame, made, before);
    page_frame(
        frame,
        "Reports".to_owned(),
        context,
        tools,
        Some(toolbar(app, made, before)),
        content,
        ().into_any(),
    )
}

/// The report for one audience.
fn built(app: App, before: Memo<Option<Opened>>, audience: Audience) -> Document {
    let before = before.get();
    app.analyse(|ctx| report(ctx, &choice::options(app, ctx, before, audience)))
}

/// How much the audience does not get, in words; nothing where there is no report.
fn left_out(document: &Document) -> Option<String> {
    document.left_out().map(|count| match count {
        0 => "Nothing left out for this audience".to_owned(),
        n => format!("{} left out for this audience", phrases::count(n, "thing is", "things are")),
    })
}

/// What the rules keep from an audience, in words.
fn unseen(audience: Audience) -> String {
    let kept: Vec<String> = RULES
        .iter()
        .filter(|(matter, _)| !audience.sees(*matter))
        .map(|(matter, _)| matter.name().to_lowercase())
        .collect();
    if kept.is_empty() {
        "Sees everything.".to_owned()
    } else {
        format!("Does not see: {}.", kept.join(", "))
    }
}

/// `7 days, 42 changes`: how far the report looks back, and what lies in between.
fn span(app: App, made: Memo<Document>, before: Memo<Option<Opened>>) -> String {
    let since = match (
        before.with(|b| b.as_ref().and_then(|b| b.before.as_ref().ok().map(|b| b.at))),
        choice::since(app),
    ) {
        (Some(at), _) => app.zone.with(|zone| zone.day(at)),
        (None, Since::Day(day)) => day,
        (None, Since::Sent(report)) => report.to.unwrap_or_else(|| app.today()),
    };
    let days = phrases::count((app.today() - since).num_days().max(0) as usize, "day", "days");
    let changes =
        made.with(|d| d.sections.iter().find(|s| s.key == SectionKind::Changes.key()).map(|s| s.count));
    match changes {
        Some(changes) => format!("{days}, {}", phrases::count(changes, "change", "changes")),
        None => days,
    }
}

fn toolbar(app: App, made: Memo<Document>, before: Memo<Option<Opened>>) -> AnyView {
    let frozen = Memo::new(move |_| choice::opened(app).is_some());
    (move || if frozen.get() { ().into_any() } else { choices(app, made, before) }).into_any()
}

fn choices(app: App, made: Memo<Document>, before: Memo<Option<Opened>>) -> AnyView {
    let kinds = || Kind::ALL.map(|kind| Choice::new(kind.word(), kind.name())).to_vec();
    let choose = move |word: String| {
        // Each kind has its own readers, and the last report of its own.
        let route = app.route.get_untracked().with("kind", &word).with("for", "").with("since", "");
        app.go(route);
    };
    let since = move || match choice::since(app) {
        Since::Sent(report) => report.key.clone(),
        Since::Day(_) => "day".to_owned(),
    };
    let choices = move || {
        let (project, today) = (choice::project(app), app.today());
        let sent = app.with(|p| sent::sent(p, project));
        let mut all: Vec<Choice> = sent
            .into_iter()
            .map(|report| {
                let day = report.to.map(|day| phrases::day(day, today)).unwrap_or_default();
                Choice::new(report.key.clone(), format!("the report of {day} ({})", report.key))
            })
            .collect();
        all.push(Choice::new("day", "a day"));
        all
    };
    let choose_since = move |value: String| {
        let day = untrack(|| app.today()) - chrono::Days::new(7);
        app.set_param("since", &if value == "day" { day.to_string() } else { value });
    };
    let day = Memo::new(move |_| match choice::since(app) {
        Since::Day(day) => Some(day),
        Since::Sent(_) => None,
    });
    let is_day = Memo::new(move |_| day.get().is_some());
    let field = move || {
        is_day.get().then(|| {
            el("input")
                .class("input small")
                .attr("type", "date")
                .attr("aria-label", "Since this day")
                .on_change(move |event| app.set_param("since", &event_target_value(&event)))
                .prop("value", move || day.get().map(|day| day.to_string()).unwrap_or_default())
        })
    };
    let beside = move || app.param("side").is_some();
    el("div")
        .class("toolbar")
        .child(select("Kind of report", "small", kinds, move || choice::kind(app).word().to_owned(), choose))
        .child(segmented(
            "Audience",
            &Audience::ALL.map(|choice| (choice, choice.name())),
            move || choice::audience(app),
            move |choice| app.set_param("for", choice.name().to_lowercase().as_str()),
        ))
        .child(
            el("button")
                .class("button small")
                .attr("aria-pressed", move || if beside() { "true" } else { "false" })
                .on_click(move |_| app.set_param("side", if untrack(beside) { "" } else { "1" }))
                .child("Side by side"),
        )
        .child(el("span").class("quiet").attr("aria-hidden", "true").child("Since"))
        .child(select("Since", "small", choices, since, choose_since))
        .child(field)
        .child(el("span").class("quiet num").child(move || span(app, made, before)))
        .child(
            el("span")
                .class("push")
                .attr("title", move || unseen(choice::audience(app)))
                .child(move || made.with(left_out)),
        )
        .into_any()
}

/// The left side: colours with their reasons, the user's own summary, the sections.
fn left(frame: Frame, made: Memo<Document>, before: Memo<Option<Opened>>) -> AnyView {
    let app = frame.app;
    let trouble =
        move || before.with(|opened| opened.as_ref().and_then(|o| o.before.as_ref().err().cloned()));
    let opened = Memo::new(move |_| choice::opened(app));
    let writing = move || {
        many(vec![
            form::dimensions(app),
            {
                let project = Memo::new(move |_| choice::project(app));
                (move || project.get().map(|project| form::summary(app, project, before))).into_any()
            },
            sections::sections(frame, made),
            kept::templates(app),
        ])
    };
    el("div")
        .class("report-form")
        .child(move || trouble().map(|why| el("p").class("amber").attr("role", "alert").child(why)))
        .child(move || match opened.get() {
            Some(report) => kept::opened(app, &report),
            None => writing(),
        })
        .child(kept::sent_list(app))
        .into_any()
}
