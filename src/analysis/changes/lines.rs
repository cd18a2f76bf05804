//! Changes as the lines of a report: what belongs together is one line, the weightiest first.

use super::words::{capital, plain};
use super::{Change, What, changes};
use crate::analysis::Scope;
use crate::analysis::words::{count, days, number};
use crate::model::order::InOrder;
use crate::model::{Category, Currency, Money, Points, Program, ProjectId, Ref};
use std::collections::BTreeMap;

/// One line: what it is about, what held and what holds now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What happened, or what kind of record it happened to: `Milestone`, `Done`.
    pub label: String,
    /// The record's name, or a sentence about several.
    pub name: String,
    /// The key of the record, where it has one.
    pub key: String,
    /// What held; empty for nothing.
    pub from: String,
    /// What holds now; empty for nothing.
    pub to: String,
    /// By how much, or which field: `7 days later`.
    pub remark: String,
    /// The records behind it, one or several.
    pub about: Vec<Ref>,
    /// Of several records the first few, by what they are called; none where the line is about one.
    pub named: Vec<(Option<Ref>, String)>,
    /// The project, where all of it is of one.
    pub project: Option<ProjectId>,
    /// How many changes it stands for.
    pub count: usize,
    /// How much a director wants to know of it.
    pub weight: u16,
}

impl Line {
    /// The whole line in words, for where there are no columns.
    #[must_use]
    pub fn sentence(&self) -> String {
        let name = [self.key.as_str(), &self.name].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>();
        let mut text = format!("{}: {}", self.label, name.join(" "));
        match (self.from.is_empty(), self.to.is_empty()) {
            (false, false) => text.push_str(&format!(", from {} to {}", self.from, self.to)),
            (true, false) => text.push_str(&format!(", {}", self.to)),
            (false, true) => text.push_str(&format!(", was {}", self.from)),
            (true, true) => {}
        }
        let names: Vec<&str> = self.named.iter().map(|(_, name)| name.as_str()).collect();
        let mut behind = names.join(", ");
        if self.unnamed() > 0 {
            behind.push_str(&format!(" and {} more", self.unnamed()));
        }
        let brackets = [behind.as_str(), &self.remark].into_iter().filter(|part| !part.is_empty());
        let brackets = brackets.collect::<Vec<_>>().join("; ");
        if !brackets.is_empty() {
            text.push_str(&format!(" ({brackets})"));
        }
        text
    }

    /// How many of the records behind a line are not named in it.
    #[must_use]
    pub fn unnamed(&self) -> usize {
        if self.named.is_empty() { 0 } else { self.count.saturating_sub(self.named.len()) }
    }
}

/// Each change as its own line, but for those that nobody reads.
#[must_use]
pub fn lines(changes: &[Change]) -> Vec<Line> {
    changes.iter().filter(|change| change.weight > 0).map(line).collect()
}

/// What kind of record it is, in words: `Change request`.
fn kind(change: &Change) -> String {
    match change.kind {
        "item" => "Item".to_owned(),
        "package" => "Work package".to_owned(),
        "sla" => "Service level".to_owned(),
        "clock" => "Service clock".to_owned(),
        "change" => "Change request".to_owned(),
        "raci" => "RACI".to_owned(),
        "plan" => "Plan".to_owned(),
        kind => capital(&plain(kind)),
    }
}

fn line(change: &Change) -> Line {
    let signed = |text: String| if change.amount > 0 { format!("+{text}") } else { text };
    let later = |word: &str| format!("{} {word}", days(change.amount.abs()));
    let remark = match change.what {
        What::Slipped => later("later"),
        What::PulledIn => later("earlier"),
        What::RiskUp => "up".to_owned(),
        What::RiskDown => "down".to_owned(),
        What::Reestimated if change.amount != 0 => {
            signed(format!("{} points", number(change.amount as f64 / 100.0, 2)))
        }
        What::Added if change.kind != "item" => "new".to_owned(),
        What::Deleted if change.kind != "item" => "deleted".to_owned(),
        What::Field | What::Dated | What::Moved | What::Rescoped | What::Owner | What::Client => {
            change.field.to_lowercase()
        }
        What::Colour => "set by hand".to_owned(),
        What::Budget => "budget".to_owned(),
        What::RiskClosed => "closed".to_owned(),
        What::RiskOccurred => "occurred".to_owned(),
        What::Reached if change.kind == "milestone" => "reached".to_owned(),
        What::Reached => "released".to_owned(),
        _ => String::new(),
    };
    let label = match (change.kind, change.what) {
        ("item", what) => what.name().to_owned(),
        ("cost", _) => "Cost".to_owned(),
        (_, What::Colour) => "Status".to_owned(),
        _ => kind(change),
    };
    Line {
        label,
        name: change.name.clone(),
        key: change.key.clone(),
        from: change.from.clone(),
        to: change.to.clone(),
        remark,
        about: change.about.iter().cloned().collect(),
        named: Vec::new(),
        project: change.project,
        count: 1,
        weight: change.weight,
    }
}

