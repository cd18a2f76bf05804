//! The day ahead: what its meetings need, when there is time, whether the next sprint can begin.

mod focus;
mod meetings;
mod readiness;

pub use focus::{Gap, gaps, next_gap};
pub use meetings::{Ahead, Prepare, ahead};
pub use readiness::{Check, Readiness, readiness};

#[cfg(test)]
mod tests;
