//! The board: which cards stand in which column and lane.

use crate::model::order::InOrder;
use crate::model::{
    Category, ItemKind, Parent, PersonId, Priority, Program, ProjectId, SprintState, StatusId, TeamId,
    WorkItem, WorkItemId,
};

/// Which cards to show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoardFilter {
    /// One project's only.
    pub project: Option<ProjectId>,
    /// One team's only.
    pub team: Option<TeamId>,
    /// One person's only.
    pub owner: Option<PersonId>,
    /// Only what nobody owns.
    pub unowned: bool,
    /// One kind of work only.
    pub kind: Option<ItemKind>,
    /// Only with this label.
    pub label: Option<String>,
    /// Only what is blocked.
    pub blocked: bool,
    /// Only titles and keys that contain this, in any case.
    pub text: String,
    /// Only items of running sprints.
    pub sprint: bool,
    /// Cancelled items too.
    pub cancelled: bool,
}

impl BoardFilter {
    /// How many conditions narrow the board, beside project and sprint.
    #[must_use]
    pub fn active(&self) -> usize {
        [
            self.owner.is_some() || self.unowned,
            self.kind.is_some(),
            self.label.is_some(),
            self.blocked,
            self.cancelled,
        ]
        .iter()
        .filter(|on| **on)
        .count()
    }
}

/// What the lanes are made by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LaneBy {
    /// One lane.
    #[default]
    Nothing,
    /// A lane a team.
    Team,
    /// A lane a person.
    Owner,
    /// A lane a priority.
    Priority,
    /// A lane an epic.
    Parent,
    /// A lane a project.
    Project,
}

impl LaneBy {
    /// All choices.
    pub const ALL: [Self; 6] =
        [Self::Nothing, Self::Team, Self::Owner, Self::Priority, Self::Parent, Self::Project];

    /// The word that people read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nothing => "none",
            Self::Team => "team",
            Self::Owner => "owner",
            Self::Priority => "priority",
            Self::Parent => "epic",
            Self::Project => "project",
        }
    }
}

/// A column: one status, or those of several workflows with the same name and meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// As teams call it.
    pub name: String,
    /// What it means for the figures.
    pub category: Category,
    /// The statuses that it stands for.
    pub statuses: Vec<StatusId>,
    /// The most cards it should hold: the sum over its statuses, where all have a limit.
    pub limit: Option<u32>,
    /// Cards in it on the whole board, filters aside, so that a filter never hides an overrun.
    pub load: usize,
    /// Cards in it that are shown.
    pub shown: usize,
    /// When a card may enter or leave.
    pub policy: String,
}

impl Column {
    /// It holds more than it should.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.limit.is_some_and(|limit| self.load > limit as usize)
    }

    /// "4 of 8", or the number alone where there is no limit.
    #[must_use]
    pub fn load_text(&self) -> String {
        match self.limit {
            Some(limit) => format!("{} of {limit}", self.load),
            None => self.shown.to_string(),
        }
    }
}

/// A lane with its cards by column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Tells the lane from the others.
    pub key: String,
    /// As people read it; empty for the only lane.
    pub title: String,
    /// "Search 24, 34 of 52 pt done".
    pub note: String,
    /// One list of cards a column, in the board's order.
    pub cells: Vec<Vec<WorkItemId>>,
}

/// The board.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Board {
    /// From the first status to the last.
    pub columns: Vec<Column>,
    /// Lanes that hold a card.
    pub lanes: Vec<Lane>,
    /// Cards shown.
    pub shown: usize,
    /// Cards that filters hide.
    pub hidden: usize,
}

/// Running sprints; few enough, as are columns and workflows, that looking through a list is fastest.
fn running(program: &Program) -> Vec<crate::model::SprintId> {
    program.sprints.values().filter(|s| s.state == SprintState::Active).map(|s| s.id).collect()
}

/// Whether a running sprint has any work, so that the sprint board is worth opening first.
#[must_use]
pub fn has_sprint_work(program: &Program, project: Option<ProjectId>) -> bool {
    let running = running(program);
    !running.is_empty()
        && program
            .items
            .values()
            .any(|i| i.sprint.is_some_and(|s| running.contains(&s)) && project.is_none_or(|p| p == i.project))
}

