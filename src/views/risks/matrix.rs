//! The 5 × 5 matrix. A field filters the register; arrow keys walk the fields, Shift with an arrow moves
//! the risk that stands there, M opens the menu, and a ring can be dragged.

use super::filters::cell_of;
use super::moves::{Step, choose, field_words, in_cell, move_menu, place, word};
use super::*;
use crate::platform::page;
use web_sys::{HtmlElement, KeyboardEvent, PointerEvent};

/// A ring under the pointer.
#[derive(Clone, Copy, PartialEq)]
struct Drag {
    from: Score,
    pointer: i32,
    start: (f64, f64),
    at: (f64, f64),
    /// It moved far enough for it not to be a click.
    moving: bool,
    over: Option<Score>,
}

/// Pixels of movement that make a press a drag.
const THRESHOLD: f64 = 5.0;

fn cell_name(score: Score) -> String {
    format!("{}x{}", score.probability, score.impact)
}

fn cell_of_element(element: &web_sys::Element) -> Option<(Score, HtmlElement)> {
    let cell = element.closest("[data-cell]").ok()??;
    Some((cell_of(&cell.get_attribute("data-cell")?)?, cell.dyn_into().ok()?))
}

fn element_of(score: Score) -> Option<HtmlElement> {
    page::find(&format!("[data-cell=\"{}\"]", cell_name(score)))
}

/// The focus follows to a field, once the page shows the change.
fn focus(score: Score) {
    page::focus_later(format!("[data-cell=\"{}\"]", cell_name(score)));
}

pub(super) fn matrix(desk: Desk) -> AnyView {
    let app = desk.frame.app;
    let drag = RwSignal::new(None::<Drag>);
    listen(desk, drag);
    let counts = Memo::new(move |_| {
        let (scope, inherent) = (app.scope(), desk.inherent.get());
        app.analyse(|ctx| figures::matrix(ctx, scope, inherent))
    });
    // The field that the Tab key comes to: where the keys were last.
    let here = RwSignal::new(Score { probability: 5, impact: 1 });
    let open_at = Memo::new(move |_| {
        let key = app.param("risk")?;
        let inherent = desk.inherent.get();
        app.with(|p| {
            let risk = p.risks.values().find(|r| r.key == key && !r.opportunity && r.state.is_open())?;
            Some(if inherent { risk.inherent } else { risk.residual })
        })
    });
    let rows = (1..=5_u8)
        .rev()
        .map(|probability| {
            let cells = (1..=5_u8)
                .map(|impact| cell(desk, Score { probability, impact }, counts, here, open_at, drag))
                .collect_view();
            let name = word(Score::PROBABILITIES, probability);
            many(vec![el("span").class("row-name").child(name).into_any(), cells])
        })
        .collect_view();
    let heads = Score::IMPACTS.map(|name| el("span").class("col-name").child(name)).collect_view();
    let title = move || if desk.inherent.get() { "Inherent score" } else { "Residual score" };
    el("section")
        .attr("aria-labelledby", "matrix-head")
        .child(
            el("div")
                .class("chart-head")
                .child(el("h2").attr("id", "matrix-head").child(title))
                .child(el("span").class("quiet").child("probability × impact")),
        )
        .child(
            el("div")
                .class("matrix-wrap")
                .child(
                    el("div")
                        .class("matrix")
                        .attr("role", "group")
                        .attr("aria-label", "Matrix. Arrow keys walk the fields, Enter filters, Shift with an arrow moves the risk, M opens the menu")
                        .child(rows)
                        .child(el("span").class("row-name").child("Impact"))
                        .child(heads),
                )
                .child(el("div").class("bands").child(move || bands(app, counts))),
        )
        .child(
            el("p").class("quiet caption wide-only").child(
                "Shift with an arrow key, or drag, moves a risk. M opens the menu.",
            ),
        )
        .child(move || preview(desk, drag))
        .into_any()
}

