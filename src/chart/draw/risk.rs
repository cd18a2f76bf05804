//! The exposure of open risks, week by week.

use super::{Drawn, day};
use crate::analysis::risk::Burndown;
use crate::analysis::words::money;
use crate::chart::ink::{Dash, Ink, Look};
use crate::chart::plot::{Canvas, Plot, SideLabel};
use crate::chart::scene::{Cell, Form, Point, Table};
use crate::model::Money;

/// Σ probability × loss of the risks open at each week's end.
///
/// # Errors
/// The sentence that says why there is nothing to show.
pub fn risk_burndown(series: &Burndown, canvas: Canvas) -> Drawn {
    let high = series.weeks.iter().map(|(_, amount)| *amount).max().unwrap_or(0);
    let words = |amount: i64| money(Money { amount, currency: series.currency });
    let (Some(first), Some(last)) = (series.weeks.first(), series.weeks.last()) else {
        return Err("There is no week to look at.".to_owned());
    };
    if high <= 0 {
        return Err(
            "No open risk has a probability and a loss, so there is no exposure to add up.".to_owned()
        );
    }
    let label = format!("now {}", words(last.1));
    let mut plot = Plot::new(canvas, "Risk burndown", &[&label]);
    plot.values(0.0, high as f64 / 100.0, false, &|_, tick| words((tick * 100.0) as i64));
    let days = plot.days((first.0, last.0), 0.0);
    let points: Vec<Point> =
        series.weeks.iter().map(|(day, amount)| (days.at(*day), plot.y.at(*amount as f64 / 100.0))).collect();
    plot.base();
    plot.shape(Look::line(Ink::Cat(1), 2.0, Dash::Solid), Form::Path(points.clone(), false));
    plot.shape(Look::fill(Ink::Cat(1)), Form::Dots(points.clone(), 2.5));
    let mut table = Table::new(&["Week's end", "#Exposure"]);
    for ((date, amount), (x, y)) in series.weeks.iter().zip(&points) {
        table.row(None, vec![Cell::Day(*date), Cell::Number(*amount as f64 / 100.0, 2)]);
        let name = format!("{}: {}", day(*date, canvas.today), words(*amount));
        plot.mark((x - 4.0, y - 4.0, 8.0, 8.0), name, Vec::new());
    }
    let at = plot.y.at(last.1 as f64 / 100.0);
    plot.beside(vec![SideLabel { at, text: label, strong: true, ink: Ink::Strong }]);
    let change = last.1 - first.1;
    let trend = match change {
        0 => "as at the beginning".to_owned(),
        1.. => format!("{} more than on {}", words(change), day(first.0, canvas.today)),
        _ => format!("{} less than on {}", words(-change), day(first.0, canvas.today)),
    };
    let mut caption = format!("Open risks expose {}, {trend}.", words(last.1));
    if series.without_loss > 0 {
        caption.push_str(&format!(
            " {} without a probability or a loss are not in it.",
            super::count(series.without_loss, "open risk", "open risks")
        ));
    }
    if series.other_currency > 0 {
        caption.push_str(&format!(" {} in another currency are left out.", series.other_currency));
    }
    let unit = format!("Σ probability × loss of open risks, {}", series.currency.code());
    Ok(plot.done(unit, caption, None, table))
}
