//! What contracts are worth, what they have earned, what was spent for them, and their hours.

use super::{client_of, projects_of, summed};
use crate::analysis::cost::earned_value;
use crate::analysis::facts::Facts;
use crate::analysis::rag::{Colour, at_most};
use crate::analysis::words::{amount, count, money, number, percent};
use crate::model::order::InOrder;
use crate::model::{
    ChangeState, ClientId, Contract, ContractForm, Date, Effort, Money, Points, Program, ProjectId,
};
use chrono::Datelike;

/// Used hours in percent: green up to the first, amber up to the second.
const HOURS: (f64, f64) = (90.0, 100.0);

/// A contract with what it comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct ContractLine<'a> {
    /// The record.
    pub record: &'a Contract,
    /// What all of it is worth, in the program's currency, or why that is not known.
    pub worth: Result<i64, String>,
    /// The same in words: `€4k a month, 12 months`.
    pub terms: String,
    /// What it has earned by today, or why that is not known.
    pub earned: Result<i64, String>,
    /// Hours that count against those agreed: this month's for a retainer, else all.
    pub used: Points,
    /// Used of agreed hours in percent; none without agreed hours.
    pub share: Option<f64>,
    /// By the limits.
    pub colour: Colour,
    /// The hours in words.
    pub hours: String,
}

/// Calendar months begun from one day to another, both included.
#[must_use]
pub fn months_begun(from: Date, to: Date) -> i64 {
    if to < from {
        return 0;
    }
    let months = |day: Date| i64::from(day.year()) * 12 + i64::from(day.month0());
    months(to) - months(from) + i64::from(to.day() >= from.day())
}

/// The contracts of a client, by their first day.
#[must_use]
pub fn contract_lines<'a>(facts: &Facts<'a>, client: ClientId) -> Vec<ContractLine<'a>> {
    let program = facts.ctx.program;
    let of = |c: &&Contract| client_of(program, c.client, c.project) == Some(client);
    let mut all: Vec<&Contract> = program.contracts.values().map(AsRef::as_ref).filter(of).collect();
    all.order_by(|a, b| (a.start, &a.title).cmp(&(b.start, &b.title)));
    all.into_iter().map(|contract| line(facts, contract)).collect()
}

/// Whether hours were worked under a contract: they name it, or they name only its project and no
/// other contract pays for that.
fn under(program: &Program, effort: &Effort, contract: &Contract) -> bool {
    match effort.contract {
        Some(id) => id == contract.id,
        None => {
            contract.project.is_some()
                && effort.project == contract.project
                && program.contracts.values().filter(|c| c.project == contract.project).count() == 1
        }
    }
}

fn line<'a>(facts: &Facts<'a>, contract: &'a Contract) -> ContractLine<'a> {
    let (program, today) = (facts.ctx.program, facts.ctx.today());
    let efforts = program.efforts.values().filter(|e| e.day <= today && under(program, e, contract));
    let (mut all, mut month) = (0_i64, 0_i64);
    for effort in efforts {
        all += effort.hours.to_hundredths();
        if (effort.day.year(), effort.day.month()) == (today.year(), today.month()) {
            month += effort.hours.to_hundredths();
        }
    }
    let monthly = contract.form == ContractForm::Retainer;
    let used = if monthly { month } else { all };
    let agreed = contract.hours.map(Points::to_hundredths).filter(|h| *h > 0);
    let share = agreed.map(|agreed| used as f64 * 100.0 / agreed as f64);
    let colour = share.map_or(Colour::Unknown, |share| at_most(share, HOURS.0, HOURS.1));
    let hours = |h: i64| number(h as f64 / 100.0, 1);
    let words = match (agreed, share) {
        (Some(agreed), Some(share)) => {
            let when = if monthly { " this month" } else { "" };
            format!("{} of {} h{when}, {}", hours(used), hours(agreed), percent(share))
        }
        _ if all == 0 => "no hours agreed and none booked".to_owned(),
        _ => format!("{} h booked, no hours agreed", hours(all)),
    };
    let (worth, terms) = worth(program, contract, today);
    ContractLine {
        record: contract,
        earned: earned(facts, contract, all, today),
        worth,
        terms,
        used: Points::hundredths(used),
        share,
        colour,
        hours: words,
    }
}

