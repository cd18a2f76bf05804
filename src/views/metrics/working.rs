//! The working of a figure or chart, beside the page.

use super::Answer;
use super::tiles::slug;
use crate::analysis::{Behind, Figure, Group, Notes};
use crate::app::App;
use crate::components::icon;
use crate::dom::prelude::*;
use crate::model::{Ref, WorkItemId};
use crate::platform::clipboard;
use crate::views::phrases;
use std::sync::Arc;

/// What a working says; of a figure or of a chart.
#[derive(Clone, PartialEq)]
struct Working {
    title: String,
    display: String,
    sentence: String,
    formula: Vec<String>,
    formula_note: String,
    population: Vec<(String, u64)>,
    left_out: Vec<Group>,
    remarks: Vec<Group>,
    behind: Vec<Behind>,
    records: Vec<(Ref, String, String)>,
}

impl From<&Figure> for Working {
    fn from(figure: &Figure) -> Self {
        Self {
            title: figure.name.clone(),
            display: format!("{} {}", figure.display, figure.unit).trim_end().to_owned(),
            sentence: figure.sentence.clone(),
            formula: figure.formula.clone(),
            formula_note: figure.formula_note.clone(),
            population: figure.population.clone(),
            left_out: figure.left_out.clone(),
            remarks: figure.remarks.clone(),
            behind: figure.behind.clone(),
            records: figure.records.clone(),
        }
    }
}

impl From<&Notes> for Working {
    fn from(notes: &Notes) -> Self {
        Self {
            title: notes.title.clone(),
            display: String::new(),
            sentence: notes.caption.clone(),
            formula: notes.formula.clone(),
            formula_note: notes.formula_note.clone(),
            population: notes.population.clone(),
            left_out: notes.left_out.clone(),
            remarks: notes.remarks.clone(),
            behind: Vec::new(),
            records: Vec::new(),
        }
    }
}

/// The working of the figure or chart that the address names.
pub(super) fn working(app: App, answer: Memo<Answer>) -> AnyView {
    let working = Memo::new(move |_| {
        let name =
            app.param("figure").filter(|_| app.param("item").is_none() && app.param("entry").is_none())?;
        answer.with(|a| match name.strip_prefix("chart-") {
            Some(chart) => {
                let picture = a.pictures.iter().find(|p| p.slug == chart)?;
                picture.notes().map(Working::from)
            }
            None => a.figures.iter().find(|f| slug(&f.figure.name) == name).map(|f| Working::from(&f.figure)),
        })
    });
    (move || working.get().map(|w| panel(app, w))).into_any()
}

fn keys(app: App, items: &[WorkItemId], most: usize) -> AnyView {
    let shown = items
        .iter()
        .take(most)
        .filter_map(|id| app.with(|p| p.items.get(id).map(|i| (*id, i.key.clone()))))
        .map(|(id, key)| {
            many(vec![
                el("button").class("key-link").on_click(move |_| app.open_item(id)).child(key).into_any(),
                (" ").into_any(),
            ])
        })
        .collect_view();
    let rest = items.len().saturating_sub(most);
    many(vec![(shown).into_any(), ((rest > 0).then(|| format!("{rest} more"))).into_any()]).into_any()
}

fn groups(app: App, title: &'static str, groups: Vec<Group>) -> AnyView {
    if groups.is_empty() {
        return ().into_any();
    }
    let total: usize = groups.iter().map(|g| g.count).sum();
    let rows = groups
        .into_iter()
        .map(|g| {
            let more = RwSignal::new(false);
            let items = Arc::new(g.items);
            let several = items.len() > 6;
            el("div").class("left-out").child(el("strong").class("num").child(g.count)).child(
                el("div").child(g.what).child(
                    el("div")
                        .class("keys")
                        .child(move || keys(app, &items, if more.get() { usize::MAX } else { 6 }))
                        .child(move || {
                            (several && !more.get()).then(|| {
                                many(vec![
                                    (" ").into_any(),
                                    el("button")
                                        .class("link")
                                        .on_click(move |_| more.set(true))
                                        .child("Show")
                                        .into_any(),
                                ])
                            })
                        }),
                ),
            )
        })
        .collect_view();
    el("section")
        .child(el("h3").child(title).child(" ").child(el("span").class("quiet num").child(total)))
        .child(rows)
        .into_any()
}

