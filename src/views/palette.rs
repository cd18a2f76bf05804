//! Search over records and commands: Ctrl/⌘ K.

use super::shell::Frame;
use super::{data, phrases};
use crate::analysis::search::{Hit, Target, search};
use crate::app::{App, JUMPS, Overlay, Route, Theme, View, set_theme};
use crate::components::{dialog, icon};
use crate::dom::prelude::*;
use crate::platform::page;
use std::sync::Arc;

/// A line of the palette.
#[derive(Clone)]
struct Line {
    sign: &'static str,
    text: String,
    key: String,
    hint: String,
    group: &'static str,
    run: Arc<dyn Fn() + Send + Sync>,
}

/// Draws the palette when it is open.
pub(super) fn layer(frame: Frame) -> AnyView {
    let app = frame.app;
    (move || matches!(app.overlay.get(), Some(Overlay::Palette)).then(|| palette(frame))).into_any()
}

fn commands(frame: Frame) -> Vec<Line> {
    let app = frame.app;
    let line = |sign, text: &str, hint: &str, run: Arc<dyn Fn() + Send + Sync>| Line {
        sign,
        text: text.to_owned(),
        key: String::new(),
        hint: hint.to_owned(),
        group: "Commands",
        run,
    };
    let go = |view: View| -> Arc<dyn Fn() + Send + Sync> {
        Arc::new(move || app.go(app.route.with_untracked(|_| untrack(|| app.to(view)))))
    };
    let theme = |theme: Theme| -> Arc<dyn Fn() + Send + Sync> { Arc::new(move || set_theme(theme)) };
    let mut all = Vec::new();
    for (key, view) in JUMPS {
        let hint = format!("G then {}", key.to_uppercase());
        all.push(line(super::shell::nav_icon(view), &format!("Go to {}", view.title()), &hint, go(view)));
    }
    all.extend([
        line("plus", "Quick add", "C", Arc::new(move || app.overlay.set(Some(Overlay::QuickAdd)))),
        line("risk", "New risk", "", Arc::new(move || app.overlay.set(Some(Overlay::NewRisk(None))))),
        line(
            "alarm",
            "Open an incident",
            "I",
            Arc::new(move || app.overlay.set(Some(Overlay::NewIncident(None)))),
        ),
        line("import", "Import a file", "", Arc::new(move || data::choose_files(frame))),
        line("export", "Export a snapshot", "", Arc::new(move || data::export_snapshot(app))),
    ]);
    for what in data::Export::ALL {
        let run = move || data::export(app, what, untrack(|| app.project()));
        all.push(line("export", what.command(), "", Arc::new(run)));
    }
    all.extend([
        line("undo", "Undo", "", Arc::new(move || app.workbench.undo())),
        line("redo", "Redo", "", Arc::new(move || app.workbench.redo())),
        line("keys", "Show the keys", "?", Arc::new(move || app.overlay.set(Some(Overlay::Keys)))),
        line("sun", "Light theme", "", theme(Theme::Light)),
        line("moon", "Dark theme", "", theme(Theme::Dark)),
        line("sunset", "Theme of the system", "", theme(Theme::System)),
    ]);
    all
}

fn record(app: App, hit: Hit) -> Line {
    let (target, key) = (hit.target.clone(), hit.key.clone());
    let run: Arc<dyn Fn() + Send + Sync> = Arc::new(move || match target.clone() {
        Target::Item(_) => app.open_item_key(&key),
        Target::Risk(_) => app.open_risk_key(&key),
        Target::Record(to) => app.open_ref(&to),
        Target::Project(id) => {
            let prefix = app.workbench.with_untracked(|p| p.projects.get(&id).map(|x| x.prefix.clone()));
            app.go(Route::to(View::Board).with("project", &prefix.unwrap_or_default()));
        }
    });
    let sign = match hit.target {
        Target::Record(ref to) => phrases::kind_icon(to),
        Target::Item(id) => app
            .workbench
            .with_untracked(|p| p.items.get(&id).map_or("task", |i| super::board::kind_icon(&i.kind))),
        Target::Risk(_) => "risk",
        Target::Project(_) => "board",
    };
    Line { sign, text: hit.title, key: hit.key, hint: hit.hint, group: "Records", run }
}

