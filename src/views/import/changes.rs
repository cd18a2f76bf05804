//! What an import would change: conflicts, updates, creations, remarks.

use super::*;
use crate::model::order::InOrder;

pub(super) fn conflicts(app: App, preview: &Preview) -> AnyView {
    let conflicts = &preview.plan.conflicts;
    let choices = &preview.reading.batch.choices;
    if conflicts.is_empty() {
        return ().into_any();
    }
    let rows = conflicts
        .iter()
        .map(|c| {
            let (key, field) = (c.source_key.clone(), c.field.clone());
            let file = c.file.clone();
            let name = format!("{} {}: take what the file says", c.key, c.field);
            let taken =
                choices.get(&key).and_then(|fields| fields.get(&field)) == Some(&ConflictChoice::TakeFile);
            el("tr")
                .child(el("td").class("key").child(c.key.clone()))
                .child(el("td").class("strong").child(c.title.clone()))
                .child(el("td").child(c.field.clone()))
                .child(el("td").class("strong").child(c.here.clone()))
                .child(el("td").child(c.file.clone()))
                .child(
                    el("td").child(
                        el("label")
                            .class("row")
                            .child(
                                el("input")
                                    .attr("type", "checkbox")
                                    .class("check")
                                    .attr("aria-label", name)
                                    .attr("checked", taken)
                                    .on_change(move |event| {
                                        let take = event_target_checked(&event);
                                        import_session::choose(app, |batch| {
                                            batch.choose(
                                                &key,
                                                &field,
                                                if take {
                                                    ConflictChoice::TakeFile
                                                } else {
                                                    ConflictChoice::KeepHere
                                                },
                                            );
                                        });
                                    }),
                            )
                            .child((!file.is_empty()).then_some("take the file's")),
                    ),
                )
        })
        .collect_view();
    el("section")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").child(format!("Changed here and in {}", system(preview))))
                .child(el("span").class("n").child(format!("{}, yours are kept", conflicts.len()))),
        )
        .child(
            el("table")
                .class("table")
                .child(table_head(&["Key", "Title", "Field", "Here", "In the file", "-Choice"]))
                .child(el("tbody").child(rows)),
        )
        .into_any()
}

/// The tracker's name, for sentences.
fn system(preview: &Preview) -> &'static str {
    match preview.reading.batch.system {
        crate::model::SourceSystem::Csv => "the file",
        system => system.name(),
    }
}

/// Fields that were changed here while the file still says what it said before.
pub(super) fn kept(preview: &Preview) -> AnyView {
    let kept = preview.plan.kept.clone();
    if kept.is_empty() {
        return ().into_any();
    }
    let more = RwSignal::new(false);
    let total = kept.len();
    let rows = move || {
        kept.iter()
            .take(if more.get() { 500 } else { 8 })
            .map(|c| {
                let text = |value: &str| if value.is_empty() { "none".to_owned() } else { value.to_owned() };
                el("tr")
                    .child(el("td").class("key").child(c.key.clone()))
                    .child(el("td").class("cut-cell").child(c.title.clone()))
                    .child(el("td").child(c.field.clone()))
                    .child(el("td").class("strong").child(text(&c.here)))
                    .child(el("td").child(text(&c.file)))
            })
            .collect_view()
    };
    el("section")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").child("Yours differs"))
                .child(el("span").class("n").child("kept: the tracker did not change these since")),
        )
        .child(
            el("table")
                .class("table")
                .child(table_head(&["Key", "Title", "Field", "Here", "In the file"]))
                .child(el("tbody").child(rows)),
        )
        .child(move || {
            (total > 8 && !more.get()).then(|| {
                el("button")
                    .class("link more")
                    .on_click(move |_| more.set(true))
                    .child(format!("{} more", phrases::grouped((total - 8).min(492))))
            })
        })
        .into_any()
}

