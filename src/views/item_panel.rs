//! A work item in full, beside the page it was opened on.

use super::board::{assign_menu, toggle_block, move_menu};
use super::phrases;
use super::shell::Frame;
use crate::app::{App, Overlay};
use crate::command::{Command, ItemEdit};
use crate::components::{Choice, MenuItem, avatar, date_input, icon, select, text_input, title_input};
use crate::model::{
    Category, DefectPhase, Happening, ItemKind, Link, LinkKind, Parent, Points, Priority, Program, Ref, SprintState,
    WorkItem, WorkItemId,
};
use crate::platform::page;
use leptos::prelude::*;
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
    view! {
        <aside class="panel" aria-label="Details">
            <div class="panel-bar">
                <span class="key grow">{key.clone()}</span>
                {close(app)}
            </div>
            <div class="panel-body empty">
                <h2>"This item is not in the program"</h2>
                <p>{format!("{key} may have been deleted, or belongs to another program.")}</p>
            </div>
        </aside>
    }
    .into_any()
}

fn close(app: App) -> AnyView {
    view! {
        <button class="icon-button" aria-label="Close" title="Close (Esc)" on:click=move |_| app.step_param("item", "")>
            {icon("close")}
        </button>
    }
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
    view! {
        <aside class="panel" aria-label=move || format!("{} details", key.get())>
            <div class="panel-bar">
                {move || item.with(|i| i.as_ref().map(|i| kind_sign(&i.kind)))}
                <span class="strong num grow">{move || key.get()}</span>
                {source_link(item)}
                <button
                    class="icon-button"
                    aria-label=move || format!("More for {}", key.get())
                    aria-haspopup="menu"
                    on:click=move |event| {
                        if let Some(anchor) = event.current_target().and_then(|t| t.dyn_into().ok()) {
                            more_menu(frame, id, &anchor);
                        }
                    }
                >
                    {icon("dots")}
                </button>
                {close(app)}
            </div>
            <div class="panel-body">
                {title_input(title, move |text| edit(app, id, ItemEdit::Title(text)))}
                {move || blocked_note(frame, id, item)}
                {properties(frame, id, item)}
                {tabs(tab, item)}
                {move || match tab.get() {
                    0 => notes(app, id, item),
                    1 => links(app, id, item),
                    2 => history(app, item),
                    _ => comments(app, id, item),
                }}
                {move || (tab.get() == 0).then(|| time_in_status(app, item))}
            </div>
        </aside>
    }
    .into_any()
}

fn kind_sign(kind: &ItemKind) -> AnyView {
    view! { <span title=kind.name().to_owned() class="row">{icon(super::board::kind_icon(kind))}</span> }.into_any()
}

