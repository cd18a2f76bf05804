//! The worst open risks, and the work that is blocked.

use super::text::{short, shorten};
use super::{Audience, Block, Cell, Desk, Span, Written, clean};
use crate::analysis::facts::ItemFacts;
use crate::analysis::risk::{band, open};
use crate::analysis::words::{count, days};
use crate::model::{Block as Impediment, Risk, days_inclusive};

/// The open items that stand blocked, the longest first.
pub(super) fn blocked<'f, 'a>(desk: &Desk<'f, 'a>) -> Vec<(&'f ItemFacts<'a>, &'a Impediment)> {
    let standing = |f: &ItemFacts<'a>| f.item.blocked.as_ref().filter(|b| b.since <= desk.facts.ctx.now);
    let open = desk.facts.of(desk.scope).filter(|f| f.is_open());
    let mut all: Vec<_> = open.filter_map(|f| Some((f, standing(f)?))).collect();
    all.sort_by_key(|(f, block)| (block.since, f.item.id));
    all
}

/// A table of risks by residual score, then a list of blockers.
pub(super) fn section(desk: &Desk<'_, '_>) -> Written {
    let risks = open(desk.facts, desk.scope);
    let blockers = blocked(desk);
    let (most_risks, most_blockers) = (desk.most(10, 4), desk.most(10, 3));
    let mut blocks = Vec::new();
    if risks.is_empty() {
        blocks.push(Block::Paragraph(vec![Span::Text("No risk is open.".to_owned())]));
    } else {
        let mut head = vec!["Risk".to_owned(), "Score".to_owned(), "Response".to_owned()];
        if !desk.is_client() {
            head.insert(2, "Owner".to_owned());
        }
        let rows = risks.iter().take(most_risks).map(|(risk, score)| row(desk, risk, *score)).collect();
        blocks.push(Block::Table { head, rows });
        desk.more(risks.len(), most_risks, &mut blocks);
    }
    if blockers.is_empty() {
        blocks.push(Block::Paragraph(vec![Span::Text("Nothing is blocked.".to_owned())]));
    } else {
        let lead = format!("{} blocked:", count(blockers.len(), "item is", "items are"));
        blocks.push(Block::Paragraph(vec![Span::Text(lead)]));
        let lines = blockers.iter().take(most_blockers).map(|(f, block)| line(desk, f, block)).collect();
        blocks.push(Block::Bullets(lines));
        desk.more(blockers.len(), most_blockers, &mut blocks);
    }
    (risks.len() + blockers.len(), blocks)
}

fn row(desk: &Desk<'_, '_>, risk: &Risk, score: u8) -> Vec<Cell> {
    let colour = band(score, &desk.facts.ctx.program.settings.thresholds);
    let mut title =
        vec![Span::Risk(risk.id, clean(&risk.key)), Span::Text(shorten(&clean(&risk.title), 140))];
    title.extend(desk.of_project(risk.project));
    let mut row = vec![title.into(), Cell::from(Span::Status(colour, score.to_string()))];
    let mut response = vec![Span::Text(risk.response.name().to_owned())];
    let plan = clean(&risk.plan);
    if desk.is_client() {
        // The owner and the response in words are internal.
        desk.withhold(usize::from(risk.owner.is_some()) + usize::from(!plan.is_empty()));
    } else {
        let owner = desk.person(risk.owner).map_or_else(|| Span::Quiet("nobody yet".to_owned()), Span::Text);
        row.push(owner.into());
        if !plan.is_empty() {
            let most = if desk.audience == Audience::Team { 300 } else { 100 };
            response.push(Span::Quiet(shorten(&plan, most)));
        }
    }
    row.push(response.into());
    row
}

fn line(desk: &Desk<'_, '_>, facts: &ItemFacts<'_>, block: &Impediment) -> Vec<Span> {
    let item = facts.item;
    let mut line = vec![Span::Text(shorten(&clean(&item.title), 140)), Span::Item(item.id, clean(&item.key))];
    let since = desk.facts.day(block.since);
    let stood = days(days_inclusive(since, desk.today));
    let since = format!("since {} ({stood})", short(since, desk.today));
    let reason = clean(&block.reason);
    let text = match (desk.is_client(), reason.is_empty()) {
        (false, false) => format!("blocked {since}: {}", shorten(&reason, 140)),
        (false, true) => format!("blocked {since}; no reason was given"),
        (true, none) => {
            desk.withhold(usize::from(!none));
            format!("blocked {since}")
        }
    };
    line.push(Span::Text(text));
    if desk.audience == Audience::Team {
        line.extend(desk.person(item.owner).map(Span::Quiet));
    }
    line.extend(desk.of_project(Some(item.project)));
    line
}
