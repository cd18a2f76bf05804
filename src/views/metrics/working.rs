//! The working of a figure or chart, beside the page.

use super::Answer;
use super::open::{name, open};
use super::request::last_day;
use super::tiles::slug;
use crate::analysis::{Behind, Compared, Figure, Group, Notes, Target, targets};
use crate::app::App;
use crate::chart::Canvas;
use crate::chart::gallery::Picture;
use crate::components::icon;
use crate::dom::prelude::*;
use crate::model::{Date, Program};
use crate::platform::{clipboard, page};
use crate::views::phrases;

/// Records of a group before "Show".
const FEW: usize = 6;
/// Rows behind a figure before "more", and how many more at a time: a table has them all.
const ROWS: usize = 8;
const MORE: usize = 100;

/// What a working says; of a figure or of a chart.
#[derive(Clone, PartialEq)]
struct Working {
    title: String,
    display: String,
    sentence: String,
    formula: Vec<String>,
    formula_note: String,
    window: Option<(Date, Date)>,
    population: Vec<(String, u64)>,
    counted: Vec<Target>,
    left_out: Vec<Group>,
    remarks: Vec<Group>,
    behind: Vec<Behind>,
}

impl Working {
    /// The days that it looks at, in words.
    fn looks_at(&self, as_of: Date) -> String {
        match self.window {
            Some((from, to)) if from < to => {
                let days = (to - from).num_days() + 1;
                format!("{} to {}, {days} days", phrases::day(from, as_of), phrases::day(to, as_of))
            }
            _ => format!("As of {}", phrases::day(as_of, as_of)),
        }
    }
}

impl From<&Figure> for Working {
    fn from(figure: &Figure) -> Self {
        Self {
            title: figure.name.clone(),
            display: format!("{} {}", figure.display, figure.unit).trim_end().to_owned(),
            sentence: figure.sentence.clone(),
            formula: figure.formula.clone(),
            formula_note: figure.formula_note.clone(),
            window: figure.window,
            population: figure.population.clone(),
            counted: targets(&figure.counted),
            left_out: figure.left_out.clone(),
            remarks: figure.remarks.clone(),
            behind: figure.behind.clone(),
        }
    }
}

/// The working of a chart; behind it is what stands behind its marks.
fn of_chart(picture: &Picture, notes: &Notes, program: &Program, today: Date) -> Working {
    let canvas = Canvas { width: 800.0, height: 250.0, today };
    let marks = picture.draw(program, canvas).map(|chart| chart.marks).unwrap_or_default();
    let row = |mark: crate::chart::Mark| Behind { to: mark.behind, label: mark.name, value: String::new() };
    Working {
        title: notes.title.clone(),
        display: String::new(),
        sentence: notes.caption.clone(),
        formula: notes.formula.clone(),
        formula_note: notes.formula_note.clone(),
        window: notes.window,
        population: notes.population.clone(),
        counted: Vec::new(),
        left_out: notes.left_out.clone(),
        remarks: notes.remarks.clone(),
        behind: marks.into_iter().filter(|mark| !mark.behind.is_empty()).map(row).collect(),
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
                let notes = picture.notes()?;
                Some(app.with(|program| of_chart(picture, notes, program, app.today())))
            }
            None => {
                let called = |f: &&Compared| slug(&f.figure.name) == name;
                // A figure may carry its team's name where it was asked for without.
                let of_team = |f: &&Compared| slug(&f.figure.name).starts_with(&[&name, "--"].concat());
                let found = a.figures.iter().find(called).or_else(|| a.figures.iter().find(of_team));
                found.map(|f| Working::from(&f.figure))
            }
        })
    });
    (move || working.get().map(|w| panel(app, w))).into_any()
}

/// Records by their keys, each a click away: the first few, and the others on demand.
fn records(app: App, records: Vec<Target>) -> AnyView {
    let shown = RwSignal::new(FEW);
    let total = records.len();
    let links = move || {
        let link = |target: &Target| {
            let target = *target;
            let button =
                el("button").class("key-link").on_click(move |_| open(app, target)).child(key(app, target));
            many(vec![button.into_any(), " ".into_any()])
        };
        records.iter().take(shown.get()).map(link).collect_view()
    };
    let more = move || {
        let rest = total.saturating_sub(shown.get());
        let text = if shown.get() == FEW { format!("Show {rest} more") } else { format!("{rest} more") };
        (rest > 0)
            .then(|| el("button").class("link").on_click(move |_| shown.update(|n| *n += MORE)).child(text))
    };
    el("div").class("keys").child(links).child(more).into_any()
}

