//! The cost figures with their working.

use super::earned::{EarnedValue, currencies, earned_value};
use super::ratios::{EacForm, NotComputable};
use crate::analysis::Scope;
use crate::analysis::facts::Facts;
use crate::analysis::rag::at_least;
use crate::analysis::time::back;
use crate::analysis::words::{amount, day, days, money, percent, ratio};
use crate::analysis::working::{Behind, Figure, Group, Value};
use crate::model::{Currency, Date, ProjectId};

/// Weeks in the sparkline.
const TREND: i64 = 8;

/// The sums of a scope, or the sentence that says why there are none.
fn sums(facts: &Facts<'_>, project: Option<ProjectId>) -> Result<(Currency, EarnedValue), String> {
    let all = currencies(facts, project);
    match all.as_slice() {
        [] => Err("There is no work package and no cost entry yet.".to_owned()),
        [one] => Ok((*one, earned_value(facts, project, *one, facts.ctx.today()))),
        many => {
            let codes: Vec<&str> = many.iter().map(Currency::code).collect();
            Err(format!("Amounts are in {}; they do not add up without a rate.", codes.join(" and ")))
        }
    }
}

/// CPI of a project, for its status colour.
pub(crate) fn cpi(facts: &Facts<'_>, project: Option<ProjectId>) -> Result<(f64, i64, Currency), String> {
    let (currency, sums) = sums(facts, project)?;
    let reason = |n: NotComputable| n.0.to_owned();
    sums.has_budget().map_err(reason)?;
    Ok((sums.cpi().map_err(reason)?, sums.cv(), currency))
}

/// Cost variance, the headline.
pub(crate) fn cost_variance(facts: &Facts<'_>, scope: Scope) -> Figure {
    let (currency, sums) = match sums(facts, scope.project) {
        Ok(found) => found,
        Err(why) => return Figure::new("Cost variance", Value::NotComputable(why)),
    };
    variance(facts, scope, currency, &sums, "Cost variance")
}

/// All cost figures, the variance first.
pub(crate) fn all(facts: &Facts<'_>, scope: Scope) -> Vec<Figure> {
    let (currency, sums) = match sums(facts, scope.project) {
        Ok(found) => found,
        Err(why) => return vec![Figure::new("Cost variance", Value::NotComputable(why))],
    };
    let amounts = |value: i64| money(amount(value, currency));
    let mut figures = vec![
        variance(facts, scope, currency, &sums, "Cost variance"),
        variance(facts, scope, currency, &sums, "Schedule variance"),
    ];
    let (ev, ac, pv, bac) = (amounts(sums.ev), amounts(sums.ac), amounts(sums.pv), amounts(sums.bac));
    figures.push(index(
        facts,
        scope,
        &sums,
        "Cost performance index (CPI)",
        sums.cpi(),
        format!("EV ÷ AC = {ev} ÷ {ac}"),
        |v| format!("Every unit of money spent earned {v} of planned work."),
    ));
    figures.push(index(
        facts,
        scope,
        &sums,
        "Schedule performance index (SPI)",
        sums.spi(),
        format!("EV ÷ PV = {ev} ÷ {pv}"),
        |v| format!("{v} of the work planned by now was done."),
    ));
    for form in EacForm::ALL {
        let name = format!("Estimate at completion, {}", form.name());
        let sentence =
            |v: &str| format!("At completion the work is expected to cost {v}, against a budget of {bac}.");
        figures.push(estimate(facts, scope, currency, &sums, name, sums.eac(form), form.formula(), sentence));
    }
    let typical = EacForm::Typical;
    figures.push(estimate(
        facts,
        scope,
        currency,
        &sums,
        "Estimate to complete".into(),
        sums.etc(typical),
        "EAC − AC",
        |v| format!("The rest of the work is expected to cost {v}."),
    ));
    figures.push(estimate(
        facts,
        scope,
        currency,
        &sums,
        "Variance at completion".into(),
        sums.vac(typical),
        "BAC − EAC",
        |v| format!("At completion the budget is expected to be off by {v}; below zero is over."),
    ));
    figures.push(index(
        facts,
        scope,
        &sums,
        "To-complete performance index (TCPI)",
        sums.tcpi(),
        format!("(BAC − EV) ÷ (BAC − AC) = ({bac} − {ev}) ÷ ({bac} − {ac})"),
        |v| format!("To end on budget, every unit of money must earn {v} from now on."),
    ));
    figures
}

