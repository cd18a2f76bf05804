//! Risks by heat, by age and by weight.

use super::rows::{Bar, MOST, draw};
use super::{Drawn, count, day};
use crate::analysis::risk::{Age, HeatWeek, Scored, Top};
use crate::analysis::words::{days, money};
use crate::chart::ink::{Dash, Ink, Look};
use crate::chart::plain;
use crate::chart::plot::{Canvas, Plot, SideLabel};
use crate::chart::scene::{Cell, Form, Point, Table, Target};
use crate::model::{Currency, Money, Program, RiskId};

fn targets(risks: &[RiskId]) -> Vec<Target> {
    risks.iter().map(|id| Target::Risk(*id)).collect()
}

/// How many open risks were red, amber and green at each week's end, one upon the other.
///
/// # Errors
/// The sentence that says why there is nothing to show.
pub fn risk_heat(weeks: &[HeatWeek], canvas: Canvas) -> Drawn {
    let high = weeks.iter().map(HeatWeek::all).max().unwrap_or(0);
    if high == 0 {
        return Err("No risk was open in these weeks.".to_owned());
    }
    let title = "Open risks by colour";
    let mut plot = Plot::new(canvas, title, &[]);
    plot.values(0.0, high as f64, true, &|axis, tick| axis.words(tick));
    let names: Vec<String> = weeks.iter().map(|week| day(week.day, canvas.today)).collect();
    let (starts, width) = plot.bands(&names);
    let mut table = Table::new(&["Week's end", "#Red", "#Amber", "#Green"]);
    for (week, start) in weeks.iter().zip(&starts) {
        let mut below = 0;
        // The worst at the foot: how it grows or shrinks is read against the base line.
        for (ink, word, risks) in [
            (Ink::Red, "red", &week.red),
            (Ink::Amber, "amber", &week.amber),
            (Ink::Green, "green", &week.green),
        ] {
            if risks.is_empty() {
                continue;
            }
            let (foot, top) = (plot.y.at(below as f64), plot.y.at((below + risks.len()) as f64));
            // Grey is told from colour by the words of each mark and by the table.
            plot.shape(
                Look::both(ink, Ink::Page, 1.0),
                Form::Box(start + width * 0.15, top, width * 0.7, foot - top),
            );
            let name = format!(
                "{}: {} {word} of {}",
                day(week.day, canvas.today),
                count(risks.len(), "risk", "risks"),
                week.all()
            );
            plot.mark((*start, top, width, (foot - top).max(2.0)), name, targets(risks));
            below += risks.len();
        }
        let whole = |n: usize| Cell::Number(n as f64, 0);
        table.row(
            None,
            vec![
                Cell::Day(week.day),
                whole(week.red.len()),
                whole(week.amber.len()),
                whole(week.green.len()),
            ],
        );
    }
    plot.base();
    let now = weeks.last().map_or_else(String::new, |week| {
        format!("{} red, {} amber and {} green now.", week.red.len(), week.amber.len(), week.green.len())
    });
    let unit = "open risks at each week's end, by residual score: red at the foot, green on top".to_owned();
    Ok(plot.done(unit, now, None, table))
}

/// The risk's key; its title where there is room for it in the table.
fn names(program: &Program, id: RiskId) -> (String, String) {
    program.risks.get(&id).map(|r| (r.key.clone(), r.title.clone())).unwrap_or_default()
}

/// How old the open risks are, the oldest first.
///
/// # Errors
/// The sentence that says why there is nothing to show.
pub fn risk_ageing(ages: &[Age], program: &Program, canvas: Canvas) -> Drawn {
    let Some(oldest) = ages.first() else { return Err("No risk is open.".to_owned()) };
    let mut table =
        Table::new(&["Key", "Risk", "#Age, days", "#Score unchanged, days", "#Review late, days", "#Score"]);
    let mut bars = Vec::new();
    for age in ages {
        let (key, title) = names(program, age.risk);
        let late = age.review_late.map_or(Cell::Blank, Cell::whole);
        table.row(
            Some(Target::Risk(age.risk)),
            vec![
                Cell::Text(key.clone()),
                Cell::Text(title.clone()),
                Cell::whole(age.days),
                Cell::whole(age.unchanged),
                late,
                Cell::whole(i64::from(age.score)),
            ],
        );
        let late = age.review_late.map_or_else(String::new, |late| format!(", review {} late", days(late)));
        bars.push(Bar {
            said: format!(
                "{key} {title}: open for {}, score unchanged for {}{late}",
                days(age.days),
                days(age.unchanged)
            ),
            name: key,
            value: age.days as f64,
            words: if age.unchanged >= 60 {
                format!("{} d, scored {} d ago", age.days, age.unchanged)
            } else {
                format!("{} d", age.days)
            },
            // The part in which nothing was scored anew is what to look at.
            look: Look::fill(if age.unchanged >= 60 { Ink::Cat(2) } else { Ink::Cat(1) }),
            frame: None,
            behind: vec![Target::Risk(age.risk)],
        });
    }
    let stale = ages.iter().filter(|age| age.unchanged >= 60).count();
    let caption = format!(
        "{} of {} were not scored anew for 60 days or more; the oldest is open for {}.",
        stale,
        count(ages.len(), "open risk", "open risks"),
        days(oldest.days)
    );
    let plot = draw(canvas, "Age of open risks", &bars, oldest.days.max(1) as f64, &[]);
    let few = if ages.len() > MOST { format!("; the {MOST} oldest are drawn") } else { String::new() };
    Ok(plot.done(format!("days since raised{few}"), caption, None, table))
}

