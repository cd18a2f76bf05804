//! Service levels: how many cycles meet their target, and which client fares worst.
//!
//! Attainment = met ÷ (met + breached), over the cycles finished in a window and those that are past
//! their target though still open. Times to acknowledge and to restore follow from incidents' timelines:
//! see [`super::incident`].

mod attainment;
mod clock;
mod hours;
mod running;

pub(super) use attainment::figure;
pub use attainment::{Attainment, Level, Share, attainment, worst_level};
pub use clock::{Cycle, CycleState, Cycles, cycles, in_scope};
pub use hours::{service_after, service_between, usual_day};
pub use running::{Breach, Running, WARN, breaches, clock_colour, clocks_of, incident_of, running};
