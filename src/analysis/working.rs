//! A figure and its working: everything that a reader needs to check it by hand.

use super::notes::Notes;
use super::rag::Colour;
use super::target::Target;
use crate::model::{Date, Money, WorkItemId};

/// What a figure comes to.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Days.
    Days(i64),
    /// Story points.
    Points(f64),
    /// A percentage, 0 to 100.
    Percent(f64),
    /// An amount in one currency.
    Money(Money),
    /// A ratio such as CPI, 1.0 = as planned.
    Ratio(f64),
    /// Minutes by the clock on the wall.
    Minutes(f64),
    /// A number of things.
    Count(u64),
    /// Not computable, with the sentence that says why.
    NotComputable(String),
}

impl Value {
    /// Whether there is a number.
    #[must_use]
    pub const fn is_computed(&self) -> bool {
        !matches!(self, Self::NotComputable(_))
    }

    /// The value as a number for charts and tests; money in whole units.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Days(days) => Some(*days as f64),
            Self::Points(value) | Self::Percent(value) | Self::Ratio(value) | Self::Minutes(value) => {
                Some(*value)
            }
            Self::Money(money) => Some(money.amount as f64 / 100.0),
            Self::Count(count) => Some(*count as f64),
            Self::NotComputable(_) => None,
        }
    }
}

/// Items that were left out, or that count with a remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// How many; not always items, so it may differ from the list's length.
    pub count: usize,
    /// Why, in a few words: "Cancelled, so not delivered".
    pub what: String,
    /// The items, in the order of their keys' records.
    pub items: Vec<WorkItemId>,
}

impl Group {
    /// A group of items.
    #[must_use]
    pub fn of(what: impl Into<String>, items: Vec<WorkItemId>) -> Self {
        Self { count: items.len(), what: what.into(), items }
    }

    /// A group of things that are not items.
    #[must_use]
    pub fn count(what: impl Into<String>, count: usize) -> Self {
        Self { count, what: what.into(), items: Vec::new() }
    }
}

/// A row behind a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    /// The records that the row is about or sums up.
    pub to: Vec<Target>,
    /// What the row is: an item's title, a sprint, a package.
    pub label: String,
    /// Its share in the figure, such as "17 d".
    pub value: String,
}

impl Behind {
    /// A row that leads to the records it is about.
    pub(crate) fn new(to: Vec<Target>, label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { to, label: label.into(), value: value.into() }
    }

    /// A row of words alone.
    pub(crate) fn words(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self::new(Vec::new(), label, value)
    }

    /// The item, where the row is about one.
    #[must_use]
    pub fn item(&self) -> Option<WorkItemId> {
        match self.to.as_slice() {
            [Target::Item(id)] => Some(*id),
            _ => None,
        }
    }
}

/// Which way a figure should go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Aim {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither.
    #[default]
    Neither,
}

/// One figure with its working.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it is called: "Cycle time".
    pub name: String,
    /// What it comes to.
    pub value: Value,
    /// The value as people read it: "8", "−€18k", "n/a".
    pub display: String,
    /// "days", "pt", "%" or nothing.
    pub unit: String,
    /// What kind of value it is: "85 % within", "Mean of 3".
    pub caption: String,
    /// What to know beside it: "n = 99", "36 to 47, last 3".
    pub detail: String,
    /// One plain sentence.
    pub sentence: String,
    /// The formula, then the same with this figure's numbers.
    pub formula: Vec<String>,
    /// How the formula is meant.
    pub formula_note: String,
    /// First and last day that it looks at; none where it is as of today.
    pub window: Option<(Date, Date)>,
    /// Who was counted: label and number, widest first; the last is what the figure rests on.
    pub population: Vec<(String, u64)>,
    /// Every item that was counted.
    pub counted: Vec<WorkItemId>,
    /// Who was not counted, and why.
    pub left_out: Vec<Group>,
    /// Who was counted with a remark.
    pub remarks: Vec<Group>,
    /// The rows behind the figure, the most telling first.
    pub behind: Vec<Behind>,
    /// Its colour, where thresholds exist for it.
    pub colour: Option<Colour>,
    /// The figure over time, oldest first.
    pub trend: Vec<f64>,
    /// Which way is better.
    pub aim: Aim,
}

impl Figure {
    /// A figure with its value; display and unit follow from it.
    #[must_use]
    pub(crate) fn new(name: impl Into<String>, value: Value) -> Self {
        let (display, unit) = super::words::display(&value);
        let sentence = match &value {
            Value::NotComputable(why) => why.clone(),
            _ => String::new(),
        };
        Self {
            name: name.into(),
            value,
            display,
            unit: unit.to_owned(),
            caption: String::new(),
            detail: String::new(),
            sentence,
            formula: Vec::new(),
            formula_note: String::new(),
            window: None,
            population: Vec::new(),
            counted: Vec::new(),
            left_out: Vec::new(),
            remarks: Vec::new(),
            behind: Vec::new(),
            colour: None,
            trend: Vec::new(),
            aim: Aim::Neither,
        }
    }

    pub(crate) fn caption(mut self, caption: impl Into<String>, detail: impl Into<String>) -> Self {
        self.caption = caption.into();
        self.detail = detail.into();
        self
    }

    /// Sets the sentence of a computed figure; the reason of one that is not computable stays.
    pub(crate) fn sentence(mut self, sentence: impl Into<String>) -> Self {
        if self.value.is_computed() {
            self.sentence = sentence.into();
        }
        self
    }

    pub(crate) fn formula<T: Into<String>>(
        mut self,
        lines: impl IntoIterator<Item = T>,
        note: impl Into<String>,
    ) -> Self {
        self.formula = lines.into_iter().map(Into::into).collect();
        self.formula_note = note.into();
        self
    }

    /// Takes over the working of the chart that it belongs to.
    pub(crate) fn take(&mut self, notes: &Notes) {
        (self.formula, self.formula_note) = (notes.formula.clone(), notes.formula_note.clone());
        (self.window, self.population) = (notes.window, notes.population.clone());
        (self.left_out, self.remarks) = (notes.left_out.clone(), notes.remarks.clone());
    }

    pub(crate) fn population(mut self, label: impl Into<String>, count: usize) -> Self {
        self.population.push((label.into(), count as u64));
        self
    }

    pub(crate) const fn window(mut self, span: (Date, Date)) -> Self {
        self.window = Some(span);
        self
    }

    pub(crate) fn counted(mut self, items: Vec<WorkItemId>) -> Self {
        self.counted = items;
        self
    }

    pub(crate) const fn aim(mut self, aim: Aim) -> Self {
        self.aim = aim;
        self
    }

    /// Adds what was left out; empty groups are not worth a line.
    pub(crate) fn left_out(mut self, groups: impl Into<Vec<Group>>) -> Self {
        keep(&mut self.left_out, groups.into());
        self
    }

    /// Adds remarks; empty groups are not worth a line.
    pub(crate) fn remarks(mut self, groups: impl Into<Vec<Group>>) -> Self {
        keep(&mut self.remarks, groups.into());
        self
    }
}

/// Kept apart from the methods above, which are compiled for each number of groups.
#[inline(never)]
fn keep(list: &mut Vec<Group>, groups: Vec<Group>) {
    for group in groups {
        if group.count > 0 {
            list.push(group);
        }
    }
}
