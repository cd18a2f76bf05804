//! One field of a record: what it shows and how it is written.

use super::{Record, closing_day, write_all};
use crate::app::App;
use crate::command::FieldEdit;
use crate::components::{Choice, date_input, select, text_input};
use crate::dom::prelude::*;
use crate::json::{Value, from_value, to_value};
use crate::model::{Date, Money, Points, Program, Ref};
use crate::views::choices;

/// A field as a panel shows it.
#[derive(Debug, Clone, Copy)]
pub(in crate::views) struct Field {
    /// The member of the record's JSON.
    pub name: &'static str,
    /// What people read.
    pub label: &'static str,
    /// What it holds.
    pub kind: FieldKind,
}

/// What a field holds.
#[derive(Debug, Clone, Copy)]
pub(in crate::views) enum FieldKind {
    /// One line.
    Line,
    /// Several lines.
    Area,
    /// A day.
    Day,
    /// Yes or no.
    Flag,
    /// A whole number.
    Number,
    /// A number with decimals, kept as points.
    Decimal,
    /// A number with decimals that may be negative, kept as hundredths.
    Hundredths,
    /// An amount in the program's currency.
    Money,
    /// One of some words: in JSON, for people.
    Words(fn() -> Vec<(&'static str, &'static str)>),
    /// Another record, by its id, of those that the function lists.
    Pick(fn(&Program) -> Vec<Choice>),
    /// A list of entries, and what a new one is beside its first field, as JSON.
    List(&'static [Field], &'static str),
}

impl Field {
    /// It is a section of its own.
    pub(super) const fn is_list(&self) -> bool {
        matches!(self.kind, FieldKind::List(..))
    }
}

/// What a field's value looks like in an input.
pub(super) fn shown(kind: FieldKind, value: Option<&Value>) -> String {
    match (kind, value) {
        (FieldKind::Money, Some(value)) => {
            from_value::<Money>(value).map(|m| m.to_string()).unwrap_or_default()
        }
        (FieldKind::Hundredths, Some(Value::Number(text))) => {
            let hundredths: i64 = text.parse().unwrap_or(0);
            let sign = if hundredths < 0 { "-" } else { "" };
            let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
            if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest:02}") }
        }
        (_, Some(Value::Text(text) | Value::Number(text))) => text.clone(),
        (_, Some(Value::Bool(is))) => if *is { "yes" } else { "" }.to_owned(),
        _ => String::new(),
    }
}

/// The value that a text means; none clears the field.
///
/// # Errors
/// Why the text cannot be taken.
pub(super) fn meant(app: App, kind: FieldKind, text: &str) -> Result<Option<Value>, String> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Ok(None);
    }
    match kind {
        FieldKind::Number => match trimmed.parse::<i64>() {
            Ok(number) => Ok(Some(Value::Number(number.to_string()))),
            Err(_) => Err(format!("“{trimmed}” is no whole number")),
        },
        FieldKind::Decimal => match Points::parse(trimmed) {
            Some(points) => Ok(Some(to_value(&points))),
            None => Err(format!("“{trimmed}” is no number")),
        },
        FieldKind::Hundredths => {
            let currency = app.workbench.with_untracked(|p| p.settings.currency);
            match Money::parse(&trimmed.replace('−', "-"), currency) {
                Some(number) => Ok(Some(Value::Number(number.amount.to_string()))),
                None => Err(format!("“{trimmed}” is no number")),
            }
        }
        FieldKind::Money => {
            let currency = app.workbench.with_untracked(|p| p.settings.currency);
            let plain = trimmed.replace(currency.sign().trim(), "").replace(currency.code(), "");
            match Money::parse(&plain, currency) {
                Some(money) => Ok(Some(to_value(&money))),
                None => Err(format!("“{trimmed}” is no amount")),
            }
        }
        _ => Ok(Some(Value::Text(text.to_owned()))),
    }
}

/// The day that a value is.
pub(super) fn day_of(value: Option<&Value>) -> Option<Date> {
    crate::model::parse_day(value?.as_text()?)
}

/// An input for one value, wherever it is kept.
pub(super) fn input(
    app: App,
    label: &str,
    kind: FieldKind,
    value: impl Fn() -> Option<Value> + Copy + Send + Sync + 'static,
    write: impl Fn(Option<Value>) + Clone + 'static,
) -> AnyView {
    let now = move || shown(kind, value().as_ref());
    match kind {
        FieldKind::Day => date_input(
            label,
            move || day_of(value().as_ref()),
            move |day| write(day.map(|day| Value::Text(day.to_string()))),
        ),
        FieldKind::Flag => el("input")
            .attr("type", "checkbox")
            .class("check")
            .attr("aria-label", label.to_owned())
            .on_change(move |event| write(event_target_checked(&event).then_some(Value::Bool(true))))
            .prop("checked", move || value() == Some(Value::Bool(true)))
            .into_any(),
        FieldKind::Words(words) => select(
            label,
            "",
            move || words().into_iter().map(|(word, name)| Choice::new(word, name)).collect(),
            now,
            move |word| write((!word.is_empty()).then_some(Value::Text(word))),
        ),
        FieldKind::Pick(list) => select(
            label,
            "",
            move || choices::with_none(app.with(list)),
            now,
            move |id| write((!id.is_empty()).then_some(Value::Text(id))),
        ),
        FieldKind::Area => el("textarea")
            .class("input record-area")
            .attr("rows", "1")
            .attr("aria-label", label.to_owned())
            .on_change(move |event| {
                let text = event_target_value(&event);
                write((!text.trim().is_empty()).then_some(Value::Text(text)));
            })
            .prop("value", now)
            .into_any(),
        _ => text_input(label, now, "", move |text| match meant(app, kind, &text) {
            Ok(value) => write(value),
            Err(why) => app.toasts.say(format!("{why}. {}", "The field stays as it was.")),
        }),
    }
}

/// The input of a record's own field.
pub(super) fn field_input(app: App, to: &Ref, field: &'static Field, record: Record) -> AnyView {
    let to = to.clone();
    let value = move || record.with(|r| r.as_ref().and_then(|r| r.get(field.name).cloned()));
    input(app, field.label, field.kind, value, move |value| {
        let mut edits = vec![match value {
            Some(value) => FieldEdit::Set(field.name.into(), value),
            None => FieldEdit::Clear(field.name.into()),
        }];
        // What is closed here is closed today, in the program's zone.
        if field.name == "state"
            && let Some(closing) = closing_day(&to)
        {
            let open = record.with_untracked(|r| r.as_ref().is_some_and(|r| r.get(closing).is_none()));
            if open {
                let today = Value::Text(app.today_untracked().to_string());
                edits.push(FieldEdit::Set(closing.into(), today));
            }
        }
        write_all(app, &to, edits);
    })
}
