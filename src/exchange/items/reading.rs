//! What a read file holds, and the questions that it leaves open.

use super::table::Language;
use crate::command::{ImportBatch, PersonChoice};
use crate::json::json_record;
use crate::model::order;
use crate::model::{Category, ColumnMap, Date, ImportSource, ProjectId, SprintId, TeamId};
use std::collections::BTreeMap;

/// What the user said about a source; everything has a default.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answers {
    /// The project that new items go to; none = the one of the same source, else a new one.
    pub project: Option<ProjectId>,
    /// The name of a new project; none = by the file's own project name.
    pub project_name: Option<String>,
    /// Columns picked by hand: [`super::Field::name`] → header.
    pub columns: ColumnMap,
    /// What each status counts as, by its name.
    pub categories: BTreeMap<String, Category>,
    /// The order of day and month where a column leaves it open: true = day first.
    pub day_first: Option<bool>,
    /// Who the names are, where that is not plain.
    pub people: BTreeMap<String, PersonChoice>,
    /// Which team of the program a team of the file is.
    pub teams: BTreeMap<String, TeamId>,
    /// Which sprint of the program a sprint of the file is.
    pub sprints: BTreeMap<String, SprintId>,
    /// The name under which the source is remembered; none = by what the files say.
    pub source: Option<String>,
}

json_record! {
    Answers {
        project ?, project_name ?, columns ?, categories ?, day_first ?, people ?, teams ?, sprints ?, source ?,
    }
}

impl Answers {
    /// The answers that a source remembers from the last import.
    #[must_use]
    pub fn of(source: &ImportSource) -> Self {
        Self {
            project: Some(source.project),
            project_name: None,
            columns: source.columns.clone(),
            categories: source.categories.clone(),
            day_first: source.day_first,
            people: order::map(source.texts.iter().map(|name| (name.clone(), PersonChoice::Text))),
            teams: source.teams.clone(),
            sprints: source.sprints.clone(),
            source: Some(source.name.clone()),
        }
    }
}

/// What a column is used for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnUse {
    /// It feeds this field, by the name of [`super::Field::name`] (`Links` for link columns).
    Field(&'static str),
    /// It is kept as an extra field of each item.
    Extra,
    /// It is empty in all rows, or has no header.
    Ignored,
}

/// One header of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// As it stands in the file.
    pub header: String,
    /// The columns it heads, from 1.
    pub positions: Vec<usize>,
    /// What it is used for.
    pub used_as: ColumnUse,
}

/// A status of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusFound {
    /// Its name.
    pub name: String,
    /// How many items are in it.
    pub items: usize,
    /// What it counts as.
    pub category: Category,
    /// Nothing in the file said so: the user should look.
    pub guessed: bool,
    /// Where the category comes from, as half a sentence.
    pub why: String,
}

/// A person of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonFound {
    /// Their name there.
    pub name: String,
    /// Their account's id there.
    pub account: Option<String>,
    /// How many items they own.
    pub items: usize,
}

/// Date columns whose values can be read both ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateQuestion {
    /// The headers.
    pub columns: Vec<String>,
    /// One value when the day stands first.
    pub as_day_first: Date,
    /// The same value when the month stands first.
    pub as_month_first: Date,
    /// How it was read for now: true = day first.
    pub assumed_day_first: bool,
}

/// How bad a remark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The row was not read.
    NotRead,
    /// The row was read, with something to look at.
    Remark,
}

/// One thing about the file that the user should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The file's name, where there are several.
    pub file: Option<String>,
    /// The physical line on which the row or the part begins, from 1.
    pub line: u64,
    /// The header of the column, where it is about one.
    pub column: Option<String>,
    /// How bad it is.
    pub severity: Severity,
    /// What is the matter and what was done, without a full stop.
    pub text: String,
}

/// A file that was read to its end.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Rows below the header, footers and repeated headers included.
    pub rows: usize,
    /// The language of the header row; none where no known header tells.
    pub language: Option<Language>,
    /// The columns, in the file's order.
    pub columns: Vec<Column>,
    /// The statuses, to do first.
    pub statuses: Vec<StatusFound>,
    /// The people, those with the most items first.
    pub people: Vec<PersonFound>,
    /// Asked where dates can be read both ways.
    pub date_question: Option<DateQuestion>,
    /// What to plan and apply.
    pub batch: ImportBatch,
    /// What was not understood, by line.
    pub remarks: Vec<Remark>,
}

impl Reading {
    /// Rows that were not read.
    #[must_use]
    pub fn not_read(&self) -> usize {
        self.remarks.iter().filter(|r| r.severity == Severity::NotRead).count()
    }
}
