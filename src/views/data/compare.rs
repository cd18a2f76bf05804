//! Compare: what changed between any two states of the program, line by line, each linked to its record.

use crate::analysis::changes::{Line, as_of, changes, digest, lines, lines_of, since, summary};
use crate::analysis::{Context, Facts, Scope};
use crate::app::{App, KeptPoint, Place};
use crate::components::{Choice, date_input, icon, segmented, select, table_head};
use crate::dom::prelude::*;
use crate::exchange::{sent, snapshot};
use crate::model::order::InOrder;
use crate::model::{Date, Program, ProjectId, Ref, Timestamp, Zone};
use crate::platform::files;
use crate::report::status::{Marks, moved};
use crate::views::phrases;
use chrono::NaiveTime;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;

/// Lines that are shown; more are counted.
const SHOWN: usize = 300;

/// A state of the program, as the address names it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Source {
    Now,
    Point(Place),
    /// A moment: as the program stood then, from its histories; a day without a time is its start.
    Day(Date, Option<NaiveTime>),
    /// What a sent report was written from, by the report's key.
    Sent(String),
    /// The snapshot file that was chosen on this page.
    File,
}

impl Source {
    fn parse(text: &str) -> Self {
        let place = |text: &str| match text.strip_prefix("point-")?.parse() {
            Ok(number) => Some(Place::Vault(number)),
            Err(_) => Some(Place::Local(text.strip_prefix("point-")?.to_owned())),
        };
        match text {
            "file" => Self::File,
            _ if text.starts_with("report-") => Self::Sent(text.trim_start_matches("report-").to_owned()),
            _ => moment(text)
                .map(|(day, time)| Self::Day(day, time))
                .or_else(|| place(text).map(Self::Point))
                .unwrap_or(Self::Now),
        }
    }

    fn word(&self) -> String {
        match self {
            Self::Now => "now".to_owned(),
            Self::Point(Place::Vault(number)) => format!("point-{number}"),
            Self::Point(Place::Local(key)) => format!("point-{key}"),
            Self::Day(day, None) => day.to_string(),
            Self::Day(day, Some(time)) => format!("{day}T{}", time.format("%H:%M")),
            Self::File => "file".to_owned(),
            Self::Sent(key) => format!("report-{key}"),
        }
    }
}

/// A day, and a time on it where one is given: `2026-11-22T14:30`.
fn moment(text: &str) -> Option<(Date, Option<NaiveTime>)> {
    match text.split_once('T') {
        None => Some((crate::model::parse_day(text)?, None)),
        Some((day, time)) => Some((crate::model::parse_day(day)?, Some(time.parse().ok()?))),
    }
}

/// How a state was found: the program, and what is not known of it.
#[derive(Clone)]
struct Found {
    program: Arc<Program>,
    unknown: Vec<String>,
    /// It is a digest: what no report compares is not in it.
    digest: bool,
    /// The moment it is of.
    at: Timestamp,
    /// What was foretold then, where that was kept, and of which project; else it is worked out.
    marks: Option<(Marks, Option<ProjectId>)>,
}

/// A snapshot file that was chosen.
#[derive(Clone)]
struct Chosen {
    name: String,
    program: Arc<Program>,
    /// When it was exported.
    at: Timestamp,
}

type Loaded = RwSignal<Option<Result<Found, String>>>;

/// Where the comparison of a recovery point with now is.
pub(super) fn open_point(app: App, place: &Place) {
    let from = Source::Point(place.clone()).word();
    app.go(app.route.get_untracked().with("from", &from).with("to", "now"));
}

/// What changed in the last seven days.
pub(super) fn open(app: App) {
    let day = untrack(|| app.today()) - chrono::Days::new(7);
    app.go(app.route.get_untracked().with("from", &day.to_string()).with("to", "now"));
}

/// The view takes the page's place while the address names what to compare.
pub(super) fn is_open(app: App) -> bool {
    app.param("from").is_some()
}

