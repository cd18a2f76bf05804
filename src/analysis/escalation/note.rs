//! The escalation note: what the people who are asked get to read.

use crate::analysis::Context;
use crate::analysis::chain::called;
use crate::analysis::words::{count, days, money};
use crate::model::{Choice, Date, Escalation, Ref, short_day};
use chrono::Datelike;

/// A note of a title and parts, each with its heading and lines. Plain text, nothing of it is markup.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Note {
    /// What it is about.
    pub title: String,
    /// Heading and lines; several lines are a numbered list.
    pub parts: Vec<(&'static str, Vec<String>)>,
}

/// The note of an escalation. Parts that are empty are left out.
#[must_use]
pub fn note(ctx: &Context<'_>, record: &Escalation) -> Note {
    let key = if record.key.is_empty() { String::new() } else { format!("{} ", record.key) };
    let title = format!("Escalation {key}{}", record.title);
    let mut parts: Vec<(&'static str, Vec<String>)> = Vec::new();
    let mut part = |head: &'static str, text: &str| {
        if !text.trim().is_empty() {
            parts.push((head, vec![text.trim().to_owned()]));
        }
    };
    part("To", &record.to);
    part("What", &record.what);
    let since = record.since.map(|since| {
        let ago = (ctx.today() - since).num_days();
        let ago = if ago > 0 { format!(", {} ago", days(ago)) } else { String::new() };
        format!("{}{ago}", long(since, ctx.today()))
    });
    part("Since", &since.unwrap_or_default());
    part("Impact", &record.impact);
    let options: Vec<String> = record.options.iter().map(option).collect();
    if !options.is_empty() {
        parts.push(("Options", options));
    }
    let mut part = |head: &'static str, text: &str| {
        if !text.trim().is_empty() {
            parts.push((head, vec![text.trim().to_owned()]));
        }
    };
    part("Recommendation", &record.recommendation);
    part("Ask", &record.ask);
    part("By when", &record.needed_by.map(|by| long(by, ctx.today())).unwrap_or_default());
    let from = record.about.as_ref().filter(|to| !matches!(to, Ref::External(_)));
    if let Some(name) = from.and_then(|to| called(ctx.program, to)).filter(|name| !name.key.is_empty()) {
        part("Record", &format!("{} {}", name.key, name.title));
    }
    Note { title, parts }
}

/// An option with what it costs: `Rent two nodes (€4k, 2 days later): fast, but dear`.
fn option(choice: &Choice) -> String {
    let cost = choice.cost.map(money);
    let moved = choice.days.map(|moved| match moved {
        0 => "no delay".to_owned(),
        1.. => format!("{} later", count(moved.unsigned_abs() as usize, "day", "days")),
        _ => format!("{} earlier", count(moved.unsigned_abs() as usize, "day", "days")),
    });
    let aside: Vec<String> = [cost, moved].into_iter().flatten().collect();
    let aside = if aside.is_empty() { String::new() } else { format!(" ({})", aside.join(", ")) };
    let why = choice.note.trim();
    let why = if why.is_empty() { String::new() } else { format!(": {why}") };
    format!("{}{aside}{why}", choice.text.trim())
}

fn long(day: Date, today: Date) -> String {
    if day.year() == today.year() { short_day(day) } else { format!("{} {}", short_day(day), day.year()) }
}
