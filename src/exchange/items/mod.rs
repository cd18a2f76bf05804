//! Work items out of trackers' files: Jira, Azure DevOps, Trello, GitHub, Linear, Asana, any table.
//!
//! Bytes of one file or several → [`Reader`] → [`Reading`]: what they hold, the questions they leave
//! open, and the [`crate::command::ImportBatch`] that the import command applies. Reading changes
//! nothing. Each tracker is a small reader that fills the same raw items; everything that the whole
//! import decides (orders of dates, categories, people, links, histories) is done once, behind them.

mod adf;
mod azure;
mod categories;
mod cells;
mod dates;
mod document;
mod field;
mod finish;
mod gather;
mod github;
mod html;
mod jira_json;
mod jira_xml;
mod links;
mod raw;
mod reader;
mod reading;
mod recognise;
mod refusal;
mod statuses;
mod table;
mod times;
mod trello;

pub use field::Field;
pub use reader::{Input, Progress, Reader, read, read_all};
pub use reading::{
    Answers, Column, ColumnUse, DateQuestion, PersonFound, Reading, Remark, Severity, StatusFound,
};
pub use recognise::{Recognised, recognise};
pub use refusal::{Refusal, RefusalKind};
pub use table::Language;
