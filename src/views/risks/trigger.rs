//! The trigger: what would show that it is happening, in words, and what of the model is watched for it.

use super::panel::Sheet;
use super::*;
use crate::analysis::Facts;
use crate::analysis::risk::Seen;
use crate::model::{Points, Watch};

/// The kinds of watch: the word of a select, and what people read.
const KINDS: [(&str, &str); 4] = [
    ("", "Nothing"),
    ("velocity", "Velocity of a team"),
    ("confidence", "Confidence of a milestone"),
    ("dependency", "A dependency"),
];

fn kind_of(watch: Option<&Watch>) -> &'static str {
    match watch {
        None => "",
        Some(Watch::VelocityUnder(..)) => "velocity",
        Some(Watch::ConfidenceUnder(..)) => "confidence",
        Some(Watch::DependencyLate(_)) => "dependency",
    }
}

pub(super) fn section(sheet: Sheet) -> AnyView {
    let app = sheet.app();
    let watch = Memo::new(move |_| sheet.risk.with(|r| r.as_ref().and_then(|r| r.watch.clone())));
    let seen = Memo::new(move |_| {
        let watch = watch.get()?;
        Some(app.analyse(|ctx| figures::seen(&Facts::new(ctx), &watch)))
    });
    el("section")
        .class("trigger")
        .child(
            el("dl")
                .class("props")
                .child(el("dt").child("Trigger"))
                .child(el("dd").child(text_input(
                    "Trigger",
                    sheet.read(|r| r.trigger.clone()),
                    "what would show it",
                    move |t| sheet.write(RiskEdit::Trigger(t)),
                )))
                .child(el("dt").child("Watch"))
                .child(el("dd").child(select(
                    "What is watched",
                    "",
                    || KINDS.map(|(word, name)| Choice::new(word, name)).to_vec(),
                    move || kind_of(watch.get().as_ref()).to_owned(),
                    move |kind| begin(sheet, &kind),
                ))),
        )
        .child(move || parts(sheet, watch.get()))
        .child(move || seen.get().map(|seen| now(sheet, seen)))
        .into_any()
}

/// Watching begins, with the first record that can be watched.
fn begin(sheet: Sheet, kind: &str) {
    let app = sheet.app();
    let project = sheet.risk.with_untracked(|r| r.as_ref().and_then(|r| r.project));
    let watch = app.workbench.with_untracked(|p| match kind {
        "velocity" => {
            let mut teams: Vec<_> = p.teams.values().map(|t| (t.name.clone(), t.id)).collect();
            teams.order();
            teams.first().map(|(_, id)| Watch::VelocityUnder(*id, Points::whole(0)))
        }
        "confidence" => {
            let open = p.milestones.values().filter(|m| m.reached.is_none());
            let mut all: Vec<_> = open.map(|m| (Some(m.project) != project, m.due, m.id)).collect();
            all.order();
            all.first().map(|(_, _, id)| Watch::ConfidenceUnder(*id, 50))
        }
        "dependency" => {
            let open = p.dependencies.values().filter(|d| d.state.is_open());
            let mut all: Vec<_> = open.map(|d| (d.needed_by, d.id)).collect();
            all.order();
            all.first().map(|(_, id)| Watch::DependencyLate(*id))
        }
        _ => None,
    });
    if watch.is_none() && !kind.is_empty() {
        app.toasts.say("There is nothing of that kind to watch yet.");
        return;
    }
    sheet.write(RiskEdit::Watch(watch));
}

/// What exactly, and from where on.
fn parts(sheet: Sheet, watch: Option<Watch>) -> Option<AnyView> {
    let app = sheet.app();
    let (what, limit) = match watch? {
        Watch::VelocityUnder(team, points) => {
            let what = select(
                "Team watched",
                "",
                move || app.with(|p| crate::views::choices::teams(p, "")),
                move || team.to_string(),
                move |v| {
                    if let Ok(team) = v.parse() {
                        sheet.write(RiskEdit::Watch(Some(Watch::VelocityUnder(team, points))));
                    }
                },
            );
            let limit = text_input(
                "Points under which it is raised",
                move || points.to_string(),
                "points",
                move |text| match Points::parse(text.trim()) {
                    Some(points) => sheet.write(RiskEdit::Watch(Some(Watch::VelocityUnder(team, points)))),
                    None => app.toasts.say(format!("“{text}” is no number of points. It stays as it was.")),
                },
            );
            (what, Some((limit, "pt")))
        }
        Watch::ConfidenceUnder(milestone, percent) => {
            let what = select(
                "Milestone watched",
                "",
                move || {
                    app.with(|p| {
                        let all = p.milestones.values();
                        let all = all.map(|m| Choice::new(m.id.to_string(), m.name.clone())).collect();
                        crate::views::choices::by_name("", all)
                    })
                },
                move || milestone.to_string(),
                move |v| {
                    if let Ok(id) = v.parse() {
                        sheet.write(RiskEdit::Watch(Some(Watch::ConfidenceUnder(id, percent))));
                    }
                },
            );
            let limit = text_input(
                "Percent under which it is raised",
                move || percent.to_string(),
                "percent",
                move |text| match text.trim().trim_end_matches('%').trim().parse::<u8>() {
                    Ok(percent) => {
                        sheet.write(RiskEdit::Watch(Some(Watch::ConfidenceUnder(milestone, percent))));
                    }
                    Err(_) => app.toasts.say(format!("“{text}” is no percentage. It stays as it was.")),
                },
            );
            (what, Some((limit, "%")))
        }
        Watch::DependencyLate(dependency) => {
            let what = select(
                "Dependency watched",
                "",
                move || {
                    app.with(|p| {
                        let all = p.dependencies.values();
                        let all = all.map(|d| Choice::new(d.id.to_string(), d.title.clone())).collect();
                        crate::views::choices::by_name("", all)
                    })
                },
                move || dependency.to_string(),
                move |v| {
                    if let Ok(id) = v.parse() {
                        sheet.write(RiskEdit::Watch(Some(Watch::DependencyLate(id))));
                    }
                },
            );
            (what, None)
        }
    };
    let limit = match limit {
        Some((input, unit)) => many(vec![
            el("dt").child("Raised under").into_any(),
            el("dd").class("short").child(input).child(el("span").class("quiet").child(unit)).into_any(),
        ]),
        None => many(vec![
            el("dt").child("Raised when").into_any(),
            el("dd").child("it is promised too late, or overdue").into_any(),
        ]),
    };
    Some(
        el("dl")
            .class("props")
            .child(el("dt").child("Of"))
            .child(el("dd").child(what))
            .child(limit)
            .into_any(),
    )
}

/// What the watch sees now, and whether it may raise the risk again.
fn now(sheet: Sheet, seen: Seen) -> AnyView {
    let raised = sheet.is(|r| r.raised.is_some());
    let came = seen.came;
    el("div")
        .class("row trigger-now")
        .child(el("span").class("quiet grow").child(format!("Now: {}", seen.words)))
        .child(move || {
            raised().then(|| {
                el("button")
                    .class("button small")
                    .attr("disabled", came)
                    .attr(
                        "title",
                        if came { "It still holds: there would be nothing new to raise" } else { "" },
                    )
                    .on_click(move |_| {
                        sheet
                            .app()
                            .workbench
                            .dispatch_aloud(Command::EditRisk(sheet.id, RiskEdit::WatchAgain));
                    })
                    .child("Watch again")
            })
        })
        .into_any()
}
