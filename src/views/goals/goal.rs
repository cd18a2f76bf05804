//! One goal: its key results with the day they were measured, and the features that serve it.

use super::{Lines, phrases};
use crate::analysis::Colour;
use crate::analysis::key_results::{measure, measured_words, progress};
use crate::analysis::words::percent;
use crate::app::App;
use crate::components::{mark, status_mark};
use crate::dom::prelude::*;
use crate::model::{EntryId, Goal, GoalId, KeyResult, Points, Ref};

/// Features that are shown; more are counted.
const SHOWN: usize = 4;

/// Made once, follows its goal.
pub(super) fn section(app: App, lines: Lines, id: GoalId) -> AnyView {
    let now = Memo::new(move |_| lines.with(|lines| lines.iter().find(|l| l.record.id == id).cloned()));
    let name = move || now.with(|l| l.as_ref().map(|l| l.record.name.clone()).unwrap_or_default());
    let health = move || {
        now.with(|line| {
            let line = line.as_ref()?;
            let word = match (line.record.reached, line.colour) {
                (Some(_), _) => "Reached",
                (_, Colour::Green) => "On track",
                (_, Colour::Amber) => "Behind",
                (_, Colour::Red) => "Far behind",
                (_, Colour::Unknown) => "n/a",
            };
            let sign = match line.colour {
                Colour::Unknown => {
                    el("span").class("status unknown").child(mark(line.colour)).child(word).into_any()
                }
                colour => status_mark(colour, word),
            };
            Some(many(vec![sign, el("span").class("quiet").child(line.why.clone()).into_any()]))
        })
    };
    let facts = move || {
        now.with(|line| {
            let line = line.as_ref()?;
            let mut words = Vec::new();
            if let Some(due) = line.record.due {
                words.push(format!("by {}", phrases::day(due, app.today())));
            }
            if !line.owner.is_empty() {
                words.push(line.owner.clone());
            }
            let (done, all) = line.work;
            if all > 0 {
                words.push(format!("{done} of {} done", phrases::count(all, "item", "items")));
            }
            Some(words.join(", "))
        })
    };
    let ids = move || {
        now.with(|line| {
            let ids = line.as_ref().map(|l| l.record.key_results.iter().map(|k| k.id.number()).collect());
            ids.unwrap_or_default()
        })
    };
    let record = Memo::new(move |_| now.with(|line| line.as_ref().map(|l| l.record.clone())));
    el("section")
        .class("goal")
        .attr("aria-label", name)
        .child(
            el("div")
                .class("cl-head")
                .child(
                    el("h2").child(
                        el("button")
                            .class("cl-title")
                            .on_click(move |_| app.open_ref(&Ref::Goal(id)))
                            .child(name),
                    ),
                )
                .child(el("span").class("goal-health").child(health))
                .child(el("span").class("quiet goal-facts").child(facts)),
        )
        .child(el("ul").class("goal-results").child(keyed(ids, move |entry| result(app, record, entry))))
        .child(add(app, record))
        .child(move || {
            features(app, now.with(|l| l.as_ref().map(|l| l.features.clone()).unwrap_or_default()))
        })
        .into_any()
}

/// Changes one key result, with the day it was measured.
fn change(app: App, record: Memo<Option<Goal>>, id: EntryId, make: impl FnOnce(&mut KeyResult)) {
    let Some(before) = record.get_untracked() else { return };
    let mut after = before.clone();
    if let Some(result) = after.key_results.iter_mut().find(|k| k.id == id) {
        make(result);
        app.revise(before, after);
    }
}

