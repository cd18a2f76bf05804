//! What the file’s words mean here: statuses, people, dates.

use super::*;
use crate::model::order::InOrder;

pub(super) fn date_question(app: App, preview: &Preview) -> AnyView {
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

pub(super) fn statuses(app: App, statuses: &[StatusFound]) -> AnyView {
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

pub(super) fn people(app: App, preview: &Preview) -> AnyView {
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
            people.order_by(|a, b| a.label.cmp(&b.label));
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

/// The project that new items go to.
pub(super) fn target(app: App, preview: &Preview) -> AnyView {
    let projects = app.workbench.with_untracked(|p| {
        let mut all: Vec<Choice> =
            p.projects.values().map(|x| Choice::new(x.id.to_string(), x.name.clone())).collect();
        all.order_by(|a, b| a.label.cmp(&b.label));
        all
    });
    if projects.is_empty() {
        return ().into_any();
    }
    let new = Choice::new("", format!("New project: {}", preview.reading.batch.project_name));
    let known = preview.plan.new_project.is_none();
    let now = preview.reading.batch.project.filter(|_| known).map(|id| id.to_string()).unwrap_or_default();
    let choices = move || {
        let mut all = vec![new.clone()];
        all.extend(projects.iter().cloned());
        all
    };
    let choose = move |id: String| {
        import_session::answer(app, |answers| answers.project = id.parse().ok());
    };
    el("section")
        .child(el("div").class("list-head").child(el("h2").child("Project")))
        .child(
            el("div")
                .class("map-row")
                .child(el("span").class("strong").child("Goes to"))
                .child(icon("right"))
                .child(select("Project of new items", "small", choices, move || now.clone(), choose)),
        )
        .into_any()
}

/// One row of a mapping: a name of the file and what it is here.
fn name_row(
    app: App,
    kind: &'static str,
    name: String,
    now: String,
    here: Vec<Choice>,
    set: fn(&mut Answers, String, &str),
) -> AnyView {
    let choices = move || {
        let mut all = vec![Choice::new("", "By name, or new")];
        all.extend(here.iter().cloned());
        all
    };
    let label = format!("{kind} {name} is");
    el("div")
        .class("map-row")
        .child(el("span").class("strong cut").child(name.clone()))
        .child(icon("right"))
        .child(select(
            &label,
            "small",
            choices,
            move || now.clone(),
            move |v| {
                let name = name.clone();
                import_session::answer(app, |answers| set(answers, name, &v));
            },
        ))
        .into_any()
}

/// A section of such rows; closed where the file's names are all known or new by themselves.
fn names(
    app: App,
    (title, kind): (&'static str, &'static str),
    found: Vec<(String, String)>,
    here: Vec<Choice>,
    set: fn(&mut Answers, String, &str),
) -> AnyView {
    if found.is_empty() || here.is_empty() {
        return ().into_any();
    }
    let total = found.len();
    let chosen = found.iter().any(|(_, now)| !now.is_empty());
    let rows = found
        .into_iter()
        .take(60)
        .map(|(name, now)| name_row(app, kind, name, now, here.clone(), set))
        .collect_view();
    el("section")
        .child(
            el("details")
                .attr("open", chosen)
                .child(el("summary").child(format!("{title}: {total} in the file")))
                .child(rows),
        )
        .into_any()
}

/// The names that the items have, each once, with what the user chose for it.
fn names_of<'a, Id: ToString>(
    names: impl Iterator<Item = &'a str>,
    chosen: &BTreeMap<String, Id>,
) -> Vec<(String, String)> {
    let of = |name: &str| chosen.get(name).map(Id::to_string).unwrap_or_default();
    crate::model::order::set(names).into_iter().map(|name| (name.to_owned(), of(name))).collect()
}

pub(super) fn teams(app: App, preview: &Preview) -> AnyView {
    let batch = &preview.reading.batch;
    let found = names_of(batch.items.iter().filter_map(|i| i.team.as_deref()), &batch.teams);
    let here = app.workbench.with_untracked(|p| {
        p.teams.values().map(|t| Choice::new(t.id.to_string(), t.name.clone())).collect()
    });
    names(app, ("Teams", "Team"), found, here, |answers, name, id| match id.parse() {
        Ok(id) => {
            answers.teams.insert(name, id);
        }
        Err(_) => {
            answers.teams.remove(&name);
        }
    })
}

pub(super) fn sprints(app: App, preview: &Preview) -> AnyView {
    let batch = &preview.reading.batch;
    let found = names_of(batch.items.iter().filter_map(|i| i.sprint.as_deref()), &batch.sprint_names);
    let here = app.workbench.with_untracked(|p| {
        p.sprints.values().map(|s| Choice::new(s.id.to_string(), s.name.clone())).collect()
    });
    names(app, ("Sprints", "Sprint"), found, here, |answers, name, id| match id.parse() {
        Ok(id) => {
            answers.sprints.insert(name, id);
        }
        Err(_) => {
            answers.sprints.remove(&name);
        }
    })
}

pub(super) fn new_things(preview: &Preview) -> AnyView {
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
