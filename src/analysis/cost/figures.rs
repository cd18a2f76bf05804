//! The cost figures with their working.

use super::earned::{Account, EarnedValue, Ledger, currencies};
use super::ratios::NotComputable;
use super::schedule::{Schedule, schedule};
use crate::analysis::Scope;
use crate::analysis::facts::Facts;
use crate::analysis::rag::at_least;
use crate::analysis::target::Target;
use crate::analysis::time::back;
use crate::analysis::words::{amount, day, days, money, percent, ratio};
use crate::analysis::working::{Aim, Behind, Figure, Group, Value};
use crate::model::order::InOrder;
use crate::model::{Currency, Date, EacForm, Money, ProjectId, Settings};

/// Weeks in the sparkline.
const TREND: i64 = 8;

/// CPI of a project with its cost variance, for its status colour.
pub(crate) fn cpi(facts: &Facts<'_>, project: Option<ProjectId>) -> Result<(f64, i64, Currency), String> {
    let scope = Scope { project, team: None };
    let sheet = Sheet::new(facts, scope)?;
    let cpi = sheet.budgeted(sheet.sums.cpi()).map_err(|why| why.0.to_owned())?;
    Ok((cpi, sheet.sums.cv(), sheet.currency))
}

/// Cost variance, the headline.
pub(crate) fn cost_variance(facts: &Facts<'_>, scope: Scope) -> Figure {
    match Sheet::new(facts, scope) {
        Ok(sheet) => sheet.cost_variance(),
        Err(why) => Figure::new("Cost variance", Value::NotComputable(why)),
    }
}

/// All cost figures, the variance first.
pub(crate) fn all(facts: &Facts<'_>, scope: Scope) -> Vec<Figure> {
    match Sheet::new(facts, scope) {
        Ok(sheet) => {
            let mut figures = vec![sheet.cost_variance(), sheet.schedule_variance()];
            figures.push(sheet.days_late());
            figures.extend(sheet.indices());
            figures.extend(sheet.estimates());
            figures
        }
        Err(why) => vec![Figure::new("Cost variance", Value::NotComputable(why))],
    }
}

/// What amounts are worth in a currency: as they are, or by the user's rates into the program's own.
fn worth<'f>(facts: &'f Facts<'_>, currency: Currency) -> impl Fn(Money) -> Option<i64> + 'f {
    let settings = &facts.ctx.program.settings;
    move |money| match money.currency == currency {
        true => Some(money.amount),
        false if currency == settings.currency => settings.converted(money),
        false => None,
    }
}

/// The sums of a scope as of today, and what they were made from.
pub(super) struct Sheet<'f, 'a> {
    pub(super) facts: &'f Facts<'a>,
    scope: Scope,
    pub(super) currency: Currency,
    /// The others, put into it by the user's rates.
    converted: Vec<Currency>,
    pub(super) ledger: Ledger<'a>,
    pub(super) sums: EarnedValue,
    pub(super) today: Date,
    /// The form of EAC that the user chose.
    pub(super) form: EacForm,
    /// Lateness in time.
    pub(super) schedule: Option<Schedule>,
}

impl<'f, 'a> Sheet<'f, 'a> {
    /// Fails with the sentence that says why there are no sums.
    pub(super) fn new(facts: &'f Facts<'a>, scope: Scope) -> Result<Self, String> {
        let (all, settings) = (currencies(facts, scope.project), &facts.ctx.program.settings);
        let rated = |c: &Currency| settings.converted(Money { amount: 0, currency: *c }).is_some();
        let currency = match all.as_slice() {
            [] => return Err("There is no work package and no cost entry yet.".to_owned()),
            [one] => *one,
            many if many.iter().all(rated) => settings.currency,
            many => {
                let codes: Vec<&str> = many.iter().map(Currency::code).collect();
                let codes = codes.join(" and ");
                return Err(format!(
                    "Amounts are in {codes}; they do not add up without a rate. Enter one under Limits and methods."
                ));
            }
        };
        let converted = all.into_iter().filter(|other| *other != currency).collect();
        let ledger = Ledger::new(facts, scope.project, &worth(facts, currency));
        let today = facts.ctx.today();
        let sums = ledger.at(facts, today);
        let form = facts.ctx.program.settings.eac.unwrap_or_default();
        let done_on = ledger.done_on(facts, today);
        let schedule = schedule(&ledger, sums.ev, today, done_on);
        Ok(Self { facts, scope, currency, converted, ledger, sums, today, form, schedule })
    }