/// The view.
pub(super) fn view(app: App) -> AnyView {
    let file = RwSignal::new(None::<Chosen>);
    let points = RwSignal::new(Vec::<KeptPoint>::new());
    let saver = app.workbench.saver;
    Effect::new(move |_| {
        saver.looked.track();
        spawn_local(async move {
            let found = saver.list_points().await;
            points.try_update(|points| *points = found);
        });
    });
    let (before, after) = (loaded(app, "from", file, points), loaded(app, "to", file, points));
    let grouped = move || app.param("each").is_none();
    let back = move |_| app.go(app.route.get_untracked().with("from", "").with("to", "").with("each", ""));
    let swap = move |_| {
        let route = app.route.get_untracked();
        let (from, to) = (route.get("from").unwrap_or("now"), route.get("to").unwrap_or("now"));
        let (from, to) = (from.to_owned(), to.to_owned());
        app.go(route.with("from", &to).with("to", &from));
    };
    el("div")
        .class("content compare")
        .child(el("div").class("list-head").child(el("h2").child("Compare")).child(
            el("button").class("button small push").on_click(back).child(icon("undo")).child("Back to data"),
        ))
        .child(
            el("div")
                .class("compare-sides")
                .child(side(app, "from", "From", points, file))
                .child(
                    el("button")
                        .class("icon-button edged")
                        .attr("aria-label", "Swap the two sides")
                        .attr("title", "Swap the two sides")
                        .on_click(swap)
                        .child(icon("arrow")),
                )
                .child(side(app, "to", "To", points, file))
                .child(segmented(
                    "Lines",
                    &[(true, "Summary"), (false, "Every change")],
                    grouped,
                    move |summary| app.set_param("each", if summary { "" } else { "1" }),
                )),
        )
        .child(move || {
            let grouped = grouped();
            match (before.get(), after.get()) {
                (Some(Ok(before)), Some(Ok(after))) => result(app, &before, &after, grouped),
                (Some(Err(why)), _) | (_, Some(Err(why))) => {
                    el("p").class("empty").attr("role", "alert").child(why).into_any()
                }
                _ => el("p").class("quiet").child("Opening…").into_any(),
            }
        })
        .into_any()
}

/// The choice of one side.
fn side(
    app: App,
    name: &'static str,
    label: &'static str,
    points: RwSignal<Vec<KeptPoint>>,
    file: RwSignal<Option<Chosen>>,
) -> AnyView {
    let source = move || Source::parse(&app.param(name).unwrap_or_default());
    let choices = move || {
        let mut all = vec![Choice::new("now", "Now")];
        if let Some(name) = file.with(|file| file.as_ref().map(|file| file.name.clone())) {
            all.push(Choice::new("file", name));
        }
        all.push(Choice::new("choose", "A snapshot file…"));
        all.push(Choice::new("day", "A moment in the past"));
        let reports = app.with(|p| {
            let kept = p.reports.values().filter(|r| r.sent.is_some() && !r.state.is_empty());
            kept.map(|r| (r.key.clone(), r.title.clone())).collect::<Vec<_>>()
        });
        all.extend(reports.into_iter().map(|(key, title)| {
            Choice::new(Source::Sent(key.clone()).word(), format!("Report {key}, {title}"))
        }));
        let (zone, today) = (app.zone.get(), app.today());
        all.extend(points.get().into_iter().map(|point| {
            let when = phrases::capital(&phrases::moment(point.taken, &zone, today));
            let why = if point.why.is_empty() { String::new() } else { format!(", {}", point.why) };
            Choice::new(Source::Point(point.place).word(), format!("{when}{why}"))
        }));
        all
    };
    let value = move || match source() {
        Source::Day(..) => "day".to_owned(),
        other => other.word(),
    };
    let choose = move |value: String| match value.as_str() {
        "choose" => choose_file(app, name, file),
        "day" => app.set_param(name, &(untrack(|| app.today()) - chrono::Days::new(7)).to_string()),
        _ => app.set_param(name, &value),
    };
    let day = move || match source() {
        Source::Day(day, _) => Some(day),
        _ => None,
    };
    let time = move || match source() {
        Source::Day(_, time) => time,
        _ => None,
    };
    let is_day = Memo::new(move |_| day().is_some());
    let clock = move || {
        el("input")
            .class("input")
            .attr("type", "time")
            .attr("aria-label", format!("{label}: the time on this day"))
            .attr("title", "Empty: the start of the day")
            .on_change(move |event| {
                let time = event_target_value(&event).parse().ok();
                if let Some(day) = untrack(day) {
                    app.set_param(name, &Source::Day(day, time).word());
                }
            })
            .prop("value", move || time().map(|t| t.format("%H:%M").to_string()).unwrap_or_default())
    };
    el("div")
        .class("compare-side")
        .child(el("span").class("quiet").attr("aria-hidden", "true").child(label))
        .child(select(label, "", choices, value, choose))
        .child(move || {
            is_day.get().then(|| {
                let date = date_input(&format!("{label}: this day"), day, move |day| {
                    if let Some(day) = day {
                        app.set_param(name, &Source::Day(day, untrack(time)).word());
                    }
                });
                many(vec![date, clock().into_any()])
            })
        })
        .into_any()
}

