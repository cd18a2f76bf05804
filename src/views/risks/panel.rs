//! A risk in full, beside the register.

use super::*;

/// The risk in full, when the address names one.
pub(super) fn risk_panel(frame: Frame) -> AnyView {
    let app = frame.app;
    let id = Memo::new(move |_| {
        let key = app.param("risk").filter(|_| app.param("item").is_none())?;
        app.with(|p| p.risks.values().find(|r| r.key == key).map(|r| r.id))
    });
    (move || id.get().map(|id| open_risk(frame, id))).into_any()
}

pub(super) fn edit(app: App, id: RiskId, edit: RiskEdit) {
    app.workbench.dispatch(Command::EditRisk(id, edit));
}

pub(super) fn open_risk(frame: Frame, id: RiskId) -> AnyView {
    let app = frame.app;
    let risk: Memo<Option<Arc<Risk>>> = Memo::new(move |_| app.with(|p| p.risks.get(&id).cloned()));
    let read =
        move |get: fn(&Risk) -> String| move || risk.with(|r| r.as_ref().map(|r| get(r)).unwrap_or_default());
    let key = read(|r| r.key.clone());
    let close = move || app.step_param("risk", "");
    let delete = move || {
        if app.workbench.dispatch_aloud(Command::DeleteRisk(id)) {
            app.set_param("risk", "");
        }
    };
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
            _ if text.is_empty() => edit(app, id, RiskEdit::Probability(None)),
            Ok(percent) => edit(app, id, RiskEdit::Probability(Some(percent))),
            Err(_) => app.toasts.say(format!("“{text}” is no percentage. The probability stays as it was.")),
        }
    };
    let write_loss = move |text: String| {
        let currency = app.workbench.with_untracked(|p| p.settings.currency);
        // The amount may be written as it is shown, with the currency's sign or code.
        let plain = text.replace(currency.sign().trim(), "").replace(currency.code(), "");
        match Money::parse(&plain, currency) {
            _ if plain.trim().is_empty() => edit(app, id, RiskEdit::Loss(None)),
            Some(money) if money.amount >= 0 => edit(app, id, RiskEdit::Loss(Some(money))),
            _ => app.toasts.say(format!("“{text}” is no amount. The loss stays as it was.")),
        }
    };
    let exposure = move || {
        risk.with(|r| {
            r.as_ref().and_then(|r| r.exposure()).map_or_else(|| "not set".to_owned(), |m| m.to_string())
        })
    };
    let more_key = key;
    el("aside")
        .class("panel")
        .attr("aria-label", move || format!("{} details", key()))
        .child(
            el("div")
                .class("panel-bar")
                .child(icon("risk"))
                .child(el("span").class("strong num grow").child(key))
                .child(
                    el("button")
                        .class("icon-button")
                        .attr("aria-label", move || format!("More for {}", more_key()))
                        .attr("aria-haspopup", "menu")
                        .on_click(move |event| {
                            if let Some(anchor) = event.current_target().and_then(|t| t.dyn_into().ok()) {
                                frame.menu.open_at(
                                    &anchor,
                                    "Risk",
                                    vec![MenuItem::new("Delete", delete).danger()],
                                );
                            }
                        })
                        .child(icon("dots")),
                )
                .child(
                    el("button")
                        .class("icon-button")
                        .attr("aria-label", "Close")
                        .attr("title", "Close (Esc)")
                        .on_click(move |_| close())
                        .child(icon("close")),
                ),
        )
        .child(
            el("div")
                .class("panel-body")
                .child(title_input(read(|r| r.title.clone()), move |t| edit(app, id, RiskEdit::Title(t))))
                .child(
                    el("textarea")
                        .class("input bare-area")
                        .attr("rows", "2")
                        .attr("aria-label", "Description")
                        .attr("placeholder", "If … happens because of …, then …")
                        .on_change(move |event| edit(app, id, RiskEdit::Notes(event_target_value(&event))))
                        .prop("value", read(|r| r.notes.clone())),
                )
                .child(
                    el("div")
                        .class("score-box")
                        .child(
                            el("div")
                                .child(el("div").class("quiet").child("Inherent"))
                                .child(
                                    el("div")
                                        .class("big num")
                                        .child(move || risk.with(|r| r.as_ref().map(|r| r.inherent.value()))),
                                )
                                .child(score_pick(app, id, risk, true)),
                        )
                        .child(
                            el("div")
                                .child(el("div").class("quiet").child("Residual"))
                                .child(
                                    el("div")
                                        .class("big num")
                                        .child(move || risk.with(|r| r.as_ref().map(|r| r.residual.value()))),
                                )
                                .child(score_pick(app, id, risk, false)),
                        )
                        .child(
                            el("div")
                                .child(el("div").class("quiet").child("Exposure"))
                                .child(el("div").class("big num").child(exposure))
                                .child(el("div").class("quiet").child("probability × loss")),
                        ),
                )
                .child(
                    el("dl")
                        .class("props")
                        .child(el("dt").child("Response"))
                        .child(el("dd").child(select(
                            "Response",
                            "",
                            || Response::ALL.map(|r| Choice::new(r.name(), r.name())).to_vec(),
                            read(|r| r.response.name().to_owned()),
                            move |v| {
                                if let Some(response) = Response::ALL.into_iter().find(|r| r.name() == v) {
                                    edit(app, id, RiskEdit::Response(response))
                                }
                            },
                        )))
                        .child(el("dt").child("Plan"))
                        .child(el("dd").child(text_input(
                            "Response plan",
                            read(|r| r.plan.clone()),
                            "what is done about it",
                            move |t| edit(app, id, RiskEdit::Plan(t)),
                        )))
                        .child(el("dt").child("Owner"))
                        .child(el("dd").child(owner).child(select(
                            "Owner",
                            "",
                            people,
                            read(|r| r.owner.map(|o| o.to_string()).unwrap_or_default()),
                            move |v| edit(app, id, RiskEdit::Owner(v.parse().ok())),
                        )))
                        .child(el("dt").child("State"))
                        .child(el("dd").child(select(
                            "State",
                            "",
                            || RiskState::ALL.map(|s| Choice::new(s.name(), s.name())).to_vec(),
                            read(|r| r.state.name().to_owned()),
                            move |v| {
                                if let Some(state) = RiskState::ALL.into_iter().find(|s| s.name() == v) {
                                    edit(app, id, RiskEdit::State(state))
                                }
                            },
                        )))
                        .child(el("dt").child("Review"))
                        .child(el("dd").child(date_input(
                            "Review",
                            move || risk.with(|r| r.as_ref().and_then(|r| r.review)),
                            move |d| edit(app, id, RiskEdit::Review(d)),
                        )))
                        .child(el("dt").child("Trigger"))
                        .child(el("dd").child(text_input(
                            "Trigger",
                            read(|r| r.trigger.clone()),
                            "what would show it",
                            move |t| edit(app, id, RiskEdit::Trigger(t)),
                        )))
                        .child(el("dt").child("Category"))
                        .child(el("dd").child(select(
                            "Category",
                            "",
                            categories,
                            read(|r| r.category.clone()),
                            move |v| edit(app, id, RiskEdit::Category(v)),
                        )))
                        .child(el("dt").child("Project"))
                        .child(el("dd").child(select(
                            "Threatened project",
                            "",
                            projects,
                            read(|r| r.project.map(|p| p.to_string()).unwrap_or_default()),
                            move |v| edit(app, id, RiskEdit::Project(v.parse().ok())),
                        )))
                        .child(el("dt").child("Probability"))
                        .child(
                            el("dd")
                                .class("short")
                                .child(text_input(
                                    "Probability in percent",
                                    read(|r| r.probability.map(|p| p.to_string()).unwrap_or_default()),
                                    "not set",
                                    write_probability,
                                ))
                                .child(el("span").class("quiet").child("%")),
                        )
                        .child(el("dt").child("Loss"))
                        .child(el("dd").child(text_input(
                            "Loss if it happens",
                            read(|r| r.loss.map(|m| m.to_string()).unwrap_or_default()),
                            "not set",
                            write_loss,
                        ))),
                )
                .child(chain(app, id, risk)),
        )
        .into_any()
}

