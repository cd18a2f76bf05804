//! What a user asks the figures for: which work, which period, how days count, and what to compare with.

use super::facts::Facts;
use super::figures::figures_of;
use super::series::{Series, series_of};
use super::shared::Shared;
use super::sprints::burnable;
use super::time::{DayCount, Window, back};
use super::working::{Aim, Figure, Value};
use super::{Context, Scope, forecast, words};
use crate::model::{Date, ItemKind, Zone};

/// Longest period; a mistyped year must not fill the memory.
const LONGEST: i64 = 3_650;

/// The days that figures look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// The last so many days, today included.
    Days(u32),
    /// From the first day of the team's last so many sprints to today, the running one included; the
    /// last 60 days where it has none.
    Sprints(u8),
    /// From a first to a last day, both included. The figures are as of that last day: they say what
    /// they would have said then.
    Between(Date, Date),
}

impl Default for Period {
    fn default() -> Self {
        Self::Days(60)
    }
}

/// A request for figures. The default asks for all work over the last 60 calendar days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// Project and team.
    pub scope: Scope,
    /// Only items of this kind. Money and risks are not kept by kind and stay as they are.
    pub kind: Option<ItemKind>,
    /// The days to look at.
    pub period: Period,
    /// How durations are counted.
    pub count: DayCount,
    /// Whether to give the figures of the period before, too: exactly as long, ending on the day
    /// before this one begins, by the same working.
    pub compare: bool,
    /// The day by which “how many” is asked; none = in 30 days.
    pub by: Option<Date>,
}

/// A figure beside what it was in the period before.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// The figure.
    pub figure: Figure,
    /// The same of the period before; none where it was not asked for, or was not there then.
    pub before: Option<Figure>,
    /// The difference, where both have a number of the same kind.
    pub change: Option<Delta>,
}

/// The difference to the period before.
#[derive(Debug, Clone, PartialEq)]
pub struct Delta {
    /// This figure less the one before, in the figure's unit; money in whole units.
    pub by: f64,
    /// As people read it: "+2 days", "−€3k", "no change".
    pub words: String,
    /// Whether that is good; none where nothing changed, or neither direction is better.
    pub better: Option<bool>,
}

/// A request with all that its answers rest on.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// All items as of the period's last day.
    pub all: Facts<'a>,
    /// Those of the kind that was asked for.
    pub facts: Facts<'a>,
    /// Project and team.
    pub scope: Scope,
    /// The period, ending on the last day of `facts`.
    pub window: Window,
    /// The day by which “how many” is asked: after today, within the longest forecast.
    pub by: Date,
    /// The same for the period before.
    pub before: Option<Box<Asked<'a>>>,
    pub(super) shared: Shared<'a>,
}

impl Request {
    /// First and last day of the period; never after today, never longer than ten years.
    #[must_use]
    pub fn span(&self, facts: &Facts<'_>) -> (Date, Date) {
        let today = facts.ctx.today();
        let last = |days: i64| (back(today, days.clamp(1, LONGEST) - 1), today);
        match self.period {
            Period::Days(days) => last(i64::from(days)),
            Period::Sprints(sprints) => {
                let wanted = usize::from(sprints.max(1));
                let start =
                    burnable(facts, self.scope).into_iter().take(wanted).filter_map(|s| s.start).min();
                start.map_or_else(|| last(60), |start| last((today - start).num_days() + 1))
            }
            Period::Between(one, other) => {
                let to = one.max(other).min(today);
                (one.min(other).min(to).max(back(to, LONGEST - 1)), to)
            }
        }
    }

    /// Reads the items' histories, once for the period and once for the one before it.
    #[must_use]
    pub fn open<'a>(&self, ctx: &Context<'a>, zones: &'a [Zone]) -> Asked<'a> {
        let facts = Facts::new(ctx).with_zones(zones);
        let (from, to) = self.span(&facts);
        let length = (to - from).num_days() + 1;
        let now =
            if to < ctx.today() { self.as_of(ctx, to, length, zones) } else { self.asked(facts, length) };
        let day_before = back(from, 1);
        let before = self.compare.then(|| Box::new(self.as_of(ctx, day_before, length, zones)));
        Asked { before, ..now }
    }

