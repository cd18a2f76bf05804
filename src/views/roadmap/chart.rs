//! The timeline: a lane a goal, a row an initiative, lines between what waits for what.

use super::{Ask, Desk, drag, lines, moves};
use crate::analysis::Colour;
use crate::analysis::roadmap::{Bar, Lane};
use crate::app::record_name;
use crate::components::{icon, mark, sized, status_mark};
use crate::dom::prelude::*;
use crate::model::{Date, Initiative, InitiativeId, Milestone, MilestoneId, Ref, short_day};
use crate::views::phrases;
use std::sync::Arc;

/// How high a goal's row and an initiative's row are, as in the style sheet.
pub(super) const GOAL: f64 = 36.0;
pub(super) const ROW: f64 = 40.0;

/// A share of the axis as CSS wants it.
pub(super) fn percent(share: f64) -> String {
    let thousandths = (share * 100_000.0).round() as i64;
    let sign = if thousandths < 0 { "-" } else { "" };
    let (whole, rest) = (thousandths.unsigned_abs() / 1000, thousandths.unsigned_abs() % 1000);
    format!("{sign}{whole}.{rest:03}%")
}

pub(super) fn chart(desk: Desk) -> AnyView {
    el("div")
        .class("rm-chart")
        .child(heads(desk))
        .child(
            el("div")
                .class("rm-body")
                .child(layer("rm-lines under", move |width| lines::grid(desk, width)))
                .child(layer("rm-lines", move |width| lines::lines(desk, width)))
                .child(move || {
                    let lanes = desk.shown.with(|s| s.map.lanes.clone());
                    lanes
                        .into_iter()
                        .enumerate()
                        .map(|(place, lane)| lane_view(desk, place, lane))
                        .collect_view()
                }),
        )
        .child(
            el("div")
                .class("rm-chain")
                .child(move || {
                    let words = desk.shown.with(|s| s.chain.words.clone());
                    (!words.is_empty())
                        .then(|| el("span").class("row").child(el("span").class("rm-key-path")).child(words))
                })
                .child(legend()),
        )
        .into_any()
}

/// A drawing as wide as the axis, behind or before the rows.
fn layer(class: &'static str, draw: impl Fn(f64) -> AnyView + Copy + 'static) -> AnyView {
    el("div")
        .class(class)
        .attr("aria-hidden", "true")
        .child(sized(move |width| (move || draw(width)).into_any()))
        .into_any()
}

/// What the shapes stand for.
fn legend() -> AnyView {
    let sign = |class: &'static str, words: &'static str| {
        el("span").class("row").child(el("span").class(class)).child(words)
    };
    el("span")
        .class("row rm-legend")
        .child(sign("rm-key-bar", "Now, done part darker"))
        .child(sign("rm-key-ghost", "Baseline"))
        .child(sign("rm-key-late", "Late dependency"))
        .into_any()
}

fn heads(desk: Desk) -> AnyView {
    let names = move |lower: bool| {
        let (up, down) = desk.axis.with(crate::analysis::roadmap::Axis::heads);
        let list = if lower { down } else { up };
        list.into_iter()
            .map(|head| {
                el("span")
                    .class(if lower { "rm-tick" } else { "rm-span strong" })
                    .style("left", percent(head.at))
                    .style("width", percent(head.width))
                    .child(head.label)
            })
            .collect::<Vec<_>>()
    };
    let today = move || {
        let today = desk.app.today();
        let at = desk.axis.with(|a| (a.at(today) + a.after(today)) / 2.0);
        (0.0..=1.0)
            .contains(&at)
            .then(|| el("span").class("rm-now num").style("left", percent(at)).child(short_day(today)))
    };
    el("div")
        .class("rm-head")
        .child(el("div").class("rm-label quiet").child("Goal, initiative"))
        .child(
            el("div")
                .class("rm-track")
                .child(el("div").class("rm-upper").child(move || names(false)))
                .child(el("div").class("rm-lower").child(move || names(true)))
                .child(today),
        )
        .into_any()
}

