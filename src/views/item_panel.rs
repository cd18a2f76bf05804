//! A work item in full, beside the page it was opened on.

use super::board::{assign_menu, move_menu, toggle_block};
use super::phrases;
use super::shell::Frame;
use crate::app::{App, Overlay};
use crate::command::{Command, ItemEdit};
use crate::components::{Choice, MenuItem, avatar, date_input, icon, select, text_input, title_input};
use crate::dom::prelude::*;
use crate::model::{
    Category, DefectPhase, Happening, ItemKind, Link, LinkKind, Parent, Points, Priority, Program, Ref,
    SprintState, WorkItem, WorkItemId,
};
use crate::platform::page;
use std::sync::Arc;
use wasm_bindgen::JsCast;

type Item = Memo<Option<Arc<WorkItem>>>;

/// The panel, when the address names an item.
pub(super) fn panel(frame: Frame) -> AnyView {
    let app = frame.app;
    let id = Memo::new(move |_| {
        let key = app.param("item")?;
        app.with(|p| p.item_by_key(&key).map(|i| i.id))
    });
    let wanted = Memo::new(move |_| app.param("item").is_some());
    (move || match (wanted.get(), id.get()) {
        (false, _) => ().into_any(),
        (true, Some(id)) => open(frame, id),
        (true, None) => gone(app),
    })
    .into_any()
}

fn gone(app: App) -> AnyView {
    let key = app.param("item").unwrap_or_default();
    el("aside")
        .class("panel")
        .attr("aria-label", "Details")
        .child(
            el("div")
                .class("panel-bar")
                .child(el("span").class("key grow").child(key.clone()))
                .child(close(app)),
        )
        .child(
            el("div")
                .class("panel-body empty")
                .child(el("h2").child("This item is not in the program"))
                .child(el("p").child(format!("{key} may have been deleted, or belongs to another program."))),
        )
        .into_any()
}

fn close(app: App) -> AnyView {
    el("button")
        .class("icon-button")
        .attr("aria-label", "Close")
        .attr("title", "Close (Esc)")
        .on_click(move |_| app.step_param("item", ""))
        .child(icon("close"))
        .into_any()
}

fn edit(app: App, id: WorkItemId, edit: ItemEdit) {
    app.workbench.dispatch(Command::EditItem(id, edit));
}

fn open(frame: Frame, id: WorkItemId) -> AnyView {
    let app = frame.app;
    let item: Item = Memo::new(move |_| app.with(|p| p.items.get(&id).cloned()));
    let key = Memo::new(move |_| item.with(|i| i.as_ref().map(|i| i.key.clone()).unwrap_or_default()));
    let title = move || item.with(|i| i.as_ref().map(|i| i.title.clone()).unwrap_or_default());
    let tab = RwSignal::new(0_usize);
    el("aside")
        .class("panel")
        .attr("aria-label", move || format!("{} details", key.get()))
        .child(
            el("div")
                .class("panel-bar")
                .child(move || item.with(|i| i.as_ref().map(|i| kind_sign(&i.kind))))
                .child(el("span").class("strong num grow").child(move || key.get()))
                .child(source_link(item))
                .child(
                    el("button")
                        .class("icon-button")
                        .attr("aria-label", move || format!("More for {}", key.get()))
                        .attr("aria-haspopup", "menu")
                        .on_click(move |event| {
                            if let Some(anchor) = event.current_target().and_then(|t| t.dyn_into().ok()) {
                                more_menu(frame, id, &anchor);
                            }
                        })
                        .child(icon("dots")),
                )
                .child(close(app)),
        )
        .child(
            el("div")
                .class("panel-body")
                .child(title_input(title, move |text| edit(app, id, ItemEdit::Title(text))))
                .child(move || blocked_note(frame, id, item))
                .child(properties(frame, id, item))
                .child(tabs(tab, item))
                .child(move || match tab.get() {
                    0 => notes(app, id, item),
                    1 => links(app, id, item),
                    2 => history(app, item),
                    _ => comments(app, id, item),
                })
                .child(move || (tab.get() == 0).then(|| time_in_status(app, item))),
        )
        .into_any()
}

