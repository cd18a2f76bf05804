//! Work in progress by status and age, against what finished items took.

use super::days_taken::across;
use super::{Drawn, count, item_cells, key, targets};
use crate::analysis::flow::{AgeingChart, AgeingDot, AgeingLane};
use crate::chart::ink::{Ink, Look};
use crate::chart::plot::{Canvas, Plot};
use crate::chart::scene::{Anchor, Cell, Form, Point, Table, Target};
use crate::chart::width_of;
use crate::model::Program;

/// Most dots side by side; further ones of the same age share the last place.
const ABREAST: usize = 9;
/// How far apart they stand, in pixels.
const APART: f64 = 9.0;

/// The items of one workflow by status and age.
///
/// # Errors
/// The sentence that says why there is nothing to show.
pub fn ageing(series: &AgeingChart, lane: usize, program: &Program, canvas: Canvas) -> Drawn {
    let Some(lane) = series.lanes.get(lane).filter(|lane| !lane.dots.is_empty()) else {
        return Err(series.notes.caption.clone());
    };
    let side = lane.usual.map(|p| format!("95 %, {} d", p.p95)).unwrap_or_default();
    let title = if series.lanes.len() > 1 {
        format!("{}, {}", series.notes.title, lane.name)
    } else {
        series.notes.title.clone()
    };
    let mut plot = Plot::new(canvas, &title, &[&side, "85 %, 8 d"]);
    let names: Vec<String> = lane
        .statuses
        .iter()
        .map(|(id, name)| {
            let here = lane.dots.iter().filter(|d| d.status == *id).count();
            format!("{name}, {here}")
        })
        .collect();
    if plot.is_narrow(&names) {
        plot.foot -= 14.0;
    }
    let oldest = lane.dots.iter().map(|d| d.age).max().unwrap_or(1);
    let high = oldest.max(lane.usual.map_or(0, |p| p.p95));
    plot.values(0.0, high as f64, true, &|axis, tick| axis.words(tick));
    let (starts, width) = plot.bands_in_two_lines(&names);
    plot.base();
    let labels = lane.usual.map(|usual| across(&mut plot, usual)).unwrap_or_default();
    let mut named = false;
    for (place, (status, _)) in lane.statuses.iter().enumerate() {
        let Some(start) = starts.get(place) else { continue };
        let dots: Vec<&AgeingDot> = lane.dots.iter().filter(|d| d.status == *status).collect();
        // Dots of the same age stand side by side, around the middle.
        let mut at = 0;
        while let Some(first) = dots.get(at) {
            let same = dots.iter().skip(at).take_while(|d| d.age == first.age).count();
            let fit = ((width / APART) as usize).clamp(1, ABREAST);
            for n in 0..same {
                let Some(dot) = dots.get(at + n) else { continue };
                let middle = (same.min(fit) - 1) as f64 / 2.0;
                let x = start + width / 2.0 + (n.min(fit - 1) as f64 - middle) * APART;
                let y = plot.y.at(dot.age as f64);
                draw(&mut plot, program, lane, dot, (x, y));
                if !named && dot.old && lane.dots.first().is_some_and(|first| first.item == dot.item) {
                    named = true;
                    let end = start + width / 2.0 + (same.min(fit) - 1) as f64 / 2.0 * APART;
                    let middle = start + width / 2.0;
                    name(&mut plot, program, dot, (middle, end - middle, y));
                }
            }
            at += same;
        }
    }
    plot.beside(labels);
    let mut table = Table::new(&["Key", "Title", "Status", "#Age, days", "Against 85 %"]);
    for dot in &lane.dots {
        let status = lane.statuses.iter().find(|(id, _)| *id == dot.status).map(|(_, name)| name.clone());
        let mut cells = item_cells(program, dot.item);
        cells.extend([
            Cell::Text(status.unwrap_or_default()),
            Cell::whole(dot.age),
            lane.usual
                .map_or(Cell::Blank, |_| Cell::Text(if dot.old { "older" } else { "within" }.to_owned())),
        ]);
        table.row(Some(Target::Item(dot.item)), cells);
    }
    let unit = format!(
        "{} since the start, {} in progress",
        series.count.name().to_lowercase(),
        count(lane.dots.len(), "item", "items")
    );
    Ok(plot.done(unit, series.notes.caption.clone(), None, table))
}

/// Names the oldest item at the right of the dots of its age, or at their left near the edge.
fn name(plot: &mut Plot, program: &Program, dot: &AgeingDot, (middle, half, y): (f64, f64, f64)) {
    let name = format!("{}, {} d", key(program, dot.item), dot.age);
    let left = middle + half + 10.0 + width_of(&name) > plot.right;
    let (x, anchor) =
        if left { (middle - half - 8.0, Anchor::End) } else { (middle + half + 8.0, Anchor::Start) };
    plot.text_above((x, y + 4.0), anchor, name, Ink::Strong);
}

fn draw(plot: &mut Plot, program: &Program, lane: &AgeingLane, dot: &AgeingDot, at: Point) {
    let look =
        if dot.old { Look::both(Ink::Page, Ink::Cat(2), 1.5) } else { Look::fill(Ink::Cat(1)).opaque(0.6) };
    plot.shape(look, Form::Dots(vec![at], 3.5));
    let key = key(program, dot.item);
    let status = lane.statuses.iter().find(|(id, _)| *id == dot.status).map_or("", |(_, name)| name);
    let title = program.items.get(&dot.item).map_or("", |i| i.title.as_str());
    let remark = match (dot.old, dot.put_back) {
        (true, _) => ", older than 85 % took",
        (false, true) => ", put back",
        _ => "",
    };
    let age = count(usize::try_from(dot.age).unwrap_or(0), "day", "days");
    let name = format!("{key} {title}. {status}, {age} old{remark}");
    plot.mark((at.0 - 3.5, at.1 - 3.5, 7.0, 7.0), name, targets(&[dot.item]));
}
