//! Service levels: how many cycles meet their target, and which client fares worst.
//!
//! Attainment = met ÷ (met + breached), over the cycles finished in a window and those that are past
//! their target though still open. Times to acknowledge and to repair follow from incidents' timelines,
//! which are no part of the program yet; a [`Cycle`] is all that they would add here.

mod attainment;
mod clock;
mod hours;

pub(super) use attainment::figure;
pub use attainment::{Attainment, Level, Share, attainment, worst_level};
pub use clock::{Cycle, CycleState, Cycles, cycles, in_scope};
pub use hours::service_between;
