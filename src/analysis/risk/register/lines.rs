//! Each kind of record as a line.

use super::{Kind, Line, Value, projects_of};
use crate::analysis::chain::called;
use crate::analysis::risk::{band, late};
use crate::analysis::words::days;
use crate::analysis::{Colour, Context, escalation};
use crate::model::{
    Assumption, AssumptionState, Date, Dependency, DependencyState, Escalation, EscalationState, Issue,
    IssueState, PersonId, Priority, Ref, Risk, RiskState,
};

/// All records of a kind as lines.
pub(super) fn all(ctx: &Context<'_>, kind: Kind, inherent: bool) -> Vec<Line> {
    let program = ctx.program;
    match kind {
        Kind::Risks => program.risks.values().map(|r| risk(ctx, r, inherent)).collect(),
        Kind::Assumptions => program.assumptions.values().map(|a| assumption(ctx, a)).collect(),
        Kind::Issues => program.issues.values().map(|i| issue(ctx, i)).collect(),
        Kind::Dependencies => program.dependencies.values().map(|d| dependency(ctx, d)).collect(),
        Kind::Escalations => program.escalations.values().map(|e| matter(ctx, e)).collect(),
    }
}

const fn risk_state(state: RiskState) -> (&'static str, &'static str) {
    let word = match state {
        RiskState::Open => "open",
        RiskState::Owned => "owned",
        RiskState::Accepted => "accepted",
        RiskState::Mitigated => "mitigated",
        RiskState::Resolved => "resolved",
        RiskState::Occurred => "occurred",
    };
    (word, state.name())
}

const fn dependency_state(state: DependencyState) -> (&'static str, &'static str) {
    let word = match state {
        DependencyState::Requested => "requested",
        DependencyState::Committed => "committed",
        DependencyState::AtRisk => "at_risk",
        DependencyState::Delivered => "delivered",
        DependencyState::Dropped => "dropped",
    };
    (word, state.name())
}

/// The states of a kind of record.
pub(super) fn states(kind: Kind) -> Vec<(&'static str, &'static str)> {
    match kind {
        Kind::Risks => RiskState::ALL.map(risk_state).to_vec(),
        Kind::Assumptions => AssumptionState::ALL.iter().map(|s| (s.word(), s.name())).collect(),
        Kind::Issues => IssueState::ALL.iter().map(|s| (s.word(), s.name())).collect(),
        Kind::Dependencies => DependencyState::ALL.map(dependency_state).to_vec(),
        Kind::Escalations => EscalationState::ALL.iter().map(|s| (s.word(), s.name())).collect(),
    }
}

fn person(ctx: &Context<'_>, id: Option<PersonId>) -> Value {
    let name = id.and_then(|id| ctx.program.people.get(&id)).map(|p| p.name.clone());
    Value::Person(id, name.unwrap_or_default())
}

/// A day that matters while the record is open: how far it is past is told from today on.
fn due(ctx: &Context<'_>, day: Option<Date>, open: bool) -> Value {
    let past = day.map(|day| (ctx.today() - day).num_days()).filter(|past| open && *past >= 0);
    Value::Day(day, past)
}

/// For the usual order: the nearest day first, none last.
fn until(ctx: &Context<'_>, day: Option<Date>) -> i64 {
    day.map_or(i64::MAX, |day| (day - ctx.today()).num_days())
}

fn risk(ctx: &Context<'_>, risk: &Risk, inherent: bool) -> Line {
    let shown = if inherent { risk.inherent } else { risk.residual };
    let open = risk.state.is_open();
    let score = risk.residual.value();
    let residual = if risk.opportunity {
        Value::Score(risk.residual)
    } else {
        let colour = band(score, &ctx.program.settings.thresholds);
        Value::Mark(colour, format!("{score} {}", colour.name()), i64::from(score))
    };
    let aside = match (open, risk.opportunity, risk.raised.is_some()) {
        (false, ..) => risk.state.name(),
        (_, true, _) => "Opportunity",
        (_, _, true) => "Raised by trigger",
        _ => "",
    };
    let exposure = risk.exposure();
    Line {
        to: Ref::Risk(risk.id),
        key: risk.key.clone(),
        title: risk.title.clone(),
        aside: aside.to_owned(),
        category: risk.category.clone(),
        owner: risk.owner,
        state: risk_state(risk.state),
        open,
        score: (!risk.opportunity).then_some(shown),
        projects: risk.project.into_iter().collect(),
        values: vec![
            Value::Text(risk.category.clone()),
            Value::Score(risk.inherent),
            residual,
            Value::Money(exposure),
            person(ctx, risk.owner),
            due(ctx, risk.review, open),
        ],
        usual: (!open, -i64::from(shown.value()), -exposure.map_or(0, |m| m.amount)),
    }
}

