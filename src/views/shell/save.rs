//! The save state and what to do when saving fails.

use super::*;

/// The save state: honest words, never an icon alone.
pub(in crate::views) fn save_state(app: App) -> AnyView {
    let state = app.workbench.saver.state;
    let look = move || {
        match state.get() {
        SaveState::Nothing => {
            ("save quiet-sign", icon("dash"), "Nothing to save yet".to_owned(), String::new())
        }
        SaveState::Opening => (
            "save",
            icon("saving"),
            "Opening".to_owned(),
            "The database is asked for changes after these".to_owned(),
        ),
        SaveState::Saving => {
            ("save", icon("saving"), "Saving".to_owned(), "A change is being written".to_owned())
        }
        SaveState::Late => (
            "save amber",
            mark(Colour::Amber),
            "Not saved yet: waiting for the database".to_owned(),
            "The browser's database lets this page wait. If Gluework is open in other tabs, close them. It goes on by \
             itself once the database answers."
                .to_owned(),
        ),
        SaveState::Saved(at) => {
            let when = app.zone.with_untracked(|z| phrases::clock(at, z));
            let how = format!("Committed to this browser's database at {when}: a crash does not lose it");
            ("save", icon("saved"), "Saved".to_owned(), how)
        }
        SaveState::Loose(_, why) => (
            "save amber",
            mark(Colour::Amber),
            "Saved, but a crash may cost the last seconds".to_owned(),
            why,
        ),
        SaveState::Failed { short, long } => ("save amber", mark(Colour::Amber), short, long),
        SaveState::Stopped { short, long } => ("save red", mark(Colour::Red), short, long),
    }
    };
    el("span")
        .attr("role", "status")
        .attr("aria-label", "Save state")
        .class(move || look().0)
        .attr("title", move || look().3)
        .child(move || {
            let (_, sign, text, _) = look();
            many(vec![(sign).into_any(), el("span").child(text).into_any()])
        })
        .into_any()
}

/// Says above the page why nothing is saved and what to do.
pub(super) fn save_trouble(app: App) -> AnyView {
    let state = app.workbench.saver.state;
    (move || {
        let (class, text) = match state.get() {
            SaveState::Failed { long, .. } => ("trouble note amber", long),
            SaveState::Stopped { long, .. } => ("trouble note red", long),
            _ => return None,
        };
        let stopped = matches!(state.get_untracked(), SaveState::Stopped { .. });
        Some(
            el("div")
                .class(class)
                .attr("role", "alert")
                .child(el("span").class("grow").child(text))
                .child(
                    el("button")
                        .class("button small")
                        .on_click(move |_| data::export_snapshot(app))
                        .child("Export now"),
                )
                .child(if stopped {
                    el("button")
                        .class("button small")
                        .on_click(move |_| page::reload())
                        .child("Reload")
                        .into_any()
                } else {
                    el("button")
                        .class("button small")
                        .on_click(move |_| {
                            app.workbench.saver.write_checkpoint();
                        })
                        .child("Try again")
                        .into_any()
                }),
        )
    })
    .into_any()
}
