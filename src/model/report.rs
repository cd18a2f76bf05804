//! Reports that were written and sent, and the templates they start from.

use super::id::{ClientId, EntryId, ProjectId, ReportId, ReportTemplateId};
use super::kept::{kept, part};
use super::time::{Date, Timestamp};

part! {
    /// A section of a report or a template.
    ReportSection {
        /// Names the entry.
        id: EntryId, !;
        /// Which section it is, such as `risks`; empty = the user's own.
        name: String, ?;
        /// Its heading, where the user changed it.
        heading: String, ?;
        /// It is left out.
        hidden: bool, ?;
        /// What the user wrote in it; survives when the rest is computed anew.
        text: String, ?;
        /// The user's text stands in the place of what is computed, not before it.
        instead: bool, ?;
    }
}

kept! {
    /// A status report.
    Report("Report", "W", Report, ReportId) {
        /// The project it is about; none = the program.
        project: Option<ProjectId>, ?;
        /// The client it is about.
        client: Option<ClientId>, ?;
        /// Weekly, sprint, monthly, …, by its word.
        kind: String, ?;
        /// Who reads it, by the word.
        audience: String, ?;
        /// First day.
        from: Option<Date>, ?;
        /// Last day.
        to: Option<Date>, ?;
        /// Its sections, in order.
        sections: Vec<ReportSection>, ?;
        /// When it was sent; it does not change afterwards.
        sent: Option<Timestamp>, ?;
        /// What it said, as Markdown.
        body: String, ?;
        /// The state that it was written from, packed.
        state: String, ?;
    }

    /// What a report starts from.
    ReportTemplate("Report template", "", Template, ReportTemplateId) {
        /// Weekly, sprint, monthly, …, by its word.
        kind: String, ?;
        /// Who reads it, by the word.
        audience: String, ?;
        /// Its sections, in order.
        sections: Vec<ReportSection>, ?;
    }
}