fn assumption(ctx: &Context<'_>, record: &Assumption) -> Line {
    let open = record.state == AssumptionState::Open;
    Line {
        to: Ref::Assumption(record.id),
        key: record.key.clone(),
        title: record.title.clone(),
        aside: String::new(),
        category: record.category.clone(),
        owner: record.owner,
        state: (record.state.word(), record.state.name()),
        open,
        score: None,
        projects: record.project.into_iter().collect(),
        values: vec![
            Value::Text(record.category.clone()),
            Value::Text(record.impact.clone()),
            person(ctx, record.owner),
            due(ctx, record.validate_by, open),
            Value::Text(record.state.name().to_owned()),
        ],
        usual: (!open, until(ctx, record.validate_by), 0),
    }
}

fn issue(ctx: &Context<'_>, record: &Issue) -> Line {
    let open = record.state != IssueState::Resolved;
    let severity = record.severity.map_or(0, |s| match s {
        Priority::Low => 1,
        Priority::Medium => 2,
        Priority::High => 3,
        Priority::Urgent => 4,
    });
    let severity_word = match record.severity {
        None => Value::Text(String::new()),
        Some(word) => Value::Mark(
            match word {
                Priority::Urgent => Colour::Red,
                Priority::High => Colour::Amber,
                _ => Colour::Unknown,
            },
            word.name().to_owned(),
            severity,
        ),
    };
    Line {
        to: Ref::Issue(record.id),
        key: record.key.clone(),
        title: record.title.clone(),
        aside: String::new(),
        category: record.category.clone(),
        owner: record.owner,
        state: (record.state.word(), record.state.name()),
        open,
        score: None,
        projects: record.project.into_iter().collect(),
        values: vec![
            Value::Text(record.category.clone()),
            severity_word,
            Value::Money(record.loss),
            person(ctx, record.owner),
            due(ctx, record.due, open),
            Value::Text(record.state.name().to_owned()),
        ],
        usual: (!open, -severity, until(ctx, record.due)),
    }
}

fn dependency(ctx: &Context<'_>, record: &Dependency) -> Line {
    let open = record.state.is_open();
    let end = |to: &Ref| match to {
        Ref::External(name) => name.clone(),
        to => {
            called(ctx.program, to).map_or(String::new(), |c| if c.key.is_empty() { c.title } else { c.key })
        }
    };
    let past = record.needed_by.map_or(0, |day| (ctx.today() - day).num_days());
    let behind = record.late_by().unwrap_or(0);
    let by = past.max(behind);
    let late_word = match (open && late(record, ctx.today()).came, past > 0) {
        (false, _) => Value::Text(String::new()),
        (true, true) => Value::Mark(Colour::Red, format!("{} overdue", days(past)), by),
        (true, false) => Value::Mark(Colour::Amber, format!("{} late", days(behind)), by),
    };
    let sides = [projects_of(ctx.program, &record.giver), projects_of(ctx.program, &record.needer)];
    let mut projects: Vec<_> = sides.into_iter().flatten().collect();
    projects.dedup();
    Line {
        to: Ref::Dependency(record.id),
        key: String::new(),
        title: record.title.clone(),
        aside: String::new(),
        category: String::new(),
        owner: record.owner,
        state: dependency_state(record.state),
        open,
        score: None,
        projects,
        values: vec![
            Value::Text(end(&record.giver)),
            Value::Text(end(&record.needer)),
            due(ctx, record.needed_by, open),
            Value::Day(record.committed_by, None),
            late_word,
            person(ctx, record.owner),
            Value::Text(record.state.name().to_owned()),
        ],
        usual: (!open, until(ctx, record.needed_by), -by),
    }
}

fn matter(ctx: &Context<'_>, record: &Escalation) -> Line {
    let open = record.state.is_open();
    let clock = escalation::clock(ctx, record);
    let about = record.about.as_ref().and_then(|to| called(ctx.program, to));
    let state = match &clock.overdue {
        Some(_) => Value::Mark(Colour::Red, clock.words.clone(), 0),
        None if record.state == EscalationState::Decided => {
            Value::Mark(Colour::Green, record.state.name().to_owned(), 2)
        }
        None => {
            Value::Text(if clock.words.is_empty() { record.state.name().to_owned() } else { clock.words })
        }
    };
    let late = clock.overdue.map(|overdue| (ctx.now.0 - overdue.since.0).max(0));
    Line {
        to: Ref::Escalation(record.id),
        key: record.key.clone(),
        title: record.title.clone(),
        aside: String::new(),
        category: String::new(),
        owner: record.owner,
        state: (record.state.word(), record.state.name()),
        open,
        score: None,
        projects: record.project.into_iter().collect(),
        values: vec![
            Value::Text(about.map_or(String::new(), |c| if c.key.is_empty() { c.title } else { c.key })),
            Value::Text(record.to.clone()),
            Value::Day(record.sent.map(|at| ctx.zone.day(at)), None),
            due(ctx, clock.until.map(|at| ctx.zone.day(at)), open),
            state,
        ],
        usual: (!open, -late.unwrap_or(-1), clock.until.map_or(i64::MAX, |at| at.0)),
    }
}
