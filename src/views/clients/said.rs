//! What a client said: the last quarters, single answers, and a line to enter one.

use super::lines::{named, nothing, section as part, small};
use super::one::Desk;
use crate::analysis::portfolio::{client_of, quarters};
use crate::analysis::words::{day as long, number};
use crate::components::{Choice, date_input, select, table_head};
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::model::{Ref, Satisfaction, SatisfactionKind};

/// Quarters that are shown.
const QUARTERS: i64 = 4;
/// Answers that are shown one by one.
const SHOWN: usize = 8;

pub(super) fn section(desk: Desk) -> AnyView {
    let children = vec![
        (move || trend(desk)).into_any(),
        (move || (!desk.shared.get()).then(|| answers(desk))).into_any(),
        (move || (!desk.shared.get()).then(|| form(desk))).into_any(),
    ];
    part("satisfaction", "Satisfaction", many(children))
}

/// The quarters, the newest first.
fn trend(desk: Desk) -> AnyView {
    let today = desk.app.today();
    let all = desk.app.with(|p| quarters(p, desk.client, today, QUARTERS));
    if all.iter().all(|q| q.answers == 0) {
        return nothing("Nobody was asked yet.");
    }
    let value =
        |value: Option<f64>, decimals| value.map_or_else(|| "n/a".to_owned(), |v| number(v, decimals));
    let rows = all
        .iter()
        .map(|q| {
            el("tr")
                .child(el("td").child(format!("{} to {}", long(q.from), long(q.to))))
                .child(el("td").class("num").child(value(q.csat, 1)))
                .child(el("td").class("num").child(value(q.nps, 0)))
                .child(el("td").class("num quiet").child(q.answers.to_string()))
        })
        .collect_view();
    many(vec![
        el("table")
            .class("table cl-said")
            .child(table_head(&["90 days", "#CSAT, 1 to 5", "#NPS", "#Answers"]))
            .child(el("tbody").child(rows))
            .into_any(),
        el("p")
            .class("quiet cl-note")
            .child("CSAT is the mean. NPS is the share of 9 and 10 minus the share of 0 to 6, in points.")
            .into_any(),
    ])
}

/// The newest answers, each opening its record.
fn answers(desk: Desk) -> AnyView {
    let app = desk.app;
    let mut all: Vec<Satisfaction> = app.with(|p| {
        let own = p.satisfaction.values().filter(|s| client_of(p, s.client, s.project) == Some(desk.client));
        own.map(|s| (**s).clone()).collect()
    });
    all.order_by(|a, b| (b.day, b.id).cmp(&(a.day, a.id)));
    let rows = all
        .into_iter()
        .take(SHOWN)
        .map(|s| {
            let to = Ref::Satisfaction(s.id);
            let by = if s.by.is_empty() { "no name".to_owned() } else { s.by.clone() };
            el("li").child(
                el("button")
                    .class("cl-answer")
                    .on_click(move |_| app.open_ref(&to))
                    .child(el("span").class("num quiet").child(long(s.day)))
                    .child(el("span").child(s.kind.name()))
                    .child(el("span").class("num strong").child(s.score.to_string()))
                    .child(el("span").class("quiet cut").child(by)),
            )
        })
        .collect_view();
    el("ul").class("cl-answers").attr("aria-label", "Newest answers").child(rows).into_any()
}

fn form(desk: Desk) -> AnyView {
    let app = desk.app;
    let kind = RwSignal::new(SatisfactionKind::Csat);
    let (score, by) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let day = RwSignal::new(Some(app.today_untracked()));
    let kinds = || {
        SatisfactionKind::ALL
            .iter()
            .map(|k| {
                let scale = if *k == SatisfactionKind::Csat { "1 to 5" } else { "0 to 10" };
                Choice::new(k.word(), format!("{}, {scale}", k.name()))
            })
            .collect()
    };
    let enter = move || {
        let Some((value, on)) = score.get_untracked().trim().parse::<u8>().ok().zip(day.get_untracked())
        else {
            app.toasts.say("Enter the score as a whole number, and the day. Nothing was added.");
            return;
        };
        let new = Satisfaction {
            client: Some(desk.client),
            project: desk.project(),
            day: on,
            kind: kind.get_untracked(),
            score: value,
            by: by.get_untracked().trim().to_owned(),
            ..Satisfaction::default()
        };
        if app.add(new, None).is_some() {
            score.set(String::new());
        }
    };
    let choice = select(
        "Asked as",
        "",
        kinds,
        move || kind.get().word().to_owned(),
        move |word| {
            if let Some(found) = SatisfactionKind::ALL.iter().find(|k| k.word() == word) {
                kind.set(*found);
            }
        },
    );
    el("div")
        .class("cl-form inside")
        .attr("role", "group")
        .attr("aria-label", "Enter an answer")
        .on_keydown(move |event| {
            if event.key() == "Enter" && super::lines::is_input(&event) {
                event.prevent_default();
                enter();
            }
        })
        .child(named("Asked as", choice))
        .child(small("Score", "cl-number", score))
        .child(small("Who said it", "", by))
        .child(named("Day", date_input("Day", move || day.get(), move |v| day.set(v))))
        .child(el("button").class("button").on_click(move |_| enter()).child("Enter answer"))
        .into_any()
}
