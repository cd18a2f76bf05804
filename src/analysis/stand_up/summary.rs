//! What to send after a stand-up.

use super::cards::age_words;
use super::{absence, blockers, find, led_to, line, look_first, previous, roster};
use crate::analysis::lists::blocker_age;
use crate::analysis::words::day;
use crate::analysis::{Colour, Facts};
use crate::model::order::InOrder;
use crate::model::{Blocker, Date, Happening, Ref, StandUp, TeamId, Timestamp, WorkItem};

/// One part of the summary: its head with a count, and lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// `Blocked`.
    pub head: String,
    /// Each one thing.
    pub lines: Vec<String>,
}

/// The summary of a stand-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// `Search stand-up, Thu 20 Nov`.
    pub title: String,
    /// Parts that have something to say.
    pub parts: Vec<Part>,
}

/// Ends a sentence that does not end yet.
fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { [text, "."].concat() }
}

fn blocked(facts: &Facts<'_>, blocker: &Blocker) -> String {
    let program = facts.ctx.program;
    let item = blocker.item.and_then(|id| program.items.get(&id));
    let person = blocker.person.and_then(|id| program.people.get(&id));
    let who = item.map(|i| i.key.clone()).or_else(|| person.map(|p| p.name.clone()));
    let age = crate::analysis::today::days_or_today(blocker_age(&facts.ctx, blocker.id));
    let head = who.map_or_else(|| age.clone(), |who| [&who, ", ", &age].concat());
    let mut more = Vec::new();
    if let Some(owner) = blocker.owner.and_then(|id| program.people.get(&id)) {
        more.push(["With ", &owner.name].concat());
    }
    if let Some(by) = blocker.needed_by {
        more.push(["needed by ", &day(by)].concat());
    }
    let escalated = led_to(program, &Ref::Blocker(blocker.id)).into_iter().find_map(|to| match to {
        Ref::Escalation(id) => program.escalations.get(&id).map(|e| e.to.clone()).filter(|to| !to.is_empty()),
        _ => None,
    });
    more.extend(escalated.map(|to| ["escalated to ", &to].concat()));
    let more = if more.is_empty() { String::new() } else { [" ", &sentence(&more.join(", "))].concat() };
    [&head, ": ", &sentence(&blocker.title), &more].concat()
}

/// Since when a stand-up looks back: the end of the one before it, or else the morning of the day before.
fn since(facts: &Facts<'_>, team: TeamId, on: Date) -> Timestamp {
    const NINE: i64 = 9 * 3_600_000;
    let morning = |day| Timestamp(facts.ctx.zone.start_of(day).0 + NINE);
    match previous(facts.ctx.program, team, on) {
        Some(last) => last.finished.unwrap_or_else(|| morning(last.day)),
        None => morning(super::day_before(&facts.ctx, on)),
    }
}

/// Where an item went between two moments: `SRCH-333 to Test`, `SRCH-338 to Review and back`.
fn moved(facts: &Facts<'_>, item: &WorkItem, from: Timestamp, to: Timestamp) -> Option<String> {
    let mut first = None;
    let mut last = None;
    let mut between = None;
    for event in item.history.iter().filter(|e| !e.seen && e.at > from && e.at <= to) {
        if let Happening::Moved { from, to } = event.what {
            first = first.or(Some(from));
            between = last.or(between);
            last = Some(to);
        }
    }
    let (first, last) = first.zip(last)?;
    let name = |status| facts.ctx.program.status(status).map(|s| s.name.clone()).unwrap_or_default();
    Some(match between.filter(|_| first == last) {
        Some(between) => [&item.key, " to ", &name(between), " and back"].concat(),
        None if first == last => return None,
        None => [&item.key, " to ", &name(last)].concat(),
    })
}

