//! Tables of costs to cost entries: cloud costs in FOCUS form, and plain tables with a date, a
//! project and an amount.
//!
//! FOCUS tables hold thousands of charges a day; those of one day, service, account and currency are
//! added up, to the last digit, before they are rounded. Two currencies never add up. An entry's key
//! names what it is of, so a newer table updates it.

mod focus;
mod number;
mod plain;

use super::{DayOrder, FileAnswers, FileKind, FileReading, FileRefusal, FileRemark, counted, head, not_text};
use crate::command::{CostBatch, FileBatch, FileContent, ImportedCost};
use crate::exchange::table::{Rows, is_excel_mangled};
use crate::exchange::text;
use crate::model::{ColumnMap, Currency, SourceSystem};

const WHAT: &str = "the table of costs (a CSV file)";

/// Rows that are read at a time.
const PORTION: usize = 1000;

/// A field of a plain table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CostField {
    /// The day.
    Date,
    /// The project's name.
    Project,
    /// How much.
    Amount,
    /// The currency.
    Currency,
    /// What for.
    Note,
    /// What names the entry, such as an invoice's number.
    Key,
}

impl CostField {
    /// All fields.
    pub const ALL: [Self; 6] =
        [Self::Date, Self::Project, Self::Amount, Self::Currency, Self::Note, Self::Key];

    /// The word that people read, and that answers use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "Date",
            Self::Project => "Project",
            Self::Amount => "Amount",
            Self::Currency => "Currency",
            Self::Note => "Note",
            Self::Key => "Number",
        }
    }

    /// Headers that mean the field, in small letters.
    const fn headers(self) -> &'static [&'static str] {
        match self {
            Self::Date => &[
                "date",
                "day",
                "posting date",
                "booking date",
                "invoice date",
                "datum",
                "buchungsdatum",
                "fecha",
                "data",
                "date de facturation",
            ],
            Self::Project => &[
                "project",
                "project name",
                "project key",
                "cost center",
                "cost centre",
                "projekt",
                "kostenstelle",
                "proyecto",
                "projeto",
                "projet",
            ],
            Self::Amount => &[
                "amount",
                "cost",
                "costs",
                "total",
                "net amount",
                "actual cost",
                "betrag",
                "kosten",
                "importe",
                "valor",
                "montant",
            ],
            Self::Currency => {
                &["currency", "currency code", "ccy", "währung", "waehrung", "moneda", "moeda", "devise"]
            }
            Self::Note => &[
                "note",
                "notes",
                "description",
                "memo",
                "service",
                "category",
                "vendor",
                "text",
                "beschreibung",
                "verwendungszweck",
                "descripción",
                "descrição",
                "libellé",
            ],
            Self::Key => &[
                "id",
                "number",
                "reference",
                "ref",
                "invoice",
                "invoice number",
                "document",
                "document number",
                "beleg",
                "belegnummer",
                "rechnungsnummer",
            ],
        }
    }
}

/// Where a plain table has its fields.
#[derive(Debug, Clone, Copy, Default)]
struct Columns {
    places: [Option<usize>; 6],
}

impl Columns {
    fn of(header: &[String], picked: &ColumnMap) -> Self {
        let mut columns = Self::default();
        for (place, field) in columns.places.iter_mut().zip(CostField::ALL) {
            let by_name = |name: &str| header.iter().position(|h| h.trim().eq_ignore_ascii_case(name));
            let by_hand = picked.get(field.name()).and_then(|name| by_name(name.trim()));
            *place = by_hand.or_else(|| {
                let means = |name: &str| header.iter().position(|h| h.trim().to_lowercase() == name);
                field.headers().iter().find_map(|name| means(name))
            });
        }
        columns
    }

    fn has(&self, field: CostField) -> bool {
        self.places.get(field as usize).copied().flatten().is_some()
    }

    fn cell<'r>(&self, field: CostField, record: &'r csv::StringRecord) -> &'r str {
        let place = self.places.get(field as usize).copied().flatten();
        place.and_then(|place| record.get(place)).map_or("", str::trim)
    }
}

fn header_of(rows: &mut Rows) -> (Vec<String>, u64) {
    let (mut header, mut line) = (Vec::new(), 1);
    rows.read(1, &mut |place, record| {
        line = place.line;
        header = record.iter().map(|cell| cell.trim().to_owned()).collect();
    });
    (header, line)
}

/// Whether a file is a table of costs. A plain one must have a date and an amount, and nothing that
/// makes it a table of issues.
#[must_use]
pub fn recognise_costs(bytes: &[u8]) -> bool {
    let text = head(bytes);
    if text.trim_start().starts_with(['<', '{', '[']) {
        return false;
    }
    let (header, _) = header_of(&mut Rows::new(text));
    if focus::is_focus(&header) {
        return true;
    }
    let columns = Columns::of(&header, &ColumnMap::new());
    let issues = [
        "issue key",
        "key",
        "summary",
        "title",
        "work item type",
        "status",
        "issue type",
        "name",
        "task",
        "task name",
        "assignee",
        "owner",
    ];
    let of_issues = header.iter().any(|h| issues.contains(&h.to_lowercase().as_str()));
    columns.has(CostField::Date) && columns.has(CostField::Amount) && !of_issues
}