fn kind_sign(kind: &ItemKind) -> AnyView {
    el("span")
        .attr("title", kind.name().to_owned())
        .class("row")
        .child(icon(super::board::kind_icon(kind)))
        .into_any()
}

/// To the item's page in its tracker.
fn source_link(item: Item) -> AnyView {
    (move || {
        let url = item.with(|i| i.as_ref()?.source.as_ref()?.url.clone())?;
        let safe = url.starts_with("https://") || url.starts_with("http://");
        safe.then(|| {
            el("a")
                .class("icon-button")
                .attr("href", url)
                .attr("target", "_blank")
                .attr("rel", "noopener noreferrer")
                .attr("aria-label", "Open in the tracker")
                .attr("title", "Open in the tracker")
                .child(icon("link"))
        })
    })
    .into_any()
}

fn more_menu(frame: Frame, id: WorkItemId, anchor: &web_sys::HtmlElement) {
    let app = frame.app;
    let (at_move, at_give) = (anchor.clone(), anchor.clone());
    let key = app.workbench.with_untracked(|p| p.items.get(&id).map(|i| i.key.clone())).unwrap_or_default();
    let risk_key = key.clone();
    // Elements are not `Send`; menus live on the one thread there is.
    let at_move = send_wrapper(at_move);
    let at_give = send_wrapper(at_give);
    let items = vec![
        MenuItem::new("Move to…", move || at_move.with_value(|a| move_menu(frame, id, a))).hint("M"),
        MenuItem::new("Give to…", move || at_give.with_value(|a| assign_menu(frame, id, a))).hint("A"),
        MenuItem::new("Block or unblock", move || toggle_block(app, id)).hint("X"),
        MenuItem::new("Make a risk", move || app.overlay.set(Some(Overlay::NewRisk(Some(risk_key.clone())))))
            .apart(),
        MenuItem::new("Delete", move || {
            if app.workbench.dispatch_aloud(Command::DeleteItem(id)) {
                app.set_param("item", "");
            }
        })
        .danger()
        .apart(),
    ];
    frame.menu.open_at(anchor, key, items);
}

fn send_wrapper(element: web_sys::HtmlElement) -> StoredValue<web_sys::HtmlElement, LocalStorage> {
    StoredValue::new_local(element)
}

/// The trouble first: since when, why, and what to do.
fn blocked_note(frame: Frame, id: WorkItemId, item: Item) -> Option<AnyView> {
    let app = frame.app;
    let block = item.get()?.blocked.clone()?;
    let days = app.analyse(|ctx| {
        crate::analysis::DayCount::Working.between(
            &ctx.program.settings,
            ctx.zone.day(block.since),
            ctx.today(),
        )
    });
    let (now, since) = (app.today(), app.zone.with(|z| z.day(block.since)));
    let reason = move || {
        item.with(|i| i.as_ref().and_then(|i| i.blocked.clone()).map(|b| b.reason).unwrap_or_default())
    };
    let key = item.with_untracked(|i| i.as_ref().map(|i| i.key.clone()));
    Some(
        el("div")
            .class("note red blocked-note")
            .child(
                el("div")
                    .child(
                        el("span")
                            .class("red strong")
                            .child(format!("Blocked {}", phrases::count(days as usize, "day", "days"))),
                    )
                    .child(" ")
                    .child(el("span").class("quiet").child(format!(
                        "since {} {}",
                        phrases::weekday(since),
                        phrases::near_day(since, now)
                    ))),
            )
            .child(el("div").class("props-free").child(text_input(
                "Why it is blocked",
                reason,
                "Why? Who can lift it?",
                move |text| edit(app, id, ItemEdit::Block(text)),
            )))
            .child(
                el("div")
                    .class("verbs")
                    .child(
                        el("button")
                            .class("link")
                            .on_click(move |_| app.overlay.set(Some(Overlay::NewRisk(key.clone()))))
                            .child("Make a risk"),
                    )
                    .child(
                        el("button")
                            .class("link")
                            .on_click(move |_| {
                                app.workbench.dispatch_aloud(Command::EditItem(id, ItemEdit::Unblock));
                            })
                            .child("Unblock"),
                    ),
            )
            .into_any(),
    )
}