fn said(facts: &Facts<'_>, stand_up: Option<&StandUp>, team: TeamId, on: Date) -> Vec<String> {
    let program = facts.ctx.program;
    let people = roster(program, team, on).into_iter().filter_map(|id| program.people.get(&id));
    people
        .filter_map(|person| {
            let line = line(stand_up?, person.id)?;
            let parts = [("yesterday ", &line.yesterday), ("today ", &line.today)];
            let parts = parts.iter().filter(|(_, text)| !text.trim().is_empty());
            let words =
                parts.map(|(word, text)| [*word, text.trim()].concat()).collect::<Vec<_>>().join("; ");
            (!words.is_empty()).then(|| [&person.name, ": ", &sentence(&words)].concat())
        })
        .collect()
}

/// The summary of a team's stand-up on a day; with `everything`, also what each person said.
#[must_use]
pub fn summary(facts: &Facts<'_>, team: TeamId, on: Date, everything: bool) -> Summary {
    let ctx = &facts.ctx;
    let program = ctx.program;
    let stand_up = find(program, team, on).map(|s| &**s);
    let name = program.teams.get(&team).map_or("", |t| t.name.as_str());
    let title = [name, " stand-up, ", weekday(on), " ", &day(on)].concat();
    let mut parts = Vec::new();
    let mut part = |head: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            parts.push(Part { head: head.to_owned(), lines });
        }
    };
    let open = blockers(program, team, on);
    let mut lines: Vec<String> = open.iter().map(|b| blocked(facts, b)).collect();
    let looked = look_first(facts, team);
    for card in looked.iter().filter(|c| c.colour == Colour::Red) {
        let named = open.iter().any(|b| b.item == Some(card.item));
        if let Some(item) = program.items.get(&card.item).filter(|_| !named) {
            let reason = item.blocked.as_ref().map_or("", |b| b.reason.as_str());
            let reason = if reason.trim().is_empty() { String::new() } else { [": ", reason].concat() };
            lines.push(sentence(&[&item.key, ", ", &card.why, &reason].concat()));
        }
    }
    part("Blocked", lines);
    let (from, to) = (since(facts, team, on), ctx.end_of(on).min(ctx.now));
    let mut went: Vec<(&str, String)> = program
        .items
        .values()
        .filter(|i| i.team == Some(team))
        .filter_map(|i| Some((i.key.as_str(), moved(facts, i, from, to)?)))
        .collect();
    went.order_by(|a, b| (a.0.len(), a.0).cmp(&(b.0.len(), b.0)));
    part("Moved since yesterday", went.into_iter().map(|(_, words)| [&words, "."].concat()).collect());
    let old = looked.iter().filter(|c| c.colour == Colour::Amber).filter_map(|card| {
        let item = program.items.get(&card.item)?;
        Some([&item.key, ", ", &age_words(card), "; ", &card.why, "."].concat())
    });
    part("Over age", old.collect());
    if everything {
        part("Said", said(facts, stand_up, team, on));
    }
    let away = roster(program, team, on).into_iter().filter_map(|id| {
        let person = program.people.get(&id)?;
        let known = absence(program, id, on);
        let marked = stand_up.and_then(|s| line(s, id)).is_some_and(|line| line.away);
        match known {
            Some(absence) if absence.to > on => {
                Some([&person.name, ", until ", &day(absence.to), "."].concat())
            }
            Some(_) => Some([&person.name, ", today."].concat()),
            None => marked.then(|| [&person.name, "."].concat()),
        }
    });
    part("Away", away.collect());
    let parked = stand_up.map(|s| s.parked.as_slice()).unwrap_or_default();
    let parked = parked.iter().filter(|p| !p.done).map(|topic| {
        let people = topic.people.iter().filter_map(|id| program.people.get(id)).map(|p| p.name.as_str());
        let people = people.collect::<Vec<_>>().join(", ");
        if people.is_empty() { sentence(&topic.text) } else { [&topic.text, ": ", &people, "."].concat() }
    });
    part("After the stand-up", parked.collect());
    Summary { title, parts }
}

fn weekday(date: Date) -> &'static str {
    use chrono::Datelike;
    const NAMES: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    NAMES.get(date.weekday().num_days_from_monday() as usize).copied().unwrap_or("")
}
