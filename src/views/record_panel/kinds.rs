//! Which fields each kind of record has in its panel.

use super::field::{Field, FieldKind};
use crate::components::Choice;
use crate::model::*;
use crate::views::choices;

/// The words of a choice: in JSON, for people.
macro_rules! words {
    ($Choice:ident) => {
        FieldKind::Words(|| $Choice::ALL.iter().map(|c| (c.word(), c.name())).collect())
    };
}

const fn field(name: &'static str, label: &'static str, kind: FieldKind) -> Field {
    Field { name, label, kind }
}

/// What a record can be about, by the tables of the program.
macro_rules! pick {
    ($table:ident, $name:ident) => {
        FieldKind::Pick(|p| {
            choices::by_name(
                "",
                p.$table.values().map(|r| Choice::new(r.id.to_string(), r.$name.clone())).collect(),
            )
        })
    };
}

const LINE: FieldKind = FieldKind::Line;
const AREA: FieldKind = FieldKind::Area;
const DAY: FieldKind = FieldKind::Day;
const NUMBER: FieldKind = FieldKind::Number;
const PERSON: FieldKind = pick!(people, name);
const PROJECT: FieldKind = pick!(projects, name);
const TEAM: FieldKind = pick!(teams, name);
const CLIENT: FieldKind = pick!(clients, name);
const GOAL: FieldKind = pick!(goals, name);
const MILESTONE: FieldKind = pick!(milestones, name);
/// Cards that are not finished, the key in front.
const ITEM: FieldKind = FieldKind::Pick(|p| {
    let open = |i: &WorkItem| p.status(i.status).is_none_or(|s| !s.category.is_finished());
    let all = p.items.values().filter(|i| open(i));
    choices::by_name(
        "",
        all.map(|i| Choice::new(i.id.to_string(), [&i.key, " ", &i.title].concat())).collect(),
    )
});
const PRIORITY: FieldKind = FieldKind::Words(|| {
    vec![("", "None"), ("low", "Low"), ("medium", "Medium"), ("high", "High"), ("urgent", "Urgent")]
});

const OPTIONS: FieldKind = FieldKind::List(
    &[
        field("text", "Option", LINE),
        field("cost", "Cost", FieldKind::Money),
        field("days", "Days", NUMBER),
        field("note", "For and against", LINE),
    ],
    "{}",
);

const KEY_RESULTS: FieldKind = FieldKind::List(
    &[
        field("text", "Key result", LINE),
        field("start", "From", FieldKind::Decimal),
        field("current", "Now", FieldKind::Decimal),
        field("target", "Target", FieldKind::Decimal),
        field("unit", "Unit", LINE),
        field("measured", "Measured", DAY),
    ],
    "{\"target\":100}",
);

const COMMITMENTS: FieldKind = FieldKind::List(
    &[
        field("text", "Commitment", LINE),
        field("theirs", "Theirs", FieldKind::Flag),
        field("due", "Due", DAY),
        field("done", "Kept", DAY),
    ],
    "{}",
);

const CONTACTS: FieldKind = FieldKind::List(
    &[field("text", "What was said", LINE), field("day", "Day", DAY)],
    "{\"day\":\"2026-01-01\"}",
);

const CRITERIA: FieldKind =
    FieldKind::List(&[field("text", "Criterion", LINE), field("met", "Met", FieldKind::Flag)], "{}");

const STEPS: FieldKind = FieldKind::List(
    &[field("who", "Who", LINE), field("role", "Role", LINE), field("minutes", "Minutes to answer", NUMBER)],
    "{\"minutes\":240}",
);

const CHECK_LINES: FieldKind =
    FieldKind::List(&[field("text", "Line", LINE), field("done", "Done", DAY)], "{}");

const RETRO_COLUMNS: FieldKind = FieldKind::List(&[field("name", "Column", LINE)], "{}");