pub(super) fn updates(preview: &Preview) -> AnyView {
    let changes = &preview.plan.updated;
    if changes.is_empty() {
        return ().into_any();
    }
    // The plan has the newest first; more than these are not drawn.
    let all: Vec<FieldChange> = changes.iter().take(500).cloned().collect();
    let more = RwSignal::new(false);
    let total = changes.len();
    let rows = move || {
        all.iter()
            .take(if more.get() { 500 } else { 8 })
            .map(|c| {
                let here = if c.here.is_empty() { "none".to_owned() } else { c.here.clone() };
                let file = if c.file.is_empty() { "none".to_owned() } else { c.file.clone() };
                el("tr")
                    .child(el("td").class("key").child(c.key.clone()))
                    .child(el("td").class("cut-cell").child(c.title.clone()))
                    .child(el("td").child(c.field.clone()))
                    .child(el("td").class("struck").child(here))
                    .child(el("td").class("strong").child(file))
            })
            .collect_view()
    };
    el("section")
        .child(el("div").class("list-head").child(el("h2").child("Will be updated")).child(
            el("span").class("n").child(format!(
                "{}, newest change in the tracker first",
                phrases::count(total, "field", "fields")
            )),
        ))
        .child(
            el("table")
                .class("table")
                .child(table_head(&["Key", "Title", "Field", "Here", "In the file"]))
                .child(el("tbody").child(rows)),
        )
        .child(move || {
            (total > 8 && !more.get()).then(|| {
                el("button")
                    .class("link more")
                    .on_click(move |_| more.set(true))
                    .child(format!("{} more", phrases::grouped((total - 8).min(492))))
            })
        })
        .into_any()
}

pub(super) fn creations(preview: &Preview) -> AnyView {
    let total = preview.plan.created.len();
    if total == 0 {
        return ().into_any();
    }
    let created: Vec<_> = preview.plan.created.iter().take(500).cloned().collect();
    let more = RwSignal::new(false);
    let rows = move || {
        created
            .iter()
            .take(if more.get() { 500 } else { 8 })
            .map(|c| {
                el("tr")
                    .child(el("td").class("key").child(c.key.clone()))
                    .child(el("td").class("strong").child(c.title.clone()))
                    .child(el("td").child(c.kind.name().to_owned()))
            })
            .collect_view()
    };
    el("section")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").child("Will be created"))
                .child(el("span").class("n num").child(phrases::grouped(total))),
        )
        .child(
            el("table")
                .class("table")
                .child(table_head(&["Key", "Title", "Type"]))
                .child(el("tbody").child(rows)),
        )
        .child(move || {
            (total > 8 && !more.get()).then(|| {
                el("button")
                    .class("link more")
                    .on_click(move |_| more.set(true))
                    .child(format!("{} more", phrases::grouped((total - 8).min(492))))
            })
        })
        .into_any()
}

/// `line 7`, or `page-2.json, line 7` where there are several files.
fn place_of(remark: &Remark) -> String {
    match &remark.file {
        Some(file) => format!("{file}, line {}", remark.line),
        None => format!("line {}", remark.line),
    }
}

pub(super) fn remarks(app: App, remarks: &[Remark]) -> AnyView {
    if remarks.is_empty() {
        return ().into_any();
    }
    let not_read = remarks.iter().filter(|r| r.severity == Severity::NotRead).count();
    let mut all = remarks.to_vec();
    all.order_by_key(|r| (r.severity != Severity::NotRead, r.line));
    let listing = all
        .iter()
        .map(|r| {
            let (file, column) =
                (r.file.as_deref().unwrap_or_default(), r.column.as_deref().unwrap_or_default());
            format!("{file}\tline {}\t{column}\t{}", r.line, r.text)
        })
        .collect::<Vec<_>>()
        .join("\n");
    let more = RwSignal::new(false);
    let total = all.len();
    let rows = move || {
        all.iter()
            .take(if more.get() { 300 } else { 6 })
            .map(|r| {
                let colour = if r.severity == Severity::NotRead { Colour::Red } else { Colour::Amber };
                let place = r.column.as_ref().map(|c| el("span").class("quiet").child(c.clone()).child(": "));
                el("li")
                    .class("remark")
                    .child(mark(colour))
                    .child(el("span").class("mono").child(place_of(r)))
                    .child(el("span").child(place).child(r.text.clone()))
            })
            .collect_view()
    };
    let save = move |_| {
        if !files::download("import-remarks.txt", "text/plain", &listing) {
            app.toasts.say("The browser refused the download");
        }
    };
    el("section")
        .child(el("div").class("list-head").child(el("h2").child("Rows to look at")).child(
            el("span").class("n").child(format!("{not_read} not read, {} with a remark", total - not_read)),
        ))
        .child(el("ul").child(rows))
        .child(
            el("div")
                .class("row")
                .child(move || {
                    (total > 6 && !more.get()).then(|| {
                        el("button")
                            .class("link more")
                            .on_click(move |_| more.set(true))
                            .child(format!("{} more", total - 6))
                    })
                })
                .child(el("span").class("grow"))
                .child(
                    el("button")
                        .class("button plain small")
                        .on_click(save)
                        .child(icon("export"))
                        .child("Save the list"),
                ),
        )
        .into_any()
}
