//! The properties of an item, each written in place.

use super::*;

pub(super) fn properties(frame: Frame, id: WorkItemId, item: Item) -> AnyView {
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
    let people = move || app.with(|p| crate::views::choices::people(p, "No owner"));
    let teams = move || app.with(|p| crate::views::choices::teams(p, "No team"));
    let releases = move || app.with(|p| crate::views::choices::releases(p, "None"));
    let goals = move || app.with(|p| crate::views::choices::goals(p, "None"));
    let sprints = move || {
        app.with(|p| {
            let now = item.with(|i| i.as_ref().and_then(|i| i.sprint));
            crate::views::choices::sprints(p, "None", now)
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

pub(super) fn parent(app: App, item: Item) -> AnyView {
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
pub(super) fn defect(app: App, id: WorkItemId, item: Item) -> AnyView {
    let releases = move || app.with(|p| crate::views::choices::releases(p, "Unknown"));
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
