//! What a chart says beside its marks.

use super::working::{Figure, Group};
use crate::model::Date;

/// The words of a chart: what it shows, who was counted, who was not and why.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes {
    /// What the chart is called.
    pub title: String,
    /// What it says, in one or two sentences; also when it has nothing to show, and then why.
    pub caption: String,
    /// First and last day that it looks at.
    pub window: Option<(Date, Date)>,
    /// The formula of what is drawn.
    pub formula: Vec<String>,
    /// How the formula is meant.
    pub formula_note: String,
    /// Who was counted: label and number, widest first.
    pub population: Vec<(String, u64)>,
    /// Who was not counted, and why.
    pub left_out: Vec<Group>,
    /// Who was counted with a remark.
    pub remarks: Vec<Group>,
}

impl Notes {
    pub(crate) fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// The working of the figure that the chart belongs to, under the chart's own title.
    pub(crate) fn of(title: impl Into<String>, figure: &Figure) -> Self {
        Self {
            title: title.into(),
            caption: figure.sentence.clone(),
            window: figure.window,
            formula: figure.formula.clone(),
            formula_note: figure.formula_note.clone(),
            population: figure.population.clone(),
            left_out: figure.left_out.clone(),
            remarks: figure.remarks.clone(),
        }
    }

    pub(crate) fn caption(mut self, caption: impl Into<String>) -> Self {
        self.caption = caption.into();
        self
    }

    pub(crate) const fn window(mut self, from: Date, to: Date) -> Self {
        self.window = Some((from, to));
        self
    }

    pub(crate) fn formula(mut self, formula: &str, note: impl Into<String>) -> Self {
        self.formula = vec![formula.to_owned()];
        self.formula_note = note.into();
        self
    }

    pub(crate) fn population(mut self, label: impl Into<String>, count: usize) -> Self {
        self.population.push((label.into(), count as u64));
        self
    }

    /// Adds what was left out; empty groups are not worth a line.
    pub(crate) fn left_out(mut self, groups: impl Into<Vec<Group>>) -> Self {
        self.left_out.extend(said(groups.into()));
        self
    }

    /// Adds remarks; empty groups are not worth a line.
    pub(crate) fn remarks(mut self, groups: impl Into<Vec<Group>>) -> Self {
        self.remarks.extend(said(groups.into()));
        self
    }
}

/// Kept apart from the methods above, which are compiled for each number of groups.
#[inline(never)]
fn said(mut groups: Vec<Group>) -> Vec<Group> {
    groups.retain(|group| group.count > 0);
    groups
}