    fn as_of<'a>(&self, ctx: &Context<'a>, day: Date, length: i64, zones: &'a [Zone]) -> Asked<'a> {
        let then = Context { now: ctx.end_of(day).min(ctx.now), ..*ctx };
        self.asked(Facts::new(&then).with_zones(zones), length)
    }

    fn asked<'a>(&self, all: Facts<'a>, length: i64) -> Asked<'a> {
        let facts = match &self.kind {
            None => all.clone(),
            Some(kind) => all.of_kind(kind),
        };
        let window = Window { days: u32::try_from(length).unwrap_or(1), count: self.count };
        let by = forecast::asked_for(&facts, self.by);
        Asked { all, facts, scope: self.scope, window, by, before: None, shared: Shared::default() }
    }
}

impl<'a> Asked<'a> {
    /// A request for facts at hand, without a period before.
    pub(super) fn of(facts: Facts<'a>, scope: Scope, window: Window) -> Self {
        let by = forecast::asked_for(&facts, None);
        Self { all: facts.clone(), facts, scope, window, by, before: None, shared: Shared::default() }
    }

    /// First and last day of the period.
    #[must_use]
    pub fn span(&self) -> (Date, Date) {
        self.window.span(&self.facts.ctx)
    }

    /// Every figure, the headline first, each beside the period before where that was asked for.
    /// Forecasts are not compared: the one before would look into days that have come since.
    #[must_use]
    pub fn figures(&self) -> Vec<Compared> {
        self.compared(true)
    }

    /// The same without forecasts, which cost the most: for pages that show none.
    #[must_use]
    pub fn figures_without_forecasts(&self) -> Vec<Compared> {
        self.compared(false)
    }

    fn compared(&self, forecasts: bool) -> Vec<Compared> {
        let before: Vec<Figure> = match &self.before {
            Some(before) => figures_of(before, false),
            None => Vec::new(),
        };
        let compared = |figure: Figure| {
            let before = before.iter().find(|b| b.name == figure.name).cloned();
            let change = before.as_ref().and_then(|before| delta(&figure, before));
            Compared { figure, before, change }
        };
        figures_of(self, forecasts).into_iter().map(compared).collect()
    }

    /// Every series.
    #[must_use]
    pub fn series(&self) -> Series {
        series_of(self)
    }
}

fn delta(figure: &Figure, before: &Figure) -> Option<Delta> {
    let same_kind = match (&figure.value, &before.value) {
        (Value::Money(a), Value::Money(b)) => a.currency == b.currency,
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    };
    let by = figure.value.number()? - before.value.number()?;
    if !same_kind {
        return None;
    }
    let size = by.abs();
    let text = match &figure.value {
        Value::Days(_) => words::days(size as i64),
        Value::Points(_) => format!("{} pt", words::number(size, 1)),
        Value::Percent(_) => format!("{} points", words::number(size, 1)),
        Value::Money(money) => words::money(words::amount((size * 100.0).round() as i64, money.currency)),
        Value::Ratio(_) => words::number(size, 2),
        Value::Minutes(_) => words::minutes(size.round() as i64),
        _ => words::number(size, 0),
    };
    // What rounds to nothing is no change to people.
    let is_none = !text.chars().any(|c| ('1'..='9').contains(&c));
    let words = match by {
        _ if is_none => "no change".to_owned(),
        ..0.0 => format!("−{text}"),
        _ => format!("+{text}"),
    };
    let better = match figure.aim {
        Aim::Higher if !is_none => Some(by > 0.0),
        Aim::Lower if !is_none => Some(by < 0.0),
        _ => None,
    };
    Some(Delta { by, words, better })
}
