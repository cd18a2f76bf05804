//! Costs, risks and dependencies as tables for a spreadsheet: UTF-8 with a byte order mark for Excel.

use super::items::name;
use super::{MARK, Scope, Table, text};
use crate::model::order::InOrder;
use crate::model::{Money, Program, Zone};

/// An amount without its sign, with a point before the cents: what every spreadsheet reads.
fn plain(money: Money) -> String {
    let (sign, cents) = (if money.amount < 0 { "-" } else { "" }, money.amount.unsigned_abs());
    format!("{sign}{}.{:02}", cents / 100, cents % 100)
}

/// What was spent: date, project, amount, currency and what for. The first four columns read back.
#[must_use]
pub fn costs_csv(program: &Program, scope: Scope) -> String {
    let mut table = Table::new(&["Date", "Project", "Amount", "Currency", "Note", "Work package"]);
    let mut costs: Vec<_> = program.costs.values().filter(|c| scope.holds(Some(c.project))).collect();
    costs.order_by_key(|c| (c.date, c.id));
    for cost in costs {
        table.rows.push(vec![
            cost.date.to_string(),
            text(program.projects.get(&cost.project).map(|p| &p.name)),
            plain(cost.amount),
            cost.amount.currency.code().to_owned(),
            cost.note.clone(),
            text(cost.package.and_then(|id| program.packages.get(&id)).map(|p| &p.name)),
        ]);
    }
    // A refund is a number, not a formula: its minus stays.
    format!("{MARK}{}", table.csv_with_numbers(2))
}

/// The risk register.
#[must_use]
pub fn risks_csv(program: &Program, zone: &Zone, scope: Scope) -> String {
    const HEADER: [&str; 23] = [
        "Key",
        "Title",
        "Category",
        "Project",
        "State",
        "Inherent probability",
        "Inherent impact",
        "Inherent score",
        "Residual probability",
        "Residual impact",
        "Residual score",
        "Probability in percent",
        "Loss",
        "Currency",
        "Exposure",
        "Response",
        "Plan",
        "Trigger",
        "Owner",
        "Review",
        "Description",
        "Links",
        "Created",
    ];
    let mut table = Table::new(&HEADER);
    let mut risks: Vec<_> = program.risks.values().filter(|r| scope.holds(r.project)).collect();
    risks.order_by(|a, b| (b.residual.value(), &a.key).cmp(&(a.residual.value(), &b.key)));
    for risk in risks {
        let links: Vec<String> = risk.links.iter().map(|l| name(program, &l.to)).collect();
        table.rows.push(vec![
            risk.key.clone(),
            risk.title.clone(),
            risk.category.clone(),
            text(risk.project.and_then(|id| program.projects.get(&id)).map(|p| &p.name)),
            risk.state.name().to_owned(),
            risk.inherent.probability.to_string(),
            risk.inherent.impact.to_string(),
            risk.inherent.value().to_string(),
            risk.residual.probability.to_string(),
            risk.residual.impact.to_string(),
            risk.residual.value().to_string(),
            text(risk.probability),
            text(risk.loss.map(plain)),
            text(risk.loss.map(|l| l.currency.code().to_owned())),
            text(risk.exposure().map(plain)),
            risk.response.name().to_owned(),
            risk.plan.clone(),
            risk.trigger.clone(),
            text(risk.owner.and_then(|id| program.people.get(&id)).map(|p| &p.name)),
            text(risk.review),
            risk.notes.clone(),
            links.join(", "),
            zone.day(risk.created).to_string(),
        ]);
    }
    format!("{MARK}{}", table.csv())
}

/// What depends on what.
#[must_use]
pub fn dependencies_csv(program: &Program) -> String {
    const HEADER: [&str; 10] = [
        "Title",
        "Giving side",
        "Needing side",
        "Type",
        "Lag in minutes",
        "Needed by",
        "Committed by",
        "State",
        "Owner",
        "Notes",
    ];
    let mut table = Table::new(&HEADER);
    let mut all: Vec<_> = program.dependencies.values().collect();
    all.order_by_key(|d| (d.needed_by, d.id));
    for dependency in all {
        table.rows.push(vec![
            dependency.title.clone(),
            name(program, &dependency.giver),
            name(program, &dependency.needer),
            dependency.kind.letters().to_owned(),
            dependency.lag.to_string(),
            text(dependency.needed_by),
            text(dependency.committed_by),
            dependency.state.name().to_owned(),
            text(dependency.owner.and_then(|id| program.people.get(&id)).map(|p| &p.name)),
            dependency.notes.clone(),
        ]);
    }
    format!("{MARK}{}", table.csv_with_numbers(4))
}