fn choose_file(app: App, name: &'static str, file: RwSignal<Option<Chosen>>) {
    // The list shows what is true until a file was read.
    app.route.update(|_| {});
    files::choose(move |chosen| {
        let Some(chosen) = chosen.into_iter().next() else { return };
        spawn_local(async move {
            let title = chosen.name();
            let read = files::read(chosen).await.map_err(|error| error.to_string()).and_then(|chosen| {
                let text =
                    std::str::from_utf8(&chosen.bytes).map_err(|_| "it is not UTF-8 text".to_owned())?;
                snapshot::read(text).map_err(|error| error.to_string())
            });
            match read {
                Ok(read) => {
                    let (program, at) = (Arc::new(read.program), read.exported_at);
                    file.set(Some(Chosen { name: title, program, at }));
                    app.set_param(name, "file");
                }
                Err(why) => app.toasts.say(format!("{title} cannot be compared: {why} Nothing was changed.")),
            }
        });
    });
}

/// Opens the state that a parameter names, anew whenever it names another.
fn loaded(
    app: App,
    name: &'static str,
    file: RwSignal<Option<Chosen>>,
    points: RwSignal<Vec<KeptPoint>>,
) -> Loaded {
    let found: Loaded = RwSignal::new(None);
    let source = Memo::new(move |_| Source::parse(&app.param(name).unwrap_or_default()));
    Effect::new(move |_| {
        let set = move |state| _ = found.try_update(|found| *found = Some(state));
        let exact = |program: Arc<Program>, at| {
            Ok(Found { program, unknown: Vec::new(), digest: false, at, marks: None })
        };
        match source.get() {
            Source::Now => {
                set(exact(app.with(|program| Arc::new(program.clone())), crate::platform::clock::now()))
            }
            Source::Day(day, time) => {
                let zone = app.zone.get();
                let at = zone.moment(day.and_time(time.unwrap_or(NaiveTime::MIN)));
                set(Ok(app.with(|program| wound_back(program, at, &zone))));
            }
            Source::Sent(key) => {
                let report = app.with(|p| p.reports.values().find(|r| r.key == key).cloned());
                let project = report.as_deref().and_then(|r| r.project);
                set(match report.as_deref().map(sent::before) {
                    Some(Ok(before)) => Ok(Found {
                        program: before.program,
                        unknown: vec![
                            "A report keeps what reports compare: notes, meetings, tests and work finished long \
                             before it are not compared."
                                .to_owned(),
                        ],
                        digest: true,
                        at: before.at,
                        marks: Some((before.marks, project)),
                    }),
                    Some(Err(why)) => Err(why),
                    None => Err("There is no such report.".to_owned()),
                });
            }
            Source::File => set(match file.get() {
                Some(chosen) => exact(chosen.program, chosen.at),
                None => Err("Choose the snapshot file again: files are not kept over a reload.".to_owned()),
            }),
            Source::Point(place) => {
                found.set(None);
                spawn_local(async move {
                    let opened = app.workbench.saver.open_point(&place).await;
                    let taken = points
                        .try_with_untracked(|all| all.iter().find(|p| p.place == place).map(|p| p.taken));
                    let at = taken.flatten().unwrap_or_else(crate::platform::clock::now);
                    // Meanwhile another may have been chosen.
                    if source.try_get_untracked() == Some(Source::Point(place)) {
                        set(opened.and_then(|program| exact(Arc::new(program), at)));
                    }
                });
            }
        }
    });
    found
}

fn wound_back(program: &Program, at: Timestamp, zone: &Zone) -> Found {
    let mut past = as_of(program, at, zone);
    if at > crate::platform::clock::now() {
        past.unknown.insert(0, "This moment is still to come: the program stands as it does now.".to_owned());
    }
    Found { program: Arc::new(past.program), unknown: past.unknown, digest: false, at, marks: None }
}

/// Both sides in the same form: what a digest leaves out is left out on the other side.
fn comparable(app: App, before: &Found, after: &Found) -> (Arc<Program>, Arc<Program>) {
    let zone = app.zone.get_untracked();
    match (before.digest, after.digest) {
        (false, false) => (before.program.clone(), after.program.clone()),
        (true, false) => {
            let (was, is) = since(&before.program, before.at, &after.program, &zone);
            (Arc::new(was), Arc::new(is))
        }
        (false, true) => (Arc::new(digest(&before.program, after.at)), after.program.clone()),
        (true, true) => {
            // Finished work that the later one no longer holds was not deleted.
            let mut was = (*before.program).clone();
            let finished = |p: &Program, i: &crate::model::WorkItem| {
                p.status(i.status).is_some_and(|status| status.category.is_finished())
            };
            was.items
                .retain(|id, item| after.program.items.contains_key(id) || !finished(&before.program, item));
            (Arc::new(was), after.program.clone())
        }
    }
}

