//! The preview of an import: what would happen, before anything does.

use super::phrases;
use super::shell::{Frame, page_frame};
use crate::app::import_session::{self, Preview};
use crate::app::{App, ImportSession, ImportStep, Route, View};
use crate::command::{ConflictChoice, FieldChange, PersonChoice};
use crate::components::{Choice, icon, mark, select};
use crate::analysis::Colour;
use crate::exchange::jira::{ColumnUse, Field, Remark, Severity, StatusFound};
use crate::model::Category;
use crate::platform::files;
use leptos::prelude::*;
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
                        view! {
                            <button class="button primary" disabled=changes == 0 title=(changes == 0).then_some("The file says nothing new")
                                on:click=move |_| import_session::apply(app)>{format!("Import {word}")}</button>
                        }
                        .into_any()
                    }
                    _ => ().into_any(),
                };
                view! {
                    <button class="button plain" on:click=move |_| import_session::cancel(app)>"Cancel"</button>
                    {import}
                }
                .into_any()
            }
        })
    };
    let context = move || {
        session.with(|s| {
            s.as_ref().map(|s| {
                let kilobytes = s.bytes.len().div_ceil(1000);
                let rows = match &s.step {
                    ImportStep::Preview(p) => format!(", {}", phrases::count(p.reading.rows, "row", "rows")),
                    _ => String::new(),
                };
                format!("{}, {} kB{rows}", s.name, phrases::grouped(kilobytes))
            })
        })
        .into_any()
    };
    let toolbar = view! { <div class="toolbar">{move || steps(session.with(|s| s.as_ref().map(|s| s.step.clone())))}</div> }.into_any();
    let content = view! {
        <div class="scroll" tabindex="0" role="region" aria-label="Import, scrollable">
            {move || match session.get() {
                None => nothing(frame),
                Some(session) => step(app, session),
            }}
        </div>
    }
    .into_any();
    page_frame(frame, "Import".into(), context, view! { {tools} }.into_any(), Some(toolbar), content, ().into_any())
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
            view! {
                {(n > 0).then(|| icon("right"))}
                <li class=class aria-current=(n == now).then_some("step")>
                    {if n < now { icon("check") } else { view! { <span class="num">{n + 1}</span> }.into_any() }} {name}
                </li>
            }
        })
        .collect_view();
    view! {
        <ol class="steps" aria-label="Steps">{marks}</ol>
        <span class="push">"Nothing is written until you import. One undo takes it back."</span>
    }
    .into_any()
}

fn nothing(frame: Frame) -> AnyView {
    view! {
        <div class="content empty">
            <h2>"No file chosen"</h2>
            <p>"Drop a Jira export or a snapshot anywhere on this page, or choose one."</p>
            <button class="button" on:click=move |_| super::data::choose_files(frame)>"Import…"</button>
        </div>
    }
    .into_any()
}

fn step(app: App, session: ImportSession) -> AnyView {
    match session.step {
        ImportStep::Reading(share) => view! {
            <div class="progress">
                <div class="row">
                    <span>{format!("Reading {}", session.name)}</span>
                    <span class="num">{format!("{} %", (share * 100.0) as u32)}</span>
                </div>
                <div class="bar"><span style:width=format!("{}%", share * 100.0)></span></div>
                <button class="button small" on:click=move |_| import_session::cancel(app)>"Cancel"</button>
            </div>
        }
        .into_any(),
        ImportStep::Refused(words) => view! {
            <div class="content">
                <div class="note red" role="alert"><p class="pre">{words}</p></div>
                <p class="row refused-verbs">
                    <button class="button" on:click=move |_| files::choose(move |chosen| crate::app::drop_files::take(app, chosen))>"Choose another file…"</button>
                    <button class="button plain" on:click=move |_| import_session::cancel(app)>"Back to Data"</button>
                </p>
            </div>
        }
        .into_any(),
        ImportStep::Columns(headers) => pick_columns(app, headers),
        ImportStep::Done(label) => done(app, &label),
        ImportStep::Preview(preview) => preview_page(app, preview),
    }
}

fn done(app: App, label: &str) -> AnyView {
    view! {
        <div class="content empty">
            <h2 role="status">{label.to_owned()}</h2>
            <p>"One undo takes all of it back. Importing the same or a newer export again updates by key and never doubles."</p>
            <p class="row">
                <a class="button primary" href=format!("#{}", Route::to(View::Board)) on:click=move |_| app.import.set(None)>"Open the board"</a>
                <a class="button" href=format!("#{}", Route::to(View::Data)) on:click=move |_| app.import.set(None)>"Back to Data"</a>
            </p>
        </div>
    }
    .into_any()
}