/// Sorted choices of a table, with a first line for none.
fn choices<'a, R: 'a>(
    none: &str,
    records: impl Iterator<Item = &'a Arc<R>>,
    of: impl Fn(&R) -> (String, String),
) -> Vec<Choice> {
    let mut all: Vec<_> = records.map(|r| of(r)).collect();
    all.sort_by(|a, b| a.1.cmp(&b.1));
    std::iter::once(Choice::new("", none)).chain(all.into_iter().map(|(v, l)| Choice::new(v, l))).collect()
}

fn properties(frame: Frame, id: WorkItemId, item: Item) -> AnyView {
    let app = frame.app;
    let read = move |get: fn(&WorkItem) -> String| {
        move || item.with(|i| i.as_ref().map(|i| get(i)).unwrap_or_default())
    };
    let statuses = move || {
        app.with(|p| {
            let workflow =
                item.with(|i| i.as_ref().map(|i| i.project)).and_then(|project| p.workflow_of(project));
            workflow
                .map(|w| w.statuses.iter().map(|s| Choice::new(s.id.to_string(), s.name.clone())).collect())
                .unwrap_or_default()
        })
    };
    let people =
        move || app.with(|p| choices("No owner", p.people.values(), |x| (x.id.to_string(), x.name.clone())));
    let teams =
        move || app.with(|p| choices("No team", p.teams.values(), |x| (x.id.to_string(), x.name.clone())));
    let releases =
        move || app.with(|p| choices("None", p.releases.values(), |x| (x.id.to_string(), x.name.clone())));
    let goals =
        move || app.with(|p| choices("None", p.goals.values(), |x| (x.id.to_string(), x.name.clone())));
    let sprints = move || {
        app.with(|p| {
            let now = item.with(|i| i.as_ref().and_then(|i| i.sprint));
            let open = p.sprints.values().filter(|s| s.state != SprintState::Closed || Some(s.id) == now);
            choices("None", open, |x| (x.id.to_string(), x.name.clone()))
        })
    };
    let priorities = || {
        let named = Priority::ALL.map(|p| Choice::new(p.name(), p.name()));
        std::iter::once(Choice::new("", "None")).chain(named).collect::<Vec<_>>()
    };
    let kinds = move || {
        let mut all: Vec<Choice> = ItemKind::COMMON.iter().map(|k| Choice::new(k.name(), k.name())).collect();
        if let Some(ItemKind::Other(name)) = item.with(|i| i.as_ref().map(|i| i.kind.clone())) {
            all.push(Choice::new(name.clone(), name));
        }
        all
    };
    let due = move || item.with(|i| i.as_ref().and_then(|i| i.due));
    let owner = move || {
        let owner = item.with(|i| i.as_ref().and_then(|i| i.owner))?;
        app.with(|p| p.people.get(&owner).map(|x| avatar(x)))
    };
    let write_estimate = move |text: String| {
        if text.trim().is_empty() {
            edit(app, id, ItemEdit::Estimate(None));
        } else if let Some(points) = Points::parse(&text) {
            edit(app, id, ItemEdit::Estimate(Some(points)));
        } else {
            app.toasts.say(format!("“{text}” is no number of points. The estimate stays as it was."));
        }
    };
    let labels = move || item.with(|i| i.as_ref().map(|i| i.labels.join(", ")).unwrap_or_default());
    el("dl")
        .class("props")
        .child(el("dt").child("Status"))
        .child(el("dd").child(select("Status", "", statuses, read(|i| i.status.to_string()), move |v| {
            if let Ok(status) = v.parse() {
                edit(app, id, ItemEdit::Status(status))
            }
        })))
        .child(el("dt").child("Owner"))
        .child(el("dd").child(owner).child(select(
            "Owner",
            "",
            people,
            read(|i| i.owner.map(|o| o.to_string()).unwrap_or_default()),
            move |v| edit(app, id, ItemEdit::Owner(v.parse().ok())),
        )))
        .child(el("dt").child("Priority"))
        .child(el("dd").child({
            select(
                "Priority",
                "",
                priorities,
                read(|i| i.priority.map(|p| p.name().to_owned()).unwrap_or_default()),
                move |v| {
                    edit(app, id, ItemEdit::Priority(Priority::ALL.into_iter().find(|p| p.name() == v)));
                },
            )
        }))
        .child(el("dt").child("Estimate"))
        .child(
            el("dd")
                .class("short")
                .child(text_input(
                    "Estimate",
                    read(|i| i.estimate.map(|e| e.to_string()).unwrap_or_default()),
                    "not estimated",
                    write_estimate,
                ))
                .child(el("span").class("quiet").child("points")),
        )
        .child(el("dt").child("Type"))
        .child(el("dd").child({
            select("Type", "", kinds, read(|i| i.kind.name().to_owned()), move |v| {
                let kind = ItemKind::COMMON.into_iter().find(|k| k.name() == v).unwrap_or(ItemKind::Other(v));
                edit(app, id, ItemEdit::Kind(kind));
            })
        }))
        .child(el("dt").child("Team"))
        .child(el("dd").child(select(
            "Team",
            "",
            teams,
            read(|i| i.team.map(|o| o.to_string()).unwrap_or_default()),
            move |v| edit(app, id, ItemEdit::Team(v.parse().ok())),
        )))
        .child(el("dt").child("Sprint"))
        .child(el("dd").child(select(
            "Sprint",
            "",
            sprints,
            read(|i| i.sprint.map(|o| o.to_string()).unwrap_or_default()),
            move |v| edit(app, id, ItemEdit::Sprint(v.parse().ok())),
        )))
        .child(el("dt").child("Due"))
        .child(el("dd").child(date_input("Due", due, move |day| edit(app, id, ItemEdit::Due(day)))))
        .child(el("dt").child("Release"))
        .child(el("dd").child(select(
            "Release",
            "",
            releases,
            read(|i| i.release.map(|o| o.to_string()).unwrap_or_default()),
            move |v| edit(app, id, ItemEdit::Release(v.parse().ok())),
        )))
        .child(el("dt").child("Goal"))
        .child(el("dd").child(select(
            "Goal",
            "",
            goals,
            read(|i| i.goal.map(|o| o.to_string()).unwrap_or_default()),
            move |v| edit(app, id, ItemEdit::Goal(v.parse().ok())),
        )))
        .child(el("dt").child("Parent"))
        .child(el("dd").child(move || parent(app, item)))
        .child(el("dt").child("Labels"))
        .child(el("dd").child({
            text_input("Labels", labels, "none; separate by commas", move |text| {
                edit(app, id, ItemEdit::Labels(text.split(',').map(str::to_owned).collect()));
            })
        }))
        .child(move || {
            item.with(|i| i.as_ref().is_some_and(|i| i.kind == ItemKind::Bug)).then(|| defect(app, id, item))
        })
        .into_any()
}