/// To the item's page in its tracker.
fn source_link(item: Item) -> AnyView {
    (move || {
        let url = item.with(|i| i.as_ref()?.source.as_ref()?.url.clone())?;
        let safe = url.starts_with("https://") || url.starts_with("http://");
        safe.then(|| {
            view! {
                <a class="icon-button" href=url target="_blank" rel="noopener noreferrer" aria-label="Open in the tracker" title="Open in the tracker">
                    {icon("link")}
                </a>
            }
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
        MenuItem::new("Make a risk", move || app.overlay.set(Some(Overlay::NewRisk(Some(risk_key.clone()))))).apart(),
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
        crate::analysis::DayCount::Working.between(&ctx.program.settings, ctx.zone.day(block.since), ctx.today())
    });
    let (now, since) = (app.today(), app.zone.with(|z| z.day(block.since)));
    let reason = move || item.with(|i| i.as_ref().and_then(|i| i.blocked.clone()).map(|b| b.reason).unwrap_or_default());
    let key = item.with_untracked(|i| i.as_ref().map(|i| i.key.clone()));
    Some(
        view! {
            <div class="note red blocked-note">
                <div>
                    <span class="red strong">{format!("Blocked {}", phrases::count(days as usize, "day", "days"))}</span>
                    " " <span class="quiet">{format!("since {} {}", phrases::weekday(since), phrases::near_day(since, now))}</span>
                </div>
                <div class="props-free">
                    {text_input("Why it is blocked", reason, "Why? Who can lift it?", move |text| edit(app, id, ItemEdit::Block(text)))}
                </div>
                <div class="verbs">
                    <button class="link" on:click=move |_| app.overlay.set(Some(Overlay::NewRisk(key.clone())))>"Make a risk"</button>
                    <button
                        class="link"
                        on:click=move |_| {
                            app.workbench.dispatch_aloud(Command::EditItem(id, ItemEdit::Unblock));
                        }
                    >
                        "Unblock"
                    </button>
                </div>
            </div>
        }
        .into_any(),
    )
}

/// Sorted choices of a table, with a first line for none.
fn choices<'a, R: 'a>(none: &str, records: impl Iterator<Item = &'a Arc<R>>, of: impl Fn(&R) -> (String, String)) -> Vec<Choice> {
    let mut all: Vec<_> = records.map(|r| of(r)).collect();
    all.sort_by(|a, b| a.1.cmp(&b.1));
    std::iter::once(Choice::new("", none)).chain(all.into_iter().map(|(v, l)| Choice::new(v, l))).collect()
}

fn properties(frame: Frame, id: WorkItemId, item: Item) -> AnyView {
    let app = frame.app;
    let read = move |get: fn(&WorkItem) -> String| move || item.with(|i| i.as_ref().map(|i| get(i)).unwrap_or_default());
    let statuses = move || {
        app.with(|p| {
            let workflow = item.with(|i| i.as_ref().map(|i| i.project)).and_then(|project| p.workflow_of(project));
            workflow.map(|w| w.statuses.iter().map(|s| Choice::new(s.id.to_string(), s.name.clone())).collect()).unwrap_or_default()
        })
    };
    let people = move || app.with(|p| choices("No owner", p.people.values(), |x| (x.id.to_string(), x.name.clone())));
    let teams = move || app.with(|p| choices("No team", p.teams.values(), |x| (x.id.to_string(), x.name.clone())));
    let releases = move || app.with(|p| choices("None", p.releases.values(), |x| (x.id.to_string(), x.name.clone())));
    let goals = move || app.with(|p| choices("None", p.goals.values(), |x| (x.id.to_string(), x.name.clone())));
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
    view! {
        <dl class="props">
            <dt>"Status"</dt>
            <dd>{select("Status", "", statuses, read(|i| i.status.to_string()), move |v| {
                if let Ok(status) = v.parse() { edit(app, id, ItemEdit::Status(status)) }
            })}</dd>
            <dt>"Owner"</dt>
            <dd>{owner} {select("Owner", "", people, read(|i| i.owner.map(|o| o.to_string()).unwrap_or_default()), move |v| edit(app, id, ItemEdit::Owner(v.parse().ok())))}</dd>
            <dt>"Priority"</dt>
            <dd>{select("Priority", "", priorities, read(|i| i.priority.map(|p| p.name().to_owned()).unwrap_or_default()), move |v| {
                edit(app, id, ItemEdit::Priority(Priority::ALL.into_iter().find(|p| p.name() == v)));
            })}</dd>
            <dt>"Estimate"</dt>
            <dd class="short">{text_input("Estimate", read(|i| i.estimate.map(|e| e.to_string()).unwrap_or_default()), "not estimated", write_estimate)} <span class="quiet">"points"</span></dd>
            <dt>"Type"</dt>
            <dd>{select("Type", "", kinds, read(|i| i.kind.name().to_owned()), move |v| {
                let kind = ItemKind::COMMON.into_iter().find(|k| k.name() == v).unwrap_or(ItemKind::Other(v));
                edit(app, id, ItemEdit::Kind(kind));
            })}</dd>
            <dt>"Team"</dt>
            <dd>{select("Team", "", teams, read(|i| i.team.map(|o| o.to_string()).unwrap_or_default()), move |v| edit(app, id, ItemEdit::Team(v.parse().ok())))}</dd>
            <dt>"Sprint"</dt>
            <dd>{select("Sprint", "", sprints, read(|i| i.sprint.map(|o| o.to_string()).unwrap_or_default()), move |v| edit(app, id, ItemEdit::Sprint(v.parse().ok())))}</dd>
            <dt>"Due"</dt>
            <dd>{date_input("Due", due, move |day| edit(app, id, ItemEdit::Due(day)))}</dd>
            <dt>"Release"</dt>
            <dd>{select("Release", "", releases, read(|i| i.release.map(|o| o.to_string()).unwrap_or_default()), move |v| edit(app, id, ItemEdit::Release(v.parse().ok())))}</dd>
            <dt>"Goal"</dt>
            <dd>{select("Goal", "", goals, read(|i| i.goal.map(|o| o.to_string()).unwrap_or_default()), move |v| edit(app, id, ItemEdit::Goal(v.parse().ok())))}</dd>
            <dt>"Parent"</dt>
            <dd>{move || parent(app, item)}</dd>
            <dt>"Labels"</dt>
            <dd>{text_input("Labels", labels, "none; separate by commas", move |text| {
                edit(app, id, ItemEdit::Labels(text.split(',').map(str::to_owned).collect()));
            })}</dd>
            {move || item.with(|i| i.as_ref().is_some_and(|i| i.kind == ItemKind::Bug)).then(|| defect(app, id, item))}
        </dl>
    }
    .into_any()
}

fn parent(app: App, item: Item) -> AnyView {
    match item.with(|i| i.as_ref().and_then(|i| i.parent.clone())) {
        None => view! { <span class="quiet">"None"</span> }.into_any(),
        Some(Parent::External(key)) => {
            view! { <span>{key} " " <span class="quiet">"not in this program"</span></span> }.into_any()
        }
        Some(Parent::Item(id)) => {
            let found = app.with(|p| p.items.get(&id).map(|i| (i.key.clone(), i.title.clone())));
            found.map(|(key, title)| {
                let open = key.clone();
                view! { <button class="link cut" on:click=move |_| app.open_item_key(&open)>{title} " " <span class="key">{key}</span></button> }
            })
            .into_any()
        }
    }
}

/// What the leakage rate needs to know of a defect.
fn defect(app: App, id: WorkItemId, item: Item) -> AnyView {
    let releases = move || app.with(|p| choices("Unknown", p.releases.values(), |x| (x.id.to_string(), x.name.clone())));
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
    let invalid = move || item.with(|i| i.as_ref().and_then(|i| i.defect.as_ref()).is_some_and(|d| d.invalid));
    view! {
        <dt>"Found in"</dt>
        <dd>{select("Found in release", "", releases, affected, move |v| edit(app, id, ItemEdit::DefectRelease(v.parse().ok())))}</dd>
        <dt>"Found"</dt>
        <dd>{select("Phase found", "", phases, phase, move |v| {
            let phase = match v.as_str() {
                "before" => Some(DefectPhase::BeforeRelease),
                "after" => Some(DefectPhase::AfterRelease),
                _ => None,
            };
            edit(app, id, ItemEdit::DefectPhase(phase));
        })}</dd>
        <dt>"Valid"</dt>
        <dd>
            <label class="row">
                <input type="checkbox" class="check" prop:checked=invalid on:change=move |event| edit(app, id, ItemEdit::DefectInvalid(event_target_checked(&event))) />
                "Duplicate or no defect"
            </label>
        </dd>
    }
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
        (n > 0).then(|| view! { " " <span class="n num">{n}</span> })
    };
    let buttons = ["Notes", "Links", "History", "Comments"]
        .into_iter()
        .enumerate()
        .map(|(n, name)| {
            view! {
                <button
                    role="tab"
                    aria-selected=move || if tab.get() == n { "true" } else { "false" }
                    tabindex=move || if tab.get() == n { "0" } else { "-1" }
                    on:click=move |_| tab.set(n)
                    on:keydown=move |event| {
                        let next = match event.key().as_str() {
                            "ArrowRight" => (n + 1) % 4,
                            "ArrowLeft" => (n + 3) % 4,
                            _ => return,
                        };
                        tab.set(next);
                        page::focus_later(".panel [role=tab][aria-selected=true]".into());
                    }
                >
                    {name} {move || counts(n)}
                </button>
            }
        })
        .collect_view();
    view! { <div class="tabs" role="tablist" aria-label="Parts of the item">{buttons}</div> }.into_any()
}

fn notes(app: App, id: WorkItemId, item: Item) -> AnyView {
    let text = move || item.with(|i| i.as_ref().map(|i| i.notes.clone()).unwrap_or_default());
    let extra = move || {
        let extra = item.with(|i| i.as_ref().map(|i| i.extra.clone()).unwrap_or_default());
        (!extra.is_empty()).then(|| {
            let rows = extra
                .into_iter()
                .map(|(name, values)| view! { <dt class="cut" title=name.clone()>{name.clone()}</dt> <dd>{values.join(", ")}</dd> })
                .collect_view();
            view! {
                <details>
                    <summary>"Other columns of the export"</summary>
                    <dl class="props">{rows}</dl>
                </details>
            }
        })
    };
    view! {
        <textarea
            class="input"
            rows="5"
            aria-label="Notes"
            placeholder="Notes, in Markdown"
            prop:value=text
            on:change=move |event| edit(app, id, ItemEdit::Notes(event_target_value(&event)))
        ></textarea>
        {extra}
    }
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
                    Ref::Item(_) => view! { <button class="link" on:click=move |_| app.open_item_key(&open_key)>{title}</button> }.into_any(),
                    Ref::Risk(_) => view! { <button class="link" on:click=move |_| app.open_risk_key(&open_key)>{title}</button> }.into_any(),
                    _ => view! { <span class="strong">{title}</span> }.into_any(),
                };
                let remove = own.map(|link| {
                    let label = format!("Take the link to {key} away");
                    view! {
                        <button class="icon-button reveal" aria-label=label on:click=move |_| edit(app, id, ItemEdit::Unlink(link.clone()))>{icon("close")}</button>
                    }
                });
                view! {
                    <li>
                        {icon(sign)}
                        <span>
                            {name} " " <span class="key">{key}</span>
                            <div class="quiet">{word}</div>
                        </span>
                        {remove}
                    </li>
                }
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
        app.workbench.dispatch_aloud(Command::EditItem(from, ItemEdit::Link(Link { kind, to: Ref::Item(to) })));
    };
    let kinds = || {
        vec![
            Choice::new("blocks", "Blocks"),
            Choice::new("waits", "Waits for"),
            Choice::new("leads", "Leads to"),
            Choice::new("relates", "Relates to"),
        ]
    };
    view! {
        <ul class="chain">{list}</ul>
        <div class="row">
            {select("Kind of link", "small", kinds, move || kind.get(), move |v| kind.set(v))}
            <input
                class="input small grow"
                aria-label="Key of the other item"
                placeholder="Key, such as PLT-96"
                on:change=move |event| {
                    add(event_target_value(&event));
                    if let Some(input) = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok()) {
                        input.set_value("");
                    }
                }
            />
        </div>
    }
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
            let name = |id: &Option<_>| id.and_then(|id| program.sprints.get(&id)).map(|s| s.name.clone()).unwrap_or_default();
            format!("Sprint: {}", arrow(name(from), name(to)))
        }
        Happening::Estimate { from, to } => {
            let text = |p: &Option<Points>| p.map(|p| p.to_string()).unwrap_or_default();
            format!("Estimate: {}", arrow(text(from), text(to)))
        }
        Happening::Owner { from, to } => {
            let name = |id: &Option<_>| id.and_then(|id| program.people.get(&id)).map(|s| s.name.clone()).unwrap_or_default();
            format!("Owner: {}", arrow(name(from), name(to)))
        }
        Happening::Release { from, to } => {
            let name = |id: &Option<_>| id.and_then(|id| program.releases.get(&id)).map(|s| s.name.clone()).unwrap_or_default();
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
                    let seen = event.seen.then(|| view! { <span class="quiet">" seen by an import, happened before"</span> });
                    view! { <li><span class="num">{when}</span><span>{happening(p, &event.what)} {seen}</span></li> }
                })
                .collect_view()
        })
    };
    view! { <ul class="history">{rows}</ul> }.into_any()
}