fn cell(
    desk: Desk,
    score: Score,
    counts: Memo<figures::Matrix>,
    here: RwSignal<Score>,
    open_at: Memo<Option<Score>>,
    drag: RwSignal<Option<Drag>>,
) -> AnyView {
    let app = desk.frame.app;
    let name = cell_name(score);
    let chosen = {
        let name = name.clone();
        move || app.param("cell").as_deref() == Some(name.as_str())
    };
    let count = move || {
        counts.with(|c| {
            let row = c.get(usize::from(score.probability - 1));
            row.and_then(|r| r.get(usize::from(score.impact - 1))).copied().unwrap_or(0)
        })
    };
    let label =
        move || format!("{}: {}", field_words(score), phrases::count(count() as usize, "risk", "risks"));
    let pressed = {
        let chosen = chosen.clone();
        move || if chosen() { "true" } else { "false" }
    };
    let aimed = move || drag.with(|d| d.is_some_and(|d| d.moving && d.over == Some(score)));
    let class = move || {
        let colour = match band_of(app, score) {
            Colour::Red => "red",
            Colour::Amber => "amber",
            _ => "green",
        };
        format!("cell-box {colour}{}{}", edges(app, score), if aimed() { " aimed" } else { "" })
    };
    let filter = {
        let name = name.clone();
        move || app.set_param("cell", if untrack(&chosen) { "" } else { &name })
    };
    el("button")
        .class(class)
        .attr("data-cell", name)
        .attr("tabindex", move || if here.get() == score { "0" } else { "-1" })
        .attr("aria-pressed", pressed)
        .on_click(move |_| filter())
        .on_focusin(move |_| here.set(score))
        .on_keydown(move |event| keys(desk, score, &event))
        .on_pointerdown(move |event| begin(drag, score, &event))
        .child(score.value())
        // Told after the number that is seen, so that the name begins with it.
        .child(el("span").class("sr-only").child(label))
        .child(move || {
            (count() > 0).then(|| {
                let class = if open_at.get() == Some(score) { "ring num here" } else { "ring num" };
                el("span").class(class).child(count())
            })
        })
        .into_any()
}

/// The stepped borders: where the colour of the field at the left or below is a milder one.
fn edges(app: App, score: Score) -> &'static str {
    let rank = |s: Option<Score>| {
        s.map(|s| match band_of(app, s) {
            Colour::Red => 2,
            Colour::Amber => 1,
            _ => 0,
        })
    };
    let own = rank(Some(score)).unwrap_or(0);
    let milder = |step: Step| rank(step.from(score)).is_some_and(|other| other < own);
    match (milder(Step::Milder), milder(Step::Unlikelier)) {
        (true, true) => " edge-start edge-foot",
        (true, false) => " edge-start",
        (false, true) => " edge-foot",
        _ => "",
    }
}

fn keys(desk: Desk, score: Score, event: &KeyboardEvent) {
    let app = desk.frame.app;
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let Some(anchor) = event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) else { return };
    if event.key().eq_ignore_ascii_case("m") {
        event.prevent_default();
        event.stop_propagation();
        let at = anchor.clone();
        let at = StoredValue::new_local(at);
        choose(desk, score, &anchor, move |id| {
            if let Some(at) = at.try_get_value() {
                move_menu(desk.frame, id, desk.inherent.get_untracked(), &at);
            }
        });
        return;
    }
    let Some(step) = Step::of_key(&event.key()) else { return };
    event.prevent_default();
    event.stop_propagation();
    let Some(to) = step.from(score) else {
        app.say("At the edge of the matrix");
        return;
    };
    if event.shift_key() {
        choose(desk, score, &anchor, move |id| {
            if place(app, id, to, desk.inherent.get_untracked()) {
                focus(to);
            }
        });
    } else if let Some(cell) = element_of(to) {
        let _ = cell.focus();
    }
}

fn begin(drag: RwSignal<Option<Drag>>, from: Score, event: &PointerEvent) {
    let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    let on_ring = target.is_some_and(|t| t.closest(".ring").ok().flatten().is_some());
    if event.button() != 0 || !event.is_primary() || !on_ring {
        return;
    }
    let at = (f64::from(event.client_x()), f64::from(event.client_y()));
    drag.set(Some(Drag { from, pointer: event.pointer_id(), start: at, at, moving: false, over: None }));
}

