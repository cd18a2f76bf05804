//! Rules for risks.

use super::Rejected;
use super::tx::{Tx, found, one_line, refused, said};
use crate::json::{json_choice, json_record};
use crate::model::{
    Date, Link, LinkKind, Money, PersonId, ProjectId, Ref, Response, Risk, RiskId, RiskState, Score,
    ScoreChange, Slot, short_day,
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
        scores: vec![ScoreChange { at: now, residual: inherent, ..crate::json::Json::blank() }],
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
            format!("{key}: inherent score is now {}", score.value())
        }
        RiskEdit::Residual(score) => {
            risk.residual = valid(score)?;
            if before.residual != score {
                risk.scores.push(ScoreChange { at: now, residual: score, ..crate::json::Json::blank() });
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
