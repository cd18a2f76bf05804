//! Demand of capacity per team and sprint, over the sprints around now, and what would help.

use super::sprint::{counts, sum};
use super::{Paces, team_days};
use crate::analysis::roadmap::{Work, Works};
use crate::analysis::time::{back, monday, workdays};
use crate::analysis::words::{count, number};
use crate::analysis::{Context, Index};
use crate::model::order::InOrder;
use crate::model::{Date, InitiativeId, InitiativeState, Sprint, SprintId, SprintState, TeamId, short_day};
use std::collections::BTreeMap;

/// Columns of the table.
const COLUMNS: usize = 12;
/// Of them, sprints that are over.
const PAST: usize = 2;
/// Days of a sprint where none says otherwise.
const USUAL: i64 = 14;
/// Most sprints that a proposal moves something by.
const FARTHEST: i64 = 6;

/// One sprint's time, for all teams.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The sprint's number, else its first day.
    pub label: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Today lies in it.
    pub now: bool,
    /// It is over.
    pub past: bool,
}

/// What a cell's demand rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellState {
    /// What was committed to, against what the sprints before had finished.
    Closed,
    /// What is in the running sprint.
    Running,
    /// What is planned for the sprint, and the share of initiatives in its time.
    Ahead,
}

/// One team in one sprint.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Points that the team's days bring by its pace; none where it has no pace yet.
    pub capacity: Option<f64>,
    /// Points asked for by items in the sprint.
    pub items: f64,
    /// Points asked for by initiatives, beyond items that are in sprints.
    pub shares: BTreeMap<InitiativeId, f64>,
    /// What it rests on.
    pub state: CellState,
}

impl Cell {
    /// Points asked for.
    #[must_use]
    pub fn demand(&self) -> f64 {
        self.items + self.shares.values().sum::<f64>()
    }

    /// Demand of capacity, in percent.
    #[must_use]
    pub fn percent(&self) -> Option<f64> {
        let capacity = self.capacity.filter(|c| *c > 0.0)?;
        Some(self.demand() * 100.0 / capacity)
    }

    /// More is asked for than there is, by what people read.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.percent().is_some_and(|percent| percent.round() > 100.0)
    }

    /// How the figure comes about.
    #[must_use]
    pub fn words(&self) -> String {
        let Some(capacity) = self.capacity else { return "No closed sprint yet, so no pace".to_owned() };
        let shares: f64 = self.shares.values().sum();
        let parts = match self.state {
            CellState::Closed => format!("{} pt committed", number(self.items, 0)),
            CellState::Running => format!("{} pt in the sprint", number(self.items, 0)),
            CellState::Ahead => {
                format!("{} pt planned + {} pt of initiatives", number(self.items, 0), number(shares, 0))
            }
        };
        format!("{parts} of {} pt", number(capacity, 0))
    }
}

/// A team's cells, one a column.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamRow {
    /// The team.
    pub team: TeamId,
    /// As people call it.
    pub name: String,
    /// One a column.
    pub cells: Vec<Cell>,
}

/// An initiative moved by whole sprints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// Which.
    pub initiative: InitiativeId,
    /// As people call it.
    pub title: String,
    /// Its new first day.
    pub start: Date,
    /// Its new last day.
    pub end: Date,
}

/// Where there is too much, and the smallest move that would help, if one does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The team that has most too much.
    pub team: TeamId,
    /// What is the case, as a sentence.
    pub words: String,
    /// What brings every sprint ahead of this team under its capacity, without putting another team
    /// above its own and without breaking a dependency; none where no single move does.
    pub fix: Option<Shift>,
}

/// Demand of capacity over the sprints around now.
#[derive(Debug, Clone, PartialEq)]
pub struct WindowTable {
    /// The sprints.
    pub columns: Vec<Column>,
    /// The teams, by name.
    pub rows: Vec<TeamRow>,
    /// The worst overload ahead, with a way out if there is one.
    pub proposal: Option<Proposal>,
}

/// The table for some teams.
#[must_use]
pub fn window_table(
    ctx: &Context<'_>,
    paces: &Paces,
    index: &Index,
    works: &Works,
    teams: &[TeamId],
) -> WindowTable {
    let columns = columns(ctx, teams);
    let first_free = first_free(ctx, &columns);
    let mut rows: Vec<TeamRow> = teams
        .iter()
        .filter_map(|id| ctx.program.teams.get(id))
        .map(|team| TeamRow {
            team: team.id,
            name: team.name.clone(),
            cells: columns.iter().map(|column| cell(ctx, paces, index, team.id, column)).collect(),
        })
        .collect();
    rows.order_by(|a, b| (&a.name, a.team).cmp(&(&b.name, b.team)));
    for work in works.all() {
        let Some((start, end)) = work.open_span() else { continue };
        spread(ctx, &columns, first_free, work, start, end, &mut rows);
    }
    let proposal = propose(ctx, works, &columns, first_free, &rows);
    WindowTable { columns, rows, proposal }
}