fn parent(app: App, item: Item) -> AnyView {
    match item.with(|i| i.as_ref().and_then(|i| i.parent.clone())) {
        None => el("span").class("quiet").child("None").into_any(),
        Some(Parent::External(key)) => el("span")
            .child(key)
            .child(" ")
            .child(el("span").class("quiet").child("not in this program"))
            .into_any(),
        Some(Parent::Item(id)) => {
            let found = app.with(|p| p.items.get(&id).map(|i| (i.key.clone(), i.title.clone())));
            found
                .map(|(key, title)| {
                    let open = key.clone();
                    el("button")
                        .class("link cut")
                        .on_click(move |_| app.open_item_key(&open))
                        .child(title)
                        .child(" ")
                        .child(el("span").class("key").child(key))
                })
                .into_any()
        }
    }
}

/// What the leakage rate needs to know of a defect.
fn defect(app: App, id: WorkItemId, item: Item) -> AnyView {
    let releases =
        move || app.with(|p| choices("Unknown", p.releases.values(), |x| (x.id.to_string(), x.name.clone())));
    let affected = move || {
        item.with(|i| i.as_ref()?.defect.as_ref()?.release.map(|r| r.to_string())).unwrap_or_default()
    };
    let phase = move || {
        let phase = item.with(|i| i.as_ref()?.defect.as_ref()?.phase);
        match phase {
            None => "",
            Some(DefectPhase::BeforeRelease) => "before",
            Some(DefectPhase::AfterRelease) => "after",
        }
        .to_owned()
    };
    let phases = || {
        vec![
            Choice::new("", "By its date of creation"),
            Choice::new("before", "Before the release"),
            Choice::new("after", "After the release"),
        ]
    };
    let invalid =
        move || item.with(|i| i.as_ref().and_then(|i| i.defect.as_ref()).is_some_and(|d| d.invalid));
    many(vec![
        el("dt").child("Found in").into_any(),
        el("dd")
            .child(select("Found in release", "", releases, affected, move |v| {
                edit(app, id, ItemEdit::DefectRelease(v.parse().ok()))
            }))
            .into_any(),
        el("dt").child("Found").into_any(),
        el("dd")
            .child({
                select("Phase found", "", phases, phase, move |v| {
                    let phase = match v.as_str() {
                        "before" => Some(DefectPhase::BeforeRelease),
                        "after" => Some(DefectPhase::AfterRelease),
                        _ => None,
                    };
                    edit(app, id, ItemEdit::DefectPhase(phase));
                })
            })
            .into_any(),
        el("dt").child("Valid").into_any(),
        el("dd")
            .child(
                el("label")
                    .class("row")
                    .child(
                        el("input")
                            .attr("type", "checkbox")
                            .class("check")
                            .on_change(move |event| {
                                edit(app, id, ItemEdit::DefectInvalid(event_target_checked(&event)))
                            })
                            .prop("checked", invalid),
                    )
                    .child("Duplicate or no defect"),
            )
            .into_any(),
    ])
    .into_any()
}

