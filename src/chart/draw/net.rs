//! Net flow: what was started less what ended.

use super::{Drawn, count, day, targets};
use crate::analysis::flow::NetFlow;
use crate::chart::ink::{Ink, Look};
use crate::chart::plain;
use crate::chart::plot::{Canvas, Plot, SideLabel};
use crate::chart::scene::{Cell, Form, Table};

/// Started less ended by week: above zero, work in progress grows.
///
/// # Errors
/// The sentence that says why there is nothing to show.
pub fn net_flow(series: &NetFlow, canvas: Canvas) -> Drawn {
    if series.weeks.iter().all(|w| w.started.is_empty() && w.ended.is_empty()) {
        return Err(series.notes.caption.clone());
    }
    let mut plot = Plot::new(canvas, &series.notes.title, &["more started"]);
    let nets = || series.weeks.iter().map(|w| w.net() as f64);
    plot.values(nets().fold(0.0, f64::min), nets().fold(0.0, f64::max), true, &|axis, tick| axis.words(tick));
    let names: Vec<String> = series.weeks.iter().map(|w| day(w.from, canvas.today)).collect();
    let (starts, width) = plot.bands(&names);
    let zero = plot.y.at(0.0);
    let mut table = Table::new(&["From", "To", "#Started", "#Ended", "#Net"]);
    for (week, start) in series.weeks.iter().zip(&starts) {
        let net = week.net();
        let at = plot.y.at(net as f64);
        let (top, height) = (at.min(zero), (at - zero).abs());
        let ink = if net > 0 { Ink::Cat(2) } else { Ink::Cat(1) };
        plot.shape(Look::fill(ink), Form::Box(start + width * 0.2, top, width * 0.6, height));
        let whole = |n: usize| Cell::Number(n as f64, 0);
        table.row(
            None,
            vec![
                Cell::Day(week.from),
                Cell::Day(week.to),
                whole(week.started.len()),
                whole(week.ended.len()),
                Cell::whole(net),
            ],
        );
        let name = format!(
            "Week of {}: {} started, {} ended, net {}",
            day(week.from, canvas.today),
            count(week.started.len(), "item", "items"),
            week.ended.len(),
            plain(net as f64, 0)
        );
        let mut behind = targets(&week.started);
        behind.extend(targets(&week.ended).into_iter().filter(|t| !behind.contains(t)).collect::<Vec<_>>());
        plot.mark((*start, top - 2.0, width, height + 4.0), name, behind);
    }
    plot.base();
    let label = |at: f64, text: &str, ink| SideLabel { at, text: text.to_owned(), strong: false, ink };
    plot.beside(vec![
        label((plot.top + zero) / 2.0, "more started", Ink::Cat(2)),
        label((plot.foot + zero) / 2.0, "more ended", Ink::Cat(1)),
    ]);
    let unit = format!("items started less ended a week, net {}", plain(series.net as f64, 0));
    Ok(plot.done(unit, series.notes.caption.clone(), None, table))
}
