//! The four parts of a day: what is left in each, and its meetings as bars.

use super::{Need, NeedKind};
use crate::analysis::Context;
use crate::analysis::meetings::Occurrence;
use crate::analysis::plan;
use crate::analysis::words::count;
use crate::model::DayParts;
use chrono::Timelike;

/// A meeting within a part of the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Where it begins, in thousandths of the part.
    pub left: u16,
    /// How long it is, in thousandths of the part.
    pub width: u16,
    /// It is over.
    pub past: bool,
    /// What it is called, with its time.
    pub title: String,
}

/// A part of the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayPart {
    /// `Morning`.
    pub name: &'static str,
    /// Its beginning, in minutes after midnight.
    pub begins: u16,
    /// How far it has come, in thousandths; none where it is not now.
    pub now: Option<u16>,
    /// It is over.
    pub past: bool,
    /// What is left in it, in words.
    pub left: String,
    /// The page where that is done.
    pub route: &'static str,
    /// Its meetings.
    pub bars: Vec<Bar>,
}

/// The evening is drawn until so long after its beginning.
const EVENING: u16 = 180;

fn minute(ctx: &Context<'_>, at: crate::model::Timestamp) -> u16 {
    let local = ctx.zone.local(at);
    (local.hour() * 60 + local.minute()) as u16
}

/// The parts of today. `meetings` are those of the day, in order.
#[must_use]
pub fn parts(ctx: &Context<'_>, needs: &[Need], meetings: &[Occurrence]) -> Vec<DayPart> {
    let DayParts { morning, midday, afternoon, evening } = ctx.program.settings.day;
    let begins = [morning, midday, afternoon, evening];
    let ends = [midday, afternoon, evening, evening.saturating_add(EVENING)];
    let now = minute(ctx, ctx.now);
    let part_now = begins.iter().rposition(|b| *b <= now).unwrap_or(0);
    let names = ["Morning", "Midday", "Afternoon", "Evening"];
    let routes = ["standups", "meetings", "board", "tomorrow"];
    let mut parts = Vec::new();
    for (place, ((name, route), (begins, end))) in
        names.into_iter().zip(routes).zip(begins.into_iter().zip(ends)).enumerate()
    {
        let length = u32::from(end.saturating_sub(begins).max(1));
        let share = |minute: u16| {
            let within = u32::from(minute.clamp(begins, end.max(begins)) - begins);
            (within * 1000 / length) as u16
        };
        // What begins before the morning or after the evening stands in the first or last part.
        let mine = |m: &&Occurrence| {
            let start = minute(ctx, m.start);
            !m.all_day
                && match place {
                    0 => start < end,
                    3 => start >= begins,
                    _ => (begins..end).contains(&start),
                }
        };
        let of_part: Vec<&Occurrence> = meetings.iter().filter(mine).collect();
        let bars = of_part
            .iter()
            .map(|m| {
                let (from, to) = (minute(ctx, m.start), minute(ctx, m.end));
                let to = if to < from { end } else { to };
                Bar {
                    left: share(from),
                    width: share(to).saturating_sub(share(from)).max(12),
                    past: m.end <= ctx.now,
                    title: [&crate::analysis::words::clock(from), " ", &m.title].concat(),
                }
            })
            .collect();
        parts.push(DayPart {
            name,
            begins,
            now: (place == part_now).then(|| share(now)),
            past: place < part_now,
            left: left_in(ctx, place, needs, &of_part),
            route,
            bars,
        });
    }
    parts
}

fn left_in(ctx: &Context<'_>, part: usize, needs: &[Need], meetings: &[&Occurrence]) -> String {
    let today = ctx.today();
    let of = |kinds: &[NeedKind]| needs.iter().filter(|n| kinds.contains(&n.kind)).count();
    let ahead: Vec<&&Occurrence> = meetings.iter().filter(|m| m.end > ctx.now).collect();
    let stand_up = |m: &&&Occurrence| m.title.to_lowercase().contains("stand-up");
    let next = || {
        ahead.iter().find(|m| !stand_up(m)).map(|m| {
            // What runs already is told by its end.
            let (word, at) = if m.start <= ctx.now { (" until ", m.end) } else { (" at ", m.start) };
            [&m.title, word, &crate::analysis::words::clock(minute(ctx, at))].concat()
        })
    };
    let some = |n: usize, one: &str, many: &str| (n > 0).then(|| count(n, one, many));
    let mut words: Vec<String> = Vec::new();
    match part {
        0 => {
            words.extend(some(
                ahead.iter().filter(|m| stand_up(m)).count(),
                "stand-up to come",
                "stand-ups to come",
            ));
            words.extend(next());
            words.extend(some(of(&[NeedKind::Blocked]), "blocker", "blockers"));
        }
        1 => {
            words.extend(next());
            words.extend(some(of(&[NeedKind::Decision]), "decision wanted", "decisions wanted"));
            words.extend(some(
                of(&[NeedKind::RiskReview, NeedKind::Trigger]),
                "risk to review",
                "risks to review",
            ));
        }
        2 => {
            words.extend(next());
            words.extend(some(of(&[NeedKind::Action, NeedKind::Overdue]), "thing due", "things due"));
            words.extend(some(of(&[NeedKind::Ageing]), "card over age", "cards over age"));
        }
        _ => {
            words.extend(next());
            let lines = plan::lines(ctx.program, today);
            let open = lines.iter().filter(|l| !l.done).count();
            let closed = ctx.program.day_notes.values().any(|n| n.day == today && n.closed.is_some());
            words.push(match (closed, open, lines.len()) {
                (true, ..) => "the day is closed".to_owned(),
                (_, _, 0) => "nothing planned".to_owned(),
                (_, 0, _) => "the plan is done, then close".to_owned(),
                (_, open, all) => {
                    [&open.to_string(), " of ", &all.to_string(), " planned, then close"].concat()
                }
            });
        }
    }
    let words = if words.is_empty() { "nothing left".to_owned() } else { words.join(", ") };
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
