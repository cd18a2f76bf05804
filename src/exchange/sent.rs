//! Reports as records: the one being written, those that were sent, and the state kept with them.
//!
//! A report that is being written keeps what the user chose and wrote: sections, their order, headings and
//! texts. Everything else is computed anew each time. Sending freezes it: its words as Markdown, and the
//! digest of the program, so that the next one can say exactly what changed since.

use crate::analysis::Facts;
use crate::analysis::changes::digest;
use crate::command::Command;
use crate::model::{Program, ProjectId, Report, ReportSection, ReportTemplate};
use crate::report::Document;
use crate::report::status::{Audience, Before, Kept, Kind, Marks, Options};
use crate::storage::{freeze, thaw};
use std::sync::Arc;

/// How many of the last reports of a project and kind keep the state they were written from.
const STATES: usize = 3;

fn of(report: &Report, project: Option<ProjectId>, kind: Kind) -> bool {
    report.project == project && report.kind == kind.word()
}

/// The report that is being written.
#[must_use]
pub fn draft(program: &Program, project: Option<ProjectId>, kind: Kind) -> Option<Arc<Report>> {
    let drafts = program.reports.values().filter(|r| r.sent.is_none() && of(r, project, kind));
    drafts.max_by_key(|r| (r.created, r.id)).cloned()
}

/// The reports on a project that were sent, the latest first; on any project where none is given.
#[must_use]
pub fn all(program: &Program, project: Option<ProjectId>) -> Vec<Arc<Report>> {
    let ours = |r: &&Arc<Report>| r.sent.is_some() && (project.is_none() || r.project == project);
    let mut all: Vec<Arc<Report>> = program.reports.values().filter(ours).cloned().collect();
    crate::model::order::InOrder::order_by(all.as_mut_slice(), |a, b| (b.sent, b.id).cmp(&(a.sent, a.id)));
    all
}

/// The document of a report that was sent, as its readers got it; charts stand as their tables.
#[must_use]
pub fn reread(report: &Report) -> Document {
    super::document::read_markdown(&report.body)
}

/// The reports on a project that were sent and can be compared with, the latest first.
#[must_use]
pub fn sent(program: &Program, project: Option<ProjectId>) -> Vec<Arc<Report>> {
    let mut all = all(program, project);
    all.retain(|r| r.project == project && !r.state.is_empty());
    all
}

/// The report to compare with, unless another is chosen: the last of its kind. Each kind looks back over a time
/// of its own, so that a weekly does not empty the month.
#[must_use]
pub fn last(program: &Program, project: Option<ProjectId>, kind: Kind) -> Option<Arc<Report>> {
    sent(program, project).into_iter().find(|r| r.kind == kind.word())
}

/// The sections as the user left them: of the one being written, else of the last one without its texts.
#[must_use]
pub fn sections(program: &Program, project: Option<ProjectId>, kind: Kind) -> Vec<ReportSection> {
    if let Some(draft) = draft(program, project, kind) {
        return draft.sections.clone();
    }
    let last = program.reports.values().filter(|r| r.sent.is_some() && of(r, project, kind));
    let last = last.max_by_key(|r| (r.sent, r.id));
    let kept = |section: &ReportSection| ReportSection { text: String::new(), ..section.clone() };
    last.map(|r| r.sections.iter().map(kept).collect()).unwrap_or_default()
}

/// The state that a sent report was written from.
///
/// # Errors
/// Why it cannot be read, as a sentence.
pub fn before(report: &Report) -> Result<Before, String> {
    let frozen = thaw(&report.state)?;
    Ok(Before {
        program: Arc::new(frozen.program),
        at: frozen.at,
        marks: Marks::parse(&frozen.note),
        kept: Kept::Sent,
    })
}

/// The change that keeps what the user chose and wrote.
#[must_use]
pub fn edit(
    program: &Program,
    project: Option<ProjectId>,
    kind: Kind,
    sections: Vec<ReportSection>,
) -> Command {
    let command = match draft(program, project, kind) {
        Some(draft) => {
            let after = Report { sections, ..(*draft).clone() };
            Command::revise((*draft).clone(), after)
        }
        None => Command::add(Report { project, kind: kind.word().to_owned(), sections, ..Report::default() }),
    };
    // What is said of it: nobody has seen the key of a report that is being written.
    Command::Together { label: "Sections of the report changed".to_owned(), commands: vec![command] }
}

/// The change that sends a report: freezes its words and its state, and lets old states go.
#[must_use]
pub fn send(facts: &Facts<'_>, options: &Options, document: &Document) -> Command {
    let program = facts.ctx.program;
    let (now, project, kind) = (facts.ctx.now, options.project, options.kind);
    let marks = Marks::of(facts, project).text();
    let before = draft(program, project, kind);
    let frozen = Report {
        title: document.title.clone(),
        project,
        client: project.and_then(|id| program.projects.get(&id)).and_then(|p| p.client),
        kind: kind.word().to_owned(),
        audience: options.audience.name().to_lowercase(),
        from: Some(options.since),
        to: Some(facts.ctx.today()),
        sections: options.layout(),
        sent: Some(now),
        body: super::document::markdown(document),
        state: freeze(&digest(program, now), now, &marks),
        ..before.as_ref().map(|draft| (**draft).clone()).unwrap_or_default()
    };
    let mut commands = vec![match before {
        Some(draft) => Command::revise((*draft).clone(), frozen),
        None => Command::add(frozen),
    }];
    let kept = sent(program, project).into_iter().filter(|r| r.kind == kind.word());
    for old in kept.skip(STATES.saturating_sub(1)) {
        commands.push(Command::revise((*old).clone(), Report { state: String::new(), ..(*old).clone() }));
    }
    Command::Together { label: format!("Report sent: {}", document.title), commands }
}

/// The change that keeps the chosen sections as a template.
#[must_use]
pub fn keep_template(name: &str, kind: Kind, audience: Audience, sections: Vec<ReportSection>) -> Command {
    Command::add(ReportTemplate {
        title: name.to_owned(),
        kind: kind.word().to_owned(),
        audience: audience.name().to_lowercase(),
        sections,
        ..ReportTemplate::default()
    })
}
