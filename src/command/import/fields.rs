//! The fields that an import may change, and the three-way rule by which it does.
//!
//! Each item remembers what the last import wrote (`seen`). With the value here and the value in
//! the file that makes three: what differs from `seen` was changed on that side.

use super::ConflictChoice;
use crate::model::order;
use crate::model::{Defect, ItemKind, Parent, Program, WorkItem};
use std::collections::BTreeMap;

/// One field: how it is compared, copied and shown.
pub(super) struct Rule {
    /// The field's name on screen and in `seen`.
    pub(super) name: &'static str,
    /// The name of the file's field that feeds it.
    pub(super) fed_by: &'static str,
    /// The value as text that is equal exactly when the value is; references by id.
    canon: fn(&WorkItem) -> String,
    copy: fn(&WorkItem, &mut WorkItem),
    shown: fn(&WorkItem, &Program) -> String,
}

fn id_text<Id: ToString>(id: Option<&Id>) -> String {
    id.map(ToString::to_string).unwrap_or_default()
}

/// Long texts are remembered by length and checksum.
pub(in crate::command) fn digest(text: &str) -> String {
    if text.len() <= 64 {
        text.to_owned()
    } else {
        format!("#{}:{:08x}", text.len(), crc32fast::hash(text.as_bytes()))
    }
}

fn set_defect(item: &mut WorkItem, change: impl FnOnce(&mut Defect)) {
    let mut defect = item.defect.take().unwrap_or_default();
    change(&mut defect);
    item.defect = (item.kind == ItemKind::Bug || defect != Defect::default()).then_some(defect);
}

fn parent_text(item: &WorkItem) -> String {
    match &item.parent {
        Some(Parent::Item(id)) => id.to_string(),
        Some(Parent::External(key)) => format!("external:{key}"),
        None => String::new(),
    }
}

/// Every rule. `Type` stands before the rules that look at the type.
pub(super) const RULES: [Rule; 16] = [
    Rule {
        name: "Title",
        fed_by: "Title",
        canon: |i| digest(&i.title),
        copy: |from, to| to.title.clone_from(&from.title),
        shown: |i, _| i.title.clone(),
    },
    Rule {
        name: "Type",
        fed_by: "Type",
        canon: |i| i.kind.name().to_owned(),
        copy: |from, to| to.kind = from.kind.clone(),
        shown: |i, _| i.kind.name().to_owned(),
    },
    Rule {
        name: "Status",
        fed_by: "Status",
        canon: |i| i.status.to_string(),
        copy: |from, to| to.status = from.status,
        shown: |i, p| p.status(i.status).map_or(String::new(), |s| s.name.clone()),
    },
    Rule {
        name: "Priority",
        fed_by: "Priority",
        canon: |i| i.priority.map_or(String::new(), |p| p.name().to_owned()),
        copy: |from, to| to.priority = from.priority,
        shown: |i, _| i.priority.map_or(String::new(), |p| p.name().to_owned()),
    },
    Rule {
        name: "Estimate",
        fed_by: "Estimate",
        canon: |i| id_text(i.estimate.as_ref()),
        copy: |from, to| to.estimate = from.estimate,
        shown: |i, _| id_text(i.estimate.as_ref()),
    },
    Rule {
        name: "Owner",
        fed_by: "Owner",
        canon: |i| id_text(i.owner.as_ref()),
        copy: |from, to| to.owner = from.owner,
        shown: |i, p| i.owner.and_then(|id| p.people.get(&id)).map_or(String::new(), |r| r.name.clone()),
    },
    Rule {
        name: "Team",
        fed_by: "Team",
        canon: |i| id_text(i.team.as_ref()),
        copy: |from, to| to.team = from.team,
        shown: |i, p| i.team.and_then(|id| p.teams.get(&id)).map_or(String::new(), |r| r.name.clone()),
    },
    Rule {
        name: "Sprint",
        fed_by: "Sprint",
        canon: |i| id_text(i.sprint.as_ref()),
        copy: |from, to| to.sprint = from.sprint,
        shown: |i, p| i.sprint.and_then(|id| p.sprints.get(&id)).map_or(String::new(), |r| r.name.clone()),
    },
    Rule {
        name: "Release",
        fed_by: "Release",
        canon: |i| id_text(i.release.as_ref()),
        copy: |from, to| to.release = from.release,
        shown: |i, p| i.release.and_then(|id| p.releases.get(&id)).map_or(String::new(), |r| r.name.clone()),
    },
    Rule {
        name: "Parent",
        fed_by: "Parent",
        canon: parent_text,
        copy: |from, to| to.parent.clone_from(&from.parent),
        shown: |i, p| match &i.parent {
            Some(Parent::Item(id)) => p.items.get(id).map_or(String::new(), |item| item.key.clone()),
            Some(Parent::External(key)) => key.clone(),
            None => String::new(),
        },
    },
    Rule {
        name: "Due",
        fed_by: "Due",
        canon: |i| id_text(i.due.as_ref()),
        copy: |from, to| to.due = from.due,
        shown: |i, _| id_text(i.due.as_ref()),
    },
    Rule {
        name: "Labels",
        fed_by: "Labels",
        canon: |i| digest(&i.labels.join(" ")),
        copy: |from, to| to.labels.clone_from(&from.labels),
        shown: |i, _| i.labels.join(", "),
    },
    Rule {
        name: "Blocked",
        fed_by: "Blocked",
        canon: |i| if i.blocked.is_some() { "yes".into() } else { String::new() },
        copy: |from, to| to.blocked.clone_from(&from.blocked),
        shown: |i, _| if i.blocked.is_some() { "Yes".into() } else { String::new() },
    },
    Rule {
        name: "Notes",
        fed_by: "Notes",
        canon: |i| digest(&i.notes),
        copy: |from, to| to.notes.clone_from(&from.notes),
        shown: |i, _| i.notes.clone(),
    },
    Rule {
        name: "Affected release",
        fed_by: "Affected release",
        canon: |i| id_text(i.defect.as_ref().and_then(|d| d.release.as_ref())),
        copy: |from, to| {
            let release = from.defect.as_ref().and_then(|d| d.release);
            set_defect(to, |d| d.release = release);
        },
        shown: |i, p| {
            let release = i.defect.as_ref().and_then(|d| d.release);
            release.and_then(|id| p.releases.get(&id)).map_or(String::new(), |r| r.name.clone())
        },
    },
    Rule {
        name: "Not a defect",
        fed_by: "Resolution",
        canon: |i| if i.defect.as_ref().is_some_and(|d| d.invalid) { "yes".into() } else { String::new() },
        copy: |from, to| {
            let invalid = from.defect.as_ref().is_some_and(|d| d.invalid);
            set_defect(to, |d| d.invalid = invalid);
        },
        shown: |i, _| if i.defect.as_ref().is_some_and(|d| d.invalid) { "Yes".into() } else { String::new() },
    },
];

