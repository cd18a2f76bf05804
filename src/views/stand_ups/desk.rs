//! What the parts of the page share: the team, the day, the stand-up, and writing as people type.

use crate::analysis::Facts;
use crate::analysis::stand_up::{self as facts, LookAt};
use crate::app::App;
use crate::command::Command;
use crate::dom::prelude::*;
use crate::model::{Date, EntryId, PersonId, StandUp, StandUpLine, TeamId, Timestamp, WorkItem};
use crate::platform::{clock, page};
use crate::views::shell::Frame;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How long after the last key what was typed is written.
const PAUSE: i32 = 300;

/// A field of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// What they did.
    Yesterday,
    /// What they will do.
    Today,
    /// What stops them, as it is typed.
    Blocked,
}

impl Field {
    /// Its word in the page's attributes.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Yesterday => "yesterday",
            Self::Today => "today",
            Self::Blocked => "blocked",
        }
    }

    fn of(self, line: &mut StandUpLine) -> &mut String {
        match self {
            Self::Yesterday => &mut line.yesterday,
            Self::Today => &mut line.today,
            Self::Blocked => &mut line.blocked,
        }
    }
}

/// What was typed and is not written yet.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Typed {
    team: TeamId,
    day: Date,
    person: PersonId,
    field: Field,
    text: String,
}

/// The stand-up on screen. A handle.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) frame: Frame,
    /// The team; none where no team has people.
    pub(super) team: Memo<Option<TeamId>>,
    /// The day.
    pub(super) day: Memo<Date>,
    /// The stand-up, once anything was said.
    pub(super) record: Memo<Option<Arc<StandUp>>>,
    /// Who speaks, in order.
    pub(super) people: Memo<Vec<PersonId>>,
    /// The team's cards, the ones to look at first in front; worked out anew only when work changes.
    pub(super) cards: Memo<Arc<Vec<LookAt>>>,
    /// Counts when work changes: what is typed at a stand-up does not.
    pub(super) work: Memo<u64>,
    /// Moves every second while the clock runs.
    pub(super) second: RwSignal<u32>,
    /// The timer of the next second.
    pub(super) clock: StoredValue<i32>,
    typed: StoredValue<Option<Typed>>,
    timer: StoredValue<i32>,
}

/// Counts the states of the records that cards and figures rest on, by looking whether they are the same.
fn work_memo(app: App) -> Memo<u64> {
    type Items = BTreeMap<crate::model::WorkItemId, Arc<WorkItem>>;
    let last = StoredValue::new((0_u64, Items::new(), usize::MAX));
    Memo::new(move |_| {
        let today = app.today();
        app.with(|p| {
            let rest = p.sprints.values().map(|s| Arc::as_ptr(s) as usize).chain([
                Arc::as_ptr(&p.settings) as usize,
                p.workflows.len(),
                p.people.len(),
            ]);
            let rest = rest.fold((today - Date::default()).num_days().unsigned_abs() as usize, |sum, n| {
                sum.rotate_left(5) ^ n
            });
            let same = last.with_value(|(_, items, before)| {
                *before == rest
                    && items.len() == p.items.len()
                    && items.values().zip(p.items.values()).all(|(a, b)| Arc::ptr_eq(a, b))
            });
            if !same {
                last.update_value(|(n, items, before)| {
                    *n += 1;
                    items.clone_from(&p.items);
                    *before = rest;
                });
            }
            last.with_value(|(n, ..)| *n)
        })
    })
}

impl Desk {
    pub(super) fn new(frame: Frame) -> Self {
        let app = frame.app;
        let day = Memo::new(move |_| {
            let day = app.param("day").and_then(|d| crate::model::parse_day(&d));
            day.unwrap_or_else(|| app.today())
        });
        let team = Memo::new(move |before: Option<&Option<TeamId>>| {
            let name = app.param("team");
            let before = before.copied().flatten();
            app.with(|p| {
                let named = name.and_then(|name| p.teams.values().find(|t| t.name == name).map(|t| t.id));
                // Without one in the address the page keeps to the team that it opened with.
                // One that lost its people meanwhile has nobody to listen to.
                let peopled = |id: &TeamId| p.people.values().any(|person| person.team == Some(*id));
                let kept = before.filter(peopled);
                named.or(kept).or_else(|| facts::first_team(p, untrack(|| day.get())))
            })
        });
        let record = Memo::new(move |_| {
            let (team, day) = (team.get()?, day.get());
            app.with(|p| facts::find(p, team, day).cloned())
        });
        let people = Memo::new(move |_| {
            let (team, day) = (team.get(), day.get());
            team.map(|team| app.with(|p| facts::roster(p, team, day))).unwrap_or_default()
        });
        let work = work_memo(app);
        let cards = Memo::new(move |_| {
            work.with(|_| ());
            let team = team.get();
            let of = |team| untrack(|| app.analyse(|ctx| facts::look_first(&Facts::new(ctx), team)));
            Arc::new(team.map(of).unwrap_or_default())
        });
        let desk = Self {
            frame,
            team,
            day,
            record,
            people,
            cards,
            work,
            second: RwSignal::new(0),
            clock: StoredValue::new(0),
            typed: StoredValue::new(None),
            timer: StoredValue::new(0),
        };
        on_cleanup(move || {
            for timer in [desk.timer, desk.clock] {
                if let Some(timer) = timer.try_get_value() {
                    page::cancel(timer);
                }
            }
            desk.flush();
        });
        desk
    }