/// A table whose header names are not known: the user says which column is what.
fn pick_columns(app: App, headers: Vec<String>) -> AnyView {
    let picked = RwSignal::new(BTreeMap::<String, String>::new());
    let fields = [Field::Key, Field::Title, Field::Status, Field::Type, Field::Owner, Field::Estimate, Field::Sprint, Field::Created, Field::Due, Field::Labels];
    let headers = Arc::new(headers);
    let rows = fields
        .into_iter()
        .map(|field| {
            let headers = headers.clone();
            let choices = move || {
                let mut all = vec![Choice::new("", "Not in this file")];
                all.extend(headers.iter().filter(|h| !h.trim().is_empty()).map(|h| Choice::new(h.clone(), h.clone())));
                all
            };
            let name = field.name();
            let needed = matches!(field, Field::Key | Field::Title | Field::Status);
            view! {
                <div class="map-row">
                    <span class="strong">{name}</span>
                    <span class="quiet">{needed.then_some("needed")}</span>
                    {icon("right")}
                    {select(&format!("Column for {name}"), "small", choices, move || picked.with(|p| p.get(name).cloned().unwrap_or_default()), move |v| {
                        picked.update(|p| {
                            if v.is_empty() { p.remove(name); } else { p.insert(name.to_owned(), v); }
                        });
                    })}
                </div>
            }
        })
        .collect_view();
    let ready = move || picked.with(|p| [Field::Key, Field::Title, Field::Status].iter().all(|f| p.contains_key(f.name())));
    view! {
        <div class="content">
            <h2>"Which column is what?"</h2>
            <p class="quiet">"The headers of this table are in no language that is known here. Nothing was changed."</p>
            <div class="pick">{rows}</div>
            <p class="row refused-verbs">
                <button class="button primary" disabled=move || !ready() on:click=move |_| {
                    let columns = picked.get_untracked();
                    import_session::answer(app, |answers| answers.columns = columns);
                }>"Read with these columns"</button>
            </p>
        </div>
    }
    .into_any()
}

fn total(name: &'static str, value: usize, detail: String, colour: Option<Colour>) -> AnyView {
    view! {
        <div class="total">
            <div class="row">{name} {colour.map(mark)}</div>
            <div class="value">{phrases::grouped(value)}</div>
            <div class="quiet">{detail}</div>
        </div>
    }
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
    counts.iter().map(|(word, n)| format!("{} {}", phrases::grouped(*n), word.to_lowercase())).collect::<Vec<_>>().join(", ")
}

