//! Rules for risks.

use super::Rejected;
use super::tx::{Tx, found, one_line, refused, said};
use crate::json::{json_choice, json_record};
use crate::model::{
    Date, Link, LinkKind, Money, PersonId, ProjectId, Ref, Response, Risk, RiskId, RiskState, Score,
    ScoreChange, Slot, Timestamp, Watch, short_day,
};

/// What a new risk starts with.
#[derive(Debug, Clone, PartialEq)]
pub struct RiskDraft {
    /// One line.
    pub title: String,
    /// Technical, Resource, Timeline, …
    pub category: String,
    /// The project it threatens.
    pub project: Option<ProjectId>,
    /// Score before any response; the residual starts the same.
    pub inherent: Score,
    /// What is done about it.
    pub response: Response,
    /// Who sees to it.
    pub owner: Option<PersonId>,
    /// The day to look at it again.
    pub review: Option<Date>,
    /// Cause, event and effect in words.
    pub notes: String,
    /// The record that gave rise to it, linked both ways.
    pub comes_from: Option<Ref>,
}

json_record! {
    RiskDraft {
        title !, category !, project ?, inherent !, response !, owner ?, review ?, notes ?, comes_from ?,
    }
}

/// One field's new value.
#[derive(Debug, Clone, PartialEq)]
pub enum RiskEdit {
    /// The title; not empty.
    Title(String),
    /// The description.
    Notes(String),
    /// The category; not empty.
    Category(String),
    /// The project.
    Project(Option<ProjectId>),
    /// The inherent score.
    Inherent(Score),
    /// The residual score; kept with its history.
    Residual(Score),
    /// Likelihood in percent, for exposure.
    Probability(Option<u8>),
    /// Loss if it happens, for exposure.
    Loss(Option<Money>),
    /// What is done about it.
    Response(Response),
    /// The response in words.
    Plan(String),
    /// What would show that it is happening.
    Trigger(String),
    /// Who sees to it.
    Owner(Option<PersonId>),
    /// The ROAM state.
    State(RiskState),
    /// The day to look at it again.
    Review(Option<Date>),
    /// Where the response should bring the score; kept with its history.
    Target(Option<Score>),
    /// Because of what.
    Cause(String),
    /// What may happen.
    Event(String),
    /// What would follow.
    Effect(String),
    /// Days lost if it happens, for exposure in time.
    LossDays(Option<u32>),
    /// It is something good that may happen.
    Opportunity(bool),
    /// What is watched so that it is raised by itself; watching begins anew.
    Watch(Option<Watch>),
    /// What was watched came: on this day, and what was seen. Once; a second time changes nothing.
    Raise(Date, String),
    /// The watch may raise it again.
    WatchAgain,
}

json_choice! {
    RiskEdit = RiskEdit::Title(String::new());
    "title" Title(value),
    "notes" Notes(value),
    "category" Category(value),
    "project" Project(value),
    "inherent" Inherent(value),
    "residual" Residual(value),
    "probability" Probability(value),
    "loss" Loss(value),
    "response" Response(value),
    "plan" Plan(value),
    "trigger" Trigger(value),
    "owner" Owner(value),
    "state" State(value),
    "review" Review(value),
    "target" Target(value),
    "cause" Cause(value),
    "event" Event(value),
    "effect" Effect(value),
    "loss_days" LossDays(value),
    "opportunity" Opportunity(value),
    "watch" Watch(value),
    "raise" Raise(first, second),
    "watch_again" WatchAgain,
}

fn valid(score: Score) -> Result<Score, Rejected> {
    if score.is_valid() { Ok(score) } else { Err(refused("Probability and impact lie between 1 and 5")) }
}

