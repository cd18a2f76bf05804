//! Cost: planned, earned and spent over time, and the budgets behind them.

use super::rows::{Bar, draw};
use super::{Drawn, count, day};
use crate::analysis::cost::{Curve, CurvePoint, EarnedValue};
use crate::analysis::words::money;
use crate::chart::ink::{Dash, Ink, Look};
use crate::chart::plain;
use crate::chart::plot::{Canvas, Plot, SideLabel};
use crate::chart::scene::{Anchor, Cell, Form, Point, Table, Target};
use crate::model::{Currency, Money, ProjectId};

/// Planned value, earned value and actual cost, with the forecast to completion.
///
/// # Errors
/// The sentence that says why there is nothing to show.
pub fn s_curve(series: &Curve, canvas: Canvas) -> Drawn {
    let (Some(first), Some(last)) = (series.points.first(), series.points.last()) else {
        return Err(series.notes.caption.clone());
    };
    let words = |amount: i64| money(Money { amount, currency: series.currency });
    let of = |p: &CurvePoint| [Some(p.pv), p.ev, p.ac, p.forecast].into_iter().flatten().max().unwrap_or(0);
    let high = series.points.iter().map(of).max().unwrap_or(0).max(series.bac);
    let low = series.points.iter().filter_map(|p| p.ac).min().unwrap_or(0).min(0);
    if high <= 0 {
        return Err(series.notes.caption.clone());
    }
    let mut plot = Plot::new(canvas, &series.notes.title, &["Forecast €888.8k", "Planned €88.8k"]);
    plot.values(low as f64 / 100.0, high as f64 / 100.0, false, &|_, tick| words((tick * 100.0) as i64));
    let days = plot.days((first.day, last.day), 0.0);
    let at = |plot: &Plot, p: &CurvePoint, amount: i64| (days.at(p.day), plot.y.at(amount as f64 / 100.0));
    let line = |plot: &Plot, value: &dyn Fn(&CurvePoint) -> Option<i64>| -> Vec<Point> {
        series.points.iter().filter_map(|p| Some(at(plot, p, value(p)?))).collect()
    };
    let total = plot.y.at(series.bac as f64 / 100.0);
    plot.line((plot.left, total), (plot.right, total), Look::line(Ink::Quiet, 1.0, Dash::Fine));
    plot.base();
    if series.today > first.day && series.today < last.day {
        let x = days.at(series.today);
        plot.line((x, plot.top), (x, plot.foot), Look::line(Ink::Edge, 1.0, Dash::Solid));
        plot.text((x + 4.0, plot.top + 8.0), Anchor::Start, "today", Ink::Quiet, false);
    }
    let mut labels = vec![SideLabel {
        at: total,
        text: format!("Budget {}", words(series.bac)),
        strong: false,
        ink: Ink::Quiet,
    }];
    type Pick = fn(&CurvePoint) -> Option<i64>;
    let lines: [(&str, Look, Ink, Pick); 4] = [
        ("Planned", Look::line(Ink::Quiet, 1.5, Dash::Dashed), Ink::Quiet, |p| Some(p.pv)),
        ("Forecast", Look::line(Ink::Cat(2), 1.5, Dash::Dotted), Ink::Cat(2), |p| p.forecast),
        ("Spent", Look::line(Ink::Cat(2), 2.0, Dash::Solid), Ink::Cat(2), |p| p.ac),
        ("Earned", Look::line(Ink::Cat(1), 2.0, Dash::Solid), Ink::Cat(1), |p| p.ev),
    ];
    for (name, look, ink, pick) in lines {
        let points = line(&plot, &pick);
        let Some(end) = points.last().copied() else { continue };
        let value = series.points.iter().rev().find_map(pick).unwrap_or(0);
        plot.shape(look, Form::Path(points, false));
        // Where the plan ends on the budget, the budget's own label says it.
        if name == "Planned" && value == series.bac {
            continue;
        }
        let text = format!("{name} {}", words(value));
        labels.push(SideLabel { at: end.1, text, strong: name == "Earned", ink });
    }
    plot.beside(labels);
    let mut table = Table::new(&["Day", "#Planned value", "#Earned value", "#Actual cost", "#Forecast cost"]);
    for point in &series.points {
        let amount = |value: Option<i64>| value.map_or(Cell::Blank, |v| Cell::Number(v as f64 / 100.0, 2));
        table.row(
            None,
            vec![
                Cell::Day(point.day),
                amount(Some(point.pv)),
                amount(point.ev),
                amount(point.ac),
                amount(point.forecast),
            ],
        );
        let said = |name: &str, value: Option<i64>| {
            value.map_or(String::new(), |v| format!(", {name} {}", words(v)))
        };
        let name = format!(
            "{}: planned {}{}{}{}",
            day(point.day, canvas.today),
            words(point.pv),
            said("earned", point.ev),
            said("spent", point.ac),
            said("forecast", point.forecast.filter(|_| point.ac.is_none()))
        );
        let (x, y) = at(&plot, point, point.ev.or(point.forecast).unwrap_or(point.pv));
        plot.mark((x - 4.0, y - 4.0, 8.0, 8.0), name, Vec::new());
    }
    let unit = format!(
        "{} over time, {}",
        series.currency.code(),
        count(series.packages.len(), "work package", "work packages")
    );
    Ok(plot.done(unit, series.notes.caption.clone(), None, table))
}

