//! What needs the user now, each with its reason, the most pressing first.

mod raid;

use super::flow::ageing;
use super::words::{count, day, days};
use super::{Colour, Context, Facts, Scope, Window};
use crate::model::order::InOrder;
use crate::model::{
    Date, MilestoneId, PersonId, Program, Ref, RiskId, SprintId, SprintState, StakeholderId, Timestamp,
    WorkItem, WorkItemId, days_inclusive,
};

mod day;
mod records;
mod service;

pub use day::{Bar, DayPart, parts};

/// The kind of a need; its order breaks ties between equally pressing ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NeedKind {
    /// An incident whose update is late.
    Incident,
    /// A service level clock is close to its target, or beyond it.
    Sla,
    /// An escalation got no answer or no decision in time.
    Escalation,
    /// A risk was raised by its trigger.
    Trigger,
    /// An item is flagged as blocked.
    Blocked,
    /// Somebody has to decide.
    Decision,
    /// An action's day has passed, or is today.
    Action,
    /// An item's due day has passed, or is today.
    Overdue,
    /// A milestone's day has passed or is near.
    Milestone,
    /// A risk is to be looked at again.
    RiskReview,
    /// An assumption is to be known by now.
    Assumption,
    /// An issue is to be resolved by now.
    Issue,
    /// A sprint is past its last day.
    Sprint,
    /// A column holds more than it should.
    Limit,
    /// An item is older than most ever get.
    Ageing,
    /// A stakeholder was to be spoken to before today.
    Contact,
    /// A service level clock has stood still for days.
    SlaPaused,
}

impl NeedKind {
    /// The word that people read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Incident => "Incident",
            Self::Sla => "SLA",
            Self::SlaPaused => "SLA paused",
            Self::Escalation => "Escalation",
            Self::Trigger => "Trigger",
            Self::Blocked => "Blocked",
            Self::Decision => "Decision",
            Self::Action => "Action",
            Self::Overdue => "Overdue",
            Self::Milestone => "Milestone",
            Self::RiskReview => "Risk review",
            Self::Assumption => "Assumption",
            Self::Issue => "Issue",
            Self::Sprint => "Sprint",
            Self::Limit => "Over limit",
            Self::Ageing => "Ageing",
            Self::Contact => "Contact",
        }
    }
}

/// Where a need leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A work item.
    Item(WorkItemId),
    /// A risk.
    Risk(RiskId),
    /// A milestone.
    Milestone(MilestoneId),
    /// A sprint.
    Sprint(SprintId),
    /// The board.
    Board,
    /// A stakeholder.
    Stakeholder(StakeholderId),
    /// Any other record.
    Record(Ref),
}

impl Place {
    /// The record that it is; none where it is a page.
    #[must_use]
    pub fn record(&self) -> Option<Ref> {
        Some(match self {
            Self::Item(id) => Ref::Item(*id),
            Self::Risk(id) => Ref::Risk(*id),
            Self::Milestone(id) => Ref::Milestone(*id),
            Self::Sprint(id) => Ref::Sprint(*id),
            Self::Stakeholder(id) => Ref::Stakeholder(*id),
            Self::Record(to) => to.clone(),
            Self::Board => return None,
        })
    }
}

/// One thing that needs the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// What kind.
    pub kind: NeedKind,
    /// Red: today. Amber: soon.
    pub colour: Colour,
    /// Since when or by when: `3 days`, `2 days late`, `today`.
    pub when: String,
    /// The record's title.
    pub title: String,
    /// Its key, where it has one.
    pub key: String,
    /// Why it is here.
    pub why: String,
    /// Who sees to it.
    pub owner: Option<PersonId>,
    /// The verb to offer.
    pub verb: &'static str,
    /// Where it leads.
    pub place: Place,
    /// Days of trouble, for the order.
    weight: i64,
}

fn about_item(item: &WorkItem) -> (String, String, Option<PersonId>, Place) {
    (item.title.clone(), item.key.clone(), item.owner, Place::Item(item.id))
}

