//! Bars that lie: one row a name, for lists such as reasons, milestones, packages and clients.

use super::{Drawn, and_keys, count, item_cells, key, targets};
use crate::analysis::flow::{BlockedChart, Efficiency};
use crate::analysis::goals::GoalChart;
use crate::chart::ink::{Ink, Look};
use crate::chart::plot::{Canvas, Plot};
use crate::chart::scene::{Anchor, Cell, Form, Table, Target};
use crate::chart::{cut, plain, width_of};
use crate::model::Program;

/// How high a row is.
pub(super) const ROW: f64 = 28.0;
/// Most rows of a drawing; the table has all of them.
pub(super) const MOST: usize = 12;

/// One row.
pub(super) struct Bar {
    /// What stands at its left.
    pub(super) name: String,
    /// Its length, on the scale of all of them.
    pub(super) value: f64,
    /// What stands at its end.
    pub(super) words: String,
    /// How it is filled.
    pub(super) look: Look,
    /// A second value, drawn as an outline around: what is allowed or planned.
    pub(super) frame: Option<f64>,
    /// What a pointer or a reader is told.
    pub(super) said: String,
    /// The records behind it.
    pub(super) behind: Vec<Target>,
}

/// Draws the rows over a scale from zero to `high`, with thin lines at some values.
pub(super) fn draw(mut canvas: Canvas, title: &str, bars: &[Bar], high: f64, at: &[(f64, String)]) -> Plot {
    let shown = bars.len().min(MOST);
    canvas.height = ROW * shown as f64 + if at.is_empty() { 12.0 } else { 32.0 };
    let mut plot = Plot::new(canvas, title, &[]);
    let names = bars.iter().take(shown).map(|b| width_of(&b.name)).fold(0.0, f64::max);
    let words = bars.iter().take(shown).map(|b| width_of(&b.words)).fold(0.0, f64::max);
    let left = (names + 12.0).min(canvas.width * 0.4);
    let room = (canvas.width - left - words - 12.0).max(40.0);
    let scale = |value: f64| if high > 0.0 { (value / high).clamp(0.0, 1.0) * room } else { 0.0 };
    let foot = ROW * shown as f64 + 4.0;
    for (value, text) in at {
        let x = left + scale(*value);
        plot.line((x, 4.0), (x, foot), super::days_taken::percentile_look(95));
        plot.text((x, foot + 16.0), Anchor::Middle, text.clone(), Ink::Quiet, false);
    }
    for (n, bar) in bars.iter().take(shown).enumerate() {
        let top = ROW * n as f64 + 4.0;
        // A hair more than the widest name, which must not be cut for a rounding error.
        let name = cut(&bar.name, left - 11.5);
        plot.text((left - 8.0, top + 18.0), Anchor::End, name, Ink::Quiet, false);
        if let Some(frame) = bar.frame {
            let look = Look::line(Ink::Quiet, 1.0, crate::chart::ink::Dash::Dashed);
            let (right, foot) = (left + scale(frame), top + ROW - 4.0);
            let points = vec![(left, top + 4.0), (right, top + 4.0), (right, foot), (left, foot)];
            plot.shape(look, Form::Path(points, true));
        }
        let length = scale(bar.value).max(if bar.value > 0.0 { 1.0 } else { 0.0 });
        plot.shape(bar.look, Form::Box(left, top + 6.0, length, ROW - 12.0));
        let end = left + length.max(bar.frame.map_or(0.0, scale)) + 6.0;
        let words = cut(&bar.words, canvas.width - end);
        plot.text((end, top + 18.0), Anchor::Start, words, Ink::Strong, false);
        plot.mark((left, top + 4.0, length.max(2.0), ROW - 8.0), bar.said.clone(), bar.behind.clone());
    }
    plot.line((left, 4.0), (left, foot), Look::line(Ink::Edge, 1.0, crate::chart::ink::Dash::Solid));
    plot
}

