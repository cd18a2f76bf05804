//! The preview of a calendar, a schedule, test reports or costs.

use super::*;
use crate::app::{FilePreview, file_session};
use crate::command::ProjectChoice;
use crate::exchange::records::{FileAnswers, FileKind};
use crate::model::Currency;
use crate::model::order::InOrder;

/// The page below the steps.
pub(super) fn records_page(app: App, preview: &FilePreview) -> AnyView {
    let (plan, reading) = (&preview.plan, &preview.reading);
    let not_read = reading.not_read();
    let items = plan.items.as_ref();
    let created = tally(
        plan.created
            .iter()
            .map(|c| c.what)
            .chain(items.into_iter().flat_map(|i| i.created.iter().map(|c| c.kind.name()))),
    );
    let updated = tally(
        plan.updated
            .iter()
            .map(|c| c.field)
            .chain(items.into_iter().flat_map(|i| i.updated.iter().map(|c| c.field.as_str()))),
    );
    let new = plan.created.len() + items.map_or(0, |i| i.created.len());
    let changed = plan.updated_records + items.map_or(0, |i| i.updated_items);
    let alone = plan.unchanged + items.map_or(0, |i| i.unchanged);
    let or = |words: String, none: &str| if words.is_empty() { none.to_owned() } else { words };
    let left = match plan.left_out {
        0 => "same as here already".to_owned(),
        n => format!("and {} left out", phrases::grouped(n)),
    };
    let trouble = if not_read > 0 {
        "each listed below".to_owned()
    } else {
        format!("{} with a remark", phrases::count(reading.remarks.len(), "place", "places"))
    };
    let remarked: Vec<Remark> = reading
        .remarks
        .iter()
        .map(|r| Remark {
            file: None,
            line: r.line,
            column: None,
            severity: if r.not_read { Severity::NotRead } else { Severity::Remark },
            text: r.text.clone(),
        })
        .collect();
    many(vec![
        el("div")
            .class("totals")
            .child(total("Created", new, or(created, "nothing new"), None))
            .child(total("Updated", changed, or(updated, "no field differs"), None))
            .child(total("Left alone", alone, left, None))
            .child(total("Not read", not_read, trouble, (not_read > 0).then_some(Colour::Red)))
            .into_any(),
        el("div")
            .class("import-columns")
            .child(
                el("div")
                    .class("main")
                    .child(both_changed(app, preview))
                    .child(fields(preview))
                    .child(made(preview))
                    .child(remarks(app, &remarked)),
            )
            .child(
                el("div")
                    .class("side")
                    .child(order(app, preview))
                    .child(currency(app, preview))
                    .child(unknown_projects(app, preview))
                    .child(goes_to(app, preview))
                    .child(series(app, preview))
                    .child(tasks(app, preview))
                    .child(found(preview)),
            )
            .into_any(),
    ])
}

fn section(title: &str, note: String) -> El {
    el("section").child(
        el("div")
            .class("list-head")
            .child(el("h2").child(title.to_owned()))
            .child(el("span").class("n").child(note)),
    )
}

/// One field of one record: what it is, its name, the field, and both values.
type Differing = (String, String, String, String, String);

/// What differs, tasks of a schedule included; in front what [`file_session::choose`] takes.
fn differing(preview: &FilePreview, conflicts: bool) -> Vec<(String, Differing)> {
    let plan = &preview.plan;
    let own = if conflicts { &plan.conflicts } else { &plan.updated };
    let mut all: Vec<_> = own
        .iter()
        .map(|c| {
            let row =
                (c.what.to_owned(), c.title.clone(), c.field.to_owned(), c.here.clone(), c.file.clone());
            (c.key.clone(), row)
        })
        .collect();
    if let Some(items) = &plan.items {
        let theirs = if conflicts { &items.conflicts } else { &items.updated };
        all.extend(theirs.iter().map(|c| {
            let row = (c.key.clone(), c.title.clone(), c.field.clone(), c.here.clone(), c.file.clone());
            (c.source_key.clone(), row)
        }));
    }
    all
}

fn value(text: String) -> String {
    if text.is_empty() { "none".to_owned() } else { text }
}