/// The user has put it off until a later day.
#[must_use]
pub fn is_put_off(program: &Program, need: &Need, today: Date) -> bool {
    let about = need.place.record();
    program.snoozes.values().any(|s| {
        s.until > today
            && s.reason == need.kind.name()
            && s.about == about
            && (about.is_some() || s.title == need.title)
    })
}

/// Everything that needs the user in a scope, without what is put off: red before amber, the longest
/// trouble first.
#[must_use]
pub fn needs(ctx: &Context<'_>, scope: Scope) -> Vec<Need> {
    needs_in(&Facts::new(ctx), scope)
}

/// As [`needs`], on facts that are at hand.
#[must_use]
pub fn needs_in(facts: &Facts<'_>, scope: Scope) -> Vec<Need> {
    let today = facts.ctx.today();
    let mut found = all_needs(facts, scope);
    found.retain(|need| !is_put_off(facts.ctx.program, need, today));
    found
}

/// As [`needs_in`], with what is put off.
#[must_use]
pub fn all_needs(facts: &Facts<'_>, scope: Scope) -> Vec<Need> {
    let mut found = Vec::new();
    items_in_trouble(facts, scope, &mut found);
    milestones(&facts.ctx, scope, &mut found);
    risks(&facts.ctx, scope, &mut found);
    raid::needs(&facts.ctx, scope, &mut found);
    service::needs(facts, scope, &mut found);
    sprints(facts, scope, &mut found);
    limits(facts, scope, &mut found);
    contacts(&facts.ctx, scope, &mut found);
    records::gather(&facts.ctx, scope, &mut found);
    found.order_by(|a, b| {
        let order = |n: &Need| (n.colour != Colour::Red, n.kind, std::cmp::Reverse(n.weight));
        order(a).cmp(&order(b)).then_with(|| a.key.cmp(&b.key))
    });
    found
}

fn items_in_trouble(facts: &Facts<'_>, scope: Scope, found: &mut Vec<Need>) {
    let ctx = &facts.ctx;
    let today = ctx.today();
    let mut usual = ageing(facts, Scope::default(), Window::last(60));
    usual.order_by_key(|a| a.item);
    for facts_of_item in facts.of(scope).filter(|f| f.is_open()) {
        let item = facts_of_item.item;
        let (title, key, owner, place) = about_item(item);
        if let Some(block) = &item.blocked {
            let age = working_days_since(ctx, block.since);
            let why = if block.reason.is_empty() { "No reason given" } else { block.reason.as_str() };
            found.push(Need {
                kind: NeedKind::Blocked,
                colour: if age >= 3 { Colour::Red } else { Colour::Amber },
                when: days_or_today(age),
                why: format!("{}, since {}", why.trim_end_matches('.'), day(ctx.zone.day(block.since))),
                title,
                key,
                owner,
                verb: "Open",
                place,
                weight: age,
            });
            continue;
        }
        if let Some(due) = item.due.filter(|due| *due <= today) {
            let late = (today - due).num_days();
            found.push(Need {
                kind: NeedKind::Overdue,
                colour: if late > 5 { Colour::Red } else { Colour::Amber },
                when: if late == 0 { "due today".into() } else { days(late) },
                why: format!("Was due on {}", day(due)),
                title,
                key,
                owner,
                verb: "Open",
                place,
                weight: late,
            });
            continue;
        }
        let age = usual.binary_search_by_key(&item.id, |a| a.item).ok().and_then(|place| usual.get(place));
        if let Some(age) = age.filter(|a| a.is_old() && !a.put_back) {
            let p85 = age.usual.map_or(0, |u| u.p85);
            found.push(Need {
                kind: NeedKind::Ageing,
                colour: Colour::Amber,
                when: days(age.age.unwrap_or(0)),
                why: format!("85 % of finished items took {} or less", days(p85)),
                title,
                key,
                owner,
                verb: "Open",
                place,
                weight: age.age.unwrap_or(0),
            });
        }
    }
}

/// Working days that have passed since the day of a moment: 0 on that day itself.
#[must_use]
pub fn working_days_since(ctx: &Context<'_>, since: Timestamp) -> i64 {
    super::time::workdays_passed(&ctx.program.settings, ctx.zone.day(since), ctx.today())
}

