//! What changed since the last report: what it was, what it is, the weightiest first.

use super::audience::Matter;
use super::before::cost_at_completion;
use super::{Audience, Block, Cell, Desk, Span, Written, clean, heads, paragraph};
use crate::analysis::changes::Line;
use crate::model::order::InOrder;
use crate::model::{Money, Ref};
use crate::report::text::{long, short, shorten};

/// Lines under this weight are told to nobody but the team.
const TOLD: u16 = 45;
/// Lines under this weight are told in the comparison only.
const SAID: u16 = 20;

/// A table of lines.
pub(super) fn section(desk: &Desk<'_, '_>) -> Written {
    let mut all = desk.lines().to_vec();
    all.extend(forecasts(desk));
    all.order_by(|a, b| b.weight.cmp(&a.weight));
    let count: usize = all.iter().map(|line| line.count).sum();
    let (told, kept): (Vec<&Line>, Vec<&Line>) = all.iter().partition(|line| is_told(desk, line));
    if desk.audience != Audience::Team {
        desk.withhold(kept.iter().map(|line| line.count).sum());
    }
    let since = long(desk.since, desk.today);
    if told.is_empty() {
        let text = match count {
            0 => format!("Nothing changed since {since}."),
            _ => format!("Nothing of weight changed since {since}."),
        };
        return (count, vec![paragraph(text)]);
    }
    let most = desk.most(25, 6);
    let rows = told.iter().take(most).map(|line| row(desk, line)).collect();
    let mut blocks = vec![Block::Table { head: heads(&["What", "Record", "Was", "Is", "How"]), rows }];
    desk.more(told.len(), most, &mut blocks);
    if desk.told_by_histories() {
        let text = "No report was sent before: what changed is told by histories. Deleted records and changes of \
                    budgets, milestones and texts are not in them.";
        blocks.push(Block::Paragraph(vec![Span::Quiet(text.to_owned())]));
    }
    (count, blocks)
}

/// Forecasts that moved: the day a milestone is expected, by three days or more, and what all will cost.
fn forecasts(desk: &Desk<'_, '_>) -> Vec<Line> {
    let Some(before) = desk.before else { return Vec::new() };
    let mut lines = Vec::new();
    let line = |name: String, from: String, to: String, remark: String| Line {
        label: "Forecast".to_owned(),
        name,
        key: String::new(),
        from,
        to,
        remark,
        about: Vec::new(),
        project: desk.scope.project,
        count: 1,
        weight: 82,
    };
    for milestone in desk.milestones() {
        let was = before.marks.expected.get(&milestone.milestone.id).and_then(|expected| expected.day);
        let is = milestone.when.as_ref().and_then(|when| when.by(85));
        let (Some(was), Some(is)) = (was, is) else { continue };
        let moved = (is - was).num_days();
        if moved.abs() >= 3 {
            let word = if moved > 0 { "later" } else { "earlier" };
            let remark = format!("{} {word}", crate::analysis::words::days(moved.abs()));
            let (from, to) = (short(was, desk.today), short(is, desk.today));
            let mut line = line(clean(&milestone.milestone.name), from, to, remark);
            line.about.push(Ref::Milestone(milestone.milestone.id));
            lines.push(line);
        }
    }
    if desk.audience.sees(Matter::Money)
        && let (Some(was), Some(is)) = (before.marks.cost, cost_at_completion(desk.facts, desk.scope))
        && was.currency == is.currency
        // A hundredth is noise.
        && (is.amount - was.amount).abs() * 100 >= was.amount.abs()
    {
        let moved = Money { amount: is.amount - was.amount, ..is };
        let sign = if moved.amount > 0 { "+" } else { "" };
        let name = "Cost at completion".to_owned();
        lines.push(line(name, was.to_string(), is.to_string(), format!("{sign}{moved}")));
    }
    lines
}

/// Whether the audience is told.
fn is_told(desk: &Desk<'_, '_>, line: &Line) -> bool {
    let weighty = line.weight >= if desk.audience == Audience::Team { SAID } else { TOLD };
    let kind = |kinds: &[&str]| line.about.first().is_some_and(|about| kinds.contains(&about.kind()));
    if !desk.audience.sees(Matter::Money)
        && (line.label == "Cost" || line.label == "Work package" || line.remark == "budget")
    {
        return false;
    }
    if !desk.audience.sees(Matter::Owners) && matches!(line.label.as_str(), "Owner") {
        return false;
    }
    // What a client was promised and got, and what changes of it.
    let clients = ["item", "milestone", "release", "change", "deliverable", "incident", "sla", "risk"];
    let internal = line.label == "Project" || line.remark == "owner" || line.remark == "set by hand";
    let theirs = desk.audience.sees(Matter::InternalWords) || (kind(&clients) && !internal);
    weighty && theirs
}

fn row(desk: &Desk<'_, '_>, line: &Line) -> Vec<Cell> {
    let most = if desk.audience == Audience::Team { 140 } else { 100 };
    let mut name = Vec::new();
    if let ([only], false) = (line.about.as_slice(), line.key.is_empty()) {
        name.push(match only {
            Ref::Item(id) => Span::Item(*id, clean(&line.key)),
            Ref::Risk(id) => Span::Risk(*id, clean(&line.key)),
            other => Span::Record(other.clone(), clean(&line.key)),
        });
    }
    let title = shorten(&clean(&line.name), most);
    name.push(match line.about.as_slice() {
        [only] if line.key.is_empty() => Span::Record(only.clone(), title),
        _ => Span::Text(title),
    });
    if line.count == 1 {
        name.extend(super::aside([desk.of_project(line.project)]).filter(|_| line.project.is_some()));
    }
    let (from, to) = (shorten(&clean(&line.from), 40), shorten(&clean(&line.to), 40));
    // Words of those who do the work are not for all to read.
    let (from, to) = if line.label == "Blocked" && !desk.audience.sees(Matter::InternalWords) {
        desk.withhold(1);
        (String::new(), String::new())
    } else {
        (from, to)
    };
    vec![
        Span::Quiet(clean(&line.label)).into(),
        name.into(),
        either(from, Span::Struck),
        either(to, Span::Strong),
        Span::Quiet(clean(&line.remark)).into(),
    ]
}

/// A field with a mark on its text, or an empty one without.
fn either(text: String, mark: fn(String) -> Span) -> Cell {
    Cell { spans: if text.is_empty() { Vec::new() } else { vec![mark(text)] }, number: false }
}