/// Cards in a status: on the sprint board those of running sprints, else all.
#[must_use]
pub fn load(program: &Program, status: StatusId, sprint: bool) -> usize {
    let running = running(program);
    let counts = |item: &WorkItem| {
        item.status == status
            && !item.kind.is_container()
            && (!sprint || item.sprint.is_some_and(|s| running.contains(&s)))
    };
    program.items.values().filter(|item| counts(item)).count()
}

/// Lays the board out.
#[must_use]
pub fn board(program: &Program, filter: &BoardFilter, lane_by: LaneBy) -> Board {
    let mut columns = columns(program, filter);
    let running = running(program);
    let text = filter.text.trim().to_lowercase();

    let mut cards: Vec<(usize, &WorkItem)> = Vec::new();
    let mut hidden = 0;
    for item in program.items.values() {
        if item.kind.is_container() || filter.project.is_some_and(|p| p != item.project) {
            continue;
        }
        if filter.sprint && !item.sprint.is_some_and(|s| running.contains(&s)) {
            continue;
        }
        let Some(place) = columns.iter().position(|c| c.statuses.contains(&item.status)) else {
            hidden += 1;
            continue;
        };
        if let Some(column) = columns.get_mut(place) {
            column.load += 1;
        }
        if passes(item, filter, &text) {
            cards.push((place, item));
        } else {
            hidden += 1;
        }
    }
    cards.order_by_key(|(_, item)| (item.rank, item.id));

    let width = columns.len();
    // In the order of their numbers and keys.
    let mut lanes: Vec<(u32, Lane)> = Vec::new();
    let shown = cards.len();
    for (place, item) in &cards {
        if let Some(column) = columns.get_mut(*place) {
            column.shown += 1;
        }
        let (order, key, title) = lane_of(program, item, lane_by);
        let found = lanes.binary_search_by(|(number, lane)| (number, &lane.key).cmp(&(&order, &key)));
        let at = found.unwrap_or_else(|at| {
            let lane = Lane { key, title, note: String::new(), cells: vec![Vec::new(); width] };
            lanes.insert(at, (order, lane));
            at
        });
        if let Some(cell) = lanes.get_mut(at).and_then(|(_, lane)| lane.cells.get_mut(*place)) {
            cell.push(item.id);
        }
    }
    let mut lanes: Vec<Lane> = lanes.into_iter().map(|(_, lane)| lane).collect();
    for lane in &mut lanes {
        for (cell, column) in lane.cells.iter_mut().zip(&columns) {
            if column.category.is_finished() {
                // What was finished last is what people look for.
                let moved = |id| program.items.get(id).map(|i| (i.history.last().map(|e| e.at), i.id));
                let mut cards: Vec<_> = cell.iter().map(|id| (moved(id), *id)).collect();
                cards.order_by(|a, b| b.0.cmp(&a.0));
                *cell = cards.into_iter().map(|(_, id)| id).collect();
            }
        }
        lane.note = lane_note(program, lane, &columns, lane_by);
    }
    if lanes.is_empty() {
        let cells = vec![Vec::new(); width];
        lanes.push(Lane { key: String::new(), title: String::new(), note: String::new(), cells });
    }
    Board { columns, lanes, shown, hidden }
}

/// The columns of the workflows in view; statuses with the same name and category share one.
fn columns(program: &Program, filter: &BoardFilter) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    let in_view = program.projects.values().filter(|p| filter.project.is_none_or(|only| only == p.id));
    let used: Vec<_> = in_view.map(|p| p.workflow).collect();
    for workflow in program.workflows.values().filter(|w| used.contains(&w.id)) {
        for status in &workflow.statuses {
            if status.category == Category::Cancelled && !filter.cancelled {
                continue;
            }
            let same = columns
                .iter_mut()
                .find(|c| c.category == status.category && c.name.eq_ignore_ascii_case(&status.name));
            if let Some(column) = same {
                column.statuses.push(status.id);
                column.limit = column.limit.zip(status.wip_limit).map(|(a, b)| a + b);
            } else {
                columns.push(Column {
                    name: status.name.clone(),
                    category: status.category,
                    statuses: vec![status.id],
                    limit: status.wip_limit,
                    load: 0,
                    shown: 0,
                    policy: status.policy.clone(),
                });
            }
        }
    }
    // Stable: within a category the workflows' own order stays.
    columns.order_by_key(|c| c.category);
    if filter.sprint {
        drop_empty_backlog(program, filter, &mut columns);
    }
    columns
}

