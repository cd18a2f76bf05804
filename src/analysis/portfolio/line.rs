//! One line a client: its health and figures, each with its reason.

use super::contracts::worth_of;
use super::{
    ContractLine, DeliverableLine, Fact, Leads, Voice, changes_of, contract_lines, deliverable_lines, margin,
    next_deliverable, projects_of, summed, voice,
};
use crate::analysis::facts::Facts;
use crate::analysis::rag::{Colour, at_least, health_of};
use crate::analysis::sla::{self, Attainment};
use crate::analysis::time::Window;
use crate::analysis::words::{amount, count, money, number, percent};
use crate::analysis::{Context, Scope};
use crate::model::order::InOrder;
use crate::model::{Client, ClientId, Program, ProjectId, Ref};

/// CSAT that is green and amber.
const CSAT: (f64, f64) = (4.0, 3.0);
/// NPS that is green and amber.
const NPS: (f64, f64) = (30.0, 0.0);
/// Margin in percent that is green and amber.
const MARGIN: (f64, f64) = (10.0, 0.0);
/// Days of finished cycles that service levels are judged by.
const SLA_DAYS: u32 = 90;

/// A client on the portfolio page.
#[derive(Debug, Clone, PartialEq)]
pub struct ClientLine {
    /// The client.
    pub client: ClientId,
    /// As people call it.
    pub name: String,
    /// Its projects.
    pub projects: Vec<ProjectId>,
    /// The worst of what is judged, with the reason.
    pub health: Fact,
    /// What comes next.
    pub next: Fact,
    /// Attainment of its service levels.
    pub levels: Fact,
    /// What its contracts are worth.
    pub worth: Fact,
    /// What was earned minus what was spent.
    pub margin: Fact,
    /// Hours against those agreed.
    pub effort: Fact,
    /// Mean of CSAT answers.
    pub csat: Fact,
    /// Net promoter score.
    pub nps: Fact,
    /// Open change requests.
    pub changes: Fact,
}

/// All clients, the worst first.
#[must_use]
pub fn portfolio(ctx: &Context<'_>) -> Vec<ClientLine> {
    let facts = Facts::new(ctx);
    let levels = attained(&facts);
    let mut lines: Vec<ClientLine> =
        ctx.program.clients.values().map(|client| of(&facts, &levels, client)).collect();
    lines.order_by(|a, b| {
        b.health.colour.cmp(&a.health.colour).then_with(|| (&a.name, a.client).cmp(&(&b.name, b.client)))
    });
    lines
}

/// One client.
#[must_use]
pub fn client_line(ctx: &Context<'_>, client: ClientId) -> Option<ClientLine> {
    let facts = Facts::new(ctx);
    let found = ctx.program.clients.get(&client)?;
    Some(of(&facts, &attained(&facts), found))
}

fn attained(facts: &Facts<'_>) -> Attainment {
    sla::attainment(facts, Scope::default(), Window::last(SLA_DAYS))
}

fn of(facts: &Facts<'_>, attainment: &Attainment, client: &Client) -> ClientLine {
    let (program, today) = (facts.ctx.program, facts.ctx.today());
    let id = client.id;
    let deliverables = deliverable_lines(program, id, today);
    let contracts = contract_lines(facts, id);
    let said = voice(program, id, today);
    let mut line = ClientLine {
        client: id,
        name: client.name.clone(),
        projects: projects_of(program, id),
        health: Fact::none("", Leads::Part("deliverables")),
        next: next(&deliverables),
        levels: levels(program, attainment, id),
        worth: worth(program, id, &contracts),
        margin: margin_fact(facts, id, &contracts),
        effort: effort(&contracts),
        csat: csat(&said),
        nps: nps(&said),
        changes: changes(program, id),
    };
    line.health = health(facts, &line, &deliverables);
    line
}

