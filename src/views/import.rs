//! The preview of an import: what would happen, before anything does.

use super::phrases;
use super::shell::{Frame, page_frame};
use crate::analysis::Colour;
use crate::app::import_session::{self, Preview};
use crate::app::{App, ImportSession, ImportStep, Route, View};
use crate::command::{ConflictChoice, FieldChange, PersonChoice};
use crate::components::{Choice, icon, mark, select};
use crate::dom::prelude::*;
use crate::exchange::jira::{ColumnUse, Field, Remark, Severity, StatusFound};
use crate::model::Category;
use crate::platform::files;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The page.
pub(super) fn page(frame: Frame) -> AnyView {
    let app = frame.app;
    let session = app.import;
    let tools = move || {
        session.with(|s| match s.as_ref().map(|s| &s.step) {
            None | Some(ImportStep::Done(_)) => ().into_any(),
            Some(step) => {
                let import = match step {
                    ImportStep::Preview(preview) => {
                        let changes = preview.plan.changes();
                        let word = phrases::count(changes, "change", "changes");
                        el("button")
                            .class("button primary")
                            .attr("disabled", changes == 0)
                            .attr("title", (changes == 0).then_some("The file says nothing new"))
                            .on_click(move |_| import_session::apply(app))
                            .child(format!("Import {word}"))
                            .into_any()
                    }
                    _ => ().into_any(),
                };
                many(vec![
                    el("button")
                        .class("button plain")
                        .on_click(move |_| import_session::cancel(app))
                        .child("Cancel")
                        .into_any(),
                    (import).into_any(),
                ])
                .into_any()
            }
        })
    };
    let context = move || {
        session
            .with(|s| {
                s.as_ref().map(|s| {
                    let kilobytes = s.bytes.len().div_ceil(1000);
                    let rows = match &s.step {
                        ImportStep::Preview(p) => {
                            format!(", {}", phrases::count(p.reading.rows, "row", "rows"))
                        }
                        _ => String::new(),
                    };
                    format!("{}, {} kB{rows}", s.name, phrases::grouped(kilobytes))
                })
            })
            .into_any()
    };
    let toolbar = el("div")
        .class("toolbar")
        .child(move || steps(session.with(|s| s.as_ref().map(|s| s.step.clone()))))
        .into_any();
    let content = el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Import, scrollable")
        .child(move || match session.get() {
            None => nothing(frame),
            Some(session) => step(app, session),
        })
        .into_any();
    page_frame(frame, "Import".into(), context, (tools).into_any(), Some(toolbar), content, ().into_any())
}

fn steps(step: Option<ImportStep>) -> AnyView {
    let now = match step {
        None | Some(ImportStep::Refused(_)) => 0,
        Some(ImportStep::Reading(_)) => 1,
        Some(ImportStep::Columns(_)) => 1,
        Some(ImportStep::Preview(_)) => 2,
        Some(ImportStep::Done(_)) => 3,
    };
    let marks = ["File", "Columns", "Preview", "Done"]
        .into_iter()
        .enumerate()
        .map(|(n, name)| {
            let class = match n.cmp(&now) {
                std::cmp::Ordering::Less => "step done",
                std::cmp::Ordering::Equal => "step now",
                std::cmp::Ordering::Greater => "step",
            };
            many(vec![
                ((n > 0).then(|| icon("right"))).into_any(),
                el("li")
                    .class(class)
                    .attr("aria-current", (n == now).then_some("step"))
                    .child(if n < now {
                        icon("check")
                    } else {
                        el("span").class("num").child(n + 1).into_any()
                    })
                    .child(name)
                    .into_any(),
            ])
        })
        .collect_view();
    many(vec![
        el("ol").class("steps").attr("aria-label", "Steps").child(marks).into_any(),
        el("span")
            .class("push")
            .child("Nothing is written until you import. One undo takes it back.")
            .into_any(),
    ])
    .into_any()
}

fn nothing(frame: Frame) -> AnyView {
    el("div")
        .class("content empty")
        .child(el("h2").child("No file chosen"))
        .child(el("p").child("Drop a Jira export or a snapshot anywhere on this page, or choose one."))
        .child(
            el("button").class("button").on_click(move |_| super::data::choose_files(frame)).child("Import…"),
        )
        .into_any()
}

