//! A list as it is shown, as a table for a spreadsheet: UTF-8 with a byte order mark for Excel.

use super::{MARK, Table, text};
use crate::analysis::lists::Row;
use crate::model::Program;

/// The rows of a list, in their order. `due` and `extra` head the columns that differ from kind to kind.
#[must_use]
pub fn rows_csv(program: &Program, rows: &[Row], due: &str, extra: &str) -> String {
    let mut table = Table::new(&[
        "Key",
        "Title",
        "State",
        "Owner",
        due,
        "Since",
        extra,
        "Comes from",
        "Project",
        "Teams",
        "Client",
        "Goal",
    ]);
    for row in rows {
        let teams = row.teams.iter().filter_map(|id| program.teams.get(id)).map(|t| t.name.as_str());
        table.rows.push(vec![
            row.key.clone(),
            row.title.clone(),
            row.state_name.to_owned(),
            text(row.owner.and_then(|id| program.people.get(&id)).map(|p| &p.name)),
            text(row.due),
            row.since.to_string(),
            row.extra.clone(),
            row.source.clone(),
            text(row.project.and_then(|id| program.projects.get(&id)).map(|p| &p.name)),
            teams.collect::<Vec<_>>().join(", "),
            text(row.client.and_then(|id| program.clients.get(&id)).map(|c| &c.name)),
            text(row.goal.and_then(|id| program.goals.get(&id)).map(|g| &g.name)),
        ]);
    }
    [MARK, &table.csv()].concat()
}