/// Puts an initiative's remaining work into the sprints of its time, evenly by working days.
fn spread(
    ctx: &Context<'_>,
    columns: &[Column],
    first_free: Date,
    work: &Work,
    start: Date,
    end: Date,
    rows: &mut [TeamRow],
) {
    let settings = &ctx.program.settings;
    let from = start.max(first_free);
    // What should be over by then still has to be done: in the first sprint that can take it.
    let to = end.max(
        columns.iter().find(|c| c.from >= first_free).map_or(from, |c| if end < from { c.to } else { end }),
    );
    let all = workdays(settings, from, to);
    if all == 0 {
        return;
    }
    for row in rows {
        let Some(left) = work.left.get(&row.team).filter(|left| **left > 0.0) else { continue };
        for (column, cell) in columns.iter().zip(&mut row.cells) {
            let days = workdays(settings, from.max(column.from), to.min(column.to));
            if days > 0 && cell.state == CellState::Ahead {
                cell.shares.insert(work.id, left * days as f64 / all as f64);
            }
        }
    }
}

/// The first day that initiatives' work beyond the running sprint can fall on.
fn first_free(ctx: &Context<'_>, columns: &[Column]) -> Date {
    let now = columns.iter().find(|c| c.now).map(|c| back(c.to, -1));
    now.unwrap_or_else(|| ctx.today())
}

/// The sprint of a team that fills most of a column.
fn sprint_in<'a>(ctx: &Context<'a>, team: TeamId, column: &Column) -> Option<&'a Sprint> {
    let overlap = |s: &Sprint| {
        let (start, end) = (s.start?, s.end?);
        let days = (end.min(column.to) - start.max(column.from)).num_days() + 1;
        (days * 2 > (column.to - column.from).num_days()).then_some(days)
    };
    let of_team = ctx.program.sprints.values().filter(|s| s.team == Some(team));
    of_team.filter_map(|s| Some((overlap(s)?, &**s))).max_by_key(|(days, s)| (*days, s.id)).map(|(_, s)| s)
}

fn cell(ctx: &Context<'_>, paces: &Paces, index: &Index, team: TeamId, column: &Column) -> Cell {
    let sprint = sprint_in(ctx, team, column);
    let state = match sprint.map(|s| s.state) {
        Some(SprintState::Closed) => CellState::Closed,
        Some(SprintState::Active) => CellState::Running,
        _ if column.past => CellState::Closed,
        _ => CellState::Ahead,
    };
    let capacity = match state {
        CellState::Closed => paces.before(ctx, team, Some(column.from)).map(|pace| pace.points),
        _ => {
            let (from, to) = sprint.and_then(|s| s.start.zip(s.end)).unwrap_or((column.from, column.to));
            let days = team_days(ctx.program, team, from, to);
            paces.of(ctx, team).and_then(|pace| pace.points_in(days))
        }
    };
    let items = match (state, sprint) {
        (CellState::Closed, Some(sprint)) => paces.committed(team, sprint.id).unwrap_or(0.0),
        (_, Some(sprint)) => in_sprint(ctx, index, sprint.id, state),
        _ => 0.0,
    };
    Cell { capacity, items, shares: BTreeMap::new(), state }
}

fn in_sprint(ctx: &Context<'_>, index: &Index, sprint: SprintId, state: CellState) -> f64 {
    let items = ctx.program.items.values().map(|item| &**item).filter(|item| {
        item.sprint == Some(sprint)
            && counts(index, item)
            && (state == CellState::Running || !index.category(item.status).is_finished())
    });
    sum(items).0.as_f64()
}

/// The sprints around now: those of the team that has most of them, and as many more at its pace.
fn columns(ctx: &Context<'_>, teams: &[TeamId]) -> Vec<Column> {
    let today = ctx.today();
    let dated = |team: TeamId| {
        let of_team = ctx.program.sprints.values().filter(|s| s.team == Some(team));
        let mut all: Vec<(Date, Date, &str)> =
            of_team.filter_map(|s| Some((s.start?, s.end?, s.name.as_str()))).collect();
        all.order();
        all
    };
    let lead = teams.iter().map(|team| dated(*team)).max_by_key(Vec::len).unwrap_or_default();
    let first_ahead = lead.iter().position(|(_, end, _)| *end >= today).unwrap_or(lead.len());
    let mut columns: Vec<Column> = Vec::with_capacity(COLUMNS);
    let column = |from: Date, to: Date, label: String| Column {
        label,
        from,
        to,
        now: from <= today && today <= to,
        past: to < today,
    };
    for (start, end, name) in lead.get(first_ahead.saturating_sub(PAST)..).unwrap_or_default() {
        // Sprints that overlap are one column each only where they follow each other.
        if columns.len() < COLUMNS && columns.last().is_none_or(|last| last.to < *start) && start <= end {
            let label = last_number(name).map_or_else(|| short_day(*start), |n| n.to_string());
            columns.push(column(*start, *end, label));
        }
    }
    let step = cadence(&columns);
    let mut number = columns.last().and_then(|c| c.label.parse::<u32>().ok());
    while columns.len() < COLUMNS {
        let next = |c: &Column| (back(c.from, -step), back(c.to, -step));
        let (from, to) = columns.last().map_or_else(|| (monday(today), back(monday(today), 1 - USUAL)), next);
        number = number.map(|n| n + 1);
        let label = number.map_or_else(|| short_day(from), |n| n.to_string());
        columns.push(column(from, to, label));
    }
    columns
}

