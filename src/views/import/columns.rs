//! Columns: which is what, picked by hand or recognised.

use super::*;
use crate::exchange::records::cost::CostField;

/// A table whose header names are not known: the user says which column is what.
pub(super) fn pick_columns(app: App, headers: Vec<String>, first: ColumnMap) -> AnyView {
    let fields = [
        Field::Title,
        Field::Key,
        Field::Status,
        Field::Type,
        Field::Owner,
        Field::Estimate,
        Field::Priority,
        Field::Sprint,
        Field::Team,
        Field::Release,
        Field::ParentKey,
        Field::Created,
        Field::Updated,
        Field::Started,
        Field::Resolved,
        Field::Due,
        Field::Labels,
        Field::Notes,
    ];
    let fields = fields.into_iter().map(|field| (field.name(), field == Field::Title)).collect();
    let (title, lede) = (
        "Which column is what?",
        "This table is of no tracker that is known here. Say what its columns are; the others are kept as extra \
         fields. Without a key, rows are told apart by their title. Nothing was changed.",
    );
    let again = headers.clone();
    let costs = el("button")
        .class("button plain")
        .on_click(move |_| file_session::are_costs(app, again.clone()))
        .child("This is a table of costs")
        .into_any();
    let read = move |columns| import_session::answer(app, |answers| answers.columns = columns);
    pick((title, lede), fields, headers, first, costs, Arc::new(read))
}

/// The same for a table of costs.
pub(super) fn pick_cost_columns(app: App, headers: Vec<String>, first: ColumnMap) -> AnyView {
    let needed = [CostField::Date, CostField::Amount];
    let fields = CostField::ALL.into_iter().map(|field| (field.name(), needed.contains(&field))).collect();
    let (title, lede) = (
        "Which column of the costs is what?",
        "Each row is one cost: a day and an amount are needed. Rows without a project wait for your answer. Nothing \
         was changed.",
    );
    let read = move |columns| file_session::answer(app, |answers| answers.columns = columns);
    pick((title, lede), fields, headers, first, ().into_any(), Arc::new(read))
}

/// A row for each field, with the columns to choose from; a field may be needed.
fn pick(
    (title, lede): (&'static str, &'static str),
    fields: Vec<(&'static str, bool)>,
    headers: Vec<String>,
    first: ColumnMap,
    other: AnyView,
    read: Arc<dyn Fn(ColumnMap)>,
) -> AnyView {
    let picked = RwSignal::new(first);
    let headers = Arc::new(headers);
    let needed: Vec<&'static str> =
        fields.iter().filter(|(_, needed)| *needed).map(|(name, _)| *name).collect();
    let rows = fields
        .into_iter()
        .map(|(name, needed)| {
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
    let ready = move || picked.with(|p| needed.iter().all(|name| p.contains_key(*name)));
    el("div")
        .class("content")
        .child(el("h2").child(title))
        .child(el("p").class("quiet").child(lede))
        .child(el("div").class("pick").child(rows))
        .child(
            el("p")
                .class("row refused-verbs")
                .child(
                    el("button")
                        .class("button primary")
                        .attr("disabled", move || !ready())
                        .on_click(move |_| read(picked.get_untracked()))
                        .child("Read with these columns"),
                )
                .child(other),
        )
        .into_any()
}

pub(super) fn columns(app: App, preview: &Preview) -> AnyView {
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
    let headers: Vec<String> = preview.reading.columns.iter().map(|c| c.header.clone()).collect();
    let is_table = preview.reading.columns.iter().any(|c| !c.positions.is_empty());
    let pick = is_table.then(|| {
        el("button")
            .class("link more")
            .on_click(move |_| import_session::pick_again(app, headers.clone()))
            .child("Pick columns by hand")
    });
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
                )
                .child(pick),
        )
        .into_any()
}

/// Which column the estimate is read from, where several could be meant.
pub(super) fn estimate(app: App, preview: &Preview) -> AnyView {
    let reading = &preview.reading;
    let name = Field::Estimate.name();
    let used = |use_of: &ColumnUse| *use_of == ColumnUse::Field(name);
    let columns: Vec<String> = reading
        .columns
        .iter()
        .filter(|c| used(&c.used_as) || (c.used_as == ColumnUse::Extra && holds_numbers(preview, &c.header)))
        .map(|c| c.header.clone())
        .collect();
    if columns.is_empty() || (columns.len() == 1 && reading.columns.iter().any(|c| used(&c.used_as))) {
        return ().into_any();
    }
    let now = reading.batch.columns.get(name).cloned().unwrap_or_default();
    let choices = move || {
        let mut all = vec![Choice::new("", "As recognised")];
        all.extend(columns.iter().map(|c| Choice::new(c.clone(), c.clone())));
        all
    };
    let choose = move |header: String| {
        import_session::answer(app, |answers: &mut Answers| {
            if header.is_empty() {
                answers.columns.remove(name);
            } else {
                answers.columns.insert(name.to_owned(), header);
            }
        });
    };
    el("section")
        .child(el("div").class("list-head").child(el("h2").child("Estimate")))
        .child(
            el("div")
                .class("map-row")
                .child(el("span").class("strong").child("Read from"))
                .child(icon("right"))
                .child(select("Column for the estimate", "small", choices, move || now.clone(), choose)),
        )
        .into_any()
}

/// Whether the values under a header, as far as a look tells, are numbers that could be estimates.
fn holds_numbers(preview: &Preview, header: &str) -> bool {
    let lower = header.to_lowercase();
    // Jira's API names its own fields by number.
    let by_number = lower.starts_with("customfield_");
    if !by_number
        && ["point", "estimate", "effort", "size", "weight"].iter().all(|word| !lower.contains(word))
    {
        return false;
    }
    let mut values =
        preview.reading.batch.items.iter().take(2_000).filter_map(|i| i.extra.get(header)?.first());
    values.any(|v| crate::model::Points::parse(v).is_some())
}
