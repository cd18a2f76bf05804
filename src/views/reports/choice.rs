//! What the address and the records ask the report to be.

use crate::analysis::Context;
use crate::app::App;
use crate::dom::prelude::*;
use crate::exchange::sent;
use crate::model::{Date, Program, ProjectId, Report, parse_day};
use crate::report::status::{Audience, Before, Kind, Options, SectionKind};
use std::sync::Arc;

/// The kind of report.
pub(super) fn kind(app: App) -> Kind {
    app.param("kind").and_then(|word| Kind::of(&word)).unwrap_or(Kind::Weekly)
}

/// Who reads it: whom the address names, else as the kind is meant.
pub(super) fn audience(app: App) -> Audience {
    let named = app.param("for").and_then(|a| Audience::parse(&a));
    named.unwrap_or_else(|| match kind(app) {
        Kind::Weekly => Audience::Executive,
        kind => kind.audience(),
    })
}

/// The project; a portfolio has none.
pub(super) fn project(app: App) -> Option<ProjectId> {
    if kind(app) == Kind::Portfolio { None } else { app.project() }
}

/// The report that was sent and is open to be read again, by the key that the address names.
pub(super) fn opened(app: App) -> Option<Arc<Report>> {
    let key = app.param("sent")?;
    app.with(|p| p.reports.values().find(|r| r.sent.is_some() && r.key == key).cloned())
}

/// What a report is compared with.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Since {
    /// A report that was sent.
    Sent(Arc<Report>),
    /// A day, by the histories.
    Day(Date),
}

/// What the address names, else the last report of the kind, else as far back as the kind looks.
pub(super) fn since(app: App) -> Since {
    let (kind, project, today) = (kind(app), project(app), app.today());
    let named = app.param("since");
    app.with(|program| {
        if let Some(day) = named.as_deref().and_then(parse_day) {
            return Since::Day(day);
        }
        let key = named.unwrap_or_default();
        let found = sent::sent(program, project).into_iter().find(|r| !key.is_empty() && r.key == key);
        match found.or_else(|| sent::last(program, project, kind)) {
            Some(report) => Since::Sent(report),
            None => Since::Day(default_day(program, kind, today)),
        }
    })
}

fn default_day(program: &Program, kind: Kind, today: Date) -> Date {
    today - chrono::Days::new(kind.days(program.settings.thresholds.report_days.max(1)))
}

/// The state of a sent report; unpacked once for each choice.
pub(super) fn before(app: App) -> Memo<Option<Opened>> {
    let chosen = Memo::new(move |_| match since(app) {
        Since::Sent(report) => Some(report),
        Since::Day(_) => None,
    });
    Memo::new(move |_| {
        let report = chosen.get()?;
        Some(Opened { id: report.id.number(), before: sent::before(&report) })
    })
}

/// A state that was unpacked, or why it could not be.
#[derive(Debug, Clone)]
pub(super) struct Opened {
    id: u64,
    pub(super) before: Result<Before, String>,
}

impl PartialEq for Opened {
    fn eq(&self, other: &Self) -> bool {
        // What was sent does not change.
        self.id == other.id
    }
}

/// The options of the report as the page shows it, for one audience.
pub(super) fn options(app: App, ctx: &Context<'_>, before: Option<Opened>, audience: Audience) -> Options {
    let hidden = app.param("hide");
    let hidden = hidden
        .map(|list| SectionKind::ALL.into_iter().filter(|k| list.split('.').any(|w| w == k.key())).collect());
    let (kind, project) = (kind(app), project(app));
    let before = before.and_then(|opened| opened.before.ok());
    let since = match (&before, since(app)) {
        (Some(before), _) => ctx.zone.day(before.at),
        (None, Since::Day(day)) => day,
        (None, Since::Sent(report)) => report.to.unwrap_or_else(|| ctx.today()),
    };
    Options {
        kind,
        sections: sent::sections(ctx.program, project, kind),
        hidden: hidden.unwrap_or_default(),
        since,
        before,
        ..Options::new(ctx, project, audience)
    }
}
