//! The exposure of open risks, week by week.

use super::{Drawn, day};
use crate::analysis::risk::RiskChart;
use crate::analysis::words::money;
use crate::chart::ink::{Dash, Ink, Look};
use crate::chart::plot::{Canvas, Plot, SideLabel};
use crate::chart::scene::{Cell, Form, Point, Table, Target};
use crate::model::Money;

/// Σ probability × loss of the risks open at each week's end.
///
/// # Errors
/// The sentence that says why there is nothing to show.
pub fn risk_burndown(series: &RiskChart, canvas: Canvas) -> Drawn {
    let high = series.weeks.iter().map(|week| week.exposure).max().unwrap_or(0);
    let words = |amount: i64| money(Money { amount, currency: series.currency });
    let (Some(first), Some(last)) = (series.weeks.first(), series.weeks.last()) else {
        return Err(series.notes.caption.clone());
    };
    if high <= 0 {
        return Err(series.notes.caption.clone());
    }
    let label = format!("now {}", words(last.exposure));
    let mut plot = Plot::new(canvas, &series.notes.title, &[&label]);
    plot.values(0.0, high as f64 / 100.0, false, &|_, tick| words((tick * 100.0) as i64));
    let days = plot.days((first.day, last.day), 0.0);
    let place = |plot: &Plot, amount: i64| plot.y.at(amount as f64 / 100.0);
    let points: Vec<Point> =
        series.weeks.iter().map(|week| (days.at(week.day), place(&plot, week.exposure))).collect();
    plot.base();
    plot.shape(Look::line(Ink::Cat(1), 2.0, Dash::Solid), Form::Path(points.clone(), false));
    plot.shape(Look::fill(Ink::Cat(1)), Form::Dots(points.clone(), 2.5));
    let mut table = Table::new(&["Week's end", "#Exposure", "#Open risks"]);
    for (week, (x, y)) in series.weeks.iter().zip(&points) {
        let risks = week.risks.len();
        table.row(
            None,
            vec![
                Cell::Day(week.day),
                Cell::Number(week.exposure as f64 / 100.0, 2),
                Cell::Number(risks as f64, 0),
            ],
        );
        let name = format!(
            "{}: {}, {}",
            day(week.day, canvas.today),
            words(week.exposure),
            super::count(risks, "open risk", "open risks")
        );
        let behind = week.risks.iter().map(|id| Target::Risk(*id)).collect();
        plot.mark((x - 4.0, y - 4.0, 8.0, 8.0), name, behind);
    }
    let at = place(&plot, last.exposure);
    plot.beside(vec![SideLabel { at, text: label, strong: true, ink: Ink::Strong }]);
    let unit = format!("Σ probability × loss of open risks, {}", series.currency.code());
    Ok(plot.done(unit, series.notes.caption.clone(), None, table))
}
