//! Cost: earned value (PMI practice standard for EVM; the DAU Gold Card).
//!
//! Amounts are hundredths of one currency in whole numbers; two currencies never add up.

mod curve;
mod earned;
mod figures;
mod ratios;
mod schedule;

pub use crate::model::EacForm;
pub use curve::{Curve, CurvePoint, curve};
pub(super) use earned::share;
pub use earned::{EarnedValue, currencies, earned_value};
pub(crate) use figures::all;
pub(super) use figures::{cost_variance, cpi};
pub use ratios::NotComputable;
pub use schedule::Schedule;
