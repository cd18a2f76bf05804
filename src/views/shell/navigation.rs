//! Navigation shaped as the day: rail, phone bar, tabs.

use super::*;

/// The parts of the day, in order, with their pages.
pub(super) const PARTS: [(&str, &str, &[View]); 4] = [
    ("Morning", "sunrise", &[View::Standups, View::Backlog, View::Roadmap]),
    ("Midday", "sun", &[View::Meetings, View::Stakeholders, View::Clients, View::Risks, View::WarRoom]),
    ("Afternoon", "sunset", &[View::Board, View::Actions, View::Metrics, View::Reports]),
    ("Evening", "moon", &[View::Retros, View::Tomorrow]),
];

pub(super) fn begins(day: &DayParts, part: usize) -> u16 {
    [day.morning, day.midday, day.afternoon, day.evening].get(part).copied().unwrap_or(0)
}

/// The part of the day it is: the last one that began, Morning before all.
pub(super) fn part_now(app: App) -> usize {
    use chrono::Timelike;
    let now = app.now.get();
    let local = app.zone.with(|z| z.local(now));
    let minute = (local.hour() * 60 + local.minute()) as u16;
    let day = app.with(|p| p.settings.day);
    (0..4).rev().find(|part| begins(&day, *part) <= minute).unwrap_or(0)
}

pub(in crate::views) fn nav_icon(view: View) -> &'static str {
    match view {
        View::Today => "today",
        View::Risks => "risk",
        View::Board => "board",
        View::Metrics => "metrics",
        View::Reports => "report",
        View::Standups => "comment",
        View::Backlog => "list",
        View::Roadmap => "roadmap",
        View::Meetings => "calendar",
        View::Stakeholders => "people",
        View::Clients => "client",
        View::WarRoom => "alarm",
        View::Actions => "arrow",
        View::Retros => "retro",
        View::Tomorrow => "moon",
        _ => "data",
    }
}

pub(super) fn nav_link(
    app: App,
    view: View,
    count: impl Fn() -> Option<usize> + Copy + Send + Sync + 'static,
) -> AnyView {
    let current =
        move || app.route.with(|r| r.view == view || (view == View::Data && r.view == View::Import));
    el("a")
        .attr("href", move || format!("#{}", app.to(view)))
        .attr("aria-current", move || current().then_some("page"))
        .attr("title", view.title())
        .child(icon(nav_icon(view)))
        .child(el("span").class("label").child(view.title()))
        .child(move || {
            count().filter(|n| *n > 0).map(|n| el("span").class("count").child(phrases::grouped(n)))
        })
        .into_any()
}