fn tabs(tab: RwSignal<usize>, item: Item) -> AnyView {
    let counts = move |n: usize| {
        let n = item.with(|i| {
            i.as_ref().map_or(0, |i| match n {
                1 => i.links.len(),
                2 => i.history.len(),
                3 => i.comments.len(),
                _ => 0,
            })
        });
        (n > 0).then(|| many(vec![(" ").into_any(), el("span").class("n num").child(n).into_any()]))
    };
    let buttons = ["Notes", "Links", "History", "Comments"]
        .into_iter()
        .enumerate()
        .map(|(n, name)| {
            el("button")
                .attr("role", "tab")
                .attr("aria-selected", move || if tab.get() == n { "true" } else { "false" })
                .attr("tabindex", move || if tab.get() == n { "0" } else { "-1" })
                .on_click(move |_| tab.set(n))
                .on_keydown(move |event| {
                    let next = match event.key().as_str() {
                        "ArrowRight" => (n + 1) % 4,
                        "ArrowLeft" => (n + 3) % 4,
                        _ => return,
                    };
                    tab.set(next);
                    page::focus_later(".panel [role=tab][aria-selected=true]".into());
                })
                .child(name)
                .child(move || counts(n))
        })
        .collect_view();
    el("div")
        .class("tabs")
        .attr("role", "tablist")
        .attr("aria-label", "Parts of the item")
        .child(buttons)
        .into_any()
}

fn notes(app: App, id: WorkItemId, item: Item) -> AnyView {
    let text = move || item.with(|i| i.as_ref().map(|i| i.notes.clone()).unwrap_or_default());
    let extra = move || {
        let extra = item.with(|i| i.as_ref().map(|i| i.extra.clone()).unwrap_or_default());
        (!extra.is_empty()).then(|| {
            let rows = extra
                .into_iter()
                .map(|(name, values)| {
                    many(vec![
                        el("dt").class("cut").attr("title", name.clone()).child(name.clone()).into_any(),
                        el("dd").child(values.join(", ")).into_any(),
                    ])
                })
                .collect_view();
            el("details")
                .child(el("summary").child("Other columns of the export"))
                .child(el("dl").class("props").child(rows))
        })
    };
    many(vec![
        el("textarea")
            .class("input")
            .attr("rows", "5")
            .attr("aria-label", "Notes")
            .attr("placeholder", "Notes, in Markdown")
            .on_change(move |event| edit(app, id, ItemEdit::Notes(event_target_value(&event))))
            .prop("value", text)
            .into_any(),
        (extra).into_any(),
    ])
    .into_any()
}