fn lane_view(desk: Desk, place: usize, lane: Lane) -> AnyView {
    let app = desk.app;
    let team = lane.team.and_then(|id| app.with(|p| p.teams.get(&id).map(|t| t.name.clone())));
    let name = lane.name.clone();
    let title = match lane.goal {
        Some(id) => el("button")
            .class("rm-goal-name strong cut")
            .attr("data-record", app.with(|p| record_name(p, &Ref::Goal(id))))
            .on_click(move |_| app.open_ref(&Ref::Goal(id)))
            .child(name.clone())
            .into_any(),
        None => el("span").class("rm-goal-name strong cut").child(name.clone()).into_any(),
    };
    let state = move || {
        let judged = desk.colours.with(|c| c.lanes.get(place).cloned())?;
        let known = judged.colour != Colour::Unknown;
        Some(
            el("span")
                .class("rm-state")
                .attr("title", judged.reason.clone())
                .child(team.clone().map(|team| el("span").class("quiet").child(team)))
                .child(known.then(|| status_mark(judged.colour, judged.colour.name())))
                .child(judged.confidence.map(|c| {
                    el("span").class("quiet num").child(crate::analysis::forecast::confidence_words(c))
                }))
                .child(el("span").class("sr-only").child(judged.reason)),
        )
    };
    let loose = (!lane.loose.is_empty()).then(|| {
        let marks = lane.loose.iter().map(|m| milestone(desk, m, true)).collect_view();
        el("div")
            .class("rm-row")
            .child(el("div").class("rm-label quiet").child("Milestones"))
            .child(el("div").class("rm-track").child(marks))
    });
    let none = lane.bars.is_empty() && lane.loose.is_empty();
    let goal = lane.goal;
    let hint = none.then(|| {
        el("button")
            .class("link")
            .on_click(move |_| desk.ask.set(Some(Ask::Initiative(goal))))
            .child("Add an initiative")
    });
    el("section")
        .class("rm-lane")
        .attr("aria-label", name)
        .child(
            el("div")
                .class("rm-goal")
                .child(el("span").class("rm-goal-sign").child(icon("flag")))
                .child(title)
                .child(hint)
                .child(el("span").class("grow"))
                .child(state),
        )
        .child(lane.bars.into_iter().map(|bar| row(desk, bar)).collect_view())
        .child(loose)
        .into_any()
}

fn row(desk: Desk, bar: Bar) -> AnyView {
    let app = desk.app;
    let id = bar.initiative.id;
    let title = bar.initiative.title.clone();
    let judged = move || desk.colours.with(|c| c.bars.get(&id).cloned());
    let sign = move || {
        judged().map(|judged| {
            el("span")
                .class("rm-mark")
                .attr("title", format!("{}: {}", judged.colour.name(), judged.reason))
                .child(mark(judged.colour))
                .child(el("span").class("sr-only").child(format!(
                    "{}: {}",
                    judged.colour.name(),
                    judged.reason
                )))
        })
    };
    let open = move |_| app.open_ref(&Ref::Initiative(id));
    el("div")
        .class("rm-row")
        .child(
            el("div")
                .class("rm-label")
                .child(
                    el("button")
                        .class("rm-name cut")
                        .attr("title", title.clone())
                        .attr("data-record", app.with(|p| record_name(p, &Ref::Initiative(id))))
                        .on_click(open)
                        .child(title),
                )
                .child(sign),
        )
        .child(track(desk, &bar))
        .into_any()
}

/// The days of an initiative as they are, or as they would be after the drag.
fn span_of(desk: Desk, initiative: &Initiative) -> Option<(Date, Date)> {
    let thought = desk.drag.with(|d| d.as_ref().and_then(|d| d.span_of(initiative.id)));
    thought.or_else(|| initiative.start.zip(initiative.end))
}

