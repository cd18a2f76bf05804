//! Net flow: what was started less what ended, week by week. Above zero, work in progress grows.

use super::figures::span_words;
use crate::analysis::Scope;
use crate::analysis::facts::{Facts, Mark};
use crate::analysis::notes::Notes;
use crate::analysis::target::{Target, targets};
use crate::analysis::time::{Window, back, monday};
use crate::analysis::words::{count, number};
use crate::analysis::working::{Behind, Figure, Group, Value};
use crate::model::{Date, WorkItemId};

/// One week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetWeek {
    /// Its Monday.
    pub from: Date,
    /// Its Sunday.
    pub to: Date,
    /// Items started in it.
    pub started: Vec<WorkItemId>,
    /// Started items that were done or cancelled in it.
    pub ended: Vec<WorkItemId>,
}

impl NetWeek {
    /// Started less ended.
    #[must_use]
    pub fn net(&self) -> i64 {
        self.started.len() as i64 - self.ended.len() as i64
    }
}

/// Net flow by week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetFlow {
    /// The words beside it.
    pub notes: Notes,
    /// Oldest first, without gaps; the first and the last may lie partly outside the window.
    pub weeks: Vec<NetWeek>,
    /// Started in the window less ended in it.
    pub net: i64,
}

/// Net flow over exactly the window's days.
#[must_use]
pub fn net_flow(facts: &Facts<'_>, scope: Scope, window: Window) -> NetFlow {
    let (from, to) = window.span(&facts.ctx);
    let first = monday(from);
    let weeks = (to - first).num_days() / 7 + 1;
    let week = |n: i64| NetWeek {
        from: back(first, -7 * n),
        to: back(first, -7 * n - 6),
        started: Vec::new(),
        ended: Vec::new(),
    };
    let mut weeks: Vec<NetWeek> = (0..weeks).map(week).collect();
    let (mut seen, mut unknown, mut reopened) = (Vec::new(), Vec::new(), Vec::new());
    for item in facts.of(scope) {
        let ended = if item.is_open() { None } else { item.finish.latest().max(item.cancelled.latest()) };
        // What went straight to done passed through; what was cancelled before its start never was in.
        let straight = if item.is_done() { item.finish } else { Mark::Never };
        let started = if item.start == Mark::Never { straight } else { item.start };
        let mut put = |at, pick: fn(&mut NetWeek) -> &mut Vec<WorkItemId>| {
            let day = facts.day(at);
            if day < from || day > to {
                return false;
            }
            let place = usize::try_from((day - first).num_days() / 7).ok();
            if let Some(week) = place.and_then(|place| weeks.get_mut(place)) {
                pick(week).push(item.id);
            }
            true
        };
        let mut counted = match started {
            Mark::Never => continue,
            Mark::Known(at) => put(at, |week| &mut week.started),
            // An import saw it begun. That is no start on the day of the import, and where its end was
            // only seen as well, neither is that.
            Mark::Seen(at) => {
                let day = facts.day(at);
                if day >= from && day <= to {
                    unknown.push(item.id);
                }
                false
            }
        };
        let end_known = item.finish.known().max(item.cancelled.known()) == ended;
        if let Some(ended) = ended.filter(|_| end_known || started.known().is_some()) {
            counted |= put(ended, |week| &mut week.ended);
        }
        if counted && item.start.known().is_none() && !item.direct {
            seen.push(item.id);
        }
        if counted && item.is_reopened() {
            reopened.push(item.id);
        }
    }
    let sum = |pick: fn(&NetWeek) -> usize| weeks.iter().map(pick).sum::<usize>();
    let (started, ended) = (sum(|w| w.started.len()), sum(|w| w.ended.len()));
    let net = started as i64 - ended as i64;
    let trend = match net {
        _ if !unknown.is_empty() => format!(
            "net {}. {} came in by import with an unknown start and {} not counted as started",
            number(net as f64, 0),
            count(unknown.len(), "item", "items"),
            if unknown.len() == 1 { "is" } else { "are" }
        ),
        0 => "work in progress stayed as it was".to_owned(),
        1.. => format!("work in progress grew by {net}"),
        _ => format!("work in progress fell by {}", -net),
    };
    let notes = Notes::new("Net flow")
        .caption(format!(
            "{} started and {ended} ended from {}: {trend}.",
            count(started, "item was", "items were"),
            span_words(facts, window)
        ))
        .window(from, to)
        .formula("started − ended (done or cancelled)", "Above zero, more is begun than brought to an end.")
        .population("Started", started)
        .population("Ended", ended)
        .left_out([Group::of("Start not known: an import saw it begun. Not counted as started", unknown)])
        .remarks([
            Group::of("The import saw it in progress or done: the true start lies before", seen),
            Group::of("Reopened: started once, not ended", reopened),
        ]);
    NetFlow { notes, weeks, net }
}

fn week_has(items: &[WorkItemId], target: &Target) -> bool {
    matches!(target, Target::Item(id) if items.contains(id))
}

/// Net flow with its working.
pub(crate) fn net_figure(facts: &Facts<'_>, window: Window, all: &NetFlow) -> Figure {
    let mut figure = Figure::new("Net flow", Value::Ratio(all.net as f64))
        .caption("Started less ended", span_words(facts, window))
        .sentence(all.notes.caption.clone());
    figure.take(&all.notes);
    figure.display = crate::analysis::words::number(all.net as f64, 0);
    "items".clone_into(&mut figure.unit);
    figure.trend = all.weeks.iter().map(|week| week.net() as f64).collect();
    let row = |week: &NetWeek| {
        let value = format!("{} started, {} ended", week.started.len(), week.ended.len());
        let mut to = targets(&week.started);
        to.extend(targets(&week.ended).into_iter().filter(|item| !week_has(&week.started, item)));
        Behind::new(to, format!("Week of {}", crate::analysis::words::day(week.from)), value)
    };
    figure.behind = all.weeks.iter().rev().take(10).map(row).collect();
    figure
}
