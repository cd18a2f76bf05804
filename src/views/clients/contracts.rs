//! Contracts, service levels and change requests of a client.

use super::lines::{named, nothing, section as part};
use super::one::Desk;
use super::phrases;
use crate::analysis::portfolio::{changes_of, client_of, contract_lines};
use crate::analysis::sla::attainment;
use crate::analysis::words::{amount, money, percent};
use crate::analysis::{Colour, Facts, Scope, Window};
use crate::components::{Choice, mark, select, status_mark, table_head};
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::model::{ChangeRequest, Contract, ContractForm, Ref, short_day};

/// A table that scrolls by itself where it is too wide.
fn table(head: El, rows: Vec<AnyView>) -> AnyView {
    el("div")
        .class("table-wrap")
        .attr("tabindex", "0")
        .attr("role", "group")
        .attr("aria-label", "Table, scrollable")
        .child(el("table").class("table").child(head).child(el("tbody").child(rows)))
        .into_any()
}

/// A value, or `n/a` with its reason.
fn known(value: &Result<i64, String>, currency: crate::model::Currency) -> AnyView {
    match value {
        Ok(sum) => money(amount(*sum, currency)).into_any(),
        Err(why) => {
            many(vec!["n/a".into_any(), el("div").class("quiet cl-small").child(why.clone()).into_any()])
        }
    }
}

/// The same to the unit, as a contract has it.
fn exact(value: &Result<i64, String>, currency: crate::model::Currency) -> AnyView {
    match value {
        Ok(sum) => amount(*sum, currency).to_string().into_any(),
        Err(_) => known(value, currency),
    }
}

pub(super) fn section(desk: Desk) -> AnyView {
    let app = desk.app;
    let rows = move || {
        let shared = desk.shared.get();
        let mut rows = Vec::new();
        let title = |c: &Contract| desk.title(c.title.clone(), c.project, Ref::Contract(c.id));
        let today = app.today();
        let day = |day: crate::model::Date| phrases::day(day, today);
        app.analyse(|ctx| {
            let currency = ctx.program.settings.currency;
            for line in contract_lines(&Facts::new(ctx), desk.client) {
                let c = line.record;
                let period = match (c.start, c.end) {
                    (Some(start), Some(end)) => format!("{} to {}", day(start), day(end)),
                    (Some(start), None) => format!("since {}", day(start)),
                    (None, Some(end)) => format!("until {}", day(end)),
                    (None, None) => "no days yet".to_owned(),
                };
                // Hours of a fixed price are ours to know.
                let hidden = shared && c.form == ContractForm::FixedPrice;
                let hours = if hidden { "fixed price".to_owned() } else { line.hours.clone() };
                let sign = (!hidden && line.colour != Colour::Unknown).then(|| mark(line.colour));
                let row = el("tr")
                    .child(el("td").class("strong").child(title(c)))
                    .child(el("td").child(line.terms.clone()))
                    .child(el("td").child(period))
                    .child(el("td").class("num").child(exact(&line.worth, currency)))
                    .child((!shared).then(|| el("td").class("num").child(known(&line.earned, currency))))
                    .child(el("td").child(el("span").class("row").child(sign).child(hours)));
                rows.push(row.into_any());
            }
        });
        if rows.is_empty() {
            return nothing("No contract was entered.");
        }
        let head = if shared {
            table_head(&["Contract", "Terms", "Period", "#Value", "Hours"])
        } else {
            table_head(&["Contract", "Terms", "Period", "#Value", "#Earned", "Hours"])
        };
        table(head, rows)
    };
    let children = vec![rows.into_any(), (move || (!desk.shared.get()).then(|| add(desk))).into_any()];
    part("contracts", "Contracts", many(children))
}

/// A new contract opens beside the page, to be filled in.
fn add(desk: Desk) -> AnyView {
    let form = RwSignal::new(ContractForm::FixedPrice);
    let forms = || ContractForm::ALL.iter().map(|f| Choice::new(f.word(), f.name())).collect();
    let line = super::lines::add_line("Add a contract", "Add a contract by its title", move |title| {
        let new = Contract {
            title: title.to_owned(),
            client: Some(desk.client),
            project: desk.project(),
            form: form.get_untracked(),
            start: Some(desk.app.today_untracked()),
            ..Contract::default()
        };
        let made = desk.app.add(new, None);
        if let Some(made) = &made {
            desk.app.open_ref(made);
        }
        made.is_some()
    });
    let choice = select(
        "Form",
        "small bare",
        forms,
        move || form.get().word().to_owned(),
        move |word| {
            if let Some(found) = ContractForm::ALL.iter().find(|f| f.word() == word) {
                form.set(*found);
            }
        },
    );
    el("div").class("cl-form inside").child(named("Form", choice)).child(line).into_any()
}