/// What a link to a record says: the key, where it has one.
fn key(app: App, target: Target) -> String {
    let key = app.with(|p| match target {
        Target::Item(id) => p.items.get(&id).map(|i| i.key.clone()),
        Target::Risk(id) => p.risks.get(&id).map(|r| r.key.clone()),
        _ => None,
    });
    key.unwrap_or_else(|| name(app, target))
}

fn groups(app: App, title: &'static str, groups: Vec<Group>) -> AnyView {
    if groups.is_empty() {
        return ().into_any();
    }
    let total: usize = groups.iter().map(|g| g.count).sum();
    let row = |g: Group| {
        el("div")
            .class("left-out")
            .child(el("strong").class("num").child(g.count))
            .child(el("div").child(g.what).child(records(app, targets(&g.items))))
    };
    el("section")
        .child(el("h3").child(title).child(" ").child(el("span").class("quiet num").child(total)))
        .child(groups.into_iter().map(row).collect_view())
        .into_any()
}

fn behind(app: App, rows: Vec<Behind>) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let total = rows.len();
    let shown = RwSignal::new(ROWS);
    let list = move || rows.iter().take(shown.get()).cloned().map(|row| behind_row(app, row)).collect_view();
    let more = move || {
        let rest = total.saturating_sub(shown.get());
        (rest > 0).then(|| {
            el("button")
                .class("link")
                .on_click(move |_| {
                    // The button may go: the focus stands on the first row that came.
                    let first = shown.get_untracked() + 1;
                    shown.update(|n| *n += MORE);
                    page::focus_later(format!(".behind-rows > li:nth-child({first}) button"));
                })
                .child(format!("{rest} more"))
        })
    };
    el("section")
        .child(el("h3").child("Behind the figure"))
        .child(el("ul").class("behind-rows").child(list))
        .child(more)
        .into_any()
}

/// A row that opens its record, or shows the several that it sums up.
fn behind_row(app: App, row: Behind) -> AnyView {
    let value = el("span").class("strong num").child(row.value);
    let link = || el("button").class("behind-link cut grow");
    match row.to.as_slice() {
        [] => el("li")
            .class("side-row")
            .child(el("span").class("cut grow").child(row.label))
            .child(value)
            .into_any(),
        [one] => {
            let (target, key) = (*one, matches!(one, Target::Item(_)).then(|| key(app, *one)));
            // A mark's own name begins with the key.
            let key = key.filter(|key| !row.label.starts_with(key.as_str()));
            let label =
                key.map(|key| many(vec![el("span").class("key").child(key).into_any(), " ".into_any()]));
            let button = link().on_click(move |_| open(app, target)).child(label).child(row.label);
            el("li").class("side-row").child(button).child(value).into_any()
        }
        _ => {
            let is_open = RwSignal::new(false);
            let button = link()
                .attr("aria-expanded", move || if is_open.get() { "true" } else { "false" })
                .on_click(move |_| is_open.update(|open| *open = !*open))
                .child(row.label)
                .child(" ")
                .child(icon("down"));
            let to = row.to;
            el("li")
                .child(el("div").class("side-row").child(button).child(value))
                .child(move || is_open.get().then(|| records(app, to.clone())))
                .into_any()
        }
    }
}

/// The working as text, to paste where someone asks.
fn as_text(working: &Working, window: &str) -> String {
    let mut lines = vec![
        format!("{}: {}", working.title, working.display).trim_end_matches([' ', ':']).to_owned(),
        working.sentence.clone(),
        String::new(),
    ];
    lines.extend(working.formula.iter().cloned());
    lines.push(working.formula_note.clone());
    lines.push(format!("Window: {}", window));
    lines.extend(working.population.iter().map(|(name, n)| format!("{name}: {n}")));
    lines.extend(working.left_out.iter().map(|g| format!("Left out: {} {}", g.count, g.what)));
    lines.extend(working.remarks.iter().map(|g| format!("Remark: {} {}", g.count, g.what)));
    lines.join("\n")
}

fn panel(app: App, working: Working) -> AnyView {
    let as_of = untrack(|| last_day(app));
    let window = working.looks_at(as_of);
    let text = as_text(&working, &window);
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
                .child(el("section").child(el("h3").child("Window")).child(el("p").child(window)))
                .child(
                    el("section")
                        .child(el("h3").child("Population"))
                        .child(population)
                        .child((!working.counted.is_empty()).then(|| records(app, working.counted))),
                )
                .child(groups(app, "Left out", working.left_out))
                .child(groups(app, "Counted with a remark", working.remarks))
                .child(behind(app, working.behind)),
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