/// What a table gave, whichever form it is of.
#[derive(Default)]
struct Table {
    entries: Vec<ImportedCost>,
    rows: usize,
    day_order: Option<DayOrder>,
    assumed_currency: Option<Currency>,
    /// Further words about what was found.
    found: Vec<String>,
    remarks: Vec<FileRemark>,
}

/// A table of costs that is read in portions: such tables can be long.
pub struct CostReader {
    rows: Rows,
    form: Form,
    answers: FileAnswers,
}

enum Form {
    Focus(Box<focus::Focus>),
    Plain(Box<plain::Plain>),
}

impl CostReader {
    /// Reads the header row.
    ///
    /// # Errors
    /// [`FileRefusal`] where the columns are not known.
    pub fn open(bytes: Vec<u8>, answers: &FileAnswers) -> Result<Self, FileRefusal> {
        let decoded = text::decode(bytes).map_err(|why| not_text(&why, WHAT))?;
        if is_excel_mangled(&decoded.text) {
            return Err(FileRefusal::new(
                "A spreadsheet program saved over this table: whole rows are wrapped in quotes or end in “;;;”, so it \
                 is no longer known where a cell ends.",
                "Export it again and choose the downloaded file without opening it in Excel first.",
            ));
        }
        let mut rows = Rows::new(decoded.text);
        let (header, line) = header_of(&mut rows);
        let answers = answers.clone();
        if focus::is_focus(&header) {
            return Ok(Self { rows, form: Form::Focus(Box::new(focus::Focus::new(&header))), answers });
        }
        let columns = Columns::of(&header, &answers.columns);
        if columns.has(CostField::Date) && columns.has(CostField::Amount) {
            return Ok(Self { rows, form: Form::Plain(Box::new(plain::Plain::new(columns))), answers });
        }
        let wanted = [CostField::Date, CostField::Amount].into_iter().filter(|f| !columns.has(*f));
        let wanted: Vec<String> = wanted.map(|f| f.name().to_lowercase()).collect();
        let mut refusal = FileRefusal::new(
            &format!("No column of this table is known as the {}.", wanted.join(" or the ")),
            "Pick the columns by hand, or name them Date, Project, Amount and Currency.",
        )
        .at(line, 1);
        refusal.headers = header;
        Err(refusal)
    }

    /// Reads at most `max` more rows; false when there are none.
    pub fn step(&mut self, max: usize) -> bool {
        match &mut self.form {
            Form::Focus(form) => form.step(&mut self.rows, max),
            Form::Plain(form) => form.step(&mut self.rows, max),
        }
    }

    /// How much is read, from 0 to 1.
    #[must_use]
    pub fn fraction(&self) -> f64 {
        self.rows.fraction()
    }

    /// Reads what is left and puts everything together.
    ///
    /// # Errors
    /// [`FileRefusal`] where the table holds no cost.
    pub fn finish(mut self) -> Result<FileReading, FileRefusal> {
        while self.step(PORTION) {}
        let Self { form, answers, .. } = self;
        let is_focus = matches!(form, Form::Focus(_));
        let table = match form {
            Form::Focus(form) => form.finish(),
            Form::Plain(form) => form.finish(&answers),
        };
        reading(table, is_focus, &answers)
    }
}

/// Reads a table of costs.
///
/// # Errors
/// [`FileRefusal`] where its columns are not known, or it holds no cost.
pub fn read(bytes: Vec<u8>, answers: &FileAnswers) -> Result<FileReading, FileRefusal> {
    CostReader::open(bytes, answers)?.finish()
}

fn reading(table: Table, is_focus: bool, answers: &FileAnswers) -> Result<FileReading, FileRefusal> {
    if table.entries.is_empty() {
        let mut refusal = FileRefusal::new(
            "This table holds no cost that could be read.",
            "Check its dates and amounts, and export it again.",
        );
        refusal.place = table.remarks.first().map(|r| (r.line, 1));
        return Err(refusal);
    }
    let mut found = vec![counted(table.rows, "row"), counted(table.entries.len(), "cost")];
    found.extend(table.found);
    Ok(FileReading {
        kind: FileKind::Costs,
        found,
        batch: FileBatch {
            system: SourceSystem::Cost,
            source: if is_focus {
                "Cloud costs".into()
            } else {
                answers.series.clone().unwrap_or_else(|| "Costs".into())
            },
            project: answers.project,
            projects: answers.projects.clone(),
            columns: if is_focus { ColumnMap::new() } else { answers.columns.clone() },
            content: FileContent::Costs(CostBatch { entries: table.entries }),
            ..FileBatch::default()
        },
        day_order: table.day_order,
        assumed_currency: table.assumed_currency,
        remarks: table.remarks,
    })
}
