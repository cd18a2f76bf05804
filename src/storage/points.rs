//! Recovery points in the vault: protected ones from before replacements, and rolling ones over time.

use super::envelope::{Envelope, open};
use super::vault::Shelf;
use super::{Unreadable, recovery};
use crate::json::{from_text, json_record, json_words, to_text};
use crate::model::order::InOrder;
use crate::model::{Date, Program, Timestamp, Zone};
use std::collections::BTreeSet;

/// What a recovery point is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Taken before something replaced the program. The last [`PROTECTED`] stay.
    Protected,
    /// Taken as time went by: one an hour for today, one a day for [`DAYS`] days.
    Rolling,
}

json_words! { Kind { "protected" Protected, "rolling" Rolling } }

/// How many protected points stay.
pub const PROTECTED: usize = 3;
/// For how many days back a daily point stays.
pub const DAYS: i64 = 14;

/// What is known of a recovery point without opening it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Its number, newest highest.
    pub number: u64,
    /// What it is for.
    pub kind: Kind,
    /// When it was taken.
    pub taken: Timestamp,
    /// What was about to happen; empty for a rolling one.
    pub why: String,
    /// How many records it holds.
    pub records: usize,
    /// How many bytes its text has.
    pub size: usize,
    /// Its head could not be read: it is listed, never removed by itself.
    pub damaged: bool,
}

/// The stored head of a point.
struct Head {
    kind: Kind,
    taken: Timestamp,
    why: String,
    records: usize,
    size: usize,
}

json_record! { Head { kind !, taken !, why ?, records !, size ! } }

/// What to put into the vault for a new point: its head and its body.
#[must_use]
pub fn point_puts(
    program: &Program,
    number: u64,
    kind: Kind,
    why: &str,
    at: Timestamp,
) -> Vec<(Shelf, u64, String)> {
    let body = Envelope::around(program, recovery::FORMAT, number, at, why).text();
    let head =
        Head { kind, taken: at, why: why.to_owned(), records: program.record_count(), size: body.len() };
    vec![(Shelf::Points, number, to_text(&head)), (Shelf::Bodies, number, body)]
}

/// The points of a listed [`Shelf::Points`], newest first. A damaged one is listed as such.
#[must_use]
pub fn points(heads: &[(u64, String)]) -> Vec<Point> {
    let point = |(number, text): &(u64, String)| match from_text::<Head>(text) {
        Ok(Head { kind, taken, why, records, size }) => {
            Point { number: *number, kind, taken, why, records, size, damaged: false }
        }
        Err(_) => Point {
            number: *number,
            kind: Kind::Protected,
            taken: Timestamp::default(),
            why: "Cannot be read".to_owned(),
            records: 0,
            size: text.len(),
            damaged: true,
        },
    };
    let mut points: Vec<Point> = heads.iter().map(point).collect();
    points.order_by(|a, b| b.number.cmp(&a.number));
    points
}

/// Opens the body of a point.
///
/// # Errors
/// [`Unreadable`]; the point is left as it is.
pub fn open_point(body: &str) -> Result<Program, Unreadable> {
    Ok(open(body, recovery::FORMAT)?.1.program)
}

/// Whether a rolling point is due: none was taken in this hour yet.
#[must_use]
pub fn is_due(points: &[Point], now: Timestamp, zone: &Zone) -> bool {
    let this = hour(now, zone);
    !points.iter().any(|p| !p.damaged && p.kind == Kind::Rolling && hour(p.taken, zone) == this)
}

/// The numbers of the points that have had their time: protected ones beyond the last [`PROTECTED`],
/// of the rolling ones all but the newest of each hour today and of each day of the last [`DAYS`].
/// Points from the future (the clock was set back) and damaged ones stay.
#[must_use]
pub fn surplus(points: &[Point], now: Timestamp, zone: &Zone) -> Vec<u64> {
    let today = zone.day(now);
    let (mut protected, mut hours, mut days) = (0, BTreeSet::new(), BTreeSet::<Date>::new());
    let mut sorted: Vec<&Point> = points.iter().filter(|p| !p.damaged).collect();
    sorted.order_by(|a, b| b.number.cmp(&a.number));
    let mut gone = Vec::new();
    for point in sorted {
        let day = zone.day(point.taken);
        let age = (today - day).num_days();
        let stays = match point.kind {
            Kind::Protected => {
                protected += 1;
                protected <= PROTECTED
            }
            Kind::Rolling if age < 0 => true,
            Kind::Rolling if age == 0 => hours.insert(hour(point.taken, zone).1),
            Kind::Rolling => age <= DAYS && days.insert(day),
        };
        if !stays {
            gone.push(point.number);
        }
    }
    gone
}

/// The local day and the hour in it.
fn hour(at: Timestamp, zone: &Zone) -> (Date, i64) {
    (zone.day(at), zone.local(at).and_utc().timestamp().div_euclid(3_600))
}
