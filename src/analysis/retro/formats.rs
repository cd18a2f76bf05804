//! The forms that a retro can take, and what to ask in a product and in a service company.

use super::Whose;
use crate::model::{Date, EntryId, Lens, Program, Retro, RetroColumn};

/// A form: its columns with what each asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format {
    /// The word in the record.
    pub word: &'static str,
    /// The name that people read.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [&'static str],
}

/// The forms on offer; the last one starts with one column, to be named by the team.
pub const FORMATS: [Format; 5] = [
    Format {
        word: "improve",
        name: "Went well, improve, try",
        columns: &["Went well", "To improve", "To try"],
    },
    Format { word: "start_stop", name: "Start, stop, continue", columns: &["Start", "Stop", "Continue"] },
    Format { word: "four_ls", name: "4 Ls", columns: &["Liked", "Learned", "Lacked", "Longed for"] },
    Format {
        word: "sailboat",
        name: "Sailboat",
        columns: &["Wind: drives us", "Anchor: holds us", "Rocks: risks ahead", "Island: where we go"],
    },
    Format { word: "", name: "Our own", columns: &["Thoughts"] },
];

/// The name of a form by its word.
#[must_use]
pub fn format_name(word: &str) -> &'static str {
    FORMATS.iter().find(|f| f.word == word).map_or("Our own", |f| f.name)
}

/// A new retro in a form.
#[must_use]
pub fn blank(whose: Whose, format: Format, day: Date) -> Retro {
    let columns = format.columns.iter().enumerate().map(|(place, name)| RetroColumn {
        // A number of its own for each, so that the first cards can name their column.
        id: EntryId::from(place as u64 + 1),
        name: (*name).to_owned(),
    });
    Retro {
        team: whose.team,
        project: whose.project,
        day,
        format: format.word.to_owned(),
        columns: columns.collect(),
        votes_each: 3,
        topic_minutes: 8,
        ..Retro::default()
    }
}

/// What to ask, by the lens that the team works under: innovation and workflow in a product company,
/// client satisfaction and overhead in a service company.
#[must_use]
pub fn prompts(program: &Program, whose: Whose) -> (Lens, &'static [&'static str]) {
    let lens = match whose.project.and_then(|id| program.projects.get(&id)) {
        Some(project) => project.lens,
        None => team_lens(program, whose),
    };
    let asked: &[&str] = match lens {
        Lens::Product => &[
            "What did we try that was new, and what did it teach us?",
            "Where did work wait, and on whom?",
            "Which step of our workflow would nobody miss?",
            "What would have brought the goal nearer?",
        ],
        Lens::Service => &[
            "What did the client thank us for, and what annoyed them?",
            "Which work did nobody pay for?",
            "Where did we learn too late what the client meant?",
            "What would make the next acceptance a formality?",
        ],
    };
    (lens, asked)
}

/// The lens of most of a team's open work.
fn team_lens(program: &Program, whose: Whose) -> Lens {
    let service = |item: &crate::model::WorkItem| {
        program.projects.get(&item.project).is_some_and(|p| p.lens == Lens::Service)
    };
    let (mut serve, mut all) = (0, 0);
    for item in program.items.values().filter(|i| whose.team.is_some() && i.team == whose.team) {
        all += 1;
        serve += usize::from(service(item));
    }
    if serve * 2 > all { Lens::Service } else { Lens::Product }
}
