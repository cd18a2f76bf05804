//! What a difference means: one rule a field, for all kinds of records, and how weighty it is.

use super::record::Pair;
use super::words::{Names, capital, day_of, plain, read};
use super::{Change, What};
use crate::json::Value;
use crate::model::{Category, Money, Points, Score};

/// Fields that tell people nothing of their own: another field says it, or nobody asked.
pub(super) fn is_quiet(kind: &str, field: &str) -> bool {
    matches!(field, "updated" | "rank" | "history" | "scores" | "last_numbers" | "reviewed")
        || matches!(
            (kind, field),
            ("item", "source" | "comments") | ("risk" | "action" | "issue" | "assumption", "closed")
        )
        || matches!((kind, field), ("decision" | "change", "decided"))
        || matches!((kind, field), ("report" | "template", "state" | "body" | "sections"))
        || matches!(
            kind,
            "source" | "plan" | "workflow" | "snooze" | "filter" | "day_note" | "template" | "checklist"
        )
}

/// How weighty news of a kind of record are, beside what happened.
fn of_kind(kind: &str) -> u16 {
    match kind {
        "milestone" | "incident" | "escalation" => 40,
        "risk" | "decision" | "change" | "issue" | "project" | "package" => 30,
        "release" | "goal" | "client" | "dependency" | "action" | "sla" | "assumption" => 20,
        "item" | "cost" | "clock" | "sprint" | "blocker" => 10,
        _ => 3,
    }
}

fn weight(what: What, kind: &str) -> u16 {
    let of_what = match what {
        What::Touched => return 0,
        What::Slipped | What::RiskOccurred => 60,
        What::RiskUp | What::Budget => 55,
        What::Colour => 52,
        What::Reached | What::Done | What::Blocked => 45,
        What::PulledIn | What::RiskDown | What::RiskClosed | What::Reopened => 40,
        What::Moved | What::Client | What::Spent => 30,
        What::Added | What::Deleted | What::Unblocked | What::Dated => 25,
        What::Cancelled | What::Reestimated | What::Rescoped => 22,
        What::Owner => 15,
        What::Field => 5,
    };
    match kind {
        // That something happened is told by what came of it: the day of a meeting alone is nobody's news.
        "clock" | "effort" | "absence" | "test_run" | "session" | "stand_up" => of_what / 2 + 3,
        _ => of_what + of_kind(kind),
    }
}

/// How weighty another link is: below what any report says.
const LINKED: u16 = 10;

/// A record that came or went.
pub(super) fn whole(names: &Names<'_>, pair: &Pair, change: &mut Change) {
    let came = pair.after.is_some();
    change.what = if came { What::Added } else { What::Deleted };
    let value = |field: &str| {
        let (before, after) = pair.values(field);
        if came { after } else { before }
    };
    let mut state = String::new();
    match pair.kind {
        "item" => {
            state = names.say(&value("status"));
            change.amount = points(&value("estimate"));
            // Work that came and was finished in between is news as finished work.
            if came && names.category(&value("status")) == Some(Category::Done) {
                change.what = What::Done;
            }
        }
        "risk" => {
            change.amount = score(&value("residual"));
            state = change.amount.to_string();
        }
        "cost" => {
            change.what = What::Spent;
            let sign = if came { 1 } else { -1 };
            change.amount = sign * money(&value("amount"));
            state = names.say(&value("amount"));
        }
        "package" => {
            change.what = What::Budget;
            let sign = if came { 1 } else { -1 };
            change.amount = sign * money(&value("budget"));
            state = names.say(&value("budget"));
        }
        "milestone" => state = names.say(&value("due")),
        "source" | "plan" | "workflow" | "test_run" | "absence" => {}
        _ => {
            let held =
                ["state", "severity", "status", "score", "due", "date"].map(|field| names.say(&value(field)));
            state = held.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
        }
    }
    if came {
        change.to = state;
    } else {
        change.from = state;
    }
    change.weight = match pair.kind {
        "source" | "plan" | "workflow" => 1,
        // A risk weighs as much as it scores.
        "risk" => weight(change.what, "risk") + u16::try_from(change.amount).unwrap_or(0),
        // A report that is being written is nobody's news.
        "report" if value("sent") == Value::Null => 0,
        kind => weight(change.what, kind) + bonus(pair),
    };
}

/// Large work is news before small work.
fn bonus(pair: &Pair) -> u16 {
    match pair.kind {
        "item" if matches!(pair.text("kind").as_str(), "epic" | "feature") => 12,
        "item" if matches!(pair.text("priority").as_str(), "urgent" | "high") => 4,
        _ => 0,
    }
}

