//! How long finished items took: each as a dot by its day, and how many took how long.

use super::{Drawn, count, day, item_cells, keys, targets};
use crate::analysis::flow::{Histogram, Percentiles, Scatter, ScatterDot};
use crate::chart::ink::{Dash, Ink, Look};
use crate::chart::plot::{Canvas, Plot, SideLabel, TopLabel};
use crate::chart::scene::{Anchor, Cell, Form, Point, Table, Target};
use crate::chart::{plain, width_of};
use crate::model::order::InOrder;
use crate::model::{Date, Program, WorkItemId};

/// How the line of a percentile is drawn: 85 is the one that people plan by.
pub(super) const fn percentile_look(percent: u32) -> Look {
    match percent {
        50 => Look::line(Ink::Quiet, 1.0, Dash::Dotted),
        85 => Look::line(Ink::Strong, 1.5, Dash::Dashed),
        _ => Look::line(Ink::Quiet, 1.0, Dash::Fine),
    }
}

/// The three percentiles that are drawn.
pub(super) const fn lines(percentiles: Percentiles) -> [(u32, i64); 3] {
    [(50, percentiles.p50), (85, percentiles.p85), (95, percentiles.p95)]
}

/// Draws percentile lines across and returns their labels for the side.
pub(super) fn across(plot: &mut Plot, percentiles: Percentiles) -> Vec<SideLabel> {
    let mut labels = Vec::new();
    for (percent, days) in lines(percentiles) {
        let at = plot.y.at(days as f64);
        plot.line((plot.left, at), (plot.right, at), percentile_look(percent));
        let strong = percent == 85;
        let ink = if strong { Ink::Strong } else { Ink::Quiet };
        labels.push(SideLabel { at, text: format!("{percent} %, {days} d"), strong, ink });
    }
    labels
}

/// Items that share a day and a duration: one dot, darker for more.
struct Spot {
    finish: Date,
    days: i64,
    items: Vec<WorkItemId>,
}

fn spots(dots: &[ScatterDot]) -> Vec<Spot> {
    let mut sorted: Vec<&ScatterDot> = dots.iter().collect();
    sorted.order_by_key(|d| (d.finish, -d.days, d.item));
    let mut spots: Vec<Spot> = Vec::new();
    for dot in sorted {
        match spots.last_mut() {
            Some(spot) if spot.finish == dot.finish && spot.days == dot.days => spot.items.push(dot.item),
            _ => spots.push(Spot { finish: dot.finish, days: dot.days, items: vec![dot.item] }),
        }
    }
    spots
}

/// Finished items by finish day and days taken.
///
/// # Errors
/// The sentence that says why there is nothing to show.
pub fn scatter(series: &Scatter, program: &Program, canvas: Canvas) -> Drawn {
    let Some(percentiles) = series.percentiles else { return Err(series.notes.caption.clone()) };
    let span = series.notes.window.unwrap_or((canvas.today, canvas.today));
    let side = format!("95 %, {} d", percentiles.p95);
    let mut plot = Plot::new(canvas, &series.notes.title, &[&side, "85 %, 88 d"]);
    let longest = series.dots.iter().map(|d| d.days).max().unwrap_or(1);
    plot.values(0.0, longest as f64, true, &|axis, tick| axis.words(tick));
    plot.base();
    let labels = across(&mut plot, percentiles);
    let days = plot.days(span, 4.0);
    let spots = spots(&series.dots);
    let place = |plot: &Plot, spot: &Spot| (days.at(spot.finish), plot.y.at(spot.days as f64));
    let outlier = |spot: &Spot| spot.days > percentiles.p95;
    let radius = if canvas.is_narrow() { 3.0 } else { 3.5 };
    for (opacity, least, most) in [(0.5, 1, 1), (0.75, 2, 2), (1.0, 3, usize::MAX)] {
        let within = |s: &&Spot| !outlier(s) && (least..=most).contains(&s.items.len());
        let middles: Vec<Point> = spots.iter().filter(within).map(|s| place(&plot, s)).collect();
        if !middles.is_empty() {
            plot.shape(Look::fill(Ink::Cat(1)).opaque(opacity), Form::Dots(middles, radius));
        }
    }
    let slow: Vec<Point> = spots.iter().filter(|s| outlier(s)).map(|s| place(&plot, s)).collect();
    if !slow.is_empty() {
        plot.shape(Look::both(Ink::Page, Ink::Cat(2), 1.5), Form::Dots(slow, radius - 0.25));
    }
    let worst = spots.iter().filter(|s| outlier(s)).max_by_key(|s| (s.days, s.finish));
    if let Some(worst) = worst {
        let (x, y) = place(&plot, worst);
        let name = format!("{}, {} d", keys(program, worst.items.get(..1).unwrap_or_default()), worst.days);
        // Near the right edge the name stands at the left of its dot.
        let left = x + 10.0 + width_of(&name) > plot.right;
        let (x, anchor) = if left { (x - 8.0, Anchor::End) } else { (x + 8.0, Anchor::Start) };
        plot.text_above((x, y + 4.0), anchor, name, Ink::Strong);
    }
    plot.beside(labels);
    for spot in &spots {
        let (x, y) = place(&plot, spot);
        let title = spot.items.first().and_then(|id| program.items.get(id)).map(|i| i.title.as_str());
        let what = match (spot.items.len(), title) {
            (1, Some(title)) => format!("{} {title}", keys(program, &spot.items)),
            (n, _) => format!("{}: {}", count(n, "item", "items"), keys(program, &spot.items)),
        };
        let took = count(usize::try_from(spot.days).unwrap_or(0), "day", "days");
        let name = format!("{what}. {took}, finished {}", day(spot.finish, canvas.today));
        plot.mark((x - radius, y - radius, radius * 2.0, radius * 2.0), name, targets(&spot.items));
    }
    let unit = format!(
        "{} from start to finish, {} finished since {}",
        series.count.name().to_lowercase(),
        count(series.dots.len(), "item", "items"),
        day(span.0, canvas.today)
    );
    let mut table = Table::new(&["Key", "Title", "#Finished", "#Days"]);
    let mut rows: Vec<&ScatterDot> = series.dots.iter().collect();
    rows.order_by_key(|d| std::cmp::Reverse((d.days, d.finish)));
    for dot in rows {
        let mut cells = item_cells(program, dot.item);
        cells.extend([Cell::Day(dot.finish), Cell::whole(dot.days)]);
        table.row(Some(Target::Item(dot.item)), cells);
    }
    Ok(plot.done(unit, series.notes.caption.clone(), None, table))
}

