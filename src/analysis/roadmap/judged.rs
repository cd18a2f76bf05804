//! The status colour of initiatives and goals, with its reason.

use super::edges::Edge;
use super::{Bar, Lane};
use crate::analysis::forecast::{confidence_words, milestones};
use crate::analysis::rag::at_least;
use crate::analysis::time::workdays;
use crate::analysis::words::{count, day};
use crate::analysis::{Colour, Context, Facts, Scope};
use crate::model::{InitiativeId, InitiativeState, MilestoneId, Ref};
use std::collections::BTreeMap;

/// Working days behind the baseline that are still amber.
const SLIP: i64 = 10;

/// How likely milestones are reached by their day, in percent; or why that is not known.
pub type Confidence = BTreeMap<MilestoneId, Result<f64, String>>;

/// The confidence of all milestones ahead. It draws thousands of trials: ask beside the drawing.
#[must_use]
pub fn confidences(ctx: &Context<'_>) -> Confidence {
    let facts = Facts::new(ctx);
    let all = milestones(&facts, Scope::default());
    all.into_iter().map(|forecast| (forecast.milestone.id, forecast.confidence)).collect()
}

/// A colour with its reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The colour.
    pub colour: Colour,
    /// Why, as a phrase.
    pub reason: String,
    /// The lowest confidence of a milestone ahead, in percent.
    pub confidence: Option<f64>,
}

impl Judged {
    fn new(colour: Colour, reason: impl Into<String>) -> Self {
        Self { colour, reason: reason.into(), confidence: None }
    }
}

/// Judges an initiative: its end, what it waits for, its milestones, its baseline; the worst counts.
#[must_use]
pub fn judge(ctx: &Context<'_>, bar: &Bar, edges: &[Edge], confidence: Option<&Confidence>) -> Judged {
    let initiative = &bar.initiative;
    match initiative.state {
        InitiativeState::Done => return Judged::new(Colour::Green, "Done"),
        InitiativeState::Dropped => return Judged::new(Colour::Unknown, "Dropped"),
        InitiativeState::Planned | InitiativeState::Active => {}
    }
    let Some((_, end)) = initiative.start.zip(initiative.end) else {
        return Judged::new(Colour::Unknown, "It has no days yet");
    };
    let (today, settings) = (ctx.today(), &ctx.program.settings);
    let limits = settings.thresholds.confidence;
    let mut found = Vec::new();
    if end < today {
        let over = workdays(settings, end, today) - 1;
        found.push(Judged::new(
            Colour::Red,
            format!(
                "{} past its end",
                count(usize::try_from(over).unwrap_or(0), "working day", "working days")
            ),
        ));
    }
    let mine = |end: &Option<Ref>| match end {
        Some(Ref::Initiative(id)) => *id == initiative.id,
        Some(Ref::Milestone(id)) => bar.milestones.iter().any(|m| m.id == *id),
        _ => false,
    };
    for edge in edges.iter().filter(|edge| edge.late.is_some() && mine(&edge.needer)) {
        found.push(Judged::new(Colour::Amber, edge.words.clone()));
    }
    let mut lowest: Option<f64> = None;
    for milestone in bar.milestones.iter().filter(|m| m.reached.is_none()) {
        if let Some(Ok(percent)) = confidence.and_then(|all| all.get(&milestone.id)) {
            lowest = Some(lowest.map_or(*percent, |low| low.min(*percent)));
            let colour = at_least(*percent, f64::from(limits.0), f64::from(limits.1));
            let words = format!("{}, {}: {}", milestone.name, day(milestone.due), confidence_words(*percent));
            found.push(Judged::new(colour, words));
        }
    }
    if let Some(agreed) = initiative.baseline_end.filter(|agreed| *agreed < end) {
        let slip = workdays(settings, agreed, end) - 1;
        let colour = if slip > SLIP { Colour::Red } else { Colour::Amber };
        let words = count(usize::try_from(slip).unwrap_or(0), "working day", "working days");
        if slip > 0 {
            found.push(Judged::new(colour, format!("{words} behind the baseline of {}", day(agreed))));
        }
    }
    let mut worst = Judged::new(Colour::Green, "As agreed");
    for one in found {
        if one.colour > worst.colour || (one.colour == worst.colour && worst.reason == "As agreed") {
            worst = one;
        }
    }
    worst.confidence = lowest;
    worst
}

/// A goal is as good as the worst of its initiatives.
#[must_use]
pub fn judge_lane(lane: &Lane, bars: &BTreeMap<InitiativeId, Judged>) -> Judged {
    let all = lane.bars.iter().filter_map(|bar| Some((bar, bars.get(&bar.initiative.id)?)));
    let mut worst = Judged::new(Colour::Unknown, "No initiative serves it yet");
    let mut lowest: Option<f64> = None;
    for (bar, judged) in all {
        if let Some(percent) = judged.confidence {
            lowest = Some(lowest.map_or(percent, |low| low.min(percent)));
        }
        if judged.colour > worst.colour {
            worst = Judged::new(judged.colour, format!("{}: {}", bar.initiative.title, judged.reason));
        }
    }
    worst.confidence = lowest;
    worst
}