/// One field of a record that is in both programs.
pub(super) fn field(names: &Names<'_>, pair: &Pair, field: &str, change: &mut Change) {
    let (before, after) = pair.values(field);
    change.field = capital(&plain(field));
    change.from = names.say(&before);
    change.to = names.say(&after);
    change.what = match (pair.kind, field) {
        ("item", "status") => status(names, &before, &after),
        ("item", "estimate") => {
            change.amount = points(&after) - points(&before);
            What::Reestimated
        }
        ("item", "sprint" | "release" | "parent" | "project" | "goal") | ("project", "baseline") => {
            What::Rescoped
        }
        ("item", "blocked") => match (&before, &after) {
            (Value::Null, _) => What::Blocked,
            (_, Value::Null) => What::Unblocked,
            _ => What::Field,
        },
        ("blocker", "cleared") => What::Unblocked,
        ("report", "sent") => What::Reached,
        ("risk", "residual") => {
            change.amount = score(&after) - score(&before);
            match change.amount {
                0 => What::Field,
                1.. => What::RiskUp,
                _ => What::RiskDown,
            }
        }
        ("risk", "state") => match after.as_text() {
            Some("occurred") => What::RiskOccurred,
            Some("resolved") => What::RiskClosed,
            _ => What::Moved,
        },
        ("risk", "loss") => {
            change.amount = money(&after) - money(&before);
            if change.amount > 0 { What::RiskUp } else { What::RiskDown }
        }
        ("release", "released") => {
            // The remark says it.
            change.from.clear();
            change.to.clear();
            if after == Value::Null { What::Reopened } else { What::Reached }
        }
        ("milestone", "reached") => match after {
            Value::Null => What::Reopened,
            _ => What::Reached,
        },
        (_, "budget") => {
            change.amount = money(&after) - money(&before);
            What::Budget
        }
        ("cost", "amount") => {
            change.amount = money(&after) - money(&before);
            What::Spent
        }
        ("project", "overrides") => {
            change.field = "Status set by hand".to_owned();
            change.from = overrides(&before, &after);
            change.to = overrides(&after, &before);
            What::Colour
        }
        (_, "owner" | "decider" | "to") => What::Owner,
        (_, "client") => What::Client,
        (_, "state" | "severity") => What::Moved,
        // A baseline is what was first agreed: moving it is no delay.
        ("milestone", "baseline") => What::Dated,
        (
            _,
            "due" | "date" | "needed_by" | "committed_by" | "finish" | "end" | "validate_by" | "respond_by",
        ) => match (day_of(&before), day_of(&after)) {
            (Some(was), Some(is)) => {
                change.amount = (is - was).num_days();
                if change.amount > 0 { What::Slipped } else { What::PulledIn }
            }
            _ => What::Dated,
        },
        _ => What::Field,
    };
    let size = match change.what {
        What::Slipped => u16::try_from(change.amount.clamp(0, 20)).unwrap_or(0),
        What::RiskUp | What::RiskDown => u16::try_from(score(&after).clamp(0, 25)).unwrap_or(0),
        _ => 0,
    };
    change.weight = match field {
        // What led to what is news to whoever compares, and to no reader of a report.
        "links" => LINKED,
        _ => weight(change.what, pair.kind) + size + bonus(pair),
    };
}

fn status(names: &Names<'_>, before: &Value, after: &Value) -> What {
    match (names.category(before), names.category(after)) {
        (was, Some(Category::Done)) if was != Some(Category::Done) => What::Done,
        (was, Some(Category::Cancelled)) if was != Some(Category::Cancelled) => What::Cancelled,
        (Some(was), Some(is)) if was.is_finished() && !is.is_finished() => What::Reopened,
        _ => What::Moved,
    }
}

/// `Risk amber, Cost red`: the colours set by hand that the other state does not have.
fn overrides(value: &Value, other: &Value) -> String {
    let one = |o: &Value| {
        let text = |field: &str| capital(o.get(field).and_then(Value::as_text).unwrap_or_default());
        format!("{} {}", text("dimension"), text("colour").to_lowercase())
    };
    let others: Vec<String> = other.list().iter().map(one).collect();
    let own = value.list().iter().map(one).filter(|text| !others.contains(text));
    own.collect::<Vec<_>>().join(", ")
}

/// Hundredths of points; what is not estimated adds nothing.
fn points(value: &Value) -> i64 {
    read::<Points>(value).map_or(0, Points::to_hundredths)
}

fn score(value: &Value) -> i64 {
    read::<Score>(value).map_or(0, |score| i64::from(score.value()))
}

fn money(value: &Value) -> i64 {
    read::<Money>(value).map_or(0, |money| money.amount)
}