/// What a link's other end is called, and how to open it.
fn describe(program: &Program, to: &Ref) -> (&'static str, String, String) {
    match to {
        Ref::Item(id) => program.items.get(id).map(|i| ("task", i.title.clone(), i.key.clone())),
        Ref::Risk(id) => program.risks.get(id).map(|r| ("risk", r.title.clone(), r.key.clone())),
        Ref::Milestone(id) => program.milestones.get(id).map(|m| ("flag", m.name.clone(), String::new())),
        Ref::Project(id) => program.projects.get(id).map(|p| ("board", p.name.clone(), String::new())),
        Ref::Goal(id) => program.goals.get(id).map(|g| ("flag", g.name.clone(), String::new())),
        Ref::External(key) => Some(("link", "Not in this program".to_owned(), key.clone())),
        Ref::Action(_) => None,
    }
    .unwrap_or(("link", "Deleted".to_owned(), String::new()))
}

fn link_word(kind: &LinkKind, outward: bool) -> String {
    match (kind, outward) {
        (LinkKind::Blocks, true) => "Blocks".into(),
        (LinkKind::Blocks, false) => "Waits for".into(),
        (LinkKind::LeadsTo, true) => "Leads to".into(),
        (LinkKind::LeadsTo, false) => "Comes from".into(),
        (LinkKind::Relates, _) => "Relates to".into(),
        (LinkKind::Duplicates, true) => "Duplicates".into(),
        (LinkKind::Duplicates, false) => "Duplicated by".into(),
        (LinkKind::Other(name), _) => name.clone(),
    }
}

