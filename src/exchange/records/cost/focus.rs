//! Cloud costs in FOCUS form (FinOps Open Cost and Usage Specification), as AWS, Azure and Google
//! Cloud export them: one row a charge.

use super::super::{FileRemark, one_line, short};
use super::Table;
use super::number::{RawDay, day, decimal, hundredths};
use crate::command::ImportedCost;
use crate::exchange::table::Rows;
use crate::json::{Value, from_text};
use crate::model::{Currency, Date, Money};
use std::collections::BTreeMap;

/// The columns that are read, by their names in the specification.
const COLUMNS: [&str; 9] = [
    "BilledCost",
    "BillingCurrency",
    "ChargePeriodStart",
    "BillingPeriodStart",
    "ServiceName",
    "SubAccountName",
    "SubAccountId",
    "BillingAccountName",
    "Tags",
];

fn place(header: &[String], name: &str) -> Option<usize> {
    header.iter().position(|h| h.trim().eq_ignore_ascii_case(name))
}

/// Whether a header row is that of a FOCUS table.
pub(super) fn is_focus(header: &[String]) -> bool {
    let has = |name| place(header, name).is_some();
    has("BilledCost") && (has("ChargePeriodStart") || has("BillingPeriodStart"))
}

/// What charges are added up by.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    date: Date,
    account: String,
    project: String,
    service: String,
    currency: Currency,
}

/// A FOCUS table that is read in portions.
pub(super) struct Focus {
    places: [Option<usize>; COLUMNS.len()],
    width: usize,
    /// The sum and the line of the first charge.
    sums: BTreeMap<Kind, (i128, u64)>,
    tags: Tags,
    table: Table,
}

impl Focus {
    pub(super) fn new(header: &[String]) -> Self {
        Self {
            places: COLUMNS.map(|name| place(header, name)),
            width: header.len(),
            sums: BTreeMap::new(),
            tags: Tags::default(),
            table: Table::default(),
        }
    }

    /// Reads at most `max` rows; false when there are no more.
    pub(super) fn step(&mut self, rows: &mut Rows, max: usize) -> bool {
        let Self { places, width, sums, tags, table } = self;
        let (count, remarks) = (&mut table.rows, &mut table.remarks);
        rows.read(max, &mut |at, record| {
            *count += 1;
            let cell = |column: usize| {
                let place = places.get(column).copied().flatten();
                place.and_then(|place| record.get(place)).map_or("", str::trim)
            };
            let mut refuse = |text: String| remarks.push(FileRemark { line: at.line, not_read: true, text });
            if record.len() < *width {
                return refuse(format!("The row has {} cells, the header {width}", record.len()));
            }
            let Some(cost) = decimal(cell(0)) else {
                return refuse(format!("Cost “{}” is not a number", short(cell(0))));
            };
            let Some(currency) = Currency::parse(cell(1)) else {
                return refuse(format!("Currency “{}” is not a code of three letters", short(cell(1))));
            };
            let when = [cell(2), cell(3)].into_iter().find(|text| !text.is_empty()).unwrap_or_default();
            let Some(RawDay::Known(date, _)) = day(when) else {
                return refuse(format!("“{}” is not a day", short(when)));
            };
            let named = |columns: &[usize]| {
                let found = columns.iter().map(|c| cell(*c)).find(|text| !text.is_empty());
                one_line(found.unwrap_or_default())
            };
            let account = named(&[6, 5, 7]);
            let project = tags.project(cell(8)).unwrap_or_else(|| named(&[5, 6, 7]));
            let kind = Kind { date, account, project, service: named(&[4]), currency };
            let (sum, _) = sums.entry(kind).or_insert((0, at.line));
            *sum = sum.saturating_add(cost);
        })
    }

    pub(super) fn finish(self) -> Table {
        let Self { sums, mut table, .. } = self;
        let mut tiny = 0;
        for (kind, (sum, line)) in sums {
            let amount = hundredths(sum);
            if amount == 0 {
                tiny += 1;
                continue;
            }
            let Kind { date, account, project, service, currency } = kind;
            let key = format!("focus|{date}|{account}|{project}|{service}|{}", currency.code());
            let amount = Money { amount, currency };
            table.entries.push(ImportedCost { line, key, project, date, amount, note: service });
        }
        if tiny > 0 {
            table.found.push(format!("{tiny} of less than half a hundredth passed over"));
        }
        table
    }
}

/// The project that a row's tags name; few tag texts differ, so each is read once.
#[derive(Default)]
struct Tags {
    known: BTreeMap<String, Option<String>>,
}

impl Tags {
    fn project(&mut self, text: &str) -> Option<String> {
        if text.len() < 2 {
            return None;
        }
        if let Some(known) = self.known.get(text) {
            return known.clone();
        }
        let tags: Value = from_text(text).unwrap_or_default();
        let found = match &tags {
            Value::Object(tags) => tags
                .iter()
                .find(|(name, _)| {
                    // Providers put their own words before the user's, such as `user:`.
                    let name = name.rsplit([':', '/']).next().unwrap_or(name);
                    ["project", "projectname", "project_name", "project-name"]
                        .contains(&name.to_lowercase().as_str())
                })
                .and_then(|(_, value)| value.as_text())
                .map(one_line)
                .filter(|name| !name.is_empty()),
            _ => None,
        };
        if self.known.len() < 10_000 {
            self.known.insert(text.to_owned(), found.clone());
        }
        found
    }
}