pub(super) fn sidebar(app: App) -> AnyView {
    let due = Memo::new(move |_| {
        // What the link opens: the project stays, a team that another page is filtered by does not.
        let scope = Scope { project: app.project(), team: None };
        app.analyse(|ctx| needs(ctx, scope).len())
    });
    let risks = Memo::new(move |_| app.with(|p| p.risks.values().filter(|r| r.state.is_open()).count()));
    let incidents =
        Memo::new(move |_| app.with(|p| crate::analysis::incident::open_incidents(p, app.project()).len()));
    let cards = Memo::new(move |_| {
        let project = app.project();
        app.with(|p| {
            let filter = crate::analysis::board::BoardFilter {
                project,
                sprint: has_sprint_work(p, project),
                ..Default::default()
            };
            let board = crate::analysis::board::board(p, &filter, Default::default());
            board.columns.iter().filter(|c| !c.category.is_finished()).map(|c| c.shown).sum::<usize>()
        })
    });
    let actions = Memo::new(move |_| app.with(|p| p.actions.values().filter(|a| a.state.is_open()).count()));
    // Teams that have not had their stand-up yet.
    let stand_ups = Memo::new(move |_| {
        let today = app.today();
        app.with(|p| {
            use crate::analysis::stand_up::{find, teams};
            let over = |id| find(p, id, today).is_some_and(|s| s.finished.is_some());
            teams(p).iter().filter(|team| !over(team.id)).count()
        })
    });
    let to_come = Memo::new(move |_| {
        let project = app.project();
        app.with(|p| crate::analysis::backlog::to_come(p, project))
    });
    let count_of = move |view: View| match view {
        View::Actions => Some(actions.get()),
        View::Standups => Some(stand_ups.get()),
        View::Backlog => Some(to_come.get()),
        View::Risks => Some(risks.get()),
        View::Board => Some(cards.get()),
        View::WarRoom => Some(incidents.get()),
        _ => None,
    };
    let parts = PARTS
        .iter()
        .enumerate()
        .map(|(place, (name, _, views))| {
            let state = move || match part_now(app).cmp(&place) {
                std::cmp::Ordering::Greater => "part past",
                std::cmp::Ordering::Equal => "part now",
                std::cmp::Ordering::Less => "part",
            };
            let when = move || {
                if part_now(app) == place {
                    let now = app.now.get();
                    format!("now {}", app.zone.with(|z| phrases::clock(now, z)))
                } else {
                    app.with(|p| phrases::minutes(begins(&p.settings.day, place)))
                }
            };
            let links: Vec<_> =
                views.iter().map(|view| nav_link(app, *view, move || count_of(*view))).collect();
            el("div")
                .class(state)
                .child(
                    el("div")
                        .class("part-head")
                        .child(el("span").class("dot"))
                        .child(el("span").class("name").child(*name))
                        .child(el("span").class("when").child(when)),
                )
                .child(links)
        })
        .collect::<Vec<_>>();
    el("nav")
        .class("sidebar")
        .attr("aria-label", "The day")
        .child(
            el("div")
                .class("program-name")
                .child(
                    el("span")
                        .class("logo")
                        .attr("aria-hidden", "true")
                        .child(move || app.with(|p| first_letter(&p.settings.name))),
                )
                .child(el("span").class("label cut").child(move || app.with(|p| p.settings.name.clone()))),
        )
        .child(
            el("div")
                .class("side-tools")
                .child(
                    el("button")
                        .class("search-button")
                        .attr("title", "Search and commands")
                        .on_click(move |_| app.overlay.set(Some(Overlay::Palette)))
                        .child(icon("search"))
                        .child(el("span").class("label grow").child("Search"))
                        .child(el("span").class("keycap").child(if page::is_mac() {
                            "⌘K"
                        } else {
                            "Ctrl K"
                        })),
                )
                .child(
                    el("button")
                        .class("icon-button edged")
                        .attr("aria-label", "Quick add")
                        .attr("title", "Quick add (C)")
                        .on_click(move |_| app.overlay.set(Some(Overlay::QuickAdd)))
                        .child(icon("plus")),
                ),
        )
        .child(
            el("div")
                .class("nav")
                .child(nav_link(app, View::Today, move || Some(due.get())))
                .child(el("div").class("day").child(parts)),
        )
        .child(
            el("div").class("nav-foot").child(nav_link(app, View::Data, || None)).child(
                el("button")
                    .on_click(move |_| app.overlay.set(Some(Overlay::Keys)))
                    .attr("aria-label", "Keys")
                    .child(icon("keys"))
                    .child(el("span").class("label").child("Keys"))
                    .child(el("span").class("keycap").child("?")),
            ),
        )
        .into_any()
}

pub(super) fn first_letter(name: &str) -> String {
    name.chars().next().map_or_else(|| "G".to_owned(), |c| c.to_uppercase().collect())
}

/// On a phone: Today and the four parts of the day.
pub(super) fn phone_bar(app: App) -> AnyView {
    let today = el("a")
        .attr("href", move || format!("#{}", app.to(View::Today)))
        .attr("aria-current", move || app.route.with(|r| r.view == View::Today).then_some("true"))
        .child(icon("today"))
        .child("Today");
    let parts = PARTS
        .iter()
        .enumerate()
        .map(|(place, (name, sign, views))| {
            let here = move || app.route.with(|r| views.contains(&r.view)).then_some("true");
            // A part without a page of its own leads to Today, which shows what it holds.
            let target = views.first().copied().unwrap_or(View::Today);
            el("a")
                .attr("href", move || format!("#{}", app.to(target)))
                .attr("aria-current", here)
                .child(icon(sign))
                .child(*name)
                .child(move || (part_now(app) == place).then(|| el("span").class("now-dot")))
        })
        .collect::<Vec<_>>();
    el("nav").class("phone-bar").attr("aria-label", "Parts of the day").child(today).child(parts).into_any()
}

/// On a phone: the pages of the part that is on screen, and Data.
pub(super) fn phone_tabs(app: App) -> AnyView {
    let tabs = move || {
        let here = app.route.with(|r| r.view);
        // More tabs than a phone is wide: the one of this page is on screen.
        page::after_paint(|| {
            if let Some(tab) = page::find(".phone-tabs [aria-current]") {
                page::centre(&tab);
            }
        });
        let part = PARTS.iter().find(|(_, _, views)| views.contains(&here)).map_or(&[] as &[View], |p| p.2);
        let mut views: Vec<View> = if part.is_empty() { vec![View::Today] } else { part.to_vec() };
        views.push(View::Data);
        views
            .into_iter()
            .map(|view| {
                el("a")
                    .attr("href", format!("#{}", app.to(view)))
                    .attr("aria-current", (view == here).then_some("page"))
                    .child(view.title())
            })
            .collect::<Vec<_>>()
    };
    el("nav").class("phone-tabs").attr("aria-label", "Pages").child(tabs).into_any()
}