/// Blocked days by reason.
///
/// # Errors
/// The sentence that says why there is nothing to show.
pub fn blocked(series: &BlockedChart, program: &Program, canvas: Canvas) -> Drawn {
    if series.reasons.is_empty() {
        return Err(series.notes.caption.clone());
    }
    let mut table = Table::new(&["Reason", "#Days", "#Items", "Keys"]);
    let mut bars = Vec::new();
    for reason in &series.reasons {
        let name =
            if reason.reason.is_empty() { "No reason given".to_owned() } else { reason.reason.clone() };
        let days = count(usize::try_from(reason.days).unwrap_or(0), "day", "days");
        let items = count(reason.items.len(), "item", "items");
        table.row(
            None,
            vec![
                Cell::Text(name.clone()),
                Cell::whole(reason.days),
                Cell::Number(reason.items.len() as f64, 0),
                Cell::Text(super::keys(program, &reason.items)),
            ],
        );
        bars.push(Bar {
            said: format!("{name}: {days}, {items}{}", and_keys(program, &reason.items)),
            name,
            value: reason.days as f64,
            words: format!("{} d", reason.days),
            look: Look::fill(Ink::Cat(1)),
            frame: None,
            behind: targets(&reason.items),
        });
    }
    let high = series.reasons.iter().map(|r| r.days).max().unwrap_or(1) as f64;
    let plot = draw(canvas, &series.notes.title, &bars, high, &[]);
    let unit = format!("days, {} in all", plain(series.days as f64, 0));
    Ok(plot.done(unit, series.notes.caption.clone(), None, table))
}

/// The share of its time in which each finished item was worked on, the least first.
///
/// # Errors
/// The sentence that says why there is nothing to show.
pub fn efficiency(series: &Efficiency, program: &Program, canvas: Canvas) -> Drawn {
    let Some(whole) = series.percent else { return Err(series.notes.caption.clone()) };
    let mut table = Table::new(&["Key", "Title", "#Worked on, days", "#Start to finish, days", "#Share, %"]);
    let mut bars = Vec::new();
    let days = |milliseconds: i64| milliseconds as f64 / 86_400_000.0;
    for item in &series.items {
        let mut cells = item_cells(program, item.item);
        cells.extend([
            Cell::Number(days(item.active), 1),
            Cell::Number(days(item.whole), 1),
            Cell::Number(item.percent(), 0),
        ]);
        table.row(Some(Target::Item(item.item)), cells);
        let words = format!("{} %", plain(item.percent(), 0));
        let name = key(program, item.item);
        bars.push(Bar {
            said: format!("{name}: worked on in {words} of {} days", plain(days(item.whole), 1)),
            name,
            value: item.percent(),
            words,
            look: Look::fill(Ink::Cat(1)),
            frame: Some(100.0),
            behind: targets(&[item.item]),
        });
    }
    let plot = draw(canvas, &series.notes.title, &bars, 100.0, &[]);
    let few = if series.items.len() > MOST { format!("; the {MOST} least are drawn") } else { String::new() };
    let unit = format!(
        "% of the time from start to finish, {} % over {}{few}",
        plain(whole, 0),
        count(series.items.len(), "item", "items")
    );
    Ok(plot.done(unit, series.notes.caption.clone(), None, table))
}

/// How much of the work for each goal is done.
///
/// # Errors
/// The sentence that says why there is nothing to show.
pub fn goals(series: &GoalChart, canvas: Canvas) -> Drawn {
    if series.goals.iter().all(|goal| goal.percent().is_none()) {
        return Err(series.notes.caption.clone());
    }
    let mut table = Table::new(&[
        "Goal",
        "#Done, items",
        "#Open, items",
        "#Done, %",
        "#Done, pt",
        "#All, pt",
        "#Without estimate",
    ]);
    let mut bars = Vec::new();
    for goal in &series.goals {
        let whole = |n: usize| Cell::Number(n as f64, 0);
        let percent = goal.percent();
        table.row(
            None,
            vec![
                Cell::Text(goal.name.clone()),
                whole(goal.done.len()),
                whole(goal.open.len()),
                percent.map_or(Cell::Blank, |p| Cell::Number(p, 0)),
                Cell::Number(goal.points_done.as_f64(), 1),
                Cell::Number(goal.points.as_f64(), 1),
                whole(goal.unestimated),
            ],
        );
        let all = goal.done.len() + goal.open.len();
        let words =
            percent.map_or("n/a".to_owned(), |p| format!("{} %, {} of {all}", plain(p, 0), goal.done.len()));
        bars.push(Bar {
            said: format!("{}: {words} items done", goal.name),
            name: goal.name.clone(),
            value: percent.unwrap_or(0.0),
            words,
            look: Look::fill(Ink::Cat(1)),
            frame: Some(100.0),
            behind: targets(&goal.open),
        });
    }
    let plot = draw(canvas, &series.notes.title, &bars, 100.0, &[]);
    let unit = format!("% of items done, {}", count(series.goals.len(), "goal", "goals"));
    Ok(plot.done(unit, series.notes.caption.clone(), None, table))
}
