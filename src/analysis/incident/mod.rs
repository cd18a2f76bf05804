//! Incidents: what a severity asks for, the clocks, the updates, the postmortem, MTTA and MTTR.
//!
//! The timeline is the one truth: when an incident was noticed, taken on, mitigated and resolved follows
//! from its entries (`command::kept::incidents` keeps the record's fields that way), and so do the figures.

mod clocks;
mod drafts;
mod figures;
mod severity;
mod summary;

pub use clocks::{
    acknowledged_in, changed_severity, heard, interval, is_running, listed, next_due, open_incidents,
    restored_in, restored_words, running_for, stream_state,
};
pub use drafts::{UpdateFacts, draft, promised};
pub(super) use figures::figures;
pub use figures::{Answered, mtta, mttr};
pub use severity::{SEVERITIES, Severity, severity};
pub use summary::{confirmed, summary};