fn comments(app: App, id: WorkItemId, item: Item) -> AnyView {
    let rows = move || {
        let comments = item.with(|i| i.as_ref().map(|i| i.comments.clone()).unwrap_or_default());
        let today = app.today();
        comments
            .into_iter()
            .map(|c| {
                let when = app.zone.with(|z| phrases::moment(c.at, z, today));
                view! {
                    <li class="comment">
                        <div><span class="strong">{c.author}</span> " " <span class="quiet num">{when}</span></div>
                        <div class="pre">{c.text}</div>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <ul>{rows}</ul>
        <textarea
            class="input"
            rows="2"
            aria-label="New comment"
            placeholder="Add a comment"
            on:change=move |event| {
                let text = event_target_value(&event);
                if text.trim().is_empty() {
                    return;
                }
                let author = app.workbench.with_untracked(|p| p.me().map(|m| m.name.clone())).unwrap_or_else(|| "Me".to_owned());
                edit(app, id, ItemEdit::Comment { author, text });
                if let Some(area) = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlTextAreaElement>().ok()) {
                    area.set_value("");
                }
            }
        ></textarea>
    }
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
    let word = |hours: i64| if hours < 24 { format!("{hours} h") } else { format!("{} d", (hours + 12) / 24) };
    let class = |c: Category| match c {
        Category::ToDo => "to_do",
        Category::InProgress => "in_progress",
        _ => "done",
    };
    let bars = spans
        .iter()
        .filter(|s| s.2 > 0)
        .map(|s| view! { <span class=class(s.0) style:flex-grow=s.2.to_string()></span> })
        .collect_view();
    let words = spans.iter().map(|s| view! { <span>{format!("{} {}", s.1, word(s.2))}</span> }).collect_view();
    Some(
        view! {
            <section class="time-in-status">
                <h3>"Time in status"</h3>
                <div class="time-bar" aria-hidden="true">{bars}</div>
                <div class="time-key num">{words}</div>
            </section>
        }
        .into_any(),
    )
}
