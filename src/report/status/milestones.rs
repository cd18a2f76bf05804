//! Promised days: baseline, due, forecast, confidence, colour.

use super::moved::NEWS;
use super::{Block, Cell, Desk, Span, Written, aside, clean, heads, paragraph};
use crate::analysis::Colour;
use crate::analysis::forecast::{self, MilestoneForecast};
use crate::analysis::rag::at_least;
use crate::model::Milestone;
use crate::model::order::InOrder;
use crate::report::text::short;

/// Milestones reached in the period, then those ahead, the earliest first.
pub(super) fn section(desk: &Desk<'_, '_>) -> Written {
    let of = |m: &&Milestone| desk.scope.project.is_none_or(|p| p == m.project);
    let period = desk.since..=desk.today;
    let milestones = desk.facts.ctx.program.milestones.values().map(|m| &**m);
    let mut reached: Vec<&Milestone> =
        milestones.filter(of).filter(|m| m.reached.is_some_and(|day| period.contains(&day))).collect();
    reached.order_by_key(|m| (m.reached, m.id));
    let ahead = desk.milestones();
    let mut rows: Vec<Vec<Cell>> = reached.into_iter().map(|m| reached_row(desk, m)).collect();
    rows.extend(ahead.iter().map(|m| row(desk, m)));
    let (count, most) = (rows.len(), desk.most(20, 5));
    if count == 0 {
        let text = "No milestone lies ahead, and none was reached in this period.".to_owned();
        return (0, vec![paragraph(text)]);
    }
    rows.truncate(most);
    let head = heads(&["Milestone", "Baseline", "Due", "85 % sure by", "Confidence", "Status"]);
    let mut blocks = vec![Block::Table { head, rows }];
    desk.more(count, most, &mut blocks);
    // One reason serves all: the rows say "n/a", this says why.
    // How a team delivers is for those inside.
    if let Some(why) = ahead.iter().take(most).find_map(|m| m.confidence.as_ref().err()) {
        if desk.is_client() {
            desk.withhold(1);
        } else {
            blocks.push(Block::Paragraph(vec![Span::Quiet(clean(why))]));
        }
    }
    (count, blocks)
}

fn name(desk: &Desk<'_, '_>, milestone: &Milestone) -> Cell {
    let mut spans = vec![Span::Milestone(milestone.id, clean(&milestone.name))];
    spans.extend(aside([desk.of_project(Some(milestone.project))]));
    spans.into()
}

/// The first promise, struck out where it no longer holds.
fn baseline(desk: &Desk<'_, '_>, milestone: &Milestone) -> Cell {
    let day = match milestone.baseline {
        None => Span::Quiet("none".to_owned()),
        Some(day) if day == milestone.due => Span::Quiet(short(day, desk.today)),
        Some(day) => Span::Struck(short(day, desk.today)),
    };
    Cell::from(day).tight()
}

fn reached_row(desk: &Desk<'_, '_>, milestone: &Milestone) -> Vec<Cell> {
    let reached = milestone.reached.unwrap_or(milestone.due);
    let late = (reached - milestone.due).num_days();
    let remark = match late {
        ..=0 => "reached".to_owned(),
        1 => "reached, 1 day late".to_owned(),
        n => format!("reached, {n} days late"),
    };
    vec![
        name(desk, milestone),
        baseline(desk, milestone),
        Span::Text(short(milestone.due, desk.today)).into(),
        Span::Text(short(reached, desk.today)).into(),
        Span::Quiet(remark).into(),
        Span::Status(Colour::Green, "Reached".to_owned()).into(),
    ]
}

fn row(desk: &Desk<'_, '_>, forecast: &MilestoneForecast<'_>) -> Vec<Cell> {
    let milestone = forecast.milestone;
    let (green, amber) = desk.facts.ctx.program.settings.thresholds.confidence;
    let (words, colour) = match &forecast.confidence {
        Ok(confidence) => (
            forecast::confidence_words(*confidence),
            at_least(*confidence, f64::from(green), f64::from(amber)),
        ),
        Err(_) => ("n/a".to_owned(), Colour::Unknown),
    };
    let nothing_left = forecast.when.as_ref().is_some_and(|w| w.remaining == 0);
    let was = desk.before().marks.expected.get(&milestone.id).and_then(|was| was.day);
    let moved = was.filter(|was| {
        forecast.when.as_ref().and_then(|w| w.by(85)).is_some_and(|is| (is - *was).num_days().abs() >= NEWS)
    });
    let expected = match forecast.when.as_ref().and_then(|w| w.by(85)) {
        _ if nothing_left => Span::Text("work done".to_owned()),
        Some(day) => Span::Text(short(day, desk.today)),
        None => Span::Quiet("n/a".to_owned()),
    };
    vec![
        name(desk, milestone),
        baseline(desk, milestone),
        Cell::from(Span::Strong(short(milestone.due, desk.today))).tight(),
        moved
            .map(|was| Span::Struck(short(was, desk.today)))
            .into_iter()
            .chain([expected])
            .collect::<Vec<_>>()
            .into(),
        Span::Text(words).into(),
        Span::Status(colour, colour.name().to_owned()).into(),
    ]
}
