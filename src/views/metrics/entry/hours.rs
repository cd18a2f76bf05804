//! In whose hours a service level runs: days, times, holidays, zone.

use super::levels::change;
use super::sheet::{field, text, wide};
use crate::app::App;
use crate::dom::prelude::*;
use crate::model::{ServiceHours, SlaHours, SlaId, parse_day};
use crate::views::phrases;

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

fn change_hours(app: App, id: SlaId, edit: impl FnOnce(&mut ServiceHours)) {
    change(app, id, |sla| {
        if let SlaHours::Service(hours) = &mut sla.hours {
            edit(hours);
        }
    });
}

/// `8:00 to 18:00` as minutes after midnight.
fn read_span(text: &str) -> Option<(u16, u16)> {
    let minute = |text: &str| -> Option<u16> {
        let (hours, minutes) = text.trim().split_once(':').unwrap_or((text.trim(), "0"));
        let (hours, minutes) = (hours.parse::<u16>().ok()?, minutes.parse::<u16>().ok()?);
        (minutes < 60).then_some(hours * 60 + minutes).filter(|at| *at <= 24 * 60)
    };
    let (from, to) = text.split_once("to").or_else(|| text.split_once(['–', '-']))?;
    let (from, to) = (minute(from)?, minute(to)?);
    (from < to).then_some((from, to))
}

/// `Mon to Fri`, `Mon, Wed`.
fn read_days(text: &str) -> Option<[bool; 7]> {
    let place = |word: &str| {
        let word = word.trim().to_lowercase();
        DAYS.iter().position(|day| word.len() >= 3 && word.starts_with(&day.to_lowercase()))
    };
    let mut days = [false; 7];
    for part in text.split(',').filter(|part| !part.trim().is_empty()) {
        let (from, to) = match part.split_once("to").or_else(|| part.split_once(['–', '-'])) {
            Some((from, to)) => (place(from)?, place(to)?),
            None => (place(part)?, place(part)?),
        };
        for (n, day) in days.iter_mut().enumerate() {
            *day |= from <= n && n <= to;
        }
    }
    days.contains(&true).then_some(days)
}

/// `Mon to Fri` for days side by side, else each by its name.
fn say_days(days: &[bool; 7]) -> String {
    let on: Vec<usize> = (0..7).filter(|n| days.get(*n).copied().unwrap_or(false)).collect();
    let name = |n: &usize| DAYS.get(*n).copied().unwrap_or_default();
    match (on.first(), on.last()) {
        (Some(first), Some(last)) if on.len() > 2 && last - first + 1 == on.len() => {
            format!("{} to {}", name(first), name(last))
        }
        _ => on.iter().map(name).collect::<Vec<_>>().join(", "),
    }
}

/// The fields, as long as the level does not run around the clock.
pub(super) fn fields(app: App, id: SlaId) -> AnyView {
    let serves =
        Memo::new(move |_| app.with(|p| p.slas.get(&id).is_some_and(|s| s.hours != SlaHours::Always)));
    let with = move |read: fn(&ServiceHours) -> String| {
        move || {
            app.with(|p| match p.slas.get(&id).map(|s| &s.hours) {
                Some(SlaHours::Service(hours)) => read(hours),
                _ => String::new(),
            })
        }
    };
    let refuse = move |text: &str, like: &str| {
        app.toasts.say(format!("“{text}” is not understood. Nothing was changed; write {like}."));
    };
    (move || {
        serves.get().then(|| {
            many(vec![
                field(
                    "Days",
                    text("Days", with(|h| say_days(&h.days)), move |words| match read_days(&words) {
                        Some(days) => change_hours(app, id, |h| h.days = days),
                        None => refuse(&words, "Mon to Fri, or Mon, Wed"),
                    }),
                ),
                field(
                    "From, to",
                    text(
                        "From, to",
                        with(|h| format!("{} to {}", phrases::minutes(h.from), phrases::minutes(h.to))),
                        move |words| match read_span(&words) {
                            Some((from, to)) => change_hours(app, id, |h| (h.from, h.to) = (from, to)),
                            None => refuse(&words, "8:00 to 18:00"),
                        },
                    ),
                ),
                field(
                    "Time zone, if not the program's",
                    text(
                        "Time zone, if not the program's",
                        with(|h| h.zone.clone().unwrap_or_default()),
                        move |zone| {
                            let zone = (!zone.trim().is_empty()).then(|| zone.trim().to_owned());
                            change_hours(app, id, |h| h.zone = zone);
                        },
                    ),
                ),
                wide(
                    "Holidays",
                    text(
                        "Holidays",
                        with(|h| h.holidays.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
                        move |words| {
                            let parts = words.split([',', ' ']).filter(|part| !part.is_empty());
                            let days: Option<Vec<_>> = parts.map(parse_day).collect();
                            match days {
                                Some(days) => change_hours(app, id, |h| {
                                    h.holidays.clear();
                                    h.holidays.extend(days);
                                }),
                                None => refuse(&words, "2026-12-25, 2026-12-26"),
                            }
                        },
                    ),
                ),
            ])
        })
    })
    .into_any()
}