/// A sprint board needs no column for what is not in the sprint.
fn drop_empty_backlog(program: &Program, filter: &BoardFilter, columns: &mut Vec<Column>) {
    let running = running(program);
    let in_sprint: Vec<StatusId> = program
        .items
        .values()
        .filter(|i| {
            i.sprint.is_some_and(|s| running.contains(&s)) && filter.project.is_none_or(|p| p == i.project)
        })
        .map(|i| i.status)
        .collect();
    let to_do = columns.iter().filter(|c| c.category == Category::ToDo).count();
    let mut left = to_do;
    columns.retain(|column| {
        let empty_to_do =
            column.category == Category::ToDo && !column.statuses.iter().any(|s| in_sprint.contains(s));
        let drop = empty_to_do && left > 1;
        left -= usize::from(drop);
        !drop
    });
}

fn passes(item: &WorkItem, filter: &BoardFilter, text: &str) -> bool {
    filter.team.is_none_or(|team| item.team == Some(team))
        && filter.owner.is_none_or(|owner| item.owner == Some(owner))
        && !(filter.unowned && item.owner.is_some())
        && filter.kind.as_ref().is_none_or(|kind| item.kind == *kind)
        && filter.label.as_ref().is_none_or(|label| item.labels.contains(label))
        && !(filter.blocked && item.blocked.is_none())
        && (text.is_empty()
            || item.title.to_lowercase().contains(text)
            || item.key.to_lowercase().contains(text))
}

/// Order, key and title of the lane that a card stands in.
fn lane_of(program: &Program, item: &WorkItem, by: LaneBy) -> (u32, String, String) {
    let named = |name: Option<String>, none: &str| match name {
        Some(name) => (0, name.clone(), name),
        None => (1, String::new(), none.to_owned()),
    };
    match by {
        LaneBy::Nothing => (0, String::new(), String::new()),
        LaneBy::Team => {
            named(item.team.and_then(|id| program.teams.get(&id)).map(|t| t.name.clone()), "No team")
        }
        LaneBy::Owner => {
            named(item.owner.and_then(|id| program.people.get(&id)).map(|p| p.name.clone()), "No owner")
        }
        LaneBy::Priority => match item.priority {
            Some(priority) => {
                let order = Priority::ALL.iter().position(|p| *p == priority).unwrap_or(0) as u32;
                (order, priority.name().to_owned(), priority.name().to_owned())
            }
            None => (9, String::new(), "No priority".to_owned()),
        },
        LaneBy::Parent => match &item.parent {
            Some(Parent::Item(id)) => {
                named(program.items.get(id).map(|p| format!("{} {}", p.key, p.title)), "No epic")
            }
            Some(Parent::External(key)) => named(Some(key.clone()), "No epic"),
            None => named(None, "No epic"),
        },
        LaneBy::Project => named(program.projects.get(&item.project).map(|p| p.name.clone()), "No project"),
    }
}