/// What the three-way rule decided for one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::command) enum Verdict {
    /// Nothing to do.
    Same,
    /// The tracker changed it.
    Take,
    /// Changed here only: kept.
    Keep,
    /// Changed on both sides.
    Conflict,
}

pub(in crate::command) fn verdict(here: &str, file: &str, seen: &str) -> Verdict {
    if here == file {
        Verdict::Same
    } else if here == seen {
        Verdict::Take
    } else if file == seen {
        Verdict::Keep
    } else {
        Verdict::Conflict
    }
}

/// One field that differs: its rule, and both sides as people read them.
pub(super) struct Differs {
    pub(super) field: &'static str,
    pub(super) here: String,
    pub(super) file: String,
    pub(super) verdict: Verdict,
}

/// Brings the file's values into `item`, field by field, and remembers them as seen.
///
/// `fed` tells which of the file's fields have columns; `choices` settles conflicts.
pub(super) fn merge(
    item: &mut WorkItem,
    file: &WorkItem,
    fed: impl Fn(&str) -> bool,
    choices: Option<&BTreeMap<String, ConflictChoice>>,
    program: &Program,
) -> Vec<Differs> {
    let mut seen = item.source.as_ref().map(|s| s.seen.clone()).unwrap_or_default();
    let mut differs = Vec::new();
    for rule in RULES.iter().filter(|rule| fed(rule.fed_by)) {
        let (here, theirs) = ((rule.canon)(item), (rule.canon)(file));
        let verdict = verdict(&here, &theirs, seen.get(rule.name).map_or("", String::as_str));
        if verdict != Verdict::Same {
            differs.push(Differs {
                field: rule.name,
                here: (rule.shown)(item, program),
                file: (rule.shown)(file, program),
                verdict,
            });
        }
        let chosen = choices.and_then(|c| c.get(rule.name)).copied().unwrap_or_default();
        if verdict == Verdict::Take || (verdict == Verdict::Conflict && chosen == ConflictChoice::TakeFile) {
            (rule.copy)(file, item);
        }
        if theirs.is_empty() {
            seen.remove(rule.name);
        } else {
            seen.insert(rule.name.to_owned(), theirs);
        }
    }
    if let Some(source) = &mut item.source {
        source.seen = seen;
    }
    differs
}

/// What a newly created item remembers as seen.
pub(super) fn seen_at_creation(item: &WorkItem, fed: impl Fn(&str) -> bool) -> BTreeMap<String, String> {
    let fed = RULES.iter().filter(|rule| fed(rule.fed_by));
    let all = fed.map(|rule| (rule.name.to_owned(), (rule.canon)(item)));
    order::map(all.filter(|(_, value)| !value.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_values_decide() {
        for (here, file, seen, expected) in [
            ("a", "a", "a", Verdict::Same),
            ("b", "b", "a", Verdict::Same),
            ("a", "b", "a", Verdict::Take),
            ("b", "a", "a", Verdict::Keep),
            ("b", "c", "a", Verdict::Conflict),
            ("", "c", "a", Verdict::Conflict),
            ("x", "", "", Verdict::Keep),
        ] {
            assert_eq!(verdict(here, file, seen), expected, "{here} {file} {seen}");
        }
    }
}
