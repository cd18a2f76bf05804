//! The cumulative flow diagram: what has arrived where, day by day.

use super::{Drawn, count, day};
use crate::analysis::flow::{CfdChart, CfdLine};
use crate::chart::ink::{Ink, Look};
use crate::chart::plot::{Canvas, Plot, SideLabel};
use crate::chart::scene::{Anchor, Cell, Form, Point, Table};
use crate::model::Category;

/// Days beyond which marks stand a week apart: finer ones could not be told from each other.
const MOST_MARKS: usize = 70;

/// The colour of a band: done is grey, then the steps from strong to faint, upwards.
fn band_ink(above_done: usize) -> Ink {
    match above_done {
        0 => Ink::Grey,
        1 => Ink::Step(4),
        2 => Ink::Step(3),
        3 => Ink::Step(2),
        // A sixth band and more look like the fifth; a gap and a name tell them apart.
        _ => Ink::Step(1),
    }
}

/// Items that have arrived at each status or beyond.
///
/// # Errors
/// The sentence that says why there is nothing to show.
pub fn cfd(series: &CfdChart, canvas: Canvas) -> Drawn {
    let cfd = &series.cfd;
    // A line's value less what was done before the window.
    let value =
        |line: &CfdLine, n: usize| line.counts.get(n).copied().unwrap_or(0).saturating_sub(cfd.done_before);
    let last = cfd.days.len().saturating_sub(1);
    let highest = cfd.lines.first().map_or(0, |line| value(line, last));
    let (Some(first_day), Some(last_day)) = (cfd.days.first(), cfd.days.last()) else {
        return Err(series.notes.caption.clone());
    };
    if highest == 0 {
        return Err("No item was on the board in this window, so there is no flow to draw.".to_owned());
    }
    let names: Vec<&str> = cfd.lines.iter().map(|line| line.name.as_str()).collect();
    let mut plot = Plot::new(canvas, &series.notes.title, &names);
    plot.values(0.0, f64::from(highest), true, &|axis, tick| axis.words(tick));
    let days = plot.days((*first_day, *last_day), 0.0);
    let top_of = |plot: &Plot, line: &CfdLine, n: usize| plot.y.at(f64::from(value(line, n)));
    let from_foot = |place: usize| cfd.lines.len() - 1 - place;
    let mut labels = Vec::new();
    // From the highest line down, each area reaching to the foot: the next one covers its lower part.
    for (place, line) in cfd.lines.iter().enumerate() {
        let mut points: Vec<Point> =
            cfd.days.iter().enumerate().map(|(n, day)| (days.at(*day), top_of(&plot, line, n))).collect();
        points.extend([(plot.right, plot.foot), (plot.left, plot.foot)]);
        plot.shape(Look::both(band_ink(from_foot(place)), Ink::Page, 1.5), Form::Path(points, true));
        let foot = cfd.lines.get(place + 1).map_or(plot.foot, |next| top_of(&plot, next, last));
        let at = (top_of(&plot, line, last) + foot) / 2.0;
        let strong = line.category == Category::InProgress && !labels.iter().any(|l: &SideLabel| l.strong);
        let ink = if strong { Ink::Strong } else { Ink::Quiet };
        labels.push(SideLabel { at, text: line.name.clone(), strong, ink });
    }
    plot.base();
    plot.beside(labels);
    let started = cfd.lines.iter().find(|line| line.category == Category::InProgress);
    let done = cfd.lines.iter().find(|line| line.category == Category::Done);
    if let (Some(started), Some(done)) = (started, done)
        && last >= 2
    {
        let gap = |n: usize| value(started, n).saturating_sub(value(done, n));
        // Of the later half, where there is most room for the bracket; not at the very edge.
        let n = (last / 2..last).max_by_key(|n| gap(*n)).unwrap_or(last);
        let wip = gap(n);
        let (top, foot) = (top_of(&plot, started, n), top_of(&plot, done, n));
        if let Some(day) = cfd.days.get(n)
            && foot - top >= 3.0
        {
            let x = days.at(*day);
            plot.bracket(x, top, foot);
            plot.text_above(
                (x - 8.0, (top + foot) / 2.0 + 4.0),
                Anchor::End,
                format!("WIP {wip}"),
                Ink::Strong,
            );
        }
    }
    let step = if cfd.days.len() > MOST_MARKS { 7 } else { 1 };
    let half = days.day_width() * step as f64 / 2.0;
    let mut table = Table::new(&["Day"]);
    table.head.extend(cfd.lines.iter().map(|line| format!("#{}", line.name)));
    for (n, date) in cfd.days.iter().enumerate() {
        let mut cells = vec![Cell::Day(*date)];
        cells.extend(cfd.lines.iter().map(|line| Cell::whole(value(line, n))));
        table.row(None, cells);
        // Counted from today, so that today is always there.
        if !(last - n).is_multiple_of(step) {
            continue;
        }
        for (place, line) in cfd.lines.iter().enumerate() {
            let below = cfd.lines.get(place + 1);
            let here = value(line, n).saturating_sub(below.map_or(0, |next| value(next, n)));
            if here == 0 {
                continue;
            }
            let top = top_of(&plot, line, n);
            let foot = below.map_or(plot.foot, |next| top_of(&plot, next, n));
            let x = days.at(*date);
            let what = if line.category == Category::Done { "done" } else { "there" };
            let name = format!(
                "{}, {}: {} {what}",
                day(*date, canvas.today),
                line.name,
                count(here as usize, "item", "items")
            );
            plot.mark((x - half, top, half * 2.0, foot - top), name, Vec::new());
        }
    }
    let unit = format!("items, done since {}", day(*first_day, canvas.today));
    Ok(plot.done(unit, series.notes.caption.clone(), None, table))
}