fn variance(facts: &Facts<'_>, scope: Scope, currency: Currency, sums: &EarnedValue, name: &str) -> Figure {
    let is_cost = name == "Cost variance";
    let (result, against, letters) =
        if is_cost { (sums.cv(), sums.ac, "AC") } else { (sums.sv(), sums.pv, "PV") };
    let amounts = |value: i64| money(amount(value, currency));
    let value = match sums.has_budget() {
        Ok(()) => Value::Money(amount(result, currency)),
        Err(why) => Value::NotComputable(why.0.to_owned()),
    };
    let today = facts.ctx.today();
    let detail = match (is_cost, sums.cpi(), sums.cv_percent()) {
        (true, Ok(cpi), Ok(share)) => format!("CPI {}, {}", ratio(cpi), percent(share)),
        (true, Ok(cpi), Err(_)) => format!("CPI {}", ratio(cpi)),
        (true, Err(_), _) => "CPI n/a".to_owned(),
        (false, ..) => late(facts, scope, currency, sums, today),
    };
    let distance = amounts(result.saturating_abs());
    let sentence = match (is_cost, result) {
        (true, 0) => "The work done cost what was budgeted for it.".to_owned(),
        (true, ..0) => format!("The work done cost {distance} more than was budgeted for it."),
        (true, _) => format!("The work done cost {distance} less than was budgeted for it."),
        (false, 0) => "As much work is done as was planned by now.".to_owned(),
        (false, ..0) => format!("Work worth {distance} that was planned by now is not done."),
        (false, _) => format!("Work worth {distance} more than planned by now is done."),
    };
    let mut figure = describe(Figure::new(name, value), facts, scope, sums)
        .caption(if is_cost { "EV − AC" } else { "EV − PV" }, detail)
        .sentence(sentence)
        .formula(
            [
                format!("EV − {letters}"),
                format!("{} − {} = {}", amounts(sums.ev), amounts(against), amounts(result)),
            ],
            "Earned value follows each package's rule, never the money spent. Planned value grows evenly over \
             the calendar days of each baseline.",
        );
    if figure.value.is_computed() {
        let weeks = (0..TREND).rev().map(|n| back(today, n * 7));
        let at = weeks.map(|date| earned_value(facts, scope.project, currency, date));
        figure.trend = at.map(|s| (if is_cost { s.cv() } else { s.sv() }) as f64 / 100.0).collect();
        if let (true, Ok(cpi)) = (is_cost, sums.cpi()) {
            let (green, amber) = facts.ctx.program.settings.thresholds.cpi;
            figure.colour = Some(at_least(cpi, f64::from(green) / 100.0, f64::from(amber) / 100.0));
        }
        figure.behind = packages(facts, scope, currency, is_cost, today);
    }
    figure
}

/// How many days ago the plan stood where the work stands now (earned schedule), for beside SV and
/// SPI, which forget lateness when a late project ends.
fn late(facts: &Facts<'_>, scope: Scope, currency: Currency, sums: &EarnedValue, today: Date) -> String {
    let spi = sums.spi().map_or_else(|_| "n/a".to_owned(), ratio);
    if let Some(finish) = sums.planned_finish.filter(|finish| *finish < today && sums.ev < sums.bac) {
        return format!("SPI {spi}, {} past the planned end", days((today - finish).num_days()));
    }
    if sums.sv() >= 0 || sums.pv == 0 {
        return format!("SPI {spi}");
    }
    // Bisection: planned value never falls as days go by.
    let (mut low, mut high) = (0, 3650);
    while low < high {
        let middle = low + (high - low) / 2;
        let planned = planned_at(facts, scope, currency, back(today, middle));
        if planned <= sums.ev { high = middle } else { low = middle + 1 }
    }
    format!("SPI {spi}, {} late", days(low))
}