fn both_changed(app: App, preview: &FilePreview) -> AnyView {
    let all = differing(preview, true);
    if all.is_empty() {
        return ().into_any();
    }
    let note = format!("{}, yours are kept", all.len());
    let choices = preview.reading.batch.choices.clone();
    let rows = all
        .into_iter()
        .take(500)
        .map(|(key, (what, title, field, here, file))| {
            let label = format!("{title} {field}: take what the file says");
            let taken = choices.get(&key).and_then(|f| f.get(&field)) == Some(&ConflictChoice::TakeFile);
            let wanted = field.clone();
            let settle = move |event: web_sys::Event| {
                let take = event_target_checked(&event);
                let choice = if take { ConflictChoice::TakeFile } else { ConflictChoice::KeepHere };
                file_session::choose(app, &key, &wanted, choice);
            };
            el("tr")
                .child(el("td").child(what))
                .child(el("td").class("strong").child(title))
                .child(el("td").child(field))
                .child(el("td").class("strong").child(value(here)))
                .child(el("td").child(value(file)))
                .child(
                    el("td").child(
                        el("label")
                            .class("row")
                            .child(
                                el("input")
                                    .attr("type", "checkbox")
                                    .class("check")
                                    .attr("aria-label", label)
                                    .attr("checked", taken)
                                    .on_change(settle),
                            )
                            .child("take the file's"),
                    ),
                )
        })
        .collect_view();
    let head = table_head(&["Record", "Name", "Field", "Here", "In the file", "-Choice"]);
    section("Changed here and in the file", note)
        .child(el("table").class("table").child(head).child(el("tbody").child(rows)))
        .into_any()
}

fn fields(preview: &FilePreview) -> AnyView {
    let all = differing(preview, false);
    let note = phrases::count(all.len(), "field", "fields");
    let rows = all.into_iter().map(|(_, (what, title, field, here, file))| {
        el("tr")
            .child(el("td").child(what))
            .child(el("td").class("cut-cell").child(title))
            .child(el("td").child(field))
            .child(el("td").class("struck").child(value(here)))
            .child(el("td").class("strong").child(value(file)))
            .into_any()
    });
    let head = || table_head(&["Record", "Name", "Field", "Here", "In the file"]);
    capped("Will be updated", note, head, rows.take(500).collect())
}

fn made(preview: &FilePreview) -> AnyView {
    let plan = &preview.plan;
    let row = |what: String, title: String| {
        el("tr").child(el("td").child(what)).child(el("td").class("strong").child(title)).into_any()
    };
    let mut rows: Vec<AnyView> =
        plan.created.iter().take(300).map(|c| row(c.what.to_owned(), c.title.clone())).collect();
    let tasks = plan.items.iter().flat_map(|items| &items.created);
    rows.extend(tasks.take(300).map(|c| row(c.kind.name().to_owned(), format!("{} {}", c.key, c.title))));
    let count = plan.created.len() + plan.items.as_ref().map_or(0, |items| items.created.len());
    let head = || table_head(&["Record", "Name"]);
    capped("Will be created", phrases::grouped(count), head, rows)
}

/// A table that shows its first rows, and the others when asked.
fn capped(title: &str, note: String, head: fn() -> El, rows: Vec<AnyView>) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    const FIRST: usize = 12;
    let hidden = rows.len().saturating_sub(FIRST);
    let mut rows = rows;
    let rest = rows.split_off(FIRST.min(rows.len()));
    let table =
        |rows: Vec<AnyView>| el("table").class("table").child(head()).child(el("tbody").child(many(rows)));
    let more = (hidden > 0).then(|| {
        el("details")
            .child(el("summary").child(format!("{} more", phrases::grouped(hidden))))
            .child(table(rest))
    });
    section(title, note).child(table(rows)).child(more).into_any()
}