fn preview_page(app: App, preview: Arc<Preview>) -> AnyView {
    let (plan, reading) = (&preview.plan, &preview.reading);
    let not_read = reading.not_read();
    let created = if plan.created.is_empty() { "nothing new".to_owned() } else { tally(plan.created.iter().map(|c| c.kind.name().to_owned())) };
    let updated = if plan.updated.is_empty() { "no field differs".to_owned() } else { tally(plan.updated.iter().map(|c| c.field.clone())) };
    let trouble = if not_read > 0 { "each listed below".to_owned() } else { format!("{} with a remark", phrases::count(reading.remarks.len(), "place", "places")) };
    view! {
        <div class="totals">
            {total("Created", plan.created.len(), created, None)}
            {total("Updated", plan.updated_items, updated, None)}
            {total("Left alone", plan.unchanged, "same as here already".into(), None)}
            {total("Not read", not_read, trouble, (not_read > 0).then_some(Colour::Red))}
        </div>
        <div class="import-columns">
            <div class="main">
                {conflicts(app, &plan.conflicts)}
                {updates(&preview)}
                {creations(&preview)}
                {remarks(app, &reading.remarks)}
                {columns(&preview)}
            </div>
            <div class="side">
                {date_question(app, &preview)}
                {statuses(app, &reading.statuses)}
                {people(app, &preview)}
                {new_things(&preview)}
            </div>
        </div>
    }
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
            view! {
                <tr>
                    <td class="key">{c.key.clone()}</td>
                    <td class="strong">{c.title.clone()}</td>
                    <td>{c.field.clone()}</td>
                    <td class="strong">{c.here.clone()}</td>
                    <td>{c.file.clone()}</td>
                    <td>
                        <label class="row">
                            <input type="checkbox" class="check" aria-label=name on:change=move |event| {
                                let take = event_target_checked(&event);
                                import_session::choose(app, |batch| {
                                    batch.choose(&key, &field, if take { ConflictChoice::TakeFile } else { ConflictChoice::KeepHere });
                                });
                            } />
                            {(!file.is_empty()).then_some("take the file's")}
                        </label>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section>
            <div class="list-head"><h2>"Changed here and in Jira"</h2> <span class="n">{format!("{}, yours are kept", conflicts.len())}</span></div>
            <table class="table">
                <thead><tr><th scope="col">"Key"</th><th scope="col">"Title"</th><th scope="col">"Field"</th><th scope="col">"Here"</th><th scope="col">"In the file"</th><th><span class="sr-only">"Choice"</span></th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
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
                view! {
                    <tr>
                        <td class="key">{c.key.clone()}</td>
                        <td class="cut-cell">{c.title.clone()}</td>
                        <td>{c.field.clone()}</td>
                        <td class="struck">{here}</td>
                        <td class="strong">{file}</td>
                    </tr>
                }
            })
            .collect_view()
    };
    view! {
        <section>
            <div class="list-head"><h2>"Will be updated"</h2> <span class="n">{format!("{}, newest change in Jira first", phrases::count(total, "field", "fields"))}</span></div>
            <table class="table">
                <thead><tr><th scope="col">"Key"</th><th scope="col">"Title"</th><th scope="col">"Field"</th><th scope="col">"Here"</th><th scope="col">"In the file"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {move || (total > 8 && !more.get()).then(|| view! { <button class="link more" on:click=move |_| more.set(true)>{format!("{} more", total - 8)}</button> })}
        </section>
    }
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
                view! {
                    <tr>
                        <td class="key">{c.key.clone()}</td>
                        <td class="strong">{c.title.clone()}</td>
                        <td>{c.kind.name().to_owned()}</td>
                    </tr>
                }
            })
            .collect_view()
    };
    view! {
        <section>
            <div class="list-head"><h2>"Will be created"</h2> <span class="n num">{phrases::grouped(total)}</span></div>
            <table class="table">
                <thead><tr><th scope="col">"Key"</th><th scope="col">"Title"</th><th scope="col">"Type"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {move || (total > 8 && !more.get()).then(|| view! { <button class="link more" on:click=move |_| more.set(true)>{format!("{} more", phrases::grouped((total - 8).min(492)))}</button> })}
        </section>
    }
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
                let place = r.column.as_ref().map(|c| view! { <span class="quiet">{c.clone()} ": "</span> });
                view! {
                    <li class="remark">{mark(colour)} <span class="mono">"line " {r.line}</span> <span>{place} {r.text.clone()}</span></li>
                }
            })
            .collect_view()
    };
    let save = move |_| {
        if !files::download("import-remarks.txt", "text/plain", &listing) {
            app.toasts.say("The browser refused the download");
        }
    };
    view! {
        <section>
            <div class="list-head">
                <h2>"Rows to look at"</h2>
                <span class="n">{format!("{not_read} not read, {} with a remark", total - not_read)}</span>
            </div>
            <ul>{rows}</ul>
            <div class="row">
                {move || (total > 6 && !more.get()).then(|| view! { <button class="link more" on:click=move |_| more.set(true)>{format!("{} more", total - 6)}</button> })}
                <span class="grow"></span>
                <button class="button plain small" on:click=save>{icon("export")} "Save the list"</button>
            </div>
        </section>
    }
    .into_any()
}

fn columns(preview: &Preview) -> AnyView {
    let rows = preview
        .reading
        .columns
        .iter()
        .map(|c| {
            let used = match c.used_as {
                ColumnUse::Field(name) => view! { <span class="strong">{name}</span> }.into_any(),
                ColumnUse::Extra => view! { <span>"kept as an extra field"</span> }.into_any(),
                ColumnUse::Ignored => view! { <span class="quiet">"empty, or told elsewhere"</span> }.into_any(),
            };
            let times = if c.positions.len() > 1 { format!("× {}", c.positions.len()) } else { String::new() };
            view! { <tr><td>{c.header.clone()} " " <span class="quiet num">{times}</span></td><td>{used}</td></tr> }
        })
        .collect_view();
    let kept = preview.reading.columns.iter().filter(|c| matches!(c.used_as, ColumnUse::Extra)).count();
    view! {
        <section>
            <details>
                <summary>{format!("Columns: {} in the file, {kept} kept as extra fields", preview.reading.columns.len())}</summary>
                <table class="table">
                    <thead><tr><th scope="col">"In the file"</th><th scope="col">"Read as"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        </section>
    }
    .into_any()
}

fn date_question(app: App, preview: &Preview) -> AnyView {
    let Some(question) = preview.reading.date_question.clone() else { return ().into_any() };
    let today = untrack(|| app.today());
    let option = |day_first: bool, date| {
        let chosen = question.assumed_day_first == day_first;
        view! {
            <button
                aria-pressed=if chosen { "true" } else { "false" }
                on:click=move |_| import_session::answer(app, |a| a.day_first = Some(day_first))
            >
                {phrases::day(date, today)}
            </button>
        }
    };
    view! {
        <section class="note amber">
            <p><strong>"Day or month first?"</strong> {format!(" The dates in {} can be read both ways. The first of them is", question.columns.join(", "))}</p>
            <div class="segmented" role="group" aria-label="Order of day and month">
                {option(true, question.as_day_first)}
                {option(false, question.as_month_first)}
            </div>
        </section>
    }
    .into_any()
}