/// The worst of its projects' status, deliverables, service levels, hours and satisfaction.
fn health(facts: &Facts<'_>, line: &ClientLine, deliverables: &[DeliverableLine<'_>]) -> Fact {
    let program = facts.ctx.program;
    let mut judged: Vec<(Colour, String, Leads)> = Vec::new();
    for project in &line.projects {
        let health = health_of(facts, Some(*project));
        let name = program.projects.get(project).map_or("", |p| p.name.as_str());
        judged.push((health.overall, format!("{name}: {}", health.reason), Leads::Status(*project)));
    }
    let worst = deliverables.iter().max_by_key(|d| d.colour);
    if let Some(worst) = worst {
        let why = format!("{} {}", worst.record.key, worst.why);
        judged.push((worst.colour, why, Leads::Record(Ref::Deliverable(worst.record.id))));
    }
    let facts =
        [("Service levels", &line.levels), ("Hours", &line.effort), ("CSAT", &line.csat), ("NPS", &line.nps)];
    for (name, fact) in facts {
        let why = format!("{name} {}: {}", fact.value, fact.why);
        judged.push((fact.colour.unwrap_or(Colour::Unknown), why, fact.to.clone()));
    }
    // The first of the worst: the project's own status speaks before the figures.
    let mut worst: Option<(Colour, String, Leads)> = None;
    for one in judged {
        if one.0 != Colour::Unknown && worst.as_ref().is_none_or(|w| one.0 > w.0) {
            worst = Some(one);
        }
    }
    match worst {
        Some((Colour::Green, _, to)) => {
            Fact::new("Green", "nothing that is judged is beyond its limit", to).coloured(Colour::Green)
        }
        Some((colour, why, to)) => Fact::new(colour.name(), why, to).coloured(colour),
        None => {
            let why = "no project, deliverable, service level, hours or answer to judge by";
            Fact::none(why, Leads::Part("deliverables")).coloured(Colour::Unknown)
        }
    }
}

