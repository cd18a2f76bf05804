//! Forecasts that moved between two moments, as lines of what changed.

use super::before::Marks;
use crate::analysis::changes::Line;
use crate::analysis::words;
use crate::model::{Date, Money, Program, Ref};
use crate::report::text::{clean, short};

/// Days by which a forecast must move to be news: trials scatter by less.
pub(super) const NEWS: i64 = 3;

/// How weighty it is: a forecast that got later before one that got earlier, by days; money above both.
fn weight(days: i64) -> u16 {
    let size = u16::try_from(days.abs().min(20)).unwrap_or(20);
    if days > 0 { 62 + size } else { 46 + size }
}

/// How weighty it is that all will cost another sum.
const MONEY: u16 = 82;

fn line(name: String, (from, to): (String, String), remark: String, weight: u16) -> Line {
    Line {
        label: "Forecast".to_owned(),
        name,
        key: String::new(),
        from,
        to,
        remark,
        about: Vec::new(),
        named: Vec::new(),
        project: None,
        count: 1,
        weight,
    }
}

/// The day by which a milestone is 85 % sure, where it is another by three days or more, and what all of
/// it will cost, where that is another by a hundredth or more. Milestones are those of the program.
#[must_use]
pub fn moved(before: &Marks, after: &Marks, program: &Program, today: Date) -> Vec<Line> {
    let mut lines = Vec::new();
    for (id, is) in &after.expected {
        let was = before.expected.get(id).and_then(|expected| expected.day);
        let (Some(was), Some(is), Some(milestone)) = (was, is.day, program.milestones.get(id)) else {
            continue;
        };
        let days = (is - was).num_days();
        if days.abs() >= NEWS {
            let word = if days > 0 { "later" } else { "earlier" };
            let remark = format!("{} {word}", words::days(days.abs()));
            let spoken = (short(was, today), short(is, today));
            let mut line = line(clean(&milestone.name), spoken, remark, weight(days));
            line.project = Some(milestone.project);
            line.about.push(Ref::Milestone(*id));
            lines.push(line);
        }
    }
    if let (Some(was), Some(is)) = (before.cost, after.cost)
        && was.currency == is.currency
        && is.amount != was.amount
        // A hundredth is noise.
        && (is.amount - was.amount).abs() * 100 >= was.amount.abs()
    {
        let by = Money { amount: is.amount - was.amount, ..is };
        let sign = if by.amount > 0 { "+" } else { "" };
        let amounts = (was.to_string(), is.to_string());
        lines.push(line(COST.to_owned(), amounts, format!("{sign}{by}"), MONEY));
    }
    lines
}

/// What the line about money is called: those who must not see money do not get it.
pub(super) const COST: &str = "Cost at completion";
