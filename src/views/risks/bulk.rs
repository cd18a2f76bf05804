//! Changes of several records at once: all of them one step for undo.

use super::*;
use crate::command::FieldEdit;
use crate::json::Value;
use crate::model::Program;

/// The field of a kind that holds its owner, its state and its day, in its JSON.
const fn day_field(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Risks => ("review", "Review"),
        Kind::Assumptions => ("validate_by", "Validate by"),
        Kind::Issues => ("due", "Due"),
        Kind::Dependencies => ("needed_by", "Needed by"),
        Kind::Escalations => ("needed_by", "Needed by"),
    }
}

/// The command that sets one field of a record; an empty text clears it.
fn set(program: &Program, to: &Ref, field: &str, text: &str) -> Option<Command> {
    if let Ref::Risk(id) = to {
        let edit = match field {
            "owner" => RiskEdit::Owner(text.parse().ok()),
            "state" => RiskEdit::State(RiskState::ALL.into_iter().find(|s| s.name().to_lowercase() == text)?),
            "category" => RiskEdit::Category(text.to_owned()),
            _ => RiskEdit::Review(crate::model::parse_day(text)),
        };
        return Some(Command::EditRisk(*id, edit));
    }
    let place = to.slot(program)?.emptied()?;
    let edit = if text.is_empty() {
        FieldEdit::Clear(field.to_owned())
    } else {
        FieldEdit::Set(field.to_owned(), Value::Text(text.to_owned()))
    };
    Some(Command::Revise { place: Box::new(place), edits: vec![edit] })
}

fn remove(program: &Program, to: &Ref) -> Option<Command> {
    match to {
        Ref::Risk(id) => Some(Command::DeleteRisk(*id)),
        Ref::Dependency(id) => {
            Some(Command::Record(Box::new(crate::command::RecordEdit::DeleteDependency(*id))))
        }
        other => Some(Command::remove(other.slot(program)?)),
    }
}

fn run(desk: Desk, what: &str, make: impl Fn(&Program, &Ref) -> Option<Command>) {
    let app = desk.frame.app;
    let all = desk.ticked.get_untracked();
    let commands: Vec<Command> =
        app.workbench.with_untracked(|p| all.iter().filter_map(|to| make(p, to)).collect());
    let (many_word, one) = desk.kind.get_untracked().names();
    let label =
        format!("{}: {what}", phrases::count(commands.len(), &one.to_lowercase(), &many_word.to_lowercase()));
    if !commands.is_empty() && app.workbench.dispatch_aloud(Command::Together { label, commands }) {
        // What is gone is no longer ticked.
        desk.ticked.update(|ticked| {
            app.workbench.with_untracked(|p| ticked.retain(|to| to.is_known(p)));
        });
    }
}

/// The bar over the table, while something is ticked.
pub(super) fn bar(desk: Desk) -> AnyView {
    (move || {
        let shown = desk
            .lines
            .with(|lines| desk.ticked.with(|ticked| lines.iter().filter(|l| ticked.contains(&l.to)).count()));
        let all = desk.ticked.with(BTreeSet::len);
        (all > 0).then(|| open(desk, all, all - shown.min(all)))
    })
    .into_any()
}

fn open(desk: Desk, all: usize, hidden: usize) -> AnyView {
    let app = desk.frame.app;
    let kind = desk.kind.get_untracked();
    let people = move || {
        let mut all = app.with(|p| crate::views::choices::people(p, ""));
        all.insert(0, Choice::new("none", "Nobody"));
        all.insert(0, Choice::new("", "Owner…"));
        all
    };
    let states = move || {
        let mut all = vec![Choice::new("", "State…")];
        all.extend(register::states(kind).into_iter().map(|(word, name)| Choice::new(word, name)));
        all
    };
    let categories = move || {
        let mut all = vec![Choice::new("", "Category…")];
        all.extend(CATEGORIES.iter().map(|c| Choice::new(*c, *c)));
        all
    };
    let (field, name) = day_field(kind);
    let has_category = !matches!(kind, Kind::Dependencies | Kind::Escalations);
    let words = if hidden > 0 {
        format!("{all} selected, {hidden} of them not shown")
    } else {
        format!("{all} selected")
    };
    el("div")
        .class("toolbar bulk")
        .attr("role", "group")
        .attr("aria-label", "Selected")
        .child(el("span").class("strong num").child(words))
        .child(select("Owner of the selected", "small", people, String::new, move |v| {
            if !v.is_empty() {
                let id = if v == "none" { "" } else { &v };
                run(desk, "owner changed", |p, to| set(p, to, "owner", id));
            }
        }))
        .child(select("State of the selected", "small", states, String::new, move |v| {
            if !v.is_empty() {
                run(desk, "state changed", |p, to| set(p, to, "state", &v));
            }
        }))
        .child(has_category.then(|| {
            select("Category of the selected", "small", categories, String::new, move |v| {
                if !v.is_empty() {
                    run(desk, "category changed", |p, to| set(p, to, "category", &v));
                }
            })
        }))
        .child(
            el("label").class("row").child(name).child(
                el("input")
                    .class("input small")
                    .attr("type", "date")
                    .attr("aria-label", format!("{name} of the selected"))
                    .on_change(move |event| {
                        let text = event_target_value(&event);
                        let day = crate::model::parse_day(&text);
                        use chrono::Datelike;
                        if day.is_some_and(|d| d.year() >= 1900) {
                            run(desk, "day changed", |p, to| set(p, to, field, &text));
                        }
                    }),
            ),
        )
        .child(
            el("button")
                .class("button small danger")
                .on_click(move |_| run(desk, "deleted", remove))
                .child("Delete"),
        )
        .child(
            el("button")
                .class("button small plain")
                .on_click(move |_| desk.ticked.update(BTreeSet::clear))
                .child("Clear selection"),
        )
        .into_any()
}