/// What was foretold and is foretold otherwise now.
fn foretold(app: App, before: &Found, after: &Found) -> Vec<Line> {
    let zone = app.zone.get_untracked();
    // A report foretold for its own project: like is compared with like.
    let scopes: Vec<Option<ProjectId>> =
        [before, after].into_iter().filter_map(|found| found.marks.as_ref().map(|(_, of)| *of)).collect();
    let project = scopes.first().copied().flatten();
    if scopes.iter().any(|of| *of != project) {
        return Vec::new();
    }
    let marks = |found: &Found| match &found.marks {
        Some((marks, _)) => marks.clone(),
        None => {
            let ctx = Context { program: &found.program, zone: &zone, now: found.at };
            Marks::forecasts(&Facts::new(&ctx), Scope { project, team: None })
        }
    };
    moved(&marks(before), &marks(after), &after.program, untrack(|| app.today()))
}

fn result(app: App, before: &Found, after: &Found, grouped: bool) -> AnyView {
    let (was, is) = comparable(app, before, after);
    let all = changes(&was, &is);
    let mut found = if grouped { lines_of(&was, &is, Scope::default()) } else { lines(&all) };
    let foretold = foretold(app, before, after);
    let forecasts = match foretold.len() {
        0 => String::new(),
        n => format!(" {} moved.", phrases::capital(&phrases::count(n, "forecast", "forecasts"))),
    };
    found.extend(foretold);
    found.order_by(|a, b| b.weight.cmp(&a.weight));
    let rest = found.len().saturating_sub(SHOWN);
    let mut notes = before.unknown.clone();
    notes.extend(after.unknown.iter().filter(|note| !before.unknown.contains(note)).cloned());
    let table = (!found.is_empty()).then(|| {
        el("div").class("table-wrap").child(
            el("table")
                .class("table change-table")
                .child(table_head(&["What", "Record", "Was", "Is", "How"]))
                .child(
                    el("tbody").child(many(found.iter().take(SHOWN).map(|line| row(app, line)).collect())),
                ),
        )
    });
    el("section")
        .attr("aria-label", "What changed")
        .child(el("p").class("strong").attr("role", "status").child(format!("{}.{forecasts}", summary(&all))))
        .child(notes.into_iter().map(|note| el("p").class("quiet").child(note)).collect_view())
        .child(table)
        .child((rest > 0).then(|| {
            el("p").class("quiet").child(format!("and {}", phrases::count(rest, "more line", "more lines")))
        }))
        .into_any()
}

/// A name that opens its record; what is gone cannot be opened.
fn link(app: App, to: Option<&Ref>, name: String) -> AnyView {
    match to.filter(|to| app.workbench.with_untracked(|p| to.is_known(p))) {
        Some(to) => {
            let to = to.clone();
            el("button").class("key-link").on_click(move |_| app.open_ref(&to)).child(name).into_any()
        }
        None => name.into_any(),
    }
}

fn row(app: App, line: &Line) -> AnyView {
    let name =
        [line.key.as_str(), &line.name].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" ");
    let record = match line.about.as_slice() {
        [only] if line.named.is_empty() => link(app, Some(only), name),
        _ => name.into_any(),
    };
    let behind = line.named.iter().enumerate().map(|(place, (to, name))| {
        let comma = if place > 0 { ", " } else { "" };
        many(vec![comma.into_any(), link(app, to.as_ref(), name.clone())])
    });
    let more = (line.unnamed() > 0).then(|| format!("and {} more", line.unnamed()));
    let behind = (!line.named.is_empty()).then(|| {
        el("div").class("behind").child(many(behind.collect())).child(" ").child(more.map(|more| {
            el("button")
                .class("link")
                .attr("title", "Show every change")
                .on_click(move |_| app.set_param("each", "1"))
                .child(more)
        }))
    });
    el("tr")
        .child(el("td").class("quiet").child(line.label.clone()))
        .child(el("td").child(el("span").class("strong").child(record)).child(behind))
        .child(el("td").class("was").child((!line.from.is_empty()).then(|| el("s").child(line.from.clone()))))
        .child(el("td").child(line.to.clone()))
        .child(el("td").class("quiet").child(line.remark.clone()))
        .into_any()
}
