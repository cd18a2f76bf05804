//! A risk in full, beside the register.

use super::*;
use crate::app::{Route, View};

/// The risk in full, when the address names one.
pub(super) fn risk_panel(frame: Frame) -> AnyView {
    let app = frame.app;
    let id = Memo::new(move |_| {
        let key = app.param("risk").filter(|_| app.param("item").is_none())?;
        app.with(|p| p.risks.values().find(|r| r.key == key).map(|r| r.id))
    });
    (move || id.get().map(|id| open_risk(frame, id))).into_any()
}

/// What the panel's parts share.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    pub(super) frame: Frame,
    pub(super) id: RiskId,
    pub(super) risk: Memo<Option<Arc<Risk>>>,
}

impl Sheet {
    pub(super) const fn app(self) -> App {
        self.frame.app
    }

    /// What a field shows; follows the risk.
    pub(super) fn read(self, get: fn(&Risk) -> String) -> impl Fn() -> String + Copy + Send + Sync + 'static {
        move || self.risk.with(|r| r.as_ref().map(|r| get(r)).unwrap_or_default())
    }

    /// A flag of the risk; follows it.
    pub(super) fn is(self, get: fn(&Risk) -> bool) -> impl Fn() -> bool + Copy + Send + Sync + 'static {
        move || self.risk.with(|r| r.as_ref().is_some_and(|r| get(r)))
    }

    /// Writes one field.
    pub(super) fn write(self, edit: RiskEdit) {
        self.app().workbench.dispatch(Command::EditRisk(self.id, edit));
    }
}

fn open_risk(frame: Frame, id: RiskId) -> AnyView {
    let app = frame.app;
    let risk: Memo<Option<Arc<Risk>>> = Memo::new(move |_| app.with(|p| p.risks.get(&id).cloned()));
    let sheet = Sheet { frame, id, risk };
    let key = sheet.read(|r| r.key.clone());
    el("aside")
        .class("panel")
        .attr("aria-label", move || format!("{} details", key()))
        .child(bar(sheet))
        .child(
            el("div")
                .class("panel-body")
                .child(raised(sheet))
                .child(title_input(sheet.read(|r| r.title.clone()), move |t| sheet.write(RiskEdit::Title(t))))
                .child(sentence(sheet))
                .child(
                    el("textarea")
                        .class("input bare-area risk-notes")
                        .attr("rows", "1")
                        .attr("aria-label", "Description")
                        .attr("placeholder", "Notes")
                        .on_change(move |event| sheet.write(RiskEdit::Notes(event_target_value(&event))))
                        .prop("value", sheet.read(|r| r.notes.clone())),
                )
                .child(scores(sheet))
                .child(respond::section(sheet))
                .child(props(sheet))
                .child(trigger::section(sheet))
                .child(history::section(sheet))
                .child(crate::views::chain::chain_section(app, move || Some(Ref::Risk(id))))
                .child(in_report(sheet)),
        )
        .child(foot(sheet))
        .into_any()
}

