//! Forecasts: on which day the work ends in how many trials, how much gets done, which milestones hold.

use super::rows::{Bar, draw};
use super::{Drawn, colour, count, day};
use crate::analysis::forecast::{
    HowManyChart, MilestoneBar, MilestoneChart, TRIALS, WhenChart, confidence_words,
};
use crate::chart::ink::{Dash, Ink, Look};
use crate::chart::plain;
use crate::chart::plot::{Canvas, Plot, TopLabel};
use crate::chart::scene::{Anchor, Cell, Form, Table, Target};
use crate::model::Date;

/// Most bars; beyond, a bar stands for several days or items.
const BARS: usize = 45;

/// The darker, the likelier it is to be early (or few) enough.
fn ink(within: u64, all: u64) -> Ink {
    match within * 100 / all.max(1) {
        0..=50 => Ink::Step(5),
        51..=85 => Ink::Step(4),
        86..=95 => Ink::Step(3),
        _ => Ink::Step(2),
    }
}

/// Bars of a forecast: first and last value, trials in it, trials up to its end.
struct Bin<T> {
    from: T,
    to: T,
    trials: u64,
    until: u64,
}

fn bins<T: Copy>(bars: &[(T, u32)], most: usize) -> Vec<Bin<T>> {
    let size = bars.len().div_ceil(most.max(1)).max(1);
    let mut until = 0;
    bars.chunks(size)
        .filter_map(|chunk| {
            let trials = chunk.iter().map(|(_, n)| u64::from(*n)).sum();
            until += trials;
            Some(Bin { from: chunk.first()?.0, to: chunk.last()?.0, trials, until })
        })
        .collect()
}

/// The bars without the last thousandth at either end, which would only stretch the axis.
fn without_tails<T: Copy>(bars: &[(T, u32)]) -> &[(T, u32)] {
    let all: u64 = bars.iter().map(|(_, n)| u64::from(*n)).sum();
    let cut = all / 1_000;
    let ends = |bars: &mut dyn Iterator<Item = u32>| {
        let mut sum = 0;
        bars.take_while(|n| {
            sum += u64::from(*n);
            sum <= cut
        })
        .count()
    };
    let first = ends(&mut bars.iter().map(|(_, n)| *n));
    let last = bars.len() - ends(&mut bars.iter().rev().map(|(_, n)| *n));
    bars.get(first..last).unwrap_or(bars)
}