fn links(app: App, id: WorkItemId, item: Item) -> AnyView {
    let rows = move || {
        let own = item.with(|i| i.as_ref().map(|i| i.links.clone()).unwrap_or_default());
        app.with(|p| {
            let mut rows: Vec<(String, Ref, Option<Link>)> =
                own.into_iter().map(|l| (link_word(&l.kind, true), l.to.clone(), Some(l))).collect();
            for other in p.items.values().filter(|o| o.id != id) {
                for link in other.links.iter().filter(|l| l.to == Ref::Item(id)) {
                    rows.push((link_word(&link.kind, false), Ref::Item(other.id), None));
                }
            }
            for risk in p.risks.values() {
                for link in risk.links.iter().filter(|l| l.to == Ref::Item(id)) {
                    rows.push((link_word(&link.kind, false), Ref::Risk(risk.id), None));
                }
            }
            for child in p.items.values().filter(|o| o.parent == Some(Parent::Item(id))) {
                rows.push(("Holds".into(), Ref::Item(child.id), None));
            }
            rows.into_iter()
                .map(|(word, to, own)| {
                    let (sign, title, key) = describe(p, &to);
                    (word, to, own, sign, title, key)
                })
                .collect::<Vec<_>>()
        })
    };
    let list = move || {
        rows()
            .into_iter()
            .map(|(word, to, own, sign, title, key)| {
                let open_key = key.clone();
                let name = match &to {
                    Ref::Item(_) => el("button")
                        .class("link")
                        .on_click(move |_| app.open_item_key(&open_key))
                        .child(title)
                        .into_any(),
                    Ref::Risk(_) => el("button")
                        .class("link")
                        .on_click(move |_| app.open_risk_key(&open_key))
                        .child(title)
                        .into_any(),
                    _ => el("span").class("strong").child(title).into_any(),
                };
                let remove = own.map(|link| {
                    let label = format!("Take the link to {key} away");
                    el("button")
                        .class("icon-button reveal")
                        .attr("aria-label", label)
                        .on_click(move |_| edit(app, id, ItemEdit::Unlink(link.clone())))
                        .child(icon("close"))
                });
                el("li")
                    .child(icon(sign))
                    .child(
                        el("span")
                            .child(name)
                            .child(" ")
                            .child(el("span").class("key").child(key))
                            .child(el("div").class("quiet").child(word)),
                    )
                    .child(remove)
            })
            .collect_view()
    };
    let kind = RwSignal::new("blocks".to_owned());
    let add = move |text: String| {
        let key = text.trim().to_uppercase();
        let found = app.workbench.with_untracked(|p| p.item_by_key(&key).map(|i| i.id));
        let Some(other) = found else {
            if !key.is_empty() {
                app.toasts.say(format!("There is no item {key} here. No link was made."));
            }
            return;
        };
        let (from, to, kind) = match kind.get_untracked().as_str() {
            "waits" => (other, id, LinkKind::Blocks),
            "relates" => (id, other, LinkKind::Relates),
            "leads" => (id, other, LinkKind::LeadsTo),
            _ => (id, other, LinkKind::Blocks),
        };
        app.workbench
            .dispatch_aloud(Command::EditItem(from, ItemEdit::Link(Link { kind, to: Ref::Item(to) })));
    };
    let kinds = || {
        vec![
            Choice::new("blocks", "Blocks"),
            Choice::new("waits", "Waits for"),
            Choice::new("leads", "Leads to"),
            Choice::new("relates", "Relates to"),
        ]
    };
    many(vec![
        el("ul").class("chain").child(list).into_any(),
        el("div")
            .class("row")
            .child(select("Kind of link", "small", kinds, move || kind.get(), move |v| kind.set(v)))
            .child(
                el("input")
                    .class("input small grow")
                    .attr("aria-label", "Key of the other item")
                    .attr("placeholder", "Key, such as PLT-96")
                    .on_change(move |event| {
                        add(event_target_value(&event));
                        if let Some(input) =
                            event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok())
                        {
                            input.set_value("");
                        }
                    }),
            )
            .into_any(),
    ])
    .into_any()
}

fn happening(program: &Program, what: &Happening) -> String {
    let status = |id| program.status(id).map_or_else(|| "a former status".to_owned(), |s| s.name.clone());
    let arrow = |from: String, to: String| {
        let or = |t: String| if t.is_empty() { "none".to_owned() } else { t };
        format!("{} → {}", or(from), or(to))
    };
    match what {
        Happening::Created { status: first } => format!("Created in {}", status(*first)),
        Happening::Moved { from, to } => arrow(status(*from), status(*to)),
        Happening::Blocked { reason } if reason.is_empty() => "Blocked".to_owned(),
        Happening::Blocked { reason } => format!("Blocked: {reason}"),
        Happening::Unblocked => "Unblocked".to_owned(),
        Happening::Sprint { from, to } => {
            let name = |id: &Option<_>| {
                id.and_then(|id| program.sprints.get(&id)).map(|s| s.name.clone()).unwrap_or_default()
            };
            format!("Sprint: {}", arrow(name(from), name(to)))
        }
        Happening::Estimate { from, to } => {
            let text = |p: &Option<Points>| p.map(|p| p.to_string()).unwrap_or_default();
            format!("Estimate: {}", arrow(text(from), text(to)))
        }
        Happening::Owner { from, to } => {
            let name = |id: &Option<_>| {
                id.and_then(|id| program.people.get(&id)).map(|s| s.name.clone()).unwrap_or_default()
            };
            format!("Owner: {}", arrow(name(from), name(to)))
        }
        Happening::Release { from, to } => {
            let name = |id: &Option<_>| {
                id.and_then(|id| program.releases.get(&id)).map(|s| s.name.clone()).unwrap_or_default()
            };
            format!("Release: {}", arrow(name(from), name(to)))
        }
        Happening::Field { name, from, to } => format!("{name}: {}", arrow(from.clone(), to.clone())),
    }
}