fn planned_at(facts: &Facts<'_>, scope: Scope, currency: Currency, date: Date) -> i64 {
    let of = |p: ProjectId| scope.project.is_none_or(|wanted| wanted == p);
    let packages = facts.ctx.program.packages.values();
    packages
        .filter(|p| of(p.project) && p.budget.currency == currency)
        .map(|p| super::earned::planned(p, date))
        .fold(0, i64::saturating_add)
}

/// The projects (for the whole program) or packages behind a variance, the worst first.
fn packages(facts: &Facts<'_>, scope: Scope, currency: Currency, is_cost: bool, today: Date) -> Vec<Behind> {
    let program = facts.ctx.program;
    let mut rows: Vec<(i64, String)> = Vec::new();
    if scope.project.is_none() {
        for project in program.projects.values() {
            let sums = earned_value(facts, Some(project.id), currency, today);
            if sums.packages + sums.entries > 0 {
                rows.push((if is_cost { sums.cv() } else { sums.sv() }, project.name.clone()));
            }
        }
    } else {
        for package in program.packages.values().filter(|p| Some(p.project) == scope.project) {
            let earned = super::earned::earned_by(facts, package, today);
            let against = if is_cost {
                let costs =
                    program.costs.values().filter(|c| c.package == Some(package.id) && c.date <= today);
                costs.map(|c| c.amount.amount).fold(0, i64::saturating_add)
            } else {
                super::earned::planned(package, today)
            };
            rows.push((earned.saturating_sub(against), package.name.clone()));
        }
    }
    rows.sort();
    let row = |(value, label)| Behind { item: None, label, value: money(amount(value, currency)) };
    rows.into_iter().take(10).map(row).collect()
}

fn describe(figure: Figure, facts: &Facts<'_>, scope: Scope, sums: &EarnedValue) -> Figure {
    let whole = scope
        .team
        .is_some()
        .then(|| Group::count("Money is kept per project: the figure is not narrowed to the team", 1));
    let since = format!("Cost entries to {}", day(facts.ctx.today()));
    figure
        .population("Work packages", sums.packages)
        .population(since, sums.entries)
        .left_out([Group::of("Not estimated, so they cannot earn by estimate", sums.unestimated.clone())])
        .remarks([
            Group::of("Done, but the import does not know since when", sums.undated.clone()),
            Group::count(
                "Packages that earn by estimate and have no estimated item",
                sums.without_estimates.len(),
            ),
        ])
        .remarks(whole)
}

fn index(
    facts: &Facts<'_>,
    scope: Scope,
    sums: &EarnedValue,
    name: &str,
    result: Result<f64, NotComputable>,
    formula: String,
    sentence: impl Fn(&str) -> String,
) -> Figure {
    let value = result.map_or_else(|why| Value::NotComputable(why.0.to_owned()), Value::Ratio);
    let text = result.map_or_else(|_| "n/a".to_owned(), ratio);
    describe(Figure::new(name, value), facts, scope, sums)
        .sentence(sentence(&text))
        .formula([format!("{formula} = {text}")], "1.00 is as planned.")
}

#[allow(clippy::too_many_arguments)] // One private table row; a struct would only rename the same eight.
fn estimate(
    facts: &Facts<'_>,
    scope: Scope,
    currency: Currency,
    sums: &EarnedValue,
    name: String,
    result: Result<i64, NotComputable>,
    formula: &str,
    sentence: impl Fn(&str) -> String,
) -> Figure {
    let value = match result {
        Ok(value) => Value::Money(amount(value, currency)),
        Err(why) => Value::NotComputable(why.0.to_owned()),
    };
    let text = result.map_or_else(|_| "n/a".to_owned(), |v| money(amount(v, currency)));
    describe(Figure::new(name, value), facts, scope, sums)
        .sentence(sentence(&text))
        .formula([format!("{formula} = {text}")], "The default form of EAC is the typical one, BAC ÷ CPI.")
}