fn bar(sheet: Sheet) -> AnyView {
    let (app, id) = (sheet.app(), sheet.id);
    let key = sheet.read(|r| r.key.clone());
    let delete = move || {
        if app.workbench.dispatch_aloud(Command::DeleteRisk(id)) {
            app.set_param("risk", "");
        }
    };
    let occurs = move |incident: bool| {
        let command = untrack(|| {
            app.analyse(|ctx| {
                let risk = ctx.program.risks.get(&id)?;
                Some(if incident { figures::as_incident(ctx, risk) } else { figures::as_issue(ctx, risk) })
            })
        });
        if let Some(made) = command.and_then(|c| app.workbench.dispatch_making(c)) {
            app.open_ref(&made);
        }
    };
    let more = move |event: web_sys::MouseEvent| {
        let Some(anchor) = event.current_target().and_then(|t| t.dyn_into::<web_sys::HtmlElement>().ok())
        else {
            return;
        };
        let closed =
            sheet.risk.with_untracked(|r| r.as_ref().is_some_and(|r| r.state == RiskState::Occurred));
        let past = move || closed.then(|| "it occurred".to_owned());
        let move_at = StoredValue::new_local(anchor.clone());
        let items = vec![
            MenuItem::new("Move to…", move || {
                if let Some(anchor) = move_at.try_get_value() {
                    moves::move_menu(sheet.frame, id, false, &anchor);
                }
            })
            .hint("M"),
            MenuItem::new("It occurred: make an issue", move || occurs(false)).unless(past()),
            MenuItem::new("It occurred: make an incident", move || occurs(true)).unless(past()),
            MenuItem::new("Delete", delete).danger().apart(),
        ];
        sheet.frame.menu.open_at(&anchor, untrack(key), items);
    };
    let lead = move |event: web_sys::MouseEvent| {
        let Some(anchor) = event.current_target().and_then(|t| t.dyn_into().ok()) else { return };
        let items = crate::views::leads_to::leads_to_menu(app, &Ref::Risk(id));
        sheet.frame.menu.open_at(&anchor, "Leads to", items);
    };
    el("div")
        .class("panel-bar")
        .child(icon("risk"))
        .child(el("span").class("strong num grow").child(key))
        .child(
            el("button")
                .class("button small plain")
                .attr("aria-haspopup", "menu")
                .on_click(lead)
                .child("Leads to…"),
        )
        .child(
            el("button")
                .class("icon-button")
                .attr("aria-label", move || format!("More for {}", key()))
                .attr("aria-haspopup", "menu")
                .on_click(more)
                .child(icon("dots")),
        )
        .child(
            el("button")
                .class("icon-button")
                .attr("aria-label", "Close")
                .attr("title", "Close (Esc)")
                .on_click(move |_| app.step_param("risk", ""))
                .child(icon("close")),
        )
        .into_any()
}

/// Raised by its trigger: when and why.
fn raised(sheet: Sheet) -> AnyView {
    let app = sheet.app();
    (move || {
        let (at, why) =
            sheet.risk.with(|r| r.as_ref().and_then(|r| Some((r.raised?, r.raised_why.clone()))))?;
        let today = app.today();
        let when = app.zone.with(|z| phrases::moment(at, z, today));
        Some(
            el("div")
                .class("note amber raised")
                .child(el("div").class("strong").child(format!("Raised by its trigger {when}")))
                .child(el("div").child(why)),
        )
    })
    .into_any()
}

/// Because of what, what may happen, what would follow.
fn sentence(sheet: Sheet) -> AnyView {
    let part =
        |label: &'static str, hint: &'static str, get: fn(&Risk) -> String, edit: fn(String) -> RiskEdit| {
            el("label").class("sentence-part").child(el("span").class("quiet").child(label)).child(
                el("textarea")
                    .class("input")
                    .attr("rows", "1")
                    .attr("aria-label", label)
                    .attr("placeholder", hint)
                    .on_change(move |event| sheet.write(edit(event_target_value(&event))))
                    .prop("value", sheet.read(get)),
            )
        };
    el("div")
        .class("sentence")
        .attr("role", "group")
        .attr("aria-label", "Cause, event, effect")
        .child(part("Because", "the cause", |r| r.cause.clone(), RiskEdit::Cause))
        .child(part("may happen", "the event", |r| r.event.clone(), RiskEdit::Event))
        .child(part("so that", "the effect", |r| r.effect.clone(), RiskEdit::Effect))
        .into_any()
}