/// How many of a kind stand on lines of their own before they become one line.
const APART: usize = 3;
/// Records behind a line that are named in it.
const NAMED: usize = 3;

/// The lines of a report on a part of the program: work items and costs are put together, and what
/// became of the scope is one line.
#[must_use]
pub fn lines_of(before: &Program, after: &Program, scope: Scope) -> Vec<Line> {
    let all = changes(before, after);
    let within = all.iter().filter(|c| c.weight > 0 && scope.project.is_none_or(|p| c.project == Some(p)));
    let mut lines = Vec::new();
    let mut groups: BTreeMap<(What, &'static str), Vec<&Change>> = BTreeMap::new();
    let (mut spent, mut sized) = (Vec::new(), Vec::new());
    for change in within {
        match (change.kind, change.what) {
            ("cost", _) => spent.push(change),
            ("item", What::Added | What::Deleted | What::Reestimated) => sized.push(change),
            ("item", what) => groups.entry((what, "item")).or_default().push(change),
            (
                "clock" | "meeting" | "session" | "stand_up" | "absence" | "test_run" | "test" | "sprint"
                | "person" | "effort" | "raci" | "stakeholder" | "source" | "plan" | "workflow" | "report",
                what,
            ) => {
                groups.entry((what, change.kind)).or_default().push(change);
            }
            _ => lines.push(line(change)),
        }
    }
    for ((what, kind), group) in groups {
        if group.len() <= APART {
            lines.extend(group.into_iter().map(line));
        } else {
            lines.push(together(what, kind, &group));
        }
    }
    lines.extend(money_spent(before, after, &spent));
    if !sized.is_empty() {
        lines.push(scope_line(before, after, scope, &sized));
    }
    lines
        .order_by(|a, b| b.weight.cmp(&a.weight).then_with(|| (&a.label, &a.name).cmp(&(&b.label, &b.name))));
    lines
}

fn named(group: &[&Change]) -> Vec<(Option<Ref>, String)> {
    let name = |c: &&Change| if c.key.is_empty() { c.name.clone() } else { c.key.clone() };
    // Clocks, hours and the like have no name but their day, which names nothing.
    let telling = group.iter().filter(|c| !c.key.is_empty() || !is_day(&c.name));
    telling.take(NAMED).map(|c| (c.about.clone(), name(c))).collect()
}

/// `27 Nov 2026`.
fn is_day(name: &str) -> bool {
    chrono::NaiveDate::parse_from_str(name, "%d %b %Y").is_ok()
}

/// What several records of a kind are called.
fn plural(kind: &str, number: usize) -> String {
    match kind {
        "item" => count(number, "item", "items"),
        "effort" => count(number, "entry of hours", "entries of hours"),
        "clock" => count(number, "service clock", "service clocks"),
        "session" => count(number, "date of a meeting", "dates of meetings"),
        "person" => count(number, "person", "people"),
        "raci" => count(number, "RACI entry", "RACI entries"),
        kind => count(number, &plain(kind), &format!("{}s", plain(kind))),
    }
}

fn together(what: What, kind: &str, group: &[&Change]) -> Line {
    let things = plural(kind, group.len());
    let said = match what {
        What::Done => format!("{things} finished"),
        What::Reopened => format!("{things} reopened"),
        What::Cancelled => format!("{things} cancelled"),
        What::Moved => format!("{things} moved on"),
        What::Rescoped => format!("{things} replanned"),
        What::Blocked => format!("{things} blocked"),
        What::Unblocked => format!("{things} unblocked"),
        What::Owner => format!("{things} with another owner"),
        What::Added => format!("{things} added"),
        What::Deleted => format!("{things} deleted"),
        _ => format!("{things} changed"),
    };
    Line {
        label: what.name().to_owned(),
        name: said,
        key: String::new(),
        from: String::new(),
        to: String::new(),
        remark: String::new(),
        about: group.iter().filter_map(|c| c.about.clone()).collect(),
        named: named(group),
        project: same_project(group),
        count: group.len(),
        weight: group.iter().map(|c| c.weight).max().unwrap_or(0),
    }
}

fn same_project(group: &[&Change]) -> Option<ProjectId> {
    let first = group.first()?.project;
    if group.iter().all(|c| c.project == first) { first } else { None }
}

/// One line a currency: what was booked, less what was taken back.
fn money_spent(before: &Program, after: &Program, group: &[&Change]) -> Vec<Line> {
    let mut sums: BTreeMap<Currency, (i64, Vec<&Change>)> = BTreeMap::new();
    for change in group {
        let entry = |p: &Program| Some(p.costs.get(&change.id.parse().ok()?)?.amount);
        let (was, is) = (entry(before), entry(after));
        let Some(currency) = is.or(was).map(|m| m.currency) else { continue };
        let sum = sums.entry(currency).or_default();
        sum.0 += is.map_or(0, |m| m.amount) - was.map_or(0, |m| m.amount);
        sum.1.push(change);
    }
    let line = |(currency, (amount, group)): (Currency, (i64, Vec<&Change>))| Line {
        label: "Cost".to_owned(),
        name: format!("{} booked", count(group.len(), "cost entry", "cost entries")),
        key: String::new(),
        from: String::new(),
        to: Money { amount, currency }.to_string(),
        remark: "spent".to_owned(),
        about: Vec::new(),
        named: Vec::new(),
        project: same_project(&group),
        count: group.len(),
        weight: group.iter().map(|c| c.weight).max().unwrap_or(0),
    };
    sums.into_iter().map(line).collect()
}

/// Points of all that is or was to be delivered.
fn size(program: &Program, scope: Scope) -> Points {
    let cancelled: Vec<_> = program
        .workflows
        .values()
        .flat_map(|w| &w.statuses)
        .filter(|s| s.category == Category::Cancelled)
        .map(|s| s.id)
        .collect();
    let counts = |i: &&std::sync::Arc<crate::model::WorkItem>| {
        !i.kind.is_container() && scope.holds(i) && !cancelled.contains(&i.status)
    };
    program.items.values().filter(counts).filter_map(|i| i.estimate).sum()
}

/// "3 items added, 1 deleted, 2 re-estimated", with the points before and after.
fn scope_line(before: &Program, after: &Program, scope: Scope, group: &[&Change]) -> Line {
    let number_of = |what| group.iter().filter(|c| c.what == what).count();
    let mut parts = Vec::new();
    for (what, word) in
        [(What::Added, "added"), (What::Deleted, "deleted"), (What::Reestimated, "re-estimated")]
    {
        match number_of(what) {
            0 => {}
            n if parts.is_empty() => parts.push(format!("{} {word}", count(n, "item", "items"))),
            n => parts.push(format!("{n} {word}")),
        }
    }
    let (was, is) = (size(before, scope), size(after, scope));
    let name = parts.join(", ");
    let same = was == is;
    let share = (is.as_f64() - was.as_f64()) / was.as_f64() * 100.0;
    let remark = match share {
        _ if same => String::new(),
        share if !share.is_finite() => String::new(),
        share if share > 0.0 => format!("+{} %", number(share, 1)),
        share => format!("{} %", number(share, 1)),
    };
    Line {
        label: What::Rescoped.name().to_owned(),
        name,
        key: String::new(),
        from: if same { String::new() } else { was.to_string() },
        to: if same { String::new() } else { format!("{is} points") },
        remark,
        about: group.iter().filter_map(|c| c.about.clone()).collect(),
        named: named(group),
        project: same_project(group),
        count: group.len(),
        // Scope that grows is news from a twentieth on.
        weight: if !same && share.abs() >= 5.0 { 70 } else { 45 },
    }
}

/// How many changes of which sort there are, in words: `3 added, 2 finished, 4 other changes`.
#[must_use]
pub fn summary(changes: &[Change]) -> String {
    let mut left: Vec<&Change> = changes.iter().filter(|c| c.weight > 0).collect();
    let mut parts = Vec::new();
    let sorts = [
        (What::Added, "added"),
        (What::Done, "finished"),
        (What::Reopened, "reopened"),
        (What::Slipped, "later"),
        (What::PulledIn, "earlier"),
        (What::RiskUp, "up"),
        (What::Deleted, "deleted"),
    ];
    for (what, word) in sorts {
        let all = left.len();
        left.retain(|c| c.what != what);
        match all - left.len() {
            0 => {}
            n => parts.push(format!("{n} {word}")),
        }
    }
    match (parts.is_empty(), left.len()) {
        (true, 0) => return "No record differs".to_owned(),
        (_, 0) => {}
        (true, n) => parts.push(count(n, "change", "changes")),
        (false, n) => parts.push(count(n, "other change", "other changes")),
    }
    parts.join(", ")
}