fn next(lines: &[DeliverableLine<'_>]) -> Fact {
    match next_deliverable(lines) {
        Some(line) => {
            let to = Leads::Record(Ref::Deliverable(line.record.id));
            Fact::new(line.record.title.clone(), line.why.clone(), to).coloured(line.colour)
        }
        None if lines.is_empty() => Fact::none("No deliverable was entered", Leads::Part("deliverables")),
        None => {
            let why = format!("{} accepted, none open", lines.len());
            Fact::new("None open", why, Leads::Part("deliverables"))
        }
    }
}

fn levels(program: &Program, all: &Attainment, client: ClientId) -> Fact {
    let to = Leads::Part("levels");
    let of = |id: &crate::model::SlaId| {
        program.slas.get(id).and_then(|s| super::client_of(program, s.client, s.project)) == Some(client)
    };
    let levels: Vec<_> = all.levels.iter().filter(|l| of(&l.sla)).collect();
    if levels.is_empty() {
        return Fact::none("No service level was agreed", to);
    }
    let share = all.clients.iter().find(|(id, ..)| *id == Some(client)).map(|(.., share)| *share);
    let Some((share, attained)) = share.and_then(|s| Some((s, s.attainment()?))) else {
        return Fact::none(format!("No cycle was finished in {SLA_DAYS} days"), to);
    };
    let cycles = share.met + share.breached + share.overdue;
    let worst = levels.iter().filter_map(|l| Some((l.colour?, *l))).max_by_key(|(colour, _)| *colour);
    let target = worst.map_or(String::new(), |(_, l)| format!(", {} target {} %", l.name, l.target));
    let why = format!("{} of {} in time{target}", share.met, count(cycles, "cycle", "cycles"));
    let fact = Fact::new(percent(attained), why, to);
    match worst {
        Some((colour, _)) => fact.coloured(colour),
        None => fact,
    }
}

fn worth(program: &Program, client: ClientId, lines: &[ContractLine<'_>]) -> Fact {
    match worth_of(program, client, lines) {
        Ok((sum, why)) => {
            Fact::new(money(amount(sum, program.settings.currency)), why, Leads::Part("contracts"))
        }
        Err(why) => Fact::none(why, Leads::Part("contracts")),
    }
}

fn margin_fact(facts: &Facts<'_>, client: ClientId, lines: &[ContractLine<'_>]) -> Fact {
    let currency = facts.ctx.program.settings.currency;
    let words = |sum: i64| money(amount(sum, currency));
    match margin(facts, client, lines) {
        Ok(margin) => {
            let why = format!("{} earned, {} of costs booked", words(margin.earned), words(margin.cost));
            let left = words(margin.earned - margin.cost);
            match margin.percent() {
                Some(share) => {
                    let value = format!("{left}, {} %", number(share, 0));
                    let colour = at_least(share, MARGIN.0, MARGIN.1);
                    Fact::new(value, why, Leads::Part("contracts")).coloured(colour)
                }
                None => Fact::new(left, why, Leads::Part("contracts")),
            }
        }
        Err(why) => Fact::none(why, Leads::Part("contracts")),
    }
}

/// The contract whose hours are used most.
fn effort(lines: &[ContractLine<'_>]) -> Fact {
    let to = Leads::Part("effort");
    let mut worst: Option<(f64, &ContractLine<'_>)> = None;
    for line in lines {
        if let Some(share) = line.share
            && worst.is_none_or(|(most, _)| share > most)
        {
            worst = Some((share, line));
        }
    }
    match worst {
        Some((share, line)) => {
            let why = format!("{}: {}", line.record.title, line.hours);
            Fact::new(percent(share), why, to).coloured(line.colour)
        }
        None if lines.is_empty() => Fact::none("No contract was entered", to),
        None => Fact::none("No contract says how many hours were agreed", to),
    }
}

/// `, 4.1 before`.
fn before(value: Option<f64>, decimals: i32) -> String {
    value.map_or(String::new(), |value| format!(", {} in the half year before", number(value, decimals)))
}

fn csat(said: &Voice) -> Fact {
    let to = Leads::Part("satisfaction");
    match said.csat {
        Some(mean) => {
            let why = format!(
                "mean of {} in half a year{}",
                count(said.csat_count, "answer", "answers"),
                before(said.csat_before, 1)
            );
            Fact::new(format!("{} of 5", number(mean, 1)), why, to).coloured(at_least(mean, CSAT.0, CSAT.1))
        }
        None => Fact::none("Nobody was asked in half a year", to),
    }
}

fn nps(said: &Voice) -> Fact {
    let to = Leads::Part("satisfaction");
    match said.nps {
        Some(score) => {
            let why = format!(
                "{}, {} of {}{}",
                count(said.promoters, "promoter", "promoters"),
                count(said.detractors, "detractor", "detractors"),
                count(said.nps_count, "answer", "answers"),
                before(said.nps_before, 0)
            );
            Fact::new(number(score, 0), why, to).coloured(at_least(score, NPS.0, NPS.1))
        }
        None => Fact::none("Nobody was asked in half a year", to),
    }
}

fn changes(program: &Program, client: ClientId) -> Fact {
    let to = Leads::Part("changes");
    let all = changes_of(program, client);
    let open: Vec<_> = all.iter().filter(|c| c.state.is_open()).collect();
    let priced = open.iter().filter(|c| c.price.is_some()).count();
    let mut why = match summed(program, open.iter().filter_map(|c| c.price)) {
        Ok(_) if open.is_empty() => format!("{} in all", all.len()),
        Ok(sum) if priced > 0 => format!("{} asked for", money(amount(sum, program.settings.currency))),
        Ok(_) => String::new(),
        Err(why) => why,
    };
    if priced < open.len() {
        let without = format!("{} without a price", open.len() - priced);
        why = if why.is_empty() { without } else { format!("{why}, {without}") };
    }
    Fact::new(open.len().to_string(), why, to)
}