fn step(app: App, session: ImportSession) -> AnyView {
    match session.step {
        ImportStep::Reading(share) => el("div")
            .class("progress")
            .child(
                el("div")
                    .class("row")
                    .child(el("span").child(format!("Reading {}", session.name)))
                    .child(el("span").class("num").child(format!("{} %", (share * 100.0) as u32))),
            )
            .child(el("div").class("bar").child(el("span").style("width", format!("{}%", share * 100.0))))
            .child(
                el("button")
                    .class("button small")
                    .on_click(move |_| import_session::cancel(app))
                    .child("Cancel"),
            )
            .into_any(),
        ImportStep::Refused(words) => el("div")
            .class("content")
            .child(el("div").class("note red").attr("role", "alert").child(el("p").class("pre").child(words)))
            .child(
                el("p")
                    .class("row refused-verbs")
                    .child(
                        el("button")
                            .class("button")
                            .on_click(move |_| {
                                files::choose(move |chosen| crate::app::drop_files::take(app, chosen))
                            })
                            .child("Choose another file…"),
                    )
                    .child(
                        el("button")
                            .class("button plain")
                            .on_click(move |_| import_session::cancel(app))
                            .child("Back to Data"),
                    ),
            )
            .into_any(),
        ImportStep::Columns(headers) => pick_columns(app, headers),
        ImportStep::Done(label) => done(app, &label),
        ImportStep::Preview(preview) => preview_page(app, preview),
    }
}

fn done(app: App, label: &str) -> AnyView {
    el("div").class("content empty").child(el("h2").attr("role", "status").child(label.to_owned())).child(el("p").child("One undo takes all of it back. Importing the same or a newer export again updates by key and never doubles.")).child(el("p").class("row").child(el("a").class("button primary").attr("href", format!("#{}", Route::to(View::Board))).on_click(move |_| app.import.set(None)).child("Open the board")).child(el("a").class("button").attr("href", format!("#{}", Route::to(View::Data))).on_click(move |_| app.import.set(None)).child("Back to Data")))
    .into_any()
}

/// A table whose header names are not known: the user says which column is what.
fn pick_columns(app: App, headers: Vec<String>) -> AnyView {
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

fn total(name: &'static str, value: usize, detail: String, colour: Option<Colour>) -> AnyView {
    el("div")
        .class("total")
        .child(el("div").class("row").child(name).child(colour.map(mark)))
        .child(el("div").class("value").child(phrases::grouped(value)))
        .child(el("div").class("quiet").child(detail))
        .into_any()
}

/// `306 stories, 71 bugs, 35 tasks`: the most frequent first.
fn tally(words: impl Iterator<Item = String>) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.truncate(4);
    counts
        .iter()
        .map(|(word, n)| format!("{} {}", phrases::grouped(*n), word.to_lowercase()))
        .collect::<Vec<_>>()
        .join(", ")
}

fn preview_page(app: App, preview: Arc<Preview>) -> AnyView {
    let (plan, reading) = (&preview.plan, &preview.reading);
    let not_read = reading.not_read();
    let created = if plan.created.is_empty() {
        "nothing new".to_owned()
    } else {
        tally(plan.created.iter().map(|c| c.kind.name().to_owned()))
    };
    let updated = if plan.updated.is_empty() {
        "no field differs".to_owned()
    } else {
        tally(plan.updated.iter().map(|c| c.field.clone()))
    };
    let trouble = if not_read > 0 {
        "each listed below".to_owned()
    } else {
        format!("{} with a remark", phrases::count(reading.remarks.len(), "place", "places"))
    };
    many(vec![
        el("div")
            .class("totals")
            .child(total("Created", plan.created.len(), created, None))
            .child(total("Updated", plan.updated_items, updated, None))
            .child(total("Left alone", plan.unchanged, "same as here already".into(), None))
            .child(total("Not read", not_read, trouble, (not_read > 0).then_some(Colour::Red)))
            .into_any(),
        el("div")
            .class("import-columns")
            .child(
                el("div")
                    .class("main")
                    .child(conflicts(app, &plan.conflicts))
                    .child(updates(&preview))
                    .child(creations(&preview))
                    .child(remarks(app, &reading.remarks))
                    .child(columns(&preview)),
            )
            .child(
                el("div")
                    .class("side")
                    .child(date_question(app, &preview))
                    .child(statuses(app, &reading.statuses))
                    .child(people(app, &preview))
                    .child(new_things(&preview)),
            )
            .into_any(),
    ])
    .into_any()
}

