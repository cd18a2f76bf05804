//! Sprints: what was committed to, what was completed, and velocity per team.
//!
//! Story points of two teams are different units: nothing here adds two teams up.

mod figures;
mod outcome;

pub(super) use figures::figures;
pub use outcome::{SprintOutcome, closed_sprints, outcome};
