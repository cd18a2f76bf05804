//! An escalation in its panel: the clock, the ladder, what can be done next, the note to copy, the trail.

use super::*;
use crate::analysis::escalation::{clock, minutes, next_step};
use crate::model::{EscalationEntry, EscalationId, EscalationMove, EscalationState, LadderStep};
use crate::report::Document;
use crate::report::documents;
use crate::views::papers::{Form, Paper, sheet};

type Record = Memo<Option<Arc<Escalation>>>;

fn record_of(app: App, id: EscalationId) -> Record {
    Memo::new(move |_| app.with(|p| p.escalations.get(&id).cloned()))
}

/// Above the fields of an escalation: how it stands, and what can be done next.
pub(super) fn head(app: App, id: EscalationId) -> AnyView {
    state(app, record_of(app, id))
}

/// Below its fields: the ladder, the note to copy, the trail.
pub(super) fn below(frame: Frame, id: EscalationId) -> AnyView {
    let app = frame.app;
    let record = record_of(app, id);
    many(vec![ladder(app, record), paper(frame, record), trail(app, record)])
}

/// Changes the escalation; clock and trail follow from the command.
fn change(app: App, record: Record, change: impl FnOnce(&mut Escalation)) {
    let Some(before) = record.get_untracked() else { return };
    let mut after = (*before).clone();
    change(&mut after);
    let slot = Command::revise((*before).clone(), after);
    app.workbench.dispatch_aloud(slot);
}

fn state(app: App, record: Record) -> AnyView {
    let words = move || {
        let record = record.get()?;
        let clock = app.analyse(|ctx| clock(ctx, &record));
        let colour = match (&clock.overdue, record.state) {
            (Some(_), _) => Colour::Red,
            (None, EscalationState::Decided) => Colour::Green,
            (None, EscalationState::Sent | EscalationState::Acknowledged) => Colour::Amber,
            _ => Colour::Unknown,
        };
        let today = app.today();
        let moment = |at| app.zone.with(|z| phrases::moment(at, z, today));
        let until = clock.until.filter(|_| record.respond_by == clock.until);
        let until = until.map(|at| format!("Answer expected {}", moment(at)));
        Some(many(vec![
            el("div")
                .class("row")
                .child(status_mark(colour, record.state.name()))
                .child(
                    el("span")
                        .class(if clock.overdue.is_some() { "red" } else { "quiet" })
                        .child(clock.words),
                )
                .into_any(),
            el("div").class("quiet").child(until).into_any(),
        ]))
    };
    el("section").class("escalation-state").child(words).child(move || steps(app, record)).into_any()
}

/// What can be done next, the most likely first.
fn steps(app: App, record: Record) -> Option<AnyView> {
    let now = record.get()?;
    let late = app.analyse(|ctx| clock(ctx, &now)).overdue.is_some();
    let next = app.with(|p| next_step(p, &now).map(|(step, who)| (step, who.who.clone())));
    let button = |primary: bool, label: String, work: Box<dyn Fn()>| {
        el("button")
            .class(if primary { "button small primary" } else { "button small" })
            .on_click(move |_| work())
            .child(label)
            .into_any()
    };
    let to = move |state: EscalationState| -> Box<dyn Fn()> {
        Box::new(move || change(app, record, |e| e.state = state))
    };
    let climb = |primary: bool| {
        next.clone().map(|(step, who)| {
            button(
                primary,
                format!("Ask {who} next"),
                Box::new(move || change(app, record, |e| e.step = step)),
            )
        })
    };
    let remind = move || {
        change(app, record, |e| {
            let entry = EscalationEntry {
                at: crate::platform::clock::now(),
                what: EscalationMove::Reminded,
                to: e.to.clone(),
                ..crate::json::Json::blank()
            };
            e.trail.push(entry);
        });
    };
    let mut row: Vec<AnyView> = Vec::new();
    match now.state {
        EscalationState::Draft => row.push(button(true, "Mark as sent".into(), to(EscalationState::Sent))),
        EscalationState::Sent => {
            row.extend(if late { climb(true) } else { None });
            row.push(button(!late, "Acknowledged".into(), to(EscalationState::Acknowledged)));
            row.push(button(false, "Decided".into(), to(EscalationState::Decided)));
            row.push(button(false, "Reminded".into(), Box::new(remind)));
            row.extend(if late { None } else { climb(false) });
        }
        EscalationState::Acknowledged => {
            row.push(button(true, "Decided".into(), to(EscalationState::Decided)));
            row.push(button(false, "Reminded".into(), Box::new(remind)));
            row.extend(climb(false));
        }
        EscalationState::Decided | EscalationState::Withdrawn => {
            row.push(button(false, "Open again".into(), to(EscalationState::Sent)));
        }
    }
    if now.state.is_open() {
        row.push(
            el("button")
                .class("button small plain")
                .on_click(move |_| change(app, record, |e| e.state = EscalationState::Withdrawn))
                .child("Withdraw")
                .into_any(),
        );
    }
    Some(
        el("div")
            .class("row escalation-steps")
            .attr("role", "group")
            .attr("aria-label", "What happened")
            .child(row)
            .into_any(),
    )
}

