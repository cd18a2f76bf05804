//! The charts beside the headline figures.

use super::audience::Matter;
use super::{Block, Desk};
use crate::analysis::{cost, sprints};
use crate::chart::{Canvas, draw};
use crate::report::redact::Redactor;

/// Velocity by sprint; for those who see money, the S-curve too.
pub(super) fn charts(desk: &Desk<'_, '_>) -> Vec<Block> {
    if !desk.charts {
        return Vec::new();
    }
    let canvas = Canvas { width: 640.0, height: 220.0, today: desk.today };
    let mut blocks = Vec::new();
    let mut velocity = sprints::velocity_chart(desk.facts, desk.scope);
    if let (true, Some(project)) = (desk.is_client(), desk.scope.project) {
        // Before it is drawn: a name that is cut for room would not be found again.
        let redactor = Redactor::new(desk.facts.ctx.program, project);
        for bar in &mut velocity.bars {
            bar.name = redactor.text(&bar.name);
        }
    }
    let mut add = |drawn: Result<crate::chart::Chart, String>| {
        if let Ok(chart) = drawn {
            blocks.push(Block::Chart(Box::new(chart)));
        }
    };
    if desk.scope.project.is_some() || desk.facts.ctx.program.teams.len() < 2 {
        add(draw::velocity(&velocity, canvas));
    }
    if desk.audience.sees(Matter::Money) {
        add(cost::curve(desk.facts, desk.scope).and_then(|curve| draw::s_curve(&curve, canvas)));
    }
    blocks
}
