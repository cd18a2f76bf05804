//! What each list is of.

use super::Kind;
use crate::analysis::lists::{Row, action_rows, blocker_rows, change_rows, decision_rows, dependency_rows};
use crate::command::FieldEdit;
use crate::json::Value;
use crate::model::{ActionState, ChangeState, Date, DecisionState};
use crate::views::record_list::{ListSpec, state_edits};

macro_rules! states {
    ($State:ident) => {
        || $State::ALL.iter().map(|s| (s.word(), s.name())).collect()
    };
}

static ACTIONS: ListSpec = ListSpec {
    name: "Actions",
    nouns: ("action", "actions"),
    rows: action_rows,
    states: states!(ActionState),
    state_edits,
    due: ("Due", "due"),
    extra: "Team",
    empty: (
        "No actions yet",
        "An action is what somebody agreed to do. Type one above, or make one from a blocker, a risk or a meeting.",
    ),
};

static DECISIONS: ListSpec = ListSpec {
    name: "Decisions",
    nouns: ("decision", "decisions"),
    rows: decision_rows,
    states: states!(DecisionState),
    state_edits,
    due: ("Needed by", "needed_by"),
    extra: "Who decides",
    empty: (
        "No decisions yet",
        "A decision has options, somebody who decides, and a day by which it is needed.",
    ),
};

static CHANGES: ListSpec = ListSpec {
    name: "Change requests",
    nouns: ("change request", "change requests"),
    rows: change_rows,
    states: states!(ChangeState),
    state_edits,
    due: ("Needed by", "needed_by"),
    extra: "Effect",
    empty: (
        "No change requests yet",
        "A change request says what would change in scope, time and money. Accepting it moves the baseline.",
    ),
};

static DEPENDENCIES: ListSpec = ListSpec {
    name: "Dependencies",
    nouns: ("dependency", "dependencies"),
    rows: dependency_rows,
    states: || {
        vec![
            ("requested", "Requested"),
            ("committed", "Committed"),
            ("at_risk", "At risk"),
            ("delivered", "Delivered"),
            ("dropped", "Dropped"),
        ]
    },
    state_edits,
    due: ("Needed by", "needed_by"),
    extra: "Between",
    empty: (
        "No dependencies yet",
        "A dependency is what one team needs of another, and by when. Name both teams: first who gives, then who needs.",
    ),
};

static BLOCKERS: ListSpec = ListSpec {
    name: "Blockers",
    nouns: ("blocker", "blockers"),
    rows: blocker_rows,
    states: || vec![("open", "Open"), ("cleared", "Cleared")],
    state_edits: clear,
    due: ("Needed by", "needed_by"),
    extra: "Holds up, for",
    empty: ("No blockers", "What stops somebody, as it was said at a stand-up. It ages in working days."),
};

/// A blocker has no state of its own: it is cleared on a day.
fn clear(row: &Row, word: &str, today: Date) -> Vec<FieldEdit> {
    match (word, row.open) {
        ("cleared", true) => vec![FieldEdit::Set("cleared".into(), Value::Text(today.to_string()))],
        ("open", false) => vec![FieldEdit::Clear("cleared".into())],
        _ => Vec::new(),
    }
}

pub(super) fn spec_of(kind: Kind) -> &'static ListSpec {
    match kind {
        Kind::Decision => &DECISIONS,
        Kind::Change => &CHANGES,
        Kind::Dependency => &DEPENDENCIES,
        Kind::Blocker => &BLOCKERS,
        _ => &ACTIONS,
    }
}
