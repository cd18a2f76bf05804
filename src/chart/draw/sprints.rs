//! Sprints: what each team said and did, and one sprint day by day.

use super::{Drawn, and_keys, count, day, targets};
use crate::analysis::sprints::{Amount, Burn, BurnDay, VelocityChart};
use crate::chart::days::Days;
use crate::chart::ink::{Dash, Ink, Look};
use crate::chart::plot::{Canvas, Plot, SideLabel};
use crate::chart::scene::{Anchor, Cell, Form, Point, Table, Target};
use crate::chart::{plain, width_of};
use crate::model::{Points, Program};

/// What a burndown counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Estimates.
    #[default]
    Points,
    /// Items, estimated or not.
    Items,
}

impl Unit {
    fn of(self, amount: Amount) -> f64 {
        match self {
            Self::Points => amount.points.as_f64(),
            Self::Items => f64::from(amount.items),
        }
    }

    const fn short(self) -> &'static str {
        match self {
            Self::Points => "pt",
            Self::Items => "items",
        }
    }
}

fn points(value: Points) -> String {
    number(value.as_f64())
}

/// A number of points or items without needless decimals.
fn number(value: f64) -> String {
    plain(value, if (value - value.round()).abs() < 0.005 { 0 } else { 1 })
}

/// Committed and completed by closed sprint, with the mean of the counted ones.
///
/// # Errors
/// The sentence that says why there is nothing to show.
pub fn velocity(series: &VelocityChart, canvas: Canvas) -> Drawn {
    if series.bars.is_empty() {
        return Err(series.notes.caption.clone());
    }
    let mean = series.mean.map(|mean| format!("mean {} pt", number(mean)));
    let mut plot =
        Plot::new(canvas, &series.notes.title, &[mean.as_deref().unwrap_or(""), "committed"]).head(16.0);
    let of = |value: Option<Points>| value.map_or(0.0, Points::as_f64);
    let high = series.bars.iter().map(|b| b.outcome.completed.as_f64().max(of(b.outcome.committed)));
    plot.values(0.0, high.fold(0.0, f64::max), true, &|axis, tick| axis.words(tick));
    let names: Vec<String> = series.bars.iter().map(|b| b.name.clone()).collect();
    let (starts, width) = plot.bands(&names);
    let mut table = Table::new(&[
        "Sprint",
        "Ended",
        "#Committed, pt",
        "#Completed, pt",
        "#Of committed, pt",
        "#Say-do, %",
        "#Added, items",
        "#Carried over, items",
        "#Without estimate",
    ]);
    let wide = width.min(72.0);
    let mut heads = Vec::new();
    for (bar, start) in series.bars.iter().zip(&starts) {
        let outcome = &bar.outcome;
        let left = start + (width - wide) / 2.0;
        // What was said stands behind what was done.
        if let Some(committed) = outcome.committed {
            let top = plot.y.at(committed.as_f64());
            let place = Form::Box(left + wide * 0.08, top, wide * 0.84, plot.foot - top);
            plot.shape(Look::fill(Ink::Grey), place);
        }
        let done = if bar.counted { Ink::Cat(1) } else { Ink::Step(3) };
        let top = plot.y.at(outcome.completed.as_f64());
        plot.shape(Look::fill(done), Form::Box(left + wide * 0.24, top, wide * 0.52, plot.foot - top));
        let say_do = outcome.say_do();
        let highest = top.min(plot.y.at(of(outcome.committed)));
        if let Some(share) = say_do {
            let words = format!("{} %", plain(share, 0));
            if width_of(&words) < width {
                heads.push(((left + wide / 2.0, highest - 5.0), words));
            }
        }
        let committed = outcome.committed.map_or("not known".to_owned(), |c| format!("{} pt", points(c)));
        let name = format!(
            "{}: committed {committed}, completed {} pt{}. {} added, {} carried over",
            bar.name,
            points(outcome.completed),
            say_do.map_or_else(String::new, |s| format!(", say-do {} %", plain(s, 0))),
            outcome.added.len(),
            outcome.carried_over.len()
        );
        plot.mark((left, highest, wide, plot.foot - highest), name, vec![Target::Sprint(outcome.sprint)]);
        let whole = |items: usize| Cell::Number(items as f64, 0);
        table.row(
            Some(Target::Sprint(outcome.sprint)),
            vec![
                Cell::Text(bar.name.clone()),
                bar.end.map_or(Cell::Blank, Cell::Day),
                outcome.committed.map_or(Cell::Blank, |c| Cell::Number(c.as_f64(), 1)),
                Cell::Number(outcome.completed.as_f64(), 1),
                Cell::Number(outcome.completed_of_committed.as_f64(), 1),
                say_do.map_or(Cell::Blank, |s| Cell::Number(s, 1)),
                whole(outcome.added.len()),
                whole(outcome.carried_over.len()),
                whole(outcome.unestimated.len()),
            ],
        );
    }
    plot.base();
    let mut labels = Vec::new();
    if let (Some(mean), Some(text)) = (series.mean, mean) {
        let at = plot.y.at(mean);
        let counted = series.bars.iter().position(|b| b.counted).and_then(|n| starts.get(n));
        let left = counted.copied().unwrap_or(plot.left);
        plot.line((left, at), (plot.right, at), Look::line(Ink::Strong, 1.5, Dash::Dashed));
        labels.push(SideLabel { at, text, strong: true, ink: Ink::Strong });
    }
    // Over the mean's line, so that both can be read.
    for (at, words) in heads {
        plot.text_above(at, Anchor::Middle, words, Ink::Quiet);
    }
    if let Some(last) = series.bars.last() {
        let mut name = |value: f64, text: &str, ink| {
            labels.push(SideLabel { at: plot.y.at(value), text: text.to_owned(), strong: false, ink });
        };
        name(last.outcome.completed.as_f64(), "completed", Ink::Cat(1));
        if let Some(committed) = last.outcome.committed {
            name(committed.as_f64(), "committed", Ink::Quiet);
        }
    }
    plot.beside(labels);
    let unit = format!(
        "points, {}; % is what was done of what was committed",
        count(series.bars.len(), "closed sprint", "closed sprints")
    );
    Ok(plot.done(unit, series.notes.caption.clone(), None, table))
}