/// What the whole contract comes to, and its terms.
fn worth(program: &Program, contract: &Contract, today: Date) -> (Result<i64, String>, String) {
    let called = || format!("“{}”", contract.title);
    let one = |money: Money| summed(program, std::iter::once(money));
    match contract.form {
        ContractForm::FixedPrice => match contract.value {
            Some(value) => (one(value), format!("fixed price {value}")),
            None => {
                (Err(format!("{} has no price yet", called())), "fixed price, not entered yet".to_owned())
            }
        },
        ContractForm::TimeAndMaterial => match (contract.value, contract.rate, contract.hours) {
            (Some(cap), Some(rate), _) => (one(cap), format!("{rate} an hour, up to {cap}")),
            (Some(cap), None, _) => (one(cap), format!("by the hour, up to {cap}")),
            (None, Some(rate), Some(hours)) => {
                let hundredths = i128::from(rate.amount) * i128::from(hours.to_hundredths());
                let full = i64::try_from(hundredths / 100).unwrap_or(i64::MAX);
                let sum = one(Money { amount: full, currency: rate.currency });
                (sum, format!("{rate} an hour, {} h agreed", number(hours.as_f64(), 1)))
            }
            (None, Some(rate), None) => {
                let why = format!("{} is paid by the hour without agreed hours", called());
                (Err(why), format!("{rate} an hour"))
            }
            (None, None, _) => {
                (Err(format!("{} has no rate yet", called())), "by the hour, no rate yet".to_owned())
            }
        },
        ContractForm::Retainer => match (contract.value, contract.start) {
            (Some(value), Some(start)) => {
                let months = months_begun(start, contract.end.unwrap_or(today));
                let full = Money { amount: value.amount.saturating_mul(months), currency: value.currency };
                let months = count(usize::try_from(months).unwrap_or(0), "month", "months");
                let so_far = if contract.end.is_none() { " so far" } else { "" };
                (one(full), format!("{value} a month, {months}{so_far}"))
            }
            (None, _) => (Err(format!("{} has no price yet", called())), "a month, no price yet".to_owned()),
            (_, None) => {
                (Err(format!("{} has no first day", called())), "a month, no first day yet".to_owned())
            }
        },
    }
}

/// What a contract has earned by today. A fixed price is earned as the project earns its budget.
fn earned(facts: &Facts<'_>, contract: &Contract, hours: i64, today: Date) -> Result<i64, String> {
    let program = facts.ctx.program;
    let called = || format!("“{}”", contract.title);
    match contract.form {
        ContractForm::FixedPrice => {
            let value = contract.value.ok_or_else(|| format!("{} has no price yet", called()))?;
            let value = summed(program, std::iter::once(value))?;
            let project = contract.project.ok_or_else(|| format!("{} names no project", called()))?;
            let (ev, bac) = progress(facts, project, today)?;
            Ok(crate::analysis::cost::share(value, ev, bac))
        }
        ContractForm::TimeAndMaterial => {
            let rate = contract.rate.ok_or_else(|| format!("{} has no rate yet", called()))?;
            let exact = i128::from(rate.amount) * i128::from(hours) / 100;
            let full = i64::try_from(exact).unwrap_or(i64::MAX);
            summed(program, std::iter::once(Money { amount: full, currency: rate.currency }))
        }
        ContractForm::Retainer => {
            let value = contract.value.ok_or_else(|| format!("{} has no price yet", called()))?;
            let start = contract.start.ok_or_else(|| format!("{} has no first day", called()))?;
            let months = months_begun(start, contract.end.map_or(today, |end| end.min(today)));
            let full = Money { amount: value.amount.saturating_mul(months), currency: value.currency };
            summed(program, std::iter::once(full))
        }
    }
}

