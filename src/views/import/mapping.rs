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
