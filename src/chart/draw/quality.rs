//! Defects that reached users, by release.

use super::{Drawn, count, day, targets};
use crate::analysis::quality::LeakageChart;
use crate::chart::ink::{Dash, Ink, Look};
use crate::chart::plot::{Canvas, Plot, SideLabel};
use crate::chart::scene::{Anchor, Cell, Form, Table, Target};
use crate::chart::{plain, width_of};

/// Leakage in percent by release, the limits across; hatched while a release is young.
///
/// # Errors
/// The sentence that says why there is nothing to show.
pub fn leakage(series: &LeakageChart, limits: (u8, u8), canvas: Canvas) -> Drawn {
    if series.releases.is_empty() {
        return Err(series.notes.caption.clone());
    }
    let mut plot = Plot::new(canvas, &series.notes.title, &["Amber to 15 %"]).head(16.0);
    let high = series.releases.iter().filter_map(|r| r.leakage).fold(f64::from(limits.1), f64::max);
    plot.values(0.0, high, false, &|axis, tick| axis.words(tick));
    let names: Vec<String> = series.releases.iter().map(|r| r.name.clone()).collect();
    let (starts, width) = plot.bands(&names);
    let wide = width.min(64.0);
    let mut table = Table::new(&[
        "Release",
        "Released",
        "#Found before",
        "#Found after",
        "#Leakage, %",
        "#Removal efficiency, %",
        "#Other form, %",
        "Remark",
    ]);
    for (release, start) in series.releases.iter().zip(&starts) {
        let left = start + (width - wide) / 2.0;
        let (before, after) = (release.before.len(), release.after.len());
        let value = release.leakage.unwrap_or(0.0);
        let top = plot.y.at(value);
        let place = (left + wide * 0.15, top, wide * 0.7, plot.foot - top);
        if release.immature {
            plot.shape(Look::fill(Ink::Step(2)), Form::Box(place.0, place.1, place.2, place.3));
            let hatch = Form::Hatch(place.0, place.1, place.2, place.3);
            plot.shape(Look::line(Ink::Cat(1), 1.0, Dash::Solid), hatch);
        } else {
            plot.shape(Look::fill(Ink::Cat(1)), Form::Box(place.0, place.1, place.2, place.3));
        }
        let words = if release.leakage.is_some() {
            format!("{after} of {}", before + after)
        } else {
            "n/a".to_owned()
        };
        if width_of(&words) < width {
            plot.text((left + wide / 2.0, top - 5.0), Anchor::Middle, words, Ink::Quiet, false);
        }
        let young = if release.immature { ". Released less than 30 days ago: more may be found" } else { "" };
        let said = match release.leakage {
            Some(value) => format!(
                "{}, released {}: {} % leaked, {after} of {}{young}",
                release.name,
                day(release.released, canvas.today),
                plain(value, 1),
                count(before + after, "defect", "defects")
            ),
            None => format!("{}: no valid defect, so not computable{young}", release.name),
        };
        plot.mark((left, top.min(plot.foot - 4.0), wide, (plot.foot - top).max(4.0)), said, {
            let mut behind = targets(&release.after);
            behind.push(Target::Release(release.release));
            behind
        });
        let percent = |value: Option<f64>| value.map_or(Cell::Blank, |v| Cell::Number(v, 1));
        table.row(
            Some(Target::Release(release.release)),
            vec![
                Cell::Text(release.name.clone()),
                Cell::Day(release.released),
                Cell::Number(before as f64, 0),
                Cell::Number(after as f64, 0),
                percent(release.leakage),
                percent(release.removal),
                percent(release.rival),
                Cell::Text(if release.immature { "young" } else { "" }.to_owned()),
            ],
        );
    }
    plot.base();
    let mut labels = Vec::new();
    for (limit, name, ink) in [(limits.0, "Green", Ink::Green), (limits.1, "Amber", Ink::Amber)] {
        let at = plot.y.at(f64::from(limit));
        plot.line((plot.left, at), (plot.right, at), Look::line(ink, 1.0, Dash::Dashed));
        labels.push(SideLabel { at, text: format!("{name} to {limit} %"), strong: false, ink: Ink::Quiet });
    }
    plot.beside(labels);
    let unit = format!(
        "% of valid defects found after the release, {}",
        count(series.releases.len(), "release", "releases")
    );
    let colour = series.releases.iter().rev().find(|r| r.leakage.is_some()).and_then(|r| r.colour);
    Ok(plot.done(unit, series.notes.caption.clone(), colour, table))
}