fn scores(sheet: Sheet) -> AnyView {
    let risk = sheet.risk;
    let value = move |get: fn(&Risk) -> Option<Score>| {
        move || {
            risk.with(|r| r.as_ref().and_then(|r| get(r)).map(|s| s.value().to_string()))
                .unwrap_or_else(|| "none".to_owned())
        }
    };
    let exposure = move || {
        risk.with(|r| {
            r.as_ref().and_then(|r| r.exposure()).map_or_else(|| "not set".to_owned(), |m| m.to_string())
        })
    };
    let working = move || {
        risk.with(|r| {
            let r = r.as_ref()?;
            let percent = r.probability?;
            let money = r.loss.map(|loss| format!("{percent} % of {loss}"));
            let days = r.exposure_days().map(|d| {
                let lost = r.loss_days.unwrap_or(0);
                let expected = crate::analysis::words::number(d as f64 / 100.0, 1);
                format!("{expected} days, {percent} % of {lost}")
            });
            Some([money, days].into_iter().flatten().collect::<Vec<_>>().join("; "))
        })
        .unwrap_or_else(|| "probability × loss".to_owned())
    };
    let part = |name: &'static str, get: fn(&Risk) -> Option<Score>, which: Which| {
        el("div")
            .child(el("div").class("quiet").child(name))
            .child(el("div").class("big num").child(value(get)))
            .child(score_pick(sheet, which))
    };
    el("div")
        .class("score-box four")
        .child(part("Inherent", |r| Some(r.inherent), Which::Inherent))
        .child(part("Residual", |r| Some(r.residual), Which::Residual))
        .child(part("Target", |r| r.target, Which::Target))
        .child(
            el("div")
                .class("exposure")
                .child(el("div").class("quiet").child("Exposure"))
                .child(el("div").class("big num").child(exposure))
                .child(el("div").class("quiet").child(working)),
        )
        .into_any()
}

