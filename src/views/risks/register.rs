//! The register: a table, the highest score first.

use super::*;
use crate::platform::page;

pub(super) fn register(app: App, rows: Memo<Vec<Arc<Risk>>>) -> AnyView {
    let open = move |key: &str| app.step_param("risk", key);
    let list = move || {
        let today = app.today();
        rows.get()
            .into_iter()
            .map(|risk| {
                let key = risk.key.clone();
                let (click_key, press_key, chosen_key, data_key) =
                    (key.clone(), key.clone(), key.clone(), key.clone());
                let chosen = move || app.param("risk").as_deref() == Some(chosen_key.as_str());
                let owner = risk.owner.and_then(|id| app.with(|p| p.people.get(&id).cloned()));
                let band = band_of(app, risk.residual);
                let review = risk.review.map(|day| {
                    let late = (today - day).num_days();
                    match late {
                        l if l > 0 => (format!("{}, {l} d late", phrases::day(day, today)), "red"),
                        0 => ("today".to_owned(), "red"),
                        _ => (phrases::day(day, today), ""),
                    }
                });
                let (review, review_class) = review.unwrap_or_else(|| ("not set".to_owned(), "quiet"));
                let state = (!risk.state.is_open()).then(|| risk.state.name());
                el("tr")
                    .attr("tabindex", "0")
                    .class(move || if chosen() { "chosen" } else { "" })
                    .attr("data-risk", data_key)
                    .on_click(move |_| open(&click_key))
                    .on_keydown(move |event| row_keys(&event, || open(&press_key)))
                    .child(el("td").class("key").child(key))
                    .child(el("td").class("strong").child(risk.title.clone()).child(state.map(|s| {
                        many(vec![(" ").into_any(), el("span").class("quiet").child(s).into_any()])
                    })))
                    .child(el("td").child(risk.category.clone()))
                    .child(el("td").class("num").child(risk.inherent.value()))
                    .child(
                        el("td")
                            .child(status_mark(band, format!("{} {}", risk.residual.value(), band.name()))),
                    )
                    .child(el("td").class("num").child(risk.exposure().map_or_else(
                        || el("span").class("quiet").child("not set").into_any(),
                        |m| m.to_string().into_any(),
                    )))
                    .child(el("td").child(owner.map(|p| avatar(&p))))
                    .child(el("td").class(format!("num-left {review_class}")).child(review))
            })
            .collect_view()
    };
    el("div")
        .class("inset risk-table")
        .child(
            el("table")
                .class("table")
                .child(el("caption").class("sr-only").child("Risk register, the highest score first"))
                .child(table_head(&[
                    "Key",
                    "Risk",
                    "Category",
                    "#Inherent",
                    "Residual",
                    "#Exposure",
                    "Owner",
                    "Review",
                ]))
                .child(el("tbody").child(list)),
        )
        .child(move || {
            rows.with(Vec::is_empty).then(|| {
                el("div")
                    .class("content empty")
                    .child(el("h2").child("No risks here"))
                    .child(el("p").child(
                        "A risk is what may happen and would hurt. A blocked card becomes one in one step.",
                    ))
                    .child(
                        el("button")
                            .class("button")
                            .on_click(move |_| app.overlay.set(Some(Overlay::NewRisk(None))))
                            .child(icon("plus"))
                            .child("Risk"),
                    )
            })
        })
        .into_any()
}

/// Enter opens; arrows and J/K go from row to row.
pub(super) fn row_keys(event: &web_sys::KeyboardEvent, open: impl Fn()) {
    let Some(row) = event.current_target().and_then(|t| t.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return;
    };
    let sibling = match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            open();
            page::focus_later(".panel .title-input".into());
            return;
        }
        "ArrowDown" | "j" => row.next_element_sibling(),
        "ArrowUp" | "k" => row.previous_element_sibling(),
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = sibling.and_then(|s| s.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = next.focus();
    }
}
