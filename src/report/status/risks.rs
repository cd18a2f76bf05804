//! The worst open risks, the issues that hurt, and the work that is blocked.

use super::{Audience, Block, Cell, Desk, Span, Written, aside, clean, heads, paragraph};
use crate::analysis::Colour;
use crate::analysis::facts::ItemFacts;
use crate::analysis::risk::{band, open};
use crate::analysis::today::working_days_since;
use crate::analysis::words::{count, working_days};
use crate::model::order::InOrder;
use crate::model::{Block as Impediment, Issue, IssueState, Ref, Risk};
use crate::report::text::{sentence, short, shorten};
use std::cmp::Reverse;

/// The open items that stand blocked, the longest first.
pub(super) fn blocked<'f, 'a>(desk: &Desk<'f, 'a>) -> Vec<(&'f ItemFacts<'a>, &'a Impediment)> {
    let standing = |f: &ItemFacts<'a>| f.item.blocked.as_ref().filter(|b| b.since <= desk.facts.ctx.now);
    let open = desk.facts.of(desk.scope).filter(|f| f.is_open());
    let mut all: Vec<_> = open.filter_map(|f| Some((f, standing(f)?))).collect();
    all.order_by_key(|(f, block)| (block.since, f.id));
    all
}

/// The issues that are not resolved, the worst first, then the first that is due.
fn issues<'a>(desk: &Desk<'_, 'a>) -> Vec<&'a Issue> {
    let ours = |i: &Issue| desk.scope.project.is_none_or(|wanted| i.project == Some(wanted));
    let all = desk.facts.ctx.program.issues.values().map(|i| &**i);
    let mut all: Vec<&Issue> = all.filter(|i| i.state != IssueState::Resolved && ours(i)).collect();
    all.order_by_key(|i| (Reverse(i.severity), i.due.is_none(), i.due, i.id));
    all
}

/// A table of risks by residual score, then issues, then a list of blockers.
pub(super) fn section(desk: &Desk<'_, '_>) -> Written {
    let risks = open(desk.facts, desk.scope);
    let (issues, blockers) = (issues(desk), blocked(desk));
    let (most_risks, most_issues, most_blockers) = (desk.most(10, 4), desk.most(10, 3), desk.most(10, 3));
    let mut blocks = Vec::new();
    if risks.is_empty() {
        blocks.push(paragraph("No risk is open.".to_owned()));
    } else {
        let names: &[&str] = if desk.is_client() {
            &["Risk", "Score", "Response"]
        } else {
            &["Risk", "Score", "Owner", "Response"]
        };
        let head = heads(names);
        let rows = risks.iter().take(most_risks).map(|(risk, score)| row(desk, risk, *score)).collect();
        blocks.push(Block::Table { head, rows });
        desk.more(risks.len(), most_risks, &mut blocks);
    }
    if !issues.is_empty() {
        blocks.push(paragraph(format!("{} open:", count(issues.len(), "issue is", "issues are"))));
        blocks.push(Block::Bullets(issues.iter().take(most_issues).map(|i| issue(desk, i)).collect()));
        more_of(desk, issues.len(), most_issues, &mut blocks);
    }
    if blockers.is_empty() {
        blocks.push(paragraph("Nothing is blocked.".to_owned()));
    } else {
        let lead = format!("{} blocked:", count(blockers.len(), "item is", "items are"));
        blocks.push(paragraph(lead));
        let lines = blockers.iter().take(most_blockers).map(|(f, block)| line(desk, f, block)).collect();
        blocks.push(Block::Bullets(lines));
        more_of(desk, blockers.len(), most_blockers, &mut blocks);
    }
    (risks.len() + issues.len() + blockers.len(), blocks)
}

/// "and 3 more", but not on one page: the line above the list has said how many there are.
fn more_of(desk: &Desk<'_, '_>, all: usize, shown: usize, blocks: &mut Vec<Block>) {
    if desk.kind != super::Kind::OnePage {
        desk.more(all, shown, blocks);
    }
}