/// Days from the start of one sprint to that of the next: as the last two were apart, else whole weeks.
fn cadence(columns: &[Column]) -> i64 {
    match columns {
        [.., a, b] => (b.from - a.from).num_days().max(1),
        [only] => ((only.to - only.from).num_days() + 7) / 7 * 7,
        [] => USUAL,
    }
}

/// The number at the end of a sprint's name.
fn last_number(name: &str) -> Option<u32> {
    let digits = name.trim_end().rsplit(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

/// The team with most too much ahead, and the smallest move of one initiative that helps.
fn propose(
    ctx: &Context<'_>,
    works: &Works,
    columns: &[Column],
    first_free: Date,
    rows: &[TeamRow],
) -> Option<Proposal> {
    let ahead = |row: &TeamRow| {
        let over = columns.iter().zip(&row.cells);
        let over = over.filter(|(column, cell)| !column.past && !column.now && cell.is_over());
        over.map(|(column, cell)| (column.label.clone(), cell.percent().unwrap_or(0.0))).collect::<Vec<_>>()
    };
    let excess = |over: &[(String, f64)]| over.iter().map(|(_, percent)| percent - 100.0).sum::<f64>();
    let mut worst: Vec<_> =
        rows.iter().map(|row| (ahead(row), row)).filter(|(over, _)| !over.is_empty()).collect();
    worst.order_by(|a, b| excess(&b.0).total_cmp(&excess(&a.0)));
    let words = |over: &[(String, f64)], row: &TeamRow| {
        let labels: Vec<&str> = over.iter().map(|(label, _)| label.as_str()).collect();
        format!("{} is booked above capacity in {}.", row.name, sprints_in_words(&labels))
    };
    let length = cadence(columns);
    let before = works.late(ctx, None);
    // The team with most too much first; the fewest sprints first.
    for (over, row) in &worst {
        for sprints in 1..=FARTHEST {
            for work in works.all().filter(|w| w.left.contains_key(&row.team) && can_move(ctx, w)) {
                let Some((start, end)) = work.open_span() else { continue };
                let by = -sprints * length;
                let (start, end) = (ahead_of_weekend(ctx, back(start, by)), back(end, by));
                let mut tried = rows.to_vec();
                for row in &mut tried {
                    for cell in &mut row.cells {
                        cell.shares.remove(&work.id);
                    }
                }
                spread(ctx, columns, first_free, work, start, end, &mut tried);
                let relieved = tried.iter().find(|r| r.team == row.team).is_some_and(|r| ahead(r).is_empty());
                let harmless = tried.iter().zip(rows).all(|(after, before)| {
                    after.cells.iter().zip(&before.cells).all(|(a, b)| !a.is_over() || b.is_over())
                });
                if relieved && harmless && works.late(ctx, Some((work.id, start, end))) <= before {
                    let words = format!(
                        "{} Moving {} to {} brings every sprint ahead under 100 %.",
                        words(over, row),
                        work.title,
                        short_day(start)
                    );
                    let fix = Shift { initiative: work.id, title: work.title.clone(), start, end };
                    return Some(Proposal { team: row.team, words, fix: Some(fix) });
                }
            }
        }
    }
    let (over, row) = worst.first()?;
    let words =
        format!("{} No single move of an initiative brings every sprint under 100 %.", words(over, row));
    Some(Proposal { team: row.team, words, fix: None })
}

/// Only what has not begun can be moved as a whole.
fn can_move(ctx: &Context<'_>, work: &Work) -> bool {
    work.state == InitiativeState::Planned && work.start.is_some_and(|start| start > ctx.today())
}

/// The day itself, or the next one on which people work.
fn ahead_of_weekend(ctx: &Context<'_>, day: Date) -> Date {
    day.iter_days().take(14).find(|day| ctx.program.settings.is_working_day(*day)).unwrap_or(day)
}

/// `sprint 25`, `sprints 23 to 26`, `sprints 23, 25 and 28`.
fn sprints_in_words(labels: &[&str]) -> String {
    let numbers: Option<Vec<u32>> = labels.iter().map(|label| label.parse().ok()).collect();
    match (labels, numbers) {
        ([one], _) => format!("sprint {one}"),
        ([first, .., last], Some(numbers))
            if numbers.len() > 2 && numbers.windows(2).all(|w| matches!(w, [a, b] if a + 1 == *b)) =>
        {
            format!("sprints {first} to {last}")
        }
        ([all @ .., last], _) if all.len() < 4 => format!("sprints {} and {last}", all.join(", ")),
        _ => count(labels.len(), "sprint", "sprints"),
    }
}