/// The risks with the highest exposure.
///
/// # Errors
/// The sentence that says why there is nothing to show.
pub fn risk_top(rows: &[Top], currency: Currency, program: &Program, canvas: Canvas) -> Drawn {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        return Err("No open risk has a probability and a loss.".to_owned());
    };
    let words = |amount: i64| money(Money { amount, currency });
    let mut table = Table::new(&["Key", "Risk", "#Exposure", "#Share, %", "#Together, %"]);
    let mut bars = Vec::new();
    for row in rows {
        let (key, title) = names(program, row.risk);
        table.row(
            Some(Target::Risk(row.risk)),
            vec![
                Cell::Text(key.clone()),
                Cell::Text(title.clone()),
                Cell::Number(row.exposure as f64 / 100.0, 2),
                Cell::Number(row.share, 1),
                Cell::Number(row.together, 1),
            ],
        );
        bars.push(Bar {
            said: format!("{key} {title}: {}, {} % of all", words(row.exposure), plain(row.share, 0)),
            name: key,
            value: row.exposure as f64,
            words: format!("{}, {} %", words(row.exposure), plain(row.share, 0)),
            look: Look::fill(Ink::Cat(1)),
            frame: None,
            behind: vec![Target::Risk(row.risk)],
        });
    }
    let caption = format!(
        "The first {} stand for {} % of the exposure of all open risks.",
        rows.len(),
        plain(last.together, 0)
    );
    let plot = draw(canvas, "Highest exposure", &bars, first.exposure as f64, &[]);
    Ok(plot.done(format!("probability × loss, {}", currency.code()), caption, None, table))
}

/// The scores of one risk over time: residual as steps, inherent and target as lines of dashes and dots.
///
/// # Errors
/// The sentence that says why there is nothing to show.
pub fn risk_scores(rows: &[Scored], canvas: Canvas) -> Drawn {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        return Err("This risk has no history of scores.".to_owned());
    };
    let labels = [
        (Some(last.residual), "residual", true),
        (last.inherent, "inherent", false),
        (last.target, "target", false),
    ];
    let said: Vec<(f64, String, bool)> = labels
        .into_iter()
        .filter_map(|(score, word, strong)| {
            let value = score?.value();
            Some((f64::from(value), format!("{word} {value}"), strong))
        })
        .collect();
    let texts: Vec<&str> = said.iter().map(|(_, text, _)| text.as_str()).collect();
    let mut plot = Plot::new(canvas, "Scores over time", &texts);
    plot.values(0.0, 25.0, true, &|axis, tick| axis.words(tick));
    let days = plot.days((first.day, canvas.today.max(last.day)), 0.0);
    let right = plot.right;
    for (get, look) in [
        (
            (|row: &Scored| row.inherent) as fn(&Scored) -> Option<crate::model::Score>,
            Look::line(Ink::Quiet, 1.0, Dash::Dashed),
        ),
        (|row: &Scored| row.target, Look::line(Ink::Green, 1.0, Dash::Dotted)),
        (|row: &Scored| Some(row.residual), Look::line(Ink::Cat(1), 2.0, Dash::Solid)),
    ] {
        let mut points: Vec<Point> = Vec::new();
        for row in rows {
            let Some(score) = get(row) else { continue };
            let (x, y) = (days.at(row.day), plot.y.at(f64::from(score.value())));
            if let Some((_, before)) = points.last().copied() {
                points.push((x, before));
            }
            points.push((x, y));
        }
        if let Some((_, y)) = points.last().copied() {
            points.push((right, y));
            plot.shape(look, Form::Path(points, false));
        }
    }
    let mut table = Table::new(&["From", "#Inherent", "#Residual", "#Target", "Why"]);
    let cell =
        |score: Option<crate::model::Score>| score.map_or(Cell::Blank, |s| Cell::whole(i64::from(s.value())));
    for row in rows {
        let (x, y) = (days.at(row.day), plot.y.at(f64::from(row.residual.value())));
        plot.shape(Look::fill(Ink::Cat(1)), Form::Dots(vec![(x, y)], 2.5));
        let why = if row.why.is_empty() { String::new() } else { format!(", {}", row.why) };
        let name = format!("{}: residual {}{why}", day(row.day, canvas.today), row.residual.value());
        plot.mark((x - 4.0, y - 4.0, 8.0, 8.0), name, Vec::new());
        table.row(
            None,
            vec![
                Cell::Day(row.day),
                cell(row.inherent),
                cell(Some(row.residual)),
                cell(row.target),
                Cell::Text(row.why.clone()),
            ],
        );
    }
    plot.base();
    let beside = said.into_iter().map(|(value, text, strong)| SideLabel {
        at: plot.y.at(value),
        text,
        strong,
        ink: if strong { Ink::Strong } else { Ink::Quiet },
    });
    let beside = beside.collect();
    plot.beside(beside);
    let caption =
        format!("Residual score {} now, {} at first.", last.residual.value(), first.residual.value());
    Ok(plot.done("probability × impact, 1 to 25".to_owned(), caption, None, table))
}