/// "IS-4 The vendor is late. It holds the release up. (high, Mira Okafor, by 30 Nov)"
fn issue(desk: &Desk<'_, '_>, issue: &Issue) -> Vec<Span> {
    let mut line = vec![
        Span::Record(Ref::Issue(issue.id), clean(&issue.key)),
        Span::Text(sentence(&shorten(&clean(&issue.title), 140))),
    ];
    let impact = clean(&issue.impact);
    let owner = desk.person(issue.owner);
    let owner = if desk.is_client() {
        // Who sees to it and what it does to the plan are internal.
        desk.withhold(usize::from(owner.is_some()) + usize::from(!impact.is_empty()));
        None
    } else {
        if !impact.is_empty() {
            line.push(Span::Text(sentence(&shorten(&impact, 160))));
        }
        Some(owner.unwrap_or_else(|| "nobody yet".to_owned()))
    };
    let severity = issue.severity.map(|s| s.name().to_lowercase());
    let due = issue.due.map(|day| {
        let word = if day < desk.today { "was due" } else { "due" };
        format!("{word} {}", short(day, desk.today))
    });
    line.extend(aside([severity, owner, due, desk.of_project(issue.project)]));
    if issue.due.is_some_and(|day| day < desk.today) {
        line.push(Span::Status(Colour::Red, "Overdue".to_owned()));
    }
    line
}

fn row(desk: &Desk<'_, '_>, risk: &Risk, score: u8) -> Vec<Cell> {
    let colour = band(score, &desk.facts.ctx.program.settings.thresholds);
    let mut title =
        vec![Span::Risk(risk.id, clean(&risk.key)), Span::Text(shorten(&clean(&risk.title), 140))];
    title.extend(aside([desk.of_project(risk.project)]));
    let mut row = vec![title.into(), Cell::from(Span::Status(colour, score.to_string()))];
    let plan = clean(&risk.plan);
    let mut response = vec![Span::Text(risk.response.name().to_owned())];
    if desk.is_client() {
        // The owner and the response in words are internal.
        desk.withhold(usize::from(risk.owner.is_some()) + usize::from(!plan.is_empty()));
    } else {
        let owner = desk.person(risk.owner).map_or_else(|| Span::Quiet("nobody yet".to_owned()), Span::Text);
        row.push(Cell::from(owner).tight());
        if !plan.is_empty() {
            let most = if desk.audience == Audience::Team { 300 } else { 100 };
            response =
                vec![Span::Text(format!("{}:", risk.response.name())), Span::Quiet(shorten(&plan, most))];
        }
    }
    row.push(response.into());
    row
}

fn line(desk: &Desk<'_, '_>, facts: &ItemFacts<'_>, block: &Impediment) -> Vec<Span> {
    let item = facts.item;
    let title = shorten(&clean(&item.title), 140);
    let since = desk.facts.day(block.since);
    let day = if since == desk.today { "today".to_owned() } else { short(since, desk.today) };
    let mut text = match working_days_since(&desk.facts.ctx, block.since) {
        ..1 => format!("blocked since {day}."),
        stood => format!("blocked for {}, since {day}.", working_days(stood)),
    };
    match (desk.is_client(), clean(&block.reason)) {
        (false, reason) if reason.is_empty() => text.push_str(" No reason was given."),
        (false, reason) => text.push_str(&format!(" {}", sentence(&shorten(&reason, 140)))),
        // The words of those who do the work are internal.
        (true, reason) => desk.withhold(usize::from(!reason.is_empty())),
    }
    let mut line =
        vec![Span::Item(item.id, clean(&item.key)), Span::Text(format!("{title}:")), Span::Text(text)];
    let owner = if desk.audience == Audience::Team { desk.person(item.owner) } else { None };
    line.extend(aside([owner, desk.of_project(Some(item.project))]));
    line
}