pub(super) fn add(tx: &mut Tx<'_>, draft: RiskDraft) -> Result<String, Rejected> {
    let inherent = valid(draft.inherent)?;
    let now = tx.now();
    let risk = Risk {
        id: tx.new_id(),
        key: tx.new_key("R"),
        title: one_line(&draft.title, "A title")?,
        notes: draft.notes,
        category: one_line(&draft.category, "A category")?,
        project: draft.project,
        inherent,
        residual: inherent,
        scores: vec![ScoreChange {
            at: now,
            residual: inherent,
            inherent: Some(inherent),
            ..crate::json::Json::blank()
        }],
        probability: None,
        loss: None,
        response: draft.response,
        plan: String::new(),
        trigger: String::new(),
        state: if draft.owner.is_some() { RiskState::Owned } else { RiskState::Open },
        owner: draft.owner,
        review: draft.review,
        closed: None,
        tags: Vec::new(),
        links: Vec::new(),
        created: now,
        updated: now,
        ..crate::json::Json::blank()
    };
    references(tx, &risk)?;
    let (id, label) = (risk.id, format!("{} added", risk.key));
    tx.put(risk);
    if let Some(Ref::Item(item)) = draft.comes_from {
        let mut item = found(tx.program().items.get(&item), "item")?;
        item.links.push(Link { kind: LinkKind::LeadsTo, to: Ref::Risk(id) });
        item.updated = now;
        tx.put(item);
    } else if let Some(from) = draft.comes_from {
        super::kept::link(tx, &from, &LinkKind::LeadsTo, &Ref::Risk(id))?;
    }
    Ok(label)
}

fn references(tx: &Tx<'_>, risk: &Risk) -> Result<(), Rejected> {
    if risk.project.is_some_and(|id| !tx.program().projects.contains_key(&id)) {
        return Err(refused("This project is no longer in the program"));
    }
    if risk.owner.is_some_and(|id| !tx.program().people.contains_key(&id)) {
        return Err(refused("This person is no longer in the program"));
    }
    Ok(())
}

/// Keeps the scores that hold from now on.
fn scored(risk: &mut Risk, at: Timestamp, before: &Risk, why: &str) {
    risk.scores.push(ScoreChange {
        at,
        residual: risk.residual,
        inherent: (risk.inherent != before.inherent).then_some(risk.inherent),
        target: if risk.target == before.target { None } else { risk.target },
        why: why.to_owned(),
    });
}

/// What is watched must be there.
fn watched(tx: &Tx<'_>, watch: Option<&Watch>) -> Result<(), Rejected> {
    let program = tx.program();
    let there = match watch {
        None => true,
        Some(Watch::VelocityUnder(team, _)) => program.teams.contains_key(team),
        Some(Watch::ConfidenceUnder(milestone, percent)) => {
            if *percent > 100 {
                return Err(refused("A confidence is at most 100 %"));
            }
            program.milestones.contains_key(milestone)
        }
        Some(Watch::DependencyLate(dependency)) => program.dependencies.contains_key(dependency),
    };
    if there { Ok(()) } else { Err(refused("What is to be watched is no longer in the program")) }
}

/// What its trigger watched has come: one step more likely, open, and due for review that day.
fn raise(risk: &mut Risk, at: Timestamp, day: Date, why: &str) {
    let before = risk.clone();
    (risk.raised, risk.raised_why) = (Some(at), why.to_owned());
    risk.review = Some(day);
    if matches!(risk.state, RiskState::Accepted | RiskState::Mitigated | RiskState::Resolved) {
        risk.state = if risk.owner.is_some() { RiskState::Owned } else { RiskState::Open };
        risk.closed = None;
    }
    risk.residual.probability = risk.residual.probability.saturating_add(1).min(5);
    scored(risk, at, &before, why);
}

