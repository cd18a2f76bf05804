//! Forecasts that moved between two moments, as lines of what changed.

use super::before::Marks;
use crate::analysis::changes::Line;
use crate::analysis::words;
use crate::model::{Date, Money, Program, Ref};
use crate::report::text::{clean, short};

/// Days by which a forecast must move to be news: trials scatter by less.
pub(super) const NEWS: i64 = 3;

/// How weighty it is: a forecast that got later before one that got earlier, by days, and one of a milestone
/// whose own day is not sure before all others: it decides the colour.
fn weight(days: i64, confidence: Option<u8>) -> u16 {
    let size = u16::try_from(days.abs().min(20)).unwrap_or(20);
    let unsure = if confidence.is_some_and(|percent| percent < SURE) { 18 } else { 0 };
    if days > 0 { 52 + size + unsure } else { 46 + size + unsure }
}

/// Percent from which a milestone's day counts as sure.
const SURE: u8 = 85;

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
        let confidence = is.confidence;
        let (Some(was), Some(is), Some(milestone)) = (was, is.day, program.milestones.get(id)) else {
            continue;
        };
        let days = (is - was).num_days();
        if days.abs() >= NEWS {
            let word = if days > 0 { "later" } else { "earlier" };
            let remark = format!("{} {word}", words::days(days.abs()));
            let spoken = (short(was, today), short(is, today));
            let mut line = line(clean(&milestone.name), spoken, remark, weight(days, confidence));
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
        // Cents are noise, thousands may be the news.
        let whole =
            |m: Money| Money { amount: (m.amount as f64 / 100.0).round() as i64 * 100, ..m }.to_string();
        let amounts = (whole(was), whole(is));
        lines.push(line(COST.to_owned(), amounts, format!("{sign}{}", whole(by)), MONEY));
    }
    lines
}

/// What the line about money is called: those who must not see money do not get it.
pub(super) const COST: &str = "Cost at completion";

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::before::Expected;
    use super::*;
    use crate::model::{Currency, Milestone, MilestoneId};
    use std::collections::BTreeMap;
    use std::sync::Arc;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn marks(days: [&str; 3], cost: i64) -> Marks {
        let expected = |(n, text): (usize, &&str)| {
            (MilestoneId::from(n as u64 + 1), Expected { day: text.parse().ok(), confidence: None })
        };
        let cost = Some(Money { amount: cost, currency: Currency::parse("EUR").unwrap() });
        Marks { expected: days.iter().enumerate().map(expected).collect(), cost, ..Marks::default() }
    }

    // [DF4]
    #[test]
    fn a_forecast_that_moved_is_news_and_one_that_scatters_is_none() {
        let mut program = Program::default();
        let named = |n: u64, name: &str| {
            let blank: Milestone = crate::json::Json::blank();
            Arc::new(Milestone { id: n.into(), name: name.to_owned(), ..blank })
        };
        program.milestones = BTreeMap::from([
            (1.into(), named(1, "Load test")),
            (2.into(), named(2, "Release")),
            (3.into(), named(3, "Beta")),
        ]);
        let before = marks(["2026-12-01", "2026-12-10", "2026-12-20"], 1_000_000);
        let after = marks(["2026-12-08", "2026-12-12", "2026-12-15"], 1_009_000);
        let lines = moved(&before, &after, &program, day("2026-11-20"));
        let said: Vec<String> = lines.iter().map(Line::sentence).collect();
        assert_eq!(
            said,
            [
                "Forecast: Load test, from 1 Dec to 8 Dec (7 days later)",
                "Forecast: Beta, from 20 Dec to 15 Dec (5 days earlier)",
            ]
        );
        // What is later is weightier than what is earlier, and leads to its milestone.
        assert!(lines[0].weight > lines[1].weight);
        assert_eq!(lines[0].about, [Ref::Milestone(1.into())]);
        let dearer = moved(&before, &marks(["", "", ""], 1_020_000), &program, day("2026-11-20"));
        assert_eq!(dearer[0].sentence(), "Forecast: Cost at completion, from €10,000 to €10,200 (+€200)");
        assert_eq!(moved(&before, &before, &program, day("2026-11-20")), []);
    }
}
