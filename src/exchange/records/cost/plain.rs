//! Plain tables of costs: a date, a project, an amount and a currency a row.

use super::super::{DayOrder, FileAnswers, FileRemark, one_line, short};
use super::number::{RawDay, amount, day, mark_of};
use super::{Columns, CostField, Table};
use crate::command::ImportedCost;
use crate::exchange::table::Rows;
use crate::model::{Currency, Date, Money};
use std::collections::HashMap;

/// A row before its column is decided on.
struct Row {
    line: u64,
    date: RawDay,
    project: String,
    amount: String,
    currency: Option<Currency>,
    note: String,
    key: String,
}

/// Signs that stand for one currency only.
const SIGNS: [(char, &str); 5] = [('€', "EUR"), ('£', "GBP"), ('¥', "JPY"), ('₹', "INR"), ('$', "USD")];

/// The currency of a cell, or of the amount that carries it.
fn currency_of(cell: &str, amount: &str) -> Option<Currency> {
    let of_sign = |text: &str| {
        let sign = SIGNS.iter().find(|(sign, _)| text.contains(*sign));
        sign.and_then(|(_, code)| Currency::parse(code))
    };
    let letters: String = amount.chars().filter(char::is_ascii_alphabetic).collect();
    Currency::parse(cell)
        .or_else(|| of_sign(cell))
        .or_else(|| Currency::parse(&letters))
        .or_else(|| of_sign(amount))
}

/// A plain table that is read in portions.
pub(super) struct Plain {
    columns: Columns,
    all: Vec<Row>,
    table: Table,
}

impl Plain {
    pub(super) fn new(columns: Columns) -> Self {
        Self { columns, all: Vec::new(), table: Table::default() }
    }

    /// Reads at most `max` rows; false when there are no more.
    pub(super) fn step(&mut self, rows: &mut Rows, max: usize) -> bool {
        let Self { columns, all, table } = self;
        let (count, remarks) = (&mut table.rows, &mut table.remarks);
        rows.read(max, &mut |at, record| {
            if record.iter().all(|cell| cell.trim().is_empty()) {
                return;
            }
            *count += 1;
            let cell = |field| columns.cell(field, record);
            let mut remark =
                |not_read: bool, text: String| remarks.push(FileRemark { line: at.line, not_read, text });
            let (date, amount) = (cell(CostField::Date), cell(CostField::Amount));
            if amount.is_empty() {
                return remark(true, "The row has no amount".into());
            }
            let Some(date) = day(date) else {
                return remark(true, format!("Date “{}” is not a date", short(date)));
            };
            let code = cell(CostField::Currency);
            let currency = currency_of(code, amount);
            if currency.is_none() && !code.is_empty() {
                return remark(true, format!("Currency “{}” is not a code of three letters", short(code)));
            }
            all.push(Row {
                line: at.line,
                date,
                project: one_line(cell(CostField::Project)),
                amount: amount.to_owned(),
                currency,
                note: one_line(cell(CostField::Note)),
                key: one_line(cell(CostField::Key)),
            });
        })
    }

    pub(super) fn finish(self, answers: &FileAnswers) -> Table {
        let Self { all, mut table, .. } = self;
        finish(all, answers, &mut table);
        table
    }
}

fn finish(all: Vec<Row>, answers: &FileAnswers, table: &mut Table) {
    let mark = mark_of(all.iter().map(|row| row.amount.as_str()));
    // A value that can be read in one way only tells how the column is written.
    let told = all.iter().find_map(|row| match row.date {
        RawDay::Known(_, order) => order,
        RawDay::Open(..) => None,
    });
    let decided = answers.day_first.or(told);
    let day_first = decided.unwrap_or(true);
    let table_name = answers.series.as_deref().unwrap_or("plain");
    let mut times: HashMap<String, usize> = HashMap::new();
    for row in all {
        let mut refuse =
            |text: String| table.remarks.push(FileRemark { line: row.line, not_read: true, text });
        let date = match row.date {
            RawDay::Known(date, _) => Some(date),
            RawDay::Open(first, second, year) => {
                let read = |day: u32, month: u32| Date::from_ymd_opt(year, month, day);
                let (day_one, month_one) = (read(first, second), read(second, first));
                if first != second
                    && decided.is_none()
                    && table.day_order.is_none()
                    && let (Some(as_day_first), Some(as_month_first)) = (day_one, month_one)
                {
                    table.day_order =
                        Some(DayOrder { as_day_first, as_month_first, assumed_day_first: day_first });
                }
                if day_first { day_one } else { month_one }
            }
        };
        let Some(date) = date else {
            refuse("The date does not exist".into());
            continue;
        };
        let Some(value) = amount(&row.amount, mark) else {
            refuse(format!("Amount “{}” is not a number", short(&row.amount)));
            continue;
        };
        let currency = row.currency.or(answers.currency).unwrap_or(Currency::EUR);
        if row.currency.is_none() && answers.currency.is_none() {
            table.assumed_currency = Some(currency);
        }
        let what = match row.key.as_str() {
            "" => format!("{date}|{}|{}|{}", row.project, row.note, currency.code()),
            key => format!("{key}|{}", row.project),
        };
        // Rows that say the same are told apart by their order.
        let time = times.entry(what.clone()).or_default();
        *time += 1;
        let key =
            if *time == 1 { format!("{table_name}|{what}") } else { format!("{table_name}|{what}|{time}") };
        let amount = Money { amount: value, currency };
        table.entries.push(ImportedCost {
            line: row.line,
            key,
            project: row.project,
            date,
            amount,
            note: row.note,
        });
    }
}
