//! The cards that a team looks at: ageing and blocked first.

use crate::analysis::flow::{Durations, Measure, Percentiles};
use crate::analysis::words::{days, percent};
use crate::analysis::{Colour, Facts, ItemFacts, Scope, Window};
use crate::model::order::InOrder;
use crate::model::{Category, TeamId, WorkItemId};

/// Days of finished work that ages are compared with.
const LOOK_BACK: u32 = 180;
/// Fewer finished items than this say nothing; the whole program is compared with then.
const FEWEST: usize = 5;

/// One card to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookAt {
    /// The card.
    pub item: WorkItemId,
    /// Days since it was begun, today included; none where that is not known.
    pub age: Option<i64>,
    /// Red: blocked. Amber: older than 85 % of the team's finished work ever got. Green: neither.
    pub colour: Colour,
    /// Why: `blocked 3 d`, `85 % within 8 d`.
    pub why: String,
    /// Where it stands in the workflow; higher is further right.
    order: u16,
}

impl LookAt {
    /// It is blocked or over age.
    #[must_use]
    pub fn is_trouble(&self) -> bool {
        self.colour != Colour::Green
    }
}

/// The ages that the team's finished work got.
fn usual(facts: &Facts<'_>, team: TeamId) -> (Vec<i64>, Option<Percentiles>) {
    let of = |scope| Durations::new(facts, scope, Window::last(LOOK_BACK), Measure::Cycle).sorted;
    let mut sorted = of(Scope::team(team));
    if sorted.len() < FEWEST {
        sorted = of(Scope::default());
    }
    let usual = Percentiles::of(&sorted).filter(|_| sorted.len() >= FEWEST);
    (sorted, usual)
}

/// The team's work in progress.
fn cards(facts: &Facts<'_>, team: TeamId) -> Vec<LookAt> {
    let (sorted, usual) = usual(facts, team);
    let today = facts.ctx.today();
    let settings = &facts.ctx.program.settings;
    let look = |f: &ItemFacts<'_>| {
        let days_since = |at| Window::default().count.between(settings, facts.day(at), today);
        let age = f.start.known().map(days_since);
        let old = age.zip(usual).is_some_and(|(age, usual)| age > usual.p85);
        let (colour, why) = match (&f.item.blocked, old, usual) {
            (Some(block), ..) => {
                let since = crate::analysis::today::working_days_since(&facts.ctx, block.since);
                let words = if since < 1 { "blocked today".to_owned() } else { format!("blocked {since} d") };
                (Colour::Red, words)
            }
            (None, true, Some(usual)) => (Colour::Amber, format!("85 % within {} d", usual.p85)),
            (None, _, Some(_)) if age.is_some() => {
                let age = age.unwrap_or(0);
                let within = sorted.iter().filter(|days| **days <= age).count();
                let share = within as f64 * 100.0 / sorted.len().max(1) as f64;
                (Colour::Green, [&percent(share.round()), " within ", &age.to_string(), " d"].concat())
            }
            _ => (Colour::Green, "nothing finished to compare with".to_owned()),
        };
        LookAt { item: f.id, age, colour, why, order: facts.index.order(f.status) }
    };
    // What was put back to the backlog has a start, but nobody is at it.
    let at_work = |f: &&ItemFacts<'_>| f.category == Category::InProgress;
    facts.of(Scope::team(team)).filter(at_work).map(look).collect()
}

fn oldest_first(a: &LookAt, b: &LookAt) -> std::cmp::Ordering {
    let order = |c: &LookAt| (!c.is_trouble(), std::cmp::Reverse(c.age.unwrap_or(0)), c.item);
    order(a).cmp(&order(b))
}

/// What to look at first: ageing and blocked, then the rest of the work in progress, the oldest first.
#[must_use]
pub fn look_first(facts: &Facts<'_>, team: TeamId) -> Vec<LookAt> {
    let mut all = cards(facts, team);
    all.order_by(oldest_first);
    all
}

/// The way along the board: from the right to the left, in each column ageing and blocked first.
#[must_use]
pub fn walk(facts: &Facts<'_>, team: TeamId) -> Vec<LookAt> {
    let mut all = cards(facts, team);
    all.order_by(|a, b| b.order.cmp(&a.order).then_with(|| oldest_first(a, b)));
    all
}

/// `11 days in progress`.
pub(super) fn age_words(card: &LookAt) -> String {
    card.age.map_or_else(|| "of unknown age".to_owned(), |age| [&days(age), " in progress"].concat())
}
