//! Parts of the meeting's panel: how it repeats, one date of it, who is asked.

use super::edit::{Shown, cancel_date, change, change_date, time_input};
use crate::app::App;
use crate::command::{Command, RecordEdit};
use crate::components::{Choice, date_input, icon, select};
use crate::dom::prelude::*;
use crate::model::{Answer, Attendee, Date, LocalTime, Meeting, MeetingId, PersonId, Recurrence, Until};
use crate::views::choices;
use chrono::{Datelike, Weekday};

/// Ways to repeat, with the words of the rule without its weekday.
const WAYS: [(&str, &str); 6] = [
    ("", "Once"),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Every working day"),
    ("FREQ=WEEKLY", "Every week"),
    ("FREQ=WEEKLY;INTERVAL=2", "Every second week"),
    ("monthly", "Every month, same weekday"),
    ("FREQ=MONTHLY", "Every month, same day"),
];

const DAYS: [(Weekday, &str, &str); 7] = [
    (Weekday::Mon, "MO", "Monday"),
    (Weekday::Tue, "TU", "Tuesday"),
    (Weekday::Wed, "WE", "Wednesday"),
    (Weekday::Thu, "TH", "Thursday"),
    (Weekday::Fri, "FR", "Friday"),
    (Weekday::Sat, "SA", "Saturday"),
    (Weekday::Sun, "SU", "Sunday"),
];

/// Which way a meeting repeats; `other` for rules that only a calendar file writes.
fn way(meeting: &Meeting) -> &'static str {
    use crate::model::Frequency::{Monthly, Weekly};
    let Some(rule) = &meeting.rule else { return "" };
    let plain = rule.months.is_empty()
        && rule.weeks.is_empty()
        && rule.year_days.is_empty()
        && rule.positions.is_empty()
        && rule.month_days.is_empty();
    match (rule.frequency, rule.interval, rule.days.len()) {
        (Weekly, 1, 5) if plain => "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        (Weekly, 1, 0 | 1) if plain => "FREQ=WEEKLY",
        (Weekly, 2, 0 | 1) if plain => "FREQ=WEEKLY;INTERVAL=2",
        (Monthly, 1, 1) if plain => "monthly",
        (Monthly, 1, 0) if plain => "FREQ=MONTHLY",
        _ => "other",
    }
}

/// The rule of a way for a first day.
fn rule_of(way: &str, day: Date) -> Option<Recurrence> {
    let text = if way == "monthly" {
        let name = DAYS.iter().find(|(d, ..)| *d == day.weekday()).map_or("MO", |(_, name, _)| name);
        format!("FREQ=MONTHLY;BYDAY={}{name}", (day.day0() / 7 + 1).min(4))
    } else {
        way.to_owned()
    };
    Recurrence::parse(&text).ok()
}

/// Sets the rule by its way; the end of the series stays.
fn set_way(meeting: &mut Meeting, way: &str) {
    let until = meeting.rule.as_ref().and_then(|r| r.until);
    meeting.rule = rule_of(way, meeting.start.date()).map(|rule| Recurrence { until, ..rule });
}

pub(super) fn repeats(app: App, id: MeetingId, meeting: Shown) -> AnyView {
    let now = Memo::new(move |_| meeting.with(|m| m.as_deref().map_or("", way)));
    let list = move || {
        let mut all: Vec<Choice> = WAYS.iter().map(|(value, label)| Choice::new(*value, *label)).collect();
        if now.get() == "other" {
            all.push(Choice::new("other", "As the calendar says"));
        }
        all
    };
    let row = |name: &'static str, field: AnyView| {
        many(vec![el("dt").child(name).into_any(), el("dd").child(field).into_any()])
    };
    let weekday = move || {
        matches!(now.get(), "FREQ=WEEKLY" | "FREQ=WEEKLY;INTERVAL=2" | "monthly").then(|| {
            row(
                "Weekday",
                select(
                    "Weekday",
                    "bare",
                    || DAYS.iter().map(|(_, value, name)| Choice::new(*value, *name)).collect(),
                    move || {
                        let day = meeting.with(|m| m.as_ref().map(|m| m.start.date().weekday()));
                        DAYS.iter().find(|(d, ..)| Some(*d) == day).map_or("", |(_, name, _)| name).to_owned()
                    },
                    move |value| {
                        let wanted = DAYS.iter().find(|(_, name, _)| *name == value).map(|(d, ..)| *d);
                        change(app, id, |m| {
                            let way = way(m);
                            let mut day = m.start.date();
                            while Some(day.weekday()) != wanted && wanted.is_some() {
                                day = day.succ_opt().unwrap_or(day);
                            }
                            m.start = day.and_time(m.start.time());
                            set_way(m, way);
                        });
                    },
                ),
            )
        })
    };
    let until = move || {
        (!now.get().is_empty()).then(|| {
            row(
                "Last day",
                date_input(
                    "Last day",
                    move || {
                        meeting.with(|m| match m.as_ref()?.rule.as_ref()?.until? {
                            Until::Day(day) => Some(day),
                            Until::Local(at) => Some(at.date()),
                            Until::Moment(at) => Some(app.zone.with(|z| z.day(at))),
                        })
                    },
                    move |day| {
                        change(app, id, |m| {
                            if let Some(rule) = &mut m.rule {
                                rule.until = day.map(Until::Day);
                                rule.count = None;
                            }
                        });
                    },
                ),
            )
        })
    };
    many(vec![
        row(
            "Repeats",
            select(
                "Repeats",
                "bare",
                list,
                move || now.get().to_owned(),
                move |value| {
                    if value != "other" {
                        change(app, id, |m| set_way(m, &value));
                    }
                },
            ),
        ),
        weekday.into_any(),
        until.into_any(),
    ])
}

