//! The risk register, its matrix and the risk in full.

mod exposure;
mod matrix;
mod panel;
mod register;

use super::phrases;
use super::shell::{Frame, page_frame, project_select};
use crate::analysis::{Colour, Facts, Window, risk as figures};
use crate::app::{App, Overlay, Route, View};
use crate::command::{Command, RiskEdit};
use crate::components::{
    Choice, MenuItem, Open, avatar, date_input, icon, segmented, select, sized, status_mark, table_head,
    text_input, title_input,
};
use crate::model::{Money, Ref, Response, Risk, RiskId, RiskState, Score};

use crate::dom::prelude::*;
use crate::model::order::InOrder;
use std::sync::Arc;
use wasm_bindgen::JsCast;

use exposure::*;
use matrix::*;
use panel::*;
use register::*;

/// Categories to pick from; others come in with imports.
pub(super) const CATEGORIES: [&str; 9] =
    ["Technical", "Resource", "Timeline", "Dependency", "Commercial", "Cost", "Quality", "Legal", "Security"];

/// The page.
pub(super) fn page(frame: Frame) -> AnyView {
    let app = frame.app;
    let inherent = move || app.param("score").as_deref() == Some("inherent");
    let rows = Memo::new(move |_| {
        let scope = app.scope();
        let closed = app.param("closed").is_some();
        let cell = app.param("cell");
        let inherent = inherent();
        let band = |r: &Risk| if inherent { r.inherent } else { r.residual };
        app.with(|p| {
            let mut rows: Vec<Arc<Risk>> = p
                .risks
                .values()
                .filter(|r| (closed || r.state.is_open()) && figures::in_scope(r, scope))
                .filter(|r| {
                    cell.as_ref().is_none_or(|c| *c == format!("{}x{}", band(r).probability, band(r).impact))
                })
                .cloned()
                .collect();
            rows.order_by_key(|r| {
                let exposure = r.exposure().map_or(0, |m| m.amount);
                (!r.state.is_open(), std::cmp::Reverse((band(r).value(), exposure)), r.key.clone())
            });
            rows
        })
    });
    let summary = move || {
        let (open, due) = {
            let (today, scope) = (app.today(), app.scope());
            app.with(|p| {
                let open: Vec<_> =
                    p.risks.values().filter(|r| r.state.is_open() && figures::in_scope(r, scope)).collect();
                (open.len(), open.iter().filter(|r| r.review.is_some_and(|d| d <= today)).count())
            })
        };
        format!("{open} open, {due} due for review").into_any()
    };
    let tools = many(vec![
        (project_select(app)).into_any(),
        el("button")
            .class("button")
            .attr("aria-label", "Add risk")
            .on_click(move |_| app.overlay.set(Some(Overlay::NewRisk(None))))
            .child(icon("plus"))
            .child("Risk")
            .into_any(),
    ])
    .into_any();
    let toolbar = el("div")
        .class("toolbar")
        .child(segmented(
            "Score shown",
            &[(false, "Residual"), (true, "Inherent")],
            inherent,
            move |inherent| app.set_param("score", if inherent { "inherent" } else { "" }),
        ))
        .child(
            el("label")
                .class("row")
                .child(
                    el("input")
                        .attr("type", "checkbox")
                        .class("check")
                        .on_change(move |event| {
                            app.set_param("closed", if event_target_checked(&event) { "1" } else { "" })
                        })
                        .prop("checked", move || app.param("closed").is_some()),
                )
                .child("Closed ones too"),
        )
        .child(move || {
            app.param("cell").map(|cell| {
                let words = cell.replace('x', " × ");
                el("span").class("chip active").child(format!("Probability × impact: {words}")).child(
                    el("button")
                        .attr("aria-label", "Show all cells")
                        .on_click(move |_| app.set_param("cell", ""))
                        .child(icon("close")),
                )
            })
        })
        .into_any();
    let content = el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Risks, scrollable")
        .child(el("div").class("risk-top").child(matrix(app)).child(burndown(app)))
        .child(register(app, rows))
        .into_any();
    page_frame(frame, "Risks".into(), summary, tools, Some(toolbar), content, risk_panel(frame))
}