fn palette(frame: Frame) -> AnyView {
    let app = frame.app;
    let query = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let found = Memo::new(move |_| query.with(|q| app.with(|p| search(p, q.trim_start_matches('>'), 8))));
    let lines = move || {
        let words = query.get();
        let only_commands = words.starts_with('>');
        let mut lines: Vec<Line> = Vec::new();
        if !only_commands {
            lines.extend(found.get().0.into_iter().map(|hit| record(app, hit)));
        }
        let wanted = words.trim_start_matches('>').trim().to_lowercase();
        let commands = commands(frame)
            .into_iter()
            .filter(|c| wanted.split_whitespace().all(|w| c.text.to_lowercase().contains(w)));
        lines.extend(commands);
        lines
    };
    let lines = StoredValue::new(Arc::new(lines) as Arc<dyn Fn() -> Vec<Line> + Send + Sync>);
    let get = move || lines.with_value(|f| f());
    let summary = move || {
        let (shown, all, records) =
            (found.with(|f| f.0.len()), found.with(|f| f.1), app.with(|p| p.record_count()));
        if query.with(|q| q.trim().is_empty()) {
            phrases::count(records, "record", "records")
        } else if shown < all {
            format!("{shown} of {} found", phrases::grouped(all))
        } else {
            format!("{} found", phrases::grouped(all))
        }
    };
    let run = move |n: usize| {
        if let Some(line) = untrack(get).get(n).cloned() {
            app.overlay.set(None);
            (line.run)();
        }
    };
    let list = move || {
        let mut group = "";
        get()
            .into_iter()
            .enumerate()
            .map(|(n, line)| {
                let head = (line.group != group).then(|| {
                    group = line.group;
                    el("div").class("group").attr("role", "presentation").child(line.group)
                });
                let selected = move || if chosen.get() == n { "true" } else { "false" };
                many(vec![
                    (head).into_any(),
                    el("div")
                        .class("palette-item")
                        .attr("role", "option")
                        .attr("id", format!("palette-{n}"))
                        .attr("aria-selected", selected)
                        .on_mousemove(move |_| chosen.set(n))
                        .on_click(move |_| run(n))
                        .child(icon(line.sign))
                        .child(el("span").class("cut").child(line.text))
                        .child(el("span").class("key").child(line.key))
                        .child(el("span").class("hint").child(line.hint))
                        .into_any(),
                ])
            })
            .collect_view()
    };
    let keys = move |event: web_sys::KeyboardEvent| {
        let count = untrack(get).len();
        let next = match event.key().as_str() {
            "ArrowDown" => (chosen.get_untracked() + 1) % count.max(1),
            "ArrowUp" => (chosen.get_untracked() + count.saturating_sub(1)) % count.max(1),
            "Enter" => {
                event.prevent_default();
                return run(chosen.get_untracked());
            }
            _ => return,
        };
        event.prevent_default();
        chosen.set(next);
        page::after_paint(move || {
            if let Some(line) = page::find(&format!("#palette-{next}")) {
                line.scroll_into_view_with_bool(false);
            }
        });
    };
    let body = many(vec![
        el("div")
            .class("dialog-title")
            .child(icon("search"))
            .child(
                el("input")
                    .class("palette-input")
                    .attr("data-autofocus", "")
                    .attr("role", "combobox")
                    .attr("aria-expanded", "true")
                    .attr("aria-controls", "palette-list")
                    .attr("aria-activedescendant", move || format!("palette-{}", chosen.get()))
                    .attr("aria-label", "Search and commands")
                    .attr("placeholder", "Search or type a command")
                    .attr("autocomplete", "off")
                    .attr("spellcheck", "false")
                    .on_input(move |event| {
                        query.set(event_target_value(&event));
                        chosen.set(0);
                    })
                    .on_keydown(keys)
                    .prop("value", move || query.get()),
            )
            .child(el("span").class("quiet wide-only").child(summary))
            .child(el("kbd").class("keycap").child("Esc"))
            .into_any(),
        el("div")
            .class("palette-list")
            .attr("id", "palette-list")
            .attr("role", "listbox")
            .attr("aria-label", "Results")
            .attr("tabindex", "-1")
            .child(list)
            .into_any(),
        el("div")
            .class("dialog-foot wide-only")
            .child(el("kbd").class("keycap").child("↑"))
            .child(el("kbd").class("keycap").child("↓"))
            .child(el("span").class("quiet").child("choose"))
            .child(el("kbd").class("keycap").child("Enter"))
            .child(el("span").class("quiet").child("open"))
            .child(el("span").class("push quiet").child("> commands   @ people   # labels"))
            .into_any(),
    ])
    .into_any();
    dialog("Search and commands", "wide palette", false, move || app.overlay.set(None), body)
}