/// `Jonas Weber, Platform lead: 4 h`.
fn step_words(step: &LadderStep) -> String {
    let role = if step.role.is_empty() { String::new() } else { format!(", {}", step.role) };
    format!("{}{role}: {} to answer", step.who, minutes(step.minutes))
}

fn ladder(app: App, record: Record) -> AnyView {
    let choices = move || {
        let mut all = vec![Choice::new("", "No ladder")];
        all.extend(app.with(|p| {
            let all = p.ladders.values().map(|l| Choice::new(l.id.to_string(), l.title.clone())).collect();
            crate::views::choices::by_name("", all)
        }));
        all
    };
    let chosen =
        move || record.with(|r| r.as_ref().and_then(|r| r.ladder).map(|l| l.to_string()).unwrap_or_default());
    let lines = move || {
        let record = record.get();
        let (here, id) = record.map_or((0, None), |r| (r.step, r.ladder));
        let steps = id.and_then(|id| app.with(|p| p.ladders.get(&id).map(|l| l.steps.clone())));
        (0_u32..)
            .zip(steps.unwrap_or_default())
            .map(|(place, step)| {
                el("li")
                    .class(if place == here { "here" } else { "" })
                    .attr("aria-current", (place == here).then_some("step"))
                    .child(step_words(&step))
            })
            .collect_view()
    };
    el("section")
        .class("escalation-ladder")
        .child(el("div").class("row").child(el("h3").class("grow").child("Ladder")).child(select(
            "Ladder",
            "small bare",
            choices,
            chosen,
            move |v| change(app, record, |e| (e.ladder, e.step) = (v.parse().ok(), 0)),
        )))
        .child(el("ol").child(lines))
        .into_any()
}

/// The note as others will read it, and ways to take it along.
fn paper(frame: Frame, record: Record) -> AnyView {
    let app = frame.app;
    let made: Memo<Option<Document>> =
        Memo::new(move |_| record.get().map(|r| app.analyse(|ctx| documents::escalation(ctx, &r))));
    let missing = move || {
        record.with(|r| {
            let Some(r) = r.as_ref() else { return Vec::new() };
            let parts = [
                ("to", r.to.trim().is_empty()),
                ("what", r.what.trim().is_empty()),
                ("impact", r.impact.trim().is_empty()),
                ("options", r.options.is_empty()),
                ("recommendation", r.recommendation.trim().is_empty()),
                ("ask", r.ask.trim().is_empty()),
                ("needed by", r.needed_by.is_none()),
            ];
            parts.into_iter().filter(|(_, empty)| *empty).map(|(name, _)| name).collect()
        })
    };
    let out = Paper::new(frame, "Note", move || made.get());
    el("section")
        .class("escalation-note")
        .child(el("h3").child("Escalation note"))
        .child(el("div").class("note-paper").child(move || made.get().map(|made| sheet(app, &made))))
        .child(move || {
            let missing = missing();
            (!missing.is_empty())
                .then(|| el("p").class("quiet").child(format!("Still empty: {}", missing.join(", "))))
        })
        .child(
            el("div")
                .class("row")
                .child(
                    el("button")
                        .class("button small")
                        .on_click(move |_| out.copy(Form::Rich))
                        .child(icon("copy"))
                        .child("Copy note"),
                )
                .child(
                    el("button")
                        .class("button small")
                        .on_click(move |_| out.copy(Form::Markdown))
                        .child("Copy Markdown"),
                )
                .child(out.more(Vec::new)),
        )
        .into_any()
}

/// What happened to it, the newest first.
fn trail(app: App, record: Record) -> AnyView {
    let rows = move || {
        let Some(record) = record.get() else { return Vec::new() };
        let today = app.today();
        let mut rows: Vec<(crate::model::Timestamp, String, String)> = vec![(
            record.created,
            "Drafted".to_owned(),
            record
                .about
                .as_ref()
                .and_then(|to| app.with(|p| crate::analysis::chain::called(p, to)))
                .map_or_else(String::new, |c| {
                    format!("from {}", if c.key.is_empty() { c.title } else { c.key })
                }),
        )];
        rows.extend(record.trail.iter().map(|entry| {
            let to = match (entry.what, entry.to.is_empty()) {
                (_, true) => String::new(),
                (EscalationMove::Acknowledged | EscalationMove::Decided, _) => format!("by {}", entry.to),
                (EscalationMove::Withdrawn, _) => String::new(),
                _ => format!("to {}", entry.to),
            };
            let text = entry.text.trim();
            let words = match (to.is_empty(), text.is_empty()) {
                (_, true) => to,
                (true, _) => text.to_owned(),
                _ => format!("{to}: {text}"),
            };
            (entry.at, entry.what.name().to_owned(), words)
        }));
        rows.reverse();
        rows.into_iter()
            .map(|(at, what, words)| {
                el("li")
                    .child(
                        el("span").class("quiet num").child(app.zone.with(|z| phrases::moment(at, z, today))),
                    )
                    .child(el("span").child(el("span").class("strong").child(what)).child(" ").child(words))
                    .into_any()
            })
            .collect()
    };
    el("section")
        .class("escalation-trail")
        .child(el("h3").child("Trail"))
        .child(el("ol").child(rows))
        .into_any()
}