    pub(super) fn words(&self, value: i64) -> String {
        money(amount(value, self.currency))
    }

    /// Without a budget no figure says anything, whatever its own denominator is.
    fn budgeted<T>(&self, result: Result<T, NotComputable>) -> Result<T, NotComputable> {
        self.sums.has_budget().and(result)
    }

    pub(super) fn cost_variance(&self) -> Figure {
        let sums = &self.sums;
        let detail = match (sums.cpi(), sums.cv_percent()) {
            (Ok(cpi), Ok(share)) => format!("CPI {}, {}", ratio(cpi), percent(share)),
            (Ok(cpi), Err(_)) => format!("CPI {}", ratio(cpi)),
            (Err(_), _) => "CPI n/a".to_owned(),
        };
        let distance = self.words(sums.cv().saturating_abs());
        let sentence = match sums.cv() {
            0 => "The work done cost what was budgeted for it.".to_owned(),
            ..0 => format!("The work done cost {distance} more than was budgeted for it."),
            _ => format!("The work done cost {distance} less than was budgeted for it."),
        };
        let mut figure = self.variance("Cost variance", sums.cv(), ("AC", sums.ac), EarnedValue::cv);
        if let Ok(cpi) = self.budgeted(sums.cpi()) {
            let (green, amber) = self.facts.ctx.program.settings.thresholds.cpi;
            figure.colour = Some(at_least(cpi, f64::from(green) / 100.0, f64::from(amber) / 100.0));
        }
        figure.behind = self.rows(true);
        figure.caption("EV − AC", detail).sentence(sentence)
    }

    fn schedule_variance(&self) -> Figure {
        let sums = &self.sums;
        let distance = self.words(sums.sv().saturating_abs());
        let sentence = match sums.sv() {
            0 => "As much work is done as was planned by now.".to_owned(),
            ..0 => format!("Work worth {distance} that was planned by now is not done."),
            _ => format!("Work worth {distance} more than planned by now is done."),
        };
        let mut figure = self.variance("Schedule variance", sums.sv(), ("PV", sums.pv), EarnedValue::sv);
        figure.behind = self.rows(false);
        figure.caption("EV − PV", self.lateness()).sentence(sentence)
    }

    fn variance(
        &self,
        name: &str,
        result: i64,
        (letters, against): (&str, i64),
        over_time: fn(&EarnedValue) -> i64,
    ) -> Figure {
        let value = match self.sums.has_budget() {
            Ok(()) => Value::Money(amount(result, self.currency)),
            Err(why) => Value::NotComputable(why.0.to_owned()),
        };
        let mut figure = self.describe(Figure::new(name, value).aim(Aim::Higher)).formula(
            [
                format!("EV − {letters}"),
                format!("{} − {} = {}", self.words(self.sums.ev), self.words(against), self.words(result)),
            ],
            "Earned value follows each package's rule, never the money spent. Planned value grows evenly \
             over the calendar days of each baseline, but where its plan is phased.",
        );
        if figure.value.is_computed() {
            let weeks = (0..TREND).rev().map(|n| self.ledger.sums(self.facts, back(self.today, n * 7)));
            figure.trend = weeks.map(|sums| over_time(&sums) as f64 / 100.0).collect();
        }
        figure
    }

    /// SPI with how many days ago the plan stood where the work stands now (earned schedule): SV and
    /// SPI forget lateness when a late project ends.
    fn lateness(&self) -> String {
        let sums = &self.sums;
        let spi = sums.spi().map_or_else(|_| "n/a".to_owned(), ratio);
        if let Some(finish) = sums.planned_finish.filter(|finish| *finish < self.today && sums.ev < sums.bac)
        {
            return format!("SPI {spi}, {} past the planned end", days((self.today - finish).num_days()));
        }
        let late = self.schedule.map_or(0, |s| s.days_late);
        if sums.bac > 0 && sums.ev >= sums.bac && late > 0 {
            return format!("SPI {spi}, finished {} late", days(late));
        }
        if sums.sv() >= 0 || sums.pv == 0 {
            return format!("SPI {spi}");
        }
        format!("SPI {spi}, {} late", days(late))
    }