fn history(app: App, item: Item) -> AnyView {
    let rows = move || {
        let events = item.with(|i| i.as_ref().map(|i| i.history.clone()).unwrap_or_default());
        let today = app.today();
        app.with(|p| {
            events
                .iter()
                .rev()
                .map(|event| {
                    let when = app.zone.with(|z| phrases::moment(event.at, z, today));
                    let seen = event
                        .seen
                        .then(|| el("span").class("quiet").child(" seen by an import, happened before"));
                    el("li")
                        .child(el("span").class("num").child(when))
                        .child(el("span").child(happening(p, &event.what)).child(seen))
                })
                .collect_view()
        })
    };
    el("ul").class("history").child(rows).into_any()
}

fn comments(app: App, id: WorkItemId, item: Item) -> AnyView {
    let rows = move || {
        let comments = item.with(|i| i.as_ref().map(|i| i.comments.clone()).unwrap_or_default());
        let today = app.today();
        comments
            .into_iter()
            .map(|c| {
                let when = app.zone.with(|z| phrases::moment(c.at, z, today));
                el("li")
                    .class("comment")
                    .child(
                        el("div")
                            .child(el("span").class("strong").child(c.author))
                            .child(" ")
                            .child(el("span").class("quiet num").child(when)),
                    )
                    .child(el("div").class("pre").child(c.text))
            })
            .collect_view()
    };
    many(vec![
        el("ul").child(rows).into_any(),
        el("textarea")
            .class("input")
            .attr("rows", "2")
            .attr("aria-label", "New comment")
            .attr("placeholder", "Add a comment")
            .on_change(move |event| {
                let text = event_target_value(&event);
                if text.trim().is_empty() {
                    return;
                }
                let author = app
                    .workbench
                    .with_untracked(|p| p.me().map(|m| m.name.clone()))
                    .unwrap_or_else(|| "Me".to_owned());
                edit(app, id, ItemEdit::Comment { author, text });
                if let Some(area) =
                    event.target().and_then(|t| t.dyn_into::<web_sys::HtmlTextAreaElement>().ok())
                {
                    area.set_value("");
                }
            })
            .into_any(),
    ])
    .into_any()
}

/// How long the item was in each category so far.
fn time_in_status(app: App, item: Item) -> Option<AnyView> {
    let item = item.get()?;
    let now = app.now.get();
    let mut spans: Vec<(Category, String, i64)> = Vec::new();
    app.with(|p| {
        let moves: Vec<_> = item
            .history
            .iter()
            .filter_map(|e| match e.what {
                Happening::Created { status } | Happening::Moved { to: status, .. } => Some((e.at, status)),
                _ => None,
            })
            .collect();
        for (n, (at, status)) in moves.iter().enumerate() {
            let Some(status) = p.status(*status).filter(|s| !s.category.is_finished()) else { continue };
            let until = moves.get(n + 1).map_or(now, |next| next.0);
            let hours = (until.0 - at.0).max(0) / 3_600_000;
            match spans.iter_mut().find(|s| s.1 == status.name) {
                Some(span) => span.2 += hours,
                None => spans.push((status.category, status.name.clone(), hours)),
            }
        }
    });
    let total: i64 = spans.iter().map(|s| s.2).sum();
    if total == 0 {
        return None;
    }
    let word =
        |hours: i64| if hours < 24 { format!("{hours} h") } else { format!("{} d", (hours + 12) / 24) };
    let class = |c: Category| match c {
        Category::ToDo => "to_do",
        Category::InProgress => "in_progress",
        _ => "done",
    };
    let bars = spans
        .iter()
        .filter(|s| s.2 > 0)
        .map(|s| el("span").class(class(s.0)).style("flex-grow", s.2.to_string()))
        .collect_view();
    let words = spans.iter().map(|s| el("span").child(format!("{} {}", s.1, word(s.2)))).collect_view();
    Some(
        el("section")
            .class("time-in-status")
            .child(el("h3").child("Time in status"))
            .child(el("div").class("time-bar").attr("aria-hidden", "true").child(bars))
            .child(el("div").class("time-key num").child(words))
            .into_any(),
    )
}