fn behind(app: App, rows: Vec<Behind>) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let total = rows.len();
    let more = RwSignal::new(false);
    let list = move || {
        rows.iter()
            .take(if more.get() { 200 } else { 8 })
            .cloned()
            .map(|row| {
                let key = row.item.and_then(|id| app.with(|p| p.items.get(&id).map(|i| i.key.clone())));
                let name = match row.item {
                    Some(id) => el("button")
                        .class("behind-link cut grow")
                        .on_click(move |_| app.open_item(id))
                        .child(el("span").class("key").child(key))
                        .child(" ")
                        .child(row.label)
                        .into_any(),
                    None => el("span").class("cut grow").child(row.label).into_any(),
                };
                el("li").class("side-row").child(name).child(el("span").class("strong num").child(row.value))
            })
            .collect_view()
    };
    el("section")
        .child(el("h3").child("Behind the figure"))
        .child(el("ul").child(list))
        .child(move || {
            (total > 8 && !more.get()).then(|| {
                el("button")
                    .class("link")
                    .on_click(move |_| more.set(true))
                    .child(format!("{} more", total - 8))
            })
        })
        .into_any()
}

/// Records behind the figure that are no items.
fn records(app: App, rows: Vec<(Ref, String, String)>) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let list = rows
        .into_iter()
        .map(|(to, label, value)| {
            let name =
                el("button").class("behind-link cut grow").on_click(move |_| app.open_ref(&to)).child(label);
            el("li").class("side-row").child(name).child(el("span").class("strong num").child(value))
        })
        .collect_view();
    el("section").child(el("h3").child("Records behind it")).child(el("ul").child(list)).into_any()
}

/// The working as text, to paste where someone asks.
fn as_text(working: &Working) -> String {
    let mut lines = vec![
        format!("{}: {}", working.title, working.display).trim_end_matches([' ', ':']).to_owned(),
        working.sentence.clone(),
        String::new(),
    ];
    lines.extend(working.formula.iter().cloned());
    lines.push(working.formula_note.clone());
    lines.extend(working.population.iter().map(|(name, n)| format!("{name}: {n}")));
    lines.extend(working.left_out.iter().map(|g| format!("Left out: {} {}", g.count, g.what)));
    lines.extend(working.remarks.iter().map(|g| format!("Remark: {} {}", g.count, g.what)));
    lines.join("\n")
}

fn panel(app: App, working: Working) -> AnyView {
    let text = as_text(&working);
    let copy = move |_| {
        let text = text.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let said = if clipboard::copy(text, None).await {
                "Working copied"
            } else {
                "The browser refused the clipboard"
            };
            app.toasts.say(said);
        });
    };
    let population = working
        .population
        .iter()
        .map(|(name, n)| {
            el("div")
                .class("pair")
                .child(el("span").child(name.clone()))
                .child(el("strong").class("num").child(phrases::grouped(*n as usize)))
        })
        .collect_view();
    el("aside")
        .class("panel")
        .attr("aria-label", format!("Working: {}", working.title))
        .child(
            el("div")
                .class("panel-bar")
                .child(el("h2").class("grow").child(format!("Working: {}", lower(&working.title))))
                .child(
                    el("button")
                        .class("icon-button")
                        .attr("aria-label", "Copy the working")
                        .attr("title", "Copy")
                        .on_click(copy)
                        .child(icon("copy")),
                )
                .child(
                    el("button")
                        .class("icon-button")
                        .attr("aria-label", "Close")
                        .attr("title", "Close (Esc)")
                        .on_click(move |_| app.step_param("figure", ""))
                        .child(icon("close")),
                ),
        )
        .child(
            el("div")
                .class("panel-body working")
                .child(el("p").class("lead-line").child(working.sentence))
                .child(
                    el("section")
                        .child(el("h3").child("Formula"))
                        .child(el("div").class("formula").child(working.formula.join("\n")))
                        .child(el("p").class("quiet caption").child(working.formula_note)),
                )
                .child(el("section").child(el("h3").child("Population")).child(population))
                .child(groups(app, "Left out", working.left_out))
                .child(groups(app, "Counted with a remark", working.remarks))
                .child(behind(app, working.behind))
                .child(records(app, working.records)),
        )
        .into_any()
}

/// A title within a line: its first letter small, but not that of an abbreviation such as CPI.
fn lower(title: &str) -> String {
    let mut letters = title.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            format!("{}{second}{}", first.to_lowercase(), letters.as_str())
        }
        _ => title.to_owned(),
    }
}