    pub(super) fn app(self) -> App {
        self.frame.app
    }

    /// The board is walked instead of going round the team.
    pub(super) fn walking(self) -> bool {
        self.app().param("mode").as_deref() == Some("walk")
    }

    /// Reads the stand-up; follows it.
    pub(super) fn with<T>(self, read: impl FnOnce(&StandUp) -> T) -> Option<T> {
        self.record.with(|record| record.as_deref().map(read))
    }

    /// A person's line; follows it.
    pub(super) fn line<T>(self, person: PersonId, read: impl FnOnce(&StandUpLine) -> T) -> Option<T> {
        self.with(|s| facts::line(s, person).map(read)).flatten()
    }

    /// Changes the stand-up; the first change makes it.
    pub(super) fn change(self, edit: impl FnOnce(&mut StandUp)) {
        let (Some(team), day) = (self.team.get_untracked(), self.day.get_untracked()) else { return };
        self.change_of(team, day, edit);
    }

    fn change_of(self, team: TeamId, day: Date, edit: impl FnOnce(&mut StandUp)) {
        let workbench = self.app().workbench;
        let (before, name) = workbench.with_untracked(|p| {
            let name = p.teams.get(&team).map(|t| t.name.clone()).unwrap_or_default();
            (facts::find(p, team, day).cloned(), name)
        });
        match before {
            Some(before) => {
                let mut after = (*before).clone();
                edit(&mut after);
                if after != *before {
                    workbench.dispatch(Command::revise((*before).clone(), after));
                }
            }
            None => {
                let title = [name.as_str(), ", ", &crate::model::short_day(day)].concat();
                let mut new = StandUp { title, team: Some(team), day, ..StandUp::default() };
                edit(&mut new);
                workbench.dispatch(Command::add(new));
            }
        }
    }

    /// Notes what is being typed; it is written in the next pause.
    pub(super) fn type_in(self, person: PersonId, field: Field, text: String) {
        let (Some(team), day) = (self.team.get_untracked(), self.day.get_untracked()) else { return };
        let typed = Typed { team, day, person, field, text };
        let other = self.typed.with_value(|now| {
            now.as_ref().is_some_and(|now| (now.person, now.field) != (typed.person, typed.field))
        });
        if other {
            self.flush();
        }
        self.typed.set_value(Some(typed));
        page::cancel(self.timer.get_value());
        self.timer.set_value(page::after(PAUSE, move || self.flush()));
    }

    /// Writes what was typed.
    pub(super) fn flush(self) {
        let Some(Some(typed)) = self.typed.try_update_value(Option::take) else { return };
        self.change_of(typed.team, typed.day, |stand_up| {
            on_line(stand_up, typed.person, |line| *typed.field.of(line) = typed.text);
        });
    }

    /// What stands in a field, typed or written.
    pub(super) fn text_now(self, person: PersonId, field: Field) -> String {
        let typed = self.typed.with_value(|typed| {
            typed.as_ref().filter(|t| (t.person, t.field) == (person, field)).map(|t| t.text.clone())
        });
        typed.unwrap_or_else(|| {
            let read = |line: &StandUpLine| field.of(&mut line.clone()).clone();
            untrack(|| self.line(person, read)).unwrap_or_default()
        })
    }

    /// What was typed became something else: it is not written any more.
    pub(super) fn forget(self) {
        self.typed.set_value(None);
    }

    /// Puts a text into a field at once.
    pub(super) fn put(self, person: PersonId, field: Field, text: String) {
        self.typed.set_value(None);
        self.change(|stand_up| on_line(stand_up, person, |line| *field.of(line) = text));
    }

    /// The moment, to the second while the clock runs.
    pub(super) fn now(self) -> Timestamp {
        self.second.track();
        clock::now()
    }
}

/// Changes a person's line; it is made where they have none yet.
pub(super) fn on_line(stand_up: &mut StandUp, person: PersonId, edit: impl FnOnce(&mut StandUpLine)) {
    if let Some(line) = stand_up.lines.iter_mut().find(|line| line.person == person) {
        edit(line);
        return;
    }
    let mut new = StandUpLine { id: EntryId::from(0), person, ..StandUpLine::default() };
    edit(&mut new);
    stand_up.lines.push(new);
}

/// Puts the cursor into a field of a person: at once where it is drawn, so that no letter goes elsewhere.
pub(super) fn focus_field(person: PersonId, field: Field) {
    let selector = format!("[data-person=\"{person}\"] [data-field=\"{}\"]", field.word());
    let focus = move || {
        let found = page::find(&selector);
        found.is_some_and(|element| element.focus().is_ok())
    };
    if !focus() {
        page::after_paint(move || {
            focus();
        });
    }
}