pub(super) fn score_pick(app: App, id: RiskId, risk: Memo<Option<Arc<Risk>>>, inherent: bool) -> AnyView {
    let score = move || {
        risk.with(|r| r.as_ref().map(|r| if inherent { r.inherent } else { r.residual }))
            .unwrap_or(Score { probability: 1, impact: 1 })
    };
    let write = move |score: Score| {
        edit(app, id, if inherent { RiskEdit::Inherent(score) } else { RiskEdit::Residual(score) });
    };
    let words = |list: [&'static str; 5]| {
        move || {
            list.iter()
                .enumerate()
                .map(|(n, w)| Choice::new((n + 1).to_string(), format!("{} {w}", n + 1)))
                .collect()
        }
    };
    let kind = if inherent { "Inherent" } else { "Residual" };
    el("div")
        .class("score-pick")
        .child(select(
            &format!("{kind} probability"),
            "",
            words(Score::PROBABILITIES),
            move || score().probability.to_string(),
            move |v| {
                if let Ok(probability) = v.parse() {
                    write(Score { probability, ..untrack(score) })
                }
            },
        ))
        .child(select(
            &format!("{kind} impact"),
            "",
            words(Score::IMPACTS),
            move || score().impact.to_string(),
            move |v| {
                if let Ok(impact) = v.parse() {
                    write(Score { impact, ..untrack(score) })
                }
            },
        ))
        .into_any()
}

