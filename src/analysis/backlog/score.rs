//! Scores by which items are ranked, with their working.

use crate::analysis::words::number;
use crate::model::{Scoring, WorkItem};

/// How items are scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Weighted shortest job first (SAFe): cost of delay by job size.
    Wsjf,
    /// Reach, impact, confidence, effort.
    Rice,
    /// Value by effort.
    ValueEffort,
}

/// A number that a method asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// Value to users and business.
    Value,
    /// What waiting costs.
    Urgency,
    /// Risk reduced or opportunity opened.
    Opportunity,
    /// Job size or effort.
    Size,
    /// People reached in a period.
    Reach,
    /// Impact on each, in hundredths.
    Impact,
    /// Confidence in percent.
    Confidence,
}

impl Input {
    /// The head of its column.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Value => "Value",
            Self::Urgency => "Urgency",
            Self::Opportunity => "Opportunity",
            Self::Size => "Size",
            Self::Reach => "Reach",
            Self::Impact => "Impact",
            Self::Confidence => "Confidence",
        }
    }

    /// The same, where there is little room.
    #[must_use]
    pub const fn short(self) -> &'static str {
        match self {
            Self::Opportunity => "Opport.",
            Self::Confidence => "Conf. %",
            other => other.name(),
        }
    }

    /// What was judged.
    #[must_use]
    pub const fn of(self, scoring: &Scoring) -> Option<u32> {
        match self {
            Self::Value => scoring.value,
            Self::Urgency => scoring.urgency,
            Self::Opportunity => scoring.opportunity,
            Self::Size => scoring.size,
            Self::Reach => scoring.reach,
            Self::Impact => scoring.impact,
            Self::Confidence => scoring.confidence,
        }
    }

    /// Judges anew.
    pub const fn set(self, scoring: &mut Scoring, value: Option<u32>) {
        let field = match self {
            Self::Value => &mut scoring.value,
            Self::Urgency => &mut scoring.urgency,
            Self::Opportunity => &mut scoring.opportunity,
            Self::Size => &mut scoring.size,
            Self::Reach => &mut scoring.reach,
            Self::Impact => &mut scoring.impact,
            Self::Confidence => &mut scoring.confidence,
        };
        *field = value;
    }

    /// What a user types: impact as 0.25 to 3, others as they are kept.
    #[must_use]
    pub fn text(self, value: u32) -> String {
        if self == Self::Impact { number(f64::from(value) / 100.0, 2) } else { value.to_string() }
    }

    /// Reads what a user typed.
    ///
    /// # Errors
    /// Why it cannot be taken, in words.
    pub fn read(self, text: &str) -> Result<Option<u32>, String> {
        let text = text.trim().trim_end_matches('%').trim();
        if text.is_empty() {
            return Ok(None);
        }
        let wrong = || Err(format!("“{text}” is no {} that can be taken", self.name().to_lowercase()));
        let value = match (self, crate::model::Points::parse(text)) {
            (_, None) => return wrong(),
            (Self::Impact, Some(points)) => points.to_hundredths(),
            (_, Some(points)) if points.to_hundredths() % 100 == 0 => points.to_hundredths() / 100,
            _ => return wrong(),
        };
        match u32::try_from(value) {
            Ok(value) if self != Self::Confidence || value <= 100 => Ok(Some(value)),
            _ => wrong(),
        }
    }
}

/// A score, or what it lacks.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// The score; none where a number is missing.
    pub value: Option<f64>,
    /// How it comes about, or what is missing.
    pub working: String,
}

impl Method {
    /// All methods.
    pub const ALL: [Self; 3] = [Self::Wsjf, Self::Rice, Self::ValueEffort];

    /// The word in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Wsjf => "wsjf",
            Self::Rice => "rice",
            Self::ValueEffort => "value",
        }
    }

    /// What people read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Wsjf => "WSJF",
            Self::Rice => "RICE",
            Self::ValueEffort => "Value ÷ effort",
        }
    }

    /// The formula in words.
    #[must_use]
    pub const fn formula(self) -> &'static str {
        match self {
            Self::Wsjf => "(value + urgency + opportunity) ÷ size",
            Self::Rice => "reach × impact × confidence ÷ size",
            Self::ValueEffort => "value ÷ size",
        }
    }

    /// What it asks for.
    #[must_use]
    pub const fn inputs(self) -> &'static [Input] {
        match self {
            Self::Wsjf => &[Input::Value, Input::Urgency, Input::Opportunity, Input::Size],
            Self::Rice => &[Input::Reach, Input::Impact, Input::Confidence, Input::Size],
            Self::ValueEffort => &[Input::Value, Input::Size],
        }
    }
}

/// Size as judged, else the estimate; never zero.
fn size(item: &WorkItem, scoring: &Scoring) -> Option<f64> {
    let judged = scoring.size.map(f64::from);
    judged.or_else(|| item.estimate.map(crate::model::Points::as_f64)).filter(|size| *size > 0.0)
}

/// The score of an item, with its working.
#[must_use]
pub fn score(item: &WorkItem, method: Method) -> Scored {
    let blank = Scoring::default();
    let scoring = item.scoring.as_ref().unwrap_or(&blank);
    let size = size(item, scoring);
    let missing: Vec<String> = method
        .inputs()
        .iter()
        .filter(|input| if **input == Input::Size { size.is_none() } else { input.of(scoring).is_none() })
        .map(|input| input.name().to_lowercase())
        .collect();
    let of = |input: Input| input.of(scoring).map_or(0.0, f64::from);
    let (true, Some(size)) = (missing.is_empty(), size) else {
        return Scored { value: None, working: format!("Missing: {}", missing.join(", ")) };
    };
    let (top, words) = match method {
        Method::Wsjf => {
            let parts = [of(Input::Value), of(Input::Urgency), of(Input::Opportunity)];
            (parts.iter().sum(), format!("({})", parts.map(|p| number(p, 0)).join(" + ")))
        }
        Method::Rice => {
            let (reach, impact, sure) = (of(Input::Reach), of(Input::Impact) / 100.0, of(Input::Confidence));
            let words = format!("{} × {} × {} %", number(reach, 0), number(impact, 2), number(sure, 0));
            (reach * impact * sure / 100.0, words)
        }
        Method::ValueEffort => (of(Input::Value), number(of(Input::Value), 0)),
    };
    let value: f64 = top / size;
    let from = if scoring.size.is_none() { ", size from the estimate" } else { "" };
    Scored {
        value: Some(value),
        working: format!("{words} ÷ {} = {}{from}", number(size, 2), number(value, 2)),
    }
}

/// The score as a whole number to order by.
pub(super) fn thousandths(item: &WorkItem, method: Method) -> Option<i64> {
    let scoring = item.scoring.as_ref()?;
    let size = size(item, scoring)?;
    let of = |input: Input| input.of(scoring).map(f64::from);
    let top = match method {
        Method::Wsjf => of(Input::Value)? + of(Input::Urgency)? + of(Input::Opportunity)?,
        Method::Rice => of(Input::Reach)? * of(Input::Impact)? / 100.0 * of(Input::Confidence)? / 100.0,
        Method::ValueEffort => of(Input::Value)?,
    };
    Some((top / size * 1000.0).round() as i64)
}