/// How many items took how long.
///
/// # Errors
/// The sentence that says why there is nothing to show.
pub fn histogram(series: &Histogram, program: &Program, canvas: Canvas) -> Drawn {
    let Some(percentiles) = series.percentiles else { return Err(series.notes.caption.clone()) };
    let mut plot = Plot::new(canvas, &series.notes.title, &[]).head(30.0);
    let most = series.bars.iter().map(|b| b.items.len()).max().unwrap_or(1);
    plot.values(0.0, most as f64, true, &|axis, tick| axis.words(tick));
    let name = |from: i64, to: i64| if from == to { from.to_string() } else { format!("{from}–{to}") };
    let names: Vec<String> = series.bars.iter().map(|b| name(b.from, b.to)).collect();
    let (starts, width) = plot.bands(&names);
    let total: usize = series.bars.iter().map(|b| b.items.len()).sum();
    let mut table = Table::new(&["#Days", "#Items", "#Share, %", "Keys"]);
    for ((bar, start), name) in series.bars.iter().zip(&starts).zip(&names) {
        let top = plot.y.at(bar.items.len() as f64);
        let look = Look::fill(if bar.from > percentiles.p95 { Ink::Cat(2) } else { Ink::Cat(1) });
        plot.shape(look, Form::Box(start + width * 0.08, top, width * 0.84, plot.foot - top));
        let share = bar.items.len() as f64 * 100.0 / total.max(1) as f64;
        if !bar.items.is_empty() {
            let unit = if name == "1" { "day" } else { "days" };
            let words =
                format!("{name} {unit}: {}, {} %", count(bar.items.len(), "item", "items"), plain(share, 0));
            plot.mark((*start, top, width, plot.foot - top), words, targets(&bar.items));
        }
        table.row(
            None,
            vec![
                Cell::Text(name.clone()),
                Cell::Number(bar.items.len() as f64, 0),
                Cell::Number(share, 1),
                Cell::Text(keys(program, &bar.items)),
            ],
        );
    }
    plot.base();
    let mut tops = Vec::new();
    for (percent, days) in lines(percentiles) {
        let bar = series.bars.iter().position(|b| (b.from..=b.to).contains(&days));
        let Some(start) = bar.and_then(|n| starts.get(n)) else { continue };
        tops.push(TopLabel {
            at: start + width,
            lines: [format!("{percent} %"), format!("{days} d")],
            look: percentile_look(percent),
            strong: percent == 85,
        });
    }
    plot.above(tops);
    let unit = format!(
        "{}, {}",
        series.count.name().to_lowercase(),
        count(total, "finished item", "finished items")
    );
    Ok(plot.done(unit, series.notes.caption.clone(), None, table))
}