fn statuses(app: App, statuses: &[StatusFound]) -> AnyView {
    let choices = || Category::ALL.iter().map(|c| Choice::new(c.name(), c.name())).collect::<Vec<_>>();
    let rows = statuses
        .iter()
        .map(|status| {
            let (name, category) = (status.name.clone(), status.category);
            let class = if status.guessed { "small guessed" } else { "small" };
            view! {
                <div class="map-row" title=status.why.clone()>
                    <span class="strong cut">{status.name.clone()}</span>
                    <span class="num end">{phrases::grouped(status.items)}</span>
                    {icon("right")}
                    {select(&format!("{} counts as", status.name), class, choices, move || category.name().to_owned(), move |v| {
                        if let Some(category) = Category::ALL.into_iter().find(|c| c.name() == v) {
                            let name = name.clone();
                            import_session::answer(app, |a| { a.categories.insert(name, category); });
                        }
                    })}
                </div>
            }
        })
        .collect_view();
    let guessed: Vec<&StatusFound> = statuses.iter().filter(|s| s.guessed).collect();
    let note = (!guessed.is_empty()).then(|| {
        let names = guessed.iter().map(|s| s.name.as_str()).collect::<Vec<_>>().join(", ");
        view! {
            <p class="note amber guess-note"><strong>{names}</strong> {if guessed.len() == 1 { " is guessed." } else { " are guessed." }} " The file does not say what they count as: check them, every figure rests on it."</p>
        }
    });
    view! {
        <section>
            <div class="list-head"><h2>"Statuses"</h2> <span class="n">{format!("{} in the file", statuses.len())}</span></div>
            {rows}
            {note}
        </section>
    }
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
        let mut all = vec![Choice::new("", "By name, or new"), Choice::new("text", "No person, keep as text")];
        all.extend(app.with(|p| {
            let mut people: Vec<_> = p.people.values().map(|x| Choice::new(x.id.to_string(), x.name.clone())).collect();
            people.sort_by(|a, b| a.label.cmp(&b.label));
            people
        }));
        all
    };
    let answers = app.import.with_untracked(|s| s.as_ref().map(|s| s.answers.people.clone()).unwrap_or_default());
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
            view! {
                <div class="map-row">
                    <span class="strong cut">{person.name.clone()}</span>
                    <span class="num end">{person.items}</span>
                    {icon("right")}
                    {select(&format!("{} is", person.name), "small", choices, move || value.clone(), move |v| {
                        let name = name.clone();
                        import_session::answer(app, |a| {
                            match v.as_str() {
                                "" => { a.people.remove(&name); }
                                "text" => { a.people.insert(name, PersonChoice::Text); }
                                id => if let Ok(id) = id.parse() { a.people.insert(name, PersonChoice::Known(id)); }
                            }
                        });
                    })}
                </div>
            }
        })
        .collect_view();
    let rest = total.saturating_sub(40);
    view! {
        <section>
            <div class="list-head"><h2>"People"</h2> <span class="n">{format!("{total} found, {known} known")}</span></div>
            {rows}
            {(rest > 0).then(|| view! { <p class="quiet">{format!("{rest} more, taken by name")}</p> })}
        </section>
    }
    .into_any()
}

fn new_things(preview: &Preview) -> AnyView {
    let plan = &preview.plan;
    let line = |name: &'static str, list: &[String]| {
        (!list.is_empty()).then(|| {
            let few = list.iter().take(6).cloned().collect::<Vec<_>>().join(", ");
            let rest = list.len().saturating_sub(6);
            let rest = if rest > 0 { format!(" and {rest} more") } else { String::new() };
            view! { <li class="side-row"><span class="quiet new-kind">{name}</span> <span class="grow">{few}{rest}</span></li> }
        })
    };
    let project: Vec<String> = plan.new_project.iter().cloned().collect();
    view! {
        <section>
            <div class="list-head"><h2>"Comes along"</h2> <span class="n">{phrases::count(plan.new_links, "link", "links")}</span></div>
            <ul>
                {line("Project", &project)}
                {line("Statuses", &plan.new_statuses)}
                {line("Teams", &plan.new_teams)}
                {line("Sprints", &plan.new_sprints)}
                {line("Releases", &plan.new_releases)}
                {line("Notes", &plan.notes)}
            </ul>
        </section>
    }
    .into_any()
}