/// When the work ends: a bar for each day, darker where likelier to be early enough.
///
/// # Errors
/// The sentence that says why there is nothing to show.
pub fn when(series: &WhenChart, goal: Option<&MilestoneBar>, title: Option<&str>, canvas: Canvas) -> Drawn {
    if series.bars.is_empty() {
        return Err(series.notes.caption.clone());
    }
    let mut plot = Plot::new(canvas, title.unwrap_or(&series.notes.title), &[]).head(30.0);
    plot.left = 4.0;
    let shown = without_tails(&series.bars);
    let bins = bins(shown, BARS.min((canvas.width / 9.0) as usize));
    let all: u64 = series.bars.iter().map(|(_, n)| u64::from(*n)).sum();
    let most = bins.iter().map(|b| b.trials).max().unwrap_or(1);
    plot.y.domain = (0.0, most as f64);
    plot.y.range = (plot.foot, plot.top);
    let width = (plot.right - plot.left) / bins.len().max(1) as f64;
    for (bin, n) in bins.iter().zip(0..) {
        let (left, top) = (plot.left + width * f64::from(n), plot.y.at(bin.trials as f64));
        // The share of the bar's middle decides: a bar that crosses a limit belongs to where most of it is.
        let within = bin.until - bin.trials / 2;
        let place = Form::Box(left + width * 0.06, top, width * 0.88, plot.foot - top);
        plot.shape(Look::fill(ink(within, all)), place);
        let days = if bin.from == bin.to {
            day(bin.from, canvas.today)
        } else {
            format!("{} to {}", day(bin.from, canvas.today), day(bin.to, canvas.today))
        };
        let words = confidence_words(bin.until as f64 * 100.0 / all.max(1) as f64);
        let name = format!(
            "{days}: {} of {} trials end then, {words} by then",
            plain(bin.trials as f64, 0),
            plain(all as f64, 0)
        );
        plot.mark((left, top, width, plot.foot - top), name, Vec::new());
    }
    plot.base();
    // The right edge of the bar in which a day lies.
    let edge = |date: Date| {
        let n = bins.iter().position(|b| date <= b.to).unwrap_or(bins.len().saturating_sub(1));
        plot.left + width * (n + 1) as f64
    };
    let tops = series
        .marks
        .iter()
        .filter(|(percent, _)| matches!(percent, 50 | 85 | 95))
        .map(|(percent, date)| TopLabel {
            at: edge(*date),
            lines: [format!("{percent} %"), day(*date, canvas.today)],
            look: if *percent == 85 {
                Look::line(Ink::Strong, 1.5, Dash::Solid)
            } else {
                Look::line(Ink::Quiet, 1.0, Dash::Dotted)
            },
            strong: *percent == 85,
        })
        .collect();
    let (first, last) = (bins.first().map(|b| b.from), bins.last().map(|b| b.to));
    let within = |date: Date| first.is_some_and(|f| date >= f) && last.is_some_and(|l| date <= l);
    let goal_at = goal.filter(|goal| within(goal.due)).map(|goal| (edge(goal.due), goal));
    plot.above(tops);
    let foot = plot.foot + 18.0;
    for (date, x, anchor) in [(first, plot.left, Anchor::Start), (last, plot.right, Anchor::End)] {
        let Some(date) = date else { continue };
        // The milestone's name stands below the axis and needs the middle of it.
        if goal_at.is_none_or(|(at, _)| (at - x).abs() > 110.0) {
            plot.text((x, foot), anchor, day(date, canvas.today), Ink::Quiet, false);
        }
    }
    if let Some((x, goal)) = goal_at {
        plot.line((x, plot.top + 4.0), (x, plot.foot), Look::line(Ink::Cat(2), 2.0, Dash::Solid));
        let text = format!("Milestone {}", day(goal.due, canvas.today));
        let half = crate::chart::width_of(&text) / 2.0;
        let x = x.clamp(half, (canvas.width - half).max(half));
        plot.text((x, foot), Anchor::Middle, text, Ink::Cat(2), true);
    }
    let mut table = Table::new(&["From", "To", "#Trials", "#Finished by then, %"]);
    for bin in &bins {
        let share = bin.until as f64 * 100.0 / all.max(1) as f64;
        let cells = vec![
            Cell::Day(bin.from),
            Cell::Day(bin.to),
            Cell::Number(bin.trials as f64, 0),
            Cell::Number(share, 1),
        ];
        table.row(None, cells);
    }
    let mut caption = series.notes.caption.clone();
    let mut colour = None;
    if let Some(goal) = goal
        && let Ok(confidence) = goal.confidence
    {
        colour = goal.colour;
        caption = format!(
            "{} of {} trials finish by {}, the day of {}. {caption}",
            confidence_words(confidence),
            plain(TRIALS as f64, 0),
            day(goal.due, canvas.today),
            goal.name
        );
    }
    if let Some((from, to)) = series.notes.window {
        caption.push_str(&format!(
            " Daily throughput of {} to {}.",
            day(from, canvas.today),
            day(to, canvas.today)
        ));
    }
    let unit =
        format!("{} left, {} trials", count(series.items.len(), "item", "items"), plain(all as f64, 0));
    Ok(plot.done(unit, caption, colour, table))
}