fn conflicts(app: App, conflicts: &[FieldChange]) -> AnyView {
    if conflicts.is_empty() {
        return ().into_any();
    }
    let rows = conflicts
        .iter()
        .map(|c| {
            let (key, field) = (c.source_key.clone(), c.field.clone());
            let file = c.file.clone();
            let name = format!("{} {}: take what the file says", c.key, c.field);
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
                .child(el("h2").child("Changed here and in Jira"))
                .child(el("span").class("n").child(format!("{}, yours are kept", conflicts.len()))),
        )
        .child(
            el("table")
                .class("table")
                .child(
                    el("thead").child(
                        el("tr")
                            .child(el("th").attr("scope", "col").child("Key"))
                            .child(el("th").attr("scope", "col").child("Title"))
                            .child(el("th").attr("scope", "col").child("Field"))
                            .child(el("th").attr("scope", "col").child("Here"))
                            .child(el("th").attr("scope", "col").child("In the file"))
                            .child(el("th").child(el("span").class("sr-only").child("Choice"))),
                    ),
                )
                .child(el("tbody").child(rows)),
        )
        .into_any()
}

fn updates(preview: &Preview) -> AnyView {
    let changes = &preview.plan.updated;
    if changes.is_empty() {
        return ().into_any();
    }
    let mut sorted: Vec<&FieldChange> = changes.iter().collect();
    sorted.sort_by_key(|c| std::cmp::Reverse(c.changed));
    let all: Vec<FieldChange> = sorted.into_iter().cloned().collect();
    let more = RwSignal::new(false);
    let total = all.len();
    let rows = move || {
        all.iter()
            .take(if more.get() { usize::MAX } else { 8 })
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
        .child(
            el("div").class("list-head").child(el("h2").child("Will be updated")).child(
                el("span").class("n").child(format!(
                    "{}, newest change in Jira first",
                    phrases::count(total, "field", "fields")
                )),
            ),
        )
        .child(
            el("table")
                .class("table")
                .child(
                    el("thead").child(
                        el("tr")
                            .child(el("th").attr("scope", "col").child("Key"))
                            .child(el("th").attr("scope", "col").child("Title"))
                            .child(el("th").attr("scope", "col").child("Field"))
                            .child(el("th").attr("scope", "col").child("Here"))
                            .child(el("th").attr("scope", "col").child("In the file")),
                    ),
                )
                .child(el("tbody").child(rows)),
        )
        .child(move || {
            (total > 8 && !more.get()).then(|| {
                el("button")
                    .class("link more")
                    .on_click(move |_| more.set(true))
                    .child(format!("{} more", total - 8))
            })
        })
        .into_any()
}

fn creations(preview: &Preview) -> AnyView {
    let created = preview.plan.created.clone();
    if created.is_empty() {
        return ().into_any();
    }
    let more = RwSignal::new(false);
    let total = created.len();
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
                .child(
                    el("thead").child(
                        el("tr")
                            .child(el("th").attr("scope", "col").child("Key"))
                            .child(el("th").attr("scope", "col").child("Title"))
                            .child(el("th").attr("scope", "col").child("Type")),
                    ),
                )
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

fn remarks(app: App, remarks: &[Remark]) -> AnyView {
    if remarks.is_empty() {
        return ().into_any();
    }
    let not_read = remarks.iter().filter(|r| r.severity == Severity::NotRead).count();
    let mut all = remarks.to_vec();
    all.sort_by_key(|r| (r.severity != Severity::NotRead, r.line));
    let listing = all
        .iter()
        .map(|r| format!("line {}\t{}\t{}", r.line, r.column.clone().unwrap_or_default(), r.text))
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
                    .child(el("span").class("mono").child("line ").child(r.line))
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

fn columns(preview: &Preview) -> AnyView {
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
                        .child(
                            el("thead").child(
                                el("tr")
                                    .child(el("th").attr("scope", "col").child("In the file"))
                                    .child(el("th").attr("scope", "col").child("Read as")),
                            ),
                        )
                        .child(el("tbody").child(rows)),
                ),
        )
        .into_any()
}

fn date_question(app: App, preview: &Preview) -> AnyView {
    let Some(question) = preview.reading.date_question.clone() else { return ().into_any() };
    let today = untrack(|| app.today());
    let option = |day_first: bool, date| {
        let chosen = question.assumed_day_first == day_first;
        el("button")
            .attr("aria-pressed", if chosen { "true" } else { "false" })
            .on_click(move |_| import_session::answer(app, |a| a.day_first = Some(day_first)))
            .child(phrases::day(date, today))
    };
    el("section")
        .class("note amber")
        .child(el("p").child(el("strong").child("Day or month first?")).child(format!(
            " The dates in {} can be read both ways. The first of them is",
            question.columns.join(", ")
        )))
        .child(
            el("div")
                .class("segmented")
                .attr("role", "group")
                .attr("aria-label", "Order of day and month")
                .child(option(true, question.as_day_first))
                .child(option(false, question.as_month_first)),
        )
        .into_any()
}

fn statuses(app: App, statuses: &[StatusFound]) -> AnyView {
    let choices = || Category::ALL.iter().map(|c| Choice::new(c.name(), c.name())).collect::<Vec<_>>();
    let rows = statuses
        .iter()
        .map(|status| {
            let (name, category) = (status.name.clone(), status.category);
            let class = if status.guessed { "small guessed" } else { "small" };
            el("div")
                .class("map-row")
                .attr("title", status.why.clone())
                .child(el("span").class("strong cut").child(status.name.clone()))
                .child(el("span").class("num end").child(phrases::grouped(status.items)))
                .child(icon("right"))
                .child({
                    select(
                        &format!("{} counts as", status.name),
                        class,
                        choices,
                        move || category.name().to_owned(),
                        move |v| {
                            if let Some(category) = Category::ALL.into_iter().find(|c| c.name() == v) {
                                let name = name.clone();
                                import_session::answer(app, |a| {
                                    a.categories.insert(name, category);
                                });
                            }
                        },
                    )
                })
        })
        .collect_view();
    let guessed: Vec<&StatusFound> = statuses.iter().filter(|s| s.guessed).collect();
    let note = (!guessed.is_empty()).then(|| {
        let names = guessed.iter().map(|s| s.name.as_str()).collect::<Vec<_>>().join(", ");
        el("p")
            .class("note amber guess-note")
            .child(el("strong").child(names))
            .child(if guessed.len() == 1 { " is guessed." } else { " are guessed." })
            .child(" The file does not say what they count as: check them, every figure rests on it.")
    });
    el("section")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").child("Statuses"))
                .child(el("span").class("n").child(format!("{} in the file", statuses.len()))),
        )
        .child(rows)
        .child(note)
        .into_any()
}

fn people(app: App, preview: &Preview) -> AnyView {
    let found = preview.reading.people.clone();
    if found.is_empty() {
        return ().into_any();
    }
    let new: Vec<String> = preview.plan.new_people.clone();
    let known = found.len() - found.iter().filter(|p| new.contains(&p.name)).count();
    let choices = move || {
        let mut all =
            vec![Choice::new("", "By name, or new"), Choice::new("text", "No person, keep as text")];
        all.extend(app.with(|p| {
            let mut people: Vec<_> =
                p.people.values().map(|x| Choice::new(x.id.to_string(), x.name.clone())).collect();
            people.sort_by(|a, b| a.label.cmp(&b.label));
            people
        }));
        all
    };
    let answers =
        app.import.with_untracked(|s| s.as_ref().map(|s| s.answers.people.clone()).unwrap_or_default());
    let total = found.len();
    let rows = found
        .into_iter()
        .take(40)
        .map(|person| {
            let name = person.name.clone();
            let value = match answers.get(&person.name) {
                None => String::new(),
                Some(PersonChoice::Text) => "text".to_owned(),
                Some(PersonChoice::Known(id)) => id.to_string(),
            };
            el("div")
                .class("map-row")
                .child(el("span").class("strong cut").child(person.name.clone()))
                .child(el("span").class("num end").child(person.items))
                .child(icon("right"))
                .child({
                    select(
                        &format!("{} is", person.name),
                        "small",
                        choices,
                        move || value.clone(),
                        move |v| {
                            let name = name.clone();
                            import_session::answer(app, |a| match v.as_str() {
                                "" => {
                                    a.people.remove(&name);
                                }
                                "text" => {
                                    a.people.insert(name, PersonChoice::Text);
                                }
                                id => {
                                    if let Ok(id) = id.parse() {
                                        a.people.insert(name, PersonChoice::Known(id));
                                    }
                                }
                            });
                        },
                    )
                })
        })
        .collect_view();
    let rest = total.saturating_sub(40);
    el("section")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").child("People"))
                .child(el("span").class("n").child(format!("{total} found, {known} known"))),
        )
        .child(rows)
        .child((rest > 0).then(|| el("p").class("quiet").child(format!("{rest} more, taken by name"))))
        .into_any()
}

fn new_things(preview: &Preview) -> AnyView {
    let plan = &preview.plan;
    let line = |name: &'static str, list: &[String]| {
        (!list.is_empty()).then(|| {
            let few = list.iter().take(6).cloned().collect::<Vec<_>>().join(", ");
            let rest = list.len().saturating_sub(6);
            let rest = if rest > 0 { format!(" and {rest} more") } else { String::new() };
            el("li")
                .class("side-row")
                .child(el("span").class("quiet new-kind").child(name))
                .child(el("span").class("grow").child(few).child(rest))
        })
    };
    let project: Vec<String> = plan.new_project.iter().cloned().collect();
    el("section")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").child("Comes along"))
                .child(el("span").class("n").child(phrases::count(plan.new_links, "link", "links"))),
        )
        .child(
            el("ul")
                .child(line("Project", &project))
                .child(line("Statuses", &plan.new_statuses))
                .child(line("Teams", &plan.new_teams))
                .child(line("Sprints", &plan.new_sprints))
                .child(line("Releases", &plan.new_releases))
                .child(line("Notes", &plan.notes)),
        )
        .into_any()
}