/// Follows the pointer wherever it goes, for as long as the page is shown.
fn listen(desk: Desk, drag: RwSignal<Option<Drag>>) {
    let app = desk.frame.app;
    let moved = window_event_listener(leptos::ev::pointermove, move |event| follow(app, drag, &event));
    let up = window_event_listener(leptos::ev::pointerup, move |event| drop(desk, drag, &event));
    let cancelled = window_event_listener(leptos::ev::pointercancel, move |_| drag.set(None));
    let keys = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
        if event.key() == "Escape" && drag.with_untracked(Option::is_some) {
            event.prevent_default();
            drag.set(None);
            app.say("Put back");
        }
    });
    on_cleanup(move || {
        moved.remove();
        up.remove();
        cancelled.remove();
        keys.remove();
    });
}

fn follow(app: App, drag: RwSignal<Option<Drag>>, event: &PointerEvent) {
    let Some(now) = drag.get_untracked().filter(|d| d.pointer == event.pointer_id()) else { return };
    let at = (f64::from(event.client_x()), f64::from(event.client_y()));
    if !now.moving && (at.0 - now.start.0).hypot(at.1 - now.start.1) <= THRESHOLD {
        return;
    }
    event.prevent_default();
    let under = page::document().and_then(|d| d.element_from_point(at.0 as f32, at.1 as f32));
    let over = under.and_then(|element| cell_of_element(&element)).map(|(score, _)| score);
    if over != now.over
        && let Some(score) = over
    {
        app.say(format!("{}. Escape puts it back", field_words(score)));
    }
    drag.set(Some(Drag { at, moving: true, over, ..now }));
}

fn drop(desk: Desk, drag: RwSignal<Option<Drag>>, event: &PointerEvent) {
    let Some(now) = drag.get_untracked().filter(|d| d.pointer == event.pointer_id()) else { return };
    drag.set(None);
    if !now.moving {
        return;
    }
    crate::views::board::drag::swallow_click();
    let Some(to) = now.over.filter(|to| *to != now.from) else { return };
    let Some(anchor) = element_of(to) else { return };
    let app = desk.frame.app;
    choose(desk, now.from, &anchor, move |id| {
        if place(app, id, to, desk.inherent.get_untracked()) {
            focus(to);
        }
    });
}

/// The ring in the hand, and the words for it.
fn preview(desk: Desk, drag: RwSignal<Option<Drag>>) -> Option<AnyView> {
    let now = drag.get().filter(|d| d.moving)?;
    let here = in_cell(desk, now.from);
    let key = match here.as_slice() {
        [one] => desk.frame.app.workbench.with_untracked(|p| p.risks.get(one).map(|r| r.key.clone())),
        several => Some(format!("One of {}", several.len())),
    };
    let words = match now.over {
        Some(score) => format!("To {}. Escape puts it back", field_words(score).to_lowercase()),
        None => "It goes back to its place here".to_owned(),
    };
    let (left, top) = (now.at.0 + 8.0, now.at.1 + 8.0);
    Some(many(vec![
        el("div")
            .class("card drag-preview ring-preview")
            .attr("aria-hidden", "true")
            .style("transform", format!("translate({left}px, {top}px)"))
            .child(key.unwrap_or_default())
            .into_any(),
        el("div").class("drag-words").attr("aria-hidden", "true").child(words).into_any(),
    ]))
}

/// How many stand in each colour, with its limits.
fn bands(app: App, counts: Memo<figures::Matrix>) -> AnyView {
    let limits = app.with(|p| p.settings.thresholds.risk);
    let by_band = |wanted: Colour| {
        counts.with(|c| {
            let mut sum = 0;
            for (probability, row) in (1..).zip(c) {
                for (impact, n) in (1..).zip(row) {
                    if band_of(app, Score { probability, impact }) == wanted {
                        sum += n;
                    }
                }
            }
            sum
        })
    };
    [
        (Colour::Red, format!("{} up", limits.1)),
        (Colour::Amber, format!("{} to {}", limits.0, limits.1.saturating_sub(1))),
        (Colour::Green, format!("under {}", limits.0)),
    ]
    .map(|(colour, text)| {
        el("div")
            .child(status_mark(colour, colour.name()))
            .child(el("div").class("quiet num").child(format!("{text}: {}", by_band(colour))))
    })
    .collect_view()
}