/// The fields of a kind of record, in the order of the panel.
pub(super) fn fields_of(to: &Ref) -> &'static [Field] {
    match to {
        Ref::Action(_) => {
            const {
                &[
                    field("owner", "Owner", PERSON),
                    field("due", "Due", DAY),
                    field("state", "State", words!(ActionState)),
                    field("priority", "Priority", PRIORITY),
                    field("deliverable", "Cross-team deliverable", FieldKind::Flag),
                    field("for_team", "For team", TEAM),
                    field("project", "Project", PROJECT),
                    field("team", "Team", TEAM),
                    field("client", "Client", CLIENT),
                    field("goal", "Goal", GOAL),
                ]
            }
        }
        Ref::Decision(_) => {
            const {
                &[
                    field("state", "State", words!(DecisionState)),
                    field("decider", "Who decides", LINE),
                    field("needed_by", "Needed by", DAY),
                    field("outcome", "Outcome", LINE),
                    field("decided", "Decided", DAY),
                    field("owner", "Owner", PERSON),
                    field("project", "Project", PROJECT),
                    field("client", "Client", CLIENT),
                    field("options", "Options", OPTIONS),
                ]
            }
        }
        Ref::Change(_) => {
            const {
                &[
                    field("state", "State", words!(ChangeState)),
                    field("scope", "Effect on scope", LINE),
                    field("items", "Items", NUMBER),
                    field("points", "Points", FieldKind::Hundredths),
                    field("days", "Days later", NUMBER),
                    field("milestone", "Milestone", MILESTONE),
                    field("cost", "Cost", FieldKind::Money),
                    field("price", "Price to the client", FieldKind::Money),
                    field("decider", "Who decides", LINE),
                    field("needed_by", "Needed by", DAY),
                    field("decided", "Decided", DAY),
                    field("requester", "Asked for by", LINE),
                    field("owner", "Owner", PERSON),
                    field("project", "Project", PROJECT),
                    field("client", "Client", CLIENT),
                ]
            }
        }
        Ref::Assumption(_) => {
            const {
                &[
                    field("state", "State", words!(AssumptionState)),
                    field("validate_by", "Validate by", DAY),
                    field("owner", "Owner", PERSON),
                    field("impact", "If it does not hold", AREA),
                    field("category", "Category", LINE),
                    field("project", "Project", PROJECT),
                ]
            }
        }
        Ref::Issue(_) => {
            const {
                &[
                    field("state", "State", words!(IssueState)),
                    field("severity", "Severity", PRIORITY),
                    field("owner", "Owner", PERSON),
                    field("due", "Due", DAY),
                    field("impact", "Impact", AREA),
                    field("loss", "Cost", FieldKind::Money),
                    field("category", "Category", LINE),
                    field("project", "Project", PROJECT),
                    field("client", "Client", CLIENT),
                ]
            }
        }
        Ref::Escalation(_) => {
            const {
                &[
                    field("state", "State", words!(EscalationState)),
                    field("to", "To", LINE),
                    field("what", "What", AREA),
                    field("since", "Since", DAY),
                    field("impact", "Impact", AREA),
                    field("recommendation", "Recommend", AREA),
                    field("ask", "Ask", AREA),
                    field("needed_by", "Needed by", DAY),
                    field("outcome", "Outcome", AREA),
                    field("owner", "Owner", PERSON),
                    field("project", "Project", PROJECT),
                    field("client", "Client", CLIENT),
                    field("options", "Options", OPTIONS),
                ]
            }
        }
        Ref::Blocker(_) => {
            const {
                &[
                    field("person", "Who is held up", PERSON),
                    field("raised", "Raised", DAY),
                    field("owner", "Who clears it", PERSON),
                    field("needed_by", "Needed by", DAY),
                    field("cleared", "Cleared", DAY),
                    field("item", "Card", ITEM),
                    field("team", "Team", TEAM),
                    field("project", "Project", PROJECT),
                ]
            }
        }
        Ref::Goal(_) => {
            const {
                &[
                    field("owner", "Owner", PERSON),
                    field("due", "Due", DAY),
                    field("reached", "Reached", DAY),
                    field("project", "Project", PROJECT),
                    field("key_results", "Key results", KEY_RESULTS),
                ]
            }
        }
        Ref::Client(_) => const { &[field("zone", "Time zone", LINE)] },
        Ref::Project(_) => {
            const {
                &[
                    field(
                        "lens",
                        "Lens",
                        FieldKind::Words(|| vec![("product", "Product"), ("service", "Service")]),
                    ),
                    field("prefix", "Prefix of keys", LINE),
                    field("client", "Client", CLIENT),
                    field("budget", "Budget", FieldKind::Money),
                    field("vision", "Vision", AREA),
                    field("summary", "Summary for reports", AREA),
                ]
            }
        }
        Ref::Person(_) => {
            const { &[field("team", "Team", TEAM), field("allocation", "Allocation in percent", NUMBER)] }
        }
        Ref::Milestone(_) => {
            const {
                &[
                    field("due", "Due", DAY),
                    field("baseline", "Baseline", DAY),
                    field("reached", "Reached", DAY),
                    field("initiative", "Initiative", pick!(initiatives, title)),
                ]
            }
        }
        Ref::Dependency(_) => {
            const {
                &[
                    field(
                        "state",
                        "State",
                        FieldKind::Words(|| {
                            vec![
                                ("requested", "Requested"),
                                ("committed", "Committed"),
                                ("at_risk", "At risk"),
                                ("delivered", "Delivered"),
                                ("dropped", "Dropped"),
                            ]
                        }),
                    ),
                    field("needed_by", "Needed by", DAY),
                    field("committed_by", "Committed by", DAY),
                    field("owner", "Owner", PERSON),
                ]
            }
        }
        Ref::Stakeholder(_) => {
            const {
                &[
                    field("role", "Role", LINE),
                    field("organisation", "Organisation", LINE),
                    field("client", "Client", CLIENT),
                    field("influence", "Influence, 1 to 5", NUMBER),
                    field("interest", "Interest, 1 to 5", NUMBER),
                    field("stance", "Stance", words!(Stance)),
                    field("cares", "Cares about", LINE),
                    field("needs", "Needs", LINE),
                    field("channel", "Channel", LINE),
                    field("every", "Days between contacts", NUMBER),
                    field("commitments", "Commitments", COMMITMENTS),
                    field("contacts", "Contacts", CONTACTS),
                ]
            }
        }
        Ref::Initiative(_) => {
            const {
                &[
                    field("state", "State", words!(InitiativeState)),
                    field("goal", "Goal", GOAL),
                    field("start", "Start", DAY),
                    field("end", "End", DAY),
                    field("baseline_start", "Baseline start", DAY),
                    field("baseline_end", "Baseline end", DAY),
                    field("size", "Points in all", FieldKind::Decimal),
                    field("owner", "Owner", PERSON),
                    field("project", "Project", PROJECT),
                ]
            }
        }
        Ref::Experiment(_) => {
            const {
                &[
                    field("state", "State", words!(ExperimentState)),
                    field("hypothesis", "Hypothesis", LINE),
                    field("measure", "Measure", LINE),
                    field("start", "Start", DAY),
                    field("end", "End", DAY),
                    field("outcome", "Outcome", LINE),
                    field("goal", "Goal", GOAL),
                    field("owner", "Owner", PERSON),
                    field("project", "Project", PROJECT),
                ]
            }
        }
        Ref::Contract(_) => {
            const {
                &[
                    field("client", "Client", CLIENT),
                    field("project", "Project", PROJECT),
                    field("form", "Form", words!(ContractForm)),
                    field("value", "Value", FieldKind::Money),
                    field("rate", "Hourly rate", FieldKind::Money),
                    field("hours", "Hours", FieldKind::Decimal),
                    field("start", "Start", DAY),
                    field("end", "End", DAY),
                ]
            }
        }
        Ref::Deliverable(_) => {
            const {
                &[
                    field("state", "State", words!(DeliverableState)),
                    field("due", "Due", DAY),
                    field("submitted", "Submitted", DAY),
                    field("accepted", "Accepted", DAY),
                    field("remark", "What the client said", LINE),
                    field("owner", "Owner", PERSON),
                    field("client", "Client", CLIENT),
                    field("project", "Project", PROJECT),
                    field("contract", "Contract", pick!(contracts, title)),
                    field("milestone", "Milestone", MILESTONE),
                    field("criteria", "Acceptance criteria", CRITERIA),
                ]
            }
        }
        Ref::Satisfaction(_) => {
            const {
                &[
                    field("client", "Client", CLIENT),
                    field("project", "Project", PROJECT),
                    field("day", "Day", DAY),
                    field("kind", "Kind", words!(SatisfactionKind)),
                    field("score", "Score", NUMBER),
                    field("by", "Who said it", LINE),
                ]
            }
        }
        Ref::Effort(_) => {
            const {
                &[
                    field("day", "Day", DAY),
                    field("hours", "Hours", FieldKind::Decimal),
                    field("person", "Person", PERSON),
                    field("project", "Project", PROJECT),
                    field("client", "Client", CLIENT),
                    field("contract", "Contract", pick!(contracts, title)),
                ]
            }
        }
        Ref::Ladder(_) => {
            const {
                &[
                    field("project", "Project", PROJECT),
                    field("client", "Client", CLIENT),
                    field("steps", "Steps", STEPS),
                ]
            }
        }
        Ref::Routine(_) => {
            const {
                &[
                    field("cadence", "How often", words!(Cadence)),
                    field("weekday", "Weekday, 0 = Monday", NUMBER),
                    field("month_day", "Day of the month", NUMBER),
                    field("from", "From", DAY),
                    field("minutes", "Minutes", NUMBER),
                    field("team", "Team of the sprints", TEAM),
                    field("settled", "Last settled", DAY),
                    field("paused", "Rests", FieldKind::Flag),
                ]
            }
        }
        Ref::Checklist(_) => {
            const {
                &[
                    field("cadence", "How often", words!(Cadence)),
                    field("from", "Counted from", DAY),
                    field("team", "Team", TEAM),
                    field("project", "Project", PROJECT),
                    field("lines", "Lines", CHECK_LINES),
                ]
            }
        }
        Ref::Retro(_) => {
            const {
                &[
                    field("day", "Day", DAY),
                    field("team", "Team", TEAM),
                    field("project", "Project", PROJECT),
                    field("sprint", "Sprint", pick!(sprints, name)),
                    field("votes_each", "Votes each", NUMBER),
                    field("topic_minutes", "Minutes a topic", NUMBER),
                    field("columns", "Columns", RETRO_COLUMNS),
                ]
            }
        }
        _ => &[],
    }
}

/// Whether a field is asked for: a project's lens hides what the other kind of work is about, and keeps it.
pub(super) fn is_asked(name: &str, record: &crate::json::Value) -> bool {
    let lens = record.get("lens").and_then(crate::json::Value::as_text);
    !matches!((lens, name), (Some("product"), "client") | (Some("service"), "vision"))
}

/// The field that holds the day on which a record was closed.
pub(super) const fn closing_day(to: &Ref) -> Option<&'static str> {
    match to {
        Ref::Action(_) | Ref::Assumption(_) | Ref::Issue(_) => Some("closed"),
        Ref::Decision(_) | Ref::Change(_) => Some("decided"),
        _ => None,
    }
}
