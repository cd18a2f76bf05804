//! From a mark of a chart to the record behind it.

use crate::app::App;
use crate::chart::Target;
use crate::components::{MenuItem, Open};
use crate::dom::prelude::*;
use crate::views::shell::Frame;
use std::sync::Arc;
use web_sys::HtmlElement;

/// Most records that a menu names; all of them are in the table.
const MOST: usize = 12;

/// Opens the record behind a mark, or asks which of several.
pub(in crate::views) fn opener(frame: Frame) -> Open {
    Arc::new(move |targets, anchor| several(frame, targets, anchor))
}

fn several(frame: Frame, targets: &[Target], anchor: &HtmlElement) {
    let app = frame.app;
    if let [one] = targets {
        return open(app, *one);
    }
    let mut lines: Vec<MenuItem> = targets
        .iter()
        .take(MOST)
        .map(|target| {
            let target = *target;
            MenuItem::new(name(app, target), move || open(app, target))
        })
        .collect();
    if targets.len() > MOST {
        let rest = format!("{} more", targets.len() - MOST);
        lines.push(MenuItem::new(rest, || ()).unless(Some("in the table".to_owned())));
    }
    frame.menu.open_at(anchor, "Behind this mark", lines);
}

pub(super) fn name(app: App, target: Target) -> String {
    let name = app.workbench.with_untracked(|p| match target {
        Target::Item(id) => p.items.get(&id).map(|i| format!("{} {}", i.key, i.title)),
        Target::Risk(id) => p.risks.get(&id).map(|r| format!("{} {}", r.key, r.title)),
        Target::Sprint(id) => p.sprints.get(&id).map(|s| s.name.clone()),
        Target::Release(id) => p.releases.get(&id).map(|r| format!("Release {}", r.name)),
        Target::Milestone(id) => p.milestones.get(&id).map(|m| format!("Milestone {}", m.name)),
        Target::Package(id) => p.packages.get(&id).map(|w| w.name.clone()),
        Target::Project(id) => p.projects.get(&id).map(|p| p.name.clone()),
        Target::Incident(id) => p.incidents.get(&id).map(|i| format!("{} {}", i.key, i.title)),
    });
    name.unwrap_or_else(|| "A record that is gone".to_owned())
}

pub(super) fn open(app: App, target: Target) {
    let route = app.route.get_untracked();
    let entry = |name: &str| app.go(route.clone().with("item", "").with("figure", "").with("entry", name));
    match target {
        Target::Item(id) => app.open_item(id),
        Target::Risk(id) => {
            let key = app.workbench.with_untracked(|p| p.risks.get(&id).map(|r| r.key.clone()));
            app.open_risk_key(&key.unwrap_or_default());
        }
        Target::Sprint(id) => {
            let name = app.workbench.with_untracked(|p| p.sprints.get(&id).map(|s| s.name.clone()));
            app.go(route.with("tab", "sprints").with("sprint", &name.unwrap_or_default()));
        }
        Target::Release(_) => entry("releases"),
        Target::Incident(id) => app.open_ref(&crate::model::Ref::Incident(id)),
        Target::Milestone(_) => entry("milestones"),
        Target::Package(_) => entry("packages"),
        Target::Project(id) => {
            let prefix = app.workbench.with_untracked(|p| p.projects.get(&id).map(|p| p.prefix.clone()));
            app.go(route.with("project", &prefix.unwrap_or_default()));
        }
    }
}