    /// The projects (for the whole program) or packages behind a variance, the worst first.
    fn rows(&self, is_cost: bool) -> Vec<Behind> {
        let program = self.facts.ctx.program;
        let mut rows: Vec<(i64, String, Vec<Target>)> = Vec::new();
        if self.scope.project.is_none() && program.projects.len() > 1 {
            for project in program.projects.values() {
                let sums = self.ledger.sums_of(self.facts, self.today, Some(project.id));
                if sums.packages + sums.entries > 0 {
                    let value = if is_cost { sums.cv() } else { sums.sv() };
                    rows.push((value, project.name.clone(), vec![Target::Project(project.id)]));
                }
            }
        } else {
            let end = self.facts.ctx.end_of(self.today).min(self.facts.ctx.now);
            let mut unbooked = self.sums.ac;
            for account in &self.ledger.packages {
                let package = account.package;
                let spent = self.ledger.spent_on(package.id, self.today);
                unbooked = unbooked.saturating_sub(spent);
                let against = if is_cost { spent } else { account.planned(self.today) };
                let value = account.earned(self.today, end).saturating_sub(against);
                rows.push((value, package.name.clone(), vec![Target::Package(package.id)]));
            }
            if is_cost && unbooked != 0 {
                rows.push((unbooked.saturating_neg(), "Not booked on a package".to_owned(), Vec::new()));
            }
        }
        rows.order_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        rows.into_iter().map(|(value, label, to)| Behind::new(to, label, self.words(value))).collect()
    }

