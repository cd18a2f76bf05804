//! The pages. They only derive: every change goes through the workbench.

mod actions;
mod backlog;
mod board;
mod chain;
mod choices;
mod clients;
mod data;
mod dialogs;
mod first_run;
mod goals;
mod import;
mod item_panel;
mod leads_to;
mod meetings;
mod metrics;
mod palette;
mod phrases;
mod quick_add;
mod record_list;
mod record_panel;
mod recovery;
mod reports;
mod retros;
mod risks;
mod roadmap;
mod shell;
mod stakeholders;
mod stand_ups;
mod start;
mod today;
mod tomorrow;
mod war_room;

pub use recovery::{Trouble, recovery};
pub use shell::shell;