fn order(app: App, preview: &FilePreview) -> AnyView {
    let Some(question) = preview.reading.day_order.clone() else { return ().into_any() };
    let today = untrack(|| app.today());
    let option = |day_first: bool, date| {
        let chosen = question.assumed_day_first == day_first;
        el("button")
            .attr("aria-pressed", if chosen { "true" } else { "false" })
            .on_click(move |_| file_session::answer(app, |a| a.day_first = Some(day_first)))
            .child(phrases::day(date, today))
    };
    el("section")
        .class("note amber")
        .child(
            el("p")
                .child(el("strong").child("Day or month first?"))
                .child(" The dates can be read both ways. The first of them is"),
        )
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

/// `name → choice`, as every answer is asked for.
fn answer_row(
    name: String,
    label: &str,
    choices: Vec<Choice>,
    now: String,
    set: impl Fn(String) + 'static,
) -> AnyView {
    el("div")
        .class("map-row")
        .child(el("span").class("strong cut").child(name))
        .child(icon("right"))
        .child(select(label, "small", move || choices.clone(), move || now.clone(), set))
        .into_any()
}

fn currency(app: App, preview: &FilePreview) -> AnyView {
    let Some(now) = preview.reading.assumed_currency.or(preview.answers.currency) else {
        return ().into_any();
    };
    let own = app.workbench.with_untracked(|p| p.settings.currency.code().to_owned());
    let mut codes = vec![now.code().to_owned(), own];
    codes.extend(["EUR", "USD", "GBP", "CHF", "SEK", "PLN", "JPY", "INR"].map(str::to_owned));
    let mut seen = std::collections::BTreeSet::new();
    codes.retain(|code| seen.insert(code.clone()));
    let choices = codes.into_iter().map(|code| Choice::new(code.clone(), code)).collect();
    let set = move |code: String| file_session::answer(app, |a| a.currency = Currency::parse(&code));
    section("Currency", "some amounts say none".into())
        .child(answer_row(
            "They are in".into(),
            "Currency of amounts without one",
            choices,
            now.code().to_owned(),
            set,
        ))
        .into_any()
}

fn projects(app: App) -> Vec<Choice> {
    let mut all: Vec<Choice> = app.workbench.with_untracked(|p| {
        p.projects.values().map(|x| Choice::new(x.id.to_string(), x.name.clone())).collect()
    });
    all.order_by(|a, b| a.label.cmp(&b.label));
    all
}

/// Names of projects in the file that are no project here, and what was answered about them.
fn unknown_projects(app: App, preview: &FilePreview) -> AnyView {
    let unknown = &preview.plan.unknown_projects;
    let answered = &preview.answers.projects;
    if unknown.is_empty() && answered.is_empty() {
        return ().into_any();
    }
    let mut names: BTreeMap<String, usize> = answered.keys().map(|name| (name.clone(), 0)).collect();
    names.extend(unknown.iter().map(|x| (x.name.clone(), x.records)));
    let here = projects(app);
    let rows: Vec<AnyView> = names
        .into_iter()
        .take(100)
        .map(|(name, records)| {
            let now = match answered.get(&name) {
                None => String::new(),
                Some(ProjectChoice::New) => "new".to_owned(),
                Some(ProjectChoice::LeaveOut) => "out".to_owned(),
                Some(ProjectChoice::Known(id)) => id.to_string(),
            };
            let mut choices = vec![Choice::new("", "Not imported yet")];
            if !name.is_empty() {
                choices.push(Choice::new("new", "A new project"));
            }
            choices.push(Choice::new("out", "Left out"));
            choices.extend(here.iter().cloned());
            let shown = match (name.as_str(), records) {
                ("", 0) => "No project named".to_owned(),
                ("", n) => format!("No project named ({})", phrases::grouped(n)),
                (name, 0) => name.to_owned(),
                (name, n) => format!("{name} ({})", phrases::grouped(n)),
            };
            let label = format!("Project {name} is");
            let set = move |v: String| {
                let name = name.clone();
                file_session::answer(app, move |answers| set_project(answers, name, &v));
            };
            answer_row(shown, &label, choices, now, set)
        })
        .collect();
    let waiting: usize = unknown.iter().map(|x| x.records).sum();
    let note =
        if waiting > 0 { format!("{} wait for an answer", phrases::grouped(waiting)) } else { String::new() };
    section("Projects of the file", note).child(many(rows)).into_any()
}

fn set_project(answers: &mut FileAnswers, name: String, value: &str) {
    let choice = match value {
        "new" => Some(ProjectChoice::New),
        "out" => Some(ProjectChoice::LeaveOut),
        id => id.parse().ok().map(ProjectChoice::Known),
    };
    match choice {
        Some(choice) => answers.projects.insert(name, choice),
        None => answers.projects.remove(&name),
    };
}

/// The project that a calendar, a schedule or test reports belong to.
fn goes_to(app: App, preview: &FilePreview) -> AnyView {
    let all = projects(app);
    let kind = preview.reading.kind;
    if kind == FileKind::Costs || all.is_empty() {
        return ().into_any();
    }
    let none = match (kind, preview.plan.new_projects.first()) {
        (FileKind::Project, Some(name)) => format!("New project: {name}"),
        (FileKind::Project, None) => "As last time".to_owned(),
        _ => "No project, or as last time".to_owned(),
    };
    let mut choices = vec![Choice::new("", none)];
    choices.extend(all);
    let now = preview.answers.project.map(|id| id.to_string()).unwrap_or_default();
    let set = move |id: String| file_session::answer(app, |answers| answers.project = id.parse().ok());
    section("Project", String::new())
        .child(answer_row("Belongs to".into(), "Project of the records", choices, now, set))
        .into_any()
}

/// Which series of tests a run belongs to, and which release was tested.
fn series(app: App, preview: &FilePreview) -> AnyView {
    if preview.reading.kind != FileKind::Tests {
        return ().into_any();
    }
    let own = preview.reading.batch.source.clone();
    let (known, releases) = app.workbench.with_untracked(|p| {
        let series = crate::model::order::set(p.test_runs.values().map(|r| r.series.clone()));
        let releases: Vec<Choice> =
            p.releases.values().map(|r| Choice::new(r.id.to_string(), r.name.clone())).collect();
        (series, releases)
    });
    let mut choices = vec![Choice::new("", own)];
    choices.extend(known.into_iter().map(|name| Choice::new(name.clone(), name)));
    let now = preview.answers.series.clone().unwrap_or_default();
    let set = move |name: String| {
        file_session::answer(app, |a| a.series = Some(name).filter(|name| !name.is_empty()));
    };
    let tested = (!releases.is_empty()).then(|| {
        let mut choices = vec![Choice::new("", "None")];
        choices.extend(releases);
        let now = preview.answers.release.map(|id| id.to_string()).unwrap_or_default();
        let set = move |id: String| file_session::answer(app, |a| a.release = id.parse().ok());
        answer_row("Release".into(), "Release that was tested", choices, now, set)
    });
    section("Run", String::new())
        .child(answer_row("Series".into(), "Series of the run", choices, now, set))
        .child(tested)
        .into_any()
}

/// A schedule: with its tasks or without.
fn tasks(app: App, preview: &FilePreview) -> AnyView {
    if preview.reading.kind != FileKind::Project {
        return ().into_any();
    }
    let choices = vec![
        Choice::new("", "Tasks, milestones, dependencies"),
        Choice::new("milestones", "Milestones and their dependencies"),
    ];
    let now = if preview.answers.milestones_only { "milestones" } else { "" }.to_owned();
    let set = move |v: String| file_session::answer(app, |a| a.milestones_only = !v.is_empty());
    section("Schedule", String::new())
        .child(answer_row("Import".into(), "What is imported of the schedule", choices, now, set))
        .into_any()
}

/// What the files hold, and what the plan has to say.
fn found(preview: &FilePreview) -> AnyView {
    let line = |name: &'static str, text: &String| {
        el("li")
            .class("side-row")
            .child(el("span").class("quiet new-kind").child(name))
            .child(el("span").class("grow").child(text.clone()))
            .into_any()
    };
    let (reading, plan) = (&preview.reading, &preview.plan);
    let mut rows: Vec<AnyView> = reading.found.iter().take(40).map(|text| line("Holds", text)).collect();
    rows.extend(plan.new_projects.iter().take(20).map(|text| line("New project", text)));
    rows.extend(plan.notes.iter().take(40).map(|text| line("Note", text)));
    section("In the file", reading.kind.name().to_owned()).child(el("ul").child(many(rows))).into_any()
}
