//! Ways out for other tools: tables and calendars of the program or of one project.

use crate::app::App;
use crate::components::{Choice, select};
use crate::dom::prelude::*;
use crate::exchange::outward::{self, Scope, due_days};
use crate::model::order::InOrder;
use crate::model::{Program, ProjectId, Zone};
use crate::platform::{clock, files};

/// What other tools take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::views) enum Export {
    /// Items, for Jira's importer.
    Jira,
    /// Items, for Azure DevOps' importer.
    Azure,
    /// Items with everything that is known of them.
    Items,
    Costs,
    Risks,
    Dependencies,
    /// Meetings, milestones and the days on which actions are due.
    Calendar,
}

impl Export {
    pub(in crate::views) const ALL: [Self; 7] =
        [Self::Jira, Self::Azure, Self::Items, Self::Costs, Self::Risks, Self::Dependencies, Self::Calendar];

    /// What the button says.
    const fn name(self) -> &'static str {
        match self {
            Self::Jira => "Jira CSV",
            Self::Azure => "Azure DevOps CSV",
            Self::Items => "Items CSV",
            Self::Costs => "Costs CSV",
            Self::Risks => "Risks CSV",
            Self::Dependencies => "Dependencies CSV",
            Self::Calendar => "Calendar (.ics)",
        }
    }

    /// What the palette says.
    pub(in crate::views) const fn command(self) -> &'static str {
        match self {
            Self::Jira => "Export items for Jira (CSV)",
            Self::Azure => "Export items for Azure DevOps (CSV)",
            Self::Items => "Export all items as a table (CSV)",
            Self::Costs => "Export costs as a table (CSV)",
            Self::Risks => "Export the risk register as a table (CSV)",
            Self::Dependencies => "Export dependencies as a table (CSV)",
            Self::Calendar => "Export a calendar (.ics)",
        }
    }

    const fn file(self) -> (&'static str, &'static str) {
        match self {
            Self::Jira => ("jira.csv", CSV),
            Self::Azure => ("azure-devops.csv", CSV),
            Self::Items => ("items.csv", CSV),
            Self::Costs => ("costs.csv", CSV),
            Self::Risks => ("risks.csv", CSV),
            Self::Dependencies => ("dependencies.csv", CSV),
            Self::Calendar => ("calendar.ics", "text/calendar;charset=utf-8"),
        }
    }

    fn text(self, program: &Program, zone: &Zone, scope: Scope) -> String {
        match self {
            Self::Jira => outward::jira_csv(program, zone, scope),
            Self::Azure => outward::azure_csv(program, scope),
            Self::Items => outward::items_csv(program, zone, scope),
            Self::Costs => outward::costs_csv(program, scope),
            Self::Risks => outward::risks_csv(program, zone, scope),
            Self::Dependencies => outward::dependencies_csv(program),
            Self::Calendar => {
                let days = due_days(program, scope);
                outward::calendar(program, zone, &|name| clock::known_zone(name), scope, &days)
            }
        }
    }
}

const CSV: &str = "text/csv;charset=utf-8";

/// Hands one of them to the user.
pub(in crate::views) fn export(app: App, what: Export, project: Option<ProjectId>) {
    let zone = app.zone.with_untracked(|zone| (**zone).clone());
    let day = zone.day(clock::now());
    let (ending, mime) = what.file();
    let (text, name) = app.workbench.with_untracked(|program| {
        let title = project
            .and_then(|id| program.projects.get(&id))
            .map_or(program.settings.name.as_str(), |project| project.name.as_str());
        let name = format!("{}-{day}-{ending}", super::file_stem(title));
        (what.text(program, &zone, Scope { project }), name)
    });
    app.toasts.say(if files::download(&name, mime, &text) {
        format!("{name} exported")
    } else {
        "The browser refused the download. Your program is as it was.".to_owned()
    });
}

/// The row on the page.
pub(super) fn row(app: App) -> AnyView {
    let project = RwSignal::new(None::<ProjectId>);
    let projects = move || {
        let mut all: Vec<Choice> = app
            .with(|p| p.projects.values().map(|x| Choice::new(x.id.to_string(), x.name.clone())).collect());
        all.order_by(|a, b| a.label.cmp(&b.label));
        all.insert(0, Choice::new("", "The whole program"));
        all
    };
    let chosen = move || project.get().map(|id| id.to_string()).unwrap_or_default();
    let buttons = Export::ALL.map(|what| {
        el("button")
            .class("button")
            .attr("title", what.command())
            .on_click(move |_| export(app, what, project.get_untracked()))
            .child(what.name())
            .into_any()
    });
    el("div")
        .class("data-exports")
        .child(el("div").class("strong").child("Export for another tool"))
        .child(el("div").class("quiet").child(
            "CSV that the importers of Jira and Azure DevOps take, tables for a spreadsheet, and a calendar with \
             meetings, milestones and days on which actions are due.",
        ))
        .child(
            el("div")
                .class("actions")
                .child(select("What is exported", "", projects, chosen, move |id: String| project.set(id.parse().ok())))
                .child(many(buttons.into_iter().collect())),
        )
        .into_any()
}