/// One date of a series: moved, shortened, or cancelled.
pub(super) fn date_part(app: App, id: MeetingId, meeting: Shown, original: LocalTime) -> AnyView {
    let instance =
        Memo::new(move |_| meeting.with(|m| m.as_ref().and_then(|m| m.instance(original).cloned())));
    let start = move || instance.with(|i| i.as_ref().map_or(original, |i| i.start));
    let cancelled = Memo::new(move |_| instance.with(|i| i.as_ref().is_some_and(|i| i.cancelled)));
    let minutes = move || {
        let own = instance.with(|i| i.as_ref().map(|i| i.minutes));
        own.unwrap_or_else(|| meeting.with(|m| m.as_ref().map_or(0, |m| m.minutes))).to_string()
    };
    let row = |name: &'static str, field: AnyView| {
        many(vec![el("dt").child(name).into_any(), el("dd").child(field).into_any()])
    };
    let verbs = move || {
        let differs = instance.with(Option::is_some);
        many(vec![
            (!cancelled.get())
                .then(|| {
                    el("button")
                        .class("button")
                        .on_click(move |_| cancel_date(app, id, original))
                        .child("Cancel this date")
                })
                .into_any(),
            differs
                .then(|| {
                    el("button")
                        .class("button plain")
                        .on_click(move |_| {
                            let edit = RecordEdit::ClearInstance(id, original);
                            app.workbench.dispatch(Command::Record(Box::new(edit)));
                        })
                        .child("As the series says")
                })
                .into_any(),
        ])
    };
    el("section")
        .class("one-date")
        .child(el("h3").child(format!("This date, {}", crate::model::short_day(original.date()))))
        .child(move || cancelled.get().then(|| el("p").class("quiet").child("It does not take place.")))
        .child(
            el("dl")
                .class("props")
                .child(row(
                    "Day",
                    date_input(
                        "Day of this date",
                        move || Some(start().date()),
                        move |day| {
                            if let Some(day) = day {
                                change_date(app, id, original, |i| i.start = day.and_time(i.start.time()));
                            }
                        },
                    ),
                ))
                .child(row(
                    "Time",
                    time_input(
                        "Time of this date",
                        move || start().format("%H:%M").to_string(),
                        move |at| change_date(app, id, original, |i| i.start = i.start.date().and_time(at)),
                    ),
                ))
                .child(row(
                    "Minutes",
                    crate::components::text_input("Minutes of this date", minutes, "30", move |text| {
                        if let Ok(minutes) = text.trim().parse() {
                            change_date(app, id, original, |i| i.minutes = minutes);
                        }
                    }),
                )),
        )
        .child(el("div").class("row").child(verbs))
        .child(el("h3").child("The series"))
        .into_any()
}

/// Who is asked.
pub(super) fn attendees(app: App, id: MeetingId, meeting: Shown) -> AnyView {
    let names = move || {
        meeting.with(|m| {
            let all = m.as_ref().map(|m| m.attendees.clone()).unwrap_or_default();
            all.into_iter()
                .enumerate()
                .map(|(n, who)| {
                    let name = who
                        .person
                        .and_then(|id| app.with(|p| p.people.get(&id).map(|p| p.name.clone())))
                        .unwrap_or_else(|| {
                            if who.name.is_empty() { who.mail.clone() } else { who.name.clone() }
                        });
                    let label = format!("Take {name} off");
                    let gone = who.clone();
                    el("li")
                        .attr("data-place", n.to_string())
                        .child(el("span").class("grow").child(name))
                        .child(el("span").class("quiet").child(match who.answer {
                            Answer::None => "",
                            Answer::Accepted => "comes",
                            Answer::Tentative => "may come",
                            Answer::Declined => "does not come",
                        }))
                        .child(
                            el("button")
                                .class("icon-button")
                                .attr("aria-label", label)
                                .on_click(move |_| change(app, id, |m| m.attendees.retain(|a| *a != gone)))
                                .child(icon("close")),
                        )
                })
                .collect_view()
        })
    };
    let rest = move || {
        let there: Vec<PersonId> =
            meeting.with(|m| m.iter().flat_map(|m| &m.attendees).filter_map(|a| a.person).collect());
        let mut all = vec![Choice::new("", "Ask somebody")];
        let known = |c: &Choice| c.value.parse::<PersonId>().is_ok_and(|id| there.contains(&id));
        all.extend(app.with(|p| choices::people(p, "")).into_iter().filter(|c| !known(c)));
        all
    };
    el("section")
        .child(el("h3").child("Attendees"))
        .child(el("ul").class("attendees").child(names))
        .child(select("Ask somebody", "bare", rest, String::new, move |value| {
            let Ok(person) = value.parse::<PersonId>() else { return };
            let name = app.workbench.with_untracked(|p| p.people.get(&person).map(|p| p.name.clone()));
            change(app, id, |m| {
                m.attendees.push(Attendee {
                    name: name.unwrap_or_default(),
                    mail: String::new(),
                    person: Some(person),
                    optional: false,
                    answer: Answer::None,
                });
            });
        }))
        .into_any()
}