fn track(desk: Desk, bar: &Bar) -> AnyView {
    let initiative = Arc::clone(&bar.initiative);
    let id = initiative.id;
    if initiative.start.is_none() || initiative.end.is_none() {
        return el("div")
            .class("rm-track")
            .child(
                el("button")
                    .class("link rm-undated")
                    .on_click(move |_| desk.ask.set(Some(Ask::Replan(Ref::Initiative(id)))))
                    .child("No days yet: set them"),
            )
            .into_any();
    }
    let baseline = desk.app.param("baseline").as_deref() != Some("no");
    let agreed = initiative.baseline_start.zip(initiative.baseline_end).filter(|_| baseline);
    let ghost = agreed.map(|(start, end)| {
        let left = move || percent(desk.axis.with(|a| a.at(start)));
        let width = move || percent(desk.axis.with(|a| a.after(end) - a.at(start)));
        el("span").class("rm-ghost").attr("aria-hidden", "true").style("left", left).style("width", width)
    });
    let span = {
        let initiative = Arc::clone(&initiative);
        Memo::new(move |_| span_of(desk, &initiative))
    };
    let share =
        desk.shown.with(|s| s.works.get(id).and_then(crate::analysis::roadmap::Work::share)).unwrap_or(0.0);
    let words =
        desk.shown.with(|s| s.works.get(id).map(crate::analysis::roadmap::Work::words)).unwrap_or_default();
    let critical = desk.shown.with(|s| s.chain.holds(id));
    let title = initiative.title.clone();
    let name = move || {
        let days = span.get().map(|(start, end)| format!("{} to {}", short_day(start), short_day(end)));
        let path = if critical { ", on the critical path" } else { "" };
        format!("{title}, {}, {words}{path}", days.unwrap_or_default())
    };
    let edges = move || {
        let (start, end) = span.get().unwrap_or_default();
        desk.axis.with(|a| (a.at(start), a.after(end)))
    };
    let dragged =
        move || desk.drag.with(|d| d.as_ref().is_some_and(|d| d.moving && d.is(&Ref::Initiative(id))));
    let class = move || {
        let mut class = String::from("rm-bar");
        if critical {
            class.push_str(" critical");
        }
        if dragged() {
            class.push_str(" dragged");
        }
        class
    };
    let milestones: Vec<_> = bar.milestones.iter().map(|m| milestone(desk, m, false)).collect();
    let last = bar.milestones.last().cloned();
    let end_of_all = move || {
        let (_, end) = edges();
        let due = last.as_ref().map(|m| due_of(desk, m.id, m.due));
        due.map_or(end, |due| desk.axis.with(|a| a.after(due)).max(end))
    };
    let note = bar.milestones.last().map(|m| {
        let (id, name, due) = (m.id, m.name.clone(), m.due);
        let end = end_of_all;
        let text = move || format!("{name}, {}", short_day(due_of(desk, id, due)));
        let (shown_end, left_end) = (end.clone(), end.clone());
        el("span")
            .class(move || {
                let (from, end) = (edges().0, shown_end());
                match end {
                    end if !(0.0..=1.0).contains(&end) => "rm-note gone",
                    end if end > 0.86 && from > 0.14 => "rm-note before",
                    end if end > 0.86 => "rm-note gone",
                    _ => "rm-note",
                }
            })
            .attr("aria-hidden", "true")
            .style("left", move || {
                let (from, end) = (edges().0, left_end());
                percent(if end > 0.86 { from } else { end })
            })
            .child(text)
    });
    let away = move || {
        let (from, end) = edges();
        let (start, last) = span.get()?;
        let words = if end < 0.0 {
            (format!("ended {}", short_day(last)), "rm-away left")
        } else if from > 1.0 {
            (format!("from {}", phrases::day(start, desk.app.today())), "rm-away right")
        } else {
            return None;
        };
        Some(el("span").class(words.1).child(words.0))
    };
    el("div")
        .class("rm-track")
        .attr("data-track", "")
        .child(ghost)
        .child(
            el("button")
                .class(class)
                .attr("data-bar", id.to_string())
                .attr("aria-label", name)
                .attr("aria-haspopup", "menu")
                .attr("aria-keyshortcuts", "Alt+ArrowLeft Alt+ArrowRight Shift+ArrowRight Enter M")
                // What lies before the axis is cut off: it must not lie over the names.
                .style("left", move || percent(edges().0.max(0.0)))
                .style("width", move || percent((edges().1 - edges().0.max(0.0)).max(0.004)))
                .on_pointerdown(move |event| drag::begin(desk, Ref::Initiative(id), &event))
                .on_click(move |event| moves::clicked(desk, Ref::Initiative(id), &event))
                .on_keydown(move |event| moves::press(desk, &Ref::Initiative(id), &event))
                .child(
                    el("span")
                        .class("rm-done")
                        .style("width", move || percent(done_of_shown(edges(), share))),
                )
                .child(el("span").class("rm-end rm-start").attr("aria-hidden", "true"))
                .child(el("span").class("rm-end").attr("aria-hidden", "true")),
        )
        .child(milestones)
        .child(note)
        .child(away)
        .into_any()
}

