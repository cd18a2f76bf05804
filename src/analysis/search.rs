//! Search over records, for the palette.

use crate::model::order::InOrder;
use crate::model::{Program, ProjectId, Ref, RiskId, WorkItemId};

/// What a hit leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A work item.
    Item(WorkItemId),
    /// A risk.
    Risk(RiskId),
    /// A project.
    Project(ProjectId),
    /// Another record.
    Record(Ref),
}

/// A record that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where it leads.
    pub target: Target,
    /// Its title.
    pub title: String,
    /// Its key, where it has one.
    pub key: String,
    /// What to know of it at a glance: the status, the score.
    pub hint: String,
    /// Lower is better.
    rank: u32,
}

/// How well a text fits: the words of the query must all occur. Key first, then word starts.
fn fit(query: &[String], key: &str, title: &str) -> Option<u32> {
    let (key, title) = (key.to_lowercase(), title.to_lowercase());
    let mut rank = 0;
    for word in query {
        rank += if key == *word {
            0
        } else if key.starts_with(word.as_str()) {
            1
        } else if title.starts_with(word.as_str()) {
            2
        } else if title.split(|c: char| !c.is_alphanumeric()).any(|w| w.starts_with(word.as_str())) {
            3
        } else if title.contains(word.as_str()) || key.contains(word.as_str()) {
            5
        } else {
            return None;
        };
    }
    Some(rank)
}

/// The best `most` records for the words, and how many there are in all. `@name` finds a person's
/// items, `#label` those with a label; nothing typed finds nothing.
#[must_use]
pub fn search(program: &Program, query: &str, most: usize) -> (Vec<Hit>, usize) {
    let mut words: Vec<String> = query.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let mut take = |sign: char| {
        let place = words.iter().position(|w| w.len() > 1 && w.starts_with(sign))?;
        Some(words.remove(place).split_off(1))
    };
    let (owner, label) = (take('@'), take('#'));
    if words.is_empty() && owner.is_none() && label.is_none() {
        return (Vec::new(), 0);
    }
    let mut hits = Vec::new();
    for item in program.items.values() {
        let owned = owner.as_ref().is_none_or(|name| {
            let person = item.owner.and_then(|id| program.people.get(&id));
            person.is_some_and(|p| p.name.to_lowercase().contains(name.as_str()))
        });
        let labelled = label
            .as_ref()
            .is_none_or(|label| item.labels.iter().any(|l| l.to_lowercase().starts_with(label.as_str())));
        if !owned || !labelled {
            continue;
        }
        if let Some(rank) = fit(&words, &item.key, &item.title) {
            let finished = program.status(item.status).is_some_and(|s| s.category.is_finished());
            hits.push((rank * 2 + u32::from(finished), Target::Item(item.id)));
        }
    }
    if owner.is_none() && label.is_none() {
        for risk in program.risks.values() {
            if let Some(rank) = fit(&words, &risk.key, &risk.title) {
                hits.push((rank * 2 + u32::from(!risk.state.is_open()), Target::Risk(risk.id)));
            }
        }
        program.each_kept(&mut |record| {
            let to = record.reference();
            // These are found under what they belong to.
            let apart = matches!(
                to,
                Ref::Project(_) | Ref::Person(_) | Ref::Snooze(_) | Ref::DayNote(_) | Ref::Effort(_)
            );
            if apart || record.title().is_empty() {
                return;
            }
            if let Some(rank) = fit(&words, record.key(), record.title()) {
                hits.push((rank * 2 + 1, Target::Record(to)));
            }
        });
        for project in program.projects.values() {
            if let Some(rank) = fit(&words, &project.prefix, &project.name) {
                hits.push((rank * 2, Target::Project(project.id)));
            }
        }
    }
    let found = hits.len();
    // Stable, so that equals stay in the order of the tables.
    hits.order_by_key(|(rank, _)| *rank);
    hits.truncate(most);
    (hits.into_iter().filter_map(|(rank, target)| describe(program, target, rank)).collect(), found)
}

fn describe(program: &Program, target: Target, rank: u32) -> Option<Hit> {
    let (title, key, hint) = match target {
        Target::Item(id) => {
            let item = program.items.get(&id)?;
            let status = program.status(item.status).map(|s| s.name.clone()).unwrap_or_default();
            let hint = if item.blocked.is_some() { format!("{status}, blocked") } else { status };
            (item.title.clone(), item.key.clone(), hint)
        }
        Target::Risk(id) => {
            let risk = program.risks.get(&id)?;
            (risk.title.clone(), risk.key.clone(), format!("{} {}", risk.residual.value(), risk.state.name()))
        }
        Target::Project(id) => (program.projects.get(&id)?.name.clone(), String::new(), "Project".to_owned()),
        Target::Record(ref to) => {
            let called = super::chain::called(program, to)?;
            (called.title, called.key, called.noun.to_owned())
        }
    };
    Some(Hit { target, title, key, hint, rank })
}