/// Places for "before the first day" and the end of each day.
struct Ends {
    start: f64,
    days: Days,
}

impl Ends {
    fn new(plot: &mut Plot, burn: &Burn) -> Self {
        let number = (burn.span.1 - burn.span.0).num_days() as f64 + 1.0;
        let step = (plot.right - plot.left) / number;
        // A day's value stands at the end of its day; the label names the day.
        plot.days(burn.span, step / 2.0);
        Self { start: plot.left, days: Days { span: burn.span, range: (plot.left + step, plot.right) } }
    }

    fn line(&self, plot: &Plot, start: f64, burn: &Burn, value: impl Fn(&BurnDay) -> f64) -> Vec<Point> {
        let mut points = vec![(self.start, plot.y.at(start))];
        // Steps: what happened on a day shows at its end.
        let mut before = plot.y.at(start);
        for one in &burn.days {
            let (x, y) = (self.days.at(one.day), plot.y.at(value(one)));
            if (y - before).abs() > 0.05 {
                points.push((x, before));
            }
            points.push((x, y));
            before = y;
        }
        points
    }
}

fn frame(burn: &Burn, unit: Unit, canvas: Canvas, title: &str, labels: &[&str]) -> Result<Plot, String> {
    let high = burn.days.iter().map(|d| unit.of(d.scope)).fold(unit.of(burn.start), f64::max);
    if high <= 0.0 {
        return Err(match unit {
            Unit::Points if burn.days.iter().any(|d| d.scope.items > 0) => {
                "No item of the sprint has an estimate. Show it in items, or estimate them.".to_owned()
            }
            _ => "Nothing is in this sprint.".to_owned(),
        });
    }
    let mut plot = Plot::new(canvas, title, labels);
    plot.values(0.0, high, true, &|axis, tick| axis.words(tick));
    Ok(plot)
}

fn marks(
    plot: &mut Plot,
    ends: &Ends,
    burn: &Burn,
    unit: Unit,
    program: &Program,
    value: impl Fn(&BurnDay) -> f64,
) {
    let today = plot.canvas.today;
    for one in &burn.days {
        let (x, y) = (ends.days.at(one.day), plot.y.at(value(one)));
        let mut said = format!(
            "{}: {} {} left, {} done, {} in all",
            day(one.day, today),
            number(unit.of(one.remaining)),
            unit.short(),
            number(unit.of(one.done)),
            number(unit.of(one.scope))
        );
        let mut behind = Vec::new();
        for (word, items) in [
            ("finished", &one.finished),
            ("added", &one.added),
            ("removed", &one.removed),
            ("estimated anew", &one.resized),
        ] {
            if !items.is_empty() {
                said.push_str(&format!("; {} {word}{}", items.len(), and_keys(program, items)));
                behind.extend(targets(items));
            }
        }
        plot.mark((x - 4.0, y - 4.0, 8.0, 8.0), said, behind);
    }
}

fn table(burn: &Burn, unit: Unit) -> Table {
    let mut table = Table::new(&[
        "Day",
        "#Scope",
        "#Done",
        "#Remaining",
        "#Even pace",
        "#Finished",
        "#Added",
        "#Removed",
    ]);
    let ideal = match unit {
        Unit::Points => &burn.ideal,
        Unit::Items => &burn.ideal_items,
    };
    for (n, one) in burn.days.iter().enumerate() {
        let whole = |items: usize| Cell::Number(items as f64, 0);
        let amount = |amount| Cell::Number(unit.of(amount), 1);
        table.row(
            None,
            vec![
                Cell::Day(one.day),
                amount(one.scope),
                amount(one.done),
                amount(one.remaining),
                ideal.get(n + 1).map_or(Cell::Blank, |v| Cell::Number(*v, 1)),
                whole(one.finished.len()),
                whole(one.added.len()),
                whole(one.removed.len()),
            ],
        );
    }
    table
}