/// Budget, value and cost by project: the earned part in its budget.
///
/// # Errors
/// The sentence that says why there is nothing to show.
pub fn budget(rows: &[(ProjectId, String, EarnedValue)], currency: Currency, canvas: Canvas) -> Drawn {
    if rows.is_empty() {
        return Err("No work package has a budget, so nothing can be earned.".to_owned());
    }
    let words = |amount: i64| money(Money { amount, currency });
    let mut table = Table::new(&[
        "Project",
        "#Budget",
        "#Planned",
        "#Earned",
        "#Spent",
        "#CV",
        "#CPI",
        "#SPI",
        "#EAC, typical",
    ]);
    let mut bars = Vec::new();
    for (project, name, sums) in rows {
        let amount = |value: i64| Cell::Number(value as f64 / 100.0, 2);
        let cpi = sums.cpi().ok();
        table.row(
            Some(Target::Project(*project)),
            vec![
                Cell::Text(name.clone()),
                amount(sums.bac),
                amount(sums.pv),
                amount(sums.ev),
                amount(sums.ac),
                amount(sums.cv()),
                cpi.map_or(Cell::Blank, |v| Cell::Number(v, 2)),
                sums.spi().map_or(Cell::Blank, |v| Cell::Number(v, 2)),
                sums.eac(crate::analysis::cost::EacForm::Typical).map_or(Cell::Blank, amount),
            ],
        );
        let ratio = cpi.map_or("CPI n/a".to_owned(), |v| format!("CPI {}", plain(v, 2)));
        bars.push(Bar {
            said: format!(
                "{name}: {} of {} earned, {} spent, {} planned by now, {ratio}",
                words(sums.ev),
                words(sums.bac),
                words(sums.ac),
                words(sums.pv)
            ),
            name: name.clone(),
            value: sums.ev as f64,
            words: format!("{} of {}, {ratio}", words(sums.ev), words(sums.bac)),
            look: Look::fill(Ink::Cat(1)),
            frame: Some(sums.bac as f64),
            behind: vec![Target::Project(*project)],
        });
    }
    let high = rows.iter().map(|(_, _, sums)| sums.bac.max(sums.ev)).max().unwrap_or(1) as f64;
    let plot = draw(canvas, "Budgets", &bars, high, &[]);
    let caption = "The dashed frame is a project's budget, the bar what is earned of it.".to_owned();
    let unit = format!("{}, {}", currency.code(), count(rows.len(), "project", "projects"));
    Ok(plot.done(unit, caption, None, table))
}