    /// The packages with what each was to be worth by now, is worth and cost: what every figure of a
    /// sheet is made from.
    fn packages(&self) -> Vec<Behind> {
        let end = self.facts.ctx.end_of(self.today).min(self.facts.ctx.now);
        let row = |account: &Account<'_>| {
            let package = account.package;
            let (ev, pv) = (account.earned(self.today, end), account.planned(self.today));
            let ac = self.ledger.spent_on(package.id, self.today);
            let words =
                [("EV", ev), ("PV", pv), ("AC", ac)].map(|(name, sum)| format!("{name} {}", self.words(sum)));
            Behind::new(vec![Target::Package(package.id)], package.name.clone(), words.join(", "))
        };
        self.ledger.packages.iter().map(row).collect()
    }

    /// What other currencies count as.
    fn rates(&self) -> Vec<Group> {
        let rates = &self.facts.ctx.program.settings.rates;
        let group = |other: &Currency| {
            let rate =
                rates.get(other.code()).copied().unwrap_or_default() as f64 / Settings::RATE_UNIT as f64;
            let what = format!(
                "{} at your rate: 1 {} = {rate} {}",
                other.code(),
                other.code(),
                self.currency.code()
            );
            let packages =
                self.ledger.packages.iter().filter(|a| a.package.budget.currency == *other).count();
            let costs = self.ledger.costs.iter().filter(|(c, _)| c.amount.currency == *other).count();
            Group::count(what, packages + costs)
        };
        self.converted.iter().map(group).collect()
    }

    fn describe(&self, mut figure: Figure) -> Figure {
        let sums = &self.sums;
        figure.behind = self.packages();
        let team = usize::from(self.scope.team.is_some());
        figure
            .population("Work packages", sums.packages)
            .population(format!("Cost entries to {}", day(self.today)), sums.entries)
            .left_out([Group::of("Not estimated, so they cannot earn by estimate", sums.unestimated.clone())])
            .remarks([
                Group::of("Done, but the import does not know since when", sums.undated.clone()),
                Group::count(
                    "Packages that earn by estimate and have no estimated item",
                    sums.without_estimates.len(),
                ),
                Group::count("Money is kept per project: the figure is not narrowed to the team", team),
            ])
            .remarks(self.rates())
    }

    fn indices(&self) -> [Figure; 3] {
        let sums = &self.sums;
        let (ev, ac, pv, bac) =
            (self.words(sums.ev), self.words(sums.ac), self.words(sums.pv), self.words(sums.bac));
        let sign = self.currency.sign();
        [
            self.index("Cost performance index (CPI)", sums.cpi(), format!("EV ÷ AC = {ev} ÷ {ac}"), |v| {
                format!("Every {sign}1 spent earned {sign}{v} of planned work.")
            }),
            self.index(
                "Schedule performance index (SPI)",
                sums.spi(),
                format!("EV ÷ PV = {ev} ÷ {pv}"),
                |v| format!("For every {sign}1 of work planned by now, {sign}{v} is done."),
            ),
            self.index(
                "To-complete performance index (TCPI)",
                sums.tcpi(),
                format!("(BAC − EV) ÷ (BAC − AC) = ({bac} − {ev}) ÷ ({bac} − {ac})"),
                |v| format!("To end on budget, every {sign}1 must earn {sign}{v} from now on."),
            ),
        ]
    }

    /// How late the work is in time, which SV and SPI forget once a late project ends.
    fn days_late(&self) -> Figure {
        let name = "Days late";
        let Some(schedule) = self.schedule else {
            let why = "No work package has a baseline, so there is no plan to be late against.";
            return Figure::new(name, Value::NotComputable(why.to_owned()));
        };
        let late = schedule.days_late;
        let sentence = match late {
            0 => "The work stands where the plan does.".to_owned(),
            1.. => format!("The work stands where the plan stood {} ago.", days(late)),
            _ => format!("The work stands where the plan will stand in {}.", days(-late)),
        };
        let pace = schedule.spi_t.map_or_else(|| "n/a".to_owned(), ratio);
        let end = schedule.forecast.map_or(String::new(), |end| format!(", ends {} at this pace", day(end)));
        let mut figure = self
            .describe(Figure::new(name, Value::Days(late)).aim(Aim::Lower))
            .caption("Earned schedule", format!("SPI(t) {pace}{end}"))
            .sentence(if self.sums.ev >= self.sums.bac && late > 0 {
                format!("The work was finished {} after its planned end.", days(late))
            } else {
                sentence
            })
            .formula(
                [
                    "status day − the day by which so much was planned as is earned now".to_owned(),
                    format!("{} − {}", day(self.today), day(schedule.earned_to)),
                ],
                "Earned schedule (Lipke): lateness in time. SPI returns to 1 when a late project ends; this does not.",
            );
        figure.unit = if late.abs() == 1 { "day" } else { "days" }.to_owned();
        figure
    }

    fn index(
        &self,
        name: &str,
        result: Result<f64, NotComputable>,
        formula: String,
        sentence: impl Fn(&str) -> String,
    ) -> Figure {
        let result = self.budgeted(result);
        let value = result.map_or_else(|why| Value::NotComputable(why.0.to_owned()), Value::Ratio);
        let text = result.map_or_else(|_| "n/a".to_owned(), ratio);
        let aim = if name.starts_with("To-complete") { Aim::Lower } else { Aim::Higher };
        self.describe(Figure::new(name, value).aim(aim))
            .sentence(sentence(&text))
            .formula([format!("{formula} = {text}")], "1.00 is as planned.")
    }

    fn estimates(&self) -> Vec<Figure> {
        let sums = &self.sums;
        let bac = self.words(sums.bac);
        let mut all = Vec::new();
        for form in EacForm::ALL {
            let name = format!("Estimate at completion, {}", form.name());
            let mut figure = self.estimate(&name, sums.eac(form), form.formula(), |v| {
                format!("At completion the work is expected to cost {v}, against a budget of {bac}.")
            });
            if form == self.form {
                "The chosen form".clone_into(&mut figure.caption);
            }
            all.push(figure);
        }
        all.push(self.estimate("Estimate to complete", sums.etc(self.form), "EAC − AC", |v| {
            format!("The rest of the work is expected to cost {v}.")
        }));
        all.push(self.estimate("Variance at completion", sums.vac(self.form), "BAC − EAC", |v| {
            format!("At completion the budget is expected to be off by {v}; below zero is over.")
        }));
        all
    }

    fn estimate(
        &self,
        name: &str,
        result: Result<i64, NotComputable>,
        formula: &str,
        sentence: impl Fn(&str) -> String,
    ) -> Figure {
        let value = match result {
            Ok(value) => Value::Money(amount(value, self.currency)),
            Err(why) => Value::NotComputable(why.0.to_owned()),
        };
        let text = result.map_or_else(|_| "n/a".to_owned(), |v| self.words(v));
        let aim = if name.starts_with("Variance") { Aim::Higher } else { Aim::Lower };
        self.describe(Figure::new(name, value).aim(aim)).sentence(sentence(&text)).formula(
            [format!("{formula} = {text}")],
            format!(
                "EAC by the form that is chosen in the settings: {}, {}.",
                self.form.name(),
                self.form.formula()
            ),
        )
    }
}
