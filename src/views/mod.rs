//! The pages. They only derive: every change goes through the workbench.

mod board;
mod choices;
mod data;
mod dialogs;
mod first_run;
mod import;
mod item_panel;
mod metrics;
mod palette;
mod phrases;
mod records;
mod recovery;
mod reports;
mod risks;
mod shell;
mod start;
mod today;

pub use recovery::{Trouble, recovery};
pub use shell::shell;