/// Earned value and budget at completion of a project.
fn progress(facts: &Facts<'_>, project: ProjectId, today: Date) -> Result<(i64, i64), String> {
    let name = facts.ctx.program.projects.get(&project).map_or("The project", |p| p.name.as_str());
    let currencies = crate::analysis::cost::currencies(facts, Some(project));
    match currencies.as_slice() {
        [one] => {
            let sums = earned_value(facts, Some(project), *one, today);
            if sums.bac > 0 {
                Ok((sums.ev, sums.bac))
            } else {
                Err(format!(
                    "{name} has no budgeted work package, so how much of its price is earned is not known"
                ))
            }
        }
        [] => Err(format!(
            "{name} has no budgeted work package, so how much of its price is earned is not known"
        )),
        _ => Err(format!("The work packages of {name} are in several currencies")),
    }
}

/// What a client's contracts earned against what its projects cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Margin {
    /// Earned by today, in the program's currency.
    pub earned: i64,
    /// Spent by today.
    pub cost: i64,
}

impl Margin {
    /// Of what was earned, in percent.
    #[must_use]
    pub fn percent(&self) -> Option<f64> {
        (self.earned > 0).then(|| (self.earned - self.cost) as f64 * 100.0 / self.earned as f64)
    }
}

/// The margin of a client to date: what its contracts and accepted changes earned minus what its projects cost.
///
/// # Errors
/// Why it cannot be computed.
pub fn margin(facts: &Facts<'_>, client: ClientId, lines: &[ContractLine<'_>]) -> Result<Margin, String> {
    let (program, today) = (facts.ctx.program, facts.ctx.today());
    if lines.is_empty() {
        return Err("No contract was entered".to_owned());
    }
    let mut earned = 0_i64;
    for line in lines {
        earned = earned.saturating_add(line.earned.clone()?);
    }
    for change in super::changes_of(program, client) {
        let (Some(price), Some(project)) = (change.price, change.project) else { continue };
        if change.state == ChangeState::Accepted {
            let price = summed(program, std::iter::once(price))?;
            let (ev, bac) = progress(facts, project, today)?;
            earned = earned.saturating_add(crate::analysis::cost::share(price, ev, bac));
        }
    }
    let projects = projects_of(program, client);
    let spent = program.costs.values().filter(|c| c.date <= today && projects.contains(&c.project));
    let spent: Vec<Money> = spent.map(|c| c.amount).collect();
    if spent.is_empty() {
        return Err("No cost is booked on its projects".to_owned());
    }
    Ok(Margin { earned, cost: summed(program, spent.into_iter())? })
}

/// Hours worked for a client in each of the last months, the oldest first.
#[must_use]
pub fn monthly_hours(program: &Program, client: ClientId, today: Date, months: u32) -> Vec<(Date, Points)> {
    let first = today.with_day(1).unwrap_or(today);
    let mut all: Vec<(Date, i64)> = (0..months)
        .rev()
        .filter_map(|back| Some((first.checked_sub_months(chrono::Months::new(back))?, 0)))
        .collect();
    for effort in program.efforts.values().filter(|e| e.day <= today) {
        let contract = effort.contract.and_then(|id| program.contracts.get(&id));
        let of = client_of(program, effort.client, effort.project)
            .or_else(|| contract.and_then(|c| client_of(program, c.client, c.project)));
        let month = effort.day.with_day(1);
        if of == Some(client)
            && let Some((_, sum)) = all.iter_mut().find(|(day, _)| Some(*day) == month)
        {
            *sum += effort.hours.to_hundredths();
        }
    }
    all.into_iter().map(|(month, sum)| (month, Points::hundredths(sum))).collect()
}

/// The sum of what a client's contracts and accepted changes are worth, with its terms.
pub(super) fn worth_of(
    program: &Program,
    client: ClientId,
    lines: &[ContractLine<'_>],
) -> Result<(i64, String), String> {
    if lines.is_empty() {
        return Err("No contract was entered".to_owned());
    }
    let mut sum = 0_i64;
    for line in lines {
        sum = sum.saturating_add(line.worth.clone()?);
    }
    let accepted =
        super::changes_of(program, client).into_iter().filter(|c| c.state == ChangeState::Accepted);
    let changes = summed(program, accepted.filter_map(|c| c.price))?;
    let mut words = count(lines.len(), "contract", "contracts");
    if changes != 0 {
        let sum = money(amount(changes, program.settings.currency));
        words.push_str(&format!(", {sum} of accepted change requests"));
    }
    Ok((sum.saturating_add(changes), words))
}
