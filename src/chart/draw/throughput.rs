//! Items delivered a day or a week.

use super::{Drawn, and_keys, count, day, targets};
use crate::analysis::flow::{Step, ThroughputChart};
use crate::chart::ink::{Ink, Look};
use crate::chart::plain;
use crate::chart::plot::{Canvas, Plot, SideLabel};
use crate::chart::scene::{Cell, Form, Table};
use crate::model::Program;

/// Delivered items over time, with their mean.
///
/// # Errors
/// The sentence that says why there is nothing to show.
pub fn throughput(series: &ThroughputChart, program: &Program, canvas: Canvas) -> Drawn {
    let total: usize = series.bars.iter().map(|b| b.items.len()).sum();
    if total == 0 {
        return Err(series.notes.caption.clone());
    }
    let mean = format!("mean {}", plain(series.mean, 1));
    let mut plot = Plot::new(canvas, &series.notes.title, &[&mean]);
    let most = series.bars.iter().map(|b| b.items.len()).max().unwrap_or(1);
    plot.values(0.0, most as f64, true, &|axis, tick| axis.words(tick));
    let names: Vec<String> = series.bars.iter().map(|b| day(b.from, canvas.today)).collect();
    let (starts, width) = plot.bands(&names);
    let mut table = Table::new(&["From", "To", "#Items", "Whole"]);
    for (bar, start) in series.bars.iter().zip(&starts) {
        let top = plot.y.at(bar.items.len() as f64);
        // A week that is not over, or began before the window, is not to be compared with the others.
        let look = Look::fill(if bar.complete { Ink::Cat(1) } else { Ink::Step(3) });
        plot.shape(look, Form::Box(start + width * 0.15, top, width * 0.7, plot.foot - top));
        let what = match series.step {
            Step::Week => format!("Week of {}", day(bar.from, canvas.today)),
            Step::Day => day(bar.from, canvas.today),
        };
        let part = if bar.complete { "" } else { ", partly within the window" };
        let name = format!(
            "{what}: {} delivered{part}{}",
            count(bar.items.len(), "item", "items"),
            and_keys(program, &bar.items)
        );
        plot.mark((*start, top, width, (plot.foot - top).max(2.0)), name, targets(&bar.items));
        let whole = if bar.complete { "yes" } else { "in part" };
        table.row(
            None,
            vec![
                Cell::Day(bar.from),
                Cell::Day(bar.to),
                Cell::Number(bar.items.len() as f64, 0),
                Cell::Text(whole.into()),
            ],
        );
    }
    plot.base();
    let at = plot.y.at(series.mean);
    plot.line((plot.left, at), (plot.right, at), super::days_taken::percentile_look(50));
    plot.beside(vec![SideLabel { at, text: mean, strong: true, ink: Ink::Strong }]);
    let step = match series.step {
        Step::Week => "a week",
        Step::Day => "a day",
    };
    let unit = format!("items delivered {step}, {} in all", plain(total as f64, 0));
    Ok(plot.done(unit, series.notes.caption.clone(), None, table))
}
