//! Service levels: how often each was met, and for whom.

use super::rows::{Bar, draw};
use super::{Drawn, colour};
use crate::analysis::sla::{Attainment, Share};
use crate::chart::ink::{Ink, Look};
use crate::chart::plain;
use crate::chart::plot::Canvas;
use crate::chart::scene::{Cell, Table, Target};

fn words(share: Share) -> String {
    match share.attainment() {
        Some(percent) => format!(
            "{} %, {} of {}",
            plain(percent, u8::from(percent.fract() > 0.05)),
            share.met,
            share.met + share.breached + share.overdue
        ),
        None => "n/a".to_owned(),
    }
}

fn cells(share: Share) -> [Cell; 5] {
    let whole = |n: usize| Cell::Number(n as f64, 0);
    [
        share.attainment().map_or(Cell::Blank, |p| Cell::Number(p, 1)),
        whole(share.met),
        whole(share.breached),
        whole(share.overdue),
        whole(share.running),
    ]
}

/// Cycles that were not met come first: they are what a reader looks for.
fn behind(series: &Attainment, of: impl Fn(&crate::analysis::sla::Cycle) -> bool) -> Vec<Target> {
    use crate::analysis::sla::CycleState;
    let wanted = |met: bool| {
        let of = &of;
        series.cycles.iter().filter(move |c| of(c) && (c.state == CycleState::Met) == met)
    };
    wanted(false).chain(wanted(true)).filter_map(|c| c.item.map(Target::Item)).collect()
}

/// Attainment by level, each in the frame of its target.
///
/// # Errors
/// The sentence that says why there is nothing to show.
pub fn by_level(series: &Attainment, canvas: Canvas) -> Drawn {
    if series.levels.is_empty() {
        return Err(series.notes.caption.clone());
    }
    let mut table = Table::new(&[
        "Service level",
        "#Target, %",
        "#Attained, %",
        "#Met",
        "#Breached",
        "#Overdue",
        "#Running",
    ]);
    let mut bars = Vec::new();
    for level in &series.levels {
        let mut row = vec![Cell::Text(level.name.clone()), Cell::whole(level.target)];
        row.extend(cells(level.share));
        table.row(None, row);
        let (ink, word) = colour(level.colour);
        let words = format!("{} {word}", words(level.share)).trim_end().to_owned();
        bars.push(Bar {
            said: format!("{}: {words}; target {} %", level.name, level.target),
            name: level.name.clone(),
            value: level.share.attainment().unwrap_or(0.0),
            words,
            look: Look::fill(ink),
            frame: Some(f64::from(level.target)),
            behind: behind(series, |c| c.sla == level.sla),
        });
    }
    let plot = draw(canvas, &series.notes.title, &bars, 100.0, &[]);
    let unit = "% of cycles within their target; the frame is the share that must be".to_owned();
    Ok(plot.done(unit, series.notes.caption.clone(), None, table))
}

/// Attainment by client, the worst named.
///
/// # Errors
/// The sentence that says why there is nothing to show.
pub fn by_client(series: &Attainment, canvas: Canvas) -> Drawn {
    if series.clients.is_empty() {
        return Err(series.notes.caption.clone());
    }
    let mut table = Table::new(&["Client", "#Attained, %", "#Met", "#Breached", "#Overdue", "#Running"]);
    let mut bars = Vec::new();
    for (place, (client, name, share)) in series.clients.iter().enumerate() {
        let mut row = vec![Cell::Text(name.clone())];
        row.extend(cells(*share));
        table.row(None, row);
        let worst = series.worst == Some(place);
        let words = format!("{}{}", words(*share), if worst { ", the worst" } else { "" });
        bars.push(Bar {
            said: format!("{name}: {words}"),
            name: name.clone(),
            value: share.attainment().unwrap_or(0.0),
            words,
            look: Look::fill(if worst { Ink::Cat(2) } else { Ink::Cat(1) }),
            frame: None,
            behind: behind(series, |c| c.client == *client),
        });
    }
    let plot = draw(canvas, "Service levels by client", &bars, 100.0, &[]);
    let unit = "% of cycles within their target".to_owned();
    Ok(plot.done(unit, series.notes.caption.clone(), None, table))
}
