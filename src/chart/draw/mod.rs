//! One drawing a series of the analysis: from plain data to a chart. A series that has nothing to show
//! gives the sentence that says why.

mod ageing;
mod cfd;
mod cost;
mod days_taken;
mod forecast;
mod net;
mod quality;
mod raid;
mod risk;
mod rows;
mod service;
mod sprints;
mod throughput;

pub use ageing::ageing;
pub use cfd::cfd;
pub use cost::{budget, s_curve};
pub use days_taken::{histogram, scatter};
pub use forecast::{how_many, milestones, when};
pub use net::net_flow;
pub use quality::leakage;
pub use raid::{risk_ageing, risk_heat, risk_scores, risk_top};
pub use risk::risk_burndown;
pub use rows::{blocked, efficiency, goals};
pub use service::{by_client, by_level};
pub use sprints::{Unit, burndown, burnup, velocity};
pub use throughput::throughput;

use super::ink::Ink;
use super::scene::Cell;
use crate::analysis::{Colour, targets};
use crate::model::{Date, Program, WorkItemId, short_day};
use chrono::Datelike;

/// A finished drawing, or why there is none.
pub type Drawn = Result<super::Chart, String>;

/// `20 Nov`, with the year where it is not this one.
fn day(date: Date, today: Date) -> String {
    if date.year() == today.year() { short_day(date) } else { format!("{} {}", short_day(date), date.year()) }
}

/// `1 item`, `1,204 items`.
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", super::plain(number as f64, 0), if number == 1 { one } else { many })
}

/// An item's key; nothing where it is gone.
fn key(program: &Program, id: WorkItemId) -> String {
    program.items.get(&id).map(|item| item.key.clone()).unwrap_or_default()
}

/// The first keys of some items and how many more there are: "SRCH-1, SRCH-2, 3 more".
fn keys(program: &Program, items: &[WorkItemId]) -> String {
    const MOST: usize = 4;
    let mut said: Vec<String> = items.iter().take(MOST).map(|id| key(program, *id)).collect();
    if items.len() > MOST {
        said.push(format!("{} more", items.len() - MOST));
    }
    said.join(", ")
}

/// The same after a colon; nothing without any item.
fn and_keys(program: &Program, items: &[WorkItemId]) -> String {
    if items.is_empty() { String::new() } else { format!(": {}", keys(program, items)) }
}

/// Key and title of an item as the first cells of a row.
fn item_cells(program: &Program, id: WorkItemId) -> Vec<Cell> {
    let item = program.items.get(&id);
    vec![
        Cell::Text(item.map(|i| i.key.clone()).unwrap_or_default()),
        Cell::Text(item.map(|i| i.title.clone()).unwrap_or_default()),
    ]
}

/// The ink and the word of a status colour.
fn colour(colour: Option<Colour>) -> (Ink, &'static str) {
    match colour {
        Some(Colour::Green) => (Ink::Green, "green"),
        Some(Colour::Amber) => (Ink::Amber, "amber"),
        Some(Colour::Red) => (Ink::Red, "red"),
        _ => (Ink::Step(3), ""),
    }
}
