//! What the entry panels share: the frame, a list of records, labelled fields.

use super::close;
use crate::app::App;
use crate::command::{CatalogueEdit, Command, LedgerEdit};
use crate::components::{date_input, icon, select, text_input};
use crate::dom::prelude::*;
use crate::model::{Date, Money};
use crate::views::choices;

/// A panel with a title, what it is good for, and its body.
pub(super) fn sheet(app: App, title: &'static str, why: &'static str, body: AnyView) -> AnyView {
    el("aside")
        .class("panel")
        .attr("aria-label", title)
        .child(
            el("div").class("panel-bar").child(el("h2").class("grow").child(title)).child(
                el("button")
                    .class("icon-button")
                    .attr("aria-label", "Close")
                    .attr("title", "Close (Esc)")
                    .on_click(move |_| close(app))
                    .child(icon("close")),
            ),
        )
        .child(el("div").class("panel-body entry").child(el("p").class("quiet").child(why)).child(body))
        .into_any()
}

/// A list of records, each with its fields; `add` makes a new one.
pub(super) fn list(
    verb: &'static str,
    add: impl FnMut(web_sys::MouseEvent) + 'static,
    ids: Memo<Vec<u64>>,
    row: impl Fn(u64) -> AnyView + 'static,
) -> AnyView {
    many(vec![
        el("div")
            .child(el("button").class("button").on_click(add).child(icon("plus")).child(verb))
            .into_any(),
        el("ul").class("entries").child(keyed(move || ids.get(), row)).into_any(),
    ])
}

/// One record: its fields, and a way to delete it.
pub(super) fn record(
    name: impl Fn() -> String + Clone + 'static,
    fields: Vec<AnyView>,
    delete: impl FnMut(web_sys::MouseEvent) + 'static,
) -> AnyView {
    let said = name.clone();
    el("li")
        .class("entry-record")
        .attr("aria-label", name)
        .child(el("div").class("entry-fields").child(fields))
        .child(
            el("button")
                .class("link danger")
                .attr("aria-label", move || format!("Delete {}", said()))
                .on_click(delete)
                .child("Delete"),
        )
        .into_any()
}

/// A field with its label above.
pub(super) fn field(label: &str, input: AnyView) -> AnyView {
    el("label").class("entry-field").child(el("span").class("quiet").child(label)).child(input).into_any()
}

/// The same over both columns.
pub(super) fn wide(label: &str, input: AnyView) -> AnyView {
    el("label")
        .class("entry-field wide")
        .child(el("span").class("quiet").child(label))
        .child(input)
        .into_any()
}

/// A text.
pub(super) fn text(
    label: &'static str,
    value: impl Fn() -> String + 'static,
    write: impl Fn(String) + 'static,
) -> AnyView {
    text_input(label, value, "", write)
}

/// A day.
pub(super) fn day(
    label: &'static str,
    value: impl Fn() -> Option<Date> + Clone + Send + Sync + 'static,
    write: impl Fn(Option<Date>) + 'static,
) -> AnyView {
    field(label, date_input(label, value, write))
}

/// An amount of money, in the currency that it has.
pub(super) fn money(
    app: App,
    label: &'static str,
    value: impl Fn() -> Option<Money> + Copy + 'static,
    write: impl Fn(Money) + 'static,
) -> AnyView {
    let shown = move || value().map(|m| m.to_string()).unwrap_or_default();
    let input = text_input(label, shown, "", move |text| {
        let currency = untrack(value)
            .map_or_else(|| app.workbench.with_untracked(|p| p.settings.currency), |m| m.currency);
        // The sign of the currency is shown, so it may be typed.
        let digits: String =
            text.replace('−', "-").chars().filter(|c| "0123456789.,-".contains(*c)).collect();
        match Money::parse(&digits, currency) {
            Some(money) => write(money),
            None => {
                app.toasts.say(format!("“{text}” is no amount. Nothing was changed; write 1200 or 1,200.50."))
            }
        }
    });
    field(label, input)
}

/// A whole number.
pub(super) fn number(
    app: App,
    label: &'static str,
    value: impl Fn() -> u32 + 'static,
    write: impl Fn(u32) + 'static,
) -> AnyView {
    let input = text_input(
        label,
        move || value().to_string(),
        "",
        move |text| match text.trim().parse() {
            Ok(number) => write(number),
            Err(_) => app.toasts.say(format!("“{text}” is no whole number. Nothing was changed.")),
        },
    );
    field(label, input)
}

/// A project by its id; with words for none, it may have none.
pub(super) fn project(
    app: App,
    none: &'static str,
    value: impl Fn() -> String + Clone + 'static,
    write: impl Fn(String) + 'static,
) -> AnyView {
    field("Project", select("Project", "", move || app.with(|p| choices::projects(p, none)), value, write))
}

/// A tick.
pub(super) fn tick(
    label: &'static str,
    value: impl Fn() -> bool + 'static,
    write: impl Fn(bool) + 'static,
) -> AnyView {
    el("label")
        .class("entry-tick")
        .child(
            el("input")
                .attr("type", "checkbox")
                .class("check")
                .on_change(move |event| write(event_target_checked(&event)))
                .prop("checked", value),
        )
        .child(label)
        .into_any()
}

/// Sends a change of a catalogue record.
pub(super) fn catalogue(app: App, edit: CatalogueEdit) {
    app.workbench.dispatch(Command::Catalogue(Box::new(edit)));
}

/// Sends a change of the ledger.
pub(super) fn ledger(app: App, edit: LedgerEdit) {
    app.workbench.dispatch(Command::Ledger(Box::new(edit)));
}

/// Deletes with the way back at hand.
pub(super) fn delete(app: App, edit: LedgerEdit) {
    app.workbench.dispatch_aloud(Command::Ledger(Box::new(edit)));
}
