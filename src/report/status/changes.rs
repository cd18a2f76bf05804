//! What changed since the last report: what it was, what it is, the weightiest first.

use super::audience::Matter;
use super::before::Marks;
use super::moved::{COST, moved};
use super::{Audience, Block, Cell, Desk, Span, Written, clean, heads, paragraph};
use crate::analysis::changes::{Line, What};
use crate::model::Ref;
use crate::model::order::InOrder;
use crate::report::text::{long, shorten};

/// Lines under this weight are told to nobody but the team.
const TOLD: u16 = 45;
/// Lines under this weight are told in the comparison only.
const SAID: u16 = 20;

/// A table of lines.
pub(super) fn section(desk: &Desk<'_, '_>) -> Written {
    let mut all = desk.lines().to_vec();
    let ahead = Marks::forecasts(desk.facts, desk.scope);
    all.extend(moved(&desk.before().marks, &ahead, desk.facts.ctx.program, desk.today));
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
    if desk.told_by_histories() && !desk.is_client() {
        let text = if desk.audience == Audience::Team {
            "Told by histories, as no report of that day is at hand: deleted records and changes of budgets, \
             milestones and texts are not in them."
        } else {
            "As far as the histories of the program tell."
        };
        blocks.push(Block::Paragraph(vec![Span::Quiet(text.to_owned())]));
    }
    (count, blocks)
}

/// Whether the audience is told.
fn is_told(desk: &Desk<'_, '_>, line: &Line) -> bool {
    let weighty = line.weight >= if desk.audience == Audience::Team { SAID } else { TOLD };
    let kind = |kinds: &[&str]| line.about.first().is_some_and(|about| kinds.contains(&about.kind()));
    if !desk.audience.sees(Matter::Money)
        && (matches!(line.label.as_str(), "Cost" | "Work package")
            || line.remark == "budget"
            || line.name == COST)
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
    // What was added is single items in progress; what was finished is not.
    if desk.audience.sees(Matter::SingleItems) || line.label != What::Rescoped.name() {
        name.extend(behind(line));
    }
    // A project needs no remark that says which project it is.
    let is_project = matches!(line.about.as_slice(), [Ref::Project(_)]);
    if line.count == 1 && !is_project {
        name.extend(super::aside([desk.of_project(line.project)]).filter(|_| line.project.is_some()));
    }
    let (from, to) = (shorten(&clean(&line.from), 40), shorten(&clean(&line.to), 40));
    // Words of those who do the work are not for all to read.
    let (from, to) = if line.label == "Blocked" && !desk.audience.sees(Matter::InternalWords) {
        desk.withhold(1);
        (String::new(), "Blocked".to_owned())
    } else {
        (from, to)
    };
    vec![
        Cell::from(Span::Quiet(clean(&line.label))).tight(),
        name.into(),
        either(from, Span::Struck),
        either(to, Span::Strong),
        Cell::from(Span::Quiet(clean(&line.remark))).tight(),
    ]
}

/// The records behind a line about several: the first few by name, and how many more.
fn behind(line: &Line) -> Vec<Span> {
    let mut spans = Vec::new();
    for (place, (to, name)) in line.named.iter().enumerate() {
        if place > 0 {
            spans.push(Span::Text(",".to_owned()));
        }
        let name = shorten(&clean(name), 60);
        spans.push(match to {
            Some(Ref::Item(id)) => Span::Item(*id, name),
            Some(Ref::Risk(id)) => Span::Risk(*id, name),
            Some(other) => Span::Record(other.clone(), name),
            None => Span::Quiet(name),
        });
    }
    match line.unnamed() {
        0 => {}
        more => spans.push(Span::Quiet(format!("and {more} more"))),
    }
    if !spans.is_empty() {
        spans.insert(0, Span::Text(":".to_owned()));
    }
    spans
}

/// A field with a mark on its text, or an empty one without.
fn either(text: String, mark: fn(String) -> Span) -> Cell {
    let spans = if text.is_empty() { Vec::new() } else { vec![mark(text)] };
    Cell::from(spans).tight()
}