fn result(app: App, record: Memo<Option<Goal>>, id: EntryId) -> AnyView {
    let this = Memo::new(move |_| {
        record.with(|goal| goal.as_ref()?.key_results.iter().find(|k| k.id == id).cloned())
    });
    let share = move || this.with(|k| k.as_ref().map(progress));
    let text = move || this.with(|k| k.as_ref().map(|k| k.text.clone()).unwrap_or_default());
    let way = move || {
        this.with(|k| {
            let k = k.as_ref()?;
            Some(format!("{} → {}", measure(k.start, &k.unit), measure(k.target, &k.unit)))
        })
    };
    let words = move || match share() {
        Some(Ok(share)) => percent(share),
        _ => "n/a".to_owned(),
    };
    let when = move || {
        let today = app.today();
        let reason = share().and_then(Result::err);
        let (words, old) = this.with(|k| k.as_ref().map(|k| measured_words(k, today)).unwrap_or_default());
        let words = reason.map_or(words, str::to_owned);
        el("span").class(if old { "kr-when old" } else { "kr-when" }).child(words).into_any()
    };
    let width = move || {
        let share = share().and_then(Result::ok).unwrap_or(0.0).clamp(0.0, 100.0);
        format!("{}%", tenths(share))
    };
    let write = move |text: String| {
        let Some(value) = Points::parse(text.trim()) else {
            app.toasts.say(format!("“{}” is no number. The key result stays as it was.", text.trim()));
            return;
        };
        let today = app.today_untracked();
        change(app, record, id, move |k| (k.current, k.measured) = (value, Some(today)));
    };
    let value = move || this.with(|k| k.as_ref().map(|k| measure(k.current, "")).unwrap_or_default());
    el("li")
        .class("kr")
        .child(el("span").class("kr-text").child(text))
        .child(el("span").class("num quiet kr-way").child(way))
        .child(
            el("input")
                .class("input kr-now num")
                .attr("aria-label", move || format!("Now: {}", text()))
                .attr("inputmode", "decimal")
                .on_keydown(move |event| {
                    if event.key() == "Enter" {
                        event.prevent_default();
                        write(event_target_value(&event));
                    }
                })
                .on_change(move |event| write(event_target_value(&event)))
                .prop("value", value),
        )
        .child(
            el("span")
                .class("kr-track")
                .attr("aria-hidden", "true")
                .child(el("span").class("kr-done").style("width", width)),
        )
        .child(el("span").class("num strong kr-share").child(words))
        .child(when)
        .into_any()
}

/// A line that adds a key result: `Time to first result: 480 -> 300 ms`.
fn add(app: App, record: Memo<Option<Goal>>) -> AnyView {
    let put = move |line: &str| {
        let Some(result) = read(line) else {
            app.toasts.say("A key result says from where to where: Time to first result: 480 -> 300 ms. Nothing was added.");
            return false;
        };
        let Some(before) = record.get_untracked() else { return false };
        let mut after = before.clone();
        after.key_results.push(result);
        app.revise(before, after).is_some()
    };
    super::add_line("Add a key result", "Add a key result, such as Time to first result: 480 -> 300 ms", put)
}

/// What a line says of a new key result.
fn read(line: &str) -> Option<KeyResult> {
    let (left, right) = line.split_once("->").or_else(|| line.split_once('→'))?;
    let (text, start) = left.trim().rsplit_once([' ', ':'])?;
    let (target, unit) = right.trim().split_once(' ').unwrap_or((right.trim(), ""));
    let start = Points::parse(start.trim())?;
    let text = text.trim().trim_end_matches(':').trim().to_owned();
    (!text.is_empty()).then_some(())?;
    Some(KeyResult {
        text,
        start,
        current: start,
        target: Points::parse(target)?,
        unit: unit.trim().to_owned(),
        ..KeyResult::default()
    })
}

fn features(app: App, all: Vec<crate::analysis::key_results::Feature>) -> AnyView {
    if all.is_empty() {
        return ().into_any();
    }
    let more = all.len().saturating_sub(SHOWN);
    let rows = all
        .into_iter()
        .take(SHOWN)
        .map(|feature| {
            let (key, title) = app.with(|p| {
                p.items.get(&feature.item).map(|i| (i.key.clone(), i.title.clone())).unwrap_or_default()
            });
            let done = format!("{} of {}", feature.done, feature.all);
            el("li").child(
                el("button")
                    .class("goal-feature")
                    .on_click(move |_| app.open_item(feature.item))
                    .child(el("span").class("key").child(key))
                    .child(el("span").class("cut").child(title))
                    .child(el("span").class("num quiet").child(done)),
            )
        })
        .collect_view();
    let more = (more > 0).then(|| el("li").class("quiet").child(format!("and {more} more")));
    el("ul").class("goal-features").attr("aria-label", "Features").child(rows).child(more).into_any()
}
