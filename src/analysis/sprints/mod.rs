//! Sprints: what was committed to, what was completed, and velocity per team.
//!
//! Story points of two teams are different units: nothing here adds two teams up.

mod burn;
mod figures;
mod outcome;
mod velocity;

pub use burn::{Amount, Burn, BurnDay, burn, burnable};
pub(crate) use figures::figures;
pub(super) use figures::{Recent, figures_of};
pub use outcome::{SprintOutcome, closed_sprints, outcome};
pub(super) use velocity::velocity_chart_of;
pub use velocity::{VelocityBar, VelocityChart, velocity_chart};