fn props(sheet: Sheet) -> AnyView {
    let app = sheet.app();
    let risk = sheet.risk;
    let people = move || app.with(|p| crate::views::choices::people(p, "No owner"));
    let projects = move || app.with(|p| crate::views::choices::projects(p, "Whole program"));
    let categories = move || {
        let own = risk.with(|r| r.as_ref().map(|r| r.category.clone()).unwrap_or_default());
        let mut all: Vec<_> = CATEGORIES.iter().map(|c| Choice::new(*c, *c)).collect();
        if !CATEGORIES.contains(&own.as_str()) {
            all.push(Choice::new(own.clone(), own));
        }
        all
    };
    let owner = move || {
        let owner = risk.with(|r| r.as_ref().and_then(|r| r.owner))?;
        app.with(|p| p.people.get(&owner).map(|x| avatar(x)))
    };
    let write_probability = move |text: String| {
        let text = text.trim().trim_end_matches('%').trim();
        match text.parse::<u8>() {
            _ if text.is_empty() => sheet.write(RiskEdit::Probability(None)),
            Ok(percent) => sheet.write(RiskEdit::Probability(Some(percent))),
            Err(_) => app.toasts.say(format!("“{text}” is no percentage. The probability stays as it was.")),
        }
    };
    let write_loss = move |text: String| {
        let currency = app.workbench.with_untracked(|p| p.settings.currency);
        // The amount may be written as it is shown, with the currency's sign or code.
        let plain = text.replace(currency.sign().trim(), "").replace(currency.code(), "");
        match Money::parse(&plain, currency) {
            _ if plain.trim().is_empty() => sheet.write(RiskEdit::Loss(None)),
            Some(money) if money.amount >= 0 => sheet.write(RiskEdit::Loss(Some(money))),
            _ => app.toasts.say(format!("“{text}” is no amount. The loss stays as it was.")),
        }
    };
    let write_days = move |text: String| {
        let text = text.trim().trim_end_matches('d').trim();
        match text.parse::<u32>() {
            _ if text.is_empty() => sheet.write(RiskEdit::LossDays(None)),
            Ok(days) => sheet.write(RiskEdit::LossDays(Some(days))),
            Err(_) => app.toasts.say(format!("“{text}” is no number of days. They stay as they were.")),
        }
    };
    let number = |label: &'static str, unit: &'static str, value: AnyView| {
        many(vec![
            el("dt").child(label).into_any(),
            el("dd").class("short").child(value).child(el("span").class("quiet").child(unit)).into_any(),
        ])
    };
    el("dl")
        .class("props")
        .child(el("dt").child("Owner"))
        .child(el("dd").child(owner).child(select(
            "Owner",
            "",
            people,
            sheet.read(|r| r.owner.map(|o| o.to_string()).unwrap_or_default()),
            move |v| sheet.write(RiskEdit::Owner(v.parse().ok())),
        )))
        .child(el("dt").child("State"))
        .child(el("dd").child(select(
            "State",
            "",
            || RiskState::ALL.map(|s| Choice::new(s.name(), s.name())).to_vec(),
            sheet.read(|r| r.state.name().to_owned()),
            move |v| {
                if let Some(state) = RiskState::ALL.into_iter().find(|s| s.name() == v) {
                    sheet.write(RiskEdit::State(state))
                }
            },
        )))
        .child(el("dt").child("Review"))
        .child(el("dd").child(date_input(
            "Review",
            move || risk.with(|r| r.as_ref().and_then(|r| r.review)),
            move |d| sheet.write(RiskEdit::Review(d)),
        )))
        .child(el("dt").child("Category"))
        .child(el("dd").child(select(
            "Category",
            "",
            categories,
            sheet.read(|r| r.category.clone()),
            move |v| sheet.write(RiskEdit::Category(v)),
        )))
        .child(el("dt").child("Project"))
        .child(el("dd").child(select(
            "Threatened project",
            "",
            projects,
            sheet.read(|r| r.project.map(|p| p.to_string()).unwrap_or_default()),
            move |v| sheet.write(RiskEdit::Project(v.parse().ok())),
        )))
        .child(el("dt").child("Kind"))
        .child(el("dd").child(select(
            "Threat or opportunity",
            "",
            || vec![Choice::new("", "Threat"), Choice::new("yes", "Opportunity")],
            sheet.read(|r| if r.opportunity { "yes".to_owned() } else { String::new() }),
            move |v| sheet.write(RiskEdit::Opportunity(!v.is_empty())),
        )))
        .child(number(
            "Probability",
            "%",
            text_input(
                "Probability in percent",
                sheet.read(|r| r.probability.map(|p| p.to_string()).unwrap_or_default()),
                "not set",
                write_probability,
            ),
        ))
        .child(el("dt").child("Loss"))
        .child(el("dd").child(text_input(
            "Loss if it happens",
            sheet.read(|r| r.loss.map(|m| m.to_string()).unwrap_or_default()),
            "not set",
            write_loss,
        )))
        .child(number(
            "Days lost",
            "days",
            text_input(
                "Days lost if it happens",
                sheet.read(|r| r.loss_days.map(|d| d.to_string()).unwrap_or_default()),
                "not set",
                write_days,
            ),
        ))
        .into_any()
}

/// The report that the risk stands in.
fn in_report(sheet: Sheet) -> AnyView {
    let app = sheet.app();
    (move || {
        let project = sheet.risk.with(|r| r.as_ref().and_then(|r| r.project));
        let prefix = project.and_then(|id| app.with(|p| p.projects.get(&id).map(|x| x.prefix.clone())));
        let report = Route::to(View::Reports).with("project", &prefix.unwrap_or_default());
        el("p")
            .class("quiet in-report")
            .child("Stands in the ")
            .child(el("a").attr("href", format!("#{report}")).child("status report"))
            .child(" while its score is among the highest.")
    })
    .into_any()
}