/// Where the risk comes from, and the report it stands in.
pub(super) fn chain(app: App, id: RiskId, risk: Memo<Option<Arc<Risk>>>) -> AnyView {
    let rows = move || {
        let from = app.with(|p| {
            p.items
                .values()
                .filter(|i| i.links.iter().any(|l| l.to == Ref::Risk(id)))
                .map(|i| (crate::views::board::kind_icon(&i.kind), i.title.clone(), i.key.clone()))
                .collect::<Vec<_>>()
        });
        let before = from
            .into_iter()
            .map(|(sign, title, key)| {
                let open = key.clone();
                el("li")
                    .child(icon(sign))
                    .child(
                        el("span")
                            .child(
                                el("button")
                                    .class("link")
                                    .on_click(move |_| app.open_item_key(&open))
                                    .child(title),
                            )
                            .child(el("div").class("quiet").child("Comes from")),
                    )
                    .child(el("span").class("key").child(key))
            })
            .collect_view();
        let (title, key, created, project) = risk
            .with(|r| r.as_ref().map(|r| (r.title.clone(), r.key.clone(), r.created, r.project)))
            .unwrap_or_default();
        let today = app.today();
        let raised = app.zone.with(|z| phrases::near_day(z.day(created), today));
        let prefix = project
            .and_then(|id| app.with(|p| p.projects.get(&id).map(|x| x.prefix.clone())))
            .unwrap_or_default();
        let report = Route::to(View::Reports).with("project", &prefix);
        many(vec![
            (before).into_any(),
            el("li")
                .class("here")
                .child(icon("risk"))
                .child(
                    el("span")
                        .child(el("span").class("strong").child(title))
                        .child(el("div").class("quiet").child(format!("This risk, raised {raised}"))),
                )
                .child(el("span").class("key").child(key))
                .into_any(),
            el("li")
                .child(icon("report"))
                .child(
                    el("span")
                        .child(el("a").attr("href", format!("#{report}")).child("Status report"))
                        .child(
                            el("div")
                                .class("quiet")
                                .child("Under Risks, while its score is among the highest"),
                        ),
                )
                .into_any(),
        ])
    };
    el("section")
        .class("chain-section")
        .child(el("h3").child("The chain"))
        .child(el("ul").class("chain").child(rows))
        .into_any()
}