/// How far the lane's running sprint is, or how many cards the lane has.
fn lane_note(program: &Program, lane: &Lane, columns: &[Column], by: LaneBy) -> String {
    if by == LaneBy::Nothing {
        return String::new();
    }
    let cards = || lane.cells.iter().flatten().filter_map(|id| program.items.get(id));
    let points = |done_only: bool| -> crate::model::Points {
        lane.cells
            .iter()
            .zip(columns)
            .filter(|(_, column)| !done_only || column.category == Category::Done)
            .flat_map(|(cell, _)| cell.iter().filter_map(|id| program.items.get(id)?.estimate))
            .sum()
    };
    let running = running(program);
    let mut sprints: Vec<&str> = cards()
        .filter_map(|i| i.sprint.filter(|s| running.contains(s)))
        .filter_map(|s| program.sprints.get(&s).map(|s| s.name.as_str()))
        .collect();
    sprints.order();
    sprints.dedup();
    let work = format!("{} of {} pt done", points(true), points(false));
    match sprints.as_slice() {
        [one] => format!("{one}, {work}"),
        _ => format!("{} cards, {work}", cards().count()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::command::{CatalogueEdit, Command, ItemDraft, Place, ProjectDraft, apply};
    use crate::model::{Lens, Stamp, Timestamp};

    fn program(titles: &[&str]) -> Program {
        let mut program = Program::default();
        let mut seed = 0;
        let mut run = |program: &mut Program, command| {
            seed += 1;
            apply(program, command, Stamp { at: Timestamp(seed as i64), seed }).unwrap();
        };
        let draft = ProjectDraft {
            name: "Halden".into(),
            lens: Lens::Product,
            team: Some("Search".into()),
            zone: None,
        };
        run(&mut program, Command::Catalogue(Box::new(CatalogueEdit::AddProject(draft))));
        let project = *program.projects.keys().next().unwrap();
        for title in titles {
            let draft = ItemDraft {
                title: (*title).into(),
                kind: ItemKind::Story,
                project,
                status: None,
                priority: None,
                estimate: None,
                owner: None,
                team: None,
                sprint: None,
                labels: vec![],
                links: vec![],
            };
            run(&mut program, Command::AddItem(Box::new(draft)));
        }
        program
    }

    fn keys(program: &Program, board: &Board, column: usize) -> Vec<String> {
        let cells = board.lanes.iter().flat_map(|l| l.cells[column].clone());
        cells.map(|id| program.items[&id].key.clone()).collect()
    }

    #[test]
    fn new_cards_stand_at_the_foot_of_the_first_column() {
        let program = program(&["One", "Two", "Three"]);
        let board = board(&program, &BoardFilter::default(), LaneBy::Nothing);
        assert_eq!(
            board.columns.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(),
            ["To do", "In progress", "Review", "Done"]
        );
        assert_eq!(keys(&program, &board, 0), ["HALD-1", "HALD-2", "HALD-3"]);
    }

    #[test]
    fn a_card_goes_above_the_one_it_was_dropped_on_however_often() {
        let mut program = program(&["One", "Two", "Three"]);
        let status = program.workflows.values().next().unwrap().statuses[0].id;
        // 60 halvings leave no number between two ranks, so this also lays ranks out anew.
        for round in 0..60 {
            let order = keys(&program, &board(&program, &BoardFilter::default(), LaneBy::Nothing), 0);
            let (last, middle) = (order[2].clone(), order[1].clone());
            let id = program.item_by_key(&last).unwrap().id;
            let above = program.item_by_key(&middle).map(|i| i.id);
            let stamp = Stamp { at: Timestamp(1000 + round), seed: 900 + round as u64 };
            apply(&mut program, Command::MoveItem(id, Place { status, above }), stamp).unwrap();
            let now = keys(&program, &board(&program, &BoardFilter::default(), LaneBy::Nothing), 0);
            assert_eq!(now, [order[0].clone(), last, middle], "round {round}");
        }
    }

    #[test]
    fn a_filter_hides_cards_but_not_an_overrun() {
        let mut program = program(&["a", "b", "c", "d", "e", "f"]);
        let status = program.workflows.values().next().unwrap().statuses[1].id;
        let ids: Vec<_> = program.items.keys().copied().collect();
        for (n, id) in ids.into_iter().enumerate() {
            let stamp = Stamp { at: Timestamp(1), seed: 70 + n as u64 };
            apply(&mut program, Command::MoveItem(id, Place { status, above: None }), stamp).unwrap();
        }
        let filter = BoardFilter { text: "HALD-3".into(), ..BoardFilter::default() };
        let board = board(&program, &filter, LaneBy::Nothing);
        assert_eq!((board.shown, board.hidden), (1, 5));
        assert!(board.columns[1].is_over());
        assert_eq!(board.columns[1].load_text(), "6 of 5");
    }
}
