//! The deterministic sample program and the load generator.
//!
//! “Halden Commerce” tells six months of a product company with two clients: every date is relative to
//! the day it is made for, and the same day and zone give the same program to the byte.

mod clients;
mod days;
mod draft;
mod evening;
mod generate;
mod ground;
mod incidents;
mod midday;
mod money;
mod morning;
mod now;
mod planning;
mod product;
mod raid;
mod risks;
mod rooms;
mod service;
mod settle;
mod streams;
mod teams;
mod words;

pub use generate::generate;

use crate::model::{Date, Program, Timestamp, Zone};
use days::Days;
use draft::Work;
use ground::Ground;

/// The sample program as it stands at 11:40 of `today`. No event of an item is later than the day before.
#[must_use]
pub fn program(today: Date, zone: &Zone) -> Program {
    let now = Days::new(today, zone).at(today, 11 * 60 + 40);
    program_at(Timestamp(now.0 + 8_000), zone)
}

/// The sample program as it stands at a moment: the incident that runs began shortly before it.
#[must_use]
pub fn program_at(now: Timestamp, zone: &Zone) -> Program {
    let days = Days::new(zone.day(now), zone);
    let mut ground = Ground::lay(&days);
    let mut work = Work::default();
    teams::history(&mut ground, &days, &mut work);
    streams::history(&mut ground, &days, &mut work);
    now::story(&mut ground, &days, &mut work);
    ground.settle(&days, work);
    money::book(&mut ground, &days);
    risks::register(&mut ground, &days);
    now::plan(&mut ground, &days);
    service::levels(&mut ground, &days);
    rooms::furnish(&mut ground, &days);
    morning::tell(&mut ground, &days);
    raid::register(&mut ground, &days);
    planning::ahead(&mut ground, &days);
    incidents::story(&mut ground, &days, now, zone);
    midday::tell(&mut ground, &days);
    evening::tell(&mut ground, &days);
    planning::sprints(&mut ground, &days);
    clients::agree(&mut ground, &days);
    product::aim(&mut ground, &days);
    ground.program
}