/// `3 days`, or `today` for none.
#[must_use]
pub fn days_or_today(age: i64) -> String {
    if age < 1 { "today".to_owned() } else { days(age) }
}

fn milestones(ctx: &Context<'_>, scope: Scope, found: &mut Vec<Need>) {
    let today = ctx.today();
    for milestone in ctx.program.milestones.values() {
        let in_scope = scope.project.is_none_or(|p| p == milestone.project);
        let left = (milestone.due - today).num_days();
        if milestone.reached.is_some() || !in_scope || left > 5 {
            continue;
        }
        let project = ctx.program.projects.get(&milestone.project).map_or("", |p| p.name.as_str());
        let moved = milestone.baseline.filter(|b| *b != milestone.due);
        let why = match moved {
            Some(baseline) => format!("{project}. First agreed for {}", day(baseline)),
            None => format!("{project}. As first agreed"),
        };
        found.push(Need {
            kind: NeedKind::Milestone,
            colour: if left < 0 { Colour::Red } else { Colour::Amber },
            when: match left {
                0 => "today".into(),
                left if left < 0 => format!("{} late", days(-left)),
                left => format!("in {}", days(left)),
            },
            title: milestone.name.clone(),
            key: String::new(),
            why,
            owner: None,
            verb: "Report",
            place: Place::Milestone(milestone.id),
            weight: -left,
        });
    }
}

fn risks(ctx: &Context<'_>, scope: Scope, found: &mut Vec<Need>) {
    let today = ctx.today();
    for risk in ctx.program.risks.values().filter(|r| r.state.is_open()) {
        let in_scope = scope.project.is_none_or(|p| risk.project.is_none_or(|of| of == p));
        let Some(review) = risk.review.filter(|review| in_scope && *review <= today) else { continue };
        let late = (today - review).num_days();
        let score = risk.residual.value();
        let red_from = ctx.program.settings.thresholds.risk.1;
        found.push(Need {
            // What its trigger saw is news; the review that follows is not another one.
            kind: if risk.raised.is_some() { NeedKind::Trigger } else { NeedKind::RiskReview },
            colour: if (late > 0 || risk.raised.is_some()) && score >= red_from {
                Colour::Red
            } else {
                Colour::Amber
            },
            when: if late == 0 { "today".into() } else { format!("{} late", days(late)) },
            title: risk.title.clone(),
            key: risk.key.clone(),
            why: if let Some(raised) = risk.raised {
                format!("{}. Raised {}", risk.raised_why, day(ctx.zone.day(raised)))
            } else if risk.trigger.is_empty() {
                format!("Score {score}")
            } else {
                format!("Score {score}. Trigger: {}", risk.trigger.trim_end_matches('.'))
            },
            owner: risk.owner,
            verb: "Review",
            place: Place::Risk(risk.id),
            weight: late + i64::from(score),
        });
    }
}

fn sprints(facts: &Facts<'_>, scope: Scope, found: &mut Vec<Need>) {
    let ctx = &facts.ctx;
    let today = ctx.today();
    for sprint in ctx.program.sprints.values().filter(|s| s.state == SprintState::Active) {
        let in_scope = scope.team.is_none_or(|t| sprint.team == Some(t))
            && scope.project.is_none_or(|p| sprint.project.is_none_or(|of| of == p));
        let Some(end) = sprint.end.filter(|end| in_scope && *end < today) else { continue };
        let late = (today - end).num_days();
        let open = facts.items.iter().filter(|f| f.is_open() && f.item.sprint == Some(sprint.id)).count();
        found.push(Need {
            kind: NeedKind::Sprint,
            colour: Colour::Amber,
            when: format!("ended {} ago", days(late)),
            title: sprint.name.clone(),
            key: String::new(),
            why: format!(
                "Still running with {} open. Its figures wait for the close",
                count(open, "item", "items")
            ),
            owner: None,
            verb: "Open",
            place: Place::Sprint(sprint.id),
            weight: late,
        });
    }
}

