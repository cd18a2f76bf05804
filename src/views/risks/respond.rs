//! The response: what is done about a risk, in words and in actions that come from it.

use super::panel::Sheet;
use super::*;
use crate::model::{Action, ActionId, ActionState, LinkKind};

pub(super) fn section(sheet: Sheet) -> AnyView {
    let risk = sheet.risk;
    let fitting = move || {
        let good = risk.with(|r| r.as_ref().is_some_and(|r| r.opportunity));
        let all = if good { Response::OPPORTUNITY } else { Response::ALL };
        all.map(|r| Choice::new(r.name(), r.name())).to_vec()
    };
    let all = || Response::ALL.into_iter().chain(Response::OPPORTUNITY);
    el("section")
        .class("respond")
        .child(
            el("dl")
                .class("props")
                .child(el("dt").child("Response"))
                .child(el("dd").child(select(
                    "Response",
                    "",
                    fitting,
                    sheet.read(|r| r.response.name().to_owned()),
                    move |v| {
                        if let Some(response) = all().find(|r| r.name() == v) {
                            sheet.write(RiskEdit::Response(response));
                        }
                    },
                )))
                .child(el("dt").child("Plan"))
                .child(el("dd").child(text_input(
                    "Response plan",
                    sheet.read(|r| r.plan.clone()),
                    "what is done about it",
                    move |t| sheet.write(RiskEdit::Plan(t)),
                )))
                .child(el("dt").child("Actions"))
                .child(el("dd").child(actions(sheet))),
        )
        .into_any()
}

/// The actions that come from the risk, each to tick off, and a line to add one.
fn actions(sheet: Sheet) -> AnyView {
    let (app, id) = (sheet.app(), sheet.id);
    let ids = Memo::new(move |_| {
        app.with(|p| {
            let links = p.risks.get(&id).map(|r| r.links.clone()).unwrap_or_default();
            let mut all: Vec<u64> = links
                .into_iter()
                .filter(|l| l.kind == LinkKind::LeadsTo)
                .filter_map(|l| match l.to {
                    Ref::Action(action) => Some(action.number()),
                    _ => None,
                })
                .collect();
            all.order_by_key(|number| {
                p.actions.get(&ActionId::from(*number)).map(|a| (!a.state.is_open(), a.due, a.created))
            });
            all
        })
    });
    let add = move |title: String| {
        let (project, owner) =
            sheet.risk.with_untracked(|r| r.as_ref().map_or((None, None), |r| (r.project, r.owner)));
        app.add(Action { title, project, owner, ..Action::default() }, Some(Ref::Risk(id)));
    };
    el("div")
        .class("respond-actions")
        .child(el("ul").child(keyed(move || ids.get(), move |id: ActionId| action(app, id))))
        .child(
            el("input")
                .class("input")
                .attr("aria-label", "Add an action to the response")
                .attr("placeholder", "Add an action")
                .on_keydown(move |event| {
                    let line = event_target_value(&event);
                    if event.key() == "Enter" && !line.trim().is_empty() {
                        event.prevent_default();
                        add(line.trim().to_owned());
                        let field =
                            event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
                        if let Some(field) = field {
                            field.set_value("");
                        }
                    }
                }),
        )
        .into_any()
}

fn action(app: App, id: ActionId) -> AnyView {
    let record = Memo::new(move |_| app.with(|p| p.actions.get(&id).cloned()));
    let title = move || record.with(|a| a.as_ref().map(|a| a.title.clone()).unwrap_or_default());
    let done = move || record.with(|a| a.as_ref().is_some_and(|a| !a.state.is_open()));
    let aside = move || {
        let today = app.today();
        record.with(|a| {
            let Some(a) = a.as_ref() else { return String::new() };
            let owner = a.owner.and_then(|o| app.with(|p| p.people.get(&o).map(|x| x.name.clone())));
            let due = a.due.map(|due| {
                let late = (today - due).num_days();
                let word = format!("due {}", phrases::day(due, today));
                if late > 0 && a.state.is_open() { format!("{word}, {late} d late") } else { word }
            });
            [Some(a.key.clone()), owner, due].into_iter().flatten().collect::<Vec<_>>().join(", ")
        })
    };
    let tick = move |event: web_sys::Event| {
        let Some(before) = record.get_untracked() else { return };
        let state = if event_target_checked(&event) { ActionState::Done } else { ActionState::Open };
        let closed = (state == ActionState::Done).then(|| app.today_untracked());
        app.revise((*before).clone(), Action { state, closed, ..(*before).clone() });
    };
    el("li")
        .child(
            el("input")
                .attr("type", "checkbox")
                .class("check")
                .attr("aria-label", move || format!("Done: {}", title()))
                .on_change(tick)
                .prop("checked", done),
        )
        .child(
            el("span")
                .child(
                    el("button")
                        .class(move || if done() { "link struck" } else { "link" })
                        .on_click(move |_| app.open_ref(&Ref::Action(id)))
                        .child(title),
                )
                .child(el("div").class("quiet").child(aside)),
        )
        .into_any()
}
