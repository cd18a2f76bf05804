//! Jira exports: CSV of Cloud and Server, in any of the languages of [`Language`].
//!
//! Bytes → [`Reader`] → [`Reading`]: what the file holds, the questions it leaves open, and the
//! [`crate::command::ImportBatch`] that the import command applies. Reading changes nothing.
//!
//! Rules: columns are collected by position, as headers repeat; rows are never shifted; every row
//! or cell that was not understood is a [`Remark`] with its physical line; what has no field here
//! is kept as an extra field. A key that occurs twice counts once, with its later row.

mod categories;
mod cells;
mod columns;
mod dates;
mod finish;
mod headers;
mod reader;
mod reading;
mod recognise;
mod refusal;
mod row;
mod statuses;
mod times;

pub use headers::{Field, Language};
pub use reader::{Progress, Reader, read};
pub use reading::{
    Answers, Column, ColumnUse, DateQuestion, PersonFound, Reading, Remark, Severity, StatusFound,
};
pub use recognise::{Recognised, recognise};
pub use refusal::{Refusal, RefusalKind};