fn limits(facts: &Facts<'_>, scope: Scope, found: &mut Vec<Need>) {
    let program = facts.ctx.program;
    let filter = super::board::BoardFilter {
        project: scope.project,
        sprint: super::board::has_sprint_work(program, scope.project),
        ..Default::default()
    };
    let board = super::board::board(program, &filter, super::board::LaneBy::Nothing);
    for column in board.columns.iter().filter(|c| c.is_over()) {
        let over = column.load.saturating_sub(column.limit.unwrap_or(0) as usize);
        found.push(Need {
            kind: NeedKind::Limit,
            colour: Colour::Amber,
            when: format!("by {over}"),
            title: format!("{} holds {}", column.name, column.load_text()),
            key: String::new(),
            why: "Finish before starting: what waits here waits for everyone".into(),
            owner: None,
            verb: "Open",
            place: Place::Board,
            weight: over as i64,
        });
    }
}

fn contacts(ctx: &Context<'_>, scope: Scope, found: &mut Vec<Need>) {
    for (id, late) in super::stakeholders::overdue(ctx.program, ctx.zone, ctx.today(), scope) {
        let Some(stakeholder) = ctx.program.stakeholders.get(&id) else { continue };
        let last = stakeholder.contacts.iter().map(|c| c.day).max();
        let last =
            last.map_or_else(|| "Not spoken to yet".to_owned(), |d| ["Last spoken ", &day(d)].concat());
        let needs = if stakeholder.needs.is_empty() { "" } else { ". Needs: " };
        found.push(Need {
            kind: NeedKind::Contact,
            colour: Colour::Amber,
            when: format!("{} late", days(late)),
            title: ["Talk to ", &stakeholder.title].concat(),
            key: String::new(),
            why: [&last, needs, &stakeholder.needs].concat(),
            owner: None,
            verb: "Talk",
            place: Place::Stakeholder(id),
            weight: late,
        });
    }
}

/// A running sprint at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SprintGlance {
    /// Which.
    pub id: SprintId,
    /// Its name.
    pub name: String,
    /// Points done of all that is in it now, both as people read them; items where none is estimated.
    pub text: String,
    /// Share done, in percent.
    pub percent: u8,
    /// Working days left, today included; none when it has no end.
    pub days_left: Option<i64>,
}

/// The running sprints, soonest end first.
#[must_use]
pub fn running_sprints(ctx: &Context<'_>, scope: Scope) -> Vec<SprintGlance> {
    let facts = Facts::new(ctx);
    let today = ctx.today();
    let mut running: Vec<_> = ctx
        .program
        .sprints
        .values()
        .filter(|s| s.state == SprintState::Active)
        .filter(|s| scope.team.is_none_or(|t| s.team == Some(t)))
        .filter(|s| scope.project.is_none_or(|p| s.project.is_none_or(|of| of == p)))
        .collect();
    running.order_by_key(|s| (s.end, s.id));
    running
        .into_iter()
        .map(|sprint| {
            let within: Vec<_> = facts.items.iter().filter(|f| f.item.sprint == Some(sprint.id)).collect();
            let points = |done: bool| -> crate::model::Points {
                within.iter().filter(|f| !done || f.is_done()).filter_map(|f| f.item.estimate).sum()
            };
            let (done, all) = (points(true), points(false));
            let (text, percent) = if all.to_hundredths() > 0 {
                let percent = done.to_hundredths() * 100 / all.to_hundredths();
                (format!("{done} of {all} pt done"), percent)
            } else {
                let done = within.iter().filter(|f| f.is_done()).count();
                let percent = (done * 100).checked_div(within.len()).unwrap_or(0) as i64;
                (format!("{done} of {} done", count(within.len(), "item", "items")), percent)
            };
            let days_left = sprint.end.map(|end| {
                if end < today || days_inclusive(today, end) < 1 {
                    0
                } else {
                    super::DayCount::Working.between(&ctx.program.settings, today, end)
                }
            });
            SprintGlance { id: sprint.id, name: sprint.name.clone(), text, percent: percent as u8, days_left }
        })
        .collect()
}
