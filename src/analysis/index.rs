//! Statuses by id: what they mean and in which order work passes them.

use crate::model::order::InOrder;
use crate::model::{Category, Program, StatusId, WorkflowId};

/// One status, as the figures need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The status.
    pub id: StatusId,
    /// What it means.
    pub category: Category,
    /// Its place among all statuses of its workflow: by category, then as the workflow lists them.
    pub order: u16,
    /// The workflow it is part of.
    pub workflow: WorkflowId,
}

/// Status → category and order. A sorted list: a program has tens of statuses and tens of thousands
/// of transitions, and a binary search needs no hashing.
#[derive(Debug, Clone, Default)]
pub struct Index {
    places: Vec<Place>,
}

impl Index {
    /// Reads the program's workflows.
    #[must_use]
    pub fn new(program: &Program) -> Self {
        let mut places = Vec::new();
        for workflow in program.workflows.values() {
            let mut statuses: Vec<_> = workflow.statuses.iter().collect();
            statuses.order_by_key(|s| s.category);
            for (order, status) in statuses.into_iter().enumerate() {
                places.push(Place {
                    id: status.id,
                    category: status.category,
                    order: u16::try_from(order).unwrap_or(u16::MAX),
                    workflow: workflow.id,
                });
            }
        }
        places.order_by_key(|p| p.id);
        Self { places }
    }

    /// The status's place; none where it is in no workflow.
    #[must_use]
    pub fn place(&self, id: StatusId) -> Option<Place> {
        let at = self.places.binary_search_by_key(&id, |p| p.id).ok()?;
        self.places.get(at).copied()
    }

    /// Where a status stands in the list of places; the list's length where it is in no workflow.
    pub(super) fn rank(&self, id: StatusId) -> usize {
        self.places.binary_search_by_key(&id, |p| p.id).unwrap_or(self.places.len())
    }

    /// The place at such a rank.
    pub(super) fn at(&self, rank: u16) -> Option<&Place> {
        self.places.get(usize::from(rank))
    }

    /// The status's category; a status of no workflow counts as "to do", so that nothing is
    /// delivered by mistake.
    #[must_use]
    pub fn category(&self, id: StatusId) -> Category {
        self.place(id).map_or(Category::ToDo, |p| p.category)
    }

    /// The status's order within its workflow; 0 for a status of no workflow.
    #[must_use]
    pub fn order(&self, id: StatusId) -> u16 {
        self.place(id).map_or(0, |p| p.order)
    }
}