/// How much gets done by a day: a bar for each number of items, darker where likelier to be reached.
///
/// # Errors
/// The sentence that says why there is nothing to show.
pub fn how_many(series: &HowManyChart, canvas: Canvas) -> Drawn {
    if series.bars.is_empty() {
        return Err(series.notes.caption.clone());
    }
    let title = format!("How many by {}?", day(series.by, canvas.today));
    let mut plot = Plot::new(canvas, &title, &[]).head(30.0);
    plot.left = 4.0;
    let bins = bins(without_tails(&series.bars), BARS.min((canvas.width / 9.0) as usize));
    let all: u64 = series.bars.iter().map(|(_, n)| u64::from(*n)).sum();
    let most = bins.iter().map(|b| b.trials).max().unwrap_or(1);
    plot.y.domain = (0.0, most as f64);
    plot.y.range = (plot.foot, plot.top);
    let width = (plot.right - plot.left) / bins.len().max(1) as f64;
    let mut table = Table::new(&["#From, items", "#To, items", "#Trials", "#So many or more, %"]);
    for (bin, n) in bins.iter().zip(0..) {
        let (left, top) = (plot.left + width * f64::from(n), plot.y.at(bin.trials as f64));
        // Reached by all trials that deliver as much or more.
        let reached = all - (bin.until - bin.trials);
        let missed = all - reached + bin.trials / 2;
        let place = Form::Box(left + width * 0.06, top, width * 0.88, plot.foot - top);
        plot.shape(Look::fill(ink(missed, all)), place);
        let items = if bin.from == bin.to {
            count(bin.from as usize, "item", "items")
        } else {
            format!("{} to {} items", bin.from, bin.to)
        };
        let share = reached as f64 * 100.0 / all.max(1) as f64;
        let name =
            format!("{items}: {} trials; {} or more in {}", bin.trials, bin.from, confidence_words(share));
        plot.mark((left, top, width, plot.foot - top), name, Vec::new());
        table.row(
            None,
            vec![
                Cell::whole(bin.from),
                Cell::whole(bin.to),
                Cell::Number(bin.trials as f64, 0),
                Cell::Number(share, 1),
            ],
        );
    }
    plot.base();
    let edge = |items: u32| {
        let n = bins.iter().position(|b| items <= b.to).unwrap_or(bins.len().saturating_sub(1));
        plot.left + width * n as f64
    };
    let tops = series
        .marks
        .iter()
        .filter(|(percent, _)| matches!(percent, 50 | 85 | 95))
        .map(|(percent, items)| TopLabel {
            at: edge(*items),
            lines: [format!("{percent} %"), format!("{items} or more")],
            look: if *percent == 85 {
                Look::line(Ink::Strong, 1.5, Dash::Solid)
            } else {
                Look::line(Ink::Quiet, 1.0, Dash::Dotted)
            },
            strong: *percent == 85,
        })
        .collect();
    plot.above(tops);
    let foot = plot.foot + 18.0;
    if let (Some(first), Some(last)) = (bins.first(), bins.last()) {
        plot.text((plot.left, foot), Anchor::Start, first.from.to_string(), Ink::Quiet, false);
        plot.text((plot.right, foot), Anchor::End, format!("{} items", last.to), Ink::Quiet, false);
    }
    let unit = format!("items delivered from tomorrow on, {} trials", plain(all as f64, 0));
    Ok(plot.done(unit, series.notes.caption.clone(), None, table))
}

/// How sure each milestone ahead is, with the user's limits.
///
/// # Errors
/// The sentence that says why there is nothing to show.
pub fn milestones(series: &MilestoneChart, limits: (u8, u8), canvas: Canvas) -> Drawn {
    if series.bars.is_empty() {
        return Err(series.notes.caption.clone());
    }
    let mut table = Table::new(&["Milestone", "Agreed", "Due", "#Confidence, %", "85 % by", "Remark"]);
    let mut bars = Vec::new();
    for goal in &series.bars {
        let name = format!("{}, {}", goal.name, day(goal.due, canvas.today));
        let (value, words, remark) = match &goal.confidence {
            Ok(share) => (*share, confidence_words(*share), String::new()),
            Err(why) => (0.0, "n/a".to_owned(), why.clone()),
        };
        let (ink, word) = colour(goal.colour);
        let known = goal.confidence.is_ok();
        let sure = goal.marks.iter().find(|(percent, _)| *percent == 85).map(|(_, date)| *date);
        table.row(
            Some(Target::Milestone(goal.milestone)),
            vec![
                Cell::Text(goal.name.clone()),
                goal.baseline.map_or(Cell::Blank, Cell::Day),
                Cell::Day(goal.due),
                if known { Cell::Number(value, 1) } else { Cell::Blank },
                sure.map_or(Cell::Blank, Cell::Day),
                Cell::Text(remark.clone()),
            ],
        );
        let said =
            if known { format!("{name}: {words} sure, {word}") } else { format!("{name}: n/a. {remark}") };
        let words = format!("{words} {word}").trim_end().to_owned();
        let behind = vec![Target::Milestone(goal.milestone)];
        bars.push(Bar { name, value, words, look: Look::fill(ink), frame: None, said, behind });
    }
    let lines = [f64::from(limits.1), f64::from(limits.0)].map(|v| (v, format!("{} %", plain(v, 0))));
    let plot = draw(canvas, &series.notes.title, &bars, 100.0, &lines);
    let unit = format!("% of {} trials that finish by the day", plain(TRIALS as f64, 0));
    Ok(plot.done(unit, series.notes.caption.clone(), None, table))
}
