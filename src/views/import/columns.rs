//! Columns: which is what, picked by hand or recognised.

use super::*;

/// A table whose header names are not known: the user says which column is what.
pub(super) fn pick_columns(app: App, headers: Vec<String>) -> AnyView {
    let picked = RwSignal::new(BTreeMap::<String, String>::new());
    let fields = [
        Field::Key,
        Field::Title,
        Field::Status,
        Field::Type,
        Field::Owner,
        Field::Estimate,
        Field::Sprint,
        Field::Created,
        Field::Due,
        Field::Labels,
    ];
    let headers = Arc::new(headers);
    let rows = fields
        .into_iter()
        .map(|field| {
            let headers = headers.clone();
            let choices = move || {
                let mut all = vec![Choice::new("", "Not in this file")];
                all.extend(
                    headers
                        .iter()
                        .filter(|h| !h.trim().is_empty())
                        .map(|h| Choice::new(h.clone(), h.clone())),
                );
                all
            };
            let name = field.name();
            let needed = matches!(field, Field::Key | Field::Title | Field::Status);
            el("div")
                .class("map-row")
                .child(el("span").class("strong").child(name))
                .child(el("span").class("quiet").child(needed.then_some("needed")))
                .child(icon("right"))
                .child({
                    select(
                        &format!("Column for {name}"),
                        "small",
                        choices,
                        move || picked.with(|p| p.get(name).cloned().unwrap_or_default()),
                        move |v| {
                            picked.update(|p| {
                                if v.is_empty() {
                                    p.remove(name);
                                } else {
                                    p.insert(name.to_owned(), v);
                                }
                            });
                        },
                    )
                })
        })
        .collect_view();
    let ready = move || {
        picked.with(|p| [Field::Key, Field::Title, Field::Status].iter().all(|f| p.contains_key(f.name())))
    };
    el("div")
        .class("content")
        .child(el("h2").child("Which column is what?"))
        .child(
            el("p").class("quiet").child(
                "The headers of this table are in no language that is known here. Nothing was changed.",
            ),
        )
        .child(el("div").class("pick").child(rows))
        .child(
            el("p").class("row refused-verbs").child(
                el("button")
                    .class("button primary")
                    .attr("disabled", move || !ready())
                    .on_click(move |_| {
                        let columns = picked.get_untracked();
                        import_session::answer(app, |answers| answers.columns = columns);
                    })
                    .child("Read with these columns"),
            ),
        )
        .into_any()
}

pub(super) fn columns(preview: &Preview) -> AnyView {
    let rows = preview
        .reading
        .columns
        .iter()
        .map(|c| {
            let used = match c.used_as {
                ColumnUse::Field(name) => el("span").class("strong").child(name).into_any(),
                ColumnUse::Extra => el("span").child("kept as an extra field").into_any(),
                ColumnUse::Ignored => el("span").class("quiet").child("empty, or told elsewhere").into_any(),
            };
            let times =
                if c.positions.len() > 1 { format!("× {}", c.positions.len()) } else { String::new() };
            el("tr")
                .child(
                    el("td")
                        .child(c.header.clone())
                        .child(" ")
                        .child(el("span").class("quiet num").child(times)),
                )
                .child(el("td").child(used))
        })
        .collect_view();
    let kept = preview.reading.columns.iter().filter(|c| matches!(c.used_as, ColumnUse::Extra)).count();
    el("section")
        .child(
            el("details")
                .child(el("summary").child(format!(
                    "Columns: {} in the file, {kept} kept as extra fields",
                    preview.reading.columns.len()
                )))
                .child(
                    el("table")
                        .class("table")
                        .child(table_head(&["In the file", "Read as"]))
                        .child(el("tbody").child(rows)),
                ),
        )
        .into_any()
}