/// What comes next, at the foot of the panel.
fn foot(sheet: Sheet) -> AnyView {
    let (app, id) = (sheet.app(), sheet.id);
    // One open escalation of a risk is enough: the note opens it again.
    let escalated = move || {
        app.with(|p| {
            let of = |e: &&Arc<Escalation>| e.about == Some(Ref::Risk(id)) && e.state.is_open();
            p.escalations.values().find(of).map(|e| e.id)
        })
    };
    let escalate = move |_| match untrack(escalated) {
        Some(open) => app.open_ref(&Ref::Escalation(open)),
        None => crate::views::leads_to::lead(app, &Ref::Risk(id), crate::views::leads_to::Next::Escalation),
    };
    let occurred = move |_| {
        let command =
            untrack(|| app.analyse(|ctx| ctx.program.risks.get(&id).map(|r| figures::as_issue(ctx, r))));
        if let Some(made) = command.and_then(|c| app.workbench.dispatch_making(c)) {
            app.open_ref(&made);
        }
    };
    let close = move |_| {
        let open = sheet.risk.with_untracked(|r| r.as_ref().is_some_and(|r| r.state.is_open()));
        let state = if open { RiskState::Resolved } else { RiskState::Open };
        app.workbench.dispatch_aloud(Command::EditRisk(id, RiskEdit::State(state)));
    };
    let past = sheet.is(|r| r.state == RiskState::Occurred);
    el("div")
        .class("panel-foot")
        .child(el("button").class("button primary").on_click(escalate).child("Escalation note"))
        .child(
            el("button")
                .class("button")
                .attr("title", "It has occurred: the risk is closed as occurred, and an issue comes from it")
                .attr("disabled", past)
                .on_click(occurred)
                .child("Make an issue"),
        )
        .child(el("span").class("grow"))
        .child(
            el("button")
                .class("button plain")
                .on_click(close)
                .child(move || if sheet.is(|r| r.state.is_open())() { "Close risk" } else { "Open again" }),
        )
        .into_any()
}

/// Which of the three scores.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Inherent,
    Residual,
    Target,
}

/// Probability and impact, each to pick.
fn score_pick(sheet: Sheet, which: Which) -> AnyView {
    let now = move |r: &Risk| match which {
        Which::Inherent => Some(r.inherent),
        Which::Residual => Some(r.residual),
        Which::Target => r.target,
    };
    let score = move || sheet.risk.with(|r| r.as_ref().and_then(|r| now(r)));
    let write = move |score: Option<Score>| {
        sheet.write(match (which, score) {
            (Which::Target, score) => RiskEdit::Target(score),
            (Which::Inherent, Some(score)) => RiskEdit::Inherent(score),
            (Which::Residual, Some(score)) => RiskEdit::Residual(score),
            _ => return,
        });
    };
    let words = move |list: [&'static str; 5]| {
        move || {
            let mut all: Vec<Choice> = Vec::new();
            if which == Which::Target {
                all.push(Choice::new("", "No target"));
            }
            let named = list.iter().enumerate();
            all.extend(named.map(|(n, w)| Choice::new((n + 1).to_string(), format!("{} {w}", n + 1))));
            all
        }
    };
    let kind = match which {
        Which::Inherent => "Inherent",
        Which::Residual => "Residual",
        Which::Target => "Target",
    };
    // A target that begins takes its other part from where things stand.
    let base = move || {
        let residual = sheet.risk.with_untracked(|r| r.as_ref().map(|r| r.residual));
        untrack(score).or(residual).unwrap_or(Score { probability: 1, impact: 1 })
    };
    el("div")
        .class("score-pick")
        .child(select(
            &format!("{kind} probability"),
            "",
            words(Score::PROBABILITIES),
            move || score().map(|s| s.probability.to_string()).unwrap_or_default(),
            move |v| write(v.parse().ok().map(|probability| Score { probability, ..base() })),
        ))
        .child(select(
            &format!("{kind} impact"),
            "",
            words(Score::IMPACTS),
            move || score().map(|s| s.impact.to_string()).unwrap_or_default(),
            move |v| write(v.parse().ok().map(|impact| Score { impact, ..base() })),
        ))
        .into_any()
}
