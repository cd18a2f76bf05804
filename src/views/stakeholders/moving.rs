//! Moving somebody on the map: by keys, by the menu, by dragging.

use super::change;
use crate::analysis::stakeholders::Quadrant;
use crate::app::App;
use crate::components::{MenuItem, follow_pointer};
use crate::model::StakeholderId;
use crate::platform::page;
use crate::views::shell::Frame;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, PointerEvent};

/// Pixels of movement that make a press a drag.
const THRESHOLD: f64 = 5.0;

fn place_of(app: App, id: StakeholderId) -> Option<(u8, u8)> {
    app.workbench.with_untracked(|p| p.stakeholders.get(&id).map(|s| (s.influence, s.interest)))
}

/// Puts somebody at a place; the focus stays on them.
pub(super) fn put(app: App, id: StakeholderId, influence: u8, interest: u8) {
    let done = change(app, id, |s| {
        s.influence = influence.clamp(1, 5);
        s.interest = interest.clamp(1, 5);
    });
    if done.is_some()
        && let Some((influence, interest)) = place_of(app, id)
    {
        let quadrant = Quadrant::of(influence, interest).name();
        app.say(format!("Influence {influence}, interest {interest}: {}", quadrant.to_lowercase()));
    }
    page::focus_later(format!("[data-stakeholder=\"{id}\"]"));
}

/// One step on the map.
pub(super) fn step(app: App, id: StakeholderId, influence: i8, interest: i8) {
    if let Some((at_influence, at_interest)) = place_of(app, id) {
        put(
            app,
            id,
            at_influence.saturating_add_signed(influence),
            at_interest.saturating_add_signed(interest),
        );
    }
}

/// The menu twin of dragging.
pub(super) fn menu(frame: Frame, id: StakeholderId, anchor: &HtmlElement, name: String) {
    let app = frame.app;
    let Some((influence, interest)) = place_of(app, id) else { return };
    let most = |value: u8| (value >= 5).then(|| "at the top".to_owned());
    let least = |value: u8| (value <= 1).then(|| "at the foot".to_owned());
    let here = Quadrant::of(influence, interest);
    let mut items = vec![
        MenuItem::new("Open", move || app.open_ref(&crate::model::Ref::Stakeholder(id))),
        MenuItem::new("More influence", move || step(app, id, 1, 0))
            .hint("↑")
            .unless(most(influence))
            .apart(),
        MenuItem::new("Less influence", move || step(app, id, -1, 0)).hint("↓").unless(least(influence)),
        MenuItem::new("More interest", move || step(app, id, 0, 1)).hint("→").unless(most(interest)),
        MenuItem::new("Less interest", move || step(app, id, 0, -1)).hint("←").unless(least(interest)),
    ];
    for (n, quadrant) in Quadrant::ALL.into_iter().enumerate() {
        let (up, right) = match quadrant {
            Quadrant::ManageClosely => (4, 4),
            Quadrant::KeepSatisfied => (4, 2),
            Quadrant::KeepInformed => (2, 4),
            Quadrant::Monitor => (2, 2),
        };
        let label = format!("Move to {}", quadrant.name().to_lowercase());
        let item = MenuItem::new(label, move || put(app, id, up, right))
            .unless((quadrant == here).then(|| "is there".to_owned()));
        items.push(if n == 0 { item.apart() } else { item });
    }
    frame.menu.open_at(anchor, format!("Move {name}"), items);
}

/// The cell under the pointer, with its influence and interest.
fn cell_under(event: &PointerEvent) -> Option<(HtmlElement, u8, u8)> {
    let at = page::document()?.element_from_point(event.client_x() as f32, event.client_y() as f32)?;
    let cell: HtmlElement = at.closest("[data-influence]").ok().flatten()?.dyn_into().ok()?;
    let read = |name: &str| cell.get_attribute(name)?.parse().ok();
    let (influence, interest) = (read("data-influence")?, read("data-interest")?);
    Some((cell, influence, interest))
}

fn unmark() {
    if let Some(map) = page::find(".stakeholder-map") {
        for cell in page::find_all(&map, "[data-drop]") {
            let _ = cell.remove_attribute("data-drop");
        }
    }
}

/// Takes somebody up with the pointer; a press without movement stays a click.
pub(super) fn begin(app: App, id: StakeholderId, event: &PointerEvent) {
    if event.button() != 0 || event.pointer_type() == "touch" {
        return;
    }
    let start = (f64::from(event.client_x()), f64::from(event.client_y()));
    let place: Rc<Cell<Option<(u8, u8)>>> = Rc::default();
    let aim = place.clone();
    let moved = move |event: &PointerEvent| {
        let far = (f64::from(event.client_x()) - start.0).hypot(f64::from(event.client_y()) - start.1);
        if far < THRESHOLD {
            return;
        }
        event.prevent_default();
        unmark();
        let cell = cell_under(event);
        if let Some((cell, ..)) = &cell {
            let _ = cell.set_attribute("data-drop", "");
        }
        aim.set(cell.map(|(_, influence, interest)| (influence, interest)));
    };
    follow_pointer(moved, move |kept| {
        unmark();
        if let Some((influence, interest)) = place.take().filter(|_| kept) {
            put(app, id, influence, interest);
        }
    });
}