/// The day of a milestone as it is, or as it would be after the drag.
pub(super) fn due_of(desk: Desk, id: MilestoneId, due: Date) -> Date {
    desk.drag.with(|d| d.as_ref().and_then(|d| d.due_of(id))).unwrap_or(due)
}

fn diamond(class: &'static str) -> AnyView {
    svg("svg")
        .class(class)
        .attr("viewBox", "0 0 14 14")
        .attr("aria-hidden", "true")
        .child(svg("path").attr("d", "M7 .8 13.2 7 7 13.2.8 7z"))
        .into_any()
}

fn milestone(desk: Desk, milestone: &Arc<Milestone>, named: bool) -> AnyView {
    let (id, due, reached) = (milestone.id, milestone.due, milestone.reached);
    let app = desk.app;
    let at = move || {
        let day = reached.unwrap_or_else(|| due_of(desk, id, due));
        desk.axis.with(|a| a.after(day))
    };
    let shown = app.param("baseline").as_deref() != Some("no");
    let ghost = milestone.baseline.filter(|agreed| shown && *agreed != due).map(|agreed| {
        let at = move || desk.axis.with(|a| a.after(agreed));
        el("span")
            .class(move || if (0.0..=1.0).contains(&at()) { "rm-mile ghost" } else { "gone" })
            .style("left", move || percent(at()))
            .child(diamond("rm-diamond"))
    });
    let (name, baseline) = (milestone.name.clone(), milestone.baseline);
    let label = {
        let name = name.clone();
        move || {
            let day = due_of(desk, id, due);
            let agreed = baseline.filter(|agreed| *agreed != day);
            let agreed = agreed.map_or_else(String::new, |agreed| format!(", agreed {}", short_day(agreed)));
            match reached {
                Some(day) => format!("Milestone {name}, reached {}{agreed}", short_day(day)),
                None => format!("Milestone {name}, {}{agreed}", short_day(day)),
            }
        }
    };
    let title = label.clone();
    let text = named.then(|| {
        el("span")
            .class("rm-note")
            .attr("aria-hidden", "true")
            .style("left", move || percent(at()))
            .child(name)
    });
    many(vec![
        ghost.into_any(),
        el("button")
            .class(move || match (reached.is_some(), (-0.001..=1.001).contains(&at())) {
                (_, false) => "gone",
                (true, _) => "rm-mile reached",
                (false, _) => "rm-mile",
            })
            .attr("data-milestone", id.to_string())
            .attr("data-record", app.with(|p| record_name(p, &Ref::Milestone(id))))
            .attr("aria-label", label)
            .attr("title", title)
            .attr("aria-haspopup", "menu")
            .attr("aria-keyshortcuts", "Alt+ArrowLeft Alt+ArrowRight Enter M")
            .style("left", move || percent(at()))
            .on_pointerdown(move |event| drag::begin(desk, Ref::Milestone(id), &event))
            .on_click(move |event| moves::clicked(desk, Ref::Milestone(id), &event))
            .on_keydown(move |event| moves::press(desk, &Ref::Milestone(id), &event))
            .child(diamond("rm-diamond"))
            .into_any(),
        text.into_any(),
    ])
}

/// The row of an initiative, counted in pixels from the top of the lanes.
pub(super) fn middle_of(desk: Desk, of: InitiativeId) -> Option<f64> {
    desk.shown.with(|s| {
        let mut top = 0.0;
        for lane in &s.map.lanes {
            top += GOAL;
            for bar in &lane.bars {
                if bar.initiative.id == of {
                    return Some(top + 15.0);
                }
                top += ROW;
            }
            if !lane.loose.is_empty() {
                top += ROW;
            }
        }
        None
    })
}

/// The done part of a bar as a part of what is shown of it: what lies before the axis is done first.
fn done_of_shown((start, end): (f64, f64), share: f64) -> f64 {
    let shown = (end - start.max(0.0)).max(0.004);
    ((start + share * (end - start) - start.max(0.0)) / shown).clamp(0.0, 1.0)
}
