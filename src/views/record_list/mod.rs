//! Records of one kind as a fast list: filters in the address, editing in place and in bulk, sorting, export.
//!
//! A view says what its records are ([`ListSpec`]) and puts [`RecordList::toolbar`] and [`RecordList::view`]
//! on its page.

mod bulk;
mod cells;
mod filters;
mod head;
mod keys;
mod row;
mod write;

use super::phrases;
use super::shell::Frame;
use crate::analysis::Context;
use crate::analysis::lists::{Row, SortBy, shown};
use crate::app::App;
use crate::command::FieldEdit;
use crate::components::{Viewport, Windowed, windowed};
use crate::dom::prelude::*;
use crate::model::Date;
use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) use write::{copy_text, state_edits};

/// What a list is of.
pub(super) struct ListSpec {
    /// What it is called: `Actions`.
    pub name: &'static str,
    /// One of them and several: `action`, `actions`.
    pub nouns: (&'static str, &'static str),
    /// All rows, in the order of their ids.
    pub rows: fn(&Context<'_>) -> Vec<Row>,
    /// The states, in JSON and for people.
    pub states: fn() -> Vec<(&'static str, &'static str)>,
    /// What a new state changes in the record.
    pub state_edits: fn(&Row, &str, Date) -> Vec<FieldEdit>,
    /// What the day is called, and the field that holds it.
    pub due: (&'static str, &'static str),
    /// What the column is called that is special to the kind.
    pub extra: &'static str,
    /// What to say where there are none at all: a fact and a sentence.
    pub empty: (&'static str, &'static str),
}

/// A list on a page. A handle.
#[derive(Clone, Copy)]
pub(super) struct RecordList {
    frame: Frame,
    spec: &'static ListSpec,
    /// All rows, in the order of their ids.
    rows: Memo<Arc<Vec<Row>>>,
    /// Those that pass the filters, in the order of the list.
    passing: Memo<Arc<Vec<Row>>>,
    /// Those that are ticked, by the number of their ids.
    ticked: RwSignal<BTreeSet<u64>>,
    /// The row that keys act on.
    at: RwSignal<u64>,
    /// The row whose day is being picked.
    picking: RwSignal<u64>,
}

/// A row's number: its id's.
fn number(row: &Row) -> u64 {
    row.at.number()
}

impl RecordList {
    /// A list; lives as long as what is drawn around it.
    pub(super) fn new(frame: Frame, spec: &'static ListSpec) -> Self {
        let app = frame.app;
        let rows = Memo::new(move |_| Arc::new(app.analyse(|ctx| (spec.rows)(ctx))));
        let passing = Memo::new(move |_| {
            let (filter, sort, today) = (filters::filter(app), sort(app), app.today());
            Arc::new(rows.with(|rows| app.with(|p| shown(p, rows, &filter, sort, today))))
        });
        let list = Self {
            frame,
            spec,
            rows,
            passing,
            ticked: RwSignal::new(BTreeSet::new()),
            at: RwSignal::new(0),
            picking: RwSignal::new(0),
        };
        // What is no longer on the list is no longer ticked: nothing is changed that is not seen.
        Effect::new(move |_| {
            let there: BTreeSet<u64> = passing.with(|rows| rows.iter().map(number).collect());
            if list.ticked.with_untracked(|ticked| ticked.iter().any(|n| !there.contains(n))) {
                list.ticked.update(|ticked| ticked.retain(|n| there.contains(n)));
            }
            // One row can always be reached with the Tab key.
            if !there.contains(&list.at.get_untracked()) {
                list.at.set(passing.with_untracked(|rows| rows.first().map_or(0, number)));
            }
        });
        list
    }

    fn app(self) -> App {
        self.frame.app
    }

    /// A row by its number; follows it.
    fn row(self, wanted: u64) -> Option<Row> {
        self.rows.with(|rows| {
            let place = rows.binary_search_by_key(&wanted, number).ok()?;
            rows.get(place).cloned()
        })
    }

    /// The ticked rows in the order of the list.
    fn chosen(self) -> Vec<Row> {
        self.passing.with_untracked(|rows| {
            self.ticked.with_untracked(|ticked| {
                rows.iter().filter(|r| ticked.contains(&number(r))).cloned().collect()
            })
        })
    }

    /// `9 open, 2 overdue`, for the header.
    pub(super) fn summary(self) -> String {
        let today = self.app().today();
        let (open, late) = self.rows.with(|rows| {
            let open = rows.iter().filter(|row| row.open).count();
            (open, rows.iter().filter(|row| row.is_overdue(today)).count())
        });
        if late == 0 { format!("{open} open") } else { format!("{open} open, {late} overdue") }
    }

    /// The filters; while rows are ticked, what can be done with them.
    pub(super) fn toolbar(self) -> AnyView {
        let some = Memo::new(move |_| self.ticked.with(|ticked| !ticked.is_empty()));
        (move || if some.get() { bulk::bar(self) } else { filters::bar(self) }).into_any()
    }

    /// The list itself.
    pub(super) fn view(self) -> AnyView {
        let viewport = Viewport::new();
        let ids = Memo::new(move |_| self.passing.with(|rows| rows.iter().map(number).collect::<Vec<_>>()));
        let layout = Windowed { estimate: 37.0, gap: 0.0, margin: 400.0 };
        let none = Memo::new(move |_| ids.with(Vec::is_empty));
        el("div")
            .class("scroll record-scroll")
            .attr("tabindex", "-1")
            .node_ref(viewport.node)
            .on_scroll(move |_| viewport.moved())
            .on_keydown(move |event| keys::press(self, &event))
            .child(
                el("div")
                    .class("record-list-table")
                    .attr("role", "grid")
                    .attr("aria-label", self.spec.name)
                    .attr("aria-multiselectable", "true")
                    .attr("aria-rowcount", move || (ids.with(Vec::len) + 1).to_string())
                    .child(head::head(self))
                    .child(windowed(ids, viewport, layout, move |id| row::row(self, id))),
            )
            .child(move || none.get().then(|| self.nothing()))
            .into_any()
    }

    /// Nothing on the list: because there is nothing, or because of the filters.
    fn nothing(self) -> AnyView {
        let any = self.rows.with(|rows| !rows.is_empty());
        let (fact, sentence) = if any {
            ("Nothing here with these filters", "Everything that is not shown is as it was.")
        } else {
            self.spec.empty
        };
        let reset = any.then(|| {
            el("button")
                .class("button")
                .on_click(move |_| filters::clear(self.app()))
                .child("Show all open ones")
        });
        el("div")
            .class("content empty")
            .child(el("h2").child(fact))
            .child(el("p").child(sentence))
            .child(reset)
            .into_any()
    }

    /// `1 action`, `4 actions`.
    fn count(self, n: usize) -> String {
        phrases::count(n, self.spec.nouns.0, self.spec.nouns.1)
    }
}

/// The order that the address asks for.
fn sort(app: App) -> (SortBy, bool) {
    let word = app.param("sort").unwrap_or_default();
    let (down, word) = word.strip_prefix('-').map_or((false, word.as_str()), |rest| (true, rest));
    (SortBy::of(word).unwrap_or_default(), down)
}