fn heading(burn: &Burn, unit: Unit, program: &Program, canvas: Canvas) -> String {
    let name = program.sprints.get(&burn.sprint).map_or("", |s| s.name.as_str());
    let words = match unit {
        Unit::Points => "points",
        Unit::Items => "items",
    };
    format!("{words}, {name}, {} to {}", day(burn.span.0, canvas.today), day(burn.span.1, canvas.today))
}

const SCOPE: Look = Look::line(Ink::Cat(2), 1.5, Dash::Solid);

fn scope_line(plot: &mut Plot, ends: &Ends, burn: &Burn, unit: Unit) -> SideLabel {
    let line = ends.line(plot, unit.of(burn.start), burn, |d| unit.of(d.scope));
    let last = burn.days.last().map_or(burn.start, |d| d.scope);
    plot.shape(SCOPE, Form::Path(line, false));
    let text = format!("Scope {}", number(unit.of(last)));
    SideLabel { at: plot.y.at(unit.of(last)), text, strong: false, ink: Ink::Cat(2) }
}

/// What is left of a sprint, day by day, against an even pace; the scope apart.
///
/// # Errors
/// The sentence that says why there is nothing to show.
pub fn burndown(burn: &Burn, unit: Unit, program: &Program, canvas: Canvas) -> Drawn {
    let mut plot = frame(burn, unit, canvas, "Sprint burndown", &["Left 88.8", "Scope 888", "Even pace"])?;
    let ends = Ends::new(&mut plot, burn);
    let ideal = match unit {
        Unit::Points => &burn.ideal,
        Unit::Items => &burn.ideal_items,
    };
    let step = ends.days.day_width();
    let even: Vec<Point> = ideal
        .iter()
        .zip(0..)
        .map(|(value, n)| (ends.start + step * f64::from(n), plot.y.at(*value)))
        .collect();
    let even: Vec<Point> = even.into_iter().map(|(x, y)| (x.min(plot.right), y)).collect();
    plot.shape(Look::line(Ink::Quiet, 1.0, Dash::Dashed), Form::Path(even, false));
    plot.base();
    let scope = scope_line(&mut plot, &ends, burn, unit);
    let line = ends.line(&plot, unit.of(burn.start), burn, |d| unit.of(d.remaining));
    let end = line.last().copied();
    plot.shape(Look::line(Ink::Cat(1), 2.0, Dash::Solid), Form::Path(line, false));
    let left = burn.days.last().map_or(burn.start, |d| d.remaining);
    if let Some(end) = end {
        plot.shape(Look::fill(Ink::Cat(1)), Form::Dots(vec![end], 3.0));
    }
    let text = format!("Left {}", number(unit.of(left)));
    let strong = SideLabel { at: plot.y.at(unit.of(left)), text, strong: true, ink: Ink::Strong };
    let pace = SideLabel { at: plot.y.at(0.0), text: "Even pace".into(), strong: false, ink: Ink::Quiet };
    plot.beside(vec![strong, scope, pace]);
    marks(&mut plot, &ends, burn, unit, program, |d| unit.of(d.remaining));
    Ok(plot.done(heading(burn, unit, program, canvas), burn.notes.caption.clone(), None, table(burn, unit)))
}

/// What is done in a sprint, day by day, under its scope.
///
/// # Errors
/// The sentence that says why there is nothing to show.
pub fn burnup(burn: &Burn, unit: Unit, program: &Program, canvas: Canvas) -> Drawn {
    let mut plot = frame(burn, unit, canvas, "Sprint burn-up", &["Done 88.8", "Scope 888"])?;
    let ends = Ends::new(&mut plot, burn);
    plot.base();
    let scope = scope_line(&mut plot, &ends, burn, unit);
    let line = ends.line(&plot, 0.0, burn, |d| unit.of(d.done));
    let end = line.last().copied();
    plot.shape(Look::line(Ink::Cat(1), 2.0, Dash::Solid), Form::Path(line, false));
    if let Some(end) = end {
        plot.shape(Look::fill(Ink::Cat(1)), Form::Dots(vec![end], 3.0));
    }
    let done = burn.days.last().map(|d| d.done).unwrap_or_default();
    let text = format!("Done {}", number(unit.of(done)));
    let strong = SideLabel { at: plot.y.at(unit.of(done)), text, strong: true, ink: Ink::Strong };
    plot.beside(vec![strong, scope]);
    marks(&mut plot, &ends, burn, unit, program, |d| unit.of(d.done));
    Ok(plot.done(heading(burn, unit, program, canvas), burn.notes.caption.clone(), None, table(burn, unit)))
}
