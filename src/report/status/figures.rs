//! The four headline figures, and money in detail.

use super::{Audience, Block, Cell, Desk, Span, Written, clean, heads};
use crate::analysis::figures::headline_in;
use crate::analysis::time::Window;
use crate::analysis::{Figure, Scope, cost, risk, sprints};

/// Cost variance is the last of the four; a client gets three.
pub(super) fn metrics(desk: &Desk<'_, '_>) -> Written {
    let mut figures = headline_in(desk.facts, desk.scope, Window::default()).to_vec();
    if desk.is_client() {
        figures.truncate(3);
        desk.withhold(1);
    }
    // Velocities of teams are neither added up nor stand for each other: over all projects each team has its own.
    let teams = desk.facts.ctx.program.teams.keys();
    let of_team = |team| sprints::figures(desk.facts, Scope { project: None, team: Some(team) }).0;
    if desk.scope.project.is_none() && desk.facts.ctx.program.teams.len() > 1 {
        let own: Vec<Figure> = teams.map(|team| of_team(*team)).filter(|f| f.value.is_computed()).collect();
        if !own.is_empty() {
            figures.splice(..1, own);
        }
    }
    let (count, mut blocks) = table(desk, &figures);
    blocks.extend(super::charts::charts(desk));
    (count, blocks)
}

/// The cost figures and what the open risks stand for.
pub(super) fn cost(desk: &Desk<'_, '_>) -> Written {
    let mut figures = cost::all(desk.facts, desk.scope);
    figures.push(risk::exposure(desk.facts, desk.scope, Window::default()));
    table(desk, &figures)
}

fn table(desk: &Desk<'_, '_>, figures: &[Figure]) -> Written {
    let head = heads(&["Figure", "Value", "Working"]);
    (figures.len(), vec![Block::Table { head, rows: figures.iter().map(|f| row(desk, f)).collect() }])
}

fn row(desk: &Desk<'_, '_>, figure: &Figure) -> Vec<Cell> {
    let value = match (figure.value.is_computed(), figure.unit.as_str()) {
        (false, _) => Span::Quiet("n/a".to_owned()),
        (true, "") => Span::Strong(figure.display.clone()),
        (true, unit) => Span::Strong(format!("{} {unit}", figure.display)),
    };
    // The team checks the numbers: the last line of a formula has them. Others read the sentence.
    let working = match figure.formula.last() {
        Some(formula) if desk.audience == Audience::Team && figure.value.is_computed() => {
            join(&figure.caption, formula)
        }
        _ if figure.sentence.is_empty() => join(&figure.caption, &figure.detail),
        _ => figure.sentence.clone(),
    };
    vec![
        Span::Text(clean(&figure.name)).into(),
        Cell { number: true, ..value.into() },
        Span::Quiet(clean(&working)).into(),
    ]
}

fn join(a: &str, b: &str) -> String {
    match (a.is_empty(), b.is_empty()) {
        (false, false) => format!("{a}: {b}"),
        (true, _) => b.to_owned(),
        (false, true) => a.to_owned(),
    }
}
