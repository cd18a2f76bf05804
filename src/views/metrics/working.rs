//! The working of a figure, beside the page.

use super::*;

/// The working of the figure that the address names.
pub(super) fn working(app: App, figures: Memo<Vec<Figure>>) -> AnyView {
    let figure = Memo::new(move |_| {
        let name = app.param("figure").filter(|_| app.param("item").is_none())?;
        figures.with(|f| f.iter().find(|f| slug(&f.name) == name).cloned())
    });
    (move || figure.get().map(|f| working_panel(app, f))).into_any()
}

pub(super) fn keys(app: App, items: &[WorkItemId], most: usize) -> AnyView {
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

pub(super) fn groups(app: App, title: &'static str, groups: Vec<Group>) -> AnyView {
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

pub(super) fn behind(app: App, rows: Vec<Behind>) -> AnyView {
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

/// The working as text, to paste where someone asks.
pub(super) fn as_text(figure: &Figure) -> String {
    let mut lines = vec![
        format!("{}: {} {}", figure.name, figure.display, figure.unit),
        figure.sentence.clone(),
        String::new(),
    ];
    lines.extend(figure.formula.iter().cloned());
    lines.push(figure.formula_note.clone());
    lines.extend(figure.population.iter().map(|(name, n)| format!("{name}: {n}")));
    lines.extend(figure.left_out.iter().map(|g| format!("Left out: {} {}", g.count, g.what)));
    lines.extend(figure.remarks.iter().map(|g| format!("Remark: {} {}", g.count, g.what)));
    lines.join("\n")
}

pub(super) fn working_panel(app: App, figure: Figure) -> AnyView {
    let text = as_text(&figure);
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
    let population = figure
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
        .attr("aria-label", format!("Working: {}", figure.name))
        .child(
            el("div")
                .class("panel-bar")
                .child(el("h2").class("grow").child(format!("Working: {}", figure.name.to_lowercase())))
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
                        .on_click(move |_| app.set_param("figure", ""))
                        .child(icon("close")),
                ),
        )
        .child(
            el("div")
                .class("panel-body working")
                .child(el("p").class("lead-line").child(figure.sentence.clone()))
                .child(
                    el("section")
                        .child(el("h3").child("Formula"))
                        .child(el("div").class("formula").child(figure.formula.join("\n")))
                        .child(el("p").class("quiet caption").child(figure.formula_note.clone())),
                )
                .child(el("section").child(el("h3").child("Population")).child(population))
                .child(groups(app, "Left out", figure.left_out))
                .child(groups(app, "Counted with a remark", figure.remarks))
                .child(behind(app, figure.behind)),
        )
        .into_any()
}