/// Service levels with their cycles of the last 90 days.
pub(super) fn levels(desk: Desk) -> AnyView {
    let app = desk.app;
    let rows = move || {
        let mut rows = Vec::new();
        app.analyse(|ctx| {
            let facts = Facts::new(ctx);
            let all = attainment(&facts, Scope::default(), Window::last(90));
            for level in &all.levels {
                let Some(sla) = ctx.program.slas.get(&level.sla) else { continue };
                if client_of(ctx.program, sla.client, sla.project) != Some(desk.client) {
                    continue;
                }
                let share = level.share;
                let cycles = share.met + share.breached + share.overdue;
                let (value, why) = match share.attainment() {
                    Some(attained) => (percent(attained), format!("{} of {cycles} in time", share.met)),
                    None => ("n/a".to_owned(), "no cycle was finished".to_owned()),
                };
                let sign = match level.colour {
                    Some(colour) if colour != Colour::Unknown => status_mark(colour, value),
                    _ => el("span").class("quiet").child(value).into_any(),
                };
                let minutes = sla.target;
                let within =
                    if minutes % 60 == 0 { format!("{} h", minutes / 60) } else { format!("{minutes} min") };
                let open = level.share.running;
                let running = if open > 0 { format!("{open} open") } else { String::new() };
                rows.push(
                    el("tr")
                        .child(el("td").class("strong").child(desk.words(&level.name, sla.project)))
                        .child(el("td").child(format!("within {within}, {} %", level.target)))
                        .child(el("td").child(sign))
                        .child(el("td").class("quiet").child(why))
                        .child(el("td").class("quiet").child(running))
                        .into_any(),
                );
            }
        });
        if rows.is_empty() {
            return nothing("No service level was agreed.");
        }
        table(table_head(&["Service level", "Promised", "Last 90 days", "Cycles", "Running"]), rows)
    };
    let more = move || {
        (!desk.shared.get()).then(|| {
            let prefix = app.with(|p| {
                let own = crate::analysis::portfolio::projects_of(p, desk.client);
                own.first().and_then(|id| p.projects.get(id)).map(|p| p.prefix.clone())
            });
            let route =
                crate::app::Route::to(crate::app::View::Metrics).with("project", &prefix.unwrap_or_default());
            el("p").class("cl-more inside").child(
                el("a")
                    .class("link")
                    .attr("href", route.to_string())
                    .child("The cycles behind it, under Metrics"),
            )
        })
    };
    part("levels", "Service levels", many(vec![rows.into_any(), more.into_any()]))
}

/// Change requests with their price.
pub(super) fn changes(desk: Desk) -> AnyView {
    let app = desk.app;
    let rows = move || {
        let mut found: Vec<ChangeRequest> =
            app.with(|p| changes_of(p, desk.client).into_iter().cloned().collect());
        found.order_by_key(|c| (!c.state.is_open(), c.needed_by));
        if found.is_empty() {
            return nothing("No change was asked for.");
        }
        let today = app.today();
        let row = |c: &ChangeRequest| {
            let later = match c.days {
                Some(days) if days > 0 => format!("{} later", phrases::count(days as usize, "day", "days")),
                Some(days) if days < 0 => {
                    format!("{} earlier", phrases::count(days.unsigned_abs() as usize, "day", "days"))
                }
                _ => "no effect on the day".to_owned(),
            };
            let price = c.price.map_or_else(|| "no price yet".to_owned(), |price| price.to_string());
            let by = match (c.decided, c.needed_by) {
                (Some(at), _) => format!("decided {}", short_day(at)),
                (None, Some(by)) => format!("needed by {}", phrases::day(by, today)),
                _ => String::new(),
            };
            el("tr")
                .child(el("td").class("key").child(c.key.clone()))
                .child(el("td").class("strong").child(desk.title(
                    c.title.clone(),
                    c.project,
                    Ref::Change(c.id),
                )))
                .child(el("td").child(c.state.name()))
                .child(el("td").class("num").child(price))
                .child(el("td").child(later))
                .child(el("td").class("quiet").child(by))
                .into_any()
        };
        table(
            table_head(&["Key", "Change", "State", "#Price", "Time", "Decision"]),
            found.iter().map(row).collect(),
        )
    };
    let add = move || {
        (!desk.shared.get()).then(|| {
            super::lines::add_line(
                "Add a change request",
                "Add a change request by its title",
                move |title| {
                    let new = ChangeRequest {
                        title: title.to_owned(),
                        client: Some(desk.client),
                        project: desk.project(),
                        requester: "The client".to_owned(),
                        ..ChangeRequest::default()
                    };
                    let made = app.add(new, None);
                    if let Some(made) = &made {
                        app.open_ref(made);
                    }
                    made.is_some()
                },
            )
        })
    };
    part("changes", "Change requests", many(vec![rows.into_any(), add.into_any()]))
}