pub(super) fn edit(tx: &mut Tx<'_>, id: RiskId, edit: RiskEdit) -> Result<String, Rejected> {
    let mut risk = found(tx.program().risks.get(&id), "risk")?;
    let before = risk.clone();
    let (now, key) = (tx.now(), risk.key.clone());
    let label = match edit {
        RiskEdit::Title(title) => {
            risk.title = one_line(&title, "A title")?;
            said(&key, " renamed", "")
        }
        RiskEdit::Notes(notes) => {
            risk.notes = notes;
            said(&key, ": description changed", "")
        }
        RiskEdit::Category(category) => {
            risk.category = one_line(&category, "A category")?;
            said(&key, ": category changed", "")
        }
        RiskEdit::Project(project) => {
            risk.project = project;
            said(&key, ": project changed", "")
        }
        RiskEdit::Inherent(score) => {
            risk.inherent = valid(score)?;
            if before.inherent != score {
                scored(&mut risk, now, &before, "");
            }
            format!("{key}: inherent score is now {}", score.value())
        }
        RiskEdit::Residual(score) => {
            risk.residual = valid(score)?;
            if before.residual != score {
                scored(&mut risk, now, &before, "");
            }
            format!("{key}: residual score is now {}", score.value())
        }
        RiskEdit::Probability(percent) => {
            if percent.is_some_and(|p| p > 100) {
                return Err(refused("A probability is at most 100 %"));
            }
            risk.probability = percent;
            said(&key, ": probability changed", "")
        }
        RiskEdit::Loss(loss) => {
            risk.loss = loss;
            said(&key, ": loss changed", "")
        }
        RiskEdit::Response(response) => {
            risk.response = response;
            said(&key, ": response is now ", &response.name().to_lowercase())
        }
        RiskEdit::Plan(plan) => {
            risk.plan = plan;
            said(&key, ": response plan changed", "")
        }
        RiskEdit::Trigger(trigger) => {
            risk.trigger = trigger;
            said(&key, ": trigger changed", "")
        }
        RiskEdit::Owner(owner) => {
            risk.owner = owner;
            if owner.is_some() && risk.state == RiskState::Open {
                risk.state = RiskState::Owned;
            }
            said(&key, ": owner changed", "")
        }
        RiskEdit::State(state) => {
            risk.state = state;
            risk.closed = match (state.is_open(), before.closed) {
                (true, _) => None,
                (false, closed) => closed.or(Some(now)),
            };
            said(&key, " is now ", &state.name().to_lowercase())
        }
        RiskEdit::Review(review) => {
            risk.review = review;
            match review {
                Some(day) => format!("{key}: next review on {}", short_day(day)),
                None => said(&key, ": no review planned", ""),
            }
        }
        RiskEdit::Target(score) => {
            risk.target = score.map(valid).transpose()?;
            if before.target != score {
                scored(&mut risk, now, &before, "");
            }
            match score {
                Some(score) => format!("{key}: target score is now {}", score.value()),
                None => said(&key, ": no target score", ""),
            }
        }
        RiskEdit::Cause(text) => {
            risk.cause = text;
            said(&key, ": cause changed", "")
        }
        RiskEdit::Event(text) => {
            risk.event = text;
            said(&key, ": event changed", "")
        }
        RiskEdit::Effect(text) => {
            risk.effect = text;
            said(&key, ": effect changed", "")
        }
        RiskEdit::LossDays(days) => {
            risk.loss_days = days;
            said(&key, ": days lost changed", "")
        }
        RiskEdit::Opportunity(is) => {
            risk.opportunity = is;
            // A response to the other kind would make no sense.
            let fitting = if is { Response::OPPORTUNITY } else { Response::ALL };
            if !fitting.contains(&risk.response) {
                risk.response = if is { Response::Enhance } else { Response::Mitigate };
            }
            said(&key, if is { " is now an opportunity" } else { " is now a threat" }, "")
        }
        RiskEdit::Watch(watch) => {
            watched(tx, watch.as_ref())?;
            risk.watch = watch;
            (risk.raised, risk.raised_why) = (None, String::new());
            said(&key, ": trigger changed", "")
        }
        RiskEdit::Raise(day, why) => {
            if risk.raised.is_none() && risk.state != RiskState::Occurred {
                raise(&mut risk, now, day, &why);
            }
            said(&key, " raised by its trigger: ", &why)
        }
        RiskEdit::WatchAgain => {
            (risk.raised, risk.raised_why) = (None, String::new());
            said(&key, ": watching again", "")
        }
    };
    references(tx, &risk)?;
    if risk != before {
        risk.updated = now;
        tx.put(risk);
    }
    Ok(label)
}

pub(super) fn delete(tx: &mut Tx<'_>, id: RiskId) -> Result<String, Rejected> {
    let risk = found(tx.program().risks.get(&id), "risk")?;
    let gone = Ref::Risk(id);
    super::pointing::redirect_items(tx, &gone, None);
    super::pointing::redirect(tx, &gone, None);
    tx.put(Slot::Risk(id, None));
    Ok(format!("{} deleted", risk.key))
}
